"""Which days of a delay count: late days of a payment or a breach, less relief, gate and overlap."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from svcctl.billing.paid import Contention
from svcctl.billing.position import Breach, Position, Relief
from svcctl.billing.rules import LATE_PAYMENT, Rule
from svcctl.billing.schedule import Sight, Standing, standings_of

ONE_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Late days that follow one another, and what was overdue or in breach on each of them."""

    first: date
    last: date
    fen: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Delay(NamedTuple):
    """One breach as the damages rules see it: since when, on which days, of what sum."""

    subject: str  # the instalment, or the breach
    place: int  # in the schedule, or in the order of recording
    since: date  # the deadline, or the day the breach began
    year: int | None
    party: str  # who is in breach
    late: tuple[Stretch, ...]
    first_fen: int  # what was overdue on the first late day, or is in breach
    gate_met_on: date | None
    breach: Breach | None
    every: tuple[Stretch, ...] = ()  # the late days before gate and overlap left some out

    def number(self, day: date) -> int:
        """Which day of the delay it is, counted from 1."""
        return sum((min(day, s.last) - s.first).days + 1 for s in self.every or self.late if s.first <= day)


def delays(rule: Rule, sight: Sight) -> list[Delay]:
    """The breaches that a rule is about, each with its late days."""
    if rule.cause == LATE_PAYMENT:
        standings = standings_of(sight)
        maybe = [_late_payment(standing, place, sight) for place, standing in enumerate(standings)]
        told = {relief.line for relief in sight.position.reliefs}
        found = [delay for delay in maybe if delay.late or f"{rule.key}/{delay.subject}" in told]
    else:
        breaches = [breach for breach in sight.position.breaches if breach.rule == rule.key]
        found = [_recorded(breach, place, sight) for place, breach in enumerate(breaches)]
    # a breach keeps the rules of its day, whatever an amendment makes of them later
    return [delay for delay in found if rule in sight.terms.layer_on(delay.since).rules]


def gate_met(subject: str, position: Position) -> date | None:
    """The day negotiation failed, where no later settlement has made that good."""
    steps = [step for step in position.negotiations.get(subject, ()) if step.act != "open"]
    return steps[-1].on if steps and steps[-1].act == "fail" else None


def reliefs_of(line: str, sight: Sight) -> tuple[Relief, ...]:
    """What was waived, settled or offset of a line."""
    return tuple(relief for relief in sight.position.reliefs if relief.line == line)


def _late_payment(standing: Standing, place: int, sight: Sight) -> Delay:
    promise, deadline = standing.promise, standing.deadline
    met = gate_met(promise.id, sight.position)
    if deadline is None or standing.clock.state != "running":
        return Delay(promise.id, place, sight.position.as_of, promise.year, "purchaser", (), 0, met, None)
    known = sight.contention.get(promise.id, Contention())
    owed = promise.gross_fen - known.disputed_fen - known.conceded_fen
    late = list(unpaid(deadline.on, owed, sight.moves.get(promise.id, {}), sight.position.as_of))
    late = _relieved(late, deadline.on, "purchaser", sight)
    first = late[0].fen if late else 0
    return Delay(promise.id, place, deadline.on, promise.year, "purchaser", tuple(late), first, met, None)


def unpaid(deadline: date, owed: int, moves: dict[date, int], as_of: date) -> Iterator[Stretch]:
    """The days after the deadline on which, by the payments of the days before, something was still owed."""
    paid = sum(fen for day, fen in moves.items() if day <= deadline)
    first = deadline + ONE_DAY
    for day in [*sorted(day for day in moves if deadline < day < as_of), as_of]:
        if paid < owed and first <= day:
            yield Stretch(first, day, owed - paid)
        paid, first = paid + moves.get(day, 0), max(first, day + ONE_DAY)


def _recorded(breach: Breach, place: int, sight: Sight) -> Delay:
    fen = breach.amount_fen or 0
    last = min(breach.ended_on or sight.position.as_of, sight.position.as_of)
    late = [Stretch(breach.on + ONE_DAY, last, fen)] if last > breach.on and not breach.unfounded else []
    late = _relieved(late, breach.on, breach.by, sight)
    met = gate_met(breach.id, sight.position)
    year = year_of(breach.on, sight)
    return Delay(breach.id, place, breach.on, year, breach.by, tuple(late), fen, met, breach)


