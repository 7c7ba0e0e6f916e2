"""`contract new`: questions at a terminal, answers from a file, and the contract file they make."""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from at_terminal import CTRL_C, at_a_terminal
from conftest import Run
from svcctl import workspace
from svcctl.billing.terms import terms_from
from svcctl.contracts.described import ends
from svcctl.contracts.form import plain
from svcctl.contracts.sheets import SAYING
from svcctl.i18n import Words
from svcctl.interview.answer_file import answer_lines, given_in
from svcctl.interview.catalogue import SECTIONS
from svcctl.interview.rows import told
from svcctl.interview.sofar import Sofar
from svcctl.interview.walk import questions, rows_of

SHIPPED = sorted(workspace.shipped("contracts").glob("*.toml"))
REAL = sorted((Path(__file__).parent / "real").glob("*.toml"))
SEED = workspace.shipped("contracts") / "zyfy-his-2025.toml"
# the seed's articles 1 to 9 as an officer would type them
ANSWERS = """
title = "资源县妇幼保健院医院信息系统运维项目"
id = "zyfy-his-2025"
project_number = "GLZC2025-D3-290015-ZXGJ"
award_notice_on = "2025年3月3日"
signed_on = "2025年3月5日"
calendar = "广西"
[purchaser]
name = "资源县妇幼保健院"
[supplier]
name = "柳州中联科技有限责任公司"
[term]
how = "start-notice"
length = "三年"
article = "第四条"
[price]
total = "87万"
total_in_words = "捌拾柒万元整"
split = "per-year"
article = "第二条"
[[deliverables]]
title = "年终运维汇报"
key = "year-end-briefing"
article = "第七条"
[[deliverables]]
title = "年运维报告"
key = "annual-report"
[[instalments]]
title = "首期款"
much = "百分之七十"
when = "合同签订后若干天"
days = "15个工作日内"
article = "第七条"
[[instalments]]
title = "余款"
much = "余款"
needs = "1、2"
when = "receipt"
days = "10个工作日"
[[damages]]
what = "quality"
rate = "5%"
loss = "beside"
article = "第八条第一款"
[[damages]]
what = "infringement"
article = "第八条第二款"
[[damages]]
what = "other-breach"
key = "late-acceptance"
payer = "甲方"
rate = "3%"
per = "每日"
cap = "5%"
pool = "breach"
terminate_after_days = "60天"
loss = "beside"
article = "第八条第三款"
[[damages]]
what = "late-payment"
rate = "3%"
cap = "5%"
pool = "contract"
gate = "是"
[[damages]]
what = "service-promise"
rate = "3%"
article = "第八条第四款"
[[damages]]
what = "other-breach"
payer = "breaching-party"
rate = "3%"
base = "amount-in-breach"
loss = "beside"
article = "第八条第五款"
[[obligations]]
title = "合同原件送财政部门备案"
when = "signing"
days = "7个工作日"
article = "第十三条第五款"
[force_majeure]
who = "乙方"
negotiate_from_day = 120
article = "第九条"
"""


