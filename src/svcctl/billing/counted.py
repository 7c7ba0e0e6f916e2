"""How a deadline is counted, as steps: what moves its event, the rule, each day left out, how sure it is."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from svcctl.billing.dates import shift
from svcctl.billing.deadlines import Days, Due, When, table_of
from svcctl.billing.steps import Step
from svcctl.billing.working_days import Calendar, Deadline


def plus_steps(due: Due, after: date | None, moved: date | None) -> Iterator[Step]:
    """The event's day moved by `plus`, and whether that day is counted with the others."""
    plus = due.plus
    if plus is None or after is None or moved is None:
        return
    values = {"count": plus.length, "unit": plus.unit, "after": after, "to": moved}
    with_it = moved != shift(after, plus)
    yield Step("plus", values | ({"first_day": True} if with_it else {}))


def rule_step(
    rule: When, start: date | None, counted: Deadline, calendar: Calendar, estimated: bool
) -> Step:
    """How many days are counted, or what day the rule names."""
    if isinstance(rule, Days):
        count = {"days": rule.length, "unit": rule.unit, "calendar": calendar.name}
        return Step("count", count)
    return named_day(rule, start, counted.written, estimated)


def named_day(rule: When, start: date | None, on: date | None, estimated: bool) -> Step:
    """What a rule names that counts no days."""
    values = {"rule": table_of(rule), "from": start, "on": on, "estimated": estimated}
    return Step("rule", values)


def days_off(counted: Deadline, due: Due, calendar: Calendar) -> Iterator[Step]:
    """Each run of days skipped or made up, or the move off a day off."""
    if due.by_working_days:
        for run in calendar.runs(counted.start, counted.on):
            values = {"from": run.first, "to": run.last, "why": run.why, "name": run.name}
            yield Step("worked" if run.why == "made-up" else "skipped", values)
    elif counted.raw != counted.on:
        values = {"from": counted.raw, "to": counted.on, "roll": due.roll or None}
        held = due.roll == "back" and not calendar.is_working_day(counted.on)
        yield Step("moved", values | ({"held": True} if held else {}))


def basis_step(counted: Deadline, calendar: Calendar) -> Step:
    """Whether the calendar of the years counted is settled, and what they were read in."""
    values: dict[str, Any] = {"basis": "provisional" if counted.provisional else "official"}
    if counted.window:
        values |= {"earliest": counted.window.earliest, "latest": counted.window.latest}
    years = range(counted.start.year, max(counted.raw, counted.on).year + 1)
    values["sources"] = [
        calendar.sources[year].source for year in years if year in calendar.sources
    ]
    return Step("basis", values)
