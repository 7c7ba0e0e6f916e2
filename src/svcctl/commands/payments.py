"""Payments: what is due, the whole schedule, and recording money paid, corrected or come back."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from svcctl.billing.due import WITHIN_DAYS, due_rows, sums_of
from svcctl.billing.money import grouped
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Standing
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty, iso
from svcctl.commands.options import DryRun, EventId, Files, Instalment, Maybe, Note, On, Reason
from svcctl.commands.papers import Template, instalment_of, write_letter
from svcctl.commands.payments_forecast import forecast_
from svcctl.entry import optional, parse_date, parse_days, parse_event, parse_money
from svcctl.export.provenance import Provenance
from svcctl.export.report import Column, Report
from svcctl.export.views import (
    SCHEDULE_COLUMNS,
    in_order_of_time,
    instalment_json,
    list_json,
    schedule_row,
)
from svcctl.i18n import Words


def request(
    desk: Desk,
    instalment: Instalment,
    template: Template = None,
) -> None:
    """The application to pay an instalment: purpose, payee, sum in capitals, share of the price."""
    from svcctl.export.letter_fills import request as values

    short = desk.choose(instalment)

    def fill(case: Case, found: Provenance, words: Words) -> dict[str, Any]:
        standing = instalment_of(case, short)
        if not standing.payable_fen or standing.status not in ("due", "overdue"):
            raise Refusal("letter.not-due", instalment=short, on=case.as_of)
        return values(case, standing, found, words)

    write_letter(desk, "payment-request", fill, template)


def due(
    desk: Desk,
    within: Annotated[Maybe, typer.Option("--within", metavar="DAYS", help="opt.within")] = None,
    fail_if_overdue: Annotated[bool, typer.Option("--fail-if-overdue", help="opt.fail-if-overdue")] = False,
) -> int:
    """What is to be paid: overdue, due, coming, and what waits for a report."""
    days = WITHIN_DAYS if within is None else parse_days(within)
    cases = desk.read_cases()
    listed = [(case, due_rows(case.standings, case.as_of, days)) for case in cases]
    rows = [row for _, part in listed for row in part]
    desk.show(
        Report(
            data=_list_json(desk, listed) if desk.format == "json" else None,
            columns=SCHEDULE_COLUMNS,
            rows=lambda: _rows(desk, listed, whole_ids=True),
            page=lambda width, colours: _due_page(desk, listed, width, colours),
        )
    )
    return 1 if fail_if_overdue and any(row.status == "overdue" for row in rows) else 0


def _due_page(desk: Desk, listed: Sequence[tuple[Case, list[Standing]]], width: int | None, colours: bool) -> list[str]:
    from svcctl.billing.damages import assess
    from svcctl.billing.obligations import duties
    from svcctl.billing.readings import alternatives
    from svcctl.export.due_notes import notes_for
    from svcctl.export.due_page import Section, due_page

    sections = []
    for case, rows in listed:
        region = case.document["calendar"]
        resting = alternatives(case.terms, case.position, case.standings, case.calendar, case.calendar_named, region)
        kept = duties(case.terms, case.position, case.calendar) if rows else ()
        lines = assess(case.sight) if case.terms.rules else []
        notes = notes_for(case, rows, kept, resting, lines, desk.words) if rows else []
        sections.append(Section(case, rows, notes, resting))
    return due_page(sections, desk.as_of, desk.words, width, colours, desk.known_mark)


def _list_json(desk: Desk, listed: Sequence[tuple[Case, Sequence[Standing]]]) -> dict[str, Any]:
    instalments = []
    for case, rows in listed:
        findings = [finding.key for finding in case.open_findings("stop")]
        instalments += [instalment_json(row, case.id, findings) for row in rows]
    sums = sums_of([row for _, rows in listed for row in rows])
    return list_json(desk.as_of, in_order_of_time(instalments), sums)


def _rows(desk: Desk, listed: Sequence[tuple[Case, Sequence[Standing]]], whole_ids: bool = False) -> list[list[Any]]:
    several = whole_ids or len(listed) > 1
    return [schedule_row(row, case.id if several else "", desk.words) for case, rows in listed for row in rows]


def schedule(desk: Desk) -> None:
    """Every instalment of every year."""
    listed = [(case, case.standings) for case in desk.read_cases()]
    sums = sums_of([row for _, rows in listed for row in rows])
    words = desk.words
    head = [words("schedule.title", as_of=desk.as_of, weekday=words.weekday(desk.as_of)) + desk.known_mark]
    head += [words("head.contract", title=case.terms.title, id=case.id) for case, _ in listed]
    foot = words(
        "schedule.sums",
        amount=grouped(sums.amount),
        paid=grouped(sums.paid),
        outstanding=grouped(sums.outstanding),
        payable=grouped(sums.payable),
        overdue=grouped(sums.overdue),
    )
    whole = desk.format == "csv"
    desk.show(
        Report(
            data=_list_json(desk, listed) if desk.format == "json" else None,
            columns=SCHEDULE_COLUMNS,
            rows=lambda: _rows(desk, listed, whole),
            head=head,
            foot=[foot],
        )
    )


# -- recording -------------------------------------------------------------------------------------

MoneyOption = Annotated[Maybe, typer.Option("--amount", metavar="SUM", help="opt.amount")]
Override = Annotated[bool, typer.Option("--override", help="opt.override")]
Voucher = Annotated[Maybe, typer.Option("--voucher", metavar="NUMBER", help="opt.voucher")]
Slip = Annotated[Maybe, typer.Option("--slip", metavar="NUMBER", help="opt.slip")]
ArrivedOn = Annotated[Maybe, typer.Option("--arrived-on", metavar="DATE", help="opt.arrived-on")]
Parts = Annotated[list[str] | None, typer.Option("--for", metavar="INSTALMENT=SUM", help="opt.for")]


def record(
    desk: Desk,
    instalment: Annotated[Maybe, typer.Argument(metavar="INSTALMENT", help="arg.instalment")] = None,
    amount: MoneyOption = None,
    on: On = None,
    ref: Annotated[Maybe, typer.Option("--ref", metavar="NUMBER", help="opt.ref")] = None,
    parts: Parts = None,
    account: Annotated[Maybe, typer.Option("--account", metavar="ACCOUNT", help="opt.account")] = None,
    confirm_account: Annotated[bool, typer.Option("--confirm-account", help="opt.confirm-account")] = False,
    confirmed_by: Annotated[Maybe, typer.Option("--confirmed-by", metavar="ROLE", help="opt.confirmed-by")] = None,
    voucher: Voucher = None,
    slip: Slip = None,
    arrived_on: ArrivedOn = None,
    override: Override = False,
    reason: Annotated[Maybe, typer.Option("--reason", metavar="TEXT", help="opt.reason")] = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record money paid to the payee; svcctl itself pays nothing."""
    from svcctl.commands.paying import Transfer, entry_for
    from svcctl.commands.recording import evidence, record

    transfer = Transfer(
        parts=_parts(desk, instalment, amount, parts),
        on=optional(parse_date, on) or desk.today,
        ref=(ref or "").strip(),
        account=account,
        confirm_account=confirm_account or confirmed_by is not None,
        confirmed_by=confirmed_by,
        voucher=voucher,
        slip=slip,
        arrived_on=optional(parse_date, arrived_on),
        override=override,
        reason=reason,
        note=note,
    )
    record(desk, lambda case: [entry_for(transfer, case, desk)], evidence(files), dry_run)


