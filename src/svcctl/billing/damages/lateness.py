"""Which days of a delay count: late days of a payment or a breach, less relief, gate, overlap."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from svcctl.billing.dates import NEVER, ONE_DAY
from svcctl.billing.owing import Owing
from svcctl.billing.position import Breach, Position, Relief
from svcctl.billing.record import Record
from svcctl.billing.rules import LATE_PAYMENT, Rule
from svcctl.billing.schedule import Sight, Standing, standings_of


class Stretch(Record):
    """Late days that follow one another, and what was overdue or in breach on each of them."""

    first: date
    last: date
    fen: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Delay(Record):
    """One breach as the damages rules see it: since when, on which days, of what sum."""

    subject: str  # the instalment, or the breach
    place: int  # in the schedule, or in the order of recording
    since: date  # the deadline, or the day the breach began
    year: int | None
    party: str  # who is in breach
    late: tuple[Stretch, ...]
    first_fen: int  # what was overdue on the first late day, or is in breach
    gate_met_on: date | None
    breach: Breach | None = None
    every: tuple[Stretch, ...] = ()  # the late days before gate and overlap left some out

    def number(self, day: date) -> int:
        """Which day of the delay it is, counted from 1."""
        # days that the gate or another delay took are counted too: a rate that rises on the 31st
        # day means the 31st day late, not the 31st that is charged
        return sum(
            (min(day, s.last) - s.first).days + 1 for s in self.every or self.late if s.first <= day
        )


def delays(rule: Rule, sight: Sight) -> list[Delay]:
    """The breaches that a rule is about, each with its late days."""
    if rule.cause == LATE_PAYMENT:
        standings = standings_of(sight)
        maybe = [_late_payment(standing, place, sight) for place, standing in enumerate(standings)]
        # what was waived or paid of a delay keeps its line, even when later facts leave it no day:
        # money that was let fall or handed over must not vanish from the statement
        told = {relief.line for relief in sight.position.reliefs}
        found = [delay for delay in maybe if delay.late or f"{rule.key}/{delay.subject}" in told]
    else:
        breaches = [breach for breach in sight.position.breaches if breach.rule == rule.key]
        found = [_recorded(breach, place, sight) for place, breach in enumerate(breaches)]
    # a breach keeps the rules of its day, whatever an amendment makes of them later
    return [delay for delay in found if rule in sight.terms.layer_on(delay.since).rules]


def gate_met(subject: str, position: Position) -> date | None:
    """The day negotiation failed, where no later settlement has made that good."""
    # opening talks anew takes nothing back: article 10 has the parties negotiate before they sue,
    # and that has been tried; only a settlement puts the failure out of the world
    steps = [step for step in position.negotiations.get(subject, ()) if step.act != "open"]
    return steps[-1].on if steps and steps[-1].act == "fail" else None


def reliefs_of(line: str, sight: Sight) -> tuple[Relief, ...]:
    """What was waived, settled or offset of a line."""
    return tuple(relief for relief in sight.position.reliefs if relief.line == line)


def _late_payment(standing: Standing, place: int, sight: Sight) -> Delay:
    instalment, deadline = standing.instalment, standing.deadline
    since, late = sight.position.as_of, []
    # only a clock that runs has a deadline to miss: one that lies ahead is an estimate
    if deadline and standing.clock.state == "running":
        since = deadline.on
        late = _relieved(list(late_days(standing.owing, since)), since, "purchaser", sight)
    return Delay(
        subject=instalment.id,
        place=place,
        since=since,
        year=instalment.year,
        party="purchaser",
        late=tuple(late),
        first_fen=late[0].fen if late else 0,
        gate_met_on=gate_met(instalment.id, sight.position),
    )


def late_days(account: Owing, deadline: date) -> Iterator[Stretch]:
    """The days after a deadline on which something was owed, by the day before's account."""
    # what is disputed is not late while the dispute lasts; what it turns out to owe is, from the
    # deadline on, as then it was owed all along
    account = account.in_time(deadline)
    owed, moves, as_of = account.first_fen - account.contested_fen, account.moves, account.as_of
    # the last day runs until midnight (Civil Code 203): money that goes on it is in time
    paid = sum(fen for day, fen in moves.items() if day <= deadline)
    first = deadline + ONE_DAY
    # a day on which something is paid still counts with the sum that was lacking when it began, so
    # the stretch ends with the day of the move and not with the one before
    for day in [*sorted(day for day in moves if deadline < day < as_of), as_of]:
        if paid < owed and first <= day:
            yield Stretch(first, day, owed - paid)
        paid, first = paid + moves.get(day, 0), max(first, day + ONE_DAY)


