"""Lists as .xls, .xlsb and .ods: the rules of .xlsx hold for them, and none of them hurts svcctl."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from sheets_made import KINDS, OFFICE, Rows, ods, ods_of, xls, xlsx
from svcctl.billing.refusal import Refusal
from svcctl.intake import apart, apart_reader, biff
from svcctl.intake.apart_reader import answer, shown
from svcctl.intake.cell_marks import marks_of
from svcctl.intake.directions import Reading
from svcctl.intake.payment_list import PaymentList, read_list
from svcctl.intake.sheets import Bounds, Sheet

READING = Reading(ours=frozenset({"甲方单位"}), theirs=frozenset({"乙方公司"}))
HEAD = ["交易日期", "付款金额", "对方账号"]
DAY = date(2026, 3, 18)
XLSB = (Path(__file__).parent / "fixtures" / "list.xlsb").read_bytes()
# every kind that is read by calamine, and the one that is not, beside them
of_every_kind = pytest.mark.parametrize("name", sorted(KINDS))


def listing(name: str, content: bytes, **given: Any) -> PaymentList:
    return read_list("q", name, content, READING._replace(**given))


def sums(name: str, content: bytes) -> list[tuple[int, int]]:
    return [(each.row, each.fen) for each in listing(name, content).rows]


def refused(name: str, content: bytes) -> tuple[str, object]:
    with pytest.raises(Refusal) as caught:
        listing(name, content)
    return caught.value.key, caught.value.values.get("row")


def made(name: str, rows: Rows, *more: Any) -> bytes:
    return KINDS[name](rows, *more)


@of_every_kind
def test_days_sums_and_accounts_of_every_kind_of_workbook(name: str) -> None:
    """A title above, a day as a day, a moment as its day, a sum as the sheet shows it, a sum line."""
    rows = (["某银行", None, None], HEAD, [DAY, 50000.1, "70702015201090002075"],
            ["2026-03-19 10:00:01", 0.1 + 0.2, 70702015201090002075], ["合计", 50000.4, None])  # fmt: skip
    found = listing(name, made(name, rows))
    assert [(each.row, each.on, each.fen) for each in found.rows] == [
        (3, DAY, 5_000_010),
        (4, date(2026, 3, 19), 30),
    ]
    # what a float has left of an account number is found damaged, and asked for
    first, second = (each.account for each in found.rows)
    assert first == "70702015201090002075"
    assert second.rstrip("0") in ("70702015201090002075", "7070201520109")  # fmt: skip
    assert found.sums == [5]


def test_an_xlsb_is_read() -> None:
    """A small file of a program that writes .xlsb; its second sheet is hidden."""
    found = listing("q.xlsb", XLSB)
    assert [(each.row, each.on, each.fen, each.name) for each in found.rows] == [
        (2, DAY, 5_000_010, "乙方公司"),
        (3, date(2026, 3, 20), -5_000_010, "乙方公司"),
    ]
    assert [each.account for each in found.rows] == ["70702015201090002075", "70702015201090000000"]


@of_every_kind
def test_a_formula_without_result_is_refused_in_every_kind(name: str) -> None:
    """Beside a nought it would be a row in which nothing moved."""
    rows = (["日期", "支出", "收入"], [DAY, "=100+1", 0])
    assert refused(name, made(name, rows)) == ("table.formula", 2)


@of_every_kind
def test_one_day_for_several_rows_and_never_one_sum(name: str) -> None:
    days = (HEAD, [DAY, 3, None], [None, 4, None], [date(2026, 3, 19), 5, None])
    assert sums(name, made(name, days, (0, 1, 2))) == [(2, 300), (3, 400), (4, 500)]
    assert refused(name, made(name, days)) == ("listed.no-day", 3)
    money = (HEAD, [DAY, 3, None], [date(2026, 3, 19), None, None])
    assert refused(name, made(name, money, (1, 1, 2))) == ("table.merged", 2)


def test_sheets_shown_hidden_and_several() -> None:
    rows = (HEAD, [DAY, 5, None])
    assert sums("q.xls", xls(rows, None, ("二", rows, 1))) == [(2, 500)]
    two = xls(rows, None, ("二", [HEAD, [DAY, 7, None]], 0))
    assert refused("q.xls", two)[0] == "table.sheets"
    assert [each.fen for each in listing("q.xls", two, sheet="二").rows] == [700]
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>日期</text:p></table:table-cell></table:table-row>'  # fmt: skip
    hidden = f'<table:table table:name="二" table:style-name="ta2">{row}</table:table>'
    assert marks_of(ods_of(hidden), []).keys() == {"二"}
    assert answer(ods_of(hidden)) == {"sheets": []}


def test_an_error_in_a_cell_is_no_empty_cell() -> None:
    """#DIV/0! beside a nought would be a row in which nothing moved."""
    cell = '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'  # fmt: skip
    row = f'<table:table-row><table:table-cell office:value-type="date" office:date-value="2026-03-18"/>{cell}</table:table-row>'  # fmt: skip
    assert refused("q.ods", ods((HEAD,), None, row)) == ("listed.row", 2)


