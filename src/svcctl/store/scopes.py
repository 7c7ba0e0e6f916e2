"""Which facts of a chain a command reads: a scope names the kinds of the service record it leaves out."""

Scope = tuple[str, ...]

ACT, INCIDENT = "service-act", "service-incident"  # in the order of their names
SERVICE_KINDS = (ACT, INCIDENT)

# a contract has some dozens of facts about money, and may have incidents by the ten thousand: who
# counts money leaves them where they are
MONEY: Scope = SERVICE_KINDS
SERVICE: Scope = (INCIDENT,)
ALL: Scope = ()
# the store's own chain names every contract in its seals: who only asks whether the store lives here
# and who wrote it reads past them
UNSEALED: Scope = ("store-heads", "store-sealed")
