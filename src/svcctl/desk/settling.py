"""Settlements as they are typed: one way of finding the sum, a deduction, a paper of both sides."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from svcctl.answers.recorded import Caution
from svcctl.billing.position import Settled
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.acts import Act, Entry, evidence
from svcctl.intake.entry import parse_quantity
from svcctl.store.scopes import ALL, MONEY

FROM_RECORD = ("scorecard", "评分表", "履行情况")  # instead of a number: what the record says


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

    from_record = found.score.strip().casefold() in FROM_RECORD

    def build(case: Case) -> Sequence[Settled | Entry]:
        settled = naming.settled(case, name, act.desk)
        counted = tuple((naming.item(case, key, act.desk), number) for key, number in typed)
        told = {**values, "quantities": counted}
        if not from_record:
            return [act.said(Settled, instalment=settled, **told)]
        score, cautions = _score(case, settled, act)
        return [Entry(act.said(Settled, instalment=settled, **told | {"score": score}), cautions)]

    act.record(build, ALL if from_record else MONEY)


def _score(case: Case, name: str, act: Act) -> tuple[str, tuple[Caution, ...]]:
    """The score of the period by the record, and what each miss took off."""
    from svcctl.delivery.promises_kept import outcomes
    from svcctl.delivery.scores import deductions, points_text, score_of
    from svcctl.desk.proposing import tally_between

    row = next(each for each in case.terms.instalments if name in (each.id, each.base))
    rule = case.terms.assessments.get(row.assessment)
    if rule is None or not rule.points_off:
        raise Refusal("settle.no-points-off", instalment=name)
    period = case.sight.periods.get(row.period or "")
    first, last = (period.first, period.last) if period else (date.min, date.max)
    found = deductions(rule.points_off, outcomes(tally_between(case, act.desk, first, last)))
    score = points_text(score_of(found))
    told = [
        Caution(
            "score-excused" if each.excused else "score-miss",
            {"promise": each.promise, "miss": each.id, "points": points_text(each.points)},
        )
        for each in found
    ]
    return score, (*told, Caution("score-from-record", {"score": score}))
