"""A fact in a few words, for the journal's list, the record of what was entered, and letters."""

from typing import Any

from svcctl.billing.money import grouped
from svcctl.billing.terms import Terms
from svcctl.facts import Event
from svcctl.i18n import Words

DETAILS = (
    "event",
    "of",
    "amendment",
    "signed_on",
    "approved_on",
    "approval_ref",
    "filed_on",
    "value",
    "ref",
    "account",
    "voucher",
    "slip",
    "doc",
    "arrived_on",
    "delivered_on",
    "sent_on",
    "proof",
    "confirmed_by",
    "reason",
    "decision",
    "rate",
    "red_of",
    "new_due",
    "notified_on",
    "body",
    "note",
)


NAMED = ("rule", "breach", "line", "loss", "subject", "instalment", "evidence")


def describe(event: Event, words: Words, terms: Terms | None) -> str:
    """What a fact says, in a few words; the terms give documents and obligations their names."""
    payload = event.payload
    parts = [f"{part['instalment']} {grouped(part['fen'])}" for part in payload.get("parts", ())]
    parts += subject(payload, words, terms)
    parts += [words("list.separator").join(payload["subjects"])] if "subjects" in payload else []
    parts += [payload[key] for key in NAMED if key in payload]
    parts += [payload["force_majeure"]] if "force_majeure" in payload else []
    parts += [words(f"party.{payload['by']}")] if "by" in payload else []
    parts += [grouped(payload["fen"])] if "fen" in payload else []
    if "in_order" in payload:
        parts.append(words("fact.in-order" if payload["in_order"] else "fact.not-in-order"))
    parts += [words("fact.pro-rata")] if payload.get("pro_rata") else []
    for key in DETAILS:
        if payload.get(key):
            parts.append(words("fact.detail", name=words(f"fact.{key}"), value=payload[key]))
    if payload.get("override"):
        parts.append(words("fact.override"))
    if "invoice" in payload:
        parts.append(words("fact.invoice", number=payload["invoice"]))
    if "genuine" in payload:
        parts.append(words("fact.genuine" if payload["genuine"] else "fact.not-genuine"))
    if "list" in payload:
        parts.append(words("fact.list", **payload["list"]))
    parts += [words("fact.detail", name=words("fact.file"), value=file["name"]) for file in payload.get("files", ())]
    return words("list.semicolon").join(parts)


def subject(payload: dict[str, Any], words: Words, terms: Terms | None) -> list[str]:
    """The report, finding or obligation that a fact is about."""
    if "document" in payload:
        known = terms.documents.get(payload["document"]) if terms else None
        year = words("label.year", year=payload["year"]) if "year" in payload else ""
        return [year + (words.title(known[0]) if known else payload["document"])]
    if "finding" in payload:
        about = [finding.about for finding in terms.findings if finding.key == payload["finding"]] if terms else []
        return [words(f"about.{about[0]}") if about else payload["finding"]]
    if "obligation" in payload:
        titles = [duty.title for duty in terms.obligations if duty.key == payload["obligation"]] if terms else []
        return [words.title(titles[0]) if titles else payload["obligation"]]
    return []
