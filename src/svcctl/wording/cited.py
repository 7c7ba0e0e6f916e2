"""The words that a citation stands for: 第八条第三款, 附件3 9.4.7.1.2, 采购需求 1.1."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from svcctl.wording.found import Line

HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUMBER = r"[零〇一二两三四五六七八九十百0-9０-９]+"
ARTICLE = re.compile(rf"^[\s#*]*第\s*({NUMBER})\s*条")
CHAPTER = re.compile(r"^[\s#*]*([一二三四五六七八九十]{1,3})\s*[、.．]")  # where no 第N条 stands
PART = re.compile(
    r"^\s*[（(]?\s*([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*[）)、.．](?![0-9])"
)
SECTION = re.compile(r"^[\s#*]*([0-9]+(?:\.[0-9]+)+)(?![0-9.])")
ANNEX = re.compile(
    r"^[\s#*]*附\s*(?:件|录|表)\s*[：:]?\s*([0-9０-９一二三四五六七八九十]{1,3})(?![0-9])"
)
OPENING = re.compile(r"^[\s#*]*第\s*[一二三四五六七八九十0-9]+\s*[章部节]")
CITED = re.compile(
    rf"^(?P<part>.*?)\s*(?:(?:本?合同)?第(?P<article>{NUMBER})条)?"
    rf"(?:第(?P<first>{NUMBER})[款项](?:至第(?P<last>{NUMBER})[款项])?)?(?:第{NUMBER}项)?"
    r"\s*(?P<section>[0-9]+(?:\.[0-9]+)+)?$"
)
TITLED = re.compile(r"(?:^|(?<=[，,;；]))\s*([一二三四五六七八九十]{1,3})[、.．][^第、，,;；]*")
BRACKETED = re.compile(rf"第[（(]({NUMBER})[）)]([款项])")  # 第七条第（一）项
SEAL = re.compile(r"[（(]\s*(?:公章|盖章|签章|签字盖章|盖单位章)\s*[）)]")  # where signing begins
HEADING = 30  # signs that the name of a part has at most, where it stands as a heading


class Article(NamedTuple):
    """An article of the text: its number, its lines, and those of each numbered clause in it."""

    number: int
    lines: tuple[Line, ...]
    parts: dict[int, tuple[Line, ...]]

    @property
    def heading(self) -> str:
        """Its first line."""
        return self.lines[0].text.strip(" #*\t")


class Text:
    """A contract's text, cut at its articles, its annexes and their numbered sections."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = [line for line in lines if line.text.strip()]
        ends = (at for at, line in enumerate(self.lines) if _ends_articles(line))
        first = next((at for at in ends if at), None)
        self.main = self.lines[:first]
        self.articles = {each.number: each for each in _articles(self.main)}

    def words_of(self, citation: str) -> tuple[Line, ...]:
        """The lines cited, in their order; none where the text has no such place."""
        found: list[Line] = []
        part = ""
        for name in re.split(r"[、，,;；]", by_number(citation)):
            lines, part = self._one(name.strip(), part)
            found += [line for line in lines if line not in found]
        return tuple(found)

    def _one(self, name: str, part: str) -> tuple[Sequence[Line], str]:
        """The lines of one place; what is named after a stroke stands in the part before it."""
        read = CITED.match(name)
        if read is None:
            return (), part
        part = read["part"].strip() or part
        if read["article"]:
            own = not read["part"].strip()  # else an article of a law
            return (self._article(read) if own else ()), part
        places = self._parts_named(part)
        if read["section"]:
            places = [_section(lines, read["section"]) for lines in places]
        # a list of annexes names each too: where it really stands is followed by most lines
        return max(places, key=len, default=()), part

    def _article(self, read: re.Match[str]) -> tuple[Line, ...]:
        article = self.articles.get(numeral(read["article"]))
        if article is None:
            return ()
        if not read["first"]:
            return article.lines
        first, last = numeral(read["first"]), numeral(read["last"] or read["first"])
        wanted = [article.parts[n] for n in range(first, last + 1) if n in article.parts]
        # a clause that has no number of its own is somewhere in its article
        return tuple(line for lines in wanted for line in lines) or article.lines

    def _parts_named(self, name: str) -> list[Sequence[Line]]:
        """The places that a part of the text may begin at, each up to the next part's heading."""
        annex = ANNEX.match(name)
        return [
            self._until_next(at, bool(annex))
            for at, line in enumerate(self.lines)
            if (_is_annex(line, annex) if annex else _is_headed(line, name))
        ]

    def _until_next(self, start: int, annex: bool) -> Sequence[Line]:
        for at in range(start + 1, len(self.lines)):
            line = self.lines[at]
            if ANNEX.match(line.text) or (not annex and OPENING.match(line.text)):
                return self.lines[start:at]
        return self.lines[start:]


def by_number(citation: str) -> str:
    """A citation by numbers alone: 四、付款方式第一款 as 第四条第一款, 第（一）项 as 第一项."""
    return BRACKETED.sub(r"第\1\2", TITLED.sub(r"第\1条", citation))


def numeral(text: str) -> int:
    """A whole number in Arabic or Chinese signs."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for sign in text:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = HAN.get(sign, 0)
    return total + digit


def _ends_articles(line: Line) -> bool:
    return ANNEX.match(line.text) is not None


def _is_annex(line: Line, wanted: re.Match[str]) -> bool:
    found = ANNEX.match(line.text)
    return found is not None and numeral(found[1]) == numeral(wanted[1])


def _is_headed(line: Line, name: str) -> bool:
    text = line.text.strip()
    return (
        bool(name) and len(text) <= HEADING and re.sub(r"\s", "", name) in re.sub(r"\s", "", text)
    )


def _articles(lines: Sequence[Line]) -> Iterator[Article]:
    """The articles in their order; of two of one number (a table of contents) the longer."""
    mark = ARTICLE if any(ARTICLE.match(line.text) for line in lines) else CHAPTER
    starts = [at for at, line in enumerate(lines) if mark.match(line.text)]
    best: dict[int, tuple[Line, ...]] = {}
    for start, end in pairwise([*starts, len(lines)]):
        read = mark.match(lines[start].text)
        assert read is not None  # it is one of the starts
        found, own = _unsigned(lines[start:end]), numeral(read[1])
        best[own] = max(best.get(own, ()), found, key=len)
    for own, found in best.items():
        yield Article(own, found, _parts(found))


def _unsigned(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines before the place of seals and signatures, which is no part of the last article."""
    end = next((at for at, line in enumerate(lines) if at and SEAL.search(line.text)), None)
    return tuple(lines[:end])


def _parts(lines: tuple[Line, ...]) -> dict[int, tuple[Line, ...]]:
    """The numbered clauses of an article, as far as their numbers run on from one."""
    parts: dict[int, list[Line]] = {}
    for line in lines[1:]:
        read = PART.match(line.text)
        if read and numeral(read[1]) == len(parts) + 1:
            parts[numeral(read[1])] = []
        if parts:
            parts[len(parts)].append(line)
    return {own: tuple(found) for own, found in parts.items()}


def _section(lines: Sequence[Line], wanted: str) -> Sequence[Line]:
    """A numbered section with those inside it, up to the next of its rank; the longest of its runs."""
    runs: list[list[Line]] = [[]]
    inside = False
    for line in lines:
        if read := SECTION.match(line.text):
            inside = read[1] == wanted or read[1].startswith(f"{wanted}.")
        if inside:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return max(runs, key=len)
