"""Lists of help desks: what is read by a map, what is refused of one, and that nothing else is kept."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from sheets_made import xls, xlsx
from svcctl import workspace
from svcctl.answers.desk_flaws import flaw_text
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk_maps import desk_map
from svcctl.i18n import Words
from svcctl.intake.apart_reader import shown
from svcctl.intake.helpdesk import WHY, DeskRow, Flaw, read_desk_list
from svcctl.intake.helpdesk_map import DeskMap, read_map
from svcctl.intake.helpdesk_times import joined, length_of, moment_of

MAP = """\
source = "desk"
side = "supplier"
number = "工单号"
title = "标题"
zone = "Asia/Shanghai"
dates = "%Y-%m-%d %H:%M"

[times]
opened = "受理时间"
fault = "故障时间"
answered = "响应时间"
restored = "完成时间"
closed = "关闭时间"
wait_from = "挂起"
wait_to = "恢复"

[lengths]
waited = { column = "等待", unit = "m" }

[level]
column = "级别"
values = { "特急" = "SIS1", "紧急" = "SIS2" }

[system]
column = "系统"
values = { "检验" = "lis" }
"""
HEADINGS = ["工单号", "标题", "受理时间", "故障时间", "响应时间", "完成时间", "关闭时间", "挂起", "恢复", "等待", "级别", "系统", "SLA达标", "备注"]  # fmt: skip
ROW = {"工单号": "A-1", "标题": "检验不出报告", "受理时间": "2026-04-16 16:30", "故障时间": "2026-04-16 16:10",
       "响应时间": "2026-04-16 16:40", "完成时间": "2026-04-16 18:05:30", "级别": "紧急", "系统": "检验",
       "SLA达标": "是", "备注": "某床患者"}  # fmt: skip


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime.combine(date(2026, 4, day), time(hour, minute, second))


def mapped(text: str = MAP) -> DeskMap:
    return read_map("desk", "desk.toml", text)


def listed(*rows: dict[str, str]) -> bytes:
    lines = [HEADINGS, *([row.get(heading, "") for heading in HEADINGS] for row in rows)]
    return "\n".join(",".join(line) for line in lines).encode()


def read(*rows: dict[str, str], text: str = MAP) -> tuple[list[DeskRow], list[Flaw]]:
    return read_desk_list(listed(*rows), "q.csv", mapped(text))


def flaws(row: dict[str, str], text: str = MAP) -> list[tuple[str, str]]:
    rows, found = read(ROW | row, text=text)
    assert not (rows and found)
    return [(flaw.column, flaw.why) for flaw in found]


def refused(content: bytes, desk: DeskMap, name: str = "q.csv") -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refusal) as refusal:
        read_desk_list(content, name, desk)
    return refusal.value.key, refusal.value.values


# -- rows ------------------------------------------------------------------------------------------


def test_a_row_is_what_its_map_names_of_it() -> None:
    rows, none = read(ROW | {"等待": "15", "挂起": "2026-04-16 17:00", "恢复": "2026-04-16 17:15"})
    assert none == []
    (row,) = rows
    assert (row.row, row.number, row.title, row.level, row.system) == (
        2, "A-1", "检验不出报告", "SIS2", "lis",
    )  # fmt: skip
    assert row.waited_seconds == 900
    assert row.times == {
        "opened": at(16, 16, 30), "fault": at(16, 16, 10), "answered": at(16, 16, 40),
        "restored": at(16, 18, 5, 30), "wait_from": at(16, 17), "wait_to": at(16, 17, 15),
    }  # fmt: skip


def test_empty_cells_are_absent_and_not_nought() -> None:
    bare = {"工单号": "7", "受理时间": "2026-04-16 16:30"}
    (row,), none = read(bare)
    assert none == []
    assert (row.title, row.level, row.system, row.waited_seconds) == ("", "", "", None)
    assert list(row.times) == ["opened"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_that_the_map_does_not_name_is_kept(kind: str) -> None:
    """A verdict of the desk and a remark of somebody, in good rows and in bad ones."""
    lines = [HEADINGS, *([row.get(each, "") for each in HEADINGS]
                         for row in (ROW, ROW | {"工单号": "A-2", "受理时间": "昨天"}))]  # fmt: skip
    content = listed(ROW, ROW | {"工单号": "A-2", "受理时间": "昨天"})
    if kind == "xlsx":
        content = xlsx(lines)
    told = repr(read_desk_list(content, f"q.{kind}", mapped()))
    assert "A-1" in told
    assert "不出报告" in told
    assert "某床患者" not in told
    assert "是" not in told
    untitled = repr(read(ROW, text=MAP.replace('title = "标题"\n', "")))
    assert "不出报告" not in untitled


def test_the_same_list_is_the_same_rows_in_every_file() -> None:
    """GBK, UTF-8 with a mark, texts or moments in a workbook: rows and digests alike."""
    lines = listed(ROW, ROW | {"工单号": "A-2", "关闭时间": "2026-04-17 00:00"}).decode()
    cells = [line.split(",") for line in lines.splitlines()]
    native = [cells[0], *([native_cell(cell) for cell in line] for line in cells[1:])]
    expected = read_desk_list(lines.encode("gbk"), "q.csv", mapped())
    assert len(expected[0]) == 2
    for name, content in (
        ("q.csv", b"\xef\xbb\xbf" + lines.encode()),
        ("q.csv", lines.replace(",", "\t").encode("utf-16")),
        ("q.csv", lines.replace("受理时间", " 受理时间 ").encode()),
        ("q.csv", lines.replace("A-1", "Ａ－１").encode()),
        ("q.xlsx", xlsx(cells)),
        ("q.xlsx", xlsx(native)),
        ("q.xls", xls(cells)),
    ):
        assert read_desk_list(content, name, mapped()) == expected


def native_cell(cell: str) -> object:
    try:
        return datetime.fromisoformat(cell) if ":" in cell else cell
    except ValueError:
        return cell


def test_a_workbook_s_own_moments_keep_their_seconds_in_xls_too() -> None:
    desk = mapped(SHORT)
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")
    for column, value in enumerate(("N", "T")):
        sheet.write(0, column, value)
    sheet.write(1, 0, 12)
    sheet.write(1, 1, at(16, 16, 30, 7), style)
    made = BytesIO()
    book.save(made)
    for name, content in (("q.xls", made.getvalue()), ("q.xlsx", xlsx([["N", "T"], [12, at(16, 16, 30, 7)]]))):  # fmt: skip
        (row,), none = read_desk_list(content, name, desk)
        assert none == []
        assert (row.number, row.times) == ("12", {"opened": at(16, 16, 30, 7)})
    nearly = at(16, 16, 30, 7) - timedelta(milliseconds=1)
    assert shown(nearly, times=True) == "2026-04-16T16:30:07"
    assert shown(nearly) == "2026-04-16"


SHORT = """\
source = "desk"
side = "purchaser"
number = "N"
zone = "Asia/Shanghai"
dates = "excel"
[times]
opened = "T"
"""


def test_a_day_alone_in_a_workbook_is_no_moment() -> None:
    rows, found = read_desk_list(
        xlsx([["N", "T"], [1, date(2026, 4, 16)]]), "q.xlsx", mapped(SHORT)
    )
    assert rows == []
    assert [flaw.why for flaw in found] == ["not-a-time"]
    (row,), _ = read_desk_list(xlsx([["N", "T"], [1, at(16, 0)]]), "q.xlsx", mapped(SHORT))
    assert row.times["opened"] == at(16, 0)


def test_a_ticket_listed_twice_alike_is_one() -> None:
    rows, none = read(ROW, ROW | {"工单号": "A-2"}, ROW | {"备注": "另一个"})
    assert none == []
    assert [(row.row, row.number) for row in rows] == [(2, "A-1"), (3, "A-2")]


def test_a_changed_ticket_has_another_digest_and_an_unread_change_the_same() -> None:
    (one,), _ = read(ROW)
    assert one.raw_digest == read(ROW | {"备注": "另一个", "SLA达标": "否"})[0][0].raw_digest
    for change in (
        {"标题": "x"},
        {"级别": "特急"},
        {"完成时间": "2026-04-16 18:06"},
        {"等待": "1"},
        {"系统": ""},
    ):
        assert one.raw_digest != read(ROW | change)[0][0].raw_digest


def test_a_note_at_the_foot_is_no_ticket() -> None:
    content = listed(ROW) + "\n\n时区：Europe/Berlin".encode()
    rows, none = read_desk_list(content, "q.csv", mapped())
    assert (len(rows), none) == (1, [])
    rows, found = read_desk_list(listed(ROW) + b"\nA-2", "q.csv", mapped())
    assert [flaw.why for flaw in found] == ["no-opened"]


# -- flaws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"工单号": ""}, [("工单号", "no-number")]),
        ({"工单号": "2.02604E+13"}, [("工单号", "no-number")]),
        ({"受理时间": ""}, [("受理时间", "no-opened")]),
        ({"受理时间": "昨天"}, [("受理时间", "not-a-time")]),
        ({"受理时间": "2026-04-16"}, [("受理时间", "not-a-time")]),
        ({"受理时间": "2026-02-30 10:00"}, [("受理时间", "not-a-time")]),
        ({"受理时间": "16/04/2026 16:30"}, [("受理时间", "not-a-time")]),
        ({"受理时间": "04/04/2026 16:30"}, [("受理时间", "not-a-time")]),
        ({"受理时间": "0001-01-01 00:00"}, [("受理时间", "not-a-time")]),
        ({"受理时间": "03/04/2026 16:30"}, [("受理时间", "ambiguous-date")]),
        ({"等待": "一会儿"}, [("等待", "not-a-length")]),
        ({"等待": "-5"}, [("等待", "not-a-length")]),
        ({"级别": "一般"}, [("级别", "unknown-level")]),
        ({"系统": "影像"}, [("系统", "unknown-system")]),
        ({"响应时间": "2026-04-16 16:29"}, [("响应时间", "order")]),
        ({"故障时间": "2026-04-16 16:31"}, [("故障时间", "order")]),
        ({"关闭时间": "2026-04-16 17:00"}, [("完成时间", "order")]),
        ({"挂起": "2026-04-16 17:00", "恢复": "2026-04-16 16:59"}, [("恢复", "order")]),
        ({"恢复": "2026-04-16 17:00"}, [("恢复", "wait-half")]),
        ({"受理时间": "x", "级别": "一般"}, [("级别", "unknown-level"), ("受理时间", "not-a-time")]),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_its_column(
    row: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert flaws(row) == found


def test_times_at_the_very_same_moment_are_in_order() -> None:
    same = dict.fromkeys(
        ("故障时间", "响应时间", "完成时间", "关闭时间", "挂起", "恢复"), "2026-04-16 16:30"
    )
    assert flaws(same) == []


def test_a_ticket_listed_with_two_contents_is_none_of_them() -> None:
    rows, found = read(ROW, ROW | {"工单号": "A-2"}, ROW | {"完成时间": "2026-04-16 19:00"})
    assert [row.number for row in rows] == ["A-2"]
    assert [(flaw.row, flaw.column, flaw.value, flaw.why) for flaw in found] == [
        (2, "工单号", "A-1", "number-twice"), (4, "工单号", "A-1", "number-twice"),
    ]  # fmt: skip
    rows, found = read(ROW, ROW | {"完成时间": "x"})
    assert rows == []
    assert [flaw.why for flaw in found] == ["number-twice", "not-a-time"]


def test_an_hour_that_never_was_or_was_twice_is_told() -> None:
    """Berlin put its clocks forward on 29 March 2026 at two, and back on 25 October at three."""
    berlin = MAP.replace("Asia/Shanghai", "Europe/Berlin")
    none = dict.fromkeys(("故障时间", "响应时间", "完成时间"), "")
    for text in ("2026-03-29 02:30", "2026-10-25 02:30"):
        assert flaws(none | {"受理时间": text}, berlin) == [("受理时间", "nonexistent-time")]
        assert flaws(none | {"受理时间": f"{text}+02:00"}, berlin) == []
    (row,), _ = read(ROW | {"标题": "x"}, text=MAP.replace("Asia/Shanghai", "UTC"))
    assert row.times["opened"] == at(17, 0, 30)
    (row,), _ = read(ROW | none | {"受理时间": "2026-07-01 02:30"}, text=berlin)
    assert row.times["opened"].isoformat() == "2026-07-01T08:30:00"


def test_a_date_that_a_spreadsheet_may_have_turned_is_told() -> None:
    """Opened under another country's settings 03/04 becomes 4 March, and 16/04 stays a text."""
    desk = mapped(SHORT.replace("excel", "dmy"))
    turned = datetime.combine(date(2026, 3, 4), time(9))
    text = "16/04/2026 16:30"
    rows, found = read_desk_list(xlsx([["N", "T"], [1, turned], [2, text]]), "q.xlsx", desk)
    assert [row.number for row in rows] == ["2"]
    assert [(flaw.row, flaw.why) for flaw in found] == [(2, "not-a-time")]
    rows, found = read_desk_list(xlsx([["N", "T"], [1, turned], [2, turned]]), "q.xlsx", desk)
    assert (len(rows), found) == (2, [])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_flaw_has_its_words(lang: str) -> None:
    for why in WHY:
        for value in ("", "x"):
            said = flaw_text(Flaw(7, "受理时间", value, why), Words(lang))
            assert "7" in said
            assert "受理时间" in said
            assert value in said


