"""The tables and pages of an auditor's pack, from its facts: when made, and when checked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from io import BytesIO, StringIO
from typing import Any

from svcctl import workspace
from svcctl.answers.writers import write_csv
from svcctl.billing.printable import shown
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.i18n import Words
from svcctl.pack.days import counts, days_csv, days_workbook, year_json, years_shown
from svcctl.pack.papers import papers_csv
from svcctl.papers.exhibits import NAMES, Exhibit, Making, kind_of
from svcctl.papers.provenance import Provenance, clock_time, foot_lines
from svcctl.papers.xlsx import write_workbook
from svcctl.version import __version__


def tables(
    cases: Sequence[Case],
    facts: Mapping[str, Sequence[Fact]],
    found: Provenance,
    words: Words,
    books: bool = True,
) -> Iterator[tuple[str, bytes]]:
    """The read-me; each table as csv and, unless told not to, xlsx; papers, calendars, days.

    `facts`: of each contract and of the calendars, by chain.
    """
    bonds = any(case.document.get("guarantees") for case in cases)
    told_of = {"chain": cases[0].id, "guarantees": bonds}
    yield "READ-ME.html", page("pack-read-me", told_of).encode()
    known_at = found.known_at or NOBODY_KNEW_LATER
    told = [
        case._replace(recorded=[fact for fact in facts[case.id] if fact.recorded_at <= known_at])
        for case in cases
    ]
    # most contracts have no guarantees
    for name in (each for each in NAMES if bonds or each != "guarantees"):
        yield from _table(name, told, found, words, books)
    foot = foot_lines(found, words)
    yield "evidence.csv", papers_csv(cases, facts, known_at, foot, words)
    shown = [(calendar, years_shown(calendar, cases)) for calendar in found.calendars]
    for calendar, years in shown:
        days = _json([year_json(calendar, year) for year in years])
        yield f"calendars/{calendar.name}.json", days
    yield "days.csv", days_csv(shown, words).encode("utf-8-sig")
    if books:
        yield "days.xlsx", days_workbook(shown, counts(cases), words, found.stamp)
    yield "readings.json", _json({case.id: _readings(case) for case in cases})


def _table(
    name: str, cases: Sequence[Case], found: Provenance, words: Words, books: bool
) -> Iterator[tuple[str, bytes]]:
    """A table as csv and, unless told not to, xlsx."""
    sheets = kind_of(name).sheets
    with ExitStack() as stack:
        exhibit = stack.enter_context(_exhibit(name, cases, found, words, books and not sheets))
        yield f"tables/{name}.csv", _csv(exhibit, found, words)
        if not books:
            return
        whole = [
            stack.enter_context(_exhibit(each, cases, found, words, True)) for each in sheets
        ] or [exhibit]
        with BytesIO() as book:
            write_workbook(whole, found, words, book)
            yield f"tables/{name}.xlsx", book.getvalue()


def _exhibit(
    name: str, cases: Sequence[Case], found: Provenance, words: Words, steps: bool
) -> Exhibit:
    """One table with every contract in it."""
    read_at = partial(clock_time, known_at=found.known_at)
    making = Making(name, words, workspace.local_time, steps=steps, read_at=read_at)
    exhibit = Exhibit(making)
    for case in cases:
        exhibit.add(making.of(case))
    return exhibit


def claimed(cases: Sequence[Case], found: Provenance, role: str) -> dict[str, Any]:
    """What the head page says."""
    from xlsxwriter import __version__ as workbooks

    words = Words("zh", role)
    return {
        "contracts": [
            {
                "id": case.id,
                "title": words.title(case.terms.title),
                "purchaser": case.terms.party("purchaser").name,
                "supplier": case.terms.party("supplier").name,
            }
            for case in cases
        ],
        "as_of": found.as_of.isoformat(),
        "known_at": found.known_at,
        "known_at_local": found.moment,
        "role": role,
        "calendars": foot_lines(found._replace(heads=()), words)[1:-1],
        "heads": [head for head in found.heads if head],
        "stamp": found.stamp.replace(microsecond=0).isoformat(),
        "version": __version__,
        "workbooks": workbooks,  # another one may put the same cells into other bytes
    }


def page(name: str, values: dict[str, Any]) -> str:
    """A page of the pack, from the one that ships under that name."""
    text: str = _template(name).render(values)
    return text


@cache
def _template(name: str) -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    text = (workspace.shipped("pages") / f"{name}.html").read_text("utf-8")
    return environment.from_string(text)


def _csv(exhibit: Exhibit, found: Provenance, words: Words) -> bytes:
    text = StringIO()
    write_csv(
        exhibit.columns, exhibit.rows, [*exhibit.findings, *foot_lines(found, words)], words, text
    )
    return text.getvalue().encode("utf-8-sig")


def _readings(case: Case) -> dict[str, dict[str, str]]:
    return {
        key: {"choice": case.terms.readings[key], "from": source}
        for key, source in case.reading_sources().items()
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
