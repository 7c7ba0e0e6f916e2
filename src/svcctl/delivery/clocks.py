"""The clocks of an incident: when each started, when its limit is used up, whether it was kept.

Nothing here is kept: a correction of an act puts every clock right. The pages of the contract that
a clock stands on are in its level; hours count from the moment itself (Civil Code 201), an act at
the very moment of a limit is in time.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from svcctl.billing.record import Record
from svcctl.billing.service import CLOCKS
from svcctl.delivery.hours import Stretch, run_out
from svcctl.delivery.levels import Course, Said, in_force, level_at, limit_of, said_of
from svcctl.delivery.matters import Matter, Step
from svcctl.delivery.promised import Level, ServiceTerms

RUNNING, STOPPED, MET, MISSED = "running", "stopped", "met", "missed"
# what shows that an incident was answered, the act itself first
ANSWERS = ("answer", "remote start", "dispatch", "arrive", "restore", "close")
GONE_OUT = ("dispatch", "arrive")
OF_DISPATCH = "dispatch"


class Span(NamedTuple):
    """From a moment to another, or to none so far."""

    begin: datetime
    end: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in it; its end does not."""
        return self.begin <= moment and (self.end is None or moment < self.end)


class Wait(Record):
    """A span in which something else was waited for."""

    span: Span
    reason: str


class Clock(Record):
    """One clock of one regime, as it stands at a moment."""

    regime: str
    kind: str  # answer | dispatch | restore
    level: Level  # in force when it was met, or now
    starts_at: datetime
    due_at: datetime | None  # None while stopped
    met_at: datetime | None
    state: str
    left: int | None  # running seconds
    over: int | None
    inferred: bool = False
    agreed: bool = False
    counts: bool = False
    provisional: bool = False
    needed: bool = True  # whether the act would still be wanted: not once service was back


class FellAway(Record):
    """A clock that was no longer needed before it ran out."""

    regime: str
    kind: str
    at: datetime
    why: str  # restored | closed | level | duplicate


class Sheet(Record):
    """All clocks of an incident at a moment."""

    clocks: tuple[Clock, ...]
    fell_away: tuple[FellAway, ...]
    waits: tuple[Wait, ...]
    said: tuple[Said, ...]


class Run(Record):
    """One clock on its way: where it starts, what stops it, what meets it, when it ends unneeded."""

    kind: str
    regime: str
    course: Course
    start: datetime
    stops: tuple[tuple[Span, str | None], ...]  # with the reason; None stops every level
    met: tuple[datetime, bool] | None  # and whether something stands in for the act itself
    agreements: tuple[tuple[datetime, datetime], ...]
    unneeded: tuple[datetime, str] | None = None  # from when, and why


class Spell(Record):
    """From the call or a reopening until service was back, or the next reopening."""

    begin: datetime
    steps: tuple[Step, ...]
    back: Step | None  # the act by which service was back
    until: datetime | None  # the next reopening

    @property
    def end(self) -> datetime | None:
        """When service was back; the next reopening where nobody said so before it."""
        return self.back.moment if self.back else self.until

    @property
    def is_last(self) -> bool:
        """Whether no reopening followed."""
        return self.until is None


class Incident(Record):
    """What of an incident its clocks go by."""

    matter: Matter
    terms: ServiceTerms
    now: datetime
    call: datetime
    fault: datetime
    said: tuple[Said, ...]
    waits: tuple[Wait, ...]
    spells: tuple[Spell, ...]
    duplicate: bool


def sheet_of(matter: Matter, terms: ServiceTerms, now: datetime) -> Sheet:
    """Every clock of an incident by what happened up to `now`."""
    incident = _incident(matter, terms, now)
    found: list[Clock | FellAway] = []
    for kind in CLOCKS:
        found += _counting(
            [x for regime in terms.regimes for x in _of(kind, regime, incident)], terms
        )
    return Sheet(
        tuple(each for each in found if isinstance(each, Clock)),
        tuple(each for each in found if isinstance(each, FellAway)),
        incident.waits,
        incident.said,
    )


def _incident(matter: Matter, terms: ServiceTerms, now: datetime) -> Incident:
    call = matter.first.moment
    fault = matter.told("fault_at")
    closing = matter.done("close")
    return Incident(
        matter=matter,
        terms=terms,
        now=now,
        call=call,
        fault=datetime.fromisoformat(fault) if fault else call,
        said=tuple(said_of(matter, terms)),
        waits=tuple(waits_of(matter)),
        spells=tuple(_spells(matter)),
        duplicate=matter.state == "closed" and _is_duplicate(closing),
    )


def _is_duplicate(closing: Sequence[Step]) -> bool:
    return bool(closing and closing[-1].act.told("duplicate_of"))


