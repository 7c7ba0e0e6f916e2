"""Values behind a label (项目编号：…), in lines of text, in two columns and in rows of tables."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from svcctl.wording.found import Line, Value
from svcctl.wording.options import is_blank

STAMP = r"(?:\s{0,4}[（(\[](?:[^）)\]]{0,6}(?:章|全称|签字|签名|印)[^）)\]]{0,8}(?:[（(][^）)]*[）)][^）)\]]*)?)[）)\]])?"
# the next label of the line ends a value: 开户行：… 账号：…
NEXT = re.compile(
    r"\t|\s{3,}|[。；;【]"
    r"|[\s，,、](?=(?:[^\s：:，。；、（(]{2,10}|电话、传真)[：:])"
)


class Labelled(NamedTuple):
    """What stands behind a label: its column (0, 1) where a line has the label twice."""

    label: str
    text: str
    line: Line
    column: int
    columns: int

    @property
    def value(self) -> Value:
        """It as a value, spelt as it stands there."""
        return Value(self.text, self.line, self.text)

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return is_blank(self.text)


@cache
def _pattern(label: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?<![^一二三四五六七八九十\d]、)(?P<boxed>(?<=【))?(?P<label>{label}){STAMP}"
        r"(?(boxed)】[：:]?|\s{0,4}[：:])\s{0,40}"
    )


# 甲方（章）：　　经办人：　　 : what follows is a label of its own, nothing was filled in
LABEL_AT_ONCE = re.compile(r"[\u4e00-\u9fff、]{2,8}(?:[（(][^）)]{0,6}[）)])?\s{0,4}[：:]")


def labelled(lines: Iterable[Line], label: str) -> Iterator[Labelled]:
    """Everything behind a label that is written `label：value`, blanks too."""
    pattern = _pattern(label)
    for line in lines:
        found = list(pattern.finditer(line.text))
        for at, match in enumerate(found):
            end = found[at + 1].start() if at + 1 < len(found) else len(line.text)
            text = line.text[match.end() : end]
            stop = NEXT.search(text)
            text = text[: stop.start()] if stop else text
            if match[0][-1].isspace() and LABEL_AT_ONCE.match(line.text[match.end() : end]):
                text = ""
            if line.text[: match.start()].endswith(("（", "(")):  # （项目编号：…）经公开招标
                text = re.split("[）)]", text, maxsplit=1)[0]
            place = _place(line, match.start(), at, len(found))
            yield Labelled(match["label"], text.strip(" \u3000\t，,"), line, *place)


def _place(line: Line, start: int, at: int, labels: int) -> tuple[int, int]:
    """The column of a label, and how many there are: of a row with one, by the cells before it."""
    cells = line.text.count("\t") + 1
    if labels > 1 or cells == 1:
        return at, labels
    return line.text[:start].count("\t"), cells


def in_rows(lines: Iterable[Line], label: str) -> Iterator[Labelled]:
    """Values beside a label in a row of a table: `label<tab>value`."""
    pattern = re.compile(rf"\s*(?:{label})\s*[：:]?\s*")
    for line in lines:
        cells = line.text.split("\t")
        for at, cell in enumerate(cells[:-1]):
            text = cells[at + 1].strip()
            if pattern.fullmatch(cell) and text:
                yield Labelled(cell.strip(" ：:"), text, line, at // 2, max(1, len(cells) // 2))
