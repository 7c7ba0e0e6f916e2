"""What is owed of each instalment, what was made of it, what went against it: one account, by day.

Whatever changes a sum after the contract is a dated change here: a lowering by an amendment, an
early end, a settled dispute, a sum set against it. So status, lateness, refusals, totals and
explanations all follow from one account, and
`amount + added - reduced - offset - paid = outstanding - overpaid` holds for each.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from svcctl.billing.dates import ONE_DAY
from svcctl.billing.instalment import Instalment
from svcctl.billing.position import Dispute, Position
from svcctl.billing.record import Record
from svcctl.billing.settling import Outcome, Served, outcomes
from svcctl.billing.terms import Terms

Days = dict[date, int]  # fen by day


class Reduction(Record):
    """What a fact took off; `never`: it turned out not to have been owed at any time."""

    on: date
    fen: int
    why: str  # early-end | dispute | settlement
    event: str
    never: bool = False


class Owing(Record):
    """One instalment's account on a date."""

    as_of: date
    amount_fen: int  # by the contract as it stands
    lowered: Days  # by amendments, off the amount already: owed until that day
    reductions: tuple[Reduction, ...]
    paid: Days  # less what came back
    offset: Days
    contested: Days  # disputed still, by the day the dispute was raised, whether it is paid or not
    undated: Days  # of what was paid, by the day of arrival, what was charged nobody knows when
    retained_fen: int = 0  # kept back until another instalment pays it out, not in the amount
    added: Days = {}  # what settlements found beyond the amount
    estimate: bool | None = False  # not settled yet; None where there is not even an estimate
    arriving: Days = {}  # of what was paid, by the day of arrival, what the payee did not have yet

    @property
    def first_fen(self) -> int:
        """What is owed before anything is paid, set against it, or taken off on a day."""
        # a sum lowered later was owed in full until the amendment was in force (art. 11(2) wants
        # approval and filing before it binds), so lateness before that day still counts it
        if not (self.lowered or self.reductions):
            return self.amount_fen
        never = sum(reduction.fen for reduction in self.reductions if reduction.never)
        return self.amount_fen + sum(self.lowered.values()) - never

    @property
    def moves(self) -> Days:
        """Everything that goes against what is owed at first, by day."""
        if not (self.paid or self.offset or self.lowered or self.reductions or self.added):
            return {}
        off: Days = {}
        for reduction in self.reductions:
            # what was conceded was never owed: it is left out of the sum at first and must not be
            # taken off a second time on the day of the settlement
            if not reduction.never:
                off[reduction.on] = off.get(reduction.on, 0) + reduction.fen
        # what a settlement adds is owed from its day: nobody can be late with it before
        more = {day: -fen for day, fen in self.added.items()}
        return _together(self.paid, self.offset, self.lowered, off, more)

    @property
    def paid_fen(self) -> int:
        """Money paid by the date, less what came back."""
        return self._so_far(self.paid)

    @property
    def offset_fen(self) -> int:
        """What was set against it by the date."""
        return self._so_far(self.offset)

    @property
    def conceded_fen(self) -> int:
        """What settled disputes have let fall."""
        return sum(taken.fen for taken in self.reductions if taken.why == "dispute")

    @property
    def reduced_fen(self) -> int:
        """All that was taken off: by settlements, an early end, settled disputes."""
        return sum(reduction.fen for reduction in self.reductions) if self.reductions else 0

    @property
    def added_fen(self) -> int:
        """All that was added to the amount."""
        return sum(self.added.values()) if self.added else 0

    @property
    def changed_fen(self) -> int:
        """What was added, less what was taken off and set against it."""
        if not (self.added or self.reductions or self.offset):
            return 0
        return self.added_fen - self.reduced_fen - self.offset_fen

    @property
    def balance_fen(self) -> int:
        """What is still owed; less than nought where too much was paid."""
        # below nought is kept, not cut off: what was paid too much is public money that has to come
        # back, and would vanish from the totals
        return self.amount_fen + self.changed_fen - self.paid_fen

    @property
    def outstanding_fen(self) -> int:
        """What is still owed."""
        return max(self.balance_fen, 0)

    @property
    def overpaid_fen(self) -> int:
        """What was paid beyond what is owed, and is to come back."""
        return max(-self.balance_fen, 0)

    @property
    def disputed_fen(self) -> int:
        """What of the outstanding is disputed."""
        # somebody may pay under protest: what is paid is no longer disputed money, whatever the
        # dispute was about
        if not self.contested:
            return 0
        return min(sum(self.contested.values()), self.outstanding_fen)

    @property
    def all_disputed(self) -> bool:
        """Whether something is outstanding, and all of it is disputed."""
        return 0 < self.outstanding_fen == self.disputed_fen

    @property
    def full_since(self) -> date | None:
        """Since when all that is owed has been covered; None while it is not."""
        moves = self.moves
        covered, since = 0, None
        for day in sorted(day for day in moves if day <= self.as_of):
            covered += moves[day]
            # money that comes back opens the sum again, and the day on which it was paid in full is
            # then the later one: payment is judged by its last completion, not by its first
            since = (since or day) if covered >= self.first_fen else None
        return since

    def in_time(self, deadline: date) -> "Owing":
        """The account as a deadline sees it: what was charged on a day unknown is not late."""
        # only the payee's book is at hand, and it shows arrivals: a claim of lateness needs the day
        # on which the payer's account was charged (reading paid-when)
        if not self.undated:
            return self
        paid = dict(self.paid)
        for day, fen in self.undated.items():
            if day > deadline:
                paid[day] -= fen
                paid[deadline] = paid.get(deadline, 0) + fen
        return self._replace(paid=paid, undated={})

    def whole_on(self, day: date) -> int:
        """What the instalment is as a day begins, paid or not, less what was disputed by then."""
        # a disputed part is not late while the dispute lasts (Order 802 art. 15), and an instalment
        # that is late is what is not disputed of it
        money = _together(self.paid, self.offset)
        gone = _together(self.moves, self.contested, {on: -fen for on, fen in money.items()})
        return self.first_fen - sum(fen for on, fen in gone.items() if on < day)

    def owed_on(self, day: date, known: Callable[[str], bool]) -> int:
        """What the contract asked for on a day, by the reductions whose facts were known."""
        # the person who paid that day could only go by what was agreed and recorded by then; a
        # lowering or an early end that came later makes the payment too much, not wrong
        not_yet = sum(fen for since, fen in self.lowered.items() if since > day)
        off = sum(
            reduction.fen
            for reduction in self.reductions
            if reduction.on <= day and known(reduction.event)
        )
        return self.amount_fen + self.added_fen + not_yet - off

    @property
    def arrives_on(self) -> date | None:
        """When the last of what was paid comes to the payee; None where all of it is there."""
        return max(self.arriving, default=None)

    def _so_far(self, days: Days) -> int:
        if not days:  # on most accounts nothing has moved
            return 0
        return sum(fen for day, fen in days.items() if day <= self.as_of)


