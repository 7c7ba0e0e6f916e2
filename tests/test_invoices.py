"""Invoices: 20 digits once only, net and tax, checked or not, red ones; and no deadline that rests on them."""

import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcctl.billing.invoices import odd_tax, split_tax
from svcctl.billing.money import parse_share

Run = Callable[..., tuple[int, str, str]]
A, B, C, D = (f"2545200000000000000{n}" for n in range(1, 5))
FIRST = (
    "--for",
    "Y1-advance",
    "--amount",
    "203000",
    "--rate",
    "6%",
    "--kind",
    "special",
    "--on",
    "2025-03-18",
)


def ok(run: Run, *args: str) -> str:
    code, out, err = run(*args)
    assert code == 0, err
    return out


def listed(run: Run, *args: str) -> dict[str, dict[str, Any]]:
    found = json.loads(ok(run, "invoice", "list", *args, "--format", "json"))
    return {each["number"]: each for each in found["invoices"]}


def refused(run: Run, *args: str) -> str:
    code, out, err = run(*args, "--lang", "en")
    assert (code, out) == (2, "")
    assert err.count("\n") <= 2
    return err


def test_an_invoice_moves_no_deadline_and_is_the_paper_asked_for(
    demo_store: Path, run: Run
) -> None:
    """The sums of the contract's first instalment at 6 %; the schedule is the same with and without it."""
    before = ok(run, "payments", "schedule", "--as-of", "2025-03-20", "--format", "json")
    ok(run, "invoice", "add", A, *FIRST)
    assert ok(run, "payments", "schedule", "--as-of", "2025-03-20", "--format", "json") == before
    found = listed(run, "--as-of", "2025-03-20")[A]
    assert (found["net"], found["tax"], found["amount"]) == ("191509.43", "11490.57", "203000.00")
    assert (found["state"], found["unpaid"], found["age_days"], found["checked_on"]) == (
        "valid",
        "203000.00",
        2,
        None,
    )
    exported = json.loads(
        ok(run, "export", "schedule", "--as-of", "2025-03-20", "--format", "json")
    )
    assert exported["rows"][0]["invoice"] == [A]


def test_unpaid_by_age(demo_store: Path, run: Run) -> None:
    """Money covers the oldest invoice of an instalment first; what is paid has no age to worry about."""
    ok(
        run,
        "invoice",
        "add",
        A,
        "--for",
        "Y1-advance",
        "--amount",
        "100000",
        "--rate",
        "6%",
        "--on",
        "2025-03-10",
    )
    ok(
        run,
        "invoice",
        "add",
        B,
        "--for",
        "Y1-advance",
        "--amount",
        "103000",
        "--rate",
        "6%",
        "--on",
        "2025-03-18",
    )
    ok(run, "payments", "record", "Y1-advance", "--amount", "150000", "--on", "2025-03-25", "--ref", "1",
       "--confirm-account")  # fmt: skip
    found = listed(run, "--as-of", "2025-04-01")
    assert [found[each]["unpaid"] for each in (A, B)] == ["0.00", "53000.00"]
    assert list(listed(run, "--as-of", "2025-04-01", "--unpaid")) == [B]
    text = ok(run, "invoice", "list", "--as-of", "2025-04-01", "--lang", "zh")
    assert "共 2 张    有效金额 203,000.00    未付 53,000.00" in text


