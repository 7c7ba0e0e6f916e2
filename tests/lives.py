"""Hypothesis strategies for contracts, for what happens in their lives, and for days to look at them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from auditor import amounts, years_later

Table = dict[str, Any]
Draw = st.DrawFn

LAST_DAY = date(2026, 12, 31)
ONE_DAY = timedelta(days=1)
ARTICLE = "第七条"

READINGS = {
    "term-start": ["start-notice", "signing"],
    "year-end": ["corresponding-date", "day-before"],
    "later-years": ["anniversary-of-signing", "service-year-start", "previous-year-paid"],
    "early-report": ["year-end", "receipt"],
    "working-day": ["regional", "national"],
    "day-off": ["weekend-too", "holidays-only", "no"],
    "paid-when": ["charged", "arrived"],
    "return": ["stops", "ignored"],
    "receipt-proof": ["signed", "delivered"],
}
YEARLY_REPORTS = ["annual-report", "year-end-briefing", "invoice"]
ONE_TIME_REPORTS = ["acceptance-note", "handover-list"]
YEARLY_KEYS = ["advance", "progress", "interim", "balance"]
CONTRACT_KEYS = ["prepayment", "milestone", "retention"]


# Contracts


@st.composite
def contracts(draw: Draw) -> Table:
    """A contract document such as a correct contract file holds."""
    signed_on = draw(signing_days())
    starts = draw(st.sampled_from(["start-notice", "start-notice", "signing"]))
    calendar = draw(st.sampled_from(["CN", "CN-GX"]))
    instalments = draw(instalment_lists(starts == "start-notice"))
    readings = draw(chosen_readings(starts, calendar))
    small = not follows_payments(instalments, readings)
    price, years = draw(prices(small, any("scope" not in item for item in instalments)))
    for item in instalments:
        if "on" in item["due"]:
            item["due"]["on"] = draw(listed_days(signed_on, 1 if "scope" in item else years))
    return {
        "format": 1,
        "id": "made-up",
        "title": "信息系统运维项目",
        "currency": "CNY",
        "calendar": calendar,
        "award_notice_on": signed_on - draw(st.integers(0, 30)) * ONE_DAY,
        "signed_on": signed_on,
        "price": price,
        "term": {"years": years, "starts": starts, "article": "第四条"},
        "parties": [
            {"role": "purchaser", "name": "采购人"},
            {"role": "supplier", "name": "供应商"},
        ],
        "deliverables": deliverables(),
        "instalments": instalments,
        "readings": readings,
    }


def signing_days() -> st.SearchStrategy[date]:
    leap_days = st.sampled_from([date(2020, 2, 29), date(2024, 2, 29)])
    ends_of_months = st.sampled_from([date(2023, 1, 31), date(2024, 8, 31), date(2024, 12, 31)])
    recent = st.dates(date(2023, 1, 1), date(2025, 12, 31))
    return st.one_of(
        st.dates(date(2018, 1, 1), date(2025, 12, 31)), recent, leap_days, ends_of_months
    )


def deliverables() -> list[Table]:
    def entry(key: str, every: str) -> Table:
        return {"key": key, "title": key, "every": every, "article": ARTICLE}

    return [entry(key, "service-year") for key in YEARLY_REPORTS] + [
        entry(key, "once") for key in ONE_TIME_REPORTS
    ]


@st.composite
def chosen_readings(draw: Draw, starts: str, calendar: str) -> dict[str, str]:
    """Some of the readings, without those that the terms have settled already."""
    settled = {"term-start"} if starts == "signing" else set()
    if calendar == "CN":
        settled.add("working-day")
    open_keys = [key for key in READINGS if key not in settled]
    keys = draw(st.lists(st.sampled_from(open_keys), unique=True))
    return {key: draw(st.sampled_from(READINGS[key])) for key in keys}


def follows_payments(instalments: list[Table], readings: dict[str, str]) -> bool:
    """Whether a day of payment starts a clock: then no instalment may be nothing at all."""
    if readings.get("later-years") == "previous-year-paid":
        return True
    return any(item["due"].get("after", "").startswith("payment:") for item in instalments)


@st.composite
def prices(draw: Draw, small: bool, yearly: bool) -> tuple[Table, int]:
    """The price table and the number of years; with some awkward fen, and a price of a few fen if `small`."""
    count = draw(st.integers(1, 4))
    yuan = st.integers(1_000, 2_000_000).map(lambda whole: whole * 100)
    choices = [yuan, st.integers(10_000, 99_999_999)] + ([st.integers(1, 20)] if small else [])
    one = st.one_of(choices)
    if draw(st.booleans()):
        years = draw(st.lists(one, min_size=count, max_size=count))
        cut: Table = {"years": [in_yuan(fen) for fen in years]}
    else:
        years = [draw(one)] * count
        cut = {"per_year": in_yuan(years[0])}
    if not yearly and draw(st.booleans()):
        cut = {}
    return {"total": in_yuan(sum(years)), **cut, "article": "第二条"}, count


def in_yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


@st.composite
def instalment_lists(draw: Draw, by_notice: bool) -> list[Table]:
    """Yearly instalments, some for the whole contract, or both; in any order."""
    shape = draw(st.sampled_from(["yearly", "yearly", "both", "both", "contract"]))
    yearly = 0 if shape == "contract" else draw(st.integers(1, 4))
    once = 0 if shape == "yearly" else draw(st.integers(1, 3))
    once_keys = draw(st.permutations(CONTRACT_KEYS))[:once]
    yearly_keys = YEARLY_KEYS[:yearly]
    whole = 100_0000 if not yearly else draw(st.integers(once * 5, 60)) * 1_0000
    once_items = [
        draw(contract_instalments(key, share, once_keys[:number], by_notice))
        for number, (key, share) in enumerate(
            zip(once_keys, draw(shares(once, whole)), strict=True)
        )
    ]
    yearly_items = [
        draw(yearly_instalments(key, share, other_keys(key, yearly_keys + once_keys), by_notice))
        for key, share in zip(yearly_keys, draw(shares(yearly, 100_0000)), strict=True)
    ]
    return draw(st.sampled_from([once_items + yearly_items, yearly_items + once_items]))


def other_keys(key: str, keys: list[str]) -> list[str]:
    return [other for other in keys if other != key]


@st.composite
def shares(draw: Draw, count: int, whole: int) -> list[str]:
    """Shares that add up to the whole, which is given in ten-thousandths of a percent; none below 1 %."""
    left, parts = whole, []
    for still in range(count, 1, -1):
        most = left - (still - 1) * 1_0000
        plain = st.integers(1, most // 1_0000).map(lambda percent: percent * 1_0000)
        parts.append(draw(st.one_of(plain, st.integers(1_0000, most), st.just(left // still))))
        left -= parts[-1]
    return [percent(part) for part in [*parts, left][:count]]


def percent(part: int) -> str:
    digits = f"{part // 1_0000}.{part % 1_0000:04d}".rstrip("0").rstrip(".")
    return f"{digits}%"


@st.composite
def yearly_instalments(
    draw: Draw, key: str, share: str, others: list[str], by_notice: bool
) -> Table:
    needs = draw(document_lists(YEARLY_REPORTS + ONE_TIME_REPORTS))
    due = draw(dues(needs, YEARLY_REPORTS + ONE_TIME_REPORTS, others, by_notice, True))
    item: Table = {"key": key, "title": key, "share": share, "due": due, "article": ARTICLE}
    if needs:
        item["needs"] = needs
    if needs or due.get("after", "").startswith("receipt:"):
        year_over = draw(st.sampled_from([None, None, True, False]))
        item |= {} if year_over is None else {"year_over": year_over}
    return item


@st.composite
def contract_instalments(
    draw: Draw, key: str, share: str, earlier: list[str], by_notice: bool
) -> Table:
    needs = draw(document_lists(ONE_TIME_REPORTS))
    due = draw(dues(needs, ONE_TIME_REPORTS, earlier, by_notice, False))
    item = {
        "key": key,
        "title": key,
        "scope": "contract",
        "share": share,
        "due": due,
        "article": ARTICLE,
    }
    return item | ({"needs": needs} if needs else {})


def document_lists(keys: list[str]) -> st.SearchStrategy[list[str]]:
    return st.one_of(st.just([]), st.lists(st.sampled_from(keys), unique=True, max_size=3))


@st.composite
def dues(
    draw: Draw,
    needs: list[str],
    documents: list[str],
    payments: list[str],
    by_notice: bool,
    yearly: bool,
) -> Table:
    choices = ["signing", "award-notice", "year-start", "year-end", "term-end"]
    choices += ["period-start", "period-end"] if yearly else []
    choices += ["start-notice"] if by_notice else []
    choices += ["receipt", "receipt"] if needs else []
    choices.append("receipt:" + draw(st.sampled_from(documents)))
    choices += ["payment:" + draw(st.sampled_from(payments))] * 2 if payments else []
    rule = draw(st.one_of(periods(), periods(), fixed_days()))
    if "on" in rule:
        return rule
    due = {"after": draw(st.sampled_from(choices)), **rule}
    if draw(st.sampled_from([False, False, True])):
        due["plus"] = draw(
            st.sampled_from(["10 days", "1 month", "3 months", "6 months", "1 year"])
        )
    return due


@st.composite
def periods(draw: Draw) -> Table:
    """So many days, months or years."""
    unit, most = draw(
        st.sampled_from([("working-day", 30), ("calendar-day", 60), ("month", 6), ("year", 2)])
    )
    rule: Table = {"days": draw(st.integers(1, most)), "unit": unit}
    return rule if unit == "working-day" else rule | draw(rolls())


@st.composite
def fixed_days(draw: Draw) -> Table:
    """A day of a month or of the year, days that are listed, the first working days; or none agreed."""
    month = draw(st.sampled_from(["previous", "same", "next"]))
    rule: Table = draw(
        st.sampled_from(
            [
                {"day": draw(st.integers(1, 31)), "month": month},
                {"day": 31, "month": month},
                {"working_day": draw(st.integers(1, 15)), "month": month},
                {"date": draw(st.dates(date(2024, 1, 1), date(2024, 12, 31))).isoformat()[5:]},
                {"on": []},  # as many as there are rows, once the years are known
                {"agreed": False},
            ]
        )
    )
    return rule if "working_day" in rule or "agreed" in rule else rule | draw(rolls())


def rolls() -> st.SearchStrategy[Table]:
    return st.sampled_from([{}, {}, {"roll": "forward"}, {"roll": "back"}, {"roll": "no"}])


@st.composite
def listed_days(draw: Draw, signed_on: date, rows: int) -> list[date]:
    """Days one after the other, of which the first may lie before the signing."""
    days = [signed_on + draw(st.integers(-60, 300)) * ONE_DAY]
    while len(days) < rows:
        days.append(days[-1] + draw(st.integers(1, 400)) * ONE_DAY)
    return days


# Lives


@st.composite
def lives(draw: Draw, contract: Table) -> list[Table]:
    """Facts that may all be true of the contract, in the order in which somebody recorded them."""
    facts = draw(start_notices(contract))
    for key, year in documents_of(contract):
        facts += draw(hand_ins(contract, key, year))
    facts += draw(money(contract))
    return draw(recorded(facts))


def service_years(contract: Table) -> range:
    return range(1, contract["term"]["years"] + 1)


def documents_of(contract: Table) -> list[tuple[str, int | None]]:
    """The documents that some instalment needs, each with its year (None where it is wanted once)."""
    wanted = {key for item in contract["instalments"] for key in item.get("needs", [])}
    after = [item["due"].get("after", "") for item in contract["instalments"]]
    wanted |= {name.removeprefix("receipt:") for name in after if name.startswith("receipt:")}
    found: list[tuple[str, int | None]] = []
    for document in contract["deliverables"]:
        if document["key"] in wanted:
            yearly = document["every"] == "service-year"
            found += [
                (document["key"], year) for year in (service_years(contract) if yearly else [None])
            ]
    return found


@st.composite
def start_notices(draw: Draw, contract: Table) -> list[Table]:
    if contract["term"]["starts"] != "start-notice" or draw(st.booleans()):
        return []
    on = contract["signed_on"] + draw(st.integers(0, 400)) * ONE_DAY
    return [{"kind": "start", "on": min(on, LAST_DAY)}]


@st.composite
def days_in_life(draw: Draw, contract: Table, year: int | None) -> date:
    """Any day of the contract's life; often one around the end of the service year."""
    signed_on: date = contract["signed_on"]
    end = years_later(signed_on, year or draw(st.sampled_from(service_years(contract))))
    anchor, most = draw(st.sampled_from([(end - 60 * ONE_DAY, 150), (end, 60), (signed_on, 60)]))
    near_anchor = anchor + draw(st.integers(0, most)) * ONE_DAY
    if signed_on <= near_anchor <= LAST_DAY and draw(st.integers(0, 3)):
        return near_anchor
    return draw(st.dates(signed_on, LAST_DAY))


