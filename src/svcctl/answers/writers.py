"""Writers: a report as aligned text, as JSON, as CSV."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from io import StringIO
from typing import Any, TextIO

from svcctl.answers.answer import Answer, Cell, Column
from svcctl.answers.width import cells, pad
from svcctl.billing.money import grouped, yuan
from svcctl.billing.printable import printable
from svcctl.i18n import Words

GAP = "  "
WHOLE = 10_000  # cells of a line that is never wrapped
# compiled when first used: most answers start without them
MISREAD = r"0\d+|\d{12,}|\d+(\.\d+)?[eE][+-]?\d+|\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?"
ISO_DATE = r"\d{4}-\d\d-\d\d"
WORDY = ("text", "code", "date", "lines", "mark")
PERHAPS_STEERING = "[^\n -~\xa1-\xac\xae-\u02ff\u2e80-\ud7ff\uff00-\uffef]"


def as_json(data: Any, stream: bool = False) -> str:
    """JSON with sorted keys in UTF-8, indented; a stream is one compact line each."""
    if stream:
        lines = StringIO()
        write_lines(data, lines)
        return lines.getvalue()
    return unsteered(_indented(data, "\n", _as_written())) + "\n"


@cache
def _as_written() -> dict[Any, Callable[[Any], str]]:
    """How values that hold no others are written, by their type; by None those of any other."""
    from json import JSONEncoder
    from json.encoder import encode_basestring

    one = JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    # almost all are of these types, and the encoder's own way to them is ten times as long
    of_constant = {None: "null", True: "true", False: "false"}.__getitem__
    own: dict[Any, Callable[[Any], str]] = {
        str: encode_basestring,
        int: int.__repr__,
        bool: of_constant,
        type(None): of_constant,
    }
    return own | {None: one}


def _indented(value: Any, gap: str, written: dict[Any, Callable[[Any], str]]) -> str:
    """What `json.dumps` makes of it with sorted keys and an indent of 2, in a third of the time."""
    write = written.get(type(value))
    if write:
        return write(value)
    if not value or not isinstance(value, dict | list | tuple):
        return written[None](value)
    inner = gap + "  "
    if isinstance(value, dict):
        key = written[str]
        parts = [f"{key(name)}: {_indented(value[name], inner, written)}" for name in sorted(value)]
        return f"{{{inner}{f',{inner}'.join(parts)}{gap}}}"
    parts = [_indented(each, inner, written) for each in value]
    return f"[{inner}{f',{inner}'.join(parts)}{gap}]"


BETWEEN = b",\n    "  # two objects of a list


def row_text(row: Any) -> bytes:
    """An object of a list as `with_rows` takes it."""
    return rows_text([row])


def rows_text(rows: Iterable[Any]) -> bytes:
    """Some objects of a list that follow each other, likewise."""
    written = _as_written()
    return unsteered(",\n    ".join(_indented(row, "\n    ", written) for row in rows)).encode()


def with_rows(around: dict[str, Any], name: str, rows: Iterator[bytes]) -> Iterator[bytes]:
    """JSON as `as_json` writes it, one of its lists with objects that stand ready."""
    text = as_json(around | {name: []})
    first = next(rows, b"")
    if not first:
        yield text.encode()
        return
    before, mark, behind = text.partition(f'\n  "{name}": []')
    yield f"{before}{mark[:-1]}\n    ".encode() + first
    yield from rows
    yield f"\n  ]{behind}".encode()


def as_objects(values: Iterable[Any]) -> Iterator[bytes]:
    """Objects of a list, each with what stands between it and the one before."""
    for at, value in enumerate(values):
        yield BETWEEN + row_text(value) if at else row_text(value)


def unsteered(text: str) -> str:
    """JSON with its few signs that steer a screen, or are half a character, as escapes."""
    if text.isascii() and "\x7f" not in text:  # JSON escapes the others itself
        return text
    import json

    def escaped(sign: re.Match[str]) -> str:
        return sign[0] if printable(sign[0]) == sign[0] else json.dumps(sign[0])[1:-1]

    return re.sub(PERHAPS_STEERING, escaped, text)


def as_csv(report: Answer, words: Words) -> str:
    """Rows for a spreadsheet: plain numbers, a heading row, formulas made harmless."""
    import csv

    text = StringIO()
    if report.columns:
        around = (*report.head, *report.foot) if report.exported else ()
        columns, rows = _with_groups(report)
        write_csv(columns, rows, around, words, text)
    else:  # an answer in sentences: a row each
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerows(
            [_harmless(printable(line.strip()))] for line in (*report.head, *report.foot)
        )
    return text.getvalue()


def _with_groups(report: Answer) -> tuple[Sequence[Column], Sequence[Sequence[Cell]]]:
    """In a csv each row says its group: sub-totals among rows would be added up with them."""
    if report.groups is None:
        return report.columns, report.rows()
    names = (name for name, count in report.groups.parts for _ in range(count))
    rows = [[name, *row] for name, row in zip(names, report.rows(), strict=True)]
    return (Column(report.groups.heading), *report.columns), rows


def write_csv(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    foot: Iterable[str],
    words: Words,
    out: TextIO,
) -> None:
    """The headings, row after row, and the foot in rows that start with a number sign."""
    write_csv_lines(columns, csv_lines(columns, rows), foot, words, out)


def write_csv_lines(
    columns: Sequence[Column], lines: Iterable[str], foot: Iterable[str], words: Words, out: TextIO
) -> None:
    """The same of rows that stand ready as lines."""
    import csv

    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words(column.heading) for column in columns])
    out.writelines(lines)
    writer.writerows([f"# {printable(line)}"] for line in foot)


class _Told:
    """What `csv.writer` writes to, and hands back."""

    def write(self, line: str) -> str:
        return line


def csv_line() -> Callable[[Iterable[str]], Any]:
    """What makes cells a line of a csv."""
    import csv

    return csv.writer(_Told(), lineterminator="\r\n").writerow


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Each row as a line of a csv."""
    line = csv_line()
    for row in rows:
        yield str(line([_csv_cell(cell, each) for cell, each in zip(row, columns, strict=True)]))


