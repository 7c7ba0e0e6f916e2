"""Text with a row a line: its encoding, and its cells under a delimiter."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from svcctl.billing.refusal import Refusal
from svcctl.intake.sheets import Bounds, Sheet

ENCODINGS = ("utf-8-sig", "gb18030")  # what Chinese banks and Excel write
DELIMITERS = ",\t;|"
SAMPLE = 2_000  # bytes by which UTF-16 without a mark is told


def decoded(name: str, content: bytes) -> str:
    """The text of a file; Excel's "Unicode text" is UTF-16."""
    for encoding in (*_utf_16(content), *ENCODINGS):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal("table.encoding", path=name)


def _utf_16(content: bytes) -> Iterator[str]:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        yield "utf-16"
        return
    even, odd = content[:SAMPLE:2].count(0), content[1:SAMPLE:2].count(0)
    if 10 * max(even, odd) > len(
        content[:SAMPLE]
    ):  # the upper halves of Latin signs: digits, delimiters, ends of lines
        yield "utf-16-be" if even > odd else "utf-16-le"


def sample(text: str, delimiter: str, count: int) -> Sheet:
    """The first lines under a delimiter, read leniently: which one it is, the headings tell."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    lines: list[tuple[int, list[str]]] = []
    try:
        for number, line in enumerate(islice(reader, count), 1):
            lines.append((number, [typed(cell) for cell in line]))
    except csv.Error:
        pass  # what is wrong is said when the whole is read
    return Sheet("", lines)


def sheet(name: str, text: str, delimiter: str, bounds: Bounds) -> Sheet:
    """All lines; Refusal with the line in which a quotation mark stands open."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = []
    number = 0
    try:
        for number, line in enumerate(reader, 1):
            cells = [typed(cell) for cell in line]
            if any("\n" in cell and _swallowed(cell, delimiter, len(line)) for cell in line):
                raise Refusal("table.quote", path=name, row=number)
            if kept := bounds.line(number, cells):
                lines.append(kept)
    except csv.Error as error:
        if "field larger" in str(error):
            raise Refusal("table.broken", path=name, error=str(error)) from None
        raise Refusal("table.quote", path=name, row=number + 1) from None
    return Sheet("", lines)


def _swallowed(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds a line of the table: its quotation mark stood open."""
    return any(part.count(delimiter) >= max(width - 2, 1) for part in cell.splitlines()[1:])


def typed(cell: str) -> str:
    """A cell without what banks wrap numbers in so that Excel keeps them: ="0123", a tab."""
    bare = cell.strip()
    return bare[2:-1] if bare.startswith('="') and bare.endswith('"') else bare.removeprefix("'")
