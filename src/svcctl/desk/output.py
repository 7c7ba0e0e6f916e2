"""The file that an answer goes to: whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from svcctl.billing.refusal import Refusal


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the one asked for that takes its place when whole; Refusal where it cannot."""
    refuse_store(path)
    try:
        if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
            with path.open("wb") as file:
                yield file
            return
        target = path.resolve()  # behind a link stands the file that is meant
        beside = target.with_name(f".{target.name}.{_token()}.part")
        try:
            with beside.open("xb") as file:
                yield file
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise Refusal("output.failed", path=path, error=error) from None


def refuse_store(path: Path) -> None:
    """Refusal where an answer would take the place of a store, or of a file SQLite keeps by it."""
    from svcctl.store.sqlite import is_store

    for suffix in ("", "-wal", "-shm", "-journal"):
        if path.name.endswith(suffix) and is_store(path.with_name(path.name.removesuffix(suffix))):
            raise Refusal("output.store", path=path)


def _token() -> str:
    from secrets import token_hex

    return token_hex(4)
