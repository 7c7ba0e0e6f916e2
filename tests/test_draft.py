"""The drafted report of a service year: what it says is what the record says, and no more."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from conftest import Run
from svcctl.papers.draft_blocks import Chart, Series
from svcctl.papers.draft_charts import chart_markup, told_in_words
from svcctl.papers.draft_report import ordinal
from svcctl.papers.draft_year import runs_of

AS_OF = ("--as-of", "2026-03-20", "--role", "supplier")
BOTH = ("第1服务年度年终运维汇报", "第1服务年度年运维报告")
SUBJECTS = ("总体情况", "事件受理与处理", "未做到的承诺及原因", "巡检", "现场服务", "问题与变更", "系统升级",
            "重大故障", "培训", "值班与服务人员", "重要时段保障", "服务请求", "投诉、满意度与验收",
            "知识库与通告", "用户授权与远程操作", "本年度服务费", "下一服务年度计划", "结转事项",
            "未登记事项")  # fmt: skip


@pytest.fixture
def drafted(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    """The draft as Word has it, of the store in use."""

    def draft(*options: str) -> Any:
        path = tmp_path / "draft.docx"
        code, _, err = run("reports", "draft", "-o", path, *(options or ("--year", "1")), *AS_OF)
        assert code == 0, err
        return Document(str(path))

    return draft


def text_of(document: Any) -> str:
    """All that stands in paragraphs and tables."""
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += ["\t".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines)


def headings(document: Any) -> list[str]:
    """What a word processor's outline has."""
    return [each.text for each in document.paragraphs if each.style.name == "Heading 1"]


def table_with(document: Any, *heads: str) -> list[list[str]]:
    """The rows of the last table whose first columns are called so."""
    found = [
        t for t in document.tables if [c.text for c in t.rows[0].cells][: len(heads)] == [*heads]
    ]
    return [[cell.text for cell in row.cells] for row in found[-1].rows[1:]]


# -- a year that was lived -------------------------------------------------------------------------


def test_both_papers_that_the_balance_waits_for_are_in_one_file(
    served_store: Path, drafted: Any
) -> None:
    """Each with its chapters from one on; the report has a chapter a subject, and the card behind."""
    document = drafted()
    titles = [each.text for each in document.paragraphs if each.text in BOTH]
    assert tuple(titles) == BOTH
    told = headings(document)
    report = told[-len(SUBJECTS) - 1 :]
    assert report == [
        *(f"{ordinal(place)}、{name}" for place, name in enumerate(SUBJECTS, 1)),
        "附录  服务承诺履行情况",
    ]
    assert told[: -len(report)][:3] == ["一、总体情况", "二、主要工作", "三、未做到的承诺及原因"]


def test_the_numbers_are_those_of_the_scorecard(served_store: Path, drafted: Any, run: Run) -> None:
    """Promise by promise in the annex, and in all at the top."""
    document = drafted("--year", "1", "--document", "annual-report")
    _, out, _ = run("service", "scorecard", "--year", "1", *AS_OF, "--format", "json")
    card = json.loads(out)["promises"]
    states = ("due", "done", "missed", "not_recorded", "open")
    rows = table_with(
        document, "承诺", "标准", "应做", "做到", "未做到", "未登记", "进行中", "依据"
    )
    assert [row[2:7] for row in rows] == [[str(each[s]) for s in states] for each in card]
    due, done, missed, silent, _ = (sum(each[s] for each in card) for s in states)
    told = text_of(document)
    assert (
        f"应履行 {due} 项次：做到 {done} 项次，未做到 {missed} 项次，未登记 {silent} 项次" in told
    )
    limits = table_with(
        document, "承诺", "标准", "应做", "做到", "未做到", "未登记", "进行中", "平均用时"
    )
    clocks = [each for each in card if "/" in each["key"]]
    assert [row[2:7] for row in limits] == [[str(each[s]) for s in states] for each in clocks]
    listed = table_with(document, "序号", "承诺", "记录与事项")
    assert len(listed) == missed == sum(each["missed"] for each in card)


def test_each_miss_is_told_with_what_the_record_says_of_it(
    served_store: Path, drafted: Any
) -> None:
    """Waits, reasons, notes; and that nothing is on record where nothing is."""
    rows = table_with(drafted(), "序号", "承诺", "记录与事项", "应于与实于", "原因与各方说法")
    why = {row[2].partition("\n")[0]: row[4] for row in rows}
    assert why["月度巡检第 11 次"] == "乙方：春节前工程师不足"
    assert "等进场" in why["I-2025-0101"]
    assert "夜间无人应答" in why["I-2025-0079"]
    assert why["I-2025-0020"] == "未登记原因"
    when = {row[2].partition("\n")[0]: row[3] for row in rows}
    assert "未经授权" in when["I-2025-0079"]
    assert when["月度巡检第 11 次"].endswith("未做")
    assert re.search(r"应于 .*\n实于 .*\n超时 ", when["I-2025-0020"])