class Stretch(Record):
    """Late days that follow one another, and what was overdue or in breach on each of them."""

    first: date
    last: date
    fen: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def late_days(account: Owing, deadline: date) -> Iterator[Stretch]:
    """The days after a deadline on which something was owed, by the day before's account."""
    # what is disputed is not late while the dispute lasts (Order 802 art. 15), but the days that
    # had run out before it was raised stay: one side's word does not undo them. What a settlement
    # finds owed is late from the deadline on, as then it was owed all along
    account = account.in_time(deadline)
    owed, as_of = account.first_fen, account.as_of
    moves = _together(account.moves, account.contested)
    # the last day runs until midnight (Civil Code 203): money that goes on it is in time
    paid = sum(fen for day, fen in moves.items() if day <= deadline)
    first = deadline + ONE_DAY
    # a day on which something is paid still counts with the sum that was lacking when it began, so
    # the stretch ends with the day of the move and not with the one before
    for day in [*sorted(day for day in moves if deadline < day < as_of), as_of]:
        if paid < owed and first <= day:
            yield Stretch(first, day, owed - paid)
        paid, first = paid + moves.get(day, 0), max(first, day + ONE_DAY)


def _together(*kinds: Days) -> Days:
    first, *others = [days for days in kinds if days] or [{}]
    found = dict(first)
    for days in others:
        for day, fen in days.items():
            found[day] = found.get(day, 0) + fen
    return found


def owings(terms: Terms, position: Position, served: Served) -> dict[str, Owing]:
    """The account of every instalment; `served` is what an early end by days leaves of each."""
    worth, disputes = outcomes(terms, position, served), position.disputes
    (paid, undated), offset = _money(terms, position), _offsets(position)
    arriving = _arriving(position)
    return {
        each.id: Owing(
            as_of=position.as_of,
            amount_fen=worth[each.id].amount_fen,
            lowered=dict(each.lowered),
            reductions=_reductions(each, disputes, worth[each.id]),
            paid=paid.get(each.id, {}),
            offset=offset.get(each.id, {}),
            contested=_contested(each, disputes) if disputes else {},
            undated=undated.get(each.id, {}),
            retained_fen=worth[each.id].kept_fen,
            added=_added(worth[each.id]),
            estimate=_estimate(each, worth, terms),
            arriving=arriving.get(each.id, {}),
        )
        for each in terms.instalments
    }


def with_other_money(known: dict[str, Owing], terms: Terms, position: Position) -> dict[str, Owing]:
    """The accounts where only what was paid or came back is another; one left as it was is the same."""
    (paid, undated), arriving = _money(terms, position), _arriving(position)
    found = {}
    for iid, account in known.items():
        money = {
            "paid": paid.get(iid, {}),
            "undated": undated.get(iid, {}),
            "arriving": arriving.get(iid, {}),
        }
        same = all(getattr(account, name) == days for name, days in money.items())
        found[iid] = account if same else account._replace(**money)
    return found


