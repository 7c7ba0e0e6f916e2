"""Breaches: recorded under one of the contract's damages rules, ended, contested, appraised, listed."""

from typing import Annotated, Any

import typer

from svcctl.billing.damages import assess
from svcctl.billing.position import Breach
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import BREACHING_PARTY, LATE_PAYMENT
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty, iso
from svcctl.commands.options import DryRun, Files, Maybe, Note, On, Reason
from svcctl.entry import optional, parse_date, parse_money
from svcctl.export.report import Column, Report

BreachId = Annotated[str, typer.Argument(metavar="BREACH", help="arg.breach")]
SIDES = ("purchaser", "supplier")

COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.breach", "code"),
    Column("column.rule", "code"),
    Column("column.party"),
    Column("column.since", "code"),
    Column("column.ended-on", "code"),
    Column("column.breach-amount", "money", spare=True),
    Column("column.damages", "money"),
    Column("column.state"),
)


def record_(
    desk: Desk,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="arg.rule")],
    on: On = None,
    amount: Annotated[Maybe, typer.Option("--amount", metavar="SUM", help="opt.breach-amount")] = None,
    by: Annotated[Maybe, typer.Option("--by", metavar="purchaser|supplier", help="opt.by")] = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record a breach, from the day it began."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import BREACHED

    name, day = desk.choose(rule), optional(parse_date, on) or desk.today
    fen = optional(parse_money, amount)
    if by not in (None, *SIDES):
        raise Refusal("usage.choice", option="--by", value=by, choices=", ".join(SIDES))

    def build(case: Case) -> list[Entry]:
        found = next((r for r in case.terms.rules if r.key == name and r.cause != LATE_PAYMENT), None)
        if found is None:
            known = ", ".join(r.key for r in case.terms.rules if r.cause != LATE_PAYMENT) or "-"
            raise Refusal("breach.unknown-rule", rule=name, known=known)
        if found.payer == BREACHING_PARTY and by is None:
            raise Refusal("breach.by-whom", rule=name)
        if found.payer != BREACHING_PARTY and by not in (None, found.payer):
            raise Refusal("breach.not-by", rule=name, payer=desk.words(f"party.{found.payer}"))
        sums = {"amount-in-breach", "amount-overdue"}
        if fen is None and (found.base in sums or (found.cap and found.cap.of in sums)):
            raise Refusal("damages.needs-amount", rule=name)
        number = sum(event.kind == BREACHED for event in case.recorded) + 1
        payload: dict[str, Any] = {"breach": f"B{number}", "rule": name, "by": by or found.payer}
        return [Entry(BREACHED, day, payload | drop_empty({"fen": fen, "note": note}))]

    record(desk, build, evidence(files), dry_run)


def _about(desk: Desk, kind: str, breach: str, on: str | None, files: Any, dry_run: bool, more: dict[str, Any]) -> None:
    """Record a fact about a breach."""
    from svcctl.commands.recording import Entry, evidence, record

    name, day = desk.choose(breach), optional(parse_date, on) or desk.today
    record(desk, lambda _: [Entry(kind, day, {"breach": name} | drop_empty(more))], evidence(files), dry_run)


def end(
    desk: Desk, breach: BreachId, on: On = None, files: Files = None, note: Note = None, dry_run: DryRun = False
) -> None:
    """Record the day a breach ended."""
    from svcctl.facts import BREACH_ENDED

    _about(desk, BREACH_ENDED, breach, on, files, dry_run, {"note": note})


def contest(
    desk: Desk,
    breach: BreachId,
    reason: Reason,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that the other side disputes a breach; its line stays, and is marked."""
    from svcctl.facts import CONTESTED

    _about(desk, CONTESTED, breach, on, files, dry_run, {"reason": reason, "note": note})


RESULTS = ("in-order", "not-in-order")


def appraise(
    desk: Desk,
    breach: BreachId,
    result: Annotated[str, typer.Option("--result", metavar="in-order|not-in-order", help="opt.result")],
    body: Annotated[Maybe, typer.Option("--body", metavar="TEXT", help="opt.body")] = None,
    fee: Annotated[Maybe, typer.Option("--fee", metavar="SUM", help="opt.fee")] = None,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record what an appraisal of the service found; who bears its fee follows from it."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import APPRAISED

    name, day = desk.choose(breach), optional(parse_date, on) or desk.today
    if result not in RESULTS:
        raise Refusal("usage.choice", option="--result", value=result, choices=", ".join(RESULTS))
    fen = optional(parse_money, fee)

    def build(case: Case) -> list[Entry]:
        if fen and case.terms.appraisal is None:
            raise Refusal("breach.no-appraisal")
        payload = {"breach": name, "in_order": result == "in-order"} | drop_empty(
            {"fen": fen, "body": body, "note": note}
        )
        return [Entry(APPRAISED, day, payload)]

    record(desk, build, evidence(files), dry_run)


def list_(desk: Desk) -> None:
    """Every breach recorded, with what it costs."""
    cases = desk.read_cases()
    found = [(case, breach, _cost(case, breach)) for case in cases for breach in case.position.breaches]
    words = desk.words
    desk.show(
        Report(
            data={
                "as_of": iso(desk.as_of),
                "breaches": [breach_json(case, breach, cost) for case, breach, cost in found],
            },
            columns=COLUMNS if found else (),
            rows=lambda: [
                [
                    case.id,
                    breach.id,
                    breach.rule,
                    words(f"party.{breach.by}"),
                    iso(breach.on),
                    iso(breach.ended_on) if breach.ended_on else None,
                    breach.amount_fen,
                    cost,
                    words(f"breach.{_state(breach)}"),
                ]
                for case, breach, cost in found
            ],
            head=[words("breach.title", as_of=desk.as_of, count=len(found))],
        )
    )


def _cost(case: Case, breach: Breach) -> int:
    return sum(line.amount_fen for line in assess(case.sight) if line.subject == breach.id and line.kind != "appraisal")


def _state(breach: Breach) -> str:
    if breach.unfounded:
        return "unfounded"
    return "contested" if breach.contested else "ended" if breach.ended_on else "running"


def breach_json(case: Case, breach: Breach, cost: int) -> dict[str, Any]:
    """One breach as scripts read it."""
    from svcctl.billing.money import yuan

    return {
        "id": f"{case.id}:{breach.id}",
        "contract": case.id,
        "rule": breach.rule,
        "by": breach.by,
        "on": iso(breach.on),
        "ended_on": iso(breach.ended_on) if breach.ended_on else None,
        "amount_in_breach": None if breach.amount_fen is None else yuan(breach.amount_fen),
        "damages": yuan(cost),
        "contested": breach.contested,
        "unfounded": breach.unfounded,
        "event": breach.event,
    }


VERBS = {"record": record_, "end": end, "contest": contest, "appraise": appraise, "list": list_}
