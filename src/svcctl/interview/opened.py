"""What a draft or a form left open, each thing at the question that asks for it."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from svcctl.interview.catalogue import CONTRACT, SECTIONS
from svcctl.interview.due import Table
from svcctl.interview.question import ANY, MORE, Section
from svcctl.interview.rows_paid import HOW_MUCH
from svcctl.interview.sofar import ROLES

# as a draft lists them on top: 「1. term.starts：……」
_LISTED = re.compile(r"\d+\. ([a-z_]+(?:[\[\].\w-]*))(?:：|: )(.+)")
_KEY = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(.+))?")


RETURNS = ".returns"


class Open(NamedTuple):
    """Something that is open: the key of the contract file, and what is asked of it."""

    key: str
    text: str


def opened(head: Iterable[str]) -> tuple[Open, ...]:
    """The questions among the remarks on top of a draft."""
    return tuple(Open(*found.groups()) for line in head if (found := _LISTED.fullmatch(line)))


def by_question(found: Iterable[Open], base: Table) -> Mapping[str, str]:
    """What is open by the path of the question that asks for it; "" for what none asks for."""
    told: dict[str, str] = {}
    for each in found:
        path = question_of(each.key, base)
        if path.endswith(RETURNS):  # in parts or at once
            told[path.removesuffix(RETURNS) + ".back-when"] = each.text
        told[path] = f"{told[path]}\n{each.text}" if path in told else each.text
    return told


def question_of(key: str, base: Table) -> str:
    """The path of the question about a key of the contract file; empty where there is none."""
    match = _KEY.fullmatch(key)
    if match is None:
        return ""
    top, row, rest = match[1], int(match[2] or -1), match[3] or ""
    if any(question.key == top for question in CONTRACT.questions):
        return top
    if top == "parties":
        return _of_party(row, rest, base)
    section = next((each for each in SECTIONS if each.place == top), None)
    return _of_section(section, row, rest, base.get(top) or []) if section else ""


def _of_party(row: int, rest: str, base: Table) -> str:
    if "accounts" in rest:
        return "accounts.any"
    if not rest:
        return "purchaser.name"  # none of them is there
    parties = base.get("parties", [])
    role = parties[row].get("role", "") if 0 <= row < len(parties) else rest.partition(".")[0]
    return f"{role}.name" if role in ROLES else ""


def _of_section(section: Section, row: int, rest: str, there: Table | list[Table]) -> str:
    """The question about a key; that of more rows for a row that is not there."""
    rows = there if isinstance(there, list) else [there]
    if section.name == "instalments" and row < 0 and not rest:
        row, rest = next(
            ((n, "share") for n, each in enumerate(rows) if not _sum(each)), (row, rest)
        )
    if section.optional and not rows:
        return f"{section.name}.{ANY}"
    if section.repeated and rows and (row < 0 or row >= len(rows)):
        return f"{section.name}[{len(rows) - 1}].{MORE}"
    at = f"{section.name}[{max(row, 0)}]" if section.repeated else section.name
    asked = [question for question in section.questions if not question.quiet]
    return f"{at}.{max(asked, key=lambda question: _near(rest, question.keys)).key}"


def _sum(row: Table) -> bool:
    """Whether an instalment says how much."""
    return any(key in row for key in HOW_MUCH)


def _near(rest: str, keys: Iterable[str]) -> int:
    """How much of a key a question writes; 0 where it is about something else."""
    return max((len(key) for key in keys if f"{rest}.".startswith(f"{key}.")), default=0)
