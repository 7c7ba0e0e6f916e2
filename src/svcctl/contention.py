"""The facts of breach, negotiation, force majeure, dispute and end, replayed into a contract's position."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from svcctl.billing.position import (
    Appraisal,
    Breach,
    Dispute,
    ForceMajeure,
    Loss,
    Negotiation,
    Paper,
    Position,
    Relief,
    Termination,
)
from svcctl.facts import (
    APPRAISED,
    BREACH_ENDED,
    BREACHED,
    CONTESTED,
    DAMAGES_SETTLED,
    DISPUTE_OPENED,
    DISPUTE_SETTLED,
    EVIDENCE_ADDED,
    FORCE_MAJEURE_BEGAN,
    FORCE_MAJEURE_ENDED,
    LOSS_PROVEN,
    NEGOTIATION_FAILED,
    NEGOTIATION_OPENED,
    NEGOTIATION_SETTLED,
    OBLIGATION_DONE,
    OFFSET,
    TERMINATED,
    WAIVED,
    WAIVER_DECIDED,
    Event,
    target,
)

STEPS = {NEGOTIATION_OPENED: "open", NEGOTIATION_FAILED: "fail", NEGOTIATION_SETTLED: "settle"}
RELIEFS = {WAIVED: "waive", DAMAGES_SETTLED: "settle", OFFSET: "offset"}


def with_breaches(position: Position, ordered: Sequence[Event]) -> Position:
    """The position with what the facts, given in order of time, say of breaches and of the contract's end."""
    terminated = [event for event in ordered if event.kind == TERMINATED]
    return position._replace(
        negotiations=_negotiations(ordered),
        breaches=_breaches(ordered),
        appraisals=tuple(_appraisal(event) for event in ordered if event.kind == APPRAISED),
        losses=tuple(_loss(event) for event in ordered if event.kind == LOSS_PROVEN),
        reliefs=_reliefs(ordered),
        force_majeure=_force_majeure(ordered),
        disputes=_disputes(ordered),
        papers=tuple(_paper(event) for event in ordered if event.kind == EVIDENCE_ADDED),
        termination=_termination(terminated[0]) if terminated else None,
    )


def _on(event: Event) -> date:
    return date.fromisoformat(event.happened_on)


def _day(event: Event, key: str) -> date | None:
    text = event.payload.get(key)
    return date.fromisoformat(text) if text else None


def _negotiations(ordered: Sequence[Event]) -> dict[str, tuple[Negotiation, ...]]:
    steps: dict[str, list[Negotiation]] = defaultdict(list)
    for event in ordered:
        if event.kind in STEPS:
            for subject in event.payload["subjects"]:
                steps[subject].append(Negotiation(STEPS[event.kind], _on(event), _day(event, "new_due"), event.id))
    return {subject: tuple(found) for subject, found in steps.items()}


def _breaches(ordered: Sequence[Event]) -> tuple[Breach, ...]:
    ended = {e.payload["breach"]: _on(e) for e in ordered if e.kind == BREACH_ENDED}
    contested = {e.payload["breach"] for e in ordered if e.kind == CONTESTED}
    found_in_order = {e.payload["breach"]: e.payload["in_order"] for e in ordered if e.kind == APPRAISED}
    return tuple(
        Breach(
            id=event.payload["breach"],
            rule=event.payload["rule"],
            on=_on(event),
            ended_on=ended.get(event.payload["breach"]),
            by=event.payload["by"],
            amount_fen=event.payload.get("fen"),
            contested=event.payload["breach"] in contested,
            unfounded=found_in_order.get(event.payload["breach"], False),
            event=event.id,
        )
        for event in ordered
        if event.kind == BREACHED
    )


def _appraisal(event: Event) -> Appraisal:
    payload = event.payload
    return Appraisal(payload["breach"], _on(event), payload["in_order"], payload.get("fen", 0), event.id)


def _loss(event: Event) -> Loss:
    return Loss(event.payload["loss"], event.payload["subject"], _on(event), event.payload["fen"], event.id)


def _reliefs(ordered: Sequence[Event]) -> tuple[Relief, ...]:
    decided = {target(e): e.payload["decision"] for e in ordered if e.kind == WAIVER_DECIDED}
    return tuple(
        Relief(
            act=RELIEFS[event.kind],
            line=event.payload["line"],
            on=_on(event),
            fen=event.payload["fen"],
            instalment=event.payload.get("instalment", ""),
            decision=decided.get(event.seq, event.payload.get("decision", "")),
            event=event.id,
        )
        for event in ordered
        if event.kind in RELIEFS
    )


def _force_majeure(ordered: Sequence[Event]) -> tuple[ForceMajeure, ...]:
    """The intervals; their notice and proof come with them, or when the obligation to give them is done."""
    ended = {e.payload["force_majeure"]: _on(e) for e in ordered if e.kind == FORCE_MAJEURE_ENDED}
    done = {e.payload["obligation"]: _on(e) for e in ordered if e.kind == OBLIGATION_DONE}
    return tuple(
        ForceMajeure(
            id=(name := event.payload["force_majeure"]),
            by=event.payload["by"],
            began_on=_on(event),
            ended_on=ended.get(name),
            notified_on=_day(event, "notified_on") or done.get(f"{name.lower()}-notice"),
            proven=bool(event.payload.get("files")) or f"{name.lower()}-proof" in done,
            event=event.id,
        )
        for event in ordered
        if event.kind == FORCE_MAJEURE_BEGAN
    )


def _disputes(ordered: Sequence[Event]) -> tuple[Dispute, ...]:
    found: dict[str, list[Dispute]] = defaultdict(list)
    for event in ordered:
        payload = event.payload
        if event.kind == DISPUTE_OPENED:
            found[payload["instalment"]].append(
                Dispute(payload["instalment"], _on(event), payload["fen"], None, 0, event.id)
            )
        elif event.kind == DISPUTE_SETTLED and found[payload["instalment"]]:
            last = found[payload["instalment"]][-1]
            found[payload["instalment"]][-1] = last._replace(settled_on=_on(event), owed_fen=payload["fen"])
    return tuple(dispute for part in found.values() for dispute in part)


def _paper(event: Event) -> Paper:
    files = tuple((file["name"], file["sha256"]) for file in event.payload["files"])
    return Paper(event.payload["instalment"], event.payload["evidence"], _on(event), files, event.id)


def _termination(event: Event) -> Termination:
    return Termination(_on(event), event.payload["reason"], event.payload.get("pro_rata", False), event.id)
