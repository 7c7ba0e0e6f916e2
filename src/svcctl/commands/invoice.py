"""Invoices: recorded, checked, cancelled by a red one; no deadline rests on them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

from svcctl.answers.invoices import listed
from svcctl.billing.position import Invoice, InvoiceCheck
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.replay import NOBODY_KNEW_LATER, effective, said
from svcctl.desk import naming
from svcctl.desk.acts import Act, Build, Entry, told
from svcctl.desk.desk import Desk
from svcctl.desk.invoicing import Typed, cautions, invoice_of
from svcctl.desk.looking import Look, read_cases
from svcctl.desk.options import Maybe, argument, choice, flag, money, narrowed_by, text
from svcctl.desk.showing import show
from svcctl.intake.entry import parse_invoice, parse_money, parse_percent

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish

Number = Annotated[str, argument("NUMBER", "arg.invoice")]
Kind = Annotated[str, choice("--kind", "opt.invoice-kind", "special|ordinary")]
For = Annotated[list[str] | None, text("--for", "opt.invoice-for", "INSTALMENT[=SUM]")]


def add(
    act: Act,
    number: Number,
    instalments: For = None,
    kind: Kind = "ordinary",
    amount: Annotated[int | None, money("--amount", "opt.invoice-amount")] = None,
    rate: Annotated[Maybe, text("--rate", "opt.rate", "PERCENT")] = None,
    net: Annotated[int | None, money("--net", "opt.net")] = None,
    tax: Annotated[int | None, money("--tax", "opt.tax", or_nought=True)] = None,
    red: Annotated[Maybe, text("--red", "opt.red", "NUMBER")] = None,
) -> None:
    """Record an invoice, or with --red one that cancels; a missing one moves no deadline."""
    act, named = _named(instalments, act)
    digits, cancelled = parse_invoice(number), parse_invoice(red) if red else ""

    def build(look: Look, case: Case) -> Sequence[Entry]:
        _only_once(digits, look)
        original = _original(case, cancelled) if cancelled else None
        for_ = [(naming.instalment(case, name, act.desk), fen) for name, fen in named]
        if len(dict(for_)) < len(for_):
            raise Refusal("invoice.for")
        typed = Typed(for_, amount, net, tax, parse_percent(rate) if rate else "")
        says = act.said(Invoice, **invoice_of(typed, original, kind, case), number=digits)
        return [Entry(says, tuple(cautions(says, case, act.files)))]

    def plan(look: Look) -> Mapping[str, Build]:
        return {look.case(NOBODY_KNEW_LATER).id: partial(build, look)}

    [found] = act.record_each(plan)
    show(act.desk, told(act.desk, found))


def _only_once(number: str, look: Look) -> None:
    """A number stands for one invoice in the whole store, whichever contract it was entered for."""
    look.journal.hold_numbers()  # before it is asked: who enters the same for another contract waits
    for chain in look.journal.contracts_saying("invoice", number):
        with look.journal.only_reading():
            facts = effective(look.journal.facts(chain, look.scope))
        for invoice in said(facts, Invoice):
            if invoice.number == number:
                on = invoice.on.isoformat()
                raise Refusal("invoice.twice", number=number, event=invoice.event, on=on)


def _named(texts: Sequence[str] | None, act: Act) -> tuple[Act, list[tuple[str, int | None]]]:
    """The instalments that an invoice is for, with their sums where they were typed."""
    found = []
    for typed in texts or ():
        name, mark, fen = typed.replace("＝", "=").partition("=")
        act, short = act.choose(name.strip(), "instalment")
        found.append((short, parse_money(fen) if mark else None))
    if len(dict(found)) < len(found) or (len(found) > 1 and any(fen is None for _, fen in found)):
        raise Refusal("invoice.for")
    return act, found


def _original(case: Case, number: str) -> Invoice:
    for invoice in case.position.invoices:
        if invoice.number == number and not invoice.red_of:
            return invoice
    raise Refusal("invoice.unknown", number=number)


def check(
    act: Act, number: Number, failed: Annotated[bool, flag("--failed", "opt.check-failed")] = False
) -> None:
    """Record that an invoice was looked up with the tax office, and what came of it."""
    digits = parse_invoice(number)
    entered = [c.id for c in read_cases(act.desk) if _has(c, digits)]
    if not entered:
        raise Refusal("invoice.unknown", number=digits)
    act = act._replace(desk=act.desk.at(entered[0]))
    act.record(act.said(InvoiceCheck, number=digits, genuine=not failed))


def _has(case: Case, number: str) -> bool:
    return any(invoice.number == number for invoice in case.position.invoices)


@narrowed_by()
def list_(
    desk: Desk,
    wish: "Wish",
    unpaid: Annotated[bool, flag("--unpaid", "opt.invoice-unpaid")] = False,
) -> None:
    """Every invoice: checked, cancelled, how much of it is unpaid and for how long."""
    show(desk, listed(read_cases(desk), unpaid, desk.as_of, desk.words, desk.known_mark, wish))


VERBS = {"add": add, "list": list_, "check": check}
