"""What fills letters about the contract's money: accounts, reconciliation, the hand-over."""

from collections.abc import Sequence

from svcctl.answers.contracts import numbers
from svcctl.answers.instalment_words import due_text, label, status_text
from svcctl.billing.accounts import confirmation, digits, settled_account
from svcctl.billing.capitals import capitals
from svcctl.billing.closing import Open, still_open
from svcctl.billing.due import sums_of
from svcctl.billing.money import grouped
from svcctl.billing.position import Payment, Refund
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.letter_fills import due_words
from svcctl.papers.letter_parts import (
    Fill,
    Values,
    account_of,
    account_values,
    common,
    day_text,
    finding_lines,
    letter_title,
    names_of,
    shown_evidence,
    unbroken,
)
from svcctl.papers.letter_words import PaperWords, chinese
from svcctl.papers.provenance import Provenance

PAYABLE, PAID = ("due", "overdue"), ("paid", "paid-late")

# -- accounts --------------------------------------------------------------------------------------


def accounts_by(sender: str, number: str) -> Fill:
    """The purchaser asks which account holds; the supplier states its own."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        supplier = case.terms.party("supplier")
        asks = sender == "purchaser"
        title = letter_title("title-accounts" if asks else "title-account", case, sender, words)
        rows = [
            {
                "number": str(place),
                "source": each.source,
                "bank": each.bank,
                "account": unbroken(each.number),
                "state": _account_state(each.number, case, words),
            }
            for place, each in enumerate(supplier.accounts, 1)
        ]
        return (
            common(case, title, sender, found, words, number)
            | account_values(supplier, account_of(case, supplier))
            | {"asks": asks, "accounts": rows, "request": _request(case, words)}
        )

    return fill


def _account_state(number: str, case: Case, words: Words) -> str:
    holds = settled_account(case, case.terms.party("supplier"))
    if holds is None:
        return words("letter.account-unsettled")
    same = digits(holds.number) == digits(number)
    return words("letter.account-holds" if same else "letter.account-not")


def _request(case: Case, words: Words) -> str:
    """What is asked: which of them holds, or whether what was settled still does."""
    paper = confirmation(case)
    if paper is None:
        return words("letter.ask-account")
    doc = words("letter.by-doc", doc=paper.doc) if paper.doc else ""
    return words("letter.ask-account-again", on=paper.on, doc=doc)


# -- reconciliation --------------------------------------------------------------------------------


def reconciliation_by(sender: str, number: str) -> Fill:
    """What is due by our book, for the other side to confirm; what lies ahead stands apart.

    A sealed reconciliation acknowledges a debt: it must not say that what falls due in later years
    is owed.
    """

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        payable = [s for s in case.standings if s.status in PAYABLE and s.payable_fen]
        paid = [s for s in case.standings if s.status in PAID]
        # an early end cancels: nothing of that is due, now or later
        ahead = [
            s for s in case.standings if s not in (*payable, *paid) and s.status != "cancelled"
        ]
        total = sum(standing.payable_fen for standing in payable)
        disputed = sum(standing.owing.disputed_fen for standing in case.standings)
        subjects = {standing.instalment.id for standing in case.standings}
        title = letter_title("title-reconciliation", case, sender, words)
        rows = [_row(n, each, words) for n, each in enumerate(payable, 1)]
        if sender == "purchaser":  # who owes does not write down that it is late
            rows = [row | {"state": words("letter.unpaid")} for row in rows]
        return common(case, title, sender, found, words, number) | {
            "whose": words(f"letter.owed-by-{sender}"),
            "payable": rows,
            "paid": [_row(n, each, words) for n, each in enumerate(paid, 1)],
            "ahead": [_row(n, each, words) for n, each in enumerate(ahead, 1)],
            "total": grouped(total),
            "capitals": capitals(total),
            "disputed": grouped(disputed) if disputed else "",
            "payments": shown_evidence(case, subjects, words, (Payment, Refund)),
        }

    return fill


def _row(number: int, standing: Standing, words: Words) -> Values:
    owing = standing.owing
    ours = standing.payable_fen if standing.status in PAYABLE else standing.outstanding_fen
    return {
        "number": str(number),
        "what": label(standing, words),
        "due": due_words(standing, words),
        "state": status_text(standing, words),
        # what is owed after all that was added and taken off, so that the row adds up
        "amount": grouped(ours + standing.paid_fen - owing.overpaid_fen),
        "paid": grouped(standing.paid_fen),
        "outstanding": grouped(ours),
        "on": day_text(standing.paid_on),
    }


# -- hand-over -------------------------------------------------------------------------------------


def hand_over(cases: Sequence[Case], found: Provenance, words: PaperWords) -> Values:
    """Everything that is open, for the colleague who takes over."""
    parts = [_part(n, case, words.of(names_of(case, words))) for n, case in enumerate(cases, 1)]
    head = common(cases[0], words("letter.hand-over"), "purchaser", found, words)
    return head | {"count": len(cases), "contracts": parts}


def _part(number: int, case: Case, words: Words) -> Values:
    items = [_open_item(item, words) for item in still_open(case.sight)]
    years = [year for year, source in case.calendar.sources.items() if source.basis == "official"]
    sums = sums_of(case.standings)
    told = {name: grouped(getattr(sums, name)) for name in ("paid", "outstanding", "payable")}
    return {
        "number": number,
        "title": words.title(case.terms.title),
        "numbers": numbers(case, words),
        "purchaser": case.terms.party("purchaser").name,
        "supplier": case.terms.party("supplier").name,
        "sums": words("letter.sums", total=grouped(case.terms.total_fen), **told),
        "rows": [_due_row(n, each, words) for n, each in enumerate(case.standings, 1)],
        "open": [f"{place}. {text}" for place, text in enumerate(items, 1)],
        "findings": finding_lines(case, words),
        "notes": [words("foot.calendar", name=case.calendar.name, last=max(years, default=0))],
    }


def _due_row(number: int, standing: Standing, words: Words) -> Values:
    row = _row(number, standing, words)
    due = standing.due_on
    owing = standing.owing
    return row | {
        "due": chinese(due)
        if due and standing.status != "cancelled"
        else due_text(standing, words),
        "amount": grouped(
            owing.amount_fen + owing.added_fen - owing.reduced_fen - owing.offset_fen
        ),
        "outstanding": grouped(standing.outstanding_fen),
    }


def _open_item(item: Open, words: Words) -> str:
    """One open thing, with its sum where it has one."""
    text = words(f"close.{item.kind}", id=words.title(item.title) if item.title else item.id)
    return text if item.fen is None else text + words("letter.sum", amount=grouped(item.fen))