def test_both_views_stand_side_by_side_where_they_differ(served_store: Path, drafted: Any) -> None:
    """By the record, by the other side, in the other side's words and with its time."""
    [row] = table_with(drafted(), "承诺", "记录与事项", "按登记", "按另一方")
    assert row[1].startswith("I-2025-0034")
    assert row[2:4] == ["做到", "未做到"]
    assert "2025-05-14 10:35" in row[4]


def test_what_is_not_on_record_is_named_and_nothing_is_claimed(
    served_store: Path, drafted: Any
) -> None:
    """Promises without a record, turns and limits without an outcome, papers and proofs that lack."""
    rows = {row[0]: row[1:] for row in table_with(drafted(), "事项", "数量", "涉及记录")}
    assert rows["完全没有登记的承诺"] == ["1", "服务经理工作汇报"]
    assert rows["未登记结果：月度巡检"] == ["1", "月度巡检第 8 次"]
    assert rows["未登记结果：二级：窗口部门瘫痪（派出工程师）"] == ["1", "I-2025-0034"]
    assert "缺少对方签字的服务单" in rows
    [word] = [what for what in rows if what.startswith("仅有一方所述时间的事件")]
    assert int(rows[word][0]) > 0


def test_the_next_year_has_its_turns_with_their_days(served_store: Path, drafted: Any) -> None:
    """Those of the second year, by their last days."""
    rows = {row[0]: row for row in table_with(drafted(), "计划", "周期", "次数")}
    assert rows["月度巡检"][2] == "12"
    assert re.findall(r"\d{4}-\d\d-\d\d", rows["季度巡检"][3]) == [
        "2026-06-10", "2026-09-10", "2026-12-10", "2027-03-10",
    ]  # fmt: skip


def test_the_pictures_are_words_own_with_their_numbers_inside(
    served_store: Path, drafted: Any, tmp_path: Path
) -> None:
    """Two in each paper; the months add up to the incidents, and a workbook holds them for editing."""
    document = drafted("--document", "annual-report")
    [count] = re.findall(r"本年度受理事件 (\d+) 起", text_of(document))
    with zipfile.ZipFile(tmp_path / "draft.docx") as archive:
        names = archive.namelist()
        charts = [archive.read(each).decode() for each in names if "/charts/chart" in each]
        types = archive.read("[Content_Types].xml").decode()
        written = archive.read("word/document.xml").decode()
    assert len(charts) == 2
    assert sum("/embeddings/" in each for each in names) == 2
    assert types.count("drawingml.chart+xml") == 2
    assert written.count("<c:chart ") == 2
    [months] = [each for each in charts if "2025-07" in each]
    numbers = re.findall(r"<c:numCache>.*?</c:numCache>", months)
    found = [int(n) for each in numbers for n in re.findall(r"<c:v>(\d+)</c:v>", each)]
    assert sum(found) == int(count)
    drafted("--year", "1")
    with zipfile.ZipFile(tmp_path / "draft.docx") as archive:
        assert sum("/charts/chart" in each for each in archive.namelist()) == 4


def test_the_same_draft_twice_by_its_moment(served_store: Path, run: Run, tmp_path: Path) -> None:
    """Byte for byte, clocks that still run included."""
    made = []
    for name in ("one.docx", "two.docx"):
        args = ("--as-of", "2026-03-08", "--known-at", "2026-11-27 23:00", "--role", "supplier")
        assert run("reports", "draft", "--year", "1", *args, "-o", tmp_path / name)[0] == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    told = text_of(Document(str(tmp_path / "one.docx")))
    assert "本年度尚未期满，各项数字为截至 2026-03-08 23:59:59 的情况" in told


def test_its_receipt_starts_the_ten_days(
    served_store: Path, run: Run, drafted: Any, tmp_path: Path
) -> None:
    """Drafted, handed in, received: the balance is due ten working days on."""
    drafted()
    path = tmp_path / "draft.docx"
    hand_in = ("--year", "1", "--all", "--file", path)
    assert run("reports", "submit", *hand_in, "--on", "2026-03-12", "--role", "supplier")[0] == 0
    waiting = json.loads(run("payments", "due", *AS_OF, "--format", "json")[1])["instalments"]
    [balance] = [each for each in waiting if each["key"] == "balance"]
    assert (balance["status"], balance["due_on"]) == ("waiting", None)
    got = ("--year", "1", "--all", "--on", "2026-03-13", "--role", "purchaser")
    assert run("reports", "receive", *got)[0] == 0
    due = json.loads(run("payments", "due", *AS_OF, "--format", "json")[1])["instalments"]
    [balance] = [each for each in due if each["key"] == "balance"]
    assert (balance["status"], balance["due_on"]) == ("due", "2026-03-27")
    told = table_with(drafted(), "报告", "提交", "签收", "退回")
    assert [row[1:] for row in told] == [["2026年3月12日", "2026年3月13日", "-"]] * 2


