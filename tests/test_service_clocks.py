"""Clocks of incidents, rule by rule: when each starts, stops, runs out, and what counts as kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from incidents import CN, act_of, at, facts_of, life, matter, seed, sheet, sight, terms_of
from svcctl.billing.position import ForceMajeure
from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import day_and_time
from svcctl.delivery.clocks import Clock, Sheet, _incident, minutes, sheet_of
from svcctl.delivery.hours import A_DAY, Hours, Stretch, run_out, seconds_of
from svcctl.delivery.levels import level_at
from svcctl.delivery.matters import book_of
from svcctl.delivery.promised import service_terms
from svcctl.delivery.verdicts import contested, excused, moved, other_word, window_of

Table = dict[str, Any]
DAY = "2026-04-16"  # a Thursday; its week has no feast


def level(name: str, severity: int, regime: str = "W", **keys: Any) -> Table:
    base = {"regime": regime, "level": name, "severity": severity, "title": name, "article": "1"}
    within = {f"{key}_within": keys.pop(key) for key in ("answer", "dispatch", "restore") if key in keys}  # fmt: skip
    return base | {"hours": "5x8"} | within | keys


W1 = level("W1", 1, answer="1h", dispatch="2h", restore="8h")
W2 = level("W2", 2, answer="2h", dispatch="4h", restore="2 working-days")
W3 = level("W3", 3, answer="4h")
R1 = level("R1", 1, "R", answer="30m", dispatch="1h", restore="2h", hours="7x24")
R2 = level("R2", 2, "R", answer="2h", restore="8h", hours="7x24", waits=["user"])


def worked(*levels: Table, **keys: Any) -> Table:
    return {"service_levels": list(levels or (W1, W2, W3)), **keys}


def shown(contract: Table | None, acts: list[Table], now: str, **readings: str) -> Sheet:
    return sheet(acts, at(now if "-" in now else f"{DAY} {now}"), terms_of(contract, **readings))


def clock(found: Sheet, kind: str, regime: str = "W") -> Clock:
    (one,) = [each for each in found.clocks if (each.regime, each.kind) == (regime, kind)]
    return one


def kinds(found: Sheet) -> list[tuple[str, str]]:
    return [(each.regime, each.kind) for each in found.clocks]


def fell(found: Sheet) -> list[tuple[str, str, str, str]]:
    return [(f.regime, f.kind, f"{f.at:%m-%d %H:%M}", f.why) for f in found.fell_away]


def when(moment: datetime | None) -> str:
    return f"{moment:%m-%d %H:%M}" if moment else "never"


def due(contract: Table | None, acts: list[Table], now: str, kind: str, regime: str = "W", **readings: str) -> str:  # fmt: skip
    return when(clock(shown(contract, acts, now, **readings), kind, regime).due_at)


# -- 1: hours --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "until"),
    [
        ("2026-04-16 09:12", "04-17 10:12"),  # 2:48 and 3:00 of the day, the rest the next morning
        ("2026-04-16 03:00", "04-17 09:00"),  # a call at night
        ("2026-04-16 12:40", "04-17 15:30"),  # at lunch: 3:00 of the day, 5:00 of the next
        ("2026-04-17 17:30", "04-21 09:00"),  # at the very end of a week
        (
            "2026-02-13 16:30",
            "02-14 17:30",
        ),  # to the last minute of a make-up Saturday, not the next opening
        ("2026-02-14 10:30", "02-24 11:30"),  # on the make-up Saturday itself
        ("2026-02-27 16:30", "02-28 17:30"),  # the Saturday after it is worked as well
        ("2026-02-17 10:00", "02-25 09:00"),  # on New Year's day
    ],
)
def test_working_hours_leave_out_nights_lunch_and_feasts(call: str, until: str) -> None:
    """Eight working hours of 08:00-12:00 and 14:30-17:30, over weekends, feasts and make-up days."""
    day, _, time = call.partition(" ")
    acts = life(day, f"{time} open level=W1")
    assert due(worked(), acts, call, "restore") == until


def test_around_the_clock_nothing_is_left_out() -> None:
    """New Year's night counts like any hour."""
    acts = life("2026-02-16", "23:30 open level=R1")
    assert due(worked(R1), acts, "2026-02-16 23:30", "restore", "R") == "02-17 01:30"


def test_dispatch_may_run_in_hours_of_its_own() -> None:
    """An engineer in working hours, where the hotline and the restoring run always."""
    contract = worked(level("R1", 1, "R", answer="30m", dispatch="1h", restore="2h", hours="7x24", dispatch_hours="5x8"))  # fmt: skip
    acts = life(DAY, "17:00 open level=R1", "17:10 remote end solved=no")
    found = shown(contract, acts, "17:10")
    assert [when(c.due_at) for c in found.clocks] == ["04-16 17:30", "04-17 08:30", "04-16 19:00"]


def test_shifts_as_a_file_writes_them() -> None:
    """Seconds of the day; where a file is silent the usual ones hold."""
    assert seconds_of("08:30-24:00") == (8 * 3600 + 1800, A_DAY)
    assert due(worked(working_hours=["09:00-17:00"]), life(DAY, "16:30 open level=W1"), "16:30", "answer") == "04-17 09:30"  # fmt: skip


# -- 2 and 3: the start, and the moment at which a limit ends --------------------------------------


