"""The due list's table: as many columns as fit, totals under the sums, capitals behind them."""

from collections.abc import Sequence
from datetime import date

from svcctl.answers.answer import Column
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalment_words import status_text, time_text
from svcctl.answers.instalments import TABLE
from svcctl.answers.width import cells, cut_to, pad, wrap
from svcctl.answers.writers import cell_text
from svcctl.billing.due import Sums, by_number, sums_of
from svcctl.billing.money import grouped
from svcctl.billing.record import Record
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
    width: int | None
    colours: bool

    @property
    def wide(self) -> bool:
        """Whether the full columns fit."""
        return self.width is None or self.width >= WIDE


class Grid(Record):
    """The columns chosen, each with its cells across; `named`: each contract stands in its rows."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    named: bool = True

    def line(self, texts: Sequence[str]) -> str:
        """One row; what is typed again is never cut."""
        parts = [
            pad(
                text if column.heading == "column.id" else cut_to(text, width),
                width,
                column.kind == "money",
            )
            for text, column, width in zip(texts, self.columns, self.widths, strict=True)
        ]
        return GAP.join(parts).rstrip()


def table(rows: Sequence[InstalmentRow], page: Page, contracts: Sequence[str]) -> list[str]:
    """Headings, rows (overdue first), the totals of each contract where there are several."""
    grid = _grid(rows, page, several=len(contracts) > 1)
    rule = ["-" * page.width] if page.width else []
    headings = grid.line([page.words(column.heading) for column in grid.columns])
    lines = [*rule, headings, *rule]
    for contract in contracts:
        of_it = [row for row in rows if row.case.id == contract]
        if not grid.named and of_it:
            lines += _heading(of_it[0], page)
        lines += [_row(row, grid, page) for row in sorted(of_it, key=_order)]
    lines += rule
    for contract in contracts if len(contracts) > 1 else ():
        of_it = [row for row in rows if row.case.id == contract]
        text = page.words("total.contract", contract=contract, count=len(of_it))
        lines += _total(text, _sums(of_it)._asdict(), grid, page, in_words=False)
    return lines + _totals(rows, grid, page)


def _heading(row: InstalmentRow, page: Page) -> list[str]:
    """The contract above its rows, where no column has room for it."""
    text = page.words("head.contract", title=row.case.terms.title, id=row.case.id)
    return wrap(text, page.width or WIDE)


def _order(row: InstalmentRow) -> tuple[int, date, list[str | int]]:
    return ORDER[row.standing.status], row.standing.due_on or date.max, by_number(row.id)


def _grid(rows: Sequence[InstalmentRow], page: Page, several: bool) -> Grid:
    """The widest view that fits, names giving way; hints and changes only where there are any."""
    idle = set() if any(row.hint for row in rows) else {"hint"}
    idle |= set() if any(row.standing.owing.changed_fen for row in rows) else {"changed"}
    views = [WIDE_VIEW, LESS_WIDE_VIEW] if page.wide else []
    for view, named in _tried([*views, NARROW_VIEW] if several else views, several):
        names = [name for name in view.split() if name not in idle]
        columns = TABLE.view(" ".join(["contract", *names] if several and named else names))
        widths = [_width(column, rows, page) for column in columns]
        over = sum(widths) + len(GAP) * (len(widths) - 1) - (page.width or sum(widths) * 2)
        for at, column in enumerate(columns):
            gives_way = view not in (WIDE_VIEW, SMALL_VIEW) and column.heading == "column.title"
            # a contract is better told above its rows than in a column that cuts their names
            if over > 0 and gives_way and widths[at] > NARROWEST and (named != several):
                less = min(over, widths[at] - NARROWEST)
                widths[at], over = widths[at] - less, over - less
        if over <= 0:
            break
    return Grid(columns, tuple(widths), named)


def _tried(views: Sequence[str], several: bool) -> list[tuple[str, bool]]:
    """Each view with whether contracts stand in its rows (one contract needs no telling)."""
    apart = [NARROW_VIEW, SLIM_VIEW, SMALL_VIEW]
    return [*((view, True) for view in views), *((view, not several) for view in apart)]


def _width(column: Column, rows: Sequence[InstalmentRow], page: Page) -> int:
    texts = [page.words(column.heading), *(_text(column, row, page) for row in rows)]
    if column.heading in OF_SUMS:
        texts.append(grouped(getattr(_sums(rows), OF_SUMS[column.heading])))
    return max(map(cells, texts))


def _text(column: Column, row: InstalmentRow, page: Page) -> str:
    return cell_text(column.of(row, page.words), column)


def _row(row: InstalmentRow, grid: Grid, page: Page) -> str:
    line = grid.line([_text(column, row, page) for column in grid.columns])
    return _coloured(line, row, page) if page.colours else line


def _coloured(line: str, row: InstalmentRow, page: Page) -> str:
    """The state's colour on its word and its time; the word alone must tell it."""
    standing = row.standing
    word, time = status_text(standing, page.words), time_text(standing, page.words)
    soon = standing.status == "due" and (standing.working_days_left or 0) <= SOON_WORKING_DAYS
    yellow = standing.status == "waiting" or soon
    colour = RED if standing.status == "overdue" else YELLOW if yellow else ""
    if not colour:
        return line
    line = line.replace(word, f"{colour}{word}{PLAIN}", 1)
    head, found, tail = line.rpartition(time)
    return f"{head}{colour}{time}{PLAIN}{tail}" if found and head else line


