"""Where a contract stands on a date: the facts that have happened, sorted by what they are about.

What happened is a `Happening`, with the fields that its fact says and, below them, those that later
facts filled in.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, TypeVar

from svcctl.billing.dates import NEVER
from svcctl.billing.instalment import DocumentKey
from svcctl.billing.record import Record

Parts = tuple[tuple[str, int], ...]  # (instalment, fen)


class File(Record):
    """A file that a fact refers to: its name, the SHA-256 of its bytes, how many there are."""

    name: str
    sha256: str
    size: int


Files = tuple[File, ...]


class Happening(Record, kw_only=True):
    """What a fact says, the day it happened on and the fact's own id.

    `KEYS` names the payload's keys where a field has another name; `LATER` what further facts fill;
    `SHAPES` how what is written in a field looks, where anything is worked out from it.
    """

    KEYS: ClassVar[dict[str, str]] = {}
    LATER: ClassVar[tuple[str, ...]] = ()
    SHAPES: ClassVar[dict[str, str]] = {}

    event: str = ""  # CHAIN#SEQ; nothing while it is not recorded
    on: date = NEVER
    doc: str = ""  # the title or number of the paper behind it
    note: str = ""
    files: Files = ()


# -- papers handed in ------------------------------------------------------------------------------


class HandIn(Happening, kw_only=True):
    """A document handed in, received or returned."""

    act = ""
    SHAPES = {"year": r"[1-9]\d{0,2}", "period": r"(Y[1-9]\d{0,2}(-[A-Z]\d{1,2})?)?"}

    document: str
    year: int | None = None
    period: str = ""  # Y1-Q3, where it comes oftener than once a year
    delivered_on: date | None = None  # with proof, where the supplier handed it in

    @property
    def key(self) -> DocumentKey:
        """The document, and the service period that it is for."""
        return self.document, self.period or (None if self.year is None else f"Y{self.year}")


class Submitted(HandIn, kw_only=True):
    """The supplier handed a document in."""

    act = "submit"

    proof: str = ""
    corrected: bool = False  # another version, handed in at the supplier's own wish


class Received(HandIn, kw_only=True):
    """The purchaser received a document."""

    act = "receive"


class Returned(HandIn, kw_only=True):
    """The purchaser returned a document."""

    act = "return"

    reason: str = ""


class ProofAdded(Happening, kw_only=True):
    """The proof that what was handed in or sent had arrived, where it came later."""

    KEYS = {"target": "event"}

    target: str
    reached_on: date
    proof: str = ""


class Demand(Happening, kw_only=True):
    """The creditor demanded sums in writing: instalments, or lines of damages."""

    subjects: tuple[str, ...]
    means: str = ""
    reached_on: date | None = None
    proof: str = ""

    @property
    def counts_on(self) -> date:
        """The day from which it counts: its arrival, else the day it was sent."""
        return self.reached_on or self.on


# -- money -----------------------------------------------------------------------------------------


class Payment(Happening, kw_only=True):
    """Money that left the payer's account, with the instalments it pays."""

    KEYS = {"source": "list"}

    parts: Parts
    ref: str = ""
    account: str = ""
    confirmed_by: str = ""
    voucher: str = ""
    slip: str = ""
    arrived_on: date | None = None
    payee: str = ""  # whose account it was by the bank's slip, where somebody wrote it down
    charge_known: bool = True  # False: seen in the payee's book alone, `on` is when it arrived
    override: bool = False
    reason: str = ""
    source: dict[str, Any] | None = None  # the bank's list that it came from: name, SHA-256, row


class Annotation(Happening, kw_only=True):
    """Numbers and dates of a payment that came later."""

    KEYS = {"target": "event"}

    target: str
    voucher: str = ""
    slip: str = ""
    arrived_on: date | None = None
    charged_on: date | None = None  # of a payment that was seen arriving alone


