"""Checking a store from its bytes up: schema, chains, payloads, evidence, noted heads."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import OWN_CHAINS, STORE_CHAIN, Fact, StoreSalvaged
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.store import asides
from svcctl.store.chain import ChainRow, Stored, flaws, head, holds
from svcctl.store.digest import digest as digest_of
from svcctl.store.digest import expect_many, files_named
from svcctl.store.driver import Driver
from svcctl.store.journal import Journal
from svcctl.store.seals import Tree, doubted, each_seal, seals_of
from svcctl.store.suppliers import by_a_supplier, of_many
from svcctl.store.verdict import Broken, Doubt, Rescued, StoreVerdict, rescues

Kept = tuple[str, str]  # the chain, where files are kept by chain, and the digest of a file
Follow = Callable[[Iterable[Stored], Callable[[], int]], Iterable[Stored]]


def verify(
    journal: Journal,
    noted: str = "",
    follow: Follow = lambda rows, _: rows,
    known_at: str = NOBODY_KNEW_LATER,
) -> StoreVerdict:
    """Check everything, and that each head in `noted` still stands in its chain.

    `noted` is CHAIN@SEQ:HASH, comma-separated. `follow` passes the rows on, for whoever watches; it
    may ask how many there are. The heads told are those of `known_at`.
    """
    expected = heads_noted(noted)
    covered = {chain for chain, _ in expected}
    driver = journal.driver
    expect_many()
    seen = _Seen(driver)
    try:
        with journal.snapshot():
            own = _own_facts(journal)
            seen.seals, seen.clocks = seals_of(own), doubted(own)
            seen.rescued = rescues(own)
            seen.sealed = dict.fromkeys(_named_by_seals(own), "")
            seen.many, seen.handles = of_many(driver, own), asides.suppliers_in(own)
            seen.broken += _structure(driver)
            for stored in follow(_rows(driver), lambda: _count(driver)):
                seen.add(stored, known_at)
                if expected:
                    seen.broken += _check_head(stored[0], expected)
            # last, once every fact has named its files: what nobody names was put in past the
            # journal
            seen.files(_check_evidence(driver, seen.evidence, _lost_files(own)))
            seen.files(_check_asides(driver, seen, asides.lost_in(own)))
            seen.broken += _check_seals(seen.sealed, own)
    except Refusal:
        last = seen.last
        at = f"{last.chain}#{_after(last)}" if last else STORE_CHAIN
        seen.broken.append(Broken(at, "unreadable"))
        return _verdict(seen, covered)
    seen.broken += [Broken(f"{chain}#{seq}", "cut-off") for chain, seq in expected]
    return _verdict(seen, covered)


class _Seen:
    """What a walk over the rows has come across so far."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.hidden = 0  # facts of which this login may not read what they say
        self.closed = self.closed_files = 0  # what of the others it may not, and their files
        self.many = False  # whether suppliers may have added facts
        self.handles: set[str] = set()  # under which they do
        # facts with files, or with a word that more stands apart, that one of them may have added
        self.suppliers: set[str] = set()
        self.broken: list[Broken] = []
        self.heads: dict[str, ChainRow] = {}
        self.events = 0  # of contract chains
        # digests that facts name, by chain where files are kept so, with the fact
        self.evidence: dict[Kept, str] = {}
        self.asides: dict[tuple[str, int], str] = {}  # digests of what stands apart, by the fact
        self.doubts: list[Doubt] = []
        self.seals = seals_of(())
        self.rescued: tuple[Rescued, ...] = ()
        self.clocks: dict[str, str] = {}
        self.unsealed: set[str] = set()  # chains with a fact that a later seal does not know
        self.last: ChainRow | None = None
        self.sealed: dict[tuple[str, int], str] = {}  # the hash of each fact that a seal names

    def add(self, stored: Stored, known_at: str) -> None:
        """One row more, checked against the one before it."""
        row = stored[0]
        before = self.last if self.last and self.last.chain == row.chain else None
        unread = stored[2] is None and row.kind in self.driver.hidden
        self.hidden += unread
        found = [] if holds(stored, before) else self._wrong(stored, before, unread)
        self.broken += found
        if (row.chain, row.seq) in self.sealed:
            self.sealed[row.chain, row.seq] = _shown(row.hash)
        self._names(row, stored[2])
        self.last = row
        # of a row that is not as recorded nothing more is to be said
        if not found and (self.clocks or row.chain not in self.unsealed):
            self.doubts += self._doubts(row)
        if str(row.recorded_at) <= known_at:
            self.heads[row.chain] = row
            self.events += row.chain not in OWN_CHAINS

    def _names(self, row: ChainRow, body: str | None) -> None:
        """What a payload says stands elsewhere: files, and what is the office's own."""
        at = f"{row.chain}#{row.seq}"
        for digest in files_named(body):
            if row.kind in self.driver.hidden_files:
                self.closed_files += 1
                continue
            self.evidence[row.chain if self.driver.by_chain else "", digest] = at
            if self.many and by_a_supplier(row.kind):
                self.suppliers.add(at)
        if promise := asides.promised(body):
            if self.driver.closed:
                self.closed += 1
                return
            self.asides[row.chain, row.seq] = promise
            if row.actor in self.handles:
                self.suppliers.add(at)

    def files(self, found: Iterable[Broken]) -> None:
        """What is wrong with that: with the files that facts name, with what stands apart."""
        for each in found:
            # on a server nobody removes it, but a supplier may name what it never handed in
            named = each.at in self.suppliers
            if each.what == "evidence-missing" and named:
                self.doubts.append(Doubt(each.at, "evidence-missing"))
            elif each.what == "aside-missing" and named:
                self.doubts.append(Doubt(each.at, "aside-missing"))
            else:
                self.broken.append(each)

    def _wrong(self, stored: Stored, before: ChainRow | None, unread: bool) -> list[Broken]:
        """What is not as recorded in a row, but for what this login may not read."""
        at = f"{stored[0].chain}#{stored[0].seq}"
        lacking = {"payload-missing"} if unread else set()
        return [Broken(at, what) for what in flaws(stored, before) if what not in lacking]

    def _doubts(self, row: ChainRow) -> Iterator[Doubt]:
        """What a row that is whole says of its moment, and nobody should believe."""
        at = f"{row.chain}#{row.seq}"
        if at in self.clocks:
            yield Doubt(at, "clock")
        if row.chain == STORE_CHAIN or row.chain in self.unsealed:
            return  # of a chain that was put in later its first fact is told
        if self.seals.misses(row.chain, row.seq, str(row.recorded_at)):
            self.unsealed.add(row.chain)
            yield Doubt(at, "unsealed")


