"""Import: a bank's or ledger's list of payments becomes facts, all of it or nothing, and never twice."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import typer

from svcctl import workspace
from svcctl.billing.money import yuan
from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk
from svcctl.commands.options import DryRun, Files, Maybe, Note
from svcctl.commands.paying import Transfer, entry_for
from svcctl.commands.payment_list import COLUMNS, List, option_text, read_list, row_of, told
from svcctl.commands.recording import Build, Entry, Recorded, changes_json, effects, evidence, record_each
from svcctl.entry import parse_count
from svcctl.export.report import Report
from svcctl.ledger import NOBODY_KNEW_LATER
from svcctl.matching import SETTLED, Found, match
from svcctl.store.journal import Journal


def payments(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help="arg.list")],
    chosen: Annotated[list[str] | None, typer.Option("--for", metavar="ROW=INSTALMENT", help="opt.row-for")] = None,
    skip: Annotated[list[str] | None, typer.Option("--skip", metavar="ROW", help="opt.row-skip")] = None,
    confirm_account: Annotated[bool, typer.Option("--confirm-account", help="opt.confirm-account")] = False,
    confirmed_by: Annotated[Maybe, typer.Option("--confirmed-by", metavar="ROLE", help="opt.confirmed-by")] = None,
    override: Annotated[bool, typer.Option("--override", help="opt.override")] = False,
    reason: Annotated[Maybe, typer.Option("--reason", metavar="TEXT", help="opt.reason")] = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Match a bank's or ledger's list of payments to instalments and record what is new."""
    several = len(desk.read_cases()) > 1
    named, left_out = _answers(chosen), [parse_count(text) for text in skip or ()]
    listed = read_list(desk, file, named, left_out)
    if workspace.interactive():
        asked, refused = _ask(match(_now(desk, desk.read_cases()), listed.rows, desk.role == "supplier"), desk, several)
        listed = read_list(desk, file, named | asked, [*left_out, *refused])
    papers = evidence(files)
    found: list[Found] = []

    def plan(journal: Journal) -> Mapping[str, Build]:
        cases = _now(desk, desk.cases(journal, NOBODY_KNEW_LATER))
        found[:] = match(cases, listed.rows, desk.role == "supplier")
        _refuse_open(found, desk, several, file)
        transfer = Transfer([], desk.today, "", None, confirm_account or confirmed_by is not None, confirmed_by,
                            None, None, None, override, reason, note)  # fmt: skip
        return _builds(found, transfer, listed, desk)

    recorded = record_each(desk, plan, papers, dry_run)
    _show(desk, listed, found, recorded, several, dry_run)


def _now(desk: Desk, cases: Sequence[Case]) -> list[Case]:
    """The contracts with every fact, however early the date that is looked at."""
    return [now for case in cases if (now := case.on(max(desk.as_of, desk.today)))]


def _answers(texts: Sequence[str] | None) -> dict[int, str]:
    found = {}
    for text in texts or ():
        row, mark, name = text.partition("=")
        if not (mark and name.strip() and re.fullmatch(r"\d{1,7}", row.strip())):
            raise Refusal("list.for", text=text)
        found[int(row)] = name.strip()
    return found


def _refuse_open(found: Sequence[Found], desk: Desk, several: bool, path: str) -> None:
    """All or nothing: the first row that is not clear stops the whole list."""
    unclear = [each for each in found if each.state not in SETTLED]
    if unclear:
        first = unclear[0]
        values = {"path": path, "row": first.listed.row, "count": len(unclear)}
        raise Refusal("list.unclear", why=told(first, desk.words, several), **values)


def _ask(found: Sequence[Found], desk: Desk, several: bool) -> tuple[dict[int, str], list[int]]:
    """What a person at the terminal says of each row that is not clear: one of the options, or to leave it out."""
    named: dict[int, str] = {}
    left_out: list[int] = []
    for each in found:
        if each.state in SETTLED:
            continue
        options = [] if each.state == "differs" else [option_text(option, several) for option in each.options]
        typer.echo(told(each, desk.words, several), err=True)
        for number, text in enumerate(options, 1):
            typer.echo(f"  {number}) {text}", err=True)
        answer = typer.prompt(desk.words("list.ask", last=len(options)), default="0", err=True).strip()
        if answer.isdigit() and 1 <= int(answer) <= len(options):
            named[each.listed.row] = options[int(answer) - 1]
        else:
            left_out.append(each.listed.row)
    return named, left_out


def _builds(found: Sequence[Found], transfer: Transfer, listed: List, desk: Desk) -> dict[str, Build]:
    """For each contract, the facts that its new rows become."""
    new: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        if each.state == "new":
            new[each.options[0].contract].append(each)

    def build(rows: Sequence[Found]) -> Callable[[Case], list[Entry]]:
        return lambda case: [_entry(row, transfer, case, listed, desk) for row in rows]

    return {contract: build(rows) for contract, rows in new.items()}


def _entry(found: Found, transfer: Transfer, case: Case, listed: List, desk: Desk) -> Entry:
    item = found.listed
    own = transfer._replace(
        parts=list(found.options[0].parts),
        on=item.on,
        ref=item.ref,
        account=item.account if item.account and desk.role != "supplier" else None,
        voucher=item.voucher or None,
        slip=item.slip or None,
    )
    try:
        entry = entry_for(own, case, desk)
    except Refusal as refusal:
        raise Refusal(
            "list.refused", path=listed.path, row=item.row, why=desk.words(f"refusal.{refusal.key}", **refusal.values)
        ) from None
    source = {"name": listed.file["name"], "sha256": listed.file["sha256"], "row": item.row}
    return entry._replace(payload=entry.payload | {"list": source})


def _show(
    desk: Desk, listed: List, found: Sequence[Found], recorded: Sequence[Recorded], several: bool, dry_run: bool
) -> None:
    words = desk.words
    ours = [each for each in found if each.state != "elsewhere"]
    counts = {state: sum(each.state == state for each in found) for state in SETTLED}
    title = words("list.tried" if dry_run else "list.done", path=listed.path)
    desk.show(
        Report(
            data=_json(listed, found, recorded, dry_run),
            columns=COLUMNS,
            rows=lambda: [row_of(each, words, several) for each in ours],
            head=[title],
            foot=[words("list.counts", **counts), *(line for each in recorded for line in effects(desk, each))],
        )
    )


def _json(listed: List, found: Sequence[Found], recorded: Sequence[Recorded], dry_run: bool) -> dict[str, Any]:
    return {
        "file": listed.path,
        "dry_run": dry_run,
        "rows": [found_json(each) for each in found],
        "recorded": [] if dry_run else [event.id for each in recorded for event in each.events],
        "changes": [change for each in recorded for change in changes_json(each.changes, each.terms.id)],
        "warnings": [text for each in recorded for text in each.warnings],
    }


def found_json(found: Found) -> dict[str, Any]:
    """A row of the list as scripts read it."""
    item = found.listed
    return {
        "row": item.row,
        "on": item.on.isoformat(),
        "amount": yuan(item.fen),
        "ref": item.ref or item.slip or item.voucher,
        "state": found.state,
        "event": found.event or None,
        "could_be": [
            [{"id": f"{option.contract}:{iid}", "amount": yuan(fen)} for iid, fen in option.parts]
            for option in found.options
        ],
    }


VERBS = {"payments": payments}
