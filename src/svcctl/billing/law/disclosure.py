"""What a public body owes small and medium suppliers at a year's end, to be told by 31 March."""

from datetime import date

from svcctl.billing.law.statute import SMALL, last_day_allowed, statutory_limits
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight, standings_of
from svcctl.billing.terms import Party


class Arrear(Record):
    """One instalment not paid in time to a small or medium supplier."""

    instalment: str
    supplier: Party
    overdue_fen: int  # undisputed
    disputed_fen: int
    due_on: date  # the contract's deadline, or the end of the longest period allowed if earlier
    days: int
    talks: str  # open | fail | settle | none


def arrears(sight: Sight) -> list[Arrear]:
    """What is overdue on the date, by contract or statutory limit (Order 802 art. 18)."""
    found = []
    by_limit = {limit.instalment: limit for limit in statutory_limits(sight)}
    for standing in standings_of(sight):
        iid, as_of = standing.instalment.id, sight.position.as_of
        supplier = sight.terms.payee(standing.instalment)
        limit = by_limit.get(iid)
        if not standing.outstanding_fen or standing.clock.state != "running" or limit is None:
            continue
        by = last_day_allowed(standing, limit)
        if by is None or by >= as_of:
            continue
        steps = sight.position.negotiations.get(iid, ())
        found.append(
            Arrear(
                iid,
                supplier,
                standing.payable_fen,
                standing.owing.disputed_fen,
                by,
                (as_of - by).days,
                steps[-1].act if steps else "none",
            )
        )
    return found


def small(arrear: Arrear) -> bool | None:
    """Whether the supplier is a small or medium one; None where its size is not given."""
    return arrear.supplier.size in SMALL if arrear.supplier.size else None
