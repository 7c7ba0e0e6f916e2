"""Records as values of JSON, and back: only records of billing, so that no text runs as a program."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from svcctl.billing import (
    dates,
    deadlines,
    deposits,
    due,
    guarantees,
    instalment,
    life,
    obligations,
    owing,
    schedule,
    terms,
    working_days,
)
from svcctl.billing.record import Record
from svcctl.billing.watched import Watched, WatchedText

# where the records stand that lists are made of
MODULES = {
    each.__name__.rpartition(".")[2]: each
    for each in (
        *(dates, deadlines, deposits, due, guarantees, instalment, life, obligations, owing),
        *(schedule, terms, working_days),
    )
}
AS_OF, DAY = "@", "d"


def pack(value: Any) -> Any:
    """A value as JSON has it; the date looked at stands for whatever day it is read on."""
    kind: Any = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if kind is Watched:
        if value.ahead:
            return [DAY, str(value)]  # it says by itself that it is another one tomorrow
        return [AS_OF]
    if kind is WatchedText:
        return str(value)
    if kind is date:
        return [DAY, value.isoformat()]
    if kind in (tuple, list):
        return ["t" if kind is tuple else "l", *map(pack, value)]
    if kind is dict:
        return ["m", *(pack(part) for pair in value.items() for part in pair)]
    name, fields, usual = _name(kind)
    mine = value.__dict__
    values = [mine[field] for field in fields]
    # what is as usual at the end is left out: most of an instalment's fields are
    while values and _same(values[-1], usual[len(values) - 1]):
        values.pop()
    return [name, *map(pack, values)]


def unpack(value: Any, as_of: date) -> Any:
    """What was packed, as of a day; ValueError for what no record was packed to."""
    if type(value) is not list:
        return value
    tag, *packed = value
    # most parts are plain: they need no call of their own
    parts = [unpack(each, as_of) if type(each) is list else each for each in packed]
    if tag in _PLAIN:
        return _PLAIN[tag](parts, as_of)
    return _form(tag)(*parts)


_PLAIN: dict[str, Callable[[list[Any], date], Any]] = {
    AS_OF: lambda _, as_of: as_of,
    DAY: lambda parts, _: date.fromisoformat(parts[0]),
    "t": lambda parts, _: tuple(parts),
    "l": lambda parts, _: parts,
    "m": lambda parts, _: dict(zip(parts[::2], parts[1::2], strict=True)),
}


def _same(value: Any, usual: Any) -> bool:
    """Whether a value is the usual one; what was worked out from a date is never held against it."""
    return type(value) is type(usual) and type(value) is not Watched and bool(value == usual)


@cache
def _name(form: Any) -> tuple[str, tuple[str, ...], tuple[Any, ...]]:
    """What a class is called, its fields, and the values that each has where nothing is said."""
    room, _, module = form.__module__.rpartition(".")
    if room != "svcctl.billing" or module not in MODULES or not issubclass(form, Record):
        raise TypeError(f"{form.__module__}.{form.__name__} is kept in no list")
    usual = tuple(getattr(form, field, _NONE) for field in form._fields)
    return f"{module}.{form.__name__}", form._fields, usual


_NONE = object()  # of a field that has no usual value


@cache
def _form(name: str) -> type[Record]:
    module, _, form = name.partition(".")
    found = vars(MODULES[module]).get(form) if module in MODULES else None
    if not (isinstance(found, type) and issubclass(found, Record)):
        raise ValueError(name)
    return found
