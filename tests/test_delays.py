"""Delays of one instalment: each its own line and its own talks; what had become owed is not undone."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

CONTRACT = "zyfy-his-2025"
SEED = Path(__file__).parents[1] / "data" / "contracts" / f"{CONTRACT}.toml"
PAY = ("--ref", "{}", "--confirm-account")
Answer = dict[str, Any]


@pytest.fixture
def do(run: Run, demo_store: Path) -> Any:
    """Run a command that has to succeed; what it says."""
    numbers = count(1)

    def call(line: str) -> str:
        pays = line.startswith("payments record")
        more = [text.format(f"R{next(numbers)}") for text in PAY] if pays else []
        code, out, err = run(*line.split(), *more)
        assert code == 0, err
        return out

    return call


@pytest.fixture
def lines(do: Any) -> Any:
    """The lines of `damages assess` on a day, by their ids within the contract."""

    def call(day: str) -> dict[str, Answer]:
        answer = json.loads(do(f"damages assess --as-of {day} --format json"))
        return {line["id"].removeprefix(f"{CONTRACT}:"): line for line in answer["lines"]}

    return call


def row(do: Any, instalment: str, day: str) -> Answer:
    answer = json.loads(do(f"payments schedule --as-of {day} --format json"))
    found: Answer = next(r for r in answer["instalments"] if r["id"].endswith(instalment))
    return found


def brief(line: Answer) -> tuple[str, str, str, str, int]:
    return line["state"], line["amount"], line["from"], line["to"], line["periods"]


# -- talks -----------------------------------------------------------------------------------------


def test_a_second_failure_takes_nothing_away(do: Any, lines: Any) -> None:
    """The first failure since the last agreement stays the gate; the cap stays with the line that it went to."""
    for line in (
        "payments record Y1-advance --amount 1 --on 2025-03-25",
        "negotiation open Y1-advance --on 2025-03-28",
        "negotiation fail Y1-advance --on 2025-04-01",
        "negotiation open Y2-advance --on 2026-03-28",
        "negotiation fail Y2-advance --on 2026-04-01",
        "negotiation open Y1-advance --on 2026-05-01",
        "negotiation fail Y1-advance --on 2026-05-10",
    ):
        do(line)
    found = lines("2026-06-01")
    assert [found[f"late-payment/Y{y}-advance"]["amount"] for y in (1, 2)] == ["43500.00", "0.00"]
    assert found["late-payment/Y1-advance"]["gate_met_on"] == "2025-04-01"


def test_an_agreement_ends_the_failure_before_it(do: Any, lines: Any) -> None:
    """After a settlement without a date the gate is shut until talks fail anew."""
    do("negotiation fail Y1-advance --on 2025-04-01")
    do("negotiation settle Y1-advance --on 2025-04-10")
    assert lines("2025-04-20")["late-payment/Y1-advance"]["state"] == "contingent"
    do("negotiation open Y1-advance --on 2025-05-01")
    do("negotiation fail Y1-advance --on 2025-05-10")
    assert lines("2025-05-20")["late-payment/Y1-advance"]["gate_met_on"] == "2025-05-10"


def test_talks_that_failed_and_were_never_opened_are_told(do: Any, lines: Any, run: Run) -> None:
    """The failure is a fact and is taken; a claim that rests on it wants the talks on file, later too."""
    fail = ["negotiation", "fail", "Y1-advance", "--on", "2025-04-01", "--format", "json"]
    code, out, err = run(*fail)
    warned = [(each["warning"], each["id"]) for each in json.loads(out)["warnings"]]
    assert (code, warned) == (0, [("talks-not-opened", f"{CONTRACT}:Y1-advance")]), err
    assert lines("2025-04-02")["late-payment/Y1-advance"]["gate_met_on"] == "2025-04-01"
    assert "talks" not in do("negotiation open Y1-advance --on 2025-03-28")
    code, out, err = run(
        "negotiation", "open", "Y2-advance", "--on", "2026-03-28", "--format", "json"
    )
    code, out, err = run(
        "negotiation", "fail", "Y2-advance", "--on", "2026-03-28", "--format", "json"
    )
    assert (code, json.loads(out)["warnings"]) == (0, []), err
    assert run("audit", "verify")[0] == 0


def test_talks_over_one_delay_are_not_about_the_next(do: Any, lines: Any) -> None:
    """Money given back after a short delay begins another one, with a line and talks of its own."""
    for line in (
        "negotiation open Y1-advance --on 2025-03-27",
        "negotiation fail Y1-advance --on 2025-03-27",
        "payments record Y1-advance --amount 203000 --on 2025-03-27",
        f"payments refund {CONTRACT}#4 --amount 203000 --on 2025-12-01 --reason 退款",
    ):
        do(line)
    found = lines("2025-12-02")
    assert brief(found["late-payment/Y1-advance"]) == (
        "owed", "26100.00", "2025-03-27", "2025-03-27", 1,
    )  # fmt: skip
    assert brief(found["late-payment/Y1-advance/2"]) == (
        "contingent", "17400.00", "2025-12-02", "2025-12-02", 1,
    )  # fmt: skip
    do("negotiation open Y1-advance --on 2025-12-02")
    do("negotiation fail Y1-advance --on 2025-12-03")
    found = lines("2025-12-05")
    assert found["late-payment/Y1-advance/2"]["gate_met_on"] == "2025-12-03"
    assert found["late-payment/Y1-advance"]["gate_met_on"] == "2025-03-27"


def test_a_failure_before_the_deadline_is_about_the_first_delay(do: Any, lines: Any) -> None:
    do("negotiation fail Y1-advance --on 2025-03-20")
    assert lines("2025-03-27")["late-payment/Y1-advance"]["state"] == "owed"


# -- what had become owed --------------------------------------------------------------------------


@pytest.fixture
def owed(do: Any) -> None:
    """Y1-balance is late since 2026-03-25, the talks over it failed on 2026-03-26."""
    do("reports receive --year 1 --all --on 2026-03-10")
    do("payments record Y1-advance --amount 203000 --on 2025-03-26")
    do("payments record Y2-advance --amount 203000 --on 2026-03-26")
    do("negotiation fail Y1-balance --on 2026-03-26")


def test_a_return_undoes_no_day_before_it(do: Any, lines: Any, owed: None) -> None:
    """The days that ran out before the papers were returned stay owed, marked; the next delay is another line."""
    do("reports return --year 1 --document annual-report --on 2026-03-30 --reason bad")
    line = lines("2026-04-30")["late-payment/Y1-balance"]
    assert brief(line) == ("owed", "43500.00", "2026-03-25", "2026-03-30", 6)
    assert line["contested"] is True
    assert row(do, "Y1-balance", "2026-04-30")["status"] == "waiting"
    # received again on 04-15: ten working days later is 04-30 (17 and 20 April off), late from 05-01
    do("reports receive --year 1 --document annual-report --on 2026-04-15")
    due = row(do, "Y1-balance", "2026-05-20")["due_on"]
    found = lines("2026-05-20")
    assert found["late-payment/Y1-balance"]["amount"] == "43500.00"
    assert found["late-payment/Y1-balance/2"]["state"] == "contingent"
    assert found["late-payment/Y1-balance/2"]["from"] > due
    assert "contested" not in found["late-payment/Y1-balance/2"]


def test_a_second_return_adds_no_delay(do: Any, lines: Any, owed: None) -> None:
    """While papers are out there is no date to miss: what is returned then ends nothing."""
    for document, day in (("annual-report", "2026-03-30"), ("year-end-briefing", "2026-04-10")):
        do(f"reports return --year 1 --document {document} --on {day} --reason bad")
    found = lines("2026-06-30")
    assert list(found) == ["late-payment/Y1-balance"]
    assert found["late-payment/Y1-balance"]["to"] == "2026-03-30"


def test_where_a_return_is_ignored_it_stops_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the other reading there is one delay from the deadline on."""
    path = tmp_path / "ignored.toml"
    readings = '\n[readings]\nreturn = "ignored"\n'
    path.write_text(SEED.read_text(encoding="utf-8") + readings, encoding="utf-8")
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "ignored.db"))
    returned = "reports return --year 1 --document annual-report --on 2026-03-30 --reason bad"
    paid = "payments record Y{}-advance --amount 203000 --on {}-03-26 --ref {} --confirm-account"
    for line in (
        f"init {path}",
        "reports receive --year 1 --all --on 2026-03-10",
        paid.format(1, 2025, "A"),
        paid.format(2, 2026, "B"),
        returned,
    ):
        assert run(*line.split())[0] == 0
    _, out, _ = run("damages", "assess", "--as-of", "2026-04-30", "--format", "json")
    [line] = [line for line in json.loads(out)["lines"] if "Y1-balance" in line["id"]]
    assert (line["id"], line["from"], line["periods"]) == (
        f"{CONTRACT}:late-payment/Y1-balance", "2026-03-25", 37,
    )  # fmt: skip


