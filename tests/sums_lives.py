"""Hypothesis strategies for contracts with unit prices, ceilings, payees and scores, and their lives."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

import period_lives
from auditor import Table
from lives import Draw, in_yuan, percent, shares
from period_auditor import name_of
from period_lives import LAST_DAY, look, papers, settlements
from sums_auditor import SumsAuditor, base_of

Case = tuple[Table, list[Table], date]


@st.composite
def priced_cases(draw: Draw) -> Case:
    """A contract by unit prices, or below a ceiling, its life, and a day to look at it."""
    contract = draw(period_lives.contracts())
    contract["price"] = draw(prices(contract))
    for item in contract["instalments"]:
        if "collects" not in item and draw(st.integers(0, 2)):
            item["settled"] = True
        if "retain" in item and draw(st.booleans()):
            item["retain"] = in_yuan(draw(st.integers(1, 2_000_00)))
    return draw(lived(contract))


@st.composite
def split_cases(draw: Draw) -> Case:
    """A contract with two or three payees of some instalments, its life, and a day to look at it."""
    contract = draw(period_lives.contracts())
    if draw(st.booleans()):
        contract["price"] = draw(prices(contract))
    parties = ["a", "b", "c"][: draw(st.integers(2, 3))]
    contract["parties"] = contract["parties"][:1] + [
        {"role": "supplier", "key": key, "name": key} for key in parties
    ]
    own = [item for item in contract["instalments"] if "collects" not in item]
    chosen = draw(st.lists(st.sampled_from(own), min_size=1, unique_by=lambda item: item["key"]))
    for item in own:
        if item in chosen:
            item |= draw(payees(parties))
        else:
            item["payee"] = "a"
        if "retain" in item and draw(st.booleans()):
            item["retain"] = in_yuan(draw(st.integers(1, 2_000_00)))
    return draw(lived(contract))


@st.composite
def assessed_cases(draw: Draw) -> Case:
    """A contract in which scores decide some fees, perhaps of several payees, its life, and a day."""
    contract, _, _ = draw(st.one_of(period_lives.cases(), split_cases()))
    contract["assessments"] = []
    contract["instalments"][0]["settled"] = True
    for item in contract["instalments"]:
        if item.get("settled") and "collects" not in item:
            item["assessment"] = f"of-{item['key']}"
            rule = {"key": item["assessment"], "article": "附件2"} | draw(rules())
            contract["assessments"].append(rule)
    if not contract["assessments"]:
        del contract["assessments"]
    return draw(lived(contract))


def scores(contract: Table, item: Table) -> st.SearchStrategy[str]:
    """Any; or the very mark that something follows from."""
    [rule] = [each for each in contract["assessments"] if each["key"] == item["assessment"]]
    marks = [rule.get("full_from", 60), *(band["from"] for band in rule.get("bands", ()))]
    return st.one_of(decimals(50_000_000, 100_000_000), st.sampled_from([str(m) for m in marks]))


@st.composite
def rules(draw: Draw) -> Table:
    """So much less for each point missing, in shares or yuan; or bands; or a score that changes nothing."""
    shape = draw(st.integers(0, 6))
    if shape < 4:
        share, yuan = percent(draw(st.integers(1, 3_0000))), in_yuan(draw(st.integers(1, 90_00)))
        less = share if shape < 2 else yuan
        return {"full_from": draw(st.integers(60, 100)), "less_per_point": less}
    if shape == 6:
        return {}
    marks = draw(st.lists(st.integers(0, 100), min_size=1, max_size=4, unique=True))
    return {"bands": [{"from": mark, "pay": percent(draw(st.integers(1, 100_0000)))} for mark in marks]}  # fmt: skip


@st.composite
def payees(draw: Draw, parties: list[str]) -> Table:
    """By shares; or without, where each settlement splits."""
    if draw(st.integers(0, 3)) == 0:
        return {"payees": [{"party": key} for key in parties], "settled": True}
    parts = draw(shares(len(parties), 100_0000))
    listed = [{"party": key, "share": part} for key, part in zip(parties, parts, strict=True)]
    return {"payees": listed, "settled": draw(st.booleans())}


@st.composite
def lived(draw: Draw, contract: Table) -> Case:
    """Papers and payments as ever, settlements in each way that the contract has; a day to look."""
    auditor = SumsAuditor(contract, [], lambda _: True, lambda _: False, contract["signed_on"])
    some_day, facts = st.dates(contract["signed_on"], LAST_DAY), draw(papers(auditor))
    for item, period in auditor.lines:
        name = name_of(item, period)
        if item.get("settled"):
            for _ in range(draw(st.sampled_from([0, 1, 1, 2]))):
                named = draw(st.sampled_from([name, base_of(item, period)]))
                facts.append(draw(one_settlement(auditor, item, named, draw(some_day))))
        if draw(st.integers(0, 2)) == 0:
            part = draw(st.integers(1, max(auditor.fees.get(name, 1), 1)))
            facts.append({"kind": "payment", "on": draw(some_day), "parts": {name: part}})
    return contract, facts, draw(look(contract, facts))


@st.composite
def one_settlement(draw: Draw, auditor: SumsAuditor, item: Table, name: str, on: date) -> Table:
    """A settlement in one of the ways that there are, sometimes less a deduction."""
    price = auditor.contract["price"]
    ways = (
        ["score"] * 3
        if "assessment" in item
        else ["fee"] + ["quantities"] * 2 * ("items" in price) + ["list"] * ("discount" in price)
    )
    way = draw(st.sampled_from(ways))
    fee = sum(auditor.fees[row] for row in auditor.rows_named(name))
    if way == "fee":
        return draw(settlements(fee, name, on))
    if way == "score":
        scored: Table = {"score": draw(scores(auditor.contract, item))}
        less = {"deduct": draw(st.integers(1, fee + 100))} if draw(st.booleans()) else {}
        return {"kind": "settle", "instalment": name, "on": on, **scored, **less}
    found: Table = {"list": draw(st.integers(0, 2 * fee + 100))}
    if way == "quantities":
        named = draw(st.lists(st.sampled_from(price["items"]), min_size=1, unique_by=lambda i: i["key"]))  # fmt: skip
        found = {"quantities": {each["key"]: draw(decimals(0, 40_000_000)) for each in named}}
    off = {"deduct": draw(st.integers(1, fee + 100))} if draw(st.booleans()) else {}
    return {"kind": "settle", "instalment": name, "on": on, **found, **off}


# Prices


@st.composite
def prices(draw: Draw, contract: Table) -> Table:
    """Made of items, or not; fixed, or the most that may be paid."""
    article = {"article": "第二条"}
    off = {"discount": draw(st.sampled_from(["0.35%", "12%", "3.3333%"]))} if draw(st.booleans()) else {}  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        return {"kind": "ceiling", "total": contract["price"]["total"], **off, **article}
    made = {"items": draw(items()), **off, **article}
    if draw(st.booleans()):
        return made
    bare = SumsAuditor({**contract, "price": made}, [], lambda _: True, lambda _: False, contract["signed_on"])  # fmt: skip
    above = Fraction(draw(st.integers(100, 150)), 100)
    return {"kind": "ceiling", "total": in_yuan(int(bare.price() * above)), **made}


@st.composite
def items(draw: Draw) -> list[Table]:
    return [
        {
            "key": f"item{number}",
            "title": "项",
            "unit": "人月",
            "unit_price": draw(decimals(1_000_000, 9_000_000_000)),
            "estimate": draw(decimals(1_000_000, 100_000_000)),
        }
        | draw(st.sampled_from([{}, {"per": "year"}]))
        for number in range(draw(st.integers(1, 3)))
    ]


@st.composite
def decimals(draw: Draw, least: int, most: int) -> str:
    """A number of up to six decimals, given in millionths."""
    number = draw(st.one_of(st.integers(least, most), st.integers(least, most).map(rounded)))
    return f"{number // 10**6}.{number % 10**6:06d}".rstrip("0").rstrip(".")


def rounded(number: int) -> int:
    return -(-number // 10**6) * 10**6