def test_answer_from_the_call_and_restore_from_the_fault() -> None:
    """As `restore_from` says; without it both from the call."""
    acts = life(DAY, "09:12 open level=SIS1 fault_at=07:30")
    found = shown(None, acts, "09:12")
    assert when(clock(found, "answer", "SIS").due_at) == "04-16 09:42"
    assert when(clock(found, "restore", "SIS").due_at) == "04-16 15:30"
    assert due(worked(), life(DAY, "09:12 open level=W1 fault_at=08:00"), "09:12", "restore") == "04-17 10:12"  # fmt: skip
    assert due(None, life(DAY, "09:12 open level=SIS1"), "09:12", "restore", "SIS") == "04-16 17:12"


def test_an_act_at_the_very_moment_is_in_time() -> None:
    """Article 1259; a minute later it is missed, by that minute, and so it is without an act."""
    for told, state, over in (("10:00", "met", None), ("10:01", "missed", 60)):
        one = clock(shown(worked(), life(DAY, "09:00 open level=W1", f"{told} answer"), "12:00"), "answer")  # fmt: skip
        assert (one.state, one.over, one.inferred) == (state, over, False)
    acts = life(DAY, "09:00 open level=W1")
    assert clock(shown(worked(), acts, "10:00"), "answer").state == "running"
    late = clock(shown(worked(), acts, "15:00"), "answer")
    assert (late.state, late.met_at, late.over, late.left) == ("missed", None, 18000, None)


def test_the_end_of_a_span_is_that_end() -> None:
    """Two hours from ten end at twelve, not at the opening at half past two."""
    assert due(worked(), life(DAY, "10:00 open level=W2"), "10:00", "answer") == "04-16 12:00"


# -- 4: limits in working days ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "until"),
    [
        ("2026-04-16 09:12", "04-20 17:30"),
        ("2026-04-16 00:00", "04-20 17:30"),  # the day of the start is not counted, worked or not
        ("2026-04-18 10:00", "04-21 17:30"),
        ("2026-02-13 16:30", "02-24 17:30"),  # the make-up Saturday is the first of the two
        ("2026-02-26 08:00", "02-28 17:30"),
    ],
)
def test_a_limit_of_working_days_ends_with_the_last_of_them(call: str, until: str) -> None:
    """At the end of its last span (201, 203)."""
    day, _, time = call.partition(" ")
    assert due(worked(), life(day, f"{time} open level=W2"), call, "restore") == until


def test_around_the_clock_a_working_day_ends_at_midnight() -> None:
    """Where the clock never rests, a day ends at twelve at night."""
    contract = worked(level("R1", 1, "R", answer="1 working-day", hours="7x24"))
    acts = life("2026-02-14", "10:00 open level=R1")
    assert due(contract, acts, "2026-02-14 10:00", "answer", "R") == "02-25 00:00"


# -- 5: dispatch -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("09:20 answer", False),
        ("09:20 remote end solved=yes", False),
        ("09:20 agree clock=answer until=12:00", False),
        ("09:20 remote end solved=no", True),
        ("09:20 dispatch", True),
        ("09:20 arrive", True),
        ("09:20 agree until=12:00", True),
    ],
)
def test_dispatch_is_there_once_somebody_has_to_come(line: str, there: bool) -> None:
    """Not before remote help was told to have failed, somebody went, or a time was agreed on."""
    found = shown(worked(), life(DAY, "09:00 open level=W1", line), "09:30")
    assert (("W", "dispatch") in kinds(found)) is there


def test_dispatch_from_the_call_or_once_not_solved() -> None:
    """The reading: from the call; or from the end of the answer limit, from failing where it is earlier."""
    soon = life(DAY, "09:00 open level=W1", "09:20 answer", "09:30 remote end solved=no")
    late = life(DAY, "09:00 open level=W1", "10:50 dispatch")
    for acts, readings, until in (
        (soon, "call", "04-16 11:00"),
        (soon, "not-solved", "04-16 11:30"),
        (late, "not-solved", "04-16 12:00"),
    ):
        assert due(worked(), acts, "10:55", "dispatch", dispatch_from=readings) == until
    # a regime without an answer limit goes by that of the other; none at all: from the call
    bare = level("B1", 1, "B", dispatch="1h", hours="7x24")
    assert due(worked(bare, W1), late, "10:55", "dispatch", "B", dispatch_from="not-solved") == "04-16 11:00"  # fmt: skip
    acts = life(DAY, "09:00 open level=B1", "09:10 dispatch")
    assert due(worked(bare), acts, "10:55", "dispatch", "B", dispatch_from="not-solved") == "04-16 10:00"  # fmt: skip


def test_an_agreed_answer_is_when_the_answer_limit_ends() -> None:
    """Where dispatch starts with the end of the answer limit, it is the one in force."""
    acts = life(DAY, "09:00 open level=W1", "09:10 agree clock=answer until=09:20", "09:30 dispatch")  # fmt: skip
    found = shown(worked(), acts, "09:30", dispatch_from="not-solved")
    assert when(clock(found, "dispatch").starts_at) == "04-16 09:20"


# -- 6: what meets a clock -------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["remote start", "dispatch", "arrive", "restore", "close"])
def test_whatever_shows_an_answer_stands_in_for_it(verb: str) -> None:
    """Marked as inferred; not where the answer itself was at that moment."""
    acts = life(DAY, "09:00 open level=W1", f"09:30 {verb}")
    one = clock(shown(worked(), acts, "09:40"), "answer")
    assert (one.state, when(one.met_at), one.inferred) == ("met", "04-16 09:30", True)
    acts = life(DAY, "09:00 open level=W1", "09:30 answer", f"09:30 {verb}")
    assert clock(shown(worked(), acts, "09:40"), "answer").inferred is False


