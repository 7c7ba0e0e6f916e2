"""Words accounted for: what a reader did not use and what that endangers."""

import pytest

from svcctl.wording.accounted import apart, left, spans_of, unread
from svcctl.wording.articles import clauses
from svcctl.wording.found import Line, Value
from svcctl.wording.lexicon import HARMLESS, KEYS, OPERATORS, OWN, TOUCHES
from svcctl.wording.readers import proposed, read_all

LINE = Line("合同.txt", "3", "每月10日前支付服务费的 80%，按考核结果调整；1,200元")


def told(words: str) -> Value:
    return Value("", LINE, words)


def test_words_are_found_in_a_run_however_the_line_spells_them() -> None:
    """Spaces, wide signs and commas differ between a line and a run; two places are both told."""
    text = "支付80%，即1,200元，其余80%"
    assert spans_of([told("80 ％"), told("没有")], text) == [(2, 5), (16, 19)]
    assert spans_of([told("1，200 元")], text) == [(7, 13)]


def test_what_a_reader_used_is_not_left() -> None:
    """A word that is used only in part is left."""
    text = "按考核结果支付80%"
    assert [each.words for each in left(text, [], "instalments")] == ["考核", "80%"]
    assert [each.words for each in left(text, [(7, 10), (-5, -2)], "instalments")] == ["考核"]
    assert left(text, [(0, 99)], "instalments") == []


def test_harmless_uses_are_those_of_the_table() -> None:
    assert left("付款方式如下，不可抗力", [], "instalments") == []
    assert left("含税价，一次性支付", [], "instalments") == []
    assert [each.kind for each in left("不含税价", [], "damages")] == ["negation"]


def test_each_word_takes_only_what_it_could_change() -> None:
    """A score changes how much is paid, a length of time by when, a third person all of it."""
    values = {
        "article": told("第三条"),
        "share": told("80%"),
        "due.days": told("10日"),
        "every": told("每月"),
    }
    for text, gone in (
        ("按考核结果", ["share"]),
        ("15个工作日", ["due"]),
        ("另行通知", ["share", "due"]),
        ("年终", ["share", "due", "every"]),
        ("由第三方支付", ["row"]),
    ):
        kept, doubts = apart(values, left(text, [], "instalments"), "instalments")
        assert [doubt.group for doubt in doubts] == gone
        assert "article" in kept
        assert ("share" in kept) == (not {"share", "row"} & set(gone))


def test_the_question_tells_the_word_and_what_was_read() -> None:
    lefts = left("按考核结果", [], "instalments")
    [doubt] = apart({"share": told("80%")}, lefts, "instalments")[1]
    asked = doubt.question("instalments", 2, LINE)
    assert (asked.key, asked.asks) == ("instalments[2].share", "asked.left-read")
    assert asked.values == {"words": "考核", "read": "80%"}
    row = apart({"share": told("80%")}, left("第三方", [], "instalments"), "instalments")[1][0]
    assert row.question("instalments", 0, LINE).key == "instalments[0]"
    assert row.question("instalments", 0, LINE).asks == "asked.left"


def test_the_lexicon_knows_its_own_kinds() -> None:
    for table, touches in TOUCHES.items():
        assert set(touches) <= {*OPERATORS, *OWN}
        assert {group for groups in touches.values() for group in groups} <= set(KEYS[table])
    assert set(HARMLESS) <= {"every", *TOUCHES}


def test_a_piece_of_which_nothing_was_read_is_left() -> None:
    """Who pays whom is no such piece, nor a title before a colon, nor a few signs."""
    text = "付款方式:甲方向乙方支付30%，遇政策更替照旧例办，甲方支付，届期"
    used, frame = [(12, 15)], [(5, 7), (8, 10), (10, 12), (25, 27), (27, 29)]
    assert [each.words for each in unread(text, used, frame, "instalments")] == [
        "遇政策更替照旧例办"
    ]


SAID = (
    "，实际金额按考勤核算", "（上浮不超过10%）", "，考核不达标则减半支付",
    "，其中30%作为奖励基金", "，按到岗人数折算", "，次年起每年递增3%", "，多余部分退回",
    "，自第二年起调整为50%", "，扣除已付款项", "，由第三方支付", "，费用按成本核算",
    "，超出预算部分不付", "，以甲方通知为准", "，参照上年标准", "，经双方确认金额后执行",
    "。以上比例可由甲方视情况调整", "，工作量变化时同比例增减", "，金额随人员编制变动",
    "，节余归甲方", "，可分批付给", "，首次付款打八折", "，暂按80%执行", "，遇政策变化从其规定",
)  # fmt: skip
PLAIN = {
    "第四条 付款方式\n合同签订后10日内支付合同总价的30%，验收合格后10日内支付合同总价的70%{}。": (
        "instalments[1].share"
    ),
    "第四条 付款方式\n甲方于次月10日前支付当月服务费{}。": "instalments[0].share",
    "第四条 付款方式\n甲方于每季度结束后10日内支付30000元{}。": "instalments[0].amount",
}

LATER = (
    "，如财政资金未到位则顺延", "，遇年末关账顺延至次年", "，最迟不超过60日", "（发票不合格的除外）",
    "，甲方有权推迟", "，但须经审批", "，以国库支付时间为准", "，春节前可提前支付", "，首月除外",
    "，待上级资金下达后补付", "，跨年度的于次年一季度支付",
)  # fmt: skip
DATED = (
    "第四条 付款方式\n合同签订后10日内支付合同总价的30%{}；验收合格后15日内支付合同总价的70%。",
    "第四条 付款方式\n每季度结束后，甲方收到发票后15个工作日内支付当季服务费{}。",
)


def value(text: str, path: str) -> str | None:
    lines = [Line("合同.txt", str(at), line) for at, line in enumerate(text.split("\n"), 1)]
    return proposed(read_all(clauses(lines))).get(path)


@pytest.mark.parametrize("text", PLAIN)
def test_whatever_a_sentence_adds_is_asked(text: str) -> None:
    """The plain sentence is read; with words that could change the sum it is not proposed."""
    assert value(text.format(""), PLAIN[text])
    assert [said for said in SAID if value(text.format(said), PLAIN[text])] == []


@pytest.mark.parametrize("text", DATED)
def test_whatever_may_put_a_day_off_is_asked(text: str) -> None:
    """A day is not proposed where words behind it, up to the sentence's end, may put it off."""
    assert value(text.format(""), "instalments[0].due.days")
    assert [said for said in LATER if value(text.format(said), "instalments[0].due.days")] == []
