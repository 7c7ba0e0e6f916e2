"""Settlements and scores by hand-worked sums, and what of them is refused."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from journal_facts import IMPORTED, fact, objected
from svcctl import workspace
from svcctl.billing.terms import terms_from
from svcctl.contracts.form import plain

HEAD = """
format = 1
id = "made"
title = "服务合同"
currency = "CNY"
calendar = "CN"
signed_on = 2025-01-01
[[parties]]
role = "purchaser"
name = "甲方单位"
[[parties]]
role = "supplier"
name = "乙方公司"
[term]
article = "一"
"""
YEAR = "from = 2025-01-01\nto = 2025-12-31\n"
PRICE = '[price]\ntotal = "120000.00"\narticle = "二"\n'
FEE = """
[[instalments]]
key = "fee"
title = "服务费"
every = "month"
share = "100%"
settled = true
due = { days = 10, unit = "working-day", after = "period-end" }
article = "三"
"""
ONCE = FEE.replace('every = "month"', 'every = "once"').replace("period-end", "term-end")
SCORED = FEE + 'assessment = "monthly"\n[[assessments]]\nkey = "monthly"\narticle = "四"\n'
Do = Callable[..., Any]


@pytest.fixture
def do(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Do:
    """A command of words that goes well, and its answer; the first one makes the store from a text."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))

    def call(line: str, text: str = "") -> Any:
        if text:
            (tmp_path / "made.toml").write_text(text, encoding="utf-8")
            line = f"init {tmp_path / 'made.toml'}"
        code, out, err = run(*line.split(), "--format", "json")
        assert code == 0, err
        return json.loads(out)

    return call


def row(do: Do, name: str, as_of: str = "2026-06-01") -> dict[str, str]:
    """That row's sums and state."""
    found = do(f"payments schedule --as-of {as_of}")["instalments"]
    return next(each for each in found if each["id"].split(":")[-1] == name)


def comes_to(do: Do, name: str) -> tuple[str, str, str]:
    found = row(do, name)
    return found["amount"], found["added"], found["reduced"]


def no(run: Run, line: str) -> str:
    """What is said where something is refused; nothing is recorded."""
    before = run("audit", "log", "--format", "json")[1]
    code, _, err = run(*line.split())
    assert code == 2, line
    assert run("audit", "log", "--format", "json")[1] == before
    return err


@pytest.mark.parametrize(
    ("rule", "score", "reduced"),
    [  # of a fee of 10,000.00
        ('full_from = 85\nless_per_point = "1%"', "85", "0.00"),
        ('full_from = 85\nless_per_point = "1%"', "80.5", "450.00"),
        ('full_from = 85\nless_per_point = "2%"', "0", "10000.00"),  # 170 % is not below nought
        ('full_from = 85\nless_per_point = "500.00"', "84", "500.00"),
        ('full_from = 85\nless_per_point = "500.00"', "84.5", "250.00"),
        ('full_from = 85\nless_per_point = "500.00"', "10", "10000.00"),
        ("fail_below = 60", "12", "0.00"),  # a score that changes no sum
        ('bands = [{ from = 90, pay = "100%" }, { from = 80, pay = "95%" }]', "89.9", "500.00"),
        ('bands = [{ from = 90, pay = "100%" }, { from = 80, pay = "95%" }]', "79", "10000.00"),
    ],
)
def test_what_a_score_leaves(do: Do, rule: str, score: str, reduced: str) -> None:
    """By points missing, in shares or yuan; by bands, nothing below the last."""
    do("", HEAD + YEAR + PRICE + SCORED + rule)
    do(f"payments settle Y1-M01-fee --score {score} --on 2025-02-05")
    assert comes_to(do, "Y1-M01-fee") == ("10000.00", "0.00", reduced)


