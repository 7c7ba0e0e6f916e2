"""A contract clause by clause: every term once, beside its words, as a sheet to be signed."""

import copy
import json
import tomllib
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

from conftest import Run
from svcctl import workspace
from svcctl.almanac.adopt import shipped_facts
from svcctl.answers.clauses import Clause, clauses, is_heading, leaves
from svcctl.casebook.case import CalendarNamed, Case, case_from
from svcctl.casebook.kinds import Fact, Imported
from svcctl.contracts.form import plain
from svcctl.desk.looking import calendars_from
from svcctl.i18n import Words
from svcctl.wording.cited import Text
from svcctl.wording.found import Line

CONTRACTS = sorted(workspace.shipped("contracts").glob("*.toml"))
TODAY = date(2026, 11, 1)
WORDING = """合同
第一条 标的
机房维护。
第二条 价款
1、总价 870000 元。
2、税费由乙方负担。
第七条 付款方式
签订后15个工作日内支付70%。
第八条 违约责任
1、质量不合格的付 5%。
2、侵权的承担全部责任。
3、逾期每天 3%，累计不超过 5%。
第十四条 保密
乙方不得泄密。
甲方（盖章）：某某医院
附件1 价目表
附件3 服务承诺
9.4 质量
9.4.7.1.2 服务级别
SIS1 半小时内应答。
9.4.7.1.3 服务方式
半年巡访一次。
9.5 培训
"""


def lines(text: str) -> list[Line]:
    return [Line("合同.txt", str(n), row) for n, row in enumerate(text.splitlines(), 1)]


@cache
def calendars() -> CalendarNamed:
    return calendars_from(list(shipped_facts(workspace.shipped("calendars"))))


def case_of(document: dict[str, Any]) -> Case:
    """The contract of a file on 1 November 2026."""
    says = Imported(terms=document)
    fact = Fact(document["id"], 1, "contract-imported", document["signed_on"], "", "x", says, {})
    case = case_from(document["id"], [fact], TODAY, calendars())
    assert case is not None
    return case


def document_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = plain(tomllib.loads(path.read_text(encoding="utf-8")))
    return found


@pytest.fixture(scope="module", params=CONTRACTS, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return document_of(request.param)


# -- every term once -------------------------------------------------------------------------------


def test_every_value_of_the_file_stands_in_one_term_or_over_it(document: dict[str, Any]) -> None:
    found = clauses(case_of(document), Words("zh"), None)
    shown = [path for clause in found for term in clause.terms for path in term.paths]
    headings = [path for path in leaves(document) if is_heading(path)]
    assert sorted(shown + headings) == sorted(leaves(document))


def test_every_article_of_the_file_has_its_place(document: dict[str, Any]) -> None:
    cited = {
        each["article"]
        for value in document.values()
        for each in (value if isinstance(value, list) else [value])
        if isinstance(each, dict) and "article" in each
    }
    found = clauses(case_of(document), Words("zh"), None)
    assert {clause.article for clause in found} - {""} == cited
    titles = "\n".join(term.name + "\n".join(term.says) for c in found for term in c.terms)
    words = Words("zh")
    for table in (t for v in document.values() if isinstance(v, list) for t in v):
        if isinstance(table, dict) and "title" in table:
            assert words.value(table["title"]) in titles


OTHER: dict[Any, Any] = {  # values that a reader takes for something else
    "working-day": "calendar-day", "calendar-day": "working-day", "purchaser": "supplier",
    "supplier": "purchaser", "contract-price": "year-price", "breach": "contract",
    "contract": "breach", "beside": "included", "included": "beside", "whole": "started",
    "stop": "warn", "warn": "note", "note": "stop", "7x24": "5x8", "5x8": "7x24",
    "both": "supplier", "once": "service-year", "service-year": "once", "fault": "call",
    True: False, "signing": "award-notice",
}  # fmt: skip
# what sums, dates and other tables rest on, and cannot be changed alone
BOUND = (
    "needs",
    "after",
    "breach",
    "calendar",
    "currency",
    "signed_on",
    "payee",
    "part",
    "settled",
)


def other(value: Any) -> Any:
    """Another value of the same kind; None where there is none that holds alone."""
    if isinstance(value, (str, bool)) and value in OTHER:
        return OTHER[value]
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str) and value.endswith(("%", "‰")):
        return f"{float(value[:-1]) / 2 or 1:g}{value[-1]}"
    return "另一" + value if isinstance(value, str) and not value.isascii() else None


