"""What really happened, recorded and shown until it is settled: accounts in no file, other names, bounces, dates without paper."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from svcctl import workspace
from test_letters import refused, text_of

Run = Callable[..., tuple[int, str, str]]
STRANGE = "某银行 6222 0000 1111 2222"
PAID = (
    "payments",
    "record",
    "Y1-advance",
    "--amount",
    "50000",
    "--on",
    "2025-03-20",
    "--ref",
    "A1",
)
DAY = ("--as-of", "2025-03-24", "--lang", "zh")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "变更函.pdf"
    path.write_bytes(b"%PDF-1.4 account")
    return path


def do(run: Run, *args: object) -> str:
    code, out, err = run(*args)
    assert code == 0, err
    return out


def told(run: Run) -> dict[str, bool]:
    """Where the stray money is shown."""
    return {
        "due": "付到了" in do(run, "payments", "due", *DAY),
        "explain": "没有文件依据" in do(run, "explain", "Y1-advance", *DAY),
        "remind": "【账户】" in do(run, "remind", *DAY),
        "close": "没有依据的账户"
        in run("contract", "close", "--on", "2025-03-24", "--lang", "zh")[2],
    }


def stray(run: Run, *more: str) -> str:
    """Money that is gone to an account in no document: recorded all the same, with a warning."""
    args = (*PAID, "--account", STRANGE, "--confirmed-by", "audit")
    assert "no document" not in do(run, "payments", "due", "--as-of", "2025-03-24")
    assert "names the account" in refused(run, *args)
    found = json.loads(do(run, *args, "--override", "--reason", "x", *more, "--format", "json"))
    assert [each["warning"] for each in found["warnings"]] == ["account-astray"]
    event: str = found["recorded"][0]["event"]
    return event


def test_money_astray_is_shown_until_it_is_back(demo_store: Path, run: Run) -> None:
    """In the due list, its explanation, the reminder and where the file is to be closed; nowhere once it is back."""
    event = stray(run)
    assert told(run) == dict.fromkeys(("due", "explain", "remind", "close"), True)
    letter = demo_store.parent / "催告.docx"
    do(
        run,
        "letter",
        "reminder",
        "Y1-advance",
        "--role",
        "supplier",
        "--as-of",
        "2025-04-24",
        "-o",
        letter,
    )
    assert "6222" not in text_of(letter)
    assert "没有文件依据" not in text_of(letter)
    do(
        run,
        "payments",
        "refund",
        event,
        "--amount",
        "20000",
        "--on",
        "2025-03-21",
        "--reason",
        "追回",
    )
    assert "付款 30,000.00 付到了各文件都没有的账户" in do(run, "payments", "due", *DAY)
    do(
        run,
        "payments",
        "refund",
        event,
        "--amount",
        "30000",
        "--on",
        "2025-03-22",
        "--reason",
        "追回",
    )
    assert told(run) == dict.fromkeys(("due", "explain", "remind", "close"), False)


def test_money_astray_is_right_once_its_account_is_confirmed(
    demo_store: Path, run: Run, paper: Path
) -> None:
    """A sealed paper of the payee names the third account: nothing is astray, and the next payment goes there."""
    stray(run)
    price = ("contract", "findings", "settle", "price", "--value", "1", "--doc", "澄清函")
    do(run, *price, "--on", "2025-03-20")  # of no account
    settle = (
        "contract",
        "findings",
        "settle",
        "payee-account",
        "--doc",
        "账户变更函",
        "--file",
        paper,
    )
    do(run, *settle, "--account", STRANGE, "--on", "2025-03-21")
    assert told(run) == dict.fromkeys(("due", "explain", "remind", "close"), False)
    out = do(run, *PAID[:4], "1000", "--on", "2025-03-22", "--ref", "A2", "--lang", "zh")
    assert "账户 某银行 6222 0000 1111 2222" in out
    assert "提醒" not in out


def test_a_payee_may_move_its_account_again(demo_store: Path, run: Run, paper: Path) -> None:
    """A later letter holds from then on; what went to the account of before was right; the same day is refused."""
    settle = (
        "contract",
        "findings",
        "settle",
        "payee-account",
        "--doc",
        "账户确认函",
        "--file",
        paper,
    )
    do(run, *settle, "--value", "1", "--on", "2025-03-10")
    do(run, *PAID)
    assert "#2" in refused(run, *settle, "--account", STRANGE, "--on", "2025-03-10")
    do(run, *settle, "--account", STRANGE, "--on", "2025-03-21")
    assert "#4" in refused(run, *settle, "--account", "某银行 6222 3333", "--on", "2025-03-21")
    assert "#4" in refused(run, *settle, "--value", "2", "--on", "2025-03-22")
    assert told(run)["due"] is False
    assert "6222 0000 1111 2222" in do(run, "contract", "show", "--as-of", "2025-03-24")
    then = ("--as-of", "2025-03-20")
    assert "6222 0000 1111 2222" not in do(run, "contract", "show", *then)
    # money to the first account after that day is astray no more than before: it was confirmed once
    form = demo_store.parent / "单.docx"
    do(run, "payments", "request", "Y1-advance", *DAY, "-o", form)
    assert "2025年3月21日以《账户确认函》确认" in text_of(form)


def test_an_account_is_confirmed_where_no_finding_is_about_one(run: Run, paper: Path) -> None:
    """The contract file need not know of it; of several suppliers nobody could tell whose it is."""
    shipped = workspace.shipped("contracts")
    do(run, "init", shipped / "example-property.toml")
    settle = ("contract", "findings", "settle", "payee-account", "--doc", "账户函", "--file", paper,
              "--account", STRANGE, "--on", "2026-04-01")  # fmt: skip
    out = do(run, *settle, "--lang", "zh")
    assert "收款账户；以新账户为准：某银行 6222 0000 1111 2222" in out
    assert "6222 0000 1111 2222" in do(run, "contract", "show")
    letter = paper.parent / "账户.docx"
    do(run, "letter", "confirm-account", "-o", letter)
    assert "上述情况已于2026年4月1日以《账户函》确认" in text_of(letter)
    assert "no finding" in refused(run, *settle[:3], "nothing", *settle[4:])
    assert "no finding" in refused(run, *settle[:8], "--value", "1", "--on", "2026-04-02")
    do(run, "contract", "import", Path(__file__).parent / "real" / "everything.toml")
    assert "several suppliers" in refused(run, *settle, "--contract", "everything")


JOINT = """format = 1
id = "joint"
title = "联合体服务"
currency = "CNY"
calendar = "CN"
signed_on = 2026-01-05
price = { total = "1000.00", per_year = "1000.00", article = "一" }
term = { years = 1, starts = "signing", article = "二" }
instalments = [
  { key = "a", title = "甲款", share = "50%", payee = "a", due = { days = 5, unit = "working-day", after = "signing" }, article = "三" },
  { key = "b", title = "乙款", share = "50%", payee = "b", due = { days = 5, unit = "working-day", after = "signing" }, article = "三" },
]
parties = [
  { role = "purchaser", name = "甲方" },
  { role = "supplier", key = "a", name = "一公司", accounts = [{ bank = "一行", number = "111111111", source = "合同" }, { bank = "一行", number = "111111112", source = "报价" }] },
  { role = "supplier", key = "b", name = "二公司", accounts = [{ bank = "二行", number = "222222221", source = "合同" }] },
]
findings = [{ about = "payee-account", severity = "warn", values = [{ value = "一行 111111111", source = "合同" }, { value = "一行 111111112", source = "报价" }] }]
"""


def test_of_several_suppliers_the_one_whose_account_was_in_doubt(
    run: Run, tmp_path: Path, paper: Path
) -> None:
    """The other one's payments keep going to its own account."""
    file = tmp_path / "joint.toml"
    file.write_text(JOINT, encoding="utf-8")
    do(run, "init", file)
    do(run, "contract", "findings", "settle", "payee-account", "--doc", "账户函", "--file", paper,
       "--account", "三行 3333333333", "--on", "2026-01-06")  # fmt: skip
    for key, account in (("a", "三行 3333333333"), ("b", "二行 222222221")):
        args = (
            "payments",
            "record",
            f"Y1-{key}",
            "--amount",
            "10",
            "--on",
            "2026-01-07",
            "--ref",
            key,
        )
        assert account in do(run, *args, "--lang", "zh")


