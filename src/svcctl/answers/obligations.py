"""Obligations, dates to keep that are not payments: columns, rows and JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, for_scripts, iso, rows_of
from svcctl.answers.instalment_json import basis_of, window_json
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.obligations import ObligationState, obligations_of
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words, plain_title

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits


class ObligationRow(Record):
    """One obligation of one contract."""

    case: Case
    state: ObligationState

    @property
    def contract(self) -> str:
        """The contract's id."""
        return self.case.id

    @property
    def due_on(self) -> str | None:
        """The deadline, where there is one."""
        return iso(self.state.deadline.on) if self.state.deadline else None


TABLE = Table(
    contract=Column("column.contract", "code", spare=2, cell=lambda k, _: k.contract),
    status=Column(
        "column.status",
        "code",
        cell=lambda k, words: words(f"duty.{k.state.status}", days=k.state.days_overdue),
        plain=lambda k: k.state.status,
    ),
    key=Column("column.key", "code", cell=lambda k, _: k.state.obligation.key),
    title=Column(
        "column.obligation",
        cell=lambda k, words: words.title(k.state.obligation.title),
        plain=lambda k: plain_title(k.state.obligation.title),
    ),
    who=Column(
        "column.who",
        cell=lambda k, words: words(f"party.{k.state.obligation.who}"),
        plain=lambda k: k.state.obligation.who,
    ),
    by=Column("column.by", "date", cell=lambda k, words: k.due_on or words("duty.no-date")),
    due=Column("column.by", "date", cell=lambda k, _: k.due_on),
    done=Column("column.done-on", "date", spare=1, cell=lambda k, _: iso(k.state.done_on)),
    article=Column("column.article", spare=3, cell=lambda k, _: k.state.obligation.article),
    overdue=for_scripts("days_overdue", lambda k: k.state.days_overdue),
    basis=for_scripts("basis", lambda k: basis_of(k.state.deadline)),
    window=for_scripts("window", lambda k: window_json(k.state.deadline)),
)
SCREEN = TABLE.view("contract status key title who by done article")
AUDIT = TABLE.view("contract key title who status due done article")
PLAIN = (*AUDIT, *TABLE.view("overdue basis window"))


def kept(case: Case) -> Iterator[ObligationRow]:
    """Every obligation of a contract."""
    return (ObligationRow(case, state) for state in obligations_of(case.sight))


def with_plan(case: Case) -> Iterator[ObligationRow]:
    """The same, then of each plan of the service the turn that comes next, by its facts."""
    yield from kept(case)
    if "service_plan" in case.document:
        from svcctl.answers.plan_ahead import next_turns

        yield from (ObligationRow(case, state) for state in next_turns(case))


STATES = {state: f"duty.{state}" for state in ("open", "overdue", "done", "done-late")}


def listed(
    cases: Sequence[Case],
    as_of: date,
    words: Words,
    wish: Wish = NOTHING,
    rows: Sequence[ObligationRow] | None = None,
) -> Answer:
    """The list of all of them, or of those chosen; `rows` where they were kept."""
    every = [each for case in cases for each in with_plan(case)] if rows is None else rows
    chosen = _chosen(every, cases, wish, words)
    found = chosen.rows
    data = {"as_of": iso(as_of), "obligations": [duty_json(each) for each in found]}
    answer = Answer(
        data=data | chosen.json,
        columns=SCREEN,
        rows=lambda: list(rows_of(SCREEN, found, words)),
        head=[words("obligations.title", as_of=as_of), *chosen.told],
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, cases, as_of, words))


def _chosen(
    rows: Sequence[ObligationRow], cases: Sequence[Case], wish: Wish, words: Words
) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(row: ObligationRow, words: Words) -> "Traits":
        state, duty = row.state, row.state.obligation
        who, on = words(f"party.{duty.who}"), state.deadline.on if state.deadline else None
        told = {"statuses": called(state.status, STATES), "words": (words.title(duty.title), who)}
        return traits_of(row.case, words, duty.key, on, **told)

    return narrowed(rows, cases, wish, By(traits, STATES), words)


def _printed(
    answer: Answer, chosen: Narrowed, cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    from svcctl.answers.printing import printed

    what = words("export.obligations")
    return printed(answer, chosen, cases, what, as_of, words, lambda row: row.case)


def duty_json(kept: ObligationRow) -> dict[str, Any]:
    """One obligation as scripts read it."""
    state, obligation = kept.state, kept.state.obligation
    return {
        "id": f"{kept.contract}:{obligation.key}",
        "contract": kept.contract,
        "key": obligation.key,
        "title": plain_title(obligation.title),
        "who": obligation.who,
        "period": obligation.period or None,
        "due_on": kept.due_on,
        "window": window_json(state.deadline),
        "basis": basis_of(state.deadline),
        "status": state.status,
        "done_on": iso(state.done_on),
        "days_overdue": state.days_overdue,
        "article": obligation.article,
    }
