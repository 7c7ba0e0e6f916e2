"""Workbooks as a Chinese finance office expects them: typed cells, totals, ready to print."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import IO, Any, NamedTuple

from svcctl.answers.answer import Cell, Column, Groups, Printed
from svcctl.answers.guarantees import BESIDE
from svcctl.answers.printing import capitals_line, parts_of, summed
from svcctl.answers.width import cells
from svcctl.answers.writers import ISO_DATE, cell_text
from svcctl.billing.printable import printable
from svcctl.i18n import Words
from svcctl.papers.exhibits import Exhibit
from svcctl.papers.provenance import Provenance, foot_lines
from svcctl.papers.spool import IN_MEMORY, Spool
from svcctl.papers.stamped import restamp
from svcctl.store.own_names import FOLDER

LAST = 1_048_576 - 1  # the rows of a sheet, one kept free
AFTER = 8  # rows, after which a row is written for sure
NAME = 31  # characters of a sheet's name
WIDEST = 18  # characters; longer cells wrap
LEADING, FOLDED = 28, 40  # the same where columns are folded: of those seen, and of the others
LINE = 14.5  # points
# characters across one A4 page; a wider table is printed over two, its first columns on both
ACROSS = 150
WORDS = ("text", "lines", "mark")  # kinds of column
MONEY, COUNT, DATE = "#,##0.00", "0", "yyyy-mm-dd"
FONT = "宋体"
ROLES = ("made", "checked", "approved", "date")
BLANK = {"date": 0}  # blanks behind what is to be filled in; a date has its own
# characters of a column in a list, which is always a page wide: of words, of what stays on one line
LEAST, MOST, WHOLE = 10, 40, 26
MANY, NAMES = 10, 36  # more columns of sums than that, and how wide names then are
NARROWEST, TITLE = 100, 1.8  # characters of a whole table, and of one of its title's


class Pages:
    """A table that goes on in a next sheet where one is full; each begins with the same head."""

    def __init__(
        self,
        book: Any,
        name: str,
        begin: Callable[[Any], int],
        finish: Callable[[Any, int, int], None],
    ) -> None:
        self._book, self._begin, self._finish = book, begin, finish
        self._name = (
            re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '") or "1"
        )  # what no sheet is called
        self._number = 0
        self._turn()

    def filled(self) -> None:
        """A row of the table is written: filters reach down to it."""
        self.last = self.row
        self.down()

    def _turn(self) -> None:
        self._number += 1
        mark = f" ({self._number})" if self._number > 1 else ""
        self.sheet = self._book.add_worksheet(self._name[: NAME - len(mark)] + mark)
        self.row = self._begin(self.sheet)
        self.last = self.row - 1

    def down(self, rows: int = 1) -> None:
        """Go so many rows further down."""
        # xlsxwriter keeps what was said of each row, written or not: it would grow with the table.
        # A row is written only with the next that has something in it, some rows further down
        for kept in ("row_info", "row_sizes"):
            getattr(self.sheet, kept, {}).pop(self.row - AFTER, None)
        self.row += rows
        if self.row >= LAST:
            self.close()
            self._turn()

    def text(self, text: str, style: Any) -> None:
        """A row of one text."""
        self.sheet.write_string(self.row, 0, printable(text), style)
        self.down()

    def close(self) -> None:
        """Set the sheet up for printing."""
        self._finish(self.sheet, self.row - 1, self.last)


def write_workbook(
    exhibits: Sequence[Exhibit],
    found: Provenance,
    words: Words,
    target: IO[bytes],
    follow: Callable[[Spool[Any]], Iterable[Any]] = iter,
) -> None:
    """Exhibits as xlsx: each its table, steps behind its dates, cash by month; same bytes twice."""
    with _book(exhibits[0].title, found, target) as (book, styles):
        for exhibit in exhibits:
            _table(book, exhibit, found, styles, words, follow)
            if exhibit.back:
                _table(book, _back(exhibit, found, words), found, styles, words, follow)
            if exhibit.steps:
                _steps(book, exhibit, styles, words, follow)
            if exhibit.months:
                _months(book, exhibit, styles, words)


class List(NamedTuple):
    """An answer's table as a sheet has it: a page wide, however many columns."""

    title: str
    beside: Sequence[str]  # whose it is, its day and unit
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    sums: dict[int, int]
    findings: Sequence[str]
    groups: Groups | None = None
    name: str = ""  # of its sheet, where that is not its title
    signed: Sequence[str] = ROLES

    @property
    def totals(self) -> dict[int, int]:
        """What the sums come to."""
        return self.sums


