"""Damages clauses of real contracts, by their files: the days and the sums that were worked out by hand."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

REAL = Path(__file__).parent / "real"
Do = Callable[..., Any]


@pytest.fixture
def do(run: Run, monkeypatch: pytest.MonkeyPatch) -> Do:
    """A command that goes well, and its answer."""
    from datetime import UTC, datetime

    monkeypatch.setattr("svcctl.workspace.now", lambda: datetime(2026, 11, 26, 2, tzinfo=UTC))

    def call(line: str, *more: object) -> Any:
        code, out, err = run(*line.split(), *more, "--format", "json")
        assert code == 0, err
        return json.loads(out)

    return call


def begun(do: Do, name: str, *changes: tuple[str, str], folder: Path | None = None) -> None:
    """A store with that contract, changed in places."""
    path = REAL / f"{name}.toml"
    if changes and folder:
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text, before
            text = text.replace(before, after)
        path = folder / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
    do("init")
    do("contract import", path)


def line(do: Do, name: str, as_of: str) -> dict[str, Any]:
    found = do(f"damages assess --as-of {as_of}")["lines"]
    return next(each for each in found if each["id"].endswith(f":{name}"))


def sentences(do: Do, name: str, as_of: str) -> list[str]:
    steps = do(f"explain {name} --as-of {as_of} --lang zh")["explained"]
    return [step["words"] for step in steps]


# -- 13: the cap ends the contract ------------------------------------------------------------------


def test_the_right_to_end_arises_with_the_cap_and_not_before(do: Do) -> None:
    """300.00 a day reach 25,000.00 on the 84th day, 2026-04-04; a supplier told earlier loses a case (C-W7)."""
    begun(do, "13-survey")
    do("breach record late-delivery --amount 300000 --on 2026-01-10")
    before = line(do, "late-delivery/B1", "2026-04-03")
    assert (before["amount"], before["periods"], before["may_terminate"]) == ("24900.00", 83, False)
    for as_of in ("2026-04-04", "2026-05-20"):
        found = line(do, "late-delivery/B1", as_of)
        assert (found["amount"], found["cap_reached_on"]) == ("25000.00", "2026-04-04")
        assert (found["may_terminate_from"], found["may_terminate_by"]) == ("2026-04-04", "cap")
    told = sentences(do, "late-delivery/B1", "2026-05-20")
    assert "违约金已达上限，自 2026-04-04 起对方有权解除合同。" in told


def test_the_remark_and_the_trial_say_that_the_cap_gives_the_right(do: Do, run: Run) -> None:
    """On the screen the reason is the cap, never a number of days that the contract does not have."""
    begun(do, "13-survey")
    do("breach record late-delivery --amount 300000 --on 2026-01-10")
    _, out, _ = run("damages", "assess", "--as-of", "2026-05-01")
    right = r"late-delivery/B1 第\S+: the cap is reached; the other side may terminate from 2026-04-04 on."
    assert re.search(right, out)
    trial = "damages what-if late-delivery --amount 300000 --days"
    assert "may terminate" not in run(*trial.split(), 83)[1]
    assert "The cap is reached: the other side may terminate." in run(*trial.split(), 84)[1]


# -- 19: both sides, days of grace ------------------------------------------------------------------


def late(do: Do) -> None:
    """The prepayment paid a month late, the rest not at all."""
    do("payments record prepayment --amount 200000 --on 2025-06-25 --ref A1")


def test_both_instalments_share_a_cap_and_each_gives_its_right(do: Do) -> None:
    """12,000.00, then 59,200.00 capped to 38,000.00 on 2025-08-07; ending from 06-16 and from 08-04."""
    begun(do, "19-both-sides")
    late(do)
    first, rest = (
        line(do, f"late-payment/{name}", "2025-08-20") for name in ("prepayment", "rest")
    )
    assert (first["amount"], first["uncapped"]) == ("12000.00", "12000.00")
    assert (rest["amount"], rest["uncapped"]) == ("38000.00", "59200.00")
    assert rest["cap_reached_on"] == "2025-08-07"
    assert [each["may_terminate_from"] for each in (first, rest)] == ["2025-06-16", "2025-08-04"]


GRACE = ('rate = "2‰"', 'rate = "0%"\ntiers = [{ from_day = 8, rate = "2‰" }]')


def test_days_of_grace_cost_nothing_and_are_counted(do: Do, tmp_path: Path) -> None:
    """Nothing in the first week, from its eighth day on 2‰; the right still counts from the first day (C-W10)."""
    begun(do, "19-both-sides", GRACE, folder=tmp_path)
    late(do)
    trials = {
        days: do(f"damages what-if late-payment --days {days} --amount 200000")
        for days in (5, 7, 8)
    }
    assert {days: each["amount"] for days, each in trials.items()} == {
        5: "0.00",
        7: "0.00",
        8: "400.00",
    }
    first = line(do, "late-payment/prepayment", "2025-08-20")
    assert (first["amount"], first["periods"]) == ("9200.00", 30)  # 23 of 30 days
    assert first["may_terminate_from"] == "2025-06-16"
    assert [(step["periods"], step["rate"], step["amount"]) for step in first["steps"]] == [
        (7, "0%", "0.00"), (23, "0.2%", "9200.00"),
    ]  # fmt: skip


# -- 21: sums a time --------------------------------------------------------------------------------


def test_complaints_and_a_press_report_cost_their_sums(do: Do) -> None:
    """Two complaints and a press report are 6,000.00."""
    begun(do, "21-fines")
    do("breach record complaint --times 2 --on 2025-10-09")
    do("breach record press --on 2025-11-03")
    answer = do("damages assess --as-of 2025-12-01")
    assert answer["owed_by"] == {"purchaser": "0.00", "supplier": "6000.00"}
    one, other = answer["lines"]
    assert (one["amount"], one["base"], one["rate"], one["times"]) == ("1000.00", "500.00", None, 2)
    assert (other["amount"], other["periods"], "times" in other) == ("5000.00", None, False)
    assert "每次 500.00 x 2 次 = 1,000.00。" in sentences(do, "complaint/B1", "2025-12-01")


def test_times_are_shown_where_breaches_are(do: Do, run: Run) -> None:
    """The list of breaches, the journal and the table of damages say how often it was."""
    begun(do, "21-fines")
    do("breach record complaint --times 2 --on 2025-10-09")
    assert do("breach list --as-of 2025-12-01")["breaches"][0]["times"] == 2
    assert "Times" in run("breach", "list", "--as-of", "2025-12-01")[1]
    assert "2 times" in run("audit", "log")[1]
    _, out, _ = run("damages", "assess", "--as-of", "2025-12-01", "--format", "csv")
    assert "500.00 x 2" in out
    do("breach record complaint --on 2025-10-10")
    assert do("breach list --as-of 2025-12-01")["breaches"][1]["times"] == 1


def test_what_the_contract_deducts_needs_no_agreement(do: Do, run: Run) -> None:
    """`deduct = true`: set against the year's fee without a paper of both sides; a loss is not the rule's own sum."""
    begun(do, "21-fines")
    do("breach record press --on 2025-11-03")
    do("damages loss B1 --amount 7000 --on 2025-11-20 --file", REAL / "21-fines.toml")
    refused = run("damages", "offset", "press/B1/loss-1", "Y1-fee", "--on", "2025-12-01")
    assert refused[0] == 2
    assert "--agreed" in refused[2]
    do("damages offset press/B1 Y1-fee --on 2025-12-01")
    found = do("payments schedule --as-of 2025-12-01")["instalments"][0]
    assert found["outstanding"] == "595000.00"


def test_what_the_contract_does_not_deduct_needs_both_sides(do: Do, run: Run) -> None:
    """Without `deduct` an offset is refused, in one sentence that says both ways out."""
    begun(do, "13-survey")
    do("breach record late-delivery --amount 300000 --on 2026-01-10")
    code, _, err = run("damages", "offset", "late-delivery/B1", "rest", "--on", "2026-02-10")
    assert code == 2
    assert "deduct = true" in err


def test_times_belong_to_what_is_owed_once(do: Do, run: Run) -> None:
    """A rule that counts days has no times."""
    begun(do, "13-survey")
    line_ = "breach record late-delivery --amount 300000 --on 2026-01-10 --times 2"
    code, _, err = run(*line_.split())
    assert code == 2
    assert "counts days, not times" in err
    code, _, err = run(*line_.replace("--times 2", "--times 0").split())
    assert code == 2
    assert "--times is a whole number from 1" in err


# -- 24: a share of the instalment ------------------------------------------------------------------

CLEANING = (
    ('total = "500000.00"', 'total = "79680.00"'),
    ('due = { days = 10, unit = "working-day", after = "signing" }', 'due = { days = 1, unit = "month", after = "signing" }'),
    ('share = "40%"', 'share = "100%"'),
    ("signed_on = 2025-07-01", "signed_on = 2025-07-21"),
    ('rate = "0.05%"\nper = { days = 1, part = "whole" }\nbase = "amount-overdue"\ncap = { share = "5%", of = "contract-price", pool = "contract" }\nterminate_when = "cap"\n',
     'rate = "5‰"\nbase = "instalment"\n'),
)  # fmt: skip


def test_a_late_fee_on_the_instalment_does_not_shrink_with_a_part_payment(
    do: Do, tmp_path: Path
) -> None:
    """5‰ of the month's fee of 79,680.00 are 398.40, part-paid or not (C-W9)."""
    text = (REAL / "13-survey.toml").read_text(encoding="utf-8")
    rest = text[text.index('[[instalments]]\nkey = "rest"') : text.index("[[damages]]")]
    begun(do, "13-survey", (rest, ""), *CLEANING, folder=tmp_path)
    do("payments record prepayment --amount 79000 --on 2025-08-20 --ref A1")
    found = line(do, "late-payment/prepayment", "2025-09-01")
    assert (found["base"], found["amount"]) == ("79680.00", "398.40")
    told = sentences(do, "late-payment/prepayment", "2025-09-01")
    assert "计算基数：逾期的该期款项全额，已付部分不扣除。" in told
    assert "一次性：79,680.00 x 0.5% = 398.40。" in told


