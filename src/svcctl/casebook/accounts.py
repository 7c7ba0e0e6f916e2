"""The accounts of a payee: which one a settled finding names, and which it rejects."""

from svcctl.billing.terms import Account, Party
from svcctl.casebook.case import Case


def digits(text: str) -> str:
    """The digits of an account's number, however it is grouped."""
    return "".join(sign for sign in text if sign.isdigit())


def written(account: Account) -> str:
    """An account as payments keep it."""
    return f"{account.bank} {account.number}".strip()


def settled_account(case: Case, payee: Party) -> Account | None:
    """The account that a settled finding says holds: one of the documents', or a new one."""
    for finding in case.terms.findings:
        settled = case.position.settled.get(finding.key)
        if finding.about == "payee-account" and settled:
            if settled.account:  # a paper brought an account that stood in no document
                return Account(settled.bank, settled.account, settled.doc)
            value = digits(finding.values[settled.value - 1][0])
            numbers = ((account, digits(account.number)) for account in payee.accounts)
            return next((a for a, number in numbers if number and value.endswith(number)), None)
    return None


def rejected(account: Account, case: Case, payee: Party) -> bool:
    """Whether a settled finding says that another account of the payee holds."""
    settled = settled_account(case, payee)
    return settled is not None and settled != account
