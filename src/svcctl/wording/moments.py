"""By when: from the tokens of one payment clause to the keys of `due`, or to what leaves it open."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from svcctl.wording.found import Value
from svcctl.wording.numerals import date_of, period_of, whole
from svcctl.wording.running import Run
from svcctl.wording.spoken import Token

EVENTS = {
    "signed": "signing",
    "effective": "signing",
    "awarded": "award-notice",
    "start-notice": "start-notice",
    "term-over": "term-end",
    "period-over": "period-end",
    "year-over": "period-end",
    "period-starts": "period-start",
}
PAPERS = ("received", "handed", "delivered", "accepted", "assessed", "settles", "bond-in")
FIXED = ("due-day", "month-days", "year-day", "date")
TELLS = (
    *EVENTS,
    *PAPERS,
    *FIXED,
    "period",
    "installation",
    "fiscal",
)  # what tells a day or an event
OPEN = {  # tokens that leave the day open, and what is asked
    "blank": "asked.due-blank",
    "amended": "asked.due-amended",
    "agreed-later": "asked.due-agreed-later",
    "bound": "asked.due-bound",
    "doubt": "asked.due-condition",
    "fiscal": "asked.due-fiscal",
    "installation": "asked.due-event",
    "begins": "asked.due-event",
    "not-paid": "asked.due-condition",
    "nth-year": "asked.due-which-year",
}


class Moment(NamedTuple):
    """What `due` says: its keys with their words, or `asks`, the sentence of the question."""

    keys: dict[str, Value]
    asks: str = ""


def _length(tokens: Sequence[Token]) -> tuple[Token | None, str]:
    """The period within which is paid, and what is asked where there are several or none is one."""
    lengths = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.kind == "period" and after and after.kind == "within" and after.start == token.end:
            lengths.append((at, token))
    if len(lengths) > 1:
        # what the supplier has to do first may have a period too: 乙方在5日内开具发票
        kept = [pair for pair in lengths if not _others(tokens, pair[0])]
        if len(kept) != 1:
            return None, "asked.due-several-periods"
        lengths = kept
    return (lengths[0][1], "") if lengths else (None, "")


def _others(tokens: Sequence[Token], at: int) -> bool:
    """Whether a period is the time for handing in or accepting, not for paying."""
    for token in tokens[at + 2 :]:
        if token.kind in ("pay", "up-to", "all", "share", "sum"):
            return False
        if token.kind in ("handed", "accepted", "assessed"):
            return True
    return False


def _plus(tokens: Sequence[Token], run: Run) -> tuple[Token | None, str]:
    """A period that must have gone by: 满一年后, 期满6个月后."""
    loose = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        adjoining = after and after.start == token.end
        if token.kind == "period" and not (adjoining and after and after.kind == "within"):
            later = bool(adjoining and after and after.kind in ("later", "warranty-over"))
            full = run.text[max(0, token.start - 1) : token.start] == "满"
            loose.append((token, later or full))
    if not loose:
        return None, ""
    if len(loose) > 1 or not loose[0][1]:
        return None, "asked.due-period"
    length = period_of(loose[0][0].text)
    # 15日后支付 sets no last day
    return (
        (loose[0][0], "")
        if length and length.unit in ("month", "year")
        else (None, "asked.due-after-days")
    )


def _span(token: Token) -> str:
    length = period_of(token.text)
    assert length is not None
    return f"{length.length} {length.unit}{'s' if length.length > 1 else ''}"


# which month's day is meant, and what it is counted from: by the rhythm of the payments
_DAYS_OF: dict[str, dict[str, tuple[str, str]]] = {
    "month": {
        "次月": ("next", "period-end"),
        "下月": ("next", "period-end"),
        "下个月": ("next", "period-end"),
        "当月": ("same", "period-start"),
        "本月": ("same", "period-start"),
    },
    "quarter": {
        "次季度首月": ("next", "period-end"),
        "下季度首月": ("next", "period-end"),
        "下一季度首月": ("next", "period-end"),
        "下个季度首月": ("next", "period-end"),
        "下季度第一个月": ("next", "period-end"),
        "下一季度第一个月": ("next", "period-end"),
        "每季度首月": ("same", "period-start"),
        "每季首月": ("same", "period-start"),
        "每季度第一个月": ("same", "period-start"),
        "每季度末月": ("same", "period-end"),
        "每季度最后一个月": ("same", "period-end"),
        "次月": ("next", "period-end"),
    },
}


def _day_of_month(token: Token, run: Run, every: str, end: int) -> tuple[dict[str, Value], str]:
    """每月10日前, 次月10日前, 每年6月30日前."""
    when = token.part("dd_when")
    month, figure = token.part("dd_month"), token.part("dd_day")
    if not when or not figure:
        return {}, "asked.due-day"
    value = whole(figure[0])
    if not value or value > 31:
        return {}, "asked.due-day"
    told = run.value
    if month:
        figures = whole(month[0])
        if every != "service-year" or not when[0].startswith(("每年", "当年")) or not figures:
            return {}, "asked.due-day"
        if figures > 12:
            return {}, "asked.due-day"
        return {
            "date": told(f"{figures:02}-{value:02}", month[1], figure[2]),
            "after": told("year-start", when[1], when[2]),
        }, ""
    name = when[0].rstrip("的")
    rule = _DAYS_OF.get(every, {}).get(name)
    if every == "month" and name in ("每月", "每个月"):
        rule = _each_month(run, token, end)
    if not rule:
        return {}, "asked.due-day"
    return {
        "day": told(str(value), figure[1], figure[2]),
        "month": told(rule[0], when[1], when[2]),
        "after": told(rule[1], when[1], when[2]),
    }, ""


def _each_month(run: Run, token: Token, end: int) -> tuple[str, str] | None:
    """Of which month the fee is that is paid on a day of each month."""
    sentence = run.text[token.start : end]
    before, same = (
        ("上月" in sentence or "上个月" in sentence or "上一月" in sentence),
        ("当月" in sentence or "本月" in sentence or "该月" in sentence),
    )
    if "下月" in sentence or "次月" in sentence or "下个月" in sentence or before == same:
        return None
    return ("next", "period-end") if before else ("same", "period-start")


def _first_days(token: Token, run: Run, every: str) -> tuple[dict[str, Value], str]:
    """次月前五个工作日内."""
    when, days = token.part("md_when"), token.part("md_days")
    if not when or not days:
        return {}, "asked.due-day"
    value = whole(days[0])
    known = every == "month" and when[0] in ("次月", "下月", "下个月")
    known = known or (every == "quarter" and when[0][0] in "次下" and "季" in when[0])
    over = re.search(
        "(?:季度?|半年度?)(?:期)?(?:结束|届满|期满)(?:之?后)?的?$", run.text[: token.start]
    )
    known = known or (every in ("quarter", "half-year") and bool(over) and when[0] == "次月")
    if not known or not value:
        return {}, "asked.due-day"
    return {
        "working_day": run.value(str(value), days[1], days[2]),
        "month": run.value("next", when[1], when[2]),
        "after": run.value("period-end", when[1], when[2]),
    }, ""


def _fixed(token: Token, run: Run, every: str, end: int) -> tuple[dict[str, Value], str]:
    if token.kind == "due-day":
        return _day_of_month(token, run, every, end)
    if token.kind == "month-days":
        return _first_days(token, run, every)
    if token.kind == "date" and every == "once":
        value = date_of(token.text)
        return (
            ({"on[0]": run.value(value, token.start, token.end)}, "")
            if value
            else ({}, "asked.due-day")
        )
    return {}, "asked.due-day"


def _waited_for(
    tokens: Sequence[Token], events: Sequence[Token], length: Token | None
) -> list[Token]:
    """The papers that the clock waits for.

    收到发票后10日内按考核结果支付, 按考核结果于年度结束后30日内支付: that says how much, not from when.
    """
    beside = length is not None and any(token.end == length.start for token in events)
    return [
        token
        for token in tokens
        if token.kind in PAPERS
        and not (token.kind == "settles" and length and (beside or token.start > length.start))
    ]


def _event(
    tokens: Sequence[Token], run: Run, every: str, length: Token | None
) -> tuple[dict[str, Value], str]:
    """What the clock starts from: the last paper where there is one, else the one event named."""
    events = [token for token in tokens if token.kind in EVENTS]
    papers = _waited_for(tokens, events, length)
    if length and any(token.start > length.start for token in papers):
        return (
            {},
            "asked.due-several-events",
        )  # 签订后10日内，凭发票支付: one clock and another condition
    bonds = [token for token in papers if token.kind == "bond-in"]
    if bonds:
        key = "lodged:performance-bond"
        return {"after": run.value(key, bonds[-1].start, bonds[-1].end)}, ""
    if papers:
        late = [token for token in events if token.kind == "term-over"]
        if late and every == "once":
            return {"after": run.value("term-end", late[-1].start, late[-1].end)}, ""
        if any(token.kind in ("awarded", "start-notice", "period-starts") for token in events):
            return {}, "asked.due-several-events"
        last = papers[-1]
        return {"after": run.value("receipt", last.start, last.end)}, ""
    named = {EVENTS[token.kind] for token in events}
    if len(named) != 1:
        return {}, "asked.due-several-events" if named else "asked.due-event"
    token, name = events[-1], named.pop()
    if every == "once" and name.startswith("period"):
        return {}, "asked.due-event"
    if every in ("month", "quarter", "half-year") and name in (
        "signing",
        "award-notice",
        "start-notice",
    ):
        return {}, "asked.due-event"
    return {"after": run.value(name, token.start, token.end)}, ""


def _unless(tokens: Sequence[Token]) -> str:
    """The first token that leaves the day open."""
    for at, token in enumerate(tokens):
        if token.kind in OPEN:
            return OPEN[token.kind]
        if token.kind == "if":
            after = tokens[at + 1].kind if at + 1 < len(tokens) else ""
            if after not in ("accepted", "assessed", "no-fault"):
                return "asked.due-condition"
    return ""


def _respectively(fixed: Sequence[Token], run: Run) -> bool:
    """Whether each year has its own date: 每年支付…，付款日期分别为…、…、…."""
    apart = [run.text[a.end : b.start] for a, b in itertools.pairwise(fixed)]
    return (
        bool(apart)
        and all(token.kind == "date" for token in fixed)
        and all(re.fullmatch("(?:之?前|止)?(?:、|和|及|，)", gap) for gap in apart)
        and "分别" in run.text[max(0, fixed[0].start - 6) : fixed[0].start]
    )


def _dates(fixed: Sequence[Token], run: Run) -> tuple[dict[str, Value], str]:
    found = {}
    for at, token in enumerate(fixed):
        value = date_of(token.text)
        if value is None:
            return {}, "asked.due-day"
        found[f"on[{at}]"] = run.value(value, token.start, token.end)
    return found, ""


def moment(tokens: Sequence[Token], run: Run, every: str) -> Moment:
    """The keys of `due` that one clause says for an instalment of this rhythm."""
    if any(token.kind == "date" for token in tokens):
        tokens = [token for token in tokens if token.kind != "nth-year"]  # the date tells which
    asks = _unless(tokens)
    if asks:
        return Moment({}, asks)
    fixed = [t for at, t in enumerate(tokens) if t.kind in FIXED and not _others(tokens, at - 1)]
    length, asks = _length(tokens)
    plus, asks_too = _plus(tokens, run)
    if asks or asks_too:
        return Moment({}, asks or asks_too)
    if length and run.text[: length.start].endswith("前"):
        return Moment({}, "asked.due-unclear")  # 每年度开始前10日内: the days run backwards
    if fixed:
        if every == "service-year" and not (length or plus) and _respectively(fixed, run):
            return Moment(*_dates(fixed, run))
        if len(fixed) > 1 or length or plus:
            return Moment({}, "asked.due-several-days")
        return Moment(*_fixed(fixed[0], run, every, tokens[-1].end))
    keys, asks = _event(tokens, run, every, length)
    if plus and any(token.kind in PAPERS and token.start > plus.start for token in tokens):
        return Moment(
            {}, "asked.due-several-events"
        )  # 满六个月，经甲方认可后10日内: two conditions
    if asks:
        return Moment({}, asks)
    return _counted(keys, length, plus, tokens, run)


def _counted(
    keys: dict[str, Value],
    length: Token | None,
    plus: Token | None,
    tokens: Sequence[Token],
    run: Run,
) -> Moment:
    if plus:
        keys["plus"] = run.value(_span(plus), plus.start, plus.end)
    if length:
        within = period_of(length.text)
        if not within:
            return Moment({}, "asked.due-period")
        after = next(token for token in tokens if token.start == length.end)
        keys["days"] = run.value(str(within.length), length.start, after.end)
        keys["unit"] = run.value(within.unit, length.start, after.end)
        return Moment(keys)
    word = next((token for token in tokens if token.kind in ("pay", "all", "up-to")), None)
    if word is None:
        return Moment({}, "asked.due-no-days")
    keys["agreed"] = run.value("false", word.start, word.end)
    return Moment(keys)
