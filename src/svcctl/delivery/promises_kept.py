"""The promises of a contract, and what became of each in a span: kept, missed, or never told of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property

from svcctl.billing.instalment import Title
from svcctl.billing.position import ForceMajeure
from svcctl.billing.record import Record
from svcctl.billing.service import CLOCKS, LEAVE
from svcctl.billing.service_acts import ServiceAct
from svcctl.delivery.clocks import MET, MISSED, Clock, Sheet, sheet_of
from svcctl.delivery.levels import in_force, level_at, limit_of
from svcctl.delivery.matters import Book, Matter, Step
from svcctl.delivery.promised import Level, ServiceTerms
from svcctl.delivery.turns_kept import DONE, NOT_RECORDED, OPEN, TurnKept, turns_kept
from svcctl.delivery.verdicts import contested, excused

OF_DISPATCH, ENGINEERS = "dispatch", "engineers"
LEAVE_TITLE = {"zh": "远程和改库先经允许", "en": "Leave before remote work and database changes"}
END_OF_DAY = time(23, 59, 59)
COMES = ("dispatch", "arrive")  # somebody goes, or is there
BACK = ("restore", "close")
LASTING = ("staff", "knowledge")  # records of what stays until it is ended


class Promise(Record):
    """One promise as the scorecard names it."""

    key: str  # SIS/SIS1/restore | SIS/SIS1/engineers | monthly-inspection | leave
    title: Title
    article: str | None
    target: str | None  # 8h, 2, 1 month; nothing where no number is promised
    breach: str = ""  # the damages rule that a miss falls under
    kind: str = ""  # the noun that fulfils it
    what: str = "clock"  # clock | engineers | turn | standing | leave


class Outcome(Record):
    """What became of a promise once: of one clock, one turn, one session."""

    promise: str
    id: str  # I-2025-0002/restore, monthly-inspection-7, I-2025-0002/leave-41
    behind: str  # the record, or the turn
    state: str  # done | missed | not_recorded | open
    day: date  # by which it belongs to a year and a month
    missed_at: datetime | None = None  # when it ran out, or was done without leave
    contested: bool = False
    excused: bool = False  # force majeure lay over it
    events: tuple[str, ...] = ()  # the acts that it rests on
    clock: Clock | None = None
    turn: TurnKept | None = None


class Kept(Record):
    """A promise with what became of it in a span."""

    promise: Promise
    outcomes: tuple[Outcome, ...]
    recorded: int  # how much is on record of it

    @property
    def is_recorded(self) -> bool:
        """Whether anything at all is on record."""
        return self.recorded > 0

    def count(self, state: str) -> int:
        """How often it came out so."""
        return sum(each.state == state for each in self.outcomes)

    @property
    def due(self) -> int:
        """How often it was to be kept."""
        return len(self.outcomes)

    @property
    def behind(self) -> list[str]:
        """The records and turns behind what was missed or not recorded."""
        told = (MISSED, NOT_RECORDED)
        return list(dict.fromkeys(each.behind for each in self.outcomes if each.state in told))

    @property
    def contested(self) -> list[Outcome]:
        """What came out otherwise by the other side's word."""
        return [each for each in self.outcomes if each.contested]


