"""What a file is that SQLite does not take for a store: none, or one that is damaged."""

from pathlib import Path

from svcctl.billing.refusal import Refusal

LOOKED_AT = 2**20  # bytes in which the schema or the first fact of any store stands
MARKS = (b"append-only: event", b"store-created")


def no_store(path: Path, headed: bool) -> Refusal:
    """The refusal of a file that cannot be used as a store; `headed`: it begins like one."""
    damaged = headed or was_store(path)
    return Refusal("store.damaged" if damaged else "store.not-a-store", path=path)


def was_store(path: Path) -> bool:
    """Whether a file has in it what only a store has, however it begins."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            begun = file.read(LOOKED_AT)
    except OSError:
        return False
    return b"\0" in begun and any(mark in begun for mark in MARKS)
