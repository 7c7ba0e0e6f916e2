"""The checks of what a contract promises of the service: its levels, hours, plan and their misses."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from svcctl.billing.service import LEAVE, crews, service_limits
from svcctl.billing.terms import Document
from svcctl.contracts.problem import Problem

NEAREST = 3


def levels(document: Document) -> Iterator[Problem]:
    """A regime names each of its levels once."""
    seen: set[tuple[str, str]] = set()
    for index, table in enumerate(document.get("service_levels", ())):
        level = (table["regime"], table["level"])
        if level in seen:
            yield Problem(f"service_levels[{index}].level", "file.twice", {"key": " ".join(level)})
        seen.add(level)


def hours(document: Document) -> Iterator[Problem]:
    """The shifts of a working day follow one another: a moment lies in one of them at most."""
    for before, after in pairwise(document.get("working_hours", ())):
        if after[:5] < before[6:]:
            values = {"before": before, "after": after}
            yield Problem("working_hours", "file.hours-order", values)


def breaches(document: Document) -> Iterator[Problem]:
    """The rule that a missed promise falls under is one whose breaches are recorded."""
    rules = {table["key"]: table["for"] for table in document.get("damages", ())}
    known = [key for key, cause in rules.items() if cause == "recorded-breach"]
    for name in ("service_levels", "service_plan"):
        for index, table in enumerate(document.get(name, ())):
            if "breach" not in table or table["breach"] in known:
                continue
            at, values = f"{name}[{index}].breach", {"key": table["breach"], "known": known}
            if known:
                yield Problem(at, "file.breach-rule", values)
            else:
                yield Problem(at, "file.breach-no-rule", values)


def points_off(document: Document) -> Iterator[Problem]:
    """A score loses points for misses of promises that the file has, each named once."""
    known = promises_of(document)
    for index, table in enumerate(document.get("assessments", ())):
        seen: set[str] = set()
        for place, each in enumerate(table.get("points_off", ())):
            at, key = f"assessments[{index}].points_off[{place}].promise", each["promise"]
            if key not in known:
                near = get_close_matches(key, known, NEAREST) or known
                yield Problem(at, "file.promise", {"key": key, "known": near})
            elif key in seen:
                yield Problem(at, "file.twice", {"key": key})
            seen.add(key)


def promises_of(document: Document) -> list[str]:
    """What can be missed, by the names of the scorecard: clocks, engineers, plans, leave."""
    clocks = [each.promise for each in service_limits(document)]
    engineers = [each.promise for each in crews(document)]
    plans = [table["key"] for table in document.get("service_plan", ())]
    return list(dict.fromkeys([*clocks, *engineers, *plans, LEAVE]))
