"""The tables of an auditor's pack, worked out from its facts: when it is made, and again when it is checked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from svcctl import workspace
from svcctl.casefile import Case
from svcctl.export import exhibits
from svcctl.export.exhibits import Exhibit
from svcctl.export.pack_days import counts, days_csv, days_workbook, year_json, years_shown
from svcctl.export.provenance import Provenance, foot_lines
from svcctl.export.report import Report
from svcctl.export.writers import as_csv
from svcctl.export.xlsx import workbook
from svcctl.facts import Event
from svcctl.i18n import Words
from svcctl.ledger import NOBODY_KNEW_LATER


def tables(
    cases: Sequence[Case], facts: Mapping[str, Sequence[Event]], found: Provenance, words: Words, books: bool = True
) -> Iterator[tuple[str, bytes]]:
    """Each table as csv to reckon with and, unless told otherwise, as xlsx to read; calendars, days and readings."""
    foot = foot_lines(found, words)
    for exhibit in _exhibits(cases, facts, found, words):
        report = Report(None, exhibit.columns, rows=exhibit.rows.copy, foot=[*exhibit.findings, *foot], csv_foot=True)
        yield f"tables/{exhibit.name}.csv", as_csv(report, words).encode("utf-8-sig")
        if books:
            yield f"tables/{exhibit.name}.xlsx", workbook(exhibit, found, words)
    shown = [(calendar, years_shown(calendar, cases)) for calendar in found.calendars]
    for calendar, years in shown:
        yield f"calendars/{calendar.name}.json", _json([year_json(calendar, year) for year in years])
    yield "days.csv", days_csv(shown, words).encode("utf-8-sig")
    if books:
        yield "days.xlsx", days_workbook(shown, counts(cases), words, found.stamp)
    yield "readings.json", _json({case.id: _readings(case) for case in cases})


def _exhibits(
    cases: Sequence[Case], facts: Mapping[str, Sequence[Event]], found: Provenance, words: Words
) -> Iterator[Exhibit]:
    moment, by_then = workspace.local_time, found.as_of.isoformat()
    yield exhibits.schedule_exhibit(cases, words, moment)
    yield exhibits.payments_exhibit(cases, words, moment)
    yield exhibits.damages_exhibit(cases, words, moment)
    yield exhibits.obligations_exhibit(cases, words, moment)
    known_at = found.known_at or NOBODY_KNEW_LATER
    told = [
        (event, event in case.holding)
        for case in cases
        for event in facts[case.id]
        if event.recorded_at <= known_at and event.happened_on <= by_then
    ]
    yield exhibits.journal_exhibit(told, cases, words, moment)


def _readings(case: Case) -> dict[str, dict[str, str]]:
    return {key: {"choice": case.terms.readings[key], "from": source} for key, source in case.reading_sources().items()}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
