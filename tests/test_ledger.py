"""Which facts hold, where they leave a contract, and which of them cannot be true together."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import journal_facts as facts
from journal_facts import objected
from svcctl.billing.terms import Terms, terms_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import effective, position, terms_document
from svcctl.contracts.form import plain

CONTRACTS = Path(__file__).parents[1] / "data" / "contracts"


@cache
def document(name: str = "zyfy-his-2025") -> dict[str, Any]:
    found: dict[str, Any] = plain(
        tomllib.loads((CONTRACTS / f"{name}.toml").read_text(encoding="utf-8"))
    )
    return found


@cache
def terms(name: str = "zyfy-his-2025") -> Terms:
    return terms_from(document(name))


class Life:
    """Facts in the order recorded; the recording moment is the sequence number."""

    def __init__(self) -> None:
        self.events: list[Fact] = []

    def add(self, kind: str, on: str, **payload: Any) -> Fact:
        seq = len(self.events) + 1
        self.events.append(facts.fact("c", seq, kind, on, f"2026-{seq:04d}", "finance", payload))
        return self.events[-1]

    def pay(self, on: str, ref: str = "", **parts: int) -> Fact:
        shares = [{"instalment": iid.replace("_", "-"), "fen": fen} for iid, fen in parts.items()]
        return self.add(facts.PAID, on, parts=shares, **({"ref": ref} if ref else {}))

    def report(self, kind: str, on: str, document: str = "annual-report", **payload: Any) -> Fact:
        said = {"year": 1} | payload
        named = {key: value for key, value in said.items() if value is not None}
        return self.add(kind, on, document=document, **named)

    def keys(self, known_at: str = "9999") -> list[str]:
        return [each.key for each in objected(effective(self.events, known_at), terms())]


@pytest.fixture
def life() -> Life:
    return Life()


# -- what holds ------------------------------------------------------------------------------------


def test_what_was_taken_back_never_was(life: Life) -> None:
    """A reversed payment is gone for every date, and seen only by who asks for what was known before."""
    paid = life.pay("2025-03-25", Y1_advance=100)
    life.add(facts.REVERSED, "2025-04-01", event=paid.id)
    assert position(effective(life.events), date(2025, 3, 26)).payments == ()
    before = effective(life.events, paid.recorded_at)
    assert [p.event for p in position(before, date(2025, 3, 26)).payments] == [paid.id]


def test_a_taking_back_can_be_taken_back(life: Life) -> None:
    """Then the first fact holds again, and so on for as long as people change their minds."""
    paid = life.pay("2025-03-25", Y1_advance=100)
    first = life.add(facts.RETRACTED, "2025-04-01", event=paid.id)
    second = life.add(facts.RETRACTED, "2025-04-02", event=first.id)
    assert paid in effective(life.events)
    life.add(facts.RETRACTED, "2025-04-03", event=second.id)
    assert paid not in effective(life.events)


def test_a_refund_holds_from_its_day(life: Life) -> None:
    """Money that came back was paid until then."""
    paid = life.pay("2025-03-25", Y1_advance=100)
    life.add(
        facts.REFUNDED,
        "2025-03-27",
        event=paid.id,
        parts=[{"instalment": "Y1-advance", "fen": 100}],
    )
    assert position(effective(life.events), date(2025, 3, 26)).refunds == ()
    assert len(position(effective(life.events), date(2025, 3, 27)).refunds) == 1


def test_the_last_terms_are_in_force(life: Life) -> None:
    """A correction replaces the terms, its taking back brings the old ones back, without an import there are none."""
    assert terms_document(life.events) is None
    imported = life.add(facts.IMPORTED, "2025-03-05", terms={"a": 1})
    corrected = life.add(facts.CORRECTED, "2025-03-05", terms={"a": 2})
    assert terms_document(effective(life.events)) == {"a": 2}
    life.add(facts.RETRACTED, "2025-03-06", event=corrected.id)
    assert terms_document(effective(life.events)) == {"a": 1}
    life.add(facts.RETRACTED, "2025-03-07", event=imported.id)
    assert terms_document(effective(life.events)) is None


def test_an_annotation_adds_to_its_payment(life: Life) -> None:
    """Numbers that come later are the payment's, whatever day they came; the latest of a kind wins."""
    paid = life.pay("2025-03-25", Y1_advance=100)
    life.add(facts.ANNOTATED, "2025-04-30", event=paid.id, voucher="1", slip="7")
    life.add(facts.ANNOTATED, "2025-05-30", event=paid.id, voucher="2", arrived_on="2025-03-26")
    [payment] = position(effective(life.events), date(2025, 3, 25)).payments
    assert (payment.voucher, payment.slip, payment.arrived_on) == ("2", "7", date(2025, 3, 26))


