"""The service as it is passed on: what was promised, what became of it, every record with its papers."""

import json
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import Run
from svcctl.papers.provenance import clock_time, end_of

AS_OF = ("--as-of", "2026-03-20")


@pytest.fixture
def exported(served_store: Path, run: Run) -> dict[str, Any]:
    """The export as scripts read it."""
    code, out, err = run("export", "service", *AS_OF, "--format", "json")
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_every_promise_says_what_became_of_it(exported: dict[str, Any], run: Run) -> None:
    """Of levels and of turns, as the scorecard counts the year and what came after it."""
    rows = exported["rows"]
    answer = [r for r in rows if (r["key"], r["clock"]) == ("SIS/SIS3", "answer")]
    _, out, _ = run("service", "scorecard", "--year", "1", *AS_OF, "--format", "json")
    [card] = [each for each in json.loads(out)["promises"] if each["key"] == "SIS/SIS3/answer"]
    states = ("due", "done", "missed", "not_recorded", "open")
    assert [answer[0][state] for state in states] == [card[state] for state in states]
    assert len(answer[0]["records"]) == card["due"]
    turns = {r["key"]: r for r in rows if r["promise"] == "turn"}
    assert turns["monthly-inspection/5"]["missed"] == 1
    assert turns["monthly-inspection/8"]["not_recorded"] == 1
    assert turns["monthly-inspection/1"]["done"] == 1
    assert turns["monthly-inspection/1"]["records"] == ["N-2025-0001"]
    assert turns["monthly-inspection/36"]["open"] == 1
    systems = {r["key"]: r for r in rows if r["promise"] == "system"}
    assert "I-2025-0034" in systems["outpatient"]["records"]
    assert systems["outpatient"]["due"] is None  # a system is no promise that is kept or missed


def test_every_record_is_there_with_clocks_steps_and_papers(
    exported: dict[str, Any], run: Run
) -> None:
    """As `show` has it; nothing is left out, and nothing is said twice."""
    records = {r["key"]: r for r in exported["rows"] if r["steps"]}
    _, out, _ = run("incident", "show", "I-2025-0105", *AS_OF, "--format", "json")
    shown = json.loads(out)
    row = records["I-2025-0105"]
    assert (row["promise"], row["state"], row["level"]) == ("incident", "closed", "SIS1")
    assert row["clocks"] == shown["clocks"]
    assert row["steps"] == shown["steps"]
    assert row["sha256"] == [digest for step in shown["steps"] for digest in step["files"]]
    kinds = Counter(each["promise"] for each in records.values())
    _, out, _ = run("inspection", "list", *AS_OF, "--format", "json")
    assert kinds["inspection"] == len(json.loads(out)["records"])
    assert [each["note"] for each in exported["findings"]] == ["hours", "regimes"]


def test_a_workbook_has_a_sheet_each(served_store: Path, run: Run, tmp_path: Path) -> None:
    """Promises, clocks of incidents, other records, steps."""
    path = tmp_path / "service.xlsx"
    assert run("export", "service", *AS_OF, "-o", path)[0] == 0
    book = load_workbook(path)
    assert book.sheetnames == ["服务承诺表", "事件与时限", "其他服务记录", "服务记录各步骤"]
    heads = [cell.value for cell in book["事件与时限"][3]]
    assert {"编号", "起算", "到期", "完成", "对照结果", "SHA-256"} <= set(heads)
    cells = [[c.value for c in row] for row in book["其他服务记录"].iter_rows()]
    assert any("N-2025-0001" in row for row in cells)
    assert not any(str(cell).startswith("I-2025") for row in cells for cell in row[:4])


def test_the_same_bytes_in_every_format(served_store: Path, run: Run, tmp_path: Path) -> None:
    """Whenever it is made, by the same moment."""
    for name in ("a.csv", "a.xlsx", "a.html", "a.jsonl"):
        made = []
        for folder in ("one", "two"):
            path = tmp_path / folder / name
            path.parent.mkdir(exist_ok=True)
            known = ("--known-at", "2026-11-27 23:00")
            assert run("export", "service", *AS_OF, *known, "-o", path)[0] == 0
            made.append(path.read_bytes())
        assert made[0] == made[1], name


def test_the_pack_holds_the_record_and_checks_it(
    served_store: Path, run: Run, tmp_path: Path
) -> None:
    """Its table is worked out anew from the facts; a changed row is found."""
    pack = tmp_path / "pack.zip"
    assert run("export", "audit-pack", *AS_OF, "-o", pack)[0] == 0
    with zipfile.ZipFile(pack) as archive:
        table = archive.read("tables/service.csv").decode("utf-8-sig")
        book = load_workbook(BytesIO(archive.read("tables/service.xlsx")))
    assert "I-2025-0105" in table
    assert len(book.sheetnames) == 4
    code, out, err = run("audit", "check-pack", pack)
    assert code == 0, out + err


def test_clocks_are_read_at_the_papers_own_moment() -> None:
    """On the day of the paper at its moment in Shanghai, for another day at that day's end."""
    from datetime import date

    day = date(2026, 11, 28)
    assert clock_time(day, "2026-11-27T22:35:00.999999Z").isoformat() == "2026-11-28T06:35:00"
    assert clock_time(date(2026, 3, 20), "2026-11-27T22:35:00Z") == end_of(date(2026, 3, 20))
    assert clock_time(day, "") == end_of(day)
