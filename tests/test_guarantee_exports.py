"""Guarantees in what leaves the building: workbook, page, calendar file, table, auditor's pack."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from office import Office
from svcctl import workspace

CASES = Path(__file__).parent / "cases"
BOND = "performance-bond"
DAY = "--as-of 2026-02-20"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Case 29: 10,000.00 in money, 7,500.00 as a letter, 1,000.00 kept, 4,000.00 back; accepted 2 February."""
    monkeypatch.setenv("SVCCTL_LANG", "en")
    office = Office(tmp_path, datetime(2029, 1, 4, 12, tzinfo=workspace.SHANGHAI), tmp_path)
    office.do("init", CASES / "29-bond-first.toml")
    office.do(f"guarantee lodge {BOND} --amount 10000 --on 2025-11-12 --ref B1")
    letter = f"guarantee lodge {BOND} --form letter --amount 7500 --on 2025-11-14 --ref L1"
    office.do(f"{letter} --valid-until 2026-03-01")
    office.do(f"guarantee claim {BOND} --form cash --amount 1000 --on 2026-01-05 --reason late")
    office.do("reports receive --document acceptance --on 2026-02-02")
    office.do(f"guarantee return {BOND} --form cash --amount 4000 --on 2026-02-10 --ref R1")
    return office


def test_a_workbook_has_a_sheet_of_what_goes_back(office: Office, tmp_path: Path) -> None:
    """9,000.00 of money goes back by 4 March, 4,000.00 of it has; it is in no total of the payments."""
    office.do(f"export schedule {DAY} -o", tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:2] == ["付款计划表", "应退保证金"]
    payments, back = (list(sheet.values) for sheet in book.worksheets[:2])
    heads, row = back[2], back[3]
    assert dict(zip(heads, row, strict=True)) == {
        "序号": 1,
        "编号": f"bond-first:{BOND}/1",
        "保证金": "履约保证金",
        "形式": "现金和保函",
        "可退金额": 9000,
        "退还期限": "2026-03-04",
        "已退金额": 4000,
        "应退金额": 5000,
        "应退保函": 7500,
        "状态": "待退",
        "依据": "第六条",
    }
    assert any("伍仟元整" in str(cell) for line in back for cell in line)
    assert not any(cell == 5000 for line in payments for cell in line)


def test_a_page_tells_what_goes_back_and_how_its_day_came_about(
    office: Office, tmp_path: Path
) -> None:
    """A table, the letter that runs out too early, and the steps."""
    office.do(f"export schedule {DAY} -o", tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Guarantees to give back" in page
    assert "money and a letter" in page
    assert "The letter L1 for Performance bond (7,500.00) runs out on 2026-03-01" in page
    assert "2026-01-05 kept for good of money: 1,000.00" in page


def events(office: Office, path: Path, day: str, more: str = "") -> dict[str, Any]:
    """The events of the schedule's calendar file by their ids."""
    office.do(f"export schedule --as-of {day} {more} -o", path)
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(each["uid"]).partition("@")[0]: each for each in found}


def test_a_calendar_has_each_part_and_each_letter(office: Office, tmp_path: Path) -> None:
    """By when it goes back, when the letter runs out; done or gone, both are marked and keep their ids."""
    found = events(office, tmp_path / "a.ics", "2026-02-20")
    back, letter = found[f"bond-first-{BOND}/1"], found["bond-first-letter/3"]
    assert back["dtstart"].dt == date(2026, 3, 4)
    assert "Give back Performance bond 5,000.00 and a letter" in back["summary"]
    assert "Basis: 第六条" in back["description"]
    assert letter["dtstart"].dt == date(2026, 3, 1)
    assert letter["status"] == "CONFIRMED"
    office.do(f"guarantee return {BOND} --form cash --on 2026-02-24 --ref R2")
    found = events(office, tmp_path / "b.ics", "2026-02-24")
    assert "a letter (bond" in found[f"bond-first-{BOND}/1"]["summary"]
    office.do(f"guarantee return {BOND} --form letter --on 2026-02-25")
    found = events(office, tmp_path / "c.ics", "2026-02-25")
    assert found[f"bond-first-{BOND}/1"]["summary"].endswith("(given back)")
    assert found["bond-first-letter/3"]["status"] == "CANCELLED"


def test_what_was_kept_whole_is_called_off(office: Office, tmp_path: Path) -> None:
    """All of it claimed: nothing goes back, and the calendar says so; the supplier reads its own words."""
    said = events(office, tmp_path / "s.ics", "2026-02-20", "--role supplier")
    assert "and a letter come back" in said[f"bond-first-{BOND}/1"]["summary"]
    office.do("audit retract bond-first#6 --reason wrong")
    for form, amount in (("cash", "9000"), ("letter", "7500")):
        office.do(f"guarantee claim {BOND} --form {form} --amount {amount} --on 2026-02-11")
    found = events(office, tmp_path / "k.ics", "2026-02-20")
    assert found[f"bond-first-{BOND}/1"]["status"] == "CANCELLED"
    assert "nothing left" in found[f"bond-first-{BOND}/1"]["summary"]


def test_a_pack_has_their_table_only_where_there_are_some(office: Office, tmp_path: Path) -> None:
    """tables/guarantees.csv and .xlsx, with the steps in the workbook; the pack can be checked."""
    office.do(f"export audit-pack {DAY} -o", tmp_path / "a.zip")
    with ZipFile(tmp_path / "a.zip") as pack:
        table = pack.read("tables/guarantees.csv").decode("utf-8-sig")
        readme = pack.read("READ-ME.html").decode()
    assert "bond-first,performance-bond,履约保证金,17500.00,2025-11-18,已办结" in table
    assert "保证金" in readme
    office.do("audit check-pack", tmp_path / "a.zip")
    other = Office(tmp_path / "other", office.moment, tmp_path)
    other.do("init", workspace.shipped("contracts") / "zyfy-his-2025.toml")
    other.do("export audit-pack -o", tmp_path / "b.zip")
    with ZipFile(tmp_path / "b.zip") as pack:
        assert not [name for name in pack.namelist() if "guarantees" in name]
        assert "保证金" not in pack.read("READ-ME.html").decode()


def test_a_table_of_guarantees(office: Office) -> None:
    """17,500.00 lodged, 1,000.00 kept, 4,000.00 back, 12,500.00 held, 7,500.00 of it a letter."""
    [row] = office.json(f"export guarantees {DAY}")["rows"]
    sums = [row[key] for key in ("lodged", "claimed", "returned", "held", "held_letter")]
    assert sums == ["17500.00", "1000.00", "4000.00", "12500.00", "7500.00"]
    assert (row["back_by"], row["returns"][0]["outstanding"]) == ("2026-03-04", "5000.00")
