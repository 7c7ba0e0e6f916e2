"""The plan of use of funds: every fen once, by contract, period and source, beside the budget of the office."""

import json
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from svcctl import workspace
from svcctl.answers.width import cells

Run = Callable[..., tuple[int, str, str]]
BUDGET = Path(__file__).parents[1] / "data" / "demo" / "office" / "budget.csv"
DAY = ("--as-of", "2026-03-02")
SUMS = ("paid", "certain", "provisional")


def plan(run: Run, *args: object) -> dict[str, Any]:
    """The plan as scripts read it."""
    code, out, err = run("payments", "plan", *DAY, *args, "--format", "json")
    assert code in (0, 1), err
    found: dict[str, Any] = json.loads(out)
    return found


def summed(rows: list[dict[str, Any]], *kinds: str) -> Decimal:
    return sum((Decimal(row[kind]) for row in rows for kind in kinds), Decimal(0))


@pytest.mark.parametrize("by", ["month", "quarter"])
@pytest.mark.parametrize("year", ["2026", "2027", "2028"])
def test_the_plan_is_the_forecast_by_contract(
    office_store: Path, run: Run, by: str, year: str
) -> None:
    """Each contract and period has in the plan what the forecast expects of it, and nothing else."""
    found: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 2)
    for row in plan(run, "--by", by, "--year", year)["rows"]:
        key = (row["contract"], row["period"])
        for at, kind in enumerate(("certain", "provisional")):
            found[key][at] += Decimal(row[kind])
            found[key] = [*found[key]]
    _, out, _ = run("payments", "forecast", *DAY, "--by", by, "--format", "json")
    expected = {
        (each["contract"], period["period"]): [
            Decimal(period["certain"]),
            Decimal(period["provisional"]),
        ]
        for each in json.loads(out)["contracts"]
        for period in each["periods"]
        if period["period"].startswith(year)
    }
    assert {key: sums for key, sums in found.items() if any(sums)} == {
        key: sums for key, sums in expected.items() if any(sums)
    }


def test_what_was_paid_in_the_year_stands_in_its_months(office_store: Path, run: Run) -> None:
    """By the payments that the journal holds, each in the month in which it was made."""
    _, out, _ = run("export", "payments", *DAY, "--format", "json")
    by_hand: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in json.loads(out)["rows"]:
        if row["happened_on"].startswith("2026"):
            by_hand[row["contract"], row["happened_on"][:7]] += Decimal(row["sum"])
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in plan(run)["rows"]:
        found[row["contract"], row["period"]] += Decimal(row["paid"])
    assert {key: fen for key, fen in found.items() if fen} == by_hand


def test_several_sources_share_each_sum_to_the_fen(office_store: Path, run: Run) -> None:
    """60 % and 40 %, the last source takes what is left of a fen; the parts add up."""
    parts: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    rows = plan(run)["rows"]
    for row in rows:
        if row["contract"] == "cleaning-2026":
            parts[row["contract"], row["period"]][row["fund_source"]] = Decimal(row["total"])
    assert len(parts) == 11  # January's fee is paid in February, December's in the year after
    for each in parts.values():
        assert each == {"财政拨款": Decimal("48000.00"), "自有资金": Decimal("32000.00")}
    assert {row["fund_source"] for row in rows} == {"财政拨款", "自有资金"}


def test_money_that_came_back_is_taken_off_both_sources(office_store: Path, run: Run) -> None:
    """A month in which more came back than was paid is below nought, in the same parts."""
    _, out, _ = run("audit", "log", "--contract", "cleaning-2026", "--format", "json")
    event = next(
        fact["event"] for fact in json.loads(out)["events"] if fact["kind"] == "payment-recorded"
    )
    code, _, err = run("payments", "refund", event, "--amount", "100.01", "--on", "2026-03-01", "--reason", "多付")  # fmt: skip
    assert code == 0, err
    march = [
        row
        for row in plan(run)["rows"]
        if row["contract"] == "cleaning-2026" and row["period"] == "2026-03"
    ]
    assert {row["fund_source"]: row["paid"] for row in march} == {
        "财政拨款": "-60.01",
        "自有资金": "-40.00",
    }


def test_projects_of_the_budget(office_store: Path, run: Run) -> None:
    """Six contracts are paid from 医疗设备维保: 350,000 + 380,000 + 33,000 + 72,000 + 82,500 + 21,000."""
    found = plan(run, "--budget", BUDGET)
    projects = {each["project"]: each for each in found["projects"]}
    assert len(projects) == 12
    devices = projects["医疗设备维保"]
    assert devices["contracts"] == ["ct-2025", "dr-2026", "lab-2026", "mr-2025", "ultrasound-2026", "ventilator-2026"]  # fmt: skip
    assert summed([devices], *SUMS) == Decimal("938500.00")
    assert (devices["budget"], devices["left"], devices["over"]) == (
        "920000.00",
        "-18500.00",
        "18500.00",
    )
    assert projects["电子病历升级"]["budget"] == "330000.00"  # as adjusted
    for each in projects.values():
        rows = [row for row in found["rows"] if row["contract"] in each["contracts"]]
        assert [summed(rows, kind) for kind in SUMS] == [Decimal(each[kind]) for kind in SUMS]
        assert Decimal(each["budget"]) - summed([each], *SUMS) == Decimal(each["left"])
    assert found["unbudgeted"] == []
    assert found["other_rows"] == [14, 15]
    assert summed(found["rows"], *SUMS) == Decimal(found["totals"]["total"])


