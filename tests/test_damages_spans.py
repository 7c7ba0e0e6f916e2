"""Damages summed over stretches of days: each way in which a pool is used up, held against the day-by-day auditor."""

from datetime import date, timedelta
from typing import Any

import pytest

from breach_lives import START
from svcctl.billing.damages.accruals import Series
from svcctl.billing.damages.lateness import Delay
from svcctl.billing.damages.pools import Pool
from svcctl.billing.damages.spending import END, Flow, Spending
from svcctl.billing.money import ONE
from svcctl.billing.rules import Rule, rules_from
from svcctl.billing.schedule import Sight, sight_of
from test_damages_auditor import calendar, check, position_of, terms_of

Table = dict[str, Any]
DEADLINE = date(2025, 4, 1)
DAILY: Table = {"days": 1, "part": "whole"}


def on(day: int) -> date:
    """So many days after the deadline."""
    return DEADLINE + timedelta(days=day)


def rule(**more: Any) -> Table:
    """A thousandth of what is overdue for each day."""
    return {
        "key": "late-payment",
        "payer": "purchaser",
        "for": "late-payment",
        "article": "八",
        "rate": "0.1%",
        "base": "amount-overdue",
        "per": DAILY,
    } | more


def cap(share: str = "5%", of: str = "contract-price", **more: Any) -> Table:
    return {"share": share, "of": of, "pool": "contract"} | more


def late(*deadlines: int, fen: int = 100_000_00) -> list[Table]:
    """Instalments due on those days, counted from the deadline."""
    return [
        {"id": f"i{number}", "amount": fen + number, "year": 1, "deadline": on(day)}
        for number, day in enumerate(deadlines)
    ]


def life(terms: Table, rows: list[Table], *facts: Table, days: int = 110, **readings: str) -> Table:
    """What the auditor and the program both look at."""
    given = {"late-fee-start": "day-after-deadline", "late-fee-overlap": "once-a-day"}
    return {
        "rules": [terms],
        "as_of": on(days),
        "instalments": rows,
        "force_majeure": None,
        "readings": given | {"one-off": "each"} | readings,
        "facts": list(facts),
    }


def relief(act: str, row: str, day: int, fen: int) -> Table:
    line = f"late-payment/{row}"
    return {"kind": "relief", "act": act, "line": line, "on": on(day), "fen": fen}


def failed(row: str, day: int) -> Table:
    return {"kind": "negotiation", "act": "fail", "subjects": [row], "on": on(day)}


def paid(row: str, day: int, fen: int) -> Table:
    return {"kind": "payment", "instalment": row, "on": on(day), "fen": fen}


def dispute(row: str, day: int, fen: int) -> Table:
    return {"kind": "dispute-open", "instalment": row, "on": on(day), "fen": fen}


