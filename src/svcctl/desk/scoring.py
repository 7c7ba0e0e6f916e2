"""The scorecard as it is asked for: of a service year, of a month, on a screen or as a paper."""

import re
from datetime import date, timedelta

from svcctl.answers.scorecard import Scorecard
from svcctl.billing.dates import ONE_DAY
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.delivery.matters import book_of
from svcctl.delivery.promised import ServiceTerms, service_terms
from svcctl.delivery.promises_kept import Tally, scorecard
from svcctl.desk.desk import Desk, suffix_of
from svcctl.desk.looking import read_case
from svcctl.desk.records_shown import moment_of
from svcctl.desk.showing import show
from svcctl.store.scopes import ALL

MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?", re.ASCII)
A_MONTH = timedelta(days=32)


def show_scorecard(desk: Desk, year: int | None, month: str | None, template: str | None) -> None:
    """What became of each promise."""
    from svcctl.answers.scorecard import shown

    if desk.output is not None and (suffix_of(desk.output) == "docx" or template):
        from svcctl.desk.letters import write_letter
        from svcctl.papers.scorecard_letter import scorecard_paper

        write_letter(
            desk,
            "scorecard",
            lambda case, found, words: scorecard_paper(
                card_of(case, desk, year, month), found, words
            ),
            template,
            ALL,
        )
        return
    show(desk, shown(card_of(read_case(desk, ALL), desk, year, month), desk.words))


def card_of(case: Case, desk: Desk, year: int | None, month: str | None) -> Scorecard:
    """The scorecard of a contract for the days asked for; the running service year unless told."""
    tally, year = tally_of(case, desk, year, month)
    return Scorecard(case, tally, tuple(scorecard(tally)), year)


def tally_of(
    case: Case, desk: Desk, year: int | None, month: str | None
) -> tuple[Tally, int | None]:
    """What was served in the days asked for, and which service year they are."""
    terms, now = service_terms(case.document, case.sight), moment_of(desk)
    first, last, number = days_of(terms, year, month, now.date())
    book = book_of(case.holding, now)
    return Tally(book, terms, now, first, last, case.position.force_majeure), number


def days_of(
    terms: ServiceTerms, year: int | None, month: str | None, today: date
) -> tuple[date, date, int | None]:
    """The first and the last of the days asked for; Refusal for what the term has not."""
    if year is not None and month is not None:
        raise Refusal("score.one-span")
    if month is not None:
        return (*month_of(month), None)
    years = terms.years
    if year is None:
        current = next((each.year for each in years if today <= each.last), years[-1].year)
        year = current
    found = next((each for each in years if each.year == year), None)
    if found is None:
        raise Refusal("score.year", year=year, years=len(years))
    return found.first, found.last, year


def month_of(text: str) -> tuple[date, date]:
    """The first and the last day of a calendar month: 2026-04, 2026年4月."""
    found = MONTH.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        raise Refusal("score.month", text=text)
    first = date(int(found[1]), int(found[2]), 1)
    return first, (first + A_MONTH).replace(day=1) - ONE_DAY