def _after(row: ChainRow) -> object:
    """The number behind a row's, where it is one."""
    return row.seq + 1 if isinstance(row.seq, int) else row.seq


def _own_facts(journal: Journal) -> Sequence[Fact]:
    """The facts of the store's own chain; none where it is not what was recorded."""
    try:
        return journal.facts(STORE_CHAIN)
    except Refusal:
        return ()  # the walk over the rows says why


def _named_by_seals(own: Sequence[Fact]) -> Iterator[tuple[str, int]]:
    """The facts of which a seal covers the hash, or a record of what was salvaged tells one."""
    for _, _, moved in each_seal(own):
        yield from moved.items()
    for fact in own:
        if isinstance(fact.says, StoreSalvaged):
            yield from fact.says.kept.items()


def _check_seals(hashes: Mapping[tuple[str, int], str], own: Sequence[Fact]) -> Iterator[Broken]:
    """Each seal against the facts that it was put on; of those known to be lost, their number."""
    tree = Tree()
    gone: set[str] = set()  # chains whose sealed head is lost, until that was put on record
    salvaged = [(at, f.says.kept) for at, f in enumerate(own) if isinstance(f.says, StoreSalvaged)]
    seals = {fact.id: (says, moved) for fact, says, moved in each_seal(own)}
    for place, fact in enumerate(own):
        if isinstance(fact.says, StoreSalvaged):
            left = {chain: seq for chain, seq in fact.says.kept.items() if chain != STORE_CHAIN}
            gone -= left.keys()
            known = [head for chain, head in tree.heads.items() if chain not in left]
            tree = Tree()
            tree.move([*known, *((c, seq, hashes[c, seq]) for c, seq in left.items() if seq)])
        elif fact.id in seals:
            says, moved = seals[fact.id]
            later = [kept for at, kept in salvaged if at > place]
            for chain, seq in moved.items():
                lost = any(seq > kept.get(chain, seq) for kept in later)
                gone = gone | {chain} if lost else gone - {chain}
            tree.move([(chain, seq, hashes[chain, seq]) for chain, seq in moved.items()])
            # of heads that are lost the root cannot be told, but how many there were
            root = says.root if gone else tree.root
            if (says.chains, says.root) != (len(tree.heads), root):
                yield Broken(fact.id, "seal")


def _verdict(seen: _Seen, covered: set[str]) -> StoreVerdict:
    """What was found, in text that can be shown."""
    return StoreVerdict(
        contracts=len(set(seen.heads) - set(OWN_CHAINS)),
        events=seen.events,
        heads={_shown(chain): _shown(head(row)) for chain, row in seen.heads.items()},
        broken=tuple(each._replace(at=_shown(each.at)) for each in seen.broken),
        doubts=tuple(each._replace(at=_shown(each.at)) for each in seen.doubts),
        rescued=seen.rescued,
        # whoever brings heads wants to know what they say nothing of
        hidden=seen.hidden,
        closed=seen.closed,
        closed_files=seen.closed_files,
        uncovered=tuple(_shown(c) for c in seen.heads if c not in covered) if covered else (),
    )


