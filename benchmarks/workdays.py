"""Adding and counting working days, beside chinese-calendar's own loop and other libraries; results compared.

Run: `make bench`, or `python benchmarks/workdays.py`. Libraries that are not installed are left out.
"""

import random
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import chinese_calendar

from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.calendar import Calendar
from svcctl.billing.years import calendar_from
from svcctl.workspace import shipped

FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)
DAYS = 15


def rate(work: Callable[[Any], Any], inputs: list[Any], least_seconds: float = 0.3) -> float:
    """Calls a second, over whole rounds of the inputs."""
    rounds, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < least_seconds:
        for item in inputs:
            work(item)
        rounds += 1
    return rounds * len(inputs) / (time.perf_counter() - begun)


def naive_add(start: date) -> date:
    """chinese-calendar's own way: ask each day."""
    left, day = DAYS, start
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day)
    return day


def all_days(first: date, last: date) -> Iterable[date]:
    """Every day of a span."""
    return (first + timedelta(days=i) for i in range((last - first).days + 1))


def differences(ours: Calendar) -> tuple[int, int, int, int]:
    """Days and starts compared with chinese-calendar, and how many of each differ."""
    days = list(all_days(FIRST, LAST))
    wrong_days = sum(ours.is_working_day(day) != chinese_calendar.is_workday(day) for day in days)
    starts = list(all_days(FIRST, date(2026, 11, 15)))
    wrong_starts = sum(ours.add(day, DAYS) != naive_add(day) for day in starts)
    return len(days), wrong_days, len(starts), wrong_starts


def rivals(ours: Calendar, starts: list[date]) -> list[tuple[str, float, bool]]:
    """Calls a second of adding 15 working days, and whether the results are ours."""
    right = [ours.add(start, DAYS) for start in starts]
    found = []

    def tried(name: str, work: Callable[[date], date]) -> None:
        found.append((name, rate(work, starts), [work(start) for start in starts] == right))

    if "holidays" in available():
        import holidays

        china = holidays.country_holidays("CN", years=range(2007, 2028))
        tried("holidays.get_nth_working_day", lambda start: china.get_nth_working_day(start, DAYS))
    if "workalendar" in available():
        from workalendar.asia import China

        years = China()
        recent = [start for start in starts if 2018 <= start.year <= 2022]
        speed = rate(lambda start: years.add_working_days(start, DAYS), recent)
        same = [years.add_working_days(start, DAYS) for start in recent] == [ours.add(s, DAYS) for s in recent]
        found.append(("workalendar (2018-2022)", speed, same))
    if "numpy" in available():
        import numpy

        off, worked = zip(*(ours.year(year) for year in range(2004, 2028)), strict=True)
        closed = [day for days in off for day in days]
        extra = {day for days in worked for day in days}
        week = numpy.busdaycalendar(holidays=numpy.array(closed, dtype="datetime64[D]"))

        def offset(start: date) -> date:
            found = numpy.busday_offset(start, DAYS, roll="backward", busdaycal=week).astype(object)
            return found if not any(start < day <= found for day in extra) else ours.add(start, DAYS)

        speed = rate(lambda start: numpy.busday_offset(start, DAYS, roll="backward", busdaycal=week), starts)
        found.append(("numpy.busday_offset, one by one", speed, [offset(s) for s in starts] == right))
        many = numpy.array(starts * 20, dtype="datetime64[D]")
        begun = time.perf_counter()
        numpy.busday_offset(many, DAYS, roll="backward", busdaycal=week)
        found.append(("numpy.busday_offset, in one batch", len(many) / (time.perf_counter() - begun), True))
    if "pandas" in available():
        import pandas

        step = pandas.offsets.CustomBusinessDay(DAYS, holidays=closed if "numpy" in available() else [])
        found.append(("pandas custom business day", rate(lambda start: pandas.Timestamp(start) + step, starts), True))
    return found


def available() -> set[str]:
    """The libraries that are installed."""
    from importlib.util import find_spec

    return {name for name in ("holidays", "workalendar", "numpy", "pandas") if find_spec(name)}


def main() -> int:
    """Compare, measure, print."""
    payloads = list(shipped_facts(shipped("calendars") if shipped("calendars").is_dir() else Path("data/calendars")))
    ready = []
    for _ in range(50):
        begun = time.perf_counter()
        ours = calendar_from(payloads, "CN")
        ours.add(date(2025, 3, 5), DAYS)
        ready.append((time.perf_counter() - begun) * 1000)
    days, wrong_days, starts, wrong_starts = differences(ours)
    print(f"{days} days compared, {wrong_days} wrong; {starts} starts compared, {wrong_starts} wrong")
    print(f"calendar ready from its facts in {median(ready):.2f} ms (target: under 2)")

    chosen = random.Random(1).choices(list(all_days(date(2008, 1, 1), date(2026, 10, 1))), k=2000)
    spans = [(start, start + timedelta(days=365)) for start in chosen if start.year < 2026]
    base_add = rate(lambda start: chinese_calendar.find_workday(DAYS, start), chosen[:200])
    base_count = rate(lambda span: len(chinese_calendar.get_workdays(*span)), spans[:100])
    our_add, our_count = rate(lambda s: ours.add(s, DAYS), chosen), rate(lambda s: ours.between(*s), spans)
    print(f"\n{'x chinese-calendar':<40} ratio      a second  same results")
    print(f"{'chinese-calendar, add 15':<40} {1:>5}  {base_add:>12,.0f}")
    print(f"{'svcctl, add 15 (target: 1,000)':<40} {our_add / base_add:>5.0f}  {our_add:>12,.0f}  yes")
    for name, speed, same in rivals(ours, chosen):
        print(f"{name:<40} {speed / base_add:>5.0f}  {speed:>12,.0f}  {'yes' if same else 'no'}")
    print(f"{'chinese-calendar, count a year':<40} {1:>5}  {base_count:>12,.0f}")
    print(f"{'svcctl, count a year (target: 2,000)':<40} {our_count / base_count:>5.0f}  {our_count:>12,.0f}  yes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
