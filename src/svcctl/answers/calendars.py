"""Working days and days off, added, counted and settled: columns, rows, JSON, sentences."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Cell, Column, iso
from svcctl.billing.working_days import Calendar, DayRun
from svcctl.i18n import Words

DAYS = (
    Column("column.date", "code"),
    Column("column.weekday"),
    Column("column.festival"),
    Column("column.day"),
)
YEARS = (
    Column("column.calendar", "code"),
    Column("column.year", "code"),
    Column("column.basis"),
    Column("column.source"),
)
ADDED = (
    Column("column.count-from", "code"),
    Column("column.count", "count"),
    Column("column.count-to", "code"),
    Column("column.basis"),
)
BLOCKS = (
    Column("column.festival"),
    Column("column.first-day-off", "code"),
    Column("column.last-day-off", "code"),
    Column("column.days-off", "count"),
)


def year(days: Calendar, number: int, words: Words) -> Answer:
    """The weekdays off and the weekend days worked of a year."""
    off, worked = days.year(number)
    source = days.sources[number]
    basis = words(f"basis.{source.basis}-short")
    rows: list[list[Cell]] = [
        [iso(d), words.weekday(d), words.festival(days.festival(d)), words("day.off")] for d in off
    ]
    rows += [[iso(d), words.weekday(d), "", words("day.worked")] for d in worked]
    return Answer(
        data={
            "year": number,
            "calendar": days.name,
            "basis": source.basis,
            "days_off": [iso(day) for day in off],
            "working_weekends": [iso(day) for day in worked],
            "source": source.source,
        },
        columns=DAYS,
        rows=lambda: sorted(rows, key=str),
        head=[words("calendar.title", year=f"{number:04}", calendar=days.name, basis=basis)],
        foot=[words("calendar.source", source=source.source)],
    )


# -- what is settled -------------------------------------------------------------------------------


def status(calendars: Sequence[Calendar], words: Words) -> Answer:
    """Which years are official, since which notice, and which notice is still to come."""
    found = [_year_json(days, each) for days in calendars for each in days.sources]
    coming = [_to_come(days) for days in calendars]
    return Answer(
        data={"years": found, "to_come": coming},
        columns=YEARS,
        rows=lambda: [_years_row(run, words) for run in _runs_of_years(found)],
        head=[words("calendar.status")],
        foot=[words("calendar.to-come", **entry) for entry in coming],
    )


def _year_json(days: Calendar, number: int) -> dict[str, Any]:
    source, (off, worked) = days.sources[number], days.year(number)
    return {
        "calendar": days.name,
        "year": number,
        "basis": source.basis,
        "source": source.source,
        "days_off": len(off),
        "working_weekends": len(worked),
    }


def _to_come(days: Calendar) -> dict[str, Any]:
    """The first year after the last one settled whose notice of this calendar has not been read."""
    sources = days.sources.items()
    settled = [number for number, source in sources if days.name not in source.missing]
    return {"calendar": days.name, "year": max(settled) + 1}


def _runs_of_years(entries: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Neighbouring years of one calendar with one basis and one source, together."""
    alike = ("calendar", "basis", "source")
    runs: list[list[dict[str, Any]]] = []
    for entry in entries:
        if runs and all(runs[-1][-1][key] == entry[key] for key in alike):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _years_row(run: Sequence[dict[str, Any]], words: Words) -> list[Cell]:
    first, last = run[0], run[-1]
    years = str(first["year"]) if first is last else f"{first['year']}-{last['year']}"
    return [first["calendar"], years, words(f"basis.{first['basis']}-short"), first["source"]]


# -- adding and counting ---------------------------------------------------------------------------


def addition(days: Calendar, start: date, count: int) -> dict[str, Any]:
    """The date so many working days after another, with its basis and window."""
    end = days.add(start, count)
    data: dict[str, Any] = {
        "start": iso(start),
        "days": count,
        "calendar": days.name,
        "end": iso(end),
        "basis": "official",
    }
    if days.provisional(start, end):
        window = days.window(start, count)
        told = {"earliest": iso(window.earliest), "latest": iso(window.latest)}
        data |= {"basis": "provisional", "window": told}
    return data


def additions(entries: Sequence[dict[str, Any]], words: Words) -> Answer:
    """Many of them as a table."""
    return Answer(
        data=None,
        columns=ADDED,
        rows=lambda: [
            [e["start"], e["days"], e["end"], words(f"basis.{e['basis']}-short")] for e in entries
        ],
    )


def added(days: Calendar, start: date, count: int, words: Words) -> Answer:
    """One of them, with each run of days that was skipped."""
    data = addition(days, start, count)
    end = days.add(start, count)
    skipped = [run for run in days.skipped(start, end) if run.first < end]
    values = {"start": start, "days": count, "end": end, "weekday": words.weekday(end)}
    lines = [words("calendar.added", calendar=days.name, **values)]
    for run in skipped:
        lines.append(words("calendar.skipped", days=_span(run), why=_why(run, words)))
    if "window" in data:
        lines.append(words("calendar.window", **data["window"]))
    return Answer(data=data | {"skipped": [_run_json(run) for run in skipped]}, head=lines)


def _run_json(run: DayRun) -> dict[str, Any]:
    found = {"from": iso(run.first), "to": iso(run.last), "why": run.why}
    return found | ({"name": run.name} if run.name else {})


def _span(run: DayRun) -> str:
    first, last = run.first.isoformat(), run.last.isoformat()
    return first if first == last else f"{first}..{last}"


def _why(run: DayRun, words: Words) -> str:
    return words.festival(run.name) if run.name else words(f"why.{run.why}")


def between(days: Calendar, first: date, last: date, words: Words) -> Answer:
    """How many working days lie after one date, up to and including another."""
    counted = days.between(first, last)
    provisional = days.provisional(first, last)
    text = words("calendar.between", first=first, last=last, days=counted, calendar=days.name)
    return Answer(
        data={
            "from": iso(first),
            "to": iso(last),
            "calendar": days.name,
            "working_days": counted,
            "basis": "provisional" if provisional else "official",
        },
        head=[text + (words("calendar.between-provisional") if provisional else "")],
    )
