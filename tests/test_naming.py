"""What svcctl prints it takes as input: names in both languages, in any case, or the nearest that is meant."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.answers.wish import GROUPS, SORTS
from svcctl.billing.forecast import PERIODS
from svcctl.billing.refusal import Refusal
from svcctl.desk import naming, spans
from svcctl.desk.desk import desk_from, one_of
from svcctl.desk.looking import read_case
from svcctl.desk.spoken import VALUES
from svcctl.i18n import LANGUAGES, Words
from svcctl.intake.entry import parse_date, parse_event, parse_invoice, parse_money, parse_percent

RECORD = ("payments", "record", "--amount", "500", "--on", "2025-03-20", "--confirm-account")


@pytest.mark.parametrize(
    "typed",
    [
        "Y1-advance",
        "y1-advance",
        "第1年首期款",
        "第1年首期款（70%）",
        "第1年首期款(70%)",
        "第 1 年首期款",
        "第1年首期70%",
        "Y1 First instalment",
        "zyfy-his-2025:y1-ADVANCE",
    ],
)
def test_an_instalment_by_any_of_its_names(
    demo_store: Path, run: Run, tmp_path: Path, typed: str
) -> None:
    """Wherever one is asked for; what is recorded is its short id."""
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF")
    for command in (
        ("explain", typed),
        ("payments", "checklist", typed),
        (*RECORD, typed),
        (
            "payments",
            "record",
            "--for",
            f"{typed}=700",
            "--for",
            "Y2-advance=1",
            "--on",
            "2025-03-21",
            "--confirm-account",
        ),
        ("evidence", "add", typed, "--kind", "invoice", "--file", paper),
        (
            "invoice",
            "add",
            "25452000000012350000",
            "--for",
            typed,
            "--amount",
            "100",
            "--rate",
            "6",
        ),
        ("dispute", "open", typed, "--amount", "100", "--on", "2025-04-01"),
        ("dispute", "settle", typed, "--amount", "0", "--on", "2025-04-02"),
        ("negotiation", "open", typed, "--on", "2025-04-01"),
        ("letter", "reminder", typed, "-o", tmp_path / "a.docx"),
        ("letter", "working-paper", typed, "-o", tmp_path / "a.docx"),
        ("payments", "request", typed, "-o", tmp_path / "a.docx"),
    ):
        code, _, err = run(*command)
        assert code == 0, (command, err)
    events = json.loads(run("audit", "log", "--format", "json")[1])["events"]
    kept = json.dumps([each["payload"] for each in events], ensure_ascii=False)
    assert kept.count("Y1-advance") == 7
    assert "First" not in kept
    assert run("audit", "log", "--lang", "zh")[1].count("Y1-advance 第1年首期款") == 7


def test_other_things_by_their_titles(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Documents, findings, obligations by title, rules by article, breaches and lines in any case, regions."""
    for command in (
        "reports receive --document 年终运维汇报 --year 1 --on 2026-03-10",
        "reports receive --document ANNUAL-REPORT --year 1 --on 2026-03-10",
        "contract findings settle 收款账户 --value 1 --doc letter",
        "obligations done 合同公告 --on 2025-03-06",
        "breach record 第八条第四款 --on 2025-06-01",
        "breach contest b1 --reason x --on 2025-06-02",
        "breach end b1 --on 2025-06-02",
        "damages settle SERVICE-promise/b1 --amount 5 --on 2025-07-01",
        "damages what-if 第八条第一款 --days 1",
        "explain Late-Payment/Y1-ADVANCE",
        "calendar add 2026-03-01 3 --calendar 广西",
        "calendar status --calendar cn-gx",
        "calendar show 2026 --calendar 全国",
        "audit retract 9 --reason wrong",
    ):
        code, _, err = run(*command.split())
        assert code == 0, (command, err)
    _, out, _ = run("audit", "log", "--format", "json")
    for key in (
        "year-end-briefing",
        "annual-report",
        "payee-account",
        "publish-contract",
        '"rule": "service-promise"',
        '"breach": "B1"',
        "service-promise/B1",
    ):
        assert key in out, key


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("explain Y1-advence", "Y1-advance 第1年首期款"),
        ("explain 第1年尾款", "Y1-balance 第1年余款"),
        ("reports receive --document 年报 --year 1", "annual-report 年运维报告"),
        ("contract findings settle 帐户 --value 1 --doc x", "payee-account 收款账户"),
        ("obligations done publish-contact", "publish-contract 合同公告"),
        ("breach record qualty", "quality 第八条第一款"),
        ("breach end B7", "可用：无"),
        ("explain late-payment/Y1", "late-payment/Y1-advance"),
        ("negotiation open Y9 --on 2025-04-01", "Y1-advance 第1年首期款"),
    ],
)
def test_a_refusal_names_the_nearest_in_the_readers_language(
    demo_store: Path, run: Run, command: str, said: str
) -> None:
    """Keys with their titles behind them; the nearest alone where there is one, else what there is."""
    code, out, err = run(*command.split(), "--lang", "zh")
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_title_that_several_have_is_not_guessed(run: Run, tmp_path: Path) -> None:
    """Two findings without titles are about something else (其他): both are named."""
    seed = (workspace.shipped("contracts") / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    (tmp_path / "c.toml").write_text(
        re.sub(r'(about = "other"\n)title = .*\n', r"\1", seed), encoding="utf-8"
    )
    assert run("init", tmp_path / "c.toml")[0] == 0
    code, _, err = run(
        "contract", "findings", "settle", "其他", "--value", "1", "--doc", "x", "--lang", "zh"
    )
    assert code == 2
    assert "「其他」有 2 个：performance-guarantee 其他、contact-data 其他。" in err


def test_one_transfer_names_each_instalment_once(demo_store: Path, run: Run) -> None:
    """Also where the two names differ."""
    code, _, err = run(
        *RECORD[:2], "--for", "第1年首期款=1", "--for", "y1-advance=2", "--on", "2025-03-20"
    )
    assert (code, "each one once" in err) == (2, True)


def test_a_region_by_its_name() -> None:
    """The beginning of its name is enough; what is none stays as it was typed."""
    titles = {"CN": "全国", "CN-GX": "广西壮族自治区"}
    named = [
        naming.region(text, titles)
        for text in ("广西", "广西壮族自治区", "ＣＮ-ＧＸ", "cn", "西藏")
    ]
    assert named == ["CN-GX", "CN-GX", "CN-GX", "CN", "西藏"]


# -- numbers, days and sums ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [("c#12", ("c", 12)), ("#12", ("", 12)), ("12", ("", 12)), ("＃１２", ("", 12))],
)
def test_an_event_by_its_number_alone(text: str, found: tuple[str, int]) -> None:
    """As the journal shows it, or as one says it."""
    assert parse_event(text) == found


