"""Lists of payments from a bank or ledger: matched, refused where not clear, never recorded twice, compared."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from invariants import read_otherwise
from profiles import examples
from svcctl import workspace
from svcctl.billing.position import Payment
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import NAMES, Fact
from svcctl.desk.desk import desk_from
from svcctl.desk.looking import read_case
from svcctl.intake import fitting
from svcctl.intake.fitting import UNPAID, Book
from svcctl.intake.listed import Listed, Option

Run = Callable[..., tuple[int, str, str]]
OURS = "柳州中联科技有限责任公司"
ACCOUNT = '"=""70702015201090002075"""'
HEAD = "柳州银行交易明细,,,\n账号：略\n交易时间,借方金额（元）,贷方金额（元）,对方户名,对方账号,交易流水号\n"
SURE = "--confirm-account"


@pytest.fixture
def bank(demo_store: Path, tmp_path: Path) -> Callable[..., str]:
    """A bank's statement as GB 18030 text, with a title above and sums below; the first row given is number 4."""

    def write(*rows: str, name: str = "流水.csv") -> str:
        path = tmp_path / name
        path.write_bytes((HEAD + "\n".join(rows) + "\n合计,9,,,,\n\n").encode("gb18030"))
        return str(path)

    return write


def out_of(on: str, amount: str, ref: str = "", name: str = OURS, account: str = ACCOUNT) -> str:
    return f'{on},"{amount}",,{name},{account},{ref}'


def answer(run: Run, *args: str, code: int = 0) -> dict[str, Any]:
    given, out, err = run(*args, "--format", "json")
    assert given == code, err
    found: dict[str, Any] = json.loads(out)
    return found


def refused(run: Run, *args: str) -> str:
    code, out, err = run(*args, "--lang", "en")
    assert (code, out) == (2, "")
    assert err.count("\n") <= 2
    return err


def facts(run: Run) -> list[dict[str, Any]]:
    _, out, _ = run("audit", "log", "--format", "json")
    found: list[dict[str, Any]] = json.loads(out)["events"]
    return found


def record(run: Run, *args: str) -> None:
    code, _, err = run("payments", "record", *args, SURE)
    assert code == 0, err


def test_a_bank_statement_becomes_facts_once(bank: Callable[..., str], run: Run) -> None:
    """Whole, in part and several at once; other people's rows are not ours; the second time nothing is new."""
    path = bank(
        out_of("2025-03-20 10:11:12", "1,200.00", "F1", "某电力公司", "123"),
        out_of("20250325101112", "100,000.00", "F2"),
        out_of("2025/6/1", "103,000.00", "F3"),
        out_of("2026-03-20", "203,000.00", "F4", account=""),
        out_of("2026-04-20", "87,000", "F5", name="", account=ACCOUNT),
    )
    code, _, err = run("reports", "receive", "--all", "--year", "1", "--on", "2026-04-08")
    assert code == 0, err
    before = len(facts(run))
    tried = answer(run, "import", "payments", path, SURE, "--dry-run")
    assert (len(facts(run)), tried["recorded"]) == (before, [])
    found = answer(run, "import", "payments", path, SURE)
    assert [row["state"] for row in found["rows"]] == ["elsewhere", "new", "new", "new", "new"]
    assert [row["row"] for row in found["rows"]] == [4, 5, 6, 7, 8]
    assert len(found["recorded"]) == 4
    paid = {each["id"].partition(":")[2]: each for each in _schedule(run)}
    assert [paid[iid]["paid"] for iid in ("Y1-advance", "Y1-balance", "Y2-advance")] == [
        "203000.00", "87000.00", "203000.00"]  # fmt: skip
    assert paid["Y1-advance"]["paid_on"] == "2025-06-01"
    again = answer(run, "import", "payments", path, SURE)
    assert (again["recorded"], again["changes"]) == ([], [])
    assert {row["state"] for row in again["rows"]} == {"elsewhere", "recorded"}
    assert "流水.csv" in run("audit", "log")[1].splitlines()[-1]


