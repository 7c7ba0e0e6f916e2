"""The hours in which a clock runs: around the clock, or shifts on the working days of a calendar."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil

from svcctl.billing.dates import ONE_DAY
from svcctl.billing.record import Record
from svcctl.billing.working_days import Calendar

SECOND = timedelta(seconds=1)
A_DAY = 86_400  # seconds


def seconds_of(text: str) -> tuple[int, int]:
    """A shift as a contract file writes it, in seconds of the day: "08:00-12:00"; no shift is over midnight."""
    first, _, last = text.partition("-")
    return _second(first), _second(last)


def _second(text: str) -> int:
    hour, _, minute = text.strip().partition(":")
    return int(hour) * 3600 + int(minute) * 60


class Hours(Record):
    """The hours of a clock; without shifts it runs around the clock. Moments are China's, without a zone."""

    calendar: Calendar
    shifts: tuple[tuple[int, int], ...] = ()  # seconds of a working day, in order, apart

    @property
    def a_day(self) -> int:
        """The running seconds of a day on which it runs."""
        return sum(last - first for first, last in self.shifts) if self.shifts else A_DAY

    def between(self, start: datetime, end: datetime) -> int:
        """The running seconds from one moment to another; none where the second is not later."""
        if end <= start:
            return 0
        if not self.shifts:
            return int((end - start).total_seconds())
        first, last = start.date(), end.date()
        up_to_end, up_to_start = self._run_by(end), self._run_by(start)
        if first == last:
            return up_to_end - up_to_start
        whole = self.calendar.between(first, last - ONE_DAY) * self.a_day
        return self._of_day(first) - up_to_start + whole + up_to_end

    def after(self, start: datetime, seconds: int) -> datetime:
        """The moment at which so many running seconds are used up.

        Where that is the end of a shift it is that end, not the opening of the next.
        """
        if not self.shifts or seconds <= 0:
            return start + max(seconds, 0) * SECOND
        rest = self._of_day(start.date()) - self._run_by(start)
        if seconds <= rest:
            return self._at(start.date(), self._run_by(start) + seconds)
        days = -(-(seconds - rest) // self.a_day)
        day = self.calendar.add(start.date(), days)
        return self._at(day, seconds - rest - (days - 1) * self.a_day)

    def end_of_working_day(self, start: datetime, number: int) -> datetime:
        """The end of the last shift of the so-manieth working day after the day of the start (201, 203)."""
        day = self.calendar.add(start.date(), number)
        last = self.shifts[-1][1] if self.shifts else A_DAY
        return datetime.combine(day, time()) + last * SECOND

    def _of_day(self, day: date) -> int:
        return self.a_day if self.calendar.is_working_day(day) else 0

    def _run_by(self, moment: datetime) -> int:
        """The running seconds of that day before the moment."""
        if not self.calendar.is_working_day(moment.date()):
            return 0
        at = (moment - datetime.combine(moment.date(), time())) // SECOND
        return sum(max(0, min(at, last) - first) for first, last in self.shifts)

    def _at(self, day: date, seconds: int) -> datetime:
        """The moment of a working day by which so many running seconds of it are used up."""
        nought = datetime.combine(day, time())
        for first, last in self.shifts:
            if seconds <= last - first:
                return nought + (first + seconds) * SECOND
            seconds -= last - first
        raise AssertionError(seconds)  # asked for more than the day has


class Stretch(Record):
    """From a moment on, what a clock's time is counted by: its hours and how much makes the whole limit."""

    since: datetime
    hours: Hours
    limit: int | None  # running seconds; None uses up nothing
    stopped: bool = False


def run_out(start: datetime, stretches: Sequence[Stretch]) -> datetime | None:
    """The moment at which the parts used up of the limits in force make one, to the second upwards.

    None where they never do: the last stretch stops, or uses up nothing.
    """
    left = Fraction(1)  # what is not used up yet
    ends = [*(each.since for each in stretches[1:]), None]
    for stretch, until in zip(stretches, ends, strict=True):
        begin = max(start, stretch.since)
        if (until is not None and until <= begin) or stretch.stopped or stretch.limit is None:
            continue
        due = stretch.hours.after(begin, ceil(left * stretch.limit))
        if until is None or due <= until:
            return due
        left -= Fraction(stretch.hours.between(begin, until), stretch.limit)
    return None
