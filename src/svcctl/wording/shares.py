"""How much of what a payment is: a share of the price or of a period's fee, a sum, or the rest."""

import re
from decimal import Decimal

from svcctl.wording.cuts import Part
from svcctl.wording.found import Value
from svcctl.wording.numerals import share_of, sum_of

PER_YEAR = {"month": 12, "quarter": 4, "half-year": 2}

_ONE_YEAR = ("year-name", "first-year", "nth-year")


def _base_of(part: Part) -> str:
    """What the share is of: contract, year, period, or nothing named; `other` where it is unknown."""
    before = [t for t in part.tokens if t.end <= part.amount.start]
    gap = part.run.text[before[-1].end if before else part.start : part.amount.start]
    kind = before[-1].kind if before and len(gap) <= 3 and not re.search("[，。]", gap) else ""
    if kind == "service" and len(before) > 1 and before[-2].kind in _ONE_YEAR:
        return "year"  # 2026年度服务费的50%
    known = {
        "contract-base": "contract",
        "yearly-base": "year",
        "periodic-base": "period",
        "service": "",
        "pay": "",
        "up-to": "",
        "rest": "",
        "percent-of-rest": "rest",
        "retention": "",
        "advance": "",
        "each": "",
    }
    if kind in known:
        return known[kind]
    if kind == "settles" or (gap.endswith("的") and len(gap.strip("，。的")) > 0):
        return "other"
    return "" if kind else ("other" if gap.rstrip("的:为（(") != "" and gap.endswith("的") else "")


def how_much(part: Part, every: str) -> tuple[dict[str, Value], str]:
    """share, amount or up_to with its words, or what is asked."""
    amount, run = part.amount, part.run
    base = _base_of(part) if amount.kind == "share" else ""
    if part.has("blank"):
        return {}, "asked.blank"
    if base == "other" or (part.has("bound") and _bounded(part)):
        return {}, "asked.base" if base == "other" else "asked.bound"
    if amount.kind == "share":
        value = share_of(amount.text)
        if value is None:
            return {}, "asked.base"
        if (up_to := part.has("up-to")) and up_to.end == amount.start:
            return {"up_to": run.value(value, up_to.start, amount.end)}, ""
        if not value.endswith("%"):
            return {}, "asked.base"
        return _of_base(value, base, every, part)
    if amount.kind == "sum":
        return _sum(part)
    if amount.kind == "rest":
        return {"rest": run.value("rest", amount.start, amount.end)}, ""
    return {"share": run.value("100%", amount.start, amount.end)}, ""


def _bounded(part: Part) -> bool:
    """Whether an upper or lower bound stands before the figure."""
    return any(
        t.kind == "bound"
        and (0 <= part.amount.start - t.end < 12 or 0 <= t.start - part.amount.end < 3)
        for t in part.tokens
    )


def _sum(part: Part) -> tuple[dict[str, Value], str]:
    value = sum_of(re.sub("[()（）:：大小写人民币]", "", part.amount.text).replace("人民币", ""))
    other = sum_of(re.sub("[()（）:：大小写人民币]", "", part.told.text)) if part.told else value
    if value is None or other != value:
        return {}, "asked.sums-differ"
    return {"amount": part.run.value(value, part.amount.start, part.amount.end)}, ""


def _of_base(value: str, base: str, every: str, part: Part) -> tuple[dict[str, Value], str]:
    """A share as the file counts it, where the text's base fits the rhythm."""
    amount, run = part.amount, part.run
    told = run.value(value, amount.start, amount.end)
    parts = PER_YEAR.get(every)
    if parts and base != "period":
        whole = Decimal(value[:-1]) * parts
        if base in ("contract", "year", "") and whole == 100:
            return {"share": told._replace(value="100%")}, ""
        return {}, "asked.base"
    if every == "service-year" and base == "contract":
        return {}, "asked.base"
    if every == "once" and base in ("year", "period"):
        return {}, "asked.base"
    if base == "rest":
        return {"of-rest": told}, ""
    return {"share": told}, ""
