"""How much, step by step: as written, for its period, as settled, less what is kept or shared out."""

from collections.abc import Iterator
from typing import Any

from svcctl.billing.instalment import Instalment
from svcctl.billing.money import yuan
from svcctl.billing.owing import Owing
from svcctl.billing.position import Position, Settled
from svcctl.billing.settling import (
    before_deduction,
    by_items,
    of_its_day,
    settled_fen,
    settlement_of,
)
from svcctl.billing.steps import Step
from svcctl.billing.terms import Terms


def is_plain(row: Instalment) -> bool:
    """Whether a row is a share of a year's price or of the whole, and nothing else."""
    told = row.kept or row.collects or row.settled or row.split is not None
    shared = row.worth is None or row.worth.kind == "share"
    return shared and not told and row.every in ("once", "service-year") and not row.part


def sum_steps(row: Instalment, account: Owing, terms: Terms) -> Iterator[Step]:
    """The sum of a row by the contract, and what is kept back of it or paid out by it."""
    worth, fee = row.worth, row.fee_fen
    values: dict[str, Any] = {"amount": yuan(account.amount_fen), "period": row.period}
    if row.collects:
        parts = [each for each in terms.instalments if each.id in row.collects]
        yield Step("collects", values | {"rows": [each.id for each in parts]})
        return
    if worth is None or not row.known:
        yield Step("no-estimate", values)
        return
    base = [each for each in terms.instalments if each.base == row.base]
    whole = sum(each.fee_fen for each in base)
    said: dict[str, Any] = {"text": worth.text, "fee": yuan(whole), "of": yuan(worth.of_fen)}
    come_to = account.amount_fen + account.retained_fen
    if worth.kind == "up-to" and come_to != fee and row.split is None:
        said |= {"fee": yuan(come_to), "anew": True}  # what stands before it was settled otherwise
    yield Step(f"sum-{worth.kind}", values | said | {"settled": row.settled})
    if row.split is not None:
        yield Step("payee", values | {"whole": yuan(whole), "fee": yuan(fee), "payee": row.payee})
    if row.kept:
        kept = account.retained_fen
        sums = {"fee": yuan(account.amount_fen + kept), "kept": yuan(kept)}
        yield Step("kept", values | sums)


def settled_steps(
    row: Instalment, account: Owing, terms: Terms, position: Position
) -> Iterator[Step]:
    """What was found that a row comes to: the way, the deduction, the payee's part."""
    settled = settlement_of(row, position)
    if settled is None:
        return
    terms, row = of_its_day(settled, row, terms)
    rows = [each for each in terms.instalments if settled.instalment in (each.id, each.base)]
    fee = sum(each.fee_fen for each in rows)
    found = before_deduction(settled, fee, row, terms)
    values: dict[str, Any] = {"on": settled.on, "event": settled.event, "fee": yuan(fee)}
    yield Step(
        f"settled-{_way(settled)}",
        values | _of_the_way(settled, row, terms) | {"found": yuan(found)},
    )
    if settled.deduct_fen:
        sums = {"found": yuan(found), "deducted": yuan(settled.deduct_fen)}
        left = settled_fen(settled, fee, row, terms)
        yield Step("settled-less", values | sums | {"left": yuan(left)})
    for key, fen in (("reduced", _reduced(account)), ("added", account.added_fen)):
        if fen:
            yield Step(f"settled-{key}", values | {"by": yuan(fen)})


def _way(settled: Settled) -> str:
    """How the sum was found."""
    for way, given in (
        ("amount", settled.amount_fen is not None),
        ("coefficient", bool(settled.coefficient)),
        ("score", bool(settled.score)),
        ("quantities", bool(settled.quantities)),
        ("list", settled.list_fen is not None),
    ):
        if given:
            return way
    return "deduction"


def _of_the_way(settled: Settled, row: Instalment, terms: Terms) -> dict[str, Any]:
    if settled.quantities:
        named = dict(settled.quantities)
        sums = by_items(settled, row, terms)
        return {"items": [[key, named[key], yuan(fen)] for key, fen in sums]}
    values: dict[str, Any] = {"coefficient": settled.coefficient, "score": settled.score}
    if settled.list_fen is not None:
        values["list"] = yuan(settled.list_fen)
    return values


def _reduced(account: Owing) -> int:
    return sum(taken.fen for taken in account.reductions if taken.why == "settlement")
