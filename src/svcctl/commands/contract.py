"""Contracts: checking and loading files, showing, starting, findings and readings."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svcctl import workspace
from svcctl.answers import contract_list, contracts, findings, readings
from svcctl.answers.answer import Answer, Printed
from svcctl.answers.recorded import Caution
from svcctl.billing.accounts import ABOUT
from svcctl.billing.position import FindingSettled, Started
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.commands.contract_changes import amend, close, correct, renew, terminate
from svcctl.commands.contract_draft import draft
from svcctl.commands.contract_new import new
from svcctl.desk import naming
from svcctl.desk.acts import Act, Entry
from svcctl.desk.desk import Desk, one_of
from svcctl.desk.files import checked, loaded_report, read_contracts, refuse_bad
from svcctl.desk.loading import load
from svcctl.desk.looking import read_case, read_cases, writing
from svcctl.desk.options import (
    FilesArgument,
    Maybe,
    Template,
    act_options,
    argument,
    day,
    flag,
    narrowed_by,
    text,
)
from svcctl.desk.showing import check_output, show
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish


def check(desk: Desk, files: FilesArgument) -> int:
    """Check contract files and print every error in them; exit 1 where there is one."""
    found = read_contracts(files)
    show(desk, checked(found, desk.words))
    return 1 if any(file.errors for file in found) else 0


@act_options(without=("on", "doc", "files", "note"))
def import_(act: Act, files: FilesArgument) -> None:
    """Load contract files into the store, all of them or none."""
    check_output(act.desk)
    found = read_contracts(files)
    refuse_bad(found, act.desk.words)
    with writing(act.desk, act.dry_run) as look:
        loaded = load(look, found, act.dry_run)
    data = {"imported": loaded, "dry_run": act.dry_run}
    head = loaded_report(loaded, act.desk.words, act.dry_run)
    if not act.dry_run and workspace.terminal_width() is not None:
        head += _next_steps(act.desk, loaded)
    show(act.desk, Answer(data=data, head=head))


def _next_steps(desk: Desk, loaded: Sequence[dict[str, Any]]) -> list[str]:
    """What somebody who sits at a terminal does with a contract that has just been loaded."""
    lines = [desk.words("init.next") + desk.store_option + desk.role_option]
    if len(loaded) == 1:
        lines.append(desk.words("import.check", **loaded[0]) + desk.store_option)
    return lines


@narrowed_by(groups=("supplier", "department", "fund"))
def list_(desk: Desk, wish: "Wish") -> None:
    """Every contract in the store: its state, its sums, its next date."""
    from svcctl.desk.bands import listing, unless_torn

    with listing(desk) as (look, bands):
        if bands is not None:
            from svcctl.commands.lists_kept import contracts as kept

            answer = unless_torn(look, partial(kept, look, bands, wish))
            if answer is not None:
                show(desk, answer)
                return
        cases = look.cases()
    show(desk, contract_list.listed(cases, desk.as_of, desk.words, wish))


def show_(
    desk: Desk,
    which: Annotated[Maybe, argument("[ID]", "opt.contract")] = None,
    clauses: Annotated[bool, flag("--clauses")] = False,
    texts: Annotated[list[str] | None, text("--text", "opt.text", "FILE")] = None,
    template: Template = None,
) -> None:
    """One contract: parties, price, term, accounts, instalments; or clause by clause."""
    if not clauses:
        for each in texts or ([template] if template else []):
            raise Refusal("clauses.text-alone", file=each)
        case = read_case(desk._replace(contract=which) if which else desk)
        show(desk, contracts.shown(case, desk.words))
        return
    from svcctl.desk.clause_sheet import show_clauses

    show_clauses(desk, which, texts or (), template)


def schema(desk: Desk) -> None:
    """The JSON Schema of the contract file, for editors."""
    from svcctl.answers.writers import as_json
    from svcctl.contracts.described import described
    from svcctl.contracts.schema import json_schema

    found = described(json_schema(), desk.words)
    show(desk, Answer(data=found, page=lambda _width, _colours: as_json(found).splitlines()))


def form(desk: Desk, which: Annotated[Maybe, argument("[CONTRACT]", "arg.form-of")] = None) -> None:
    """A workbook in which a contract is filled in: blank, or with the terms of CONTRACT."""
    from svcctl.desk.forms import write_form_of

    write_form_of(desk, which)


def start(
    act: Act,
    received_on: Annotated[date | None, day("--received-on", "opt.received-on")] = None,
    sent_on: Annotated[date | None, day("--sent-on", "opt.sent-on")] = None,
) -> None:
    """Record the purchaser's notice to start: from what day service counts, when it was received."""
    # a day ahead is known today, by a notice that has come
    came = received_on or min(act.on, act.desk.today)
    served, act = act.on, act._replace(on=came)
    if sent_on and sent_on > came:
        raise Refusal("start.sent-after", sent=sent_on, on=came)

    def build(case: Case) -> Sequence[Entry]:
        if case.terms.starts == "dates":
            term = case.terms.term
            raise Refusal("start.dates", first=term.first, last=term.last)
        cautions = [Caution("starts-signing")] if case.terms.starts == "signing" else []
        if served < case.terms.signed_on:
            days = {"signed": case.terms.signed_on, "on": served}
            cautions.append(Caution("served-before-signing", days))
        service_from = served if served != came else None
        return [
            Entry(act.said(Started, sent_on=sent_on, service_from=service_from), tuple(cautions))
        ]

    act.record(build)