# -- what the pages say of it -----------------------------------------------------------------------


def test_losses_and_damages_have_their_own_sums_and_names(do: Do, run: Run) -> None:
    """The heading names both, each row says what it is, and the sums of each add up to what is owed."""
    begun(do, "21-fines")
    do("breach record press --on 2025-11-03")
    do("damages loss B1 --amount 7000 --on 2025-11-20 --file", REAL / "21-fines.toml")
    answer = do("damages assess --as-of 2025-12-01")
    assert answer["owed_by"]["supplier"] == "7000.00"
    of_which = {what: sums["supplier"] for what, sums in answer["of_which"].items()}
    assert of_which == {"damages": "5000.00", "loss": "2000.00", "fee": "0.00"}
    _, out, _ = run("damages", "assess", "--as-of", "2025-12-01", "--lang", "zh")
    assert out.startswith("违约金、经济损失    截至 2025-12-01")
    assert "乙方应付 7,000.00 元，其中违约金 5,000.00、经济损失 2,000.00" in out
    _, out, _ = run("payments", "due", "--as-of", "2025-12-01", "--lang", "zh")
    assert "乙方应付 7,000.00，其中违约金 5,000.00、经济损失 2,000.00" in out
    assert "已达上限" not in out  # a loss that damages stand for has met no cap


