"""How a line of damages comes about, as steps: article, base, spans of days, cap, gate, end."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from svcctl.billing.damages.accruals import half_up, scale
from svcctl.billing.damages.assessment import Line, LineStep, periods_text, rate_shown
from svcctl.billing.money import yuan
from svcctl.billing.position import Negotiation
from svcctl.billing.rules import INSTALMENT, LATE_PAYMENT, Cap, Rule, rate_text
from svcctl.billing.steps import Step, talk_step

PLACES = 6  # decimals of a number of periods


def workings(line: Line, as_of: date, talks: Sequence[Negotiation] = ()) -> Iterator[Step]:
    """The steps of a line, each with its values (dates as dates, sums as yuan)."""
    yield _article(line)
    if line.kind == "loss":
        yield _loss(line)
    elif line.kind != "rate":
        yield Step(line.kind, {"on": line.first, "amount": yuan(line.amount_fen)})
    else:
        yield from _of_the_rate(line, dated=True)
    yield from (talk_step(talk) for talk in talks)
    for relief in line.reliefs:
        values = {"on": relief.on, "amount": yuan(relief.fen), "event": relief.event}
        yield Step(relief.act, values)
    values = {"as_of": as_of, "state": line.state, "open": yuan(line.open_fen)}
    beyond = {"beyond": yuan(line.beyond_fen)} if line.beyond_fen else {}
    yield Step("verdict", {"amount": yuan(line.amount_fen)} | values | beyond)


def supposed(line: Line) -> Iterator[Step]:
    """The steps of a line that is only thought of; it has no dates."""
    yield _article(line)
    yield from _of_the_rate(line, dated=False)
    if line.amount_fen == line.uncapped_fen:  # else the cap has said it
        yield Step("thought", {"amount": yuan(line.amount_fen)})
    if line.right.by == "cap":
        yield Step("may-terminate-cap", {})
    elif line.may_terminate_from:
        yield Step("may-terminate", {"days": line.rule.terminate_after_days})


def _article(line: Line) -> Step:
    return Step("article", {"article": line.article, "rule": line.rule.key, "payer": line.payer})


def _loss(line: Line) -> Step:
    """A proven loss, and what of it the damages of its breach stand for."""
    inside = line.uncapped_fen - line.amount_fen
    values = {"on": line.first, "amount": yuan(line.amount_fen)}
    if line.rule.loss == "included":
        values |= {"proven": yuan(line.uncapped_fen), "inside": yuan(inside)}
    return Step({"beside": "loss", "only": "loss-alone"}.get(line.rule.loss, "loss-beyond"), values)


def _of_the_rate(line: Line, dated: bool) -> Iterator[Step]:
    rule = line.rule
    if not rule.agreed:
        yield Step("no-rate", {})
    else:
        yield from _counted(line, dated)
    if dated and line.may_terminate_from:
        yield right_step(line)


def right_step(line: Line) -> Step:
    """The other side's right to end the contract: since when, and over what."""
    values: dict[str, Any] = {"on": line.may_terminate_from, "by": line.right.by}
    often = line.rule.terminate_after
    if line.right.by == "days":
        values |= {"days": line.rule.terminate_after_days}
    elif line.right.by == "occurrences" and often:
        span = f"{often.within.length} {often.within.unit}" if often.within else None
        values |= {"occurrences": often.occurrences, "within": span}
    return Step("right", values)


def _counted(line: Line, dated: bool) -> Iterator[Step]:
    rule = line.rule
    if rule.amount_fen is None:
        yield Step("base", {"base": _base(rule)})
    if rule.per is None:
        yield _once(line)
    else:
        yield Step("part", {"part": rule.per.part, "days": rule.per.days})
        yield from _spans(line, dated)
    if rule.cap:
        yield Step("cap", _limit(line, rule.cap))
        yield from _above_the_cap(line, rule.cap)
    if line.amount_fen < line.uncapped_fen:
        sums = {"uncapped": yuan(line.uncapped_fen), "amount": yuan(line.amount_fen)}
        yield Step("capped", sums)
    if dated and line.cap_reached_on:
        yield Step("cap-reached", {"on": line.cap_reached_on})
    if dated and rule.gated:
        yield Step("gate-met", {"on": line.gate_met_on}) if line.gate_met_on else Step("gate", {})


def _base(rule: Rule) -> str:
    """The base by its name; that of a recorded breach is a fee and no instalment."""
    fee = rule.base == INSTALMENT and rule.cause != LATE_PAYMENT
    return "period-fee" if fee else rule.base


def _limit(line: Line, cap: Cap) -> dict[str, str]:
    """A cap that is a sum says no share."""
    share = {} if cap.amount_fen is not None else {"share": rate_text(cap.share)}
    return {"cap": yuan(line.cap_fen or 0), "pool": cap.pool} | share


def _above_the_cap(line: Line, cap: Cap) -> Iterator[Step]:
    """Why more than the cap counts: what was waived came back to it, or it was higher before."""
    if line.amount_fen <= (line.cap_fen or 0):
        return
    waived = sum(relief.fen for relief in line.reliefs if relief.act == "waive")
    sums = {"amount": yuan(line.amount_fen), "cap": yuan(line.cap_fen or 0)}
    if cap.waiver_returns and waived:
        yield Step("above-cap-waived", {"returned": yuan(waived)} | sums)
    else:
        yield Step("above-cap-before", sums)


def _once(line: Line) -> Step:
    """What is owed once: nothing where the reading one-off charges another breach."""
    if not line.first:
        return Step("not-charged", {})
    amount = {"amount": yuan(line.uncapped_fen)}
    if line.rule.amount_fen is not None:
        return Step("each", {"each": yuan(line.rule.amount_fen), "times": line.times} | amount)
    values = {"base": yuan(line.base_fen or 0), "rate": rate_shown(line)}
    if line.times == 1:
        return Step("once", values | amount)
    return Step("once-each", values | {"times": line.times} | amount)


def _spans(line: Line, dated: bool) -> Iterator[Step]:
    of_a_base = line.rule.amount_fen is None
    for step in line.steps:
        values = _span(step, line.rule)
        if dated:
            days = {"first": step.first, "last": step.last}
            yield Step("span" if of_a_base else "span-each", days | values)
        else:
            yield Step("span-thought" if of_a_base else "span-each-thought", values)
    if not line.steps:
        yield Step("no-days", {})


def _span(step: LineStep, rule: Rule) -> dict[str, str | None]:
    """So many periods of a rate of a base, or of an amount."""
    each, text = yuan(step.base_fen), periods_text(step.periods)
    what = (
        {"base": each, "rate": rate_text(step.rate)} if rule.amount_fen is None else {"each": each}
    )
    values = {"periods": text} | what | {"amount": yuan(step.amount_fen)}
    if (step.periods * 10**PLACES).denominator != 1:  # cut off, the product would not be true
        values |= {"exactly": f"{step.periods.numerator}/{step.periods.denominator}"}
    # each span is rounded with those before it, and may differ by a fen from its own product
    alone = half_up(step.units * step.base_fen * step.rate * scale(rule), rule)
    return values | ({"alone": yuan(alone)} if alone != step.amount_fen else {})
