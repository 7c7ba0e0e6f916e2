"""A record of the service as scripts read it."""

from datetime import datetime
from functools import cached_property
from typing import Any

from svcctl import workspace
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.delivery.clocks import MISSED, Clock, FellAway, Sheet, Wait, minutes, sheet_of
from svcctl.delivery.levels import Said, in_force, level_at
from svcctl.delivery.matters import Book, Matter, Step
from svcctl.delivery.promised import ServiceTerms
from svcctl.delivery.verdicts import contested, excused, other_word, window_of

ZONE = "+08:00"
PLANNED_OR_SAID = {"when", "time"}  # moments or days, under keys that no option has


class View(Record):
    """A record looked at at a moment, with what it is held to."""

    case: Case
    terms: ServiceTerms
    book: Book
    matter: Matter
    now: datetime

    @cached_property
    def sheet(self) -> Sheet:
        """The clocks of an incident."""
        return sheet_of(self.matter, self.terms, self.now)

    @cached_property
    def contested(self) -> frozenset[tuple[str, str]]:
        """The clocks that the other side's word would turn."""
        return contested(self.matter, self.terms, self.now, self.sheet)

    @property
    def is_incident(self) -> bool:
        """Whether it has clocks."""
        return self.matter.noun.name == "incident"

    @property
    def is_in_term(self) -> bool:
        """Whether it counts: it began while service ran."""
        return self.terms.is_in_term(self.matter.opened_at.date())

    @property
    def level(self) -> str:
        """The level in force in the regime that the call was put in; nothing where none is."""
        said = self.sheet.said
        if not said:
            return ""
        regime = next(iter(said[0].levels))
        named = self.matter.told("level", [""])[0]
        for each, level in said[0].levels.items():
            if named in (level.name, level.key):
                regime = each
                break
        found = level_at(in_force(said, regime, said[0].since), self.now)
        return found.name if found else ""

    def is_excused(self, clock: Clock) -> bool:
        """Whether force majeure lay over the moment it ran out."""
        return excused(clock, self.case.position.force_majeure, self.now.date())


def stamp(moment: datetime | None) -> str | None:
    """A moment of China's clocks as JSON has it."""
    return moment.isoformat(timespec="seconds") + ZONE if moment else None


def _zoned(text: str) -> str | None:
    """A moment as the journal keeps it, with its zone; a day alone as it is."""
    return stamp(datetime.fromisoformat(text)) if "T" in text else text


def matter_json(view: View, steps: bool = True) -> dict[str, Any]:
    """A record whole; a row of a list goes without its steps."""
    matter = view.matter
    found: dict[str, Any] = {
        "id": matter.id,
        "noun": matter.noun.name,
        "contract": view.case.id,
        "title": matter.title,
        "state": matter.state,
        "opened_at": stamp(matter.opened_at),
        "system": matter.systems[0] if matter.systems else None,
        "systems": list(matter.systems),
        "in_term": view.is_in_term,
        "for": list(matter.turns),
        "links": list(matter.links),
        "missing": missing_of(matter),
        "next": matter.next,
    }
    if view.is_incident:
        found |= _of_incident(view)
    if steps:
        found["steps"] = [_step(step, matter) for step in matter.steps]
    return found


def missing_of(matter: Matter) -> list[str]:
    """The papers that a record still wants."""
    noun, state = matter.noun.name, matter.state
    if (
        noun == "incident"
        and state == "closed"
        and not matter.done("close")[-1].act.told("duplicate_of")
    ):
        return [] if matter.is_signed() else ["signed-note"]
    if noun == "visit" and state == "carried-out":
        return ["signed-note"]
    if noun == "leave" and state == "given":
        return [] if matter.is_signed() else ["signed-leave"]
    if noun == "inspection" and state not in ("", "planned"):
        return [] if any(step.act.files for step in matter.steps) else ["form"]
    return []


def _of_incident(view: View) -> dict[str, Any]:
    matter, sheet = view.matter, view.sheet
    fault = matter.told("fault_at")
    return {
        "fault_at": stamp(datetime.fromisoformat(fault) if fault else matter.first.moment),
        "level": view.level,
        "levels": [_level(each, view) for each in sheet.said],
        "clocks": [clock_json(each, view) for each in sheet.clocks],
        "fell_away": [_fell_away(each) for each in sheet.fell_away],
        "waits": [_wait(each, view) for each in sheet.waits],
    }


