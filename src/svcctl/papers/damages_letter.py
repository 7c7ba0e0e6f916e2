"""The statement of damages: what one side owes, by line, with article, arithmetic and evidence."""

from typing import Any

from svcctl.answers.damages import explained_lines, remarks
from svcctl.answers.instalments import label
from svcctl.billing.capitals import capitals
from svcctl.billing.damages.assessment import Line
from svcctl.billing.money import grouped
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.letter_parts import chinese, common, evidence_lines, finding_lines
from svcctl.papers.provenance import Provenance


def statement(
    case: Case, lines: list[Line], payer: str, found: Provenance, words: Words
) -> dict[str, Any]:
    """What the letter's places are filled with; `lines` are those that the payer bears."""
    claimed = [line for line in lines if not line.contingent and line.amount_fen]
    waiting = [line for line in lines if line.contingent and line.amount_fen]
    total = sum(line.open_fen for line in claimed)
    creditor = "supplier" if payer == "purchaser" else "purchaser"
    subjects = {line.subject for line in lines}
    return common(case, words("letter.damages-title"), creditor, found, words) | {
        "total": grouped(total),
        "capitals": capitals(total),
        "rows": [_row(number, line, case, words) for number, line in enumerate(claimed, 1)],
        "parts": [_part(number, line, case, words) for number, line in enumerate(claimed, 1)],
        "contingent": [
            words("letter.contingent", what=_what(line, case, words), amount=grouped(line.open_fen))
            for line in waiting
        ],
        "remarks": remarks(claimed, words),
        "findings": finding_lines(case, words),
        "evidence": evidence_lines(case, subjects, words),
    }


def _row(number: int, line: Line, case: Case, words: Words) -> dict[str, str]:
    first, last = (chinese(day) if day else "" for day in (line.first, line.last))
    return {
        "number": str(number),
        "what": _what(line, case, words),
        "article": line.article,
        "period": first if first == last else words("letter.from-to", first=first, last=last),
        "amount": grouped(line.amount_fen),
        "open": grouped(line.open_fen),
    }


def _what(line: Line, case: Case, words: Words) -> str:
    """What a line is for, as people say it."""
    standing = case.standing(line.subject)
    late = words("letter.late", what=label(standing, words)) if standing else ""
    if line.kind == "rate":
        return late or words("letter.breach", what=line.subject, rule=line.rule.key)
    return words(f"letter.{line.kind}", what=late or words("letter.breach-bare", what=line.subject))


def _part(number: int, line: Line, case: Case, words: Words) -> dict[str, Any]:
    return {
        "title": words("letter.part", number=number, what=_what(line, case, words)),
        "lines": [text.strip() for text in explained_lines(line, case, words)],
    }
