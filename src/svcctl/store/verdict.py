"""What a check of a store found: where it is not what was recorded, and the heads of its chains."""

from collections.abc import Iterable

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import Fact, StoreSalvaged


class Broken(Record):
    """A place where the store is not what was recorded, and a catalogue key that says what."""

    at: str
    what: str


class Doubt(Record):
    """A place where all hangs together and something should not be believed, and a key of why."""

    at: str
    what: str
    because: Refusal | None = None  # why it could not be recorded beside the others


class Rescued(Record):
    """A chain cut short by a damage: its heads behind `kept` are not those handed out before."""

    chain: str  # none: pages or a log were gone, and nothing tells whether facts are
    kept: int
    known: int
    event: str  # which puts it on record


class Sealed(Record):
    """How many facts a seal's file covers, how many came after it, who signed it, how by SM3."""

    covers: int
    after: int
    signers: tuple[str, ...]
    sm3: str = "none"  # of its heads by SM3: none, holds, differs, unchecked


def rescues(own: Iterable[Fact]) -> tuple[Rescued, ...]:
    """What the facts of the store's own chain tell of chains that were cut short."""
    found: list[Rescued] = []
    for fact in own:
        says = fact.says
        if isinstance(says, StoreSalvaged):
            found += [
                Rescued(chain, kept, max(kept, says.known.get(chain) or 0), fact.id)
                for chain, kept in sorted(says.kept.items())
            ]
            if not says.kept and not says.lost_files:
                found.append(Rescued("", 0, 0, fact.id))
    return tuple(found)


class StoreVerdict(Record):
    """What a check of the whole store found."""

    contracts: int
    events: int  # of contract chains
    heads: dict[str, str]
    broken: tuple[Broken, ...]
    doubts: tuple[Doubt, ...] = ()
    uncovered: tuple[str, ...] = ()  # chains that none of the heads given is of
    sealed: Sealed | None = None  # where a seal was given
    rescued: tuple[Rescued, ...] = ()
    hidden: int = 0  # facts of which this login may not read what they say
    closed: int = 0  # others of which it may not read what is the office's own
    closed_files: int = 0  # files that it may not have, of facts that it may read

    def facts(self) -> int:
        """How many facts there are, of all chains."""
        return sum(map(self.covered_by, self.heads.values()))

    def covered_by(self, head: str) -> int:
        """How many facts a head covers; none where its chain is not there."""
        chain, _, seq = head.rpartition(":")[0].rpartition("@")
        return int(seq) if chain in self.heads and seq.isdigit() else 0
