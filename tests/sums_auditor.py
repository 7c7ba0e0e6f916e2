"""Unit prices, ceilings, payees and scores worked out a second time, on top of the slow auditor of periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from auditor import Table, balance, fen, half_up, share_of_one
from period_auditor import PeriodAuditor, name_of


class SumsAuditor(PeriodAuditor):
    """The auditor of periods, where a price may be made of quantities and be the most that is paid."""

    def sums(self) -> dict[str, int]:
        found = super().sums()
        if self.contract["price"].get("kind") == "ceiling":
            self.below_the_ceiling()
        return found

    # Unit prices

    def price(self) -> int:
        """The items' estimates where there are some, else the total as written."""
        months = self.months_of(None)
        sums = [
            self.worth(item, item["estimate"], months)
            for item in self.contract["price"].get("items", ())
            if "estimate" in item
        ]
        return sum(sums) if sums else super().price()

    def months_of(self, period: Any) -> Fraction:
        """The months of a period, or of the whole term."""
        years = self.periods["service-year"]
        return period.weight if period else sum((year.weight for year in years), Fraction(0))

    def worth(self, item: Table, quantity: str, months: Fraction) -> int:
        """So many of an item at its price, less the discount: one sum, rounded once."""
        exact = Fraction(item["unit_price"]) * 100 * Fraction(quantity) * self.undiscounted()
        return half_up(exact * months / 12 if item.get("per") == "year" else exact)

    def undiscounted(self) -> Fraction:
        return 1 - share_of_one(self.contract["price"].get("discount", "0%"))

    # Settlements

    def found_by(self, fact: Table, fee: int, name: str) -> int:
        if "list" in fact:
            return half_up(fact["list"] * self.undiscounted())
        if "quantities" in fact:
            months = self.months_of(self.line(name)[1])
            return sum(
                self.worth(item, fact["quantities"][item["key"]], months)
                for item in self.contract["price"]["items"]
                if item["key"] in fact["quantities"]
            )
        return super().found_by(fact, fee, name)

    def line(self, name: str) -> tuple[Table, Any]:
        return next((item, period) for item, period in self.lines if name_of(item, period) == name)

    # The ceiling

    def below_the_ceiling(self) -> None:
        """What is thought to be paid of each, as long as there is room for it below the total."""
        room = fen(self.contract["price"]["total"])
        room -= sum(self.counts(item, name) for item, name in self.by_time())
        for item, name in self.by_time():
            if item.get("settled") and name not in self.found:
                more = min(max(self.fees[name] - self.paid(name), 0), max(room, 0))
                self.fees[name] = min(self.fees[name], self.paid(name) + more)
                self.amounts[name] = self.fees[name] - self.kept(name, self.fees[name])
                room -= more

    def by_time(self) -> Iterator[tuple[Table, str]]:
        """What comes once, then the rows as their periods end; those of one end as in the file."""
        places = {item["key"]: place for place, item in enumerate(self.contract["instalments"])}
        lines = [(item, period) for item, period in self.lines if "collects" not in item]
        for item, period in sorted(
            lines, key=lambda line: (line[1].last if line[1] else date.min, places[line[0]["key"]])
        ):
            yield item, name_of(item, period)

    def counts(self, item: Table, name: str) -> int:
        """What counts below the ceiling: the sum as settled, else what has been paid."""
        if item.get("settled") and name not in self.found:
            return self.paid(name)
        return self.come_to(name)

    def paid(self, name: str) -> int:
        return balance(self.movements(name), self.as_of)

    # What is kept

    def kept(self, name: str, fee: int) -> int:
        """A share of what it comes to, or a sum that comes off last."""
        text = self.item_of(name).get("retain", "0%")
        if text.endswith("%"):
            return super().kept(name, fee)
        return min(fen(text), self.fees[name], fee)
