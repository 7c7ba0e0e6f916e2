"""What must be on file before money moves: what is there, with its hash, and what is missing."""

from typing import Any

from svcctl.answers.answer import Answer, Cell, Column, iso
from svcctl.billing.checklist import ChecklistItem, checklist
from svcctl.billing.promises import SETTLEMENT
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words

# the papers that offices file everywhere; a contract file may ask for others by keys of its own
PAPER_KINDS = (
    *("invoice", "acceptance-note", "award-notice", "contract", "account-confirmation"),
    *("payment-application", "approval"),
)
COLUMNS = (
    Column("column.state", "code"),
    Column("column.paper"),
    Column("column.filed-on", "code"),
    Column("column.file"),
    Column("column.sha256", "code", spare=True),
)


def listed(case: Case, standing: Standing, words: Words) -> Answer:
    """The checklist of one instalment."""
    items = checklist(standing, case.position)
    missing = [_name(item, case, words) for item in items if item.on is None]
    head = [words("checklist.title", id=standing.instalment.id, as_of=case.as_of)]
    return Answer(
        data=_json(case, standing, items),
        columns=COLUMNS,
        rows=lambda: [row for item in items for row in _rows(item, case, words)],
        head=head if items else [*head, words("checklist.nothing")],
        foot=[words("checklist.lacks", items=missing)] if missing else [],
    )


def _name(item: ChecklistItem, case: Case, words: Words) -> str:
    if item.kind == SETTLEMENT:
        return words("paper.settlement")
    if item.document:
        return words.title(case.terms.documents[item.kind][0])
    return kind_name(item.kind, words)


def kind_name(kind: str, words: Words) -> str:
    """What people call a kind of paper: our own keys in words, others as they were typed."""
    return words(f"evidence.kind-{kind}") if kind in PAPER_KINDS else kind


def _rows(item: ChecklistItem, case: Case, words: Words) -> list[list[Cell]]:
    """A row a file; one without a file where there is none."""
    state = words("checklist.there" if item.on else "checklist.missing")
    named = [(file.name, file.sha256) for paper in item.papers for file in paper.files]
    files: list[tuple[str | None, str | None]] = [*named] or [(None, None)]
    return [[state, _name(item, case, words), iso(item.on), *file] for file in files]


def _json(case: Case, standing: Standing, items: list[ChecklistItem]) -> dict[str, Any]:
    missing = [item.kind for item in items if item.on is None]
    return {
        "id": f"{case.id}:{standing.instalment.id}",
        "as_of": iso(case.as_of),
        "ready": not missing,
        "missing": missing,
        "required": standing.instalment.require_evidence,
        "items": [_item_json(item) for item in items],
    }


def _item_json(item: ChecklistItem) -> dict[str, Any]:
    files = [
        {"name": file.name, "sha256": file.sha256, "event": paper.event}
        for paper in item.papers
        for file in paper.files
    ]
    return {"kind": item.kind, "document": item.document, "on": iso(item.on), "files": files}