@pytest.mark.parametrize(
    "text",
    ["2025年3月7号", "2025 年 3 月 7 号", "二〇二五年三月七日", "二零二五年三月七号", "2025.3.7"],
)
def test_days_as_people_write_them(text: str) -> None:
    """Also in characters, as papers are dated."""
    assert parse_date(text) == date(2025, 3, 7)


def test_days_in_characters() -> None:
    """Every day of a year, written by the rule of such numbers here, is read as itself."""
    digits = "〇一二三四五六七八九"

    def written(number: int) -> str:
        tens, ones = divmod(number, 10)
        return (
            ("" if tens < 2 else digits[tens])
            + ("十" if tens else "")
            + (digits[ones] if ones else "")
        )

    for number in range(366):
        day = date.fromordinal(date(2024, 1, 1).toordinal() + number)
        assert parse_date(f"二〇二四年{written(day.month)}月{written(day.day)}日") == day
    for bad in (
        "二〇二五年二月三十日",
        "二〇二五年十三月一日",
        "二〇二五年三月",
        "二〇二五年一一月一日",
    ):
        with pytest.raises(Refusal, match=r"entry\.date"):
            parse_date(bad)


@pytest.mark.parametrize("text", ["3月7日", "3月7号", "三月七日", "十二月三十一日", "3 月 7 日"])
def test_a_day_without_its_year_is_told_so(text: str) -> None:
    """F-C: what is missing is said; no year is guessed."""
    with pytest.raises(Refusal, match=r"entry\.date-year"):
        parse_date(text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("20.3 万", "金额和单位要连着写，如 20.3万。"),
        ("20.3万 元", "金额和单位要连着写，如 20.3元。"),
        ("20.3万 x", "多写了「x」。看看："),
    ],
)
def test_a_sum_in_two_words_is_told_so(run: Run, demo_store: Path, typed: str, said: str) -> None:
    """F-C: a blank before the unit makes two words of a sum; the refusal says how to write it."""
    record = ("payments", "record", "Y1-advance", "--amount", *typed.split(), "--lang", "zh")
    code, _, refusal = run(*record)
    assert code == 2
    assert said in refusal


