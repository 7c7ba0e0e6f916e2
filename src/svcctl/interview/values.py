"""A value of the contract file as it would be typed, and back, by the kind that its form names."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from svcctl.contracts.form import FORM, Field
from svcctl.interview.lists import read_rows, tell_rows
from svcctl.interview.question import NO, YES

# lists of small tables that are answered on one line, and how such a line is read
LISTED = {
    "price.items": "items",
    "price.parts": "parts",
    "term.renewals": "renewals",
    "parties.accounts": "bank-accounts",
    "assessments.bands": "bands",
    "assessments.points_off": "points-off",
    "assessments.terminate_after": "failures",
    "findings.values": "finding",
}
_WHOLE = ("count", "years", "points")
_SEVERAL = ("keys", "texts", "money-list", "share-list", "hours-list")


def text_of(value: Any, lang: str) -> str:
    """A value of the file as it would be typed."""
    if isinstance(value, dict):
        return str(value.get(lang) or next(iter(value.values()), ""))
    if isinstance(value, list):
        return ",".join(text_of(each, lang) for each in value)
    if isinstance(value, bool):
        return YES if value else NO
    return value.isoformat() if isinstance(value, date) else str(value)


def fields_at(place: str) -> Mapping[str, Field]:
    """What the tables at a place of the contract file may hold."""
    return (FORM[place].fields or {}) if place else FORM


def told_value(place: str, key: str, value: Any, lang: str) -> str:
    """What stands at a key, as it would be typed."""
    if key == "fund_source":
        return value if isinstance(value, str) else tell_rows("funds", value)
    if (kind := LISTED.get(f"{place}.{key}")) and value:
        return tell_rows(kind, value)
    return text_of(value, lang)


def value_of(place: str, key: str, text: str) -> Any:
    """What an answer writes at a key."""
    if key == "fund_source":
        rows = read_rows("funds", text)
        return text if len(rows) == 1 and "share" not in rows[0] else rows
    if kind := LISTED.get(f"{place}.{key}"):
        return read_rows(kind, text)
    field = fields_at(place).get(key)
    kind = field.kind if field else ""
    if kind in _WHOLE:
        return int(text)
    if kind == "boolean":
        return text == YES
    if kind in _SEVERAL:
        return text.split(",")
    return date.fromisoformat(text) if kind == "date" else text