def _schedule(run: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(run, "payments", "schedule", *args)["instalments"]
    return found


def test_all_or_nothing(bank: Callable[..., str], run: Run) -> None:
    """One row that fits nothing, and the good ones are not recorded either; it says which, and how to go on."""
    path = bank(
        out_of("2025-03-25", "203,000.00", "F1"),
        out_of("2025-04-25", "5", "F2"),
        out_of("2025-04-26", "6", "F3"),
    )
    before = facts(run)
    said = refused(run, "import", "payments", path, SURE)
    assert "row 5 (2025-04-25, 5.00) fits no unpaid instalment" in said
    assert "2 rows" in said
    assert "--skip 5" in said
    assert facts(run) == before
    found = answer(run, "import", "payments", path, SURE, "--skip", "5", "--skip", "6")
    assert len(found["recorded"]) == 1


def test_a_later_refusal_takes_the_whole_list_back(bank: Callable[..., str], run: Run) -> None:
    """What the journal itself refuses (more than is owed) names the row, or the fact, and nothing is recorded."""
    before = facts(run)
    path = bank(out_of("2025-03-25", "203,000.00", "F1"), out_of("2025-03-26", "1", "F2"))
    assert "owes only 0.00" in refused(
        run, "import", "payments", path, SURE, "--for", "5=Y1-advance"
    )
    assert "row 4" in refused(
        run, "import", "payments", bank(out_of("2025-03-25", "203,000.00"))
    )  # account not checked
    assert "row 4" in refused(
        run, "import", "payments", bank(out_of("2025-03-25", "203,000.00", account="99")), SURE
    )
    assert facts(run) == before


def test_what_may_be_several_is_asked_for(bank: Callable[..., str], run: Run) -> None:
    """Three instalments of one size lie ahead: none is guessed; a day that has not come is refused with its row."""
    early = bank(out_of("2025-03-06", "87,000.00", "F1"))
    said = refused(run, "import", "payments", early, SURE)
    assert "may be Y1-balance or Y2-balance or Y3-balance" in said
    found = answer(run, "import", "payments", early, SURE, "--for", "4=Y2-balance")
    assert found["rows"][0]["could_be"] == [
        [{"id": "zyfy-his-2025:Y2-balance", "amount": "87000.00"}]
    ]
    later = (workspace.today() + timedelta(days=40)).isoformat()
    assert later in refused(
        run, "import", "payments", bank(out_of(later, "1", "F2")), SURE, "--for", "4=Y1-advance"
    )


def test_the_same_day_and_sum_under_another_number_is_not_taken_for_new(
    bank: Callable[..., str], run: Run
) -> None:
    """It may be the same payment, entered by its voucher: the user says which."""
    record(run, "Y1-advance", "--amount", "100000", "--on", "2025-03-25", "--ref", "记-25")
    path = bank(out_of("2025-03-25", "100,000.00", "F1"))
    assert "differs from it" in refused(run, "import", "payments", path, SURE)
    assert answer(run, "import", "payments", path, SURE, "--skip", "4")["recorded"] == []
    other = bank(out_of("2025-03-26", "90,000.00", "记-25"))
    assert "zyfy-his-2025#2" in refused(run, "import", "payments", other, SURE)


def test_no_number_at_all(bank: Callable[..., str], run: Run) -> None:
    """Two transfers of one sum on one day are two; the same list again brings nothing."""
    rows = [out_of("2025-03-25", "50,000.00"), out_of("2025-03-25", "50,000.00")]
    assert len(answer(run, "import", "payments", bank(*rows), SURE)["recorded"]) == 2
    assert answer(run, "import", "payments", bank(*rows), SURE)["recorded"] == []
    third = answer(run, "import", "payments", bank(*rows, out_of("2025-03-25", "50,000.00")), SURE)
    assert [row["state"] for row in third["rows"]] == ["recorded", "recorded", "new"]


def test_money_that_came_back(bank: Callable[..., str], run: Run) -> None:
    """A refund is recorded by its own command, against its payment; then the list agrees."""
    back = f'2025-03-28,,"203,000.00",{OURS},{ACCOUNT},F9'
    path = bank(out_of("2025-03-25", "203,000.00", "F1"), back)
    assert "came back" in refused(run, "import", "payments", path, SURE)
    answer(run, "import", "payments", path, SURE, "--skip", "5")
    code, _, err = run(
        "payments",
        "refund",
        "zyfy-his-2025#2",
        "--amount",
        "203000",
        "--on",
        "2025-03-28",
        "--reason",
        "退汇",
    )
    assert code == 0, err
    found = answer(run, "compare", "payments", path)
    assert [each["amount"] for each in found["matched"]] == ["203000.00", "-203000.00"]


def test_the_supplier_reads_its_own_statement(bank: Callable[..., str], run: Run) -> None:
    """Credits are received; what it pays itself is not ours; the payer is known by name."""
    path = bank("2025-03-25,,\"203,000.00\",资源县妇幼保健院,1,F1", "2025-03-26,5,,资源县妇幼保健院,1,F2",
                "2025-03-27,,7,别的医院,1,F3")  # fmt: skip
    said = refused(run, "import", "payments", path, "--role", "supplier")
    assert "row 5" in said
    found = answer(run, "import", "payments", path, "--role", "supplier", "--skip", "5")
    assert [row["state"] for row in found["rows"]] == ["new", "elsewhere"]
    direction = bank("x").replace("流水", "flow")
    Path(direction).write_text(
        "日期,金额,借贷标志,付款人\n2025-04-01,-9,贷,资源县妇幼保健院\n", encoding="utf-8"
    )
    assert (
        answer(run, "compare", "payments", direction, "--role", "supplier", code=1)["only_there"][
            0
        ]["amount"]
        == "-9.00"
    )


def test_a_ledger_in_a_workbook_names_contract_and_instalment(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """Real dates and numbers, several contracts in the store; a name settles what amounts leave open."""
    code, _, err = run("contract", "import", "data/contracts/example-milestones.toml")
    assert code == 0, err
    book = Workbook()
    for row in (
        ["日期", "金额", "合同", "款项", "凭证号"],
        [date(2025, 3, 25), 203000.0, "zyfy-his-2025", None, "记-1"],
        [date(2025, 3, 26), 87000, "GLZC2025-D3-290015-ZXGJ", "Y3-balance", "记-2"],
        [date(2025, 3, 27), 0.1 + 0.2, None, "zyfy-his-2025:Y2-advance", "记-3"],
        [date(2025, 3, 28), 1000, None, None, "记-4"],
        [None, 1000, None, None, "合计"],
    ):
        book.active.append(row)
    path = tmp_path / "ledger.xlsx"
    book.save(path)
    found = answer(run, "import", "payments", str(path), SURE)
    assert [(row["state"], row["amount"]) for row in found["rows"]] == [
        ("new", "203000.00"), ("new", "87000.00"), ("new", "0.30"), ("unknown", "1000.00")]  # fmt: skip
    assert [row["could_be"][0][0]["id"] for row in found["rows"][:3]] == [
        f"zyfy-his-2025:{iid}" for iid in ("Y1-advance", "Y3-balance", "Y2-advance")]  # fmt: skip


def test_what_is_here_and_what_is_there(bank: Callable[..., str], run: Run) -> None:
    """Matched, only here, only there, differing; exit 1 while anything differs, by the days of the list alone."""
    record(run, "Y1-advance", "--amount", "100000", "--on", "2025-03-25", "--ref", "F1")
    record(run, "Y1-advance", "--amount", "3000", "--on", "2025-03-27", "--ref", "F2")
    record(run, "Y1-advance", "--amount", "4000", "--on", "2025-06-01", "--ref", "F3")
    same = out_of("2025-03-25", "100,000.00", "F1")
    path = bank(same, out_of("2025-03-28", "7,000.00", "F7"), out_of("2025-03-29", "9", "F2"))
    found = answer(run, "compare", "payments", path, code=1)
    assert [each["row"] for each in found["matched"]] == [4]
    assert [(each["row"], each["event"]) for each in found["differs"]] == [(6, "zyfy-his-2025#3")]
    assert [(each["row"], each["state"]) for each in found["only_there"]] == [(5, "new")]
    assert found["only_here"] == []
    wide = answer(run, "compare", "payments", path, "--to", "2025-06-30", code=1)
    assert [each["event"] for each in wide["only_here"]] == ["zyfy-his-2025#4"]
    narrow = answer(run, "compare", "payments", path, "--from", "2025-03-25", "--to", "2025-03-25")
    assert (len(narrow["matched"]), narrow["only_there"]) == (1, [])
    code, out, _ = run("compare", "payments", path, "--lang", "zh")
    assert code == 1
    assert "一致 1 笔；不同 1 笔；清单有、登记簿无 1 笔 7,000.00 元；登记簿有、清单无 0 笔" in out


def test_our_own_export_agrees_with_us(bank: Callable[..., str], run: Run, tmp_path: Path) -> None:
    """In both forms, refunds and a payment over several instalments among them."""
    record(
        run,
        "--for",
        "Y1-advance=203000",
        "--for",
        "Y2-advance=1000",
        "--on",
        "2025-03-25",
        "--ref",
        "F1",
    )
    record(run, "Y1-balance", "--amount", "87000", "--on", "2026-04-01", "--ref", "F2")
    code, _, err = run(
        "payments",
        "refund",
        "zyfy-his-2025#3",
        "--amount",
        "7000",
        "--on",
        "2026-04-02",
        "--reason",
        "x",
    )
    assert code == 0, err
    for name, lang in (("p.csv", "zh"), ("p.csv", "en"), ("p.xlsx", "zh")):
        path = str(tmp_path / name)
        run("export", "payments", "-o", path, "--lang", lang)
        found = answer(run, "compare", "payments", path)
        assert (len(found["matched"]), found["only_here"], found["only_there"]) == (4, [], []), (
            name,
            lang,
        )


def test_a_person_is_asked(
    bank: Callable[..., str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal: one of the options, or nought to leave the row out."""
    monkeypatch.setattr(workspace, "interactive", lambda: True)
    answers = iter(["2", "0"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    path = bank(out_of("2025-03-06", "87,000.00", "F1"), out_of("2025-03-05", "900,000", "F2"))
    code, out, err = run("import", "payments", path, SURE, "--lang", "en", "--format", "json")
    assert code == 0, err
    assert "2) Y2-balance" in err
    assert [row["could_be"][0][0]["id"] for row in json.loads(out)["rows"]] == [
        "zyfy-his-2025:Y2-balance"
    ]


def test_sums_in_ten_thousands_and_other_currencies(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """A heading that says 万元 is believed; a row in dollars is no payment of ours until somebody says so."""
    path = tmp_path / "list.csv"
    path.write_text(
        "日期,支出（万元）,币种,流水号\n2025-03-25,20.3,人民币,F1\n2025-03-26,1,USD,F2\n",
        encoding="utf-8",
    )
    assert "row 3" in (said := refused(run, "import", "payments", str(path), SURE))
    assert "USD" in said
    found = answer(run, "import", "payments", str(path), SURE, "--skip", "3")
    assert [row["amount"] for row in found["rows"]] == ["203000.00"]
    assert facts(run)[-1]["payload"]["parts"] == [{"instalment": "Y1-advance", "fen": 20_300_000}]


@pytest.mark.parametrize(
    ("args", "rows", "said"),
    [
        (("--for", "Y1-advance"), ["2025-03-25,1,,,,"], "ROW=INSTALMENT"),
        (("--for", "99=Y1-advance"), ["2025-03-25,1,,,,"], "row 99"),
        (("--skip", "99"), ["2025-03-25,1,,,,"], "row 99"),
        ((), ["someday,1,,,,"], "row 4: 'someday'"),
        ((), ["2025-03-25,many,,,,"], "row 4: 'many'"),
        ((), ["2025-03-25,1.005,,,,"], "row 4: '1.005'"),
        (("--for", "4=Y9-x"), ["2025-03-25,1,,,,"], "row 4"),
        (("--for", "4=Y1-advance+Y2-advance"), ["2025-03-25,1,,,,"], "row 4"),
    ],
)
def test_what_is_not_understood_is_refused(
    bank: Callable[..., str], run: Run, args: tuple[str, ...], rows: list[str], said: str
) -> None:
    """With the row, as a spreadsheet numbers it."""
    assert said in refused(run, "import", "payments", bank(*rows), SURE, *args)


TRANSFERS = st.lists(
    st.tuples(
        st.integers(0, 500),
        st.sampled_from(["Y1-advance", "Y1-balance", "Y2-advance"]),
        st.integers(1, 1_400_000),  # six of them are less than any instalment
    ),
    max_size=6,
)


@pytest.mark.lives
@examples(15)
@given(transfers=TRANSFERS, numbered=st.booleans())
def test_what_was_recorded_by_hand_is_found_in_the_list(
    transfers: list[tuple[int, str, int]], numbered: bool, demo_original: Path, run: Run,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    """Compared they agree, imported they add nothing; an empty store that imports them has the same schedule."""
    folder = tmp_path_factory.mktemp("list")
    stores = [folder / "hand.db", folder / "list.db"]
    for store in stores:
        store.write_bytes(demo_original.read_bytes())
    rows, choices = ["日期,金额,流水号"], []
    for number, (days, instalment, fen) in enumerate(transfers, 2):
        on = (date(2025, 3, 5) + timedelta(days=days)).isoformat()
        amount = f"{fen // 100}.{fen % 100:02}"
        ref = f"F{number}" if numbered else ""
        code, _, err = run("payments", "record", instalment, "--amount", amount, "--on", on, SURE, "--store", stores[0],
                           *(("--ref", ref) if ref else ()))  # fmt: skip
        assert code == 0, err
        rows.append(f"{on},{amount},{ref}")
        choices += ["--for", f"{number}={instalment}"]
    path = folder / "list.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = answer(run, "compare", "payments", str(path), "--store", str(stores[0]))
    assert (len(found["matched"]), found["only_here"], found["only_there"]) == (
        len(transfers),
        [],
        [],
    )
    assert (
        answer(run, "import", "payments", str(path), SURE, "--store", str(stores[0]))["recorded"]
        == []
    )
    made = answer(run, "import", "payments", str(path), SURE, *choices, "--store", str(stores[1]))
    assert len(made["recorded"]) == len(transfers)
    sums = [
        [
            (i["id"], i["paid"], i["outstanding"], i["paid_on"])
            for i in _schedule(run, "--store", str(s))
        ]
        for s in stores
    ]
    assert sums[0] == sums[1]


def test_a_supplier_sees_arrivals_and_no_lateness_in_them(
    bank: Callable[..., str], run: Run
) -> None:
    """Due on 2025-03-26, arrived on the 28th: nobody knows when it was charged, so it is not late."""
    path = bank('2025-03-28,,"203,000.00",资源县妇幼保健院,1,F1')
    role = ("--role", "supplier")
    found = answer(run, "import", "payments", path, *role)
    assert [each["warning"] for each in found["warnings"]] == ["charge-unknown"]
    payload = facts(run)[-1]["payload"]
    assert (payload["arrived_on"], payload["charge_known"]) == ("2025-03-28", False)
    first = _schedule(run)[0]
    assert (first["status"], first["days_late"], first["paid_on"]) == ("paid", 0, "2025-03-28")
    assert answer(run, "damages", "assess", "--as-of", "2025-12-01")["lines"] == []
    early = _schedule(run, "--as-of", "2025-03-27")[0]
    assert (early["status"], early["days_overdue"]) == ("overdue", 1)
    assert "not known" in run("audit", "log", "--lang", "en")[1].splitlines()[-1]
    answer(run, "compare", "payments", path, *role)
    event = facts(run)[-1]["event"]
    assert "2025-03-28" in refused(run, "payments", "annotate", event, "--charged-on", "2025-03-29")
    code, _, err = run("payments", "annotate", event, "--charged-on", "2025-03-27")
    assert code == 0, err
    first = _schedule(run)[0]
    assert (first["status"], first["days_late"], first["paid_on"]) == ("paid-late", 1, "2025-03-27")
    [line] = answer(run, "damages", "assess", "--as-of", "2025-12-01")["lines"]
    assert (line["periods"], line["uncapped"]) == (1, "26100.00")
    assert "on file" in refused(run, "payments", "annotate", event, "--charged-on", "2025-03-26")
    answer(run, "compare", "payments", path, *role)


def test_a_transfer_that_bounced_never_arrived_in_time(bank: Callable[..., str], run: Run) -> None:
    """Nobody knows when it was charged, but it came back: the sum has been lacking since the deadline."""
    path = bank('2025-03-28,,"203,000.00",资源县妇幼保健院,1,F1')
    answer(run, "import", "payments", path, "--role", "supplier")
    event = facts(run)[-1]["event"]
    back = ("--amount", "203000", "--on", "2025-04-02", "--bounced")
    assert run("payments", "refund", event, *back)[0] == 0
    late = _schedule(run, "--as-of", "2025-04-05")[0]
    assert (late["status"], late["days_overdue"], late["outstanding"]) == (
        "overdue",
        10,
        "203000.00",
    )


def test_an_arrival_in_time_needs_no_day_of_charging(bank: Callable[..., str], run: Run) -> None:
    """A part in time, the rest on an unknown day: what was lacking in between was lacking."""
    path = bank(
        "2025-03-20,,100000,资源县妇幼保健院,1,F1", "2025-04-02,,103000,资源县妇幼保健院,1,F2"
    )
    found = answer(run, "import", "payments", path, "--role", "supplier")
    assert [each["warning"] for each in found["warnings"]] == ["charge-unknown"]
    assert _schedule(run)[0]["days_late"] == 0
    late = _schedule(run, "--as-of", "2025-04-01")[0]
    assert (late["status"], late["days_overdue"]) == ("overdue", 6)


# -- two contracts, two instalments of one sum -----------------------------------------------------

CONTRACT = """
format = 1
id = "seq"
title = "测试合同"
currency = "CNY"
calendar = "CN"
signed_on = 2026-03-05
[price]
total = "100000.00"
per_year = "100000.00"
article = "第二条"
[term]
years = 1
starts = "signing"
article = "第四条"
[[parties]]
role = "purchaser"
name = "甲方单位"
[[parties]]
role = "supplier"
name = "乙方（示例）公司"
[[parties.accounts]]
bank = "示例银行"
number = "6222 0000 0000 0012 345"
source = "签字页"
[[instalments]]
key = "a"
title = "a"
share = "50%"
due = { days = 10, unit = "working-day", after = "signing" }
article = "第七条"
[[instalments]]
key = "b"
title = "b"
share = "50%"
due = { days = 39, unit = "working-day", after = "year-end" }
article = "第七条"
"""
AS_OF = ("--as-of", "2026-04-09")


@pytest.fixture
def seq(tmp_path: Path, run: Run) -> Callable[..., str]:
    """A store with one contract of two equal instalments; writes lists."""
    path = tmp_path / "seq.toml"
    path.write_text(CONTRACT, encoding="utf-8")
    assert run("init", path)[0] == 0

    def write(*lines: str, name: str = "q.csv") -> str:
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(tmp_path / name)

    return write


def states(found: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(row["state"], row["event"]) for row in found["rows"]]


def voucher(run: Run, *args: str) -> None:
    code, _, err = run("payments", "record", "Y1-a", "--amount", "50000", *args)
    assert code == 0, err


def test_a_transfer_under_its_voucher_day_is_asked_for_and_not_doubled(
    seq: Callable[..., str], run: Run
) -> None:
    """Voucher and bank have each a day of their own; within ten days it may be one transfer."""
    voucher(run, "--on", "2026-03-18", "--ref", "V-1")
    path = seq("日期,付款金额,流水号", "2026-03-19,50000.00,B9")
    before = len(facts(run))
    said = refused(run, "import", "payments", path, *AS_OF)
    assert "may be seq#2 (Y1-a), recorded some days apart" in said
    assert "--same 2=seq#2" in said
    assert "--new 2" in said
    assert len(facts(run)) == before
    compared = answer(run, "compare", "payments", path, *AS_OF, code=1)
    assert [(row["state"], row["event"]) for row in compared["differs"]] == [("near", "seq#2")]
    for event in ("seq#2", "#2", "2"):
        same = answer(run, "import", "payments", path, *AS_OF, "--same", f"2={event}")
        assert (states(same), same["recorded"]) == ([("recorded", "seq#2")], [])
    other = answer(run, "import", "payments", path, *AS_OF, "--new", "2")
    assert other["rows"][0]["could_be"] == [[{"id": "seq:Y1-b", "amount": "50000.00"}]]


@pytest.mark.parametrize(
    ("on", "slip", "state"),
    [("2026-03-08", "", "near"), ("2026-03-28", "", "near"), ("2026-03-07", "", "new"), ("2026-03-29", "", "new"),
     ("2026-03-19", "B1", "new"), ("2026-03-19", "B9", "differs")],
)  # fmt: skip
def test_how_near_a_payment_must_be(
    seq: Callable[..., str], run: Run, on: str, slip: str, state: str
) -> None:
    """Ten days each way; two bank numbers are two transfers, one bank number with two days is asked."""
    voucher(run, "--on", "2026-03-18", *(("--slip", slip) if slip else ()))
    path = seq("日期,付款金额,流水号", f"{on},50000.00,B9")
    found = answer(run, "import", "payments", path, *AS_OF, "--skip", "2")
    assert found["recorded"] == []
    compared = answer(run, "compare", "payments", path, *AS_OF, code=1)
    rows = [*compared["differs"], *compared["only_there"]]
    assert [row["state"] for row in rows] == [state]


def test_a_payment_that_another_row_is_asks_nobody(seq: Callable[..., str], run: Run) -> None:
    """Only where both are otherwise unmatched: here row 2 is the voucher, whichever comes first."""
    voucher(run, "--on", "2026-03-18", "--ref", "V-1")
    path = seq("日期,付款金额,流水号", "2026-03-20,50000.00,B9", "2026-03-18,50000.00,")
    found = answer(run, "import", "payments", path, *AS_OF)
    assert states(found) == [("new", None), ("recorded", "seq#2")]


def test_what_is_said_of_a_row_must_be_there(seq: Callable[..., str], run: Run) -> None:
    path = seq("日期,付款金额", "2026-03-18,50000")
    for args, said in (
        (("--same", "2"), "ROW=EVENT"),
        (("--same", "2=seq#9"), "seq#9"),
        (("--new", "9"), "row 9"),
        (("--new", "x"), "--new"),
        (("--refund", "2="), "ROW=EVENT"),
        (("--refund", "9"), "row 9"),
        (("--skip", "abc"), "--skip"),
    ):
        assert said in refused(run, "import", "payments", path, *AS_OF, *args)


def test_money_that_came_back_is_recorded_as_given_back(seq: Callable[..., str], run: Run) -> None:
    """Of a row of the same list, or of a payment on file; the second time nothing is new."""
    path = seq("日期,摘要,对方户名,支出,收入,流水号", "2026-03-18,付款,乙方(示例)公司,50000.00,,T1",
               "2026-03-20,退汇,乙方(示例)公司,,50000.00,T2")  # fmt: skip
    said = refused(run, "import", "payments", path, *AS_OF)
    assert "is money that came back, it seems of row 2" in said
    assert "--refund 3 " in said
    found = answer(run, "import", "payments", path, *AS_OF, "--refund", "3")
    assert [row["state"] for row in found["rows"]] == ["new", "refund"]
    assert [each["payload"].get("event") for each in facts(run)[-2:]] == [None, "seq#2"]
    [first, _] = answer(run, "payments", "schedule", *AS_OF)["instalments"]
    assert (first["paid"], first["outstanding"]) == ("0.00", "50000.00")
    again = answer(run, "import", "payments", path, *AS_OF)
    assert states(again) == [("recorded", "seq#2"), ("recorded", "seq#3")]
    more = seq("日期,支出,收入", "2026-03-25,50000.00,", name="r.csv")
    answer(run, "import", "payments", more, *AS_OF, "--new", "2")  # paid once more
    back = seq("日期,支出,收入", "2026-03-27,,20000.00", name="s.csv")
    assert "--refund 2=EVENT" in refused(run, "import", "payments", back, *AS_OF)
    assert "not certain" in refused(run, "import", "payments", back, *AS_OF, "--refund", "2")
    part = answer(run, "import", "payments", back, *AS_OF, "--refund", "2=seq#4")
    assert part["rows"][0]["could_be"] == [[{"id": "seq:Y1-a", "amount": "20000.00"}]]
    [first, _] = answer(run, "payments", "schedule", *AS_OF)["instalments"]
    assert first["paid"] == "30000.00"


def test_a_bank_number_is_no_number_of_the_treasury(seq: Callable[..., str], run: Run) -> None:
    path = seq("日期,付款金额,交易流水号", "2026-03-18,50000,B9")
    answer(run, "import", "payments", path, *AS_OF)
    payload = facts(run)[-1]["payload"]
    assert (payload["slip"], payload.get("ref")) == ("B9", None)


@pytest.mark.parametrize(
    "account", ["6.222E+18", "6222000000000010000", "6222****2345", "62220000000000I2345"]
)
def test_an_account_that_a_spreadsheet_damaged(
    seq: Callable[..., str], run: Run, account: str
) -> None:
    """What is left of it may be ours: asked, and neither taken nor passed over."""
    path = seq("交易日期,交易金额,对方账号", f"2026-03-18,50000,{account}")
    said = refused(run, "import", "payments", path, *AS_OF)
    assert "damaged" in said
    assert account in said
    other = seq("交易日期,交易金额,对方账号", "2026-03-18,50000,6.333E+18")
    assert states(answer(run, "import", "payments", other, *AS_OF)) == [("elsewhere", None)]


def test_the_payee_under_another_name(seq: Callable[..., str], run: Run) -> None:
    """Our account, another name: asked. Widths of brackets and a name cut short are the same."""
    account = "6222000000000012345"
    path = seq("日期,付款金额,收款人,收款账号", f"2026-03-18,50000,乙方示例公司,{account}")
    assert "under another name, '乙方示例公司'" in refused(run, "import", "payments", path, *AS_OF)
    for name in ("乙方(示例)公司", "乙方（示例）"):
        path = seq("日期,付款金额,收款人,收款账号", f"2026-03-18,50000,{name},{account}")
        found = answer(run, "import", "payments", path, *AS_OF, "--dry-run")
        assert states(found) == [("new", None)], name
    said = answer(run, "import", "payments", path, *AS_OF, "--for", "2=Y1-a")
    assert states(said) == [("new", None)]


@pytest.mark.parametrize("account", ["", "6222999900001111"])
def test_a_name_that_differs_in_the_form_of_the_company(
    seq: Callable[..., str], run: Run, account: str
) -> None:
    """F-B15: 有限公司 for 有限责任公司, without our account: neither taken nor passed over."""
    path = seq(
        "日期,付款金额,收款人,收款账号", f"2026-03-18,50000,乙方（示例）有限责任公司,{account}"
    )
    said = refused(run, "import", "payments", path, *AS_OF)
    assert "'乙方（示例）有限责任公司' is the other side's name but for the form" in said
    assert "--for 2=INSTALMENT" in said
    told = answer(run, "compare", "payments", path, *AS_OF, code=1)
    assert [row["state"] for row in told["only_there"]] == ["alike"]
    taken = ["import", "payments", path, *AS_OF, "--for", "2=Y1-a", "--confirm-account"]
    if account:  # of no file: as any payment to such a one
        assert "account" in refused(run, *taken)
        taken += ["--override", "--reason", "old account"]
    assert states(answer(run, *taken)) == [("new", None)]


@pytest.mark.parametrize("name", ["丙方（示例）公司", "有限公司", "乙方公司", "示例公司"])
def test_other_companies_are_not_asked_for(seq: Callable[..., str], run: Run, name: str) -> None:
    """Another name in front of the form is another company; a form alone is no name."""
    path = seq("日期,付款金额,收款人", f"2026-03-18,50000,{name}")
    assert states(answer(run, "import", "payments", path, *AS_OF)) == [("elsewhere", None)]


def test_a_row_that_names_nobody_among_several_contracts(seq: Callable[..., str], run: Run) -> None:
    """By its sum it may be of one: asked. Fitting none it is told, not passed over as not ours."""
    code, _, err = run("contract", "import", "data/contracts/zyfy-his-2025.toml")
    assert code == 0, err
    path = seq(
        "日期,摘要,付款金额", "2025-03-25,付中联运维首期款,203000.00", "2025-03-26,电费,12.00"
    )
    said = refused(run, "import", "payments", path, SURE)
    assert "row 2 (2025-03-25, 203,000.00) may be zyfy-his-2025:Y1-advance" in said
    named = ("--for", "2=zyfy-his-2025:Y1-advance")
    found = answer(run, "import", "payments", path, SURE, *named)
    assert [row["state"] for row in found["rows"]] == ["new", "unknown"]
    code, out, _ = run("import", "payments", path, SURE, "--lang", "en")
    assert (code, "1 row name no other side" in out) == (0, True)
    compared = answer(run, "compare", "payments", path, code=1)
    assert [row["state"] for row in compared["only_there"]] == ["unknown"]


def test_a_person_is_asked_until_nothing_is_open(
    seq: Callable[..., str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one answer opens is asked too; a row that came back is offered as given back."""
    voucher(run, "--on", "2026-03-18", "--ref", "V-1")
    monkeypatch.setattr(workspace, "interactive", lambda: True)
    answers = iter(["2", "1", "1"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    path = seq("日期,支出,收入", "2026-03-19,50000,", "2026-03-20,50000,", "2026-03-21,,50000")
    code, out, err = run("import", "payments", path, *AS_OF, "--lang", "en", "--format", "json")
    assert code == 0, err
    assert states(json.loads(out)) == [("new", None), ("recorded", "seq#2"), ("refund", "seq#2")]
    assert "1) record it as given back of seq#2" in err
    assert "2) record it as given back of row 2" in err


def test_one_import_is_taken_back_whole(seq: Callable[..., str], run: Run) -> None:
    """Over several contracts, what came back with what was paid; facts of other lists stay."""
    code, _, err = run("contract", "import", "data/contracts/zyfy-his-2025.toml")
    assert code == 0, err
    head = "日期,对方户名,支出,收入"
    ours = "乙方（示例）公司"
    path = seq(
        head, f"2026-03-18,{ours},50000,", f"2026-03-20,{ours},,50000", f"2025-03-25,{OURS},203000,"
    )
    other = seq(head, f"2026-04-01,{ours},7,", name="r.csv")
    answer(run, "import", "payments", path, SURE, "--refund", "3")
    answer(run, "import", "payments", other, SURE, "--as-of", "2026-04-09")
    digest = sha256(Path(path).read_bytes()).hexdigest()
    retract = ("audit", "retract", "--reason", "x")
    tried = answer(run, *retract, "--import", digest[:8], "--dry-run")
    assert (tried["recorded"], len(tried["would_record"])) == ([], 3)
    found = answer(run, *retract, "--import", digest[:12].upper())
    assert sorted(each["event"].partition("#")[0] for each in found["recorded"]) == [
        "seq", "seq", "zyfy-his-2025"]  # fmt: skip
    left = [each for each in facts(run) if each["holds"] and each["kind"] == "payment-recorded"]
    assert [each["payload"]["list"]["name"] for each in left] == ["r.csv"]
    again = answer(run, "import", "payments", path, SURE, "--refund", "3")
    assert len(again["recorded"]) == 3
    assert "no fact" in refused(run, *retract, "--import", "0" * 8)
    assert "SHA-256" in refused(run, *retract, "--import", "abc")
    assert "one of the two" in refused(run, *retract)
    assert "one of the two" in refused(run, *retract, "seq#2", "--import", digest)


def test_an_import_tells_how_to_take_it_back_whole(bank: Callable[..., str], run: Run) -> None:
    path = bank(out_of("2025-03-25", "1.00", "F1"), out_of("2025-03-26", "2.00", "F2"))
    _, out, _ = run("import", "payments", path, SURE, "--lang", "en")
    digest = sha256(Path(path).read_bytes()).hexdigest()[:12]
    assert f'svcctl audit retract --import {digest} --reason "..."' in out
    # F-C: thirty lines, one for each fact or contract, were no way to take a list back
    assert out.count("svcctl audit retract") == 1


def test_an_import_over_several_contracts_names_each(seq: Callable[..., str], run: Run) -> None:
    """F-C: changes and reminders carry their contract; the whole is taken back in one line."""
    code, _, err = run("contract", "import", "data/contracts/zyfy-his-2025.toml")
    assert code == 0, err
    path = seq(
        "日期,对方户名,付款金额", "2026-03-18,乙方（示例）公司,50000", f"2025-03-25,{OURS},20.3"
    )
    _, out, err = run("import", "payments", path, SURE, "--lang", "en")
    changed = [line for line in out.splitlines() if " -> " in line]
    assert changed, err
    assert all(line.startswith(("  seq:", "  zyfy-his-2025:")) for line in changed)
    assert out.count("svcctl audit retract") == 1


# -- many rows -------------------------------------------------------------------------------------


@pytest.mark.lives
def test_thousands_of_rows_build_a_contract_once_a_day(
    bank: Callable[..., str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Part payments of one instalment: what each leaves open is subtracted, not built anew."""
    built = []
    real = fitting.case_from
    monkeypatch.setattr(fitting, "case_from", lambda *args: built.append(1) or real(*args))
    days = [(date(2025, 3, 6) + timedelta(days=day)).isoformat() for day in range(20)]
    rows = [out_of(day, "1.25", f"F{day}{n}") for day in days for n in range(100)]
    found = answer(run, "import", "payments", bank(*rows), SURE, "--dry-run")
    assert {row["state"] for row in found["rows"]} == {"new"}
    assert len(found["rows"]) == 2000
    assert len(built) <= len(days) + 1


ROWS = st.lists(
    st.tuples(st.integers(0, 800), st.sampled_from([20_300_000, 8_700_000, 10_000_000, 3, 5_000])),
    min_size=1,
    max_size=12,
)
READINGS = st.sampled_from(["anniversary-of-signing", "previous-year-paid"])


@examples(40)
@given(rows=ROWS, later_years=READINGS, as_of=st.integers(0, 900))
def test_what_is_open_is_what_a_contract_built_anew_says(
    rows: list[tuple[int, int]], later_years: str, as_of: int, demo_original: Path
) -> None:
    """Whatever the rows before have paid, in part or whole, on whichever day: held against a rebuild."""
    start = date(2025, 3, 5)
    case = _demo_case(demo_original, start + timedelta(days=as_of), later_years)
    book, paid = Book(case), []
    for number, (days, fen) in enumerate(sorted(rows), 10**6):
        on = start + timedelta(days=days)
        facts = [*case.holding, *paid]
        then, now = (
            case_from(case.id, facts, day, case.calendar_named) for day in (on, max(on, case.as_of))
        )
        assert then
        assert now
        open_now = {s.instalment.id: s.outstanding_fen for s in now.standings}
        slow = [
            (s.instalment.id, s.status, min(s.outstanding_fen, open_now[s.instalment.id]))
            for s in then.standings
            if s.status in UNPAID and open_now[s.instalment.id]
        ]
        assert [tuple(each) for each in book.unpaid(on)] == slow
        fitting_one = [each for each in slow if each[2] >= fen]
        if not fitting_one:
            continue
        parts = ((fitting_one[0][0], fen),)
        book.pay(Listed(number, on, fen), Option(case.id, parts))
        says = Payment(event=f"{case.id}#{number}", on=on, parts=parts)
        paid.append(Fact(case.id, number, NAMES[Payment], on.isoformat(), "", "", says, {}))


def _demo_case(store: Path, as_of: date, later_years: str) -> Case:
    case = read_case(desk_from(store=str(store), as_of=as_of))
    return read_otherwise(case, "later-years", later_years)
