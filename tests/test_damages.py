"""What breaches cost: the seed contract's rules, clauses of its peers, gates, caps, relief, disputes and the end."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from happened import (
    Appraisal,
    Breach,
    Dispute,
    ForceMajeure,
    Loss,
    Negotiation,
    Payment,
    Refund,
    Relief,
    Termination,
    under,
)
from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.changes import Change
from svcctl.billing.damages.assessment import Line, assess, owed_by, what_if
from svcctl.billing.damages.caps import cap_use
from svcctl.billing.money import ONE
from svcctl.billing.obligations import obligations_of
from svcctl.billing.position import ObligationKept, Position
from svcctl.billing.readings import trials
from svcctl.billing.schedule import Sight, schedule, sight_of, standings_of
from svcctl.billing.terms import terms_from
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from

CALENDARS = Path(__file__).parents[1] / "data" / "calendars"
SIGNED = date(2025, 3, 5)
DEADLINE = date(2025, 3, 26)  # 15 working days of Guangxi after the signing
Table = dict[str, Any]


@cache
def calendars() -> Callable[[str], Calendar]:
    payloads = list(shipped_facts(CALENDARS))
    return cache(lambda name: calendar_from(payloads, name))


def late(**changes: Any) -> Table:
    rule: Table = {"key": "late-payment", "payer": "purchaser", "for": "late-payment", "rate": "3%",
                   "per": {"days": 1, "part": "whole"}, "base": "contract-price", "article": "八"}  # fmt: skip
    return {key: value for key, value in (rule | changes).items() if value is not None}


def recorded(**changes: Any) -> Table:
    return late(**({"key": "slow", "payer": "supplier", "for": "recorded-breach"} | changes))


def contract(*rules: Table, **changes: Any) -> Table:
    """The seed contract's price, term and instalments, with other damages rules."""
    return {
        "id": "c",
        "title": "T",
        "calendar": "CN-GX",
        "signed_on": SIGNED.isoformat(),
        "price": {"total": "870000.00", "per_year": "290000.00", "article": "二"},
        "term": {"years": 3, "starts": "start-notice", "article": "四"},
        "parties": [{"role": "purchaser", "name": "P"}, {"role": "supplier", "name": "S"}],
        "deliverables": [{"key": "report", "title": "R", "every": "service-year", "article": "七"}],
        "instalments": [
            {"key": "advance", "title": "A", "share": "70%", "article": "七",
             "due": {"days": 15, "unit": "working-day", "after": "signing"}},
            {"key": "balance", "title": "B", "share": "30%", "needs": ["report"], "article": "七",
             "due": {"days": 10, "unit": "working-day", "after": "receipt"}},
        ],
        "damages": list(rules),
        "force_majeure": {"who": "supplier", "negotiate_from_day": 120, "article": "九"},
        **changes,
    }  # fmt: skip


def sight(document: Table, as_of: date, **facts: Any) -> Sight:
    terms = terms_from(document)
    return sight_of(terms, Position(as_of, **facts), calendars()(terms.calendar))


def lines(document: Table, as_of: date, **facts: Any) -> dict[str, Line]:
    return {line.id: line for line in assess(sight(document, as_of, **facts))}


def paid(on: date, fen: int, iid: str = "Y1-advance", event: str = "c#2") -> Payment:
    return Payment(event, on, None, ((iid, fen),), "", "", "", "", False)


def breach(
    on: date, ended: date | None = None, rule: str = "slow", bid: str = "B1", fen: int | None = None
) -> Breach:
    return Breach(bid, rule, on, ended, "supplier", fen, False, False, "c#9")


def failed(on: date, *subjects: str) -> dict[str, tuple[Negotiation, ...]]:
    return {subject: (Negotiation("fail", on, None, "c#3"),) for subject in subjects}


SEED = late(
    cap={"share": "5%", "of": "contract-price", "pool": "contract"}, gate="negotiation-failed"
)


# -- the seed contract's late payment --------------------------------------------------------------


def test_the_example_of_the_command_line() -> None:
    """26,100.00 a day reaches the cap of 43,500.00 on the second day."""
    found = lines(
        contract(SEED), date(2025, 3, 29), negotiations=failed(date(2025, 3, 28), "Y1-advance")
    )
    line = found["late-payment/Y1-advance"]
    assert (line.first, line.last, line.periods) == (date(2025, 3, 27), date(2025, 3, 29), 3)
    assert (line.uncapped_fen, line.amount_fen, line.cap_reached_on) == (
        7_830_000,
        4_350_000,
        date(2025, 3, 28),
    )
    assert (line.state, owed_by(list(found.values()))["purchaser"]) == ("owed", 4_350_000)


@pytest.mark.parametrize(
    ("days", "fen"), [(0, None), (1, 2_610_000), (2, 4_350_000), (3, 4_350_000)]
)
def test_each_day_of_delay_counts_up_to_the_cap(days: int, fen: int | None) -> None:
    """Nought on the deadline; the day after it is the first."""
    found = lines(contract(SEED), DEADLINE + timedelta(days))
    assert [line.amount_fen for line in found.values()] == ([] if fen is None else [fen])


def test_money_paid_on_a_late_day_leaves_that_day_late() -> None:
    """The delay is the day of the payment less the deadline."""
    facts = {"payments": (paid(DEADLINE + timedelta(1), 20_300_000),)}
    line = lines(contract(SEED), date(2025, 6, 1), **facts)["late-payment/Y1-advance"]
    assert (line.periods, line.amount_fen, line.state) == (1, 2_610_000, "contingent")
    assert not lines(contract(SEED), date(2025, 6, 1), payments=(paid(DEADLINE, 20_300_000),))


