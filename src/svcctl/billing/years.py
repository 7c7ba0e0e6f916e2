"""From calendar facts to a calendar: settled years, estimates, a region over the nation."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from svcctl.billing.position import CalendarDays
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import NATION
from svcctl.billing.working_days import Calendar, Details, OpenFestival, Outcome, YearSource

SATURDAY = 5
WEEK = b"\1\1\1\1\1\0\0"  # ordinal 1, the first day of year 1, was a Monday


class Years(Record):
    """One calendar's facts as the journal keeps them, later ones before earlier ones having won."""

    official: dict[int, dict[str, Any]]
    estimated: dict[int, dict[str, Any]]


def years_of(facts: Sequence[CalendarDays], name: str) -> Years:
    """The years that calendar facts settle or estimate for one calendar.

    A notice issued later replaces an earlier one, however they were recorded; one that only changes
    a year settles the days it names. Without a date of issue, or of one day, the one recorded later
    wins.
    """
    found = Years({}, {})
    for fact in sorted((f for f in facts if f.calendar == name), key=lambda f: f.issued_on):
        side = found.official if fact.basis == "official" else found.estimated
        for text, entry in fact.years.items():
            year = int(text)
            if not fact.change:
                kept = side.get(year)  # a notice that says what shipped is the better source
                better = kept and fact.basis == "official" and _told(fact, kept, entry)
                side[year] = kept if kept and better else entry
            elif year in side:
                side[year] = changed(side[year], entry)
    return found