def _shown(text: str | bytes) -> str:
    """Text that can be shown: bytes that are no text are written as escapes."""
    return str(text).encode("utf-8", "backslashreplace").decode()


def heads_noted(text: str) -> dict[tuple[str, int], set[str]]:
    """The heads noted down earlier, whole or by 16 digits, by the fact each is of."""
    found: dict[tuple[str, int], set[str]] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        place, _, digest = part.rpartition(":")
        chain, _, seq = place.rpartition("@")
        digits = len(digest) in (16, 64) and digest.isalnum() and digest.isascii()
        if not (chain and seq.isascii() and seq.isdigit() and len(seq) < 16 and digits):
            raise Refusal("audit.bad-head", head=part)
        # kept as a set: of two different heads noted of one fact at least one cannot be right, and
        # none is silently preferred
        found.setdefault((chain, int(seq)), set()).add(digest.lower())
    return found


def _check_head(row: ChainRow, expected: dict[tuple[str, int], set[str]]) -> Iterator[Broken]:
    """A head noted down earlier, against its fact; those met are taken out of `expected`."""
    # a chain does not notice a tail that was cut off, or written anew from some row on: only a head
    # noted down outside the store tells
    noted = expected.pop((row.chain, row.seq), set())
    if not all(str(row.hash).startswith(digest) for digest in noted):
        yield Broken(f"{row.chain}#{row.seq}", "head")


def _structure(driver: Driver) -> Iterator[Broken]:
    """The file's own structure, and its schema against what versions make and it says they made."""
    if not driver.is_sound():
        yield Broken(STORE_CHAIN, "structure")
    if not _schema_holds(driver):
        yield Broken(STORE_CHAIN, "schema")
    for chain, seq in driver.read(driver.sql.STRAY_PAYLOADS):
        yield Broken(f"{chain}#{seq}", "stray")


def _schema_holds(driver: Driver) -> bool:
    try:
        created = driver.read(driver.sql.ROW_AT, (STORE_CHAIN, 1))[0]
        # what the first fact says can be rewritten with its chain; what svcctl makes cannot
        return driver.schema_holds(json.loads(created[10])["schema_sha256"])
    except (TypeError, ValueError, LookupError):  # no such fact, or not what was written
        return False


def _rows(driver: Driver) -> Iterator[Stored]:
    for row in driver.stream(driver.sql.ROWS):
        yield ChainRow._make(row[:9]), row[9], row[10]


def _count(driver: Driver) -> int:
    return int(driver.execute(driver.sql.COUNT).fetchone()[0])


def _lost_files(own: Sequence[Fact]) -> set[str]:
    """Files that were lost, and that was put on record."""
    told = [fact.says.lost_files for fact in own if isinstance(fact.says, StoreSalvaged)]
    return {digest for digests in told for digest in digests}


def _check_asides(driver: Driver, seen: _Seen, lost: set[str]) -> Iterator[Broken]:
    """What stands apart from facts against the digests that they have of it."""
    missing = dict(seen.asides)
    flawed = {each.at for each in seen.broken}
    for chain, seq, *kept in driver.stream(driver.sql.ASIDES) if driver.asides else ():
        at, promise = f"{chain}#{seq}", missing.pop((chain, seq), None)
        if promise is None:
            # of a payload that was changed it is not known what it had said
            if at not in flawed:
                yield Broken(at, "aside-stray")
        elif not asides.holds((kept[0], kept[1]), promise):
            yield Broken(at, "aside")
    for chain, seq in missing:
        if f"{chain}#{seq}" not in lost:
            yield Broken(f"{chain}#{seq}", "aside-missing")


def _check_evidence(driver: Driver, named: dict[Kept, str], lost: set[str]) -> Iterator[Broken]:
    missing, last = dict(named), None
    for *chain, digest, content in driver.stream(driver.sql.EVIDENCE):
        kept = (chain[0] if chain else "", digest)
        # by several kinds of facts of one chain it is kept once for each
        at = named[kept] if kept == last and kept in named else missing.pop(kept, STORE_CHAIN)
        last = kept
        if not isinstance(content, bytes) or digest_of(content) != digest:
            yield Broken(at, "evidence")
        elif at == STORE_CHAIN:
            yield Broken(at, "evidence-stray")
    for (_, digest), at in missing.items():
        if digest not in lost:
            yield Broken(at, "evidence-missing")
