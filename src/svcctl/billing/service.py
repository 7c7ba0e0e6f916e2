"""What a contract promises of the service itself: limits on its clocks, and what recurs."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from svcctl.billing.dates import ONE_DAY, Period, corresponding_date, parse_period
from svcctl.billing.instalment import Title
from svcctl.billing.periods import ServicePeriod
from svcctl.billing.position import Position
from svcctl.billing.record import Record
from svcctl.billing.term import service_years
from svcctl.billing.terms import Document, Terms

CLOCKS = ("answer", "dispatch", "restore")
STOPPED_BY_WAITS = ("dispatch", "restore")  # an answer waits for nobody
LEAVE = "leave"  # the promise to touch nothing without leave, as points_off names it
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
    waits: tuple[str, ...] | None = None  # reasons that stop it; None: the reading waits
    breach: str = ""  # the damages rule that a miss falls under, where the file names one

    @property
    def promise(self) -> str:
        """Its name on the scorecard: SIS/SIS1/restore."""
        return f"{self.regime}/{self.level}/{self.clock}"


class Crew(Record):
    """How many engineers a level brings to the site at least."""

    regime: str
    level: str
    title: Title
    engineers: int
    article: str
    breach: str

    @property
    def promise(self) -> str:
        """Its name on the scorecard: 9.2.1/L1/engineers."""
        return f"{self.regime}/{self.level}/engineers"


class Standing(Record):
    """What is promised without a period: done when it is called for, and owed on no day."""

    key: str
    title: Title
    article: str
    kind: str  # the noun of the record that fulfils it; nothing where there is none
    breach: str


class Turn(Record):
    """One time that something recurring is promised: on one of these days, ends included."""

    key: str
    number: int
    title: Title
    every: Period
    first: date
    last: date
    article: str
    kind: str = ""  # the noun of the record that fulfils it; nothing where the file has none
    breach: str = ""  # the damages rule that a miss falls under, where the file names one


def service_limits(document: Document) -> Iterator[ServiceLimit]:
    """Every limit of every level in the contract file; the reading severity picks the regime."""
    working = tuple(document.get("working_hours", WORKING_HOURS))
    for level in document.get("service_levels", ()):
        what = (level["regime"], level["level"], level["severity"], level["title"])
        for clock in CLOCKS:
            if f"{clock}_within" in level:
                since = level.get("restore_from", "call") if clock == "restore" else "call"
                within = parse_period(level[f"{clock}_within"])
                hours = working if _hours_of(level, clock) == "5x8" else ()
                limit = ServiceLimit(*what, clock, within, since, hours, level["article"])
                waits = _waits_of(level, clock)
                yield limit._replace(waits=waits, breach=level.get("breach", ""))


def _hours_of(level: dict[str, Any], clock: str) -> str:
    """7x24 or 5x8: dispatch may run otherwise than the other clocks of its level."""
    hours: str = level["hours"]
    return level.get("dispatch_hours", hours) if clock == "dispatch" else hours


def _waits_of(level: dict[str, Any], clock: str) -> tuple[str, ...] | None:
    if clock not in STOPPED_BY_WAITS:
        return ()
    return tuple(level["waits"]) if "waits" in level else None


def crews(document: Document) -> Iterator[Crew]:
    """How many engineers each level that says so brings."""
    for level in document.get("service_levels", ()):
        if "engineers" in level:
            what = (level["regime"], level["level"], level["title"], level["engineers"])
            yield Crew(*what, level["article"], level.get("breach", ""))


def standing(document: Document) -> Iterator[Standing]:
    """What the service plan promises without a period."""
    for plan in document.get("service_plan", ()):
        if "every" not in plan:
            what = (plan["key"], plan["title"], plan["article"])
            yield Standing(*what, plan.get("kind", ""), plan.get("breach", ""))


def readings_of_clocks(document: Document) -> tuple[str, ...]:
    """The readings by which some clock of an incident can come out otherwise."""
    limits = list(service_limits(document))
    clocks = {limit.clock for limit in limits}
    touched = {
        # two regimes with clocks: which of them counts
        "severity": len({limit.regime for limit in limits}) > 1,
        "dispatch-from": "dispatch" in clocks,
        # where the file says which waits stop a clock, nothing is left to read
        "waits": any(limit.waits is None for limit in limits),
    }
    return tuple(reading for reading, is_so in touched.items() if is_so)


def turns(document: Document, terms: Terms, position: Position) -> Iterator[Turn]:
    """Each turn of what recurs within the term; one that an early end cuts short is not owed.

    What is promised without a period has no turns.

    Months are counted within the service year, so that the last of a year ends with it, however
    force majeure or the reading year-end moved it (Civil Code 201, 202).
    """
    years = service_years(terms, position)
    end = min(years[-1].last, position.termination.on) if position.termination else years[-1].last
    for plan in document.get("service_plan", ()):
        if "every" not in plan:
            continue
        every, first = parse_period(plan["every"]), years[0].nought + ONE_DAY
        of_record = plan.get("kind", ""), plan.get("breach", "")
        for number, last in enumerate(_ends(every, years), 1):
            # half a turn is not owed: an inspection is promised for each quarter, and that quarter
            # was never over
            if last > end:
                break
            yield Turn(
                plan["key"], number, plan["title"], every, first, last, plan["article"], *of_record
            )
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