def test_what_a_payment_lacks_is_recalled(run: Run, demo_store: Path) -> None:
    """F-C: 20.3 where 203,000 is owed may be meant in 万; without a number no list finds it again."""
    record = ("payments", "record", "Y1-advance", "--on", "2025-03-25", "--confirm-account",
              "--dry-run", "--lang", "zh")  # fmt: skip
    warned = {
        (amount, ref): run(*record, "—amount", amount, *ref)[1]
        for amount in ("20.3", "203000")
        for ref in ((), ("--ref", "V-1"))
    }
    assert {key for key, out in warned.items() if "若指万元" in out} == {
        ("20.3", ()),
        ("20.3", ("--ref", "V-1")),
    }
    assert {key for key, out in warned.items() if "没有写付款凭证号" in out} == {
        ("20.3", ()),
        ("203000", ()),
    }


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("20.3 万", 20_300_000),
        ("壹拾万元整", 10_000_000),
        ("人民币贰万圆", 2_000_000),
        ("203000 元", 20_300_000),
    ],
)
def test_sums_as_forms_have_them(text: str, fen: int) -> None:
    """With a blank before the unit, or in capitals."""
    assert parse_money(text) == fen


def test_invoices_of_other_kinds(demo_store: Path, run: Run) -> None:
    """A code of 10 digits with a number of 8; 12 and 8 are twenty; a rate without its sign."""
    assert parse_invoice("0440021113 12345678") == "044002111312345678"
    assert parse_invoice("045002111301 12345678") == "04500211130112345678"
    for bad in ("12345678", "0440021113123456789", "x" * 20):
        with pytest.raises(Refusal, match=r"invoice\.number"):
            parse_invoice(bad)
    assert [parse_percent(text) for text in ("6", "６％", "6%", "0.06", "13")] == [
        "6%",
        "6%",
        "6%",
        "0.06",
        "13%",
    ]
    add = (
        "invoice",
        "add",
        "044002111312345678",
        "--for",
        "Y1-advance",
        "--amount",
        "106",
        "--rate",
        "6",
    )
    assert run(*add, "--on", "2025-04-10")[0] == 0
    _, out, _ = run("invoice", "list", "--format", "json")
    assert '"net": "100.00"' in out
    red = ("invoice", "add", "25452000000012350001", "--red", "044002111312345678")
    code, _, err = run(*red, "--on", "2025-04-01")
    assert code == 2
    assert "was issued on 2025-04-10; on 2025-04-01 there was none" in err
    assert run(*red, "--on", "2025-04-11")[0] == 0
    early = ("invoice", "check", "044002111312345678", "--on", "2025-04-09")
    assert "on 2025-04-09 there was none" in run(*early)[2]
    code, _, err = run("audit", "retract", "2", "--reason", "x")
    assert (code, "There is no invoice 044002111312345678" in err) == (2, True)


# -- what a person should look at once more --------------------------------------------------------


def test_a_payment_that_may_be_there_already(demo_store: Path, run: Run) -> None:
    """Same day, instalment and sum: told, unless two numbers tell them apart."""
    twice = "perhaps recorded twice"
    assert twice not in run(*RECORD, "Y1-advance", "--ref", "V-1")[1]
    assert twice not in run(*RECORD, "Y1-advance", "--ref", "V-2")[1]
    _, out, _ = run(*RECORD, "Y1-advance")
    assert out.count(twice) == 2  # either of them
    assert "zyfy-his-2025#2" in out
    assert twice not in run(*RECORD[:3], "501", *RECORD[4:], "Y1-advance")[1]


