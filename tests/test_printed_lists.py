"""Lists as they are printed: whose they are, sub-totals and totals, PDFs, pages; what is refused."""

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import Run
from svcctl import workspace
from svcctl.desk import pdf
from svcctl.papers.xlsx import ACROSS

SHIPPED = workspace.shipped("contracts")
HIS = "资源县妇幼保健院医院信息系统运维项目"
DAY = ("--as-of", "2026-11-22", "--lang", "zh")
LISTS = {  # list -> its name over the sheet
    "payments due": "应付款项",
    "payments schedule": "付款计划表",
    "payments forecast": "用款测算（按预算年度）",
    "invoice list": "发票台账",
    "obligations list": "应办事项表",
    "damages assess": "违约金明细表",
    "contract list": "合同台账",
    "export overdue": "逾期未付中小企业款项",
    "guarantee list": "保证金台账",
    "breach list": "违约登记表",
    "reports status": "报告签收情况",
    "contract findings": "不一致事项",
}
POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a script")


@pytest.fixture
def office(run: Run) -> Run:
    """The contracts that ship, with an invoice and a breach."""
    assert run("init", *sorted(SHIPPED.glob("*.toml")))[0] == 0
    number = "26000000000000000001"
    bill = ("invoice", "add", number, "--for", "zyfy-his-2025:Y1-advance", "--amount", "203000")
    assert run(*bill, "--on", "2025-03-10", "--tax", "0", "--net", "203000")[0] == 0
    breach = ("breach", "record", "zyfy-his-2025:quality", "--on", "2026-01-05")
    assert run(*breach, "--amount", "1000")[0] == 0
    return run


def sheets(run: Run, folder: Path, *command: str) -> list[Any]:
    target = folder / "list.xlsx"
    code, _, err = run(*command, *DAY, "-o", target)
    assert code == 0, err
    return openpyxl.load_workbook(target).worksheets


def rows(sheet: Any) -> list[list[Any]]:
    """The filled cells of each row."""
    found = [[c for c in row if c is not None] for row in sheet.iter_rows(values_only=True)]
    return [row for row in found if row]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_several_contracts_is_ready_to_sign(
    office: Run, tmp_path: Path, name: str
) -> None:
    """Title with the day, unit where there are sums, contract and supplier in each row, a page wide."""
    sheet = sheets(office, tmp_path, *name.split())[0]
    day = "2025-12-31" if name == "export overdue" else "2026-11-22"
    told = rows(sheet)
    assert told[0] == [f"{LISTS[name]}（截至 {day}）"]
    assert f"截至 {day}" in told[1][0]
    heads = told[2]
    assert heads[0] == "序号"
    money = any(cell.number_format == "#,##0.00" for row in sheet.iter_rows() for cell in row)
    assert not money or "单位：元" in told[1][0]
    if name != "payments forecast":
        assert {"合同名称", "名称"} & {*heads}
    if name not in ("payments forecast", "export overdue"):
        assert "乙方" in heads
        assert "合同" not in heads
    assert any(str(row[0]).startswith("制表人：") and "日期：" in row[0] for row in told)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.orientation == "landscape"
    widths = [sheet.column_dimensions[chr(65 + at)].width for at in range(len(heads))]
    assert sum(widths) < ACROSS * 1.35


@pytest.mark.parametrize("name", LISTS)
def test_a_page_of_a_list_needs_nothing_else(office: Run, tmp_path: Path, name: str) -> None:
    """No script, nothing from elsewhere; a card for each row on a phone; the same bytes twice."""
    target = tmp_path / "list.html"
    for _ in range(2):
        assert office(*name.split(), *DAY, "-o", target)[0] == 0
        written = target.read_bytes()
    assert written == target.read_bytes()
    text = written.decode()
    assert "<script" not in text
    assert "http:" not in text.replace("http-equiv", "")
    assert f"<h1>{LISTS[name]}" in text
    labels = re.findall(r'data-label="([^"]+)"', text)
    no_names = ("payments forecast", "export overdue")  # of the latter no row is listed
    assert name in no_names or {"合同名称", "名称"} & {*labels}
    assert "制表人：" in text
    assert 'counter(page) " 页，共 "' in text
    assert office(*name.split(), *DAY, "--format", "html")[0] == 2


