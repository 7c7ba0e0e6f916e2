"""The journal: what was recorded, what still stands, what was late, taking a fact back."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from svcctl.answers import audit as told
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import (
    CALENDAR_CHAIN,
    OWN_CHAINS,
    Corrected,
    Imported,
    Retracted,
    TakenBack,
)
from svcctl.commands.audit_pack import check_pack
from svcctl.commands.audit_witness import prove, seal
from svcctl.desk.acts import Act
from svcctl.desk.desk import Desk
from svcctl.desk.looking import Look, looking
from svcctl.desk.options import Maybe, Reason, argument, flag, number, text
from svcctl.desk.showing import show
from svcctl.intake.entry import parse_event
from svcctl.store.scopes import ALL

if TYPE_CHECKING:
    from svcctl.casebook.kinds import Fact
    from svcctl.store.journal import Journal

USUAL_DELAY = 5  # working days that an entry may take without being called late


def log(desk: Desk) -> None:
    """Every fact in the order recorded, those taken back included."""
    with looking(desk, scope=ALL) as look:
        kept = [_of_chain(look.journal, chain) for chain in look.chains()]
        look.journal.unread.clear()  # each stands in its place
        clocks = look.clocks()
        known = [row for facts in kept for row in _known(look, facts, clocks)]
    show(desk, told.log(known, desk.words))


def _known(look: Look, facts: "list[Fact]", clocks: Mapping[str, str]) -> "list[told.FactRow]":
    """The facts of a chain that were known; of a contract that cannot be worked out all the same."""
    desk = look.desk
    try:
        rows = told.known(facts, desk.known_at, desk.as_of, clocks)
        desk.titles.update(
            (row.fact.chain, desk.words.title(row.document["title"]))
            for row in rows
            if row.document
        )
    except Exception as error:
        from svcctl.desk.left_out import note

        note(desk, look.journal, facts[0].chain, error)
        blamed = desk.left_out[facts[0].chain]
        return told.known(facts, desk.known_at, desk.as_of, clocks, blamed)
    return rows


def _of_chain(journal: "Journal", chain: str) -> "list[Fact]":
    """Every fact of a chain, those of which nothing can be made too."""
    facts = journal.facts(chain)
    odd = [fact for fact in journal.unread.values() if fact.chain == chain]
    return sorted([*facts, *odd], key=lambda fact: fact.seq)


def verify(
    desk: Desk,
    head: Annotated[str, text("--head", "opt.head", "HEAD")] = "",
    seal: Annotated[str, text("--seal", "opt.seal", "FILE")] = "",
    signers: Annotated[str, text("--signers", "opt.signers", "FILE")] = "",
    hashes: Annotated[bool, flag("--hashes", "opt.hashes")] = False,
) -> int:
    """Check every chain, payload and file; exit 1 where anything is not as it was recorded."""
    from svcctl.desk.checking import CHECKS, checked, held, looked_into

    if signers and not seal:
        raise Refusal("seal.signers-of", option="--signers")
    file = None
    if seal:
        from svcctl.desk.sealing import read_seal

        file = read_seal(seal)
        head = ",".join(filter(None, [head, *file.heads]))
    found = checked(desk, head)
    if not (hashes or found.broken):
        found = looked_into(desk, found, CHECKS)
    if file:
        found = held(desk, found, file, seal, signers)
    show(desk, told.verdict(found, bool(head), desk.words))
    return 1 if found.broken else 0


def late(desk: Desk, over: Annotated[int | None, number("--over", "opt.over")] = None) -> None:
    """Facts recorded more than so many working days after they happened, and what each moved."""
    from svcctl.answers.late import late as late_answer

    days = USUAL_DELAY if over is None else over
    with looking(desk, scope=ALL) as look:
        cases, clocks = look.cases(), look.clocks()
        chain = look.journal.facts(CALENDAR_CHAIN)
    notices = [fact for fact in chain if fact.recorded_at <= desk.known_at]
    show(desk, late_answer(cases, notices, days, desk.as_of, clocks, desk.words))


def retract(
    act: Act,
    reason: Reason,
    events: Annotated[list[str] | None, argument("EVENT...", "arg.event")] = None,
    imported: Annotated[Maybe, text("--import", "opt.import", "DIGEST")] = None,
) -> None:
    """Take back a fact entered wrongly, by a further fact; the first stays in the journal."""
    if bool(events) == bool(imported):
        raise Refusal("retract.what")
    if imported:
        from svcctl.commands.audit_imports import take_back_import

        take_back_import(act, imported, reason)
        return
    _take_back(act, events or [], reason)


def _take_back(act: Act, events: Sequence[str], reason: str) -> None:
    named = [parse_event(event) for event in events]
    if {chain for chain, _ in named} == {CALENDAR_CHAIN}:
        from svcctl.commands.calendar_import import take_back

        take_back(act, [seq for _, seq in named], reason)
        return
    for chain, seq in named:
        if chain in OWN_CHAINS:
            raise Refusal("retract.own-chain", event=f"{chain}#{seq}")
        act = act._replace(desk=act.desk.at(chain)) if chain else act

    def build(case: Case) -> Sequence[Retracted]:
        held = {fact.seq: fact for fact in case.holding}
        for _, seq in named:
            if seq not in held:
                raise Refusal("fact.unknown", event=f"{case.id}#{seq}")
            if not _may_go(case, seq):
                raise Refusal("retract.terms", event=held[seq].id)
        return [act.said(Retracted, target=held[seq].id, reason=reason) for _, seq in named]

    try:
        act.record(build, ALL)  # any fact may be meant
    except Refusal as refusal:
        if refusal.key != "fact.left-out":
            raise
        from svcctl.commands.audit_terms import take_back_terms

        take_back_terms(act, refusal.values["contract"], [seq for _, seq in named], reason)


def _may_go(case: Case, seq: int) -> bool:
    """Terms may go where others stand before them, or while no other fact rests on them."""
    others = [fact for fact in case.holding if fact.seq != seq]
    [fact] = [fact for fact in case.holding if fact.seq == seq]
    if not isinstance(fact.says, Imported | Corrected):
        return True
    earlier = [o for o in others if isinstance(o.says, Imported | Corrected) and o.seq < seq]
    return bool(earlier) or all(isinstance(other.says, TakenBack) for other in others)


VERBS = {
    "log": log,
    "verify": verify,
    "late": late,
    "retract": retract,
    "seal": seal,
    "prove": prove,
    "check-pack": check_pack,
}
