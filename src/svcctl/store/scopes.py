"""Which facts of a chain a command reads: a scope names the kinds of the service record it leaves out."""

Scope = tuple[str, ...]

ACT, INCIDENT = "service-act", "service-incident"  # in the order of their names
SERVICE_KINDS = (ACT, INCIDENT)

# a contract has some dozens of facts about money, and may have incidents by the ten thousand: who
# counts money leaves them where they are
MONEY: Scope = SERVICE_KINDS
SERVICE: Scope = (INCIDENT,)
ALL: Scope = ()
