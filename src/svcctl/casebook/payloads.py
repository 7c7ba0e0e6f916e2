"""Payloads: the only place that reads and writes a fact's keys, or calls it unreadable."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from svcctl.billing.dates import EARLIEST, LATEST
from svcctl.billing.position import File, Files, Happening, Parts
from svcctl.casebook.kinds import KINDS, NAMES, Fact, Unread

OF_THE_FACT = ("event", "on")  # columns of the journal, not keys of a payload
APART = "aside"  # the key under which a payload has the digest of what stands apart from it
MOST = 10**15  # fen: of what a fact counts there is less
Columns = tuple[str, int, str, str, str, str]  # chain, seq, kind, happened_on, recorded_at, actor
Payload = dict[str, Any]


class Unreadable(ValueError):
    """A fact that says what no svcctl would have recorded."""


# text that is no JSON, too; deeply nested text
UNREADABLE = (Unreadable, TypeError, ValueError, RecursionError)


class Unknown(ValueError):
    """A fact of a kind, or with a key, that only a newer version knows."""


def unread(columns: Columns, newer: bool) -> Fact:
    """A fact of which nothing is known but its columns; it says nothing."""
    says = Unread(event=f"{columns[0]}#{columns[1]}", on=date.min, newer=newer)
    return Fact(*columns, says, {})


class PayloadField(NamedTuple):
    """One field of a fact: its key in the payload, how it is read and written, its default."""

    name: str
    key: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    required: bool
    default: Any


def decode(columns: Columns, payload: Payload, inner: Payload | None = None) -> Fact:
    """The fact that a row of the journal and its payload keep; Unreadable, or Unknown.

    `inner` is what stands apart from the payload; empty where this login is not shown it.
    """
    chain, seq, kind, happened_on, recorded_at, actor = columns
    event = f"{chain}#{seq}"
    if type(recorded_at) is not str or type(actor) is not str:
        raise Unreadable(event)
    if kind not in KINDS:
        raise Unknown(event)
    form = KINDS[kind].says
    closed = APART in payload
    if closed:
        if inner is None:
            raise Unreadable(event)
        payload, closed = joined(payload, inner), not inner
        if not inner.keys() <= parted(kind, payload)[1].keys():
            raise Unknown(event)  # of a version that has more apart
    try:
        said = {
            name: read(payload[key])
            for name, key, read, _, required, _ in fields(form)
            if required or key in payload
        }
        says = form(event=event, on=_day(happened_on), **said)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable(event) from None
    if len(said) < len(payload):
        raise Unknown(event)
    return Fact(*columns, says, payload, closed)


def said_again(form: Fact, columns: Columns, **said: Any) -> Fact:
    """What another fact says as a row of its own says it, with some values of its own."""
    happened_on = _day(columns[3])
    says = form.says._replace(event=f"{columns[0]}#{columns[1]}", on=happened_on, **said)
    return Fact(*columns, says, form.payload | said, form.closed)


# -- what is the office's own ----------------------------------------------------------------------


def parted(kind: str, payload: Payload) -> tuple[Payload, Payload]:
    """What all may read of a payload; and the values that are the office's own, by their paths."""
    inner: Payload = {}
    for path in KINDS[kind].internal:
        payload = _without(payload, path.split("."), "", inner)
    return payload, inner


def _without(value: Any, path: list[str], at: str, inner: Payload) -> Any:
    """A value without what a path leads to, which is put into `inner`; a star is every place."""
    key, *rest = path
    if key == "*" and isinstance(value, list):
        return [_without(each, rest, f"{at}{n}.", inner) for n, each in enumerate(value)]
    if not isinstance(value, dict) or key not in value:
        return value
    if rest:
        return value | {key: _without(value[key], rest, f"{at}{key}.", inner)}
    inner[at + key] = value[key]
    return {name: each for name, each in value.items() if name != key}


def joined(payload: Payload, inner: Payload) -> Payload:
    """A payload with the values that stand apart back in their places; Unreadable for nonsense."""
    whole: Payload = {key: value for key, value in payload.items() if key != APART}
    for path, value in inner.items():
        *way, last = path.split(".")
        try:
            table = _opened(whole, way)
            # over what is open it would say another thing to those who may not read it
            if last in table:
                raise Unreadable(path)
            table[last] = value
        except (AttributeError, LookupError, TypeError, ValueError):
            raise Unreadable(path) from None
    return whole


def _opened(whole: Payload, way: Sequence[str]) -> Any:
    """The table that a path leads to, where it may be written: what it stands in is made anew."""
    table: Any = whole
    for key in way:
        place: Any = int(key) if isinstance(table, list) else key
        table[place] = table[place].copy()
        table = table[place]
    return table