def test_the_cap_is_one_pool_for_the_whole_contract() -> None:
    """What one instalment has used of it the next one does not get."""
    days = failed(date(2025, 3, 28), "Y1-advance") | failed(date(2026, 3, 30), "Y2-advance")
    facts = {"payments": (paid(date(2025, 3, 27), 20_300_000),), "negotiations": days}
    found = lines(contract(SEED), date(2026, 4, 20), **facts)
    assert [line.amount_fen for line in found.values()] == [2_610_000, 1_740_000]
    assert found["late-payment/Y2-advance"].cap_reached_on == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("overlap", "periods"), [("once-a-day", [400, 0]), ("per-instalment", [400, 35])]
)
def test_two_instalments_late_at_once(overlap: str, periods: list[int]) -> None:
    """By the usual reading a day is carried once, by the earliest deadline."""
    document = contract(late(), readings={"late-fee-overlap": overlap})
    found = lines(document, DEADLINE + timedelta(400))
    assert [line.periods for line in found.values()] == periods


def test_what_is_owed_already_stays_owed_when_an_earlier_gate_is_met_later() -> None:
    """Days that the second instalment carries are not handed back to the first, whose negotiation fails later."""
    days = failed(date(2026, 4, 1), "Y2-advance") | failed(date(2026, 4, 10), "Y1-advance")
    at = date(2026, 4, 9)
    before = lines(contract(SEED), at, negotiations=failed(date(2026, 4, 1), "Y2-advance"))
    after = lines(contract(SEED), at + timedelta(1), negotiations=days)
    assert (
        before["late-payment/Y2-advance"].amount_fen
        == after["late-payment/Y2-advance"].amount_fen
        == 4_350_000
    )
    assert sum(line.amount_fen for line in after.values()) == 4_350_000


def test_counting_may_start_after_negotiation_failed() -> None:
    """The other reading: the day after negotiation failed is the first that counts; before that none does."""
    document = contract(
        late(gate="negotiation-failed"), readings={"late-fee-start": "day-after-negotiation-failed"}
    )
    assert lines(document, date(2025, 4, 2))["late-payment/Y1-advance"].periods == 0
    line = lines(document, date(2025, 4, 2), negotiations=failed(date(2025, 3, 31), "Y1-advance"))
    assert line["late-payment/Y1-advance"].first == date(2025, 4, 1)
    assert line["late-payment/Y1-advance"].periods == 2


def test_a_settled_negotiation_may_carry_a_new_date() -> None:
    """The deadline is the date agreed on; late days before it do not count."""
    steps = {"Y1-advance": (Negotiation("open", date(2025, 3, 20), None, "c#3"),
                            Negotiation("settle", date(2025, 3, 28), date(2025, 4, 30), "c#4"))}  # fmt: skip
    terms = terms_from(contract(late(gate="negotiation-failed")))
    for as_of, status in ((date(2025, 4, 30), "due"), (date(2025, 5, 2), "overdue")):
        found = sight_of(terms, Position(as_of, negotiations=steps), calendars()("CN-GX"))
        standing = schedule(terms, found.position, found.calendar)[0]
        assert (standing.status, standing.due_on) == (status, date(2025, 4, 30))
        assert standing.counted is not None
        assert standing.counted.on == DEADLINE
        assert [line.periods for line in assess(found)] == ([2] if status == "overdue" else [])


@pytest.mark.parametrize("act", ["settle", "waive"])
def test_what_was_paid_of_the_cap_stays_used_when_the_days_are_excused(act: str) -> None:
    """Y1's damages paid or waived, then a new date agreed on and kept: the cap is spent, Y2's lateness adds nothing."""
    steps = {
        "Y1-advance": (
            Negotiation("fail", date(2025, 3, 28), None, "c#3"),
            Negotiation("settle", date(2025, 4, 3), date(2025, 4, 30), "c#4"),
        )
    } | failed(date(2026, 3, 30), "Y2-advance")
    gone = Relief(act, "late-payment/Y1-advance", date(2025, 4, 1), 4_350_000, "", "", "c#5")
    facts = {
        "negotiations": steps,
        "reliefs": (gone,),
        "payments": (paid(date(2025, 4, 25), 20_300_000),),
    }
    found = lines(contract(SEED), date(2026, 4, 10), **facts)
    first, second = found["late-payment/Y1-advance"], found["late-payment/Y2-advance"]
    assert (first.amount_fen, first.state, first.open_fen) == (
        0,
        "settled" if act == "settle" else "waived",
        0,
    )
    assert first.beyond_fen == 4_350_000
    assert (second.amount_fen, second.state) == (0, "owed")


def test_what_returns_to_a_pool_was_given_by_it() -> None:
    """6,000.00 waived of a line that a new date then cuts to 1,000.00: the other line gets no more than the cap."""
    cap = {
        "share": "1%",
        "of": "contract-price",
        "pool": "contract",
        "waiver_returns": True,
    }  # 8,700.00
    rule = recorded(rate="0.1%", cap=cap)  # 870.00 a day
    waived = Relief("waive", "slow/B1", date(2025, 4, 20), 600_000, "", "", "c#5")
    one, other = breach(date(2025, 4, 1), date(2025, 4, 2)), breach(date(2025, 4, 5), bid="B2")
    found = lines(contract(rule), date(2025, 6, 1), breaches=(one, other), reliefs=(waived,))
    assert (found["slow/B1"].amount_fen, found["slow/B1"].open_fen) == (87_000, 0)
    assert found["slow/B2"].amount_fen == 870_000
    assert sum(line.open_fen for line in found.values()) == 870_000


