"""The workbook form: it says what a contract file says, and what is wrong in it by its cells."""

import tomllib
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from conftest import Run
from forms_made import cleaning, column, form_of, lines, misfilled, opened, row, saved
from svcctl.billing.refusal import Refusal
from svcctl.contracts.described import said
from svcctl.contracts.form import FORM, Field, plain
from svcctl.contracts.read import ContractFile, read_contract
from svcctl.contracts.sheets import SAYING, choice_words, heading, sheet_forms, sheet_name
from svcctl.contracts.written import toml_of
from svcctl.i18n import Words, subject
from svcctl.intake import form_cells
from svcctl.intake.contract_form import read_form
from svcctl.intake.form_told import told

SHIPPED = sorted((Path(__file__).parent.parent / "data" / "contracts").glob("*.toml"))
CALENDARS = ("CN", "CN-GX", "CN-NX")
ZH = Words("zh")


def read(content: bytes) -> ContractFile:
    return read_form("f.xlsx", content, CALENDARS)


def wrong(content: bytes) -> dict[str, str]:
    """What is told of each cell."""
    return {error.cell: told(error.problem, ZH) for error in read(content).errors}


# -- nothing of the form is lost -------------------------------------------------------------------


def leaves(fields: Any, at: str = "") -> set[str]:
    found = set()
    for key, field in fields.items():
        path = f"{at}.{key}".strip(".")
        inside: Field = field
        if inside.fields is None or inside.kind == "text-or-tables":
            found.add(path)
        found |= leaves(inside.fields or {}, path)
    return found


def test_every_key_of_the_form_has_a_cell() -> None:
    """What a contract file can say has a place in the workbook, and nothing else has."""
    cells = {f"{s.path}.{c.path}".strip(".") for s in sheet_forms() for c in s.columns}
    assert cells | {"readings"} == leaves(FORM)


