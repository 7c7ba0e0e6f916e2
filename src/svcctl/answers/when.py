"""By when, in words: a rule alone, and a rule with the event that it goes by."""

from datetime import date
from typing import Any

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
from svcctl.i18n import Words

LAST = 31  # of a month, whatever its length


def counted_text(period: Days | Period, words: Words) -> str:
    """A period in words: 15 working days, 1 year."""
    return words(f"count.{period.unit}", days=period.length)


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


def after_text(due: Due, words: Words, event: str = "") -> str:
    """What a deadline goes by, in words, and how far that day is moved first."""
    name, _, key = due.after.partition(":")
    event = event or words(f"event.{name}-of" if key else f"event.{name or 'named'}", key=key)
    if due.plus is None:
        return event
    return words("event.moved", event=event, counted=counted_text(due.plus, words))


def due_text(due: Due, words: Words, event: str = "") -> str:
    """By when, with its event, or another that a reading has: within 15 working days of signing."""
    return _clause(due, rule_text(due.rule, words), words, event)


def table_text(table: dict[str, Any], words: Words) -> str:
    """By when, as a contract file's `due` table says it, with every day that it lists."""
    counted = words.value(table["on"]) if "on" in table else ""
    due = due_from(table)
    return _clause(due, counted or rule_text(due.rule, words), words)


def _clause(due: Due, counted: str, words: Words, event: str = "") -> str:
    key = {
        Days: "within",
        FirstWorkingDays: "within-first",
        YearDay: "first-such",
        Listed: "listed",
        NotAgreed: "open",
    }.get(type(due.rule), "by")
    said = words(f"when.{key}", after=after_text(due, words, event), counted=counted)
    return said + (words(f"when.roll.{due.roll}") if due.roll else "")


def late_paper_text(due: Due, words: Words) -> str:
    """What a paper makes of the date that comes after it."""
    key = {Days: "days", NotAgreed: "open", YearDay: "own-day", Listed: "own-day"}
    return words(f"when.late-paper.{key.get(type(due.rule), 'month')}")
