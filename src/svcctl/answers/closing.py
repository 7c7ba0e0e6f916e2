"""What is still open before a contract's file is closed, in words."""

from collections.abc import Sequence

from svcctl.billing.closing import Open
from svcctl.billing.money import grouped
from svcctl.i18n import Words


def open_lines(found: Sequence[Open], words: Words) -> list[str]:
    """What is open, a line each."""
    lines = [words("close.title", count=len(found))]
    for item in found:
        what = words(f"close.{item.kind}", id=_with_id(item, words))
        sum_ = what if item.fen is None else words("close.sum", what=what, amount=grouped(item.fen))
        lines.append(f"  {sum_}")
    return lines


def _with_id(item: Open, words: Words) -> str:
    """Its name, where it has one, and the id that commands take."""
    return (
        words("close.named", title=words.title(item.title), id=item.id) if item.title else item.id
    )