def test_a_dispute_undoes_no_day_before_it(do: Any, lines: Any, owed: None) -> None:
    """The days up to the dispute stay, marked; while it lasts no day is added."""
    do("dispute open Y1-balance --amount 87000 --on 2026-03-25")
    line = lines("2026-04-30")["late-payment/Y1-balance"]
    assert brief(line) == ("owed", "26100.00", "2026-03-25", "2026-03-25", 1)
    assert line["contested"] is True


def test_a_dispute_raised_in_time_leaves_nothing_late(do: Any, lines: Any, owed: None) -> None:
    do("dispute open Y1-balance --amount 87000 --on 2026-03-24")
    assert "late-payment/Y1-balance" not in lines("2026-04-30")


def test_a_date_agreed_on_ends_the_delay_before_it(do: Any, lines: Any, owed: None) -> None:
    """What was late is settled by the agreement; a delay after it is another line."""
    do("negotiation settle Y1-balance --on 2026-03-31 --new-due 2026-05-29")
    assert "late-payment/Y1-balance" not in lines("2026-05-29")
    assert list(lines("2026-05-30")) == ["late-payment/Y1-balance/2"]


def test_a_date_agreed_on_in_time_begins_the_first_delay(do: Any, lines: Any) -> None:
    do("negotiation settle Y1-advance --on 2025-03-20 --new-due 2025-04-30")
    assert list(lines("2025-05-01")) == ["late-payment/Y1-advance"]


