"""What few contracts have, found in a document or among answers: it opens the questions about it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from svcctl.interview.catalogue import CONTRACT, SECTIONS, SPECIAL
from svcctl.interview.question import YES, Question, Section

Table = dict[str, Any]
FLAGS = ("special", "also", "which")  # questions whose answers open others


def opened_by(given: Mapping[str, str]) -> dict[str, str]:
    """What the answers about what there is lead to."""
    return {f"{key}:{each}": YES for key in FLAGS for each in given.get(key, "").split(",") if each}


def specials_of(document: Table) -> list[str]:
    """What a document has of what few contracts have, in the order of the question."""
    found = set(_specials(document))
    return [each for each in SPECIAL if each in found]


def _specials(document: Table) -> Iterator[str]:
    price, term = document.get("price", {}), document.get("term", {})
    suppliers = [each for each in document.get("parties", ()) if each.get("role") == "supplier"]
    facts = {
        "suppliers": len(suppliers) > 1 or any("key" in each for each in suppliers),
        "items": any(key in price for key in ("items", "discount", "kind")),
        "parts": "parts" in price,
        "renewals": "renewals" in term,
        "calendar-periods": "periods" in term,
        "service": any(document.get(key) for key in SERVED) or "working_hours" in document,
        "returns": any(len(each.get("returns", ())) > 1 for each in document.get("guarantees", ())),
        "repeated-duties": any("every" in each for each in document.get("obligations", ())),
        "settled": bool(price) and "total" not in price and "items" not in price,
    }
    yield from (key for key, holds in facts.items() if holds)
    yield from (key for key in WHOLE if document.get(key))
    for row in document.get("instalments", ()):
        yield from (special for key, special in OF_ROWS.items() if key in row)
    for due in _dues(document):
        yield from ["roll"] if "roll" in due else []
        yield from ["lodged-first"] if str(due.get("after", "")).startswith("lodged:") else []


SERVED = ("service_levels", "service_plan", "services", "systems")
WHOLE = ("assessments", "findings", "appraisal", "readings", "clauses")
OF_ROWS = {
    "settled": "settled",
    "retain": "retain",
    "collects": "retain",
    "evidence": "evidence",
    "require_evidence": "evidence",
    "fund_source": "funds",
    "payees": "suppliers",
    "payee": "suppliers",
}


def _dues(document: Table) -> Iterator[Table]:
    for name in ("instalments", "obligations", "guarantees"):
        for row in document.get(name, ()):
            yield from (row[key] for key in ("due", "lodge") if key in row)
            yield from (each["due"] for each in row.get("returns", ()) if "due" in each)


# -- among answers ---------------------------------------------------------------------------------


def implied(question: Question, paths: Iterable[str], at: str) -> str:
    """What a file of answers means by leaving such a question out: what its answers are about.

    `at` is the row that the question stands in; what a contract has is looked for everywhere.
    """
    found = set()
    for path in paths:
        place, _, key = path.rpartition(".")
        if question.key != "special" and place != at:
            continue
        found |= set(_opening(question.key, place, key))
    return ",".join(each for each in question.choices if each in found)


def _opening(flag: str, place: str, key: str) -> Iterator[str]:
    """The choices of such a question that lead to the question at a path."""
    section = _section(place)
    if section is None:
        return
    if flag == "special" and section.gate:
        yield section.gate
    for question in section.questions:
        if question.key == key:
            opens = [name for name, _ in question.when if name.startswith(f"{flag}:")]
            yield from (name.partition(":")[2] for name in opens)


def _section(place: str) -> Section | None:
    name = re.sub(r"\[\d+\]$", "", place)
    return next((each for each in SECTIONS if each.name == name), None if name else CONTRACT)
