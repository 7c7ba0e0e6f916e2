"""What stands in the way of recording a payment, and what the record then says of the account."""

from collections.abc import Iterator

from svcctl.answers.recorded import Caution
from svcctl.billing.checklist import missing_papers
from svcctl.billing.money import yuan
from svcctl.billing.position import Payment
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import Account, Finding, Party
from svcctl.casebook.accounts import digits, settled_account, written
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.acts import Entry
from svcctl.desk.desk import Desk
from svcctl.intake.entry import parse_actor

MYRIAD = 10_000  # 万, in which offices keep their sums


class Transfer(Record):
    """A payment as it was typed: what it will say, the account it went to, who has checked that."""

    says: Payment
    account: str | None
    checked: bool
    checked_by: str


def entry_for(transfer: Transfer, case: Case, desk: Desk) -> Entry:
    """The fact to record; Refusal for an unknown instalment, or what only `--override` allows."""
    parts = tuple((naming.instalment(case, iid, desk), fen) for iid, fen in transfer.says.parts)
    says = transfer.says._replace(parts=parts)
    if len(dict(parts)) < len(parts):
        raise Refusal("payment.for-twice")
    if says.override and not says.reason.strip():
        raise Refusal("payment.override-reason")
    if says.arrived_on and not says.on <= says.arrived_on <= desk.today:
        raise Refusal("payment.arrived-order", on=says.on, arrived=says.arrived_on)
    payee = _payee(says, case)
    _on_file(says, case)
    account = _account(transfer, case, payee)
    confirmed = _confirmed(transfer, case, desk, account)
    paid_to = written(account) if account else ""
    cautions = tuple(_cautions(says, case, desk, payee, confirmed))
    return Entry(says._replace(account=paid_to, confirmed_by=confirmed), cautions)


def _payee(says: Payment, case: Case) -> Party:
    payees = {}
    for iid, _ in says.parts:
        payee = case.terms.payee(case.named(iid).instalment)
        payees[payee.key] = payee
    if len(payees) > 1:
        names = ", ".join(party.name for party in payees.values())
        raise Refusal("payment.two-payees", payees=names)
    return next(iter(payees.values()))


def _on_file(says: Payment, case: Case) -> None:
    """Refusal where the contract file requires papers that are not on file."""
    for iid, _ in says.parts:
        instalment = case.named(iid).instalment
        missing = missing_papers(instalment, case.position) if instalment.require_evidence else []
        if missing and not says.override:
            raise Refusal("payment.evidence", instalment=iid, missing=", ".join(missing))


def _account(transfer: Transfer, case: Case, payee: Party) -> Account | None:
    """The account paid to: the one named, else a settled finding's, else the contract's first."""
    settled = settled_account(case, payee)
    if transfer.account is None:
        return settled or (payee.accounts[0] if payee.accounts else None)
    if settled and digits(transfer.account) == digits(settled.number):
        return settled
    named = _named_account(transfer.account.strip(), payee, transfer.says.override)
    if settled and named != settled and not transfer.says.override:
        raise Refusal("payment.settled-account", account=written(settled))
    return named


def _named_account(wanted: str, payee: Party, gone: bool) -> Account:
    """One of the payee's accounts, by its place in the file, its source or its number.

    Where the money is gone already (`--override`), to whatever account it went.
    """
    for place, account in enumerate(payee.accounts, 1):
        same_number = digits(wanted) and digits(wanted) == digits(account.number)
        if wanted in (str(place), account.source) or same_number:
            return account
    if gone and digits(wanted):
        return Account("", wanted, "")
    known = [f"{n} {a.source} {written(a)}" for n, a in enumerate(payee.accounts, 1)]
    raise Refusal("payment.unknown-account", account=wanted, known="; ".join(known) or [])


def _confirmed(transfer: Transfer, case: Case, desk: Desk, account: Account | None) -> str:
    """Who has checked the account; Refusal for the payer while a finding stops payments."""
    stops: list[Finding] = case.open_findings("stop")
    if transfer.checked:
        return parse_actor(transfer.checked_by) if transfer.checked_by else desk.actor
    if stops and desk.role != "supplier" and not transfer.says.override:
        shown = written(account) if account else "-"
        raise Refusal("payment.confirm-account", finding=stops[0].key, account=shown)
    return ""


def _cautions(
    says: Payment, case: Case, desk: Desk, payee: Party, confirmed: str
) -> Iterator[Caution]:
    """What a person should look at once more, though it does not stand in the way."""
    for iid, fen in says.parts:
        standing = case.named(iid)
        if standing.status == "projected":
            yield Caution("before-trigger", {"id": iid})
        if standing.status == "waiting":
            yield Caution("waiting", {"id": iid})
        if fen * MYRIAD == standing.outstanding_fen:
            yield Caution("perhaps-myriad", {"id": iid, "amount": yuan(fen)})
        if not says.charge_known and case.terms.readings["paid-when"] == "charged":
            deadline = standing.deadline.on if standing.deadline else None
            if deadline and says.on > deadline:
                yield Caution("charge-unknown", {"id": iid, "due": deadline.isoformat()})
        missing = missing_papers(standing.instalment, case.position)
        if missing:
            yield Caution("evidence", {"id": iid, "missing": tuple(missing)})
    if not (says.ref or says.voucher or says.slip):
        yield Caution("no-number")
    yield from _perhaps_twice(says, case)
    yield from _about_the_account(case, desk, payee, confirmed)


def _perhaps_twice(says: Payment, case: Case) -> Iterator[Caution]:
    """The same sums for the same instalments on the same day, where no number tells them apart."""
    for paid in case.position.payments:
        same = (paid.on, sorted(paid.parts)) == (says.on, sorted(says.parts))
        apart = paid.ref and says.ref and paid.ref != says.ref
        if same and not apart:
            yield Caution("perhaps-twice", {"event": paid.event})


def _about_the_account(case: Case, desk: Desk, payee: Party, confirmed: str) -> Iterator[Caution]:
    numbers = {digits(account.number) for account in payee.accounts}
    if len(numbers) > 1 and all(f.about != "payee-account" for f in case.terms.findings):
        yield Caution("two-accounts", {"name": payee.name})
    if not confirmed and desk.role != "supplier" and case.open_findings("stop"):
        yield Caution("account-not-checked")
    # two pairs of eyes are wanted at every payment, not only while the documents disagree
    if confirmed and confirmed == desk.actor:
        yield Caution("same-person", {"actor": confirmed})
