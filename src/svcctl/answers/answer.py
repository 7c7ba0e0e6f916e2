"""A report: its table, the lines around it and its JSON, whichever format it is then written in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.billing.record import Record
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.held_rows import Flow

Cell = str | int | None


class Column(Record):
    """One column: its heading's catalogue key, how values are written, where they come from."""

    heading: str
    kind: str = "text"  # text, lines (of it), mark (by hand) | code, date (typed again or looked up: never folded) | money (fen) | count
    # left out where a terminal is too narrow, the highest first; every other format has it
    spare: int = False
    least: int = 0  # cells that words keep on a terminal; what is spare goes before they fold
    cell: Callable[[Any, Words], Cell] | None = None
    plain: Callable[[Any], Any] | None = None

    @property
    def key(self) -> str:
        """Its name in JSON."""
        return self.heading.rpartition(".")[2].replace("-", "_")

    def plain_of(self, item: Any, words: Words) -> Any:
        """The value of one item for scripts: a key, a list, or what the cell shows where that is no word."""
        return self.plain(item) if self.plain else self.of(item, words)

    def of(self, item: Any, words: Words) -> Cell:
        """The value of one item."""
        assert self.cell is not None, self.heading
        return self.cell(item, words)


def for_scripts(name: str, plain: Callable[[Any], Any]) -> Column:
    """A column that stands in JSON alone, under that name."""
    return Column(name, plain=plain)


class Table:
    """A subject's columns, each said once; a view names what a screen or an auditor sees."""

    def __init__(self, **columns: Column) -> None:
        self.columns = columns

    def view(self, names: str) -> tuple[Column, ...]:
        """The columns of those names, in that order."""
        return tuple(self.columns[name] for name in names.split())


def rows_of(columns: Sequence[Column], items: Iterable[Any], words: Words) -> Iterator[list[Cell]]:
    """A row for each item."""
    for item in items:
        yield [column.of(item, words) for column in columns]


class Groups(Record):
    """The rows of a list in groups: each group's name, and how many of the rows in their order."""

    heading: str  # of the column that says in a csv which group a row is of
    parts: Sequence[tuple[str, int]]


class Printed(Record):
    """A list as it is printed and signed: what stands over its rows, and what under them."""

    title: str
    beside: Sequence[str]  # whose it is, of which day, in what unit
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    under: Sequence[str] = ()
    groups: Groups | None = None
    adds_up: bool = False  # its sums of money make a total
    sheet: str = ""  # what its sheet is called among others
    key: str = ""  # what templates call it
    signed: Sequence[str] = ("made", "checked", "approved", "date")  # who signs it, and the day
    picture: Any = None  # bars beside the rows, on a page for a browser


class Answer(Record):
    """What a command answers; rows hold money as fen, so that each format writes it in its way."""

    data: Any  # what `--format json` prints
    columns: Sequence[Column] = ()
    rows: Callable[[], Sequence[Sequence[Cell]]] = list
    head: Sequence[str] = ()
    foot: Sequence[str] = ()
    # (width, colours) -> lines, where the layout is special
    page: Callable[[int | None, bool], Iterable[str]] | None = None
    narrow: "Answer | None" = None  # what a terminal shows that this one is too wide for
    groups: Groups | None = None  # each has its sub-totals
    # where it is more than its head and its table
    printed: Callable[[], Printed | Sequence[Printed]] | None = None
    adds_up: bool = False  # its sums of money make a total
    exported: bool = False  # passed on: what stands around the table stands in its csv too
    # JSON that stands ready, piece by piece, instead of `data`
    ready: Callable[[], Iterator[bytes]] | None = None
    flow: "Flow | None" = None  # its rows, where they are too many to be held
    stream: bool = False  # data is a list written as one JSON line each


def iso(day: date | None) -> str | None:
    """A date as JSON has it."""
    return day.isoformat() if day else None