def encode(says: Happening) -> Payload:
    """What a fact says as the journal keeps it; what is as it is by default is left out."""
    mine = says.__dict__
    return {
        field.key: field.write(mine[field.name])
        for field in fields(type(says))
        if field.required or mine[field.name] != field.default
    }


def values_of(says: Happening) -> dict[str, Any]:
    """What a fact says, as values by the payload's keys; defaults are left out."""
    mine = says.__dict__
    return {
        field.key: mine[field.name]
        for field in fields(type(says))
        if field.required or mine[field.name] != field.default
    }


def assumed(chain: str, so_far: int, says: Sequence[Happening], actor: str, now: str) -> list[Fact]:
    """The facts that these would become behind so many of a chain."""
    found = []
    for seq, each in enumerate(says, so_far + 1):
        columns = (chain, seq, NAMES[type(each)], each.on.isoformat(), now, actor)
        found.append(decode(columns, encode(each)))
    return found


def fields(form: type[Happening]) -> tuple[PayloadField, ...]:
    """The fields of a payload in the order of their class."""
    if form not in _FIELDS:
        _FIELDS[form] = _fields(form)
    return _FIELDS[form]


_FIELDS: dict[type[Happening], tuple[PayloadField, ...]] = {}


def _fields(form: type[Happening]) -> tuple[PayloadField, ...]:
    kinds = {
        name: kind for base in reversed(form.__mro__) for name, kind in _annotations(base).items()
    }
    return tuple(
        PayloadField(
            name,
            form.KEYS.get(name, name),
            *_codec(kinds[name], form.SHAPES.get(name)),
            not hasattr(form, name),
            getattr(form, name, None),
        )
        for name in form._fields
        if name not in OF_THE_FACT and name not in form.LATER
    )


def _codec(kind: Any, shape: str | None) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """How a field is read and written; where it has a shape, no other is read."""
    read, write = CODECS[kind]
    if shape is None:
        return read, write
    fits = re.compile(shape, re.ASCII | re.DOTALL).fullmatch

    def shaped(value: Any) -> Any:
        if not fits(str(read(value))):
            raise ValueError(value)
        return value

    return shaped, write


def _annotations(form: type) -> dict[str, Any]:
    found: dict[str, Any] = vars(form).get("__annotations__", {})
    return found


# -- values ----------------------------------------------------------------------------------------


def _is(kind: type) -> Callable[[Any], Any]:
    """The value as it is; ValueError where it is of another type."""

    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(value)
        return value

    return read


_text, _table = _is(str), _is(dict)


def _number(value: Any) -> int:
    # rules add, multiply and divide: a sum beyond all sums would be worked with for ever
    if type(value) is not int or not -MOST < value < MOST:
        raise ValueError(value)
    return value


def _day(value: Any) -> date:
    day = date.fromisoformat(value)
    # as wide as what may be typed: days are counted on from these, and the calendar ends
    if not EARLIEST <= day <= LATEST:
        raise ValueError(value)
    return day


def _parts(value: Any) -> Parts:
    return tuple((_text(part["instalment"]), _number(part["fen"])) for part in value)


def _parts_kept(parts: Parts) -> list[Payload]:
    return [{"instalment": instalment, "fen": fen} for instalment, fen in parts]


def _files(value: Any) -> Files:
    return tuple(File(_text(f["name"]), _text(f["sha256"]), _number(f["size"])) for f in value)


def _files_kept(files: Files) -> list[Payload]:
    return [file._asdict() for file in files]


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(text) for text in value)


def _same(value: Any) -> Any:
    return value


def _quantities(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_text(each["item"]), _text(each["quantity"])) for each in value)


def _quantities_kept(quantities: tuple[tuple[str, str], ...]) -> list[Payload]:
    return [{"item": item, "quantity": quantity} for item, quantity in quantities]


# how a value is read and written, by what its field is annotated with
CODECS: dict[Any, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    str: (_text, _same),
    int: (_number, _same),
    int | None: (_number, _same),
    bool: (_is(bool), _same),
    date: (_day, date.isoformat),
    date | None: (_day, date.isoformat),
    tuple[str, ...]: (_texts, list),
    Parts: (_parts, _parts_kept),
    tuple[tuple[str, str], ...]: (_quantities, _quantities_kept),
    Files: (_files, _files_kept),
    dict[str, Any]: (_table, _same),
    dict[str, Any] | None: (_table, _same),
    dict[str, dict[str, Any]]: (_table, _same),
}
