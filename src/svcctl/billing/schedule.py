"""Every instalment with its deadline and its status on a date, from terms, facts and calendar."""

from datetime import date
from typing import Any

from svcctl.billing.dates import ONE_DAY, anniversary, daily
from svcctl.billing.deadlines import Days, Due, Ground, Listed, NotAgreed, deadline
from svcctl.billing.deposits import account_of
from svcctl.billing.events import STARTS, counts_first_day, event_day, moved_by_plus
from svcctl.billing.instalment import Alteration, DocumentKey, Instalment
from svcctl.billing.owing import Owing, cancelled, late_days, owings
from svcctl.billing.periods import ServicePeriod, within
from svcctl.billing.position import HandIn, Position, Termination
from svcctl.billing.promises import SETTLEMENT
from svcctl.billing.record import Record
from svcctl.billing.settling import settlement_of
from svcctl.billing.term import course_of, ended_early, renewals_of
from svcctl.billing.terms import Terms
from svcctl.billing.working_days import Calendar, Deadline


class Clock(Record):
    """Whether an instalment's days run: `running`, `ahead` (`start` estimated) or `missing`."""

    state: str
    start: date | None
    after_on: date | None  # the day of the event that `after` names, before `plus`
    moved: date | None  # that day, moved by `plus`
    ready: date | None  # when the last paper was in and the year over, where they are waited for
    happened: bool  # that event lies behind
    received: tuple[tuple[DocumentKey, date | None], ...]
    missing: tuple[DocumentKey, ...]
    period_last: date | None  # the last day of the period that must be over


class Standing(Record):
    """One instalment on a date."""

    instalment: Instalment
    status: str  # projected | waiting | due | overdue | paid | paid-late | cancelled
    owing: Owing
    paid_on: date | None
    days_late: int | None
    deadline: Deadline | None
    counted: (
        Deadline | None
    )  # the deadline by the contract, where the parties agreed on another one
    days_overdue: int
    working_days_left: int | None
    waiting_for: tuple[DocumentKey, ...]
    clock: Clock
    conditional: bool = False  # comes only if the contract is renewed

    @property
    def paid_fen(self) -> int:
        """Money paid, less what came back."""
        return self.owing.paid_fen

    @property
    def outstanding_fen(self) -> int:
        """What is still owed."""
        return self.owing.outstanding_fen

    @property
    def payable_fen(self) -> int:
        """What is outstanding and not disputed."""
        return self.owing.outstanding_fen - self.owing.disputed_fen

    @property
    def overpaid_fen(self) -> int:
        """What was paid beyond what is owed, and is to come back."""
        return self.owing.overpaid_fen

    @property
    def due_on(self) -> date | None:
        """The deadline, or the estimate of one that lies ahead."""
        return self.deadline.on if self.deadline else None

    @property
    def agreed(self) -> bool:
        """Whether the date is one that the parties agreed on, and not the contract's own."""
        if isinstance(self.instalment.due.rule, NotAgreed):
            return self.due_on is not None
        return self.counted is not None and self.counted.on != self.due_on

    @property
    def expected_on(self) -> date | None:
        """The deadline; where none was agreed, the day from which it can be asked for."""
        open_ended = isinstance(self.instalment.due.rule, NotAgreed)
        return self.due_on or (self.clock.start if open_ended else None)


class Known(dict[str, Standing]):
    """The standings that were worked out already, and the damages lines with the sight's reference.

    An entry asks for the lines more than once: to find the one meant, and to tell what it moves.
    """

    lines: Any = None


class Sight(Record):
    """What the schedule of one contract is worked out from, and what of it is known already."""

    terms: Terms
    position: Position
    calendar: Calendar
    years: tuple[ServicePeriod, ...]
    periods: dict[str, ServicePeriod]  # by id, those of renewals to come included
    ends_on: date  # the term's last day
    receipts: dict[DocumentKey, date]
    owing: dict[str, Owing]
    standings: Known
    before_end: "Sight | None" = None  # the evening of an early end, as if it had not ended
    cancelled: frozenset[str] = frozenset()  # the instalments that an early end cancelled


def schedule(terms: Terms, position: Position, calendar: Calendar) -> tuple[Standing, ...]:
    """Every instalment of the contract as it stands on the position's date."""
    sight = sight_of(terms, position, calendar)
    return standings_of(sight)


