"""A list too long for memory: kept in a temporary file, read again as often as one likes."""

import json
from collections.abc import Iterator
from struct import Struct
from tempfile import SpooledTemporaryFile, gettempdir
from typing import Any, Generic, TypeVar

from svcctl.billing.refusal import Refusal

T = TypeVar("T")
LENGTH = Struct(">Q")  # of a text, before it
IN_MEMORY = 1 << 20  # bytes that need no file: most stores hold one contract


class Spool(Generic[T]):
    """Items of JSON's kinds in the order added; one reading at a time."""

    def __init__(self) -> None:
        self._file: Any = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed by `close`)
        self._count = 0

    def append(self, item: T) -> None:
        """Add an item at the end; Refusal where the disk has no room."""
        try:
            self._file.write(self._packed(item))
        except OSError as error:
            raise Refusal("export.no-room", folder=gettempdir(), error=error) from None
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        self._file.seek(0)
        return self._unpacked()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _packed(self, item: T) -> bytes:
        return json.dumps(item).encode() + b"\n"

    def _unpacked(self) -> Iterator[T]:
        return map(json.loads, self._file)


class Texts(Spool[str]):
    """Texts of any length as they are: nothing is escaped on the way in, or read on the way out."""

    def _packed(self, item: str) -> bytes:
        text = item.encode("utf-8", "surrogatepass")
        return LENGTH.pack(len(text)) + text

    def _unpacked(self) -> Iterator[str]:
        while head := self._file.read(LENGTH.size):
            (length,) = LENGTH.unpack(head)
            yield self._file.read(length).decode("utf-8", "surrogatepass")
