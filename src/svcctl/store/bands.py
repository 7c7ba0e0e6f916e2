"""The lists beside the journal: which chains they no longer hold for, their rows, what guards them."""

from collections.abc import Iterator, Sequence
from datetime import date

from svcctl.store.band import ALL_DAYS, COMING, GUARDS, MARKED, Band, Made, Worked, digest
from svcctl.store.driver import Driver


class Torn(Exception):
    """A list is not what was written: a row was changed, or is gone."""


class Bands:
    """The lists of one store, on the day on which they are asked."""

    def __init__(self, driver: Driver, today: date, on: str) -> None:
        self.driver = driver
        self.sql = driver.sql
        self.today = today.isoformat()
        self.on = on

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
        self.driver.lay_over(found)

    # -- reading --

    def read(self, name: str, *values: object) -> Iterator[Band]:
        """The rows of one statement; Torn where one is not what was written."""
        has_text = name not in ("BAND_FIRST", "BAND_IN_TIME")
        for found in self.driver.ask(name, values):
            row, [seq, *made] = Band(*found[:-5]), found[-5:]
            self._check(row, seq, Made(*made), has_text)
            yield row

    def _check(self, row: Band, seq: int, made: Made, has_text: bool) -> None:
        current = made.since <= self.today and (not made.until or self.today < made.until)
        if seq != made.seq or not current or made.on != self.on:
            raise Torn(row.chain)
        if row.mark != digest(*row[:MARKED], row.body, *made):
            raise Torn(row.chain)
        if has_text and row.text_mark != digest(*row[:3], row.text, *made):
            raise Torn(row.chain)

    def count(self, kind: str, last: str) -> int:
        """How many rows a list has that looks so far ahead."""
        values = (kind, COMING, last)
        [[count]] = self.driver.ask("BAND_COUNT", values)
        return int(count)

    def any_late(self, kind: str) -> bool:
        """Whether something on a list is overdue."""
        return next(iter(self.driver.ask("BAND_IS_LATE", (kind,))), None) is not None

    def every(
        self, name: str, kind: str, contracts: Sequence[Band], last: str = ALL_DAYS
    ) -> Iterator[Band]:
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
        count, sums = GUARDS[kind]
        expected = [(getattr(row, count), getattr(row, sums)) for row in contracts]
        if (counted, added) != (sum(c for c, _ in expected), sum(s for _, s in expected)):
            raise Torn

    def check_heads(self, chains: Sequence[str]) -> None:
        """Torn where a chain has got further than its head says: of the rows that are shown."""
        for chain in chains:
            [[length]] = self.driver.read(self.sql.LENGTH, (chain,))
            if length != self.head(chain)[0]:
                raise Torn(chain)

    def check_whole(self, contracts: Sequence[str]) -> list[Band]:
        """The rows of the contracts; Torn where one is not there, or one too many."""
        heads = [row[0] for row in self.driver.execute(self.sql.HEAD_CHAINS)]
        if heads != list(contracts) or self.driver.execute(self.sql.HEADS_ASTRAY).fetchone():
            raise Torn
        found = {row.chain: row for row in self.read("BAND_OF", "contract")}
        if list(found) != heads:
            raise Torn
        return [row for row in found.values() if row.body]  # what is not signed yet shows nothing


def forget(driver: Driver) -> None:
    """Leave out all that the lists say; inside `writing`. They are made anew when they are asked."""
    driver.execute(driver.sql.BAND_EMPTY)
    driver.execute(driver.sql.BAND_FORGET, (0, "", "", ""))
