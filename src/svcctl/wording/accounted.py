"""Words accounted for: what of a sentence no reader used, and which of its values that could change.

A value may be proposed only where every word that could change its meaning was used by a reader or
is known to be harmless. A reader calls, for each row and the stretch of words that belongs to it:

    used = [*spans_of(row.values.values(), text), *others]     # what it read, and its own tokens
    lefts = left(text, used, "instalments")                        # operators that nobody used
    values, doubts = apart(row.values, lefts, "instalments")       # what stays, and what is asked
    questions += [doubt.question("instalments", at, line) for doubt in doubts]

`text` is a piece of a `Run` (narrow signs, no spaces); places count from its first sign. Which kind
of word endangers which keys stands in `TOUCHES`, table by table; what is harmless in `HARMLESS`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from svcctl.wording.found import Line, Question, Value
from svcctl.wording.lexicon import FRAME, HARMLESS, KEYS, OPERATORS, TOUCHES
from svcctl.wording.numerals import narrow

_PIECE = re.compile(r"[^，。；:\n\0()]+")
_FRAMES = re.compile(FRAME)
_FEW = 3  # signs that change nothing by themselves
Span = tuple[int, int]
WHOLE = "row"
_OPERATORS = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in OPERATORS.items()))
_HARMLESS = {table: re.compile("|".join(words)) for table, words in HARMLESS.items()}


class Left(NamedTuple):
    """A word that could change a meaning and that no reader used: its kind, and where it stands."""

    kind: str
    words: str
    start: int
    end: int


class Doubt(NamedTuple):
    """What is not proposed: the group of keys, the word that could change it, and the words read."""

    group: str
    left: Left
    read: str = ""

    def question(self, table: str, at: int, line: Line | None) -> Question:
        """What is asked of the row at this place of its table."""
        key = f"{table}[{at}]" if self.group == WHOLE else f"{table}[{at}].{self.group}"
        told = {"words": self.left.words, "read": self.read}
        return Question(key, "asked.left-read" if self.read else "asked.left", line, told)


def spans_of(values: Iterable[Value], text: str) -> list[Span]:
    """Where the words of values stand in a piece of a run; words that stand elsewhere have no place."""
    found = []
    for words in dict.fromkeys(value.words for value in values):
        said = re.sub(r"(?<!\d),|,(?!\d)", "，", re.sub(r"\s", "", narrow(words)))
        said = said.replace(";", "；")
        if said:
            found += [(m.start(), m.end()) for m in re.finditer(re.escape(said), text)]
    return found


def left(text: str, used: Iterable[Span], table: str) -> list[Left]:
    """The operators of a piece of text that neither a reader used nor the house knows as harmless."""
    covered = bytearray(len(text))
    harmless = [(m.start(), m.end()) for m in _HARMLESS["every"].finditer(text)]
    if table in _HARMLESS:
        harmless += [(m.start(), m.end()) for m in _HARMLESS[table].finditer(text)]
    for start, end in (*used, *harmless):
        start, end = max(start, 0), min(end, len(text))
        if start < end:
            covered[start:end] = b"\1" * (end - start)
    found = []
    for match in _OPERATORS.finditer(text):
        if not all(covered[match.start() : match.end()]):
            found.append(Left(match.lastgroup or "", match[0], match.start(), match.end()))
    return found


def unread(text: str, used: Iterable[Span], frame: Iterable[Span], table: str) -> list[Left]:
    """The pieces between commas of which a reader used nothing, and that say more than who pays whom.

    `frame` is where those words stand that a reader knows but that say nothing by themselves.
    """
    known = [*used]
    frame = [*frame, *(m.span() for m in _FRAMES.finditer(text))]
    for words in (_HARMLESS["every"], _HARMLESS.get(table, _HARMLESS["every"])):
        frame += [m.span() for m in words.finditer(text)]
    found = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        title = text[end : end + 1] == ":"
        if title or any(begin < end and start < stop for begin, stop in known):
            continue
        rest = [at for at in range(start, end) if not any(a <= at < b for a, b in frame)]
        if len(rest) > _FEW:
            found.append(Left("unread", match[0], start, end))
    return found


def apart(
    values: Mapping[str, Value],
    lefts: Sequence[Left],
    table: str,
    spare: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[dict[str, Value], list[Doubt]]:
    """The values that no word left over could change, and for the others what is asked.

    `spare` names by group the kinds of words that do not matter here: a sum that is settled by hand
    stays right whatever is taken off.
    """
    touches, kept, doubts = TOUCHES[table], dict(values), []
    for group, keys in KEYS[table].items():
        among = [each for each in lefts if each.kind not in spare.get(group, ())]
        word = next((each for each in among if group in touches.get(each.kind, ())), None)
        mine = [key for key in kept if group == WHOLE or key.split(".")[0].split("[")[0] in keys]
        if word is None or not [key for key in mine if key != "article"]:
            continue
        said = "" if group == WHOLE else "、".join(dict.fromkeys(kept[key].words for key in mine))
        doubts.append(Doubt(group, word, said))
        kept = {key: value for key, value in kept.items() if key not in mine or key == "article"}
    return kept, doubts
