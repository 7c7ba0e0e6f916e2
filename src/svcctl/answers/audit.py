"""The journal in words: its facts, and whether it still stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from svcctl import workspace
from svcctl.answers.answer import Answer, Column, Table, rows_of
from svcctl.answers.corrected import changes_json, changes_text
from svcctl.answers.facts import describe
from svcctl.answers.named import Titles
from svcctl.answers.recorded import change_text, worth_telling
from svcctl.billing.changes import Change
from svcctl.billing.position import Breach
from svcctl.billing.record import Record
from svcctl.billing.terms import Document, Terms, terms_from
from svcctl.casebook.corrections import Correction, corrected
from svcctl.casebook.kinds import CALENDAR_CHAIN, OWN_CHAINS, STORE_CHAIN, Fact, Unread, WithTerms
from svcctl.casebook.replay import effective, said, terms_document
from svcctl.i18n import Words
from svcctl.store.verdict import Doubt, Rescued, Sealed, StoreVerdict


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
    left_out: bool = False  # whether its contract cannot be worked out for the terms it has
    titles: Titles = Titles(None)

    @property
    def payload(self) -> dict[str, Any]:
        """What it says, as it is kept; the terms themselves are what `contract show` prints."""
        payload = self.fact.payload
        if isinstance(self.fact.says, WithTerms):
            return {key: value for key, value in payload.items() if key != "terms"}
        return payload


def known(
    facts: Sequence[Fact], known_at: str, as_of: date, clocks: Mapping[str, str], left_out: str = ""
) -> list[FactRow]:
    """The facts of one chain recorded by then that had happened by the date.

    `clocks`: what the clock showed where it was not believed. `left_out`: the fact with terms that
    cannot be worked out: then nothing is told by the terms.
    """
    document = terms_document(effective(facts)) if not left_out else None
    terms = terms_from(document) if document is not None else None
    titles = Titles(terms, said(facts, Breach))
    holding = {fact.seq for fact in effective(facts, known_at)}
    by_then = as_of.isoformat()
    return [
        FactRow(
            fact,
            fact.seq in holding and not isinstance(fact.says, Unread),
            terms,
            clock=clocks.get(fact.id, ""),
            correction=corrected(fact, effective(facts[:place])) if not left_out else None,
            left_out=fact.id == left_out,
            document=document or {},
            titles=titles,
        )
        for place, fact in enumerate(facts)
        if fact.recorded_at <= known_at and fact.happened_on <= by_then
    ]


TABLE = Table(
    event=Column("column.event", "code", cell=lambda k, _: k.fact.id),
    contract=Column("column.contract", "code", cell=lambda k, _: k.fact.chain),
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
        "column.kind", cell=lambda k, words: words.kind(k.fact.kind), plain=lambda k: k.fact.kind
    ),
    detail=Column(
        "column.detail", cell=lambda k, words: _detail(k, words), plain=lambda k: k.payload
    ),
    state=Column(
        "column.state", cell=lambda k, words: _state(k, words), plain=lambda k: _plain_state(k)
    ),
    moved=Column("column.moved", cell=lambda k, words: _moved_text(k, words)),
)
LOG = TABLE.view("event happened recorded actor kind detail state")
AUDIT = TABLE.view("event happened entered actor kind detail state")
LATE = TABLE.view("event happened recorded days actor kind state moved")


def of_several(columns: Sequence[Column], facts: Sequence[FactRow]) -> Sequence[Column]:
    """The columns with the contract behind the event, where there are facts of several."""
    several = len({known.fact.chain for known in facts}) > 1
    return (columns[0], TABLE.columns["contract"], *columns[1:]) if several else columns


def _plain_state(known: FactRow) -> str:
    if isinstance(known.fact.says, Unread):
        return "not-read"
    return "holds" if known.holds else "taken-back"


def _state(known: FactRow, words: Words) -> str:
    if isinstance(known.fact.says, Unread):
        return words("fact.not-read")
    state = words("fact.holds" if known.holds else "fact.taken-back")
    if known.left_out:
        state += words("fact.not-worked-out")
    if known.clock:
        state += words("fact.clock", clock=workspace.local_time(known.clock))
    return state


def _moved_text(known: FactRow, words: Words) -> str:
    words = known.titles.words(words)
    told = [change_text(change, words, known.terms) for change in worth_telling(known.moved)]
    return words("list.semicolon").join(told) or words("late.nothing")


def _detail(known: FactRow, words: Words) -> str:
    """What a fact says; of a correction, every term before and after too."""
    if isinstance(known.fact.says, Unread):
        return ""
    told = [describe(known.fact, known.titles.words(words), known.terms)]
    if known.correction:
        told.append(changes_text(known.correction.changes, known.document, words))
    if known.fact.closed:
        told.append(words("fact.closed"))
    return words("list.semicolon").join(filter(None, told))


def log(facts: Sequence[FactRow], words: Words) -> Answer:
    """Every fact in the order recorded, those taken back included."""
    columns = of_several(LOG, facts)
    unread = [each.fact for each in facts if isinstance(each.fact.says, Unread)]
    data: dict[str, Any] = {
        "events": [fact_json(each) for each in facts if not isinstance(each.fact.says, Unread)]
    }
    blamed = [each.fact for each in facts if each.left_out]
    if blamed:
        data["left_out"] = [{"contract": fact.chain, "event": fact.id} for fact in blamed]
    if unread:
        data["unread"] = [{"event": fact.id, "kind": fact.kind} for fact in unread]
    return Answer(
        data=data,
        columns=columns,
        rows=lambda: list(rows_of(columns, facts, words)),
        head=[words("log.title", count=len(facts))],
    )


def fact_json(known: FactRow) -> dict[str, Any]:
    """A fact as it stands in the journal, as scripts read it."""
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
    if found.rescued:
        data["rescued"] = [each._asdict() | {"chain": each.chain or None} for each in found.rescued]
    lines += [rescued_text(each, words) for each in found.rescued]
    if found.doubts:
        lines.append(words("verify.doubts", count=len(found.doubts)))
        lines += [words("verify.at", at=d.at, what=doubt_text(d, words)) for d in found.doubts]
    if found.sealed:
        lines += _by_seal(found.sealed, words)
    data |= {name: count for name, count in hidden_of(found).items() if count}
    lines += hidden_told(found, words)
    if found.uncovered:
        chains = words("list.separator").join(found.uncovered)
        lines.append(words("verify.uncovered", chains=chains))
    return Answer(data=data, head=lines)


HIDDEN = {
    "hidden": "verify.hidden",
    "closed": "verify.closed",
    "closed_files": "verify.closed-files",
}


def hidden_of(found: StoreVerdict) -> dict[str, int]:
    """How much this login may not read, and how many files it may not have."""
    return {name: getattr(found, name) for name in HIDDEN}


def hidden_told(found: StoreVerdict, words: Words) -> list[str]:
    """The same in words, a line each."""
    return [words(HIDDEN[name], count=count) for name, count in hidden_of(found).items() if count]


def _by_seal(sealed: Sealed, words: Words) -> list[str]:
    """How much a seal covers, who signed it, and whether its heads by SM3 were checked."""
    who = words("list.separator").join(sealed.signers)
    key = "seal.signed" if who else "seal.unsigned"
    values = {"count": sealed.covers, "after": sealed.after}
    signed = words(key, signers=who, signatures=len(sealed.signers), **values)
    return [signed, *_by_sm3(sealed.sm3, words)]


def _by_sm3(state: str, words: Words) -> list[str]:
    """Of a seal that has heads by SM3 whether they were checked; a break is told with the others."""
    told = {"holds": "seal.sm3-holds", "unchecked": "seal.sm3-unchecked"}
    return [words(told[state])] if state in told else []


def rescued_text(rescued: Rescued, words: Words) -> str:
    """From where on a chain's heads are not those that were handed out before a rescue."""
    return words("verify.rescued" if rescued.chain else "verify.rescued-gaps", **rescued._asdict())


def doubt_text(doubt: Doubt, words: Words) -> str:
    """What is in doubt, and why it could not be recorded beside the rest."""
    why = doubt.because
    values = dict(why.values) if why else {}
    if why and why.key == "fact.of-kind":
        values["what"] = words.kind(values["what"])
    text = words(f"refusal.{why.key}", **values) if why else ""
    return words(f"doubt.{doubt.what}") + text
