"""How a year's public holidays will probably be arranged, and how else they still may be."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain, product
from typing import NamedTuple

from svcctl.billing.dates import ONE_DAY

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

Block = tuple[date, date]  # first and last day off
Offsets = tuple[int, int]  # the same, counted from the first statutory day of the festival
Week = Mapping[
    int, tuple[Offsets, ...]
]  # the spans by the weekday of that day, the likeliest first


class Arrangement(NamedTuple):
    """One way to arrange a festival: the weekdays off, and the weekend days worked for them."""

    off: tuple[date, ...]
    worked: tuple[date, ...]


class Festival(NamedTuple):
    """A festival's expected block, weekend days included, and its arrangements, likeliest first."""

    name: str
    days: tuple[date, ...]
    arrangements: tuple[Arrangement, ...]


class RunLimits(NamedTuple):
    """What notices keep to."""

    usual_run: int  # days worked without a day off
    longest_run: int  # that a notice has still made of them
    grows: bool  # whether a block may run on into the weekend beside it


class Neighbours(NamedTuple):
    """The days of the year's other festivals, as far as they are known."""

    off: frozenset[date]
    worked: frozenset[date]


# -- the rules -------------------------------------------------------------------------------------
# 国办发明电〔2024〕12号: 春节 eight days from 除夕, 国庆节 seven from 1 October, eight together
# with 中秋节, 劳动节 five, every other festival three ("如逢周三则只在当日放假"). Spans after the
# first are what notices since 2008 chose on that weekday, or the day alone where three days cost a
# weekend day. Until 2013 notices were freer: the Friday before a Saturday (端午节 2012), three days
# from a Sunday or a Tuesday on (元旦 2012, 2013), the days before 1 October (国庆节 2008).

THREE_DAYS: Week = {
    MON: ((-2, 0),),
    TUE: ((-2, 0), (0, 0)),
    WED: ((0, 0), (0, 2), (-2, 0)),  # 2010, 2012 and 2013 still made three days of a Wednesday
    THU: ((0, 2), (0, 0)),
    FRI: ((0, 2),),
    SAT: ((0, 2),),
    SUN: ((-1, 1),),
}
FREER_THREE_DAYS: Week = {
    **THREE_DAYS,
    TUE: (*THREE_DAYS[TUE], (0, 2)),
    SAT: (*THREE_DAYS[SAT], (-1, 1)),
    SUN: (*THREE_DAYS[SUN], (0, 2)),
}
# from 1 May, or from the weekend before where that costs fewer weekend days (2022, 2023)
FIVE_DAYS: Week = {
    MON: (
        (-2, 2),
        (-3, 1),
        (0, 4),
    ),  # (0, 4) owes three make-up days, one more than any notice since 2008
    TUE: ((-3, 1), (-2, 2), (0, 4)),
    WED: ((0, 4),),
    THU: ((0, 4),),
    FRI: ((0, 4),),
    SAT: ((0, 4),),
    SUN: ((-1, 3), (0, 4)),
}


def _any_weekday(*spans: Offsets) -> Week:
    return dict.fromkeys(range(7), spans)


BOTH = "国庆节、中秋节"
RULES: Mapping[
    str, tuple[tuple[int, Week], ...]
] = {  # by the first year they held for, the newest first
    "春节": (
        (2025, _any_weekday((0, 7))),  # 除夕 became statutory (国务院令第795号)
        (
            2014,
            _any_weekday((-1, 5), (0, 6), (0, 7)),
        ),  # counted from 初一; 2014 and 2024 began there
        (2008, _any_weekday((0, 6))),
    ),
    "劳动节": (
        (2020, FIVE_DAYS),
        (2008, {**THREE_DAYS, WED: (*THREE_DAYS[WED], (0, 3))}),
    ),  # (0, 3): 2019
    "国庆节": ((2009, _any_weekday((0, 6))), (2008, _any_weekday((0, 6), (-2, 4)))),
    BOTH: ((2008, _any_weekday((0, 7))),),
}
OTHER_FESTIVALS = ((2014, THREE_DAYS), (2008, FREER_THREE_DAYS))

# 办法 art. 7 of 2024: "除个别特殊情形外…连续工作一般不超过6天". Before, a full week and its weekend
# could be worked (seven days: 2018, 2019, 2022, 2023), which stays possible but is not expected any
# more, and until 2013 two weekend days of one weekend (eight or nine days: 春节 2008, 元旦 2013).
# The 2026 notice, the first under the limit with a block from Monday to Monday, let it run on into
# the weekend.
LIMITS = (
    (2025, RunLimits(6, 7, True)),
    (2014, RunLimits(7, 7, False)),
    (2008, RunLimits(7, 9, False)),
)
SHORTEST_GROWING = 5  # days; a three-day block is three days


# -- the nation ------------------------------------------------------------------------------------


