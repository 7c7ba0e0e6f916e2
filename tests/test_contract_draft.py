"""A contract's papers are read: what stands in them is proposed with its words, the rest is asked."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import contract_papers as papers
from conftest import Run
from contract_prose import PROSE
from svcctl import workspace
from svcctl.answers.drafted import named
from svcctl.contracts.check import problems
from svcctl.contracts.form import FORM, Field
from svcctl.i18n import Words
from svcctl.wording.documents import lines_of
from svcctl.wording.drafting import Draft, draft
from svcctl.wording.drafting import _stated as stated
from svcctl.wording.found import Line, Row, Value
from svcctl.wording.numbering import spelt

CALENDARS = ("CN", "CN-GX", "CN-NX")
SEED = Path(__file__).parents[2] / "shared" / "contract" / "contract.md"
SEED_FILE = workspace.shipped("contracts") / "zyfy-his-2025.toml"


def drafted(text: str, name: str = "a.txt") -> Draft:
    """The draft of a text."""
    return draft(lines_of(name, text.encode()), CALENDARS)


def values(made: Draft) -> dict[str, str]:
    """What is proposed, without where it stands."""
    return {path: value.value for path, value in made.proposed.items()}


def asked(made: Draft) -> set[str]:
    """The keys of the sentences that are asked."""
    return {question.asks.removeprefix("wording.ask.") for question in made.questions}


def told(made: Draft) -> list[tuple[str, list[str]]]:
    """What differs."""
    return [(each.about, [said.value for said in each.values]) for each in made.findings]


CASES: dict[str, tuple[str, bytes]] = {
    "utf-8": ("合同.txt", papers.CONTRACT.encode()),
    "utf-8 with a mark": ("合同.txt", papers.CONTRACT.encode("utf-8-sig")),
    "gb 18030": ("合同.txt", papers.CONTRACT.encode("gb18030")),
    "utf-16": ("合同.txt", papers.CONTRACT.encode("utf-16")),
    "utf-16 without a mark": ("合同.txt", papers.CONTRACT.encode("utf-16-le")),
    "windows line ends": ("合同.txt", papers.CONTRACT.replace("\n", "\r\n").encode()),
    "markdown": (
        "合同.md",
        "\n\n".join(
            f"| {line.replace(chr(9), ' | ')} |" if "\t" in line else line
            for line in papers.CONTRACT.split("\n")
        ).encode(),
    ),
    "rows drawn with bars": (
        "合同.txt",
        "\n".join(
            f"| {line.replace(chr(9), ' | ')} |" if "\t" in line else line
            for line in papers.CONTRACT.split("\n")
        ).encode(),
    ),
    "page": (
        "合同.html",
        "".join(
            "<tr><td>{}</td></tr>".format(line.replace("\t", "</td><td>"))
            if "\t" in line
            else f"<p>{line}</p>\n"
            for line in papers.CONTRACT.split("\n")
        ).encode(),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_contract_in_every_form(case: str) -> None:
    made = draft(lines_of(*CASES[case]), CALENDARS)
    found = values(made)
    assert {path: found.get(path) for path in papers.BASICS} == papers.BASICS
    assert told(made) == papers.FINDINGS


STAGES = """第三条 付款方式
甲方按下表付款：
付款阶段\t付款条件\t付款比例
首付款\t合同签订后10个工作日内\t40%
尾款\t验收合格后15日内\t60%
合计\t\t100%
"""


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_table_of_payments_is_read_in_every_form(form: str) -> None:
    lines = STAGES.split("\n")
    content = {
        "md": "\n".join(
            f"| {x.replace(chr(9), ' | ')} |" if "\t" in x else x for x in lines
        ).encode(),
        "html": "".join(
            "<tr><td>{}</td></tr>".format(x.replace("\t", "</td><td>"))
            if "\t" in x
            else f"<p>{x}</p>\n"
            for x in lines
        ).encode(),
        "docx": papers.as_word(STAGES),
    }[form]
    found = values(draft(lines_of(f"合同.{form}", content), CALENDARS))
    assert [found.get(f"instalments[{at}].share") for at in range(3)] == ["40%", "60%", None]
    assert found["instalments[1].due.days"] == "15"


KINDS = """政府采购合同
项目名称：青禾市档案馆安保服务项目
甲方（采购人）：青禾市档案馆
乙方（联合体牵头人）：青禾安保服务有限公司
乙方（联合体成员）：云溪物业有限公司
第二条 服务期限
合同一年一签，本合同服务期限自2026年1月1日起至2026年12月31日止；考核合格的，可续签两次，每次续签一年。
第三条 合同价款
服务费据实结算，单价下浮2%，总价最高不超过人民币120,000.00元。
岗位\t单位\t单价（元）\t数量\t小计（元）
保安\t人次\t100.50\t800\t80,400.00
巡逻\t次\t30\t1,000\t30,000.00
第五条 付款方式
1、服务费按月支付，甲方收到发票后10个工作日内按实际数量支付当月服务费。
2、甲方每月付款时扣留当月服务费的10%作为质量保证金，服务期满后10个工作日内无息退还。
3、各期款项支付至联合体牵头人账户。
签订日期：2026年1月5日
"""


def test_what_was_read_is_a_contract_file_but_for_its_calendar() -> None:
    """Renewals, a ceiling with its unit prices, kept money and its payee stand the check together."""
    made = draft(lines_of("合同.txt", KINDS.encode()), CALENDARS)
    assert [question.key for question in made.questions] == ["calendar"]
    assert problems(made.document | {"calendar": "CN"}, CALENDARS) == []
    fee, kept = made.document["instalments"]
    assert (fee["retain"], fee["settled"], kept["collects"]) == ("10%", True, ["fee"])
    assert made.document["price"]["items"][1]["key"] == "item-2"
    assert {each["payee"] for each in (fee, kept)} == {"supplier-1"}


def test_word_and_ofd_say_the_same() -> None:
    for name, content in (
        ("合同.docx", papers.as_word(papers.CONTRACT)),
        ("合同.ofd", papers.as_ofd([papers.CONTRACT])),
    ):
        made = draft(lines_of(name, content), CALENDARS)
        found = values(made)
        assert {path: found.get(path) for path in papers.BASICS} == papers.BASICS, name
        assert told(made) == papers.FINDINGS, name


def test_places_are_those_that_an_editor_or_a_reader_finds() -> None:
    made = drafted(papers.CONTRACT, "合同.txt")
    assert made.proposed["price.total"].line.source == "合同.txt:10"
    word = draft(lines_of("合同.docx", papers.as_word(papers.CONTRACT)), CALENDARS)
    assert word.proposed["price.total"].line.source == "合同.docx:第10段"
    ofd = draft(lines_of("合同.ofd", papers.as_ofd(["首页", papers.CONTRACT])), CALENDARS)
    assert ofd.proposed["price.total"].line.source == "合同.ofd:第2页"
    html = lines_of(
        "a.html", b"<html>\n<p>\n one<br>two\n</p><script>no</script><del>no</del></html>"
    )
    assert [(line.place, line.text) for line in html] == [("3", "one"), ("3", "two")]


def test_several_files_are_one_contract() -> None:
    main, _, annexes = papers.CONTRACT.partition("附件1：")
    lines = [
        *lines_of("合同.txt", main.encode()),
        *lines_of("附件.txt", f"附件1：{annexes}".encode()),
    ]
    made = draft(lines, CALENDARS)
    assert told(made) == papers.FINDINGS
    assert made.proposed["award_notice_on"].line.source.startswith("附件.txt:")


# -- right or silent -------------------------------------------------------------------------------

HEAD = "甲方：青山县图书馆\n乙方：山水物业服务有限公司\n"
TRAPS: dict[str, tuple[str, str, str | None, str]] = {
    # text, path, the right value or None, what is asked
    "words that differ": (
        "第一条 合同总金额为100000元（大写：壹拾万零伍佰元整）。", "price.total", None, "words-differ"),
    "totals that differ": (
        "第一条 合同总金额为100000元。\n第二条 本合同总价为120000元。", "price.total", None, "totals"),
    "a figure written over": (
        "第一条 原合同总金额100000元变更为120000元。", "price.total", None, "amended"),
    "a blank": ("第一条 合同总金额为人民币______元（大写：______）。", "price.total", None, "total"),
    "without tax": ("第一条 不含税合同总价为90000元。", "price.total", None, "total"),
    "with tax": ("第一条 合同总价（含税）为100000元，其中不含税价90000元，税额10000元。",
                 "price.total", "100000.00", ""),
    "ten thousands beside the name": ("第一条 合同总价（万元）：36.5", "price.total", "365000.00", ""),
    "ten thousands behind": ("第一条 合同总价：36.5（单位：万元）", "price.total", "365000.00", ""),
    "ten thousands above, yuan here": (
        "第一条 （金额单位：万元）\n合同总价：36.5元", "price.total", None, "unit"),
    "a year's price": ("第一条 合同总价为365000元/年，三年共计1095000元。", "price.total", None, "total"),
    "a term made longer": (
        "第二条 服务期限由2025年1月1日至2025年12月31日延长至2026年6月30日。", "term.to", None, "amended"),
    "in ten thousands": ("第一条 合同总金额为12.5万元。", "price.total", "125000.00", ""),
    "a limit": ("第一条 合同总金额最高不超过100000元，据实结算。", "price.total", "100000.00", ""),
    "years that do not add up": (
        "第一条 合同总金额为100000元。\n第二条 第一年40000元，第二年50000元。", "price.years[0]", None, "years"),
    "a penalty is no price": ("第一条 违约方支付合同金额5%且不超过合同总金额。", "price.total", None, "total"),
    "an option not chosen": (
        "第一条 □合同总金额为100000元 ☑合同总金额为120000元", "price.total", "120000.00", ""),
    "a warranty is no term": ("第一条 服务期满后质保期3年。", "term.years", None, "term"),
    "a term in months": ("第一条 服务期限：自合同签订之日起18个月。", "term.months", "18", ""),
    "a term by two dates": (
        "第一条 服务期限：2025年1月1日至2025年12月31日。", "term.to", "2025-12-31", ""),
    "a term turned round": (
        "第一条 服务期限：2025年12月31日至2025年1月1日。", "term.from", None, "term-order"),
    "terms that differ": (
        "第一条 服务期限：2年。\n第二条 合同期限为3年，自签订之日起。", "term.years", None, "terms"),
    "from acceptance": ("第一条 服务期限：自验收合格之日起3年。", "term.starts", None, "starts"),
    "from a notice": ("第一条 服务期限：乙方收到甲方开工通知之日起3年。", "term.starts", "start-notice", ""),
    "renewals": ("第一条 服务期限：自合同签订之日起1年，一年一签。", "term.years", "1", "renewals"),
    "two days of signing": (
        "签订日期：2025年6月20日\n签署日期：2025年6月21日", "signed_on", None, "signed-twice"),
    "a blank day": ("签订日期：    年  月  日", "signed_on", None, "signed"),
    "no such day": ("签订日期：2025年2月30日", "signed_on", None, "signed"),
    "a blank number": ("合同编号：____", "number", None, "blank"),
    "no place": ("第一条 合同总金额为1000元。", "calendar", None, "calendar"),
    "another province": ("可向河南省某县人民法院起诉。", "calendar", "CN", ""),
    "a place inside another word": (
        "甲方地址：某镇中卫生院旁大化工路", "calendar", None, "calendar"),
    "a street": ("甲方地址：某市桂林路1号", "calendar", None, "calendar"),
    "a county": ("争议由大化瑶族自治县人民法院管辖。", "calendar", "CN-GX", ""),
    "another's account": (
        "户名：某某商行\n开户行：青山银行\n账号：6200 1111 2222 3333", "parties[1].accounts[0].number", None,
        "holder"),
    "nobody's account": (
        "开户行：青山银行\n第一条 合同", "parties[1].accounts[0].number", None, ""),
    "an account without a bank": (
        "乙方账号：6200 1111 2222 3333", "parties[1].accounts[0].number", None, "bank"),
    "an account beside its owner": (
        "第一条 乙方账户：开户行：青山银行，账号：6200 1111 2222 3333。",
        "parties[1].accounts[0].number", "6200 1111 2222 3333", ""),
    "an account told in a sentence": (
        "第九条 乙方收款账户：青山银行青山支行，账号6200 1111 2222 3333。",
        "parties[1].accounts[0].number", "6200 1111 2222 3333", ""),
    "the purchaser's account in a sentence": (
        "第九条 甲方账户为青山银行青山支行，账号6200 1111 2222 3333。",
        "parties[1].accounts[0].number", None, ""),
    "an account told in another order": (
        "第九条 乙方收款账户是6200 1111 2222 3333，开在青山银行。",
        "parties[1].accounts[0].number", None, "account-unread"),
    "an account of another holder in a sentence": (
        "第九条 乙方收款账户：户名某某商行，开户行青山银行，账号6200 1111 2222 3333。",
        "parties[1].accounts[0].number", None, "holder"),
    "where it was signed": ("签订地点：广东省广州市", "calendar", None, "calendar-signed"),
    "a number in brackets": (
        "根据本项目（项目编号：QH-2026-07）的采购结果，双方签订本合同。", "project_number", "QH-2026-07", ""),
    "an account under its owner in a table": (
        "甲方（盖章）：青山县图书馆\t乙方（盖章）：山水物业服务有限公司\n\t开户银行：青山银行\n\t账号：6200 1111 2222 3333",
        "parties[1].accounts[0].number", "6200 1111 2222 3333", ""),
    "an account under the other in a table": (
        "甲方（盖章）：青山县图书馆\t乙方（盖章）：山水物业服务有限公司\n开户银行：青山银行\t\n账号：6200 1111 2222 3333\t",
        "parties[1].accounts[0].number", None, ""),
    "the purchaser's account": (
        "甲方开户行：青山银行，账号：6200 1111 2222 3333", "parties[1].accounts[0].number", None, ""),
    "whose account the article does not say": (
        "第一条 开户行：青山银行，账号：6200 1111 2222 3333", "parties[1].accounts[0].number", None,
        "whose-account"),
    "in force from the signing": (
        "第一条 服务期限：自合同生效之日起1年。\n第二条 本合同自双方签字盖章之日起生效。",
        "term.starts", "signing", ""),
    "signs set apart": ("需  方：某某局\n第一条 合同总价款（人民币大写）：壹拾万元整", "price.total", "100000.00", ""),
    "a month is no term": ("第一条 服务期限：自2025年4月1日起3年。", "term.to", "2028-03-31", ""),
    "two purchasers": ("甲方（使用单位）：南河县图书馆\n乙方（维保单位）：南河电梯有限公司",
        "parties[0].name", None, "parties"),
    "a bank and a number side by side": (
        "第九条 乙方收款户：南河银行城东支行 620011112222333", "parties[1].accounts[0].number", "620011112222333", ""),
    "an account at a bank": (
        "9. 乙方在南河银行城东支行开立的账户，账号620011112222333。", "parties[1].accounts[0].bank", "南河银行城东支行", ""),
    "the holder, the bank, the number": (
        "第九条 账户：山水物业服务有限公司，南河银行城东支行，账号 620011112222333。",
        "parties[1].accounts[0].bank", "南河银行城东支行", ""),
    "another holder, the bank, the number": (
        "第九条 账户：南河商贸有限公司，南河银行城东支行，账号 620011112222333。",
        "parties[1].accounts[0].number", None, "whose-account|holder"),
    "a bank and a number of nobody": (
        "第九条 账户信息：南河银行城东支行 620011112222333", "parties[1].accounts[0].number", None, "whose-account"),
    "a bank and a number of the purchaser": (
        "第九条 甲方账户：南河银行城东支行 620011112222333", "parties[1].accounts[0].number", None, ""),
    "a bank and the number of a guarantee": (
        "第九条 乙方账户见附件。保函由南河银行城东支行出具，编号 620011112222333。",
        "parties[1].accounts[0].number", None, ""),
    "a bank and a telephone": (
        "第九条 乙方账户：南河银行城东支行 0571-88776655", "parties[1].accounts[0].number", None, ""),
    "a postcode of the purchaser": (
        "甲方（盖章）：青山县图书馆　　　　乙方（盖章）：山水物业服务有限公司\n邮编：353000　　　　邮编：530001", "calendar", "CN", ""),
    "a postcode of a region with its own days": (
        "甲方（盖章）：青山县图书馆　　　　乙方（盖章）：山水物业服务有限公司\n邮编：530001　　　　邮编：353000", "calendar", "CN-GX", ""),
    "a telephone of the purchaser": (
        "甲方（盖章）：青山县图书馆　　　　乙方（盖章）：山水物业服务有限公司\n联系电话：0871-66551234　　　　联系电话：0771-5512345", "calendar", "CN", ""),
    "a postcode against a telephone": (
        "甲方（盖章）：青山县图书馆　　　　乙方（盖章）：山水物业服务有限公司\n邮编：353000　　　　邮编：353000\n电话：0771-5512345　　　　电话：0771-5512345",
        "calendar", None, "calendar"),
    "a code of a region without a calendar of its days": (
        "甲方（盖章）：青山县图书馆　　　　乙方（盖章）：山水物业服务有限公司\n统一社会信用代码：1165010000000000XX　　　　统一社会信用代码：9111010000000000XX", "calendar", None, "calendar"),
    "a postcode of the supplier alone": ("乙方（盖章）：山水物业服务有限公司\n邮编：353000", "calendar", None, "calendar"),
    "hours not said": ("附件1：服务承诺\n一级故障：2 小时内到达现场。", "service_levels[0].hours", None, "hours"),
}  # fmt: skip


@pytest.mark.parametrize("case", TRAPS)
def test_right_or_silent(case: str) -> None:
    text, path, right, question = TRAPS[case]
    made = drafted(HEAD + text)
    assert values(made).get(path) == right
    assert not question or asked(made) & set(question.split("|"))


def test_an_account_is_cited_by_its_article() -> None:
    text = "第九条 乙方收款账户：青山银行青山支行，账号6200 1111 2222 3333。"
    account = drafted(HEAD + text).document["parties"][1]["accounts"][0]
    assert account["bank"] == "青山银行青山支行"
    assert account["source"].startswith("第九条（a.txt:")


def test_two_contracts_in_one_file_are_asked_about() -> None:
    one = papers.CONTRACT.partition("附件1：")[0]
    other = (
        one.replace("青山县图书馆", "东湖县档案馆")
        .replace("480000", "500000")
        .replace("肆拾捌万", "伍拾万")
    )
    made = drafted(one + other)
    assert "contracts" in asked(made)
    assert "price.total" not in made.proposed
    assert "title" not in made.proposed
    assert values(made)["signed_on"] == "2025-06-20"


def test_nothing_is_taken_from_sides_that_are_turned_round() -> None:
    text = (
        "甲方（供应商）：山水物业服务有限公司\n乙方（采购人）：青山县图书馆\n第八条 违约责任\n"
        "甲方逾期的，每日按合同金额的1‰支付违约金。\n"
    )
    made = drafted(text)
    assert values(made)["parties[0].name"] == "青山县图书馆"
    assert "turned" in asked(made)
    assert not [path for path in made.proposed if path.startswith("damages")]


def test_a_list_of_annexes_is_no_annex() -> None:
    text = papers.CONTRACT.replace(
        "甲方（盖章）", "附件：\n1. 成交通知书\n2. 报价函\n甲方（盖章）", 1
    )
    assert values(drafted(text))["award_notice_on"] == "2025-06-12"
    assert told(drafted(text)) == papers.FINDINGS


def test_nothing_differs_where_nothing_differs() -> None:
    main = papers.CONTRACT.partition("附件1：")[0]
    award = papers.CONTRACT.partition("附件3：")[2]
    assert told(drafted(f"{main}附件1：{award}")) == []
    budget = "附件2：采购需求\n采购预算金额为500000元。"
    assert told(drafted(f"{main}附件1：{award}{budget}")) == []


# -- Word ------------------------------------------------------------------------------------------


def paragraph(text: str, number: str = "", more: str = "") -> str:
    """A paragraph, numbered by Word where `number` is a list and a level."""
    name, _, level = number.partition("/")
    numbered = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>'
    )
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p>{numbered if number else ''}{run}{more}</w:p>"


NUMBERING = """<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2、"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>"""


