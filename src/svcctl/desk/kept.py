"""What is kept beside the journal, as lists ask for it: contracts, calendars, rows by contract."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from heapq import merge
from itertools import groupby, islice
from operator import attrgetter
from tempfile import SpooledTemporaryFile
from typing import Any

from svcctl.answers.band_rows import Told, case_of
from svcctl.answers.writers import BETWEEN
from svcctl.billing.working_days import Calendar
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.desk.looking import Look
from svcctl.store.band import ALL_DAYS, Band
from svcctl.store.bands import Bands, Torn

TOGETHER = 256  # objects written at once
LARGEST_HELD, PIECE = 8 * 2**20, 2**16  # bytes of a list on its way; what is longer waits in a file


class Kept:
    """The lists as one command sees them; Torn where one is not what was written."""

    def __init__(self, look: Look, bands: Bands) -> None:
        self.look, self.desk, self.bands = look, look.desk, bands
        self.known: dict[str, Case] = {}
        self._calendars: Callable[[str], Calendar] | None = None
        self.tell = Told(look.desk.as_of, self.calendars)

    def calendars(self, name: str) -> Calendar:
        """A calendar, read when the first figure is counted by one."""
        if self._calendars is None:
            self._calendars = self.look.calendars()
        return self._calendars(name)

    def case(self, chain: str) -> Case:
        """What lists show of a contract."""
        if chain not in self.known:
            for row in self.bands.read("BAND_ABOUT", "contract", chain):
                self.known[chain] = case_of(row, self.desk.as_of, self.calendars)
        if chain not in self.known:
            raise Torn(chain)
        return self.known[chain]

    def case_once(self, chain: str) -> Case:
        """The same of one that is not asked for again."""
        for row in self.bands.read("BAND_ABOUT", "contract", chain):
            return case_of(row, self.desk.as_of, self.calendars)
        raise Torn(chain)

    def cases(self) -> list[Case]:
        """What lists show of all contracts; what they are called is noted for whoever tells them apart."""
        desk = self.desk
        for row in self.bands.contracts():
            self.known[row.chain] = case_of(row, desk.as_of, self.calendars)
        titles = {case.id: desk.words.title(case.terms.title) for case in self.known.values()}
        desk.titles.update(titles)
        return list(self.known.values())

    def every(self, name: str, kind: str, last: str = ALL_DAYS) -> Iterator[Band]:
        """The rows of a list up to a day, in the order of a statement; none is missing."""
        self.bands.know_all()
        return self.bands.every(name, kind, last)

    def by_contract(self, *kinds: str) -> Iterator[tuple[Case, Band, list[Band]]]:
        """Each contract, its own row and those it has in lists, gone before the next; none missing."""
        rows = (self.every("BAND_OF", kind) for kind in kinds)
        whose = attrgetter("chain")
        for _, found in groupby(merge(self.bands.contracts(), *rows, key=whose), key=whose):
            whole, *mine = found
            yield case_of(whole, self.desk.as_of, self.calendars), whole, mine

    def told(self, kind: str, last: str) -> Iterator[Any]:
        """What scripts read of a list up to a day; as `Bands.told` says, not to be handed on at once."""
        self.bands.know_all()
        return self.bands.told(kind, last)

    def ahead(self, days: int) -> str:
        """The day that lies so many days ahead."""
        return (self.desk.as_of + timedelta(days=days)).isoformat()

    def check_shown(self, *chains: str) -> None:
        """Torn where a contract that is shown, or the calendars, got further than the lists know."""
        self.bands.check_heads((CALENDAR_CHAIN, *chains))

    def text(self, row: Band) -> bytes:
        """A row as scripts read it, with the figures of the day."""
        return self.tell(row.text.encode(), row.since, row.due)


def spooled(texts: Iterable[bytes]) -> Iterator[bytes]:
    """Objects of a list, all of them read and checked before the first is handed on.

    Long lists wait in a file, so that memory does not grow with them.
    """
    with ExitStack() as stack:
        spool = stack.enter_context(_spool())
        left = iter(texts)
        spool.write(next(left, b""))
        while held := list(islice(left, TOGETHER)):
            spool.write(BETWEEN.join((b"", *held)))
        spool.seek(0)
        return _handed_on(spool, stack.pop_all())


def _spool() -> "SpooledTemporaryFile[bytes]":
    return SpooledTemporaryFile(LARGEST_HELD)


def _handed_on(spool: "SpooledTemporaryFile[bytes]", stack: ExitStack) -> Iterator[bytes]:
    with stack:
        yield from iter(lambda: spool.read(PIECE), b"")