def test_a_sum_that_may_be_in_ten_thousands(demo_store: Path, run: Run) -> None:
    """20.3 where 203,000.00 is owed; a payment without any number is told too."""
    pay = (
        "payments",
        "record",
        "Y1-advance",
        "--on",
        "2025-03-20",
        "--confirm-account",
        "--dry-run",
    )
    _, out, _ = run(*pay, "--amount", "20.3", "--ref", "V-1")
    assert "20.30 yuan were recorded" in out
    assert "no voucher number" not in out
    assert "yuan were recorded" not in run(*pay, "--amount", "20.3万", "--slip", "S")[1]
    assert "no voucher number" in run(*pay, "--amount", "203000")[1]


def test_a_kind_of_paper_is_known_by_its_chinese_name(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """F-B9: 验收书 is acceptance-note, before and after; the checklist shows what is filed though nothing is asked for."""
    paper = tmp_path / "验收书.pdf"
    paper.write_bytes(b"%PDF-1.4 accepted")
    done = (
        "evidence",
        "add",
        "Y1-advance",
        "--kind",
        "验收书",
        "--file",
        paper,
        "--on",
        "2025-03-20",
    )
    assert run(*done)[0] == 0
    found = json.loads(run("payments", "checklist", "Y1-advance", "--format", "json")[1])["items"]
    assert [item["kind"] for item in found] == ["acceptance-note"]
    shown = run("payments", "checklist", "Y1-advance", "--lang", "zh")[1]
    assert "验收书" in shown
    assert "没有列出" not in shown


def test_an_account_that_no_document_has_settles_the_finding(demo_store: Path, run: Run) -> None:
    """F-B1: a third account, confirmed under seal, holds from then on; those of the documents do not."""
    settle = (
        "contract",
        "findings",
        "settle",
        "payee-account",
        "--doc",
        "账户确认书",
        "--on",
        "2025-03-20",
    )
    assert "bank and number" in run(*settle, "--account", "某银行")[2]
    assert run(*settle)[0] == 2
    assert run(*settle, "--value", "1", "--account", "某银行 1111222233334444")[0] == 2
    other = (
        "contract",
        "findings",
        "settle",
        "price",
        *settle[4:],
        "--account",
        "某银行 1111222233334444",
    )
    assert "not about an account" in run(*other)[2]
    code, out, _ = run(*settle, "--account", "某银行 1111 2222 3333 4444", "--lang", "zh")
    assert (code, "以新账户为准：某银行 1111 2222 3333 4444" in out) == (0, True)
    found = json.loads(run("contract", "findings", "--format", "json")[1])["findings"]
    [settled] = [each["settled"] for each in found if each["key"] == "payee-account"]
    assert (settled["bank"], settled["account"]) == ("某银行", "1111 2222 3333 4444")
    assert "1111 2222 3333 4444" in run("contract", "findings")[1]
    assert "1111 2222 3333 4444" in run("contract", "show")[1]
    pay = [
        "payments",
        "record",
        "Y1-advance",
        "--amount",
        "1000",
        "--on",
        "2025-03-21",
        "--ref",
        "A",
    ]
    assert run(*pay, "--account", "1")[0] == 2
    assert run(*pay)[0] == 0
    again = [*pay[:-1], "B", "--account", "1111222233334444"]
    assert run(*again)[0] == 0
    assert run("audit", "log")[1].count("account 某银行 1111 2222 3333 4444") == 2


# -- words for what options choose from ------------------------------------------------------------


def printed(*keys: str) -> list[str]:
    """What the tool prints by those keys, in both languages."""
    return [Words(lang)(key) for key in keys for lang in LANGUAGES]


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (workspace.ROLES, {each: [f"party.{each}"] for each in workspace.ROLES}),
        (("special", "ordinary"), {each: [f"invoice.{each}"] for each in ("special", "ordinary")}),
        (("in-order", "not-in-order"), {k: [f"fact.{k}"] for k in ("in-order", "not-in-order")}),
        (("cash", "letter"), {"letter": ["fact.letter"]}),
        (PERIODS, {each: [f"by.{each}"] for each in PERIODS}),
        (SORTS, {each: [f"picked.{each}"] for each in SORTS}),
        (GROUPS, {each: [f"picked.{each}"] for each in GROUPS}),
    ],
)
def test_what_is_printed_of_a_choice_is_taken_back(
    choices: tuple[str, ...], words: dict[str, list[str]]
) -> None:
    """In either language, and in any case; what is called otherwise is none of them."""
    for value, keys in words.items():
        for text in (value, value.upper(), *printed(*keys)):
            assert one_of("--x", text, choices) == value, text
    with pytest.raises(Refusal, match=r"usage\.choice"):
        one_of("--x", "别的", choices)


