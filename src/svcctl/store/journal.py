"""The journal: opening the store's file, reading a chain's facts, and appending to it under one write lock."""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.facts import Event
from svcctl.store import sql

if TYPE_CHECKING:
    from svcctl.store.chain import Row


class Draft(NamedTuple):
    """A fact about to be recorded."""

    chain: str
    kind: str
    happened_on: str
    payload: dict[str, Any]


class Journal:
    """An open store; reads go through the driver, so that looking something up starts fast."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def facts(self, chain: str) -> list[Event]:
        """Every fact of one chain, in the order recorded; Refusal where a payload is not readable."""
        with refusing(self.path):
            rows = self.connection.execute(sql.FACTS, (chain,)).fetchall()
        try:
            return [Event._make((*row[:6], json.loads(row[6]))) for row in rows]
        except (TypeError, ValueError):
            raise Refusal("store.damaged", path=self.path) from None

    def rows(self, chain: str) -> list[tuple["Row", str, str]]:
        """Every fact of one chain as it is stored: its columns, the salt and the text of its payload."""
        from svcctl.store.chain import Row

        with refusing(self.path):
            found = self.connection.execute(sql.ROWS_OF, (chain,)).fetchall()
        return [(Row(*columns), salt, body) for *columns, salt, body in found]

    def content(self, digest: str) -> bytes:
        """The bytes of a file that was kept; Refusal where the store has lost them."""
        with refusing(self.path):
            row = self.connection.execute(sql.EVIDENCE_CONTENT, (digest,)).fetchone()
        if row is None:
            raise Refusal("store.damaged", path=self.path)
        return bytes(row[0])

    def contracts(self) -> list[str]:
        """The ids of the contracts that have a chain."""
        with refusing(self.path):
            return [row[0] for row in self.connection.execute(sql.CONTRACT_CHAINS)]

    def head(self, chain: str, known_at: str) -> str:
        """CHAIN@SEQ:HASH of the last fact recorded by then; nothing where there was none."""
        with refusing(self.path):
            row = self.connection.execute(sql.HEAD_BY, (chain, known_at)).fetchone()
        return f"{row[0]}@{row[1]}:{row[2]}" if row else ""

    @contextmanager
    def snapshot(self) -> Iterator["Journal"]:
        """One unchanging view of the store over several reads."""
        with refusing(self.path):
            self.connection.execute("BEGIN")
            try:
                yield self
            finally:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator["Journal"]:
        """The write lock, taken before anything is read, so that what is checked is what is added to."""
        with refusing(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # a full disk rolls back by itself
                    self.connection.execute("ROLLBACK")
                raise

    def append(self, drafts: Sequence[Draft], actor: str, now: str) -> list[Event]:
        """Add facts at the ends of their chains, inside `writing`; `now` is UTC, and a chain's time never goes back."""
        return [self._append(draft, actor, now) for draft in drafts]

    def _append(self, draft: Draft, actor: str, now: str) -> Event:
        from secrets import token_hex

        from svcctl.store.canonical import canonical
        from svcctl.store.chain import GENESIS, Row, payload_digest, sealed

        found = self.connection.execute(sql.LAST, (draft.chain,)).fetchone()
        last = Row(*found) if found else None
        salt, body = token_hex(16), canonical(draft.payload)
        recorded_at = max(now, last.recorded_at) if last else now
        row = sealed(
            Row(
                draft.chain,
                last.seq + 1 if last else 1,
                draft.kind,
                draft.happened_on,
                recorded_at,
                actor,
                payload_digest(salt, body),
                last.hash if last else GENESIS,
                "",
            )
        )
        self.connection.execute(sql.APPEND_EVENT, row)
        self.connection.execute(sql.APPEND_PAYLOAD, (row.chain, row.seq, salt, body))
        return Event(row.chain, row.seq, row.kind, row.happened_on, recorded_at, actor, json.loads(body))

    def keep(self, content: bytes) -> str:
        """Keep a file's bytes by their SHA-256 (once, however often they are handed in); only inside `writing`."""
        from hashlib import sha256

        digest = sha256(content).hexdigest()
        if not self.connection.execute(sql.HAS_EVIDENCE, (digest,)).fetchone():
            self.connection.execute(sql.APPEND_EVIDENCE, (digest, content))
        return digest


def open_journal(path: Path, write: bool = False) -> Journal:
    """The store in that file; Refusal where it is missing, not a store, of another version, or not to be opened."""
    if not path.is_file():
        raise Refusal("store.missing", path=path)
    with refusing(path):
        connection = _connect(path, write)
        try:
            for pragma in sql.WRITE_PRAGMAS if write else sql.READ_PRAGMAS:
                connection.execute(pragma)
            application, version = (
                connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
            )
        except BaseException:
            connection.close()
            raise
    if application != sql.APPLICATION_ID or version < sql.SCHEMA_VERSION:
        connection.close()
        raise Refusal("store.not-a-store", path=path)
    if version > sql.SCHEMA_VERSION:
        connection.close()
        raise Refusal("store.newer", path=path, version=version, known=sql.SCHEMA_VERSION)
    return Journal(connection, path)


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    """A connection that never makes a file; a store that may only be read is opened as one that cannot change."""
    readable_only = not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)
    if readable_only and write:
        raise Refusal("store.read-only", path=path)
    uri = path.absolute().as_uri()
    leftover = path.with_name(path.name + "-wal")
    closed = readable_only and not (leftover.exists() and leftover.stat().st_size)
    mode = "mode=ro&immutable=1" if closed else "mode=ro" if readable_only else "mode=rw"
    return sqlite3.connect(f"{uri}?{mode}", uri=True, isolation_level=None)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """SQLite's failures as refusals: what is wrong with which file, and what to do."""
    try:
        yield
    except UnicodeDecodeError:
        raise Refusal("store.damaged", path=path) from None
    except sqlite3.Error as error:
        text = str(error)
        for sign, key in _FAILURES.items():
            if sign in text:
                raise Refusal(key, path=path) from None
        raise Refusal("store.failed", path=path, error=text) from None


_FAILURES = {
    "not a database": "store.not-a-store",
    "locked": "store.locked",
    "readonly": "store.read-only",
    "read-only": "store.read-only",
    "is full": "store.full",
    "disk I/O": "store.full",
    "malformed": "store.damaged",
    "unable to open": "store.cannot-open",
    "no such table": "store.not-a-store",
}
