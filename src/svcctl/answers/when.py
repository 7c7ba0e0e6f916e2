"""By when, in words: a rule alone, and a rule with the event that it goes by."""

from datetime import date
from functools import lru_cache
from typing import Any

from svcctl.answers.periods import paper_text
from svcctl.billing.dates import Period
from svcctl.billing.deadlines import (
    Days,
    Due,
    FirstWorkingDays,
    Listed,
    MonthDay,
    NotAgreed,
    When,
    YearDay,
    due_from,
)
from svcctl.billing.promises import SETTLEMENT, is_report
from svcctl.billing.terms import Terms
from svcctl.i18n import Words

LAST = 31  # of a month, whatever its length


def counted_text(period: Days | Period, words: Words) -> str:
    """A period in words: 15 working days, 1 year."""
    return _counted(period.unit, period.length, words)


@lru_cache(maxsize=256)
def _counted(unit: str, length: int, words: Words) -> str:
    return words(f"count.{unit}", days=length)


def rule_text(rule: When, words: Words) -> str:
    """A rule in few words: 15 working days, day 20 of the next month, 30 June."""
    if isinstance(rule, Days):
        return counted_text(rule, words)
    if isinstance(rule, MonthDay):
        place = "last" if rule.day == LAST else "day"
        return words(f"when.{place}.{rule.month}", day=rule.day)
    if isinstance(rule, FirstWorkingDays):
        return words(f"when.first.{rule.month}", days=rule.number)
    if isinstance(rule, YearDay):
        return words.month_day(date(2000, rule.month, rule.day))
    return rule.on.isoformat() if isinstance(rule, Listed) else words("when.not-agreed")


def named_event(after: str, terms: Terms, words: Words) -> str:
    """An event of a contract file by the names that people know: receipt of the invoice."""
    name, _, key = after.partition(":")
    if name == "receipt" and not key and not _has_reports(terms):
        return words("event.receipt-papers")
    if not key:
        return words(f"event.{name or 'named'}")
    if key == SETTLEMENT:
        return words("event.settled")
    return words(f"event.{name}-of", title=_title_of(name, key, terms, words))


def _has_reports(terms: Terms) -> bool:
    """Whether the contract asks for reports at all: invoices and slips are papers."""
    return any(is_report(title) for title, _ in terms.documents.values())


def _title_of(event: str, key: str, terms: Terms, words: Words) -> str:
    """The title of the paper, guarantee or instalment that an event is about."""
    if event == "receipt":
        return paper_text((key, None), None, terms, words)
    if event == "lodged":
        guarantee = terms.guarantee(key)
        return words.title(guarantee.title) if guarantee else key
    row = next((each for each in terms.instalments if key in (each.id, each.key)), None)
    return words.title(row.title) if row else key


def after_text(due: Due, terms: Terms, words: Words, event: str = "") -> str:
    """What a deadline goes by, in words, and how far that day is moved first."""
    event = event or named_event(due.after, terms, words)
    if due.plus is None:
        return event
    return words("event.moved", event=event, counted=counted_text(due.plus, words))


def due_text(due: Due, terms: Terms, words: Words, event: str = "") -> str:
    """By when, with its event, or another that a reading has: within 15 working days of signing."""
    return _clause(due, rule_text(due.rule, words), terms, words, event)


def table_text(table: dict[str, Any], terms: Terms, words: Words) -> str:
    """By when, as a contract file's `due` table says it, with every day that it lists."""
    counted = words.value(table["on"]) if "on" in table else ""
    due = due_from(table)
    return _clause(due, counted or rule_text(due.rule, words), terms, words)


def _clause(due: Due, counted: str, terms: Terms, words: Words, event: str = "") -> str:
    key = {
        Days: "within",
        FirstWorkingDays: "within-first",
        YearDay: "first-such",
        Listed: "listed",
        NotAgreed: "open",
    }.get(type(due.rule), "by")
    said = words(f"when.{key}", after=after_text(due, terms, words, event), counted=counted)
    return said + (words(f"when.roll.{due.roll}") if due.roll else "")


def late_paper_text(due: Due, words: Words) -> str:
    """What a paper makes of the date that comes after it."""
    key = {Days: "days", NotAgreed: "open", YearDay: "own-day", Listed: "own-day"}
    return words(f"when.late-paper.{key.get(type(due.rule), 'month')}")
