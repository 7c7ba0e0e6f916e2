"""Exports read back by other programs' libraries: openpyxl, csv, icalendar; totals held against the model."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar

from svcctl.papers.exhibits import kind_of

Run = Callable[..., tuple[int, str, str]]
DECISION = "会纪〔2025〕3号"


KINDS = ("schedule", "payments", "damages", "journal", "obligations", "service")
COLUMNS = {kind: kind_of(kind).columns for kind in KINDS}


def do(run: Run, *args: str) -> dict[str, Any]:
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def lived(
    demo_store: Path, run: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A store in which something happened: part payments, a refund, a return, a failed negotiation, a waiver.

    Lived once, and copied.
    """
    paper, kept = tmp_path / "发票.pdf", tmp_path_factory.getbasetemp() / "lived.db"
    paper.write_bytes(b"%PDF-1.4 invoice")
    if kept.exists():
        shutil.copy2(kept, demo_store)
        return tmp_path
    for line in (
        "payments record Y1-advance --amount 100000 --on 2025-04-01 --ref =2025-019 --confirm-account",
        "payments record Y1-advance --amount 103000 --on 2025-04-10 --ref 2025-020 --confirm-account --note late",
        "payments refund zyfy-his-2025#3 --amount 3000 --on 2025-04-20",
        "reports receive --year 1 --all --on 2026-04-08",
        f"evidence add Y1-balance --kind invoice --on 2026-04-13 --file {paper}",
        f"evidence add Y1-balance --kind acceptance-note --on 2026-04-14 --file {paper}",
        "negotiation open Y1-advance --on 2025-03-27",
        "negotiation fail Y1-advance --on 2025-03-28",
        f"damages waive late-payment/Y1-advance --amount 500 --on 2025-05-01 --reason goodwill --decision {DECISION}",
        "obligations done file-original --on 2025-03-12",
    ):
        code, _, err = run(*line.split())
        assert code == 0, err
    shutil.copy2(demo_store, kept)
    return tmp_path


MOMENT = "2040-06-01T00:00:00.000000+08:00"  # all that was recorded, whenever the tests run


def exported(run: Run, path: Path, *args: str) -> bytes:
    moment = ("--as-of", "2026-06-01", "--known-at", MOMENT)
    code, out, err = run("export", *args, "-o", str(path), *moment)
    assert (code, out) == (0, ""), err
    return path.read_bytes()


def rows_of(run: Run, kind: str) -> list[dict[str, Any]]:
    return do(run, "export", kind, "--as-of", "2026-06-01")["rows"]


# the service has sheets of its own: tests/test_export_service.py
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "service"])
def test_a_workbook_has_what_the_json_has(lived: Path, run: Run, kind: str) -> None:
    """Read back by openpyxl: each row and cell, dates as dates, sums as numbers, totals as values, never a formula."""
    exported(run, lived / "t.xlsx", kind)
    book = openpyxl.load_workbook(lived / "t.xlsx")
    sheet = book.worksheets[0]
    assert not any(
        isinstance(cell.value, str) and cell.data_type == "f"
        for row in sheet.iter_rows()
        for cell in row
    )
    table = list(sheet.iter_rows(min_row=4, values_only=True))
    keys = [column.heading.partition(".")[2].replace("-", "_") for column in COLUMNS[kind]]
    rows = [{key: row.get(key) for key in keys} for row in rows_of(run, kind)]
    assert [row[0] for row in table[: len(rows)]] == list(range(1, len(rows) + 1))
    for found, wanted in zip(table, rows, strict=False):
        for cell, value in zip(found[1:], wanted.values(), strict=False):
            if isinstance(cell, datetime):
                assert cell.date().isoformat() == value
            elif isinstance(cell, int | float):
                assert float(value) == pytest.approx(cell)
    total = next((row for row in table[len(rows) :] if row[0] == "合计"), None)
    for at, key in enumerate(keys, 1):
        if total and isinstance(total[at], int | float):
            assert total[at] == pytest.approx(sum(float(row[key] or 0) for row in rows))