def waits_of(matter: Matter) -> Iterator[Wait]:
    """The waits of an incident, each until it was resumed, restored or closed."""
    begun: Step | None = None
    for step in matter.acts:
        if step.verb == "wait" and step.state == "waiting":
            begun = step
        elif begun and step.state != "waiting":
            yield Wait(Span(begun.moment, step.moment), begun.act.reason)
            begun = None
    if begun:
        yield Wait(Span(begun.moment, None), begun.act.reason)


def _spells(matter: Matter) -> Iterator["Spell"]:
    """The stretches in which the incident was open, each from its call or a reopening on."""
    mine: list[Step] = []
    begin = matter.first.moment
    for step in matter.acts:
        if step.verb == "reopen" and step.before != step.state:
            yield _spell(begin, mine, step.moment)
            begin, mine = step.moment, []
        mine.append(step)
    yield _spell(begin, mine, None)


def _spell(begin: datetime, steps: Sequence[Step], until: datetime | None) -> "Spell":
    return Spell(begin, tuple(steps), _restoring(steps), until)


def _restoring(steps: Sequence[Step]) -> Step | None:
    """The act by which service was back; where none says `restore`, the one that stands in for it."""
    restored = [step for step in steps if step.verb == "restore"]
    # help that was told to have failed later on had restored nothing
    helped = [step for step in steps if step.verb == "remote end"][-1:]
    solved = [step for step in helped if step.act.told("solved") == "yes"]
    closed = [step for step in steps if step.verb == "close"]
    return next(iter((*restored, *solved, *closed)), None)


# -- one clock -------------------------------------------------------------------------------------


def _of(kind: str, regime: str, incident: Incident) -> Iterator[Clock | FellAway]:
    """The clock of a kind in a regime, where there is one; dispatch may come again."""
    return (found for _, found in _runs(kind, regime, incident))


def workings(
    matter: Matter, terms: ServiceTerms, now: datetime, kind: str
) -> Iterator[tuple[Run, Clock | FellAway, list[Stretch]]]:
    """Each clock of a kind with what its time is counted by, regime by regime."""
    incident = _incident(matter, terms, now)
    for regime in terms.regimes:
        for run, found in _runs(kind, regime, incident):
            yield run, found, _stretches(run, terms)


def _runs(kind: str, regime: str, incident: Incident) -> Iterator[tuple[Run, Clock | FellAway]]:
    course = in_force(incident.said, regime, min(incident.fault, incident.call))
    if not any(level and kind in level.limits for _, level in course):
        return
    runs = (
        _dispatches(regime, course, incident)
        if kind == OF_DISPATCH
        else _others(kind, regime, course, incident)
    )
    for run in runs:
        found = _stands(run, incident)
        if found:
            yield run, found
        if isinstance(found, Clock):  # a verdict, or it still runs: it does not come again
            return


def _others(kind: str, regime: str, course: Course, incident: Incident) -> Iterator[Run]:
    stops: tuple[tuple[Span, str | None], ...] = ()
    if kind == "answer":
        met = _first(incident.matter.acts, ANSWERS, incident.duplicate)
        start = incident.call
    else:
        start = _restore_start(course, incident)
        stops = (*_waits(incident), *_gaps(incident))
        acts = incident.spells[-1].steps
        back = _restoring(_without_closing(acts) if incident.duplicate else acts)
        met = (back.moment, back.verb != "restore") if back else None
    closed = _closed(incident)
    yield Run(kind, regime, course, start, stops, met, _agreed(kind, incident.matter.acts), closed)


def _restore_start(course: Course, incident: Incident) -> datetime:
    first = next(level for _, level in course if level and "restore" in level.limits)
    return incident.fault if first.restore_from == "fault" else incident.call


def _dispatches(regime: str, course: Course, incident: Incident) -> Iterator[Run]:
    """The dispatch clock of each spell in which remote help had failed, or somebody went."""
    for number, spell in enumerate(incident.spells):
        if not any(_asks_for_dispatch(step) for step in spell.steps):
            continue
        call = incident.call if number == 0 else spell.begin
        start = call
        if not incident.terms.dispatch_from_call:
            start = _not_solved(spell, regime, call, incident) or call
        yield Run(
            kind=OF_DISPATCH,
            regime=regime,
            course=course,
            start=start,
            stops=tuple(_waits(incident)),
            met=_first(spell.steps, GONE_OUT, incident.duplicate),
            agreements=_agreed(OF_DISPATCH, spell.steps),
            unneeded=_no_more(spell),
        )


