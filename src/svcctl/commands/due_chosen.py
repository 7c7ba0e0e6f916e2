"""What was chosen of the due list of all contracts: one contract is held at a time."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from svcctl.answers.band_rows import instalment_of, return_of
from svcctl.answers.band_sums import OVERDUE, BandSums
from svcctl.answers.guarantees import ReturnRow
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.picked_rows import LISTED, meaning, meant, of_instalment, of_return, shared_in
from svcctl.answers.picking import Picked, Traits, order, pick
from svcctl.answers.wish import Wish
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.desk.kept import TOGETHER, Kept
from svcctl.store.band import COMING, Band
from svcctl.store.bands import Torn

NAMING = ("office", "instalments")  # what in a contract file names departments and funds
Pair = tuple[Band, Any]  # a row, and what it was made from


class Place(NamedTuple):
    """A row that was chosen, so much of it that it is put in its order and found again."""

    key: tuple[Any, ...]
    due: str
    number: str
    state: int
    list: str
    chain: str
    place: int
    group: str | None


class Whose(Record):
    """Of a contract by what it can be chosen: many have it in common."""

    terms: Any
    document: dict[str, Any]


class Chosen:
    """The rows of a list that were wished for, found contract by contract."""

    def __init__(self, kept: Kept, wish: Wish, last: str) -> None:
        self.kept, self.last = kept, last
        self.words = kept.desk.words
        self.wish = meaning(wish)
        self.counts = {"of": 0, "matching": 0, "shown": 0, "undated": 0}
        self.shared = 0  # rows that several funds pay for
        self.contracts: list[str] = []
        self.rows: list[Place] = []
        self.back: list[Place] = []
        self._whose: dict[str, Whose] = {}
        self._find()
        meant(wish, [*self._whose.values()], LISTED, self.words)  # type: ignore[list-item]

    @property
    def any_late(self) -> bool:
        """Whether something of it is overdue."""
        return any(each.state == OVERDUE for each in (*self.rows, *self.back))

    def texts(self, sums: BandSums, returned: BandSums) -> Iterator[bytes]:
        """What is shown of it, as scripts read it; what the rows add up to is noted."""
        shown, back = self.rows[: self.wish.limit], self.back
        self.counts |= {"matching": len(self.rows), "shown": len(shown)}
        ordered = [*shown, *back]
        if not self.wish.sort:
            ordered.sort(key=lambda each: (each.due, each.number))
        left = iter(ordered)
        while places := list(islice(left, TOGETHER)):
            rows = [self.read(each) for each in places]
            sums.add([row for row in rows if row.list == "due"])
            returned.add([row for row in rows if row.list == "back"])
            yield from map(self.kept.text, rows)

    def read(self, each: Place) -> Band:
        """The row that stands there."""
        for row in self.kept.bands.read("BAND_TEXT", each.chain, each.list, each.place):
            return row
        raise Torn(each.chain)

    def _find(self) -> None:
        instalment, back = of_instalment(self.words), of_return(self.words)
        for case, _, rows in self.kept.by_contract("due", "back"):
            self._note(case)
            self.contracts.append(case.id)
            soon = [row for row in rows if (row.state, row.due) <= (COMING, self.last)]
            picked = self._pick([*self._instalments(soon, case)], instalment)
            self.counts["of"] += picked.total
            self.counts["undated"] += picked.undated
            self.shared += shared_in([item for _, item in picked.matching], self.wish)
            self.rows += self._places(picked.matching, instalment)
            self.back += self._places(self._pick([*self._returns(soon, case)], back).matching, back)
        self.rows.sort(key=lambda each: each.key)
        self.back.sort(key=lambda each: each.key)

    def _note(self, case: Case) -> None:
        """By what contracts can be chosen: what nobody has is refused."""
        document = case.document
        told: dict[str, Any] = {key: document[key] for key in NAMING if key in document}
        key = repr((told, [(party.role, party.name) for party in case.terms.parties]))
        if key not in self._whose:
            self._whose[key] = Whose(case.terms, told)

    def _instalments(
        self, rows: Sequence[Band], case: Case
    ) -> Iterator[tuple[Band, InstalmentRow]]:
        named = self.kept.calendars
        return ((row, instalment_of(row, case, named)) for row in rows if row.list == "due")

    def _returns(self, rows: Sequence[Band], case: Case) -> Iterator[tuple[Band, ReturnRow]]:
        named = self.kept.calendars
        return ((row, return_of(row, case, named)) for row in rows if row.list == "back")

    def _pick(self, pairs: Sequence[Pair], traits: Callable[[Any], Traits]) -> Picked[Pair]:
        wish = self.wish._replace(sort="", limit=None, group_by="")
        return pick(pairs, lambda pair: traits(pair[1]), wish)

    def _places(self, pairs: Sequence[Pair], traits: Callable[[Any], Traits]) -> Iterator[Place]:
        """Where the rows stand: as they were wished for, else by time."""
        for row, item in pairs:
            by_time = (row.state, row.due, row.chain, row.place)
            told = traits(item)
            key = order(told, self.wish.sort) if self.wish.sort else by_time
            group = told.group(self.wish.group_by) if self.wish.group_by else None
            yield Place(key, row.due, row.number, row.state, row.list, row.chain, row.place, group)
