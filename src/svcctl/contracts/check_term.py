"""The checks of a term: how long it is, what its dates settle, what it may be renewed by."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from svcctl.billing.periods import ONCE, Month, months_of, term_from
from svcctl.billing.terms import DEFAULT_READINGS, Document
from svcctl.contracts.meant import missing, such
from svcctl.contracts.problem import Problem

LONGEST_YEARS = 30
ANY_DAY = date(2025, 1, 1)
LENGTHS = ("years", "months", "from")


def term(document: Document) -> Iterator[Problem]:
    """The term is given once, and in one way."""
    table = document.get("term")
    if table is None:  # see `left_out`
        return
    given = [key for key in LENGTHS if key in table]
    if len(given) != 1:
        several = Problem("term.years", "file.one-of", {"keys": ", ".join(LENGTHS)})
        yield several if given else missing("term.years")
        return
    # days off are estimated for twenty years ahead; a slip of the key (300 for 30) should not look
    # like a term
    if table.get("years", 0) > LONGEST_YEARS or table.get("months", 0) > 12 * LONGEST_YEARS:
        yield Problem(f"term.{given[0]}", "file.too-long", {"years": LONGEST_YEARS})
    elif given == ["from"]:
        yield from _dated(document, table)
    else:
        if "to" in table:
            yield Problem("term.to", "file.without", {"key": "to", "other": "from"})
        if "starts" not in table:
            yield missing("term.starts")
    yield from _renewals(table)


COUNTED_BY_TERM = ("year-start", "year-end", "period-start", "period-end", "term-end")
IN_TIME = ("instalments", "deliverables", "assessments", "obligations", "guarantees")


def left_out(document: Document) -> Iterator[Problem]:
    """A term may be left out where nothing comes by its periods and nothing counts from them."""
    if "term" in document:
        return
    by_price = [key for key in ("per_year", "years") if key in document["price"]]
    tables = [(name, each) for name in IN_TIME for each in document.get(name, ())]
    by_term = [what for name, table in tables for what in _of_the_term(name, table)]
    for what in [*by_term, *by_price][:1]:
        yield Problem("term", "file.needs-term", {"what": what, "such": such("term")})


def _of_the_term(name: str, table: dict[str, Any]) -> Iterator[str]:
    """How often a thing comes, and what its days count from, where that is a matter of the term."""
    by_default = ONCE if name in ("obligations", "guarantees") else "service-year"
    every = table.get("scope") or table.get("every", by_default)
    if every not in (ONCE, "contract"):
        yield f"{table['key']} every {every}"
    rules = [table.get("due"), table.get("lodge"), *(r["due"] for r in table.get("returns", ()))]
    yield from (
        f"{table['key']} after {rule['after']}"
        for rule in rules
        if rule and rule.get("after") in COUNTED_BY_TERM
    )


def _dated(document: Document, table: dict[str, Any]) -> Iterator[Problem]:
    if "to" not in table:
        yield missing("term.to")
    elif table["from"] > table["to"]:
        yield Problem(
            "term.from", "file.date-order-of", {"first": table["from"], "second": table["to"]}
        )
    elif (
        date.fromisoformat(table["to"]).year - date.fromisoformat(table["from"]).year
        > LONGEST_YEARS
    ):
        yield Problem("term.to", "file.too-long", {"years": LONGEST_YEARS})
    if "starts" in table:
        yield Problem("term.starts", "file.beside", {"key": "starts", "other": "from"})
    settled = {"term-start": "signing", "year-end": "day-before"}
    for key, choice in settled.items():
        if document.get("readings", {}).get(key, choice) != choice:
            yield Problem(f"readings.{key}", "file.settled-by-dates", {"key": key})


def _renewals(table: dict[str, Any]) -> Iterator[Problem]:
    last = table.get("to", "")
    for index, renewal in enumerate(table.get("renewals", ())):
        at = f"term.renewals[{index}]"
        given = [key for key in ("years", "months", "to") if key in renewal]
        if len(given) != 1:
            yield Problem(at, "file.one-of", {"keys": "years, months, to"})
        elif "to" in renewal and last and renewal["to"] <= last:
            yield Problem(
                f"{at}.to", "file.date-order-of", {"first": last, "second": renewal["to"]}
            )
        last = renewal.get("to", "")


def months_written(document: Document) -> tuple[Month, ...]:
    """The term's months as far as a file alone can tell: from its dates, or from the signing."""
    found = term_from(document)
    choice = document["readings"].get("year-end") if _is_table(document.get("readings")) else None
    day_before = found.first is not None or (choice or DEFAULT_READINGS["year-end"]) == "day-before"
    return months_of(found, found.first or _signed_on(document), day_before)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _signed_on(document: Document) -> date:
    """The signing, or any day where what stands there is none: how often things come is asked."""
    try:
        return date.fromisoformat(document["signed_on"])
    except (KeyError, TypeError, ValueError):
        return ANY_DAY
