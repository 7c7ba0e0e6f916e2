"""Supplements to monthly contracts by hand-worked sums: what is kept back of rises, what was settled before."""

from pathlib import Path

import pytest

from test_settling import FEE, HEAD, ONCE, PRICE, YEAR, Do, do, row

__all__ = ["do"]
OPEN = FEE.replace("settled = true\n", "")
KEPT = OPEN + 'retain = "5%"\n'
REST = ONCE.replace('"fee"', '"rest"').replace(
    'share = "100%"\nsettled = true', 'collects = ["fee"]'
)


def begun(do: Do, fee: str) -> None:
    do("", HEAD + YEAR + PRICE + fee)


def amended(do: Do, folder: Path, total: str, fee: str, on: str = "2025-06-02") -> None:
    """Another price or fee; on 2 June 2025 January to April have fallen due, May falls due on the 16th."""
    text = HEAD + YEAR + PRICE.replace("120000", total) + fee
    (folder / "new.toml").write_text(text, encoding="utf-8")
    days = f"--signed-on {on} --approved-on {on} --filed-on {on} --approval-ref 1"
    do(f"contract amend {folder / 'new.toml'} {days}")


def sums(do: Do, name: str) -> tuple[str, str]:
    """What is paid, and what is kept."""
    found = row(do, name)
    return found["amount"], found["retained"]


def whole(do: Do) -> str:
    amount: str = do("payments schedule --as-of 2026-06-01")["amount"]
    return amount


def test_of_a_rise_as_much_is_kept_as_of_its_fee(do: Do, tmp_path: Path) -> None:
    """1,000.00 more a month: 950.00 in a row of its own, 50.00 kept; 12 x 550.00 at the end."""
    begun(do, KEPT + REST)
    amended(do, tmp_path, "132000", KEPT + REST)
    assert sums(do, "Y1-M01-fee") == ("9500.00", "500.00")
    assert sums(do, "Y1-M01-fee-A1") == ("950.00", "50.00")
    assert sums(do, "Y1-M05-fee") == ("10450.00", "550.00")
    assert sums(do, "rest") == ("6600.00", "0.00")
    assert whole(do) == "132000.00"


def test_of_what_is_lowered_less_is_kept(do: Do, tmp_path: Path) -> None:
    """1,000.00 less a month: 8,550.00 and 450.00, of January too."""
    begun(do, KEPT + REST)
    amended(do, tmp_path, "108000", KEPT + REST)
    assert sums(do, "Y1-M01-fee") == sums(do, "Y1-M05-fee") == ("8550.00", "450.00")
    assert sums(do, "rest") == ("5400.00", "0.00")
    assert whole(do) == "108000.00"


def test_of_a_rise_after_the_rest_fell_due_nothing_is_kept_anew(do: Do, tmp_path: Path) -> None:
    """What was kept was to be paid in January; 600.00 more of it are a rise like the others."""
    begun(do, KEPT + REST)
    amended(do, tmp_path, "132000", KEPT + REST, "2026-03-02")
    assert sums(do, "Y1-M01-fee-A1") == ("950.00", "0.00")
    assert sums(do, "rest") == ("6000.00", "0.00")
    assert sums(do, "rest-A1") == ("600.00", "0.00")
    assert whole(do) == "132000.00"


def test_a_supplement_may_bring_what_is_kept_or_drop_it(do: Do, tmp_path: Path) -> None:
    """5 % kept from now on, of January too; and dropped again, 500.00 more of each month."""
    begun(do, OPEN)
    amended(do, tmp_path, "120000", KEPT + REST)
    assert sums(do, "Y1-M01-fee") == ("9500.00", "500.00")
    assert (sums(do, "rest"), whole(do)) == (("6000.00", "0.00"), "120000.00")
    amended(do, tmp_path, "120000", OPEN, "2025-06-03")
    assert sums(do, "Y1-M01-fee") == ("9500.00", "0.00")
    assert sums(do, "Y1-M01-fee-A2") == ("500.00", "0.00")
    assert whole(do) == "120000.00"


def test_a_supplement_leaves_what_was_settled(do: Do, tmp_path: Path) -> None:
    """By 0.96 of the old fee January came to 9,600.00, by 0.9 May to 9,000.00; the new fee moves neither."""
    begun(do, FEE)
    do("payments settle Y1-M01-fee --coefficient 0.96 --on 2025-02-05")
    do("payments settle Y1-M05-fee --coefficient 0.9 --on 2025-06-01")
    amended(do, tmp_path, "132000", FEE)
    names = [each["id"] for each in do("payments schedule")["instalments"]]
    assert [name for name in names if name.endswith("-A1")] == [
        f"made:Y1-M0{month}-fee-A1" for month in (2, 3, 4)
    ]
    january, may = row(do, "Y1-M01-fee"), row(do, "Y1-M05-fee")
    assert (january["amount"], january["reduced"]) == ("10000.00", "400.00")
    assert (may["amount"], may["reduced"], may["outstanding"]) == (
        "11000.00", "2000.00", "9000.00",
    )  # fmt: skip
    steps = do("explain Y1-M05-fee")["steps"]
    [told] = [each for each in steps if each["step"] == "settled-coefficient"]
    assert (told["fee"], told["found"]) == ("10000.00", "9000.00")
    # one that comes later goes by the new fee
    do("payments settle Y1-M05-fee --coefficient 0.9 --on 2025-06-10")
    assert row(do, "Y1-M05-fee")["outstanding"] == "9900.00"


@pytest.mark.parametrize("name", ["Y1-M01-fee", "Y1-M05-fee"])
def test_what_was_paid_as_settled_stays_paid_on_its_day(do: Do, tmp_path: Path, name: str) -> None:
    """9,000.00 settled and paid; a lower fee takes nothing off that and makes nothing late."""
    begun(do, FEE)
    settled = "2025-02-05" if name == "Y1-M01-fee" else "2025-06-01"
    do(f"payments settle {name} --amount 9500 --on {settled}")
    do(f"payments record {name} --amount 9500 --on {settled} --ref A1")
    amended(do, tmp_path, "108000", FEE)
    found = row(do, name)
    assert (found["status"], found["paid_on"], found["overpaid"]) == ("paid", settled, "0.00")