def test_beyond_the_budget(office_store: Path, run: Run, tmp_path: Path) -> None:
    """Exit 1 where a project takes more than it has, said which and by how much."""
    asked = ("payments", "plan", *DAY, "--fail-if-over", "--lang", "zh", "--budget")
    code, out, _ = run(*asked, BUDGET)
    assert code == 1
    assert "医疗设备维保：超出预算 18,500.00（预算 920,000.00）" in out
    enough = tmp_path / "b.csv"
    enough.write_text(
        BUDGET.read_text(encoding="utf-8-sig").replace("920000", "938500"), encoding="utf-8"
    )
    code, out, _ = run(*asked, enough)
    assert code == 0
    assert "超出预算" not in out


def test_rows_that_share_a_contract_are_one_project(
    office_store: Path, run: Run, tmp_path: Path
) -> None:
    """Two rows of two sources for one contract are its budget together; what no row names is told."""
    path = tmp_path / "b.csv"
    path.write_text(
        "合同,项目名称,2026年预算,2027年预算\nct-2025,,100,\nct-2025,,200,5\nmr-2025,,7,\n"
        ",别的项目,9,9\ndr-2026,,,3\n",
        encoding="utf-8",
    )
    found = plan(run, "--budget", path)
    told = [(each["contracts"], each["rows"], each["budget"]) for each in found["projects"]]
    assert told == [(["ct-2025"], [2, 3], "300.00"), (["mr-2025"], [4], "7.00")]
    assert len(found["unbudgeted"]) == 28
    assert "dr-2026" in found["unbudgeted"]  # of another year
    told = run("payments", "plan", *DAY, "--budget", path, "--lang", "zh")[1]
    assert "预算表里没有列（2026年）：示例县人民医院保洁服务、" in told
    assert "等 28 份合同" in told
    assert found["other_rows"] == [5]
    path.write_text(
        "合同,项目名称,2026年\nct-2025,,50\n,网络通信,7\n,医疗设备维保,100\n", encoding="utf-8"
    )
    told = [
        (len(p["contracts"]), p["rows"], p["budget"])
        for p in plan(run, "--budget", path)["projects"]
    ]
    assert told == [(3, [3], "7.00"), (6, [2, 4], "150.00")]
    whole = tmp_path / "whole.csv"
    whole.write_text("年度,预算\n2026,5000000\n", encoding="utf-8")
    [project] = plan(run, "--budget", whole)["projects"]
    assert (project["project"], len(project["contracts"])) == ("", 30)
    assert "全部合同" in run("payments", "plan", *DAY, "--budget", whole, "--lang", "zh")[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_plan_on_a_screen(
    office_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    """No line is wider than the screen; months past are one row, each other has its sub-total."""
    monkeypatch.setattr(workspace, "terminal_width", lambda: width)
    _, out, _ = run(
        "payments", "plan", *DAY, "--budget", BUDGET, "--format", "table", "--lang", lang
    )
    assert max(cells(line) for line in out.splitlines()) <= width
    assert out.count("228,381.67") == 3
    if lang == "zh":
        assert out.count("小计") == 10
        assert "2026年用款计划（按月）" in out
        assert "预算项目对照（2026年）" in out.replace("\n", "")
    supplier = run("payments", "plan", *DAY, "--lang", "zh", "--role", "supplier")[1]
    assert "2026年回款计划（按月）" in supplier


def test_a_plan_of_what_was_asked_for(office_store: Path, run: Run, tmp_path: Path) -> None:
    """Rows of one department and fund, with the projects that pay for them as they are for all their contracts."""
    whole = plan(run, "--budget", BUDGET)
    found = plan(run, "--budget", BUDGET, "--department", "设备", "--fund", "财政")
    assert {row["contract"] for row in found["rows"]} == {"ct-2025"}
    assert found["picked"] == {"of": len(whole["rows"]), "matching": 2, "shown": 2, "undated": 0}
    assert found["projects"] == [
        each for each in whole["projects"] if each["project"] == "医疗设备维保"
    ]
    assert summed(found["rows"], *SUMS) == Decimal(found["totals"]["total"]) == Decimal("210000.00")
    april = plan(run, "--month", "2026-04", "--supplier", "软件")
    assert {(row["period"], row["supplier"]) for row in april["rows"]} == {
        ("2026-04", "示例软件有限公司")
    }
    path = tmp_path / "plan.xlsx"
    assert run("payments", "plan", *DAY, "--department", "信息", "-o", path, "--lang", "zh")[0] == 0
    sheet = load_workbook(path)["汇总"]
    assert any("归口科室 信息" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_the_plan_across_a_page(office_store: Path, run: Run, tmp_path: Path) -> None:
    """A row a contract and source, a column a month: the sums of the list, in the first sheet of three."""
    path = tmp_path / "plan.xlsx"
    assert run("payments", "plan", *DAY, "--budget", BUDGET, "-o", path, "--lang", "zh")[0] == 0
    book = load_workbook(path)
    assert book.sheetnames == ["汇总", "按期", "预算项目对照"]
    rows = [[cell.value for cell in row] for row in book["汇总"].iter_rows(min_row=3)]
    heads = rows[0]
    assert heads[3:] == [*(f"{number}月" for number in range(1, 13)), "合计用款"]
    by_hand: dict[tuple[str, str, int], Decimal] = defaultdict(Decimal)
    for row in plan(run)["rows"]:
        by_hand[row["contract_title"], row["fund_source"], int(row["period"][5:])] += Decimal(
            row["total"]
        )
    shown = {
        (row[1], row[2], month): Decimal(str(row[2 + month])).quantize(Decimal("0.01"))
        for row in rows[1:]
        if isinstance(row[0], int)
        for month in range(1, 13)
        if row[2 + month]
    }
    assert shown == by_hand


def test_a_disputed_part_is_in_no_row(office_store: Path, run: Run) -> None:
    before = plan(run)
    code, _, err = run("dispute", "open", "emr-2025:middle", "--amount", "84000", "--on", "2026-03-01", "--reason", "验收不符")  # fmt: skip
    assert code == 0, err
    after = plan(run)
    assert after["disputed"] == "84000.00"
    assert summed(before["rows"], *SUMS) - summed(after["rows"], *SUMS) == 84_000


@pytest.mark.parametrize(
    ("args", "told"),
    [(("--fail-if-over",), "--budget"), (("--by", "week"), "--by"), (("--year", "1899"), "1899")],
)
def test_what_cannot_be_planned_is_refused(
    office_store: Path, run: Run, args: tuple[str, ...], told: str
) -> None:
    code, out, err = run("payments", "plan", *args, "--lang", "en")
    assert (code, out) == (2, "")
    assert told in err


def test_a_year_without_money(office_store: Path, run: Run) -> None:
    """It is said, and no table stands under it."""
    assert plan(run, "--year", "2035")["rows"] == []
    assert "2035年没有用款。" in run("payments", "plan", *DAY, "--year", "2035", "--lang", "zh")[1]


@pytest.mark.parametrize("by", ["季度", "按季", "quarter"])
def test_a_period_by_its_chinese_name(office_store: Path, run: Run, by: str) -> None:
    """What the list prints is taken back; forecast and plan alike."""
    assert plan(run, "--by", by)["by"] == "quarter"


def test_a_contract_asked_for_is_compared_with_all_that_its_project_pays(
    office_store: Path, run: Run
) -> None:
    """The project of the CT scanner pays for five others too: it is over whichever contract is asked about."""
    whole = plan(run, "--budget", BUDGET)
    found = plan(run, "--budget", BUDGET, "--contract", "ct-2025")
    assert {row["contract"] for row in found["rows"]} == {"ct-2025"}
    assert found["projects"] == [
        each for each in whole["projects"] if each["project"] == "医疗设备维保"
    ]
    assert found["other_rows"] == whole["other_rows"]
    assert (
        run(
            "payments", "plan", *DAY, "--budget", BUDGET, "--contract", "ct-2025", "--fail-if-over"
        )[0]
        == 1
    )


def test_the_year_is_that_of_the_month_asked_for(office_store: Path, run: Run) -> None:
    """And a period is listed of which any day was asked for."""
    found = plan(run, "--month", "2027-06")
    assert found["year"] == 2027
    assert {row["period"] for row in found["rows"]} == {"2027-06"}
    may = plan(run, "--from", "2026-05-10", "--to", "2026-05-20")
    assert {row["period"] for row in may["rows"]} == {"2026-05"}
    quarter = plan(run, "--by", "quarter", "--month", "2026-05")
    assert {row["period"] for row in quarter["rows"]} == {"2026-Q2"}


@pytest.mark.parametrize("head", ["预算项目", "预算项目名称", "名称"])
def test_a_project_under_the_headings_that_offices_use(
    office_store: Path, run: Run, tmp_path: Path, head: str
) -> None:
    """Its other projects are no budget of ours."""
    path = tmp_path / "b.csv"
    path.write_text(
        f"{head},预算金额,预算年度\n医疗设备维保,920000,2026\n药品采购,38000000,2026\n",
        encoding="utf-8",
    )
    found = plan(run, "--budget", path)
    assert [(each["project"], each["left"]) for each in found["projects"]] == [
        ("医疗设备维保", "-18500.00")
    ]
    assert found["other_rows"] == [3]
