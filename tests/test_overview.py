"""The page for a director: its figures are those of the lists, its links lead to each contract, it prints on A4."""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import browser
from test_html import Reader

Run = Callable[..., tuple[int, str, str]]
DAY = "2026-03-02"
KNOWN = ("--known-at", "2040-06-01T00:00:00.000000+08:00")


def overview(run: Run, folder: Path, *args: str) -> str:
    path = folder / "overview.html"
    code, out, err = run("export", "overview", "--as-of", DAY, *KNOWN, "-o", path, *args)
    assert (code, out) == (0, ""), err
    return path.read_text(encoding="utf-8")


def table(page: str, title: str) -> list[list[str]]:
    """The rows of the table with that caption, head and foot too."""
    found = re.search(
        rf"<caption class=\"hidden\">{re.escape(title)}</caption>(.*?)</table>", page, re.DOTALL
    )
    assert found, title
    rows = re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)
    return [
        [
            re.sub(r"<.*?>", "", cell).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def money(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or 0)


def asked(run: Run, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*args, "--as-of", DAY, *KNOWN, "--format", "json")[1])
    return found


def test_months_are_the_forecasts(office_store: Path, run: Run, tmp_path: Path) -> None:
    """Every month of the year ahead; what waits for papers apart, what comes later in a sentence."""
    page = overview(run, tmp_path, "--lang", "zh")
    periods = {
        each["period"]: each
        for each in asked(run, "payments", "forecast", "--by", "month")["periods"]
    }
    _, *rows, total = table(page, "今后一年按月用款")
    for name, _, certain, provisional, waiting in rows:
        each = periods.pop(f"{name[:4]}-{name[5:7]}")
        assert money(certain) == Decimal(each["certain"])
        assert money(provisional) + money(waiting) == Decimal(each["provisional"])
    assert all(each["period"] >= "2027-03" for each in periods.values())
    later = sum(
        Decimal(each["certain"]) + Decimal(each["provisional"]) for each in periods.values()
    )
    assert f"一年以后另有 {later:,} 元。" in page
    assert money(total[2]) == sum(money(row[2]) for row in rows)


def test_lists_are_those_of_the_due_list(office_store: Path, run: Run, tmp_path: Path) -> None:
    """Late, due within 30 days, waiting: the rows of `payments due`, with their sums."""
    page = overview(run, tmp_path, "--lang", "zh")
    due = asked(run, "payments", "due")["instalments"]
    for title, statuses in (
        ("逾期款项", ("overdue",)),
        ("30 天内到期", ("due", "projected")),
        ("待报告（资料）的款项", ("waiting",)),
    ):
        _, *rows, total = table(page, title)
        listed = [row for row in due if row["status"] in statuses]
        assert sorted((row[0], row[3]) for row in rows) == sorted(
            (each["contract_title"], f"{Decimal(each['outstanding']):,}") for each in listed
        )
        assert money(total[3]) == sum(Decimal(each["outstanding"]) for each in listed)


def test_suppliers_and_departments_add_up(office_store: Path, run: Run, tmp_path: Path) -> None:
    """By supplier and by department: what `payments schedule` has of them, and all of it."""
    page = overview(run, tmp_path, "--lang", "zh")
    rows = asked(run, "payments", "schedule")["instalments"]
    for title, key in (("按供应商", "supplier"), ("按归口科室", "department")):
        by_hand: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        contracts: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for name in ("amount", "paid", "outstanding"):
                by_hand[row[key]][name] += Decimal(row[name])
            contracts[row[key]].add(row["contract"])
        _, *parts, total = table(page, title)
        assert {part[0] for part in parts} == set(by_hand)
        for name, count, amount, paid, outstanding, *_ in parts:
            assert int(count) == len(contracts[name])
            assert [money(amount), money(paid), money(outstanding)] == [*by_hand[name].values()]
        assert [money(text) for text in total[2:5]] == [
            sum(Decimal(row[name]) for row in rows) for name in ("amount", "paid", "outstanding")
        ]
        assert [money(part[4]) for part in parts] == sorted(
            (money(part[4]) for part in parts), reverse=True
        )


def test_guarantees_and_damages(office_store: Path, run: Run, tmp_path: Path) -> None:
    """Nine bonds, two of them letters, one of which runs out before its time; 127.98 owed for lateness."""
    page = overview(run, tmp_path, "--lang", "zh")
    _, *held, total = table(page, "持有的保证金")
    assert len(held) == 9
    [letter] = [row for row in held if "中央运送" in row[0]]
    assert letter[2:6] == ["27,000.00", "27,000.00", "27,000.00", "2026-03-25（早于退还）"]
    listed = asked(run, "guarantee", "list")["guarantees"]
    assert money(total[3]) == sum(Decimal(each["held"]) for each in listed)
    _, *owed, total = table(page, "违约金及赔偿款")
    found = asked(run, "damages", "assess")
    assert total[1:3] == [
        f"{Decimal(found['owed_by'][side]):,}" for side in ("purchaser", "supplier")
    ]
    assert [row[1] for row in owed] == ["123.48", "4.50"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_overview_stands_alone(office_store: Path, run: Run, tmp_path: Path, lang: str) -> None:
    """No script, nothing from elsewhere, headings in order; every link leads to a contract's page, and back."""
    text = overview(run, tmp_path, "--lang", lang)
    page = Reader(text)
    assert not {each["tag"] for each in page.elements} & {"script", "link", "img", "iframe", "form"}
    assert re.findall(r"https?://|//[a-z]|@import|url\((?!#)|javascript:", text) == []
    levels = [int(each["tag"][1]) for each in page.elements if re.fullmatch("h[1-6]", each["tag"])]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table"))
    articles = {each["id"] for each in page.all("article")}
    links = {each["href"] for each in page.all("a")}
    assert len(articles) == 30
    assert links == {"#", *(f"#{each}" for each in articles)}


def test_an_overview_of_the_suppliers_side(office_store: Path, run: Run, tmp_path: Path) -> None:
    """What is to come in, by purchaser; several suppliers have no name in common."""
    page = overview(run, tmp_path, "--lang", "zh", "--role", "supplier")
    assert "今后一年按月回款" in page
    assert len(table(page, "按甲方")) == 2  # one row needs no total
    assert "<h1>合同总览" in page
    theirs = overview(run, tmp_path, "--lang", "zh")
    assert "<h1>示例县人民医院合同总览" in theirs


def test_only_a_page_can_be_written(office_store: Path, run: Run, tmp_path: Path) -> None:
    code, _, err = run("export", "overview", "-o", tmp_path / "x.csv", "--lang", "zh")
    assert code == 2
    assert ".html" in err
    code, _, err = run("export", "overview", "--lang", "zh")
    assert code == 2
    assert "-o" in err


def test_an_empty_store_has_a_page(tmp_path: Path, run: Run, surroundings: None) -> None:
    """It says that there is nothing, rather than nothing."""
    assert run("init")[0] == 0
    page = overview(run, tmp_path, "--lang", "zh")
    assert page.count("没有。") == 9


@pytest.mark.skipif(not browser.installed(), reason="no Chromium")
def test_the_overview_as_it_is_seen_and_printed(
    office_store: Path, run: Run, tmp_path: Path
) -> None:
    """Nothing is wider than a phone, a tablet, a screen; on paper the overview alone, or the contract opened."""
    overview(run, tmp_path, "--lang", "zh")
    with browser.browser(tmp_path) as tab:
        for width in (360, 800, 1280):
            tab.open(tmp_path / "overview.html", width)
            assert tab.run("document.documentElement.scrollWidth") <= width
        shown = "[...document.querySelectorAll('article, .overview')].filter(e => e.offsetHeight).map(e => e.id)"
        assert tab.run(shown) == [""]
        tab.printed(tmp_path / "all.pdf")
        tab.run("document.querySelector('.overview a').click()")
        [opened] = tab.run(shown)
        assert opened.startswith("contract-")
        tab.run("document.querySelector(`#${location.hash.slice(1)} .home a`).click()")
        assert tab.run(shown) == [""]
        assert tab.complaints == []
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", (tmp_path / "all.pdf").read_bytes())
    assert 1 <= len(pages) <= 5
