"""What a fact changes: instalments before and after it, side by side."""

from collections.abc import Sequence
from typing import Any

from svcctl.billing.damages.assessment import Line
from svcctl.billing.guarantees import GuaranteeRow
from svcctl.billing.money import yuan
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing


class Change(Record):
    """One value of an instalment that is not what it was, as text; None where there was none."""

    id: str
    what: str
    before: Any
    after: Any


def changes(before: Sequence[Standing], after: Sequence[Standing]) -> list[Change]:
    """Every difference between two schedules of one contract, in the order of the instalments."""
    was = {standing.instalment.id: standing for standing in before}
    now = {standing.instalment.id: standing for standing in after}
    # what was not worked out again is the same, and need not be put into words to be compared
    moved = [iid for iid in dict.fromkeys((*was, *now)) if was.get(iid) is not now.get(iid)]
    earlier = {iid: _values(was[iid]) for iid in moved if iid in was}
    later = {iid: _values(now[iid]) for iid in moved if iid in now}
    return [
        Change(iid, what, earlier.get(iid, {}).get(what), later.get(iid, {}).get(what))
        for iid in moved
        for what in WHAT
        if earlier.get(iid, {}).get(what) != later.get(iid, {}).get(what)
    ]


WHAT = (
    "amount",
    "due_on",
    "status",
    "paid",
    "reduced",
    "outstanding",
    "paid_on",
    "days_late",
    "overpaid",
)


def _values(standing: Standing) -> dict[str, Any]:
    return {
        "amount": yuan(standing.owing.amount_fen),
        "due_on": standing.due_on.isoformat() if standing.due_on else None,
        "status": standing.status,
        "paid": yuan(standing.paid_fen),
        "reduced": yuan(standing.owing.reduced_fen),
        "outstanding": yuan(standing.outstanding_fen),
        "paid_on": standing.paid_on.isoformat() if standing.paid_on else None,
        "days_late": standing.days_late,
        "overpaid": yuan(standing.overpaid_fen),
    }


DAMAGES_WHAT = ("damages", "open", "state")


def damages_changes(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    """Every difference between two assessments of one contract, line by line."""
    earlier = {line.id: _line_values(line) for line in before}
    later = {line.id: _line_values(line) for line in after}
    return [
        Change(lid, what, earlier.get(lid, {}).get(what), later.get(lid, {}).get(what))
        for lid in dict.fromkeys((*earlier, *later))
        for what in DAMAGES_WHAT
        if earlier.get(lid, {}).get(what) != later.get(lid, {}).get(what)
    ]


def _line_values(line: Line) -> dict[str, Any]:
    return {"damages": yuan(line.amount_fen), "open": yuan(line.open_fen), "state": line.state}


GUARANTEE_WHAT = ("amount", "due_on", "status", "paid", "outstanding", "paid_on", "days_late")


def guarantee_changes(
    before: Sequence[GuaranteeRow], after: Sequence[GuaranteeRow]
) -> list[Change]:
    """Every difference in what goes back of guarantees, return by return."""
    earlier = {row.id: _row_values(row) for row in before}
    later = {row.id: _row_values(row) for row in after}
    return [
        Change(rid, what, earlier.get(rid, {}).get(what), later.get(rid, {}).get(what))
        for rid in dict.fromkeys((*earlier, *later))
        for what in GUARANTEE_WHAT
        if earlier.get(rid, {}).get(what) != later.get(rid, {}).get(what)
    ]


def _row_values(row: GuaranteeRow) -> dict[str, Any]:
    return {
        "amount": yuan(row.cash.fen),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "status": row.status,
        "paid": yuan(row.cash.back),
        "outstanding": yuan(row.outstanding_fen),
        "paid_on": row.paid_on.isoformat() if row.paid_on else None,
        "days_late": row.days_late,
    }
