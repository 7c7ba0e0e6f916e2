"""Payment clauses of real contracts, by their files: the days and the sums that were worked out by hand."""

import json
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl.contracts.check import problems

REAL = Path(__file__).parent / "real"
Do = Callable[..., Any]
Row = dict[str, Any]
SUMS = ("amount", "added", "reduced", "offset", "paid", "outstanding", "overpaid")


@pytest.fixture
def do(run: Run, monkeypatch: pytest.MonkeyPatch) -> Do:
    """A command that goes well, and its answer."""
    from datetime import UTC, datetime

    # behind the last day of every case, so that all of it can be recorded
    monkeypatch.setattr("svcctl.workspace.now", lambda: datetime(2028, 6, 26, 2, tzinfo=UTC))

    def call(line: str, *more: object) -> Any:
        code, out, err = run(*line.split(), *more, "--format", "json")
        assert code == 0, err
        return json.loads(out)

    return call


def begun(do: Do, name: str) -> None:
    """A store with that contract."""
    do("init")
    do("contract import", REAL / f"{name}.toml")


def received(do: Do, document: str, on: str, period: str = "") -> None:
    do(
        f"reports receive --document {document} --on {on}"
        + (f" --period {period}" if period else "")
    )


def adds_up(row: Row) -> None:
    """`amount + added - reduced - offset - paid = outstanding - overpaid`, to the fen."""
    amount, added, reduced, offset, paid, outstanding, overpaid = (
        Decimal(row[key]) for key in SUMS
    )
    assert amount + added - reduced - offset - paid == outstanding - overpaid, row


def rows(do: Do, as_of: str) -> dict[str, Row]:
    """The instalments by id; each, and the totals over them, add up."""
    answer = do(f"payments schedule --as-of {as_of}")
    for row in (*answer["instalments"], answer):
        adds_up(row)
    # what comes only if it is renewed is in no total
    counted = [row for row in answer["instalments"] if not row["conditional"]]
    for key in SUMS:
        assert Decimal(answer[key]) == sum(Decimal(row[key]) for row in counted), key
    return {row["id"].split(":")[-1]: row for row in answer["instalments"]}


def told(do: Do, name: str, as_of: str) -> list[str]:
    """The explanation in Chinese."""
    steps = do(f"explain {name} --as-of {as_of} --lang zh")["steps"]
    words = [step["words"] for step in steps]
    assert all(words)
    assert not any("{" in each or "None" in each for each in words), words
    return words


def due(found: dict[str, Row], *names: str) -> list[tuple[str, str]]:
    """What is paid of each and by when."""
    return [(found[name]["amount"], found[name]["due_on"]) for name in names]


def worth(row: Row) -> str:
    """The sum as settled."""
    return f"{Decimal(row['amount']) + Decimal(row['added']) - Decimal(row['reduced']):.2f}"


# -- by the calendar --------------------------------------------------------------------------------


def test_01_half_years_are_paid_from_their_first_day(do: Do) -> None:
    """Ten working days from the day on which each half of the year begins."""
    begun(do, "01-hospital")
    found = rows(do, "2025-06-20")
    assert due(found, "Y1-H1-fee", "Y1-H2-fee", "Y2-H1-fee", "Y2-H2-fee") == [
        ("47250.00", day) for day in ("2025-07-15", "2026-01-15", "2026-07-15", "2027-01-15")
    ]


def test_02_seventy_of_a_month_at_once_and_thirty_a_month_later(do: Do) -> None:
    """The 20th, off a Saturday and a festival; the rest waits for its paper, and its day does not move."""
    begun(do, "02-school-property")
    received(do, "assessment", "2025-10-05", "Y1-M01")
    received(do, "assessment", "2025-11-18", "Y1-M02")
    found = rows(do, "2025-11-19")
    assert due(found, "Y1-M01-fee", "Y1-M02-fee", "Y1-M06-fee") == [
        ("28000.00", "2025-09-22"), ("28000.00", "2025-10-20"), ("28000.00", "2026-02-24"),
    ]  # fmt: skip
    assert due(found, "Y1-M01-rest", "Y1-M02-rest") == [
        ("12000.00", "2025-10-20"), ("12000.00", "2025-11-20"),
    ]  # fmt: skip
    assert len(found) == 24
    assert sum(Decimal(row["amount"]) for row in found.values()) == 480000


