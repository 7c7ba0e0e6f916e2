"""Contracts that cannot be worked out, as nobody checked their terms: left out of an answer, and named."""

from collections.abc import Iterable, Iterator
from typing import NoReturn

from svcctl.billing.position import CalendarDays
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import Document
from svcctl.casebook.kinds import CALENDAR_CHAIN, STORE_CHAIN, Fact, WithTerms
from svcctl.casebook.replay import effective, said
from svcctl.desk.desk import Desk
from svcctl.desk.failing import complain
from svcctl.store.journal import Journal
from svcctl.store.scopes import MONEY
from svcctl.store.suppliers import of_many

NAMED = 3  # one by one; `audit verify` names all


class LeftOut(Refusal):
    """The contract that was asked about cannot be worked out: the answer is no, whatever was typed."""

    code = 1


def leave_out(desk: Desk, journal: Journal, chain: str, error: Exception) -> None:
    """Go on without a contract over which the rules stumbled; Refusal where it was asked about."""
    note(desk, journal, chain, error)
    refuse_asked(desk, chain)


def note(desk: Desk, journal: Journal, chain: str, error: Exception) -> None:
    """Note that a contract cannot be worked out; what is our own fault is raised.

    To a server a login of finance may add terms that no contract file could have: they must not
    stop the lists of all others.
    """
    event = blamed(journal, chain)
    # on another day a calendar may not reach as far as sound terms do
    far = isinstance(error, Refusal) and desk.as_of != desk.today
    if not event or (far and not _of_wrong_terms(journal, event)):
        raise error
    desk.left_out[chain] = event


def _of_wrong_terms(journal: Journal, event: str) -> bool:
    facts = journal.facts(event.rpartition("#")[0], MONEY)
    return event in wrong_terms(facts, calendars_in(journal))


def refuse_asked(desk: Desk, chain: str) -> None:
    """Refusal where it is this contract that was asked about."""
    if desk.contract is not None or desk.beside:
        refuse(desk, chain)


def refuse(desk: Desk, chain: str) -> NoReturn:
    """Say that a contract cannot be worked out, and why."""
    raise LeftOut("fact.left-out", contract=chain, event=desk.left_out[chain])


def blamed(journal: Journal, chain: str) -> str:
    """The fact with terms that no file could have; of what a login may have added the last terms."""
    facts = effective(journal.facts(chain, MONEY))
    wrong = next(wrong_terms(facts, calendars_in(journal)), "")
    if wrong or not of_many(journal.driver, journal.facts(STORE_CHAIN)):
        return wrong
    return next((fact.id for fact in reversed(facts) if isinstance(fact.says, WithTerms)), "")


def calendars_in(journal: Journal) -> set[str]:
    """The calendars that terms may name."""
    days = said(effective(journal.facts(CALENDAR_CHAIN)), CalendarDays)
    return {each.calendar for each in days}


def wrong_terms(facts: Iterable[Fact], calendars: set[str]) -> Iterator[str]:
    """The facts of a contract with terms that no contract file could have."""
    for fact in facts:
        if isinstance(fact.says, WithTerms):
            terms = fact.says.terms
            if terms.get("id") != fact.chain or _is_wrong(terms, calendars):
                yield fact.id


def _is_wrong(terms: Document, calendars: set[str]) -> bool:
    from svcctl.contracts.check import problems
    from svcctl.contracts.form import dated

    try:
        return bool(problems(dated(terms), calendars))
    except Exception:  # what stands there is no contract in any form
        return True


def name_left_out(desk: Desk) -> None:
    """Tell, on stderr, which contracts are not in an answer; each once in a command."""
    new = {chain: event for chain, event in desk.left_out.items() if chain not in desk.named_out}
    room = max(NAMED - len(desk.named_out), 0)  # a command that stumbles begins again
    for chain, event in list(new.items())[:room]:
        complain(desk.words("fact.left-out", contract=chain, event=event) + "\n", 0)
    if len(new) > room:
        complain(desk.words("fact.left-out-more", count=len(new) - room) + "\n", 0)
    desk.named_out.update(new)
