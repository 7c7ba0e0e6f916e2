"""How a date or a sum came about, step by step."""

from svcctl.answers.explanation import explanation
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_case
from svcctl.desk.options import InstalmentId
from svcctl.desk.showing import show


def explain_(desk: Desk, what: InstalmentId) -> None:
    """The steps from the article to the date: event, reading, each day skipped and why."""
    desk, short = desk.choose(what)
    case = read_case(desk)
    if "/" in short:
        _explain_line(desk, case, short)
    else:
        show(desk, explanation(case, case.named(short), desk.words))


def _explain_line(desk: Desk, case: Case, name: str) -> None:
    """The steps from the article to the sum of one line of damages."""
    from svcctl.answers.damages import explained
    from svcctl.billing.damages.assessment import assess

    lines = {line.id: line for line in assess(case.sight)}
    if name not in lines:
        known = ", ".join(lines) or "-"
        raise Refusal("damages.unknown-line", line=name, on=case.as_of, known=known)
    show(desk, explained(lines[name], case, desk.words))


VERBS = {"": explain_}
