"""Lists narrowed, sorted, cut off and put in groups: no row is lost, and the totals are of what is shown."""

import csv
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from svcctl import workspace
from svcctl.answers.picking import Traits, pick
from svcctl.answers.wish import GROUPS, SORTS, Wish

SHIPPED = workspace.shipped("contracts")
DUE = ("payments", "due", "--as-of", "2026-11-22", "--lang", "zh")
PLAN = ("payments", "schedule", "--as-of", "2026-11-22", "--lang", "zh")


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Run:
    """The contracts that ship; the hospital's says its department and two sources of funds."""
    told = '\n[office]\ndepartment = "信息科"\nfund_source = [{ name = "财政拨款", share = "60%" }, { name = "自有资金", share = "40%" }]\n'
    text = (SHIPPED / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    (tmp_path / "his.toml").write_text(text + told, encoding="utf-8")
    examples = sorted(SHIPPED.glob("example-*.toml"))
    assert run("init", *examples, tmp_path / "his.toml")[0] == 0
    return run


def asked(run: Run, *args: Any) -> dict[str, Any]:
    code, out, said = run(*args, "--format", "json")
    assert code == 0, said
    found: dict[str, Any] = json.loads(out)
    return found


def ids(answer: dict[str, Any]) -> list[str]:
    return [row["id"] for row in answer["instalments"]]


# -- worked out by hand ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--supplier 柳州", "zyfy-his-2025:Y1-advance zyfy-his-2025:Y2-advance zyfy-his-2025:Y1-balance"),
        ("--department 信息科 --status overdue", "zyfy-his-2025:Y1-advance zyfy-his-2025:Y2-advance"),
        ("--fund 自有 --status 待报告", "zyfy-his-2025:Y1-balance"),
        ("--month 2026-03", "zyfy-his-2025:Y2-advance example-property:kept"),
        ("--month 2026年2月", "example-milestones:prepayment"),
        # beyond the usual thirty days ahead: year 2 ends on 2027-03-05, its reports are in ten working days later
        ("--month 2027-03", "zyfy-his-2025:Y2-balance zyfy-his-2025:Y3-advance"),
        ("--from 2024-05-31 --to 2025-03-26", "example-renewals:Y1-annual example-renewals:Y1-H2-spares zyfy-his-2025:Y1-advance"),
        ("--from 2027-03-01 --to 2027-03-31 --status 预计 --search 首期", "zyfy-his-2025:Y3-advance"),
        ("--status 逾期未付 --sort amount --limit 1", "example-milestones:prepayment"),
        ("--search 备品 --sort 金额", "example-renewals:Y1-H1-spares example-renewals:Y1-H2-spares"),
        ("--search Y1-ADVANCE", "zyfy-his-2025:Y1-advance"),
        ("--search 图书馆 --status overdue --status 待报告", "example-renewals:Y1-H1-spares example-renewals:Y1-annual example-renewals:Y1-H2-spares example-renewals:Y1-H1-upkeep example-renewals:Y1-H2-upkeep"),
    ],
)  # fmt: skip
def test_the_due_list_is_narrowed(office: Run, options: str, expected: str) -> None:
    """Each row by hand from the files; its sum is that of the rows listed."""
    found = asked(office, *DUE, *options.split())
    assert ids(found) == expected.split()
    total = sum(round(float(row["outstanding"]) * 100) for row in found["instalments"])
    assert round(float(found["outstanding"]) * 100) == total


def test_groups_have_their_sub_totals(office: Run) -> None:
    """Four suppliers are paid late; what has no department is a group of its own."""
    found = asked(office, *DUE, "--status", "逾期", "--group-by", "supplier")
    assert {each["name"]: each["payable"] for each in found["groups"]} == {
        "示例通信服务有限公司": "73740.00",
        "示例软件有限公司": "384000.00",
        "示例物业服务有限公司": "18000.00",
        "柳州中联科技有限责任公司": "406000.00",
    }
    found = asked(office, *DUE, "--group-by", "归口科室")
    names = {each["name"]: each["count"] for each in found["groups"]}
    assert names["信息科"] == 3
    assert sum(names.values()) == 37
    text = office(*DUE, "--group-by", "fund")[1]
    assert "财政拨款 60%、自有资金 40%" in text
    assert "未填写" in text
    text = office(*DUE, "--group-by", "month", "--status", "overdue")[1]
    months = [line for line in text.splitlines() if line.startswith("202")]
    assert months == ["2024年01月", "2024年05月", "2024年08月", "2025年03月", "2026年02月", "2026年03月"]  # fmt: skip
    assert "小计（2 笔）" in text
    assert "221,000.00" in text


