"""The calendar facts that ship: what `init` adopts into the calendar chain, with the days themselves."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from svcctl.almanac.arrangements import Festival, national, sanyuesan
from svcctl.almanac.official import blocks, official_years
from svcctl.almanac.statutory import lunar_day, statutory_days

LAST_ESTIMATED_YEAR = 2045  # beyond every contract that may run today; later dates are refused, not guessed
ESTIMATE_SOURCE = "全国年节及纪念日放假办法（国务院令第795号）第二、六条推算"


def shipped_facts(regions: Path) -> Iterator[dict[str, Any]]:
    """Payloads for the calendar chain: the nation's years, their estimates, and each region's over them."""
    nation = official_years()
    yield nation
    first_open = max(map(int, nation["years"])) + 1
    estimates = {str(year): _national(year) for year in range(first_open, LAST_ESTIMATED_YEAR + 1)}
    yield {"calendar": "CN", "basis": "estimated", "years": estimates}
    for path in sorted(regions.glob("CN-*.toml")):
        yield from _region(tomllib.loads(path.read_text(encoding="utf-8")), nation["years"], estimates)


def _national(year: int) -> dict[str, Any]:
    return {"source": ESTIMATE_SOURCE, "festivals": [_payload(f) for f in national(year, statutory_days(year))]}


def _payload(festival: Festival) -> dict[str, Any]:
    """A festival as a fact: the block expected, the days it can change, every arrangement thought possible."""
    touched = [day for choice in festival.arrangements for side in choice for day in side] or list(festival.days)
    return {
        "name": festival.name,
        "first": min(festival.days).isoformat(),
        "days": (max(festival.days) - min(festival.days)).days + 1,
        "from": min(touched).isoformat(),
        "to": max(touched).isoformat(),
        "arrangements": [  # the likeliest first
            {"off": [day.isoformat() for day in choice.off], "worked": [day.isoformat() for day in choice.worked]}
            for choice in festival.arrangements
        ],
    }


def _region(data: dict[str, Any], nation: dict[str, Any], estimates: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A region's years: settled where its file knows them or its rule was not in force yet, else estimated."""
    name, festival = data["calendar"], data["festival"]["zh"]
    begins = data["in_force_from"].year
    settled: dict[str, Any] = {
        year: {"off": [], "worked": [], "source": f"{data['legal_basis']}：{data['in_force_from']} 起施行"}
        for year in nation
        if int(year) < begins
    }
    for entry in data["years"]:
        off = blocks(dict.fromkeys(entry["days_off"], festival))
        worked = [day.isoformat() for day in entry["worked"]]
        settled[str(entry["year"])] = {"off": off, "worked": worked, "source": entry["source"]}
    yield {"calendar": name, "basis": "official", "years": settled}
    lunar = data["lunar"]
    open_years = {}
    for year in range(begins, LAST_ESTIMATED_YEAR + 1):
        if str(year) not in settled:
            day = lunar_day(year, lunar["month"], lunar["day"])
            guess = sanyuesan(day, *_nation_around(nation.get(str(year)), estimates.get(str(year))))
            named = _payload(guess) | {"name": festival}
            open_years[str(year)] = {"source": data["legal_basis"], "festivals": [named]}
    yield {"calendar": name, "basis": "estimated", "years": open_years}


def _nation_around(settled: dict[str, Any] | None, estimate: dict[str, Any] | None) -> tuple[set[date], set[date]]:
    """The weekend days the nation works and the days it is off, by notice or by estimate."""
    if settled:
        first_days = [(date.fromisoformat(text), days) for text, days, _ in settled["off"]]
        off = {date.fromordinal(first.toordinal() + i) for first, days in first_days for i in range(days)}
        return {date.fromisoformat(text) for text in settled["worked"]}, off
    likeliest = [festival["arrangements"][0] for festival in (estimate or {"festivals": []})["festivals"]]
    worked = {date.fromisoformat(text) for choice in likeliest for text in choice["worked"]}
    return worked, {date.fromisoformat(text) for choice in likeliest for text in choice["off"]}
