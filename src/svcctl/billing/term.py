"""The term of service: its years, how force majeure lengthens them, and what an early end makes of year and sums."""

from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.dates import anniversary
from svcctl.billing.position import Position
from svcctl.billing.terms import Terms

ONE_DAY = timedelta(days=1)


class ServiceYear(NamedTuple):
    """One year of service: its day nought, which is not counted, and its last day (Civil Code 201, 202)."""

    number: int
    nought: date
    last: date


class Span(NamedTuple):
    """Days of force majeure, the first and the last included."""

    first: date
    last: date


def term_start(terms: Terms, position: Position) -> date:
    """Day nought of the term: the start notice's receipt, the signing until then (reading term-start)."""
    if terms.readings["term-start"] == "start-notice" and position.started_on:
        return position.started_on
    return terms.signed_on


def service_years(terms: Terms, position: Position) -> tuple[ServiceYear, ...]:
    """The years of service, each ending on the date that corresponds to its day nought (Civil Code 201, 202).

    Force majeure lengthens the year it falls in by its days so far, and so moves the later ones.
    """
    start = term_start(terms, position)
    early = timedelta(days=1 if terms.readings["year-end"] == "day-before" else 0)
    spans = _extending(terms, position, start)
    found: list[ServiceYear] = []
    moved = timedelta()
    for number in range(1, terms.years + 1):
        last = anniversary(start, number) - early + moved
        while spans and spans[0].first <= last:
            days = spans[0].last - spans[0].first + ONE_DAY
            moved, last = moved + days, last + days
            spans = spans[1:]
        found.append(ServiceYear(number, found[-1].last if found else start, last))
    return tuple(found)


def _extending(terms: Terms, position: Position, start: date) -> list[Span]:
    """The days of force majeure within the term that extend it, in order."""
    clause = terms.force_majeure
    if clause is None:
        return []
    spans = [
        Span(max(interval.began_on, start + ONE_DAY), interval.last(position.as_of))
        for interval in position.force_majeure
        if interval.by == "supplier" or clause.who == "both"
    ]
    return [span for span in spans if span.first <= span.last]


def ended_early(
    terms: Terms, position: Position, years: tuple[ServiceYear, ...]
) -> tuple[Terms, tuple[ServiceYear, ...]]:
    """Terms and years after a termination by days: the year ends with it, and its instalments are what was earned."""
    end = position.termination
    if end is None or not end.pro_rata:
        return terms, years
    left = {year.number: earned(year, end.on, terms) for year in years}
    promises = []
    for promise in terms.promises:
        if promise.year is not None:
            amount = min(promise.amount_fen, left[promise.year])
            left[promise.year] -= amount
            promise = promise._replace(amount_fen=amount)
        promises.append(promise)
    cut = tuple(year._replace(last=min(year.last, end.on)) if year.nought < end.on else year for year in years)
    return terms._replace(promises=tuple(promises)), cut


def earned(year: ServiceYear, end: date, terms: Terms) -> int:
    """What the days served of a year earn of its price in fen, half up; days over days, the first not counted."""
    price = sum(promise.amount_fen for promise in terms.promises if promise.year == year.number)
    days, served = (year.last - year.nought).days, (min(end, year.last) - year.nought).days
    return (price * served * 2 + days) // (2 * days) if served > 0 else 0
