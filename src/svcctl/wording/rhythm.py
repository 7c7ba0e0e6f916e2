"""How often a payment comes: once, or in each month, quarter, half-year or year."""

import re
from collections.abc import Sequence

from svcctl.wording.cuts import Part
from svcctl.wording.spoken import Token

PERIODS = {"every-month": "month", "every-quarter": "quarter", "every-half": "half-year"}

_YEAR_END = re.compile("年[终末度](?:的)?(?:考核|结算|清算|考评|决算|审计)")


def rhythm_of(part: Part, yearly: bool, before: str) -> tuple[str, Token | None]:
    """How often the payment comes: once, or in each year, half-year, quarter or month."""
    for kind, every in PERIODS.items():
        token = part.has(kind)
        if token and part.run.text[token.start - 1 : token.start] != "满":
            return every, token
    named = [t for t in part.tokens if t.kind in ("period-over", "periodic-base", "due-day")]
    for over in named:
        if over.kind == "period-over" and re.match(
            "(?:第一|首)个?(?:服务)?(?:季|月|半年)", over.text
        ):
            return "", None  # 第一季度末 comes once, of which year no token says
        match = re.search("月|季|半年", over.text)
        if match and (over.kind != "due-day" or re.match("每(?:个?月|季)", over.text)):
            return {"月": "month", "季": "quarter", "半年": "half-year"}[match[0]], over
    if part.has("date") and not part.has("every-year") and not yearly:
        return "once", None  # 2026年12月20日前支付第一年服务费: that day comes once
    token = part.has("every-year", "yearly-base", "year-over", "first-year", "period-over")
    if token or yearly:
        return "service-year", token
    if part.has("due-day") and re.match("每年", (part.has("due-day") or part.amount).text):
        return "service-year", part.has("due-day")
    base = part.has("contract-base")
    if base is None and before not in ("", "once"):
        # 每月支付70%，其余30%…: of the same month, unless it waits for something that comes otherwise
        once = part.has("term-over", "accepted", "warranty") or _YEAR_END.search(
            part.run.text, part.start, part.end
        )
        return ("" if once else before), None
    beside = base is not None and 0 <= part.amount.start - base.end <= 2
    return "once", base if beside else None


def by_year(part: Part, parts: Sequence[Part]) -> bool:
    """Whether the clause of a payment sets an example year for it: 第一年…以此类推, 每年.

    每年 in a sentence that tells a payment of its own reaches no other; another clause's reaches none.
    """
    mine = [each for each in parts if each.run.clause == part.run.clause]
    kinds = {token.kind for each in mine for token in each.tokens}
    if "same-again" in kinds:
        return True
    if "contract-base" in kinds or kinds & set(PERIODS):
        return False
    amounts = [_sentence(each, each.amount) for each in mine]
    said = [_sentence(each, t) for each in mine for t in each.tokens if t.kind == "every-year"]
    own = _sentence(part, part.amount)
    return any(place == own or place not in amounts for place in said)


def _sentence(part: Part, token: Token) -> int:
    """Where the sentence begins in which a token stands."""
    return max(part.run.text.rfind(mark, 0, token.start) for mark in "。；:\n")
