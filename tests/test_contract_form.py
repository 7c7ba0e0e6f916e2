"""The workbook form: it says what a contract file says, and what is wrong in it by its cells."""

import tomllib
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

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
