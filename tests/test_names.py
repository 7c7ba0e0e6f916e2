"""Names instead of ids where there are several contracts: of contracts, of what they have, or parts of either."""

import json
import shutil
import sys
from pathlib import Path

import pytest

import at_terminal
from conftest import Run
from svcctl import workspace
from svcctl.cli import main

SHIPPED = workspace.shipped("contracts")
DAY = ("--as-of", "2026-11-22")
PAID = ("--amount", "100", "--on", "2025-03-20", "--confirm-account", "--dry-run")


@pytest.fixture(scope="module")
def office_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the contracts that ship."""
    path = tmp_path_factory.mktemp("office") / "store.db"
    told = ("--store", str(path), "--lang", "en", "--format", "json")
    assert main(["init", *map(str, sorted(SHIPPED.glob("*.toml"))), *told]) == 0
    return path


@pytest.fixture
def office(office_original: Path, tmp_path: Path, run: Run) -> Run:
    """The command line on a copy of that store, in Chinese."""
    shutil.copy2(office_original, tmp_path / "store.db")
    return lambda *args: run(*args, "--lang", "zh")


# -- contracts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "example-property",
        "EXAMPLE-Property",
        "示例区政务服务中心物业服务项目",
        "物业",  # a part of the title
        "SLCG2025-C3-000002",  # the project's number
        "sl-ht-2025-002",  # the contract's number
        "ＳＬ-ＨＴ-2025-002",
    ],
)
def test_a_contract_by_any_of_its_names(office: Run, typed: str) -> None:
    """As an option of every command, and where it is asked for alone."""
    code, out, err = office("payments", "due", "--contract", typed, *DAY, "--format", "json")
    assert (code, {row["contract"] for row in json.loads(out)["instalments"]}) == (
        0,
        {"example-property"},
    )
    assert office("contract", "show", typed)[0] == 0
    whole = typed in ("example-property", "EXAMPLE-Property") or typed.startswith("示例")
    assert whole or "即 example-property 示例区政务服务中心物业服务项目" in err


def test_a_contract_by_its_supplier(office: Run) -> None:
    """Where no title has the name in it; in front of what it has, and of an event, too."""
    code, out, err = office("payments", "due", "--contract", "中联", *DAY, "--format", "json")
    assert (code, "即 zyfy-his-2025" in err) == (0, True)
    assert {row["contract"] for row in json.loads(out)["instalments"]} == {"zyfy-his-2025"}
    for colon in ":：":
        code, out, _ = office("explain", f"信息系统{colon}第2年首期")
        assert (code, "Y2-advance" in out) == (0, True)
    paid = ("payments", "record", "信息系统:第1年首期", *PAID[:-1])
    assert office(*paid)[0] == 0
    code, out, _ = office("payments", "reverse", "信息系统#2", "--reason", "x")
    assert (code, "zyfy-his-2025#2" in out) == (0, True)


def test_two_names_of_one_contract_are_one(office: Run) -> None:
    """An option and what stands before a colon need not be written alike; of two they are refused."""
    assert office("explain", "zyfy-his-2025:Y1-advance", "--contract", "信息系统")[0] == 0
    code, _, err = office("explain", "zyfy-his-2025:Y1-advance", "--contract", "物业")
    assert (code, "只能写一份合同" in err) == (2, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("示例", "合同「示例」有 4 个：example-milestones 示例市数据共享平台建设与运行服务项目、"),
        ("保安", "没有合同 保安。已有：example-milestones 示例市"),
        ("示例区政务服务中心保洁服务项目", "是否指：example-property 示例区政务服务中心物业服务项目？"),
        ("example-propety", "是否指：example-property 示例区政务服务中心物业服务项目？"),
    ],
)  # fmt: skip
def test_what_several_or_no_contracts_are_called(office: Run, typed: str, said: str) -> None:
    """In a pipe nothing is asked and nothing taken: the candidates are named."""
    code, out, err = office("payments", "due", "--contract", typed)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


# -- what contracts have ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "whole"),
    [
        (("explain", "Y1-advance"), "zyfy-his-2025:Y1-advance"),  # no other contract has one
        (("explain", "第1年首期款"), "zyfy-his-2025:Y1-advance"),
        (("explain", "第一年首期"), "zyfy-his-2025:Y1-advance"),
        (("explain", "信息系统第1年首期"), "zyfy-his-2025:Y1-advance"),
        (("explain", "设计里程碑"), "example-milestones:design"),
        (("explain", "物业第1年第3个月"), "example-property:Y1-M03-fee"),
        (("explain", "物业Y1-M03-fee"), "example-property:Y1-M03-fee"),
        (("explain", "物业履约保证金/1"), "example-property:performance-bond/1"),
        (("payments", "record", "信息系统的第1年首期", *PAID), "zyfy-his-2025:Y1-advance"),
        (("damages", "what-if", "service-promise", "--days", "3"), ""),
        (("obligations", "done", "网络安全", "--on", "2026-04-01"), "example-milestones:security"),
    ],
)
def test_what_one_contract_alone_has_needs_no_contract(
    office: Run, command: tuple[str, ...], whole: str
) -> None:
    """What was meant is said."""
    code, _, err = office(*command)
    assert (code, whole in err) == (0, True), err


def test_what_several_contracts_have_is_never_guessed(office: Run, tmp_path: Path) -> None:
    """The same id in a second contract: candidates with their contracts, nothing recorded."""
    seed = (SHIPPED / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    other = seed.replace('id = "zyfy-his-2025"', 'id = "other"').replace("资源县", "另一县")
    (tmp_path / "other.toml").write_text(other, encoding="utf-8")
    assert office("contract", "import", tmp_path / "other.toml")[0] == 0
    before = office("audit", "log", "--format", "json")[1]
    for typed in ("Y1-advance", "第1年首期款", "信息系统第1年首期"):
        code, out, err = office("payments", "record", typed, *PAID[:-1])
        assert (code, out) == (2, "")
        assert f"款项「{typed}」有 2 个：" in err
        assert "other:Y1-advance 另一县妇幼保健院医院信息系统运维项目 第1年首期款" in err
        assert "zyfy-his-2025:Y1-advance 资源县妇幼保健院医院信息系统运维项目 第1年首期款" in err
    assert office("audit", "log", "--format", "json")[1] == before
    assert office("explain", "另一县妇幼保健院第1年首期")[0] == 0


def test_names_together_tell_which_contract(office: Run) -> None:
    """Two instalments of one transfer; what no contract has both of is refused."""
    code, _, err = office(
        *("payments", "record", "--for", "第1年首期=100", "--for", "第2年首期＝100"),
        *("--on", "2025-03-20", "--confirm-account", "--dry-run"),
    )
    assert code == 0, err
    code, _, err = office("payments", "request", "第1年首期", "设计里程碑", "-o", "x.docx")
    assert (code, "只能写一份合同，写了两份：zyfy-his-2025 和 example-milestones" in err) == (
        2,
        True,
    )


def test_a_part_that_several_instalments_have(office: Run) -> None:
    """At most twelve are named, the rest counted; with what to type."""
    code, _, err = office("explain", "运维费")
    assert (code, "款项或保证金「运维费」有 6 个：example-renewals:Y1-H1-upkeep" in err) == (
        2,
        True,
    )
    code, _, err = office("explain", "第1年")
    assert (code, "有 27 个：" in err, "、另有 15 个。请写其中一个的编号。" in err) == (
        2,
        True,
        True,
    )
    assert err.count(":Y1-") == 12


def test_what_no_contract_has(office: Run) -> None:
    """The nearest of all contracts, else the contracts."""
    code, _, err = office("explain", "第1年首期款项")
    assert (code, "是否指：zyfy-his-2025:Y1-advance" in err) == (2, True)
    code, _, err = office(
        "explain", "物业第9次季度"
    )  # the longest part of a contract's name tells which
    assert (code, "没有款项或保证金「物业第9次季度」，该合同有：example-property:" in err) == (
        2,
        True,
    )
    code, _, err = office(
        "explain", "地表水"
    )  # a contract alone is no instalment, however few it has
    assert (code, "「地表水」有 8 个：example-unit-prices:" in err) == (2, True)
    code, _, err = office("explain", "龘龘龘")
    assert (code, "各份合同都没有款项或保证金「龘龘龘」" in err) == (2, True)


def test_which_contract_is_asked_with_titles(office: Run) -> None:
    """Where nothing was named that tells it."""
    code, _, err = office("contract", "terminate", "--reason", "x")
    assert code == 2
    assert "zyfy-his-2025 资源县妇幼保健院医院信息系统运维项目" in err


# -- asked at a terminal ---------------------------------------------------------------------------


def at_a_terminal(*args: str, typed: str, after: str = "取消）：") -> tuple[int, str]:
    """The exit code and all that a terminal shows of one command, to which something is typed."""
    return at_terminal.at_a_terminal(*args, typed=typed.split("|"), after=after)


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of that kind")
def test_a_person_chooses_by_number(office: Run) -> None:
    """A numbered list and one question; the command goes on with what was chosen, or nothing is done."""
    record = ("payments", "record", "首期", *PAID[:-1])
    code, shown = at_a_terminal(*record, typed="9|2")  # there is no ninth: asked once more
    assert code == 0, shown
    assert "款项「首期」有 3 个：" in shown
    assert (
        "  2  zyfy-his-2025:Y2-advance  资源县妇幼保健院医院信息系统运维项目 第2年首期款" in shown
    )
    assert shown.count("请输入编号（回车取消）：") == 2
    assert "已登记 zyfy-his-2025#2" in shown
    assert "Y2-advance" in office("audit", "log", "--contract", "zyfy-his-2025")[1]
    code, shown = at_a_terminal(*record, typed="")
    assert (code, "没有选择，什么也没有做。" in shown) == (2, True)
    code, shown = at_a_terminal(*record, typed="\x04")  # no more input
    assert (code, "没有选择，什么也没有做。" in shown) == (2, True)
    assert len(json.loads(office("audit", "log", "--format", "json")[1])["events"]) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of that kind")
def test_a_contract_is_chosen_by_number(office: Run) -> None:
    """Of a name that several have, and where none was named; json asks nothing."""
    code, shown = at_a_terminal("contract", "show", "示例", typed="4")
    assert (code, "合同「示例」有 4 个：" in shown, "地表水" in shown) == (0, True, True)
    code, shown = at_a_terminal("contract", "show", typed="5")
    assert (code, "有几份合同：" in shown, "第七条" in shown) == (0, True, True)
    code, shown = at_a_terminal("contract", "show", "示例", "--format", "json", typed="")
    assert (code, "请输入编号" in shown) == (2, False)


# -- answers name what they are about --------------------------------------------------------------

TITLES = {
    "example-property": "示例区政务服务中心物业服务项目",
    "zyfy-his-2025": "资源县妇幼保健院医院信息系统运维项目",
}


@pytest.mark.parametrize(
    "command",
    ["obligations list", "guarantee list", "reports status", "contract findings", "damages assess",
     "contract readings", "audit log", "audit late", "contract law"],
)  # fmt: skip
def test_a_list_over_contracts_says_whose_each_row_is(
    office: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal by title, in a pipe by both, for scripts by id; of one contract nothing changes."""
    added = (
        "invoice",
        "add",
        "25452000000012350000",
        "--for",
        "物业第1年第3个月",
        "--amount",
        "100",
    )
    assert office(*added, "--rate", "6", "--on", "2025-07-01")[0] == 0
    title = (
        "示例区政务服务中心物业服务项目"
        if command != "contract findings"
        else TITLES["zyfy-his-2025"]
    )
    [contract] = [key for key, value in TITLES.items() if value == title]
    piped = office(*command.split(), *DAY)[1]
    assert title in piped
    assert contract in piped
    assert contract in office(*command.split(), *DAY, "--format", "csv")[1]
    monkeypatch.setattr(workspace, "terminal_width", lambda: 200)
    shown = office(*command.split(), *DAY)[1]
    assert title[:8] in shown
    assert "合同名称" in shown
    alone = office(*command.split(), *DAY, "--contract", contract)[1]
    assert "合同名称" not in alone


