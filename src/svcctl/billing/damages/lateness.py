"""Which days of a delay count: late days of a payment or a breach, less relief, gate, overlap."""

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise
from weakref import ref

from svcctl.billing.damages.spells import Spell, failures, spells_of
from svcctl.billing.dates import NEVER, ONE_DAY
from svcctl.billing.owing import Owing, Stretch
from svcctl.billing.position import Breach, Relief
from svcctl.billing.record import Record
from svcctl.billing.rules import LATE_PAYMENT, Rule
from svcctl.billing.schedule import Sight, Standing, standings_of


class Delay(Record):
    """One breach as the damages rules see it: since when, on which days, of what sum."""

    subject: str  # the instalment, or the breach
    place: int  # among the delays of its rule: in the schedule's order, or in that of recording
    since: date  # the deadline, or the day the breach began
    year: int | None
    party: str  # who is in breach
    late: tuple[Stretch, ...]
    first_fen: int  # what was overdue on the first late day, or is in breach
    gate_met_on: date | None
    breach: Breach | None = None
    turn: int = 1  # which delay of its instalment it is
    contested: bool = False
    every: tuple[Stretch, ...] = ()  # the late days before gate and overlap left some out
    account: Owing | None = None  # of the instalment that was late
    lies_on: date | None = None  # the day of a breach, by which its period is found

    @property
    def is_void(self) -> bool:
        """Whether it turned out to be no breach."""
        return self.breach is not None and self.breach.is_void

    @property
    def counts_from(self) -> date:
        """The first day on which it can be owed: of what was proposed, that of the decision."""
        return self.breach.counts_from if self.breach else self.since

    @property
    def times(self) -> int:
        """How many times the breach counts."""
        return self.breach.times if self.breach else 1

    @property
    def name(self) -> str:
        """What its line is called after the rule: Y1-advance, and Y1-advance/2 for a later one."""
        return self.subject if self.turn == 1 else f"{self.subject}/{self.turn}"

    def number(self, day: date) -> int:
        """Which day of the delay it is, counted from 1."""
        # days that the gate or another delay took are counted too: a rate that rises on the 31st
        # day means the 31st day late, not the 31st that is charged
        return sum(
            (min(day, s.last) - s.first).days + 1 for s in self.every or self.late if s.first <= day
        )


def delays(rule: Rule, sight: Sight) -> list[Delay]:
    """The breaches that a rule is about, each with its late days."""
    # a breach keeps the rules of its day, whatever an amendment makes of them later
    found = breaches_of(rule, sight)
    if len(sight.terms.layers) > 1:
        found = [each for each in found if rule in sight.terms.layer_on(each.since).rules]
    return [delay._replace(place=place) if place else delay for place, delay in enumerate(found)]


def breaches_of(rule: Rule, sight: Sight) -> list[Delay]:
    """The breaches of a rule of that name, as it stood on the day of each."""
    if rule.cause == LATE_PAYMENT:
        return list(_late_payments(rule, sight))
    return list(_of_rule(rule, sight))


def _late_payments(rule: Rule, sight: Sight) -> Iterator[Delay]:
    # what was waived or paid of a delay keeps its line, even when later facts leave it no day:
    # money that was let fall or handed over must not vanish from the statement
    told = {relief.line for relief in sight.position.reliefs}
    for standing, found in _of_payments(sight):
        for delay in found:
            if delay.late or f"{rule.key}/{delay.name}" in told:
                yield delay
        if told:
            yield from _without_days(rule, standing, len(found), sight)


def _of_payments(sight: Sight) -> list[tuple[Standing, list[Delay]]]:
    """Every delay of every instalment, whatever rule it is for; with and without late days."""
    known = sight.standings.delays
    if known is None or known[0]() is not sight:  # a weak reference, as with the lines
        found = [(each, _delays_of(each, sight)) for each in standings_of(sight)]
        known = sight.standings.delays = ref(sight), found
    return known[1]  # type: ignore[no-any-return]


def _delays_of(standing: Standing, sight: Sight) -> list[Delay]:
    # numbered before any is left out, so that a line keeps its name whatever becomes of others
    spells = spells_of(standing, sight)
    return [_late_payment(standing, spell, turn, sight) for turn, spell in enumerate(spells, 1)]


def _without_days(rule: Rule, standing: Standing, known: int, sight: Sight) -> Iterator[Delay]:
    """Delays that later facts leave no day, and of which something was waived or paid."""
    iid = standing.instalment.id
    for line in dict.fromkeys(relief.line for relief in sight.position.reliefs):
        key, _, name = line.partition("/")
        subject, _, turn = name.partition("/")
        number = int(turn) if turn.isdecimal() else 1
        if (key, subject) == (rule.key, iid) and turn in ("", str(number)) and number > known:
            since = standing.due_on or sight.position.as_of
            spell = Spell(since, (), gate_met_on=None)
            yield _late_payment(standing, spell, number, sight)