def test_sub_totals_stand_in_every_format_that_people_see(office: Run, tmp_path: Path) -> None:
    """They are those of the JSON groups; the total is that of all rows."""
    asked = ("payments", "due", "--status", "逾期", "--group-by", "supplier")
    found = json.loads(office(*asked, *DAY, "--format", "json")[1])
    expected = {each["name"]: float(each["outstanding"]) for each in found["groups"]}
    told = rows(sheets(office, tmp_path, *asked)[0])
    names = [row[0] for row in told if row[0] in expected]
    assert names == sorted(expected)
    sums = [row[3] for row in told if str(row[0]).startswith("小计")]
    assert sums == [expected[name] for name in names]
    [total] = [row for row in told if row[0] == "合计"]
    assert total[3] == sum(expected.values())
    assert any("人民币" in str(row[0]) for row in told)
    assert office(*asked, *DAY, "-o", tmp_path / "due.html")[0] == 0
    page = (tmp_path / "due.html").read_text(encoding="utf-8")
    for name, fen in expected.items():
        assert f">{name}</th>" in page
        assert f">{fen:,.2f}</td>" in page
    assert page.count("小计（") == len(expected)


@pytest.mark.parametrize("width", [60, 80, 140, None])
def test_groups_of_any_list_on_a_screen(
    office: Run, monkeypatch: pytest.MonkeyPatch, width: int | None
) -> None:
    """Each under its name, its sub-total under its rows; in a pipe too."""
    monkeypatch.setattr(workspace, "terminal_width", lambda: width)
    asked = ("contract", "list", "--group-by", "supplier", "--status", "履行中", *DAY)
    lines = office(*asked)[1].splitlines()
    names = ("柳州中联科技有限责任公司", "示例软件有限公司、示例运行服务有限公司")
    places = [lines.index(name) for name in names]
    assert places == sorted(places)
    labels = [line for line in lines if line.startswith("小计（1 项）")]
    assert len(labels) == 2
    assert "870,000.00" in "".join(lines[places[0] : places[1]])
    assert width == 60 or "870,000.00" in labels[0]


def test_a_csv_says_the_group_in_each_row(office: Run) -> None:
    """A sub-total among rows would be added up with them."""
    asked = ("obligations", "list", "--group-by", "supplier", "--status", "逾期", *DAY)
    lines = office(*asked, "--format", "csv")[1].splitlines()
    assert lines[0].startswith("供应商,合同,")
    assert all("小计" not in line for line in lines)
    assert any(line.startswith("柳州中联科技有限责任公司,zyfy-his-2025") for line in lines)


def test_an_invoice_names_its_instalments_on_paper(office: Run, tmp_path: Path) -> None:
    """Beside the whole number, which no sheet rounds."""
    told = rows(sheets(office, tmp_path, "invoice", "list")[0])
    assert "第1年首期款" in told[3]
    assert "26000000000000000001" in told[3]


# -- what each list is narrowed by -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "options", "count"),
    [
        ("invoice list", "--status 未查验 --supplier 柳州 --month 2025-03", 1),
        ("invoice list", "--status 查验相符", 0),
        ("invoice list", "--search 00000001 --sort amount --group-by fund", 1),
        ("obligations list", "--supplier 柳州 --status 逾期 --search 备案", 1),
        ("guarantee list", "--supplier 示例物业 --limit 1 --group-by month", 1),
        ("damages assess", "--search quality --status 应计 --sort amount", 1),
        ("damages assess", "--from 2026-01-01 --to 2026-01-31 --group-by supplier", 1),
        ("breach list", "--status 持续中 --month 2026-01 --group-by supplier", 1),
        ("breach list", "--status 已停止", 0),
        ("reports status", "--status 未提交 --search 年运维报告 --supplier 柳州", 2),
        ("export overdue --year 2026", "--supplier 示例 --group-by month --sort date --limit 3", 2),
    ],
)  # fmt: skip
def test_each_list_is_narrowed_by_what_its_rows_have(
    office: Run, command: str, options: str, count: int
) -> None:
    """By hand from the files; the answer says of how many rows that is."""
    found = json.loads(office(*command.split(), *options.split(), *DAY, "--format", "json")[1])
    listed = next(each for key, each in found.items() if isinstance(each, list) and key != "groups" and key != "size_unknown")  # fmt: skip
    assert len(listed) == found["picked"]["shown"] == count
    groups = found.get("groups", [])
    assert "--group-by" not in options or sum(each["count"] for each in groups) == count
    text = office(*command.split(), *options.split(), *DAY)[1]
    assert f"共 {found['picked']['of']} 项" in text