class Refund(Happening, kw_only=True):
    """Money that came back on a day."""

    KEYS = {"payment": "event", "source": "list"}

    payment: str
    parts: Parts
    reason: str = ""
    bounced: bool = False  # 退汇: the transfer never arrived, so that it never counted as paid
    source: dict[str, Any] | None = None


class Invoice(Happening, kw_only=True):
    """An invoice, tax included; a red one cancels another, in part or whole: sums below nought."""

    KEYS = {"number": "invoice", "kind": "invoice_kind"}
    LATER = ("checked_on", "genuine")
    SHAPES = {"kind": "special|ordinary"}

    number: str
    kind: str  # special | ordinary
    net_fen: int
    tax_fen: int
    parts: Parts
    rate: str = ""
    red_of: str = ""
    checked_on: date | None = None
    genuine: bool | None = None  # what the check found

    @property
    def fen(self) -> int:
        """The whole sum."""
        return self.net_fen + self.tax_fen


class InvoiceCheck(Happening, kw_only=True):
    """What the tax office's check of an invoice found."""

    KEYS = {"number": "invoice"}

    number: str
    genuine: bool


class Paper(Happening, kw_only=True):
    """A paper filed for an instalment, with the files that are it."""

    KEYS = {"kind": "evidence"}

    instalment: str
    kind: str


class Settled(Happening, kw_only=True):
    """What an instalment comes to, found afterwards (核定、考核): one way, and a deduction beside."""

    KEYS = {"amount_fen": "fen", "deduct_fen": "deduct"}

    instalment: str
    amount_fen: int | None = None
    coefficient: str = ""  # 0.96, 5/6
    score: str = ""
    quantities: tuple[tuple[str, str], ...] = ()
    list_fen: int | None = None  # at list prices, before the discount
    deduct_fen: int = 0
    agreed: bool = False  # by agreement, where the contract does not say that the sum is settled
    override: bool = False
    reason: str = ""


class Scored(Happening, kw_only=True):
    """A score that was given under one of the contract's assessments (考核)."""

    assessment: str
    period: str
    score: str


# -- guarantees ------------------------------------------------------------------------------------

CASH, LETTER = "cash", "letter"


class Deposit(Happening, kw_only=True):
    """What became of a guarantee on a day: a sum in money, or that of a bank's letter (保函)."""

    act = ""
    SHAPES = {"form": f"{CASH}|{LETTER}"}

    guarantee: str
    fen: int
    form: str = CASH  # cash | letter
    ref: str = ""


class Lodged(Deposit, kw_only=True):
    """The supplier lodged money or a letter."""

    act = "lodge"

    valid_until: date | None = None  # of a letter
    override: bool = False
    reason: str = ""


class GivenBack(Deposit, kw_only=True):
    """The purchaser gave money or a letter back."""

    act = "return"


class Claimed(Deposit, kw_only=True):
    """The purchaser kept a sum for good, or had the bank pay it."""

    act = "claim"

    reason: str = ""


# -- findings and obligations ----------------------------------------------------------------------


class FindingSettled(Happening, kw_only=True):
    """A finding settled: the value that holds, and the paper that says so."""

    finding: str
    value: int  # counted from 1; 0 where the paper names an account that no document had
    bank: str = ""
    account: str = ""


class ObligationKept(Happening, kw_only=True):
    """An obligation that was kept."""

    obligation: str


# -- breach, talks, dispute ------------------------------------------------------------------------


class Negotiation(Happening, kw_only=True):
    """A step of negotiating about instalments or breaches."""

    act = ""

    subjects: tuple[str, ...]
    new_due: date | None = None


class TalksOpened(Negotiation, kw_only=True):
    """Both sides have begun to negotiate."""

    act = "open"


class TalksFailed(Negotiation, kw_only=True):
    """Negotiation has failed."""

    act = "fail"


class TalksSettled(Negotiation, kw_only=True):
    """An agreement was reached, with another date to pay by where it names one."""

    act = "settle"


