"""Tables that people hand in: rows as text, by the headings of banks, ledgers and offices."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple
from unicodedata import normalize

from svcctl.billing.refusal import Refusal
from svcctl.intake.opened import opened
from svcctl.intake.sheets import Line, Sheet, Span

TITLES = 30  # lines that may stand above the headings
SUMS = ("amount", "paid", "debit", "credit", "balance", "adjusted")  # columns that hold money
SIDES = {"debit", "credit"}
YUAN = ("元", "人民币元", "人民币", "rmb", "cny", "yuan", "¥")
TEN_THOUSANDS = ("万元", "人民币万元", "万元人民币", "万")
A_UNIT = re.compile(
    r"元|万|千|亿|币|usd|hkd|eur|jpy|gbp"
)  # what is in brackets after a heading and no kind of sum
STATED = re.compile(r"单位:\s*(?:人民币)?\s*([万千百亿美港欧日]{0,2}元)(?!\w)")
BRACKETS = re.compile(r"[()\[\]{}<>/|\\【】〔〕《》]")
TWO_TONGUES = re.compile(r"([^\x00-\x7f]+)[ -/:-~]+|[ -/:-~]+?([^\x00-\x7f]+)")  # 日期 Date
# 50,000.00 without its quotation marks is 50 and 000.00
CUT_SUM = re.compile(r"[-+−－]?[¥￥]?\d{1,3}")
CUT_OFF = re.compile(r"\d{3}(\.\d*)?")
# words that lines of sums are made of; a line of them is one where it has a key word
SUM_KEYS = (
    "合计|小计|总计|累计|共计|总额|余额|结余|承前页?|接前页|过次页|转次页|结转|"
    "grandtotal|subtotal|total|openingbalance|closingbalance|balance|broughtforward|"
    "carriedforward|b/f|c/f"
)
SUM_WORDS = (
    "本|当|今|上|下|前|次|全|期|初|末|年|月|日|季|度|页|周|第|笔|数|共|计|借|贷|方|收入|支出|收|支|"
    "金额|发生额?|额|及|和|人民币|大写|元|万|\\d|[:()\\-/.,、]|of|the|this|page|month|year|period"
)
SUM_LINE = re.compile(f"(?=.*(?:{SUM_KEYS}))(?:{SUM_KEYS}|{SUM_WORDS})+", re.IGNORECASE)
Headings = Mapping[str, Sequence[str]]
Required = Sequence[Sequence[str]]


class SheetRow(NamedTuple):
    """One row: its number as a spreadsheet shows it, and what stands in the columns asked for.

    `line` is the whole of it. `trouble` is why it cannot be understood whole, where that is so:
    whoever does not leave the row out raises it.
    """

    number: int
    cells: dict[str, str]
    units: Mapping[str, str] = {}  # 万 for each column of sums in ten thousands of yuan
    line: Sequence[str] = ()
    trouble: Refusal | None = None

    @property
    def is_sum(self) -> bool:
        """Whether some cell says that this is a line of sums, of a balance, or carried over."""
        return any(is_sum_line(cell) for cell in self.line)


class Table(NamedTuple):
    """A table that was understood: the headings of the columns asked for, and its rows."""

    headings: Mapping[str, str]
    rows: list[SheetRow]
    columns: Mapping[str, int]
    above: list[str]  # what stands over the headings


class _Head(NamedTuple):
    """Where the columns stand: under one line of headings, or under two."""

    number: int  # of its last line
    columns: dict[str, int]
    titles: list[str]
    above: list[Line]


def read_table(
    name: str,
    content: bytes,
    headings: Headings,
    required: Required,
    sheet: str = "",
    other: Callable[[str], str] | None = None,
) -> Table:
    """The rows under the first line that has the headings required; Refusal where there is none.

    `headings` names, for each column asked for, what it may be called; `other` gives the column of
    a heading that is no fixed name ("amount 2026", one that holds money, of 2026年); of each group
    in `required` one column is enough. A unit of money is taken from a heading's brackets, else
    from a line above; Refusal where it is neither the yuan nor ten thousand of them, and where
    several sheets have the headings and none is named.
    """
    names = _Names(headings, other)

    def fits(one: Sheet) -> _Head | None:
        return _head(name, one, names, required)

    def weight(one: Sheet) -> tuple[int, int]:
        head = fits(one)
        return (len(head.columns), len(head.titles)) if head else (0, 0)

    heads = ((each, fits(each)) for each in opened(name, content, weight, TITLES + 1))
    found = [(each, head) for each, head in heads if head and sheet in ("", each.name)]
    one, head = _only(name, found, headings, required)
    titles = {key: head.titles[place] for key, place in head.columns.items()}
    above = [cell for _, line in head.above for cell in line if cell]
    return Table(titles, list(_rows(name, one, head)), head.columns, above)


def _only(
    name: str, found: Sequence[tuple[Sheet, _Head]], headings: Headings, required: Required
) -> tuple[Sheet, _Head]:
    """The one sheet that has the headings."""
    if len(found) > 1:
        called = ", ".join(each.name for each, _ in found)
        raise Refusal("table.sheets", path=name, count=len(found), names=called)
    if not found:
        wanted = "; ".join(
            " / ".join(_called_so(headings.get(key, (key,))) for key in keys) for keys in required
        )
        raise Refusal("table.headings", path=name, wanted=wanted)
    return found[0]


def is_sum_line(cell: str) -> bool:
    """Whether a cell is made of words of sums alone: 合计, 本月发生额及余额, 承前页."""
    return bool(cell) and bool(SUM_LINE.fullmatch("".join(normalize("NFKC", cell).split())))


def _called_so(names: Sequence[str]) -> str:
    """What a column is called in Chinese and in English, for people who have to name one."""
    return f"{names[0]} ({names[-1]})"


# -- rows ------------------------------------------------------------------------------------------


def _rows(name: str, sheet: Sheet, head: _Head) -> Iterator[SheetRow]:
    stated = next((unit for _, line in reversed(head.above) if (unit := _stated(line))), "")
    columns, titles = head.columns, head.titles
    money = {key: place for key, place in columns.items() if holds_money(key)}
    units = {key: _unit(name, titles[place], stated) for key, place in money.items()}
    merged = _Merged(sheet, set(columns.values()), set(money.values()))
    again = [_bare(cell) for cell in titles]
    for number, given in sheet.lines:
        if number <= head.number:
            continue
        line = merged.filled(number, given)
        if [_bare(cell) for cell in line] == again[: len(line)] and len(line) > 1:
            continue  # headings that each page repeats
        cells = {key: line[at].strip() for key, at in columns.items() if at < len(line)}
        trouble = merged.trouble(name, number) or _trouble(name, number, line, sheet.name, head)
        yield SheetRow(number, cells, units, line, trouble)


class _Merged:
    """What merged cells mean for the rows below the first: the same day and name, never a sum."""

    def __init__(self, sheet: Sheet, asked: set[int], money: set[int]) -> None:
        self.tops = dict(sheet.lines) if sheet.merged else {}
        self.money = money
        self.spans: dict[int, deque[Span]] = {}  # by column, from top to bottom
        for span in sorted(sheet.merged):
            if span.left in asked:
                self.spans.setdefault(span.left, deque()).append(span)

    def filled(self, number: int, line: list[str]) -> list[str]:
        """The line with what is merged into it from above."""
        for span in self._at(number):
            if number > span.top and span.left not in self.money and (value := self._value(span)):
                line = line + [""] * (span.left + 1 - len(line))
                line[span.left] = value
        return line

    def trouble(self, name: str, number: int) -> Refusal | None:
        """Why a row cannot be read: one sum stands for it and others."""
        for span in self._at(number):
            if span.left in self.money and self._value(span):
                where = {"path": name, "row": number}
                return Refusal("table.merged", first=span.top, last=span.bottom, **where)
        return None

    def _value(self, span: Span) -> str:
        return next(iter(self.tops.get(span.top, [])[span.left : span.left + 1]), "")

    def _at(self, number: int) -> Iterator[Span]:
        for spans in self.spans.values():
            while spans and spans[0].bottom < number:  # lines come in their order
                spans.popleft()
            if spans and spans[0].top <= number:
                yield spans[0]


def _trouble(name: str, number: int, line: list[str], sheet: str, head: _Head) -> Refusal | None:
    """Why a row cannot be understood whole."""
    where = {"path": name, "row": number}
    in_text = not sheet  # cells of a workbook keep their places, whatever stands in them
    if in_text and len(line) > len(head.titles):
        return Refusal("table.wide", cells=len(line), columns=len(head.titles), **where)
    for key, place in head.columns.items():
        cell = line[place] if place < len(line) else ""
        if cell.startswith("=") and (holds_money(key) or key == "on"):
            return Refusal("table.formula", text=cell[:40], **where)
        if in_text and holds_money(key) and _is_cut(line, place, head):
            return Refusal("table.wide", cells=len(line) + 1, columns=len(head.titles), **where)
    return None


def _is_cut(line: list[str], place: int, head: _Head) -> bool:
    """Whether a sum seems to go on in the next cell, which is no column of money."""
    money = {at for key, at in head.columns.items() if holds_money(key)}
    if place + 1 >= len(line) or place + 1 in money:
        return False
    here, there = line[place].strip(), line[place + 1].strip()
    return bool(CUT_SUM.fullmatch(here) and CUT_OFF.fullmatch(there))


# -- headings --------------------------------------------------------------------------------------


class _Names:
    """What columns may be called, and which of two names goes first."""

    def __init__(self, headings: Headings, other: Callable[[str], str] | None) -> None:
        self.known: dict[str, str] = {}
        self.ranks: dict[str, int] = {}
        for key, names in headings.items():
            for rank, each in enumerate(names):
                self.known.setdefault(_bare(each), key)
                self.ranks.setdefault(_bare(each), rank)
        self.other = other or (lambda _: "")

    def named(self, bare: str) -> str:
        """The column of one name."""
        return self.known.get(bare) or self.other(bare)

    def key(self, heading: str) -> str:
        """The column that a heading names; of 金额（借方） the side, of 借方/贷方 the direction."""
        names = _called(heading)
        if not names:
            return ""
        if whole := self.named(names[0]):
            return whole
        keys = [key for each in names if (key := self.named(each))]
        sides = SIDES.intersection(keys)
        if len(sides) == 2:
            return "direction"
        return next(iter(sides)) if sides else next(iter(keys), "")

    def rank(self, heading: str) -> int:
        """Where the name stands among those of its column."""
        return min(self.ranks.get(each, len(self.ranks)) for each in _called(heading))


def holds_money(key: str) -> bool:
    """Whether a column holds sums."""
    return key.partition(" ")[0] in SUMS


def _head(name: str, sheet: Sheet, names: _Names, required: Required) -> _Head | None:
    """The first line that holds the headings, or two lines that hold them together."""
    lines = [line for line in sheet.lines[: TITLES + 1] if line[0] <= TITLES + 1]
    for place, (number, line) in enumerate(lines):
        if number > TITLES:
            break
        below = lines[place + 1] if place + 1 < len(lines) else (0, [])
        two = _together(line, below[1], names) if below[0] == number + 1 else None
        for last, titles in ((below[0], two), (number, line)):
            if titles and (found := _columns(name, titles, names, required)):
                return _Head(last, found, titles, lines[:place])
    return None


def _together(above: list[str], below: list[str], names: _Names) -> list[str] | None:
    """Two lines of headings as one: 发生额 above 借方 and 贷方; None where they are not two."""
    titles: list[str] = []
    group, kept = "", False
    for upper, lower in zip_longest(above, below, fillvalue=""):
        group = upper or group
        joined = f"{group}{lower}"
        alike = bool(names.named(_bare(joined)))
        if lower and not (alike or names.key(lower)):
            return None  # a row, not headings
        if not lower:
            kept |= bool(names.key(upper))
            titles.append(upper)
        else:
            titles.append(joined if alike and names.key(lower) not in SIDES else lower)
    return titles if kept and any(below) else None


def _columns(name: str, line: Sequence[str], names: _Names, required: Required) -> dict[str, int]:
    """Where each column stands, if this line holds the headings; a name listed earlier wins."""
    places: dict[str, list[tuple[int, int]]] = {}
    for place, cell in enumerate(line):
        if key := names.key(cell):
            places.setdefault(key, []).append((names.rank(cell), place))
    kinds = {key.partition(" ")[0] for key in places}
    if not all(any(key in kinds for key in keys) for keys in required):
        return {}
    for key in filter(holds_money, places):
        for one, other in pairwise(sorted(places[key])):
            if _bare(line[one[1]]) == _bare(line[other[1]]):
                raise Refusal("table.twice", path=name, heading=line[one[1]].strip())
    return {key: min(found)[1] for key, found in places.items()}


def _called(heading: str) -> list[str]:
    """What a heading may mean: the whole of it, its parts at brackets, one of two languages."""
    whole = "".join(normalize("NFKC", heading).split()).lower()
    parts = [part for part in (whole, *BRACKETS.split(whole)) if part]
    tongues = [match[1] or match[2] for part in parts if (match := TWO_TONGUES.fullmatch(part))]
    return [*parts, *tongues]


def _bare(heading: str) -> str:
    """A heading without spaces and width."""
    return "".join(normalize("NFKC", heading).split()).lower()


def _stated(line: Sequence[str]) -> str:
    """The unit that a line above the headings names: 单位：万元."""
    match = STATED.search(normalize("NFKC", " ".join(line)))
    return match[1] if match else ""


def _unit(name: str, heading: str, stated: str) -> str:
    """What is put behind a column's sums: nothing, or 万; a heading's unit goes first."""
    parts = BRACKETS.split(_bare(heading))[1:]
    own = next((part.removeprefix("单位:") for part in parts if A_UNIT.search(part)), "")
    unit = own or stated
    if unit in TEN_THOUSANDS:
        return "万"
    if unit and unit not in YUAN:
        raise Refusal("table.unit", path=name, unit=unit)
    return ""
