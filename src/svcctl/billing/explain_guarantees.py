"""How the sum and the day of a guarantee came about: of its lodging, and of each part that goes back."""

from collections.abc import Iterator, Mapping
from datetime import date

from svcctl.billing.counted import basis_step, days_off, plus_steps, rule_step
from svcctl.billing.deadlines import Days, Due, Listed, NotAgreed
from svcctl.billing.deposits import Account, account_of, asked_on, replaced
from svcctl.billing.events import moved_by_plus
from svcctl.billing.guarantees import GuaranteeRow, Part, event_moved
from svcctl.billing.money import parse_share, share_of, yuan
from svcctl.billing.obligations import ObligationState, event_on
from svcctl.billing.position import CASH, LETTER, Claimed, Deposit, Lodged
from svcctl.billing.readings import readings_of_due
from svcctl.billing.schedule import Sight
from svcctl.billing.steps import Step
from svcctl.billing.terms import Guarantee
from svcctl.billing.working_days import Deadline

Sources = Mapping[str, str]  # who chose each reading


def explain_return(row: GuaranteeRow, sight: Sight, sources: Sources) -> list[Step]:
    """From the article over what was lodged and kept to the share, its day and what went back."""
    came, went = _moves(row.guarantee, sight)
    steps = [Step("article", {"article": row.guarantee.article}), *came]
    steps += _shares(row, sight)
    steps += _readings(row.rule.due, sight, sources)
    steps += _trigger(row, sight)
    if row.deadline:
        ahead = row.start is not None and row.start > sight.position.as_of
        moved, first_on = event_moved(row.rule, sight), _lodged_on(row, sight)
        steps += _counting(row.rule.due, moved, row.deadline, ahead, sight, first_on)
    return [*steps, *went, _verdict(row, sight)]


def explain_lodging(
    guarantee: Guarantee, state: ObligationState, sight: Sight, sources: Sources
) -> list[Step]:
    """From the article over the sum and its day to what came in."""
    steps = [Step("article", {"article": guarantee.article}), _to_lodge(guarantee, sight)]
    due = guarantee.lodge
    if due:
        on = event_on(due.after, sight)
        steps += _readings(due, sight, sources)
        steps += _event(due, on, sight)
        moved = moved_by_plus(on, due, sight.terms) if on else None
        if on and state.deadline:
            steps += plus_steps(due, on, moved)
            ahead = moved is not None and moved > sight.position.as_of
            steps += _counting(due, moved, state.deadline, ahead, sight)
    came, went = _moves(guarantee, sight)
    return [*steps, *came, *went, _lodging_verdict(guarantee, state, sight)]


# -- sums ------------------------------------------------------------------------------------------


def _to_lodge(guarantee: Guarantee, sight: Sight) -> Step:
    amount = {"amount": yuan(guarantee.amount_fen)}
    if not guarantee.share:
        return Step("lodge-amount", amount)
    price = {"share": guarantee.share, "of": yuan(sight.terms.total_fen)}
    return Step("lodge-share", price | amount)


def _moves(guarantee: Guarantee, sight: Sight) -> tuple[list[Step], list[Step]]:
    """What was lodged and kept, and what went back: each in the order of time."""
    mine = [move for move in sight.position.deposits if move.guarantee == guarantee.key]
    told = [
        (move, _move(move, guarantee, mine[:before], sight)) for before, move in enumerate(mine)
    ]
    came = [step for move, step in told if isinstance(move, Lodged | Claimed)]
    return came, [step for move, step in told if not isinstance(move, Lodged | Claimed)]


def _move(move: Deposit, guarantee: Guarantee, before: list[Deposit], sight: Sight) -> Step:
    values = {"on": move.on, "event": move.event, "amount": yuan(move.fen), "form": move.form}
    if not isinstance(move, Lodged):
        return Step("claimed" if isinstance(move, Claimed) else "returned", values)
    account = account_of(guarantee, sight.terms, before)
    gone = replaced(account, move, asked_on(guarantee, sight.terms, move.on))
    if not gone:
        return Step("lodged", values)
    return Step("extended", values | {"replaces": yuan(sum(each.fen for each in gone))})


def _shares(row: GuaranteeRow, sight: Sight) -> Iterator[Step]:
    """The share of what was lodged and not kept, money and letters apart."""
    account = account_of(row.guarantee, sight.terms, sight.position.deposits)
    if account.first_on is None:
        yield _share("share-ahead", row, row.guarantee.amount_fen, row.cash)
        return
    for form, part in ((CASH, row.cash), (LETTER, row.letter)):
        purse = account.purse(form)
        if purse.lodged:
            told = _share("share", row, purse.to_return, part)
            yield Step("share", told.values | {"form": form})


