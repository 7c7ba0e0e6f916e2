"""The due list worked out a second time, slowly and day by day, for the program to be held against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Table = dict[str, Any]
DayTest = Callable[[date], bool]

ONE_DAY = timedelta(days=1)
DEFAULT_READINGS = {
    "term-start": "start-notice",
    "year-end": "corresponding-date",
    "later-years": "anniversary-of-signing",
    "early-report": "year-end",
    "day-off": "weekend-too",
    "paid-when": "charged",
    "return": "stops",
    "receipt-proof": "signed",
}


def audit(
    contract: Table, facts: list[Table], working_day: DayTest, holiday: DayTest, as_of: date
) -> list[Table]:
    """One row for each instalment, as it stands at the end of the day `as_of`; money in fen."""
    auditor = Auditor(contract, facts, working_day, holiday, as_of)
    rows = [auditor.row(item, None) for item in of_the_contract(contract)]
    for year in range(1, contract["term"]["years"] + 1):
        rows += [auditor.row(item, year) for item in of_each_year(contract)]
    return rows


# Money


def fen(yuan: str) -> int:
    """'870000.00' is 87000000 fen."""
    whole, cents = yuan.split(".")
    return int(whole) * 100 + int(cents)


def share_of_one(percent: str) -> Fraction:
    """'70%' is seven tenths."""
    return Fraction(percent.removesuffix("%")) / 100


def half_up(exact: Fraction) -> int:
    whole = exact.numerator // exact.denominator
    return whole + 1 if exact - whole >= Fraction(1, 2) else whole


def hand_out(total: int, shares: list[Fraction], last_takes_the_rest: bool) -> list[int]:
    """Each share of the total in turn, rounded half up, and never more than is left."""
    left, parts = total, []
    for number, share in enumerate(shares, start=1):
        part = min(half_up(total * share), left)
        if last_takes_the_rest and number == len(shares):
            part = left
        parts.append(part)
        left -= part
    return parts


def of_the_contract(contract: Table) -> list[Table]:
    return [item for item in contract["instalments"] if item.get("scope") == "contract"]


def of_each_year(contract: Table) -> list[Table]:
    return [item for item in contract["instalments"] if item.get("scope") != "contract"]


def short_id(item: Table, year: int | None) -> str:
    return item["key"] if year is None else f"Y{year}-{item['key']}"


def year_prices(contract: Table) -> list[int]:
    price = contract["price"]
    if "years" in price:
        return [fen(text) for text in price["years"]]
    return [fen(price["per_year"])] * contract["term"]["years"]


def amounts(contract: Table) -> dict[str, int]:
    """What each instalment comes to, in fen, by its short id."""
    total = fen(contract["price"]["total"])
    once, yearly = of_the_contract(contract), of_each_year(contract)
    parts = hand_out(total, [share_of_one(item["share"]) for item in once], not yearly)
    found = {short_id(item, None): part for item, part in zip(once, parts, strict=True)}
    if not yearly:
        return found
    prices = year_prices(contract)
    by_year = hand_out(total - sum(parts), [Fraction(price, sum(prices)) for price in prices], True)
    for year, rest in enumerate(by_year, start=1):
        parts = hand_out(rest, [share_of_one(item["share"]) for item in yearly], True)
        found |= {short_id(item, year): part for item, part in zip(yearly, parts, strict=True)}
    return found


# Days


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def day_in_month(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last day where it has no such day."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def months_later(start: date, count: int) -> date:
    year, month = start.year, start.month
    for _ in range(count):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    return day_in_month(year, month, start.day)


def years_later(start: date, count: int) -> date:
    return day_in_month(start.year + count, start.month, start.day)


def days_later(start: date, count: int) -> date:
    day = start
    for _ in range(count):
        day += ONE_DAY
    return day


def moved(start: date, plus: str) -> date:
    """The date moved by words such as '3 months', '1 year' or '10 days'."""
    count, unit = plus.split()
    move = {"day": days_later, "month": months_later, "year": years_later}[unit.removesuffix("s")]
    return move(start, int(count))


def working_days_between(after: date, until: date, working_day: DayTest) -> int:
    """How many working days there are from the day after `after` to `until`, the last included."""
    return len([day for day in days(after + ONE_DAY, until) if working_day(day)])


def nth_working_day(start: date, count: int, working_day: DayTest) -> date:
    day = start
    while count > 0:
        day += ONE_DAY
        if working_day(day):
            count -= 1
    return day


class Auditor:
    """One contract, its facts, and the day on which somebody looks at them."""

    def __init__(
        self,
        contract: Table,
        facts: list[Table],
        working_day: DayTest,
        holiday: DayTest,
        as_of: date,
    ) -> None:
        self.contract = contract
        self.working_day = working_day
        self.holiday = holiday
        self.as_of = as_of
        self.signed_on: date = contract["signed_on"]
        self.readings = DEFAULT_READINGS | contract.get("readings", {})
        self.facts = self.replayed(facts)
        ends = [fact for fact in self.facts if fact["kind"] == "end"]
        self.end: Table | None = ends[0] if ends else None
        self.ended_on: date = self.end["on"] if self.end else date.max
        self.amounts = self.sums()
        self.earned = self.by_days() if self.end and self.end["pro_rata"] else {}
        self.known_rows: dict[str, Table] = {}
        self.open_from: dict[str, date | None] = {}  # where no number of days was agreed

    def sums(self) -> dict[str, int]:
        return amounts(self.contract)

    def replayed(self, facts: list[Table]) -> list[Table]:
        """The facts up to the day we look, day after day, those of one day as they were recorded."""
        if not facts:
            return []
        first = min(fact["on"] for fact in facts)
        return [fact for day in days(first, self.as_of) for fact in facts if fact["on"] == day]

    # The term

    def evening(self) -> Auditor:
        """The contract on the evening of its early end, as if it had not ended."""
        lived = [
            fact for fact in self.facts if fact["kind"] != "end" and fact["on"] <= self.ended_on
        ]
        return type(self)(self.contract, lived, self.working_day, self.holiday, self.ended_on)

    def is_cancelled(self, item: Table, year: Any, name: str) -> bool:
        """Whether an early end has left nothing of an instalment: it had not come by that evening."""
        if self.end is None or "collects" in item:
            return False
        if self.amounts[name] == 0 or self.earned.get(name) == 0:
            return True
        if year is not None:
            if self.last_day(year) <= self.ended_on:
                return False
            if self.first_day_that_counts(year) > self.ended_on and not self.is_first(year):
                return True
        whole_term = self.evening().last_day(None)
        if item["due"].get("after") == "term-end" and self.ended_on < whole_term:
            return True
        return self.evening().clock(item, year)[0] not in ("due", "overdue")

    def is_first(self, year: Any) -> bool:
        return bool(year == 1)

    def by_days(self) -> dict[str, int]:
        """What the days served leave of each instalment of a year, in the order of the file."""
        found, whole = {}, self.evening()
        for year in range(1, self.contract["term"]["years"] + 1):
            names = [short_id(item, year) for item in of_each_year(self.contract)]
            first, last = whole.first_day_that_counts(year), whole.last_day(year)
            served = len([day for day in days(first, last) if day <= self.ended_on])
            share = Fraction(served, len(list(days(first, last))))
            left = half_up(sum(self.amounts[name] for name in names) * share)
            for name in names:
                found[name] = min(self.amounts[name], left)
                left -= found[name]
        return found

    def owed(self, name: str, day: date) -> int:
        """What is owed of an instalment on a day; an early end by days takes off from its own day."""
        whole = self.amounts[name] - self.conceded(name)
        return self.earned.get(name, whole) if day >= self.ended_on else whole

    def conceded(self, name: str) -> int:
        """What a settled dispute has let fall: it was never owed."""
        return sum(
            raised["fen"] - settled["fen"]
            for raised in self.told("dispute", name)
            for settled in self.told("dispute-settle", name)
        )

    def contested(self, name: str, day: date) -> int:
        """What was disputed by the end of a day, where the dispute still lasts on the day we look."""
        if self.told("dispute-settle", name):
            return 0
        return sum(fact["fen"] for fact in self.told("dispute", name) if fact["on"] <= day)

    def told(self, kind: str, name: str) -> list[Table]:
        return [f for f in self.facts if f["kind"] == kind and f.get("instalment") == name]

    def offsets(self, name: str, day: date) -> int:
        return sum(fact["fen"] for fact in self.told("offset", name) if fact["on"] <= day)

    def covered(self, name: str, day: date) -> int:
        """What has been paid or set against it by the end of a day."""
        return balance(self.movements(name), day) + self.offsets(name, day)

    def notice_received_on(self) -> date | None:
        received: list[date] = [fact["on"] for fact in self.facts if fact["kind"] == "start"]
        return received[0] if received else None

    def term_start(self) -> date:
        by_notice = self.contract["term"]["starts"] == "start-notice"
        if by_notice and self.readings["term-start"] == "start-notice":
            return self.notice_received_on() or self.signed_on
        return self.signed_on

    def last_day(self, year: int | None) -> date:
        """The last day of a service year, or of the whole term."""
        count = self.contract["term"]["years"] if year is None else year
        end = years_later(self.term_start(), count)
        last = end - ONE_DAY if self.readings["year-end"] == "day-before" else end
        return self.cut_short(last, year)

    def cut_short(self, last: date, year: Any) -> date:
        """An early end is the term's last day; by days it is that of the year that runs, too."""
        if self.end is None:
            return last
        begun = year is None or self.first_day_that_counts(year) <= self.ended_on
        cut = begun if year is None else begun and self.end["pro_rata"]
        return min(last, self.ended_on) if cut else last

    def first_day(self, year: int | None) -> date:
        """What a beginning counts from: the first day of service itself, or the day before it."""
        if year in (None, 1):
            return self.term_start()
        last = self.last_day(year - 1)
        return last + ONE_DAY if self.counts_first_day() else last

    def counts_first_day(self) -> bool:
        return self.readings["year-end"] == "day-before"

    def first_day_that_counts(self, year: int) -> date:
        first = self.first_day(year)
        return first if self.counts_first_day() else first + ONE_DAY

    def is_over(self, year: int | None) -> bool:
        return self.as_of > self.last_day(year)

    # Documents

    def documents(self, item: Table, year: int | None) -> dict[str, date | None]:
        """Each document the instalment needs, and the day since which it has been in."""
        keys = list(item.get("needs", []))
        after = item["due"].get("after", "")
        if after.startswith("receipt:"):
            keys.append(after.removeprefix("receipt:"))
        return {key: self.in_since(key, year) for key in keys}

    def in_since(self, key: str, year: int | None) -> date | None:
        every = {document["key"]: document["every"] for document in self.contract["deliverables"]}
        its_year = year if every[key] == "service-year" else None
        story = [f for f in self.facts if f.get("document") == key and f["year"] == its_year]
        if self.readings["return"] == "ignored":
            arrivals = self.signed_for(story) + self.delivered(story)
        else:
            this_round = since_the_last_return(story)
            arrivals = self.signed_for(this_round)[-1:] + self.delivered(this_round)
        return min(arrivals, default=None)

    def signed_for(self, story: list[Table]) -> list[date]:
        return [fact["on"] for fact in story if fact["kind"] == "receive"]

    def delivered(self, story: list[Table]) -> list[date]:
        if self.readings["receipt-proof"] != "delivered":
            return []
        proofs = [fact.get("delivered_on") for fact in story if fact["kind"] == "submit"]
        return [day for day in proofs if day is not None and day <= self.as_of]

    # Payments

    def movements(self, name: str) -> list[tuple[date, int]]:
        """Money in (above zero) and money back (below), each with the day it counts from."""
        found = []
        for fact in self.facts:
            if fact["kind"] == "payment" and name in fact["parts"]:
                found.append((self.counts_from(fact), fact["parts"][name]))
            if fact["kind"] == "refund" and name in fact["parts"]:
                found.append((fact["on"], -fact["parts"][name]))
        return found

    def counts_from(self, payment: Table) -> date:
        charged_on: date = payment["on"]
        arrived_on: date | None = payment.get("arrived_on")
        if self.readings["paid-when"] == "arrived" and arrived_on is not None:
            return arrived_on
        return charged_on

    def paid_in_full_since(self, name: str) -> date | None:
        """The day since which nothing has been missing, looking at the end of every single day."""
        movements = self.movements(name)
        since = None
        offsets = [fact["on"] for fact in self.told("offset", name)]
        first = min([self.ended_on, *offsets, *(on for on, _ in movements)], default=self.as_of)
        for day in days(min(first, self.as_of), self.as_of):
            if self.covered(name, day) < self.owed(name, day):
                since = None
            elif since is None:
                since = day
        return since

    # What starts the clock: a day (None where nobody can say), and whether it has really come about

    def after(
        self, item: Table, year: int | None, receipts: dict[str, date]
    ) -> tuple[date | None, bool]:
        name = item["due"].get("after", "")
        if "on" in item["due"]:
            return item["due"]["on"][(year or 1) - 1], True
        if name == "receipt":
            return max(receipts.values()), True
        if name.startswith("receipt:"):
            return receipts[name.removeprefix("receipt:")], True
        if name.startswith("payment:"):
            return self.after_payment_of(name.removeprefix("payment:"), year)
        if name in ("year-start", "period-start"):
            return self.first_day(year), True
        if name in ("year-end", "period-end"):
            return self.last_day(year), True
        if name == "term-end":
            return self.last_day(None), True
        return self.after_named_day(name, year)

    def after_named_day(self, name: str, year: int | None) -> tuple[date | None, bool]:
        """Signing, award notice or start notice, and what takes their place in later years."""
        if year is None or year == 1:
            return self.named_day(name)
        if self.readings["later-years"] == "service-year-start":
            return self.last_day(year - 1), True
        if self.readings["later-years"] == "previous-year-paid":
            return self.after_paid(
                [self.row(item, year - 1) for item in of_each_year(self.contract)]
            )
        day, come_about = self.named_day(name)
        return years_later(day, year - 1), come_about

    def named_day(self, name: str) -> tuple[date, bool]:
        if name == "signing":
            return self.signed_on, True
        if name == "award-notice":
            return self.contract["award_notice_on"], True
        received_on = self.notice_received_on()
        if received_on is None:
            return max(self.as_of, self.signed_on), False
        return received_on, True

    def after_payment_of(self, key: str, year: int | None) -> tuple[date | None, bool]:
        [item] = [item for item in self.contract["instalments"] if item["key"] == key]
        if item.get("scope") == "contract":
            return self.after_paid([self.row(item, None)])
        if year is None:
            raise ValueError(
                f"an instalment of the contract waits for {key}, of no particular year"
            )
        if year == 1:
            return self.signed_on, True
        return self.after_paid([self.row(item, year - 1)])

    def after_paid(self, rows: list[Table]) -> tuple[date | None, bool]:
        """The day the last of them was paid in full; until then an estimate from their deadlines."""
        awaited = [
            row["paid_on"] if is_paid(row) else row["due_on"] or self.open_from.get(row["id"])
            for row in rows
        ]
        if None in awaited or any(row["status"] == "cancelled" for row in rows):
            return None, False
        if all(is_paid(row) for row in rows):
            return max(awaited), True
        return max(self.as_of, *awaited), False

    # The deadline

    def deadline(self, item: Table, year: int | None, event: date, ready: date) -> date | None:
        """The deadline; `event` is moved by `plus`, everything else that it waits for is in on `ready`."""
        due = item["due"]
        if "agreed" in due:
            return None
        if "days" in due:
            trigger = max(event, ready)
            raw, due_on = self.so_many(due, trigger)
            if raw < self.signed_on:
                _, due_on = self.so_many(due, self.signed_on)
            return due_on
        day = self.as_written(due, year, event, ready)
        return day if "working_day" in due else self.rolled(day, due, max(ready, self.signed_on))

    def so_many(self, due: Table, trigger: date) -> tuple[date, date]:
        count, unit = due["days"], due["unit"]
        if unit == "working-day":
            day = nth_working_day(trigger, count, self.working_day)
            return day, day
        reckon = {"calendar-day": days_later, "month": months_later, "year": years_later}[unit]
        day = reckon(trigger, count)
        return day, self.rolled(day, due, trigger)

    def as_written(self, due: Table, year: int | None, event: date, ready: date) -> date:
        """The day that the rule means, before a day off moves it, looking at one day after the other."""
        if "on" in due:
            return max(due["on"][(year or 1) - 1], ready, self.signed_on)
        if "date" in due:
            day = max(event, self.signed_on)
            while not is_day_of_year(day, due["date"]):
                day += ONE_DAY
            return max(day, ready)
        day = event.replace(day=1)
        if due["month"] == "previous":
            day = (day - ONE_DAY).replace(day=1)
        if due["month"] == "next":
            day = (day + 31 * ONE_DAY).replace(day=1)
        while day < max(ready, self.signed_on) or not self.is_day_of_month(day, due):
            day += ONE_DAY
        return day

    def is_day_of_month(self, day: date, due: Table) -> bool:
        if "working_day" in due:
            worked = [d for d in days(day.replace(day=1), day) if self.working_day(d)]
            return len(worked) == due["working_day"] and worked[-1] == day
        return day == day_in_month(day.year, day.month, due["day"])

    def rolled(self, day: date, due: Table, floor: date) -> date:
        if due.get("roll") == "back":
            while not self.working_day(day) and day > floor:
                day -= ONE_DAY
            return day
        if due.get("roll") == "forward":
            while not self.working_day(day):
                day += ONE_DAY
            return day
        return day if "roll" in due else self.off_a_day_off(day)

    def off_a_day_off(self, day: date) -> date:
        if self.readings["day-off"] == "weekend-too":
            while not self.working_day(day):
                day += ONE_DAY
        if self.readings["day-off"] == "holidays-only":
            while self.holiday(day):
                day += ONE_DAY
        return day

    def clock(self, item: Table, year: int | None) -> tuple[str, date | None, list[str]]:
        """Status if it were unpaid, deadline, and the documents it waits for."""
        documents = self.documents(item, year)
        receipts = {key: day for key, day in documents.items() if day is not None}
        missing = sorted(key for key in documents if key not in receipts)
        by_its_day = not waits_for_end(item["due"])
        waits_for_year = (
            year is not None and bool(documents) and item.get("year_over", True) and not by_its_day
        )
        if missing and by_its_day:
            return self.until_its_day(item, year, receipts, missing)
        if missing and (year is None or self.is_over(year)):
            return "waiting", None, missing
        if missing:
            return "projected", self.estimate(item, year, receipts, missing, waits_for_year), []
        if self.readings["early-report"] == "receipt":
            waits_for_year = False
        return (*self.running_clock(item, year, receipts, waits_for_year), [])

    def until_its_day(
        self, item: Table, year: int | None, receipts: dict[str, date], missing: list[str]
    ) -> tuple[str, date | None, list[str]]:
        """Projected until the day of `due`, as if the papers came today; waiting from the day after."""
        if item["due"].get("after", "").startswith("receipt"):
            return "waiting", None, missing
        day, _ = self.after(item, year, receipts)
        if day is None:
            return "waiting", None, missing
        event = self.moved_event(item["due"], day)
        by = self.deadline(item, year, event, date.min)
        if self.as_of > (by or event):
            return "waiting", None, missing
        ready = max([*receipts.values(), *self.supposed(item, year, missing).values()])
        self.open_from[short_id(item, year)] = max(event, ready)
        return "projected", self.deadline(item, year, event, ready), []

    def estimate(
        self,
        item: Table,
        year: int,
        receipts: dict[str, date],
        missing: list[str],
        waits_for_year: bool,
    ) -> date | None:
        """The deadline if each missing paper of the year came in on its last day, the others today."""
        supposed = self.supposed(item, year, missing)
        return self.running_clock(item, year, receipts | supposed, waits_for_year)[1]

    def supposed(self, item: Table, year: int | None, missing: list[str]) -> dict[str, date]:
        """When missing papers come at the earliest: those of the year on its last day, or on its first."""
        every = {document["key"]: document["every"] for document in self.contract["deliverables"]}
        due, its_day = item["due"], self.as_of
        if year is not None:
            begins = "on" in due or due["after"] in ("year-start", "period-start")
            its_day = self.first_day_that_counts(year) if begins else self.last_day(year)
        return {
            key: max(self.as_of, its_day) if every[key] == "service-year" else self.as_of
            for key in missing
        }

    def moved_event(self, due: Table, day: date) -> date:
        """The event, moved by `plus`; from a first day that counts, months and years end a day earlier."""
        if "plus" not in due:
            return day
        later = moved(day, due["plus"])
        by_first_day = (
            due.get("after") in ("year-start", "period-start") and self.counts_first_day()
        )
        return later - ONE_DAY if by_first_day and "day" not in due["plus"] else later

    def running_clock(
        self, item: Table, year: int | None, receipts: dict[str, date], waits_for_year: bool
    ) -> tuple[str, date | None]:
        """Status and deadline with all the documents in."""
        day, come_about = self.after(item, year, receipts)
        self.open_from[short_id(item, year)] = None
        if day is None:
            return "projected", None
        event = self.moved_event(item["due"], day)
        waits_for = [*receipts.values()] + ([self.last_day(year)] if waits_for_year else [])
        ready = max(waits_for, default=date.min)
        due_on = self.deadline(item, year, event, ready)
        begun = event
        if due_on is not None and "days" not in item["due"]:
            # 每月25日前付下月, or a day that is moved back: it comes before the event
            begun = min(event, due_on, self.as_written(item["due"], year, event, ready))
        trigger = max(begun, ready)
        self.open_from[short_id(item, year)] = trigger
        if not come_about or trigger > self.as_of or (waits_for_year and not self.is_over(year)):
            return "projected", due_on
        return ("due" if due_on is None or self.as_of <= due_on else "overdue"), due_on

    # The rows

    def row(self, item: Table, year: int | None) -> Table:
        name = short_id(item, year)
        if name not in self.known_rows:
            self.known_rows[name] = self.worked_out(item, year)
        return self.known_rows[name]

    def worked_out(self, item: Table, year: int | None) -> Table:
        name = short_id(item, year)
        amount, paid = self.owed(name, self.as_of), balance(self.movements(name), self.as_of)
        if self.is_cancelled(item, year, name):
            return self.cancelled(item, year, paid)
        moved = self.amounts[name] > 0 and (
            amount > 0 or self.movements(name) or self.told("offset", name)
        )
        paid_on = self.paid_in_full_since(name) if moved else None
        status, due_on, waiting_for = self.clock(item, year)
        days_late = None
        left = amount - self.covered(name, self.as_of)
        disputed = max(min(self.contested(name, self.as_of), left), 0)
        if status == "overdue" and left == disputed:
            status = "due"
        if left <= 0:
            status, waiting_for = "paid", []
            if paid_on is not None and due_on is not None:
                days_late = self.late_days(name, due_on, paid_on)
                status = "paid-late" if days_late > 0 else "paid"
        return {
            "id": name,
            "year": year,
            "key": item["key"],
            "amount": self.amounts[name],
            "paid": paid,
            "outstanding": max(0, left),
            "disputed": disputed,
            "paid_on": paid_on,
            "days_late": days_late,
            "due_on": due_on,
            "status": status,
            "days_overdue": self.late_days(name, due_on, self.as_of)
            if due_on and status == "overdue"
            else 0,
            "working_days_left": self.working_days_left(status, due_on),
            "waiting_for": waiting_for,
        }

    def cancelled(self, item: Table, year: int | None, paid: int) -> Table:
        """What stands of an instalment that an early end has cancelled."""
        name = short_id(item, year)
        nothing = dict.fromkeys(("paid_on", "days_late", "due_on", "working_days_left"))
        row = {
            "id": name,
            "year": year,
            "key": item["key"],
            "amount": self.amounts[name],
            "paid": paid,
        }
        return row | nothing | {
            "outstanding": 0, "disputed": 0, "status": "cancelled", "days_overdue": 0, "waiting_for": [],
        }  # fmt: skip

    def late_days(self, name: str, due_on: date, last: date) -> int:
        """The days after a date that began with something lacking: money may have come back in between."""
        return sum(
            self.covered(name, day - ONE_DAY) + self.contested(name, day - ONE_DAY)
            < self.owed(name, day - ONE_DAY)
            for day in days(due_on + ONE_DAY, last)
        )

    def working_days_left(self, status: str, due_on: date | None) -> int | None:
        if status == "overdue":
            return 0
        if status in ("due", "projected") and due_on is not None and due_on >= self.as_of:
            return working_days_between(self.as_of, due_on, self.working_day)
        return None


def waits_for_end(due: Table) -> bool:
    """Whether one that needs papers waits for the end of its year."""
    return not ("date" in due or "on" in due or due["after"] == "period-start")


def is_day_of_year(day: date, text: str) -> bool:
    month, number = text.split("-")
    return day.month == int(month) and day == day_in_month(day.year, day.month, int(number))


def since_the_last_return(story: list[Table]) -> list[Table]:
    this_round: list[Table] = []
    for fact in story:
        this_round = [] if fact["kind"] == "return" else [*this_round, fact]
    return this_round


def balance(movements: list[tuple[date, int]], day: date) -> int:
    return sum(part for on, part in movements if on <= day)


def is_paid(row: Table) -> bool:
    return row["status"] in ("paid", "paid-late")
