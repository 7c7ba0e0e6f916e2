"""The nation's published days: chinese-calendar (pinned) in the form of calendar facts."""

from datetime import date
from importlib.metadata import version
from typing import Any

from svcctl.billing.dates import ONE_DAY
from svcctl.billing.position import Adopted

# issue of the last notice that chinese-calendar 1.11.0 holds; earlier ones change nothing
KNOWN_UNTIL = "2025-11-04"
# what a notice says and the library lacks (liriansu-opus/chinese-calendar, issue 125): the Saturday
# before New Year 2006 was worked
LACKING = {date(2005, 12, 31): "国办发明电〔2005〕35号"}
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}  # as the notices call them


def official_years() -> Adopted:
    """Each year chinese-calendar knows as a calendar fact: festival blocks, weekend days worked."""
    from chinese_calendar import Holiday
    from chinese_calendar.constants import holidays, workdays

    names = {holiday.value: FULL_NAMES.get(holiday.chinese, holiday.chinese) for holiday in Holiday}
    library = f"chinese-calendar {version('chinese-calendar')}"
    years = {}
    for year in range(min(holidays).year, max(holidays).year + 1):
        off = {day: names[name] for day, name in holidays.items() if day.year == year}
        more = {day: notice for day, notice in LACKING.items() if day.year == year}
        worked = sorted({day.isoformat() for day in (*workdays, *more) if day.year == year})
        source = "；".join([library, *more.values()])
        years[str(year)] = {"off": blocks(off), "worked": worked, "source": source}
    return Adopted(calendar="CN", basis="official", issued_on=KNOWN_UNTIL, years=years)


def blocks(days: dict[date, str]) -> list[list[Any]]:
    """Days off as [first day, how many, festival] runs of one festival."""
    found: list[list[Any]] = []
    before: date | None = None
    for day in sorted(days):
        if before and day - before == ONE_DAY and found[-1][2] == days[day]:
            found[-1][1] += 1
        else:
            found.append([day.isoformat(), 1, days[day]])
        before = day
    return found
