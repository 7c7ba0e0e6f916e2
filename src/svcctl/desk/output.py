"""The file that an answer goes to: whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from stat import S_IMODE
from typing import IO

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.store.syncing import sync

STALE = 86_400  # seconds after which nobody is still writing a file


@contextmanager
def replacing(path: Path, private: bool = False) -> Iterator[IO[bytes]]:
    """A file beside the one asked for that takes its place when whole; Refusal where it cannot.

    It is its owner's alone while it is written, and stays so if `private`; a file that was there
    leaves its mode and owner to it.
    """
    refuse_store(path)
    try:
        if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
            with path.open("wb") as file:
                yield file
            return
        target = path.resolve()  # behind a link stands the file that is meant
        _sweep(target)
        beside = target.with_name(f".{target.name}.{_token()}.part")
        try:
            with os.fdopen(_new(beside), "wb") as file:
                yield file
            _settle(beside, target, private)
            beside.replace(target)
            sync(target.parent)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise Refusal("output.failed", path=path, error=error) from None


def _new(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def _settle(beside: Path, target: Path, private: bool) -> None:
    """Rights and bytes on the disk: renamed before, a file could be empty after a power cut."""
    file = os.open(beside, os.O_RDWR)
    try:
        _rights(file, target, private)
        os.fsync(file)
    finally:
        os.close(file)


def _rights(file: int, target: Path, private: bool) -> None:
    """Mode and owner of the file that was there; else what the user's umask says."""
    if not hasattr(os, "fchmod"):  # Windows: the folder's rights hold
        return
    if target.exists():
        there = target.stat()
        with suppress(PermissionError):
            os.fchown(file, there.st_uid, there.st_gid)
        os.fchmod(file, S_IMODE(there.st_mode))
    elif not private:
        umask = os.umask(0)
        os.umask(umask)
        os.fchmod(file, 0o666 & ~umask)


def _sweep(target: Path) -> None:
    """Away with what a run left beside this file that was killed while it wrote."""
    for left in target.parent.glob(f".{escape(target.name)}.*.part"):
        with suppress(OSError):
            if workspace.now().timestamp() - left.stat().st_mtime > STALE:
                left.unlink()


def refuse_store(path: Path) -> None:
    """Refusal where an answer would take the place of a store, or of a file SQLite keeps by it."""
    from svcctl.store.sqlite import is_store

    for suffix in ("", "-wal", "-shm", "-journal"):
        name = path.name.removesuffix(suffix)
        if name and path.name.endswith(suffix) and is_store(path.with_name(name)):
            raise Refusal("output.store", path=path)


def _token() -> str:
    from secrets import token_hex

    return token_hex(4)
