"""A pool used up over time: stretches of days in which nothing changes are summed, not walked.

Until something changes either all that falls on the days fits into the pool, or nothing is left of
it. The one day between, on which it runs out, is gone through sum by sum.
"""

from bisect import insort
from collections.abc import Sequence
from heapq import heappop, heappush

from svcctl.billing.damages.accruals import Series
from svcctl.billing.damages.pools import Claim, Pool
from svcctl.billing.dates import NEVER

END = NEVER.toordinal()


class Flow:
    """A series that runs: how many of its sums have been taken account of, and up to which day."""

    __slots__ = (
        "base",
        "claim",
        "done",
        "every",
        "exact",
        "first",
        "identity",
        "last",
        "turn",
        "up_to",
    )

    def __init__(self, sums: Series, claim: Claim, identity: str, base: int) -> None:
        self.claim, self.identity, self.base = claim, identity, base
        self.first, self.every, self.exact = sums.first, sums.every, sums.exact
        self.last = sums.last
        self.turn = claim.turn
        self.done, self.up_to = 0, sums.first - 1

    def __lt__(self, other: "Flow") -> bool:
        return self.turn < other.turn

    def number(self, day: int) -> int:
        """How many of its sums fall on days up to that one."""
        return (day - self.first) // self.every + 1

    def falls_on(self, day: int) -> bool:
        """Whether a sum falls on a day."""
        return (day - self.first) % self.every == 0

    def next(self, day: int) -> int:
        """The first day from that one on, on which a sum falls."""
        return day + (self.first - day) % self.every


