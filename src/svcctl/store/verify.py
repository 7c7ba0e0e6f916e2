"""Checking a store from its bytes up: schema, chains, payloads, evidence, and heads noted down earlier."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.facts import OWN_CHAINS, STORE_CHAIN
from svcctl.store import sql
from svcctl.store.chain import GENESIS, Row, head, payload_digest, row_hash
from svcctl.store.journal import Journal
from svcctl.store.migrations import schema_digest

Stored = tuple[Row, str | None, str | None]  # a fact's row, with its payload's salt and body
Follow = Callable[[Iterable[Stored], Callable[[], int]], Iterable[Stored]]


class Broken(NamedTuple):
    """A place where the store is not what was recorded: where, and a catalogue key that says what."""

    at: str
    what: str


class Verdict(NamedTuple):
    """What a check of the whole store found."""

    contracts: int
    events: int  # of contract chains
    heads: dict[str, str]
    broken: tuple[Broken, ...]


def verify(journal: Journal, noted: str = "", follow: Follow = lambda rows, _: rows) -> Verdict:
    """Check everything, and that each head in `noted` (CHAIN@SEQ:HASH, comma-separated) still stands in its chain.

    `follow` passes the rows on, for whoever watches; it may ask how many there are.
    """
    expected = _noted(noted)
    # bytes that are no text are shown as they are, so that their row can be named
    journal.connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    broken: list[Broken] = []
    heads: dict[str, str] = {}
    contracts: set[str] = set()
    events = 0
    last: Row | None = None
    try:
        with journal.snapshot():
            broken += _structure(journal.connection)
            evidence: dict[str, str] = {}
            for row, salt, body in follow(_rows(journal.connection), lambda: _count(journal.connection)):
                broken += _check_row(row, salt, body, last)
                wanted = expected.pop((row.chain, row.seq), {row.hash})
                if wanted != {row.hash}:
                    broken.append(Broken(f"{row.chain}#{row.seq}", "head"))
                heads[row.chain] = head(row)
                if row.chain not in OWN_CHAINS:
                    contracts.add(row.chain)
                    events += 1
                evidence |= _evidence_named(row, body)
                last = row
            broken += _check_evidence(journal.connection, evidence)
    except Refusal:
        broken.append(Broken(f"{last.chain}#{last.seq + 1}" if last else STORE_CHAIN, "unreadable"))
        return _verdict(contracts, events, heads, broken)
    broken += [Broken(f"{chain}#{seq}", "cut-off") for chain, seq in expected]
    return _verdict(contracts, events, heads, broken)


def _verdict(contracts: set[str], events: int, heads: dict[str, str], broken: list[Broken]) -> Verdict:
    """What was found, in text that can be shown: bytes that are no text are written as escapes."""

    def shown(text: str | bytes) -> str:
        return str(text).encode("utf-8", "backslashreplace").decode()

    found = tuple(each._replace(at=shown(each.at)) for each in broken)
    return Verdict(len(contracts), events, {shown(chain): shown(head) for chain, head in heads.items()}, found)


def _noted(text: str) -> dict[tuple[str, int], set[str]]:
    """The heads noted down earlier, by the fact each is of; two of one fact must agree."""
    found: dict[tuple[str, int], set[str]] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        place, _, digest = part.rpartition(":")
        chain, _, seq = place.rpartition("@")
        if not (chain and seq.isascii() and seq.isdigit() and len(seq) < 16 and len(digest) == 64):
            raise Refusal("audit.bad-head", head=part)
        found.setdefault((chain, int(seq)), set()).add(digest)
    return found


def _structure(connection: sqlite3.Connection) -> Iterator[Broken]:
    """The file's own structure, and the schema against the digest that the store's first fact keeps."""
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        yield Broken(STORE_CHAIN, "structure")
    if not _schema_holds(connection):
        yield Broken(STORE_CHAIN, "schema")
    for chain, seq in connection.execute(sql.STRAY_PAYLOADS):
        yield Broken(f"{chain}#{seq}", "stray")


def _schema_holds(connection: sqlite3.Connection) -> bool:
    created = connection.execute(sql.FACTS, (STORE_CHAIN,)).fetchone()
    try:
        return bool(json.loads(created[6])["schema_sha256"] == schema_digest(connection))
    except (TypeError, ValueError, KeyError):  # no such fact, not what was written, or a schema that is no text
        return False


def _rows(connection: sqlite3.Connection) -> Iterator[Stored]:
    for *columns, salt, body in connection.execute(sql.ROWS):
        yield Row(*columns), salt, body


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute(sql.COUNT).fetchone()[0])


def _check_row(row: Row, salt: str | None, body: str | None, last: Row | None) -> Iterator[Broken]:
    at = f"{row.chain}#{row.seq}"
    before = last if last and last.chain == row.chain else None
    if row.seq != (before.seq + 1 if before else 1) or row.prev_hash != (before.hash if before else GENESIS):
        yield Broken(at, "link")
    if not _hash_holds(row):
        yield Broken(at, "hash")
    elif before and row.recorded_at < before.recorded_at:
        yield Broken(at, "time")
    if salt is None or body is None:
        yield Broken(at, "payload-missing")
    elif not _payload_holds(row, salt, body):
        yield Broken(at, "payload")


def _hash_holds(row: Row) -> bool:
    """Whether the columns are of their types and the hash covers them."""
    sound = isinstance(row.seq, int) and all(isinstance(column, str) for column in (*row[:1], *row[2:]))
    try:
        return sound and row.hash == row_hash(row)
    except ValueError:  # bytes that are no text, a number too large
        return False


def _payload_holds(row: Row, salt: str, body: str) -> bool:
    try:
        return payload_digest(str(salt), str(body)) == row.payload_digest
    except UnicodeEncodeError:
        return False


def _evidence_named(row: Row, body: str | None) -> dict[str, str]:
    """The evidence digests a fact refers to, with the fact that does."""
    try:
        files = json.loads(body or "{}").get("files", [])
        return {file["sha256"]: f"{row.chain}#{row.seq}" for file in files}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _check_evidence(connection: sqlite3.Connection, named: dict[str, str]) -> Iterator[Broken]:
    missing = dict(named)
    for digest, content in connection.execute(sql.EVIDENCE):
        at = missing.pop(digest, STORE_CHAIN)
        if not isinstance(content, bytes) or sha256(content).hexdigest() != digest:
            yield Broken(at, "evidence")
        elif at == STORE_CHAIN:
            yield Broken(at, "evidence-stray")
    for at in missing.values():
        yield Broken(at, "evidence-missing")
