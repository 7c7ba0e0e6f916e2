"""Import of a help desk's list: each ticket an incident with its acts; all of it, and never twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.answers.desk_imported import Changed, Imported, imported_answer, question_of
from svcctl.billing.position import Happening
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import IncidentAct, ServiceAct
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact, Retracted, TakenBack
from svcctl.casebook.payloads import assumed
from svcctl.casebook.replay import seq_of, taken_back
from svcctl.delivery.matters import Book, Matter, book_of
from svcctl.delivery.nouns import INCIDENT, id_of, year_and_number
from svcctl.delivery.promised import ServiceTerms
from svcctl.delivery.rules import wrongs
from svcctl.delivery.tickets import (
    TIME_OF,
    Origin,
    acts_of_ticket,
    change_of,
    differences,
    imported,
    is_same,
    last_imported,
    lists_of,
    of_list,
)
from svcctl.desk.asking import agreed
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.desk_maps import desk_map
from svcctl.desk.looking import looking, writing
from svcctl.desk.scenes import Scene, now_in_shanghai, scene_of
from svcctl.desk.serving import recorded, side_of
from svcctl.desk.showing import check_output, show
from svcctl.intake.helpdesk import DeskRow, Flaw, read_desk_list
from svcctl.intake.helpdesk_map import DeskMap
from svcctl.store.scopes import ALL

# why a row that was read cannot be taken
WHY_NOT = (
    "no-level", "no-system", "not-a-level", "not-a-system", "level-which", "level-beside",
    "before-signing", "after-term", "future", "cannot-follow",
)  # fmt: skip
# what a refusal of the rules is called of a row; every other means that acts cannot follow
WHYS = {
    "matter.level-unknown": "not-a-level",
    "matter.level-which": "level-which",
    "matter.level-beside": "level-beside",
}


class Wish(Record):
    """What was typed for all rows of a list."""

    leave_out: bool = False
    take_changed: bool = False
    keep: bool = False
    dry_run: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether it was said what becomes of changed rows."""
        return self.take_changed or self.keep


class Listing(Record):
    """A list as it was read, with the map that it was read by."""

    path: str
    digest: str
    rows: Sequence[DeskRow]
    flaws: Sequence[Flaw]
    map: DeskMap

    @property
    def origin(self) -> Origin:
        """What its acts say of where they come from."""
        return Origin(self.digest, self.map.source, self.map.side)

    @property
    def read(self) -> int:
        """How many tickets it has, with those that were not understood."""
        return len(self.rows) + len({flaw.row for flaw in self.flaws})


class Plan(Record):
    """What becomes of the rows of a list."""

    new: Sequence[Sequence[ServiceAct]]  # the acts of each
    same: int
    changed: Sequence[Changed]
    flaws: Sequence[Flaw]


class Draft(NamedTuple):
    """An act before it is recorded, as far as the rules need a fact."""

    seq: int
    recorded_at: str
    actor: str
    says: ServiceAct


def import_list(desk: Desk, file: str, map_name: str, wish: Wish) -> None:
    """Record what is new or changed of a list, all or nothing; show it."""
    check_output(desk)
    if wish.take_changed and wish.keep:
        raise Refusal("desk-list.both")
    listing = listing_of(file, map_name)
    side_of(desk, listing.map.side)  # an auditor records nothing
    run = _Run(desk, listing, wish, None if wish.is_decided else _asked(desk, listing))
    try:
        with writing(desk, wish.dry_run, ALL) as look:
            found = recorded(look, [run.build], (), wish.dry_run)
    except _Stopped as stopped:
        # every row that stops it is named, not the first alone
        show(desk, _answer(run, (), stopped=True))
        raise stopped.why from None
    show(desk, _answer(run, found.facts, stopped=False))


