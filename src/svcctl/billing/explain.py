"""How a date and a sum came about, as steps from the article to the payments."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from svcctl.billing.accounts import astray, unproven
from svcctl.billing.counted import basis_step, days_off, named_day, plus_steps, rule_step
from svcctl.billing.deadlines import Days, NotAgreed
from svcctl.billing.explain_sums import is_plain, settled_steps, sum_steps
from svcctl.billing.instalment import DocumentKey, Instalment, paper_name
from svcctl.billing.law.limitation import limitation
from svcctl.billing.money import parse_share, share_of, yuan
from svcctl.billing.owing import Reduction
from svcctl.billing.periods import ServicePeriod
from svcctl.billing.position import Dispute
from svcctl.billing.readings import readings_used
from svcctl.billing.schedule import Sight, Standing
from svcctl.billing.steps import Step, talk_step
from svcctl.billing.term import course_of, ended_early, shared_by_days, year_price
from svcctl.billing.term import earned as earned_fen
from svcctl.billing.terms import Terms
from svcctl.billing.working_days import Calendar, Deadline


def explain(standing: Standing, sight: Sight, sources: dict[str, str]) -> list[Step]:
    """The steps from the article to the date; `sources` tells who chose each reading."""
    instalment, terms = standing.instalment, sight.terms
    steps = [Step("article", {"article": instalment.article})]
    if is_plain(instalment):
        steps.append(_amount(instalment, terms))
    else:
        steps += sum_steps(instalment, standing.owing, terms)
    for key in readings_used(standing, terms):
        values = {"reading": key, "choice": terms.readings[key], "from": sources[key]}
        steps.append(Step("reading", values))
    steps += [*_amended(instalment, terms), *_lowered(instalment)]
    steps += _trigger(standing, sight)
    steps += [*_counting(standing, sight), *_unproven(standing, sight)]
    steps += _moves(standing, sight)
    steps += _limitation(standing, sight)
    steps.append(_verdict(standing))
    return steps


def _limitation(standing: Standing, sight: Sight) -> list[Step]:
    """Until when what is overdue can be sued for."""
    found = limitation(standing, sight.position)
    if found is None:
        return []
    law = {"law": found.text.law, "period": found.text.period}
    values = {"since": found.since, "last": found.last, "because_of": found.why}
    return [Step("limitation", values | law | {"interruption": found.text.interruption})]


def _amount(instalment: Instalment, terms: Terms) -> Step:
    """The share of the year's price, or of the whole."""
    year = instalment.year
    rows = [each for each in terms.instalments if each.year == year and not each.collects]
    # the year's whole price, whatever the rhythm of what it is paid in
    whole = terms.total_fen if year is None else sum(each.fee_fen for each in rows)
    values = {
        "share": instalment.share,
        "of": yuan(whole),
        "amount": yuan(instalment.amount_fen),
        "year": year,
    }
    family = [i.amount_fen for i in terms.instalments if (i.key, i.year) == (instalment.key, year)]
    if len(family) > 1:
        values |= {"whole": yuan(sum(family)), "parts": len(family)}
    # the last of the rows takes what rounding left: then the share alone is not the sum
    alone = share_of(whole, parse_share(instalment.share))
    if alone != sum(family):
        values |= {"alone": yuan(alone)}
    return Step("amount", values)


def _amended(instalment: Instalment, terms: Terms) -> list[Step]:
    """The amendment that an instalment goes by, stays in spite of, or comes from."""
    if instalment.amended is None:
        return []
    mark = instalment.amended
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


def _lowered(instalment: Instalment) -> Iterator[Step]:
    """Each amendment that lowered the sum: until its day the higher one was owed (art. 11(2))."""
    before = instalment.amount_fen + sum(fen for _, fen in instalment.lowered)
    for since, fen in instalment.lowered:
        sums = {"before": yuan(before), "amount": yuan(before - fen), "by": yuan(fen)}
        yield Step("lowered", {"since": since} | sums)
        before -= fen


