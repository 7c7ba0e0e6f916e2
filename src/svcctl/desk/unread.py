"""Facts of which nothing can be made, named beside an answer that leaves them out."""

from svcctl.casebook.kinds import Unread
from svcctl.desk.desk import Desk
from svcctl.desk.failing import complain
from svcctl.store.journal import Journal

NAMED = 3  # one by one; `audit verify` names all


def name_unread(desk: Desk, journal: Journal) -> None:
    """Tell, on stderr, which facts were met that count for nothing."""
    found = list(journal.unread.values())
    for fact in found[:NAMED]:
        newer = isinstance(fact.says, Unread) and fact.says.newer
        key = "fact.unread-newer" if newer else "fact.unread"
        what = desk.words.kind(fact.kind)
        complain(desk.words(key, event=fact.id, what=what) + "\n", 0)
    if len(found) > NAMED:
        complain(desk.words("fact.unread-more", count=len(found) - NAMED) + "\n", 0)
    journal.unread.clear()
