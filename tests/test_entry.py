"""What people type: read where it is plain, refused with its text where it is not."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcctl.billing.refusal import Refusal
from svcctl.intake import entry

TODAY = date(2026, 4, 8)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "today", lambda: TODAY)


def refused(parse: Any, text: str, **more: str) -> str:
    with pytest.raises(Refusal) as refusal:
        parse(text)
    assert refusal.value.values == {"text": text} | more
    return refusal.value.key


# -- dates -------------------------------------------------------------------------------------------------


@given(st.dates(date(1980, 1, 1), date(2107, 12, 31)))
def test_a_date_is_read_in_every_form(on: date) -> None:
    """ISO, without strokes, with slashes, in Chinese, with leading noughts or without, in full-width digits."""
    year, month, day = on.year, on.month, on.day
    forms = [
        on.isoformat(),
        f"{year}-{month}-{day}",
        f"{year}{month:02d}{day:02d}",
        f"{year}/{month}/{day}",
        f"{year}/{month:02d}/{day:02d}",
        f"{year}.{month}.{day}",
        f"{year}年{month}月{day}日",
        f"{year} 年 {month} 月 {day} 日",
        f" {on.isoformat()}\n",
        on.isoformat().translate(str.maketrans("0123456789-", "０１２３４５６７８９－")),
    ]
    assert {entry.parse_date(form) for form in forms} == {on}


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("今天", TODAY),
        ("today", TODAY),
        ("Today", TODAY),
        ("昨天", date(2026, 4, 7)),
        ("yesterday", date(2026, 4, 7)),
    ],
)
def test_days_named_from_today(text: str, on: date) -> None:
    """Today and yesterday, as China has them."""
    assert entry.parse_date(text) == on


def test_leap_days_exist_every_fourth_year() -> None:
    """29 February 2028 is a date, that of 2026 is none."""
    assert entry.parse_date("20280229") == date(2028, 2, 29)
    assert refused(entry.parse_date, "20260229") == "entry.date"


BAD_DATES = [
    "", " ", "text", "2026", "2026-4", "2026-04", "202604", "4/8/2026", "8.4.2026", "26-04-08", "260408",
    "2026-02-30", "2026-02-29", "20260431", "2026-13-01", "2026/0/1", "2026-00-10", "0000-01-01", "2026年4月31日",
    "2026-4/8", "2026/4-8", "2026年4月8", "2026-04-081", "2026040", "202604081",
    "2026-04-08T10:00", "2026-04-08 10:00", "明天", "后天", "2026-04-08x", "x2026-04-08",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD_DATES)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Days that do not exist, a month without a day, other orders of day and month, and mixtures are refused."""
    assert refused(entry.parse_date, text) == "entry.date"


# -- moments -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-04-08", "2026-04-08T15:59:59.999999Z"),
        ("2026年4月8日", "2026-04-08T15:59:59.999999Z"),
        ("今天", "2026-04-08T15:59:59.999999Z"),
        ("2026-04-08T16:30", "2026-04-08T08:30:59.999999Z"),
        ("2026-04-08 16:30", "2026-04-08T08:30:59.999999Z"),
        (" 2026-04-08T16:30:05 ", "2026-04-08T08:30:05.999999Z"),
        ("20260408T1630", "2026-04-08T08:30:59.999999Z"),
        ("2026-04-08T00:00", "2026-04-07T16:00:59.999999Z"),
        ("2026-04-08T16:30Z", "2026-04-08T16:30:59.999999Z"),
        ("2026-04-08T16:30+08:00", "2026-04-08T08:30:59.999999Z"),
        ("2026-04-08T16:30:00.123456-05:00", "2026-04-08T21:30:00.123456Z"),
        ("2026-04-08T08:30:00.000000Z", "2026-04-08T08:30:00.000000Z"),
    ],
)
def test_moments_with_and_without_a_zone(text: str, moment: str) -> None:
    """A time without a zone is Shanghai's, a date alone is its last moment; both are written in UTC."""
    assert entry.parse_time(text) == moment


@given(st.dates(date(1980, 1, 3), date(2107, 12, 29)), st.times(), st.integers(-14, 14))
def test_a_moment_is_the_same_in_every_zone(on: date, at: time, hours: int) -> None:
    """However its zone is written, a moment is one; what the journal writes is read as itself and sorts as time."""
    moment = datetime.combine(on, at, UTC)
    written = entry.parse_time(moment.isoformat(timespec="microseconds"))
    assert written == f"{on.isoformat()}T{at.isoformat('microseconds')}Z"
    assert entry.parse_time(written) == written
    assert (
        entry.parse_time(
            moment.astimezone(timezone(timedelta(hours=hours))).isoformat(timespec="microseconds")
        )
        == written
    )
    assert (
        entry.parse_time(
            (moment + timedelta(hours=8)).replace(tzinfo=None).isoformat(timespec="microseconds")
        )
        == written
    )
    assert entry.parse_time((on - timedelta(days=1)).isoformat()) < written