def test_a_position_is_sorted_by_what_facts_are_about(life: Life) -> None:
    """The start, a settled finding, an obligation kept: each on and from its day."""
    life.add(facts.STARTED, "2025-03-10")
    life.add(facts.FINDING_SETTLED, "2025-03-24", finding="payee-account", value=1, doc="letter")
    life.add(facts.OBLIGATION_DONE, "2025-03-12", obligation="file-original")
    life.report(facts.SUBMITTED, "2026-03-30", delivered_on="2026-04-01")
    early, late = (
        position(effective(life.events), day) for day in (date(2025, 3, 9), date(2026, 4, 1))
    )
    assert (early.started_on, early.settled, early.done, early.documents) == (None, {}, {}, {})
    assert late.started_on == date(2025, 3, 10)
    assert late.settled["payee-account"].doc == "letter"
    done = late.done["file-original"]
    assert (done.on, done.event) == (date(2025, 3, 12), "c#3")
    [act] = late.documents["annual-report", "Y1"]
    assert (act.act, act.delivered_on) == ("submit", date(2026, 4, 1))


# -- what cannot be --------------------------------------------------------------------------------


def test_an_ordinary_life_meets_no_objection(life: Life) -> None:
    """Handed in, returned, handed in again, received; paid in parts, one back, paid again."""
    life.add(facts.STARTED, "2025-03-10")
    for kind, on in (
        (facts.SUBMITTED, "2026-03-20"),
        (facts.RETURNED, "2026-03-21"),
        (facts.SUBMITTED, "2026-03-22"),
        (facts.RECEIVED, "2026-03-23"),
        (facts.RETURNED, "2026-03-24"),
        (facts.RECEIVED, "2026-03-25"),
    ):
        life.report(kind, on)
    paid = life.pay("2025-03-25", "V-1", Y1_advance=20_300_000)
    life.add(
        facts.REFUNDED,
        "2025-03-26",
        event=paid.id,
        parts=[{"instalment": "Y1-advance", "fen": 100}],
    )
    life.pay("2025-03-27", "V-2", Y1_advance=100)
    life.add(facts.ANNOTATED, "2025-03-28", event=paid.id, voucher="9")
    assert life.keys() == []


@pytest.mark.parametrize("kind", [facts.STARTED, facts.SUBMITTED, facts.RECEIVED, facts.PAID])
def test_nothing_happens_before_the_signing(life: Life, kind: str) -> None:
    """Nothing is started, handed in, received or paid before there is a contract."""
    payload = {facts.STARTED: {}, facts.PAID: {"parts": []}}.get(
        kind, {"document": "annual-report", "year": 1}
    )
    life.add(kind, "2025-03-04", **payload)
    assert life.keys() == [
        "payment.before-signing" if kind == facts.PAID else "fact.before-signing"
    ]


def test_an_override_lets_through_what_it_says(life: Life) -> None:
    """Money that is gone is recorded: too early, too much, with a number used before; an instalment must exist."""
    life.pay("2025-03-25", "V-1", Y1_advance=20_300_000)
    for iid in ("Y1-advance", "Y9-advance"):
        parts = [{"instalment": iid, "fen": 1}]
        life.add(facts.PAID, "2025-03-04", parts=parts, ref="V-1", override=True, reason="gone")
    assert life.keys() == ["payment.unknown-instalment", "payment.more-than-owed"]
    # the second: by 25 March the fen paid too early has made 203,000.00 one fen too much


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (facts.STARTED, {}),
        (facts.FINDING_SETTLED, {"finding": "payee-account", "value": 1}),
        (facts.OBLIGATION_DONE, {"obligation": "file-original"}),
    ],
)
def test_some_things_happen_once(life: Life, kind: str, payload: dict[str, Any]) -> None:
    """The start, settling a finding, keeping an obligation; after a taking back they can be recorded again."""
    first = life.add(kind, "2025-03-10", **payload)
    life.add(kind, "2025-03-11", **payload)
    assert life.keys() == ["fact.twice"]
    life.add(facts.RETRACTED, "2025-03-12", event=first.id)
    assert life.keys() == []


@pytest.mark.parametrize(
    ("acts", "key"),
    [
        ((facts.SUBMITTED, facts.SUBMITTED), "report.submitted-already"),
        ((facts.RECEIVED, facts.SUBMITTED), "report.submitted-after"),
        ((facts.RECEIVED, facts.RECEIVED), "report.received-already"),
        ((facts.RETURNED,), "report.nothing-to-return"),
        ((facts.SUBMITTED, facts.RETURNED, facts.RETURNED), "report.nothing-to-return"),
    ],
)
def test_a_document_goes_its_way_in_order(life: Life, acts: tuple[str, ...], key: str) -> None:
    """It is handed in, received, returned, handed in again, and nothing else."""
    for day, kind in enumerate(acts, 1):
        life.report(kind, f"2026-03-{day:02d}")
    assert life.keys() == [key]


