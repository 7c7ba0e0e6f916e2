"""The term of service: its periods, what force majeure adds, what an early end takes off."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from svcctl.billing.dates import ONE_DAY
from svcctl.billing.instalment import Instalment
from svcctl.billing.periods import ServicePeriod, Term, months_of, periods_of
from svcctl.billing.position import Position
from svcctl.billing.promises import among_payees
from svcctl.billing.record import Record
from svcctl.billing.terms import Terms


class Course(Record):
    """How the term runs: its years, all of its periods, and its last day."""

    years: tuple[ServicePeriod, ...]  # of the term and of what it was renewed by
    periods: dict[str, ServicePeriod]  # by id, those of renewals still to come included
    last: date


class Interruption(NamedTuple):
    """Days of force majeure, the first and the last included."""

    first: date
    last: date


def term_start(terms: Terms, position: Position) -> date:
    """Day nought of the term, or its first day where the contract names it (term-start)."""
    if terms.term.first:
        return terms.term.first
    # art. 4: three years from signing, 接到采购人通知开展运维服务起: the two halves of the sentence name two
    # days, so it is a reading
    if terms.readings["term-start"] == "start-notice" and position.started_on:
        return position.started_on
    return terms.signed_on


def course_of(terms: Terms, position: Position) -> Course:
    """The term as it runs: cut as written, with what force majeure adds and what was renewed."""
    renewed = len(renewals_of(terms, position))
    cut = _as_cut(terms, position)
    years = [each for each in cut["service-year"] if (each.renewal or 0) <= renewed]
    added = _extending(terms, position, years[0].nought)
    if terms.term.fixed:
        # what has been settled and paid keeps its days: those lost are served after the last
        periods = {each.id: each for of_one in cut.values() for each in of_one}
        found = Course(tuple(years), periods, _later_end(years[-1].last, added))
    else:
        moved = _lengthened(years, added)
        found = Course(moved, {each.id: each for each in moved}, moved[-1].last)
    return _with_those_of_before(found, terms, position)


def _with_those_of_before(course: Course, terms: Terms, position: Position) -> Course:
    """The periods, with those that an amendment dropped though money stands on their instalments."""
    named = {row.period for row in terms.instalments if row.period}
    if terms.former is None or named <= course.periods.keys():
        return course
    former = course_of(terms.former, position).periods
    return course._replace(periods=former | course.periods)


def renewals_of(terms: Terms, position: Position) -> tuple[int, ...]:
    """The renewals that have been confirmed, counted from 1."""
    return tuple(range(1, min(len(position.renewals), len(terms.term.renewals)) + 1))


def renewal_ends(terms: Terms, position: Position) -> list[date]:
    """The last day of the term before each renewal: of the term, of the first renewal, and so on."""
    years = _as_cut(terms, position)["service-year"]
    count = len(terms.term.renewals)
    return [
        max(year.last for year in years if (year.renewal or 0) <= number) for number in range(count)
    ]


def _as_cut(terms: Terms, position: Position) -> dict[str, tuple[ServicePeriod, ...]]:
    rhythms = dict.fromkeys(("service-year", *(each.every for each in terms.periods.values())))
    day_before = terms.readings["year-end"] == "day-before"
    return _cut(terms.term, term_start(terms, position), day_before, tuple(rhythms))


@lru_cache(maxsize=64)  # asked several times of each contract, and before and after an entry
def _cut(
    term: Term, start: date, day_before: bool, rhythms: tuple[str, ...]
) -> dict[str, tuple[ServicePeriod, ...]]:
    months = months_of(term, start, day_before)
    return {every: periods_of(months, every) for every in rhythms}


def service_years(terms: Terms, position: Position) -> tuple[ServicePeriod, ...]:
    """The years of service, each ending on the date that corresponds to day nought (201, 202)."""
    return course_of(terms, position).years


def _lengthened(
    years: Sequence[ServicePeriod], spans: list[Interruption]
) -> tuple[ServicePeriod, ...]:
    """The years, each longer by the force majeure that falls in it, and the later ones moved."""
    found: list[ServicePeriod] = []
    moved = timedelta()
    for year in years:
        last = year.last + moved
        # a lengthened year may reach into the next interruption, which then lengthens it again:
        # art. 9(1) adds exactly the days lost, wherever they fall
        while spans and spans[0].first <= last:
            days = spans[0].last - spans[0].first + ONE_DAY
            moved, last = moved + days, last + days
            spans = spans[1:]
        nought = found[-1].last if found else year.nought
        as_cut = (nought, last) == (year.nought, year.last)
        found.append(year if as_cut else year._replace(nought=nought, last=last))
    return tuple(found)


def _later_end(last: date, spans: Sequence[Interruption]) -> date:
    """The term's last day, later by the days lost before it; what comes after it takes nothing."""
    for span in spans:
        if span.first <= last:
            last += span.last - span.first + ONE_DAY
    return last


