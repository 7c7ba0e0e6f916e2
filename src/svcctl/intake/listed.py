"""Rows of a list of payments, what each turned out to be, and what a person said of them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

Parts = tuple[tuple[str, int], ...]  # (instalment, fen)


class Listed(NamedTuple):
    """One row of the list; what came back is below nought."""

    row: int
    on: date
    fen: int
    ref: str = ""
    voucher: str = ""
    slip: str = ""
    name: str = ""  # the other side's
    account: str = ""
    contract: str = ""
    instalment: str = ""
    memo: str = ""


class Option(NamedTuple):
    """What a row may pay: instalments of one contract, with the fen of each."""

    contract: str
    parts: Parts


class Found(NamedTuple):
    """What a row turned out to be.

    `recorded` already; `new`, and it can be nothing else; `refund` of a payment, and a person said
    of which; `elsewhere`: paid to or by somebody else; `unknown`: nothing says by or to whom, and
    it fits nothing. These settle a row, the others ask: it `differs` from the payment of the same
    number or day; may be one of some days earlier or later (`near`); `returned` money, not
    recorded; `open` between several options; `unfit` for any instalment; under another name
    (`misnamed`) or a number that a spreadsheet has damaged (`damaged`), though the account or what
    is left of it is ours; or only the company's form in the name is another one (`alike`).
    """

    listed: Listed
    state: str
    event: str = ""
    options: tuple[Option, ...] = ()
    of: tuple[str, ...] = ()  # what came back may be of: events, and rows of the same list

    @property
    def of_row(self) -> int:
        """The row of the same list that this one gives back; nought where it is none."""
        return int(self.of[0]) if self.state == "refund" and self.of and not self.event else 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to be asked."""
        return self.state in SETTLED


SETTLED = ("recorded", "new", "refund", "elsewhere", "unknown")


class Filed(NamedTuple):
    """A payment or refund on file, with its contract; what came back is below nought."""

    contract: str
    event: str
    on: date
    arrived_on: date | None
    fen: int
    parts: Parts
    numbers: frozenset[str]
    voucher: str
    slip: str


class Said(NamedTuple):
    """What a person said of rows, by their numbers."""

    pays: Mapping[int, str] = {}  # the instalments
    same: Mapping[int, str] = {}  # the event that it is
    new: frozenset[int] = frozenset()  # it is none of those on file
    refunds: Mapping[int, str] = {}  # the event or the row that it gives back; "" for the only one

    def rows(self) -> list[int]:
        """The rows that something was said of."""
        return sorted({*self.pays, *self.same, *self.new, *self.refunds})