def standings_of(sight: Sight) -> tuple[Standing, ...]:
    """Every instalment, from what the schedule is worked out from."""
    return tuple(standing_of(instalment, sight) for instalment in sight.terms.instalments)


def sight_of(terms: Terms, position: Position, calendar: Calendar) -> Sight:
    """The service years, receipts and accounts that deadlines and sums follow from."""
    served, course = ended_early(terms, position, course_of(terms, position))
    end = position.termination
    ends_on = min(course.last, end.on) if end else course.last
    receipts = {
        key: day
        for key, acts in position.documents.items()
        if (day := receipt_day(acts, terms, position.as_of))
    }
    owing = owings(terms, position, served)
    evening = position.as_it_was(end.on)._replace(termination=None) if end else None
    sight = Sight(
        terms,
        position,
        calendar,
        course.years,
        course.periods,
        ends_on,
        receipts,
        owing,
        Known(),
        sight_of(terms, evening, calendar) if evening else None,
    )
    return _without_what_was_cancelled(sight, end) if end else sight


def _without_what_was_cancelled(sight: Sight, end: Termination) -> Sight:
    """The accounts after an early end: nothing of what it cancelled is owed, or counts as kept."""
    rows, owing = sight.terms.instalments, dict(sight.owing)
    gone = frozenset(row.id for row in rows if _cancelled(row, end, sight))
    never = {row.id for row in rows if row.id in gone and not _conditional(row, sight)}
    for row in rows:
        account = sight.owing[row.id]
        if row.id in gone:
            owing[row.id] = cancelled(account, end.on, end.event)
        elif lost := sum(sight.owing[name].retained_fen for name in never & {*row.collects}):
            owing[row.id] = account._replace(amount_fen=account.amount_fen - lost)
    return sight._replace(owing=owing, standings=Known(), cancelled=gone)


# -- receipts and payments -------------------------------------------------------------------------


def receipt_day(acts: tuple[HandIn, ...], terms: Terms, as_of: date) -> date | None:
    """The day a document counts as received, or None (readings return and receipt-proof)."""
    by_delivery = terms.readings["receipt-proof"] == "delivered"
    ignore_returns = terms.readings["return"] == "ignored"
    current: date | None = None
    for act in acts:
        day = act.on if act.act == "receive" else act.delivered_on if by_delivery else None
        if act.act == "return":
            # article 7 starts the ten days at the receipt of what was asked for: papers handed back
            # are not in hand, and the full period runs anew (reading return)
            current = current if ignore_returns else None
        elif day and day <= as_of:
            # delivered with proof and later signed for is one receipt: the earlier day starts the
            # clock
            current = min(current, day) if current else day
    return current


# -- when the days start ---------------------------------------------------------------------------


def standing_of(instalment: Instalment, sight: Sight) -> Standing:
    """One instalment, worked out once: `payment:` and previous-year-paid ask for others."""
    if instalment.id not in sight.standings:
        by = _by_its_own_terms(instalment, sight)
        clock = _clock(instalment, by)
        counted = None
        if clock.moved and clock.state != "missing":
            counted = deadline(instalment.due, clock.moved, _payable(by), clock.ready)
        if instalment.amended and counted:
            clock, counted = _not_born_late(
                instalment.due, instalment.amended, clock, counted, sight
            )
        sight.standings[instalment.id] = _judge(instalment, clock, counted, sight)
    return sight.standings[instalment.id]


def due_if_received(standing: Standing, on: date, sight: Sight) -> date | None:
    """The deadline of an instalment if every paper that it lacks came in on that day."""
    came = dict.fromkeys(standing.clock.missing, on)
    return standing_of(
        standing.instalment, sight._replace(receipts=sight.receipts | came, standings=Known())
    ).due_on


def _by_its_own_terms(instalment: Instalment, sight: Sight) -> Sight:
    """The sight by the terms that the instalment's date goes by: today's, or an older version's."""
    terms = sight.terms
    layers = instalment.amended.layers if instalment.amended else None
    # what had fallen due before an amendment keeps readings and starting events of its day, else a
    # supplement would make an old date late after the fact
    while layers and terms.former and len(terms.layers) > layers:
        terms = terms.former
    if (terms.readings, terms.starts) == (sight.terms.readings, sight.terms.starts):
        return sight  # the instalment's own rule says the rest
    return sight_of(terms, sight.position, sight.calendar)


