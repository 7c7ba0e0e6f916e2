"""Instalments as scripts read them: each row, and the lists with their totals; the names are fixed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import iso
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.billing.deadlines import NotAgreed
from svcctl.billing.due import Sums, by_number, if_renewed, sums_of
from svcctl.billing.guarantees import GuaranteeSums
from svcctl.billing.instalment import paper_name
from svcctl.billing.money import yuan
from svcctl.billing.schedule import Standing
from svcctl.billing.working_days import Deadline
from svcctl.casebook.case import Case
from svcctl.i18n import plain_title


def window_json(deadline: Deadline | None) -> dict[str, str] | None:
    """The dates a deadline can still become, or null where it is settled."""
    if deadline is None or deadline.window is None:
        return None
    return {
        "earliest": deadline.window.earliest.isoformat(),
        "latest": deadline.window.latest.isoformat(),
    }


def basis_of(deadline: Deadline | None) -> str:
    """`provisional` where a year without a notice is counted, else `official`."""
    return "provisional" if deadline and deadline.provisional else "official"


def instalment_json(standing: Standing, case: Case, findings: Sequence[str]) -> dict[str, Any]:
    """One instalment as scripts read it; the names are fixed.

    `amount + added - reduced - offset - paid = outstanding - overpaid`.
    """
    instalment, account = standing.instalment, standing.owing
    return {
        "id": f"{case.id}:{instalment.id}",
        "kind": "instalment",
        "contract": case.id,
        "contract_title": plain_title(case.terms.title),
        "supplier": case.terms.payee(instalment).name,
        "year": instalment.year,
        "key": instalment.key,
        "title": plain_title(instalment.title),
        "amount": yuan(account.amount_fen),
        "added": yuan(account.added_fen),
        "reduced": yuan(account.reduced_fen),
        "offset": yuan(account.offset_fen),
        "paid": yuan(standing.paid_fen),
        "outstanding": yuan(standing.outstanding_fen),
        "overpaid": yuan(standing.overpaid_fen),
        "retained": yuan(account.retained_fen),
        "estimate": account.estimate,
        **_of_the_period(standing, case),
        "payee": instalment.payee if instalment.payee_name else None,
        "paid_on": iso(standing.paid_on),
        "days_late": standing.days_late,
        "due_on": iso(standing.due_on),
        "by_law": _by_law(standing, case),
        "window": window_json(standing.deadline),
        "status": standing.status,
        "days_overdue": standing.days_overdue,
        "working_days_left": standing.working_days_left,
        "basis": basis_of(standing.deadline),
        "article": instalment.article,
        "waiting_for": [paper_name(each, instalment) for each in standing.waiting_for],
        "findings": list(findings) if standing.outstanding_fen else [],
        **office_of(instalment.key, case),
    } | _only_where_it_is(standing, case)


def office_of(key: str, case: Case) -> dict[str, Any]:
    """The department, the source of funds and the budget item, as the file has them; null where not."""
    office = case.document.get("office", {})
    tables = case.document["instalments"]
    own = next(
        (each["fund_source"] for each in tables if "fund_source" in each and each["key"] == key),
        None,
    )
    return {
        "department": office.get("department"),
        "fund_source": own or office.get("fund_source"),
        "budget_item": office.get("budget_item"),
    }


def _of_the_period(standing: Standing, case: Case) -> dict[str, Any]:
    """The service period of an instalment, with its days, null where it comes once; and its renewal."""
    name = standing.instalment.period
    period = case.sight.periods.get(name or "")
    return {
        "period": name,
        "period_from": iso(period.first if period else None),
        "period_to": iso(period.last if period else None),
        "renewal": standing.instalment.renewal,
        "conditional": standing.conditional,
    }


def _by_law(standing: Standing, case: Case) -> str | None:
    """The day by which the law wants paid what no number of days was agreed for."""
    if not isinstance(standing.instalment.due.rule, NotAgreed):
        return None
    from svcctl.billing.law.statute import by_law

    limit = by_law(standing, case.sight)
    return iso(limit.usual.on) if limit and limit.usual else None


def _only_where_it_is(standing: Standing, case: Case) -> dict[str, Any]:
    """What few instalments have: sums disputed or conceded, a date agreed upon, limitation."""
    sums = {"disputed": standing.owing.disputed_fen, "conceded": standing.owing.conceded_fen}
    found: dict[str, Any] = {key: yuan(fen) for key, fen in sums.items() if fen}
    if standing.counted and standing.due_on != standing.counted.on:
        found["due_by_contract"] = iso(standing.counted.on)
    if standing.status == "overdue":
        found |= _limitation_json(standing, case)
    return found


def _limitation_json(standing: Standing, case: Case) -> dict[str, Any]:
    """Until when what is overdue can be sued for, where the law of its day is known."""
    from svcctl.billing.law.limitation import limitation

    limit = limitation(standing, case.position)
    if limit is None:
        return {}
    values = {"since": iso(limit.since), "ends_on": iso(limit.last), "because_of": limit.why}
    law = {"law": limit.text.law, "article": limit.text.period}
    return {"limitation": values | {"demands": limit.demands} | law}


def list_json(
    as_of: date,
    rows: Sequence[InstalmentRow],
    guarantees: GuaranteeSums,
    returns: Iterable[dict[str, Any]] = (),
    as_sorted: bool = False,
) -> dict[str, Any]:
    """`payments due` and `schedule` as scripts read them: by time, those without a date last.

    `as_sorted`: in the order that was asked for.
    `returns`: rows of guarantees that go back, whose totals stand in no other.
    """
    findings = {
        case.id: [finding.key for finding in case.open_findings("stop")]
        for case in {row.case.id: row.case for row in rows}.values()
    }
    instalments = [
        instalment_json(r.standing, r.case, findings[r.case.id])
        | ({"corrected_by": [each.fact.id for each in r.corrections]} if r.corrections else {})
        for r in rows
    ]
    instalments += returns
    if not as_sorted:
        instalments.sort(key=lambda i: (i["due_on"] is None, i["due_on"] or "", by_number(i["id"])))
    standings = [row.standing for row in rows]
    around = around_json(as_of, sums_of(standings), guarantees, if_renewed(standings))
    return around | {"instalments": instalments}


def around_json(
    as_of: date, sums: Sums, guarantees: GuaranteeSums, renewed_fen: int
) -> dict[str, Any]:
    """What stands around the rows of a list."""
    return {
        "as_of": as_of.isoformat(),
        "currency": "CNY",
        **{name: yuan(fen) for name, fen in sums._asdict().items() if name != "waiting"},
        "guarantees": {name: yuan(fen) for name, fen in guarantees._asdict().items()},
        "if_renewed": yuan(renewed_fen),
    }
