"""Assessments: scores of a period, with those below the mark."""

from collections.abc import Sequence
from typing import Annotated

from svcctl.answers.assessments import listed
from svcctl.billing.position import Scored
from svcctl.casebook.case import Case
from svcctl.desk import naming, spans
from svcctl.desk.acts import Act
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_cases
from svcctl.desk.options import argument, text
from svcctl.desk.showing import show


def record(
    act: Act,
    key: Annotated[str, argument("KEY", "arg.assessment")],
    period: Annotated[str, text("--period", "opt.assessed-period", "Y1-M03")],
    score: Annotated[str, text("--score", "opt.score", "POINTS")],
) -> None:
    """Record a score that no payment hangs on."""
    act, name = act.choose(key, "assessment")

    def build(case: Case) -> Sequence[Scored]:
        found = naming.assessment(case, name, act.desk)
        span = spans.period(case, period, act.desk)
        return [act.said(Scored, assessment=found, period=span, score=score)]

    act.record(build)


def list_(desk: Desk) -> None:
    """Every score, those of settlements too, and what they allow."""
    show(desk, listed(read_cases(desk), desk.as_of, desk.words))


VERBS = {"record": record, "list": list_}
