"""The record of the service beside what was promised: rows of promises, records, clocks and steps."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from svcctl.answers import service
from svcctl.answers.answer import Column, Table, for_scripts
from svcctl.answers.matter_json import View, matter_json, missing_of
from svcctl.answers.matter_told import (
    at_text,
    fields_told,
    marks_of,
    state_text,
    verb_text,
    verdict_text,
)
from svcctl.answers.service import Promise
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.delivery.clocks import Clock, minutes
from svcctl.delivery.matters import Step, book_of
from svcctl.delivery.promised import service_terms
from svcctl.delivery.promises_kept import ENGINEERS, Outcome, Tally, outcomes
from svcctl.delivery.turns_kept import DONE, MISSED, NOT_RECORDED, OPEN
from svcctl.delivery.verdicts import other_word
from svcctl.i18n import Words


class Served(Record):
    """A promise with what became of it, or a record of the service."""

    contract: str
    what: str  # level | engineers | turn | standing | service | system, or the kind of a record
    key: str
    promise: Promise | None = None
    found: tuple[Outcome, ...] | None = None  # what became of it; None where nothing is held to it
    records: tuple[str, ...] = ()  # the records behind it
    view: View | None = None

    def count(self, state: str) -> int | None:
        """How often it came out so; None where nobody counts."""
        return None if self.found is None else sum(each.state == state for each in self.found)

    @property
    def due(self) -> int | None:
        """How often it was due."""
        return None if self.found is None else len(self.found)

    @cached_property
    def whole(self) -> dict[str, Any]:
        """A record as its `show` has it."""
        return matter_json(self.view) if self.view else {}


class ServiceBook(Record):
    """All of a contract's service at a moment."""

    case: Case
    now: datetime

    @cached_property
    def tally(self) -> Tally:
        """Its whole term."""
        terms, book = (
            service_terms(self.case.document, self.case.sight),
            book_of(self.case.holding, self.now),
        )
        return Tally(
            book, terms, self.now, terms.first, terms.last, self.case.position.force_majeure
        )

    @cached_property
    def views(self) -> list[View]:
        """Every record."""
        book, terms = self.tally.book, self.tally.terms
        return [
            View(self.case, terms, book, m, self.now) for m in book.matters.values() if m.is_begun
        ]

    @property
    def is_bare(self) -> bool:
        """Whether there are promises, and not one record."""
        terms = self.tally.terms
        return bool(terms.levels or terms.plans) and not self.views

    def promises(self) -> Iterator[Served]:
        """What is promised, each with what became of it over the term so far."""
        found = self._by_promise
        behind = self._by_subject
        for promise in service.promised(self.case):
            names = _names_of(promise)
            held = tuple(each for name in names for each in found.get(name, ()))
            is_held = promise.what in ("level", "engineers", "turn") or bool(held)
            subjects = behind.get((promise.what, promise.key), ())
            records = tuple(each.behind for each in held if each.behind != each.id) or subjects
            if promise.what == "turn":
                records = tuple(each.turn.record for each in held if each.turn and each.turn.record)
            yield Served(
                contract=promise.contract,
                what=promise.what,
                key=promise.key,
                promise=promise,
                found=held if is_held else None,
                records=tuple(dict.fromkeys(records)),
            )

    @cached_property
    def _by_promise(self) -> Mapping[str, list[Outcome]]:
        found: dict[str, list[Outcome]] = defaultdict(list)
        for each in outcomes(self.tally):
            found[each.id if each.turn else each.promise].append(each)
        return found

    @cached_property
    def _by_subject(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The records of each system, each service of the catalogue, each plan without a period."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        plans = self.tally.terms.plans
        for view in self.views:
            matter = view.matter
            for system in matter.systems:
                found["system", system].append(matter.id)
            if matter.told("service"):
                found["service", matter.told("service")].append(matter.id)
            for key, plan in plans.items():
                if plan.get("kind") == matter.noun.name and "every" not in plan:
                    found["standing", key].append(matter.id)
        return {key: tuple(names) for key, names in found.items()}

    def records(self) -> Iterator[Served]:
        """Every record, a row each."""
        for view in self.views:
            noun = view.matter.noun.name
            yield Served(contract=self.case.id, what=noun, key=view.matter.id, view=view)


def _names_of(promise: Promise) -> list[str]:
    """What the scorecard calls it."""
    if promise.limit:
        return [promise.limit.promise]
    if promise.crew:
        return [f"{promise.key}/{ENGINEERS}"]
    if promise.turn:
        return [f"{promise.turn.key}-{promise.turn.number}"]
    return [promise.key] if promise.what == "standing" else []


# -- columns ---------------------------------------------------------------------------------------


def _of_promise(name: str) -> Column:
    """A column of what is promised, empty beside a record."""
    column = service.TABLE.columns[name]
    cell, plain = column.cell, column.plain
    return column._replace(
        cell=cell and (lambda s, words: cell(s.promise, words) if s.promise else None),
        plain=plain and (lambda s: plain(s.promise) if s.promise else None),
    )


def _of_view(cell: Any) -> Any:
    return lambda s, words: cell(s.view, words) if s.view else None


def _systems(view: View, words: Words) -> str:
    names = (words.title(view.terms.systems.get(key, key)) for key in view.matter.systems)
    return words("list.separator").join(names)


def _clocks(view: View, words: Words) -> str | None:
    if not view.is_incident:
        return None
    told = [
        f"{words(f'clock.{c.kind}')} {c.level.name} {at_text(c.due_at) if c.due_at else ''} {verdict_text(c, words)}"
        for c in view.sheet.clocks
        if c.counts
    ]
    return words("list.semicolon").join(told)


def files_of(view: View) -> list[str]:
    """The papers of a record, by SHA-256, each once."""
    return list(dict.fromkeys(file.sha256 for s in view.matter.steps for file in s.act.files))


def _what(served: Served, words: Words) -> str:
    return words(f"noun.{served.what}" if served.view else f"promise.{served.what}")


def _title(served: Served, words: Words) -> str | None:
    if served.promise:
        return words.title(served.promise.title)
    return served.view.matter.title if served.view else None


def _missing(view: View, words: Words) -> str:
    told = (words(f"matter.missing-{paper}") for paper in missing_of(view.matter))
    return words("list.separator").join(told)


TABLE = Table(
    contract=Column("column.contract", "code", cell=lambda s, _: s.contract),
    promise=Column("column.promise", cell=_what, plain=lambda s: s.what),
    key=Column("column.key", "code", cell=lambda s, _: s.key),
    service=Column("column.service", cell=_title, plain=lambda s: _title(s, Words("zh"))),
    due=Column("column.times-due", "count", cell=lambda s, _: s.due),
    done=Column("column.times-done", "count", cell=lambda s, _: s.count(DONE)),
    missed=Column("column.times-missed", "count", cell=lambda s, _: s.count(MISSED)),
    not_recorded=Column("column.times-silent", "count", cell=lambda s, _: s.count(NOT_RECORDED)),
    open=Column("column.times-open", "count", cell=lambda s, _: s.count(OPEN)),
    records=Column(
        "column.records",
        "count",
        cell=lambda s, _: len(s.records) if s.promise else None,
        plain=lambda s: list(s.records),
    ),
    opened=Column(
        "column.opened-at",
        cell=_of_view(lambda v, _: at_text(v.matter.opened_at)),
        plain=lambda s: s.whole.get("opened_at"),
    ),
    level=Column(
        "column.level",
        "code",
        cell=_of_view(lambda v, _: v.level if v.is_incident else None),
        plain=lambda s: s.whole.get("level"),
    ),
    systems=Column(
        "column.systems", cell=_of_view(_systems), plain=lambda s: s.whole.get("systems")
    ),
    state=Column(
        "column.state",
        cell=_of_view(lambda v, words: state_text(v.matter, words)),
        plain=lambda s: s.whole.get("state"),
    ),
    clocks_told=Column("column.clocks-told", cell=_of_view(_clocks)),
    clocks=for_scripts("clocks", lambda s: s.whole.get("clocks")),
    sha256=Column(
        "column.sha256",
        "code",
        cell=_of_view(lambda v, _: " ".join(files_of(v))),
        plain=lambda s: files_of(s.view) if s.view else None,
    ),
    turns=Column("column.turns", "code", cell=_of_view(lambda v, _: " ".join(v.matter.turns))),
    links=Column("column.links", "code", cell=_of_view(lambda v, _: " ".join(v.matter.links))),
    missing=Column("column.missing", cell=_of_view(_missing)),
    due_times=for_scripts("due", lambda s: s.due),
    done_times=for_scripts("done", lambda s: s.count(DONE)),
    missed_times=for_scripts("missed", lambda s: s.count(MISSED)),
    silent_times=for_scripts("not_recorded", lambda s: s.count(NOT_RECORDED)),
    open_times=for_scripts("open", lambda s: s.count(OPEN)),
    steps=for_scripts("steps", lambda s: s.whole.get("steps")),
)
OF_PROMISES = "promised within hours first last article"
BEFORE = TABLE.view("contract promise key service")
COUNTED = TABLE.view("due done missed not_recorded open records")
RECORD = TABLE.view("opened level systems state clocks_told sha256")
AUDIT = (*BEFORE, *map(_of_promise, OF_PROMISES.split()), *COUNTED, *RECORD)
PLAIN = (
    *BEFORE,
    *map(
        _of_promise,
        ["clock", "engineers", "every", "within", "since", "hours", "first", "last", "article"],
    ),
    *TABLE.view("due_times done_times missed_times silent_times open_times records"),
    *TABLE.view("opened level systems state clocks sha256 steps"),
)
# a sheet of A4 across: what kind of promise it is stands in its key, its first day before its last
PROMISES = (
    *TABLE.view("contract key service"),
    *map(_of_promise, ["promised", "within", "last"]),
    *TABLE.view("due done missed not_recorded"),
    _of_promise("article"),
)
RECORDS = TABLE.view("contract promise key service opened systems state turns links missing sha256")


# -- sheets of a workbook --------------------------------------------------------------------------

Timed = tuple[View, Clock | None]


def incidents(book: ServiceBook) -> Iterator[Timed]:
    """Each clock of each incident; an incident without one stands there all the same."""
    for view in book.views:
        if view.is_incident:
            yield from ((view, clock) for clock in view.sheet.clocks or (None,))


def _of_clock(cell: Any) -> Any:
    return lambda row, words: cell(row[1], row[0], words) if row[1] else None


def _moment(name: str) -> Any:
    def cell(clock: Clock, *_: Any) -> str | None:
        moment = getattr(clock, name)
        return at_text(moment) if moment else None

    return _of_clock(cell)


CLOCKS = (
    Column("column.contract", "code", cell=lambda r, _: r[0].case.id),
    Column("column.record", "code", cell=lambda r, _: r[0].matter.id),
    Column("column.called", cell=lambda r, _: r[0].matter.title),
    Column("column.opened-at", cell=lambda r, _: at_text(r[0].matter.opened_at)),
    Column("column.systems", cell=lambda r, words: _systems(r[0], words)),
    Column("column.state", cell=lambda r, words: state_text(r[0].matter, words)),
    Column("column.level", "code", cell=_of_clock(lambda c, *_: c.level.key)),
    Column("column.clock", cell=_of_clock(lambda c, _, words: words(f"clock.{c.kind}"))),
    Column("column.target", "code", cell=_of_clock(lambda c, *_: c.level.texts.get(c.kind))),
    Column("column.starts-at", cell=_moment("starts_at")),
    Column("column.due-at", cell=_moment("due_at")),
    Column("column.met-at", cell=_moment("met_at")),
    Column(
        "column.verdict",
        cell=_of_clock(lambda c, _, words: words(f"matter.clock-{c.state}")),
    ),
    Column("column.over-minutes", "count", cell=_of_clock(lambda c, *_: minutes(c.over, late=True))),
    Column("column.counts", cell=_of_clock(lambda c, _, words: words("matter.yes") if c.counts else None)),
    Column("column.marks", cell=_of_clock(lambda c, v, words: _marks(c, v, words))),
    Column("column.sha256", "code", cell=lambda r, _: " ".join(files_of(r[0]))),
)  # fmt: skip


def _marks(clock: Clock, view: View, words: Words) -> str:
    told = (words(f"matter.mark-{mark}") for mark in marks_of(clock, view))
    return words("list.separator").join(told)


Stepped = tuple[View, Step]


def steps(book: ServiceBook) -> Iterator[Stepped]:
    """Each act on each record."""
    return ((view, step) for view in book.views for step in view.matter.steps)


def _confirmed(row: Stepped, _: Words) -> str:
    view, step = row
    return other_word(step, view.matter)[0]


def _objected(row: Stepped, words: Words) -> str:
    view, step = row
    reasons = (each.act.reason for each in other_word(step, view.matter)[1])
    return words("list.semicolon").join(reasons)


def _told(row: Stepped, words: Words) -> str:
    return words("list.semicolon").join(fields_told(row[1].act, words))


STEPS = (
    Column("column.contract", "code", cell=lambda r, _: r[0].case.id),
    Column("column.record", "code", cell=lambda r, _: r[0].matter.id),
    Column("column.number", "count", cell=lambda r, _: r[1].number),
    Column("column.step", cell=lambda r, words: verb_text(r[1].verb, r[0].matter.noun, words)),
    Column("column.opened-at", cell=lambda r, _: at_text(r[1].moment)),
    Column("column.role", cell=lambda r, _: r[1].act.by),
    Column("column.side", cell=lambda r, words: words(f"party.{r[1].act.side}")),
    Column("column.word-of", cell=lambda r, words: words(f"matter.source-{r[1].act.source}")),
    Column("column.signed-by", cell=lambda r, _: r[1].act.signed_by),
    Column("column.confirmed-by", cell=_confirmed),
    Column("column.objections", cell=_objected),
    Column("column.told", cell=_told),
    Column("column.reason", cell=lambda r, _: r[1].act.reason),
    Column("column.note", cell=lambda r, _: r[1].act.note),
    Column("column.event", "code", cell=lambda r, _: r[1].act.event),
    Column("column.recorded-at", cell=lambda r, _: r[1].recorded_at),
    Column("column.actor", cell=lambda r, words: words.actor(r[1].actor)),
    Column("column.sha256", "code", cell=lambda r, _: " ".join(f.sha256 for f in r[1].act.files)),
)
