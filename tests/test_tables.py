"""Tables that people hand in: every form that banks and offices write, and what is refused."""

import contextlib
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from profiles import examples
from svcctl.billing.refusal import Refusal
from svcctl.intake import sheets, workbooks
from svcctl.intake.tables import SheetRow, read_table

HEADINGS = {"on": ("日期", "date"), "sum": ("金额", "amount"), "in": ("收入", "in")}
REQUIRED = (("on",), ("sum", "in"))


def read(name: str, content: bytes) -> list[SheetRow]:
    """Rows without their whole lines."""
    return [row._replace(line=()) for row in read_table(name, content, HEADINGS, REQUIRED).rows]


def workbook(*rows: Sequence[object], hidden: bool = False) -> bytes:
    book = Workbook()
    if hidden:
        book.active.append(["日期", "金额"])
        book.active.sheet_state = "hidden"
        book.create_sheet("b")
    for row in rows:
        book.worksheets[-1].append(list(row))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_of_every_kind(encoding: str, mark: str) -> None:
    """By encoding and separator; a title above; the heading's unit and width do not matter; short rows neither."""
    lines = [
        "某银行",
        mark.join(["日 期", "摘要", "金额（元）"]),
        mark.join(["2025-01-02", "x", '"1,000.00"']),
        "2025-01-03",
    ]
    found = read("a.csv", "\r\n".join(lines).encode(encoding))
    assert found == [
        SheetRow(3, {"on": "2025-01-02", "sum": "1,000.00"}),
        SheetRow(4, {"on": "2025-01-03"}),
    ]


def test_a_workbook_in_its_visible_sheet() -> None:
    """Dates, moments, whole and broken numbers as text; empty rows are left out."""
    rows = (["date", "amount"], [date(2025, 1, 2), 87000.0], [datetime(2025, 1, 3, 9, 5), 0.1 + 0.2], [None, None],  # noqa: DTZ001
            ["2025-01-04", 1e15], [20250105, 12])  # fmt: skip
    assert [row.cells for row in read("a.xlsx", workbook(*rows, hidden=True))] == [
        {"on": "2025-01-02", "sum": "87000"},
        {"on": "2025-01-03", "sum": "0.3"},
        {"on": "2025-01-04", "sum": "1000000000000000"},
        {"on": "20250105", "sum": "12"},
    ]


def test_one_column_of_a_group_is_enough() -> None:
    """A statement without an amount column, but with one of what came in."""
    assert read("a.csv", b"date,in\n2025-01-02,5\n") == [
        SheetRow(2, {"on": "2025-01-02", "in": "5"})
    ]


@pytest.mark.parametrize(
    ("above", "heading", "unit"),
    [
        ("", "金额", ""),
        ("", "金额（元）", ""),
        ("", "金额(人民币元)", ""),
        ("", "金额（含税）", ""),
        ("", "金额（万元）", "万"),
        ("", "金额（单位：万元）", "万"),
        ("单位：万元", "金额", "万"),
        ("单位：万元", "金额（元）", ""),
        ("单位:元", "金额", ""),
        ("单位：人民币万元", "金额（含税）", "万"),
        ("编制单位：元氏县医院", "金额", ""),
        ("币种：人民币  单位：,万元", "金额", "万"),
    ],
)
def test_the_unit_of_a_column(above: str, heading: str, unit: str) -> None:
    """By the heading's brackets, else by the line above; a column is never read as yuan that is not."""
    content = f"{above}\n日期,{heading},借方\n2025-01-02,20.3,\n".encode()
    (row,) = read_table(
        "a.csv",
        content,
        {"on": ("日期",), "amount": ("金额",), "debit": ("借方",)},
        (("on",), ("amount",)),
    ).rows
    assert row.units == {"amount": unit, "debit": "万" if "万" in above else ""}


