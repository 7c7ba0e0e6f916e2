"""Invoices: number, kind, rate, net and tax, checked or not, cancelled by a red one; no deadline rests on them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from svcctl.billing.invoicing import Billed, billed, net_parts, odd_tax, split_tax
from svcctl.billing.money import cut, grouped, parse_share, yuan
from svcctl.billing.position import Invoice
from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty
from svcctl.commands.options import DryRun, Files, Maybe, Note, On
from svcctl.commands.recording import Build, Entry, Evidence, evidence, record, record_each, show_recorded
from svcctl.entry import half_width, optional, parse_date, parse_money, parse_money_or_nought
from svcctl.export.report import Column, Report
from svcctl.facts import INVOICE_CHECKED, INVOICED
from svcctl.ledger import NOBODY_KNEW_LATER, effective
from svcctl.store.journal import Journal

KINDS = ("special", "ordinary")
COLUMNS = (
    Column("column.invoice-number", "code"),
    Column("column.invoice-kind", spare=True),
    Column("column.issued-on", "code", spare=True),
    Column("column.id", "code"),
    Column("column.net", "money", spare=True),
    Column("column.tax", "money", spare=True),
    Column("column.sum", "money"),
    Column("column.tax-rate", "code", spare=True),
    Column("column.checked"),
    Column("column.listed-state"),
    Column("column.unpaid", "money"),
    Column("column.age", "count"),
)
Sum = Annotated[Maybe, typer.Option("--amount", metavar="SUM", help="opt.invoice-amount")]


def add(
    desk: Desk,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="arg.invoice")],
    instalments: Annotated[
        list[str] | None, typer.Option("--for", metavar="INSTALMENT[=SUM]", help="opt.invoice-for")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="special|ordinary", help="opt.invoice-kind")] = "ordinary",
    amount: Sum = None,
    rate: Annotated[Maybe, typer.Option("--rate", metavar="PERCENT", help="opt.rate")] = None,
    net: Annotated[Maybe, typer.Option("--net", metavar="SUM", help="opt.net")] = None,
    tax: Annotated[Maybe, typer.Option("--tax", metavar="SUM", help="opt.tax")] = None,
    red: Annotated[Maybe, typer.Option("--red", metavar="NUMBER", help="opt.red")] = None,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record an invoice, or with --red one that cancels another; a missing one never moves a deadline."""
    if kind not in KINDS:
        raise Refusal("usage.choice", option="--kind", value=kind, choices=", ".join(KINDS))
    digits, day = _number(number), optional(parse_date, on) or desk.today
    cancelled = _number(red) if red else ""
    named = _named(instalments, desk)
    sums = (optional(parse_money, amount), optional(parse_money, net), optional(parse_money_or_nought, tax))
    papers = evidence(files)

    def build(case: Case) -> list[Entry]:
        original = _original(case, cancelled) if cancelled else None
        taxed = _taxed(sums, rate, named, original)
        sign = -1 if original else 1
        payload = {
            "invoice": digits,
            "invoice_kind": original.kind if original else kind,
            "net_fen": sign * taxed[0],
            "tax_fen": sign * taxed[1],
            "parts": _parts(sum(taxed), sign, named, original, case),
        }
        text = original.rate if original else rate
        more = drop_empty({"rate": half_width(text) if text else "", "red_of": cancelled, "note": note})
        return [Entry(INVOICED, day, payload | more, tuple(_warnings(payload | more, case, papers, desk)))]

    def plan(journal: Journal) -> Mapping[str, Build]:
        for chain in journal.contracts():
            _only_once(digits, chain, journal)
        return {desk.case(journal, NOBODY_KNEW_LATER).id: build}

    [found] = record_each(desk, plan, papers, dry_run)
    show_recorded(desk, found)


def _number(text: str) -> str:
    """The 20 digits of a fully digital e-invoice; spaces between them do not matter."""
    bare = "".join(half_width(text).split())
    if not re.fullmatch(r"[0-9]{20}", bare):
        raise Refusal("invoice.number", text=text)
    return bare