def test_the_workbook_is_set_up_for_the_office(lived: Path, run: Run) -> None:
    """Title, unit, frozen heading, A4 across, headings on every page, capitals, three to sign, steps and a chart."""
    exported(run, lived / "t.xlsx", "schedule")
    book = openpyxl.load_workbook(lived / "t.xlsx")
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "付款计划表"
    assert "单位：元" in sheet["A2"].value
    assert sheet.freeze_panes == "D4"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$3:$3"
    texts = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0]]
    outstanding = do(run, "payments", "schedule", "--as-of", "2026-06-01")["outstanding"]
    assert outstanding == "670000.00"
    assert "未付金额合计（人民币大写）：人民币陆拾柒万元整" in texts
    assert any(all(role in text for role in ("制表人", "复核人", "审批人")) for text in texts)
    assert any(text.startswith("不一致事项（停付）") for text in texts)
    assert any(text.startswith("登记簿 zyfy-his-2025@12:") for text in texts)
    assert [other.title for other in book.worksheets[1:]] == ["期限计算过程", "按月应付金额"]
    steps = [row[0] for row in book.worksheets[1].iter_rows(values_only=True) if row[0]]
    _, out, _ = run("explain", "Y1-balance", "--as-of", "2026-06-01", "--lang", "zh")
    assert {line.strip() for line in out.splitlines()} <= set(steps)
    with zipfile.ZipFile(lived / "t.xlsx") as archive:
        assert any(name.startswith("xl/charts/") for name in archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(2040, 6, 1, 0, 0, 0)}


LEADING = ["序号", "合同", "编号", "款项", "状态", "付款期限", "应付金额", "已付金额", "未付金额", "逾期天数",
           "付清日期", "凭证号"]  # fmt: skip


def folded(sheet: Any) -> set[str]:
    """The headings of the columns that are hidden under a sign that unfolds them."""
    heads, found = [cell.value for cell in sheet[3]], set()
    for of in sheet.column_dimensions.values():
        assert of.hidden == (of.outlineLevel == 1)
        found |= set(heads[of.min - 1 : of.max]) if of.hidden else set()
    return found


def test_the_last_row_is_as_high_as_what_stands_in_it(lived: Path, run: Run) -> None:
    """Also where no total comes after it: two lines, and not one of them cut."""
    line = "dispute open Y1-balance --amount 8000 --on 2026-04-10 --reason 服务时限未达到"
    do(run, *line.split())
    exported(run, lived / "t.xlsx", "journal")
    sheet = openpyxl.load_workbook(lived / "t.xlsx").worksheets[0]
    last = max(cell.row for cell in sheet["A"] if isinstance(cell.value, int))
    assert sheet.cell(last, 7).value == "Y1-balance 第1年余款；8,000.00；原因 服务时限未达到"
    assert sheet.row_dimensions[last].height > 2 * 13


def test_a_schedule_to_sign(lived: Path, run: Run) -> None:
    """Whose it is, what a director asks for on one page across, filters over the rows; the rest folded, not gone."""
    exported(run, lived / "t.xlsx", "schedule")
    sheet = openpyxl.load_workbook(lived / "t.xlsx").worksheets[0]
    assert sheet["A2"].value.split("\n") == [
        "项目名称：资源县妇幼保健院医院信息系统运维项目    项目编号：GLZC2025-D3-290015-ZXGJ"
        "    供应商：柳州中联科技有限责任公司",
        "编制单位：资源县妇幼保健院    截至 2026-06-01    单位：元",
    ]
    heads = [cell.value for cell in sheet[3]]
    assert heads[:12] == LEADING
    assert len(heads) == 28
    assert folded(sheet) == set(heads[12:])
    assert any(
        row[0] and str(row[0]).startswith("另有 16 列供核对")
        for row in sheet.iter_rows(values_only=True)
    )
    assert sheet.auto_filter.ref == "A3:AB9"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    for line in (
        "dispute open Y1-balance --amount 8000 --on 2026-04-10",
        "dispute settle Y1-balance --amount 2000 --on 2026-04-12",
    ):
        do(run, *line.split())
    exported(run, lived / "t.xlsx", "schedule")
    sheet = openpyxl.load_workbook(lived / "t.xlsx").worksheets[0]
    assert folded(sheet) == set(heads[12:]) - {"核减金额"}  # without it the sums would not add up


