"""The lists beside the journal: which chains they no longer hold for, their rows, what guards them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from itertools import zip_longest
from operator import itemgetter
from typing import Any, NamedTuple
from zlib import crc32

from svcctl.store.band import (
    ALL_DAYS,
    BYTES,
    COMING,
    GUARDS,
    HALF,
    LEAST,
    NO_DAY,
    SHAPE,
    WHOLE_MARK,
    Band,
    Made,
    Worked,
    digest,
    digest_of,
    is_body,
    is_text,
    mark_of,
    marked,
)
from svcctl.store.driver import Driver
from svcctl.store.left_out import Left, read
from svcctl.store.scopes import Scope


class Torn(Exception):
    """A list is not what was written: a row was changed, or is gone."""


# statements that find no text beside the body
LEAN = ("BAND_FIRST", "BAND_IN_TIME")
CHAIN, STATE, DUE = map(Band._fields.index, ("chain", "state", "due"))
# where the row of a contract has what it says of a list
PLACES = [(kind, tuple(map(Band._fields.index, names))) for kind, names in GUARDS.items()]
KNOWN = 1000  # ways in which rows were made that are remembered; mostly there are a few


Head = tuple[Any, ...]  # what rows have from their chain's head


class Guard(NamedTuple):
    """What the contracts say of a list's rows: how many, their marks, and those without the making."""

    rows: int = 0
    marks: int = 0
    digests: int = 0


