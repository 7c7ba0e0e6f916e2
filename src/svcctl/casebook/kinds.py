"""The kinds of facts: what each says, how often it may be, what it rests on, what it does.

A new kind is a class of what it says (here, or in `billing/position.py` where dates and sums follow
from it) and a row of `KINDS`; nothing else in the program lists kinds.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from svcctl.billing import position as p
from svcctl.billing.position import Happening
from svcctl.billing.record import Record
from svcctl.billing.service_acts import IncidentAct, ServiceAct
from svcctl.billing.terms import Document

CALENDAR_CHAIN = "calendar"
STORE_CHAIN = "store"
OWN_CHAINS = (CALENDAR_CHAIN, STORE_CHAIN)


class Fact(Record):
    """A fact of the journal: when it happened, when recorded (UTC), by which role, what it says."""

    chain: str
    seq: int
    kind: str
    happened_on: str
    recorded_at: str
    actor: str
    says: Happening
    payload: dict[str, Any]  # as it is kept, to be shown whole; what it means is read from `says`
    closed: bool = False  # whether it says more that is the office's own, and not shown here

    @property
    def id(self) -> str:
        """CHAIN#SEQ, as people type it."""
        return f"{self.chain}#{self.seq}"


# -- what facts say that no date or sum of a position follows from ---------------------------------


class WithTerms(Happening, kw_only=True):
    """A whole contract file: as first agreed, corrected, or amended."""

    terms: Document


class Imported(WithTerms, kw_only=True):
    """The terms as first agreed."""


class Corrected(WithTerms, kw_only=True):
    """Terms typed wrongly, put right: those first agreed, or those of the amendment named."""

    of: str = ""
    reason: str = ""


class Amended(WithTerms, kw_only=True):
    """A supplementary agreement, in force from the last of its three days."""

    KEYS = {"number": "amendment"}

    number: int
    signed_on: date
    approved_on: date
    approval_ref: str
    filed_on: date


class TakenBack(Happening, kw_only=True):
    """An earlier fact was entered wrongly."""

    KEYS = {"target": "event"}
    SHAPES = {"target": r".+#\d{1,9}"}

    target: str
    reason: str = ""


class Reversed(TakenBack, kw_only=True):
    """A payment or a refund was entered wrongly."""


class Retracted(TakenBack, kw_only=True):
    """Any fact was entered wrongly."""


class StoreCreated(Happening, kw_only=True):
    """The store was made."""

    KEYS = {"version": "svcctl"}

    schema: int
    schema_sha256: str
    version: str


class StoreUsed(Happening, kw_only=True):
    """A newer program than before writes from here on."""

    KEYS = {"version": "svcctl"}

    version: str


class HeadsMoved(Happening, kw_only=True):
    """Which chains moved since the last seal; the next one covers them up to there."""

    # beside the seal and not in it: what the seal says is shown to prove one fact, and names nobody
    moved: dict[str, Any]  # how many facts each has


class HeadsSealed(Happening, kw_only=True):
    """The heads of all chains but the store's own under one root: one order over them."""

    chains: int
    root: str  # Merkle root over the heads, CHAIN@SEQ:HASH, in the order of their names
    moved: dict[str, Any] = {}  # as above, in seals of before


class ClockDoubted(Happening, kw_only=True):
    """The clock was behind the last fact, or far ahead of it, when these facts were recorded."""

    KEYS = {"targets": "events"}

    targets: tuple[str, ...]
    clock: str


class StoreSalvaged(Happening, kw_only=True):
    """What could not be rescued of a damaged store: chains cut short, files lost."""

    kept: dict[str, Any]  # of the chains cut short, how many facts are left
    known: dict[str, Any]  # and of how many anything was left that tells of them
    lost_files: tuple[str, ...] = ()  # SHA-256 of files that facts name
    lost_asides: tuple[str, ...] = ()  # facts of which what was the office's own is gone


class StoreMoved(Happening, kw_only=True):
    """The store lives on elsewhere: nothing more is recorded here."""

    to: str


class StoreReopened(Happening, kw_only=True):
    """A store that had moved is in use again: the copy that lived on is lost, or was given up."""


class Granted(Happening, kw_only=True):
    """A login of the server was let in, or no longer; its name may be a person's and is not kept."""

    role: str  # none: it was taken back
    handle: str
    contracts: tuple[str, ...] = ()  # of a supplier


class Unread(Happening, kw_only=True):
    """What cannot be read as its kind, or only by a newer version: it counts for nothing here."""

    newer: bool


class CopiedFrom(Happening, kw_only=True):
    """Chains of another store were brought over, up to these heads."""

    heads: tuple[str, ...]


# -- what a fact becomes of a position -------------------------------------------------------------

Board = dict[
    str, Any
]  # the fields of a Position while they grow: lists, and lists or values by a key
Adds = Callable[[Board, Any], None]


