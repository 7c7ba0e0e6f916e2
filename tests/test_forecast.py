"""The forecast: every open fen once, in the period where it belongs, against a budget where one is given."""

import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from svcctl.billing.forecast import lasting
from svcctl.billing.position import CalendarDays
from svcctl.casebook.case import case_from
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.casebook.replay import effective, said
from svcctl.desk.looking import calendars_from
from svcctl.store.journal import open_journal

Run = Callable[..., tuple[int, str, str]]
DAYS = ("2025-03-05", "2025-08-01", "2026-03-10", "2026-06-01", "2027-04-01", "2028-12-31")


def periods(run: Run, *args: str) -> dict[str, dict[str, str]]:
    code, out, err = run("payments", "forecast", *args, "--format", "json")
    assert code in (0, 1), err
    return {each["period"]: each for each in json.loads(out)["periods"]}


def total(found: dict[str, dict[str, str]], *kinds: str) -> Decimal:
    return sum((Decimal(each[kind]) for each in found.values() for kind in kinds), Decimal(0))


def done(run: Run, *args: str) -> None:
    code, _, err = run(*args)
    assert code == 0, err


def paid(run: Run, instalment: str, amount: str, on: str) -> None:
    done(run, "payments", "record", instalment, "--amount", amount, "--on", on, "--ref", f"{instalment} {on}",
         "--confirm-account")  # fmt: skip


def test_the_budget_asked_for_in_august(demo_store: Path, run: Run) -> None:
    """What the finance officer asks for next year: the first year's rest and the second's first part."""
    paid(run, "Y1-advance", "203000", "2025-03-25")
    found = periods(run, "--by", "year", "--as-of", "2025-08-15")
    assert list(found) == ["2025", "2026", "2027", "2028"]
    assert total({"2026": found["2026"]}, "certain", "provisional") == 290_000
    assert found["2026"] == {
        "period": "2026",
        "certain": "203000.00",
        "provisional": "87000.00",
        "contingent": "0.00",
    }


def test_what_is_overdue_is_paid_from_the_current_budget(demo_store: Path, run: Run) -> None:
    """Never from the year in which it fell due; the damages that it may cost stand apart."""
    found = periods(run, "--as-of", "2026-02-01")
    assert "2025" not in found
    assert found["2026"]["certain"] == "406000.00"
    assert found["2026"]["contingent"] == "43500.00"


@pytest.mark.parametrize("as_of", DAYS)
def test_every_open_fen_stands_once(demo_store: Path, run: Run, as_of: str) -> None:
    """The schedule's sum, by month, quarter and year; what the other side owes is not in it."""
    paid(run, "Y1-advance", "100000", "2025-04-01")
    done(run, "breach", "record", "service-promise", "--on", "2025-05-02")
    done(
        run,
        "dispute",
        "open",
        "Y1-balance",
        "--amount",
        "7000",
        "--on",
        "2026-03-06",
        "--reason",
        "x",
    )
    _, out, _ = run("payments", "schedule", "--format", "json", "--as-of", as_of)
    _, damages, _ = run("damages", "assess", "--format", "json", "--as-of", as_of)
    open_sum = Decimal(json.loads(out)["outstanding"])
    at_risk = Decimal(json.loads(damages)["contingent"]["purchaser"])
    at_risk += Decimal(json.loads(damages)["owed_by"]["purchaser"])
    months = periods(run, "--by", "month", "--as-of", as_of)
    assert total(months, "certain", "provisional", "contingent") == open_sum + at_risk
    for by, name in (
        ("quarter", lambda m: f"{m[:4]}-Q{(int(m[5:]) + 2) // 3}"),
        ("year", lambda m: m[:4]),
    ):
        added: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for month, each in months.items():
            for kind in ("certain", "provisional", "contingent"):
                added[name(month), kind] += Decimal(each[kind])
        longer = periods(run, "--by", by, "--as-of", as_of)
        kinds = ("certain", "provisional", "contingent")
        assert {(p, k): Decimal(each[k]) for p, each in longer.items() for k in kinds} == added


