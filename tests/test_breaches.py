"""Breach, negotiation, force majeure, dispute and end on the command line: recorded, refused, shown, taken back."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def note(tmp_path: Path) -> str:
    """A paper that both sides have signed."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"%PDF-1.4 agreed")
    return str(path)


def do(run: Run, *args: str) -> dict[str, Any]:
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


def line(run: Run, name: str, as_of: str) -> dict[str, Any]:
    found = do(run, "damages", "assess", "--as-of", as_of)["lines"]
    return next(entry for entry in found if entry["id"] == f"zyfy-his-2025:{name}")


def instalment(run: Run, name: str, as_of: str) -> dict[str, Any]:
    found = do(run, "payments", "schedule", "--as-of", as_of)["instalments"]
    return next(entry for entry in found if entry["id"].endswith(f":{name}"))


def test_the_assessment_is_to_the_letter(demo_store: Path, run: Run) -> None:
    """The example of the command line's specification, key by key."""
    do(run, "negotiation", "open", "--on", "2025-03-27")
    do(run, "negotiation", "fail", "--on", "2025-03-28")
    assert do(run, "damages", "assess", "--as-of", "2025-03-29") == {
        "as_of": "2025-03-29",
        "currency": "CNY",
        "owed_by": {"purchaser": "43500.00", "supplier": "0.00"},
        "contingent": {"purchaser": "0.00", "supplier": "0.00"},
        "lines": [
            {
                "id": "zyfy-his-2025:late-payment/Y1-advance",
                "what": "damages",
                "rule": "late-payment",
                "payer": "purchaser",
                "article": "第八条第三款",
                "breach": "zyfy-his-2025:Y1-advance",
                "from": "2025-03-27",
                "to": "2025-03-29",
                "periods": 3,
                "rate": "3%",
                "base": "870000.00",
                "uncapped": "78300.00",
                "amount": "43500.00",
                "capped": True,
                "cap_reached_on": "2025-03-28",
                "gate": "negotiation-failed",
                "gate_met_on": "2025-03-28",
                "may_terminate": False,
                "may_terminate_from": None,
                "state": "owed",
            }
        ],
    }


@pytest.mark.parametrize(
    ("rule", "days", "more", "amount"),
    [("quality", "0", [], "43500.00"), ("infringement", "5", [], "0.00"), ("late-acceptance", "1", [], "26100.00"),
     ("late-acceptance", "2", [], "43500.00"), ("late-payment", "0", [], "0.00"),
     ("service-promise", "1", [], "26100.00"),
     ("other-breach", "1", ["--amount", "10000"], "300.00")],
)  # fmt: skip
def test_each_figure_of_the_seed_contract(
    demo_store: Path, run: Run, rule: str, days: str, more: list[str], amount: str
) -> None:
    """Article 8, rule by rule."""
    found = do(run, "damages", "what-if", rule, "--days", days, *more)
    assert (found["amount"], found["id"], found["from"]) == (amount, None, None)


def test_a_breach_is_recorded_ended_contested_and_appraised(
    demo_store: Path, run: Run, note: str
) -> None:
    """Each fact changes the line, and can be taken back."""
    do(run, "breach", "record", "late-acceptance", "--on", "2025-05-01")
    assert line(run, "late-acceptance/B1", "2025-06-30")["may_terminate"] is False
    assert line(run, "late-acceptance/B1", "2025-07-01")["may_terminate_from"] == "2025-07-01"
    do(run, "breach", "end", "B1", "--on", "2025-05-02")
    assert line(run, "late-acceptance/B1", "2025-07-01")["amount"] == "26100.00"
    do(
        run,
        "breach",
        "contest",
        "B1",
        "--on",
        "2025-05-03",
        "--reason",
        "delivery was refused for cause",
    )
    assert line(run, "late-acceptance/B1", "2025-07-01")["contested"] is True
    fee = ["--result", "in-order", "--fee", "5000", "--body", "an institute", "--file", note]
    do(run, "breach", "appraise", "B1", "--on", "2025-06-01", *fee)
    assert line(run, "late-acceptance/B1", "2025-07-01")["unfounded"] is True
    assert line(run, "appraisal/B1", "2025-07-01")["payer"] == "purchaser"
    explained = do(run, "explain", "appraisal/B1", "--as-of", "2025-07-01")["explained"]
    assert ("appraisal", "5000.00") in [(step["step"], step.get("amount")) for step in explained]
    listed = do(run, "breach", "list", "--as-of", "2025-07-01")["breaches"]
    assert [(entry["id"], entry["damages"], entry["unfounded"]) for entry in listed] == [
        ("zyfy-his-2025:B1", "0.00", True)
    ]
    do(run, "audit", "retract", "zyfy-his-2025#5", "--reason", "not the appraiser's")
    assert line(run, "late-acceptance/B1", "2025-07-01")["amount"] == "26100.00"
    code, out, _ = run("breach", "list", "--lang", "zh")
    assert code == 0
    assert "有异议" in out


