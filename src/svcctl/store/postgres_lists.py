"""Lists on a server: kept rows read some at a time, and rows made just now merged into them.

A temporary table could hold those, as in a file; but a view that only reads may make none, and a
replica none at all. They could go with each statement; but nothing is known to the planner of such
rows, and a join with them took minutes. So the statement leaves their contracts out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from svcctl.store import postgres_sql as sql
from svcctl.store.band import MARKED, Band, Made, Worked

if TYPE_CHECKING:
    from psycopg import Connection

# a name given here comes before that of the table
LEAVING_OUT = "WITH band AS (SELECT * FROM public.band WHERE chain <> ALL (%s)) "
# what is asked of one contract is answered from here where its rows were made just now
ABOUT_ONE = {
    "BAND_ABOUT": ("list", "chain"),
    "BAND_CHAIN": ("chain",),
    "BAND_TEXT": ("chain", "list", "place"),
}
# their rows may be many
WALKED = ("BAND_IN_TIME", "BAND_LISTED", "BAND_NUMBERED", "BAND_TOLD", "BAND_MARKS", "BAND_OF")
# these find no text beside the body
LEAN = ("BAND_FIRST", "BAND_IN_TIME")


def _order(*names: str) -> Callable[[Any], Any]:
    return itemgetter(*map(Band._fields.index, names))


# as the statements have it, by their bytes
IN_TIME = _order("state", "due", "chain", "place")
ORDER = {
    "BAND_FIRST": IN_TIME,
    "BAND_IN_TIME": IN_TIME,
    "BAND_LISTED": IN_TIME,
    "BAND_NUMBERED": _order("due", "number", "chain", "place"),
    "BAND_TOLD": _order("due", "number", "chain", "place"),
    "BAND_MARKS": _order("chain", "place"),
    "BAND_LACKING": _order("number", "chain", "place"),
    "BAND_OF": _order("chain", "place"),
}
TOGETHER = 1000  # rows fetched at once


class Lists:
    """The lists of one view of a store."""

    def __init__(self, connection: "Connection[Any]") -> None:
        self.connection = connection
        self.walks = 0
        self.laid: Mapping[str, Worked] = {}

    def lay_over(self, found: Sequence[Worked]) -> None:
        """Answer with these rows instead of those kept."""
        self.laid = {each.chain: each for each in found}

    def ask(self, name: str, values: Sequence[Any]) -> Iterator[Any]:
        """What a statement finds."""
        found = self._ask(name, values)
        if name == "BAND_TOLD":  # in bytes, as a file has it
            return ((*row[:-1], row[-1].encode()) for row in found)
        return found

    def _ask(self, name: str, values: Sequence[Any]) -> Iterator[Any]:
        named = dict(zip(ABOUT_ONE.get(name, ()), values, strict=False))
        worked = self.laid.get(named.get("chain", ""))
        if worked:
            return iter(_found(worked, named))
        if not self.laid or named:
            return self._run(name, getattr(sql, name), values)
        kept = self._run(name, LEAVING_OUT + getattr(sql, name), (list(self.laid), *values))
        return _with(name, values, kept, list(self._laid_rows(name, values)))

    def _laid_rows(self, name: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Of the rows made just now those that a statement would find."""
        for worked in self.laid.values():
            for row in worked.rows:
                if _is_wanted(name, row, *values):
                    yield _as_found(name, row, worked.made)

    def _run(self, name: str, statement: str, values: Sequence[Any]) -> Iterator[Any]:
        if name in WALKED:
            return self._walked(statement, values)
        return iter(self.connection.execute(statement.encode(), values).fetchall())

    def _walked(self, statement: str, values: Sequence[Any]) -> Iterator[Any]:
        self.walks += 1  # two lists may be merged as they come
        with self.connection.cursor(f"list{self.walks}") as cursor:
            cursor.itersize = TOGETHER
            yield from cursor.execute(statement.encode(), values)


def _as_found(name: str, row: Band, made: Made) -> tuple[Any, ...]:
    """A row made just now as a statement finds it."""
    if name == "BAND_TOLD":
        return (*row[:MARKED], row.text_mark, row.text)
    if name == "BAND_MARKS":
        return (*row[:MARKED], row.text_mark, row.mark, made.seq, *made)
    return (*(row[:-1] if name in LEAN else row), made.seq, *made)


def _is_wanted(name: str, row: Band, kind: str, *more: Any) -> bool:
    """Whether a statement with those values would find a row."""
    if row.list != kind:
        return False
    if name in ("BAND_OF", "BAND_MARKS"):
        return True
    if name == "BAND_LACKING":
        return row.number > ""
    if name == "BAND_IS_LATE":
        return row.state == 0
    coming, last = more[:2]
    if name in ("BAND_NUMBERED", "BAND_TOLD"):
        return bool(row.state < coming or row.due <= last)
    return bool((row.state, row.due) <= (coming, last))


def _with(
    name: str, values: Sequence[Any], kept: Iterator[Any], made: list[tuple[Any, ...]]
) -> Iterator[Any]:
    """What a statement finds among the rows kept and those made just now."""
    if name == "BAND_COUNT":
        [[count]] = kept
        return iter([(count + len(made),)])
    if name == "BAND_IS_LATE":
        return iter([*kept, *made])
    order = ORDER[name]
    found = merge(kept, sorted(made, key=order), key=order)
    return islice(found, values[-1]) if name == "BAND_FIRST" else found


def _found(worked: Worked, named: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one contract as a statement finds them, each with what its head says of them."""
    made = worked.made
    return [
        (*row, made.seq, *made)
        for row in worked.rows
        if all(getattr(row, name) == value for name, value in named.items())
    ]
