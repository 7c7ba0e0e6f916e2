"""Guarantees: what of each has to go back by when, and whether it did; the supplier's money, no payment."""

from collections.abc import Sequence
from datetime import date, timedelta

from svcctl.billing.dates import daily
from svcctl.billing.deadlines import Days, Listed
from svcctl.billing.deadlines import deadline as deadline_of
from svcctl.billing.deposits import Account, Letter, account_of
from svcctl.billing.due import WITHIN_DAYS
from svcctl.billing.events import moved_by_plus
from svcctl.billing.money import cut
from svcctl.billing.obligations import event_on
from svcctl.billing.position import CASH, LETTER
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight, ground_of, working_days_left
from svcctl.billing.terms import Guarantee, Return
from svcctl.billing.working_days import Deadline


class Part(Record):
    """What of one form goes back with one return: fen in all, and what has gone back already."""

    fen: int = 0
    back: int = 0

    @property
    def left(self) -> int:
        """What still has to go back."""
        return self.fen - self.back


class GuaranteeRow(Record):
    """One return of one guarantee on a date."""

    guarantee: Guarantee
    number: int  # counted from 1
    rule: Return
    status: str  # projected | waiting | due | overdue | paid | paid-late | cancelled
    cash: Part
    letter: Part
    form: str | None  # cash | letter | both; None while nothing was lodged
    deadline: Deadline | None
    start: date | None  # the day from which its days are counted, `plus` included
    paid_on: date | None
    days_late: int | None
    days_overdue: int
    working_days_left: int | None
    waiting_for: tuple[str, ...]
    letters: tuple[Letter, ...]  # that are held

    @property
    def id(self) -> str:
        """The short id: performance-bond/1."""
        return f"{self.guarantee.key}/{self.number}"

    @property
    def settled(self) -> bool:
        """Whether nothing of it goes back any more."""
        return self.status in ("paid", "paid-late", "cancelled")

    @property
    def due_on(self) -> date | None:
        """The deadline, or the estimate of one that lies ahead."""
        return self.deadline.on if self.deadline else None

    @property
    def outstanding_fen(self) -> int:
        """The money that still has to go back; a letter is none."""
        return self.cash.left


def accounts(sight: Sight) -> dict[str, Account]:
    """Each guarantee's account on the position's date."""
    deposits = sight.position.deposits
    return {each.key: account_of(each, sight.terms, deposits) for each in sight.terms.guarantees}


def guarantee_rows(sight: Sight) -> tuple[GuaranteeRow, ...]:
    """Every return of every guarantee."""
    return tuple(row for guarantee in sight.terms.guarantees for row in _rows_of(guarantee, sight))


def due_guarantees(sight: Sight, within_days: int = WITHIN_DAYS) -> list[GuaranteeRow]:
    """The returns that a due list shows: those of `due_rows`, by the same rule."""
    last = sight.position.as_of + timedelta(days=within_days)
    return [
        row
        for row in guarantee_rows(sight)
        if row.status in ("due", "overdue", "waiting")
        or (row.status == "projected" and row.due_on is not None and row.due_on <= last)
    ]


def running_out(sight: Sight) -> list[tuple[Guarantee, Letter]]:
    """The letters held that run out within 30 days, or have, before they are to go back."""
    rows, as_of = guarantee_rows(sight), sight.position.as_of
    found = []
    for guarantee in sight.terms.guarantees:
        # what has gone back, and what goes back in money, it secures no longer
        mine = [r.due_on for r in rows if r.guarantee.key == guarantee.key and r.letter.left]
        for letter in accounts(sight)[guarantee.key].letters:
            # where no date is known by which it goes back, it runs out before its time
            last = None if None in mine or not mine else max(filter(None, mine))
            # once it should have gone back nobody asks for another
            early = last is None or (as_of <= last and (letter.valid_until or last) < last)
            if letter.runs_out(as_of) and early:
                found.append((guarantee, letter))
    return found


# -- one guarantee ---------------------------------------------------------------------------------


def _rows_of(guarantee: Guarantee, sight: Sight) -> list[GuaranteeRow]:
    account = account_of(guarantee, sight.terms, sight.position.deposits)
    parts = _parts(guarantee, account)
    settled = _settled_on(guarantee, sight)
    return [
        _row(guarantee, number, part, account, on, sight)
        for number, (part, on) in enumerate(zip(parts, settled, strict=True), 1)
    ]


def _parts(guarantee: Guarantee, account: Account) -> list[tuple[Part, Part]]:
    """Money and letters of each return: shares of what was lodged and not claimed."""
    if account.first_on is None:
        asked = cut(guarantee.amount_fen, guarantee.weights) if guarantee.returns else ()
        return [(Part(fen), Part()) for fen in asked]
    cash, letter = (_filled(guarantee, account, form) for form in (CASH, LETTER))
    return list(zip(cash, letter, strict=True))


def _filled(guarantee: Guarantee, account: Account, form: str) -> list[Part]:
    """The returns of one form; what has gone back counts for the first of them first."""
    if not guarantee.returns:
        return []
    purse = account.purse(form)
    back, found = purse.returned, []
    for fen in cut(purse.to_return, guarantee.weights):
        found.append(Part(fen, min(back, fen)))
        back -= found[-1].back
    return found


