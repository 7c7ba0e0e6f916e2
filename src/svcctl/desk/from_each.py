"""What is made of each contract of a store, one after another or shared out among the cores."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from svcctl.desk.desk import Desk
from svcctl.desk.looking import Look
from svcctl.store.scopes import Scope

if TYPE_CHECKING:
    from svcctl.casebook.case import Case
    from svcctl.store.journal import Journal
    from svcctl.store.sharing import Work

MANY = 500  # contracts; of fewer all is done before a helper has begun
A_PART = 25
Make = Callable[["Case", Any], Any]
Told = tuple[Desk, Scope, Make, Any]
Each = tuple[str, str, str, Any]  # contract, title, the event it was left out for; what was made


def from_each(look: Look, make: Make, told: Any = None) -> Iterator[Any]:
    """What a function of a case, and of what is `told`, makes of each contract.

    In the order of the contracts; each is gone from memory before the next. Of a look that reads
    whatever is in its scope.
    """
    desk, chains = look.desk, look.chains()
    asked: Told = (desk, look.scope, make, told)
    found = in_parts(look.journal, by_parts, asked, chains)
    for each in desk.followed(found, lambda: len(chains), "progress.contracts"):
        if each is None:  # it was not signed by then
            continue
        contract, title, event, made = each
        if event:
            desk.left_out[contract] = event  # a helper has a desk of its own
        else:
            desk.titles[contract] = title
            yield made


def in_parts(journal: "Journal", work: "Work", told: Any, chains: Sequence[str]) -> Iterator[Any]:
    """What `work` makes of chains, a list for each part of them, put together."""
    from svcctl.store.digest import expect_many
    from svcctl.store.sharing import shared

    if len(chains) >= MANY // 2:
        expect_many()
    if len(chains) < MANY:
        yield from chain.from_iterable(map(work(journal, told), ([c] for c in chains)))
        return
    parts = [chains[at : at + A_PART] for at in range(0, len(chains), A_PART)]
    yield from chain.from_iterable(shared(journal, work, told, parts))


def by_parts(journal: "Journal", told: Told) -> Callable[[Sequence[str]], list[Any]]:
    """What makes a part of contracts into what is asked for of each."""
    from svcctl.store.alike import Alike

    desk, scope, make, values = told
    look = Look(desk, journal, scope)
    journal.alike = Alike()

    def of_part(chains: Sequence[str]) -> list[Each | None]:
        found = {
            case.id: (case.id, desk.titles[case.id], "", make(case, values))
            for case in look.of(chains)
        }
        return [found.get(each) or _left_out(each) for each in chains]

    def _left_out(contract: str) -> Each | None:
        event = desk.left_out.get(contract)
        return (contract, "", event, None) if event else None

    return of_part
