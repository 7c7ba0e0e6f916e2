"""Service periods as people call them: 第1年第3季度, Y1-Q3, 2026年第一季度, 2026年3月."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from svcctl.answers.periods import period_text
from svcctl.billing.periods import MONTHS, ServicePeriod
from svcctl.casebook.case import Case
from svcctl.desk.desk import Desk
from svcctl.desk.meaning import NAME, fitting, meant, several, taken
from svcctl.i18n import LANGUAGES, Words
from svcctl.intake.alike import bare

ID = re.compile(r"-?\d+|Y-?\d+(-[HQM]\d+)?", re.IGNORECASE | re.ASCII)
CALENDAR = re.compile(r"(\d{4})年?(?:[-/.]?(\d{1,2})月?|-?[第q](\d)季?度?|([上下])半年)?", re.ASCII)
LETTERS = {1: "M", 3: "Q", 6: "H", 12: "Y"}


def period(case: Case, text: str, desk: Desk) -> str:
    """The id of the period meant; what is written as an id is left to the check of what can be."""
    text = taken(text, desk)
    if not text or ID.fullmatch(text):
        return text.upper()
    periods = case.sight.periods
    names = {key: called(each, case) for key, each in periods.items()}
    asked = _calendar(text)
    if asked and not fitting(text, names):
        size, first, last = asked
        # the years of service need not begin with those of the calendar: no part of it is guessed
        over = [
            (key, _shown(each, case, desk.words))
            for key, each in periods.items()
            if MONTHS[each.every] == size and each.first <= last and first <= each.last
        ]
        if over:
            what = desk.words("name.period")
            raise several(NAME + text, over, desk, what=what, text=text)
    return meant(text, names, "name.no-period", "period", desk)


def _shown(each: ServicePeriod, case: Case, words: Words) -> str:
    name = period_text(each.id, case.terms, words).strip()
    return words("name.period-days", name=name, first=each.first, last=each.last)


def called(each: ServicePeriod, case: Case) -> list[str]:
    """By the year of service and, where its days are those of the calendar, by that."""
    return [name for lang in LANGUAGES for name in _called(each, case, Words(lang))]


def _called(each: ServicePeriod, case: Case, words: Words) -> Iterator[str]:
    name = period_text(each.id, case.terms, words).strip()
    size = MONTHS[each.every]
    half = words(f"name.half-{_number(each)}") if size == MONTHS["half-year"] else ""
    own = words("label.year", year=each.year).strip()
    yield name
    yield period_text(each.id, None, words).strip()
    yield own + words(f"name.half-{each.number}") if half else name
    if _by_calendar(each.first, each.last) == size:
        year, letter = each.first.year, LETTERS[size]
        yield words(f"label.calendar-{letter}", year=year, number=_number(each)).strip()
        yield words("label.calendar-Y", year=year).strip() + half if half else name
        yield f"{each.first:%Y-%m}" if size == 1 else name


def _number(each: ServicePeriod) -> int:
    """Which part of its calendar year begins with it."""
    return (each.first.month - 1) // MONTHS[each.every] + 1


def _by_calendar(first: date, last: date) -> int:
    """The months of a part of the calendar that has just those days; 0 where there is none."""
    size = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return size if whole and (first.month - 1) % size == 0 else 0


def _calendar(text: str) -> tuple[int, date, date] | None:
    """A part of the calendar: its months, its first and last day."""
    found = CALENDAR.fullmatch(bare(text))
    if found is None:
        return None
    year, month, quarter, half = found.groups()
    size = 1 if month else 3 if quarter else 6 if half else 12
    place = int(month or quarter or 1) if not half else 1 + (half == "下")
    start = (place - 1) * size
    if not 0 <= start < 12 or not 1980 <= int(year) <= 2106:
        return None
    return size, date(int(year), start + 1, 1), _end(int(year), start + size)


def _end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