@pytest.mark.parametrize(
    "line",
    [
        "obligations list --fund 财政",
        "obligations list --sort amount",
        "guarantee list --fund 财政",
        "reports status --month 2026-03",
        "export overdue --status 逾期",
        "contract list --group-by month",
    ],
)
def test_what_cannot_apply_is_not_offered(office: Run, line: str) -> None:
    """A list says nothing of funds that its rows have none of."""
    assert office(*line.split(), "--lang", "zh")[0] == 2
    [noun, verb, option, *_] = line.split()
    help_text = office(noun, verb, "--help", "--lang", "en")[1]
    offered = re.search(rf"{option} (\S+)", help_text)
    assert offered is None or line.split()[-1] not in offered[1].split("|")


# -- PDFs ------------------------------------------------------------------------------------------


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """A program in LibreOffice's place."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport sys, time, pathlib\n{does}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(workspace, "office_program", lambda: program)


MAKES = """
assert any(each.startswith("-env:UserInstallation=file:") for each in sys.argv)
source = pathlib.Path(sys.argv[-1])
assert source.read_bytes()[:2] == b"PK"
source.with_suffix(".pdf").write_bytes(b"%PDF of " + source.suffix.encode())
"""


@POSIX
def test_a_list_and_a_letter_as_pdf(
    office: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a list its workbook is printed, of a letter its document."""
    stand_in(tmp_path, monkeypatch, MAKES)
    for command, kind in (
        ("payments due", b".xlsx"),
        ("export schedule", b".xlsx"),
        ("letter hand-over", b".docx"),
        ("letter reconcile --contract zyfy-his-2025", b".docx"),
    ):
        target = tmp_path / "paper.pdf"
        assert office(*command.split(), *DAY, "-o", target)[0] == 0, command
        assert target.read_bytes() == b"%PDF of " + kind


@POSIX
@pytest.mark.parametrize(
    ("does", "said"),
    [
        (
            "print('source file could not be loaded'); sys.exit(1)",
            "source file could not be loaded",
        ),
        ("sys.exit(0)", "没有做出 PDF"),
        ("time.sleep(60)", "0.3 秒"),
    ],
)
def test_no_pdf_leaves_nothing_behind(
    office: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, said: str
) -> None:
    """A refusal of one line, with what to do instead; the file that was there stays."""
    stand_in(tmp_path, monkeypatch, does)
    monkeypatch.setattr(pdf, "SECONDS", 0.3)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    target = tmp_path / "due.pdf"
    target.write_bytes(b"old")
    before, began = {*tmp_path.iterdir()}, workspace.seconds()
    code, out, err = office("payments", "due", *DAY, "-o", target)
    assert (code, out) == (2, "")
    assert workspace.seconds() - began < 30  # it was ended, not waited for
    assert said in err
    assert "-o 文件.xlsx" in err
    assert len(err.splitlines()) == 1
    assert target.read_bytes() == b"old"
    assert {*tmp_path.iterdir()} == before


def test_where_no_libreoffice_is_found(
    office: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said before anything is worked out; a program that cannot be started is told alike."""
    monkeypatch.setattr(workspace, "office_program", lambda: None)
    for command, end in (("payments due", "xlsx"), ("letter reconcile", "docx")):
        code, _, err = office(*command.split(), *DAY, "-o", tmp_path / "a.pdf")
        assert code == 2
        assert f"没有找到 LibreOffice，写不出 PDF。请改用 -o 文件.{end}" in err
    monkeypatch.setattr(workspace, "office_program", lambda: tmp_path / "gone")
    assert "没有做出 PDF" in office("payments", "due", *DAY, "-o", tmp_path / "a.pdf")[2]
    assert office("payments", "due", "--format", "pdf")[0] == 2
    assert not (tmp_path / "a.pdf").exists()


def test_where_it_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the path first, then where installers put it."""
    monkeypatch.setattr("shutil.which", lambda name: None)
    usual = tmp_path / "LibreOffice/program/soffice.com"
    usual.parent.mkdir(parents=True)
    usual.touch()
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "win32")
    assert workspace.office_program() == usual
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    inside = tmp_path / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    inside.parent.mkdir(parents=True)
    inside.touch()
    assert workspace.office_program() == inside
    monkeypatch.setattr("shutil.which", lambda name: str(usual))
    assert workspace.office_program() == usual


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_prints_a_list(office: Run, tmp_path: Path) -> None:
    """The real one, with a profile of its own."""
    assert office("payments", "due", *DAY, "-o", tmp_path / "due.pdf")[0] == 0
    assert (tmp_path / "due.pdf").read_bytes()[:5] == b"%PDF-"


