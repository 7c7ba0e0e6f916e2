"""The log beside a store, read as SQLite reads it: up to the last commit that is whole."""

import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

HEAD, FRAME = 32, 24  # bytes before the frames, and before the page of each (walformat.html)
MAGIC = (0x377F0682, 0x377F0683)  # sums over little-endian words, over big-endian ones
MASK = 0xFFFFFFFF


class Log(NamedTuple):
    """What a log has committed: where each page stands in it, and how long the file then is."""

    file: BinaryIO | None
    places: dict[int, int]
    length: int = 0
    broken: bool = False  # whether whole commits stand behind a part that is damaged


@contextmanager
def read_log(path: Path, size: int) -> Iterator[Log]:
    """The log in that file, for pages of that size; an empty one where there is none."""
    if not path.is_file():
        yield Log(None, {})
        return
    with path.open("rb") as file:
        yield _committed(file, size)


def _committed(file: BinaryIO, size: int) -> Log:
    head = file.read(HEAD)
    words = [int.from_bytes(head[at : at + 4]) for at in range(0, len(head), 4)]
    sums = (0, 0)
    if len(head) == HEAD and words[0] in MAGIC:
        sums = _sums(head[:24], words[0] == MAGIC[1], sums)
    if len(head) < HEAD or words[0] not in MAGIC or words[2] != size or sums != tuple(words[6:]):
        # a log that was never begun is of no use to SQLite either
        return Log(None, {}, broken=len(head) == HEAD and any(head))
    return _frames(file, size, words)


def _frames(file: BinaryIO, size: int, words: list[int]) -> Log:
    """The pages of all commits up to the first frame whose sum does not hold."""
    big, salts, sums = words[0] == MAGIC[1], words[4:6], (words[6], words[7])
    places: dict[int, int] = {}
    begun: dict[int, int] = {}  # of a commit whose end was not reached yet
    count, whole = 0, True
    at = HEAD
    while len(frame := file.read(FRAME + size)) == FRAME + size:
        number, length, *rest = (int.from_bytes(frame[i : i + 4]) for i in range(0, FRAME, 4))
        told = (rest[2], rest[3])
        same = rest[:2] == salts
        holds = same and told == _sums(frame[FRAME:], big, _sums(frame[:8], big, sums))
        if not whole and holds and length:
            return Log(file, places, count, broken=True)
        whole = whole and holds
        begun[number] = at + FRAME
        if whole and length:
            places |= begun
            begun, count = {}, length
        sums = told
        at += FRAME + size
        if not whole and not same:
            break  # what a longer log of before left here
    return Log(file, places, count)


def _sums(data: bytes, big: bool, sums: tuple[int, int]) -> tuple[int, int]:
    """The two running sums over words of four bytes, in pairs."""
    words = array("I", data)
    if big == (sys.byteorder == "little"):
        words.byteswap()
    one, two = sums
    pairs = iter(words)
    for first in pairs:
        one = (one + first + two) & MASK
        two = (two + next(pairs) + one) & MASK
    return one, two
