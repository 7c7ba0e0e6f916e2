"""A timeline as shares of its width: years, the day looked at, a track for each instalment."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.dates import corresponding_date
from svcctl.billing.periods import ServicePeriod
from svcctl.billing.schedule import Standing
from svcctl.billing.working_days import Window
from svcctl.casebook.case import Case

MOST_TICKS = 8  # as many labels as a phone has room for
MONTHS = (3, 12, 24, 60, 120)  # between two ticks
ROOM = 30  # one part in so many stays free before the first and after the last day: no mark is cut


class Scale(NamedTuple):
    """Where a day stands, in percent of the width."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """The place of a day, rounded so that a page is the same on every machine."""
        return round(100 * (day - self.first).days / (self.last - self.first).days, 2)


class Tick(NamedTuple):
    """A date on the axis."""

    at: float
    day: date
    anchor: str


class Segment(NamedTuple):
    """From where to where, in percent."""

    start: float
    end: float

    @property
    def width(self) -> float:
        """How long it is."""
        return round(self.end - self.start, 2)


class Track(NamedTuple):
    """What is drawn of one instalment; the words beside it say the same."""

    standing: Standing
    mark: float
    due: float | None  # where the deadline stands, if the mark stands elsewhere
    late: Segment | None
    window: Segment | None  # the days that a provisional deadline can still become
    paid: tuple[float, ...]
    returned: tuple[float, ...]


class Timeline(NamedTuple):
    """The axis of a contract and its tracks."""

    ticks: tuple[Tick, ...]
    monthly: bool  # the ticks are not years alone
    years: tuple[tuple[int, Segment], ...]
    today: Tick
    tracks: tuple[Track, ...]


def _years(case: Case) -> Sequence[ServicePeriod]:
    """The years of service; none where the contract has no term."""
    return () if case.terms.term.open else case.sight.years


def timeline(case: Case) -> Timeline:
    """The contract from signing to last deadline, and to the day looked at if that is later."""
    moves = {iid: account.paid for iid, account in case.sight.owing.items()}
    days = [case.terms.signed_on, case.as_of, *(year.last for year in _years(case))]
    days += [day for standing in case.standings for day in _days(standing)]
    days += [day for part in moves.values() for day in part if day <= case.as_of]
    scale = _scale(min(days), max(days))
    months = _months_between(scale)
    return Timeline(
        ticks=_ticks(scale, months),
        monthly=months < 12,
        years=tuple((y.year, Segment(scale.at(y.nought), scale.at(y.last))) for y in _years(case)),
        today=_tick(scale, case.as_of),
        tracks=tuple(
            _track(standing, moves.get(standing.instalment.id, {}), case, scale)
            for standing in case.standings
        ),
    )


def _days(standing: Standing) -> Sequence[date]:
    window = _window(standing)
    known = (standing.due_on, standing.paid_on, window.latest if window else None)
    return [day for day in known if day]


def _window(standing: Standing) -> Window | None:
    """The days that an open instalment's deadline can still become, where there are several."""
    window = (
        standing.deadline.window if standing.deadline and standing.deadline.provisional else None
    )
    settled = (
        standing.status in ("paid", "paid-late")
        or window is None
        or window.earliest == window.latest
    )
    return None if settled else window


def _scale(first: date, last: date) -> Scale:
    room = timedelta(days=max((last - first).days // ROOM, 10))
    return Scale(first - room, last + room)


def _months_between(scale: Scale) -> int:
    span = (scale.last - scale.first).days / 30.4
    return next((months for months in MONTHS if span / months <= MOST_TICKS - 2), MONTHS[-1])


def _ticks(scale: Scale, months: int) -> tuple[Tick, ...]:
    years = max(months // 12, 1)
    day = date(scale.first.year - scale.first.year % years, 1, 1)
    found = []
    while day <= scale.last:
        if day >= scale.first:
            found.append(_tick(scale, day, 12 if months < 12 else 6))  # a year alone is short
        day = corresponding_date(day, months)
    return tuple(found)


def _tick(scale: Scale, day: date, edge: int = 12) -> Tick:
    """A day with its label beneath, or to one side within `edge` hundredths of the ends."""
    at = scale.at(day)
    return Tick(at, day, "start" if at < edge else "end" if at > 100 - edge else "middle")


def _track(standing: Standing, moves: dict[date, int], case: Case, scale: Scale) -> Track:
    due_on, window = standing.due_on, _window(standing)
    mark = _mark_day(standing, case.as_of)
    late_to = (
        standing.paid_on
        if standing.status == "paid-late"
        else case.as_of
        if standing.days_overdue
        else None
    )
    known = {day: fen for day, fen in moves.items() if day <= case.as_of}
    return Track(
        standing,
        mark=scale.at(mark),
        due=scale.at(due_on) if due_on and mark != due_on else None,
        late=Segment(scale.at(due_on), scale.at(late_to)) if due_on and late_to else None,
        window=Segment(scale.at(window.earliest), scale.at(window.latest)) if window else None,
        paid=tuple(scale.at(day) for day in sorted(known) if known[day] > 0 and day != mark),
        returned=tuple(scale.at(day) for day in sorted(known) if known[day] < 0),
    )


def _mark_day(standing: Standing, as_of: date) -> date:
    """Where the instalment's sign stands: paid, deadline, end of its year, or else today."""
    return standing.paid_on or standing.due_on or standing.clock.period_last or as_of