def _back(exhibit: Exhibit, found: Provenance, words: Words) -> List:
    """What goes back of guarantees: a sheet of its own, with its own totals."""
    rows, sums = list(exhibit.back), exhibit.back_totals
    beside = words("xlsx.as-of", as_of=found.as_of) + "    " + words("xlsx.unit")
    return List(words("guarantee.sheet"), [beside], BESIDE, rows, sums, [])


class Layout(NamedTuple):
    """How wide the columns are, and which are folded away until somebody wants to check by them."""

    widths: list[int]
    folded: frozenset[int]
    one_page: bool = False

    @property
    def wide(self) -> bool:
        """Whether all of it is more than a page is wide."""
        return sum(self.widths) > ACROSS and not self.one_page

    @property
    def across(self) -> int:
        """Over how many pages it is printed: what is folded is not."""
        return 2 if self.wide and not self.folded else 1

    @property
    def span(self) -> tuple[int, int]:
        """The last column that a line over the table reaches to on its page, and the width up to there."""
        last, width = 0, 0
        for at, each in enumerate(self.widths):
            if at not in self.folded:
                if width + each > ACROSS and self.across == 2:
                    break
                last, width = at, width + each
        return last, width + last  # each column has some air beside its characters


def _layout(exhibit: Exhibit | List, words: Words) -> Layout:
    """Behind the columns that most ask for, those are folded that add nothing to a sum."""
    lead, count = getattr(exhibit, "lead", 0), len(exhibit.columns)
    behind = range(lead + 1, count + 1) if lead else ()
    folded = frozenset(at for at in behind if not exhibit.sums.get(at - 1))
    if isinstance(exhibit, List):
        return Layout(_widths_of_a_page(exhibit, words), folded, one_page=True)
    return Layout(_widths(exhibit, folded, words), folded)


def write_lists(
    lists: Sequence[Printed], found: Provenance, words: Words, target: IO[bytes]
) -> None:
    """Lists as xlsx, a sheet each: what stands over and under them, their rows, sub-totals, sums."""
    with _book(lists[0].title, found, target) as (book, styles):
        for each in lists:
            _table(book, _as_sheet(each), found, styles, words, iter)


def _as_sheet(each: Printed) -> List:
    sums = summed(each.columns, each.rows) if each.adds_up and each.rows else {}
    under = [line for line in each.under if line.strip()]
    return List(
        each.title,
        each.beside,
        each.columns,
        each.rows,
        sums,
        under,
        each.groups,
        each.sheet,
        each.signed,
    )


