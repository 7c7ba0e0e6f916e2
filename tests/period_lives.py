"""Hypothesis strategies for contracts that are paid by months, quarters and half-years, and their lives."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from auditor import ONE_DAY, Table, months_later
from lives import Draw, in_yuan, percent, rolls, shares
from period_auditor import PeriodAuditor, name_of

RHYTHMS = ["month", "quarter", "half-year", "service-year"]
SHORTER = RHYTHMS[:3]
LAST_DAY = date(2026, 12, 31)
ARTICLE = "第三条"


@st.composite
def contracts(draw: Draw) -> Table:
    """A contract document such as a correct contract file with periods holds."""
    signed_on = draw(st.dates(date(2024, 1, 1), date(2025, 6, 30)))
    term = draw(terms(signed_on))
    readings = {"early-report": draw(st.sampled_from(["year-end", "receipt"]))}
    readings["return"] = "stops"
    if "from" not in term:
        readings["year-end"] = draw(st.sampled_from(["corresponding-date", "day-before"]))
    total = draw(st.integers(1_000_00, 2_000_000_00))
    return {
        "format": 1,
        "id": "made-up",
        "title": "保洁服务",
        "currency": "CNY",
        "calendar": "CN",
        "signed_on": signed_on,
        "price": {"total": in_yuan(total), "article": "第二条"},
        "term": term,
        "parties": [
            {"role": "purchaser", "name": "采购人"},
            {"role": "supplier", "name": "供应商"},
        ],
        "deliverables": [
            {"key": f"{every}-paper", "title": every, "every": every, "article": ARTICLE}
            for every in [*RHYTHMS, "once"]
        ],
        "instalments": draw(instalments()),
        "readings": readings,
    }


@st.composite
def terms(draw: Draw, signed_on: date) -> Table:
    """From a day to a day, whole months or not; or so many months from the signing; cut one way or the other."""
    cut = draw(st.sampled_from([{}, {}, {"periods": "calendar"}]))
    if draw(st.booleans()):
        months = draw(st.integers(1, 26))
        return {"months": months, "starts": "signing", "article": "第一条", **cut}
    first = signed_on + draw(st.integers(-60, 60)) * ONE_DAY
    last = months_later(first, draw(st.integers(1, 26))) - ONE_DAY
    if draw(st.booleans()):
        last += draw(st.integers(0, 27)) * ONE_DAY
    return {"from": first, "to": last, "article": "第一条", **cut}


@st.composite
def instalments(draw: Draw) -> list[Table]:
    """One to three that come in some rhythm, at least one oftener than yearly; perhaps one that comes once."""
    count = draw(st.integers(1, 3))
    rhythms = [draw(st.sampled_from(SHORTER))]
    rhythms += [draw(st.sampled_from(RHYTHMS)) for _ in range(count - 1)]
    found = [
        draw(instalment(f"fee{number}", every, share))
        for number, (every, share) in enumerate(
            zip(draw(st.permutations(rhythms)), draw(shares(count, 100_0000)), strict=True)
        )
    ]
    if draw(st.integers(0, 2)) == 0:
        share = percent(draw(st.integers(1_0000, 40_0000)))
        due = {"days": draw(st.integers(1, 30)), "unit": "calendar-day", "after": draw(st.sampled_from(["signing", "term-end"]))}  # fmt: skip
        found.append(base("whole", "once") | {"share": share, "due": due})
    if draw(st.integers(0, 2)) == 0:
        kept = draw(st.sampled_from(found))
        kept["retain"] = percent(draw(st.integers(1_0000, 30_0000)))
        due = {"days": 10, "unit": "working-day", "after": "term-end"}
        found.append(base("rest", "once") | {"collects": [kept["key"]], "due": due})
    return found


def base(key: str, every: str) -> Table:
    return {"key": key, "title": key, "every": every, "article": ARTICLE}


@st.composite
def instalment(draw: Draw, key: str, every: str, share: str) -> Table:
    needs = [f"{each}-paper" for each in draw(st.lists(st.sampled_from([every, *RHYTHMS, "once"]), unique=True, max_size=2))]  # fmt: skip
    item = base(key, every) | {"share": share, "due": draw(dues(needs))}
    if needs:
        item["needs"] = needs
        if draw(st.integers(0, 3)) == 0:
            item["year_over"] = False
    if draw(st.booleans()):
        item["settled"] = True
    return item


@st.composite
def dues(draw: Draw, needs: list[str]) -> Table:
    events = ["period-start", "period-end", "period-end", "year-end", "year-start"]
    events += ["receipt", "receipt", *(f"receipt:{key}" for key in needs)] if needs else []
    after = {"after": draw(st.sampled_from(events))}
    month = draw(st.sampled_from(["previous", "same", "next"]))
    kind = draw(st.integers(0, 5))
    if kind < 2:
        return after | {"days": draw(st.integers(1, 25)), "unit": "working-day"}
    if kind < 4:
        days = {"days": draw(st.integers(1, 60)), "unit": "calendar-day"}
        return after | days | draw(rolls())
    if kind == 4:
        return after | {"day": draw(st.integers(1, 31)), "month": month} | draw(rolls())
    return after | {"working_day": draw(st.integers(1, 10)), "month": month}


@st.composite
def lives(draw: Draw, contract: Table, by: PeriodAuditor | None = None) -> list[Table]:
    """Papers of some periods, settlements of some rows, payments of some sums."""
    auditor = by or PeriodAuditor(
        contract, [], lambda _: True, lambda _: False, contract["signed_on"]
    )
    some_day = st.dates(contract["signed_on"], LAST_DAY)
    facts = draw(papers(auditor))
    for item, period in auditor.lines:
        if item.get("settled") and draw(st.booleans()):
            name = name_of(item, period)
            facts.append(draw(settlements(auditor.fees[name], name, draw(some_day))))
    for item, period in auditor.lines:
        if draw(st.integers(0, 3)) == 0:
            name = name_of(item, period)
            part = draw(st.integers(1, max(auditor.fees.get(name, 1), 1)))
            facts.append({"kind": "payment", "on": draw(some_day), "parts": {name: part}})
    return facts


@st.composite
def papers(draw: Draw, auditor: PeriodAuditor) -> list[Table]:
    """Some of the papers that instalments need, each about the end of its period."""
    contract, facts = auditor.contract, []
    first: date = contract["signed_on"]
    wanted = {key for item in contract["instalments"] for key in item.get("needs", [])}
    for paper in contract["deliverables"]:
        spans = [None] if paper["every"] == "once" else auditor.periods[paper["every"]]
        for span in spans if paper["key"] in wanted else []:
            if draw(st.integers(0, 2)):
                near = first if span is None else max(span.last, first)
                on = min(near + draw(st.integers(-20, 60)) * ONE_DAY, LAST_DAY)
                told = {"document": paper["key"], "period": span.id if span else None}
                facts.append({"kind": "receive", "on": max(on, first), **told})
                facts += draw(returns(facts[-1]))
    return facts


@st.composite
def returns(draw: Draw, received: Table) -> list[Table]:
    """One paper in five goes back, and mostly comes again."""
    if draw(st.integers(0, 4)):
        return []
    back = received["on"] + draw(st.integers(1, 60)) * ONE_DAY
    again = back + draw(st.integers(1, 60)) * ONE_DAY
    rounds = [("return", back), ("receive", again)][: draw(st.sampled_from([1, 2, 2]))]
    return [received | {"kind": kind, "on": on} for kind, on in rounds if on <= LAST_DAY]


@st.composite
def settlements(draw: Draw, fee: int, name: str, on: date) -> Table:
    way: Table = draw(
        st.sampled_from(
            [
                {"amount": draw(st.integers(0, fee))},
                {"coefficient": draw(st.sampled_from(["0.96", "5/6", "0.333333", "1"]))},
                {},
            ]
        )
    )
    off = {"deduct": draw(st.integers(1, fee + 100))} if not way or draw(st.booleans()) else {}
    return {"kind": "settle", "instalment": name, "on": on, **way, **off}


@st.composite
def cases(draw: Draw) -> tuple[Table, list[Table], date]:
    """A contract with periods, its life, and a day to look at it."""
    contract = draw(contracts())
    facts = draw(lives(contract))
    return contract, facts, draw(look(contract, facts))


@st.composite
def look(draw: Draw, contract: Table, facts: list[Table]) -> date:
    """A day near one on which something happened, or a period ended."""
    turning = [contract["signed_on"], *(fact["on"] for fact in facts)]
    bare = contract | {"price": {"total": "1.00"}}
    auditor = PeriodAuditor(bare, [], lambda _: True, lambda _: False, contract["signed_on"])
    turning += [period.last for own in auditor.periods.values() for period in own]
    beside: date = draw(st.sampled_from(turning)) + draw(st.integers(-1, 40)) * ONE_DAY
    return min(max(beside, contract["signed_on"]), LAST_DAY)


@st.composite
def interrupted_cases(draw: Draw) -> tuple[Table, list[Table], date]:
    """A contract with periods, days on which one side could not perform, and a day to look at it."""
    contract, facts, _ = draw(cases())
    if not any(item["key"] == "whole" for item in contract["instalments"]):
        due = {"days": 5, "unit": "calendar-day", "after": "term-end"}
        contract["instalments"].append(base("whole", "once") | {"share": "10%", "due": due})
    contract["force_majeure"] = {"who": draw(st.sampled_from(["supplier", "both"])), "article": "第九条"}  # fmt: skip
    auditor = PeriodAuditor(contract, [], lambda _: True, lambda _: False, contract["signed_on"])
    near = st.dates(
        contract["signed_on"], max(auditor.term_last(), contract["signed_on"]) + 60 * ONE_DAY
    )
    for number in range(draw(st.integers(1, 3))):
        on = min(draw(st.one_of(near, st.dates(contract["signed_on"], LAST_DAY))), LAST_DAY)
        to = min(on + draw(st.integers(0, 60)) * ONE_DAY, LAST_DAY)
        by = draw(st.sampled_from(["supplier", "purchaser"]))
        facts.append({"kind": "force-majeure", "id": f"FM{number}", "on": on, "to": to, "by": by})
    later = min(auditor.term_last() + draw(st.integers(-5, 90)) * ONE_DAY, LAST_DAY)
    beside = max(later, contract["signed_on"])
    return contract, facts, draw(st.sampled_from([draw(look(contract, facts)), beside, beside]))


@st.composite
def ended_cases(draw: Draw) -> tuple[Table, list[Table], date]:
    """A contract with periods that ends early, by days or not, and a day to look at it."""
    contract, facts, as_of = draw(cases())
    on = min(contract["signed_on"] + draw(st.integers(0, 700)) * ONE_DAY, LAST_DAY)
    facts.append({"kind": "end", "on": on, "pro_rata": draw(st.booleans())})
    later = min(on + draw(st.integers(0, 300)) * ONE_DAY, LAST_DAY)
    return contract, facts, draw(st.sampled_from([as_of, later, later]))
