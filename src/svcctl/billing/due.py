"""The due list: which instalments to look at now, and what they add up to."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing

WITHIN_DAYS = 30


class Sums(Record):
    """Totals in fen; `amount + added - reduced - offset - paid = outstanding - overpaid`."""

    amount: int
    added: int
    reduced: int
    offset: int
    paid: int
    outstanding: int
    overpaid: int
    retained: int
    payable: int  # due and overdue, without what is disputed
    overdue: int
    waiting: int


def by_number(name: str) -> list[str | int]:
    """What sorts names by the numbers in them: Y1-m2 before Y1-m10."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def due_rows(
    standings: Iterable[Standing], as_of: date, within_days: int = WITHIN_DAYS
) -> list[Standing]:
    """What is due, overdue, waiting, or coming within so many calendar days (the last included)."""
    last = as_of + timedelta(days=within_days)
    return [
        standing
        for standing in standings
        if standing.status in ("due", "overdue", "waiting")
        or (
            standing.status == "projected"
            # what lies ahead without a date that anybody knows cannot come within a month
            and standing.due_on is not None
            and standing.due_on <= last
        )
    ]


def sums_of(standings: Sequence[Standing]) -> Sums:
    """The totals of the rows given; what comes only by a renewal is in none of them."""
    counted = [standing for standing in standings if not standing.conditional]
    accounts = [standing.owing for standing in counted]

    def payable(*statuses: str) -> int:
        return sum(s.payable_fen for s in counted if s.status in statuses)

    return Sums(
        amount=sum(account.amount_fen for account in accounts),
        added=sum(account.added_fen for account in accounts),
        reduced=sum(account.reduced_fen for account in accounts),
        offset=sum(account.offset_fen for account in accounts),
        paid=sum(account.paid_fen for account in accounts),
        outstanding=sum(account.outstanding_fen for account in accounts),
        overpaid=sum(account.overpaid_fen for account in accounts),
        retained=sum(account.retained_fen for account in accounts),
        payable=payable("due", "overdue"),
        overdue=payable("overdue"),
        waiting=sum(s.outstanding_fen for s in counted if s.status == "waiting"),
    )


def if_renewed(standings: Sequence[Standing]) -> int:
    """Fen that would come only by renewals not confirmed yet."""
    return sum(
        each.outstanding_fen
        for each in standings
        if each.conditional and each.status != "cancelled"
    )


def next_instalment(standings: Iterable[Standing]) -> Standing | None:
    """The first instalment that still lies ahead."""
    ahead = [
        standing for standing in standings if standing.status == "projected" and standing.due_on
    ]
    return min(ahead, key=lambda s: (s.due_on, by_number(s.instalment.id)), default=None)
