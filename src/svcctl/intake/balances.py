"""The balances of a list held against its rows: each must follow from the one before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple


class Entry(NamedTuple):
    """A row: the fen that left the account, the balance after it where one stands there."""

    number: int
    on: date | None
    left: int
    balance: int | None
    own: str = ""  # the account, where a list has several


class Verdict(NamedTuple):
    """The signs under which all balances follow; `first` fails where there is none.

    1: what is above nought left the account; -1: it came in. Both where no two balances meet.
    """

    signs: set[int]
    first: int = 0


def held(entries: Sequence[Entry]) -> Verdict:
    """Under which signs the balances follow from the rows, newest first or oldest first."""
    accounts: dict[str, list[Entry]] = defaultdict(list)
    for each in sorted(entries, key=lambda each: each.number):
        accounts[each.own].append(each)
    signs, failures = set(), []
    for sign in (1, -1):
        wrong = [failed for group in accounts.values() if (failed := _failed(group, sign))]
        if wrong:
            failures.append(min(wrong))
        else:
            signs.add(sign)
    return Verdict(signs, failures[0][1] if failures else 0)


def _failed(entries: Sequence[Entry], sign: int) -> tuple[int, int] | None:
    """How many balances fail in the order that fits best, and the row of the first."""
    found = []
    for order in _orders(entries):
        wrong = list(_wrong(order, sign))
        if not wrong:
            return None
        found.append((len(wrong), wrong[0]))
    return min(found, key=lambda each: each[0])


def _orders(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Oldest first: as the dates say, both ways where they say nothing or are in no order."""
    days = [each.on for each in entries if each.on]
    rising = all(a <= b for a, b in pairwise(days))
    falling = all(a >= b for a, b in pairwise(days))
    up, down = list(entries), list(reversed(entries))
    if rising == falling:
        return [up, down]
    return [up] if rising else [down]


def _wrong(entries: Iterable[Entry], sign: int) -> Iterable[int]:
    """The rows whose balance does not follow from the last one known."""
    last: int | None = None
    since = 0
    for each in entries:
        since += sign * each.left
        if each.balance is None:
            continue
        if last is not None and last - since != each.balance:
            yield each.number
        last, since = each.balance, 0
