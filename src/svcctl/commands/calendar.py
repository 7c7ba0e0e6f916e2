"""Working days: a year's days off, what is settled, adding and counting."""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import typer

from svcctl.billing.calendar import Calendar, Run
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import NATION
from svcctl.commands.calendar_import import import_
from svcctl.commands.desk import Desk, iso
from svcctl.commands.options import CalendarName, Maybe
from svcctl.entry import parse_count, parse_date
from svcctl.export.report import Cell, Column, Report
from svcctl.i18n import Words
from svcctl.ledger import NOBODY_KNEW_LATER

STATUS_COLUMNS = (
    Column("column.calendar", "code"),
    Column("column.year", "code"),
    Column("column.basis"),
    Column("column.source"),
)


def _calendar(desk: Desk, name: str | None) -> Calendar:
    """The calendar named, else the contract's (the first where several share one), else the nation's."""
    journal = desk.open()
    try:
        with journal.snapshot():
            named = desk.calendars(journal)
            if name is None:
                used = {case.terms.calendar for case in desk.cases(journal)}
                if len(used) > 1:
                    raise Refusal("calendar.which", known=", ".join(sorted(used)))
                name = used.pop() if used else NATION
            return named(name)
    finally:
        journal.close()


def show(
    desk: Desk,
    year: Annotated[str, typer.Argument(metavar="YEAR", help="arg.year")],
    calendar: CalendarName = None,
) -> None:
    """The weekdays off and the weekend days worked of a year."""
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Refusal("entry.year", text=year)
    days = _calendar(desk, calendar)
    off, worked = days.year(int(year))
    source = days.sources[int(year)]
    words = desk.words
    head = [words("calendar.title", year=year, calendar=days.name, basis=words(f"basis.{source.basis}-short"))]
    foot = [words("calendar.source", source=source.source)]

    def page(width: int | None, colours: bool) -> list[str]:
        from svcctl.export.year_page import year_lines

        return [
            *head,
            "",
            *year_lines(int(year), days, _due(desk, days, int(year)), words, width or 80, colours),
            *foot,
        ]

    rows = [[iso(day), words.weekday(day), words.festival(days.festival(day)), words("day.off")] for day in off]
    rows += [[iso(day), words.weekday(day), "", words("day.worked")] for day in worked]
    desk.show(
        Report(
            data={
                "year": int(year),
                "calendar": days.name,
                "basis": source.basis,
                "days_off": [iso(day) for day in off],
                "working_weekends": [iso(day) for day in worked],
                "source": source.source,
            },
            columns=(
                Column("column.date", "code"),
                Column("column.weekday"),
                Column("column.festival"),
                Column("column.day"),
            ),
            rows=lambda: sorted(rows),
            head=head,
            foot=foot,
            page=page if desk.format == "table" else None,
        )
    )


def _due(desk: Desk, days: Calendar, year: int) -> dict[date, list[str]]:
    """What falls due in a year in the contracts of that calendar: what is not paid, what is not done."""
    from svcctl.billing.obligations import duties

    found: dict[date, list[str]] = {}
    for case in desk.read_cases():
        if case.calendar.name != days.name:
            continue
        due = [(s.due_on, s.promise.id) for s in case.standings if s.outstanding_fen]
        due += [(d.deadline.on, d.obligation.key) for d in duties(case.terms, case.position, case.calendar)
                if d.deadline and not d.done_on]  # fmt: skip
        for on, name in due:
            if on and on.year == year:
                found.setdefault(on, []).append(f"{case.id}:{name}")
    return found


def export(
    desk: Desk,
    year: Annotated[Maybe, typer.Option("--year", metavar="YEAR", help="opt.calendar-year")] = None,
    calendar: CalendarName = None,
) -> None:
    """Days off and weekend days worked for calendar programs (ics)."""
    from svcctl.commands.papers import write_bytes
    from svcctl.export.calendar_ics import calendar_ics
    from svcctl.export.provenance import Provenance

    if desk.output is None:
        raise Refusal("letter.output-ics")
    if desk.format not in ("ics", "plain"):
        raise Refusal("usage.choice", option="--format", value=desk.format, choices="ics")
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Refusal("entry.year", text=year)
    days = _calendar(desk, calendar)
    last = max(y for y, source in days.sources.items() if source.basis == "official")
    years = [int(year)] if year else range(desk.as_of.year, max(last, desk.as_of.year + 1) + 1)
    for each in years:
        days.year(each)  # refuses a year that the calendar does not reach
    stamp = Provenance(desk.as_of, "" if desk.known_at == NOBODY_KNEW_LATER else desk.known_at, (), ()).stamp
    write_bytes(desk, calendar_ics(days, years, stamp, desk.words))


def status(desk: Desk, calendar: CalendarName = None) -> None:
    """Which years are official, since which notice, and which notice is still to come."""
    journal = desk.open()
    try:
        with journal.snapshot():
            named = desk.calendars(journal)
            payloads = desk.calendar_payloads(journal)
            used = {case.terms.calendar for case in desk.cases(journal)}
    finally:
        journal.close()
    known = dict.fromkeys(payload["calendar"] for payload in payloads)
    names = [calendar] if calendar else [name for name in known if not used or name in (NATION, *used)]
    found = []
    for days in (named(name) for name in names):
        for year, source in days.sources.items():
            off, worked = days.year(year)
            entry: dict[str, Any] = {
                "calendar": days.name,
                "year": year,
                "basis": source.basis,
                "source": source.source,
            }
            found.append(entry | {"days_off": len(off), "working_weekends": len(worked)})
    coming = [_to_come(name, named(name)) for name in names]
    words = desk.words
    desk.show(
        Report(
            data={"years": found, "to_come": coming},
            columns=STATUS_COLUMNS,
            rows=lambda: [_years_row(run, words) for run in _runs_of_years(found)],
            head=[words("calendar.status")],
            foot=[words("calendar.to-come", **entry) for entry in coming],
        )
    )


