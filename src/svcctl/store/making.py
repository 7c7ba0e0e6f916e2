"""A store made beside its place and put there whole: nobody sees half of one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from svcctl.billing.refusal import Refusal
from svcctl.store.leftovers import SIDES
from svcctl.store.own_names import MAKING
from svcctl.store.syncing import sync


@contextmanager
def making(target: Path) -> Iterator[Path]:
    """An empty file beside the place, its owner's alone; gone at the end unless it was put there."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}{MAKING}", dir=target.parent)
    os.close(handle)
    made = Path(name)
    try:
        yield made
    finally:
        for end in ("", *SIDES):
            made.with_name(made.name + end).unlink(missing_ok=True)


def put(made: Path, target: Path) -> None:
    """Into place, never over a file that is there; on the disk, name and all."""
    if target.exists():
        raise FileExistsError(target)
    sync(made)
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:
        made.rename(target)  # a file system without links
    sync(target.parent)


def refuse_taken(target: Path) -> None:
    """Refusal where a file has that name, or one that SQLite would take for its log."""
    for end in ("", *SIDES):
        beside = target.with_name(target.name + end)
        if beside.exists() or beside.is_symlink():
            raise Refusal("store.place-taken", path=beside)
