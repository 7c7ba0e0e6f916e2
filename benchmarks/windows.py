"""Do windows hold? Every start date of 2008 to 2026, counted without knowing that year's notice or any later one.

Run: `python benchmarks/windows.py [--by-year]`. For 5, 7, 10, 15 and 30 working days: how many true deadlines lie
inside the window, how wide the windows are, how many are one date, and how often the estimate is right, beside
holidays' guess.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from svcctl.almanac.adopt import estimate_of
from svcctl.almanac.official import official_years
from svcctl.billing.position import Adopted
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from

FIRST, LAST = 2008, 2026
LENGTHS = (5, 7, 10, 15, 30)
AD_HOC = {
    date(2015, 9, 3),
    date(2015, 9, 4),
    date(2015, 9, 6),
}  # a holiday of that year alone, announced in May


class Tally(NamedTuple):
    """What came of the starts of one length."""

    starts: int
    inside: int
    days: int  # of all windows together, the last day included
    single: int
    right: int
    theirs: int


@cache
def truth() -> Calendar:
    """The years as they were."""
    return calendar_from([official_years()], "CN")


@cache
def before(year: int) -> Calendar:
    """What could be known before the notice of a year: the years before it, and estimates from it on."""
    known = official_years()
    settled = {text: entry for text, entry in known.years.items() if int(text) < year}
    open_years = {str(y): estimate_of(y) for y in (year, year + 1)}
    guess = Adopted(calendar="CN", basis="estimated", years=open_years)
    return calendar_from([known._replace(years=settled), guess], "CN")


@cache
def guessed(year: int) -> frozenset[date]:
    """The weekdays off by holidays' own rules, without what notices moved."""
    from holidays import country_holidays

    library = country_holidays("CN", years=[year, year + 1], language="zh_CN")
    return frozenset(
        day for day in library if not all("调休" in name for name in library.get_list(day))
    )


def their_deadline(start: date, count: int) -> date:
    """The deadline by holidays' guess for the year of the start and the next."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in guessed(start.year)
    return day


def starts(length: int) -> Iterator[tuple[date, date]]:
    """Each start date with its true deadline, as long as that lies in a year that is known today."""
    day = date(FIRST, 1, 1)
    while True:
        end = truth().add(day, length) if day < date(LAST, 11, 1) else None
        if end is None or end.year > LAST:
            return
        yield day, end
        day += timedelta(days=1)


def excused(start: date, end: date) -> bool:
    """Whether the holiday of 2015 that no rule foresees lies on the way."""
    return any(start < day <= end for day in AD_HOC)


def tally(length: int) -> Tally:
    """All starts of one length."""
    found = [0] * 6
    for start, end in starts(length):
        if excused(start, end):
            continue
        calendar = before(start.year)
        window = calendar.window(start, length)
        row = (
            1,
            window.earliest <= end <= window.latest,
            (window.latest - window.earliest).days + 1,
            window.earliest == window.latest,
            calendar.add(start, length) == end,
            their_deadline(start, length) == end,
        )
        found = [before_ + now for before_, now in zip(found, row, strict=True)]
    return Tally(*found)


def by_year(length: int) -> dict[int, tuple[int, int]]:
    """Starts and true deadlines outside their windows, year by year."""
    found: dict[int, tuple[int, int]] = {}
    for start, end in starts(length):
        if not excused(start, end):
            window = before(start.year).window(start, length)
            count, outside = found.get(start.year, (0, 0))
            found[start.year] = count + 1, outside + (not window.earliest <= end <= window.latest)
    return found


def line(length: int | str, found: Tally) -> list[Any]:
    """One row: starts, share inside, mean width, share of one date, share right, theirs."""
    share = [
        f"{100 * part / found.starts:.2f} %"
        for part in (found.inside, found.single, found.right, found.theirs)
    ]
    return [length, f"{found.starts:,}", share[0], f"{found.days / found.starts:.2f}", *share[1:]]


HEAD = [
    "working days",
    "starts",
    "inside",
    "mean width, days",
    "one date",
    "estimate right",
    "holidays right",
]


def main() -> None:
    """Print the table."""
    tallies = [tally(length) for length in LENGTHS]
    rows = [
        [str(cell) for cell in line(length, found)]
        for length, found in zip(LENGTHS, tallies, strict=True)
    ]
    if "--by-year" in sys.argv:
        for length in LENGTHS:
            print(
                length, {year: outside for year, (_, outside) in by_year(length).items() if outside}
            )
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    whole = Tally(*(sum(column) for column in zip(*tallies, strict=True)))
    print("| " + " | ".join(str(cell) for cell in line("all", whole)) + " |")


if __name__ == "__main__":
    main()