def test_list_prices_are_settled_less_the_discount(do: Do) -> None:
    """20,000.00 at list prices less 0.35 % is 19,930.00; less a deduction of 30.00, 19,900.00."""
    price = PRICE + 'kind = "ceiling"\ndiscount = "0.35%"\n'
    do("", HEAD + YEAR + price + FEE)
    do("payments settle Y1-M01-fee --list 20000 --deduct 30 --on 2025-02-05")
    assert comes_to(do, "Y1-M01-fee") == ("10000.00", "9900.00", "0.00")
    told = do("explain Y1-M01-fee --as-of 2026-06-01 --lang zh")["steps"]
    assert any("20,000.00" in each["words"] for each in told)


def test_quantities_by_unit_prices_each_rounded(do: Do) -> None:
    """3 x 0.335 is 1.005, 1.01 in fen; an item by the year counts a twelfth for a month; one not named nothing."""
    items = """items = [
      { key = "a", title = "甲", unit = "次", unit_price = "0.335", estimate = "12" },
      { key = "b", title = "乙", unit = "平方米", unit_price = "12.00", estimate = "100", per = "year" },
      { key = "c", title = "丙", unit = "次", unit_price = "9.00", estimate = "1" },
    ]
    """
    do("", HEAD + YEAR + '[price]\nkind = "ceiling"\ntotal = "9000.00"\narticle = "二"\n' + items
       + FEE.replace('share = "100%"\n', ""))  # fmt: skip
    do("payments settle Y1-M01-fee --quantity a=3 --quantity b=100 --on 2025-02-05")
    found = row(do, "Y1-M01-fee")
    assert float(found["amount"]) + float(found["added"]) - float(found["reduced"]) == 101.01
    told = do("explain Y1-M01-fee --as-of 2026-06-01 --lang zh")["steps"]
    assert any("101.01" in each["words"] for each in told)


def test_the_later_settlement_holds(do: Do) -> None:
    """By its day, on one day by the recording; what was paid beyond it comes back."""
    do("", HEAD + YEAR + PRICE + FEE)
    do("payments settle Y1-M01-fee --coefficient 5/6 --on 2025-02-05")
    do("payments settle Y1-M01-fee --deduct 1000 --on 2025-02-04")
    assert comes_to(do, "Y1-M01-fee") == ("10000.00", "0.00", "1666.67")
    do("payments record Y1-M01-fee --amount 8333.33 --on 2025-02-06 --ref a")
    do("payments settle Y1-M01-fee --amount 8000 --on 2025-02-05")
    assert row(do, "Y1-M01-fee")["overpaid"] == "333.33"


REFUSED = [
    ("--on 2025-02-05", "give one of"),
    ("--amount 1 --coefficient 0.5 --on 2025-02-05", "give one of"),
    ("--coefficient x --on 2025-02-05", "as numbers"),
    ("--coefficient 1/0 --on 2025-02-05", "as numbers"),
    ("--quantity a=-1 --on 2025-02-05", "item=quantity"),
    ("--score 80 --on 2025-02-05", "assess"),
    ("--quantity a=1 --on 2025-02-05", "no unit price"),
    ("--amount 10000.01 --on 2025-02-05", "10,000.00"),
]


@pytest.mark.parametrize(("given", "why"), REFUSED)
def test_what_no_settlement_can_say(do: Do, run: Run, given: str, why: str) -> None:
    """Two ways or none, what is no number, a way that the contract has not, more than the price."""
    do("", HEAD + YEAR + PRICE + FEE)
    assert why in no(run, f"payments settle Y1-M01-fee {given}").lower()


def test_a_score_of_another_rhythm_settles_nothing(do: Do, run: Run) -> None:
    """月考核、季付费: the months' scores are recorded, the quarter is settled by its sum."""
    quarterly = SCORED.replace('every = "month"', 'every = "quarter"', 1)
    do("", HEAD + YEAR + PRICE + quarterly + 'every = "month"\nfail_below = 60\n')
    no(run, "payments settle Y1-Q1-fee --score 80 --on 2025-04-05")
    do("assessment record monthly --period Y1-M03 --score 59 --on 2025-04-05")
    do("assessment record monthly --period Y1-M01 --score 60 --on 2025-04-06")
    found = do("assessment list --as-of 2025-05-01")
    assert [(s["period"], s["failed"]) for s in found["scores"]] == [
        ("Y1-M01", False), ("Y1-M03", True),
    ]  # fmt: skip
    assert found["may_terminate"] == []
    assert "monthly" in no(run, "assessment record other --period Y1-M03 --score 1 --on 2025-04-05")
    no(run, "assessment record monthly --period Y3-M03 --score 1 --on 2025-04-05")


