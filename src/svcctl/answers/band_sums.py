"""The totals of rows kept beside the journal, in fen, as `billing/due.py` has them of instalments."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from svcctl.billing.due import Sums
from svcctl.store.band import FIRST_SUM, Band

OVERDUE, DUE, WAITING = 0, 1, 2
COLUMNS = ("amount", "added", "reduced", "offset", "paid", "outstanding", "overpaid", "retained")
AFTER_SUMS = FIRST_SUM + len(COLUMNS)
STATE, CONDITIONAL, OUTSTANDING, DISPUTED = map(
    Band._fields.index, ("state", "conditional", "outstanding", "disputed")
)


class BandSums:
    """The totals of rows, as they come."""

    def __init__(self) -> None:
        self.columns = [0] * len(COLUMNS)
        self.payable = self.late = self.waiting = self.renewed = 0
        self.any_late = False

    def add(self, rows: Sequence[Any]) -> None:
        """Some rows more, by their columns; what comes only by a renewal is in no total but its own."""
        self.any_late = self.any_late or any(row[STATE] == OVERDUE for row in rows)
        sure = [row for row in rows if not row[CONDITIONAL]]
        if len(sure) < len(rows):
            self.renewed += sum(row[OUTSTANDING] for row in rows if row[CONDITIONAL])
        for place, column in enumerate(range(FIRST_SUM, AFTER_SUMS)):
            self.columns[place] += sum(map(itemgetter(column), sure))
        for state in (OVERDUE, DUE, WAITING):
            self._add_state(state, [row for row in sure if row[STATE] == state])

    def _add_state(self, state: int, rows: Sequence[Any]) -> None:
        outstanding = sum(map(itemgetter(OUTSTANDING), rows))
        if state == WAITING:
            self.waiting += outstanding
            return
        payable = outstanding - sum(map(itemgetter(DISPUTED), rows))
        self.payable += payable
        self.late += payable * (state == OVERDUE)

    @property
    def outstanding(self) -> int:
        """What is open of them."""
        return self.columns[COLUMNS.index("outstanding")]

    def all(self) -> Sums:
        """All of them."""
        named = dict(zip(COLUMNS, self.columns, strict=True))
        return Sums(**named, payable=self.payable, overdue=self.late, waiting=self.waiting)