def test_a_pool_knows_the_bases_of_the_day() -> None:
    """Two sums late from one day on: the cap, a share of both, is known as that day begins."""
    cap = {"share": "0.1%", "of": "amount-in-breach", "pool": "contract"}
    rule = recorded(rate="0.1%", base="amount-in-breach", cap=cap)
    both = (breach(date(2025, 4, 1), fen=100_000), breach(date(2025, 4, 1), bid="B2", fen=100_000))
    found = lines(contract(rule), date(2025, 4, 3), breaches=both)
    assert sum(line.amount_fen for line in found.values()) == 200
    assert found["slow/B1"].amount_fen == 100


# -- bases, periods, tiers, caps -------------------------------------------------------------------


def test_part_payments_are_late_part_by_part() -> None:
    """100,000.00 four days late and 103,000.00 six days late, 0.1 % a day of what is overdue."""
    facts = {
        "payments": (
            paid(DEADLINE + timedelta(4), 10_000_000),
            paid(DEADLINE + timedelta(6), 10_300_000),
        )
    }
    line = lines(contract(late(rate="0.1%", base="amount-overdue")), date(2025, 6, 1), **facts)
    found = line["late-payment/Y1-advance"]
    assert found.amount_fen == 4 * 20_300 + 2 * 10_300
    assert [(step.periods, step.base_fen) for step in found.steps] == [
        (4, 20_300_000),
        (2, 10_300_000),
    ]


def test_money_that_came_back_is_late_again() -> None:
    """Paid in time and returned by the bank: late from the day after it came back."""
    facts = {
        "payments": (paid(DEADLINE, 20_300_000),),
        "refunds": (Refund("c#5", "c#2", date(2025, 4, 10), (("Y1-advance", 20_300_000),)),),
    }
    line = lines(contract(late()), date(2025, 4, 12), **facts)["late-payment/Y1-advance"]
    assert (line.first, line.periods) == (date(2025, 4, 11), 2)


@pytest.mark.parametrize(
    ("part", "days", "periods"),
    [("whole", 0, 0), ("whole", 1, 0), ("whole", 6, 0), ("whole", 7, 1), ("whole", 8, 1), ("whole", 14, 2),
     ("started", 0, 0), ("started", 1, 1), ("started", 7, 1), ("started", 8, 2), ("started", 14, 2),
     ("pro-rata", 0, 0), ("pro-rata", 1, Fraction(1, 7)), ("pro-rata", 7, 1), ("pro-rata", 8, Fraction(8, 7))],
)  # fmt: skip
def test_periods_of_a_week(part: str, days: int, periods: Fraction) -> None:
    """Full weeks only, weeks begun, or days as parts of a week."""
    rule = recorded(rate="7%", per={"days": 7, "part": part}, base="amount-in-breach")
    found = lines(
        contract(rule), SIGNED + timedelta(days), breaches=(breach(SIGNED, fen=100_000),)
    )["slow/B1"]
    assert (found.periods, found.amount_fen) == (periods, round(7000 * periods))


def test_tiers_change_the_rate_from_their_day_on() -> None:
    """1 % a day, from the third day of delay 2 %, from the fifth 3 %."""
    tiers = [{"from_day": 3, "rate": "2%"}, {"from_day": 5, "rate": "3%"}]
    rule = recorded(rate="1%", tiers=tiers, base="year-price")
    found = lines(contract(rule), SIGNED + timedelta(6), breaches=(breach(SIGNED),))["slow/B1"]
    assert found.amount_fen == 29_000_000 * (1 + 1 + 2 + 2 + 3 + 3) // 100
    assert [step.periods for step in found.steps] == [2, 2, 2]


