"""Checking the whole store, bytes and chains first; and holding it against a seal kept outside."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import STORE_CHAIN
from svcctl.desk.desk import Desk
from svcctl.desk.doubting import replayed
from svcctl.desk.looking import Look, looking
from svcctl.store.journal import Changed, open_journal
from svcctl.store.scopes import ALL
from svcctl.store.verdict import Broken, Doubt, Sealed, StoreVerdict
from svcctl.store.verify import verify

if TYPE_CHECKING:
    from svcctl.desk.sealing import SealFile
    from svcctl.store.chain import ChainRow, Hash, Stored

Check = Callable[[Look], Iterable[Broken | Doubt]]


def lists_hold(look: Look) -> Iterable[Broken]:
    """The contracts of which a list beside the journal says something else than the journal."""
    from svcctl.desk.bands import differing

    # lists are made of the facts about money, whatever else is looked at
    return (Broken(chain, "list") for chain in differing(Look(look.desk, look.journal)))


# what is looked at in a store whose chains hold
CHECKS: tuple[Check, ...] = (replayed, lists_hold)


def checked(desk: Desk, head: str = "") -> StoreVerdict:
    """What a walk over all rows finds, or that there is no way in."""

    def follow(rows: "Iterable[Stored]", total: Callable[[], int]) -> "Iterable[Stored]":
        return desk.followed(rows, total, "progress.events")

    try:
        journal = open_journal(desk.store_place)
    except Refusal as refusal:
        if refusal.key != "store.damaged":
            raise
        # whoever is sent here to find out where is not sent here again
        return StoreVerdict(0, 0, {}, (Broken(STORE_CHAIN, "structure"),))
    try:
        return verify(journal, head, follow, desk.known_at, by_path=True)
    finally:
        journal.close()


def looked_into(desk: Desk, found: StoreVerdict, checks: Sequence[Check]) -> StoreVerdict:
    """What was found of a store whose chains hold, with what those checks find."""
    with looking(desk, scope=ALL) as look:
        more = [each for check in checks for each in check(look)]
        look.journal.unread.clear()  # named among the doubts
        desk.left_out.clear()
    return found._replace(
        broken=tuple(each for each in more if isinstance(each, Broken)),
        doubts=(*found.doubts, *(each for each in more if isinstance(each, Doubt))),
    )


def whole(desk: Desk) -> StoreVerdict:
    """The same of a store in which all is as it was recorded; Refusal for another."""
    found = checked(desk)
    if found.broken:
        raise Changed("store.changed", event=found.broken[0].at, path=desk.store_place)
    return found


def held(
    desk: Desk, found: StoreVerdict, seal: "SealFile", path: str, signers: str
) -> StoreVerdict:
    """What was found, with who signed a seal and how many facts it covers."""
    from svcctl.desk.sealing import signed

    names = list(signed(path, signers)) if signers else []
    covers = sum(map(found.covered_by, seal.heads))
    who = tuple(dict.fromkeys(name for name in names if isinstance(name, str)))
    wrong = [name for name in names if isinstance(name, Broken)]
    state, differing = _by_sm3(desk, found, seal)
    told = Sealed(covers, max(found.facts() - covers, 0), who, state)
    return found._replace(broken=(*found.broken, *wrong, *differing), sealed=told)


def _by_sm3(desk: Desk, found: StoreVerdict, seal: "SealFile") -> tuple[str, list[Broken]]:
    """Whether the heads by SM3 hold, and where they do not."""
    from svcctl.store.rehash import sm3
    from svcctl.store.verify import heads_noted

    if not seal.sm3:
        return "none", []
    try:
        digest = sm3()
    except Refusal:
        return "unchecked", []
    if found.broken:  # what is said there already is not said in other digits
        return "unchecked", []
    noted, wrong = heads_noted(",".join(seal.sm3)), []
    for row in rehashed_rows(desk, digest):
        expected = noted.pop((row.chain, row.seq), None)
        if expected not in (None, {row.hash}):
            wrong.append(Broken(f"{row.chain}#{row.seq}", "sm3"))
    wrong += [Broken(f"{chain}#{seq}", "cut-off") for chain, seq in noted]
    return "differs" if wrong else "holds", wrong


def rehashed_rows(desk: Desk, digest: "Hash") -> "Iterable[ChainRow]":
    """The rows of a whole store, linked by another hash, chain by chain."""
    from svcctl.store.rehash import rehashed, stored_rows

    journal = open_journal(desk.store_place)
    try:
        with journal.snapshot():
            for row, *_ in rehashed(stored_rows(journal), digest):
                if row.recorded_at <= desk.known_at:
                    yield row
    finally:
        journal.close()