def listing_of(file: str, map_name: str) -> Listing:
    """The list in that file, read by that map; of the file itself only its SHA-256 is kept."""
    read_by = desk_map(map_name)
    path, content = read_file(file)
    rows, flaws = read_desk_list(content, path.name, read_by)
    return Listing(file, sha256(content).hexdigest(), rows, flaws, read_by)


class _Stopped(Exception):
    """Nothing is recorded: rows that are not understood, or changed ones that nobody decided on."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


class _Run:
    """One import under the lock: the plan by what is known then, and the facts that follow."""

    plan: Plan

    def __init__(
        self, desk: Desk, listing: Listing, wish: Wish, taken: Mapping[str, bool] | None
    ) -> None:
        self.desk, self.listing, self.wish, self.taken = desk, listing, wish, taken

    def build(self, scene: Scene) -> Sequence[Happening]:
        """What is to be recorded; _Stopped where something has to be settled first."""
        self.plan = plan = Planner(scene, self.listing, self.desk, self.wish.keep).plan()
        if plan.flaws and not self.wish.leave_out:
            count = len({flaw.row for flaw in plan.flaws})
            raise _Stopped(Refusal("desk-list.flaws", path=self.listing.path, count=count))
        taken = [each for each in plan.changed if self._takes(each)]
        says: list[Happening] = [act for acts in plan.new for act in acts]
        for each in taken:
            says += facts_of(each, self.desk)
        return says

    def _takes(self, changed: Changed) -> bool:
        if self.wish.is_decided:
            return self.wish.take_changed
        number = changed.row.number
        if self.taken is None or number not in self.taken:
            count = len(self.plan.changed)
            raise _Stopped(Refusal("desk-list.changed", path=self.listing.path, count=count))
        return self.taken[number]


def facts_of(changed: Changed, desk: Desk) -> list[Happening]:
    """A changed ticket's acts taken back, and those in their place."""
    reason = desk.words("desk-list.reason", row=changed.row.row, number=changed.row.number)
    gone = [Retracted(on=desk.today, target=event, reason=reason) for event in changed.change.gone]
    return [*gone, *changed.change.acts]


def _ids(rows: Sequence[DeskRow], scene: Scene) -> Iterator[str]:
    """An id for each new row; one that was given once is never given again."""
    given = {f.says.record for f in scene.facts if isinstance(f.says, ServiceAct)}
    used: Counter[int] = Counter()
    for letter, year, number in filter(None, map(year_and_number, given)):
        if letter == INCIDENT.letter:
            used[year] = max(used[year], number)
    for row in rows:
        year = row.times["opened"].year
        used[year] += 1
        yield id_of(INCIDENT, year, used[year])


def _asked(desk: Desk, listing: Listing) -> dict[str, bool] | None:
    """What a person says of each changed row; None where nobody is there."""
    # a script gets no question: it may have somebody's terminal and nobody's eyes
    if not workspace.interactive() or (desk.format != "table" and desk.output is None):
        return None
    with looking(desk, scope=ALL) as look:
        plan = Planner(scene_of(look), listing, desk).plan()
    return {each.row.number: agreed(question_of(each, desk.words)) for each in plan.changed}


def _answer(run: "_Run", facts: Sequence[Fact], stopped: bool) -> Answer:
    """The report; of what stopped the import the rows that have to be settled."""
    listing, plan = run.listing, run.plan
    calls = [f.says for f in facts if isinstance(f.says, ServiceAct) and f.says.verb == "open"]
    found = Imported(
        path=listing.path,
        digest=listing.digest,
        read=listing.read,
        new=len(plan.new),
        same=plan.same,
        changed=plan.changed,
        flaws=plan.flaws,
        taken=sum(1 for call in calls if call.replaces),
        records=[call.record for call in calls if not call.replaces],
        stopped=stopped,
        dry_run=run.wish.dry_run,
    )
    return imported_answer(found, run.desk.words, run.desk.store_option)


