"""Moments that people type, read as Shanghai's wall clock to the second; a time of day is wanted."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from svcctl import workspace
from svcctl.billing.dates import EARLIEST, LATEST, ONE_DAY
from svcctl.billing.refusal import Refusal
from svcctl.intake.entry import figure, half_width, parse_date
from svcctl.workspace import SHANGHAI

# compiled when first asked for, as in entry.py
_HALVES = {  # hours that a word before the time may stand before, and what is added to them
    "凌晨": dict.fromkeys(range(7), 0),
    "早上": dict.fromkeys(range(5, 12), 0),
    "早晨": dict.fromkeys(range(5, 12), 0),
    "上午": dict.fromkeys(range(12), 0),
    "中午": {11: 0, 12: 0, 13: 0, 14: 0, 1: 12, 2: 12},
    "下午": dict.fromkeys(range(12, 24), 0) | dict.fromkeys(range(1, 12), 12),
    "傍晚": dict.fromkeys(range(17, 20), 0) | dict.fromkeys(range(5, 8), 12),
    "晚上": dict.fromkeys(range(18, 24), 0) | dict.fromkeys(range(6, 12), 12),
    "am": dict.fromkeys(range(1, 12), 0) | {12: -12},
    "pm": dict.fromkeys(range(1, 12), 12) | {12: 0},
}
_BEFORE = "|".join(each for each in _HALVES if not each.isascii())
_QUARTERS = {"": 0, "整": 0, "钟": 0, "半": 30, "一刻": 15, "三刻": 45}
_CLOCK = (
    rf"(?P<half>{_BEFORE})? *(?P<hour>\d{{1,2}})"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"| *[点时] *(?:(?P<minutes>\d{1,2}) *(?:分 *(?:(?P<seconds>\d{1,2}) *秒)?)?"
    r"|(?P<quarter>整|钟|半|一刻|三刻)?))"
    r"(?: *(?P<noon>[ap]m)| *(?P<offset>z|[+-]\d\d(?::?\d\d)?))?"
)
_TYPED = rf"(?P<day>.*?)(?P<gap> *t(?=\d)| *){_CLOCK}"
_BARE = r"(?P<day>\d{8})[ t]*(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
_TODAY = "今天"
# what is one word with the part of the day behind it
_RUN_IN = {"昨晚": "昨天晚上", "今晚": "今天晚上", "前晚": "前天晚上", "今早": "今天早上", "昨早": "昨天早上", "明早": "明天早上", "明晚": "明天晚上"}  # fmt: skip
_AHEAD = {"明天": 1, "明日": 1, "tomorrow": 1, "后天": 2}
_WEEKDAY = r"(?:周|星期|礼拜)([一二三四五六日天])"
_YEARLESS = r"(\d{1,2})(?:-|月)(\d{1,2})[日号]?"
_FIGURES = r"[一二两三四五六七八九十零]{1,3}"
_AGO = r"(?:(?P<number>\d{1,4}) *(?P<unit>个?小时|分钟|hours?|minutes?|min|h)|(?P<half>半个?小时)) *(?:前|之前|以前|ago)"
_NOW = ("现在", "此刻", "now")
_JUST = ("刚才", "刚刚", "方才", "just now")


class _Clock(NamedTuple):
    """A time of day as it was typed: 24:00 is the end of its day."""

    hour: int
    minute: int
    second: int


def parse_moment(text: str) -> datetime:
    """A moment: 14:30 (today), 昨天 9:00, 2026-04-16 16:30, 下午2:30, ISO; Refusal for a date alone.

    Without zone it is Asia/Shanghai's, with an offset it is converted. A time typed to the minute
    is the first second of it; fractions of a second are left out. 24:00 is the next day's 0:00.
    """
    found = parse_moment_or_day(text)
    if not isinstance(found, datetime):
        raise Refusal("entry.moment-day", text=text)
    return found


def parse_moment_or_day(text: str) -> datetime | date:
    """The same, where a date alone is enough and stays one."""
    bare = _in_figures(half_width(text).lower())
    if bare in _JUST:
        raise Refusal("entry.moment-just", text=text)
    if bare in _NOW:
        return _now()
    if ago := re.fullmatch(_AGO, bare, re.ASCII):
        return _before_now(ago)
    bare = _RUN_IN.get(bare[:2], bare[:2]) + bare[2:]
    typed = re.fullmatch(_BARE, bare, re.ASCII) or re.fullmatch(_TYPED, bare, re.ASCII)
    if typed is None:
        return _day(bare, text)
    parts = typed.groupdict()
    day, offset = parts["day"].strip(), parts.get("offset")
    clock = _clock(parts)
    if clock is None or _runs_together(parts) or (offset and not day[:1].isdigit()):
        raise Refusal("entry.moment", text=text)
    # the hours from 24:00 on belong to the next day, which `time` does not know
    moment = datetime.combine(_day(day or _TODAY, text), time(0, clock.minute, clock.second))
    moment += timedelta(hours=clock.hour)
    if offset:
        zone = _zone(offset, text)
        moment = moment.replace(tzinfo=zone).astimezone(SHANGHAI).replace(tzinfo=None)
    if not EARLIEST <= moment.date() <= LATEST:
        raise Refusal("entry.far", text=text)
    return moment


def _now() -> datetime:
    """This second on the clocks of China, without a zone."""
    return workspace.now().astimezone(SHANGHAI).replace(microsecond=0, tzinfo=None)


def _before_now(ago: re.Match[str]) -> datetime:
    """So long before now, as the first second of its minute: nobody counts it closer."""
    number, unit = int(ago["number"] or 30), ago["unit"] or "分钟"
    hours = unit.endswith("小时") or unit.startswith("h")
    return (_now() - timedelta(minutes=number * (60 if hours else 1))).replace(second=0)


def _in_figures(bare: str) -> str:
    """Hours and minutes that were written in Chinese, in digits: 九点二十五."""
    bare = re.sub(rf"({_FIGURES})(?= *(?:[点时分秒]|个?小时))", _figure, bare)
    return re.sub(rf"(?<=[点时])({_FIGURES})(?=分?$)", _figure, bare)


def _figure(found: re.Match[str]) -> str:
    written = found[1].replace("两", "二")
    try:
        return str(figure(written.removeprefix("零") or "零"))
    except ValueError:
        return found[1]


def _weekday(name: str) -> date:
    """The last such day of the week, today included."""
    today = parse_date(_TODAY)
    return today - timedelta(
        days=(today.weekday() - "一二三四五六日".index(name.replace("天", "日"))) % 7
    )


def _of_this_year(month: int, day: int, text: str) -> date:
    """A day without its year: this year's, where it has come; else nobody knows which is meant."""
    today = parse_date(_TODAY)
    try:
        found = date(today.year, month, day)
    except ValueError:
        raise Refusal("entry.moment", text=text) from None
    if found > today:
        raise Refusal("entry.date-year", text=f"{month}月{day}日", year=today.year)
    return found