def _asks_for_dispatch(step: Step) -> bool:
    """Whether an act shows that somebody has to come."""
    failed = step.verb == "remote end" and step.act.told("solved") == "no"
    agreed = step.verb == "agree" and step.act.told("clock", OF_DISPATCH) == OF_DISPATCH
    return failed or agreed or step.verb in GONE_OUT


def _not_solved(spell: Spell, regime: str, call: datetime, incident: Incident) -> datetime | None:
    """When the answer limit ended or remote help was told to have failed, whichever was earlier.

    A regime without an answer limit goes by that of the first which has one.
    """
    failed = [
        s.moment for s in spell.steps if s.verb == "remote end" and s.act.told("solved") == "no"
    ]
    regimes = dict.fromkeys((regime, *incident.terms.regimes))
    limits = (_answer_due(each, call, spell, incident) for each in regimes)
    return min([*failed[:1], *filter(None, [next(filter(None, limits), None)])], default=None)


def _answer_due(regime: str, call: datetime, spell: Spell, incident: Incident) -> datetime | None:
    """When the answer limit of a call or a reopening ends, by what is agreed where it is."""
    course = in_force(incident.said, regime, min(incident.fault, incident.call))
    duplicate = incident.duplicate and spell.is_last
    met = _first(spell.steps, ANSWERS, duplicate)
    run = Run("answer", regime, course, call, (), met, _agreed("answer", spell.steps))
    end = met[0] if met else incident.now
    run = _as_it_was(run, end)
    return _due(run, _stretches(run, incident.terms), end)[0] if run.course else None


def _no_more(spell: Spell) -> tuple[datetime, str] | None:
    """From when on nobody need come, and why: service was back, or the incident closed."""
    if spell.back is None:
        return None
    if spell.back.verb != "close":
        return spell.back.moment, "restored"
    return spell.back.moment, "duplicate" if _is_duplicate([spell.back]) else "closed"


def _closed(incident: Incident) -> tuple[datetime, str] | None:
    """From when on a duplicate of another incident asks for nothing."""
    if not incident.duplicate:
        return None
    return incident.matter.done("close")[-1].moment, "duplicate"


def _without_closing(steps: Sequence[Step]) -> list[Step]:
    """The acts without the closings of a duplicate, which answer and restore nothing."""
    return [step for step in steps if not (step.verb == "close" and _is_duplicate([step]))]


def _first(
    steps: Sequence[Step], verbs: Sequence[str], duplicate: bool
) -> tuple[datetime, bool] | None:
    """The first act of those verbs, and whether it only stands in for the first of them."""
    for step in _without_closing(steps) if duplicate else steps:
        if step.verb in verbs:
            same = [s.verb for s in steps if s.moment == step.moment]
            return step.moment, verbs[0] not in same
    return None


def _agreed(kind: str, steps: Sequence[Step]) -> tuple[tuple[datetime, datetime], ...]:
    return tuple(
        (step.moment, datetime.fromisoformat(step.act.told("until")))
        for step in steps
        if step.verb == "agree" and step.act.told("clock", OF_DISPATCH) == kind
    )


def _waits(incident: Incident) -> list[tuple[Span, str | None]]:
    return [(wait.span, wait.reason) for wait in incident.waits]


def _gaps(incident: Incident) -> list[tuple[Span, str | None]]:
    """From each time service was back to the reopening."""
    return [
        (Span(spell.end, following.begin), None)
        for spell, following in pairwise(incident.spells)
        if spell.end
    ]


# -- what becomes of it ----------------------------------------------------------------------------


def _stretches(run: Run, terms: ServiceTerms) -> list[Stretch]:
    """What its time is counted by from its start on: at each change of level, stop and go."""
    if len(run.course) == 1 and run.course[0][0] <= run.start and not run.stops:
        return [_stretch(run, run.start, run.course[0][1], False)]
    marks = {run.start}
    marks |= {moment for moment, _ in run.course if moment > run.start}
    for span, _ in run.stops:
        marks |= {m for m in span if m is not None and m > run.start}
    found = []
    for moment in sorted(marks):
        level = level_at(run.course, moment)
        stopped = any(
            span.holds(moment)
            and (reason is None or (level and level.stops(reason, terms.waits_stop)))
            for span, reason in run.stops
        )
        found.append(_stretch(run, moment, level, stopped))
    return found


def _stretch(run: Run, moment: datetime, level: Level | None, stopped: bool) -> Stretch:
    limit = limit_of(level, run.kind, run.start) if level else None
    shown = level or next(each for _, each in run.course if each)
    return Stretch(moment, shown.hours[run.kind], limit, stopped)


