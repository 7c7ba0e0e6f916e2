"""What a missed promise proposes: a breach, with what it rests on; a person decides."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from svcctl.billing.position import Accepted, Rejected
from svcctl.billing.record import Record
from svcctl.delivery.clocks import MISSED, Clock, sheet_of
from svcctl.delivery.matters import Matter
from svcctl.delivery.promised import ServiceTerms
from svcctl.delivery.promises_kept import Outcome, Promise, Tally, outcomes, promises

OF_CLOCKS = {"severity": ("stricter",), "dispatch-from": ("call", "not-solved"), "waits": ("run", "stop")}  # fmt: skip
NOT_NEEDED = "not-needed"  # by another reading there is no such clock
Decision = Accepted | Rejected


class Miss(NamedTuple):
    """One limit that ran out: of a regime, or of a turn or a leave."""

    regime: str | None
    due_at: datetime
    met_at: datetime | None


class Turned(NamedTuple):
    """A reading by which a clock would have come out otherwise."""

    key: str
    choice: str
    other: str
    state: str


class Proposal(Record):
    """A missed promise that may be a breach: which rule, when it ran out, what it rests on."""

    id: str
    promise: str
    rule: str  # nothing where the contract file names none
    missed: tuple[Miss, ...]
    events: tuple[str, ...] = ()
    readings: tuple[Turned, ...] = ()
    contested: bool = False
    excused: bool = False
    decision: Decision | None = None

    @property
    def on(self) -> date | None:
        """The day on which the first of its limits ran out; None where none did after all."""
        return min((miss.due_at.date() for miss in self.missed), default=None)

    @property
    def basis(self) -> list[dict[str, Any]]:
        """When each limit ran out and was met, as a decision keeps it."""
        return [_kept(miss) for miss in self.missed]

    @property
    def basis_changed(self) -> bool:
        """Whether facts put right later tell it otherwise than when it was decided."""
        if self.decision is None:
            return False
        then = (self.decision.basis or {}).get(self.id, [])
        # what was still unmet then may have been met since: that changes nothing of the miss
        unmet = {each["regime"] for each in then if not each["met_at"]}
        now = [e | {"met_at": ""} if e["regime"] in unmet else e for e in self.basis]
        return bool(now != then)


def _kept(miss: Miss) -> dict[str, Any]:
    met = miss.met_at.isoformat() if miss.met_at else ""
    return {"regime": miss.regime or "", "due_at": miss.due_at.isoformat(), "met_at": met}


def proposals(tally: Tally, decided: Mapping[str, Decision]) -> list[Proposal]:
    """Each missed promise of these days, and what was decided of one that is missed no more."""
    by_key = {promise.key: promise for promise in promises(tally.terms)}
    found: dict[str, Proposal] = {}
    every = outcomes(tally)
    for each in every:
        if each.state == MISSED:
            made = _proposed(each, by_key, tally, decided)
            found[each.id] = _joined(found.get(each.id), made)
    known = {each.id: each for each in every}
    for name, decision in decided.items():
        if name not in found and (name in known or tally.is_within(_day(name, decision))):
            promise = known[name].promise if name in known else ""
            found[name] = Proposal(name, promise, _rule(promise, by_key), (), decision=decision)
    return sorted(found.values(), key=lambda each: (each.on or date.max, each.id))


def _day(name: str, decision: Decision) -> date:
    """The day on which it ran out by what was known when it was decided."""
    [first, *_] = (decision.basis or {})[name]
    return datetime.fromisoformat(first["due_at"]).date()


def _rule(promise: str, by_key: Mapping[str, Promise]) -> str:
    return by_key[promise].breach if promise in by_key else ""


def _joined(before: Proposal | None, made: Proposal) -> Proposal:
    """Engineers missed under two regimes are one proposal."""
    if before is None:
        return made
    return before._replace(missed=(*before.missed, *made.missed), rule=before.rule or made.rule)


def _proposed(
    outcome: Outcome, by_key: Mapping[str, Promise], tally: Tally, decided: Mapping[str, Decision]
) -> Proposal:
    return Proposal(
        id=outcome.id,
        promise=outcome.promise,
        rule=_rule(outcome.promise, by_key),
        missed=tuple(_misses(outcome, tally)),
        events=outcome.events,
        readings=tuple(turned_by(outcome, tally)),
        contested=outcome.contested,
        excused=outcome.excused,
        decision=decided.get(outcome.id),
    )


def _misses(outcome: Outcome, tally: Tally) -> Iterator[Miss]:
    """Each limit that ran out: of a clock in every regime, of all else the one there is."""
    assert outcome.missed_at  # what was missed ran out at some moment
    if outcome.clock:
        for clock in tally.sheets[outcome.behind].clocks:
            if clock.kind == outcome.clock.kind and clock.state == MISSED and clock.due_at:
                yield Miss(clock.regime, clock.due_at, clock.met_at)
    elif outcome.turn:
        on = outcome.turn.on
        done = datetime.combine(on, datetime.min.time()) if on else None
        yield Miss(None, outcome.missed_at, done)
    else:
        regime, stroke, _ = outcome.promise.partition("/")
        yield Miss(regime if stroke else None, outcome.missed_at, None)


# -- readings --------------------------------------------------------------------------------------


def other_choices(terms: ServiceTerms) -> Iterator[tuple[str, str]]:
    """The readings of clocks, each with the choices that are not in force."""
    regimes = terms.regimes if len(terms.regimes) > 1 else ()
    for key, choices in OF_CLOCKS.items():
        for choice in (*choices, *(regimes if key == "severity" else ())):
            if choice != terms.readings.get(key):
                yield key, choice


def read_otherwise(terms: ServiceTerms, key: str, choice: str) -> ServiceTerms:
    """The same promises under another choice of a reading."""
    return terms._replace(readings=dict(terms.readings) | {key: choice})


def turned_by(outcome: Outcome, tally: Tally) -> Iterator[Turned]:
    """The readings by which the clock behind an outcome is not missed."""
    if outcome.clock is None:
        return
    matter = tally.book.matters[outcome.behind]
    for key, choice in other_choices(tally.terms):
        other = read_otherwise(tally.terms, key, choice)
        clock = counting(matter, other, tally.now, outcome.clock.kind)
        state = clock.state if clock else NOT_NEEDED
        if state != outcome.clock.state:
            yield Turned(key, tally.terms.readings[key], choice, state)


def counting(matter: Matter, terms: ServiceTerms, now: datetime, kind: str) -> Clock | None:
    """The clock of a kind that counts."""
    clocks: Sequence[Clock] = sheet_of(matter, terms, now).clocks
    return next((each for each in clocks if each.kind == kind and each.counts), None)
