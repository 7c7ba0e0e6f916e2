"""The term of service: its years, what force majeure adds, what an early end takes off."""

from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.dates import ONE_DAY, anniversary
from svcctl.billing.owing import Reduction
from svcctl.billing.position import Position
from svcctl.billing.record import Record
from svcctl.billing.terms import Terms


class ServiceYear(Record):
    """One year of service: day nought, not counted, and its last day (Civil Code 201, 202)."""

    number: int
    nought: date
    last: date


class Interruption(NamedTuple):
    """Days of force majeure, the first and the last included."""

    first: date
    last: date


def term_start(terms: Terms, position: Position) -> date:
    """Day nought of the term: receipt of the start notice, the signing until then (term-start)."""
    # art. 4: three years from signing, 接到采购人通知开展运维服务起: the two halves of the sentence name two
    # days, so it is a reading
    if terms.readings["term-start"] == "start-notice" and position.started_on:
        return position.started_on
    return terms.signed_on


def service_years(terms: Terms, position: Position) -> tuple[ServiceYear, ...]:
    """The years of service, each ending on the date that corresponds to day nought (201, 202).

    Force majeure lengthens the year it falls in by its days so far, and so moves the later ones.
    """
    start = term_start(terms, position)
    early = timedelta(days=1 if terms.readings["year-end"] == "day-before" else 0)
    spans = _extending(terms, position, start)
    found: list[ServiceYear] = []
    moved = timedelta()
    for number in range(1, terms.years + 1):
        last = anniversary(start, number) - early + moved
        # a lengthened year may reach into the next interruption, which then lengthens it again:
        # art. 9(1) adds exactly the days lost, wherever they fall
        while spans and spans[0].first <= last:
            days = spans[0].last - spans[0].first + ONE_DAY
            moved, last = moved + days, last + days
            spans = spans[1:]
        found.append(ServiceYear(number, found[-1].last if found else start, last))
    return tuple(found)


def _extending(terms: Terms, position: Position, start: date) -> list[Interruption]:
    """The days of force majeure within the term that extend it, in order."""
    clause = terms.force_majeure
    if clause is None:
        return []
    spans = sorted(
        # what lies before the term takes none of it away, and day nought is not counted (Civil Code
        # 201)
        Interruption(max(interval.on, start + ONE_DAY), interval.last(position.as_of))
        for interval in position.force_majeure
        if interval.by == "supplier" or clause.who == "both"
    )
    found: list[Interruption] = []
    for span in spans:
        # a flood that hits both sides takes its days once
        first = max(span.first, found[-1].last + ONE_DAY) if found else span.first
        if first <= span.last:
            found.append(Interruption(first, span.last))
    return found


def ended_early(
    terms: Terms, position: Position, years: tuple[ServiceYear, ...]
) -> tuple[dict[str, Reduction], tuple[ServiceYear, ...]]:
    """What an early end by days takes off each yearly instalment; and the years, cut at it.

    A year's instalments are what its days have earned, in the file's order: first come, first
    served.
    """
    end = position.termination
    if end is None or not end.pro_rata:
        return {}, years
    # by days only where the parties agreed on it: the contract divides no fee by days
    left = {year.number: earned(year, end.on, terms) for year in years}
    reductions = {}
    for instalment in terms.instalments:
        if instalment.year is not None:
            stays = min(instalment.amount_fen, left[instalment.year])
            left[instalment.year] -= stays
            off = instalment.amount_fen - stays
            reductions[instalment.id] = Reduction(end.on, off, "early-end", end.event)
    cut = tuple(
        year._replace(last=min(year.last, end.on)) if year.nought < end.on else year
        for year in years
    )
    return reductions, cut


def earned(year: ServiceYear, end: date, terms: Terms) -> int:
    """What the days served of a year earn of its price: fen, half up; the first is not counted."""
    price = year_price(year.number, terms)
    days, served = (year.last - year.nought).days, (min(end, year.last) - year.nought).days
    return (price * served * 2 + days) // (2 * days) if served > 0 else 0


def year_price(number: int, terms: Terms) -> int:
    """What the instalments of a service year come to, in fen."""
    return sum(each.amount_fen for each in terms.instalments if each.year == number)
