"""The journal in words: its facts, what was recorded late and moved, whether it still stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from svcctl import workspace
from svcctl.answers.answer import Answer, Column, Table, iso, rows_of
from svcctl.answers.corrected import changes_json, changes_text
from svcctl.answers.facts import describe
from svcctl.answers.recorded import change_text, worth_telling
from svcctl.answers.recorded import changes_json as moved_json
from svcctl.billing.changes import Change
from svcctl.billing.record import Record
from svcctl.billing.terms import Document, Terms, terms_from
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.corrections import Correction, corrected
from svcctl.casebook.kinds import (
    CALENDAR_CHAIN,
    OWN_CHAINS,
    STORE_CHAIN,
    Fact,
    TakenBack,
    WithTerms,
)
from svcctl.casebook.moving import moved
from svcctl.casebook.replay import effective, seq_of, terms_document
from svcctl.i18n import Words
from svcctl.store.verdict import Doubt, StoreVerdict


class FactRow(Record):
    """A fact that was known, whether it still holds, and the terms that name what it is about."""

    fact: Fact
    holds: bool
    terms: Terms | None
    working_days: int = 0  # from when it happened until it was recorded
    moved: Sequence[Change] = ()
    clock: str = ""  # what a clock that was not believed showed when it was recorded
    correction: Correction | None = None  # what it changed of the terms
    document: Document = {}

    @property
    def payload(self) -> dict[str, Any]:
        """What it says, as it is kept; the terms themselves are what `contract show` prints."""
        payload = self.fact.payload
        if isinstance(self.fact.says, WithTerms):
            return {key: value for key, value in payload.items() if key != "terms"}
        return payload


def known(
    facts: Sequence[Fact], known_at: str, as_of: date, clocks: Mapping[str, str]
) -> list[FactRow]:
    """The facts of one chain recorded by then that had happened by the date.

    `clocks`: what the clock showed where it was not believed.
    """
    document = terms_document(effective(facts))
    terms = terms_from(document) if document else None
    holding = {fact.seq for fact in effective(facts, known_at)}
    by_then = as_of.isoformat()
    return [
        FactRow(
            fact,
            fact.seq in holding,
            terms,
            clock=clocks.get(fact.id, ""),
            correction=corrected(fact, effective(facts[: fact.seq - 1])),
            document=document or {},
        )
        for fact in facts
        if fact.recorded_at <= known_at and fact.happened_on <= by_then
    ]


TABLE = Table(
    event=Column("column.event", "code", cell=lambda k, _: k.fact.id),
    happened=Column("column.happened-on", "date", cell=lambda k, _: k.fact.happened_on),
    recorded=Column(
        "column.recorded-at",
        "code",
        spare=True,
        cell=lambda k, _: workspace.local_time(k.fact.recorded_at),
    ),
    entered=Column(
        "column.entered-at",
        "code",
        cell=lambda k, _: workspace.local_time(k.fact.recorded_at),
        plain=lambda k: k.fact.recorded_at,
    ),
    days=Column("column.working-days", "count", cell=lambda k, _: k.working_days),
    actor=Column(
        "column.actor",
        "code",
        spare=True,
        cell=lambda k, words: words.actor(k.fact.actor),
        plain=lambda k: k.fact.actor,
    ),
    kind=Column(
        "column.kind",
        cell=lambda k, words: words(f"kind.{k.fact.kind}"),
        plain=lambda k: k.fact.kind,
    ),
    detail=Column(
        "column.detail", cell=lambda k, words: _detail(k, words), plain=lambda k: k.payload
    ),
    state=Column(
        "column.state",
        cell=lambda k, words: _state(k, words),
        plain=lambda k: "holds" if k.holds else "taken-back",
    ),
    moved=Column("column.moved", cell=lambda k, words: _moved_text(k.moved, words)),
)
LOG = TABLE.view("event happened recorded actor kind detail state")
AUDIT = TABLE.view("event happened entered actor kind detail state")
LATE = TABLE.view("event happened recorded days actor kind state moved")


def _state(known: FactRow, words: Words) -> str:
    state = words("fact.holds" if known.holds else "fact.taken-back")
    if known.clock:
        state += words("fact.clock", clock=workspace.local_time(known.clock))
    return state


def _detail(known: FactRow, words: Words) -> str:
    """What a fact says; of a correction, every term before and after too."""
    told = [describe(known.fact, words, known.terms)]
    if known.correction:
        told.append(changes_text(known.correction.changes, known.document, words))
    return words("list.semicolon").join(filter(None, told))


def log(facts: Sequence[FactRow], words: Words) -> Answer:
    """Every fact in the order recorded, those taken back included."""
    return Answer(
        data={"events": [_json(known) for known in facts]},
        columns=LOG,
        rows=lambda: list(rows_of(LOG, facts, words)),
        head=[words("log.title", count=len(facts))],
    )


def _json(known: FactRow) -> dict[str, Any]:
    fact = known.fact
    told: dict[str, Any] = {"clock": known.clock} if known.clock else {}
    if known.correction:
        told["changes"] = changes_json(known.correction.changes)
    return told | {
        "event": fact.id,
        "chain": fact.chain,
        "seq": fact.seq,
        "kind": fact.kind,
        "happened_on": fact.happened_on,
        "recorded_at": fact.recorded_at,
        "actor": fact.actor,
        "holds": known.holds,
        "payload": known.payload,
    }


# -- whether it stands -----------------------------------------------------------------------------


def verdict(found: StoreVerdict, noted: bool, words: Words) -> Answer:
    """What a check of the whole store found; `noted`: whether heads were given."""
    contracts = [text for chain, text in found.heads.items() if chain not in OWN_CHAINS]
    data = {
        "ok": not found.broken,
        "contracts": found.contracts,
        "events": found.events,
        "head": ",".join(contracts),
        "calendar_head": found.heads.get(CALENDAR_CHAIN, ""),
        "store_head": found.heads.get(STORE_CHAIN, ""),
        "broken_at": found.broken[0].at if found.broken else None,
        "problems": [{"at": broken.at, "what": broken.what} for broken in found.broken],
    }
    data["doubts"] = [{"at": doubt.at, "what": doubt.what} for doubt in found.doubts]
    if noted:
        data["uncovered"] = list(found.uncovered)
    if found.sealed:
        data["seal"] = found.sealed._asdict() | {"signers": list(found.sealed.signers)}
    if found.broken:
        lines = [words("verify.broken", count=len(found.broken))]
        lines += [words("verify.at", at=b.at, what=words(f"broken.{b.what}")) for b in found.broken]
    else:
        lines = [words("verify.ok", contracts=found.contracts, events=found.events)]
        own = [found.heads[chain] for chain in OWN_CHAINS if chain in found.heads]
        lines += [words("verify.head", head=text) for text in (*contracts, *own)]
    if found.doubts:
        lines.append(words("verify.doubts", count=len(found.doubts)))
        lines += [words("verify.at", at=d.at, what=_doubt(d, words)) for d in found.doubts]
    if found.sealed:
        who = words("list.separator").join(found.sealed.signers)
        key = "seal.signed" if who else "seal.unsigned"
        values = {"count": found.sealed.covers, "after": found.sealed.after}
        lines.append(words(key, signers=who, signatures=len(found.sealed.signers), **values))
    if found.uncovered:
        chains = words("list.separator").join(found.uncovered)
        lines.append(words("verify.uncovered", chains=chains))
    return Answer(data=data, head=lines)


def sealed(path: str, text: str, words: Words) -> Answer:
    """What to do with a seal's file."""
    digest = sha256(text.encode()).hexdigest()
    heads = len(text.splitlines()) - 2
    lines = [words("seal.done", count=heads, digest=digest), words("seal.next", path=path)]
    return Answer(data=None, head=lines)