def _trigger(standing: Standing, sight: Sight) -> list[Step]:
    """The event, the documents and the year's end that the days wait for."""
    clock, instalment = standing.clock, standing.instalment
    steps = _waited_for(standing, sight)
    if clock.state == "missing":
        missing = [paper_name(each, instalment) for each in clock.missing]
        return [*steps, Step("not-running", {"missing": missing})]
    if instalment.due.after and not instalment.due.after.startswith("receipt"):
        values = {
            "event": instalment.due.after,
            "on": clock.after_on,
            "happened": clock.happened,
            "year": instalment.year,
        }
        steps.append(Step("event", values))
    steps += plus_steps(instalment.due, clock.after_on, clock.moved)
    # where the days are not counted, the day on which they would begin says nothing
    counts = isinstance(instalment.due.rule, Days) and not _keeps_its_date(standing)
    if clock.start and counts:
        steps.append(Step("start", {"on": clock.start, "estimated": clock.state == "ahead"}))
    return steps


def _waited_for(standing: Standing, sight: Sight) -> list[Step]:
    """The period's end and the papers, where they are waited for."""
    clock, instalment = standing.clock, standing.instalment
    steps = []
    if instalment.period is not None and clock.period_last:
        period = sight.periods[instalment.period]
        values: dict[str, Any] = {"year": instalment.year}
        fine = instalment.every != "service-year"
        values |= {"from": period.first if fine else period.nought, "last": period.last}
        more = {"period": period.id} if fine else {}
        steps.append(Step("period" if fine else "year", values | more))
    for paper, received in clock.received:
        steps += _handed_in(paper, sight)
        step = "received" if received else "missing"
        steps.append(Step(step, _of_paper(paper, instalment) | {"on": received}))
    return steps


def _of_paper(paper: DocumentKey, instalment: Instalment) -> dict[str, Any]:
    """A paper of a step; its period where it is not the instalment's."""
    key, period = paper
    own = {"document": key, "year": instalment.year}
    return own if period in (None, instalment.period) else own | {"period": period}


def _handed_in(paper: DocumentKey, sight: Sight) -> list[Step]:
    """Each time that a document was handed in, received and returned, where it was returned."""
    key, acts = paper[0], sight.position.documents.get(paper, ())
    if not any(act.act == "return" for act in acts):
        return []
    return [
        Step(f"was-{act.act}", {"document": key, "on": act.on, "event": act.event}) for act in acts
    ]


def _counting(standing: Standing, sight: Sight) -> list[Step]:
    """Each run of days skipped or made up, then the deadline with its basis and window."""
    deadline, due, calendar = standing.counted, standing.instalment.due, sight.calendar
    if isinstance(due.rule, NotAgreed):
        return _open_ended(standing, sight)
    if deadline is None:
        return []
    if _keeps_its_date(standing):
        kept = Step("kept-date", {"on": deadline.on})
        return [kept, *_deadline(standing, deadline, calendar)]
    rule = rule_step(due.rule, standing.clock.moved, deadline, calendar, _is_estimate(standing))
    steps = [rule, *_put_off(standing, deadline, sight), *days_off(deadline, due, calendar)]
    return [*steps, *_deadline(standing, deadline, calendar)]


def _keeps_its_date(standing: Standing) -> bool:
    """Whether the date of before an amendment still holds: a new count from its day ends later."""
    mark = standing.instalment.amended
    if mark is None or mark.ahead is None:
        return False
    return standing.counted == mark.ahead and standing.clock.start == mark.since


def _deadline(standing: Standing, counted: Deadline, calendar: Calendar) -> Iterator[Step]:
    """The date counted, and how sure it is; or the date that the parties named in its place."""
    values: dict[str, Any] = {"on": counted.on, "estimated": _is_estimate(standing)}
    agreed = standing.deadline.on if standing.deadline else counted.on
    if agreed == counted.on:
        yield Step("deadline", values)
        yield basis_step(counted, calendar)
    else:  # no holiday notice moves the date that holds
        yield Step("deadline", values | {"replaced_by": agreed})
        yield Step("agreed", {"on": agreed})


