"""One list in every dialect of banks and ledgers: read back right, or refused; never otherwise."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from sheets_made import KINDS
from svcctl.billing.money import grouped, yuan
from svcctl.billing.refusal import Refusal
from svcctl.intake import apart
from svcctl.intake.apart_reader import sheets
from svcctl.intake.directions import Reading
from svcctl.intake.payment_list import read_list
from svcctl.intake.sheets import Bounds, Sheet

US, THEM = "甲方单位", "乙方公司"
READING = Reading(ours=frozenset({US}), theirs=frozenset({THEM}))
Row = tuple[int, int]  # days, fen that left the account; below nought what came in

ROWS = st.lists(
    st.tuples(st.integers(0, 90), st.integers(-99_999_999, 99_999_999).filter(bool)),
    min_size=1,
    max_size=8,
)
DAYS = (
    "日期",
    "交易日期",
    "记账日期[ Posting Date ]",
    "交易时间/Date",
    "Transaction Date 交易日期",
    "凭证日期",
)
OUTS = (("借方", "贷方"), ("支出金额", "收入金额"), ("支出（元）", "收入（元）"), ("转出金额", "转入金额"),
        ("Debit", "Credit"), ("发生额(借方)", "发生额(贷方)"))  # fmt: skip
WORDS = (
    ("借", "贷"),
    ("支出", "收入"),
    ("付", "收"),
    ("D", "C"),
    ("转出", "转入"),
    ("出账", "入账"),
)
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
SUMS = ("合计", "本月合计", "本页小计", "Total")
FOOTERS = ("制表人：", "以下空白", "第 1 页")

FORMS = ("columns", "direction", "sign", "parties", "paid", "cash-book", "cost-book")
LEDGERS = {"cash-book": "credit", "cost-book": "debit"}  # the side of what was paid
SIGNED = {"sign": "negative"}
FILES = ("text", "text", *KINDS)


@pytest.fixture(autouse=True, scope="module")
def read_in_this_process() -> Iterator[None]:
    """A process for each of hundreds of workbooks would take minutes."""

    def here(content: bytes, _: Bounds, times: bool) -> list[Sheet]:
        return list(sheets(content, times))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "sheets", here)
        yield


@st.composite
def dialects(draw: Any) -> dict[str, Any]:
    return {
        "day": draw(st.sampled_from(DAYS)),
        "form": draw(st.sampled_from(FORMS)),
        "file": draw(st.sampled_from(FILES)),
        "typed": draw(st.booleans()),
        "outs": draw(st.sampled_from(OUTS)),
        "words": draw(st.sampled_from(WORDS)),
        "delimiter": draw(st.sampled_from(",\t;|")),
        "encoding": draw(st.sampled_from(ENCODINGS)),
        "dates": draw(st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y年%m月%d日"])),
        "grouped": draw(st.booleans()),
        "minus": draw(st.sampled_from("-−－")),
        "balance": draw(st.booleans()),
        "newest_first": draw(st.booleans()),
        "titles": draw(st.integers(0, 3)),
        "sums": draw(st.sampled_from(("", *SUMS))),
        "footer": draw(st.sampled_from(("", *FOOTERS))),
        "repeated": draw(st.booleans()),
    }


def money(fen: int, how: dict[str, Any]) -> str:
    text = grouped(abs(fen)) if how["grouped"] else yuan(abs(fen))
    return (how["minus"] if fen < 0 else "") + text


HEADS = {
    "direction": ["借贷标志", "交易金额"],
    "sign": ["交易金额"],
    "parties": ["付款人", "收款人", "交易金额"],
    "paid": ["付款金额"],
    "cash-book": ["凭证号", "借方", "贷方", "方向"],
    "cost-book": ["凭证号", "借方金额", "贷方金额", "方向"],
}


def cells(out: int, how: dict[str, Any]) -> list[str]:
    """What stands between the memo and the balance of a row."""
    one, other = (money(abs(out), how), "") if out > 0 else ("", money(abs(out), how))
    by_form = {
        "columns": [one, other],
        "direction": [how["words"][out < 0], money(abs(out), how)],
        "sign": [money(-out, how)],
        "parties": [*((THEM, US) if out < 0 else (US, THEM)), money(abs(out), how)],
        "paid": [money(out, how)],
        "cash-book": ["记-0012", other, one, "借"],
        "cost-book": ["记-0012", one, other, "借"],
    }
    return by_form[how["form"]]


def written(rows: list[Row], how: dict[str, Any]) -> list[list[str]]:
    """The lines of a list of that dialect, headings first."""
    heads = list(how["outs"]) if how["form"] == "columns" else HEADS[how["form"]]
    head = [how["day"], "摘要", *heads, *(["余额"] if how["balance"] else [])]
    lines, balance = [], 10**12
    for days, out in rows:
        # an account of costs grows by what is paid
        balance += out if how["form"] == "cost-book" else -out
        day = (date(2026, 1, 1) + timedelta(days=days)).strftime(how["dates"])
        last = [money(balance, how)] if how["balance"] else []
        lines.append([day, "付款", *cells(out, how), *last])
    if how["newest_first"]:
        lines.reverse()
    if how["repeated"] and len(lines) > 1:
        lines.insert(1, head)
    last = [how["sums"], "", "999.00"] if how["sums"] else []
    title = "国库集中支付明细账" if how["form"] in LEDGERS else "某银行交易明细"
    return [*[[title]] * how["titles"], head, *lines, last, [how["footer"]]]


def content_of(lines: list[list[str]], how: dict[str, Any]) -> bytes:
    if how["file"] != "text":
        kept = [[typed(cell, how) or None for cell in line] for line in lines]
        return KINDS[how["file"]](kept)
    mark = how["delimiter"]
    quoted = ([f'"{c}"' if mark in c else c for c in line] for line in lines)
    return "\r\n".join(mark.join(line) for line in quoted).encode(how["encoding"])


def typed(cell: str, how: dict[str, Any]) -> object:
    """A day as a day and a sum as a number, where the workbook has them so."""
    if not how["typed"]:
        return cell
    try:
        return datetime.strptime(cell, how["dates"]).date()  # noqa: DTZ007
    except ValueError:
        pass
    try:
        return float(cell.replace(",", "").replace(how["minus"], "-"))
    except ValueError:
        return cell


def name_of(how: dict[str, Any]) -> str:
    return "q.csv" if how["file"] == "text" else str(how["file"])


def reading_of(how: dict[str, Any]) -> Reading:
    return READING._replace(out=(LEDGERS | SIGNED).get(how["form"], ""))


def expected(rows: Sequence[Row], how: dict[str, Any]) -> list[tuple[date, int]]:
    found = [(date(2026, 1, 1) + timedelta(days=days), out) for days, out in rows]
    return found[::-1] if how["newest_first"] else found


@examples(150)
@given(rows=ROWS.map(sorted), how=dialects())
def test_every_dialect_is_read_back(rows: list[Row], how: dict[str, Any]) -> None:
    content = content_of(written(rows, how), how)
    found = read_list("q", name_of(how), content, reading_of(how)).rows
    assert [(each.on, each.fen) for each in found] == expected(rows, how)


@examples(100)
@given(rows=ROWS.map(sorted), how=dialects(), form=st.sampled_from(sorted(LEDGERS | SIGNED)))
def test_a_list_of_which_nobody_says_the_side_is_never_read_the_wrong_way(
    rows: list[Row], how: dict[str, Any], form: str
) -> None:
    """借方 of a ledger of one's own and a sign may mean either: right by the balance, or refused."""
    how = how | {"form": form, "titles": max(how["titles"], 1)}
    if form == "sign" and not any(out > 0 for _, out in rows):
        return  # without any minus: a list of what was paid looks the same
    try:
        found = read_list("q", name_of(how), content_of(written(rows, how), how), READING).rows
    except Refusal:
        return
    assert [(each.on, each.fen) for each in found] == expected(rows, how)


