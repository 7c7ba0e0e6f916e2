"""How a date and a sum came about, as steps: article, amount, event, readings, days skipped, deadline, payments."""

from datetime import date
from typing import Any, NamedTuple

from svcctl.billing.calendar import Calendar, Deadline
from svcctl.billing.money import yuan
from svcctl.billing.position import Position
from svcctl.billing.readings import readings_used
from svcctl.billing.schedule import Sight, Standing, sight_of
from svcctl.billing.terms import Promise, Terms


class Step(NamedTuple):
    """One step of an explanation: what kind of step, and its values (dates as dates, sums as yuan strings)."""

    step: str
    values: dict[str, Any]


def explain(
    terms: Terms, position: Position, calendar: Calendar, standing: Standing, sources: dict[str, str]
) -> list[Step]:
    """The steps from the article to the date; `sources` tells where each reading's choice comes from."""
    sight = sight_of(terms, position, calendar)
    promise = standing.promise
    steps = [Step("article", {"article": promise.article}), _amount(promise, terms)]
    steps += [Step("reading", {"reading": key, "choice": terms.readings[key], "from": sources[key]})
              for key in readings_used(standing, terms)]  # fmt: skip
    steps += _amended(promise, terms)
    steps += _trigger(standing, sight)
    steps += _counting(standing, calendar)
    steps += _payments(standing, position)
    steps.append(_verdict(standing, position.as_of))
    return steps


def _amount(promise: Promise, terms: Terms) -> Step:
    year_sum = sum(p.amount_fen for p in terms.promises if p.year == promise.year)
    whole = terms.total_fen if promise.year is None else year_sum
    values = {"share": promise.share, "of": yuan(whole), "amount": yuan(promise.amount_fen), "year": promise.year}
    family = [p.amount_fen for p in terms.promises if (p.key, p.year) == (promise.key, promise.year)]
    if len(family) > 1:
        values |= {"whole": yuan(sum(family)), "parts": len(family)}
    return Step("amount", values)


def _amended(promise: Promise, terms: Terms) -> list[Step]:
    """The amendment that an instalment goes by, stays in spite of, or comes from."""
    if promise.amended is None:
        return []
    mark = promise.amended
    amendment = next(each for each in terms.amendments if each.number == mark.number)
    values = {
        "number": mark.number,
        "since": mark.since,
        "of": mark.of,
        "kept": mark.layers is not None and not mark.of,
        "ref": amendment.approval_ref,
        "event": amendment.event,
    }
    return [Step("amended", values)]


def _trigger(standing: Standing, sight: Sight) -> list[Step]:
    """The event, the documents and the year's end that the days wait for."""
    clock, promise = standing.clock, standing.promise
    steps = []
    if promise.year is not None and clock.year_last:
        year = sight.years[promise.year - 1]
        steps.append(Step("year", {"year": promise.year, "from": year.nought, "last": year.last}))
    for key, received in clock.received:
        steps += _handed_in(key, promise, sight)
        step = "received" if received else "missing"
        steps.append(Step(step, {"document": key, "year": promise.year, "on": received}))
    if clock.state == "missing":
        return [*steps, Step("not-running", {"missing": list(clock.missing)})]
    if not promise.due.after.startswith("receipt"):
        values = {"event": promise.due.after, "on": clock.after_on, "happened": clock.happened, "year": promise.year}
        steps.append(Step("event", values))
    if promise.due.plus and clock.after_on:
        period = promise.due.plus
        steps.append(Step("plus", {"count": period.length, "unit": period.unit, "after": clock.after_on}))
    if clock.start:
        steps.append(Step("start", {"on": clock.start, "estimated": clock.state == "ahead"}))
    return steps


def _handed_in(key: str, promise: Promise, sight: Sight) -> list[Step]:
    """What became of a document that was returned: each time it was handed in, received and returned."""
    every_year = sight.terms.documents[key][1]
    acts = sight.position.documents.get((key, promise.year if every_year else None), ())
    if not any(act.act == "return" for act in acts):
        return []
    return [Step(f"was-{act.act}", {"document": key, "on": act.on, "event": act.event}) for act in acts]


def _counting(standing: Standing, calendar: Calendar) -> list[Step]:
    """Each run of days skipped or made up, then the deadline with its basis and window."""
    deadline, due = standing.counted, standing.promise.due
    if deadline is None:
        return []
    steps = [Step("count", {"days": due.length, "unit": due.unit, "calendar": calendar.name})]
    if due.unit == "working-day":
        for run in calendar.runs(deadline.start, deadline.on):
            values = {"from": run.first, "to": run.last, "why": run.why, "name": run.name}
            steps.append(Step("worked" if run.why == "made-up" else "skipped", values))
    elif deadline.raw != deadline.on:
        steps.append(Step("moved", {"from": deadline.raw, "to": deadline.on}))
    steps.append(Step("deadline", {"on": deadline.on, "estimated": standing.clock.state == "ahead"}))
    steps.append(_basis(deadline, calendar))
    if standing.deadline and standing.deadline.on != deadline.on:
        steps.append(Step("agreed", {"on": standing.deadline.on}))
    return steps


def _basis(deadline: Deadline, calendar: Calendar) -> Step:
    values: dict[str, Any] = {"basis": "provisional" if deadline.provisional else "official"}
    if deadline.window:
        values |= {"earliest": deadline.window.earliest, "latest": deadline.window.latest}
    years = range(deadline.start.year, deadline.on.year + 1)
    values["sources"] = [calendar.sources[year].source for year in years if year in calendar.sources]
    return Step("basis", values)


def _payments(standing: Standing, position: Position) -> list[Step]:
    iid = standing.promise.id
    moves = [("payment", p.on, p.event, dict(p.parts)[iid]) for p in position.payments if iid in dict(p.parts)]
    moves += [("offset", r.on, r.event, r.fen) for r in position.reliefs if r.act == "offset" and r.instalment == iid]
    moves += [("refund", r.on, r.event, dict(r.parts)[iid]) for r in position.refunds if iid in dict(r.parts)]
    moves.sort(key=lambda move: move[1])
    return [Step(kind, {"on": on, "event": event, "amount": yuan(part)}) for kind, on, event, part in moves]


def _verdict(standing: Standing, as_of: date) -> Step:
    values = {
        "status": standing.status,
        "as_of": as_of,
        "outstanding": yuan(standing.outstanding_fen),
        "days_overdue": standing.days_overdue,
        "working_days_left": standing.working_days_left,
        "paid_on": standing.paid_on,
        "days_late": standing.days_late,
    }
    return Step("verdict", values)
