"""What is wrong with the answers so far, each thing at the question that it concerns."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from svcctl.billing.periods import ONCE, every_of
from svcctl.contracts.check import problems
from svcctl.contracts.problem import Problem
from svcctl.interview.catalogue import SECTIONS
from svcctl.interview.due import Table
from svcctl.interview.question import MORE, Asked, Turn
from svcctl.interview.sofar import MEMBERS
from svcctl.interview.walk import Walk

# what stands for a table that is not asked for yet, so that the others can be looked at
DUE = {"days": 1, "unit": "calendar-day", "after": "signing"}
ROW = {"key": "x", "title": "x", "article": "x"}
STANDS_FOR: dict[str, Any] = {
    "format": 1,
    "id": "x",
    "title": "x",
    "currency": "CNY",
    "calendar": "CN",
    "signed_on": date(2025, 1, 1),
    "price": {"total": "100.00", "article": "x"},
    "parties": [{"role": "purchaser", "name": "x"}, {"role": "supplier", "name": "x"}],
    "instalments": [ROW | {"share": "100%", "every": "once", "due": DUE}],
}
FILLING: dict[str, Table] = {
    "price": {"article": "x"},
    "term": {"article": "x"},
    "deliverables": ROW | {"every": "once"},
    "instalments": ROW | {"due": DUE},
    "damages": {"key": "x", "article": "x", "payer": "supplier", "for": "recorded-breach"},
    "guarantees": {"key": "x", "article": "x", "who": "supplier"},
    "obligations": ROW | {"who": "both"},
    "assessments": {"key": "x", "article": "x"},
    "service_levels": {"regime": "x", "level": "x", "severity": 1, "title": "x", "hours": "7x24"}
    | {"article": "x"},
    "service_plan": ROW,
    "services": ROW,
    "systems": {"key": "x", "title": "x"},
    "findings": {"about": "other", "values": [{"value": "x", "source": "x"}] * 2}
    | {"severity": "note"},
    "clauses": {"article": "x", "title": "x", "why": "x"},
    "appraisal": {"in_order": "purchaser", "not_in_order": "supplier", "article": "x"},
    "force_majeure": {"who": "both", "article": "x"},
    "parties": {"name": "x"},
}


class Amiss(NamedTuple):
    """A problem, and the answer that it concerns where one can be told."""

    problem: Problem
    turn: Turn | None


def amiss(walk: Walk, calendars: tuple[str, ...]) -> Iterator[Amiss]:
    """The problems of what was answered; what was not asked yet is none."""
    done = walk.pending is None
    document = walk.document if done else standing(walk.document)
    for problem in problems(document, calendars):
        if not done and (problem.key == "file.missing-key" or _later(problem, walk)):
            continue
        turn = _turn(problem.at, walk)
        if turn or done:
            yield Amiss(problem, turn)


def _later(problem: Problem, walk: Walk) -> bool:
    """Whether a row that is still to come may put it right: what is kept back is paid out last."""
    return problem.at.endswith(".retain") and "instalments" not in walk.finished


def standing(document: Table) -> Table:
    """The document with something in the place of what is not answered yet."""
    found = dict(document)
    for key, filling in FILLING.items():
        table = found.get(key)
        if isinstance(table, dict):
            found[key] = filling | table
        elif table:
            found[key] = [filling | _until_then(key, row) | row for row in table]
    roles = {party["role"] for party in found.get("parties", ())}
    missing = [each for each in STANDS_FOR["parties"] if each["role"] not in roles]
    if "award_notice_on" in found:  # nothing is signed before it
        found = {"signed_on": found["award_notice_on"]} | found
    return STANDS_FOR | found | {"parties": [*found.get("parties", ()), *missing]}


def _until_then(place: str, row: Table) -> Table:
    """By when an instalment is due of which that was not asked yet."""
    short = place == "instalments" and every_of(row) not in (ONCE, "service-year")
    return {"due": DUE | {"after": "period-end"}} if short else {}


def _turn(at: str, walk: Walk) -> Turn | None:
    """The answered question that a problem stands at."""
    best: tuple[int, Turn] | None = None
    for turn in walk.turns:
        for path in _paths(turn.asked, walk):
            if (at == path or at.startswith((f"{path}.", f"{path}["))) and (
                best is None or len(path) >= best[0]
            ):
                best = (len(path), turn)
    return best[1] if best else _last_of(at, walk)


def _paths(asked: Asked, walk: Walk) -> Iterator[str]:
    """The keys of the contract file that a question writes."""
    place = asked.section.place
    if asked.question.kind == "yes" and asked.question.key == MORE:
        return
    if place == "parties":
        roles = [party["role"] for party in walk.document.get("parties", ())]
        place = f"parties[{roles.index(asked.section.name)}]"
    elif place == "parties.accounts":
        place = f"parties[1].accounts[{asked.row}]"
    elif place == MEMBERS:
        parties = walk.document.get("parties", ())
        at = [n for n, each in enumerate(parties) if each.get("role") == "supplier"]
        place = f"parties[{at[asked.row + 1]}]"
    elif asked.section.repeated:
        place = f"{place}[{asked.row}]"
    for key in asked.question.keys:
        if key == "returns" or key.startswith("returns."):
            key = key.replace("returns", "returns[0].due").removesuffix(".due")
        yield f"{place}.{key}" if place else key


def _last_of(at: str, walk: Walk) -> Turn | None:
    """The question that ends a section, for a problem of the section as a whole."""
    top = re.split(r"[.\[]", at)[0]
    names = [each.name for each in SECTIONS if each.place.partition(".")[0] == top]
    if not any(name in walk.finished for name in names):
        return None
    own = [turn for turn in walk.turns if turn.asked.section.name in names]
    return own[-1] if own else None