def changed(document: dict[str, Any], path: str) -> dict[str, Any] | None:
    """The document with another value at that path."""
    made = copy.deepcopy(document)
    *way, last = path.replace("]", "").replace("[", ".").split(".")
    at: Any = made
    for key in way:
        at = at[int(key)] if isinstance(at, list) else at[key]
    value = other(at[last]) if isinstance(at, dict) else None
    if value is None or last in BOUND or (path.startswith("guarantees") and last == "who"):
        return None
    at[last] = value
    return made


def test_whatever_is_changed_in_the_file_is_told_otherwise(document: dict[str, Any]) -> None:
    before, tried = told(document), 0
    for path in leaves(document):
        made = None if is_heading(path) else changed(document, path)
        if made is None or ("service_" in path and "[2]" not in path):  # of many alike, one
            continue
        try:
            after = told(made)
        except (KeyError, ValueError, ArithmeticError, LookupError):  # no contract any more
            continue
        tried += 1
        assert after != before, path
    assert tried > 5


def told(document: dict[str, Any]) -> list[Any]:
    found = clauses(case_of(document), Words("zh"), None)
    return [(term.name, list(term.says)) for clause in found for term in clause.terms]


# -- the words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cited", "first", "last"),
    [
        ("第二条", "第二条 价款", "2、税费由乙方负担。"),
        ("第八条第三款", "3、逾期每天 3%，累计不超过 5%。", "3、逾期每天 3%，累计不超过 5%。"),
        ("第八条第（三）项", "3、逾期每天 3%，累计不超过 5%。", "3、逾期每天 3%，累计不超过 5%。"),
        (
            "第八条第三款第（一）项",
            "3、逾期每天 3%，累计不超过 5%。",
            "3、逾期每天 3%，累计不超过 5%。",
        ),
        ("第八条第一款至第二款", "1、质量不合格的付 5%。", "2、侵权的承担全部责任。"),
        ("第七条第二款", "第七条 付款方式", "签订后15个工作日内支付70%。"),
        ("第十四条", "第十四条 保密", "乙方不得泄密。"),
        ("附件3 9.4.7.1.2", "9.4.7.1.2 服务级别", "SIS1 半小时内应答。"),
        ("附件3 9.4", "9.4 质量", "半年巡访一次。"),
        ("附件3 9.5、9.4.7.1.3", "9.5 培训", "半年巡访一次。"),
    ],
)
def test_the_words_of_a_citation(cited: str, first: str, last: str) -> None:
    found = Text(lines(WORDING)).words_of(cited)
    assert (found[0].text, found[-1].text) == (first, last)


def test_an_article_cited_by_its_heading_is_found() -> None:
    """As contracts number them that write 一、 and 二、: the title may stand with the number."""
    text = Text(lines("合同\n一、标的\n保洁。\n二、付款方式\n1. 按季付款。\n2. 先开发票。"))
    assert [line.text for line in text.words_of("二、付款方式第二款")] == ["2. 先开发票。"]
    both = text.words_of("一、标的；二、付款方式第一款")
    assert [line.text for line in both] == ["一、标的", "保洁。", "1. 按季付款。"]


@pytest.mark.parametrize(
    "cited",
    ["第九条", "政府采购法实施条例第八条", "附件2", "附件3 9.6", "采购需求 1.1", "第1", "--"],
)
def test_what_the_text_has_not_is_not_quoted(cited: str) -> None:
    assert not Text(lines(WORDING)).words_of(cited)


