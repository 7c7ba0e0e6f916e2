"""Guarantees against an auditor that was written independently and keeps each sum in a drawer."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from guarantee_auditor import FORMS, GuaranteeAuditor
from guarantee_lives import cases
from journal_facts import fact, objected
from profiles import examples
from svcctl.billing.deposits import Account
from svcctl.billing.guarantees import (
    GuaranteeRow,
    accounts,
    guarantee_rows,
    guarantee_sums,
    running_out,
)
from svcctl.billing.obligations import obligations_of
from svcctl.billing.schedule import Sight, sight_of
from svcctl.billing.terms import terms_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import effective, position
from svcctl.contracts.check import problems
from svcctl.contracts.form import plain
from test_auditor import calendars, working_days
from test_period_auditor import as_recorded

Table = dict[str, Any]
KINDS = {"lodge": "lodged", "return": "returned", "claim": "claimed"}


def recorded(facts: list[Table]) -> list[Fact]:
    """The facts as the journal would hold them: those of guarantees and of papers back behind the others."""
    others = [each for each in facts if each["kind"] not in ("guarantee", "return")]
    found = as_recorded(others)
    for each in facts:
        payload: Table = {}
        if each["kind"] == "return":
            kind, payload = "report-returned", {"document": each["document"]}
        elif each["kind"] == "guarantee":
            kind = f"guarantee-{KINDS[each['act']]}"
            payload = {"guarantee": each["guarantee"], "fen": each["fen"]}
            payload |= {"form": "letter"} if each.get("form") == "letter" else {}
            payload |= {"valid_until": each["until"].isoformat()} if "until" in each else {}
        else:
            continue
        on = each["on"].isoformat()
        found.append(fact("made-up", len(found) + 1, kind, on, "2026", "tester", payload))
    return found


def row(each: GuaranteeRow) -> Table:
    return {
        "id": each.id,
        "amount": each.cash.fen,
        "outstanding": each.outstanding_fen,
        "letter": each.letter.left,
        "form": each.form,
        "status": each.status,
        "due_on": each.due_on,
        "paid_on": each.paid_on,
        "days_late": each.days_late,
        "days_overdue": each.days_overdue,
        "waiting_for": list(each.waiting_for),
    }


def told_of(key: str, account: Account, sight: Sight) -> Table:
    """One guarantee as the program has it."""
    warned = [letter for guarantee, letter in running_out(sight) if guarantee.key == key]
    [duty] = [d for d in obligations_of(sight) if d.obligation.key == f"{key}-lodging"]
    guarantee = sight.terms.guarantee(key)
    assert guarantee is not None
    return {
        "key": key,
        "asked": guarantee.amount_fen,
        "held": {form: account.purse(form).held for form in FORMS},
        "kept": {form: account.purse(form).claimed for form in FORMS},
        "back": {form: account.purse(form).returned for form in FORMS},
        "lodging": {
            "due_on": duty.deadline.on if duty.deadline else None,
            "status": duty.status,
            "done_on": duty.done_on,
            "days_overdue": duty.days_overdue,
        },
        "letters": sorted(
            (letter.fen, letter.valid_until or date.max, letter in warned)
            for letter in account.letters
        ),
    }


@pytest.mark.parametrize("part", range(2))
@examples(80)
@given(case=cases())
def test_guarantees_agree_with_the_auditor(
    part: int, case: tuple[Table, list[Table], date]
) -> None:
    """What lies there of each, by when each part goes back, which letter runs out too early, the totals."""
    contract, facts, as_of = case
    assert problems(contract, ["CN"]) == []
    terms, calendar = terms_from(plain(contract)), calendars()("CN")
    auditor = GuaranteeAuditor(
        contract, facts, working_days("CN"), lambda day: bool(calendar.festival(day)), as_of
    )
    holding = effective(recorded(facts))
    ours = [o for o in objected(holding, terms, as_of) if o.key.startswith("guarantee")]
    assert ours == []
    sight = sight_of(terms, position(holding, as_of), calendar)
    rows, found = guarantee_rows(sight), accounts(sight)
    wanted = auditor.told_of()
    assert [row(each) for each in rows] == wanted["rows"]
    assert [told_of(key, account, sight) for key, account in found.items()] == wanted["guarantees"]
    assert guarantee_sums(rows)._asdict() == {
        name: wanted[name] for name in ("outstanding", "overdue")
    }