def nothing(_board: Board, _said: Happening) -> None:
    """What is read from the facts themselves: terms, what was taken back, the store's chains."""


def each(field: str) -> Adds:
    """One more of a list."""
    return lambda board, said: board[field].append(said)


def one(field: str) -> Adds:
    """The only one; of several, the first."""
    # a second one is objected to when it is recorded; in a chain that has one all the same, what
    # was first is what everybody acted on
    return lambda board, said: board.setdefault(field, said)


def by(field: str, key: str) -> Adds:
    """One for each name."""
    return lambda board, said: board[field].update({getattr(said, key): said})


def _finding_settled(board: Board, said: p.FindingSettled) -> None:
    board["settled"][said.finding] = said
    board["confirmed"].append(said)


def _handed_in(board: Board, said: p.HandIn) -> None:
    board["documents"].setdefault(said.key, []).append(said)


def _proven(board: Board, said: p.ProofAdded) -> None:
    filled = {"reached_on": said.reached_on, "proof": said.proof}
    _later(board, "demands", lambda demand: demand.event == said.target, **filled)
    given = {"delivered_on": said.reached_on, "proof": said.proof}
    for acts in board["documents"].values():
        for place, act in enumerate(acts):
            if act.event == said.target:
                acts[place] = act._replace(**given)


def _talked(board: Board, said: p.Negotiation) -> None:
    for subject in said.subjects:
        board["negotiations"].setdefault(subject, []).append(said)


def _later(board: Board, field: str, is_meant: Callable[[Any], bool], **filled: Any) -> None:
    """Fill in fields of an earlier happening: the last that is meant."""
    found = board[field]
    # an instalment may be disputed again after a settlement: what ends a dispute ends the last one
    for place in reversed(range(len(found))):
        if is_meant(found[place]):
            found[place] = found[place]._replace(**filled)
            return


def _annotated(board: Board, said: p.Annotation) -> None:
    given = {"voucher": said.voucher, "slip": said.slip, "arrived_on": said.arrived_on}
    more: dict[str, Any] = {key: value for key, value in given.items() if value}
    if said.charged_on:
        more |= {"on": said.charged_on, "charge_known": True}
    _later(board, "payments", lambda payment: payment.event == said.target, **more)


def _accepted(board: Board, said: p.Accepted) -> None:
    own = {name: getattr(said, name) for name in p.Breach._fields}
    board["breaches"].append(p.Breach(**own | {"on": said.ran_out_on, "accepted_on": said.on}))
    _decided(board, said)


def _decided(board: Board, said: p.Accepted | p.Rejected) -> None:
    """A later decision takes the place of an earlier one; a breach of which nothing is left, falls."""
    decided = board["decided"]
    decided |= dict.fromkeys(said.proposals, said)
    for place, breach in enumerate(board["breaches"]):
        if breach.proposals and all(decided[n].event != breach.event for n in breach.proposals):
            board["breaches"][place] = breach._replace(replaced=True)


def _breach_ended(board: Board, said: p.BreachEnded) -> None:
    _later(board, "breaches", lambda breach: breach.id == said.breach, ended_on=said.on)


def _contested(board: Board, said: p.Contested) -> None:
    _later(board, "breaches", lambda breach: breach.id == said.breach, contested=True)


def _appraised(board: Board, said: p.Appraisal) -> None:
    board["appraisals"].append(said)
    _later(board, "breaches", lambda breach: breach.id == said.breach, unfounded=said.in_order)


def _waiver_decided(board: Board, said: p.WaiverDecided) -> None:
    _later(board, "reliefs", lambda r: r.event == said.target, decision=said.decision)


def _dispute_settled(board: Board, said: p.DisputeSettled) -> None:
    filled = {"settled_on": said.on, "owed_fen": said.fen}
    _later(board, "disputes", lambda d: d.instalment == said.instalment, **filled)


def _force_majeure_began(board: Board, said: p.ForceMajeure) -> None:
    board["force_majeure"].append(said._replace(proven=bool(said.files)))


def _force_majeure_ended(board: Board, said: p.ForceMajeureEnded) -> None:
    _later(board, "force_majeure", lambda interval: interval.id == said.id, ended_on=said.on)


def _invoice_checked(board: Board, said: p.InvoiceCheck) -> None:
    filled = {"checked_on": said.on, "genuine": said.genuine}
    _later(board, "invoices", lambda invoice: invoice.number == said.number, **filled)


def _settled_sum(board: Board, said: p.Settled) -> None:
    board["settlements"].setdefault(said.instalment, []).append(said)


# -- the table -------------------------------------------------------------------------------------


