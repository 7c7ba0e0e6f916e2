"""From a missed promise to a breach: proposed, decided by a person, owed from that day, explained."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from svcctl import workspace
from test_promises_kept import OPEN, served

served = served  # a fixture
Run = Callable[..., tuple[int, str, str]]
LATE = (
    OPEN,
    "incident answer $1 --at '2026-04-16 10:00'",
    "incident remote start $1 --without-leave --reason 抢修 --at '2026-04-16 10:01'",
    "incident remote end $1 --solved no --at '2026-04-16 10:10'",
    "incident arrive $1 --engineers 1 --at '2026-04-16 12:40'",
    "incident restore $1 --at '2026-04-16 18:00'",
)


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    """What a command answers in JSON."""

    def call(*args: object) -> Any:
        code, out, err = run(*args, "--format", "json")
        assert code == 0, err
        return json.loads(out)

    return call


def proposals(ask: Any, *args: str) -> dict[str, Any]:
    return {each["id"]: each for each in ask("breach", "propose", *args)["proposals"]}


def test_each_missed_promise_proposes_once(served: Any, ask: Any) -> None:
    """However many regimes; a turn and a session without leave too; nothing is charged by it."""
    served(*LATE)
    served("plan miss year-end-summary-1 --reason 忘了 --on 2026-03-06")
    found = proposals(ask)
    assert list(found) == ["year-end-summary-1", *sorted(k for k in found if k.startswith("I-"))]
    kinds = {name.partition("/")[2].partition("-")[0] for name in found}
    assert kinds == {"", "answer", "dispatch", "restore", "engineers", "leave"}
    dispatch = found["I-2026-0001/dispatch"]
    assert [each["regime"] for each in dispatch["missed"]] == ["9.2.1", "SIS"]
    assert (dispatch["on"], dispatch["rule"], dispatch["amount"]) == (
        "2026-04-16",
        "service-promise",
        "26100.00",
    )
    assert ask("breach", "list")["breaches"] == []
    assert proposals(ask, "--month", "2026-05") == {}
    assert "year-end-summary-1" in proposals(ask, "--year", "1")
    assert ask("breach", "propose", "--year", "3")["proposals"] == []


def test_one_breach_of_several_is_owed_from_the_day_of_the_decision(served: Any, ask: Any) -> None:
    served(*LATE)
    names = ("I-2026-0001/answer", "i-2026-1/dispatch")
    ask(
        "breach",
        "accept",
        *names,
        "--reason",
        "屡次",
        "--on",
        "2026-05-01",
        "--decision",
        "会议纪要3号",
    )
    [breach] = ask("breach", "list")["breaches"]
    assert (breach["on"], breach["accepted_on"]) == ("2026-04-16", "2026-05-01")
    assert breach["proposals"] == ["I-2026-0001/answer", "I-2026-0001/dispatch"]
    before = ask("damages", "assess", "--as-of", "2026-04-30")
    after = ask("damages", "assess", "--as-of", "2026-05-01")
    assert (before["owed_by"]["supplier"], after["owed_by"]["supplier"]) == ("0.00", "26100.00")
    [line] = [each for each in after["lines"] if each["breach"].endswith(":B1")]
    assert line["from"] == "2026-05-01"
    decision = proposals(ask)["I-2026-0001/answer"]["decision"]
    assert (decision["breach"], decision["reason"], decision["number"]) == (
        "B1",
        "屡次",
        "会议纪要3号",
    )


def test_a_later_decision_takes_the_place_of_an_earlier_one(
    served: Any, ask: Any, run: Run
) -> None:
    """While one of its promises is left, a breach stands; then it falls; taken back, it stands again."""
    served(*LATE)
    ask("breach", "accept", "I-2026-0001/answer", "I-2026-0001/dispatch", "--reason", "屡次")
    ask("breach", "reject", "I-2026-0001/answer", "--reason", "再议")
    assert ask("damages", "assess")["owed_by"]["supplier"] == "26100.00"
    told = ask("breach", "reject", "I-2026-0001/dispatch", "--reason", "再议")
    assert ask("damages", "assess")["owed_by"]["supplier"] == "0.00"
    assert "decided otherwise since" in run("breach", "list")[1]
    event = told["recorded"][0]["event"] if "recorded" in told else told["facts"][0]["event"]
    assert run("audit", "retract", event, "--reason", "错")[0] == 0
    assert ask("damages", "assess")["owed_by"]["supplier"] == "26100.00"
    ask("breach", "accept", "I-2026-0001/dispatch", "--reason", "单独认定", "--rule", "quality")
    assert ask("damages", "assess")["owed_by"]["supplier"] == "43500.00"
    assert proposals(ask)["I-2026-0001/dispatch"]["rule"] == "quality"


def test_facts_put_right_later_mark_a_decision_and_undo_nothing(
    served: Any, ask: Any, run: Run
) -> None:
    served(*LATE, "incident reopen $1 --at '2026-04-16 19:00'")
    ask("breach", "accept", "I-2026-0001/answer", "I-2026-0001/restore", "--reason", "屡次")
    served("incident restore I-2026-0001 --at '2026-04-16 20:00'")
    assert not proposals(ask)["I-2026-0001/restore"]["basis_changed"]
    correct = ("incident", "correct", "I-2026-0001", "2", "--reason", "录错")
    assert run(*correct, "--at", "2026-04-16 9:20")[0] == 0
    answer = proposals(ask)["I-2026-0001/answer"]
    assert (answer["basis_changed"], answer["missed"], answer["on"]) == (True, [], None)
    assert answer["decision"]["breach"] == "B1"
    assert ask("damages", "assess")["owed_by"]["supplier"] == "26100.00"
    assert "put right since" in run("breach", "propose")[1]
    code, _, err = run("breach", "accept", "I-2026-0001/answer", "--reason", "x")
    assert (code, "no missed promise I-2026-0001/answer" in err) == (2, True)


def test_a_decision_on_what_is_gone_stays_in_the_list(served: Any, ask: Any, run: Run) -> None:
    """The turn's word was taken back after it had been rejected."""
    served("plan miss year-end-summary-1 --reason 忘了 --on 2026-03-06")
    ask("breach", "reject", "year-end-summary-1", "--reason", "已补")
    assert run("audit", "retract", "zyfy-his-2025#2", "--reason", "错")[0] == 0
    assert proposals(ask)["year-end-summary-1"]["basis_changed"]
    served(OPEN.replace("SIS1", "SIS4"), "incident answer $1 --at '2026-04-17 9:00'")
    ask("breach", "reject", "I-2026-0001/answer", "--reason", "再议")
    for event in ("6", "5"):
        code, _, err = run("audit", "retract", f"zyfy-his-2025#{event}", "--reason", "错")
        assert code == 0, err
    gone = proposals(ask)["I-2026-0001/answer"]
    assert (gone["rule"], gone["missed"], gone["basis_changed"]) == (None, [], True)
    assert proposals(ask, "--month", "2026-05") == {}


