"""Letters: read back by python-docx, the same bytes twice, templates that a user may replace, refusals."""

import json
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
        ("damages", "loss", "Y1-advance", "--amount", "12000", "--on", "2025-04-10", "--file", str(paper)),
        ("breach", "record", "service-promise", "--on", "2025-05-02"),
    ):
        code, _, err = run(*args)
        assert code == 0, err
    return tmp_path / OUTPUT


def written(run: Run, path: Path, *args: str) -> str:
    """The whole text of a letter."""
    code, out, err = run(*args, "-o", str(path))
    assert (code, out) == (0, ""), err
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    foot = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *foot])


def refused(run: Run, *args: str) -> str:
    code, out, err = run(*args, "--lang", "en")
    assert (code, out) == (2, "")
    assert err.count("\n") <= 2
    return err


def test_the_statement_has_sum_arithmetic_articles_and_evidence(claim: Path, run: Run) -> None:
    """Figures and capitals agree with the assessment; every step of explain stands in it; findings are printed."""
    text = written(run, claim, "damages", "statement", "--as-of", "2025-05-01")
    code, out, _ = run("damages", "assess", "--as-of", "2025-05-01", "--format", "json")
    assert code == 0
    assert json.loads(out)["owed_by"]["purchaser"] == "55500.00"
    assert "合计：55,500.00 元，大写：人民币伍万伍仟伍佰元整。" in text
    _, steps, _ = run("explain", "late-payment/Y1-advance", "--as-of", "2025-05-01", "--lang", "zh")
    for line in steps.splitlines()[1:]:
        assert line.strip() in text
    for part in ("资源县妇幼保健院：", "柳州中联科技有限责任公司（盖章）", "2025年5月1日", "第八条第三款", "纪要.pdf",
                 "SHA-256", "收款账户", "日历 CN-GX：已公布至 2026 年", "登记簿 zyfy-his-2025@5:"):  # fmt: skip
        assert part in text, part
    assert "130%" not in text  # the law stands beside the contract, not in its claims
    assert "{" not in text


def test_what_is_contingent_is_named_and_not_claimed(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Before negotiation has failed nothing is owed yet: the letter's sum is nought and says what waits."""
    text = written(run, tmp_path / OUTPUT, "damages", "statement", "--as-of", "2025-04-01")
    assert "合计：0.00 元，大写：人民币零元整。" in text
    assert "以协商不成为前提，本函暂不主张的" in text
    assert "第1年首期款（70%）逾期付款：43,500.00 元" in text


def test_the_same_bytes_twice_in_any_language(claim: Path, run: Run) -> None:
    """A Chinese document whatever --lang says; its stamps come from the dates asked for, not from the clock."""
    kept = []
    for lang in ("zh", "en", "zh"):
        written(run, claim, "damages", "statement", "--as-of", "2025-05-01", "--lang", lang)
        kept.append(claim.read_bytes())
    assert kept[0] == kept[1] == kept[2]
    with zipfile.ZipFile(claim) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2025, 5, 1, 0, 0, 0)}
    properties = Document(str(claim)).core_properties
    assert (properties.author, str(properties.created)[:10]) == ("svcctl", "2025-05-01")


def test_known_at_sets_the_stamp_and_the_head(claim: Path, run: Run) -> None:
    """By what was known at a time: the head of that time is in the foot, the time in the stamps."""
    _, out, _ = run("audit", "log", "--format", "json")
    third = json.loads(out)["events"][2]["recorded_at"]
    text = written(run, claim, "damages", "statement", "--as-of", "2025-05-01", "--known-at", third)
    assert "登记簿 zyfy-his-2025@3:" in text
    assert "已登记的事实" in text
    with zipfile.ZipFile(claim) as archive:
        year = archive.infolist()[0].date_time[0]
    assert year == 2026


def test_both_sides_owe_and_one_is_named(claim: Path, run: Run) -> None:
    """The supplier's promise was broken as well: without --payer it is refused."""
    late = ("damages", "statement", "--as-of", "2025-06-01")
    assert "--payer" in refused(run, *late, "-o", str(claim))
    text = written(run, claim, *late, "--payer", "supplier")
    assert "合计：26,100.00 元，大写：人民币贰万陆仟壹佰元整。" in text
    assert "资源县妇幼保健院（盖章）" in text
    assert "purchaser, supplier" in refused(run, *late, "--payer", "court", "-o", str(claim))


def test_a_letter_is_refused_where_nothing_is_owed_or_nowhere_named(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Nothing half done: no file is left behind."""
    path = tmp_path / OUTPUT
    assert "no damages" in refused(run, "damages", "statement", "--as-of", "2025-03-20", "-o", str(path))
    assert "-o FILE.docx" in refused(run, "damages", "statement", "--as-of", "2025-04-01")
    nowhere = tmp_path / "missing" / OUTPUT
    assert str(nowhere) in refused(run, "damages", "statement", "--as-of", "2025-04-01", "-o", str(nowhere))
    assert not path.exists()


def test_a_user_replaces_the_template(claim: Path, run: Run, tmp_path: Path) -> None:
    """Any Word file with the places in it; one that asks for what there is not, or is no Word file, is refused."""
    own = tmp_path / "own.docx"
    document = Document()
    document.add_paragraph("我院专用：{{ total }} / {{ capitals }}")
    document.save(str(own))
    args = ("damages", "statement", "--as-of", "2025-05-01", "--template", str(own))
    assert "我院专用：55,500.00 / 人民币伍万伍仟伍佰元整" in written(run, claim, *args)
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
