"""Letters: read back by python-docx, the same bytes twice, templates that a user may replace, refusals."""

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from svcctl import workspace

Run = Callable[..., tuple[int, str, str]]
OUTPUT = "letter.docx"


@pytest.fixture
def claim(demo_store: Path, run: Run, tmp_path: Path) -> Path:
    """A late payment whose negotiation failed, a loss from it, a breach of the supplier's; where the letter goes."""
    paper = tmp_path / "纪要.pdf"
    paper.write_bytes(b"%PDF-1.4 minutes")
    for args in (
        ("negotiation", "open", "--on", "2025-03-27"),
        ("negotiation", "fail", "--on", "2025-03-28", "--file", str(paper)),
        (
            "damages",
            "loss",
            "Y1-advance",
            "--amount",
            "12000",
            "--on",
            "2025-04-10",
            "--file",
            str(paper),
        ),
        ("breach", "record", "service-promise", "--on", "2025-05-02"),
    ):
        code, _, err = run(*args)
        assert code == 0, err
    return tmp_path / OUTPUT


CLAIM = ("damages", "statement", "--as-of", "2025-05-01", "--role", "supplier")
MOMENT = "2040-06-01T00:00:00.000000+08:00"  # all that was recorded, whenever the tests run


def written(run: Run, path: Path, *args: str) -> str:
    """The whole text of a letter."""
    code, out, err = run(*args[:2], "--known-at", MOMENT, *args[2:], "-o", str(path))
    assert (code, out) == (0, ""), err
    return text_of(path)


def text_of(path: Path) -> str:
    """All that stands in a letter, its foot too."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    foot = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    told = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *foot])
    return told.replace("\N{NO-BREAK SPACE}", " ")


def on_paper(sentence: str) -> str:
    """A sentence of the screen as papers write it: days in one form, no handles of our own."""
    days = re.sub(r" ?(\d{4})-0?(\d+)-0?(\d+) ?", r"\1年\2月\3日", sentence.strip())
    plain = re.sub(r"（[a-z0-9-]+(#\d+)?）|，[^，]+已登记", "", days)
    return plain.replace(" x ", "×").replace(" ", "")


def refused(run: Run, *args: str) -> str:
    code, out, err = run(*args, "--lang", "en")
    assert (code, out) == (2, "")
    assert err.count("\n") <= 2
    return err


def test_the_statement_has_sum_arithmetic_articles_and_evidence(claim: Path, run: Run) -> None:
    """Figures and capitals agree with the assessment; every step of explain stands in it."""
    text = written(run, claim, *CLAIM)
    code, out, _ = run("damages", "assess", "--as-of", "2025-05-01", "--format", "json")
    assert code == 0
    assert json.loads(out)["owed_by"]["purchaser"] == "43500.00"
    assert "合计：43,500.00 元，大写：人民币肆万叁仟伍佰元整。" in text
    _, steps, _ = run("explain", "late-payment/Y1-advance", "--as-of", "2025-05-01", "--lang", "zh")
    for line in steps.splitlines()[1:]:
        assert on_paper(line) in text.replace(" ", "")
    for part in ("资源县妇幼保健院：", "柳州中联科技有限责任公司（盖章）", "2025年5月1日", "第八条第三款", "纪要.pdf",
                 "SHA-256", "7070 2015 2010 9000 2075", "日历 CN-GX：已公布至 2026 年", "条校验码（前16位）：zyfy-his-2025@5:"):  # fmt: skip
        assert part in text, part
    assert "130%" not in text  # the law stands beside the contract, not in its claims
    assert "{" not in text


def test_what_is_contingent_is_named_and_not_claimed(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """Before negotiation has failed nothing is owed yet: the letter's sum is nought and says what waits."""
    text = written(run, tmp_path / OUTPUT, *CLAIM[:3], "2025-04-01", "--role", "supplier")
    assert "合计：0.00 元，大写：人民币零元整。" in text
    assert "以协商不成为前提，我方保留主张权利的" in text
    assert "第1年首期款（70%）逾期付款：43,500.00 元" in text


