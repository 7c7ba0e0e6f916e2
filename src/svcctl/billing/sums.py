"""How much: every instalment's sum, cut from the price before anything is paid or settled."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from svcctl.billing.money import ONE, cut, fen, parse_share, portions, running, share_of
from svcctl.billing.periods import (
    MONTHS,
    ONCE,
    WHOLE_MONTH,
    Month,
    ServicePeriod,
    every_of,
    periods_of,
    rhythms,
)
from svcctl.billing.prices import Price, part_total, parts_of, year_prices_of
from svcctl.billing.record import Record

Table = dict[str, Any]
Sums = dict[tuple[int, str], int]  # fen by the instalment's place in the file and its period's id


class Cut(Record):
    """The term cut into its years and into every kind of period that the file speaks of."""

    years: tuple[ServicePeriod, ...]
    periods: dict[str, tuple[ServicePeriod, ...]]
    as_ever: bool  # whole years with yearly sums alone, which are cut as they always were

    def of(self, table: Table) -> tuple[ServicePeriod | None, ...]:
        """The periods that an instalment or a paper comes in; one of None where it comes once."""
        every = every_of(table)
        return (None,) if every == ONCE else self.periods[every]

    def in_year(self, every: str, year: int) -> list[ServicePeriod]:
        """The periods of that length within a year."""
        return [period for period in self.periods[every] if period.year == year]


def cut_of(document: Table, months: Sequence[Month]) -> Cut:
    """The periods that a contract file speaks of."""
    found = {every: periods_of(months, every) for every in rhythms(document) - {ONCE}}
    years = found.get("service-year") or periods_of(months, "service-year")
    price = document["price"]
    fine = any(
        every_of(table) in ("month", "quarter", "half-year") for table in document["instalments"]
    )
    whole = all(year.weight == 12 * WHOLE_MONTH for year in years)
    return Cut(years, found | {"service-year": years}, whole and not fine and "items" not in price)


def sums(document: Table, cutting: Cut, price: Price) -> Sums:
    """Fen of every instalment in every period, what is kept back still in it."""
    found: Sums = {}
    for key, part in parts_of(document, price).items():
        own = [
            Line(place, table, every_of(table))
            for place, table in enumerate(document["instalments"])
            if table.get("part", "") == key and "collects" not in table
        ]
        found |= _of_a_part(part, own, cutting)
    return found


def _weights(part: Table, cutting: Cut, prices: Sequence[int]) -> list[int]:
    """What the years count when what is left is cut: their own sums, else their months."""
    by_price = cutting.as_ever or "years" in part or "per_year" in part
    years = [place for place, year in enumerate(cutting.years) if year.renewal is None]
    # a sum of months is rounded to the fen: cut by it, one fen could land in the wrong year
    return [prices[place] if by_price else cutting.years[place].weight for place in years]


class Line(NamedTuple):
    """An instalment of the file and its place there."""

    place: int
    table: Table
    every: str


def _of_a_part(part: Table, lines: Sequence[Line], cutting: Cut) -> Sums:
    """One part of the price: what is paid once comes off first, the years divide the rest."""
    once = [line for line in lines if line.every == ONCE]
    recurring = [line for line in lines if line.every != ONCE]
    total = part_total(part, cutting.years)
    found = _once(once, total, bool(recurring))
    prices = year_prices_of(part, cutting.years, cutting.as_ever)
    own = [place for place, year in enumerate(cutting.years) if year.renewal is None]
    left = total - sum(found.values())
    weights = _weights(part, cutting, prices)
    divide = cut if cutting.as_ever and any(weights) else running  # years may be agreed as nothing
    rests = divide(left, weights)
    for place, year in enumerate(cutting.years):
        rest = rests[place] if place < len(own) else prices[place]
        found |= _of_a_year(rest, prices[place], year, recurring, cutting)
    return found


def _once(lines: Sequence[Line], total: int, years_follow: bool) -> Sums:
    """What is paid once: shares of the whole, sums, or up to a share of it with those before."""
    places = [line.place for line in lines]
    if all("share" in line.table for line in lines):
        shares = [parse_share(line.table["share"]) for line in lines]
        # where years follow, they take what rounding leaves; where there are none, the last
        # instalment does: either way the sum is the price
        parts = portions(total, shares) if years_follow else cut(total, shares)
        return {(place, ""): part for place, part in zip(places, parts, strict=True)}
    found: Sums = {}
    for line in lines:
        so_far = sum(found.values())
        found[line.place, ""] = _one_sum(line.table, total, so_far)
    return found


def _one_sum(table: Table, total: int, so_far: int) -> int:
    if "amount" in table:
        return fen(table["amount"])
    if "amounts" in table:
        return fen(table["amounts"][0])
    if "up_to" in table:
        return max(share_of(total, parse_share(table["up_to"])) - so_far, 0)
    if "share" in table:
        return min(share_of(total, parse_share(table["share"])), max(total - so_far, 0))
    return max(total - so_far, 0)  # `settled` alone: all that is left


def _of_a_year(
    rest: int, price: int, year: ServicePeriod, lines: Sequence[Line], cutting: Cut
) -> Sums:
    """A year's part: sums in yuan come off, shares divide what is left of it."""
    found: Sums = {}
    groups: dict[Any, list[Line]] = {}
    shares = _shares_of(lines, year, cutting)
    for line in lines:
        periods = cutting.in_year(line.every, year.number)
        if line.place in shares:
            own = line.place if "shares" in line.table else line.every
            groups.setdefault(own, []).append(line)
        elif "up_to" in line.table:
            before = sum(fen for (place, _), fen in found.items() if place < line.place)
            most = share_of(price, parse_share(line.table["up_to"]))
            found[line.place, year.id] = max(most - before, 0)
        else:
            amounts = _listed(line.table, "amounts", periods, cutting)
            found |= {
                (line.place, period.id): fen(amount)
                for period, amount in zip(periods, amounts, strict=True)
            }
    left = max(rest - sum(found.values()), 0)
    weights = [sum(shares[line.place] for line in group) for group in groups.values()]
    sums_by_group = cut(left, weights) if sum(weights) else tuple([0] * len(weights))
    for part, group in zip(sums_by_group, groups.values(), strict=True):
        found |= _of_a_group(part, group, shares, year, cutting)
    return found


