"""Hypothesis strategies for contracts with guarantees, what is lodged, kept and given back, and days to look."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from auditor import ONE_DAY, Table
from guarantee_auditor import GuaranteeAuditor
from lives import Draw, in_yuan, percent, rolls, shares
from period_lives import LAST_DAY, terms

Case = tuple[Table, list[Table], date]
ARTICLE = "第六条"
PAPERS = ["acceptance", "handover"]
EVENTS = [
    *("receipt:acceptance", "receipt:acceptance", "receipt:handover", "term-end", "term-end"),
    *("signing", "award-notice", "year-start", "year-end", "payment:first", "payment:rest"),
]


@st.composite
def contracts(draw: Draw) -> Table:
    """Two instalments that come once, and one or two guarantees."""
    signed_on = draw(st.dates(date(2024, 1, 1), date(2025, 6, 30)))
    term = draw(terms(signed_on))
    total = draw(st.integers(1_000_00, 2_000_000_00))
    keys = ["bond", "quality"][: draw(st.sampled_from([1, 1, 2]))]
    readings = {"return": "stops", "day-off": draw(st.sampled_from(["weekend-too", "holidays-only", "no"]))}  # fmt: skip
    if "from" not in term:
        readings["year-end"] = draw(st.sampled_from(["corresponding-date", "day-before"]))
    return {
        "format": 1,
        "id": "made-up",
        "title": "保洁服务",
        "currency": "CNY",
        "calendar": "CN",
        "award_notice_on": signed_on - draw(st.integers(0, 30)) * ONE_DAY,
        "signed_on": signed_on,
        "price": {"total": in_yuan(total), "article": "第二条"},
        "term": {key: value for key, value in term.items() if key != "periods"},
        "parties": [
            {"role": "purchaser", "name": "采购人"},
            {"role": "supplier", "name": "供应商"},
        ],
        "deliverables": [
            {"key": key, "title": key, "every": "once", "article": ARTICLE} for key in PAPERS
        ],
        "guarantees": [draw(guarantees(key, keys, signed_on)) for key in keys],
        "instalments": [
            {"key": key, "title": key, "every": "once", "share": share, "article": ARTICLE}
            | {"due": {"days": 5, "unit": "working-day", "after": "signing"}}
            for key, share in (("first", "40%"), ("rest", "60%"))
        ],
        "readings": readings,
    }


@st.composite
def guarantees(draw: Draw, key: str, keys: list[str], signed_on: date) -> Table:
    """A share of the price or a sum; lodged by a day or none; back in up to three parts, or at no date."""
    found: Table = {"key": key, "title": key, "who": "supplier", "article": ARTICLE}
    if draw(st.booleans()):
        found["share"] = percent(draw(st.integers(1_0000, 20_0000)))
    else:
        found["amount"] = in_yuan(draw(st.integers(100, 500_000_00)))
    others = [f"lodged:{other}" for other in keys if other != key]
    if draw(st.integers(0, 3)):
        found["lodge"] = draw(dues([*EVENTS[:2], "signing", "award-notice", *others], signed_on))
    if draw(st.integers(0, 6)):
        parts = draw(shares(draw(st.integers(1, 3)), 100_0000))
        events = [*EVENTS, *(f"lodged:{each}" for each in keys)]
        found["returns"] = [{"share": part, "due": draw(dues(events, signed_on))} for part in parts]
    return found


@st.composite
def dues(draw: Draw, events: list[str], signed_on: date) -> Table:
    after: Table = {"after": draw(st.sampled_from(events))}
    if draw(st.integers(0, 2)) == 0:
        after["plus"] = draw(st.sampled_from(["1 month", "3 months", "1 year", "2 years", "30 days"]))  # fmt: skip
    month = draw(st.sampled_from(["previous", "previous", "same", "next"]))
    kind = draw(st.integers(0, 9))
    if kind < 2:
        return after | {"days": draw(st.integers(1, 30)), "unit": "working-day"}
    if kind < 4:
        unit = draw(st.sampled_from(["calendar-day", "calendar-day", "month", "year"]))
        most = {"calendar-day": 60, "month": 6, "year": 1}[unit]
        return after | {"days": draw(st.integers(1, most)), "unit": unit} | draw(rolls())
    if kind < 6:
        return after | {"day": draw(st.integers(1, 31)), "month": month} | draw(rolls())
    if kind == 6:
        return after | {"working_day": draw(st.integers(1, 10)), "month": month}
    if kind == 7:
        return after | {"date": draw(st.sampled_from(["06-30", "02-29", "12-31"]))} | draw(rolls())
    if kind == 8:
        return {"on": [signed_on + draw(st.integers(-20, 700)) * ONE_DAY]} | draw(rolls())
    return after | {"agreed": False}


# What happens


@st.composite
def cases(draw: Draw) -> Case:
    """A contract with guarantees, its life, and a day to look at it."""
    contract = draw(contracts())
    facts = draw(happenings(contract))
    for table in contract["guarantees"]:
        facts += draw(moves(contract, table["key"]))
    return contract, facts, draw(look(contract, facts))


@st.composite
def happenings(draw: Draw, contract: Table) -> list[Table]:
    """Papers that come and perhaps go back, payments, perhaps force majeure and an early end."""
    some_day, facts = st.dates(contract["signed_on"], LAST_DAY), []
    for key in PAPERS:
        told = {"document": key, "period": None}
        if draw(st.integers(0, 3)):
            on = draw(some_day)
            facts.append({"kind": "receive", "on": on, **told})
            if draw(st.integers(0, 5)) == 0:
                later = draw(st.dates(on, LAST_DAY))
                facts.append({"kind": "return", "on": later, **told})
    auditor = GuaranteeAuditor(contract, [], lambda _: True, lambda _: False, contract["signed_on"])
    for name, amount in auditor.amounts.items():
        for part in draw(st.sampled_from([[], [amount], [1, amount - 1]])):
            facts.append({"kind": "payment", "on": draw(some_day), "parts": {name: part}})
    if "from" in contract["term"] and draw(st.integers(0, 3)) == 0:
        contract["force_majeure"] = {"who": "both", "article": "第九条"}
        on = draw(some_day)
        to = min(on + draw(st.integers(0, 60)) * ONE_DAY, LAST_DAY)
        facts.append({"kind": "force-majeure", "id": "FM1", "on": on, "to": to, "by": "supplier"})
    if draw(st.integers(0, 3)) == 0:
        on = min(contract["signed_on"] + draw(st.integers(0, 700)) * ONE_DAY, LAST_DAY)
        facts.append({"kind": "end", "on": on, "pro_rata": False})
    return facts


@st.composite
def moves(draw: Draw, contract: Table, key: str) -> list[Table]:
    """What is lodged, kept and given back, one after the other: no more than is missing or there."""
    found: list[Table] = []
    on: date = contract["signed_on"] + draw(st.integers(-20, 200)) * ONE_DAY
    for _ in range(draw(st.sampled_from([0, 1, 2, 4, 6, 8]))):
        so_far = GuaranteeAuditor(contract, found, lambda _: True, lambda _: False, LAST_DAY)
        if move := draw(one_move(so_far, key, on)):
            found.append({"kind": "guarantee", "guarantee": key, "on": on} | move)
        on = min(on + draw(st.sampled_from([0, 1, 20, 90, 200])) * ONE_DAY, LAST_DAY)
    return found


@st.composite
def one_move(draw: Draw, so_far: GuaranteeAuditor, key: str, on: date) -> Table:
    drawer = so_far.drawer(key)
    missing = drawer.asked - drawer.all_held()
    act = draw(st.sampled_from(["lodge", "lodge", "extend", "return", "return", "claim"]))
    if missing > 0 and (act == "lodge" or drawer.first is None):
        part = draw(st.sampled_from([missing, missing, draw(st.integers(1, missing))]))
        return {"act": "lodge", "fen": part} | draw(forms(on))
    letters = drawer.slips["letter"]
    if act == "extend" and letters:
        shortest = min(letters, key=lambda slip: slip.until)
        last = max((slip.until for slip in letters if slip.until < date.max), default=on)
        if shortest.until < date.max:
            after = draw(st.sampled_from([shortest.until, last]))
            later = max(after, on) + draw(st.integers(1, 400)) * ONE_DAY
            until = draw(st.sampled_from([{"until": later}, {"until": later}, {}]))
            return {"act": "lodge", "form": "letter", "fen": shortest.fen, **until}
    lying = [form for form in ("cash", "letter") if drawer.held(form)]
    if act in ("return", "claim") and lying:
        form = draw(st.sampled_from(lying))
        held = drawer.held(form)
        parts = [whole - gone for each in drawer.parts(so_far.table(key).get("returns", [])) for whole, gone in [each[form]] if whole > gone]  # fmt: skip
        some = draw(st.integers(1, held))
        return {"act": act, "form": form, "fen": draw(st.sampled_from([held, some, *parts[:1]]))}
    return {}


@st.composite
def forms(draw: Draw, on: date) -> Table:
    """Money; or a letter, mostly with a last day."""
    if draw(st.booleans()):
        return {"form": "cash"}
    until = {"until": on + draw(st.integers(0, 500)) * ONE_DAY} if draw(st.integers(0, 5)) else {}
    return {"form": "letter", **until}


@st.composite
def look(draw: Draw, contract: Table, facts: list[Table]) -> date:
    """A day near one on which something happened, something falls due, or a letter runs out."""
    late = GuaranteeAuditor(contract, facts, lambda d: d.weekday() < 5, lambda _: False, LAST_DAY)
    dues = [row["due_on"] for row in late.told_of()["rows"] if row["due_on"]]
    ends = [fact["until"] - back * ONE_DAY for fact in facts if "until" in fact for back in (30, 0)]
    happened = [contract["signed_on"], late.term_last(), *(fact["on"] for fact in facts)]
    turning = draw(st.sampled_from([each for each in (happened, ends, dues, dues) if each]))
    after = draw(st.sampled_from([-1, 0, 0, 1, 2, 10, 40]))
    beside: date = draw(st.sampled_from(turning)) + after * ONE_DAY
    return min(max(beside, contract["signed_on"]), LAST_DAY)
