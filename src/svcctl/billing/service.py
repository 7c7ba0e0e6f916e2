"""What a contract promises of the service itself: limits on its clocks, and what recurs."""

from collections.abc import Iterator
from datetime import date, timedelta

from svcctl.billing.dates import ONE_DAY, Period, corresponding_date, parse_period
from svcctl.billing.instalment import Title
from svcctl.billing.periods import ServicePeriod
from svcctl.billing.position import Position
from svcctl.billing.record import Record
from svcctl.billing.term import service_years
from svcctl.billing.terms import Document, Terms

CLOCKS = ("answer", "dispatch", "restore")
WORKING_HOURS = ("08:00-12:00", "14:30-17:30")  # of 5x8, where the contract file names none


class ServiceLimit(Record):
    """Within what time one clock of one service level has to stop, and when that time runs."""

    regime: str
    level: str
    severity: int
    title: Title
    clock: str  # answer | dispatch | restore
    within: Period
    since: str  # call | fault
    hours: tuple[str, ...]  # of working days; none: around the clock
    article: str


class Turn(Record):
    """One time that something recurring is promised: on one of these days, ends included."""

    key: str
    number: int
    title: Title
    every: Period
    first: date
    last: date
    article: str


def service_limits(document: Document) -> Iterator[ServiceLimit]:
    """Every limit of every level in the contract file; the reading severity picks the regime."""
    working = tuple(document.get("working_hours", WORKING_HOURS))
    for level in document.get("service_levels", ()):
        what = (level["regime"], level["level"], level["severity"], level["title"])
        hours = working if level["hours"] == "5x8" else ()
        for clock in CLOCKS:
            if f"{clock}_within" in level:
                since = level.get("restore_from", "call") if clock == "restore" else "call"
                within = parse_period(level[f"{clock}_within"])
                yield ServiceLimit(*what, clock, within, since, hours, level["article"])


def turns(document: Document, terms: Terms, position: Position) -> Iterator[Turn]:
    """Each turn of what recurs within the term; one that an early end cuts short is not owed.

    Months are counted within the service year, so that the last of a year ends with it, however
    force majeure or the reading year-end moved it (Civil Code 201, 202).
    """
    years = service_years(terms, position)
    end = min(years[-1].last, position.termination.on) if position.termination else years[-1].last
    for plan in document.get("service_plan", ()):
        every, first = parse_period(plan["every"]), years[0].nought + ONE_DAY
        for number, last in enumerate(_ends(every, years), 1):
            # half a turn is not owed: an inspection is promised for each quarter, and that quarter
            # was never over
            if last > end:
                break
            yield Turn(plan["key"], number, plan["title"], every, first, last, plan["article"])
            first = last + ONE_DAY


def _ends(every: Period, years: tuple[ServicePeriod, ...]) -> Iterator[date]:
    """The last day of each turn, in order."""
    if every.unit == "calendar-day":
        day = years[0].nought + timedelta(days=every.length)
        while day <= years[-1].last:
            yield day
            day += timedelta(days=every.length)
        return
    months = every.length * (12 if every.unit == "year" else 1)
    for passed in range(months, 12 * len(years) + 1, months):
        number, rest = divmod(passed, 12)
        # from the year's own start, and not from the last turn: month by month a 31st would wander
        # to the 28th and stay there
        yield corresponding_date(years[number].nought, rest) if rest else years[number - 1].last
