"""Every breach recorded, with what it costs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, Table, iso, rows_of
from svcctl.answers.named import Titles
from svcctl.billing.damages.assessment import assess
from svcctl.billing.money import yuan
from svcctl.billing.position import Breach
from svcctl.casebook.case import Case
from svcctl.i18n import Words

Found = tuple[Case, Breach, int]  # with what it costs in fen

TABLE = Table(
    contract=Column("column.contract", "code", spare=True, cell=lambda f, _: f[0].id),
    breach=Column("column.breach", "code", cell=lambda f, _: f[1].id),
    rule=Column(
        "column.rule", cell=lambda f, words: _rule(f[0], f[1], words), plain=lambda f: f[1].rule
    ),
    party=Column("column.party", cell=lambda f, words: words(f"party.{f[1].by}")),
    since=Column("column.since", "code", cell=lambda f, _: iso(f[1].on)),
    ended=Column("column.ended-on", "code", cell=lambda f, _: iso(f[1].ended_on)),
    times=Column("column.times", "code", cell=lambda f, _: str(f[1].times)),
    amount=Column("column.breach-amount", "money", spare=True, cell=lambda f, _: f[1].amount_fen),
    damages=Column("column.damages", "money", cell=lambda f, _: f[2]),
    state=Column("column.state", cell=lambda f, words: words(f"breach.{_state(f[1])}")),
)
USUAL = TABLE.view("contract breach rule party since ended amount damages state")
COUNTED = TABLE.view("contract breach rule party since ended times amount damages state")


def listed(cases: Sequence[Case], as_of: date, words: Words) -> Answer:
    """The list of all of them."""
    found: list[Found] = [
        (case, each, _cost(case, each)) for case in cases for each in case.position.breaches
    ]
    columns = COUNTED if any(breach.times > 1 for _, breach, _ in found) else USUAL
    return Answer(
        data={"as_of": iso(as_of), "breaches": [breach_json(*each) for each in found]},
        columns=columns,
        rows=lambda: list(rows_of(columns, found, words)),
        head=[words("breach.title", as_of=as_of, count=len(found))],
    )


def _rule(case: Case, breach: Breach, words: Words) -> str:
    """The rule with the article that it stands in."""
    return str(Titles(case.terms).words(words).value(breach.rule))


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
        "times": breach.times,
        "amount_in_breach": None if breach.amount_fen is None else yuan(breach.amount_fen),
        "damages": yuan(cost),
        "contested": breach.contested,
        "unfounded": breach.unfounded,
        "event": breach.event,
    }
