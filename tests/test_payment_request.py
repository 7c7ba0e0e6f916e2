"""The application to pay: one A4 page whatever its names, its figures by hand, its annex."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from svcctl.answers.width import cut_to
from svcctl.papers.letter_words import PaperWords
from svcctl.papers.request_page import LINE, ROOM, Place, beginning, page_of
from test_letters import refused, text_of

Run = Callable[..., tuple[int, str, str]]
LONG = "某某县人民医院住院楼门诊楼医技楼及附属设施物业管理保洁绿化安保电梯维护与消防控制室值守服务采购项目"
CONTRACT = """format = 1
id = "care"
title = "{title}"
number = "ZFCG-2026-服-0012345"
project_number = "GXZC2026-C3-001234-ZXGJ"
currency = "CNY"
calendar = "CN"
signed_on = 2026-01-05
price = {{ total = "12000000.00", per_year = "12000000.00", article = "第二条" }}
term = {{ from = 2026-01-01, to = 2026-12-31, article = "第三条" }}
[office]
department = "后勤保障科"
fund_source = [{{ name = "财政拨款", share = "60%" }}, {{ name = "自有资金", share = "40%" }}]
budget_item = "30209 物业管理费"
budget_project = "后勤服务社会化专项"
[[parties]]
role = "purchaser"
name = "某某县人民医院"
[[parties]]
role = "supplier"
name = "{supplier}"
accounts = [
  {{ bank = "某某银行某某支行", number = "4500 1234 5678 9012 3456", source = "签字盖章页" }},
  {{ bank = "某某银行另一支行", number = "4500 1234 5678 9012 9999", source = "投标文件" }},
]
[[instalments]]
key = "fee"
title = "{fee}"
every = "month"
share = "100%"
evidence = ["acceptance-note", "invoice"]
due = {{ days = 10, unit = "working-day", after = "period-end" }}
article = "第七条"
[[findings]]
about = "payee-account"
severity = "stop"
values = [{{ value = "4500 1234 5678 9012 3456", source = "签字盖章页" }}, {{ value = "4500 1234 5678 9012 9999", source = "投标文件" }}]
"""
AS_OF = ("--as-of", "2026-11-20")


class Care:
    """A contract of monthly fees, nine of them overdue, some with deductions, papers and invoices."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.folder, self.paper = run, folder, folder / "纪要.pdf"
        self.paper.write_bytes(b"%PDF-1.4")

    def do(self, *args: object) -> None:
        code, _, err = self.run(*args)
        assert code == 0, err

    def load(
        self, title: str = "物业服务", supplier: str = "某物业公司", fee: str = "月服务费"
    ) -> None:
        file = self.folder / "care.toml"
        file.write_text(CONTRACT.format(title=title, supplier=supplier, fee=fee), encoding="utf-8")
        self.do("init", file)

    def months(self, *months: int) -> list[str]:
        return [f"Y1-M{month:02}-fee" for month in months]

    def deduct(self, *months: int) -> None:
        for name in self.months(*months):
            paper = ("--agreed", self.paper, "--on", "2026-10-01")
            self.do("payments", "settle", name, "--deduct", "1234.56", *paper)

    def invoices(self, count: int) -> None:
        for number in range(count):
            part = ("--for", "Y1-M01-fee=50000", "--rate", "6%", "--on", "2026-11-02")
            self.do("invoice", "add", f"254520000000{number:08}", *part)

    def request(self, *args: object) -> Path:
        path = self.folder / "单.docx"
        self.do("payments", "request", *args, *AS_OF, "--lang", "zh", "-o", path)
        return path


@pytest.fixture
def care(run: Run, tmp_path: Path) -> Care:
    return Care(run, tmp_path)


def places(path: Path) -> dict[str, str]:
    """What stands behind each heading of the form's own tables."""
    found: dict[str, str] = {}
    for table in (Document(str(path)).tables[0], Document(str(path)).tables[2]):
        for row in table.rows:
            cells = [cell.text for cell in dict.fromkeys(row.cells)]
            found |= dict(zip(cells[::2], cells[1::2], strict=True))
    return found