def test_readings_and_the_other_sides_word_stand_beside_a_proposal(
    served: Any, ask: Any, run: Run
) -> None:
    """Waits that the contract does not name: by another reading it was in time."""
    served(
        OPEN,
        "incident answer $1 --at '2026-04-16 9:10'",
        "incident wait $1 --reason user --at '2026-04-16 10:00'",
        "incident resume $1 --at '2026-04-16 12:00'",
        "incident restore $1 --at '2026-04-16 18:00'",
        "incident object $1 --event 5 --side purchaser --reason 早已恢复 --at '2026-04-16 16:00'",
    )
    assert run("force-majeure", "begin", "--on", "2026-04-16")[0] == 0
    found = proposals(ask)["I-2026-0001/restore"]
    told = {(each["key"], each["other"], each["state"]) for each in found["readings"]}
    assert told == {("waits", "stop", "met")}
    assert (found["contested"], found["excused"]) == (True, True)
    text = run("breach", "propose")[1]
    assert all(word in text for word in ("contested", "force majeure", "in time"))


def test_a_clock_is_explained_span_by_span(served: Any, ask: Any, run: Run) -> None:
    """Each fact with its source, what was used up, what was decided, the line that it led to."""
    served(
        *LATE[:5],
        "incident classify $1 --level SIS2 --reason 只剩一科 --at '2026-04-16 15:00'",
        "incident close $1 --at '2026-04-16 18:00'",
    )
    ask("breach", "accept", "I-2026-0001/dispatch", "--reason", "迟到", "--decision", "7号")
    found = ask("explain", "i-2026-1/dispatch")
    assert [each["regime"] for each in found["clocks"]] == ["9.2.1", "SIS"]
    assert found["line"] == {"id": "service-promise/B1", "amount": "26100.00", "state": "owed"}
    assert found["decision"]["number"] == "7号"
    spans = [span for each in found["clocks"] for span in each["spans"]]
    # to the end of the limit, whenever somebody came
    assert spans[-1]["used_seconds"] == 2 * 3600
    assert spans[-1]["share_so_far"] == "1.000000"
    restore = ask("explain", "I-2026-0001/answer")
    assert restore["decision"] is None
    code, out, _ = run("explain", "service-promise/B1")
    assert code == 0
    assert "It is made of 1 missed promise: I-2026-0001/dispatch" in out
    assert ask("explain", "service-promise/B1")["proposals"][0]["id"] == "I-2026-0001/dispatch"