class Kind(Record):
    """What one kind of fact says, what it becomes, and what may be recorded beside it."""

    says: type[Happening]
    adds: Adds
    once: str | None = None  # "" once for the contract; a field: once for each value of it
    after_signing: bool = False
    after_closing: bool = False  # papers that may come when the file is closed
    rests_on: tuple[tuple[str, str], ...] = ()  # the sort of name, and the field that gives it
    makes: tuple[str, str] | None = None  # the sort of name that others may rest on, and its field
    any_day: bool = (
        False  # it counts whatever the day looked at: what it adds belongs to an earlier fact
    )
    # what a login of the supplier may on a server: record it ("appends"), read what it says, or see
    # no more than that it was recorded ("hidden"); what is hidden changes no date, sum or state
    vendor: str = "reads"
    # the payload's keys that are the office's own: kept apart, and shown to no supplier. They change
    # no date, sum or state. What stands here stays here: facts have it apart from then on
    internal: tuple[str, ...] = ("note",)
    files: bool = True  # whether a supplier may have the files that it names


INSTALMENT, BREACH, LINE, FACT = "instalment", "breach", "line", "event"
GUARANTEE = "guarantee"
SETTLED = "settlement"  # a row, or all rows of an instalment with several payees
OF_PARTS = ((INSTALMENT, "parts"),)
OF_INSTALMENT, OF_BREACH = ((INSTALMENT, "instalment"),), ((BREACH, "breach"),)
OF_EVENT = ((FACT, "target"),)
OF_GUARANTEE = ((GUARANTEE, "guarantee"),)

# why the office did what it need not explain; what a supplier is told the reason of stays open: a
# paper returned, a breach decided, a guarantee kept, an end, a dispute
WHY = ("note", "reason")
# of a contract file what the office found between the papers, and from which budget it pays
OF_FILE = (
    *WHY,
    "terms.findings",
    "terms.instalments.*.fund_source",
    "terms.office.fund_source",
    "terms.office.budget_item",
    "terms.office.budget_project",
)
# both sides keep the record of the service, and its clocks go by the reasons in it
SHARED: tuple[str, ...] = ()

