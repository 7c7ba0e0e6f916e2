"""Taking back terms over which a contract cannot be worked out: what they moved, nobody can tell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.answers.recorded import fact_line, facts_json, take_back
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import case_from
from svcctl.casebook.kinds import Retracted, WithTerms
from svcctl.casebook.payloads import assumed
from svcctl.casebook.replay import effective
from svcctl.desk.acts import Act
from svcctl.desk.left_out import refuse
from svcctl.desk.looking import Look, writing
from svcctl.desk.showing import show
from svcctl.store.scopes import ALL

if TYPE_CHECKING:
    from svcctl.casebook.kinds import Fact


def take_back_terms(act: Act, chain: str, seqs: Sequence[int], reason: str) -> None:
    """Take back terms of a contract that was left out; Refusal where that does not mend it."""
    with writing(act.desk, act.dry_run, ALL) as look:
        recorded = _recorded(act, look, chain, seqs, reason)
        del act.desk.left_out[chain]
    words = act.desk.words
    lines = [words("recorded.dry-run")] if act.dry_run else []
    lines += [fact_line(fact, words, None, act.dry_run) for fact in recorded]
    if not act.dry_run:
        lines += take_back([fact.id for fact in recorded], words, act.desk.store_option)
    data = facts_json(recorded, act.dry_run) | {"changes": [], "warnings": []}
    show(act.desk, Answer(data=data, head=lines))


def _recorded(
    act: Act, look: Look, chain: str, seqs: Sequence[int], reason: str
) -> "Sequence[Fact]":
    desk, journal = act.desk, look.journal
    facts = journal.facts(chain)
    held = {fact.seq: fact for fact in effective(facts)}
    for seq in seqs:
        if seq not in held:
            raise Refusal("fact.unknown", event=f"{chain}#{seq}")
        if not isinstance(held[seq].says, WithTerms):
            refuse(desk, chain)
    says = [act.said(Retracted, target=held[seq].id, reason=reason) for seq in seqs]
    now = workspace.recorded_now()
    found = assumed(chain, journal.length(chain), says, desk.actor, now)
    try:
        case_from(chain, effective([*facts, *found]), desk.today, look.calendars())
    except Exception:  # other terms are wrong too
        refuse(desk, chain)
    return found if act.dry_run else journal.append(chain, says, desk.actor, now)