def test_what_stands_still_or_is_not_needed_is_explained_too(
    served: Any, ask: Any, run: Run
) -> None:
    served(
        OPEN,
        "incident agree $1 --until '2026-04-16 11:00' --confirmed-by 信息科 --at '2026-04-16 9:05'",
        "incident answer $1 --at '2026-04-16 9:10'",
        "incident restore $1 --at '2026-04-16 9:30'",
        "incident reopen $1 --at '2026-04-16 10:00'",
        "incident classify $1 --level SIS4 --reason 鉴定 --at '2026-04-16 10:30'",
        "incident arrive $1 --at '2026-04-16 10:40'",
        "incident classify $1 --level SIS1 --reason 再鉴定 --at '2026-04-16 11:40'",
        "incident restore $1 --at '2026-04-16 12:00'",
        "inspection carry-out --system all --at 2026-04-05",
    )
    code, out, _ = run("explain", "I-2026-0001/restore")
    assert code == 0
    assert "service was back; nothing counts until it was opened again" in out
    assert "has no such limit" in out
    gone = ask("explain", "I-2026-0001/dispatch")
    assert (gone["state"], {each["clock"] for each in gone["clocks"]}) == ("not_needed", {None})
    done = ask("explain", "zyfy-his-2025:monthly-inspection-13")
    assert (done["state"], done["clocks"], done["decision"]) == ("done", [], None)
    assert ask("explain", "monthly-inspection-14")["state"] == "not_recorded"


REFUSED = [
    ("breach accept I-2026-0009/answer --reason x", "no missed promise"),
    ("breach accept I-2026-0001/answer --reason x --on 2026-04-15", "ran out on 2026-04-16"),
    ("breach accept I-2026-0001/answer --reason x --rule other-breach", "--amount"),
    ("breach accept I-2026-0001/answer --reason x --rule nothing", "nothing"),
    ("breach propose --year 1 --month 2026-04", "not both"),
    ("explain I-2026-0001/nothing", "no clock nothing"),
    ("explain monthly-inspection-99", "no clock"),
]


@pytest.mark.parametrize(("line", "told"), REFUSED)
def test_what_cannot_be_decided_is_refused(served: Any, run: Run, line: str, told: str) -> None:
    served(*LATE)
    code, out, err = run(*line.split())
    assert (code, out) == (2, ""), err
    assert told in err


