"""Hypothesis strategies for supplements to contracts with periods: dearer, cheaper, other days."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from hypothesis import strategies as st

from amendment_auditor import WrittenAuditor
from auditor import ONE_DAY, Table
from lives import Draw, in_yuan
from period_auditor import LENGTHS, name_of
from period_lives import LAST_DAY, contracts, lives

AmendedCase = tuple[Table, Table, list[Table], date, date]


def written(contract: Table) -> WrittenAuditor:
    return WrittenAuditor(contract, [], lambda _: True, lambda _: False, contract["signed_on"])


@st.composite
def amended_cases(draw: Draw) -> AmendedCase:
    """A contract, the one that takes its place, a life, the day of the change, and a day to look."""
    contract = draw(contracts())
    old = written(contract)
    since = draw(days_of_change(old))
    new = draw(supplements(old, since))
    facts = [draw(some_before(fact, since)) for fact in draw(lives(contract, old))]
    facts += draw(payments_of_rises(old, since))
    later = since + draw(st.sampled_from([0, 5, 10, 20, 40, 90])) * ONE_DAY
    return contract, new, facts, since, min(later, max(LAST_DAY, since))


@st.composite
def days_of_change(draw: Draw, old: WrittenAuditor) -> date:
    """While the contract runs, near the end of one of its periods; or soon after its end."""
    collects = any("collects" in item for item, _ in old.lines)
    ends = [period.last for _, period in old.lines if period is not None]
    on = draw(st.sampled_from(ends)) + draw(st.integers(-5, 25)) * ONE_DAY
    latest = min(old.term_last() if collects else LAST_DAY, LAST_DAY)
    return max(min(on, latest), old.signed_on)


@st.composite
def some_before(draw: Draw, fact: Table, since: date) -> Table:
    """Every other payment and settlement is of a day before the change, where it can be."""
    if fact["kind"] not in ("payment", "settle") or draw(st.booleans()):
        return fact
    return fact | {"on": min(fact["on"], since - draw(st.integers(0, 40)) * ONE_DAY)}


@st.composite
def supplements(draw: Draw, old: WrittenAuditor, since: date) -> Table:
    """Another price for all of it, or for the rows from some day on; perhaps other days."""
    new = deepcopy(old.contract)
    if says_two_things(old) or draw(st.booleans()):
        total = sum(old.fees.values())
        new["price"]["total"] = in_yuan(draw(st.integers(total // 3 + 1, 3 * total)))
    else:
        draw(row_by_row(old, new, since))
    for item in new["instalments"]:
        if "days" in item["due"] and draw(st.integers(0, 2)) == 0:
            item["due"] = item["due"] | {"days": draw(st.integers(1, 40))}
    return new


def says_two_things(old: WrittenAuditor) -> bool:
    """Whether a list may be of a calendar year's periods or of the term's, which begins elsewhere."""
    by_calendar = old.contract["term"].get("periods") == "calendar"
    return by_calendar and any(
        len(old.periods[every]) == 12 // months for every, months in LENGTHS.items()
    )


@st.composite
def row_by_row(draw: Draw, old: WrittenAuditor, new: Table, since: date) -> None:
    """Each sum written; those of periods that are over by then mostly as they were."""
    sums: dict[str, list[int]] = {}
    for item, period in old.lines:
        if "collects" in item:
            continue
        fee = old.fees[name_of(item, period)]
        over = period is not None and period.last <= since
        changes = draw(st.integers(0, 5)) == 0 if over else draw(st.integers(0, 3))
        sums.setdefault(item["key"], []).append(
            draw(st.integers(1, 2 * fee + 100)) if changes else max(fee, 1)
        )
    for item in new["instalments"]:
        if "collects" not in item:
            del item["share"]
            item["amounts"] = [in_yuan(fen) for fen in sums[item["key"]]]
    new["price"]["total"] = in_yuan(sum(map(sum, sums.values())))


@st.composite
def payments_of_rises(draw: Draw, old: WrittenAuditor, since: date) -> list[Table]:
    """Some of what the change adds is paid after it."""
    names = [f"{name_of(*line)}-A1" for line in old.lines]
    paid = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    return [
        {
            "kind": "payment",
            "on": since + draw(st.integers(0, 40)) * ONE_DAY,
            "parts": {name: draw(st.integers(1, 100_000_00))},
        }
        for name in paid
    ]
