"""Workbooks of every kind as tests want them: rows of text, numbers and days, merged cells, formulas."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import xlwt

Rows = Sequence[Sequence[object]]
Merged = tuple[int, int, int]  # column, first and last row, all from 0
OFFICE = shutil.which("soffice")


def xlsx(rows: Rows, merged: Merged | None = None, title: str = "一") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    if merged:
        column, first, last = (each + 1 for each in merged)
        book.active.merge_cells(
            start_row=first, end_row=last, start_column=column, end_column=column
        )
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def xls(rows: Rows, merged: Merged | None = None, *more: tuple[str, Rows, int]) -> bytes:
    """As xlwt writes it: formulas without results. `more` are further sheets: name, rows, hidden."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, lines, hidden in (("一", rows, 0), *more):
        sheet = book.add_sheet(name)
        sheet.visibility = hidden
        for at, row in enumerate(lines):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    sheet.write(at, column, xlwt.Formula(value[1:]))
                elif value is not None:
                    sheet.write(at, column, value, *([day] if isinstance(value, date) else []))
        if merged and lines is rows:
            column, first, last = merged
            sheet.merge(first, last, column, column)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(value: object, more: str) -> str:
    if value is None:
        return f"<table:table-cell{more}/>"
    if isinstance(value, date):
        given = f'office:value-type="date" office:date-value="{value}"'
    elif isinstance(value, str) and value.startswith("="):
        return f"<table:table-cell table:formula={quoteattr('of:' + value)}{more}/>"
    elif isinstance(value, str):
        given = 'office:value-type="string"'
    else:
        given = f'office:value-type="float" office:value="{value}"'
    return (
        f"<table:table-cell {given}{more}><text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


def ods(rows: Rows, merged: Merged | None = None, more: str = "") -> bytes:
    """By hand, so that everything can be written that a program might; `more` is XML of rows."""
    lines = []
    for at, row in enumerate(rows):
        cells = []
        for column, value in enumerate(row):
            spans = bool(merged) and merged[:2] == (column, at)
            span = f' table:number-rows-spanned="{merged[2] - at + 1}"' if spans else ""
            cells.append(_cell(value, span))
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return ods_of(
        f'<table:table table:name="一" table:style-name="ta1">{"".join(lines)}{more}</table:table>'
    )


def ods_of(tables: str) -> bytes:
    """An .ods of tables in XML; the style `ta2` hides one."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )  # fmt: skip
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("ta1", "true"), ("ta2", "false"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}{calc} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


KINDS: dict[str, Callable[..., bytes]] = {"q.xlsx": xlsx, "q.xls": xls, "q.ods": ods}
