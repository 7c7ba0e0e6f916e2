"""Incidents as the tests write them: acts as tables, contracts with levels of their own."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.position import File, Position
from svcctl.billing.schedule import Sight, sight_of
from svcctl.billing.service_acts import IncidentAct, ServiceAct, day_and_time
from svcctl.billing.terms import terms_from
from svcctl.billing.years import calendar_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.payloads import assumed
from svcctl.contracts.form import plain
from svcctl.delivery.clocks import Sheet, sheet_of
from svcctl.delivery.matters import Book, Matter, book_of
from svcctl.delivery.promised import ServiceTerms, service_terms

Table = dict[str, Any]
ROOT = Path(__file__).parents[1]
CN = calendar_from(tuple(shipped_facts(ROOT / "data" / "calendars")), "CN")
RECORD = "I-2026-0001"
SHARED = ("by", "source", "signed_by", "confirmed_by", "title", "note", "reason", "target", "replaces")  # fmt: skip


def at(text: str) -> datetime:
    """2026-04-16 09:12."""
    return datetime.fromisoformat(text)


@cache
def seed() -> Table:
    """The demo contract as its file has it."""
    text = (ROOT / "data" / "contracts" / "zyfy-his-2025.toml").read_text("utf-8")
    found: Table = plain(tomllib.loads(text))
    return found


@cache
def sight() -> Sight:
    """The demo contract as it is looked at after its end."""
    return sight_of(terms_from(seed(), {}), Position(as_of=date(2028, 12, 31)), CN)


def terms_of(contract: Table | None = None, **readings: str) -> ServiceTerms:
    """The demo contract's terms, with other levels, hours and readings where they are named."""
    contract = contract or {}
    chosen = contract.get("readings", {}) | {k.replace("_", "-"): v for k, v in readings.items()}
    terms = sight().terms
    terms = terms._replace(readings=dict(terms.readings) | chosen)
    return service_terms(seed() | contract, sight()._replace(terms=terms))


def act_of(table: Table, record: str = RECORD) -> ServiceAct:
    """An act from its table: what acts share by its name, everything else is what the verb was told."""
    shared = {key: table[key] for key in SHARED if key in table}
    several: Table = {
        key: tuple(table[key]) for key in ("systems", "links", "turns") if key in table
    }
    if "files" in table:
        several["files"] = tuple(File(name, 64 * "0", 1) for name in table["files"])
    known = {"at", "verb", "side", "record", "duplicate", *SHARED, "systems", "links", "turns", "files"}  # fmt: skip
    own = {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in table.items()
        if key not in known
    }
    if table.get("duplicate"):
        own["duplicate_of"] = table["duplicate"]
    record = table.get("record", record)
    kind = IncidentAct if record.startswith("I-") else ServiceAct
    return kind(
        record=record, verb=table["verb"], side=table.get("side", "supplier"),
        says=own or None, **day_and_time(table["at"]), **shared, **several,
    )  # fmt: skip


def facts_of(acts: Sequence[Table], record: str = RECORD) -> tuple[Fact, ...]:
    """The acts as the journal would have them."""
    made = [act_of(each, record) for each in acts]
    return assumed("c", 0, made, "vendor", "2028-12-31T00:00:00Z")


def matter(acts: Sequence[Table], now: datetime | None = None, record: str = RECORD) -> Matter:
    """The record that the acts make, by a moment."""
    return book_of(facts_of(acts, record), now).matters[record]


def book(acts: Sequence[Table]) -> Book:
    """The records that the acts make."""
    return book_of(facts_of(acts))


def sheet(acts: Sequence[Table], now: datetime, terms: ServiceTerms) -> Sheet:
    """The clocks of an incident at a moment."""
    return sheet_of(matter(acts, now), terms, now)


def life(day: str, *lines: str) -> list[Table]:
    """Acts as lines: `[DAY] 09:12 open level=SIS2 side=purchaser`; a list by commas, a moment by its time."""
    found = []
    for line in lines:
        words = line.split()
        if "-" in words[0]:
            day = words.pop(0)
        act: Table = {"at": at(f"{day} {words.pop(0)}")}
        act["verb"] = " ".join(word for word in words if "=" not in word)
        for key, _, text in (word.partition("=") for word in words if "=" in word):
            act[key] = _typed(key, text, day)
        found.append(act)
    return found


def _typed(key: str, text: str, day: str) -> Any:
    if key in ("until", "fault_at", "time", "from", "to") and text[0].isdigit():
        return at(text.replace("T", " ") if "T" in text else f"{day} {text}")
    if key in ("level", "systems", "links", "turns", "files"):
        return text.split(",")
    if text.isdigit() and key != "score":
        return int(text)
    return True if text == "yes" and key != "solved" else text
