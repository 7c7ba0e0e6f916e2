"""The journal: what was recorded, whether it still stands, what was recorded late, taking a fact back."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from svcctl import workspace
from svcctl.billing.changes import Change, changes
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import terms_from
from svcctl.casefile import Case, case_from
from svcctl.commands.audit_pack import check_pack
from svcctl.commands.desk import Desk, drop_empty, iso, understanding
from svcctl.commands.options import DryRun, Files, Note, On, Reason
from svcctl.commands.recording import Entry, change_text, changes_json, evidence, record, worth_telling
from svcctl.entry import optional, parse_count, parse_date, parse_event
from svcctl.export.fact_text import describe
from svcctl.export.report import Column, Report
from svcctl.facts import CALENDAR_CHAIN, OWN_CHAINS, RETRACTED, TAKING_BACK, TERMS, WITH_TERMS, Event, target
from svcctl.ledger import effective, terms_document

LOG_COLUMNS = (
    Column("column.event", "code"),
    Column("column.happened-on", "code"),
    Column("column.recorded-at", "code", spare=True),
    Column("column.actor", "code", spare=True),
    Column("column.kind"),
    Column("column.detail"),
    Column("column.state"),
)


def log(desk: Desk) -> None:
    """Every fact in the order recorded, those taken back included."""
    journal = desk.open()
    try:
        with journal.snapshot():
            chains = [desk.contract] if desk.contract else journal.contracts()
            kept = {chain: journal.facts(chain) for chain in chains}
            if desk.contract and not kept[desk.contract]:
                raise Refusal("contract.unknown", contract=desk.contract, known=", ".join(journal.contracts()) or "-")
    finally:
        journal.close()
    with understanding(journal.path):
        facts = [known for events in kept.values() for known in _known(events, desk)]
        rows = [row for events in kept.values() for row in _log_rows(events, desk)]
    desk.show(
        Report(
            data={"events": [_event_json(event, holds) for event, holds in facts]},
            columns=LOG_COLUMNS,
            rows=lambda: rows,
            head=[desk.words("log.title", count=len(facts))],
        )
    )


def _log_rows(events: list[Event], desk: Desk) -> list[list[str]]:
    """The facts of one chain as people read them."""
    words = desk.words
    document = terms_document(effective(events))
    terms = terms_from(document) if document else None
    return [
        [
            event.id,
            event.happened_on,
            workspace.local_time(event.recorded_at),
            event.actor,
            words(f"kind.{event.kind}"),
            describe(event, words, terms),
            words("event.holds" if holds else "event.taken-back"),
        ]
        for event, holds in _known(events, desk)
    ]


def _known(events: list[Event], desk: Desk) -> list[tuple[Event, bool]]:
    """The facts recorded by --known-at that had happened by --as-of, each with whether it holds."""
    holding = {event.seq for event in effective(events, desk.known_at)}
    by_then = iso(desk.as_of)
    return [
        (event, event.seq in holding)
        for event in events
        if event.recorded_at <= desk.known_at and event.happened_on <= by_then
    ]


def _event_json(event: Event, holds: bool) -> dict[str, Any]:
    payload = event.payload
    if event.kind in WITH_TERMS:  # the terms themselves are what `contract show` prints
        payload = {key: value for key, value in payload.items() if key != "terms"}
    return {
        "event": event.id,
        "chain": event.chain,
        "seq": event.seq,
        "kind": event.kind,
        "happened_on": event.happened_on,
        "recorded_at": event.recorded_at,
        "actor": event.actor,
        "holds": holds,
        "payload": payload,
    }


def verify(
    desk: Desk,
    head: Annotated[str, typer.Option("--head", metavar="HEAD", help="opt.head")] = "",
) -> int:
    """Check every chain, payload and file; exit 1 where anything is not as it was recorded."""
    from svcctl.store.verify import verify as check

    journal = desk.open()
    try:
        found = check(journal, head, lambda rows, total: desk.followed(rows, total, "progress.events"))
    finally:
        journal.close()
    words = desk.words
    contracts = [text for chain, text in found.heads.items() if chain not in OWN_CHAINS]
    first = found.broken[0].at if found.broken else None
    data = {
        "ok": not found.broken,
        "contracts": found.contracts,
        "events": found.events,
        "head": ",".join(contracts),
        "calendar_head": found.heads.get(CALENDAR_CHAIN, ""),
        "broken_at": first,
        "problems": [{"at": broken.at, "what": broken.what} for broken in found.broken],
    }
    if found.broken:
        lines = [words("verify.broken", count=len(found.broken))]
        lines += [words("verify.at", at=broken.at, what=words(f"broken.{broken.what}")) for broken in found.broken]
    else:
        lines = [words("verify.ok", contracts=found.contracts, events=found.events)]
        lines += [words("verify.head", head=text) for text in contracts]
    desk.show(Report(data=data, head=lines))
    return 1 if found.broken else 0


LATE_COLUMNS = (
    Column("column.event", "code"),
    Column("column.happened-on", "code"),
    Column("column.recorded-at", "code", spare=True),
    Column("column.working-days", "count"),
    Column("column.actor", "code", spare=True),
    Column("column.kind"),
    Column("column.moved"),
)


def late(
    desk: Desk,
    over: Annotated[str, typer.Option("--over", metavar="N", help="opt.over")] = "5",
) -> None:
    """Facts recorded more than so many working days after they happened, and what each moved."""
    limit = parse_count(over)
    cases = desk.read_cases()
    with understanding(desk.store_path):
        found = [entry for case in cases for entry in _late(case, limit)]
    words = desk.words
    desk.show(
        Report(
            data={"as_of": iso(desk.as_of), "over": limit, "events": [entry for entry, _ in found]},
            columns=LATE_COLUMNS,
            rows=lambda: [
                [
                    entry["event"],
                    entry["happened_on"],
                    workspace.local_time(entry["recorded_at"]),
                    entry["working_days"],
                    entry["actor"],
                    words(f"kind.{entry['kind']}"),
                    words("list.semicolon").join(change_text(change, words) for change in worth_telling(moved))
                    or words("late.nothing"),
                ]
                for entry, moved in found
            ],
            head=[words("late.title", over=limit, count=len(found))],
        )
    )


def _late(case: Case, limit: int) -> list[tuple[dict[str, Any], list[Change]]]:
    """The schedule without each late fact, and with it; of the contract's import it tells only that it was late.

    Facts of one command are looked at together, and with a fact goes what rests on it.
    """
    found = []
    for event in case.holding:
        if event.happened_on > iso(case.as_of) or event.kind in TAKING_BACK:
            continue
        recorded = datetime.fromisoformat(event.recorded_at.replace("Z", "+00:00")).astimezone(workspace.SHANGHAI)
        days = case.calendar.between(date.fromisoformat(event.happened_on), recorded.date())
        if days <= limit:
            continue
        together = {other.seq for other in case.holding if _together(other, event)}
        without = [other for other in case.holding if other.seq not in together and not _rests_on(other, together)]
        before = None if event.kind in TERMS else case_from(case.id, without, case.as_of, case.calendar_named)
        moved = changes(before.standings, case.standings) if before else []
        entry = _event_json(event, True)
        entry["working_days"] = days
        entry["moved"] = changes_json(moved, case.id)
        found.append((entry, moved))
    return found


def _together(one: Event, other: Event) -> bool:
    """Whether two facts were recorded by one command: at one moment, of one kind and day."""
    return (one.recorded_at, one.kind, one.happened_on) == (other.recorded_at, other.kind, other.happened_on)


def _rests_on(event: Event, others: set[int]) -> bool:
    """Whether a fact is about one of the others: a refund, an annotation."""
    return "event" in event.payload and target(event) in others


def retract(
    desk: Desk,
    events: Annotated[list[str], typer.Argument(metavar="EVENT...", help="arg.event")],
    reason: Reason,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Take back a fact that was entered wrongly, by a further fact; the first one stays in the journal."""
    if {parse_event(text)[0] for text in events} == {CALENDAR_CHAIN}:
        from svcctl.commands.calendar_import import take_back

        given = drop_empty({"reason": reason, "note": note})
        take_back(
            desk, [parse_event(text)[1] for text in events], given, optional(parse_date, on) or desk.today, dry_run
        )
        return
    for text in events:
        chain, _ = parse_event(text)
        if chain in OWN_CHAINS:
            raise Refusal("retract.own-chain", event=text)
        if chain:
            desk.choose(f"{chain}:")

    day = optional(parse_date, on) or desk.today

    def build(case: Case) -> list[Entry]:
        held = {event.seq: event for event in case.holding}
        found = []
        for text in events:
            _, seq = parse_event(text)
            if seq not in held:
                raise Refusal("event.unknown", event=f"{case.id}#{seq}")
            if held[seq].kind in TERMS and not _may_lose_terms(case, seq):
                raise Refusal("retract.terms", event=held[seq].id)
            payload = {"event": held[seq].id} | drop_empty({"reason": reason, "note": note})
            found.append(Entry(RETRACTED, day, payload))
        return found

    record(desk, build, evidence(files), dry_run)


def _may_lose_terms(case: Case, seq: int) -> bool:
    """A correction may be taken back; an import only while no other fact rests on it."""
    others = [event for event in case.holding if event.seq != seq]
    return any(event.kind in TERMS and event.seq < seq for event in others) or not [
        event for event in others if event.kind not in TAKING_BACK
    ]


VERBS = {"log": log, "verify": verify, "late": late, "retract": retract, "check-pack": check_pack}
