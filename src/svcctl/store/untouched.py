"""A store opened without a trace: no file beside it comes or goes, and a log is not worked in."""

import sqlite3
from pathlib import Path

from svcctl.store.own_copy import connect_to_copy
from svcctl.store.sqlite import SQLiteDriver, open_file

COPIED = 256 << 20  # bytes that are soon copied


def open_untouched(path: Path) -> SQLiteDriver:
    """The store in that file, to be read and left as it is; Refusal where it cannot be opened."""
    return open_file(path, connect=_connect)


def _connect(path: Path, _write: bool) -> sqlite3.Connection:
    """A copy of one's own; of a large store without a log itself, as nobody is at work in it."""
    real = path.resolve()
    if real.stat().st_size <= COPIED or real.with_name(real.name + "-wal").exists():
        return connect_to_copy(real)
    uri = f"{real.as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None)
