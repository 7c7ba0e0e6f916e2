"""The service plan's next dates, and the records that wait for a side: for lists of what is to be done."""

from collections.abc import Iterator
from datetime import date, datetime, time

from svcctl.answers.matter_json import View
from svcctl.answers.matter_todo import Todo, todos_of
from svcctl.billing.obligations import ObligationState
from svcctl.billing.terms import Obligation
from svcctl.billing.working_days import Deadline
from svcctl.casebook.case import Case
from svcctl.delivery.matters import book_of
from svcctl.delivery.promised import service_terms
from svcctl.delivery.turns_kept import OPEN, TurnKept, turns_kept

END_OF_DAY = time(23, 59, 59)


def has_plan(case: Case) -> bool:
    """Whether the contract has a service plan with turns."""
    return any("every" in plan for plan in case.document.get("service_plan", ()))


def open_turns(case: Case) -> list[TurnKept]:
    """The turns that are neither over nor done, by the facts of the service that were read."""
    if not has_plan(case):
        return []
    now = _end(case.as_of)
    terms = service_terms(case.document, case.sight)
    found = turns_kept(book_of(case.holding, now), terms, now)
    # incidents are not among the facts that lists of dates read: nobody can say that one is not done
    return [each for each in found if each.state == OPEN and each.turn.kind != "incident"]


def turns_by(case: Case, last: date) -> list[TurnKept]:
    """Those of them whose last day comes by a day."""
    return [each for each in open_turns(case) if each.turn.last <= last]


def next_turns(case: Case) -> Iterator[ObligationState]:
    """Of each plan the turn that comes next, as a date to keep of the supplier's."""
    told = set()
    for each in open_turns(case):
        turn = each.turn
        if turn.key not in told:
            told.add(turn.key)
            duty = Obligation(each.id, turn.title, "supplier", None, turn.article)
            by = Deadline(turn.first, turn.last, turn.last, False, None)
            yield ObligationState(duty, "open", by, None, 0)


def waiting(case: Case, side: str) -> list[Todo]:
    """What a side has to do about the records of a contract with a service plan."""
    if not has_plan(case):
        return []
    now = _end(case.as_of)
    book = book_of(case.holding, now)
    if not book.matters:
        return []  # without reading what the contract promises of each
    terms = service_terms(case.document, case.sight)
    views = [View(case, terms, book, m, now) for m in book.matters.values() if m.is_begun]
    return [todo for view in views for todo in todos_of(view) if todo.side == side]


def _end(day: date) -> datetime:
    return datetime.combine(day, END_OF_DAY)
