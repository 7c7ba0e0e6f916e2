"""Facts replayed: which of them hold, where a contract stands on a date, and which of them cannot be true together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from svcctl.billing.money import grouped
from svcctl.billing.position import DocumentKey, HandIn, Payment, Position, Refund, Settlement
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import Document, Terms
from svcctl.facts import (
    ANNOTATED,
    FINDING_SETTLED,
    OBLIGATION_DONE,
    PAID,
    RECEIVED,
    REFUNDED,
    RETURNED,
    STARTED,
    SUBMITTED,
    TAKING_BACK,
    TERMS,
    Event,
    target,
)

ACTS = {SUBMITTED: "submit", RECEIVED: "receive", RETURNED: "return"}
AFTER_SIGNING = (STARTED, *ACTS, PAID, REFUNDED)
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
    """The terms in force: those imported, or the last correction of them; None where the contract was taken back."""
    documents = [event.payload["terms"] for event in holding if event.kind in TERMS]
    return documents[-1] if documents else None


def position(holding: Iterable[Event], as_of: date) -> Position:
    """Where the contract stands: the facts that hold and had happened by the date."""
    by_then = as_of.isoformat()
    ordered = sorted((e for e in holding if e.happened_on <= by_then or e.kind == ANNOTATED), key=_in_time)
    notes = _annotations(ordered)
    started = [e for e in ordered if e.kind == STARTED]
    documents: dict[DocumentKey, list[HandIn]] = defaultdict(list)
    for event in ordered:
        if event.kind in ACTS:
            documents[event.payload["document"], event.payload.get("year")].append(_hand_in(event))
    return Position(
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
    )


def _in_time(event: Event) -> tuple[str, int]:
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


def _parts(payload: dict[str, object]) -> tuple[tuple[str, int], ...]:
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
        parts=_parts(payload),
        ref=payload.get("ref", ""),
        account=payload.get("account", ""),
        voucher=payload.get("voucher", ""),
        slip=payload.get("slip", ""),
        override=payload.get("override", False),
    )


def _refund(event: Event) -> Refund:
    return Refund(event.id, event.payload["event"], date.fromisoformat(event.happened_on), _parts(event.payload))


def _settlement(event: Event) -> Settlement:
    return Settlement(
        event.id, date.fromisoformat(event.happened_on), event.payload["value"], event.payload.get("doc", "")
    )


# -- what cannot be true together ------------------------------------------------------------------


def objections(holding: Sequence[Event], terms: Terms) -> list[Refusal]:
    """Why the facts cannot all be true, in order of time; each is checked against its own day and those before."""
    found: list[Refusal] = []
    ordered = sorted(holding, key=_in_time)
    found += _before_signing(ordered, terms)
    found += _twice(ordered)
    found += _documents(ordered, terms)
    found += _payments(ordered, terms)
    found += _refunds(ordered)
    found += _settlements(ordered, terms)
    return found


def _before_signing(ordered: Sequence[Event], terms: Terms) -> list[Refusal]:
    signed = terms.signed_on.isoformat()
    return [
        Refusal(
            "payment.before-signing" if event.kind == PAID else "fact.before-signing",
            event=event.id,
            on=event.happened_on,
            signed=signed,
        )
        for event in ordered
        if event.kind in AFTER_SIGNING and event.happened_on < signed and not event.payload.get("override")
    ]


def _twice(ordered: Sequence[Event]) -> list[Refusal]:
    """Things that happen once: the start, the settling of a finding, the keeping of an obligation."""
    first: dict[tuple[str, str], Event] = {}
    found = []
    for event in ordered:
        what = event.payload.get("finding") or event.payload.get("obligation") or ""
        if event.kind in (STARTED, FINDING_SETTLED, OBLIGATION_DONE):
            before = first.setdefault((event.kind, what), event)
            if before is not event:
                found.append(Refusal("fact.twice", kind=event.kind, what=what, event=before.id, on=before.happened_on))
    return found


def _documents(ordered: Sequence[Event], terms: Terms) -> list[Refusal]:
    """A document is handed in, received, returned, handed in again: in that order, year by year."""
    state: dict[DocumentKey, tuple[str, str]] = {}
    found = []
    for event in ordered:
        if event.kind not in ACTS:
            continue
        key, year = event.payload["document"], event.payload.get("year")
        if key not in terms.documents:
            found.append(Refusal("report.unknown", document=key, known=", ".join(terms.documents)))
        elif terms.documents[key][1] != (year is not None):
            found.append(Refusal("report.needs-year" if year is None else "report.no-year", document=key))
        elif year is not None and not 1 <= year <= terms.years:
            found.append(Refusal("report.year-range", document=key, year=year, years=terms.years))
        else:
            before, on = state.get((key, year), ("", ""))
            act = ACTS[event.kind]
            if (before, act) in _IMPOSSIBLE:
                values = {"document": key, "year": year, "since": on, "on": event.happened_on}
                found.append(Refusal(_IMPOSSIBLE[before, act], **values))
            state[key, year] = (act, event.happened_on)
    return found


_IMPOSSIBLE = {
    ("submit", "submit"): "report.submitted-already",
    ("receive", "submit"): "report.received-already",
    ("receive", "receive"): "report.received-already",
    ("", "return"): "report.nothing-to-return",
    ("return", "return"): "report.nothing-to-return",
}


def _payments(ordered: Sequence[Event], terms: Terms) -> list[Refusal]:
    """No unknown instalment, no more than is owed, no reference twice for one instalment; overrides excepted."""
    paid: dict[str, int] = defaultdict(int)
    refs: dict[tuple[str, str], str] = {}
    found = []
    for event in ordered:
        if event.kind not in (PAID, REFUNDED):
            continue
        for iid, fen in _parts(event.payload):
            promise = terms.promise(iid)
            if promise is None:
                known = ", ".join(p.id for p in terms.promises)
                found.append(Refusal("payment.unknown-instalment", instalment=iid, known=known))
                continue
            owed = promise.amount_fen - paid[iid]
            paid[iid] += fen if event.kind == PAID else -fen
            if event.kind == REFUNDED or event.payload.get("override"):
                continue
            if fen > owed:
                values = {"instalment": iid, "owed": grouped(max(owed, 0)), "amount": grouped(fen)}
                found.append(Refusal("payment.more-than-owed", event=event.id, on=event.happened_on, **values))
            ref = event.payload.get("ref", "")
            before = refs.setdefault((iid, ref), event.id) if ref else event.id
            if before != event.id:
                found.append(Refusal("payment.same-ref", instalment=iid, ref=ref, event=before))
    return found


def _refunds(ordered: Sequence[Event]) -> list[Refusal]:
    """Money comes back from a payment that was made, not before it and not more than it was."""
    payments = {event.seq: event for event in ordered if event.kind == PAID}
    left = {event.seq: dict(_parts(event.payload)) for event in payments.values()}
    found = []
    for event in ordered:
        if event.kind not in (REFUNDED, ANNOTATED):
            continue
        payment = payments.get(target(event))
        if payment is None:
            found.append(Refusal("payment.not-a-payment", event=event.payload["event"]))
        elif event.kind == REFUNDED:
            if event.happened_on < payment.happened_on:
                found.append(Refusal("refund.before-payment", event=payment.id, on=payment.happened_on))
            for iid, fen in _parts(event.payload):
                if fen > left[payment.seq].get(iid, 0):
                    values = {"left": grouped(left[payment.seq].get(iid, 0)), "amount": grouped(fen)}
                    found.append(Refusal("refund.too-much", event=payment.id, instalment=iid, **values))
                left[payment.seq][iid] = left[payment.seq].get(iid, 0) - fen
    return found


def _settlements(ordered: Sequence[Event], terms: Terms) -> list[Refusal]:
    found = []
    findings = {finding.key: finding for finding in terms.findings}
    duties = {obligation.key for obligation in terms.obligations}
    for event in ordered:
        if event.kind == FINDING_SETTLED:
            finding = findings.get(event.payload["finding"])
            if finding is None:
                known = ", ".join(findings)
                found.append(Refusal("finding.unknown", finding=event.payload["finding"], known=known))
            elif not 1 <= event.payload["value"] <= len(finding.values):
                found.append(Refusal("finding.value", finding=finding.key, values=len(finding.values)))
        if event.kind == OBLIGATION_DONE and event.payload["obligation"] not in duties:
            known = ", ".join(sorted(duties))
            found.append(Refusal("obligation.unknown", obligation=event.payload["obligation"], known=known))
    return found
