"""The SQLite driver: opening a file, locks and views, what its failures mean, its guards."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from svcctl.billing.refusal import Refusal
from svcctl.store import sql

if TYPE_CHECKING:
    from svcctl.store.band import Worked
    from svcctl.store.driver import Driver

READ_PRAGMAS = ("PRAGMA busy_timeout = 15000", "PRAGMA foreign_keys = ON")
STEP = 200  # milliseconds
SILENT = 1.0  # seconds that one waits for a lock without being told
WRITE_PRAGMAS = (*READ_PRAGMAS, "PRAGMA synchronous = FULL")
SCHEMA_VERSION = 3
FIRST_WITH_LISTS = 2  # and with keys that a command can come with
FIRST_WITH_ASIDES = 3
OLDEST_VERSION = 1  # a store of before that is read and added to as it is
LARGEST_VERSION = 999  # no version of the schema gets there: a higher number is a damaged one
APPLICATION_ID = 0x73766363  # "svcc": tells a store from any other SQLite file
SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
TABLES = ("event", "payload", "evidence")
A_FEW = 50  # rows at once: all of them would not fit, and 500 leave the processor's cache

COUNTED = "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM evidence)"
COUNTED_LISTS = """SELECT count(*), sum(banded_seq), min(banded_on), max(banded_on), max(banded_until),
(SELECT count(*) FROM main.band) FROM main.chain_head"""

# what is laid over the lists for one connection: a name of its own comes before that of the file
LAID_OVER = (
    "CREATE TEMP TABLE head_now (chain, seq, banded_seq, banded_from, banded_until, banded_on)",
    "CREATE TEMP TABLE band_now AS SELECT * FROM main.band WHERE 0",
    """CREATE TEMP VIEW band AS SELECT * FROM main.band
WHERE chain NOT IN (SELECT chain FROM head_now) UNION ALL SELECT * FROM band_now""",
    """CREATE TEMP VIEW chain_head AS