# -- endings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["md", "xlsm", "pdfx", "2026", "数据"])
def test_an_ending_that_nothing_writes_is_refused(office: Run, tmp_path: Path, end: str) -> None:
    """With those that this command writes; `--format` says what it is to be all the same."""
    target = tmp_path / f"a.{end}"
    code, _, err = office("payments", "due", *DAY, "-o", target)
    assert code == 2
    assert "文件名可以这样结尾：.txt、.json、.csv、.xlsx、.html、.pdf" in err
    assert not target.exists()
    assert office("payments", "due", *DAY, "-o", target, "--format", "csv")[0] == 0
    assert office("payments", "due", *DAY, "-o", tmp_path / "bare")[0] == 0


# -- the plan, the forecast ------------------------------------------------------------------------


def test_a_plan_and_a_forecast_have_sheets_of_their_own(office: Run, tmp_path: Path) -> None:
    """The plan by period with sub-totals; the forecast by period, then by contract."""
    across, plan = sheets(office, tmp_path, "payments", "plan", "--by", "quarter")
    told = rows(plan)
    [of_all] = [row for row in rows(across) if row[0] == "合计"]
    assert told[0] == ["2026年用款计划（按季）（截至 2026-11-22）"]
    bands = [row[0] for row in told if re.fullmatch(r"2026年第.季度", str(row[0]))]
    assert bands == ["2026年第四季度"]
    subs = [row[-1] for row in told if str(row[0]).startswith("小计")]
    [total] = [row[-1] for row in told if row[0] == "合计"]
    assert round(sum(subs), 2) == total == of_all[-1]
    by_period, by_contract = sheets(office, tmp_path, "payments", "forecast")
    [whole] = [row for row in rows(by_period) if row[0] == "合计"]
    [each] = [row for row in rows(by_contract) if row[0] == "合计"]
    assert whole[-3:] == each[-3:]


# -- hand-over -------------------------------------------------------------------------------------

SHEETS = ["移交清单", "合同台账", "未付款项", "待收资料", "持有的保证金", "未办结的应办事项", "未确认的不一致事项",
          "争议、违约等未了事项", "未了违约金", "收款账户核实情况", "未读入的放假通知"]  # fmt: skip


@pytest.fixture
def handed(office: Run, tmp_path: Path) -> Run:
    """With a disputed sum, a payment to an account that somebody checked, one settled by a letter."""
    (tmp_path / "函.pdf").write_bytes(b"letter")
    paid = ("payments", "record", "example-property:Y1-M01-fee", "--amount", "30000", "--ref", "1")
    received = (
        "reports",
        "receive",
        "--contract",
        "example-property",
        "--period",
        "Y1-M01",
        "--all",
    )
    assert office(*received, "--on", "2025-04-02")[0] == 0
    checked = ("--confirm-account", "--confirmed-by", "finance")
    assert office(*paid, "--on", "2025-04-20", *checked)[0] == 0
    settle = (
        "contract",
        "findings",
        "settle",
        "payee-account",
        "--value",
        "1",
        "--doc",
        "账户确认函",
    )
    mine = ("--contract", "zyfy-his-2025", "--file", tmp_path / "函.pdf", "--actor", "office")
    assert office(*settle, *mine, "--on", "2025-03-20")[0] == 0
    dispute = ("dispute", "open", "zyfy-his-2025:Y2-advance", "--amount", "3000", "--on")
    assert office(*dispute, "2026-04-01", "--reason", "验收")[0] == 0
    return office


