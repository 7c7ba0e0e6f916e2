"""A contract's lines as clauses, cited as people cite them: 第七条, 第八条第三款, 附件3 9.4.7.1.2.

The contract's own articles, its special terms and its annexes are kept apart. A line that goes on
where a printed line was full belongs to the clause before it; rows of tables stay with theirs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from svcctl.wording.found import Clause, Line
from svcctl.wording.numerals import narrow, whole
from svcctl.wording.topics import STAGES

_HAN = "[一二三四五六七八九十百零〇]{1,5}"
_LEAD = re.compile(r"[\s#>*\-\u3000\xa0]*")
_ANNEX = re.compile(
    r"(附件|附表)[：:\s]*([一二三四五六七八九十]{1,3}|\d{1,2})?(?![\d.])[：:、.．\s]*(.{0,40})$"
)
_BOOK = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|卷)[\s：:、]*(.{0,30})$")
_NAMED = re.compile(
    r"[一二三四五六七八九十\d、.．\s（(）)]{0,6}(?:政府采购)?(?:合同)?(专用|通用|特殊|一般)(?:合同)?条款(?:前附表)?[：:]?$"
)
_OTHERS = re.compile("采购需求|招标文件|投标文件|响应文件|磋商文件|谈判文件|报价|评标|投标人须知")
_ARTICLE = re.compile(rf"第\s*({_HAN}|\d{{1,3}})\s*条[\s：:、.．]*(.*)$", re.DOTALL)
_TITLED = re.compile(rf"({_HAN})[、.．]\s*(.*)$", re.DOTALL)
_DECIMAL = re.compile(r"(\d{1,3}(?:[.．]\d{1,3}){1,5})[\s、.．]*(?![\d%％‰万亿元])(.*)$", re.DOTALL)
_NUMBERED = re.compile(r"(\d{1,2})\s*(?:[、．]|[.](?!\d)|[)）])\s*(.*)$", re.DOTALL)
_BRACKET = re.compile(rf"[（(]\s*({_HAN}|\d{{1,2}})\s*[）)]\s*(.*)$", re.DOTALL)
_ROUND = re.compile(r"([①-⑳])\s*(.*)$", re.DOTALL)
_SAID = re.compile("[，。；;！？]")
_ENDED = "。；;：:！？!?”》"
_FULL = 24  # signs: a printed line of a paragraph is at least as long
_FIGURES = "一二三四五六七八九十"


def _han(value: int) -> str:
    """A number below a hundred as 款 are counted."""
    if value <= 10:
        return _FIGURES[value - 1]
    tens, unit = divmod(value, 10)
    return (_FIGURES[tens - 1] if tens > 1 else "") + "十" + (_FIGURES[unit - 1] if unit else "")


@dataclass
class _Open:
    """The clause that is being gathered."""

    article: str
    heading: str
    head: Line | None
    part: str
    root: str
    bare: bool  # a paragraph without a number of its own
    lines: list[Line] = field(default_factory=list)


class _Gatherer:
    """Goes down the lines and knows in which part, article and paragraph it is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.done: list[_Open] = []
        self.part = self.root = self.heading = self.item = ""
        self.head: Line | None = None
        self.last = 0  # number of the contract's own last article
        self.own = False  # whether the annex has articles of its own
        texts = [_bare(line.text) for line in lines]
        self.by_articles = sum(bool(_ARTICLE.match(text)) for text in texts) > 1
        self.by_titles = not self.by_articles and sum(bool(_TITLED.match(t)) for t in texts) > 1

    def cite(self, item: str) -> str:
        """The name of a paragraph here."""
        told = self.root + item
        return (
            f"{self.part} {told}".strip() if self.part[:2] in ("附件", "附表") else self.part + told
        )

    def open(self, item: str, *, bare: bool = False) -> _Open:
        """Begin a clause."""
        clause = _Open(self.cite(item), self.heading, self.head, self.part, self.root, bare)
        self.done.append(clause)
        return clause

    def article(self, root: str, rest: str, line: Line) -> None:
        """Begin an article: what follows its number is a heading, or its first words."""
        heading, mark, body = rest.partition("：") if "：" in rest[:16] else rest.partition(":")
        if not mark or len(heading) > 16:
            heading, body = rest, ""
        if len(heading) > 24 or _SAID.search(heading):
            heading, body = "", rest
        self.root, self.heading, self.head, self.item = root, heading.strip(), line, ""
        if body.strip():
            self.open("", bare=True).lines.append(line)

    def enter(self, part: str, line: Line) -> None:
        """Begin an annex or another part."""
        self.part, self.root, self.heading, self.item = part, "", line.text.strip(), ""
        self.head, self.own = line, False

    def heads(self, text: str, line: Line) -> bool:
        """Whether the line begins a part or an article."""
        if (match := _ANNEX.match(text)) and not _SAID.search(match[3]) and "见" not in match[3]:
            figure = whole(match[2]) if match[2] else None
            self.enter(match[1] + (str(figure) if figure else ""), line)
            return True
        if match := _NAMED.match(text):
            self.enter(match[1] + "条款", line)
            return True
        if (match := _BOOK.match(text)) and not _SAID.search(match[1]):
            named = re.search("(专用|通用|特殊|一般)(?:合同)?条款", match[1])
            if named:
                self.enter(named[0], line)
            elif _OTHERS.search(match[1]) and not self.part:
                self.enter("附件", line)
            elif "协议书" in match[1] or ("合同" in match[1] and self.part == "附件"):
                self.enter("", line)
            return True
        return self.begins(text, line)

    def begins(self, text: str, line: Line) -> bool:
        """Whether the line begins an article, by 第七条 or, where there are none, by 七、."""
        if match := _ARTICLE.match(text):
            value = whole(match[1]) or 0
            if re.match("(?:的?规定|第|款|和|、|及)", match[2]):
                return False
            if self.part and not self.own and value == self.last + 1 and self.last:
                self.part = ""  # a list of annexes inside the contract is over
            if not self.part:
                if value == 1 and self.last > 1:
                    self.part = "另一份合同 "
                self.last = value
            else:
                self.own = True
            self.article(f"第{_han(value) if 0 < value < 100 else match[1]}条", match[2], line)
            return True
        match = _TITLED.match(text)
        if match and self.by_titles and self.part[:2] != "附件":
            heading = re.split("[：:，。；]", match[2], maxsplit=1)[0].strip()
            self.article(f"{match[1]}、{heading[:16]}", match[2], line)
            return True
        return False

    def numbered(self, text: str, line: Line) -> bool:
        """Whether the line begins a paragraph or an item with a number of its own."""
        if match := _DECIMAL.match(text):
            self.item = ""
            label = narrow(match[1])
            clause = self.open("")
            annexed = self.part[:2] in ("附件", "附表")
            clause.article = f"{self.part} {label}" if annexed else f"{self.part}第{label}条"
            clause.lines.append(line)
            if len(match[2]) <= 24 and not _SAID.search(match[2]) and match[2]:
                self.heading, self.head = match[2].strip(), line
            return True
        if match := _NUMBERED.match(text):
            headed = 0 < len(match[2]) <= 16 and not _SAID.search(match[2])
            if headed and not (self.part or self.by_articles or self.by_titles):
                self.article(f"{match[1]}、{match[2].rstrip('：:')}", match[2], line)
                return True
            if headed and self.part:
                self.heading, self.head = match[2].strip("：: "), line
            self.item = f"第{_han(int(match[1]))}款" if int(match[1]) else ""
            self.open(self.item).lines.append(line)
            return True
        if match := _BRACKET.match(text) or _ROUND.match(text):
            mark = match[1] if match[1] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else f"（{match[1]}）"
            self.open(f"{self.item}第{mark}项").lines.append(line)
            return True
        return bool(
            (match := _TITLED.match(text)) and self.by_articles and self._paragraph(match, line)
        )

    def _paragraph(self, match: re.Match[str], line: Line) -> bool:
        self.item = f"第{match[1]}款"
        self.open(self.item).lines.append(line)
        return True

    def _in_table(self, line: Line) -> bool:
        """Whether a line is one more row of a table of payments, its stages numbered or not."""
        above = self.done[-1].lines if self.done else []
        cells = line.text.count("\t")
        return (
            cells > 1
            and bool(above)
            and above[-1].text.count("\t") == cells
            and bool(STAGES.search(above[0].text))
            and not _ARTICLE.match(_bare(line.text))
        )

    def take(self, line: Line) -> None:
        """One line, in the order of the text."""
        text = _bare(line.text)
        row = line.text.startswith("\t") or self._in_table(line)  # or its first cell is empty
        if not text or (not row and (self.heads(text, line) or self.numbered(text, line))):
            return
        before = self.done[-1] if self.done else None
        here = before is not None and before.root == self.root and before.part == self.part
        if (
            before is not None
            and here
            and before.heading == self.heading
            and goes_on(before.lines[-1], line)
        ):
            before.lines.append(line)
        else:
            self.open("", bare=True).lines.append(line)