def test_arriving_stands_in_for_leaving() -> None:
    """Who was there must have gone."""
    one = clock(shown(worked(), life(DAY, "09:00 open level=W1", "10:00 arrive"), "10:00"), "dispatch")  # fmt: skip
    assert (one.state, one.inferred) == ("met", True)
    acts = life(DAY, "09:00 open level=W1", "09:50 dispatch", "10:00 arrive")
    one = clock(shown(worked(), acts, "10:00"), "dispatch")
    assert (when(one.met_at), one.inferred) == ("04-16 09:50", False)


@pytest.mark.parametrize(
    ("lines", "met", "inferred"),
    [
        (("09:30 remote end solved=yes", "10:00 restore", "10:30 close"), "10:00", False),
        (("09:30 remote end solved=yes", "09:50 remote end solved=yes", "10:30 close"), "09:50", True),
        (("09:30 remote end solved=no", "10:30 close"), "10:30", True),
        # help that failed again had restored nothing
        (("09:30 remote end solved=yes", "09:50 remote end solved=no", "10:30 close"), "10:30", True),
    ],
)  # fmt: skip
def test_what_restored_it(lines: tuple[str, ...], met: str, inferred: bool) -> None:
    """The act itself, else the last successful help, else the closing."""
    one = clock(shown(worked(), life(DAY, "09:00 open level=W1", *lines), "11:00"), "restore")
    assert (one.state, when(one.met_at), one.inferred) == ("met", f"04-16 {met}", inferred)


def test_help_that_failed_again_leaves_dispatch_running() -> None:
    """Told as solved, then as not: somebody has to come."""
    acts = life(DAY, "09:00 open level=W1", "09:30 remote end solved=yes", "09:50 remote end solved=no")  # fmt: skip
    found = shown(worked(), acts, "10:00")
    assert {c.kind: c.state for c in found.clocks} == {
        "answer": "running",
        "dispatch": "running",
        "restore": "running",
    }


# -- 7: levels -------------------------------------------------------------------------------------


def test_a_level_brings_that_of_the_same_severity() -> None:
    """In every other regime; another one where it is named beside."""
    contract = worked(W1, W2, R1, R2)
    assert [c.level.name for c in shown(contract, life(DAY, "09:00 open level=W2"), "09:00").clocks] == ["W2", "R2", "W2", "R2"]  # fmt: skip
    beside = shown(contract, life(DAY, "09:00 open level=W2,R/R1"), "09:00")
    assert {c.level.key for c in beside.clocks} == {"W/W2", "R/R1"}
    # a regime that knows none so grave has no clocks
    assert kinds(shown(worked(W3, R1), life(DAY, "09:00 open level=W3"), "09:00")) == [("W", "answer")]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["W9"], "matter.level-unknown"),
        (["X1"], "matter.level-which"),
        (["W1", "W2"], "matter.level-twice"),
        (["W1"], "matter.level-beside"),
    ],
)
def test_a_level_that_says_too_little_or_too_much(texts: list[str], key: str) -> None:
    """Unknown; of two regimes; twice in one; two of that severity in another."""
    levels = [W1, W2, level("X1", 1, "R"), level("X1", 2, "S"), level("X2", 1, "S"), level("X3", 1, "S")]  # fmt: skip
    with pytest.raises(Refusal) as refused:
        terms_of(worked(*levels)).said(texts)
    assert refused.value.key == key
    if key == "matter.level-beside":
        chosen = terms_of(worked(*levels)).said(["W1", "S/X2", "W1"])
        assert [each.key for each in chosen.values()] == ["W/W1", "R/X1", "S/X2"]


def test_the_stricter_of_what_both_say_until_it_is_appraised() -> None:
    """The purchaser raises it, the supplier objects in vain, an appraisal settles it, nobody unsettles it."""
    acts = life(
        DAY,
        "09:00 open level=W2",
        "09:10 classify level=W1 side=purchaser",
        "09:20 classify level=W3",
        "10:00 classify level=W2 appraised=yes",
        "10:10 classify level=W1 side=purchaser",
    )
    names = []
    for now in ("09:05", "09:15", "09:25", "10:05", "10:15"):
        found = shown(worked(), acts, now)
        names.append(clock(found, "answer").level.name)
    assert names == ["W2", "W1", "W1", "W2", "W2"]


def test_the_level_given_at_the_call_holds_from_the_fault_on() -> None:
    """A level that another side names at the call changes nothing before the call."""
    acts = life(DAY, "12:00 open level=R2 fault_at=08:00", "12:00 classify level=R1 side=purchaser")
    contract = worked(R1 | {"restore_from": "fault"}, R2 | {"restore_from": "fault"})
    # four hours of eight are a half; then half of two hours is left
    assert due(contract, acts, "12:00", "restore", "R") == "04-16 13:00"


def test_a_level_that_the_contract_knows_no_more_says_nothing() -> None:
    """A correction of the contract took it away: no clocks, and no complaint here."""
    found = shown(worked(), life(DAY, "09:00 open level=OLD"), "09:00")
    assert (found.clocks, found.fell_away, found.said) == ((), (), ())
    assert terms_of(worked()).said([]) == {}


# -- 8: a level changed midway ---------------------------------------------------------------------


