"""What a check of a store found: where it is not what was recorded, and the heads of its chains."""

from svcctl.billing.record import Record


class Broken(Record):
    """A place where the store is not what was recorded, and a catalogue key that says what."""

    at: str
    what: str


class StoreVerdict(Record):
    """What a check of the whole store found."""

    contracts: int
    events: int  # of contract chains
    heads: dict[str, str]
    broken: tuple[Broken, ...]
    uncovered: tuple[str, ...] = ()  # chains that none of the heads given is of
