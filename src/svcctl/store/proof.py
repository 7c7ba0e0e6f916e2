"""A proof: one fact shown to lie under a head that is kept outside, without the rest of the store."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from svcctl.billing.record import Record
from svcctl.casebook.kinds import STORE_CHAIN, Fact
from svcctl.store.chain import ChainRow, head
from svcctl.store.seals import Path, each_seal

FORMAT = "svcctl proof 1"  # another one opens with another number
SHA256, SM3 = "sha256", "sm3"
Place = tuple[str, int]  # a fact: its chain and its number
Kept = tuple[str, str]  # a payload as it is kept: its salt and its body


class Way(Record):
    """Up to which row a proof goes in the fact's own chain, and behind which seal in the store's."""

    upto: int
    seal: int = 0  # the number of the seal in the store's chain; 0 where no seal is needed
    until: int = 0  # the row of the store's chain that is the last

    def rows_behind(self, seq: int) -> int:
        """How many rows it takes from a fact on."""
        return self.upto - seq + self.until - self.seal


def sealed_ways(chain: str, seq: int, store_facts: Iterable[Fact]) -> Iterator[Way]:
    """A way by each seal that covers a fact, the first seal first: it needs the fewest rows."""
    upto = 0
    for fact, _, moved in each_seal(store_facts):
        upto = moved.get(chain, upto)
        if upto >= seq:
            yield Way(upto, fact.seq, fact.seq)


def way_to(heads: Iterable[Place], chain: str, seq: int, seals: Sequence[Way]) -> Way | None:
    """The shortest way from a fact to one of the heads; None where the fact is after all of them.

    `seals`: the ways by the seals that cover it.
    """
    found: list[Way] = []
    for its, at in heads:
        if its == chain and at >= seq:
            found.append(Way(at))
        elif its == STORE_CHAIN:
            found += [seal._replace(until=at) for seal in seals if seal.seal <= at]
    return min(found, key=lambda way: way.rows_behind(seq), default=None)


class Proof(Record):
    """What is shown: rows from the fact to a head, the path to a seal's root, rows from there."""

    rows: Sequence[ChainRow]
    payload: Kept | None = None  # of the fact, on wish
    path: Path = ()
    seal: Kept | None = None  # what the seal says
    store: Sequence[ChainRow] = ()
    hash: str = SHA256  # the hash function's name

    @property
    def ends(self) -> str:
        """The head that it leads to: whoever keeps that one outside can hold it against it."""
        return head((self.store or self.rows)[-1])

    def document(self) -> dict[str, Any]:
        """The proof as it is handed over; of each row the columns that its hash covers."""
        fact = self.rows[0]
        told: dict[str, Any] = {
            "format": FORMAT,
            "hash": self.hash,
            "event": f"{fact.chain}#{fact.seq}",
            "ends": self.ends,
            "rows": [list(row[:-1]) for row in self.rows],
        }
        if self.payload:
            told["payload"] = _kept(self.payload)
        if self.seal:
            told["path"] = [list(step) for step in self.path]
            told["seal"] = _kept(self.seal)
            told["store"] = [list(row[:-1]) for row in self.store]
        return told


def _kept(payload: Kept) -> dict[str, str]:
    return dict(zip(("salt", "body"), payload, strict=True))