def _not_born_late(
    due: Due, amended: Alteration, clock: Clock, old: Deadline, sight: Sight
) -> tuple[Clock, Deadline]:
    """A deadline set by an amendment does not pass before it is in force: days count from then.

    Unless the old date, where it still lay ahead, comes first.
    """
    # a supplement takes effect once approved and filed (art. 11(2)): a date before that day could
    # not have been kept by anybody
    if amended.layers or old.on > amended.since or clock.state != "running":
        return clock, old
    anew, ahead = _set_anew(due, amended.since, clock, sight) or old, amended.ahead
    return clock._replace(start=amended.since), ahead if ahead and ahead.on < anew.on else anew


def _set_anew(due: Due, since: date, clock: Clock, sight: Sight) -> Deadline | None:
    """The deadline by the rule that an amendment set on a day: days from it, such a day after it."""
    ground = _payable(sight)
    if isinstance(due.rule, Days) or clock.moved is None:
        return deadline(due, since, ground)
    return deadline(due, clock.moved, ground._replace(signed_on=since + ONE_DAY), clock.ready)


def _clock(instalment: Instalment, sight: Sight) -> Clock:
    """Whether the instalment's days run, and from which day they are counted."""
    as_of = sight.position.as_of
    if instalment.amended and instalment.amended.of:
        since = instalment.amended.since
        return Clock("running", since, since, since, None, True, (), (), None)
    received = tuple((paper, _receipt(paper, instalment, sight)) for paper in instalment.papers)
    missing = tuple(sorted((p for p, day in received if day is None), key=_by_name))
    supposed = [(paper, day or _assumed(paper, instalment, sight)) for paper, day in received]
    if missing and not instalment.due.waits_for_end:
        return _clock_to_a_day(instalment, received, missing, supposed, sight)
    gate = _gate(instalment, sight)
    # two things must come together (art. 7): the period is over, and its papers are received. While
    # it runs its end can be foreseen; afterwards nobody can say when the papers come, so there is
    # no date to show, not even an estimate
    if missing and not _awaited(instalment, sight):
        return Clock("missing", None, None, None, None, False, received, missing, gate)
    # reports in hand before the year is over start nothing by default: article 7 says 维护期满后 before
    # it speaks of the reports (reading early-report)
    early = sight.terms.readings["early-report"] == "receipt" and not missing
    waits_until = None if early else gate
    days = [day for _, day in supposed]
    on, happened = _after(instalment, sight, supposed)
    moved = moved_by_plus(on, instalment.due, sight.terms) if on else None
    ready = max([*days, *([waits_until] if waits_until else [])], default=None)
    start = _begins(moved, ready, instalment, sight) if moved else None
    # a year is over on the day after its last day (Civil Code 203: that day runs until midnight)
    running = happened and not missing and start is not None and start <= as_of
    running = running and not (waits_until and as_of <= waits_until)
    state = "running" if running else "ahead"
    last = gate if missing else waits_until
    return Clock(state, start, on, moved, ready, happened, received, missing, last)


Supposed = list[tuple[DocumentKey, date]]  # papers, with the day they were or may be received
Received = tuple[tuple[DocumentKey, date | None], ...]


def _by_name(paper: DocumentKey) -> tuple[str, str]:
    return paper[0], paper[1] or ""


def _gate(instalment: Instalment, sight: Sight) -> date | None:
    """The last day of the period that must be over, where one must."""
    if not instalment.waits_for_period or instalment.period is None:
        return None
    return sight.periods[instalment.period].last


def _awaited(instalment: Instalment, sight: Sight) -> bool:
    """Whether papers that are not in are not missed yet: the period runs."""
    if instalment.period is None:
        return False
    return sight.position.as_of <= sight.periods[instalment.period].last


