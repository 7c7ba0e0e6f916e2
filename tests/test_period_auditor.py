"""Contracts with periods, settled and kept sums against an auditor that walks day by day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from journal_facts import PAID, RECEIVED, RETURNED, STARTED, TERMINATED, fact
from period_auditor import PeriodAuditor, audit_periods
from period_lives import cases, ended_cases, interrupted_cases
from profiles import examples
from svcctl.billing.schedule import Standing, schedule
from svcctl.billing.terms import terms_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import effective, position
from svcctl.contracts.check import problems
from svcctl.contracts.form import plain
from test_auditor import calendars, working_days

Table = dict[str, Any]


KINDS = {
    "start": STARTED,
    "receive": RECEIVED,
    "return": RETURNED,
    "payment": PAID,
    "settle": "instalment-settled",
    "end": TERMINATED,
    "force-majeure": "force-majeure-began",
    "renew": "contract-renewed",
}


def told(seq: int, each: Table) -> Fact:
    """The fact as the journal would hold it."""
    on = each["on"].isoformat()
    payload: Table = {}
    kind = KINDS[each["kind"]]
    if each["kind"] == "end":
        payload |= {"reason": "r"} | ({"pro_rata": True} if each["pro_rata"] else {})
    if each["kind"] == "force-majeure":
        payload |= {"force_majeure": each["id"], "by": each["by"]}
    if each["kind"] in ("receive", "return"):
        payload["document"] = each["document"]
        if each["period"]:
            payload["period"] = each["period"]
    if each["kind"] == "payment":
        payload["parts"] = [{"instalment": i, "fen": fen} for i, fen in each["parts"].items()]
    if each["kind"] == "settle":
        payload["instalment"] = each["instalment"]
        payload |= {"fen": each["amount"]} if "amount" in each else {}
        payload |= {"coefficient": each["coefficient"]} if "coefficient" in each else {}
        payload |= {"deduct": each["deduct"]} if "deduct" in each else {}
        payload |= {"list_fen": each["list"]} if "list" in each else {}
        payload |= {"score": each["score"]} if "score" in each else {}
        named = each.get("quantities", {})
        payload["quantities"] = [{"item": k, "quantity": q} for k, q in named.items()]
    return fact("made-up", seq, kind, on, "2026", "tester", payload)


def as_recorded(facts: list[Table]) -> list[Fact]:
    """The facts in the order of the journal; the end of a force majeure is a fact of its own."""
    found = [told(seq, each) for seq, each in enumerate(facts, 1)]
    for each in facts:
        if each["kind"] == "force-majeure":
            on, payload = each["to"].isoformat(), {"force_majeure": each["id"]}
            kind = "force-majeure-ended"
            found.append(fact("made-up", len(found) + 1, kind, on, "2026", "tester", payload))
    return found


def row(standing: Standing) -> Table:
    owing = standing.owing
    return {
        "id": standing.instalment.id,
        "amount": owing.amount_fen,
        "added": owing.added_fen,
        "reduced": owing.reduced_fen,
        "retained": owing.retained_fen,
        "paid": standing.paid_fen,
        "outstanding": standing.outstanding_fen,
        "overpaid": standing.overpaid_fen,
        "due_on": standing.due_on,
        "status": standing.status,
        "days_overdue": standing.days_overdue,
        "waiting_for": sorted(
            f"{key} {period}" if period else key for key, period in standing.waiting_for
        ),
        "conditional": standing.conditional,
    }


def differences(found: list[Table], wanted: list[Table]) -> list[tuple[Any, ...]]:
    """Row, field, what the program says, what the auditor says."""
    ours, theirs = ({each["id"]: each for each in rows} for rows in (found, wanted))
    if ours.keys() != theirs.keys():
        return [("ids", sorted(ours), sorted(theirs))]
    return [
        (name, key, value, theirs[name][key])
        for name, each in ours.items()
        for key, value in each.items()
        if value != theirs[name][key]
    ]


@pytest.mark.parametrize("part", range(2))
@examples(70)
@given(case=cases())
def test_periods_agree_with_the_auditor(part: int, case: tuple[Table, list[Table], date]) -> None:
    """Every row of every generated contract stands as the auditor says, to the fen and the day."""
    agree(*case)


@pytest.mark.parametrize("part", range(2))
@examples(50)
@given(case=ended_cases())
def test_early_ends_of_periods_agree_with_the_auditor(
    part: int, case: tuple[Table, list[Table], date]
) -> None:
    """What an early end leaves of each row, by days or not, and what is paid out of what was kept."""
    agree(*case)


@examples(30)
@given(case=interrupted_cases())
def test_force_majeure_agrees_with_the_auditor(case: tuple[Table, list[Table], date]) -> None:
    """The cut stays; what counts from the term's end comes as many days later as were lost."""
    agree(*case)


def agree(
    contract: Table, facts: list[Table], as_of: date, how: type[PeriodAuditor] = PeriodAuditor
) -> None:
    """Every row as the auditor has it."""
    assert problems(contract, ["CN"]) == []
    wanted = audit_periods(contract, facts, working_days("CN"), as_of, how)
    holding = effective(as_recorded(facts))
    found = schedule(terms_from(plain(contract)), position(holding, as_of), calendars()("CN"))
    assert differences([row(standing) for standing in found], wanted) == []
