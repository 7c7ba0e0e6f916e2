"""The due list of all contracts from the lists beside the journal, the same as from the journal."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from heapq import merge
from operator import add
from tempfile import SpooledTemporaryFile
from typing import Any

from svcctl.answers.answer import Answer
from svcctl.answers.banded import case_of, instalment_of, return_of, text_of
from svcctl.answers.guarantees import ReturnRow
from svcctl.answers.instalment_json import around_json
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.picking import Picked
from svcctl.answers.wish import Wish
from svcctl.answers.writers import as_json
from svcctl.billing.due import Sums
from svcctl.billing.guarantees import GuaranteeSums
from svcctl.billing.working_days import Calendar
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.desk.bands import torn
from svcctl.desk.looking import Look
from svcctl.desk.showing import show
from svcctl.store.band import COMING, FARTHEST, FIRST_SUM, Band
from svcctl.store.bands import Bands, Torn

LARGEST_HELD = 8 * 2**20  # bytes of a list on its way; what is longer waits in a file
FILTERS = ("supplier", "department", "fund", "since", "until", "statuses", "search", "sort")
OVERDUE, WAITING = 0, 2
Page = Callable[[Wish, Iterable[Case], Picked[InstalmentRow], Sequence[ReturnRow]], Answer]


def show_kept(
    look: Look, bands: Bands, wish: Wish, days: int, fail_if_overdue: bool, page: Page
) -> int | None:
    """Show the list; its exit code, or None where the journal has to be asked.

    `page`: what was chosen as people read it, of the contracts that have something in it.
    """
    kept = _Kept(look, bands, wish, days, page)
    try:
        with look.journal.driver.refusing():
            late = kept.show()
    except Torn:
        torn(look.desk)
        return None
    return None if late is None else int(fail_if_overdue and late)


class _Kept:
    """One question about the due list of all contracts."""

    def __init__(self, look: Look, bands: Bands, wish: Wish, days: int, page: Page) -> None:
        self.look, self.desk, self.bands, self.wish = look, look.desk, bands, wish
        self.page, self.days = page, days
        self.last = (look.desk.as_of + timedelta(days=days)).isoformat()
        self.cases: dict[str, Case] = {}
        self._calendars: Callable[[str], Calendar] | None = None

    def show(self) -> bool | None:
        """Whether something on it is late; None where the journal has to be asked."""
        if self.days > FARTHEST:
            return None
        if self.wish.asked:
            plainly = self.wish.limit and not any(getattr(self.wish, each) for each in FILTERS)
            return self._first() if plainly else self._chosen()
        return self._everything() if self.desk.format == "json" else None

    def calendars(self, name: str) -> Calendar:
        """A calendar, read when the first figure is counted by one."""
        if self._calendars is None:
            self._calendars = self.look.calendars()
        return self._calendars(name)

    def case(self, chain: str) -> Case:
        """What lists show of a contract."""
        if chain not in self.cases:
            for row in self.bands.read("BAND_ABOUT", "contract", chain):
                self.cases[chain] = case_of(row, self.desk.as_of)
        if chain not in self.cases:
            raise Torn(chain)
        return self.cases[chain]

    # -- everything, as scripts read it --

    def _everything(self) -> bool:
        contracts = self.look.journal.contracts()
        self.bands.check_whole(contracts)
        due = self.bands.read("BAND_NUMBERED", "due", COMING, self.last)
        back = self.bands.read("BAND_NUMBERED", "back", COMING, self.last)
        sums, returned, late = _Sums(), _Sums(), False
        with SpooledTemporaryFile(LARGEST_HELD, "w+", encoding="utf-8", newline="") as spool:
            between = ""
            for row in merge(due, back, key=lambda row: (row.due, row.number)):
                (returned if row.list == "back" else sums).add(row)
                late = late or row.state == OVERDUE
                spool.write(between + self._text(row))
                between = ",\n    "
            spool.seek(0)
            around = self._around(sums, returned)
            rows = iter(lambda: spool.read(2**16), "")
            show(self.desk, Answer(None, ready=lambda: _with_rows(around, rows, bool(between))))
        return late

    def _around(self, sums: "_Sums", returned: "_Sums") -> dict[str, Any]:
        back = GuaranteeSums(returned.outstanding, returned.late)
        return around_json(self.desk.as_of, sums.all(), back, sums.renewed)

    def _text(self, row: Band) -> str:
        return text_of(row, self.desk.as_of, self.calendars)

    # -- so many from the first on --

    def _first(self) -> bool:
        limit = self.wish.limit or 0
        rows = list(self.bands.read("BAND_FIRST", "due", COMING, self.last, limit))
        returns = list(self.bands.read("BAND_LISTED", "back", COMING, self.last))
        returns.sort(key=lambda row: (row.chain, row.place))
        shown = dict.fromkeys(row.chain for row in (*rows, *returns))
        self.bands.check_heads((CALENDAR_CHAIN, *shown))
        total = self.bands.count("due", self.last)
        late = self.bands.any_late("due") or any(row.state == OVERDUE for row in returns)
        if self.desk.format == "json" and not self.wish.group_by:
            counts = {"of": total, "matching": total, "shown": len(rows), "undated": 0}
            self._show_json(rows, returns, {"picked": counts})
            return late
        self._show_picked(rows, returns, range(total))
        return late

    def _show_json(
        self, rows: Sequence[Band], returns: Sequence[Band], picked: dict[str, Any]
    ) -> None:
        """Rows as scripts read them: by time, or in the order that was asked for."""
        sums, returned = _Sums(), _Sums()
        for row in rows:
            sums.add(row)
        for row in returns:
            returned.add(row)
        ordered = [*rows, *returns]
        if not self.wish.sort:
            ordered.sort(key=lambda row: (row.due, row.number))
        texts = (each for row in ordered for each in self._with_text(row))
        around = self._around(sums, returned) | picked
        found = [self._text(row) for row in texts]
        pieces = _with_rows(around, iter([",\n    ".join(found)]), bool(found))
        show(self.desk, Answer(None, ready=lambda: pieces))

    def _with_text(self, row: Band) -> Iterator[Band]:
        if row.text:
            yield row
        else:
            yield from self.bands.read("BAND_TEXT", row.chain, row.list, row.place)

    def _show_picked(
        self, rows: Sequence[Band], returns: Sequence[Band], total: Sequence[Any]
    ) -> None:
        """So many of the first rows of a list, in groups or as a page."""
        from svcctl.answers.picked_rows import LISTED, meant, of_instalment, of_return
        from svcctl.answers.picking import pick

        words = self.desk.words
        wish = meant(self.wish, [], LISTED, words)
        items = [instalment_of(row, self.case(row.chain), self.calendars) for row in rows]
        picked = pick(items, of_instalment(words), wish)
        picked = picked._replace(matching=total, total=len(total))
        every = [return_of(row, self.case(row.chain), self.calendars) for row in returns]
        back = pick(every, of_return(words), wish).matching
        self._answer(wish, picked, back, {**_by_id(items, rows), **_by_id(every, returns)})

    # -- what was chosen --

    def _chosen(self) -> bool:
        from svcctl.answers.picked_rows import LISTED, meant, of_instalment, of_return
        from svcctl.answers.picking import pick

        words, as_of = self.desk.words, self.desk.as_of
        whole = self.bands.check_whole(self.look.journal.contracts())
        self.cases = {row.chain: case_of(row, as_of) for row in whole}
        wish = meant(self.wish, [*self.cases.values()], LISTED, words)
        rows = list(self.bands.read("BAND_IN_TIME", "due", COMING, self.last))
        items = [instalment_of(row, self.case(row.chain), self.calendars) for row in rows]
        picked = pick(items, of_instalment(words), wish)
        returns = list(self.bands.read("BAND_LISTED", "back", COMING, self.last))
        returns.sort(key=lambda row: (row.chain, row.place))
        every = [return_of(row, self.case(row.chain), self.calendars) for row in returns]
        back = pick(every, of_return(words), wish).matching
        self._answer(wish, picked, back, {**_by_id(items, rows), **_by_id(every, returns)})
        statuses = [row.standing.status for row in picked.matching]
        return "overdue" in [*statuses, *(each.row.status for each in back)]

    def _answer(
        self,
        wish: Wish,
        picked: Picked[InstalmentRow],
        back: Sequence[ReturnRow],
        kept: dict[str, Band],
    ) -> None:
        from svcctl.answers.picked_rows import picked_json

        if self.desk.format == "json":
            rows, returns = (
                [kept[each.whole_id] for each in part] for part in (picked.shown, back)
            )
            self._show_json(rows, returns, picked_json(picked, wish))
            return
        # what is told beneath the rows rests on more than lists show: of these contracts it is
        # worked out
        ids = {each.case.id for each in picked.shown} | {each.case.id for each in back}
        show(self.desk, self.page(wish, self.look.of(sorted(ids)), picked, back))


class _Sums:
    """The totals of rows, as they come."""

    def __init__(self) -> None:
        self.columns = [0] * len(COLUMNS)
        self.payable = self.late = self.waiting = self.outstanding = self.renewed = 0

    def add(self, row: Band) -> None:
        """One row more; what comes only by a renewal is in no total but its own."""
        if row.conditional:
            self.renewed += row.outstanding
            return
        self.outstanding += row.outstanding
        mine: Any = row[FIRST_SUM:AFTER_SUMS]
        self.columns = list(map(add, self.columns, mine))
        if row.state < WAITING:
            self.payable += row.outstanding - row.disputed
            self.late += (row.outstanding - row.disputed) * (row.state == OVERDUE)
        elif row.state == WAITING:
            self.waiting += row.outstanding

    def all(self) -> Sums:
        """All of them."""
        named = dict(zip(COLUMNS, self.columns, strict=True))
        return Sums(**named, payable=self.payable, overdue=self.late, waiting=self.waiting)


COLUMNS = ("amount", "added", "reduced", "offset", "paid", "outstanding", "overpaid", "retained")
AFTER_SUMS = FIRST_SUM + len(COLUMNS)
ROWS = '\n  "instalments": []'


def _with_rows(around: dict[str, Any], rows: Iterator[str], any_rows: bool) -> Iterator[str]:
    """JSON of a list, its rows in their place."""
    text = as_json(around | {"instalments": []})
    before, mark, behind = text.partition(ROWS)
    if not any_rows:
        yield text
        return
    yield before + mark[:-1] + "\n    "
    yield from rows
    yield "\n  ]" + behind


def _by_id(items: Iterable[Any], rows: Iterable[Band]) -> dict[str, Band]:
    return {item.whole_id: row for item, row in zip(items, rows, strict=True)}
