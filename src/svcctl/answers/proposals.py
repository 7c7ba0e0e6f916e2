"""Proposed breaches: columns, rows, JSON; what was decided of each."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.matter_json import stamp
from svcctl.answers.matter_told import at_text
from svcctl.answers.wish import Narrowed, Wish
from svcctl.billing.damages.assessment import assess
from svcctl.billing.money import yuan
from svcctl.billing.position import Accepted, Breach, Rejected
from svcctl.billing.record import Record
from svcctl.billing.rules import BREACHING_PARTY, Rule
from svcctl.billing.schedule import sight_of
from svcctl.casebook.case import Case
from svcctl.delivery.promises_kept import END_OF_DAY
from svcctl.delivery.proposals import Miss, Proposal
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits

SUPPLIER = "supplier"
TRIED = "tried"  # the id of a breach that nobody has decided on


class Proposed(Record):
    """A proposal of one contract, and what it would come to."""

    case: Case
    proposal: Proposal
    fen: int | None  # None without a rule, or where the rule asks for a sum


def payer_of(rule: Rule) -> str:
    """Who is in breach: the side that serves, unless the rule names one."""
    return SUPPLIER if rule.payer == BREACHING_PARTY else rule.payer


def priced(case: Case, found: Sequence[Proposal]) -> list[Proposed]:
    """What each would cost if it alone were accepted on the day looked at; accepted ones what they do."""
    known: dict[Any, int | None] = {}
    rows = []
    for each in found:
        decision = each.decision
        key: Any = decision.id if isinstance(decision, Accepted) else (each.rule, each.on)
        if key not in known:
            known[key] = _fen(case, each)
        rows.append(Proposed(case, each, known[key]))
    return rows


def _fen(case: Case, proposal: Proposal) -> int | None:
    if isinstance(proposal.decision, Accepted):
        return _worth(case, proposal.decision.id)
    rule = next((each for each in case.terms.rules if each.key == proposal.rule), None)
    if rule is None or rule.asks_for_sum or proposal.on is None:
        return None
    position = case.position
    day = min(proposal.on, case.as_of)
    tried = Breach(id=TRIED, rule=rule.key, by=payer_of(rule), on=day, accepted_on=case.as_of)
    with_it = position._replace(breaches=(*position.breaches, tried))
    return _worth(case, TRIED, with_it)


def _worth(case: Case, breach: str, position: Any = None) -> int:
    sight = sight_of(case.terms, position, case.calendar) if position else case.sight
    return sum(line.amount_fen for line in assess(sight) if line.subject == breach)


def _limits(row: Proposed, words: Words) -> str:
    """When each limit ran out, and when it was met after all."""
    told = (_limit(miss, row.proposal, words) for miss in row.proposal.missed)
    return words("list.semicolon").join(told)


def _limit(miss: Miss, proposal: Proposal, words: Words) -> str:
    what = proposal.id.rpartition("/")[2].partition("-")[0]
    if what in ("leave", "engineers") and "/" in proposal.id:
        return words(f"proposal.{what}", at=at_text(miss.due_at))
    last = miss.due_at.time() == END_OF_DAY
    due = iso(miss.due_at.date()) if last else at_text(miss.due_at)
    values = {"regime": miss.regime or "", "due": due}
    if miss.met_at is None:
        return words("proposal.unmet", **values).strip()
    met = iso(miss.met_at.date()) if last else at_text(miss.met_at)
    if miss.met_at.date() == miss.due_at.date():  # the day is said already
        met = at_text(miss.met_at).partition(" ")[2]
    return words("proposal.met", met=met, **values).strip()


def marks(proposal: Proposal, words: Words) -> list[str]:
    """What is to be known before somebody decides."""
    found = [
        words(f"proposal.{mark}")
        for mark in ("contested", "excused", "basis_changed")
        if getattr(proposal, mark)
    ]
    for each in proposal.readings:
        values = {"reading": words(f"reading.{each.key}"), "other": choice_text(each.key, each.other, words)}  # fmt: skip
        found.append(
            words("proposal.by-reading", state=words(f"proposal.state-{each.state}"), **values)
        )
    return found


def choice_text(reading: str, choice: str, words: Words) -> str:
    """A choice in words; a regime by its own name."""
    key = f"reading.{reading}.{choice}"
    return words(key) if key in words else choice


def _decision(row: Proposed, words: Words) -> str | None:
    match row.proposal.decision:
        case Accepted(id=breach, on=on):
            return words("proposal.accepted", breach=breach, on=on)
        case Rejected(on=on):
            return words("proposal.rejected", on=on)
    return None


TABLE = Table(
    contract=Column("column.contract", "code", spare=4, cell=lambda r, _: r.case.id),
    id=Column("column.proposal", "code", cell=lambda r, _: r.proposal.id),
    rule=Column("column.rule", "code", spare=3, cell=lambda r, _: r.proposal.rule or None),
    on=Column("column.ran-out", "date", spare=2, cell=lambda r, _: iso(r.proposal.on)),
    limits=Column("column.limits", spare=1, least=34, cell=_limits),
    amount=Column("column.would-cost", "money", cell=lambda r, _: r.fen),
    marks=Column("column.marks", cell=lambda r, words: words("list.semicolon").join(marks(r.proposal, words))),
    decision=Column("column.decided", cell=_decision),
).view("contract id rule on limits amount marks decision")  # fmt: skip


STATES = {
    "undecided": "proposal.undecided-state",
    "accepted": "proposal.accepted-state",
    "rejected": "proposal.rejected-state",
}


def _state(row: Proposed) -> str:
    match row.proposal.decision:
        case None:
            return "undecided"
        case Accepted():
            return "accepted"
    return "rejected"


def _chosen(rows: Sequence[Proposed], cases: Sequence[Case], wish: Wish, words: Words) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(row: Proposed, words: Words) -> "Traits":
        proposal = row.proposal
        return traits_of(
            *(row.case, words, proposal.id, proposal.on),
            statuses=called(_state(row), STATES),
            fen=row.fen,
            words=(proposal.rule, proposal.promise),
        )

    return narrowed(rows, cases, wish, By(traits, STATES), words)


def listed(
    every: Sequence[Proposed], cases: Sequence[Case], now: datetime, wish: Wish, words: Words
) -> Answer:
    """Every proposal, or those asked for; nothing is charged by it."""
    chosen = _chosen(every, cases, wish, words)
    rows = chosen.rows
    undecided = sum(row.proposal.decision is None for row in rows)
    answer = Answer(
        data={"proposals": [proposal_json(row) for row in rows]} | chosen.json,
        columns=TABLE,
        rows=lambda: list(rows_of(TABLE, rows, words)),
        head=[
            words("proposal.title", now=at_text(now), count=len(rows), undecided=undecided),
            *chosen.told,
        ],
        groups=chosen.groups,
        foot=[words("proposal.nothing-charged")] if undecided else [],
    )

    def as_printed() -> Printed:
        from svcctl.answers.printing import printed

        what = words("proposal.list")
        return printed(*(answer, chosen, cases, what, now.date(), words, lambda row: row.case))

    return answer._replace(printed=as_printed)


def proposal_json(row: Proposed) -> dict[str, Any]:
    """One proposal as scripts read it."""
    proposal = row.proposal
    return {
        "id": proposal.id,
        "rule": rule_of(proposal),
        "on": iso(proposal.on),
        "amount": None if row.fen is None else yuan(row.fen),
        "missed": [
            {"regime": m.regime, "due_at": stamp(m.due_at), "met_at": stamp(m.met_at)}
            for m in proposal.missed
        ],
        "events": list(proposal.events),
        "readings": [each._asdict() for each in proposal.readings],
        "contested": proposal.contested,
        "excused": proposal.excused,
        "basis_changed": proposal.basis_changed,
        "decision": decision_json(proposal),
    }


def rule_of(proposal: Proposal) -> str | None:
    """The rule that it was accepted under, else the one that the contract file names."""
    if isinstance(proposal.decision, Accepted):
        return proposal.decision.rule
    return proposal.rule or None


def decision_json(proposal: Proposal) -> dict[str, Any] | None:
    """What was decided, by whom it was said and why; null before."""
    decision = proposal.decision
    if decision is None:
        return None
    accepted = isinstance(decision, Accepted)
    return {
        "state": "accepted" if accepted else "rejected",
        "breach": decision.id if isinstance(decision, Accepted) else None,
        "on": iso(decision.on),
        "reason": decision.reason,
        "number": decision.decision or None,
        "event": decision.event,
    }
