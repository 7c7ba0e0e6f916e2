"""The account of each payee: which one holds, and who confirmed it by what."""

from collections.abc import Iterator, Sequence

from svcctl.answers.answer import Column, Table, iso
from svcctl.billing.accounts import confirmation, digits, settled_account
from svcctl.billing.position import Payment
from svcctl.billing.record import Record
from svcctl.billing.terms import Account, Party
from svcctl.casebook.case import Case
from svcctl.i18n import Words


class AccountRow(Record):
    """One payee of one contract: its account, and what says that it holds."""

    case: Case
    payee: Party
    account: Account | None
    how: str  # settled, paid, open or documents
    on: str | None = None
    by: str = ""  # the role that entered it
    doc: str = ""


ACCOUNTS = Table(
    payee=Column("column.payee", cell=lambda r, _: r.payee.name),
    bank=Column("column.bank", cell=lambda r, _: r.account.bank if r.account else "-"),
    number=Column(
        "column.account", "code", cell=lambda r, _: r.account.number if r.account else "-"
    ),
    how=Column("column.confirmed-how", cell=lambda r, words: _how(r, words)),
    on=Column("column.confirmed-on", "date", cell=lambda r, _: r.on),
    by=Column("column.confirmed-by", cell=lambda r, words: words.actor(r.by) if r.by else "-"),
).view("payee bank number how on by")


def _how(row: AccountRow, words: Words) -> str:
    return words(f"hand-over.account-{row.how}", doc=row.doc or "-")


def accounts_held(cases: Sequence[Case]) -> list[AccountRow]:
    """Every payee of every contract."""
    return [row for case in cases for row in _of_contract(case)]


def _of_contract(case: Case) -> Iterator[AccountRow]:
    payees = [case.terms.payee(each) for each in case.terms.instalments]
    for payee in {each.name: each for each in payees}.values():
        yield _settled(case, payee) or _paid(case, payee) or _unproven(case, payee)


def _settled(case: Case, payee: Party) -> AccountRow | None:
    """By a paper that settled a finding."""
    account, last = settled_account(case, payee), confirmation(case)
    if account is None or last is None:
        return None
    return AccountRow(
        case, payee, account, "settled", iso(last.on), _actor(case, last.event), last.doc
    )


def _paid(case: Case, payee: Party) -> AccountRow | None:
    """By the last payment to it, whose account a person had confirmed."""
    names = {each.id: case.terms.payee(each).name for each in case.terms.instalments}
    mine = [
        each
        for each in case.position.payments
        if each.confirmed_by and any(names.get(iid) == payee.name for iid, _ in each.parts)
    ]
    if not mine:
        return None
    last = mine[-1]
    account = _documented(payee, last) or Account("", last.account, "")
    return AccountRow(case, payee, account, "paid", iso(last.on), last.confirmed_by)


def _documented(payee: Party, payment: Payment) -> Account | None:
    """The account of the documents that a payment went to."""
    went = digits(payment.account)
    found = (each for each in payee.accounts if digits(each.number))
    return next((each for each in found if went.endswith(digits(each.number))), None)


def _unproven(case: Case, payee: Party) -> AccountRow:
    """By nothing but the contract itself; where its documents disagree, by nothing at all."""
    first = payee.accounts[0] if payee.accounts else None
    about = {each.about for each in case.open_findings()}
    return AccountRow(case, payee, first, "open" if "payee-account" in about else "documents")


def _actor(case: Case, event: str) -> str:
    return next((fact.actor for fact in case.holding if fact.id == event), "")