class Bands:
    """The lists of one store, on the day on which they are asked."""

    def __init__(self, driver: Driver, today: date, on: str) -> None:
        self.driver = driver
        self.sql = driver.sql
        self.today = today.isoformat()
        self.on = on
        self.known: dict[tuple[Any, ...], int] = {}
        self.guards: dict[str, Guard] = {}
        self.laid: set[str] = set()

    # -- what no longer holds, and what is kept --

    def stale(self) -> list[str]:
        """The chains whose rows are not those of today."""
        values = (self.today, self.today, self.on, self.on)
        return sorted({row[0] for row in self.driver.execute(self.sql.BAND_STALE, values)})

    def head(self, chain: str) -> tuple[int, str]:
        """The number and the hash of a chain's last fact, as its head has them."""
        row = self.driver.execute(self.sql.BAND_HEAD, (chain,)).fetchone()
        return (int(row[0]), str(row[1])) if row else (0, "")

    def keep(self, found: Sequence[Worked]) -> bool:
        """Store the rows of chains that have got no further fact since; False where one cannot.

        It waits for nobody: where another records, or nothing can be written, they are not kept.
        """
        kept = False  # what fails in between is undone, and not told
        with self.driver.at_once() as may:
            if may:
                self._keep(found)
                kept = True
        return kept

    def _keep(self, found: Sequence[Worked]) -> None:
        heads = self.driver.take([each.chain for each in found])
        still = [each for each in found if heads.get(each.chain) == (each.made.seq, each.head)]
        self.driver.execute_each(self.sql.BAND_KEPT, [(*each.made, each.chain) for each in still])
        self.driver.execute_each(self.sql.BAND_DROP, [(each.chain,) for each in still])
        self.driver.execute_each(self.sql.BAND_ADD, [row for each in still for row in each.rows])

    def lay_over(self, found: Sequence[Worked]) -> None:
        """Answer with these rows instead of those stored, for as long as the store is open."""
        self.laid = {each.chain for each in found}
        self.driver.lay_over(found)

    # -- what was worked out beside the lists --

    def keep_noted(self, noted: Sequence[tuple[Band, Head]]) -> None:
        """Keep rows of contracts whose lists are still those of then; it waits for nobody."""
        with self.driver.at_once() as may:
            if may:
                heads = self.driver.take(sorted({row.chain for row, _ in noted}))
                still = [
                    marked(row, Made(*head[1:]))
                    for row, head in noted
                    if row.chain in heads and head == self.made_by(row.chain)
                ]
                places = [(row.chain, row.list, row.place) for row in still]
                self.driver.execute_each(self.sql.BAND_DROP_ONE, places)
                self.driver.execute_each(self.sql.BAND_ADD, still)

    def made_by(self, chain: str) -> Head | None:
        """What the head of a contract says of how its rows were made; None where none are kept."""
        found = None if chain in self.laid else self.driver.ask("BAND_ABOUT", ("contract", chain))
        return next((tuple(row[-5:]) for row in found or ()), None)

    # -- reading --

    def read(self, name: str, *values: object) -> Iterator[Band]:
        """The rows of one statement; Torn where one is not what was written."""
        has_text = name not in LEAN
        for found in self.driver.ask(name, values):
            row, head = Band(*found[:-5]), found[-5:]
            if row.mark != mark_of(row, self.known.get(head) or self._digest_of(head)):
                raise Torn(row.chain)
            if not is_body(row.text_mark, str(row.body).encode()):
                raise Torn(row.chain)
            if has_text and not is_text(row.text_mark, str(row.text).encode()):
                raise Torn(row.chain)
            yield row

    def _digest_of(self, head: tuple[Any, ...]) -> int:
        """What stands in a row's mark of how it was made; Torn where that does not hold today."""
        seq, *told = head
        made = Made(*told)
        current = made.since <= self.today and (not made.until or self.today < made.until)
        if seq != made.seq or not current or made.on != self.on:
            raise Torn
        if len(self.known) == KNOWN:
            self.known.clear()
        self.known[head] = digest_of(made)
        return self.known[head]

    def count(self, kind: str, last: str) -> int:
        """How many rows a list has that looks so far ahead."""
        values = (kind, COMING, last)
        [[count]] = self.driver.ask("BAND_COUNT", values)
        return int(count)

    def any_late(self, kind: str) -> bool:
        """Whether something on a list is overdue."""
        return next(iter(self.driver.ask("BAND_IS_LATE", (kind,))), None) is not None

    def every(self, name: str, kind: str, last: str = ALL_DAYS) -> Iterator[Band]:
        """The rows of a list up to a day; Torn behind the last where the list lacks one.

        All rows are read by the way that is asked for, and held against what the contracts say of
        them: an index that leads to all but one shows it.
        """
        counted, added = 0, 0
        values = (kind,) if name == "BAND_OF" else (kind, COMING, ALL_DAYS)
        for row in self.read(name, *values):
            counted, added = counted + 1, added + row.mark
            if name == "BAND_OF" or (row.state, row.due) <= (COMING, last):
                yield row
        if (counted, added) != self.guards[kind][:2]:
            raise Torn

    def told(self, kind: str, last: str) -> Iterator[Any]:
        """What scripts read of a list up to a day, in the order of `BAND_NUMBERED`.

        Columns are those of a row before its mark, then the check of its text, and that in bytes.
        From what a row was made is not asked for each: the marks of the contracts say it for all.
        So they may be used, but not handed on, before it is known behind the last whether they are
        what was written (Torn if not); what fails meanwhile belongs into `doubting`.
        """
        counted, added = 0, 0
        whole = int.from_bytes
        for row in self.driver.ask("BAND_TOLD", (kind, COMING, ALL_DAYS)):
            # `is_text` and `digest`, without a call for each of all rows
            if (row[-2] - LEAST) >> HALF != crc32(row[-1]):
                raise Torn
            counted += 1
            added += whole(sha256((SHAPE % row[:-1]).encode()).digest()[:BYTES], "big")
            state = row[STATE]
            if state < COMING or (state == COMING and row[DUE] <= last):
                yield row
        count, _, digests = self.guards[kind]
        if (counted, added % WHOLE_MARK) != (count, digests % WHOLE_MARK):
            raise Torn

    @contextmanager
    def doubting(self, *kinds: str) -> Iterator[None]:
        """Torn, in the place of any failure, where rows are not what was written."""
        try:
            yield
        except Torn:
            raise
        except Exception:
            for kind in kinds:
                drained(self.every("BAND_NUMBERED", kind))
            raise

    def left_out(self, scope: Scope) -> Left:
        """The facts that count for nothing, of the contracts; Torn where a row says something else."""
        found = sorted(self.read("BAND_LACKING", "contract", NO_DAY), key=itemgetter(CHAIN))
        return read((row.number for row in found), scope)

    def check_heads(self, chains: Sequence[str]) -> None:
        """Torn where a chain has got further than its head says: of the rows that are shown."""
        for chain in chains:
            [[length]] = self.driver.read(self.sql.LENGTH, (chain,))
            if length != self.head(chain)[0]:
                raise Torn(chain)

    def know_all(self) -> None:
        """Have the contracts say of each list what rows it has; Torn where one is not there."""
        if self.guards:
            return
        for statement in (self.sql.HEADS_ASTRAY, self.sql.CHAINS_ASTRAY):
            if self.driver.execute(statement).fetchone():
                raise Torn
        said = {kind: [0, 0, 0] for kind in GUARDS}
        heads = self.driver.execute(self.sql.HEAD_CHAINS)
        for head, row in zip_longest(heads, self.driver.ask("BAND_MARKS", ("contract",))):
            if head is None or row is None or head[0] != row[CHAIN]:
                raise Torn
            made = self.known.get(row[-5:]) or self._digest_of(row[-5:])
            if row[-6] != (digest(SHAPE % row[:-6]) + made) % WHOLE_MARK:
                raise Torn(row[CHAIN])
            for kind, (at_count, at_sum) in PLACES:
                if count := row[at_count]:
                    sums = said[kind]
                    sums[0] += count
                    sums[1] += row[at_sum]
                    sums[2] += row[at_sum] - count * made
        self.guards = {kind: Guard(*sums) for kind, sums in said.items()}

    def contracts(self) -> Iterator[Band]:
        """The rows of the contracts that lists show something of; none is missing."""
        self.know_all()
        # what is not signed yet shows nothing
        return (row for row in self.read("BAND_OF", "contract") if row.body)


def drained(rows: Iterable[object]) -> None:
    """Have all rows looked at, and keep none."""
    for _ in rows:
        pass


def forget(driver: Driver) -> None:
    """Leave out all that the lists say; inside `writing`. They are made anew when they are asked."""
    driver.execute(driver.sql.BAND_EMPTY)
    driver.execute(driver.sql.BAND_FORGET, (0, "", "", ""))