@pytest.mark.skipif(not OFFICE, reason="no LibreOffice at hand")
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_libreoffice_writes(ending: str, tmp_path: Path) -> None:
    """Formulas that it has worked out are sums; errors are refused; merged days are read."""
    head = ["日期", "支出", "收入"]
    rows = (head, [DAY, "=100+1", None], [None, 5, None])
    (tmp_path / "q.xlsx").write_bytes(xlsx(rows, (0, 1, 2)))
    (tmp_path / "bad.xlsx").write_bytes(xlsx((head, [DAY, "=1/0", 0])))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [str(OFFICE), profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path)]  # fmt: skip
    for name in ("q.xlsx", "bad.xlsx"):
        subprocess.run([*convert, str(tmp_path / name)], check=True, capture_output=True)
    name = f"q.{ending}"
    assert sums(name, (tmp_path / name).read_bytes()) == [(2, 10_100), (3, 500)]
    assert refused(name, (tmp_path / f"bad.{ending}").read_bytes()) == ("listed.row", 2)


# -- names that lie --------------------------------------------------------------------------------

TEXT = "日期,付款金额\n2026-03-18,5\n"


@pytest.mark.parametrize("name", ["q.xls", "q.xlsx", "q.ods", "q.xlsb", "q.csv"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_workbook_under_the_ending_of_another_kind(name: str, kind: str) -> None:
    assert sums(name, KINDS[kind]((HEAD, [DAY, 5, None]))) == [(2, 500)]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_text_that_a_bank_calls_xls(encoding: str) -> None:
    content = TEXT.replace(",", "\t").encode(encoding)
    assert sums("q.xls", content) == [(2, 500)]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("q.xls", b"  <html><table><tr><td>1</td></tr></table>", "table.page"),
        ("q.xls", "\ufeff<?xml version='1.0'?>".encode(), "table.page"),
        ("q.xls", b"", "table.kind"),
        ("q.xls", b"\x09\x04\x06\0\0\0\x10\0\0\0", "table.kind"),
        ("q.doc", xls((HEAD, [DAY, 5, None])), "table.kind"),
        ("q.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "table.broken"),
    ],
)
def test_what_is_no_table_by_its_content(name: str, content: bytes, key: str) -> None:
    assert refused(name, content)[0] == key


def test_a_document_that_is_called_a_table() -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused("q.xls", made.getvalue())[0] == "table.kind"


# -- damaged ones and bombs ------------------------------------------------------------------------

SMALL = {"xls": xls((HEAD, [DAY, 5, None], [DAY, "=1+1", None])), "ods": ods((HEAD, [DAY, 5, None])), "xlsb": XLSB}  # fmt: skip


@pytest.mark.lives
@examples(40)
@given(
    kind=st.sampled_from(sorted(SMALL)),
    flips=st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), max_size=4),
    cut=st.integers(0, 2**20),
    cuts=st.booleans(),
)
def test_a_damaged_workbook_is_answered(
    kind: str, flips: list[tuple[int, int]], cut: int, cuts: bool
) -> None:
    """Sheets, or a refusal, and no other end: four flipped bytes may unfold to more than a machine holds."""
    content = bytearray(SMALL[kind])
    for place, byte in flips:
        content[place % len(content)] = byte
    whole = bytes(content[: cut % len(content)] if cuts else content)
    key = "table."
    try:
        assert all(isinstance(sheet, Sheet) for sheet in apart.sheets(whole, Bounds("q")))
    except Refusal as refusal:
        key = refusal.key
    assert key.startswith("table.")


