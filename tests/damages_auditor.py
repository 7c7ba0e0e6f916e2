"""Damages worked out a second time, slowly: every day of every delay looked at on its own, in exact fractions."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Table = dict[str, Any]
ONE_DAY = timedelta(days=1)
FOREVER = date.max
MARKS = {"%": 100, "‰": 1000}


def part_of_one(text: str) -> Fraction:
    """'3%' is three hundredths."""
    return Fraction(text[:-1]) / MARKS[text[-1]]


def fen(text: str) -> int:
    """'500.00' is 50,000 fen."""
    return int(Fraction(text) * 100)


def ends_on(first: date, length: str) -> date:
    """The last day of a span, the day that it counts from left out; of months the same day, or the month's last."""
    count, unit = length.split()
    if unit.startswith("day"):
        return first + int(count) * ONE_DAY
    months = first.month - 1 + int(count) * (12 if unit.startswith("year") else 1)
    day = date(first.year + months // 12, months % 12 + 1, 1) - ONE_DAY
    for _ in range(first.day):
        if (day + ONE_DAY).month == months % 12 + 1:
            day += ONE_DAY
    return day


def agreed(rule: Table) -> bool:
    """Whether the rule says how much: a rate, or an amount."""
    return "rate" in rule or "amount" in rule


def half_up(exact: Fraction) -> int:
    return int((exact + Fraction(1, 2)) // 1)


def every_day(first: date, last: date) -> list[date]:
    found = []
    while first <= last:
        found.append(first)
        first += ONE_DAY
    return found


def years_with_force_majeure(
    start: date, count: int, intervals: list[tuple[date, date]]
) -> list[tuple[date, date]]:
    """Service years (day nought, last day) walked through day by day: a day of force majeure adds one to its year."""
    found = []
    day = nought = start
    extra = 0
    for number in range(1, count + 1):
        usual = start.replace(year=start.year + number) + timedelta(days=extra)
        last = usual
        while day < last:
            day += ONE_DAY
            if any(first <= day <= end for first, end in intervals):
                last += ONE_DAY
                extra += 1
        found.append((nought, last))
        nought = last
    return found


class Auditor:
    """The facts of one life on one day, asked one question at a time."""

    def __init__(self, life: Table) -> None:
        self.life = life
        self.as_of: date = life["as_of"]
        self.readings = life["readings"]
        self.facts = [
            fact
            for fact in sorted(life["facts"], key=lambda fact: fact["on"])
            if fact["on"] <= self.as_of
        ]
        self.known_subjects: dict[str, list[str]] = {}

    def of(self, kind: str) -> list[Table]:
        return [fact for fact in self.facts if fact["kind"] == kind]

    # what each delay is

    def agreements(self, item: Table) -> list[Table]:
        """The settlements that moved an instalment's date."""
        return [
            f for f in self.of("negotiation") if item["id"] in f["subjects"] and f.get("new_due")
        ]

    def deadline(self, item: Table, day: date) -> date:
        """The date that holds when a day begins: one agreed on that very day does not yet."""
        agreed = [f["new_due"] for f in self.agreements(item) if f["on"] < day]
        return agreed[-1] if agreed else item["deadline"]

    def spells(self, item: Table) -> list[Table]:
        """Late days in a row by one date, walked through day by day; what an agreement moved costs nothing."""
        found: list[Table] = []
        running = False
        changes = len(self.agreements(item))
        for day in every_day(self.first_day(item), self.as_of):
            reign = sum(f["on"] < day for f in self.agreements(item))
            fen = self.undisputed(item, day) - self.paid_before(item, day)
            late = day > self.deadline(item, day) and fen > 0
            if late and running and found[-1]["reign"] == reign:
                found[-1]["days"].append((day, fen))
            elif late:
                since = self.deadline(item, day)
                found.append({"reign": reign, "since": since, "days": [(day, fen)], "gate": None})
            running = late
        self.set_gates(item, found)
        for spell in found:
            spell["charged"] = spell["days"] if spell["reign"] == changes else []
        return found

    def first_day(self, item: Table) -> date:
        return min([item["deadline"], *(f["new_due"] for f in self.agreements(item))])

    def set_gates(self, item: Table, spells: list[Table]) -> None:
        """Each failure in turn: for the delay that runs or ran last, else the first that will; agreement clears all."""
        for fact in self.of("negotiation"):
            if item["id"] not in fact["subjects"]:
                continue
            if fact["act"] == "settle":
                for spell in spells:
                    spell["gate"] = None
            if fact["act"] == "fail":
                reign = sum(f["on"] < fact["on"] for f in self.agreements(item))
                mine = [spell for spell in spells if spell["reign"] == reign]
                begun = [spell for spell in mine if spell["days"][0][0] <= fact["on"]]
                for spell in (begun or mine[:1])[-1:]:
                    spell["gate"] = spell["gate"] or fact["on"]

    def gate_day(self, subject: str) -> date | None:
        """The first failure over a breach since the last agreement."""
        met = None
        for fact in self.of("negotiation"):
            if subject in fact["subjects"] and fact["act"] == "fail":
                met = met or fact["on"]
            if subject in fact["subjects"] and fact["act"] == "settle":
                met = None
        return met

    def undisputed(self, item: Table, day: date) -> int:
        """What is owed when a day begins: less what a dispute of before keeps open, and what was let fall."""
        owed = item["amount"]
        open_sum, raised = None, None
        for fact in self.facts:
            if fact["kind"] == "dispute-open" and fact["instalment"] == item["id"]:
                open_sum, raised = fact["fen"], fact["on"]
            if fact["kind"] == "dispute-settle" and fact["instalment"] == item["id"]:
                owed -= open_sum - fact["fen"]
                open_sum = None
        return owed - (open_sum if open_sum and raised < day else 0)

    def paid_before(self, item: Table, day: date) -> int:
        paid = 0
        for fact in self.facts:
            if fact["on"] < day and fact.get("instalment") == item["id"]:
                if fact["kind"] in ("payment", "relief"):
                    paid += fact["fen"]
                if fact["kind"] == "refund":
                    paid -= fact["fen"]
        return paid

    def relieved(self, party: str, since: date, day: date) -> bool:
        who = self.life["force_majeure"]
        for fact in self.of("fm-begin"):
            ends = [f["on"] for f in self.of("fm-end") if f["id"] == fact["id"]]
            last = ends[0] if ends else self.as_of
            covered = who == "both" or (who == "supplier" and fact["by"] == "supplier")
            if (
                covered
                and fact["by"] == party
                and fact["on"] <= since
                and fact["on"] <= day <= last
            ):
                return True
        return False

    def service_year(self, day: date) -> int:
        for number, (_, last) in enumerate(self.life["years"], 1):
            if day <= last:
                return number
        return len(self.life["years"])

    def delays(self, rule: Table) -> list[Table]:
        """Each breach with its late days: a list of (day, what is overdue or in breach)."""
        found = []
        if rule["for"] == "late-payment":
            for item in self.life["instalments"]:
                found += self.late_payments(rule, item)
        else:
            for fact in (f for f in self.of("breach") if f["rule"] == rule["key"]):
                ends = [f["on"] for f in self.of("breach-end") if f["id"] == fact["id"]]
                void = any(f["in_order"] for f in self.of("appraisal") if f["id"] == fact["id"])
                void = void or any(f["id"] == fact["id"] for f in self.of("replaced"))
                began = fact.get(
                    "began", fact["on"]
                )  # what was proposed began before it was decided
                last = min([*ends, self.as_of])
                days = [d for d in every_day(began + ONE_DAY, last) if d >= fact["on"]]
                late = [
                    (d, fact["fen"])
                    for d in ([] if void else days)
                    if not self.relieved(fact["by"], began, d)
                ]
                found.append({"subject": fact["id"], "gate": self.gate_day(fact["id"]), "since": began, "late": late,
                              "year": self.service_year(began), "first": fact["fen"], "payer": fact["by"],
                              "void": void, "item": None, "times": fact["times"], "from": fact["on"]})  # fmt: skip
        for place, delay in enumerate(found):
            if "gate" not in rule:
                delay["gate"] = None
            delay["counted"], delay["place"] = list(delay["late"]), place
        return found

    def late_payments(self, rule: Table, item: Table) -> list[Table]:
        """The delays of one instalment that cost something, or of which something was let go or paid."""
        found = []
        told = {f["line"] for f in self.of("relief")}
        spells = self.spells(item)
        nothing = {"since": self.as_of, "days": [], "charged": [], "gate": None}
        for turn in range(1, max(len(spells), 2) + 1):
            name = item["id"] if turn == 1 else f"{item['id']}/{turn}"
            spell = spells[turn - 1] if turn <= len(spells) else nothing
            late = [
                (day, fen)
                for day, fen in spell["charged"]
                if not self.relieved("purchaser", spell["days"][0][0] - ONE_DAY, day)
            ]
            if late or f"{rule['key']}/{name}" in told:
                first = late[0][1] if late else 0
                found.append({"subject": name, "since": spell["since"], "from": spell["since"],
                              "year": item["year"], "gate": spell["gate"],
                              "late": late, "first": first, "payer": "purchaser", "void": False,
                              "item": item, "times": 1})  # fmt: skip
        return found

    def subjects(self, rule: Table) -> list[str]:
        """What the rule's lines are about; the days are walked through once."""
        if rule["key"] not in self.known_subjects:
            self.known_subjects[rule["key"]] = [delay["subject"] for delay in self.delays(rule)]
        return self.known_subjects[rule["key"]]

    # which days count

    def owed_from(self, rule: Table, delay: Table, day: date) -> date:
        if "gate" not in rule:
            return day
        return max(day, delay["gate"]) if delay["gate"] else FOREVER

    def restrict(self, rule: Table, delays: list[Table]) -> None:
        """Take out the days before the gate (one reading), and those that another instalment carries (another)."""
        if "gate" in rule and self.readings["late-fee-start"] == "day-after-negotiation-failed":
            for delay in delays:
                after = delay["gate"]
                delay["counted"] = [
                    (d, fen) for d, fen in delay["counted"] if after is not None and d > after
                ]
        per_day = (
            rule["for"] == "late-payment"
            and "per" in rule
            and rule.get("base") in ("contract-price", "year-price")
        )
        if not per_day or self.readings["late-fee-overlap"] == "per-instalment":
            return
        days = sorted({d for delay in delays for d, _ in delay["counted"]})
        keep: dict[str, list[tuple[date, int]]] = {delay["subject"]: [] for delay in delays}
        for day in days:
            late = [(delay, fen) for delay in delays for d, fen in delay["counted"] if d == day]
            groups: dict[Any, list[tuple[Table, int]]] = {}
            for delay, fen in late:
                groups.setdefault(
                    delay["year"] if rule["base"] == "year-price" else None, []
                ).append((delay, fen))
            for group in groups.values():
                carrier, fen = min(
                    group,
                    key=lambda pair: (
                        self.owed_from(rule, pair[0], day),
                        pair[0]["since"],
                        pair[0]["place"],
                    ),
                )
                keep[carrier["subject"]].append((day, fen))
        for delay in delays:
            delay["counted"] = keep[delay["subject"]]

    # what they cost

    def base(self, which: str, delay: Table, fen: int, day: date) -> int:
        if which == "instalment" and delay["item"]:  # all of it, whatever was paid
            return self.undisputed(delay["item"], day)
        if which == "instalment":
            return self.life["year_prices"][delay["year"] - 1]
        if which == "contract-price" or (which == "year-price" and delay["year"] is None):
            return self.life["price"]
        return self.life["year_prices"][delay["year"] - 1] if which == "year-price" else fen

    def rate(self, rule: Table, number: int) -> Fraction:
        found = rule["rate"]
        for tier in rule.get("tiers", []):
            if tier["from_day"] <= number:
                found = tier["rate"]
        return part_of_one(found)

    def accruals(
        self, rule: Table, delay: Table, first_of_rule: bool
    ) -> list[tuple[date, Fraction]]:
        if not agreed(rule):
            return []
        if "per" not in rule:
            if (
                delay["void"]
                or not first_of_rule
                or (rule["for"] == "late-payment" and not delay["late"])
            ):
                return []
            day = delay["late"][0][0] if rule["for"] == "late-payment" else delay["from"]
            times = 1 if self.charged_but_once(rule) else delay["times"]
            if "amount" in rule:
                return [(day, Fraction(fen(rule["amount"]) * times))]
            base = self.base(rule["base"], delay, delay["first"], day)
            return [(day, base * part_of_one(rule["rate"]) * times)]
        length, part = rule["per"]["days"], rule["per"]["part"]
        found = []
        for number, (day, owed) in enumerate(delay["counted"], 1):
            day_of_delay = 1 + [late for late, _ in delay["late"]].index(day)
            whole = (
                Fraction(fen(rule["amount"]))
                if "amount" in rule
                else self.base(rule["base"], delay, owed, day) * self.rate(rule, day_of_delay)
            )
            if part == "pro-rata":
                found.append((day, whole / length))
            if (part == "whole" and number % length == 0) or (
                part == "started" and (number - 1) % length == 0
            ):
                found.append((day, whole))
        return found

    def lines(self) -> list[Table]:
        found = []
        for rule in self.life["rules"]:
            found += self.rule_lines(rule)
        before: dict[str, int] = {}
        for fact in self.of("loss"):
            name = f"{fact['rule']}/{fact['subject']}"
            so_far = before.get(name, 0)
            before[name] = so_far + fact["fen"]
            found.append({"id": f"{name}/{fact['id']}", "contingent": False, "uncapped": fact["fen"],
                          "amount": self.beyond(name, before[name], found) - self.beyond(name, so_far, found)})  # fmt: skip
        return [row | self.what_is_left(row) for row in found]

    def beyond(self, name: str, losses: int, lines: list[Table]) -> int:
        """What is owed of so many fen of losses on top of the damages of their breach."""
        rule = next(r for r in self.life["rules"] if r["key"] == name.split("/")[0])
        if rule.get("loss", "included" if agreed(rule) else "only") != "included":
            return losses
        damages = sum(
            line["amount"]
            for line in lines
            if "periods" in line
            and not line["contingent"]
            and f"{line['id']}/".startswith(f"{name}/")
        )
        return max(losses, damages) - damages

    def rule_lines(self, rule: Table) -> list[Table]:
        delays = self.delays(rule)
        self.restrict(rule, delays)
        standing = sorted(
            (d for d in delays if not d["void"]), key=lambda d: (d["from"], d["since"], d["place"])
        )
        once = self.charged_but_once(rule)
        events = []
        for delay in delays:
            for day, exact in self.accruals(
                rule, delay, not once or any(delay is first for first in standing[:1])
            ):
                owed = self.owed_from(rule, delay, day)
                events.append((owed, day, delay["since"], delay["place"], exact, delay))
        events.sort(key=lambda event: event[:4])
        pools: dict[Any, Table] = {}
        sums = {
            d["subject"]: {"exact": Fraction(0), "worth": 0, "amount": 0, "full": None}
            for d in delays
        }
        for owed, day, _, _, exact, delay in events:
            for other in [
                event for event in events if event[0] == owed
            ]:  # what is owed on a day is known as it begins
                self.meet_base(rule, other[5], other[1], pools)
            self.meet_base(rule, delay, day, pools)
            line = sums[delay["subject"]]
            line["exact"] += exact
            worth = half_up(line["exact"]) - line["worth"]
            line["worth"] += worth
            line["amount"] += self.from_pool(rule, delay, owed, worth, pools)
            if self.is_empty(rule, delay, owed, pools) and line["full"] is None:
                line["full"] = day
        often = self.number_full(rule, delays)
        return [self.row(rule, delay, sums[delay["subject"]], often) for delay in delays]

    def charged_but_once(self, rule: Table) -> bool:
        """A share of the price that is owed once, however many breaches there are (one reading)."""
        fixed = rule.get("base") in ("contract-price", "year-price")
        alone = "per" not in rule and rule["for"] == "recorded-breach"
        return alone and fixed and self.readings["one-off"] == "once"

    # the right to end the contract

    def number_full(self, rule: Table, delays: list[Table]) -> tuple[str, date] | None:
        """Each day anew: the breaches whose span has not run out by then; the first to make them enough, and when."""
        if "terminate_after" not in rule:
            return None
        wanted, length = (
            rule["terminate_after"]["occurrences"],
            rule["terminate_after"].get("within"),
        )
        late = rule["for"] == "late-payment"
        happened = [
            (d["late"][0][0] if late else d["from"], d)
            for d in delays
            if (d["late"] if late else not d["void"])
        ]
        for today in every_day(min((on for on, _ in happened), default=FOREVER), self.as_of):
            counted: dict[str, int] = {}
            for on, delay in sorted(happened, key=lambda pair: (pair[0], pair[1]["place"])):
                if on > today or (length and ends_on(on, length) < today):
                    continue
                name = delay["item"]["id"] if late else delay["subject"]
                counted[name] = delay["times"] if "per" not in rule else 1
                if on == today and sum(counted.values()) >= wanted:
                    return delay["subject"], today
        return None

    def right(
        self, rule: Table, delay: Table, full: date | None, often: tuple[str, date] | None
    ) -> tuple[date | None, str]:
        """Since when the other side may end the contract over a breach, and by which words of the rule."""
        found = []
        after = rule.get("terminate_after_days")
        late = [day for day, _ in delay["late"]]
        if after is not None and len(late) > after:
            found.append((late[after], 1, "days"))
        if rule.get("terminate_when") == "cap" and full is not None:
            owed = self.owed_from(rule, delay, full)  # what is not owed yet has reached nothing
            if owed != FOREVER:
                found.append((owed, 2, "cap"))
        if often and often[0] == delay["subject"]:
            found.append((often[1], 3, "occurrences"))
        day, _, by = min(found, default=(None, 0, ""))
        return day, by

    def pool_of(self, rule: Table, delay: Table, pools: dict[Any, Table]) -> Table:
        key = "all" if rule["cap"]["pool"] == "contract" else delay["subject"]
        return pools.setdefault(key, {"bases": {}, "given": {}})

    def meet_base(self, rule: Table, delay: Table, day: date, pools: dict[Any, Table]) -> None:
        if "cap" in rule and "amount" not in rule["cap"]:
            of = rule["cap"]["of"]
            fixed = of == "contract-price" or (of == "year-price" and delay["year"] is None)
            key = (
                "contract"
                if fixed
                else ("year", delay["year"])
                if of == "year-price"
                else delay["subject"]
            )
            if of == "instalment":
                key = delay["item"]["id"] if delay["item"] else ("period", delay["year"])
            found = self.base(of, delay, delay["first"], day)
            self.pool_of(rule, delay, pools)["bases"][key] = found

    def told(
        self, rule: Table, subject: str, acts: tuple[str, ...], before: date | None = None
    ) -> int:
        """What was waived, settled or offset of a line; only before a day where one is given."""
        mine = f"{rule['key']}/{subject}"
        return sum(
            fact["fen"]
            for fact in self.of("relief")
            if fact["line"] == mine
            and fact["act"] in acts
            and (before is None or fact["on"] < before)
        )

    def held(self, rule: Table, subject: str, given: int, owed: date) -> int:
        """What a line holds of its pool: what it was given and did not give back, at least what was paid of it."""
        if rule["cap"].get("waiver_returns"):
            back = self.told(rule, subject, ("waive",), owed)
            return max(given - back, self.told(rule, subject, ("settle", "offset")))
        return max(given, self.told(rule, subject, ("waive", "settle", "offset")))

    def left(self, rule: Table, delay: Table, owed: date, pools: dict[Any, Table]) -> int:
        """The most that a line can still take so that all lines together hold no more than the cap."""
        pool, mine = self.pool_of(rule, delay, pools), delay["subject"]
        limit = (
            fen(rule["cap"]["amount"])
            if "amount" in rule["cap"]
            else int(part_of_one(rule["cap"]["share"]) * sum(pool["bases"].values()) // 1)
        )
        shared = rule["cap"]["pool"] == "contract"
        others = [other for other in self.subjects(rule) if shared and other != mine]
        room = limit - sum(
            self.held(rule, other, pool["given"].get(other, 0), owed) for other in others
        )
        given = pool["given"].get(mine, 0)
        floor = self.held(rule, mine, 0, owed)  # what is gone whether the line takes more or not
        free = self.told(rule, mine, ("waive",), owed) if rule["cap"].get("waiver_returns") else 0
        return max(room, floor) + free - given

    def from_pool(
        self, rule: Table, delay: Table, owed: date, worth: int, pools: dict[Any, Table]
    ) -> int:
        if "cap" not in rule:
            return worth
        pool, mine = self.pool_of(rule, delay, pools), delay["subject"]
        got = max(min(worth, self.left(rule, delay, owed, pools)), 0)
        pool["given"][mine] = pool["given"].get(mine, 0) + got
        return got

    def is_empty(self, rule: Table, delay: Table, owed: date, pools: dict[Any, Table]) -> bool:
        return "cap" in rule and self.left(rule, delay, owed, pools) <= 0

    def row(self, rule: Table, delay: Table, line: Table, often: tuple[str, date] | None) -> Table:
        days = rule.get("per", {}).get("days", 1)
        count = len(delay["counted"])
        periods = {
            "whole": Fraction(count // days),
            "started": Fraction(-(-count // days)),
            "pro-rata": Fraction(count, days),
        }.get(rule.get("per", {}).get("part", ""))
        since, by = self.right(rule, delay, line["full"], often)
        return {
            "id": f"{rule['key']}/{delay['subject']}",
            "amount": line["amount"],
            "uncapped": line["worth"],
            "payer": delay["payer"] if rule["payer"] == "breaching-party" else rule["payer"],
            "reached": line["full"] if "per" in rule else None,
            "periods": periods if agreed(rule) else Fraction(0) if "per" in rule else None,
            "contingent": "gate" in rule
            and delay["gate"] is None
            and not (
                line["amount"] == 0
                and self.told(rule, delay["subject"], ("waive", "settle", "offset"))
            ),
            "terminate": since,
            "by": by,
        }

    def what_is_left(self, row: Table) -> Table:
        by_act = {"waive": 0, "settle": 0, "offset": 0}
        for fact in self.of("relief"):
            if fact["line"] == row["id"]:
                by_act[fact["act"]] += fact["fen"]
        left = max(row["amount"] - sum(by_act.values()), 0)
        if left or not sum(by_act.values()):
            state = "contingent" if row["contingent"] else "owed"
        else:
            state = (
                "waived" if by_act["waive"] >= by_act["settle"] + by_act["offset"] else "settled"
            )
        return {"open": left, "state": state}
