"""Contract forms as people fill them in: with a spreadsheet program, well and badly."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from svcctl.papers.contract_form import write_form
from svcctl.workspace import SHANGHAI

HEADINGS = 4  # the row they stand in
STAMP = datetime(2026, 1, 1, tzinfo=SHANGHAI)


def form_of(document: Mapping[str, Any] | None = None) -> bytes:
    """The workbook of a document, or a blank one."""
    made = BytesIO()
    write_form(document, STAMP, made)
    return made.getvalue()


def opened(document: Mapping[str, Any] | None = None) -> Workbook:
    """The same, opened to be filled in."""
    return load_workbook(BytesIO(_blank() if document is None else form_of(document)))


@cache
def _blank() -> bytes:
    return form_of()


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def lines(book: Workbook, values: Mapping[str, Any]) -> None:
    """Fill in lines of the contract's own sheet."""
    sheet = book["合同"]
    rows = {str(row[0].value or "").rstrip("*"): row[0].row for row in sheet.iter_rows()}
    for name, value in values.items():
        sheet.cell(rows[name], 2).value = value


def row(book: Workbook, name: str, values: Mapping[str, Any]) -> int:
    """Fill in the next free row of a sheet; its number."""
    sheet = book[name]
    number = HEADINGS + 2
    while any(cell.value not in (None, "") for cell in sheet[number]):
        number += 1
    for head, value in values.items():
        sheet.cell(number, column(sheet, head)).value = value
    return number


def column(sheet: Worksheet, heading: str) -> int:
    """The number of a column, from 1."""
    heads = [str(cell.value or "").rstrip("*") for cell in sheet[HEADINGS]]
    return heads.index(heading) + 1


def cleaning() -> Workbook:
    """A cleaning contract, filled in by hand as such people write."""
    book = opened()
    lines(book, {
        "合同代号": "baojie-2025", "名称": "门诊楼保洁服务合同 ", "工作日日历": "全国",
        "签订日期": "2025年3月5日", "合同总价": "３６万元", "大写金额": "叁拾陆万元整",
        "价款依据": "第三条", "开始日期": date(2025, 4, 1), "截止日期": "2026.3.31",
        "服务期限依据": "第二条",
    })  # fmt: skip
    row(book, "双方", {"哪一方": "甲方", "单位名称": "某县人民医院"})
    row(book, "双方", {"哪一方": "供应商", "单位名称": "某保洁服务有限公司", "企业规模": "小型"})
    row(book, "收款账户", {
        "所属合同各方": "某保洁服务有限公司", "开户银行": "某银行某支行",
        "账号": "0620001234567890123", "出处": "签字页",
    })  # fmt: skip
    for key, title, every in (("kaohe", "月度考核表", "每月"), ("invoice", "发票", "按季度")):
        row(book, "报告和单据",
            {"编号": key, "名称": title, "依据": "第五条", "多久一份": every})  # fmt: skip
    row(book, "付款", {
        "编号": "fee", "名称": "季度服务费", "依据": "第五条", "多久付一次": "每季度",
        "比例": "百分之一百", "须先收到": "月度考核表、发票", "天数": "十五个工作日",
        "自何时起算": "收到某份文件", "起算指哪一项": "发票",
    })  # fmt: skip
    row(book, "违约责任", {
        "编号": "late", "谁承担": "采购人", "针对什么": "逾期付款", "计算比例": "万分之五",
        "每几天": "1", "不足一期": "满一期才计", "计算基数": "逾期未付的金额", "上限比例": 0.05,
        "上限的基数": "合同总价", "上限管多少": "合同累计一个上限",
        "经济损失": "违约金已含损失", "依据": "第八条",
    })  # fmt: skip
    sheet = book["违约责任"]
    sheet.cell(HEADINGS + 4, column(sheet, "上限比例")).number_format = "0%"
    for number in range(HEADINGS + 2, HEADINGS + 6):
        sheet.cell(number, column(sheet, "上限比例")).number_format = "0%"
    row(book, "保证金", {
        "编号": "bond", "名称": "履约保证金", "谁交存": "乙方", "比例": "5 %", "天数": "七日",
        "自何时起算": "签订之日", "依据": "第六条",
    })  # fmt: skip
    row(book, "保证金退还", {
        "所属保证金": "履约保证金", "退还比例": "100%", "天数": 10, "天数的单位": "工作日",
        "自何时起算": "服务期限届满", "先顺延": "半年",
    })  # fmt: skip
    return book


def misfilled() -> Workbook:
    """The same with each thing that can be wrong in a cell."""
    book = cleaning()
    lines(book, {"合同总价": "三十来万", "下浮率": "3", "价款方式": "包干", "资金来源": "财政拨款"})
    sheet = book["合同"]
    sheet.cell(sheet.max_row + 1, 1).value = "备注"
    sheet.cell(sheet.max_row, 2).value = "另行商定"
    row(book, "资金来源", {"来源名称": "自有资金", "出资比例": "40%"})
    at = row(book, "收款账户", {"所属合同各方": "乙方", "账号": 6200012345678901234})
    book["收款账户"].cell(at, column(book["收款账户"], "账号")).number_format = "0"
    row(book, "收款账户", {"账号": "1"})
    row(book, "收款账户", {"所属合同各方": "丙方", "账号": "1"})
    row(book, "付款", {"编号": "=A1", "天数": "15个工作日", "天数的单位": "自然日",
                       "自何时起算": "收到某份文件", "须先收到": "没有的表"})  # fmt: skip
    row(book, "付款", {"编号": "rest", "自何时起算": "签订之日", "起算指哪一项": "发票"})
    book["付款"].cell(HEADINGS, 60).value = "我的备注"
    book["付款"].cell(HEADINGS + 4, 60).value = "记得催票"
    book["报告和单据"].cell(HEADINGS + 2, 3).value = "考核汇总表"
    book["应办事项"].delete_rows(HEADINGS)
    copied = book.copy_worksheet(book["服务计划"])
    copied.title = "服务计划 (2)"
    return book
