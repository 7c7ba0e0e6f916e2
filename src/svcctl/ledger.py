"""Facts replayed: which of them hold, which terms are in force, and where a contract stands on a date."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from svcctl.billing.position import DocumentKey, HandIn, Payment, Position, Refund, Settlement
from svcctl.billing.terms import Document
from svcctl.facts import (
    AMENDED,
    ANNOTATED,
    CLOSED,
    CORRECTED,
    FINDING_SETTLED,
    INVOICED,
    OBLIGATION_DONE,
    PAID,
    RECEIVED,
    REFUNDED,
    RETURNED,
    STARTED,
    SUBMITTED,
    TAKING_BACK,
    TERMS,
    WITH_TERMS,
    Event,
    target,
)

ACTS = {SUBMITTED: "submit", RECEIVED: "receive", RETURNED: "return"}
PLAIN = (*WITH_TERMS, CLOSED, *TAKING_BACK, STARTED, *ACTS, PAID, ANNOTATED, REFUNDED, FINDING_SETTLED, OBLIGATION_DONE)
NOBODY_KNEW_LATER = "9999"  # sorts after every time


def effective(events: Iterable[Event], known_at: str = NOBODY_KNEW_LATER) -> list[Event]:
    """The facts recorded by then that no further fact recorded by then has taken back.

    What took a fact back can itself be taken back: then the fact holds again.
    """
    known = [event for event in events if event.recorded_at <= known_at]
    taken_back: set[int] = set()
    for event in reversed(known):
        if event.kind in TAKING_BACK and event.seq not in taken_back:
            taken_back.add(target(event))
    return [event for event in known if event.seq not in taken_back]


def terms_document(holding: Iterable[Event]) -> Document | None:
    """The terms as first agreed: those imported, or the last correction of them; None where that was taken back."""
    documents = [event.payload["terms"] for event in holding if event.kind in TERMS and "of" not in event.payload]
    return documents[-1] if documents else None


def amendments(holding: Iterable[Event], as_of: date) -> list[Event]:
    """The amendments in force on a day, in the order in which they came into force."""
    by_then = as_of.isoformat()
    return sorted((e for e in holding if e.kind == AMENDED and e.happened_on <= by_then), key=in_time)


def amended_document(amendment: Event, holding: Iterable[Event]) -> Document:
    """The terms that an amendment brought: its own, or the last correction of them."""
    of = [e.payload["terms"] for e in holding if e.kind == CORRECTED and e.payload.get("of") == amendment.id]
    found: Document = of[-1] if of else amendment.payload["terms"]
    return found


def position(holding: Iterable[Event], as_of: date) -> Position:
    """Where the contract stands: the facts that hold and had happened by the date."""
    by_then = as_of.isoformat()
    ordered = sorted((e for e in holding if e.happened_on <= by_then or e.kind == ANNOTATED), key=in_time)
    notes = _annotations(ordered)
    started = [e for e in ordered if e.kind == STARTED]
    documents: dict[DocumentKey, list[HandIn]] = defaultdict(list)
    for event in ordered:
        if event.kind in ACTS:
            documents[event.payload["document"], event.payload.get("year")].append(_hand_in(event))
    closed = [e.happened_on for e in ordered if e.kind == CLOSED]
    found = Position(
        as_of=as_of,
        started_on=date.fromisoformat(started[0].happened_on) if started else None,
        documents={key: tuple(acts) for key, acts in documents.items()},
        payments=tuple(_payment(e, notes.get(e.seq, {})) for e in ordered if e.kind == PAID),
        refunds=tuple(_refund(e) for e in ordered if e.kind == REFUNDED),
        settled={e.payload["finding"]: _settlement(e) for e in ordered if e.kind == FINDING_SETTLED},
        done={
            e.payload["obligation"]: (date.fromisoformat(e.happened_on), e.id)
            for e in ordered
            if e.kind == OBLIGATION_DONE
        },
        closed_on=_day(closed[-1]) if closed else None,
    )
    if all(event.kind in PLAIN for event in ordered):
        return found
    from svcctl.contention import with_breaches

    found = with_breaches(found, ordered)
    if not any(event.kind == INVOICED for event in ordered):
        return found
    from svcctl.invoices import with_invoices

    return with_invoices(found, ordered)


def in_time(event: Event) -> tuple[str, int]:
    """The order of time; of one day, the order of recording."""
    return event.happened_on, event.seq


def _annotations(holding: Iterable[Event]) -> dict[int, dict[str, str]]:
    """The numbers and dates that came later, by the payment they belong to."""
    notes: dict[int, dict[str, str]] = defaultdict(dict)
    for event in holding:
        if event.kind == ANNOTATED:
            notes[target(event)] |= {key: text for key, text in event.payload.items() if key != "event"}
    return notes


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def parts_of(payload: dict[str, object]) -> tuple[tuple[str, int], ...]:
    """The instalments that a payment or refund is for, with the fen of each."""
    return tuple((part["instalment"], part["fen"]) for part in payload["parts"])  # type: ignore[attr-defined]


def _hand_in(event: Event) -> HandIn:
    delivered = _day(event.payload.get("delivered_on"))
    return HandIn(ACTS[event.kind], date.fromisoformat(event.happened_on), delivered, event.id)


def _payment(event: Event, notes: dict[str, str]) -> Payment:
    payload = event.payload | notes
    return Payment(
        event=event.id,
        on=date.fromisoformat(event.happened_on),
        arrived_on=_day(payload.get("arrived_on")),
        parts=parts_of(payload),
        ref=payload.get("ref", ""),
        account=payload.get("account", ""),
        voucher=payload.get("voucher", ""),
        slip=payload.get("slip", ""),
        override=payload.get("override", False),
    )


def _refund(event: Event) -> Refund:
    return Refund(event.id, event.payload["event"], date.fromisoformat(event.happened_on), parts_of(event.payload))


def _settlement(event: Event) -> Settlement:
    return Settlement(
        event.id, date.fromisoformat(event.happened_on), event.payload["value"], event.payload.get("doc", "")
    )