def test_the_order_is_that_of_time_not_of_recording(life: Life) -> None:
    """An earlier receipt entered later makes the receipt that is there already impossible."""
    life.report(facts.RECEIVED, "2026-03-20")
    life.report(facts.RECEIVED, "2026-03-10")
    assert life.keys() == ["report.received-already"]


@pytest.mark.parametrize(
    ("document", "payload", "key"),
    [
        ("no-such", {}, "report.unknown"),
        ("annual-report", {"year": None}, "report.needs-year"),
        ("annual-report", {"year": 4}, "report.year-range"),
    ],
)
def test_a_document_is_one_of_the_contract(
    life: Life, document: str, payload: dict[str, Any], key: str
) -> None:
    """Its name and its year are the contract's."""
    life.report(facts.RECEIVED, "2026-03-20", document, **payload)
    assert life.keys() == [key]


def test_a_document_due_once_has_no_year() -> None:
    """What comes once in the contract is recorded without a year."""
    once = facts.fact(
        "c",
        1,
        facts.RECEIVED,
        "2026-03-20",
        "2026",
        "f",
        {"document": "design-approval", "year": 1},
    )
    found = objected([once], terms("example-milestones"))
    assert [objection.key for objection in found] == ["report.no-year"]


def test_no_more_is_paid_than_is_owed_on_any_day(life: Life) -> None:
    """A payment entered late, with an earlier date, makes the later one too much."""
    life.pay("2025-03-28", Y1_advance=20_300_000)
    life.pay("2025-03-25", Y1_advance=1)
    [objection] = objected(effective(life.events), terms())
    assert (objection.key, objection.values["event"]) == ("payment.more-than-owed", "c#1")


def test_a_number_is_used_once_for_an_instalment(life: Life) -> None:
    """The same number may pay another instalment, not the same one again."""
    life.pay("2025-03-25", "V-1", Y1_advance=1, Y1_balance=1)
    assert life.keys() == []
    life.pay("2025-03-26", "V-1", Y1_advance=1)
    assert life.keys() == ["payment.same-ref"]


def test_money_comes_back_from_a_payment(life: Life) -> None:
    """Not before it, not more than it was, and only from a payment; an annotation needs one too."""
    paid = life.pay("2025-03-25", Y1_advance=100)
    back = {"event": paid.id, "parts": [{"instalment": "Y1-advance", "fen": 60}]}
    life.add(facts.REFUNDED, "2025-03-26", **back)
    assert life.keys() == []
    life.add(facts.REFUNDED, "2025-03-27", **back)
    assert life.keys() == ["refund.too-much"]
    life.events.pop()
    life.add(
        facts.REFUNDED, "2025-03-24", event=paid.id, parts=[{"instalment": "Y1-advance", "fen": 1}]
    )
    assert life.keys() == ["refund.before-payment"]
    life.events.pop()
    life.add(
        facts.REFUNDED, "2025-03-27", event=paid.id, parts=[{"instalment": "Y1-balance", "fen": 1}]
    )
    assert life.keys() == ["refund.too-much"]
    life.events.pop()
    life.add(facts.REFUNDED, "2025-03-27", **back | {"event": "c#9"})
    assert life.keys() == ["payment.rested-on"]
    life.events.pop()
    life.add(facts.ANNOTATED, "2025-03-27", event="c#2", note="x")
    assert life.keys() == ["payment.rested-on"]


def test_findings_and_obligations_are_the_contracts(life: Life) -> None:
    """Neither their keys nor the number of a value can be made up."""
    life.add(facts.FINDING_SETTLED, "2025-03-24", finding="no-such", value=1)
    life.add(facts.FINDING_SETTLED, "2025-03-24", finding="price", value=4)
    life.add(facts.FINDING_SETTLED, "2025-03-24", finding="payee-account", value=2)
    life.add(facts.OBLIGATION_DONE, "2025-03-24", obligation="no-such")
    life.add(facts.OBLIGATION_DONE, "2025-03-24", obligation="file-original")
    assert life.keys() == ["finding.unknown", "finding.value", "obligation.unknown"]


def test_what_is_owed_is_never_told_below_nought(life: Life) -> None:
    """After an override that paid too much, nothing is owed; not less."""
    parts = [{"instalment": "Y1-advance", "fen": 20_300_100}]
    life.add(facts.PAID, "2025-03-20", parts=parts, override=True, reason="gone")
    life.pay("2025-03-21", Y1_advance=100)
    [refusal] = objected(effective(life.events), terms())
    assert (refusal.key, refusal.values["owed"]) == ("payment.more-than-owed", "0.00")
