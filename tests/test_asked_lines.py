"""Lines that a person types at `contract new`: several answers in one, moments, lists of small tables."""

import re

import pytest

from svcctl.billing.refusal import Refusal
from svcctl.i18n import Words
from svcctl.interview.catalogue import SECTIONS
from svcctl.interview.in_english import shown
from svcctl.interview.lists import LISTS, occurrences_of, read_rows, tell_rows
from svcctl.interview.moments import moment
from svcctl.interview.question import Asked
from svcctl.interview.rows import rest_of
from svcctl.interview.rules import is_rule, numbered_article, root_of, rule_said, rules_in
from svcctl.interview.sofar import Sofar
from svcctl.interview.spoken import rows_said, said
from svcctl.interview.telling import left_open
from svcctl.interview.walk import READ

WHEN = (
    "signing",
    "term-end",
    "receipt",
    "period-end",
    "year-end",
    "day-of-month",
    "date",
    "on",
    "none",
)


def asked(path: str, choices: tuple[str, ...] = ()) -> Asked:
    """A question as it is put, by its path."""
    name, _, key = path.rpartition(".")
    section = next(each for each in SECTIONS if each.name == (name or "contract"))
    question = next(each for each in section.questions if each.key == key)
    at = f"{name}[0].{key}" if section.repeated else path
    return Asked(at, section, 0, question, choices or question.choices)


def by_key(path: str, text: str, choices: tuple[str, ...] = ()) -> dict[str, str]:
    """What a line answers, by the questions' keys."""
    sofar = Sofar({}, {"deliverables": [{"key": "invoice", "title": "发票"}]}, "zh", (), {})
    found = said(asked(path, choices), text, sofar)
    return {each.rpartition(".")[2]: value for each, value in found.items() if value}


LINES = {
    ("project_number", "项目编号 XM-1，合同编号HT-2，2026年1月5日"): {
        "project_number": "XM-1", "number": "HT-2", "award_notice_on": "2026年1月5日"},
    ("project_number", "HT-2"): {"number": "HT-2"},
    ("project_number", "采购计划编号：JH-3"): {"plan_number": "JH-3"},
    ("supplier.name", "某公司，小型企业"): {"name": "某公司", "size": "small"},
    ("supplier.name", "某公司，分公司"): {"name": "某公司，分公司"},
    ("accounts.bank", "某支行，6200 1111，合同首页"): {
        "bank": "某支行", "number": "6200 1111", "source": "合同首页", "more": "no"},
    ("accounts.bank", "某支行"): {},
    ("term.how", "自2026年1月1日起至2026年12月31日止，第三条"): {},
    ("term.how", "2026年1月1日至2026年12月31日，第三条"): {
        "how": "dates", "from": "2026年1月1日", "to": "2026年12月31日", "article": "第三条"},
    ("term.how", "三年，自签订之日起，第三条"): {
        "how": "signing", "length": "三年", "article": "第三条"},
    ("term.how", "自接到开展服务通知之日起36个月"): {"how": "start-notice", "length": "36个月"},
    ("term.how", "2"): {},
    ("price.total", "24万，贰拾肆万元整，第二条"): {
        "total": "24万", "total_in_words": "贰拾肆万元整", "article": "第二条"},
    ("price.total", "（大写）肆拾叁万元整（¥430,000.00元）"): {
        "total": "430,000.00元", "total_in_words": "肆拾叁万元整"},
    ("price.total", "很多"): {},
    ("instalments.every", "每季度 100%"): {"every": "quarter", "much": "100%"},
    ("instalments.every", "一次，30%，第五条第一款"): {
        "every": "once", "much": "30%", "article": "第五条第一款"},
    ("instalments.every", "4"): {},
    ("damages.rate", "每日按逾期金额的万分之五，累计不超过合同总价的5%，第八条第一款"): {
        "rate": "万分之五", "per": "1", "base": "amount-overdue", "cap": "5%",
        "cap_of": "contract-price", "pool": "contract", "article": "第八条第一款"},
    ("damages.rate", "每周按合同总价的千分之五，每次最多10%"): {
        "rate": "千分之五", "per": "7", "base": "contract-price", "cap": "10%", "pool": "breach"},
    ("damages.rate", "每次500元，累计不超过5000元"): {
        "rate": "500元", "per": "once", "cap": "5000元", "pool": "contract"},
    ("damages.rate", "自第8日起每日按逾期金额的千分之一，累计不超过合同价款的5%，从应付款中扣除"): {
        "rate": "千分之一", "per": "1", "base": "amount-overdue", "cap": "5%",
        "cap_of": "contract-price", "pool": "contract", "grace": "7", "deduct": "yes"},
    ("damages.rate", "按合同总价的3%或5%"): {},
    ("damages.rate", "每延期一天，支付应付金额0.5‰的违约金，累计不超过应付金额的5%，第4.3条"): {
        "rate": "0.5‰", "per": "1", "base": "amount-overdue", "cap": "5%",
        "cap_of": "amount-overdue", "pool": "contract", "article": "第4.3条"},
    ("price.total", "36万，叁拾陆万元整，三"): {
        "total": "36万", "total_in_words": "叁拾陆万元整", "article": "三"},
    ("assessments.full_from", "90分以上100%，80分以上80%，80分以下0"): {
        "bands": "90分以上100%，80分以上80%，80分以下0"},
    ("assessments.full_from", "90"): {},
    ("guarantees.title", "履约保证金 5%，第六条"): {
        "title": "履约保证金", "much": "5%", "article": "第六条"},
    ("obligations.who", "甲方，签订后7个工作日，第九条"): {
        "who": "purchaser", "when": "signing", "days": "7 working-day", "article": "第九条"},
    ("force_majeure.who", "双方，120天，第十条"): {
        "who": "both", "negotiate_from_day": "120天", "article": "第十条"},
    ("office.department", "信息科，财政拨款，无"): {
        "department": "信息科", "fund_source": "财政拨款"},
    ("instalments.unit", "2个工作日"): {"days": "2个工作日", "unit": "working-day"},
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), LINES, ids=lambda each: each)
def test_a_line_answers_several_questions(path: str, text: str) -> None:
    """Each part to its own question; what is no such line is left to the one question."""
    if "自2026" in text:  # with 自 and 止, as contracts have it
        assert by_key(path, text)["to"].startswith("2026年12月31日")
        return
    assert by_key(path, text) == LINES[path, text]


