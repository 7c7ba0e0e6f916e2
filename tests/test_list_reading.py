"""How a list is read: each row whole, or the list refused with the row; never a sum the wrong way."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from svcctl.billing.refusal import Refusal
from svcctl.intake.directions import Reading, way_of
from svcctl.intake.payment_list import PaymentList, read_list, signed
from svcctl.intake.tables import is_sum_line

US, THEM = "甲方单位", "乙方公司"
BUYER = Reading(ours=frozenset({US, "11"}), theirs=frozenset({THEM, "22"}))
SELLER = Reading(supplier=True, ours=BUYER.theirs, theirs=BUYER.ours)


def text(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def listing(content: bytes, reading: Reading = BUYER, name: str = "q.csv", skipped: Sequence[int] = ()) -> PaymentList:  # fmt: skip
    return read_list("q", name, content, reading, skipped=skipped)


def sums(content: bytes, reading: Reading = BUYER, name: str = "q.csv") -> list[tuple[int, int]]:
    """Row and fen of each payment; below nought what came back."""
    return [(each.row, each.fen) for each in listing(content, reading, name).rows]


def refused(content: bytes, reading: Reading = BUYER, name: str = "q.csv") -> tuple[str, object]:
    """The key and the row of the refusal."""
    with pytest.raises(Refusal) as caught:
        listing(content, reading, name)
    return caught.value.key, caught.value.values.get("row")


def workbook(*rows: Sequence[object], merged: str = "", name: str = "一") -> bytes:
    book = Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(list(row))
    if merged:
        book.active.merge_cells(merged)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("word", ["贷方", "贷", "收", "转入", "入账", "收款", "CR", " 贷 ", "收入"])
def test_every_word_for_money_that_came_in(word: str) -> None:
    """Money that the supplier sent back never becomes a payment."""
    content = text("日期,借贷标志,交易金额,对方户名", f"2026-03-18,{word},50000.00,{THEM}")
    assert sums(content) == [(2, -5_000_000)]
    assert sums(content, SELLER) == [(2, 5_000_000)]


@pytest.mark.parametrize("word", ["借方", "支", "付款", "转出", "出账", "dr", "支出"])
def test_every_word_for_money_that_went_out(word: str) -> None:
    content = text("日期,收/支,交易金额", f"2026-03-18,{word},50000.00")
    assert sums(content) == [(2, 5_000_000)]


@pytest.mark.parametrize("word", ["", "挂账", "借贷", "转账", "X"])
def test_a_word_that_is_not_understood_never_means_paid(word: str) -> None:
    content = text("日期,借贷标志,交易金额", f"2026-03-18,{word},50000.00")
    assert refused(content) == ("listed.direction", 2)


def test_direction_words_under_a_heading_that_nobody_knows() -> None:
    """A column that holds nothing but such words is one, whatever it is called."""
    content = text("日期,类别,金额", "2026-03-18,转入,50000.00", "2026-03-19,转出,1.00")
    assert sums(content) == [(2, -5_000_000), (3, 100)]


@pytest.mark.parametrize(
    "row",
    [
        "2026-03-18,50,000.00",
        "2026-03-18,50,000.00,",
        "2026-03-18,50,000",
        "2026-03-18,1,203,000.00",
    ],
)
def test_a_sum_cut_at_its_comma(row: str) -> None:
    """Whether or not there are headings over what was cut off."""
    assert refused(text("日期,付款金额", row)) == ("table.wide", 2)
    assert refused(text("日期,付款金额,备注,经办", row)) == ("table.wide", 2)
    skipping = listing(text("日期,付款金额", row, "2026-03-19,5"), skipped=[2])
    assert [each.fen for each in skipping.rows] == [500]


def test_numbers_that_stand_beside_a_sum() -> None:
    """A balance, or a number of vouchers with a leading nought, is no rest of a sum."""
    content = text("日期,收入,余额", "2026-03-18,50,950", "2026-03-19,,950", "2026-03-19,0,950")
    assert refused(content) == ("listed.no-sum", 3)
    assert sums(text("日期,支出,余额", "2026-03-18,50,950", "2026-03-19,50,900")) == [(2, 5000), (3, 5000)]  # fmt: skip


def test_a_row_with_a_sum_needs_its_day_and_the_other_way_round() -> None:
    assert refused(text("日期,付款金额", "2026-03-18,30000", ",20000")) == ("listed.no-day", 3)
    assert refused(text("日期,付款金额,收款人", f"2026-03-18,,{THEM}")) == ("listed.no-sum", 2)
    assert sums(text("日期,支出,收入", "2026-03-18,0.00,0.00", "2026-03-19,-,5")) == [(3, -500)]


def test_a_formula_that_nobody_has_worked_out() -> None:
    """As programs write them; in a line of sums it does not matter."""
    rows = (["日期", "付款金额"], [date(2026, 3, 18), "=100+1"], ["合计", "=SUM(B2:B2)"])
    assert refused(workbook(*rows), name="q.xlsx") == ("table.formula", 2)
    rows = (["日期", "付款金额"], [date(2026, 3, 18), 101], ["合计", "=SUM(B2:B2)"])
    assert sums(workbook(*rows), name="q.xlsx") == [(2, 10100)]
    assert refused(text("日期,付款金额", "2026-03-18,=1+1")) == ("table.formula", 2)


def test_cells_merged_over_rows() -> None:
    """One day for three rows is theirs; one sum for two rows is nobody's."""
    rows = (["日期", "付款金额"], [date(2026, 3, 18), 3], [None, 4], [date(2026, 3, 19), 5])
    assert sums(workbook(*rows, merged="A2:A3"), name="q.xlsx") == [(2, 300), (3, 400), (4, 500)]
    assert refused(workbook(*rows), name="q.xlsx") == ("listed.no-day", 3)
    days = (["日期", "付款金额"], [date(2026, 3, 18), 3], [date(2026, 3, 19), None])
    assert refused(workbook(*days, merged="B2:B3"), name="q.xlsx") == ("table.merged", 2)