RULES = """[[damages]]
key = "late-payment"
payer = "purchaser"
for = "late-payment"
rate = "0%"
tiers = [{ from_day = 8, rate = "2‰" }]
per = { days = 1, part = "whole" }
base = "instalment"
cap = { share = "5%", of = "instalment", pool = "contract" }
terminate_after = { occurrences = 3, within = "12 months" }
loss = "included"
article = "九"
[[damages]]
key = "absence"
payer = "supplier"
for = "recorded-breach"
amount = "200.00"
per = { days = 7, part = "started" }
cap = { amount = "10000.00", pool = "breach" }
terminate_when = "cap"
terminate_after = { occurrences = 2 }
deduct = true
loss = "beside"
article = "九"
"""


def test_the_page_of_a_contract_says_its_damages_rules(do: Do, run: Run, tmp_path: Path) -> None:
    """Rates and amounts, grace, caps, losses and rights: a sentence each, in the reader's language."""
    text = (REAL / "19-both-sides.toml").read_text(encoding="utf-8")
    begun(do, "19-both-sides", (text[text.index("[[damages]]") :], RULES), folder=tmp_path)
    _, out, _ = run("contract", "show", "--format", "plain", "--lang", "zh")
    for said in (
        "违约条款 late-payment：甲方每满 1 天按逾期的该期款项全额的 0% 计，第 8 天起 0.2%，"
        "全合同累计上限为逾期的该期款项全额的 5%，已含损失，12 个月内满 3 次对方可以解除合同（九）",
        "违约条款 absence：乙方每 7 天（不满也计） 200.00 元，每次违约上限为 10,000.00 元，另赔损失，"
        "达到上限对方可以解除合同，满 2 次对方可以解除合同，可以从款项中直接扣（九）",
    ):
        assert said in out, out
