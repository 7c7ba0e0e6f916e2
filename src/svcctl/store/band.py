"""A row of a list beside the journal, and the digests by which one that was changed is known."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

REACH = 124  # days ahead of which rows are kept
FARTHEST = 62  # days ahead that a list is asked for; one that looks farther goes by the journal
ALL_DAYS = "~~"  # a day that lies behind all
NO_DAY = "~"  # sorts behind every day
SETTLED, COMING = 9, 3  # states: nothing is left of it, it lies ahead
# in a text as scripts read it: where the figures go that are others each day
LATE, LEFT = "\x01", "\x02"
BITS = 48  # of a mark: those of a chain's many rows can be added up in eight bytes


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


def digest(*values: object) -> int:
    """A number that other values would hardly have."""
    text = "\x1f".join(map(str, values))
    return int.from_bytes(sha256(text.encode()).digest()[: BITS // 8], "big")


def marked(row: Band, made: Made) -> Band:
    """The row with the digests that it is checked by when it is read."""
    mark = digest(*row[:MARKED], row.body, *made)
    return row._replace(mark=mark, text_mark=digest(*row[:3], row.text, *made))


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