def test_an_open_quotation_mark() -> None:
    content = text("日期,付款金额,摘要", '2026-03-18,5,"abc', "2026-03-19,1,x")
    assert refused(content) == ("table.quote", 2)
    closed_later = text("日期,付款金额,摘要", '2026-03-18,5,"abc', '2026-03-19,1,x"')
    assert refused(closed_later) == ("table.quote", 2)
    two_lines = text("日期,付款金额,摘要", '2026-03-18,5,"a\nb"')
    assert sums(two_lines) == [(2, 500)]


@pytest.mark.parametrize(
    "words",
    ["合计", "合 计", "本月合计", "本年累计", "本月发生额及余额", "承前页", "过次页", "上年结转", "期初余额",
     "总计：3笔", "合计（大写）", "Total", "Grand total", "Opening balance", "借方合计"],
)  # fmt: skip
def test_a_line_of_sums_by_any_of_its_cells(words: str) -> None:
    """本月合计 with the last day of the month is how every ledger prints."""
    assert is_sum_line(words)
    assert sums(text("日期,摘要,付款金额", "2026-03-18,付首期款,5", f"2026-03-31,{words},5")) == [(2, 500)]  # fmt: skip
    assert sums(text("日期,付款金额", "2026-03-18,5", f"{words},5")) == [(2, 500)]


@pytest.mark.parametrize(
    "words", ["付2025年余额", "支付合计款项", "总承包款", "电费", "totally", "5", "2026-03-18", ""]
)
def test_what_only_speaks_of_a_sum_is_a_payment(words: str) -> None:
    assert not is_sum_line(words)
    assert sums(text("日期,摘要,付款金额", f"2026-03-18,{words},5")) == [(2, 500)]


def test_a_payment_whose_memo_is_a_word_of_sums() -> None:
    """Whoever names the other side pays somebody; the rows taken for sums are told."""
    content = text("日期,摘要,付款金额,收款人", f"2026-03-18,余额,5,{THEM}", "2026-03-19,余额,5,")
    found = listing(content)
    assert ([each.row for each in found.rows], found.sums) == ([2], [3])


@pytest.mark.parametrize(
    "footer", ["制表人：", "制表人：张三", "打印日期：2026-04-01", "第 1 页", "以下空白"]
)
def test_a_footer(footer: str) -> None:
    assert sums(text("日期,付款金额", "2026-03-18,5", footer)) == [(2, 500)]
    assert refused(text("日期,付款金额", "2026-03-18,5", f"{footer},7")) == ("listed.row", 3)


def test_headings_that_each_page_repeats() -> None:
    assert sums(text("日期,付款金额", "2026-03-18,5", "日期,付款金额", "2026-03-19,6")) == [(2, 500), (4, 600)]  # fmt: skip


def test_payer_and_payee() -> None:
    """The other side of money that came in is the payer."""
    content = text("日期,付款人名称,收款人名称,收入金额,支出金额", f"2026-03-18,{US},{THEM},,50",
                   f"2026-03-20,{THEM},{US},50,", "2026-03-21,x,y,,7")  # fmt: skip
    found = listing(content).rows
    assert [(each.fen, each.name) for each in found] == [(5000, THEM), (-5000, THEM), (700, "y")]
    assert refused(content, SELLER) == ("listed.parties", 2)  # it is not the supplier's own list


