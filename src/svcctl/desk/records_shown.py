"""Records of the service shown: one, a list, what breaks next, who is on duty, what is known."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from svcctl.answers.matter_json import View
from svcctl.answers.matter_list import at_risk, knowledge, listed, on_duty
from svcctl.answers.matter_todo import todo_list
from svcctl.answers.matter_told import shown
from svcctl.answers.wish import Wish
from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import ServiceAct
from svcctl.casebook.case import Case
from svcctl.delivery.matters import book_of
from svcctl.delivery.nouns import NOUNS, Noun
from svcctl.delivery.promised import service_terms
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_case, read_cases
from svcctl.desk.reading_service import about, not_over
from svcctl.desk.scenes import now_in_shanghai
from svcctl.desk.serving import MOST_NAMED, record_name
from svcctl.desk.showing import show
from svcctl.store.scopes import ALL, SERVICE


def moment_of(desk: Desk) -> datetime:
    """The moment looked at: now, or the last second of another day."""
    now = now_in_shanghai()
    if desk.moment:
        return desk.moment
    if desk.as_of == now.date():
        return now
    return datetime.combine(desk.as_of, time()) + timedelta(days=1, seconds=-1)


def views_of(case: Case, now: datetime, kind: str = "") -> list[View]:
    """The records of a contract, of one kind or all, by what had happened at a moment."""
    terms, book = service_terms(case.document, case.sight), book_of(case.holding, now)
    found = book.of(kind) if kind else [m for m in book.matters.values() if m.is_begun]
    return [View(case, terms, book, matter, now) for matter in found]


def show_one(desk: Desk, noun: Noun, record: str) -> None:
    """One record with all its steps."""
    desk, name = desk.choose(record_name(record), "record")
    now, read = moment_of(desk), about([name]) if noun.name == "incident" else None
    case = read_case(desk, SERVICE, read)
    terms, book = service_terms(case.document, case.sight), book_of(case.holding, now)
    matter = book.found(name)
    if matter is None:
        book = book_of(read_case(desk, _scope(noun)).holding, now)
        if _is_taken_back(name, case):
            raise Refusal("matter.taken-back", record=name)
        known = [each.id for each in book.of(noun.name)][-MOST_NAMED:]
        raise Refusal("matter.unknown", record=name, noun=noun.name, known=known)
    show(desk, shown(View(case, terms, book, matter, now), desk.words))


def _is_taken_back(record: str, case: Case) -> bool:
    """Whether there was a record of that id, and no act of it holds."""
    told, holds = (
        any(isinstance(fact.says, ServiceAct) and fact.says.record == record for fact in facts)
        for facts in (case.recorded, case.holding)
    )
    return told and not holds


def _scope(noun: Noun) -> Any:
    return ALL if noun.name == "incident" else SERVICE


def show_list(desk: Desk, noun: Noun, wish: Wish, **chosen: Any) -> None:
    """The records of a kind, or those of them that were asked for."""
    cases, now = read_cases(desk, _scope(noun)), moment_of(desk)
    rows = [view for case in cases for view in views_of(case, now, noun.name)]
    show(desk, listed(rows, noun, cases, now, chosen, wish, desk.words))


def show_at_risk(desk: Desk, wish: Wish, within: str | None, **chosen: Any) -> None:
    """Incidents whose clocks run or ran out unmet, the next to break first."""
    now = moment_of(desk)
    cases = read_cases(desk, read=not_over(now))
    rows = [view for case in cases for view in _open_incidents(case, now)]
    show(desk, at_risk(rows, cases, now, _length(within), chosen, wish, desk.words))


def _open_incidents(case: Case, now: datetime) -> Sequence[View]:
    return [view for view in views_of(case, now, "incident") if not view.matter.is_over]


def _length(within: str | None) -> timedelta | None:
    if within is None:
        return None
    from svcctl.billing.dates import parse_period
    from svcctl.delivery.promised import UNITS

    try:
        period = parse_period(within)
        return timedelta(seconds=period.length * UNITS[period.unit])
    except (ValueError, KeyError):
        raise Refusal("matter.length", text=within) from None


def show_on_duty(desk: Desk, at: datetime | date | None) -> None:
    """Who is on duty at a moment, stand-ins and swaps counted."""
    now = moment_of(desk)
    moment = at if isinstance(at, datetime) else datetime.combine(at, time()) if at else now
    cases = read_cases(desk, SERVICE)
    rows = [view for case in cases for view in views_of(case, now, "duty")]
    show(desk, on_duty(rows, moment, desk.words))


def show_knowledge(desk: Desk, text: str) -> None:
    """Knowledge that has these words in its title or its notes."""
    now = moment_of(desk)
    cases = read_cases(desk, SERVICE)
    rows = [view for case in cases for view in views_of(case, now, NOUNS["knowledge"].name)]
    show(desk, knowledge(rows, text, now, desk.words))


def show_todo(desk: Desk, side: str | None) -> None:
    """What each side still has to do about the records."""
    now = moment_of(desk)
    rows = [view for case in read_cases(desk, ALL) for view in views_of(case, now)]
    show(desk, todo_list(rows, side, now, desk.words))
