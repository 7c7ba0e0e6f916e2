"""Hypothesis strategies for contracts that may be renewed, and for their lives."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from auditor import ONE_DAY, Table
from lives import Draw, in_yuan, rolls
from period_auditor import every_of, name_of
from period_lives import LAST_DAY, contracts, lives
from renewal_auditor import RenewalAuditor, by_the_year

Case = tuple[Table, list[Table], date]


def auditor_of(contract: Table) -> RenewalAuditor:
    return RenewalAuditor(contract, [], lambda _: True, lambda _: False, contract["signed_on"])


@st.composite
def renewable(draw: Draw) -> Table:
    """A contract with one or two renewals; perhaps with their prices, and with days that are listed."""
    contract = draw(contracts())
    last, found = auditor_of(contract).term_last(), []
    for _ in range(draw(st.integers(1, 2))):
        found.append(draw(renewals(last)))
        contract["term"]["renewals"] = list(found)
        last = auditor_of(contract).stages()[-1].last
    auditor = auditor_of(contract)
    contract["price"] |= draw(prices(auditor))
    for item in contract["instalments"]:
        if "collects" not in item and draw(st.integers(0, 3)) == 0:
            item["due"] = {"on": draw(listed(auditor, every_of(item)))} | draw(rolls())
    return contract


@st.composite
def prices(draw: Draw, auditor: RenewalAuditor) -> Table:
    """A total; or a price for each year, for some or all that a renewal brings; or for any year."""
    years = auditor.periods["service-year"]
    own = [year for year in years if year.renewal is None]
    way = draw(st.integers(0, 3))
    if way == 0:
        per_year = {"per_year": in_yuan(draw(st.integers(1000_00, 900_000_00)))}
        return {"total": in_yuan(sum(by_the_year(per_year, own))), **per_year}
    if way > 1:
        return {}
    count = draw(st.integers(len(own), len(years)))
    found = draw(st.lists(st.integers(1000_00, 900_000_00), min_size=count, max_size=count))
    return {"total": in_yuan(sum(found[: len(own)])), "years": [in_yuan(fen) for fen in found]}


@st.composite
def renewals(draw: Draw, last: date) -> Table:
    """A year, mostly; or so many months; or up to a day."""
    some: list[Table] = [
        {"years": 1},
        {"months": draw(st.integers(1, 15))},
        {"to": last + draw(st.integers(1, 400)) * ONE_DAY},
    ]
    return draw(st.sampled_from([some[0], *some]))


@st.composite
def listed(draw: Draw, auditor: RenewalAuditor, every: str) -> list[date]:
    """A day for each row of the term, or of the term with its renewals; near the ends of the periods."""
    periods = auditor.periods[every] if every != "once" else [None]
    term = [period for period in periods if period is None or period.renewal is None]
    found: list[date] = []
    for period in draw(st.sampled_from([term, periods])):
        near = period.last if period else auditor.term_last()
        day = near + draw(st.integers(-10, 60)) * ONE_DAY
        found.append(max(day, found[-1] + ONE_DAY) if found else day)
    return found


@st.composite
def confirmations(draw: Draw, auditor: RenewalAuditor) -> list[Table]:
    """Some of the renewals, as a rule before the term so far is over, else with a reason."""
    ends = [stage.last for stage in auditor.stages()][:-1]
    found: list[Table] = []
    for end in ends[: draw(st.integers(0, len(ends)))]:
        late = draw(st.sampled_from([(-90, 0), (-90, 0), (-1, 0), (1, 40)]))
        on = max(end + draw(st.integers(*late)) * ONE_DAY, auditor.signed_on)
        on = max([on, *(each["on"] for each in found)])
        found.append({"kind": "renew", "on": on, "late": on > end})
    return found


@st.composite
def renewed_cases(draw: Draw) -> Case:
    """A contract that may be renewed, its life, and a day to look at it."""
    contract = draw(renewable())
    auditor = auditor_of(contract)
    confirmed = draw(confirmations(auditor))
    facts = confirmed + [
        fact for fact in draw(lives(contract, auditor)) if is_possible(fact, auditor, confirmed)
    ]
    return contract, facts, draw(days_to_look(auditor, facts))


def is_possible(fact: Table, auditor: RenewalAuditor, confirmed: list[Table]) -> bool:
    """Whether no money and no settlement comes before the renewal is confirmed."""
    named = {fact.get("instalment"), *fact.get("parts", ())}
    for item, period in auditor.lines:
        if period is not None and period.renewal and named & {name_of(item, period)}:
            if period.renewal > len(confirmed):
                return False
            return bool(fact["on"] >= confirmed[period.renewal - 1]["on"])
    return True


@st.composite
def days_to_look(draw: Draw, auditor: RenewalAuditor, facts: list[Table]) -> date:
    """A day near the end of the term or of a renewal, near a fact, or near a period's end."""
    ends = [stage.last for stage in auditor.stages()]
    turning = [auditor.signed_on, *(fact["on"] for fact in facts)]
    turning += [period.last for own in auditor.periods.values() for period in own]
    near: date = draw(st.sampled_from([*ends, draw(st.sampled_from(turning))]))
    day = near + timedelta(draw(st.integers(-3, 40)))
    return min(max(day, auditor.signed_on), LAST_DAY)


@st.composite
def renewed_and_ended_cases(draw: Draw) -> Case:
    """One that ends early too, after what has been confirmed."""
    contract, facts, as_of = draw(renewed_cases())
    on = contract["signed_on"] + draw(st.integers(0, 900)) * ONE_DAY
    confirmed = [fact["on"] for fact in facts if fact["kind"] == "renew"]
    on = min(max([on, *confirmed]), LAST_DAY)
    facts = [fact for fact in facts if fact["kind"] != "renew" or fact["on"] <= on]
    facts.append({"kind": "end", "on": on, "pro_rata": draw(st.booleans())})
    later = min(on + draw(st.integers(0, 300)) * ONE_DAY, LAST_DAY)
    return contract, facts, draw(st.sampled_from([as_of, later, later]))
