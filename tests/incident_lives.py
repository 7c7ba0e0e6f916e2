"""Hypothesis strategies for what contracts promise of incidents, and for the lives of incidents."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from lives import Draw

Table = dict[str, Any]
MINUTE = timedelta(minutes=1)
KINDS = ("answer", "dispatch", "restore")
REASONS = ("user", "access", "third-party")
SHIFTS = [("08:00-12:00", "14:30-17:30"), ("09:00-17:00",), ("00:00-24:00",),
          ("08:00-12:00", "13:00-15:00", "15:00-18:30")]  # fmt: skip
WITHIN = ["7m", "30m", "45m", "1h", "2h", "4h", "8h", "24h", "1 working-day", "2 working-days"]
SIDES = ("purchaser", "supplier")
# what an incident can do in each state
VERBS = {
    "open": ("answer", "remote start", "remote end", "dispatch", "arrive", "classify", "agree",
             "wait", "restore", "close"),
    "waiting": ("answer", "remote end", "dispatch", "classify", "agree", "resume", "restore", "close"),
    "restored": ("classify", "reopen", "close"),
    "closed": ("classify", "reopen"),
}  # fmt: skip
LEADS = {"wait": "waiting", "resume": "open", "restore": "restored", "close": "closed", "reopen": "open"}  # fmt: skip
# days off and make-up days stand side by side there, and shifts begin and end
NEAR = [datetime.fromisoformat(each) for each in (
    "2025-01-24 16:40", "2025-04-27 11:30", "2025-09-28 08:00", "2025-10-11 12:00",
    "2026-02-13 17:00", "2026-02-14 11:40", "2026-02-28 14:30", "2026-05-09 08:10",
    "2026-09-20 09:00", "2026-06-03 09:12")]  # fmt: skip


@st.composite
def contracts(draw: Draw) -> Table:
    """One to three regimes with some of four severities each, in hours of their own."""
    levels: list[Table] = []
    for regime in ("SIS", "9.2.1", "desk")[: draw(st.integers(1, 3))]:
        since = draw(st.sampled_from(["call", "fault"]))
        severities = st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True)
        levels += [draw(level(regime, number, since)) for number in sorted(draw(severities))]
    readings = {
        "dispatch-from": draw(st.sampled_from(["call", "not-solved"])),
        "waits": draw(st.sampled_from(["run", "stop"])),
        "severity": draw(st.sampled_from(["stricter", "stricter", "SIS", "9.2.1"])),
    }
    hours = draw(st.sampled_from(SHIFTS))
    return {"service_levels": levels, "working_hours": hours, "readings": readings}


@st.composite
def level(draw: Draw, regime: str, severity: int, since: str) -> Table:
    """A level with some of the three clocks."""
    hours = st.sampled_from(["5x8", "7x24"])
    found: Table = {"regime": regime, "level": f"L{severity}", "severity": severity,
                    "title": "level", "article": "1", "hours": draw(hours)}  # fmt: skip
    for kind in KINDS:
        if draw(st.integers(0, 4)):
            found[f"{kind}_within"] = draw(st.sampled_from(WITHIN))
    if draw(st.booleans()):
        found["waits"] = draw(st.lists(st.sampled_from(REASONS), unique=True))
    if draw(st.integers(0, 3)) == 0:
        found["dispatch_hours"] = draw(hours)
    if since == "fault":
        found["restore_from"] = since
    return found


@st.composite
def lives(draw: Draw, contract: Table) -> tuple[list[Table], datetime]:
    """The acts of an incident, whatever its states allow, and the moment at which it is looked at."""
    near = st.sampled_from(NEAR).flatmap(
        lambda moment: st.integers(-600, 2000).map(lambda minutes: moment + minutes * MINUTE)
    )
    moment: datetime = draw(near)
    acts = [{"at": moment, "verb": "open", "side": draw(st.sampled_from(SIDES)),
             "level": draw(named(contract))}]  # fmt: skip
    if draw(st.booleans()):
        acts[0]["fault_at"] = moment - draw(st.integers(0, 400)) * MINUTE
    state = "open"
    for _ in range(draw(st.integers(0, 9))):
        moment += draw(gaps()) * MINUTE
        verb = draw(st.sampled_from(VERBS[state]))
        acts.append(draw(acted(verb, moment, contract)))
        state = LEADS.get(verb, state)
    return acts, moment + draw(gaps()) * MINUTE


def gaps() -> st.SearchStrategy[int]:
    """Minutes between two acts: mostly few, sometimes a night or a long feast."""
    few, more = st.integers(0, 90), st.integers(0, 1500)
    return few | few | more | st.sampled_from([0, 30, 60, 120, 480, 10 * 1440])


@st.composite
def named(draw: Draw, contract: Table) -> list[str]:
    """A level, perhaps with that of another regime beside it."""
    levels = contract["service_levels"]
    first = draw(st.sampled_from(levels))
    others = [each for each in levels if each["regime"] != first["regime"]]
    beside = [draw(st.sampled_from(others))] if others and draw(st.integers(0, 3)) == 0 else []
    return [f"{each['regime']}/{each['level']}" for each in (first, *beside)]


@st.composite
def acted(draw: Draw, verb: str, moment: datetime, contract: Table) -> Table:
    """An act with what its verb is told."""
    act: Table = {"at": moment, "verb": verb, "side": draw(st.sampled_from(SIDES))}
    if verb == "remote end":
        act["solved"] = draw(st.sampled_from(["no", "no", "yes"]))
    if verb == "classify":
        act |= {"level": draw(named(contract)), "reason": "reason"}
        if draw(st.integers(0, 3)) == 0:
            act["appraised"] = True
    if verb == "agree":
        act |= {"until": moment + draw(st.integers(-20, 600)) * MINUTE, "clock": draw(st.sampled_from(KINDS))}  # fmt: skip
    if verb == "wait":
        act["reason"] = draw(st.sampled_from(REASONS))
    if verb == "close" and draw(st.integers(0, 3)) == 0:
        act["duplicate"] = "I-2025-0001"
    return act