# -- times and lengths -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "dates", "moment"),
    [
        ("2026-04-16 16:30:00", "%Y-%m-%d %H:%M", at(16, 16, 30)),
        ("2026-04-16 16:30", "%Y-%m-%d %H:%M:%S", at(16, 16, 30)),
        ("2026/4/16 16:30", "%Y/%m/%d %H:%M", at(16, 16, 30)),
        ("2026/4/16 9:05:07", "%Y/%m/%d %H:%M", at(16, 9, 5, 7)),
        ("2026年4月16日 16:30", "%Y年%m月%d日 %H:%M", at(16, 16, 30)),
        ("２０２６／４／１６　１６：３０", "%Y/%m/%d %H:%M", at(16, 16, 30)),
        ("16.04.2026 16:30", "%d.%m.%Y %H:%M", at(16, 16, 30)),
        ("16 Apr 2026 04:30 PM", "%d %b %Y %I:%M %p", at(16, 16, 30)),
        ("2026-04-16T16:30:05", "%d/%m/%Y %H:%M", at(16, 16, 30, 5)),
        ("2026-04-16T08:30:05.123Z", "%Y-%m-%d %H:%M", at(16, 16, 30, 5)),
        ("2026-04-16 08:30:05 UTC", "%Y-%m-%d %H:%M", at(16, 16, 30, 5)),
        ("2026-04-16T16:30:05+0800", "%Y-%m-%dT%H:%M:%S%z", at(16, 16, 30, 5)),
        ("16/04/2026 10:30 +02:00", "dmy", at(16, 16, 30)),
        ("16/04/2026 16:30", "dmy", at(16, 16, 30)),
        ("04/05/2026 16:30:01", "dmy", datetime.combine(date(2026, 5, 4), time(16, 30, 1))),
        ("04/05/2026 16:30:01", "mdy", datetime.combine(date(2026, 4, 5), time(16, 30, 1))),
        ("4/16/2026, 12:30 AM", "mdy", at(16, 0, 30)),
        ("4/16/2026 12:30 pm", "mdy", at(16, 12, 30)),
        ("4-16-2026 4:30 PM", "mdy", at(16, 16, 30)),
        ("46128.6875", "excel", at(16, 16, 30)),
        ("46128.68755787037", "excel", at(16, 16, 30, 5)),
        ("46128", "excel", at(16, 0)),
        ("16/04/2026 16:30", "mdy", "not-a-time"),
        ("16/04/26 16:30", "dmy", "not-a-time"),
        ("4/16/2026 13:30 PM", "mdy", "not-a-time"),
        ("16/04/2026 25:30", "dmy", "not-a-time"),
        ("03/04/2026 16:30", "excel", "ambiguous-date"),
        ("16/04/2026 16:30", "excel", "not-a-time"),
        ("12", "excel", "not-a-time"),
        ("2026-04-31 16:30", "dmy", "not-a-time"),
        ("2026-04-16", "dmy", "not-a-time"),
        ("=A1", "excel", "not-a-time"),
    ],
)
def test_a_moment_is_read_as_the_map_says(text: str, dates: str, moment: datetime | str) -> None:
    assert moment_of(text, dates, workspace.SHANGHAI) == moment


