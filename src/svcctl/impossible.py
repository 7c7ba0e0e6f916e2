"""Which facts cannot be true together: each is held against its own day and the facts before it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from svcctl.billing.money import grouped
from svcctl.billing.position import DocumentKey
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import Terms
from svcctl.facts import (
    AMENDED,
    ANNOTATED,
    APPRAISED,
    BREACH_ENDED,
    BREACHED,
    CLOSED,
    CONTESTED,
    DISPUTE_OPENED,
    DISPUTE_SETTLED,
    EVIDENCE_ADDED,
    FINDING_SETTLED,
    FORCE_MAJEURE_BEGAN,
    FORCE_MAJEURE_ENDED,
    INVOICE_CHECKED,
    INVOICED,
    LOSS_PROVEN,
    NEGOTIATION_FAILED,
    NEGOTIATION_SETTLED,
    NEGOTIATIONS,
    OBLIGATION_DONE,
    OFFSET,
    PAID,
    REFUNDED,
    STARTED,
    TAKING_BACK,
    TERMINATED,
    WAIVER_DECIDED,
    Event,
    target,
)
from svcctl.ledger import ACTS, in_time, parts_of

AFTER_SIGNING = (
    STARTED,
    *ACTS,
    PAID,
    REFUNDED,
    BREACHED,
    FORCE_MAJEURE_BEGAN,
    DISPUTE_OPENED,
    TERMINATED,
    *NEGOTIATIONS,
)
OF_AN_INSTALMENT = (OFFSET, DISPUTE_OPENED, DISPUTE_SETTLED, EVIDENCE_ADDED)
OF_A_BREACH = (BREACH_ENDED, CONTESTED, APPRAISED)


def objections(holding: Sequence[Event], terms: Terms) -> list[Refusal]:
    """Why the facts cannot all be true, in order of time; each is checked against its own day and those before."""
    ordered = sorted(holding, key=in_time)
    return [refusal for check in CHECKS for refusal in check(ordered, terms)]


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


ONCE = (STARTED, FINDING_SETTLED, OBLIGATION_DONE, TERMINATED, CLOSED)


def _twice(ordered: Sequence[Event], _: Terms) -> list[Refusal]:
    """Things that happen once: the start, the settling of a finding, the keeping of an obligation."""
    first: dict[tuple[str, str], Event] = {}
    found = []
    for event in ordered:
        what = event.payload.get("finding") or event.payload.get("obligation") or ""
        if event.kind in ONCE:
            before = first.setdefault((event.kind, what), event)
            if before is not event:
                found.append(Refusal("fact.twice", kind=event.kind, what=what, event=before.id, on=before.happened_on))
    return found


AFTER_CLOSING = (
    *TAKING_BACK,
    ANNOTATED,
    EVIDENCE_ADDED,
    INVOICED,
    INVOICE_CHECKED,
    WAIVER_DECIDED,
)  # papers that come later


def _closed(ordered: Sequence[Event], _: Terms) -> Iterator[Refusal]:
    """A closed file takes no further facts, papers excepted, until the closing is taken back."""
    closings = [event for event in ordered if event.kind == CLOSED]
    for event in ordered:
        for closing in closings[:1]:
            if event.seq > closing.seq and event.kind not in AFTER_CLOSING:
                yield Refusal("fact.closed", event=closing.id, on=closing.happened_on, what=event.kind)


def _ended(ordered: Sequence[Event], _: Terms) -> Iterator[Refusal]:
    """A contract that was terminated is not amended after that."""
    ends = [event.happened_on for event in ordered if event.kind == TERMINATED]
    for event in ordered:
        if event.kind == AMENDED and ends and event.happened_on > ends[0]:
            yield Refusal("amend.after-end", on=ends[0])


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
    ("receive", "submit"): "report.submitted-after",
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
        if event.kind == OFFSET:  # what is set against an instalment is not owed in money
            paid[event.payload["instalment"]] += event.payload["fen"]
        if event.kind not in (PAID, REFUNDED):
            continue
        for iid, fen in parts_of(event.payload):
            promise = terms.promise(iid)
            if promise is None:
                known = ", ".join(p.id for p in terms.promises)
                found.append(Refusal("payment.unknown-instalment", instalment=iid, known=known))
                continue
            owed = promise.owed_on(date.fromisoformat(event.happened_on)) - paid[iid]
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


def _refunds(ordered: Sequence[Event], _: Terms) -> list[Refusal]:
    """Money comes back from a payment that was made, not before it and not more than it was."""
    payments = {event.seq: event for event in ordered if event.kind == PAID}
    left = {event.seq: dict(parts_of(event.payload)) for event in payments.values()}
    found = []
    for event in ordered:
        if event.kind not in (REFUNDED, ANNOTATED):
            continue
        payment = payments.get(target(event))
        if payment is None:
            found.append(Refusal("payment.rested-on", event=event.payload["event"], by=event.id))
        elif event.kind == REFUNDED:
            if event.happened_on < payment.happened_on:
                found.append(Refusal("refund.before-payment", event=payment.id, on=payment.happened_on))
            for iid, fen in parts_of(event.payload):
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
        if event.kind == FORCE_MAJEURE_BEGAN:
            duties |= {f"{event.payload['force_majeure'].lower()}-{what}" for what in ("notice", "proof", "talks")}
        if event.kind == AMENDED:
            duties.add(f"amendment-{event.payload['amendment']}-notice")
        if event.kind == OBLIGATION_DONE and event.payload["obligation"] not in duties:
            known = ", ".join(sorted(duties))
            found.append(Refusal("obligation.unknown", obligation=event.payload["obligation"], known=known))
    return found


def _instalments(ordered: Sequence[Event], terms: Terms) -> Iterator[Refusal]:
    """What is about an instalment names one of the contract's."""
    known = {promise.id for promise in terms.promises}
    for event in ordered:
        named = [event.payload["instalment"]] if event.kind in OF_AN_INSTALMENT else []
        for iid in named:
            if iid not in known:
                yield Refusal("payment.unknown-instalment", instalment=iid, known=", ".join(sorted(known)))