class Spending:
    """The series of one pool that become owed in the same way, in order of their days.

    `owed_on`: the day on which all of them are owed, where a gate has moved it. What has happened
    to a flow since its `up_to` is told by `full`: it got nothing, or all that it came to.
    """

    def __init__(self, pool: Pool, flows: Sequence[Flow], owed_on: int | None = None) -> None:
        self.pool, self.owed_on = pool, owed_on
        self.ahead = sorted(flows, key=lambda flow: flow.first, reverse=True)
        self.day = self.ahead[-1].first if flows else END
        self.running: list[Flow] = []  # in the order in which sums of one day take turns
        self.ends: list[tuple[int, int, Flow]] = []
        self.strangers: set[Flow] = set()  # whose base the pool has not met, or met as another sum
        self.full = False
        self.daily = self.since = 0  # of `running`: the sum of exact, and of exact times up_to

    def run(self, last: int, met: bool = False) -> None:
        """Go on up to a day; `met`: whether the bases of all these days were met before."""
        self.strangers = {flow for flow in self.running if self._is_strange(flow)}
        while self.running or self.ahead:
            if not self.running:
                self.day = self.ahead[-1].first
            if self.day > last:
                return
            self.begin(self.day)
            self._bring_back(self.day)
            self.day = self._gone_on(self.day, last, met) + 1
            self._leave(self.day - 1)

    def pause(self) -> None:
        """See to it that the pool knows what was taken so far; others go on with it."""
        if not self.full:
            self.settle(self.day - 1)

    # -- what changes ------------------------------------------------------------------------------

    def begin(self, day: int) -> None:
        """The series that begin on a day, or have begun, run from now on."""
        while self.ahead and self.ahead[-1].first <= day:
            flow = self.ahead.pop()
            insort(self.running, flow)
            heappush(self.ends, (flow.last, len(self.ahead), flow))
            self.daily += flow.exact
            self.since += flow.exact * flow.up_to
            if self._is_strange(flow):
                self.strangers.add(flow)

    def _leave(self, day: int) -> None:
        """The series whose last day that was have run out."""
        while self.ends and self.ends[0][0] <= day:
            flow = heappop(self.ends)[2]
            self._settle(flow, day)
            self.running.remove(flow)
            self.strangers.discard(flow)
            self.daily -= flow.exact
            self.since -= flow.exact * flow.up_to

    def _bring_back(self, day: int) -> None:
        """What was waived before the sums of this day are owed is in the pool again."""
        returns, owed_on = self.pool.returns, self.owed_on or day
        if returns and returns[-1][0] < owed_on:
            self.settle(day - 1)
            self.pool.take_back(owed_on)

    def _unchanged(self, day: int, last: int) -> int:
        """The last day on which all is still as on this one."""
        ends = [last, self.ends[0][0]]
        if self.ahead:
            ends.append(self.ahead[-1].first - 1)
        if self.pool.returns and self.owed_on is None:
            ends.append(self.pool.returns[-1][0])
        ends += [flow.next(day + 1) - 1 for flow in self.strangers]
        return min(ends)

    # -- bases -------------------------------------------------------------------------------------

    def _is_strange(self, flow: Flow) -> bool:
        return self.pool.lacks(flow.identity, flow.base)

    def _met(self, flow: Flow) -> None:
        self.pool.meet(flow.identity, flow.base)
        same = [each for each in self.running if each.identity == flow.identity]
        self.strangers -= set(same)
        self.strangers |= {each for each in same if each.base != flow.base}

    def _gone_on(self, day: int, last: int, met: bool) -> int:
        """Meet what a day brings, and take it with the days like it; the last of these days."""
        # every base of the day counts before any sum is taken: what a line gets must not hang on
        # its place among those that become owed on the same day
        if not met:
            for flow in sorted(self._strange_on(day)):
                self._met(flow)
        if not self._strange_on(day):
            return self._spend(day, self._unchanged(day, last))
        # two lines know one base by different sums: whoever comes last is right, for all of the day
        # at first, then each for itself
        if not self.full:
            self.settle(day - 1)
        for flow in self.of_day(day) if not met else ():
            self._met(flow)
        self._go_through(day, to_the_end=True)
        return day

    def _strange_on(self, day: int) -> list[Flow]:
        """The strangers with a sum on a day."""
        return [flow for flow in self.strangers if flow.falls_on(day)]

    def of_day(self, day: int) -> list[Flow]:
        """The flows with a sum on a day, in the order in which they take turns."""
        return [flow for flow in self.running if flow.falls_on(day)]

    # -- sums --------------------------------------------------------------------------------------

    def _spend(self, day: int, last: int) -> int:
        """Take what falls on some days between which nothing changes; the last day dealt with."""
        if self.full:
            if self.pool.room > 0:
                self._go_through(day)
                return day
            return last
        if self._surely_fits(last):
            return last
        self.settle(day - 1)
        if self.pool.room <= 0:
            self.full = True
            return last
        fits = self._fits_until(day, last)
        self.settle(fits)
        if fits < last:
            self._go_through(fits + 1)
            return fits + 1
        return last

    def _surely_fits(self, day: int) -> bool:
        """Whether all that falls on days up to that one leaves something of the pool."""
        # in as many days there is at most one sum more than whole periods, and rounding adds less
        # than a fen to each line: it costs no look at any of them
        every = self.running[0].every
        most = (self.daily * day - self.since) // every + self.daily
        return most // self.pool.unit + len(self.running) + 1 < self.pool.room

    def _fits_until(self, day: int, last: int) -> int:
        """The last day up to which something is left of the pool; the day before `day` for none."""
        fits, step = day - 1, 1
        every, pool = self.running[0].every, self.pool
        if self.daily:
            sure = (pool.room - len(self.running) - 2) * pool.unit - self.daily
            fits = min(max(fits, day - 1 + sure * every // self.daily), last)
        while fits < last and self._leaves(min(fits + step, last)):
            fits, step = min(fits + step, last), 2 * step
        end = min(fits + step, last + 1)  # the first day of which it is known, or beyond
        while end - fits > 1:
            middle = (fits + end) // 2
            if self._leaves(middle):
                fits = middle
            else:
                end = middle
        return fits

    def _leaves(self, day: int) -> bool:
        """Whether something is left of the pool after all that falls on days up to that one."""
        unit, room = self.pool.unit, self.pool.room
        for flow in self.running:
            claim = flow.claim
            exact = claim.exact + (flow.number(day) - flow.done) * flow.exact
            grown = (2 * exact + unit) // (2 * unit) - claim.worth
            if claim.gone > claim.given:
                grown = max(grown - claim.gone + claim.given, 0)
            room -= grown
        return room > 0

    def settle(self, day: int) -> None:
        """Give each what it came to up to a day, or nothing."""
        for flow in self.running:
            if flow.up_to < day:
                self._settle(flow, day)

    def _settle(self, flow: Flow, day: int) -> None:
        claim, number = flow.claim, flow.number(day) - flow.done
        if number:
            if not self.full:
                self.pool.give(claim, self.pool.grown(claim, number * flow.exact))
            elif claim.gone > claim.given:
                self._give_its_own(flow, number)
            else:
                self.pool.grown(claim, number * flow.exact)
                claim.reached = claim.reached or flow.first + flow.done * flow.every
            claim.limit = self.pool.limit
            flow.done += number
        self.since += flow.exact * (day - flow.up_to)
        flow.up_to = day

    def _give_its_own(self, flow: Flow, number: int) -> None:
        """Nothing is left of the pool for so many sums but what was settled of their line."""
        claim, unit = flow.claim, self.pool.unit
        exact, own = claim.exact, claim.gone - claim.given
        lacking = (2 * (claim.worth + own) - 1) * unit - 2 * exact
        self.pool.give(claim, min(self.pool.grown(claim, number * flow.exact), own))
        if claim.gone == claim.given and claim.reached is None:
            # it has reached the cap with the sum that uses up the last of its own
            place = flow.done - (-lacking // (2 * flow.exact)) - 1
            claim.reached = flow.first + place * flow.every

    def _go_through(self, day: int, to_the_end: bool = False) -> None:
        """Take the sums of one day each by itself, as far as the pool reaches."""
        for flow in self.of_day(day):
            if to_the_end:
                self._met(flow)
            elif self.pool.room <= 0:
                self.full = True
                return
            self._settle(flow, day - 1)
            self._take(flow, day)
        self.settle(day)  # of those that have no sum on this day
        self.full = self.pool.room <= 0

    def _take(self, flow: Flow, day: int) -> None:
        """One sum, or what is left for it."""
        pool, claim = self.pool, flow.claim
        left = max(pool.limit - pool.kept, 0)
        if claim.gone > claim.given:
            left += claim.gone - claim.given
        pool.give(claim, min(pool.grown(claim, flow.exact), left))
        claim.limit = pool.limit
        if pool.kept >= pool.limit and claim.gone <= claim.given:
            claim.reached = claim.reached or day
        flow.done += 1
        self.since += flow.exact * (day - flow.up_to)
        flow.up_to = day
