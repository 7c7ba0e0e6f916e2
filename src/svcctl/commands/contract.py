"""Contracts: checking and loading their files, showing and starting them, their findings and readings."""

import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from svcctl import workspace
from svcctl.billing.money import yuan
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import Amendment
from svcctl.casefile import Case
from svcctl.commands.contract_changes import CHANGES
from svcctl.commands.contract_coverage import coverage
from svcctl.commands.contract_law import law
from svcctl.commands.desk import Desk, drop_empty, iso, read_file
from svcctl.commands.options import Doc, DryRun, Files, FilesArgument, Maybe, Note, On
from svcctl.entry import optional, parse_date
from svcctl.export.report import Column, Report
from svcctl.i18n import plain_title


def shipped_calendars() -> list[str]:
    """The calendars a contract may name: the nation's, and one for each region file that ships."""
    return ["CN", *(path.stem for path in workspace.shipped("calendars").glob("CN-*.toml"))]


def read_contracts(paths: Iterable[str]) -> list[Any]:
    """The contract files named, read and checked; their errors are in them."""
    from svcctl.contracts.read import read_contract

    found = []
    for text in paths:
        path, content = read_file(text)
        found.append(read_contract(str(path), content, shipped_calendars()))
    return found


def error_lines(desk: Desk, errors: Sequence[Any]) -> list[str]:
    """One line an error: file, line, key, what and what to do."""
    from svcctl.contracts.form import printable

    words = desk.words
    lines = []
    for error in errors:
        place = f"{error.file}:{error.line}" if error.line else error.file
        key = f" {error.problem.at}" if error.problem.at else ""
        lines.append(printable(f"{place}{key}: {words(error.problem.key, **error.problem.values)}"))
    return lines


def refuse_bad(desk: Desk, files: Sequence[Any]) -> None:
    """Print every error and refuse, where a file has any."""
    errors = [error for file in files for error in file.errors]
    if errors:
        sys.stderr.write("".join(line + "\n" for line in error_lines(desk, errors)))
        raise Refusal("file.errors", count=len(errors))


def check(desk: Desk, files: FilesArgument) -> int:
    """Check contract files and print every error in them; exit 1 where there is one."""
    found = read_contracts(files)
    errors = [error for file in found for error in file.errors]
    data = {
        "ok": not errors,
        "errors": [
            {
                "file": error.file,
                "key": error.problem.at,
                "line": error.line,
                "message": desk.words(error.problem.key, **error.problem.values),
            }
            for error in errors
        ],
    }
    lines = error_lines(desk, errors) or [desk.words("check.ok", files=len(found))]
    desk.show(Report(data=data, head=lines))
    return 1 if errors else 0


def import_(desk: Desk, files: FilesArgument, dry_run: DryRun = False) -> None:
    """Load contract files into the store, all of them or none."""
    from svcctl.commands.loading import load

    found = read_contracts(files)
    refuse_bad(desk, found)
    journal = desk.open(write=not dry_run)
    try:
        with journal.snapshot() if dry_run else journal.writing():
            loaded = load(desk, journal, found, dry_run)
    finally:
        journal.close()
    desk.show(Report(data={"imported": loaded, "dry_run": dry_run}, head=loaded_lines(desk, loaded, dry_run)))


def loaded_lines(desk: Desk, loaded: Sequence[dict[str, Any]], dry_run: bool = False) -> list[str]:
    """What was loaded, in a line a contract."""
    fresh = "import.would" if dry_run else "import.done"
    return [desk.words("import.already" if entry["already"] else fresh, **entry) for entry in loaded]


LIST_COLUMNS = (
    Column("column.contract", "code"),
    Column("column.contract-title"),
    Column("column.signed-on", "code"),
    Column("column.price", "money"),
    Column("column.paid", "money"),
    Column("column.overdue", "money"),
)


