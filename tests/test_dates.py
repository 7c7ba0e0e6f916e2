"""Corresponding dates and periods of Civil Code articles 200 to 203."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from svcctl.billing.dates import Period, anniversary, corresponding_date, parse_period, shift

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(DAYS, st.integers(-600, 600))
@example(date(2024, 2, 29), 12)
@example(date(2024, 2, 29), -12)
@example(date(2024, 12, 31), 2)
@example(date(2025, 1, 31), 1)
@example(date(2025, 3, 31), -1)
def test_corresponding_dates_are_those_of_dateutil(start: date, months: int) -> None:
    """So many months on, or back, is the date another library gives."""
    assert corresponding_date(start, months) == start + relativedelta(months=months)


@given(DAYS, st.integers(0, 50))
def test_anniversaries_are_those_of_dateutil(start: date, years: int) -> None:
    """So many years on is the date another library gives."""
    assert anniversary(start, years) == start + relativedelta(years=years)


@given(DAYS, st.integers(0, 600))
def test_a_month_has_a_corresponding_date_or_its_last_day(start: date, months: int) -> None:
    """Civil Code 202: the same day of the month, else the month's last day; later starts never end earlier."""
    end = corresponding_date(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
    assert end <= corresponding_date(start + timedelta(days=1), months)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-03-05", 12, "2026-03-05"),
        ("2025-03-05", 0, "2025-03-05"),
        ("2025-03-31", 1, "2025-04-30"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2025-12-31", 14, "2027-02-28"),
        ("2025-01-31", -11, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2096-02-29", 48, "2100-02-28"),
        ("2025-02-28", 12, "2026-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
    ],
)
def test_last_days_of_months(start: str, months: int, end: str) -> None:
    """31 August and six months are the last of February; 29 February has an anniversary in leap years alone."""
    assert corresponding_date(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_a_leap_day_comes_round_again() -> None:
    """Counted from the first day, not from the year before, 29 February is 29 February again after four years."""
    leap = date(2024, 2, 29)
    assert [anniversary(leap, years).isoformat() for years in range(5)] == [
        "2024-02-29",
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("30m", Period(30, "minute")),
        ("8h", Period(8, "hour")),
        (" 2h ", Period(2, "hour")),
        ("1 day", Period(1, "calendar-day")),
        ("30 days", Period(30, "calendar-day")),
        ("1 calendar-day", Period(1, "calendar-day")),
        ("60 calendar-days", Period(60, "calendar-day")),
        ("1 working-day", Period(1, "working-day")),
        ("15 working-days", Period(15, "working-day")),
        ("3 months", Period(3, "month")),
        ("1 month", Period(1, "month")),
        ("1 year", Period(1, "year")),
        ("10 years", Period(10, "year")),
    ],
)
def test_periods_of_a_contract_file(text: str, period: Period) -> None:
    """Minutes and hours by letter, days, months and years by word."""
    assert parse_period(text) == period


BAD = [
    "", " ", "m", "day", "1", "30", "1d", "1 m", "1 h", "2hs", "1s", "1 week", "3 dayss", "1 Month", "1  day",
    "0m", "0 days", "-1 day", "1.5 h", "1.5 days", "١ day", "３ days", "one day", "1 day later", "day 1", "1,000 days",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_period_is_refused(text: str) -> None:
    """Another unit, another spelling, a fraction, nought or nothing is no period."""
    with pytest.raises(ValueError):
        parse_period(text)


@given(DAYS, st.integers(1, 600))
def test_a_date_is_moved_by_a_period(start: date, length: int) -> None:
    """Days are counted, months and years correspond (Civil Code 201, 202)."""
    assert shift(start, Period(length, "calendar-day")) == start + timedelta(days=length)
    assert shift(start, Period(length, "month")) == start + relativedelta(months=length)
    assert shift(start, Period(length % 50, "year")) == start + relativedelta(years=length % 50)
