"""Every instalment with its deadline and its status on a date, worked out from terms, facts and calendar."""

from datetime import date, timedelta
from typing import NamedTuple

from svcctl.billing.calendar import Calendar, Deadline, Window
from svcctl.billing.dates import anniversary, corresponding_date, shift
from svcctl.billing.paid import (
    Contention,
    Moves,
    Paid,
    contention,
    money_moves,
    offsets,
    paid_so_far,
    reductions,
    together,
)
from svcctl.billing.position import DocumentKey, HandIn, Position
from svcctl.billing.term import ServiceYear, ended_early, service_years
from svcctl.billing.terms import Amended, Due, Promise, Terms

EVENTS = ("signing", "award-notice", "start-notice")  # in later years the reading later-years moves them


class Clock(NamedTuple):
    """Whether an instalment's days run: `running`, `ahead` (then `start` is the estimate) or `missing` documents."""

    state: str
    start: date | None
    after_on: date | None  # the day of the event that `after` names, before `plus`
    happened: bool  # that event lies behind
    received: tuple[tuple[str, date | None], ...]
    missing: tuple[str, ...]
    year_last: date | None  # the last day of the year that must be over


class Standing(NamedTuple):
    """One instalment on a date."""

    promise: Promise
    status: str  # projected | waiting | due | overdue | paid | paid-late | cancelled
    paid_fen: int
    offset_fen: int  # what was set against it
    disputed_fen: int  # of what is outstanding
    conceded_fen: int  # what a settled dispute has let fall
    outstanding_fen: int
    paid_on: date | None
    days_late: int | None
    deadline: Deadline | None
    counted: Deadline | None  # the deadline by the contract, where the parties agreed on another one
    days_overdue: int
    working_days_left: int | None
    waiting_for: tuple[str, ...]
    clock: Clock

    @property
    def payable_fen(self) -> int:
        """What is outstanding and not disputed."""
        return self.outstanding_fen - self.disputed_fen

    @property
    def overpaid_fen(self) -> int:
        """What was paid beyond what is owed, and is to come back."""
        return max(self.paid_fen + self.offset_fen + self.conceded_fen - self.promise.amount_fen, 0)

    @property
    def due_on(self) -> date | None:
        """The deadline, or the estimate of one that lies ahead."""
        return self.deadline.on if self.deadline else None


class Sight(NamedTuple):
    """What the schedule of one contract is worked out from, and what of it is known already."""

    terms: Terms
    position: Position
    calendar: Calendar
    years: tuple[ServiceYear, ...]
    receipts: dict[DocumentKey, date]
    moves: Moves  # payments, refunds, offsets and what amendments took off
    offsets: Moves
    contention: dict[str, Contention]
    standings: dict[str, Standing]


def schedule(terms: Terms, position: Position, calendar: Calendar) -> tuple[Standing, ...]:
    """Every instalment of the contract as it stands on the position's date."""
    sight = sight_of(terms, position, calendar)
    return standings_of(sight)


def standings_of(sight: Sight) -> tuple[Standing, ...]:
    """Every instalment, from what the schedule is worked out from."""
    return tuple(_standing(promise, sight) for promise in sight.terms.promises)


def sight_of(terms: Terms, position: Position, calendar: Calendar) -> Sight:
    """The service years, receipts and payments that deadlines follow from."""
    terms, years = ended_early(terms, position, service_years(terms, position))
    set_against = offsets(position)
    return Sight(
        terms,
        position,
        calendar,
        years,
        {key: day for key, acts in position.documents.items() if (day := receipt_day(acts, terms, position.as_of))},
        together(money_moves(terms, position), set_against, reductions(terms)),
        set_against,
        contention(position),
        {},
    )


# -- receipts and payments ------------------------------------------------------------------------


def receipt_day(acts: tuple[HandIn, ...], terms: Terms, as_of: date) -> date | None:
    """The day a document counts as received, or None (readings return and receipt-proof)."""
    by_delivery = terms.readings["receipt-proof"] == "delivered"
    ignore_returns = terms.readings["return"] == "ignored"
    current: date | None = None
    for act in acts:
        day = act.on if act.act == "receive" else act.delivered_on if by_delivery else None
        if act.act == "return":
            current = current if ignore_returns else None
        elif day and day <= as_of:
            current = min(current, day) if current else day
    return current


def paid_of(promise: Promise, sight: Sight) -> Paid:
    """What covers an instalment by the date: paid and set against it, a conceded part not owed."""
    owed = promise.gross_fen - sight.contention.get(promise.id, Contention()).conceded_fen
    return paid_so_far(sight.moves.get(promise.id, {}), owed, sight.position.as_of)


# -- when the days start ---------------------------------------------------------------------------


