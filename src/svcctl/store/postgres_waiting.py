"""Waiting for a chain that another has locked: told of after a moment, with whose it is at the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

import psycopg

from svcctl.billing.refusal import Refusal
from svcctl.store.place import Server
from svcctl.store.postgres_connecting import connect

SILENT, PATIENCE = 1, 15  # seconds that one waits for a lock without being told, and in all
# who blocks is seen only while one waits, and only from beside
BLOCKERS = (
    "SELECT DISTINCT usename, pid FROM pg_stat_activity WHERE pid = ANY (pg_blocking_pids(%s))"
)


def wait_for(
    connection: "psycopg.Connection[Any]",
    place: Server,
    chain: str,
    waits: Callable[[], object] | None,
) -> None:
    """Hold a chain that another holds, as soon as it is free; Refusal where it is not for long.

    `waits` is called where that takes longer than a moment.
    """
    # asked of the server: what the client was told on connecting is a pooler's own number
    [pid] = connection.execute("SELECT pg_backend_pid()").fetchone() or [0]
    watch = _Watch(place, pid)
    for seconds in (SILENT, PATIENCE - SILENT):
        connection.execute("SAVEPOINT waiting")
        # of this transaction alone: a pooler gives the connection to somebody else
        connection.execute(f"SET LOCAL lock_timeout = {round(seconds * 1000)}")
        with watch.after(seconds / 2):
            try:
                connection.execute("SELECT hold(%s, true)", (chain,))
                connection.execute("SET LOCAL lock_timeout = 0")
                connection.execute("RELEASE SAVEPOINT waiting")
                return
            except psycopg.errors.LockNotAvailable:
                connection.execute("ROLLBACK TO SAVEPOINT waiting")
        if waits:
            waits()
            waits = None
    raise Refusal("store.locked-by", path=place, chain=chain, who=watch.found)


class _Watch:
    """Looks, while another thread waits for a lock, whose it is."""

    def __init__(self, place: Server, pid: int) -> None:
        self.place, self.pid = place, pid
        self.found = "?"

    @contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        """Look once that long was waited."""
        timer = Timer(seconds, self._look)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _look(self) -> None:
        with suppress(Refusal, psycopg.Error):
            other = connect(self.place)
            try:
                rows = other.execute(BLOCKERS, (self.pid,)).fetchall()
            finally:
                other.close()
            self.found = ", ".join(f"{name} ({pid})" for name, pid in rows) or "?"