def year_of(day: date, sight: Sight) -> int:
    """The number of the service year that a day lies in; the first before it, the last after it."""
    return next((year.number for year in sight.years if day <= year.last), sight.years[-1].number)


def _relieved(late: list[Stretch], since: date, party: str, sight: Sight) -> list[Stretch]:
    """The late days without those of a force majeure that came before the delay (Civil Code 590)."""
    clause = sight.terms.force_majeure
    if clause is None:
        return late
    for interval in sight.position.force_majeure:
        covered = clause.who == "both" or interval.by == clause.who
        if covered and interval.by == party and interval.began_on <= since:
            late = without(late, interval.began_on, interval.last(sight.position.as_of))
    return late


def without(late: Sequence[Stretch], first: date, last: date) -> list[Stretch]:
    """The late days less those from `first` to `last`."""
    kept = []
    for stretch in late:
        before = stretch._replace(last=min(stretch.last, first - ONE_DAY))
        after = stretch._replace(first=max(stretch.first, last + ONE_DAY))
        kept += [part for part in (before, after) if part.first <= part.last] if first <= last else [stretch]
    return kept


def counted(found: Sequence[Delay], rule: Rule, sight: Sight) -> list[Delay]:
    """The delays with only the days that their lines count: after the gate, and none carried by another one."""
    readings = sight.terms.readings
    found = [delay._replace(every=delay.late) for delay in found]
    if rule.gated and readings["late-fee-start"] == "day-after-negotiation-failed":
        last = sight.position.as_of
        found = [d._replace(late=tuple(without(d.late, d.since, d.gate_met_on or last))) for d in found]
    overlaps = rule.cause == LATE_PAYMENT and not rule.once and rule.base in ("contract-price", "year-price")
    if not overlaps or readings["late-fee-overlap"] != "once-a-day":
        return list(found)
    groups: dict[int | None, list[Delay]] = {}
    for delay in found:
        groups.setdefault(delay.year if rule.base == "year-price" else None, []).append(delay)
    carried = {delay.subject: delay for group in groups.values() for delay in _once_a_day(group, rule)}
    return [carried[delay.subject] for delay in found]


def _once_a_day(group: Sequence[Delay], rule: Rule) -> list[Delay]:
    """Of delays that run at once each day is carried by one: the first to be owed, then the earliest deadline."""
    if len(group) < 2:
        return list(group)
    cuts = {stretch.first for delay in group for stretch in delay.late}
    cuts |= {stretch.last + ONE_DAY for delay in group for stretch in delay.late}
    cuts |= {delay.gate_met_on for delay in group if delay.gate_met_on}
    cuts |= {delay.gate_met_on + ONE_DAY for delay in group if delay.gate_met_on}
    edges = sorted(cuts)
    kept: dict[str, list[Stretch]] = {delay.subject: [] for delay in group}
    for first, following in pairwise(edges):
        last = following - ONE_DAY
        late = [(delay, part) for delay in group if (part := _within(delay.late, first, last))]
        if late:
            carrier, part = min(late, key=lambda pair: (_owed_from(first, pair[0], rule), pair[0].since, pair[0].place))
            kept[carrier.subject].append(part)
    return [delay._replace(late=tuple(joined(kept[delay.subject]))) for delay in group]


def _within(late: Sequence[Stretch], first: date, last: date) -> Stretch | None:
    """The part of the one stretch that covers those days."""
    return next((s._replace(first=first, last=last) for s in late if s.first <= first and last <= s.last), None)


def _owed_from(day: date, delay: Delay, rule: Rule) -> date:
    """The day on which a late day's damages become owed; the end of time while the gate is not met."""
    if not rule.gated:
        return day
    return max(day, delay.gate_met_on) if delay.gate_met_on else date.max


def joined(late: Sequence[Stretch]) -> list[Stretch]:
    """Stretches that follow one another and have the same sum, made one."""
    found: list[Stretch] = []
    for stretch in late:
        before = found[-1] if found else None
        if before and before.last + ONE_DAY == stretch.first and before.fen == stretch.fen:
            found[-1] = before._replace(last=stretch.last)
        else:
            found.append(stretch)
    return found