def list_(desk: Desk) -> None:
    """Every contract in the store."""
    cases = desk.read_cases()
    desk.show(
        Report(
            data={"contracts": [_case_json(case) for case in cases]},
            columns=LIST_COLUMNS,
            rows=lambda: [
                [
                    case.id,
                    desk.words.title(case.terms.title),
                    iso(case.terms.signed_on),
                    case.terms.total_fen,
                    sum(standing.paid_fen for standing in case.standings),
                    sum(standing.outstanding_fen for standing in case.standings if standing.status == "overdue"),
                ]
                for case in cases
            ],
            head=[] if cases else [desk.words("contract.list-empty")],
        )
    )


def _case_json(case: Case) -> dict[str, Any]:
    terms = case.terms
    return {
        "id": case.id,
        "title": plain_title(terms.title),
        "signed_on": iso(terms.signed_on),
        "total": yuan(terms.total_fen),
        "paid": yuan(sum(standing.paid_fen for standing in case.standings)),
        "calendar": case.document["calendar"],
        "started_on": iso(case.position.started_on) if case.position.started_on else None,
        "open_findings": [finding.key for finding in case.open_findings()],
    } | _only_where_it_is(case)


def _only_where_it_is(case: Case) -> dict[str, Any]:
    """What few contracts have: amendments, an early end, a closed file."""
    position = case.position
    found: dict[str, Any] = {}
    if case.terms.amendments:
        found["amendments"] = [_amendment_json(amendment) for amendment in case.terms.amendments]
    if position.termination:
        found["terminated_on"] = iso(position.termination.on)
    if position.closed_on:
        found["closed_on"] = iso(position.closed_on)
    return found


def _amendment_json(amendment: Amendment) -> dict[str, Any]:
    return {
        "number": amendment.number,
        "event": amendment.event,
        "in_force_on": iso(amendment.since),
        "signed_on": iso(amendment.signed_on),
        "approved_on": iso(amendment.approved_on),
        "approval_ref": amendment.approval_ref,
        "filed_on": iso(amendment.filed_on),
        "added": yuan(amendment.added_fen),
    }


def show(
    desk: Desk,
    which: Annotated[Maybe, typer.Argument(metavar="[ID]", help="opt.contract")] = None,
) -> None:
    """One contract: parties, price, term, accounts, instalments, findings."""
    desk.contract = which or desk.contract
    case = desk.read_case()
    from svcctl.export.contract_page import contract_lines

    data = _case_json(case) | {"terms": case.document}
    desk.show(Report(data=data, head=contract_lines(case, desk.words)))


def schema(desk: Desk) -> None:
    """The JSON Schema of the contract file, for editors."""
    from svcctl.contracts.schema import json_schema
    from svcctl.export.writers import as_json

    found = json_schema()
    desk.show(Report(data=found, page=lambda _width, _colours: as_json(found).splitlines()))


def start(
    desk: Desk,
    on: On = None,
    sent_on: Annotated[Maybe, typer.Option("--sent-on", metavar="DATE", help="opt.sent-on")] = None,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record the day the supplier received the purchaser's notice to start."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import STARTED

    day, sent = optional(parse_date, on) or desk.today, optional(parse_date, sent_on)
    if sent and sent > day:
        raise Refusal("start.sent-after", sent=sent, on=day)
    payload = drop_empty({"sent_on": iso(sent) if sent else "", "doc": doc, "note": note})

    def build(case: Case) -> list[Entry]:
        warnings = (desk.words("warning.starts-signing"),) if case.terms.starts == "signing" else ()
        return [Entry(STARTED, day, payload, warnings)]

    record(desk, build, evidence(files), dry_run)


FINDING_COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.finding", "code"),
    Column("column.severity", "code"),
    Column("column.number", "code"),
    Column("column.value"),
    Column("column.source"),
    Column("column.state"),
)


