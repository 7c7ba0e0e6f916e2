"""Where a contract stands on a date: the facts that have happened, sorted by what they are about."""

from datetime import date
from typing import NamedTuple

DocumentKey = tuple[str, int | None]  # (deliverable, service year; None for one due once)


class HandIn(NamedTuple):
    """A document handed in, received or returned."""

    act: str  # submit | receive | return
    on: date
    delivered_on: date | None
    event: str


class Payment(NamedTuple):
    """Money that left the payer's account, with the instalments it pays."""

    event: str
    on: date
    arrived_on: date | None
    parts: tuple[tuple[str, int], ...]  # (instalment, fen)
    ref: str
    account: str
    voucher: str
    slip: str
    override: bool


class Refund(NamedTuple):
    """Money that came back on a day."""

    event: str
    payment: str
    on: date
    parts: tuple[tuple[str, int], ...]


class Settlement(NamedTuple):
    """A finding settled: the value that holds, and the paper that says so."""

    event: str
    on: date
    value: int  # counted from 1
    doc: str


class Position(NamedTuple):
    """The facts of one contract that have happened by a date and have not been taken back."""

    as_of: date
    started_on: date | None = None
    documents: dict[DocumentKey, tuple[HandIn, ...]] = {}
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    settled: dict[str, Settlement] = {}
    done: dict[str, tuple[date, str]] = {}  # obligation -> (day, event)
