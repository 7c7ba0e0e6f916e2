"""What a rate or a cap is taken of on a day: the price, a sum overdue, an instalment, a fee."""

from datetime import date

from svcctl.billing.damages.lateness import Delay, year_of
from svcctl.billing.instalment import Instalment
from svcctl.billing.periods import MONTHS
from svcctl.billing.rules import INSTALMENT, Rule
from svcctl.billing.schedule import Sight
from svcctl.billing.terms import Layer

YEAR = "service-year"


def taken_of(day: date, fen: int, delay: Delay, rule: Rule, sight: Sight) -> int:
    """The sum that a rule's rate is taken of on a day; an agreed amount is all of itself."""
    if rule.amount_fen is not None:
        return rule.amount_fen
    return base_on(day, fen, delay, rule.base, sight)


def base_on(day: date, fen: int, delay: Delay, base: str, sight: Sight) -> int:
    """The sum of a base on a day, in fen; `fen` is what is overdue or in breach."""
    layer = sight.terms.layer_on(day)  # the price as it was on that day, whatever it became
    if base == "contract-price" or (base == "year-price" and delay.year is None):
        return layer.total_fen
    if base == "year-price":
        return _year_price(delay.year, layer)
    if base == INSTALMENT and delay.account:
        return delay.account.whole_on(day)
    if base == INSTALMENT and delay.lies_on:
        return fee_of_period_at(delay.lies_on, layer, sight)
    return fen


def identity(delay: Delay, base: str, sight: Sight) -> str:
    """What a base belongs to: delays with one identity share it, and a cap counts it once."""
    if base == "contract-price" or (base == "year-price" and delay.year is None):
        return "contract"
    if base == "year-price":
        return f"year {delay.year}"
    if base == INSTALMENT and delay.lies_on:
        return f"period {period_at(delay.lies_on, sight)}"
    return delay.subject if base == INSTALMENT else delay.name


def period_at(day: date, sight: Sight) -> str:
    """The shortest period that the contract pays by in which a day lies, by its name."""
    rhythms = {row.every for row in sight.terms.instalments} & MONTHS.keys()
    every = min(rhythms, key=lambda each: MONTHS[each], default=YEAR)
    if every == YEAR:
        return f"Y{year_of(day, sight)}"
    periods = sorted((p for p in sight.periods.values() if p.every == every), key=lambda p: p.last)
    # the first before the term, the last after it
    return next((each for each in periods if day <= each.last), periods[-1]).id


def fee_of_period_at(day: date, layer: Layer, sight: Sight) -> int:
    """The whole fee of the shortest period in which a day lies, as settled, with what is kept of it.

    Of a year: its price by a layer.
    """
    period = period_at(day, sight)
    rows = [r for r in sight.terms.instalments if r.period == period and r.every != YEAR]
    if not rows:
        return _year_price(year_of(day, sight), layer)
    return sum(_fee(row, day, sight) for row in rows if not row.collects)


def _fee(row: Instalment, day: date, sight: Sight) -> int:
    """What a row comes to, by the terms of a day and by its settlement; paid or not."""
    if row.amended and row.amended.of and row.amended.since > day:  # a rise that came later
        return 0
    account = sight.owing[row.id]
    off = sum(taken.fen for taken in account.reductions if taken.why == "settlement")
    lowered = row.owed_on(day) - row.amount_fen
    return account.amount_fen + account.retained_fen + account.added_fen - off + lowered


def _year_price(year: int | None, layer: Layer) -> int:
    # force majeure may carry the term beyond the years priced; the last price goes on
    return layer.year_fens[min(year or 1, len(layer.year_fens)) - 1]
