"""Working days: cumulative counts over a calendar's days, and windows over unsettled ones."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, compress, product

from svcctl.billing.dates import ONE_DAY
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal


class Outcome(Record):
    """One way a festival may be arranged, as the change it makes to a plain calendar (ordinals)."""

    off: tuple[int, ...]  # days that would be worked and are off
    worked: tuple[int, ...]  # weekend days made up


class OpenFestival(Record):
    """A festival that no notice has settled yet, and the span of days it can change (ordinals)."""

    first: int
    last: int
    arrangements: Callable[[], tuple[Outcome, ...]]  # asked for only when a window is worked out


class Tallies(Record):
    """What each combination of arrangements adds to the settled count, and on which days."""

    choices: Sequence[dict[int, int]]
    days: frozenset[int]


class DayRun(Record):
    """Consecutive days of one kind; `why` is weekend, holiday (`name` says which) or made-up."""

    first: date
    last: date
    why: str
    name: str


class Window(Record):
    """The dates a provisional deadline can still become."""

    earliest: date
    latest: date


class Deadline(Record):
    """A deadline and how it was counted; `raw` is its date before article 203 moved it."""

    start: date
    raw: date
    on: date
    provisional: bool
    window: Window | None
    written: date | None = None  # as the rule names it, before a paper or the signing put it off


class YearSource(Record):
    """Where a year's days come from."""

    basis: str  # official | provisional
    source: str
    missing: tuple[str, ...] = ()  # the calendars whose notice of that year has not been read


class Details(Record):
    """What only some questions need, worked out when they are asked."""

    names: Callable[[], dict[int, str]]  # the festival of each day in a festival's block
    festivals: Callable[[], Sequence[OpenFestival]]
    local: Callable[
        [Sequence[OpenFestival]], frozenset[int]
    ]  # the days a region's differ on, or may


