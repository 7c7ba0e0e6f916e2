"""What an instalment comes to: as settled, by days served, split among payees, less what is kept."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from svcctl.billing.instalment import Instalment
from svcctl.billing.money import ONE, decimal, parse_share, running, share_of
from svcctl.billing.position import Position, Settled
from svcctl.billing.prices import QUANTITY
from svcctl.billing.promises import among_payees, kept_of
from svcctl.billing.record import Record
from svcctl.billing.term import renewals_of
from svcctl.billing.terms import Assessment, Terms


class Outcome(Record):
    """One row's sum: by contract, what is kept of it, and what became of it on a day."""

    fee_fen: int  # by the contract or as estimated, with what is kept
    found_fen: int  # as settled, by days served, or the fee
    kept_fen: int
    on: date | None = None
    event: str = ""
    why: str = ""  # settlement | early-end

    @property
    def amount_fen(self) -> int:
        """By the contract, less what is kept as it stands."""
        return self.fee_fen - self.kept_fen

    @property
    def reduced_fen(self) -> int:
        """What was taken off."""
        return max(self.fee_fen - self.found_fen, 0)

    @property
    def added_fen(self) -> int:
        """What was added."""
        return max(self.found_fen - self.fee_fen, 0)


Served = Mapping[str, tuple[int, date, str]]  # fen earned, the end's day and its event, by row


def outcomes(terms: Terms, position: Position, served: Served) -> dict[str, Outcome]:
    """What every row comes to by what has been settled and by an early end."""
    found = {row.id: _as_written(row) for row in terms.instalments}
    if not (served or position.settlements or terms.elastic):
        return found
    for row in terms.instalments:
        settlement = settlement_of(row, position)
        # one that cannot be worked out is refused; until then nothing is settled by it
        if settlement and is_clear(settlement) and _has_its_rule(settlement, row, terms):
            found[row.id] = _settled(row, settlement, terms)
        elif row.id in served:
            fen, on, event = served[row.id]
            kept = _kept(row, row.fee_fen, fen)
            found[row.id] = Outcome(row.fee_fen, fen, kept, on, event, "early-end")
    _up_to(terms, found)
    _below_the_ceiling(terms, position, found)
    # nothing is kept of a renewal that nobody has confirmed
    confirmed = (None, *renewals_of(terms, position))
    counts = {row.id: row.renewal in confirmed for row in terms.instalments}
    for row in terms.instalments:
        if row.collects:
            kept = sum(found[name].kept_fen for name in row.collects if counts.get(name))
            found[row.id] = found[row.id]._replace(fee_fen=kept, found_fen=kept)
    return found


def _as_written(row: Instalment) -> Outcome:
    return Outcome(row.fee_fen, row.fee_fen, row.fee_fen - row.amount_fen)


def settlement_of(row: Instalment, position: Position) -> Settled | None:
    """The settlement that holds of a row, its own or one of all payees: the later one."""
    names = dict.fromkeys((row.id, row.base))
    every = [each for name in names for each in position.settlements.get(name, ())]
    return max(every, key=_by_time, default=None)


def _by_time(settlement: Settled) -> tuple[date, int]:
    """By its day; of one day the one recorded later holds."""
    return settlement.on, int(settlement.event.rpartition("#")[2])


def _settled(row: Instalment, settlement: Settled, terms: Terms) -> Outcome:
    """A row by its settlement; that of the whole is split among the payees."""
    then, own = of_its_day(settlement, row, terms)
    rows = [each for each in then.instalments if each.base == own.base]
    of_one = settlement.instalment == own.id or len(rows) == 1
    fee = own.fee_fen if of_one else sum(each.fee_fen for each in rows)
    found = settled_fen(settlement, fee, own, then)
    if not of_one:
        found = among_payees(found, rows)[rows.index(own)]
    kept = _kept(row, row.fee_fen, found)
    return Outcome(row.fee_fen, found, kept, settlement.on, settlement.event, "settlement")


def of_its_day(settlement: Settled, row: Instalment, terms: Terms) -> tuple[Terms, Instalment]:
    """The terms that a settlement goes by, and the row in them: an amendment leaves it as it was."""
    then = terms
    while then.former and settlement.on <= then.amendments[-1].since:
        then = then.former
    own = next((each for each in then.instalments if each.id == row.id), None)
    return (then, own) if own else (terms, row)


def is_clear(settlement: Settled) -> bool:
    """Whether its coefficient, score and quantities are numbers, none of them below nought."""
    try:
        if settlement.coefficient:
            coefficient(settlement.coefficient)
        numbers = (settlement.score or "0", *(quantity for _, quantity in settlement.quantities))
        return all(decimal(text) >= 0 for text in numbers)
    except ValueError:
        return False


def _has_its_rule(settlement: Settled, row: Instalment, terms: Terms) -> bool:
    then, own = of_its_day(settlement, row, terms)
    return not settlement.score or own.assessment in then.assessments


def settled_fen(settlement: Settled, fee: int, row: Instalment, terms: Terms) -> int:
    """What a settlement makes of a fee: the way it names, less the deduction, never below nought."""
    return max(before_deduction(settlement, fee, row, terms) - settlement.deduct_fen, 0)


