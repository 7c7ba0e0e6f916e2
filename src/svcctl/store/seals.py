"""Seals: one order over all chains, and the marks of a clock that nobody should believe."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from svcctl.billing.record import Record
from svcctl.casebook.kinds import ClockDoubted, Fact, HeadsSealed
from svcctl.store.digest import digest

Head = tuple[str, int, str]  # chain, seq, hash
PATIENCE = timedelta(minutes=10)  # by which clocks of one office differ
UNUSUAL = timedelta(days=731)  # longer than a store in use lies still, paid from once a year


def sealed_so_far(store_facts: Iterable[Fact]) -> dict[str, int]:
    """Up to which fact each chain is covered by the seals so far."""
    found: dict[str, int] = {}
    for fact in store_facts:
        if isinstance(fact.says, HeadsSealed):
            found |= fact.says.moved
    return found


def seal(store_facts: Iterable[Fact], heads: Iterable[Head], now: str) -> HeadsSealed | None:
    """What is to be sealed: all heads, where a chain moved since the last seal; else None."""
    before = sealed_so_far(store_facts)
    every = list(heads)
    moved = {chain: seq for chain, seq, _ in every if before.get(chain) != seq}
    if not moved:
        return None
    return HeadsSealed(
        on=date.fromisoformat(now[:10]), chains=len(every), root=root_of(every), moved=moved
    )


def root_of(heads: Iterable[Head]) -> str:
    """The Merkle root (RFC 9162, 2.1.1) over heads as they are written, by their chains' names."""
    level = [
        digest(b"\0" + f"{chain}@{seq}:{its_hash}".encode())
        for chain, seq, its_hash in sorted(heads)
    ]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [digest(b"\1" + bytes.fromhex(left + right)) for left, right in pairs]
        # one that is left over goes up as it is: pairing it with itself would let a head be
        # counted twice
        level = above + level[len(above) * 2 :]
    return level[0]


class Seals(Record):
    """The seals of a store in their order: when each was made, and what it covers."""

    moments: tuple[str, ...]  # with the patience that clocks are given taken off
    covered: dict[str, tuple[tuple[int, ...], tuple[int, ...]]]  # by chain: which seal, up to where

    def misses(self, chain: str, seq: int, recorded_at: str) -> bool:
        """Whether a fact says it was recorded before a seal that does not know it."""
        first = bisect_right(self.moments, recorded_at)  # the first seal made after it
        if first == len(self.moments):
            return False
        places, seqs = self.covered.get(chain, ((), ()))
        at = bisect_right(places, first)
        return not at or seqs[at - 1] < seq


def seals_of(store_facts: Iterable[Fact]) -> Seals:
    """The seals among the facts of the store's own chain."""
    moments: list[str] = []
    covered: dict[str, tuple[list[int], list[int]]] = {}
    for fact in store_facts:
        if isinstance(fact.says, HeadsSealed):
            for chain, seq in fact.says.moved.items():
                places, seqs = covered.setdefault(chain, ([], []))
                places.append(len(moments))
                seqs.append(seq)
            patient = _moment(fact.recorded_at) - PATIENCE
            moments.append(patient.isoformat(timespec="microseconds") + "Z")
    ends = {chain: (tuple(places), tuple(seqs)) for chain, (places, seqs) in covered.items()}
    return Seals(tuple(moments), ends)


# -- the clock -------------------------------------------------------------------------------------


def doubtful(now: str, last: str) -> bool:
    """Whether a clock is behind the last fact, or ahead of it by longer than a store lies still."""
    return bool(last) and not -PATIENCE <= _moment(now) - _moment(last) <= UNUSUAL


def doubted(store_facts: Iterable[Fact]) -> dict[str, str]:
    """What the clock showed when facts were recorded whose moment is in doubt, by the fact."""
    marks = [fact.says for fact in store_facts if isinstance(fact.says, ClockDoubted)]
    return {event: mark.clock for mark in marks for event in mark.targets}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))
