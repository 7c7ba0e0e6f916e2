"""A store's facts replayed as if they were recorded now: what no svcctl would have recorded so."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from svcctl import workspace
from svcctl.billing.position import Adopted, CalendarDays, Invoice
from svcctl.billing.refusal import Refusal
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casebook.case import CalendarNamed, case_from
from svcctl.casebook.kinds import CALENDAR_CHAIN, STORE_CHAIN, Fact
from svcctl.casebook.objections import objections
from svcctl.casebook.payloads import UNREADABLE, Unknown
from svcctl.casebook.replay import effective, said
from svcctl.desk.from_each import in_parts
from svcctl.desk.left_out import calendars_in, wrong_terms
from svcctl.desk.looking import Look, calendars_from
from svcctl.store import suppliers
from svcctl.store.canonical import canonical
from svcctl.store.chain import ChainRow
from svcctl.store.journal import Journal
from svcctl.store.verdict import Broken, Doubt

NAMED = 10  # of what is impossible in one contract; each is looked for in the whole life again
# what a calendar that nobody can count by raises
NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def replayed(look: Look) -> Iterator[Broken | Doubt]:
    """What the facts of each chain say that could not have been recorded, or not together."""
    journal, chains = look.journal, look.journal.contracts()
    of_many = _of_many(journal)
    calendars, odd = _facts(journal, CALENDAR_CHAIN, of_many)
    yield from (*odd, *_facts(journal, STORE_CHAIN, of_many)[1])
    together: list[Doubt] = []
    invoices: list[Fact] = []
    for alone, beside, entered in _of_each(look, chains):
        yield from alone
        together += beside
        invoices += entered
    yield from _calendars([fact for fact in calendars if isinstance(fact.says, Adopted)])
    yield from _invoices(invoices)
    yield from together


# of facts by themselves, and of them together; with the invoices, which are held against all others
Doubts = tuple[list[Broken | Doubt], list[Doubt], list[Fact]]


def _of_many(journal: Journal) -> bool:
    return suppliers.of_many(journal.driver, journal.facts(STORE_CHAIN))


def _of_each(look: Look, chains: Sequence[str]) -> Iterable[Doubts]:
    """The doubts about each contract, in their order."""
    found = in_parts(look.journal, by_parts, look.desk.today, chains)
    return look.desk.followed(found, lambda: len(chains), "progress.contracts")


def by_parts(journal: Journal, today: date) -> Callable[[Sequence[str]], list[Doubts]]:
    """What finds the doubts about a part of the contracts."""
    of_many = _of_many(journal)
    calendars = effective(_facts(journal, CALENDAR_CHAIN, of_many)[0])
    named, known = calendars_from(said(calendars, CalendarDays)), calendars_in(journal)

    def of_one(chain: str) -> Doubts:
        facts, odd = _facts(journal, chain, of_many)
        held = effective(facts)
        wrong = [Doubt(event, "terms") for event in wrong_terms(held, known)] if of_many else []
        invoices = [fact for fact in held if isinstance(fact.says, Invoice)]
        return odd, [*wrong, *_impossible(today, named, chain, facts)], invoices

    return lambda chains: [of_one(chain) for chain in chains]


def _facts(journal: Journal, chain: str, of_many: bool) -> tuple[list[Fact], list[Broken | Doubt]]:
    """The facts of a chain, and what is odd about one by itself."""
    facts: list[Fact] = []
    odd: list[Broken | Doubt] = []
    kept: dict[str, dict[int, tuple[str, str]]] = {}  # what stands apart, once it was read
    for row, _, body in journal.rows(chain):
        for found in _read(journal, row, body, kept):
            if isinstance(found, Fact):
                facts.append(found)
                odd += _too_early(found)
            else:
                odd.append(found if of_many or found.what == "newer" else _broken(found))
    return facts, odd


def _broken(doubt: Doubt) -> Broken:
    # a login of a server may add within its rights whatever it likes; to a file only svcctl adds,
    # and it would not have added this
    return Broken(doubt.at, doubt.what)


def _read(
    journal: Journal, row: ChainRow, body: str, kept: dict[str, dict[int, tuple[str, str]]]
) -> Iterator[Fact | Doubt]:
    """The fact of a row, or why there is none; and what is odd about it."""
    at = f"{row.chain}#{row.seq}"
    try:
        if not _spelled_so(json.loads(body), body):
            yield Doubt(at, "spelling")
        fact = journal.read_as(row, body, kept)
        apart = kept.get(row.chain, {}).get(row.seq)
        if apart and not _spelled_so(json.loads(apart[1]), apart[1]):
            yield Doubt(at, "spelling")
        yield fact
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


def _invoices(facts: Iterable[Fact]) -> Iterator[Doubt]:
    """Numbers entered for two contracts: a supplier sees its own alone and cannot be told before."""
    entered: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda fact: fact.recorded_at):
        if isinstance(fact.says, Invoice):
            first = entered.setdefault(fact.says.number, fact)
            if first.chain != fact.chain:
                values = {"number": fact.says.number, "event": first.id, "on": first.happened_on}
                yield Doubt(fact.id, "impossible", Refusal("invoice.twice", **values))


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
        except Exception:  # what a terms document that no checker has seen may make of billing
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
