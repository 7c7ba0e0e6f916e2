"""Supplements to contracts with periods against an auditor that was written independently."""

from datetime import date

from hypothesis import given

from amendment_auditor import AmendmentAuditor
from amendment_lives import AmendedCase, amended_cases
from auditor import Table
from journal_facts import AMENDED, IMPORTED, fact
from profiles import examples
from svcctl.casebook.case import case_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import effective
from svcctl.contracts.check import problems
from svcctl.contracts.form import plain
from test_auditor import calendars, working_days
from test_period_auditor import as_recorded, differences, row


@examples(100)
@given(case=amended_cases())
def test_amendments_agree_with_the_auditor(case: AmendedCase) -> None:
    """A rise of what had fallen due is a row of its own, what is lowered comes off, the rest is new."""
    agree(*case)


def agree(old: Table, new: Table, facts: list[Table], since: date, as_of: date) -> None:
    """Every row as the auditor has it, those of rises too."""
    assert problems(old, ["CN"]) == []
    assert problems(new, ["CN"]) == []
    wanted = AmendmentAuditor(old, new, facts, since, working_days("CN"), as_of).rows()
    signed = old["signed_on"].isoformat()
    made = fact("made-up", 0, IMPORTED, signed, "2024", "tester", {"terms": plain(old)})
    holding = effective([made, *as_recorded(facts), changed(new, since)])
    found = case_from("made-up", holding, as_of, calendars())
    assert found is not None
    assert differences([row(standing) for standing in found.standings], list(wanted)) == []


def changed(new: Table, since: date) -> Fact:
    """The supplement as the journal would hold it."""
    day = since.isoformat()
    payload = {"terms": plain(new), "amendment": 1, "signed_on": day, "approved_on": day}
    payload |= {"approval_ref": "1", "filed_on": day}
    return fact("made-up", 10_000, AMENDED, day, "2026", "tester", payload)
