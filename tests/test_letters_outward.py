"""Letters that leave the building: they say what serves their sender, in the form of official papers."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml.ns import qn

from svcctl import workspace
from svcctl.cli import main
from test_letters import OUTPUT, refused, text_of, written

Run = Callable[..., tuple[int, str, str]]
AS_OF = ("--as-of", "2026-04-15")
VENDOR = ("--role", "supplier")
ENTRY = re.compile(r"zyfy-his-2025#\d+|Y\d-[a-z]+|late-payment|chinese-calendar")


@pytest.fixture
def lived(demo_store: Path, run: Run, tmp_path: Path) -> Path:
    """Both sides have acted; much of it is nobody else's business. Where the letter goes."""
    paper = tmp_path / "纪要.pdf"
    paper.write_bytes(b"%PDF-1.4 minutes")
    for command in (
        "negotiation open --on 2025-03-27",
        f"negotiation fail --on 2025-03-28 --file {paper}",
        "payments record Y1-advance --amount 100000 --on 2025-06-01 --ref B2 --confirm-account"
        " --confirmed-by 会计 --note 乙方口头要求",
        "payments record Y1-advance --amount 3000 --on 2025-04-01 --ref B1 --confirm-account"
        " --override --reason 领导批准",
        "breach record quality --on 2025-05-01",
        "breach contest B1 --reason 不属实 --on 2025-05-10",
        "reports receive --all --year 1 --on 2026-04-08",
    ):
        code, _, err = run(*command.split())
        assert code == 0, err
    return tmp_path / OUTPUT


def settle(run: Run) -> None:
    args = "contract findings settle payee-account --value 1 --doc 账户确认书 --on 2025-03-24"
    code, _, err = run(*args.split())
    assert code == 0, err


@pytest.mark.parametrize(
    "letter",
    [
        "letter reminder Y1-advance --role supplier",
        "letter negotiation Y1-advance --role supplier",
        "letter reconcile",
        "letter reconcile --role supplier",
        "damages statement --role supplier",
        "damages statement --payer supplier",
    ],
)
def test_no_letter_to_the_other_side_tells_what_is_ours(letter: str, lived: Path, run: Run) -> None:
    """V-B9, F-B12: no finding, objection, reason, note, checker, entry or key; days in one form."""
    text = written(run, lived, *letter.split(), *AS_OF)
    for ours in ("不一致", "须先核实", "有异议", "不属实", "乙方口头要求", "领导批准", "会计",
                 "例外登记", "导入合同", "zyfy-his-2025.toml", "执行口径", "报价函"):  # fmt: skip
        assert ours not in text, ours
    body = text.partition("条校验码")[0]
    assert not ENTRY.search(body), ENTRY.search(body)
    assert not re.search(r"\d{4}-\d\d-\d\d", re.sub(r"按 .* 已登记", "", body))


def test_a_claim_says_where_and_by_when_to_pay(lived: Path, run: Run) -> None:
    """F-B12: the creditor's account, and a day asked for; else that none is agreed, and a blank."""
    claim = ("damages", "statement", "--role", "supplier", *AS_OF)
    text = written(run, lived, *claim)
    for part in (
        "7070 2015 2010 9000 2075",
        "柳州银行股份有限公司三角地支行",
        "合同未约定上述款项的支付期限",
    ):
        assert part in text
    assert "请贵方不迟于2026年5月15日支付" in written(run, lived, *claim, "--pay-by", "2026-05-15")
    # the hospital's account is in no file: a blank, and nothing invented
    other = written(run, lived, "damages", "statement", "--payer", "supplier", *AS_OF)
    assert "柳州银行" not in other
    assert "资源县妇幼保健院" in other


def test_the_reconciliation_lists_payments_by_day(lived: Path, run: Run) -> None:
    """F-B12: entered in another order, shown in that of time."""
    text = written(run, lived, "letter", "reconcile", *AS_OF)
    assert text.index("1. 2025年4月1日，付款") < text.index("2. 2025年6月1日，付款")


def test_a_voucher_may_be_called_as_a_breach_is(lived: Path, run: Run) -> None:
    """B1 is a voucher's number here, and the first breach's handle elsewhere: the number stays."""
    for letter in (
        "letter reconcile",
        "letter reminder Y1-advance --role supplier",
        "letter working-paper Y1-advance",
    ):
        text = written(run, lived, *letter.split(), *AS_OF)
        assert "凭证 B1" in text, letter
        assert "凭证 违反合同" not in text, letter


