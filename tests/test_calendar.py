"""Working days: the years settled against other sources, counting against naive counts, windows against brute force."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import chinese_calendar
import numpy
import pytest
from holidays import country_holidays
from hypothesis import example, given
from hypothesis import strategies as st

from svcctl.almanac.adopt import LAST_ESTIMATED_YEAR, shipped_facts
from svcctl.billing.position import CalendarDays
from svcctl.billing.refusal import Refusal
from svcctl.billing.working_days import Calendar, DayRun, Window
from svcctl.billing.years import calendar_from

DAY = timedelta(days=1)
FIRST, LAST_SETTLED, LAST = date(2004, 1, 1), date(2026, 12, 31), date(LAST_ESTIMATED_YEAR, 12, 31)
FACTS = tuple(shipped_facts(Path(__file__).parents[1] / "data" / "calendars"))
CN, GX = calendar_from(FACTS, "CN"), calendar_from(FACTS, "CN-GX")
CALENDARS = st.sampled_from([CN, GX])


def _source(calendar: Calendar, year: int) -> tuple[str, str]:
    """On what basis, and from which paper, the calendar has a year."""
    found = calendar.sources[year]
    return found.basis, found.source


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(text: str) -> list[date]:
    return [day(word) for word in text.split()]


def span(first: date, last: date) -> list[date]:
    return [first + i * DAY for i in range((last - first).days + 1)]


def counted_off(start: date, number: int, works: Any) -> date:
    """The day `number` working days after `start`, one day after the other."""
    while number:
        start += DAY
        number -= bool(works(start))
    return start


def refused(key: str, ask: Any, *args: Any) -> dict[str, Any]:
    with pytest.raises(Refusal) as refusal:
        ask(*args)
    assert refusal.value.key == key
    return refusal.value.values


# -- the days settled --------------------------------------------------------------------------------------


NEW_YEAR_2006 = date(2005, 12, 31)  # worked: 国办发明电〔2005〕35号


def test_the_saturday_before_new_year_2006_was_worked() -> None:
    """By the notice, 31 December (Saturday) was exchanged for 2 January; the next working day after 30 December."""
    assert CN.add(date(2005, 12, 30), 1) == NEW_YEAR_2006
    assert CN.add(date(2005, 12, 30), 2) == date(2006, 1, 4)
    assert GX.is_working_day(NEW_YEAR_2006)
    assert "国办发明电〔2005〕35号" in CN.sources[2005].source


def test_what_is_worked_pays_for_what_is_off() -> None:
    """By the arrangements of each year, New Year with the days before it: weekdays off less weekend days worked are the days that the law gives.

    Ten until 2007 (order 270), eleven from 2008 (order 513), thirteen from 2025 (order 795); besides, one day in
    2015 (3 September) and those of 2020, when the Spring Festival was prolonged.
    """
    found = {}
    for year in range(2004, 2027):
        of_it = list(span(max(date(year - 1, 12, 28), FIRST), date(year, 12, 27)))
        off = [d for d in of_it if d.weekday() < 5 and not CN.is_working_day(d)]
        worked = [d for d in of_it if d.weekday() > 4 and CN.is_working_day(d)]
        found[year] = len(off) - len(worked)
    law = {year: 10 if year < 2008 else 11 if year < 2025 else 13 for year in found}
    odd = {year: found[year] - law[year] for year in found if found[year] != law[year]}
    assert odd == {2015: 1, 2020: 2}, found


def test_the_nation_agrees_with_chinese_calendar() -> None:
    """Every day of 2004 to 2026 is worked or off as chinese_calendar has it, but for one that it lacks."""
    assert [
        d
        for d in span(FIRST, LAST_SETTLED)
        if CN.is_working_day(d) != chinese_calendar.is_workday(d)
    ] == [NEW_YEAR_2006]


def test_the_nation_agrees_with_holidays() -> None:
    """Every day of 2007 to 2026 is worked or off as the library holidays has it, make-up days included."""
    other = country_holidays("CN", years=range(2007, 2027))
    differ = [
        d
        for d in span(date(2007, 1, 1), LAST_SETTLED)
        if CN.is_working_day(d) != other.is_working_day(d)
    ]
    assert differ == []


# The notices of the region as far as they are known: days off and, after the stroke, weekend days worked.
GUANGXI = {
    2014: "2014-04-02 2014-04-03 |",
    2015: "2015-04-20 2015-04-21 |",
    2016: "2016-04-08 2016-04-11 |",
    2017: "2017-03-30 2017-03-31 2017-04-01 | 2017-04-08",
    2021: "2021-04-14 2021-04-15 2021-04-16 | 2021-04-18",
    2022: "2022-04-02 2022-04-06 |",
    2023: "2023-04-21 2023-04-23 |",
    2024: "2024-04-11 2024-04-12 |",
    2025: "2025-03-31 2025-04-01 |",
    2026: "2026-04-17 2026-04-20 |",
}
SETTLED_IN_GUANGXI = [*range(2004, 2014), *GUANGXI]


@pytest.mark.parametrize("year", SETTLED_IN_GUANGXI)
def test_guangxi_differs_from_the_nation_by_its_own_days_alone(year: int) -> None:
    """三月三 is off, a national make-up day among its days is off too, and the day that replaces it is worked."""
    off, worked = map(days, GUANGXI.get(year, "|").split("|"))
    for d in span(date(year, 1, 1), date(year, 12, 31)):
        assert GX.is_working_day(d) == (d in worked or (CN.is_working_day(d) and d not in off)), d
    assert {GX.festival(d) for d in off} <= {"壮族三月三"}
    assert {CN.is_working_day(d) for d in off} <= {True}
    assert {CN.is_working_day(d) for d in worked} <= {False}


def test_what_is_settled() -> None:
    """The nation is settled to 2026, Guangxi likewise but for 2018 to 2020; from 2027 all is provisional."""
    official = {
        c.name: [year for year, source in c.sources.items() if source.basis == "official"]
        for c in (CN, GX)
    }
    assert official == {"CN": list(range(2004, 2027)), "CN-GX": SETTLED_IN_GUANGXI}
    for calendar in (CN, GX):
        assert list(calendar.sources) == list(range(2004, LAST_ESTIMATED_YEAR + 1))
        assert {source.basis for source in calendar.sources.values()} == {"official", "provisional"}
        assert all(source.source for source in calendar.sources.values())
    assert not CN.provisional(day("2019-03-01"), day("2019-05-01"))
    assert GX.provisional(day("2019-03-01"), day("2019-05-01"))


def test_a_year_in_two_lists() -> None:
    """A year's weekdays off and weekend days worked are all that parts it from a plain week."""
    off, worked = GX.year(2017)
    assert set(days("2017-03-30 2017-03-31")) <= set(off)
    assert day("2017-04-08") in worked
    assert day("2017-04-01") not in worked
    for calendar, year in ((CN, 2004), (CN, 2026), (GX, 2022), (GX, 2045)):
        off, worked = calendar.year(year)
        assert {d.year for d in off + worked} == {year}
        for d in span(date(year, 1, 1), date(year, 12, 31)):
            assert calendar.is_working_day(d) == ((d.weekday() < 5 and d not in off) or d in worked)
            assert not (d in off and d.weekday() > 4)
            assert not (d in worked and d.weekday() < 5)