def test_a_list_says_what_it_was_narrowed_to(office: Run) -> None:
    """Totals are of what is shown, and the page says of how many."""
    text = office(*DUE, "--status", "逾期", "--sort", "amount", "--limit", "2")[1]
    assert "所选：状态 逾期；排序 金额；至多 2。符合 7 笔，共 37 笔；合计只含列出的款项。" in text
    assert "只列出前 2 笔，另有 5 笔未列，也不在合计内。" in text
    assert "587,000.00" in text  # 384,000.00 and the first of 203,000.00
    text = office(*DUE, "--month", "2026-03")[1]
    assert "另有 30 笔还没有期限，不在所选日期内。" in text
    # nothing is told of contracts of which nothing is listed
    assert "图书馆" not in text
    assert "没有符合所选条件的款项。" in office(*DUE, "--month", "1999-01")[1]
    assert office(*DUE, "--month", "1999-01", "--fail-if-overdue")[0] == 0
    assert office(*DUE, "--month", "2026-03", "--fail-if-overdue")[0] == 1


def test_the_schedule_is_narrowed_alike(office: Run) -> None:
    """Paid instalments can be asked for there; each row of a file says its group."""
    found = asked(office, *PLAN, "--supplier", "柳州", "--group-by", "month")
    assert [(each["name"], each["count"]) for each in found["groups"]] == [
        *(("2025-03", 1), ("2026-03", 1), ("2027-03", 2), ("2028-03", 1), (None, 1))
    ]
    assert found["picked"] == {"of": 66, "matching": 6, "shown": 6, "undated": 0}
    pay = ("payments", "record", "zyfy-his-2025:Y1-advance", "--amount", "203000", "--ref", "1")
    assert office(*pay, "--on", "2025-03-25", "--confirm-account")[0] == 0
    assert ids(asked(office, *PLAN, "--status", "已付清")) == ["zyfy-his-2025:Y1-advance"]
    text = office(*PLAN, "--status", "paid", "--group-by", "supplier")[1]
    assert "柳州中联科技有限责任公司 小计（1 笔） 应付 203,000.00    已付 203,000.00" in text
    rows = list(csv.DictReader(io.StringIO(
        office(*PLAN, "--supplier", "柳州", "--group-by", "month", "--format", "csv")[1]
    )))  # fmt: skip
    assert rows[0]["月份"] == "2025年03月"


def test_guarantees_are_narrowed_too(run: Run) -> None:
    """What goes back is listed where its supplier was asked for, and has no source of funds."""
    cases = Path(__file__).parent / "cases"
    assert run("init", cases / "29-bond-first.toml", SHIPPED / "zyfy-his-2025.toml")[0] == 0
    lodge = ("guarantee", "lodge", "bond-first:performance-bond", "--on", "2025-11-14")
    assert run(*lodge, "--ref", "B1")[0] == 0
    mine = ("payments", "due", "--as-of", "2026-11-20", "--lang", "zh")
    [bond] = [row for row in asked(run, *mine)["instalments"] if row["kind"] == "guarantee"]
    with_it = asked(run, *mine, "--supplier", bond["supplier"])
    assert bond["id"] in ids(with_it)
    assert bond["id"] not in ids(asked(run, *mine, "--supplier", "柳州"))
    assert "应退保证金" in run(*mine, "--search", "保证金")[1]
    grouped = run(*mine, "--group-by", "supplier", "--format", "csv")[1]
    assert bond["id"] in grouped


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--month 2026-13", "2026-03"),
        ("--month 三月", "2026-03"),
        ("--status 拖欠", "逾期、待付、预计、待报告、待资料"),
        ("--status paid", "逾期"),  # the due list never has it
        ("--supplier 无此公司", "柳州中联科技有限责任公司"),
        ("--department 后厨", "信息科"),
        ("--fund 彩票", "财政拨款 60%、自有资金 40%"),
        ("--sort size", "date, amount, contract"),
        ("--group-by colour", "supplier, department, fund, month"),
        ("--limit 0", "至少为 1"),
        ("--from 2026-02-01 --to 2026-01-01", "晚于"),
        ("--month 2026-03 --to 2026-01-01", "--month"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(office: Run, options: str, told: str) -> None:
    """With the choices there are."""
    code, out, said = office(*DUE, *options.split())
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert told in said


# -- whatever the rows -----------------------------------------------------------------------------

NAMES = st.sampled_from(["甲公司", "乙公司", "Ab Cd"])
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31))
TRAITS = st.builds(
    Traits,
    id=st.integers(1, 99).map("c:Y{}".format),
    contract=NAMES,
    supplier=NAMES,
    department=st.none() | NAMES,
    fund=st.none() | NAMES,
    on=DAYS,
    statuses=st.sampled_from([("due", "待付"), ("overdue", "逾期"), ("waiting", "待资料")]),
    fen=st.integers(0, 10**9),
    words=st.just(("首期",)),
)
WISHES = st.builds(
    Wish,
    supplier=st.lists(st.sampled_from(["公司", "甲", "AB c"]), max_size=2).map(tuple),
    since=DAYS,
    until=DAYS,
    statuses=st.sampled_from([(), ("逾期",), ("due", "waiting")]),
    search=st.sampled_from(["", "y1", "首期", "乙"]),
    sort=st.sampled_from(["", *SORTS]),
    group_by=st.sampled_from(["", *GROUPS]),
    limit=st.none() | st.integers(1, 12),
)