def test_no_word_stands_for_two_values() -> None:
    """So that a word means the same wherever it is typed, but for what an option does not offer."""
    said = [word for words in VALUES.values() for word in words.split()]
    assert len(said) == len(set(said))


def test_choices_by_their_chinese_names(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Wherever one is asked for; kept and told by the key that scripts know."""
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF")
    for command in (
        ("payments", "due", "--role", "乙方", "--lang", "中文", "--format", "文本"),
        ("payments", "due", "--group-by", "资金来源", "--sort", "金额"),
        ("payments", "forecast", "--by", "月"),
        ("payments", "forecast", "--by", "按季"),
        (
            *("invoice", "add", "25452000000012350000", "--kind", "专票", "--for", "第1年首期"),
            *("--amount", "100", "--rate", "6", "--file", paper, "--on", "2025-04-01"),
        ),
        (
            "breach",
            "record",
            "第八条第一款",
            "--by",
            "乙方",
            "--on",
            "2025-06-01",
            "--actor",
            "甲方",
        ),
        ("breach", "appraise", "B1", "--result", "不符合要求", "--on", "2025-06-09"),
        ("force-majeure", "begin", "--by", "供应商", "--on", "2025-07-01"),
        ("force-majeure", "end", "fm1", "--on", "2025-07-03"),
        ("damages", "statement", "--payer", "乙方", "-o", tmp_path / "a.docx"),
        ("contract", "findings", "核实", "收款账户", "--value", "1", "--doc", "x"),
        ("negotiation", "发起协商", "--on", "2025-04-01"),  # as the help calls it
        ("报告", "--lang", "汉语"),
    ):
        code, _, err = run(*command)
        assert code == 0, (command, err)
    events = json.loads(run("audit", "log", "--format", "json")[1])["events"]
    kept = json.dumps([each["payload"] for each in events], ensure_ascii=False)
    for told in ('"special"', '"by": "supplier"', '"in_order": false'):
        assert told in kept, told
    assert {each["actor"] for each in events if each["kind"] == "breach-recorded"} == {"purchaser"}
    assert run("payments", "due", "--lang", "法文")[0] == 2
    assert "付款" in run("payments", "due", "--role", "甲方", "--lang", "中文")[1]


# -- periods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contract", "typed", "found"),
    [
        ("example-property", "Y1-M03", "Y1-M03"),
        ("example-property", "y1-m3", "Y1-M3"),  # left to the check of what can be
        ("example-property", "第1年第3个月", "Y1-M03"),
        ("example-property", "第一年第三个月", "Y1-M03"),
        ("example-property", "Y1 M3", "Y1-M03"),
        ("example-property", "2025年5月", "Y1-M03"),  # its months are those of the calendar
        ("example-property", "2025-05", "Y1-M03"),
        ("example-property", "第1年", "Y1"),
        ("example-renewals", "第2年下半年", "Y2-H2"),
        ("example-renewals", "第2年第2个半年", "Y2-H2"),
    ],
)
def test_a_period_by_its_names(run: Run, contract: str, typed: str, found: str) -> None:
    """As lists print it, and by the calendar where its days are those."""
    assert run("init", workspace.shipped("contracts") / f"{contract}.toml")[0] == 0
    desk = desk_from(lang="zh")
    assert spans.period(read_case(desk), typed, desk) == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "2025年第二季度",
            "服务期「2025年第二季度」有 2 个：Y1-Q1 第1年第1季度 2025-01-12 至 2025-04-11、Y1-Q2 ",
        ),
        ("2026年", "有 2 个：Y1 第1年 2025-01-12 至 2026-01-11、Y2 第2年 2026-01-12 至 2027-01-11"),
        ("第9年第1季度", "是否指：Y1-Q1 第1年第1季度、"),
        ("龘龘", "没有服务期「龘龘」。可用：Y1 第1年、"),
        ("2025年3月", "没有服务期「2025年3月」。"),  # nothing is by the month
        ("2030年13月", "没有服务期「2030年13月」。"),
        ("2030年", "没有服务期「2030年」。"),
        ("Y1-Q9", "没有 Y1-Q9 这一期"),  # an id is left to the check of what can be
    ],
)
def test_a_part_of_the_calendar_is_not_guessed(run: Run, typed: str, said: str) -> None:
    """Where the years of service begin on another day, those that it lies in are named."""
    real = Path(__file__).parent / "real" / "25-property.toml"
    assert run("init", real)[0] == 0
    told = ("--on", "2025-05-01", "--lang", "zh")
    code, _, err = run("reports", "receive", "--document", "考核表", "--period", typed, *told)
    assert (code, said in err) == (2, True), err
    code, out, err = run(
        "reports", "receive", "--document", "考核表", "--period", "第1年第1季度", *told
    )
    assert (code, "「考核表」即 assessment 季度考核表" in err) == (0, True)
    assert "property#2" in out


def test_a_year_of_service_by_its_name(demo_store: Path, run: Run) -> None:
    """As lists print it; what is no number is refused by its option."""
    receive = ("reports", "receive", "--document", "年运维报告", "--on", "2026-03-10", "--dry-run")
    for year in ("1", "第1年", "第一年", "Y1", "１"):
        code, out, err = run(*receive, "--year", year)
        assert (code, "recorded" in out) == (0, True), err
    code, _, err = run(*receive, "--year", "一")
    assert (code, "--year" in err) == (2, True)


def test_unit_prices_and_assessments_by_name(run: Run) -> None:
    """What was measured of an item by its title; a score by the article that it rests on."""
    folder = workspace.shipped("contracts")
    assert run("init", folder / "example-unit-prices.toml")[0] == 0
    settle = ("payments", "settle", "2025年第2季度监测费", "--on", "2025-07-10", "--lang", "zh")
    code, _, err = run(*settle, "--quantity", "地表水=12", "--quantity", "土壤采样分析=3")
    assert (code, "「地表水」即 water 地表水采样分析" in err) == (0, True)
    log = run("audit", "log", "--format", "json")[1]
    payload = json.loads(log)["events"][-1]["payload"]
    assert [tuple(each.values()) for each in payload["quantities"]] == [
        ("water", "12"),
        ("soil", "3"),
    ]
    assert payload["instalment"] == "Y1-Q2-fee"  # all rows of it, as nobody is named
    code, _, err = run(*settle, "--quantity", "空气=1")
    assert (code, "没有 空气 这个单价，可用的有：water 地表水采样分析、" in err) == (2, True)
    guards = Path(__file__).parent / "real" / "10-school-guards.toml"
    assert run("contract", "import", guards)[0] == 0
    score = ("assessment", "record", "附件1", "--score", "80", "--on", "2026-01-01", "--lang", "zh")
    code, out, _ = run(*score, "--period", "第1年第2个月")
    assert (code, "school-guards#2" in out, "第1年第2个月" in out) == (0, True, True)


def test_what_lists_call_a_part_of_a_guarantee_or_a_line(run: Run, tmp_path: Path) -> None:
    """Without a stroke too: what lists print is taken back."""
    folder = workspace.shipped("contracts")
    assert run("init", folder / "example-property.toml", folder / "zyfy-his-2025.toml")[0] == 0
    on = ("--as-of", "2026-11-22", "--lang", "zh")
    code, out, _ = run("explain", "履约保证金（第2次，40%）", "--contract", "物业", *on)
    assert (code, "performance-bond/2" in out) == (0, True)
    code, out, err = run("explain", "第1年首期款（70%）逾期付款", *on)
    assert (code, "late-payment/Y1-advance" in out) == (0, True), err
    sent = ("letter", "sent", "留存款逾期付款", "--on", "2026-11-20", "--lang", "zh")
    code, out, err = run(*sent)
    assert (code, "late-payment/kept" in out) == (0, True), err
    assert (
        run("breach", "record", "第八条第一款", "--on", "2026-01-05", "--contract", "信息系统")[0]
        == 0
    )
    code, out, err = run("breach", "end", "第八条第一款", "--on", "2026-01-08", "--lang", "zh")
    assert (code, "即 zyfy-his-2025:B1" in err) == (0, True), err
