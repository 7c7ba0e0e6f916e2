"""The due list over several contracts: one table by date, the notes once, what to do next."""

from collections.abc import Iterable, Sequence

from svcctl.answers.due_page import DueSection, next_steps, noted, nothing, spread
from svcctl.answers.due_table import (
    DIM,
    GAP,
    PLAIN,
    Grid,
    Page,
    fitting,
    grid_of,
    order,
    row_line,
    sums_of_rows,
    total_line,
    totals,
)
from svcctl.answers.guarantees import block
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalment_words import label
from svcctl.answers.instalments import TABLE
from svcctl.answers.office_notes import office_notes
from svcctl.answers.width import cells, wrap
from svcctl.i18n import Words

ONE_LINE = TABLE.view("status whole contract_title party short outstanding due time")
HINTED = (*ONE_LINE, *TABLE.view("hint"))
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


def office_page(
    sections: Sequence[DueSection], groups: Groups, told: Sequence[str], title: str, page: Page
) -> list[str]:
    """The lines of the list; `told` says under the title what it is a list of."""
    words = page.words
    rows = [row for _, part in groups for row in part]
    back = block([each for s in sections for each in s.back], words, page.width, several=True)
    ordered = in_order(sections, rows)
    notes = _notes(ordered, page)
    width = page.width or 10_000
    lead = [line for text in told for line in wrap(text, width)]
    if not rows and told:
        return [title, *lead, words("picked.nothing"), *back, *notes]
    if not rows:
        return nothing([section.case for section in sections], page) + lead + back + notes
    lines = [spread(title, words("unit"), page), *lead, *_table(groups, page), *back, *notes]
    return lines + next_steps(ordered, page, several=True)


def office_head(groups: Groups, words: Words) -> str:
    """How many rows of how many contracts."""
    rows = [row for _, part in groups for row in part]
    return words("office.head", contracts=len({row.case.id for row in rows}), rows=len(rows))


def _notes(sections: Sequence[DueSection], page: Page) -> list[str]:
    notes = sorted(office_notes(sections, page.words), key=lambda note: not note.stops)
    hidden = len(notes) - MOST_NOTES
    more = [page.words("notes.more", count=hidden)] if hidden > 0 else []
    return noted(notes[:MOST_NOTES], page) + more


def _table(groups: Groups, page: Page) -> list[str]:
    """Headings, rows on one line where they fit, else on two; sub-totals, totals."""
    words = page.words
    rows = [row for _, part in groups for row in part]
    columns = HINTED if any(row.hint for row in rows) else ONE_LINE
    grid = grid_of(columns, rows, page)
    whole = page.width is None or grid.across <= page.width
    if not whole:
        hinted = grid_of((*TABLE.view(TWO_LINES), *columns[len(ONE_LINE) :]), rows, page)
        fits = page.width is None or hinted.across <= page.width
        grid = hinted if fits else fitting(rows, page, [TWO_LINES, SLIM])
    lines = grid.headings(page)
    for name, part in groups:
        lines += wrap(name, page.width or 10_000) if name else []
        for before, row in zip([None, *part], part, strict=False):
            lines.append(row_line(row, grid, page))
            lines += [] if whole else _second(row, before, grid, page)
        if name:
            text = words("total.group", count=len(part))
            lines += total_line(text, sums_of_rows(part)._asdict(), grid, page, in_words=False)
    rule = ["-" * page.width] if page.width else []
    return [*lines, *rule, *totals(rows, grid, page)]


def _second(row: InstalmentRow, before: InstalmentRow | None, grid: Grid, page: Page) -> list[str]:
    """What a row has no room for, beneath it: as many on a line as fit, none of it cut.

    A contract that is that of the row above is not said again, its id in the row's own is enough.
    """
    lead = " " * (grid.widths[0] + len(GAP))
    width, words = page.width or 10_000, page.words
    name, told = label(row.standing, words, short=True), []
    if not any(c.heading == "column.title" and cells(name) <= w for c, w in grid.pairs):
        told.append(name)
    whose = (words.title(row.case.terms.title), row.party(words.role))
    if before is None or whose != (words.title(before.case.terms.title), before.party(words.role)):
        told += whose
    told.append(row.whole_id)
    if row.hint and all(column.heading != "column.hint" for column in grid.columns):
        told.append(words("hint.account"))
    lines: list[str] = []
    for text in told:
        if lines and cells(lines[-1]) + len(GAP) + cells(text) <= width:
            lines[-1] += GAP + text
        else:
            lines += wrap(lead + text, width, lead)
    return [f"{DIM}{line}{PLAIN}" for line in lines] if page.colours else lines