def _share(step: str, row: GuaranteeRow, of: int, part: Part) -> Step:
    values = {"share": row.rule.share, "of": yuan(of), "amount": yuan(part.fen)}
    alone = share_of(of, parse_share(row.rule.share))
    # a product that is not what it says it is would be found by who adds up the parts
    return Step(step, values | ({} if alone == part.fen else {"alone": yuan(alone)}))


# -- the day ---------------------------------------------------------------------------------------


def _trigger(row: GuaranteeRow, sight: Sight) -> Iterator[Step]:
    """The event of a return, or the early end that takes its place; moved by `plus`, after the lodging."""
    due, end = row.rule.due, sight.position.termination
    on = event_on(due.after, sight)
    if end and (on is None or on > end.on):
        yield Step("ended-early", {"on": end.on, "event": end.event})
        on = end.on
    else:
        yield from _event(due, on, sight)
    if on is None or isinstance(due.rule, Listed):
        return
    moved = moved_by_plus(on, due, sight.terms)
    yield from plus_steps(due, on, moved)
    # a day that the rule names is put off by a late lodging as it is by a late paper
    if row.start and row.start > moved and isinstance(due.rule, Days | NotAgreed):
        yield Step("after-lodging", {"from": moved, "to": row.start})


def _readings(due: Due, sight: Sight, sources: Sources) -> Iterator[Step]:
    """The readings by which the day is found, and who chose them."""
    for key in readings_of_due(due):
        values = {"reading": key, "choice": sight.terms.readings[key], "from": sources[key]}
        yield Step("reading", values)


def _event(due: Due, on: date | None, sight: Sight) -> Iterator[Step]:
    """What the days are counted from: a paper that came or is missing, or an event."""
    name, _, key = due.after.partition(":")
    if not name:
        return
    if name == "receipt":
        yield Step("received" if on else "missing", {"document": key, "year": None, "on": on})
        return
    happened = on is not None and on <= sight.position.as_of
    yield Step("event", {"event": due.after, "on": on, "happened": happened, "year": None})


def _counting(
    due: Due,
    moved: date | None,
    counted: Deadline,
    ahead: bool,
    sight: Sight,
    lodged_on: date | None = None,
) -> Iterator[Step]:
    """The rule, each run of days left out or the move off a day off, the day and its basis."""
    if isinstance(due.rule, Days):
        yield Step("start", {"on": counted.start, "estimated": ahead})
    yield rule_step(due.rule, moved, counted, sight.calendar, ahead)
    if lodged_on and counted.written != counted.raw:
        values = {"from": counted.written, "to": counted.raw, "why": "lodging", "since": lodged_on}
        yield Step("put-off", values)
    yield from days_off(counted, due, sight.calendar)
    yield Step("deadline", {"on": counted.on, "estimated": ahead})
    yield basis_step(counted, sight.calendar)


def _lodged_on(row: GuaranteeRow, sight: Sight) -> date | None:
    return account_of(row.guarantee, sight.terms, sight.position.deposits).first_on


# -- where it stands -------------------------------------------------------------------------------


def _verdict(row: GuaranteeRow, sight: Sight) -> Step:
    values = {
        "status": row.status,
        "as_of": sight.position.as_of,
        "amount": yuan(row.cash.fen),
        "outstanding": yuan(row.outstanding_fen),
        "outstanding_letter": yuan(row.letter.left),
        "due_on": row.due_on,
        "days_overdue": row.days_overdue,
        "working_days_left": row.working_days_left,
        "paid_on": row.paid_on,
        "days_late": row.days_late,
    }
    return Step("verdict", values)


def _lodging_verdict(guarantee: Guarantee, state: ObligationState, sight: Sight) -> Step:
    account: Account = account_of(guarantee, sight.terms, sight.position.deposits)
    missing = 0 if state.done_on else max(guarantee.amount_fen - account.held, 0)
    values = {
        "status": state.status,
        "as_of": sight.position.as_of,
        "missing": yuan(missing),
        "held": yuan(account.held),
        "due_on": state.deadline.on if state.deadline else None,
        "done_on": state.done_on,
        "days_overdue": state.days_overdue,
    }
    return Step("verdict", values)