@st.composite
def hand_ins(draw: Draw, contract: Table, key: str, year: int | None) -> list[Table]:
    """Rounds of handing in, receiving and returning one document, each on a later day than the last."""
    rounds = draw(st.sampled_from([0, 1, 1, 1, 2, 3]))
    kinds: list[str] = []
    for number in range(1, rounds + 1):
        one_round = draw(st.sampled_from([["submit"], ["receive"], ["submit", "receive"]]))
        is_last = number == rounds
        kinds += one_round + ([] if is_last and draw(st.integers(0, 3)) else ["return"])
    on, facts = draw(days_in_life(contract, year)), []
    for kind in kinds:
        if on <= LAST_DAY:
            facts.append({"kind": kind, "document": key, "year": year, "on": on})
        on += draw(st.integers(1, 40)) * ONE_DAY
    return [
        draw(with_delivery(fact, facts)) if fact["kind"] == "submit" else fact for fact in facts
    ]


@st.composite
def with_delivery(draw: Draw, submission: Table, story: list[Table]) -> Table:
    """The submission with or without a proven day of delivery, which comes before any return."""
    returns = [
        fact["on"] for fact in story if fact["kind"] == "return" and fact["on"] > submission["on"]
    ]
    latest = min([day - ONE_DAY for day in returns] + [LAST_DAY, submission["on"] + 30 * ONE_DAY])
    delivered_on = draw(st.one_of(st.none(), st.dates(submission["on"], latest)))
    return submission | {"delivered_on": delivered_on}