def national(year: int, statutory: Mapping[date, str]) -> tuple[Festival, ...]:
    """The festivals of a year from its statutory days (办法 art. 2); one day may be two."""
    limits = next(limits for since, limits in LIMITS if since <= year)
    found: list[Festival] = []
    for name, days in _festivals(statutory):
        week = next(week for since, week in RULES.get(name, OTHER_FESTIVALS) if since <= year)
        neighbours = Neighbours(
            frozenset(statutory).difference(days).union(*(other.days for other in found)),
            frozenset(day for other in found for day in other.arrangements[0].worked),
        )
        # a dict keeps the order of likelihood and drops what two spans lead to alike
        choices: dict[Arrangement, Block] = {}
        for first, last in week[days[0].weekday()]:
            block = days[0] + first * ONE_DAY, days[0] + last * ONE_DAY
            for arrangement, grown in _choices(block, len(days), limits, neighbours):
                choices.setdefault(arrangement, grown)
        found.append(Festival(name, tuple(_days(*next(iter(choices.values())))), tuple(choices)))
    return tuple(
        _traded(
            found, {name: day for day, names in statutory.items() for name in names.split("、")}
        )
    )


SOON = 6  # days between 中秋节 and 国庆节 within which one may give its day to the other


def _traded(found: list[Festival], last_of: Mapping[str, date]) -> Iterator[Festival]:
    """The festivals; 中秋节 on a weekend just before 国庆节 may give it its weekday (2015)."""
    by_name = {festival.name: festival for festival in found}
    mid, national_day = by_name.get("中秋节"), by_name.get("国庆节")
    near = mid and national_day and 0 < (national_day.days[0] - last_of["中秋节"]).days <= SOON
    if not mid or not national_day or not near or last_of["中秋节"].weekday() < SAT:
        yield from found
        return
    both = [
        Arrangement((*one.off, *other.off), (*one.worked, *other.worked))
        for one in mid.arrangements
        for other in national_day.arrangements
    ]
    both += [
        Arrangement(other.off, tuple(day for day in other.worked if day != spared))
        for other in national_day.arrangements
        for spared in other.worked
    ]
    together = Festival(
        "中秋节、国庆节", (*mid.days, *national_day.days), tuple(dict.fromkeys(both))
    )
    for festival in found:
        if festival is national_day:
            yield together
        elif festival is not mid:
            yield festival


def _festivals(statutory: Mapping[date, str]) -> list[tuple[str, list[date]]]:
    """Each festival with its statutory days in order; a day that is two is listed twice."""
    named: dict[str, list[date]] = {}
    for day in sorted(statutory):
        for name in statutory[day].split("、"):
            named.setdefault(name, []).append(day)
    if any((9, 29) <= (day.month, day.day) <= (10, 8) for day in named.get("中秋节", ())):
        named[BOTH] = sorted(named.pop("中秋节") + named.pop("国庆节"))
    return sorted(named.items(), key=lambda item: item[1])


