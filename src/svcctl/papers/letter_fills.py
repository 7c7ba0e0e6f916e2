"""What fills letters about one instalment: nothing is worked out that the model has not said."""

from collections.abc import Sequence
from datetime import date

from svcctl.answers.explanation import explanation_lines
from svcctl.answers.instalment_words import label, no_date_text, status_text
from svcctl.billing import position as p
from svcctl.billing.capitals import capitals
from svcctl.billing.damages.assessment import Line, assess
from svcctl.billing.money import grouped
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.letter_parts import (
    Fill,
    Values,
    account_of,
    account_values,
    common,
    evidence_lines,
    finding_lines,
    in_doubt,
    letter_title,
    shown_evidence,
)
from svcctl.papers.letter_words import chinese
from svcctl.papers.provenance import Provenance

# what bears out that a sum is due and was asked for; papers returned and sums disputed are the
# other side's to plead
OF_A_DEBT = (
    *(p.Submitted, p.Received, p.Payment, p.Refund),
    *(p.TalksOpened, p.TalksFailed, p.TalksSettled, p.Demand),
)
# that a date rests on one reading of several, and what the other side objects to
OPEN_TO_DOUBT = (*("reading", "disputed", "was-return", "limitation", "astray", "agreed-unproven"),)


def reminder(short: str, pay_by: date | None, number: str) -> Fill:
    """The supplier asks for what is overdue, and says nothing against itself."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        standing = case.named(short)
        if standing.status != "overdue":
            raise Refusal("letter.not-overdue", instalment=short, on=case.as_of)
        values = _of(case, standing, "reminder", "supplier", found, words, number)
        payee = case.terms.payee(standing.instalment)
        costing = [line for line in _late(case, short) if line.open_fen]
        return (
            values
            | account_values(payee, account_of(case, payee))
            | {
                "by_when": words("letter.pay-by", on=pay_by)
                if pay_by
                else words("letter.pay-by-blank"),
                "steps": steps_of(case, standing, words, OPEN_TO_DOUBT),
                "damages": [_damages(line, words) for line in costing],
                "evidence": shown_evidence(case, {short}, words, OF_A_DEBT),
            }
        )

    return fill


def negotiation(short: str, sender: str, number: str) -> Fill:
    """One side asks the other to negotiate about an instalment."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        standing = case.named(short)
        values = _of(case, standing, "negotiation", sender, found, words, number)
        # who is late does not write down what that costs
        costing = _late(case, short) if sender == "supplier" else []
        why = f"late-{sender}" if standing.days_overdue else "moved"
        return values | {
            "why": words(f"letter.why-{why}"),
            "steps": steps_of(case, standing, words, OPEN_TO_DOUBT),
            "damages": [_damages(line, words) for line in costing],
        }

    return fill


def working_paper(short: str) -> Fill:
    """An auditor's sheet: everything about an instalment, findings and entries too."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        standing = case.named(short)
        return _of(case, standing, "working-paper", "purchaser", found, words) | {
            "state": status_text(standing, words),
            "purchaser": case.terms.party("purchaser").name,
            "damages": [_damages(line, words) for line in _late(case, short)],
            "findings": finding_lines(case, words),
            "evidence": evidence_lines(case, {short}, words),
        }

    return fill


def _of(
    case: Case,
    standing: Standing,
    name: str,
    sender: str,
    found: Provenance,
    words: Words,
    number: str = "",
) -> Values:
    """Sums, deadline and the steps by which it was counted."""
    instalment, owing = standing.instalment, standing.owing
    what = label(standing, words)
    title = letter_title(f"title-{name}", case, sender, words, what=what)
    return common(case, title, sender, found, words, number) | {
        "what": what,
        "article": instalment.article,
        # what is owed after all that was added and taken off, so that the sums add up
        "amount": grouped(owing.amount_fen + owing.changed_fen),
        "paid": grouped(standing.paid_fen),
        "outstanding": grouped(standing.outstanding_fen),
        "capitals": capitals(standing.outstanding_fen),
        "days": standing.days_overdue,
        "due": due_words(standing, words),
        "steps": steps_of(case, standing, words),
    }


def due_words(standing: Standing, words: Words) -> str:
    """The deadline as a letter writes it, marked where it can still move."""
    if standing.due_on is None:
        return no_date_text(standing, words)
    mark = words("ics.provisional") if standing.deadline and standing.deadline.provisional else ""
    return chinese(standing.due_on) + mark


def steps_of(
    case: Case, standing: Standing, words: Words, without: Sequence[str] = ()
) -> list[str]:
    """How date and sum came about, a sentence a step; `without` steps of those sorts."""
    # what was typed wrongly here is nothing to tell the other side
    lines = explanation_lines(case, standing, words, (*without, "corrected"))
    return [line.strip() for line in lines[1:]]


def doubt(case: Case, words: Words) -> str:
    """What stands behind an account that the payer has yet to check."""
    return words("letter.account-open") if in_doubt(case) else ""


def _late(case: Case, subject: str) -> list[Line]:
    lines = assess(case.sight) if case.terms.rules else []
    return [line for line in lines if line.subject == subject and line.kind == "rate"]


def _damages(line: Line, words: Words) -> str:
    """What lateness of this instalment costs, owed or only once negotiation has failed."""
    sums = {"amount": grouped(line.open_fen), "cap": grouped(line.cap_fen or 0)}
    return words(f"letter.damages-{_standing_of(line)}", article=line.article, **sums)


def _standing_of(line: Line) -> str:
    if not line.amount_fen and line.uncapped_fen:
        return "used-up"
    if not line.open_fen:
        return "none"
    return "contingent" if line.contingent else "owed"
