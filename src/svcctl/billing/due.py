"""The due list: which instalments to look at now, and what they add up to."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.schedule import Standing

WITHIN_DAYS = 30


class Sums(NamedTuple):
    """What the rows listed add up to, in fen."""

    outstanding: int
    payable: int  # due and overdue
    overdue: int
    waiting: int
    amount: int
    paid: int


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
        payable=sum(s.payable_fen for s in standings if s.status in ("due", "overdue")),
        overdue=sum(s.payable_fen for s in standings if s.status == "overdue"),
        waiting=outstanding("waiting"),
        amount=sum(s.promise.amount_fen for s in standings),
        paid=sum(s.paid_fen for s in standings),
    )


def next_instalment(standings: Iterable[Standing]) -> Standing | None:
    """The first instalment that still lies ahead."""
    ahead = [standing for standing in standings if standing.status == "projected" and standing.due_on]
    return min(ahead, key=lambda standing: (standing.due_on, standing.promise.id), default=None)