WRECKS = st.sampled_from(
    ["no-day", "no-sum", "word", "formula", "open-quote", "bare-comma", "letter"]
)


def wrecked(line: list[str], how: dict[str, Any], wreck: str, data: st.DataObject) -> list[str]:
    """A row damaged in one cell."""
    line = list(line)
    money = next(
        (at for at in range(len(line) - 1, 1, -1) if line[at] and at < len(line) - how["balance"]),
        2,
    )
    if wreck == "no-day":
        line[0] = ""
    elif wreck == "no-sum":
        line[money] = ""
    elif wreck == "word":
        line[2] = data.draw(st.sampled_from(["", "挂账", "冲", "借贷"]))
    elif wreck == "formula":
        line[money] = "=A1+1"
    elif wreck == "letter":
        line[money] = line[money].replace("0", "O").replace("1", "l")
    return line


@examples(150)
@given(rows=ROWS.map(sorted), how=dialects(), wreck=WRECKS, data=st.data())
def test_a_wrecked_row_is_refused_and_never_read_otherwise(
    rows: list[Row], how: dict[str, Any], wreck: str, data: st.DataObject
) -> None:
    """Its row damaged in one of the ways that files are: the list is right as it was, or refused."""
    if wreck == "word":
        how = how | {"form": "direction"}
    if wreck in ("open-quote", "bare-comma"):
        how = how | {"file": "text"}
    lines = written(rows, how)
    first = how["titles"] + 1
    place = first + data.draw(st.integers(0, len(rows) - 1))
    lines[place] = wrecked(lines[place], how, wreck, data)
    content = content_of(lines, how)
    if wreck == "open-quote":
        content = (
            content.decode(how["encoding"]).replace("付款", '"付款', 1).encode(how["encoding"])
        )
    if wreck == "bare-comma":
        content = content.decode(how["encoding"]).replace('"', "").encode(how["encoding"])
    try:
        found = read_list("q", name_of(how), content, reading_of(how)).rows
    except Refusal:
        return
    assert [(each.on, each.fen) for each in found] == expected(rows, how)
