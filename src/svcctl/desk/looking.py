"""Looking at the store: opened, seen in one unchanging view or under the lock, closed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from svcctl import workspace
from svcctl.billing.position import CalendarDays
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casebook.case import CalendarNamed, Case, case_from
from svcctl.casebook.kinds import CALENDAR_CHAIN, STORE_CHAIN
from svcctl.casebook.replay import NOBODY_KNEW_LATER, effective, said
from svcctl.desk.desk import Desk
from svcctl.store.journal import Journal, open_journal
from svcctl.store.scopes import MONEY, UNSEALED, Scope

if TYPE_CHECKING:
    from svcctl.casebook.kinds import Fact
    from svcctl.desk.reading_service import Reader
    from svcctl.papers.provenance import Provenance

    Seen = tuple[str, str, int, int]  # a contract, what was known when, how many facts there were


@contextmanager
def looking(
    desk: Desk, stamped: bool = False, scope: Scope = MONEY, read: "Reader | None" = None
) -> "Iterator[Look]":
    """One unchanging view of the store; for a paper, one that knows its moment."""
    now = workspace.last_second()  # before the view: what is recorded from here on is not in it
    journal = open_journal(desk.store_place)
    try:
        with journal.snapshot():
            look = Look(desk, journal, scope, read)
            yield look.at_its_moment(now) if stamped else look
            name_odd(desk, journal)
    finally:
        journal.close()


@contextmanager
def writing(desk: Desk, dry_run: bool = False, scope: Scope = MONEY) -> "Iterator[Look]":
    """The store under its write lock, all recorded or nothing; for a trial, only a view."""
    journal = open_journal(desk.store_place, write=not dry_run)
    try:
        with journal.snapshot() if dry_run else journal.writing(lambda: say_waiting(desk)):
            if desk.key and not dry_run:
                journal.go_by_key(desk.key, desk.actor, desk.typed)
            yield Look(desk, journal, scope, seen={})
            name_odd(desk, journal)
        desk.recorded.extend(journal.appended if not dry_run else ())
        if journal.sealed:
            _once_a_day(desk)
    finally:
        journal.close()


class Before(Record):
    """What was read of contracts before the lock: each as it was, and how its chain ended."""

    cases: dict[str, Case]
    heads: dict[str, tuple[int, str]]


def read_before(desk: Desk, scope: Scope = MONEY) -> Before:
    """The contracts asked for, in one look at the store, to be looked at again under its lock."""
    with looking(desk, scope=scope) as look:
        cases = {case.id: case for case in look.cases()}
        if desk.known_at != NOBODY_KNEW_LATER:
            return Before(cases, {})  # under the lock everything known counts
        heads = look.journal.heads([*cases, CALENDAR_CHAIN])
        # what is met there and counts for nothing is named in each look
        odd = {fact.chain for fact in look.journal.unread.values()}
        return Before(cases, {chain: head for chain, head in heads.items() if chain not in odd})


def name_odd(desk: Desk, journal: Journal) -> None:
    """Tell which facts count for nothing, and which contracts are not in the answer."""
    if journal.unread:
        from svcctl.desk.unread import name_unread

        name_unread(desk, journal)
    if desk.left_out:
        from svcctl.desk.left_out import name_left_out

        name_left_out(desk)


def _once_a_day(desk: Desk) -> None:
    """What need not be done at each entry: who records first on a day looks after the place."""
    from svcctl.desk import drives
    from svcctl.store.leftovers import sweep_beside, sweep_folders

    drives.warn(desk)  # whoever moves a store to a share makes no new one there
    if isinstance(desk.store_place, Path):
        sweep_beside(desk.store_place)
    sweep_folders()


def say_waiting(desk: Desk) -> None:
    """Tell whoever sits there, or reads a log later, what the command is waiting for."""
    from svcctl.desk.failing import complain

    complain(desk.words("store.waiting", path=desk.store_place) + "\n", 0)


class Look:
    """The store as one command sees it: of each contract the facts of its scope, or those read."""

    def __init__(
        self,
        desk: Desk,
        journal: Journal,
        scope: Scope = MONEY,
        read: "Reader | None" = None,
        seen: "dict[Seen, Case | None] | None" = None,
    ) -> None:
        self.desk = desk
        self.journal = journal
        self.scope = scope
        self.read = read
        # who records for many contracts looks at each more than once, and at none that nobody named
        self.seen = seen
        self.named: dict[tuple[str, int], CalendarNamed] = {}

    def at(self, contract: str) -> "Look":
        """The same view of one contract."""
        return self._like(self.desk._replace(contract=contract))

    def on(self, day: date) -> "Look":
        """The same view on another day."""
        return self._like(self.desk._replace(as_of=day))

    def _like(self, desk: Desk) -> "Look":
        look = Look(desk, self.journal, self.scope, self.read, self.seen)
        look.named = self.named
        return look

    def at_its_moment(self, now: str) -> "Look":
        """The same view by what is known at this moment, so that a paper can be made again by it.

        The moment is the end of a whole second, or that of the last fact where that came later: so
        a paper shows all there is, and the moment that it prints asks for no more.
        """
        if self.desk.known_at != NOBODY_KNEW_LATER:
            return self
        chains = (*self.chains(), CALENDAR_CHAIN, STORE_CHAIN)
        moment = max(now, *map(self.journal.last_moment, chains))
        return self._like(self.desk._replace(known_at=moment))

    def calendar_facts(self, known_at: str | None = None) -> list[CalendarDays]:
        """What the calendar facts known by then say."""
        facts = effective(self.journal.facts(CALENDAR_CHAIN), known_at or self.desk.known_at)
        return said(facts, CalendarDays)

    def calendars(self, known_at: str | None = None) -> CalendarNamed:
        """Calendars by name, from the calendar facts known by then."""
        state = (known_at or self.desk.known_at, self.journal.length(CALENDAR_CHAIN))
        if state not in self.named:
            facts = self.calendar_facts(known_at)
            if not facts:
                raise Refusal("known-at.before-store")
            self.named[state] = calendars_from(facts)
        return self.named[state]

    def clocks(self) -> dict[str, str]:
        """What the clock showed at facts whose time of recording is in doubt."""
        from svcctl.store.seals import doubted

        return doubted(self.journal.facts(STORE_CHAIN, UNSEALED))

    def cases(self, known_at: str | None = None) -> list[Case]:
        """The contracts asked for, as of the date looked at, by what was known then."""
        return list(self.walk(known_at))

    def walk(self, known_at: str | None = None) -> Iterator[Case]:
        """The same contracts one after another, each gone from memory before the next."""
        desk, known_at = self.desk, known_at or self.desk.known_at
        chains = self.chains()
        yield from self.of(
            desk.followed(chains, lambda: len(chains), "progress.contracts"), known_at
        )

    def of(self, chains: Iterable[str], known_at: str | None = None) -> Iterator[Case]:
        """Contracts by their chains, one after another."""
        known_at = known_at or self.desk.known_at
        named = self.calendars(known_at)
        for chain in chains:
            case = self._case(chain, known_at, named)
            if case is not None:
                yield case

    def _case(self, chain: str, known_at: str, named: CalendarNamed) -> Case | None:
        """The contract as of the date looked at; None where it was not signed by then."""
        if self.seen is None or self.read is not None:
            return self._worked_out(chain, known_at, named)
        lengths = (self.journal.length(chain), self.journal.length(CALENDAR_CHAIN))
        state = (chain, known_at, *lengths)
        if state not in self.seen:
            self.seen[state] = self._worked_out(chain, known_at, named)
        return self.seen[state]

    def _worked_out(self, chain: str, known_at: str, named: CalendarNamed) -> Case | None:
        if chain in self.desk.left_out:
            from svcctl.desk.left_out import refuse_asked

            refuse_asked(self.desk, chain)
            return None
        facts = self._facts(chain, known_at)
        known = [fact for fact in facts if fact.recorded_at <= known_at]
        try:
            case = case_from(chain, effective(known), self.desk.as_of, named)
            if case:
                self.desk.titles[case.id] = self.desk.words.title(case.terms.title)
        except Exception as error:
            from svcctl.desk.left_out import leave_out

            leave_out(self.desk, self.journal, chain, error)
            return None
        return case and case._replace(recorded=known)

    def _facts(self, chain: str, known_at: str) -> "list[Fact]":
        if self.read is None:
            return self.journal.facts(chain, self.scope)
        return self.read(self.journal, chain, known_at)

    def take_over(self, before: Before) -> None:
        """Look at no contract again to which nothing was added since, nor to the calendars."""
        journal, seen = self.journal, self.seen
        if seen is None:
            return
        chains = self.chains()
        for chain in chains:  # all in one order, as whoever reads them under the lock has it
            journal.hold(chain)
        heads = journal.heads([*chains, CALENDAR_CHAIN])
        days = heads.get(CALENDAR_CHAIN)
        if days is None or days != before.heads.get(CALENDAR_CHAIN):
            return
        for chain in chains:
            known = before.cases.get(chain)
            if known and heads.get(chain) == before.heads.get(chain, ()):
                journal.rely(chain, self.scope)
                seen[chain, NOBODY_KNEW_LATER, heads[chain][0], days[0]] = known

    def reading(self, read: "Reader") -> "Look":
        """The same view, with other facts of each contract read."""
        return Look(self.desk, self.journal, self.scope, read)

    def chains(self) -> list[str]:
        """The contracts asked for; Refusal where there is none of that name."""
        desk = self.desk
        # chosen: where no contract was named, and a person was asked which
        typed = [desk.contract or desk.chosen.get("contract "), *desk.beside]
        found = list(dict.fromkeys(self._meant(each) for each in typed if each))
        if len(found) > 1:
            raise Refusal("contract.two", first=found[0], second=found[1])
        return found or self.journal.contracts()

    def _meant(self, typed: str) -> str:
        if self.journal.has(typed):
            return typed
        from svcctl.desk.whose import contract_named

        return contract_named(typed, self.journal.contracts(), self.journal, self.desk)

    def case(self, known_at: str | None = None) -> Case:
        """The one contract asked for, or that has what was named; Refusal where none, or several."""
        cases = self.cases(known_at)
        if not cases:
            raise self.nothing_to_see()
        if len(cases) == 1:
            return cases[0]
        from svcctl.desk.whose import case_meant

        return case_meant(cases, self.desk)

    def nothing_to_see(self) -> Refusal:
        """Why there is no contract: none yet on that date, or none at all."""
        for chain in self.desk.left_out:
            from svcctl.desk.left_out import refuse

            refuse(self.desk, chain)
        key = "contract.not-yet" if self.journal.contracts() else "contract.none"
        return Refusal(key, as_of=self.desk.as_of)

    def provenance(self, used: Mapping[str, Calendar]) -> "Provenance":
        """The date, the facts and the calendars that an answer about those contracts rests on."""
        from svcctl.papers.provenance import Provenance

        desk = self.desk
        chains = (*used, CALENDAR_CHAIN, STORE_CHAIN)
        heads = [self.journal.head(chain, desk.known_at) for chain in chains]
        known_at = "" if desk.known_at == NOBODY_KNEW_LATER else desk.known_at
        calendars = {calendar.name: calendar for calendar in used.values()}
        rescued = tuple(self._rescued(heads))
        return Provenance(desk.as_of, known_at, tuple(heads), tuple(calendars.values()), rescued)

    def _rescued(self, heads: Sequence[str]) -> "Iterator[tuple[str, int, str]]":
        """Of which of these heads an auditor must know that they lie behind what a rescue kept."""
        from svcctl.store.verdict import rescues

        places = (head.rpartition(":")[0].rpartition("@") for head in heads if head)
        ends = {chain: int(seq) for chain, _, seq in places}
        for each in rescues(self.journal.facts(STORE_CHAIN, UNSEALED)):
            if ends.get(each.chain, 0) > each.kept:
                yield each.chain, each.kept, each.event


def calendars_from(facts: Sequence[CalendarDays]) -> CalendarNamed:
    """Calendars by name, from those facts; each is worked out once."""
    made: dict[str, Calendar] = {}

    def named(name: str) -> Calendar:
        if name not in made:
            made[name] = calendar_from(facts, name)
        return made[name]

    return named


def read_cases(desk: Desk, scope: Scope = MONEY, read: "Reader | None" = None) -> list[Case]:
    """The contracts asked for, in one look at the store."""
    with looking(desk, scope=scope, read=read) as look:
        return look.cases()


def each_case(desk: Desk, scope: Scope = MONEY) -> Iterator[Case]:
    """The contracts asked for one after another, in one look at the store."""
    with looking(desk, scope=scope) as look:
        yield from look.walk()


def contract_id(desk: Desk) -> str:
    """The id of the contract named, by whatever it was called."""
    with looking(desk) as look:
        return look.chains()[0]


def read_case(desk: Desk, scope: Scope = MONEY, read: "Reader | None" = None) -> Case:
    """The one contract asked for, in one look at the store."""
    with looking(desk, scope=scope, read=read) as look:
        return look.case()