def test_what_a_desk_writes_in_utc_is_told_in_shanghai() -> None:
    assert moment_of("2026-04-16 16:30", "%Y-%m-%d %H:%M", UTC) == at(17, 0, 30)


seconds = st.integers(0, 40 * 365 * 86_400).map(
    lambda each: datetime.combine(date(1990, 1, 1), time()) + timedelta(seconds=each)
)


@given(seconds)
def test_a_serial_number_of_excel_keeps_every_second(moment: datetime) -> None:
    day_nought = datetime.combine(date(1899, 12, 30), time())
    serial = (moment - day_nought) / timedelta(days=1)
    assert moment_of(f"{serial:.10f}", "excel", workspace.SHANGHAI) == moment


@given(seconds, st.sampled_from(["dmy", "mdy", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M:%S"]))
def test_a_moment_written_in_a_form_is_read_back(moment: datetime, dates: str) -> None:
    form = {"dmy": "%d/%m/%Y %H:%M", "mdy": "%m/%d/%Y %I:%M:%S %p"}.get(dates, dates)
    kept = moment if "%S" in form else moment.replace(second=0)
    assert moment_of(moment.strftime(form), dates, workspace.SHANGHAI) == kept


@pytest.mark.parametrize(
    ("day", "clock", "dates", "text"),
    [
        ("2026-04-16", "9:05:07.123", "%Y-%m-%d %H:%M:%S", "2026-04-16 09:05:07.123"),
        ("2026-04-16T00:00:00", "0.6875", "dmy", "2026-04-16 16:30:00"),
        ("16/04/2026", "16:30", "dmy", "16/04/2026 16:30"),
        ("46128", "0.6875", "excel", "2026-04-16 16:30:00"),
        ("46128", "0.9999999", "excel", "2026-04-16 23:59:59"),
        ("160426", "1630", "%d%m%y %H%M", "160426 1630"),
        ("", "", "dmy", ""),
    ],
)
def test_day_and_time_in_two_cells_are_one(day: str, clock: str, dates: str, text: str) -> None:
    assert joined(day, clock, dates) == text


@pytest.mark.parametrize(
    ("text", "unit", "length"),
    [
        ("90", "s", 90), ("90", "m", 5400), ("1.5", "h", 5400), ("2", "d", 172_800),
        ("0.0625", "day-fraction", 5400), ("1:30:00", "day-fraction", 5400), ("100:00:01", "s", 360_001),
        ("0", "s", 0), ("1:30", "h", None), ("90 分", "m", None), ("-1", "s", None), ("1e3", "s", None),
    ],
)  # fmt: skip
def test_a_length_is_in_the_unit_that_the_map_names(
    text: str, unit: str, length: int | None
) -> None:
    assert length_of(text, unit) == length


# -- maps that ship --------------------------------------------------------------------------------


def test_glpi() -> None:
    rows, none = read_desk_list(
        b'"ID";"Title";"Status";"Last update";"Opening date";"Priority";"Resolution date";"Closing date";\n'
        b'"2041";"EMR slow";"Closed";"2026-04-18 09:00";"2026-04-16 16:30";"High";"2026-04-16 18:00:12";"2026-04-18 09:00";\n'
        b'"2042";"LIS down";"New";"2026-04-16 17:00";"2026-04-16 17:00";"High";"";"";\n',
        "glpi.csv",
        desk_map("glpi"),
    )
    assert none == []
    assert [(row.number, row.title) for row in rows] == [("2041", ""), ("2042", "")]
    assert rows[0].times == {"opened": at(16, 16, 30), "restored": at(16, 18, 0, 12), "closed": at(18, 9)}  # fmt: skip
    assert rows[1].times == {"opened": at(16, 17)}


def test_itop() -> None:
    rows, none = read_desk_list(
        b'"Ref","Title","Start date","Assignment date","Resolution date","Close date","Cumulated pending","SLA tto passed"\n'
        b'"I-000041","EMR slow","2026-04-16 16:30:00","2026-04-16 16:41:09","2026-04-16 18:00:00","","1800","yes"\n',
        "itop.csv",
        desk_map("itop"),
    )
    assert none == []
    assert rows[0].times == {"opened": at(16, 16, 30), "answered": at(16, 16, 41, 9), "restored": at(16, 18)}  # fmt: skip
    assert (rows[0].number, rows[0].waited_seconds) == ("I-000041", 1800)
    assert "yes" not in repr(rows)


def test_erpnext() -> None:
    rows, none = read_desk_list(
        b"ID,Subject,Opening Date,Opening Time,First Responded On,Resolution Date,Total Hold Time,Agreement Status\n"
        b"ISS-2026-00041,EMR slow,2026-04-16,9:05:07.123456,2026-04-16 09:15:00,2026-04-16 10:00:00,600,Failed\n"
        b"ISS-2026-00042,EMR slow,2026-04-16,,,,,\n",
        "erpnext.csv",
        desk_map("erpnext"),
    )
    assert [row.times for row in rows] == [
        {"opened": at(16, 9, 5, 7), "answered": at(16, 9, 15), "restored": at(16, 10)}
    ]
    assert rows[0].waited_seconds == 600
    assert [(flaw.column, flaw.value, flaw.why) for flaw in none] == [
        ("Opening Date + Opening Time", "2026-04-16", "not-a-time")
    ]


def test_zammad() -> None:
    """The report has a title above and its zone below; the interface writes UTC with Z."""
    report = [["2026-4"], [], ["#", "Title", "Created At", "Closed At", "First Response At", "Close Diff In Min"],
              ["61041", "EMR slow", at(16, 16, 30), at(16, 18), at(16, 16, 40, 5), -3],
              [], ["Timezone: Asia/Shanghai"]]  # fmt: skip
    text = (
        b"#,Title,Created At,First Response At,Closed At\n"
        b"61041,EMR slow,2026-04-16T08:30:00.000Z,2026-04-16T08:40:05.000Z,2026-04-16T10:00:00.000Z\n"
    )
    rows, none = read_desk_list(xlsx(report), "zammad.xlsx", desk_map("zammad"))
    assert none == []
    assert rows[0].times == {"opened": at(16, 16, 30), "answered": at(16, 16, 40, 5), "closed": at(16, 18)}  # fmt: skip
    (other,), none = read_desk_list(text, "zammad.csv", desk_map("zammad"))
    assert (other.raw_digest, none) == (rows[0].raw_digest, [])


def test_a_chinese_desk() -> None:
    content = "工单号,标题,受理时间,响应时间,完成时间,是否超时\nWO0041,电子病历慢,2026/4/16 16:30,2026/4/16 16:41,2026/4/16 18:00:05,否\n"
    rows, none = read_desk_list(content.encode("gb18030"), "工单.csv", desk_map("chinese-desk"))
    assert none == []
    assert rows[0].times == {"opened": at(16, 16, 30), "answered": at(16, 16, 41), "restored": at(16, 18, 0, 5)}  # fmt: skip


def test_maps_that_ship_take_no_title_and_say_where_their_headings_are_from() -> None:
    paths = sorted(workspace.shipped("desks").glob("*.toml"))
    assert [path.stem for path in paths] == ["chinese-desk", "erpnext", "glpi", "itop", "zammad"]
    for path in paths:
        desk = desk_map(path.stem)
        assert (desk.name, desk.source, desk.title, desk.level) == (path.stem, path.stem, "", None)
        assert "https://" in path.read_text(encoding="utf-8") or path.stem == "chinese-desk"


def test_lines_of_a_shipped_map_that_are_to_be_uncommented_are_right() -> None:
    """Whoever takes the sign away before them has a map that is read."""
    for path in workspace.shipped("desks").glob("*.toml"):
        text = re.sub(r"^# (?=\[|\w+ = )", "", path.read_text(encoding="utf-8"), flags=re.M)
        desk = read_map(path.stem, str(path), text)
        assert desk.title
        assert desk.level
        assert desk.system


def test_a_map_is_found_by_its_name_or_its_path(tmp_path: Any) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(b"\xef\xbb\xbf" + MAP.encode())
    assert desk_map(str(own)) == mapped()._replace(name="own")
    assert desk_map(" GLPI ").source == "glpi"
    for text, key in (("nagios", "desk-map.unknown"), (str(tmp_path / "no.toml"), "file.missing")):
        with pytest.raises(Refusal) as refusal:
            desk_map(text)
        assert refusal.value.key == key
    own.write_bytes(MAP.encode("gbk"))
    with pytest.raises(Refusal) as refusal:
        desk_map(str(own))
    assert refusal.value.key == "desk-map.syntax"


# -- what is wrong of a map ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key", "at", "line"),
    [
        ('source = "desk"', "source = ", "syntax", "", 1),
        ('zone = "Asia/Shanghai"\n', "", "missing", "zone", 1),
        ('dates = "%Y-%m-%d %H:%M"\n', "", "missing", "dates", 1),
        ('opened = "受理时间"\n', "", "missing", "times.opened", 8),
        ('number = "工单号"', "number = 7", "text", "number", 3),
        ('number = "工单号"', 'number = " "', "text", "number", 3),
        ('source = "desk"', 'source = "a b"', "source", "source", 1),
        ('side = "supplier"', 'side = "vendor"', "side", "side", 2),
        ("Asia/Shanghai", "CST", "zone", "zone", 5),
        ("Asia/Shanghai", "Asia/Shangai", "zone", "zone", 5),
        ("Asia/Shanghai", "../etc/passwd", "zone", "zone", 5),
        ("Asia/Shanghai", "America/Argentina", "zone", "zone", 5),
        ("%Y-%m-%d %H:%M", "ymd", "dates", "dates", 6),
        ("%Y-%m-%d %H:%M", "%Y-%m-%d", "dates", "dates", 6),
        ("%Y-%m-%d %H:%M", "%Y-%d-%m %H:%M", "dates", "dates", 6),
        ("%Y-%m-%d %H:%M", "%m-%d %H:%M", "dates", "dates", 6),
        ("%Y-%m-%d %H:%M", "%Y-%m-%d %I:%M", "dates", "dates", 6),
        ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%s", "dates", "dates", 6),
        ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M %", "dates", "dates", 6),
        ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M %H", "dates", "dates", 6),
        ('fault = "故障时间"', "fault = []", "column", "times.fault", 10),
        ('fault = "故障时间"', 'fault = ["a", "b", "c"]', "column", "times.fault", 10),
        ('fault = "故障时间"', 'faults = "故障时间"', "key", "times.faults", 10),
        ('unit = "m"', 'unit = "min"', "length", "lengths.waited", 18),
        ('unit = "m"', 'units = "m"', "key", "lengths.waited.units", 18),
        ('{ column = "等待", unit = "m" }', '"等待"', "length", "lengths.waited", 18),
        ("[lengths]\nwaited", "[lengths]\nwaited.s = 1 #", "key", "lengths.waited.s", 18),
        ("[lengths]\nwaited", "[lengths]\n# waited", "length", "lengths.waited", 17),
        ('column = "级别"\n', "", "missing", "level.column", 20),
        ('values = { "检验" = "lis" }', "values = {}", "values", "system.values", 26),
        ('values = { "检验" = "lis" }', 'values = { "检验" = 1 }', "values", "system.values", 26),
        ('values = { "检验" = "lis" }', "", "values", "system.values", 24),
        ('title = "标题"', 'titel = "标题"', "key", "titel", 4),
        ('title = "标题"', "verdict = 1", "key", "verdict", 4),
    ],
)  # fmt: skip
def test_what_is_wrong_of_a_map_is_told_with_its_line(
    old: str, new: str, key: str, at: str, line: int
) -> None:
    assert old in MAP
    with pytest.raises(Refusal) as refusal:
        mapped(MAP.replace(old, new, 1))
    assert refusal.value.key == f"desk-map.{key}"
    values = refusal.value.values
    assert (values["path"], values["line"], values.get("at", "")) == ("desk.toml", line, at)
    for lang in ("zh", "en"):
        assert "desk.toml" in Words(lang)(f"refusal.desk-map.{key}", **values)


def test_a_table_that_is_none_and_a_key_that_is_nearly_one() -> None:
    with pytest.raises(Refusal) as refusal:
        mapped(MAP[: MAP.index("[times]")] + 'times = "受理时间"\n')
    assert refusal.value.key == "desk-map.table"
    with pytest.raises(Refusal) as refusal:
        mapped(MAP.replace("restored =", "restord ="))
    assert refusal.value.values["near"] == ["restored"]
    with pytest.raises(Refusal) as refusal:
        mapped(MAP.replace("Asia/Shanghai", "Asia/Shangai"))
    assert refusal.value.values["near"][0] == "Asia/Shanghai"


# -- what is no list of that desk ------------------------------------------------------------------


def test_a_list_without_a_column_of_its_map_is_refused() -> None:
    """A column that is missing would read as if nothing had ever been restored."""
    key, values = refused(listed(ROW).replace("完成时间".encode(), "办结时间".encode()), mapped())
    assert (key, values["missing"]) == ("desk-list.columns", ["完成时间"])
    key, values = refused(listed(ROW).replace("工单号".encode(), "单号".encode()), mapped())
    assert (key, values["wanted"]) == ("desk-list.headings", ["受理时间", "工单号"])
    key, values = refused(listed(ROW).replace("备注".encode(), "完成时间".encode()), mapped())
    assert (key, values["heading"]) == ("desk-list.twice", "完成时间")
    assert refused(b"", mapped())[0] == "desk-list.headings"


def test_a_row_wider_than_its_headings_is_refused() -> None:
    key, values = refused(listed(ROW | {"备注": "一,二"}), mapped())
    assert (key, values["row"], values["cells"]) == ("table.wide", 2, 15)


def test_two_sheets_with_the_headings_are_refused() -> None:
    rows: Sequence[Sequence[object]] = [["N", "T"], [1, "46128.5"]]
    content = xls(rows, None, ("二", rows, 0))
    key, values = refused(content, mapped(SHORT), "q.xls")
    assert (key, values["names"]) == ("desk-list.sheets", ["一", "二"])