def reliefs_of(line: str, sight: Sight) -> tuple[Relief, ...]:
    """What was waived, settled or offset of a line."""
    return tuple(relief for relief in sight.position.reliefs if relief.line == line)


def _late_payment(standing: Standing, spell: Spell, turn: int, sight: Sight) -> Delay:
    instalment, late = standing.instalment, list(spell.late)
    if late:
        late = _relieved(late, late[0].first - ONE_DAY, "purchaser", sight)
    if spell.agreed:  # art. 8(3): the parties settled it by another date
        late = []
    return Delay(
        subject=instalment.id,
        place=0,
        since=spell.deadline,
        year=instalment.year,
        party="purchaser",
        late=(days := tuple(late)),
        every=days,
        first_fen=late[0].fen if late else 0,
        gate_met_on=spell.gate_met_on,
        turn=turn,
        contested=spell.contested,
        account=standing.owing,
    )


def _of_rule(rule: Rule, sight: Sight) -> Iterator[Delay]:
    breaches = [breach for breach in sight.position.breaches if breach.rule == rule.key]
    return (_recorded(breach, sight) for breach in breaches)


def _recorded(breach: Breach, sight: Sight) -> Delay:
    fen, as_of = breach.amount_fen or 0, sight.position.as_of
    last = min(breach.ended_on or as_of, as_of)
    # the day it began is not counted (Civil Code 201), as with a deadline
    # what was only proposed costs nothing before somebody has decided
    first = max(breach.on + ONE_DAY, breach.counts_from)
    late = [Stretch(first, last, fen)] if first <= last and not breach.is_void else []
    late = _relieved(late, breach.on, breach.by, sight)
    failed = failures(sight.position.negotiations.get(breach.id, ()))
    met, year = failed[0] if failed else None, year_of(breach.on, sight)
    return Delay(
        subject=breach.id,
        place=0,
        since=breach.on,
        year=year,
        party=breach.by,
        late=(days := tuple(late)),
        every=days,
        first_fen=fen,
        gate_met_on=met,
        breach=breach,
        lies_on=breach.on,
    )


def year_of(day: date, sight: Sight) -> int:
    """The number of the service year that a day lies in; the first before it, the last after it."""
    return next((year.year for year in sight.years if day <= year.last), sight.years[-1].year)


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


def counted(found: Sequence[Delay], rule: Rule, sight: Sight) -> Sequence[Delay]:
    """The delays with the days their lines count: after the gate, none carried by another one."""
    readings = sight.terms.readings
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
        delay.place: delay for group in groups.values() for delay in _once_a_day(group, rule)
    }
    return [carried[delay.place] for delay in found]


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
    cuts |= {met for d in group if (met := d.gate_met_on)}
    kept: dict[int, list[Stretch]] = {delay.place: [] for delay in group}
    late = _Late(group, rule)
    for first, following in pairwise(sorted(cuts)):
        carrier = late.carrier(first)
        if carrier:
            place, stretch = carrier
            kept[place].append(stretch._replace(first=first, last=following - ONE_DAY))
    return [delay._replace(late=tuple(joined(kept[delay.place]))) for delay in group]


class _Late:
    """Who is late, as the days go by; in heaps, as some hundred may be late at once."""

    def __init__(self, group: Sequence[Delay], rule: Rule) -> None:
        met = {d.place: (d.gate_met_on or NEVER) if rule.gated else date.min for d in group}
        rows = [
            (s.first, (met[d.place], d.since, d.place, s.first, s)) for d in group for s in d.late
        ]
        self.ahead = sorted(rows, key=lambda row: row[0], reverse=True)
        # a delay whose talks have not failed would carry the day and owe nothing for it: the other
        # one, whose have, would lose it
        self.owed: list[tuple[date, int, date, Stretch]] = []
        self.gated: list[tuple[date, date, int, date, Stretch]] = []

    def carrier(self, day: date) -> tuple[int, Stretch] | None:
        """Whose turn it is: the first to be owed, then the earliest deadline, then by place."""
        while self.ahead and self.ahead[-1][0] <= day:
            heappush(self.gated, self.ahead.pop()[1])
        while self.gated and self.gated[0][0] <= day:
            heappush(self.owed, heappop(self.gated)[1:])
        while self.owed and self.owed[0][-1].last < day:
            heappop(self.owed)
        while self.gated and self.gated[0][-1].last < day:
            heappop(self.gated)
        for *_, place, _, stretch in self.owed[:1] or self.gated[:1]:
            return place, stretch
        return None


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