SELECT chain, seq, hash, banded_seq, banded_from, banded_until, banded_on FROM main.chain_head
WHERE chain NOT IN (SELECT chain FROM head_now) UNION ALL
SELECT chain, seq, '', banded_seq, banded_from, banded_until, banded_on FROM head_now""",
)


class SQLiteDriver:
    """An open file: the statements in its spelling, run under its locks."""

    sql = sql
    handle = ""  # whoever has the file can do anything with it, as whom he likes
    hidden: frozenset[str] = frozenset()
    hidden_files: frozenset[str] = frozenset()
    by_many = by_chain = closed = False

    def __init__(
        self, connection: sqlite3.Connection, path: Path, version: int = SCHEMA_VERSION
    ) -> None:
        self.connection = connection
        self.path = path
        self.is_of(version)

    def is_of(self, version: int) -> None:
        """Go by a version of the file's schema: one of before has no lists and no keys."""
        self.version = version
        self.keeps_keys = self.lists = version >= FIRST_WITH_LISTS
        self.asides = version >= FIRST_WITH_ASIDES

    def refusing(self) -> AbstractContextManager[None]:
        """Failures of the store as refusals."""
        return refusing(self.path)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.connection.execute(statement, values)

    def execute_each(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each of many rows."""
        self.connection.executemany(statement, rows)

    def append(
        self,
        rows: Sequence[Sequence[Any]],
        payloads: Sequence[Sequence[Any]],
        asides: Sequence[Sequence[Any]] = (),
    ) -> None:
        """Add rows at the end of a chain with what each says; inside `writing`."""
        self.execute_each(self.sql.APPEND_EVENT, rows)
        self.execute_each(self.sql.APPEND_PAYLOAD, payloads)
        if asides:
            self.execute_each(self.sql.APPEND_ASIDE, asides)

    def keep(self, _: str, digest: str, content: bytes) -> None:
        """Keep a file's bytes, once for all chains; inside `writing`."""
        if not self.execute(self.sql.HAS_EVIDENCE, (digest,)).fetchone():
            self.execute(self.sql.APPEND_EVIDENCE, (digest, content))

    def note_key(self, chain: str, actor: str, key: str, seq: int, typed: str) -> None:
        """Note by which key of its own a command came that added a fact; inside `writing`."""
        self.execute(self.sql.APPEND_KEY, (chain, actor, key, seq, typed))

    def hold(self, _: str) -> None:
        """Nothing: a file has one lock, and `writing` has it."""

    def moment(self, now: str) -> str:
        """When what is added now is recorded: by our own clock."""
        return now

    def opening(self, seals: "Callable[[Driver], bool]", _: str) -> bool:
        """Have a day opened under the one lock that there is; whether a seal was made."""
        return seals(self)

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of one statement; bytes that are no text are in them, escaped."""
        try:
            return self.connection.execute(statement, values).fetchall()
        except (UnicodeDecodeError, sqlite3.OperationalError):  # the one or other by version
            self.show_bytes()
            return self.connection.execute(statement, values).fetchall()

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterable[Any]:
        """The rows of one statement one after another; inside `snapshot`."""
        told = 0
        try:
            rows = self.connection.execute(statement, values)
            while some := rows.fetchmany(A_FEW):
                told += len(some)
                yield from some
        except (UnicodeDecodeError, sqlite3.OperationalError):
            # reading every text with escapes takes half as long again, and is seldom needed
            self.show_bytes()
            yield from islice(self.connection.execute(statement, values), told, None)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One unchanging view over several reads."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    def view(self) -> Any:
        """How much of everything there is: rows are only ever added, and none is changed."""
        counted = [self.read(statement) for statement in (COUNTED, COUNTED_LISTS)[: 1 + self.lists]]
        return [tuple(row) for rows in counted for row in rows]

    @contextmanager
    def joining(self, _: Any) -> Iterator[Any]:
        """A view of its own: whoever asked compares the two."""
        with self.snapshot():
            yield self.view()

    @contextmanager
    def writing(self, waits: Callable[[], object] | None = None) -> Iterator[None]:
        """The write lock, taken before anything is read; all of it holds, or nothing.

        `waits` is called once where another holds it for longer than a moment.
        """
        # a plain BEGIN takes the lock at the first write: what was checked could have changed by
        # then, and the second of two people would fail at the end instead of waiting at the start
        self._lock(waits)
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # a full disk rolls back by itself
                self.connection.execute("ROLLBACK")
            raise

    def _lock(self, waits: Callable[[], object] | None = None) -> None:
        """Wait for the lock as long as usual, in steps: within one SQLite heeds no Ctrl-C."""
        patience = self.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        begun = monotonic()
        self.connection.execute(f"PRAGMA busy_timeout = {min(STEP, patience)}")
        try:
            while True:
                try:
                    self.connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    waited = monotonic() - begun
                    if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or waited > patience / 1000:
                        raise
                    if waits and waited >= SILENT:
                        waits()
                        waits = None
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience}")

    @contextmanager
    def at_once(self) -> Iterator[bool]:
        """The write lock without waiting; False where another has it, or nothing can be written."""
        patience = self.connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            yield False
            return
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience}")
        try:
            yield True
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError:
            pass  # a full disk: whoever looks something up needs no room
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def take(self, chains: Sequence[str]) -> dict[str, tuple[int, str]]:
        """The heads of chains: a file has one lock, and `at_once` has it."""
        found = ((chain, self.execute(self.sql.BAND_HEAD, (chain,)).fetchone()) for chain in chains)
        return {chain: tuple(head) for chain, head in found if head}

    def lay_over(self, found: "Sequence[Worked]") -> None:
        """Views of this connection alone, in which rows of lists made just now stand for others."""
        for statement in LAID_OVER:
            self.connection.execute(statement)
        for each in found:
            head = (each.chain, each.made.seq, *each.made)
            self.connection.execute("INSERT INTO head_now VALUES (?, ?, ?, ?, ?, ?)", head)
            marks = ", ".join("?" * len(each.rows[0]))
            self.execute_each(f"INSERT INTO band_now VALUES ({marks})", each.rows)

    def ask(self, name: str, values: Sequence[Any]) -> sqlite3.Cursor:
        """The rows that a statement finds in the lists, those laid over them too."""
        return self.connection.execute(getattr(self.sql, name), values)

    def copy_to(self, path: Path) -> None:
        """All that stands in the store, into a file that is there and empty."""
        target = sqlite3.connect(path, isolation_level=None)
        try:
            self.connection.backup(target)
        finally:
            target.close()

    def settle(self) -> None:
        """Bring all that was written into the file itself; Refusal where that cannot be done."""
        # when a file is closed SQLite does so too, but says nothing where it fails
        [busy, *_] = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise Refusal("store.locked", path=self.path)

    def index(self) -> None:
        """Give a store of before the indexes that it has not; inside `writing`."""
        for statement in self.sql.INDEXES:
            self.execute(statement)

    def is_upgraded(self) -> bool:
        """Whether the file's schema is this version's by now."""
        return bool(self.execute("PRAGMA user_version").fetchone()[0] >= SCHEMA_VERSION)

    def show_bytes(self) -> None:
        """Show bytes that are no text as they are, so that their row can be named."""
        self.connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")

    def is_sound(self) -> bool:
        """Whether the file's own structure is whole."""
        return bool(self.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")

    def schema_digest(self) -> str:
        """SHA-256 over the text of every table, index and trigger: a missing guard shows."""
        from hashlib import sha256

        from svcctl.store.canonical import canonical

        rows = [list(row) for row in self.read(SCHEMA)]
        return sha256(canonical(rows).encode()).hexdigest()

    def schema_holds(self, told: str) -> bool:
        """Whether the schema is what versions make, and the first fact says it was."""
        try:
            found = (told, self.schema_digest())
        except (TypeError, ValueError):  # a schema that is no text
            return False
        # a store of before has no index, or got it later: without one it is only slower; and what
        # stands beside the journal, or apart, came when it was upgraded
        versions = (
            self.sql.BARE_SCHEMA_SHA256,
            self.sql.ALONE_SCHEMA_SHA256,
            self.sql.LISTED_SCHEMA_SHA256,
            self.sql.SCHEMA_SHA256,
        )
        if found[1] not in versions:
            return False
        age = versions.index(found[1])
        return told in versions[: age + 1] or (age > 1 and _is_of_a_server(told))


def _is_of_a_server(told: str) -> bool:
    """Whether a schema is that of a store on a server, from which this one was copied."""
    from svcctl.store.postgres_schema import OF_BEFORE, SCHEMA_SHA256

    return told in (SCHEMA_SHA256, *OF_BEFORE.values())


def is_store(path: Path) -> bool:
    """Whether a file begins as a store does (sqlite.org/fileformat.html); False for none."""
    try:
        with path.open("rb") if path.is_file() else BytesIO() as file:
            heading = file.read(72)
    except OSError:
        return False  # whoever wants to read or write it is told what is wrong
    return heading[:16] == b"SQLite format 3\0" and heading[68:] == APPLICATION_ID.to_bytes(4)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is longer than any the system has
        return False


def open_file(path: Path, write: bool = False, connect: "Connect | None" = None) -> SQLiteDriver:
    """The store in that file; Refusal where it is missing, no store, too new, or locked."""
    if not _is_file(path):
        raise Refusal("store.missing", path=path)
    with refusing(path):
        try:
            connection, application, version = _opened(path, write, connect=connect)
        except sqlite3.OperationalError as error:
            if write or connect or _primary(error) not in NO_ROOM:
                raise
            # beside the log SQLite keeps an index of it, for which a full disk has no room; who is
            # alone needs none
            connection, application, version = _opened(path, write, alone=True)
    if application != APPLICATION_ID or version < OLDEST_VERSION:
        connection.close()
        raise _no_store(path)
    if version > SCHEMA_VERSION:
        connection.close()
        if version > LARGEST_VERSION:
            raise Refusal("store.damaged", path=path)
        raise Refusal("store.newer", path=path, version=version, known=SCHEMA_VERSION)
    return SQLiteDriver(connection, path, version)


def _no_store(path: Path) -> Refusal:
    from svcctl.store.diagnosis import no_store

    return no_store(path, is_store(path))


Connect = Callable[[Path, bool], sqlite3.Connection]
NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")


def _opened(
    path: Path, write: bool, alone: bool = False, connect: "Connect | None" = None
) -> tuple[sqlite3.Connection, int, int]:
    """A connection that was seen to work, whose file it says it is, and of which version."""
    connection = (connect or _connect)(path, write)
    try:
        if alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        for pragma in WRITE_PRAGMAS if write else READ_PRAGMAS:
            connection.execute(pragma)
        application, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        )
    except BaseException:
        connection.close()
        raise
    return connection, application, version


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    """A connection that never makes a file, but where one may only read a copy of one's own."""
    real = path.resolve()  # the log stands beside the file, not beside a link to it
    uri = real.as_uri()
    if os.access(real, os.W_OK) and os.access(real.parent, os.W_OK):
        return sqlite3.connect(f"{uri}?mode=rw", uri=True, isolation_level=None)
    if write:
        raise Refusal("store.read-only", path=path)
    if _never_changes(real):
        # SQLite would make files beside it, and cannot
        return sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None)
    from svcctl.store.own_copy import connect_to_copy

    return connect_to_copy(real)


