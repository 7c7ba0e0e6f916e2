"""What is the office's own changes no date, sum or state of a supplier's answers: generated lives with and without it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import guarantee_lives
import lives
import test_guarantee_auditor
from journal_facts import FINDING_SETTLED, IMPORTED, fact
from profiles import examples
from svcctl.billing.damages.assessment import assess
from svcctl.billing.forecast import cash_flow
from svcctl.billing.guarantees import guarantee_rows
from svcctl.billing.obligations import obligations_of
from svcctl.billing.record import Record
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import KINDS, Fact
from svcctl.casebook.payloads import APART, decode, parted
from svcctl.casebook.replay import effective
from svcctl.contracts.form import plain
from test_auditor import calendars, events

Table = dict[str, Any]
Life = tuple[Table, list[Table], date]
# what an answer names of the office's own, and where it keeps what was said
OWN = {"note", "reason", "findings", "settled", "confirmed"}
ABOUT = ("payee-account", "price", "date", "other")


def told(chain: str, seq: int, kind: str, on: str, payload: Table) -> Fact:
    return fact(chain, seq, kind, on, "2026", "tester", payload)


@st.composite
def noted(draw: Any, life: Life, facts: Sequence[Fact]) -> tuple[list[Fact], date]:
    """The facts of a life with all that an office may add of its own, its contract first."""
    contract, _, as_of = life
    terms = plain(contract)
    own = st.sampled_from(["", "general budget", "预算内"])
    terms["findings"] = [
        {
            "key": f"f{number}",
            "about": draw(st.sampled_from(ABOUT)),
            "values": [{"value": "1", "source": "a"}, {"value": "2", "source": "b"}],
            "severity": draw(st.sampled_from(["stop", "warn", "note"])),
        }
        for number in range(draw(st.integers(0, 2)))
    ]
    terms["office"] = {"department": "d", "budget_item": "B-17", "budget_project": "p"}
    for row in terms["instalments"]:
        if source := draw(own):
            row["fund_source"] = source
    signed = contract["signed_on"]
    found = [told("made-up", 0, IMPORTED, signed.isoformat(), {"terms": terms, "note": "n"})]
    for each in facts:
        own_keys = {key for key in KINDS[each.kind].internal if "." not in key}
        known = own_keys & {"note", *getattr(KINDS[each.kind].says, "_fields", ())}
        more = {key: "n" for key in known if draw(st.booleans())}
        found.append(told("made-up", each.seq, each.kind, each.happened_on, each.payload | more))
    for number, finding in enumerate(terms["findings"]):
        if draw(st.booleans()):
            says = {"finding": finding["key"], "value": draw(st.integers(0, 2))}
            says |= {} if says["value"] else {"account": "7", "bank": "b"}
            on = max(as_of, signed).isoformat()
            found.append(told("made-up", 9000 + number, FINDING_SETTLED, on, says))
    return found, as_of


def shown(facts: Sequence[Fact]) -> list[Fact]:
    """The same facts as a supplier's login reads them."""
    found = []
    for each in facts:
        if KINDS[each.kind].vendor == "hidden":
            continue
        payload, inner = parted(each.kind, each.payload)
        columns = (each.chain, each.seq, each.kind, each.happened_on, each.recorded_at, each.actor)
        payload |= {APART: "0" * 64} if inner else {}
        found.append(decode(columns, payload, {}))
        assert found[-1].closed == bool(inner)
        assert not {"note", "reason"} & inner.keys() & found[-1].payload.keys()
    return found


def bare(value: Any) -> Any:
    """A value of an answer without what is the office's own."""
    if isinstance(value, Record):
        return bare(value._asdict())
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items() if key not in OWN}
    if isinstance(value, list | tuple):
        return [bare(each) for each in value]
    return value


def answers(facts: Sequence[Fact], as_of: date) -> Any:
    """All that is worked out of a contract: instalments, damages, guarantees, duties, money."""
    signed = date.fromisoformat(facts[0].payload["terms"]["signed_on"])
    case = case_from("made-up", effective(facts), max(as_of, signed), calendars())
    assert isinstance(case, Case)
    sight = case.sight
    return bare([
        [each._replace(instalment=each.instalment.id) for each in case.standings],
        list(assess(sight)) if case.terms.rules else [],
        list(guarantee_rows(sight)),
        list(obligations_of(sight)),
        list(cash_flow([sight], "month")),
    ])  # fmt: skip


@examples(60)
@given(data=st.data())
def test_what_is_the_offices_own_changes_nothing(data: st.DataObject) -> None:
    """Findings, what settles them, budget, notes and reasons: with and without them all is the same."""
    strategy = st.one_of(lives.cases(), lives.ended_cases(), lives.disputed_cases())
    life = data.draw(strategy)
    facts, as_of = data.draw(noted(life, events(life[1])))
    assert answers(shown(facts), as_of) == answers(facts, as_of)


@examples(40)
@given(data=st.data())
def test_nor_of_guarantees(data: st.DataObject) -> None:
    """What was lodged against the rules, and why."""
    life = data.draw(guarantee_lives.cases())
    facts, as_of = data.draw(noted(life, test_guarantee_auditor.recorded(life[1])))
    assert answers(shown(facts), as_of) == answers(facts, as_of)