def test_a_promise_without_a_rule_wants_one(
    tmp_path: Path, run: Run, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the contract file names none, or two that differ."""
    text = (workspace.shipped("contracts") / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    levels, _, plan = text.partition("[[service_plan]]")
    before, _, after = levels.rpartition('level = "SIS2"')
    levels = before.replace('breach = "service-promise"\n', "") + 'level = "SIS2"' + after
    levels = levels.replace('level = "SIS1"', 'level = "SIS1"\nengineers = 3')
    path = tmp_path / "c.toml"
    path.write_text(
        f"{levels}[[service_plan]]{plan}".replace(
            'breach = "service-promise"', 'breach = "quality"', 1
        ),
        encoding="utf-8",
    )
    assert run("init", path)[0] == 0
    monkeypatch.setattr(
        workspace, "now", lambda: datetime(2026, 11, 27, 12, tzinfo=workspace.SHANGHAI)
    )
    lines = tmp_path / "l.txt"
    lines.write_text("\n".join((*LATE, OPEN.replace("SIS1", "SIS2"))), encoding="utf-8")
    assert run("service", "record", lines, "--role", "supplier")[0] == 0
    found = proposals(ask)
    assert (found["I-2026-0001/answer"]["rule"], found["I-2026-0001/answer"]["amount"]) == (
        None,
        None,
    )
    crew = found["I-2026-0001/engineers"]["missed"]
    assert [each["regime"] for each in crew] == ["9.2.1", "SIS"]
    code, _, err = run("breach", "accept", "I-2026-0001/answer", "--reason", "x")
    assert (code, "names no rule" in err) == (2, True)
    both = ("I-2026-0001/leave-4", "I-2026-0002/answer")
    code, _, err = run("breach", "accept", *both, "--reason", "x")
    assert code == 2
    assert "different rules" in err
    ask("breach", "accept", *both, "--reason", "x", "--rule", "quality")


def test_a_reading_names_the_clocks_that_it_moves(served: Any, ask: Any, run: Run) -> None:
    """When they run out, or what becomes of them; one that moves any is not harmless."""
    served(
        OPEN,
        "incident answer $1 --at '2026-04-16 9:10'",
        "incident wait $1 --reason user --at '2026-04-16 10:00'",
        "incident resume $1 --at '2026-04-16 12:00'",
        "incident arrive $1 --at '2026-04-16 10:30'",
        "incident restore $1 --at '2026-04-16 18:00'",
    )
    found = {each["key"]: each for each in ask("contract", "readings")["readings"]}
    moved = {
        (key, other["choice"], change["id"].partition("/")[2], change["what"]): (
            change["before"],
            change["after"],
        )
        for key in ("severity", "dispatch-from", "waits")
        for other in found[key]["others"]
        for change in other["changes"]
    }
    due = ("2026-04-16T17:00:00+08:00", "2026-04-16T19:00:00+08:00")
    assert moved["waits", "stop", "restore", "due_at"] == due
    assert moved["waits", "stop", "restore", "state"] == ("missed", "met")
    assert moved["severity", "SIS", "dispatch", "due_at"][1] == "2026-04-16T11:00:00+08:00"
    assert moved["dispatch-from", "not-solved", "dispatch", "state"] == ("missed", "met")
    assert not any(found[key]["harmless"] for key in ("severity", "dispatch-from", "waits"))
    text = run("contract", "readings")[1]
    assert "I-2026-0001/restore due 2026-04-16 17:00 -> 2026-04-16 19:00" in text
    assert run("contract", "start", "--on", "2026-05-01")[0] == 0
    found = {each["key"]: each for each in ask("contract", "readings")["readings"]}
    assert not [c for o in found["waits"]["others"] for c in o["changes"] if "I-2026" in c["id"]]
