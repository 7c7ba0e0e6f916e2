"""The plan of use of funds of a budget year, beside the budget of the office where one is given."""

from svcctl.answers.plan import narrowed_to, of_contracts, shown
from svcctl.answers.planned import beside, planned
from svcctl.answers.wish import Wish
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import Desk, one_of, read_file
from svcctl.desk.looking import read_cases
from svcctl.desk.showing import show
from svcctl.intake.budgets import read_budget

FIRST, LAST = 1990, 2106  # the years that dates are taken for


def plan_(
    desk: Desk,
    wish: Wish,
    by: str,
    year: int | None,
    budget: str | None,
    fail_if_over: bool,
    sheet: str = "",
) -> int:
    """The plan, and 1 where a project takes more than its budget and that was asked for."""
    by = one_of("--by", by, ("month", "quarter"))
    if fail_if_over and not budget:
        raise Refusal("forecast.no-budget")
    dated = wish.since or wish.until
    asked = year if year is not None else dated.year if dated else desk.as_of.year
    if not FIRST <= asked <= LAST:
        raise Refusal("plan.year", year=asked, first=FIRST, last=LAST)
    # a project of the budget pays for other contracts too, whichever one is asked about
    whole = desk._replace(contract=None) if budget else desk
    cases = read_cases(whole)
    chosen = {case.id for case in read_cases(desk)} if desk.contract and budget else set()
    found = planned(cases, asked, by)
    if budget:
        path, content = read_file(budget)
        allotted = read_budget(budget, path.name, content, "year", cases, sheet)
        found = beside(found, cases, allotted)
    found = narrowed_to(found, cases, wish, desk.words)
    if chosen:
        found = of_contracts(found, chosen)
    show(desk, shown(found, desk.as_of, desk.known_mark, desk.words))
    return 1 if fail_if_over and any(each.left < 0 for each in found.projects) else 0
