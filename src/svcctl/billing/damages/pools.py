"""What a cap gives: one pool for the contract or one a breach, first owed first served."""

from collections.abc import Sequence
from datetime import date

from svcctl.billing.damages.accruals import per_days
from svcctl.billing.damages.lateness import Delay, reliefs_of
from svcctl.billing.money import ONE
from svcctl.billing.record import Record
from svcctl.billing.rules import Cap, Rule
from svcctl.billing.schedule import Sight


class Share(Record):
    """What a line got of its pool."""

    uncapped_fen: int
    amount_fen: int
    cap_fen: int | None
    reached_on: date | None


class Claim:
    """What one line has come to, and what it got of its pool so far."""

    __slots__ = ("amount", "exact", "given", "gone", "limit", "reached", "turn", "worth")

    def __init__(self, delay: Delay) -> None:
        # by what sums of one day take turns: the earlier deadline, then the place in the schedule
        self.turn = (delay.since, delay.place)
        self.exact = 0  # not rounded
        self.worth = 0  # the same in fen: each step is taken from the sum so far, so steps add up
        self.amount = 0  # fen got
        self.given = 0  # of those what has not come back by a waiver
        # fen settled for good, got or not: of the pool a line takes up the larger of that and of what
        # it was given, never both, as the money that was paid for it is the same money; and it may
        # have as much, even where the others have used the pool up
        self.gone = 0
        self.limit: int | None = None  # the cap in fen as the line last met it
        self.reached: int | None = None  # the day on which the pool first had nothing left for it

    def share(self, limit: int) -> Share:
        """What it got in the end; `limit` is the cap of a line that has no day."""
        reached = date.fromordinal(self.reached) if self.reached else None
        return Share(self.worth, self.amount, limit if self.limit is None else self.limit, reached)


class Pool:
    """What a cap has, and what of it is taken up; its limit grows by each base that it meets.

    Sums settled or offset are gone from the pool, whatever later facts make of their line; so are
    waived ones, unless the cap says that they return: then as much as the pool gave that line.
    """

    def __init__(self, cap: Cap, delays: Sequence[Delay], rule: Rule, sight: Sight) -> None:
        self.cap = cap
        self.unit = ONE * per_days(rule)
        # 5 % of the contract price is one base for all; 5 % of what is overdue is one for each
        # instalment late, and the limit is the sum of those that have come to owe
        self.bases: dict[str, int] = {}
        self.sum = 0
        self.limit = cap.amount_fen or 0
        self.claims = {delay.place: Claim(delay) for delay in delays}
        self.returns: list[tuple[int, int, int]] = []  # waived on a day, of a line, fen
        told = {relief.line for relief in sight.position.reliefs}
        for delay in delays:
            name = f"{rule.key}/{delay.name}"
            for relief in reliefs_of(name, sight) if name in told else ():
                if cap.waiver_returns and relief.act == "waive":
                    self.returns.append((relief.on.toordinal(), delay.place, relief.fen))
                else:
                    self.claims[delay.place].gone += relief.fen
        self.returns.sort(reverse=True)
        self.kept = sum(claim.gone for claim in self.claims.values())

    @property
    def room(self) -> int:
        """What is left: nothing, or less, where it is used up."""
        return self.limit - self.kept

    def meet(self, identity: str, base: int) -> None:
        """Let the limit grow by the base of a line that owes, as it is on the day owed for."""
        # a price that rises later makes room for what comes later: the cap of a day long gone, even
        # where it is owed only now, is that of its own price
        self.sum += base - self.bases.get(identity, 0)
        self.bases[identity] = base
        self.limit = self.sum * self.cap.share // ONE  # rounded down

    def lacks(self, identity: str, base: int) -> bool:
        """Whether it has not met a base, or as another sum; a cap that is a sum has no bases."""
        return self.cap.amount_fen is None and self.bases.get(identity) != base

    def take_back(self, day: int) -> None:
        """What was waived before a day is there again."""
        # what was let fall on a day frees nothing for that same day: it was used up when it fell
        while self.returns and self.returns[-1][0] < day:
            _, place, fen = self.returns.pop()
            claim = self.claims[place]
            before = max(claim.given, claim.gone)
            claim.given -= fen
            self.kept += max(claim.given, claim.gone) - before

    def grown(self, claim: Claim, exact: int) -> int:
        """Fen that a line grows by with so much more."""
        # integers throughout, rounded half up: floats would lose fen that a court adds up again
        claim.exact += exact
        before = claim.worth
        claim.worth = (2 * claim.exact + self.unit) // (2 * self.unit)
        return claim.worth - before

    def give(self, claim: Claim, fen: int) -> None:
        """So much of what is left to a line; what was settled of it is its own."""
        over = claim.given - claim.gone
        claim.given += fen
        claim.amount += fen
        # what was settled of it is taken up already
        self.kept += fen if over >= 0 else max(fen + over, 0)