def test_03_a_coefficient_fixes_the_year_and_the_rest_comes_after_the_term(do: Do) -> None:
    """900,000.00 x 0.96; the last part within two months of the term's end."""
    begun(do, "03-cloud")
    do("contract start --on 2025-03-01")
    before = rows(do, "2026-03-10")["Y1-fee"]
    assert (before["amount"], before["estimate"], before["status"]) == ("900000.00", True, "due")
    do("payments settle Y1-fee --coefficient 0.96 --on 2026-03-20")
    found = rows(do, "2026-03-21")
    assert worth(found["Y1-fee"]) == found["Y1-fee"]["outstanding"] == "864000.00"
    assert found["Y1-fee"]["due_on"] == "2026-04-13"
    assert due(found, "final") == [("300000.00", "2028-05-04")]
    assert any("0.96" in words for words in told(do, "Y1-fee", "2026-03-21"))


def test_04_each_part_waits_for_its_invoice_and_its_paper(do: Do) -> None:
    """Four parts, each within fifteen working days of the last of its papers."""
    begun(do, "04-office-platform")
    for document, on in (
        ("invoice-1", "2025-03-20"),
        ("list", "2025-04-25"), ("invoice-2", "2025-04-30"),
        ("invoice-3", "2025-09-01"), ("acceptance", "2025-09-18"),
        ("final-acceptance", "2026-09-25"), ("invoice-4", "2026-10-09"),
    ):  # fmt: skip
        received(do, document, on)
    assert due(rows(do, "2026-10-10"), "first", "second", "third", "last") == [
        ("432000.00", "2025-04-11"), ("96000.00", "2025-05-26"),
        ("336000.00", "2025-10-15"), ("96000.00", "2026-10-29"),
    ]  # fmt: skip


def test_06_a_calendar_year_signed_within_it(do: Do) -> None:
    """Ninety per cent thirty days after the year; the rest or less thirty days after the assessment."""
    begun(do, "06-kitchen-cameras")
    received(do, "assessment", "2026-01-20", "Y1")
    do("payments settle Y1-rest --deduct 3099.45 --on 2026-01-20")
    found = rows(do, "2026-01-25")
    assert due(found, "Y1-fee") == [("567895.20", "2026-01-30")]
    assert (worth(found["Y1-rest"]), found["Y1-rest"]["reduced"]) == ("60000.00", "3099.45")
    assert found["Y1-rest"]["due_on"] == "2026-02-24"  # 19 February lies in the festival
    assert told(do, "Y1-rest", "2026-01-25")


def test_07_months_that_the_contract_names_are_kept(do: Do) -> None:
    """Half a year's fee at the end of November and of May, two of them Sundays: nothing moves."""
    begun(do, "07-town-cleaning")
    found = rows(do, "2025-06-20")
    assert due(found, "Y1-H1-fee", "Y1-H2-fee", "Y2-H1-fee", "Y2-H2-fee") == [
        ("600000.00", day) for day in ("2025-11-30", "2026-05-31", "2026-11-30", "2027-05-31")
    ]


# -- by what was delivered --------------------------------------------------------------------------


def test_09_heads_times_the_unit_price_less_a_deduction(do: Do) -> None:
    """58 x 4,382.84 - 1,200.00, by the 15th, a Saturday; without an invoice nobody is late."""
    begun(do, "09-dispatch")
    do("payments settle Y1-M01-fee --quantity guard=58 --deduct 1200 --on 2025-02-05")
    waits = rows(do, "2025-02-25")["Y1-M01-fee"]
    assert (waits["status"], waits["waiting_for"]) == ("waiting", ["invoice"])
    received(do, "invoice", "2025-02-06", "Y1-M01")
    found = rows(do, "2025-02-10")["Y1-M01-fee"]
    assert (found["outstanding"], found["due_on"]) == ("253004.72", "2025-02-17")
    words = told(do, "Y1-M01-fee", "2025-02-10")
    assert any("254,204.72" in each for each in words), words


