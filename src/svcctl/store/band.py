"""A row of a list beside the journal, and the digests by which one that was changed is known."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple
from zlib import crc32

REACH = 124  # days ahead of which rows are kept
FARTHEST = 62  # days ahead that a list is asked for; one that looks farther goes by the journal
ALL_DAYS = "~~"  # a day that lies behind all
NO_DAY = "~"  # sorts behind every day
SETTLED, COMING = 9, 3  # states: nothing is left of it, it lies ahead
# in a text as scripts read it: where the figures go that are others each day
LATE, LEFT = "\x01", "\x02"
BYTES = 6
BITS = 8 * BYTES  # of a mark: those of a chain's many rows can be added up in eight bytes


class Band(NamedTuple):
    """One row of a list as it is stored; what each field is says `store/tables.py`."""

    list: str
    chain: str
    place: int
    state: int
    due: str
    number: str
    since: str
    conditional: int
    amount: int
    added: int
    reduced: int
    offset: int
    paid: int
    outstanding: int
    overpaid: int
    retained: int
    disputed: int
    mark: int
    text_mark: int
    body: str
    text: str = ""


FIRST_SUM = Band._fields.index("amount")
MARKED = Band._fields.index("mark")  # the columns before it stand in the mark
SHAPE = "\x1f".join(["%s"] * (MARKED + 1))  # they, and the check of both texts
WHOLE_MARK = 1 << BITS
LEAST, HALF, LOWER = -(2**63), 32, 2**32 - 1  # two checks of 32 bits in one number of eight bytes


class Made(NamedTuple):
    """From which fact of a chain, for which day, until which day, by what its rows were made."""

    seq: int
    since: str
    until: str
    on: str


class Worked(NamedTuple):
    """The rows of one chain, made just now: its head, how long they hold, and what they are."""

    chain: str
    head: str  # the hash of the last fact
    made: Made
    rows: Sequence[Band]


# in the row of a contract: how many rows it has in each list, and what their marks add up to
GUARDS = {
    "due": ("amount", "added"),
    "back": ("reduced", "offset"),
    "duty": ("paid", "outstanding"),
    "flow": ("overpaid", "retained"),
}


def digest(text: str) -> int:
    """A number that another text would hardly have."""
    return int.from_bytes(sha256(text.encode()).digest()[:BYTES], "big")


def digest_of(made: Made) -> int:
    """What stands in the mark of each row that was made so."""
    return digest("\x1f".join(map(str, made)))


def check_of(text: bytes, body: bytes) -> int:
    """A number that finds what was changed of either: each can be looked at without the other."""
    return (crc32(text) << HALF | crc32(body)) + LEAST


def is_text(check: int, text: bytes) -> bool:
    """Whether that text stands in a check."""
    return (check - LEAST) >> HALF == crc32(text)


def is_body(check: int, body: bytes) -> bool:
    """Whether that body stands in a check."""
    return (check - LEAST) & LOWER == crc32(body)


def mark_of(row: Band, made: int) -> int:
    """What a row's mark has to be, made so; added up, so that the sum of many needs no more."""
    found: int = (digest(SHAPE % (*row[:MARKED], row.text_mark)) + made) % WHOLE_MARK
    return found


def marked(row: Band, made: Made) -> Band:
    """The row with the digests that it is checked by when it is read."""
    row = row._replace(text_mark=check_of(row.text.encode(), row.body.encode()))
    return row._replace(mark=mark_of(row, digest_of(made)))


def summed(chain: str, rows: Sequence[Band], body: str, text: str) -> Band:
    """The row of the contract itself: it counts the others of each list, and adds up their marks.

    It is `conditional` where more than its dates can be to be done.
    """
    nothing = dict.fromkeys(Band._fields[FIRST_SUM : MARKED + 2], 0)
    empty = Band("contract", chain, 0, SETTLED, NO_DAY, "", "", 0, **nothing, body=body, text=text)
    told: dict[str, Any] = {}
    for kind, (count, sums) in GUARDS.items():
        mine = [row.mark for row in rows if row.list == kind]
        told |= {count: len(mine), sums: sum(mine)}
    return empty._replace(**told)
