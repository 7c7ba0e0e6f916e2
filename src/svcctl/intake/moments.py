"""Moments that people type, read as Shanghai's wall clock to the second; a time of day is wanted."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from svcctl.billing.dates import EARLIEST, LATEST, ONE_DAY
from svcctl.billing.refusal import Refusal
from svcctl.intake.entry import half_width, parse_date
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
    bare = half_width(text).lower()
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


def _day(bare: str, text: str) -> date:
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
