"""Adding and counting working days, beside chinese-calendar's own loop and other libraries; results compared.

Run: `make bench`, or `python benchmarks/workdays.py`. Libraries that are not installed are left out.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import chinese_calendar

from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.working_days import Calendar
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


def rivals(ours: Calendar, starts: list[date]) -> list[tuple[str, float, float]]:
    """Calls a second of adding 15 working days, and the share of results that are ours."""
    right = [ours.add(start, DAYS) for start in starts]
    found = []

    def tried(name: str, work: Callable[[date], date]) -> None:
        found.append((name, rate(work, starts), agreeing([work(start) for start in starts], right)))

    if "holidays" in available():
        import holidays

        china = holidays.country_holidays("CN", years=range(2007, 2028))
        tried("holidays.get_nth_working_day", lambda start: china.get_nth_working_day(start, DAYS))
    if "workalendar" in available():
        from workalendar.asia import China

        warnings.simplefilter("ignore")  # that it ends with 2023

        years = China()
        recent = [start for start in starts if 2018 <= start.year <= 2022]
        speed = rate(lambda start: years.add_working_days(start, DAYS), recent)
        theirs = [years.add_working_days(start, DAYS) for start in recent]
        found.append(
            (
                "workalendar (2018-2022)",
                speed,
                agreeing(theirs, [ours.add(s, DAYS) for s in recent]),
            )
        )
    closed = [day for year in range(2004, 2028) for day in ours.year(year)[0]]
    if "numpy" in available():
        import numpy

        # numpy and pandas know no weekend days worked: their results are right where none lies on the way
        week = numpy.busdaycalendar(holidays=numpy.array(closed, dtype="datetime64[D]"))
        tried(
            "numpy.busday_offset, one by one",
            lambda start: numpy.busday_offset(start, DAYS, roll="backward", busdaycal=week).astype(
                object
            ),
        )
        many = numpy.array(starts * 20, dtype="datetime64[D]")
        begun = time.perf_counter()
        found_many = numpy.busday_offset(many, DAYS, roll="backward", busdaycal=week)
        spent = time.perf_counter() - begun
        found.append(
            (
                "numpy.busday_offset, in one batch",
                len(many) / spent,
                agreeing(found_many.tolist(), right * 20),
            )
        )
        begun = time.perf_counter()
        ours_many = [ours.add(start, DAYS) for start in starts * 20]
        found.append(
            (
                "svcctl, the same batch",
                len(many) / (time.perf_counter() - begun),
                agreeing(ours_many, right * 20),
            )
        )
    if "pandas" in available():
        import pandas

        step = pandas.offsets.CustomBusinessDay(DAYS, holidays=closed)
        tried("pandas custom business day", lambda start: (pandas.Timestamp(start) + step).date())
    return found


def agreeing(theirs: list[date], right: list[date]) -> float:
    """The share of results that are ours."""
    return sum(one == other for one, other in zip(theirs, right, strict=True)) / len(right)


def whole_commands() -> list[tuple[str, float]]:
    """100,000 lines of DATE N through `svcctl calendar add -`, beside a script that does the same with numpy."""
    lines = "".join(
        f"{day} {DAYS}\n"
        for day in random.Random(2).choices(list(all_days(FIRST, date(2025, 12, 1))), k=100_000)
    )
    script = (
        "import sys, numpy as n; d = [l.split() for l in sys.stdin]; "
        "o = n.busday_offset(n.array([a for a, _ in d], dtype='M8[D]'), n.array([int(b) for _, b in d]), "
        "roll='backward'); "
        "print('\\n'.join(f'{a} {b} {c}' for (a, b), c in zip(d, o.astype(str))))"
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "SVCCTL_STORE": str(Path(folder) / "store.db"),
            "SVCCTL_LANG": "en",
        }
        program = [sys.executable, "-m", "svcctl"]
        subprocess.run([*program, "init"], env=environment, check=True, stdout=subprocess.DEVNULL)
        commands = {"svcctl calendar add -": [*program, "calendar", "add", "-", "--calendar", "CN"]}
        if "numpy" in available():
            commands["the same lines by numpy"] = [sys.executable, "-c", script]
        found = []
        for name, command in commands.items():
            spent = []
            for _ in range(5):
                begun = time.perf_counter()
                subprocess.run(
                    command,
                    input=lines.encode(),
                    env=environment,
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
                spent.append(time.perf_counter() - begun)
            found.append((name, median(spent)))
    return found


def available() -> set[str]:
    """The libraries that are installed."""
    from importlib.util import find_spec

    return {name for name in ("holidays", "workalendar", "numpy", "pandas") if find_spec(name)}


def main() -> int:
    """Compare, measure, print."""
    payloads = list(
        shipped_facts(
            shipped("calendars") if shipped("calendars").is_dir() else Path("data/calendars")
        )
    )
    ready = []
    for _ in range(50):
        begun = time.perf_counter()
        ours = calendar_from(payloads, "CN")
        ours.add(date(2025, 3, 5), DAYS)
        ready.append((time.perf_counter() - begun) * 1000)
    days, wrong_days, starts, wrong_starts = differences(ours)
    print(
        f"{days} days compared, {wrong_days} wrong; {starts} starts compared, {wrong_starts} wrong"
    )
    print(f"calendar ready from its facts in {median(ready):.2f} ms (target: under 2)")

    chosen = random.Random(1).choices(list(all_days(date(2008, 1, 1), date(2026, 10, 1))), k=2000)
    spans = [(start, start + timedelta(days=365)) for start in chosen if start.year < 2026]
    base_add = rate(lambda start: chinese_calendar.find_workday(DAYS, start), chosen[:200])
    base_count = rate(lambda span: len(chinese_calendar.get_workdays(*span)), spans[:100])
    our_add, our_count = (
        rate(lambda s: ours.add(s, DAYS), chosen),
        rate(lambda s: ours.between(*s), spans),
    )
    print(f"\n{'x chinese-calendar':<40} ratio      a second  same results")
    print(f"{'chinese-calendar, add 15':<40} {1:>5}  {base_add:>12,.0f}")
    print(
        f"{'svcctl, add 15 (target: 1,000)':<40} {our_add / base_add:>5.0f}  {our_add:>12,.0f}  100.0 %"
    )
    for name, speed, same in rivals(ours, chosen):
        print(f"{name:<40} {speed / base_add:>5.0f}  {speed:>12,.0f}  {100 * same:.1f} %")
    print(f"{'chinese-calendar, count a year':<40} {1:>5}  {base_count:>12,.0f}")
    print(
        f"{'svcctl, count a year (target: 2,000)':<40} {our_count / base_count:>5.0f}  {our_count:>12,.0f}  100.0 %"
    )
    print("\n100,000 lines, whole commands (medians of 5)")
    commands = whole_commands()
    for name, seconds in commands:
        print(f"{name:<40} {seconds:.2f} s, {seconds / commands[-1][1]:.1f} x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
