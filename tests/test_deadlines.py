"""The rules of `due`, each from a day to a deadline, by hand and against a walk day by day."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from svcctl.billing.dates import Period
from svcctl.billing.deadlines import (
    Days,
    Due,
    FirstWorkingDays,
    Ground,
    Listed,
    MonthDay,
    NotAgreed,
    When,
    YearDay,
    deadline,
    due_from,
)
from svcctl.billing.working_days import Window
from test_calendar import CN, counted_off

D = date.fromisoformat
DAY = timedelta(days=1)
GROUND = Ground(CN, "weekend-too")


def due(rule: When, start: str, ready: str = "", signed: str = "", roll: str = "") -> str:
    """The deadline of a rule, in ISO form."""
    ground = GROUND._replace(signed_on=D(signed) if signed else None)
    found = deadline(
        Due(rule, "year-start", None, roll), D(start), ground, D(ready) if ready else None
    )
    assert found is not None
    return found.on.isoformat()


# -- from the file ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ({"days": 15, "unit": "working-day", "after": "signing"}, Days(15, "working-day")),
        ({"day": 20, "month": "next", "after": "period-end"}, MonthDay(20, "next")),
        ({"working_day": 5, "month": "same", "after": "year-end"}, FirstWorkingDays(5, "same")),
        ({"date": "06-30", "after": "year-start"}, YearDay(6, 30)),
        ({"on": ["2025-11-30", "2026-05-31"]}, Listed(D("2026-05-31"))),
        ({"after": "receipt", "agreed": False}, NotAgreed()),
    ],
)
def test_a_table_states_one_rule(table: dict[str, Any], rule: When) -> None:
    """Each form of `due` is a rule of its own; a list of days gives each row its own."""
    assert due_from(table, 1) == Due(rule, table.get("after", ""))


def test_what_moves_the_event_and_what_a_day_off_does_stand_beside_the_rule() -> None:
    """`plus` and `roll` go with any rule."""
    table = {"day": 31, "month": "same", "after": "year-start", "plus": "3 months", "roll": "back"}
    assert due_from(table) == Due(MonthDay(31, "same"), "year-start", Period(3, "month"), "back")


# -- a day of the month ----------------------------------------------------------------------------


def test_a_day_of_the_month_by_the_events_month() -> None:
    """The 20th of the month before, of, and after the event's; 2025-09-20 is a Saturday."""
    assert due(MonthDay(20, "same"), "2025-09-01") == "2025-09-22"
    assert due(MonthDay(20, "next"), "2025-09-30") == "2025-10-20"
    assert due(MonthDay(25, "previous"), "2025-09-01") == "2025-08-25"
    assert due(MonthDay(20, "next"), "2025-12-31") == "2026-01-20"


def test_day_31_is_the_last_of_the_month() -> None:
    """The end of November, of a February, and of a leap year's February."""
    assert due(MonthDay(31, "same"), "2025-11-03", roll="no") == "2025-11-30"
    assert due(MonthDay(31, "next"), "2026-01-31", roll="no") == "2026-02-28"
    assert due(MonthDay(30, "same"), "2024-02-05", roll="no") == "2024-02-29"


def test_a_day_of_the_month_in_a_festival_comes_after_it() -> None:
    """Case 02: the 20th of February 2026 lies in Spring Festival, which ends on the 23rd."""
    assert due(MonthDay(20, "same"), "2026-02-01") == "2026-02-24"


def test_a_late_paper_waits_for_the_same_day_of_the_next_month() -> None:
    """Case 09: paid on the 15th once the paper is in; the day as written is compared, then rolled."""
    rule = MonthDay(15, "next")
    assert due(rule, "2025-01-31", ready="2025-02-14") == "2025-02-17"  # the 15th is a Saturday
    assert due(rule, "2025-01-31", ready="2025-02-15") == "2025-02-17"  # in on the day itself
    assert due(rule, "2025-01-31", ready="2025-02-16") == "2025-03-17"  # though before the 17th
    assert due(rule, "2025-01-31", ready="2025-05-01") == "2025-05-15"


def test_a_day_rolled_back_is_never_before_the_last_paper() -> None:
    """The 15th of February 2025 is a Saturday: Friday, unless the paper came on Saturday."""
    rule = MonthDay(15, "next")
    assert due(rule, "2025-01-31", ready="2025-02-10", roll="back") == "2025-02-14"
    assert due(rule, "2025-01-31", ready="2025-02-15", roll="back") == "2025-02-15"


def test_a_day_before_the_signing_is_the_first_such_day_from_it_on() -> None:
    """A contract for January, signed on 10 March: the 5th of each month counts from April on."""
    assert due(MonthDay(5, "same"), "2025-01-01", signed="2025-03-10", roll="no") == "2025-04-05"
    assert due(MonthDay(10, "same"), "2025-01-01", signed="2025-03-10") == "2025-03-10"


# -- the first working days of a month -------------------------------------------------------------