def _recorded(breach: Breach, place: int, sight: Sight) -> Delay:
    fen, as_of = breach.amount_fen or 0, sight.position.as_of
    last = min(breach.ended_on or as_of, as_of)
    # the day it began is not counted (Civil Code 201), as with a deadline
    lasted = last > breach.on and not breach.unfounded
    late = [Stretch(breach.on + ONE_DAY, last, fen)] if lasted else []
    late = _relieved(late, breach.on, breach.by, sight)
    met = gate_met(breach.id, sight.position)
    year = year_of(breach.on, sight)
    return Delay(breach.id, place, breach.on, year, breach.by, tuple(late), fen, met, breach)


def year_of(day: date, sight: Sight) -> int:
    """The number of the service year that a day lies in; the first before it, the last after it."""
    return next((year.number for year in sight.years if day <= year.last), sight.years[-1].number)


def _relieved(late: list[Stretch], since: date, party: str, sight: Sight) -> list[Stretch]:
    """The late days without those of a force majeure that came before them (Civil Code 590)."""
    clause = sight.terms.force_majeure
    if clause is None:
        return late
    for interval in sight.position.force_majeure:
        covered = clause.who == "both" or interval.by == clause.who
        # who was late already when it began is not excused (Civil Code 590, second paragraph)
        if covered and interval.by == party and interval.on <= since:
            late = without(late, interval.on, interval.last(sight.position.as_of))
    return late


def without(late: Sequence[Stretch], first: date, last: date) -> list[Stretch]:
    """The late days less those from `first` to `last`."""
    if first > last:  # an end before the beginning takes nothing away
        return list(late)
    kept = []
    for stretch in late:
        before = stretch._replace(last=min(stretch.last, first - ONE_DAY))
        after = stretch._replace(first=max(stretch.first, last + ONE_DAY))
        kept += [part for part in (before, after) if part.first <= part.last]
    return kept


def counted(found: Sequence[Delay], rule: Rule, sight: Sight) -> list[Delay]:
    """The delays with the days their lines count: after the gate, none carried by another one."""
    readings = sight.terms.readings
    found = [delay._replace(every=delay.late) for delay in found]
    if rule.gated and readings["late-fee-start"] == "day-after-negotiation-failed":
        # while the gate is not met no day counts at all: all up to the day looked at are taken out
        as_of = sight.position.as_of
        found = [
            d._replace(late=tuple(without(d.late, d.since, d.gate_met_on or as_of))) for d in found
        ]
    if not _overlap(rule) or readings["late-fee-overlap"] != "once-a-day":
        return found
    # under a year's price the years do not overlap: each is a base of its own
    groups: dict[int | None, list[Delay]] = {}
    for delay in found:
        groups.setdefault(delay.year if rule.base == "year-price" else None, []).append(delay)
    carried = {
        delay.subject: delay for group in groups.values() for delay in _once_a_day(group, rule)
    }
    return [carried[delay.subject] for delay in found]


def _overlap(rule: Rule) -> bool:
    """Whether two instalments late at once would be charged the same price twice for a day."""
    # where the base is what is overdue, each has its own and nothing is charged twice
    return (
        rule.cause == LATE_PAYMENT
        and not rule.once
        and rule.base in ("contract-price", "year-price")
    )


def _once_a_day(group: Sequence[Delay], rule: Rule) -> list[Delay]:
    """Of delays at once one carries a day: the first to be owed, then the earliest deadline."""
    if len(group) < 2:
        return list(group)
    # between two of these days nothing changes, neither who is late nor whose gate is met, so one
    # delay carries all of them: as many steps as there are changes, not as there are days
    cuts = {day for d in group for s in d.late for day in (s.first, s.last + ONE_DAY)}
    cuts |= {day for d in group if (met := d.gate_met_on) for day in (met, met + ONE_DAY)}
    kept: dict[str, list[Stretch]] = {delay.subject: [] for delay in group}
    for first, following in pairwise(sorted(cuts)):
        last = following - ONE_DAY
        late = [(delay, part) for delay in group if (part := _within(delay.late, first, last))]
        if late:
            carrier, part = min(late, key=lambda pair: _turn(first, pair[0], rule))
            kept[carrier.subject].append(part)
    return [delay._replace(late=tuple(joined(kept[delay.subject]))) for delay in group]


def _within(late: Sequence[Stretch], first: date, last: date) -> Stretch | None:
    """The part of the one stretch that covers those days."""
    return next(
        (s._replace(first=first, last=last) for s in late if s.first <= first and last <= s.last),
        None,
    )


def _turn(day: date, delay: Delay, rule: Rule) -> tuple[date, date, int]:
    """By what delays take turns in carrying a day: when they come to be owed, since when, where."""
    # a delay whose talks have not failed would carry the day and owe nothing for it: the other one,
    # whose have, would lose it
    met = delay.gate_met_on or NEVER
    return max(day, met) if rule.gated else day, delay.since, delay.place


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