def test_only_what_is_due_is_sealed(lived: Path, run: Run) -> None:
    """V-B7: what lies ahead stands apart, with its day and state, in no sum of the reply."""
    text = written(run, lived, "letter", "reconcile", "--role", "supplier", *AS_OF)
    # 100,000 of year 1's first sum, its balance, and year 2's first sum
    assert "应付未付合计：390,000.00 元" in text
    for tables in Document(str(lived)).tables[-1:]:
        assert "390,000.00 元（大写：人民币叁拾玖万元整）" in tables.rows[0].cells[1].text
    payable, ahead, _ = Document(str(lived)).tables
    assert [row.cells[3].text for row in payable.rows[1:]] == ["逾期", "待收", "逾期"]
    assert {row.cells[2].text for row in payable.rows[1:]} == {"2025年3月26日", "2026年4月24日", "2026年3月26日"}  # fmt: skip
    assert [row.cells[3].text for row in ahead.rows[1:]] == ["预计"] * 3
    assert "677,000.00" not in text  # everything that is not paid yet


def test_what_is_disputed_is_not_put_under_a_seal(lived: Path, run: Run) -> None:
    """A disputed part is named beside the sum; what is paid in full has a table of its own."""
    for command in ("dispute open Y1-balance --amount 30000 --on 2026-04-10",
                    "payments record Y1-advance --amount 100000 --on 2026-04-11 --ref B3 --confirm-account"):  # fmt: skip
        assert run(*command.split())[0] == 0
    text = written(run, lived, "letter", "reconcile", *AS_OF)
    assert "应付未付合计：260,000.00 元" in text
    assert "另有 30,000.00 元双方存在分歧" in text
    assert "已付清的款项" in text


