"""Calendar arithmetic of Civil Code articles 200 to 203: corresponding dates, and the words for periods."""

from datetime import date, timedelta
from typing import NamedTuple


def corresponding_date(start: date, months: int) -> date:
    """The date so many months on that corresponds to `start`; the month's last day where there is none (art. 202)."""
    years, month0 = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month0 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(start.day, last))


def anniversary(start: date, years: int) -> date:
    """The corresponding date so many years on (art. 202)."""
    return corresponding_date(start, 12 * years)


class Period(NamedTuple):
    """A length of time as a contract file writes it: "30m", "8h", "1 working-day", "6 months"."""

    length: int
    unit: str  # minute | hour | calendar-day | working-day | month | year


_SHORT = {"m": "minute", "h": "hour"}
_LONG = {
    "day": "calendar-day",
    "calendar-day": "calendar-day",
    "working-day": "working-day",
    "month": "month",
    "year": "year",
}


def parse_period(text: str) -> Period:
    """The period a contract file writes; ValueError where it is none or is nought."""
    count, gap, word = text.strip().partition(" ")
    if not gap:
        count, word = text.strip()[:-1], text.strip()[-1:]
    unit = _LONG.get(word.removesuffix("s")) if gap else _SHORT.get(word)
    if unit is None or not (count.isascii() and count.isdigit()) or int(count) == 0:
        raise ValueError(text)
    return Period(int(count), unit)


def shift(start: date, period: Period) -> date:
    """The date moved by a period of days, months or years, the first day not counted (art. 201)."""
    if period.unit == "calendar-day":
        return start + timedelta(days=period.length)
    return corresponding_date(start, period.length * (12 if period.unit == "year" else 1))