def _standing(promise: Promise, sight: Sight) -> Standing:
    """One instalment, worked out once; others may have asked for it already (`payment:`, previous-year-paid)."""
    if promise.id not in sight.standings:
        by = _by_its_own_terms(promise, sight)
        clock = _clock(promise, by)
        counted = clock.start is not None and clock.state != "missing"
        deadline = count(clock.start, promise.due, by) if counted and clock.start else None
        if promise.amended and deadline:
            clock, deadline = _not_born_late(promise.due, promise.amended, clock, deadline, sight)
        sight.standings[promise.id] = _judge(promise, clock, deadline, sight)
    return sight.standings[promise.id]


def _by_its_own_terms(promise: Promise, sight: Sight) -> Sight:
    """The sight by the terms that the instalment's date goes by: those in force, or those of before an amendment."""
    terms = sight.terms
    layers = promise.amended.layers if promise.amended else None
    while layers and terms.former and len(terms.layers) > layers:
        terms = terms.former
    if (terms.readings, terms.starts) == (sight.terms.readings, sight.terms.starts):
        return sight  # the instalment's own rule says the rest
    return sight_of(terms, sight.position, sight.calendar)


def _not_born_late(
    due: Due, amended: Amended, clock: Clock, deadline: Deadline, sight: Sight
) -> tuple[Clock, Deadline]:
    """No deadline that an amendment sets passes before it is in force: then its days are counted from that day.

    Unless the old date, where it still lay ahead, comes first.
    """
    if amended.layers or deadline.on > amended.since or clock.state != "running":
        return clock, deadline
    anew = count(amended.since, due, sight)
    ahead = amended.ahead
    return clock._replace(start=amended.since), ahead if ahead and ahead.on < anew.on else anew


def _clock(promise: Promise, sight: Sight) -> Clock:
    """Whether the instalment's days run, and from which day they are counted."""
    as_of = sight.position.as_of
    if promise.amended and promise.amended.of:
        since = promise.amended.since
        return Clock("running", since, since, True, (), (), None)
    received = tuple((key, _receipt(key, promise, sight)) for key in promise.needs)
    missing = tuple(sorted(key for key, day in received if day is None))
    days = [day for _, day in received if day]
    year_last = sight.years[promise.year - 1].last if promise.waits_for_year and promise.year else None
    year_open = year_last is not None and as_of <= year_last
    if missing and not year_open:
        return Clock("missing", None, None, False, received, missing, year_last)
    if missing and year_last:
        on, happened = _after(promise, sight, year_last)
        start = None if on is None else max(year_last, moved(on, promise.due))
        return Clock("ahead", start, on, happened, received, missing, year_last)
    gate = None if sight.terms.readings["early-report"] == "receipt" else year_last
    on, happened = _after(promise, sight, max(days, default=as_of))
    start = None if on is None else max([moved(on, promise.due), *days, *([gate] if gate else [])])
    running = happened and start is not None and start <= as_of and not (gate and as_of <= gate)
    return Clock("running" if running else "ahead", start, on, happened, received, (), gate)


def _receipt(key: str, promise: Promise, sight: Sight) -> date | None:
    _, every_year = sight.terms.documents[key]
    return sight.receipts.get((key, promise.year if every_year else None))


def moved(on: date, due: Due) -> date:
    """The day of the event, moved by the rule's `plus`."""
    return shift(on, due.plus) if due.plus else on


def _after(promise: Promise, sight: Sight, assumed: date) -> tuple[date | None, bool]:
    """The day of the event that starts the clock, and whether it has happened; missing papers come on `assumed`."""
    name, _, key = promise.due.after.partition(":")
    if name == "receipt":
        return (_receipt(key, promise, sight) or assumed) if key else assumed, True
    if name == "payment":
        return _paid_in_full(_paid_before(key, promise, sight), sight)
    if name == "year-start":
        return sight.years[(promise.year or 1) - 1].nought, True
    if name == "year-end":
        return sight.years[(promise.year or len(sight.years)) - 1].last, True
    return _dated_event(name, promise.year or 1, sight)


def _dated_event(name: str, year: int, sight: Sight) -> tuple[date | None, bool]:
    """Signing, award notice or start notice; in later years what the reading later-years makes of it."""
    later = sight.terms.readings["later-years"]
    if year > 1 and later == "service-year-start":
        return sight.years[year - 2].last, True
    if year > 1 and later == "previous-year-paid":
        return _paid_in_full([p for p in sight.terms.promises if p.year == year - 1], sight)
    on = event_day(name, sight.terms, sight.position)
    # an event still to come can happen today at the earliest
    base = on or max(sight.position.as_of, sight.terms.signed_on)
    return anniversary(base, year - 1), on is not None


def event_day(name: str, terms: Terms, position: Position) -> date | None:
    """The day of an event of EVENTS, or None while it has not happened."""
    return {"signing": terms.signed_on, "award-notice": terms.award_notice_on, "start-notice": position.started_on}[
        name
    ]


def _paid_before(key: str, promise: Promise, sight: Sight) -> list[Promise]:
    """The instalments whose payment `payment:KEY` waits for: of the year before, or the contract's own KEY."""
    once = sight.terms.promise(key)
    if once:
        return [once]
    return [p for p in sight.terms.promises if p.key == key and p.year == (promise.year or 1) - 1]


