"""The checks of a term: how long it is, what its dates settle, what it may be renewed by."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from svcctl.billing.periods import Month, months_of, term_from
from svcctl.billing.terms import DEFAULT_READINGS, Document
from svcctl.contracts.meant import missing
from svcctl.contracts.problem import Problem

LONGEST_YEARS = 30
ANY_DAY = date(2025, 1, 1)
LENGTHS = ("years", "months", "from")


def term(document: Document) -> Iterator[Problem]:
    """The term is given once, and in one way."""
    table = document["term"]
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