# -- counting ----------------------------------------------------------------------------------------------

STARTS = st.dates(FIRST, date(2044, 6, 30))


@given(CALENDARS, STARTS, st.integers(0, 260))
@example(GX, date(2026, 3, 5), 15)
def test_adding_is_counting_day_by_day(calendar: Calendar, start: date, number: int) -> None:
    """The day so many working days on is the one a patient person finds; the first day is not counted."""
    assert calendar.add(start, number) == counted_off(start, number, calendar.is_working_day)


@given(CALENDARS, STARTS, st.integers(0, 500))
def test_counting_between_is_counting_day_by_day(
    calendar: Calendar, start: date, length: int
) -> None:
    """The first day is not counted, the last one is; the other way round it is as many, less than nought."""
    end = start + length * DAY
    counted = sum(map(calendar.is_working_day, span(start + DAY, end)))
    assert calendar.between(start, end) == counted
    assert calendar.between(end, start) == -counted


@given(CALENDARS, STARTS, st.integers(0, 500))
def test_adding_undoes_counting(calendar: Calendar, start: date, length: int) -> None:
    """What lies between two days, added to the first, is the second, where that is worked and not the first."""
    end = calendar.next_working_day(start + length * DAY)
    assert calendar.add(start, calendar.between(start, end)) == end


