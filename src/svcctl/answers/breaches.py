"""Every breach recorded, with what it costs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Cell, Column, iso
from svcctl.billing.damages.assessment import assess
from svcctl.billing.money import yuan
from svcctl.billing.position import Breach
from svcctl.casebook.case import Case
from svcctl.i18n import Words

COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.breach", "code"),
    Column("column.rule", "code"),
    Column("column.party"),
    Column("column.since", "code"),
    Column("column.ended-on", "code"),
    Column("column.breach-amount", "money", spare=True),
    Column("column.damages", "money"),
    Column("column.state"),
)


def listed(cases: Sequence[Case], as_of: date, words: Words) -> Answer:
    """The list of all of them."""
    found = [(case, each, _cost(case, each)) for case in cases for each in case.position.breaches]
    return Answer(
        data={"as_of": iso(as_of), "breaches": [breach_json(*each) for each in found]},
        columns=COLUMNS,
        rows=lambda: [_row(*each, words) for each in found],
        head=[words("breach.title", as_of=as_of, count=len(found))],
    )


def _row(case: Case, breach: Breach, cost: int, words: Words) -> list[Cell]:
    return [
        case.id,
        breach.id,
        breach.rule,
        words(f"party.{breach.by}"),
        iso(breach.on),
        iso(breach.ended_on),
        breach.amount_fen,
        cost,
        words(f"breach.{_state(breach)}"),
    ]


def _cost(case: Case, breach: Breach) -> int:
    lines = [line for line in assess(case.sight) if line.subject == breach.id]
    return sum(line.amount_fen for line in lines if line.kind != "appraisal")


def _state(breach: Breach) -> str:
    if breach.unfounded:
        return "unfounded"
    return "contested" if breach.contested else "ended" if breach.ended_on else "running"


def breach_json(case: Case, breach: Breach, cost: int) -> dict[str, Any]:
    """One breach as scripts read it."""
    return {
        "id": f"{case.id}:{breach.id}",
        "contract": case.id,
        "rule": breach.rule,
        "by": breach.by,
        "on": iso(breach.on),
        "ended_on": iso(breach.ended_on),
        "amount_in_breach": None if breach.amount_fen is None else yuan(breach.amount_fen),
        "damages": yuan(cost),
        "contested": breach.contested,
        "unfounded": breach.unfounded,
        "event": breach.event,
    }
