"""How a line of damages comes about, as steps: article, base, spans of days, cap, gate, end."""

from collections.abc import Iterator, Sequence
from datetime import date

from svcctl.billing.damages.assessment import Line, periods_text, rate_shown
from svcctl.billing.money import yuan
from svcctl.billing.position import Negotiation
from svcctl.billing.rules import rate_text
from svcctl.billing.steps import Step, talk_step


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
    yield Step("verdict", {"amount": yuan(line.amount_fen)} | values)


def supposed(line: Line) -> Iterator[Step]:
    """The steps of a line that is only thought of; it has no dates."""
    yield _article(line)
    yield from _of_the_rate(line, dated=False)
    yield Step("thought", {"amount": yuan(line.amount_fen)})
    if line.may_terminate_from:
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
    if rule.rate is None:
        yield Step("no-rate", {})
        return
    yield Step("base", {"base": rule.base})
    if rule.per is None:
        yield _once(line)
    else:
        yield Step("part", {"part": rule.per.part, "days": rule.per.days})
        yield from _spans(line, dated)
    if rule.cap:
        limit = {"cap": yuan(line.cap_fen or 0), "share": rate_text(rule.cap.share)}
        yield Step("cap", limit | {"pool": rule.cap.pool})
    if dated and line.cap_reached_on:
        yield Step("cap-reached", {"on": line.cap_reached_on})
    if dated and rule.gated:
        yield Step("gate-met", {"on": line.gate_met_on}) if line.gate_met_on else Step("gate", {})


def _once(line: Line) -> Step:
    """What is owed once: nothing where the reading one-off charges another breach."""
    if not line.first:
        return Step("not-charged", {})
    values = {"base": yuan(line.base_fen or 0), "rate": rate_shown(line)}
    return Step("once", values | {"amount": yuan(line.uncapped_fen)})


def _spans(line: Line, dated: bool) -> Iterator[Step]:
    for step in line.steps:
        values = {
            "periods": periods_text(step.periods),
            "base": yuan(step.base_fen),
            "rate": rate_text(step.rate),
            "amount": yuan(step.amount_fen),
        }
        days = {"first": step.first, "last": step.last}
        yield Step("span", days | values) if dated else Step("span-thought", values)
    if not line.steps:
        yield Step("no-days", {})