def test_a_tier_goes_by_the_day_of_delay() -> None:
    """Counting after the failure alone, the third day of delay has the third day's rate although it counts first."""
    rule = late(rate="1%", tiers=[{"from_day": 3, "rate": "2%"}], gate="negotiation-failed")
    document = contract(rule, readings={"late-fee-start": "day-after-negotiation-failed"})
    failed_on = failed(DEADLINE + timedelta(2), "Y1-advance")
    line = lines(document, DEADLINE + timedelta(4), negotiations=failed_on)[
        "late-payment/Y1-advance"
    ]
    assert [(step.periods, step.rate) for step in line.steps] == [(2, ONE // 50)]


def test_late_delivery_at_a_rate_for_two_days_with_a_right_to_terminate() -> None:
    """A peer's clause: 10.5 % for each two days, at most 55 %; past 15 days the buyer may terminate."""
    cap = {"share": "55%", "of": "contract-price", "pool": "breach"}
    rule = recorded(
        rate="10.5%", per={"days": 2, "part": "whole"}, cap=cap, terminate_after_days=15
    )
    amounts = {}
    for days in (0, 1, 2, 10, 11, 12, 15, 16):
        found = lines(contract(rule), SIGNED + timedelta(days), breaches=(breach(SIGNED),))[
            "slow/B1"
        ]
        amounts[days] = (found.amount_fen, found.may_terminate_from)
    assert [amount for amount, _ in amounts.values()] == [
        0, 0, 9_135_000, 45_675_000, 45_675_000, 47_850_000, 47_850_000, 47_850_000,
    ]  # fmt: skip
    assert [on for _, on in amounts.values()] == [None] * 7 + [SIGNED + timedelta(16)]


def test_fines_by_the_day_without_a_cap() -> None:
    """A peer's clause: so much a day for as long as it lasts."""
    found = lines(
        contract(recorded(rate="0.5‰")), SIGNED + timedelta(300), breaches=(breach(SIGNED),)
    )["slow/B1"]
    assert (found.amount_fen, found.cap_fen) == (300 * 43_500, None)


def test_rounding_lifts_nothing_above_the_cap() -> None:
    """Three lines of a third of a fen more than a cap of whole fen: together they stay within it."""
    cap = {"share": "3.3331%", "of": "contract-price", "pool": "contract"}
    rule = recorded(rate="1.1117%", base="contract-price", cap=cap)
    many = tuple(breach(SIGNED, SIGNED + timedelta(1), bid=f"B{n}") for n in range(1, 5))
    price = {"total": "333.33", "per_year": "111.11", "article": "二"}
    found = lines(contract(rule, price=price), date(2025, 6, 1), breaches=many)
    assert sum(line.amount_fen for line in found.values()) == 33_333 * 33_331 // 1_000_000 == 1_111


@pytest.mark.parametrize(("returns", "left"), [(False, 0), (True, 2_000_000)])
def test_a_waiver_gives_nothing_back_unless_the_contract_says_so(returns: bool, left: int) -> None:
    """The pool stays used up by what was waived."""
    cap = {"share": "5%", "of": "contract-price", "pool": "contract", "waiver_returns": returns}
    first, second = breach(SIGNED, SIGNED + timedelta(9)), breach(date(2025, 5, 1), bid="B2")
    waived = Relief("waive", "slow/B1", date(2025, 4, 1), 2_000_000, "", "", "c#8")
    found = lines(
        contract(recorded(cap=cap)), date(2025, 6, 1), breaches=(first, second), reliefs=(waived,)
    )
    assert (found["slow/B1"].amount_fen, found["slow/B2"].amount_fen) == (4_350_000, left)
    assert found["slow/B1"].undecided == [waived]


@pytest.mark.parametrize(
    ("of", "limit"),
    [("year-price", 29_000_000), ("amount-overdue", 20_300_000), ("amount-in-breach", 20_300_000)],
)
def test_a_pool_may_be_a_share_of_any_base(of: str, limit: int) -> None:
    """Of a year's price, or of what was overdue on the first day, whatever was paid since."""
    rule = late(cap={"share": "100%", "of": of, "pool": "contract"})
    facts = {"payments": (paid(DEADLINE + timedelta(3), 100),)}
    assert (
        lines(contract(rule), date(2026, 1, 1), **facts)["late-payment/Y1-advance"].amount_fen
        == limit
    )


# -- one-offs, losses, appraisals ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reading", "amounts"), [("each", [4_350_000, 4_350_000]), ("once", [4_350_000, 0])]
)
def test_a_one_off_counts_for_each_breach_or_once(reading: str, amounts: list[int]) -> None:
    """The reading one-off decides; the first breach is the one that counts."""
    document = contract(recorded(rate="5%", per=None), readings={"one-off": reading})
    two = (breach(SIGNED), breach(date(2025, 4, 1), bid="B2"))
    found = lines(document, date(2025, 6, 1), breaches=two)
    assert [line.amount_fen for line in found.values()] == amounts
    assert {line.periods for line in found.values()} == {None}


def test_a_one_off_for_late_payment() -> None:
    """Once for each instalment that is late, on its first late day."""
    found = lines(contract(late(per=None, rate="1%", base="amount-overdue")), date(2025, 6, 1))
    assert [(line.first, line.amount_fen) for line in found.values()] == [
        (DEADLINE + timedelta(1), 203_000)
    ]


def test_without_a_rate_only_a_proven_loss_is_owed() -> None:
    """Losses stand beside the rate: without cap, owed at once, by the side in breach."""
    rule = recorded(rate=None, per=None, base=None, payer="breaching-party")
    facts = {
        "breaches": (breach(SIGNED),),
        "losses": (Loss("loss-1", "B1", date(2025, 4, 1), 123_456, "c#6"),
                   Loss("loss-2", "Y1-advance", date(2025, 4, 2), 1, "c#7")),
    }  # fmt: skip
    found = lines(contract(rule, late()), date(2025, 6, 1), **facts)
    assert (found["slow/B1"].amount_fen, found["slow/B1"].base_fen) == (0, None)
    assert (found["slow/B1/loss-1"].payer, found["slow/B1/loss-1"].open_fen) == (
        "supplier",
        123_456,
    )
    assert found["late-payment/Y1-advance/loss-2"].payer == "purchaser"


@pytest.mark.parametrize(
    ("treated", "losses", "owed"),
    [
        # damages of 26,100.00 stand for the loss: nothing on top (Civil Code 585, second paragraph)
        ("included", [2_000_000], [0]),
        (None, [2_000_000], [0]),  # a rule that says nothing
        ("included", [4_000_000], [1_390_000]),  # as far as the loss goes beyond them
        ("included", [2_000_000, 1_000_000, 500_000], [0, 390_000, 500_000]),  # in turn
        ("beside", [2_000_000], [2_000_000]),
    ],
)
def test_a_loss_beside_the_damages_or_in_them(
    treated: str | None, losses: list[int], owed: list[int]
) -> None:
    """A court raises agreed damages to the loss; only a contract that says so owes both."""
    rule = recorded(rate="3%", per=None, loss=treated)
    facts = {
        "breaches": (breach(SIGNED),),
        "losses": tuple(
            Loss(f"loss-{n}", "B1", date(2025, 4, n), fen, f"c#{n}")
            for n, fen in enumerate(losses, 1)
        ),
    }
    found = lines(contract(rule), date(2025, 6, 1), **facts)
    assert found["slow/B1"].amount_fen == 2_610_000
    shown = [found[f"slow/B1/loss-{n}"] for n in range(1, len(losses) + 1)]
    assert [line.amount_fen for line in shown] == owed
    assert [line.uncapped_fen for line in shown] == losses


def test_damages_behind_their_gate_stand_for_no_loss() -> None:
    """A proven loss is owed although talks have not failed; once they have, the damages take its place."""
    document = contract(SEED | {"cap": {"share": "5%", "of": "contract-price", "pool": "contract"}})
    loss = {"losses": (Loss("loss-1", "Y1-advance", date(2025, 4, 2), 5_000_000, "c#7"),)}
    found = lines(document, date(2025, 6, 1), **loss)
    assert found["late-payment/Y1-advance/loss-1"].amount_fen == 5_000_000
    failure = {"negotiations": failed(date(2025, 4, 1), "Y1-advance")}
    found = lines(document, date(2025, 6, 1), **loss, **failure)
    assert found["late-payment/Y1-advance"].amount_fen == 4_350_000
    assert found["late-payment/Y1-advance/loss-1"].amount_fen == 650_000


def test_an_appraisal_decides_who_bears_its_fee() -> None:
    """In order: the breach falls and the one side pays; not in order: it stands and the other does."""
    clause = {"in_order": "purchaser", "not_in_order": "supplier", "article": "十"}
    for in_order, payer, fen in ((True, "purchaser", 0), (False, "supplier", 4_350_000)):
        one = breach(SIGNED)._replace(unfounded=in_order)
        fee = Appraisal("B1", date(2025, 5, 1), in_order, 500_000, "c#8")
        document = contract(recorded(rate="5%", per=None), appraisal=clause)
        found = lines(
            document, date(2025, 6, 1), breaches=(one,), appraisals=(fee, fee._replace(fee_fen=0))
        )
        assert (found["slow/B1"].amount_fen, found["appraisal/B1"].payer) == (fen, payer)
        assert found["appraisal/B1"].article == "十"
    assert "appraisal/B1" not in lines(
        contract(recorded()), date(2025, 6, 1), breaches=(one,), appraisals=(fee,)
    )


@pytest.mark.parametrize(
    ("reliefs", "state", "left", "beyond"),
    [((), "owed", 4_350_000, 0), ((("waive", 4_350_000),), "waived", 0, 0), ((("settle", 4_350_000),), "settled", 0, 0),
     ((("settle", 1_000_000),), "owed", 3_350_000, 0), ((("offset", 5_000_000),), "settled", 0, 650_000),
     ((("waive", 3_000_000), ("settle", 1_350_000)), "waived", 0, 0)],
)  # fmt: skip
def test_what_is_left_of_a_line(
    reliefs: tuple[tuple[str, int], ...], state: str, left: int, beyond: int
) -> None:
    """Waived, settled and offset sums come off; what goes beyond the amount is told."""
    facts = tuple(
        Relief(act, "slow/B1", date(2025, 4, 1), fen, "Y1-advance", "", "c#8")
        for act, fen in reliefs
    )
    document = contract(recorded(rate="5%", per=None))
    line = lines(document, date(2025, 6, 1), breaches=(breach(SIGNED),), reliefs=facts)["slow/B1"]
    assert (line.state, line.open_fen, line.beyond_fen) == (state, left, beyond)


def test_an_offset_pays_an_instalment() -> None:
    """The gross amount stays, the net is outstanding."""
    relief = Relief("offset", "slow/B1", date(2025, 3, 20), 4_350_000, "Y1-advance", "", "c#8")
    terms = terms_from(contract())
    standing = schedule(
        terms, Position(date(2025, 3, 25), reliefs=(relief,)), calendars()("CN-GX")
    )[0]
    assert (
        standing.instalment.amount_fen,
        standing.owing.offset_fen,
        standing.outstanding_fen,
    ) == (20_300_000, 4_350_000, 15_950_000)
    assert standing.paid_fen == 0


# -- force majeure ---------------------------------------------------------------------------------


def lasting(
    began: date, ended: date | None = None, by: str = "supplier", number: int = 1
) -> ForceMajeure:
    return ForceMajeure(f"FM{number}", by, began, ended, None, False, f"c#{10 + number}")


def test_force_majeure_lengthens_its_year_and_moves_the_later_ones() -> None:
    """Ten days, the first and the last included; an anniversary of the signing stays where it is."""
    found = sight(
        contract(), date(2026, 6, 1), force_majeure=(lasting(date(2026, 2, 1), date(2026, 2, 10)),)
    )
    assert [year.last for year in found.years] == [
        date(2026, 3, 15),
        date(2027, 3, 15),
        date(2028, 3, 15),
    ]
    due = {s.instalment.id: s.due_on for s in schedule(found.terms, found.position, found.calendar)}
    assert due["Y2-advance"] == date(2026, 3, 26)
    purchasers = (lasting(date(2026, 2, 1), date(2026, 2, 10), by="purchaser"),)
    assert sight(contract(), date(2026, 6, 1), force_majeure=purchasers).years[0].last == date(
        2026, 3, 5
    )
    without = sight(contract(force_majeure=None), date(2026, 6, 1), force_majeure=purchasers)
    assert without.years[0].last == date(2026, 3, 5)


def test_force_majeure_lengthens_the_year_while_it_lasts() -> None:
    """Open-ended: by its days so far, also when it goes on beyond the year's usual end."""
    for as_of, last in (
        (date(2026, 3, 1), date(2026, 3, 6)),
        (date(2026, 3, 31), date(2026, 4, 5)),
    ):
        found = sight(contract(), as_of, force_majeure=(lasting(date(2026, 3, 1)),))
        assert found.years[0].last == last
    before = sight(
        contract(), date(2025, 6, 1), force_majeure=(lasting(date(2025, 3, 1), date(2025, 3, 5)),)
    )
    assert before.years[0].last == date(2026, 3, 5)


@pytest.mark.parametrize(("began", "days"), [(SIGNED, 5), (SIGNED + timedelta(1), 15)])
def test_no_relief_for_a_delay_that_had_begun(began: date, days: int) -> None:
    """Civil Code 590: a force majeure that comes after the delay has begun takes no day out of it."""
    intervals = (lasting(began, SIGNED + timedelta(10)),)
    facts = {"breaches": (breach(SIGNED, SIGNED + timedelta(15)),), "force_majeure": intervals}
    assert lines(contract(recorded()), date(2025, 6, 1), **facts)["slow/B1"].periods == days
    none = contract(recorded(), force_majeure=None)
    assert lines(none, date(2025, 6, 1), **facts)["slow/B1"].periods == 15


def test_notice_proof_and_talks_are_obligations() -> None:
    """Notice and proof stay open until they are in; from the 120th day both negotiate."""
    terms = terms_from(contract())
    began = date(2025, 6, 1)
    for as_of, keys in ((began, ["notice", "proof"]), (began + timedelta(118), ["notice", "proof"]),
                        (began + timedelta(119), ["notice", "proof", "talks"])):  # fmt: skip
        position = Position(as_of, force_majeure=(lasting(began),))
        found = obligations_of(sight_of(terms, position, calendars()("CN-GX")))
        assert [duty.obligation.key for duty in found] == [f"fm1-{key}" for key in keys]
        assert {duty.status for duty in found} == {"open"}
    given = lasting(began)._replace(notified_on=began, proven=True)
    talked = {"fm1-talks": ObligationKept(obligation="fm1-talks", on=began + timedelta(125))}
    where = Position(began + timedelta(130), force_majeure=(given,), done=talked)
    found = obligations_of(sight_of(terms, where, calendars()("CN-GX")))
    assert [duty.status for duty in found] == ["done", "done", "done-late"]
    without = terms_from(contract(force_majeure=None))
    assert obligations_of(sight_of(without, position, calendars()("CN-GX"))) == ()


# -- disputes and the end --------------------------------------------------------------------------


def test_what_is_undisputed_stays_due() -> None:
    """30,000.00 disputed: 173,000.00 is overdue and late; once that is paid nothing is."""
    dispute = Dispute("Y1-advance", date(2025, 3, 20), 3_000_000, None, 0, "c#4")
    document = contract(late(rate="1%", base="amount-overdue"))
    for payments, status, periods in (
        ((), "overdue", [3]),
        ((paid(DEADLINE, 17_300_000),), "due", []),
    ):
        found = sight(document, DEADLINE + timedelta(3), disputes=(dispute,), payments=payments)
        standing = schedule(found.terms, found.position, found.calendar)[0]
        assert (standing.status, standing.owing.disputed_fen) == (status, 3_000_000)
        assert standing.payable_fen == standing.outstanding_fen - 3_000_000
        assert [line.periods for line in assess(found)] == periods


def test_a_settled_dispute_leaves_what_was_conceded() -> None:
    """10,000.00 of it are owed after all and were from the deadline on; 20,000.00 are not owed any more."""
    dispute = Dispute(
        "Y1-advance", date(2025, 3, 20), 3_000_000, date(2025, 4, 1), 1_000_000, "c#4"
    )
    found = sight(
        contract(late()),
        date(2025, 4, 2),
        disputes=(dispute,),
        payments=(paid(DEADLINE, 17_300_000),),
    )
    standing = schedule(found.terms, found.position, found.calendar)[0]
    assert (standing.status, standing.outstanding_fen, standing.owing.conceded_fen) == (
        "overdue",
        1_000_000,
        2_000_000,
    )
    assert [line.first for line in assess(found)] == [DEADLINE + timedelta(1)]


def test_an_early_end_by_days_served() -> None:
    """179 of 366 days of year 3 earn 141,830.60; of 203,000.00 paid 61,169.40 are to come back."""
    end = Termination(date(2027, 8, 31), "agreed", True, "c#30")
    money = (paid(date(2027, 3, 26), 20_300_000, "Y3-advance"),)
    found = sight(contract(), date(2027, 10, 1), termination=end, payments=money)
    standings = {s.instalment.id: s for s in standings_of(found)}
    assert standings["Y3-advance"].instalment.amount_fen == 20_300_000
    assert standings["Y3-advance"].owing.reduced_fen == 6_116_940
    assert standings["Y3-advance"].overpaid_fen == 6_116_940
    assert standings["Y3-balance"].status == "cancelled"
    assert standings["Y1-balance"].status == "waiting"
    assert standings["Y1-balance"].instalment.amount_fen == 8_700_000


def test_an_early_end_leaves_what_is_paid_once_in_the_contract() -> None:
    """By days served: a prepayment that was triggered keeps its amount, whatever was served."""
    end = Termination(date(2025, 9, 5), "agreed", True, "c#30")
    once = {"key": "prepayment", "title": "P", "share": "10%", "scope": "contract", "article": "七",
            "due": {"days": 5, "unit": "working-day", "after": "signing"}}  # fmt: skip
    document = contract()
    document["instalments"] = [once, *document["instalments"]]
    found = standings_of(sight(document, date(2025, 10, 1), termination=end))
    left = [s.instalment.amount_fen - s.owing.reduced_fen for s in found[:3]]
    assert left == [8_700_000, 13_157_260, 0]
    assert found[0].status == "overdue"


def test_an_early_end_cancels_what_is_not_triggered() -> None:
    """Due instalments stay owed in full, a year served in full waits for its reports, the rest is cancelled."""
    end = Termination(date(2026, 6, 1), "breach", False, "c#30")
    terms = terms_from(contract())
    found = schedule(terms, Position(date(2027, 5, 1), termination=end), calendars()("CN-GX"))
    assert [s.status for s in found] == [
        "overdue",
        "waiting",
        "overdue",
        "cancelled",
        "cancelled",
        "cancelled",
    ]
    assert {(s.outstanding_fen, s.due_on) for s in found[3:]} == {(0, None)}


# -- what if, and readings -------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "fen", "right"), [(0, 0, False), (1, 2_610_000, False), (60, 4_350_000, False),
                                                    (61, 4_350_000, True)])  # fmt: skip