# -- totals ----------------------------------------------------------------------------------------


def _sums(rows: Sequence[InstalmentRow]) -> Sums:
    return sums_of([row.standing for row in rows])


def _totals(rows: Sequence[InstalmentRow], grid: Grid, page: Page) -> list[str]:
    """What can be paid now, with capitals; of it what is late; what waits; what is coming; all."""
    words = page.words
    now = [row for row in rows if row.standing.status in PAYABLE]
    groups = {
        "payable": [row for row in now if row.standing.payable_fen],
        "overdue": [row for row in now if row.standing.status == "overdue"],
        "disputed": [row for row in now if row.standing.owing.disputed_fen],
        "waiting": [row for row in rows if row.standing.status == "waiting"],
        "coming": [row for row in rows if row.standing.status == "projected"],
        "all": rows,
    }
    shown = [name for name in ("payable", "disputed", "waiting", "coming") if groups[name]]
    if len(shown) > 1:
        shown.append("all")
    if groups["overdue"] and len(groups["overdue"]) < len(groups["payable"]):
        shown.insert(1, "overdue")
    lines = []
    for name in shown:
        told: dict[str, int] = _sums(groups[name])._asdict()
        # a disputed part is payable nowhere, and stands in a line of its own
        if name in ("payable", "overdue"):
            told["outstanding"] = told["payable"]
        elif name == "disputed":
            told = {"outstanding": sum(row.standing.owing.disputed_fen for row in groups[name])}
        text = words(f"total.{_key(name, groups[name])}", count=len(groups[name]))
        lines += _total(text, told, grid, page, name in ("payable", "overdue", "all"))
    return lines


def _key(name: str, rows: Sequence[InstalmentRow]) -> str:
    if name != "waiting":
        return name
    reports = all(row.standing.instalment.reports for row in rows)
    return "waiting-reports" if reports else "waiting-papers"


def _total(text: str, sums: dict[str, int], grid: Grid, page: Page, in_words: bool) -> list[str]:
    """Totals under the columns of sums; capitals behind them, or beneath for want of room."""
    columns, widths = grid.columns, grid.widths
    first_money = next(i for i, column in enumerate(columns) if column.kind == "money")
    start = (
        1 if any(c.heading == "column.title" for c in columns) else 0
    )  # else there is little room
    lead = sum(widths[:start]) + len(GAP) * start
    room = sum(widths[start:first_money]) + len(GAP) * (first_money - start - 1)
    money = [(c, width) for c, width in zip(columns, widths, strict=True) if c.kind == "money"]
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
