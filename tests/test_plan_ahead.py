"""The service plan among what is to be done: its next turns, and the records that wait for a side."""

import json
from pathlib import Path

import pytest

from conftest import Run
from svcctl.answers import plan_ahead

NEXT = ("monthly-inspection", "quarterly-inspection", "yearly-inspection", "site-visit",
        "service-plan", "year-end-summary", "version-upgrade")  # fmt: skip
SOON = ("--as-of", "2026-03-03")


def items(run: Run, *options: str) -> list[dict[str, object]]:
    code, out, err = run("remind", *options, "--format", "json")
    assert code == 0, err
    found: list[dict[str, object]] = json.loads(out)["items"]
    return found


def test_the_next_turn_of_each_plan_is_a_date_to_keep(served_store: Path, run: Run) -> None:
    """One a plan, the supplier's; those done, missed, or further ahead are left out."""
    duties = json.loads(run("obligations", "list", *SOON, "--format", "json")[1])["obligations"]
    turns = {each["key"].rpartition("-")[0]: each for each in duties if each["key"][-1].isdigit()}
    assert tuple(turns) == NEXT
    first = turns["monthly-inspection"]
    assert (first["key"], first["due_on"], first["who"], first["status"]) == (
        "monthly-inspection-12", "2026-03-10", "supplier", "open",
    )  # fmt: skip
    assert turns["quarterly-inspection"]["key"] == "quarterly-inspection-5"  # the fourth is done
    _, out, _ = run("export", "obligations", *SOON, "--format", "csv", "--lang", "en")
    assert "monthly-inspection-12" in out


def test_turns_that_end_soon_are_reminded_of_until_they_are_done(
    served_store: Path, run: Run
) -> None:
    """Within the days asked; the day after it was done nobody is reminded any more."""
    soon = [each["id"] for each in items(run, *SOON) if each["kind"] == "turn"]
    assert soon == ["zyfy-his-2025:monthly-inspection-12", "zyfy-his-2025:year-end-summary-1"]
    none = [each for each in items(run, *SOON, "--days", "6") if each["kind"] == "turn"]
    assert none == []
    after = [each["id"] for each in items(run, "--as-of", "2026-03-07") if each["kind"] == "turn"]
    assert after == []


def test_records_that_wait_are_told_to_the_side_that_they_wait_for(
    served_store: Path, run: Run
) -> None:
    """In one line a contract, with the first of them; an auditor has nothing to do."""
    supplier = [
        each for each in items(run, *SOON, "--role", "supplier") if each["kind"] == "record"
    ]
    purchaser = [each for each in items(run, *SOON) if each["kind"] == "record"]
    assert len(supplier) == len(purchaser) == 1
    assert supplier[0]["title"] != purchaser[0]["title"]
    auditor = items(run, *SOON, "--role", "auditor")
    assert [each for each in auditor if each["kind"] == "record"] == []
    out = run("remind", *SOON, "--lang", "zh", "--role", "supplier")[1]
    assert "【服务计划】" in out
    assert "月度巡检第 12 次，期限 2026-03-10" in out
    assert "【服务记录】" in out


def test_the_turns_are_in_the_calendar_files(served_store: Path, run: Run, tmp_path: Path) -> None:
    """Of the obligations those that come next; of the service all, those done marked so."""
    for name in ("obligations", "service"):
        assert run("export", name, *SOON, "-o", tmp_path / f"{name}.ics", "--lang", "en")[0] == 0
    assert "monthly-inspection-12" in (tmp_path / "obligations.ics").read_text("utf-8")
    events = (tmp_path / "service.ics").read_text("utf-8").split("BEGIN:VEVENT")
    [done] = [each for each in events if "service-monthly-inspection-1@" in each]
    [open_] = [each for each in events if "service-monthly-inspection-12@" in each]
    assert "BEGIN:VALARM" not in done
    assert "BEGIN:VALARM" in open_


def test_a_turn_is_done_by_its_record_and_not_as_an_obligation(
    served_store: Path, run: Run
) -> None:
    """It stands among the dates to keep; what it wants is said."""
    code, _, err = run("obligations", "done", "monthly-inspection-12", "--on", "2026-03-05")
    assert code == 2
    assert "svcctl plan done monthly-inspection-12" in err


def test_who_has_no_plan_works_nothing_out(
    run: Run, tmp_path: Path, surroundings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Contracts without a service plan cost reminders nothing."""
    source = Path(__file__).parents[1] / "data" / "contracts" / "example-property.toml"
    store = ("--store", tmp_path / "s.db")
    assert run("init", source, *store)[0] == 0
    monkeypatch.setattr(plan_ahead, "service_terms", None)
    monkeypatch.setattr(plan_ahead, "book_of", None)
    assert run("remind", *store)[0] == 0
    assert run("obligations", "list", *store)[0] == 0
