"""Every instalment with its deadline and its status on a date, from terms, facts and calendar."""

from datetime import date

from svcctl.billing.dates import ONE_DAY, anniversary, shift
from svcctl.billing.deadlines import Days, Due, Ground, deadline
from svcctl.billing.deposits import account_of
from svcctl.billing.owing import Owing, cancelled, late_days, owings
from svcctl.billing.position import DocumentKey, HandIn, Position, Termination
from svcctl.billing.record import Record
from svcctl.billing.term import ServiceYear, ended_early, service_years
from svcctl.billing.terms import Alteration, Instalment, Terms
from svcctl.billing.working_days import Calendar, Deadline

EVENTS = (
    "signing",
    "award-notice",
    "start-notice",
)  # in later years the reading later-years moves them


class Clock(Record):
    """Whether an instalment's days run: `running`, `ahead` (`start` estimated) or `missing`."""

    state: str
    start: date | None
    after_on: date | None  # the day of the event that `after` names, before `plus`
    moved: date | None  # that day, moved by `plus`
    ready: date | None  # when the last paper was in and the year over, where they are waited for
    happened: bool  # that event lies behind
    received: tuple[tuple[str, date | None], ...]
    missing: tuple[str, ...]
    year_last: date | None  # the last day of the year that must be over


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
    waiting_for: tuple[str, ...]
    clock: Clock

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


class Sight(Record):
    """What the schedule of one contract is worked out from, and what of it is known already."""

    terms: Terms
    position: Position
    calendar: Calendar
    years: tuple[ServiceYear, ...]
    receipts: dict[DocumentKey, date]
    owing: dict[str, Owing]
    standings: dict[str, Standing]


def schedule(terms: Terms, position: Position, calendar: Calendar) -> tuple[Standing, ...]:
    """Every instalment of the contract as it stands on the position's date."""
    sight = sight_of(terms, position, calendar)
    return standings_of(sight)


def standings_of(sight: Sight) -> tuple[Standing, ...]:
    """Every instalment, from what the schedule is worked out from."""
    return tuple(standing_of(instalment, sight) for instalment in sight.terms.instalments)


def sight_of(terms: Terms, position: Position, calendar: Calendar) -> Sight:
    """The service years, receipts and accounts that deadlines and sums follow from."""
    ended, years = ended_early(terms, position, service_years(terms, position))
    receipts = {
        key: day
        for key, acts in position.documents.items()
        if (day := receipt_day(acts, terms, position.as_of))
    }
    return Sight(terms, position, calendar, years, receipts, owings(terms, position, ended), {})


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
            counted = deadline(instalment.due, clock.moved, ground_of(by), clock.ready)
        if instalment.amended and counted:
            clock, counted = _not_born_late(
                instalment.due, instalment.amended, clock, counted, sight
            )
        sight.standings[instalment.id] = _judge(instalment, clock, counted, sight)
    return sight.standings[instalment.id]


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
    ground = ground_of(sight)
    if isinstance(due.rule, Days) or clock.moved is None:
        return deadline(due, since, ground)
    return deadline(due, clock.moved, ground._replace(signed_on=since + ONE_DAY), clock.ready)


def _clock(instalment: Instalment, sight: Sight) -> Clock:
    """Whether the instalment's days run, and from which day they are counted."""
    as_of = sight.position.as_of
    if instalment.amended and instalment.amended.of:
        since = instalment.amended.since
        return Clock("running", since, since, since, None, True, (), (), None)
    received = tuple((key, _receipt(key, instalment, sight)) for key in instalment.needs)
    missing = tuple(sorted(key for key, day in received if day is None))
    days = [day for _, day in received if day]
    year_last = (
        sight.years[instalment.year - 1].last
        if instalment.waits_for_year and instalment.year
        else None
    )
    year_open = year_last is not None and as_of <= year_last
    # two things must come together (art. 7): the year is over, and both reports are received. While
    # the year runs its end can be foreseen; afterwards nobody can say when the papers come, so
    # there is no date to show, not even an estimate
    if missing and not year_open:
        return Clock("missing", None, None, None, None, False, received, missing, year_last)
    if missing and year_last:
        on, happened = _after(instalment, sight, year_last)
        moved = with_plus(on, instalment.due) if on else None
        start = max(year_last, moved) if moved else None
        return Clock("ahead", start, on, moved, year_last, happened, received, missing, year_last)
    # reports in hand before the year is over start nothing by default: article 7 says 维护期满后 before
    # it speaks of the reports (reading early-report)
    gate = None if sight.terms.readings["early-report"] == "receipt" else year_last
    on, happened = _after(instalment, sight, max(days, default=as_of))
    moved = with_plus(on, instalment.due) if on else None
    ready = max([*days, *([gate] if gate else [])], default=None)
    start = max(moved, ready or moved) if moved else None
    # a year is over on the day after its last day (Civil Code 203: that day runs until midnight)
    running = happened and start is not None and start <= as_of and not (gate and as_of <= gate)
    state = "running" if running else "ahead"
    return Clock(state, start, on, moved, ready, happened, received, (), gate)


def _receipt(key: str, instalment: Instalment, sight: Sight) -> date | None:
    _, every_year = sight.terms.documents[key]
    return sight.receipts.get((key, instalment.year if every_year else None))


def with_plus(on: date, due: Due) -> date:
    """The day of the event, moved by the rule's `plus`."""
    return shift(on, due.plus) if due.plus else on


