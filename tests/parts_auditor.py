"""Parts of a price, sums in yuan and 付至 worked out a second time, on top of the slow auditor of periods."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from auditor import Table, fen, half_up, hand_out, share_of_one
from period_auditor import Period, PeriodAuditor, every_of, name_of, running


class PartsAuditor(PeriodAuditor):
    """The auditor of periods, where a price has parts and an instalment may be up to a share of one."""

    def cut_sums(self) -> dict[str, int]:
        self.whole: dict[str, int] = {}  # what a row that is paid up to a share counts against
        found: dict[str, int] = {}
        for part in self.contract["price"]["parts"]:
            items = [
                item for item in self.contract["instalments"] if item.get("part") == part["key"]
            ]
            found |= self.sums_of_a_part(part, items)
        return found

    def sums_of_a_part(self, part: Table, items: list[Table]) -> dict[str, int]:
        years = self.periods["service-year"]
        written = [fen(text) for text in part.get("years", ())]
        total = sum(written) if written else fen(part["total"])
        found: dict[str, int] = {}
        once = [item for item in items if every_of(item) == "once"]
        for item in once:
            share = share_of_one(item.get("up_to") or item["share"])
            so_far = sum(found.values()) if "up_to" in item else 0
            found[item["key"]] = min(
                max(half_up(total * share) - so_far, 0), total - sum(found.values())
            )
            self.whole[item["key"]] = total
        recurring = [item for item in items if item not in once]
        if not recurring:
            found[once[-1]["key"]] += total - sum(found.values())
            return found
        weights = [Fraction(one) for one in written] or [year.weight for year in years]
        for year, rest in zip(years, running(total - sum(found.values()), weights), strict=True):
            found |= self.sums_of_the_year(recurring, year, rest)
        return found

    def sums_of_the_year(self, items: list[Table], year: Period, rest: int) -> dict[str, int]:
        """Sums in yuan come off; the rhythms divide what is left by their shares, then its periods."""
        found: dict[str, int] = {}
        rhythms: dict[str, list[tuple[Table, Fraction]]] = {}
        so_far = Fraction(0)
        for item in items:
            if "amount" in item:
                found |= {name_of(item, p): fen(item["amount"]) for p in self.inside(item, year)}
                continue
            share = (
                share_of_one(item["share"])
                if "share" in item
                else share_of_one(item["up_to"]) - so_far
            )
            so_far += share
            rhythms.setdefault(every_of(item), []).append((item, share))
            self.whole[name_of(item, year)] = rest
        sums = [sum((share for _, share in own), Fraction(0)) for own in rhythms.values()]
        left = rest - sum(found.values())
        for own, part in zip(rhythms.values(), hand_out(left, sums, True), strict=True):
            periods = self.inside(own[0][0], year)
            whole = sum((share for _, share in own), Fraction(0))
            for period, fee in zip(
                periods, running(part, [p.weight for p in periods]), strict=True
            ):
                cut = hand_out(fee, [share / whole for _, share in own], True)
                found |= {
                    name_of(item, period): one for (item, _), one in zip(own, cut, strict=True)
                }
        return found

    def inside(self, item: Table, year: Period) -> list[Period]:
        every_one = self.periods[every_of(item)]
        return [each for each in every_one if year.first <= each.first <= year.last]

    def settle(self) -> None:
        super().settle()
        by_days = self.end is not None and self.end["pro_rata"]
        for item, period in self.lines:
            if "up_to" in item and not (by_days and period):
                self.up_to(item, period)
        self.keep()

    def up_to(self, item: Table, period: Any) -> None:
        """So much of the price as it has become, less what stands before it."""
        name, before = name_of(item, period), self.before(item, period)
        if not any(each in self.found for each in before):
            return
        come_to = sum(self.come_to(each) for each in before)
        price = self.whole[name] + come_to - sum(self.fees[each] for each in before)
        self.fees[name] = max(half_up(max(price, 0) * share_of_one(item["up_to"])) - come_to, 0)
        self.amounts[name] = self.fees[name] - self.kept(name, self.fees[name])

    def before(self, item: Table, period: Any) -> list[str]:
        """The rows of its part, and of its year, that stand before it in the file."""
        keys = [each["key"] for each in self.contract["instalments"]]
        return [
            name_of(other, p)
            for other, p in self.lines
            if other.get("part") == item["part"]
            and keys.index(other["key"]) < keys.index(item["key"])
            and (p is None) == (period is None)
            and (p is None or period.first <= p.first <= period.last)
        ]
