"""What must be on file before an instalment is paid: which papers are there, and which are missing."""

from datetime import date
from typing import NamedTuple

from svcctl.billing.position import Paper, Position
from svcctl.billing.schedule import Standing
from svcctl.billing.terms import Promise


class Item(NamedTuple):
    """One document or paper that an instalment needs, with what is on file of it."""

    kind: str
    document: bool  # a deliverable whose receipt starts the clock, and not a paper filed
    on: date | None  # received or filed on; None while it is missing
    papers: tuple[Paper, ...]


def checklist(standing: Standing, position: Position) -> list[Item]:
    """The documents received and the papers filed for an instalment, in the order of the contract file."""
    found = [Item(key, True, on, ()) for key, on in standing.clock.received]
    return found + [paper_item(kind, standing.promise, position) for kind in standing.promise.evidence]


def paper_item(kind: str, promise: Promise, position: Position) -> Item:
    """One kind of paper, with every one filed of it."""
    filed = tuple(p for p in position.papers if p.instalment == promise.id and p.kind == kind)
    return Item(kind, False, filed[-1].on if filed else None, filed)


def missing_papers(promise: Promise, position: Position) -> list[str]:
    """The kinds of paper that are not on file."""
    return [kind for kind in promise.evidence if paper_item(kind, promise, position).on is None]
