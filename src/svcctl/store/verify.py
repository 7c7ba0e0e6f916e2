"""Checking a store from its bytes up: schema, chains, payloads, evidence, noted heads."""

import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise, repeat
from typing import Any

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import OWN_CHAINS, STORE_CHAIN, Fact, StoreSalvaged
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.store import asides
from svcctl.store.chain import head_of
from svcctl.store.digest import digest as digest_of
from svcctl.store.digest import expect_many
from svcctl.store.driver import Driver
from svcctl.store.journal import Journal
from svcctl.store.seals import Tree, each_seal
from svcctl.store.sharing import cores, shared
from svcctl.store.verdict import Broken, StoreVerdict, rescues
from svcctl.store.walking import Found, Heads, Kept, Walk, shown

MANY = 60_000  # rows that one core goes over for longer than it takes to start helpers
A_PART = 10_000  # rows that one of them goes over at once
Follow = Callable[[Iterable[Any], Callable[[], int]], Iterable[Any]]


def verify(
    journal: Journal,
    noted: str = "",
    follow: Follow = lambda rows, _: rows,
    known_at: str = NOBODY_KNEW_LATER,
    by_path: bool = False,
) -> StoreVerdict:
    """Check everything, and that each head in `noted` still stands in its chain.

    `noted` is CHAIN@SEQ:HASH, comma-separated. `follow` passes the rows on, for whoever watches; it
    may ask how many there are. The heads told are those of `known_at`. `by_path`: the store can be
    opened again where it says it is, so that several look through a large one at once.
    """
    expected = heads_noted(noted)
    covered = {chain for chain, _ in expected}
    expect_many()
    walk = Walk(journal.driver, (), expected, known_at)
    try:
        with journal.snapshot():
            own = own_facts(journal)
            walk = Walk(journal.driver, own, expected, known_at)
            walk.rescued = rescues(own)
            _go_over(journal, walk, follow, by_path)
            # last, once every fact has named its files: what nobody names was put in past the
            # journal
            walk.files(_check_evidence(journal.driver, walk.evidence, _lost_files(own)))
            walk.files(_check_asides(journal.driver, walk, asides.lost_in(own)))
            hashes = dict.fromkeys(walk.named, "") | walk.sealed
            walk.broken += _check_seals(hashes, own)
    except Refusal:
        last = walk.last
        at = f"{last[0]}#{_after(last[1])}" if last else STORE_CHAIN
        walk.broken.append(Broken(at, "unreadable"))
        return _verdict(walk, covered)
    gone = [each for each in expected if each not in walk.met]
    walk.broken += [Broken(f"{chain}#{seq}", "cut-off") for chain, seq in gone]
    return _verdict(walk, covered)


def _go_over(journal: Journal, walk: Walk, follow: Follow, by_path: bool) -> None:
    """The structure, and every row; by several programs where there are many."""
    driver = journal.driver
    count = _count(driver)
    if by_path and count >= MANY and cores() > 1:
        told, found = (walk.expected, walk.known_at), Found()
        ends = [None, *_ranges(driver)]
        parts = shared(journal, by_parts, told, ends)
        with suppress(Refusal):  # whatever fails fails again, at the row where it does
            deque(follow(_joined(parts, found), lambda: count), maxlen=0)
        if found.rows == count:  # by their names no row of an odd chain was missed
            walk.join(found)
            return
    walk.broken += _structure(driver)
    walk.go(follow(driver.stream(driver.sql.ROWS), lambda: count))


def _joined(parts: Iterable[Found], found: Found) -> Iterator[None]:
    """What parts tell, put together; something for each of their rows, for whoever watches."""
    for each in parts:
        found.join(each)
        yield from repeat(None, each.rows)


def by_parts(
    journal: Journal, told: tuple[Heads, str]
) -> Callable[[tuple[str, str] | None], Found]:
    """What tells of the rows of the chains from one name to another; of none, of the structure."""
    expect_many()
    driver = journal.driver
    walk = Walk(driver, own_facts(journal), *told)

    def part(ends: tuple[str, str] | None) -> Found:
        if ends is None:
            walk.broken += _structure(driver)
        else:
            walk.go(driver.stream(driver.sql.ROWS_AMONG, ends))
        return walk.taken()

    return part


def _ranges(driver: Driver) -> list[tuple[str, str]]:
    """Names of chains between which there are about so many rows each."""
    starts, rows = [""], 0
    for chain, seq, _ in driver.execute(driver.sql.HEADS):
        rows += seq
        if rows >= A_PART:
            starts.append(chain)
            rows = 0
    return list(pairwise([*starts, chr(sys.maxunicode)]))


def _after(seq: object) -> object:
    """The number behind a row's, where it is one."""
    return seq + 1 if isinstance(seq, int) else seq


def own_facts(journal: Journal) -> Sequence[Fact]:
    """The facts of the store's own chain; none where it is not what was recorded."""
    try:
        return journal.facts(STORE_CHAIN)
    except Refusal:
        return ()  # the walk over the rows says why


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


def _verdict(seen: Found, covered: set[str]) -> StoreVerdict:
    """What was found, in text that can be shown."""
    return StoreVerdict(
        contracts=len(set(seen.heads) - set(OWN_CHAINS)),
        events=seen.events,
        heads={shown(chain): shown(head_of(chain, *at)) for chain, at in seen.heads.items()},
        broken=tuple(each._replace(at=shown(each.at)) for each in seen.broken),
        doubts=tuple(each._replace(at=shown(each.at)) for each in seen.doubts),
        rescued=seen.rescued,
        # whoever brings heads wants to know what they say nothing of
        hidden=seen.hidden,
        closed=seen.closed,
        closed_files=seen.closed_files,
        uncovered=tuple(shown(c) for c in seen.heads if c not in covered) if covered else (),
    )


def heads_noted(text: str) -> Heads:
    """The heads noted down earlier, whole or by 16 digits, by the fact each is of."""
    found: Heads = {}
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


def _count(driver: Driver) -> int:
    return int(driver.execute(driver.sql.COUNT).fetchone()[0])


def _lost_files(own: Sequence[Fact]) -> set[str]:
    """Files that were lost, and that was put on record."""
    told = [fact.says.lost_files for fact in own if isinstance(fact.says, StoreSalvaged)]
    return {digest for digests in told for digest in digests}


def _check_asides(driver: Driver, found: Found, lost: set[str]) -> Iterator[Broken]:
    """What stands apart from facts against the digests that they have of it."""
    missing = dict(found.asides)
    flawed = {each.at for each in found.broken}
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
