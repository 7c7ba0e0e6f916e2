"""The term as the contract writes it, cut into months, and these into periods and years."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from svcctl.billing.dates import ONE_DAY, corresponding_date
from svcctl.billing.record import Record

WHOLE_MONTH = (
    377_580  # 28, 29, 30 and 31 divide it: a month's weight, and each of its days' exactly
)
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "service-year": 12}
ONCE = "once"
EVERY = (*MONTHS, ONCE)
# years; the checks of a contract file allow fewer, but terms may come past them, by SQL, and a term
# of all years there are takes minutes to cut
LONGEST = 200
_LETTERS = {"month": "M", "quarter": "Q", "half-year": "H"}


class Renewal(Record):
    """What comes only if the contract is renewed: so many months, or up to a day."""

    months: int | None
    last: date | None


class Term(Record):
    """How long the contract runs: months from an event, or from one day to another."""

    starts: str  # start-notice | signing | dates
    months: int | None
    first: date | None  # `from` and `to`, both included
    last: date | None
    calendar: bool  # cut at the calendar's months, quarters and years
    renewals: tuple[Renewal, ...]
    fixed: bool  # force majeure adds its days at the end and moves no cut
    open: bool = False  # the file names none: the contract ends with its last payment or return


class Month(Record):
    """A month of the term, or a piece of one."""

    nought: date  # the day before its first
    last: date
    weight: int  # of WHOLE_MONTH
    year: int
    number: int  # within the year of service; the calendar's where the cut is the calendar's
    renewal: int | None  # the renewal that it belongs to, counted from 1


class ServicePeriod(Record):
    """A year of service or a part of one: day nought, not counted, and the last (Civil Code 201)."""

    id: str  # Y1, Y1-Q3, Y1-M07
    every: str
    year: int
    number: int  # of the part within its year; the year's own where it is a year
    nought: date
    last: date
    weight: int
    renewal: int | None

    @property
    def first(self) -> date:
        """Its first day that counts."""
        return self.nought + ONE_DAY


def term_from(document: dict[str, Any]) -> Term:
    """The term that a checked contract file states."""
    table = term_table(document)
    first, last = _day(table.get("from")), _day(table.get("to"))
    return Term(
        starts="dates" if first else table["starts"],
        months=table.get("months") or (12 * table["years"] if "years" in table else None),
        first=first,
        last=last,
        calendar=table.get("periods") == "calendar",
        renewals=tuple(_renewal(each) for each in table.get("renewals", ())),
        # a period that has been settled and paid cannot be lengthened afterwards
        fixed=bool(first) or any(each in _LETTERS for each in rhythms(document)),
        open="term" not in document,
    )


def term_table(document: dict[str, Any]) -> dict[str, Any]:
    """The table of the term; of a file that has none, a year from the signing that nothing counts by."""
    table: dict[str, Any] = document.get("term") or {"months": 12, "starts": "signing"}
    return table


def rhythms(document: dict[str, Any]) -> set[str]:
    """How often the file's instalments, papers and assessments come."""
    tables = [*document["instalments"], *document.get("deliverables", ())]
    found = [every_of(table) for table in (*tables, *document.get("assessments", ()))]
    found += [each["every"] for each in document.get("obligations", ()) if "every" in each]
    # a file that is still being checked may say anything there
    return {every for every in EVERY if every in found}


def every_of(table: dict[str, Any]) -> str:
    """How often an instalment or a paper comes."""
    if table.get("scope") == "contract":
        return ONCE
    every: str = table.get("every", "service-year")
    return ONCE if every == "contract" else every


def _renewal(table: dict[str, Any]) -> Renewal:
    months = table.get("months") or (12 * table["years"] if "years" in table else None)
    return Renewal(months, _day(table.get("to")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# -- the cut ---------------------------------------------------------------------------------------


def months_of(term: Term, start: date, day_before: bool) -> tuple[Month, ...]:
    """The term's months in order, those of its renewals after it.

    `start` is day nought, or the first day where the term ends on the day before the corresponding
    one (reading year-end).
    """
    early = timedelta(days=1 if day_before else 0)
    found: list[Month] = []
    anchor, passed, nought = start, 0, start - early
    for number, stage in enumerate((Renewal(term.months, term.last), *term.renewals)):
        if passed % 12:  # the stage before was no whole years: a year of its own begins here
            anchor, passed = nought + early, 0
        last = stage.last or corresponding_date(anchor, passed + (stage.months or 0)) - early
        if last.year - start.year > LONGEST:
            raise ValueError(last)
        year = found[-1].year + 1 if found else 1
        if term.calendar:
            found += _calendar_months(nought, last, year, number or None)
        else:
            found += _own_months(anchor, passed, early, last, year, number or None)
        whole = stage.months or _whole_months(anchor, passed, early, last)
        passed, nought = passed + whole if whole else 1, last
    return tuple(found)


def _whole_months(anchor: date, passed: int, early: timedelta, last: date) -> int:
    """How many whole months a stage has that is given by its last day; 0 where it is not whole."""
    about = (last.year - anchor.year) * 12 + last.month - anchor.month + 1
    ends = (
        corresponding_date(anchor, count) - early for count in range(max(about - 1, 1), about + 2)
    )
    return next(
        (about - 1 + place - passed for place, end in enumerate(ends, about == 0) if end == last), 0
    )


def _own_months(
    anchor: date, passed: int, early: timedelta, last: date, year: int, renewal: int | None
) -> Iterator[Month]:
    """Months that end on the day corresponding to the term's beginning, the last at its end."""
    nought, count = corresponding_date(anchor, passed) - early, 0
    while nought < last:
        # always from the beginning: from month to month a 31st would wander to the 28th for good
        end = corresponding_date(anchor, passed + count + 1) - early
        days, whole = (min(end, last) - nought).days, (end - nought).days
        weight = WHOLE_MONTH * days // whole
        at, number = divmod(count, 12)
        yield Month(nought, min(end, last), weight, year + at, number + 1, renewal)
        nought, count = end, count + 1


def _calendar_months(nought: date, last: date, year: int, renewal: int | None) -> Iterator[Month]:
    """The calendar's months within the term, the first and the last perhaps pieces."""
    first = nought + ONE_DAY
    while nought < last:
        day = nought + ONE_DAY
        begins = day.replace(day=1)
        end = corresponding_date(begins, 1) - ONE_DAY
        days, whole = (min(end, last) - nought).days, (end - begins).days + 1
        weight = WHOLE_MONTH * days // whole
        yield Month(
            nought, min(end, last), weight, year + day.year - first.year, day.month, renewal
        )
        nought = end


def periods_of(months: Sequence[Month], every: str) -> tuple[ServicePeriod, ...]:
    """The months joined to periods of that length."""
    size = MONTHS[every]
    groups = groupby(months, lambda month: (month.year, (month.number - 1) // size))
    return tuple(_joined(every, year, at + 1, list(group)) for (year, at), group in groups)


def _joined(every: str, year: int, number: int, months: list[Month]) -> ServicePeriod:
    letter = _LETTERS.get(every)
    width = 2 if letter == "M" else 1
    return ServicePeriod(
        id=f"Y{year}-{letter}{number:0{width}}" if letter else f"Y{year}",
        every=every,
        year=year,
        number=number if letter else year,
        nought=months[0].nought,
        last=months[-1].last,
        weight=sum(month.weight for month in months),
        renewal=months[0].renewal,
    )


def within(inner: ServicePeriod, outer: ServicePeriod) -> bool:
    """Whether a period lies within another one, which is as long or longer."""
    return outer.nought <= inner.nought and inner.last <= outer.last