def write_lines(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """A JSON object a line, its keys sorted."""
    encoded = json_text()
    out.writelines(encoded(record) + "\n" for record in records)


def json_text() -> Callable[[Any], str]:
    """What writes a value as JSON on one line, its keys sorted."""
    from json import JSONEncoder

    encoded = JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    return lambda value: unsteered(encoded(value))


def _csv_cell(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if column.kind == "money":
        return yuan(int(cell))
    return wordy_cell(cell) if column.kind in WORDY else str(cell)


def wordy_cell(cell: Cell) -> str:
    """Words as a csv has them: on one line, nothing that a spreadsheet would run."""
    return _as_typed(printable(str(cell)))


def _as_typed(text: str) -> str:
    """Text that a spreadsheet opening the file neither runs nor makes another value of.

    Long numbers lose their last digits there, 1E5 and 3-12 become a number and a day; a tab behind
    keeps them text, as banks and payment services write their own lists.
    """
    if re.fullmatch(MISREAD, text, re.ASCII) and not re.fullmatch(ISO_DATE, text, re.ASCII):
        return f"{text}\t"
    return _harmless(text)


def _harmless(text: str) -> str:
    # a spreadsheet runs what starts with one of these as a formula
    return f"'{text}" if text and text[:1] in "=+-@\t\r" and text != "-" else text


def cell_text(cell: Cell, column: Column) -> str:
    """A cell as people read it: sums with their thousands apart."""
    if cell is None:
        return "-"
    return grouped(int(cell)) if column.kind == "money" else printable(str(cell))


def as_text(report: Answer, words: Words) -> list[str]:
    """The report as aligned lines, every value whole."""
    lines = list(map(printable, report.head))
    rows = [
        [cell_text(c, column) for c, column in zip(row, report.columns, strict=True)]
        for row in report.rows()
    ]
    if rows:
        headings = [words(column.heading) for column in report.columns]
        lines += _in_groups(report, headings, rows, words)
    return lines + list(map(printable, report.foot))


def _in_groups(
    report: Answer, headings: Sequence[str], rows: Sequence[Sequence[str]], words: Words
) -> list[str]:
    """The aligned rows, in groups each under its name and over its sub-totals."""
    if report.groups is None:
        return aligned(headings, rows, report.columns)
    from svcctl.answers.grouped import bands_of, in_bands

    bands = bands_of(report, words)
    sums = [band.sums for band in bands]
    head, *lines = aligned(headings, [*rows, *sums], report.columns)
    body = [[line] for line in lines[: len(rows)]]
    return [head, *in_bands(bands, body, lines[len(rows) :], WHOLE)]


def aligned(
    headings: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column]
) -> list[str]:
    """Headings and rows in columns as wide as their widest cell, numbers to the right."""
    widths = [max(map(cells, column)) for column in zip(headings, *rows, strict=True)]
    lines = []
    for row in (headings, *rows):
        parts = [
            pad(text, width, column.kind not in WORDY)
            for text, width, column in zip(row, widths, columns, strict=True)
        ]
        lines.append(GAP.join(parts).rstrip())
    return lines
