"""What became of a help desk's list: in words, and as scripts read it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from svcctl.answers.answer import Answer
from svcctl.answers.desk_flaws import flaw_text
from svcctl.answers.matter_json import stamp
from svcctl.answers.matter_told import at_text
from svcctl.billing.record import Record
from svcctl.delivery.tickets import Change, Difference
from svcctl.i18n import Words
from svcctl.intake.helpdesk import DeskRow, Flaw


class Changed(Record):
    """A row that says otherwise than when it was last imported, and what it asks for."""

    row: DeskRow
    record: str
    columns: Mapping[str, str]  # the heading of each field that differs
    found: Sequence[Difference]
    change: Change


class Imported(Record):
    """An import as it is told: what was read, and what became of it."""

    path: str
    digest: str
    read: int
    new: int
    same: int
    changed: Sequence[Changed]
    flaws: Sequence[Flaw]
    taken: int  # changed rows that were taken over
    records: Sequence[str]  # the new incidents
    stopped: bool  # nothing was recorded, as something has to be settled first
    dry_run: bool


def imported_answer(found: Imported, words: Words, store_option: str) -> Answer:
    """The report of an import."""
    return Answer(data=_data(found), head=list(_lines(found, words, store_option)))


def _data(found: Imported) -> dict[str, Any]:
    return {
        "import": found.digest,
        "read": found.read,
        "new": found.new,
        "same": found.same,
        "changed": [each for changed in found.changed for each in _changed(changed)],
        "left_out": [flaw._asdict() for flaw in found.flaws],
    }


def _changed(changed: Changed) -> Iterator[dict[str, Any]]:
    for each in changed.found:
        yield {
            "row": changed.row.row,
            "number": changed.row.number,
            "id": changed.record,
            "column": changed.columns[each.field],
            "before": _plain(each.before),
            "after": _plain(each.after),
        }


def _plain(value: Any) -> str | None:
    """A value for scripts: moments in full, lengths in seconds."""
    if isinstance(value, datetime):
        return stamp(value)
    return None if value is None else str(value)


def _lines(found: Imported, words: Words, store_option: str) -> Iterator[str]:
    if found.dry_run:
        yield words("recorded.dry-run")
    values = {"new": found.new, "same": found.same, "taken": found.taken}
    values["out"] = len({flaw.row for flaw in found.flaws})
    values["kept"] = len(found.changed) - found.taken
    key = "desk-list.found" if found.stopped else "desk-list.taken-in"
    yield words(key, path=found.path, read=found.read, changed=len(found.changed), **values)
    if found.records:
        first, last = found.records[0], found.records[-1]
        yield words("desk-list.ids", first=first, last=last) if first != last else first
    for changed in found.changed:
        yield from _changed_lines(changed, words)
    for flaw in found.flaws:
        yield flaw_text(flaw, words)
    if not found.stopped and not found.dry_run and (found.new or found.taken):
        yield words("listed.undo", digest=found.digest[:12]) + store_option


def _changed_lines(changed: Changed, words: Words) -> Iterator[str]:
    row = changed.row
    for each in changed.found:
        yield words(
            "desk-list.differs",
            row=row.row,
            number=row.number,
            record=changed.record,
            column=changed.columns[each.field],
            before=_told(each.before, words),
            after=_told(each.after, words),
        )


def _told(value: Any, words: Words) -> str:
    if value is None:
        return words("desk-list.nothing")
    return at_text(value) if isinstance(value, datetime) else str(value)


def question_of(changed: Changed, words: Words) -> str:
    """What a person is asked of a changed row: its differences, and whether they are taken."""
    return "\n".join([*_changed_lines(changed, words), words("desk-list.ask")])