def _breaches(ordered: Sequence[Event], terms: Terms) -> Iterator[Refusal]:
    """A breach is of a rule that there is, ends once and not before it began, and what is about one names one."""
    rules = {rule.key: rule for layer in terms.layers for rule in layer.rules if rule.cause == "recorded-breach"}
    began = {event.payload["breach"]: event for event in ordered if event.kind == BREACHED}
    ended: set[str] = set()
    for event in ordered:
        if event.kind == BREACHED and event.payload["rule"] not in rules:
            yield Refusal("breach.unknown-rule", rule=event.payload["rule"], known=", ".join(rules) or "-")
        breach = event.payload.get("breach" if event.kind in OF_A_BREACH else "subject", "")
        if event.kind not in OF_A_BREACH and (event.kind != LOSS_PROVEN or terms.promise(breach)):
            continue
        if breach not in began:
            yield Refusal("breach.unknown", breach=breach, known=", ".join(began) or "-")
        elif event.happened_on < began[breach].happened_on:
            yield Refusal("breach.before", breach=breach, on=began[breach].happened_on)
        if event.kind == BREACH_ENDED and breach in ended:
            yield Refusal("breach.ended-already", breach=breach)
        ended |= {breach} if event.kind == BREACH_ENDED else set()


def _negotiations(ordered: Sequence[Event], terms: Terms) -> Iterator[Refusal]:
    """A negotiation is about an instalment or a breach, fails once, and what was settled is opened anew first."""
    known = {promise.id for promise in terms.promises}
    known |= {event.payload["breach"] for event in ordered if event.kind == BREACHED}
    state: dict[str, tuple[str, str]] = {}
    for event in ordered:
        if event.kind not in NEGOTIATIONS:
            continue
        for subject in event.payload["subjects"]:
            before, on = state.get(subject, ("", ""))
            if subject not in known:
                yield Refusal("negotiation.unknown", subject=subject, known=", ".join(sorted(known)))
            elif before == event.kind or (before == NEGOTIATION_SETTLED and event.kind == NEGOTIATION_FAILED):
                yield Refusal("negotiation.already", subject=subject, kind=before, on=on)
            state[subject] = (event.kind, event.happened_on)


