"""What a file of rows is made of before anybody knows its headings: sheets, lines, and their bounds."""

from collections.abc import Iterable
from typing import NamedTuple

from svcctl.billing.refusal import Refusal

LARGEST = 200_000  # rows
WIDEST = 1_000  # columns
LARGEST_FILE = 64 * 2**20  # bytes
LONGEST = 64 * 2**20  # signs in all cells together

Line = tuple[int, list[str]]  # the number that a spreadsheet shows, and the cells


class Span(NamedTuple):
    """Cells merged into one: rows by their numbers, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet that is shown: its name, its lines that are not empty, what is merged in it."""

    name: str
    lines: list[Line]
    merged: tuple[Span, ...] = ()


class Bounds:
    """Keeps count of what a file unfolds to: a small one can hold more than a machine does."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.rows = 0
        self.signs = 0

    def swollen(self) -> Refusal:
        """What is said of a file that unfolds to more than any list has."""
        return Refusal("table.bytes", path=self.path, mib=LONGEST >> 20)

    def row(self) -> None:
        """One more row."""
        self.rows += 1
        if self.rows > LARGEST:
            raise Refusal("table.large", path=self.path, rows=LARGEST)

    def column(self, place: int) -> None:
        """A cell in that column, from 0."""
        if place >= WIDEST:
            raise Refusal("table.columns", path=self.path, columns=WIDEST)

    def text(self, signs: int) -> None:
        """So many more signs; a cell counts for some even where it is empty."""
        self.signs += signs
        if self.signs > LONGEST:
            raise self.swollen()

    def file(self, size: int) -> None:
        """A file of so many bytes."""
        if size > LARGEST_FILE:
            raise Refusal("table.bytes", path=self.path, mib=LARGEST_FILE >> 20)

    def line(self, number: int, cells: list[str]) -> Line | None:
        """A line within the bounds; None for one without anything in it."""
        self.row()
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return None
        self.column(len(cells) - 1)
        self.text(sum(map(len, cells)) + len(cells))
        return number, cells

    def lines(self, cells: Iterable[list[str]]) -> list[Line]:
        """Lines numbered as they come, from 1; the empty ones left out."""
        return [line for n, each in enumerate(cells, 1) if (line := self.line(n, each))]
