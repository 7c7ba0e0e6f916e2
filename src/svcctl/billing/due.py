"""The due list: which instalments to look at now, in which order, what they add up to, and which rest on a reading."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.calendar import Calendar
from svcctl.billing.position import Position
from svcctl.billing.schedule import Standing, schedule
from svcctl.billing.terms import NATION, READING_CHOICES, Terms

WITHIN_DAYS = 30
DATE_READINGS = (
    "later-years",
    "term-start",
    "year-end",
    "early-report",
    "working-day",
    "day-off",
    "paid-when",
    "return",
    "receipt-proof",
)


class Sums(NamedTuple):
    """What the rows listed add up to, in fen."""

    outstanding: int
    payable: int  # due and overdue
    overdue: int
    waiting: int
    amount: int
    paid: int


class Alternative(NamedTuple):
    """What another choice of a reading would make of an instalment's deadline."""

    reading: str
    choice: str  # the one in force
    other: str
    status: str
    due_on: date | None


def due_rows(standings: Iterable[Standing], as_of: date, within_days: int = WITHIN_DAYS) -> list[Standing]:
    """What is due, overdue, waiting, or coming within so many calendar days (the last included)."""
    last = as_of + timedelta(days=within_days)
    return [
        standing
        for standing in standings
        if standing.status in ("due", "overdue", "waiting")
        or (standing.status == "projected" and standing.due_on is not None and standing.due_on <= last)
    ]


def sums_of(standings: Sequence[Standing]) -> Sums:
    """The totals of the rows given."""

    def outstanding(*statuses: str) -> int:
        return sum(s.outstanding_fen for s in standings if s.status in statuses)

    return Sums(
        outstanding=sum(s.outstanding_fen for s in standings),
        payable=outstanding("due", "overdue"),
        overdue=outstanding("overdue"),
        waiting=outstanding("waiting"),
        amount=sum(s.promise.amount_fen for s in standings),
        paid=sum(s.paid_fen for s in standings),
    )


def next_instalment(standings: Iterable[Standing]) -> Standing | None:
    """The first instalment that still lies ahead."""
    ahead = [standing for standing in standings if standing.status == "projected" and standing.due_on]
    return min(ahead, key=lambda standing: (standing.due_on, standing.promise.id), default=None)


def alternatives(
    terms: Terms,
    position: Position,
    standings: Sequence[Standing],
    calendar: Calendar,
    calendar_named: Callable[[str], Calendar],
    region: str,
) -> dict[str, list[Alternative]]:
    """For each overdue instalment, the readings under which it would not be overdue (the first such choice of each)."""
    late = {standing.promise.id for standing in standings if standing.status == "overdue"}
    found: dict[str, list[Alternative]] = {}
    for reading in DATE_READINGS if late else ():
        for other in READING_CHOICES[reading]:
            if other == terms.readings[reading] or not _matters(reading, terms, position, region):
                continue
            tried = terms._replace(readings=terms.readings | {reading: other})
            where = calendar
            if reading == "working-day":
                where = calendar_named(NATION if other == "national" else region)
            for standing in schedule(tried, position, where):
                iid = standing.promise.id
                listed = any(a.reading == reading for a in found.get(iid, ()))
                if iid in late and standing.status != "overdue" and not listed:
                    choice = terms.readings[reading]
                    found.setdefault(iid, []).append(
                        Alternative(reading, choice, other, standing.status, standing.due_on)
                    )
    return found


def _matters(reading: str, terms: Terms, position: Position, region: str) -> bool:
    """Whether a reading can change anything here; those that cannot are not worked out."""
    if reading == "working-day":
        return region != NATION
    if reading == "term-start":
        return terms.starts != "signing" and position.started_on is not None
    if reading == "day-off":
        return any(promise.due.unit != "working-day" for promise in terms.promises)
    if reading == "paid-when":
        return any(payment.arrived_on for payment in position.payments)
    if reading == "return":
        return any(act.act == "return" for acts in position.documents.values() for act in acts)
    if reading == "receipt-proof":
        return any(act.delivered_on for acts in position.documents.values() for act in acts)
    return True
