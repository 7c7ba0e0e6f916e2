"""Facts replayed: which hold, which terms were agreed, where a contract stands on a date."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from svcctl.billing.invoices import left_of
from svcctl.billing.position import (
    Closed,
    Deposit,
    Dispute,
    ForceMajeure,
    Happening,
    Invoice,
    Loss,
    ObligationKept,
    Paper,
    Payment,
    Position,
    Refund,
)
from svcctl.billing.terms import Document
from svcctl.casebook.kinds import Amended, Board, Corrected, Fact, Imported, TakenBack, kind_of

CHINA = timedelta(hours=8)  # the day of a recording is China's
NOBODY_KNEW_LATER = "9999"  # sorts after every time
AGREEMENT = (
    "agreement"  # the paper of a date that the parties agreed on; any instalment may have it
)
INVOICE = "invoice"  # the kind of paper that an invoice is, where a contract asks for one
T = TypeVar("T")


def seq_of(event: str) -> int:
    """The sequence number in CHAIN#SEQ; 0, which no fact has, where there is none."""
    number = event.rpartition("#")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def effective(facts: Iterable[Fact], known_at: str = NOBODY_KNEW_LATER) -> list[Fact]:
    """The facts recorded by then that no further fact recorded by then has taken back.

    What took a fact back can itself be taken back: then the fact holds again.
    """
    known = [fact for fact in facts if fact.recorded_at <= known_at]
    gone = taken_back(known)
    return [fact for fact in known if fact.seq not in gone]


def taken_back(known: Sequence[Fact]) -> set[int]:
    """The places of the facts that another one has taken back."""
    gone: set[int] = set()
    # backwards, because what takes a fact back always comes after it: by the time a fact is met it
    # is settled whether what took it back still holds
    for fact in reversed(known):
        if isinstance(fact.says, TakenBack) and fact.seq not in gone:
            gone.add(seq_of(fact.says.target))
    return gone


def said(facts: Iterable[Fact], form: type[T]) -> list[T]:
    """What the facts of one kind say, in their order."""
    return [fact.says for fact in facts if isinstance(fact.says, form)]


def in_time(fact: Fact) -> tuple[str, int]:
    """The order of time; of one day, the order of recording."""
    # of one day only the order of recording is known; it decides, so that two looks never differ
    return fact.happened_on, fact.seq


def terms_document(holding: Sequence[Fact]) -> Document | None:
    """The terms first agreed, or their last correction; None where the import was taken back."""
    # a correction says what the contract had said all along: the last one holds from signing on,
    # unlike an amendment
    for fact in reversed(holding):
        says = fact.says
        if isinstance(says, Imported | Corrected) and not getattr(says, "of", ""):
            return says.terms
    return None


def amendments(holding: Iterable[Fact], as_of: date) -> list[Amended]:
    """The amendments in force on a day, in the order in which they came into force."""
    found = [fact for fact in holding if isinstance(fact.says, Amended)]
    by_then = as_of.isoformat()
    return said(
        (fact for fact in sorted(found, key=in_time) if fact.happened_on <= by_then), Amended
    )


def amended_document(amendment: Amended, holding: Iterable[Fact]) -> Document:
    """The terms that an amendment brought: its own, or the last correction of them."""
    of = [
        correction.terms
        for correction in said(holding, Corrected)
        if correction.of == amendment.event
    ]
    return of[-1] if of else amendment.terms


# -- the position ----------------------------------------------------------------------------------

GROWING: dict[str, type] = {
    "documents": dict,
    "payments": list,
    "refunds": list,
    "settled": dict,
    "confirmed": list,
    "done": dict,
    "negotiations": dict,
    "breaches": list,
    "decided": dict,
    "appraisals": list,
    "losses": list,
    "reliefs": list,
    "force_majeure": list,
    "disputes": list,
    "papers": list,
    "invoices": list,
    "deposits": list,
    "renewals": list,
    "settlements": dict,
    "scores": list,
    "demands": list,
}


