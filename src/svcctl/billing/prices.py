"""What a price comes to: of each part, each year of service, each period; items and payees."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from svcctl.billing.money import ONE, cut, decimal, fen, parse_share, running
from svcctl.billing.periods import WHOLE_MONTH, ServicePeriod
from svcctl.billing.record import Record

Table = dict[str, Any]
YEAR = 12 * WHOLE_MONTH
QUANTITY = 10**6  # unit prices and quantities have up to six decimals


class Item(Record):
    """A unit price: yuan a unit times 10^6; `per_year`: a month counts a twelfth."""

    key: str
    title: Any
    unit: str
    unit_price: int
    estimate: int | None  # quantity times 10^6, over the whole term
    per_year: bool

    def worth(self, quantity: int, discount: int, months: int) -> int:
        """Fen of a quantity, less the discount; `months` by WHOLE_MONTH, where it is by the year."""
        # rounded once, half up: unit price and quantity in millionths, a discount of 10^-10
        value = self.unit_price * quantity * 100 * (ONE - discount)
        whole = QUANTITY * QUANTITY * ONE
        if self.per_year:
            value, whole = value * months, whole * YEAR
        return (value * 2 + whole) // (2 * whole)


class Price(Record):
    """The price as written: fixed or a ceiling; `total_fen` None where none is agreed."""

    kind: str  # fixed | ceiling
    total_fen: int | None
    items: tuple[Item, ...]
    discount: int  # of 10^-10, off every sum worked out from items
    estimated_fen: int | None = None  # what the items' estimates come to

    @property
    def ceiling(self) -> bool:
        """Whether the total is the most that may be paid."""
        return self.kind == "ceiling"


def price_from(document: Table, years: Sequence[ServicePeriod]) -> Price:
    """The price that a checked contract file states; items make the total where none is given."""
    table = document["price"]
    items = tuple(_item(each) for each in table.get("items", ()))
    discount = parse_share(table["discount"]) if "discount" in table else 0
    months = sum(year.weight for year in years if year.renewal is None)
    estimated = items_total(items, discount, months)
    total = fen(table["total"]) if "total" in table else estimated
    return Price(table.get("kind", "fixed"), total, items, discount, estimated)


def items_total(items: Sequence[Item], discount: int, months: int) -> int | None:
    """What the estimates come to; None where there is none."""
    sums = [item.worth(item.estimate, discount, months) for item in items if item.estimate]
    return sum(sums) if sums else None


def _item(table: Table) -> Item:
    return Item(
        key=table["key"],
        title=table["title"],
        unit=table.get("unit", ""),
        unit_price=decimal(table["unit_price"]),
        estimate=decimal(table["estimate"]) if "estimate" in table else None,
        per_year=table.get("per") == "year",
    )


# -- parts and years -------------------------------------------------------------------------------


def parts_of(document: Table, price: Price) -> dict[str, Table]:
    """The price's parts by their key, each a table like the price; one without name where none."""
    parts = document["price"].get("parts")
    if parts:
        return {part["key"]: part for part in parts}
    whole = dict(document["price"])
    if price.total_fen is not None:
        # below a ceiling the estimates say what is thought to be paid, the ceiling does not
        whole["total"] = price.total_fen if price.estimated_fen is None else price.estimated_fen
    return {"": whole}


def part_total(part: Table, years: Sequence[ServicePeriod]) -> int:
    """Fen of a part over the term, its renewals left out."""
    total = part.get("total")
    if isinstance(total, str):
        return fen(total)
    return total if total is not None else sum(_own_prices(part, _of_term(years)))


def year_prices_of(part: Table, years: Sequence[ServicePeriod], as_ever: bool) -> tuple[int, ...]:
    """A part's price of each year in fen, renewals after the term's years.

    `as_ever`: as files of whole years were always cut, the last year taking the odd fen.
    """
    own = _of_term(years)
    if "years" in part or "per_year" in part:
        found = _own_prices(part, own)
    elif as_ever:
        # the last year takes the odd fen, so that the years add up to the price on the signature
        # page
        found = cut(part_total(part, years), [1] * len(own))
    else:
        found = running(part_total(part, years), [year.weight for year in own])
    return (*found, *_renewed(part, found, years))


def _of_term(years: Sequence[ServicePeriod]) -> list[ServicePeriod]:
    return [year for year in years if year.renewal is None]


def _own_prices(part: Table, years: Sequence[ServicePeriod]) -> tuple[int, ...]:
    if "years" in part:
        return tuple(fen(text) for text in part["years"][: len(years)])
    if "per_year" not in part:
        return tuple([0] * len(years))
    each = fen(part["per_year"])
    sums = [0]
    for year in years:  # by running totals, as every sum is cut
        sums.append(sums[-1] + year.weight)
    ends = [(each * weight * 2 + YEAR) // (2 * YEAR) for weight in sums]
    return tuple(after - before for before, after in pairwise(ends))


def _renewed(part: Table, found: Sequence[int], years: Sequence[ServicePeriod]) -> tuple[int, ...]:
    """What the renewals' years cost: as written, else the last year's price for a month."""
    renewed = [year for year in years if year.renewal is not None]
    written = [fen(text) for text in part.get("years", ())[len(found) :]]
    if part.get("key") and "years" not in part and "per_year" not in part:
        return tuple([0] * len(renewed))  # what is done once is not done again
    # a year has its price from the file, else the last year's stands for a month
    whole = (fen(part["per_year"]), YEAR) if "per_year" in part else None
    price, months = whole or (found[-1], _of_term(years)[-1].weight)
    by_months: list[int] = []
    for _, own in groupby(renewed, lambda year: year.renewal):
        weights = [year.weight for year in own]
        # the renewal is rounded once and then cut: its years add up to it
        by_months += running((price * sum(weights) * 2 + months) // (2 * months), weights)
    return (*written, *by_months[len(written) :])
