"""Whose holidays count: the region that a contract's places lie in, where its calendar ships."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from svcctl.wording.found import Line, Value
from svcctl.workspace import shipped as shipped_folder


@cache
def _table() -> Mapping[str, Any]:
    file = shipped_folder("calendars").parent / "places.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _places() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """The places of each region that has a calendar of its own, and any place that is known."""
    # in `data/places.toml`: which counties there are is no matter of the program
    table = _table()
    regions = {name: "|".join(places) for name, places in table["regions"].items()}
    known = "|".join([*regions.values(), *table["others"]])
    # streets are called after towns everywhere: 桂林路 says nothing
    return regions, re.compile(rf"(?:{known})(?![东南西北中]?(?:路|街|大道|巷))")


# where the purchaser sits and is sued; a supplier may come from anywhere
COURT = re.compile(
    r"[^，。；、（）(),\s]{2,20}(?:人民法院|仲裁委员会|政府采购(?:云平台|网)|财政(?:局|厅))"
)


def calendar_of(
    names: Iterable[Value], lines: Iterable[Line], known: Iterable[str]
) -> Value | None:
    """The calendar, from the purchaser's name and address, then from its court; None where silent.

    Places in two regions say nothing.
    """
    shipped, (regions, known_places) = set(known), _places()
    for places in (list(names), list(_courts(lines))):
        found: dict[str, Value] = {}
        for place in places:
            match = known_places.search(place.words)
            if match:
                found.setdefault(
                    _calendar(match[0], shipped, regions), place._replace(words=match[0])
                )
        if len(found) == 1:
            [(name, place)] = found.items()
            return place._replace(value=name)
        if found:
            return None
    return None


# what a purchaser's page says of its region without naming it: 邮编, 电话, 统一社会信用代码
MARKS = {
    "postcode": (r"邮\s*编|邮政编码", re.compile(r"(?P<mark>\d{6})(?!\d)")),
    "area_code": (r"(?:联系)?电\s*话|传\s*真", re.compile(r"(?P<mark>0\d{2,3})[-－)）\s]\s*\d{4}")),
    "unit": ("(?:统一社会)?信用代码", re.compile(r"[1-9A-Z]\d(?P<mark>[1-8]\d{5})")),
}


def by_marks(marks: Iterable[tuple[str, Value]], known: Iterable[str]) -> Value | None:
    """The calendar by those signs of a purchaser, where all of them speak of one."""
    shipped: set[str] = set(known)
    found: dict[str, Value] = {}
    for kind, told in marks:
        match = MARKS[kind][1].match(told.words)
        if match is None:
            continue
        name = _of_mark(kind, match["mark"])
        if not name:
            return None
        found.setdefault(name if name in shipped else "CN", told._replace(words=match[0]))
    if len(found) != 1:
        return None
    [(name, told)] = found.items()
    return told._replace(value=name)


def _of_mark(kind: str, mark: str) -> str:
    """The region that a code begins with; none where it has holidays that no calendar holds."""
    for name, begins in _table()["marks"][kind].items():
        if re.match(begins, mark):
            return "" if name == "silent" else str(name)
    return "CN"


def _calendar(place: str, shipped: set[str], regions: Mapping[str, str]) -> str:
    for name, places in regions.items():
        if re.fullmatch(places, place):
            return name if name in shipped else "CN"
    return "CN"


def _courts(lines: Iterable[Line]) -> Iterable[Value]:
    for line in lines:
        for match in COURT.finditer(line.text):
            yield Value(match[0], line, match[0])