def test_what_is_not_settled_takes_a_reduction_by_agreement_only(
    do: Do, run: Run, tmp_path: Path
) -> None:
    """Both sides' paper, and never more than the fee."""
    do("", HEAD + YEAR + PRICE + FEE.replace("settled = true\n", ""))
    no(run, "payments settle Y1-M01-fee --deduct 1 --on 2025-02-05")
    (tmp_path / "both.pdf").write_bytes(b"%PDF-1.4 both sides")
    agreed = f"--agreed {tmp_path / 'both.pdf'} --on 2025-02-05"
    no(run, f"payments settle Y1-M01-fee --amount 10000.01 {agreed}")
    do(f"payments settle Y1-M01-fee --deduct 1 {agreed}")
    assert comes_to(do, "Y1-M01-fee") == ("10000.00", "0.00", "1.00")


def test_a_ceiling_says_how_much_is_left(do: Do, run: Run) -> None:
    """120,000.00 is the most: after 100,000.00 and a payment that came back, 20,000.00 are left."""
    do("", HEAD + YEAR + PRICE + 'kind = "ceiling"\n' + FEE)
    do("payments settle Y1-M01-fee --amount 100000 --on 2025-02-05")
    do("payments record Y1-M02-fee --amount 10000 --on 2025-03-06 --ref a")
    said = no(run, "payments settle Y1-M03-fee --amount 10000.01 --on 2025-04-05")
    assert "10,000.00 of it is left" in said
    do("payments refund made#3 --amount 10000 --on 2025-03-07 --reason returned")
    do("payments settle Y1-M03-fee --amount 20000 --on 2025-04-05")
    do("payments settle Y1-M04-fee --amount 1 --on 2025-05-06 --override --reason agreed")
    assert row(do, "Y1-M05-fee")["amount"] == "0.00"  # no estimate is more than what is left


def test_what_comes_once_is_settled_alone(do: Do) -> None:
    """`settled` alone is all that is left of the price; up to 80 % counts what stood before it."""
    first = ONCE.replace('"fee"', '"first"').replace("settled = true\n", "").replace("100%", "30%")
    second = ONCE.replace('"fee"', '"second"').replace('share = "100%"\nsettled = true', 'up_to = "80%"')  # fmt: skip
    last = ONCE.replace('"fee"', '"last"').replace('share = "100%"\n', "")
    do("", HEAD + YEAR + PRICE + first + second + last)
    found = {name: row(do, name)["amount"] for name in ("first", "second", "last")}
    assert found == {"first": "36000.00", "second": "60000.00", "last": "24000.00"}


def test_sums_in_yuan_once_and_of_each_period(do: Do) -> None:
    """20,000.00 once and 25,000.00 a quarter make the price; the renewal goes on as its year was."""
    once = ONCE.replace('share = "100%"\nsettled = true', 'amount = "20000.00"')
    fee = FEE.replace('every = "month"\nshare = "100%"\nsettled = true',
                      'every = "quarter"\namounts = ["10000.00", "20000.00", "30000.00", "40000.00"]')  # fmt: skip
    do(
        "",
        HEAD
        + YEAR
        + "renewals = [{ years = 1 }]\n"
        + PRICE
        + once.replace('"fee"', '"once"')
        + fee,
    )
    found = {r["id"].split(":")[-1]: r["amount"] for r in do("payments schedule")["instalments"]}
    assert found["once"] == "20000.00"
    assert [found[f"Y1-Q{number}-fee"] for number in (1, 2, 3, 4)] == [
        "10000.00", "20000.00", "30000.00", "40000.00",
    ]  # fmt: skip
    assert [found[f"Y2-Q{number}-fee"] for number in (1, 2, 3, 4)] == [
        "10000.00", "20000.00", "30000.00", "40000.00",
    ]  # fmt: skip