@pytest.mark.parametrize(
    ("above", "heading"),
    [("", "金额（千元）"), ("单位：美元", "金额"), ("", "金额（USD）"), ("单位：亿元", "金额")],
)
def test_another_unit_is_refused(above: str, heading: str) -> None:
    """Rather than taken for yuan."""
    with pytest.raises(Refusal) as caught:
        read_table(
            "a.csv",
            f"{above}\n日期,{heading}\n2025-01-02,1\n".encode(),
            {"on": ("日期",), "amount": ("金额",)},
            (("on",), ("amount",)),
        )
    assert caught.value.key == "table.unit"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.csv", b"\xff\xff\xff", "table.encoding"),
        ("a.csv", b"date,amount\n1\0,2", "table.encoding"),
        ("a.csv", b"x,y\n" * 50, "table.headings"),
        ("a.csv", b"", "table.headings"),
        ("a.csv", b"date,amount\n\"" + b"x" * 200_000, "table.broken"),
        ("a.xls", b"\xd0\xcf", "table.headings"),
        ("a.xlsx", b"PK\x03\x04 no zip", "table.broken"),
        ("a.xlsx", b"", "table.kind"),
        ("a.doc", b"date,amount", "table.kind"),
        ("a.xlsx", workbook(["x"]), "table.headings"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(name: str, content: bytes, key: str) -> None:
    with pytest.raises(Refusal) as caught:
        read(name, content)
    assert caught.value.key == key


def test_a_table_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST", 5)
    with pytest.raises(Refusal) as caught:
        read("a.csv", b"date,amount\n" + b"2025-01-02,1\n" * 5)
    assert caught.value.key == "table.large"


def rebuilt(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name.endswith(part) else data)
    return made.getvalue()


END = b"</sheetData>"


@pytest.mark.parametrize(
    ("part", "swell", "key"),
    [
        ("sheet1.xml", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "table.columns"),
        ("sheet1.xml", b"<row/>" * 300_000, "table.large"),
        ("sheet1.xml", b"<row><c/></row>" * 300_000, "table.large"),
        ("sheet1.xml", b"<row>" + b"<c/>" * 5000 + b"</row>", "table.columns"),
        ("sheet1.xml", b'<row><c t="inlineStr"><is><t>' + b"x" * (65 << 20), "table.bytes"),
        ("sheet1.xml", b"<x>" * 10_000, "table.bytes"),
        ("sheet1.xml", b"<row><c " + b" ".join(b'a%d="1"' % n for n in range(200_000)) + b"/>", "table.bytes"),
        ("styles.xml", b"<xf/>" * 300_000, "table.bytes"),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_small_file_that_swells(part: str, swell: bytes, key: str) -> None:
    """Each of these unfolds to more than a machine holds where nobody counts."""
    book = workbook(["date", "amount"], [date(2025, 1, 2), 5])
    before = END if part == "sheet1.xml" else b"</styleSheet>"
    bomb = rebuilt(book, part, lambda data: data.replace(before, swell + before))
    assert len(bomb) < 1 << 20
    with pytest.raises(Refusal) as caught:
        read("a.xlsx", bomb)
    assert caught.value.key == key


def test_more_elements_or_bytes_than_any_list_has(monkeypatch: pytest.MonkeyPatch) -> None:
    book = workbook(*(["date", "amount"], *(["2025-01-02", 5] for _ in range(100))))
    for name, limit in (("ELEMENTS", 300), ("XML", 3000)):
        with monkeypatch.context() as patch:
            patch.setattr(workbooks, name, limit)
            with pytest.raises(Refusal) as caught:
                read("a.xlsx", book)
        assert caught.value.key == "table.bytes"
    monkeypatch.setattr(sheets, "LARGEST_FILE", 10)
    with pytest.raises(Refusal) as caught:
        read("a.csv", b"date,amount\n2025-01-02,1\n")
    assert caught.value.key == "table.bytes"


def test_a_workbook_of_another_hand() -> None:
    """Shared strings with readings over them, no styles, names in absolute paths, days from 1904."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"date_1904": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    sheet.write_row(0, 0, ["日期", "金额", "说明"])
    sheet.write_datetime(1, 0, datetime(2025, 1, 2), day)  # noqa: DTZ001
    sheet.write_row(1, 1, [12.5, " 甲 "])
    sheet.write_boolean(2, 1, True)
    sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")
    book.close()
    ruby = "<t>日期</t><rPh><t>rìqī</t></rPh>".encode()
    content = rebuilt(made.getvalue(), "sharedStrings.xml", lambda data: data.replace("<t>日期</t>".encode(), ruby))  # fmt: skip
    content = rebuilt(content, "workbook.xml.rels", lambda data: data.replace(b'Target="w', b'Target="/xl/w'))  # fmt: skip
    assert [row.cells for row in read("a.xlsx", content)] == [
        {"on": "2025-01-02", "sum": "12.5"},
        {"on": "", "sum": "1"},
        {"on": "", "sum": "#DIV/0!"},
    ]
    bare = rebuilt(content, "workbook.xml.rels", lambda data: re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", data))  # fmt: skip
    assert read("a.xlsx", bare)[0].cells["on"] == "44197"  # without styles nobody knows it is a day


@pytest.mark.parametrize("trouble", ["entity", "encrypted", "method"])
def test_a_workbook_that_must_not_be_read(trouble: str) -> None:
    content = workbook(["date", "amount"], ["2025-01-02", 5])
    if trouble == "entity":
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        content = rebuilt(content, "sheet1.xml", lambda data: bomb + data)
    place = content.index(b"PK\x01\x02") + (8 if trouble == "encrypted" else 10)
    if trouble != "entity":
        content = content[:place] + b"\x63" + content[place + 1 :]
    with contextlib.suppress(Refusal):
        read("a.xlsx", content)


BOOK = workbook(["date", "amount"], [date(2025, 1, 2), 5], ["2025-01-03", "=1"])


@examples(60)
@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=4))
def test_a_damaged_workbook_is_read_or_refused(flips: list[tuple[int, int]]) -> None:
    content = bytearray(BOOK)
    for place, byte in flips:
        content[place] = byte
    with contextlib.suppress(Refusal):
        read("a.xlsx", bytes(content))


SHEET = ZipFile(BytesIO(BOOK)).read("xl/worksheets/sheet1.xml")


@examples(60)
@given(st.lists(st.tuples(st.integers(0, len(SHEET) - 1), st.sampled_from(b'<>/"09 asA:=')), max_size=4))  # fmt: skip
def test_a_workbook_whose_xml_is_damaged(flips: list[tuple[int, int]]) -> None:
    """Values that are none, columns that are none, elements that do not close."""
    part = bytearray(SHEET)
    for place, byte in flips:
        part[place] = byte
    with contextlib.suppress(Refusal):
        read("a.xlsx", rebuilt(BOOK, "sheet1.xml", lambda _: bytes(part)))


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.txt", "a.xls"]))
def test_no_bytes_crash_it(content: bytes, name: str) -> None:
    """Read or refused, nothing else."""
    with contextlib.suppress(Refusal):
        read(name, content)