def test_a_text_cut_shuffled_or_without_articles_gives_no_words_but_its_own() -> None:
    cited = [
        "第七条",
        "第八条第三款",
        "附件3 9.4.7.1.2",
        "附件3 9.5、9.4",
        "附件1",
        "采购需求 1.1",
        "第",
    ]
    whole = lines(WORDING)
    for seed in range(60):
        drawn = Random(seed)
        rows = drawn.sample(whole, drawn.randrange(len(whole)))
        rows = rows if seed % 2 else sorted(rows, key=lambda line: int(line.place))
        text = Text([*rows, *rows[: seed % 5]])
        assert {line for each in cited for line in text.words_of(each)} <= set(rows)


def test_articles_that_have_chapter_marks_alone_and_a_table_of_contents() -> None:
    text = Text(lines("一、标的\n二、付款\n一、标的\n软件。\n二、付款\n验收后付。\n（一）分期\n"))
    assert [line.place for line in text.words_of("第二条")] == ["5", "6", "7"]


def of(document: dict[str, Any], text: str) -> list[Clause]:
    return clauses(case_of(document), Words("zh"), Text(lines(text)))


def test_what_no_term_covers_is_told() -> None:
    document = document_of(CONTRACTS[-1])
    found = {clause.article: clause for clause in of(document, WORDING)}
    unheard = [
        term for clause in found.values() for term in clause.terms if term.table == "unheard"
    ]
    assert [term.article for term in unheard] == ["第十四条"]
    document["clauses"] = [each for each in document["clauses"] if each["article"] != "第一条"]
    document["damages"] = [each for each in document["damages"] if each["key"] != "infringement"]
    found = {clause.article: clause for clause in of(document, WORDING)}
    assert [a for a, c in found.items() if c.terms[0].handled == "not-listed"] == [
        "第一条",
        "第八条第二款",
        "第十四条",
    ]
    assert found["第八条第二款"].words == "2、侵权的承担全部责任。"


def test_an_article_that_only_names_an_account_says_where_it_stands() -> None:
    """It is still to be looked at: something else may stand in it."""
    document = document_of(workspace.shipped("contracts") / "zyfy-his-2025.toml")
    document["parties"][1]["accounts"][0]["source"] = "第三十五条"
    more = "第三十五条 账户\n开户行：某银行。\n第三十六条 其他\n无。\n甲方（盖章）"
    text = Text(lines(WORDING.replace("甲方（盖章）", more)))
    found = {c.article: c.terms[0].says for c in clauses(case_of(document), Words("zh"), text)}
    assert found["第三十五条"][0] == "这里的收款账户已列入首部的当事人"
    assert len(found["第三十五条"]) == 2
    assert len(found["第三十六条"]) == 1


def test_rules_of_damages_are_named_in_words() -> None:
    """By what they are for; one whose key says nothing keeps its key beside who pays."""
    document = document_of(workspace.shipped("contracts") / "zyfy-his-2025.toml")
    quality, late = (
        next(rule for rule in document["damages"] if rule["key"] == key)
        for key in ("quality", "late-payment")
    )
    quality["key"], late["key"] = "absent", "slow"
    found = clauses(case_of(document), Words("zh"), None)
    terms = [term for clause in found for term in clause.terms if term.table == "damages"]
    names = [term.name for term in terms]
    assert {"违约责任：乙方违约（absent）", "违约责任：逾期付款", "违约责任：逾期验收"} <= set(
        names
    )
    [said] = [term.says for term in terms if "absent" in term.name]
    assert "登记违约后计算（svcctl 登记违约 absent）" in said


def test_the_order_is_that_of_the_contract() -> None:
    order = [clause.article for clause in of(document_of(CONTRACTS[-1]), WORDING)]
    numbered = [each for each in order if each.startswith("第")]
    assert numbered[:5] == ["第一条", "第二条", "第三条", "第四条", "第五条"]
    assert order[0] == order[-1] == ""
    assert (
        numbered.index("第八条第五款") < numbered.index("第九条") < numbered.index("第十条第一款")
    )


# -- asked for -------------------------------------------------------------------------------------


@pytest.fixture
def wording(tmp_path: Path) -> Path:
    path = tmp_path / "合同.txt"
    path.write_text(WORDING, encoding="gb18030")
    return path