def test_numbers_that_word_makes_are_read() -> None:
    body = "".join(
        [paragraph("服务", "1/0"), paragraph("甲", "1/1"), paragraph("乙", "1/1"), paragraph("点", "1/2"),
         paragraph("金额", "1/0"), paragraph("丙", "1/1")]
    )  # fmt: skip
    found = lines_of("a.docx", papers.word_of(body, NUMBERING))
    texts = [line.text for line in found]
    assert texts == ["第一条 服务", "1、甲", "2、乙", "点", "第二条 金额", "1、丙"]
    assert [spelt(n) for n in (1, 10, 12, 20, 103, 110)] == [
        "一",
        "十",
        "十二",
        "二十",
        "一百零三",
        "一百一十",
    ]


def test_what_was_deleted_or_struck_in_word_is_not_read() -> None:
    body = paragraph(
        "合同总金额为",
        more="<w:del><w:r><w:delText>100000元</w:delText></w:r></w:del><w:ins><w:r><w:t>120000元</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>旧</w:t></w:r><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>",
    )
    assert [line.text for line in lines_of("a.docx", papers.word_of(body))] == [
        "合同总金额为120000元"
    ]


# -- refusals --------------------------------------------------------------------------------------


def zipped(part: str, content: bytes) -> bytes:
    """A package of one part."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr(part, content)
    return written.getvalue()


def bomb() -> bytes:
    """A Word document that unfolds to more than is read."""
    return zipped("word/document.xml", b"<a>" + b" " * (33 * 2**20) + b"</a>")


def deep() -> bytes:
    """Elements in elements."""
    return papers.word_of("<w:sdt>" * 500 + "</w:sdt>" * 500)


UNREAD: dict[str, tuple[str, bytes, str]] = {
    "an old Word": ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "docx"),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "图片"),
    "a bomb": ("a.docx", bomb(), "限度"),
    "too deep": ("a.docx", deep(), "限度"),
    "entities": (
        "a.docx",
        zipped("word/document.xml", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a/>"),
        "打不开",
    ),
    "a damaged PDF": ("a.pdf", b"%PDF-1.7\nnothing", "打不开"),
    "another zip": ("a.zip", zipped("a.xml", b"<a/>"), "docx"),
    "no text": ("a.txt", b"\x81\xff" * 40, "读不出"),
    "nothing": ("a.txt", b" \n", "没有文字"),
    "a line without end": ("a.txt", b"x" * 30_000, "太长"),
}


@pytest.mark.parametrize("case", UNREAD)
def test_what_cannot_be_read_is_refused_in_two_lines(case: str, run: Run, tmp_path: Path) -> None:
    name, content, says = UNREAD[case]
    (tmp_path / name).write_bytes(content)
    code, out, err = run("contract", "draft", tmp_path / name, "--lang", "zh")
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) <= 2


# -- the command -----------------------------------------------------------------------------------


def test_the_answer_goes_to_the_screen_and_the_file_beside_it(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "合同.txt", tmp_path / "合同.toml"
    source.write_text(papers.CONTRACT, encoding="utf-8")
    code, out, err = run(
        "contract", "draft", source, "-o", target, "--format", "json", "--lang", "zh"
    )
    answer: dict[str, Any] = json.loads(out)
    assert code == 1
    assert "合同.toml" in err
    assert answer["proposed"]["price.total"] == {
        "value": "480000.00", "source": "合同.txt:10", "words": "¥480000.00元"
    }  # fmt: skip
    assert {each["key"] for each in answer["open"]} >= {"instalments"}
    assert [each["about"] for each in answer["findings"]] == [about for about, _ in papers.FINDINGS]
    text = target.read_text(encoding="utf-8")
    assert "# 合同.txt:10 「¥480000.00元」" in text
    document = tomllib.loads(text)
    assert document["signed_on"].isoformat() == "2025-06-20"
    assert [each["severity"] for each in document["findings"]][:2] == ["stop", "note"]


def test_a_pipe_is_read_and_the_questions_stand_below(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(papers.CONTRACT.encode("gb18030"))))
    code, out, _ = run("contract", "读合同", "-", "--lang", "zh")
    assert code == 1
    assert "待确认" in out
    assert "收款账户" in out
    assert "QSZC2025-C3-000118-QSXX" in out


def test_a_loss_that_no_word_names_is_marked_as_the_laws_rule(run: Run, tmp_path: Path) -> None:
    """What is written without a source says whence it comes; where losses are spoken of it is asked."""
    source, target = tmp_path / "合同.txt", tmp_path / "合同.toml"
    rules = (
        "1．乙方人员脱岗的，每次支付违约金300元。",
        "2．乙方泄露资料的，应全额赔偿甲方损失，并支付合同总价20%的违约金。",
    )
    source.write_text("\n".join(("第八条 违约责任", *rules)), encoding="utf-8")
    run("contract", "draft", str(source), "-o", str(target), "--lang", "zh")
    text = target.read_text(encoding="utf-8")
    first, second = tomllib.loads(text)["damages"]
    assert (first["loss"], "loss" in second) == ("included", False)
    above = text.splitlines()[text.splitlines().index('loss = "included"') - 1]
    assert "民法典第五百八十五条" in above
    assert "damages[1].loss" in text


# -- the invented contracts that ship, as Word documents ------------------------------------------


@pytest.mark.parametrize("name", PROSE)
def test_the_contracts_that_ship_are_read_from_their_prose(name: str) -> None:
    """The head is that of the shipped file; what the prose leaves open is asked, never guessed."""
    made = draft(lines_of(f"{name}.docx", papers.as_word(PROSE[name])), CALENDARS)
    shipped = tomllib.loads((SEED_FILE.parent / f"{name}.toml").read_text(encoding="utf-8"))
    document = made.document
    for key in ("project_number", "number", "plan_number", "signed_on", "award_notice_on"):
        assert document.get(key) == shipped.get(key), key
    assert document["title"] == shipped["title"]["zh"]
    for key in ("total", "total_in_words"):
        assert document.get("price", {}).get(key) in (None, shipped["price"][key]), key
    assert document["term"].items() <= shipped["term"].items()
    for ours, theirs in zip(document["parties"], shipped["parties"], strict=True):
        assert (ours["role"], ours["name"]) == (theirs["role"], theirs["name"])
        numbers = [each["number"] for each in theirs.get("accounts", ())]
        assert [each["number"] for each in ours.get("accounts", ())] == numbers
    assert told(made) == []
    assert "calendar" in {question.key for question in made.questions}


def test_money_kept_back_is_no_whole_price() -> None:
    made = drafted(PROSE["example-property"])
    assert values(made)["instalments[0].share"] == "100%"
    assert "instalments[1].share" not in made.proposed
    assert "asked.rest" in asked(made)


# -- the hospital's contract -----------------------------------------------------------------------

here = pytest.mark.skipif(
    not SEED.exists(), reason="the hospital's contract is not beside this checkout"
)


def seed_lines() -> list[str]:
    """The contract as it stands."""
    return SEED.read_text(encoding="utf-8").split("\n")


def check_seed(made: Draft) -> None:
    """The terms of articles 1 to 9 are those of the shipped file, and so are the findings."""
    shipped = tomllib.loads(SEED_FILE.read_text(encoding="utf-8"))
    document = made.document
    for key in ("project_number", "calendar", "award_notice_on", "signed_on", "price", "term"):
        assert document[key] == shipped[key], key
    for ours, theirs in zip(document["parties"], shipped["parties"], strict=True):
        assert (ours["role"], ours["name"]) == (theirs["role"], theirs["name"])
    numbers = [each["number"] for each in document["parties"][1]["accounts"]]
    assert numbers == [each["number"] for each in shipped["parties"][1]["accounts"]]
    abouts = sorted(each["about"] for each in shipped["findings"])
    assert sorted(each.about for each in made.findings) == abouts
    levels = {each["level"]: each for each in document["service_levels"]}
    for each in shipped["service_levels"]:
        ours = levels[each["level"]]
        assert {key: value for key, value in each.items() if key in CLOCKS} == {
            key: value for key, value in ours.items() if key in CLOCKS
        }
    names = [each["title"]["zh"] for each in shipped["systems"]]
    assert [each["title"] for each in document["systems"]] == names


CLOCKS = ("regime", "severity", "answer_within", "dispatch_within", "restore_within", "restore_from",
          "hours", "engineers", "article")  # fmt: skip


@here
def test_the_hospitals_contract_as_text() -> None:
    check_seed(draft(lines_of("contract.md", SEED.read_bytes()), CALENDARS))


@here
def test_the_hospitals_contract_as_word() -> None:
    content = papers.as_word("\n".join(seed_lines()))
    check_seed(draft(lines_of("contract.docx", content), CALENDARS))


@here
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not at hand")
def test_the_hospitals_contract_as_pdf(tmp_path: Path) -> None:
    (tmp_path / "contract.docx").write_bytes(papers.as_word("\n".join(seed_lines())))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "contract.docx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    check_seed(draft(lines_of("contract.pdf", (tmp_path / "contract.pdf").read_bytes()), CALENDARS))


def test_a_value_whose_words_are_not_there_is_dropped() -> None:
    line = Line("a.txt", "1", "合同总金额为100元")
    there, absent = Value("100.00", line, "100元"), Value("200.00", line, "200元")
    texts = {("a.txt", "1"): [line.text]}
    rows = [Row("damages", {"rate": absent}), Row("damages", {"rate": there})]
    assert stated({"a": there, "b": absent}, rows, texts) == ({"a": there}, rows[1:])


# -- cut, shuffled, doubled ------------------------------------------------------------------------

ROWS = papers.CONTRACT.split("\n")


@given(
    st.lists(
        st.tuples(st.integers(0, len(ROWS) - 1), st.integers(0, 60), st.integers(0, 60)),
        max_size=60,
    ),
    st.integers(1, 4),
)
def test_no_text_makes_it_fail_or_say_what_is_not_there(
    cuts: list[tuple[int, int, int]], glued: int
) -> None:
    pieces = [ROWS[at][start : start + length] for at, start, length in cuts]
    text = "\n".join("".join(pieces[at : at + glued]) for at in range(0, len(pieces), glued))
    lines = [Line("a.txt", str(at), row) for at, row in enumerate(text.split("\n"), 1)]
    made = draft(lines, CALENDARS)
    for value in made.proposed.values():
        assert value.words in lines[int(value.line.place) - 1].text
    assert made.questions


def paths(fields: Mapping[str, Field], at: str = "") -> Iterator[str]:
    """Every leaf of the contract file by its path, first rows of lists."""
    for key, field in fields.items():
        path = f"{at}.{key}".removeprefix(".")
        if field.fields is None:
            yield path
        else:
            yield from paths(field.fields, f"{path}[0]" if "tables" in field.kind else path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whatever_can_be_read_has_a_name(lang: str) -> None:
    """People see names; the path stands in JSON and CSV, for who edits the file."""
    words = Words(lang)
    called = {path: named(path, words) for path in paths(FORM)}
    assert all(called.values())
    if lang == "zh":
        assert called["instalments[0].due.days"] == "付款1 天数"
        assert called["price.article"] == "价款 依据"
        assert called["guarantees[0].lodge.days"].endswith("天数")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_question_about_some_row_has_a_name(lang: str) -> None:
    """No row is told where a question is about which of them it is."""
    words = Words(lang)
    assert named("instalments[].share", words) == named("instalments.share", words)


SIDES: dict[str, tuple[str, tuple[str, str]]] = {
    "what each is": (
        "甲方（使用单位）：南河县图书馆\n乙方（维保单位）：南河电梯有限公司", ("南河县图书馆", "南河电梯有限公司")),
    "called behind the name": (
        "委托单位：南河县图书馆（甲方）\n承办单位：南河会展有限公司（乙方）", ("南河县图书馆", "南河会展有限公司")),
    "called so from here": (
        "订购方：南河县图书馆（以下称甲方）\n供应方：南河书业有限公司（以下称乙方）", ("南河县图书馆", "南河书业有限公司")),
    "a word of its own": (
        "甲方：南河县图书馆\n经纪人（乙方）：南河保险经纪有限公司", ("南河县图书馆", "南河保险经纪有限公司")),
    "who only acts": (
        "甲方（联系人）：南河人家大院\n甲方：南河县图书馆\n乙方：南河书业有限公司\n授权代表人（乙方）：南河某某某某",
        ("南河县图书馆", "南河书业有限公司")),
    "blanks beside each other": (
        "甲方：南河县图书馆\n乙方：南河书业有限公司\n甲方（章）：　　　经办人：　　　乙方（章）：　　　经办人：",
        ("南河县图书馆", "南河书业有限公司")),
    "the one who serves is named first": (
        "甲方（受托方）：南河书业有限公司\n乙方（委托方）：南河县图书馆", ("南河县图书馆", "南河书业有限公司")),
    "a user beside the purchaser": (
        "甲方：南河县图书馆　乙方：南河书业有限公司\n使用单位：南河县实验小学\n编制单位：南河造价咨询有限公司",
        ("南河县图书馆", "南河书业有限公司")),
    "the name in the next line": (
        "甲方：\n名称：南河县图书馆\n乙方：\n单位名称：南河书业有限公司", ("南河县图书馆", "南河书业有限公司")),
    "no name in the next line": ("甲方：\n地址：南河县图书馆路\n乙方：\n名称：南河书业有限公司", ("", "南河书业有限公司")),
    "two users": (
        "甲方（使用单位）：南河县图书馆\n委托单位：南河县文化馆（甲方）\n乙方：南河书业有限公司",
        ("", "南河书业有限公司")),
}  # fmt: skip


@pytest.mark.parametrize("case", SIDES)
def test_sides_are_known_by_what_they_are_called(case: str) -> None:
    text, names = SIDES[case]
    found = values(drafted("服务合同\n" + text))
    sides = {
        found[f"parties[{at}].role"]: found[f"parties[{at}].name"]
        for at in range(2)
        if f"parties[{at}].role" in found
    }
    assert (sides.get("purchaser", ""), sides.get("supplier", "")) == names


ACCOUNTS = {
    "in two places": "第九条 乙方账户：南河银行 620011112222333\n（签署页）乙方开户银行：南河银行　账号：620011112222343",
    "in the tender's own": (
        "第九条 乙方开户行：南河银行；账号：620011112222333\n（乙方投标文件载明账号：620011112222343）"),
    "put anew": "第九条 乙方账户：南河银行 620011112222333\n十、乙方账户变更为：北河银行 620011112222343。",
}  # fmt: skip


@pytest.mark.parametrize("case", ACCOUNTS)
def test_two_accounts_of_the_supplier_stop_a_payment(case: str) -> None:
    made = drafted(HEAD + ACCOUNTS[case])
    [finding] = made.findings
    assert (finding.about, finding.severity) == ("payee-account", "stop")
    assert [said.value.split()[-1] for said in finding.values] == [
        "620011112222333",
        "620011112222343",
    ]
    assert len({said.source for said in finding.values}) == 2


def test_a_bank_that_is_written_is_not_asked_for() -> None:
    for text in (
        "第九条 乙方银行账户：南河银行城东支行 620011112222333",
        "第九条 户名：山水物业服务有限公司　南河银行城东支行　账号：620011112222333",
        "第九条 乙方账号：南河银行城东支行 620011112222333",
    ):
        assert "bank" not in asked(drafted(HEAD + text))


def test_one_question_about_one_assessment() -> None:
    text = (
        "第四条 考核：每月打分，作业费按得分计付：\n90分（含）以上，支付100%；\n80分（含）至90分，支付95%；\n"
        "80分以下，支付80%，且为不合格。\n第五条 付款：凭考核结果按月支付。"
    )
    made = drafted(HEAD + text)
    told = [(each.key, each.asks) for each in made.questions if each.key == "assessments"]
    assert len(told) == len(set(told))


def test_kinds_of_faults_are_not_said_to_be_missing() -> None:
    kinds = "第三条 困人故障：接报后5分钟内响应，20分钟内到达。\n第四条 停梯故障：15分钟内响应，8小时内恢复运行。"
    one = "第三条 故障报修后30分钟内到场。"
    assert "asked.response-kinds" in asked(drafted(HEAD + kinds))
    assert "asked.response-time" not in asked(drafted(HEAD + kinds))
    assert "asked.response-time" in asked(drafted(HEAD + one))


def test_what_is_not_turned_into_another_bond_was_not_amended() -> None:
    kept = "第五条 履约保证金：乙方缴纳77,400元。该款不转作质量保证金，验收合格后10个工作日内退还。"
    turned = kept.replace("不转作", "转作")
    assert "asked.amended" not in asked(drafted(HEAD + kept))
    assert "asked.amended" in asked(drafted(HEAD + turned))


def test_an_account_that_was_put_anew_takes_the_place_of_the_old() -> None:
    found = values(drafted(HEAD + ACCOUNTS["put anew"]))
    numbers = [value for path, value in found.items() if path.endswith("].number")]
    assert numbers == ["620011112222343"]
