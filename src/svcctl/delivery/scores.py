"""The score of a period from the record: a hundred points less those for each missed promise."""

from collections.abc import Sequence

from svcctl.billing.record import Record
from svcctl.delivery.clocks import MISSED
from svcctl.delivery.promises_kept import Outcome

POINT = 10**6  # points are kept in millionths, as assessments have them
FULL = 100 * POINT


class Deduction(Record):
    """What one missed promise takes off; nothing where force majeure lay over it."""

    promise: str
    id: str
    points: int  # millionths
    excused: bool


def deductions(
    points_off: Sequence[tuple[str, int]], outcomes: Sequence[Outcome]
) -> list[Deduction]:
    """Miss by miss, in the order of the contract file."""
    return [
        Deduction(promise, each.id, 0 if each.excused else points, each.excused)
        for promise, points in points_off
        for each in outcomes
        if each.promise == promise and each.state == MISSED
    ]


def score_of(found: Sequence[Deduction]) -> int:
    """The score in millionths of a point, never below nought."""
    return max(FULL - sum(each.points for each in found), 0)


def points_text(points: int) -> str:
    """Points as people write them: 2, 0.5."""
    whole, rest = divmod(points, POINT)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
