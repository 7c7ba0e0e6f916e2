"""The totals of rows kept beside the journal, in fen, as `billing/due.py` has them of instalments."""

from operator import add
from typing import Any

from svcctl.billing.due import Sums
from svcctl.store.band import FIRST_SUM, Band

OVERDUE, WAITING = 0, 2
COLUMNS = ("amount", "added", "reduced", "offset", "paid", "outstanding", "overpaid", "retained")
AFTER_SUMS = FIRST_SUM + len(COLUMNS)


class BandSums:
    """The totals of rows, as they come."""

    def __init__(self) -> None:
        self.columns = [0] * len(COLUMNS)
        self.payable = self.late = self.waiting = self.outstanding = self.renewed = 0
        self.any_late = False

    def add(self, row: Band) -> None:
        """One row more; what comes only by a renewal is in no total but its own."""
        self.any_late = self.any_late or row.state == OVERDUE
        if row.conditional:
            self.renewed += row.outstanding
            return
        self.outstanding += row.outstanding
        mine: Any = row[FIRST_SUM:AFTER_SUMS]
        self.columns = list(map(add, self.columns, mine))
        if row.state < WAITING:
            self.payable += row.outstanding - row.disputed
            self.late += (row.outstanding - row.disputed) * (row.state == OVERDUE)
        elif row.state == WAITING:
            self.waiting += row.outstanding

    def all(self) -> Sums:
        """All of them."""
        named = dict(zip(COLUMNS, self.columns, strict=True))
        return Sums(**named, payable=self.payable, overdue=self.late, waiting=self.waiting)
