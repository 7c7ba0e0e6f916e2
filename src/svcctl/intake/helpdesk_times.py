"""Moments and lengths in the cells of a help desk's list, read as its map says they are written."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from time import strptime

from svcctl.billing.dates import EARLIEST, LATEST
from svcctl.intake.entry import half_width
from svcctl.intake.helpdesk_map import UNITS
from svcctl.workspace import SHANGHAI

# the year first is the same everywhere; so are cells that a workbook itself knows as moments
YEAR_FIRST = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)")
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T00:00:00)?")
SLASHED = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}),? +(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP]M))?", re.I
)
SERIAL = re.compile(r"\d{1,6}(\.\d+)?")
FRACTION = re.compile(r"(:\d\d:\d\d)[.,]\d+")
OFFSET = re.compile(r"(?<=:\d\d) ?(?:(Z|UTC|GMT)|([+-])([01]\d):?([0-5]\d)?)$", re.I)
LENGTH = re.compile(r"(\d{1,6}):([0-5]\d):([0-5]\d)")
NUMBER = re.compile(r"\d{1,12}(\.\d{1,15})?")
DAY_NOUGHT = date(1899, 12, 30)  # of Excel's serial numbers, from March 1900 on


def moment_of(text: str, dates: str, zone: tzinfo, mixed: bool = False) -> datetime | str:
    """The moment as Shanghai's wall clock, to the second; else the key of why it is none.

    An offset of its own goes before the zone. `mixed` says that the column has moments known to
    the workbook beside texts: a spreadsheet has turned those that it took for dates of its own,
    and a day up to the twelfth may be its month.
    """
    bare = FRACTION.sub(r"\1", half_width(text))
    offset = OFFSET.search(bare)
    bare = bare[: offset.start()] if offset else bare
    wall = _year_first(bare, mixed) if YEAR_FIRST.fullmatch(bare) else _as_named(bare, dates)
    if isinstance(wall, str):
        # the map has said already which of the two comes first; it is not written so
        as_the_map_says = wall == "ambiguous-date" and dates in ("dmy", "mdy")
        return "not-a-time" if as_the_map_says else wall
    if offset:
        there = wall.replace(tzinfo=_offset(offset))
    elif _is_none_or_two(wall, zone):
        return "nonexistent-time"
    else:
        there = wall.replace(tzinfo=zone)
    if not EARLIEST < wall.date() < LATEST:  # a day more or less is lost to the change of zone
        return "not-a-time"
    return there.astimezone(SHANGHAI).replace(tzinfo=None)


def is_year_first(text: str) -> bool:
    """Whether a cell is a moment with its year first, as those are that a workbook knows."""
    return bool(YEAR_FIRST.match(text) or DAY.fullmatch(text))


def joined(day: str, clock: str, dates: str) -> str:
    """The text of a moment in two cells: its day, its time; as Excel keeps them too."""
    day, clock = half_width(day), half_width(clock)
    if found := DAY.fullmatch(day):
        day = found[1]
    elif dates == "excel" and SERIAL.fullmatch(day) and "." not in day:
        day = (DAY_NOUGHT + timedelta(days=int(day))).isoformat()
    if SERIAL.fullmatch(clock) and 0 <= float(clock) < 1:
        seconds = min(round(float(clock) * 86_400), 86_399)
        clock = str((datetime.combine(DAY_NOUGHT, time()) + timedelta(seconds=seconds)).time())
    if re.match(r"\d:", clock):
        clock = f"0{clock}"
    return f"{day} {clock}".strip()


def length_of(text: str, unit: str) -> int | None:
    """The whole seconds of a length: a number of its unit, or h:mm:ss; None where it is none."""
    bare = half_width(text)
    if found := LENGTH.fullmatch(bare):
        hours, minutes, seconds = map(int, found.groups())
        return 3600 * hours + 60 * minutes + seconds
    return round(Decimal(bare) * UNITS[unit]) if NUMBER.fullmatch(bare) else None


# -- by what the map names -------------------------------------------------------------------------


def _as_named(bare: str, dates: str) -> datetime | str:
    """The wall clock in the form that the map names."""
    found = SLASHED.fullmatch(bare)
    if dates == "excel":
        wall = _serial(bare)
    elif dates in ("dmy", "mdy"):
        wall = _slashed(found, dates) if found else None
    else:
        wall = _by_pattern(bare, dates)
    if wall is not None:
        return wall
    both = found and dates not in ("dmy", "mdy") and _is_both_ways(int(found[1]), int(found[3]))
    return "ambiguous-date" if both else "not-a-time"


def _is_both_ways(one: int, other: int) -> bool:
    return one != other and 1 <= one <= 12 and 1 <= other <= 12


def _year_first(bare: str, mixed: bool) -> datetime | str:
    try:
        wall = datetime.fromisoformat(bare)
    except ValueError:
        return "not-a-time"
    return "ambiguous-date" if mixed and _is_both_ways(wall.day, wall.month) else wall


def _serial(bare: str) -> datetime | None:
    if not SERIAL.fullmatch(bare):
        return None
    # a serial number has its seconds as a fraction of the day, never quite
    seconds = round(Decimal(bare) * 86_400)
    return datetime.combine(DAY_NOUGHT, time()) + timedelta(seconds=seconds)


def _slashed(found: re.Match[str], dates: str) -> datetime | None:
    day, month = (found[1], found[3]) if dates == "dmy" else (found[3], found[1])
    hour, noon = int(found[5]), (found[8] or "").lower()
    if noon:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if noon == "pm" else 0)
    try:
        on = date(int(found[4]), int(month), int(day))
        return datetime.combine(on, time(hour, int(found[6]), int(found[7] or 0)))
    except ValueError:
        return None


def _by_pattern(bare: str, dates: str) -> datetime | None:
    for pattern in _patterns(dates):
        try:
            year, month, day, hour, minute, second, *_ = strptime(bare, pattern)
            return datetime.combine(date(year, month, day), time(hour, minute, second))
        except ValueError:
            continue
    return None


@lru_cache
def _patterns(dates: str) -> tuple[str, ...]:
    """The pattern with seconds and without: desks show them or not, and nothing else changes."""
    return tuple(_with_and_without_seconds(re.sub(r"\.?%f| ?%z", "", dates)))


def _with_and_without_seconds(bare: str) -> Iterator[str]:
    yield bare
    yield bare.replace(":%S", "") if ":%S" in bare else bare.replace(":%M", ":%M:%S")


# -- zones -----------------------------------------------------------------------------------------


def _offset(found: re.Match[str]) -> timezone:
    if found[1]:
        return UTC
    away = timedelta(hours=int(found[3]), minutes=int(found[4] or 0))
    return timezone(-away if found[2] == "-" else away)


def _is_none_or_two(wall: datetime, zone: tzinfo) -> bool:
    """Whether clocks were changed over that time, so that it never was, or was twice."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first != second