def test_a_number_is_never_given_twice(demo_store: Path, run: Run) -> None:
    """A breach taken back leaves its number unused."""
    do(run, "breach", "record", "quality", "--on", "2025-05-01")
    do(run, "audit", "retract", "zyfy-his-2025#2", "--reason", "wrong contract")
    do(run, "breach", "record", "quality", "--on", "2025-05-02")
    assert [entry["id"] for entry in do(run, "breach", "list")["breaches"]] == ["zyfy-his-2025:B2"]


def test_an_agreement_with_a_new_date(demo_store: Path, run: Run, note: str) -> None:
    """The list says so instead of overdue; the day before the agreement it was overdue."""
    do(run, "negotiation", "open", "Y1-advance", "--on", "2025-03-27")
    do(
        run,
        "negotiation",
        "settle",
        "Y1-advance",
        "--on",
        "2025-03-28",
        "--new-due",
        "2025-04-30",
        "--file",
        note,
    )
    assert instalment(run, "Y1-advance", "2025-03-27")["status"] == "overdue"
    found = instalment(run, "Y1-advance", "2025-04-01")
    assert (found["status"], found["due_on"], found["due_by_contract"]) == (
        "due",
        "2025-04-30",
        "2025-03-26",
    )
    shown = run("payments", "due", "--as-of", "2025-04-01", "--lang", "zh")[1]
    assert "协商改为不迟于 2025-04-30 付款" in shown
    assert (
        "协商改为不迟于 2025-04-30"
        in run("explain", "Y1-advance", "--as-of", "2025-04-01", "--lang", "zh")[1]
    )


def test_claims_waived_settled_and_offset(demo_store: Path, run: Run, note: str) -> None:
    """What is open falls; a waiver without a decision is flagged until one is added; the net is payable."""
    do(run, "breach", "record", "quality", "--on", "2025-03-10")
    do(run, "breach", "record", "service-promise", "--on", "2025-03-11")
    do(run, "damages", "loss", "B1", "--amount", "1234.56", "--file", note, "--on", "2025-03-12")
    do(run, "damages", "waive", "quality/B1/loss-1", "--reason", "too small", "--on", "2025-03-13")
    assert line(run, "quality/B1/loss-1", "2025-03-14")["undecided"] == ["zyfy-his-2025#5"]
    assert "#5" in run("damages", "assess", "--lang", "zh")[1]
    do(
        run,
        "damages",
        "waive",
        "quality/B1/loss-1",
        "--reason",
        "added",
        "--decision",
        "7",
        "--on",
        "2025-03-15",
    )
    assert "undecided" not in line(run, "quality/B1/loss-1", "2025-03-15")
    do(run, "damages", "settle", "service-promise/B2", "--amount", "6100", "--on", "2025-03-14")
    assert line(run, "service-promise/B2", "2025-03-14")["open"] == "20000.00"
    do(run, "damages", "offset", "quality/B1", "Y1-advance", "--agreed", note, "--on", "2025-03-17")
    found = instalment(run, "Y1-advance", "2025-03-20")
    assert (found["amount"], found["offset"], found["outstanding"]) == (
        "203000.00",
        "43500.00",
        "159500.00",
    )
    assert "净额 159,500.00" in run("payments", "due", "--as-of", "2025-03-20", "--lang", "zh")[1]
    explained = run("explain", "quality/B1", "--as-of", "2025-03-20", "--lang", "zh")[1]
    assert "抵扣 43,500.00" in explained
    for name in ("quality/B1/loss-1", "service-promise/B2", "Y1-advance"):
        assert run("explain", name, "--lang", "en")[0] == 0


