"""The cells of an .xls that hold a formula without a result, or an error, by its records.

[MS-CFB] tells where the stream of the workbook lies in the file, [MS-XLS] what its records say.
"""

from collections.abc import Iterator, Sequence
from struct import unpack_from

FREE = 0xFFFFFFFA  # sector numbers from here on mean no sector
SMALL = 4096  # bytes below which a stream lies in the stream of small ones
FORMULA, ERROR, SHEET = 0x0006, 0x0205, 0x0085
WRONG, BLANK = 2, 3  # what stands where a number would, before 0xFFFF
Cells = dict[tuple[int, int], str]


def marks(content: bytes, names: Sequence[str]) -> dict[str, Cells]:
    """For each sheet: `#ERROR` for errors, `=` for formulas where the workbook has no result."""
    book = _stream(content)
    starts = [unpack_from("<I", book, at + 4)[0] for kind, at in _records(book, 0) if kind == SHEET]
    found: dict[str, Cells] = {}
    any_result = False
    for name, start in zip(names, starts, strict=False):
        cells, worked_out = _cells(book, start)
        found[name] = cells
        any_result |= worked_out
    # a formula may give nothing; where none of them gives anything, nobody has worked them out
    return {
        name: {place: text for place, text in cells.items() if text != "=" or not any_result}
        for name, cells in found.items()
    }


def _cells(book: bytes, start: int) -> tuple[Cells, bool]:
    """The marks of one sheet, and whether a formula has a result."""
    cells: Cells = {}
    worked_out = False
    for kind, at in _records(book, start):
        if kind not in (FORMULA, ERROR):
            continue
        row, column = unpack_from("<HH", book, at + 4)
        blank = kind == FORMULA and _special(book, at) == BLANK
        if _is_wrong(book, kind, at):
            cells[row, column] = "#ERROR"
        elif blank:
            cells[row, column] = "="
        worked_out |= kind == FORMULA and not blank
    return cells, worked_out


def _special(book: bytes, at: int) -> int:
    """What a formula gives that is no number; -1 for a number."""
    return book[at + 10] if book[at + 16 : at + 18] == b"\xff\xff" else -1


def _is_wrong(book: bytes, kind: int, at: int) -> bool:
    return _special(book, at) == WRONG if kind == FORMULA else bool(book[at + 11])


def _records(book: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Kind and place of each record up to the end of its part."""
    while at + 4 <= len(book):
        kind, length = unpack_from("<HH", book, at)
        if kind == 0x000A:
            return
        yield kind, at
        at += 4 + length


def _stream(content: bytes) -> bytes:
    """The bytes of the workbook's stream."""
    size = 1 << unpack_from("<H", content, 30)[0]
    sectors = [content[at : at + size] for at in range(size, len(content), size)]
    table = _table(content, sectors)
    entries = _joined(sectors, table, unpack_from("<I", content, 48)[0])
    found = {_name(entries, at): unpack_from("<IQ", entries, at + 116)
             for at in range(0, len(entries) - 127, 128)}  # fmt: skip
    first, length = found.get("Workbook") or found["Book"]
    if length >= SMALL:
        return _joined(sectors, table, first)[:length]
    holder = _joined(sectors, table, unpack_from("<I", entries, 116)[0])
    smalls = [holder[at : at + 64] for at in range(0, len(holder), 64)]
    chain = _joined(sectors, table, unpack_from("<I", content, 60)[0])
    return _joined(smalls, _numbers(chain), first)[:length]


def _table(content: bytes, sectors: Sequence[bytes]) -> list[int]:
    """Which sector follows which."""
    parts = _numbers(content[76:512])
    more, seen = unpack_from("<I", content, 68)[0], 0
    while more < FREE and seen < len(sectors):
        *numbers, more = _numbers(sectors[more])
        parts += numbers
        seen += 1
    return [n for part in parts if part < FREE for n in _numbers(sectors[part])]


def _joined(sectors: Sequence[bytes], table: Sequence[int], at: int) -> bytes:
    """The sectors of a chain; one that turns in a circle ends where it has all there are."""
    found: list[bytes] = []
    while at < FREE and len(found) <= len(sectors):
        found.append(sectors[at])
        at = table[at]
    return b"".join(found)


def _numbers(part: bytes) -> list[int]:
    return list(unpack_from(f"<{len(part) // 4}I", part))


def _name(entries: bytes, at: int) -> str:
    length = unpack_from("<H", entries, at + 64)[0]
    return entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