def _choices(
    block: Block, statutory: int, limits: RunLimits, neighbours: Neighbours
) -> list[tuple[Arrangement, Block]]:
    """The arrangements of one block, likeliest first: make-up days near it, then a longer one.

    A statutory day on a weekend is owed a weekday (办法 art. 6), so the weekdays off beyond the
    number of statutory days are exactly the days to be made up; this has held in every notice since
    2008.
    """
    off = tuple(day for day in _days(*block) if day.weekday() < SAT)
    taken = neighbours.off | neighbours.worked
    grows = limits.grows and len(_days(*block)) >= SHORTEST_GROWING
    found = []
    for first, last in _grown(block, taken) if grows else [block]:
        for worked in _made_up((first, last), len(off) - statutory, taken):
            run = _longest_run(neighbours.worked.union(worked), neighbours.off.union(off))
            if run <= (limits.longest_run if (first, last) == block else limits.usual_run):
                gap = sum((first - day if day < first else day - last) // ONE_DAY for day in worked)
                # still possible, but behind every arrangement that keeps the usual limit: the first
                # of the list is the estimate that people see
                unusual = run > limits.usual_run
                found.append((unusual, gap, first - last, Arrangement(off, worked), (first, last)))
    return [(arrangement, grown) for *_, arrangement, grown in sorted(found)]


def _grown(block: Block, taken: Collection[date]) -> Iterator[Block]:
    """The block, and the block run on into the weekend days beside it, one by one."""
    firsts, lasts = [block[0]], [block[1]]
    while _spare(firsts[-1] - ONE_DAY, taken):
        firsts.append(firsts[-1] - ONE_DAY)
    while _spare(lasts[-1] + ONE_DAY, taken):
        lasts.append(lasts[-1] + ONE_DAY)
    return product(firsts, lasts)


def _made_up(block: Block, count: int, taken: Collection[date]) -> Iterator[tuple[date, ...]]:
    """The ways to make up so many days on the nearest weekend days before and after a block.

    A weekend day that touches the block is worked, else the block would be longer.
    """
    before = [day for day in (block[0] - i * ONE_DAY for i in range(1, 22)) if _spare(day, taken)]
    after = [day for day in (block[1] + i * ONE_DAY for i in range(1, 22)) if _spare(day, taken)]
    # else the days off would be one more than the notice names
    touching = {day for day in (block[0] - ONE_DAY, block[1] + ONE_DAY) if _spare(day, taken)}
    for early in range(count + 1):
        worked = (*before[:early], *after[: count - early])
        if touching <= set(worked):
            yield tuple(sorted(worked))


def _spare(day: date, taken: Collection[date]) -> bool:
    return day.weekday() >= SAT and day not in taken


def _longest_run(worked: Collection[date], off: Collection[date]) -> int:
    """The longest run of days worked without a break that holds a make-up day."""

    def works(day: date) -> bool:
        return day in worked or (day.weekday() < SAT and day not in off)

    def reach(day: date, step: timedelta) -> int:
        days = 0
        while works(day := day + step):
            days += 1
        return days

    return max((reach(day, -ONE_DAY) + 1 + reach(day, ONE_DAY) for day in worked), default=0)


def _days(first: date, last: date) -> list[date]:
    return [first + i * ONE_DAY for i in range((last - first) // ONE_DAY + 1)]


# -- Guangxi ---------------------------------------------------------------------------------------
# 广西壮族自治区少数民族习惯节日放假办法 (自治区人民政府令第98号): two days off around 三月初三.
# Below, the two as places in the row of nationally worked days, where 0 is the festival itself or,
# where it is off anyway, the first day worked after it; the likeliest first.

PAIRS: Week = {
    MON: ((0, 1), (-1, 0)),  # 2025
    TUE: ((-1, 0), (0, 1)),  # 2015
    WED: ((0, 1), (-1, 0)),  # 2014, 2021
    THU: ((0, 1), (-1, 0)),  # 2017, 2024
    FRI: ((-1, 0), (0, 1)),  # not seen yet
    SAT: ((-1, 0), (0, 1)),  # a make-up Saturday, not seen yet
    SUN: ((-1, 0), (0, 1)),  # the same
}
PAIRS_AROUND_DAYS_OFF: tuple[Offsets, ...] = ((-1, 0), (0, 1), (-2, -1))  # 2016, 2022, 2023, 2026


def sanyuesan(
    lunar_3_3: date, national_worked: Collection[date], national_off: Collection[date]
) -> Festival:
    """Guangxi's 三月三 over the nation's days; a national make-up day taken off is in `off`."""

    def works(day: date) -> bool:
        return day in national_worked or (day.weekday() < SAT and day not in national_off)

    row = [day for day in _days(lunar_3_3 - 21 * ONE_DAY, lunar_3_3 + 21 * ONE_DAY) if works(day)]
    at = bisect_left(row, lunar_3_3)
    pairs = PAIRS[lunar_3_3.weekday()] if works(lunar_3_3) else PAIRS_AROUND_DAYS_OFF
    choices = [_region_choices(row, at + first, at + last) for first, last in pairs]
    arrangements = tuple(dict.fromkeys(chain.from_iterable(choices)))
    off, worked = arrangements[0]
    *_, (first, last) = _grown((off[0], off[-1]), {*national_worked, *national_off, *worked})
    return Festival("三月三", tuple(_days(first, last)), arrangements)


def _region_choices(row: list[date], first: int, last: int) -> Iterator[Arrangement]:
    """The pair; before it, pair and next day if that alone parts it from the next days off.

    That third day is made up on the first weekend day off after it that touches a day worked
    (2017, 2021).
    """
    pair = row[first], row[last]
    lone, following = row[last + 1], row[last + 2]
    if pair[0] + 2 * ONE_DAY == pair[1] + ONE_DAY == lone < following - ONE_DAY:
        spare = (day for day in _days(lone, row[-1]) if day.weekday() >= SAT and day not in row)
        made_up = next(day for day in spare if {day - ONE_DAY, day + ONE_DAY} & {*row[last + 2 :]})
        yield Arrangement((*pair, lone), (made_up,))
    yield Arrangement(pair, ())


# -- Islamic feasts (Ningxia) ----------------------------------------------------------------------
# Two days by the region's yearly notice, which follows the crescent: in 2019 to 2026 they began one
# day before to two days after the day that Turkey reckons; days on a weekend were not made up
# (2023, 2025, 2026).

FEAST_STARTS = (1, 0, -1, 2)  # days after that day, the likeliest first


def feast(
    name: str, reckoned: date, national_worked: Collection[date], national_off: Collection[date]
) -> Festival:
    """An Islamic feast over the nation's days: two, around the one reckoned, free ones left out."""

    def works(day: date) -> bool:
        return day in national_worked or (day.weekday() < SAT and day not in national_off)

    pairs = [
        (reckoned + start * ONE_DAY, reckoned + (start + 1) * ONE_DAY) for start in FEAST_STARTS
    ]
    choices = dict.fromkeys(
        Arrangement(tuple(day for day in pair if works(day)), ()) for pair in pairs
    )
    return Festival(name, pairs[0], tuple(choices))