def test_everything_is_handed_over_in_one_workbook(handed: Run, tmp_path: Path) -> None:
    """A sheet a subject, each counted on the first one; who confirmed which account by what."""
    book = sheets(handed, tmp_path, "letter", "hand-over")
    assert [sheet.title for sheet in book] == SHEETS
    told = {sheet.title: rows(sheet) for sheet in book}
    numbered = {name: [r for r in each if isinstance(r[0], int)] for name, each in told.items()}
    counted = {row[1]: row[2] for row in numbered["移交清单"]}
    assert counted == {name: len(numbered[name]) for name in SHEETS[1:]}
    assert counted["合同台账"] == 5
    due = json.loads(handed("payments", "due", *DAY, "--format", "json", "--within", "90")[1])
    waiting = sum(row["status"] == "waiting" for row in due["instalments"])
    assert counted["待收资料"] == waiting
    assert counted["未付款项"] == len(due["instalments"]) - waiting
    assert any("第2年首期70% 的争议未解决" in row for row in numbered["争议、违约等未了事项"])
    assert counted["未读入的放假通知"] == 2
    [bond] = [row for row in told["收款账户核实情况"] if "已核实：账户确认函" in row]
    assert bond[1:3] == [HIS, "柳州中联科技有限责任公司"]
    assert bond[-1] == "office"
    [paid] = [row for row in told["收款账户核实情况"] if "付款时已核对" in row]
    assert paid[-1] == "finance"
    assert any("合同所载，未另行核对" in row for row in told["收款账户核实情况"])
    signed = [row[0] for row in told["移交清单"] if str(row[0]).startswith("移交人：")]
    assert "接管人员：" in signed[0]
    assert "监交人：" in signed[0]


def test_the_letter_of_several_contracts_goes_subject_by_subject(
    handed: Run, tmp_path: Path
) -> None:
    """The same subjects with the same counts as the workbook; of one contract its own letter."""
    from docx import Document

    first = {row[1]: row[2] for row in rows(sheets(handed, tmp_path, "letter", "hand-over")[0])[3:] if len(row) > 2}  # fmt: skip
    target = tmp_path / "hand-over.docx"
    assert handed("letter", "hand-over", *DAY, "-o", target)[0] == 0
    document = Document(str(target))
    text = [paragraph.text for paragraph in document.paragraphs]
    for number, (name, count) in enumerate(first.items()):
        assert f"{'一二三四五六七八九十'[number]}、{name}（{count} 项）" in text
    tables = [[[c.text for c in row.cells] for row in table.rows] for table in document.tables]
    assert [row[0] for row in tables[-1]][-1:] == ["监交人"]
    assert any("另有" in line and "付款计划表" in line for line in text)
    assert any(line.startswith("登记簿末条校验码") for line in text)
    alone = ("letter", "hand-over", "--contract", "zyfy-his-2025", *DAY, "-o", target)
    assert handed(*alone)[0] == 0
    assert any(HIS in paragraph.text for paragraph in Document(str(target)).paragraphs)
    assert handed("letter", "hand-over", *DAY, "-o", tmp_path / "all.html")[0] == 0
    page = (tmp_path / "all.html").read_text(encoding="utf-8")
    assert all(name in page for name in SHEETS)
    code, _, err = handed("letter", "hand-over", *DAY, "-o", tmp_path / "all.csv")
    assert code == 2
    assert ".docx、.pdf、.xlsx、.html" in err


def test_documents_that_disagree_leave_an_account_unproven(office: Run, tmp_path: Path) -> None:
    """Until a paper settles it, nobody has confirmed which one holds."""
    book = sheets(office, tmp_path, "letter", "hand-over", "--contract", "zyfy-his-2025")
    told = rows(book[-2])
    assert any("各文件不一致，未核实" in row for row in told)
    assert (
        office("letter", "hand-over", "--role", "supplier", *DAY, "-o", tmp_path / "a.xlsx")[0] == 0
    )


def test_nothing_on_paper_is_only_for_commands(office: Run, tmp_path: Path) -> None:
    """Keys of guarantees, obligations and papers, and ids of instalments, give way to names."""
    for command in ("guarantee list", "obligations list", "reports status"):
        told = rows(sheets(office, tmp_path, *command.split())[0])
        text = "\n".join(str(cell) for row in told for cell in row)
        assert not re.search(r"Y\d-[a-z]|performance-bond|annual-report|example-", text), command
    assert "第1年余款30%" in text