def test_an_agreed_date_does_not_come_back_from_the_past(do: Any, lines: Any) -> None:
    """Papers returned after the agreement stop its clock: the later of the agreed day and the new count holds."""
    do("reports receive --year 1 --all --on 2026-03-10")
    do("negotiation settle Y1-balance --on 2026-03-12 --new-due 2026-06-30")
    do("reports return --year 1 --document annual-report --on 2026-05-20 --reason bad")
    do("reports receive --year 1 --document annual-report --on 2026-08-03")
    found = row(do, "Y1-balance", "2026-08-04")
    # ten working days after Monday 2026-08-03
    assert (found["status"], found["due_on"]) == ("due", "2026-08-17")


# -- money that came back --------------------------------------------------------------------------


def test_a_transfer_that_bounced_was_never_a_payment(do: Any, lines: Any) -> None:
    """One number of days late everywhere: 19 days from the deadline to the payment that arrived."""
    do("payments record Y1-advance --amount 203000 --on 2025-04-01")
    said = do(f"payments refund {CONTRACT}#2 --amount 203000 --on 2025-04-10 --reason 退汇")
    assert "never paid" in said
    do("payments record Y1-advance --amount 203000 --on 2025-04-14")
    assert row(do, "Y1-advance", "2025-05-01")["days_late"] == 19
    line = lines("2025-05-01")["late-payment/Y1-advance"]
    assert (line["from"], line["to"], line["periods"]) == ("2025-03-27", "2025-04-14", 19)
    assert len(lines("2025-05-01")) == 1


