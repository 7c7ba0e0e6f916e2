"""What has been paid of each instalment, what was set against it, and how much of it is disputed or conceded."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from svcctl.billing.position import Position
from svcctl.billing.terms import Terms

Moves = dict[str, dict[date, int]]  # instalment -> day -> fen paid on it, less what came back


class Paid(NamedTuple):
    """What has been paid of one instalment, and since when it has been paid in full."""

    fen: int
    full_since: date | None


class Contention(NamedTuple):
    """How much of an instalment is disputed still, and how much of it a settlement has let fall."""

    disputed_fen: int = 0
    conceded_fen: int = 0


def money_moves(terms: Terms, position: Position) -> Moves:
    """Money paid and come back, day by day (reading paid-when)."""
    arrived = terms.readings["paid-when"] == "arrived"
    moves: Moves = defaultdict(lambda: defaultdict(int))
    for payment in position.payments:
        day = payment.arrived_on if arrived and payment.arrived_on else payment.on
        for instalment, part in payment.parts:
            moves[instalment][day] += part
    for refund in position.refunds:
        for instalment, part in refund.parts:
            moves[instalment][refund.on] -= part
    return moves


def offsets(position: Position) -> Moves:
    """What was set against each instalment, day by day."""
    moves: Moves = defaultdict(lambda: defaultdict(int))
    for relief in position.reliefs:
        if relief.act == "offset":
            moves[relief.instalment][relief.on] += relief.fen
    return moves


def reductions(terms: Terms) -> Moves:
    """What amendments took off each instalment, on the days they came into force."""
    return {promise.id: dict(promise.reductions) for promise in terms.promises if promise.reductions}


def together(*kinds: Moves) -> Moves:
    """Several kinds of moves added up."""
    moves: Moves = defaultdict(lambda: defaultdict(int))
    for part in kinds:
        for instalment, days in part.items():
            for day, fen in days.items():
                moves[instalment][day] += fen
    return moves


def contention(position: Position) -> dict[str, Contention]:
    """The disputed and the conceded part of each instalment that was ever disputed."""
    found: dict[str, Contention] = defaultdict(Contention)
    for dispute in position.disputes:
        known = found[dispute.instalment]
        if dispute.settled_on is None:
            known = known._replace(disputed_fen=known.disputed_fen + dispute.fen)
        else:
            known = known._replace(conceded_fen=known.conceded_fen + dispute.fen - dispute.owed_fen)
        found[dispute.instalment] = known
    return found


def paid_so_far(days: dict[date, int], owed_fen: int, as_of: date) -> Paid:
    """What had been paid by the date, and since when it covers what is owed."""
    paid, full_since = 0, None
    for day in sorted(day for day in days if day <= as_of):
        paid += days[day]
        full_since = (full_since or day) if paid >= owed_fen else None
    return Paid(paid, full_since)
