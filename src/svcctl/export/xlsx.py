"""Workbooks as a Chinese finance office expects them: typed cells, totals in figures and capitals, ready to print."""

from datetime import date
from io import BytesIO
from typing import Any

from svcctl.billing.capitals import capitals
from svcctl.export.exhibits import Exhibit, totals
from svcctl.export.provenance import Provenance, foot_lines
from svcctl.export.report import Cell, Column
from svcctl.export.stamped import stamped
from svcctl.export.width import cells
from svcctl.i18n import Words

WIDEST = 18  # characters; longer cells wrap
LINE = 14.5  # points
ACROSS = 150  # characters that one A4 page takes across; a wider table is printed over two, its first columns on both
MONEY, COUNT, DATE = "#,##0.00", "0", "yyyy-mm-dd"
FONT = "宋体"
ROLES = ("made", "checked", "approved")


def workbook(exhibit: Exhibit, found: Provenance, words: Words) -> bytes:
    """The exhibit as xlsx: the table, the steps behind its dates, cash by month; the same bytes for the same facts."""
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": exhibit.title, "author": "svcctl", "created": found.stamp.replace(tzinfo=None)})
    book.set_calc_mode("auto")
    styles = _styles(book)
    _table(book, exhibit, found, styles, words)
    if exhibit.steps:
        _steps(book, exhibit, styles, words)
    if exhibit.months:
        _months(book, exhibit, styles, words)
    book.close()
    return stamped(made.getvalue(), found.stamp)


def _styles(book: Any) -> dict[str, Any]:
    plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    boxed = plain | {"border": 1}
    return {
        "title-left": book.add_format(plain | {"font_size": 16, "bold": True}),
        "title": book.add_format(plain | {"font_size": 16, "bold": True, "align": "center"}),
        "meta": book.add_format(plain),
        "head": book.add_format(boxed | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"}),
        "text": book.add_format(boxed | {"text_wrap": True}),
        "code": book.add_format(boxed | {"num_format": "@", "text_wrap": True}),
        "money": book.add_format(boxed | {"num_format": MONEY}),
        "count": book.add_format(boxed | {"num_format": COUNT}),
        "date": book.add_format(boxed | {"num_format": DATE, "align": "center"}),
        "total": book.add_format(boxed | {"bold": True}),
        "total-money": book.add_format(boxed | {"bold": True, "num_format": MONEY}),
        "foot": book.add_format(plain | {"font_size": 8, "font_color": "#555555"}),
    }


def _table(book: Any, exhibit: Exhibit, found: Provenance, styles: dict[str, Any], words: Words) -> None:
    """Title, unit, numbered rows, totals, signatures, foot; A4 across, headings on every page."""
    sheet = book.add_worksheet(exhibit.title[:31])
    last = len(exhibit.columns)
    widths = _widths(exhibit, words)
    wide = sum(widths) > ACROSS
    if wide:
        sheet.write_string(0, 0, exhibit.title, styles["title-left"])
    else:
        sheet.merge_range(0, 0, 0, last, exhibit.title, styles["title"])
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, words("xlsx.as-of", as_of=found.as_of) + "    " + words("xlsx.unit"), styles["meta"])
    heads = [words("column.row"), *(words(column.heading) for column in exhibit.columns)]
    for at, head in enumerate(heads):
        sheet.write_string(2, at, head, styles["head"])
    sheet.set_row(2, LINE * max(_lines(head, width) for head, width in zip(heads, widths, strict=True)))
    for number, row in enumerate(exhibit.rows, 1):
        sheet.set_row(2 + number, LINE * max(_lines(str(c or ""), w) for c, w in zip(row, widths[1:], strict=True)))
        sheet.write_number(2 + number, 0, number, styles["count"])
        for at, (cell, column) in enumerate(zip(row, exhibit.columns, strict=True), 1):
            _write(sheet, 2 + number, at, cell, column, styles)
    end = 3 + len(exhibit.rows)
    end = _totals(sheet, end, exhibit, styles, words)
    for text in exhibit.findings:
        end += 1
        sheet.write_string(end, 0, text, styles["meta"])
    end += 2
    sheet.write_string(end, 0, "        ".join(words(f"xlsx.{role}") + 12 * " " for role in ROLES), styles["meta"])
    for text in foot_lines(found, words):
        end += 1
        sheet.write_string(end, 0, text, styles["foot"])
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(3, 3 if wide else 0)
    _for_print(sheet, (0, 0, end, last), words, repeat=(2, 2), across=2 if wide else 1)
    if wide:
        sheet.repeat_columns(0, 2)


