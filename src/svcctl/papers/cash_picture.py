"""The cash flow as bars, one a period: what is paid, certain, provisional and waiting."""

from collections.abc import Sequence
from typing import NamedTuple

from svcctl.billing.forecast import ForecastPeriod, cash_flow
from svcctl.billing.schedule import Sight

KINDS = ("paid", "certain", "provisional", "waiting", "contingent")
MOST_BARS = 16  # more of them are no picture any longer
ROUGH = {"month": ("quarter", 12), "quarter": ("year", 4)}


class BarPart(NamedTuple):
    """One kind of money in a bar: where it starts and how long it is, in percent."""

    kind: str
    fen: int
    start: float
    width: float


class Bar(NamedTuple):
    """One period's money."""

    period: str
    parts: tuple[BarPart, ...]
    back_fen: int  # more came back than was paid, by so much

    def fen(self, kind: str) -> int:
        """The sum of one kind."""
        return next((part.fen for part in self.parts if part.kind == kind), 0) - self.back_fen * (
            kind == "paid"
        )


class CashPicture(NamedTuple):
    """The bars, by what periods, and the kinds of money that they hold."""

    by: str
    bars: tuple[Bar, ...]
    kinds: tuple[str, ...]

    def total(self, kind: str) -> int:
        """The sum of one kind over all periods."""
        return sum(bar.fen(kind) for bar in self.bars)


def cash_picture(sight: Sight) -> CashPicture:
    """The finest periods of which not too many are needed."""
    by = "month"
    periods = cash_flow([sight], by)
    while by in ROUGH and _span(periods, by) > MOST_BARS:
        by = ROUGH[by][0]
        periods = cash_flow([sight], by)
    return pictured(periods, by)


def pictured(periods: Sequence[ForecastPeriod], by: str) -> CashPicture:
    """A bar for each of the periods."""
    most = max((sum(max(fen, 0) for fen in _sums(each).values()) for each in periods), default=0)
    kinds = tuple(kind for kind in KINDS if any(_sums(each)[kind] for each in periods))
    return CashPicture(by, tuple(_bar(each, most) for each in periods), kinds)


def _span(periods: Sequence[ForecastPeriod], by: str) -> int:
    """How many periods lie from the first to the last, those without money included."""
    if not periods:
        return 0
    numbers = [_number(each.period, by) for each in (periods[0], periods[-1])]
    return numbers[1] - numbers[0] + 1


def _number(period: str, by: str) -> int:
    year, _, part = period.partition("-")
    return int(year) * ROUGH[by][1] + int(part.removeprefix("Q"))


def _sums(period: ForecastPeriod) -> dict[str, int]:
    return {kind: getattr(period, kind) for kind in KINDS}


def _bar(period: ForecastPeriod, most: int) -> Bar:
    parts, start = [], 0
    sums = _sums(period)
    for kind, fen in sums.items():
        if fen > 0:
            parts.append(BarPart(kind, fen, _share(start, most), _share(fen, most)))
            start += fen
    return Bar(period.period, tuple(parts), max(-sums["paid"], 0))


def _share(fen: int, most: int) -> float:
    return round(100 * fen / most, 3) if most else 0.0