def acts_by_record(facts: Sequence[Fact]) -> Mapping[str, Sequence[Fact]]:
    """All acts on each record, also those taken back."""
    found = defaultdict(list)
    for fact in facts:
        if isinstance(fact.says, ServiceAct):
            found[fact.says.record].append(fact)
    return found


def takings(facts: Sequence[Fact]) -> Mapping[int, Fact]:
    """What takes a fact back and holds, by the fact's place."""
    gone = taken_back(facts)
    return {
        seq_of(fact.says.target): fact
        for fact in facts
        if isinstance(fact.says, TakenBack) and fact.seq not in gone
    }


def facts_of_lists(case: Case, wanted: str) -> dict[str, list[Fact]]:
    """What lists of tickets whose SHA-256 begins so have brought, by list.

    Refusal where a later list changed one of its tickets: what that says rests on the earlier one.
    """
    gone = takings(case.recorded)
    places: dict[str, set[int]] = defaultdict(set)
    for acts in acts_by_record(case.recorded).values():
        lists = lists_of(acts, gone)
        for digest in {each for each in lists if each.startswith(wanted)}:
            if lists[-1] != digest:
                raise Refusal("desk-list.later", digest=digest[:12], later=lists[-1][:12])
            places[digest] |= of_list(acts, gone, digest)
    return {
        digest: [fact for fact in case.recorded if fact.seq in seqs]
        for digest, seqs in places.items()
    }


# -- what becomes of the rows ----------------------------------------------------------------------