# Money


@dataclass
class Purse:
    """What has been paid so far, so that no payment is too much and no refund either."""

    amounts: dict[str, int]
    payments: list[tuple[date, date, dict[str, int]]] = field(default_factory=list)
    refund_days: set[tuple[str, date]] = field(default_factory=set)

    def room(self, name: str) -> int:
        return self.amounts[name] - sum(left.get(name, 0) for _, _, left in self.payments)

    def payable(self, day: date) -> list[str]:
        """What may be paid that day; not on a day of a refund, when the order within the day would matter."""
        return [
            name for name in self.amounts if self.room(name) and (name, day) not in self.refund_days
        ]

    def refundable(self, day: date) -> list[dict[str, int]]:
        """What is left of each payment that has arrived before, where nothing else moves on that day."""
        busy = {
            name
            for on, arrived_on, left in self.payments
            if day in (on, arrived_on)
            for name in left
        }
        arrived = [left for _, arrived_on, left in self.payments if arrived_on < day]
        return [left for left in arrived if any(left.values()) and busy.isdisjoint(left)]


@st.composite
def money(draw: Draw, contract: Table) -> list[Table]:
    """Payments, early, late, in parts and over several instalments, and refunds of them."""
    purse = Purse(amounts(contract))
    count = draw(st.integers(0, 10))
    facts: list[Table] = []
    for on in sorted(draw(days_in_life(contract, None)) for _ in range(count)):
        refundable = purse.refundable(on)
        if refundable and draw(st.integers(0, 2)) == 0:
            facts.append(draw(refunds(purse, draw(st.sampled_from(refundable)), on)))
        elif purse.payable(on):
            facts.append(draw(payments(purse, on)))
    return facts