class Tally(Record):
    """What was served between two days, both included, with what it is held to at a moment."""

    book: Book
    terms: ServiceTerms
    now: datetime
    first: date
    last: date
    hindered: tuple[ForceMajeure, ...] = ()

    def is_within(self, day: date) -> bool:
        """Whether a day lies between the two."""
        return self.first <= day <= self.last

    def counts(self, matter: Matter) -> bool:
        """Whether a record belongs to these days and to the term."""
        day = matter.opened_at.date()
        return matter.is_begun and self.is_within(day) and self.terms.is_in_term(day)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The clocks of each incident that counts."""
        found = filter(self.counts, self.book.of("incident"))
        return {matter.id: sheet_of(matter, self.terms, self.now) for matter in found}

    def is_excused(self, day: date) -> bool:
        """Whether force majeure lay over a day."""
        return any(each.on <= day <= each.last(self.now.date()) for each in self.hindered)


# -- what is promised ------------------------------------------------------------------------------


def promises(terms: ServiceTerms) -> list[Promise]:
    """Every promise: level by level, then the service plan; the leave once."""
    found = [each for level in terms.levels for each in _of_level(level)]
    turning = {turn.key for turn in terms.turns}
    for key, plan in terms.plans.items():
        what = (
            LEAVE if key == LEAVE else "turn" if key in turning or "every" in plan else "standing"
        )
        told = (plan.get("every"), plan.get("breach", ""), plan.get("kind", ""), what)
        found.append(Promise(key, plan["title"], plan["article"], *told))
    if LEAVE not in terms.plans:
        found.append(Promise(LEAVE, LEAVE_TITLE, None, None, what=LEAVE))
    return found


def _of_level(level: Level) -> Iterator[Promise]:
    for clock in CLOCKS:
        if clock in level.limits:
            told = (level.title, level.article, level.texts[clock], level.breach, "incident")
            yield Promise(f"{level.key}/{clock}", *told)
    if level.engineers:
        told = (level.title, level.article, str(level.engineers), level.breach, "incident")
        yield Promise(f"{level.key}/{ENGINEERS}", *told, what=ENGINEERS)


# -- what became of it -----------------------------------------------------------------------------


def outcomes(tally: Tally) -> list[Outcome]:
    """What became of every promise, each time that it was to be kept."""
    found = [each for name in tally.sheets for each in _of_incident(name, tally)]
    turns = turns_kept(tally.book, tally.terms, tally.now)
    found += [_of_turn(each, tally) for each in turns if tally.is_within(each.turn.last)]
    return [*found, *_of_leave(tally)]


def scorecard(tally: Tally) -> list[Kept]:
    """Each promise with what became of it."""
    by_promise: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes(tally):
        by_promise[each.promise].append(each)
    return [
        Kept(promise, tuple(by_promise[promise.key]), _recorded(promise, by_promise, tally))
        for promise in promises(tally.terms)
    ]


def _recorded(promise: Promise, found: Mapping[str, Sequence[Outcome]], tally: Tally) -> int:
    """How much of it is on record: what was done or missed, else the records of its kind."""
    told = sum(bool(each.events) for each in found[promise.key])
    if told or promise.what not in ("standing", LEAVE):
        return told
    told = sum(tally.is_within(s.moment.date()) for s in tally.book.turns.get(promise.key, ()))
    return told + sum(
        tally.is_within(each.opened_at.date()) or lasts_into(each, tally.first, tally.last)
        for each in tally.book.of(promise.kind)
    )


def lasts_into(matter: Matter, first: date, last: date) -> bool:
    """Whether something made to last, as people named and what is known, was there in those days."""
    if matter.noun.name not in LASTING or matter.opened_at.date() > last:
        return False
    return not matter.is_over or matter.steps[-1].moment.date() >= first


# -- incidents -------------------------------------------------------------------------------------


def _of_incident(name: str, tally: Tally) -> Iterator[Outcome]:
    matter, sheet = tally.book.matters[name], tally.sheets[name]
    disputed = contested(matter, tally.terms, tally.now, sheet)
    for clock in sheet.clocks:
        if clock.counts:
            yield _of_clock(clock, matter, disputed, tally)
    silent = _not_told(matter, sheet, tally)
    if silent:
        promise = f"{silent.key}/{OF_DISPATCH}"
        yield _outcome(promise, f"{name}/{OF_DISPATCH}", matter, NOT_RECORDED)
    for level in _levels_when_there(matter, sheet, tally):
        if level.engineers:
            yield _of_engineers(level, matter, tally)


def _outcome(promise: str, name: str, matter: Matter, state: str) -> Outcome:
    first = matter.first
    return Outcome(
        promise, name, matter.id, state, matter.opened_at.date(), events=(first.act.event,)
    )


def _of_clock(
    clock: Clock, matter: Matter, disputed: frozenset[tuple[str, str]], tally: Tally
) -> Outcome:
    state = {MET: DONE, MISSED: MISSED}.get(clock.state, OPEN)
    name = f"{matter.id}/{clock.kind}"
    made = _outcome(f"{clock.level.key}/{clock.kind}", name, matter, state)
    today = tally.now.date()
    return made._replace(
        missed_at=clock.due_at if state == MISSED else None,
        contested=(clock.regime, clock.kind) in disputed,
        excused=excused(clock, tally.hindered, today),
        events=tuple(step.act.event for step in matter.acts),
        clock=clock,
    )


def _not_told(matter: Matter, sheet: Sheet, tally: Tally) -> Level | None:
    """The level whose dispatch nobody told of, though the incident outlasted its answer limit.

    What was solved from afar needed nobody to come, and says so.
    """
    told = {each.kind for each in sheet.clocks} | {each.kind for each in sheet.fell_away}
    answers = [c for c in sheet.clocks if c.kind == "answer" and c.counts and c.due_at]
    if OF_DISPATCH in told or not answers or not sheet.said:
        return None
    due = answers[0].due_at
    assert due  # asked for above
    if matter.done("close") and matter.done("close")[-1].act.told("duplicate_of"):
        return None
    if any(step.act.told("solved") == "yes" for step in matter.done("remote end")):
        return None
    back = next((step.moment for step in matter.done(*BACK)), tally.now)
    return _strictest(matter, sheet, due, tally.terms) if back > due else None


def _strictest(matter: Matter, sheet: Sheet, moment: datetime, terms: ServiceTerms) -> Level | None:
    """Of the levels in force at a moment the one by which somebody had to come first."""
    call, ends = matter.first.moment, []
    for regime in terms.regimes:
        level = level_at(in_force(sheet.said, regime, call), moment)
        limit = limit_of(level, OF_DISPATCH, call) if level else None
        if level and limit is not None:
            due = level.hours[OF_DISPATCH].after(call, limit)
            ends.append((regime != terms.severity, due, level))
    return min(ends, key=lambda each: each[:2])[2] if ends else None


def _levels_when_there(matter: Matter, sheet: Sheet, tally: Tally) -> list[Level]:
    """The levels in force, regime by regime, when somebody first went or was there."""
    came = matter.done(*COMES)
    if not came or not sheet.said:
        return []
    courses = [in_force(sheet.said, each, matter.first.moment) for each in tally.terms.regimes]
    found = [level_at(course, came[0].moment) for course in courses]
    return [level for level in found if level]


def _of_engineers(level: Level, matter: Matter, tally: Tally) -> Outcome:
    """Whether as many arrived as were promised, all who arrived together."""
    arrived = matter.done("arrive")
    known = [step.act.told("engineers") for step in arrived]
    back = next((step.moment for step in matter.done(*BACK)), None)
    if sum(filter(None, known)) >= level.engineers:
        state = DONE
    elif back is None:
        state = OPEN
    else:
        state = MISSED if arrived and all(known) else NOT_RECORDED
    made = _outcome(f"{level.key}/{ENGINEERS}", f"{matter.id}/{ENGINEERS}", matter, state)
    events = tuple(step.act.event for step in matter.done(*COMES))
    missed = state == MISSED
    at = arrived[0].moment if missed else None
    is_excused = missed and tally.is_excused(arrived[0].moment.date())
    return made._replace(missed_at=at, events=events, excused=is_excused)


# -- the plan, and the leave -----------------------------------------------------------------------


def _of_turn(kept: TurnKept, tally: Tally) -> Outcome:
    turn = kept.turn
    missed = kept.state == MISSED
    return Outcome(
        promise=turn.key,
        id=kept.id,
        behind=kept.id,
        state=kept.state,
        day=turn.last,
        missed_at=datetime.combine(turn.last, END_OF_DAY) if missed else None,
        contested=kept.contested,
        excused=missed and tally.is_excused(turn.last),
        events=kept.events,
        turn=kept,
    )


def _of_leave(tally: Tally) -> Iterator[Outcome]:
    """Each remote session and each change of the database: with leave on record, or without."""
    for matter in filter(tally.counts, tally.book.matters.values()):
        for step in matter.done("remote start", "carry-out"):
            if step.act.told("leave") or step.act.told("without_leave"):
                yield _session(matter, step, tally.book)


def _session(matter: Matter, step: Step, book: Book) -> Outcome:
    without = bool(step.act.told("without_leave"))
    return Outcome(
        promise=LEAVE,
        id=f"{matter.id}/{LEAVE}-{_number(step.act)}",
        behind=matter.id,
        state=MISSED if without else DONE,
        day=matter.opened_at.date(),
        missed_at=step.moment if without else None,
        contested=_is_denied(matter, step, book),
        events=(step.act.event,),
    )


def _is_denied(matter: Matter, step: Step, book: Book) -> bool:
    """Whether the other side objects to the session, or says that it never gave that leave."""
    leave = book.found(step.act.told("leave", ""))
    return any(each.act.target == step.act.event for each in matter.done("object")) or bool(
        leave and leave.done("object")
    )


def _number(act: ServiceAct) -> str:
    """The number of an act in the journal; one that was put right keeps that of what was wrong."""
    return (act.replaces or act.event).rpartition("#")[2]