def test_a_changed_level_counts_by_parts() -> None:
    """Half of one hour used up, so half of two is left; back again and forth gains nothing."""
    acts = life(DAY, "08:00 open level=W1", "08:30 classify level=W2")
    assert due(worked(), acts, "08:29", "answer") == "04-16 09:00"
    assert due(worked(), acts, "08:30", "answer") == "04-16 09:30"
    acts += life(DAY, "09:00 classify level=W1", "09:06 classify level=W2", "09:18 classify level=W1")  # fmt: skip
    # 1/2, 1/4, 1/10, 1/10: a twentieth of an hour is left
    assert due(worked(), acts, "09:18", "answer") == "04-16 09:21"


def test_what_is_left_of_a_second_counts_as_one() -> None:
    """Seven minutes of half an hour leave 23/30 of seven: 5 minutes and 22 seconds."""
    levels = [level("A1", 1, answer="7m"), level("A2", 2, answer="30m")]
    acts = life(DAY, "09:00 open level=A2", "09:07 classify level=A1")
    one = clock(shown(worked(*levels), acts, "09:07"), "answer")
    assert one.due_at == at(f"{DAY} 09:12:22")


def test_a_level_without_the_clock_uses_nothing_up() -> None:
    """The clock fell away with it, and is there again with the next, with what was left."""
    acts = life(DAY, "08:00 open level=W1", "08:30 classify level=W3", "11:00 classify level=W1")
    bare = worked(W1, level("W3", 3, answer="4h"))
    assert fell(shown(bare, acts, "09:00")) == [("W", "restore", "04-16 08:30", "level")]
    # half an hour of the eight is used up, 7:30 are left: an hour, three, and 3:30 of Friday
    assert due(bare, acts, "11:00", "restore") == "04-17 11:30"


def test_what_fell_away_did_so_with_the_first_level_without_it() -> None:
    """A further level without it changes nothing; what never was there does not fall away."""
    levels = [W1, W3, level("W4", 4, answer="8h")]
    acts = life(DAY, "08:00 open level=W1", "08:30 classify level=W3", "09:00 classify level=W4")
    assert fell(shown(worked(*levels), acts, "10:00")) == [("W", "restore", "04-16 08:30", "level")]
    acts = life(DAY, "08:00 open level=W3", "08:30 restore", "08:40 classify level=W1")
    found = shown(worked(*levels), acts, "10:00")
    assert (kinds(found), fell(found)) == ([("W", "answer")], [])


def test_a_regime_that_a_later_level_brings_in_counts_from_then() -> None:
    """Before it nothing was used up, though the clock starts at the call."""
    acts = life(DAY, "08:00 open level=W3", "09:00 classify level=W1")
    one = clock(shown(worked(W1, W3, R1), acts, "09:00"), "restore", "R")
    assert (when(one.starts_at), when(one.due_at)) == ("04-16 08:00", "04-16 11:00")


def test_a_limit_of_days_is_its_running_time_where_the_level_changes() -> None:
    """From Thursday 08:00 to Monday 17:30 are 21 hours; seven of them are a third."""
    acts = life(DAY, "08:00 open level=W2", "2026-04-17 08:00 classify level=W1")
    # two thirds of eight hours are 5:20
    assert due(worked(), acts, "2026-04-17 08:00", "restore") == "04-17 15:50"


# -- 9: waits --------------------------------------------------------------------------------------


def test_waits_stop_what_the_level_lets_them_stop() -> None:
    """Restore and dispatch, never answer; for the reasons that the level names, else by the reading."""
    acts = life(DAY, "09:00 open level=R2", "09:10 remote end solved=no", "09:30 wait reason=user")
    contract = worked(R1, R2 | {"dispatch_within": "4h"})
    states = {c.kind: (c.state, c.due_at is None, c.left) for c in shown(contract, acts, "10:00").clocks}  # fmt: skip
    assert states == {
        "answer": ("running", False, 3600),
        "dispatch": ("stopped", True, 12_600),
        "restore": ("stopped", True, 27_000),
    }
    other = life(DAY, "09:00 open level=R2", "09:30 wait reason=access")
    assert clock(shown(contract, other, "10:00"), "restore", "R").state == "running"
    silent = life(DAY, "09:00 open level=R1", "09:30 wait reason=anything")
    assert clock(shown(contract, silent, "10:00"), "restore", "R").state == "running"
    assert clock(shown(contract, silent, "10:00", waits="stop"), "restore", "R").state == "stopped"


@pytest.mark.parametrize("verb", ["resume", "restore", "close"])
def test_only_running_time_inside_the_wait_is_left_out(verb: str) -> None:
    """Over lunch and a night: 2:30 of Thursday and one hour of Friday, not eighteen hours."""
    acts = life(DAY, "09:00 open level=W1", "12:00 wait reason=user", f"2026-04-17 09:00 {verb}")
    found = shown(worked(), acts, "2026-04-17 09:00", waits="stop")
    one = clock(found, "restore")
    # three of eight hours were used up; five are left on Friday from nine
    assert when(one.due_at) == "04-17 16:30"
    assert [(when(w.span.begin), when(w.span.end)) for w in found.waits] == [("04-16 12:00", "04-17 09:00")]  # fmt: skip


def test_a_wait_goes_on_through_a_changed_level() -> None:
    """Whether it stops the clock is asked of the level in force at each moment."""
    levels = [level("A1", 1, restore="2h", waits=[]), level("A2", 2, restore="4h", waits=["user"])]
    acts = life(DAY, "08:00 open level=A2", "09:00 wait reason=user", "10:00 classify level=A1")
    # a quarter by nine, nothing until ten, then three quarters of two hours
    assert due(worked(*levels), acts, "10:00", "restore") == "04-16 11:30"