def backed_up(path: str, found: StoreVerdict, words: Words) -> Answer:
    """Where a backup lies, what is in it, and its heads."""
    counts = {"contracts": found.contracts, "events": found.events}
    contracts = [head for chain, head in found.heads.items() if chain not in OWN_CHAINS]
    heads = contracts + [found.heads[chain] for chain in OWN_CHAINS if chain in found.heads]
    lines = [words("backup.done", path=path, **counts)]
    lines += [words("verify.head", head=head) for head in heads]
    return Answer(data={"backup": path, **counts, "heads": heads}, head=lines)


def _doubt(doubt: Doubt, words: Words) -> str:
    why = doubt.because
    text = words(f"refusal.{why.key}", **why.values) if why else ""
    return words(f"doubt.{doubt.what}") + text


# -- what was recorded late ------------------------------------------------------------------------


def late(
    cases: Sequence[Case], over: int, as_of: date, clocks: Mapping[str, str], words: Words
) -> Answer:
    """Facts recorded more than so many working days after they happened, and what each moved.

    Where the clock was not believed, a fact is told however late it seems to be.
    """
    found = [known for case in cases for known in _late(case, over, clocks)]
    return Answer(
        data={"as_of": iso(as_of), "over": over, "events": [_late_json(each) for each in found]},
        columns=LATE,
        rows=lambda: list(rows_of(LATE, found, words)),
        head=[words("late.title", over=over, count=len(found))],
    )