def test_the_same_bytes_twice_in_any_language(claim: Path, run: Run) -> None:
    """A Chinese document whatever --lang says; its stamps come from the moment asked for, not from the clock."""
    kept = []
    for lang in ("zh", "en", "zh"):
        written(run, claim, *CLAIM, "--lang", lang)
        kept.append(claim.read_bytes())
    assert kept[0] == kept[1] == kept[2]
    with zipfile.ZipFile(claim) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2040, 6, 1, 0, 0, 0)}
    properties = Document(str(claim)).core_properties
    assert (properties.author, str(properties.created)[:10]) == ("svcctl", "2040-06-01")


def test_known_at_sets_the_stamp_and_the_head(claim: Path, run: Run) -> None:
    """By what was known at a time: the head of that time is in the foot, the time in the stamps."""
    _, out, _ = run("audit", "log", "--format", "json")
    third = json.loads(out)["events"][2]["recorded_at"]
    text = written(run, claim, *CLAIM, "--known-at", third)
    assert "条校验码（前16位）：zyfy-his-2025@3:" in text
    assert "已登记的事实" in text
    with zipfile.ZipFile(claim) as archive:
        year = archive.infolist()[0].date_time[0]
    assert year == 2026


def test_both_sides_owe_and_each_claims_its_own(claim: Path, run: Run) -> None:
    """The supplier's promise was broken as well: who writes claims from the other; an auditor has to name one."""
    late = ("damages", "statement", "--as-of", "2025-06-01")
    text = written(run, claim, *late)
    assert "合计：26,100.00 元，大写：人民币贰万陆仟壹佰元整。" in text
    assert "资源县妇幼保健院（盖章）" in text
    theirs = written(run, claim, *late, "--role", "supplier")
    assert "合计：43,500.00 元，大写：人民币肆万叁仟伍佰元整。" in theirs
    assert "柳州中联科技有限责任公司（盖章）" in theirs
    assert "--payer" in refused(run, *late, "--role", "auditor", "-o", str(claim))
    by_name = written(run, claim, *late, "--role", "auditor", "--payer", "supplier")
    assert "合计：26,100.00 元" in by_name
    assert "--role supplier" in refused(run, *late, "--payer", "purchaser", "-o", str(claim))
    assert "purchaser, supplier" in refused(run, *late, "--payer", "court", "-o", str(claim))


