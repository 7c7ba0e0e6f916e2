"""Import: a list of payments becomes facts, all of it or nothing, and never twice."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import typer

from svcctl import workspace
from svcctl.answers.listed import option_text, taken_in, told
from svcctl.billing.position import File, Payment
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.desk.acts import Act, Build, Entry, mention
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.listing import IgnoreBalance, ListOut, ListSheet, reading_of
from svcctl.desk.looking import Look, read_cases
from svcctl.desk.options import (
    Maybe,
    MaybeReason,
    Override,
    act_options,
    argument,
    flag,
    number,
    text,
)
from svcctl.desk.paying import Transfer, entry_for
from svcctl.desk.showing import show
from svcctl.intake.matching import SETTLED, Found, Listed, match
from svcctl.intake.payment_list import read_list


class Template(Record):
    """What was typed for all rows of a list, and the list that they come from."""

    path: str
    file: File
    checked: bool
    checked_by: str
    override: bool
    reason: str


@act_options(without=("on", "doc"))
def payments(
    act: Act,
    file: Annotated[str, argument("FILE", "arg.list")],
    chosen: Annotated[list[str] | None, text("--for", "opt.row-for", "ROW=INSTALMENT")] = None,
    skip: Annotated[list[int] | None, number("--skip", "opt.row-skip", "ROW")] = None,
    out: ListOut = None,
    sheet: ListSheet = None,
    ignore_balance: IgnoreBalance = False,
    confirm_account: Annotated[bool, flag("--confirm-account")] = False,
    confirmed_by: Annotated[Maybe, text("--confirmed-by", "opt.confirmed-by", "ROLE")] = None,
    override: Override = False,
    reason: MaybeReason = None,
) -> None:
    """Match a bank's or ledger's list of payments to instalments and record what is new."""
    desk = act.desk
    path, content = read_file(file)
    cases = read_cases(desk)
    supplier, several = desk.role == "supplier", len(cases) > 1
    named, left_out = _answers(chosen), list(skip or ())
    reading = reading_of(desk, cases, out, sheet, ignore_balance)
    listing = read_list(file, path.name, content, reading, named, left_out)
    rows = listing.rows
    if workspace.interactive():
        asked, refused = _ask(match(_now(desk, cases), rows, supplier), desk, several)
        rows = [
            row._replace(instalment=asked.get(row.row, row.instalment))
            for row in rows
            if row.row not in refused
        ]
    checked = confirm_account or confirmed_by is not None
    source = mention(path, content)
    typed = Template(file, source, checked, confirmed_by or "", override, reason or "")
    found: list[Found] = []

    def plan(look: Look) -> Mapping[str, Build]:
        found[:] = match(_now(desk, look.cases(NOBODY_KNEW_LATER)), rows, supplier)
        _refuse_open(found, desk, several, file)
        return _builds(found, typed, act)

    recorded = act.record_each(plan)
    option = desk.store_option
    told = taken_in(file, found, listing.sums, recorded, several, act.dry_run, desk.words, option)
    show(desk, told)


def _now(desk: Desk, cases: Sequence[Case]) -> list[Case]:
    """The contracts with every fact, however early the date that is looked at."""
    return [now for case in cases if (now := case.on(max(desk.as_of, desk.today)))]


def _answers(texts: Sequence[str] | None) -> dict[int, str]:
    found = {}
    for typed in texts or ():
        row, mark, name = typed.partition("=")
        if not (mark and name.strip() and re.fullmatch(r"\d{1,7}", row.strip())):
            raise Refusal("listed.for", text=typed)
        found[int(row)] = name.strip()
    return found


def _refuse_open(found: Sequence[Found], desk: Desk, several: bool, path: str) -> None:
    """All or nothing: the first row that is not clear stops the whole list."""
    unclear = [each for each in found if each.state not in SETTLED]
    if unclear:
        first = unclear[0]
        values = {"path": path, "row": first.listed.row, "count": len(unclear)}
        raise Refusal("listed.unclear", why=told(first, desk.words, several), **values)


def _ask(found: Sequence[Found], desk: Desk, several: bool) -> tuple[dict[int, str], list[int]]:
    """What a person says of each row that is not clear: an option, or to leave it out."""
    named: dict[int, str] = {}
    left_out: list[int] = []
    for each in (each for each in found if each.state not in SETTLED):
        choices = () if each.state == "differs" else each.options
        options = [option_text(option, several) for option in choices]
        typer.echo(told(each, desk.words, several), err=True)
        for place, option in enumerate(options, 1):
            typer.echo(f"  {place}) {option}", err=True)
        question = desk.words("listed.ask", last=len(options))
        answer = typer.prompt(question, default="0", err=True).strip()
        if answer.isdigit() and 1 <= int(answer) <= len(options):
            named[each.listed.row] = options[int(answer) - 1]
        else:
            left_out.append(each.listed.row)
    return named, left_out


def _builds(found: Sequence[Found], typed: Template, act: Act) -> dict[str, Build]:
    """For each contract, the facts that its new rows become."""
    new: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        if each.state == "new":
            new[each.options[0].contract].append(each)

    def build(rows: Sequence[Found]) -> Callable[[Case], list[Entry]]:
        return lambda case: [_entry(row, typed, case, act) for row in rows]

    return {contract: build(rows) for contract, rows in new.items()}


def _entry(found: Found, typed: Template, case: Case, act: Act) -> Entry:
    item, desk = found.listed, act.desk
    says = act.said(
        Payment,
        on=item.on,
        parts=found.options[0].parts,
        ref=item.ref,
        voucher=item.voucher,
        slip=item.slip,
        override=typed.override,
        reason=typed.reason,
        source={"name": typed.file.name, "sha256": typed.file.sha256, "row": item.row},
    )
    transfer = Transfer(says, _account(item, desk), typed.checked, typed.checked_by)
    try:
        return entry_for(transfer, case, desk)
    except Refusal as refusal:
        why = desk.words(f"refusal.{refusal.key}", **refusal.values)
        raise Refusal("listed.refused", path=typed.path, row=item.row, why=why) from None


def _account(item: Listed, desk: Desk) -> str | None:
    """The account of a row; a supplier's list names the other side's."""
    return item.account if item.account and desk.role != "supplier" else None


VERBS = {"payments": payments}