def findings_(
    act: Act,
    action: Annotated[Maybe, argument("[settle]", "arg.settle")] = None,
    key: Annotated[Maybe, argument("[KEY]", "arg.finding")] = None,
    value: Annotated[int | None, typer.Option("--value", metavar="N", help="opt.value")] = None,
    account: Annotated[Maybe, text("--account", "opt.new-account", "ACCOUNT")] = None,
) -> None:
    """Where the documents disagree; `settle KEY` records the paper that says which value holds."""
    if action is None:
        _show_findings(act.desk)
        return
    one_of("findings", action, ("settle",))
    if key is None or (value is None) == (account is None) or not act.doc.strip():
        raise Refusal("finding.settle-what", finding=key or "payee-account")
    act, name = act.choose(key, "finding")
    bank, number = _account(account) if account else (None, None)
    values = {"value": value or 0, "bank": bank, "account": number}

    def build(case: Case) -> Sequence[FindingSettled]:
        finding = _about_account(case, name, act.desk.words) if account else ""
        finding = finding or naming.finding(case, name, act.desk)
        return [act.said(FindingSettled, finding=finding, **values)]

    act.record(build)


def _about_account(case: Case, name: str, words: Words) -> str:
    """The key under which an account is confirmed that no finding is about; else nothing."""
    if any(finding.about == ABOUT for finding in case.terms.findings):
        return ""
    return ABOUT if name in (ABOUT, words(f"about.{ABOUT}")) else ""


def _show_findings(desk: Desk) -> None:
    cases = read_cases(desk)

    def printed() -> Printed:
        from svcctl.answers.findings_printed import findings_printed

        return findings_printed(cases, desk.as_of, desk.words)

    answer = findings.listed(cases, desk.as_of, desk.words)
    show(desk, answer._replace(printed=printed))


def _account(text: str) -> tuple[str, str]:
    """Bank and number of an account as it was typed: the number is the digits at its end."""
    found = re.fullmatch(r"(.*?)\s*(\d[\d ]{6,})", text.strip(), re.ASCII)
    if found is None or not found[1]:
        raise Refusal("finding.account", account=text)
    return found[1], found[2].strip()


def readings_(desk: Desk) -> None:
    """Every open reading: the choice in force, the others, what each would change."""
    from svcctl.desk.records_shown import moment_of
    from svcctl.store.scopes import ALL

    cases = read_cases(desk, ALL)
    show(desk, readings.listed(cases, desk.as_of, moment_of(desk), desk.words))


def law(desk: Desk) -> None:
    """The law beside the contract, never mixed into its sums: limits, interest, excess."""
    from svcctl.answers.law import beside
    from svcctl.desk.files import lpr

    several = desk.format == "csv"
    show(desk, beside(read_cases(desk), lpr(), desk.as_of, desk.words, several, desk.known_mark))


def coverage(desk: Desk) -> None:
    """Every article that the contract file cites: what implements it, which test shows it."""
    from svcctl.answers.coverage import listed
    from svcctl.desk.files import coverage_table

    show(desk, listed(read_case(desk), coverage_table(), desk.words))


VERBS = {
    "draft": draft,
    "check": check,
    "import": import_,
    "list": list_,
    "show": show_,
    "new": new,
    "schema": schema,
    "form": form,
    "start": start,
    "correct": correct,
    "amend": amend,
    "findings": findings_,
    "readings": readings_,
    "law": law,
    "coverage": coverage,
    "terminate": terminate,
    "renew": renew,
    "close": close,
}