@cache
def busdays(name: str) -> numpy.busdaycalendar:
    calendar = {"CN": CN, "CN-GX": GX}[name]
    off = [d for d in span(FIRST, LAST) if not calendar.is_working_day(d)]
    return numpy.busdaycalendar(weekmask="1111111", holidays=off)


@given(CALENDARS, st.dates(date(2004, 2, 1), date(2040, 12, 31)), st.integers(1, 1000))
def test_numpy_counts_the_same(calendar: Calendar, start: date, number: int) -> None:
    """numpy, told every day off, finds the same day and the same count."""
    other = busdays(calendar.name)
    end = numpy.busday_offset(start, number, roll="backward", busdaycal=other)
    assert calendar.add(start, number) == end.item()
    assert calendar.between(start, end.item()) == numpy.busday_count(
        start + DAY, end.item() + DAY, busdaycal=other
    )


@given(CALENDARS, STARTS)
def test_the_next_working_day(calendar: Calendar, start: date) -> None:
    """A working day is its own next one; from a day off it is the first one worked."""
    found = calendar.next_working_day(start)
    assert calendar.is_working_day(found)
    assert not any(map(calendar.is_working_day, span(start, found - DAY)))


def test_guangxi_counts_more_days() -> None:
    """Fifteen working days from 5 March are the same everywhere; over 三月三 Guangxi needs two days more."""
    assert CN.add(day("2025-03-05"), 15) == GX.add(day("2025-03-05"), 15) == day("2025-03-26")
    assert CN.add(day("2026-04-15"), 5) == day("2026-04-22")
    assert GX.add(day("2026-04-15"), 5) == day("2026-04-24")


# -- explaining --------------------------------------------------------------------------------------------


@given(CALENDARS, STARTS, st.integers(0, 120))
@example(CN, date(2026, 9, 18), 30)
def test_runs_are_the_days_that_are_not_plain(calendar: Calendar, start: date, length: int) -> None:
    """The runs after one day up to another hold each day off and each make-up day once, in order, and no other."""
    end = start + length * DAY
    runs = list(calendar.runs(start, end))
    told = [(d, run.why) for run in runs for d in span(run.first, run.last)]
    expected = []
    for d in span(start + DAY, end):
        if calendar.is_working_day(d) and d.weekday() > 4:
            expected.append((d, "made-up"))
        elif not calendar.is_working_day(d):
            expected.append((d, "holiday" if calendar.festival(d) else "weekend"))
    assert told == expected
    for run in runs:
        assert {calendar.festival(d) for d in span(run.first, run.last)} == {run.name}
        assert bool(run.name) == (run.why == "holiday")
    for run, after in pairwise(runs):
        assert after.first > run.last + DAY or (run.why, run.name) != (after.why, after.name)


@given(CALENDARS, STARTS, st.integers(1, 60))
def test_what_is_skipped_is_what_is_not_counted(
    calendar: Calendar, start: date, number: int
) -> None:
    """Days counted and days skipped together are all the days there are."""
    end = calendar.add(start, number)
    skipped = calendar.skipped(start, end)
    assert sum((run.last - run.first).days + 1 for run in skipped) == (end - start).days - number
    assert {run.why for run in skipped} <= {"weekend", "holiday"}