def test_what_a_settled_dispute_let_fall_is_billed_too_much_and_not_unpaid(
    demo_store: Path, run: Run
) -> None:
    """87,000 billed, 4,000 of it let fall, 83,000 paid: nothing is unpaid, 4,000 are to be cancelled."""
    ok(run, "payments", "record", "Y1-advance", "--amount", "203000", "--on", "2025-03-25", "--ref",
       "1", "--confirm-account")  # fmt: skip
    ok(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-04-08")
    for number, amount, on in ((A, "50000", "2026-04-08"), (B, "37000", "2026-04-09")):
        ok(run, "invoice", "add", number, "--for", "Y1-balance", "--amount", amount, "--rate", "6%",
           "--on", on)  # fmt: skip
    ok(run, "dispute", "open", "Y1-balance", "--amount", "10000", "--on", "2026-04-10")

    def sums(day: str) -> list[tuple[str, str]]:
        found = listed(run, "--as-of", day)
        return [(found[each]["unpaid"], found[each]["to_cancel"]) for each in (A, B)]

    assert sums("2026-04-10") == [("50000.00", "0.00"), ("37000.00", "0.00")]
    ok(run, "dispute", "settle", "Y1-balance", "--amount", "6000", "--on", "2026-04-15")
    assert sums("2026-04-15") == [("50000.00", "0.00"), ("33000.00", "4000.00")]
    ok(run, "payments", "record", "Y1-balance", "--amount", "83000", "--on", "2026-04-16", "--ref",
       "2", "--confirm-account")  # fmt: skip
    assert sums("2026-04-16") == [("0.00", "0.00"), ("0.00", "4000.00")]
    text = ok(run, "invoice", "list", "--as-of", "2026-04-16", "--lang", "zh")
    assert "须红冲 4,000.00" in text
    ok(
        run,
        "invoice",
        "add",
        C,
        "--red",
        B,
        "--amount",
        "4000",
        "--rate",
        "6%",
        "--on",
        "2026-04-17",
    )
    assert sums("2026-04-17") == [("0.00", "0.00"), ("0.00", "0.00")]


def test_a_red_invoice_cancels(demo_store: Path, run: Run) -> None:
    """Whole or in part, never more than is left; on the day before it the old answer holds; the number is spent."""
    ok(run, "invoice", "add", A, *FIRST)
    ok(run, "invoice", "add", B, "--red", A, "--amount", "3000", "--on", "2025-04-01")
    found = listed(run)
    assert (found[A]["state"], found[A]["left"], found[B]["state"], found[B]["amount"]) == (
        "part-cancelled", "200000.00", "red", "-3000.00")  # fmt: skip
    assert (found[B]["net"], found[B]["tax"]) == ("-2830.19", "-169.81")
    assert "Only 200,000.00" in refused(run, "invoice", "add", C, "--red", A)
    ok(run, "invoice", "add", C, "--red", A, "--amount", "200000", "--on", "2025-04-02")
    assert listed(run)[A]["state"] == "cancelled"
    assert listed(run, "--as-of", "2025-04-01")[A]["state"] == "part-cancelled"
    assert listed(run, "--as-of", "2025-03-31")[A]["state"] == "valid"
    assert "on file already" in refused(run, "invoice", "add", A, *FIRST)
    ok(run, "invoice", "add", D, *FIRST)
    exported = json.loads(ok(run, "export", "schedule", "--format", "json"))
    assert exported["rows"][0]["invoice"] == [D]
    assert "no invoice" in refused(run, "invoice", "add", "9" * 20, "--red", B)


def test_what_was_taken_back_frees_its_number(demo_store: Path, run: Run) -> None:
    """A number typed for the wrong instalment is retracted and entered again."""
    ok(run, "invoice", "add", A, *FIRST)
    ok(run, "audit", "retract", "zyfy-his-2025#2", "--reason", "wrong")
    ok(run, "invoice", "add", A, "--for", "Y1-balance", "--net", "82075.47", "--tax", "4924.53")
    assert listed(run)[A]["instalments"] == [
        {"id": "zyfy-his-2025:Y1-balance", "amount": "87000.00"}
    ]


def test_one_number_in_the_whole_store(demo_store: Path, run: Run) -> None:
    """Whichever contract it was entered for; `check` finds the contract by the number."""
    ok(run, "contract", "import", "data/contracts/example-milestones.toml")
    ok(run, "invoice", "add", A, *FIRST, "--contract", "zyfy-his-2025")
    other = json.loads(ok(run, "contract", "list", "--format", "json"))
    [name] = [each["id"] for each in other["contracts"] if each["id"] != "zyfy-his-2025"]
    first = json.loads(ok(run, "payments", "schedule", "--contract", name, "--format", "json"))[
        "instalments"
    ][0]["id"]
    assert "zyfy-his-2025#2" in refused(
        run, "invoice", "add", A, "--for", first, "--amount", "1", "--rate", "6%"
    )
    ok(run, "invoice", "check", A, "--on", "2025-03-19")
    assert listed(run)[A]["genuine"] is True
    assert listed(run, "--as-of", "2025-03-18")[A]["checked_on"] is None
    ok(run, "invoice", "check", A, "--failed", "--on", "2025-03-20")
    assert "  查验不符  " in ok(run, "invoice", "list", "--lang", "zh")
    assert "no invoice" in refused(run, "invoice", "check", B)
    assert A in refused(run, "audit", "retract", "zyfy-his-2025#2", "--reason", "x")


def test_several_instalments_on_one_invoice(demo_store: Path, run: Run) -> None:
    """Each with its sum; the red one takes both in proportion."""
    ok(
        run,
        "invoice",
        "add",
        A,
        "--for",
        "Y1-balance=87000",
        "--for",
        "Y2-advance=203000",
        "--rate",
        "6%",
    )
    ok(run, "invoice", "add", B, "--red", A, "--amount", "145000")
    assert listed(run)[B]["instalments"] == [
        {"id": "zyfy-his-2025:Y1-balance", "amount": "-43500.00"},
        {"id": "zyfy-his-2025:Y2-advance", "amount": "-101500.00"},
    ]
    ok(
        run,
        "invoice",
        "add",
        C,
        "--red",
        A,
        "--for",
        "Y2-advance",
        "--amount",
        "1000",
        "--rate",
        "6%",
    )
    assert listed(run)[A]["left"] == "144000.00"


def test_what_looks_wrong_is_said(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """More invoiced than owed, a tax that is not the rate's, a file that is no e-invoice: recorded, with a warning."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    out = ok(run, "invoice", "add", A, "--for", "Y1-balance", "--net", "90000", "--tax", "9000", "--rate", "6%",
             "--file", str(photo), "--lang", "en", "--dry-run")  # fmt: skip
    assert "not that of a rate of 6%" in out
    assert "99,000.00, more than its 87,000.00" in out
    assert "or PDF; check it" in out
    assert listed(run) == {}


def test_a_clock_that_waits_for_the_invoice(run: Run, surroundings: None, tmp_path: Path) -> None:
    """Where the contract file says `receipt:`, entering the invoice says what starts the days, and does not."""
    text = Path("data/contracts/example-milestones.toml").read_text("utf-8")
    assert "receipt:" in text
    source = tmp_path / "c.toml"
    source.write_text(text, encoding="utf-8")
    store = ("--store", str(tmp_path / "s.db"))
    ok(run, "init", str(source), *store)
    schedule = ("payments", "schedule", "--format", "json", *store)
    instalments = json.loads(ok(run, *schedule))["instalments"]
    for number, each in enumerate(instalments):
        before = ok(run, *schedule)
        ok(
            run,
            "invoice",
            "add",
            f"{number:020}",
            "--for",
            each["id"],
            "--amount",
            "1",
            "--rate",
            "6%",
            *store,
        )
        assert ok(run, *schedule) == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("1234", *FIRST), "20 digits"),
        ((A + "1", *FIRST), "20 digits"),
        ((A, "--amount", "1", "--rate", "6%"), "Y1-advance"),
        ((A, "--for", "Y9-x", "--amount", "1", "--rate", "6%"), "Y9-x"),
        ((A, "--for", "Y1-advance", "--amount", "1"), "--rate"),
        ((A, "--for", "Y1-advance", "--rate", "6%"), "--net"),
        ((A, "--for", "Y1-advance", "--amount", "1", "--rate", "0.06"), "6%"),
        ((A, "--for", "Y1-advance", "--net", "1", "--tax", "1", "--amount", "3"), "3.00"),
        (
            (A, "--for", "Y1-advance=1", "--for", "Y1-balance=2", "--amount", "4", "--rate", "6%"),
            "4.00",
        ),
        (
            (A, "--for", "Y1-advance", "--for", "Y1-balance", "--amount", "4", "--rate", "6%"),
            "--for",
        ),
        ((A, "--for", "Y1-advance", "--kind", "paper", "--amount", "4", "--rate", "6%"), "--kind"),
        ((A, "--red", B), B),
    ],
)
def test_what_is_no_invoice_is_refused(
    demo_store: Path, run: Run, args: tuple[str, ...], said: str
) -> None:
    """Nothing is recorded."""
    assert said in refused(run, "invoice", "add", *args)
    assert listed(run) == {}


def test_an_invoice_as_people_type_it(demo_store: Path, run: Run) -> None:
    """Full-width digits and spaces between groups."""
    ok(run, "invoice", "add", "２５４５ ２０００ ０００００００００００１", *FIRST)
    assert list(listed(run)) == ["25452000000000000001"]


@given(st.integers(1, 10**12), st.sampled_from(["13%", "9%", "6%", "5%", "3%", "1%", "0.5%"]))
def test_net_and_tax_are_those_of_the_rate(fen: int, rate: str) -> None:
    """Against decimal arithmetic: net is the sum divided by one and the rate, half up, and the tax is the rest."""
    net, tax = split_tax(fen, parse_share(rate))
    exact = (Decimal(fen) / (1 + Decimal(rate[:-1]) / 100)).quantize(Decimal(1), ROUND_HALF_UP)
    assert (net, net + tax) == (exact, fen)
    assert not odd_tax(net, tax, parse_share(rate))
    assert odd_tax(net, tax + 8, parse_share(rate))


def test_facts_that_contradict_are_objected_to(demo_store: Path, run: Run) -> None:
    """A journal made elsewhere: one number twice, and an instalment that does not exist."""
    from journal_facts import INVOICED, fact, objected
    from svcctl.billing.terms import terms_from
    from svcctl.store.journal import open_journal

    journal = open_journal(demo_store)
    imported = journal.facts("zyfy-his-2025")
    journal.close()
    payload = {"invoice": A, "invoice_kind": "ordinary", "net_fen": 1, "tax_fen": 0}
    facts = [
        fact(
            "zyfy-his-2025",
            seq,
            INVOICED,
            "2025-03-18",
            "2025",
            "finance",
            payload | {"parts": parts},
        )
        for seq, parts in ((2, []), (3, [{"instalment": "Y9-x", "fen": 1}]))
    ]
    found = objected([*imported, *facts], terms_from(imported[0].payload["terms"]))
    assert [refusal.key for refusal in found] == ["invoice.twice", "invoice.no-instalment"]