def test_10_a_quarter_waits_for_its_assessment_and_for_the_funds(do: Do) -> None:
    """The later of both counts; the deduction comes off, and three bad months let the school end it."""
    begun(do, "10-school-guards")
    received(do, "assessment", "2025-12-02", "Y1-Q1")
    received(do, "funds", "2025-12-24", "Y1-Q1")
    do("payments settle Y1-Q1-fee --deduct 2500 --on 2025-12-02")
    found = rows(do, "2025-12-25")["Y1-Q1-fee"]
    assert (found["amount"], found["reduced"], found["due_on"]) == (
        "180000.00", "2500.00", "2026-01-08",
    )  # fmt: skip
    for month, on in (("Y1-M01", "2025-10-08"), ("Y1-M02", "2025-11-03"), ("Y1-M03", "2025-12-02")):
        rights = do("assessment list --as-of 2025-12-25")["may_terminate"]
        assert rights == []
        do(f"assessment record monthly --period {month} --score 55 --on {on}")
    [right] = do("assessment list --as-of 2025-12-25")["may_terminate"]
    assert (right["assessment"], right["from"]) == ("monthly", "2025-12-02")
    answer = json.dumps(do("assessment list --as-of 2025-12-25"))
    assert "2025-12-02" in answer


def test_14_the_last_paper_starts_the_days(do: Do) -> None:
    """Two reports and an invoice: twenty working days from the second report."""
    begun(do, "14-satisfaction")
    for document, on in (
        ("report-1", "2025-05-20"), ("report-2", "2025-07-30"), ("invoice-1", "2025-07-25"),
    ):  # fmt: skip
        received(do, document, on)
    found = rows(do, "2025-08-01")
    assert due(found, "first") == [("48000.00", "2025-08-27")]
    assert found["second"]["amount"] == "48000.00"


def test_15_square_metres_by_the_year_and_two_firms(do: Do) -> None:
    """828,580 m² x 10.13 x 0.9965 / 12; who gets what is settled by row."""
    begun(do, "15-street-cleaning")
    before = rows(do, "2025-02-01")
    assert [before[f"Y1-M01-fee.{key}"]["amount"] for key in "ab"] == ["697011.51", "0.00"]
    do("payments settle Y1-M01-fee --quantity class-1=828580 --on 2025-02-05")
    found = rows(do, "2025-02-06")
    assert worth(found["Y1-M01-fee.a"]) == "697011.51"
    do("payments settle Y1-M01-fee.a --amount 400000 --on 2025-02-06")
    do("payments settle Y1-M01-fee.b --amount 297011.51 --on 2025-02-06")
    found = rows(do, "2025-02-07")
    assert [worth(found[f"Y1-M01-fee.{key}"]) for key in "ab"] == ["400000.00", "297011.51"]
    for key in "ab":
        assert told(do, f"Y1-M01-fee.{key}", "2025-02-07")


def test_17_archives_by_what_was_really_done(do: Do, run: Run) -> None:
    """Five of six unit prices come to 390,600.00; above the ceiling nothing is settled without a word."""
    begun(do, "17-archives")
    assert rows(do, "2025-03-02")["fee"]["amount"] == "408900.00"
    line = "payments settle fee --on 2025-12-01 --quantity sort=2600 --quantity scan=1300000"
    more = "--quantity index=130000 --quantity bind=15000 --quantity check=2000"
    do(f"{line} {more}")
    received(do, "acceptance", "2025-12-01")
    found = rows(do, "2025-12-02")["fee"]
    assert (found["outstanding"], found["reduced"]) == ("390600.00", "18300.00")
    assert any("390,600.00" in words for words in told(do, "fee", "2025-12-02"))
    code, _, err = run(
        *["payments", "settle", "fee", "--amount", "408900.01", "--on", "2025-12-02"]
    )
    assert code == 2
    assert "408,900.00" in err
    do("payments settle fee --amount 408900.01 --on 2025-12-02 --override --reason", "审定")
    assert rows(do, "2025-12-03")["fee"]["outstanding"] == "408900.01"


