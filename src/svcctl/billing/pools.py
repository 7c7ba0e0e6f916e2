"""What a cap leaves of each line: one pool for the contract or one for each breach, used up in order of time."""

from collections.abc import Sequence
from datetime import date
from heapq import merge
from typing import NamedTuple

from svcctl.billing.accruals import Accrual, base_on, half_up
from svcctl.billing.lateness import Delay
from svcctl.billing.money import ONE
from svcctl.billing.rules import Cap, Rule
from svcctl.billing.schedule import Sight


class Share(NamedTuple):
    """What a line got of its pool."""

    uncapped_fen: int
    amount_fen: int
    cap_fen: int | None
    reached_on: date | None


class Pool:
    """What a cap gives: first come, first served; its limit grows by each base that it meets."""

    def __init__(self, cap: Cap, delays: Sequence[Delay], rule: Rule, sight: Sight) -> None:
        self.cap, self.rule, self.sight = cap, rule, sight
        self.delays = {delay.place: delay for delay in delays}
        self.given = 0
        self.bases: dict[str, int] = {}
        self.returns = sorted(
            (relief.on, relief.fen)
            for delay in delays
            for relief in sight.position.reliefs
            if cap.waiver_returns and relief.act == "waive" and relief.line == f"{rule.key}/{delay.subject}"
        )

    @property
    def limit(self) -> int:
        """The most in fen, rounded down: rounding lifts nothing above its cap."""
        return sum(self.bases.values()) * self.cap.share // ONE

    def take(self, accrual: Accrual, fen: int) -> int:
        """What is left for an accrual, at most what it is worth."""
        delay = self.delays[accrual.place]
        self.bases[self._identity(delay)] = base_on(accrual.day, delay.first_fen, delay.year, self.cap.of, self.sight)
        back = sum(returned for on, returned in self.returns if on < accrual.owed_on)
        got = max(min(fen, self.limit + back - self.given), 0)
        self.given += got
        return got

    def empty_on(self, owed_on: date) -> bool:
        """Whether nothing is left for what becomes owed on that day."""
        return self.given >= self.limit + sum(returned for on, returned in self.returns if on < owed_on)

    def _identity(self, delay: Delay) -> str:
        if self.cap.of == "contract-price" or (self.cap.of == "year-price" and delay.year is None):
            return "contract"
        return f"year {delay.year}" if self.cap.of == "year-price" else delay.subject


def allot(found: Sequence[Delay], priced: Sequence[Sequence[Accrual]], rule: Rule, sight: Sight) -> list[Share]:
    """What each line gets: all it is worth, or its share of the pool in the order in which sums became owed."""
    cap = rule.cap
    if cap is None:
        return [_uncapped(accruals, rule) for accruals in priced]
    if cap.pool == "breach":
        return [
            _pooled([delay], [accruals], Pool(cap, [delay], rule, sight))[0]
            for delay, accruals in zip(found, priced, strict=True)
        ]
    return _pooled(found, priced, Pool(cap, found, rule, sight))


def _uncapped(accruals: Sequence[Accrual], rule: Rule) -> Share:
    worth = half_up(sum(accrual.exact for accrual in accruals), rule)
    return Share(worth, worth, None, None)


def _pooled(found: Sequence[Delay], priced: Sequence[Sequence[Accrual]], pool: Pool) -> list[Share]:
    exact = dict.fromkeys((delay.place for delay in found), 0)
    worth, amount = dict(exact), dict(exact)
    reached: dict[int, date] = {}
    for accrual in merge(*(sorted(accruals) for accruals in priced)):
        place = accrual.place
        exact[place] += accrual.exact
        after = half_up(exact[place], pool.rule)
        amount[place] += pool.take(accrual, after - worth[place])
        worth[place] = after
        if not pool.rule.once and pool.empty_on(accrual.owed_on):
            reached.setdefault(place, accrual.day)
    return [Share(worth[d.place], amount[d.place], pool.limit, reached.get(d.place)) for d in found]
