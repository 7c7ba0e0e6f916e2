"""Levels of an incident: what each side said, and which was in force at each moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.delivery.matters import Matter, Step
from svcctl.delivery.promised import UNITS, Level, ServiceTerms

# the levels of a regime, each with its first moment; None where the regime knows none so grave
Course = list[tuple[datetime, Level | None]]


class Said(Record):
    """What one side said of the level, in every regime; or what was found on appraisal."""

    since: datetime
    side: str
    levels: Mapping[str, Level]  # by regime
    appraised: bool = False
    reason: str = ""


def said_of(matter: Matter, terms: ServiceTerms) -> list[Said]:
    """What was said of an incident's level, in order."""
    found = []
    for step in matter.done("open", "classify"):
        levels = _understood(step, terms)
        if levels:
            act = step.act
            side = act.side
            appraised = bool(act.told("appraised"))
            found.append(Said(step.moment, side, levels, appraised, act.reason))
    return found


def _understood(step: Step, terms: ServiceTerms) -> dict[str, Level]:
    try:
        return terms.said(step.act.told("level", ()))
    except Refusal:  # the contract was corrected, and knows the level no more
        return {}


def in_force(said: Sequence[Said], regime: str, first: datetime) -> Course:
    """The levels of a regime from the moment of the fault on, each with its first moment.

    The graver of what the two sides say, until an appraisal settles it; who is silent says the same.
    """
    moments = sorted({first, *(each.since for each in said[1:] if each.since > first)})
    found: Course = []
    for moment in moments:
        level = _at(said, regime, moment)
        if found and found[-1][1] is level:
            continue
        if found or level:
            found.append((moment, level))
    return found


def _at(said: Sequence[Said], regime: str, moment: datetime) -> Level | None:
    # what was said at the call holds from the fault on
    known = [each for each in said if each.since <= moment or each is said[0]]
    settled = [each for each in known if each.appraised]
    if settled:
        return settled[-1].levels.get(regime)
    last = {each.side: each for each in known}
    levels = [each.levels[regime] for each in last.values() if regime in each.levels]
    return min(levels, key=lambda level: level.severity, default=None)


def level_at(course: Course, moment: datetime) -> Level | None:
    """The level in force at a moment."""
    return next((level for since, level in reversed(course) if since <= moment), None)


def limit_of(level: Level, clock: str, start: datetime) -> int | None:
    """The running seconds that a clock has at a level; None where the level has no such clock.

    A limit in working days counts as the running time between its start and its end.
    """
    period = level.limits.get(clock)
    if period is None:
        return None
    if period.unit == "working-day":
        hours = level.hours[clock]
        return hours.between(start, hours.end_of_working_day(start, period.length))
    return UNITS[period.unit] * period.length
