"""What letters have in common: parties, numbers, dates, findings, evidence, the foot."""

from collections.abc import Set
from datetime import date
from typing import Any

from svcctl.answers.facts import describe
from svcctl.answers.findings import finding_text, unsettled
from svcctl.billing.position import Happening
from svcctl.casebook.about import about, awaited, starts_days
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact, WithTerms
from svcctl.i18n import Words
from svcctl.papers.provenance import Provenance, foot_lines


def chinese(day: date) -> str:
    """A date as a letter writes it: 2026年4月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def common(case: Case, title: str, sender: str, found: Provenance, words: Words) -> dict[str, Any]:
    """The head, the numbers, the signature and the foot of a letter."""
    receiver = "supplier" if sender == "purchaser" else "purchaser"
    document = case.document
    kept = [key for key in ("project_number", "number", "plan_number") if document.get(key)]
    numbers = [words(f"show.{key}", value=document[key]) for key in kept]
    return {
        "title": title,
        "sender": case.terms.party(sender).name,
        "to": case.terms.party(receiver).name,
        "contract_title": words.title(case.terms.title),
        "numbers": words("list.semicolon").join(numbers) or case.id,
        "signed": chinese(case.terms.signed_on),
        "as_of": chinese(case.as_of),
        "dated": chinese(case.as_of),
        "foot": "\n".join(foot_lines(found, words, letter=True)),
    }


def finding_lines(case: Case, words: Words) -> list[str]:
    """Where the documents disagree and nobody has settled it; shown, never in the way."""
    return [finding_text(finding, words) for finding in unsettled(case)]


def evidence_lines(
    case: Case, subjects: Set[str], words: Words, forms: tuple[type[Happening], ...] = (Happening,)
) -> list[str]:
    """The facts about those instalments and breaches, with their files and SHA-256."""
    by_then, receipts = case.as_of.isoformat(), awaited(case, subjects)
    found = [
        fact
        for fact in case.holding
        if fact.happened_on <= by_then
        and isinstance(fact.says, forms)
        and (
            isinstance(fact.says, WithTerms) or about(fact, subjects) or starts_days(fact, receipts)
        )
    ]
    return [_fact_line(number, fact, case, words) for number, fact in enumerate(found, 1)]


def _fact_line(number: int, fact: Fact, case: Case, words: Words) -> str:
    digests = [f"SHA-256 {file.sha256}" for file in fact.says.files]
    text = words(
        "letter.evidence",
        number=number,
        on=fact.happened_on,
        what=words(f"kind.{fact.kind}"),
        detail=describe(fact, words, case.terms),
        event=fact.id,
    )
    return words("list.semicolon").join([text, *digests])
