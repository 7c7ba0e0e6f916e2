"""What a run that was killed left behind: removed once it is old and nobody has it open."""

import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, gettempdir

from svcctl.store.own_names import FOLDER, MAKING

STALE = 86_400  # seconds after which nobody is still at it
COPY = "store.db"  # what a copy of one's own is called in such a folder
SIDES = ("-wal", "-shm", "-journal")  # what SQLite keeps by a file


def sweep_beside(path: Path) -> None:
    """Stores and backups of that name that were never finished."""
    suffix = re.escape(path.suffix) or r"(\.db)?"
    name = rf"{re.escape(path.stem)}(-\d{{8}}-\d{{6}})?{suffix}"  # a backup's has its moment
    random = "[a-z0-9_]{8}"
    half_made = re.compile(rf"(\.{name}{re.escape(MAKING)}{random})({'|'.join(SIDES)})?")
    with suppress(OSError):
        now = _moment(path.parent)
        found = [half_made.fullmatch(each.name) for each in path.parent.iterdir()]
        for base in {path.with_name(each[1]) for each in found if each}:
            sides = [base.with_name(base.name + side) for side in SIDES]
            files = [each for each in (base, *sides) if each.is_file()]
            if _is_old(files, now) and not _in_use(base):
                for file in files:
                    file.unlink(missing_ok=True)


def sweep_folders() -> None:
    """Copies that readers made for themselves, and what a workbook was written from."""
    with suppress(OSError):
        now = _moment(Path(gettempdir()))
        for folder in Path(gettempdir()).iterdir():
            with suppress(OSError):  # of somebody else
                ours = re.fullmatch(rf"{re.escape(FOLDER)}[a-z0-9_]{{8}}", folder.name)
                if not ours or folder.is_symlink() or not folder.is_dir():
                    continue
                if _is_old([folder, *folder.iterdir()], now) and not _in_use(folder / COPY):
                    rmtree(folder, ignore_errors=True)


def _moment(folder: Path) -> float:
    """The time as the folder's own files bear it, in seconds since 1970."""
    # not the program's clock: one that is wrong would make old what another run has just begun
    with TemporaryFile(dir=folder) as file:
        return os.fstat(file.fileno()).st_mtime


def _is_old(files: Sequence[Path], now: float) -> bool:
    return all(now - each.stat().st_mtime > STALE for each in files)


def _in_use(path: Path) -> bool:
    """Whether somebody has that database open, however long ago it was written."""
    # of two names the other is the store's: the run was killed once it was in its place
    if not path.is_file() or path.stat().st_nlink > 1:
        return False
    uri = f"{path.resolve().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0)) as connection:
            # in this mode the lock that every open connection shares is wanted alone
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
    except sqlite3.DatabaseError:
        return False  # half a file is in nobody's use
    return False
