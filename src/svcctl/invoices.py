"""Invoices as the facts tell of them: added, checked, cancelled by a red one."""

from collections.abc import Sequence
from datetime import date

from svcctl.billing.invoicing import left_of
from svcctl.billing.position import Invoice, Paper, Position
from svcctl.facts import INVOICE_CHECKED, INVOICED, Event

PAPER = "invoice"  # the kind of paper that an invoice is, where a contract asks for one


def with_invoices(position: Position, ordered: Sequence[Event]) -> Position:
    """The position with its invoices; one that is not cancelled counts as the paper of that kind."""
    checks = {event.payload["invoice"]: event for event in ordered if event.kind == INVOICE_CHECKED}
    invoices = tuple(_invoice(e, checks.get(e.payload["invoice"])) for e in ordered if e.kind == INVOICED)
    papers = [
        Paper(instalment, PAPER, invoice.on, invoice.files, invoice.event)
        for invoice in invoices
        if left_of(invoice, invoices) > 0
        for instalment, _ in invoice.parts
    ]
    return position._replace(invoices=invoices, papers=(*position.papers, *papers))


def _invoice(event: Event, check: Event | None) -> Invoice:
    payload = event.payload
    return Invoice(
        number=payload["invoice"],
        kind=payload["invoice_kind"],
        on=date.fromisoformat(event.happened_on),
        rate=payload.get("rate", ""),
        net_fen=payload["net_fen"],
        tax_fen=payload["tax_fen"],
        parts=tuple((part["instalment"], part["fen"]) for part in payload["parts"]),
        red_of=payload.get("red_of", ""),
        checked_on=date.fromisoformat(check.happened_on) if check else None,
        genuine=check.payload["genuine"] if check else None,
        files=tuple((file["name"], file["sha256"]) for file in payload.get("files", ())),
        event=event.id,
    )