def _clock_to_a_day(
    instalment: Instalment,
    received: Received,
    missing: tuple[DocumentKey, ...],
    supposed: Supposed,
    sight: Sight,
) -> Clock:
    """Papers are missing, and no period's end is waited for: ahead until the day of `due`.

    Where that day hangs on a paper that is missing there is no such day.
    """
    due, as_of = instalment.due, sight.position.as_of
    hangs = due.after.startswith("receipt")
    on, happened = (None, False) if hangs else _after(instalment, sight, supposed)
    moved = moved_by_plus(on, due, sight.terms) if on else None
    by = deadline(due, moved, _payable(sight)) if moved else None
    last = by.on if by else moved
    if moved is None or last is None or as_of > last:
        return Clock("missing", None, None, None, None, False, received, missing, None)
    ready = max(day for _, day in supposed)
    return Clock("ahead", max(moved, ready), on, moved, ready, happened, received, missing, None)


def _begins(moved: date, ready: date | None, instalment: Instalment, sight: Sight) -> date:
    """From when on it can be asked for: the event, the papers, the end of the year.

    Where the day comes before its event (每月25日前付下月, or a day off moves it back), that day and
    not the event.
    """
    if not isinstance(instalment.due.rule, Days | NotAgreed):
        by = deadline(instalment.due, moved, _payable(sight), ready)
        moved = min(moved, by.raw, by.on) if by else moved
    return max(moved, ready or moved)


def _receipt(paper: DocumentKey, instalment: Instalment, sight: Sight) -> date | None:
    """The day a paper was in; a settlement counts as one of its own instalment."""
    if paper[0] != SETTLEMENT:
        return sight.receipts.get(paper)
    settled = settlement_of(instalment, sight.position)
    return settled.on if settled else None


def _assumed(paper: DocumentKey, instalment: Instalment, sight: Sight) -> date:
    """The day on which a paper that is missing can come at the earliest."""
    period = sight.periods.get(paper[1] or instalment.period or "")
    if period is None or (paper[1] is None and paper[0] != SETTLEMENT):
        return sight.position.as_of
    # a day that the contract lists is as firm as a beginning
    begins = instalment.due.after in STARTS or isinstance(instalment.due.rule, Listed)
    return max(period.first if begins else period.last, sight.position.as_of)


def _after(instalment: Instalment, sight: Sight, papers: Supposed) -> tuple[date | None, bool]:
    """The day that starts the clock, and whether it has come, by the days of the papers."""
    name, _, key = instalment.due.after.partition(":")
    if isinstance(instalment.due.rule, Listed):
        return instalment.due.rule.on, True
    if name == "receipt":
        named = [day for paper, day in papers if key in ("", paper[0])]
        return max(named, default=sight.position.as_of), True
    if name == "payment":
        return _paid_in_full(_paid_before(key, instalment, sight), sight)
    if name == "lodged":
        lodged = lodged_on(key, sight)
        return lodged or max(sight.position.as_of, sight.terms.signed_on), lodged is not None
    if name in STARTS:
        return begin_of(_own_period(name, instalment, sight, sight.years[0]), sight.terms), True
    if name in ("year-end", "period-end"):
        return _own_period(name, instalment, sight, sight.years[-1]).last, True
    if name == "term-end":
        return sight.ends_on, True
    return _dated_event(name, instalment.year or 1, sight)


def _own_period(
    name: str, instalment: Instalment, sight: Sight, otherwise: ServicePeriod
) -> ServicePeriod:
    """The period of an instalment, or the year that it lies in."""
    if instalment.period is None:
        return otherwise
    whole = f"Y{instalment.year}" if name.startswith("year") else instalment.period
    return sight.periods[whole]


def begin_of(period: ServicePeriod, terms: Terms) -> date:
    """The day that a beginning is counted from, which is not counted itself (Civil Code 201)."""
    # where the term ends on the day before the corresponding date, its first day is a day of
    # service; else day nought is the day of the notice or the signing
    return period.first if counts_first_day(terms) else period.nought


def _dated_event(name: str, year: int, sight: Sight) -> tuple[date | None, bool]:
    """Signing, award notice or start notice; in later years as the reading later-years says."""
    later = sight.terms.readings["later-years"]
    # article 7 says no more of years 2 and 3 than 以此类推: by analogy to what day is each contract's
    # reading, and can move a deadline by months
    if year > 1 and later == "service-year-start":
        return sight.years[year - 2].last, True
    if year > 1 and later == "previous-year-paid":
        return _paid_in_full([p for p in sight.terms.instalments if p.year == year - 1], sight)
    on = event_day(name, sight.terms, sight.position)
    # an event still to come can happen today at the earliest
    base = on or max(sight.position.as_of, sight.terms.signed_on)
    return anniversary(base, year - 1), on is not None