def _force_majeure(ordered: Sequence[Event], _: Terms) -> Iterator[Refusal]:
    """Intervals do not overlap, and each ends once, on its first day at the earliest."""
    began = [event for event in ordered if event.kind == FORCE_MAJEURE_BEGAN]
    ends: dict[str, str] = {}
    for event in ordered:
        if event.kind == FORCE_MAJEURE_ENDED:
            name = event.payload["force_majeure"]
            first = next((e.happened_on for e in began if e.payload["force_majeure"] == name), None)
            if first is None or name in ends:
                yield Refusal("force-majeure.not-open", name=name)
            elif event.happened_on < first:
                yield Refusal("force-majeure.before", name=name, on=first)
            ends[name] = event.happened_on
    for event, following in pairwise(began):
        name = event.payload["force_majeure"]
        if ends.get(name, "9999") >= following.happened_on:
            yield Refusal("force-majeure.overlap", name=name, on=event.happened_on, last=ends.get(name, ""))


def _disputes(ordered: Sequence[Event], terms: Terms) -> Iterator[Refusal]:
    """One dispute an instalment at a time, of no more than it is; settled at no more than was disputed."""
    disputed: dict[str, int] = {}
    for event in ordered:
        if event.kind not in (DISPUTE_OPENED, DISPUTE_SETTLED):
            continue
        iid, fen = event.payload["instalment"], event.payload["fen"]
        promise = terms.promise(iid)
        if event.kind == DISPUTE_SETTLED:
            if iid not in disputed:
                yield Refusal("dispute.none", instalment=iid)
            elif fen > disputed[iid]:
                yield Refusal("dispute.too-much", instalment=iid, disputed=grouped(disputed[iid]), amount=grouped(fen))
            disputed.pop(iid, None)
        elif iid in disputed:
            yield Refusal("dispute.open-already", instalment=iid, disputed=grouped(disputed[iid]))
        elif promise and fen > (most := promise.owed_on(date.fromisoformat(event.happened_on))):
            values = {"disputed": grouped(most), "amount": grouped(fen)}
            yield Refusal("dispute.too-much", instalment=iid, **values)
        else:
            disputed[iid] = fen


def _invoices(ordered: Sequence[Event], terms: Terms) -> Iterator[Refusal]:
    """A number stands for one invoice; red ones take no more than there is; what is checked was entered."""
    left: dict[str, int] = {}
    for event in ordered:
        if event.kind == INVOICE_CHECKED and event.payload["invoice"] not in left:
            yield Refusal("invoice.unknown", number=event.payload["invoice"])
        if event.kind != INVOICED:
            continue
        number, original = event.payload["invoice"], event.payload.get("red_of", "")
        fen = event.payload["net_fen"] + event.payload["tax_fen"]
        if number in left:
            yield Refusal("invoice.twice", number=number, event=event.id, on=event.happened_on)
        left[number] = fen
        for part in event.payload["parts"]:
            if terms.promise(part["instalment"]) is None:
                yield Refusal("invoice.no-instalment", number=number, instalment=part["instalment"])
        if original:
            if left.get(original, 0) + fen < 0:
                amounts = {"left": grouped(left.get(original, 0)), "amount": grouped(-fen)}
                yield Refusal("invoice.red-more", number=original, **amounts)
            left[original] = left.get(original, 0) + fen


CHECKS = (
    _invoices,
    _before_signing,
    _twice,
    _closed,
    _ended,
    _documents,
    _payments,
    _refunds,
    _settlements,
    _instalments,
    _breaches,
    _negotiations,
    _force_majeure,
    _disputes,
)