def test_a_dispute_leaves_the_rest_due(demo_store: Path, run: Run) -> None:
    """30,000.00 disputed, 173,000.00 payable; then 10,000.00 of it is owed."""
    do(
        run,
        "dispute",
        "open",
        "Y1-advance",
        "--amount",
        "30000",
        "--on",
        "2025-03-20",
        "--reason",
        "two outages",
    )
    due = do(run, "payments", "due", "--as-of", "2025-03-20")
    assert (due["outstanding"], due["payable"]) == ("203000.00", "173000.00")
    assert "有分歧 30,000.00" in run("payments", "due", "--as-of", "2025-03-20", "--lang", "zh")[1]
    do(
        run,
        "payments",
        "record",
        "Y1-advance",
        "--amount",
        "173000",
        "--on",
        "2025-03-21",
        "--ref",
        "V1",
        "--confirm-account",
    )
    assert "有分歧" in run("payments", "schedule", "--as-of", "2025-04-20", "--lang", "zh")[1]
    do(run, "dispute", "settle", "Y1-advance", "--amount", "0", "--on", "2025-04-21")
    found = instalment(run, "Y1-advance", "2025-04-21")
    assert (found["status"], found["conceded"]) == ("paid", "30000.00")


def test_force_majeure_is_told_until_both_have_talked(
    demo_store: Path, run: Run, note: str
) -> None:
    """Notice, proof and talks are obligations; the days move the year's end."""
    do(run, "force-majeure", "begin", "--on", "2025-06-01")
    shown = run("payments", "due", "--as-of", "2026-04-01", "--lang", "zh")[1]
    assert "不可抗力 FM1" in shown
    for key in ("fm1-notice", "fm1-proof", "fm1-talks"):
        do(run, "obligations", "done", key, "--on", "2026-04-02", "--file", note)
    do(run, "force-majeure", "end", "--on", "2026-04-05")
    [found] = do(run, "force-majeure", "list")["force_majeure"]
    assert (found["days"], found["notified_on"], found["proven"]) == (309, "2026-04-02", True)
    assert instalment(run, "Y1-balance", "2026-12-01")["due_on"] is not None
    assert "不可抗力 FM1" not in run("payments", "due", "--as-of", "2026-04-10", "--lang", "zh")[1]
    assert run("force-majeure", "list", "--lang", "zh")[0] == 0


def test_an_early_end_cancels_and_what_was_overpaid_is_told(demo_store: Path, run: Run) -> None:
    """By days served: the year ends, what was paid beyond it is to come back."""
    paid = ["--amount", "203000", "--on", "2025-03-25", "--ref", "V1", "--confirm-account"]
    do(run, "payments", "record", "Y1-advance", *paid)
    do(run, "contract", "terminate", "--on", "2025-06-01", "--reason", "agreed", "--pro-rata")
    found = instalment(run, "Y1-advance", "2025-07-01")
    sums = found["amount"], found["reduced"], found["overpaid"]
    assert sums == ("203000.00", "133082.19", "133082.19")
    assert instalment(run, "Y2-advance", "2025-07-01")["status"] == "cancelled"
    assert "不再支付" in run("payments", "schedule", "--as-of", "2025-07-01", "--lang", "zh")[1]
    assert run("explain", "Y2-advance", "--as-of", "2025-07-01", "--lang", "zh")[0] == 0


def test_readings_are_shown_with_their_effects(demo_store: Path, run: Run) -> None:
    """Each open reading, its choice, the others, what each would change; harmless ones said to be so."""
    found = do(run, "contract", "readings", "--as-of", "2026-04-30")["readings"]
    later = next(reading for reading in found if reading["key"] == "later-years")
    assert (later["choice"], later["from"]) == ("anniversary-of-signing", "default")
    assert {
        "id": "zyfy-his-2025:Y2-advance",
        "what": "status",
        "before": "overdue",
        "after": "projected",
    } in [change for other in later["others"] for change in other["changes"]]
    assert next(reading for reading in found if reading["key"] == "return")["harmless"] is True
    shown = run("contract", "readings", "--as-of", "2026-04-30", "--lang", "zh")[1]
    assert "不影响日期和金额" in shown


