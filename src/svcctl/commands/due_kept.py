"""The due list of all contracts from the lists beside the journal, the same as from the journal."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any

from svcctl.answers.answer import Answer
from svcctl.answers.band_rows import instalment_of, return_of
from svcctl.answers.band_sums import OVERDUE, BandSums
from svcctl.answers.guarantees import ReturnRow
from svcctl.answers.instalment_json import around_json
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.picking import Picked
from svcctl.answers.wish import Wish
from svcctl.answers.writers import BETWEEN, with_rows
from svcctl.billing.guarantees import GuaranteeSums
from svcctl.casebook.case import Case
from svcctl.desk.bands import unless_torn
from svcctl.desk.kept import TOGETHER, Kept, spooled
from svcctl.desk.looking import Look
from svcctl.desk.showing import SCREEN, show
from svcctl.store.band import COMING, FARTHEST, Band
from svcctl.store.bands import Bands

FILTERS = ("supplier", "department", "fund", "since", "until", "statuses", "search", "sort")
SINCE, DUE, NUMBER = map(Band._fields.index, ("since", "due", "number"))
IN_ORDER = itemgetter(DUE, NUMBER)
MOST_FIRST = 1000  # rows for people that are held at once
Page = Callable[[Wish, Iterable[Case], Picked[InstalmentRow], Sequence[ReturnRow]], Answer]


def show_kept(
    look: Look, bands: Bands, wish: Wish, days: int, fail_if_overdue: bool, page: Page, title: str
) -> int | None:
    """Show the list; its exit code, or None where the journal has to be asked.

    `page`: what was chosen as people read it, of the contracts that have something in it.
    """
    kept = _Due(look, bands, wish, days, page, title)
    late = unless_torn(look, kept.show)
    return None if late is None else int(fail_if_overdue and late)


class _Due(Kept):
    """One question about the due list of all contracts."""

    def __init__(
        self, look: Look, bands: Bands, wish: Wish, days: int, page: Page, title: str
    ) -> None:
        super().__init__(look, bands)
        self.wish, self.page, self.days, self.title = wish, page, days, title
        self.last = self.ahead(days)

    def show(self) -> bool | None:
        """Whether something on it is late; None where the journal has to be asked."""
        if self.days > FARTHEST:
            return None
        if self.wish.asked:
            plainly = self.wish.limit and not any(getattr(self.wish, each) for each in FILTERS)
            many = (self.wish.limit or 0) > MOST_FIRST and self.desk.format in SCREEN
            return self._first() if plainly and not many else self._chosen()
        if self.desk.format in SCREEN:
            return self._all_for_people()
        return self._everything() if self.desk.format == "json" else None

    def _all_for_people(self) -> bool | None:
        from svcctl.commands.due_chosen import Chosen
        from svcctl.commands.due_people import show_all

        chosen = Chosen(self, self.wish, self.last)
        return chosen.any_late if show_all(self, chosen, self.title) else None

    # -- everything, as scripts read it --

    def _everything(self) -> bool:
        sums, returned = BandSums(), BandSums()
        with self.bands.doubting("due", "back"):
            rows = spooled(self._told(sums, returned))
        around = self._around(sums, returned)
        show(self.desk, Answer(None, ready=lambda: with_rows(around, "instalments", rows)))
        return sums.any_late or returned.any_late

    def _told(self, sums: BandSums, returned: BandSums) -> Iterator[bytes]:
        """Each row of the list; what they add up to is noted."""
        lists = {"due": sums, "back": returned}
        found = merge(*(self.told(kind, self.last) for kind in lists), key=IN_ORDER)
        while rows := list(islice(found, TOGETHER)):
            for kind, noted in lists.items():
                noted.add([row for row in rows if row[0] == kind])
            yield from (self.tell(row[-1], row[SINCE], row[DUE]) for row in rows)

    def _around(self, sums: "BandSums", returned: "BandSums") -> dict[str, Any]:
        back = GuaranteeSums(returned.outstanding, returned.late)
        return around_json(self.desk.as_of, sums.all(), back, sums.renewed)

    # -- so many from the first on --

    def _first(self) -> bool:
        limit = self.wish.limit or 0
        rows = list(self.bands.read("BAND_FIRST", "due", COMING, self.last, limit))
        returns = list(self.bands.read("BAND_LISTED", "back", COMING, self.last))
        returns.sort(key=lambda row: (row.chain, row.place))
        shown = dict.fromkeys(row.chain for row in (*rows, *returns))
        self.check_shown(*shown)
        total = self.bands.count("due", self.last)
        late = self.bands.any_late("due") or any(row.state == OVERDUE for row in returns)
        if self.desk.format == "json" and not self.wish.group_by:
            counts = {"of": total, "matching": total, "shown": len(rows), "undated": 0}
            self._show_json(rows, returns, {"picked": counts})
            return late
        if self.desk.format in SCREEN:
            from svcctl.commands.due_people import show_first

            show_first(self, self.wish, rows, returns, total, self.title)
        else:
            self._show_picked(rows, returns, range(total))
        return late

    def _show_json(
        self, rows: Sequence[Band], returns: Sequence[Band], picked: dict[str, Any]
    ) -> None:
        """Rows as scripts read them: by time, or in the order that was asked for."""
        sums, returned = BandSums(), BandSums()
        sums.add(rows)
        returned.add(returns)
        ordered = [*rows, *returns]
        if not self.wish.sort:
            ordered.sort(key=lambda row: (row.due, row.number))
        texts = (each for row in ordered for each in self._with_text(row))
        around = self._around(sums, returned) | picked
        found = [self.text(row) for row in texts]
        pieces = with_rows(around, "instalments", iter([BETWEEN.join(found)]))
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

    def _chosen_for_scripts(self) -> bool:
        from svcctl.commands.due_chosen import Chosen

        chosen, sums, returned = Chosen(self, self.wish, self.last), BandSums(), BandSums()
        rows = spooled(chosen.texts(sums, returned))
        around = self._around(sums, returned) | {"picked": chosen.counts}
        show(self.desk, Answer(None, ready=lambda: with_rows(around, "instalments", rows)))
        return chosen.any_late

    def _chosen_for_people(self) -> bool:
        from svcctl.commands.due_chosen import Chosen
        from svcctl.commands.due_people import show_chosen

        chosen = Chosen(self, self.wish, self.last)
        show_chosen(self, chosen, self.title)
        return chosen.any_late

    def _chosen(self) -> bool:
        if self.desk.format == "json" and not self.wish.group_by:
            return self._chosen_for_scripts()
        if self.desk.format in SCREEN:
            return self._chosen_for_people()
        from svcctl.answers.picked_rows import LISTED, meant, of_instalment, of_return
        from svcctl.answers.picking import pick

        words = self.desk.words
        wish = meant(self.wish, self.cases(), LISTED, words)
        rows = list(self.every("BAND_IN_TIME", "due", self.last))
        items = [instalment_of(row, self.case(row.chain), self.calendars) for row in rows]
        picked = pick(items, of_instalment(words), wish)
        returns = list(self.every("BAND_LISTED", "back", self.last))
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


def _by_id(items: Iterable[Any], rows: Iterable[Band]) -> dict[str, Band]:
    return {item.whole_id: row for item, row in zip(items, rows, strict=True)}
