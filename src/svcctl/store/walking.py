"""Going over the rows of a store: each checked against the one before it, and what they tell."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from svcctl.casebook.kinds import OWN_CHAINS, STORE_CHAIN, Fact, StoreSalvaged
from svcctl.store import asides
from svcctl.store.chain import ChainRow, flaws, holds, stands
from svcctl.store.digest import files_named
from svcctl.store.driver import Driver
from svcctl.store.seals import doubted, each_seal, seals_of
from svcctl.store.suppliers import by_a_supplier, of_many
from svcctl.store.verdict import Broken, Doubt, Rescued

Kept = tuple[str, str]  # the chain, where files are kept by chain, and the digest of a file
Heads = dict[tuple[str, int], set[str]]  # noted earlier, by the fact that each is of


NOT_HANDED_IN = ("evidence-missing", "aside-missing")


class Found:
    """What rows told, of a whole store or of some of its chains."""

    def __init__(self) -> None:
        self.rows = 0
        self.hidden = 0  # facts of kinds that this login may not read
        self.closed = self.closed_files = 0  # what of the others it may not, and their files
        self.events = 0  # of contract chains
        self.broken: list[Broken] = []
        self.doubts: list[Doubt] = []
        self.heads: dict[str, tuple[int, str]] = {}
        # digests that facts name, by chain where files are kept so, with the fact
        self.evidence: dict[Kept, str] = {}
        # facts with files, or with a word that more stands apart, that a supplier may have added
        self.suppliers: set[str] = set()
        self.asides: dict[tuple[str, int], str] = {}  # digests of what stands apart, by the fact
        self.sealed: dict[tuple[str, int], str] = {}  # the hash of each fact that a seal names
        self.rescued: tuple[Rescued, ...] = ()  # heads that were made anew
        self.met: set[tuple[str, int]] = set()  # the facts of which heads were noted

    def join(self, behind: "Found") -> None:
        """What the rows of chains behind these told."""
        self.rows += behind.rows
        self.hidden += behind.hidden
        self.closed += behind.closed
        self.closed_files += behind.closed_files
        self.events += behind.events
        self.broken += behind.broken
        self.doubts += behind.doubts
        self.heads |= behind.heads
        self.evidence |= behind.evidence
        self.suppliers |= behind.suppliers
        self.asides |= behind.asides
        self.sealed |= behind.sealed
        self.met |= behind.met

    def files(self, found: Iterable[Broken]) -> None:
        """What is wrong with that: with the files that facts name, with what stands apart."""
        for each in found:
            # on a server nobody removes it, but a supplier may name what it never handed in
            if each.what in NOT_HANDED_IN and each.at in self.suppliers:
                self.doubts.append(Doubt(each.at, each.what))
            else:
                self.broken.append(each)


class Walk(Found):
    """A walk over rows in the order of their chains, with what has to be known for it."""

    def __init__(self, driver: Driver, own: Sequence[Fact], expected: Heads, known_at: str) -> None:
        super().__init__()
        self.driver = (
            driver  # with the kinds of facts of which this login may not read what they say
        )
        self.many = of_many(driver, own)  # whether suppliers may have added facts
        self.handles = asides.suppliers_in(own)  # under which they do
        self.expected, self.known_at = expected, known_at
        self.seals, self.clocks = seals_of(own), doubted(own)
        self.latest = self.seals.moments[-1] if self.seals.moments else ""  # seal of all
        self.named = frozenset(_named_by_seals(own))
        self.unsealed: set[str] = set()  # chains with a fact that a later seal does not know
        self.last: Sequence[Any] | None = None

    def taken(self) -> Found:
        """What was come across until now, which is forgotten here."""
        found = Found()
        found.join(self)
        super().__init__()
        return found

    def go(self, rows: Iterable[Sequence[Any]]) -> None:
        """Rows one after another, each checked against the one before it."""
        # every row of a store comes by here: what most have nothing of is asked without a call
        clocks, latest, known_at, named = self.clocks, self.latest, self.known_at, self.named
        promise, expected = asides.PROMISE, self.expected
        for row in rows:
            last, chain, body = self.last, row[0], row[10]
            before = last if last is not None and last[0] == chain else None
            whole = stands(row, before) or self._looked_into(row, before)
            self.rows += 1
            self.last = row
            if named and (chain, row[1]) in named:
                self.sealed[chain, row[1]] = shown(row[8])
            if type(body) is str:  # most name neither
                if '"files"' in body:
                    self._names_files(row)
                if promise in body:
                    self._names_aside(row)
            # of a row that is not as recorded nothing more is to be said
            if whole and (clocks or row[4] < latest):
                self._doubt(row)
            if str(row[4]) <= known_at:
                self.heads[chain] = row[1], row[8]
                self.events += chain not in OWN_CHAINS
            if expected and (chain, row[1]) in expected:
                self._check_head(row)

    def _looked_into(self, row: Sequence[Any], before: Sequence[Any] | None) -> bool:
        """Whether a row is whole by the long way; else what is wrong, but for what is hidden."""
        stored = ChainRow._make(row[:9]), row[9], row[10]
        earlier = ChainRow._make(before[:9]) if before else None
        unread = row[10] is None and row[2] in self.driver.hidden
        self.hidden += unread
        if holds(stored, earlier):
            return True
        lacking = {"payload-missing"} if unread else set()
        found = [what for what in flaws(stored, earlier) if what not in lacking]
        self.broken += [Broken(f"{row[0]}#{row[1]}", what) for what in found]
        return not found

    def _names_files(self, row: Sequence[Any]) -> None:
        at = f"{row[0]}#{row[1]}"
        for digest in files_named(row[10]):
            if row[2] in self.driver.hidden_files:
                self.closed_files += 1
                continue
            self.evidence[row[0] if self.driver.by_chain else "", digest] = at
            if self.many and by_a_supplier(row[2]):
                self.suppliers.add(at)

    def _names_aside(self, row: Sequence[Any]) -> None:
        """A payload's digest of what is the office's own and stands apart."""
        promise = asides.promised(row[10])
        if promise and self.driver.closed:
            self.closed += 1
        elif promise:
            self.asides[row[0], row[1]] = promise
            if row[5] in self.handles:
                self.suppliers.add(f"{row[0]}#{row[1]}")

    def _doubt(self, row: Sequence[Any]) -> None:
        """What a row that is whole says of its moment, and nobody should believe."""
        chain, seq = row[0], row[1]
        if self.clocks and (at := f"{chain}#{seq}") in self.clocks:
            self.doubts.append(Doubt(at, "clock"))
        if chain == STORE_CHAIN or chain in self.unsealed:
            return  # of a chain that was put in later its first fact is told
        if self.seals.misses(chain, seq, row[4]):
            self.unsealed.add(chain)
            self.doubts.append(Doubt(f"{chain}#{seq}", "unsealed"))

    def _check_head(self, row: Sequence[Any]) -> None:
        """A head noted down earlier, against its fact."""
        # a chain does not notice a tail that was cut off, or written anew from some row on: only a
        # head noted down outside the store tells
        self.met.add((row[0], row[1]))
        noted = self.expected[row[0], row[1]]
        if not all(str(row[8]).startswith(digest) for digest in noted):
            self.broken.append(Broken(f"{row[0]}#{row[1]}", "head"))


def _named_by_seals(own: Sequence[Fact]) -> Iterator[tuple[str, int]]:
    """The facts of which a seal covers the hash, or a record of what was salvaged tells one."""
    for _, _, moved in each_seal(own):
        yield from moved.items()
    for fact in own:
        if isinstance(fact.says, StoreSalvaged):
            yield from fact.says.kept.items()


def shown(text: str | bytes) -> str:
    """Text that can be shown: bytes that are no text are written as escapes."""
    return str(text).encode("utf-8", "backslashreplace").decode()
