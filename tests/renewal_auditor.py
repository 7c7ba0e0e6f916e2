"""Renewals worked out a second time, on top of the slow auditors of periods and sums."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from auditor import ONE_DAY, Table, fen, half_up, months_later
from period_auditor import Period, Stage, running
from sums_auditor import SumsAuditor


class RenewalAuditor(SumsAuditor):
    """The auditor of sums, where the contract says what it may be renewed by (一年一签, 1+1+1)."""

    # The stages

    def stages(self) -> list[Stage]:
        """The term and all its renewals, confirmed or not, one after the other."""
        [term] = [Stage(self.eve() + ONE_DAY, super().term_last(), self.eve())]
        found = [term]
        for number, table in enumerate(self.contract["term"].get("renewals", ()), start=1):
            before = found[-1]
            # a year that was cut short is not gone on with: another one begins
            whole = self.months_until(before.last, before.counted_from)
            goes_on = whole is not None and whole % 12 == 0
            since = before.counted_from if goes_on else before.last
            passed = whole if goes_on and whole else 0
            found.append(
                Stage(before.last + ONE_DAY, self.last_of(table, since, passed), since, number)
            )
        return found

    def last_of(self, table: Table, since: date, passed: int) -> date:
        if "to" in table:
            return table["to"]  # type: ignore[no-any-return]
        months = passed + table.get("months", 12 * table.get("years", 0))
        return self.month_end(since, months)

    def month_end(self, since: date, months: int) -> date:
        """The last day of so many months that are counted from the day after `since`."""
        if self.counts_first_day():
            return months_later(since + ONE_DAY, months) - ONE_DAY
        return months_later(since, months)

    def months_until(self, last: date, since: date) -> int | None:
        """How many months it is to that day, where it is whole ones."""
        count = 1
        while self.month_end(since, count) < last:
            count += 1
        return count if self.month_end(since, count) == last else None

    def confirmed(self) -> int:
        """How many of the renewals have been confirmed by the day we look."""
        found = len([fact for fact in self.facts if fact["kind"] == "renew"])
        return min(found, len(self.contract["term"].get("renewals", ())))

    def term_last(self) -> date:
        return self.stages()[self.confirmed()].last

    def is_conditional(self, period: Any) -> bool:
        return period is not None and (period.renewal or 0) > self.confirmed()

    # Sums

    def months_of(self, period: Any) -> Fraction:
        if period is not None:
            return super().months_of(period)
        own = [year for year in self.periods["service-year"] if year.renewal is None]
        return sum((year.weight for year in own), Fraction(0))

    def weights_of(self, years: list[Period]) -> list[Fraction]:
        """By their own sums, where the file gives them."""
        price = self.contract["price"]
        if "years" in price:
            return [Fraction(fen(text)) for text in price["years"][: len(years)]]
        if "per_year" in price:
            return [Fraction(part) for part in by_the_year(price, years)]
        return super().weights_of(years)

    def renewed_prices(self, years: list[Period]) -> list[tuple[Period, int]]:
        """As written, else the last year's price for a month, times the months of the renewal."""
        price, found = self.contract["price"], []
        written = [fen(text) for text in price.get("years", ())]
        a_month = self.price_of_last_year(years) / years[-1].weight
        if "per_year" in price:
            a_month = Fraction(fen(price["per_year"]), 12)
        for number in range(1, len(self.contract["term"].get("renewals", ())) + 1):
            own = [year for year in self.periods["service-year"] if year.renewal == number]
            months = [year.weight for year in own]
            whole = half_up(a_month * sum(months, Fraction(0)))
            found += list(zip(own, running(whole, months), strict=True))
        return [
            (year, written[place] if place < len(written) else part)
            for place, (year, part) in enumerate(found, start=len(years))
        ]

    def price_of_last_year(self, years: list[Period]) -> Fraction:
        written = self.contract["price"].get("years")
        if written:
            return Fraction(fen(written[len(years) - 1]))
        return Fraction(running(self.price(), [year.weight for year in years])[-1])

    def collected(self, item: Table) -> int:
        """Nothing is kept of a renewal that nobody has confirmed."""
        all_lines = self.lines
        self.lines = [line for line in all_lines if not self.is_conditional(line[1])]
        found = super().collected(item)
        self.lines = all_lines
        return found

    def below_the_ceiling(self) -> None:
        """The ceiling is the term's: what a renewal costs is not below it."""
        all_lines = self.lines
        self.lines = [line for line in all_lines if line[1] is None or line[1].renewal is None]
        super().below_the_ceiling()
        self.lines = all_lines

    # Days that are listed

    def in_order(self) -> Iterator[tuple[Table, Any]]:
        """Each row has its own of the listed days; one beyond the list is asked for, by no day."""
        places: dict[str, int] = {}
        for item, period in super().in_order():
            listed = item["due"].get("on")
            if listed is None:
                yield item, period
                continue
            row = f"{item['key']}.{item.get('row_of')}"
            place = places[row] = places.get(row, -1) + 1
            none = {"agreed": False, "after": "period-start"}
            due = item["due"] | {"on": [listed[place]]} if place < len(listed) else none
            yield item | {"due": due}, period

    def after(self, item: Table, year: Any, receipts: dict[Any, date]) -> tuple[date | None, bool]:
        if "on" in item["due"]:
            return item["due"]["on"][0], True
        return super().after(item, year, receipts)

    def as_written(self, due: Table, year: Any, event: date, ready: date) -> date:
        if "on" in due:
            return max(due["on"][0], ready, self.signed_on)  # type: ignore[no-any-return]
        return super().as_written(due, year, event, ready)

    # The rows

    def row(self, item: Table, year: Any) -> Table:
        found = super().row(item, year)
        if not self.is_conditional(year):
            return found
        if self.as_of > self.last_day(None) or found["status"] == "cancelled":
            return self.cancelled_row(found["id"], found["paid"]) | {"conditional": True}
        paid = found["status"] in ("paid", "paid-late")
        ahead = {} if paid else {"status": "projected", "days_overdue": 0, "waiting_for": []}
        return found | ahead | {"conditional": True}


def by_the_year(price: Table, years: list[Period]) -> list[int]:
    """What each year costs by the price of twelve months, by running totals."""
    marks, months = [0], Fraction(0)
    for year in years:
        months += year.weight
        marks.append(half_up(fen(price["per_year"]) * months / 12))
    return [after - before for before, after in pairwise(marks)]
