"""How a date or a sum came about, step by step."""

from typing import Annotated

from svcctl.answers.explanation import explanation
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_case
from svcctl.desk.meaning import taken
from svcctl.desk.options import argument
from svcctl.desk.showing import show


def explain_(desk: Desk, what: Annotated[str, argument("INSTALMENT", "arg.explained")]) -> None:
    """The steps from the article to the date: event, reading, each day skipped and why."""
    from svcctl.desk.promises_explained import explain_promise

    if explain_promise(desk, what):
        return
    desk, short = desk.choose(what, "explained")
    case = read_case(desk)
    named = naming.guarantee_meant(case, short, desk)
    if named:
        _explain_guarantee(desk, case, *named)
    elif "/" in taken(short, desk) or naming.is_line(case, taken(short, desk)):
        _explain_line(desk, case, short)
    else:
        name = naming.instalment(case, short, desk)
        show(desk, explanation(case, case.named(name), desk.words))


def _explain_guarantee(desk: Desk, case: Case, key: str, number: str) -> None:
    """The steps from the article to what goes back, or to what is to be lodged."""
    from svcctl.answers.guarantee_steps import explained_lodging, explained_return
    from svcctl.billing.guarantees import guarantee_rows

    if not number:
        show(desk, explained_lodging(case, key, desk.words))
        return
    rows = {row.id: row for row in guarantee_rows(case.sight) if row.guarantee.key == key}
    found = naming.part(rows, f"{key}/{number}", desk)
    show(desk, explained_return(case, rows[found], desk.words))


def _explain_line(desk: Desk, case: Case, name: str) -> None:
    """The steps from the article to the sum of one line of damages."""
    from svcctl.answers.damages_steps import explained
    from svcctl.billing.damages.assessment import assess
    from svcctl.desk.promises_explained import refuse_replaced

    refuse_replaced(case, name)
    lines = {line.id: line for line in assess(case.sight)}
    if name not in lines:  # else it need not be looked for among all that lines are called
        name = naming.line(naming.lines(case), name, case.as_of, desk)
    line = lines[name]
    breach = next((b for b in case.position.breaches if b.id == line.subject), None)
    answer = explained(line, case, desk.words)
    if breach and breach.proposals:
        from svcctl.desk.promises_explained import with_promises

        answer = with_promises(answer, breach, desk)
    show(desk, answer)


VERBS = {"": explain_}
