"""Money on its way: charged one day, arrived another, as payer and payee read it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
PAID = ("payments", "record", "Y1-advance", "--amount", "203000", "--on", "2025-03-26", "--arrived-on", "2025-03-28")  # fmt: skip


@pytest.fixture
def paid(demo_store: Path, run: Run) -> Run:
    """The supplier has entered a payment with both of its days, and the payer's voucher."""
    code, _, err = run(*PAID, "--ref", "V-1", "--role", "supplier")
    assert code == 0, err
    return run


def row(run: Run, as_of: str, *more: str) -> str:
    _, out, _ = run("payments", "schedule", "--as-of", as_of, "--lang", "zh", *more)
    return next(line for line in out.splitlines() if "Y1-advance" in line)


def test_money_that_has_not_arrived_is_not_shown_as_received(paid: Run) -> None:
    """V-A4: charged on 03-26, arrived on 03-28; on 03-27 it is paid, and on its way."""
    assert "已付在途" in row(paid, "2025-03-27", "--role", "supplier")
    assert "2025-03-28 到账" in row(paid, "2025-03-27", "--role", "supplier")
    assert "已收清" in row(paid, "2025-03-28", "--role", "supplier")
    # the payer has paid, whenever it arrives
    assert "已付清" in row(paid, "2025-03-27")
    _, out, _ = paid("payments", "due", "--as-of", "2025-03-27", "--role", "supplier", "--lang", "zh")  # fmt: skip
    assert "到账" not in out
    _, out, _ = paid("payments", "schedule", "--as-of", "2025-03-27", "--role", "supplier", "--lang", "zh")  # fmt: skip
    assert "已到账" not in out


def test_the_explanation_has_both_days(paid: Run) -> None:
    """Charged and arrived are two steps; the second not before it has happened."""
    for day, kinds in (("2025-03-27", ["payment"]), ("2025-03-28", ["payment", "arrived"])):
        _, out, _ = paid("explain", "Y1-advance", "--as-of", day, "--format", "json")
        steps = [step for step in json.loads(out)["steps"] if step["step"] in ("payment", "arrived")]  # fmt: skip
        assert [step["step"] for step in steps] == kinds
        assert steps[-1]["on"] == ("2025-03-26" if len(kinds) == 1 else "2025-03-28")


def test_money_that_counts_on_arrival_is_told_as_on_its_way(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where arrival counts, what was charged and has not arrived has paid nothing yet."""
    seed = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
    path = tmp_path / "arrived.toml"
    path.write_text(
        seed.read_text(encoding="utf-8") + '\n[readings]\npaid-when = "arrived"\n', encoding="utf-8"
    )
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))
    assert run("init", str(path))[0] == 0
    assert run(*PAID, "--confirm-account", "--ref", "V-1")[0] == 0
    for day, wanted in (("2025-03-27", "on-its-way"), ("2025-03-28", "arrived")):
        _, out, _ = run("explain", "Y1-advance", "--as-of", day, "--format", "json")
        steps = json.loads(out)["steps"]
        [told] = [s for s in steps if s["step"] in ("on-its-way", "arrived")]
        assert told["step"] == wanted
    assert told["on"] == "2025-03-28"


@pytest.mark.parametrize("on", ["2025-03-28", "2025-03-26"])
def test_a_statement_that_shows_the_arrival_agrees(paid: Run, tmp_path: Path, on: str) -> None:
    """V-A4: the payer's voucher and the payee's serial number never agree, the day and the sum do."""
    path = tmp_path / "q.csv"
    path.write_text(f"交易日期,收入金额,对方户名,流水号\n{on},203000.00,资源县妇幼保健院,X1\n")
    code, out, _ = paid("compare", "payments", str(path), "--role", "supplier", "--format", "json")
    found = json.loads(out)
    # a row of the day on which the payer was charged is none of the arrival's
    assert (code, len(found["matched"]), len(found["differs"])) == ((0, 1, 0) if on == "2025-03-28" else (1, 0, 1))  # fmt: skip


def test_two_slips_are_two_arrivals(demo_store: Path, run: Run, tmp_path: Path) -> None:
    code, _, err = run(*PAID, "--slip", "S-1", "--role", "supplier")
    assert code == 0, err
    path = tmp_path / "q.csv"
    path.write_text(
        "交易日期,收入金额,对方户名,回单号\n2025-03-28,203000.00,资源县妇幼保健院,S-2\n"
    )
    _, out, _ = run("compare", "payments", str(path), "--role", "supplier", "--format", "json")
    assert len(json.loads(out)["differs"]) == 1