def test_money_given_back_was_paid_until_then(do: Any, lines: Any) -> None:
    """The days late are those on which something was lacking: 6 before, 4 after."""
    do("payments record Y1-advance --amount 203000 --on 2025-04-01")
    do(f"payments refund {CONTRACT}#2 --amount 203000 --on 2025-04-10 --reason 退款")
    do("payments record Y1-advance --amount 203000 --on 2025-04-14")
    assert row(do, "Y1-advance", "2025-05-01")["days_late"] == 10
    found = lines("2025-05-01")
    assert [found[f"late-payment/Y1-advance{n}"]["periods"] for n in ("", "/2")] == [6, 4]


def test_a_relief_of_a_later_delay_keeps_its_line(do: Any, lines: Any) -> None:
    """What was paid of a second delay stands, even when a bounced transfer makes one delay of two."""
    do("payments record Y1-advance --amount 203000 --on 2025-04-01")
    do(f"payments refund {CONTRACT}#2 --amount 203000 --on 2025-04-10 --reason 退款")
    do("negotiation fail Y1-advance --on 2025-04-12")
    do("damages settle late-payment/Y1-advance/2 --amount 100 --on 2025-04-20")
    do(f"audit retract {CONTRACT}#3 --reason wrong")
    line = lines("2025-05-01")["late-payment/Y1-advance/2"]
    assert (line["amount"], line["settled"]) == ("0.00", "100.00")
    assert line["state"] == "settled"


def test_what_was_waived_is_waived_though_its_gate_was_never_met(do: Any, lines: Any) -> None:
    do("payments record Y1-advance --amount 203000 --on 2025-03-27")
    assert lines("2025-05-01")["late-payment/Y1-advance"]["state"] == "contingent"
    do("damages waive late-payment/Y1-advance --reason x --decision D1 --on 2025-05-02")
    assert lines("2025-05-03")["late-payment/Y1-advance"]["state"] == "waived"


# -- caps ------------------------------------------------------------------------------------------


def test_a_cap_that_grows_makes_room_for_what_comes_later(
    do: Any, lines: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A breach that ended under the old price keeps its sum; the new room belongs to the later delay."""
    monkeypatch.setattr("svcctl.workspace.now", lambda: datetime(2028, 6, 1, 2, tzinfo=UTC))
    raised = tmp_path / "raised.toml"
    text = SEED.read_text(encoding="utf-8")
    text, found = re.subn(
        r'(?s)total = "870000.00"\n.*?per_year = "290000.00"',
        'total = "916000.00"\nyears = ["290000.00", "290000.00", "336000.00"]',
        text,
    )
    assert found == 1
    raised.write_text(text, encoding="utf-8")
    do("payments record Y1-advance --amount 203000 --on 2025-04-07")
    do("damages waive late-payment/Y1-advance --reason x --decision X --on 2025-06-01")
    do("payments record Y2-advance --amount 203000 --on 2026-03-26")
    do("payments record Y3-advance --amount 203000 --on 2027-03-26")
    do(
        f"contract amend {raised} --signed-on 2027-06-15 --approved-on 2027-06-15"
        " --filed-on 2027-06-15 --approval-ref R"
    )
    due = row(do, "Y3-advance-A1", "2027-07-01")["due_on"]
    day = (date.fromisoformat(due) + timedelta(days=1)).isoformat()
    found = lines(day)
    old, new = found["late-payment/Y1-advance"], found["late-payment/Y3-advance-A1"]
    assert (old["amount"], old["waived"], old["open"]) == ("43500.00", "43500.00", "0.00")
    # 5 % of 916,000.00 are 45,800.00, of which 43,500.00 are used up
    assert new["amount"] == "2300.00"
    said = do(f"explain late-payment/Y1-advance --as-of {day}")
    assert "43,500.00: one pool" in said
    assert "45,800.00" not in said


def test_only_a_public_body_needs_a_decision_to_waive(do: Any, lines: Any) -> None:
    """What the supplier lets go of what the purchaser owes is its own money."""
    do("breach record quality --on 2025-06-01")
    do("negotiation fail Y1-advance --on 2025-04-01")
    for line in ("quality/B1", "late-payment/Y1-advance"):
        do(f"damages waive {line} --reason x --on 2025-06-02")
    found = lines("2025-06-03")
    assert "undecided" in found["quality/B1"]
    assert "undecided" not in found["late-payment/Y1-advance"]
