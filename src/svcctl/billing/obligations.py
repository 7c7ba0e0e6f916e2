"""Dates to keep that are not payments: what each obliges to, by when, and whether it was kept."""

from collections.abc import Iterator
from datetime import date, timedelta

from svcctl.billing.dates import daily
from svcctl.billing.deadlines import Days, Due, Listed, deadline
from svcctl.billing.events import event_day, moved_by_plus
from svcctl.billing.instalment import Coined
from svcctl.billing.money import grouped
from svcctl.billing.periods import ServicePeriod
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight, begin_of, ground_of, lodged_on
from svcctl.billing.term import renewals_of
from svcctl.billing.terms import Obligation
from svcctl.billing.working_days import Deadline


class ObligationState(Record):
    """One obligation on a date; without a deadline it stays open until it is done."""

    obligation: Obligation
    status: str  # open | overdue | done | done-late
    deadline: Deadline | None
    done_on: date | None
    days_overdue: int


def obligations_of(sight: Sight) -> tuple[ObligationState, ...]:
    """Every obligation of the contract as it stands on the position's date."""
    found = [*_of_force_majeure(sight), *_of_amendments(sight), *_of_guarantees(sight)]
    for obligation in sight.terms.obligations:
        period = sight.periods.get(obligation.period)
        # an amendment may have dropped the period of one that was kept before it
        if not obligation.period or (period and _comes(period, sight)):
            by = _counted(obligation.due, sight, period) if obligation.due else None
            found.append(_judge(obligation, by, sight))
    return tuple(found)


def _comes(period: ServicePeriod, sight: Sight) -> bool:
    """Whether a period is served: not one of a renewal to come, nor one after an early end."""
    renewed = renewals_of(sight.terms, sight.position)
    return period.renewal in (None, *renewed) and period.nought < sight.ends_on


NOTICE = Coined("obligation.notice")
PROOF = Coined("obligation.proof")
TALKS = Coined("obligation.talks")
CHANGE_NOTICE = Coined("obligation.change-notice")
LODGING = "obligation.lodging"
OF_A_PERIOD = ("period-start", "period-end", "year-start", "year-end")
CHANGE_NOTICE_DUE = Due(Days(2, "working-day"), "amendment")
CHANGE_NOTICE_SOURCE = "财办库〔2023〕243号"


def _of_amendments(sight: Sight) -> Iterator[ObligationState]:
    """A notice of each change within two working days of it (财办库〔2023〕243号)."""
    for amendment in sight.terms.amendments:
        # the finance ministry's notice binds the purchaser whether or not the supplement speaks of
        # it
        key = f"amendment-{amendment.number}-notice"
        obligation = Obligation(
            key, CHANGE_NOTICE, "purchaser", CHANGE_NOTICE_DUE, CHANGE_NOTICE_SOURCE
        )
        by = deadline(CHANGE_NOTICE_DUE, amendment.since, ground_of(sight))
        yield _judge(obligation, by, sight)


def lodging_key(guarantee: str) -> str:
    """The key of the obligation to lodge a guarantee."""
    return f"{guarantee}-lodging"


def _of_guarantees(sight: Sight) -> Iterator[ObligationState]:
    """Each guarantee is to be lodged, whole; `guarantee lodge` says that it was."""
    for each in sight.terms.guarantees:
        title = Coined(LODGING, {"title": each.title, "amount": grouped(each.amount_fen)})
        obligation = Obligation(lodging_key(each.key), title, each.who, each.lodge, each.article)
        by = _counted(each.lodge, sight) if each.lodge else None
        yield _judge(obligation, by, sight, lodged_on(each.key, sight))


def _of_force_majeure(sight: Sight) -> Iterator[ObligationState]:
    """Notice and proof of each force majeure, open until in; talks from the contract's limit on."""
    clause, as_of = sight.terms.force_majeure, sight.position.as_of
    if clause is None:
        return
    for interval in sight.position.force_majeure:
        name, article = interval.id.lower(), clause.article
        notice = Obligation(f"{name}-notice", NOTICE, interval.by, None, article)
        yield _judge(notice, None, sight, interval.notified_on)
        # art. 9(2) and Civil Code 590 ask for proof within a reasonable time and name no day: it
        # stays open without a date until it is recorded
        proof = Obligation(f"{name}-proof", PROOF, interval.by, None, article)
        came_with_it = interval.proven and proof.key not in sight.position.done
        yield _judge(proof, None, sight, interval.on if came_with_it else None)
        limit = clause.negotiate_from_day
        # 一百二十天以上 (art. 9(3)) includes the hundred and twentieth day (Civil Code 1259), and the
        # first day of the event is one of them
        first = interval.on + timedelta(days=(limit or 1) - 1)
        if limit and interval.last(as_of) >= first:
            talks = Obligation(f"{name}-talks", TALKS, "both", None, article)
            yield _judge(talks, Deadline(interval.on, first, first, False, None), sight)


def event_on(after: str, sight: Sight, period: ServicePeriod | None = None) -> date | None:
    """The day of an event of the contract or of a period; None while it has not happened."""
    name, _, key = after.partition(":")
    if period is not None and name in OF_A_PERIOD:
        whole = sight.periods.get(f"Y{period.year}", period) if name.startswith("year") else period
        return begin_of(whole, sight.terms) if name.endswith("start") else whole.last
    if not name:  # a day that the contract itself names goes by no event
        return sight.terms.signed_on
    if name == "receipt":
        return sight.receipts.get((key, None))
    if name == "payment":
        account = sight.owing.get(key)
        return account.full_since if account else None
    if name == "lodged":
        return lodged_on(key, sight)
    if name == "year-start":
        return begin_of(sight.years[0], sight.terms)
    if name == "year-end":
        return sight.years[-1].last
    if name == "term-end":
        return sight.ends_on
    return event_day(name, sight.terms, sight.position)


def _counted(due: Due, sight: Sight, period: ServicePeriod | None = None) -> Deadline | None:
    """The deadline by a rule of the contract or of a period; None while its event is to come."""
    if isinstance(due.rule, Listed):
        return deadline(due, due.rule.on, ground_of(sight))
    on = event_on(due.after, sight, period)
    return deadline(due, moved_by_plus(on, due, sight.terms), ground_of(sight)) if on else None


def _judge(
    obligation: Obligation, by: Deadline | None, sight: Sight, kept_on: date | None = None
) -> ObligationState:
    """How an obligation stands; `kept_on`: when another fact than its own said it was kept."""
    as_of, done = sight.position.as_of, sight.position.done.get(obligation.key)
    done_on, due_on = kept_on or (done.on if done else None), by.on if by else None
    # the last day is kept until it is over (Civil Code 203): late begins with the day after it
    late = bool(due_on and (done_on or as_of) > due_on)
    status = ("done-late" if late else "done") if done_on else ("overdue" if late else "open")
    overdue = daily(as_of, lambda: (as_of - due_on).days) if status == "overdue" and due_on else 0
    return ObligationState(obligation, status, by, done_on, overdue)
