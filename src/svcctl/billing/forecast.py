"""What will be paid by month, quarter or budget year: certain, provisional, contingent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from svcctl.billing.damages.assessment import assess
from svcctl.billing.dates import daily
from svcctl.billing.law.statute import by_law
from svcctl.billing.record import Record
from svcctl.billing.schedule import Known, Sight, Standing, standings_of

PERIODS = ("month", "quarter", "year")
KINDS = ("paid", "certain", "provisional", "waiting", "contingent")
OPEN = ("projected", "waiting", "due", "overdue")


class ForecastPeriod(Record):
    """One period's money, in fen; a budget year is a calendar year (Budget Law 18)."""

    period: str
    certain: int = 0
    provisional: int = 0
    contingent: int = 0
    paid: int = 0  # in that period, less what came back
    budget: int | None = None
    waiting: int = (
        0  # of the cash flow: for papers; in a forecast it is part of what is provisional
    )

    @property
    def expected(self) -> int:
        """Paid and still to be paid; what is contingent stands beside it."""
        return self.paid + self.certain + self.provisional

    @property
    def over(self) -> int:
        """What is expected beyond the budget; nothing where there is none."""
        return 0 if self.budget is None else max(self.expected - self.budget, 0)


class Move(Record):
    """A sum on the day on which it is paid, was paid, or may have to be."""

    day: date
    kind: str  # paid | certain | provisional | waiting | contingent
    fen: int
    instalment: str = ""  # none for damages


def period_of(day: date, by: str) -> str:
    """The name of the period of a day: 2026, 2026-Q2, 2026-04."""
    if by == "year":
        return f"{day.year:04}"
    return f"{day.year:04}-Q{(day.month + 2) // 3}" if by == "quarter" else f"{day:%Y-%m}"


def forecast(
    sights: Iterable[Sight], by: str, budget: Mapping[str, int] | None = None
) -> list[ForecastPeriod]:
    """From the period looked at on, each with money in it; all of a budget's, past ones too."""
    looked_at = list(sights)
    first = min((period_of(sight.position.as_of, by) for sight in looked_at), default="")
    return from_then_on(cash_flow(looked_at, by), first, budget)


def from_then_on(
    flow: Iterable[ForecastPeriod], first: str, budget: Mapping[str, int] | None = None
) -> list[ForecastPeriod]:
    """A cash flow from a period on; all of a budget's periods, past ones too."""
    known, found = budget or {}, {each.period: each for each in flow}
    periods = {name for name in found if name >= first} | set(known)
    listed = [found.get(name, ForecastPeriod(name)) for name in sorted(periods)]
    return [
        each._replace(
            provisional=each.provisional + each.waiting, waiting=0, budget=known.get(each.period)
        )
        for each in listed
    ]


def cash_flow(sights: Iterable[Sight], by: str) -> list[ForecastPeriod]:
    """Every period with money in it, past ones too; what waits for papers stands apart."""
    return flow_of((move for sight in sights for move in (*moves(sight), *_damages(sight))), by)


def flow_of(moved: Iterable[Move], by: str) -> list[ForecastPeriod]:
    """Sums by the periods of their days, those with money in them."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for move in moved:
        sums[period_of(move.day, by)][move.kind] += move.fen
    return [ForecastPeriod(name, **sums[name]) for name in sorted(sums) if any(sums[name].values())]


def lasting(sight: Sight) -> list[Move] | None:
    """All moves of a contract, where they stay as they are until something comes to pass.

    None where a sum has no day while papers are missing, or where the purchaser may owe damages:
    these are others each day.
    """
    if any(each.status in OPEN and not each.deadline for each in standings_of(sight)):
        return None
    damages = daily(sight.position.as_of, lambda: [*_damages(sight)])
    return None if damages else list(moves(sight))


def added(flows: Iterable[Sequence[ForecastPeriod]]) -> list[ForecastPeriod]:
    """The cash flows of several contracts as one."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for flow in flows:
        for each in flow:
            for kind in KINDS:
                sums[each.period][kind] += getattr(each, kind)
    return [ForecastPeriod(name, **sums[name]) for name in sorted(sums)]


def moves(sight: Sight) -> Iterator[Move]:
    """What was paid on instalments and what is open of them, each sum on its day; no damages."""
    yield from _to_pay(sight)
    yield from _paid(sight)


def _to_pay(sight: Sight) -> Iterator[Move]:
    """What is outstanding; disputed parts are contingent."""
    as_of = sight.position.as_of
    standings = standings_of(sight)
    supposed: dict[str, Standing] = {}
    if any(each.status in OPEN and not each.deadline for each in standings):
        then = standings_of(_papers_in(sight, standings))
        supposed = {each.instalment.id: each for each in then}
    for standing in standings:
        if standing.status not in OPEN:
            continue
        iid = standing.instalment.id
        placed = standing if standing.deadline else supposed[iid]
        # what is overdue is paid from the current budget, if at all
        day = max(_expected_on(placed, sight) or as_of, as_of)
        yield Move(day, _kind(standing), standing.payable_fen, iid)
        yield Move(day, "contingent", standing.owing.disputed_fen, iid)


def _damages(sight: Sight) -> Iterator[Move]:
    """What the purchaser may owe for breaches."""
    for line in assess(sight) if sight.terms.rules else ():
        # damages are never certain money: a department applies for none, and before the talks have
        # failed none are owed (art. 8(3))
        if line.payer == "purchaser":
            yield Move(sight.position.as_of, "contingent", line.open_fen)


def _expected_on(standing: Standing, sight: Sight) -> date | None:
    """The deadline; where no number of days was agreed the law's day, else since when it is owed."""
    limit = by_law(standing, sight) if standing.due_on is None else None
    return limit.usual.on if limit and limit.usual else standing.expected_on


def _kind(standing: Standing) -> str:
    if standing.status == "waiting":
        return "waiting"
    return "certain" if _sure(standing) else "provisional"


def _sure(standing: Standing) -> bool:
    """Whether the sum is settled, and the day depends on nothing but days that have been published."""
    deadline, clock = standing.deadline, standing.clock
    if standing.owing.estimate is not False:
        return False
    return standing.status == "overdue" or bool(
        deadline and not deadline.provisional and clock.happened and not clock.missing
    )


def _papers_in(sight: Sight, standings: Iterable[Standing]) -> Sight:
    """The contract as if every paper that payments wait for came in on the day looked at."""
    # a budget needs a place for money whose papers are missing: the earliest day on which they
    # could come, as what is waited for lies behind; the kind says that it is not certain
    as_of = sight.position.as_of
    awaited = {paper: as_of for standing in standings for paper in standing.waiting_for}
    return sight._replace(receipts=sight.receipts | awaited, standings=Known())


def _paid(sight: Sight) -> Iterator[Move]:
    for iid, account in sight.owing.items():
        for day, fen in account.paid.items():
            if day <= sight.position.as_of:
                yield Move(day, "paid", fen, iid)