def test_a_renewal_after_a_term_of_half_a_year_is_a_year_of_its_own(do: Do) -> None:
    """Six months, then three: the second begins anew on 1 July, at the price of a month before."""
    term = "from = 2025-01-01\nto = 2025-06-30\nrenewals = [{ months = 3 }]\n"
    do("", HEAD + term + PRICE + FEE)
    found = do("payments schedule")["instalments"]
    ids = [each["id"].split(":")[-1] for each in found]
    assert ids == [f"Y1-M0{n}-fee" for n in range(1, 7)] + [f"Y2-M0{n}-fee" for n in range(1, 4)]
    assert {each["amount"] for each in found} == {"20000.00"}
    assert found[-1]["period_to"] == "2025-09-30"


def test_what_waits_for_a_payment_of_its_own_period(do: Do) -> None:
    """Ahead 30 %, the rest ten days after that was paid; the first of the next month after the month before."""
    ahead = FEE.replace('"fee"', '"ahead"').replace('share = "100%"\nsettled = true', 'share = "30%"').replace(
        "period-end", "period-start")  # fmt: skip
    rest = FEE.replace('"fee"', '"rest"').replace('share = "100%"\nsettled = true', 'share = "70%"').replace(
        'working-day", after = "period-end"', 'calendar-day", after = "payment:ahead", roll = "no"')  # fmt: skip
    do("", HEAD + YEAR + PRICE + ahead + rest)
    assert row(do, "Y1-M02-rest", "2025-02-10")["status"] == "projected"
    do("payments record Y1-M02-ahead --amount 3000 --on 2025-02-10 --ref a")
    found = row(do, "Y1-M02-rest", "2025-02-11")
    assert (found["status"], found["due_on"]) == ("due", "2025-02-20")
    do("contract terminate --on 2025-03-15 --reason end")
    assert row(do, "Y1-M05-rest")["status"] == "cancelled"


def test_no_instalment_of_that_name_is_settled(do: Do, run: Run) -> None:
    """The names that there are stand beside the refusal."""
    do("", HEAD + YEAR + PRICE + FEE)
    assert "Y1-M12-fee" in no(run, "payments settle Y1-M13-fee --amount 1 --on 2025-02-05")


FINED = """
[[damages]]
key = "sloppy"
for = "recorded-breach"
payer = "supplier"
rate = "5%"
base = "instalment"
article = "九"
"""


@pytest.mark.parametrize(
    ("retain", "settled", "fine"),
    [
        ("", "", "500.00"),  # 5 % of a month's 10,000.00
        ("", "--deduct 1000", "450.00"),  # of the 9,000.00 that it was settled at
        ("", "--amount 8000 --deduct 1000", "350.00"),
        ('retain = "2000.00"\n', "--deduct 1000", "450.00"),  # what is kept is part of the fee
    ],
)
def test_a_fine_of_a_months_fee(do: Do, retain: str, settled: str, fine: str) -> None:
    """扣当月服务费5%: the whole fee of the month of the breach, as settled, paid or not."""
    collects = FEE.replace('key = "fee"', 'key = "kept"').replace(
        'every = "month"', 'every = "once"'
    )
    collects = collects.replace('share = "100%"\nsettled = true', 'collects = ["fee"]')
    collects = collects.replace("period-end", "term-end")
    text = HEAD + YEAR + PRICE + FEE.replace("settled", f"{retain}settled")
    do("init", text + (collects if retain else "") + FINED)
    do("breach record sloppy --on 2025-03-15")
    do("payments record Y1-M03-fee --amount 5000 --on 2025-04-10 --ref 1 --confirm-account")
    if settled:
        do(f"payments settle Y1-M03-fee {settled} --on 2025-04-12")
    [line] = do("damages assess --as-of 2025-04-20")["lines"]
    assert line["amount"] == fine
    # a breach of another month goes by that month's fee, which nobody has settled otherwise
    do("breach record sloppy --on 2025-05-31")
    lines = do("damages assess --as-of 2025-06-20")["lines"]
    assert sorted(line["amount"] for line in lines) == sorted([fine, "500.00"])