def test_a_letter_is_refused_where_nothing_is_owed_or_nowhere_named(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """Nothing half done: no file is left behind."""
    path = tmp_path / OUTPUT
    early = ("damages", "statement", "--as-of", "2025-03-20", "-o", str(path))
    assert "no damages" in refused(run, *early, "--role", "auditor")
    said = refused(run, *early)
    assert ("the supplier owes no damages" in said, "--role supplier" in said) == (True, True)
    assert "-o FILE.docx" in refused(run, *CLAIM)
    nowhere = tmp_path / "missing" / OUTPUT
    assert str(nowhere) in refused(run, *CLAIM, "-o", str(nowhere))
    assert not path.exists()


def test_a_user_replaces_the_template(claim: Path, run: Run, tmp_path: Path) -> None:
    """Any Word file with the places in it; one that asks for what there is not, or is no Word file, is refused."""
    own = tmp_path / "own.docx"
    document = Document()
    document.add_paragraph("我院专用：{{ total }} / {{ capitals }}")
    document.save(str(own))
    args = (*CLAIM, "--template", str(own))
    assert "我院专用：43,500.00 / 人民币肆万叁仟伍佰元整" in written(run, claim, *args)
    for text, sign in (
        ("{{ nowhere }}", "nowhere"),
        ("{% if %}", "own.docx"),
        ("{{ ''.__class__.__mro__ }}", "own.docx"),
    ):
        document = Document()
        document.add_paragraph(text)
        document.save(str(own))
        assert sign in refused(run, *args, "-o", str(claim))
    own.write_bytes(b"not a Word file")
    assert "own.docx" in refused(run, *args, "-o", str(claim))


def test_the_templates_that_ship_hold_no_trace_of_a_machine() -> None:
    """Fixed stamps, no author but the program, no path."""
    templates = sorted(workspace.shipped("letters").glob("*.docx"))
    assert templates
    for path in templates:
        with zipfile.ZipFile(path) as archive:
            assert {info.date_time for info in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert Document(str(path)).core_properties.author == "svcctl"


# -- the other letters ---------------------------------------------------------------------------------

LETTERS = {
    ("payments", "request", "Y1-balance"): (
        "付款申请单",
        "￥87,000.00",
        "人民币捌万柒仟元整",
        "￥187,000.00（占 21.49%）",
        "2026年4月24日",
        "部门负责人",
        "财务负责人",
        "单位负责人",
        "年运维报告（2026年4月8日签收）",
        "各文件不一致，付款前须核实",
    ),
    ("letter", "reminder", "Y1-advance", "--role", "supplier"): (
        "柳州中联科技有限责任公司\n关于催告支付第1年首期款（70%）的函",
        "已付 100,000.00 元",
        "103,000.00 元（大写：人民币壹拾万叁仟元整）",
        "付款期限为2025年3月26日",
        "已逾期 385 天",
        "柳州中联科技有限责任公司（盖章）",
    ),
    ("letter", "negotiation", "Y1-advance"): (
        "资源县妇幼保健院\n关于协商第1年首期款（70%）付款的函",
        "一、我方未能按期支付的原因：",
        "资源县妇幼保健院（盖章）",
    ),
    ("letter", "receipt", "--year", "1"): (
        "报告签收单",
        "年运维报告",
        "第1年余款（30%）：2026年4月24日",
    ),
    ("letter", "ask-reports", "--year", "2"): (
        "第2年服务期将于2027年3月5日届满",
        "1. 年终运维汇报",
        "2. 年运维报告",
        "报告签收齐全后 10 个工作日内付款",
    ),
    ("letter", "transmit", "--year", "2", "--role", "supplier"): (
        "柳州中联科技有限责任公司\n关于提交年终运维汇报、年运维报告的函",
        "第2年余款（30%）在报告签收齐全后 10 个工作日内付款，自签收之次日起计算",
        "签收回执",
        "资源县妇幼保健院（盖章）",
    ),
    ("letter", "confirm-account"): (
        "资源县妇幼保健院关于确认收款账户的函",
        "签字盖章页",
        "报价函",
        "柳州中联科技有限责任公司（盖章）",
    ),
    ("letter", "reconcile"): (
        "关于核对往来款项的函",
        "应付未付合计：393,000.00 元（大写：人民币叁拾玖万叁仟元整）",
        "1. 2025年4月1日，付款：第1年首期款（70%） 100,000.00；凭证 2025-019",
        "核对结论（相符 / 不符）",
    ),
    ("letter", "hand-over"): (
        "移交清单",
        "第1年首期款（70%） 未付清：103,000.00 元",
        "应办事项 合同公告未办",
        "监交人",
    ),
    ("letter", "working-paper", "Y1-advance"): (
        "审计取证单",
        "逾期",
        "付款期限：2025年3月26日",
        "被审计单位意见",
        "取证人（签字）",
    ),
}


@pytest.fixture
def alive(claim: Path, run: Run) -> Path:
    """The claim, with part of the late sum paid and both reports of the first year received."""
    for args in (
        ("payments", "record", "Y1-advance", "--amount", "100000", "--on", "2025-04-01", "--ref", "2025-019",
         "--confirm-account"),
        ("reports", "receive", "--all", "--year", "1", "--on", "2026-04-08"),
    ):  # fmt: skip
        code, _, err = run(*args)
        assert code == 0, err
    return claim


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: "-".join(letter[:2]))
def test_each_letter_has_its_figures_and_no_place_left_open(
    alive: Path, run: Run, letter: tuple[str, ...]
) -> None:
    """Sums, dates, parties and the provenance; the same bytes when it is written again in another language."""
    text = written(run, alive, *letter, "--as-of", "2026-04-15")
    for part in (
        *LETTERS[letter],
        "GLZC2025-D3-290015-ZXGJ",
        "条校验码（前16位）：zyfy-his-2025@",
        "日历 CN-GX：已公布至 2026 年",
    ):
        assert part in text, part
    assert "{" not in text
    first = alive.read_bytes()
    written(run, alive, *letter, "--as-of", "2026-04-15", "--lang", "en")
    assert alive.read_bytes() == first


def test_a_letter_agrees_with_the_schedule(alive: Path, run: Run) -> None:
    """The reconciliation's rows are the schedule's, instalment by instalment."""
    written(run, alive, "letter", "reconcile", "--as-of", "2026-04-15")
    _, out, _ = run("payments", "schedule", "--as-of", "2026-04-15", "--format", "json")
    payable, ahead, _ = Document(str(alive)).tables
    rows = [[cell.text.replace(",", "") for cell in row.cells] for row in payable.rows[1:]]
    more = [[cell.text.replace(",", "") for cell in row.cells] for row in ahead.rows[1:]]
    found = {(row[1].partition("（")[0], row[-1]) for row in (*rows, *more)}
    assert found == {
        (f"第{each['year']}年{each['title']}", each["outstanding"])
        for each in json.loads(out)["instalments"]
    }
    assert all(row[4] == f"{float(row[5]) + float(row[6]):.2f}" for row in rows)


def test_the_supplier_sends_what_the_supplier_may(alive: Path, run: Run) -> None:
    """By role: who asks to negotiate and whose sums are to be confirmed."""
    for letter in (("negotiation", "Y1-advance"), ("reconcile",)):
        text = written(run, alive, "letter", *letter, "--as-of", "2026-04-15", "--role", "supplier")
        assert text.index("资源县妇幼保健院：") < text.index("柳州中联科技有限责任公司（盖章）")


def test_what_the_account_is_once_it_is_settled(alive: Path, run: Run) -> None:
    """After the finding is settled the application names the account that holds, without a warning."""
    code, _, err = run(
        "contract",
        "findings",
        "settle",
        "payee-account",
        "--value",
        "1",
        "--doc",
        "账户确认函",
        "--on",
        "2025-03-24",
    )
    assert code == 0, err
    text = written(run, alive, "payments", "request", "Y1-balance", "--as-of", "2026-04-15")
    assert "7070 2015 2010 9000 2075" in text
    assert "须先核实" not in text


def test_a_cap_that_others_used_up_is_told(alive: Path, run: Run) -> None:
    """The second year's lateness costs nothing more where the first used the cap that they share."""
    late = ("letter", "working-paper", "Y2-advance", "--as-of", "2026-06-01")
    assert "至今没有计入的违约金" in written(run, alive, *late)
    for args in (
        ("payments", "record", "Y1-advance", "--amount", "103000", "--on", "2025-06-03", "--ref", "2025-044",
         "--confirm-account"),
        ("payments", "record", "Y1-balance", "--amount", "87000", "--on", "2026-04-20", "--ref", "2026-019",
         "--confirm-account"),
        ("negotiation", "open", "Y2-advance", "--on", "2026-03-27"),
        ("negotiation", "fail", "Y2-advance", "--on", "2026-03-28", "--file", str(alive.parent / "纪要.pdf")),
    ):  # fmt: skip
        code, _, err = run(*args)
        assert code == 0, err
    text = written(run, alive, *late)
    assert "上限 43,500.00 元，上限已用尽" in text


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (("letter", "reminder", "Y1-balance", "--role", "supplier"), "not overdue"),
        (("letter", "reminder", "Y9-x", "--role", "supplier"), "no instalment Y9-x"),
        (("payments", "request", "Y3-balance"), "nothing of Y3-balance is payable"),
        (("letter", "receipt"), "no report has been received"),
        (("letter", "ask-reports", "--year", "1"), "all reports of year 1"),
        (("letter", "ask-reports", "--year", "4"), "there is no year 4"),
        (("letter", "receipt", "--year", "0"), "0"),
    ],
)
def test_a_letter_that_has_no_cause_is_refused(
    alive: Path, run: Run, letter: tuple[str, ...], said: str
) -> None:
    """No file is written."""
    assert said in refused(run, *letter, "--as-of", "2026-04-15", "-o", str(alive))
    assert not alive.exists()


