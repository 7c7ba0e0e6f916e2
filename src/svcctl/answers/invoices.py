"""Invoices and how much of each is unpaid, for how long: columns, rows and JSON."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.instalment_json import office_of
from svcctl.answers.named import title_of
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.invoices import Billed, billed
from svcctl.billing.money import grouped, yuan
from svcctl.billing.position import Invoice
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits


class InvoiceRow(Record):
    """One invoice of one contract."""

    case: Case
    billed: Billed

    @property
    def fund(self) -> Any:
        """The source of funds of the first instalment that it is for."""
        named = {each.id: each.key for each in self.case.terms.instalments}
        keys = [named[iid] for iid, _ in self.billed.invoice.parts if iid in named]
        return office_of(keys[0], self.case)["fund_source"] if keys else None


TABLE = Table(
    number=Column("column.invoice-number", "code", cell=lambda r, _: r.billed.invoice.number),
    kind=Column(
        "column.invoice-kind",
        spare=True,
        cell=lambda r, words: words(f"invoice.{r.billed.invoice.kind}"),
    ),
    on=Column("column.issued-on", "code", spare=True, cell=lambda r, _: iso(r.billed.invoice.on)),
    title=Column("column.title", cell=lambda r, words: _titles(r, words)),
    id=Column(
        "column.id",
        "code",
        spare=3,
        cell=lambda r, words: words("list.separator").join(
            iid for iid, _ in r.billed.invoice.parts
        ),
    ),
    net=Column("column.net", "money", spare=True, cell=lambda r, _: r.billed.invoice.net_fen),
    tax=Column("column.tax", "money", spare=True, cell=lambda r, _: r.billed.invoice.tax_fen),
    sum=Column("column.sum", "money", cell=lambda r, _: r.billed.invoice.fen),
    rate=Column(
        "column.tax-rate", "code", spare=True, cell=lambda r, _: r.billed.invoice.rate or "-"
    ),
    checked=Column("column.checked", cell=lambda r, words: _checked(r.billed.invoice, words)),
    state=Column("column.listed-state", cell=lambda r, words: _state(r.billed, words)),
    unpaid=Column("column.unpaid", "money", cell=lambda r, _: r.billed.unpaid_fen),
    age=Column(
        "column.age", "count", cell=lambda r, _: r.billed.age_days if r.billed.unpaid_fen else None
    ),
)
COLUMNS = TABLE.view("number kind on title id net tax sum rate checked state unpaid age")


def _titles(row: InvoiceRow, words: Words) -> str:
    """The instalments that it is for, by name."""
    known = {each.id: each for each in row.case.terms.instalments}
    parts = row.billed.invoice.parts
    named = [title_of(known[iid], words, payee=True) for iid, _ in parts if iid in known]
    return words("list.separator").join(named)


# of several contracts each row says whose it is: ids of instalments are alike in all of them
NAMED = Table(
    name=Column("column.contract-name", cell=lambda r, words: words.title(r.case.terms.title)),
    party=Column("column.other-side", spare=2, cell=lambda r, words: _party(r.case, words)),
).view("name party")


# where a terminal is narrow, whose it is comes before how old it is
YIELDING = ("column.checked", "column.age")
SEVERAL = (
    *NAMED,
    *(each._replace(spare=1) if each.heading in YIELDING else each for each in COLUMNS),
)


def _party(case: Case, words: Words) -> str:
    side = "purchaser" if words.role == "supplier" else "supplier"
    names = [party.name for party in case.terms.parties if party.role == side]
    return words("list.separator").join(names)


def listed(
    cases: Sequence[Case],
    unpaid_only: bool,
    as_of: date,
    words: Words,
    known: str,
    wish: Wish = NOTHING,
) -> Answer:
    """The list of all of them, or of those unpaid, or of those chosen."""
    rows = [
        InvoiceRow(case, each)
        for case in cases
        for each in billed(case.position.invoices, case.standings, case.as_of)
        if each.unpaid_fen or not unpaid_only
    ]
    chosen = _chosen(rows, cases, wish, words)
    found = chosen.rows
    columns = SEVERAL if len(cases) > 1 else COLUMNS
    answer = Answer(
        data={
            "as_of": iso(as_of),
            "currency": "CNY",
            "invoices": [_json(each.case.id, each.billed) for each in found],
        }
        | chosen.json,
        columns=columns,
        adds_up=True,
        rows=lambda: list(rows_of(columns, found, words)),
        head=[words("invoice.title", as_of=as_of) + known, *chosen.told],
        foot=[_sums_text([each.billed for each in found], words)],
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, cases, as_of, words))


def _sums_text(bills: Sequence[Billed], words: Words) -> str:
    """What is left of the invoices, unpaid, and to be cancelled where anything is."""
    sums = {
        "left": sum(b.left_fen for b in bills),
        "unpaid": sum(b.unpaid_fen for b in bills),
        "beyond": sum(b.beyond_fen for b in bills),
    }
    key = "invoice.sums-beyond" if sums["beyond"] else "invoice.sums"
    told = {name: grouped(fen) for name, fen in sums.items()}
    return words(key, count=len(bills), **told)


STATES = {
    state: f"invoice.{state}"
    for state in (
        *("valid", "cancelled", "part-cancelled", "red"),
        *("not-checked", "genuine", "failed"),
    )
}


def _chosen(
    rows: Sequence[InvoiceRow], cases: Sequence[Case], wish: Wish, words: Words
) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.contracts import funds_text
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(row: InvoiceRow, words: Words) -> "Traits":
        invoice, state = row.billed.invoice, row.billed.state
        fund = funds_text(row.fund, words) if row.fund else None
        states = (*called(state, STATES), *called(_checked_key(invoice), STATES))
        names = tuple(iid for iid, _ in invoice.parts)
        more = {"fen": invoice.fen, "fund": fund, "statuses": states, "words": names}
        return traits_of(row.case, words, invoice.number, invoice.on, **more)

    return narrowed(rows, cases, wish, By(traits, STATES, _sums_json), words)


def _sums_json(rows: Sequence[InvoiceRow]) -> dict[str, str]:
    return {
        "amount": yuan(sum(row.billed.invoice.fen for row in rows)),
        "unpaid": yuan(sum(row.billed.unpaid_fen for row in rows)),
    }


def _printed(
    answer: Answer, chosen: Narrowed, cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    from svcctl.answers.printing import printed

    # on paper instalments have names; ids are for commands
    columns = [each for each in answer.columns if each.heading != "column.id"]
    naming, what = answer._replace(columns=columns), words("export.invoices")
    return printed(naming, chosen, cases, what, as_of, words, lambda row: row.case)


def _state(bill: Billed, words: Words) -> str:
    """The state in a word; beside it what a red invoice still has to cancel."""
    state = words(f"invoice.{bill.state}")
    if not bill.beyond_fen:
        return state
    return words("invoice.beyond", state=state, amount=grouped(bill.beyond_fen))


def _checked(invoice: Invoice, words: Words) -> str:
    return words(f"invoice.{_checked_key(invoice)}")


def _checked_key(invoice: Invoice) -> str:
    """Whether it was looked up with the tax office, and what that found."""
    if invoice.checked_on is None:
        return "not-checked"
    return "genuine" if invoice.genuine else "failed"


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
