"""A store's facts replayed as if they were recorded now: what no svcctl would have recorded so."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from svcctl import workspace
from svcctl.billing.position import Adopted, CalendarDays
from svcctl.billing.refusal import Refusal
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casebook.case import CalendarNamed, case_from
from svcctl.casebook.kinds import CALENDAR_CHAIN, STORE_CHAIN, Fact
from svcctl.casebook.objections import objections
from svcctl.casebook.payloads import UNREADABLE, Unknown, decode
from svcctl.casebook.replay import effective, said
from svcctl.desk.from_each import in_parts
from svcctl.desk.looking import Look, calendars_from
from svcctl.store.canonical import canonical
from svcctl.store.chain import ChainRow
from svcctl.store.journal import Journal
from svcctl.store.verdict import Doubt

NAMED = 10  # of what is impossible in one contract; each is looked for in the whole life again
# what a terms document that no checker has seen may make of billing
NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def replayed(look: Look) -> Iterator[Doubt]:
    """What the facts of each chain say that could not have been recorded, or not together."""
    journal, chains = look.journal, look.journal.contracts()
    calendars, odd = _facts(journal, CALENDAR_CHAIN)
    yield from (*odd, *_facts(journal, STORE_CHAIN)[1])
    together: list[Doubt] = []
    for alone, beside in _of_each(look, chains):
        yield from alone
        together += beside
    yield from _calendars([fact for fact in calendars if isinstance(fact.says, Adopted)])
    yield from together


Doubts = tuple[list[Doubt], list[Doubt]]  # of facts by themselves, and of them together


def _of_each(look: Look, chains: Sequence[str]) -> Iterable[Doubts]:
    """The doubts about each contract, in their order."""
    found = in_parts(look.journal, by_parts, look.desk.today, chains)
    return look.desk.followed(found, lambda: len(chains), "progress.contracts")


def by_parts(journal: Journal, today: date) -> Callable[[Sequence[str]], list[Doubts]]:
    """What finds the doubts about a part of the contracts."""
    named = calendars_from(said(effective(_facts(journal, CALENDAR_CHAIN)[0]), CalendarDays))

    def of_one(chain: str) -> Doubts:
        facts, odd = _facts(journal, chain)
        return odd, list(_impossible(today, named, chain, facts))

    return lambda chains: [of_one(chain) for chain in chains]


def _facts(journal: Journal, chain: str) -> tuple[list[Fact], list[Doubt]]:
    """The facts of a chain, and what is odd about one by itself."""
    facts: list[Fact] = []
    odd: list[Doubt] = []
    for row, _, body in journal.rows(chain):
        for found in _read(row, body):
            if isinstance(found, Fact):
                facts.append(found)
                odd += _too_early(found)
            else:
                odd.append(found)
    return facts, odd


def _read(row: ChainRow, body: str) -> Iterator[Fact | Doubt]:
    """The fact of a row, or why there is none; and what is odd about it."""
    at = f"{row.chain}#{row.seq}"
    try:
        payload = json.loads(body)
        if not _spelled_so(payload, body):
            yield Doubt(at, "spelling")
        yield decode(row[:6], payload)
    except Unknown:
        yield Doubt(at, "newer")
    except UNREADABLE:
        yield Doubt(at, "nonsense", Refusal("fact.of-kind", what=row.kind))


def _spelled_so(payload: object, body: str) -> bool:
    # a key twice, a blank: hashes of one's own making hold over any text, and two programs may
    # read two things in it
    try:
        return canonical(payload) == body
    except (TypeError, ValueError):  # a kind of value that no fact has
        return False


def _too_early(fact: Fact) -> Iterator[Doubt]:
    """A fact was recorded before it happened."""
    moment = datetime.fromisoformat(fact.recorded_at.replace("Z", "+00:00"))
    if fact.happened_on > moment.astimezone(workspace.SHANGHAI).date().isoformat():
        yield Doubt(fact.id, "too-early")


def _calendars(adopted: Sequence[Fact]) -> Iterator[Doubt]:
    """Days that came with svcctl, against those that come with this version."""
    from svcctl.almanac.adopt import shipped_facts

    ours = list(shipped_facts(workspace.shipped("calendars")))
    theirs = said(adopted, Adopted)
    for name in sorted({each.calendar for each in ours} & {each.calendar for each in theirs}):
        try:
            differs = _years_that_differ(calendar_from(ours, name), calendar_from(theirs, name))
        except NONSENSE:
            differs = {year for each in theirs for year in each.years}
        for fact in adopted:
            says = fact.says
            wrong = differs & set(says.years) if isinstance(says, Adopted) else set()
            if wrong and isinstance(says, Adopted) and says.calendar == name:
                years = Refusal("fact.calendar-years", years=sorted(wrong))
                yield Doubt(fact.id, "calendar", years)


def _years_that_differ(one: Calendar, other: Calendar) -> set[str]:
    # an estimate may be another version's; of a year that was announced there is one truth
    return {
        str(year)
        for year in one.sources.keys() & other.sources.keys()
        if {one.sources[year].basis, other.sources[year].basis} == {"official"}
        and one.year(year) != other.year(year)
    }


def _impossible(
    day: date, named: CalendarNamed, chain: str, facts: Sequence[Fact]
) -> Iterator[Doubt]:
    """What cannot be true together, each with the fact that brought it in."""
    latest = max((fact.happened_on for fact in facts), default="")
    today = max(day.isoformat(), latest)

    def found_in(count: int) -> list[Refusal]:
        holding = effective(facts[:count])
        try:
            case = case_from(chain, holding, date.fromisoformat(today), named)
            return objections(holding, case.sight) if case else []
        except Refusal as refusal:
            return [refusal]
        except NONSENSE:
            return [Refusal("fact.nonsense", contract=chain)]

    objections_now = found_in(len(facts))
    for objection in objections_now[:NAMED]:
        same = (objection.key, objection.values)
        low, high = 1, len(facts)  # the first so many facts among which it comes up
        while low < high:
            middle = (low + high) // 2
            there = any((each.key, each.values) == same for each in found_in(middle))
            low, high = (low, middle) if there else (middle + 1, high)
        yield Doubt(facts[low - 1].id, "impossible", objection)
    if len(objections_now) > NAMED:
        yield Doubt(chain, "more")
