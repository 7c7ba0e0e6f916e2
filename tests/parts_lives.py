"""Hypothesis strategies for prices of several parts, sums in yuan and 付至, and their lives."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from auditor import ONE_DAY, Table
from lives import Draw, in_yuan, percent
from parts_auditor import PartsAuditor
from period_lives import LAST_DAY, RHYTHMS, base, contracts, instalment, lives

Case = tuple[Table, list[Table], date]


@st.composite
def parted(draw: Draw) -> Table:
    """Works paid once, up to a share of them; service by the year and its parts."""
    contract = draw(contracts())
    works, service = (
        draw(st.integers(1000_00, 900_000_00)),
        draw(st.integers(100_000_00, 900_000_00)),
    )
    first, mark = draw(st.integers(1, 60)), draw(st.integers(61, 95))
    contract["instalments"] = [
        draw(once("design", {"share": f"{first}%"})),
        draw(once("built", {"up_to": f"{mark}%"})),
        draw(once("warranty", {"share": f"{100 - mark}%"})),
        *draw(services(contract)),
    ]
    contract["instalments"] = draw(kept(contract["instalments"]))
    parts = [
        {"key": "works", "total": in_yuan(works)},
        {"key": "service", "total": in_yuan(service)},
    ]
    contract["price"] = {"total": in_yuan(works + service), "parts": parts, "article": "第二条"}
    return contract


@st.composite
def once(draw: Draw, key: str, how: Table) -> Table:
    due = {"days": draw(st.integers(1, 30)), "unit": "calendar-day", "after": draw(st.sampled_from(["signing", "term-end"]))}  # fmt: skip
    needs = {"needs": ["once-paper"]} if draw(st.booleans()) else {}
    settled = {"settled": True} if "up_to" not in how and draw(st.booleans()) else {}
    return base(key, "once") | {"part": "works", "due": due} | how | needs | settled


@st.composite
def services(draw: Draw, contract: Table) -> list[Table]:
    """Advance, up to a share, the rest; or a sum in yuan of each period and the rest by shares."""
    every = draw(st.sampled_from(RHYTHMS[:3]))
    if draw(st.booleans()):
        first, mark = draw(st.integers(1, 40)), draw(st.integers(41, 90))
        found = [
            draw(instalment("advance", "service-year", f"{first}%")) | {"settled": True},
            draw(instalment("progress", "service-year", "1%")) | {"up_to": f"{mark}%"},
            draw(instalment("rest-of-it", every, f"{100 - mark}%")),
        ]
        del found[1]["share"]
        found[1].pop("settled", None)
    else:
        found = [
            draw(instalment("fixed", every, "1%"))
            | {"amount": in_yuan(draw(st.integers(1, 100_00)))},
            draw(instalment("share", draw(st.sampled_from(RHYTHMS)), "100%")),
        ]
        del found[0]["share"]
    if draw(st.booleans()):
        due = {"days": 5, "unit": "calendar-day", "after": "signing"}
        share = percent(draw(st.integers(1_0000, 30_0000)))
        found.append(base("whole", "once") | {"share": share, "due": due})
    return [item | {"part": "service"} for item in found]


@st.composite
def kept(draw: Draw, items: list[Table]) -> list[Table]:
    if draw(st.booleans()):
        return items
    chosen = draw(st.sampled_from([item for item in items if "up_to" not in item]))
    chosen["retain"] = percent(draw(st.integers(1_0000, 30_0000)))
    due = {"days": 10, "unit": "working-day", "after": "term-end"}
    return [*items, base("rest", "once") | {"collects": [chosen["key"]], "due": due}]


@st.composite
def parted_cases(draw: Draw) -> Case:
    """A contract of several parts, its life, mostly an early end, and a day to look at it."""
    contract = draw(parted())
    auditor = PartsAuditor(contract, [], lambda _: True, lambda _: False, contract["signed_on"])
    facts = draw(lives(contract, auditor))
    if draw(st.integers(0, 2)) == 0:
        return contract, facts, draw(days_to_look(auditor, facts))
    ends = [period.last for _, period in auditor.lines if period is not None]
    on = draw(st.sampled_from(ends)) - draw(st.integers(-5, 60)) * ONE_DAY
    on = min(max(on, contract["signed_on"]), LAST_DAY)
    facts.append({"kind": "end", "on": on, "pro_rata": draw(st.booleans())})
    return contract, facts, min(on + draw(st.integers(0, 300)) * ONE_DAY, LAST_DAY)


@st.composite
def days_to_look(draw: Draw, auditor: PartsAuditor, facts: list[Table]) -> date:
    ends = [period.last for _, period in auditor.lines if period is not None]
    day = draw(st.sampled_from([*ends, *(fact["on"] for fact in facts)]))
    return min(max(day + draw(st.integers(-1, 40)) * ONE_DAY, auditor.signed_on), LAST_DAY)