def _only_once(number: str, chain: str, journal: Journal) -> None:
    """A number stands for one invoice in the whole store, whichever contract it was entered for."""
    for event in effective(journal.facts(chain)):
        if event.kind == INVOICED and event.payload["invoice"] == number:
            raise Refusal("invoice.twice", number=number, event=event.id, on=event.happened_on)


def _named(texts: Sequence[str] | None, desk: Desk) -> list[tuple[str, int | None]]:
    """The instalments that an invoice is for, with their sums where they were typed."""
    found = []
    for text in texts or ():
        name, mark, money = text.partition("=")
        found.append((desk.choose(name.strip()), parse_money(money) if mark else None))
    if len(dict(found)) < len(found) or (len(found) > 1 and any(fen is None for _, fen in found)):
        raise Refusal("invoice.for")
    return found


def _original(case: Case, number: str) -> Invoice:
    for invoice in case.position.invoices:
        if invoice.number == number and not invoice.red_of:
            return invoice
    raise Refusal("invoice.unknown", number=number)


def _taxed(
    sums: tuple[int | None, int | None, int | None], rate: str | None,
    named: Sequence[tuple[str, int | None]], original: Invoice | None,
) -> tuple[int, int]:  # fmt: skip
    """Net and tax, from what was typed of sum, net, tax and rate; a red one takes the whole of its original."""
    total, net, tax = sums
    if total is None and named and all(fen for _, fen in named):
        total = sum(fen or 0 for _, fen in named)
    if original and total is None and net is None:
        return original.net_fen, original.tax_fen
    if original and net is None and total is not None:
        first, second = cut(total, (original.net_fen, original.tax_fen))
        return first, second
    if net is not None and tax is not None:
        if total not in (None, net + tax):
            raise Refusal("invoice.sum", amount=grouped(total or 0), net=grouped(net), tax=grouped(tax))
        return net, tax
    if total is None or rate is None:
        raise Refusal("invoice.sums")
    return split_tax(total, _rate(rate))


def _rate(text: str) -> int:
    try:
        return parse_share(half_width(text))
    except (ValueError, IndexError):
        raise Refusal("invoice.rate", text=text) from None


def _parts(
    total: int, sign: int, named: Sequence[tuple[str, int | None]], original: Invoice | None, case: Case
) -> list[dict[str, Any]]:
    """The instalments with what of the sum is for each; a red one takes those of its original in proportion."""
    if original and not named:
        shares = cut(total, [fen for _, fen in original.parts])
        return [{"instalment": iid, "fen": -fen} for (iid, _), fen in zip(original.parts, shares, strict=True)]
    if not named:
        raise Refusal("invoice.for-what", known=", ".join(promise.id for promise in case.terms.promises))
    parts = [(iid, total if fen is None else fen) for iid, fen in named]
    if sum(fen for _, fen in parts) != total:
        raise Refusal("payment.for-sum", amount=grouped(total), total=grouped(sum(fen for _, fen in parts)))
    return [{"instalment": iid, "fen": sign * fen} for iid, fen in parts]


def _warnings(payload: dict[str, Any], case: Case, papers: Sequence[Evidence], desk: Desk) -> list[str]:
    """Tax that is not the rate's, more invoiced than owed, no e-invoice, a clock that waits for the receipt."""
    from svcctl.commands.evidence import is_invoice_file

    words, found = desk.words, []
    if payload.get("rate") and odd_tax(payload["net_fen"], payload["tax_fen"], _rate(payload["rate"])):
        found.append(words("warning.invoice-tax", rate=payload["rate"], tax=grouped(payload["tax_fen"])))
    if not all(is_invoice_file(paper.content) for paper in papers):
        found.append(words("warning.invoice-file"))
    so_far = [part for invoice in case.position.invoices for part in net_parts(invoice, case.position.invoices)]
    for part in payload["parts"]:
        iid, fen = part["instalment"], part["fen"]
        promise = case.terms.promise(iid)
        if promise is None:
            raise Refusal(
                "payment.unknown-instalment", instalment=iid, known=", ".join(p.id for p in case.terms.promises)
            )
        total = fen + sum(each for named, each in so_far if named == iid)
        if fen > 0 and total > promise.amount_fen:
            amounts = {"total": grouped(total), "amount": grouped(promise.amount_fen)}
            found.append(words("warning.invoice-more", id=iid, **amounts))
        event, _, document = promise.due.after.partition(":")
        if event == "receipt" and "invoice" in document and fen > 0:
            found.append(words("warning.invoice-clock", id=iid, document=document))
    return found


