"""Invoices and how much of each is unpaid, for how long: columns, rows and JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, Table, iso, rows_of
from svcctl.billing.invoices import Billed, billed
from svcctl.billing.money import grouped, yuan
from svcctl.billing.position import Invoice
from svcctl.casebook.case import Case
from svcctl.i18n import Words

COLUMNS = Table(
    number=Column("column.invoice-number", "code", cell=lambda b, _: b.invoice.number),
    kind=Column(
        "column.invoice-kind", spare=True, cell=lambda b, words: words(f"invoice.{b.invoice.kind}")
    ),
    on=Column("column.issued-on", "code", spare=True, cell=lambda b, _: iso(b.invoice.on)),
    id=Column(
        "column.id",
        "code",
        cell=lambda b, words: words("list.separator").join(iid for iid, _ in b.invoice.parts),
    ),
    net=Column("column.net", "money", spare=True, cell=lambda b, _: b.invoice.net_fen),
    tax=Column("column.tax", "money", spare=True, cell=lambda b, _: b.invoice.tax_fen),
    sum=Column("column.sum", "money", cell=lambda b, _: b.invoice.fen),
    rate=Column("column.tax-rate", "code", spare=True, cell=lambda b, _: b.invoice.rate or "-"),
    checked=Column("column.checked", cell=lambda b, words: _checked(b.invoice, words)),
    state=Column("column.listed-state", cell=lambda b, words: _state(b, words)),
    unpaid=Column("column.unpaid", "money", cell=lambda b, _: b.unpaid_fen),
    age=Column("column.age", "count", cell=lambda b, _: b.age_days if b.unpaid_fen else None),
).view("number kind on id net tax sum rate checked state unpaid age")


def listed(
    cases: Sequence[Case], unpaid_only: bool, as_of: date, words: Words, known: str
) -> Answer:
    """The list of all of them, or of those unpaid."""
    found = [
        (case.id, each)
        for case in cases
        for each in billed(case.position.invoices, case.standings, case.as_of)
        if each.unpaid_fen or not unpaid_only
    ]
    bills = [each for _, each in found]
    sums = {
        "left": sum(b.left_fen for b in bills),
        "unpaid": sum(b.unpaid_fen for b in bills),
        "beyond": sum(b.beyond_fen for b in bills),
    }
    key = "invoice.sums-beyond" if sums["beyond"] else "invoice.sums"
    told = {name: grouped(fen) for name, fen in sums.items()}
    return Answer(
        data={
            "as_of": iso(as_of),
            "currency": "CNY",
            "invoices": [_json(contract, each) for contract, each in found],
        },
        columns=COLUMNS,
        adds_up=True,
        rows=lambda: list(rows_of(COLUMNS, bills, words)),
        head=[words("invoice.title", as_of=as_of) + known],
        foot=[words(key, count=len(found), **told)],
    )


def _state(bill: Billed, words: Words) -> str:
    """The state in a word; beside it what a red invoice still has to cancel."""
    state = words(f"invoice.{bill.state}")
    if not bill.beyond_fen:
        return state
    return words("invoice.beyond", state=state, amount=grouped(bill.beyond_fen))


def _checked(invoice: Invoice, words: Words) -> str:
    if invoice.checked_on is None:
        return words("invoice.not-checked")
    return words("invoice.genuine" if invoice.genuine else "invoice.failed")


def _json(contract: str, each: Billed) -> dict[str, Any]:
    invoice = each.invoice
    return {
        "number": invoice.number,
        "contract": contract,
        "kind": invoice.kind,
        "on": iso(invoice.on),
        "instalments": [{"id": f"{contract}:{i}", "amount": yuan(f)} for i, f in invoice.parts],
        "net": yuan(invoice.net_fen),
        "tax": yuan(invoice.tax_fen),
        "amount": yuan(invoice.fen),
        "rate": invoice.rate or None,
        "checked_on": iso(invoice.checked_on),
        "genuine": invoice.genuine,
        "red_of": invoice.red_of or None,
        "state": each.state,
        "left": yuan(each.left_fen),
        "unpaid": yuan(each.unpaid_fen),
        "to_cancel": yuan(each.beyond_fen),
        "age_days": each.age_days,
        "event": invoice.event,
    }
