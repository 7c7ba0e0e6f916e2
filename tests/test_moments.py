"""Moments that people type: read to the second in Shanghai, refused where they could be two."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from dateutil.parser import isoparse
from hypothesis import given
from hypothesis import strategies as st

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.i18n import Words
from svcctl.intake import entry
from svcctl.intake.moments import parse_moment, parse_moment_or_day

TODAY = date(2026, 4, 16)
SHANGHAI = timezone(timedelta(hours=8))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "today", lambda: TODAY)


def at(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 4) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour, minute, second))


def refused(parse: Callable[[str], Any], text: str) -> str:
    with pytest.raises(Refusal) as refusal:
        parse(text)
    return refusal.value.key


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14:30", at(16, 14, 30)),
        ("2:30", at(16, 2, 30)),
        ("昨天 9:00", at(15, 9)),
        ("昨日9:00", at(15, 9)),
        ("今天14:30", at(16, 14, 30)),
        ("前天 14:30", at(14, 14, 30)),
        ("yesterday 9:00", at(15, 9)),
        ("昨天晚上8点", at(15, 20)),
        ("2026-04-16 16:30", at(16, 16, 30)),
        ("2026-4-16 16:30:05", at(16, 16, 30, 5)),
        ("2026/4/16 16:30", at(16, 16, 30)),
        ("2026年4月16日16时30分", at(16, 16, 30)),
        ("2026 年 4 月 16 日 16 时 30 分 5 秒", at(16, 16, 30, 5)),
        ("2026-04-16下午4点半", at(16, 16, 30)),
        ("16点30", at(16, 16, 30)),
        ("9点半", at(16, 9, 30)),
        ("9点一刻", at(16, 9, 15)),
        ("9点钟", at(16, 9)),
        ("下午2:30", at(16, 14, 30)),
        ("下午14:30", at(16, 14, 30)),
        ("上午9点", at(16, 9)),
        ("中午12点", at(16, 12)),
        ("中午1点", at(16, 13)),
        ("凌晨2:15", at(16, 2, 15)),
        ("2:30 pm", at(16, 14, 30)),
        ("12:05AM", at(16, 0, 5)),
        ("20260416 1630", at(16, 16, 30)),
        ("202604161630", at(16, 16, 30)),
        ("20260416T163005", at(16, 16, 30, 5)),
        ("２０２６－０４－１６　１６：３０", at(16, 16, 30)),
        ("下午２：３０", at(16, 14, 30)),
        ("2026-04-16T16:30", at(16, 16, 30)),
        ("2026-04-16T16:30:05.999", at(16, 16, 30, 5)),
        ("2026-04-16T16:30Z", at(17, 0, 30)),
        ("2026-04-16 16:30+08:00", at(16, 16, 30)),
        ("2026-04-16T16:30-0530", at(17, 6)),
        ("2026-04-16T16:30+00", at(17, 0, 30)),
        ("24:00", at(17, 0)),
        ("昨天 24:00", at(16, 0)),
        ("2026-04-30 24:00", at(1, 0, month=5)),
        ("24点", at(17, 0)),
    ],
)
def test_a_moment_is_read_as_it_is_typed(text: str, moment: datetime) -> None:
    assert parse_moment(text) == parse_moment_or_day(text) == moment


NOW = datetime(2026, 4, 16, 15, 42, 7, tzinfo=SHANGHAI)  # a Thursday


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("4-16 9:00", at(16, 9)),
        ("3月5日 9:00", at(5, 9, month=3)),
        ("昨晚 8:00", at(15, 20)),
        ("今早8:30", at(16, 8, 30)),
        ("周四 9:00", at(16, 9)),
        ("周五 9:00", at(10, 9)),
        ("星期天 9点", at(12, 9)),
        ("现在", at(16, 15, 42, 7)),
        ("昨天 九点", at(15, 9)),
        ("十点零五分", at(16, 10, 5)),
        ("两点二十五", at(16, 2, 25)),
        ("1小时前", at(16, 14, 42)),
        ("20分钟前", at(16, 15, 22)),
        ("半小时前", at(16, 15, 12)),
        ("10 minutes ago", at(16, 15, 32)),
        ("明天 9:00", at(17, 9)),
        ("后天 9:00", at(18, 9)),
    ],
)
def test_what_people_say_of_now_is_a_moment(
    text: str, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From this year, this week, this minute; what lies ahead is for plans to take."""
    monkeypatch.setattr(workspace, "now", lambda: NOW)
    assert parse_moment(text) == moment


