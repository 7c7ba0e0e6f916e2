"""The numbers that Word makes by itself: 第三条, 1、, （二） stand in no text of the document."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS, PLACES = "〇一二三四五六七八九", ("", "十", "百", "千")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LEVELS = 9
SPELT = ("chinese", "ideograph", "japanese", "taiwanese")  # how the names of such formats begin


class Level(NamedTuple):
    """One level of a list: how its number is written, its text such as 第%1条, where it begins."""

    form: str
    text: str
    start: int


def spelt(number: int) -> str:
    """A number below ten thousand in Chinese words: 十二, 一百零三."""
    if not 0 < number < 10_000:
        return str(number)
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            said += ("零" if gap and said else "") + DIGITS[digit] + PLACES[place]
            gap = False
        else:
            gap = True
    return said.removeprefix("一") if said.startswith("一十") else said


def written(number: int, form: str) -> str:
    """A number as a format of Word writes it."""
    if form.startswith(SPELT):
        return spelt(number)
    if form.startswith("decimalEnclosedCircle"):
        return CIRCLED[number - 1] if 0 < number <= len(CIRCLED) else str(number)
    if form.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        letters = _roman(number)
        return letters.upper() if form.startswith("upper") else letters
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    said = ""
    for worth, letters in ROMAN:
        while 0 < worth <= number < 40:
            said, number = said + letters, number - worth
    return said or str(number)


class Lists:
    """The lists of a document, counted while its paragraphs go by."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels = dict(_levels(numbering)) if numbering is not None else {}
        self._styled = dict(_styled(styles)) if styles is not None else {}
        self._counts: dict[str, list[int]] = {}

    def number(self, paragraph: Element) -> str:
        """What Word prints before a paragraph, or nothing."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self._levels:
            return ""
        name, at = found
        kept, levels = self._levels[name]
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(kept, [0] * LEVELS)
        counts[at] = counts[at] + 1 if counts[at] else level.start
        counts[at + 1 :] = [0] * (LEVELS - at - 1)
        if level.form in ("bullet", "none"):
            return ""
        return re.sub(r"%([1-9])", lambda m: _counted(int(m[1]) - 1, counts, levels), level.text)

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = properties.find(f"{W}numPr")
        style = properties.find(f"{W}pStyle")
        by_style = self._styled.get(style.get(f"{W}val", "")) if style is not None else None
        if own is None:
            return by_style
        name, at = _said(own)
        if name == "0":  # a number that the style has, taken off
            return None
        return (name or (by_style or ("", 0))[0], at)


def _counted(at: int, counts: list[int], levels: Mapping[int, Level]) -> str:
    level = levels.get(at)
    return written(counts[at] or level.start, level.form) if level else ""


def _said(element: Element) -> tuple[str, int]:
    name, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    at = level.get(f"{W}val", "0") if level is not None else "0"
    given = name.get(f"{W}val", "") if name is not None else ""
    return given, min(int(at), LEVELS - 1) if at.isdecimal() else 0


def _styled(styles: Element) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in styles.iter(f"{W}style"):
        found = style.find(f"{W}pPr/{W}numPr")
        if found is not None:
            yield style.get(f"{W}styleId", ""), _said(found)


def _levels(numbering: Element) -> Iterator[tuple[str, tuple[str, dict[int, Level]]]]:
    """Each list's name, under which name it counts (lists share a count), and its levels."""
    made = {
        each.get(f"{W}abstractNumId", ""): dict(_level(one) for one in each.iter(f"{W}lvl"))
        for each in numbering.iter(f"{W}abstractNum")
    }
    for each in numbering.iter(f"{W}num"):
        of = each.find(f"{W}abstractNumId")
        base = of.get(f"{W}val", "") if of is not None else ""
        name, levels = each.get(f"{W}numId", ""), dict(made.get(base, {}))
        kept = base
        for change in each.iter(f"{W}lvlOverride"):
            at, start = int(change.get(f"{W}ilvl", "0")), change.find(f"{W}startOverride")
            if start is not None and at in levels:
                kept = f"{base}/{name}"  # it begins anew
                levels[at] = levels[at]._replace(start=int(start.get(f"{W}val", "1")))
        yield name, (kept, levels)


def _level(element: Element) -> tuple[int, Level]:
    def said(tag: str, default: str) -> str:
        found = element.find(f"{W}{tag}")
        return found.get(f"{W}val", default) if found is not None else default

    start = said("start", "1")
    level = Level(
        said("numFmt", "decimal"), said("lvlText", ""), int(start) if start.isdecimal() else 1
    )
    return min(int(element.get(f"{W}ilvl", "0")), LEVELS - 1), level