MOMENTS = {
    "收到资料后10个工作日": {"when": "receipt", "paper": "last", "days": "10 working-day"},
    "收到发票之日起10日内，第五条": {
        "when": "receipt", "paper": "invoice", "days": "10 calendar-day", "article": "第五条"},
    "1，15个工作日": {"when": "1", "days": "15个工作日"},
    "签订后1年后再15日": {"when": "signing", "days": "1 year + 15 calendar-day"},
    "期满后3个月再10个工作日": {"when": "term-end", "days": "3 months + 10 working-day"},
    "次月20日前": {"when": "day-of-month", "month": "next", "day": "20"},
    "次月前5个工作日内": {"when": "day-of-month", "month": "next", "day": "5 working-day"},
    "每年5月31日前，遇休息日提前": {
        "when": "date", "date": "05-31", "since": "year-start", "roll": "back"},
    "2026年3月31日前": {"when": "on", "on": "2026-03-31"},
    "收到发票后付，没有约定期限": {"when": "none", "since": "receipt"},
    "终验合格满一年后15个工作日内": {"when": "receipt", "days": "1 year + 15 working-day"},
    "考核结果出具后20个工作日内": {"when": "receipt", "days": "20 working-day"},
    "10 working days after receipt": {
        "when": "receipt", "paper": "last", "days": "10 working-day"},
}  # fmt: skip


@pytest.mark.parametrize("text", MOMENTS)
def test_a_moment_is_read_from_its_words(text: str) -> None:
    """By an event, by the calendar, by dates, with what a day off does."""
    assert by_key("instalments.when", text, WHEN) == MOMENTS[text]


