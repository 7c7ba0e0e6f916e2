"""Copying a store into another place: chain by chain, resumable, never merged."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import CALENDAR_CHAIN, OWN_CHAINS
from svcctl.store.asides import Kept, of_rows
from svcctl.store.chain import GENESIS, ChainRow, flaws, head
from svcctl.store.digest import files_named
from svcctl.store.journal import Changed, Journal

AT_ONCE = 200  # facts a transaction: what is lost where it is killed, and held meanwhile


class Copied(Record):
    """What became of one chain: how many facts went over, or where the two part."""

    chain: str
    facts: int
    ours: str  # the head in the source, and in the target
    theirs: str
    common: int | None = None  # the last fact that both have, where they part


def copied(source: Journal, target: Journal) -> Iterator[Copied]:
    """Bring over what the target lacks of each chain; one that parts is left as it is.

    The store's own chains go too where the target has none of its own, or has them from there.
    """
    with source.snapshot():
        for chain in OWN_CHAINS:
            found = _parting(source, target, chain)
            if found.common is None:
                yield _brought(source, target, chain)
        for chain in source.contracts():
            found = _parting(source, target, chain)
            yield found if found.common is not None else _brought(source, target, chain)


def has_its_own(source: Journal, target: Journal) -> bool:
    """Whether the target is a store of its own, and no copy of the source as it is or was."""
    with source.snapshot(), target.snapshot():
        return any(_parting(source, target, chain).common is not None for chain in OWN_CHAINS)


def notices_lacking(source: Journal, target: Journal) -> list[str]:
    """Calendar facts of the source that say what none of the target says."""
    with source.snapshot(), target.snapshot():
        theirs = [fact.payload for fact in target.facts(CALENDAR_CHAIN)]
        return [f.id for f in source.facts(CALENDAR_CHAIN) if f.payload not in theirs]


def _parting(source: Journal, target: Journal, chain: str) -> Copied:
    """Whether a chain parts: the last fact that both have, where each has others behind it."""
    ours, theirs = (_heads(journal, chain) for journal in (source, target))
    same = [one == other for one, other in zip(ours, theirs, strict=False)]
    common = None if all(same) else same.index(False)
    return Copied(chain, 0, _last(ours), _last(theirs), common)


def _last(heads: Sequence[str]) -> str:
    return heads[-1] if heads else ""


def _heads(journal: Journal, chain: str) -> list[str]:
    rows = journal.driver.read(journal.sql.ROWS_OF, (chain,))
    return [head(ChainRow._make(row[:9])) for row in rows]


def _brought(source: Journal, target: Journal, chain: str) -> Copied:
    """The chain with what it lacked; Refusal where the source is not what was recorded."""
    rows = source.driver.read(source.sql.ROWS_OF, (chain,))
    _refuse_changed(source, rows)
    there = target.length(chain)
    apart = of_rows(source, chain, rows)
    if max(apart, default=0) > there and not target.driver.asides:
        raise Refusal("copy.to-upgrade", path=target.path)
    for start in range(there, len(rows), AT_ONCE):
        _write(source, target, chain, rows[start : start + AT_ONCE], apart)
    ours, theirs = _last(_heads(source, chain)), _last(_heads(target, chain))
    return Copied(chain, max(len(rows) - there, 0), ours, theirs)


def _refuse_changed(source: Journal, rows: Sequence[Any]) -> None:
    """Refusal where a row is not what was recorded: a copy would spread it."""
    before = None
    for each in rows:
        row = ChainRow._make(each[:9])
        if any(flaws((row, each[9], each[10]), before)):
            raise Changed("store.changed", event=f"{row.chain}#{row.seq}", path=source.path)
        before = row


def _write(
    source: Journal, target: Journal, chain: str, rows: Sequence[Any], apart: Mapping[int, Kept]
) -> None:
    """Some facts with their files, in one transaction, behind the head that they follow."""
    driver = target.driver
    with target.writing():
        driver.hold(chain)
        last = driver.execute(target.sql.LAST, (chain,)).fetchone()
        if (last[8] if last else GENESIS) != rows[0][7]:
            raise Refusal("copy.meanwhile", chain=chain, path=target.path)
        for digest in _files_named(source, rows):
            driver.keep(chain, digest, source.content(digest))
        payloads = [(row[0], row[1], row[9], row[10]) for row in rows]
        asides = [(chain, row[1], *apart[row[1]]) for row in rows if row[1] in apart]
        driver.append([tuple(row[:9]) for row in rows], payloads, asides)


def _files_named(source: Journal, rows: Sequence[Any]) -> list[str]:
    """The digests of the files that these facts refer to, but for what no supplier handed in."""
    found = {}
    for row in rows:
        for digest in files_named(row[10]):
            there = source.driver.read(source.sql.EVIDENCE_CONTENT, (digest,))
            # a login may name by SQL what it never had; that stops no copy of all the rest
            if there or not source.by_a_supplier(row[2]):
                found[digest] = True
    return list(found)
