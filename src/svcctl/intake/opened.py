"""A file of rows, opened by what it is and not by what it is called: banks name text .xls."""

from collections.abc import Callable, Iterable
from io import BytesIO

from svcctl.billing.refusal import Refusal
from svcctl.intake.sheets import Bounds, Sheet

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
ZIP, COMPOUND = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, which has noughts too
OURS, OTHERS = {"xl/workbook.xml"}, {"xl/workbook.bin", "content.xml"}
SAMPLED = 4_000  # bytes by which text is told from what is none
Weight = Callable[[Sheet], tuple[int, int]]  # how much of a table's headings a sheet has


def opened(
    name: str, content: bytes, weight: Weight, titles: int, times: bool = False
) -> Iterable[Sheet]:
    """The sheets that are shown; Refusal where the file is no table, damaged or too large.

    A text's delimiter is the one under which its first `titles` lines weigh most. A workbook's
    moments are given by their days, or with `times` whole (2026-04-16T16:30:00).
    """
    bounds = Bounds(name)
    bounds.file(len(content))
    if not name.lower().endswith(ENDINGS):
        raise Refusal("table.kind", path=name)
    if content.startswith(ZIP):
        return _of_zip(name, content, bounds, times)
    if content.startswith(COMPOUND):
        return _apart(content, bounds, times)
    if name.lower().endswith(WORKBOOKS) and not _is_text(name, content):
        raise Refusal("table.kind", path=name)
    return _of_text(name, content, bounds, weight, titles)


def _is_text(name: str, content: bytes) -> bool:
    """Whether what is called a workbook is text; Refusal where it is a page of the web."""
    start = content[:SAMPLED]
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Refusal("table.page", path=name)
    return bool(content) and (b"\0" not in start or start.startswith(MARKS))


def _of_zip(name: str, content: bytes, bounds: Bounds, times: bool) -> list[Sheet]:
    from xml.parsers.expat import ExpatError
    from zipfile import BadZipFile, ZipFile
    from zlib import error as ZlibError

    from svcctl.intake.workbooks import sheets

    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = {part.lower() for part in archive.namelist()}
        if parts & OTHERS:
            return _apart(content, bounds, times)
        if not parts & OURS and not name.lower().endswith((".xlsx", ".xlsm")):
            raise Refusal("table.kind", path=name)
        return list(sheets(content, bounds, times))
    except (BadZipFile, ExpatError, ZlibError, ArithmeticError, AttributeError, EOFError,
            LookupError, NotImplementedError, OSError, RuntimeError, TypeError,
            ValueError) as error:  # fmt: skip
        raise Refusal("table.broken", path=name, error=str(error)) from None


def _apart(content: bytes, bounds: Bounds, times: bool) -> list[Sheet]:
    from svcctl.intake.apart import sheets

    return sheets(content, bounds, times)


def _of_text(name: str, content: bytes, bounds: Bounds, weight: Weight, titles: int) -> list[Sheet]:
    """The one sheet of a text, under the delimiter that gives it the most headings."""
    from svcctl.intake.delimited import DELIMITERS, decoded, sample, sheet

    text = decoded(name, content)
    most, best = max((weight(sample(text, mark, titles)), mark) for mark in DELIMITERS)
    return [sheet(name, text, best if any(most) else ",", bounds)]
