"""Rows of lists hold from the day for which they were made until the day that is said of them: over whole lives."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from json import loads
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import guarantee_lives
import lives
import parts_lives
import period_lives
import renewal_lives
import sums_lives
import test_guarantee_auditor
import test_period_auditor
import written_lives
from journal_facts import IMPORTED, fact
from profiles import examples
from svcctl.answers.band_rows import case_of, duty_of, instalment_of, return_of, text_of
from svcctl.answers.banded import banded, marks_on
from svcctl.answers.contract_list import contract_row, row_json
from svcctl.answers.due_held import held_in, held_of, named, names_in, place_of, row_of
from svcctl.answers.guarantees import return_json
from svcctl.answers.instalment_json import list_json
from svcctl.answers.instalments import of_contract
from svcctl.answers.obligations import duty_json, kept
from svcctl.billing.due import due_rows
from svcctl.billing.guarantees import due_guarantees, guarantee_rows, guarantee_sums
from svcctl.billing.refusal import Refusal
from svcctl.billing.watched import Watch, Watched
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import effective
from svcctl.contracts.form import plain
from svcctl.i18n import LANGUAGES, Words
from svcctl.store.band import COMING, FARTHEST, Band, Made
from svcctl.workspace import ROLES
from test_arithmetic import lived
from test_auditor import calendars, events

Table = dict[str, Any]
KINDS = {
    "lives": (lives.cases(), events),
    "ended": (lives.ended_cases(), events),
    "disputed": (lives.disputed_cases(), events),
    "periods": (period_lives.cases(), test_period_auditor.as_recorded),
    "ended periods": (period_lives.ended_cases(), test_period_auditor.as_recorded),
    "interrupted": (period_lives.interrupted_cases(), test_period_auditor.as_recorded),
    "guarantees": (guarantee_lives.cases(), test_guarantee_auditor.recorded),
    "parts": (parts_lives.parted_cases(), test_period_auditor.as_recorded),
    "renewed": (renewal_lives.renewed_cases(), test_period_auditor.as_recorded),
    "assessed": (sums_lives.assessed_cases(), test_period_auditor.as_recorded),
}


def held_by(contract: Table, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a life, its import the first."""
    signed = contract["signed_on"].isoformat()
    made = fact("made-up", 0, IMPORTED, signed, "2025", "tester", {"terms": plain(contract)})
    return effective([made, *facts])


def listed(case: Case) -> list[Table]:
    """What scripts read of the due list, the obligations and the contract, from the journal."""
    rows = of_contract(case, due_rows(case.standings, case.as_of, FARTHEST))
    back = due_guarantees(case.sight, FARTHEST)
    told = list_json(case.as_of, rows, guarantee_sums(back), (return_json(b, case) for b in back))
    duties = [duty_json(each) for each in kept(case)]
    return [*told["instalments"], *duties, row_json(contract_row(case))]


def kept_as(rows: Sequence[Band], day: date) -> list[Table]:
    """The same from rows that were kept."""
    last = (day + timedelta(days=FARTHEST)).isoformat()
    due = [r for r in rows if r.list in ("due", "back") and (r.state, r.due) <= (COMING, last)]
    due.sort(key=lambda row: (row.due, row.number))
    others = [row for row in rows if row.list in ("duty", "contract")]
    return [loads(text_of(row, day, calendars())) for row in (*due, *others)]


def read_again(rows: Sequence[Band], case: Case) -> None:
    """Each row, read again, is what the contract has on that day."""
    day, named = case.as_of, calendars()
    whole = case_of(rows[-1], day, named)
    duties = [*kept(case)]
    for row in rows:
        if row.list == "due":
            ours = instalment_of(row, whole, named).standing
            assert ours == case.named(ours.instalment.id)
        elif row.list == "back":
            assert return_of(row, whole, named).row == guarantee_rows(case.sight)[row.place]
        elif row.list == "duty":
            assert duty_of(row, whole).state == duties[row.place].state


def notes_hold(holding: Sequence[Fact], as_of: date, data: st.DataObject) -> None:
    """What is said beneath a contract's rows is the same on each day on which it holds."""
    words = Words(data.draw(st.sampled_from(LANGUAGES)), data.draw(st.sampled_from(ROLES[:2])))
    watch = Watch(as_of)
    case = case_from("made-up", holding, Watched(watch), calendars())
    if case is None:
        return
    shown = [row.instalment.id for row in due_rows(case.standings, as_of, FARTHEST)]
    back = [row.id for row in due_guarantees(case.sight, FARTHEST)]
    held = held_of(case, shown, back, words)
    row = row_of("made-up", place_of(words), named(shown, back), held, as_of, watch.until)
    assert names_in(row.number) == (sorted(shown), sorted(back))
    for day in days_of(watch, data):
        then = case_from("made-up", holding, day, calendars())
        assert then
        anew = row_of("made-up", 0, "", held_of(then, shown, back, words), day, None)
        assert held_in(row, day).steps == held_in(anew, day).steps
        assert row.body == anew.body


def days_of(watch: Watch, data: st.DataObject) -> list[date]:
    """Some of the days on which rows hold, the first and the last of them always."""
    last = watch.until - timedelta(1) if watch.until else watch.today + timedelta(FARTHEST)
    return [watch.today, data.draw(st.dates(watch.today, last)), last]


def holds(holding: Sequence[Fact], as_of: date, data: st.DataObject) -> None:
    """Rows that were made for a day say the same as the journal, on each day on which they hold."""
    watch = Watch(as_of)
    case = case_from("made-up", holding, Watched(watch), calendars())
    if case is None:
        signed = date.fromisoformat(holding[0].happened_on)
        assert watch.until == signed
        return
    rows = marks_on(banded(case, watch, ()), Made(1, as_of.isoformat(), "", ""))
    for day in days_of(watch, data):
        then = case_from("made-up", holding, day, calendars())
        assert then
        assert kept_as(rows, day) == listed(then)
        read_again(rows, then)


@pytest.mark.parametrize("kind", KINDS)
@examples(8)
@given(data=st.data())
def test_rows_hold_as_long_as_they_say(kind: str, data: st.DataObject) -> None:
    """Whatever happened, is to happen, or is recorded of days ahead."""
    cases, recorded = KINDS[kind]
    contract, facts, as_of = data.draw(cases)
    looked_at = data.draw(st.integers(0, 200).map(lambda days: as_of - timedelta(days)))
    with suppress(Refusal):  # a day of a year that the calendars do not have
        holds(held_by(contract, recorded(facts)), looked_at, data)
        notes_hold(held_by(contract, recorded(facts)), looked_at, data)


@examples(8)
@given(st.data())
def test_rows_of_contracts_as_they_were_written_hold(data: st.DataObject) -> None:
    """The shipped contracts and the real clauses, with papers, settlements and payments."""
    contract, facts, as_of = data.draw(written_lives.lives(lived, test_period_auditor.told))
    holds(held_by(contract, facts), as_of, data)
    notes_hold(held_by(contract, facts), as_of, data)
