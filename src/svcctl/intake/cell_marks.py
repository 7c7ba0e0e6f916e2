"""What calamine does not tell of a workbook: formulas without results, errors, cells merged in an .ods."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import IO, NamedTuple
from zipfile import ZipFile

from svcctl.intake import biff
from svcctl.intake.sheets import LARGEST, Span

REPEATED = 100_000  # marks of one sheet: a formula repeated to the last row is one mark too many
NAMES = {"t": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
         "o": "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
         "c": "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"}  # fmt: skip
TABLE, OFFICE, CALC = NAMES["t"], NAMES["o"], NAMES["c"]


class Marks(NamedTuple):
    """Of one sheet: text for cells that would look empty, by row and column from 0; spans."""

    cells: dict[tuple[int, int], str] = {}
    merged: Sequence[Span] = ()


def marks_of(content: bytes, names: Sequence[str]) -> dict[str, Marks]:
    """The marks of each sheet, by its name; none of an .xlsb, whose formulas have their results."""
    if not content.startswith(b"PK"):
        return {name: Marks(cells) for name, cells in biff.marks(content, names).items()}
    with ZipFile(BytesIO(content)) as archive:
        if "content.xml" not in archive.namelist():
            return {}
        with archive.open("content.xml") as part:
            return dict(_of_ods(part))


def _of_ods(part: IO[bytes]) -> Iterator[tuple[str, Marks]]:
    from xml.etree.ElementTree import iterparse

    found = _Sheet()
    for event, element in iterparse(part, ("start", "end")):
        name = element.tag.removeprefix(TABLE)
        if event == "start":
            found = _Sheet() if name == "table" else found
        elif name in ("table-cell", "covered-table-cell"):
            found.cell(element.attrib)
        elif name == "table-row":
            found.row(element.attrib)
            element.clear()
        elif name == "table":
            yield element.attrib.get(f"{TABLE}name", ""), Marks(found.marks, found.merged)
            element.clear()


class _Sheet:
    """Where one is while an .ods is read."""

    def __init__(self) -> None:
        self.at, self.column = 0, 0
        self.marks: dict[tuple[int, int], str] = {}
        self.here: list[tuple[int, str]] = []
        self.merged: list[Span] = []

    def cell(self, given: dict[str, str]) -> None:
        """One cell, or several alike."""
        if text := _mark(given):
            times = _times(given, "columns-repeated")
            self.here += [(self.column + n, text) for n in range(min(times, REPEATED))]
        down = _times(given, "rows-spanned")
        if down > 1 and len(self.merged) < LARGEST:
            last = self.column + _times(given, "columns-spanned") - 1
            self.merged.append(Span(self.at + 1, self.column, self.at + down, last))
        self.column += _times(given, "columns-repeated")

    def row(self, given: dict[str, str]) -> None:
        """The end of a row, or of several alike."""
        times = _times(given, "rows-repeated")
        for n in range(min(times, REPEATED) if self.here else 0):
            self.marks |= {(self.at + n, column): text for column, text in self.here}
        self.at, self.column, self.here = self.at + times, 0, []


def _times(given: dict[str, str], what: str) -> int:
    return int(given.get(f"{TABLE}number-{what}", 1))


def _mark(given: dict[str, str]) -> str:
    """A formula that nobody has worked out, or an error."""
    if given.get(f"{CALC}value-type") == "error":
        return "#ERROR"
    formula = given.get(f"{TABLE}formula")
    return f"={formula.rpartition(':=')[2].lstrip('=')}" if formula and f"{OFFICE}value-type" not in given else ""  # fmt: skip