def _to_come(name: str, days: Calendar) -> dict[str, Any]:
    """The first year after the last one settled whose notice of this calendar has not been read."""
    settled = [year for year, source in days.sources.items() if name not in source.missing]
    return {"calendar": name, "year": max(settled) + 1}


def _runs_of_years(entries: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Neighbouring years of one calendar with one basis and one source, together."""
    runs: list[list[dict[str, Any]]] = []
    for entry in entries:
        alike = runs and all(runs[-1][-1][key] == entry[key] for key in ("calendar", "basis", "source"))
        if alike:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _years_row(run: list[dict[str, Any]], words: Words) -> list[Cell]:
    first, last = run[0], run[-1]
    years = str(first["year"]) if first is last else f"{first['year']}-{last['year']}"
    return [first["calendar"], years, words(f"basis.{first['basis']}-short"), first["source"]]


def add(
    desk: Desk,
    start: Annotated[str, typer.Argument(metavar="DATE|-", help="arg.start")],
    count: Annotated[Maybe, typer.Argument(metavar="N", help="arg.count")] = None,
    calendar: CalendarName = None,
) -> None:
    """The date so many working days after another, which is not counted; `-` reads lines of DATE N."""
    days = _calendar(desk, calendar)
    if start == "-":
        if desk.format == "json":
            desk.show(Report(data=(_added(days, *line) for line in _lines()), stream=True))
        else:
            rows = [[entry["start"], entry["days"], entry["end"], entry["basis"]] for entry in
                    (_added(days, *line) for line in _lines())]  # fmt: skip
            words = desk.words
            columns = (
                Column("column.from", "code"),
                Column("column.count", "count"),
                Column("column.to", "code"),
                Column("column.basis"),
            )
            desk.show(
                Report(
                    data=None,
                    columns=columns,
                    rows=lambda: [[*row[:3], words(f"basis.{row[3]}-short")] for row in rows],
                )
            )
        return
    if count is None:
        raise Refusal("calendar.add-what")
    data = _added(days, start, count)
    first = parse_date(start)
    end = days.add(first, parse_count(count))
    skipped = [run for run in days.skipped(first, end) if run.first < end]
    data["skipped"] = [_run_json(run) for run in skipped]
    words = desk.words
    lines = [words("calendar.added", start=first, days=count, end=end, weekday=words.weekday(end), calendar=days.name)]
    lines += [words("calendar.skipped", days=_span(run), why=_why(run, desk)) for run in skipped]
    if data["basis"] == "provisional":
        window = data["window"]
        lines.append(words("calendar.window", earliest=window["earliest"], latest=window["latest"]))
    desk.show(Report(data=data, head=lines))


def _lines() -> Iterator[tuple[str, str]]:
    for number, line in enumerate(sys.stdin, 1):
        parts = line.split()
        if len(parts) == 2:
            yield parts[0], parts[1]
        elif parts:
            raise Refusal("calendar.line", line=number, text=line.strip())


def _added(days: Calendar, start: str, count: str) -> dict[str, Any]:
    first, number = parse_date(start), parse_count(count)
    end = days.add(first, number)
    provisional = days.provisional(first, end)
    data: dict[str, Any] = {
        "start": iso(first),
        "days": number,
        "calendar": days.name,
        "end": iso(end),
        "basis": "provisional" if provisional else "official",
    }
    if provisional:
        window = days.window(first, number)
        data["window"] = {"earliest": iso(window.earliest), "latest": iso(window.latest)}
    return data


def _run_json(run: Run) -> dict[str, str]:
    found = {"from": iso(run.first), "to": iso(run.last), "why": run.why}
    return found | ({"name": run.name} if run.name else {})


def _span(run: Run) -> str:
    return iso(run.first) if run.first == run.last else f"{iso(run.first)}..{iso(run.last)}"


def _why(run: Run, desk: Desk) -> str:
    return desk.words.festival(run.name) if run.name else desk.words(f"why.{run.why}")


def between(
    desk: Desk,
    start: Annotated[str, typer.Argument(metavar="DATE", help="arg.from")],
    end: Annotated[str, typer.Argument(metavar="DATE", help="arg.to")],
    calendar: CalendarName = None,
) -> None:
    """How many working days lie after one date, up to and including another."""
    days = _calendar(desk, calendar)
    first, last = parse_date(start), parse_date(end)
    counted = days.between(first, last)
    provisional = days.provisional(min(first, last), max(first, last))
    data = {
        "from": iso(first),
        "to": iso(last),
        "calendar": days.name,
        "working_days": counted,
        "basis": "provisional" if provisional else "official",
    }
    words = desk.words
    text = words("calendar.between", first=first, last=last, days=counted, calendar=days.name)
    desk.show(Report(data=data, head=[text + (words("calendar.between-provisional") if provisional else "")]))


VERBS = {"show": show, "status": status, "import": import_, "export": export, "add": add, "between": between}