def row_of(times: int, wide: int) -> str:
    cell = '<table:table-cell table:number-columns-repeated="%d" office:value-type="float" office:value="1"/>'  # fmt: skip
    return f'<table:table-row table:number-rows-repeated="{times}">{cell % wide}</table:table-row>'


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb",
    [
        lambda: ods((HEAD,), None, row_of(1_048_576, 1)),
        lambda: ods((HEAD,), None, row_of(1_000_000_000, 16_384)),
        lambda: ods((HEAD,), None, row_of(100, 16_384)),
        lambda: ods((HEAD,), None, "<table:table-row/>" * 300_000 + row_of(1, 1)),
        lambda: ods((HEAD,), None, "<x>" + "y" * (200 << 20)),
        lambda: ods((HEAD,), None, "<x>" * 200_000),
    ],
    ids=["rows", "endless", "wide", "empty", "text", "deep"],
)
def test_a_small_file_that_swells_is_refused_in_one_line(bomb: Callable[[], bytes]) -> None:
    """However it swells, what it takes is the reader's memory, not svcctl's."""
    content = bomb()
    assert len(content) < 2 << 20
    assert refused("q.ods", content)[0] in ("table.limits", "table.large", "table.columns", "table.bytes", "table.broken")  # fmt: skip


def test_a_reader_that_takes_too_long_or_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    content = SMALL["ods"]
    with monkeypatch.context() as patch:
        patch.setattr(apart, "SECONDS", 0.001)
        assert refused("q.ods", content)[0] == "table.limits"
    monkeypatch.setattr(apart, "MEMORY", 1)
    if sys.platform == "linux":
        assert refused("q.ods", content)[0] == "table.limits"


def test_a_reader_without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no resource limits; the time limit is all there is."""
    monkeypatch.setitem(sys.modules, "resource", None)
    apart_reader._limit(1, 1)


def test_what_hides_in_the_working_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python_calamine.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert sums("q.ods", SMALL["ods"]) == [(2, 500)]


def test_a_workbook_with_a_password() -> None:
    """An encrypted .xlsx is no zip, whatever it is called."""
    content = bytearray(SMALL["xls"])
    place = content.find(b"\x09\x08\x10\x00")  # the first record; the next becomes FILEPASS
    length = int.from_bytes(content[place + 2 : place + 4], "little")
    content[place + 4 + length : place + 6 + length] = b"\x2f\x00"
    assert refused("q.xls", bytes(content))[0] in ("table.password", "table.broken")


def test_values_as_text() -> None:
    assert shown(True) == "TRUE"
    assert shown(datetime(2026, 3, 18, 9, 5)) == "2026-03-18"  # noqa: DTZ001
    assert shown(datetime(2026, 3, 18, 9, 5).time()) == "09:05:00"  # noqa: DTZ001
    assert shown(1e21) == "1" + "0" * 21


def test_a_stream_of_few_bytes_is_found() -> None:
    """LibreOffice and others put a small workbook into the stream of small ones."""
    assert biff.marks(SMALL["xls"], ["一"]) == {"一": {(2, 1): "="}}


def test_calamine_is_loaded_where_it_is_needed_only() -> None:
    code = "import sys, svcctl.intake.payment_list as p; print('python_calamine' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_the_bounds_hold_in_the_reader_too() -> None:
    [sheet] = apart.sheets(SMALL["xls"], Bounds("q"))
    assert sheet.lines[0] == (1, HEAD)
    assert answer(ods((["x"] * 1001,))) == {"refused": "table.columns", "values": {"path": "", "columns": 1000}}  # fmt: skip
