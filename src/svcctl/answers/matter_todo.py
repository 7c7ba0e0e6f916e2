"""What each side still has to do about the records of the service."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from svcctl.answers.answer import Answer, Column, Table, rows_of
from svcctl.answers.matter_json import View, missing_of, stamp
from svcctl.answers.matter_told import at_text, title_text, verb_text
from svcctl.billing.record import Record
from svcctl.delivery.nouns import ASKER, OTHER, PURCHASER, SIDES, SUPPLIER
from svcctl.i18n import Words


class Todo(Record):
    """One thing that a side has to do about a record."""

    view: View
    side: str
    what: str  # a verb of the record, or sign, answer
    since: datetime
    paper: str = ""


TABLE = Table(
    contract=Column("column.contract", "code", spare=True, cell=lambda t, _: t.view.case.id),
    side=Column("column.side", cell=lambda t, words: words(f"party.{t.side}")),
    record=Column("column.record", "code", cell=lambda t, _: t.view.matter.id),
    kind=Column("column.kind", cell=lambda t, words: words(f"noun.{t.view.matter.noun.name}")),
    title=Column("column.called", cell=lambda t, words: title_text(t.view.matter, words)),
    what=Column("column.to-do", cell=lambda t, words: _what(t, words)),
    since=Column("column.since", "date", cell=lambda t, _: at_text(t.since)),
).view("contract side record kind title what since")


def _what(todo: Todo, words: Words) -> str:
    if todo.paper:
        return words("matter.hand-in", paper=words(f"matter.missing-{todo.paper}"))
    if todo.what == "answer-objection":
        return words("matter.answer-objection")
    return verb_text(todo.what, todo.view.matter.noun, words)


def todos_of(view: View) -> Iterator[Todo]:
    """What is still to be done about one record."""
    matter = view.matter
    asked_by = matter.first.act.side
    other = next(side for side in SIDES if side != asked_by)
    since = max(
        matter.steps[-1].moment,
        matter.opened_at if matter.state == "planned" else matter.steps[0].moment,
    )
    for state, side, verb in matter.noun.todo:
        if state == matter.state:
            yield Todo(view, {ASKER: asked_by, OTHER: other}.get(side, side), verb, since)
    if not any(state == matter.state and verb == "sign" for state, _, verb in matter.noun.todo):
        for paper in missing_of(matter):
            side = SUPPLIER if paper == "form" else PURCHASER
            yield Todo(view, side, "sign", since, paper)
    yield from _lapsed(view)
    yield from _objections(view)


def _lapsed(view: View) -> Iterator[Todo]:
    """A certificate that is valid no more wants another."""
    matter = view.matter
    until = [step.act.told("to") for step in matter.done("add", "renew") if step.act.told("to")]
    if matter.noun.name == "staff" and not matter.is_over and until:
        last = datetime.fromisoformat(until[-1])
        if last.date() < view.now.date():
            yield Todo(view, SUPPLIER, "renew", last)


def _objections(view: View) -> Iterator[Todo]:
    """An objection stands until its act was entered anew, or the objector agreed after all."""
    matter = view.matter
    for step in matter.done("object"):
        about = matter.step_of(step.act.target) if step.act.target else matter.first
        later = [each for each in matter.done("confirm") if each.number > step.number]
        if about is None or later or _seq(about.act.event) > _seq(step.act.event):
            continue
        if any(each.moment > step.moment for each in matter.done("classify")):
            continue
        yield Todo(view, about.act.side, "answer-objection", step.moment)


def _seq(event: str) -> int:
    return int(event.rpartition("#")[2] or 0)


def todo_list(rows: Sequence[View], side: str | None, now: datetime, words: Words) -> Answer:
    """All of it, the oldest first; of one side where it is named."""
    found = [each for view in rows for each in todos_of(view) if side in (None, each.side)]
    found.sort(key=lambda each: (each.since, each.view.case.id, each.view.matter.id))
    data = [
        {
            "side": each.side,
            "contract": each.view.case.id,
            "id": each.view.matter.id,
            "noun": each.view.matter.noun.name,
            "title": each.view.matter.title,
            "what": each.what,
            "paper": each.paper or None,
            "since": stamp(each.since),
        }
        for each in found
    ]
    return Answer(
        data={"as_of": stamp(now), "todo": data},
        columns=TABLE,
        rows=lambda: list(rows_of(TABLE, found, words)),
        head=[words("matter.todo", now=at_text(now), count=len(found))],
    )
