"""Which readings had a say in a date, and what another choice of them would make of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from svcctl.billing.calendar import Calendar
from svcctl.billing.changes import Change, changes, damages_changes
from svcctl.billing.damages import assess
from svcctl.billing.position import Position
from svcctl.billing.schedule import EVENTS, Standing, schedule, sight_of, standings_of
from svcctl.billing.terms import NATION, READING_CHOICES, Terms


class Alternative(NamedTuple):
    """What another choice of a reading would make of an instalment's deadline."""

    reading: str
    choice: str  # the one in force
    other: str
    status: str
    due_on: date | None


class Trial(NamedTuple):
    """What another choice of a reading would change in the contract's dates and sums."""

    choice: str
    changes: list[Change]


def trials(
    terms: Terms,
    position: Position,
    calendar: Calendar,
    calendar_named: Callable[[str], Calendar],
    region: str,
    regimes: Sequence[str] = (),
    under: Callable[[dict[str, str]], Terms] | None = None,
) -> dict[str, list[Trial]]:
    """For each reading its other choices, with what each would change; worked out by running the model under it.

    `under` makes the terms under other choices, where amendments rest on them.
    """
    sight = sight_of(terms, position, calendar)
    before, lines = standings_of(sight), assess(sight)
    found: dict[str, list[Trial]] = {}
    for reading, choices in READING_CHOICES.items():
        for other in (*choices, *(regimes if reading == "severity" else ())):
            if other == terms.readings[reading]:
                continue
            where = calendar
            if reading == "working-day":
                where = calendar_named(NATION if other == "national" else region)
            chosen = terms.readings | {reading: other}
            tried = sight_of(under(chosen) if under else terms._replace(readings=chosen), position, where)
            moved = changes(before, standings_of(tried)) + damages_changes(lines, assess(tried))
            found.setdefault(reading, []).append(Trial(other, moved))
    return found


def readings_used(standing: Standing, terms: Terms) -> list[str]:
    """The readings that had a say in this instalment's date, in the order they are applied."""
    promise, after = standing.promise, standing.promise.due.after.partition(":")[0]
    later = promise.year is not None and promise.year > 1
    by_year = promise.waits_for_year or after in ("year-start", "year-end")
    used = ["later-years"] if later and after in EVENTS else []
    if by_year or (used and terms.readings["later-years"] == "service-year-start"):
        used += ["term-start", "year-end"]
    if promise.waits_for_year:
        used.append("early-report")
    if promise.needs:
        used += ["return", "receipt-proof"]
    used.append("working-day" if promise.due.unit == "working-day" else "day-off")
    return used


def alternatives(
    terms: Terms,
    position: Position,
    standings: Sequence[Standing],
    calendar: Calendar,
    calendar_named: Callable[[str], Calendar],
    region: str,
) -> dict[str, list[Alternative]]:
    """For each overdue instalment, the readings under which it would not be overdue (the first such choice of each)."""
    late = {standing.promise.id: standing for standing in standings if standing.status == "overdue"}
    found: dict[str, list[Alternative]] = {}
    for reading in dict.fromkeys(r for s in late.values() for r in _in_question(s, terms, position, calendar, region)):
        for other in READING_CHOICES[reading]:
            if other == terms.readings[reading]:
                continue
            tried = terms._replace(readings=terms.readings | {reading: other})
            where = calendar
            if reading == "working-day":
                where = calendar_named(NATION if other == "national" else region)
            for standing in schedule(tried, position, where):
                iid = standing.promise.id
                listed = any(a.reading == reading for a in found.get(iid, ()))
                if iid in late and standing.status != "overdue" and not listed:
                    choice = terms.readings[reading]
                    found.setdefault(iid, []).append(
                        Alternative(reading, choice, other, standing.status, standing.due_on)
                    )
    return found


def _in_question(standing: Standing, terms: Terms, position: Position, calendar: Calendar, region: str) -> list[str]:
    """The readings that could have made a late instalment's date another one; those that cannot are not tried."""
    acts = [act for key in standing.promise.needs for act in position.documents.get((key, standing.promise.year), ())]
    used = readings_used(standing, terms)
    if terms.starts == "signing" or position.started_on is None:
        used = [reading for reading in used if reading != "term-start"]
    if not any(act.act == "return" for act in acts):
        used = [reading for reading in used if reading != "return"]
    if not any(act.delivered_on for act in acts):
        used = [reading for reading in used if reading != "receipt-proof"]
    if "working-day" in used and not _local(standing, calendar, region):
        used.remove("working-day")
    arrived = any(payment.arrived_on for payment in position.payments)
    return used + (["paid-when"] if arrived else [])


def _local(standing: Standing, calendar: Calendar, region: str) -> bool:
    """Whether the region's days lie on the way to the deadline; by the nation's calendar they are not known."""
    if region == NATION or standing.deadline is None:
        return False
    return calendar.name == NATION or calendar.local_between(standing.deadline.start, standing.deadline.on)
