"""What a contract's clauses say and nothing has read: it is asked, once for each article, and no more."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from svcctl.wording.drafting import Draft, draft
from svcctl.wording.figures import HARMLESS
from svcctl.wording.found import Line, Question

HEAD = """保洁服务合同
甲方：示例市图书馆
乙方：示例物业服务有限公司
签订日期：2025年12月20日
第一条 服务期限
服务期限为2年，自2026年1月1日起至2027年12月31日止。
第二条 合同价款
合同总价为人民币（大写）贰拾肆万元整（¥240000.00元）。
第三条 付款方式
服务费按季度支付，每季度结束后，乙方提交发票，甲方收到发票后10个工作日内支付该季度服务费。
"""


def drafted(text: str) -> Draft:
    lines = [Line("合同.txt", str(at), line) for at, line in enumerate(text.split("\n"), 1)]
    return draft(lines, ["CN"])


def unread(text: str) -> list[Question]:
    return [each for each in drafted(text).questions if each.asks.startswith("asked.unread")]


def after_head(*articles: str) -> str:
    numbered = zip("四五六七八九", articles, strict=False)
    return HEAD + "\n".join(f"第{number}条 {article}" for number, article in numbered)


@pytest.mark.parametrize(
    ("article", "key", "words"),
    [
        (
            "违约\n乙方伐桩不合格的，每株罚100元并限期3日内返工。",
            "damages",
            "每株罚100元并限期3日内",
        ),
        ("健康\n乙方每年6月30日前提交工人健康证明。", "obligations", "乙方每年6月30日前"),
        ("报表\n每月5日前双方核对数量。", "obligations", "每月5日前"),
        (
            "维修\n展具损坏的，乙方应于接报后４小时内到馆维修。",
            "service_levels",
            "乙方应于接报后４小时内",
        ),
        ("单价\n床单2.60元/件。", "price.items", "床单2.60元"),
        ("抽检\n甲方每季度抽样送检一次。", "service_plan", "甲方每季度抽样送检一次"),
        ("其他\n经甲方同意可以续约。", "term.renewals", "经甲方同意可以续约"),
        ("安全\n乙方重大过失导致火灾的，赔偿全部损失。", "damages", "赔偿全部损失"),
        ("回访\n每次回访不少于三十分钟。", "obligations", "每次回访不少于三十分钟"),
    ],
)
def test_what_nothing_has_read_is_asked(article: str, key: str, words: str) -> None:
    """With the part of the contract file it belongs to and its words as they stand."""
    [asked] = unread(after_head(article))
    assert (asked.key, asked.values["words"]) == (key, words)
    assert asked.line is not None
    assert words in asked.line.text


@pytest.mark.parametrize(
    "article",
    [
        "本合同一式四份，甲方执三份，乙方执一份。",
        "乙方为作业人员购买意外险，保额每人不低于80万元。",
        "增值税税率为6%，由乙方承担。",
        "依照《中华人民共和国民法典》第五百零九条，当事人应当在30日内履行。",
        "任何一方解除合同的，应提前30日书面通知对方。",
        "保洁合格率不低于95%。",
        "服务档案保存五年。",
        "乙方的保密义务在合同终止后三年内有效。",
        "联系电话：010-66666666，邮编：100000。",
        "第二次检查由第三方进行。",
        "两年合同总价为240,000.00元。",
        "2025年度的招标文件是合同的组成部分。",
        "投标保证金为5000元，中标后5日内退还。",
    ],
)
def test_what_is_no_term_is_not_asked(article: str) -> None:
    """Copies, insurance, taxes, laws, notices, and what is told once more."""
    assert unread(after_head(f"其他\n{article}")) == []


def test_a_head_alone_leaves_nothing_unread() -> None:
    """Where everything was read there is no question."""
    assert unread(HEAD) == []


def test_an_article_is_one_question() -> None:
    """Four days in four paragraphs; of more figures than can be quoted the first five."""
    days = [f"{at}、第{name}批：2026年{at}月10日前交付。" for at, name in enumerate("甲乙丙丁", 1)]
    [asked] = unread(after_head("进度\n" + "\n".join(days)))
    assert asked.asks == "asked.unread"
    assert re.findall(r"2026年\d月10日前", asked.values["words"]) == [
        f"2026年{at}月10日前" for at in (1, 2, 3, 4)
    ]
    [more] = unread(after_head("规格\n甲3元，乙4元，丙5元，丁6元，戊7元，己8元。"))
    assert more.asks == "asked.unread-more"
    assert more.values["words"] == "甲3元、乙4元、丙5元、丁6元、戊7元"


def test_a_row_of_a_table_is_asked_by_its_bare_figures() -> None:
    """Their unit stands in the head of the table, which says nothing by itself."""
    [asked] = unread(after_head("计费\n车型\t半天\t全天\n轿车\t260\t420\n客车\t560\t900.5"))
    assert asked.values["words"] == "260、420、560、900.5"


def test_the_second_half_of_a_clause_that_was_read_is_asked() -> None:
    """A value of the first half does not stand for the words of the second."""
    text = "违约\n乙方迟延完成的，每日支付合同总价0.1%的违约金；迟延其他节点的，每日500元。"
    assert drafted(after_head(text)).proposed["damages[0].rate"].value == "0.1%"
    assert [each.values["words"] for each in unread(after_head(text))] == ["每日500元"]


def test_what_is_not_found_gets_the_place_of_its_figures() -> None:
    """A price that no reader took is asked once, with the line where a sum stands."""
    made = drafted(HEAD.replace("合同总价为人民币（大写）", "甲方付给乙方"))
    [asked] = [each for each in made.questions if each.key.split(".")[0] == "price"]
    assert (asked.key, asked.asks) == ("price.total", "wording.ask.total")
    assert asked.line is not None
    assert asked.line.place == "8"


def test_what_changes_a_contract_behind_its_signatures_is_asked() -> None:
    """The page that is signed says nothing of the terms; a supplement behind it does."""
    signed = "甲方（盖章）：示例市图书馆\n签订日期：2025年12月20日\n"
    text = HEAD.replace("签订日期：2025年12月20日\n", "") + signed
    supplement = "补充协议\n1. 每次扣款由200元调整为500元。\n2. 服务期延长至2028年3月31日。\n"
    assert unread(text) == []
    made = drafted(text + supplement)
    said = "、".join(each.line.text for each in made.questions if each.line is not None)
    assert "500元" in said
    assert "2028年3月31日" in said
    assert "term.to" not in made.proposed


def test_words_that_stand_twice_are_read_once() -> None:
    """Each value was read of one place; the same figure further on is another term."""
    [asked] = unread(
        after_head("违约\n甲方逾期付款的，每日按逾期金额的0.5‰支付违约金。\n加班费按工资的0.5‰计。")
    )
    assert asked.line is not None
    assert "加班费" in asked.line.text


# -- the command and the walk ----------------------------------------------------------------------

FINED = after_head(
    "违约\n1、乙方服务质量不合格的，每次支付违约金500元。\n2、伐桩过高的，每株罚100元。"
)


def test_the_command_says_what_is_left_and_exits_1(run: Run, tmp_path: Path) -> None:
    """Key, words and place, as of any other question."""
    paper = tmp_path / "paper.txt"
    paper.write_text(FINED, encoding="utf-8")
    code, out, _ = run("contract", "draft", paper, "--format", "json", "--lang", "zh")
    assert code == 1
    [asked] = [each for each in json.loads(out)["open"] if "没有读出的" in each["question"]]
    assert asked == {
        "key": "damages",
        "question": "这一条还有没有读出的：「每株罚100元」。对照原文，有用的填上。见 paper.txt:13。",
    }


def test_contract_new_asks_it_where_another_row_could_be_added(run: Run, tmp_path: Path) -> None:
    """The rows that were read stay as they are; "no more" settles it."""
    paper, file, out = (tmp_path / name for name in ("paper.txt", "draft.toml", "new.toml"))
    paper.write_text(FINED, encoding="utf-8")
    run("contract", "draft", paper, "-o", file)
    given_file, lines, asked = tmp_path / "answers.txt", ["id = x-1"], []
    answers = {"calendar": "CN", "damages[0].more": "no"}
    for _ in range(3):
        given_file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        new = ("contract", "new", "--from", file, "--answers", given_file, "-o", out)
        code, _, err = run(*new, "--lang", "zh")
        if code == 0:
            break
        asked.append(re.sub("^svcctl：", "", err).partition("：")[0])
        lines.append(f"{asked[-1]} = {answers[asked[-1]]}")
    assert code == 0, err
    assert asked == ["calendar", "damages[0].more"]
    assert run("contract", "check", out)[0] == 0


# -- every figure ----------------------------------------------------------------------------------

ARTICLES = (
    "违约\n甲方逾期付款的，每逾期一日按逾期金额的万分之五支付违约金，累计不超过合同总价的5%。",
    "违约责任\n1、乙方每迟延一日支付2000元。\n2、伐桩不合格的，每株罚100元。\n3、其他情形，每次300元。",
    "履约保证金\n乙方应在签订合同之日起7个工作日内缴纳合同金额5%的履约保证金，服务期满后30日内退还。",
    "考核\n月度考核得分90分及以上的全额支付；低于75分的，甲方可解除合同。",
    "报表\n每月5日前，乙方把考勤表送甲方；每年6月30日前交年度报告。",
    "故障\n一般故障30分钟内响应，2小时内到场，3个工作日内恢复。",
    "巡检\n乙方每季度上门巡检一次，每次不少于4小时。",
    "单价\n床单\t件\t2.60\t1200\n枕套\t件\t0.80\t3000",
    "进度\n（一）2026年3月31日前提交初稿；\n（二）2026年12月15日前提交终稿。",
    "续约\n期满前90日内双方无异议的，自动续约一年，费用为上一年度的102%。",
    "保险\n乙方为作业人员购买意外险，保额每人不低于80万元。",
    "份数\n本合同一式四份，甲方执三份，乙方执一份。",
)


UNIT = "(?:元|万元|个工作日|日|个?月|年|小时|分钟|次|分|份)"
FIGURE = re.compile(
    rf"\d[\d,]*(?:\.\d+)?(?:%|‰|{UNIT})?|[一二三四五六七八九十]{{1,3}}{UNIT}|万分之五"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=6, unique=True))
def test_every_figure_is_proposed_asked_or_harmless(articles: list[str]) -> None:
    """Whatever clauses stand in a contract, in whatever order."""
    text = after_head(*articles)
    made = drafted(text)
    asked = {each.line for each in made.questions}
    quoted = "、".join(each.values.get("words", "") for each in made.questions)
    lines = [Line("合同.txt", str(at), line) for at, line in enumerate(text.split("\n"), 1)]
    for line in lines[HEAD.count("\n") :]:
        if "\t" in line.text or line in asked or re.match("第.条", line.text):
            continue
        read = [value.words for value in made.proposed.values() if value.line == line]
        harmless = [found.span() for each in HARMLESS for found in re.finditer(each, line.text)]
        for found in re.finditer(FIGURE, line.text):
            assert (
                found[0] in quoted
                or any(found[0] in words for words in read)
                or any(a <= found.start() and found.end() <= b for a, b in harmless)
            ), (found[0], line.text)
