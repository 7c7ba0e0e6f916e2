"""A SQLite file read page by page, past what is damaged (sqlite.org/fileformat2.html)."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from svcctl.store.wal import Log, read_log

MAGIC = b"SQLite format 3\0"
USUAL = (4096, 0)  # bytes of a page, and of them reserved: what SQLite has made since 2016
LEAF, INTERIOR = 0x0A, 0x02  # pages of indexes and of tables without a rowid, as all of ours are
OTHERS = (0x00, 0x05, 0x0D)  # an overflow page, pages of tables with a rowid
TRUNK = 8  # bytes before the pointers of a leaf
Value = str | int | bytes
# what a row is, by its columns' types: of which table, or of the index by the hash before
SHAPES = {"TITTTTTTT": "event", "TITT": "payload", "TB": "evidence", "TTI": "link"}
CLASSES = "?IIIIII?II??"  # of serial types below 12


class Row(NamedTuple):
    """A row found somewhere in the file, whatever leads to it."""

    table: str
    values: tuple[Value, ...]


class PageFile:
    """The pages of a file, with those that its log has committed in their places."""

    def __init__(self, file: BinaryIO, log: Log, form: tuple[int, int]) -> None:
        self.file, self.log = file, log
        self.size, reserved = form
        self.usable = self.size - reserved
        self.here = file.seek(0, 2) // self.size
        self.told = log.length or int.from_bytes(self.page(1)[28:32])
        self.count = max(self.here, max(log.places, default=0))
        self.unread = 0  # pages that the disk would not give

    @property
    def missing(self) -> int:
        """How many pages the file should have and has not; and those that cannot be read."""
        # a number that no file of this size would have is itself damaged
        believable = self.told if self.told < 2**24 else 0
        return max(believable - self.count, 0) + self.unread

    def page(self, number: int) -> bytes:
        """A page by its number; what there is of it, where the file ends or the disk fails."""
        place = self.log.places.get(number)
        try:
            if place is not None and self.log.file is not None:
                self.log.file.seek(place)
                return self.log.file.read(self.size)
            self.file.seek((number - 1) * self.size)
            return self.file.read(self.size)
        except OSError:
            self.unread += 1
            return b""

    def rows(self) -> Iterator[Row]:
        """Every row that can be made out, in the order of the pages; some of them twice."""
        for number in range(2, self.count + 1):
            page = self.page(number)
            if len(page) == self.size and page[0] not in OTHERS:
                yield from self._rows_of(page)

    def _rows_of(self, page: bytes) -> Iterator[Row]:
        for kind in (page[0],) if page[0] in (LEAF, INTERIOR) else (LEAF, INTERIOR):
            begins = TRUNK + (4 if kind == INTERIOR else 0)
            for at in self._cells(page, begins):
                try:
                    row = self._row(page, at + begins - TRUNK)
                except (IndexError, ValueError):  # of UnicodeDecodeError too
                    continue
                if row:
                    yield row

    def _cells(self, page: bytes, begins: int) -> Iterator[int]:
        """Where the cells begin; a number of them that cannot be is not relied on."""
        count = int.from_bytes(page[3:5])
        most = (self.usable - begins) // 2
        for number in range(count if count <= most else most):
            at = int.from_bytes(page[begins + 2 * number : begins + 2 * number + 2])
            if begins <= at < self.usable:
                yield at

    def _row(self, page: bytes, at: int) -> Row | None:
        """The row whose cell begins there; None for one of no table of ours."""
        total, at = _varint(page, at)
        if total > self.count * self.size:
            return None
        local = self._local(total)
        begun = page[at : at + local]
        types, body = _types(begun)
        table = SHAPES.get("".join(CLASSES[t] if t < 12 else "BT"[t % 2] for t in types))
        if table is None:
            return None
        if local < total:
            begun = self._overflow(begun, total, int.from_bytes(page[at + local : at + local + 4]))
        return Row(table, tuple(_values(begun, types, body, total)))

    def _local(self, total: int) -> int:
        """How much of a row stands in its own page."""
        most = (self.usable - 12) * 64 // 255 - 23
        if total <= most:
            return total
        least = (self.usable - 12) * 32 // 255 - 23
        fits = least + (total - least) % (self.usable - 4)
        return fits if fits <= most else least

    def _overflow(self, begun: bytes, total: int, number: int) -> bytes:
        parts, length = [begun], len(begun)
        while length < total:
            page = self.page(number) if 1 < number <= self.count else b""
            if len(page) < self.size:
                raise ValueError(number)
            parts.append(page[4 : self.usable])
            length += len(parts[-1])
            number = int.from_bytes(page[:4])
        return b"".join(parts)[:total]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _types(record: bytes) -> tuple[list[int], int]:
    """The serial types of a record, and where its values begin."""
    ends, at = _varint(record, 0)
    if ends > len(record) or ends > 64:
        raise ValueError(ends)
    types = []
    while at < ends:
        kind, at = _varint(record, at)
        types.append(kind)
    return types, ends


def _values(record: bytes, types: list[int], at: int, total: int) -> Iterator[Value]:
    widths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0]
    for kind in types:
        width = widths[kind] if kind < 12 else (kind - 12) // 2
        piece = record[at : at + width]
        at += width
        if at > total:
            raise ValueError(at)
        if kind in (8, 9):
            yield kind - 8
        elif kind < 12:
            yield int.from_bytes(piece, signed=True)
        else:
            yield piece.decode() if kind % 2 else piece


def forms(path: Path) -> tuple[tuple[int, int], ...]:
    """How large a file's pages may be: as it says itself, and as they usually are."""
    with path.open("rb") as file:
        head = file.read(100)
    size = int.from_bytes(head[16:18])
    size = 65536 if size == 1 else size
    told = (size, head[20] if len(head) > 20 else 0)
    can_be = 512 <= size <= 65536 and size & (size - 1) == 0 and told[1] <= size - 480
    return (told, USUAL) if can_be and told != USUAL else (USUAL,)


def rows_in(path: Path, form: tuple[int, int]) -> Iterator[tuple[PageFile, Row | None]]:
    """Every row of a file and its log, each with the file; at last the file alone."""
    beside = path.with_name(path.name + "-wal")
    with path.open("rb") as file, read_log(beside, form[0]) as log:
        pages = PageFile(file, log, form)
        for row in pages.rows():
            yield pages, row
        yield pages, None
