"""Dates to keep that are not payments: what each obliges to, by when, and whether it was kept."""

from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.calendar import Calendar, Deadline
from svcctl.billing.position import Position
from svcctl.billing.schedule import Sight, count, event_day, moved, paid_of, sight_of
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
    found += _of_force_majeure(terms, position)
    found += _of_amendments(sight)
    for obligation in terms.obligations:
        start = _start(obligation.due, sight) if obligation.due else None
        deadline = count(start, obligation.due, sight) if start and obligation.due else None
        done = position.done.get(obligation.key)
        found.append(_judge(obligation, deadline, done[0] if done else None, position.as_of))
    return tuple(found)


NOTICE = {"zh": "通知不可抗力", "en": "Give notice of the force majeure"}
PROOF = {"zh": "寄送不可抗力证明", "en": "Send an authority's proof of the force majeure"}
TALKS = {"zh": "协商是否继续履行", "en": "Negotiate whether to go on with the contract"}


CHANGE_NOTICE = {"zh": "发布合同变更公告", "en": "Publish the notice of the change"}
CHANGE_NOTICE_DUE = Due(2, "working-day", "amendment", None)
CHANGE_NOTICE_SOURCE = "财办库〔2023〕243号"


def _of_amendments(sight: Sight) -> list[Duty]:
    """A notice of each change within two working days of it (财办库〔2023〕243号)."""
    found = []
    for amendment in sight.terms.amendments:
        key = f"amendment-{amendment.number}-notice"
        duty = Obligation(key, CHANGE_NOTICE, "purchaser", CHANGE_NOTICE_DUE, CHANGE_NOTICE_SOURCE)
        done = sight.position.done.get(key)
        deadline = count(amendment.since, CHANGE_NOTICE_DUE, sight)
        found.append(_judge(duty, deadline, done[0] if done else None, sight.position.as_of))
    return found


def _of_force_majeure(terms: Terms, position: Position) -> list[Duty]:
    """Notice and proof of each force majeure, open until they are in; talks from the contract's limit on."""
    clause = terms.force_majeure
    found = []
    for interval in position.force_majeure if clause else ():
        assert clause is not None  # looked at above
        name = interval.id.lower()
        notice = Obligation(f"{name}-notice", NOTICE, interval.by, None, clause.article)
        proof = Obligation(f"{name}-proof", PROOF, interval.by, None, clause.article)
        given = position.done.get(proof.key, (interval.began_on, ""))[0] if interval.proven else None
        found.append(_judge(notice, None, interval.notified_on, position.as_of))
        found.append(_judge(proof, None, given, position.as_of))
        limit = clause.negotiate_from_day
        first = interval.began_on + timedelta(days=(limit or 1) - 1)
        if limit and interval.last(position.as_of) >= first:
            talks = Obligation(f"{name}-talks", TALKS, "both", None, clause.article)
            done = position.done.get(talks.key)
            deadline = Deadline(interval.began_on, first, first, False, None)
            found.append(_judge(talks, deadline, done[0] if done else None, position.as_of))
    return found


def _start(due: Due, sight: Sight) -> date | None:
    """The day the obligation's days are counted from, or None while its event has not happened."""
    name, _, key = due.after.partition(":")
    if name == "receipt":
        on = sight.receipts.get((key, None))
    elif name == "payment":
        promise = sight.terms.promise(key)
        on = paid_of(promise, sight).full_since if promise else None
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