def test_a_schedule_names_whom_it_is_about(lived: Path, run: Run) -> None:
    """A supplier's names the purchaser; one of several contracts names each below, and nobody as the maker of all."""
    exported(run, lived / "t.xlsx", "schedule", "--role", "supplier")
    sheet = openpyxl.load_workbook(lived / "t.xlsx").worksheets[0]
    lines = sheet["A2"].value.split("\n")
    assert lines[0].endswith("采购人：资源县妇幼保健院")
    assert lines[1].startswith("编制单位：柳州中联科技有限责任公司")
    assert run("contract", "import", "data/contracts/example-milestones.toml")[0] == 0
    exported(run, lived / "t.xlsx", "schedule")
    sheet = openpyxl.load_workbook(lived / "t.xlsx").worksheets[0]
    assert sheet["A2"].value.split("\n") == ["合同 2 份，见表下", "截至 2026-06-01    单位：元"]
    below = [str(row[0]) for row in sheet.iter_rows(min_row=22, values_only=True)]
    [hospital, example] = [text for text in below if "供应商：" in text][::-1]
    assert hospital.startswith("zyfy-his-2025    项目名称：资源县妇幼保健院医院信息系统运维项目")
    assert example.endswith("供应商：示例软件有限公司、示例运行服务有限公司")


