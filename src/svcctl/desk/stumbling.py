"""Which contracts a command can have stumbled over, where rules met terms that nobody checked."""

from collections.abc import Sequence

from svcctl.billing.refusal import Refusal
from svcctl.billing.watched import Watch, Watched
from svcctl.casebook.case import case_from
from svcctl.casebook.objections import objections
from svcctl.casebook.replay import effective
from svcctl.desk.desk import Desk
from svcctl.desk.left_out import blamed, calendars_in, wrong_terms
from svcctl.desk.looking import Look
from svcctl.store.journal import open_journal
from svcctl.store.scopes import MONEY


def found(desk: Desk) -> bool:
    """Whether there are some that were not left out yet; they are from here on."""
    try:
        journal = open_journal(desk.store_place)
    except Refusal:
        return False
    try:
        with journal.snapshot():
            look = Look(desk, journal)
            chains = [chain for chain in journal.contracts() if chain not in desk.left_out]
            new = _stumbling(look, chains) or _unsound(look, chains)
    except Refusal:  # the store is not what was recorded, or has no calendar
        return False
    finally:
        journal.close()
    desk.left_out.update(new)
    return bool(new)


def _stumbling(look: Look, chains: Sequence[str]) -> dict[str, str]:
    """The contracts of which the lists cannot be worked out, with the facts to blame."""
    stumbling = [chain for chain in chains if _stumbles(look, chain)]
    facts = {chain: blamed(look.journal, chain) for chain in stumbling}
    return {chain: event for chain, event in facts.items() if event}


def _stumbles(look: Look, chain: str) -> bool:
    from svcctl.answers.banded import banded

    facts, named = effective(look.journal.facts(chain, MONEY)), look.calendars()
    watch = Watch(look.desk.as_of)
    try:
        case = case_from(chain, facts, Watched(watch), named)
        if case:
            banded(case, watch, [])
            objections(case.holding, case.sight)
    except Exception:  # whatever it is
        return True
    return False


def _unsound(look: Look, chains: Sequence[str]) -> dict[str, str]:
    """The contracts with terms that no contract file could have, with the facts that have them."""
    known = calendars_in(look.journal)
    found: dict[str, str] = {}
    for chain in chains:
        facts = effective(look.journal.facts(chain, MONEY))
        found.update((chain, event) for event in wrong_terms(facts, known))
    return found