def test_what_if(days: int, fen: int, right: bool) -> None:
    """As if the gate were met and the cap unused; the right to terminate comes with the 61st day."""
    document = contract(SEED | {"terminate_after_days": 60})
    found = sight(document, date(2026, 6, 1))
    line = what_if(found.terms.rules[0], days, 0, 1, found)
    assert (line.amount_fen, line.state, line.may_terminate_from is not None) == (
        fen,
        "owed",
        right,
    )


def test_what_if_of_a_one_off() -> None:
    """A one-off needs no day of delay, late payment at least one."""
    found = sight(contract(recorded(rate="5%", per=None), late(per=None)), date(2026, 6, 1))
    assert [what_if(rule, 0, 0, 1, found).amount_fen for rule in found.terms.rules] == [
        4_350_000,
        0,
    ]


def test_each_reading_is_tried_with_its_effects() -> None:
    """What another choice changes in dates and sums; nothing where it is harmless."""
    document, where = contract(SEED), Position(date(2026, 4, 30))
    seen = sight_of(terms_from(document), where, calendars()("CN-GX"))
    found = trials(seen, under(document, where, calendars()), ["SIS"])
    effects = {(key, trial.choice): trial.changes for key, part in found.items() for trial in part}
    paid_first = [
        c
        for c in effects["later-years", "previous-year-paid"]
        if c.id == "Y2-advance" and c.what == "status"
    ]
    assert [(c.before, c.after) for c in paid_first] == [("overdue", "projected")]
    started = effects["late-fee-start", "day-after-negotiation-failed"]
    assert Change("late-payment/Y1-advance", "damages", "43500.00", "0.00") in started
    assert effects["severity", "SIS"] == effects["return", "ignored"] == []


