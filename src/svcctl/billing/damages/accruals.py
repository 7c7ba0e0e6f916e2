"""The sums that fall on the days of a delay: rate times base, by period, by day, or once."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from svcctl.billing.damages.bases import taken_of
from svcctl.billing.damages.lateness import Delay
from svcctl.billing.dates import NEVER, ONE_DAY
from svcctl.billing.money import ONE
from svcctl.billing.owing import Stretch
from svcctl.billing.record import Record
from svcctl.billing.rules import LATE_PAYMENT, Rule
from svcctl.billing.schedule import Sight


class Series(Record):
    """Equal sums of one line on days at equal distance; what falls on many days costs one step."""

    first: int  # the first of the days, by its ordinal
    every: int  # days from one to the next
    count: int
    exact: int  # each, in fen over 10^10 x the rule's days; not rounded: fractions of a fen add up
    owed_on: int | None  # the day on which a gate makes all of them owed; None: each on its own

    @property
    def last(self) -> int:
        """The last of the days."""
        return self.first + (self.count - 1) * self.every

    def part(self, start: int, stop: int) -> "Series":
        """Those from one place to another, counted from 0."""
        if start == 0 and stop == self.count:
            return self
        return self._replace(first=self.first + start * self.every, count=stop - start)

    def before(self, day: int) -> int:
        """How many of them lie before a day."""
        return min(max(-((self.first - day) // self.every), 0), self.count)


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
            last = min([stretch.last, *ends])
            whole = (first, last) == (stretch.first, stretch.last)
            part = stretch if whole else stretch._replace(first=first, last=last)
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


def series_of(delay: Delay, spans: Sequence[RateSpan], rule: Rule) -> Iterator[Series]:
    """The sums that fall on the days of a delay, in order of the days."""
    for span in spans:
        days = counted_in(span, rule)
        if days:
            first = span.stretch.first.toordinal() + days.start
            exact = span.base_fen * span.rate * scale(rule)
            yield from _owed(Series(first, days.step, len(days), exact, None), delay, rule)


def scale(rule: Rule) -> int:
    """What an accrual is multiplied with, so that pro-rata days and whole periods share a unit."""
    return 1 if pro_rata(rule) else per_days(rule)


def _owed(sums: Series, delay: Delay, rule: Rule) -> Iterator[Series]:
    """Sums as they become owed: each on its day, or by a gate."""
    if not rule.gated:
        yield sums
    elif delay.gate_met_on is None:
        yield sums._replace(owed_on=NEVER.toordinal())
    else:
        # days before the talks failed become owed on the day they fail, all at once: that is when
        # they meet what is left of the cap
        met = delay.gate_met_on.toordinal()
        cut = sums.before(met)
        if cut:
            yield sums.part(0, cut)._replace(owed_on=met)
        if cut < sums.count:
            yield sums.part(cut, sums.count)


def only_once(rule: Rule, sight: Sight) -> bool:
    """Whether a one-off is charged for the first breach alone, however many follow."""
    # articles 8(1) and 8(4) take a share of the whole price and do not say whether for each breach
    # or once (reading one-off)
    readings, fixed = sight.terms.readings, rule.base in ("contract-price", "year-price")
    return readings["one-off"] == "once" and fixed and rule.cause != LATE_PAYMENT


def times_of(delay: Delay, rule: Rule, sight: Sight) -> int:
    """How many times a one-off is owed for a breach."""
    return delay.times if rule.once and not only_once(rule, sight) else 1


def charged_once(delay: Delay, rule: Rule, sight: Sight) -> list[Series]:
    """The single sum of a one-off: on the day the breach began or was decided, or the first late day."""
    day = delay.late[0].first if rule.cause == LATE_PAYMENT else delay.since
    # the price on the day of the breach, not today's: a later supplement changes what is owed for
    # later breaches only
    base = taken_of(day, delay.first_fen, delay, rule, sight)
    exact = base * rule.rate_on(1) * times_of(delay, rule, sight)
    on = max(day, delay.counts_from).toordinal()
    return list(_owed(Series(on, 1, 1, exact, None), delay, rule))


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