REFUSED = [
    ("breach record nothing", "breach.unknown-rule"),
    ("breach record late-payment", "breach.unknown-rule"),
    ("breach record other-breach --amount 5", "breach.by-whom"),
    ("breach record other-breach --by supplier", "damages.needs-amount"),
    ("breach record quality --by purchaser", "breach.not-by"),
    ("breach record quality --by nobody", "usage.choice"),
    ("breach end B7", "breach.unknown"),
    ("breach end B1 --on 2025-03-06", "breach.before"),
    ("breach end B2 --on 2026-03-06", "breach.ended-already"),
    ("breach appraise B1 --result fine", "usage.choice"),
    ("negotiation open --on 2025-03-10", "negotiation.of-what"),
    ("negotiation open Y9-advance --on 2025-03-10", "name.near"),
    ("negotiation open Y1-advance --on 2025-05-10", "negotiation.already"),
    ("negotiation settle Y1-advance --on 2025-05-10 --new-due 2025-05-09", "negotiation.new-due"),
    ("force-majeure begin --on 2025-06-15", "force-majeure.overlap"),
    ("force-majeure begin --on 2025-05-15", "force-majeure.overlap"),
    ("force-majeure begin --by nobody", "usage.choice"),
    ("force-majeure begin --on 2025-08-01 --notified-on 2025-07-01", "force-majeure.notice-order"),
    ("force-majeure end", "force-majeure.none-open"),
    ("force-majeure end FM1 --on 2025-07-02", "force-majeure.not-open"),
    ("dispute open Y9-x --amount 5", "payment.unknown-instalment"),
    ("dispute open Y2-advance --amount 900000", "dispute.too-much"),
    ("dispute open Y1-advance --amount 5", "dispute.open-already"),
    ("dispute settle Y2-advance --amount 5", "dispute.none"),
    ("dispute settle Y1-advance --amount 500", "dispute.too-much"),
    ("damages waive quality/B9 --reason x", "name.near"),
    ("damages settle quality/B1 --amount 900000", "damages.more-than-open"),
    ("damages what-if nothing --days 2", "breach.unknown-rule"),
    ("damages what-if other-breach --days 2", "damages.needs-amount"),
    ("damages offset quality/B1 Y9-x --agreed PAPER", "payment.unknown-instalment"),
    (
        "damages offset quality/B1 Y1-advance --amount 900000 --agreed PAPER",
        "damages.more-than-open",
    ),
    ("damages offset late-acceptance/B3 Y1-advance --agreed PAPER", "offset.not-supplier"),
    ("damages offset quality/B1 Y1-advance --agreed PAPER", "offset.too-much"),
    ("damages loss B9 --amount 5 --file PAPER", "breach.unknown"),
    ("contract terminate --reason again", "fact.twice"),
    ("explain late-payment/Y9", "name.near"),
]


