"""The due list's table: as many columns as fit, totals under the sums, capitals behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from svcctl.answers.answer import Column
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalment_words import status_text, time_text
from svcctl.answers.instalments import TABLE
from svcctl.answers.width import cells, cut_to, pad
from svcctl.answers.writers import cell_text
from svcctl.billing.due import Sums, by_number, sums_of
from svcctl.billing.money import grouped
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing
from svcctl.i18n import Words

GAP = "  "
WIDE = 120
WIDE_VIEW = "status id title amount changed paid outstanding due time article hint"
LESS_WIDE_VIEW = "status id short amount changed paid outstanding due time hint"
NARROW_VIEW = "status id short outstanding due time hint"
SLIM_VIEW = "status id short outstanding due time"
SMALL_VIEW = "status id outstanding due time"
ORDER = {"overdue": 0, "due": 1, "waiting": 2, "projected": 3}
PAYABLE = ("due", "overdue")
NARROWEST = 12  # cells that a name keeps
SOON_WORKING_DAYS = 3
RED, YELLOW, DIM, PLAIN = "\033[1;31m", "\033[33m", "\033[2m", "\033[0m"
OF_SUMS = {"column.amount": "amount", "column.paid": "paid", "column.outstanding": "outstanding"}


class Page(Record):
    """How the list is laid out: cells across (None: as wide as it takes), colours or not."""

    words: Words
    as_of: date
    width: int | None
    colours: bool

    @property
    def wide(self) -> bool:
        """Whether the full columns fit."""
        return self.width is None or self.width >= WIDE


class Grid(Record):
    """The columns chosen, each with its cells across."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]

    @property
    def pairs(self) -> list[tuple[Column, int]]:
        """Each column with its cells across."""
        return list(zip(self.columns, self.widths, strict=True))

    @property
    def across(self) -> int:
        """The cells of a whole row."""
        return sum(self.widths) + len(GAP) * (len(self.widths) - 1)

    def line(self, texts: Sequence[str]) -> str:
        """One row; what is typed again is never cut."""
        parts = [
            pad(
                text if column.heading == "column.id" else cut_to(text, width),
                width,
                column.kind == "money",
            )
            for text, (column, width) in zip(texts, self.pairs, strict=True)
        ]
        return GAP.join(parts).rstrip()

    def headings(self, page: Page) -> list[str]:
        """The headings between two rules."""
        rule = ["-" * page.width] if page.width else []
        return [*rule, self.line([page.words(column.heading) for column in self.columns]), *rule]


def table(rows: Sequence[InstalmentRow], page: Page) -> list[str]:
    """Headings, rows (overdue first), totals."""
    views = [WIDE_VIEW, LESS_WIDE_VIEW] if page.wide else []
    grid = fitting(rows, page, [*views, NARROW_VIEW, SLIM_VIEW, SMALL_VIEW])
    lines = [row_line(row, grid, page) for row in sorted(rows, key=order)]
    rule = ["-" * page.width] if page.width else []
    return [*grid.headings(page), *lines, *rule, *totals(rows, grid, page)]


def order(row: InstalmentRow) -> tuple[int, date, list[str | int]]:
    """What is late first, then by date; what has none behind."""
    return ORDER[row.standing.status], row.standing.due_on or date.max, by_number(row.id)


def fitting(rows: Sequence[InstalmentRow], page: Page, views: Sequence[str]) -> Grid:
    """The widest view that fits, names giving way; hints and changes only where there are any."""
    idle = set() if any(row.hint for row in rows) else {"hint"}
    idle |= set() if any(row.standing.owing.changed_fen for row in rows) else {"changed"}
    shown = [" ".join(name for name in view.split() if name not in idle) for view in views]
    return widest(shown, page, lambda columns: grid_of(columns, rows, page))


def widest(
    views: Sequence[str], page: Page, laid_out: Callable[[tuple[Column, ...]], Grid]
) -> Grid:
    """The first of the views that fits, short names giving way."""
    for view in views:
        grid = laid_out(TABLE.view(view))
        widths, over = list(grid.widths), grid.across - (page.width or grid.across)
        for at, column in enumerate(grid.columns):
            gives_way = column is TABLE.columns["short"]
            if over > 0 and gives_way and widths[at] > NARROWEST:
                less = min(over, widths[at] - NARROWEST)
                widths[at], over = widths[at] - less, over - less
        if over <= 0:
            break
    return Grid(grid.columns, tuple(widths))


def grid_of(columns: tuple[Column, ...], rows: Sequence[InstalmentRow], page: Page) -> Grid:
    """The columns, each as wide as its widest value or total."""
    return Grid(columns, tuple(_width(column, rows, page) for column in columns))


def _width(column: Column, rows: Sequence[InstalmentRow], page: Page) -> int:
    texts = [page.words(column.heading), *(_text(column, row, page) for row in rows)]
    if column.heading in OF_SUMS:
        texts.append(grouped(getattr(sums_of_rows(rows), OF_SUMS[column.heading])))
    return max(map(cells, texts))


def _text(column: Column, row: InstalmentRow, page: Page) -> str:
    return cell_text(column.of(row, page.words), column)


def row_line(row: InstalmentRow, grid: Grid, page: Page) -> str:
    """One row, its state in colour where the page has any."""
    line = grid.line([_text(column, row, page) for column in grid.columns])
    standing = row.standing
    if not page.colours:
        return line
    word, time = status_text(standing, page.words), time_text(standing, page.words)
    return coloured(line, colour_of(standing), word, time)


