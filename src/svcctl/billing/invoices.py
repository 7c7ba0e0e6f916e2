"""What invoices come to: what red ones left of them, what of it is unpaid, and for how long."""

from collections.abc import Sequence
from datetime import date

from svcctl.billing.money import ONE, share_of
from svcctl.billing.position import Invoice
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing

ROUNDING = 6  # fen that the tax of several lines may differ from the tax of their sum


class Billed(Record):
    """An invoice on a date: what is left of it, what is unpaid, its age in calendar days."""

    invoice: Invoice
    left_fen: int
    unpaid_fen: int
    beyond_fen: int  # billed, but no longer owed: a red invoice has to cancel it
    age_days: int

    @property
    def state(self) -> str:
        """Red, cancelled, cancelled in part, or valid."""
        if self.invoice.red_of:
            return "red"
        if not self.left_fen:
            return "cancelled"
        return "valid" if self.left_fen == self.invoice.fen else "part-cancelled"


def left_of(invoice: Invoice, invoices: Sequence[Invoice]) -> int:
    """Fen of an invoice that no red one has cancelled; nothing of a red one."""
    if invoice.red_of:
        return 0
    # red invoices carry sums below nought, as the tax platform issues them: the sum is a difference
    return invoice.fen + sum(each.fen for each in invoices if each.red_of == invoice.number)


def billed(invoices: Sequence[Invoice], standings: Sequence[Standing], as_of: date) -> list[Billed]:
    """Every invoice as it stands; money paid on an instalment covers its oldest invoices first."""
    paid: dict[str, int | None] = {
        each.instalment.id: each.paid_fen + each.owing.offset_fen for each in standings
    }
    owed = {each.instalment.id: _to_bill(each) for each in standings}
    found = []
    for invoice in invoices:
        unpaid = beyond = 0
        for instalment, fen in net_parts(invoice, invoices):
            # a payment names an instalment and not an invoice; the oldest first, as the ledger
            # would settle them, and what is set against the instalment covers invoices like money;
            # what a settlement or a dispute let fall is nobody's debt, so the latest bill it
            claim = _taken(owed, instalment, fen)
            unpaid += claim - _taken(paid, instalment, claim)
            beyond += fen - claim
        age = (as_of - invoice.on).days
        found.append(Billed(invoice, left_of(invoice, invoices), unpaid, beyond, age))
    return found


def _to_bill(standing: Standing) -> int | None:
    """Fen that the supplier may bill of an instalment; None while its sum is not settled."""
    account = standing.owing
    if account.estimate is not False:
        return None
    # what is kept back is delivered and billed with the rest, and paid out later
    return account.amount_fen + account.added_fen - account.reduced_fen + account.retained_fen


def _taken(left: dict[str, int | None], instalment: str, fen: int) -> int:
    """As much of a sum as is left of an instalment's, and no longer left there."""
    have = left.get(instalment, 0)
    if have is None:
        return fen
    taken = min(fen, max(have, 0))
    left[instalment] = have - taken
    return taken


def net_parts(invoice: Invoice, invoices: Sequence[Invoice]) -> tuple[tuple[str, int], ...]:
    """What is left of an invoice by instalments, after the red ones that cancel it."""
    if invoice.red_of:
        return ()
    reds = [part for each in invoices if each.red_of == invoice.number for part in each.parts]
    # part by part: what a red invoice takes from one instalment frees no money of another
    return tuple(
        (iid, fen + sum(red for named, red in reds if named == iid)) for iid, fen in invoice.parts
    )


def split_tax(fen: int, rate: int) -> tuple[int, int]:
    """Net and tax of a sum that includes tax at a rate in units of 10^-10, half up to the fen."""
    # only the net is rounded, the tax is what remains, so that the two add up to what is paid
    net = (2 * fen * ONE + ONE + rate) // (2 * (ONE + rate))
    return net, fen - net


def odd_tax(net_fen: int, tax_fen: int, rate: int) -> bool:
    """Whether the tax is not the rate's share of the net sum, rounding of single lines apart."""
    # the platform rounds the tax of each line: a few fen beside the rate are right, more is a
    # typing error
    return abs(share_of(abs(net_fen), rate) - abs(tax_fen)) > ROUNDING
