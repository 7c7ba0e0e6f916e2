"""The sums that fall on the days of a delay: rate times base, by period, by day, or once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.damages.bases import taken_of
from svcctl.billing.damages.lateness import Delay
from svcctl.billing.dates import NEVER, ONE_DAY
from svcctl.billing.money import ONE
from svcctl.billing.owing import Stretch
from svcctl.billing.record import Record
from svcctl.billing.rules import LATE_PAYMENT, Rule
from svcctl.billing.schedule import Sight


class Accrual(NamedTuple):
    """A sum that falls on a day, in fen over 10^10 x the rule's days; sorted as pools take it."""

    # the order of the fields is the order in which a pool is used up: what is owed first, then the
    # earlier late day, then the earlier deadline, then the place in the schedule. No two sums of a
    # line fall on one day, so the order is never left to chance
    owed_on: date
    day: date
    since: date
    place: int
    exact: int  # not rounded: a fraction of a fen lost each day would be yuan after a year


class RateSpan(Record):
    """Late days with one base and one rate: accruals on `first` and every `every` late days on."""

    stretch: Stretch
    before: int  # late days counted before it
    base_fen: int
    rate: int


def spans_of(delay: Delay, rule: Rule, sight: Sight) -> list[RateSpan]:
    """The late days cut where the rate changes, or the price by an amendment."""
    if rule.once or not rule.agreed:
        return []
    found = []
    before = 0
    prices = [layer.since for layer in sight.terms.layers]
    for stretch in delay.late:
        first = stretch.first
        while first <= stretch.last:
            day = delay.number(first)
            # the day before the next tier and the day before the next price, if one comes
            ends = [first + timedelta(days=t.from_day - day - 1) for t in rule.tiers_after(day)]
            ends += [since - ONE_DAY for since in prices if since > first]
            part = stretch._replace(first=first, last=min([stretch.last, *ends]))
            base = taken_of(first, stretch.fen, delay, rule, sight)
            found.append(RateSpan(part, before, base, rule.rate_on(day)))
            before += part.days
            first = part.last + ONE_DAY
    return found


def counted_in(span: RateSpan, rule: Rule) -> range:
    """Which of a span's days, counted from 0, carry an accrual."""
    assert rule.per is not None  # asked of rules by the period only
    days, part = rule.per.days, rule.per.part
    if part == "pro-rata":
        return range(span.stretch.days)
    # a full period is owed on its last day, a begun one on its first; as periods go on over the
    # spans, `before` days of the current one may lie behind, in a span with another rate
    whole = part == "whole"
    first = (-(span.before + (1 if whole else 0))) % days
    return range(first, span.stretch.days, days)


def accruals_of(delay: Delay, spans: Sequence[RateSpan], rule: Rule) -> Iterator[Accrual]:
    """The sums that fall on the days of a delay, in order."""
    for span in spans:
        exact = span.base_fen * span.rate * scale(rule)
        for index in counted_in(span, rule):
            yield _accrual(span.stretch.first + timedelta(days=index), delay, exact, rule)


def scale(rule: Rule) -> int:
    """What an accrual is multiplied with, so that pro-rata days and whole periods share a unit."""
    return 1 if pro_rata(rule) else per_days(rule)


def _accrual(day: date, delay: Delay, exact: int, rule: Rule) -> Accrual:
    # days before the talks failed become owed on the day they fail, all at once: that is when they
    # meet what is left of the cap
    met = delay.gate_met_on if rule.gated else day
    return Accrual(max(day, met) if met else NEVER, day, delay.since, delay.place, exact)


def only_once(rule: Rule, sight: Sight) -> bool:
    """Whether a one-off is charged for the first breach alone, however many follow."""
    # articles 8(1) and 8(4) take a share of the whole price and do not say whether for each breach
    # or once (reading one-off)
    readings, fixed = sight.terms.readings, rule.base in ("contract-price", "year-price")
    return readings["one-off"] == "once" and fixed and rule.cause != LATE_PAYMENT


def times_of(delay: Delay, rule: Rule, sight: Sight) -> int:
    """How many times a one-off is owed for a breach."""
    return delay.times if rule.once and not only_once(rule, sight) else 1


def charged_once(delay: Delay, rule: Rule, sight: Sight) -> list[Accrual]:
    """The single sum of a one-off: on the day the breach began or was decided, or the first late day."""
    day = delay.late[0].first if rule.cause == LATE_PAYMENT else delay.since
    # the price on the day of the breach, not today's: a later supplement changes what is owed for
    # later breaches only
    base = taken_of(day, delay.first_fen, delay, rule, sight)
    exact = base * rule.rate_on(1) * times_of(delay, rule, sight)
    return [_accrual(max(day, delay.counts_from), delay, exact, rule)]


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
    # integers throughout: 3 % of 870,000.00 is exact, a third of a week is not, and floats would
    # lose fen that a court adds up again
    unit = ONE * per_days(rule)
    return (2 * exact + unit) // (2 * unit)
