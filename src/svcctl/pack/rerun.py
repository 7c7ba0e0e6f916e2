"""Last year's answer again: the tables and pages of a pack worked out anew from the facts in it."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from svcctl.billing.position import CalendarDays
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import CALENDAR_CHAIN, Fact
from svcctl.casebook.payloads import decode
from svcctl.casebook.replay import effective, said
from svcctl.i18n import Words
from svcctl.pack.container import CLAIMS, claims_file
from svcctl.pack.contents import claimed, page, tables
from svcctl.papers.provenance import Provenance

Read = Callable[[str], bytes]


def worked_out(
    names: Collection[str], read: Read, claims: Mapping[str, Any], books: bool
) -> Iterator[tuple[str, bytes]]:
    """The members svcctl makes of the pack's facts; KeyError, ValueError … for nonsense."""
    facts = _facts(names, read)
    days = said(effective(facts[CALENDAR_CHAIN]), CalendarDays)

    @cache
    def named(name: str) -> Calendar:
        return calendar_from(days, name)

    as_of = date.fromisoformat(claims["as_of"])
    chains = [each["id"] for each in claims["contracts"]]
    cases = [case for chain in chains if (case := _case(chain, facts[chain], as_of, named))]
    calendars = tuple({case.calendar.name: case.calendar for case in cases}.values())
    found = Provenance(as_of, claims["known_at"], tuple(claims["heads"]), calendars)
    yield from tables(cases, facts, found, Words("zh", claims["role"]), books=books)
    told = claimed(cases, found, claims["role"]) | {"workbooks": claims["workbooks"]}
    yield (
        CLAIMS,
        claims_file(told, page("pack-head", told)),
    )  # and so the head page, which they hold the digest of


def same_book(one: bytes, other: bytes) -> bool:
    """Whether two workbooks hold the same; reads no more of the first than the second has."""
    with ZipFile(BytesIO(one)) as first, ZipFile(BytesIO(other)) as second:
        sizes = [
            [(info.filename, info.file_size) for info in book.infolist()]
            for book in (first, second)
        ]
        return sizes[0] == sizes[1] and all(
            first.read(name) == second.read(name) for name in second.namelist()
        )


def _case(
    chain: str, facts: Sequence[Fact], as_of: date, named: Callable[[str], Calendar]
) -> Case | None:
    return case_from(chain, effective(facts), as_of, named)


def _said(member: bytes) -> Any:
    """What stands in a file of the journal behind its salt."""
    return json.loads(member.partition(b"\n")[2])


def _facts(names: Collection[str], read: Read) -> dict[str, list[Fact]]:
    """The facts of each chain, in the order recorded."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for name in sorted(
        name for name in names if name.startswith("journal/") and name.endswith(".event")
    ):
        _, chain, seq, kind, happened_on, recorded_at, actor, *_ = json.loads(read(name))
        place = name.removesuffix(".event")
        columns = (chain, seq, kind, happened_on, recorded_at, actor)
        apart = f"{place}.aside"
        inner = _said(read(apart)) if apart in names else {}
        found[chain].append(decode(columns, _said(read(f"{place}.payload")), inner))
    return found