class Calendar:
    """The working days of one place over the years its facts cover; other dates are refused."""

    def __init__(
        self,
        name: str,
        first_year: int,
        working: bytearray,
        settled: bytes,
        sources: dict[int, YearSource],
        details: Details,
    ) -> None:
        self.name = name
        self.first_year = first_year
        self.sources = sources
        self._origin = date(first_year, 1, 1).toordinal()
        self._working = working
        self._settled = settled
        self._details = details
        self._counts = list(accumulate(working))
        self._windows: dict[tuple[date, int], Window] = {}
        self._tallied: dict[
            tuple[OpenFestival, ...], Tallies
        ] = {}  # the same ones are asked for by many dates
        self._days = list(compress(range(self._origin, self._origin + len(working)), working))

    @cached_property
    def _names(self) -> dict[int, str]:
        return self._details.names()

    @cached_property
    def _festivals(self) -> Sequence[OpenFestival]:
        return self._details.festivals()

    @cached_property
    def _local(self) -> frozenset[int]:
        return self._details.local(self._festivals)

    # -- counting ------------------------------------------------------------------------------

    def add(self, start: date, days: int) -> date:
        """The date `days` working days after `start`, which is not counted (Civil Code 201)."""
        at = start.toordinal() - self._origin
        if at >= 0 and days >= 0:
            try:
                counted = self._counts[at]
                # the day that starts the period is not counted (Civil Code 201), worked or not: the
                # count begins behind it
                return date.fromordinal(self._days[counted + days - 1]) if days else start
            except IndexError:
                pass
        raise self._unknown(start, days)

    def between(self, start: date, end: date) -> int:
        """The working days after `start` up to and with `end`; negative when `end` is before."""
        first, last = start.toordinal() - self._origin, end.toordinal() - self._origin
        if first < 0 or last < 0:
            raise self._unknown(min(start, end), 0)
        try:
            return self._counts[last] - self._counts[first]
        except IndexError:
            raise self._unknown(max(start, end), 0) from None

    def is_working_day(self, day: date) -> bool:
        """Whether that day is worked, by notice or by estimate."""
        at = day.toordinal() - self._origin
        if not 0 <= at < len(self._working):
            raise self._unknown(day, 0)
        return bool(self._working[at])

    def festival(self, day: date) -> str:
        """The name of the festival whose block holds that day off; empty where there is none."""
        ordinal = day.toordinal()
        at = ordinal - self._origin
        off = 0 <= at < len(self._working) and not self._working[at]
        return self._names.get(ordinal, "") if off else ""

    def next_working_day(self, day: date) -> date:
        """That day, or the first working day after it."""
        found = bisect_left(self._days, day.toordinal())
        if day.toordinal() < self._origin or found == len(self._days):
            raise self._unknown(day, 0)
        return date.fromordinal(self._days[found])

    def last_working_day(self, day: date) -> date:
        """That day, or the last working day before it."""
        found = bisect_right(self._days, day.toordinal())
        if day.toordinal() >= self._origin + len(self._working) or found == 0:
            raise self._unknown(day, 0)
        return date.fromordinal(self._days[found - 1])

    def after_festival(self, day: date) -> date:
        """That day, or the first day after the festival block it lies in."""
        # the block as it was arranged, with the weekend days in it: by this reading a plain weekend
        # moves nothing, and the block's own days do
        while self.festival(day):
            day += ONE_DAY
        return day

    def _unknown(self, day: date, days: int) -> Refusal:
        last = max(self.sources)
        inside = (
            self.first_year <= day.year <= last
        )  # then it was the counting that ran over the end
        year = max(last + 1, day.year + days // 250) if inside else day.year
        return Refusal(
            "calendar.unknown-year", calendar=self.name, year=year, first=self.first_year, last=last
        )

    # -- explaining ----------------------------------------------------------------------------

    def skipped(self, start: date, end: date) -> tuple[DayRun, ...]:
        """The days not worked after `start` up to `end`, in runs of one reason."""
        return tuple(run for run in self.runs(start, end) if run.why != "made-up")

    def runs(self, start: date, end: date) -> Iterator[DayRun]:
        """The days after `start` up to `end` that are no plain working days, in runs by reason."""
        current: DayRun | None = None
        for ordinal in range(start.toordinal() + 1, end.toordinal() + 1):
            day = date.fromordinal(ordinal)
            why, name = self._reason(ordinal)
            if current and (current.why, current.name) == (why, name):
                current = current._replace(last=day)
                continue
            if current and current.why:
                yield current
            current = DayRun(day, day, why, name)
        if current and current.why:
            yield current

    def _reason(self, ordinal: int) -> tuple[str, str]:
        weekend = (ordinal - 1) % 7 > 4
        if self._working[ordinal - self._origin]:
            return ("made-up", "") if weekend else ("", "")
        name = self._names.get(ordinal, "")
        return ("holiday", name) if name else ("weekend", "")

    def year(self, year: int) -> tuple[list[date], list[date]]:
        """The weekdays off and the weekend days worked of one year."""
        if year not in self.sources:
            raise self._unknown(date(year, 1, 1), 0)
        off: list[date] = []
        worked: list[date] = []
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            weekend = (ordinal - 1) % 7 > 4
            if weekend == bool(self._working[ordinal - self._origin]):
                (worked if weekend else off).append(date.fromordinal(ordinal))
        return off, worked

    # -- what is not settled yet ---------------------------------------------------------------

    def provisional(self, start: date, end: date) -> bool:
        """Whether counting from the day after `start` to `end` touches a year without a notice."""
        if end <= start:
            return False
        first, last = start.toordinal() - self._origin, end.toordinal() - self._origin
        # what lies outside the years on file has no notice either
        if first < -1 or last >= len(self._open_days):
            return True
        return self._open_days[last] > (self._open_days[first] if first >= 0 else 0)

    @cached_property
    def _open_days(self) -> list[int]:
        """How many days up to each are open: of a year without a notice, or near a festival."""
        unsettled = bytearray(b"\1" * len(self._working))

        def mark(first: int, last: int, sign: bytes) -> None:
            at, end = max(first - self._origin, 0), min(last - self._origin + 1, len(unsettled))
            unsettled[at:end] = sign * max(end - at, 0)

        for year, source in self.sources.items():
            if source.basis == "official":
                mark(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), b"\0")
        for festival in self._festivals:
            mark(festival.first, festival.last, b"\1")
        return list(accumulate(unsettled))

    def local_between(self, start: date, end: date) -> bool:
        """Whether a day after `start` up to `end` is one that a region's days can change."""
        return any(
            ordinal in self._local for ordinal in range(start.toordinal() + 1, end.toordinal() + 1)
        )

    def window(self, start: date, days: int) -> Window:
        """The earliest and latest date that `days` working days after `start` can still become."""
        # of contracts signed on one day, and before and after an entry, the same is asked again
        if (start, days) not in self._windows:
            self._windows[start, days] = self._window(start, days)
        return self._windows[start, days]

    def _window(self, start: date, days: int) -> Window:
        if days == 0:
            return Window(start, start)
        first = start.toordinal() + 1
        if first <= self._origin:
            raise self._unknown(start, 0)
        # over any longer stretch at least one day in three is worked; a month more covers a start
        # right before a feast
        horizon = first + days * 3 + 30
        clusters = [self._tallies(group) for group in self._clusters(first, horizon)]
        sums = [[0] * len(found.choices) for found in clusters]
        plain, most, least, earliest = 0, 0, 0, 0
        for ordinal in range(first, horizon):
            if ordinal - self._origin >= len(self._settled):
                raise self._unknown(date.fromordinal(ordinal), 0)
            plain += self._settled[ordinal - self._origin]
            for found, reached in zip(clusters, sums, strict=True):
                if ordinal in found.days:
                    for index, tally in enumerate(found.choices):
                        reached[index] += tally.get(ordinal, 0)
                    most, least = sum(map(max, sums)), sum(map(min, sums))
            if not earliest and plain + most >= days:
                earliest = ordinal
            if plain + least >= days:
                return Window(date.fromordinal(earliest), date.fromordinal(ordinal))
        raise self._unknown(date.fromordinal(horizon), 0)

    def roll_window(self, day: date, back: bool = False) -> Window:
        """The dates a period's last day can become when it moves off a day off (Civil Code 203)."""
        self.is_working_day(day)  # refuses a day that the calendar does not cover
        ordinal, step = day.toordinal(), -1 if back else 1
        found = set()
        # no run of days off is nearly as long as twenty days, so nothing further off can hold the
        # day
        groups = self._clusters(*sorted((ordinal, ordinal + 20 * step)))
        for chosen in product(*(self._tallies(group).choices for group in groups)):
            found.add(self._first_worked(ordinal, step, chosen))
        return Window(date.fromordinal(min(found)), date.fromordinal(max(found)))

    def _first_worked(self, ordinal: int, step: int, chosen: Sequence[dict[int, int]]) -> int:
        """That day or the first after (before) it that is worked under the arrangements chosen."""
        end = self._origin + len(self._settled) if step > 0 else self._origin - 1
        for at in range(ordinal, end, step):
            if self._settled[at - self._origin] + sum(tally.get(at, 0) for tally in chosen):
                return at
        raise self._unknown(date.fromordinal(ordinal), 366)

    def _tallies(self, group: Sequence[OpenFestival]) -> Tallies:
        key = tuple(group)
        if key not in self._tallied:
            self._tallied[key] = _tallies(group, self._settled, self._origin)
        return self._tallied[key]

    def _clusters(self, first: int, last: int) -> list[list[OpenFestival]]:
        """The open festivals that touch the span, those that overlap one another together."""
        groups: list[list[OpenFestival]] = []
        for festival in sorted(
            (f for f in self._festivals if _touches(f, first, last)), key=lambda f: f.first
        ):
            if groups and festival.first <= max(f.last for f in groups[-1]):
                groups[-1].append(festival)
            else:
                groups.append([festival])
        return groups


def _touches(festival: OpenFestival, first: int, last: int) -> bool:
    return festival.first <= last and festival.last >= first


def _tallies(group: Sequence[OpenFestival], settled: bytes, origin: int) -> Tallies:
    """For each combination of arrangements: what each day adds to the settled count."""
    found: dict[tuple[tuple[int, int], ...], None] = {}
    for chosen in product(*(festival.arrangements() for festival in group)):
        off = {day for arrangement in chosen for day in arrangement.off}
        # where festivals overlap (中秋 beside 国庆) a day off of one cannot be made up for by the other
        worked = {day for arrangement in chosen for day in arrangement.worked} - off
        tally = [(day, -1) for day in off if settled[day - origin]]
        tally += [(day, 1) for day in worked if not settled[day - origin]]
        found[tuple(sorted(tally))] = None
    return Tallies(
        [dict(tally) for tally in found], frozenset(day for tally in found for day, _ in tally)
    )