def position(holding: Iterable[Fact], as_of: date) -> Position:
    """Where the contract stands: the facts that hold and had happened by the date."""
    board: Board = {field: kind() for field, kind in GROWING.items()}
    by_then = as_of.isoformat()
    belated = []  # what belongs to an earlier fact counts after that, whatever its own day
    for fact in sorted(counting(holding), key=in_time):
        kind = kind_of(fact)
        if kind.any_day:
            # a voucher number found out in May belongs to the payment of March: it completes that
            # fact and says nothing of its own day
            belated.append(fact)
        elif fact.happened_on <= by_then:
            kind.adds(board, fact.says)
    for fact in belated:
        kind_of(fact).adds(board, fact.says)
    board["papers"] += _invoices_as_papers(board["invoices"])
    board["force_majeure"] = [_with_notices(each, board["done"]) for each in board["force_majeure"]]
    started, closed = board.pop("started", None), board.pop("closed", None)
    return Position(
        as_of=as_of,
        started_on=(started.service_from or started.on) if started else None,
        notice_on=started.on if started and started.service_from else None,
        closed_on=closed.on if closed else None,
        **{field: _still(value) for field, value in board.items()},
    )


def counting(holding: Iterable[Fact]) -> Iterator[Fact]:
    """The facts that could have been recorded, by themselves and the terms; others count nothing.

    svcctl records no others, but a login of a server may add by SQL whatever has the form of a fact.
    """
    facts = list(holding)
    document = terms_document(facts)
    signed = document["signed_on"] if document else ""
    closed = next((fact.seq for fact in facts if isinstance(fact.says, Closed)), None)
    for fact in facts:
        kind, says = kind_of(fact), fact.says
        others = kind.vendor == "appends"  # what finance recorded was held against the terms
        early = kind.after_signing and fact.happened_on < signed
        late = closed is not None and fact.seq > closed and not kind.after_closing
        impossible = others and (early or late or _ahead(fact))
        sums = () if impossible else sums_of(says)
        if not impossible and not (sums and min(sums) <= 0):
            yield fact


def overridden(says: Happening) -> bool:
    """Whether somebody answers for a payment that would be refused otherwise."""
    return isinstance(says, Payment) and bool(says.override)


def sums_of(says: Happening) -> Sequence[int]:
    """The sums of money that was paid, came back, is in dispute or was lost: each is above nought."""
    match says:
        case Payment(parts=parts) | Refund(parts=parts):
            return [fen for _, fen in parts]
        case Dispute(fen=fen) | Loss(fen=fen) | Deposit(fen=fen):
            return [fen]
    return ()


def _ahead(fact: Fact) -> bool:
    """Whether a supplier's fact says that it happened on a day after that of its recording."""
    if fact.happened_on <= fact.recorded_at[:10]:
        return False
    try:
        moment = datetime.fromisoformat(fact.recorded_at.replace("Z", "+00:00"))
    except ValueError:  # no moment that svcctl writes: the journal's own check tells of it
        return False
    return fact.happened_on > (moment + CHINA).date().isoformat()


def _still(value: Any) -> Any:
    """A list that grew, as a tuple; lists by a key likewise."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _still(part) for key, part in value.items()}
    return value


def _invoices_as_papers(invoices: Sequence[Invoice]) -> list[Paper]:
    """An invoice that is not cancelled counts as the paper of that kind."""
    return [
        Paper(
            instalment=instalment,
            kind=INVOICE,
            on=invoice.on,
            files=invoice.files,
            event=invoice.event,
        )
        for invoice in invoices
        # a cancelled invoice is no paper to pay by, whether a red one took all of it or the sums
        # were put on another
        if left_of(invoice, invoices) > 0
        for instalment, _ in invoice.parts
    ]


def _with_notices(interval: ForceMajeure, done: dict[str, ObligationKept]) -> ForceMajeure:
    """A force majeure with the notice and the proof that were given as obligations."""
    # art. 9(2) asks for both, and both are kept like any duty: one fact says it, and the force
    # majeure reads it from there
    notice, proof = (done.get(f"{interval.id.lower()}-{what}") for what in ("notice", "proof"))
    return interval._replace(
        notified_on=interval.notified_on or (notice.on if notice else None),
        proven=interval.proven or proof is not None,
    )
