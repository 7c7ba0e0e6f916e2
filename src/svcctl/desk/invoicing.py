"""What an invoice says, from what was typed of it, and what to look at once more."""

from collections.abc import Iterator, Sequence
from typing import Any

from svcctl.answers.recorded import Caution
from svcctl.billing.invoices import net_parts, odd_tax, split_tax
from svcctl.billing.money import cut, grouped, parse_share, yuan
from svcctl.billing.position import Invoice, Parts
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk.acts import Evidence, is_invoice_file


class Typed(Record):
    """An invoice as it was typed: for which instalments, sum, net and tax in fen, the rate."""

    named: Sequence[tuple[str, int | None]]
    amount: int | None
    net: int | None
    tax: int | None
    rate: str


def invoice_of(typed: Typed, original: Invoice | None, kind: str, case: Case) -> dict[str, Any]:
    """Net and tax, instalments and kind; a red one is below nought and like its original."""
    net, tax = _of_original(typed, original) if original else _taxed(typed)
    sign = -1 if original else 1
    return {
        "kind": original.kind if original else kind,
        "net_fen": sign * net,
        "tax_fen": sign * tax,
        "parts": _parts(net + tax, sign, typed.named, original, case),
        "rate": original.rate if original else typed.rate,
        "red_of": original.number if original else "",
    }


def _total(typed: Typed) -> int | None:
    """The sum typed, or that of the instalments."""
    if typed.amount is None and typed.named and all(fen for _, fen in typed.named):
        return sum(fen or 0 for _, fen in typed.named)
    return typed.amount


def _of_original(typed: Typed, original: Invoice) -> tuple[int, int]:
    """Net and tax of a red one: the whole of its original, or its part of each."""
    total = _total(typed)
    if typed.net is not None:
        return _taxed(typed)
    if total is None:
        return original.net_fen, original.tax_fen
    net, tax = cut(total, (original.net_fen, original.tax_fen))
    return net, tax


def _taxed(typed: Typed) -> tuple[int, int]:
    """Net and tax, from what was typed of sum, net, tax and rate."""
    total, net, tax = _total(typed), typed.net, typed.tax
    if net is not None and tax is not None:
        if total not in (None, net + tax):
            sums = {"amount": total or 0, "net": net, "tax": tax}
            raise Refusal("invoice.sum", **{key: grouped(fen) for key, fen in sums.items()})
        return net, tax
    if total is None or not typed.rate:
        raise Refusal("invoice.sums")
    return split_tax(total, _rate(typed.rate))


def _rate(text: str) -> int:
    try:
        return parse_share(text)
    except (ValueError, IndexError):
        raise Refusal("invoice.rate", text=text) from None


def _parts(
    total: int,
    sign: int,
    named: Sequence[tuple[str, int | None]],
    original: Invoice | None,
    case: Case,
) -> Parts:
    """The instalments and their shares of the sum; a red one's are its original's in proportion."""
    if original and not named:
        shares = cut(total, [fen for _, fen in original.parts])
        return tuple((i, -fen) for (i, _), fen in zip(original.parts, shares, strict=True))
    if not named:
        known = [instalment.id for instalment in case.terms.instalments]
        raise Refusal("invoice.for-what", known=known)
    parts = [(iid, total if fen is None else fen) for iid, fen in named]
    named_total = sum(fen for _, fen in parts)
    if named_total != total:
        raise Refusal("payment.for-sum", amount=grouped(total), total=grouped(named_total))
    return tuple((iid, sign * fen) for iid, fen in parts)


def cautions(says: Invoice, case: Case, files: Sequence[Evidence]) -> Iterator[Caution]:
    """Odd tax, more invoiced than owed, no e-invoice, a clock that waits for the receipt."""
    if says.rate and odd_tax(says.net_fen, says.tax_fen, _rate(says.rate)):
        yield Caution("invoice-tax", {"rate": says.rate, "tax": yuan(says.tax_fen)})
    if not all(is_invoice_file(file.content) for file in files):
        yield Caution("invoice-file")
    invoices = case.position.invoices
    so_far = [part for invoice in invoices for part in net_parts(invoice, invoices)]
    for iid, fen in says.parts:
        instalment = case.named(iid).instalment
        total = fen + sum(each for named, each in so_far if named == iid)
        if fen > 0 and total > instalment.amount_fen:
            amounts = {"total": yuan(total), "amount": yuan(instalment.amount_fen)}
            yield Caution("invoice-more", {"id": iid, **amounts})
        event, _, document = instalment.due.after.partition(":")
        if event == "receipt" and "invoice" in document and fen > 0:
            yield Caution("invoice-clock", {"id": iid, "document": document})