def _unproven(standing: Standing, sight: Sight) -> Iterator[Step]:
    """That no paper bears out the date that the parties agreed on."""
    talk = unproven(standing.instalment.id, sight.position) if standing.agreed else None
    if talk:
        yield Step("agreed-unproven", {"event": talk.event})


def _is_estimate(standing: Standing) -> bool:
    return standing.clock.state == "ahead"


def _put_off(standing: Standing, deadline: Deadline, sight: Sight) -> list[Step]:
    """What made another day of the one that the rule names: a paper, the year, the signing."""
    written, clock = deadline.written, standing.clock
    if written is None or written == deadline.raw:
        return []
    received = max((day for _, day in clock.received if day), default=None)
    amended = standing.instalment.amended
    anew = amended is not None and not amended.layers and clock.start == amended.since
    if clock.ready and clock.ready > written and clock.ready >= sight.terms.signed_on:
        why, since = ("papers" if clock.ready == received else "year"), clock.ready
    elif amended and anew and written <= amended.since < deadline.raw:
        why, since = "amendment", amended.since
    else:
        why, since = "signing", sight.terms.signed_on
    return [Step("put-off", {"from": written, "to": deadline.raw, "why": why, "since": since})]


def _open_ended(standing: Standing, sight: Sight) -> list[Step]:
    """No number of days agreed: since when it can be asked for, and what the law says."""
    from svcctl.billing.law.statute import by_law

    clock = standing.clock
    if clock.start is None:
        return []
    rule = standing.instalment.due.rule
    steps = [named_day(rule, clock.moved, clock.start, _is_estimate(standing))]
    limit = by_law(standing, sight)
    if limit and limit.usual and limit.text:
        law = {"on": limit.usual.on, "order": limit.text.order, "article": limit.article}
        steps.append(Step("by-law", law))
    if standing.deadline:
        steps.append(Step("agreed", {"on": standing.deadline.on}))
    return steps


def _moves(standing: Standing, sight: Sight) -> list[Step]:
    """What was paid, came back, was set against it, and was taken off it, in order of time."""
    iid, position = standing.instalment.id, sight.position
    moves = [
        ("offset", r.on, r.event, r.fen)
        for r in position.reliefs
        if r.act == "offset" and r.instalment == iid
    ]
    steps = [
        Step(kind, {"on": on, "event": event, "amount": yuan(fen)})
        for kind, on, event, fen in moves
    ]
    steps += [*_payments(iid, sight), *_refunds(iid, sight)]
    taken_off = [taken for taken in standing.owing.reductions if taken.why != "settlement"]
    steps += [_taken_off(taken, standing, sight) for taken in taken_off]
    steps += settled_steps(standing.instalment, standing.owing, sight.terms, position)
    steps += [talk_step(talk) for talk in position.negotiations.get(iid, ())]
    steps += [
        Step("demand", {"on": demand.on, "reached_on": demand.reached_on, "event": demand.event})
        for demand in position.demands
        if iid in demand.subjects
    ]
    steps += [
        step
        for dispute in position.disputes
        if dispute.instalment == iid
        for step in _told(dispute)
    ]
    # by the day on which each thing happened, so that the sums can be followed down the page
    return sorted(steps, key=lambda step: step.values["on"])


def _payments(iid: str, sight: Sight) -> Iterator[Step]:
    """Each payment with its arrival; one that does not count before it arrives, as on its way."""
    by_arrival, as_of = sight.terms.readings["paid-when"] == "arrived", sight.position.as_of
    lost = {each.payment.event: each for each in astray(sight)}
    for paid in sight.position.payments:
        if iid not in dict(paid.parts):
            continue
        values = {"on": paid.on, "event": paid.event, "amount": yuan(dict(paid.parts)[iid])}
        ahead = paid.arrived_on is not None and paid.arrived_on > as_of
        if by_arrival and ahead:
            yield Step("on-its-way", values | {"arrives_on": paid.arrived_on})
        else:
            yield Step("payment" if paid.charge_known else "arrived", values)
        if paid.charge_known and paid.arrived_on and not ahead:
            yield Step("arrived", values | {"on": paid.arrived_on})
        if paid.event in lost:
            told = {"on": paid.on, "event": paid.event, "account": paid.account}
            yield Step("astray", told)