# -- amounts, whole instalments, grace, rights to end ----------------------------------------------


def test_an_amount_stands_for_a_rate() -> None:
    """500.00 a time, or for each day; `--times` multiplies what is owed once and nothing else."""
    once, daily = (
        recorded(rate=None, base=None, per=None, amount="500.00"),
        recorded(rate=None, base=None, amount="200.00"),
    )
    twice = breach(date(2025, 4, 1))._replace(times=2)
    found = lines(contract(once), date(2025, 4, 4), breaches=(twice,))["slow/B1"]
    assert (found.amount_fen, found.periods, found.base_fen) == (100_000, None, 50_000)
    found = lines(contract(daily), date(2025, 4, 4), breaches=(twice,))["slow/B1"]
    assert (found.amount_fen, found.periods, found.times) == (60_000, 3, 1)


@pytest.mark.parametrize(("reading", "amount"), [("each", 8_700_000), ("once", 4_350_000)])
def test_times_of_what_is_owed_but_once(reading: str, amount: int) -> None:
    """5 % of the price twice, where each time counts; by the other reading it is owed once for all."""
    document = contract(recorded(rate="5%", per=None), readings={"one-off": reading})
    twice = breach(date(2025, 4, 1))._replace(times=2)
    assert lines(document, date(2025, 4, 4), breaches=(twice,))["slow/B1"].amount_fen == amount