def lodged_on(key: str, sight: Sight) -> date | None:
    """The day on which the whole sum of a guarantee was in; None while it is not."""
    guarantee = sight.terms.guarantee(key)
    if guarantee is None:
        return None  # an amendment may have dropped it
    return account_of(guarantee, sight.terms, sight.position.deposits).full_on


def _paid_before(key: str, instalment: Instalment, sight: Sight) -> list[Instalment]:
    """The instalments `payment:KEY` waits for: the same period's, the one before's, the whole's."""
    rows = [each for each in sight.terms.instalments if each.key == key]
    once = [each for each in rows if each.period is None]
    if once or instalment.period is None:
        return once
    if instalment.every == "service-year":
        return [each for each in rows if each.year == (instalment.year or 1) - 1]
    own = sight.periods[instalment.period]
    around = [each for each in rows if within(own, sight.periods[each.period or ""])]
    # what stands earlier in the file is paid first within a period; else the period before
    if around and (around[0].place < instalment.place or around[0].every != instalment.every):
        return around
    return [each for each in rows if sight.periods[each.period or ""].last == own.nought]


def _paid_in_full(instalments: list[Instalment], sight: Sight) -> tuple[date | None, bool]:
    """The last day on which one was paid in full, else its estimate; the signing where none is."""
    days: list[date] = []
    happened = True
    for instalment in instalments:
        standing = standing_of(instalment, sight)
        if standing.status == "cancelled":  # what nobody owes is never paid
            return None, False
        if standing.outstanding_fen:
            happened = False
            if standing.expected_on is None:
                return None, False
            # what is overdue cannot be paid before today: an estimate in the past would make the
            # next instalment look late that nobody can owe yet
            days.append(max(standing.expected_on, sight.position.as_of))
        elif standing.paid_on:
            days.append(standing.paid_on)
    return max(days, default=sight.terms.signed_on), happened


# -- deadlines and statuses ------------------------------------------------------------------------


def _payable(sight: Sight) -> Ground:
    """What the deadlines of payments are counted on: none comes before the signing."""
    return Ground(sight.calendar, sight.terms.readings["day-off"], sight.terms.signed_on)


def ground_of(sight: Sight) -> Ground:
    """What the deadlines of a contract are counted on."""
    return Ground(sight.calendar, sight.terms.readings["day-off"])


def _agreed(
    counted: Deadline | None, instalment: Instalment, clock: Clock, sight: Sight
) -> Deadline | None:
    """The deadline, or the date that the last settled negotiation carries."""
    # art. 8(3) lets the parties settle a late payment by agreement: the date agreed on replaces the
    # deadline and is not moved off days off, as the parties named it
    talks = sight.position.negotiations.get(instalment.id, ())
    agreed = [(step.on, step.new_due) for step in talks if step.new_due]
    open_ended = isinstance(instalment.due.rule, NotAgreed) and clock.state != "missing"
    if not agreed or not (counted or open_ended):
        return counted
    settled_on, on = agreed[-1]
    # papers returned after the agreement stop its clock as any other: the date agreed on cannot
    # come back from the past while the new count still runs
    acts = sight.position.acts_of(instalment.papers)
    stops = sight.terms.readings["return"] != "ignored"
    if stops and any(act.act == "return" and act.on >= settled_on for act in acts):
        on = max(on, counted.on) if counted else on
    start = counted.start if counted else clock.start or on
    return Deadline(start, on, on, False, None)


