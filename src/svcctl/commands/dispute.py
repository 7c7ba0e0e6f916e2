"""Disputes about part of an instalment: what is undisputed stays due (Order 802 art. 15)."""

from typing import Annotated

from svcctl.billing.position import Dispute, DisputeSettled
from svcctl.desk.acts import Act
from svcctl.desk.options import InstalmentId, MaybeReason, money


def open_(
    act: Act,
    instalment: InstalmentId,
    amount: Annotated[int, money("--amount", "opt.disputed")],
    reason: MaybeReason = None,
) -> None:
    """Record that so much of an instalment is disputed; the rest stays due."""
    act, short = act.choose(instalment)
    act.record(act.said(Dispute, instalment=short, fen=amount, reason=reason))


def settle(
    act: Act,
    instalment: InstalmentId,
    amount: Annotated[int, money("--amount", "opt.owed", or_nought=True)],
) -> None:
    """Record how a dispute ended: so much of the disputed sum is owed, the rest is not."""
    act, short = act.choose(instalment)
    act.record(act.said(DisputeSettled, instalment=short, fen=amount))


VERBS = {"open": open_, "settle": settle}
