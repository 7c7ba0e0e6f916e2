"""What must agree in a `due` table: one rule, what stands beside it, as many days as rows."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from svcctl.billing.dates import parse_period
from svcctl.billing.periods import ONCE, every_of, periods_of
from svcctl.billing.terms import Document
from svcctl.contracts.check_guarantees import guarantee_dues
from svcctl.contracts.check_term import LONGEST_YEARS, months_written
from svcctl.contracts.form import DUE_FORMS
from svcctl.contracts.meant import missing
from svcctl.contracts.problem import Problem

Rows = tuple[int, ...]
_PER_YEAR = {"working-day": 250, "calendar-day": 365, "month": 12, "year": 1}
# a key and what it says nothing beside
_FOREIGN = {
    "unit": ("day", "working_day", "date", "on", "agreed"),
    "month": ("days", "date", "on", "agreed"),
    "after": ("on",),
    "plus": ("on",),
    "roll": ("working_day", "agreed"),
}


def dues(document: Document) -> Iterator[Problem]:
    """Every `due` table states one rule, whole, and goes by an event that there is."""
    found: list[tuple[str, dict[str, Any], Rows]] = [
        (at, due, ()) for at, due in guarantee_dues(document)
    ]
    for name in ("instalments", "obligations"):
        for index, table in enumerate(document.get(name, ())):
            if "due" in table:
                found.append((f"{name}[{index}].due", table["due"], _rows(name, table, document)))
    for at, due, rows in found:
        yield from _rule(due, at)
        yield from _lengths(due, at)
        yield from _event(due, at, not rows)
        yield from _listed(due, at, rows or (1,))


def _rows(name: str, table: dict[str, Any], document: Document) -> Rows:
    """How many times it is owed in the term, and with its renewals; nothing for once in the contract."""
    every = every_of(table) if name == "instalments" else table.get("every", ONCE)
    if every in (ONCE, "contract"):
        return ()
    months = months_written(document)
    term = [month for month in months if month.renewal is None]
    return len(periods_of(term, every)), len(periods_of(months, every))


def _rule(due: dict[str, Any], at: str) -> Iterator[Problem]:
    """Just one key says by when, and just what belongs to it stands beside it."""
    forms = [key for key in DUE_FORMS if key in due]
    if len(forms) > 1:
        yield Problem(at, "file.due-mixed", {"keys": " + ".join(forms)})
        return
    if not forms and "unit" in due:
        yield missing(f"{at}.days")
        return
    if not forms:
        yield Problem(at, "file.due-none", {})
        return
    [form] = forms
    for key in DUE_FORMS[form]:
        if key not in due:
            yield missing(f"{at}.{key}")
    for key, beside in _FOREIGN.items():
        # a day that is worked is never moved: `roll` has nothing to say of it
        worked = key == "roll" and due.get("unit") == "working-day"
        if key in due and (form in beside or worked):
            shown = "working-day" if worked else form
            yield Problem(f"{at}.{key}", "file.due-beside", {"key": key, "form": shown})


def _lengths(due: dict[str, Any], at: str) -> Iterator[Problem]:
    """No period is longer than a calendar can be thought ahead."""
    # days off are estimated for twenty years ahead; a slip of the key (300 for 30) should not look
    # like a term
    values = {"years": LONGEST_YEARS}
    if due.get("days", 0) > LONGEST_YEARS * _PER_YEAR[due.get("unit", "year")]:
        yield Problem(f"{at}.days", "file.too-long", values)
    plus = parse_period(due["plus"]) if "plus" in due else None
    if plus and plus.length > LONGEST_YEARS * _PER_YEAR[plus.unit]:
        yield Problem(f"{at}.plus", "file.too-long", values)


def _event(due: dict[str, Any], at: str, once: bool) -> Iterator[Problem]:
    """What comes once has no period."""
    after = due.get("after", "")
    if once and after in ("period-start", "period-end"):
        yield Problem(f"{at}.after", "file.no-period", {"after": after})


def _listed(due: dict[str, Any], at: str, rows: Rows) -> Iterator[Problem]:
    """As many days as the term has rows, or the term with its renewals, one after the other."""
    days = due.get("on", ())
    if days and len(days) not in rows:
        values = {"given": len(days), "rows": rows[0], "renewed": rows[-1]}
        key = "file.due-on" if rows[0] == rows[-1] else "file.due-on-renewed"
        yield Problem(f"{at}.on", key, values)
    elif any(first >= second for first, second in pairwise(days)):
        yield Problem(f"{at}.on", "file.due-on-order", {})


def fixed_days_with_papers(document: Document) -> Iterator[Problem]:
    """Where papers stand beside a fixed day: what that means, and how to say the other thing."""
    for index, table in enumerate(document["instalments"]):
        due = table["due"]
        named = next((key for key in ("day", "working_day", "date", "on") if key in due), "")
        if named and table.get("needs"):
            key = "file.needs-by-month" if named.endswith("day") else "file.needs-by-day"
            yield Problem(f"instalments[{index}].needs", key, {"key": table["key"]})


def renewals_without_days(document: Document) -> Iterator[Problem]:
    """Where days are listed for the term alone: what a renewal adds has none."""
    for index, table in enumerate(document["instalments"]):
        days, rows = table["due"].get("on", ()), _rows("instalments", table, document)
        if days and rows and len(days) < rows[-1]:
            values = {"key": table["key"], "rows": rows[-1] - rows[0]}
            yield Problem(f"instalments[{index}].due.on", "file.renewals-without-days", values)