def wanted(row: Traits, wish: Wish) -> bool:
    """Whether a row was asked for: told by what does not fit, not by what does."""
    against = []
    if wish.supplier:
        own = row.supplier.replace(" ", "").lower()
        against.append(not any(each.replace(" ", "").lower() in own for each in wish.supplier))
    if wish.since or wish.until:
        lowest, highest = wish.since or date.min, wish.until or date.max
        against.append(row.on is None or not lowest <= row.on <= highest)
    if wish.statuses:
        against.append(not set(wish.statuses) & set(row.statuses))
    if wish.search:
        haystack = "\n".join([row.id, row.contract, row.supplier, *row.words]).lower()
        against.append(wish.search not in haystack)
    return not any(against)


@given(st.lists(TRAITS, max_size=20), WISHES)
def test_no_row_is_lost_and_groups_add_up(rows: list[Traits], wish: Wish) -> None:
    """Groups are a partition of what matches, cut at the limit; each holds what it is named after."""
    picked = pick(rows, lambda row: row, wish)
    expected = [row for row in rows if wanted(row, wish)]
    assert Counter(map(id, picked.matching)) == Counter(map(id, expected))
    assert picked.total == len(rows)
    shown = [row for _, part in picked.groups for row in part]
    assert len(shown) == min(len(expected), wish.limit or len(expected))
    assert not Counter(map(id, shown)) - Counter(map(id, expected))
    assert sum(sum(row.fen for row in part) for _, part in picked.groups) == sum(
        row.fen for row in shown
    )
    names = [name for name, _ in picked.groups]
    assert len(names) == len(set(names))
    for name, part in picked.groups:
        assert part
        for row in part if wish.group_by else ():
            month = row.on.strftime("%Y-%m") if row.on else None
            assert name == (month if wish.group_by == "month" else getattr(row, wish.group_by))
    if wish.sort == "amount":
        for _, part in picked.groups:
            assert [row.fen for row in part] == sorted((row.fen for row in part), reverse=True)
        left = picked.matching[len(shown) :]
        assert not shown or not left or max(r.fen for r in left) <= min(r.fen for r in shown)
    if wish.sort == "date":
        for _, part in picked.groups:
            dates = [row.on or date.max for row in part]
            assert dates == sorted(dates)
    undated = [
        row for row in rows if row.on is None and wanted(row, wish._replace(since=None, until=None))
    ]
    assert picked.undated == (len(undated) if wish.since or wish.until else 0)


def test_of_several_suppliers_any_is_listed(office: Run) -> None:
    """Each of them is looked for; one that there is not is refused, whichever place it has."""
    both = asked(office, *DUE, "--supplier", "柳州", "--supplier", "物业")
    apart = [ids(asked(office, *DUE, "--supplier", each)) for each in ("柳州", "物业")]
    assert sorted(ids(both)) == sorted(apart[0] + apart[1])
    code, _, err = office(*DUE, "--supplier", "柳州", "--supplier", "无此公司")
    assert (code, "无此公司" in err) == (2, True)


def test_full_width_signs_make_no_difference(office: Run) -> None:
    """As people type them with a Chinese keyboard."""
    plain = asked(office, *PLAN, "--search", "HIS")
    assert ids(plain)
    assert ids(asked(office, *PLAN, "--search", "ＨＩＳ")) == ids(plain)


def test_what_several_funds_pay_is_said_to_be_listed_whole(office: Run) -> None:
    """60 % and 40 %: the sum of a list of one fund is not that fund's."""
    told = office(*DUE, "--fund", "自有")[1]
    assert "由几项资金分担，按全额列出" in told
    assert "由几项资金分担" not in office(*DUE, "--supplier", "柳州")[1]


def test_a_csv_with_guarantees_says_what_each_row_is(office_store: Path, run: Run) -> None:
    """The supplier's money on deposit is no payment; without such rows there is no such column."""
    rows = [*csv.DictReader(io.StringIO(run("payments", "due", "--as-of", "2027-02-01", "--format", "csv", "--lang", "zh")[1]))]  # fmt: skip
    found = json.loads(run("payments", "due", "--as-of", "2027-02-01", "--format", "json")[1])
    fen = [int(row["未付金额"].replace(".", "")) for row in rows if row["类别"] == "款项"]
    assert sum(fen) == int(found["outstanding"].replace(".", ""))
    assert {row["类别"] for row in rows} == {"款项", "退还保证金"}
    assert (
        "类别"
        not in run("payments", "due", "--as-of", "2026-03-02", "--format", "csv", "--lang", "zh")[1]
    )