@pytest.mark.parametrize(
    ("pool", "amounts"), [("contract", [100_000, 20_000]), ("breach", [100_000, 100_000])]
)
def test_a_cap_in_yuan_is_one_sum_for_all_or_for_each(pool: str, amounts: list[int]) -> None:
    """1,200.00 for all breaches, or for each of them; a breach of two times is one breach."""
    cap = {"amount": "1200.00", "pool": pool}
    rule = recorded(rate=None, base=None, per=None, amount="500.00", cap=cap, terminate_when="cap")
    both = (
        breach(date(2025, 4, 1))._replace(times=2),
        breach(date(2025, 4, 2), bid="B2")._replace(times=2),
    )
    found = list(lines(contract(rule), date(2025, 4, 4), breaches=both).values())
    assert [line.amount_fen for line in found] == amounts
    full = date(2025, 4, 2) if pool == "contract" else None
    assert [line.may_terminate_from for line in found] == [None, full]
    assert [line.cap_reached_on for line in found] == [None, None]  # a one-off has none


WHOLE = late(rate="5‰", base="instalment", per=None)


def test_a_whole_instalment_is_less_by_what_was_never_owed() -> None:
    """Of 203,000.00 with 20,000.00 paid: 1,015.00; a dispute settled at 3,000.00 less leaves 200,000.00."""
    facts: Table = {"payments": (paid(DEADLINE, 2_000_000),)}
    name = "late-payment/Y1-advance"
    assert lines(contract(WHOLE), date(2025, 6, 1), **facts)[name].amount_fen == 101_500
    dispute = Dispute("Y1-advance", date(2025, 3, 20), 1_000_000, None, 0, "c#7")
    open_ = lines(contract(WHOLE), date(2025, 6, 1), disputes=(dispute,), **facts)[name]
    assert (open_.base_fen, open_.amount_fen) == (19_300_000, 96_500)
    settled = dispute._replace(settled_on=date(2025, 5, 1), owed_fen=700_000)
    after = lines(contract(WHOLE), date(2025, 6, 1), disputes=(settled,), **facts)[name]
    assert (after.base_fen, after.amount_fen) == (20_000_000, 100_000)


def test_a_cap_of_the_instalment_counts_it_once() -> None:
    """Late twice, one instalment: 1 % of it is the most for both delays together."""
    cap = {"share": "1%", "of": "instalment", "pool": "contract"}
    rule = late(rate="1%", base="instalment", cap=cap)
    facts: Table = {
        "payments": (paid(DEADLINE + timedelta(1), 20_300_000),),
        "refunds": (Refund("c#5", "c#2", date(2025, 4, 10), (("Y1-advance", 20_300_000),)),),
    }
    found = lines(contract(rule), date(2025, 4, 20), **facts)
    assert [line.amount_fen for line in found.values()] == [203_000, 0]