def test_just_now_is_no_moment_and_the_refusal_says_what_to_type() -> None:
    assert refused(parse_moment, "刚才") == "entry.moment-just"
    assert "10分钟前" in Words("zh")("refusal.entry.moment-just", text="刚才")


@pytest.mark.parametrize(
    "text",
    [
        "", "foo", "1630", "9:5", "24:01", "25:00", "16:60", "16:30:60", "十十点", "2026-04-16 9", "2-30 9:00",
        "03/04 10:00", "03/04/2026 10:00", "2026-02-30 10:00", "2026-04-1616:30", "下周四 9:00",
        "晚上12点", "上午12点", "上午14:00", "下午0:30", "凌晨9点", "下午24:00", "下午2:30 pm", "14:30 pm",
        "14:30Z", "昨天 9:00+08:00", "2026-04-16T16:30+24:00", "2026-04-16T16:30+08:60", "²:30",
    ],
)  # fmt: skip
def test_what_is_no_moment_or_could_be_two_is_refused(text: str) -> None:
    assert refused(parse_moment, text) == "entry.moment"


def test_a_date_alone_wants_its_time_where_a_moment_is_asked_for() -> None:
    for text in ("今天", "前天", "2026-04-16", "20260416", "2026年4月16日"):
        assert refused(parse_moment, text) == "entry.moment-day"
        day = parse_moment_or_day(text)
        assert type(day) is date
        assert day == entry.parse_date(text)


def test_without_a_year_and_far_away_is_refused_as_dates_are() -> None:
    assert refused(parse_moment, "4月17日 16:30") == "entry.date-year"
    assert refused(parse_moment, "12-26 9:00") == "entry.date-year"
    assert refused(parse_moment, "十二月六日 9:00") == "entry.date-year"
    for text in ("1979-12-31 23:59", "2108-01-01 0:00", "2107-12-31 24:00", "2107-12-31T23:00Z"):
        assert refused(parse_moment, text) == "entry.far"


def test_a_refusal_says_what_was_typed_and_how_to_write_it() -> None:
    for lang, wanted in (("zh", "昨天 9:00"), ("en", "is not clear")):
        said = Words(lang)("refusal.entry.moment", text="foo")
        assert "foo" in said
        assert wanted in said
    assert "2026-04-16 16:30" in Words("zh")("refusal.entry.moment-day", text="2026-04-16")


moments = st.builds(
    datetime.combine,
    st.dates(date(1980, 1, 2), date(2107, 12, 30)),
    st.times().map(lambda clock: clock.replace(microsecond=0)),
)


@given(moments)
def test_a_moment_is_the_same_in_every_form(moment: datetime) -> None:
    to_the_minute = moment.replace(second=0)
    day, clock = moment.date(), moment.time()
    for text in (
        f"{moment:%Y-%m-%d %H:%M:%S}",
        f"{moment:%Y%m%d %H%M%S}",
        f"{day.year}年{day.month}月{day.day}日{clock.hour}时{clock.minute}分{clock.second}秒",
        f"{day.year}/{day.month}/{day.day} {clock.hour}:{moment:%M:%S}",
        f"{moment:%Y-%m-%dT%H:%M:%S}.75",
    ):
        assert parse_moment(text) == moment
    for text in (f"{moment:%Y-%m-%d %H:%M}", f"{moment:%Y%m%d %H%M}", f"{day} {clock.hour}点{clock.minute}"):  # fmt: skip
        assert parse_moment(text) == to_the_minute


@given(moments, st.integers(-14 * 60, 14 * 60), st.sampled_from(["T", " "]))
def test_an_offset_is_converted_as_another_reader_does(
    moment: datetime, minutes: int, between: str
) -> None:
    """A library reads the same text; Shanghai is eight hours ahead of UTC."""
    text = moment.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat(between)
    expected = isoparse(text.replace(" ", "T")).astimezone(SHANGHAI).replace(tzinfo=None)
    assert parse_moment(text) == expected


@given(st.times().map(lambda each: each.replace(second=0, microsecond=0)))
def test_twelve_hours_and_a_word_are_the_same_as_twenty_four(clock: time) -> None:
    twelve = clock.hour % 12 or 12
    assert parse_moment(f"{twelve}:{clock:%M} {'pm' if clock.hour >= 12 else 'am'}") == (
        datetime.combine(TODAY, clock)
    )


@given(st.text("0123456789:-/ T年月日时点分半上下午晚昨天Z+", max_size=22))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        found = parse_moment_or_day(text)
    except Refusal:
        return
    assert not isinstance(found, datetime) or (found.tzinfo is None and not found.microsecond)
