"""The due list over several contracts: one table by date, the notes once, by what is to be done."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Run
from svcctl import workspace
from svcctl.answers.width import cells

SHIPPED = workspace.shipped("contracts")
DAY = ("--as-of", "2026-11-22")
# worked out by hand from the files: nothing is recorded but that they were signed
OVERDUE = [  # id, fen outstanding, deadline, days late: by date, whatever the contract
    ("example-renewals:Y1-H1-spares", 1_229_000, "2024-01-15", 1042),
    ("example-renewals:Y1-annual", 4_916_000, "2024-05-31", 905),
    ("example-renewals:Y1-H2-spares", 1_229_000, "2024-08-31", 813),
    ("zyfy-his-2025:Y1-advance", 20_300_000, "2025-03-26", 606),
    ("example-milestones:prepayment", 38_400_000, "2026-02-05", 290),
    ("zyfy-his-2025:Y2-advance", 20_300_000, "2026-03-26", 241),
    ("example-property:kept", 1_800_000, "2026-03-27", 240),
]
WAITING = {  # contract -> how many wait, and fen
    "example-milestones": (3, 44_800_000),
    "example-property": (12, 41_200_000),
    "example-renewals": (6, 17_206_000),
    "example-unit-prices": (8, 25_587_505),
    "zyfy-his-2025": (1, 8_700_000),
}


@pytest.fixture
def office(run: Run) -> Run:
    """The contracts that ship, nothing recorded of any."""
    assert run("init", *sorted(SHIPPED.glob("*.toml")))[0] == 0
    return run


def grouped(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02}"


def ids(text: str) -> list[str]:
    """The instalments of a list, in its order: notes and commands are not among them."""
    rows = text.split("\n\n")[0]
    return re.findall(r"\b[a-z0-9-]+:[\w.-]+", rows)


def test_what_is_late_comes_first_by_date_whatever_the_contract(office: Run) -> None:
    """F-C: id, sum, deadline and days late of seven instalments of four contracts, worked out by hand."""
    text = office("payments", "due", *DAY, "--lang", "zh")[1]
    assert ids(text)[:7] == [each for each, *_ in OVERDUE]
    for iid, fen, on, late in OVERDUE:
        [row] = [line for line in text.splitlines()[3:] if iid in line and on in line]
        assert grouped(fen) in row
        assert f"逾期 {late} 天" in row
    late = sum(fen for _, fen, *_ in OVERDUE)
    waiting = sum(fen for _, fen in WAITING.values())
    count = sum(number for number, _ in WAITING.values())
    for told in (f"现应付（{len(OVERDUE)} 笔）", f"待资料（{count} 笔）", "合计（37 笔）"):
        assert text.count(told) == 1
    totals = text[text.index("现应付") :]
    assert grouped(late) in totals
    assert grouped(waiting) in totals
    assert grouped(late + waiting) in totals


def test_each_row_says_contract_supplier_and_what_is_missing(office: Run) -> None:
    """F-C: what one would open Excel for stands in each row."""
    text = office("payments", "due", *DAY, "--lang", "zh")[1]
    [row] = [line for line in text.splitlines() if "Y2-Q1-fee.member" in line]
    for told in (
        *("示例县地表水和土壤监测服务项目", "示例环境采样有限公司", "2026年第1季度监测费"),
        *("25,086.54", "未起算", "缺 3 份资料"),
    ):
        assert told in row
    theirs = office("payments", "due", *DAY, "--lang", "zh", "--role", "supplier")[1]
    heading = next(line for line in theirs.splitlines() if "合同名称" in line)
    assert "甲方" in heading
    assert any("资源县妇幼保健院  " in line for line in theirs.splitlines())


def test_notes_stand_once_by_what_is_to_be_done(office: Run) -> None:
    """F-C: one note asks for papers, whatever the number of contracts, and names the rows it is about."""
    text = office("payments", "due", *DAY, "--lang", "zh")[1]
    notes = text[text.index("付款前须办") : text.index("下一步")]
    numbers = [line for line in notes.splitlines() if re.match(r"\d\. ", line)]
    assert [line.split("（")[0] for line in numbers] == [
        *("1. 核实不一致事项", "2. 补交资料", "3. 核对违约金及赔偿款", "4. 登记服务开始通知"),
        *("5. 办理逾期的应办事项", "6. * 期限取决于执行口径", "7. 导入放假安排"),
    ]
    assert "2. 补交资料（30 笔，5 份合同）" in notes
    assert "3. 核对违约金及赔偿款（4 份合同）" in notes
    assert (
        "资源县妇幼保健院医院信息系统运维项目：缺年终运维汇报、年运维报告（第1年余款30%）" in notes
    )
    assert "（第1年第1季度线路费40%、第1年第2季度线路费40%、第1年第3季度线路费40%等 4 笔）" in notes
    assert "     另有 2 行" in notes  # seven of them: five lines are shown
    # four contracts go by the calendar of the nation alone: said once
    assert notes.count("2027 年放假安排尚未读入：CN。") == 1
    assert "2027 年的期限暂定。（4 份合同）" in notes
    # every note whose mark stands in a row is told
    assert "2026-03-26*" in text


def test_one_contract_named_has_its_own_page(office: Run, tmp_path: Path) -> None:
    """The page of a contract is the same, whatever else the store holds."""
    of_many = office("payments", "due", *DAY, "--contract", "zyfy-his-2025")[1]
    alone = tmp_path / "alone.db"
    assert office("init", SHIPPED / "zyfy-his-2025.toml", "--store", alone)[0] == 0
    assert office("payments", "due", *DAY, "--store", alone)[1] == of_many


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_nothing_of_a_row_is_lost_on_a_narrow_terminal(
    office: Run, monkeypatch: pytest.MonkeyPatch, lang: str, width: int
) -> None:
    """F-C: name, sum and id of every row are whole, and no line is wider than the terminal."""
    rows = json.loads(office("payments", "due", *DAY, "--format", "json")[1])["instalments"]
    whole = office("payments", "due", *DAY, "--lang", lang)[1]
    monkeypatch.setattr(workspace, "terminal_width", lambda: width)
    text = office("payments", "due", *DAY, "--lang", lang, "--format", "table")[1]
    assert ids(text) == ids(whole)
    assert sorted(ids(text)) == sorted(row["id"] for row in rows)
    for line in text.splitlines():
        assert cells(line) <= width or "svcctl " in line, line
    flat = re.sub(r"\s+", "", text)
    for row in rows:
        assert grouped(int(row["outstanding"].replace(".", ""))) in text
        assert lang == "en" or row["contract_title"] in flat


def test_files_name_what_is_missing(office_store: Path, run: Run, tmp_path: Path) -> None:
    """A screen counts the papers and names them in a note; a file has the room for their names."""
    asked = ("payments", "due", "--as-of", "2026-03-02", "--lang", "zh")
    rows = [*csv.DictReader(io.StringIO(run(*asked, "--format", "csv")[1]))]
    [row] = [row for row in rows if row["编号"] == "cleaning-2026:Y1-M02-fee"]
    assert row["进度"] == "缺发票、结算"
    path = tmp_path / "a.xlsx"
    assert run(*asked, "-o", path)[0] == 0
    sheet = load_workbook(path).worksheets[0]
    assert "缺发票、结算" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_csv_of_several_says_whose_each_row_is(office: Run) -> None:
    """Scripts and spreadsheets get the order of the page, with contract and supplier in each row."""
    text = office("payments", "due", *DAY, "--lang", "zh", "--format", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["编号"] for row in rows[:7]] == [each for each, *_ in OVERDUE]
    assert rows[3]["合同名称"] == "资源县妇幼保健院医院信息系统运维项目"
    assert rows[3]["乙方"] == "柳州中联科技有限责任公司"
    assert len(rows) == 37


def test_a_workbook_of_several_has_the_notes_over_it(office: Run, tmp_path: Path) -> None:
    """The same notes, once; a total under the rows."""
    from openpyxl import load_workbook

    assert office("payments", "due", *DAY, "--lang", "zh", "-o", tmp_path / "due.xlsx")[0] == 0
    sheet = load_workbook(tmp_path / "due.xlsx").active
    assert sheet is not None
    values = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert "2. 补交资料（30 笔，5 份合同）" in values
    # on paper nobody can ask for more lines
    assert not any(str(value).strip().startswith("另有") for value in values)
    assert "编号" not in values
    assert "柳州中联科技有限责任公司" in values
    assert 2256675.05 in values


def test_contracts_of_one_title_are_told_apart(run: Run, tmp_path: Path) -> None:
    """Last year's contract and this year's have the same title: their notes say which."""
    text = (SHIPPED / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    (tmp_path / "again.toml").write_text(text.replace("zyfy-his-2025", "zyfy-his-2026"), "utf-8")
    assert run("init", SHIPPED / "zyfy-his-2025.toml", tmp_path / "again.toml")[0] == 0
    notes = run("payments", "due", *DAY, "--lang", "zh")[1]
    for contract in ("zyfy-his-2025", "zyfy-his-2026"):
        assert f"（{contract}）：缺年终运维汇报、年运维报告（第1年余款30%）" in notes