def _shares_of(lines: Sequence[Line], year: ServicePeriod, cutting: Cut) -> dict[int, int]:
    """The share that each instalment takes of each of its periods, by place; not of sums in yuan.

    Of `shares`, what they come to in the year; of `up_to`, what is missing to it; of an instalment
    that says only that it is settled, what the others leave.
    """
    found: dict[int, int] = {}
    alone: list[int] = []
    in_yuan = False
    for line in lines:
        table = line.table
        if "share" in table:
            found[line.place] = parse_share(table["share"])
        elif "shares" in table:
            periods = cutting.in_year(line.every, year.number)
            found[line.place] = sum(
                parse_share(each) for each in _listed(table, "shares", periods, cutting)
            )
        elif "up_to" in table and not in_yuan:
            found[line.place] = max(parse_share(table["up_to"]) - sum(found.values()), 0)
        elif not table.keys() & {"amount", "amounts", "up_to"}:
            alone.append(line.place)
        in_yuan = in_yuan or "amount" in table or "amounts" in table
    rest = max(ONE - sum(found.values()), 0)
    return found | {place: rest // len(alone) for place in alone}


def _of_a_group(
    part: int, group: Sequence[Line], shares: Mapping[int, int], year: ServicePeriod, cutting: Cut
) -> Sums:
    """A year's part for what comes in one rhythm, cut into its periods, then by the shares."""
    periods = cutting.in_year(group[0].every, year.number)
    table = group[0].table
    if "shares" in table:
        weights = [parse_share(each) for each in _listed(table, "shares", periods, cutting)]
    else:
        weights = [period.weight for period in periods]
    found: Sums = {}
    for period, whole in zip(periods, running(part, weights), strict=True):
        own = [shares[line.place] for line in group]
        parts = cut(whole, own) if sum(own) else tuple([0] * len(own))
        found |= {(line.place, period.id): one for line, one in zip(group, parts, strict=True)}
    return found


def _listed(
    table: Table, name: str, periods: Sequence[ServicePeriod], cutting: Cut
) -> Iterator[str]:
    """The entry of a list for each period: as many as a year has, or as the term has."""
    if name == "amounts" and "amount" in table:
        yield from [table["amount"]] * len(periods)
        return
    entries = table[name]
    every = every_of(table)
    term = [each for each in cutting.periods[every] if each.renewal is None]
    a_year = 12 // MONTHS[every]
    for period in periods:
        if len(entries) != len(term) or len(term) == a_year:
            yield entries[(period.number - 1) % a_year if every != "service-year" else 0]
        elif period in term:
            yield entries[term.index(period)]
        else:  # a renewal goes on as the last year
            yield entries[len(entries) - a_year + (period.number - 1) % a_year]
