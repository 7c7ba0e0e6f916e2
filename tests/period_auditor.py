"""Contracts with months, quarters and half-years worked out a second time, on top of the slow auditor of years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from auditor import (
    ONE_DAY,
    Auditor,
    DayTest,
    Table,
    balance,
    days,
    fen,
    half_up,
    hand_out,
    months_later,
    share_of_one,
)

LENGTHS = {"month": 1, "quarter": 3, "half-year": 6, "service-year": 12}
LETTERS = {"month": "M", "quarter": "Q", "half-year": "H"}


@dataclass(frozen=True)
class Period:
    """A span of the term; `first` is the first day that counts, `eve` the day before it."""

    id: str
    every: str
    first: date
    last: date
    weight: Fraction  # whole months
    eve: date
    renewal: int | None = None


@dataclass(frozen=True)
class Stage:
    """The term as signed, or one of its renewals."""

    first: date
    last: date
    counted_from: date  # the day, itself not counted, from which its months are counted
    renewal: int | None = None


def audit_periods(
    contract: Table,
    facts: list[Table],
    working_day: DayTest,
    as_of: date,
    how: type[PeriodAuditor] | None = None,
) -> list[Table]:
    """One row for each instalment and period, as it stands at the end of the day `as_of`."""
    auditor = (how or PeriodAuditor)(contract, facts, working_day, lambda _: False, as_of)
    return [auditor.row(item, period) for item, period in auditor.lines]


# The cut


def whole_month_of(first: date, day: date) -> tuple[date, date]:
    """The month, counted from `first`, in which a day lies: its first and its last day."""
    count = 0
    while months_later(first, count + 1) <= day:
        count += 1
    return months_later(first, count), months_later(first, count + 1) - ONE_DAY


def calendar_month_of(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, months_later(first, 1) - ONE_DAY


def cut_into_days(contract: Table, stage: Stage) -> list[list[date]]:
    """The days of the term, month by month, looking at one day after the other."""
    found: dict[Any, list[date]] = {}
    for day in days(stage.first, stage.last):
        found.setdefault(month_key(contract, stage.counted_from, day), []).append(day)
    return list(found.values())


def month_key(contract: Table, eve: date, day: date) -> Any:
    if contract["term"].get("periods") == "calendar":
        return day.year, day.month
    if not day_before(contract):
        # the eve is the day that is not counted: a month ends on the day that corresponds to it
        count = 0
        while months_later(eve, count + 1) < day:
            count += 1
        return count
    return whole_month_of(eve + ONE_DAY, day)


def day_before(contract: Table) -> bool:
    by_dates = "from" in contract["term"]
    return by_dates or contract.get("readings", {}).get("year-end") == "day-before"


def weight_of(contract: Table, month: list[date], eve: date) -> Fraction:
    """A whole month weighs one, a piece its days over those of the month that it is a piece of."""
    if contract["term"].get("periods") == "calendar":
        start, end = calendar_month_of(month[0])
    elif day_before(contract):
        start, end = whole_month_of(eve + ONE_DAY, month[0])
    else:
        count = 0
        while months_later(eve, count + 1) < month[0]:
            count += 1
        start, end = months_later(eve, count) + ONE_DAY, months_later(eve, count + 1)
    return Fraction(len(month), (end - start).days + 1)


# The rows


class PeriodAuditor(Auditor):
    """The auditor of years, where what it calls a year is any period, and papers have rhythms of their own."""

    def __init__(self, contract: Table, *rest: Any) -> None:
        term = contract["term"]
        readings = contract.get("readings", {}) | (
            {"year-end": "day-before"} if "from" in term else {}
        )
        super().__init__({**contract, "readings": readings}, *rest)

    def sums(self) -> dict[str, int]:
        self.periods = self.cut()
        self.lines = list(self.in_order())
        self.fees = self.cut_sums()
        self.amounts = {name: fee - self.kept(name, fee) for name, fee in self.fees.items()}
        self.settle()
        return self.amounts

    # The term and its periods

    def term_start(self) -> date:
        return self.contract["term"].get("from") or self.signed_on  # type: ignore[no-any-return]

    def term_last(self) -> date:
        term = self.contract["term"]
        if "to" in term:
            return term["to"]  # type: ignore[no-any-return]
        end = months_later(self.signed_on, term["months"])
        return end - ONE_DAY if self.counts_first_day() else end

    def eve(self) -> date:
        """Day nought: the day before the first that counts."""
        start = self.term_start()
        return start - ONE_DAY if self.counts_first_day() else start

    def stages(self) -> list[Stage]:
        return [Stage(self.eve() + ONE_DAY, self.term_last(), self.eve())]

    def cut(self) -> dict[str, list[Period]]:
        found: dict[str, list[Period]] = {every: [] for every in LENGTHS}
        for stage in self.stages():
            before = len({year.id for year in found["service-year"]})
            for every, own in self.cut_of(stage, before).items():
                found[every] += own
        return found

    def cut_of(self, stage: Stage, years_before: int) -> dict[str, list[Period]]:
        months = cut_into_days(self.contract, stage)
        by_calendar = self.contract["term"].get("periods") == "calendar"
        found: dict[str, list[Period]] = {every: [] for every in LENGTHS}
        groups: dict[tuple[str, int, int], list[list[date]]] = {}
        for place, month in enumerate(months):
            year, number = divmod(place, 12)
            if by_calendar:
                year, number = month[0].year - stage.first.year, month[0].month - 1
            for every, length in LENGTHS.items():
                place_of = every, years_before + year + 1, number // length + 1
                groups.setdefault(place_of, []).append(month)
        for (every, year, number), inside in groups.items():
            name = f"Y{year}" + (f"-{LETTERS[every]}{number}" if every in LETTERS else "")
            name = name.replace("-M", "-M0") if every == "month" and number < 10 else name
            weight = sum(
                (weight_of(self.contract, m, stage.counted_from) for m in inside), Fraction(0)
            )
            first, last = inside[0][0], inside[-1][-1]
            found[every].append(
                Period(name, every, first, last, weight, first - ONE_DAY, stage.renewal)
            )
        return found

    def in_order(self) -> Iterator[tuple[Table, Any]]:
        for item in self.contract["instalments"]:
            if every_of(item) == "once":
                yield item, None
        for year in self.periods["service-year"]:
            for item in self.contract["instalments"]:
                for period in self.periods.get(every_of(item), ()):
                    if year.first <= period.first <= year.last:
                        yield item, period

    def last_day(self, year: Any) -> date:
        return self.cut_short(self.lengthened() if year is None else year.last, year)

    def lengthened(self) -> date:
        """The term's last day, a day later for each that force majeure took before it was over."""
        day, last = self.eve() + ONE_DAY, self.term_last()
        while day <= min(last, self.as_of):
            last += self.is_lost(day) * ONE_DAY
            day += ONE_DAY
        return last

    def is_lost(self, day: date) -> bool:
        who = self.contract.get("force_majeure", {}).get("who")
        return any(
            fact["on"] <= day <= fact["to"] and (fact["by"] == "supplier" or who == "both")
            for fact in self.facts
            if who and fact["kind"] == "force-majeure"
        )

    def is_first(self, year: Any) -> bool:
        return year.first == self.eve() + ONE_DAY  # type: ignore[no-any-return]

    def first_day(self, year: Any) -> date:
        if year is None:
            return self.term_start()
        return year.first if self.counts_first_day() else year.eve  # type: ignore[no-any-return]

    def first_day_that_counts(self, year: Any) -> date:
        return year.first  # type: ignore[no-any-return]

    # Sums

    def price(self) -> int:
        """What the shares are cut from."""
        return fen(self.contract["price"]["total"])

    def cut_sums(self) -> dict[str, int]:
        """The price by running totals: what comes once, the years, their rhythms, the periods, the shares."""
        total, items = self.price(), self.contract["instalments"]
        once = [item for item in items if every_of(item) == "once"]
        shares = [share_of_one(item.get("share", "0%")) for item in once]
        found = {
            item["key"]: part
            for item, part in zip(once, hand_out(total, shares, False), strict=True)
        }
        years = [year for year in self.periods["service-year"] if year.renewal is None]
        rest = running(total - sum(found.values()), self.weights_of(years))
        for year, part in [*zip(years, rest, strict=True), *self.renewed_prices(years)]:
            found |= self.sums_of_a_year(year, part)
        return found

    def weights_of(self, years: list[Period]) -> list[Fraction]:
        return [year.weight for year in years]

    def renewed_prices(self, years: list[Period]) -> list[tuple[Period, int]]:
        """What each year of a renewal costs."""
        return []

    def sums_of_a_year(self, year: Period, part: int) -> dict[str, int]:
        by_rhythm: dict[str, list[Table]] = {}
        for item in self.contract["instalments"]:
            if every_of(item) != "once":
                by_rhythm.setdefault(every_of(item), []).append(item)
        weights = [
            sum((share_of_one(item["share"]) for item in items), Fraction(0))
            for items in by_rhythm.values()
        ]
        found = {}
        among = hand_out(part, [weight / sum(weights) for weight in weights], True)
        for (every, items), of_them in zip(by_rhythm.items(), among, strict=True):
            inside = [p for p in self.periods[every] if year.first <= p.first <= year.last]
            for period, fee in zip(
                inside, running(of_them, [p.weight for p in inside]), strict=True
            ):
                own = [share_of_one(item["share"]) for item in items]
                cut = hand_out(fee, [share / sum(own) for share in own], True)
                for item, one in zip(items, cut, strict=True):
                    found[name_of(item, period)] = one
        return found

    def kept(self, name: str, fee: int) -> int:
        """What is kept back of that row, of the sum that it has come to."""
        share = self.item_of(name).get("retain")
        return half_up(fee * share_of_one(share)) if share else 0

    def item_of(self, name: str) -> Table:
        return next(item for item, period in self.lines if name_of(item, period) == name)

    def by_days(self) -> dict[str, int]:
        """What the days served leave of each fee: of a year's together, of a shorter period's each."""
        found: dict[str, int] = {}
        for year in self.periods["service-year"]:
            yearly = [name_of(item, p) for item, p in self.lines if p == year]
            left = half_up(sum(self.fees[name] for name in yearly) * self.served(year))
            for name in yearly:
                found[name] = min(self.fees[name], left)
                left -= found[name]
        for item, period in self.lines:
            if period is not None and period.every != "service-year":
                name = name_of(item, period)
                found[name] = half_up(self.fees[name] * self.served(period))
        # a settlement overrides the days, though it comes after the end
        found = {name: fen_ for name, fen_ in found.items() if name not in self.found}
        self.found |= {name: (fen_, self.ended_on) for name, fen_ in found.items()}
        self.by_the_end = set(found)
        self.keep()
        return found

    def served(self, period: Period) -> Fraction:
        all_days = list(days(period.first, period.last))
        return Fraction(len([day for day in all_days if day <= self.ended_on]), len(all_days))

    def settle(self) -> None:
        """What settlements made of the fees, by row: what it came to, what is kept of that, and when."""
        self.found: dict[str, tuple[int, date]] = {}
        self.by_the_end: set[str] = set()  # what of it an end by days found, owed until its day
        for fact in self.facts:
            if fact["kind"] == "settle":
                rows = self.rows_named(fact["instalment"])
                found = self.found_by(fact, sum(self.fees[name] for name in rows), rows[0])
                come_to = max(found - fact.get("deduct", 0), 0)
                for name, part in zip(rows, self.among(come_to, rows), strict=True):
                    self.found[name] = part, fact["on"]
        self.keep()

    def rows_named(self, name: str) -> list[str]:
        return [name]

    def found_by(self, fact: Table, fee: int, name: str) -> int:
        """The sum that a settlement finds, before its deduction."""
        if "coefficient" in fact:
            return half_up(fee * Fraction(fact["coefficient"]))
        return fact.get("amount", fee)  # type: ignore[no-any-return]

    def among(self, come_to: int, rows: list[str]) -> list[int]:
        """A sum split among the rows of one instalment."""
        return [come_to]

    def keep(self) -> None:
        """What is paid of each, and what those that collect pay out, by what each has come to."""
        for name, (come_to, _) in self.found.items():
            self.amounts[name] = self.fees[name] - self.kept(name, come_to)

    def collected(self, item: Table) -> int:
        """What was kept of those instalments; nothing is of one that was cancelled."""
        return sum(
            self.kept(name_of(other, period), self.come_to(name_of(other, period)))
            for other, period in self.lines
            if other["key"] in item["collects"]
            and not self.is_cancelled(other, period, name_of(other, period))
        )

    def come_to(self, name: str) -> int:
        return self.found.get(name, (self.fees[name], None))[0]

    def owed(self, name: str, day: date) -> int:
        """What is owed of the row on a day: what a settlement adds is owed from its own day."""
        come_to, since = self.found.get(name, (self.fees[name], date.min))
        # a settlement of that same day finds what was never owed
        if (come_to > self.fees[name] or name in self.by_the_end) and day < since:
            return self.amounts[name]
        return self.amounts[name] + come_to - self.fees[name]

    # Papers

    def documents(self, item: Table, year: Any) -> dict[Any, date | None]:
        keys = list(item.get("needs", []))
        after = item["due"].get("after", "")
        if after.startswith("receipt:"):
            keys.append(after.removeprefix("receipt:"))
        every = {paper["key"]: every_of(paper) for paper in self.contract["deliverables"]}
        found = {}
        for key in keys:
            for period in self.papers_for(every[key], year):
                story = [
                    fact
                    for fact in self.facts
                    if fact.get("document") == key and fact["period"] == period
                ]
                found[key, period] = min((fact["on"] for fact in since_return(story)), default=None)
        return found

    def papers_for(self, every: str, year: Any) -> list[str | None]:
        """For which periods a paper of that rhythm is wanted: each within, or the one around."""
        if every == "once":
            return [None]
        every_one = self.periods[every]
        if year is None:
            return [each.id for each in every_one]
        inside = [p.id for p in every_one if year.first <= p.first and p.last <= year.last]
        around = [p.id for p in every_one if p.first <= year.first and year.last <= p.last]
        return inside or around  # type: ignore[return-value]

    def supposed(self, item: Table, year: Any, missing: list[Any]) -> dict[Any, date]:
        due, found = item["due"], {}
        begins = "on" in due or due.get("after") in ("year-start", "period-start")
        for key, name in missing:
            its_day = self.as_of
            if name is not None:
                period = next(p for own in self.periods.values() for p in own if p.id == name)
                its_day = period.first if begins else self.last_day(period)
            found[key, name] = max(self.as_of, its_day)
        return found

    # What starts the clock

    def after(self, item: Table, year: Any, receipts: dict[Any, date]) -> tuple[date | None, bool]:
        name = item["due"].get("after", "")
        if name.startswith("receipt:"):
            key = name.removeprefix("receipt:")
            return max(day for (own, _), day in receipts.items() if own == key), True
        if name in ("year-start", "year-end") and year is not None:
            year = next(
                each
                for each in self.periods["service-year"]
                if each.first <= year.first <= each.last
            )
        if name == "signing":
            return self.signed_on, True
        return super().after(item, year, receipts)

    # The rows

    def row(self, item: Table, year: Any) -> Table:
        name = name_of(item, year)
        paid = balance(self.movements(name), self.as_of)
        if "collects" in item:
            self.fees[name] = self.amounts[name] = self.collected(item)
        if self.is_cancelled(item, year, name):
            return self.cancelled_row(name, paid)
        owed = self.owed(name, self.as_of)
        status, due_on, waiting_for = self.clock(item, year)
        if paid >= owed:
            late = due_on is not None and self.late_days(name, due_on, self.as_of) > 0
            status, waiting_for = "paid-late" if late else "paid", []
        fee, come_to = self.fees[name], self.come_to(name)
        return {
            "id": name,
            "amount": self.amounts[name],
            "added": max(come_to - fee, 0),
            "reduced": max(fee - come_to, 0),
            "retained": self.kept(name, come_to),
            "paid": paid,
            "outstanding": max(owed - paid, 0),
            "overpaid": max(paid - owed, 0),
            "due_on": due_on,
            "status": status,
            "days_overdue": self.late_days(name, due_on, self.as_of)
            if due_on and status == "overdue"
            else 0,
            "waiting_for": sorted(
                f"{key} {period}" if period else key for key, period in waiting_for
            ),
            "conditional": False,
        }

    def cancelled_row(self, name: str, paid: int) -> Table:
        """All of it is taken off, and nothing of it counts as kept."""
        return {
            "id": name, "amount": self.fees[name], "added": 0, "reduced": self.fees[name], "retained": 0,
            "paid": paid, "outstanding": 0, "overpaid": paid, "due_on": None, "status": "cancelled",
            "days_overdue": 0, "waiting_for": [], "conditional": False,
        }  # fmt: skip

    def late_days(self, name: str, due_on: date, last: date) -> int:
        movements = self.movements(name)
        return sum(
            balance(movements, day - ONE_DAY) < self.owed(name, day - ONE_DAY)
            for day in days(due_on + ONE_DAY, last)
        )


def every_of(table: Table) -> str:
    return table.get("every", "service-year")  # type: ignore[no-any-return]


def name_of(item: Table, period: Any) -> str:
    name = item["key"] if period is None else f"{period.id}-{item['key']}"
    return f"{name}.{item['row_of']}" if item.get("row_of") else name  # its payee, of several


def running(total: int, weights: list[Fraction]) -> list[int]:
    """Parts by running totals: the rounded share of the first k less that of the first k-1."""
    marks, so_far = [0], Fraction(0)
    for weight in weights:
        so_far += weight
        marks.append(half_up(total * so_far / sum(weights)))
    return [after - before for before, after in pairwise(marks)]


def since_return(story: list[Table]) -> list[Table]:
    this_round: list[Table] = []
    for fact in story:
        this_round = [] if fact["kind"] == "return" else [*this_round, fact]
    return [fact for fact in this_round if fact["kind"] == "receive"]