def _told(fact: CalendarDays, kept: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Whether what shipped says no more than the notice that stands already."""
    return not fact.files and says_the_same(kept, entry)


def says_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two entries make the same days working days, as far as they name them."""
    return sorted(one["worked"]) == sorted(other["worked"]) and _weekdays(one) == _weekdays(other)


def _weekdays(entry: dict[str, Any]) -> set[int]:
    """The ordinals of the weekdays off."""
    return {
        day
        for text, days, _ in entry["off"]
        for day in _days_from(text, days)
        if (day - 1) % 7 < SATURDAY
    }


def changed(entry: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """A year's entry with a later notice's days: off where it says off, else worked."""
    off = {day for text, days, _ in change["off"] for day in _days_from(text, days)}
    plain = {day for text, days, _ in change.get("plain", ()) for day in _days_from(text, days)}
    worked = [
        text for text in entry["worked"] if date.fromisoformat(text).toordinal() not in off | plain
    ]
    weekdays = [
        date.fromordinal(day).isoformat() for day in sorted(plain - off) if (day - 1) % 7 < SATURDAY
    ]
    return {
        "off": [*entry["off"], *change["off"]],
        "worked": [*worked, *change["worked"], *weekdays],
        "source": f"{entry['source']}; {change['source']}",
    }


def _days_from(text: str, days: int) -> range:
    first = date.fromisoformat(text).toordinal()
    return range(first, first + days)


def calendar_from(facts: Sequence[CalendarDays], name: str) -> Calendar:
    """The calendar of that name: the nation's days, a region's over them, else estimates."""
    # a region adds days of its own peoples' feasts to the nation's (Holidays Measures art. 4): its
    # layer is laid on last
    names = tuple(dict.fromkeys((NATION, name)))
    layers = [years_of(facts, layer) for layer in names]
    if not all(layer.official or layer.estimated for layer in layers):
        raise Refusal("calendar.unknown", calendar=name)
    covered = layers[0].official.keys() | layers[0].estimated.keys()
    first_year, last_year = min(covered), max(covered)
    origin = date(first_year, 1, 1).toordinal()
    length = date(last_year, 12, 31).toordinal() - origin + 1
    skew = (origin - 1) % 7
    working = bytearray((WEEK * (length // 7 + 2))[skew : skew + length])
    for layer in layers:
        _settle(layer, origin, working)
    # kept before the likeliest arrangements are laid on it: windows try every other one on the same
    # ground
    settled = bytes(working)
    open_tables = [list(_open(layer, covered)) for layer in layers]
    for table in (table for tables in open_tables for table in tables):
        _apply(_arrangement(table["arrangements"][0], origin, length), origin, working)
    details = Details(
        names=lambda: _names(layers, open_tables),
        festivals=lambda: [
            _festival(table, origin, length) for tables in open_tables for table in tables
        ],
        local=lambda festivals: _local_days(layers[1:], festivals[len(open_tables[0]) :]),
    )
    sources = {year: _source(layers, names, year) for year in sorted(covered)}
    return Calendar(name, first_year, working, settled, sources, details)


def _settle(layer: Years, origin: int, working: bytearray) -> None:
    for _, entry in sorted(
        layer.official.items()
    ):  # what a year's notice says of the year before comes after that year's
        for text, days, _ in entry["off"]:
            first = date.fromisoformat(text).toordinal()
            for ordinal in range(first, first + days):
                if 0 <= ordinal - origin < len(working):
                    working[ordinal - origin] = 0
        for text in entry["worked"]:
            ordinal = date.fromisoformat(text).toordinal()
            if 0 <= ordinal - origin < len(working):
                working[ordinal - origin] = 1


def _names(
    layers: Sequence[Years], open_tables: Sequence[Sequence[dict[str, Any]]]
) -> dict[int, str]:
    """The festival of each day: published blocks, then estimated ones at their likeliest."""
    found: dict[int, str] = {}
    for layer in layers:
        for entry in layer.official.values():
            for text, days, festival in entry["off"]:
                first = date.fromisoformat(text).toordinal()
                found.update(dict.fromkeys(range(first, first + days), festival))
    for table in (table for tables in open_tables for table in tables):
        first = date.fromisoformat(table["first"]).toordinal()
        days_off = [
            date.fromisoformat(text).toordinal() for text in table["arrangements"][0]["off"]
        ]
        for ordinal in (*range(first, first + table["days"]), *days_off):
            found.setdefault(ordinal, table["name"])
    return found


def _open(layer: Years, covered: Collection[int]) -> Iterator[dict[str, Any]]:
    """The festivals of years that only an estimate stands for."""
    for year, entry in layer.estimated.items():
        if year not in layer.official and year in covered:
            yield from entry["festivals"]


def _festival(table: dict[str, Any], origin: int, length: int) -> OpenFestival:
    first, last = (date.fromisoformat(table[key]).toordinal() for key in ("from", "to"))
    return OpenFestival(
        first,
        last,
        lambda: tuple(_arrangement(choice, origin, length) for choice in table["arrangements"]),
    )


def _arrangement(choice: dict[str, Sequence[str]], origin: int, length: int) -> Outcome:
    return Outcome(
        _ordinals(choice["off"], origin, length), _ordinals(choice["worked"], origin, length)
    )


def _ordinals(texts: Sequence[str], origin: int, length: int) -> tuple[int, ...]:
    ordinals = [date.fromisoformat(text).toordinal() for text in texts]
    return tuple([ordinal for ordinal in ordinals if 0 <= ordinal - origin < length])


def _local_days(regional: Sequence[Years], festivals: Sequence[OpenFestival]) -> frozenset[int]:
    """The days on which a region differs from the nation, or may."""
    days: set[int] = set()
    for layer in regional:
        for entry in layer.official.values():
            for text, length, _ in entry["off"]:
                first = date.fromisoformat(text).toordinal()
                days.update(range(first, first + length))
            days.update(date.fromisoformat(text).toordinal() for text in entry["worked"])
    for festival in festivals:
        days.update(range(festival.first, festival.last + 1))
    return frozenset(days)


def _apply(arrangement: Outcome, origin: int, working: bytearray) -> None:
    for ordinal in arrangement.worked:
        working[ordinal - origin] = 1
    for ordinal in arrangement.off:
        working[ordinal - origin] = 0


def _source(layers: Sequence[Years], names: Sequence[str], year: int) -> YearSource:
    texts = []
    missing = tuple(
        name for name, layer in zip(names, layers, strict=True) if year not in layer.official
    )
    for layer in layers:
        entry = layer.official.get(year) or layer.estimated.get(year)
        if entry and entry["source"] not in texts:
            texts.append(entry["source"])
    return YearSource("provisional" if missing else "official", "; ".join(texts), missing)


def days_off(entry: dict[str, Any]) -> list[date]:
    """Every day off of an entry, weekend days included."""
    runs = [_days_from(text, count) for text, count, _ in entry["off"]]
    return sorted(date.fromordinal(day) for run in runs for day in run)
