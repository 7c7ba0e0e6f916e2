"""Last year's answer again: the tables of a pack worked out anew from the facts in it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from svcctl.billing.calendar import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casefile import Case, case_from
from svcctl.export.pack_tables import tables
from svcctl.export.provenance import Provenance
from svcctl.facts import CALENDAR_CHAIN, Event
from svcctl.i18n import Words
from svcctl.ledger import effective

Read = Callable[[str], bytes]


def worked_out(names: Sequence[str], read: Read, claims: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
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
    yield from tables(cases, facts, found, Words("zh", claims["role"]), books=False)


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
