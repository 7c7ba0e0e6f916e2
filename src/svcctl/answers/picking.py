"""Rows of a list chosen, sorted, cut off and put in groups, by what each is about."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from svcctl.answers.wish import Wish
from svcctl.billing.due import by_number
from svcctl.billing.record import Record
from svcctl.intake.alike import bare

T = TypeVar("T")


class Traits(Record):
    """What a row of any list is chosen, sorted and grouped by."""

    id: str  # CONTRACT:ID
    contract: str  # its title
    supplier: str
    department: str | None
    fund: str | None
    on: date | None
    statuses: tuple[str, ...]  # what its state is called: by its key, and as it is printed
    fen: int
    words: tuple[str, ...]  # what a search looks in besides

    def group(self, by: str) -> str | None:
        """What it has in common with the others of its group; None where that is not known."""
        if by == "month":
            return self.on.isoformat()[:7] if self.on else None
        found: str | None = getattr(self, by)
        return found


class Picked(NamedTuple, Generic[T]):
    """The rows that were wished for, in groups, and how many there were."""

    groups: Sequence[tuple[str | None, Sequence[T]]]
    matching: Sequence[T]  # before a limit
    total: int  # before anything was chosen
    undated: int  # left out only because they have no date

    @property
    def shown(self) -> list[T]:
        """The rows of all groups in their order."""
        return [row for _, part in self.groups for row in part]


def pick(rows: Sequence[T], traits: Callable[[T], Traits], wish: Wish) -> Picked[T]:
    """The rows that match, sorted where a sorting was asked for, else in their own order."""
    told = [(row, traits(row)) for row in rows]
    but_for_dates = [(row, each) for row, each in told if _matches(each, wish)]
    kept = [(row, each) for row, each in but_for_dates if _within(each, wish)]
    if wish.sort:
        kept.sort(key=lambda pair: order(pair[1], wish.sort))
    groups: dict[str | None, list[T]] = {}
    for row, each in kept[: wish.limit]:
        name = each.group(wish.group_by) if wish.group_by else None
        groups.setdefault(name, []).append(row)
    in_order = sorted(groups, key=lambda name: (name is None, name or ""))
    undated = sum(each.on is None for _, each in but_for_dates) if wish.dated else 0
    matching = [row for row, _ in kept]
    return Picked([(name, groups[name]) for name in in_order], matching, len(rows), undated)


def holds(text: str | None, wanted: str) -> bool:
    """Whether a text has what was asked for in it."""
    return bare(wanted) in bare(text or "")


def _matches(row: Traits, wish: Wish) -> bool:
    parts = ("supplier", "department", "fund")
    searched: Iterable[str | None] = (row.id, row.contract, row.supplier, *row.words)
    return (
        all(_is_one_of(getattr(row, part), getattr(wish, part)) for part in parts)
        and (not wish.statuses or any(each in wish.statuses for each in row.statuses))
        and any(holds(text, wish.search) for text in searched)
    )


def _is_one_of(text: str | None, wanted: Sequence[str]) -> bool:
    """Whether it has any of those in it; whatever it is, where nothing was asked for."""
    return not wanted or any(holds(text, each) for each in wanted)


def _within(row: Traits, wish: Wish) -> bool:
    if row.on is None:
        return not wish.dated
    return (wish.since or row.on) <= row.on <= (wish.until or row.on)


def order(row: Traits, sort: str) -> tuple[object, ...]:
    """What a row is sorted by; what is alike by its id."""
    tie = by_number(row.id)
    if sort == "date":
        return row.on is None, row.on or date.max, tie
    return (-row.fen, tie) if sort == "amount" else (row.contract, tie)
