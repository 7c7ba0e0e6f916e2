"""Drafting a year's report: which year, which papers, by what was known at the paper's moment."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from svcctl.billing.periods import ServicePeriod
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.desk import Desk
from svcctl.desk.letters import write_letter
from svcctl.store.scopes import ALL

if TYPE_CHECKING:
    from svcctl.papers.letter_words import PaperWords
    from svcctl.papers.provenance import Provenance


def write_draft(
    desk: Desk, year: int | None, documents: Sequence[str] | None, template: str | None
) -> None:
    """The papers of a service year, as a Word file that the supplier edits and hands in."""

    def fill(case: Case, found: "Provenance", words: "PaperWords") -> dict[str, Any]:
        from svcctl.papers.draft_report import service_report
        from svcctl.papers.draft_year import year_of
        from svcctl.papers.letter_words import PaperWords
        from svcctl.papers.provenance import clock_time

        period = _period(case, year)
        named = [naming.document(case, each, desk) for each in documents or ()]
        # whoever drafts it, it is the supplier's paper
        own = PaperWords("supplier", words.names)
        now = clock_time(found.as_of, found.known_at)
        return service_report(year_of(case, period, now), named, found, own)

    write_letter(desk, "service-report", fill, template, ALL)


def _period(case: Case, year: int | None) -> ServicePeriod:
    """The service year asked for, else the last that is over, else the first."""
    years = case.sight.years
    if year is None:
        over = [each for each in years if each.last < case.as_of]
        return over[-1] if over else years[0]
    found = next((each for each in years if each.year == year), None)
    if found is None:
        raise Refusal("score.year", year=year, years=len(years))
    if found.first > case.as_of:
        raise Refusal("draft.not-begun", year=year, first=found.first, as_of=case.as_of)
    return found