def test_a_fine_of_the_shortest_period(do: Do) -> None:
    """Half a year ahead and months beside it: the month's fee, not the half-year's."""
    half = (
        FEE.replace('"fee"', '"half"')
        .replace('"month"', '"half-year"')
        .replace("settled = true\n", "")
    )
    half = half.replace('"100%"', '"40%"')
    do("init", HEAD + YEAR + PRICE + half + FEE.replace('"100%"', '"60%"') + FINED)
    do("breach record sloppy --on 2025-02-01")
    [line] = do("damages assess --as-of 2025-06-20")["lines"]
    assert line["amount"] == "300.00"  # 72,000.00 of the year in twelve parts of 6,000.00


OFFICE = """
[office]
department = "信息科"
fund_source = "财政拨款"
budget_item = "30227 委托业务费"
"""
SHARED_FUNDS = (
    'fund_source = [{ name = "财政拨款", share = "60%" }, { name = "自筹资金", share = "40%" }]\n'
)


def test_each_row_says_who_pays_it_from_what(do: Do) -> None:
    """The office's department and item on every row; an instalment's own source of funds before the office's."""
    half = (
        FEE.replace('"fee"', '"half"')
        .replace("month", "half-year")
        .replace("settled = true\n", SHARED_FUNDS)
    )
    halves = half.replace('"100%"', '"40%"') + FEE.replace('"100%"', '"60%"')
    do("init", HEAD + YEAR + PRICE + halves + OFFICE)
    rows = do("payments schedule")["instalments"]
    told = {
        row["key"]: [row[key] for key in ("department", "fund_source", "budget_item")]
        for row in rows
    }
    both = [{"name": "财政拨款", "share": "60%"}, {"name": "自筹资金", "share": "40%"}]
    assert told == {
        "half": ["信息科", both, "30227 委托业务费"],
        "fee": ["信息科", "财政拨款", "30227 委托业务费"],
    }


VISITS = """
[[obligations]]
key = "visit"
title = "回访"
who = "supplier"
every = "quarter"
due = { days = 5, unit = "working-day", after = "period-end" }
article = "五"
[[obligations]]
key = "plan"
title = "年度计划"
who = "supplier"
every = "service-year"
due = { days = 10, unit = "calendar-day", after = "period-start" }
article = "五"
[[obligations]]
key = "listed"
title = "汇报"
who = "supplier"
every = "half-year"
due = { on = [2025-06-20, 2025-12-22] }
article = "五"
"""


def test_an_obligation_of_each_period(do: Do, run: Run) -> None:
    """A visit a quarter, a plan a year, a day of a list a half-year: each with its own date, each kept by itself."""
    do("init", HEAD + YEAR + PRICE + FEE + VISITS)
    found = {
        o["key"]: (o["due_on"], o["period"])
        for o in do("obligations list --as-of 2025-04-01")["obligations"]
    }
    assert found == {
        # five working days after 31 March, with 4 April off for Qingming: 1, 2, 3, 7, 8 April
        "Y1-Q1-visit": ("2025-04-08", "Y1-Q1"),
        "Y1-Q2-visit": ("2025-07-07", "Y1-Q2"),
        # the National Day of 2025 lasts from 1 to 8 October, so 9, 10, 11 (worked), 13, 14
        "Y1-Q3-visit": ("2025-10-14", "Y1-Q3"),
        # after 31 December: 1 to 3 January 2026 are off and the 4th, a Sunday, is worked
        "Y1-Q4-visit": ("2026-01-08", "Y1-Q4"),
        "Y1-plan": ("2025-01-13", "Y1"),  # the 11th is a Saturday
        "Y1-H1-listed": ("2025-06-20", "Y1-H1"),
        "Y1-H2-listed": ("2025-12-22", "Y1-H2"),
    }
    do("obligations done Y1-Q1-visit --on 2025-04-03")
    states = {
        o["key"]: o["status"] for o in do("obligations list --as-of 2025-07-08")["obligations"]
    }
    assert (states["Y1-Q1-visit"], states["Y1-Q2-visit"], states["Y1-Q3-visit"]) == (
        "done",
        "overdue",
        "open",
    )
    assert (
        "第1年第2季度回访" in run("obligations", "list", "--as-of", "2025-07-08", "--lang", "zh")[1]
    )
    # of an early end there is nothing more to keep in what comes after it
    do("contract terminate --on 2025-08-15 --reason x")
    after = [o["key"] for o in do("obligations list --as-of 2025-09-01")["obligations"]]
    assert "Y1-Q3-visit" in after
    assert "Y1-Q4-visit" not in after


