"""Days of grace and tiers: which rate holds from which day of delay on, read only where no day is in doubt."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from svcctl.wording.numerals import NUMBER, SHARE, whole

_INCLUDED = r"(?:\(含(?:本数|当日|当天|第?[\d一二三四五六七八九十]+[日天])?\))?"
_DAY = "(?:日历日|日历天|自然日|日|天)"
_LATE = "(?:逾期|延期|迟延|延迟|延误|拖延|超期)"
_NOUGHT = re.compile(
    "不(?:予)?(?:计收?|计算|收取?|支付|承担|视为|追究)|免(?:收|除|计|于|予)|无需|无须"
)
_MARKS = {
    # 自第8日起, 从逾期第八天起; 第31日以后
    "from": rf"(?:自|从)?{_LATE}?的?第(?P<n>{NUMBER})[日天](?:起|开始|以后|之后|及以后)(?:计算?)?",
    # 第11日至第30日
    "range": rf"(?:自|从|在)?{_LATE}?第?(?P<a>{NUMBER})[日天]?(?:至|到|~|～|—|-)第?(?P<b>{NUMBER})(?:日|天)(?:止|的部分|之间|以?内)?",
    # 超过10日不超过30日的部分
    "between": rf"(?:超过|超出)(?P<a2>{NUMBER})个?[日天](?:的)?(?:但|且|，|至|到)*(?:不超过|未超过|不满)?(?P<b2>{NUMBER})个?[日天](?:以内|之内|内)?{_INCLUDED}的?部分",
    # 超过10日的部分, 超过10日后
    "beyond": rf"(?:超过|超出)(?P<over>{NUMBER})个?{_DAY}(?:的部分|以上的?部分|以外的?部分|部分|后的?部分|(?:以|之)?后(?=，?每))",
    # 超过部分, the first tier's days being told before
    "excess": "(?:超过|超出)的?部分",
    # 宽限期为7日, 给予7日的宽限期
    "grace": rf"宽限(?:期限?|时间)?(?:为|是|:)?(?P<g>{NUMBER})个?{_DAY}|(?P<g2>{NUMBER})个?{_DAY}的?宽限期?",
    # 宽限期满次日起
    "grace-over": "(?:自|从)宽限期(?:届|期)?满(?:之日)?(?:的)?次日起|(?:自|从)(?:超过)?宽限期后的?第(?:一|1)[日天]起",
    # 逾期10日以内的, 逾期不超过10日的
    "up-to": rf"{_LATE}[^，。；\n每\d]{{0,8}}?(?:(?P<to>{NUMBER})个?{_DAY}{_INCLUDED}(?:以内|之内|内){_INCLUDED}|(?:不超过|未超过)(?P<to2>{NUMBER})个?{_DAY}{_INCLUDED})",
    # 逾期超过7日的: from which day on is not said
    "over": rf"(?:超过|超出|满|达到?)(?P<past>{NUMBER})个?{_DAY}",
}  # fmt: skip
_SCAN = re.compile(
    "|".join(
        f"(?P<M{at}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(', found)})"
        for at, found in enumerate(_MARKS.values())
    )
    + f"|(?P<share>{SHARE})"
)
_OPENS = re.compile(
    rf"(?:[(（]?\d{{1,2}}[)）、.])?(?:但|且|如|若|其中|而)*(?:{_LATE}(?:时间)?(?:超过|超出|满|达|第|{NUMBER}[日天](?:以内|内))"
    rf"|超过|超出|(?:自|从)(?:{_LATE}|宽限|第)|宽限期?|第{NUMBER}[日天](?:起|至)|第?{NUMBER}[日天]?(?:至|到|-))"
)


class Mark(NamedTuple):
    """A share, or days of delay that the words name: `first` and `last` as far as they say them."""

    kind: str
    start: int
    end: int
    first: int | None = None
    last: int | None = None


class Tier(NamedTuple):
    """The day of delay from which a share holds, and where both are told; days of grace have no share."""

    from_day: int
    day: tuple[int, int]
    share: tuple[int, int] | None


def goes_on(before: str, text: str) -> bool:
    """Whether a sentence tells a further tier of the delay that the sentence before is about."""
    late = re.search(f"{_LATE}|宽限", before)
    return bool(late and _OPENS.match(text) and not re.search("解除|终止", text))


def marks_of(text: str, without: Sequence[tuple[int, int]]) -> list[Mark]:
    """The days and shares of a sentence in their order, but for those in places that say other things."""
    found = []
    for match in _SCAN.finditer(text):
        if any(start <= match.start() < end for start, end in without):
            continue
        if match["share"]:
            found.append(Mark("share", *match.span()))
            continue
        kind = list(_MARKS)[int((match.lastgroup or "M0")[1:])]
        said = re.match(_MARKS[kind], match[0])
        days = [whole(day) for day in said.groups() if day] if said else []
        found.append(_mark(kind, match.span(), days))
    return found


def _mark(kind: str, at: tuple[int, int], days: Sequence[int | None]) -> Mark:
    low, high = (days[0], days[-1]) if days else (None, None)
    if kind == "from":
        return Mark(kind, *at, first=low)
    if kind == "range":
        return Mark(kind, *at, first=low, last=high)
    if kind == "between":
        return Mark(kind, *at, first=_next(low), last=high)
    if kind in ("beyond", "over"):
        return Mark(kind, *at, first=_next(low))
    return Mark(kind, *at, last=high)


def _next(day: int | None) -> int | None:
    return None if day is None else day + 1


def tiers_of(text: str, without: Sequence[tuple[int, int]]) -> list[Tier] | None:
    """The tiers from the first day of delay on: none where there is one rate, None where a day is in doubt."""
    marks = marks_of(text, without)
    if not any(mark.kind != "share" for mark in marks):
        return None if "宽限" in text else []
    reader = _Reader(text)
    for mark in marks:
        if not reader.takes(mark):
            return None
    return reader.tiers if reader.is_whole() else None


class _Reader:
    """The tiers as their marks come, each beginning where the one before ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tiers: list[Tier] = []
        self.end: int | None = None  # the last day of the tier told last
        self.opened: Mark | None = None  # days whose share is still to come
        self.past: Mark | None = None  # 超过7日的, which alone says no day

    def takes(self, mark: Mark) -> bool:
        """Read one mark; False where it leaves a day in doubt."""
        if mark.kind == "share":
            return self._share(mark)
        if self._is_free(mark):
            if self.tiers or self.opened or mark.last is None:
                return False
            self.tiers.append(Tier(1, (mark.start, mark.end), None))
            self.end = mark.last
        elif mark.kind == "over":
            if self.opened or self.past:
                return False
            self.past = mark
        else:
            if self.opened or (self.past and mark.first != self.past.first):
                return False
            self.opened, self.past = mark, None
        return True

    def _is_free(self, mark: Mark) -> bool:
        """Whether nothing is paid for these days: 宽限期, 逾期7日以内不计违约金."""
        after = re.match(r"[^，。；\n]{0,4}，?[^，。；\n]{0,6}", self.text[mark.end :])
        return mark.kind == "grace" or (
            mark.kind == "up-to" and bool(after and _NOUGHT.search(after[0]))
        )

    def _share(self, mark: Mark) -> bool:
        if self.past or (self.tiers and self.opened is None):
            return False
        opened = self.opened or Mark("up-to", mark.start, mark.end)
        first = self._first(opened)
        if first is None or (self.end is not None and first != self.end + 1):
            return False
        if self.tiers and first <= self.tiers[-1].from_day:
            return False
        day, share = (opened.start, opened.end), (mark.start, mark.end)
        if not self.tiers and first > 1:  # 自第8日起: nothing for the days before
            self.tiers.append(Tier(1, day, None))
        self.tiers.append(Tier(first, day, share))
        self.end, self.opened = opened.last, None
        return True

    def _first(self, opened: Mark) -> int | None:
        """The day with which a tier begins."""
        if opened.kind == "up-to":
            return None if self.tiers else 1
        if opened.kind in ("excess", "grace-over"):
            return _next(self.end)
        return opened.first

    def is_whole(self) -> bool:
        """Whether all days of a delay have their rate."""
        told = sum(tier.share is not None for tier in self.tiers)
        return not self.opened and self.end is None and told > 0 and len(self.tiers) > 1