def test_the_first_working_days_of_a_month() -> None:
    """W8: the fifth working day of August 2025 is the 7th; the first of the month counts too."""
    assert due(FirstWorkingDays(5, "same"), "2025-08-01") == "2025-08-07"
    assert due(FirstWorkingDays(5, "next"), "2025-07-31") == "2025-08-07"
    assert due(FirstWorkingDays(1, "previous"), "2025-09-01") == "2025-08-01"
    assert due(FirstWorkingDays(5, "same"), "2025-10-03") == "2025-10-14"  # eight days off first


def test_first_working_days_with_a_late_paper_and_before_the_signing() -> None:
    """Too early for the paper or the signing, it is those days of the next month."""
    rule = FirstWorkingDays(5, "next")
    assert due(rule, "2025-07-31", ready="2025-08-07") == "2025-08-07"
    assert due(rule, "2025-07-31", ready="2025-08-08") == "2025-09-05"
    assert due(rule, "2024-12-31", signed="2025-03-10") == "2025-04-08"


# -- a day of the year, days listed ----------------------------------------------------------------


def test_a_day_of_the_year_is_the_first_on_or_after_the_event() -> None:
    """30 June from a start on 1 July is next year's, from 30 June this year's; 29 February slides."""
    assert due(YearDay(6, 30), "2025-07-01") == "2026-06-30"
    assert due(YearDay(6, 30), "2025-06-30") == "2025-06-30"
    assert due(YearDay(2, 29), "2025-01-01", roll="no") == "2025-02-28"
    assert due(YearDay(2, 29), "2024-01-01", roll="no") == "2024-02-29"


def test_a_late_paper_makes_it_due_on_the_day_it_is_in() -> None:
    """Beside a day of the year or a list no year is waited for."""
    assert due(YearDay(6, 30), "2025-07-01", ready="2026-07-02") == "2026-07-02"
    assert due(Listed(D("2026-06-30")), "2025-07-01", ready="2026-07-02") == "2026-07-02"
    assert due(Listed(D("2026-06-30")), "2025-07-01", ready="2026-06-02") == "2026-06-30"


def test_such_days_before_the_signing() -> None:
    """A day of the year comes round again; a listed day that had passed is the signing."""
    assert due(YearDay(1, 15), "2025-01-01", signed="2025-03-10") == "2026-01-15"
    assert due(Listed(D("2025-01-31")), "2025-01-31", signed="2025-03-10") == "2025-03-10"


def test_listed_days_that_are_days_off() -> None:
    """Case 07: 2025-11-30 and 2026-05-31 are Sundays; `roll` says what then."""
    for roll, november, may in [
        ("no", "2025-11-30", "2026-05-31"),
        ("", "2025-12-01", "2026-06-01"),
        ("forward", "2025-12-01", "2026-06-01"),
        ("back", "2025-11-28", "2026-05-29"),
    ]:
        assert due(Listed(D("2025-11-30")), "2025-11-30", roll=roll) == november
        assert due(Listed(D("2026-05-31")), "2026-05-31", roll=roll) == may


def test_days_before_the_signing_are_counted_from_it() -> None:
    """Ten working days from a start on 1 January, signed on 10 March 2025: 24 March."""
    rule = Days(10, "working-day")
    assert due(rule, "2025-01-01", signed="2025-03-10") == "2025-03-24"
    assert due(rule, "2025-02-28", signed="2025-03-10") == "2025-03-14"
    assert due(Days(30, "calendar-day"), "2025-01-01", signed="2025-03-10") == "2025-04-09"


def test_without_days_agreed_there_is_no_deadline() -> None:
    """Nothing to be late by."""
    assert deadline(Due(NotAgreed(), "receipt"), D("2025-07-01"), GROUND) is None


# -- while a year's notice is missing --------------------------------------------------------------


def test_the_window_of_first_working_days_holds_both_months() -> None:
    """Where an arrangement decides which month's days are not too early, both are possible."""
    # the third working day of May 2028 is the 6th, or any from the 5th to the 9th
    june = CN.add(D("2028-05-31"), 3)
    for ready, on in [("2028-05-06", D("2028-05-06")), ("2028-05-08", june)]:
        found = deadline(
            Due(FirstWorkingDays(3, "same"), "year-start"), D("2028-05-01"), GROUND, D(ready)
        )
        assert found is not None
        assert (found.on, found.written) == (on, D("2028-05-06"))
        assert (found.provisional, found.window) == (True, Window(D(ready), june))


def test_a_day_rolled_back_has_a_window_too() -> None:
    """3 October 2027 is off in every arrangement; which day before it is worked is not settled."""
    found = deadline(Due(YearDay(10, 3), "year-start", None, "back"), D("2027-01-01"), GROUND)
    assert found is not None
    assert (found.on, found.provisional) == (D("2027-09-30"), True)
    assert found.window is not None
    assert found.window.latest <= D("2027-10-03")


# -- against a walk day by day ---------------------------------------------------------------------

