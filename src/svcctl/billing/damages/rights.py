"""When the other side may end the contract: a delay too long, a cap reached, breaches too many."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from svcctl.billing.damages.lateness import Delay, breaches_of
from svcctl.billing.damages.pools import Share
from svcctl.billing.dates import NEVER, shift
from svcctl.billing.record import Record
from svcctl.billing.rules import LATE_PAYMENT, Often, Rule
from svcctl.billing.schedule import Sight


class Right(Record):
    """The right to end the contract over a breach: since when, and by which of a rule's words."""

    since: date | None
    by: str  # days | cap | occurrences; nothing without the right


class Full(Record):
    """The breach that made a number of breaches full, and its day."""

    delay: str
    on: date


NO_RIGHT = Right(None, "")


def right_to_end(delay: Delay, share: Share, rule: Rule, full: Full | None = None) -> Right:
    """The right that a breach gives by the first of the rule's words that it meets."""
    if rule.terminate_after_days is None and not (rule.terminate_at_cap or full):
        return NO_RIGHT
    often = full.on if full and full.delay == delay.name else None
    days = {
        "days": _too_long(delay, rule),
        "cap": _at_the_cap(delay, share, rule),
        "occurrences": often,
    }
    found = [Right(day, by) for by, day in days.items() if day]
    return min(found, key=lambda right: right.since or date.max, default=NO_RIGHT)


def _too_long(delay: Delay, rule: Rule) -> date | None:
    """The first day on which the delay is longer than the rule allows; None while it is not."""
    left = rule.terminate_after_days
    if left is None:
        return None
    for stretch in delay.late:
        # 超过 60 天 (art. 8(3)) leaves the sixtieth day out: the right begins on the sixty-first day
        # that counts
        if left < stretch.days:
            return stretch.first + timedelta(days=left)
        left -= stretch.days
    return None


def _at_the_cap(delay: Delay, share: Share, rule: Rule) -> date | None:
    """The day on which what is owed reaches the cap; None while it has not."""
    if not rule.terminate_at_cap or share.reached_on is None:
        return None
    if not rule.gated:
        return share.reached_on
    # before the talks have failed nothing is owed, and nothing owed cannot have reached a cap
    met = delay.gate_met_on
    return max(share.reached_on, met) if met else None


def number_full(rule: Rule, sight: Sight) -> Full | None:
    """The breach that made the rule's number full first; None while it is not full."""
    often = rule.terminate_after
    if often is None:
        return None
    events = sorted(_occurrences(rule, sight), key=lambda event: (event.day, event.place))
    for event, number in zip(events, _numbers(events, often), strict=True):
        if number >= often.occurrences:
            return Full(event.delay, event.day)
    return None


class Occurrence(Record):
    """A breach as it is counted: its day, its delay, what it is about, how often it counts."""

    day: date
    place: int
    delay: str
    subject: str
    times: int


def _occurrences(rule: Rule, sight: Sight) -> list[Occurrence]:
    """The breaches of the rule, whatever an amendment made of its sums; what is excused is none."""
    found = []
    for place, delay in enumerate(breaches_of(rule, sight)):
        of_its_day = {each.key for each in sight.terms.layer_on(delay.since).rules}
        if rule.key in of_its_day and _stands(delay, rule):
            day = delay.late[0].first if rule.cause == LATE_PAYMENT else delay.counts_from
            times = delay.times if rule.once else 1
            found.append(Occurrence(day, place, delay.name, delay.subject, times))
    return found


def _stands(delay: Delay, rule: Rule) -> bool:
    """Whether it was a breach after all."""
    if rule.cause == LATE_PAYMENT:
        # moved to a date that the parties agreed on, or excused throughout, it leaves no late day
        return bool(delay.late)
    return not delay.is_void


def _numbers(events: Sequence[Occurrence], often: Often) -> Iterator[int]:
    """How many breaches lie in the span that ends with each of them."""
    # as with every period the day from which a span counts is left out, so that twelve months from
    # 10 January take in the next 10 January (Civil Code 201, 202)
    ends = [shift(each.day, often.within) if often.within else NEVER for each in events]
    inside: dict[str, Occurrence] = {}  # an instalment that was late twice is one that was late
    number = gone = 0
    for event in events:
        before = inside.get(event.subject)
        inside[event.subject] = event
        number += event.times - (before.times if before else 0)
        while ends[gone] < event.day:
            if inside.get(events[gone].subject) is events[gone]:
                number -= inside.pop(events[gone].subject).times
            gone += 1
        yield number
