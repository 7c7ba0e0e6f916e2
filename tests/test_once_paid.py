"""What money leaves as it was is not worked out again: held against the same contract worked out from nothing."""

import tomllib
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import breach_lives
import lives
import period_lives
import sums_lives
from journal_facts import IMPORTED, fact
from profiles import examples
from svcctl.billing.changes import Change, changes, damages_changes
from svcctl.billing.damages import assessment
from svcctl.billing.damages.assessment import Line, assess, in_which_they_differ
from svcctl.billing.position import (
    Breach,
    Happening,
    Loss,
    Payment,
    Refund,
    Started,
    TalksFailed,
    Termination,
)
from svcctl.billing.rules import Rule
from svcctl.billing.schedule import Sight, once_paid, sight_of, standings_of
from svcctl.casebook.case import Case, case_from, case_since
from svcctl.casebook.kinds import Amended, Fact, Imported
from svcctl.casebook.moving import moved
from svcctl.casebook.payloads import assumed
from svcctl.contracts.form import plain
from test_auditor import calendars, events
from test_damages_auditor import calendar, position_of, terms_of
from test_period_auditor import as_recorded

Table = dict[str, Any]
SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
UNIT_PRICES = SEED.with_name("example-unit-prices.toml")
AS_OF = date(2026, 6, 1)
NOW = "2026-06-01T00:00:00.000000Z"


def whole(before: Sight, after: Sight) -> list[Change]:
    """What two sights that nobody looked at before differ in, all lines asked."""
    found = changes(standings_of(before), standings_of(after))
    return found + damages_changes(assess(before), assess(after))


def anew(sight: Sight) -> Sight:
    """The same sight, of which nothing is known yet."""
    return sight_of(sight.terms, sight.position, sight.calendar)


def known(holding: Sequence[Fact], as_of: date = AS_OF) -> Case | None:
    return case_from("made-up", holding, as_of, calendars())


def grown(holding: Sequence[Fact], more: Sequence[Fact], as_of: date = AS_OF) -> bool:
    """Hold a contract with more facts against itself; whether something was kept of it."""
    before = known(holding, as_of)
    assert before is not None
    standings_of(before.sight)  # as whoever matched a list has looked at them
    after, right = case_since(before, [*holding, *more], as_of), known([*holding, *more], as_of)
    assert after is not None
    assert right is not None
    told = moved(before, after)
    assert told == moved(Case(*known_fields(before)), right)
    assert after.standings == right.standings
    assert assess(after.sight) == assess(right.sight)
    assert after._replace(sight=right.sight) == right
    return after.sight.standings.before is before.sight


def known_fields(case: Case) -> list[Any]:
    """A case's fields, with a sight of which nothing is known."""
    fields = case._asdict()
    found = known(case.holding, case.as_of)
    assert found is not None
    return list((fields | {"sight": found.sight}).values())


# -- by hand ---------------------------------------------------------------------------------------


def seed(**more: Any) -> Table:
    document = plain(tomllib.loads(SEED.read_text(encoding="utf-8")))
    return document | {"id": "made-up"} | more


def at(number: int, *says: Happening) -> list[Fact]:
    """Facts from a place in the chain on."""
    return assumed("made-up", number - 1, says, "finance", NOW)


def paid(name: str, on: str, fen: int) -> Payment:
    return Payment(on=date.fromisoformat(on), parts=((name, fen),), ref=on)


def life(document: Table, *more: Happening) -> list[Fact]:
    """Imported and begun, one instalment paid late and in parts, one breach."""
    talks = TalksFailed(on=date(2025, 7, 1), subjects=("Y1-advance",))
    breach = Breach(on=date(2025, 6, 1), id="B1", rule="quality", by="supplier")
    begun = Started(on=date(2025, 3, 10))
    part = paid("Y1-advance", "2025-04-10", 10_000_000)
    return at(1, Imported(on=date(2025, 3, 5), terms=document), begun, part, breach, talks, *more)


MORE = paid("Y2-advance", "2026-05-20", 20_300_000)
REST = paid("Y1-advance", "2026-05-20", 10_300_000)
WHOLE = paid("Y1-advance", "2025-03-27", 20_300_000)


@pytest.mark.parametrize("more", [MORE, REST])
def test_a_payment_leaves_the_other_instalments(more: Payment) -> None:
    """What is told of it is what the whole contract would tell."""
    assert grown(life(seed()), at(6, more))


def test_what_comes_in_time_moves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is worked out for it; for a rule of the instalment's own sum all are."""
    asked: list[Sight] = []

    def lines(rule: Rule, sight: Sight) -> list[Line]:
        asked.append(sight)
        return whole_lines(rule, sight)

    whole_lines = assessment._lines
    in_time = paid("Y2-advance", "2026-03-20", 20_300_000)
    holding = life(seed())
    before = known(holding, date(2026, 3, 25))
    assert before is not None
    after = case_since(before, [*holding, *at(6, in_time)], before.as_of)
    monkeypatch.setattr(assessment, "_lines", lines)
    assert in_which_they_differ(before.sight, after.sight if after else before.sight) == ([], [])
    assert asked == []
    assert grown(holding, at(6, in_time), before.as_of)
    rules = [each | {"base": "instalment"} if each.get("for") == "late-payment" else each for each in seed()["damages"]]  # fmt: skip
    assert grown(life(seed(damages=rules)), at(6, in_time), before.as_of)