@st.composite
def payments(draw: Draw, purse: Purse, on: date) -> Table:
    payable = purse.payable(on)
    most = draw(st.sampled_from([1, 1, 1, 2, len(payable)]))
    names = draw(st.lists(st.sampled_from(payable), unique=True, min_size=1, max_size=most))
    parts = {name: draw(part_of(purse.room(name))) for name in names}
    later = draw(st.one_of(st.none(), st.integers(0, 20)))
    arrived_on = None if later is None else min(on + later * ONE_DAY, LAST_DAY)
    purse.payments.append((on, arrived_on or on, dict(parts)))
    return {"kind": "payment", "on": on, "arrived_on": arrived_on, "parts": parts}


@st.composite
def refunds(draw: Draw, purse: Purse, left: dict[str, int], on: date) -> Table:
    """Some of what is left of one payment comes back."""
    open_names = [name for name in left if left[name]]
    names = draw(st.lists(st.sampled_from(open_names), unique=True, min_size=1))
    parts = {name: draw(part_of(left[name])) for name in names}
    for name, part in parts.items():
        left[name] -= part
        purse.refund_days.add((name, on))
    return {"kind": "refund", "on": on, "parts": parts}


def part_of(whole: int) -> st.SearchStrategy[int]:
    """All of it, more often than not; or a part."""
    return st.one_of(st.just(whole), st.just(whole), st.integers(1, whole))


