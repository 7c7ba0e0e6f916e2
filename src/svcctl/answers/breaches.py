"""Every breach recorded, with what it costs."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.named import Titles
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.damages.assessment import assess
from svcctl.billing.money import yuan
from svcctl.billing.position import Breach
from svcctl.casebook.case import Case
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits

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


def listed(cases: Sequence[Case], as_of: date, words: Words, wish: Wish = NOTHING) -> Answer:
    """The list of all of them, or of those chosen."""
    rows: list[Found] = [
        (case, each, _cost(case, each)) for case in cases for each in case.position.breaches
    ]
    chosen = _chosen(rows, cases, wish, words)
    found = chosen.rows
    columns = COUNTED if any(breach.times > 1 for _, breach, _ in found) else USUAL
    data = {"as_of": iso(as_of), "breaches": [breach_json(*each) for each in found]}
    answer = Answer(
        data=data | chosen.json,
        columns=columns,
        rows=lambda: list(rows_of(columns, found, words)),
        head=[words("breach.title", as_of=as_of, count=len(found)), *chosen.told],
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, cases, as_of, words))


STATES = {
    each: f"breach.{each}"
    for each in ("running", "accepted", "ended", "contested", "unfounded", "replaced")
}


def _chosen(rows: Sequence[Found], cases: Sequence[Case], wish: Wish, words: Words) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(row: Found, words: Words) -> "Traits":
        case, breach, fen = row
        return traits_of(
            *(case, words, breach.id, breach.on),
            statuses=called(_state(breach), STATES),
            fen=fen,
            words=(breach.rule, words(f"party.{breach.by}")),
        )

    return narrowed(rows, cases, wish, By(traits, STATES, _sums_json), words)


def _sums_json(rows: Sequence[Found]) -> dict[str, str]:
    return {"damages": yuan(sum(cost for _, _, cost in rows))}


def _printed(
    answer: Answer, chosen: Narrowed, cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    """Damages add up where all breaches are of one side."""
    from svcctl.answers.printing import printed

    one = len({breach.by for _, breach, _ in chosen.rows}) == 1
    adding, what = answer._replace(adds_up=one), words("export.breaches")
    return printed(adding, chosen, cases, what, as_of, words, lambda row: row[0])


def _rule(case: Case, breach: Breach, words: Words) -> str:
    """The rule with the article that it stands in."""
    return str(Titles(case.terms).words(words).value(breach.rule))


def _cost(case: Case, breach: Breach) -> int:
    lines = [line for line in assess(case.sight) if line.subject == breach.id]
    return sum(line.amount_fen for line in lines if line.kind != "appraisal")


def _state(breach: Breach) -> str:
    if breach.is_void:
        return "unfounded" if breach.unfounded else "replaced"
    if breach.contested:
        return "contested"
    if breach.accepted_on:  # of promises that are over: nothing goes on
        return "accepted"
    return "ended" if breach.ended_on else "running"


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
        "accepted_on": iso(breach.accepted_on),
        "proposals": list(breach.proposals),
        "event": breach.event,
    }