def _day(bare: str, text: str) -> date:
    if bare in _AHEAD:
        return parse_date(_TODAY) + timedelta(days=_AHEAD[bare])
    if named := re.fullmatch(_WEEKDAY, bare):
        return _weekday(named[1])
    if yearless := re.fullmatch(_YEARLESS, bare, re.ASCII):
        return _of_this_year(int(yearless[1]), int(yearless[2]), text)
    try:
        return parse_date(bare)
    except Refusal as refusal:
        if refusal.key != "entry.date":
            raise
        raise Refusal("entry.moment", text=text) from None


def _runs_together(parts: dict[str, str | None]) -> bool:
    """Whether digits of the date touch those of the time: nobody can say where one ends."""
    if "gap" not in parts:
        return False
    day, before = parts["day"] or "", parts["gap"] or parts["half"] or ""
    return bool(day) and not before and day[-1].isdigit()


def _clock(parts: dict[str, str | None]) -> _Clock | None:
    """The time of day; None where there is no such time, or where it can mean two."""
    minute = parts["minute"] or parts.get("minutes")
    second = parts["second"] or parts.get("seconds")
    hour = int(parts["hour"] or 0)
    quarter = _QUARTERS[parts.get("quarter") or ""]
    found = _Clock(hour, int(minute) if minute else quarter, int(second or 0))
    if found.minute > 59 or found.second > 59:
        return None
    half, noon = parts.get("half"), parts.get("noon")
    if half and noon:
        return None
    if word := half or noon:
        added = _HALVES[word].get(hour)  # 晚上12点 is the day's end to one, its start to another
        return None if added is None else found._replace(hour=hour + added)
    return found if found < (24, 0, 1) else None


def _zone(offset: str, text: str) -> timezone:
    """The zone of Z, +08, +0800 or +08:00."""
    if offset == "z":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if int(digits[2:]) > 59 or away >= ONE_DAY:
        raise Refusal("entry.moment", text=text)
    return timezone(-away if offset[0] == "-" else away)
