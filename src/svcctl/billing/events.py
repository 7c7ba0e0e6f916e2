"""The days that deadlines go by: signing and notices, and how far such a day is moved."""

from datetime import date

from svcctl.billing.dates import ONE_DAY, shift
from svcctl.billing.deadlines import Due
from svcctl.billing.position import Position
from svcctl.billing.terms import Terms

EVENTS = (
    "signing",
    "award-notice",
    "start-notice",
)  # in later years the reading later-years moves them
STARTS = ("year-start", "period-start")


def event_day(name: str, terms: Terms, position: Position) -> date | None:
    """The day of an event of EVENTS, or None while it has not happened."""
    return {
        "signing": terms.signed_on,
        "award-notice": terms.award_notice_on,
        "start-notice": position.notice_on or position.started_on,
    }.get(name)


def moved_by_plus(on: date, due: Due, terms: Terms) -> date:
    """The day of the event, moved by the rule's `plus`."""
    if due.plus is None:
        return on
    moved = shift(on, due.plus)
    # counted with its first day (reading year-end), three months from 16 June are over on 15
    # September, as a year is on 15 June
    by_first_day = due.after in STARTS and counts_first_day(terms)
    return moved - ONE_DAY if by_first_day and due.plus.unit in ("month", "year") else moved


def counts_first_day(terms: Terms) -> bool:
    """Whether the first day of a year is one of its days (reading year-end)."""
    return terms.readings["year-end"] == "day-before"
