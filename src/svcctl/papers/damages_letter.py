"""The statement of damages: what one side owes, by line, with article, arithmetic and evidence."""

from collections.abc import Sequence
from datetime import date

from svcctl.answers.damages import claim_remarks
from svcctl.answers.damages_names import line_name
from svcctl.answers.damages_steps import explained_lines
from svcctl.billing import position as p
from svcctl.billing.capitals import capitals
from svcctl.billing.damages.assessment import Line
from svcctl.billing.money import grouped
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.letter_parts import (
    Values,
    account_of,
    account_values,
    common,
    day_text,
    letter_title,
    shown_evidence,
)
from svcctl.papers.provenance import Provenance

# what bears out a claim; objections, waivers and findings of the documents are not ours to plead
OF_A_CLAIM = (
    *(p.Breach, p.BreachEnded, p.Loss, p.Submitted, p.Received, p.Payment, p.Refund),
    *(p.TalksOpened, p.TalksFailed, p.Demand),
)


def statement(
    case: Case, lines: list[Line], pay_by: date | None, found: Provenance, words: Words
) -> Values:
    """What the letter's places are filled with; `lines` are those that one payer bears."""
    claimed = [line for line in lines if not line.contingent and line.amount_fen]
    waiting = [line for line in lines if line.contingent and line.open_fen]
    total = sum(line.open_fen for line in claimed)
    creditor = "supplier" if lines[0].payer == "purchaser" else "purchaser"
    called = words(f"letter.called-{_called(claimed or lines)}")
    title = letter_title("title-damages", case, creditor, words, called=called)
    party = case.terms.party(creditor)
    return (
        common(case, title, creditor, found, words)
        | account_values(party, account_of(case, party))
        | {
            "called": called,
            "total": grouped(total),
            "capitals": capitals(total),
            "by_when": _by_when(total, pay_by, words),
            "rows": [_row(number, line, case, words) for number, line in enumerate(claimed, 1)],
            "parts": [_part(number, line, case, words) for number, line in enumerate(claimed, 1)],
            "contingent": [_waiting(line, case, words) for line in waiting],
            "remarks": claim_remarks(claimed, words),
            "evidence": shown_evidence(case, {line.subject for line in lines}, words, OF_A_CLAIM),
        }
    )


def _called(lines: Sequence[Line]) -> str:
    """What the sum is of: agreed damages, or damages and compensation together."""
    kinds = {line.kind for line in lines}
    return "damages" if kinds == {"rate"} else "both" if "rate" in kinds else "compensation"


def _by_when(total: int, pay_by: date | None, words: Words) -> str:
    """By when to pay: the day asked for; the contract names none, and a blank says so."""
    if not total:
        return ""
    return words("letter.pay-by", on=pay_by) if pay_by else words("letter.pay-by-open")


def _waiting(line: Line, case: Case, words: Words) -> str:
    what = line_name(line, case, words)
    return words("letter.contingent", what=what, amount=grouped(line.open_fen))


def _row(number: int, line: Line, case: Case, words: Words) -> dict[str, str]:
    first, last = day_text(line.first), day_text(line.last)
    return {
        "number": str(number),
        "what": line_name(line, case, words),
        "article": line.article,
        "period": first if first == last else words("letter.from-to", first=first, last=last),
        "amount": grouped(line.amount_fen),
        "open": grouped(line.open_fen),
    }


def _part(number: int, line: Line, case: Case, words: Words) -> Values:
    return {
        "title": words("letter.part", number=number, what=line_name(line, case, words)),
        "lines": [text.strip() for text in explained_lines(line, case, words)],
    }