def test_the_autumn_of_2026() -> None:
    """Mid-autumn and National Day by their names, and the two days that are worked for them."""
    assert list(CN.runs(day("2026-09-17"), day("2026-10-12"))) == [
        DayRun(day("2026-09-19"), day("2026-09-19"), "weekend", ""),
        DayRun(day("2026-09-20"), day("2026-09-20"), "made-up", ""),
        DayRun(day("2026-09-25"), day("2026-09-27"), "holiday", "中秋节"),
        DayRun(day("2026-10-01"), day("2026-10-07"), "holiday", "国庆节"),
        DayRun(day("2026-10-10"), day("2026-10-10"), "made-up", ""),
        DayRun(day("2026-10-11"), day("2026-10-11"), "weekend", ""),
    ]
    assert list(CN.runs(day("2026-03-02"), day("2026-03-06"))) == []


@pytest.mark.parametrize(
    ("calendar", "on", "name"),
    [
        (CN, "2026-02-17", "春节"),
        (CN, "2026-02-15", "春节"),
        (CN, "2026-04-05", "清明节"),
        (CN, "2015-09-03", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
        (CN, "2026-02-14", ""),
        (CN, "2026-04-11", ""),
        (CN, "2026-04-17", ""),
        (GX, "2026-04-17", "壮族三月三"),
        (GX, "2022-04-02", "壮族三月三"),
        (GX, "2026-04-18", ""),
        (CN, "2027-02-06", "春节"),
        (CN, "2027-02-13", "春节"),
        (CN, "2028-10-03", "国庆节、中秋节"),
        (GX, "2027-04-09", "壮族三月三"),
        (GX, "2019-04-08", "壮族三月三"),
        (CN, "2003-10-01", ""),
        (CN, "2046-10-01", ""),
    ],
)
def test_days_off_bear_the_name_of_their_festival(calendar: Calendar, on: str, name: str) -> None:
    """Weekends inside a block bear its name, plain weekends, make-up days and days of other years none."""
    assert calendar.festival(day(on)) == name


def test_after_a_festival() -> None:
    """A day in a block moves behind the block, another day stays, a plain weekend too."""
    assert CN.after_festival(day("2026-10-03")) == day("2026-10-08")
    assert CN.after_festival(day("2026-10-09")) == day("2026-10-09")
    assert CN.after_festival(day("2026-10-11")) == day("2026-10-11")
    assert GX.after_festival(day("2026-04-17")) == day("2026-04-18")


# -- what is not settled yet: every combination of arrangements, each as a calendar of its own ---------------


@cache
def settled_days(name: str) -> dict[date, bool]:
    """Every day by notice alone: plain weeks where there is none."""
    works = {d: d.weekday() < 5 for d in span(FIRST, LAST)}
    for layer in dict.fromkeys(("CN", name)):
        for entry in official_years(layer).values():
            for first, number, _ in entry["off"]:
                works |= dict.fromkeys(span(day(first), day(first) + (number - 1) * DAY), False)
            works |= dict.fromkeys(map(day, entry["worked"]), True)
    return works


def official_years(layer: str) -> dict[str, Any]:
    return {
        year: entry
        for fact in FACTS
        if fact.calendar == layer and fact.basis == "official"
        for year, entry in fact.years.items()
    }


@cache
def open_festivals(name: str) -> list[tuple[date, date, list[tuple[set[date], set[date]]]]]:
    """Each festival without a notice: the first and the last day it may touch, and its arrangements."""
    found = []
    for layer in dict.fromkeys(("CN", name)):
        for fact in FACTS:
            if fact.calendar == layer and fact.basis == "estimated":
                for year, entry in fact.years.items():
                    for festival in entry["festivals"] if year not in official_years(layer) else ():
                        choices = [
                            (set(map(day, choice["off"])), set(map(day, choice["worked"])))
                            for choice in festival["arrangements"]
                        ]
                        touched = set().union(*(off | worked for off, worked in choices))
                        found.append((min(touched), max(touched), choices))
    return found


def every_calendar(name: str, first: date, last: date) -> Iterator[dict[date, bool]]:
    """Each calendar of the span that a combination of arrangements makes; a day off under one of them is off."""
    near = [
        choices
        for begins, ends, choices in open_festivals(name)
        if begins <= last and ends >= first
    ]
    plain = {d: settled_days(name)[d] for d in span(first, last)}
    for chosen in product(*near):
        works = dict(plain)
        for _, worked in chosen:
            works |= dict.fromkeys(worked & works.keys(), True)
        for off, _ in chosen:
            works |= dict.fromkeys(off & works.keys(), False)
        yield works


def between_all(ends: Iterable[date]) -> Window:
    found = set(ends)
    return Window(min(found), max(found))


def brute_window(name: str, start: date, number: int) -> Window:
    calendars = every_calendar(name, start, start + (number * 7 // 5 + 21) * DAY)
    return between_all(counted_off(start, number, works.__getitem__) for works in calendars)


def brute_roll(name: str, start: date) -> Window:
    calendars = every_calendar(name, start, start + 21 * DAY)
    return between_all(next(d for d in works if works[d]) for works in calendars)


OPEN_STARTS = st.dates(date(2026, 11, 1), date(2030, 12, 31))


@given(CALENDARS, OPEN_STARTS, st.integers(1, 25))
@example(GX, date(2027, 3, 29), 15)
@example(CN, date(2029, 9, 10), 20)
@example(GX, date(2030, 3, 28), 10)
def test_a_window_is_what_every_combination_gives(
    calendar: Calendar, start: date, number: int
) -> None:
    """Count in each calendar that can still be: the earliest and the latest day are the window's."""
    assert calendar.window(start, number) == brute_window(calendar.name, start, number)


@given(st.dates(date(2018, 3, 1), date(2020, 5, 31)), st.integers(1, 25))
def test_a_window_where_the_region_alone_is_open(start: date, number: int) -> None:
    """In 2018 to 2020 only 三月三 is open; the nation's make-up days among it are worked or off as it turns out."""
    assert GX.window(start, number) == brute_window("CN-GX", start, number)
    assert GX.roll_window(start) == brute_roll("CN-GX", start)


@given(CALENDARS, OPEN_STARTS)
@example(CN, date(2027, 2, 13))
@example(GX, date(2029, 5, 1))
def test_a_last_day_may_move_as_every_combination_says(calendar: Calendar, start: date) -> None:
    """The first day worked from a day on, in each calendar that can still be (Civil Code 203)."""
    window = calendar.roll_window(start)
    assert window == brute_roll(calendar.name, start)
    assert window.earliest <= calendar.next_working_day(start) <= window.latest


@given(CALENDARS, st.dates(date(2018, 1, 1), date(2044, 6, 30)), st.integers(0, 60))
@example(GX, date(2027, 3, 1), 0)
def test_an_estimate_lies_in_its_window(calendar: Calendar, start: date, number: int) -> None:
    """The estimate is one of the dates it can become; where all is settled there is no other."""
    end = calendar.add(start, number)
    window = calendar.window(start, number)
    assert window.earliest <= end <= window.latest
    if not calendar.provisional(start, end):
        assert (window.earliest, window.latest) == (end, end)


@given(CALENDARS, STARTS, st.integers(0, 200))
def test_provisional_is_what_touches_an_open_year(
    calendar: Calendar, start: date, length: int
) -> None:
    """A count from the day after one date to another is settled where every year of it has its notice."""
    end = start + length * DAY
    years = {d.year for d in span(start + DAY, end)}
    unsettled = any(calendar.sources[year].basis == "provisional" for year in years)
    assert calendar.provisional(start, end) == unsettled


def test_provisional_beyond_the_calendar() -> None:
    """A year the calendar does not know has no notice."""
    assert CN.provisional(day("2045-12-31"), day("2046-01-10"))


# -- dates beyond the calendar -----------------------------------------------------------------------------

BEFORE, AFTER = date(2003, 12, 31), date(2046, 1, 1)


@pytest.mark.parametrize(
    ("ask", "args"),
    [
        ("add", (BEFORE, 1)),
        ("add", (AFTER, 1)),
        ("add", (date(2045, 12, 28), 15)),
        ("add", (date(2044, 12, 30), 400)),
        ("add", (date(2010, 1, 1), 100_000)),
        ("add", (date(9900, 1, 1), 100_000)),
        ("between", (BEFORE, date(2010, 1, 1))),
        ("between", (date(2010, 1, 1), BEFORE)),
        ("between", (date(2010, 1, 1), AFTER)),
        ("between", (AFTER, date(2010, 1, 1))),
        ("is_working_day", (BEFORE,)),
        ("is_working_day", (AFTER,)),
        ("next_working_day", (BEFORE,)),
        ("next_working_day", (AFTER,)),
        ("next_working_day", (date(2045, 12, 31),)),
        ("window", (date(2045, 12, 20), 15)),
        ("window", (AFTER, 5)),
        ("window", (BEFORE - 30 * DAY, 5)),
        ("roll_window", (date(2045, 12, 31),)),
        ("roll_window", (AFTER,)),
        ("roll_window", (BEFORE,)),
        ("year", (2003,)),
        ("year", (2046,)),
    ],
)
def test_dates_beyond_the_calendar_are_refused(ask: str, args: tuple[Any, ...]) -> None:
    """Nothing is guessed before 2004 or after the last estimate: the refusal names the years there are, and another."""
    values = refused("calendar.unknown-year", getattr(GX, ask), *args)
    assert values["calendar"] == "CN-GX"
    assert (values["first"], values["last"]) == (2004, LAST_ESTIMATED_YEAR)
    assert not 2004 <= values["year"] <= LAST_ESTIMATED_YEAR


def test_nothing_is_counted_backwards() -> None:
    """Less than no working days cannot be added."""
    refused("calendar.unknown-year", CN.add, date(2010, 1, 1), -1)


# -- facts over facts --------------------------------------------------------------------------------------


def fact(calendar: str, basis: str, **years: Any) -> CalendarDays:
    numbered = {year.strip("y"): entry for year, entry in years.items()}
    return CalendarDays(calendar=calendar, basis=basis, years=numbered)


def notice(
    off: list[list[Any]], worked: Iterable[str] = (), source: str = "通知"
) -> dict[str, Any]:
    return {"off": off, "worked": list(worked), "source": source}


def guess(name: str, *arrangements: tuple[str, str]) -> dict[str, Any]:
    choices = [{"off": off.split(), "worked": worked.split()} for off, worked in arrangements]
    first = min((text for choice in choices for text in choice["off"]), default="2031-05-01")
    touched = [text for choice in choices for side in choice.values() for text in side] or [first]
    span = {"from": min(touched), "to": max(touched)}
    return {
        "source": "推算",
        "festivals": [{"name": name, "first": first, "days": 1, "arrangements": choices} | span],
    }


NOTICE_2027 = fact(
    "CN",
    "official",
    y2027=notice(
        [["2027-01-01", 3, "元旦"], ["2027-02-05", 8, "春节"]],
        ["2027-02-14", "2027-02-20"],
        "国办发明电",
    ),
)


def test_a_notice_replaces_an_estimate() -> None:
    """Once 2027 has its notice, it is official for the nation; Guangxi waits for its own."""
    nation, region = (calendar_from([*FACTS, NOTICE_2027], name) for name in ("CN", "CN-GX"))
    assert _source(nation, 2027) == ("official", "国办发明电")
    assert region.sources[2027].basis == "provisional"
    assert "国办发明电" in region.sources[2027].source
    off, worked = nation.year(2027)
    assert off == days(
        "2027-01-01 2027-02-05 2027-02-08 2027-02-09 2027-02-10 2027-02-11 2027-02-12"
    )
    assert worked == days("2027-02-14 2027-02-20")
    assert nation.festival(day("2027-02-12")) == "春节"
    assert nation.festival(day("2027-02-13")) == ""
    assert not nation.provisional(day("2027-01-29"), day("2027-03-01"))
    assert region.provisional(day("2027-01-29"), day("2027-03-01"))
    window = nation.window(day("2027-01-29"), 10)
    assert window == Window(*(nation.add(day("2027-01-29"), 10),) * 2)
    assert nation.year(2028) == CN.year(2028)
    assert nation.year(2026) == CN.year(2026)


def test_order_decides_among_facts_of_one_kind() -> None:
    """The later of two notices for a year holds whole, the later of two estimates too; no estimate beats a notice."""
    changed = fact("CN", "official", y2027=notice([["2027-05-03", 1, "劳动节"]], source="变更通知"))
    later = calendar_from([*FACTS, NOTICE_2027, changed], "CN")
    assert later.year(2027) == (days("2027-05-03"), [])
    assert later.sources[2027].source == "变更通知"
    estimate = fact(
        "CN",
        "estimated",
        y2027=guess("元旦", ("2027-01-04", "")),
        y2028=guess("元旦", ("2028-01-04", "")),
    )
    mixed = calendar_from([*FACTS, NOTICE_2027, changed, estimate], "CN")
    assert mixed.year(2027) == later.year(2027)
    assert mixed.festival(day("2027-01-04")) == ""
    assert mixed.year(2028) == (days("2028-01-04"), [])
    assert _source(mixed, 2028) == ("provisional", "推算")


def test_a_notice_may_settle_days_of_the_year_before() -> None:
    """The notice for 2012 made 31 December 2011 a working day, that for 2008 gave the last of 2007 off."""
    plain = fact(
        "CN",
        "official",
        y2011=notice([]),
        y2012=notice([["2011-12-30", 3, "元旦"]], ["2011-12-24"]),
    )
    calendar = calendar_from([plain], "CN")
    assert calendar.year(2011) == (days("2011-12-30"), days("2011-12-24"))
    assert calendar.festival(day("2012-01-01")) == "元旦"


def test_days_outside_the_years_known_are_left_out() -> None:
    """A notice's days of a year that no fact covers change nothing, nor does an estimate for such a year."""
    facts = [
        fact(
            "CN",
            "official",
            y2030=notice([["2029-12-31", 2, "元旦"]], ["2029-12-29", "2031-01-04"]),
        ),
        fact(
            "CN",
            "estimated",
            y2031=guess("劳动节", ("2031-05-01 2032-05-01", "2032-05-08"), ("", "")),
        ),
        fact("CN-XX", "official", y2030=notice([["2030-03-04", 1, "节"]], source="区通知")),
        fact(
            "CN-XX", "estimated", y2031=guess("节", ("", "")), y2040=guess("节", ("2040-03-05", ""))
        ),
    ]
    calendar = calendar_from(facts, "CN-XX")
    assert list(calendar.sources) == [2030, 2031]
    assert _source(calendar, 2030) == ("official", "通知; 区通知")
    assert _source(calendar, 2031) == ("provisional", "推算")
    assert calendar.year(2030) == (days("2030-01-01 2030-03-04"), [])
    assert calendar.year(2031) == (days("2031-05-01"), days("2031-01-04"))
    assert calendar.window(day("2031-04-29"), 2) == Window(day("2031-05-01"), day("2031-05-02"))


def test_a_year_no_fact_tells_of_is_provisional() -> None:
    """A gap between two notices is plain weeks, and provisional."""
    calendar = calendar_from([fact("CN", "official", y2030=notice([]), y2032=notice([]))], "CN")
    assert list(calendar.sources) == [2030, 2032]
    assert calendar.provisional(day("2030-12-01"), day("2031-01-05"))
    assert calendar.is_working_day(day("2031-05-01"))
    refused("calendar.unknown-year", calendar.year, 2031)


def test_a_window_gives_up_where_nobody_works_for_months() -> None:
    """A stretch of days off longer than any holiday is taken for a wrong calendar, not counted through."""
    calendar = calendar_from(
        [fact("CN", "official", y2030=notice([["2030-03-01", 100, "节"]]))], "CN"
    )
    refused("calendar.unknown-year", calendar.window, day("2030-02-28"), 1)


def test_a_calendar_without_facts_is_refused() -> None:
    """A region that no fact names, and a region without the nation's days, are no calendars."""
    assert refused("calendar.unknown", calendar_from, FACTS, "CN-XX") == {"calendar": "CN-XX"}
    assert refused("calendar.unknown", calendar_from, [], "CN") == {"calendar": "CN"}
    regional = [fact for fact in FACTS if fact.calendar == "CN-GX"]
    assert refused("calendar.unknown", calendar_from, regional, "CN-GX") == {"calendar": "CN-GX"}