def test_on_a_screen_the_words_stand_beside(
    run: Run, demo_store: Path, wording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "terminal_width", lambda: 100)
    code, out, _ = run("contract", "show", "--clauses", "--text", wording, "--format", "table")
    assert code == 0
    row = next(line for line in out.splitlines() if "逾期每天" in line)
    assert " | " in row


def test_without_a_text_it_says_so_and_json_has_no_words(run: Run, demo_store: Path) -> None:
    code, out, _ = run("contract", "show", "--clauses")
    assert (code, "add --text FILE" in out) == (0, True)
    code, out, _ = run("contract", "show", "--clauses", "--format", "json")
    assert {clause["quoted"] for clause in json.loads(out)["clauses"]} == {None}


def test_a_file_that_is_not_loaded_is_shown_too(run: Run, wording: Path) -> None:
    file = CONTRACTS[-1]
    args = ("contract", "show", file, "--clauses", "--text", wording)
    code, out, _ = run(*args, "--format", "json")
    found = {clause["article"]: clause for clause in json.loads(out)["clauses"]}
    assert (code, found["第八条第三款"]["place"]) == (0, "合同.txt:12")
    assert found["第八条第三款"]["quoted"] == "3、逾期每天 3%，累计不超过 5%。"
    [damages] = [t for t in found["第八条第三款"]["terms"] if t["path"] == "damages[3]"]
    assert "at most 5% of the contract price in all" in damages["words"]


def test_the_sheet_has_a_row_a_term_and_places_to_sign(
    run: Run, demo_store: Path, wording: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "核对表.docx"
    assert run("contract", "show", "--clauses", "--text", wording, "-o", sheet)[0] == 0
    document = Document(str(sheet))
    table, signed = document.tables
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads == ["序号", "条款", "合同原文", "事项", "系统理解", "处理", "核对意见"]
    _, out, _ = run("contract", "show", "--clauses", "--text", wording, "--format", "json")
    terms = [term for clause in json.loads(out)["clauses"] for term in clause["terms"]]
    assert len(table.rows) == len(terms) + 1
    assert {row.cells[6].text for row in table.rows[1:]} == {""}
    assert [cell.text for cell in signed.rows[0].cells][:2] == ["核对人（签字）", "复核人（签字）"]
    section = document.sections[0]
    assert section.page_width is not None
    assert (round(section.page_width.cm, 1), "NUMPAGES" in section.footer._element.xml) == (
        29.7,
        True,
    )


def test_the_sheet_of_a_file_is_the_same_but_for_its_facts(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.docx"
    assert run("contract", "show", CONTRACTS[-1], "--clauses", "-o", sheet)[0] == 0
    assert len(Document(str(sheet)).tables[0].rows) > 80


def test_the_page_keeps_a_line_a_sentence(run: Run, demo_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "sheet.html"
    assert run("contract", "show", "--clauses", "-o", page)[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "Contract price" not in text
    assert "290,000.00 yuan each service year" in text
    assert "<br>" in text


# -- refused ---------------------------------------------------------------------------------------


def docx(**parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"PK broken",
        docx(other=b"<a/>"),
        docx(word__document=b"<!DOCTYPE a><a/>"),
        docx(word__document=b"<a/>"),
        docx(word__document=b"<a"),
    ],
)
def test_a_text_that_is_none_is_refused(
    content: bytes, run: Run, demo_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "scan.docx"
    path.write_bytes(content)
    code, _, err = run("contract", "show", "--clauses", "--text", path)
    assert code == 2
    assert "scan.docx" in err
    assert len(err.splitlines()) <= 2


def test_a_word_file_is_read_with_its_tables(run: Run, demo_store: Path, tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("第二条 合同金额")
    row = made.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "总价", "870000"
    path = tmp_path / "c.docx"
    made.save(str(path))
    _, out, _ = run("contract", "show", "--clauses", "--text", path, "--format", "json")
    found = {clause["article"]: clause for clause in json.loads(out)["clauses"]}
    assert found["第二条"]["quoted"] == "第二条 合同金额\n总价\t870000"


def test_a_text_alone_is_refused(run: Run, demo_store: Path, wording: Path) -> None:
    code, _, err = run("contract", "show", "--text", wording)
    assert (code, "--text goes with --clauses" in err) == (2, True)
