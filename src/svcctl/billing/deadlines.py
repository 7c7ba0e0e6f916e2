"""By when: the rule that a `due` table states, and the deadline that it makes of a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count as numbers
from typing import Any

from svcctl.billing.dates import ONE_DAY, Period, corresponding_date, day_in_month, parse_period
from svcctl.billing.record import Record
from svcctl.billing.working_days import Calendar, Deadline, Window

ROLLS = ("forward", "back", "no")
MONTHS = {"previous": -1, "same": 0, "next": 1}  # `month`, reckoned from the event's


class Days(Record):
    """So many units after the day that starts them."""

    length: int
    unit: str  # working-day | calendar-day | month | year


class MonthDay(Record):
    """A day of the month before, of or after the event's; 31 is the month's last."""

    day: int
    month: str  # previous | same | next


class FirstWorkingDays(Record):
    """Within the first so many working days of such a month."""

    number: int
    month: str


class YearDay(Record):
    """The first such day of a year on or after the event; 29 February is that month's last."""

    month: int
    day: int


class Listed(Record):
    """The day that the contract itself names for one row."""

    on: date


class NotAgreed(Record):
    """No number of days agreed: triggered, it can be asked for, and is late on no day."""


When = Days | MonthDay | FirstWorkingDays | YearDay | Listed | NotAgreed


class Due(Record):
    """By when: a rule, the event it goes by, what moves that first, and what a day off does."""

    rule: When
    after: str  # empty where the contract names the day itself
    plus: Period | None = None
    roll: str = ""  # forward | back | no; the reading day-off where the file says nothing

    @property
    def has_own_day(self) -> bool:
        """Whether the contract names the day of the year, or each day."""
        return isinstance(self.rule, YearDay | Listed)

    @property
    def waits_for_end(self) -> bool:
        """Whether one that needs papers waits for its year to be over, too."""
        return not (
            self.has_own_day or self.after == "period-start" or self.after.startswith("lodged:")
        )

    @property
    def by_working_days(self) -> bool:
        """Whether working days are counted: such a date lies on none that is off."""
        rule = self.rule
        return isinstance(rule, FirstWorkingDays) or (
            isinstance(rule, Days) and rule.unit == "working-day"
        )


def due_from(table: dict[str, Any], row: int = 0) -> Due:
    """The rule that a `due` table states; `row`, from 0, picks the day of a list of days."""
    if "on" in table and row >= len(table["on"]):
        # what a renewal adds to a list of the term alone: payable once its period runs, by no day
        return Due(NotAgreed(), "period-start")
    plus = parse_period(table["plus"]) if "plus" in table else None
    return Due(_rule(table, row), table.get("after", ""), plus, table.get("roll", ""))


def _rule(table: dict[str, Any], row: int) -> When:
    if "on" in table:
        return Listed(date.fromisoformat(table["on"][row]))
    if "day" in table:
        return MonthDay(table["day"], table["month"])
    if "working_day" in table:
        return FirstWorkingDays(table["working_day"], table["month"])
    if "date" in table:
        month, _, day = table["date"].partition("-")
        return YearDay(int(month), int(day))
    return Days(table["days"], table["unit"]) if table.get("agreed", True) else NotAgreed()


def table_of(rule: When) -> dict[str, Any]:
    """A rule by the keys of the contract file; of listed days its own."""
    if isinstance(rule, Days):
        return {"days": rule.length, "unit": rule.unit}
    if isinstance(rule, MonthDay):
        return {"day": rule.day, "month": rule.month}
    if isinstance(rule, FirstWorkingDays):
        return {"working_day": rule.number, "month": rule.month}
    if isinstance(rule, YearDay):
        return {"date": f"{rule.month:02}-{rule.day:02}"}
    return {"on": rule.on.isoformat()} if isinstance(rule, Listed) else {"agreed": False}


# -- from a rule to a deadline ---------------------------------------------------------------------


class Ground(Record):
    """What deadlines are counted on."""

    calendar: Calendar
    day_off: str  # the reading
    signed_on: date | None = None  # where nothing can be due before the signing


def deadline(due: Due, start: date, ground: Ground, ready: date | None = None) -> Deadline | None:
    """The deadline by a rule, or None where none was agreed.

    `start` is the day of the event, moved by `plus`; `ready` the day on which everything else that
    it waits for has come, and before which it cannot be due.
    """
    rule = due.rule
    if isinstance(rule, NotAgreed):
        return None
    if isinstance(rule, Days):
        return _days_after(due, rule, max(start, ready or start), ground)
    floor = max(ready or date.min, ground.signed_on or date.min)
    if isinstance(rule, FirstWorkingDays):
        return _first_working_days(rule, start, floor, ground.calendar)
    written = _written(rule, start)
    return _rolled(due, _put_off(rule, start, ready, ground.signed_on), written, floor, ground)