def _settled_on(guarantee: Guarantee, sight: Sight) -> list[date | None]:
    """The day since which nothing of each return is left; None where something is, or never was."""
    moves = [move for move in sight.position.deposits if move.guarantee == guarantee.key]
    since: list[date | None] = [None] * len(guarantee.returns)
    for upto, move in enumerate(moves, 1):
        parts = _parts(guarantee, account_of(guarantee, sight.terms, moves[:upto]))
        since = [
            None if _is_open(part) else (before or move.on)
            for part, before in zip(parts, since, strict=True)
        ]
    return since


def _is_open(part: tuple[Part, Part]) -> bool:
    return any(each.left > 0 for each in part)


def _row(
    guarantee: Guarantee,
    number: int,
    part: tuple[Part, Part],
    account: Account,
    settled_on: date | None,
    sight: Sight,
) -> GuaranteeRow:
    rule, (cash, letter) = guarantee.returns[number - 1], part
    moved, first_on = event_moved(rule, sight), account.first_on
    deadline = deadline_of(rule.due, moved, ground_of(sight), first_on) if moved else None
    start = _begins(moved, first_on, deadline, rule) if moved else None
    status = _status(start, deadline, part, account, settled_on, sight)
    # what was never lodged goes back at no date, however long its trigger has come
    if status == "cancelled" or (account.first_on is None and _has_come(start, sight)):
        deadline = None
    due_on = deadline.on if deadline else None
    paid_on = settled_on if status in ("paid", "paid-late") else None
    as_of = sight.position.as_of
    return GuaranteeRow(
        guarantee=guarantee,
        number=number,
        rule=rule,
        status=status,
        cash=cash,
        letter=letter,
        form=_form(part) if account.first_on else None,
        deadline=deadline,
        start=start,
        paid_on=paid_on,
        days_late=max((paid_on - due_on).days, 0) if paid_on and due_on else None,
        days_overdue=_overdue(as_of, due_on) if status == "overdue" and due_on else 0,
        working_days_left=working_days_left(status, due_on, sight),
        waiting_for=_missing(rule, sight) if status == "waiting" else (),
        letters=account.letters,
    )


def _overdue(as_of: date, due_on: date) -> int:
    """The calendar days past a deadline: one more each day."""
    return daily(as_of, lambda: (as_of - due_on).days)


def _form(part: tuple[Part, Part]) -> str:
    """The form in which something is still to go back, else in which it went."""
    both = list(zip((CASH, LETTER), part, strict=True))
    forms = [form for form, each in both if each.left > 0] or [f for f, each in both if each.fen]
    return "both" if len(forms) == 2 else forms[0] if forms else CASH


def event_moved(rule: Return, sight: Sight) -> date | None:
    """The day of a return's event or of an early end, moved by `plus`; None while it is to come."""
    on, end = event_on(rule.due.after, sight), sight.position.termination
    # an early end is the term's last day: what has not happened by then is not waited for, and the
    # money goes back
    if end and (on is None or on > end.on):
        on = end.on
    if on is None:
        return None
    return (
        rule.due.rule.on
        if isinstance(rule.due.rule, Listed)
        else moved_by_plus(on, rule.due, sight.terms)
    )


def _begins(moved: date, first_on: date | None, deadline: Deadline | None, rule: Return) -> date:
    """From when on it can be asked for: its event, or a day that comes before that; once it is there."""
    if deadline and not isinstance(rule.due.rule, Days):
        moved = min(moved, deadline.raw, deadline.on)
    # nobody can be late with what is not there yet
    return max(moved, first_on or moved)


def _has_come(start: date | None, sight: Sight) -> bool:
    return start is not None and start <= sight.position.as_of


def _status(
    start: date | None,
    deadline: Deadline | None,
    part: tuple[Part, Part],
    account: Account,
    settled_on: date | None,
    sight: Sight,
) -> str:
    if account.first_on is None:
        return "projected"
    if not any(each.fen for each in part):
        return "cancelled"  # all of it was claimed
    if not _is_open(part):
        late = deadline and settled_on and settled_on > deadline.on
        return "paid-late" if late else "paid"
    as_of = sight.position.as_of
    if start is None:
        # while the term runs nothing is to be asked for; from its end on somebody has to
        return "waiting" if as_of > sight.ends_on else "projected"
    if not _has_come(start, sight):
        return "projected"
    return "overdue" if deadline and as_of > deadline.on else "due"


def _missing(rule: Return, sight: Sight) -> tuple[str, ...]:
    """The paper that a return waits for, where it is one."""
    name, _, key = rule.due.after.partition(":")
    return (key,) if name == "receipt" and key in sight.terms.documents else ()


# -- totals ----------------------------------------------------------------------------------------


class GuaranteeSums(Record):
    """Money to go back, in fen: in no total of payments."""

    outstanding: int
    overdue: int


def guarantee_sums(rows: Sequence[GuaranteeRow]) -> GuaranteeSums:
    """The totals of the rows given."""
    return GuaranteeSums(
        sum(row.outstanding_fen for row in rows),
        sum(row.outstanding_fen for row in rows if row.status == "overdue"),
    )
