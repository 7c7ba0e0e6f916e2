"""Checking a store from its bytes up: schema, chains, payloads, evidence, noted heads."""

import json
from collections.abc import Callable, Iterable, Iterator

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import OWN_CHAINS, STORE_CHAIN
from svcctl.store.chain import ChainRow, Stored, flaws, head
from svcctl.store.digest import digest as digest_of
from svcctl.store.journal import Journal
from svcctl.store.sqlite import SQLiteDriver
from svcctl.store.verdict import Broken, StoreVerdict

Follow = Callable[[Iterable[Stored], Callable[[], int]], Iterable[Stored]]


def verify(
    journal: Journal, noted: str = "", follow: Follow = lambda rows, _: rows
) -> StoreVerdict:
    """Check everything, and that each head in `noted` still stands in its chain.

    `noted` is CHAIN@SEQ:HASH, comma-separated. `follow` passes the rows on, for whoever watches; it
    may ask how many there are.
    """
    expected = _noted(noted)
    driver = journal.driver
    driver.show_bytes()
    broken: list[Broken] = []
    heads: dict[str, str] = {}
    contracts: set[str] = set()
    events = 0
    last: ChainRow | None = None
    try:
        with journal.snapshot():
            broken += _structure(driver)
            evidence: dict[str, str] = {}
            for row, salt, body in follow(_rows(driver), lambda: _count(driver)):
                broken += _check_row((row, salt, body), last)
                broken += _check_head(row, expected)
                heads[row.chain] = head(row)
                if row.chain not in OWN_CHAINS:
                    contracts.add(row.chain)
                    events += 1
                evidence |= _evidence_named(row, body)
                last = row
            # last, once every fact has named its files: what nobody names was put in past the
            # journal
            broken += _check_evidence(driver, evidence)
    except Refusal:
        broken.append(Broken(f"{last.chain}#{last.seq + 1}" if last else STORE_CHAIN, "unreadable"))
        return _verdict(contracts, events, heads, broken)
    broken += [Broken(f"{chain}#{seq}", "cut-off") for chain, seq in expected]
    return _verdict(contracts, events, heads, broken)


def _verdict(
    contracts: set[str], events: int, heads: dict[str, str], broken: list[Broken]
) -> StoreVerdict:
    """What was found, in text that can be shown: bytes that are no text are written as escapes."""

    def shown(text: str | bytes) -> str:
        return str(text).encode("utf-8", "backslashreplace").decode()

    found = tuple(each._replace(at=shown(each.at)) for each in broken)
    return StoreVerdict(
        len(contracts), events, {shown(chain): shown(head) for chain, head in heads.items()}, found
    )


def _noted(text: str) -> dict[tuple[str, int], set[str]]:
    """The heads noted down earlier, by the fact each is of; two of one fact must agree."""
    found: dict[tuple[str, int], set[str]] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        place, _, digest = part.rpartition(":")
        chain, _, seq = place.rpartition("@")
        if not (chain and seq.isascii() and seq.isdigit() and len(seq) < 16 and len(digest) == 64):
            raise Refusal("audit.bad-head", head=part)
        # kept as a set: of two different heads noted of one fact at least one cannot be right, and
        # none is silently preferred
        found.setdefault((chain, int(seq)), set()).add(digest)
    return found


def _check_head(row: ChainRow, expected: dict[tuple[str, int], set[str]]) -> Iterator[Broken]:
    """A head noted down earlier, against its fact; those met are taken out of `expected`."""
    # a chain does not notice a tail that was cut off, or written anew from some row on: only a head
    # noted down outside the store tells
    if expected.pop((row.chain, row.seq), {row.hash}) != {row.hash}:
        yield Broken(f"{row.chain}#{row.seq}", "head")


def _structure(driver: SQLiteDriver) -> Iterator[Broken]:
    """The file's own structure, and its schema against the digest in the store's first fact."""
    if not driver.is_sound():
        yield Broken(STORE_CHAIN, "structure")
    if not _schema_holds(driver):
        yield Broken(STORE_CHAIN, "schema")
    for chain, seq in driver.execute(driver.sql.STRAY_PAYLOADS):
        yield Broken(f"{chain}#{seq}", "stray")


def _schema_holds(driver: SQLiteDriver) -> bool:
    created = driver.execute(driver.sql.ROWS_OF, (STORE_CHAIN,)).fetchone()
    try:
        return bool(json.loads(created[-1])["schema_sha256"] == driver.schema_digest())
    except (
        TypeError,
        ValueError,
        KeyError,
    ):  # no such fact, not what was written, or a schema that is no text
        return False


def _rows(driver: SQLiteDriver) -> Iterator[Stored]:
    for *columns, salt, body in driver.execute(driver.sql.ROWS):
        yield ChainRow(*columns), salt, body


def _count(driver: SQLiteDriver) -> int:
    return int(driver.execute(driver.sql.COUNT).fetchone()[0])


def _check_row(stored: Stored, last: ChainRow | None) -> Iterator[Broken]:
    row = stored[0]
    before = last if last and last.chain == row.chain else None
    for what in flaws(stored, before):
        yield Broken(f"{row.chain}#{row.seq}", what)


def _evidence_named(row: ChainRow, body: str | None) -> dict[str, str]:
    """The evidence digests a fact refers to, with the fact that does."""
    try:
        files = json.loads(body or "{}").get("files", [])
        return {file["sha256"]: f"{row.chain}#{row.seq}" for file in files}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _check_evidence(driver: SQLiteDriver, named: dict[str, str]) -> Iterator[Broken]:
    missing = dict(named)
    for digest, content in driver.execute(driver.sql.EVIDENCE):
        at = missing.pop(digest, STORE_CHAIN)
        if not isinstance(content, bytes) or digest_of(content) != digest:
            yield Broken(at, "evidence")
        elif at == STORE_CHAIN:
            yield Broken(at, "evidence-stray")
    for at in missing.values():
        yield Broken(at, "evidence-missing")