def test_a_payee_of_another_name_is_warned_of(demo_store: Path, run: Run) -> None:
    """As the bank's slip has it; brackets and blanks of another kind are no other name. It stays in the journal."""
    args = (*PAID, "--confirm-account", "--confirmed-by", "audit", "--format", "json")
    same = json.loads(do(run, *args, "--payee", "柳州中联科技 有限责任公司", "--dry-run"))
    assert same["warnings"] == []
    found = json.loads(do(run, *args, "--payee", "柳州中联科技有限公司"))
    [warning] = found["warnings"]
    assert warning["warning"] == "payee-differs"
    assert (warning["name"], warning["payee"]) == (
        "柳州中联科技有限公司",
        "柳州中联科技有限责任公司",
    )
    assert "收款人 柳州中联科技有限公司" in do(run, "audit", "log", "--lang", "zh")


def test_days_late_of_a_bounced_transfer_are_one_number_everywhere(
    demo_store: Path, run: Run
) -> None:
    """Money that came back was never paid: due list, schedule, explanation, damages and exports agree."""
    for args in (
        (*PAID, "--confirm-account"),
        ("payments", "refund", "zyfy-his-2025#2", "--amount", "50000", "--on", "2025-04-02", "--bounced"),
        ("payments", "record", "Y1-advance", "--amount", "203000", "--on", "2025-04-05", "--ref", "A2",
         "--confirm-account"),
        ("negotiation", "open", "Y1-advance", "--on", "2025-03-27"),
        ("negotiation", "fail", "Y1-advance", "--on", "2025-03-28"),
    ):  # fmt: skip
        do(run, *args)
    day = ("--as-of", "2025-05-01")
    [row, *_] = json.loads(do(run, "payments", "schedule", *day, "--format", "json"))["instalments"]
    assert (row["status"], row["paid_on"], row["days_late"]) == ("paid-late", "2025-04-05", 10)
    [line, *_] = json.loads(do(run, "damages", "assess", *day, "--format", "json"))["lines"]
    assert (line["id"], line["periods"]) == ("zyfy-his-2025:late-payment/Y1-advance", 10)
    explained = do(run, "explain", "Y1-advance", *day, "--lang", "zh")
    assert "2025-04-02 银行退回 50,000.00 元，视为未曾付款" in explained
    assert "迟 10 天" in explained
    exported = json.loads(do(run, "export", "schedule", *day, "--format", "json"))
    assert "10" in json.dumps(exported, ensure_ascii=False)
    before = ("--as-of", "2025-04-03", "--format", "json")
    [late] = [
        each
        for each in json.loads(do(run, "payments", "due", *before))["instalments"]
        if each["id"].endswith("Y1-advance")
    ]
    assert (late["status"], late["paid"], late["days_overdue"]) == ("overdue", "0.00", 8)