MONTHS = {"previous": -1, "same": 0, "next": 1}
STARTS = st.dates(date(2019, 1, 1), date(2025, 6, 30))
RULES: st.SearchStrategy[When] = st.one_of(
    st.builds(MonthDay, st.integers(1, 31), st.sampled_from(sorted(MONTHS))),
    st.builds(FirstWorkingDays, st.integers(1, 15), st.sampled_from(sorted(MONTHS))),
    st.builds(YearDay, st.integers(1, 12), st.integers(1, 28)),
    st.builds(Listed, STARTS),
)


def walked(rule: When, start: date, ready: date | None, signed: date | None, roll: str) -> date:
    """The deadline, looking at one day after the other."""
    floor = max(day for day in (ready, signed, date.min) if day)
    if isinstance(rule, Listed):
        day = max(rule.on, floor)
    elif isinstance(rule, YearDay):
        day = max(start, signed or start)
        while (day.month, day.day) != (rule.month, rule.day):
            day += DAY
        day = max(day, floor)
    else:
        day = first_of_month(start, MONTHS[rule.month])  # type: ignore[union-attr]
        while not (names(rule, day) and day >= floor):
            day += DAY
        if isinstance(rule, FirstWorkingDays):
            return day
    if roll == "no":
        return day
    step = -DAY if roll == "back" else DAY
    while not CN.is_working_day(day):
        day += step
    return max(day, floor)


def first_of_month(day: date, months: int) -> date:
    day = day.replace(day=1)
    for _ in range(abs(months)):
        day = (day + 31 * DAY if months > 0 else day - DAY).replace(day=1)
    return day


def names(rule: When, day: date) -> bool:
    """Whether a rule of the month means that day."""
    if isinstance(rule, FirstWorkingDays):
        return counted_off(day.replace(day=1) - DAY, rule.number, CN.is_working_day) == day
    assert isinstance(rule, MonthDay)
    last = (day + DAY).month != day.month
    return day.day == rule.day or (last and day.day < rule.day)


@examples(200)
@given(
    rule=RULES,
    start=STARTS,
    late=st.one_of(st.none(), st.integers(-40, 400)),
    signed=st.one_of(st.none(), st.integers(-40, 200)),
    roll=st.sampled_from(["forward", "back", "no"]),
)
def test_every_rule_agrees_with_a_walk(
    rule: When, start: date, late: int | None, signed: int | None, roll: str
) -> None:
    """However rule, papers and signing meet, the deadline is the day that one finds by looking."""
    ready = None if late is None else start + late * DAY
    signing = None if signed is None else start + signed * DAY
    found = deadline(
        Due(rule, "year-start", None, roll), start, GROUND._replace(signed_on=signing), ready
    )
    assert found is not None
    assert found.on == walked(rule, start, ready, signing, roll)
    assert found.on >= (ready or date.min)


@examples(60)
@given(rule=RULES, start=st.dates(date(2026, 6, 1), date(2030, 12, 31)), late=st.integers(-40, 60))
def test_the_window_holds_the_deadline(rule: When, start: date, late: int) -> None:
    """What is shown lies in its window, and a day that cannot move has none."""
    for roll in ("forward", "back", "no"):
        found = deadline(Due(rule, "year-start", None, roll), start, GROUND, start + late * DAY)
        assert found is not None
        if found.window:
            assert found.window.earliest <= found.on <= found.window.latest
        assert found.provisional == (found.window is not None)


def test_windows_are_those_of_every_arrangement() -> None:
    """Rolled back over National Day 2027, by brute force over all arrangements on file."""
    festivals = [f for f in CN._festivals if f.first <= D("2027-10-09").toordinal() and f.last >= D("2027-09-15").toordinal()]  # fmt: skip
    first = D("2027-10-03").toordinal()
    days = set()
    for chosen in product(*(f.arrangements() for f in festivals)):
        off = {day for each in chosen for day in each.off}
        worked = {day for each in chosen for day in each.worked} - off
        at = first
        while not (at in worked or (CN._settled[at - CN._origin] and at not in off)):
            at -= 1
        days.add(date.fromordinal(at))
    assert CN.roll_window(D("2027-10-03"), back=True) == Window(min(days), max(days))


def test_a_day_outside_the_calendar_is_refused_both_ways() -> None:
    """No working day is made up before the first year on file or after the last."""
    from svcctl.billing.refusal import Refusal

    for day in (date(CN.first_year - 1, 12, 31), date(max(CN.sources) + 1, 1, 1)):
        with pytest.raises(Refusal):
            CN.last_working_day(day)


def test_listed_days_that_are_used_up() -> None:
    """What a renewal adds to a list of the term alone has no day of its own, and no number of days."""
    listed = {"on": ["2025-11-30"]}
    assert due_from(listed, 0).rule == Listed(date(2025, 11, 30))
    assert due_from(listed, 1) == Due(NotAgreed(), "period-start")
