"""Unit prices, ceilings, payees and scores worked out a second time, on top of the slow auditor of periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from auditor import Table, balance, fen, half_up, hand_out, share_of_one
from period_auditor import PeriodAuditor, name_of


class SumsAuditor(PeriodAuditor):
    """The auditor of periods, where a price may be made of quantities and be the most that is paid."""

    def sums(self) -> dict[str, int]:
        found = super().sums()
        if self.contract["price"].get("kind") == "ceiling":
            self.below_the_ceiling()
        return found

    # Payees

    def in_order(self) -> Iterator[tuple[Table, Any]]:
        """A row for each payee; one that pays out what was kept has one for each of theirs."""
        payees = {item["key"]: item.get("payees", []) for item in self.contract["instalments"]}
        for item, period in super().in_order():
            of_whom = [key for key in item.get("collects", ()) if payees[key]]
            listed = payees[of_whom[0]] if of_whom else payees[item["key"]]
            for payee in listed or [None]:
                yield (item | {"row_of": payee["party"]} if payee else item), period

    def cut_sums(self) -> dict[str, int]:
        found = super().cut_sums()
        for name in list(found):
            rows = self.rows_named(name)
            if rows != [name]:
                found |= dict(zip(rows, self.among(found.pop(name), rows), strict=True))
        return found

    def rows_named(self, name: str) -> list[str]:
        """The row of that name, or the rows of all payees of the instalment."""
        return [each for item, p in self.lines if name in ((each := name_of(item, p)), base_of(item, p))]  # fmt: skip

    def among(self, come_to: int, rows: list[str]) -> list[int]:
        """Each payee's share, the last takes the rest; where the settlement splits, the first bears all."""
        payees = self.line(rows[0])[0].get("payees", [])
        if len(rows) == 1:
            return [come_to]
        if not all("share" in each for each in payees) or not payees:
            return [come_to, *[0] * (len(rows) - 1)]
        return hand_out(come_to, [share_of_one(each["share"]) for each in payees], True)

    def collected(self, item: Table) -> int:
        """What was kept of the rows of the same payee."""
        return sum(
            self.kept(name, self.come_to(name))
            for other, period in self.lines
            for name in [name_of(other, period)]
            if other["key"] in item["collects"]
            and other.get("row_of") == item.get("row_of")
            and not self.is_cancelled(other, period, name)
        )

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
        if "score" in fact:
            item, _ = self.line(name)
            rules = {rule["key"]: rule for rule in self.contract["assessments"]}
            return by_score(rules[item["assessment"]], Fraction(fact["score"]), fee)
        return super().found_by(fact, fee, name)

    def line(self, name: str) -> tuple[Table, Any]:
        return next((item, period) for item, period in self.lines if name_of(item, period) == name)

    # The ceiling

    def below_the_ceiling(self) -> None:
        """What is thought to be paid of each, as long as there is room for it below the total."""
        room = fen(self.contract["price"]["total"])
        room -= sum(self.counts(item, name) for item, name in self.by_time())
        sums: dict[str, list[str]] = {}
        for item, period in self.by_time_and_period():
            if item.get("settled") and name_of(item, period) not in self.found:
                sums.setdefault(base_of(item, period), []).append(name_of(item, period))
        for names in sums.values():
            wanted = [max(self.fees[name] - self.paid(name), 0) for name in names]
            given = min(sum(wanted), max(room, 0))
            room -= given
            for name, more in zip(names, bearing(given, wanted), strict=True):
                self.fees[name] = min(self.fees[name], self.paid(name) + more)
                self.amounts[name] = self.fees[name] - self.kept(name, self.fees[name])

    def by_time(self) -> Iterator[tuple[Table, str]]:
        return ((item, name_of(item, period)) for item, period in self.by_time_and_period())

    def by_time_and_period(self) -> Iterator[tuple[Table, Any]]:
        """What comes once, then the rows as their periods end; those of one end as in the file."""
        places = {item["key"]: place for place, item in enumerate(self.contract["instalments"])}
        lines = [(item, period) for item, period in self.lines if "collects" not in item]
        yield from sorted(
            lines, key=lambda line: (line[1].last if line[1] else date.min, places[line[0]["key"]])
        )

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
        rows = self.rows_named(base_of(*self.line(name)))
        part = self.among(fen(text), rows)[rows.index(name)]
        return min(part, self.fees[name], fee)


def bearing(given: int, wanted: list[int]) -> list[int]:
    """Each payee's part of what is left for their sum: by what it wants, so far and up to here."""
    parts: list[int] = []
    for count in range(1, len(wanted) + 1):
        so_far = Fraction(given * sum(wanted[:count]), sum(wanted) or 1)
        parts.append(half_up(so_far) - sum(parts))
    return parts


def by_score(rule: Table, score: Fraction, fee: int) -> int:
    """What a score leaves of a fee: the band that it reaches, or less for each point missing."""
    if "bands" in rule:
        reached = [band for band in rule["bands"] if band["from"] <= score]
        best = max(reached, key=lambda band: band["from"], default={"pay": "0%"})
        return half_up(fee * share_of_one(best["pay"]))
    missing = max(rule.get("full_from", 0) - score, Fraction(0))
    less = rule.get("less_per_point", "0%")
    if less.endswith("%"):
        return half_up(fee * max(1 - share_of_one(less) * missing, Fraction(0)))
    return max(fee - half_up(fen(less) * missing), 0)


def base_of(item: Table, period: Any) -> str:
    """The instalment's name without its payee."""
    return name_of({**item, "row_of": None}, period)