def test_what_waits_is_placed_as_if_its_papers_came_today(demo_store: Path, run: Run) -> None:
    """No date yet: ten working days from the day looked at, provisional."""
    found = periods(run, "--by", "month", "--as-of", "2026-04-20")
    _, out, _ = run(
        "calendar", "add", "2026-04-20", "10", "--calendar", "CN-GX", "--format", "json"
    )
    assert json.loads(out)["end"][:7] == "2026-05"
    assert found["2026-05"]["provisional"] == "87000.00"
    late = periods(run, "--by", "month", "--as-of", "2031-05-06")
    assert list(late) == ["2031-05"]  # all of it, long after the end
    assert late["2031-05"]["certain"] == "609000.00"
    assert late["2031-05"]["provisional"] == "261000.00"


def test_a_disputed_part_is_contingent(demo_store: Path, run: Run) -> None:
    """And comes back when the dispute is settled."""
    done(
        run,
        "dispute",
        "open",
        "Y1-advance",
        "--amount",
        "3000",
        "--on",
        "2025-03-10",
        "--reason",
        "x",
    )
    found = periods(run, "--by", "month", "--as-of", "2025-03-12")
    assert (found["2025-03"]["certain"], found["2025-03"]["contingent"]) == ("200000.00", "3000.00")