def test_payer_and_payee_alone_tell_the_way() -> None:
    """A list with one column of sums: by who paid whom; both ways at once is refused."""
    head = "日期,付款人名称,付款人账号,收款人名称,收款人账号,交易金额"
    content = text(head, f"2026-03-18,{US},,{THEM},,50", "2026-03-19,,22,,,7", "2026-03-20,x,,y,,1")  # fmt: skip
    assert sums(content) == [(2, 5000), (3, -700), (4, 100)]
    assert sums(content, SELLER) == [(2, 5000), (3, -700), (4, -100)]
    assert sums(text(head, f"2026-03-18,{US},,,11,50")) == [(2, 5000)]  # between our own accounts
    assert refused(text(head, f"2026-03-18,{THEM},,x,22,50")) == ("listed.parties", 2)


def test_parties_against_the_column() -> None:
    content = text("日期,付款人,收款人,支出", f"2026-03-18,{THEM},{US},50")
    assert refused(content) == ("listed.parties", 2)


def test_both_columns_of_a_row() -> None:
    assert refused(text("日期,支出,收入", "2026-03-18,5,6")) == ("listed.both", 2)


def test_one_column_with_signs() -> None:
    """Which sign is out is asked once; balances may tell it."""
    rows = ("2026-03-18,-50", "2026-03-19,20")
    content = text("日期,交易金额", *rows)
    assert refused(content) == ("listed.sign", 2)
    assert sums(content, BUYER._replace(out="negative")) == [(2, 5000), (3, -2000)]
    assert sums(content, BUYER._replace(out="positive")) == [(2, -5000), (3, 2000)]
    assert sums(content, SELLER._replace(out="negative")) == [(2, -5000), (3, 2000)]
    told = text("日期,交易金额,余额", "2026-03-18,-50,100", "2026-03-19,20,120")
    assert sums(told) == [(2, 5000), (3, -2000)]
    other = text("日期,交易金额,余额", "2026-03-18,-50,100", "2026-03-19,20,80")
    assert sums(other) == [(2, -5000), (3, 2000)]
    named = text("日期,付款金额", *rows)
    assert sums(named) == [(2, -5000), (3, 2000)]


def test_a_sign_beside_a_word() -> None:
    """A minus that stands with every 支出 and with no 收入 says the same twice; else it is asked."""
    content = text("日期,收支,金额", "2026-03-18,支出,-5", "2026-03-19,收入,6")
    assert sums(content) == [(2, 500), (3, -600)]
    assert refused(text("日期,收支,金额", "2026-03-18,支出,-5")) == ("listed.sign", 2)
    back = text("日期,收支,金额", "2026-03-18,支出,5", "2026-03-19,支出,-5")
    assert sums(back) == [(2, 500), (3, -500)]


def test_every_row_is_held_against_its_balance() -> None:
    """Newest first or oldest first, from the balance that the list begins with."""
    rows = ["2026-03-18,50,,950", "2026-03-18,,100,1050", "2026-03-19,1000,,50"]
    right = [(2, 5000), (3, -10_000), (4, 100_000)]
    assert sums(text("日期,支出,收入,余额", *rows)) == right
    assert [fen for _, fen in sums(text("日期,支出,收入,余额", *reversed(rows)))] == [
        fen for _, fen in reversed(right)
    ]
    wrong = [rows[0], rows[1], "2026-03-19,100,,50"]
    assert refused(text("日期,支出,收入,余额", *wrong)) == ("listed.balance", 4)
    loose = BUYER._replace(balanced=False)
    assert sums(text("日期,支出,收入,余额", *wrong), loose)[2] == (4, 10_000)
    opened = ["2026-01-01,期初余额,,,990", "2026-03-18,x,50,,950"]
    assert refused(text("日期,摘要,支出,收入,余额", *opened)) == ("listed.balance", 3)
    opened = ["2026-01-01,期初余额,,,1000", "2026-03-18,x,50,,950"]
    assert sums(text("日期,摘要,支出,收入,余额", *opened)) == [(3, 5000)]


def test_accounts_of_one_list_are_balanced_apart() -> None:
    rows = ["2026-03-18,1,5,95", "2026-03-18,2,5,995", "2026-03-19,1,5,90", "2026-03-19,2,5,990"]
    assert len(sums(text("日期,本方账号,支出,余额", *rows))) == 4


def test_debit_in_a_ledger_of_ones_own() -> None:
    """The balance shows that 借方 is money in; without one it is asked, where it is a ledger."""
    rows = ["2026-03-18,100,,1100", "2026-03-19,,30,1070"]
    content = text("日期,借方,贷方,余额", *rows)
    assert refused(content)[0] == "listed.side"
    assert sums(content, BUYER._replace(out="credit")) == [(2, -10_000), (3, 3000)]
    bare = text("银行存款日记账", "日期,借方,贷方", "2026-03-18,100,", "2026-03-19,,30")
    assert refused(bare)[0] == "listed.side"
    assert sums(bare, BUYER._replace(out="credit")) == [(3, -10_000), (4, 3000)]
    spent = text("费用明细账", "日期,借方,贷方,余额", "2026-03-18,100,,100", "2026-03-19,30,,130")
    assert sums(spent, BUYER._replace(out="debit")) == [(3, 10_000), (4, 3000)]
    assert sums(text("某银行交易明细单", "日期,借方,贷方", "2026-03-18,100,")) == [(3, 10_000)]


