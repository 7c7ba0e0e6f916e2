"""What was found in a contract's words: a value, where it stands, and the words that it was read from."""

from collections.abc import Mapping
from typing import NamedTuple


class Line(NamedTuple):
    """One line of a contract: `place` is its line from 1, or 第3页 or 第12段 where a file has no lines."""

    file: str
    place: str
    text: str

    @property
    def source(self) -> str:
        """Where it stands, as it is told: `合同.txt:25`, `合同.pdf:第3页`."""
        return f"{self.file}:{self.place}"


class Clause(NamedTuple):
    """One clause as it is cited, 第七条 or 第八条第三款, with its lines; `heading` is the article's own."""

    article: str
    heading: str
    lines: tuple[Line, ...]
    head: Line | None = None  # the line that the heading stands in
    part: str = ""  # 附件1 or 专用条款; the contract's own articles have none
    root: str = ""  # the article without its paragraph: 第八条

    @property
    def text(self) -> str:
        """Its words in one piece, lines joined by line feeds."""
        return "\n".join(line.text for line in self.lines)


class Value(NamedTuple):
    """A value as a contract file writes it (70%, 15, working-day, 2025-03-05), and its words."""

    value: str
    line: Line
    words: str  # one piece copied from the text, as it stands there


class Row(NamedTuple):
    """One entry of a list of tables: `values` by its path in the row (`due.days`), `made` what no text states."""

    table: str
    values: Mapping[str, Value]
    made: Mapping[str, str] = {}  # a handle or a title of our own


class Question(NamedTuple):
    """What the words leave open: the path it is about, the key of its sentence, and where to look."""

    key: str
    asks: str
    line: Line | None = None
    values: Mapping[str, str] = {}  # what the sentence is filled with


class Reading(NamedTuple):
    """What one reader made of a contract: single values by path, rows in the order of the text, questions."""

    values: Mapping[str, Value]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
