"""A report: its table, the lines around it and its JSON, whichever format it is then written in."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Cell = str | int | None


class Column(NamedTuple):
    """One column: the catalogue key of its heading, and how its values are written."""

    heading: str
    kind: str = "text"  # text | code (typed again or looked up: never folded) | money (fen) | count
    spare: bool = False  # left out where a terminal is too narrow; every other format has it


class Report(NamedTuple):
    """What a command answers; rows hold money as fen, so that each format writes it in its way."""

    data: Any  # what `--format json` prints
    columns: Sequence[Column] = ()
    rows: Callable[[], Sequence[Sequence[Cell]]] = list
    head: Sequence[str] = ()
    foot: Sequence[str] = ()
    page: Callable[[int | None, bool], list[str]] | None = (
        None  # (width, colours) -> lines, where the layout is special
    )
    stream: bool = False  # data is a list written as one JSON line each
