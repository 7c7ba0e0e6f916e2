"""What is still open before a contract's file is closed, in words."""

from collections.abc import Sequence

from svcctl.billing.closing import Open
from svcctl.billing.money import grouped
from svcctl.billing.terms import Terms
from svcctl.i18n import Words


def open_lines(found: Sequence[Open], terms: Terms, words: Words) -> list[str]:
    """What is open, a line each."""
    lines = [words("close.title", count=len(found))]
    for item in found:
        what = words(f"close.{item.kind}", id=_with_id(item, terms, words))
        sum_ = what if item.fen is None else words("close.sum", what=what, amount=grouped(item.fen))
        lines.append(f"  {sum_}")
    return lines


def open_title(item: Open, terms: Terms, words: Words) -> str:
    """An open thing by the name that people know, where it has one."""
    named = {
        "duty": [(each.key, each.title) for each in terms.obligations],
        "finding": [(each.key, each.named) for each in terms.findings],
        "guarantee": [(each.key, each.title) for each in terms.guarantees],
    }
    kind = item.kind.removesuffix("-letter")
    return next((words.title(title) for key, title in named.get(kind, ()) if key == item.id), "")


def _with_id(item: Open, terms: Terms, words: Words) -> str:
    """Its name, and the id that commands take."""
    title = open_title(item, terms, words)
    return words("close.named", title=title, id=item.id) if title else item.id
