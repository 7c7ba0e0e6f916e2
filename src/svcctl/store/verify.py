"""Checking a store from its bytes up: schema, chains, payloads, evidence, and heads noted down earlier."""

import json
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.facts import OWN_CHAINS, STORE_CHAIN
from svcctl.store import sql
from svcctl.store.chain import GENESIS, Row, head, payload_digest, row_hash
from svcctl.store.journal import Journal
from svcctl.store.migrations import schema_digest


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


def verify(journal: Journal, noted: str = "") -> Verdict:
    """Check everything, and that each head in `noted` (CHAIN@SEQ:HASH, comma-separated) still stands in its chain."""
    expected = _noted(noted)
    broken: list[Broken] = []
    heads: dict[str, str] = {}
    contracts: set[str] = set()
    events = 0
    evidence: dict[str, str] = {}
    last: Row | None = None
    try:
        broken += _structure(journal.connection)
        for row, salt, body in _rows(journal.connection):
            broken += _check_row(row, salt, body, last)
            wanted = expected.pop((row.chain, row.seq), None)
            if wanted not in (None, row.hash):
                broken.append(Broken(f"{row.chain}#{row.seq}", "head"))
            heads[row.chain] = head(row)
            if row.chain not in OWN_CHAINS:
                contracts.add(row.chain)
                events += 1
            evidence |= _evidence_named(row, body)
            last = row
        broken += _check_evidence(journal.connection, evidence)
    except sqlite3.DatabaseError:
        at = f"{last.chain}#{last.seq + 1}" if last else STORE_CHAIN
        broken.append(Broken(at, "unreadable"))
    broken += [Broken(f"{chain}#{seq}", "cut-off") for chain, seq in expected]
    return Verdict(len(contracts), events, heads, tuple(broken))


def _noted(text: str) -> dict[tuple[str, int], str]:
    found = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        place, _, digest = part.rpartition(":")
        chain, _, seq = place.rpartition("@")
        if not (chain and seq.isdigit() and digest):
            raise Refusal("audit.bad-head", head=part)
        found[chain, int(seq)] = digest
    return found


def _structure(connection: sqlite3.Connection) -> Iterator[Broken]:
    """The file's own structure, and the schema against the digest that the store's first fact keeps."""
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        yield Broken(STORE_CHAIN, "structure")
    created = connection.execute(sql.FACTS, (STORE_CHAIN,)).fetchone()
    try:
        schema = json.loads(created[6])["schema_sha256"]
    except (TypeError, ValueError, KeyError):
        schema = ""
    if schema != schema_digest(connection):
        yield Broken(STORE_CHAIN, "schema")
    for chain, seq in connection.execute(sql.STRAY_PAYLOADS):
        yield Broken(f"{chain}#{seq}", "stray")


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[Row, str | None, str | None]]:
    for *columns, salt, body in connection.execute(sql.ROWS):
        yield Row(*columns), salt, body


def _check_row(row: Row, salt: str | None, body: str | None, last: Row | None) -> Iterator[Broken]:
    at = f"{row.chain}#{row.seq}"
    before = last if last and last.chain == row.chain else None
    if row.seq != (before.seq + 1 if before else 1) or row.prev_hash != (before.hash if before else GENESIS):
        yield Broken(at, "link")
    if not all(isinstance(column, str) for column in (*row[:1], *row[2:])) or row.hash != row_hash(row):
        yield Broken(at, "hash")
    elif before and row.recorded_at < before.recorded_at:
        yield Broken(at, "time")
    if salt is None or body is None:
        yield Broken(at, "payload-missing")
    elif payload_digest(str(salt), str(body)) != row.payload_digest:
        yield Broken(at, "payload")


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