@pytest.fixture
def eventful(demo_store: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A contract in which a good deal has gone wrong; lived once, and copied."""
    kept = tmp_path_factory.getbasetemp() / "eventful.db"
    if kept.exists():
        shutil.copy2(kept, demo_store)
        return
    do(run, "breach", "record", "quality", "--on", "2025-04-01")
    do(run, "breach", "record", "service-promise", "--on", "2025-04-02")
    do(run, "breach", "end", "B2", "--on", "2025-04-03")
    do(run, "breach", "record", "late-acceptance", "--on", "2025-04-04")
    do(run, "negotiation", "open", "Y1-advance", "--on", "2025-05-01")
    do(run, "force-majeure", "begin", "--on", "2025-06-01", "--notified-on", "2025-06-01")
    do(run, "force-majeure", "end", "FM1", "--on", "2025-06-20")
    do(
        run,
        "payments",
        "record",
        "Y1-advance",
        "--amount",
        "203000",
        "--on",
        "2025-03-25",
        "--ref",
        "V",
        "--confirm-account",
    )
    do(run, "dispute", "open", "Y1-advance", "--amount", "100", "--on", "2025-03-07")
    do(run, "contract", "terminate", "--on", "2026-11-01", "--reason", "agreed")
    shutil.copy2(demo_store, kept)


def recorded(store: Path) -> list[tuple[Any, ...]]:
    """Every fact and what it says."""
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(
            "SELECT * FROM event JOIN payload USING (chain, seq) ORDER BY chain, seq"
        ).fetchall()


@pytest.mark.parametrize(("command", "key"), REFUSED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_is_refused(
    eventful: None, demo_store: Path, run: Run, note: str, command: str, key: str, lang: str
) -> None:
    """One or two lines: what, where, what to do; nothing is recorded."""
    from svcctl.i18n import Words

    before = recorded(demo_store)
    code, _, err = run(*command.replace("PAPER", note).split(), "--lang", lang)
    assert code == 2
    start = Words(lang)(f"refusal.{key}").partition("{")[0]
    assert start in err
    assert len(err.splitlines()) <= 2
    assert recorded(demo_store) == before


def test_every_fact_of_breach_is_described(eventful: None, run: Run) -> None:
    """The journal tells each in words, in both languages."""
    for lang in ("zh", "en"):
        code, out, _ = run("audit", "log", "--lang", lang)
        assert code == 0
        assert "FM1" in out
        assert "B2" in out


def test_a_fact_taken_back_may_make_another_impossible(demo_store: Path, run: Run) -> None:
    """A breach cannot be taken back while a fact about it stands; a start cannot be moved past an end."""
    do(run, "breach", "record", "quality", "--on", "2025-04-01")
    do(run, "breach", "end", "B1", "--on", "2025-04-05")
    assert run("audit", "retract", "zyfy-his-2025#2", "--reason", "x")[0] == 2
    paper = Path(__file__)
    assert (
        run("damages", "loss", "B1", "--amount", "5", "--file", str(paper), "--on", "2025-03-31")[0]
        == 2
    )
    do(run, "damages", "loss", "B1", "--amount", "5", "--file", str(paper), "--on", "2025-04-02")
    code, _, err = run("audit", "retract", "zyfy-his-2025#2", "zyfy-his-2025#3", "--reason", "x")
    assert code == 2
    assert "B1" in err
    do(run, "force-majeure", "begin", "--on", "2025-06-10")
    code, _, _ = run("force-majeure", "end", "--on", "2025-06-09")
    assert code == 2
    assert run("breach", "appraise", "B1", "--result", "not-in-order", "--on", "2025-05-01")[0] == 0


def test_force_majeure_may_come_twice(demo_store: Path, run: Run) -> None:
    """One after the other; the second has a number of its own."""
    for first, last in (("2025-06-01", "2025-06-10"), ("2025-06-11", "2025-06-12")):
        do(run, "force-majeure", "begin", "--on", first)
        do(run, "force-majeure", "end", "--on", last)
    assert [entry["days"] for entry in do(run, "force-majeure", "list")["force_majeure"]] == [10, 2]


def test_a_rule_that_a_breach_rests_on_stays(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """A correction cannot drop the rule of a recorded breach."""
    do(run, "breach", "record", "quality", "--on", "2025-06-01")
    seed = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
    changed = tmp_path / "changed.toml"
    changed.write_text(
        seed.read_text(encoding="utf-8").replace('"quality"', '"service-quality"'), encoding="utf-8"
    )
    code, _, err = run("contract", "correct", str(changed), "--reason", "typed wrongly")
    assert code == 2
    assert "quality" in err


@pytest.fixture
def milestones(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second shipped contract, whose instalments need papers."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "milestones.db"))
    example = Path(__file__).parents[1] / "data" / "contracts" / "example-milestones.toml"
    do(run, "init", str(example))


def test_papers_are_on_file_before_money_moves(
    milestones: None, run: Run, note: str, tmp_path: Path
) -> None:
    """Refused while a required paper is missing, unless the money is gone; filed papers are listed with their hash."""
    before = do(run, "payments", "checklist", "acceptance")
    kinds = [item["kind"] for item in before["items"] if not item["document"]]
    assert kinds
    assert before["required"] is True
    assert set(kinds) <= set(before["missing"])
    pay = ["--amount", "1000", "--on", "2026-07-01", "--ref", "1"]
    code, _, err = run("payments", "record", "acceptance", *pay, "--lang", "zh")
    assert code == 2
    assert kinds[0] in err
    late = do(
        run, "payments", "record", "acceptance", *pay, "--override", "--reason", "gone", "--dry-run"
    )
    assert any(kinds[0] in each["words"] for each in late["warnings"])
    assert run("evidence", "add", "acceptance", "--kind", "nothing", "--file", note)[0] == 2
    assert run("evidence", "add", "nowhere", "--kind", "invoice", "--file", note)[0] == 2
    for kind in kinds:
        do(
            run,
            "evidence",
            "add",
            "acceptance",
            "--kind",
            kind,
            "--file",
            note,
            "--on",
            "2026-06-30",
        )
    after = do(run, "payments", "checklist", "acceptance", "--as-of", "2026-07-01")
    assert not set(kinds) & set(after["missing"])
    assert len(after["items"][-1]["files"][0]["sha256"]) == 64
    do(run, "payments", "record", "acceptance", *pay)
    assert "paper.pdf" in run("payments", "checklist", "acceptance", "--lang", "zh")[1]
    assert run("payments", "checklist", "nowhere")[0] == 2


def test_a_contract_that_names_no_papers_says_so(
    demo_store: Path, run: Run, note: str, tmp_path: Path
) -> None:
    """Nothing is needed; what is filed all the same is kept, and an odd invoice is remarked on."""
    assert "没有列出" in run("payments", "checklist", "Y1-advance", "--lang", "zh")[1]
    odd = tmp_path / "invoice.txt"
    odd.write_text("no invoice")
    found = do(run, "evidence", "add", "Y1-advance", "--kind", "invoice", "--file", str(odd))
    assert found["warnings"]
    assert (
        do(run, "evidence", "add", "Y1-advance", "--kind", "invoice", "--file", note)["warnings"]
        == []
    )
    assert run("audit", "log", "--lang", "zh")[0] == 0


@pytest.mark.parametrize(
    ("content", "right"),
    [(b"<?xml version='1.0'?>", True), (b"\xef\xbb\xbf<EInvoice/>", True), (b"%PDF-1.7", True),
     (b"PK\x03\x04....OFD.xml....", True), (b"PK\x03\x04....word/document.xml", False), (b"", False)],
)  # fmt: skip
def test_an_invoice_is_xml_ofd_or_pdf(content: bytes, right: bool) -> None:
    """The forms that e-invoices come in, by what is in them."""
    from svcctl.desk.acts import is_invoice_file

    assert is_invoice_file(content) is right


@pytest.mark.parametrize(("lang", "verdict"), [("en", "is all disputed"), ("zh", "均有分歧")])
def test_what_is_wholly_disputed_has_no_days_left(
    demo_store: Path, run: Run, lang: str, verdict: str
) -> None:
    """Past its date and disputed to the last fen it is not late, and no days left are told."""
    do(run, "dispute", "open", "Y1-advance", "--amount", "203000", "--on", "2025-03-20")
    told = run("explain", "Y1-advance", "--as-of", "2025-06-01", "--lang", lang)[1].splitlines()[-1]
    assert "203,000.00" in told
    assert verdict in told
    assert "None" not in told


def test_a_loss_by_a_late_instalment_is_recorded(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """A loss is one of a breach, or of an instalment paid late."""
    paper = tmp_path / "loss.txt"
    paper.write_text("loss", encoding="utf-8")
    told = ("--amount", "5", "--file", str(paper), "--on", "2025-06-02")
    do(run, "damages", "loss", "Y1-advance", *told)
    code, _, err = run("damages", "loss", "Y1-nothing", *told)
    assert code == 2
    assert "Y1-nothing" in err
