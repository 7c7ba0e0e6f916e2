"""How much of each cap its lines have used: one cap for a rule, or one for each breach."""

from collections.abc import Sequence

from svcctl.billing.damages.assessment import Line
from svcctl.billing.record import Record


class CapUse(Record):
    """A cap in fen, what is used of it, and whose it is: `contract` or `breach`."""

    cap_fen: int
    used_fen: int
    pool: str

    @property
    def left_fen(self) -> int:
        """What the cap still allows."""
        return max(self.cap_fen - self.used_fen, 0)


def cap_use(line: Line, lines: Sequence[Line]) -> CapUse | None:
    """The use of the cap that a line falls under; None where it has none, or nothing has met it."""
    cap = line.rule.cap
    # a cap is a share of bases that lines have met; before the first of them it is a share of
    # nothing and would read as used up
    if cap is None or not line.cap_fen:
        return None
    together = (
        [line] if cap.pool == "breach" else [each for each in lines if _same_pool(each, line)]
    )
    return CapUse(line.cap_fen, sum(_kept(each, cap.waiver_returns) for each in together), cap.pool)


def _same_pool(one: Line, other: Line) -> bool:
    return one.kind == other.kind and one.rule == other.rule


def _kept(line: Line, waiver_returns: bool) -> int:
    """What a line keeps of its cap: sums let go or paid are gone, waived ones may come back."""
    gone = (
        line.relieved("settle", "offset")
        if waiver_returns
        else line.relieved("waive", "settle", "offset")
    )
    back = line.relieved("waive") if waiver_returns else 0
    return max(line.amount_fen - back, gone)
