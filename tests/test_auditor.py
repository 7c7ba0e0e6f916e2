"""The schedule against an auditor that was written independently and walks day by day."""

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given

from auditor import audit
from journal_facts import (
    PAID,
    RECEIVED,
    REFUNDED,
    RETURNED,
    STARTED,
    SUBMITTED,
    TERMINATED,
    fact,
    objected,
)
from lives import cases, disputed_cases, ended_cases
from profiles import examples
from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.schedule import Standing, schedule
from svcctl.billing.terms import terms_from
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import effective, position
from svcctl.contracts.check import problems
from svcctl.contracts.form import plain

KINDS = {
    "start": STARTED,
    "submit": SUBMITTED,
    "receive": RECEIVED,
    "return": RETURNED,
    "payment": PAID,
    "refund": REFUNDED,
    "end": TERMINATED,
    "dispute": "dispute-opened",
    "dispute-settle": "dispute-settled",
    "offset": "damages-offset",
}
CALENDARS = Path(__file__).parents[1] / "data" / "calendars"
Facts = list[dict[str, Any]]


@cache
def calendars() -> Callable[[str], Calendar]:
    payloads = list(shipped_facts(CALENDARS))
    return cache(lambda name: calendar_from(payloads, name))


@cache
def guangxi() -> dict[date, bool]:
    """Whether each day of Guangxi's table is worked."""
    table = tomllib.loads((CALENDARS / "CN-GX.toml").read_text(encoding="utf-8"))
    known = {day: False for year in table["years"] for day in year["days_off"]}
    return known | {day: True for year in table["years"] for day in year["worked"]}


@cache  # chinese-calendar looks through all its days for each that it is asked about
def working_days(name: str) -> Callable[[date], bool]:
    """Published days from chinese-calendar and Guangxi's table; estimated ones from the calendar under test."""
    ours = calendars()(name)

    @cache
    def worked(day: date) -> bool:
        if day.year > 2026 or (name == "CN-GX" and 2018 <= day.year <= 2020):
            return ours.is_working_day(day)
        if name == "CN-GX" and day in guangxi():
            return guangxi()[day]
        return day == date(2005, 12, 31) or chinese_calendar.is_workday(day)

    return worked


def events(facts: Facts) -> list[Fact]:
    """The facts as the journal would hold them, in the order they were recorded."""
    recorded: list[Fact] = []
    payments = payment_seqs(facts)
    for seq, each in enumerate(facts, 1):
        payload: dict[str, Any] = {}
        if "document" in each:
            payload = {"document": each["document"]} | (
                {"year": each["year"]} if each["year"] else {}
            )
        if each.get("delivered_on"):
            payload["delivered_on"] = each["delivered_on"].isoformat()
        if "parts" in each:
            payload["parts"] = [{"instalment": i, "fen": fen} for i, fen in each["parts"].items()]
        if each.get("arrived_on"):
            payload["arrived_on"] = each["arrived_on"].isoformat()
        if "fen" in each:
            payload |= {"instalment": each["instalment"], "fen": each["fen"]}
            payload |= {"line": "b/B1"} if each["kind"] == "offset" else {}
        if each["kind"] == "end":
            payload |= {"reason": "r"} | ({"pro_rata": True} if each["pro_rata"] else {})
        if each["kind"] == "refund":
            payload["event"] = f"made-up#{payments[seq]}"
        on = each["on"].isoformat()
        recorded.append(fact("made-up", seq, KINDS[each["kind"]], on, "2026", "tester", payload))
    return recorded


def payment_seqs(facts: Facts) -> dict[int, int]:
    """For each refund the payment it came back from: the first earlier one that covers its parts."""
    left = {seq: dict(f["parts"]) for seq, f in enumerate(facts, 1) if f["kind"] == "payment"}
    found = {}
    refunds = [(f["on"], seq, f) for seq, f in enumerate(facts, 1) if f["kind"] == "refund"]
    for on, seq, back in sorted(refunds, key=lambda refund: refund[:2]):
        for paid, parts in left.items():
            covers = all(parts.get(iid, 0) >= fen for iid, fen in back["parts"].items())
            if covers and facts[paid - 1]["on"] <= on:
                left[paid] = {iid: fen - back["parts"].get(iid, 0) for iid, fen in parts.items()}
                found[seq] = paid
                break
        else:
            found[seq] = next(
                paid for paid in left if facts[paid - 1]["on"] <= on
            )  # several together cover it
    return found


def row(standing: Standing) -> dict[str, Any]:
    return {
        "id": standing.instalment.id,
        "year": standing.instalment.year,
        "key": standing.instalment.key,
        "amount": standing.instalment.amount_fen,
        "paid": standing.paid_fen,
        "outstanding": standing.outstanding_fen,
        "disputed": standing.outstanding_fen - standing.payable_fen,
        "paid_on": standing.paid_on,
        "days_late": standing.days_late,
        "due_on": standing.due_on,
        "status": standing.status,
        "days_overdue": standing.days_overdue,
        "working_days_left": standing.working_days_left,
        "waiting_for": sorted(key for key, _ in standing.waiting_for),
    }


@pytest.mark.parametrize("part", range(4))  # so that several cores share the thousands
@examples(120)
@given(case=cases())
def test_the_schedule_agrees_with_the_auditor(
    part: int, case: tuple[dict[str, Any], Facts, date]
) -> None:
    """On every generated life, under every reading, each instalment stands as the auditor says."""
    agree(*case)


@pytest.mark.parametrize("part", range(2))
@examples(60)
@given(case=ended_cases())
def test_early_ends_agree_with_the_auditor(
    part: int, case: tuple[dict[str, Any], Facts, date]
) -> None:
    """What an early end leaves of each instalment, by days or not, under every reading."""
    agree(*case)


@pytest.mark.parametrize("part", range(2))
@examples(60)
@given(case=disputed_cases())
def test_disputes_and_offsets_agree_with_the_auditor(
    part: int, case: tuple[dict[str, Any], Facts, date]
) -> None:
    """What is disputed is not late while it lasts, what was let fall was never owed, what is set off is covered."""
    agree(*case)


def agree(contract: dict[str, Any], facts: Facts, as_of: date) -> None:
    """Every row as the auditor has it."""
    document = plain(contract)
    terms = terms_from(document)
    if as_of < terms.signed_on:
        as_of = terms.signed_on
    calendar = calendars()(terms.calendar)
    wanted = audit(
        contract,
        facts,
        working_days(terms.calendar),
        lambda day: bool(calendar.festival(day)),
        as_of,
    )
    assert problems(contract, ["CN", "CN-GX"]) == []
    holding = effective(events(facts))
    found = schedule(terms, position(holding, as_of), calendar)
    wrong = [
        (right["id"], key, value, right[key])
        for standing, right in zip(found, wanted, strict=True)
        for key, value in row(standing).items()
        if value != right[key]
    ]
    assert wrong == []


@examples(60)
@given(cases())
def test_a_life_that_can_be_lived_is_not_objected_to(
    case: tuple[dict[str, Any], Facts, date],
) -> None:
    """Facts that can be true together are accepted, in whichever order they are recorded."""
    contract, facts, as_of = case
    holding = effective(events(facts))
    other = [
        o
        for o in objected(holding, terms_from(plain(contract)), as_of)
        if o.key != "refund.too-much"
    ]
    assert other == []