def _paid_in_full(promises: list[Promise], sight: Sight) -> tuple[date | None, bool]:
    """The last day on which one of them was paid in full, else the estimate of it; the signing where there are none."""
    days: list[date] = []
    happened = True
    for promise in promises:
        standing = _standing(promise, sight)
        if standing.outstanding_fen:
            happened = False
            if standing.due_on is None:
                return None, False
            days.append(max(standing.due_on, sight.position.as_of))
        elif standing.paid_on:
            days.append(standing.paid_on)
    return max(days, default=sight.terms.signed_on), happened


# -- deadlines and statuses ------------------------------------------------------------------------


def count(start: date, due: Due, sight: Sight) -> Deadline:
    """The deadline counted from the day after `start` (Civil Code 201), moved off a day off (203)."""
    calendar = sight.calendar
    if due.unit == "working-day":
        on = calendar.add(start, due.length)
        provisional = calendar.provisional(start, on)
        return Deadline(start, on, on, provisional, calendar.window(start, due.length) if provisional else None)
    months = {"month": due.length, "year": 12 * due.length}.get(due.unit)
    raw = start + timedelta(days=due.length) if months is None else corresponding_date(start, months)
    return _off_days_off(start, raw, sight.terms.readings["day-off"], calendar)


def _off_days_off(start: date, raw: date, day_off: str, calendar: Calendar) -> Deadline:
    """A calendar-day deadline by the reading day-off."""
    if day_off == "no":
        return Deadline(start, raw, raw, False, None)
    weekend_too = day_off == "weekend-too"
    on = calendar.next_working_day(raw) if weekend_too else calendar.after_festival(raw)
    provisional = calendar.provisional(raw - timedelta(days=1), on)
    if not provisional:
        return Deadline(start, raw, on, False, None)
    window = calendar.roll_window(raw)
    return Deadline(start, raw, on, True, window if weekend_too else Window(raw, max(on, window.latest)))


def _agreed(deadline: Deadline | None, iid: str, sight: Sight) -> Deadline | None:
    """The deadline, or the date that the last settled negotiation carries."""
    dates = [step.new_due for step in sight.position.negotiations.get(iid, ()) if step.new_due]
    return Deadline(deadline.start, dates[-1], dates[-1], False, None) if deadline and dates else deadline


def _cancelled(promise: Promise, clock: Clock, sight: Sight) -> bool:
    """Whether the contract's early end came before the instalment's trigger; a year served in full stays owed."""
    end = sight.position.termination
    if end is None:
        return False
    if clock.year_last:
        return promise.amount_fen == 0 or end.on < clock.year_last or (end.on == clock.year_last and not end.pro_rata)
    triggered = clock.happened and clock.state != "missing" and clock.start is not None and clock.start <= end.on
    return promise.amount_fen == 0 or not triggered


def _judge(promise: Promise, clock: Clock, counted: Deadline | None, sight: Sight) -> Standing:
    as_of = sight.position.as_of
    covered = paid_of(promise, sight)
    offset = sum(fen for day, fen in sight.offsets.get(promise.id, {}).items() if day <= as_of)
    known = sight.contention.get(promise.id, Contention())
    reduced = promise.gross_fen - promise.amount_fen
    outstanding = max(promise.gross_fen - covered.fen - known.conceded_fen, 0)
    disputed = min(known.disputed_fen, outstanding)
    deadline = _agreed(counted, promise.id, sight)
    due_on = deadline.on if deadline else None
    days_late = None
    if _cancelled(promise, clock, sight):
        status, outstanding, disputed, deadline, due_on = "cancelled", 0, 0, None, None
    elif outstanding:
        status = {"missing": "waiting", "ahead": "projected"}.get(clock.state, "due")
        if status == "due" and due_on and as_of > due_on and outstanding > disputed:
            status = "overdue"
    else:
        days_late = max((covered.full_since - due_on).days, 0) if due_on and covered.full_since else None
        status = "paid-late" if days_late else "paid"
    return Standing(
        promise=promise,
        status=status,
        paid_fen=covered.fen - offset - reduced,
        offset_fen=offset,
        disputed_fen=disputed,
        conceded_fen=known.conceded_fen,
        outstanding_fen=outstanding,
        paid_on=covered.full_since if status in ("paid", "paid-late") else None,
        days_late=days_late,
        deadline=deadline,
        counted=counted if deadline else None,
        days_overdue=(as_of - due_on).days if status == "overdue" and due_on else 0,
        working_days_left=_working_days_left(status, due_on, sight),
        waiting_for=clock.missing if status == "waiting" else (),
        clock=clock,
    )


def _working_days_left(status: str, due_on: date | None, sight: Sight) -> int | None:
    """Working days from the day after the date looked at to the deadline; 0 once it is over, None where none runs."""
    if status == "overdue":
        return 0
    if status in ("due", "projected") and due_on and due_on >= sight.position.as_of:
        return sight.calendar.between(sight.position.as_of, due_on)
    return None