def test_every_place_of_the_form_by_hand(care: Care) -> None:
    """Two months with a deduction each, half of nothing left over: sums worked out here, not there."""
    care.load()
    care.deduct(1, 2)
    care.invoices(2)
    care.do(
        "evidence",
        "add",
        "Y1-M01-fee",
        "--kind",
        "acceptance-note",
        "--file",
        care.paper,
        "--on",
        "2026-11-02",
    )
    path = care.request(*care.months(1, 2), "--doc", "付字〔2026〕8号")
    form = places(path)
    told = {
        "编号": "付字〔2026〕8号", "申请日期": "2026年11月20日", "申请单位": "某某县人民医院", "申请部门": "后勤保障科",
        "合同名称": "物业服务",
        "合同编号": "项目编号：GXZC2026-C3-001234-ZXGJ；合同编号：ZFCG-2026-服-0012345；2026年1月5日签订",
        "合同总价": "￥12,000,000.00", "此前累计已付": "￥0.00",
        "本次应付": "￥2,000,000.00", "核减、抵扣": "￥2,469.12", "实付（小写）": "￥1,997,530.88",
        "付后累计": "￥1,997,530.88（占 16.65%）", "实付（大写）": "人民币壹佰玖拾玖万柒仟伍佰叁拾元零捌角捌分",
        "收款人": "某物业公司", "开户银行": "某某银行某某支行", "预算项目": "后勤服务社会化专项",
        "支出经济分类": "30209 物业管理费", "资金来源": "财政拨款 1,198,518.52 元；自有资金 799,012.36 元",
        "账户依据": "签字盖章页所载，尚未书面确认",
        "发票号码": "25452000000000000000、 25452000000000000001",
        "附件 3 份": "验收书（已附）；发票（已附 2 份）；验收书（缺 1 期）；发票（缺 1 期）", "备注": "",
    }  # fmt: skip
    assert {name: form[name] for name in told} == told
    rows = [[cell.text for cell in row.cells] for row in Document(str(path)).tables[1].rows[1:]]
    assert rows == [
        ["第1年第1个月月服务费", "2026年2月13日", "1,000,000.00", "0.00", "1,234.56", "998,765.44"],
        ["第1年第2个月月服务费", "2026年3月13日", "1,000,000.00", "0.00", "1,234.56", "998,765.44"],
        ["合计", "", "2,000,000.00", "0.00", "2,469.12", "1,997,530.88"],
    ]  # fmt: skip
    signed = [cell.text for cell in Document(str(path)).tables[3].rows[0].cells]
    assert signed == ["经办人", "部门负责人", "复核人", "财务负责人", "单位负责人"]
    assert all("年" in cell.text for cell in Document(str(path)).tables[3].rows[2].cells)


def test_the_account_says_what_it_rests_on(care: Care) -> None:
    """As confirmed, with paper and day; of a finding that is open that it has to be checked first."""
    care.load()
    open_ = places(care.request(*care.months(1)))
    assert "付款前须核实" in open_["账号"]
    third = (
        "--account",
        "某某银行第三支行 4500 0000 1111 2222 3333",
        "--doc",
        "账户变更函",
        "--file",
        care.paper,
    )
    care.do("contract", "findings", "settle", "payee-account", *third, "--on", "2026-03-02")
    form = places(care.request(*care.months(1)))
    assert form["账户依据"] == "2026年3月2日以《账户变更函》确认"
    assert form["开户银行"] == "某某银行第三支行"
    assert form["账号"].replace("\N{NO-BREAK SPACE}", " ") == "4500 0000 1111 2222 3333"
    assert "不一致" not in text_of(care.folder / "单.docx")


def test_what_is_left_for_later_is_said(care: Care) -> None:
    """A part of what is due; a disputed part; the sums of the form still add up."""
    care.load()
    care.do("dispute", "open", "Y1-M01-fee", "--amount", "200000", "--on", "2026-10-02")
    form = places(care.request("Y1-M01-fee", "--amount", "30万"))
    assert (form["本次应付"], form["实付（小写）"]) == ("￥1,000,000.00", "￥300,000.00")
    assert (
        form["备注"] == "另有 200,000.00 元双方存在分歧，本次不付；尚余 500,000.00 元留待以后支付"
    )


def test_one_contract_and_one_payee_on_a_form(care: Care, run: Run) -> None:
    """Two are refused with what to do; the supplier asks for money by another paper."""
    care.load()
    out = ("-o", care.folder / "x.docx", *AS_OF)
    assert "Apply for each apart" in refused(
        run, "payments", "request", "care:Y1-M01-fee", "other:Y1-M01-fee", *out
    )
    assert "letter reminder" in refused(
        run, "payments", "request", "Y1-M01-fee", "--role", "supplier", *out
    )
    care.do("contract", "import", Path(__file__).parent / "real" / "everything.toml")
    for command in ("payments settle everything:Y1-M01-fee --score 80 --on 2025-02-05",
                    "reports receive --contract everything --period Y1-M01 --all --on 2025-02-06"):  # fmt: skip
        care.do(*command.split())
    shared = [f"everything:Y1-M01-fee.{party}" for party in "ab"]
    said = refused(
        run, "payments", "request", *shared, "-o", care.folder / "x.docx", "--as-of", "2025-03-20"
    )
    assert "Apply for each apart" in said
    assert not (care.folder / "x.docx").exists()


def test_more_than_six_instalments_stand_in_a_table_behind(care: Care) -> None:
    """The form has their sums, the annex each of them."""
    care.load()
    path = care.request(*care.months(*range(1, 9)))
    form, behind = Document(str(path)).tables[1], Document(str(path)).tables[-1]
    assert [cell.text for cell in form.rows[1].cells][::5] == ["共 8 期，见附页", "8,000,000.00"]
    assert len(form.rows) == 2
    assert len(behind.rows) == 10


def test_what_looks_like_a_day_and_is_none_stays_as_it_is() -> None:
    """A voucher may be called 2025-13-45; a day is written as people write it."""
    words = PaperWords("purchaser")
    assert [words.value(text) for text in ("2025-13-45", "2025-03-05")] == [
        "2025-13-45",
        "2025年3月5日",
    ]