def _contested(row: Instalment, disputes: Sequence[Dispute]) -> Days:
    """What of a row is disputed still, by the day the dispute was raised."""
    return _together(*({d.on: d.fen} for d in _of(row, disputes) if d.settled_on is None))


def _added(worth: Outcome) -> Days:
    return {worth.on: worth.added_fen} if worth.on and worth.added_fen else {}


def _estimate(row: Instalment, worth: dict[str, Outcome], terms: Terms) -> bool | None:
    """Whether a sum is still to be settled; None where nothing says how much it may be."""
    if row.collects:
        return any(_estimate(each, worth, terms) is not False for each in _collected(row, terms))
    if not row.settled or worth[row.id].why == "settlement":
        return False
    return True if row.known else None


def _collected(row: Instalment, terms: Terms) -> Iterator[Instalment]:
    return (each for each in terms.instalments if each.id in row.collects)


def cancelled(account: Owing, on: date, event: str) -> Owing:
    """The account of an instalment that an early end cancelled: only the conceded part stays."""
    conceded = tuple(reduction for reduction in account.reductions if reduction.never)
    # what was conceded before the end is off already: taking the whole amount off again would leave
    # the account below nought
    whole = account.amount_fen + account.retained_fen  # of what nobody owes nothing is kept
    rest = whole + account.added_fen - sum(taken.fen for taken in conceded)
    off = (*conceded, Reduction(on, rest, "early-end", event))
    return account._replace(amount_fen=whole, retained_fen=0, reductions=off)


def _money(terms: Terms, position: Position) -> tuple[dict[str, Days], dict[str, Days]]:
    """Money paid and come back, by instalment and day (reading paid-when); what has no such day."""
    arrived = terms.readings["paid-when"] == "arrived"
    found: dict[str, Days] = {}
    paid_on: dict[str, date] = {}
    undated: dict[str, Days] = {}
    no_day: set[str] = set()
    for payment in position.payments:
        # by the reading paid-when; without a known arrival the charge is all there is, and taking
        # it favours the payer no more than a bank's day or two
        day = payment.arrived_on if arrived and payment.arrived_on else payment.on
        paid_on[payment.event] = day
        for instalment, fen in payment.parts:
            _add(found, instalment, day, fen)
            if not (arrived or payment.charge_known):
                no_day.add(payment.event)
                _add(undated, instalment, day, fen)
    for refund in position.refunds:
        # a transfer that the bank sent back never arrived, and was never a payment; money given
        # back was one until then
        day = paid_on.get(refund.payment, refund.on) if refund.bounced else refund.on
        for instalment, fen in refund.parts:
            _add(found, instalment, day, -fen)
            if refund.bounced and refund.payment in no_day:
                _add(undated, instalment, day, -fen)
    return found, undated


def _arriving(position: Position) -> dict[str, Days]:
    """What had left the payer's account by the date and came to the payee later."""
    found: dict[str, Days] = {}
    for payment in position.payments:
        if payment.arrived_on and payment.arrived_on > position.as_of:
            for instalment, fen in payment.parts:
                _add(found, instalment, payment.arrived_on, fen)
    return found


def _offsets(position: Position) -> dict[str, Days]:
    """What was set against each instalment, by day."""
    found: dict[str, Days] = {}
    for relief in position.reliefs:
        if relief.act == "offset":
            _add(found, relief.instalment, relief.on, relief.fen)
    return found


def _add(found: dict[str, Days], instalment: str, day: date, fen: int) -> None:
    days = found.setdefault(instalment, {})
    days[day] = days.get(day, 0) + fen


def _of(instalment: Instalment, disputes: Sequence[Dispute]) -> list[Dispute]:
    return [dispute for dispute in disputes if dispute.instalment == instalment.id]


def _reductions(
    instalment: Instalment, disputes: Sequence[Dispute], worth: Outcome
) -> tuple[Reduction, ...]:
    conceded = [
        Reduction(d.settled_on, d.fen - d.owed_fen, "dispute", d.event, never=True)
        for d in _of(instalment, disputes)
        # Order 802 art. 15 keeps only the undisputed part due meanwhile; what the settlement lets
        # fall turns out never to have been due, so no late day of it may count
        if d.settled_on and d.fen > d.owed_fen
    ]
    if worth.on is None or not worth.reduced_fen:
        return tuple(conceded)
    # what a settlement takes off was never earned; an early end takes it off on its day
    found = worth.why == "settlement"
    # what a dispute has let fall is off already: an end by days takes what is left of it at most,
    # else the supplier would seem to owe what nobody paid
    rest = max(worth.amount_fen - sum(taken.fen for taken in conceded), 0)
    fen = worth.reduced_fen if found else min(worth.reduced_fen, rest)
    return (*conceded, Reduction(worth.on, fen, worth.why, worth.event, never=found))
