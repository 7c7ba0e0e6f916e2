"""What a cap leaves of each line: one pool for the contract or one a breach, used up by time."""

from collections.abc import Sequence
from datetime import date
from heapq import merge
from itertools import groupby

from svcctl.billing.damages.accruals import Accrual, half_up
from svcctl.billing.damages.bases import base_on, identity
from svcctl.billing.damages.lateness import Delay, reliefs_of
from svcctl.billing.money import ONE
from svcctl.billing.position import Relief
from svcctl.billing.record import Record
from svcctl.billing.rules import Cap, Rule
from svcctl.billing.schedule import Sight


class Share(Record):
    """What a line got of its pool."""

    uncapped_fen: int
    amount_fen: int
    cap_fen: int | None
    reached_on: date | None


class Pool:
    """What a cap gives: first come, first served; its limit grows by each base that it meets.

    Sums settled or offset are gone from the pool, whatever later facts make of their line; so are
    waived ones, unless the cap says that they return: then as much as the pool gave that line.
    """

    def __init__(self, cap: Cap, delays: Sequence[Delay], rule: Rule, sight: Sight) -> None:
        self.cap, self.rule, self.sight = cap, rule, sight
        self.delays = {delay.place: delay for delay in delays}
        self.given = dict.fromkeys(self.delays, 0)  # fen that each line has got so far
        self.gone = dict.fromkeys(self.delays, 0)  # fen settled for good, got or not
        self.returns: dict[int, list[Relief]] = {place: [] for place in self.delays}
        # 5 % of the contract price is one base for all; 5 % of what is overdue is one for each
        # instalment late, and the limit is the sum of those that have come to owe
        self.bases: dict[str, int] = {}
        self.limits: dict[int, int] = {}  # the most in fen, as each line last met it
        for place, delay in self.delays.items():
            for relief in reliefs_of(f"{rule.key}/{delay.name}", sight):
                if cap.waiver_returns and relief.act == "waive":
                    self.returns[place].append(relief)
                else:
                    self.gone[place] += relief.fen
        # of all lines together, where nothing returns; carried along, as adding up every line for
        # each of thousands of days would take the square of them
        self.kept = sum(self.gone.values())

    def meet(self, accrual: Accrual) -> None:
        """Let the limit grow by the base of a line that owes, as it is on the day owed for."""
        # a price that rises later makes room for what comes later: the cap of a day long gone, even
        # where it is owed only now, is that of its own price
        if self.cap.amount_fen is not None:  # a sum is what it is, whatever is late
            return
        delay = self.delays[accrual.place]
        self.bases[identity(delay, self.cap.of, self.sight)] = base_on(
            accrual.day, delay.first_fen, delay, self.cap.of, self.sight
        )

    def limit_of(self, place: int) -> int:
        """The cap in fen that a line last met; today's for one that has no day."""
        return self.limits.get(place, self._limit())

    def _limit(self) -> int:
        """The most that all lines may have together, rounded down."""
        if self.cap.amount_fen is not None:
            return self.cap.amount_fen
        return sum(self.bases.values()) * self.cap.share // ONE

    def take(self, accrual: Accrual, fen: int) -> int:
        """What is left for an accrual, at most what it is worth."""
        place = accrual.place
        got = max(min(fen, self.left(place, accrual.owed_on)), 0)
        # a line uses the larger of what it got and what was settled of it, never both: the money
        # that was paid for it is the same money
        before = max(self.given[place], self.gone[place])
        self.given[place] += got
        self.kept += max(self.given[place], self.gone[place]) - before
        return got

    def left(self, place: int, owed_on: date) -> int:
        """What the pool still has for a line on a day: nothing, or less, where it is used up."""
        back = self._returned(place, owed_on)
        # the limit less what all others keep is what this line may have in all; it may always have
        # what was settled of it, even where the others have used the pool up since
        limit = self.limits[place] = self._limit()
        room = limit - (self._kept(owed_on) - max(self.given[place] - back, self.gone[place]))
        return max(room, self.gone[place]) + back - self.given[place]

    def _kept(self, owed_on: date) -> int:
        """What all lines have had of the pool, and have not given back by then."""
        if not self.cap.waiver_returns:
            return self.kept
        return sum(
            max(self.given[p] - self._returned(p, owed_on), self.gone[p]) for p in self.delays
        )

    def _returned(self, place: int, owed_on: date) -> int:
        # what was let fall on a day frees nothing for that same day: it was used up when it fell
        back = self.returns[place]
        return sum(relief.fen for relief in back if relief.on < owed_on) if back else 0


def allot(
    found: Sequence[Delay], priced: Sequence[Sequence[Accrual]], rule: Rule, sight: Sight
) -> list[Share]:
    """What each line gets: all it is worth, or its share of the pool, first owed first served."""
    cap = rule.cap
    if cap is None:
        return [_uncapped(accruals, rule) for accruals in priced]
    # art. 8(3) has both: refused delivery at most 5 % each time, late payment 累计 5 %, one pool for
    # the whole contract
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
    # lines are sorted by themselves and merged: they are in order but for the days that a gate has
    # moved, and one list of all of them would hold every late day of a large contract at once
    in_order = merge(*(sorted(accruals) for accruals in priced))
    for owed_on, together in groupby(in_order, key=lambda accrual: accrual.owed_on):
        of_the_day = list(together)
        # every base of the day counts before any sum is taken: what a line gets must not hang on
        # its place among those that become owed on the same day
        for accrual in of_the_day:
            pool.meet(accrual)
        for accrual in of_the_day:
            pool.meet(accrual)
            place = accrual.place
            # the sum so far is rounded, and the step taken from it: the steps add up to the whole
            exact[place] += accrual.exact
            after = half_up(exact[place], pool.rule)
            amount[place] += pool.take(accrual, after - worth[place])
            worth[place] = after
            if place not in reached and pool.left(place, owed_on) <= 0:
                reached[place] = accrual.day
    return [
        Share(worth[d.place], amount[d.place], pool.limit_of(d.place), reached.get(d.place))
        for d in found
    ]
