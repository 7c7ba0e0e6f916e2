"""Demands and proofs of delivery: recorded when asked for, completed later, and what limitation follows from them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_facts import shipped
from svcctl.billing import position as p
from svcctl.billing.law.limitation import limitation, text_on
from svcctl.billing.schedule import sight_of, standing_of
from svcctl.casebook.kinds import names_in
from test_ledger import Life, terms

Run = Callable[..., tuple[int, str, str]]
LATER = ("--as-of", "2026-11-22")


def do(run: Run, *args: object) -> str:
    code, out, err = run(*args)
    assert code == 0, err
    return out


def limited(run: Run, *args: str) -> dict[str, object]:
    """What `payments due` says of the limitation of the first instalment."""
    out = do(run, "payments", "due", "--format", "json", *args)
    return next(i for i in json.loads(out)["instalments"] if i["key"] == "advance")["limitation"]


# -- proofs that come later ------------------------------------------------------------------------


def test_proof_of_delivery_comes_a_day_later(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """V-B5: the true fact stays, the proof is a further one; under receipt-proof it starts the days."""
    slip = tmp_path / "回执.pdf"
    slip.write_bytes(b"%PDF-1.4 slip")
    do(run, "reports", "submit", "--all", "--year", "1", "--on", "2026-04-01")
    for seq in (2, 3):
        do(run, "reports", "annotate", f"#{seq}", "--delivered-on", "2026-04-02", "--proof", "EMS 1",
           "--file", slip, "--on", "2026-04-03")  # fmt: skip
    log = do(run, "audit", "log", "--lang", "zh")
    assert "补记送达凭证" in log
    assert "EMS 1" in log
    assert "回执.pdf" in log
    reading = do(run, "contract", "readings", "--as-of", "2026-04-10", "--format", "json")
    [receipt] = [r for r in json.loads(reading)["readings"] if r["key"] == "receipt-proof"]
    assert any(c["after"] == "2026-04-21" for o in receipt["others"] for c in o["changes"])


def test_a_proof_is_of_what_was_handed_in_and_not_before(demo_store: Path, run: Run) -> None:
    """Refused: of another fact, of none, earlier than the fact, in the future; the fact it rests on stays."""
    do(run, "reports", "submit", "--document", "annual-report", "--year", "1", "--on", "2026-04-01")
    do(run, "letter", "sent", "Y1-advance", "--on", "2025-04-30")
    for event, day, said in (
        ("#1", "2026-04-02", "is no report"),
        ("#3", "2026-04-02", "is no report"),
        ("#9", "2026-04-02", "#9"),
        ("#2", "2026-03-31", "cannot have arrived before"),
        ("#2", "2999-01-01", "2999-01-01"),
    ):
        code, _, err = run("reports", "annotate", event, "--delivered-on", day)
        assert (code, said in err) == (2, True), (event, err)
    assert "is no demand" in run("letter", "annotate", "#2", "--reached-on", "2026-04-02")[2]
    do(run, "reports", "annotate", "zyfy-his-2025#2", "--delivered-on", "2026-04-02")
    code, _, err = run("audit", "retract", "#2", "--reason", "wrong")
    assert (code, "#4" in err) == (2, True), err


def test_a_corrected_version_needs_no_return(demo_store: Path, run: Run) -> None:
    """V-B5: before the receipt and after it; a second one without a word is still refused."""
    one = ("reports", "submit", "--document", "annual-report", "--year", "1")
    do(run, *one, "--on", "2026-04-01")
    code, _, err = run(*one, "--on", "2026-04-03")
    assert (code, "--corrected" in err) == (2, True)
    do(run, *one, "--on", "2026-04-03", "--corrected")
    do(
        run,
        "reports",
        "receive",
        "--document",
        "annual-report",
        "--year",
        "1",
        "--on",
        "2026-04-08",
    )
    do(run, *one, "--on", "2026-04-20", "--corrected")
    status = json.loads(do(run, "reports", "status", "--format", "json"))["documents"]
    [found] = [d for d in status if (d["document"], d["year"]) == ("annual-report", 1)]
    assert (found["state"], found["received_on"], found["submitted_on"]) == ("received", "2026-04-08", "2026-04-20")  # fmt: skip
    assert run("reports", "receive", "--document", "annual-report", "--year", "1")[0] == 2
    do(
        run,
        "reports",
        "return",
        "--document",
        "annual-report",
        "--year",
        "1",
        "--reason",
        "x",
        "--on",
        "2026-04-21",
    )
    do(run, *one, "--on", "2026-04-22")


# -- demands ---------------------------------------------------------------------------------------


def test_a_letter_that_is_printed_records_nothing(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """V-B6: a draft is no demand; `letter sent` is."""
    do(
        run,
        "letter",
        "reminder",
        "Y1-advance",
        "--role",
        "supplier",
        "--as-of",
        "2025-05-01",
        "-o",
        tmp_path / "a.docx",
    )
    assert json.loads(do(run, "audit", "log", "--format", "json"))["events"][-1]["kind"] == "contract-imported"  # fmt: skip
    do(run, "letter", "sent", "第1年首期款", "--on", "2025-05-01", "--means", "EMS")
    last = json.loads(do(run, "audit", "log", "--format", "json"))["events"][-1]
    assert last["kind"] == "demand-made"
    assert "EMS" in do(run, "audit", "log")


def test_limitation_runs_from_the_deadline_and_anew_from_a_demand(
    demo_store: Path, run: Run
) -> None:
    """V-B6: three years after 2025-03-26 end on 2028-03-26; a demand that arrives starts them anew."""
    assert limited(run, *LATER) == {
        "since": "2025-03-26", "ends_on": "2028-03-26", "because_of": "deadline", "demands": 0,
        "law": "民法典", "article": "第一百八十八条",
    }  # fmt: skip
    do(run, "letter", "sent", "Y1-advance", "late-payment/Y1-advance", "--on", "2026-05-06")
    assert limited(run, *LATER)["ends_on"] == "2029-05-06"
    do(run, "letter", "annotate", "#2", "--reached-on", "2026-05-09", "--proof", "EMS 7")
    found = limited(run, *LATER)
    assert (found["since"], found["because_of"], found["demands"]) == ("2026-05-09", "demand", 1)
    steps = do(run, "explain", "Y1-advance", *LATER, "--lang", "zh")
    assert "2026-05-06 发函催告，2026-05-09 送达" in steps
    assert "诉讼时效：2026-05-09 催告，时效中断，重新计算三年，至 2029-05-09" in steps
    do(run, "audit", "retract", "#3", "#2", "--reason", "wrong")
    assert limited(run, *LATER)["ends_on"] == "2028-03-26"


def test_a_part_payment_makes_limitation_run_anew(demo_store: Path, run: Run) -> None:
    """Who pays a part owns to the debt (Civil Code 195); a transfer that bounced paid nothing."""
    pay = "payments record Y1-advance --amount 1000 --on 2026-06-01 --ref A --confirm-account"
    do(run, *pay.split())
    assert limited(run, *LATER)["ends_on"] == "2029-06-01"
    do(run, *["payments", "refund", "#2", "--amount", "1000", "--on", "2026-06-03", "--bounced"])
    assert limited(run, *LATER)["ends_on"] == "2028-03-26"


def test_the_creditor_is_warned_before_it_is_over(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V-B6: some 90 days ahead, and when it is too late; the debtor's list does not say so."""
    for day, said in (
        ("2027-12-26", ""),
        ("2027-12-27", "还有 90 天"),
        ("2028-03-27", "已于 2028-03-26 届满"),
    ):
        out = do(run, "payments", "due", "--as-of", day, "--lang", "zh", "--role", "supplier")
        assert (said or "诉讼时效") in out or not said, day
        assert bool(said) == ("Y1-advance 诉讼时效" in out or "Y1-advance 三年诉讼时效" in out), day
        assert "诉讼时效" not in do(run, "payments", "due", "--as-of", day, "--lang", "zh")