def test_headings_and_choices_differ_in_a_sheet() -> None:
    """A heading means one column, a word of a list one value; both are short enough for Excel."""
    names = [sheet_name(form.path, ZH) for form in sheet_forms()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 31
    for form in sheet_forms():
        heads = [heading(form, each, ZH) for each in form.columns]
        assert len(set(heads)) == len(heads)
        for each in form.columns:
            known = choice_words(each, ZH)
            assert len(set(known.values())) == len(known)
            assert len(said(each.about, ZH, SAYING)) <= 255


def test_what_is_said_of_a_column_is_said_somewhere() -> None:
    """No explanation of the form is left over that no sheet, column or choice shows."""
    paths = {form.path for form in sheet_forms()} | {"due", "lodge", "returns.due", "cap", "term"}
    paths |= {each.about for form in sheet_forms() for each in form.columns}
    paths |= {path.rpartition(".")[0] for path in paths}
    ends = {path.split(".", cut)[-1] for path in paths for cut in range(path.count(".") + 1)}
    ends |= {"obligations.due", "contract"}
    keys = [*subject("form_keys")]
    explained = {key.removeprefix("form-key.") for key in keys if key.startswith("form-key.")}
    assert explained <= ends
    named = {key.removeprefix("form-name.") for key in keys if key.startswith("form-name.")}
    assert named <= ends


# -- there and back --------------------------------------------------------------------------------


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_three_ways_give_the_same_terms(file: Path) -> None:
    """A shipped file, the workbook of it, and the file written anew are one document."""
    document = tomllib.loads(file.read_text("utf-8"))
    form = read(form_of(document))
    assert form.errors == ()
    assert form.document == plain(document)
    again = read_contract("f.toml", toml_of(form.document).encode(), CALENDARS)
    assert again.document == form.document or {error.problem.key for error in again.errors} <= {
        "file.kind.date",
        "file.kind.dates",
    }
    assert form_of(form.document) == form_of(document)


ODD = {
    "title": {"zh": "=SUM(A1:A9)"},
    "number": "",
    "project_number": "_x0041_@-+",
    "total": "0870000.00",
    "within": "1 month",
    "plus": "20 days",
    "waits": ["等用户、进场；开门", "user"],
}


def odd() -> dict[str, Any]:
    """A document with values that people seldom write."""
    document = tomllib.loads(SHIPPED[-1].read_text("utf-8"))
    document |= {key: ODD[key] for key in ("title", "number", "project_number")}
    document["deliverables"][0]["title"] = {"en": "Report"}
    document["systems"][0]["title"] = {"zh": "@系统", "en": "-system"}
    document["damages"][0]["terminate_after"] = {"occurrences": 3, "within": ODD["within"]}
    document["obligations"][0]["due"]["plus"] = ODD["plus"]
    document["service_levels"][0]["waits"] = ODD["waits"][:1]
    document["service_levels"][1]["waits"] = ODD["waits"]
    document["readings"] = {"day-off": "no"}
    return document


def test_odd_values_come_back_as_they_were() -> None:
    """Text that looks like a formula, titles of one language, lengths in odd units."""
    document = odd()
    assert read(form_of(document)).document == plain(document)
    values = [
        cell.data_type
        for sheet in load_workbook(BytesIO(form_of(document))).worksheets
        for line in sheet.iter_rows()
        for cell in line
    ]
    assert "f" not in values


# -- filled in by hand -----------------------------------------------------------------------------


def test_what_people_type_is_read() -> None:
    """Chinese numbers, dates and shares, names in place of keys, shares as a cell shows them."""
    found = read(saved(cleaning()))
    assert [told(error.problem, ZH) for error in found.errors] == []
    document = found.document
    assert document["title"] == "门诊楼保洁服务合同"
    assert document["signed_on"] == "2025-03-05"
    assert document["price"]["total"] == "360000.00"
    assert document["term"]["to"] == "2026-03-31"
    assert document["parties"][1]["accounts"][0]["number"] == "0620001234567890123"
    assert document["instalments"] == [
        {
            "key": "fee",
            "title": "季度服务费",
            "article": "第五条",
            "every": "quarter",
            "share": "100%",
            "needs": ["kaohe", "invoice"],
            "due": {"days": 15, "unit": "working-day", "after": "receipt:invoice"},
        }
    ]
    assert document["damages"][0]["rate"] == "0.5‰"
    assert document["damages"][0]["cap"]["share"] == "5%"
    bond = document["guarantees"][0]
    assert bond["lodge"] == {"days": 7, "unit": "calendar-day", "after": "signing"}
    assert bond["returns"][0]["due"]["plus"] == "6 months"


def test_each_error_names_its_cell_and_what_to_do() -> None:
    """Sheet and cell, what is wrong in the words of the form, what to write."""
    found = wrong(saved(misfilled()))
    assert found["合同!B18"].startswith("「合同总价」里的「三十来万」读不懂，请写金额")
    assert found["收款账户!D8"].startswith("「账号」里的")
    assert (
        found["收款账户!B10"]
        == "「双方」表里没有「丙方」，或者不止一行叫这个名称。请写那一行的编号。"
    )
    assert all(len(text) < 160 for text in found.values())


def test_what_must_agree_is_told_in_the_words_of_the_form() -> None:
    """Shares that make no whole, a party that is missing: no key of a contract file is named."""
    book = cleaning()
    sheet = book["付款"]
    sheet.cell(8, column(sheet, "比例")).value = "90%"
    [(cell, text)] = wrong(saved(book)).items()
    assert cell.startswith("付款!")
    assert "share" not in text
    book = cleaning()
    book["双方"].delete_rows(8)
    assert "「哪一方」填「甲方」" in " ".join(wrong(saved(book)).values())


def test_a_blank_form_says_what_it_lacks() -> None:
    """Each thing that a contract cannot do without, with the cell to fill in and an example."""
    found = wrong(form_of())
    assert found["合同!B5"] == "「合同代号」空着，请填写，如：wuye-2026"
    assert found["付款!B8"] == "「付款」表还没有填，至少一行。"
    assert len(found) == 7


def test_rows_columns_and_examples_may_be_moved_or_taken_out() -> None:
    """Columns are found by their headings; the lines that explain need not be there."""
    book = cleaning()
    book["付款"].delete_rows(5, 3)
    book["付款"].move_range("B1:B60", cols=40)
    book["双方"].insert_rows(9)
    assert read(saved(book)).document == read(saved(cleaning())).document


LIFTS = """
format = 1
id = "dianti-2026"
title = "电梯维护保养服务"
currency = "CNY"
calendar = "CN"
signed_on = 2025-12-22
price = { total = "96000.00", total_in_words = "玖万陆仟元整", article = "第三条" }
term = { from = 2026-01-01, to = 2026-12-31, article = "第二条" }

[[parties]]
role = "purchaser"
name = "某图书馆"

[[parties]]
role = "supplier"
name = "某电梯有限公司"
accounts = [{ bank = "某银行某支行", number = "6200 0000 0000 0001", source = "第九条" }]

[[deliverables]]
key = "paper"
title = "维保记录"
article = "第四条"
every = "quarter"

[[deliverables]]
key = "paper-2"
title = "发票"
article = "第四条"
every = "quarter"

[[instalments]]
key = "fee"
title = "季度维保费"
article = "第四条"
every = "quarter"
share = "100%"
needs = ["paper", "paper-2"]
due = { days = 10, unit = "working-day", after = "receipt:paper-2" }

[[damages]]
key = "late"
payer = "purchaser"
for = "late-payment"
rate = "0.5‰"
per = { days = 1, part = "whole" }
base = "amount-overdue"
cap = { share = "5%", of = "contract-price", pool = "contract" }
loss = "included"
article = "第七条第一款"

[[obligations]]
key = "duty"
title = "提交上月维保报告"
article = "第六条"
who = "supplier"
every = "month"
due = { day = 5, month = "next", after = "period-end" }

[[guarantees]]
key = "bond"
title = "履约保证金"
who = "supplier"
share = "5%"
article = "第五条"
lodge = { days = 5, unit = "working-day", after = "signing" }
returns = [{ share = "100%", due = { days = 15, unit = "calendar-day", after = "term-end" } }]
"""
# a person's cells, sheet by sheet as they follow one another; keys are left out, or Chinese
TYPED: dict[str, list[dict[str, Any]]] = {
    "双方": [{"哪一方": "甲方", "单位名称": "某图书馆"},
             {"哪一方": "乙方", "单位名称": "某电梯有限公司"}],
    "收款账户": [{"所属合同各方": "某电梯有限公司", "开户银行": "某银行某支行",
                  "账号": "6200 0000 0000 0001", "出处": "第九条"}],
    "报告和单据": [{"编号": "维保记录", "名称": "维保记录", "依据": "第四条", "多久一份": "每季度"},
                   {"名称": "发票", "依据": "第四条", "多久一份": "每季度"}],
    "付款": [{"编号": "季度费", "名称": "季度维保费", "依据": "第四条", "多久付一次": "每季度",
              "比例": "100%", "须先收到": "维保记录、发票", "天数": 10, "天数的单位": "工作日",
              "自何时起算": "收到某份文件", "起算指哪一项": "发票"}],
    "违约责任": [{"编号": "late", "谁承担": "甲方", "针对什么": "逾期付款", "计算比例": "万分之五",
                  "每几天": 1, "不足一期": "满一期才计", "计算基数": "逾期未付的金额",
                  "上限比例": "5%", "上限的基数": "合同总价", "上限管多少": "合同累计一个上限",
                  "经济损失": "违约金已含损失", "依据": "第七条第一款"}],
    "应办事项": [{"名称": "提交上月维保报告", "依据": "第六条", "责任单位": "乙方",
                  "多久一次": "每月", "几号": 5, "哪个月": "起算事件的次月",
                  "自何时起算": "本期期满"}],
    "保证金": [{"编号": "履约金", "名称": "履约保证金", "谁交存": "乙方", "比例": "5%",
                "天数": "5个工作日", "自何时起算": "签订之日", "依据": "第五条"}],
    "保证金退还": [{"所属保证金": "履约金", "退还比例": "100%", "天数": "15日",
                    "自何时起算": "服务期限届满"}],
}  # fmt: skip


def typed() -> Workbook:
    """A blank form with what a person types, in cells that are in sight."""
    book = opened()
    lines(book, {
        "合同代号": "dianti-2026", "名称": "电梯维护保养服务", "工作日日历": "全国",
        "签订日期": "2025年12月22日", "合同总价": "96,000.00元", "大写金额": "玖万陆仟元整",
        "价款依据": "第三条", "开始日期": "2026年1月1日", "截止日期": date(2026, 12, 31),
        "服务期限依据": "第二条",
    })  # fmt: skip
    assert list(TYPED) == [name for name in book.sheetnames if name in TYPED]
    for name, rows in TYPED.items():
        for values in rows:
            row(book, name, values)
            letters = [get_column_letter(column(book[name], head)) for head in values]
            folded = {k for k, held in book[name].column_dimensions.items() if held.hidden}
            assert not folded & set(letters), name
    return book


def test_a_blank_form_typed_by_cells_is_the_contract_file() -> None:
    """In plain Chinese as the lists offer it, with keys left to the form."""
    found = read(saved(typed()))
    assert [told(error.problem, ZH) for error in found.errors] == []
    assert found.document == plain(tomllib.loads(LIFTS))


def test_what_a_form_loads_is_told_in_few_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the duties that recur three are named, of the others how many; papers are no reports."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))
    (tmp_path / "f.xlsx").write_bytes(saved(typed()))
    run("init")
    assert run("contract", "import", tmp_path / "f.xlsx")[0] == 0
    at = ("--as-of", "2026-08-01", "--lang", "zh")
    shown = "".join(run("payments", "due", *at)[1].split())
    assert "另有逾期的应办事项7项：交纳履约保证金4,800.00元，应于2025-12-29前办结；" in shown
    assert "应于2026-03-05前办结；另4项。" in shown
    received = ("reports", "receive", "--period", "Y1-Q1", "--all", "--on", "2026-04-07")
    moved = "第1年第1季度季度维保费 状态：待资料 -> 逾期"
    assert moved in run(*received, "--lang", "zh")[1]
    assert moved in run("audit", "late", "--lang", "zh")[1]  # in the same words


def test_what_the_form_calls_rows_is_no_word_of_its_own() -> None:
    """A made key in a sentence stays what it is, and two rows without keys have two."""
    book = typed()
    row(book, "违约责任", {"谁承担": "乙方", "针对什么": "其他违约", "定额": 200, "依据": "第八条"})
    row(book, "违约责任", {"谁承担": "甲方", "针对什么": "其他违约", "定额": 200, "依据": "第八条"})
    found = read(saved(book))
    assert [each["key"] for each in found.document["damages"]] == ["late", "penalty", "penalty-2"]
    said_of = [told(each.problem, ZH).partition("没有")[0] for each in found.reminders]
    assert said_of == ["提示：条款 penalty ", "提示：条款 penalty-2 "]


def test_columns_that_few_need_are_folded_until_they_hold_something() -> None:
    """And the sheet of payments goes on one page across."""
    sheet = opened()["付款"]
    folded = {k for k, held in sheet.column_dimensions.items() if held.hidden}
    letters = {name: get_column_letter(column(sheet, name)) for name in ("各期金额", "比例")}
    assert letters["各期金额"] in folded
    assert letters["比例"] not in folded
    assert sheet.page_setup.fitToWidth in (None, 1)
    document = tomllib.loads(LIFTS)
    document["instalments"][0] |= {"payee": "supplier"}
    filled = opened(document)["付款"]
    held = filled.column_dimensions[get_column_letter(column(filled, "收款方"))]
    assert not held.hidden


# -- files that are no form ------------------------------------------------------------------------


def archive(**parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        archive(content=b"<a/>"),
        archive(**{"xl/workbook.xml": b"<a/>"}),
        form_of()[:-3000],
    ],
    ids=["empty", "broken", "old", "archive", "bare", "cut"],
)
def test_no_form_is_refused(content: bytes) -> None:
    """Whatever a file is, it is refused in words."""
    with pytest.raises(Refusal) as refused:
        read(content)
    assert refused.value.key in ("form.not-xlsx", "table.broken")