def _after(instalment: Instalment, sight: Sight, assumed: date) -> tuple[date | None, bool]:
    """The day that starts the clock, and whether it has come; missing papers come on `assumed`."""
    name, _, key = instalment.due.after.partition(":")
    if name == "receipt":
        return (_receipt(key, instalment, sight) or assumed) if key else assumed, True
    if name == "payment":
        return _paid_in_full(_paid_before(key, instalment, sight), sight)
    if name == "lodged":
        lodged = lodged_on(key, sight)
        return lodged or max(sight.position.as_of, sight.terms.signed_on), lodged is not None
    if name == "year-start":
        # the start of a year is a day nought: it is not counted (Civil Code 201), so the period's
        # first day is the next
        return sight.years[(instalment.year or 1) - 1].nought, True
    if name == "year-end":
        return sight.years[(instalment.year or len(sight.years)) - 1].last, True
    return _dated_event(name, instalment.year or 1, sight)


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


def event_day(name: str, terms: Terms, position: Position) -> date | None:
    """The day of an event of EVENTS, or None while it has not happened."""
    return {
        "signing": terms.signed_on,
        "award-notice": terms.award_notice_on,
        "start-notice": position.started_on,
    }[name]


def lodged_on(key: str, sight: Sight) -> date | None:
    """The day on which the whole sum of a guarantee was in; None while it is not."""
    guarantee = sight.terms.guarantee(key)
    if guarantee is None:
        return None  # an amendment may have dropped it
    return account_of(guarantee, sight.terms, sight.position.deposits).full_on


def _paid_before(key: str, instalment: Instalment, sight: Sight) -> list[Instalment]:
    """The instalments `payment:KEY` waits for: of the year before, or the contract's own."""
    once = sight.terms.instalment(key)
    if once:
        return [once]
    return [
        p for p in sight.terms.instalments if p.key == key and p.year == (instalment.year or 1) - 1
    ]


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
            if standing.due_on is None:
                return None, False
            # what is overdue cannot be paid before today: an estimate in the past would make the
            # next instalment look late that nobody can owe yet
            days.append(max(standing.due_on, sight.position.as_of))
        elif standing.paid_on:
            days.append(standing.paid_on)
    return max(days, default=sight.terms.signed_on), happened


# -- deadlines and statuses ------------------------------------------------------------------------


def ground_of(sight: Sight) -> Ground:
    """What the deadlines of a contract are counted on."""
    return Ground(sight.calendar, sight.terms.readings["day-off"])


def _agreed(counted: Deadline | None, instalment: Instalment, sight: Sight) -> Deadline | None:
    """The deadline, or the date that the last settled negotiation carries."""
    # art. 8(3) lets the parties settle a late payment by agreement: the date agreed on replaces the
    # deadline and is not moved off days off, as the parties named it
    talks = sight.position.negotiations.get(instalment.id, ())
    agreed = [(step.on, step.new_due) for step in talks if step.new_due]
    if not counted or not agreed:
        return counted
    settled_on, on = agreed[-1]
    # papers returned after the agreement stop its clock as any other: the date agreed on cannot
    # come back from the past while the new count still runs
    acts = sight.position.acts_of(_needed(instalment, sight.terms))
    if any(act.act == "return" and act.on >= settled_on for act in acts):
        on = max(on, counted.on)
    return Deadline(counted.start, on, on, False, None)


def _needed(instalment: Instalment, terms: Terms) -> list[DocumentKey]:
    """The documents whose receipt starts an instalment's clock."""
    return [(key, instalment.year if terms.documents[key][1] else None) for key in instalment.needs]


def _cancelled(instalment: Instalment, clock: Clock, end: Termination, sight: Sight) -> bool:
    """Whether the contract's early end came before the instalment's trigger.

    A year that was over by then, on that very day too, stays owed; and the day itself triggers
    nothing of the next.
    """
    account = sight.owing[instalment.id]
    if account.amount_fen - account.reduced_fen <= 0 and not account.conceded_fen:
        return True
    if instalment.year:
        year = sight.years[instalment.year - 1]
        # service that was rendered is paid for (Civil Code 579): a full year stays owed even where
        # its reports are still missing
        if year.last <= end.on:
            return False
        if instalment.year > 1 and year.nought >= end.on:
            return True
    triggered = clock.happened and clock.state != "missing"
    return not (triggered and clock.start is not None and clock.start <= end.on)


def _judge(
    instalment: Instalment, clock: Clock, counted: Deadline | None, sight: Sight
) -> Standing:
    account = sight.owing[instalment.id]
    end = sight.position.termination
    if end and _cancelled(instalment, clock, end, sight):
        return _standing_cancelled(instalment, clock, cancelled(account, end.on, end.event))
    settled = _agreed(counted, instalment, sight)
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
        days_overdue=_late(account, due_on) if status == "overdue" and due_on else 0,
        working_days_left=working_days_left(status, due_on, sight),
        waiting_for=clock.missing if status == "waiting" else (),
        clock=clock,
    )


def _late(account: Owing, due_on: date) -> int:
    """How many days something was late: those that damages are counted by, before any relief."""
    # money that came back after it had been paid leaves days between on which nothing was owed
    return sum(stretch.days for stretch in late_days(account, due_on))


def _standing_cancelled(instalment: Instalment, clock: Clock, account: Owing) -> Standing:
    return Standing(instalment, "cancelled", account, None, None, None, None, 0, None, (), clock)


def _status(account: Owing, clock: Clock, due_on: date | None) -> str:
    """How an instalment stands that is not cancelled."""
    if not account.outstanding_fen:
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
        return sight.calendar.between(sight.position.as_of, due_on)
    return None
