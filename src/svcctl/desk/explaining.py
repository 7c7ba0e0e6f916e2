"""Explaining one thing by its name: an instalment, a line, a guarantee, a promise of the service."""

from svcctl.answers.answer import Answer
from svcctl.answers.explanation import explanation
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_case
from svcctl.desk.meaning import taken


def explained(desk: Desk, what: str) -> tuple[Desk, Answer]:
    """The steps from the article to a date or a sum, and the desk that looks at its contract."""
    from svcctl.desk.promises_explained import promise_explained

    promise = promise_explained(desk, what)
    if promise:
        return promise
    desk, short = desk.choose(what, "explained")
    case = read_case(desk)
    named = naming.guarantee_meant(case, short, desk)
    if named:
        return desk, _guarantee(desk, case, *named)
    if "/" in taken(short, desk) or naming.is_line(case, taken(short, desk)):
        return desk, _line(desk, case, short)
    name = naming.instalment(case, short, desk)
    return desk, explanation(case, case.named(name), desk.words)


def _guarantee(desk: Desk, case: Case, key: str, number: str) -> Answer:
    """The steps from the article to what goes back, or to what is to be lodged."""
    from svcctl.answers.guarantee_steps import explained_lodging, explained_return
    from svcctl.billing.guarantees import guarantee_rows

    if not number:
        return explained_lodging(case, key, desk.words)
    rows = {row.id: row for row in guarantee_rows(case.sight) if row.guarantee.key == key}
    found = naming.part(rows, f"{key}/{number}", desk)
    return explained_return(case, rows[found], desk.words)


def _line(desk: Desk, case: Case, name: str) -> Answer:
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

        return with_promises(answer, breach, desk)
    return answer
