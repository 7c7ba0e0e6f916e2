"""From calendar facts to a calendar: settled years, estimates, and a region's days over the nation's."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from svcctl.billing.calendar import Arrangement, Calendar, OpenFestival, YearSource
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import NATION

WEEK = b"\1\1\1\1\1\0\0"  # ordinal 1, the first day of year 1, was a Monday


class Years(NamedTuple):
    """One calendar's facts as the journal keeps them, later ones before earlier ones having won."""

    official: dict[int, dict[str, Any]]
    estimated: dict[int, dict[str, Any]]


def years_of(payloads: Sequence[dict[str, Any]], name: str) -> Years:
    """The years that calendar facts settle or estimate for one calendar; a later fact replaces an earlier one."""
    found = Years({}, {})
    for payload in payloads:
        if payload["calendar"] == name:
            side = found.official if payload["basis"] == "official" else found.estimated
            side.update((int(year), entry) for year, entry in payload["years"].items())
    return found


def calendar_from(payloads: Sequence[dict[str, Any]], name: str) -> Calendar:
    """The calendar of that name: the nation's days, a region's over them, estimates where no notice stands."""
    layers = [years_of(payloads, layer) for layer in dict.fromkeys((NATION, name))]
    if not all(layer.official or layer.estimated for layer in layers):
        raise Refusal("calendar.unknown", calendar=name)
    covered = layers[0].official.keys() | layers[0].estimated.keys()
    first_year, last_year = min(covered), max(covered)
    origin = date(first_year, 1, 1).toordinal()
    length = date(last_year, 12, 31).toordinal() - origin + 1
    skew = (origin - 1) % 7
    working = bytearray((WEEK * (length // 7 + 2))[skew : skew + length])
    names: dict[int, str] = {}
    for layer in layers:
        _settle(layer, origin, working, names)
    settled = bytes(working)
    festivals = [festival for layer in layers for festival in _open(layer, covered, origin, length)]
    for festival in festivals:
        _apply(festival.arrangements[0], origin, working)
    for layer in layers:
        _name_estimates(layer, names)
    sources = {year: _source(layers, year) for year in sorted(covered)}
    return Calendar(name, first_year, working, names, sources, festivals, settled)


def _settle(layer: Years, origin: int, working: bytearray, names: dict[int, str]) -> None:
    for entry in layer.official.values():
        for text, days, festival in entry["off"]:
            first = date.fromisoformat(text).toordinal()
            for ordinal in range(first, first + days):
                if 0 <= ordinal - origin < len(working):
                    working[ordinal - origin] = 0
                    names[ordinal] = festival
        for text in entry["worked"]:
            ordinal = date.fromisoformat(text).toordinal()
            if 0 <= ordinal - origin < len(working):
                working[ordinal - origin] = 1


def _open(layer: Years, covered: Collection[int], origin: int, length: int) -> Iterator[OpenFestival]:
    for year, entry in layer.estimated.items():
        if year in layer.official or year not in covered:
            continue
        for festival in entry["festivals"]:
            arrangements = tuple(
                Arrangement(_ordinals(choice["off"], origin, length), _ordinals(choice["worked"], origin, length))
                for choice in festival["arrangements"]
            )
            days = [day for choice in arrangements for side in choice for day in side]
            if days:
                yield OpenFestival(festival["name"], arrangements, min(days), max(days))


def _ordinals(texts: Sequence[str], origin: int, length: int) -> tuple[int, ...]:
    ordinals = (date.fromisoformat(text).toordinal() for text in texts)
    return tuple(ordinal for ordinal in ordinals if 0 <= ordinal - origin < length)


def _apply(arrangement: Arrangement, origin: int, working: bytearray) -> None:
    for ordinal in arrangement.worked:
        working[ordinal - origin] = 1
    for ordinal in arrangement.off:
        working[ordinal - origin] = 0


def _name_estimates(layer: Years, names: dict[int, str]) -> None:
    for year, entry in layer.estimated.items():
        if year not in layer.official:
            for festival in entry["festivals"]:
                first = date.fromisoformat(festival["first"]).toordinal()
                for ordinal in range(first, first + festival["days"]):
                    names.setdefault(ordinal, festival["name"])
                for text in festival["arrangements"][0]["off"]:
                    names.setdefault(date.fromisoformat(text).toordinal(), festival["name"])


def _source(layers: Sequence[Years], year: int) -> YearSource:
    texts = []
    official = True
    for layer in layers:
        entry = layer.official.get(year) or layer.estimated.get(year)
        official = official and year in layer.official
        if entry and entry["source"] not in texts:
            texts.append(entry["source"])
    return YearSource("official" if official else "provisional", "; ".join(texts))
