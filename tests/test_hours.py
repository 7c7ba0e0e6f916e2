"""Hours of clocks: what is worked out at once agrees with a clock that ticks minute by minute."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.years import calendar_from
from svcctl.delivery.hours import Hours, Stretch, run_out, seconds_of

MINUTE = timedelta(minutes=1)
FACTS = tuple(shipped_facts(Path(__file__).parents[1] / "data" / "calendars"))
CN = calendar_from(FACTS, "CN")
USUAL = ("08:00-12:00", "14:30-17:30")
SHIFTS = [
    (),
    USUAL,
    ("09:00-17:00",),
    ("00:00-24:00",),
    ("08:00-12:00", "13:00-15:00", "15:00-18:30"),
]


def hours(shifts: tuple[str, ...]) -> Hours:
    return Hours(CN, tuple(map(seconds_of, shifts)))


@cache
def worked(day: date) -> bool:
    """Whether China works that day, by a library of its own."""
    return bool(chinese_calendar.is_workday(day))


def ticks(moment: datetime, shifts: tuple[str, ...]) -> bool:
    """Whether the clock runs in the minute that begins there."""
    if not shifts:
        return True
    text = f"{moment:%H:%M}"
    return worked(moment.date()) and any(
        first <= text < last for first, _, last in (shift.partition("-") for shift in shifts)
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


# the weeks before and after each festival, where make-up days and days off stand side by side
MOMENTS = st.datetimes(at("2025-01-20"), at("2026-11-20")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
NEAR = st.sampled_from([at("2025-01-24 17:00"), at("2026-02-13 11:30"), at("2026-02-28 12:00"), at("2025-09-27 14:00"), at("2026-10-10 17:29")])  # fmt: skip
STARTS = MOMENTS | NEAR.flatmap(
    lambda moment: st.integers(-3000, 3000).map(lambda minutes: moment + minutes * MINUTE)
)


@given(start=STARTS, length=st.integers(0, 12_000), shifts=st.sampled_from(SHIFTS))
def test_running_time_is_the_minutes_that_run(
    start: datetime, length: int, shifts: tuple[str, ...]
) -> None:
    minutes = sum(ticks(start + each * MINUTE, shifts) for each in range(length))
    assert hours(shifts).between(start, start + length * MINUTE) == 60 * minutes


@given(start=STARTS, minutes=st.integers(1, 2000), shifts=st.sampled_from(SHIFTS))
def test_a_limit_ends_with_its_last_minute(
    start: datetime, minutes: int, shifts: tuple[str, ...]
) -> None:
    """At the end of the last minute that it uses: at the end of a shift, not at the next opening."""
    now, left = start, minutes
    while left:
        left -= ticks(now, shifts)
        now += MINUTE
    assert hours(shifts).after(start, 60 * minutes) == now


def simulated(
    start: datetime, plan: list[tuple[datetime, tuple[str, ...], int | None, bool]], until: datetime
) -> datetime | None:
    """The end of the minute in which the parts of the limits make one."""
    used, now, at = 0, start, 0
    while now < until:
        while at + 1 < len(plan) and plan[at + 1][0] <= now:
            at += 1
        _, shifts, limit, stopped = plan[at]
        if not stopped and limit is not None and ticks(now, shifts):
            used += WHOLE // limit
        now += MINUTE
        if used >= WHOLE:
            return now
    return None


WHOLE = 2880  # minutes: each limit below goes into it
PIECES = st.lists(
    st.tuples(
        st.integers(1, 3000),  # minutes until the next
        st.sampled_from(SHIFTS),
        st.sampled_from([30, 60, 120, 480, 1440, 2880, None]),
        st.booleans(),
    ),
    max_size=5,
)


@examples(100)
@given(
    start=STARTS,
    first=st.sampled_from(SHIFTS),
    limit=st.sampled_from([30, 120, 480, 2880]),
    pieces=PIECES,
)
def test_levels_that_change_use_up_their_parts(
    start: datetime,
    first: tuple[str, ...],
    limit: int,
    pieces: list[tuple[int, tuple[str, ...], int | None, bool]],
) -> None:
    """Each minute uses up its part of the limit then in force; what is stopped uses up nothing."""
    plan: list[tuple[datetime, tuple[str, ...], int | None, bool]] = [(start, first, limit, False)]
    for minutes, shifts, each, stopped in pieces:
        plan.append((plan[-1][0] + minutes * MINUTE, shifts, each, stopped))
    stretches = [
        Stretch(since, hours(shifts), 60 * each if each else None, stopped)
        for since, shifts, each, stopped in plan
    ]
    found = run_out(start, stretches)
    slow = simulated(start, plan, plan[-1][0] + timedelta(days=40))
    if slow is None:
        assert found is None
    else:
        assert found is not None
        assert slow - MINUTE < found <= slow


def test_a_level_that_changes_by_hand() -> None:
    """One hour of two is a half: an hour at 2 h, then 24 h in force: half of them are left."""
    call = at("2026-04-16 08:00")
    stretches = [
        Stretch(call, hours(()), 7200),
        Stretch(call + timedelta(hours=1), hours(()), 24 * 3600),
    ]
    assert run_out(call, stretches) == at("2026-04-16 21:00")
    # a third of a limit is no whole second: the clock runs out with the second that completes it
    thirds = [Stretch(call, hours(()), 7), Stretch(call + timedelta(seconds=3), hours(()), 60)]
    assert run_out(call, thirds) == call + timedelta(seconds=3 + 35)


@pytest.mark.parametrize(
    ("start", "number", "shifts", "end"),
    [
        ("2026-02-13 09:00", 1, USUAL, "2026-02-14 17:30"),  # a Saturday that is worked
        ("2026-02-14 09:00", 1, USUAL, "2026-02-24 17:30"),  # the Spring Festival lies between
        ("2026-02-16 09:00", 2, (), "2026-02-26 00:00"),  # around the clock: at 24:00 of the day
    ],
)
def test_a_limit_of_working_days(
    start: str, number: int, shifts: tuple[str, ...], end: str
) -> None:
    """On the n-th working day after the day of the start, at the end of its last shift (201, 203)."""
    assert hours(shifts).end_of_working_day(at(start), number) == at(end)


def test_nothing_is_used_up_outside_the_hours() -> None:
    """A call at lunch, at night, on a holiday: the limit begins with the next shift."""
    usual = hours(USUAL)
    for call in ("2026-02-14 12:10", "2026-02-14 14:30", "2026-02-14 13:00"):
        assert usual.after(at(call), 3600) == at("2026-02-14 15:30")
    for call in ("2026-02-14 17:30", "2026-02-15 03:00", "2026-02-23 23:59"):
        assert usual.after(at(call), 3600) == at("2026-02-24 09:00")
    assert usual.after(at("2026-02-14 11:00"), 3600) == at("2026-02-14 12:00")
    assert usual.after(at("2026-02-14 11:00"), 0) == at("2026-02-14 11:00")
    assert usual.between(at("2026-02-14 12:00"), at("2026-02-14 11:00")) == 0