JOINT = HEAD.replace('"乙方公司"\n', '"乙方公司"\nkey = "a"\n') + (
    YEAR + PRICE + '[[parties]]\nrole = "supplier"\nname = "丙方公司"\nkey = "b"\n'
)
PAYEES = 'payees = [{ party = "a", share = "60%" }, { party = "b", share = "40%" }]\n'


def test_a_later_settlement_of_all_payees_overrides_that_of_one(do: Do) -> None:
    """Of two settlements the later holds: a row settled alone, then all together, goes by the latter."""
    # 10 000.00 a month, 60 % and 40 %: a alone at 5 000.00, then both at 9 000.00, 5 400.00 and 3 600.00
    do("", JOINT + FEE + PAYEES)
    do("payments settle Y1-M01-fee.a --amount 5000.00 --on 2025-02-03")
    do("payments settle Y1-M01-fee --amount 9000.00 --on 2025-02-05")
    assert comes_to(do, "Y1-M01-fee.a") == ("6000.00", "0.00", "600.00")
    assert comes_to(do, "Y1-M01-fee.b") == ("4000.00", "0.00", "400.00")
    # and one settled alone afterwards by its own again
    do("payments settle Y1-M01-fee.b --amount 3000.00 --on 2025-02-05")
    assert comes_to(do, "Y1-M01-fee.a") == ("6000.00", "0.00", "600.00")
    assert comes_to(do, "Y1-M01-fee.b") == ("4000.00", "0.00", "1000.00")


def test_what_is_kept_of_two_payees_adds_up(do: Do) -> None:
    """A sum kept back is split as the instalment is, the last takes the remainder."""
    # 100.01 kept of each month: 60.01 (60.006, half up) and 40.00; over twelve months 720.12 and 480.00
    rest = (
        FEE.replace('"fee"', '"rest"')
        .replace('every = "month"', 'every = "once"')
        .replace('share = "100%"\nsettled = true', 'collects = ["fee"]')
        .replace("period-end", "term-end")
    )
    do("", JOINT + FEE + PAYEES + 'retain = "100.01"\n' + rest)
    assert comes_to(do, "Y1-M01-fee.a") == ("5939.99", "0.00", "0.00")
    assert comes_to(do, "Y1-M01-fee.b") == ("3960.00", "0.00", "0.00")
    assert comes_to(do, "rest.a")[0] == "720.12"
    assert comes_to(do, "rest.b")[0] == "480.00"


def test_force_majeure_after_the_term_moves_nothing(do: Do) -> None:
    """Days lost before the end come after it; days when the term is over do not."""
    clause = '[force_majeure]\nwho = "supplier"\narticle = "九"\n'
    do("", HEAD + YEAR + PRICE + clause + ONCE.replace("working-day", "calendar-day"))
    began = "force-majeure begin --by supplier --on"
    do(f"{began} 2025-06-01")
    do("force-majeure end FM1 --on 2025-06-10")
    do(f"{began} 2026-02-01")
    do("force-majeure end FM2 --on 2026-02-28")
    # ten days after 31 December 2025: 10 January; ten days on from there is Tuesday, 20 January
    assert row(do, "fee")["due_on"] == "2026-01-20"


