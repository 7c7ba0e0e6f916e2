"""Single bits flipped in what a server keeps beside the journal, by its owner's SQL, and undone again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import psycopg
from psycopg import sql

from svcctl.store.band import Band

KEYS = {"band": ("list", "chain", "place"), "chain_head": ("chain",)}
COLUMNS = {
    "band": Band._fields,
    "chain_head": ("banded_seq", "banded_from", "banded_until", "banded_on"),
}
BIT = "set_byte(convert_to({0}, 'UTF8'), {at}, get_byte(convert_to({0}, 'UTF8'), {at}) # {bit})"
Said = tuple[int, str, str]


@contextmanager
def flipped(
    connection: "psycopg.Connection[Any]", chance: Random, table: str, column: str
) -> Iterator[bool]:
    """One bit of one row is another; False where the server has no such value."""
    names = sql.SQL(", ").join(map(sql.Identifier, COLUMNS[table]))
    keys = sql.SQL(", ").join(map(sql.Identifier, KEYS[table]))
    whose = sql.SQL("({}) = ({})").format(keys, sql.SQL(", ").join([sql.Placeholder()] * len(KEYS[table])))  # fmt: skip
    of = sql.Identifier(table)
    told = sql.SQL("SELECT {}, {} FROM {} WHERE chain NOT IN ('calendar', 'store') ORDER BY {}")
    every = connection.execute(told.format(keys, names, of, keys)).fetchall()
    row = chance.choice(every)
    key, values = row[: len(KEYS[table])], row[len(KEYS[table]) :]
    was = values[COLUMNS[table].index(column)]
    change = _change(column, was, chance)
    moved = None
    if change is not None:
        turned = sql.SQL("UPDATE {} SET {} = {} WHERE {} RETURNING {}")
        try:
            [moved] = connection.execute(
                turned.format(of, sql.Identifier(column), change, whose, keys), key
            ).fetchall()
        except (psycopg.DataError, psycopg.IntegrityError):
            moved = None  # no text, no number of that size, or a row that is there
    try:
        yield moved is not None
    finally:
        if moved is not None and table == "band":
            connection.execute(sql.SQL("DELETE FROM band WHERE {}").format(whose), moved)
            marks = sql.SQL(", ").join([sql.Placeholder()] * len(values))
            back = sql.SQL("INSERT INTO band ({}) VALUES ({}) ON CONFLICT DO NOTHING")
            connection.execute(back.format(names, marks), values)
        elif moved is not None:
            back = sql.SQL("UPDATE {} SET {} = %s WHERE {}")
            connection.execute(back.format(of, sql.Identifier(column), whose), (was, *key))


def _change(column: str, was: Any, chance: Random) -> sql.Composed | None:
    """A value of which one bit is another."""
    name = sql.Identifier(column)
    if isinstance(was, int):
        bit = 1 << chance.randrange(62 if abs(was) > 2**31 else 16)
        return sql.SQL("{} # {}").format(name, bit)
    size = len(was.encode())
    if not size:
        return None
    at, bit = chance.randrange(size), 1 << chance.randrange(8)
    return sql.SQL("convert_from(" + BIT + ", 'UTF8')").format(name, at=at, bit=bit)


def judged(truth: Said, found: Said, whole: Said) -> str:
    """Right, warned of, or wrong; `truth` of a limited list is a part of `whole`."""
    if found[2]:
        return "right, with a warning" if found[:2] == truth[:2] else "refused"
    if found == truth:
        return "right"
    every = {_of(row) for row in _rows(whole)}
    limited = "picked" in json.loads(truth[1])
    # each row is right; that none is missing, and how many there are, is what whole lists say
    return "limited" if limited and all(_of(row) in every for row in _rows(found)) else "WRONG"


def _rows(said: Said) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said[1]).get("instalments", [])
    return found


def _of(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True)
