"""The sums that fall on the days of a delay: rate times base, for each period, each day of one, or once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.lateness import Delay, Stretch
from svcctl.billing.money import ONE
from svcctl.billing.rules import LATE_PAYMENT, Rule
from svcctl.billing.schedule import Sight

NEVER = date.max


class Accrual(NamedTuple):
    """A sum that falls on a day, in units of a fen over 10^10 x the rule's days; sorted as the pool takes them."""

    owed_on: date
    day: date
    since: date
    place: int
    exact: int


class Span(NamedTuple):
    """Late days with one base and one rate: accruals on `first` and every `every` late days after it."""

    stretch: Stretch
    before: int  # late days counted before it
    base_fen: int
    rate: int


def base_on(day: date, fen: int, year: int | None, base: str, sight: Sight) -> int:
    """The sum that a rate is taken of on a day; `fen` is what is overdue or in breach."""
    layer = sight.terms.layer_on(day)
    if base == "contract-price" or (base == "year-price" and year is None):
        return layer.total_fen
    if base == "year-price" and year is not None:
        return layer.year_fens[min(year, len(layer.year_fens)) - 1]
    return fen


def spans_of(delay: Delay, rule: Rule, sight: Sight) -> list[Span]:
    """The late days cut where the rate changes, or the price by an amendment."""
    if rule.rate is None or rule.once:
        return []
    found = []
    before = 0
    for stretch in delay.late:
        first = stretch.first
        while first <= stretch.last:
            day = delay.number(first)
            rest = (stretch.last - first).days
            steps = [tier.from_day - day - 1 for tier in rule.tiers if tier.from_day > day]
            steps += [(layer.since - first).days - 1 for layer in sight.terms.layers if layer.since > first]
            last = first + timedelta(days=min([rest, *steps]))
            part = stretch._replace(first=first, last=last)
            found.append(
                Span(part, before, base_on(first, stretch.fen, delay.year, rule.base, sight), rule.rate_on(day))
            )
            before += part.days
            first = last + timedelta(days=1)
    return found


def counted_in(span: Span, rule: Rule) -> range:
    """Which of a span's days, counted from 0, carry an accrual."""
    assert rule.per is not None  # asked of rules by the period only
    days, part = rule.per
    if part == "pro-rata":
        return range(span.stretch.days)
    whole = part == "whole"  # the last day of each full period, or the first of each begun one
    first = (-(span.before + (1 if whole else 0))) % days
    return range(first, span.stretch.days, days)


def accruals_of(delay: Delay, spans: Sequence[Span], rule: Rule) -> Iterator[Accrual]:
    """The sums that fall on the days of a delay, in order."""
    for span in spans:
        for index in counted_in(span, rule):
            day = span.stretch.first + timedelta(days=index)
            yield _accrual(day, delay, span.base_fen * span.rate * (1 if pro_rata(rule) else per_days(rule)), rule)


def _accrual(day: date, delay: Delay, exact: int, rule: Rule) -> Accrual:
    met = delay.gate_met_on if rule.gated else day
    return Accrual(max(day, met) if met else NEVER, day, delay.since, delay.place, exact)


def charged_once(delay: Delay, rule: Rule, sight: Sight) -> list[Accrual]:
    """The single sum of a one-off: on the day the breach began, or on the first late day."""
    day = delay.late[0].first if rule.cause == LATE_PAYMENT else delay.since
    base = base_on(day, delay.first_fen, delay.year, rule.base, sight)
    return [_accrual(day, delay, base * (rule.rate or 0), rule)]


def per_days(rule: Rule) -> int:
    """How many days a period of the rule has; 1 for what is owed once."""
    return rule.per.days if rule.per else 1


def pro_rata(rule: Rule) -> bool:
    """Whether each day counts as its part of a period."""
    return rule.per is not None and rule.per.part == "pro-rata"


def unit_days(rule: Rule) -> int:
    """How many of the units counted make a period: the days of one that counts pro rata."""
    return per_days(rule) if pro_rata(rule) else 1


def half_up(exact: int, rule: Rule) -> int:
    """Whole fen of an accrued sum, half up."""
    unit = ONE * per_days(rule)
    return (2 * exact + unit) // (2 * unit)
