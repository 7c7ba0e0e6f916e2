"""The date looked at, as one that notices until which day what was worked out from it holds.

Statuses, sums and dates follow from whether something lies before the date looked at or behind it.
Each such comparison comes out otherwise from a day on that is known: the first of those days bounds
how long an answer can be kept. Whatever uses the date in another way changes from day to day, and
holds for that day alone.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from svcctl.billing.dates import ONE_DAY


class Watch:
    """From which day on the answers found so far no longer hold; None while no day is known."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.until: date | None = None
        self.resting = False  # while a figure is worked out that is worked out anew each day

    def turns(self, day: date) -> None:
        """Something comes out otherwise from that day on."""
        if day > self.today and (self.until is None or day < self.until):
            self.until = day

    def changes_daily(self) -> None:
        """Something is another tomorrow."""
        if not self.resting:
            self.turns(self.today + ONE_DAY)


def plain(day: date) -> date:
    """A date as any other."""
    return date.fromordinal(date.toordinal(day)) if isinstance(day, Watched) else day


def _ordinal(day: date) -> int:
    return date.toordinal(day)


class Watched(date):
    """A date so many days after the one looked at."""

    __slots__ = ("ahead", "watch")
    watch: Watch
    ahead: int

    def __new__(cls, watch: Watch, ahead: int = 0) -> "Watched":
        """So many days after the day looked at."""
        day = watch.today + timedelta(days=ahead)
        made = super().__new__(cls, *day.timetuple()[:3])
        made.watch, made.ahead = watch, ahead
        return made

    def _turns_at(self, ordinal: int) -> None:
        """The date looked at is held against one: it reaches it, so far ahead, on a day that is known."""
        at = ordinal - self.ahead
        if 0 < at <= _LAST:
            self.watch.turns(date.fromordinal(at))

    def _beyond(self, other: date, more: int) -> None:
        """What comes out otherwise once this date is that other one, or `more` days behind it."""
        if not (isinstance(other, Watched) and other.watch is self.watch):
            self._turns_at(_ordinal(other) + more)

    def __lt__(self, other: Any) -> bool:
        self._beyond(other, 0)
        return _ordinal(self) < _ordinal(other)

    def __ge__(self, other: Any) -> bool:
        self._beyond(other, 0)
        return _ordinal(self) >= _ordinal(other)

    def __le__(self, other: Any) -> bool:
        self._beyond(other, 1)
        return _ordinal(self) <= _ordinal(other)

    def __gt__(self, other: Any) -> bool:
        self._beyond(other, 1)
        return _ordinal(self) > _ordinal(other)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return False
        self._beyond(other, 0)
        self._beyond(other, 1)
        return _ordinal(self) == _ordinal(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __add__(self, other: timedelta) -> "Watched":
        return Watched(self.watch, self.ahead + other.days)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return Watched(self.watch, self.ahead - other.days)
        return timedelta(days=self.toordinal() - other.toordinal())

    def __rsub__(self, other: date) -> timedelta:
        return timedelta(days=other.toordinal() - self.toordinal())

    def isoformat(self) -> "WatchedText":
        """The date as it is written; texts of dates can be held against it as dates can."""
        made = WatchedText(date.isoformat(self))
        made.day = self
        return made

    def resting(self, figure: Callable[[], Any]) -> Any:
        """A figure that is worked out anew each day: using the date for it ends nothing."""
        before, self.watch.resting = self.watch.resting, True
        try:
            return figure()
        finally:
            self.watch.resting = before

    def as_any(self) -> date:
        """The date as any other."""
        self.watch.changes_daily()
        return plain(self)

    @property
    def year(self) -> int:
        """The year, which turns with the first of January."""
        found = plain(self)
        self._turns_at(date(found.year + 1, 1, 1).toordinal())
        return found.year

    @property
    def month(self) -> int:
        """The month, which turns with the first of the next."""
        found = plain(self).replace(day=1)
        self._turns_at((found + timedelta(days=32)).replace(day=1).toordinal())
        return found.month

    @property
    def day(self) -> int:
        """The day of the month."""
        self.watch.changes_daily()
        return plain(self).day


# any other use of a date, or of its text: what is made of it is another one tomorrow
OTHER_USES = (
    *("__hash__", "__format__", "__str__", "__repr__", "__reduce__", "toordinal", "replace"),
    *("weekday", "isoweekday", "isocalendar", "timetuple", "strftime", "ctime"),
)
OTHER_USES_OF_TEXT = (
    *(
        "__hash__",
        "__format__",
        "__str__",
        "__repr__",
        "__getitem__",
        "__add__",
        "__eq__",
        "__ne__",
    ),
    *("replace", "split", "partition", "startswith", "removeprefix"),
)


def _other(name: str) -> Callable[..., Any]:
    def used(self: "Watched | WatchedText", *values: Any, **named: Any) -> Any:
        return getattr(self.as_any(), name)(*values, **named)

    return used


_LAST = date.max.toordinal()


class WatchedText(str):
    """The date looked at as it is written."""

    __slots__ = ("day",)
    day: Watched

    def __lt__(self, other: str) -> bool:
        return self._held(other, 0, str.__lt__)

    def __ge__(self, other: str) -> bool:
        return self._held(other, 0, str.__ge__)

    def __le__(self, other: str) -> bool:
        return self._held(other, 1, str.__le__)

    def __gt__(self, other: str) -> bool:
        return self._held(other, 1, str.__gt__)

    def _held(self, other: str, more: int, how: Callable[[str, str], bool]) -> bool:
        try:
            self.day._beyond(date.fromisoformat(other), more)
        except ValueError:  # no date: it is held against it as any text is, which days may change
            self.day.watch.changes_daily()
        return how(self, other)

    def as_any(self) -> str:
        """The text as any other."""
        self.day.watch.changes_daily()
        return date.isoformat(self.day)


for _name in OTHER_USES:
    setattr(Watched, _name, _other(_name))
for _name in OTHER_USES_OF_TEXT:
    setattr(WatchedText, _name, _other(_name))