def test_a_refund_too() -> None:
    """Money that came back opens what it had paid."""
    back = Refund(on=date(2026, 5, 30), payment="made-up#6", parts=(("Y1-advance", 300_000),))
    assert grown(life(seed(), REST), at(7, back))


def test_several_payments_at_once() -> None:
    """Each is added to what the others leave; one that goes into an account for days counts too."""
    slow = REST._replace(arrived_on=date(2026, 6, 5), charge_known=False)
    assert grown(life(seed()), at(6, slow, MORE))


def test_a_loss_is_owed_beyond_the_damages() -> None:
    """All lines are asked where there is one: the fewer late days, the more of the loss is left."""
    loss = Loss(on=date(2026, 5, 1), id="L1", subject="Y1-advance", fen=9_000_000)
    assert grown(life(seed(), loss), at(7, WHOLE))


def test_what_waits_for_money_is_worked_out() -> None:
    """An instalment whose clock starts with the payment of another one moves with it."""
    advance, balance = deepcopy(seed()["instalments"])
    balance["due"] |= {"after": f"payment:{advance['key']}"}
    assert grown(life(seed(instalments=[advance, balance])), at(6, REST))
    readings = seed().get("readings", {}) | {"later-years": "previous-year-paid"}
    alone = advance | {"share": "100%"}
    year = paid("Y1-advance", "2026-05-20", 19_000_000)
    assert grown(life(seed(instalments=[alone], readings=readings)), at(6, year))


def test_below_a_ceiling_estimates_hang_on_what_was_paid() -> None:
    """All is worked out: the more was paid of one, the less may be left for another."""
    document = plain(tomllib.loads(UNIT_PRICES.read_text(encoding="utf-8"))) | {"id": "made-up"}
    holding = at(1, Imported(on=date.fromisoformat(document["signed_on"]), terms=document))
    before = known(holding, AS_OF)
    assert before is not None
    first = before.terms.instalments[0].id
    assert not grown(holding, at(2, paid(first, "2026-05-20", 1_000_000)))


def test_more_than_money_is_worked_out_from_nothing() -> None:
    """Another fact, another day, an early end, terms that were amended, an import taken back."""
    holding, day = life(seed()), date(2026, 4, 1)
    breach = Breach(on=date(2026, 5, 1), id="B2", rule="quality", by="supplier")
    before = known(holding)
    assert before is not None
    assert case_since(before, holding, date(2026, 6, 2)) == known(holding, date(2026, 6, 2))
    filed = {"signed_on": day, "approved_on": day, "approval_ref": "1", "filed_on": day}
    amended = Amended(on=day, terms=seed(), number=1, **filed)
    for each in (breach, Termination(on=day, reason="x"), amended):
        assert not grown(holding, at(6, each))
    for each in (Termination(on=day, reason="x"), amended):
        assert not grown(life(seed(), each), at(7, MORE))
    assert case_since(before, holding[1:], AS_OF) is None


# -- generated -------------------------------------------------------------------------------------

LIVES = st.one_of(lives.cases(), lives.ended_cases(), lives.disputed_cases(), period_lives.cases())


def goes_on(
    case: tuple[Table, list[Table], date],
    last: int,
    told: Callable[[list[Table]], list[Fact]] = events,
) -> None:
    """Hold a generated life without its last facts against the whole of it."""
    contract, facts, as_of = case
    signed = contract["signed_on"]
    terms = {"terms": plain(contract)}
    imported = fact("made-up", 0, IMPORTED, signed.isoformat(), "2025", "tester", terms)
    every = told(facts)
    cut = max(len(every) - last, 0)
    grown([imported, *every[:cut]], every[cut:], max(as_of, signed))


OF_MONEY = st.one_of(lives.cases(), lives.ended_cases(), lives.disputed_cases())
OF_SUMS = st.one_of(period_lives.cases(), sums_lives.priced_cases(), sums_lives.assessed_cases())


@pytest.mark.lives
@examples(40)
@given(case=OF_MONEY, last=st.integers(1, 5))
def test_every_life_goes_on_as_if_worked_out_from_nothing(
    case: tuple[Table, list[Table], date], last: int
) -> None:
    """Whatever is recorded last, of generated contracts under every reading."""
    goes_on(case, last)


@pytest.mark.lives
@examples(30)
@given(case=OF_SUMS, last=st.integers(1, 5))
def test_settled_sums_too(case: tuple[Table, list[Table], date], last: int) -> None:
    """Of generated contracts with periods, ceilings, settlements and what is kept of each sum."""
    goes_on(case, last, as_recorded)


@pytest.mark.lives
@examples(60)
@given(life=breach_lives.lives(), gone=st.integers(0, 3))
def test_lines_that_are_left_out_are_the_same(life: Table, gone: int) -> None:
    """Of generated contracts with breaches, caps, gates, reliefs and losses."""
    terms, position = terms_of(life), position_of(life)
    kept = position.payments[: max(len(position.payments) - gone, 0)]
    before = sight_of(terms, position._replace(payments=kept), calendar())
    standings_of(before)
    after = once_paid(before, position)
    assert after is not None
    found = changes(standings_of(before), standings_of(after))
    found += damages_changes(*in_which_they_differ(before, after))
    assert found == whole(anew(before), anew(after))
