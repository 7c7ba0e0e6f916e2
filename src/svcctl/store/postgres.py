"""The PostgreSQL driver: a connection, its locks and views; psycopg is imported for such a store alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from svcctl.billing.refusal import Refusal
from svcctl.store import postgres_sql as sql
from svcctl.store.driver import Driver
from svcctl.store.place import Server
from svcctl.store.postgres_connecting import (
    FIRST_WITH_ASIDES,
    FIRST_WITH_LISTS,
    SCHEMA_VERSION,
    Login,
    connect,
    login_at,
)
from svcctl.store.postgres_failures import behind_another, refusing

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

    from svcctl.store.band import Worked
    from svcctl.store.postgres_lists import Lists

# policies make estimates so high that statements of a millisecond were compiled for seconds
JIT = "; SET LOCAL jit = off"
READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
# what stands behind a lock is read anew; REPEATABLE READ would see what stood there before it
WRITING = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE" + JIT
ABOUT_STORES = ("store.missing", "store.newer", "store.not-granted")
APPEND_ALONE = f"SELECT append(ROW({', '.join(['%s'] * 9)})::event, %s, %s)"
APPEND = f"SELECT append(ROW({', '.join(['%s'] * 9)})::event, %s, %s, %s, %s)"
# in JSON the only sign that PostgreSQL has none for, behind an even number of strokes
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class PostgresDriver:
    """An open store on a server: the statements in its spelling, run under its locks."""

    sql = sql
    by_many = by_chain = keeps_keys = True

    def __init__(self, connection: "Connection[Any]", path: Server, login: Login) -> None:
        self.connection = connection
        self.path = path
        self.login = login
        self.version = login.version or SCHEMA_VERSION
        # a row is worth what its writer is: suppliers and auditors work lists out for themselves
        keeps = login.keeper or login.role == "finance"
        self.lists = keeps and self.version >= FIRST_WITH_LISTS
        apart = self.version >= FIRST_WITH_ASIDES
        self.closed = apart and login.role == "vendor"
        self.asides = apart and not self.closed
        self.kept: Lists | None = None  # of the view that is open
        self.handle = login.handle or ""
        self.hidden = frozenset(login.hidden or ())
        self.hidden_files = frozenset(login.hidden_files or ())
        self.held: set[str] = set()  # chains that this transaction has locked
        self.waits: Callable[[], object] | None = None
        self.pending: list[tuple[str, str, bytes]] = []  # files whose facts are yet to come

    def refusing(self) -> AbstractContextManager[None]:
        """Failures of the store as refusals."""
        return refusing(self.path)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> "Cursor[Any]":
        """Run one statement."""
        return self.connection.execute(statement, values or None)

    def execute_each(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each of many rows."""
        with self.connection.cursor() as cursor:
            cursor.executemany(statement.encode(), rows)

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of one statement."""
        return self.execute(statement, values).fetchall()

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows of one statement, some at a time: a client's cursor would hold all of them."""
        with self.connection.cursor("walk") as cursor:
            cursor.itersize = 1000
            yield from cursor.execute(statement, values or None)

    @contextmanager
    def snapshot(self, of_another: str = "") -> Iterator[None]:
        """One unchanging view over several reads; it waits for nobody, and nobody for it."""
        self.execute(READING + of_another + JIT)
        try:
            yield
        finally:
            self.kept = None
            with suppress(Exception):  # a connection that is gone has no transaction either
                self.execute("ROLLBACK")

    def view(self) -> str:
        """The name by which another connection can have the view that is open."""
        return str(self.read("SELECT pg_export_snapshot()")[0][0])

    @contextmanager
    def joining(self, view: Any) -> Iterator[Any]:
        """The very view of another connection, as long as it is open there."""
        with self.snapshot(f"; SET TRANSACTION SNAPSHOT '{view}'"):
            yield view

    # -- lists --

    @contextmanager
    def at_once(self) -> Iterator[bool]:
        """A transaction that keeps lists and waits for nobody; False where nothing can be kept."""
        from psycopg import Error

        try:
            self.execute(WRITING)
        except Error:  # a replica; or a connection that is gone, which whoever reads is told
            yield False
            return
        try:
            yield True
            self.execute("COMMIT")
        except Error:
            pass  # a full disk, a right that is not there: lists are worked out and not kept
        finally:
            with suppress(Exception):
                if self.connection.info.transaction_status:
                    self.execute("ROLLBACK")

    def take(self, chains: Sequence[str]) -> dict[str, tuple[int, str]]:
        """The heads of chains that nobody else has, kept from others; inside `at_once`."""
        found = self.read(sql.BAND_TAKE, (list(chains),))
        return {chain: (seq, its_hash) for chain, seq, its_hash in found}

    def _lists(self) -> "Lists":
        from svcctl.store.postgres_lists import Lists

        if self.kept is None:
            self.kept = Lists(self.connection)
        return self.kept

    def lay_over(self, found: "Sequence[Worked]") -> None:
        """Have rows of lists made just now stand for those kept, in this view of the store."""
        self._lists().lay_over(found)

    def ask(self, name: str, values: Sequence[Any]) -> Iterator[Any]:
        """The rows that a statement finds in the lists, those laid over them too."""
        return self._lists().ask(name, values)

    # -- recording --

    @contextmanager
    def writing(self, waits: Callable[[], object] | None = None) -> Iterator[None]:
        """A transaction that records: all of it holds, or nothing.

        Nothing is locked yet: each chain is, before it is read. `waits` is called once where another
        holds one for longer than a moment.
        """
        self.held, self.waits, self.pending = set(), waits, []
        self.execute(WRITING)
        try:
            yield
        except BaseException:
            with suppress(Exception):
                self.execute("ROLLBACK")
            raise
        with refusing(self.path, committing=True):
            self.execute("COMMIT")

    def hold(self, chain: str) -> None:
        """Lock a chain by its head, so that what is read of it is what is added to."""
        if chain in self.held:
            return
        # whoever is first pays one question; only who has to wait pays for being told so
        if not self.read("SELECT held FROM hold(%s, false)", (chain,))[0][0]:
            from svcctl.store.postgres_waiting import wait_for

            wait_for(self.connection, self.path, chain, self.waits)
            self.waits = None  # it is told once
        self.held.add(chain)

    def moment(self, now: str) -> str:
        """The server's clock, but for the keeper, who may copy what others recorded."""
        if not self.handle:
            return now
        return str(self.read("SELECT utc(clock_timestamp())")[0][0])

    def append(
        self,
        rows: Sequence[Any],
        payloads: Sequence[Sequence[Any]],
        asides: Sequence[Sequence[Any]] = (),
    ) -> None:
        """Add rows at the end of a chain with what each says; inside `writing`."""
        apart = {(chain, seq): (salt, body) for chain, seq, salt, body in asides}
        each = []
        for row, (*_, salt, body) in zip(rows, payloads, strict=True):
            more = apart.get((row[0], row[1]), (None, None))
            if NUL.search(f"{body} {more[1]}") or "\0" in "".join(map(str, row)):
                raise Refusal("store.nul", event=f"{row[0]}#{row[1]}", path=self.path)
            each.append((*row, salt, body, *more))
        # most have nothing apart; a server of before knows no other way
        plain = APPEND if apart else APPEND_ALONE
        with behind_another(self.path):
            self.execute_each(plain, each if apart else [values[:-2] for values in each])
        self._keep_pending(rows, payloads)

    def keep(self, chain: str, digest: str, content: bytes) -> None:
        """Keep a file's bytes for a chain as soon as the fact is there that names it."""
        self.pending.append((chain, digest, content))

    def _keep_pending(self, rows: Sequence[Any], payloads: Sequence[Sequence[Any]]) -> None:
        left = []
        for chain, digest, content in self.pending:
            naming = [
                (row[1], row[2])
                for row, (*_, body) in zip(rows, payloads, strict=True)
                if row[0] == chain and digest in body
            ]
            # under each kind of fact that names it: who may not read one of them may read another
            for kind in {kind for _, kind in naming}:
                if not self.read(sql.HAS_EVIDENCE, (chain, digest, kind)):
                    seq = next(seq for seq, its_kind in naming if its_kind == kind)
                    self.execute("SELECT keep(%s, %s, %s, %s)", (chain, seq, digest, content))
            if not naming:
                left.append((chain, digest, content))
        self.pending = left

    def note_key(self, chain: str, actor: str, key: str, seq: int, typed: str) -> None:
        """Note by which key of its own a command came that added a fact; inside `writing`."""
        self.execute("SELECT note_key(%s, %s, %s, %s, %s)", (chain, actor, key, seq, typed))

    def opening(self, seals: Callable[[Driver], bool], version: str) -> bool:
        """Have a day opened, in a transaction of its own: else all would wait for this command."""
        other = open_server(self.path)
        try:
            with other.writing():
                if not self.handle:
                    return seals(other)
                other.execute("SELECT used(%s)", (version,))
                return bool(other.read("SELECT seal()")[0][0])
        finally:
            other.close()

    def index(self) -> None:
        """Nothing: every store on a server has its indexes."""

    def show_bytes(self) -> None:
        """Nothing: a server takes no bytes that are no text."""

    def is_sound(self) -> bool:
        """Whether the database's own structure is whole: the server's to say, at each page read."""
        return True

    def schema_digest(self) -> str:
        """SHA-256 over tables, functions, triggers and policies: a missing guard shows."""
        from svcctl.store.postgres_schema import digest

        return digest(self.connection)

    def schema_holds(self, _: str) -> bool:
        """Whether the schema is what this version makes, wherever the facts were copied from."""
        from svcctl.store.postgres_schema import OF_BEFORE, SCHEMA_SHA256

        return self.schema_digest() == OF_BEFORE.get(self.version, SCHEMA_SHA256)

    def close(self) -> None:
        """Let go of the server."""
        self.connection.close()