def _days_after(due: Due, rule: Days, start: date, ground: Ground) -> Deadline:
    found = count(rule, start, ground, due.roll)
    # nobody can owe under a contract that is not signed yet: the days run from the signing then
    if ground.signed_on and found.raw < ground.signed_on:
        return count(rule, ground.signed_on, ground, due.roll)._replace(written=found.raw)
    return found


def count(rule: Days, start: date, ground: Ground, roll: str = "") -> Deadline:
    """So many units from the day after `start` (Civil Code 201), off a day off (203)."""
    calendar = ground.calendar
    if rule.unit == "working-day":
        on = calendar.add(start, rule.length)
        provisional = calendar.provisional(start, on)
        window = calendar.window(start, rule.length) if provisional else None
        return Deadline(start, on, on, provisional, window, on)
    # only periods of months and years end on a corresponding date (Civil Code 202); thirty days are
    # thirty days
    months = {"month": rule.length, "year": 12 * rule.length}.get(rule.unit)
    raw = (
        start + timedelta(days=rule.length) if months is None else corresponding_date(start, months)
    )
    on, provisional, window = _moved(raw, roll or ground.day_off, calendar)
    return _not_before(start, Deadline(start, raw, on, provisional, window, raw))


def _written(rule: MonthDay | YearDay | Listed, start: date) -> date:
    """The day that the rule names, whatever else is waited for."""
    if isinstance(rule, Listed):
        return rule.on
    return next(_such_days(rule, start))


def _such_days(rule: MonthDay | YearDay, start: date) -> Iterator[date]:
    """The days that the rule names one after the other, from the event's own on."""
    if isinstance(rule, MonthDay):
        offset = MONTHS[rule.month]
        return (day_in_month(start, months, rule.day) for months in numbers(offset))
    of_the_years = (
        day_in_month(date(start.year, rule.month, 1), 12 * years, rule.day) for years in numbers()
    )
    return (day for day in of_the_years if day >= start)


def _put_off(
    rule: MonthDay | YearDay | Listed, start: date, ready: date | None, signed_on: date | None
) -> date:
    """The day as written, or what takes its place where a paper or the signing comes after it."""
    signed, late = signed_on or date.min, ready or date.min
    if isinstance(rule, Listed):
        return max(rule.on, signed, late)
    if isinstance(rule, YearDay):
        # a year is too long to wait for a paper that came a day late: the day it is in counts
        return max(next(day for day in _such_days(rule, start) if day >= signed), late)
    return next(day for day in _such_days(rule, start) if day >= max(signed, late))


def _rolled(due: Due, raw: date, written: date, floor: date, ground: Ground) -> Deadline:
    """That day, off a day off; moved back never to before what it waits for."""
    on, provisional, window = _moved(raw, due.roll or ground.day_off, ground.calendar)
    found = Deadline(min(raw, on) - ONE_DAY, raw, on, provisional, window, written)
    return _not_before(floor, found)


def _not_before(floor: date, found: Deadline) -> Deadline:
    """A deadline that was moved back, not to before that day."""
    window = found.window
    if window:
        window = Window(max(window.earliest, floor), max(window.latest, floor))
    return found._replace(on=max(found.on, floor), window=window)


def _moved(raw: date, roll: str, calendar: Calendar) -> tuple[date, bool, Window | None]:
    """A last day off a day off (Civil Code 203), whether that is provisional, and its window."""
    if roll == "no":
        return raw, False, None
    if roll == "back":
        on = calendar.last_working_day(raw)
        provisional = calendar.provisional(on - ONE_DAY, raw)
        return on, provisional, calendar.roll_window(raw, back=True) if provisional else None
    # whether 法定休假日 in Civil Code 203 means weekends is unsettled: the Labour Law (44) sets the two
    # apart, the procedural codes are applied as if they were one
    on = calendar.after_festival(raw) if roll == "holidays-only" else calendar.next_working_day(raw)
    # from the day before: the last day itself may become a day off when its year's notice comes
    if not calendar.provisional(raw - ONE_DAY, on):
        return on, False, None
    window = calendar.roll_window(raw)
    if roll == "holidays-only":
        window = Window(raw, max(on, window.latest))
    return on, True, window


def _first_working_days(
    rule: FirstWorkingDays, start: date, floor: date, calendar: Calendar
) -> Deadline:
    """The last of the first so many working days of the first month in which it is not too early.

    While a year's notice is missing, which month that is may be open too: the window holds both.
    """
    first: Deadline | None = None
    found: Deadline | None = None
    earliest, provisional = date.max, False
    months = MONTHS[rule.month]
    while True:
        before = day_in_month(start, months, 1) - ONE_DAY
        each = count(Days(rule.number, "working-day"), before, Ground(calendar, "no"))
        window = each.window or Window(each.on, each.on)
        first = first or each
        if window.latest >= floor:
            earliest = min(earliest, max(window.earliest, floor))
            provisional = provisional or each.provisional
            found = found or (each if each.on >= floor else None)
        if found and window.earliest >= floor:
            span = Window(earliest, window.latest) if provisional else None
            return found._replace(written=first.on, provisional=provisional, window=span)
        months += 1