def test_the_direction_of_a_balance() -> None:
    """A ledger says on which side its balance stands; the row's own sums tell the rest."""
    content = text("日期,借方,贷方,方向,余额", "2026-03-18,,100,贷,100", "2026-03-19,30,,贷,70",
                   "2026-03-19,90,,借,20")  # fmt: skip
    assert sums(content, BUYER._replace(out="debit")) == [(2, -10_000), (3, 3000), (4, 9000)]


@pytest.mark.parametrize(
    ("heading", "amount"),
    [("交易金额[ Trade Amount ]", 500), ("【金额】", None), ("交易金额/Amount", 500), ("Amount 金额", 500),
     ("发生额（元）", 500), ("金额(人民币)", 500), ("支出金额（万元）", 5_000_000), ("金额【万元】", 5_000_000)],
)  # fmt: skip
def test_bilingual_and_bracketed_headings(heading: str, amount: int | None) -> None:
    found = sums(text(f"交易日期[ Transaction Date ],{heading}", "2026-03-18,5"))
    assert found == [(2, amount or 500)]


@pytest.mark.parametrize(
    ("heading", "fen"), [("发生额（借方）", 500), ("发生额（贷方）", -500), ("金额(收入)", -500)]
)
def test_the_side_in_the_brackets_of_a_heading(heading: str, fen: int) -> None:
    assert sums(text(f"日期,{heading}", "2026-03-18,5")) == [(2, fen)]


def test_two_lines_of_headings() -> None:
    content = text(
        "日期,摘要,发生额,,余额", ",,借方,贷方,", "2026-03-18,x,5,,95", "2026-03-19,x,,7,102"
    )
    assert sums(content) == [(3, 500), (4, -700)]


def test_two_columns_of_one_name() -> None:
    assert refused(text("日期,金额,金额", "2026-03-18,5,6"))[0] == "table.twice"


def test_the_delimiter_is_the_one_with_the_headings() -> None:
    """Commas of thousands may outnumber it."""
    content = text("交易日期\t借方金额\t贷方金额\t余额", "2026-03-18\t1,203,000.00\t0.00\t1,234,567,890.00",
                   "2026-03-19\t1,000.00\t0.00\t1,234,566,890.00")  # fmt: skip
    assert sums(content) == [(2, 120_300_000), (3, 100_000)]
    assert sums(text("日期|付款金额", "2026-03-18|5")) == [(2, 500)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings(encoding: str) -> None:
    content = text("日期\t付款金额", "2026-03-18\t50000", "2026-03-19\t1", encoding=encoding)
    assert sums(content, name="q.txt") == [(2, 5_000_000), (3, 100)]


@pytest.mark.parametrize(
    ("written", "fen"),
    [("−5", -500), ("－5", -500), ("–5.00", -500), ("(5)", -500), ("（5.00）", -500), ("5-", -500), ("-¥5", -500),
     ("¥-5", -500), ("５", 500), ("+5", 500), ("1，000.00", 100_000), ("--", 0), ("—", 0), ("", 0), ("5元", 500),
     ("CNY 5", 500), ("0.00", 0), ("-0.00", 0)],
)  # fmt: skip
def test_sums_as_they_are_written(written: str, fen: int) -> None:
    assert signed(written) == fen


@pytest.mark.parametrize("written", ["5O", "--5", "-(5)", "000.00", "05", "5.005", "1,00.00", "1.000,00", "五", "5+"])  # fmt: skip
def test_sums_that_are_none(written: str) -> None:
    with pytest.raises(Refusal):
        signed(written)


def test_one_of_several_sheets() -> None:
    """The one with the headings; where several have them it is asked which."""
    book = Workbook()
    book.active.append(["封面"])
    for name in ("一月", "二月"):
        book.create_sheet(name).append(["日期", "付款金额"])
        book[name].append([date(2026, 3, 18), 5 if name == "一月" else 7])
    made = BytesIO()
    book.save(made)
    assert refused(made.getvalue(), name="q.xlsx")[0] == "table.sheets"
    assert sums(made.getvalue(), BUYER._replace(sheet="二月"), "q.xlsx") == [(2, 700)]
    del book["二月"]
    made = BytesIO()
    book.save(made)
    assert sums(made.getvalue(), name="q.xlsx") == [(2, 500)]


def test_words_of_both_ways_are_none() -> None:
    assert [way_of(word) for word in ("借(D)", "贷（C）", "借/贷", "OUT")] == [1, -1, 0, 1]
