"""How the day and the sum of a guarantee came about: each step, in both languages, for both of its forms."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from office import Office
from svcctl import workspace

CASES = Path(__file__).parent / "cases"
BOND = "performance-bond"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("SVCCTL_LANG", "en")
    return Office(tmp_path, datetime(2029, 1, 4, 12, tzinfo=workspace.SHANGHAI), tmp_path)


def halves(office: Office, tmp_path: Path, due: str) -> None:
    """Case 29 with its bond back in two parts, of an odd sum of fen."""
    text = (CASES / "29-bond-first.toml").read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if each.startswith("returns"))
    half = f'{{ share = "50%", due = {{ {due} }} }}'
    file = tmp_path / "halves.toml"
    file.write_text(text.replace(line, f"returns = [{half}, {half}]"), encoding="utf-8")
    office.do("init", file)


def steps(office: Office, name: str, day: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.json(f"explain {name} --as-of {day}")["steps"]
    return found


def of(told: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [step for step in told if step["step"] == kind]


def test_a_return_is_told_from_article_to_verdict(office: Office, tmp_path: Path) -> None:
    """15,000.01 less 1,000.00 kept: halves of 7,000.01 and 7,000.00; ten working days around Qingming."""
    halves(office, tmp_path, 'days = 10, unit = "working-day", after = "receipt:acceptance"')
    office.do(f"guarantee lodge {BOND} --amount 10000.01 --on 2025-11-12 --ref B1")
    office.do(f"guarantee lodge {BOND} --amount 5000 --on 2025-11-14 --ref B2")
    office.do(f"guarantee claim {BOND} --amount 1000 --on 2025-12-01 --reason late")
    office.do("reports receive --document acceptance --on 2026-03-27")
    office.do(f"guarantee return {BOND} --amount 8000 --on 2026-04-20 --ref R1")
    told = steps(office, f"{BOND}/2", "2026-04-20")
    kinds = [step["step"] for step in told]
    assert kinds[:5] == ["article", "lodged", "lodged", "claimed", "share"]
    assert kinds[5:8] == ["reading"] * 3  # papers that go back, what is a receipt, whose days off
    assert kinds[8:11] == ["received", "start", "count"]
    assert kinds[-4:] == ["deadline", "basis", "returned", "verdict"]
    [share] = of(told, "share")
    assert (share["of"], share["share"]) == ("14000.01", "50%")
    assert (share["amount"], share.get("alone")) == ("7000.00", "7000.01")
    # Monday 6 April is the day off for Qingming (5 April, a Sunday): 10 days end on 13 April, not 10
    assert told[kinds.index("deadline")]["on"] == "2026-04-13"
    off = [(step["from"], step["to"]) for step in of(told, "skipped")]
    assert ("2026-04-06", "2026-04-06") in off or any(a <= "2026-04-06" <= b for a, b in off)
    verdict = told[-1]
    # 8,000.00 went back: 7,000.01 of the first half, 999.99 of the second
    assert (verdict["status"], verdict["outstanding"]) == ("overdue", "6000.01")
    assert verdict["days_overdue"] == 7
    first = steps(office, f"{BOND}/1", "2026-04-20")[-1]
    assert (first["status"], first["paid_on"], first["days_late"]) == ("paid-late", "2026-04-20", 7)


def test_a_lodging_is_told_from_the_price_to_what_is_missing(office: Office) -> None:
    """5 % of 350,000.00 within 15 days of 3 November: by the 18th; a part is in, two days late."""
    office.do("init", CASES / "29-bond-first.toml")
    office.do(f"guarantee lodge {BOND} --amount 10000 --on 2025-11-12 --ref B1")
    told = steps(office, BOND, "2025-11-20")
    [share] = of(told, "lodge-share")
    assert (share["of"], share["share"], share["amount"]) == ("350000.00", "5%", "17500.00")
    assert of(told, "event")[0]["on"] == "2025-11-03"
    assert of(told, "deadline")[0]["on"] == "2025-11-18"
    verdict = told[-1]
    assert (verdict["status"], verdict["missing"]) == ("overdue", "7500.00")
    assert (verdict["days_overdue"], verdict["done_on"]) == (2, None)


def test_what_came_after_its_day_is_told(office: Office) -> None:
    """Accepted on 2 March, lodged on the 20th: 30 days from the 20th end on Sunday 19 April, so the 20th."""
    office.do("init", CASES / "29-bond-first.toml")
    office.do("reports receive --document acceptance --on 2026-03-02")
    assert of(steps(office, f"{BOND}/1", "2026-03-03"), "share-ahead")[0]["amount"] == "17500.00"
    office.do(f"guarantee lodge {BOND} --on 2026-03-20 --ref B1")
    told = steps(office, f"{BOND}/1", "2026-03-21")
    [later] = of(told, "after-lodging")
    assert (later["from"], later["to"]) == ("2026-03-02", "2026-03-20")
    assert (of(told, "moved")[0]["from"], told[-1]["due_on"]) == ("2026-04-19", "2026-04-20")


def test_a_letter_goes_back_as_paper_and_is_extended(office: Office) -> None:
    """A second letter takes the place of the first; the verdict tells money and letters apart."""
    office.do("init", CASES / "29-bond-first.toml")
    letter = f"guarantee lodge {BOND} --form letter --amount 17500"
    office.do(f"{letter} --on 2025-11-14 --valid-until 2026-01-31 --ref L1")
    office.do(f"{letter} --on 2026-01-20 --valid-until 2026-12-31 --ref L2")
    office.do("reports receive --document acceptance --on 2026-03-02")
    told = steps(office, f"{BOND}/1", "2026-03-10")
    assert of(told, "extended")[0]["replaces"] == "17500.00"
    verdict = told[-1]
    assert (verdict["outstanding"], verdict["outstanding_letter"]) == ("0.00", "17500.00")
    assert "17,500.00 as paper" in verdict["words"]


def test_a_sum_of_its_own_and_an_event_moved_on(office: Office, tmp_path: Path) -> None:
    """100.03, back a month and ten working days after the signing on 3 November: 17 December, over two weekends."""
    text = (CASES / "29-bond-first.toml").read_text(encoding="utf-8")
    due = 'plus = "1 month", days = 10, unit = "working-day", after = "signing"'
    old = 'days = 30, unit = "calendar-day", after = "receipt:acceptance"'
    file = tmp_path / "own.toml"
    own = text.replace(old, due).replace('share = "5%"', 'amount = "100.03"')
    file.write_text(own, encoding="utf-8")
    office.do("init", file)
    assert of(steps(office, BOND, "2025-11-04"), "lodge-amount")[0]["amount"] == "100.03"
    office.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    told = steps(office, f"{BOND}/1", "2025-11-20")
    assert of(told, "event")[0]["on"] == "2025-11-03"
    assert of(told, "plus")[0]["to"] == "2025-12-03"
    assert [(step["from"], step["to"]) for step in of(told, "skipped")] == [
        ("2025-12-06", "2025-12-07"),
        ("2025-12-13", "2025-12-14"),
    ]
    assert (told[-1]["status"], told[-1]["due_on"]) == ("projected", "2025-12-17")


def changed(office: Office, tmp_path: Path, old: str, new: str) -> None:
    """Case 29 with one thing agreed otherwise."""
    text = (CASES / "29-bond-first.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "changed.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    office.do("init", file)


LODGED = 'lodge = { days = 15, unit = "calendar-day", after = "signing" }\n'
RETURNED = 'days = 30, unit = "calendar-day", after = "receipt:acceptance"'


def test_a_bond_without_a_day_to_lodge_it_by(office: Office, tmp_path: Path) -> None:
    """Nothing is counted, and nothing is late; what is missing is told."""
    changed(office, tmp_path, LODGED, "")
    told = steps(office, BOND, "2026-03-01")
    assert [step["step"] for step in told] == ["article", "lodge-share", "verdict"]
    verdict = told[-1]
    assert (verdict["due_on"], verdict["missing"]) == (None, "17500.00")


def test_a_bond_to_lodge_after_a_paper(office: Office, tmp_path: Path) -> None:
    """What has not come starts no days; once the invoice is in on 2026-03-02, they end on the 17th."""
    changed(office, tmp_path, LODGED, LODGED.replace('"signing"', '"receipt:invoice"'))
    told = steps(office, BOND, "2026-03-01")
    assert [step["step"] for step in told] == [
        "article",
        "lodge-share",
        *["reading"] * 3,
        "missing",
        "verdict",
    ]
    assert told[-1]["due_on"] is None
    office.do("reports receive --document invoice --on 2026-03-02")
    told = steps(office, BOND, "2026-03-18")
    assert of(told, "received")[0]["on"] == "2026-03-02"
    assert (told[-1]["due_on"], told[-1]["days_overdue"]) == ("2026-03-17", 1)


def test_a_bond_back_on_a_day_of_the_calendar(office: Office, tmp_path: Path) -> None:
    """A day that the contract names waits for no event, and counts no days."""
    changed(office, tmp_path, RETURNED, "on = [2026-12-31]")
    office.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    told = steps(office, f"{BOND}/1", "2026-02-02")
    assert not [step for step in told if step["step"] in ("event", "missing", "start")]
    assert told[-1]["due_on"] == "2026-12-31"


def test_an_early_end_takes_the_place_of_what_has_not_happened(office: Office) -> None:
    """Ended on 2026-02-02 before acceptance: 30 days from then end on 2026-03-04."""
    office.do("init", CASES / "29-bond-first.toml")
    office.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    office.do("contract terminate --on 2026-02-02 --reason agreed")
    told = steps(office, f"{BOND}/1", "2026-02-10")
    assert of(told, "ended-early")[0]["on"] == "2026-02-02"
    assert told[-1]["due_on"] == "2026-03-04"
    assert of(told, "event") == of(told, "missing") == []


@pytest.mark.parametrize("name", [f"{BOND}/1", "履约保证金/1", "bond-first:Performance Bond/1"])
def test_a_guarantee_is_named_by_key_or_title(office: Office, name: str) -> None:
    """By its key, its title in either language, with its contract."""
    office.do("init", CASES / "29-bond-first.toml")
    said = office.run("explain", name, "--lang", "zh")
    assert said.code == 0, said.err
    assert said.out.startswith("bond-first:performance-bond/1 履约保证金")
    assert "依据：合同第六条。" in said.out


def test_a_part_that_there_is_not_is_refused(office: Office) -> None:
    """With those that there are; exit 2."""
    office.do("init", CASES / "29-bond-first.toml")
    said = office.run("explain", f"{BOND}/2")
    assert (said.code, f"did you mean: {BOND}/1" in said.err) == (2, True)


def test_readings_and_a_day_put_off_are_told(office: Office, tmp_path: Path) -> None:
    """Back by the 10th of the next month after acceptance on 2 March: lodged on 20 April, it is 10 May, a Sunday."""
    changed(office, tmp_path, RETURNED, 'day = 10, month = "next", after = "receipt:acceptance"')
    office.do("reports receive --document acceptance --on 2026-03-02")
    office.do(f"guarantee lodge {BOND} --on 2026-04-20 --ref B1")
    told = steps(office, f"{BOND}/1", "2026-04-21")
    assert [step["reading"] for step in of(told, "reading")] == [
        "return",
        "receipt-proof",
        "day-off",
    ]
    [rule], [put_off] = of(told, "rule"), of(told, "put-off")
    assert (rule["from"], rule["on"]) == ("2026-03-02", "2026-04-10")
    days = [put_off[key] for key in ("from", "to", "since", "why")]
    assert days == ["2026-04-10", "2026-05-10", "2026-04-20", "lodging"]
    assert not of(told, "after-lodging")
    assert told[-1]["due_on"] == "2026-05-11"
    lodging = steps(office, BOND, "2026-04-21")
    assert [step["reading"] for step in of(lodging, "reading")] == ["day-off"]


def test_readings_of_the_term_are_told_where_it_ends_the_bond(
    office: Office, tmp_path: Path
) -> None:
    """Ten working days after the term's end: which day that is goes by the readings of the term."""
    changed(office, tmp_path, RETURNED, 'days = 10, unit = "working-day", after = "term-end"')
    office.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    told = of(steps(office, f"{BOND}/1", "2026-04-21"), "reading")
    assert [step["reading"] for step in told] == ["term-start", "year-end", "working-day"]


@pytest.mark.parametrize("name", ["履约", "履约保证/1", "Performance", "bond-first:performance"])
def test_a_part_of_a_title_is_enough_where_nothing_else_bears_it(office: Office, name: str) -> None:
    """An unambiguous part of title or key; not one that a payment's name has, too."""
    office.do("init", CASES / "29-bond-first.toml")
    said = office.run("explain", name)
    assert said.code == 0, said.err
    assert said.out.startswith(f"bond-first:{BOND}")


def test_a_part_that_a_payment_bears_too_is_no_name(office: Office, tmp_path: Path) -> None:
    """款 stands in every payment's title; a part of two guarantees' titles means neither."""
    text = (CASES / "29-bond-first.toml").read_text(encoding="utf-8")
    second = (
        '\n[[guarantees]]\nkey = "quality"\ntitle = "质量保证金"\nwho = "supplier"\n'
        'amount = "100.00"\narticle = "7"\n'
    )
    file = tmp_path / "two.toml"
    file.write_text(text + second, encoding="utf-8")
    office.do("init", file)
    assert office.run("explain", "质量").out.startswith("bond-first:quality")
    for name in ("款", "保证金"):
        said = office.run("explain", name)
        assert (said.code, said.out) == (2, ""), name