# -- one page ------------------------------------------------------------------------------------------


def test_long_texts_give_way_longest_first() -> None:
    """Only as many as have to, and never one that has no short form; then names are cut."""
    words = PaperWords("purchaser")
    line = "字" * (LINE // 2)
    places = {
        "a": Place(line * 3, "a", ["one", "two"]),
        "b": Place(line * 5, "b"),
        "c": Place(line * 4),
    }
    kept = page_of(places, ROOM - 13, ["名"])
    assert (kept.behind, kept.texts["a"]) == ({}, line * 3)
    first = page_of(places, ROOM - 12, ["名"])
    assert first.behind == {"b": [line * 5]}
    assert first.texts == {"a": line * 3, "b": "b", "c": line * 4}
    both = page_of(places, ROOM - 6, ["名"])
    assert both.behind == {"b": [line * 5], "a": ["one", "two"]}
    tight = page_of(places, ROOM, ["名" * 30] * 3)
    assert cut_to("名" * 30, tight.name) == "名" * 9 + ".."
    assert cut_to("名" * 10, tight.name) == "名" * 10
    assert beginning(line * 2, words) == line * 2
    assert beginning(line * 3, words).endswith("（全称见附页）")


NAMES = {  # title, supplier, name of the fee
    "short": ("物业服务", "某物业公司", "月服务费"),
    "usual": (LONG, "某某物业服务有限责任公司", "物业管理服务费"),
    "long": (
        LONG * 3,
        "某某省第三方综合后勤保障服务有限责任公司" * 3,
        "物业管理、保洁、绿化与安保服务月度服务费",
    ),
}


@pytest.mark.lives
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice and poppler are not at hand",
)
@pytest.mark.parametrize("named", NAMES)
def test_the_form_is_one_page_whatever_it_holds(named: str, care: Care) -> None:
    """One to nine instalments, twelve invoices, deductions, long names: its last place is on page 1."""
    care.load(*NAMES[named])
    care.deduct(*range(1, 7))
    care.invoices(12)
    made = []
    for count in (1, 3, 4, 6, 9):
        path = care.request(*care.months(*range(1, count + 1)))
        made.append(path.rename(care.folder / f"{count}.docx"))
    profile = f"-env:UserInstallation={(care.folder / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        care.folder,
        *made,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for path in made:
        pdf = path.with_suffix(".pdf")
        text = subprocess.run(
            ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        first, second, *_ = text.split("\f")
        assert "单位负责人" in first, path.name
        assert re.search(r"年 +月 +日\s+第 *1 *页", first), first[-600:]
        assert second.strip().startswith("付款申请单附页"), path.name
        assert "付款申请单附页" not in first, path.name


def test_nothing_of_what_is_asked_for_is_lost_on_the_way(care: Care, run: Run) -> None:
    """What the form leaves out the annex has: each invoice, each instalment's name and article."""
    care.load(*NAMES["long"])
    care.invoices(12)
    path = care.request(*care.months(1, 2, 3, 4))
    text = text_of(path)
    form = places(path)
    assert form["发票号码"] == "共 12 张，见附页"
    for number in range(12):
        assert text.count(f"254520000000{number:08}") >= 1
    assert NAMES["long"][0] in text
    _, out, _ = run("payments", "due", *AS_OF, "--format", "json")
    fens = {each["id"]: each["outstanding"] for each in json.loads(out)["instalments"]}
    total = sum(float(fens[f"care:{name}"]) for name in care.months(1, 2, 3, 4))
    assert form["实付（小写）"] == f"￥{total:,.2f}"


def test_a_sum_that_is_not_settled_and_a_file_without_accounts(care: Care) -> None:
    """The form says both; one source of funds stands by its name, without a sum."""
    text = (Path(__file__).parents[1] / "data/contracts/example-property.toml").read_text("utf-8")
    bare = re.sub(r"\[\[parties\.accounts\]\]\n(?:\w.*\n)+", "", text)
    file = care.folder / "bare.toml"
    file.write_text(bare, encoding="utf-8")
    care.do("init", file)
    path = care.folder / "单.docx"
    care.do("payments", "request", "kept", "--as-of", "2026-04-01", "-o", path)
    form = places(path)
    assert form["备注"] == "应付金额为暂估，尚待核定"
    assert (form["资金来源"], form["预算项目"]) == ("财政拨款", "政务服务中心运转")
    assert form["账户依据"] == "合同文件未载账户，付款前须取得收款人盖章的账户文件"
    assert (form["账号"], form["开户银行"]) == ("", "")


def test_a_contract_whose_sum_is_open_has_no_share(care: Care) -> None:
    """A ceiling that nobody named: what was paid is a share of nothing."""
    care.do("init", Path(__file__).parent / "real" / "open-sum.toml")
    settle = ("payments", "settle", "Y1-M01-meals", "--amount", "21450", "--on", "2025-02-11")
    care.do(*settle)
    path = care.folder / "单.docx"
    care.do("payments", "request", "Y1-M01-meals", "--as-of", "2025-02-12", "-o", path)
    assert places(path)["付后累计"] == "￥21,450.00"
