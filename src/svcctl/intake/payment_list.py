"""A list of payments read from a bank's or ledger's file: each row whole, or the list is refused."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.intake.balances import Entry
from svcctl.intake.directions import Form, Moved, Reading, Sums, directed, word_column
from svcctl.intake.entry import half_width, parse_date, parse_money_or_nought, parse_text
from svcctl.intake.listed import Listed
from svcctl.intake.profiles import headings_under, refuse_unfit
from svcctl.intake.tables import SheetRow, Table, is_sum_line, read_table

HEADINGS = {
    "on": (
        "付款日期",
        "支付日期",
        "交易日期",
        "记账日期",
        "入账日期",
        "交易时间",
        "交易日",
        "记账日",
        "记账时间",
        "入账时间",
        "付款时间",
        "发生日期",
        "凭证日期",
        "制单日期",
        "日期",
        "到账日期",
        "happened on",
        "transaction date",
        "posting date",
        "date",
    ),
    "amount": (
        "交易金额",
        "发生额",
        "发生金额",
        "金额",
        "transaction amount",
        "trade amount",
        "amount",
    ),
    "paid": ("付款金额", "支付金额", "实付金额", "实际支付金额", "已付金额", "到账金额", "paid"),
    "debit": (
        "借方金额",
        "借方发生额",
        "借方发生金额",
        "支出金额",
        "转出金额",
        "支出",
        "借方",
        "debit amount",
        "withdrawal",
        "debit",
    ),
    "credit": (
        "贷方金额",
        "贷方发生额",
        "贷方发生金额",
        "收入金额",
        "收款金额",
        "转入金额",
        "存入金额",
        "收入",
        "贷方",
        "credit amount",
        "deposit",
        "credit",
    ),
    "balance": (
        "余额",
        "账户余额",
        "当前余额",
        "本次余额",
        "交易后余额",
        "账面余额",
        "结余",
        "account balance",
        "balance",
    ),
    "direction": (
        "借贷标志",
        "借贷标识",
        "借贷方向",
        "收支标志",
        "收支方向",
        "收付标志",
        "收付方向",
        "交易方向",
        "资金方向",
        "往来标志",
        "方向",
        "收支",
        "收付",
        "借贷",
        "收/支",
        "借/贷",
        "d/c",
        "dr/cr",
        "debit/credit",
        "direction",
    ),
    "own": ("本方账号", "我方账号", "本方账户", "查询账号", "own account"),
    "ref": (
        "支付令号",
        "付款凭证号",
        "国库集中支付凭证号",
        "付款编号",
        "业务编号",
        "reference",
        "ref",
    ),
    "serial": (
        "交易流水号",
        "银行流水号",
        "核心流水号",
        "流水号",
        "交易号",
        "交易参考号",
        "transaction reference number",
        "serial number",
    ),
    "voucher": ("记账凭证号", "凭证号", "凭证编号", "凭证号码", "voucher"),
    "slip": ("银行回单号", "回单号", "回单编号", "电子回单号", "bank slip", "slip"),
    "name": (
        "对方户名",
        "对方名称",
        "对方账户名称",
        "对方账户名",
        "对方单位",
        "对方单位名称",
        "对手户名",
        "交易对手",
        "交易对方",
        "counterparty name",
        "counterparty",
    ),
    "account": (
        "对方账号",
        "对方账户",
        "对手账号",
        "交易对手账号",
        "counterparty account",
        "account",
    ),
    "payer": (
        "付款人名称",
        "付款人户名",
        "付款人",
        "付款单位",
        "付款单位名称",
        "付款方",
        "付款方名称",
        "付款方户名",
        "付方户名",
        "付款户名",
        "payer's name",
        "payer name",
        "payer",
    ),
    "payee": (
        "收款人名称",
        "收款人户名",
        "收款人",
        "收款单位",
        "收款单位名称",
        "收款方",
        "收款方名称",
        "收款方户名",
        "收方户名",
        "收款户名",
        "payee's name",
        "payee name",
        "payee",
    ),
    "payer_account": ("付款人账号", "付款账号", "付款账户", "付款方账号", "debit account no."),
    "payee_account": ("收款人账号", "收款账号", "收款账户", "收款方账号", "payee's account number"),
    "currency": ("币种", "币别", "交易币种", "currency"),
    "contract": ("合同简称", "合同编号", "合同", "contract"),
    "instalment": ("款项编号", "款项", "instalment"),
    "memo": ("摘要", "用途", "附言", "交易附言", "备注", "purpose", "remark", "memo"),
    "event": ("登记编号", "event"),  # a list of our own
}
REQUIRED = (("on",), ("amount", "paid", "debit", "credit"))
MONEY = ("amount", "paid", "debit", "credit")
IDENTITY = ("name", "account", "payer", "payee", "payer_account", "payee_account", "ref", "serial",
            "slip", "instalment")  # fmt: skip
COPIED = ("ref", "voucher", "contract", "instalment", "memo")
YUAN = re.compile(
    "|.*(人民币|cny|rmb).*|156|0?1", re.IGNORECASE
)  # 156 by GB/T 12406; 01 is what banks write
OPENING = re.compile("期初|年初|月初|上年|上月|承前|接前|opening|forward", re.IGNORECASE)
MINUS = str.maketrans(dict.fromkeys("−–—‒‐‑﹣－", "-"))  # what programs and keyboards write for it
SIGNED = re.compile(
    r"(?P<open>\()?(?P<sign>[-+])?(?:¥|cny|rmb|人民币)?(?P<second>-)?(?P<sum>[^-+()]*?)(?P<last>-)?\)?"
)
NOTHING = ("", "-", "--", "/")


class PaymentList(NamedTuple):
    """The payments of a list, and the rows that are sums, balances and footers."""

    rows: list[Listed]
    sums: list[int]
    headings: Mapping[str, str] = {}  # of the columns that were read


def read_list(
    path: str,
    name: str,
    content: bytes,
    reading: Reading,
    skipped: Collection[int] = (),
    named: Collection[int] = (),
) -> PaymentList:
    """The payments of a file; `skipped` rows are left out, those `named` must be there."""
    table = _table(path, name, content, reading)
    known = {row.number for row in table.rows}
    for number in (*named, *skipped):
        if number not in known:
            raise Refusal("listed.no-row", path=path, row=number)
    rows = [row for row in table.rows if row.number not in skipped]
    sums = [row for row in rows if _is_sum(row)]
    others = {row.number for row in sums}
    left = [row for row in rows if row.number not in others and not _is_footer(row)]
    taken = [each for row in left if (each := _sums(path, row))]
    form = _form(path, table, reading, [each.row for each in taken])
    opening = [entry for row in sums if (entry := _opening(path, row))]
    moved = directed(form, taken, opening)
    found = [_listed(each, reading.supplier) for each in moved]
    return PaymentList(found, sorted(others), table.headings)


def _table(path: str, name: str, content: bytes, reading: Reading) -> Table:
    """The rows under the usual headings, or under those of a profile, which they must fit."""
    columns = reading.columns
    try:
        headings = headings_under(columns, HEADINGS)
        table = read_table(name, content, headings, REQUIRED, reading.sheet)
    except Refusal as refusal:
        if reading.profile and refusal.key == "table.headings":
            refuse_unfit(path, reading.profile, columns, None)
        raise
    if reading.profile:
        refuse_unfit(path, reading.profile, columns, table)
    return table


def _form(path: str, table: Table, reading: Reading, rows: Sequence[SheetRow]) -> Form:
    form = Form(path, table.headings, table.above, reading)
    if form.kind in ("sign", "parties"):
        form = form._replace(words=word_column(table.columns, rows))
    return form


# -- rows that are no payments ---------------------------------------------------------------------


def _is_sum(row: SheetRow) -> bool:
    """Whether the row is made of sums; one that names another side is a payment of the rest."""
    given = (row.cells.get(key, "") for key in IDENTITY)
    return row.is_sum and not any(cell for cell in given if not is_sum_line(cell))


def _is_footer(row: SheetRow) -> bool:
    """Whether the row has neither day nor money: who made the list, the number of a page."""
    on = row.cells.get("on", "")
    money = [row.cells.get(key, "") for key in MONEY]
    labelled = bool(re.match(r"\D+[:：]", on)) and not any(_readable(cell) for cell in money)
    return not _is_day(on) and (labelled or not any(re.search(r"\d|=", cell) for cell in money))


def _is_day(text: str) -> bool:
    try:
        day_of(text)
    except Refusal:
        return False
    return True


def _readable(text: str) -> bool:
    try:
        return bool(signed(text))
    except Refusal:
        return False


def _opening(path: str, row: SheetRow) -> Entry | None:
    """The balance that a list begins with, or a page carries over."""
    if not row.cells.get("balance") or not any(OPENING.search(cell) for cell in row.line):
        return None
    return Entry(row.number, None, 0, _fen(path, row, "balance"), row.cells.get("own", ""))


# -- rows that are ---------------------------------------------------------------------------------


def _sums(path: str, row: SheetRow) -> Sums | None:
    """Day and sums of a row; None where it says that nothing moved."""
    if row.trouble:
        raise row.trouble
    cells = row.cells
    if not cells.get("on"):
        raise Refusal("listed.no-day", path=path, row=row.number)
    try:
        on = day_of(cells["on"])
    except Refusal:
        raise Refusal("listed.row", path=path, row=row.number, text=cells["on"]) from None
    if not any(cells.get(key) for key in MONEY):
        raise Refusal("listed.no-sum", path=path, row=row.number)
    fen = {key: _fen(path, row, key) for key in (*MONEY, "balance") if cells.get(key)}
    if not any(fen.get(key) for key in MONEY):
        return None
    if not YUAN.fullmatch(cells.get("currency", "")):
        raise Refusal("listed.currency", path=path, row=row.number, currency=cells["currency"])
    return Sums(row, on, fen)


def _fen(path: str, row: SheetRow, key: str) -> int:
    try:
        return signed(row.cells[key], row.units.get(key, ""))
    except Refusal:
        raise Refusal("listed.row", path=path, row=row.number, text=row.cells[key]) from None


def day_of(text: str) -> date:
    """The day of a moment as banks write it: 2025-04-01 10:23:11, 20250401102311."""
    bare = re.split(r"[T ]", text.strip())[0] if not re.fullmatch(r"\d{4} .*", text) else text
    return parse_date(bare[:8] if re.fullmatch(r"\d{14}", bare) else bare)


def signed(text: str, unit: str = "") -> int:
    """Fen of a sum with its sign, however that is written: −5, (5), 5-; nothing is nought."""
    bare = half_width(text).translate(MINUS).lower().replace(" ", "")
    if bare in NOTHING:
        return 0
    match = SIGNED.fullmatch(bare)
    signs = (
        [mark for mark in match.group("open", "sign", "second", "last") if mark] if match else []
    )
    # a sum that begins with 0 is the end of one that was cut at its comma
    if not match or len(signs) > 1 or re.match(r"0\d", match["sum"]):
        raise Refusal("entry.sum", text=text)
    fen = parse_money_or_nought(match["sum"], unit)
    return -fen if signs and signs != ["+"] else fen


def _listed(moved: Moved, supplier: bool) -> Listed:
    """The row as a payment of ours, or to us where the supplier reads it."""
    cells, number = moved.row.cells, moved.row.number
    given = {key: parse_text(cells.get(key, "")) for key in COPIED}
    given["slip"] = parse_text(cells.get("slip") or cells.get("serial", ""))
    fen = -moved.left if supplier else moved.left
    return Listed(number, moved.on, fen, name=moved.name, account=moved.account, **given)