def _refunds(iid: str, sight: Sight) -> Iterator[Step]:
    """Money that came back; of a transfer that bounced that it never counted as paid."""
    for back in sight.position.refunds:
        if iid in dict(back.parts):
            values = {"on": back.on, "event": back.event, "amount": yuan(dict(back.parts)[iid])}
            yield Step("refund", values | ({"bounced": True} if back.bounced else {}))


def _taken_off(change: Reduction, standing: Standing, sight: Sight) -> Step:
    """What an early end or a settled dispute took off, and how much of the amount stays."""
    values: dict[str, Any] = {"on": change.on, "event": change.event, "amount": yuan(change.fen)}
    if change.why == "dispute":
        return _conceded(next(d for d in sight.position.disputes if d.event == change.event))
    row, end = standing.instalment, sight.position.termination
    course = course_of(sight.terms, sight.position)
    left = ended_early(sight.terms, sight.position, course)[0].get(row.id)
    if end is None or left is None or row.period is None:
        return Step("not-triggered", values)
    if standing.status == "cancelled" and change.fen != row.fee_fen - left[0]:
        # settled before, or let fall: the days served do not say what was left to take off
        return Step("no-longer-paid", values)
    # the period as it would have run: the sight's own end with the contract, and a fraction needs
    # the whole below the line
    whole = course.periods[row.period]
    days, served = _days_served(whole, end.on)
    values |= {"days": days, "served": served, "stays": yuan(left[0])}
    if row.every == "service-year":
        of, earned = year_price(whole.year, sight.terms), earned_fen(whole, end.on, sight.terms)
        return Step("served", values | {"year": row.year, "of": yuan(of), "earned": yuan(earned)})
    of, earned = shared_by_days(row, whole, end.on, sight.terms)
    sums = {"of": yuan(of), "earned": yuan(earned)}
    return Step("served-period", values | {"period": row.period} | sums)


def _days_served(period: ServicePeriod, end: date) -> tuple[int, int]:
    """The days of a period, and those served by an end."""
    days = (period.last - period.nought).days
    return days, max((min(end, period.last) - period.nought).days, 0)


def _told(dispute: Dispute) -> list[Step]:
    """A dispute, and its end where nothing was let fall; what was is a reduction."""
    values = {"on": dispute.on, "event": dispute.event, "amount": yuan(dispute.fen)}
    upheld = dispute.settled_on is not None and dispute.owed_fen == dispute.fen
    return [Step("disputed", values), *([_conceded(dispute)] if upheld else [])]


def _conceded(dispute: Dispute) -> Step:
    """How much of a disputed sum is owed after all."""
    values = {"on": dispute.settled_on, "event": dispute.event}
    sums = {
        "amount": dispute.fen - dispute.owed_fen,
        "disputed": dispute.fen,
        "owed": dispute.owed_fen,
    }
    return Step("conceded", values | {key: yuan(fen) for key, fen in sums.items()})


def _verdict(standing: Standing) -> Step:
    values = {
        "status": standing.status,
        "as_of": standing.owing.as_of,
        "outstanding": yuan(standing.outstanding_fen),
        "overpaid": yuan(standing.overpaid_fen),
        "days_overdue": standing.days_overdue,
        "working_days_left": standing.working_days_left,
        "paid_on": standing.paid_on,
        "days_late": standing.days_late,
        "due_on": standing.due_on,
    }
    if standing.status == "waiting":
        values |= {"waits_for": "reports" if standing.instalment.reports else "papers"}
    return Step("verdict", values)
