"""What must be on file before an instalment is paid: which papers are there, which missing."""

from datetime import date

from svcctl.billing.instalment import Instalment
from svcctl.billing.position import Paper, Position
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing


class ChecklistItem(Record):
    """One document or paper that an instalment needs, with what is on file of it."""

    kind: str
    document: bool  # a deliverable whose receipt starts the clock, and not a paper filed
    on: date | None  # received or filed on; None while it is missing
    papers: tuple[Paper, ...]


def checklist(standing: Standing, position: Position) -> list[ChecklistItem]:
    """The documents received and papers filed for an instalment, in the contract file's order."""
    instalment = standing.instalment
    found = [ChecklistItem(key, True, on, ()) for (key, _), on in standing.clock.received]
    # what was filed without being asked for is on file all the same, and who pays wants to see it
    filed = [paper.kind for paper in position.papers if paper.instalment == instalment.id]
    kinds = dict.fromkeys((*instalment.evidence, *filed))
    return found + [paper_item(kind, instalment, position) for kind in kinds]


def paper_item(kind: str, instalment: Instalment, position: Position) -> ChecklistItem:
    """One kind of paper, with every one filed of it."""
    filed = tuple(p for p in position.papers if p.instalment == instalment.id and p.kind == kind)
    return ChecklistItem(kind, False, filed[-1].on if filed else None, filed)


def missing_papers(instalment: Instalment, position: Position) -> list[str]:
    """The kinds of paper that are not on file."""
    # only papers that are filed: a missing document starts no clock, so the deadline says it
    # already
    return [
        kind for kind in instalment.evidence if paper_item(kind, instalment, position).on is None
    ]