@st.composite
def recorded(draw: Draw, facts: list[Table]) -> list[Table]:
    """The facts shuffled, but those of one day stay in the order in which they happened."""
    shuffled = draw(st.permutations(facts))
    in_order = {
        on: iter([fact for fact in facts if fact["on"] == on]) for on in {f["on"] for f in facts}
    }
    return [next(in_order[fact["on"]]) for fact in shuffled]


@st.composite
def ended_cases(draw: Draw) -> tuple[Table, list[Table], date]:
    """A contract that ends early, by days or not, and a day to look at it, as a rule after that."""
    contract = draw(contracts())
    facts = draw(lives(contract))
    begun = [fact["on"] for fact in facts if fact["kind"] == "start"]
    on = max([draw(days_in_life(contract, None)), *begun])  # what has not begun does not end
    facts.append({"kind": "end", "on": on, "pro_rata": draw(st.booleans())})
    later = draw(st.integers(0, 400)) * ONE_DAY
    as_of = draw(st.one_of(as_of_days(contract, facts), st.just(min(on + later, LAST_DAY))))
    return contract, facts, as_of


@st.composite
def disputed_cases(draw: Draw) -> tuple[Table, list[Table], date]:
    """A contract with parts in dispute, some of them settled, and damages set against instalments."""
    contract = draw(contracts())
    facts = draw(lives(contract))
    for name, fen in amounts(contract).items():
        if fen and draw(st.integers(0, 2)) == 0:
            part, on = draw(st.integers(1, fen)), draw(days_in_life(contract, None))
            about = {"instalment": name, "fen": part}
            facts.append({"kind": "dispute", "on": on, **about})
            settled = min(on + draw(st.integers(1, 200)) * ONE_DAY, LAST_DAY)
            if settled > on and draw(st.booleans()):
                owed = {"instalment": name, "fen": draw(st.integers(0, part))}
                facts.append({"kind": "dispute-settle", "on": settled, **owed})
        if fen and draw(st.integers(0, 3)) == 0:
            against = {"instalment": name, "fen": draw(st.integers(1, fen))}
            facts.append({"kind": "offset", "on": draw(days_in_life(contract, None)), **against})
    return contract, facts, draw(as_of_days(contract, facts))


# Days to look


@st.composite
def as_of_days(draw: Draw, contract: Table, facts: list[Table]) -> date:
    """A day to look at the contract: any, or one next to a fact or to the end of a year."""
    signed_on: date = contract["signed_on"]
    turning_points = [signed_on] + [fact["on"] for fact in facts]
    starts = [signed_on] + [fact["on"] for fact in facts if fact["kind"] == "start"]
    turning_points += [
        years_later(start, year) for start in starts for year in service_years(contract)
    ]
    turning_point: date = draw(st.sampled_from([day for day in turning_points if day <= LAST_DAY]))
    beside = turning_point + draw(st.integers(-2, 2)) * ONE_DAY
    soon_after = turning_point + draw(st.integers(3, 60)) * ONE_DAY
    any_day = draw(st.dates(signed_on - 10 * ONE_DAY, LAST_DAY))
    return min(draw(st.sampled_from([beside, soon_after, any_day])), LAST_DAY)


@st.composite
def cases(draw: Draw) -> tuple[Table, list[Table], date]:
    """A contract, its life, and a day to look at it."""
    contract = draw(contracts())
    facts = draw(lives(contract))
    return contract, facts, draw(as_of_days(contract, facts))
