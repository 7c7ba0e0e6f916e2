"""Service periods, and papers of a period, as people read them: 第1年第3季度, 2025年5月."""

from collections.abc import Sequence
from functools import lru_cache

from svcctl.billing.instalment import DocumentKey, Instalment
from svcctl.billing.promises import SETTLEMENT
from svcctl.billing.terms import Terms
from svcctl.i18n import Words


def period_text(name: str | None, terms: Terms | None, words: Words) -> str:
    """A period by its id; the calendar's own names where the calendar cuts the term."""
    if not name:
        return ""
    period = terms.periods.get(name) if terms else None
    if terms and terms.term.calendar and period:
        part = name.partition("-")[2]
        named = f"label.calendar-{part[:1] or 'Y'}"
        return words(named, year=period.last.year, number=int(part[1:] or 0))
    return _numbered(name, words)


@lru_cache(maxsize=1024)
def _numbered(name: str, words: Words) -> str:
    """A period of the contract's own years: many instalments have the same ones."""
    year, _, part = name.removeprefix("Y").partition("-")
    if not part:
        return words("label.year", year=int(year))
    return words(f"label.{part[0]}", year=int(year), number=int(part[1:]))


def instalment_period(row: Instalment, words: Words) -> str:
    """The period of an instalment, by the calendar's own name where the calendar cuts the term."""
    if not (row.calendar and row.period):
        return period_text(row.period, None, words)
    part = row.period.partition("-")[2]
    number = int(part[1:] or 0)
    return words(f"label.calendar-{part[:1] or 'Y'}", year=row.calendar, number=number)


def paper_text(
    paper: DocumentKey, instalment: Instalment | None, terms: Terms, words: Words
) -> str:
    """A paper's title, with its period where that is not the instalment's own."""
    key, period = paper
    if key == SETTLEMENT:
        return words("paper.settlement")
    known = terms.documents.get(key)
    title = words.title(known[0]) if known else key
    if instalment is not None and period in (None, instalment.period):
        return title
    return period_text(period, terms, words) + title


def paper_texts(
    papers: Sequence[DocumentKey], instalment: Instalment | None, terms: Terms, words: Words
) -> list[str]:
    """The titles of papers."""
    return [paper_text(paper, instalment, terms, words) for paper in papers]


def item_text(key: str, terms: Terms, words: Words) -> str:
    """The title of a unit price."""
    return next((words.title(item.title) for item in terms.price.items if item.key == key), key)
