"""What will be paid in which month, quarter or budget year: certain, provisional and contingent apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from svcctl.billing.damages import assess
from svcctl.billing.paid import money_moves
from svcctl.billing.schedule import Sight, Standing, standings_of

PERIODS = ("month", "quarter", "year")
OPEN = ("projected", "waiting", "due", "overdue")


class Period(NamedTuple):
    """One period's money, in fen; a budget year is a calendar year (Budget Law 18)."""

    period: str
    certain: int = 0
    provisional: int = 0
    contingent: int = 0
    paid: int = 0  # in that period, less what came back
    budget: int | None = None

    @property
    def expected(self) -> int:
        """Paid and still to be paid; what is contingent stands beside it."""
        return self.paid + self.certain + self.provisional

    @property
    def over(self) -> int:
        """What is expected beyond the budget; nothing where there is none."""
        return 0 if self.budget is None else max(self.expected - self.budget, 0)


def period_of(day: date, by: str) -> str:
    """The name of the period of a day: 2026, 2026-Q2, 2026-04."""
    if by == "year":
        return f"{day.year:04}"
    return f"{day.year:04}-Q{(day.month + 2) // 3}" if by == "quarter" else f"{day:%Y-%m}"


def forecast(sights: Iterable[Sight], by: str, budget: Mapping[str, int] | None = None) -> list[Period]:
    """From the period looked at on, every period with money in it; those of a budget too, past ones as well."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    first = ""
    for sight in sights:
        first = period_of(sight.position.as_of, by)
        for day, kind, fen in (*_to_pay(sight), *_paid(sight)):
            sums[period_of(day, by)][kind] += fen
    periods = {name for name in sums if name >= first and any(sums[name].values())} | set(budget or ())
    known = budget or {}
    return [Period(name, **sums[name], budget=known.get(name)) for name in sorted(periods)]


def _to_pay(sight: Sight) -> Iterable[tuple[date, str, int]]:
    """What is outstanding, each sum on its day; disputed parts and damages only if they have to be paid."""
    as_of = sight.position.as_of
    standings = standings_of(sight)
    supposed = {each.promise.id: each for each in standings_of(_papers_in(sight, standings))}
    for standing in standings:
        if standing.status not in OPEN:
            continue
        placed = standing if standing.deadline else supposed[standing.promise.id]
        day = max(placed.due_on or as_of, as_of)  # what is overdue is paid from the current budget, if at all
        yield day, "certain" if _sure(standing) else "provisional", standing.payable_fen
        yield day, "contingent", standing.disputed_fen
    for line in assess(sight) if sight.terms.rules else ():
        if line.payer == "purchaser":
            yield as_of, "contingent", line.open_fen


def _sure(standing: Standing) -> bool:
    """Whether the day depends on nothing but days that have been published."""
    deadline, clock = standing.deadline, standing.clock
    return standing.status == "overdue" or bool(
        deadline and not deadline.provisional and clock.happened and not clock.missing
    )


def _papers_in(sight: Sight, standings: Iterable[Standing]) -> Sight:
    """The contract as if every paper that payments wait for came in on the day looked at."""
    documents = sight.terms.documents
    awaited = {
        (key, standing.promise.year if documents[key][1] else None)
        for standing in standings
        for key in standing.waiting_for
    }
    return sight._replace(receipts=sight.receipts | dict.fromkeys(awaited, sight.position.as_of), standings={})


def _paid(sight: Sight) -> Iterable[tuple[date, str, int]]:
    for days in money_moves(sight.terms, sight.position).values():
        for day, fen in days.items():
            if day <= sight.position.as_of:
                yield day, "paid", fen
