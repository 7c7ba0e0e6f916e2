"""Early ends: what was triggered on their evening stays owed, whatever becomes of its papers later."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
ONCE = """
[[instalments]]
key = "retention"
title = "质保金"
scope = "contract"
share = "10%"
due = { days = 10, unit = "working-day", after = "year-end" }
article = "第七条"
"""


def lived(
    run: Run, tmp_path: Path, more: str, *lines: str, as_of: str, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """The rows of the first contract with some lines more, after those commands."""
    path = tmp_path / "seed.toml"
    path.write_text(SEED.read_text(encoding="utf-8") + more, encoding="utf-8")
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "store.db"))
    for line in (f"init {path}", "contract start --on 2025-03-05", *lines):
        code, _, err = run(*line.split())
        assert code == 0, (line, err)
    rows = json.loads(run("payments", "schedule", "--as-of", as_of, "--format", "json")[1])
    return {row["id"].partition(":")[2]: row for row in rows["instalments"]}


def test_a_return_after_the_end_untriggers_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was triggered on the evening of the end stays owed, though its papers are returned later (V-A3)."""
    found = lived(
        run,
        tmp_path,
        '\n[readings]\nearly-report = "receipt"\n',
        "reports receive --year 1 --all --on 2026-02-10",
        "contract terminate --on 2026-02-20 --reason 停止",
        "reports return --year 1 --all --on 2026-03-02 --reason 缺页",
        as_of="2026-04-01",
        monkeypatch=monkeypatch,
    )
    assert (found["Y1-balance"]["status"], found["Y2-balance"]["status"]) == (
        "waiting",
        "cancelled",
    )


@pytest.mark.parametrize("by_days", ["", " --pro-rata"])
def test_an_end_brings_no_year_about(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_days: str
) -> None:
    """A sum of the whole contract that waits for the term to be over is not triggered by an early end (V-A3)."""
    found = lived(
        run,
        tmp_path,
        ONCE,
        f"contract terminate --on 2026-09-01 --reason 停止{by_days}",
        as_of="2026-11-01",
        monkeypatch=monkeypatch,
    )
    assert found["retention"]["status"] == "cancelled"


def test_where_returns_are_ignored_a_date_agreed_on_holds(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A return that stops no clock does not bring the contract's own date back over the agreed one (V-A13)."""
    found = lived(
        run,
        tmp_path,
        '\n[readings]\nreturn = "ignored"\n',
        "reports receive --year 1 --all --on 2026-03-10",
        "negotiation settle Y1-balance --on 2026-03-12 --new-due 2026-03-16",
        "reports return --year 1 --all --on 2026-03-13 --reason 缺页",
        as_of="2026-03-20",
        monkeypatch=monkeypatch,
    )
    assert found["Y1-balance"]["due_on"] == "2026-03-16"


def test_an_end_by_days_takes_no_more_than_a_dispute_has_left(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What both took off together is the amount and no more, and nothing seems overpaid."""
    found = lived(
        run,
        tmp_path,
        "",
        "dispute open Y2-balance --amount 5000 --on 2026-03-10",
        "dispute settle Y2-balance --amount 2000 --on 2026-04-10",
        "contract terminate --on 2026-09-01 --reason 停止 --pro-rata",
        as_of="2026-11-01",
        monkeypatch=monkeypatch,
    )["Y2-balance"]
    assert (found["status"], found["reduced"], found["overpaid"]) == (
        "cancelled",
        "87000.00",
        "0.00",
    )


PAID = "payments record Y1-advance --amount 203000 --on 2025-03-20 --ref R1 --confirm-account"


def test_what_nobody_owes_is_never_paid(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Year 2 cancelled does not count as year 2 paid: nothing of year 3 falls due (V-A3, a)."""
    lines = (
        PAID,
        "contract terminate --on 2026-03-20 --reason x",
        "reports receive --year 1 --all --on 2026-03-25",
        "payments record Y1-balance --amount 87000 --on 2026-04-01 --ref R2 --confirm-account",
    )
    reading = '\n[readings]\nlater-years = "previous-year-paid"\n'
    found = lived(run, tmp_path, reading, *lines, as_of="2026-06-01", monkeypatch=monkeypatch)
    assert {iid: row["status"] for iid, row in found.items()} == {
        "Y1-advance": "paid", "Y1-balance": "paid", "Y2-advance": "cancelled", "Y2-balance": "cancelled",
        "Y3-advance": "cancelled", "Y3-balance": "cancelled",
    }  # fmt: skip
    assert "None" not in run("payments", "due", "--as-of", "2026-06-01", "--lang", "zh")[1]
    assert (
        json.loads(run("damages", "assess", "--as-of", "2026-06-01", "--format", "json")[1])[
            "lines"
        ]
        == []
    )


def test_a_year_that_was_over_waits_for_its_reports(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports of year 1 that come after the end: ten working days from 10 September 2026, with Sunday the 20th (V-A3, b)."""
    lines = (
        PAID,
        "contract terminate --on 2026-08-24 --reason x",
        "reports receive --year 1 --all --on 2026-09-10",
    )
    reading = '\n[readings]\nearly-report = "receipt"\n'
    found = lived(run, tmp_path, reading, *lines, as_of="2026-09-11", monkeypatch=monkeypatch)
    balance = found["Y1-balance"]
    assert (balance["status"], balance["due_on"], balance["outstanding"]) == (
        "due",
        "2026-09-23",
        "87000.00",
    )


@pytest.mark.parametrize("by_days", ["", " --pro-rata"])
def test_an_end_on_a_years_last_day_ends_that_year(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_days: str
) -> None:
    """2026-03-05, the last day of year 1: all of it was served, and no day of year 2 (V-A3, c)."""
    lines = (PAID, f"contract terminate --on 2026-03-05 --reason x{by_days}")
    found = lived(run, tmp_path, "", *lines, as_of="2026-03-06", monkeypatch=monkeypatch)
    assert {iid: (row["status"], row["outstanding"]) for iid, row in found.items() if iid[1] != "3"} == {
        "Y1-advance": ("paid", "0.00"), "Y1-balance": ("waiting", "87000.00"),
        "Y2-advance": ("cancelled", "0.00"), "Y2-balance": ("cancelled", "0.00"),
    }  # fmt: skip