def test_18_a_price_of_nought_has_no_estimate(do: Do) -> None:
    """Nothing is known of July until it is settled; then it is due at the beginning of August."""
    begun(do, "18-canteen")
    ahead = rows(do, "2025-07-20")["Y1-M07-meals"]
    assert (ahead["amount"], ahead["estimate"], ahead["status"]) == ("0.00", None, "projected")
    waits = rows(do, "2025-08-01")["Y1-M07-meals"]
    assert (waits["status"], waits["waiting_for"]) == ("waiting", ["settlement"])
    do("payments settle Y1-M07-meals --amount 21450 --on 2025-08-02")
    found = rows(do, "2025-08-03")["Y1-M07-meals"]
    assert (found["outstanding"], found["due_on"], found["estimate"]) == (
        "21450.00", "2025-08-07", False,
    )  # fmt: skip
    assert any("21,450.00" in words for words in told(do, "Y1-M07-meals", "2025-08-03"))


# -- by score, by invoice, by renewal ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "sum_"), [("80", "47500.00"), ("84", "49500.00"), ("85", "50000.00"), ("97", "50000.00")]
)  # fmt: skip
def test_21_a_point_costs_a_hundredth_below_the_mark(do: Do, score: str, sum_: str) -> None:
    """From 85 points the whole month, else (15 + m) %."""
    begun(do, "21-score")
    do(f"payments settle Y1-M01-fee --score {score} --on 2025-10-05")
    assert worth(rows(do, "2025-10-06")["Y1-M01-fee"]) == sum_
    assert any(score in words for words in told(do, "Y1-M01-fee", "2025-10-06"))


def test_22_invoice_or_acceptance_whichever_is_later(do: Do) -> None:
    """Ten working days from the later of both."""
    begun(do, "22-whichever-later")
    for document, on in (
        ("invoice-1", "2025-04-20"), ("acceptance", "2026-01-15"), ("invoice-2", "2026-01-09"),
    ):  # fmt: skip
        received(do, document, on)
    assert due(rows(do, "2026-01-16"), "first", "second") == [
        ("180000.00", "2025-05-06"), ("120000.00", "2026-01-29"),
    ]  # fmt: skip


def test_24_a_month_by_invoice_and_its_late_fee(do: Do) -> None:
    """79,680.00 ten working days after the confirmation; late 398.40, part-paid or not."""
    begun(do, "24-office-cleaning")
    received(do, "invoice", "2025-08-05", "Y1-M01")
    received(do, "confirmation", "2025-08-07", "Y1-M01")
    assert due(rows(do, "2025-08-08"), "Y1-M01-fee") == [("79680.00", "2025-08-21")]
    for as_of in ("2025-08-25", "2025-09-10"):
        lines = do(f"damages assess --as-of {as_of}")["lines"]
        assert [each["amount"] for each in lines] == ["398.40"]
        if as_of == "2025-08-25":
            do("payments record Y1-M01-fee --amount 79000 --on 2025-08-26 --ref A1")


def test_25_a_second_year_comes_only_if_renewed(do: Do) -> None:
    """Year 1 ends on 11 January; the renewal's rows are conditional and in no total until confirmed."""
    begun(do, "25-property")
    for quarter, on in (
        ("Q1", "2025-04-15"),
        ("Q2", "2025-07-15"),
        ("Q3", "2025-10-15"),
        ("Q4", "2026-01-11"),
    ):
        received(do, "assessment", on, f"Y1-{quarter}")
    answer = do("payments schedule --as-of 2025-12-20")
    found = {row["id"].split(":")[-1]: row for row in answer["instalments"]}
    last, ahead = found["Y1-Q4-fee"], found["Y2-Q1-fee"]
    assert (last["amount"], last["period_from"], last["period_to"]) == (
        "105000.00", "2025-10-12", "2026-01-11",
    )  # fmt: skip
    assert (ahead["status"], ahead["conditional"], ahead["renewal"]) == ("projected", True, 1)
    assert (found["Y2-Q4-fee"]["period_to"], found["Y3-Q4-fee"]["period_to"]) == (
        "2027-01-11", "2028-01-11",
    )  # fmt: skip
    assert answer["if_renewed"] == "840000.00"
    assert answer["amount"] == "420000.00"  # the renewals are in no total but their own
    do("contract renew --on 2026-01-05")
    found = rows(do, "2026-01-12")
    assert found["Y1-Q4-fee"]["due_on"] == "2026-01-23"
    assert (found["Y2-Q1-fee"]["conditional"], found["Y3-Q1-fee"]["conditional"]) == (False, True)


