"""Deadlines for calendar programs: an event each, updated and cancelled in place, with alarms."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from svcctl.answers import guarantees
from svcctl.answers.checklist import kind_name
from svcctl.answers.instalment_words import event_text, label
from svcctl.answers.obligations import with_plan
from svcctl.answers.periods import paper_text
from svcctl.answers.reminding import Reminder
from svcctl.answers.when import due_text
from svcctl.billing.checklist import missing_papers
from svcctl.billing.dates import ONE_DAY
from svcctl.billing.deadlines import Due
from svcctl.billing.deposits import Letter
from svcctl.billing.events import EVENTS
from svcctl.billing.guarantees import GuaranteeRow, accounts, guarantee_rows
from svcctl.billing.money import grouped
from svcctl.billing.position import CASH, Lodged
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Standing
from svcctl.billing.service import turns
from svcctl.billing.working_days import Calendar
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.i18n import Words
from svcctl.papers.calendar_ics import PRODUCT
from svcctl.papers.provenance import Provenance, end_of, foot_lines

OFF = ("cancelled", "kept", "letter-gone")
ALARMS = (10, 3, 1)  # working days before a deadline


class Entry(NamedTuple):
    """One all-day event, before it is dated and sealed."""

    name: str  # CONTRACT:ID, which its UID is made of
    on: date
    text: str
    told: Sequence[str]  # the lines of its description above the foot
    done: str = ""  # paid | done | returned; of OFF what is not to be kept any more
    provisional: bool = False


def schedule_ics(cases: Sequence[Case], found: Provenance, words: Words) -> bytes:
    """Every instalment with a date, and every guarantee; what is done with is marked, for programs to drop."""
    events = [
        _event(entry, case, found, words) for case in cases for entry in _entries(case, words)
    ]
    return _file(events, words("export.schedule"), words)


def _entries(case: Case, words: Words) -> Iterator[Entry]:
    """The instalments, the parts of guarantees that go back, the last days of letters."""
    for standing in case.standings:
        if standing.due_on or standing.status == "cancelled":
            yield _instalment(standing, case, words)
    for row in guarantee_rows(case.sight):
        if row.due_on or row.status == "cancelled":
            yield _back(row, case, words)
    yield from _letters(case, words)


def _instalment(standing: Standing, case: Case, words: Words) -> Entry:
    name = f"{case.id}:{standing.instalment.id}"
    # what is paid has nothing outstanding: its own sum says which one it was
    fen = standing.outstanding_fen or standing.paid_fen or standing.instalment.amount_fen
    return Entry(
        name,
        standing.due_on or standing.clock.start or case.as_of,
        words("ics.due", title=label(standing, words), amount=grouped(fen), id=name),
        list(_about_payment(standing, case, words)),
        {"paid": "paid", "paid-late": "paid", "cancelled": "cancelled"}.get(standing.status, ""),
        bool(standing.deadline and standing.deadline.provisional),
    )


def _back(row: GuaranteeRow, case: Case, words: Words) -> Entry:
    """By when a part of a guarantee goes back; a letter goes back as paper."""
    name = f"{case.id}:{row.id}"
    amount = grouped(row.outstanding_fen or row.cash.fen)
    values = {"title": guarantees.label(row, words), "amount": amount, "id": name}
    done = {"paid": "returned", "paid-late": "returned", "cancelled": "kept"}
    return Entry(
        name,
        row.due_on or row.start or case.as_of,
        words(f"ics.back-{row.form or CASH}", **values),
        [
            words("ics.contract", title=case.terms.title),
            words("ics.lodged-by", name=case.terms.party(row.guarantee.who).name),
            _article(row.guarantee.article, row.rule.due, case, words),
        ],
        done.get(row.status, ""),
        bool(row.deadline and row.deadline.provisional),
    )


def _letters(case: Case, words: Words) -> Iterator[Entry]:
    """The last day of each letter; of one that went back or that another took the place of, called off."""
    held: dict[str, Letter] = {
        letter.event: letter
        for account in accounts(case.sight).values()
        for letter in account.letters
    }
    for move in case.position.deposits:
        guarantee = case.terms.guarantee(move.guarantee)
        if guarantee is None or not isinstance(move, Lodged) or move.valid_until is None:
            continue
        letter = held.get(move.event)
        name = f"{case.id}:letter/{move.event.rpartition('#')[2]}"
        told = {
            "title": words.title(guarantee.title),
            "ref": move.ref,
            "amount": grouped(letter.fen if letter else move.fen),
            "id": f"{case.id}:{guarantee.key}",
        }
        about = [
            words("ics.contract", title=case.terms.title),
            words("ics.lodged-by", name=case.terms.party(guarantee.who).name),
            words("ics.article-alone", article=guarantee.article),
        ]
        done = "" if letter else "letter-gone"
        yield Entry(name, move.valid_until, words("ics.letter", **told), about, done)


def _about_payment(standing: Standing, case: Case, words: Words) -> Iterator[str]:
    """To whom, by which article, and what has to be on the table before."""
    instalment = standing.instalment
    yield words("ics.contract", title=case.terms.title)
    yield words("ics.supplier", name=case.terms.payee(instalment).name)
    yield words("ics.article", article=instalment.article, by=_by(standing, case, words))
    if standing.due_on and standing.counted and standing.counted.on != standing.due_on:
        yield words("ics.agreed", on=standing.due_on, before=standing.counted.on)
    if not standing.outstanding_fen:
        return
    needed = [*_documents(standing, case, words), *_filed(standing, case, words)]
    if needed:
        yield words("ics.needs", papers=needed)
    if words.role != "supplier" and case.open_findings("stop"):
        yield words("ics.account")


def _by(standing: Standing, case: Case, words: Words) -> str:
    """By when its clause has it; what starts the days of a later year is told by the reading."""
    due, year = standing.instalment.due, standing.instalment.year
    event = event_text(due.after, year, case, words) if due.after in EVENTS else ""
    return due_text(due, case.terms, words, event)


def _documents(standing: Standing, case: Case, words: Words) -> Iterator[str]:
    """The documents that start its days, each with its day or as missing."""
    for paper, on in standing.clock.received:
        title = paper_text(paper, standing.instalment, case.terms, words)
        yield words("ics.in", title=title, on=on) if on else words("ics.missing", title=title)


def _filed(standing: Standing, case: Case, words: Words) -> Iterator[str]:
    """The papers that the contract wants on file before money moves."""
    missing = missing_papers(standing.instalment, case.position)
    for kind in standing.instalment.evidence:
        title = kind_name(kind, words)
        yield words("ics.missing", title=title) if kind in missing else title


def obligations_ics(cases: Sequence[Case], found: Provenance, words: Words) -> bytes:
    """Every obligation that has a date."""
    events = []
    for case in cases:
        for row in with_plan(case):
            state, duty = row.state, row.state.obligation
            if state.deadline:
                name = f"{case.id}:{duty.key}"
                text = words("ics.duty", title=words.title(duty.title), id=name)
                told = [
                    words("ics.contract", title=case.terms.title),
                    words("ics.who", who=words(f"party.{duty.who}")),
                    _article(duty.article, duty.due, case, words),
                ]
                done = "done" if state.done_on else ""
                on, provisional = state.deadline.on, state.deadline.provisional
                entry = Entry(name, on, text, told, done, provisional)
                events.append(_event(entry, case, found, words))
    return _file(events, words("export.obligations"), words)


def reminders_ics(reminders: Sequence[Reminder], found: Provenance, words: Words) -> bytes:
    """What is to be done of contracts, under the names of the schedule; undated matters today."""
    events = []
    for each in reminders:
        if each.case:
            told = [words("ics.contract", title=each.case.terms.title), each.told]
            text = words("remind.line", kind=words(f"remind.{each.kind}"), told=each.name)
            entry = Entry(each.id, each.on or found.as_of, text, told)
            events.append(_event(entry, each.case, found, words))
    return _file(events, words("remind.calendar"), words)


def _article(article: str, due: Due | None, case: Case, words: Words) -> str:
    """The article, and by when it says so."""
    if due is None:
        return words("ics.article-alone", article=article)
    return words("ics.article", article=article, by=due_text(due, case.terms, words))


def service_ics(cases: Sequence[Case], found: Provenance, words: Words) -> bytes:
    """The last day of each recurring turn, done or to come; one that an early end cut short is cancelled."""
    events = []
    for case in cases:
        done = _done_turns(case)
        kept = {
            f"{turn.key}/{turn.number}" for turn in turns(case.document, case.terms, case.position)
        }
        whole = case.position._replace(termination=None)
        for turn in turns(case.document, case.terms, whole):
            id_ = f"{turn.key}/{turn.number}"
            name = f"{case.id}:service-{turn.key}-{turn.number}"
            text = words(
                "ics.turn", title=words.title(turn.title), first=turn.first, id=f"{case.id}:{id_}"
            )
            told = [
                words("ics.contract", title=case.terms.title),
                words("ics.who", who=words("party.supplier")),
                words("ics.article-alone", article=turn.article),
            ]
            state = "done" if id_ in done else "" if id_ in kept else "cancelled"
            entry = Entry(name, turn.last, text, told, state)
            events.append(_event(entry, case, found, words))
    return _file(events, words("export.service"), words)


def _done_turns(case: Case) -> set[str]:
    """The turns that were done in time."""
    from svcctl.delivery.matters import book_of
    from svcctl.delivery.promised import service_terms
    from svcctl.delivery.turns_kept import DONE, turns_kept

    now = end_of(case.as_of)
    found = turns_kept(book_of(case.holding, now), service_terms(case.document, case.sight), now)
    return {f"{each.turn.key}/{each.turn.number}" for each in found if each.state == DONE}


def _event(entry: Entry, case: Case, found: Provenance, words: Words) -> Any:
    """One all-day event; its sequence grows with every fact of contract and calendars.

    A date that moves needs a higher one (RFC 5545, 3.8.7.4), also where a fact is taken back.
    """
    from icalendar import Event

    marks = words("ics.provisional") if entry.provisional else ""
    marks += words(f"ics.{entry.done}") if entry.done else ""
    # a telephone shows the first lines: what the day is about, and then where it comes from
    told = [*entry.told, *foot_lines(found, words, letter=True)]
    event = Event()
    event.add("uid", f"{entry.name.replace(':', '-')}@svcctl")
    event.add("dtstamp", found.stamp)
    event.add("sequence", found.facts_of(case.id, CALENDAR_CHAIN))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + ONE_DAY)
    event.add("summary", entry.text + marks)
    event.add("description", "\n".join(told))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.done in OFF else "CONFIRMED")
    for days in () if entry.done else ALARMS:
        event.add_component(_alarm(entry.on, days, entry.text, case.calendar))
    return event


def _alarm(on: date, days: int, text: str, calendar: Calendar) -> Any:
    """An alarm at nine on the day so many working days before."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(hours=9) - (on - working_days_before(on, days, calendar)))
    return alarm


def working_days_before(on: date, days: int, calendar: Calendar) -> date:
    """The working day so many before a date."""
    day = on
    try:
        while days:
            day -= ONE_DAY
            days -= calendar.is_working_day(day)
    except Refusal:  # before the first year of the calendar
        return day
    return day


def _file(events: list[Any], name: str, words: Words) -> bytes:
    from icalendar import Calendar as File

    made = File()
    made.add("prodid", PRODUCT + words.lang.upper())
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())
