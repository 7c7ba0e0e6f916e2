"""Reports: handed in by the supplier, received by the purchaser (which starts the clock), or returned."""

from datetime import date, timedelta
from typing import Annotated, Any

import typer

from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Standing, count, sight_of
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty, iso
from svcctl.commands.options import DryRun, Files, Maybe, Note, On, Reason
from svcctl.entry import optional, parse_date
from svcctl.export.report import Column, Report
from svcctl.i18n import plain_title

Year = Annotated[int | None, typer.Option("--year", metavar="N", help="opt.year")]
Document = Annotated[Maybe, typer.Option("--document", metavar="KEY", help="opt.document")]
All = Annotated[bool, typer.Option("--all", help="opt.all")]


def submit(
    desk: Desk,
    year: Year = None,
    document: Document = None,
    all_documents: All = False,
    on: On = None,
    delivered_on: Annotated[Maybe, typer.Option("--delivered-on", metavar="DATE", help="opt.delivered-on")] = None,
    proof: Annotated[Maybe, typer.Option("--proof", metavar="TEXT", help="opt.proof")] = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that the supplier handed in a document."""
    from svcctl.facts import SUBMITTED

    day, delivered = optional(parse_date, on) or desk.today, optional(parse_date, delivered_on)
    if delivered and not day <= delivered <= desk.today:
        raise Refusal("report.delivered-order", on=day, delivered=delivered)
    extra = {"delivered_on": iso(delivered) if delivered else "", "proof": proof, "note": note}
    _record(desk, SUBMITTED, day, (year, document, all_documents), extra, files, dry_run)


def receive(
    desk: Desk,
    year: Year = None,
    document: Document = None,
    all_documents: All = False,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that the purchaser received a document, handed in through svcctl or not."""
    from svcctl.facts import RECEIVED

    day = optional(parse_date, on) or desk.today
    _record(desk, RECEIVED, day, (year, document, all_documents), {"note": note}, files, dry_run)


def return_(
    desk: Desk,
    reason: Reason,
    year: Year = None,
    document: Document = None,
    all_documents: All = False,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that the purchaser returned a document; its receipt no longer counts (reading `return`)."""
    from svcctl.facts import RETURNED

    day = optional(parse_date, on) or desk.today
    extra = {"reason": reason, "note": note}
    _record(desk, RETURNED, day, (year, document, all_documents), extra, files, dry_run)


def _record(
    desk: Desk,
    kind: str,
    day: date,
    which: tuple[int | None, str | None, bool],
    extra: dict[str, Any],
    files: list[str] | None,
    dry_run: bool,
) -> None:
    from svcctl.commands.recording import Entry, evidence, record

    def build(case: Case) -> list[Entry]:
        found = []
        for key, year in _chosen(case, *which):
            payload: dict[str, Any] = {"document": key} | ({} if year is None else {"year": year})
            found.append(Entry(kind, day, payload | drop_empty(extra)))
        return found

    record(desk, build, evidence(files), dry_run)


def _chosen(case: Case, year: int | None, document: str | None, everything: bool) -> list[tuple[str, int | None]]:
    """The documents named; `--all` means every one of the year, without a year every one that is due once."""
    documents = case.terms.documents
    if everything and document is None:
        found = [(key, year) for key, (_, yearly) in documents.items() if yearly == (year is not None)]
        if not found:
            raise Refusal("report.none", contract=case.id)
        return found
    if document is None or everything:
        raise Refusal("report.which", known=", ".join(documents))
    if document not in documents:
        raise Refusal("report.unknown", document=document, known=", ".join(documents))
    return [(document, year)]


# -- status ----------------------------------------------------------------------------------------

COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.year", "code"),
    Column("column.document"),
    Column("column.document-key", "code", spare=True),
    Column("column.state"),
    Column("column.submitted-on", "code"),
    Column("column.received-on", "code"),
    Column("column.returned-on", "code", spare=True),
    Column("column.for"),
)


def status(
    desk: Desk,
    paid_by: Annotated[Maybe, typer.Option("--paid-by", metavar="DATE", help="opt.paid-by")] = None,
) -> None:
    """Which documents are in; by when they must be received for payment by a date."""
    cases = desk.read_cases()
    rows = [row for case in cases for row in _documents(case)]
    data: dict[str, Any] = {"as_of": iso(desk.as_of), "documents": rows}
    foot = []
    if paid_by is not None:
        day = parse_date(paid_by)
        latest = [found for case in cases for found in _latest_receipts(case, day)]
        data |= {"paid_by": iso(day), "latest_receipt": latest}
        foot = [_paid_by_line(desk, day, entry) for entry in latest]
    words = desk.words
    desk.show(
        Report(
            data=data,
            columns=COLUMNS,
            rows=lambda: [
                [
                    row["contract"],
                    "-" if row["year"] is None else str(row["year"]),
                    words.title(row["title"]),
                    row["document"],
                    words(f"document.{row['state']}"),
                    row["submitted_on"],
                    row["received_on"],
                    row["returned_on"],
                    ", ".join(row["needed_for"]) or "-",
                ]
                for row in rows
            ],
            head=[words("reports.title", as_of=desk.as_of)],
            foot=foot,
        )
    )


def _documents(case: Case) -> list[dict[str, Any]]:
    receipts = sight_of(case.terms, case.position, case.calendar).receipts
    found = []
    for key, (title, yearly) in case.terms.documents.items():
        for year in range(1, case.terms.years + 1) if yearly else (None,):
            acts = case.position.documents.get((key, year), ())
            last = {act.act: act.on for act in acts}
            state = {"submit": "submitted", "receive": "received", "return": "returned"}.get(
                acts[-1].act if acts else "", "missing"
            )
            received = receipts.get((key, year))
            found.append(
                {
                    "contract": case.id,
                    "year": year,
                    "document": key,
                    "title": plain_title(title),
                    "state": state,
                    "submitted_on": iso(last["submit"]) if "submit" in last else None,
                    "received_on": iso(received) if received else None,
                    "returned_on": iso(last["return"]) if "return" in last else None,
                    "needed_for": [p.id for p in _needing(case, key, year)],
                }
            )
    return found


def _needing(case: Case, key: str, year: int | None) -> list[Any]:
    return [p for p in case.terms.promises if key in p.needs and year in (None, p.year)]


def _latest_receipts(case: Case, day: date) -> list[dict[str, Any]]:
    """For every instalment still short of documents: the last day of receipt whose deadline is not after `day`."""
    found = []
    for standing in case.standings:
        if standing.clock.missing and standing.outstanding_fen:
            latest = _latest_receipt(case, standing, day)
            entry = {"id": f"{case.id}:{standing.promise.id}", "missing": list(standing.clock.missing)}
            found.append(entry | {"receive_by": iso(latest) if latest else None})
    return found


def _latest_receipt(case: Case, standing: Standing, day: date) -> date | None:
    """Stepped back day by day; None where even the year's end is too late."""
    sight = sight_of(case.terms, case.position, case.calendar)
    first = standing.clock.year_last or case.terms.signed_on
    tried = day
    while tried >= first:
        if count(tried, standing.promise.due, sight).on <= day:
            return tried
        tried -= timedelta(days=1)
    return None


def _paid_by_line(desk: Desk, day: date, entry: dict[str, Any]) -> str:
    key = "reports.receive-by" if entry["receive_by"] else "reports.too-late"
    return desk.words(key, id=entry["id"], by=entry["receive_by"] or "", day=day)


VERBS = {"submit": submit, "receive": receive, "return": return_, "status": status}