class Breach(Happening, kw_only=True):
    """A breach of one of the contract's damages rules; `unfounded` where an appraisal found so."""

    KEYS = {"id": "breach", "amount_fen": "fen"}
    LATER = ("ended_on", "contested", "unfounded", "accepted_on", "proposals", "replaced")

    id: str
    rule: str
    by: str  # purchaser | supplier
    amount_fen: int | None = None
    times: int = 1  # how often the same happened, where a rule counts each time
    ended_on: date | None = None
    contested: bool = False
    unfounded: bool = False
    accepted_on: date | None = None  # of one that was proposed: from that day on it is owed
    proposals: tuple[str, ...] = ()  # the missed promises that it is made of
    replaced: bool = False  # each of them was decided otherwise since

    @property
    def is_void(self) -> bool:
        """Whether there is nothing to pay for: found in order on appraisal, or decided otherwise."""
        return self.unfounded or self.replaced

    @property
    def counts_from(self) -> date:
        """The first day on which it can be owed."""
        return self.accepted_on or self.on


class Accepted(Breach, kw_only=True):
    """Missed promises that were decided to be a breach: one breach, whatever their number."""

    LATER = ("ended_on", "contested", "unfounded", "accepted_on", "replaced", "times")

    ran_out_on: date  # the day on which the first of them was missed
    reason: str
    decision: str = ""  # the number of the decision behind it
    basis: dict[str, Any] | None = None  # by what was known: when each ran out, and was met


class Rejected(Happening, kw_only=True):
    """Missed promises that were decided to be no breach."""

    proposals: tuple[str, ...]
    reason: str
    decision: str = ""
    basis: dict[str, Any] | None = None


class BreachEnded(Happening, kw_only=True):
    """The day on which a breach ended."""

    breach: str


class Contested(Happening, kw_only=True):
    """The other side disputes a breach."""

    breach: str
    reason: str = ""


class Appraisal(Happening, kw_only=True):
    """A recognised body's finding on the quality of a service, and its fee."""

    KEYS = {"fee_fen": "fen"}

    breach: str
    in_order: bool
    fee_fen: int = 0
    body: str = ""


class Loss(Happening, kw_only=True):
    """A proven loss that a breach caused, owed beside the rate."""

    KEYS = {"id": "loss"}

    id: str
    subject: str  # a breach, or the instalment that was paid late
    fen: int


class Relief(Happening, kw_only=True):
    """What ended a claim in whole or part: waived, paid, or offset against an instalment."""

    act = ""

    line: str
    fen: int
    instalment: str = ""
    decision: str = ""  # of a waiver: the number of the decision behind it
    reason: str = ""


class Waived(Relief, kw_only=True):
    """A claim let fall."""

    act = "waive"


class DamagesSettled(Relief, kw_only=True):
    """Damages paid."""

    act = "settle"


class Offset(Relief, kw_only=True):
    """Damages set against an instalment."""

    act = "offset"


class WaiverDecided(Happening, kw_only=True):
    """The decision behind a waiver, where it came later."""

    KEYS = {"target": "event"}

    target: str
    decision: str


class Dispute(Happening, kw_only=True):
    """A part of an instalment that is, or was, disputed: so much is owed, the rest conceded."""

    LATER = ("settled_on", "owed_fen")

    instalment: str
    fen: int
    reason: str = ""
    settled_on: date | None = None
    owed_fen: int = 0


class DisputeSettled(Happening, kw_only=True):
    """How much of a disputed sum is owed after all."""

    instalment: str
    fen: int


class ForceMajeure(Happening, kw_only=True):
    """Days on which one side could not perform, ends included; open-ended while it lasts."""

    KEYS = {"id": "force_majeure"}
    LATER = ("ended_on", "proven")
    SHAPES = {"by": "purchaser|supplier"}

    id: str
    by: str
    notified_on: date | None = None
    ended_on: date | None = None
    proven: bool = False

    def last(self, as_of: date) -> date:
        """Its last day so far."""
        return min(self.ended_on or as_of, as_of)


