"""Deadlines for calendar programs: an event each, updated and cancelled in place, with alarms."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from svcctl.answers.instalments import label
from svcctl.billing.dates import ONE_DAY
from svcctl.billing.money import grouped
from svcctl.billing.obligations import obligations_of
from svcctl.billing.refusal import Refusal
from svcctl.billing.service import turns
from svcctl.billing.working_days import Calendar
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.i18n import Words
from svcctl.papers.calendar_ics import PRODUCT
from svcctl.papers.provenance import Provenance, foot_lines

ALARMS = (10, 3, 1)  # working days before a deadline


def schedule_ics(cases: Sequence[Case], found: Provenance, words: Words) -> bytes:
    """Every instalment with a date; the paid and the cancelled are marked, for programs to drop."""
    events = []
    for case in cases:
        for standing in case.standings:
            if standing.due_on is None and standing.status != "cancelled":
                continue
            on = standing.due_on or (standing.clock.start or case.as_of)
            name = f"{case.id}:{standing.instalment.id}"
            done = {"paid": "done", "paid-late": "done", "cancelled": "cancelled"}.get(
                standing.status, ""
            )
            provisional = bool(standing.deadline and standing.deadline.provisional)
            text = words(
                "ics.due",
                title=label(standing, words),
                # what is paid has nothing outstanding: its own sum says which one it was
                amount=grouped(
                    standing.outstanding_fen or standing.paid_fen or standing.instalment.amount_fen
                ),
                id=name,
            )
            events.append(_event(name, on, text, done, provisional, case, found, words))
    return _file(events, words("export.schedule"), words)


def obligations_ics(cases: Sequence[Case], found: Provenance, words: Words) -> bytes:
    """Every obligation that has a date."""
    events = []
    for case in cases:
        for state in obligations_of(case.sight):
            if state.deadline:
                name = f"{case.id}:{state.obligation.key}"
                text = words("ics.duty", title=words.title(state.obligation.title), id=name)
                done = "done" if state.done_on else ""
                on, provisional = state.deadline.on, state.deadline.provisional
                events.append(_event(name, on, text, done, provisional, case, found, words))
    return _file(events, words("export.obligations"), words)


def service_ics(cases: Sequence[Case], found: Provenance, words: Words) -> bytes:
    """The last day of each recurring turn; those that an early end cut short are cancelled."""
    events = []
    for case in cases:
        kept = {
            f"{turn.key}/{turn.number}" for turn in turns(case.document, case.terms, case.position)
        }
        whole = case.position._replace(termination=None)
        for turn in turns(case.document, case.terms, whole):
            id_ = f"{turn.key}/{turn.number}"
            name = f"{case.id}:service-{turn.key}-{turn.number}"
            text = words(
                "ics.turn", title=words.title(turn.title), first=turn.first, id=f"{case.id}:{id_}"
            )
            done = "" if id_ in kept else "cancelled"
            events.append(_event(name, turn.last, text, done, False, case, found, words))
    return _file(events, words("export.service"), words)


def _event(
    name: str,
    on: date,
    text: str,
    done: str,
    provisional: bool,
    case: Case,
    found: Provenance,
    words: Words,
) -> Any:
    """One all-day event; its sequence grows with every fact of contract and calendars.

    A date that moves needs a higher one (RFC 5545, 3.8.7.4), also where a fact is taken back.
    """
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name.replace(':', '-')}@svcctl")
    event.add("dtstamp", found.stamp)
    event.add("sequence", found.facts_of(case.id, CALENDAR_CHAIN))
    event.add("dtstart", on)
    event.add("dtend", on + ONE_DAY)
    event.add(
        "summary",
        text
        + (words("ics.provisional") if provisional else "")
        + (words(f"ics.{done}") if done else ""),
    )
    event.add("description", "\n".join(foot_lines(found, words)))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if done == "cancelled" else "CONFIRMED")
    for days in () if done else ALARMS:
        event.add_component(_alarm(on, days, text, case.calendar))
    return event


def _alarm(on: date, days: int, text: str, calendar: Calendar) -> Any:
    """An alarm at nine on the day so many working days before."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(hours=9) - (on - working_days_before(on, days, calendar)))
    return alarm


def working_days_before(on: date, days: int, calendar: Calendar) -> date:
    """The working day so many before a date."""
    day = on
    try:
        while days:
            day -= ONE_DAY
            days -= calendar.is_working_day(day)
    except Refusal:  # before the first year of the calendar
        return day
    return day


def _file(events: list[Any], name: str, words: Words) -> bytes:
    from icalendar import Calendar as File

    made = File()
    made.add("prodid", PRODUCT + words.lang.upper())
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())
