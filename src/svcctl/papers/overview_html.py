"""The page for a director: all contracts at a glance, each with a page of its own behind it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from svcctl.answers.instalment_words import due_text, label, status_text, time_text
from svcctl.answers.overview import listings
from svcctl.billing.due import sums_of
from svcctl.billing.forecast import ForecastPeriod, added, cash_flow, period_of
from svcctl.billing.money import grouped
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.cash_picture import CashPicture, pictured
from svcctl.papers.contract_html import Moment, provisional, section
from svcctl.papers.pages import page
from svcctl.papers.provenance import Provenance


def overview_page(
    folder: Path, cases: Sequence[Case], found: Provenance, words: Words, moment: Moment, mark: str
) -> bytes:
    """What is late and due by month, supplier and department; guarantees, damages; the contracts."""
    sections = [section(case, words, moment) for case in cases]
    cash, later = by_month(cases, found.as_of)
    values: dict[str, Any] = {
        "title": _title(cases, words) + mark,
        "as_of": found.as_of,
        "sums": sums_of([standing for case in cases for standing in case.standings]),
        "cash": cash,
        "later": words("page.later", amount=grouped(later)) if later else "",
        "listings": listings(cases, words),
        "numbers": {case.id: number for number, case in enumerate(cases, 1)},
        "sections": sections,
        "provisional": provisional,
        "label": lambda standing: label(standing, words),
        "status_text": lambda standing: status_text(standing, words),
        "time_text": lambda standing: time_text(standing, words),
        "due_text": lambda standing: due_text(standing, words),
    }
    return page(folder, "overview.html", found, words, values)


def _title(cases: Sequence[Case], words: Words) -> str:
    """Whose contracts they are, where they are all of one purchaser or supplier."""
    side = "supplier" if words.role == "supplier" else "purchaser"
    names = {case.terms.party(side).name for case in cases}
    return words("page.overview-of", name=min(names)) if len(names) == 1 else words("page.overview")


def by_month(cases: Sequence[Case], as_of: date) -> tuple[CashPicture, int]:
    """The cash of the months from this one on, a year of them, and what comes later in fen."""
    flow = added(cash_flow([case.sight], "month") for case in cases)
    first = period_of(as_of, "month")
    end = f"{as_of.year + 1:04}-{as_of.month:02}"
    # what is contingent is no plan, and stands with the damages
    periods = [each._replace(contingent=0) for each in flow if each.period >= first]
    near = [each for each in periods if each.period < end and _to_pay(each) + each.paid]
    return pictured(near, "month"), sum(_to_pay(each) for each in periods if each.period >= end)


def _to_pay(period: ForecastPeriod) -> int:
    return period.certain + period.provisional + period.waiting