class ForceMajeureEnded(Happening, kw_only=True):
    """The last day of a force majeure."""

    KEYS = {"id": "force_majeure"}

    id: str


# -- calendars -------------------------------------------------------------------------------------


class CalendarDays(Happening, kw_only=True):
    """Days of one calendar, year by year."""

    calendar: str
    basis: str  # official | estimated
    years: dict[str, dict[str, Any]]
    number: str = ""
    issued_on: str = ""
    change: bool = False  # it changes days of a year that another notice has settled


class Adopted(CalendarDays, kw_only=True):
    """Days that ship with the program."""


class CalendarNotice(CalendarDays, kw_only=True):
    """Days that a notice brought."""


# -- the contract as a whole -----------------------------------------------------------------------


class Started(Happening, kw_only=True):
    """The supplier received the purchaser's notice to start; service may count from another day."""

    sent_on: date | None = None
    service_from: date | None = None  # where it is not the day of the notice; it may lie ahead


class Renewed(Happening, kw_only=True):
    """The parties confirmed the next renewal that the contract foresees."""

    override: bool = False
    reason: str = ""


class Termination(Happening, kw_only=True):
    """The contract's end before its time; `pro_rata`: the parties settle by days served."""

    reason: str
    pro_rata: bool = False


class Closed(Happening, kw_only=True):
    """The contract's file was closed; `open` says how much was still open in it."""

    open: int = 0
    reason: str = ""


class Position(Record):
    """The facts of one contract that have happened by a date and have not been taken back."""

    as_of: date
    started_on: date | None = None  # the day from which service counts
    notice_on: date | None = None  # the day of the start notice, where it is another one
    documents: dict[DocumentKey, tuple[HandIn, ...]] = {}
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    settled: dict[str, FindingSettled] = {}
    confirmed: tuple[FindingSettled, ...] = ()  # those that say which account holds, in order
    done: dict[str, ObligationKept] = {}
    negotiations: dict[str, tuple[Negotiation, ...]] = {}  # by instalment or breach
    breaches: tuple[Breach, ...] = ()
    decided: dict[str, "Accepted | Rejected"] = {}  # the last decision of each missed promise
    appraisals: tuple[Appraisal, ...] = ()
    losses: tuple[Loss, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    force_majeure: tuple[ForceMajeure, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    papers: tuple[Paper, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    renewals: tuple[Renewed, ...] = ()  # in the order in which they were confirmed
    scores: tuple[Scored, ...] = ()
    settlements: dict[str, tuple[Settled, ...]] = {}  # by instalment, without its payee or with it
    demands: tuple[Demand, ...] = ()
    termination: Termination | None = None
    closed_on: date | None = None

    def as_it_was(self, day: date) -> "Position":
        """What had happened by an earlier day of what moves a deadline."""
        end, start = self.termination, self.started_on
        known = (self.notice_on or start) if start else None
        begun = known is not None and known <= day
        return self._replace(
            as_of=day,
            started_on=start if begun else None,
            notice_on=self.notice_on if begun else None,
            documents={key: _by(acts, day) for key, acts in self.documents.items()},
            payments=_by(self.payments, day),
            refunds=_by(self.refunds, day),
            negotiations={name: _by(steps, day) for name, steps in self.negotiations.items()},
            reliefs=_by(self.reliefs, day),
            force_majeure=_by(self.force_majeure, day),
            disputes=_by(self.disputes, day),
            deposits=_by(self.deposits, day),
            settlements={name: _by(each, day) for name, each in self.settlements.items()},
            termination=end if end and end.on <= day else None,
        )

    def acts_of(self, documents: Sequence[DocumentKey]) -> list[HandIn]:
        """What became of those documents, in order of time."""
        return [act for key in documents for act in self.documents.get(key, ())]


Some = TypeVar("Some", bound=Happening)


def _by(happened: Sequence[Some], day: date) -> tuple[Some, ...]:
    return tuple(each for each in happened if each.on <= day)
