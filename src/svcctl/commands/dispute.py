"""Disputes about part of an instalment: what is undisputed stays due (Order 802 art. 15)."""

from typing import Annotated

from svcctl.billing.position import Dispute, DisputeSettled
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.acts import Act
from svcctl.desk.options import InstalmentId, MaybeReason, money


def open_(
    act: Act,
    instalment: InstalmentId,
    amount: Annotated[int, money("--amount", "opt.disputed")],
    reason: MaybeReason = None,
) -> None:
    """Record that so much of an instalment is disputed; the rest stays due."""
    act, short = act.choose(instalment, "instalment")
    act.record(
        lambda case: [
            act.said(Dispute, instalment=_named(case, short, act), fen=amount, reason=reason)
        ]
    )


def settle(
    act: Act,
    instalment: InstalmentId,
    amount: Annotated[int, money("--amount", "opt.owed", or_nought=True)],
) -> None:
    """Record how a dispute ended: so much of the disputed sum is owed, the rest is not."""
    act, short = act.choose(instalment, "instalment")
    act.record(
        lambda case: [act.said(DisputeSettled, instalment=_named(case, short, act), fen=amount)]
    )


def _named(case: Case, short: str, act: Act) -> str:
    return naming.instalment(case, short, act.desk)


VERBS = {"open": open_, "settle": settle}
