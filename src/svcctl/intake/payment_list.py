"""A list of payments read from a bank's or ledger's file, row by row, in the reader's direction."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from svcctl.billing.refusal import Refusal
from svcctl.intake.entry import parse_date, parse_money_or_nought
from svcctl.intake.matching import Listed
from svcctl.intake.tables import SUM_LINES, SUMS, SheetRow, read_table

HEADINGS = {
    "on": (
        "付款日期",
        "支付日期",
        "交易日期",
        "记账日期",
        "入账日期",
        "交易时间",
        "发生日期",
        "日期",
        "happened on",
        "date",
    ),
    "amount": ("付款金额", "支付金额", "交易金额", "发生额", "金额", "amount"),
    "debit": ("借方金额", "借方发生额", "支出金额", "支出", "借方", "debit"),
    "credit": ("贷方金额", "贷方发生额", "收入金额", "收入", "贷方", "credit"),
    "direction": ("借贷标志", "借贷方向", "收支标志", "收支", "借贷", "direction"),
    "ref": (
        "支付令号",
        "付款凭证号",
        "国库集中支付凭证号",
        "交易流水号",
        "流水号",
        "交易号",
        "付款编号",
        "业务编号",
        "reference",
        "ref",
    ),
    "voucher": ("记账凭证号", "凭证号", "凭证编号", "voucher"),
    "slip": ("银行回单号", "回单号", "回单编号", "电子回单号", "bank slip", "slip"),
    "name": (
        "收款人名称",
        "收款人",
        "收款单位",
        "对方户名",
        "对方名称",
        "付款人名称",
        "付款人",
        "counterparty",
        "payee",
    ),
    "account": (
        "收款人账号",
        "收款账号",
        "收款账户",
        "对方账号",
        "付款人账号",
        "付款账号",
        "account",
    ),
    "currency": ("币种", "币别", "交易币种", "currency"),
    "contract": ("合同简称", "合同编号", "合同", "contract"),
    "instalment": ("款项编号", "款项", "instalment"),
}
REQUIRED = (("on",), ("amount", "debit", "credit"))
IN = ("贷", "收", "收入", "来账", "c", "cr", "credit", "in")
YUAN = re.compile(
    "|.*(人民币|cny|rmb).*|156|0?1", re.IGNORECASE
)  # 156 by GB/T 12406; 01 is what banks write


def read_list(
    path: str,
    name: str,
    content: bytes,
    supplier: bool,
    chosen: Mapping[int, str] | None = None,
    skipped: Sequence[int] = (),
) -> list[Listed]:
    """The payments of a file; `chosen` names what rows pay, `skipped` rows are left out."""
    rows = read_table(name, content, HEADINGS, REQUIRED)
    chosen = chosen or {}
    known = {row.number for row in rows}
    for number in (*chosen, *skipped):
        if number not in known:
            raise Refusal("listed.no-row", path=path, row=number)
    found = [_listed(path, row, supplier) for row in rows if row.number not in skipped]
    return [
        each._replace(instalment=chosen[each.row]) if each.row in chosen else each
        for each in found
        if each
    ]


def _listed(path: str, row: SheetRow, supplier: bool) -> Listed | None:
    """A row as a payment of ours or to us; None for sums, balances and rows without money."""
    cells = row.cells
    if not cells.get("on") or SUM_LINES.search(cells["on"]):
        return None
    if not YUAN.fullmatch(cells.get("currency", "")):
        raise Refusal("listed.currency", path=path, row=row.number, currency=cells["currency"])
    try:
        fen = _fen(row, supplier)
        on = _day(cells["on"])
    except Refusal as refusal:
        raise Refusal(
            "listed.row", path=path, row=row.number, text=str(refusal.values.get("text", ""))
        ) from None
    given = {
        key: cells.get(key, "")
        for key in ("ref", "voucher", "slip", "name", "account", "contract", "instalment")
    }
    return Listed(row.number, on, fen, **given) if fen else None


def _day(text: str) -> date:
    """The day of a moment as banks write it: 2025-04-01 10:23:11, 20250401102311."""
    bare = re.split(r"[T ]", text.strip())[0] if not re.fullmatch(r"\d{4} .*", text) else text
    return parse_date(bare[:8] if re.fullmatch(r"\d{14}", bare) else bare)


def _fen(row: SheetRow, supplier: bool) -> int:
    """What was paid, or received where the supplier reads it; below nought what came back."""
    cells = row.cells
    amount, out, come = (_signed(cells.get(key, ""), row.units.get(key, "")) for key in SUMS)
    if out or come:
        paid = out - come
        return -paid if supplier else paid
    arrived = cells.get("direction", "").strip().lower() in IN
    against = bool(cells.get("direction")) and arrived != supplier
    return -amount if against else amount


def _signed(text: str, unit: str) -> int:
    bare = text.strip().replace("(", "-").replace("（", "-").rstrip(")）")
    if bare in ("", "-", "--"):
        return 0
    fen = parse_money_or_nought(bare.lstrip("-+"), unit)
    return -fen if bare.startswith("-") else fen
