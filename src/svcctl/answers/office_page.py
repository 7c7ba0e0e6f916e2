"""The due list over several contracts: one table by date, the notes once, what to do next."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from svcctl.answers.due_lines import HINTED, ONE_LINE, Line, Lines
from svcctl.answers.due_page import DueSection, Steps, noted, nothing, spread
from svcctl.answers.due_table import (
    DIM,
    GAP,
    PLAIN,
    Grid,
    Page,
    order,
    total_line,
    total_lines,
    widest,
)
from svcctl.answers.guarantees import ReturnRow, block
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalments import TABLE
from svcctl.answers.office_notes import Gathered
from svcctl.answers.width import cells, wrap
from svcctl.i18n import Words

TWO_LINES = "status short outstanding due time"
SLIM = "status outstanding due time"
MOST_NOTES = 7
Groups = Sequence[tuple[str, Sequence[InstalmentRow]]]  # what they have in common, and its rows


def by_date(rows: Iterable[InstalmentRow]) -> list[InstalmentRow]:
    """The rows of all contracts: what is late first, then by date."""
    return sorted(rows, key=lambda row: (*order(row)[:2], row.case.id, order(row)))


def in_order(sections: Sequence[DueSection], rows: Sequence[InstalmentRow]) -> list[DueSection]:
    """The contracts in the order of their first rows; those without any behind."""
    first = {contract: at for at, contract in reversed([*enumerate(r.case.id for r in rows)])}
    return sorted(sections, key=lambda section: first.get(section.case.id, len(rows)))


class OfficeList:
    """The list as it comes together, of whose contracts little is held."""

    def __init__(self, groups: Sequence[tuple[str, int]], words: Words) -> None:
        """`groups`: what rows have in common, and how many they are; no group has no rows."""
        self.words = words
        self.names = [name for name, _ in groups]
        self.lines = Lines([size for _, size in groups], words)
        self.notes = Gathered(words)
        self.steps = Steps(words, several=True)
        self.back: list[ReturnRow] = []

    def tell(self, section: DueSection) -> None:
        """What is to be known of a contract, in the order of their first rows."""
        case = section.case
        self.notes.add(case.id, self.words.title(case.terms.title), section.notes)
        self.steps.add(section)
        self.back += section.back

    def page(self, told: Sequence[str], title: str, page: Page) -> Iterator[str]:
        """The lines of the list; `told` says under the title what it is a list of."""
        words = self.words
        beneath = [*block(self.back, words, page.width, several=True), *self._notes(page)]
        lead = [line for text in told for line in wrap(text, page.width or 10_000)]
        if not self.lines.sizes:
            return iter([title, *lead, words("picked.nothing"), *beneath])
        head = [spread(title, words("unit"), page), *lead]
        return chain(head, self._table(page), beneath, self.steps.lines(page))

    def _notes(self, page: Page) -> list[str]:
        notes = sorted(self.notes.notes(), key=lambda note: not note.stops)
        hidden = len(notes) - MOST_NOTES
        more = [page.words("notes.more", count=hidden)] if hidden > 0 else []
        return noted(notes[:MOST_NOTES], page) + more

    def _table(self, page: Page) -> Iterator[str]:
        """Headings, rows on one line where they fit, else on two; sub-totals, totals."""
        rows = self.lines
        columns = HINTED if rows.hinted else ONE_LINE
        grid = rows.grid(columns)
        whole = page.width is None or grid.across <= page.width
        if not whole:
            hinted = rows.grid((*TABLE.view(TWO_LINES), *columns[len(ONE_LINE) :]))
            fits = page.width is None or hinted.across <= page.width
            grid = hinted if fits else widest([TWO_LINES, SLIM], page, rows.grid)
        yield from grid.headings(page)
        for name, size, sums, part in zip(
            self.names, rows.sizes, rows.parts, rows.groups(), strict=True
        ):
            yield from wrap(name, page.width or 10_000) if name else []
            before: Line | None = None
            for row in part:
                yield row.shown(grid, page)
                yield from [] if whole else _second(row, before, grid, page)
                before = row
            if name:
                text = page.words("total.group", count=size)
                yield from total_line(text, sums, grid, page, in_words=False)
        yield from ["-" * page.width] if page.width else []
        yield from total_lines(rows.totals, grid, page)


def office_page(
    sections: Sequence[DueSection], groups: Groups, told: Sequence[str], title: str, page: Page
) -> Iterator[str]:
    """The lines of the list of contracts that are at hand."""
    groups = [(name, part) for name, part in groups if part]
    found = OfficeList([(name, len(part)) for name, part in groups], page.words)
    rows = [row for _, part in groups for row in part]
    which = (at for at, (_, part) in enumerate(groups) for _ in part)
    for place, (group, row) in enumerate(zip(which, rows, strict=True)):
        found.lines.put(place, group, row)
    for section in in_order(sections, rows):
        found.tell(section)
    if rows or told:
        return found.page(told, title, page)
    back = block(found.back, page.words, page.width, several=True)
    return iter([*nothing([each.case for each in sections], page), *back, *found._notes(page)])


def office_head(groups: Groups, words: Words) -> str:
    """How many rows of how many contracts."""
    rows = [row for _, part in groups for row in part]
    return words("office.head", contracts=len({row.case.id for row in rows}), rows=len(rows))


def _second(row: Line, before: Line | None, grid: Grid, page: Page) -> list[str]:
    """What a row has no room for, beneath it: as many on a line as fit, none of it cut.

    A contract that is that of the row above is not said again, its id in the row's own is enough.
    """
    lead = " " * (grid.widths[0] + len(GAP))
    width, words = page.width or 10_000, page.words
    told = []
    title = any(c.heading == "column.title" and cells(row.name) <= w for c, w in grid.pairs)
    if not title:
        told.append(row.name)
    if before is None or row.whose != before.whose:
        told += row.whose
    told.append(row.id)
    if row.hint and all(column.heading != "column.hint" for column in grid.columns):
        told.append(words("hint.account"))
    lines: list[str] = []
    for text in told:
        if lines and cells(lines[-1]) + len(GAP) + cells(text) <= width:
            lines[-1] += GAP + text
        else:
            lines += wrap(lead + text, width, lead)
    return [f"{DIM}{line}{PLAIN}" for line in lines] if page.colours else lines