def colour_of(standing: Standing) -> str:
    """The colour of a state; none of one that is far off."""
    soon = standing.status == "due" and (standing.working_days_left or 0) <= SOON_WORKING_DAYS
    yellow = standing.status == "waiting" or soon
    return RED if standing.status == "overdue" else YELLOW if yellow else ""


def coloured(line: str, colour: str, word: str, time: str) -> str:
    """The state's colour on its word and its time; the word alone must tell it."""
    if not colour:
        return line
    line = line.replace(word, f"{colour}{word}{PLAIN}", 1)
    head, found, tail = line.rpartition(time)
    return f"{head}{colour}{time}{PLAIN}{tail}" if found and head else line


# -- totals ----------------------------------------------------------------------------------------


def sums_of_rows(rows: Sequence[InstalmentRow]) -> Sums:
    """What the rows add up to."""
    return sums_of([row.standing for row in rows])


class Totals:
    """What rows come to, by what can be done about them, as they come."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(TOTALLED, 0)
        self.sums: dict[str, dict[str, int]] = {name: {} for name in TOTALLED}
        self.disputed_fen = 0
        self.reports = True  # whether what waits waits for reports

    def add(self, standing: Standing) -> dict[str, int]:
        """One row more; what it comes to by itself."""
        told: dict[str, int] = sums_of([standing])._asdict()
        for name in _totalled(standing):
            self.counts[name] += 1
            add_up(self.sums[name], told)
        if standing.status in PAYABLE:
            self.disputed_fen += standing.owing.disputed_fen
        elif standing.status == "waiting":
            self.reports = self.reports and bool(standing.instalment.reports)
        return told

    def key(self, name: str) -> str:
        """Which words a total has."""
        if name != "waiting":
            return name
        return "waiting-reports" if self.reports else "waiting-papers"


TOTALLED = ("payable", "overdue", "disputed", "waiting", "coming", "all")


def add_up(sums: dict[str, int], more: Mapping[str, int]) -> None:
    """What has been added up, and that."""
    for key, fen in more.items():
        sums[key] = sums.get(key, 0) + fen


def _totalled(standing: Standing) -> list[str]:
    """In which totals a row is."""
    names = ["all"]
    if standing.status in PAYABLE:
        names += ["payable"] if standing.payable_fen else []
        names += ["disputed"] if standing.owing.disputed_fen else []
    more = {"overdue": "overdue", "waiting": "waiting", "projected": "coming"}
    return [*names, *([more[standing.status]] if standing.status in more else [])]


def totals(rows: Iterable[InstalmentRow], grid: Grid, page: Page) -> list[str]:
    """What can be paid now, with capitals; of it what is late; what waits; what is coming; all."""
    found = Totals()
    for row in rows:
        found.add(row.standing)
    return total_lines(found, grid, page)


def total_lines(found: Totals, grid: Grid, page: Page) -> list[str]:
    """The same, once all rows are known."""
    counts = found.counts
    shown = [name for name in ("payable", "disputed", "waiting", "coming") if counts[name]]
    if len(shown) > 1:
        shown.append("all")
    if 0 < counts["overdue"] < counts["payable"]:
        shown.insert(1, "overdue")
    lines = []
    for name in shown:
        told = dict(found.sums[name])
        # a disputed part is payable nowhere, and stands in a line of its own
        if name in ("payable", "overdue"):
            told["outstanding"] = told["payable"]
        elif name == "disputed":
            told = {"outstanding": found.disputed_fen}
        text = page.words(f"total.{found.key(name)}", count=counts[name])
        lines += total_line(text, told, grid, page, name in ("payable", "overdue", "all"))
    return lines


def total_line(
    text: str, sums: dict[str, int], grid: Grid, page: Page, in_words: bool
) -> list[str]:
    """Totals under the columns of sums; capitals behind them, or beneath for want of room."""
    columns, widths = grid.columns, grid.widths
    first_money = next(i for i, column in enumerate(columns) if column.kind == "money")
    start = (
        1 if any(c.heading == "column.title" for c in columns) else 0
    )  # else there is little room
    lead = sum(widths[:start]) + len(GAP) * start
    room = sum(widths[start:first_money]) + len(GAP) * (first_money - start - 1)
    money = [(column, width) for column, width in grid.pairs if column.kind == "money"]
    parts = [pad(_of(sums, column), width, right=True) for column, width in money]
    lead = max(lead - max(cells(text) - room, 0), 0)
    line = " " * lead + GAP.join([pad(text, room), *parts])
    capital = _capitals(sums["outstanding"]) if in_words and page.words.lang == "zh" else ""
    if page.width and cells(line) + len(GAP) + cells(capital) > page.width:
        return [line, " " * max(page.width - cells(capital), 0) + capital]
    return [(line + GAP + capital).rstrip()]


def _capitals(fen: int) -> str:
    from svcctl.billing.capitals import capitals

    return capitals(fen)


def _of(sums: dict[str, int], column: Column) -> str:
    """The total of a column of sums; nothing where a line has none."""
    if column.heading in OF_SUMS:
        name = OF_SUMS[column.heading]
        return grouped(sums[name]) if name in sums else ""
    changed = sums.get("added", 0) - sums.get("reduced", 0) - sums.get("offset", 0)
    return grouped(changed) if "amount" in sums else ""
