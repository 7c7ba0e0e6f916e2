"""What a cap leaves of each line: sums in the order in which they become owed, out of its pool."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import date

from svcctl.billing.damages.accruals import Series, half_up
from svcctl.billing.damages.bases import base_on, identity
from svcctl.billing.damages.lateness import Delay
from svcctl.billing.damages.pools import Pool, Share
from svcctl.billing.damages.spending import END, Flow, Spending
from svcctl.billing.rules import INSTALMENT, Cap, Rule
from svcctl.billing.schedule import Sight


def allot(
    found: Sequence[Delay], priced: Sequence[Sequence[Series]], rule: Rule, sight: Sight
) -> list[Share]:
    """What each line gets: all it is worth, or its share of the pool, first owed first served."""
    cap = rule.cap
    if cap is None:
        return [_uncapped(series, rule) for series in priced]
    # art. 8(3) has both: refused delivery at most 5 % each time, late payment 累计 5 %, one pool for
    # the whole contract
    if cap.pool == "breach":
        return [
            _pooled([delay], [series], Pool(cap, [delay], rule, sight), sight)[0]
            for delay, series in zip(found, priced, strict=True)
        ]
    return _pooled(found, priced, Pool(cap, found, rule, sight), sight)


def _uncapped(series: Sequence[Series], rule: Rule) -> Share:
    worth = half_up(sum(sums.exact * sums.count for sums in series), rule)
    return Share(worth, worth, None, None)


def _pooled(
    found: Sequence[Delay], priced: Sequence[Sequence[Series]], pool: Pool, sight: Sight
) -> list[Share]:
    owed: dict[int | None, list[Flow]] = {}
    for delay, series in zip(found, priced, strict=True):
        own = identity(delay, pool.cap.of, sight) if series else ""
        for sums in series:
            for part, base in _by_base(sums, delay, pool.cap, sight):
                flow = Flow(part, pool.claims[delay.place], own, base)
                owed.setdefault(sums.owed_on, []).append(flow)
    each_day = Spending(pool, owed.pop(None, []))
    for day in sorted(day for day in owed if day is not None):
        each_day.run(day - 1)
        each_day.pause()
        _at_once(owed[day], day, each_day)
        each_day.run(day, met=True)
    each_day.run(END)
    return [pool.claims[delay.place].share(pool.limit) for delay in found]


def _at_once(flows: Sequence[Flow], day: int, each_day: Spending) -> None:
    """Sums of many days that become owed on one, with all that falls on that day."""
    pool = each_day.pool
    each_day.begin(day)
    # every base of the day counts before any sum is taken: what a line gets must not hang on its
    # place among those that become owed on the same day
    for flow in [*sorted(flows, key=lambda flow: (flow.last, flow.turn)), *each_day.of_day(day)]:
        if pool.lacks(flow.identity, flow.base):
            pool.meet(flow.identity, flow.base)
    Spending(pool, flows, owed_on=day).run(END, met=True)


def _by_base(sums: Series, delay: Delay, cap: Cap, sight: Sight) -> Iterator[tuple[Series, int]]:
    """The sums, cut where what the cap is taken of may change, each part with its base."""
    if cap.amount_fen is not None:  # a sum is what it is, whatever is late
        yield sums, 0
        return
    cuts = {0, sums.count} | {sums.before(day) for day in _changes(delay, cap, sight)}
    places = sorted(cuts)
    for start, stop in itertools.pairwise(places):
        part = sums.part(start, stop)
        day = date.fromordinal(part.first)
        yield part, base_on(day, delay.first_fen, delay, cap.of, sight)


def _changes(delay: Delay, cap: Cap, sight: Sight) -> Iterator[int]:
    """The days from which on a base may be another: of a new price, and after each move of money."""
    for layer in sight.terms.layers:
        yield layer.since.toordinal()
    if cap.of == INSTALMENT and delay.account:
        for day in (*delay.account.moves, *delay.account.contested):
            yield day.toordinal() + 1
