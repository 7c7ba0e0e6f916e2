"""The table of kinds: what a fact says is recorded, replayed, shown and described, or a test turns red; what rests on a fact does not vanish with it."""

import ast
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import journal_facts as facts
from conftest import Run
from svcctl.billing import position, years
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook import kinds, payloads, replay
from svcctl.casebook.kinds import KINDS
from svcctl.casebook.objections import UNKNOWN
from svcctl.desk.desk import desk_from
from svcctl.desk.looking import read_case
from svcctl.i18n import Words
from test_ledger import Life

SOURCE = Path(kinds.__file__).parents[1]
# kinds that add nothing to a position: who reads them instead
READ_ELSEWHERE = {
    "contract-imported", "contract-corrected", "contract-amended",  # terms
    "payment-reversed", "fact-retracted",  # what holds
    "calendar-adopted", "calendar-notice",  # the calendar
    "service-incident", "service-act",  # the record of the service
    "store-created", "store-used", "store-heads", "store-sealed", "store-doubted",  # the store itself
    "store-salvaged", "store-moved", "store-reopened", "store-copied", "store-granted",
}  # fmt: skip


@cache
def called() -> set[str]:
    """The names of classes that commands, desk and journal make something of."""
    made = set()
    for room in ("commands", "desk", "almanac", "store", "pack"):
        for path in (SOURCE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute):
                    made.add(node.attr)
                elif isinstance(node, ast.Name):
                    made.add(node.id)
    return made


@cache
def named(module: Any) -> set[str]:
    """The classes of facts that a module of the casebook speaks of."""
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
    }


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_recorded_replayed_and_described(name: str) -> None:
    """Something makes it, something reads it, both languages name it, and what it rests on can be looked for."""
    kind = KINDS[name]
    assert kind.says.__name__ in called(), "no command records it"
    if kind.adds is kinds.nothing:
        assert name in READ_ELSEWHERE
        assert kind.says.__name__ in named(replay) | named(years) | named(position) | called()
    else:
        assert name not in READ_ELSEWHERE
    if name != "calendar-adopted":  # `calendar status` tells its years; its name is told to nobody
        assert all(Words(lang)(f"kind.{name}") for lang in ("zh", "en"))
    made = {k.makes[0] for k in KINDS.values() if k.makes}
    made |= {kinds.INSTALMENT, kinds.GUARANTEE, kinds.SETTLED}
    for sort, field in kind.rests_on:
        assert sort in UNKNOWN
        assert sort in made | {"subject", "claim", kinds.LINE}
        assert field in kind.says._fields


# -- what rests on a fact --------------------------------------------------------------------------


@pytest.fixture
def life() -> Life:
    return Life()


BREACH = {"rule": "quality", "breach": "B1", "by": "supplier", "fen": 100_000}


def made(life: Life, kind: str, on: str, **payload: Any) -> str:
    return life.add(kind, on, **payload).id


def breach(life: Life) -> str:
    return made(life, "breach-recorded", "2025-05-01", **BREACH)


def relieved(life: Life, line: str) -> str:
    return made(life, "damages-waived", "2025-06-01", line=line, fen=100)


def test_money_set_against_a_loss_rests_on_the_loss(life: Life) -> None:
    """A line of a loss needs its breach and the loss itself."""
    breach(life)
    relieved(life, "quality/B1/loss-1")
    assert life.keys() == ["fact.rests-on-nothing"]


def test_money_set_against_the_cost_of_an_appraisal_rests_on_it(life: Life) -> None:
    """A line of an appraisal's fee is there once there was an appraisal."""
    breach(life)
    relieved(life, "appraisal/B1")
    assert life.keys() == ["fact.rests-on-nothing"]


def test_money_set_against_a_breach_or_an_instalment_rests_on_it(life: Life) -> None:
    relieved(life, "quality/B7")
    relieved(life, "late-payment/Y9-advance")
    assert sorted(life.keys()) == ["breach.unknown", "payment.unknown-instalment"]


def test_what_belongs_to_a_payment_rests_on_it(life: Life) -> None:
    """Notes, refunds, decisions and checks of invoices name what must be there on their day."""
    life.add(facts.ANNOTATED, "2025-04-01", event="c#9", voucher="V")
    life.add("waiver-decided", "2025-04-01", event="c#8", decision="D")
    life.add("invoice-checked", "2025-04-01", invoice="25452000000012345678", genuine=True)
    assert sorted(life.keys()) == ["invoice.unknown", "payment.rested-on", "payment.rested-on"]


def test_what_rests_on_an_instalment_needs_it(life: Life, run: Run, demo_store: Path) -> None:
    """Talks and rows of lists name instalments that the contract has."""
    life.add("negotiation-failed", "2025-04-01", subjects=["Y9-advance"])
    assert life.keys() == ["negotiation.unknown"]
    with pytest.raises(Refusal, match="Y9-advance"):
        read_case(desk_from()).named("Y9-advance")


# -- records ---------------------------------------------------------------------------------------


class Pair(Record):
    one: int
    two: int = 2


def test_a_record_is_made_whole_or_not_at_all() -> None:
    """Nothing missing, nothing too much, nothing unknown; and never changed."""
    assert Pair(1) == Pair(one=1, two=2) != Pair(1, 3)
    assert Pair(1) != (1, 2)
    assert {Pair(1): "a"}[Pair(1)] == "a"
    assert repr(Pair(1)) == "Pair(one=1, two=2)"
    for args, named in ((), {}), ((1, 2, 3), {}), ((1,), {"three": 3}):
        with pytest.raises(TypeError):
            Pair(*args, **named)
    with pytest.raises(AttributeError, match="never changes"):
        Pair(1).one = 5


# -- payloads --------------------------------------------------------------------------------------


def said(**payload: Any) -> Any:
    columns = ("c", 1, "breach-ended", "2025-05-01", "2025-05-02", "finance")
    return payloads.decode(columns, payload)


def test_a_payload_of_another_form_is_not_guessed_at() -> None:
    """A wrong type or a missing key is unreadable; a key or a kind more is a newer version's."""
    assert said(breach="B1").says.breach == "B1"
    for wrong in ({}, {"breach": 1}, {"breach": None}):
        with pytest.raises(payloads.Unreadable):
            said(**wrong)
    with pytest.raises(payloads.Unknown):
        said(breach="B1", colour="red")
    with pytest.raises(payloads.Unknown):
        payloads.decode(("c", 1, "breach-sold", "2025-05-01", "2025-05-02", "finance"), {})
    with pytest.raises(payloads.Unreadable):
        payloads.decode(("c", 1, "breach-ended", "2025-05-01", None, "finance"), {"breach": "B1"})
