"""What letters have in common: parties, numbers, dates as letters write them, findings, evidence, the foot."""

from collections.abc import Set
from datetime import date
from typing import Any

from svcctl.casefile import Case
from svcctl.export.fact_text import describe
from svcctl.export.provenance import Provenance, foot_lines
from svcctl.facts import RECEIVED, WITH_TERMS, Event
from svcctl.i18n import Words


def chinese(day: date) -> str:
    """A date as a letter writes it: 2026年4月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def common(case: Case, title: str, sender: str, found: Provenance, words: Words) -> dict[str, Any]:
    """The head, the numbers, the signature and the foot of a letter."""
    receiver = "supplier" if sender == "purchaser" else "purchaser"
    document = case.document
    numbers = [
        words(f"show.{key}", value=document[key]) for key in ("project_number", "number", "plan_number")
        if document.get(key)
    ]  # fmt: skip
    return {
        "title": title,
        "sender": case.terms.party(sender).name,
        "to": case.terms.party(receiver).name,
        "contract_title": words.title(case.terms.title),
        "numbers": words("list.semicolon").join(numbers) or case.id,
        "signed": chinese(case.terms.signed_on),
        "as_of": chinese(case.as_of),
        "dated": chinese(case.as_of),
        "foot": "\n".join(foot_lines(found, words)),
    }


def finding_lines(case: Case, words: Words) -> list[str]:
    """Where the documents disagree and nobody has settled it; shown, never in the way."""
    return [
        words(
            "show.finding",
            severity=words(f"severity.{finding.severity}"),
            about=words(f"about.{finding.about}"),
            values=words("list.semicolon").join(f"{source} {value}" for value, source in finding.values),
        )
        for finding in case.open_findings()
        if finding.severity != "note"
    ]


def evidence_lines(case: Case, subjects: Set[str], words: Words, kinds: Set[str] | None = None) -> list[str]:
    """The facts about those instalments and breaches, of all kinds or some, with their files and SHA-256."""
    by_then, receipts = case.as_of.isoformat(), awaited(case, subjects)
    found = [
        event
        for event in case.holding
        if event.happened_on <= by_then
        and (kinds is None or event.kind in kinds)
        and (event.kind in WITH_TERMS or about(event, subjects) or starts_days(event, receipts))
    ]
    return [_fact_line(number, event, case, words) for number, event in enumerate(found, 1)]


def about(event: Event, subjects: Set[str]) -> bool:
    """Whether a fact names one of those instalments or breaches."""
    payload = event.payload
    named = {payload.get(key) for key in ("breach", "subject", "instalment")}
    named |= set(payload.get("subjects", ())) | {part["instalment"] for part in payload.get("parts", ())}
    named |= {str(payload.get("line", "")).partition("/")[2].partition("/")[0]}
    return bool(named & subjects)


def awaited(case: Case, subjects: Set[str]) -> set[tuple[str, int | None]]:
    """The papers, each with its year, whose receipt starts the days of those instalments."""
    documents = case.terms.documents
    promises = [promise for promise in case.terms.promises if promise.id in subjects]
    return {(key, each.year if documents[key][1] else None) for each in promises for key in each.needs}


def starts_days(event: Event, receipts: Set[tuple[str, int | None]]) -> bool:
    """Whether a fact is the receipt of one of those papers."""
    return event.kind == RECEIVED and (event.payload["document"], event.payload.get("year")) in receipts


def _fact_line(number: int, event: Event, case: Case, words: Words) -> str:
    digests = [f"SHA-256 {file['sha256']}" for file in event.payload.get("files", ())]
    text = words(
        "letter.evidence",
        number=number,
        on=event.happened_on,
        what=words(f"kind.{event.kind}"),
        detail=describe(event, words, case.terms),
        event=event.id,
    )
    return words("list.semicolon").join([text, *digests])