def test_where_nothing_is_due_the_reconciliation_says_so(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    text = written(run, tmp_path / OUTPUT, "letter", "reconcile", "--as-of", "2025-03-05")
    assert "没有应付未付的款项" in text or "应付未付合计：203,000.00" in text


def test_nothing_of_ours_stands_over_the_other_sides_seal(lived: Path, run: Run) -> None:
    """F-B12: the confirmation of the account has a sender and our day; the reply's day is blank."""
    text = written(run, lived, "letter", "confirm-account", *AS_OF)
    ours, _, reply = text.replace("附件：收款账户确认书", "").partition("收款账户确认书")
    assert "资源县妇幼保健院（盖章）\n2026年4月15日" in ours
    assert "柳州中联科技有限责任公司（盖章）\n        年    月    日" in reply
    assert "确认之前，我方暂不付款" in ours
    settle(run)
    again = written(run, lived, "letter", "confirm-account", *AS_OF)
    assert "上述情况已于2025年3月24日以《账户确认书》确认" in again
    assert "已确认有效" in again
    assert "已确认不用" in again
    assert "暂不付款" not in again


def test_the_supplier_states_its_account(lived: Path, run: Run) -> None:
    """In its own letter there is one account, and no word of another."""
    text = written(run, lived, "letter", "confirm-account", "--role", "supplier", *AS_OF)
    assert "柳州中联科技有限责任公司关于收款账户的函" in text
    assert "7070 2015 2010 9000 2075" in text
    assert "20734" not in text


# -- the form of official papers -------------------------------------------------------------------


def test_every_template_numbers_its_pages_and_carries_no_strangers_picture() -> None:
    """F-B12, F-C: a field for the page in each foot; no thumbnail; Chinese for spelling checks."""
    for path in sorted(workspace.shipped("letters").glob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            foot = b"".join(archive.read(name) for name in names if "footer" in name)
            styles = archive.read("word/styles.xml").decode()
        assert b"PAGE</w:instrText>" in foot, path
        assert not [name for name in names if "thumbnail" in name], path
        assert 'w:eastAsia="en-US"' not in styles
        assert 'w:lang w:val="zh-CN"' in styles


def test_a_letter_has_the_form_of_an_official_one(lived: Path, run: Run) -> None:
    """F-C: title of office, matter and kind in 22 points, text in Fangsong of 16, number, contact."""
    written(run, lived, "letter", "reminder", "Y1-advance", "--role", "supplier", *AS_OF)
    title, number, *rest = Document(str(lived)).paragraphs
    assert title.text == "柳州中联科技有限责任公司\n关于催告支付第1年首期款（70%）的函"
    assert title.runs[0].font.size.pt == 22
    fonts = title.runs[0]._r.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert number.text.strip() == "〔2026〕    号"
    body = rest[1]
    assert (body.runs[0].font.size.pt, body.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia"))) == (
        16,
        "仿宋",
    )
    texts = [paragraph.text for paragraph in rest]
    assert "特此函告，盼复。" in texts
    assert any(text.startswith("（联系人：") for text in texts)


def test_sums_are_multiplied_with_the_sign_of_print(lived: Path, run: Run) -> None:
    """F-C: × on paper, where x stands on a screen."""
    text = written(run, lived, "damages", "statement", "--role", "supplier", *AS_OF)
    assert "× 870,000.00 × 3%" in text
    assert " x " not in text


def test_an_accounts_number_is_never_broken(lived: Path, run: Run) -> None:
    """F-C: its groups hang together."""
    for letter in (
        "payments request Y1-balance",
        "letter confirm-account",
        "letter reminder Y1-advance --role supplier",
    ):
        written(run, lived, *letter.split(), *AS_OF)
        with zipfile.ZipFile(lived) as archive:
            xml = archive.read("word/document.xml").decode()
        told = "".join(ElementTree.fromstring(xml).itertext())
        assert "7070\N{NO-BREAK SPACE}2015\N{NO-BREAK SPACE}2010" in told, letter


# -- the payment application -----------------------------------------------------------------------


def test_one_form_for_several_instalments(lived: Path, run: Run) -> None:
    """F-B6: a row each, one sum; the papers that started the days are among the attachments."""
    text = written(run, lived, "payments", "request", "Y1-balance", "Y2-advance", *AS_OF)
    assert "￥290,000.00" in text
    assert "人民币贰拾玖万元整" in text
    assert "年终运维汇报（2026年4月8日签收）；年运维报告（2026年4月8日签收）" in text
    for field in (
        "编号",
        "申请部门",
        "支付方式",
        "资金来源",
        "预算项目",
        "发票号码",
        "附件 2 份",
        "部门负责人",
        "单位负责人",
    ):
        assert field in text, field
    assert not ENTRY.search(text.partition("条校验码")[0])


def test_a_part_of_an_instalment_is_asked_for(lived: Path, run: Run) -> None:
    """F-B6: `--amount`; not more than is payable, and of one instalment alone."""
    text = written(run, lived, "payments", "request", "Y1-balance", "--amount", "5万", *AS_OF)
    assert "￥50,000.00" in text
    late = (*AS_OF, "-o", str(lived))
    assert "87,000.00 payable" in refused(run, "payments", "request", "Y1-balance", "--amount", "9万", *late)  # fmt: skip
    assert "one instalment" in refused(
        run, "payments", "request", "Y1-balance", "Y2-advance", "--amount", "9万", *late
    )


def test_papers_on_the_form_have_chinese_names(lived: Path, run: Run, tmp_path: Path) -> None:
    """F-B6: 发票, not invoice; the number of an invoice stands in its own place."""
    for command in (
        f"evidence add Y1-balance --kind acceptance-note --file {tmp_path}/纪要.pdf --on 2026-04-09",
        "invoice add 25452000000012345678 --for Y1-balance=87000 --rate 6% --on 2026-04-09",
    ):
        code, _, err = run(*command.split())
        assert code == 0, err
    text = written(run, lived, "payments", "request", "Y1-balance", *AS_OF)
    assert "验收书（已附）；发票（已附）" in text
    assert "25452000000012345678" in text
    assert "acceptance" not in text


def test_deductions_stand_on_the_form(lived: Path, run: Run) -> None:
    """F-B6: what was conceded is a deduction, and the row adds up."""
    for command in ("dispute open Y1-balance --amount 30000 --on 2026-04-09",
                    "dispute settle Y1-balance --amount 22000 --on 2026-04-10"):  # fmt: skip
        assert run(*command.split())[0] == 0
    written(run, lived, "payments", "request", "Y1-balance", *AS_OF)
    [row] = Document(str(lived)).tables[1].rows[1:]
    assert [cell.text for cell in row.cells][2:] == ["87,000.00", "0.00", "8,000.00", "79,000.00"]


# -- reports handed over ---------------------------------------------------------------------------


def test_a_transmittal_has_a_slip_for_the_other_side(lived: Path, run: Run) -> None:
    """V-B6: what is handed in, and a receipt to be signed and sent back, without a day of ours."""
    text = written(
        run, lived, "letter", "transmit", *VENDOR, "--year", "2", "--document", "年运维报告", *AS_OF
    )
    assert "关于提交年运维报告的函" in text
    slip = text.rpartition("签收回执")[2]
    assert "贵方提交的年运维报告" in slip
    assert "资源县妇幼保健院（盖章）\n        年    月    日" in slip
    assert "no report to hand in" in refused(run, "letter", "transmit", *VENDOR, "--year", "1", *AS_OF, "-o", str(lived))  # fmt: skip


def test_a_letter_presses_for_a_receipt(lived: Path, run: Run) -> None:
    """V-B6: handed in and delivered, not signed for; nothing of the kind once it is."""
    ask = ("letter", "ask-receipt", *VENDOR, "--year", "2", *AS_OF)
    assert "not signed for" in refused(run, *ask, "-o", str(lived))
    for command in ("reports submit --year 2 --document annual-report --on 2026-04-10"
                    " --delivered-on 2026-04-11 --proof EMS1234567890123",
                    "reports submit --year 2 --document year-end-briefing --on 2026-04-10"):  # fmt: skip
        assert run(*command.split())[0] == 0
    text = written(run, lived, *ask)
    assert "\n关于请予签收年终运维汇报、年运维报告的函" in text
    assert "2026年4月11日送达 EMS1234567890123" in text
    assert "已送交，未取得签收凭证" in text
    assert run(*["reports", "receive", "--all", "--year", "2", "--on", "2026-04-12"])[0] == 0
    assert "not signed for" in refused(run, *ask, "-o", str(lived))


def test_a_hand_over_tells_the_deadlines_of_every_contract(lived: Path, run: Run) -> None:
    """F-B18: due dates stand in it, and all the contracts of the store."""
    example = workspace.shipped("contracts") / "example-milestones.toml"
    code, _, err = run("contract", "import", example)
    assert code == 0, err
    text = written(run, lived, "letter", "hand-over", *AS_OF)
    assert "下列 2 份合同" in text
    assert "2026年4月24日" in text
    assert text_of(lived) == text


def test_a_paid_instalment_keeps_its_sum_in_a_calendar(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """V-C: no event of 0.00."""
    pay = "payments record Y1-advance --amount 203000 --on 2025-03-20 --ref A --confirm-account"
    assert run(*pay.split())[0] == 0
    target = tmp_path / "a.ics"
    assert run("export", "schedule", "-o", target, "--lang", "zh")[0] == 0
    text = target.read_text(encoding="utf-8").replace("\n ", "")
    assert "203\\,000.00" in text
    assert " 0.00" not in text


def test_papers_of_months_to_come_are_not_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In January the sheets of the quarter that is over are asked for, not those of the ones to come (F1)."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))
    assert run("init", Path(__file__).parent / "real" / "10-school-guards.toml")[0] == 0
    letter = tmp_path / "letter.docx"
    args = ("letter", "ask-reports", "--as-of", "2026-01-15", "--lang", "zh", "-o", letter)
    assert run(*args)[0] == 0
    text = "\n".join(paragraph.text for paragraph in Document(letter).paragraphs)
    assert "第1年第1季度季度考核表" in text
    assert not any(f"第{number}季度" in text for number in (2, 3, 4))


# -- every letter to the other side, over a store in which much has happened -----------------------

# what nobody but the sender may read is planted wherever something can be typed
OURS = "内部机密"
LOT = (
    "contract start --on 2025-03-12 --note {0}",
    "negotiation open --on 2025-03-27 --note {0}",
    "negotiation fail --on 2025-03-28 --file {1} --note {0}",
    "payments record Y1-advance --amount 60000 --on 2025-04-01 --ref P1 --confirm-account"
    " --confirmed-by {0}员 --note {0}",
    "payments record Y1-advance --amount 40000 --on 2025-04-02 --ref P2 --account 62220001 --override"
    " --reason {0}",
    "payments refund zyfy-his-2025#5 --amount 1000 --on 2025-04-03 --reason {0} --bounced",
    "payments annotate zyfy-his-2025#5 --voucher V1 --note {0}",
    "dispute open Y1-advance --amount 3000 --reason {0} --on 2025-04-05",
    "damages loss Y1-advance --amount 60000 --on 2025-04-10 --file {1} --note {0}",
    "breach record quality --on 2025-05-01 --note {0}",
    "breach appraise B1 --result not-in-order --body 鉴定中心 --fee 800 --on 2025-05-20 --file {1} --note {0}",
    "damages loss B1 --amount 5000 --on 2025-05-11 --file {1} --note {0}",
    "breach record service-promise --on 2025-05-02 --note {0}",
    "breach contest B2 --reason {0} --on 2025-05-10",
    "damages waive quality/B1 --amount 100 --reason {0} --on 2025-06-01",
    "reports submit --year 1 --document annual-report --on 2026-04-01 --delivered-on 2026-04-02"
    " --proof EMS1 --note {0}",
    "reports return --year 1 --document annual-report --reason {0} --on 2026-04-03",
    "reports receive --all --year 1 --on 2026-04-08 --note {0}",
    "reports submit --year 2 --all --on 2026-04-10 --note {0}",
    "evidence add Y1-balance --kind acceptance-note --file {1} --note {0} --on 2026-04-09",
    "invoice add 25452000000012345678 --for Y1-balance=87000 --rate 6% --on 2026-04-09 --note {0}",
    "invoice check 25452000000012345678 --failed --on 2026-04-10 --note {0}",
    "obligations done file-original --on 2025-03-12 --note {0}",
    "letter sent Y1-advance --means EMS --on 2026-04-11 --note {0}",
)  # fmt: skip
TO_THE_OTHER_SIDE = {
    "purchaser": (
        "letter negotiation Y1-advance",
        "letter negotiation Y2-balance",
        "letter receipt --year 1",
        "letter ask-reports --year 2",
        "letter confirm-account",
        "letter reconcile",
        "damages statement",
    ),
    "supplier": (
        "letter reminder Y1-advance",
        "letter negotiation Y1-advance",
        "letter transmit --year 3",
        "letter ask-receipt --year 2",
        "letter confirm-account",
        "letter reconcile",
        "damages statement",
    ),
}
EACH = [(role, letter) for role, letters in TO_THE_OTHER_SIDE.items() for letter in letters]
# the account that papers disagree about is asked about in one letter, which is about nothing else
ALLOWED = {("purchaser", "letter confirm-account"): ("报价函",)}
DOUBTS = (
    *("不一致", "须核实", "有异议", "异议", "例外登记", "执行口径", "口径", "导入", "登记人", "已登记", "核对人", "报价函"),
    *("有分歧的", "诉讼时效", "未核对", "备注", "原因 ", "查验不符", "62220001"),
)  # fmt: skip
NAMES = {"purchaser": "资源县妇幼保健院", "supplier": "柳州中联科技有限责任公司"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which everything has happened, each time with words for one's own eyes."""
    folder = tmp_path_factory.mktemp("full")
    paper = folder / "纪要.pdf"
    paper.write_bytes(b"%PDF-1.4 minutes")
    store = ("--store", str(folder / "s.db"), "--lang", "zh")
    assert main(["init", "--demo", *store]) == 0
    for command in LOT:
        args = command.format(OURS, paper).split()
        assert main([*args, *store]) == 0, command
    return folder


@pytest.mark.parametrize(("role", "letter"), EACH, ids=lambda each: each.replace(" ", "-"))
def test_no_letter_tells_what_is_for_ones_own_eyes(role: str, letter: str, full: Path) -> None:
    """No note, reason, checker, finding, objection, doubt, handle or entry of ours in any of them."""
    text = told(letter, role, full)
    body = text.partition("截至2026年4月15日，按")[0]
    assert OURS not in text
    for ours in DOUBTS:
        assert ours not in body or ours in ALLOWED.get((role, letter), ()), ours
    assert not ENTRY.search(body.partition("条校验码")[0])
    assert not re.search(r"zyfy|[a-z]+-[a-z]+/|\bB\d\b|#\d", body), body


@pytest.mark.parametrize(("role", "letter"), EACH, ids=lambda each: each.replace(" ", "-"))
def test_every_letter_has_the_parts_of_one(role: str, letter: str, full: Path) -> None:
    """Title, number, whom it goes to, what it is about in its first sentence, who writes, seal, day, pages."""
    text = told(letter, role, full)
    other = NAMES["supplier" if role == "purchaser" else "purchaser"]
    lines = text.split("\n")
    to = lines.index(f"{other}：")
    assert "2026〕" in lines[to - 1]
    first = lines[to + 1]
    if letter != "letter receipt --year 1":  # a slip, not a letter
        assert first.startswith(
            "贵我双方于2025年3月5日签订《资源县妇幼保健院医院信息系统运维项目》"
        )
        assert re.search("，现就.+函告如下。$", first), first
        assert f"关于{'' if '关于' in text else '?'}" in text.split("\n〔")[0]
        assert "（联系人：" in text
    assert f"{NAMES[role]}（盖章）\n2026年4月15日" in text
    assert "你方" not in text
    assert not re.search(r"第 ?\d+ ?页", text)  # fields that the office program fills
    numbered = told(letter, role, full, "--doc", "测函〔2026〕7号")
    assert "测函〔2026〕7号" in numbered


def told(letter: str, role: str, folder: Path, *more: str) -> str:
    """The text of one letter of that side."""
    path = folder / "letter.docx"
    args = [*letter.split(), "--role", role, *AS_OF, *more, "-o", str(path)]
    assert main([*args, "--store", str(folder / "s.db"), "--lang", "en"]) == 0, letter
    return text_of(path)


ONE_SIDED = {
    "purchaser": ("letter receipt --year 1", "letter ask-reports --year 2"),
    "supplier": (
        "letter reminder Y1-advance",
        "letter transmit --year 3",
        "letter ask-receipt --year 2",
    ),
}


@pytest.mark.parametrize("sender", ONE_SIDED)
def test_a_letter_of_one_side_is_refused_to_the_other(sender: str, lived: Path, run: Run) -> None:
    """With whose it is and what there is instead; nothing is written."""
    for letter in ONE_SIDED[sender]:
        for role in {"purchaser", "supplier", "auditor"} - {sender}:
            said = refused(run, *letter.split(), "--role", role, *AS_OF, "-o", str(lived))
            assert f"--role {sender}" in said
            assert "svcctl letter" in said
    assert not lived.exists()


def test_damages_losses_and_fees_stand_apart(full: Path) -> None:
    """Each with its sum, which make the whole: a loss beyond the damages, an appraisal's fee."""
    text = told("damages statement", "purchaser", full)
    for heading in ("一、违约金", "二、经济损失", "三、鉴定费"):
        assert heading in text
    sums = {
        name: re.search(rf"{name}小计：([\d,.]+) 元", text)
        for name in ("违约金", "经济损失", "鉴定费")
    }
    found = {name: float(match[1].replace(",", "")) for name, match in sums.items() if match}
    total = re.search(r"合计：([\d,.]+) 元", text)
    assert total
    assert found["鉴定费"] == 800.0
    assert round(sum(found.values()), 2) == float(total[1].replace(",", ""))


def test_who_owes_does_not_write_down_what_it_costs(full: Path) -> None:
    """The purchaser's own letters name neither its damages nor that it is late; the supplier's do."""
    for letter in ("letter negotiation Y1-advance", "letter reconcile"):
        text = told(letter, "purchaser", full)
        assert "43,500.00" not in text, letter
        assert "逾期" not in text, letter
    assert "43,500.00" in told("letter negotiation Y1-advance", "supplier", full)
    assert "我方应付未付" in told("letter reconcile", "purchaser", full)
    assert "贵方应付未付" in told("letter reconcile", "supplier", full)


def test_a_reminder_says_by_when_to_pay(full: Path) -> None:
    """A day, or a blank for one."""
    assert "请贵方不迟于        年    月    日支付至下列账户。" in told(
        "letter reminder Y1-advance", "supplier", full
    )
    dated = told("letter reminder Y1-advance", "supplier", full, "--pay-by", "2026-05-15")
    assert "请贵方不迟于2026年5月15日支付至下列账户。" in dated
