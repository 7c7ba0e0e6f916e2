"""A calendar of days off and of weekend days worked, for calendar programs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from svcctl.billing.dates import ONE_DAY
from svcctl.billing.working_days import Calendar
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.i18n import Words
from svcctl.papers.provenance import Provenance

PRODUCT = "-//svcctl//svcctl//"
KINDS = {"holiday": "off", "made-up": "worked"}


Counts = Mapping[tuple[int, str], int]  # events by year and kind


def calendar_ics(
    days: Calendar, years: Iterable[int], found: Provenance, words: Words, most: Counts
) -> bytes:
    """Holiday blocks and made-up days of those years as all-day events; provisional ones say so.

    Each is known by its place in the year, so that a notice which moves it moves it in programs
    too; of `most` events that a year had before, those that it has no more are cancelled.
    """
    from icalendar import Calendar as File

    made = File()
    made.add("prodid", PRODUCT + words.lang.upper())
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", words("ics.calendar", name=days.name))
    for year in years:
        basis = "" if days.sources[year].basis == "official" else words("ics.provisional")
        numbers: Counter[str] = Counter()
        for first, last, name, kind in _entries(year, days):
            numbers[kind] += 1
            uid = f"{days.name}-{year}-{kind}-{numbers[kind]}"
            text = words(f"ics.{kind}", name=words.festival(name)) + basis
            made.add_component(_event(uid, first, last, text, found))
        for kind in KINDS.values():
            for number in range(numbers[kind] + 1, most.get((year, kind), 0) + 1):
                uid, day = f"{days.name}-{year}-{kind}-{number}", date(year, 1, 1)
                event = _event(uid, day, day, words("ics.gone"), found)
                event["status"] = "CANCELLED"
                made.add_component(event)
    return bytes(made.to_ical())


def counted(days: Calendar, years: Iterable[int]) -> dict[tuple[int, str], int]:
    """How many events of each kind a calendar has in those years."""
    kinds = ((year, kind) for year in years for *_, kind in _entries(year, days))
    return dict(Counter(kinds))


def _event(uid: str, first: date, last: date, text: str, found: Provenance) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@svcctl")
    event.add("dtstamp", found.stamp)
    event.add("sequence", found.facts_of(CALENDAR_CHAIN))
    event.add("dtstart", first)
    event.add("dtend", last + ONE_DAY)
    event.add("summary", text)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    return event


def _entries(year: int, days: Calendar) -> list[tuple[date, date, str, str]]:
    """First day, last day, festival and kind of each run of days off, and of each day made up."""
    runs = days.runs(date(year - 1, 12, 31), date(year, 12, 31))
    return [(run.first, run.last, run.name, KINDS[run.why]) for run in runs if run.why in KINDS]
