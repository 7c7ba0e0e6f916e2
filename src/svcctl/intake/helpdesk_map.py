"""The map of a help desk's list: which of its columns say what, in which zone, form and unit."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, tzinfo
from typing import Any

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.contracts.lines import key_lines, line_of, table_of
from svcctl.intake.entry import half_width
from svcctl.workspace import SHANGHAI

LARGEST = 2**16  # bytes
SIDES = ("purchaser", "supplier")
TIMES = (
    "opened", "fault", "answered", "dispatched", "arrived", "restored", "closed",
    "wait_from", "wait_to",
)  # fmt: skip
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "day-fraction": 86_400}  # in seconds
ORDERS = ("dmy", "mdy", "excel")
TOP = ("source", "side", "number", "title", "zone", "dates", "times", "lengths", "level", "system")
TEXTS = ("source", "side", "number", "title", "zone", "dates")
NEEDED = ("source", "side", "number", "zone", "dates", "times")
TABLES = {
    "times": TIMES,
    "lengths": ("waited",),
    "lengths.waited": ("column", "unit"),
    "level": ("column", "values"),
    "system": ("column", "values"),
}
SOURCE = re.compile(r"[\w\-]{1,40}")  # half of the key under which a row is known again
ZONE = re.compile(
    r"[A-Za-z_]+(/[A-Za-z0-9_+\-]+)+"
)  # CST alone is one zone in China, one in Chicago
SYNTAX = re.compile(r"line (\d+)")
DIRECTIVES = frozenset("YymbBdHIpMSfz")
Wrong = tuple[str, str, dict[str, Any]]  # the key, what is wrong of it, what more is said


class Choice(Record):
    """A column of the desk's own words, and what each of them is called here."""

    column: str
    values: Mapping[str, str]


class DeskMap(Record):
    """How the lists of one desk are read; `times` has for each moment its column, or day and time."""

    name: str
    source: str
    side: str
    number: str
    zone: str
    dates: str
    times: Mapping[str, tuple[str, ...]]
    title: str = ""
    waited: str = ""  # the column of a length
    unit: str = "s"
    level: Choice | None = None
    system: Choice | None = None

    def columns(self) -> list[str]:
        """Every heading that is read, once; no other cell is kept."""
        found = [self.number, self.title, *(each for pair in self.times.values() for each in pair)]
        found.append(self.waited)
        found += [choice.column for choice in (self.level, self.system) if choice]
        return list(dict.fromkeys(filter(None, found)))


def read_map(name: str, path: str, text: str) -> DeskMap:
    """The map of a file; Refusal with the line and the key that are wrong."""
    try:
        table = table_of(text)
    except ValueError as error:
        at = SYNTAX.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise Refusal("desk-map.syntax", path=path, line=line) from None
    lines = key_lines(text)
    for key, wrong, more in _wrong(table):
        line = line_of(key, lines) or 1
        raise Refusal(f"desk-map.{wrong}", path=path, line=line, at=key, **more)
    return _map(name, table)


def zone_of(name: str) -> tzinfo | None:
    """The zone of that IANA name; None for what is none, or an abbreviation that several have."""
    if name == "UTC":
        return UTC
    if name == "Asia/Shanghai":
        return SHANGHAI
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if ZONE.fullmatch(name) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def folded(cell: str) -> str:
    """A heading or a word of a list as it is compared: trimmed, full-width signs as Latin ones."""
    return half_width(cell)


def _map(name: str, table: Mapping[str, Any]) -> DeskMap:
    times = {key: (each,) if isinstance(each, str) else tuple(each)
             for key, each in table["times"].items()}  # fmt: skip
    waited = table.get("lengths", {}).get("waited", {})
    return DeskMap(
        name=name,
        source=table["source"],
        side=table["side"],
        number=folded(table["number"]),
        zone=table["zone"],
        dates=table["dates"],
        times={key: tuple(map(folded, times[key])) for key in TIMES if key in times},
        title=folded(table.get("title", "")),
        waited=folded(waited.get("column", "")),
        unit=waited.get("unit", "s"),
        level=_choice(table.get("level")),
        system=_choice(table.get("system")),
    )


