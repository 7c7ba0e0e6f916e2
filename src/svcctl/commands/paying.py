"""What stands in the way of recording a payment, and what the record then says of the account."""

from datetime import date
from typing import NamedTuple

from svcctl.billing.checklist import missing_papers
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import Account, Finding, Party
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty, iso
from svcctl.commands.recording import Entry
from svcctl.entry import parse_actor
from svcctl.facts import PAID


class Transfer(NamedTuple):
    """A payment as it was typed."""

    parts: list[tuple[str, int]]
    on: date
    ref: str
    account: str | None
    confirm_account: bool
    confirmed_by: str | None
    voucher: str | None
    slip: str | None
    arrived_on: date | None
    override: bool
    reason: str | None
    note: str | None


def entry_for(transfer: Transfer, case: Case, desk: Desk) -> Entry:
    """The fact to record; Refusal for what `--override --reason` alone lets through, and for an unknown instalment."""
    if transfer.override and not (transfer.reason or "").strip():
        raise Refusal("payment.override-reason")
    if transfer.arrived_on and not transfer.on <= transfer.arrived_on <= desk.today:
        raise Refusal("payment.arrived-order", on=transfer.on, arrived=transfer.arrived_on)
    payee = _payee(transfer, case)
    _on_file(transfer, case)
    account = _account(transfer, case, payee)
    confirmed = _confirmed(transfer, case, desk, account)
    payload = {
        "parts": [{"instalment": iid, "fen": fen} for iid, fen in transfer.parts],
        **drop_empty(
            {
                "ref": transfer.ref,
                "account": _written(account) if account else "",
                "confirmed_by": confirmed,
                "voucher": transfer.voucher,
                "slip": transfer.slip,
                "arrived_on": iso(transfer.arrived_on) if transfer.arrived_on else "",
                "override": transfer.override,
                "reason": transfer.reason,
                "note": transfer.note,
            }
        ),
    }
    return Entry(PAID, transfer.on, payload, _warnings(transfer, case, desk, payee, confirmed))


def _payee(transfer: Transfer, case: Case) -> Party:
    payees: dict[str, Party] = {}
    for iid, _ in transfer.parts:
        promise = case.terms.promise(iid)
        if promise is None:
            known = ", ".join(p.id for p in case.terms.promises)
            raise Refusal("payment.unknown-instalment", instalment=iid, known=known)
        payee = case.terms.payee(promise)
        payees[payee.key] = payee
    if len(payees) > 1:
        raise Refusal("payment.two-payees", payees=", ".join(party.name for party in payees.values()))
    return next(iter(payees.values()))


def _on_file(transfer: Transfer, case: Case) -> None:
    """Refusal where the contract file requires papers that are not on file."""
    for iid, _ in transfer.parts:
        promise = case.terms.promise(iid)
        missing = missing_papers(promise, case.position) if promise and promise.require_evidence else []
        if missing and not transfer.override:
            raise Refusal("payment.evidence", instalment=iid, missing=", ".join(missing))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _written(account: Account) -> str:
    return f"{account.bank} {account.number}"


def _account(transfer: Transfer, case: Case, payee: Party) -> Account | None:
    """The account paid to: the one named, else a settled finding's, else the contract's own (the first)."""
    settled = _settled_account(case, payee)
    if transfer.account is None:
        return settled or (payee.accounts[0] if payee.accounts else None)
    wanted = transfer.account.strip()
    named = [
        account
        for number, account in enumerate(payee.accounts, 1)
        if wanted in (str(number), account.source) or (_digits(wanted) and _digits(wanted) == _digits(account.number))
    ]
    if not named:
        known = "; ".join(f"{n} {a.source} {_written(a)}" for n, a in enumerate(payee.accounts, 1)) or "-"
        raise Refusal("payment.unknown-account", account=transfer.account, known=known)
    if settled and named[0] != settled and not transfer.override:
        raise Refusal("payment.settled-account", account=_written(settled))
    return named[0]


def _settled_account(case: Case, payee: Party) -> Account | None:
    for finding in case.terms.findings:
        settlement = case.position.settled.get(finding.key)
        if finding.about == "payee-account" and settlement:
            value = _digits(finding.values[settlement.value - 1][0])
            return next((a for a in payee.accounts if _digits(a.number) and value.endswith(_digits(a.number))), None)
    return None


def _confirmed(transfer: Transfer, case: Case, desk: Desk, account: Account | None) -> str:
    """Who has checked the account; Refusal on the paying side while a finding stops payments and nobody has."""
    stops: list[Finding] = case.open_findings("stop")
    if not transfer.confirm_account:
        if stops and desk.role != "supplier" and not transfer.override:
            shown = _written(account) if account else "-"
            raise Refusal("payment.confirm-account", finding=stops[0].key, account=shown)
        return ""
    return parse_actor(transfer.confirmed_by) if transfer.confirmed_by else desk.actor


def _warnings(transfer: Transfer, case: Case, desk: Desk, payee: Party, confirmed: str) -> tuple[str, ...]:
    words = desk.words
    found = []
    for iid, _ in transfer.parts:
        standing = case.standing(iid)
        if standing and standing.status in ("projected", "waiting"):
            key = "warning.before-trigger" if standing.status == "projected" else "warning.waiting"
            found.append(words(key, id=iid))
        promise = case.terms.promise(iid)
        missing = missing_papers(promise, case.position) if promise else []
        if missing:
            found.append(words("warning.evidence", id=iid, missing=missing))
    differing = {_digits(account.number) for account in payee.accounts}
    about_account = any(finding.about == "payee-account" for finding in case.terms.findings)
    if len(differing) > 1 and not about_account:
        found.append(words("warning.two-accounts", name=payee.name))
    if not confirmed and case.open_findings("stop") and desk.role != "supplier":
        found.append(words("warning.account-not-checked"))
    if confirmed and confirmed == desk.actor and case.open_findings("stop"):
        found.append(words("warning.same-person", actor=confirmed))
    return tuple(found)
