"""Damages: what each side owes on a date, what a breach would cost, and claims waived, settled or offset."""

from datetime import date
from typing import Annotated, Any

import typer

from svcctl.billing.damages import Line, assess, what_if
from svcctl.billing.money import grouped
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import LATE_PAYMENT, Rule
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty
from svcctl.commands.options import DryRun, Files, Instalment, Maybe, Note, On, Reason
from svcctl.commands.papers import Template, write_letter
from svcctl.entry import optional, parse_count, parse_date, parse_money
from svcctl.export.damages_page import (
    DAMAGES_COLUMNS,
    assessment_json,
    beside_the_law,
    line_row,
    remarks,
    sum_lines,
    what_if_json,
)
from svcctl.export.provenance import Provenance
from svcctl.export.report import Report
from svcctl.i18n import Words

LineId = Annotated[str, typer.Argument(metavar="LINE", help="arg.line")]
Amount = Annotated[Maybe, typer.Option("--amount", metavar="SUM", help="opt.amount")]


def assess_(desk: Desk) -> None:
    """What each side owes under the contract's damages rules, line by line, cap by cap."""
    listed = [(case.id, assess(case.sight)) for case in desk.each_case()]
    lines = [line for _, part in listed for line in part]
    words = desk.words
    several = len(listed) > 1 or desk.format == "csv"
    notes = remarks(lines, words) + beside_the_law(lines, words)
    desk.show(
        Report(
            data=assessment_json(desk.as_of, listed) if desk.format == "json" else None,
            columns=DAMAGES_COLUMNS if lines else (),
            rows=lambda: [line_row(line, cid if several else "", words) for cid, part in listed for line in part],
            head=[words("damages.title", as_of=desk.as_of, weekday=words.weekday(desk.as_of)) + desk.known_mark],
            foot=[*sum_lines(lines, words), *[f"{n}. {text}" for n, text in enumerate(notes, 1)]],
        )
    )


def what_if_(
    desk: Desk,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="arg.rule")],
    days: Annotated[str, typer.Option("--days", metavar="N", help="opt.days")],
    amount: Amount = None,
) -> None:
    """What so many days of a breach would cost, as if the gate were met and nothing had been used of the cap."""
    name = desk.choose(rule)
    case = desk.read_case()
    found = _rule(name, case)
    fen = parse_money(amount) if amount else None
    if fen is None and {found.base, found.cap.of if found.cap else ""} & {"amount-overdue", "amount-in-breach"}:
        raise Refusal("damages.needs-amount", rule=name)
    from svcctl.billing.lateness import year_of
    from svcctl.export.damages_page import thought

    line = what_if(found, parse_count(days), fen or 0, year_of(case.as_of, case.sight), case.sight)
    desk.show(Report(data=what_if_json(line, case.id), head=thought(line, desk.words)))


def statement_(
    desk: Desk,
    payer: Annotated[Maybe, typer.Option("--payer", metavar="purchaser|supplier", help="opt.payer")] = None,
    template: Template = None,
) -> None:
    """A letter (docx): what one side owes, line by line, with articles, arithmetic and the sum in capitals."""
    from svcctl.export.damages_letter import statement

    if payer not in (None, "purchaser", "supplier"):
        raise Refusal("usage.choice", option="--payer", value=payer, choices="purchaser, supplier")

    def fill(case: Case, found: Provenance, words: Words) -> dict[str, Any]:
        lines = assess(case.sight)
        owing = sorted({line.payer for line in lines if line.amount_fen and (payer in (None, line.payer))})
        if not owing:
            raise Refusal("damages.nothing-to-state", on=case.as_of)
        if len(owing) > 1:
            raise Refusal("damages.which-payer", on=case.as_of)
        return statement(case, [line for line in lines if line.payer == owing[0]], owing[0], found, words)

    write_letter(desk, "damages-statement", fill, template)


def _rule(name: str, case: Case) -> Rule:
    found = next((rule for rule in case.terms.rules if rule.key == name), None)
    if found is None:
        known = ", ".join(rule.key for rule in case.terms.rules) or "-"
        raise Refusal("breach.unknown-rule", rule=name, known=known)
    return found


# -- recording -------------------------------------------------------------------------------------


def line_of(name: str, case: Case, on: date) -> Line:
    """The line of that id as it stood on a day; Refusal where there is none."""
    then = case.on(on)
    lines = assess(then.sight) if then else []
    found = next((line for line in lines if line.id == name), None)
    if found is None:
        raise Refusal("damages.unknown-line", line=name, on=on, known=", ".join(line.id for line in lines) or "-")
    return found


