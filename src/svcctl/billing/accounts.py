"""The accounts of a payee: which one holds by which paper, and money that went to another."""

from collections.abc import Iterator
from typing import Protocol

from svcctl.billing.position import FindingSettled, Negotiation, Parts, Payment, Position
from svcctl.billing.record import Record
from svcctl.billing.terms import Account, Party, Terms

ABOUT = "payee-account"  # what a finding about accounts is about, and the key where there is none


class Seen(Protocol):
    """A contract on a date: its terms and what has happened."""

    @property
    def terms(self) -> Terms:
        """The terms in force."""

    @property
    def position(self) -> Position:
        """What has happened by the date."""


class Astray(Record):
    """A payment to an account that no paper names as the payee's, and that has not come back."""

    payment: Payment
    fen: int  # of it, what has not come back
    why: str  # unknown: no document has it; rejected: a paper says that another one holds


def digits(text: str) -> str:
    """The digits of an account's number, however it is grouped."""
    return "".join(sign for sign in text if sign.isdigit())


def written(account: Account) -> str:
    """An account as payments keep it."""
    return f"{account.bank} {account.number}".strip()


def settled_account(seen: Seen, payee: Party) -> Account | None:
    """The account that a settled finding says holds: one of the documents', or a new one."""
    confirmed = list(_confirmed(seen, payee))
    return confirmed[-1] if confirmed else None


def _confirmed(seen: Seen, payee: Party) -> Iterator[Account]:
    """Every account of the payee that a paper has confirmed, the last one the one that holds."""
    findings = {f.key: f for f in seen.terms.findings if f.about == ABOUT}
    for settled in seen.position.confirmed:
        finding = findings.get(settled.finding)
        if settled.account:  # a paper brought an account that stood in no document
            if _is_of(settled, seen.terms, payee):
                yield Account(settled.bank, settled.account, settled.doc)
        elif finding:
            value = digits(finding.values[settled.value - 1][0])
            numbers = ((account, digits(account.number)) for account in payee.accounts)
            yield from [a for a, number in numbers if number and value.endswith(number)][:1]


def _is_of(settled: FindingSettled, terms: Terms, payee: Party) -> bool:
    """Whether a new account is that payee's: of several suppliers the one the finding is about."""
    suppliers = [party for party in terms.parties if party.role == "supplier"]
    if len(suppliers) == 1:
        return True
    found = [f for f in terms.findings if f.key == settled.finding]
    values = [digits(value) for finding in found for value, _ in finding.values]
    own = [digits(account.number) for account in payee.accounts]
    return any(number and value.endswith(number) for value in values for number in own)


def confirmation(seen: Seen) -> FindingSettled | None:
    """The paper that said last which account holds."""
    about = {f.key for f in seen.terms.findings if f.about == ABOUT} or {ABOUT}
    found = [settled for settled in seen.position.confirmed if settled.finding in about]
    return found[-1] if found else None


def rejected(account: Account, seen: Seen, payee: Party) -> bool:
    """Whether a settled finding says that another account of the payee holds."""
    settled = settled_account(seen, payee)
    return settled is not None and settled != account


def astray(seen: Seen) -> list[Astray]:
    """The payments that went to an account for which there is no paper, and did not come back."""
    found = []
    for payment in seen.position.payments:
        paid = seen.terms.instalment(payment.parts[0][0])
        why = doubted(payment.account, seen, seen.terms.payee(paid)) if paid else ""
        left = sum(fen for _, fen in not_back(payment, seen.position))
        if why and left > 0:
            found.append(Astray(payment, left, why))
    return found


def not_back(payment: Payment, position: Position) -> Parts:
    """What of a payment has not come back, by instalment, in fen."""
    left = dict(payment.parts)
    for refund in position.refunds:
        if refund.payment == payment.event:
            left |= {iid: left.get(iid, 0) - fen for iid, fen in refund.parts}
    return tuple((iid, fen) for iid, fen in left.items() if fen > 0)


def doubted(account: str, seen: Seen, payee: Party) -> str:
    """Why an account is not to be paid to; nothing where it is, or nobody has said which it was."""
    number = digits(account)
    # an account that was confirmed once was right then, whatever account has taken its place since
    confirmed = list(_confirmed(seen, payee))
    right = [digits(each.number) for each in (confirmed or payee.accounts)]
    if not number or any(each and number.endswith(each) for each in right):
        return ""
    return "rejected" if confirmed else "unknown"


def unproven(subject: str, position: Position) -> Negotiation | None:
    """The agreement on the date that an instalment has, where no paper bears it out."""
    agreed = [step for step in position.negotiations[subject] if step.new_due][-1]
    papers = [p for p in position.papers if p.instalment == subject and p.on >= agreed.on]
    return None if agreed.files or agreed.doc or papers else agreed