def _parts(desk: Desk, instalment: str | None, amount: str | None, texts: list[str] | None) -> list[tuple[str, int]]:
    """The instalments a transfer pays, with their sums; `--amount` beside several is checked against their total."""
    if not texts:
        if instalment is None or amount is None:
            raise Refusal("payment.what")
        return [(desk.choose(instalment), parse_money(amount))]
    found = []
    for text in texts:
        name, mark, money = text.partition("=")
        if not mark:
            raise Refusal("payment.for", text=text)
        found.append((desk.choose(name.strip()), parse_money(money)))
    if instalment is not None or len(dict(found)) < len(found):
        raise Refusal("payment.for-twice")
    total = sum(fen for _, fen in found)
    if amount is not None and parse_money(amount) != total:
        raise Refusal("payment.for-sum", amount=grouped(parse_money(amount)), total=grouped(total))
    return found


def annotate(
    desk: Desk,
    event: EventId,
    on: On = None,
    voucher: Voucher = None,
    slip: Slip = None,
    arrived_on: ArrivedOn = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Add numbers and papers that came after a payment was recorded."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import ANNOTATED, PAID

    day, arrived = optional(parse_date, on) or desk.today, optional(parse_date, arrived_on)
    if arrived and arrived > desk.today:
        raise Refusal("fact.future", on=arrived, today=desk.today)
    payload = drop_empty({"voucher": voucher, "slip": slip, "arrived_on": arrived and iso(arrived), "note": note})
    if not payload and not files:
        raise Refusal("payment.annotate-what")

    def build(case: Case) -> list[Entry]:
        paid = _find(case, event, (PAID,))
        if arrived and arrived < date.fromisoformat(paid.happened_on):
            raise Refusal("payment.arrived-before", on=paid.happened_on)
        return [Entry(ANNOTATED, day, payload | {"event": paid.id})]

    _on_chain(desk, event)
    record(desk, build, evidence(files), dry_run)


def reverse(
    desk: Desk,
    event: EventId,
    reason: Reason,
    on: On = None,
    note: Note = None,
    files: Files = None,
    dry_run: DryRun = False,
) -> None:
    """Take back an entry that was wrong: the payment, or the refund, never happened."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import PAID, REFUNDED, REVERSED

    day = optional(parse_date, on) or desk.today

    def build(case: Case) -> list[Entry]:
        wrong = _find(case, event, (PAID, REFUNDED))
        return [Entry(REVERSED, day, drop_empty({"event": wrong.id, "reason": reason, "note": note}))]

    _on_chain(desk, event)
    record(desk, build, evidence(files), dry_run)


def refund(
    desk: Desk,
    event: EventId,
    amount: MoneyOption = None,
    on: On = None,
    parts: Parts = None,
    reason: Annotated[Maybe, typer.Option("--reason", metavar="TEXT", help="opt.reason")] = None,
    note: Note = None,
    files: Files = None,
    dry_run: DryRun = False,
) -> None:
    """Record money that came back on a day, from the payee or from the bank."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import PAID, REFUNDED

    day = optional(parse_date, on) or desk.today

    def build(case: Case) -> list[Entry]:
        paid = _find(case, event, (PAID,))
        shares = [(part["instalment"], part["fen"]) for part in paid.payload["parts"]]
        if parts:
            back = _parts(desk, None, amount, parts)
        elif amount is None:
            raise Refusal("refund.what")
        elif len(shares) > 1:
            raise Refusal("refund.which", instalments=", ".join(iid for iid, _ in shares))
        else:
            back = [(shares[0][0], parse_money(amount))]
        payload = {"event": paid.id, "parts": [{"instalment": i, "fen": f} for i, f in back]}
        return [Entry(REFUNDED, day, payload | drop_empty({"reason": reason, "note": note}))]

    _on_chain(desk, event)
    record(desk, build, evidence(files), dry_run)


def _on_chain(desk: Desk, event: str) -> None:
    """The event's chain is the contract looked at."""
    chain, _ = parse_event(event)
    if chain:
        desk.choose(f"{chain}:")


def _find(case: Case, text: str, kinds: tuple[str, ...]) -> Any:
    """The event of that id that holds and is of one of the kinds."""
    _, seq = parse_event(text)
    found = next((event for event in case.holding if event.seq == seq), None)
    if found is None:
        raise Refusal("event.unknown", event=f"{case.id}#{seq}")
    if found.kind not in kinds:
        raise Refusal("payment.not-a-payment", event=found.id)
    return found


CHECKLIST_COLUMNS = (
    Column("column.state", "code"),
    Column("column.paper"),
    Column("column.filed-on", "code"),
    Column("column.file"),
    Column("column.sha256", "code", spare=True),
)


def checklist(
    desk: Desk, instalment: Annotated[str, typer.Argument(metavar="INSTALMENT", help="arg.instalment")]
) -> None:
    """What must be on file before money moves: what is there, with its hash, and what is missing."""
    from svcctl.billing.checklist import Item, checklist

    short, words = desk.choose(instalment), desk.words
    case = desk.read_case()
    standing = case.standing(short)
    if standing is None:
        known = ", ".join(promise.id for promise in case.terms.promises)
        raise Refusal("payment.unknown-instalment", instalment=short, known=known)
    items = checklist(standing, case.position)

    def name(item: Item) -> str:
        return words.title(case.terms.documents[item.kind][0]) if item.document else item.kind

    def rows() -> list[list[Any]]:
        found: list[list[Any]] = []
        for item in items:
            state = words("checklist.there" if item.on else "checklist.missing")
            files: list[tuple[str | None, str | None]] = [file for paper in item.papers for file in paper.files]
            found += [[state, name(item), iso(item.on) if item.on else None, *file] for file in files or [(None, None)]]
        return found

    missing = [item.kind for item in items if item.on is None]
    data = {
        "id": f"{case.id}:{short}",
        "as_of": iso(case.as_of),
        "ready": not missing,
        "missing": missing,
        "required": standing.promise.require_evidence,
        "items": [
            {
                "kind": item.kind,
                "document": item.document,
                "on": iso(item.on) if item.on else None,
                "files": [
                    {"name": file, "sha256": digest, "event": paper.event}
                    for paper in item.papers
                    for file, digest in paper.files
                ],
            }
            for item in items
        ],
    }
    foot = [words("checklist.lacks", items=[name(item) for item in items if item.on is None])] if missing else []
    head = [words("checklist.title", id=short, as_of=case.as_of), *([] if items else [words("checklist.nothing")])]
    desk.show(Report(data=data, columns=CHECKLIST_COLUMNS, rows=rows, head=head, foot=foot))


VERBS = {
    "forecast": forecast_,
    "checklist": checklist,
    "request": request,
    "due": due,
    "schedule": schedule,
    "record": record,
    "annotate": annotate,
    "reverse": reverse,
    "refund": refund,
}