# -- templates that a user wrote -------------------------------------------------------------------

NO_END = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
ODD_TEMPLATES = (
    "{{ 1/0 }}", "{{ title + 1 }}", "{% include 'x' %}", "{% for i in range(100001) %}{% endfor %}",
    "{% for i in range(100000000) %}{% endfor %}", "{{ title|round }}", NO_END,
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ 'x' * 99999999 }}", "{{ 99999999 * 'x' }}",
    "{{ 9 ** 9 ** 9 }}", "{{ title.nowhere }}", "{{ '%(x)s' % 1 }}", "{% extends 'y' %}",
)  # fmt: skip


@pytest.mark.parametrize("text", ODD_TEMPLATES)
def test_a_template_that_goes_astray_is_refused_soon(
    demo_store: Path, run: Run, tmp_path: Path, text: str
) -> None:
    """Whatever it does wrong or without end: one line, exit 2, no letter."""
    own, target = tmp_path / "own.docx", tmp_path / "a.docx"
    document = Document()
    document.add_paragraph(text)
    document.save(str(own))
    start = time.process_time()
    code, out, err = run("letter", "hand-over", "-o", target, "--template", own)
    assert (code, out, err.count("\n"), target.exists()) == (2, "", 1, False), err
    assert "own.docx cannot be used as a letter template" in err
    assert time.process_time() - start < 10


