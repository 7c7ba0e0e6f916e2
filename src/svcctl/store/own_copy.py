"""A copy of one's own, of a store that one may only read and that others may change meanwhile."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from svcctl.billing.refusal import Refusal
from svcctl.store.leftovers import COPY, sweep_folders
from svcctl.store.own_names import FOLDER

TRIES = 20  # of which each fails only where a writer closed or emptied its log meanwhile
SALTED = (
    32  # bytes of a log's header, which differ whenever it is begun anew (sqlite.org/walformat)
)


class OwnConnection(sqlite3.Connection):
    """A connection to a copy, which is gone when it is closed."""

    folder: TemporaryDirectory[str]

    def close(self) -> None:
        """Let go of the copy and remove it."""
        super().close()
        self.folder.cleanup()


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """A connection to a copy of the store as it is at this moment, its log included."""
    # not `immutable`, which promises SQLite that nobody writes, and answers with half of a change
    # where somebody does
    folder = TemporaryDirectory(prefix=FOLDER)  # nobody else enters it
    try:
        sweep_folders()
        copy = Path(folder.name) / COPY
        copied_whole(path, copy)
        connection = sqlite3.connect(copy, isolation_level=None, factory=OwnConnection)
    except PermissionError:
        folder.cleanup()
        raise Refusal("store.cannot-open", path=path) from None
    except OSError as error:
        folder.cleanup()
        raise Refusal("export.no-room", folder=Path(folder.name).parent, error=error) from None
    except BaseException:
        folder.cleanup()
        raise
    connection.folder = folder
    return connection


def copied_whole(path: Path, copy: Path) -> None:
    """A copy of file and log as they belong together; Refusal where they change all the time."""
    if not any(_copied(path, copy) for _ in range(TRIES)):
        raise Refusal("store.locked", path=path)


def state_of(path: Path) -> tuple[object, ...]:
    """What stays the same as long as the file can be read part by part, with its log."""
    return _state(path, _log_of(path))


def _copied(path: Path, copy: Path) -> bool:
    """Whether file and log were copied as they belong together."""
    log, log_copy = _log_of(path), _log_of(copy)
    before = _state(path, log)
    copy.write_bytes(path.read_bytes())
    log_copy.unlink(missing_ok=True)
    if log.exists():
        log_copy.write_bytes(log.read_bytes())
    return _state(path, log) == before


def _state(path: Path, log: Path) -> tuple[object, ...]:
    """What stays the same as long as file and log, read one after the other, fit together.

    While a log is not begun anew it holds all that was written since, so a file read amid a
    checkpoint is made whole by it. Without a log the file itself must not change.
    """
    try:
        with log.open("rb") as file:
            head = file.read(SALTED)
    except FileNotFoundError:
        head = b""
    if head:
        return (head,)
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
