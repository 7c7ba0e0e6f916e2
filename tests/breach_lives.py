"""Hypothesis strategies for damages rules and for lives in which they are broken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

Table = dict[str, Any]
START = date(2025, 3, 5)
FIRST_DEADLINE = date(2025, 4, 1)
RATES = ["3%", "0.5‰", "10.5%", "3.333%", "120%", "0.0001%", "33.3333333%"]
BASES = ["contract-price", "year-price", "amount-overdue", "amount-in-breach", "instalment"]
AMOUNTS = ["500.00", "0.37", "12345.67", "0.01"]


def days_after(first: date, most: int) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda days: first + timedelta(days=days))


@st.composite
def rules(draw: st.DrawFn, key: str, cause: str) -> Table:
    """One damages rule of any shape."""
    rule: Table = {"key": key, "payer": "breaching-party", "for": cause, "article": "八"}
    if draw(st.integers(0, 9)) == 0:
        return rule
    counted = draw(st.sampled_from(["rate", "rate", "rate", "amount"]))
    if counted == "rate":
        rule |= {"rate": draw(st.sampled_from(RATES)), "base": draw(st.sampled_from(BASES))}
    else:
        rule |= {"amount": draw(st.sampled_from(AMOUNTS))}
    if draw(st.integers(0, 3)):
        part = draw(st.sampled_from(["whole", "started", "pro-rata"]))
        rule["per"] = {"days": draw(st.integers(1, 8)), "part": part}
        tiers = draw(st.lists(st.integers(2, 30), unique=True, max_size=2).map(sorted))
        if tiers and counted == "rate":
            rule["tiers"] = [
                {"from_day": day, "rate": draw(st.sampled_from(RATES))} for day in tiers
            ]
            if draw(st.integers(0, 2)) == 0:
                rule["rate"] = "0%"  # days of grace
    if draw(st.booleans()):
        rule["cap"] = draw(caps())
    treated = draw(st.sampled_from([None, "beside", "included"]))
    if treated:
        rule["loss"] = treated
    if draw(st.booleans()):
        rule["gate"] = "negotiation-failed"
    return rule | draw(rights(capped="cap" in rule))


@st.composite
def rights(draw: st.DrawFn, capped: bool) -> Table:
    """None, one or several of what lets the other side end the contract."""
    found: Table = {}
    if draw(st.booleans()):
        found["terminate_after_days"] = draw(st.integers(1, 40))
    if capped and draw(st.booleans()):
        found["terminate_when"] = "cap"
    if draw(st.booleans()):
        within = draw(st.sampled_from([None, "5 days", "30 days", "1 month", "1 year"]))
        often: Table = {"occurrences": draw(st.integers(1, 3))}
        found["terminate_after"] = often | ({"within": within} if within else {})
    return found


@st.composite
def caps(draw: st.DrawFn) -> Table:
    """The most of a rule: a share of a base, or a sum; of all breaches, or of each."""
    if draw(st.integers(0, 2)) == 0:
        cap: Table = {"amount": draw(st.sampled_from(AMOUNTS))}
    else:
        share = draw(st.sampled_from(["5%", "0.1%", "7.77%", "55%"]))
        cap = {"share": share, "of": draw(st.sampled_from(BASES))}
    cap["pool"] = draw(st.sampled_from(["contract", "contract", "breach"]))
    return cap | ({"waiver_returns": True} if draw(st.integers(0, 3)) == 0 else {})


@st.composite
def lives(draw: st.DrawFn) -> Table:
    """Rules, instalments, facts and a day to look at them; no fact contradicts another."""
    chosen = [draw(rules("late-payment", "late-payment"))]
    chosen += [draw(rules("slow", "recorded-breach"))] if draw(st.booleans()) else []
    chosen += [draw(rules("bad", "recorded-breach"))] if draw(st.booleans()) else []
    as_of = draw(days_after(FIRST_DEADLINE, 90))
    fen = st.one_of(st.integers(1, 50), st.integers(1, 99_999_999))
    instalments = [
        {"id": f"i{number}", "amount": draw(fen), "year": draw(st.sampled_from([1, 1, None])),
         "deadline": draw(days_after(FIRST_DEADLINE, 40))}
        for number in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    life = {
        "rules": chosen,
        "as_of": as_of,
        "instalments": instalments,
        "force_majeure": draw(st.sampled_from([None, "supplier", "both"])),
        "readings": {
            "late-fee-start": draw(
                st.sampled_from(["day-after-deadline", "day-after-negotiation-failed"])
            ),
            "late-fee-overlap": draw(st.sampled_from(["once-a-day", "per-instalment"])),
            "one-off": draw(st.sampled_from(["each", "once"])),
        },
    }
    facts: list[Table] = []
    for item in instalments:
        facts += draw(money(item, as_of))
        facts += draw(disputes(item, as_of))
    facts += draw(breaches(chosen, as_of))
    facts += draw(intervals(as_of))
    subjects = [item["id"] for item in instalments] + [
        f["id"] for f in facts if f["kind"] == "breach"
    ]
    for subject in subjects:
        facts += draw(negotiations(subject, as_of))
    names = [f"late-payment/{item['id']}" for item in instalments]
    names += [f"{fact['rule']}/{fact['id']}" for fact in facts if fact["kind"] == "breach"]
    for number in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from([name for name in names if name.count("/") == 1]))
        rule, subject = name.split("/")
        began = next((fact["on"] for fact in facts if fact.get("id") == subject), FIRST_DEADLINE)
        facts.append({"kind": "loss", "id": f"loss-{number + 1}", "rule": rule, "subject": subject,
                      "fen": draw(fen), "on": draw(days_after(began, 60))})  # fmt: skip
        names.append(f"{name}/loss-{number + 1}")
    names += [f"late-payment/{item['id']}/2" for item in instalments]  # of a later delay
    for _ in range(draw(st.integers(0, 3))):
        facts.append({"kind": "relief", "act": draw(st.sampled_from(["waive", "settle"])), "fen": draw(fen),
                      "line": draw(st.sampled_from(names)), "on": draw(days_after(FIRST_DEADLINE, 60))})  # fmt: skip
    return life | {"facts": facts}


@st.composite
def money(draw: st.DrawFn, item: Table, as_of: date) -> list[Table]:
    """Part payments, a refund, an offset: never more than the instalment, never back more than was paid."""
    facts = []
    left, first = item["amount"], item["deadline"] - timedelta(days=5)
    for _ in range(draw(st.integers(0, 3))):
        if left:
            part = draw(st.one_of(st.just(left), st.integers(1, left)))
            left -= part
            on = draw(days_after(first, 40))
            kind = draw(st.sampled_from(["payment", "payment", "relief"]))
            fact: Table = {"kind": kind, "instalment": item["id"], "fen": part, "on": on}
            facts.append(
                fact | ({"act": "offset", "line": "elsewhere"} if kind == "relief" else {})
            )
            if kind == "payment" and draw(st.integers(0, 3)) == 0:
                back = draw(st.integers(1, part))
                facts.append(
                    {
                        "kind": "refund",
                        "instalment": item["id"],
                        "fen": back,
                        "on": draw(days_after(on, 20)),
                    }
                )
    return facts


@st.composite
def disputes(draw: st.DrawFn, item: Table, as_of: date) -> list[Table]:
    """None, one that is open, or one that was settled."""
    if draw(st.integers(0, 2)):
        return []
    fen, on = draw(st.integers(1, item["amount"])), draw(days_after(START, 60))
    facts = [{"kind": "dispute-open", "instalment": item["id"], "fen": fen, "on": on}]
    if draw(st.booleans()):
        owed = draw(st.integers(0, fen))
        facts.append(
            {
                "kind": "dispute-settle",
                "instalment": item["id"],
                "fen": owed,
                "on": draw(days_after(on, 30)),
            }
        )
    return facts


@st.composite
def breaches(draw: st.DrawFn, chosen: list[Table], as_of: date) -> list[Table]:
    """Breaches of the rules that are recorded; some ended, some appraised."""
    keys = [rule["key"] for rule in chosen if rule["for"] == "recorded-breach"]
    facts: list[Table] = []
    for number in range(draw(st.integers(0, 3)) if keys else 0):
        bid, on = f"B{number + 1}", draw(days_after(START, 80))
        facts.append({"kind": "breach", "id": bid, "rule": draw(st.sampled_from(keys)), "on": on,
                      "by": draw(st.sampled_from(["purchaser", "supplier"])),
                      "fen": draw(st.integers(1, 9_999_999)),
                      "times": draw(st.sampled_from([1, 1, 2, 3]))})  # fmt: skip
        if draw(st.integers(0, 3)) == 0:  # it was proposed, and decided on the day of the fact
            facts[-1] |= {"began": draw(days_after(START, (on - START).days)), "times": 1}
            if draw(st.integers(0, 3)) == 0:
                facts.append({"kind": "replaced", "id": bid, "on": draw(days_after(on, 40))})
        if draw(st.booleans()):
            facts.append({"kind": "breach-end", "id": bid, "on": draw(days_after(on, 40))})
        if draw(st.integers(0, 4)) == 0:
            facts.append(
                {
                    "kind": "appraisal",
                    "id": bid,
                    "in_order": draw(st.booleans()),
                    "on": draw(days_after(on, 40)),
                }
            )
    return facts


@st.composite
def intervals(draw: st.DrawFn, as_of: date) -> list[Table]:
    """Force majeure: of one side one after the other, of two sides at once too; the last may last."""
    facts: list[Table] = []
    day, sides = START, draw(st.permutations(["purchaser", "supplier"]))
    at_once = draw(st.booleans())
    for number in range(draw(st.integers(0, 2))):
        first = START if at_once else day
        began = draw(days_after(first + timedelta(days=1), 40))
        side = sides[number] if at_once else draw(st.sampled_from(sides))
        last = draw(days_after(began, 30))
        facts.append({"kind": "fm-begin", "id": f"FM{number + 1}", "on": began,
                      "by": side})  # fmt: skip
        if number == 1 and draw(st.booleans()):
            break
        facts.append({"kind": "fm-end", "id": f"FM{number + 1}", "on": last})
        day = last
    return facts


@st.composite
def negotiations(draw: st.DrawFn, subject: str, as_of: date) -> list[Table]:
    """Opened, failed, settled, opened again: each on its day."""
    facts: list[Table] = []
    day = START
    for act in draw(st.sampled_from([(), (), ("open",), ("fail",), ("open", "fail"), ("open", "settle"),
                                     ("fail", "settle"), ("fail", "fail"), ("fail", "open", "fail"),
                                     ("open", "settle", "open", "fail")])):  # fmt: skip
        day = draw(days_after(day, 40))
        fact: Table = {"kind": "negotiation", "act": act, "subjects": [subject], "on": day}
        if act == "settle" and draw(st.booleans()):
            fact["new_due"] = draw(days_after(day, 30))
        facts.append(fact)
    return facts
