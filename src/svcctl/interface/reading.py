"""Typed values from an answer's JSON: one list of names stands behind both, so figures agree."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from svcctl.answers.damages_steps import MONEY as OF_LINES
from svcctl.answers.explanation import MONEY, SERVED_MONEY, SETTLED_MONEY
from svcctl.interface import values

T = TypeVar("T")
JSON = Mapping[str, Any]
SPANS = {"first": "from", "last": "to"}  # which Python keeps for itself, or would read oddly
SUMS = {*MONEY, *SERVED_MONEY, *SETTLED_MONEY, *OF_LINES, "held", "replaces", "returned"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YUAN = re.compile(r"-?\d+\.\d{2}")


def made(kind: type[T], data: JSON) -> T:
    """A value of that kind from a JSON object; what an object leaves out has its default."""
    found = {}
    own: type = kind
    for name, hint, needed in _fields(own):
        key = SPANS.get(name, name)
        if key in data or needed:
            found[name] = _value(hint, data[key])
    return kind(**found)


@cache
def _fields(kind: type) -> list[tuple[str, Any, bool]]:
    """The fields of a kind of value, with their types, and whether they have no default."""
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return [(each.name, hints[each.name], each.default is MISSING) for each in fields(kind)]


def _value(hint: Any, told: Any) -> Any:
    """What JSON tells, as the type that a field has."""
    if isinstance(hint, UnionType):
        return None if told is None else _value(_fitting(hint, told), told)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each) for each in told)
    if hint is Decimal:
        return Decimal(told)
    if hint is date:
        return date.fromisoformat(told)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(told)
    return made(hint, told) if isinstance(hint, type) and is_dataclass(hint) else told


def _fitting(hint: UnionType, told: Any) -> Any:
    """The one of several types that what was told is of; a list, where it is one."""
    kinds = [each for each in get_args(hint) if each is not type(None)]
    listed = [each for each in kinds if get_origin(each) is tuple]
    return listed[0] if listed and isinstance(told, list) else kinds[0]


def payments(data: JSON) -> values.Payments:
    """A list of instalments, those of guarantees apart."""
    rows = data["instalments"]
    of_kind = {
        kind: [row for row in rows if row["kind"] == kind] for kind in ("instalment", "guarantee")
    }
    own = {"instalments": of_kind["instalment"], "returns": of_kind["guarantee"]}
    return made(values.Payments, {**data, **own})


def line(data: JSON) -> values.DamagesLine:
    """A line of damages."""
    return made(values.DamagesLine, _with_open(data))


def _with_open(data: JSON) -> JSON:
    """A line with what is open of it: all, where nothing was let fall or paid."""
    return {"open": data["amount"], **data}


def damages(data: JSON) -> values.Damages:
    """The lines of damages with what each side owes."""
    return made(values.Damages, {**data, "lines": [_with_open(each) for each in data["lines"]]})


def step(data: JSON) -> values.Step:
    """A step of an explanation; its dates and sums as dates and decimals."""
    rest = {key: _told(key, each) for key, each in data.items() if key not in ("step", "words")}
    return values.Step(step=data["step"], words=data["words"], values=values.Still(rest))


def _told(key: str, told: Any) -> Any:
    if isinstance(told, str) and DAY.fullmatch(told):
        return date.fromisoformat(told)
    if isinstance(told, str) and key in SUMS and YUAN.fullmatch(told):
        return Decimal(told)
    return still(told)


def still(told: Any) -> Any:
    """The same, so that it cannot be changed: mappings read only, lists as tuples."""
    if isinstance(told, Mapping):
        return values.Still({key: still(each) for key, each in told.items()})
    return tuple(map(still, told)) if isinstance(told, list | tuple) else told


def explanation(data: JSON, lines: list[str]) -> values.Explanation:
    """How a date or a sum came about."""
    about: Any = None
    if data.get("kind") == "instalment":
        about = made(values.Instalment, data)
    elif data.get("kind") == "guarantee":
        about = made(values.GuaranteeReturn, data)
    elif "explained" in data:
        about = line(data)
    steps = data.get("explained", data.get("steps", []))
    return values.Explanation(
        id=data["id"],
        about=about,
        steps=tuple(step(each) for each in steps),
        lines=tuple(lines),
        answer=still(data),
    )