def test_one_paper_alone_by_any_of_its_names(served_store: Path, drafted: Any) -> None:
    """The briefing is the year in short: what was done in a sentence a subject."""
    document = drafted("--year", "1", "--document", "年终运维汇报")
    told = headings(document)
    assert told[1] == "二、主要工作"
    assert "附录  服务承诺履行情况" not in told
    assert not [each for each in document.paragraphs if each.text in BOTH]  # the head says it
    assert "巡检：本年度巡检记录 14 条" in text_of(document)


# -- what there is less of ---------------------------------------------------------------------------


def test_a_year_without_a_record_claims_nothing(demo_store: Path, drafted: Any) -> None:
    """Nothing served, nothing due but turns: they are named, no promise is called kept."""
    told = text_of(drafted("--year", "1", "--document", "annual-report"))
    assert "本年度没有登记任何事件。" in told
    assert "做到 0 项次" in told
    assert "做到的占" not in told
    assert "合同对巡检有约定，本年度没有登记。" in told
    assert "按登记，本年度没有未做到的承诺。" in told
    rows = {row[0]: row[1] for row in table_with(drafted(), "事项", "数量", "涉及记录")}
    assert rows["未登记结果：月度巡检"] == "12"


def test_a_contract_without_promises_has_a_report_of_what_it_pays(
    run: Run, tmp_path: Path, surroundings: None
) -> None:
    """No level, no plan, no system: no chapter about them."""
    source = Path(__file__).parents[1] / "data" / "contracts" / "example-property.toml"
    store = ("--store", tmp_path / "s.db")
    assert run("init", source, *store)[0] == 0
    path = tmp_path / "draft.docx"
    code, _, err = run("reports", "draft", *store, "--as-of", "2027-06-01", "-o", path)
    assert code == 0, err
    document = Document(str(path))
    names = [each.partition("、")[2] or each for each in headings(document)]
    assert "本年度服务费" in names
    assert "巡检" not in names
    assert "事件受理与处理" not in names
    assert "下一服务年度计划" not in names
    assert "未做到的承诺及原因" not in names
    assert "第1年第1个月物业费、" in text_of(document)  # what is paid alike stands in one sentence


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--year", "3"), "2027-03-06"),
        (("--year", "7"), "7"),
        (("--year", "1", "--document", "nix"), "nix"),
    ],
)
def test_what_cannot_be_drafted_is_refused(
    demo_store: Path, run: Run, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    """A year that has not begun, one that there is not, a paper that the contract has not."""
    code, _, err = run("reports", "draft", *options, *AS_OF, "-o", tmp_path / "x.docx")
    assert (code, told in err) == (2, True)
    assert not (tmp_path / "x.docx").exists()


def test_without_a_year_the_last_that_is_over_is_meant(demo_store: Path, drafted: Any) -> None:
    """Nobody reports of a year that has hardly begun."""
    assert BOTH[1] in text_of(
        drafted("--document", "annual-report", "--document", "year-end-briefing")
    )


def test_a_bar_is_told_to_those_who_do_not_see_it() -> None:
    """A place without anything is left out; what was typed is no markup."""
    chart = Chart("x", ("a<b", "c"), (Series("缺", "922B21", (2, 0)),), lying=True)
    assert told_in_words(chart) == "a<b：缺 2"
    assert "a&lt;b" in chart_markup(chart, "rId1")
    assert Chart("x", ("a",), (Series("缺", "922B21", (0,)),)).is_empty


def test_ids_that_follow_each_other_are_told_by_their_ends() -> None:
    """Two stay two; what is no number stays as it is."""
    names = [f"I-2025-{number:04}" for number in (9, 1, 2, 3, 8, 12)] + ["leave"]
    assert runs_of(names) == [
        ("I-2025-0001", "I-2025-0003"),
        ("I-2025-0008", "I-2025-0008"),
        ("I-2025-0009", "I-2025-0009"),
        ("I-2025-0012", "I-2025-0012"),
        ("leave", "leave"),
    ]


def test_chapters_are_numbered_as_in_china() -> None:
    assert [ordinal(number) for number in (1, 10, 11, 20, 21)] == [
        "一",
        "十",
        "十一",
        "二十",
        "二十一",
    ]