def _extending(terms: Terms, position: Position, nought: date) -> list[Interruption]:
    """The days of force majeure within the term that extend it, in order."""
    clause = terms.force_majeure
    if clause is None:
        return []
    spans = sorted(
        # what lies before the term takes none of it away, and day nought is not counted (Civil Code
        # 201)
        Interruption(max(interval.on, nought + ONE_DAY), interval.last(position.as_of))
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
    terms: Terms, position: Position, course: Course
) -> tuple[dict[str, tuple[int, date, str]], Course]:
    """What an early end by days leaves of each recurring instalment; and the periods, cut at it.

    A year's instalments are what its days have earned, in the file's order: first come, first
    served; one of a shorter period what the days of that period have. Fen, with day and event.
    """
    end = position.termination
    if end is None or not end.pro_rata:
        return {}, course
    # by days only where the parties agreed on it: the contract divides no fee by days
    left = {year.year: earned(year, end.on, terms) for year in course.years}
    served = {}
    for row in terms.instalments:
        if row.period is None or row.collects:
            continue
        if row.every == "service-year":
            stays = min(row.fee_fen, left.get(row.year or 0, 0))
            left[row.year or 0] = left.get(row.year or 0, 0) - stays
        else:
            # the whole is rounded, then split: payees together get what one alone would
            rows = [each for each in terms.instalments if each.base == row.base]
            _, whole = shared_by_days(row, course.periods[row.period], end.on, terms)
            stays = among_payees(whole, rows)[rows.index(row)]
        served[row.id] = (stays, end.on, end.event)
    periods = {name: _cut_at(end.on, period) for name, period in course.periods.items()}
    years = tuple(_cut_at(end.on, year) for year in course.years)
    return served, course._replace(years=years, periods=periods)


def _cut_at(end: date, period: ServicePeriod) -> ServicePeriod:
    return period._replace(last=min(period.last, end)) if period.nought < end else period


def earned(year: ServicePeriod, end: date, terms: Terms) -> int:
    """What the days served of a year earn of its price: fen, half up; the first is not counted."""
    return _served(year, end, year_price(year.year, terms))


def shared_by_days(
    row: Instalment, period: ServicePeriod, end: date, terms: Terms
) -> tuple[int, int]:
    """The fee of a period shorter than a year, of all its payees, and what its days served earn."""
    whole = sum(each.fee_fen for each in terms.instalments if each.base == row.base)
    return whole, _served(period, end, whole)


def _served(period: ServicePeriod, end: date, fen: int) -> int:
    """So much of a sum as the days served are of the period's days, half up."""
    days, served = (period.last - period.nought).days, (min(end, period.last) - period.nought).days
    return (fen * served * 2 + days) // (2 * days) if served > 0 else 0


def year_price(number: int, terms: Terms) -> int:
    """What the yearly instalments of a service year come to, in fen."""
    return sum(
        each.fee_fen
        for each in terms.instalments
        if each.year == number and each.every == "service-year"
    )
