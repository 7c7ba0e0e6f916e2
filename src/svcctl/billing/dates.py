"""Calendar arithmetic of Civil Code articles 200 to 203: corresponding dates, and periods."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from svcctl.billing.record import Record

ONE_DAY = timedelta(days=1)
NEVER = date.max  # sorts after every day
# What the stamps of an archive can say (zip, and with it xlsx and docx), and far enough from the
# calendar's ends that no term, period or delay counted from a date in between falls off them.
EARLIEST, LATEST = date(1980, 1, 1), date(2107, 12, 31)
T = TypeVar("T")


def daily(as_of: date, figure: Callable[[], T]) -> T:
    """A figure that is another each day: whoever keeps an answer works it out when he gives it.

    `as_of` may be a date that notices what is made of it (`watched.py`): it lets this figure go by.
    """
    if type(as_of) is date:
        return figure()
    found: T = as_of.resting(figure)  # type: ignore[attr-defined]
    return found


def corresponding_date(start: date, months: int) -> date:
    """The date so many months on that corresponds to `start`, else the month's last (202)."""
    # 31 January and a month is the last of February: 没有对应日的，月末日为期间的最后一日 (202)
    return day_in_month(start, months, start.day)


def day_in_month(start: date, months: int, day: int) -> date:
    """That day of the month so many months from the month of `start`, else the month's last."""
    years, month0 = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month0 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - ONE_DAY).day
    return date(year, month, min(day, last))


def anniversary(start: date, years: int) -> date:
    """The corresponding date so many years on (art. 202)."""
    return corresponding_date(start, 12 * years)


class Period(Record):
    """A length of time as a contract file writes it: "30m", "8h", "1 working-day", "6 months"."""

    length: int
    unit: str  # minute | hour | calendar-day | working-day | month | year


_LONGEST = {"calendar-day": 36525, "working-day": 36525, "month": 1200, "year": 100}
_SHORT = {"m": "minute", "h": "hour"}
_LONG = {
    "day": "calendar-day",
    "calendar-day": "calendar-day",
    "working-day": "working-day",
    "month": "month",
    "year": "year",
}


def parse_period(text: str) -> Period:
    """The period a contract file writes; ValueError for none, nought, or over a hundred years."""
    count, gap, word = text.strip().partition(" ")
    if not gap:
        count, word = text.strip()[:-1], text.strip()[-1:]
    unit = _LONG.get(word.removesuffix("s")) if gap else _SHORT.get(word)
    if unit is None or not (count.isascii() and count.isdigit()) or len(count) > 6:
        raise ValueError(text)
    if not 0 < int(count) <= _LONGEST.get(unit, 10**6):
        raise ValueError(text)
    return Period(int(count), unit)


def shift(start: date, period: Period) -> date:
    """The date moved by a period of days, months or years, the first day not counted (art. 201)."""
    if period.unit == "calendar-day":
        return start + timedelta(days=period.length)
    return corresponding_date(start, period.length * (12 if period.unit == "year" else 1))
