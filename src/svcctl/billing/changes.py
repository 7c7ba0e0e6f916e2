"""What a fact changes: instalments before and after it, side by side."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from svcctl.billing.money import yuan
from svcctl.billing.schedule import Standing


class Change(NamedTuple):
    """One value of one instalment that is not what it was; dates and sums as text, None where there was none."""

    id: str
    what: str
    before: Any
    after: Any


def changes(before: Sequence[Standing], after: Sequence[Standing]) -> list[Change]:
    """Every difference between two schedules of one contract, in the order of the instalments."""
    earlier = {standing.promise.id: _values(standing) for standing in before}
    later = {standing.promise.id: _values(standing) for standing in after}
    return [
        Change(iid, what, earlier.get(iid, {}).get(what), later.get(iid, {}).get(what))
        for iid in dict.fromkeys((*earlier, *later))
        for what in WHAT
        if earlier.get(iid, {}).get(what) != later.get(iid, {}).get(what)
    ]


WHAT = ("amount", "due_on", "status", "paid", "outstanding", "paid_on", "days_late")


def _values(standing: Standing) -> dict[str, Any]:
    return {
        "amount": yuan(standing.promise.amount_fen),
        "due_on": standing.due_on.isoformat() if standing.due_on else None,
        "status": standing.status,
        "paid": yuan(standing.paid_fen),
        "outstanding": yuan(standing.outstanding_fen),
        "paid_on": standing.paid_on.isoformat() if standing.paid_on else None,
        "days_late": standing.days_late,
    }