def _never_changes(path: Path) -> bool:
    """Whether a store without a log is on a medium that nobody can write to, as a CD."""
    if not hasattr(os, "statvfs") or path.with_name(path.name + "-wal").exists():
        return False
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """SQLite's failures as refusals: what is wrong with which file, and what to do."""
    try:
        yield
    except UnicodeDecodeError:
        raise Refusal("store.damaged", path=path) from None
    except sqlite3.Error as error:
        raise refusal_of(error, path) from None


# by SQLite's primary result codes (sqlite.org/rescode.html), exact where its words are not
FAILURES = {
    "SQLITE_BUSY": "store.locked",
    "SQLITE_LOCKED": "store.locked",
    "SQLITE_READONLY": "store.read-only",
    "SQLITE_FULL": "store.full",
    "SQLITE_IOERR": "store.disk",
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_CANTOPEN": "store.cannot-open",
}


def _primary(error: sqlite3.Error) -> str:
    """SQLite's primary result code by its name; nothing for a failure of the module itself."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return "_".join(name.split("_")[:2])


def refusal_of(error: sqlite3.Error, path: Path) -> Refusal:
    """What a failure of SQLite means for whoever asked."""
    primary = _primary(error)
    # SQLite has no code of its own for a table that is not there
    gone = primary == "SQLITE_ERROR" and "no such table" in str(error)
    if gone or primary == "SQLITE_NOTADB":
        return _no_store(path)
    if primary in FAILURES:
        return Refusal(FAILURES[primary], path=path)
    return Refusal("store.failed", path=path, error=str(error))
