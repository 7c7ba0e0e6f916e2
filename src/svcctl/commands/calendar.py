"""Working days: a year's days off, what is settled, adding and counting."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from svcctl.answers import calendars as told
from svcctl.answers.answer import Answer
from svcctl.billing.obligations import obligations_of
from svcctl.billing.position import CalendarDays
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import NATION
from svcctl.billing.working_days import Calendar
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.casebook.replay import effective, said, terms_document
from svcctl.commands.calendar_import import import_, regions
from svcctl.desk import naming
from svcctl.desk.desk import Desk
from svcctl.desk.looking import Look, calendars_from, looking, read_cases
from svcctl.desk.options import CalendarName, Maybe, argument, number
from svcctl.desk.showing import check_output, show, write_bytes
from svcctl.intake.entry import parse_count, parse_date, parse_year


def _calendar(desk: Desk, name: str | None) -> Calendar:
    """The calendar named, else the contract's (the first of several), else the nation's."""
    name = name and naming.region(name, regions())
    with looking(desk) as look:
        named = look.calendars()
        used = set(_in_use(look)) if name is None else {name}
        if len(used) > 1:
            raise Refusal("calendar.which", known=", ".join(sorted(used)))
        return named(used.pop() if used else NATION)


def _in_use(look: Look) -> Iterator[str]:
    """The calendars of the contracts asked for: their terms say it, no date need be worked out."""
    desk, chains = look.desk, look.chains()
    for chain in desk.followed(chains, lambda: len(chains), "progress.contracts"):
        document = terms_document(effective(look.journal.facts(chain, look.scope), desk.known_at))
        if document is not None and document["signed_on"] <= desk.as_of.isoformat():
            yield document["calendar"]


def show_(
    desk: Desk, year: Annotated[str, argument("YEAR", "arg.year")], calendar: CalendarName = None
) -> None:
    """The weekdays off and the weekend days worked of a year."""
    asked = parse_year(year)
    days = _calendar(desk, calendar)
    report = told.year(days, asked, desk.words)

    def page(width: int | None, colours: bool) -> list[str]:
        from svcctl.papers.year_page import year_lines

        due = _due(desk, days, asked)
        months = year_lines(asked, days, due, desk.words, width or 80, colours)
        return [*report.head, "", *months, *report.foot]

    show(desk, report._replace(page=page) if desk.format == "table" else report)


def _due(desk: Desk, days: Calendar, year: int) -> dict[date, list[str]]:
    """What falls due in a year under that calendar: what is not paid, what is not done."""
    found: dict[date, list[str]] = {}
    for case in read_cases(desk):
        if case.calendar.name != days.name:
            continue
        due = [(s.due_on, s.instalment.id) for s in case.standings if s.outstanding_fen]
        open_obligations = [d for d in obligations_of(case.sight) if d.deadline and not d.done_on]
        due += [(d.deadline.on, d.obligation.key) for d in open_obligations if d.deadline]
        for on, name in due:
            if on and on.year == year:
                found.setdefault(on, []).append(f"{case.id}:{name}")
    return found


def export(
    desk: Desk,
    year: Annotated[int | None, number("--year", "opt.calendar-year", "YEAR")] = None,
    calendar: CalendarName = None,
) -> None:
    """Days off and weekend days worked for calendar programs (ics)."""
    from svcctl.papers.calendar_ics import calendar_ics

    if desk.output is None:
        raise Refusal("letter.output-ics")
    check_output(desk, ("ics", "plain"), "ics")
    days = _calendar(desk, calendar)
    last = max(y for y, source in days.sources.items() if source.basis == "official")
    this = desk.as_of.year
    years = range(this, max(last, this + 1) + 1) if year is None else [year]
    for each in years:
        days.year(each)  # refuses a year that the calendar does not reach
    with looking(desk) as look:
        found, most = look.provenance({}), _most_events(look, days.name, years)
    write_bytes(desk, calendar_ics(days, years, found, desk.words, most))


def _most_events(look: Look, name: str, years: Sequence[int]) -> dict[tuple[int, str], int]:
    """The most events of each kind that each year has had, after any fact that is known."""
    from svcctl.papers.calendar_ics import counted

    facts = look.journal.facts(CALENDAR_CHAIN)
    known = [fact for fact in facts if fact.recorded_at <= look.desk.known_at]
    most: dict[tuple[int, str], int] = {}
    for count in range(1, len(known) + 1):
        days = said(effective(known[:count]), CalendarDays)
        if not {NATION, name} <= {each.calendar for each in days}:
            continue
        calendar = calendars_from(days)(name)
        reached = [year for year in years if year in calendar.sources]
        for key, events in counted(calendar, reached).items():
            most[key] = max(most.get(key, 0), events)
    return most


def status(desk: Desk, calendar: CalendarName = None) -> None:
    """Which years are official, since which notice, and which notice is still to come."""
    with looking(desk) as look:
        named = look.calendars()
        known = dict.fromkeys(fact.calendar for fact in look.calendar_facts())
        used = {NATION, *_in_use(look)}
    calendar = calendar and naming.region(calendar, regions())
    names = [name for name in known if name in used or used == {NATION}]
    show(
        desk, told.status([named(name) for name in ([calendar] if calendar else names)], desk.words)
    )


def add(
    desk: Desk,
    start: Annotated[str, argument("DATE|-", "arg.start")],
    count: Annotated[Maybe, argument("N", "arg.count")] = None,
    calendar: CalendarName = None,
) -> None:
    """The date so many working days after another, not counted; `-` reads lines of DATE N."""
    days = _calendar(desk, calendar)
    if start == "-":
        show(desk, _batch(desk, days))
    elif count is None:
        raise Refusal("calendar.add-what")
    else:
        show(desk, told.added(days, parse_date(start), parse_count(count), desk.words))


def _batch(desk: Desk, days: Calendar) -> Answer:
    entries = (told.addition(days, parse_date(first), parse_count(n)) for first, n in _lines())
    if desk.format == "json":
        return Answer(data=entries, stream=True)
    return told.additions(list(entries), desk.words)


def _lines() -> Iterator[tuple[str, str]]:
    for place, line in enumerate(sys.stdin, 1):
        parts = line.split()
        if len(parts) == 2:
            yield parts[0], parts[1]
        elif parts:
            raise Refusal("calendar.line", line=place, text=line.strip())


def between(
    desk: Desk,
    start: Annotated[str, argument("DATE", "arg.from")],
    end: Annotated[str, argument("DATE", "arg.to")],
    calendar: CalendarName = None,
) -> None:
    """How many working days lie after one date, up to and including another."""
    first, last = parse_date(start), parse_date(end)
    if last < first:
        raise Refusal("calendar.swapped", first=first, last=last)
    show(desk, told.between(_calendar(desk, calendar), first, last, desk.words))


VERBS = {
    "show": show_,
    "status": status,
    "import": import_,
    "export": export,
    "add": add,
    "between": between,
}
