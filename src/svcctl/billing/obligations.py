"""Dates to keep that are not payments: what each obliges to, by when, and whether it was kept."""

from datetime import date
from typing import NamedTuple

from svcctl.billing.calendar import Calendar
from svcctl.billing.position import Position
from svcctl.billing.schedule import Deadline, Sight, count, event_day, moved, sight_of
from svcctl.billing.terms import Due, Obligation, Terms


class Duty(NamedTuple):
    """One obligation on a date; without a deadline it stays open until it is done."""

    obligation: Obligation
    status: str  # open | overdue | done | done-late
    deadline: Deadline | None
    done_on: date | None
    days_overdue: int


def duties(terms: Terms, position: Position, calendar: Calendar) -> tuple[Duty, ...]:
    """Every obligation of the contract as it stands on the position's date."""
    sight = sight_of(terms, position, calendar)
    found = []
    for obligation in terms.obligations:
        start = _start(obligation.due, sight) if obligation.due else None
        deadline = count(start, obligation.due, sight) if start and obligation.due else None
        done = position.done.get(obligation.key)
        found.append(_judge(obligation, deadline, done[0] if done else None, position.as_of))
    return tuple(found)


def _start(due: Due, sight: Sight) -> date | None:
    """The day the obligation's days are counted from, or None while its event has not happened."""
    name, _, key = due.after.partition(":")
    if name == "receipt":
        on = sight.receipts.get((key, None))
    elif name == "payment":
        on = sight.paid[key].full_since if key in sight.paid else None
    elif name == "year-start":
        on = sight.years[0].nought
    elif name == "year-end":
        on = sight.years[-1].last
    else:
        on = event_day(name, sight.terms, sight.position)
    return moved(on, due) if on else None


def _judge(obligation: Obligation, deadline: Deadline | None, done_on: date | None, as_of: date) -> Duty:
    due_on = deadline.on if deadline else None
    late = bool(due_on and (done_on or as_of) > due_on)
    status = ("done-late" if late else "done") if done_on else ("overdue" if late else "open")
    overdue = (as_of - due_on).days if status == "overdue" and due_on else 0
    return Duty(obligation, status, deadline, done_on, overdue)