def test_what_is_demanded_is_there(demo_store: Path, run: Run) -> None:
    """An instalment or a line that there is; nothing before the signing, arrived after it was sent."""
    for claims in (["Y9-x"], ["late-payment/Y3-advance"], ["quality/B1"]):
        assert run("letter", "sent", *claims, "--on", "2025-05-01")[0] == 2
    assert run("letter", "sent", "Y1-advance", "--on", "2025-03-01")[0] == 2
    late = ("--on", "2025-05-01", "--reached-on", "2025-04-30")
    assert run("letter", "sent", "Y1-advance", *late)[0] == 2


def test_a_demand_is_about_what_it_demands() -> None:
    """An instalment by its id, a line of damages by its breach: so papers find the facts about each."""
    demand = p.Demand(event="c#2", on=date(2025, 5, 1), subjects=("Y1-advance", "quality/B7"))
    assert names_in(demand) == {"Y1-advance", "B7"}


def test_a_demand_rests_on_what_it_demands() -> None:
    """Made by hand: an instalment and a line that there are not."""
    life = Life()
    life.add("demand-made", "2025-05-01", subjects=["Y9-advance", "quality/B7"])
    assert sorted(life.keys()) == ["breach.unknown", "payment.unknown-instalment"]
    life.add("delivery-proven", "2025-05-02", event="c#99", reached_on="2025-05-01")
    found = life.keys()
    assert "payment.rested-on" in found


# -- the rule in general ---------------------------------------------------------------------------

TERMS = terms()
DAYS = st.dates(date(2025, 3, 6), date(2031, 12, 31))


@given(st.lists(DAYS, max_size=6), DAYS)
def test_limitation_never_ends_earlier_for_a_demand(days: list[date], as_of: date) -> None:
    """Each demand in time only lengthens it; it ends three years after the last that counted."""
    demands = tuple(p.Demand(event=f"c#{n}", on=on, subjects=("Y1-advance",)) for n, on in enumerate(days))  # fmt: skip
    sight = sight_of(TERMS, p.Position(as_of=as_of), shipped("CN-GX"))
    standing = standing_of(TERMS.instalments[0], sight)
    bare = limitation(standing, sight.position)
    found = limitation(standing, sight.position._replace(demands=demands))
    if bare is None or found is None:
        assert bare is found is None
        return
    assert found.last >= bare.last == date(2028, 3, 26)
    expected = date(2025, 3, 26)
    for day in sorted(days):
        if expected < day <= min(as_of, expected.replace(year=expected.year + 3) if (expected.month, expected.day) != (2, 29) else date(expected.year + 3, 2, 28)):  # fmt: skip
            expected = day
    assert found.since == expected


def test_the_law_is_that_of_its_day() -> None:
    """Before 2017-10-01 other periods held: nothing is said; the General Provisions came first."""
    assert text_on(date(2017, 9, 30)) is None
    assert [text_on(day).law for day in (date(2017, 10, 1), date(2021, 1, 1))] == [
        "民法总则",
        "民法典",
    ]  # type: ignore[union-attr]
    old = p.Position(as_of=date(2018, 1, 1))
    sight = sight_of(TERMS, p.Position(as_of=date(2026, 1, 1)), shipped("CN-GX"))
    standing = standing_of(TERMS.instalments[0], sight)
    early = standing._replace(deadline=standing.deadline._replace(on=date(2016, 5, 1)))  # type: ignore[union-attr]
    assert limitation(early, old) is None
