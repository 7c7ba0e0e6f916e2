"""A clause's words as one run without spaces, each sign with its place in the lines that it came from."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from svcctl.wording.articles import goes_on
from svcctl.wording.found import Clause, Line, Value
from svcctl.wording.numerals import narrow

HIDDEN = "\0"  # what is no term: examples in brackets, options not chosen
_EXAMPLE = re.compile(r"\((?:如:|例如|例:|示例|比如|譬如|举例|样例)[^()]{0,120}\)")
_BOX = re.compile(r"[□☐○◯☑☒√✓✔■●]|\((?:[√✓✔]?)\)")
_CHOSEN = set("☑☒√✓✔■●")


class Run(NamedTuple):
    """The words of one clause: `text` without spaces and in narrow signs, `places` of each sign."""

    clause: Clause
    text: str
    places: tuple[tuple[int, int], ...]  # line of the clause, column

    def value(self, value: str, start: int, end: int) -> Value:
        """A value with the words between two places, as they stand in the line."""
        line, words = self.words(start, end)
        return Value(value, line, words)

    def words(self, start: int, end: int) -> tuple[Line, str]:
        """The words between two places; of a piece that runs over two lines its longer part."""
        pieces: dict[int, list[int]] = {}
        if all(column < 0 for _, column in self.places[start:end]):
            start, end = self._cell_before(start)  # 支付 that no cell of a table says
        for row, column in self.places[start:end]:
            if column >= 0:
                pieces.setdefault(row, []).append(column)
        row, columns = max(pieces.items(), key=lambda item: len(item[1]))
        line = self.clause.lines[row]
        return line, line.text[columns[0] : columns[-1] + 1]

    def _cell_before(self, at: int) -> tuple[int, int]:
        """The piece of words that stands before a place, or where none does, the first one."""
        real = [n for n, (_, column) in enumerate(self.places) if column >= 0]
        end = max((n for n in real if n < at), default=real[0]) + 1
        start = end - 1
        while start and self.places[start - 1][1] >= 0:
            start -= 1
        return start, end

    def line(self, at: int) -> Line:
        """The line in which a place stands."""
        row = self.places[min(at, len(self.places) - 1)][0] if self.places else 0
        return self.clause.lines[row]


def _signs(clause: Clause) -> Iterator[tuple[str, int, int]]:
    """Each sign of a clause with its place: no spaces but between figures, one \\n where a line ends."""
    last = ""
    for row, line in enumerate(clause.lines):
        if row and not goes_on(clause.lines[row - 1], line):
            yield "\n", row, -1
            last = "\n"
        waiting = False
        for column, sign in enumerate(narrow(line.text)):
            if sign.isspace():
                waiting = True
                if sign == "\t" and last not in ("\n", ""):
                    yield "\n", row, -1
                    last = "\n"
                continue
            if waiting and last.isascii() and last.isalnum() and sign.isascii() and sign.isalnum():
                yield " ", row, -1
            waiting, last = False, sign
            yield sign, row, column
        if last.isascii() and last.isalnum():
            yield " ", row, -1
            last = " "


def run_of(clause: Clause) -> Run:
    """The run of a clause."""
    signs = list(_signs(clause))
    text = "".join(sign for sign, _, _ in signs)
    text = re.sub(r"(?<!\d),|,(?!\d)", "，", text).replace(";", "；")
    return Run(clause, text, tuple((row, column) for _, row, column in signs))


def masked(text: str) -> tuple[str, bool]:
    """The text with examples and options not chosen hidden, and whether a choice is left open."""
    text = _EXAMPLE.sub(lambda match: HIDDEN * len(match[0]), text)
    boxes = [box for box in _BOX.finditer(text) if box[0] not in "○●" or len(text) < 200]
    empty = [box for box in boxes if not _CHOSEN & set(box[0])]
    if not empty:
        return text, False
    signs = list(text)
    ends = [box.start() for box in boxes[1:]] + [len(text)]
    for box, end in zip(boxes, ends, strict=True):
        if box in empty:
            stop = re.search(r"[\n。]", text[box.start() : end])
            last = box.start() + stop.start() if stop else end
            signs[box.start() : last] = HIDDEN * (last - box.start())
    return "".join(signs), len(empty) == len(boxes)


def sentences(text: str, marks: str = "。；;\n!?") -> Iterator[tuple[int, int]]:
    """Start and end of each sentence."""
    start = 0
    for match in re.finditer(f"[{re.escape(marks)}]", text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def article_of(run: Run) -> dict[str, Value]:
    """The article of a row, with the words of its number where the text has them."""
    clause = run.clause
    if not clause.article:
        return {}
    line = clause.head or clause.lines[0]
    root = re.match(r"\s*[#*\- ]*(第\s*[^\s条]{1,6}\s*条|[^\s、.．]{1,4}[、.．])", line.text)
    words = root[1] if root else line.text.strip()[:12]
    return {"article": Value(clause.article, line, words)}
