"""Lists on a server: kept rows read some at a time, and rows made just now laid over them.

A temporary table could stand for them, as in a file; but a view that only reads may make none, and
a replica none at all. So they go with each statement, in the place of the tables that it names.
"""

from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from typing import TYPE_CHECKING, Any

from svcctl.store import postgres_sql as sql
from svcctl.store.band import Worked

if TYPE_CHECKING:
    from psycopg import Connection

_HEAD = "chain, seq, hash, banded_seq, banded_from, banded_until, banded_on"
# a name given here comes before that of a table; the tables are named with their schema
LAID_OVER = f"""WITH
heads_now AS (SELECT * FROM json_populate_recordset(NULL::public.chain_head, %s::json)),
chain_head AS (SELECT {_HEAD} FROM public.chain_head
WHERE chain NOT IN (SELECT chain FROM heads_now) UNION ALL SELECT {_HEAD} FROM heads_now),
band AS (SELECT * FROM public.band WHERE chain NOT IN (SELECT chain FROM heads_now)
UNION ALL SELECT * FROM json_populate_recordset(NULL::public.band, %s::json))
"""
# what is asked of one contract is answered from here where its rows were made just now
ABOUT_ONE = {
    "BAND_ABOUT": ("list", "chain"),
    "BAND_CHAIN": ("chain",),
    "BAND_TEXT": ("chain", "list", "place"),
}
WALKED = ("BAND_IN_TIME", "BAND_LISTED", "BAND_NUMBERED", "BAND_OF")  # their rows may be many
TOGETHER = 1000  # rows fetched at once


class Lists:
    """The lists of one view of a store."""

    def __init__(self, connection: "Connection[Any]") -> None:
        self.connection = connection
        self.walks = 0
        self.laid: Mapping[str, Worked] = {}
        self._over = ("", "")

    def lay_over(self, found: Sequence[Worked]) -> None:
        """Answer with these rows instead of those kept."""
        self.laid = {each.chain: each for each in found}
        heads = [_head(each) for each in found]
        self._over = (dumps(heads), dumps([row._asdict() for each in found for row in each.rows]))

    def ask(self, name: str, values: Sequence[Any]) -> Iterator[Any]:
        """What a statement finds."""
        named = dict(zip(ABOUT_ONE.get(name, ()), values, strict=False))
        worked = self.laid.get(named.get("chain", ""))
        if worked:
            return iter(_found(worked, named))
        statement = getattr(sql, name)
        if self.laid and not named:
            statement, values = LAID_OVER + statement, (*self._over, *values)
        if name in WALKED:
            return self._walked(statement, values)
        return iter(self.connection.execute(statement, values).fetchall())

    def _walked(self, statement: str, values: Sequence[Any]) -> Iterator[Any]:
        self.walks += 1  # two lists may be merged as they come
        with self.connection.cursor(f"list{self.walks}") as cursor:
            cursor.itersize = TOGETHER
            yield from cursor.execute(statement.encode(), values)


def _head(worked: Worked) -> dict[str, Any]:
    made = worked.made
    return {
        "chain": worked.chain,
        "seq": made.seq,
        "hash": worked.head,
        "banded_seq": made.seq,
        "banded_from": made.since,
        "banded_until": made.until,
        "banded_on": made.on,
    }


def _found(worked: Worked, named: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one contract as a statement finds them, each with what its head says of them."""
    made = worked.made
    return [
        (*row, made.seq, *made)
        for row in worked.rows
        if all(getattr(row, name) == value for name, value in named.items())
    ]
