"""Writers: a report as aligned text, as a rich table on a terminal, as JSON, as CSV."""

from collections.abc import Sequence
from io import StringIO
from typing import Any

from svcctl.billing.money import grouped, yuan
from svcctl.export.report import Cell, Column, Report
from svcctl.export.width import cells, pad
from svcctl.i18n import Words

GAP = "  "


def as_json(data: Any, stream: bool = False) -> str:
    """JSON with sorted keys in UTF-8, indented; a stream is one compact line each."""
    import json

    if stream:
        return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in data)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def as_csv(report: Report, words: Words) -> str:
    """Rows for a spreadsheet: plain numbers, a heading row in the reader's language, formulas made harmless."""
    import csv

    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([words(column.heading) for column in report.columns])
    for row in report.rows():
        writer.writerow([_csv_cell(cell, column) for cell, column in zip(row, report.columns, strict=True)])
    return text.getvalue()


def _csv_cell(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if column.kind == "money":
        return yuan(int(cell))
    text = str(cell)
    # a spreadsheet runs what starts with one of these as a formula
    return f"'{text}" if column.kind == "text" and text[:1] in "=+-@\t\r" and text != "-" else text


def cell_text(cell: Cell, column: Column) -> str:
    """A cell as people read it: sums with their thousands apart."""
    if cell is None:
        return "-"
    return grouped(int(cell)) if column.kind == "money" else str(cell)


def as_text(report: Report, words: Words, rule: bool = False) -> list[str]:
    """The report as aligned lines, every value whole."""
    lines = list(report.head)
    rows = [[cell_text(c, column) for c, column in zip(row, report.columns, strict=True)] for row in report.rows()]
    if rows:
        lines += aligned([words(column.heading) for column in report.columns], rows, report.columns, rule)
    return lines + list(report.foot)


def aligned(
    headings: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column], rule: bool = False
) -> list[str]:
    """Headings and rows in columns as wide as their widest cell, numbers to the right."""
    widths = [max(map(cells, column)) for column in zip(headings, *rows, strict=True)]
    lines = []
    for row in (headings, *rows):
        parts = [
            pad(text, width, column.kind != "text") for text, width, column in zip(row, widths, columns, strict=True)
        ]
        lines.append(GAP.join(parts).rstrip())
    if rule:
        line = "-" * min(max(map(cells, lines)), sum(widths) + len(GAP) * (len(widths) - 1))
        lines.insert(1, line)
    return lines


def on_terminal(report: Report, words: Words, width: int, colours: bool) -> None:
    """The report as a rich table that folds long cells at the terminal's width."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=width, no_color=not colours, highlight=False, soft_wrap=False)
    for line in report.head:
        console.print(Text(line))
    rows = report.rows()
    if rows:
        table = Table(box=box.ASCII2, show_edge=False, show_lines=False, pad_edge=False, header_style="bold")
        table.box = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n")
        for column in report.columns:
            text = column.kind == "text"
            table.add_column(words(column.heading), justify="left" if text else "right", overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell_text(c, col)) for c, col in zip(row, report.columns, strict=True)))
        console.print(table)
    for line in report.foot:
        console.print(Text(line))
