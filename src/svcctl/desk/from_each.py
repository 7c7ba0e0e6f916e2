"""What is made of each contract of a store, one after another or shared out among the cores."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from svcctl.desk.desk import Desk
from svcctl.desk.looking import Look
from svcctl.store.scopes import Scope

if TYPE_CHECKING:
    from svcctl.store.journal import Journal

MANY = 500  # contracts; of fewer all is done before a helper has begun
A_PART = 25
Told = tuple[Desk, Scope, str, Any]


def from_each(look: Look, work: str, told: Any = None) -> Iterator[Any]:
    """What `work` (module:function of a case and of what is `told`) makes of each contract.

    In the order of the contracts; each is gone from memory before the next.
    """
    from svcctl.store.sharing import cores, function, shared

    chains = look.chains()
    if len(chains) < MANY or look.read is not None or cores() == 1:
        make = function(work)
        for case in look.walk():
            yield make(case, told)
        return
    parts = [chains[at : at + A_PART] for at in range(0, len(chains), A_PART)]
    asked: Told = (look.desk, look.scope, work, told)
    found = shared(look.journal, "svcctl.desk.from_each:by_parts", asked, parts)
    desk, rows = look.desk, chain.from_iterable(found)
    for contract, title, made in desk.followed(rows, lambda: len(chains), "progress.contracts"):
        desk.titles[contract] = title
        yield made


def by_parts(journal: "Journal", told: Told) -> Callable[[list[str]], list[Any]]:
    """What makes a part of contracts into what is asked for of each."""
    from svcctl.store.sharing import function

    desk, scope, work, values = told
    look, make = Look(desk, journal, scope), function(work)

    def part(chains: list[str]) -> list[Any]:
        return [(case.id, desk.titles[case.id], make(case, values)) for case in look.of(chains)]

    return part
