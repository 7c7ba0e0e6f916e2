"""The clocks that another choice of a reading moves: when they run out, or what becomes of them."""

from collections.abc import Iterator
from datetime import datetime

from svcctl.billing.changes import Change
from svcctl.billing.service import CLOCKS
from svcctl.delivery.clocks import Clock, sheet_of
from svcctl.delivery.matters import Book, Matter
from svcctl.delivery.promised import ServiceTerms

DUE_AT, STATE = "due_at", "state"


def clocks_moved(
    book: Book, terms: ServiceTerms, other: ServiceTerms, now: datetime
) -> Iterator[Change]:
    """Of each incident within the term the clocks that count, before and after."""
    for matter in book.of("incident"):
        if terms.is_in_term(matter.opened_at.date()):
            before, after = (_counting(matter, each, now) for each in (terms, other))
            for kind in CLOCKS:
                yield from _changes(f"{matter.id}/{kind}", before.get(kind), after.get(kind))


def _counting(matter: Matter, terms: ServiceTerms, now: datetime) -> dict[str, Clock]:
    return {each.kind: each for each in sheet_of(matter, terms, now).clocks if each.counts}


def _changes(name: str, before: Clock | None, after: Clock | None) -> Iterator[Change]:
    due = [each.due_at if each else None for each in (before, after)]
    if due[0] != due[1]:
        yield Change(name, DUE_AT, *due)
    states = [each.state if each else None for each in (before, after)]
    if states[0] != states[1]:
        yield Change(name, STATE, *states)
