"""The turns of the service plan, and what became of each: columns, rows, JSON."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.matter_json import stamp
from svcctl.answers.matter_told import at_text
from svcctl.answers.recorded import take_back
from svcctl.answers.served_told import fact_line
from svcctl.answers.service import period_text
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact
from svcctl.delivery.matters import Book
from svcctl.delivery.promised import ServiceTerms, service_terms
from svcctl.delivery.turns_kept import DONE, MISSED, NOT_RECORDED, OPEN, TurnKept, turns_kept
from svcctl.i18n import Words, plain_title

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits

STATES = {state: f"score.state-{state}" for state in (DONE, MISSED, NOT_RECORDED, OPEN)}


class TurnRow(Record):
    """One turn of one contract."""

    case: Case
    kept: TurnKept


def _state(row: TurnRow, words: Words) -> str:
    text = words(STATES[row.kept.state])
    return words("score.contested-state", state=text) if row.kept.contested else text


TABLE = Table(
    contract=Column("column.contract", "code", spare=2, cell=lambda r, _: r.case.id),
    turn=Column("column.turn", "code", cell=lambda r, _: r.kept.id),
    title=Column("column.called", cell=lambda r, words: words.title(r.kept.turn.title)),
    every=Column("column.every", spare=3, cell=lambda r, words: period_text(r.kept.turn.every, words)),
    first=Column("column.first-day", "date", spare=1, cell=lambda r, _: iso(r.kept.turn.first)),
    last=Column("column.last-day", "date", cell=lambda r, _: iso(r.kept.turn.last)),
    state=Column("column.state", cell=_state),
    done=Column("column.done-on", "date", cell=lambda r, _: iso(r.kept.on)),
    record=Column("column.by-record", "code", spare=1, cell=lambda r, _: r.kept.record or None),
)  # fmt: skip
SCREEN = TABLE.view("contract turn title every first last state done record")


def listed(cases: Sequence[Case], now: datetime, words: Words, wish: Wish = NOTHING) -> Answer:
    """Every turn, or those chosen."""
    from svcctl.delivery.matters import book_of

    rows = []
    for case in cases:
        terms, book = service_terms(case.document, case.sight), book_of(case.holding, now)
        rows += [TurnRow(case, each) for each in turns_kept(book, terms, now)]
    chosen = _chosen(rows, cases, wish, words)
    found = chosen.rows
    data = {"as_of": stamp(now), "turns": [turn_json(each) for each in found]}
    answer = Answer(
        data=data | chosen.json,
        columns=SCREEN,
        rows=lambda: list(rows_of(SCREEN, found, words)),
        head=[words("score.turns", now=at_text(now), count=len(found)), *chosen.told],
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, cases, now.date(), words))


def _chosen(rows: Sequence[TurnRow], cases: Sequence[Case], wish: Wish, words: Words) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(row: TurnRow, words: Words) -> "Traits":
        turn = row.kept.turn
        return traits_of(
            *(row.case, words, row.kept.id, turn.last),
            statuses=called(row.kept.state, STATES),
            words=(words.title(turn.title), turn.kind, row.kept.record),
        )

    return narrowed(rows, cases, wish, By(traits, STATES), words)


def _printed(
    answer: Answer, chosen: Narrowed, cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    from svcctl.answers.printing import printed

    return printed(answer, chosen, cases, words("score.plan"), as_of, words, lambda row: row.case)


def turn_json(row: TurnRow) -> dict[str, Any]:
    """One turn as scripts read it."""
    kept, turn = row.kept, row.kept.turn
    return {
        "id": kept.id,
        "contract": row.case.id,
        "key": turn.key,
        "number": turn.number,
        "title": plain_title(turn.title),
        "kind": turn.kind or None,
        "from": iso(turn.first),
        "to": iso(turn.last),
        "state": kept.state,
        "done_on": iso(kept.on),
        "record": kept.record or None,
        "events": list(kept.events),
        "contested": kept.contested,
        "article": turn.article,
    }


class Told(Record):
    """A contract after a word on one of its turns, or on a plan without a period."""

    case: Case
    terms: ServiceTerms
    book: Book
    facts: Sequence[Fact]
    dry_run: bool
    now: datetime

    @property
    def name(self) -> str:
        """The turn, or the key of the plan."""
        [fact] = self.facts
        name: str = fact.says.record  # type: ignore[attr-defined]
        return name


def told_turn(told: Told, words: Words, store_option: str) -> Answer:
    """What was recorded of a turn, and what became of it by that."""
    found = [t for t in turns_kept(told.book, told.terms, told.now) if t.id == told.name]
    lines = [words("recorded.dry-run")] if told.dry_run else []
    lines += [fact_line(fact, words, told.dry_run) for fact in told.facts]
    rows = [TurnRow(told.case, each) for each in found]
    lines += [words("score.turn-state", turn=row.kept.id, state=_state(row, words)) for row in rows]
    if not told.dry_run:
        lines += take_back([fact.id for fact in told.facts], words, store_option)
    data = turn_json(rows[0]) if rows else _without_period(told)
    return Answer(data=data, head=lines)


def _without_period(told: Told) -> dict[str, Any]:
    """A plan without a period: how often it was told as done."""
    plan, steps = told.terms.plans[told.name], told.book.turns[told.name]
    return {
        "id": told.name,
        "contract": told.case.id,
        "title": plain_title(plan["title"]),
        "done": sum(step.verb == "done" for step in steps),
        "events": [step.act.event for step in steps],
    }
