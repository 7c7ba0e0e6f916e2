"""What a contract promises of the service: limits, recurring turns and their days, and the export of both."""

import json
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from happened import ForceMajeure, Termination
from svcctl.billing.dates import Period
from svcctl.billing.position import Position
from svcctl.billing.readings import OF_CLOCKS
from svcctl.billing.service import Turn, crews, readings_of_clocks, service_limits, standing, turns
from svcctl.billing.terms import terms_from
from svcctl.contracts.form import plain

Run = Callable[..., tuple[int, str, str]]
SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
SIGNED = date(2025, 3, 5)
LATER = Position(as_of=date(2028, 12, 31))


@cache
def seed() -> dict[str, Any]:
    found: dict[str, Any] = plain(tomllib.loads(SEED.read_text("utf-8")))
    return found


def planned(every: str, position: Position = LATER, **readings: str) -> list[Turn]:
    plan = {"key": "visit", "title": "visit", "every": every, "article": "1"}
    terms = terms_from(seed(), {key.replace("_", "-"): choice for key, choice in readings.items()})
    return list(turns({"service_plan": [plan]}, terms, position))


@given(months=st.integers(1, 40))
def test_turns_follow_one_another_and_end_on_corresponding_dates(months: int) -> None:
    """By another library's months: no day twice, none left out, and only whole turns within three years."""
    found = planned(f"{months} months")
    assert [turn.number for turn in found] == list(range(1, 36 // months + 1))
    assert [turn.last for turn in found] == [
        SIGNED + relativedelta(months=months * n) for n in range(1, 36 // months + 1)
    ]
    days = [turn.first.toordinal() for turn in found] + [
        turn.last.toordinal() + 1 for turn in found
    ]
    assert sorted(days)[1:-1] == sorted(days[1 : len(found)] * 2)


@given(days=st.integers(1, 1500))
def test_turns_of_days(days: int) -> None:
    """Each so many days after the one before, within the 1,096 days of the term."""
    found = planned(f"{days} days")
    assert len(found) == 1096 // days
    assert all((turn.last - turn.first).days == days - 1 for turn in found)


def test_the_last_turn_of_a_year_ends_with_the_year() -> None:
    """However the reading, the start notice or force majeure moved it."""
    early = planned("6 months", year_end="day-before")
    assert [str(turn.last) for turn in early[:2]] == ["2025-09-04", "2026-03-04"]
    started = Position(as_of=date(2026, 1, 1), started_on=date(2025, 3, 31))
    assert [str(turn.last) for turn in planned("6 months", started)[:2]] == [
        "2025-09-30",
        "2026-03-31",
    ]
    stopped = ForceMajeure("F1", "supplier", date(2025, 7, 1), date(2025, 7, 10), None, True, "e")
    longer = Position(as_of=date(2026, 1, 1), force_majeure=(stopped,))
    assert [str(turn.last) for turn in planned("6 months", longer)[:3]] == [
        "2025-09-05",
        "2026-03-15",
        "2026-09-15",
    ]


def test_an_early_end_owes_no_turn_that_it_cuts_short() -> None:
    """A year settled by days ends with the contract, and makes no turn of that year whole."""
    for pro_rata in (False, True):
        ended = LATER._replace(termination=Termination(date(2026, 8, 1), "agreed", pro_rata, "e"))
        assert [turn.number for turn in planned("6 months", ended)] == [1, 2]
        assert [turn.number for turn in planned("1 year", ended)] == [1]
        assert [turn.number for turn in planned("1 month", ended)] == list(range(1, 17))


def test_the_limits_of_the_seed_contract() -> None:
    """Both regimes, each clock with what it starts from and when it runs, as facts.md has them."""
    found = {(each.level, each.clock): each for each in service_limits(seed())}
    assert len(found) == 11
    restore = found["SIS1", "restore"]
    assert (restore.within, restore.since, restore.hours, restore.severity) == (
        Period(8, "hour"),
        "fault",
        (),
        1,
    )
    on_site = found["L1", "dispatch"]
    assert (on_site.within, on_site.since, on_site.hours) == (
        Period(1, "hour"),
        "call",
        ("08:00-12:00", "14:30-17:30"),
    )
    assert ("SIS4", "dispatch") not in found
    shorter = seed() | {"working_hours": ["09:00-12:00"]}
    assert {each.hours for each in service_limits(shorter)} == {(), ("09:00-12:00",)}


def test_a_level_says_when_its_clocks_run_what_stops_them_and_what_a_miss_is() -> None:
    """Dispatch may run otherwise than the rest; waits stop all but an answer; a silent file leaves them open."""
    levels = [
        dict(seed()["service_levels"][3], dispatch_hours="5x8", waits=["user"]),
        dict(seed()["service_levels"][4], breach="quality"),
    ]
    found = {(each.level, each.clock): each for each in service_limits({"service_levels": levels})}
    assert {key: (bool(each.hours), each.waits, each.breach) for key, each in found.items()} == {
        ("SIS1", "answer"): (False, (), "service-promise"),
        ("SIS1", "dispatch"): (True, ("user",), "service-promise"),
        ("SIS1", "restore"): (False, ("user",), "service-promise"),
        ("SIS2", "answer"): (False, (), "quality"),
        ("SIS2", "dispatch"): (False, None, "quality"),
    }
    assert found["SIS1", "restore"].promise == "SIS/SIS1/restore"
    (crew,) = crews(seed())
    assert (crew.promise, crew.engineers, crew.breach) == (
        "9.2.1/L1/engineers",
        2,
        "service-promise",
    )
    assert list(crews({"service_levels": levels})) == []


def test_what_has_no_period_has_no_turns() -> None:
    """It stands beside the turns; each says which record fulfils it, and which rule a miss falls under."""
    found = list(turns(seed(), terms_from(seed()), LATER))
    without = {each.key: each for each in standing(seed())}
    assert not without.keys() & {turn.key for turn in found}
    assert {turn.kind for turn in found} == {"inspection", "visit", "upgrade", ""}
    assert {turn.breach for turn in found} == {"service-promise"}
    assert (without["training"].kind, without["manager-report"].kind) == ("training", "")
    plain_plan = {"service_plan": [{"key": "a", "title": "b", "article": "c"}]}
    assert [(each.kind, each.breach) for each in standing(plain_plan)] == [("", "")]


def test_which_readings_can_move_a_clock() -> None:
    """Two regimes, a clock of dispatch, a clock that waits may stop and the file says nothing of."""
    levels = seed()["service_levels"]

    def said(*found: dict[str, Any]) -> tuple[str, ...]:
        return readings_of_clocks({"service_levels": list(found)})

    assert readings_of_clocks(seed()) == ("severity", "dispatch-from", "waits")
    assert said(*levels[3:]) == ("dispatch-from", "waits")
    assert said(levels[6]) == ()  # answers alone
    assert said(dict(levels[3], waits=["user"])) == ("dispatch-from",)
    assert readings_of_clocks({}) == ()


def test_readings_of_clocks_are_not_called_harmless(demo_store: Path, run: Run) -> None:
    """They move no date and no sum, but clocks of incidents, and both forms of the answer say so."""
    code, out, err = run("contract", "readings", "--format", "json")
    assert code == 0, err
    told = {each["key"]: each for each in json.loads(out)["readings"]}
    for key, other in (("dispatch-from", "not-solved"), ("waits", "stop")):
        assert told[key]["others"] == [{"choice": other, "changes": []}]
    assert [told[key]["harmless"] for key in OF_CLOCKS] == [False] * 3
    assert told["paid-when"]["harmless"]
    shown = run("contract", "readings", "--format", "csv", "--lang", "zh")[1]
    lines = {line.split(",")[2]: line for line in shown.splitlines() if line.count(",") > 3}
    assert [lines[key].endswith("影响故障时限") for key in OF_CLOCKS] == [True] * 3
    assert "不影响" in lines["paid-when"]


def test_a_contract_without_levels_has_no_question_of_clocks(run: Run, tmp_path: Path) -> None:
    """Nobody is asked how clocks run where there are none."""
    text = SEED.read_text("utf-8")
    (tmp_path / "bare.toml").write_text(text[: text.index("[[service_levels]]")], "utf-8")
    assert run("init", str(tmp_path / "bare.toml"))[0] == 0
    out = run("contract", "readings", "--format", "json")[1]
    assert not {each["key"] for each in json.loads(out)["readings"]} & set(OF_CLOCKS)


def test_the_export(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Each limit, turn and system once, in words; that nothing is on record is said beside it."""
    code, out, err = run("export", "service", "--format", "json", "--lang", "zh")
    assert code == 0, err
    told = json.loads(out)
    kinds = [row["promise"] for row in told["rows"]]
    assert Counter(kinds) == {
        "level": 11,
        "engineers": 1,
        "turn": 36 + 12 + 3 * 4 + 6,
        "standing": 19,
        "service": 30,
        "system": 10,
    }
    assert [each["note"] for each in told["findings"]] == ["promises-only", "hours", "regimes"]
    said = [each["words"] for each in told["findings"]]
    assert "不表明" in said[0]  # nothing is on record yet
    assert said[1] == "工作时间：工作日 08:00-12:00、14:30-17:30。"
    assert "逐项取严" in said[2]
    visit = next(row for row in told["rows"] if row["key"] == "site-visit/2")
    assert (visit["every"], visit["first_day"], visit["last_day"]) == (
        {"length": 6, "unit": "month"},
        "2025-09-06",
        "2026-03-05",
    )
    crew = next(row for row in told["rows"] if row["promise"] == "engineers")
    assert (crew["key"], crew["engineers"], crew["clock"]) == ("9.2.1/L1", 2, None)
    cover = next(row for row in told["rows"] if row["key"] == "holiday-cover")
    assert (cover["every"], cover["last_day"], cover["article"]) == (None, None, "附件3 9.3.8.5")
    limits = [row for row in told["rows"] if row["key"] == "SIS/SIS1"]
    assert [(row["clock"], row["within"], row["since"]) for row in limits] == [
        ("answer", {"length": 30, "unit": "minute"}, "call"),
        ("dispatch", {"length": 2, "unit": "hour"}, "call"),
        ("restore", {"length": 8, "unit": "hour"}, "fault"),
    ]
    shown = run("export", "service", "--format", "csv", "--lang", "zh")[1]
    words = (
        "服务时限",
        "每 6 个月一次",
        "至少 2 人",
        "不定期",
        "自报修起 30 分钟",
        "自故障发生起 8 小时",
        "7x24",
    )
    assert [word for word in words if word not in shown] == []


def test_turns_in_a_calendar_program(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """The last day of each turn under a name that stays; what an early end cuts short is cancelled, not left."""

    def events() -> dict[str, Any]:
        assert (
            run("export", "service", "-o", str(tmp_path / "s.ics"), "--as-of", "2026-06-01")[0] == 0
        )
        found = Calendar.from_ical((tmp_path / "s.ics").read_bytes()).walk("VEVENT")
        return {str(event["uid"]): event for event in found}

    before = events()
    assert len(before) == 66
    visit = "zyfy-his-2025-service-site-visit-3@svcctl"
    assert before[visit]["dtstart"].dt == date(2026, 9, 5)
    run("contract", "terminate", "--on", "2026-05-01", "--reason", "agreed")
    after = events()
    assert after.keys() == before.keys()
    assert (str(before[visit]["status"]), str(after[visit]["status"])) == ("CONFIRMED", "CANCELLED")
    assert after[visit]["sequence"] > before[visit]["sequence"]
    assert str(after["zyfy-his-2025-service-site-visit-2@svcctl"]["status"]) == "CONFIRMED"


def test_a_contract_that_promises_nothing_of_the_kind(run: Run, tmp_path: Path) -> None:
    """An empty table in every format, and no note about promises."""
    text = SEED.read_text("utf-8")
    bare = text[: text.index("[[service_levels]]")]
    (tmp_path / "bare.toml").write_text(bare, "utf-8")
    assert run("init", str(tmp_path / "bare.toml"))[0] == 0
    for suffix in ("csv", "jsonl", "json", "xlsx", "html", "ics"):
        code, _, err = run("export", "service", "-o", str(tmp_path / f"s.{suffix}"))
        assert code == 0, err
    assert "元" not in (tmp_path / "s.html").read_text("utf-8")  # no sums, no unit
    told = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert (told["rows"], told["findings"]) == ([], [])