def before_deduction(settlement: Settled, fee: int, row: Instalment, terms: Terms) -> int:
    """The sum found, by coefficient, score, quantities or list prices, in fen."""
    if settlement.amount_fen is not None:
        return settlement.amount_fen
    if settlement.coefficient:
        part, whole = coefficient(settlement.coefficient)
        return (fee * part * 2 + whole) // (2 * whole)
    if settlement.score:
        rule = terms.assessments[row.assessment]
        return by_score(rule, decimal(settlement.score), fee)
    if settlement.quantities:
        return sum(fen for _, fen in by_items(settlement, row, terms))
    if settlement.list_fen is not None:
        return share_of(settlement.list_fen, ONE - terms.price.discount)
    return fee


def by_items(settlement: Settled, row: Instalment, terms: Terms) -> Iterator[tuple[str, int]]:
    """What each item comes to, each rounded once; one that is not named counts nought."""
    named = dict(settlement.quantities)
    for item in terms.price.items:
        if item.key in named:
            quantity = decimal(named[item.key])
            months = row.months or terms.months
            yield item.key, item.worth(quantity, terms.price.discount, months)


def coefficient(text: str) -> tuple[int, int]:
    """A coefficient as a fraction: 0.96, or 5/6; ValueError for anything else."""
    part, slash, whole = text.partition("/")
    found = decimal(part), decimal(whole) if slash else QUANTITY
    if found[0] < 0 or found[1] <= 0:
        raise ValueError(text)
    return found


def by_score(rule: Assessment, score: int, fee: int) -> int:
    """What a score (in millionths of a point) leaves of a fee: fen, half up, never below nought."""
    if rule.bands:
        share = next((pay for since, pay in rule.bands if score >= since), 0)
        return share_of(fee, share)
    missing = max((rule.full_from or 0) - score, 0)
    if rule.less_fen is not None:
        off = (rule.less_fen * missing * 2 + QUANTITY) // (2 * QUANTITY)
        return max(fee - off, 0)
    if rule.less_share is None:
        return fee
    left = max(ONE * QUANTITY - rule.less_share * missing, 0)
    return (fee * left * 2 + ONE * QUANTITY) // (2 * ONE * QUANTITY)


def _kept(row: Instalment, fee: int, found: int) -> int:
    """What is kept of a row as found: a share of it, or a sum that a deduction touches last."""
    if row.kept is None:
        return 0
    if row.kept.fen is None:
        return kept_of(row.kept, found)
    kept = kept_of(row.kept, fee)
    # a deduction comes off what is paid now, and off what is kept only where that is not enough
    return min(kept, found)


def _up_to(terms: Terms, found: dict[str, Outcome]) -> None:
    """付至: what is missing to the share, by the rows before it as they were settled."""
    for row in terms.instalments:
        if row.worth is None or row.worth.kind != "up-to" or found[row.id].on:
            continue
        before = [each for each in terms.instalments if _counts_before(each, row)]
        if any(found[each.id].on for each in before):
            moved = sum(found[each.id].found_fen - found[each.id].fee_fen for each in before)
            most = share_of(max(row.worth.of_fen + moved, 0), parse_share(row.worth.text))
            fee = max(most - sum(found[each.id].found_fen for each in before), 0)
            kept = kept_of(row.kept, fee)
            found[row.id] = found[row.id]._replace(fee_fen=fee, found_fen=fee, kept_fen=kept)


def _counts_before(each: Instalment, row: Instalment) -> bool:
    """Whether a row stands before another in the file, of the same part and year."""
    same = each.part == row.part and each.year == row.year and not each.collects
    return same and each.place < row.place


def _below_the_ceiling(terms: Terms, position: Position, found: dict[str, Outcome]) -> None:
    """No estimate is more than what is left below a ceiling, the earliest rows first."""
    total = terms.price.total_fen
    if not terms.price.ceiling or total is None:
        return
    paid = paid_by_row(position)
    left = max(total - counted_fen(terms.instalments, found, paid), 0)
    # the ceiling is that of the term: what a renewal costs is not in it
    open_ = [
        row
        for row in terms.instalments
        if row.settled and not found[row.id].on and not row.collects and row.renewal is None
    ]
    for _, payees in groupby(open_, lambda row: row.base or row.id):
        left -= _within(left, list(payees), paid, found)


def _within(
    left: int, payees: list[Instalment], paid: Mapping[str, int], found: dict[str, Outcome]
) -> int:
    """What the payees of one sum take of what is left; where it is too little, each bears its part."""
    missing = [max(found[row.id].fee_fen - paid.get(row.id, 0), 0) for row in payees]
    given = min(sum(missing), left)
    # by running totals: no part is more than what is missing of its row
    parts = running(given, missing) if given else (0,) * len(payees)
    for row, part in zip(payees, parts, strict=True):
        fee = min(found[row.id].fee_fen, paid.get(row.id, 0) + part)
        kept = kept_of(row.kept, fee)
        found[row.id] = found[row.id]._replace(fee_fen=fee, found_fen=fee, kept_fen=kept)
    return given


def counted_fen(
    rows: Sequence[Instalment], found: Mapping[str, Outcome], paid: Mapping[str, int]
) -> int:
    """What counts against a ceiling: settled sums, and of what is not settled what was paid."""
    return sum(
        paid.get(row.id, 0) if row.settled and not found[row.id].on else found[row.id].found_fen
        for row in rows
        if not row.collects and row.renewal is None
    )


def paid_by_row(position: Position) -> dict[str, int]:
    """Money paid on each row, less what came back."""
    paid: dict[str, int] = {}
    for payment in position.payments:
        for name, fen in payment.parts:
            paid[name] = paid.get(name, 0) + fen
    for refund in position.refunds:
        for name, fen in refund.parts:
            paid[name] = paid.get(name, 0) - fen
    return paid