def test_25_what_is_not_renewed_lapses_the_day_after(do: Do) -> None:
    """On the term's last day a renewal may still come, on the day after it has lapsed."""
    begun(do, "25-property")
    assert rows(do, "2026-01-11")["Y2-Q1-fee"]["status"] == "projected"
    lapsed = rows(do, "2026-01-12")["Y2-Q1-fee"]
    assert (lapsed["status"], lapsed["outstanding"]) == ("cancelled", "0.00")


def test_25_an_early_end_leaves_what_was_never_renewed_out_of_the_totals(do: Do) -> None:
    """Of 420,000.00 half a year stays; the 840,000.00 of two renewals were nobody's to cancel."""
    begun(do, "25-property")
    do("contract terminate --reason r --on 2025-07-11")
    answer = do("payments schedule --as-of 2025-08-01")
    renewed = [row for row in answer["instalments"] if row["renewal"]]
    assert {(row["status"], row["conditional"]) for row in renewed} == {("cancelled", True)}
    assert (answer["amount"], answer["reduced"]) == ("420000.00", "210000.00")
    assert (answer["outstanding"], answer["if_renewed"]) == ("210000.00", "0.00")


def test_25_a_renewal_after_the_end_needs_a_reason(do: Do, run: Run) -> None:
    """Confirmed late it is refused, and with a reason it stands."""
    begun(do, "25-property")
    code, _, _ = run(*["contract", "renew", "--on", "2026-01-12"])
    assert code == 2
    do("contract renew --on 2026-01-12 --override --reason", "补签")
    assert rows(do, "2026-01-13")["Y2-Q1-fee"]["status"] == "projected"


def test_27_half_on_approval_and_half_at_the_end(do: Do) -> None:
    """Thirty days from the approval; ten working days from the term's last day."""
    begun(do, "27-air-conditioning")
    received(do, "approval", "2025-06-10")
    assert due(rows(do, "2025-06-11"), "first", "second") == [
        ("34000.00", "2025-07-10"), ("34000.00", "2026-05-18"),
    ]  # fmt: skip


@pytest.mark.parametrize("value", [True, 5, "x", [True]])
@pytest.mark.parametrize("table", ["deliverables", "assessments", "obligations", "instalments"])
def test_a_table_of_another_kind_is_told_not_stumbled_over(table: str, value: Any) -> None:
    """`deliverables = true` in any of the files: a sentence, never a fault of the program."""
    for path in REAL.glob("*.toml"):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        found = problems(document | {table: value}, ("CN",))
        assert table in {problem.at.split("[")[0] for problem in found}, path.name


# -- invented: kept back, two payees, an early end, up to a share -----------------------------------