BAD_TIMES = [
    "", "now", "16:30", "text", "2026-02-30", "4/8/2026", "2026-04-08T25:00", "2026-04-08T16:60", "2026-04-08T16:30X",
    "2026-04-08T16:30 +08:00", "明天", "2026-4", "2026", "2026-04",
    "2026-4-1 6",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD_TIMES)
def test_what_is_no_moment_is_refused(text: str) -> None:
    """An hour without a day, a month without a day, times and days that do not exist."""
    assert refused(entry.parse_time, text) == "entry.time"


@pytest.mark.parametrize(
    "text", ["0001-01-01", "0999-01-01", "1979-12-31", "2108-01-01", "9999-12-31", "9999年12月31日"]
)
def test_what_lies_at_the_ends_of_the_calendar_is_refused(text: str) -> None:
    """Days before 1980 and after 2107 are no days of a contract; what is counted from those between is a date."""
    assert refused(entry.parse_date, text) == "entry.far"
    assert refused(entry.parse_time, text) == "entry.far"
    assert refused(entry.parse_time, "9999-12-31T23:59-12:00") == "entry.far"
    assert [entry.parse_date(day).year for day in ("1980-01-01", "2107-12-31")] == [1980, 2107]


# -- numbers, events, roles --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["30", "30d", "30D", "30天", "30 天", " 30 ", "３０", "030"])
def test_days_are_counted(text: str) -> None:
    """A number of days may carry its unit."""
    assert entry.parse_days(text) == 30


@pytest.mark.parametrize(
    "text",
    [
        "",
        "d",
        "天",
        "-1",
        "+1",
        "1.5",
        "30dd",
        "30w",
        "١",
        "1e2",
        "36501",
        "x",
        pytest.param("9" * 5000, id="long"),
    ],
)
def test_what_is_no_number_of_days_is_refused(text: str) -> None:
    """Fractions, signs, other units, and more than a hundred years are refused."""
    assert refused(entry.parse_days, text, name="DAYS") == "entry.days"


@pytest.mark.parametrize(
    ("text", "count"), [("0", 0), ("15", 15), (" 15 ", 15), ("１５", 15), ("100000", 100_000)]
)
def test_working_days_are_counted(text: str, count: int) -> None:
    """A number of working days is a plain number, as is any other."""
    assert entry.parse_count(text) == entry.parse_number(text) == count


@pytest.mark.parametrize("text", ["", "-1", "1.5", "15d", "15天", "١", "100001", "x"])
def test_what_is_no_number_of_working_days_is_refused(text: str) -> None:
    """Signs, fractions, units, and more than any calendar holds are refused."""
    assert refused(entry.parse_count, text) == "entry.count"
    assert (
        refused(partial(entry.parse_number, name="--skip"), text, name="--skip") == "entry.number"
    )


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("zyfy-his-2025#3", ("zyfy-his-2025", 3)),
        (" a#12 ", ("a", 12)),
        ("#3", ("", 3)),
        ("calendar#1", ("calendar", 1)),
    ],
)
def test_events_as_they_are_shown(text: str, event: tuple[str, int]) -> None:
    """CHAIN#SEQ; without a chain it is that of the contract looked at."""
    assert entry.parse_event(text) == event


@pytest.mark.parametrize("text", ["", "#", "a#", "a#b", "a#-1", "a#1.0", "a# 1", "a#١", "a-1"])
def test_what_is_no_event_is_refused(text: str) -> None:
    """Without a number there is no event."""
    assert refused(entry.parse_event, text) == "entry.event"


@pytest.mark.parametrize(
    "text", ["finance", "财务科", "finance-2", "audit_office", "信息中心2", "a", "x" * 32]
)
def test_roles_sign(text: str) -> None:
    """A role handle starts with a letter or a Chinese character and goes on without blanks."""
    assert entry.parse_actor(text) == text
    assert entry.parse_actor(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "1234567890123", "12345678901", "3rd-office", "_a", "-a", "a b", "财务科 张三", "a@b.cn", "a.b",
        "x" * 33, "a/b", "a\tb", "张三（财务科）", "finance12345678901", "财务科000000000000000000",
    ],
)  # fmt: skip
def test_numbers_of_persons_do_not_sign(text: str) -> None:
    """Telephone and identity numbers, addresses, and names beside a role are refused: what signs is kept for good."""
    assert refused(entry.parse_actor, text) == "entry.actor"


@pytest.mark.parametrize(
    ("parse", "text", "key"),
    [
        (entry.parse_count, "9" * 5000, "entry.count"),
        (entry.parse_event, "a#" + "9" * 5000, "entry.event"),
        (entry.parse_money, "9" * 5000, "entry.sum"),
    ],
    ids=["count", "event", "sum"],
)
def test_numbers_without_end_are_refused(parse: Any, text: str, key: str) -> None:
    """A number of five thousand digits is refused like any other that makes no sense."""
    assert refused(parse, text) == key


def test_what_was_not_typed_is_nothing() -> None:
    """An option left out stays out; one that was typed is read, an empty one too."""
    assert entry.optional(entry.parse_days, None) is None
    assert entry.optional(entry.parse_days, "30d") == 30
    with pytest.raises(Refusal):
        entry.optional(entry.parse_days, "")
