"""How a date or a sum came about, step by step."""

from typing import Annotated, Any

import typer

from svcctl.billing.explain import Step, explain
from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, iso
from svcctl.export.report import Report
from svcctl.export.views import instalment_json


def explain_(
    desk: Desk,
    what: Annotated[str, typer.Argument(metavar="INSTALMENT", help="arg.instalment")],
) -> None:
    """The steps from the article to the date: event, reading, each day skipped and why."""
    short = desk.choose(what)
    case = desk.read_case()
    if "/" in short:
        _explain_line(desk, case, short)
        return
    standing = case.standing(short)
    if standing is None:
        known = ", ".join(promise.id for promise in case.terms.promises)
        raise Refusal("payment.unknown-instalment", instalment=short, known=known)
    steps = explain(case.terms, case.position, case.calendar, standing, case.reading_sources())
    findings = [finding.key for finding in case.open_findings("stop")]
    data = instalment_json(standing, case.id, findings) | {
        "as_of": iso(case.as_of),
        "steps": [_step_json(step) for step in steps],
    }
    from svcctl.export.explanation import explanation_lines

    desk.show(Report(data=data, head=explanation_lines(case, standing, steps, desk.words)))


def _explain_line(desk: Desk, case: Case, name: str) -> None:
    """The steps from the article to the sum of one line of damages."""
    from svcctl.billing.damages import assess
    from svcctl.export.damages_page import explained, line_json

    lines = assess(case.sight)
    line = next((line for line in lines if line.id == name), None)
    if line is None:
        known = ", ".join(line.id for line in lines) or "-"
        raise Refusal("damages.unknown-line", line=name, on=case.as_of, known=known)
    text = explained(line, desk.words, case.as_of)
    desk.show(Report(data=line_json(line, case.id) | {"as_of": iso(case.as_of), "explained": text[1:]}, head=text))


def _step_json(step: Step) -> dict[str, Any]:
    return {"step": step.step} | {
        key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in step.values.items()
    }


VERBS = {"": explain_}
