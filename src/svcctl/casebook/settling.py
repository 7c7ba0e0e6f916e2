"""Which settlements cannot be: of what is not settled, in a way it has not, beyond the price."""

from collections.abc import Iterator, Sequence

from svcctl.billing.instalment import Instalment
from svcctl.billing.money import grouped
from svcctl.billing.position import Position, Settled
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Sight
from svcctl.billing.settling import (
    counted_fen,
    is_clear,
    of_its_day,
    outcomes,
    paid_by_row,
    settled_fen,
)
from svcctl.casebook.replay import seq_of

WAYS = ("amount_fen", "coefficient", "score", "quantities", "list_fen")


def settling_objections(
    settled: Settled, rows: Sequence[Instalment], sight: Sight
) -> Iterator[Refusal]:
    """Why a settlement of those rows cannot be, by the terms of its day."""
    terms, _ = of_its_day(settled, rows[0], sight.terms)
    rows = [row for row in terms.instalments if settled.instalment in (row.id, row.base)]
    sight = sight._replace(terms=terms)
    wrong = _no_way(settled, rows, sight)
    if not is_clear(settled):
        wrong = Refusal("settle.number", instalment=settled.instalment)
    if wrong:
        yield wrong
        return
    fee = sum(row.fee_fen for row in rows)
    found = settled_fen(settled, fee, rows[0], sight.terms)
    name = settled.instalment
    if not rows[0].settled and not (settled.agreed and found <= fee):
        yield Refusal("settle.not-settled", instalment=name)
    elif not settled.override:
        yield from _too_much(settled, found, fee, rows, sight)


def _no_way(settled: Settled, rows: Sequence[Instalment], sight: Sight) -> Refusal | None:
    """No way named or several; a score without an assessment, an item that there is not."""
    given = [way for way in WAYS if getattr(settled, way) not in (None, "", ())]
    if len(given) > 1 or not (given or settled.deduct_fen):
        return Refusal("settle.one-way", instalment=settled.instalment)
    if settled.score:
        rule = sight.terms.assessments.get(rows[0].assessment)
        if rule is None or (rule.every or rows[0].every) != rows[0].every:
            return Refusal("settle.no-assessment", instalment=settled.instalment)
    items = [item.key for item in sight.terms.price.items]
    unknown = [key for key, _ in settled.quantities if key not in items]
    if unknown:
        return Refusal("settle.no-item", item=unknown[0], known=items)
    return None


def _recorded_by(settled: Settled, position: Position) -> Position:
    """The position with the settlements that were recorded up to this one."""
    held = {
        name: tuple(each for each in own if seq_of(each.event) <= seq_of(settled.event))
        for name, own in position.settlements.items()
    }
    return position._replace(settlements=held)


def _too_much(
    settled: Settled, found: int, fee: int, rows: Sequence[Instalment], sight: Sight
) -> Iterator[Refusal]:
    """A fixed price is the most that a row can be, a ceiling the most that all can be."""
    price, sums = sight.terms.price, {"amount": grouped(found)}
    if not price.ceiling:
        if rows[0].known and found > fee:
            yield Refusal("settle.beyond", instalment=settled.instalment, fee=grouped(fee), **sums)
        return
    if price.total_fen is None:
        return
    # what was recorded later is not this one's fault
    so_far = _recorded_by(settled, sight.position)
    worth = outcomes(sight.terms, so_far, {})
    counted = counted_fen(sight.terms.instalments, worth, paid_by_row(sight.position))
    own = sum(worth[row.id].found_fen for row in rows if worth[row.id].on)
    left = price.total_fen - (counted - own)
    if counted > price.total_fen and found > left:
        values = {"total": grouped(price.total_fen), "left": grouped(max(left, 0))}
        yield Refusal("settle.ceiling", instalment=settled.instalment, **values, **sums)
