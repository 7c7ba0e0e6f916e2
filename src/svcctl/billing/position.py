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


class Negotiation(NamedTuple):
    """A step of negotiating about one instalment or breach."""

    act: str  # open | fail | settle
    on: date
    new_due: date | None
    event: str


class Breach(NamedTuple):
    """A recorded breach of one of the contract's damages rules; `unfounded` where an appraisal found it so."""

    id: str
    rule: str
    on: date
    ended_on: date | None
    by: str  # purchaser | supplier
    amount_fen: int | None
    contested: bool
    unfounded: bool
    event: str


class Appraisal(NamedTuple):
    """A recognised body's finding on the quality of a service, and its fee."""

    breach: str
    on: date
    in_order: bool
    fee_fen: int
    event: str


class Loss(NamedTuple):
    """A proven loss that a breach caused, owed beside the rate."""

    id: str
    subject: str  # a breach, or the instalment that was paid late
    on: date
    fen: int
    event: str


class Relief(NamedTuple):
    """What ended a claim in whole or in part: waived, settled in money, or offset against an instalment."""

    act: str  # waive | settle | offset
    line: str
    on: date
    fen: int
    instalment: str
    decision: str  # of a waiver: the number of the decision behind it
    event: str


class ForceMajeure(NamedTuple):
    """Days on which one side could not perform, the first and the last included; open-ended while it lasts."""

    id: str
    by: str
    began_on: date
    ended_on: date | None
    notified_on: date | None
    proven: bool
    event: str

    def last(self, as_of: date) -> date:
        """Its last day so far."""
        return min(self.ended_on or as_of, as_of)


class Dispute(NamedTuple):
    """A part of an instalment that is disputed, or was: then so much of it is owed and the rest conceded."""

    instalment: str
    on: date
    fen: int
    settled_on: date | None
    owed_fen: int
    event: str


class Paper(NamedTuple):
    """A paper filed for an instalment, with the files that are it."""

    instalment: str
    kind: str
    on: date
    files: tuple[tuple[str, str], ...]  # (name, SHA-256)
    event: str


class Invoice(NamedTuple):
    """An invoice, sums with tax included; a red one cancels another in whole or in part and has sums below nought."""

    number: str
    kind: str  # special | ordinary
    on: date
    rate: str
    net_fen: int
    tax_fen: int
    parts: tuple[tuple[str, int], ...]  # (instalment, fen)
    red_of: str
    checked_on: date | None
    genuine: bool | None  # what the check found
    files: tuple[tuple[str, str], ...]
    event: str

    @property
    def fen(self) -> int:
        """The whole sum."""
        return self.net_fen + self.tax_fen


class Termination(NamedTuple):
    """The end of the contract before its time; `pro_rata` where the parties agreed to settle by days served."""

    on: date
    reason: str
    pro_rata: bool
    event: str


class Position(NamedTuple):
    """The facts of one contract that have happened by a date and have not been taken back."""

    as_of: date
    started_on: date | None = None
    documents: dict[DocumentKey, tuple[HandIn, ...]] = {}
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    settled: dict[str, Settlement] = {}
    done: dict[str, tuple[date, str]] = {}  # obligation -> (day, event)
    negotiations: dict[str, tuple[Negotiation, ...]] = {}  # by instalment or breach, in order of time
    breaches: tuple[Breach, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    losses: tuple[Loss, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    force_majeure: tuple[ForceMajeure, ...] = ()  # in order of time
    disputes: tuple[Dispute, ...] = ()
    papers: tuple[Paper, ...] = ()
    invoices: tuple[Invoice, ...] = ()  # in order of time
    termination: Termination | None = None
    closed_on: date | None = None