def test_a_date_agreed_on_without_paper_is_flagged_until_there_is_one(
    demo_store: Path, run: Run, paper: Path
) -> None:
    """In the due list, its explanation, the reminder, the closing; a paper, then or later, ends that."""
    do(run, "negotiation", "open", "Y1-advance", "--on", "2025-03-21")
    settle = (
        "negotiation",
        "settle",
        "Y1-advance",
        "--on",
        "2025-03-22",
        "--new-due",
        "2025-04-30",
    )
    do(run, *settle)

    def flagged() -> dict[str, bool]:
        return {
            "due": "没有书面依据" in do(run, "payments", "due", *DAY),
            "explain": "商定的付款日期没有书面依据" in do(run, "explain", "Y1-advance", *DAY),
            "remind": "【补依据】" in do(run, "remind", *DAY),
            "close": "商定的付款日期没有书面依据"
            in run("contract", "close", "--on", "2025-03-24", "--lang", "zh")[2],
        }

    assert flagged() == dict.fromkeys(("due", "explain", "remind", "close"), True)
    do(
        run,
        "evidence",
        "add",
        "Y1-advance",
        "--kind",
        "agreement",
        "--file",
        paper,
        "--on",
        "2025-03-23",
    )
    assert flagged() == dict.fromkeys(("due", "explain", "remind", "close"), False)


def test_a_banks_row_in_another_name_keeps_it(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Taken in by `--for`, with the warning; a row in the contract's own name says nothing of it."""
    path = tmp_path / "流水.csv"
    rows = ("交易时间,借方金额（元）,对方户名,对方账号,交易流水号",
            "2025-03-20,50000,深圳中联科技有限公司,70702015201090002075,V-1",
            "2025-03-21,60000,柳州中联科技有限责任公司,70702015201090002075,V-2")  # fmt: skip
    path.write_text("\n".join(rows), encoding="utf-8")
    take = ("import", "payments", path, "--confirm-account", "--confirmed-by", "audit")
    assert "another name" in run(*take, "--for", "3=Y1-advance")[2]
    both = ("--for", "2=Y1-advance", "--for", "3=Y1-advance", "--format", "json")
    found = json.loads(do(run, *take, *both))
    assert [each["warning"] for each in found["warnings"]] == ["payee-differs"]
    log = do(run, "audit", "log", "--lang", "zh")
    assert log.count("收款人 深圳中联科技有限公司") == 1
    assert "收款人 柳州中联" not in log


def test_money_astray_is_handed_over(demo_store: Path, run: Run) -> None:
    """Whoever takes over reads of it in the workbook, with its sum."""
    stray(run)
    path = demo_store.parent / "移交.xlsx"
    assert run("letter", "hand-over", "-o", path, "--as-of", "2025-03-26")[0] == 0
    cells = [
        cell.value for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row
    ]
    assert any("没有依据的账户" in str(value) for value in cells)


def test_an_account_without_its_bank_is_refused(demo_store: Path, run: Run) -> None:
    """A payment application would have no bank to name."""
    told = refused(run, "contract", "findings", "settle", "payee-account", "--account", "0000 0000 0000 8888",
                   "--doc", "函", "--on", "2025-03-21")  # fmt: skip
    assert "bank and number" in told
