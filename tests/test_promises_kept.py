"""What became of each promise: one shortest life for every kind of promise, and the papers that tell it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from docx import Document

from svcctl import workspace
from svcctl.billing.service_acts import ServiceAct
from svcctl.delivery.matters import matter_of
from svcctl.delivery.promised import ServiceTerms
from svcctl.delivery.promises_kept import promises
from svcctl.delivery.turns_kept import done_by

Run = Callable[..., tuple[int, str, str]]
TODAY = datetime(2026, 11, 27, 12, tzinfo=workspace.SHANGHAI)
STATES = ("done", "missed", "not_recorded", "open")


@pytest.fixture
def served(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> Callable[..., None]:
    """Lines of acts recorded all at once, by the supplier."""
    monkeypatch.setattr(workspace, "now", lambda: TODAY)
    monkeypatch.setenv("SVCCTL_ROLE", "supplier")

    def lines(*typed: str) -> None:
        path = tmp_path / "lines.txt"
        path.write_text("\n".join(typed), encoding="utf-8")
        plans = [each.split() for each in typed if each.startswith("plan")]
        for args in plans or (["service", "record", path],):
            code, _, err = run(*args)
            assert code == 0, err

    return lines


@pytest.fixture
def card(run: Run) -> Callable[..., dict[str, Any]]:
    """What became of a promise in a month, or a year; without what was never due."""

    def ask(promise: str, *span: str) -> dict[str, Any]:
        code, out, err = run(
            "service", "scorecard", *(span or ("--month", "2026-04")), "--format", "json"
        )
        assert code == 0, err
        [found] = [each for each in json.loads(out)["promises"] if each["key"] == promise]
        assert found["due"] == sum(found[state] for state in STATES)
        told = {state: found[state] for state in STATES if found[state]}
        return told | {"behind": found["behind"]}

    return ask


OPEN = "incident open --system lis --level SIS1 --title 停机 --at '2026-04-16 9:00'"


def test_a_clock_is_kept_missed_or_still_runs(served: Any, card: Any) -> None:
    """Answered in time; restored too late; what nobody met before its limit is missed."""
    served(
        OPEN,
        "incident answer $1 --at '2026-04-16 9:30'",
        "incident restore $1 --at '2026-04-16 17:01'",
    )
    assert card("SIS/SIS1/answer") == {"done": 1, "behind": []}
    assert card("SIS/SIS1/restore") == {"missed": 1, "behind": ["I-2026-0001"]}
    served("incident open --system lis --level SIS1 --title 停机 --at '2026-11-27 11:50'")
    assert card("SIS/SIS1/restore", "--month", "2026-11") == {"open": 1, "behind": []}


def test_only_the_clock_that_counts_is_a_promise_due(served: Any, card: Any) -> None:
    """Of two regimes the stricter: one hour on site within working hours, not two around the clock."""
    served(OPEN, "incident dispatch $1 --at '2026-04-16 9:50'")
    assert card("9.2.1/L1/dispatch") == {"done": 1, "behind": []}
    assert card("SIS/SIS1/dispatch") == {"behind": []}


def test_nobody_told_of_somebody_sent(served: Any, card: Any) -> None:
    """An incident that outlasted its answer limit: dispatch is not recorded; solved from afar it is not asked for."""
    served(OPEN, "incident restore $1 --at '2026-04-16 9:40'")
    assert card("9.2.1/L1/dispatch") == {"not_recorded": 1, "behind": ["I-2026-0001"]}
    again = OPEN.replace("9:00", "13:00")
    served(again, "incident restore $1 --at '2026-04-16 13:30'")
    assert card("9.2.1/L1/dispatch") == {"not_recorded": 1, "behind": ["I-2026-0001"]}
    later = OPEN.replace("9:00", "20:00")
    served(
        later,
        "incident remote start $1 --leave 电话同意 --at '2026-04-16 20:05'",
        "incident remote end $1 --solved yes --at '2026-04-16 21:00'",
        "incident close $1 --at '2026-04-16 21:05'",
    )
    assert card("9.2.1/L1/dispatch") == {"not_recorded": 1, "behind": ["I-2026-0001"]}


def test_a_question_asks_for_nobody(served: Any, card: Any) -> None:
    """SIS4 has no dispatch: past its answer limit nothing more is missed."""
    served(OPEN.replace("SIS1", "SIS4"), "incident restore $1 --at '2026-04-17 9:00'")
    assert card("SIS/SIS4/answer") == {"missed": 1, "behind": ["I-2026-0001"]}
    silent = [card(f"{level}/dispatch")["behind"] for level in ("9.2.1/L3", "SIS/SIS3")]
    assert silent == [[], []]


def test_a_record_of_another_kind_is_done_by_its_first_act() -> None:
    """Knowledge is written down, a notice given; no further act is wanted."""
    act = ServiceAct(record="W-2026-0001", verb="add", side="supplier", on=TODAY.date())
    fact = SimpleNamespace(says=act, seq=1, recorded_at="", actor="vendor")
    matter = matter_of("W-2026-0001", [fact])
    assert matter
    assert done_by(matter) is matter.first


def test_leave_is_a_promise_of_every_contract() -> None:
    """No change without leave, whether the service plan has a line for it or not."""
    terms = SimpleNamespace(levels=(), turns=(), plans={})
    [leave] = promises(cast("ServiceTerms", terms))
    assert (leave.key, leave.article, leave.target) == ("leave", None, None)


def test_a_duplicate_asks_for_nobody(served: Any, card: Any) -> None:
    served(
        OPEN,
        OPEN.replace("9:00", "9:01"),
        "incident answer $1 --at '2026-04-16 9:02'",
        "incident answer $2 --at '2026-04-16 9:02'",
        "incident close $2 --duplicate-of $1 --at '2026-04-16 10:02'",
    )
    assert card("SIS/SIS1/answer")["done"] >= 1
    silent = card("9.2.1/L1/dispatch")["behind"] + card("SIS/SIS1/dispatch")["behind"]
    assert "I-2026-0002" not in silent


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (["arrive $1 --engineers 2"], "done"),
        (["arrive $1 --engineers 1", "arrive $1 --engineers 1"], "done"),
        (["arrive $1 --engineers 1", "restore $1"], "missed"),
        (["arrive $1", "restore $1"], "not_recorded"),
        (["dispatch $1", "restore $1"], "not_recorded"),
        (["arrive $1 --engineers 1"], "open"),
        (["answer $1", "restore $1"], None),
    ],
)
def test_as_many_engineers_arrive_as_were_promised(
    served: Any, card: Any, told: list[str], state: str | None
) -> None:
    acts = [f"incident {each} --at '2026-04-16 9:1{place}'" for place, each in enumerate(told)]
    served(OPEN, *acts)
    found = card("9.2.1/L1/engineers")
    assert [name for name in STATES if name in found] == ([state] if state else [])


@pytest.mark.parametrize(
    ("line", "day", "turn", "state"),
    [
        ("inspection carry-out --system all", "2026-04-05", "monthly-inspection-13", "done"),
        (
            "inspection carry-out --system all",
            "2026-04-06",
            "monthly-inspection-13",
            "not_recorded",
        ),
        (
            "inspection carry-out --system all --for monthly-inspection-13",
            "2026-04-06",
            "monthly-inspection-13",
            "missed",
        ),
        ("inspection plan", "2026-04-02", "monthly-inspection-13", "not_recorded"),
        ("plan done service-plan-1", "2026-03-05", "service-plan-1", "done"),
        ("plan done service-plan-1", "2026-03-06", "service-plan-1", "missed"),
        (
            "plan miss year-end-summary-1 --reason 忘了",
            "2026-03-06",
            "year-end-summary-1",
            "missed",
        ),
        ("visit carry-out --engineers 1", "2026-11-20", "yearly-inspection-2", "open"),
    ],
)
def test_a_turn_is_done_by_its_last_day(
    served: Any, run: Run, line: str, day: str, turn: str, state: str
) -> None:
    """By a record that lies in it or names it, or by a word where papers fulfil it."""
    served(f"{line} --on {day}" if line.startswith("plan") else f"{line} --at {day}")
    code, out, _ = run("plan", "list", "--format", "json")
    assert code == 0
    [found] = [each for each in json.loads(out)["turns"] if each["id"] == turn]
    assert found["state"] == state
    assert (found["done_on"] == day) == (state in ("done", "missed") and "miss" not in line)


def test_a_record_that_names_no_turn_fulfils_the_shortest_alone(served: Any, run: Run) -> None:
    """The quarter's inspection is not done by the month's."""
    served("inspection carry-out --system all --at 2026-04-05")
    _, out, _ = run("plan", "list", "--search", "N-2026-0001", "--format", "json")
    assert [each["id"] for each in json.loads(out)["turns"]] == ["monthly-inspection-13"]


def test_what_was_backed_out_is_not_done(served: Any, card: Any) -> None:
    steps = ["upgrade plan --title 升级", "upgrade test $1", "upgrade trial $1"]
    steps += ["upgrade approve $1 --side purchaser", "upgrade go-live $1"]
    served(*(f"{each} --at 2026-05-0{day}" for day, each in enumerate(steps, 1)))
    assert card("version-upgrade", "--year", "2") == {"done": 1, "behind": []}
    served("upgrade back-out U-2026-0001 --at 2026-05-07")
    assert card("version-upgrade", "--year", "2") == {"open": 1, "behind": []}


def test_remote_work_and_database_changes_want_leave(served: Any, card: Any) -> None:
    served(
        OPEN,
        "incident remote start $1 --leave 科室同意 --at '2026-04-16 9:05'",
        "incident remote end $1 --solved no --at '2026-04-16 9:15'",
        "incident remote start $1 --without-leave --reason 抢修 --at '2026-04-16 9:20'",
    )
    assert card("leave") == {"done": 1, "missed": 1, "behind": ["I-2026-0001"]}
    served(
        "change request --database --title 改库 --at 2026-05-04",
        "change approve $1 --side purchaser --at 2026-05-05",
        "change carry-out $1 --untested --without-leave --reason 急 --at 2026-05-06",
    )
    assert card("leave", "--month", "2026-05") == {"missed": 1, "behind": ["C-2026-0001"]}


def test_a_plan_without_a_period_has_a_record_or_none(served: Any, run: Run, card: Any) -> None:
    """It is due on no day; the card names it until something of it is on record."""
    names = ("Training", "Service manager's report", "Leave before remote work")
    _, before, _ = run("service", "scorecard", "--month", "2026-04")
    silent = next(line for line in before.splitlines() if line.startswith("No record at all"))
    assert all(name in silent for name in names)
    served("plan done manager-report --on 2026-04-03", "plan done manager-report --on 2026-04-04")
    served(
        "training plan --title 培训 --at 2026-04-02",
        "leave give --scope remote --from '2026-04-01 8:00' --to '2026-04-30 18:00' --side purchaser --at 2026-04-01",
    )
    _, after, _ = run("service", "scorecard", "--month", "2026-04")
    silent = next(line for line in after.splitlines() if line.startswith("No record at all"))
    assert not any(name in silent for name in names)
    assert card("manager-report") == {"behind": []}
    code, out, _ = run("plan", "done", "manager-report", "--on", "2026-04-05", "--format", "json")
    assert code == 0
    assert json.loads(out)["done"] == 3


def test_who_was_named_before_the_year_is_named_in_it(served: Any, run: Run) -> None:
    """People stay until they are ended; who left before the year, or comes after it, is nobody in it."""

    def silent(year: str) -> bool:
        _, out, err = run("service", "scorecard", "--year", year, "--lang", "zh")
        assert "完全没有登记的承诺" in out, err
        return "服务经理和维护责任人" in out.partition("完全没有登记的承诺")[2].partition("\n")[0]

    served("staff add --role 服务经理 --task manager --at '2025-03-05 9:00'")
    assert not silent("1")
    assert not silent("2")
    served("staff end F-2025-0001 --at '2026-02-01 9:00'")
    assert not silent("1")
    assert silent("2")


def test_what_lies_outside_the_term_counts_for_nothing(served: Any, run: Run, card: Any) -> None:
    """Between the signing and a later start of service."""
    assert run("contract", "start", "--on", "2026-05-01")[0] == 0
    served(OPEN)
    assert card("SIS/SIS1/answer") == {"behind": []}


def test_both_sides_view_is_told_where_they_differ(served: Any, run: Run) -> None:
    served(
        OPEN,
        "incident answer $1 --at '2026-04-16 9:30'",
        "incident remote start $1 --leave 同意 --at '2026-04-16 9:31'",
        "incident object $1 --event 2 --side purchaser --reason 来电记录 --at '2026-04-16 10:00'",
        "incident object $1 --event 3 --side purchaser --reason 没有同意",
        "inspection carry-out --system all --at 2026-04-05",
        "inspection object $6 --side purchaser --reason 没来",
        "inspection carry-out --system all --for monthly-inspection-14 --at 2026-05-05",
        "inspection object $8 --side purchaser --reason 来晚了 --at 2026-05-07",
    )
    _, out, _ = run("service", "scorecard", "--year", "2")
    told = [line for line in out.splitlines() if line.startswith("The two sides differ")]
    named = {line.split()[4] for line in told}
    assert {"I-2026-0001/answer", "monthly-inspection-13", "monthly-inspection-14"} <= named
    assert any(name.startswith("I-2026-0001/leave-") for name in named)


def test_force_majeure_over_a_miss_is_told(served: Any, run: Run) -> None:
    served(OPEN, "incident arrive $1 --engineers 1 --at '2026-04-16 9:40'")
    served("incident restore I-2026-0001 --at '2026-04-16 18:00'")
    begin = ["force-majeure", "begin", "--on", "2026-04-15"]
    assert run(*begin)[0] == 0
    assert run("force-majeure", "end", "FM1", "--on", "2026-04-17")[0] == 0
    _, out, _ = run("service", "scorecard", "--month", "2026-04")
    [line] = [line for line in out.splitlines() if line.startswith("Force majeure")]
    assert "I-2026-0001/restore" in line
    assert "I-2026-0001/engineers" in line


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["plan", "done", "monthly-inspection-13"], "use `svcctl inspection` with --for"),
        (["plan", "done", "training"], "use `svcctl training`"),
        (["plan", "done", "nothing-3"], "no turn nothing-3"),
        (["plan", "done", "service-plan-1", "--signed-by", "院办"], "--file"),
        (["service", "scorecard", "--year", "9"], "no service year 9"),
        (["service", "scorecard", "--month", "2026-13"], "2026-13 is no month"),
        (["service", "scorecard", "--month", "2026-04", "--year", "1"], "not both"),
    ],
)
def test_what_cannot_be_is_refused(served: Any, run: Run, args: list[str], told: str) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert told in err


def test_a_turn_is_told_of_once(served: Any, run: Run) -> None:
    served("plan done service-plan-1 --on 2026-03-01")
    code, _, err = run("plan", "miss", "service-plan-1", "--reason", "错")
    assert code == 2
    assert "was told already" in err
    assert run("plan", "done", "zyfy-his-2025:service-plan-2", "--dry-run")[0] == 0


def test_the_card_is_a_paper_in_each_form(served: Any, run: Run, tmp_path: Path) -> None:
    """A page with a bar for each promise that was due, a Word file, a sheet; the systems beside."""
    served(
        OPEN,
        "incident answer $1 --at '2026-04-16 9:30'",
        "inspection carry-out --system all --at 2026-04-05",
    )
    for name in ("card.html", "card.xlsx", "card.docx", "card.csv"):
        assert run("service", "scorecard", "--year", "2", "-o", tmp_path / name)[0] == 0
    page = (tmp_path / "card.html").read_text(encoding="utf-8")
    assert page.count('class="bar s-done"') == 3  # the legend and two promises
    paper = Document(str(tmp_path / "card.docx"))
    kept = [row.cells[4].text for row in paper.tables[0].rows[1:]]
    assert sum(map(int, kept)) > 0  # the record itself is in it, not the promises alone
    text = "\n".join(each.text for each in paper.paragraphs)
    assert "完全没有登记的承诺" in text
    code, out, _ = run("system", "list", "--format", "json")
    assert code == 0
    assert len(json.loads(out)["systems"]) == 10
    assert run("system", "list", "-o", tmp_path / "systems.xlsx")[0] == 0
    assert run("plan", "list", "--status", "open", "-o", tmp_path / "plan.xlsx")[0] == 0