def test_what_a_template_may_do(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Loops over rows, sums, products of a letter's measure, conditions, lengths."""
    own, target = tmp_path / "own.docx", tmp_path / "a.docx"
    document = Document()
    document.add_paragraph(
        "{% set rows = contracts[0].rows %}{% for row in rows %}{{ loop.index }}/{{ rows|length }}"
        "{% if loop.last %}!{% endif %} {% endfor %}{{ 3 * 4 }} {{ '-' * 5 }} {% for i in range(3) %}{{ i }}{% endfor %}"
    )
    document.save(str(own))
    code, _, err = run("letter", "hand-over", "-o", target, "--template", own)
    assert code == 0, err
    text = Document(str(target)).paragraphs[0].text
    assert text == "1/6 2/6 3/6 4/6 5/6 6/6! 12 ----- 012"


def test_a_template_that_is_no_word_file(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """A text, an empty file, another archive, a document cut short or with other bytes inside."""
    whole = (workspace.shipped("letters") / "hand-over.docx").read_bytes()
    own, target = tmp_path / "own.docx", tmp_path / "a.docx"
    odd = io.BytesIO()
    with zipfile.ZipFile(odd, "w") as archive:
        archive.writestr("word/document.xml", "no xml")
    for content in (b"", b"text", odd.getvalue(), whole[: len(whole) // 2], whole[:60] + bytes(900) + whole[960:]):  # fmt: skip
        own.write_bytes(content)
        code, out, err = run("letter", "hand-over", "-o", target, "--template", own)
        assert (code, out, err.count("\n"), target.exists()) == (2, "", 1, False), err
        assert "own.docx" in err
        assert "BytesIO" not in err