def check(
    desk: Desk,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="arg.invoice")],
    failed: Annotated[bool, typer.Option("--failed", help="opt.check-failed")] = False,
    on: On = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Record that an invoice was looked up with the tax office, and what came of it."""
    digits, day = _number(number), optional(parse_date, on) or desk.today
    payload = {"invoice": digits, "genuine": not failed} | drop_empty({"note": note})
    _find_contract(digits, desk)
    record(desk, lambda _: [Entry(INVOICE_CHECKED, day, payload)], evidence(files), dry_run)


def _find_contract(number: str, desk: Desk) -> None:
    """The contract that the invoice was entered for becomes the one asked for."""
    found = [c.id for c in desk.read_cases() if any(i.number == number for i in c.position.invoices)]
    if not found:
        raise Refusal("invoice.unknown", number=number)
    desk.contract = found[0]


def list_(
    desk: Desk,
    unpaid: Annotated[bool, typer.Option("--unpaid", help="opt.invoice-unpaid")] = False,
) -> None:
    """Every invoice: checked, cancelled, how much of it is unpaid and for how long."""
    listed = [
        (case.id, each)
        for case in desk.read_cases()
        for each in billed(case.position.invoices, case.standings, case.as_of)
        if each.unpaid_fen or not unpaid
    ]
    words = desk.words
    left = sum(each.left_fen for _, each in listed)
    open_sum = sum(each.unpaid_fen for _, each in listed)
    desk.show(
        Report(
            data={"as_of": desk.as_of.isoformat(), "currency": "CNY", "invoices": [_json(*each) for each in listed]},
            columns=COLUMNS,
            rows=lambda: [_row(each, desk) for _, each in listed],
            head=[words("invoice.title", as_of=desk.as_of) + desk.known_mark],
            foot=[words("invoice.sums", count=len(listed), left=grouped(left), unpaid=grouped(open_sum))],
        )
    )


def _row(each: Billed, desk: Desk) -> list[Any]:
    invoice, words = each.invoice, desk.words
    return [
        invoice.number,
        words(f"invoice.{invoice.kind}"),
        invoice.on.isoformat(),
        words("list.separator").join(iid for iid, _ in invoice.parts),
        invoice.net_fen,
        invoice.tax_fen,
        invoice.fen,
        invoice.rate or "-",
        _checked(invoice, desk),
        words(f"invoice.{each.state}"),
        each.unpaid_fen,
        each.age_days if each.unpaid_fen else None,
    ]


def _checked(invoice: Invoice, desk: Desk) -> str:
    if invoice.checked_on is None:
        return desk.words("invoice.not-checked")
    return desk.words("invoice.genuine" if invoice.genuine else "invoice.failed")


def _json(contract: str, each: Billed) -> dict[str, Any]:
    invoice = each.invoice
    return {
        "number": invoice.number,
        "contract": contract,
        "kind": invoice.kind,
        "on": invoice.on.isoformat(),
        "instalments": [{"id": f"{contract}:{iid}", "amount": yuan(fen)} for iid, fen in invoice.parts],
        "net": yuan(invoice.net_fen),
        "tax": yuan(invoice.tax_fen),
        "amount": yuan(invoice.fen),
        "rate": invoice.rate or None,
        "checked_on": _iso(invoice.checked_on),
        "genuine": invoice.genuine,
        "red_of": invoice.red_of or None,
        "state": each.state,
        "left": yuan(each.left_fen),
        "unpaid": yuan(each.unpaid_fen),
        "age_days": each.age_days,
        "event": invoice.event,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


VERBS = {"add": add, "list": list_, "check": check}