def _bare(text: str) -> str:
    return text[_LEAD.match(text).end() :].strip()  # type: ignore[union-attr]


def goes_on(before: Line, line: Line) -> bool:
    """Whether a line continues the one before: that was full, or a table's row, and had not ended."""
    first = before.text.rstrip()
    if "\t" in first.strip() or "\t" in line.text.strip():
        return "\t" in first.strip() and "\t" in line.text.strip()
    return (
        bool(first)
        and first[-1] not in _ENDED
        and (first[-1] in "，、,（(" or len(first.strip()) >= _FULL)
    )


def _counted(gathered: Iterable[_Open]) -> Iterator[_Open]:
    """Paragraphs without numbers get theirs where an article has several of them and no others."""
    groups: dict[tuple[str, str], list[_Open]] = {}
    for clause in gathered:
        groups.setdefault((clause.part, clause.root), []).append(clause)
        yield clause
    for (_, root), group in groups.items():
        if root and len(group) > 1 and all(clause.bare for clause in group):
            for at, clause in enumerate(group, 1):
                clause.article += f"第{_han(at)}款" if at < 100 else ""


def clauses(lines: Sequence[Line]) -> list[Clause]:
    """The clauses of a contract in the order of its lines, each with its citation and its part."""
    gatherer = _Gatherer(lines)
    file = lines[0].file if lines else ""
    for line in lines:
        if line.file != file:
            file = line.file
            gatherer.item = ""
        gatherer.take(line)
    return [
        Clause(
            each.article, each.heading, tuple(each.lines), each.head, each.part.strip(), each.root
        )
        for each in list(_counted(gatherer.done))
    ]
