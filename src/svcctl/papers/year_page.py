"""A year as twelve months at a glance: days off, weekend days worked, and what falls due."""

from calendar import Calendar as Weeks
from collections.abc import Mapping, Sequence
from datetime import date

from svcctl.answers.width import cells, pad
from svcctl.billing.working_days import Calendar
from svcctl.i18n import WEEKDAYS, Words

CELL = 4
MONTH = 7 * CELL
GAP = "  "
OFF, WORKED, DUE = "*", "+", "!"
COLOURS = {OFF: "\x1b[31m", WORKED: "\x1b[33m", DUE: "\x1b[1m"}


def year_lines(
    year: int,
    days: Calendar,
    due: Mapping[date, Sequence[str]],
    words: Words,
    width: int,
    colours: bool,
) -> list[str]:
    """The months side by side, as many as fit, then what the marks mean and what falls due."""
    off, worked = days.year(year)
    marks = dict.fromkeys(off, OFF) | dict.fromkeys(worked, WORKED) | dict.fromkeys(due, DUE)
    across = max(1, min(4, (width + len(GAP)) // (MONTH + len(GAP))))
    lines: list[str] = []
    for first in range(1, 13, across):
        blocks = [
            _month(year, month, marks, words, colours)
            for month in range(first, min(first + across, 13))
        ]
        height = max(map(len, blocks))
        filled = [block + [" " * MONTH] * (height - len(block)) for block in blocks]
        lines += [GAP.join(row).rstrip() for row in zip(*filled, strict=True)] + [""]
    lines.append(words("year.legend", off=OFF, worked=WORKED, due=DUE))
    for day in sorted(due):
        marked = words("year.due-off") if day in off else ""
        lines.append(f"  {day.isoformat()} {words.weekday(day)}  {'、'.join(due[day])}{marked}")
    return lines


def _month(
    year: int, month: int, marks: Mapping[date, str], words: Words, colours: bool
) -> list[str]:
    title = words(f"month.{month}") if words.lang == "en" else f"{month}月"
    heads = [words(f"year.{name}") for name in WEEKDAYS]
    lines = [pad(title, MONTH), "".join(pad(head, CELL - 1, right=True) + " " for head in heads)]
    for week in Weeks().monthdatescalendar(year, month):
        lines.append("".join(_day(day, month, marks.get(day, " "), colours) for day in week))
    assert all(cells(line) <= MONTH for line in lines[:2])
    return lines


def _day(day: date, month: int, mark: str, colours: bool) -> str:
    if day.month != month:
        return " " * CELL
    text = f"{day.day:>3}{mark}"
    return f"{COLOURS[mark]}{text}\x1b[0m" if colours and mark in COLOURS else text