def _late_json(known: FactRow) -> dict[str, Any]:
    moved = moved_json(known.moved, known.fact.chain)
    return _json(known) | {"working_days": known.working_days, "moved": moved}


def _moved_text(moved: Sequence[Change], words: Words) -> str:
    told = [change_text(change, words) for change in worth_telling(moved)]
    return words("list.semicolon").join(told) or words("late.nothing")


def _late(case: Case, limit: int, clocks: Mapping[str, str]) -> Iterator[FactRow]:
    """The contract before and after each late fact was recorded, by what was known then."""
    books = _Books(case)
    for fact in case.recorded:
        if fact.happened_on > case.as_of.isoformat():
            continue
        days = _working_days(case, _from(fact, case), _day_of(fact))
        clock = clocks.get(fact.id, "")
        if days > limit or clock:
            holds = fact in case.holding
            yield FactRow(fact, holds, case.terms, max(days, 0), books.moved_by(fact), clock)


class _Books:
    """The contract as it stood in the books after each of its facts."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.after: dict[int, Case | None] = {}  # by how many facts there were

    def moved_by(self, fact: Fact) -> list[Change]:
        """What a fact moved when it was recorded; facts of one command are looked at together."""
        recorded = self.case.recorded
        first = last = recorded.index(fact)
        while first and _together(recorded[first - 1], fact):
            first -= 1
        while last + 1 < len(recorded) and _together(recorded[last + 1], fact):
            last += 1
        # by the order of recording, not by its times: of a clock that stood still they are the same
        before, after = self._with(first), self._with(last + 1)
        return moved(before, after) if before else []  # terms first agreed have nothing to move

    def _with(self, count: int) -> Case | None:
        if count not in self.after:
            case, known = self.case, effective(self.case.recorded[:count])
            self.after[count] = case_from(case.id, known, case.as_of, case.calendar_named)
        return self.after[count]


def _day_of(fact: Fact) -> date:
    """The day on which a fact was recorded, in China."""
    moment = datetime.fromisoformat(fact.recorded_at.replace("Z", "+00:00"))
    return moment.astimezone(workspace.SHANGHAI).date()


def _from(fact: Fact, case: Case) -> date:
    """The day from which a fact is awaited: its own, or that on which a mistake got in."""
    if isinstance(fact.says, TakenBack):
        seq = seq_of(fact.says.target)
        return next((_day_of(each) for each in case.recorded if each.seq == seq), _day_of(fact))
    return fact.says.on


def _working_days(case: Case, start: date, end: date) -> int:
    # a clock that ran far ahead may have recorded in a year that no calendar reaches
    last = date(max(case.calendar.sources), 12, 31)
    return case.calendar.between(min(start, last), min(end, last))


def _together(one: Fact, other: Fact) -> bool:
    """Whether two facts were recorded by one command: at one moment, of one kind and day."""
    moments = {(fact.recorded_at, fact.kind, fact.happened_on) for fact in (one, other)}
    return len(moments) == 1