def test_a_rise_that_came_later_is_no_part_of_an_earlier_fee(do: Do, tmp_path: Path) -> None:
    """A breach of March goes by March's 10,000.00, whatever June's supplement adds to that month."""
    do("init", HEAD + YEAR + PRICE + FEE.replace("settled = true\n", "") + FINED)
    do("breach record sloppy --on 2025-03-15")
    dearer = HEAD + YEAR + PRICE.replace("120000", "132000") + FEE.replace("settled = true\n", "")
    (tmp_path / "dearer.toml").write_text(dearer + FINED, encoding="utf-8")
    signed = "--signed-on 2025-06-01 --approved-on 2025-06-01 --approval-ref 1"
    do(f"contract amend {tmp_path / 'dearer.toml'} {signed} --filed-on 2025-06-02")
    assert row(do, "Y1-M03-fee-A1")["amount"] == "1000.00"
    [line] = do("damages assess --as-of 2025-06-20")["lines"]
    assert line["amount"] == "500.00"
    # what is broken once the supplement is in force goes by the dearer fee
    do("breach record sloppy --on 2025-07-15")
    lines = do("damages assess --as-of 2025-08-20")["lines"]
    assert [line["amount"] for line in lines] == ["500.00", "550.00"]


def test_an_invoice_for_a_sum_not_settled_is_unpaid_whole(do: Do) -> None:
    """Nobody knows yet what is billed too much; once it is settled at 9,000.00, 3,000.00 of 12,000.00 is."""
    do("init", HEAD + YEAR + PRICE + FEE)
    do("invoice add 25617000000000000001 --for Y1-M03-fee --amount 12000 --rate 6% --on 2025-04-02")

    def sums() -> tuple[str, str]:
        [found] = do("invoice list --as-of 2025-04-20")["invoices"]
        return found["unpaid"], found["to_cancel"]

    assert sums() == ("12000.00", "0.00")
    do("payments settle Y1-M03-fee --deduct 1000 --on 2025-04-12")
    assert sums() == ("9000.00", "3000.00")


def test_a_cap_of_the_months_fee_is_one_for_its_breaches(do: Do) -> None:
    """60 % of 10,000.00 a time, at most a month's fee: two of March come to 10,000.00, one of April to 6,000.00 more."""
    capped = FINED.replace('"5%"', '"60%"').replace(
        "article", 'cap = { share = "100%", of = "instalment", pool = "contract" }\narticle'
    )
    do("init", HEAD + YEAR + PRICE + FEE.replace("settled = true\n", "") + capped)
    for day in ("2025-03-15", "2025-03-20", "2025-04-02"):
        do(f"breach record sloppy --on {day}")
    lines = do("damages assess --as-of 2025-06-20")["lines"]
    assert [line["amount"] for line in lines] == ["6000.00", "4000.00", "6000.00"]


LATE = """
[[damages]]
key = "late"
payer = "purchaser"
for = "late-payment"
rate = "1%"
per = { days = 1, part = "whole" }
base = "amount-overdue"
cap = { share = "5%", of = "instalment", pool = "contract", waiver_returns = true }
article = "八"
"""


def test_what_was_waived_and_returned_is_told(do: Do) -> None:
    """1 % a day of 10,000.00, at most 500.00: reached after five days; 200.00 waived, two days more count again."""
    once = ONCE.replace('share = "100%"\nsettled = true', 'amount = "120000.00"')
    text = HEAD + YEAR + PRICE + once.replace("120000.00", "10000.00") + LATE
    do("init", text.replace('total = "120000.00"', 'total = "10000.00"'))
    # ten working days from 31 December 2025 end on 15 January 2026
    assert row(do, "fee", "2026-01-16")["due_on"] == "2026-01-15"
    do("damages waive late/fee --amount 200 --on 2026-01-25 --reason agreed --doc 决定1")
    [line] = do("damages assess --as-of 2026-02-10")["lines"]
    assert (line["amount"], line["open"]) == ("700.00", "500.00")
    told = do("explain late/fee --as-of 2026-02-10")["explained"]
    [above] = [step for step in told if step["step"] == "above-cap-waived"]
    assert (above["returned"], above["amount"], above["cap"]) == ("200.00", "700.00", "500.00")