def _cancelled(instalment: Instalment, end: Termination, sight: Sight) -> bool:
    """Whether the contract's early end came before the instalment's trigger.

    A year that was over by then, on that very day too, stays owed; and the day itself triggers
    nothing of the next.
    """
    account = sight.owing[instalment.id]
    early = sum(taken.fen for taken in account.reductions if taken.why == "early-end")
    if instalment.collects:  # what was kept of what was served is paid out
        return False
    conceded = account.conceded_fen
    gone = account.amount_fen <= early + conceded and (early or not conceded)
    if gone and (early or account.estimate is False):
        return True
    if instalment.period:
        period = sight.periods[instalment.period]
        # service that was rendered is paid for (Civil Code 579): a full year stays owed even where
        # its reports are still missing
        if period.last <= end.on:
            return False
        if period.nought >= end.on and period.nought > sight.years[0].nought:
            return True
    # what is paid at the term's end is not triggered by an early one
    cut_short = end.on < course_of(sight.terms, sight.position).last
    if instalment.due.after == "term-end" and cut_short:
        return True
    # as it stood that evening: papers returned or money given back later untrigger nothing, and an
    # end by days, which cuts the year short, does not itself bring the year's end about
    evening = sight.before_end or sight
    return _clock(instalment, _by_its_own_terms(instalment, evening)).state != "running"


def _conditional(instalment: Instalment, sight: Sight) -> bool:
    """Whether it comes only by a renewal that has not been confirmed."""
    if instalment.renewal is None:
        return False
    return instalment.renewal not in renewals_of(sight.terms, sight.position)


def _judge(
    instalment: Instalment, clock: Clock, counted: Deadline | None, sight: Sight
) -> Standing:
    account, conditional = sight.owing[instalment.id], _conditional(instalment, sight)
    if instalment.id in sight.cancelled:
        return _standing_cancelled(instalment, clock, account, conditional)
    if conditional:
        if sight.position.as_of > sight.ends_on:  # it lapsed: nobody confirmed it in time
            off = cancelled(account, sight.ends_on, "")
            return _standing_cancelled(instalment, clock, off, conditional)
        clock = clock._replace(state="ahead", happened=False)
    settled = _agreed(counted, instalment, clock, sight)
    due_on, full_since = settled.on if settled else None, account.full_since
    status, days_late = _status(account, clock, due_on), None
    if status == "paid":
        days_late = _late(account, due_on) if due_on and full_since else None
        status = "paid-late" if days_late else "paid"
    return Standing(
        instalment=instalment,
        status=status,
        owing=account,
        paid_on=full_since if status in ("paid", "paid-late") else None,
        days_late=days_late,
        deadline=settled,
        counted=counted if settled else None,
        days_overdue=_overdue(account, due_on) if status == "overdue" and due_on else 0,
        working_days_left=working_days_left(status, due_on, sight),
        waiting_for=clock.missing if status == "waiting" else (),
        clock=clock,
        conditional=conditional,
    )


def _late(account: Owing, due_on: date) -> int:
    """How many days something was late: those that damages are counted by, before any relief."""
    # money that came back after it had been paid leaves days between on which nothing was owed
    return sum(stretch.days for stretch in late_days(account, due_on))


def _overdue(account: Owing, due_on: date) -> int:
    """How many days something is late that still is: one more each day."""
    return daily(account.as_of, lambda: _late(account, due_on))


def _standing_cancelled(
    instalment: Instalment, clock: Clock, account: Owing, conditional: bool
) -> Standing:
    nothing = (None, None, None, None, 0, None, ())
    return Standing(instalment, "cancelled", account, *nothing, clock, conditional)


def _status(account: Owing, clock: Clock, due_on: date | None) -> str:
    """How an instalment stands that is not cancelled."""
    # without a settlement nothing says that nothing is owed
    if not account.outstanding_fen and account.estimate is not None:
        return "paid"
    status = {"missing": "waiting", "ahead": "projected"}.get(clock.state, "due")
    late = status == "due" and due_on is not None and account.as_of > due_on
    # a disputed part is not late while the dispute lasts (Order 802 art. 15); where all that is
    # left is disputed, nothing is
    return "overdue" if late and account.outstanding_fen > account.disputed_fen else status


def working_days_left(status: str, due_on: date | None, sight: Sight) -> int | None:
    """Working days left from the day after the date looked at; 0 once over, None for none."""
    if status == "overdue":
        return 0
    if status in ("due", "projected") and due_on and due_on >= sight.position.as_of:
        as_of = sight.position.as_of
        return daily(as_of, lambda: sight.calendar.between(as_of, due_on))
    return None
