"""The journal: what was recorded, what still stands, what was late, taking a fact back."""

from collections.abc import Callable, Iterable, Sequence
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
from svcctl.desk.acts import Act
from svcctl.desk.desk import Desk
from svcctl.desk.looking import looking, read_cases
from svcctl.desk.options import Reason, argument, number, text
from svcctl.desk.showing import show
from svcctl.intake.entry import parse_event
from svcctl.store.journal import open_journal

if TYPE_CHECKING:
    from svcctl.store.chain import Stored

USUAL_DELAY = 5  # working days that an entry may take without being called late


def log(desk: Desk) -> None:
    """Every fact in the order recorded, those taken back included."""
    with looking(desk) as look:
        kept = [look.journal.facts(chain) for chain in look.chains()]
    known = [fact for facts in kept for fact in told.known(facts, desk.known_at, desk.as_of)]
    show(desk, told.log(known, desk.words))


def verify(desk: Desk, head: Annotated[str, text("--head", "opt.head", "HEAD")] = "") -> int:
    """Check every chain, payload and file; exit 1 where anything is not as it was recorded."""
    from svcctl.store.verify import verify as check

    journal = open_journal(desk.store_path)
    try:

        def follow(rows: "Iterable[Stored]", total: Callable[[], int]) -> "Iterable[Stored]":
            return desk.followed(rows, total, "progress.events")

        found = check(journal, head, follow, desk.known_at)
    finally:
        journal.close()
    show(desk, told.verdict(found, bool(head), desk.words))
    return 1 if found.broken else 0


def late(desk: Desk, over: Annotated[int | None, number("--over", "opt.over")] = None) -> None:
    """Facts recorded more than so many working days after they happened, and what each moved."""
    days = USUAL_DELAY if over is None else over
    show(desk, told.late(read_cases(desk), days, desk.as_of, desk.words))


def retract(
    act: Act, events: Annotated[list[str], argument("EVENT...", "arg.event")], reason: Reason
) -> None:
    """Take back a fact entered wrongly, by a further fact; the first stays in the journal."""
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

    act.record(build)


def _may_go(case: Case, seq: int) -> bool:
    """Terms may go where others stand before them, or while no other fact rests on them."""
    others = [fact for fact in case.holding if fact.seq != seq]
    [fact] = [fact for fact in case.holding if fact.seq == seq]
    if not isinstance(fact.says, Imported | Corrected):
        return True
    earlier = [o for o in others if isinstance(o.says, Imported | Corrected) and o.seq < seq]
    return bool(earlier) or all(isinstance(other.says, TakenBack) for other in others)


VERBS = {"log": log, "verify": verify, "late": late, "retract": retract, "check-pack": check_pack}
