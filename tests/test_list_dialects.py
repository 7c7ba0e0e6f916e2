"""One list in every dialect of banks and ledgers: read back right, or refused; never otherwise."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from svcctl.billing.money import grouped, yuan
from svcctl.billing.refusal import Refusal
from svcctl.intake.directions import Reading
from svcctl.intake.payment_list import read_list

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


@st.composite
def dialects(draw: Any) -> dict[str, Any]:
    return {
        "day": draw(st.sampled_from(DAYS)),
        "form": draw(st.sampled_from(["columns", "direction", "sign", "parties"])),
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


def written(rows: list[Row], how: dict[str, Any]) -> list[list[str]]:
    """The lines of a list of that dialect, headings first."""

    def money(fen: int) -> str:
        text = grouped(abs(fen)) if how["grouped"] else yuan(abs(fen))
        return (how["minus"] if fen < 0 else "") + text

    heads = {"columns": list(how["outs"]), "direction": ["借贷标志", "交易金额"],
             "sign": ["交易金额"], "parties": ["付款人", "收款人", "交易金额"]}  # fmt: skip
    head = [how["day"], "摘要", *heads[how["form"]], *(["余额"] if how["balance"] else [])]
    lines, balance = [], 10**12
    for days, out in rows:
        balance -= out
        day = (date(2026, 1, 1) + timedelta(days=days)).strftime(how["dates"])
        by_form = {
            "columns": ["", money(-out)] if out < 0 else [money(out), ""],
            "direction": [how["words"][out < 0], money(abs(out))],
            "sign": [money(-out)],
            "parties": [*((THEM, US) if out < 0 else (US, THEM)), money(abs(out))],
        }
        lines.append(
            [day, "付款", *by_form[how["form"]], *([money(balance)] if how["balance"] else [])]
        )
    if how["newest_first"]:
        lines.reverse()
    if how["repeated"] and len(lines) > 1:
        lines.insert(1, head)
    last = [how["sums"], "", "999.00"] if how["sums"] else []
    titles = [["某银行交易明细"]] * how["titles"]
    return [*titles, head, *lines, last, [how["footer"]]]


def content_of(lines: list[list[str]], how: dict[str, Any]) -> bytes:
    mark = how["delimiter"]
    cells = ([f'"{c}"' if mark in c else c for c in line] for line in lines)
    return "\r\n".join(mark.join(line) for line in cells).encode(how["encoding"])


def reading_of(how: dict[str, Any]) -> Reading:
    return READING._replace(out="negative") if how["form"] == "sign" else READING


def expected(rows: list[Row], how: dict[str, Any]) -> list[tuple[date, int]]:
    found = [(date(2026, 1, 1) + timedelta(days=days), out) for days, out in rows]
    return found[::-1] if how["newest_first"] else found


@examples(250)
@given(rows=ROWS.map(sorted), how=dialects())
def test_every_dialect_is_read_back(rows: list[Row], how: dict[str, Any]) -> None:
    content = content_of(written(rows, how), how)
    found = read_list("q", "q.csv", content, reading_of(how)).rows
    assert [(each.on, each.fen) for each in found] == expected(rows, how)


WRECKS = st.sampled_from(
    ["no-day", "no-sum", "word", "formula", "open-quote", "bare-comma", "letter"]
)


@examples(250)
@given(rows=ROWS.map(sorted), how=dialects(), wreck=WRECKS, data=st.data())
def test_a_wrecked_row_is_refused_and_never_read_otherwise(
    rows: list[Row], how: dict[str, Any], wreck: str, data: st.DataObject
) -> None:
    """Its row damaged in one of the ways that files are: the list is right as it was, or refused."""
    if wreck == "word":
        how = how | {"form": "direction"}
    lines = written(rows, how)
    first = how["titles"] + 1
    place = first + data.draw(st.integers(0, len(rows) - 1))
    line = list(lines[place])
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
    lines[place] = line
    content = content_of(lines, how)
    if wreck == "open-quote":
        content = (
            content.decode(how["encoding"]).replace("付款", '"付款', 1).encode(how["encoding"])
        )
    if wreck == "bare-comma":
        content = content.decode(how["encoding"]).replace('"', "").encode(how["encoding"])
    try:
        found = read_list("q", "q.csv", content, reading_of(how)).rows
    except Refusal:
        return
    assert [(each.on, each.fen) for each in found] == expected(rows, how)