def budget_of(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in (("2026 年部门预算",), ("预算年度", "预算金额（元）", "合同"), *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_a_budget_that_is_exceeded(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """By a workbook with titles above its headings and rows of other contracts; exit 1 only if asked for."""
    paid(run, "Y1-advance", "203000", "2025-03-25")
    path = budget_of(tmp_path / "预算.xlsx", ("2025年度", 203000, ""), (2026, 289999.99, "zyfy-his-2025"),
                     ("2026", 1, "another"))  # fmt: skip
    asked = ("--budget", str(path), "--as-of", "2025-08-15")
    found = periods(run, *asked)
    assert found["2025"] == {"period": "2025", "paid": "203000.00", "certain": "0.00", "provisional": "0.00",
                             "contingent": "0.00", "budget": "203000.00", "over": "0.00"}  # fmt: skip
    assert (found["2026"]["budget"], found["2026"]["over"]) == ("289999.99", "0.01")
    assert "over" not in found["2027"]
    assert run("payments", "forecast", *asked)[0] == 0
    code, out, _ = run("payments", "forecast", *asked, "--fail-if-over", "--lang", "zh")
    assert code == 1
    assert "2026年 超出预算 0.01（预算 289,999.99）" in out
    enough = budget_of(tmp_path / "enough.xlsx", ("2026", "29万", ""))
    assert (
        run(
            "payments",
            "forecast",
            "--budget",
            str(enough),
            "--as-of",
            "2025-08-15",
            "--fail-if-over",
        )[0]
        == 0
    )


@pytest.mark.parametrize("heading", ["预算", "预算额（万元）", "安排数（元）"])
def test_a_budget_sheet_as_offices_write_it(
    demo_store: Path, run: Run, tmp_path: Path, heading: str
) -> None:
    """In yuan or ten thousands of them, with a line of sums below, which is no period."""
    path = tmp_path / "budget.csv"
    sums = ("29", "0", "29") if "万" in heading else ("290,000", "0.00", "290,000")
    rows = zip(("2026", "2027", "合计"), sums, strict=True)
    path.write_text(
        "\n".join([f"年度,{heading}", *(f'{year},"{amount}"' for year, amount in rows)]),
        encoding="utf-8",
    )
    found = periods(run, "--budget", str(path), "--as-of", "2025-08-15")
    assert {key: each["budget"] for key, each in found.items() if "budget" in each} == {
        "2026": "290000.00",
        "2027": "0.00",
    }


def budget_csv(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "budget.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def budgets(run: Run, path: Path, *args: str) -> dict[str, str]:
    found = periods(run, "--budget", str(path), "--as-of", "2025-08-15", *args)
    return {key: each["budget"] for key, each in found.items() if "budget" in each}


def test_a_budget_with_all_projects_of_an_office(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """Only the row of our project counts, by its title in short; 493,000 needed, 290,000 budgeted."""
    path = tmp_path / "z2.xlsx"
    book = Workbook()
    for row in (("项目名称", "预算年度", "预算金额"), ("医院信息系统运维", 2026, 290000),
                ("保洁服务", 2026, 600000), ("合计", None, 890000)):  # fmt: skip
        book.active.append(row)
    book.save(path)
    asked = ("payments", "forecast", "--budget", str(path), "--as-of", "2026-03-10")
    code, out, _ = run(*asked, "--fail-if-over", "--lang", "en")
    assert code == 1
    assert "2026 exceeds its budget of 290,000.00 by 203,000.00" in out
    assert "1 row of the budget left out, of other projects: 3" in out


@pytest.mark.parametrize(
    ("head", "ours"),
    [("项目编号", "GLZC2025-D3-290015-ZXGJ"), ("合同", "zyfy-his-2025"), ("项目名称", "资源县妇幼保健院医院信息系统运维项目"),
     ("项目", "2026年资源县妇幼保健院医院信息系统运维项目（延续）")],
)  # fmt: skip
def test_a_project_by_what_it_is_called(
    demo_store: Path, run: Run, tmp_path: Path, head: str, ours: str
) -> None:
    path = budget_csv(tmp_path, f"{head},年度,预算", f"{ours},2026,5", "保洁服务,2026,7")
    assert budgets(run, path) == {"2026": "5.00"}


def test_the_row_that_the_contract_file_names_is_looked_for_first(
    tmp_path: Path, surroundings: None, run: Run
) -> None:
    """`budget_project` names a row that no title would lead to."""
    seed = Path("data/contracts/zyfy-his-2025.toml").read_text(encoding="utf-8")
    file = tmp_path / "named.toml"
    file.write_text(f'{seed}\n[office]\nbudget_project = "信息化经费"\n', encoding="utf-8")
    run("init", file)
    path = budget_csv(tmp_path, "项目名称,年度,预算", "信息化经费,2026,5", "保洁服务,2026,7")
    assert budgets(run, path) == {"2026": "5.00"}


def test_a_column_a_year(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """In ten thousands of yuan, one year empty: nothing is said of it."""
    path = budget_csv(tmp_path, "2026年部门预算", "单位：万元", "序号,项目名称,2025年,2026年预算数,2027年度",
                      "1,医院信息系统运维,20.3,29,", "2,保洁服务,1,2,3", "合计,,21.3,31,3")  # fmt: skip
    assert budgets(run, path) == {"2025": "203000.00", "2026": "290000.00"}
    path = budget_csv(tmp_path, "项目名称,2026年1月,2026年2月", "医院信息系统运维,5,6")
    assert budgets(run, path, "--by", "month") == {"2026-01": "5.00", "2026-02": "6.00"}


def test_an_adjusted_budget_is_the_one_in_force(demo_store: Path, run: Run, tmp_path: Path) -> None:
    path = budget_csv(tmp_path, "年度,年初预算数,调整后预算数", "2026,5,6", "2027,7,")
    assert budgets(run, path) == {"2026": "6.00", "2027": "7.00"}


@pytest.mark.parametrize(
    "head",
    ["2026年年初预算数,2026年调整后预算数", "2026年调整预算,2026年预算", "2026,2026年调整后指标数"],
)
def test_an_adjusted_budget_of_a_column_a_year_is_the_one_in_force(
    demo_store: Path, run: Run, tmp_path: Path, head: str
) -> None:
    """Whichever of the two columns stands first; where nothing was adjusted, what was first given."""
    first, then = ("6", "5") if head.startswith("2026年调整") else ("5", "6")
    path = budget_csv(tmp_path, f"项目名称,{head}", f"医院信息系统运维,{first},{then}")
    assert budgets(run, path) == {"2026": "6.00"}
    first, then = ("", "5") if head.startswith("2026年调整") else ("5", "")
    path = budget_csv(tmp_path, f"项目名称,{head}", f"医院信息系统运维,{first},{then}")
    assert budgets(run, path) == {"2026": "5.00"}


def test_a_contract_that_the_budget_does_not_name_is_told(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    code, _, err = run("contract", "import", "data/contracts/example-milestones.toml")
    assert code == 0, err
    path = budget_csv(tmp_path, "合同,年度,预算", "zyfy-his-2025,2026,290000")
    asked = ("payments", "forecast", "--as-of", "2026-03-10", "--budget")
    code, out, _ = run(*asked, path)
    assert code == 0
    assert "not in the budget, though its payments are compared with it: " in out
    both = budget_csv(tmp_path, "年度,预算", "2026,290000")
    assert "not in the budget" not in run(*asked, both)[1]


@pytest.mark.parametrize(
    ("by", "text", "named"),
    [("year", "2026 年", "2026"), ("quarter", "2026Q1", "2026-Q1"), ("quarter", "2026年第1季度", "2026-Q1"),
     ("month", "2026年3月", "2026-03"), ("month", "2026-03", "2026-03")],
)  # fmt: skip
def test_a_period_as_people_write_it(
    demo_store: Path, run: Run, tmp_path: Path, by: str, text: str, named: str
) -> None:
    """In a csv as Excel in China saves it."""
    path = tmp_path / "budget.csv"
    path.write_bytes(f'期间,预算数\n{text},"290,000.00"\n'.encode("gb18030"))
    assert (
        periods(run, "--by", by, "--budget", str(path), "--as-of", "2025-08-15")[named]["budget"]
        == "290000.00"
    )


@pytest.mark.parametrize(
    ("args", "content", "said"),
    [
        (("--by", "week"), "", "--by"),
        (("--fail-if-over",), "", "--budget"),
        (("--budget", "B.csv", "--by", "month"), "period,budget\n2026,1\n", "row 2"),
        (("--budget", "B.csv"), "period,budget\n2026,much\n", "much"),
        (("--budget", "B.csv"), "a,b\n2026,1\n", "预算年度"),
        (("--budget", "B.csv"), "x\n" * 40, "预算金额"),
        (("--budget", "B.csv"), "", "预算年度"),
        (("--budget", "B.csv"), "period,budget\n2026,1\n2027,\n", "row 3: it has no sum"),
        (("--budget", "B.csv"), "年度,预算金额（万元）\n2026,29\n2027,\n", "row 3: it has no sum"),
        (("--budget", "B.csv"), "项目名称,年度,预算\n保洁,2026,1\n", "all of other projects"),
        (("--budget", "B.csv"), "项目名称,年度,预算\n,2026,1\n", "row 2: it names no project"),
        (("--budget", "B.csv"), "年度,预算\n2026,1,000.00\n", "row 2: 3 cells"),
        (("--budget", "B.csv"), "a,2026年\nx,1\n", "预算年度"),
        (("--budget", "B.doc"), "", "xlsx"),
        (("--budget", "B.xlsx"), "no workbook", "B.xlsx"),
        (("--budget", "missing.csv"), "", "missing.csv"),
    ],
)
def test_what_cannot_be_forecast_is_refused(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...],
    content: str, said: str,
) -> None:  # fmt: skip
    """In a line, with the row."""
    monkeypatch.chdir(tmp_path)
    for name in ("B.csv", "B.doc", "B.xlsx"):
        Path(name).write_text(content, encoding="utf-8")
    code, out, err = run("payments", "forecast", *args, "--lang", "en")
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") <= 2


def test_bars_on_a_terminal_alone(demo_store: Path, run: Run) -> None:
    """In proportion to the largest, the smallest still to be seen; none in a pipe."""
    paid(run, "Y1-advance", "202999.99", "2025-03-25")
    _, out, _ = run("payments", "forecast", "--format", "table", "--as-of", "2025-03-26")
    lines = [line.split() for line in out.splitlines() if line[:4].isdigit()]
    bars = {line[0]: line[1] for line in lines if len(line) == 2}
    assert bars["2026"] == "#" * 28 + "=" * 12
    assert bars["2025"] == "#"
    _, plain, _ = run("payments", "forecast", "--as-of", "2025-03-26")
    assert "###" not in plain
    _, none, _ = run("payments", "forecast", "--as-of", "2025-03-26", "--role", "supplier",
                     "--lang", "zh")  # fmt: skip
    assert none.startswith("回款测算")


def test_nothing_left_to_pay(demo_store: Path, run: Run) -> None:
    """An empty forecast is an answer too."""
    for year in (1, 2, 3):
        paid(run, f"Y{year}-advance", "203000", "2025-03-20")
        paid(run, f"Y{year}-balance", "87000", "2025-03-20")
    assert periods(run, "--as-of", date(2026, 1, 1).isoformat()) == {}
    code, out, _ = run("payments", "forecast", "--as-of", "2026-01-01", "--format", "table")
    assert (code, "#" in out) == (0, False)


def test_paid_when_it_arrives(tmp_path: Path, surroundings: None, run: Run) -> None:
    """Under the reading that a payment counts on arrival, money on its way is still to be paid."""
    source = Path("data/contracts/zyfy-his-2025.toml").read_text("utf-8")
    file = tmp_path / "arrives.toml"
    file.write_text(source + '\n[readings]\npaid-when = "arrived"\n', encoding="utf-8")
    store = ("--store", str(tmp_path / "s.db"))
    done(run, "init", str(file), *store)
    done(run, "payments", "record", "Y1-advance", "--amount", "203000", "--on", "2025-12-31", "--ref", "9",
         "--arrived-on", "2026-01-04", "--confirm-account", *store)  # fmt: skip
    assert periods(run, "--as-of", "2025-12-31", *store)["2025"]["certain"] == "203000.00"
    assert "2025" not in periods(run, "--as-of", "2026-01-04", *store)


def test_the_forecast_of_several_contracts_says_whose_it_is(office_store: Path, run: Run) -> None:
    """A table by contract under the periods: its sums are those of the periods."""
    asked = ("payments", "forecast", "--as-of", "2026-03-02")
    found = json.loads(run(*asked, "--format", "json")[1])
    for kind in ("certain", "provisional", "contingent"):
        by_contract = sum(Decimal(each[kind]) for each in found["contracts"])
        by_period = sum(Decimal(each[kind]) for each in found["periods"])
        within = sum(Decimal(p[kind]) for each in found["contracts"] for p in each["periods"])
        assert by_contract == by_period == within
    assert len(found["contracts"]) == 30
    told = run(*asked, "--lang", "zh")[1]
    [row] = [line for line in told.splitlines() if "磁共振" in line]
    assert row.split() == ["示例县人民医院磁共振整机维保", "示例医疗设备维修有限公司", "266,000.00", "228,000.00", "0.00"]  # fmt: skip
    theirs = run(*asked, "--lang", "zh", "--role", "supplier")[1]
    [row] = [line for line in theirs.splitlines() if "磁共振" in line]
    assert row.split()[1] == "示例县人民医院"


@pytest.mark.parametrize(("day", "count"), [("2025-09-30", 48), ("2026-06-01", None)])
def test_moves_that_last_until_something_comes_to_pass(
    day: str, count: int | None, run: Run, tmp_path: Path
) -> None:
    """Fees by the month stand as they are; once one is late damages grow each day."""
    store = tmp_path / "school.db"
    file = Path(__file__).parent / "real" / "02-school-property.toml"
    assert run("init", file, "--store", store)[0] == 0
    with closing(open_journal(store)) as journal, journal.snapshot():
        days = said(effective(journal.facts(CALENDAR_CHAIN)), CalendarDays)
        (chain,) = journal.contracts()
        facts = effective(journal.facts(chain))
        case = case_from(chain, facts, date.fromisoformat(day), calendars_from(days))
    assert case
    found = lasting(case.sight)
    assert (found and len(found)) == count
