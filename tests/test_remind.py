"""What is to be done soon: worked out by hand for the contracts that ship, in about ten lines."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace

SHIPPED = workspace.shipped("contracts")
CASES = Path(__file__).parent / "cases"


def items(run: Run, *args: Any) -> list[dict[str, Any]]:
    code, out, said = run("remind", *args, "--format", "json")
    assert code == 0, said
    found: list[dict[str, Any]] = json.loads(out)["items"]
    return found


def told(found: list[dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    return [(each["kind"], each["id"].rpartition(":")[2], each["due_on"]) for each in found]


def test_a_week_of_one_contract(demo_store: Path, run: Run) -> None:
    """The first instalment on 2025-03-26, two filings late: 2 and 7 working days from the signing."""
    late = [("obligation", "publish-contract", "2025-03-07"), ("obligation", "file-original", "2025-03-14")]  # fmt: skip
    first = ("payment", "Y1-advance", "2025-03-26")
    assert told(items(run, "--as-of", "2025-03-20")) == [first, *late]
    # the last day is in it, the day before it is not
    assert told(items(run, "--as-of", "2025-03-20", "--days", "6")) == [first, *late]
    assert told(items(run, "--as-of", "2025-03-20", "--days", "5")) == late
    assert [each["days_overdue"] for each in items(run, "--as-of", "2025-03-20")] == [0, 13, 6]


def test_papers_are_asked_for_and_a_notice_is_read_in(demo_store: Path, run: Run) -> None:
    """Once year 1 is over its reports are missing; from November on next year's notices are."""
    found = items(run, "--as-of", "2026-11-22")
    assert [each["id"] for each in found if each["kind"] == "papers"] == [
        "zyfy-his-2025:Y1-balance"
    ]
    assert [each["id"] for each in found if each["kind"] == "notice"] == ["CN", "CN-GX"]
    text = run("remind", "--as-of", "2026-11-22", "--lang", "zh")[1]
    assert (
        "【催资料】资源县妇幼保健院医院信息系统运维项目，第1年余款（30%），87,000.00 元，缺年终运维汇报、年运维报告"
        in text
    )
    assert "【放假通知】2027 年放假安排 CN-GX，尚未读入" in text
    assert not [each for each in items(run, "--as-of", "2026-10-31") if each["kind"] == "notice"]


def test_guarantees_and_letters(run: Run) -> None:
    """A bond goes back once the papers are in; a letter that ends before its time is renewed."""
    assert run("init", CASES / "29-bond-first.toml")[0] == 0
    lodge = ("guarantee", "lodge", "performance-bond", "--on", "2025-11-14", "--ref", "L1")
    assert run(*lodge, "--form", "letter", "--valid-until", "2026-02-28")[0] == 0
    kinds = {each["kind"] for each in items(run, "--as-of", "2026-02-20")}
    assert "letter" not in kinds
    found = items(run, "--as-of", "2026-02-21")
    assert [(e["due_on"], e["amount"], e["late"]) for e in found if e["kind"] == "letter"] == [
        ("2026-02-28", "17500.00", False)
    ]
    [over] = [e for e in items(run, "--as-of", "2026-03-02") if e["kind"] == "letter"]
    assert (over["late"], over["days_overdue"]) == (True, 2)
    assert run("reports", "receive", "--document", "acceptance", "--on", "2026-03-02")[0] == 0
    found = items(run, "--as-of", "2026-03-10", "--days", "30")
    assert [e["id"] for e in found if e["kind"] == "guarantee"] == ["bond-first:performance-bond/1"]


def test_many_contracts_take_about_ten_lines(run: Run) -> None:
    """Each kind is told, what is not shown is counted with its sum, and nothing is counted twice."""
    assert run("init", *sorted(SHIPPED.glob("*.toml")))[0] == 0
    found = items(run, "--as-of", "2026-11-22")
    counts = Counter(each["kind"] for each in found)
    assert (counts["payment"], counts["papers"], counts["notice"]) == (7, 30, 2)
    lines = run("remind", "--as-of", "2026-11-22", "--lang", "zh")[1].splitlines()
    assert lines[0] == "2026-11-22 至 2026-11-29 待办"
    assert 8 <= len(lines) <= 13
    # 881,740.00 in all, less 12,290.00 and 49,160.00 that are shown
    assert "【付款】另有 5 笔，820,290.00 元" in lines
    assert "【催资料】另有 28 笔，" in "\n".join(lines)
    shown = sum(line.startswith("【应办】") and "另有" not in line for line in lines)
    assert f"【应办】另有 {counts['obligation'] - shown} 项" in lines


def test_a_scheduler_is_told_by_the_exit_code(demo_store: Path, run: Run) -> None:
    """1 where anything is listed, 0 where nothing is."""
    ask = ("remind", "--fail-if-any", "--lang", "zh", "--role", "supplier")
    assert run(*ask, "--as-of", "2025-03-20")[0] == 1
    code, out, _ = run(*ask, "--as-of", "2025-03-10", "--days", "1")
    assert (code, out) == (0, "2025-03-10 至 2025-03-11 没有待办事项。\n")


@pytest.mark.parametrize("role", ["purchaser", "supplier"])
def test_a_calendar_file_has_each_matter_of_a_contract(
    demo_store: Path, run: Run, tmp_path: Path, role: str
) -> None:
    """Its events bear the names that the whole schedule has, so that programs keep one of each."""
    path = tmp_path / "week.ics"
    ask = ("remind", "--as-of", "2026-11-22", "--role", role)
    assert run(*ask, "-o", path)[0] == 0
    text = path.read_text(encoding="utf-8")
    expected = [each["id"] for each in items(run, *ask[1:]) if each["contract"]]
    assert text.count("BEGIN:VEVENT") == len(expected)
    for iid in expected:
        assert f"UID:{iid.replace(':', '-')}@svcctl" in text
    assert "DTSTART;VALUE=DATE:20250326" in text


def test_alone_it_reminds_once_there_is_a_store(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`svcctl` is `svcctl remind` and where the commands stand; without a store it is the help."""
    day = ("--as-of", "2025-03-20")
    help_text = run("--help")[1]
    for typed in ((), day, ("--as-of=2025-03-20", "--lang", "zh"), ("--store", demo_store)):
        code, out, err = run(*typed)
        assert (code, err) == (0, "")
        *lines, last = out.splitlines(keepends=True)
        assert "".join(lines) == run("remind", *typed)[1]
        assert last in ("All commands: svcctl --help\n", "所有命令：svcctl --help\n")
    for typed in (("--format", "json"), ("--format=csv",)):  # read by programs
        assert run(*typed)[:2] == run("remind", *typed)[:2]
    assert run("--store", tmp_path / "none.db") == (0, help_text, "")
    assert run("--store=postgresql://x")[0] == 2
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "none.db"))
    assert run() == (0, help_text, "")
    assert run("--help") == (0, help_text, "")