def test_a_share_up_to_a_sum_goes_by_what_stood_before_it_alone(do: Do) -> None:
    """What comes after it in the file moves nothing, settled or not."""
    first = ONCE.replace('"fee"', '"first"').replace("settled = true\n", "").replace("100%", "30%")
    second = ONCE.replace('"fee"', '"second"').replace('share = "100%"\nsettled = true', 'up_to = "80%"')  # fmt: skip
    last = ONCE.replace('"fee"', '"last"').replace('share = "100%"\n', "")
    do("", HEAD + YEAR + PRICE + first + second + last)
    do("payments settle last --amount 20000 --on 2026-01-05")
    assert row(do, "second")["amount"] == "60000.00"


def test_a_fen_left_below_a_ceiling_is_given_to_who_lacks_one(do: Do) -> None:
    """Five firms lack a fen each and two are left: the estimates together grow by two, none by more than it lacks."""
    firms = "".join(
        f'[[parties]]\nkey = "{key}"\nrole = "supplier"\nname = "{key}公司"\n' for key in "vwxyz"
    )
    head = HEAD.replace('[[parties]]\nrole = "supplier"\nname = "乙方公司"\n', firms)
    payees = ", ".join(f'{{ party = "{key}", share = "20%" }}' for key in "vwxyz")
    fee = FEE.replace("settled = true", f"settled = true\npayees = [{payees}]")
    price = PRICE.replace("120000.00", "10000.00") + 'kind = "ceiling"\n'
    do("", head + "from = 2025-01-01\nto = 2025-02-28\n" + price + fee)
    for key in "vwxyz":  # 999.99 of 1,000.00 each
        do(f"payments record Y1-M02-fee.{key} --amount 999.99 --on 2025-03-05 --ref {key}")
    do("payments settle Y1-M01-fee --amount 5000.03 --on 2025-02-05")
    owed = [row(do, f"Y1-M02-fee.{key}")["amount"] for key in "vwxyz"]
    assert sorted(owed) == ["1000.00"] * 2 + ["999.99"] * 3


def test_what_names_could_not_have_recorded_is_objected_to() -> None:
    """A score of no assessment, a quantity of no unit price: a fact that another program wrote is named all the same."""
    text = (workspace.shipped("contracts") / "example-unit-prices.toml").read_text(encoding="utf-8")
    terms = terms_from(plain(tomllib.loads(text)))
    signed = fact(
        terms.id, 1, IMPORTED, "2025-04-28", "2025-04-28T01:00:00.000000Z", "a", {"terms": {}}
    )
    score = {"assessment": "nowhere", "period": "Y1-Q2", "score": "80"}
    scored = fact(
        terms.id, 2, "assessment-recorded", "2025-08-01", "2025-08-01T01:00:00.000000Z", "a", score
    )
    settled = fact(terms.id, 3, "instalment-settled", "2025-08-02", "2025-08-02T01:00:00.000000Z", "a",
                   {"instalment": "Y1-Q2-fee.lead", "quantities": [{"item": "air", "quantity": "3"}]})  # fmt: skip
    keys = {each.key for each in objected([signed, scored, settled], terms)}
    assert {"assessment.unknown", "settle.no-item"} <= keys


def test_what_was_settled_before_an_early_end_is_no_longer_paid(do: Do, run: Run) -> None:
    """April was settled at 9,000.00 before the contract ended in March: the end takes off that, and no days are told."""
    do("", HEAD + YEAR + PRICE + FEE)
    do("payments settle Y1-M04-fee --deduct 1000 --on 2025-02-01")
    do("contract terminate --on 2025-03-15 --reason end --pro-rata")
    assert row(do, "Y1-M04-fee")["status"] == "cancelled"
    found = do("explain Y1-M04-fee --as-of 2025-06-01")
    assert "no-longer-paid" in {step["step"] for step in found["steps"]}
