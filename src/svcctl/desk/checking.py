"""Checking the whole store: its bytes and chains first, then what its facts and lists say."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import STORE_CHAIN
from svcctl.desk.desk import Desk
from svcctl.desk.doubting import replayed
from svcctl.desk.looking import Look, looking
from svcctl.store.journal import open_journal
from svcctl.store.scopes import ALL
from svcctl.store.verdict import Broken, Doubt, StoreVerdict
from svcctl.store.verify import verify

if TYPE_CHECKING:
    from svcctl.store.chain import Stored

Check = Callable[[Look], Iterable[Broken | Doubt]]
# what is looked at in a store whose chains hold; what is kept beside the journal adds its own
CHECKS: tuple[Check, ...] = (replayed,)


def checked(desk: Desk, head: str = "") -> StoreVerdict:
    """What a walk over all rows finds, or that there is no way in."""

    def follow(rows: "Iterable[Stored]", total: Callable[[], int]) -> "Iterable[Stored]":
        return desk.followed(rows, total, "progress.events")

    try:
        journal = open_journal(desk.store_path)
    except Refusal as refusal:
        if refusal.key != "store.damaged":
            raise
        # whoever is sent here to find out where is not sent here again
        return StoreVerdict(0, 0, {}, (Broken(STORE_CHAIN, "structure"),))
    try:
        return verify(journal, head, follow, desk.known_at)
    finally:
        journal.close()


def looked_into(desk: Desk, found: StoreVerdict, checks: Sequence[Check]) -> StoreVerdict:
    """What was found of a store whose chains hold, with what those checks find."""
    with looking(desk, scope=ALL) as look:
        more = [each for check in checks for each in check(look)]
    return found._replace(
        broken=tuple(each for each in more if isinstance(each, Broken)),
        doubts=(*found.doubts, *(each for each in more if isinstance(each, Doubt))),
    )
