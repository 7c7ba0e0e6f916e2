"""Rows of the due list of several contracts on their way to a page, so that few of them are held at once."""

from array import array
from collections.abc import Iterator, Sequence
from json import dumps, loads
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

from svcctl.answers.answer import Column
from svcctl.answers.due_table import OF_SUMS, Grid, Page, Totals, add_up, colour_of, coloured
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalment_words import label, status_text, time_text
from svcctl.answers.instalments import TABLE
from svcctl.answers.width import cells
from svcctl.answers.writers import cell_text
from svcctl.billing.money import grouped
from svcctl.i18n import Words

ONE_LINE = TABLE.view("status whole contract_title party short outstanding due time")
HINTED = (*ONE_LINE, *TABLE.view("hint"))
LARGEST_HELD = 2**20  # bytes of rows; what is longer waits in a file


class Line(NamedTuple):
    """A row as it is shown."""

    texts: Sequence[str]  # one for each of the columns that a page may have
    hint: bool
    name: str
    whose: Sequence[str]  # the contract's title, the other side
    id: str
    colour: str
    word: str  # its state and its time, which are coloured
    time: str

    def shown(self, grid: Grid, page: Page) -> str:
        """It in the columns of a page."""
        line = grid.line([self.texts[HINTED.index(column)] for column in grid.columns])
        return coloured(line, self.colour, self.word, self.time) if page.colours else line


class Lines:
    """So many rows, put in their places in any order; how wide they are, and what they come to."""

    def __init__(self, sizes: Sequence[int], words: Words) -> None:
        self.words = words
        self.sizes = sizes  # of the groups
        self.hinted = False
        self.totals = Totals()
        self.parts: list[dict[str, int]] = [{} for _ in sizes]
        self._widths = [0] * len(HINTED)
        self._starts = array("q", bytes(8 * sum(sizes)))
        self._file = SpooledTemporaryFile(LARGEST_HELD)  # noqa: SIM115  read when a page is asked for

    def __del__(self) -> None:
        self._file.close()

    def put(self, place: int, group: int, row: InstalmentRow) -> None:
        """A row in its place."""
        add_up(self.parts[group], self.totals.add(row.standing))
        line = _line(row, self.words)
        self.hinted = self.hinted or line.hint
        self._widths = list(map(max, self._widths, map(cells, line.texts)))
        self._starts[place] = self._file.tell()
        self._file.write(dumps(line, ensure_ascii=False).encode() + b"\n")

    def groups(self) -> Iterator[Iterator[Line]]:
        """The rows in their order, group by group."""
        first = 0
        for size in self.sizes:
            yield map(self._at, range(first, first + size))
            first += size

    def _at(self, place: int) -> Line:
        self._file.seek(self._starts[place])
        return Line(*loads(self._file.readline()))

    def grid(self, columns: tuple[Column, ...]) -> Grid:
        """The columns, each as wide as its widest value or total."""
        return Grid(columns, tuple(map(self._width, columns)))

    def _width(self, column: Column) -> int:
        found = max(cells(self.words(column.heading)), self._widths[HINTED.index(column)])
        if column.heading not in OF_SUMS:
            return found
        total = self.totals.sums["all"].get(OF_SUMS[column.heading], 0)
        return max(found, cells(grouped(total)))


def _line(row: InstalmentRow, words: Words) -> Line:
    standing = row.standing
    return Line(
        [cell_text(column.of(row, words), column) for column in HINTED],
        row.hint,
        label(standing, words, short=True),
        (words.title(row.case.terms.title), row.party(words.role)),
        row.whole_id,
        colour_of(standing),
        status_text(standing, words),
        time_text(standing, words),
    )
