"""Last year's answer again: the tables and pages of a pack worked out anew from the facts in it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from svcctl.billing.calendar import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casefile import Case, case_from
from svcctl.export.audit_pack import CLAIMS, claims_file
from svcctl.export.pack_tables import claimed, page, tables
from svcctl.export.provenance import Provenance
from svcctl.facts import CALENDAR_CHAIN, Event
from svcctl.i18n import Words
from svcctl.ledger import effective

Read = Callable[[str], bytes]


def worked_out(names: Sequence[str], read: Read, claims: Mapping[str, Any], books: bool) -> Iterator[tuple[str, bytes]]:
    """The members that svcctl makes of the pack's own facts; KeyError, ValueError … where they make no sense."""
    facts = _facts(names, read)
    payloads = [event.payload for event in effective(facts.pop(CALENDAR_CHAIN)) if "years" in event.payload]

    @cache
    def named(name: str) -> Calendar:
        return calendar_from(payloads, name)

    as_of = date.fromisoformat(claims["as_of"])
    chains = [each["id"] for each in claims["contracts"]]
    cases = [case for chain in chains if (case := _case(chain, facts[chain], as_of, named))]
    calendars = tuple({case.calendar.name: case.calendar for case in cases}.values())
    found = Provenance(as_of, claims["known_at"], tuple(claims["heads"]), calendars)
    yield from tables(cases, facts, found, Words("zh", claims["role"]), books=books)
    told = claimed(cases, found, claims["role"]) | {"workbooks": claims["workbooks"]}
    yield CLAIMS, claims_file(told, page("pack-head", told))  # and so the head page, which they hold the digest of


def same_book(one: bytes, other: bytes) -> bool:
    """Whether two workbooks hold the same, however it is packed; no more of the first is read than the second has."""
    with ZipFile(BytesIO(one)) as first, ZipFile(BytesIO(other)) as second:
        sizes = [[(info.filename, info.file_size) for info in book.infolist()] for book in (first, second)]
        return sizes[0] == sizes[1] and all(first.read(name) == second.read(name) for name in second.namelist())


def _case(chain: str, facts: Sequence[Event], as_of: date, named: Callable[[str], Calendar]) -> Case | None:
    return case_from(chain, effective(facts), as_of, named)


def _facts(names: Sequence[str], read: Read) -> dict[str, list[Event]]:
    """The facts of each chain, in the order recorded."""
    found: dict[str, list[Event]] = defaultdict(list)
    for name in sorted(name for name in names if name.startswith("journal/") and name.endswith(".event")):
        _, chain, seq, kind, happened_on, recorded_at, actor, *_ = json.loads(read(name))
        body = read(f"{name.removesuffix('.event')}.payload").partition(b"\n")[2]
        found[chain].append(Event(chain, seq, kind, happened_on, recorded_at, actor, json.loads(body)))
    return found