def test_a_workbook_of_something_else_is_refused() -> None:
    """A list of payments is no contract."""
    book = opened()
    for name in book.sheetnames:
        if name != "填写说明":
            del book[name]
    with pytest.raises(Refusal, match=r"form\.none"):
        read(saved(book))


def test_too_many_rows_or_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form is bounded, and narrower than a bank's list."""
    book = opened()
    book["付款"].cell(9, 300).value = "x"
    with pytest.raises(Refusal, match=r"table\.columns"):
        read(saved(book))
    monkeypatch.setattr(form_cells, "ROWS", 100)
    with pytest.raises(Refusal, match=r"table\.large"):
        read(form_of())


def test_a_formula_counts_by_its_result() -> None:
    """One that nobody worked out is told, as is an error in place of a value."""
    book = cleaning()
    lines(book, {"合同总价": "=180000*2", "项目编号": "#REF!"})
    assert wrong(saved(book))["合同!B18"].startswith("「合同总价」里是没有结果的公式")


def test_a_row_over_an_example_is_told() -> None:
    """A contract written over the grey line would not be read, and nobody would know."""
    book = cleaning()
    book["付款"].cell(6, 3).value = "我的预付款"
    assert "清空标记" in wrong(saved(book))["付款!A6"]
    at = row(book, "付款", {"编号": "x"})
    assert at == 9


# -- in the store ----------------------------------------------------------------------------------


def test_the_chain_keeps_the_document_and_the_workbook(run: Run, tmp_path: Path) -> None:
    """Imported, the terms stand in the chain and the workbook's bytes are its evidence."""
    filled = tmp_path / "baojie.xlsx"
    filled.write_bytes(saved(cleaning()))
    assert run("init", str(filled))[0] == 0
    log = run("audit", "log", "--format", "json")[1]
    assert sha256(filled.read_bytes()).hexdigest() in log
    again = tmp_path / "again.xlsx"
    assert run("contract", "form", "baojie-2025", "-o", str(again))[0] == 0
    assert "已在库中" in run("contract", "import", str(again), "--lang", "zh")[1]
    assert run("contract", "correct", str(again), "--reason", "x")[0] == 2