def test_what_is_kept_of_two_payees_is_paid_out_at_the_end(do: Do) -> None:
    """100,000.00 a quarter, 10,000.00 kept, 60/40: 54,000.00 and 36,000.00, at the end 24,000.00 and 16,000.00."""
    begun(do, "30-kept")
    found = rows(do, "2025-04-01")
    assert [found[f"Y1-Q1-fee.{key}"]["amount"] for key in "ab"] == ["54000.00", "36000.00"]
    assert [found[f"Y1-Q1-fee.{key}"]["retained"] for key in "ab"] == ["6000.00", "4000.00"]
    assert [found[f"kept.{key}"]["amount"] for key in "ab"] == ["24000.00", "16000.00"]
    assert sum(Decimal(r["amount"]) for r in found.values() if not r["conditional"]) == 400000
    received(do, "assessment", "2025-04-03", "Y1-Q1")
    do("payments settle Y1-Q1-fee --deduct 5000 --on 2025-04-03")
    found = rows(do, "2025-04-04")
    assert [worth(found[f"Y1-Q1-fee.{key}"]) for key in "ab"] == ["51000.00", "34000.00"]
    assert [found[f"Y1-Q1-fee.{key}"]["retained"] for key in "ab"] == ["6000.00", "4000.00"]
    for name in ("Y1-Q1-fee.a", "Y1-Q1-fee.b", "kept.a"):
        assert told(do, name, "2025-04-04")


def test_a_deduction_reaches_what_is_kept_only_where_the_rest_is_gone(do: Do) -> None:
    """95,000.00 off 100,000.00: nothing is paid now, 5,000.00 of it stays kept."""
    begun(do, "30-kept")
    do("payments settle Y1-Q1-fee --deduct 95000 --on 2025-04-03")
    found = rows(do, "2025-04-04")
    assert [worth(found[f"Y1-Q1-fee.{key}"]) for key in "ab"] == ["0.00", "0.00"]
    assert [found[f"Y1-Q1-fee.{key}"]["retained"] for key in "ab"] == ["3000.00", "2000.00"]
    assert found["kept.a"]["amount"] == "21000.00"


def test_a_renewal_that_is_confirmed_is_kept_of_too(do: Do) -> None:
    """Until then its 40,000.00 are in nobody's sum; afterwards they are paid at the renewal's end."""
    begun(do, "30-kept")
    assert rows(do, "2025-11-01")["kept.a"]["amount"] == "24000.00"
    do("contract renew --on 2025-12-01")
    found = rows(do, "2025-12-02")
    assert [found[f"kept.{key}"]["amount"] for key in "ab"] == ["48000.00", "32000.00"]
    assert found["kept.a"]["due_on"] == "2027-01-15"


def test_an_early_end_within_a_quarter_is_paid_by_days(do: Do) -> None:
    """40 of the 91 days of the second quarter: 43,956.04; later quarters and their kept sums fall away."""
    begun(do, "30-kept")
    received(do, "assessment", "2025-04-03", "Y1-Q1")
    do("payments record Y1-Q1-fee.a --amount 54000 --on 2025-04-10 --ref A1")
    do("contract terminate --on 2025-05-10 --pro-rata --reason", "协商解除")
    found = rows(do, "2025-05-11")
    served = found["Y1-Q2-fee.a"], found["Y1-Q2-fee.b"]
    whole = sum(Decimal(worth(row)) + Decimal(row["retained"]) for row in served)
    assert whole == Decimal("43956.04")
    assert found["Y1-Q3-fee.a"]["status"] == "cancelled"
    assert found["Y1-Q3-fee.a"]["outstanding"] == "0.00"
    assert found["Y1-Q1-fee.b"]["outstanding"] == "36000.00"
    assert (found["kept.a"]["amount"], found["kept.b"]["amount"]) == ("12000.00", "8000.00")


def test_up_to_a_share_follows_what_was_settled_before(do: Do) -> None:
    """30 %, up to 80 %, the rest of 500,000.00; what the first loses, the price loses too."""
    begun(do, "31-up-to")
    found = rows(do, "2025-01-03")
    assert [found[key]["amount"] for key in ("first", "progress", "rest")] == [
        "150000.00", "250000.00", "100000.00",
    ]  # fmt: skip
    do("payments settle first --deduct 10000 --on 2025-01-05")
    found = rows(do, "2025-01-06")
    # 80 % of 490,000.00 are 392,000.00, less the 140,000.00 before
    assert [worth(found[key]) for key in ("first", "progress", "rest")] == [
        "140000.00", "252000.00", "98000.00",
    ]  # fmt: skip
    assert told(do, "progress", "2025-01-06")