def _level(said: Said, view: View) -> dict[str, Any]:
    first = said is view.sheet.said[0]
    fault = view.matter.told("fault_at")
    since = datetime.fromisoformat(fault) if fault and first else said.since
    return {
        "from": stamp(since),
        "side": said.side,
        "levels": {regime: level.name for regime, level in said.levels.items()},
        "reason": said.reason or None,
    }


def clock_json(clock: Clock, view: View) -> dict[str, Any]:
    """One clock as it stands."""
    window = window_of(clock)
    return {
        "id": f"{view.matter.id}/{clock.kind}",
        "regime": clock.regime,
        "clock": clock.kind,
        "within": clock.level.texts.get(clock.kind),
        "hours": "5x8" if clock.level.hours[clock.kind].shifts else "7x24",
        "starts_at": stamp(clock.starts_at),
        "due_at": stamp(clock.due_at),
        "met_at": stamp(clock.met_at),
        "state": clock.state,
        "counts": clock.counts,
        "left_minutes": minutes(clock.left),
        "over_minutes": minutes(clock.over, late=True),
        "inferred": clock.inferred,
        "agreed": clock.agreed,
        "contested": (clock.regime, clock.kind) in view.contested,
        "excused": clock.state == MISSED and view.is_excused(clock),
        "basis": "provisional" if clock.provisional else "official",
        "window": {"earliest": window.earliest.isoformat(), "latest": window.latest.isoformat()}
        if window
        else None,
    }


def _fell_away(fell: FellAway) -> dict[str, Any]:
    return {"regime": fell.regime, "clock": fell.kind, "at": stamp(fell.at), "why": fell.why}


def _wait(wait: Wait, view: View) -> dict[str, Any]:
    """A wait, and whether it stops a clock under the level in force as it began."""
    said = view.sheet.said
    courses = [in_force(said, r, said[0].since) for r in view.terms.regimes] if said else []
    levels = [level for c in courses if c and (level := level_at(c, wait.span.begin) or c[0][1])]
    stops = any(level.stops(wait.reason, view.terms.waits_stop) for level in levels)
    return {
        "from": stamp(wait.span.begin),
        "to": stamp(wait.span.end),
        "reason": wait.reason,
        "stops": stops,
    }


def _step(step: Step, matter: Matter) -> dict[str, Any]:
    act = step.act
    confirmed, objections = other_word(step, matter)
    return {
        "number": step.number,
        "event": act.event,
        "verb": act.verb,
        "at": stamp(step.moment),
        "recorded_at": _recorded_at(step),
        "actor": step.actor,
        "by": act.by or None,
        "side": act.side,
        "source": act.source,
        "signed": bool(act.signed_by and act.files),
        "confirmed_by": confirmed or None,
        "objections": [_objection(each) for each in objections],
        "files": [file.sha256 for file in act.files],
        "note": act.note or None,
        "data": _data(step, matter),
    }


def _objection(step: Step) -> dict[str, Any]:
    time = step.act.told("time")
    return {
        "event": step.act.event,
        "side": step.act.side,
        "by": step.act.by or None,
        "reason": step.act.reason,
        "at": stamp(datetime.fromisoformat(time)) if time else None,
    }


def _recorded_at(step: Step) -> str | None:
    return stamp(datetime.fromisoformat(workspace.local_time(step.recorded_at)))


def _data(step: Step, matter: Matter) -> dict[str, Any]:
    """What the verb alone was told, with the reason and the signature."""
    act, verb = step.act, matter.noun.verb(step.verb)
    moments = {each.key for each in verb.told if each.kind == "moment"} if verb else set()
    told: dict[str, Any] = {
        key: _zoned(value) if key in moments | PLANNED_OR_SAID else value
        for key, value in (act.says or {}).items()
    }
    beside = {
        "title": act.title,
        "reason": act.reason,
        "signed_by": act.signed_by,
        "act": act.target,
    }
    lists = {"systems": act.systems, "links": act.links, "for": act.turns}
    told |= {key: value for key, value in beside.items() if value}
    return told | {key: list(value) for key, value in lists.items() if value}
