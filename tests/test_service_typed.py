"""The record of the service as people type it: what is refused in which words, what scripts get, cautions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from svcctl import workspace

Run = Callable[..., tuple[int, str, str]]
Type = Callable[..., str]
TODAY = datetime(2026, 11, 27, 12, tzinfo=workspace.SHANGHAI)
OPEN = ("incident", "open", "--system", "lis", "--level", "SIS2", "--title", "检验停")
AT = "2026-11-26 "


@pytest.fixture(autouse=True)
def _today(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "now", lambda: TODAY)
    monkeypatch.setenv("SVCCTL_ROLE", "supplier")


@pytest.fixture
def done(run: Run) -> Type:
    """A command that is carried out, and what it says."""

    def told(*args: str) -> str:
        code, out, err = run(*args, "--lang", "zh")
        assert code in (0, 1), err
        return out

    return told


@pytest.fixture
def refused(run: Run) -> Type:
    """A command that is refused, and why."""

    def told(*args: str) -> str:
        code, _, err = run(*args, "--lang", "zh")
        assert code == 2
        return err

    return told


@pytest.fixture
def read(run: Run) -> Callable[..., Any]:
    """What a command has for scripts."""

    def told(*args: str) -> Any:
        code, out, err = run(*args, "--format", "json")
        assert code in (0, 1), err
        return json.loads(out)

    return told


def test_a_record_that_is_only_being_made_has_no_id_yet(refused: Type, done: Type) -> None:
    """One whose first act was taken back has one that says so."""
    err = refused(*OPEN, "--at", f"{AT}9:00", "--fault-at", f"{AT}9:01")
    assert "I-2026" not in err
    assert "新记录：故障发生" in err
    assert "早于合同签订" in refused(*OPEN, "--at", f"{AT}9:00", "--fault-at", "2025-03-04 9:00")
    done(*OPEN, "--at", f"{AT}9:00")
    assert "I-2026-0001 此时" in refused("incident", "resume", "I-2026-0001")
    event = done("incident", "show", "I-2026-0001").partition("#")[2].partition("）")[0]
    done("audit", "retract", f"zyfy-his-2025#{event}", "--reason", "错")
    assert "I-2026-0001 已撤销" in refused("incident", "show", "I-2026-0001")
    assert "I-2026-0001 已撤销" in refused("incident", "answer", "I-2026-0001")
    assert "没有记录 I-2026-0002" in refused("incident", "show", "I-2026-0002")
    assert "没有记录 I-2026-0002" in refused("incident", "answer", "I-2026-0002")


def test_a_record_made_earlier_in_the_same_list_has_no_id_yet(
    refused: Type, tmp_path: Path
) -> None:
    """The line is named instead."""
    path = tmp_path / "lines.txt"
    path.write_text(
        f"incident open --system lis --level SIS2 --title x --at '{AT}9:00'\n"
        f"incident agree $1 --at '{AT}9:20' --until '{AT}9:00' --confirmed-by 信息科\n",
        "utf-8",
    )
    err = refused("service", "record", str(path))
    assert "第 2 行：新记录：约定的时间" in err
    assert "早于约定之时" in err


def test_a_moment_and_a_day_are_not_given_together(refused: Type, done: Type) -> None:
    """In every verb and in a correction."""
    raised = ("problem", "raise", "--title", "x", "--on", "2026-11-20")
    both = ("--at", "2026-11-20 9:00")
    assert "只写其一" in refused(*raised, *both)
    done(*raised)
    assert "只写其一" in refused("problem", "correct", "P-2026-0001", "1", "--reason", "x", "--on", "2026-11-20", *both)  # fmt: skip
    assert "只写其一" in refused("plan", "done", "service-plan-1", "--on", "2026-11-20", *both)


def test_a_shift_entered_late_was_planned_before_it_began(done: Type, read: Callable[..., Any]) -> None:  # fmt: skip
    """So what happened in it can be told at its time; who stands in is on duty for that time."""
    plan = ("duty", "plan", "--role", "甲岗")
    assert done(*plan, "--from", "2025-12-31 8:00", "--to", "2025-12-31 20:00").startswith("D-2025-0001")  # fmt: skip
    done("duty", "stand-in", "D-2025-0001", "--role", "乙岗", "--from", "2025-12-31 10:00", "--to", "2025-12-31 12:00", "--at", "2025-12-31 9:00")  # fmt: skip
    done("duty", "hand-over", "D-2025-0001", "--note", "无事", "--at", "2025-12-31 20:00")
    spans = []
    for hour in ("9:00", "11:00"):
        [row] = read("duty", "who", "--at", f"2025-12-31 {hour}")["on_duty"]
        spans.append((row["role"], row["from"][11:16], row["to"][11:16]))
    assert spans == [("甲岗", "08:00", "20:00"), ("乙岗", "10:00", "12:00")]
    assert done(*plan, "--from", "2026-12-01 8:00", "--to", "2026-12-01 20:00").startswith("D-2026-0001")  # fmt: skip
    assert read("duty", "show", "D-2026-0001")["steps"][0]["at"] == "2026-11-27T12:00:00+08:00"
    done(*plan, "--from", "2026-12-02 8:00", "--to", "2026-12-02 20:00")
    done("duty", "stand-in", "D-2026-0001", "--role", "丙岗")
    done("duty", "swap", "D-2026-0001", "--with", "D-2026-0002")
    [row] = read("duty", "who", "--at", "2026-12-01 9:00")["on_duty"]
    assert (row["from"][11:16], row["to"][11:16]) == ("08:00", "20:00")


def test_moments_have_their_zone_for_scripts(done: Type, read: Callable[..., Any]) -> None:
    """Those an act was told too, and when it was recorded; a day alone is a day, a role a role."""
    done(*OPEN, "--at", f"{AT}9:10", "--fault-at", f"{AT}9:00")
    done("incident", "escalate", "I-2026-0001", "--to", "CTO", "--at", f"{AT}9:30")
    told = read("incident", "show", "I-2026-0001")
    assert [step["data"].get("fault_at") for step in told["steps"]] == ["2026-11-26T09:00:00+08:00", None]  # fmt: skip
    assert told["steps"][1]["data"]["to"] == "CTO"
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", told["steps"][0]["recorded_at"])
    assert [sorted(each) for each in told["levels"]] == [["from", "levels", "reason", "side"]]
    done("inspection", "plan", "--on", "2026-12-01", "--title", "x")
    assert read("inspection", "show", "N-2026-0001")["steps"][0]["data"]["when"] == "2026-12-01"
    done("inspection", "plan", "--at", "2026-12-01 9:00", "--title", "x")
    assert read("inspection", "show", "N-2026-0002")["steps"][0]["data"]["when"] == "2026-12-01T09:00:00+08:00"  # fmt: skip


def test_what_is_late_is_late_until_service_was_back(done: Type, read: Callable[..., Any]) -> None:
    """Nobody came within two hours; two hours after that nobody need come any more."""
    done(*OPEN, "--at", f"{AT}7:00")
    done("incident", "agree", "I-2026-0001", "--at", f"{AT}7:05", "--until", f"{AT}9:00", "--confirmed-by", "信息科")  # fmt: skip
    assert "尚未办" in done("incident", "show", "I-2026-0001")
    assert "超时 2 小时，始终未办" in done(
        "incident", "restore", "I-2026-0001", "--at", f"{AT}11:00"
    )
    clocks = read("incident", "show", "I-2026-0001")["clocks"]
    [over] = {each["over_minutes"] for each in clocks if each["clock"] == "dispatch"}
    assert over == 120


def test_what_began_before_service_ran_is_not_at_risk(done: Type, read: Callable[..., Any]) -> None:
    """It is kept, and counts for nothing."""
    done(*OPEN, "--at", "2025-03-05 23:00")
    done(*OPEN, "--at", f"{AT}9:00")
    assert [each["in_term"] for each in read("incident", "list")["records"]] == [False, True]
    found = read("incident", "list", "--at-risk")["records"]
    assert [each["id"] for each in found] == ["I-2026-0001"]


def test_a_score_that_the_supplier_tells_is_marked(done: Type, tmp_path: Path) -> None:
    """Until the purchaser confirms it, or where its own paper lies with it, or it told it itself."""
    done("satisfaction", "ask", "--on", "2026-11-01")
    done("satisfaction", "answer", "S-2026-0001", "--score", "96", "--on", "2026-11-02")
    assert "乙方所述" in done("satisfaction", "show", "S-2026-0001")
    assert "乙方所述" in done("satisfaction", "list")
    done("satisfaction", "confirm", "S-2026-0001", "--event", "2", "--side", "purchaser")
    assert "乙方所述" not in done("satisfaction", "show", "S-2026-0001")
    done("satisfaction", "ask", "--on", "2026-11-01")
    done("satisfaction", "answer", "S-2026-0002", "--score", "96", "--side", "purchaser")
    assert "乙方所述" not in done("satisfaction", "list")


def test_what_may_be_the_same_incident_is_recorded_with_a_caution(done: Type, tmp_path: Path) -> None:  # fmt: skip
    """Of the same system and minute, another still open; one by one and in bulk."""
    caution = "与 I-2026-0001 可能是同一事件"
    assert caution not in done(*OPEN, "--at", f"{AT}9:00")
    assert caution in done(*OPEN, "--at", f"{AT}9:00:30")
    assert caution not in done(*OPEN, "--at", f"{AT}9:01")
    assert caution not in done(*OPEN, "--at", "2026-11-25 9:00")
    assert caution not in done("incident", "open", "--system", "emr", "--level", "SIS2", "--title", "x", "--at", f"{AT}9:00")  # fmt: skip
    path = tmp_path / "lines.txt"
    path.write_text(f"incident open --system lis --level SIS2 --title x --at '{AT}9:00'\n", "utf-8")
    assert done("service", "record", str(path)).count(caution) == 1
    done("incident", "close", "I-2026-0001", "--at", f"{AT}10:00")
    assert caution not in done(*OPEN, "--at", f"{AT}9:00")