def _write(sheet: Any, row: int, at: int, cell: Cell, column: Column, styles: dict[str, Any]) -> None:
    style = styles[column.kind]
    if cell is None or cell == "":
        sheet.write_blank(row, at, None, style)
    elif column.kind == "money":
        sheet.write_number(row, at, int(cell) / 100, style)
    elif column.kind == "count":
        sheet.write_number(row, at, int(cell), style)
    elif column.kind == "date":
        sheet.write_datetime(row, at, date.fromisoformat(str(cell)), style)
    else:  # a string is never a formula, and a number of an account keeps its digits
        sheet.write_string(row, at, str(cell), style)


def _totals(sheet: Any, end: int, exhibit: Exhibit, styles: dict[str, Any], words: Words) -> int:
    """The totals as values, and the first of them in capitals."""
    sums = totals(exhibit)
    if not sums:
        return end
    sheet.write_string(end, 0, words("xlsx.total"), styles["total"])
    for at in range(1, len(exhibit.columns) + 1):
        fen = sums.get(at - 1)
        if fen is None:
            sheet.write_blank(end, at, None, styles["total"])
        else:
            sheet.write_number(end, at, fen / 100, styles["total-money"])
    main = _main_sum(exhibit)
    text = words("xlsx.capitals", what=words(exhibit.columns[main].heading), capitals=capitals(abs(sums[main])))
    if sums[main] >= 0:
        sheet.write_string(end + 1, 0, text, styles["meta"])
    return end + 1


def _main_sum(exhibit: Exhibit) -> int:
    """The money column that a reader asks for first: what is outstanding or open, else the first."""
    headings = [column.heading for column in exhibit.columns]
    for wanted in ("column.outstanding", "column.open", "column.sum"):
        if wanted in headings:
            return headings.index(wanted)
    return next(at for at, column in enumerate(exhibit.columns) if column.kind == "money")


def _widths(exhibit: Exhibit, words: Words) -> list[int]:
    """As wide as what stands in a column, up to a limit from which it wraps."""
    found = [5]
    for at, column in enumerate(exhibit.columns):
        longest = max([cells(str(row[at] or "")) for row in exhibit.rows] or [0])
        fixed = {"money": 14, "date": 11, "count": 7}.get(column.kind)
        heading = (cells(words(column.heading)) + 1) // 2 + 2
        found.append(fixed or min(max(longest + 2, heading), WIDEST))
    return found


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return max(1, -(-cells(text) // max(width - 1, 1)))


def _for_print(
    sheet: Any, area: tuple[int, int, int, int], words: Words, repeat: tuple[int, int] | None, across: int = 1
) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(across, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.print_area(*area)
    sheet.set_footer(f"&C&8{words('xlsx.page')}")
    if repeat:
        sheet.repeat_rows(*repeat)


def _steps(book: Any, exhibit: Exhibit, styles: dict[str, Any], words: Words) -> None:
    """How each date and sum came about, a line a step."""
    sheet = book.add_worksheet(words("xlsx.steps")[:31])
    sheet.set_column(0, 0, 110)
    row = 0
    for title, lines in exhibit.steps:
        sheet.write_string(row, 0, title, styles["head"])
        for line in lines:
            row += 1
            sheet.write_string(row, 0, line, styles["text"])
        row += 2
    _for_print(sheet, (0, 0, max(row - 2, 0), 0), words, repeat=None)


def _months(book: Any, exhibit: Exhibit, styles: dict[str, Any], words: Words) -> None:
    """Cash by month, as a table and a picture of it."""
    name = words("xlsx.months")[:31]
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 1, 16)
    for at, head in enumerate((words("column.month"), words("column.amount"))):
        sheet.write_string(0, at, head, styles["head"])
    for row, (month, fen) in enumerate(exhibit.months, 1):
        sheet.write_string(row, 0, month, styles["code"])
        sheet.write_number(row, 1, fen / 100, styles["money"])
    chart = book.add_chart({"type": "column"})
    span = len(exhibit.months)
    chart.add_series({"name": name, "categories": [name, 1, 0, span, 0], "values": [name, 1, 1, span, 1], "gap": 60})
    chart.set_title({"name": name, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
    chart.set_size({"width": 760, "height": 340})
    sheet.insert_chart("D2", chart)
    _for_print(sheet, (0, 0, max(span, 20), 15), words, repeat=None)