@pytest.mark.parametrize("text", ["尽快", "签订后", "收到后很快"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    """With how it is to be written."""
    with pytest.raises(Refusal):
        moment(text)


def test_an_event_that_is_not_offered_is_refused() -> None:
    """A year's end of what comes by the quarter is the quarter's end; another event is none."""
    quarter = ("period-end", "none")
    found = by_key("instalments.when", "年度结束后5日", quarter)
    assert found["when"] == "period-end"
    with pytest.raises(Refusal, match="not-here"):
        by_key("instalments.when", "签订后5日", quarter)


def test_one_line_names_several_rows() -> None:
    """With how often each comes and their article; the numbers of several breaches."""
    found = rows_said(asked("deliverables.title"), "发票（每季度）、年度报告 每年，第三条", {})
    assert found == {
        "deliverables[0].title": "发票",
        "deliverables[0].every": "quarter",
        "deliverables[0].article": "第三条",
        "deliverables[0].more": "yes",
        "deliverables[1].title": "年度报告",
        "deliverables[1].every": "service-year",
        "deliverables[1].article": "第三条",
        "deliverables[1].more": "no",
    }
    called = {"late-payment": "甲方逾期付款", "quality": "服务质量不合格"}
    found = rows_said(asked("damages.what"), "1、服务质量不合格", called)
    assert [found[f"damages[{row}].what"] for row in (0, 1)] == ["late-payment", "quality"]


ROWS = {
    "items": "guard：保安，人月，4382.84，696；item-2：采样车，辆年，48000，每年",
    "parts": "build：建设，600000.00；part-2：运维，每年200000.00；part-3：0.00，200000.00",
    "renewals": "1年；6个月；至2028-01-11",
    "payees": "lead 65%；member",
    "funds": "财政拨款 60%；自有资金 40%",
    "finding": "870000.00（合同（正文））；860000.00（报价函）",
    "bank-accounts": "某支行，6200 1111，合同",
    "bands": "90分 100%；0分 80%",
    "points-off": "SLA/P1/restore 2分",
    "failures": "连续3次；累计4次",
    "tiers": "第31天起 5%；第61天起 8%",
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_told_as_it_is_read(kind: str) -> None:
    """Each list of small tables on one line; what is none is refused by name."""
    assert tell_rows(kind, read_rows(kind, ROWS[kind])) == ROWS[kind]
    assert READ[kind](ROWS[kind]) == ROWS[kind]
    for wrong in ("", "；"):
        with pytest.raises(Refusal, match=kind):
            read_rows(kind, wrong)


@pytest.mark.parametrize("kind", LISTS)
def test_an_english_reader_sees_a_list_in_english(kind: str) -> None:
    """It holds no Chinese but names, and typed again it is the same rows."""
    seen = shown(kind, ROWS[kind], Words("en"))
    assert read_rows(kind, seen) == read_rows(kind, ROWS[kind])
    assert not re.search(r"[每次起至连续累计天，；：]|\d\s*[年分]", seen)
    assert shown(kind, ROWS[kind], Words("zh")) == ROWS[kind]


@pytest.mark.parametrize("text", ["3次", "12个月内3次"])
def test_an_english_reader_sees_how_often_in_english(text: str) -> None:
    """As it may be typed there."""
    seen = shown("occurrences", text, Words("en"))
    assert occurrences_of(seen) == occurrences_of(text)
    assert seen.isascii()


KINDS = {
    "duration": {"30分钟": "30m", "8小时": "8h", "1个工作日": "1 working-day"},
    "span": {"3个月": "3 months", "一年": "1 year", "20天": "20 days"},
    "occurrences": {"3次": "3次", "12个月内3次": "12个月内3次"},
    "hours-list": {"8:00-12:00、14:30至17:30": "08:00-12:00,14:30-17:30"},
    "retain": {"5%": "5%", "1500元": "1500.00"},
    "rate": {"千分之五": "5‰"},
    "points": {"90分": "90"},
    "day-of-year": {"每年5月31日前": "05-31", "05-31": "05-31"},
    "day-of-month": {"20日": "20", "月底": "31", "前5个工作日": "5 working-day"},
    "blank": {"空白": "blank", "HT-1": "HT-1"},
    "much": {
        "付还留存": "collects",
        "至80%": "up-to 80%",
        "25%、75%": "25%,75%",
        "20万": "200000.00",
    },
    "returns": {"60% 期满后15个工作日": "60% term-end 15 working-day"},
    "deadline": {"1年后15日": "1 year + 15 calendar-day", "2个工作日": "2 working-day"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_is_read_as_people_write_it(kind: str) -> None:
    """And is read as itself again, as it is kept among the answers; what is none is refused."""
    for text, value in KINDS[kind].items():
        assert READ[kind](text) == value
        assert READ[kind](value) == value
    if kind != "blank":
        with pytest.raises(Refusal):
            READ[kind]("很多很多")


def test_what_a_draft_leaves_open_is_said_in_the_language() -> None:
    """Its own words where it speaks the language; else what it quotes and where."""
    text = "付款期限的条文里有读不懂的话，可能改变期限。见 paper.txt:11 「10日」。"
    assert left_open(text, Words("zh")) == text
    told = left_open(text, Words("en"))
    assert told == "the draft left it open; its words: 「10日」, paper.txt:11."
    assert "original" in left_open("没有找到签订日期。", Words("en"))


RULES = {
    "因乙方原因未按期上线的，每延期一天，支付合同总金额1‰的违约金；延期30天以上的，自第31天起按2‰计；"
    "违约金累计达到合同总金额10%时，甲方有权解除合同": {
        "what": "late-service", "rate": "1‰", "per": "1", "base": "contract-price",
        "tiers": "第31天起 2‰"},
    "甲方接到有效投诉的，每次扣减500元": {
        "what": "other-breach", "payer": "supplier", "rate": "500元", "per": "once"},
    "乙方拖欠员工工资的，每发生一次支付违约金2,000元；情节严重的，甲方可解除合同": {
        "what": "other-breach", "payer": "supplier", "rate": "2000元", "per": "once"},
    "逾期付款的，按日万分之一承担违约金": {"what": "late-payment", "rate": "万分之一", "per": "1"},
    "每人每天缺岗扣200元": {"what": "other-breach", "payer": "supplier", "rate": "200元"},
    "任何一方提前解除合同，支付剩余合同期维保费的10%作为补偿": {
        "what": "other-breach", "payer": "breaching-party", "rate": "10%", "per": "once"},
    "学员满意度低于90%的，扣该期结算金额的5%": {
        "what": "other-breach", "payer": "supplier", "rate": "5%", "per": "once",
        "base": "instalment"},
    "每延迟一小时，扣该笔价款的2%；影响会议的，另付违约金3,000元": {"what": "late-service"},
    "未按承诺到场的，每次扣500元，每年累计不超过5000元": {
        "what": "service-promise", "payer": "supplier", "rate": "500元", "per": "once",
        "cap": "5000元"},
    "The supplier pays 5% of the contract price for a breach of confidentiality": {
        "what": "confidentiality", "payer": "supplier", "rate": "5%", "per": "once",
        "base": "contract-price"},
}  # fmt: skip


@pytest.mark.parametrize("text", RULES)
def test_a_rule_says_what_its_words_say(text: str) -> None:
    """Of whom, for what and how much; what has two readings is left to be asked."""
    assert {key: value for key, value in rule_said(text).items() if value} == RULES[text]


def test_rules_stand_where_their_heading_says() -> None:
    """A heading and the numbers under it are the article; what owes nothing is no rule."""
    text = "七、违约责任：\n1．甲方逾期付款的，每日万分之一；\n2．双方应友好协商。\n（3）泄密的，赔偿5万元。"
    assert [each.article for each in rules_in(text)] == ["七、违约责任第一款", "七、违约责任第三款"]
    assert [each.article for each in rules_in("4.1 逾期的，每日1‰。4.2 泄密的，付5万元。")] == [
        "第4.1条", "第4.2条"]  # fmt: skip
    assert rules_in("七、保密：违反的，支付违约金100,000元。")[0].article == "七、保密"
    both = "2．人员缺岗的，每人每天扣减200元；甲方接到投诉的，每次扣减500元。"
    assert [each.words for each in rules_in(both)] == [
        "人员缺岗的，每人每天扣减200元", "甲方接到投诉的，每次扣减500元"]  # fmt: skip
    tiers = "满意度低于90%的，扣该期结算金额的5%；低于80%的，扣15%。"
    assert len(rules_in(tiers)) == 1
    assert numbered_article("六、违约", "七、") == "七、"
    assert numbered_article("第六条", "七、") == "第六条第七款"
    assert numbered_article("第六条", "12") == "第六条"
    assert root_of(["第六条第一款", "第六条第三款"]) == "第六条"
    assert root_of(["第六条第一款", "第七条"]) == ""
    assert not is_rule("1、3")


BANDS = {
    "90分及以上的全额支付，80分（含）以上不足90分的支付80%，不足80分的不予支付": "90分 100%；80分 80%；0分 0%",
    "90 100%; 80 95%; 0 80%": "90分 100%；80分 95%；0分 80%",
    "九十分以上全额，八十分以上95%；不足八十分0": "90分 100%；80分 95%；0分 0%",
}


@pytest.mark.parametrize("text", BANDS)
def test_bands_are_read_as_a_sentence_has_them(text: str) -> None:
    """With commas between, from the lower of two scores, below the lowest from nought."""
    assert READ["bands"](text) == BANDS[text]


def test_what_is_left_counts_what_is_paid_up_to() -> None:
    """30 %, up to 70 %, up to 95 %, 5 %: nothing is left, so that no further row is proposed."""
    rows = [{"share": "30%"}, {"up_to": "70%"}, {"up_to": "95%"}]
    every = [{"every": "once"} | row for row in rows]
    assert rest_of(every, "once") == "5%"
    assert rest_of([*every, {"every": "once", "share": "5%"}], "once") == ""


def test_an_english_reader_is_told_a_sum_in_figures() -> None:
    """Capitals are for whoever reads Chinese."""
    told = [Words(lang)("ask.to.money", sum="1.00", words="人民币壹元整") for lang in ("zh", "en")]
    assert told == ["1.00 元，人民币壹元整", "1.00 yuan"]


def test_a_bond_that_goes_back_at_once_needs_no_share() -> None:
    """By when alone is the whole of it; of several parts each says its own."""
    assert READ["returns"]("期满后30日内") == "100% term-end 30 calendar-day"
    with pytest.raises(Refusal):
        READ["returns"]("期满后30日内；期满后60日内")