KINDS: dict[str, Kind] = {
    "contract-imported": Kind(Imported, nothing, internal=OF_FILE, files=False),
    "contract-corrected": Kind(Corrected, nothing, internal=OF_FILE, files=False),
    "contract-amended": Kind(Amended, nothing, internal=OF_FILE, files=False),
    "contract-started": Kind(p.Started, one("started"), once="", after_signing=True),
    "finding-settled": Kind(p.FindingSettled, _finding_settled, once="finding", vendor="hidden"),
    "report-submitted": Kind(
        p.Submitted, _handed_in, after_signing=True, makes=("delivery", "event"), vendor="appends"
    ),
    "report-received": Kind(p.Received, _handed_in, after_signing=True),
    "report-returned": Kind(p.Returned, _handed_in, after_signing=True),
    "demand-made": Kind(
        p.Demand,
        each("demands"),
        after_signing=True,
        rests_on=(("claim", "subjects"),),
        makes=("delivery", "event"),
        vendor="appends",
    ),
    "delivery-proven": Kind(
        p.ProofAdded,
        _proven,
        after_closing=True,
        any_day=True,
        rests_on=(("delivery", "target"),),
        vendor="appends",
    ),
    "payment-recorded": Kind(
        p.Payment,
        each("payments"),
        after_signing=True,
        rests_on=OF_PARTS,
        makes=("payment", "event"),
        internal=WHY,
    ),
    "payment-annotated": Kind(
        p.Annotation,
        _annotated,
        after_closing=True,
        any_day=True,
        rests_on=(("payment", "target"),),
    ),
    "payment-reversed": Kind(Reversed, nothing, after_closing=True, internal=WHY),
    "payment-refunded": Kind(
        p.Refund,
        each("refunds"),
        after_signing=True,
        rests_on=(("payment", "payment"), *OF_PARTS),
        internal=WHY,
    ),
    "instalment-settled": Kind(
        p.Settled,
        _settled_sum,
        after_signing=True,
        rests_on=((SETTLED, "instalment"),),
        internal=WHY,
    ),
    "assessment-recorded": Kind(p.Scored, each("scores"), after_signing=True),
    "contract-renewed": Kind(p.Renewed, each("renewals"), after_signing=True, internal=WHY),
    "obligation-done": Kind(p.ObligationKept, by("done", "obligation"), once="obligation"),
    "breach-recorded": Kind(p.Breach, each("breaches"), after_signing=True, makes=(BREACH, "id")),
    "breach-accepted": Kind(p.Accepted, _accepted, after_signing=True, makes=(BREACH, "id")),
    "breach-rejected": Kind(p.Rejected, _decided, after_signing=True),
    "breach-ended": Kind(p.BreachEnded, _breach_ended, rests_on=OF_BREACH),
    "breach-contested": Kind(p.Contested, _contested, rests_on=OF_BREACH, vendor="appends"),
    "breach-appraised": Kind(
        p.Appraisal, _appraised, rests_on=OF_BREACH, makes=("appraisal", "breach")
    ),
    "loss-recorded": Kind(
        p.Loss, each("losses"), rests_on=(("subject", "subject"),), makes=("loss", "id")
    ),
    "negotiation-opened": Kind(p.TalksOpened, _talked, after_signing=True),
    "negotiation-failed": Kind(p.TalksFailed, _talked, after_signing=True),
    "negotiation-settled": Kind(p.TalksSettled, _talked, after_signing=True),
    "force-majeure-began": Kind(
        p.ForceMajeure, _force_majeure_began, after_signing=True, vendor="appends"
    ),
    "force-majeure-ended": Kind(p.ForceMajeureEnded, _force_majeure_ended, vendor="appends"),
    "damages-waived": Kind(
        p.Waived,
        each("reliefs"),
        rests_on=((LINE, "line"),),
        makes=("waiver", "event"),
        internal=WHY,
    ),
    "waiver-decided": Kind(
        p.WaiverDecided, _waiver_decided, after_closing=True, rests_on=(("waiver", "target"),)
    ),
    "damages-settled": Kind(p.DamagesSettled, each("reliefs"), rests_on=((LINE, "line"),)),
    "damages-offset": Kind(p.Offset, each("reliefs"), rests_on=((LINE, "line"), *OF_INSTALMENT)),
    "dispute-opened": Kind(p.Dispute, each("disputes"), after_signing=True, rests_on=OF_INSTALMENT),
    "dispute-settled": Kind(p.DisputeSettled, _dispute_settled, rests_on=OF_INSTALMENT),
    "evidence-added": Kind(
        p.Paper, each("papers"), after_closing=True, rests_on=OF_INSTALMENT, vendor="appends"
    ),
    "invoice-added": Kind(
        p.Invoice,
        each("invoices"),
        after_closing=True,
        rests_on=OF_PARTS,
        makes=("invoice", "number"),
        vendor="appends",
    ),
    "invoice-checked": Kind(
        p.InvoiceCheck, _invoice_checked, after_closing=True, rests_on=(("invoice", "number"),)
    ),
    # bonds are often in before the contract is signed (招标文件: 签订合同前提交)
    "guarantee-lodged": Kind(
        p.Lodged, each("deposits"), rests_on=OF_GUARANTEE, vendor="appends", internal=WHY
    ),
    "guarantee-returned": Kind(p.GivenBack, each("deposits"), rests_on=OF_GUARANTEE),
    "guarantee-claimed": Kind(p.Claimed, each("deposits"), rests_on=OF_GUARANTEE),
    "contract-terminated": Kind(p.Termination, one("termination"), once="", after_signing=True),
    "contract-closed": Kind(p.Closed, one("closed"), once="", internal=WHY),
    "service-incident": Kind(
        IncidentAct, nothing, after_signing=True, vendor="appends", internal=SHARED
    ),
    "service-act": Kind(ServiceAct, nothing, after_signing=True, vendor="appends", internal=SHARED),
    "fact-retracted": Kind(Retracted, nothing, after_closing=True, vendor="appends", internal=WHY),
    "calendar-adopted": Kind(p.Adopted, nothing),
    "calendar-notice": Kind(p.CalendarNotice, nothing),
    "store-created": Kind(StoreCreated, nothing, once=""),
    "store-used": Kind(StoreUsed, nothing),
    "store-heads": Kind(HeadsMoved, nothing, vendor="hidden"),
    "store-sealed": Kind(HeadsSealed, nothing, vendor="hidden"),
    "store-doubted": Kind(ClockDoubted, nothing, vendor="hidden"),
    "store-salvaged": Kind(StoreSalvaged, nothing, vendor="hidden"),
    "store-moved": Kind(StoreMoved, nothing),
    "store-reopened": Kind(StoreReopened, nothing),
    "store-copied": Kind(CopiedFrom, nothing, vendor="hidden"),
    "store-granted": Kind(Granted, nothing, vendor="hidden"),
}
NAMES = {kind.says: name for name, kind in KINDS.items()}


def kind_of(fact: Fact) -> Kind:
    """The row of a fact's kind."""
    return KINDS[fact.kind]


def names_in(says: Happening) -> set[str]:
    """The instalments and breaches that a fact names."""
    match says:
        case p.Breach(id=name):
            return {name}
        case p.Relief(line=line, instalment=instalment):
            return {line.partition("/")[2].partition("/")[0], instalment}
        case p.Negotiation(subjects=names):
            return set(names)
        case p.Demand(subjects=names):
            return {name.partition("/")[2].partition("/")[0] or name for name in names}
    found = {getattr(says, field, "") for field in ("breach", "subject", "instalment", "guarantee")}
    return found | {instalment for instalment, _ in getattr(says, "parts", ())}