def test_a_recorded_breach_has_the_fee_of_its_period() -> None:
    """5 % of the year's fee; a trial takes that of today's."""
    rule = recorded(rate="5%", base="instalment", per=None)
    found = lines(contract(rule), date(2025, 6, 1), breaches=(breach(date(2025, 4, 1)),))["slow/B1"]
    assert (found.base_fen, found.amount_fen) == (29_000_000, 1_450_000)
    seen = sight(contract(rule), date(2025, 6, 1))
    assert what_if(seen.terms.rules[0], 0, 0, 1, seen).amount_fen == 1_450_000
    seen = sight(contract(WHOLE), date(2025, 6, 1))
    assert what_if(seen.terms.rules[0], 3, 7_968_000, 1, seen).amount_fen == 39_840


OFTEN = {"occurrences": 3, "within": "12 months"}


@pytest.mark.parametrize(
    ("days", "full"),
    [
        (["2025-04-10", "2025-09-01", "2026-04-10"], "B3"),
        (["2025-04-10", "2025-09-01", "2026-04-11"], None),
        (["2025-04-10", "2025-09-01", "2026-04-11", "2026-08-30"], "B4"),
        (["2025-04-10", "2025-04-10", "2025-04-10", "2025-05-01"], "B3"),
    ],
)
def test_the_breach_that_makes_the_number_full_gives_the_right(
    days: list[str], full: str | None
) -> None:
    """Three breaches within twelve months, the day from which they count left out; the right stays with the third."""
    rule = recorded(rate="1%", per=None, terminate_after=OFTEN)
    found = lines(
        contract(rule),
        date(2028, 1, 1),
        breaches=tuple(breach(date.fromisoformat(d), bid=f"B{n}") for n, d in enumerate(days, 1)),
    )
    given = {line.subject: line.may_terminate_from for line in found.values() if line.right.by}
    assert list(given) == ([full] if full else [])
    assert [day.isoformat() for day in given.values() if day] == [
        days[int(name[1:]) - 1] for name in given
    ]


def test_times_and_unfounded_breaches_are_counted_as_they_are() -> None:
    """Two times in one breach are two occurrences; what an appraisal found in order is none."""
    rule = recorded(rate="1%", per=None, terminate_after={"occurrences": 3})
    first, second = breach(date(2025, 4, 1))._replace(times=2), breach(date(2027, 4, 1), bid="B2")
    found = lines(contract(rule), date(2028, 1, 1), breaches=(first, second))
    assert found["slow/B2"].right.since == date(2027, 4, 1)
    void = second._replace(unfounded=True)
    found = lines(contract(rule), date(2028, 1, 1), breaches=(first, void))
    assert [line.right.by for line in found.values()] == ["", ""]


def test_instalments_that_were_late_are_counted_once_each() -> None:
    """One instalment late twice is one; the second that is late fills a number of two."""
    rule = late(rate="0.1%", base="amount-overdue", terminate_after={"occurrences": 2})
    facts: Table = {
        "payments": (paid(DEADLINE + timedelta(1), 20_300_000),),
        "refunds": (Refund("c#5", "c#2", date(2025, 4, 10), (("Y1-advance", 20_300_000),)),),
    }
    found = lines(contract(rule), date(2025, 6, 1), **facts)
    assert [line.right.by for line in found.values()] == ["", ""]
    found = lines(contract(rule), date(2026, 4, 20), **facts)
    assert found["late-payment/Y2-advance"].right.by == "occurrences"
    assert found["late-payment/Y2-advance"].right.since == found["late-payment/Y2-advance"].first


def test_a_cap_is_reached_by_what_is_owed() -> None:
    """With talks before it the cap gives no right until they have failed."""
    rule = late(
        cap={"share": "5%", "of": "contract-price", "pool": "contract"},
        gate="negotiation-failed",
        terminate_when="cap",
    )
    name = "late-payment/Y1-advance"
    assert lines(contract(rule), date(2025, 4, 20))[name].right.by == ""
    talks = {"negotiations": failed(date(2025, 4, 10), "Y1-advance")}
    found = lines(contract(rule), date(2025, 4, 20), **talks)[name]
    assert (found.cap_reached_on, found.may_terminate_from) == (
        date(2025, 3, 28),
        date(2025, 4, 10),
    )


def test_what_may_be_deducted_is_the_rules_own_sum() -> None:
    """Damages, or the loss where that is all there is; not a loss beside them."""
    rules = (recorded(rate="1%", per=None, deduct=True), recorded(
        key="bad", rate=None, base=None, per=None, deduct=True
    ))  # fmt: skip
    both = (breach(date(2025, 4, 1)), breach(date(2025, 4, 1), rule="bad", bid="B2"))
    losses = tuple(
        Loss(f"loss-{n}", bid, date(2025, 5, 1), 10**9, "c#8") for n, bid in enumerate(("B1", "B2"))
    )
    found = lines(contract(*rules), date(2025, 6, 1), breaches=both, losses=losses)
    assert {name: line.deductible for name, line in found.items()} == {
        "slow/B1": True,
        "bad/B2": False,
        "slow/B1/loss-0": False,
        "bad/B2/loss-1": True,
    }


def test_a_line_without_a_cap_uses_none() -> None:
    """Where the rule has no cap, or nothing has met it yet, there is no use of one to tell."""
    no_cap = SimpleNamespace(rule=SimpleNamespace(cap=None), cap_fen=100)
    unmet = SimpleNamespace(rule=SimpleNamespace(cap=object()), cap_fen=0)
    assert [cap_use(line, []) for line in (no_cap, unmet)] == [None, None]  # type: ignore[arg-type]
