"""A calendar of days off and of weekend days worked, for calendar programs."""

from collections.abc import Iterable
from datetime import date, datetime

from svcctl.billing.dates import ONE_DAY
from svcctl.billing.working_days import Calendar
from svcctl.i18n import Words

PRODUCT = "-//svcctl//svcctl//"


def calendar_ics(days: Calendar, years: Iterable[int], stamp: datetime, words: Words) -> bytes:
    """Holiday blocks and made-up days of those years as all-day events; provisional ones say so."""
    from icalendar import Calendar as File
    from icalendar import Event

    made = File()
    made.add("prodid", PRODUCT + words.lang.upper())
    made.add("version", "2.0")
    made.add("x-wr-calname", words("ics.calendar", name=days.name))
    for year in years:
        basis = "" if days.sources[year].basis == "official" else words("ics.provisional")
        for first, last, name, kind in _entries(year, days):
            event = Event()
            event.add("uid", f"{days.name}-{first.isoformat()}-{kind}@svcctl")
            event.add("dtstamp", stamp)
            event.add("dtstart", first)
            event.add("dtend", last + ONE_DAY)
            event.add("summary", words(f"ics.{kind}", name=words.festival(name)) + basis)
            event.add("transp", "TRANSPARENT")
            made.add_component(event)
    return bytes(made.to_ical())


def _entries(year: int, days: Calendar) -> list[tuple[date, date, str, str]]:
    """First day, last day, festival and kind of each run of days off, and of each day made up."""
    runs = days.runs(date(year - 1, 12, 31), date(year, 12, 31))
    kinds = {"holiday": "off", "made-up": "worked"}
    return [(run.first, run.last, run.name, kinds[run.why]) for run in runs if run.why in kinds]