@contextmanager
def _book(title: str, found: Provenance, target: IO[bytes]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """A workbook to fill; it goes to its target with one time in it, the same bytes twice."""
    from xlsxwriter import Workbook

    # rows wait in a folder of their own, which goes whatever happens
    with SpooledTemporaryFile(IN_MEMORY) as made, TemporaryDirectory(prefix=FOLDER) as folder:
        # one row in memory at a time
        options: dict[str, Any] = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        options |= {"tmpdir": folder}
        book = Workbook(made, options)
        book.use_zip64()
        stamp = found.stamp.replace(tzinfo=None)
        book.set_properties({"title": title, "author": "svcctl", "created": stamp})
        book.set_calc_mode("auto")
        yield book, _styles(book)
        book.close()
        restamp(made, target, found.stamp)


def _styles(book: Any) -> dict[str, Any]:
    plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    boxed = plain | {"border": 1}
    return {
        "title-left": book.add_format(plain | {"font_size": 16, "bold": True}),
        "title": book.add_format(plain | {"font_size": 16, "bold": True, "align": "center"}),
        "meta": book.add_format(plain),
        "head": book.add_format(
            boxed | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"}
        ),
        "text": book.add_format(boxed | {"text_wrap": True, "indent": 1}),
        "code": book.add_format(boxed | {"num_format": "@", "text_wrap": True, "indent": 1}),
        "money": book.add_format(boxed | {"num_format": MONEY}),
        "count": book.add_format(boxed | {"num_format": COUNT}),
        "date": book.add_format(boxed | {"num_format": DATE, "align": "center"}),
        "group": book.add_format(boxed | {"bold": True, "bg_color": "#F5F5F5", "text_wrap": True}),
        "total": book.add_format(boxed | {"bold": True}),
        "total-money": book.add_format(boxed | {"bold": True, "num_format": MONEY}),
        "lines": book.add_format(plain | {"text_wrap": True}),
        "foot": book.add_format(plain | {"font_size": 8, "font_color": "#555555"}),
    }


def _table(
    book: Any,
    exhibit: Exhibit | List,
    found: Provenance,
    styles: dict[str, Any],
    words: Words,
    follow: Callable[..., Any],
) -> None:
    """Title, unit, numbered rows, totals, signatures, foot; A4 across, headings on every page."""
    layout = _layout(exhibit, words)
    widths = layout.widths
    groups, name = (exhibit.groups, exhibit.name) if isinstance(exhibit, List) else (None, "")
    pages = Pages(
        book,
        name or exhibit.title,
        lambda sheet: _head(sheet, exhibit, found, layout, styles, words),
        lambda sheet, last, filled: _set_up(sheet, last, filled, layout, words, not groups),
    )
    fill = _Fill(pages, exhibit, widths, styles, words)
    if isinstance(exhibit, List) and groups:
        fill.in_groups(groups, exhibit.rows)
    else:
        fill.rows(1, follow(exhibit.rows))
    _totals(pages, exhibit, styles, words)
    for text in _under(exhibit, layout, words):
        _line(pages, printable(text), layout, styles)
    pages.down()
    roles = exhibit.signed if isinstance(exhibit, List) else ROLES
    signed = "        ".join(words(f"xlsx.{each}") + BLANK.get(each, 12) * " " for each in roles)
    pages.text(signed, styles["meta"])
    foot = foot_lines(found, words)
    for text in foot[-1:] if isinstance(exhibit, List) else foot:
        pages.text(text, styles["foot"])
    pages.close()


class _Fill(NamedTuple):
    """The rows of a table, group by group where there are groups."""

    pages: Pages
    exhibit: Exhibit | List
    widths: Sequence[int]
    styles: dict[str, Any]
    words: Words

    def rows(self, first: int, rows: Iterable[Sequence[Cell]]) -> None:
        """Numbered rows, each as high as its longest text needs."""
        pages, columns, styles = self.pages, self.exhibit.columns, self.styles
        for number, row in enumerate(rows, first):
            texts = zip(row, self.widths[1:], strict=True)
            height = max(_lines(str(cell or ""), width) for cell, width in texts)
            pages.sheet.set_row(pages.row, LINE * height)
            pages.sheet.write_number(pages.row, 0, number, styles["count"])
            for at, (cell, column) in enumerate(zip(row, columns, strict=True), 1):
                _write(pages.sheet, pages.row, at, cell, column, styles)
            pages.filled()

    def in_groups(self, groups: Groups, rows: Sequence[Sequence[Cell]]) -> None:
        """Each group under its name, over its sub-totals."""
        pages, first = self.pages, 1
        for name, part in parts_of(groups, rows):
            last = len(self.exhibit.columns)
            text = printable(name)
            pages.sheet.merge_range(pages.row, 0, pages.row, last, text, self.styles["group"])
            pages.filled()
            self.rows(first, part)
            self._sub_total(part)
            first += len(part)

    def _sub_total(self, part: Sequence[Sequence[Cell]]) -> None:
        """How many rows a group has, and what its sums come to where the list adds up."""
        pages, columns, styles = self.pages, self.exhibit.columns, self.styles
        text = self.words("xlsx.sub-total", count=len(part))
        sums = summed(columns, part) if self.exhibit.sums else {}
        first = min(sums, default=len(columns)) + 1  # the place of its first sum
        if first > 1:
            pages.sheet.merge_range(pages.row, 0, pages.row, first - 1, text, styles["total"])
        else:
            pages.sheet.write_string(pages.row, 0, text, styles["total"])
        _sums(pages, first, len(columns), sums, styles)
        pages.filled()


def _sums(
    pages: Pages, first: int, last: int, sums: dict[int, int], styles: dict[str, Any]
) -> None:
    """Sums in the columns from one place to another, as values."""
    for at in range(first, last + 1):
        if (fen := sums.get(at - 1)) is None:
            pages.sheet.write_blank(pages.row, at, None, styles["total"])
        else:
            pages.sheet.write_number(pages.row, at, fen / 100, styles["total-money"])


def _head(
    sheet: Any,
    exhibit: Exhibit | List,
    found: Provenance,
    layout: Layout,
    styles: dict[str, Any],
    words: Words,
) -> int:
    """Title, contract, who made it, date, unit and headings; the row that the table begins in."""
    if layout.wide:
        sheet.write_string(0, 0, exhibit.title, styles["title-left"])
    else:
        sheet.merge_range(0, 0, 0, len(exhibit.columns), exhibit.title, styles["title"])
    sheet.set_row(0, 28)
    lines, (last, width) = _beside(exhibit, found, words), layout.span
    if len(lines) > 1:
        sheet.merge_range(1, 0, 1, last, "\n".join(lines), styles["lines"])
        sheet.set_row(1, LINE * sum(_lines(line, width) for line in lines))
    else:
        sheet.write_string(1, 0, lines[0], styles["meta"])
    heads = [words("column.row"), *(words(column.heading) for column in exhibit.columns)]
    sheet.set_row(
        2, LINE * max(_lines(head, width) for head, width in zip(heads, layout.widths, strict=True))
    )
    for at, head in enumerate(heads):
        sheet.write_string(2, at, head, styles["head"])
    return 3


def _beside(exhibit: Exhibit | List, found: Provenance, words: Words) -> list[str]:
    """The lines between title and headings: of which contract; by whom, of which day, in what unit."""
    if isinstance(exhibit, List):
        return [*map(printable, exhibit.beside)] or [words("xlsx.as-of", as_of=found.as_of)]
    own = words("xlsx.own", own=exhibit.own) if exhibit.own else ""
    unit = "    " + words("xlsx.unit") if exhibit.sums else ""
    of_day = own + words("xlsx.as-of", as_of=found.as_of) + unit
    count = len(exhibit.contracts)
    if not count:
        return [of_day]
    if count > 1:
        return [words("xlsx.contracts", count=count), of_day]
    [(_, title, numbers, other)] = exhibit.contracts
    return [printable(words("xlsx.contract", title=title, numbers=numbers, other=other)), of_day]


def _under(exhibit: Exhibit | List, layout: Layout, words: Words) -> Iterator[str]:
    """The lines under the totals: what is folded, which contracts there are, what is not settled."""
    if layout.folded:
        yield words("xlsx.folded", count=len(layout.folded))
    if isinstance(exhibit, Exhibit) and len(exhibit.contracts) > 1:
        for id_, title, numbers, other in exhibit.contracts:
            told = words("xlsx.contract", title=title, numbers=numbers, other=other)
            yield f"{id_}    {told}"
    yield from exhibit.findings


def _line(pages: Pages, text: str, layout: Layout, styles: dict[str, Any]) -> None:
    """A line under the table; one that is longer than the table is wide wraps."""
    last, width = layout.span
    if _lines(text, width) == 1 or not last:
        pages.text(text, styles["meta"])
        return
    pages.sheet.merge_range(pages.row, 0, pages.row, last, text, styles["lines"])
    pages.sheet.set_row(pages.row, LINE * _lines(text, width))
    pages.down()


def _set_up(
    sheet: Any, last: int, filled: int, layout: Layout, words: Words, filters: bool
) -> None:
    """Columns, the frozen heading, filters, and the pages as they are printed."""
    count, wide = len(layout.widths), layout.wide
    for at, width in enumerate([*layout.widths, None]):
        # a fold has its sign over the column behind it
        after = at - 1 in layout.folded and at not in layout.folded
        options = {"level": 1, "hidden": True} if at in layout.folded else {}
        if width or after:
            sheet.set_column(at, at, width, None, options | ({"collapsed": True} if after else {}))
    sheet.freeze_panes(3, 3 if wide else 0)
    if filters:
        sheet.autofilter(2, 0, filled, count - 1)
    across = layout.across
    _for_print(sheet, (0, 0, last, count - 1), words, repeat=(2, 2), across=across)
    if across > 1:
        sheet.repeat_columns(0, 2)


def _write(
    sheet: Any, row: int, at: int, cell: Cell, column: Column, styles: dict[str, Any]
) -> None:
    style = styles["text" if column.kind in WORDS else column.kind]
    if cell is None or cell == "":
        sheet.write_blank(row, at, None, style)
    elif column.kind == "money":
        sheet.write_number(row, at, int(cell) / 100, style)
    elif column.kind == "count":
        sheet.write_number(row, at, int(cell), style)
    elif column.kind == "date" and re.fullmatch(ISO_DATE, str(cell), re.ASCII):
        sheet.write_datetime(row, at, date.fromisoformat(str(cell)), style)
    else:  # a string is never a formula, and a number of an account keeps its digits
        sheet.write_string(row, at, printable(str(cell)), style)


def _totals(pages: Pages, exhibit: Exhibit | List, styles: dict[str, Any], words: Words) -> None:
    """The totals as values, and the first of them in capitals."""
    sums = exhibit.totals
    if not sums:
        pages.down()
        return
    pages.sheet.write_string(pages.row, 0, words("xlsx.total"), styles["total"])
    _sums(pages, 1, len(exhibit.columns), sums, styles)
    pages.down()
    if line := capitals_line(exhibit.columns, sums, words):
        pages.text(line, styles["meta"])
    else:
        pages.down()


def _widths(exhibit: Exhibit | List, folded: frozenset[int], words: Words) -> list[int]:
    """As wide as what stands in a column, up to a limit from which it wraps."""
    # what is folded may be wide: rows made high by it would look empty as long as nobody sees it
    seen = LEADING if folded else WIDEST
    most = [FOLDED if at in folded else seen for at in range(1, len(exhibit.columns) + 1)]
    fixed = [
        {"money": 14, "date": 11, "count": 7}.get(column.kind, 0) for column in exhibit.columns
    ]
    least = [(cells(words(column.heading)) + 1) // 2 + 2 for column in exhibit.columns]
    found = [width or min(heading, WIDEST) for width, heading in zip(fixed, least, strict=True)]
    open_ones = {at for at, width in enumerate(fixed) if not width and found[at] < most[at]}
    for row in exhibit.rows if open_ones else ():
        for at in list(open_ones):
            found[at] = min(max(found[at], cells(str(row[at] or "")) + 2), most[at])
            if found[at] == most[at]:
                open_ones.remove(at)
    return [5, *found]


def _widths_of_a_page(exhibit: List, words: Words) -> list[int]:
    """As wide as what stands in a column; the widest columns of words give way to a page's width."""
    found, least = [], []
    sums = sum(column.kind == "money" for column in exhibit.columns)
    for at, column in enumerate(exhibit.columns):
        head, total = cells(words(column.heading)), exhibit.sums.get(at, 0)
        widest = max((cells(_shown(row[at], column)) for row in exhibit.rows), default=0)
        widest = max(widest, cells(_shown(total, column)) + 1 if total else 0)
        found.append(min(max(head, widest) + 3, MOST))
        # what is typed again or looked up stays on one line, and so do sums
        whole = max(widest + 3, (head + 1) // 2 + 3)
        # so many sums make a page small whatever is folded: names then stay in one piece
        kept = NAMES if sums > MANY else LEAST
        words_only = min(max(kept, (head + 1) // 2 + 3), found[-1])
        least.append(min(whole, WHOLE) if column.kind not in WORDS else words_only)
    while sum(found) > ACROSS - 5:
        over = [at for at, width in enumerate(found) if width > least[at]]
        if not over:
            break
        found[max(over, key=found.__getitem__)] -= 1
    # a title is larger than what stands in the rows, and is to fit above them
    least_of_all = min(max(NARROWEST, int(cells(exhibit.title) * TITLE)), ACROSS) - 5
    while sum(found) < least_of_all:
        wordy = [at for at, column in enumerate(exhibit.columns) if column.kind in WORDS]
        found[min(wordy or range(len(found)), key=found.__getitem__)] += 1
    return [5, *found]


def _shown(cell: Cell, column: Column) -> str:
    return "" if cell is None else cell_text(cell, column)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return max(1, -(-cells(text) // max(width - 1, 1)))


def _for_print(
    sheet: Any,
    area: tuple[int, int, int, int],
    words: Words,
    repeat: tuple[int, int] | None,
    across: int = 1,
) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(across, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.print_area(*area)
    sheet.set_footer(f"&C&8{words('xlsx.page')}")
    if repeat:
        sheet.repeat_rows(*repeat)


def _steps(
    book: Any, exhibit: Exhibit, styles: dict[str, Any], words: Words, follow: Callable[..., Any]
) -> None:
    """How each date and sum came about, a line a step."""

    def finish(sheet: Any, last: int, _: int) -> None:
        sheet.set_column(0, 0, 110)
        _for_print(sheet, (0, 0, max(last, 0), 0), words, repeat=None)

    pages = Pages(book, words("xlsx.steps"), lambda _: 0, finish)
    for number, (title, lines) in enumerate(follow(exhibit.steps)):
        if number:
            pages.down()
        pages.text(title, styles["head"])
        for line in lines:
            pages.text(line, styles["text"])
    pages.close()


def _months(book: Any, exhibit: Exhibit, styles: dict[str, Any], words: Words) -> None:
    """Cash by month, as a table and a picture of it."""
    name = words("xlsx.months")[:31]
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 1, 16)
    for at, head in enumerate((words("column.month"), words("column.amount"))):
        sheet.write_string(0, at, head, styles["head"])
    months = sorted(exhibit.months.items())
    for row, (month, fen) in enumerate(months, 1):
        sheet.write_string(row, 0, month, styles["code"])
        sheet.write_number(row, 1, fen / 100, styles["money"])
    chart = book.add_chart({"type": "column"})
    span = len(months)
    chart.add_series(
        {
            "name": name,
            "categories": [name, 1, 0, span, 0],
            "values": [name, 1, 1, span, 1],
            # rows that are written cannot be read again for the picture's own copy
            "categories_data": [month for month, _ in months],
            "values_data": [fen / 100 for _, fen in months],
            "gap": 60,
        }
    )
    chart.set_title({"name": name, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis(
        {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}}
    )
    chart.set_size({"width": 760, "height": 340})
    sheet.insert_chart("D2", chart)
    _for_print(sheet, (0, 0, max(span, 20), 15), words, repeat=None)
