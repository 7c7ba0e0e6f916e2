"""Calendar facts with their days: those that ship and `init` adopts, and those of a notice."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from svcctl.almanac.arrangements import Festival, feast, national, sanyuesan
from svcctl.almanac.notice import HolidayNotice
from svcctl.almanac.official import blocks, official_years
from svcctl.almanac.statutory import feast_days, lunar_day, statutory_days
from svcctl.billing.position import Adopted, CalendarNotice
from svcctl.billing.refusal import Refusal

LAST_ESTIMATED_YEAR = (
    2045  # beyond every contract that may run today; later dates are refused, not guessed
)
ESTIMATE_SOURCE = "全国年节及纪念日放假办法（国务院令第795号）第二、六条推算"


def shipped_facts(regions: Path) -> Iterator[Adopted]:
    """Facts for the calendar chain: the nation's years, their estimates, each region's."""
    nation = official_years()
    yield nation
    first_open = max(map(int, nation.years)) + 1
    estimates = {
        str(year): estimate_of(year) for year in range(first_open, LAST_ESTIMATED_YEAR + 1)
    }
    yield Adopted(calendar="CN", basis="estimated", years=estimates)
    for path in sorted(regions.glob("CN-*.toml")):
        yield from _region(tomllib.loads(path.read_text(encoding="utf-8")), nation.years, estimates)


def estimate_of(year: int) -> dict[str, Any]:
    """A year no notice has settled, as law and practice let it be expected."""
    return {"source": ESTIMATE_SOURCE, "festivals": [_payload(f) for f in _expected(year)]}


@cache
def _expected(year: int) -> tuple[Festival, ...]:
    """The nation's festivals of a year; the law and the library are the same all the while."""
    return national(year, statutory_days(year))


def _payload(festival: Festival) -> dict[str, Any]:
    """A festival as a fact: the block expected, the days it can change, each arrangement."""
    touched = [day for choice in festival.arrangements for side in choice for day in side] or list(
        festival.days
    )
    return {
        "name": festival.name,
        "first": min(festival.days).isoformat(),
        "days": (max(festival.days) - min(festival.days)).days + 1,
        "from": min(touched).isoformat(),
        "to": max(touched).isoformat(),
        "arrangements": [  # the likeliest first
            {
                "off": [day.isoformat() for day in choice.off],
                "worked": [day.isoformat() for day in choice.worked],
            }
            for choice in festival.arrangements
        ],
    }


def _region(
    data: dict[str, Any], nation: dict[str, Any], estimates: dict[str, Any]
) -> Iterator[Adopted]:
    """A region's years: settled where its file knows them, or before its rule; else estimated."""
    name = data["calendar"]
    begins = data["in_force_from"].year if "in_force_from" in data else min(map(int, nation))
    settled: dict[str, Any] = {
        year: {
            "off": [],
            "worked": [],
            "source": f"{data['legal_basis']}：{data['in_force_from']} 起施行",
        }
        for year in nation
        if int(year) < begins
    }
    for entry in data["years"]:
        festival = entry.get("festival") or data["festivals"][0]["name"]
        year = settled.setdefault(
            str(entry["year"]), {"off": [], "worked": [], "source": entry["source"]}
        )
        year["off"] += blocks(dict.fromkeys(entry["days_off"], festival))
        year["worked"] += [day.isoformat() for day in entry["worked"]]
    yield Adopted(calendar=name, basis="official", years=settled)
    open_years = {}
    for number in range(begins, LAST_ESTIMATED_YEAR + 1):
        if str(number) not in settled:
            around = _nation_around(nation.get(str(number)), estimates.get(str(number)))
            guesses = [
                guess
                for festival in data["festivals"]
                for guess in _guesses(festival, number, *around)
            ]
            open_years[str(number)] = {"source": data["legal_basis"], "festivals": guesses}
    yield Adopted(calendar=name, basis="estimated", years=open_years)


def _guesses(
    festival: dict[str, Any], year: int, worked: set[date], off: set[date]
) -> Iterator[dict[str, Any]]:
    """A region's festival in a year: once, or twice where its own calendar is shorter."""
    if festival["rule"] == "lunar":
        guess = sanyuesan(lunar_day(year, festival["month"], festival["day"]), worked, off)
        yield _payload(guess) | {"name": festival["name"]}
    else:
        for day in feast_days(year, festival["feast"]):
            yield _payload(feast(festival["name"], day, worked, off))


def _nation_around(
    settled: dict[str, Any] | None, estimate: dict[str, Any] | None
) -> tuple[set[date], set[date]]:
    """The weekend days the nation works and the days it is off, by notice or by estimate."""
    if settled:
        first_days = [(date.fromisoformat(text), days) for text, days, _ in settled["off"]]
        off = {
            date.fromordinal(first.toordinal() + i)
            for first, days in first_days
            for i in range(days)
        }
        return {date.fromisoformat(text) for text in settled["worked"]}, off
    likeliest = [
        festival["arrangements"][0] for festival in (estimate or {"festivals": []})["festivals"]
    ]
    worked = {date.fromisoformat(text) for choice in likeliest for text in choice["worked"]}
    return worked, {date.fromisoformat(text) for choice in likeliest for text in choice["off"]}


def notice_fact(
    notice: HolidayNotice, calendar: str, known: dict[str, Any] | None, issued_on: str, source: str
) -> CalendarNotice:
    """A notice as a fact for the calendar chain; `known` is what stands for its year so far.

    Refusal for a change of a year that no notice has settled.
    """
    off: dict[date, str] = {}
    plain: set[date] = set()
    if notice.change and known is None:
        raise Refusal("notice.nothing-to-change", year=notice.year)
    for item in notice.items:
        before = _days_of(item.name, known) if notice.change and known else set()
        days = set(item.off)
        if item.lengthened:
            last = max((day for day in before if day < max(days)), default=min(days))
            days = {last + timedelta(days=i) for i in range((max(days) - last).days + 1)}
        else:
            plain |= before - days
        off |= dict.fromkeys(days, item.name)
    worked = sorted(day.isoformat() for item in notice.items for day in item.worked)
    entry: dict[str, Any] = {"off": blocks(off), "worked": worked, "source": source}
    if plain:
        entry["plain"] = blocks(dict.fromkeys(plain, ""))
    return CalendarNotice(
        calendar=calendar,
        basis="official",
        years={str(notice.year): entry},
        number=notice.number,
        issued_on=issued_on,
        change=bool(notice.change),
    )


def _days_of(name: str, entry: dict[str, Any]) -> set[date]:
    """The days off that a festival has had so far."""
    return {
        date.fromisoformat(text) + timedelta(days=i)
        for text, days, festival in entry["off"]
        for i in range(days)
        if festival == name
    }
