"""Tables that people hand in: every form that banks and offices write, and what is refused."""

import contextlib
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from svcctl.billing.refusal import Refusal
from svcctl.intake import sheets
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
        ("a.xls", b"\xd0\xcf", "table.kind"),
        ("a.xlsx", b"PK\x03\x04 no zip", "table.broken"),
        ("a.xlsx", b"", "table.broken"),
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


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.txt"]))
def test_no_bytes_crash_it(content: bytes, name: str) -> None:
    """Read or refused, nothing else."""
    with contextlib.suppress(Refusal):
        read(name, content)
