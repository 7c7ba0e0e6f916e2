"""Facts of which nothing can be made, named beside an answer that leaves them out."""

from collections.abc import Sequence

from svcctl.casebook.kinds import OWN_CHAINS, Fact, Unread
from svcctl.desk.desk import Desk
from svcctl.desk.failing import complain
from svcctl.store.journal import Journal
from svcctl.store.left_out import NAMED, Left, Met


def name_unread(desk: Desk, journal: Journal) -> None:
    """Tell, on stderr, which facts were met that count for nothing."""
    name_these(desk, [told(fact) for fact in journal.unread.values()])
    journal.unread.clear()


def name_kept(desk: Desk, journal: Journal, kept: Left) -> None:
    """The same beside an answer from lists, which know the facts of the contracts."""
    others = [told(fact) for fact in journal.unread.values() if fact.chain in OWN_CHAINS]
    name_these(desk, [*others, *kept.first], len(others) + kept.facts)
    journal.unread.clear()


def told(fact: Fact) -> Met:
    """What is told of one."""
    return Met(fact.id, fact.kind, isinstance(fact.says, Unread) and fact.says.newer)


def name_these(desk: Desk, found: Sequence[Met], count: int | None = None) -> None:
    """The first of so many facts that count for nothing."""
    for fact in found[:NAMED]:
        key = "fact.unread-newer" if fact.newer else "fact.unread"
        complain(desk.words(key, event=fact.id, what=desk.words.kind(fact.kind)) + "\n", 0)
    if (more := (len(found) if count is None else count) - NAMED) > 0:
        complain(desk.words("fact.unread-more", count=more) + "\n", 0)