def findings(
    desk: Desk,
    action: Annotated[Maybe, typer.Argument(metavar="[settle]", help="arg.settle")] = None,
    key: Annotated[Maybe, typer.Argument(metavar="[KEY]", help="arg.finding")] = None,
    value: Annotated[int | None, typer.Option("--value", metavar="N", help="opt.value")] = None,
    doc: Doc = None,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Where the documents disagree; `settle KEY` records the paper that says which value holds."""
    if action is None:
        _list_findings(desk)
        return
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import FINDING_SETTLED

    if action != "settle":
        raise Refusal("usage.choice", option="findings", value=action, choices="settle")
    if key is None or value is None or not (doc or "").strip():
        raise Refusal("finding.settle-what", finding=key or "payee-account")
    name, day = desk.choose(key), optional(parse_date, on) or desk.today
    payload = {"finding": name, "value": value} | drop_empty({"doc": doc, "note": note})
    record(desk, lambda _: [Entry(FINDING_SETTLED, day, payload)], evidence(files), dry_run)


def _list_findings(desk: Desk) -> None:
    cases = desk.read_cases()
    words = desk.words
    rows = []
    data = []
    for case in cases:
        for finding in case.terms.findings:
            settled = case.position.settled.get(finding.key)
            for number, (value, source) in enumerate(finding.values, 1):
                chosen = settled is not None and settled.value == number
                state = (
                    words("finding.open") if settled is None else words("finding.holds" if chosen else "finding.not")
                )
                severity = words(f"severity.{finding.severity}")
                rows.append([case.id, finding.key, severity, str(number), value, source, state])
            data.append(
                {
                    "contract": case.id,
                    "key": finding.key,
                    "about": finding.about,
                    "severity": finding.severity,
                    "values": [{"value": value, "source": source} for value, source in finding.values],
                    "settled": None
                    if settled is None
                    else {"value": settled.value, "doc": settled.doc, "on": iso(settled.on), "event": settled.event},
                }
            )
    stop = next((f"{f.key}" for case in cases for f in case.open_findings("stop")), None)
    foot = [words("finding.then"), "  " + words("finding.how", key=stop)] if stop else []
    head = [words("finding.title", as_of=desk.as_of, count=len(data))]
    desk.show(
        Report(
            data={"as_of": iso(desk.as_of), "findings": data},
            columns=FINDING_COLUMNS,
            rows=lambda: rows,
            head=head,
            foot=foot,
        )
    )


READING_COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.reading", "code"),
    Column("column.choice"),
    Column("column.from-where", spare=True),
    Column("column.other"),
    Column("column.effect"),
)


def readings(desk: Desk) -> None:
    """Every open reading: the choice in force, the other choices, and what each would change in dates and sums."""
    from svcctl.billing.readings import trials
    from svcctl.commands.recording import change_text, changes_json, worth_telling

    words = desk.words
    data, rows = [], []
    for case in desk.read_cases():
        sources = case.reading_sources()
        regimes = list(dict.fromkeys(level["regime"] for level in case.document.get("service_levels", ())))
        where = (case.calendar, case.calendar_named, case.document["calendar"])
        found = trials(case.terms, case.position, *where, regimes, case.under if case.terms.amendments else None)
        for key, others in found.items():
            if sources[key] == "terms":
                continue  # the terms leave no room for another choice
            choice = case.terms.readings[key]
            data.append(
                {
                    "contract": case.id,
                    "key": key,
                    "choice": choice,
                    "from": sources[key],
                    "harmless": not any(trial.changes for trial in others),
                    "others": [{"choice": t.choice, "changes": changes_json(t.changes, case.id)} for t in others],
                }
            )
            for trial in others:
                told = [change_text(change, words) for change in worth_telling(trial.changes)]
                effect = words("list.semicolon").join(told) or words("readings.harmless")
                other = trial.choice if trial.choice in regimes else words(f"reading.{key}.{trial.choice}")
                source = words(f"reading.from.{sources[key]}")
                rows.append(
                    [
                        case.id,
                        key,
                        choice if choice in regimes else words(f"reading.{key}.{choice}"),
                        source,
                        other,
                        effect,
                    ]
                )
    desk.show(
        Report(
            data={"as_of": iso(desk.as_of), "readings": data},
            columns=READING_COLUMNS,
            rows=lambda: rows,
            head=[words("readings.title", as_of=desk.as_of, count=len(data))],
        )
    )


VERBS = {
    "check": check,
    "import": import_,
    "list": list_,
    "show": show,
    "schema": schema,
    "start": start,
    "findings": findings,
    "readings": readings,
    "law": law,
    "coverage": coverage,
    **CHANGES,
}