def _sum(line: Line, amount: str | None) -> int:
    """The sum typed, or all that is open; Refusal for more than is open, or where nothing is."""
    fen = parse_money(amount) if amount else line.open_fen
    if fen > line.open_fen or fen == 0:
        raise Refusal("damages.more-than-open", line=line.id, open=grouped(line.open_fen), amount=grouped(fen))
    return fen


def waive(
    desk: Desk,
    line: LineId,
    reason: Reason,
    amount: Amount = None,
    decision: Annotated[Maybe, typer.Option("--decision", metavar="NUMBER", help="opt.decision")] = None,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Let a claim fall; a public body needs a decision for that, and its absence is flagged until it is added."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import WAIVED, WAIVER_DECIDED

    name, day = desk.choose(line), optional(parse_date, on) or desk.today

    def build(case: Case) -> list[Entry]:
        found = line_of(name, case, day)
        if decision and not found.open_fen and found.undecided:
            payload = {"event": found.undecided[0].event, "decision": decision} | drop_empty({"note": note})
            return [Entry(WAIVER_DECIDED, day, payload)]
        payload = {"line": name, "fen": _sum(found, amount)}
        payload |= drop_empty({"reason": reason, "decision": decision, "note": note})
        warnings = () if decision else (desk.words("warning.no-decision"),)
        return [Entry(WAIVED, day, payload, warnings)]

    record(desk, build, evidence(files), dry_run)


def settle(
    desk: Desk,
    line: LineId,
    amount: Amount = None,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that damages were paid, in whole or in part."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import DAMAGES_SETTLED

    name, day = desk.choose(line), optional(parse_date, on) or desk.today

    def build(case: Case) -> list[Entry]:
        payload = {"line": name, "fen": _sum(line_of(name, case, day), amount)}
        return [Entry(DAMAGES_SETTLED, day, payload | drop_empty({"note": note}))]

    record(desk, build, evidence(files), dry_run)


def offset(
    desk: Desk,
    line: LineId,
    instalment: Instalment,
    agreed: Annotated[str, typer.Option("--agreed", metavar="PATH", help="opt.agreed")],
    amount: Amount = None,
    on: On = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Set what the supplier owes against an instalment, where both sides have agreed to it in writing."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import OFFSET

    name, short, day = desk.choose(line), desk.choose(instalment), optional(parse_date, on) or desk.today

    def build(case: Case) -> list[Entry]:
        found, then = line_of(name, case, day), case.on(day)
        standing = then.standing(short) if then else None
        if standing is None:
            known = ", ".join(promise.id for promise in case.terms.promises)
            raise Refusal("payment.unknown-instalment", instalment=short, known=known)
        if found.payer != "supplier":
            raise Refusal("offset.not-supplier", line=name)
        fen = _sum(found, amount) if amount else min(found.open_fen, standing.outstanding_fen)
        if not 0 < fen <= standing.outstanding_fen:
            raise Refusal("offset.too-much", instalment=short, outstanding=grouped(standing.outstanding_fen))
        payload = {"line": name, "instalment": short, "fen": fen} | drop_empty({"note": note})
        return [Entry(OFFSET, day, payload)]

    record(desk, build, evidence([agreed]), dry_run)


def loss(
    desk: Desk,
    breach: Annotated[str, typer.Argument(metavar="BREACH", help="arg.breach")],
    amount: Annotated[str, typer.Option("--amount", metavar="SUM", help="opt.amount")],
    files: Annotated[list[str], typer.Option("--file", metavar="PATH", help="opt.file")],
    on: On = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Add a proven loss beside the rate: without cap, with its evidence."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import LOSS_PROVEN

    subject, day = desk.choose(breach), optional(parse_date, on) or desk.today

    def build(case: Case) -> list[Entry]:
        known = [found.id for found in case.position.breaches]
        if any(rule.cause == LATE_PAYMENT for rule in case.terms.rules):
            known += [promise.id for promise in case.terms.promises]
        if subject not in known:
            raise Refusal("breach.unknown", breach=subject, known=", ".join(known) or "-")
        number = sum(event.kind == LOSS_PROVEN for event in case.recorded) + 1
        payload = {"loss": f"loss-{number}", "subject": subject, "fen": parse_money(amount)}
        return [Entry(LOSS_PROVEN, day, payload | drop_empty({"note": note}))]

    record(desk, build, evidence(files), dry_run)


VERBS = {
    "assess": assess_,
    "what-if": what_if_,
    "statement": statement_,
    "waive": waive,
    "settle": settle,
    "offset": offset,
    "loss": loss,
}