class Planner:
    """The rows of a list held to the contract and to what was imported before."""

    def __init__(self, scene: Scene, listing: Listing, desk: Desk, keep: bool = False) -> None:
        self.scene, self.listing, self.desk, self.keep = scene, listing, desk, keep
        self.terms, self.map = scene.terms, listing.map
        self.now = now_in_shanghai()
        self.levels: dict[str, str] = {}  # why a level cannot be taken; nothing where it can

    def plan(self) -> Plan:
        """What becomes of each row."""
        known, source = imported(self.scene.book), self.map.source
        same = 0
        new, changed, kept, flaws = [], [], [], list(self.listing.flaws)
        for row in self.listing.rows:
            matter = known.get((source, row.number))
            found = None if matter is None else self._changed(row, matter)
            if matter is not None and found is None:
                same += 1
            elif found and self.keep:
                kept.append(found)
            elif wrong := list(self._flaws(row)):
                flaws += wrong
            elif found:
                changed.append(found)
            else:
                new.append(row)
        acts, more = self._new_that_can_be(new)
        changed, others = self._changed_that_can_be(changed)
        flaws += [*more, *others]
        return Plan(acts, same, [*kept, *changed], sorted(flaws, key=lambda flaw: flaw.row))

    def _changed(self, row: DeskRow, matter: Matter) -> Changed | None:
        """What a row says otherwise than before; None where it says the same."""
        if is_same(matter, row):
            return None
        last = last_imported(self._of_record[matter.id], self._gone)
        found = differences(last, row, self._fields)
        if not found:
            return None
        change = change_of(matter, last, found, row, self.listing.origin)
        columns = {each.field: self._column(each.field) for each in found}
        return Changed(row, matter.id, columns, found, change)

    @cached_property
    def _of_record(self) -> Mapping[str, Sequence[Fact]]:
        return acts_by_record(self.scene.facts)

    @cached_property
    def _gone(self) -> Mapping[int, Fact]:
        return takings(self.scene.facts)

    @cached_property
    def _fields(self) -> set[str]:
        """What the map reads."""
        desk = self.map
        also = {"title": desk.title, "level": desk.level, "system": desk.system}
        also["waited"] = desk.waited
        return {*desk.times, *(name for name, column in also.items() if column)}

    def _column(self, field: str) -> str:
        """The heading of what the map reads under a key; nothing where it reads no such thing."""
        desk = self.map
        if field in desk.times:
            return " + ".join(desk.times[field])
        if field in ("level", "system"):
            choice = desk.level if field == "level" else desk.system
            return choice.column if choice else ""
        return desk.title if field == "title" else desk.waited

    # -- rows that cannot be taken -----------------------------------------------------------------

    def _flaws(self, row: DeskRow) -> Iterator[Flaw]:
        """What of a row the contract does not know, or what lies outside of its time."""
        terms = self.terms
        if why := self._level_flaw(row.level):
            yield self._flaw(row, "level", row.level, why)
        if terms.systems and row.system not in (*terms.systems, "other"):
            why = "not-a-system" if row.system else "no-system"
            yield self._flaw(row, "system", row.system, why)
        opened = row.times["opened"]
        if opened.date() < terms.signed_on:
            yield self._flaw(row, "opened", _shown(opened), "before-signing")
        if opened.date() > terms.last:
            yield self._flaw(row, "opened", _shown(opened), "after-term")
        for key, moment in row.times.items():
            if moment > self.now:
                yield self._flaw(row, key, _shown(moment), "future")

    def _level_flaw(self, level: str) -> str:
        if not level:
            return "no-level" if self.terms.levels else ""
        if level not in self.levels:
            self.levels[level] = _why_no_level(level, self.terms)
        return self.levels[level]

    def _flaw(self, row: DeskRow, field: str, value: str, why: str) -> Flaw:
        return Flaw(row.row, self._column(field), value, why)

    def _new_that_can_be(
        self, rows: Sequence[DeskRow]
    ) -> tuple[list[list[IncidentAct]], list[Flaw]]:
        """The acts of the new rows where they can follow one another, and the flaws of the others."""
        made = self._acts(rows)
        by_record = {acts[0].record: row for acts, row in zip(made, rows, strict=True)}
        drafts = [Draft(n, "", "", act) for acts in made for n, act in enumerate(acts, 1)]
        flaws = self._wrong(book_of(drafts), by_record)
        bad = {flaw.row for flaw in flaws}
        # ids go to those alone that are recorded
        return self._acts([row for row in rows if row.row not in bad]) if bad else made, flaws

    def _acts(self, rows: Sequence[DeskRow]) -> list[list[IncidentAct]]:
        origin, ids = self.listing.origin, _ids(rows, self.scene)
        return [acts_of_ticket(row, id, origin) for row, id in zip(rows, ids, strict=True)]

    def _changed_that_can_be(self, changed: Sequence[Changed]) -> tuple[list[Changed], list[Flaw]]:
        """The changed rows that the acts on their incidents allow, and the flaws of the others."""
        if not changed:
            return [], []
        says = [each for row in changed for each in facts_of(row, self.desk)]
        facts = assumed(self.scene.case.id, self.scene.facts[-1].seq, says, self.desk.actor, "9")
        after = self.scene.with_facts(facts)
        flaws = self._wrong(after.book, {each.record: each.row for each in changed})
        bad = {flaw.row for flaw in flaws}
        return [each for each in changed if each.row.row not in bad], flaws

    def _wrong(self, book: Book, rows: Mapping[str, DeskRow]) -> list[Flaw]:
        """The first act of each row that cannot follow those before it."""
        found: dict[int, Flaw] = {}
        for wrong in wrongs(book, self.terms, list(rows)):
            row = rows.get(str(wrong.values.get("record")))
            if row and row.row not in found:
                field = TIME_OF.get(str(wrong.values["verb"]), "opened")
                moment = row.times.get(field)
                value = _shown(moment) if moment else ""
                found[row.row] = self._flaw(row, field, value, "cannot-follow")
        return list(found.values())


def _why_no_level(level: str, terms: ServiceTerms) -> str:
    try:
        terms.said((level,))
    except Refusal as wrong:
        return WHYS[wrong.key]
    return ""


def _shown(moment: datetime) -> str:
    return moment.isoformat(" ")
