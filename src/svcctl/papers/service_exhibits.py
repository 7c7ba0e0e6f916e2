"""The service as exhibits: all of it in one table, or a sheet each of promises, clocks, records, steps."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from svcctl.answers import service
from svcctl.answers import service_record as record
from svcctl.answers.instalments import Moment
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.exhibit_kinds import ExhibitKind, ExhibitPart


def _all(case: Case, words: Words, _: Moment, now: datetime) -> ExhibitPart:
    """What is promised with what became of it, then every record."""
    book = record.ServiceBook(case, now)
    return ExhibitPart(_rows(book), findings=service.notes(case, words, book.is_bare))


def _rows(book: record.ServiceBook) -> Iterator[record.Served]:
    yield from book.promises()
    yield from book.records()


def _promises(case: Case, words: Words, _: Moment, now: datetime) -> ExhibitPart:
    """What is promised, with what became of it."""
    book = record.ServiceBook(case, now)
    return ExhibitPart(book.promises(), findings=service.notes(case, words, book.is_bare))


def _incidents(case: Case, _: Words, __: Moment, now: datetime) -> ExhibitPart:
    """Each clock of each incident."""
    return ExhibitPart(record.incidents(record.ServiceBook(case, now)))


def _records(case: Case, _: Words, __: Moment, now: datetime) -> ExhibitPart:
    """Every record that is no incident."""
    book = record.ServiceBook(case, now)
    return ExhibitPart(each for each in book.records() if each.what != "incident")


def _steps(case: Case, _: Words, __: Moment, now: datetime) -> ExhibitPart:
    """Each act on each record."""
    return ExhibitPart(record.steps(record.ServiceBook(case, now)))


def _kind(columns: Any, part: Any) -> ExhibitKind:
    return ExhibitKind(columns, columns, part)


SHEETS = ("service-promises", "service-incidents", "service-records", "service-steps")
KINDS = {
    "service": ExhibitKind(record.AUDIT, record.PLAIN, _all, sheets=SHEETS),
    "service-promises": _kind(record.PROMISES, _promises),
    "service-incidents": _kind(record.CLOCKS, _incidents),
    "service-records": _kind(record.RECORDS, _records),
    "service-steps": _kind(record.STEPS, _steps),
}