def _choice(table: Mapping[str, Any] | None) -> Choice | None:
    if table is None:
        return None
    values = {folded(word): key for word, key in table["values"].items()}
    return Choice(folded(table["column"]), values)


# -- what is wrong of a map ------------------------------------------------------------------------


def _wrong(table: Mapping[str, Any]) -> Iterator[Wrong]:
    """Keys with what is wrong of each, in the order in which they are asked for."""
    yield from _unknown("", table, TOP)
    yield from ((key, "missing", {}) for key in NEEDED if key not in table)
    yield from ((key, "text", {}) for key in TEXTS if key in table and not _is_text(table[key]))
    for key in ("times", "lengths", "level", "system"):
        if not isinstance(table.get(key, {}), dict):
            yield key, "table", {}
            return
        yield from _unknown(f"{key}.", table.get(key, {}), TABLES[key])
    yield from _wrong_texts(table)
    yield from _wrong_times(table["times"])
    if "lengths" in table:
        yield from _wrong_length(table["lengths"].get("waited"))
    for key in ("level", "system"):
        if key in table:
            yield from _wrong_choice(key, table[key])


def _unknown(prefix: str, table: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Wrong]:
    from difflib import get_close_matches

    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 3) or known
            yield f"{prefix}{key}", "key", {"near": list(near)}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _wrong_texts(table: Mapping[str, Any]) -> Iterator[Wrong]:
    if not SOURCE.fullmatch(table["source"]):
        yield "source", "source", {}
    if table["side"] not in SIDES:
        yield "side", "side", {}
    if zone_of(table["zone"]) is None:
        yield "zone", "zone", {"zone": table["zone"], "near": _near_zones(table["zone"])}
    if table["dates"] not in ORDERS and not _is_pattern(table["dates"]):
        yield "dates", "dates", {}


def _near_zones(name: str) -> list[str]:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    names = sorted(each for each in available_timezones() if ZONE.fullmatch(each))
    return get_close_matches(name, names, 2) or ["Asia/Shanghai", "UTC"]


def _is_pattern(dates: str) -> bool:
    """Whether a pattern of strptime says day and time, and month before day where the year leads."""
    told = re.findall(r"%(.?)", dates)
    if not DIRECTIVES.issuperset(told) or len(set(told)) < len(told):
        return False
    month = next((each for each in told if each in "mbB"), "")
    year_leads = told and told[0] in "Yy"
    if not month or "d" not in told or (year_leads and told.index("d") < told.index(month)):
        return False
    hour = "H" in told or {"I", "p"} <= set(told)
    return hour and "M" in told and bool({"Y", "y"} & set(told))


def _wrong_times(times: Mapping[str, Any]) -> Iterator[Wrong]:
    if "opened" not in times:
        yield "times.opened", "missing", {}
    for key, given in times.items():
        pair = given if isinstance(given, list) and len(given) == 2 else [given]
        if not all(map(_is_text, pair)):
            yield f"times.{key}", "column", {}


def _wrong_length(waited: Any) -> Iterator[Wrong]:
    if not isinstance(waited, dict):
        yield "lengths.waited", "length", {"units": list(UNITS)}
        return
    yield from _unknown("lengths.waited.", waited, TABLES["lengths.waited"])
    column, unit = waited.get("column"), waited.get("unit")
    if not (_is_text(column) and _is_text(unit) and unit in UNITS):
        yield "lengths.waited", "length", {"units": list(UNITS)}


def _wrong_choice(key: str, given: Mapping[str, Any]) -> Iterator[Wrong]:
    values = given.get("values")
    if not _is_text(given.get("column")):
        yield f"{key}.column", "missing", {}
    elif not isinstance(values, dict) or not values or not all(map(_is_text, values.values())):
        yield f"{key}.values", "values", {}