@pytest.fixture(autouse=True)
def chinese(surroundings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever answers reads Chinese."""
    monkeypatch.setenv("SVCCTL_LANG", "zh")


def document(path: Path) -> dict[str, Any]:
    """A contract file as TOML has it."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.stem)
def test_every_proposal_taken_is_the_same_contract(run: Run, tmp_path: Path, shipped: Path) -> None:
    """What no question covers is kept; nothing else is written than the file had."""
    given = tmp_path / "answers.toml"
    given.write_text(f'id = "{document(shipped)["id"]}"\n')
    out = tmp_path / "new.toml"
    code, told, err = run("contract", "new", "--from", shipped, "--answers", given, "-o", out)
    assert (code, "付款计划表" in told) == (0, True), err
    assert document(out) == document(shipped)
    assert run("contract", "check", out)[0] == 0


def test_answers_alone_make_the_same_dates_and_sums(run: Run, tmp_path: Path) -> None:
    """The seed from nothing: its schedule and its damages are those of the shipped file."""
    given, out = tmp_path / "answers.toml", tmp_path / "new.toml"
    given.write_text(ANSWERS, encoding="utf-8")
    code, told, err = run("contract", "new", "--answers", given, "-o", out, "--format", "json")
    assert code == 0, err
    assert json.loads(told)["instalments"] == 6
    ours, theirs = (terms_from(plain(document(path))) for path in (out, SEED))
    bare = [[row._replace(title="") for row in terms.instalments] for terms in (ours, theirs)]
    assert bare[0] == bare[1]
    assert ours.rules == theirs.rules
    assert ours.force_majeure == theirs.force_majeure


def answers_of(made: dict[str, Any]) -> dict[str, str]:
    """Every answer that a contract is, by the question's path, with those that leave things out."""
    start, found = Sofar(made, {}, "zh", (), {}), dict[str, str]()
    for section in SECTIONS:
        for row, table in enumerate(rows_of(section, start)):
            at = f"{section.name}[{row}]" if section.repeated else section.name
            answers = told(section.name, table, "zh") if table else {}
            for question in section.questions if table else ():
                path = question.key if section.name == "contract" else f"{at}.{question.key}"
                if question.key in answers or question.optional:
                    found[path] = answers.get(question.key, "")
    return found


def bare(value: Any) -> Any:
    """A value with its Chinese title, and with the newer of two ways to write how often."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "zh" in value:
        return value["zh"]
    found = {key: bare(each) for key, each in value.items()}
    return found | {"every": "once"} if found.pop("scope", "") == "contract" else found


@pytest.mark.parametrize("file", [*SHIPPED, *REAL], ids=lambda path: path.stem)
def test_answers_alone_make_every_contract(run: Run, tmp_path: Path, file: Path) -> None:
    """Each known contract from nothing: all that it says, but for its English titles."""
    theirs = document(file)
    answers = answers_of(theirs)
    assert "keep" not in answers.values()
    text = answer_lines(answers, "", "x")
    assert given_in("x", text).by_path == answers
    made = by_answers(run, text, tmp_path / "new.toml")
    if file.stem == "21-fines":  # the price of the only year is the total
        assert theirs["price"].pop("per_year") == theirs["price"]["total"]
    assert made == bare(theirs)


PAPER = """物业服务合同
合同编号：WY-2026-07
项目名称：云山市档案馆物业服务
甲方：云山市档案馆（采购人）
乙方：青松物业管理有限公司（成交供应商）
第一条 服务期限
服务期限为2年，自2026年1月1日起至2027年12月31日止。
第二条 合同价款
合同总价为人民币（大写）贰拾肆万元整（¥240000.00元）。
第三条 付款方式
服务费按季度支付，每季度结束后，乙方提交发票和季度考核表，财政资金到位后10个工作日内支付该季度服务费。
第四条 履约保证金
乙方应在签订合同之日起7个工作日内向甲方交纳合同金额5%的履约保证金，服务期满后30日内无息退还。
第五条 违约责任
1、甲方逾期付款的，每逾期一日按逾期金额的万分之五向乙方支付违约金，累计不超过合同总价的5%。
2、乙方服务质量不合格的，每次支付违约金500元。
"""
# what its draft leaves open, by the draft's own questions
LEFT_OPEN = """
signed_on = 2025年12月20日
calendar = CN
instalments[0].when = receipt
instalments[0].days = 10个工作日
"""


def drafted(run: Run, folder: Path) -> Path:
    """The draft of that contract, with things left open."""
    paper, draft = folder / "paper.txt", folder / "draft.toml"
    paper.write_text(PAPER, encoding="utf-8")
    assert run("contract", "draft", paper, "-o", draft)[0] == 1
    assert "# due = " in draft.read_text(encoding="utf-8")
    return draft


def test_what_a_draft_leaves_open_is_asked(run: Run, tmp_path: Path) -> None:
    """Each thing with the draft's own words, and nothing passed over; then the file is whole."""
    draft, out = drafted(run, tmp_path), tmp_path / "new.toml"
    lines, asked = LEFT_OPEN.strip().splitlines(), []
    for count in range(len(lines) + 1):
        given = tmp_path / "answers.txt"
        given.write_text("\n".join(["id = x-1", *lines[:count]]) + "\n", encoding="utf-8")
        code, _, err = run("contract", "new", "--from", draft, "--answers", given, "-o", out)
        asked += [err.partition("：待确认")[0]] if "待确认" in err else []
    assert code == 0, err
    paths = ("signed_on", "calendar", "instalments[0].when")
    assert [each.removeprefix("svcctl：") for each in asked] == list(paths)
    assert run("contract", "check", out)[0] == 0
    told = out.read_text(encoding="utf-8")
    assert "# paper.txt:9 「¥240000.00元」\n" in told
    assert "待确认" not in told
    assert "# due" not in told


def test_rare_things_are_those_of_the_draft_and_those_that_the_answers_are_about(
    run: Run, tmp_path: Path
) -> None:
    """The draft shows upkeep every fifteen days; that the sum is settled is answered."""
    draft, out = drafted(run, tmp_path), tmp_path / "new.toml"
    promised = '\n[[service_plan]]\nkey = "upkeep"\ntitle = "保养"\nevery = "15 days"\narticle = "第一条"\n'
    draft.write_text(draft.read_text(encoding="utf-8") + promised, encoding="utf-8")
    rare = "instalments[0].settled = 是\n"
    made = by_answers(run, f"id = x-1\n{LEFT_OPEN}{rare}", out, "--from", draft)
    assert made["service_plan"][0]["every"] == "15 days"
    assert made["instalments"][0]["settled"] is True


def test_a_choice_may_be_named_in_the_other_language(run: Run, tmp_path: Path) -> None:
    """A file of answers does not follow `--lang`; what is in neither language is refused in it."""
    draft, given, out = drafted(run, tmp_path), tmp_path / "answers.txt", tmp_path / "new.toml"
    for lang, word, code in (("en", "收到资料", 0), ("zh", "receipt", 0), ("en", "随便", 2)):
        answers = f"id = x-1\n{LEFT_OPEN.replace('when = receipt', f'when = {word}')}"
        given.write_text(answers, encoding="utf-8")
        asked = ("new", "--from", draft, "--answers", given, "-o", out, "--replace")
        found, _, err = run("--lang", lang, "contract", *asked)
        assert found == code, err
    assert "随便" in err
    assert "no choice" in err


def test_words_do_not_stand_at_another_answer(run: Run, tmp_path: Path) -> None:
    """The source of a value that a person changed says nothing of the new one."""
    draft, given, out = drafted(run, tmp_path), tmp_path / "answers.txt", tmp_path / "new.toml"
    changed = {
        "purchaser.name": "云山市方志馆",
        "damages[1].rate": "600元",
        "term.to": "2028-06-30",
    }
    lines = [f"{path} = {value}" for path, value in changed.items()]
    given.write_text("\n".join(["id = x-1", LEFT_OPEN, *lines]) + "\n", encoding="utf-8")
    code, _, err = run("contract", "new", "--from", draft, "--answers", given, "-o", out)
    assert code == 0, err
    told = out.read_text(encoding="utf-8")
    for gone in ("「云山市档案馆」", "「500元」", "「2027年12月31日」"):
        assert gone in draft.read_text(encoding="utf-8")
        assert gone not in told
    assert "「青松物业管理有限公司」" in told


# the same contract, typed from nothing
TYPED = """
title = 云山市档案馆物业服务
id = wuye-2026
number = WY-2026-07
signed_on = 2025年12月20日
calendar = 全国放假安排
purchaser.name = 云山市档案馆
supplier.name = 青松物业管理有限公司
term.how = dates
term.from = 2026年1月1日
term.to = 2027年12月31日
term.article = 第一条
price.total = 24万
price.total_in_words = 贰拾肆万元整
price.article = 第二条
deliverables[0].title = 发票
deliverables[0].every = 每季度一次
deliverables[0].article = 第三条
deliverables[1].title = 季度考核表
deliverables[1].every = 每季度一次
instalments[0].title = 季度服务费
instalments[0].every = 每季度一次
instalments[0].much = 100%
instalments[0].needs = 1、2
instalments[0].when = 收到资料
instalments[0].days = 10个工作日
instalments[0].article = 第三条
damages[0].what = 甲方逾期付款
damages[0].rate = 万分之五
damages[0].per = 每日
damages[0].base = 逾期未付的金额
damages[0].cap = 5%
damages[0].pool = 整份合同累计
damages[0].loss = included
damages[0].article = 第五条第一款
damages[1].what = 服务质量不合格
damages[1].rate = 500元
damages[1].loss = included
damages[1].article = 第五条第二款
guarantees[0].title = 履约保证金
guarantees[0].much = 5%
guarantees[0].lodge-when = 合同签订
guarantees[0].lodge-days = 7个工作日
guarantees[0].back-when = 整个服务期满
guarantees[0].back-days = 30日
guarantees[0].article = 第四条
"""


def by_answers(run: Run, answers: str, out: Path, *start: object) -> dict[str, Any]:
    """The document that those answers make."""
    given = out.with_suffix(".answers.txt")
    given.write_text(answers, encoding="utf-8")
    code, _, err = run("contract", "new", *start, "--answers", given, "-o", out)
    assert code == 0, err
    return document(out)


def test_three_ways_lead_to_the_same_terms(run: Run, tmp_path: Path) -> None:
    """A contract typed from nothing, out of its draft, and through the workbook."""
    typed = by_answers(run, TYPED, tmp_path / "typed.toml")
    start = ("--from", drafted(run, tmp_path))
    left = f"id = wuye-2026\n{LEFT_OPEN}"
    assert by_answers(run, left, tmp_path / "by-draft.toml", *start) == typed
    form = tmp_path / "form.xlsx"
    assert run("contract", "form", tmp_path / "typed.toml", "-o", form)[0] == 0
    start = ("--from", form)
    assert by_answers(run, "id = wuye-2026\n", tmp_path / "by-form.toml", *start) == typed


def test_a_form_half_filled_in_is_gone_on_with(run: Run, tmp_path: Path) -> None:
    """What is empty or cannot be read is asked for, with its cell."""
    from openpyxl import load_workbook

    form, out = tmp_path / "form.xlsx", tmp_path / "new.toml"
    by_answers(run, TYPED, tmp_path / "typed.toml")
    run("contract", "form", tmp_path / "typed.toml", "-o", form)
    book = load_workbook(form)
    cells = {row[0].value: row[1] for row in book["合同"].iter_rows() if len(row) > 1}
    cells["签订日期*"].value, cells["名称*"].value = "年底", None
    book.save(form)
    given = tmp_path / "answers.txt"
    asked = []
    for answers in ("id = wuye-2026\n", "title = 甲\n", "title = 甲\nsigned_on = 2025-12-20\n"):
        given.write_text(answers, encoding="utf-8")
        code, _, err = run("contract", "new", "--from", form, "--answers", given, "-o", out)
        asked.append(err)
    assert "title：待确认，合同!B" in asked[0], asked
    assert "signed_on：待确认，合同!B" in asked[1], asked
    assert code == 0, asked
    assert document(out) == document(tmp_path / "typed.toml") | {"title": "甲"}


WRONG = {
    "price.total_in_words": ("捌拾万元整", "大写「捌拾万元整」与金额"),
    "term.length": ("很久", "请写成 三年、3年 或 18个月"),
    "signed_on": ("三月七日", "年"),
    "price.total": ("八七万", "看不懂"),
    "instalments[0].much": ("70", "比例写 70%，金额写 70元"),
    "instalments[1].much": ("20%", "比例相加为 90%"),
    "instalments[1].days": ("尽快", "请写成 15个工作日、30日、3个月 或 1年"),
    "award_notice_on": ("2025年3月9日", "award_notice_on"),
}


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_answer_is_refused_with_what_to_type(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """In Chinese, with the question it concerns; nothing is written."""
    monkeypatch.setenv("SVCCTL_LANG", "zh")
    answers = given_in("x", ANSWERS).by_path | {path: WRONG[path][0]}
    given, out = tmp_path / "answers.toml", tmp_path / "new.toml"
    given.write_text(answer_lines(answers, "", "x"), encoding="utf-8")
    code, _, err = run("contract", "new", "--answers", given, "-o", out)
    assert (code, out.exists()) == (2, False)
    assert WRONG[path][1] in err, err


def test_what_a_script_forgets_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No terminal and no answers; no such question; a missing answer; a file that is there."""
    monkeypatch.setenv("SVCCTL_LANG", "zh")
    given, out = tmp_path / "answers.txt", tmp_path / "new.toml"
    given.write_text("title = 甲\nsinged_on = 2025-03-05\n", encoding="utf-8")
    code, _, err = run("contract", "new", "--answers", given, "-o", out)
    assert (code, "没有「singed_on」这一问" in err, "signed_on" in err) == (2, True, True)
    given.write_text("title = 甲\n", encoding="utf-8")
    code, _, err = run("contract", "new", "--answers", given, "-o", out)
    assert (code, "signed_on：缺少答案" in err) == (2, True)
    out.write_text("")
    code, _, err = run("contract", "new", "--answers", given, "-o", out)
    assert (code, "--replace" in err) == (2, True)


def test_each_choice_and_question_has_its_words() -> None:
    """Whatever a question offers by itself is said in both languages."""
    words = Words("zh")
    alike = {"cap_of": "base"}
    for path, section, question in questions():
        bare = question.key.removeprefix("lodge-").removeprefix("back-")
        form = ends(f"{section.place}.{question.keys[0]}".removeprefix("."))
        own = (f"ask.q.{section.name}.{question.key}", f"ask.q.{bare}")
        told = (f"{family}.{end}" for end in form for family in SAYING)
        reading = f"reading.{question.key}"
        assert any(key in words for key in (*own, *told, reading)), path
        for choice in question.choices:
            keys = [f"{section.name}.{question.key}", question.key, alike.get(bare, bare)]
            known = [f"ask.choice.{key}.{choice}" for key in keys] + [f"ask.choice.{choice}"]
            known += [f"key-value.{end}.{choice}" for end in form]
            known += [f"{reading}.{choice}", f"reading.{choice}"]
            assert any(key in words for key in known), (path, choice)


# -- at a terminal ---------------------------------------------------------------------------------


def asked(*args: str, typed: list[str], lang: str = "zh") -> tuple[int, str]:
    """The exit code and the screen of the questions, to which those lines are typed one by one."""
    return at_a_terminal("contract", "new", *args, typed=typed, after="\n> ", lang=lang)


# an ordinary contract from nothing: one line for several answers where that reads naturally
FIRST = [
    "云山市档案馆物业服务",
    "",
    "合同编号 WY-2026-07",
    "2025年12月20日",
    "1",
    "",
    "云山市档案馆",
]
THEN = [
    "青松物业管理有限公司，小型企业",
    "1、2、3、4",
    "青山银行城东支行，6200 1111 2222 3333 44，签字盖章页",
    "2026年1月1日至2027年12月31日，第一条",
    "24万，三十万",  # neither a sum nor a sum in words
    "24万，贰拾肆万元整，第二条",
    "1",
    "发票（每季度）、季度考核表（每季度），第三条",
    "季度服务费，第三条",
    "每季度 100%",
    "1、2",
    "收齐后10个工作日",
    "",
    "1、3",
    "每日按逾期金额的万分之五，累计不超过合同总价的5%，第五条第一款",
    "",
    "500元，第五条第二款",
    "",
    "履约保证金 5%，第四条",
    "签订后7个工作日",
    "期满后30日",
    "",
]
AT_MOST = 35  # questions about an ordinary contract from nothing
AT_MOST_OF_A_DRAFT = 20


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of that kind")
def test_a_person_breaks_off_and_goes_on(run: Run, tmp_path: Path) -> None:
    """Effects beside the choices, a slip put right, an answer changed by its number, then written."""
    out, again = tmp_path / "wuye-2026.toml", ["已答", "改 1", "云山市档案馆物业服务项目", "是"]
    code, shown = asked("-o", str(out), typed=[*FIRST, "退出"])
    assert (code, out.exists()) == (1, False), shown
    assert "签订后 15 个工作日是 2026-01-12（星期一）" in shown
    assert f"接着答：\n  svcctl contract new -o {out}" in shown
    code, shown = asked("-o", str(out), typed=[*THEN, *again])
    assert "接着上次，已答 9 问" in shown
    assert "如按日历日，到 2025-12-30（星期二）" in shown
    assert "  1  合同或项目叫什么名称：云山市档案馆物业服务\n" in shown
    assert (code, "付款计划表" in shown) == (0, True), shown
    assert f"下一步：svcctl init，再 svcctl contract import {out}" in shown
    assert len(FIRST) + len(THEN) <= AT_MOST
    made = document(out)
    assert made.pop("title") == "云山市档案馆物业服务项目"
    typed = by_answers(run, TYPED, tmp_path / "typed.toml")
    supplier = typed["parties"][1] | {"size": "small"}
    account = {
        "bank": "青山银行城东支行",
        "number": "6200 1111 2222 3333 44",
        "source": "签字盖章页",
    }
    typed["parties"][1] = supplier | {"accounts": [account]}
    for rule in typed["damages"]:
        del rule["loss"]
    typed.pop("title")
    assert made == typed
    assert not out.with_name("wuye-2026.answers.toml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of that kind")
def test_a_draft_is_taken_part_by_part(run: Run, tmp_path: Path) -> None:
    """Each part with its words at once, what is open asked; the same contract as by answers."""
    draft, out = drafted(run, tmp_path), tmp_path / "wuye-2026.toml"
    typed = ["", "2025-12-20", "1", *[""] * 5, "收到资料后10个工作日", "", "", "是"]
    code, shown = asked("--from", str(draft), "-o", str(out), typed=typed)
    assert code == 0, shown
    assert "   原文：paper.txt:9 「¥240000.00元」" in shown
    assert shown.count("\n> ") <= AT_MOST_OF_A_DRAFT
    assert document(out) == by_answers(run, TYPED, tmp_path / "typed.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of that kind")
def test_a_row_is_left_out_and_one_put_at_the_end(run: Run, tmp_path: Path) -> None:
    """In the middle of a draft, broken off with Ctrl-C and gone on with; the rest moves up."""
    draft, out = drafted(run, tmp_path), tmp_path / "new.toml"
    start = ("--from", str(draft), "-o", str(out))
    begun = ["全部照用", "", "2025-12-20", "1", "", "", "已答", "删 22", CTRL_C]
    code, shown = asked(*start, typed=begun)
    assert (code, out.exists()) == (1, False), shown
    assert "已去掉：付款要的资料第 1 项 发票" in shown
    assert "接着答：\n  svcctl contract new --from" in shown
    assert document(out.with_name("new.answers.toml"))["--without"] == "deliverables[0]"
    code, shown = asked(*start, typed=["退出"])
    assert code == 1
    assert "== 付款要的资料：第 1 项" not in shown  # 季度考核表 moved up, with its answers


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of that kind")
def test_an_english_session_asks_in_english(run: Run, tmp_path: Path) -> None:
    """Of a Chinese draft; the quoted words stay as they are; a row is added at its end."""
    draft, out = drafted(run, tmp_path), tmp_path / "care-2026.toml"
    typed = ["", "2025-12-20", "1", *[""] * 5, "10 working days after receipt", "", ""]
    typed += ["add 22", "Invoice copy", "", "", "", "yes"]
    code, shown = asked("--from", str(draft), "-o", str(out), typed=typed, lang="en")
    assert code == 0, shown
    assert "Open: the draft left it open; its words: paper.txt:11." in shown
    assert "The words: paper.txt:9 「¥240000.00元」" in shown
    bare = re.sub("「[^」]*」", "", shown)
    asks = re.findall(r"^ *\d+\. .*|^   Open.*", bare, re.MULTILINE)
    assert len(asks) > 5
    assert not any(re.search("[\u4e00-\u9fff]", each) for each in asks)
    titles = [each["title"] for each in document(out)["deliverables"]]
    assert titles == ["发票", "季度考核表", "Invoice copy"]


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of that kind")
def test_what_was_not_read_is_not_taken(run: Run, tmp_path: Path) -> None:
    """照用 where the draft has nothing; a unit typed with its number; part gone through one by one."""
    draft, out = drafted(run, tmp_path), tmp_path / "new.toml"
    typed = ["逐问", "照用", "照用", "2025-12-20", "1", "", "", "1、2、3、4", "照用"]
    typed += [
        "青山银行城东支行，6200 1111 2222 3333 44，签字盖章页",
        "",
        "",
        "3",
        "1",
        "10",
        "2个工作日",
    ]
    code, shown = asked("--from", str(draft), "-o", str(out), typed=[*typed, "", "", "是"])
    assert code == 0, shown
    assert shown.count("这里没有读出的答案可以照用，请回答。") == 2, shown
    due = {"days": 2, "unit": "working-day", "after": "receipt"}
    assert document(out)["instalments"][0]["due"] == due


# -- what a draft could not read -------------------------------------------------------------------

RULES = """第五条 违约责任
1．延迟开始服务的，每延迟一日按合同总价的千分之一支付违约金，累计不超过合同总价的5%。
2．每人每天缺岗扣200元。
3．错用药剂的，按当季服务费的30%赔偿；造成损失的，另行赔偿。
4．泄露资料的，一次性支付违约金50,000元。
5．未按承诺时间到场的，每次扣500元，累计不超过5000元。
6．乙方逾期提交报告的，每逾期一日支付违约金100元。
"""


def lines_typed(run: Run, folder: Path, start: Path, *lines: str) -> tuple[int, str, Path]:
    """The exit code and the questions, to which those lines are the answers one after the other."""
    given, out = folder / "lines.txt", folder / "wuye-2026.toml"
    given.write_text("\n".join([*lines, ""]), encoding="utf-8")
    code, _, err = run("contract", "new", "--from", start, "--answers", given, "-o", out)
    return code, err, out


def draft_of(run: Run, folder: Path, text: str) -> Path:
    """The draft of a contract of those words."""
    paper, draft = folder / "paper.txt", folder / "draft.toml"
    paper.write_text(text, encoding="utf-8")
    run("contract", "draft", paper, "-o", draft)
    return draft


def test_clauses_left_open_become_rules_in_their_words(run: Run, tmp_path: Path) -> None:
    """Six rules of damages by one word, their article by one line; only what is open is asked."""
    paper = PAPER.partition("第五条")[0] + RULES + "签订日期：2025年12月20日\n"
    draft = draft_of(run, tmp_path, paper)
    begun = ["全部照用", "1", "", "", "收到资料后10个工作日", "全部", "第五条"]
    rest = ["", "2", "7", "1", "2"]  # each time; who pays for 3, what of the loss, who pays for 4
    code, err, out = lines_typed(run, tmp_path, draft, *begun, *rest, "是")
    assert code == 0, err
    told = "   原文：泄露资料的，一次性支付违约金50,000元\n   第 6 种违约是什么：泄密\n"
    assert told in err, err
    rules = {each["article"]: each for each in document(out)["damages"]}
    assert len(rules) == RULES.count("．")
    assert rules["第五条第一款"]["cap"] == {
        "share": "5%",
        "of": "contract-price",
        "pool": "contract",
    }
    assert rules["第五条第三款"]["loss"] == "included"
    assert rules["第五条第四款"]["amount"] == "50000.00"
    assert rules["第五条第五款"]["cap"]["amount"] == "5000.00"
    assert rules["第五条第六款"]["per"] == {"days": 1, "part": "whole"}
    assert [each["payer"] for each in rules.values()] == ["supplier"] * len(rules)


PASTED = """第六条 违约责任
1．乙方逾期交货的，每逾期一日按合同总价的千分之一支付违约金，自第31天起按2‰计，累计不超过合同总价的10%；
2．乙方泄露资料的，一次性支付违约金50,000元；
3．一方违约的，支付违约金2,000元。"""


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of that kind")
def test_rules_are_pasted_several_at_once(run: Run, tmp_path: Path) -> None:
    """As the contract has them, a heading before them: nothing more is asked of what they say."""
    draft, out = drafted(run, tmp_path), tmp_path / "wuye-2026.toml"
    typed = ["全部照用", "2025-12-20", "1", "", "", "收到资料后10个工作日", "加 违约金", PASTED]
    code, shown = asked("--from", str(draft), "-o", str(out), typed=[*typed, "", "是"])
    assert code == 0, shown
    late, told, either = document(out)["damages"][2:]
    assert (late["rate"], late["per"]["days"], late["article"]) == ("1‰", 1, "第六条第一款")
    assert late["tiers"] == [{"from_day": 31, "rate": "2‰"}]
    assert (told["payer"], told["amount"], told["article"]) == (
        "supplier",
        "50000.00",
        "第六条第二款",
    )
    assert (either["payer"], either["amount"]) == ("breaching-party", "2000.00")
    assert "超过几天改按别的比例" in shown


SCORED = PAPER.replace(
    "第四条",
    "每年考核一次，得分90分及以上的全额支付，80分（含）以上不足90分的支付80%，不足80分的不予支付。\n第四条",
)


BY_POINT = PAPER.replace(
    "第四条",
    "每年考核一次，得分90分及以上的全额支付，低于90分的，每少1分扣减当期服务费的1%。\n第四条",
)


def test_rare_things_that_were_not_read_are_named(run: Run, tmp_path: Path) -> None:
    """All taken at once, one line says what else there may be; what is typed is added to it."""
    draft = draft_of(run, tmp_path, BY_POINT)
    assert "[[assessments]]" in draft.read_text(encoding="utf-8")
    begun = ["全部照用", "2025-12-20", "1"]
    for typed, parts in (("", "考核打分"), ("可以续签", "可以续签、考核打分")):
        code, err, out = lines_typed(run, tmp_path, draft, *begun, typed, "已答")
        assert code == 2
        rest = re.search("草稿读出：考核打分。合同还有下面的吗？\n   没有读出：(.+)\n", err)
        assert rest
        assert rest[1].startswith("1 几家供应商（联合体）；2 单价和数量")
        assert "考核" not in rest[1]
        assert f"有没有下面这些：{parts}\n" in err, err
        out.with_name("wuye-2026.answers.toml").unlink()


NINETY = [{"from": 90, "pay": "100%"}, {"from": 80, "pay": "80%"}, {"from": 0, "pay": "0%"}]


def test_bands_are_typed_in_the_contract_s_words(run: Run, tmp_path: Path) -> None:
    """Where a draft asks what scores do to payments: no answer leads to a dead end."""
    draft = draft_of(run, tmp_path, SCORED)
    said = "90分及以上的全额支付，80分（含）以上不足90分的支付80%，不足80分的不予支付"
    answered = tmp_path / "wuye-2026.answers.toml"
    for lines in ([said], ["跳过", said]):
        begun = ["全部照用", "2025-12-20", "1", "", "", "", "", *lines, "已答"]
        code, err, _ = lines_typed(run, tmp_path, draft, *begun)
        assert (code, "按哪几档付：90分 100%；80分 80%；0分 0%" in err) == (2, True), err
        answered.unlink()


def test_a_paper_that_is_not_there_yet_is_added_by_its_name(run: Run, tmp_path: Path) -> None:
    """Where a payment waits for it, as often as the payment; a date is none."""
    draft, out = drafted(run, tmp_path), tmp_path / "wuye-2026.toml"
    begun = ["逐问", "全部照用", "2025-12-20", "1", "", ""]
    code, err, _ = lines_typed(
        run, tmp_path, draft, *begun, "改 33", "次月15日前", "1、《验收单》", "已答"
    )
    assert (code, "没有「次月15日前」这个选项" in err) == (2, True), err
    assert "付这种款要先收齐哪些资料：发票、验收单" in err, err
    assert "资料叫什么：验收单\n" in err
    assert not out.exists()


def test_what_is_open_is_not_guessed(run: Run, tmp_path: Path) -> None:
    """Enter takes no more row, no share and no side that a draft left open."""
    paper = PAPER.replace("每季度结束后", "乙方每季度的服务费按90%支付，每季度结束后")
    draft = draft_of(run, tmp_path, paper)
    begun = ["全部照用", "2025-12-20", "1", "", "", "收到资料后10个工作日", ""]
    _, err, _ = lines_typed(run, tmp_path, draft, *begun)
    assert "条文各期比例合计为 90%" in err, err
    assert "是 或 否：\n   这一问要填，不能空着。" in err, err


def test_an_answer_is_given_again_in_the_same_words(run: Run, tmp_path: Path) -> None:
    """One line for several questions, as the first time; numbered alone it is still one."""
    draft = drafted(run, tmp_path)
    begun = ["全部照用", "2025-12-20", "1", "", "", "2，30日", "改 34", "次月20日前", "已答"]
    _, err, _ = lines_typed(run, tmp_path, draft, *begun)
    assert "什么时候付：每期的某月某日" in err.rpartition("重答第 34 问")[2], err


def test_what_was_read_stays_beside_what_is_named(run: Run, tmp_path: Path) -> None:
    """Naming another part drops none that the draft has rows of."""
    draft, begun = drafted(run, tmp_path), ["全部照用", "2025-12-20", "1", "", "不可抗力", "已答"]
    _, err, _ = lines_typed(run, tmp_path, draft, *begun)
    assert "付款前要收到资料吗：是" in err, err


def test_a_handle_is_proposed_from_the_number_of_the_contract(run: Run, tmp_path: Path) -> None:
    """The file's name may be Chinese; then nothing has to be made up."""
    draft, given = drafted(run, tmp_path), tmp_path / "lines.txt"
    given.write_text("\n已答\n", encoding="utf-8")
    out = tmp_path / "物业合同.toml"
    _, _, err = run("contract", "new", "--from", draft, "--answers", given, "-o", out)
    assert "如 wuye-2026（小写字母、数字、连字符）：wy-2026-07\n" in err, err


def test_a_draft_shows_the_clauses(run: Run, tmp_path: Path) -> None:
    """Beside what is open, and above each row: nobody looks up what it was read from."""
    told = drafted(run, tmp_path).read_text(encoding="utf-8")
    rule = "1、甲方逾期付款的，每逾期一日按逾期金额的万分之五向乙方支付违约金，累计不超过合同总价的5%。"
    assert f"[[damages]]\n# paper.txt:15 「{rule}」\nkey" in told
    assert re.search(
        r"\n# \d+\. instalments\[0\]\.due：.*见 paper.txt:11。原文「服务费按季度支付", told
    )


def test_what_is_usual_is_proposed_only_where_it_is_offered(run: Run, tmp_path: Path) -> None:
    """Of one paper chosen from several, Enter does not take all: all are no choice there."""
    draft = drafted(run, tmp_path)
    begun = ["全部照用", "2025-12-20", "1", "", "", "2，30日", "改 33", "跳过", "改 34"]
    _, err, _ = lines_typed(run, tmp_path, draft, *begun, "3，10日", "")
    assert "「last」" not in err, err
    assert "写编号：\n   这一问要填，不能空着。" in err, err
