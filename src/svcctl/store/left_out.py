"""Facts that count for nothing, as the row of their contract keeps them for whoever asks for a list."""

from collections.abc import Iterable, Sequence
from json import dumps, loads
from typing import NamedTuple

from svcctl.store.scopes import MONEY, Scope

NAMED = 3  # one by one; `audit verify` names all


class Met(NamedTuple):
    """A fact that was met and left out: its id, its kind, whether a newer version can read it."""

    id: str
    kind: str
    newer: bool


class Left(NamedTuple):
    """The first of the facts left out, and how many there are."""

    first: Sequence[Met] = ()
    facts: int = 0


def written(found: Sequence[Met]) -> str:
    """What a row keeps of them: the first about money and of all, and how many; nothing of none."""
    if not found:
        return ""
    inside = [each for each in found if each.kind not in MONEY]
    first = {*inside[:NAMED], *found[:NAMED]}
    counts = [len(inside), len(found)]
    return dumps([counts, *(each for each in found if each in first)], separators=(",", ":"))


def read(texts: Iterable[str], scope: Scope) -> Left:
    """What rows keep, as a scope sees it."""
    first: list[Met] = []
    count = 0
    for text in texts:
        (inside, every), *met = loads(text)
        count += inside if scope == MONEY else every
        named = (Met(*each) for each in met)
        first += [each for each in named if each.kind not in scope][: NAMED - len(first)]
    return Left(first, count)