def _as_it_was(run: Run, end: datetime) -> Run:
    """A clock without what happened after its end: that moves no limit of a clock that was met.

    One that was met while something was waited for shows its limit as if it had run on from there.
    """
    stops = [(span, reason) for span, reason in run.stops if span.begin <= end]
    if run.met:
        stops = [(Span(s.begin, min(s.end or end, end)), reason) for s, reason in stops]
    course = [each for each in run.course if each[0] <= end]
    return run._replace(course=course, stops=tuple(stops))


def _stands(run: Run, incident: Incident) -> Clock | FellAway | None:
    """How a clock stands: met, missed, running, stopped, or no longer needed.

    None where it ended before the level ever had such a clock.
    """
    now = incident.now
    ends = [each[0] for each in (run.met, run.unneeded) if each]
    end = min([*ends, now])
    run = _as_it_was(run, end)
    if not any(level and run.kind in level.limits for _, level in run.course):
        return None
    stretches = _stretches(run, incident.terms)
    due, agreed = _due(run, stretches, end)
    ran_out = due is not None and due < end
    met_at, inferred = run.met if run.met else (None, False)
    over = None if ran_out else _fell_away(run, agreed)
    if over:
        return over
    if met_at is not None:
        state = MISSED if ran_out or (due is not None and due < met_at) else MET
    else:
        state = MISSED if ran_out else STOPPED if due is None else RUNNING
    level = level_at(run.course, end) or next(
        x for _, x in run.course if x and run.kind in x.limits
    )
    left = _left(due, agreed, now, stretches) if state in (RUNNING, STOPPED) else None
    late = _late(due, end, run) if state == MISSED and due else None
    hours = level.hours[run.kind]
    provisional = bool(
        due
        and hours.shifts
        and not agreed
        and hours.calendar.provisional(run.start.date(), due.date())
    )
    return Clock(
        run.regime, run.kind, level, run.start, due, met_at, state, left, late, inferred, agreed,
        provisional=provisional, needed=run.unneeded is None,
    )  # fmt: skip


def _due(run: Run, stretches: Sequence[Stretch], end: datetime) -> tuple[datetime | None, bool]:
    """When it runs out, by its hours or the last agreement made in time; and which of the two."""
    due, agreed = run_out(run.start, stretches), False
    for made, until in run.agreements:
        in_time = due is None or made <= due
        if in_time and made <= end:
            due, agreed = until, True
    return due, agreed


def _fell_away(run: Run, agreed: bool) -> FellAway | None:
    """What a clock ended as that was not needed to its end."""
    met = run.met[0] if run.met else None
    lacks = [level is None or run.kind not in level.limits for _, level in run.course]
    if lacks[-1] and not agreed:
        place = len(lacks) - lacks[::-1].index(False)  # after the last level that has it
        return FellAway(run.regime, run.kind, run.course[place][0], "level")
    if run.unneeded and (met is None or run.unneeded[0] < met):
        return FellAway(run.regime, run.kind, *run.unneeded)
    return None


def _left(due: datetime | None, agreed: bool, now: datetime, stretches: Sequence[Stretch]) -> int:
    """The running seconds left; of a clock that stands still what it would have, were it to run."""
    if agreed and due:
        return int((due - now).total_seconds())
    current = [each for each in stretches if each.since <= now]
    last = current[-1] if current else stretches[0]
    resumed = [*current, Stretch(max(now, last.since), last.hours, last.limit)]
    at = max(now, stretches[0].since)
    until = run_out(stretches[0].since, resumed)
    return last.hours.between(at, until) if until else 0


def _late(due: datetime, end: datetime, run: Run) -> int:
    """The seconds from the end of the limit on, by the clock on the wall, without those when service was back.

    In running hours a call answered in the evening would be late by nothing.
    """
    back = [span for span, reason in run.stops if reason is None and span.end]
    passed = end - due
    for span in back:
        passed -= max(min(span.end or end, end) - max(span.begin, due), timedelta())
    return int(passed.total_seconds())


def _counting(found: Sequence[Clock | FellAway], terms: ServiceTerms) -> list[Clock | FellAway]:
    """One kind's clocks; the one that runs out first counts, or that of the regime chosen."""
    clocks = [each for each in found if isinstance(each, Clock)]
    if not clocks:
        return list(found)
    chosen = [each for each in clocks if each.regime == terms.severity]
    # of those due together, or stopped, the first in the file
    due = sorted((c.due_at, place) for place, c in enumerate(clocks) if c.due_at)
    earliest = next(iter((*chosen, *(clocks[place] for _, place in due), *clocks)))
    return [each._replace(counts=True) if each is earliest else each for each in found]


def minutes(seconds: int | None, late: bool = False) -> int | None:
    """Whole minutes of so many seconds: of what is left downwards, of a delay upwards."""
    if seconds is None:
        return None
    return -(-seconds // 60) if late else seconds // 60
