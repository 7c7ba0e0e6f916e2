"""A score taken from the record of the service: a hundred less the points for each miss of the period."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from svcctl import workspace
from test_promises_kept import OPEN

Run = Callable[..., tuple[int, str, str]]
ASSESSED = """assessment = "yearly"
settled = true
[[assessments]]
key = "yearly"
article = "四"
full_from = 100
less_per_point = "1%%"
points_off = [
  { promise = "SIS/SIS1/restore", points = "2" },
  { promise = "leave", points = "0.5" },
  { promise = "SIS/SIS1/answer", points = "%s" },
]
"""


@pytest.fixture
def scored(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A contract whose balance is settled by a score, and a year of service with some misses."""
    monkeypatch.setattr(
        workspace, "now", lambda: datetime(2027, 4, 1, 12, tzinfo=workspace.SHANGHAI)
    )

    def made(points: str = "1.25", *more: str) -> None:
        text = (workspace.shipped("contracts") / "zyfy-his-2025.toml").read_text(encoding="utf-8")
        head, mark, tail = text.partition('key = "balance"\n')
        path = tmp_path / "c.toml"
        own, assessment = ASSESSED.split("[[assessments]]")
        rest = tail.replace("[[damages]]", f"[[assessments]]{assessment % points}\n[[damages]]", 1)
        path.write_text(head + mark + own + rest, encoding="utf-8")
        code, _, err = run("init", path)
        assert code == 0, err
        lines = (
            OPEN,
            "incident remote start $1 --without-leave --reason 急 --at '2026-04-16 9:10'",
            "incident restore $1 --at '2026-04-16 18:00'",
            OPEN.replace("2026-04-16", "2027-03-20"),
            "incident restore $4 --at '2027-03-21 18:00'",
            *more,
        )
        file = tmp_path / "l.txt"
        file.write_text("\n".join(lines), encoding="utf-8")
        code, _, err = run("service", "record", file, "--role", "supplier")
        assert code == 0, err

    return made


SETTLE = ("payments", "settle", "Y2-balance", "--score", "scorecard", "--format", "json")


def test_each_miss_of_the_period_takes_its_points_off(scored: Any, run: Run) -> None:
    """Shown miss by miss; the fact keeps the number; the next year's misses are the next year's."""
    scored()
    code, out, err = run(*SETTLE)
    assert code == 0, err
    told = json.loads(out)
    [kept] = json.loads(run("assessment", "list", "--format", "json")[1])["scores"]
    assert kept["score"] == "97.5"
    misses = [each for each in told["warnings"] if each["warning"] == "score-miss"]
    assert [(each["promise"], each["points"]) for each in misses] == [
        ("SIS/SIS1/restore", "2"),
        ("leave", "0.5"),
    ]
    code, out, _ = run("payments", "settle", "Y3-balance", "--score", "评分表", "--format", "json")
    assert code == 0
    assert {each["miss"] for each in json.loads(out)["warnings"] if "miss" in each} == {
        "I-2027-0001/restore",
        "I-2027-0001/answer",
    }


def test_a_person_may_type_another_score(scored: Any, run: Run) -> None:
    scored()
    code, out, _ = run(*SETTLE[:4], "99", "--format", "json")
    assert code == 0
    assert not [each for each in json.loads(out)["warnings"] if each["warning"].startswith("score")]


def test_what_force_majeure_lay_over_takes_nothing_off(scored: Any, run: Run) -> None:
    scored()
    assert run("force-majeure", "begin", "--on", "2026-04-16")[0] == 0
    assert run("force-majeure", "end", "FM1", "--on", "2026-04-16")[0] == 0
    code, out, _ = run(*SETTLE)
    assert code == 0
    excused = [e for e in json.loads(out)["warnings"] if e["warning"] == "score-excused"]
    assert [(each["miss"], each["points"]) for each in excused] == [("I-2026-0001/restore", "0")]


def test_a_score_is_never_below_nought(scored: Any, run: Run) -> None:
    scored("60", OPEN.replace("9:00", "19:00"), "incident answer $6 --at '2026-04-17 9:00'", OPEN.replace("16 9:00", "18 9:00"), "incident answer $8 --at '2026-04-18 19:00'")  # fmt: skip
    code, out, err = run(*SETTLE)
    assert code == 0, err
    [told] = [e for e in json.loads(out)["warnings"] if e["warning"] == "score-from-record"]
    assert told["score"] == "0"


def test_without_points_off_the_record_gives_no_score(demo_store: Path, run: Run) -> None:
    code, _, err = run("payments", "settle", "Y1-balance", "--score", "scorecard")
    assert code == 2
    assert "points_off" in err
