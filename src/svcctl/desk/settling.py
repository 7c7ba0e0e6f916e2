"""Settlements as they are typed: one way of finding the sum, a deduction, a paper of both sides."""

from collections.abc import Sequence
from typing import NamedTuple

from svcctl.billing.position import Settled
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.acts import Act, evidence
from svcctl.intake.entry import parse_quantity


class Found(NamedTuple):
    """What was found of an instalment, as it was typed."""

    amount_fen: int | None
    deduct_fen: int | None
    coefficient: str
    score: str
    quantities: Sequence[str]
    list_fen: int | None


def record_settled(
    act: Act, instalment: str, found: Found, agreed: str | None, override: bool, reason: str
) -> None:
    """Record what an instalment comes to; a paper of both sides is kept with it."""
    if override and not reason.strip():
        raise Refusal("payment.override-reason")
    act, name = act.choose(instalment, "to-settle")
    if agreed:
        act = act._replace(files=(*act.files, *evidence([agreed])))
    values = found._asdict() | {
        "agreed": agreed is not None,
        "override": override,
        "reason": reason,
    }
    typed = [parse_quantity(each) for each in found.quantities]

    def build(case: Case) -> Sequence[Settled]:
        settled = naming.settled(case, name, act.desk)
        counted = tuple((naming.item(case, key, act.desk), number) for key, number in typed)
        return [act.said(Settled, instalment=settled, **{**values, "quantities": counted})]

    act.record(build)
