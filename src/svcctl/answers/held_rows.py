"""Rows of a long list that wait in a file, so that memory does not grow with them; read as often as asked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from json import dumps, loads
from tempfile import SpooledTemporaryFile

LARGEST_HELD = 2**20  # bytes; what is longer waits in a file
Row = Sequence[str | int | None]


class Flow:
    """Rows of cells, all of them known, none of them held."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.count = 0
        # open as long as somebody may ask for the rows
        self._file = SpooledTemporaryFile(LARGEST_HELD, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        for row in rows:
            self._file.write(dumps(row, ensure_ascii=False) + "\n")
            self.count += 1
        self._change: Callable[[Row], Row] | None = None

    def changed(self, change: Callable[[Row], Row]) -> "Flow":
        """The same rows, each changed when it is read."""
        self._change = change
        return self

    def __del__(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Row]:
        self._file.seek(0)
        rows = map(loads, self._file)
        return map(self._change, rows) if self._change else rows
