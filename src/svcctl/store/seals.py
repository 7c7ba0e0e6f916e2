"""Seals: one order over all chains, and the marks of a clock that nobody should believe."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from svcctl.billing.record import Record
from svcctl.casebook.kinds import ClockDoubted, Fact, HeadsMoved, HeadsSealed, StoreSalvaged
from svcctl.store.digest import digest

Head = tuple[str, int, str]  # chain, seq, hash
Path = tuple[tuple[str, str], ...]  # from the leaf up: on which side which hash stands beside it
PATIENCE = timedelta(minutes=10)  # by which clocks of one office differ
UNUSUAL = timedelta(days=731)  # longer than a store in use lies still, paid from once a year


def sealed_so_far(facts: Sequence[Fact]) -> dict[str, int]:
    """Up to which fact each chain is covered by the seals so far."""
    found: dict[str, int] = {}
    seals = {fact.id: moved for fact, _, moved in each_seal(facts)}
    for fact in facts:
        found |= seals.get(fact.id, {})
        if isinstance(fact.says, StoreSalvaged):
            found |= fact.says.kept  # what was sealed behind that is gone
    return found


def each_seal(store_facts: Iterable[Fact]) -> Iterator[tuple[Fact, HeadsSealed, dict[str, int]]]:
    """Every seal, what it says, and how far the chains had come that moved since the one before."""
    moved: dict[str, int] = {}
    for fact in store_facts:
        if isinstance(fact.says, HeadsMoved):
            moved |= fact.says.moved
        elif isinstance(fact.says, HeadsSealed):
            yield fact, fact.says, moved | fact.says.moved
            moved = {}


def seal(
    store_facts: Sequence[Fact], heads: Iterable[Head], now: str
) -> tuple[HeadsMoved | HeadsSealed, ...]:
    """The facts that seal all heads, where a chain moved since the last seal; else none."""
    before = sealed_so_far(store_facts)
    every = list(heads)
    moved = {chain: seq for chain, seq, _ in every if before.get(chain) != seq}
    if not moved:
        return ()
    day = date.fromisoformat(now[:10])
    return (
        HeadsMoved(on=day, moved=moved),
        HeadsSealed(on=day, chains=len(every), root=root_of(every)),
    )


def root_of(heads: Iterable[Head]) -> str:
    """The Merkle root (RFC 9162, 2.1.1) over heads as they are written, by their chains' names."""
    [root] = deque(_levels(heads), maxlen=1)[0]
    return root


def _levels(heads: Iterable[Head]) -> Iterator[list[str]]:
    """The hashes of a Merkle tree from its leaves up to its root."""
    level = [_leaf(head) for head in sorted(heads)]
    yield level
    while len(level) > 1:
        above = [_node(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
        # one that is left over goes up as it is: pairing it with itself would let a head be
        # counted twice
        level = above + level[len(above) * 2 :]
        yield level


def _leaf(head: Head) -> str:
    chain, seq, its_hash = head
    return digest(b"\0" + f"{chain}@{seq}:{its_hash}".encode())


def _node(left: str, right: str) -> str:
    return digest(b"\1" + bytes.fromhex(left + right))


class Tree:
    """The Merkle tree over heads, kept from seal to seal: where no chain is new, few ways change."""

    def __init__(self) -> None:
        self.heads: dict[str, Head] = {}
        self._levels: list[list[str]] = []
        self._places: dict[str, int] = {}

    @property
    def root(self) -> str:
        """The root over the heads, as `root_of` works it out; nothing where there are none."""
        return self._levels[-1][0] if self.heads else ""

    def move(self, heads: Sequence[Head]) -> None:
        """These chains have moved, or are new."""
        known = all(head[0] in self.heads for head in heads)
        self.heads.update((head[0], head) for head in heads)
        if known:
            self._renew(heads)
            return
        self._levels = list(_levels(self.heads.values()))
        self._places = {chain: place for place, chain in enumerate(sorted(self.heads))}

    def _renew(self, heads: Sequence[Head]) -> None:
        places = {self._places[head[0]] for head in heads}
        for head in heads:
            self._levels[0][self._places[head[0]]] = _leaf(head)
        for below, above in pairwise(self._levels):
            places = {place // 2 for place in places}
            for place in places:
                left, *right = below[place * 2 : place * 2 + 2]
                above[place] = _node(left, *right) if right else left


def path_to(chain: str, heads: Iterable[Head]) -> tuple[str, Path]:
    """The Merkle root over heads, and what stands beside the way from one chain's head to it."""
    every = sorted(heads)
    at = next(place for place, head in enumerate(every) if head[0] == chain)
    path: list[tuple[str, str]] = []
    for level in _levels(every):
        beside = at ^ 1
        if beside < len(level):  # else it is the one left over, or the root
            path.append(("left" if beside < at else "right", level[beside]))
        at //= 2
    return level[0], tuple(path)


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
    for fact, _, moved in each_seal(store_facts):
        for chain, seq in moved.items():
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