def test_a_clock_met_while_waiting_keeps_a_limit() -> None:
    """As if it had run on from the moment it was met; what happens later moves it no more."""
    acts = life(DAY, "09:00 open level=W1", "09:30 wait reason=user", "10:00 dispatch", "11:00 resume")  # fmt: skip
    for now in ("10:00", "11:30"):
        one = clock(shown(worked(), acts, now, waits="stop"), "dispatch")
        assert (one.state, when(one.due_at)) == ("met", "04-16 11:30")


def test_a_clock_that_ran_out_before_the_wait_stays_missed() -> None:
    """And it is late by running time without the wait."""
    acts = life(DAY, "09:00 open level=R1", "12:00 wait reason=user", "14:00 resume", "15:00 restore")  # fmt: skip
    one = clock(shown(worked(R1), acts, "16:00", waits="stop"), "restore", "R")
    assert (one.state, when(one.due_at), one.over) == ("missed", "04-16 11:00", 4 * 3600)


# -- 10: agreements --------------------------------------------------------------------------------


def test_an_agreed_time_replaces_the_limit_in_every_regime() -> None:
    """No wait and no later level moves it, only a further agreement."""
    contract = worked(W1, W2, R1, R2)
    acts = life(
        DAY,
        "09:00 open level=W1",
        "09:30 agree clock=restore until=17:00",
        "09:40 wait reason=user",
        "10:00 classify level=W2",
    )
    for regime in ("W", "R"):
        one = clock(shown(contract, acts, "16:00", waits="stop"), "restore", regime)
        assert (one.state, when(one.due_at), one.agreed, one.left) == ("running", "04-16 17:00", True, 3600)  # fmt: skip
    acts += life(DAY, "16:30 agree clock=restore until=18:00")
    assert due(contract, acts, "16:30", "restore", "R") == "04-16 18:00"


def test_agreed_in_time_or_too_late() -> None:
    """At the very moment it is in time; afterwards it changes no verdict."""
    for told, state, until in (("11:00", "met", "12:00"), ("11:01", "missed", "11:00")):
        acts = life(DAY, "09:00 open level=R1", f"{told} agree clock=restore until=12:00", "11:50 restore")  # fmt: skip
        one = clock(shown(worked(R1), acts, "12:00"), "restore", "R")
        assert (one.state, when(one.due_at)) == (state, f"04-16 {until}")


def test_an_agreed_clock_outlives_a_level_without_it() -> None:
    """What was agreed on is owed; an agreement after the answer is none."""
    acts = life(DAY, "08:00 open level=W1", "08:10 agree until=12:00", "08:20 classify level=W3")
    assert clock(shown(worked(), acts, "08:30"), "dispatch").agreed
    acts = life(DAY, "08:00 open level=W1", "08:10 answer", "08:20 agree clock=answer until=12:00")
    one = clock(shown(worked(), acts, "08:30"), "answer")
    assert (when(one.due_at), one.agreed) == ("04-16 09:00", False)


# -- 11: what stays missed, what falls away --------------------------------------------------------


def test_whatever_comes_later_a_missed_clock_stays_missed() -> None:
    """Another level, a wait, an agreement, a reopening."""
    acts = life(
        DAY,
        "08:00 open level=R1",
        "10:30 classify level=R2",
        "10:40 wait reason=user",
        "10:50 agree clock=restore until=18:00",
        "11:00 restore",
        "11:10 reopen",
        "11:20 restore",
    )
    for now in ("10:30", "10:45", "10:55", "11:05", "11:15", "11:25"):
        one = clock(shown(worked(R1, R2), acts, now), "restore", "R")
        assert (one.state, when(one.due_at)) == ("missed", "04-16 10:00")