ROWS = late(0, 3, 50, 51, 90)
GATED = {"gate": "negotiation-failed"}
OF_WEEKS = {"per": {"days": 7, "part": "started"}, "rate": "0.7%"}
LIVES: dict[str, Table] = {
    "it runs out in the middle of many days": life(rule(cap=cap()), ROWS),
    "it lasts": life(rule(cap=cap("99%")), ROWS),
    "it grows with each instalment that is late": life(rule(cap=cap(of="amount-overdue")), ROWS),
    "it grows, and is full between": life(rule(rate="3%", cap=cap(of="amount-overdue")), ROWS),
    "it grows by periods": life(rule(**OF_WEEKS, cap=cap("3%", of="amount-overdue")), ROWS),
    "whole periods over changes of the rate": life(
        rule(per={"days": 7, "part": "whole"}, tiers=[{"from_day": 10, "rate": "2%"}], cap=cap()),
        ROWS,
    ),
    "parts of a fen by the day": life(
        rule(per={"days": 30, "part": "pro-rata"}, rate="0.0001%", cap=cap("0.001%")),
        late(0, 1, 2, fen=1_000_00),
    ),
    "a cap that is a sum": life(rule(cap={"amount": "12345.67", "pool": "contract"}), ROWS),
    "days of grace use nothing up": life(
        rule(rate="0%", tiers=[{"from_day": 9, "rate": "1%"}], cap=cap()), ROWS
    ),
    "a pool for each": life(rule(cap=cap(pool="breach")), ROWS),
    "without a cap": life(rule(), ROWS),
    "once a day": life(rule(base="contract-price", rate="0.01%", cap=cap("1%")), ROWS),
    "once a day, paid and late again": life(
        rule(base="contract-price", rate="0.01%", cap=cap("3%", of="instalment")),
        ROWS,
        paid("i0", 30, 100_000_00),
        {"kind": "refund", "instalment": "i0", "on": on(40), "fen": 500_00},
        paid("i1", 20, 1_00),
        dispute("i1", 60, 30_000_00),
    ),
    "settled beforehand, and then used up": life(
        rule(cap=cap("1%")), ROWS, relief("settle", "i2", 5, 3_000_00), relief("settle", "i0", 5, 1)
    ),
    "settled to the fen": life(
        rule(cap=cap("2%")), late(0, 0), relief("settle", "i1", 9, 1_700_00)
    ),
    "settled for more than it comes to": life(
        rule(cap=cap("1%")), ROWS, relief("settle", "i2", 5, 90_000_00)
    ),
    "settled, while there is something left": life(
        rule(rate="1%", cap=cap("2%")), late(0, 0, 4), relief("settle", "i0", 1, 3_500_00)
    ),
    "days of grace before a cap of some fen": life(
        rule(rate="0%", tiers=[{"from_day": 9, "rate": "1%"}], cap={"amount": "0.02", "pool": "contract"}),
        ROWS,
    ),
    "waived, and there again": life(
        rule(cap=cap("1%", waiver_returns=True)),
        ROWS,
        relief("waive", "i0", 15, 2_000_00),
        relief("waive", "i1", 16, 400_00),
        relief("waive", "i1", 17, 300_00),
        relief("waive", "i1", 90, 1_000_00),
        relief("settle", "i1", 91, 700_00),
    ),
    "waived for good": life(rule(cap=cap("1%")), ROWS, relief("waive", "i0", 15, 2_000_00)),
    "the gate is never met": life(rule(**GATED, cap=cap()), ROWS, days=60),
    "gates are met later, and on one day": life(
        rule(**GATED, cap=cap("2%")), ROWS, failed("i0", 60), failed("i2", 60), failed("i1", 95)
    ),
    "what a gate brings comes before what falls on its day": life(
        rule(**GATED, cap=cap("3.1%")),
        late(0, 1, 58),
        failed("i1", 5),
        failed("i0", 60),
        failed("i2", 58),
    ),
    "its base falls, and nothing else changes": life(
        rule(base="contract-price", rate="0.075%", cap=cap("5%", of="instalment")),
        late(0, 100),
        paid("i0", -2, 40_000_00),
        {"kind": "refund", "instalment": "i0", "on": on(20), "fen": 40_000_00},
        dispute("i0", 20, 40_000_00),
    ),
    "a gate, by periods, with what was waived": life(
        rule(**GATED, **OF_WEEKS, cap=cap(of="amount-overdue", waiver_returns=True)),
        ROWS,
        failed("i0", 60),
        failed("i1", 61),
        failed("i3", 100),
        relief("waive", "i0", 70, 500_00),
        relief("waive", "i3", 99, 10_00),
    ),
    "a gate, and a base that falls": life(
        rule(**GATED, cap=cap("2%", of="instalment")),
        ROWS,
        failed("i0", 60),
        dispute("i0", 20, 40_000_00),
    ),
    "a gate, and one carries the days of the other": life(
        rule(**GATED, base="contract-price", rate="0.01%", cap=cap()),
        late(0, 0, 10),
        failed("i1", 30),
        failed("i2", 90),
        paid("i0", 40, 50_000_00),
    ),
    "a fixed sum once": life(
        {k: v for k, v in rule(amount="500.00", cap=cap("0.5%")).items() if k not in ("rate", "base", "per")},
        ROWS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIVES)
def test_summed_over_stretches_it_is_what_the_days_come_to(name: str) -> None:
    """Amounts, caps, days on which they are reached and rights are those of the auditor, who walks day by day."""
    check(LIVES[name])


def number(occurrences: int, within: str | None) -> Table:
    often: Table = {"occurrences": occurrences} | ({"within": within} if within else {})
    return rule(terminate_after=often)


@pytest.mark.parametrize("within", [None, "10 days", "1 month", "1 year"])
@pytest.mark.parametrize("occurrences", [1, 2, 3])
def test_breaches_are_counted_within_a_span_that_moves(
    occurrences: int, within: str | None
) -> None:
    """An instalment that was late twice is one; what lies before the span is left out."""
    again = [
        paid("i0", 2, 100_000_00),
        {"kind": "refund", "instalment": "i0", "on": on(6), "fen": 5},
    ]
    check(life(number(occurrences, within), late(0, 9, 12, 45), *again))


# -- one base, known by two sums ------------------------------------------------------------------


def sight_of_nothing() -> Sight:
    """A contract to which nothing has happened."""
    nothing = life(rule(), late(0))
    return sight_of(terms_of(nothing), position_of(nothing), calendar())


def two_sums(share: str, every: int = 1) -> tuple[Pool, list[Flow]]:
    """Two lines of 100 fen a day, whose cap is taken of one fee that each knows by another sum."""
    per = {"days": every, "part": "whole"}
    capped: Rule = rules_from({"damages": [rule(cap=cap(share), per=per)]})[0]
    delays = [Delay(f"B{place}", place, START, 1, "supplier", (), 0, None) for place in range(2)]
    assert capped.cap is not None
    pool = Pool(capped.cap, delays, capped, sight_of_nothing())
    flows = []
    for place in range(2):
        # by periods the second line's days lie between those of the first
        first = DEADLINE.toordinal() + place * (every // 2)
        sums = Series(first, every, 10, 100 * ONE * every, None)
        flows.append(Flow(sums, pool.claims[place], "fee", (place + 1) * 1_000))
    return pool, flows


def day_by_day(share: int, every: int) -> list[tuple[int, int, int | None]]:
    """The same, walked: each line meets its own sum before it takes."""
    got, limits, reached = [0, 0], [0, 0], [None, None]
    for day in range(10):
        for place in range(2):
            limits[place] = (place + 1) * 1_000 * share // 100
            got[place] += min(100, max(limits[place] - sum(got), 0))
            if reached[place] is None and limits[place] <= sum(got):
                on = DEADLINE.toordinal() + place * (every // 2) + day * every
                reached[place] = on  # type: ignore[call-overload]
    return list(zip(got, limits, reached, strict=True))


@pytest.mark.parametrize("every", [1, 7])
@pytest.mark.parametrize("share", [20, 55, 100, 150, 300])
def test_each_line_goes_by_the_sum_that_it_knows(share: int, every: int) -> None:
    """Two breaches of one period, before and after a rise of its fee: each is capped by the fee of its day."""
    pool, flows = two_sums(f"{share}%", every)
    Spending(pool, flows).run(END)
    found = [(claim.amount, claim.limit, claim.reached) for claim in pool.claims.values()]
    assert found == day_by_day(share, every)
    assert [claim.worth for claim in pool.claims.values()] == [1_000, 1_000]


def test_sums_of_one_day_of_a_gate_meet_their_bases_one_after_the_other() -> None:
    """What was owed for earlier days is held against the fee of those days, in the order of the lines."""
    pool, flows = two_sums("55%")
    for flow in flows:
        pool.meet(flow.identity, flow.base)
    Spending(pool, flows, owed_on=END).run(END, met=True)
    assert [claim.amount for claim in pool.claims.values()] == [300, 800]


def test_a_pool_without_lines_has_nothing_to_give() -> None:
    """What is a share of bases that nobody has met is a share of nothing."""
    pool, _ = two_sums("5%")
    Spending(pool, []).run(END)
    assert pool.room == 0