def test_contracts_of_one_title_are_told_apart(office: Run, tmp_path: Path) -> None:
    """By their ids, which then stand behind."""
    seed = (SHIPPED / "example-property.toml").read_text(encoding="utf-8")
    (tmp_path / "o.toml").write_text(
        seed.replace('id = "example-property"', 'id = "second"'), encoding="utf-8"
    )
    assert office("contract", "import", tmp_path / "o.toml")[0] == 0
    piped = office("obligations", "list", *DAY)[1]
    assert "示例区政务服务中心物业服务项目 second" in piped
    code, _, err = office("payments", "due", "--contract", "物业")
    assert (code, "合同「物业」有 2 个：" in err) == (2, True)


def test_what_is_recorded_is_named(office: Run) -> None:
    """The contract where there are several, titles behind ids; commands to be typed have ids alone."""
    code, out, _ = office("payments", "record", "信息系统:第1年首期", *PAID[:-1])
    assert code == 0
    assert out.startswith("资源县妇幼保健院医院信息系统运维项目（zyfy-his-2025）\n")
    assert "Y1-advance 第1年首期款 100.00" in out
    assert (
        "late-payment/Y1-advance 第1年首期款逾期付款" in out or "不影响" in out or "未付金额" in out
    )
    assert "  svcctl audit retract zyfy-his-2025#2 --reason" in out
    failed = ("negotiation", "fail", "第2年首期", "--on", "2026-11-20")
    assert "svcctl negotiation open Y2-advance --on" in office(*failed)[1]
    office("breach", "record", "第八条第一款", "--on", "2025-06-01", "--contract", "信息系统")
    ended = office("breach", "end", "信息系统:B1", "--on", "2025-06-03")[1]
    assert "B1 第八条第一款" in ended
    log = office("audit", "log", "--contract", "信息系统")[1]
    assert "Y2-advance 第2年首期款" in log
    assert "quality 第八条第一款" in log
    json_log = office("audit", "log", "--format", "json")[1]
    assert "第2年首期款" not in json_log


