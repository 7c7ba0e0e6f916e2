"""The cells of a filled-in form: values as a sheet shows them, and which of them are no values."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from svcctl.billing.refusal import Refusal
from svcctl.intake.opened import OURS, ZIP
from svcctl.intake.sheets import Bounds, Sheet
from svcctl.intake.workbooks import SHARE, Cell, Reader, decimal, sheets

ROWS, WIDE = 20_000, 200  # more than any contract has
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how a workbook writes signs that XML has not


class Figure(str):
    """A number that the cell holds as a number."""

    __slots__ = ()


class Unworked(str):
    """A formula that nobody has worked out, or the error that it gave."""

    __slots__ = ()


class FormBounds(Bounds):
    """The bounds of a form, which are narrower than those of a bank's list."""

    def row(self) -> None:
        """One more row."""
        super().row()
        if self.rows > ROWS:
            raise Refusal("table.large", path=self.path, rows=ROWS)

    def column(self, place: int) -> None:
        """A cell in that column, from 0."""
        if place >= WIDE:
            raise Refusal("table.columns", path=self.path, columns=WIDE)


class _FormReader(Reader):
    """Shares by how they are shown, numbers and broken formulas told from texts."""

    def _shown(self, cell: Cell) -> str:
        text = super()._shown(cell)
        if cell.kind == "e" or (cell.formula is not None and text == f"={cell.formula}"):
            return Unworked(text)
        if cell.kind != "n" or not cell.value:
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        style = self.dates[cell.style] if cell.style < len(self.dates) else ""
        if style == SHARE:
            return decimal(f"{float(cell.value) * 100:.12g}") + "%"
        return text if style else Figure(text)


def form_sheets(name: str, content: bytes) -> list[Sheet]:
    """The sheets of a workbook that are shown; Refusal where it is none, damaged or too large."""
    from xml.parsers.expat import ExpatError
    from zlib import error as ZlibError

    if not content.startswith(ZIP):  # an old .xls, or one that a password keeps shut
        raise Refusal("form.not-xlsx", path=name)
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = {part.lower() for part in archive.namelist()}
        if not parts & OURS:
            raise Refusal("form.not-xlsx", path=name)
        return list(_sheets(content, FormBounds(name)))
    except (BadZipFile, ExpatError, ZlibError, ArithmeticError, AttributeError, EOFError,
            LookupError, NotImplementedError, OSError, RuntimeError, TypeError,
            ValueError) as error:  # fmt: skip
        raise Refusal("table.broken", path=name, error=str(error)) from None


def _sheets(content: bytes, bounds: Bounds) -> Iterator[Sheet]:
    yield from sheets(content, bounds, reads=_FormReader)
