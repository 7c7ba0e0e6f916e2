"""Recording a fact: gather under the write lock, check against every day, append, say how to take it back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from svcctl import workspace
from svcctl.billing.changes import Change, changes, damages_changes
from svcctl.billing.money import fen, grouped
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import Terms
from svcctl.casefile import Case, case_from
from svcctl.commands.desk import Desk, read_file, understanding
from svcctl.export.fact_text import describe
from svcctl.export.report import Report
from svcctl.facts import Event
from svcctl.i18n import Words
from svcctl.impossible import objections
from svcctl.ledger import NOBODY_KNEW_LATER, effective
from svcctl.store.journal import Draft, Journal

LARGEST_EVIDENCE = 256 * 2**20  # bytes; SQLite takes a thousand million, a reader's patience less


class Evidence(NamedTuple):
    """A file that backs a fact: what the fact says of it, and its bytes."""

    mention: dict[str, Any]
    content: bytes


class Entry(NamedTuple):
    """A fact to be recorded, and what to tell the person beside it."""

    kind: str
    on: date
    payload: dict[str, Any]
    warnings: tuple[str, ...] = ()


class Recorded(NamedTuple):
    """What was recorded, or would be, and what it changes."""

    events: Sequence[Event]
    changes: Sequence[Change]
    warnings: Sequence[str]
    dry_run: bool
    terms: Terms


Build = Callable[[Case], Sequence[Entry]]


def evidence(paths: Sequence[str] | None) -> list[Evidence]:
    """The files named, read; Refusal where one cannot be, or is too large to keep."""
    found = []
    for text in paths or ():
        path, content = read_file(text)
        if len(content) > LARGEST_EVIDENCE:
            raise Refusal("file.too-large", path=text, mib=LARGEST_EVIDENCE >> 20)
        found.append(Evidence(mention(path, content), content))
    return found


def mention(path: Path, content: bytes) -> dict[str, Any]:
    """What a fact says of a file: its name, its SHA-256, its size in bytes."""
    return {"name": path.name, "sha256": sha256(content).hexdigest(), "size": len(content)}


def record(desk: Desk, build: Build, files: Sequence[Evidence] = (), dry_run: bool = False) -> None:
    """Record what `build` makes of the one contract asked for, and show it."""
    journal = desk.open(write=not dry_run)
    try:
        with journal.snapshot() if dry_run else journal.writing():
            found = _record(desk, journal, build, files, dry_run)
    finally:
        journal.close()
    show_recorded(desk, found)


def record_each(
    desk: Desk, plan: Callable[[Journal], Mapping[str, Build]], files: Sequence[Evidence] = (), dry_run: bool = False
) -> list[Recorded]:
    """Record for several contracts what `plan` makes of the store, all of it or nothing; the caller shows it."""
    journal = desk.open(write=not dry_run)
    asked = desk.contract
    found = []
    try:
        with journal.snapshot() if dry_run else journal.writing():
            for contract, build in plan(journal).items():
                desk.contract = contract
                found.append(_record(desk, journal, build, files, dry_run))
    finally:
        desk.contract = asked
        journal.close()
    return found


def _record(desk: Desk, journal: Journal, build: Build, files: Sequence[Evidence], dry_run: bool) -> Recorded:
    before = desk.case(journal, NOBODY_KNEW_LATER)  # a fact is checked against everything known
    chain = journal.facts(before.id)
    entries = build(before._replace(recorded=chain))
    for entry in entries:
        if entry.on > desk.today:
            raise Refusal("fact.future", on=entry.on, today=desk.today)
    mentions = [file.mention for file in files]
    drafts = [
        Draft(before.id, e.kind, e.on.isoformat(), e.payload | ({"files": mentions} if mentions else {}))
        for e in entries
    ]
    now = workspace.recorded_now()
    assumed = [
        Event(d.chain, len(chain) + i, d.kind, d.happened_on, now, desk.actor, d.payload)
        for i, d in enumerate(drafts, 1)
    ]
    with understanding(journal.path):
        after = check([*chain, *assumed], chain, before, desk)
    if not dry_run:
        for file in files:
            journal.keep(file.content)
        assumed = journal.append(drafts, desk.actor, now)
    moved = changes(before.standings, after.standings if after else ())
    if after and before.terms.rules:
        from svcctl.billing.damages import assess

        moved += damages_changes(assess(before.sight), assess(after.sight))
    return Recorded(assumed, moved, [w for e in entries for w in e.warnings], dry_run, before.terms)


def check(chain: Sequence[Event], chain_before: Sequence[Event], before: Case, desk: Desk) -> Case | None:
    """The contract with the new facts; Refusal where they make one fact, earlier or later, impossible."""
    holding = effective(chain)
    after = case_from(before.id, holding, desk.as_of, before.calendar_named)
    latest = after if desk.as_of >= desk.today else case_from(before.id, holding, desk.today, before.calendar_named)
    old = {_what(objection) for objection in objections(effective(chain_before), before.terms)}
    terms = latest.terms if latest else before.terms  # instalments that an amendment adds are known from it on
    for objection in objections(holding, terms):
        if _what(objection) not in old:
            raise objection
    return after


def _what(objection: Refusal) -> tuple[str, str]:
    return objection.key, str(sorted(objection.values.items()))


# -- showing what was recorded ---------------------------------------------------------------------


def show_recorded(desk: Desk, found: Recorded) -> None:
    """What was recorded, what it changed, and how to take it back."""
    desk.show(Report(data=_json(found), head=_sentences(desk, found)))


def _json(found: Recorded) -> dict[str, Any]:
    events = [
        {
            "event": event.id,
            "kind": event.kind,
            "happened_on": event.happened_on,
            "recorded_at": event.recorded_at,
            "actor": event.actor,
        }
        for event in found.events
    ]
    return {
        "dry_run": found.dry_run,
        "recorded": [] if found.dry_run else events,
        "would_record": events if found.dry_run else [],
        "changes": changes_json(found.changes, found.terms.id),
        "warnings": list(found.warnings),
    }


def changes_json(found: Sequence[Change], contract: str) -> list[dict[str, Any]]:
    """Changes as scripts read them, with whole ids."""
    return [change._asdict() | {"id": f"{contract}:{change.id}"} for change in found]


def _sentences(desk: Desk, found: Recorded) -> list[str]:
    words = desk.words
    lines = [words("recorded.dry-run")] if found.dry_run else []
    for event in found.events:
        values = {
            "event": event.id,
            "what": words(f"kind.{event.kind}"),
            "on": event.happened_on,
            "actor": event.actor,
            "detail": describe(event, desk.words, found.terms),
        }
        lines.append(words("recorded.would" if found.dry_run else "recorded.done", **values))
    return lines + effects(desk, found)


def effects(desk: Desk, found: Recorded) -> list[str]:
    """What to look at, what moved, and how to take it back."""
    words = desk.words
    lines = [words("recorded.warning", text=text) for text in dict.fromkeys(found.warnings)]
    told = worth_telling(found.changes)
    lines += ["  " + change_text(change, words) for change in told]
    if not told:
        lines.append(words("recorded.nothing-moved"))
    if found.events and not found.dry_run:
        lines += [words("recorded.take-back"), "  " + _take_back(found.events) + desk.store_option]
    return lines


def _take_back(events: Sequence[Event]) -> str:
    return f'svcctl audit retract {" ".join(event.id for event in events)} --reason "..."'


# the rest follows from these, and stands in the JSON
TOLD = ("amount", "due_on", "status", "outstanding", "damages", "open", "state", "overpaid")
SUMS = ("amount", "paid", "outstanding", "damages", "open", "overpaid")


def worth_telling(found: Sequence[Change]) -> list[Change]:
    """The changes from which a person sees the rest."""
    repriced = {change.id for change in found if change.what == "damages"}
    return [
        change
        for change in found
        if (change.what in TOLD or (change.after and change.what == "days_late"))
        and not (change.what in ("open", "state") and change.id in repriced)
        and not (change.before is None and change.what in ("outstanding", "overpaid"))  # of what there was not before
    ]


def change_text(change: Change, words: Words) -> str:
    """One change in words: before and after."""

    def shown(value: Any) -> str:
        if value is None:
            return words("due.not-running") if change.what == "due_on" else words("value.none")
        if change.what in SUMS:
            return grouped(fen(value))
        families = {"status": "status", "state": "damages"}
        return words(f"{families[change.what]}.{value}") if change.what in families else str(value)

    return words(
        "recorded.change",
        id=change.id,
        what=words(f"change.{change.what}"),
        before=shown(change.before),
        after=shown(change.after),
    )