def test_notes_over_contracts_say_titles(office: Run) -> None:
    """Where only ids of several contracts would stand."""
    office("payments", "record", "信息系统:第1年首期", *PAID[:-1])
    text = office("payments", "due", *DAY)[1]
    assert "Y2-advance 第2年首期款 尚未起算" in text


def test_a_row_of_a_list_says_by_name_what_it_pays(office: Run, tmp_path: Path) -> None:
    """Alone, behind a contract, several together; what no contract has is refused, nothing recorded."""
    path = tmp_path / "list.csv"
    path.write_text(
        "日期,金额,对方户名,凭证号\n2025-03-25,203000.00,柳州中联科技有限责任公司,V-1\n",
        encoding="utf-8",
    )
    take = ("import", "payments", path, "--confirm-account", "--dry-run", "--out", "正数")
    for typed in (
        "第1年首期",
        "信息系统:第1年首期款",
        "信息系统第1年首期",
        "zyfy-his-2025:Y1-advance",
    ):
        code, out, err = office(*take, "--for", f"2={typed}")
        assert (code, "zyfy-his-2025:Y1-advance" in out) == (0, True), (typed, err)
    code, _, err = office(*take, "--for", "2=首期")
    assert (code, "款项「首期」有 3 个：" in err) == (2, True)
    code, _, err = office(*take, "--for", "2=没有的合同:第1年首期")
    assert code == 2


def test_invoices_say_for_what_they_are(office: Run) -> None:
    """By the instalments' titles, their ids beside them."""
    taxed = ("--amount", "100", "--rate", "6", "--on", "2025-07-01")
    assert (
        office("invoice", "add", "25452000000012350000", "--for", "物业第1年第3个月", *taxed)[0]
        == 0
    )
    piped = office("invoice", "list", *DAY)[1]
    for told in (TITLES["example-property"], "第1年第3个月物业费", "Y1-M03-fee"):
        assert told in piped