def test_a_schedule_of_nothing(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Before the first contract was signed there is a head with no contract in it, and no rows."""
    args = ("--as-of", "2020-01-01", "-o", str(tmp_path / "t.xlsx"))
    assert run("export", "schedule", *args)[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert (sheet["A2"].value, sheet.auto_filter.ref) == ("截至 2020-01-01    单位：元", "A3:AB3")


def test_the_columns_of_an_auditor(lived: Path, run: Run) -> None:
    """Trigger and its date, papers and theirs, how it was counted, vouchers, days late, reason, decision, by whom."""
    rows = {row["id"]: row for row in rows_of(run, "schedule")}
    balance, advance = rows["zyfy-his-2025:Y1-balance"], rows["zyfy-his-2025:Y1-advance"]
    assert (balance["received_on"], balance["accepted_on"], balance["invoice"]) == (
        "2026-04-08",
        "2026-04-14",
        ["发票.pdf"],
    )
    assert (balance["trigger_on"], balance["due_on"], balance["days_late"]) == (
        "2026-04-08",
        "2026-04-24",
        38,
    )
    assert advance["vouchers"] == ["=2025-019", "2025-020"]
    assert (advance["decision"], advance["entered_by"]) == ([DECISION], ["purchaser"])
    assert "late" in advance["reason"]


def test_damages_of_both_sides_have_no_total(lived: Path, run: Run) -> None:
    """What the hospital owes, what the supplier owes, what is waived: added up it would mean nothing."""
    do(run, "breach", "record", "service-promise", "--on", "2025-05-02")
    payers = {row["payer"] for row in rows_of(run, "damages")}
    assert payers == {"purchaser", "supplier"}
    exported(run, lived / "t.xlsx", "damages")
    cells = [cell for row in openpyxl.load_workbook(lived / "t.xlsx").worksheets[0].iter_rows(values_only=True)
             for cell in row if cell]  # fmt: skip
    assert "违约金明细表" in cells
    assert not [cell for cell in cells if "合计" in str(cell) or "大写" in str(cell)]


def test_payments_stand_in_the_order_recorded(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Twelve of them: #2 to #13, and not #10 before #2."""
    for day in range(1, 13):
        paid = f"payments record Y1-advance --amount 1000 --on 2025-03-{day + 5:02} --ref F{day}"
        do(run, *paid.split(), "--confirm-account")
    code, out, err = run("export", "payments", "--format", "csv", "--as-of", "2026-06-01")
    assert code == 0, err
    heads, *rows = csv.reader(io.StringIO(out.removeprefix("\ufeff")))
    at = heads.index("Event")
    assert [row[at] for row in rows if len(row) > at] == [
        f"zyfy-his-2025#{number}" for number in range(2, 14)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_csv_is_read_back(lived: Path, run: Run, kind: str) -> None:
    """A BOM for spreadsheets, plain numbers, harmless cells, the foot in rows that start with a number sign."""
    content = exported(run, lived / "t.csv", kind, "--lang", "en")
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    rows = rows_of(run, kind)
    assert len([row for row in table if not row[0].startswith("#")]) == len(rows) + 1
    assert any(row[0].startswith("# journal zyfy-his-2025@12:") for row in table)
    assert not any(cell[:1] in ("=", "+", "@") for row in table for cell in row)
    if kind == "payments":
        assert sum(float(row[6]) for row in table[1 : len(rows) + 1]) == 200000


@pytest.mark.parametrize("suffix", ["xlsx", "ics", "csv", "json"])
@pytest.mark.parametrize("kind", ["schedule", "obligations", "service"])
def test_the_same_bytes_twice(lived: Path, run: Run, kind: str, suffix: str) -> None:
    """By the same store, --as-of and --known-at, whatever the time of day and, for a workbook, the language."""
    first = exported(run, lived / f"a.{suffix}", kind, "--lang", "zh")
    again = exported(run, lived / f"b.{suffix}", kind, "--lang", "en" if suffix == "xlsx" else "zh")
    assert first == again


def test_deadlines_in_a_calendar_program(lived: Path, run: Run) -> None:
    """Stable ids, a sequence that grows with what is known, alarms 10, 3 and 1 working days before, what is over."""
    exported(run, lived / "a.ics", "schedule", "--lang", "en")
    events = {
        str(e["uid"]): e for e in Calendar.from_ical((lived / "a.ics").read_bytes()).walk("VEVENT")
    }
    rows = {
        row["id"]: row
        for row in do(run, "payments", "schedule", "--as-of", "2026-06-01")["instalments"]
    }
    for uid, event in events.items():
        row = rows[uid.removesuffix("@svcctl").replace("zyfy-his-2025-", "zyfy-his-2025:")]
        assert event["dtstart"].dt.isoformat() == row["due_on"]
        assert ("(provisional)" in event["summary"]) is (row["basis"] == "provisional")
    coming = events["zyfy-his-2025-Y2-balance@svcctl"]
    alarms = [alarm["trigger"].dt.total_seconds() for alarm in coming.walk("VALARM")]
    due = coming["dtstart"].dt
    days = [due.toordinal() + seconds / 86400 for seconds in alarms]
    counted = [do(run, "calendar", "between", str(datetime.fromordinal(int(day)).date()), str(due))["working_days"]
               for day in days]  # fmt: skip
    assert counted == [10, 3, 1]
    run("contract", "terminate", "--on", "2026-05-01", "--reason", "agreed")
    exported(run, lived / "b.ics", "schedule", "--lang", "en")
    later = {
        str(e["uid"]): e for e in Calendar.from_ical((lived / "b.ics").read_bytes()).walk("VEVENT")
    }
    ended = later["zyfy-his-2025-Y2-balance@svcctl"]
    assert (str(ended["status"]), ended["sequence"] > coming["sequence"]) == ("CANCELLED", True)
    [event] = [e["event"] for e in do(run, "audit", "log")["events"] if "terminated" in e["kind"]]
    run("audit", "retract", event, "--reason", "wrong")
    exported(run, lived / "c.ics", "schedule", "--lang", "en")
    again = next(
        e
        for e in Calendar.from_ical((lived / "c.ics").read_bytes()).walk("VEVENT")
        if e["uid"] == ended["uid"]
    )
    assert (str(again["status"]), again["sequence"] > ended["sequence"]) == ("CONFIRMED", True)
    assert list(ended.walk("VALARM")) == []


def test_what_an_export_cannot_be(lived: Path, run: Run) -> None:
    """A format that a table has not, a workbook without a file, a folder that is not there: refused in a line."""
    for args, sign in (
        (
            ("payments", "--format", "ics", "-o", str(lived / "p.ics")),
            ".txt, .csv, .json, .jsonl, .xlsx",
        ),
        (("schedule", "--format", "xlsx"), "-o FILE.xlsx"),
        (("schedule", "-o", str(lived / "missing" / "s.xlsx")), "missing"),
        (("schedule", "--format", "html"), "-o FILE.html"),
    ):
        code, out, err = run("export", *args, "--lang", "en")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert sign in err


def test_known_at_reruns_last_years_answer(lived: Path, run: Run) -> None:
    """By what was known after the third fact: its head in the foot, the later payment not there."""
    _, out, _ = run("audit", "log", "--format", "json")
    third = json.loads(out)["events"][2]["recorded_at"]
    found = do(run, "export", "payments", "--known-at", third)
    assert [row["ref"] for row in found["rows"]] == ["=2025-019", "2025-020"]
    assert found["provenance"]["known_at"] == third
    assert found["provenance"]["heads"][0].startswith("zyfy-his-2025@3:")


# -- made again ------------------------------------------------------------------------------------

REMADE = (
    *(("export", kind, "-o", f"x.{form}") for kind, form in (
        ("schedule", "xlsx"), ("schedule", "html"), ("schedule", "ics"), ("payments", "csv"),
        ("damages", "json"), ("journal", "csv"),
    )),
    ("export", "schedule", "--format", "ocds", "-o", "x.json"),
    ("export", "audit-pack", "-o", "x.zip"),
    ("letter", "reconcile", "-o", "x.docx"),
)  # fmt: skip


@pytest.mark.parametrize("command", REMADE, ids=" ".join)
@pytest.mark.parametrize("hurried", [True, False])
def test_what_was_printed_can_be_made_again(
    lived: Path, run: Run, command: tuple[str, ...], hurried: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moment on the paper makes the same bytes, whatever was recorded since, in the same second too."""
    monkeypatch.chdir(lived)
    last = json.loads(run("audit", "log", "--format", "json")[1])["events"][-1]["recorded_at"]
    made = datetime.fromisoformat(last.replace("Z", "+00:00"))
    made += timedelta(microseconds=5) if hurried else timedelta(hours=3, microseconds=123456)
    monkeypatch.setattr("svcctl.workspace.now", lambda: made)
    path = Path(command[-1])
    code, _, err = run(*command, "--as-of", "2026-06-01", "--lang", "zh")
    assert code == 0, err
    first = path.read_bytes()
    moment = printed(run)
    assert ("." in moment) is hurried
    monkeypatch.setattr("svcctl.workspace.now", lambda: made + timedelta(microseconds=9))
    code, _, err = run("payments", "record", "Y1-balance", "--amount", "1", "--on", "2026-05-30", "--ref", "z",
                       "--confirm-account")  # fmt: skip
    assert code == 0, err
    monkeypatch.setattr("svcctl.workspace.now", lambda: made + timedelta(days=400))
    code, _, err = run(*command, "--as-of", "2026-06-01", "--lang", "zh", "--known-at", moment)
    assert code == 0, err
    assert path.read_bytes() == first


def printed(run: Run) -> str:
    """The moment in the foot of an export made now, as a person copies it."""
    foot = run("export", "schedule", "--format", "csv", "--lang", "zh", "--as-of", "2026-06-01")[1]
    [found] = re.findall(r"按 ([\d :.-]+) 已登记的事实", foot)
    return found