# by address, of this run: what was opened to ask who the login is, and not used yet; or why not
_waiting: dict[str, PostgresDriver] = {}
_failed: dict[str, Refusal] = {}


def login_of(place: Server) -> Login:
    """What the store says of this login; the connection waits for the command's own opening."""
    try:
        driver = _waiting[place.url] = open_server(place)
    except Refusal as refusal:
        if refusal.key not in ABOUT_STORES:  # of a server that is away it is told once, not twice
            _failed[place.url] = refusal
        raise
    return driver.login


def let_go() -> None:
    """Close what was opened to ask and never used."""
    _failed.clear()
    while _waiting:
        _waiting.popitem()[1].close()


def open_server(place: Server, make: bool = False) -> PostgresDriver:
    """The store on that server; Refusal where there is none, it is too new, or none of this login's.

    `make`: one is to be made there; Refusal where there is one.
    """
    waiting, failed = _waiting.pop(place.url, None), _failed.pop(place.url, None)
    if failed:
        raise failed
    if waiting:
        if not make:
            return waiting
        waiting.close()
    connection = connect(place)
    try:
        with refusing(place):
            login = login_at(connection)
        if make:
            if login.version is not None:
                raise Refusal("init.exists", path=place)
        elif login.version is None:
            raise Refusal("store.missing", path=place)
        elif login.version > SCHEMA_VERSION:
            raise Refusal("store.newer", path=place, version=login.version, known=SCHEMA_VERSION)
        elif not (login.keeper or login.role):
            raise Refusal("store.not-granted", path=place)
    except BaseException:
        connection.close()
        raise
    return PostgresDriver(connection, place, login)