def test_an_act_recorded_late_changes_the_verdict() -> None:
    """Its moment counts, not that of its recording; so does the correction of an act."""
    acts = life(DAY, "09:00 open level=W1", "11:00 answer", "09:50 remote start")
    assert clock(shown(worked(), acts[:2], "12:00"), "answer").state == "missed"
    assert clock(shown(worked(), acts, "12:00"), "answer").state == "met"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("10:30 restore",), [("W", "dispatch", "04-16 10:30", "restored")]),
        (("10:30 remote end solved=yes",), [("W", "dispatch", "04-16 10:30", "restored")]),
        (("10:30 close",), [("W", "dispatch", "04-16 10:30", "closed")]),
        (("10:30 restore", "12:00 close duplicate=I-2026-0002"), [("W", "dispatch", "04-16 10:30", "restored")]),
        (("11:30 restore",), []),  # it had run out
    ],
)  # fmt: skip
def test_dispatch_is_not_needed_once_service_is_back(
    lines: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    """Before it was due; afterwards it stays missed."""
    acts = life(DAY, "09:00 open level=W1", "09:20 remote end solved=no", *lines)
    found = shown(worked(), acts, "15:00")
    assert fell(found) == expected
    assert [c.state for c in found.clocks if c.kind == "dispatch"] == ["missed"] * (not expected)


def test_who_went_after_service_was_back_need_not_have() -> None:
    """Help succeeded, an engineer looked in all the same: no clock for that."""
    acts = life(DAY, "09:00 open level=W1", "09:20 remote end solved=yes", "10:00 dispatch")
    assert fell(shown(worked(), acts, "10:00")) == [("W", "dispatch", "04-16 09:20", "restored")]


def test_a_duplicate_asks_for_nothing_more() -> None:
    """Its open clocks fall away; what was kept or had run out stays; reopened it is none."""
    acts = life(DAY, "09:00 open level=W1", "09:10 remote end solved=no", "09:30 close duplicate=I-2026-0002")  # fmt: skip
    found = shown(worked(), acts, "10:00")
    assert fell(found) == [
        ("W", "answer", "04-16 09:30", "duplicate"),
        ("W", "dispatch", "04-16 09:30", "duplicate"),
        ("W", "restore", "04-16 09:30", "duplicate"),
    ]
    again = [*acts, *life(DAY, "10:00 reopen", "10:10 close")]
    found = shown(worked(), again, "10:30")
    assert {c.kind: when(c.met_at) for c in found.clocks} == {
        "answer": "04-16 09:30",
        "restore": "04-16 10:10",
    }
    once_more = [*acts, *life(DAY, "09:40 reopen", "09:50 close duplicate=I-2026-0002")]
    assert kinds(shown(worked(), once_more, "10:30")) == []
    late = [*acts[:2], *life(DAY, "12:00 close duplicate=I-2026-0002")]
    assert [c.state for c in shown(worked(), late, "15:00").clocks] == ["missed", "missed"]


# -- 12: reopening ---------------------------------------------------------------------------------


def test_the_time_between_restored_and_reopened_does_not_count() -> None:
    """Restore goes on with what is left; the answer keeps its verdict."""
    acts = life(DAY, "09:00 open level=R1", "09:10 answer", "10:00 restore", "13:00 reopen")
    found = shown(worked(R1), acts, "13:00")
    assert clock(found, "answer", "R").state == "met"
    one = clock(found, "restore", "R")
    assert (one.state, when(one.due_at), one.met_at, one.left) == ("running", "04-16 14:00", None, 3600)  # fmt: skip


def test_dispatch_that_fell_away_can_come_again() -> None:
    """From the reopening; one that was met or missed does not."""
    acts = life(DAY, "09:00 open level=W1", "09:10 remote end solved=no", "09:30 restore", "10:00 reopen")  # fmt: skip
    assert kinds(shown(worked(), acts, "10:10")) == [("W", "answer"), ("W", "restore")]
    acts += life(DAY, "10:20 remote end solved=no")
    found = shown(worked(), acts, "10:30")
    assert fell(found) == [("W", "dispatch", "04-16 09:30", "restored")]
    one = clock(found, "dispatch")
    assert (when(one.starts_at), when(one.due_at)) == ("04-16 10:00", "04-16 12:00")
    sent = life(DAY, "09:00 open level=W1", "09:10 dispatch", "09:30 restore", "10:00 reopen", "16:00 dispatch")  # fmt: skip
    assert when(clock(shown(worked(), sent, "17:00"), "dispatch").met_at) == "04-16 09:10"


def test_reopened_dispatch_by_the_other_reading() -> None:
    """The answer limit of the reopening, or failing again."""
    acts = life(DAY, "08:00 open level=W1", "09:00 restore", "09:30 reopen", "09:40 dispatch")
    one = clock(shown(worked(), acts, "11:00", dispatch_from="not-solved"), "dispatch")
    assert (when(one.starts_at), one.state) == ("04-16 10:30", "met")


def test_a_spell_ends_when_service_was_back() -> None:
    """With the reopening where nobody says that it was back before."""
    acts = life(DAY, "09:00 open level=W1", "10:00 restore", "10:30 reopen")
    (first, last) = _incident(matter(acts), terms_of(worked()), at(f"{DAY} 11:00")).spells
    assert (when(first.end), first.is_last, last.end, last.is_last) == ("04-16 10:00", False, None, True)  # fmt: skip
    told = moved(matter(acts), 2, at(f"{DAY} 10:45"))
    (first, _) = _incident(told, terms_of(worked()), at(f"{DAY} 11:00")).spells
    assert when(first.end) == "04-16 10:30"


# -- 13: which counts ------------------------------------------------------------------------------


def test_the_clock_that_runs_out_first_counts() -> None:
    """Equal: the first in the file; stopped: last; or that of the regime that the reading names."""
    acts = life(DAY, "09:00 open level=W1")
    contract = worked(W1, R1)

    def counting(*levels: Table, acts: list[Table] = acts, **readings: str) -> str:
        found = shown(worked(*levels), acts, "09:10", **readings)
        return next(c.regime for c in found.clocks if c.kind == "restore" and c.counts)

    assert counting(W1, R1) == "R"
    assert counting(W1, R1, severity="W") == "W"
    assert counting(W1, level("E1", 1, "E", restore="8h")) == "W"
    waiting = life(DAY, "09:00 open level=W1", "09:05 wait reason=user")
    assert counting(level("W1", 1, restore="1h", waits=["user"]), R1, acts=waiting) == "R"
    both = [level("W1", 1, restore="1h", waits=["user"]), level("E1", 1, "E", restore="30m", waits=["user"])]  # fmt: skip
    assert counting(*both, acts=waiting) == "W"
    # the regime that the reading names has no such clock: the other counts
    assert [c.counts for c in shown(worked(W3, R1), life(DAY, "09:00 open level=R1"), "09:10", severity="W").clocks] == [True, True]  # fmt: skip
    assert shown(contract, acts, "09:10").clocks[0].counts is False


# -- 14 and 15: beside a verdict -------------------------------------------------------------------


def objected(*lines: str) -> tuple[list[Table], Any]:
    acts = life(DAY, "09:00 open level=W1", "09:50 answer", *lines)
    return acts, matter(acts)


def test_another_time_by_the_other_side_contests_what_it_would_turn() -> None:
    """Verdicts follow the recorded time."""
    terms, now = terms_of(worked()), at(f"{DAY} 11:00")
    for line, turned in (
        ("10:00 object side=purchaser time=10:10 target=c#2", {("W", "answer")}),
        ("10:00 object side=purchaser time=09:55 target=c#2", set()),
        ("10:00 object side=purchaser time=08:30", {("W", "answer")}),  # of the call itself
        ("10:00 object side=purchaser target=c#2", set()),  # no other time
        ("10:00 object side=purchaser time=10:10 target=c#9", set()),  # no such act
    ):
        _, told = objected(line)
        found = sheet_of(told, terms, now)
        assert contested(told, terms, now, found) == turned
        assert clock(found, "answer").state == "met"


def test_an_act_moved_past_others_takes_its_place() -> None:
    """Even past the reopening that followed it."""
    acts = life(DAY, "09:00 open level=W1", "10:00 restore", "10:30 reopen", "11:00 restore")
    told = moved(matter(acts), 2, at(f"{DAY} 10:45"))
    assert [step.number for step in told.steps] == [1, 3, 2, 4]
    terms = terms_of(worked())
    assert clock(sheet_of(told, terms, at(f"{DAY} 12:00")), "restore").state == "met"
    sent = life(DAY, "09:00 open level=W1", "09:10 dispatch", "10:00 restore", "10:30 reopen")
    told = moved(matter(sent), 3, at(f"{DAY} 10:45"))
    assert clock(sheet_of(told, terms, at(f"{DAY} 12:00")), "dispatch").state == "met"


def test_a_wait_without_ends_marks_what_it_could_turn() -> None:
    """Known by its length alone it stops nothing."""
    for waited, turned in ((3600, {("W", "restore")}), (1799, set()), (0, set())):
        acts = life(DAY, "08:00 open level=W1", "08:10 answer", "2026-04-17 09:30 restore")
        acts[0]["waited"] = waited
        told, terms, now = matter(acts), terms_of(worked()), at("2026-04-17 12:00")
        found = sheet_of(told, terms, now)
        one = clock(found, "restore")
        assert (one.state, one.over) == ("missed", 1800)
        assert contested(told, terms, now, found) == turned


def test_force_majeure_over_the_moment_excuses() -> None:
    """On the day the limit ran out, not on another; what was kept needs no excuse."""
    acts = life(DAY, "09:00 open level=W1")
    found = shown(worked(), acts, "15:00")
    storm, later = (
        ForceMajeure(id="storm", by="supplier", on=date(2026, 4, day), ended_on=date(2026, 4, day))
        for day in (16, 17)
    )
    assert excused(clock(found, "answer"), [storm], date(2026, 4, 20))
    assert not excused(clock(found, "answer"), [later], date(2026, 4, 20))
    assert not excused(clock(found, "restore"), [storm], date(2026, 4, 20))


def test_without_a_notice_the_days_are_a_window() -> None:
    """An estimated year: which days a limit can end on; with a notice there is none."""
    acts = life("2028-01-20", "09:00 open level=W1")
    one = clock(shown(worked(), acts, "2028-01-20 09:00"), "restore")
    window = window_of(one)
    assert one.provisional
    assert window is not None
    assert one.due_at is not None
    assert window.earliest <= one.due_at.date() <= window.latest
    assert window_of(clock(shown(worked(), life(DAY, "09:00 open level=W1"), "09:00"), "restore")) is None  # fmt: skip


def test_what_the_other_side_said_of_an_act() -> None:
    """A yes without an act is to all that was said by then by the other side; a no to its first."""
    acts = life(
        DAY,
        "09:00 open level=W1",
        "09:10 answer by=engineer confirmed_by=desk",
        "09:20 confirm side=purchaser by=head",
        "09:30 dispatch",
        "09:40 object side=purchaser reason=no",
        "09:50 confirm side=purchaser target=c#4",
        "09:55 object side=purchaser target=c#2 reason=no",
    )
    told = matter(acts)
    said = [(who, len(nos)) for who, nos in (other_word(step, told) for step in told.acts)]
    assert said == [("head", 1), ("head", 1), ("purchaser", 0)]
    assert other_word(matter(acts[:2]).steps[1], matter(acts[:2]))[0] == "desk"


# -- what users of other tools complain of ---------------------------------------------------------


def test_working_time_waited_is_not_calendar_time() -> None:
    """Waited over a weekend for a limit in working hours: no night and no Sunday is given back."""
    acts = life("2026-04-17", "17:00 open level=W1", "17:15 wait reason=user", "2026-04-20 08:15 resume")  # fmt: skip
    # a quarter of an hour used up; 7:45 from Monday 08:15
    assert due(worked(), acts, "2026-04-20 08:15", "restore", waits="stop") == "04-21 09:00"


def test_a_wait_outlives_a_changed_level() -> None:
    """What was left out before the change stays left out."""
    acts = life(DAY, "08:00 open level=R2", "08:30 wait reason=user", "09:30 resume", "10:00 classify level=R1")  # fmt: skip
    contract = worked(R1 | {"waits": ["user"]}, R2)
    # an eighth by ten; seven eighths of two hours
    assert due(contract, acts, "10:00", "restore", "R") == "04-16 11:45"


def test_nothing_runs_out_while_it_waits() -> None:
    """However long it takes."""
    acts = life(DAY, "09:00 open level=W1", "09:30 wait reason=user")
    one = clock(shown(worked(), acts, "2026-05-30 12:00", waits="stop"), "restore")
    assert (one.state, one.left, minutes(one.left)) == ("stopped", 27_000, 450)


def test_a_limit_does_not_move_by_itself() -> None:
    """Looked at ten minutes or two days later, it is the same; later acts move none that was met."""
    acts = life(DAY, "09:00 open level=W1", "09:10 answer")
    moments = ("09:00", "09:10", "12:30", "2026-04-17 09:00", "2026-04-18 10:00")
    assert {due(worked(), acts, now, "restore") for now in moments} == {"04-17 10:00"}
    acts += life(DAY, "09:30 classify level=W2", "09:40 agree clock=answer until=17:00")
    assert due(worked(), acts, "11:00", "answer") == "04-16 10:00"


def test_a_call_outside_the_hours_uses_nothing_up() -> None:
    """Neither late at once nor without a limit: late by working hours alone."""
    acts = life("2026-04-18", "20:00 open level=W1", "2026-04-20 09:10 answer")
    one = clock(shown(worked(), acts, "2026-04-20 10:00"), "answer")
    assert (one.state, when(one.due_at), one.over) == ("missed", "04-20 09:00", 600)


def test_lunch_does_not_run() -> None:
    """From half past eleven an hour ends at three."""
    assert due(worked(), life(DAY, "11:30 open level=W1"), "11:30", "answer") == "04-16 15:00"


def test_no_clock_starts_in_a_closed_incident() -> None:
    """Classified when closed: what it had is judged, nothing runs."""
    acts = life(DAY, "09:00 open level=W3", "09:10 answer", "09:30 close", "09:40 classify level=W1")  # fmt: skip
    assert [(c.kind, c.state) for c in shown(worked(), acts, "15:00").clocks] == [("answer", "met")]


def test_minutes_left_are_whole_ones_and_a_delay_is_never_none() -> None:
    """Downwards what is left, upwards what is late."""
    assert [minutes(59), minutes(61), minutes(1, late=True), minutes(60, late=True), minutes(None)] == [0, 1, 1, 1, None]  # fmt: skip


# -- the arithmetic underneath ---------------------------------------------------------------------


def test_hours_between_moments() -> None:
    """None backwards; whole days in between; days off are not worked."""
    hours = Hours(CN, (seconds_of("08:00-12:00"), seconds_of("14:30-17:30")))
    always = Hours(CN)
    friday, monday = at("2026-04-17 17:00"), at("2026-04-20 08:30")
    assert hours.between(monday, friday) == 0
    assert hours.between(friday, monday) == 3600
    assert hours.between(at("2026-04-18 09:00"), at("2026-04-18 10:00")) == 0
    assert hours.between(at("2026-04-16 09:00"), at("2026-04-16 15:00")) == 12_600
    assert always.between(friday, monday) == 228_600
    assert (always.a_day, hours.a_day) == (A_DAY, 25_200)
    assert hours.after(friday, 0) == always.after(friday, 0) == friday
    assert hours.end_of_working_day(friday, 1) == at("2026-04-20 17:30")
    with pytest.raises(AssertionError):
        hours._at(date(2026, 4, 17), 25_201)


def test_a_limit_runs_out_in_the_stretch_that_is_left() -> None:
    """Never where the last stands still; stretches before the start count for nothing."""
    start, always = at(f"{DAY} 09:00"), Hours(CN)
    early = Stretch(at(f"{DAY} 08:00"), always, 600)
    stands = Stretch(at(f"{DAY} 08:30"), always, 600, stopped=True)
    assert run_out(start, [early, stands]) is None
    assert run_out(start, [stands, Stretch(at(f"{DAY} 08:40"), always, 600)]) == at(f"{DAY} 09:10")
    assert run_out(start, [Stretch(start, always, 600), Stretch(at(f"{DAY} 10:00"), always, 60)]) == at(f"{DAY} 09:10")  # fmt: skip


def test_before_its_first_level_none_is_in_force() -> None:
    """A regime that knows none so grave."""
    assert level_at([], at(f"{DAY} 09:00")) is None


def test_what_a_contract_promises_beside_its_levels() -> None:
    """Its years, its turns by their names, and the day from which service runs."""
    terms = terms_of()
    assert terms.first == date(2025, 3, 6)
    year = terms.year_of(date(2026, 4, 16))
    assert year is not None
    assert year.first <= date(2026, 4, 16) <= year.last
    assert terms.year_of(date(2031, 1, 1)) is None
    assert terms.is_in_term(date(2025, 3, 6))
    assert not terms.is_in_term(date(2025, 3, 5))
    turn = terms.turn("monthly-inspection-7")
    assert turn is not None
    assert turn.number == 7
    assert terms.turn("monthly-inspection-700") is None
    assert terms.level("SIS1").engineers == 0
    assert terms.level("9.2.1/L1").engineers == 2
    bare = service_terms({k: v for k, v in seed().items() if k != "working_hours"}, sight())
    assert bare.level("L1").hours["answer"].a_day == 25_200


def test_an_act_of_a_day_alone_is_of_its_beginning() -> None:
    """What is imported may know the day only: after what was recorded of that day."""
    assert act_of({"at": date(2026, 4, 16), "verb": "answer"}).moment == at(f"{DAY} 00:00")
    assert day_and_time(date(2026, 4, 16)) == {"on": date(2026, 4, 16), "at": ""}
    made = life(DAY, "09:00 open level=W1")
    made.append({"at": date(2026, 4, 16), "verb": "answer"})
    assert [when(step.moment) for step in book_of(facts_of(made)).matters["I-2026-0001"].steps] == ["04-16 09:00"] * 2  # fmt: skip
