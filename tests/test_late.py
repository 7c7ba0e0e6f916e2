"""`audit late`: what was entered late, and what each fact moved when it was entered."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from office import CONTRACT, Answer, Office

TERMS = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
WHAT = tuple[str, str | None, str | None]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A store made on the day the contract was signed."""
    found = Office(tmp_path / "office", at(2025, 3, 5), tmp_path)
    found.do("init --demo")
    return found


def at(year: int, month: int, day: int) -> datetime:
    """Ten in the morning in China."""
    return datetime(year, month, day, 2, tzinfo=UTC)


def late(office: Office, *more: object) -> dict[str, Answer]:
    """The facts listed, by their ids."""
    return {each["event"]: each for each in office.json("audit late", *more)["events"]}


def moved(fact: Answer, what: str) -> list[WHAT]:
    """What of a kind a fact moved: of which, before and after."""
    return [
        (each["id"].rpartition(":")[2], each["before"], each["after"])
        for each in fact["moved"]
        if each["what"] == what
    ]


def test_a_breach_entered_late_moved_its_damages(office: Office) -> None:
    """43,500.00, which no instalment shows."""
    office.moment = at(2026, 7, 10)
    office.do("breach record quality --on 2026-06-01")
    [found] = late(office).values()
    assert (
        found["working_days"] == 28
    )  # 19 days of June (Duanwu off on the 19th) after the 1st... see below
    assert moved(found, "damages") == [("quality/B1", None, "43500.00")]


def test_a_correction_and_a_reversal_are_in_the_list(office: Office, tmp_path: Path) -> None:
    """Terms put right three years on, a payment reversed: each against the books as they were just before."""
    office.moment = at(2025, 3, 21)
    office.do(
        "payments record Y1-advance --amount 203000 --on 2025-03-20 --ref 1 --confirm-account"
    )
    office.moment = at(2026, 10, 12)
    office.do(f"payments reverse {CONTRACT}#2 --reason 误登")
    longer = tmp_path / "longer.toml"
    text = TERMS.read_text(encoding="utf-8")
    longer.write_text(text.replace("days = 15, unit", "days = 60, unit", 1), encoding="utf-8")
    office.do("contract correct", longer, "--reason", "笔误")
    found = late(office, "--as-of", "2026-10-12")
    assert list(found) == [f"{CONTRACT}#3", f"{CONTRACT}#4"]  # the payment was entered in time
    reversal, correction = found.values()
    assert moved(reversal, "outstanding") == [("Y1-advance", "0.00", "203000.00")]
    assert moved(reversal, "status") == [("Y1-advance", "paid", "overdue")]
    assert ("Y1-advance", "2025-03-26", "2025-06-05") in moved(correction, "due_on")
    # a mistake counts from the day on which it got into the books, not from the day of its mending
    assert reversal["working_days"] > 350
    assert reversal["happened_on"] == "2026-10-12"


def test_what_was_taken_back_moved_something_in_its_time(office: Office) -> None:
    """A fact entered late and retracted later is still listed, with what it had moved, and said to be gone."""
    office.moment = at(2026, 7, 10)
    office.do("breach record quality --on 2026-06-01")
    office.moment = at(2026, 7, 13)
    office.do(f"audit retract {CONTRACT}#2 --reason 误登")
    [found] = late(office).values()
    assert (found["event"], found["holds"]) == (f"{CONTRACT}#2", False)
    assert moved(found, "damages") == [("quality/B1", None, "43500.00")]
    said = office.do("audit late --lang zh --format plain").out
    assert "已撤销" in said
    assert "43,500.00" in said


def test_facts_of_one_command_are_looked_at_together(office: Office) -> None:
    """Two reports received late by one command: each shows what both moved, the year's balance due."""
    office.moment = at(2026, 6, 1)
    office.do("reports receive --year 1 --all --on 2026-03-10")
    found = list(late(office).values())
    assert len(found) == 2
    dates = [moved(each, "due_on") for each in found]
    assert dates[0] == dates[1] == [("Y1-balance", None, "2026-03-24")]


def test_a_clock_that_ran_far_ahead_does_not_stop_the_list(office: Office) -> None:
    """Recorded in a year that no calendar reaches: listed, with the days up to where the calendar ends."""
    office.moment = at(2099, 1, 1)
    office.do("payments record Y1-advance --amount 1 --on 2025-03-20 --ref 1 --confirm-account")
    [found] = late(office, "--as-of", "2026-10-12").values()
    assert found["working_days"] > 4000


NOTICE = """广西壮族自治区人民政府办公厅关于2027年“壮族三月三”放假的通知
一、3月18日（星期四）至19日（星期五）放假，与周末连休。
广西壮族自治区人民政府办公厅
2026年11月22日"""


def test_a_notice_taken_back_is_in_the_list(office: Office, tmp_path: Path) -> None:
    """10 and 15 working days from 2027-03-05 end on 19 and 26 March, with the 18th and 19th off on the 23rd and 30th."""
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    office.moment = at(2026, 11, 23)
    notice = office.json("calendar import", path, "--region", "CN-GX")["event"]
    office.moment = at(2027, 1, 15)
    office.do(f"audit retract {notice} --reason 年份看错")
    found = late(office, "--as-of", "2027-01-15")
    assert [each["kind"] for each in found.values()] == ["fact-retracted"]
    [(name, taken_back)] = found.items()
    assert name.startswith("calendar#")
    # 5 days of November, 23 of December, 10 of January
    assert (taken_back["working_days"], taken_back["holds"]) == (38, True)
    assert taken_back["payload"]["event"] == notice
    dates = [
        (e["id"], e["before"], e["after"]) for e in taken_back["moved"] if e["what"] == "due_on"
    ]
    assert dates == [
        (f"{CONTRACT}:Y2-balance", "2027-03-23", "2027-03-19"),
        (f"{CONTRACT}:Y3-advance", "2027-03-30", "2027-03-26"),
    ]
    said = office.do("audit late --as-of 2027-01-15 --lang zh --format plain").out
    assert f"{CONTRACT}:Y3-advance 付款期限：2027-03-30 -> 2027-03-26" in said

    # taken back as well, a month later: the notice holds again, and the first is marked
    office.moment = at(2027, 2, 22)
    office.do(f"audit retract {name} --reason 没有看错")
    first, second = late(office, "--as-of", "2027-02-22").values()
    assert (first["holds"], second["holds"]) == (False, True)
    dates = [(e["id"], e["before"], e["after"]) for e in second["moved"] if e["what"] == "due_on"]
    assert dates == [
        (f"{CONTRACT}:Y2-balance", "2027-03-19", "2027-03-23"),
        (f"{CONTRACT}:Y3-advance", "2027-03-26", "2027-03-30"),
    ]
    known_by_then = late(office, "--as-of", "2027-02-22", "--known-at", "2026-12-31 12:00:00")
    assert known_by_then == {}


def test_a_notice_taken_back_at_once_is_not_late(office: Office, tmp_path: Path) -> None:
    """On the next working day, as an entry of its own day would not be; what it moved depends on nothing since."""
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    office.moment = at(2026, 11, 23)
    notice = office.json("calendar import", path, "--region", "CN-GX")["event"]
    office.moment = at(2026, 11, 24)
    office.do(f"audit retract {notice} --reason 年份看错")
    assert late(office, "--as-of", "2026-11-24") == {}
    [found] = late(office, "--as-of", "2026-11-24", "--over", "0").values()
    assert found["working_days"] == 1
