"""Deadlines and statuses worked out by hand, for the two contracts that ship and for what only other contracts have."""

import copy
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from happened import HandIn, Negotiation, Payment, under
from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.due import due_rows, next_instalment, sums_of
from svcctl.billing.explain import explain
from svcctl.billing.obligations import obligations_of
from svcctl.billing.position import ObligationKept, Position
from svcctl.billing.readings import Alternative, alternatives
from svcctl.billing.schedule import Standing, schedule, sight_of, standings_of
from svcctl.billing.terms import DEFAULT_READINGS, READING_CHOICES, terms_from
from svcctl.billing.working_days import Window
from svcctl.billing.years import calendar_from
from svcctl.contracts.form import plain

DATA = Path(__file__).parents[1] / "data"
D = date.fromisoformat


@cache
def calendar(name: str) -> Any:
    return calendar_from(payloads(), name)


@cache
def payloads() -> list[dict[str, Any]]:
    return list(shipped_facts(DATA / "calendars"))


def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = plain(
        tomllib.loads((DATA / "contracts" / f"{name}.toml").read_text(encoding="utf-8"))
    )
    return found


def stand(doc: dict[str, Any], position: Position, **readings: str) -> dict[str, Standing]:
    chosen = {key.replace("_", "-"): choice for key, choice in readings.items()}
    terms = terms_from(doc, chosen)
    return {s.instalment.id: s for s in schedule(terms, position, calendar(terms.calendar))}


def received(
    *days: tuple[str, str | None, str],
) -> dict[tuple[str, str | None], tuple[HandIn, ...]]:
    return {(key, year): (HandIn("receive", D(day), None, "c#1"),) for key, year, day in days}


def paid(on: str, arrived: str | None = None, **parts: int) -> Payment:
    shares = tuple((iid.replace("_", "-"), fen) for iid, fen in parts.items())
    return Payment("c#9", D(on), D(arrived) if arrived else None, shares, "", "", "", "", False)


SEED = "zyfy-his-2025"
EXAMPLE = "example-milestones"
BOTH = received(("annual-report", "Y1", "2026-04-08"), ("year-end-briefing", "Y1", "2026-03-31"))


# -- the seed --------------------------------------------------------------------------------------


def test_the_seed_as_it_was_signed() -> None:
    """Six instalments, 203,000.00 and 87,000.00 a year, the first due on 2025-03-26, the third year provisional."""
    found = stand(document(SEED), Position(D("2025-03-05")))
    assert [
        (iid, s.instalment.amount_fen // 100, str(s.due_on), s.status) for iid, s in found.items()
    ] == [
        ("Y1-advance", 203000, "2025-03-26", "due"),
        ("Y1-balance", 87000, "2026-03-19", "projected"),
        ("Y2-advance", 203000, "2026-03-26", "projected"),
        ("Y2-balance", 87000, "2027-03-19", "projected"),
        ("Y3-advance", 203000, "2027-03-26", "projected"),
        ("Y3-balance", 87000, "2028-03-17", "projected"),
    ]
    deadline = found["Y3-advance"].deadline
    assert deadline is not None
    assert (deadline.provisional, deadline.window) == (
        True,
        Window(D("2027-03-26"), D("2027-03-26")),
    )


def test_sanyuesan_lengthens_the_ten_days() -> None:
    """Both reports in on 2026-04-08: Guangxi's 17 and 20 April are skipped, so the tenth day is 24 April."""
    regional = stand(document(SEED), Position(D("2026-04-09"), documents=BOTH))["Y1-balance"]
    national = stand(
        document(SEED), Position(D("2026-04-09"), documents=BOTH), working_day="national"
    )["Y1-balance"]
    assert (regional.due_on, regional.working_days_left) == (D("2026-04-24"), 9)
    assert national.due_on == D("2026-04-22")


@pytest.mark.parametrize(
    ("choice", "status", "due_on"),
    [
        ("anniversary-of-signing", "overdue", "2026-03-26"),
        ("service-year-start", "overdue", "2026-03-26"),
        ("previous-year-paid", "projected", None),
    ],
)
def test_later_years_by_each_reading(choice: str, status: str, due_on: str | None) -> None:
    """Year 2's first instalment follows the anniversary, the end of year 1, or year 1 paid in full."""
    found = stand(document(SEED), Position(D("2026-11-22")), later_years=choice)["Y2-advance"]
    assert (found.status, found.due_on and str(found.due_on)) == (status, due_on)


def test_previous_year_paid_counts_from_the_last_payment() -> None:
    """Year 1 paid in full on 2026-04-21: year 2's fifteen days start there."""
    payments = (paid("2025-03-25", Y1_advance=20_300_000), paid("2026-04-21", Y1_balance=8_700_000))
    position = Position(D("2026-04-22"), documents=BOTH, payments=payments)
    found = stand(document(SEED), position, later_years="previous-year-paid")["Y2-advance"]
    assert (found.status, found.due_on) == ("due", calendar("CN-GX").add(D("2026-04-21"), 15))


def test_a_payment_by_charge_and_by_arrival() -> None:
    """Charged on the last day and arrived the day after: in time by one reading, a day late by the other."""
    position = Position(
        D("2025-04-01"), payments=(paid("2025-03-26", "2025-03-27", Y1_advance=20_300_000),)
    )
    assert stand(document(SEED), position)["Y1-advance"].status == "paid"
    late = stand(document(SEED), position, paid_when="arrived")["Y1-advance"]
    assert (late.status, late.paid_on, late.days_late) == ("paid-late", D("2025-03-27"), 1)


def test_readings_have_a_default_among_their_choices() -> None:
    """Thirteen readings, each with its default among its choices."""
    assert DEFAULT_READINGS.keys() == READING_CHOICES.keys()
    assert all(DEFAULT_READINGS[key] in choices for key, choices in READING_CHOICES.items())
    assert len(DEFAULT_READINGS) == 15


# -- the example -----------------------------------------------------------------------------------


def test_the_example_divides_its_price() -> None:
    """Contract scope takes 65 % of 1,280,000.00; the rest goes to the years as 720 to 560, a quarter each."""
    found = stand(document(EXAMPLE), Position(D("2026-01-26")))
    amounts = {iid: s.instalment.amount_fen // 100 for iid, s in found.items()}
    assert amounts == {
        "prepayment": 384000,
        "design": 192000,
        "acceptance": 192000,
        "retention": 64000,
        **{f"Y1-q{quarter}": 63000 for quarter in range(1, 5)},
        **{f"Y2-q{quarter}": 49000 for quarter in range(1, 5)},
    }


def test_missing_documents_alone_mean_waiting_where_no_year_has_to_end() -> None:
    """Milestones wait for their papers from the first day; a year's fees not before the year is over."""
    found = stand(document(EXAMPLE), Position(D("2026-01-26")))
    assert {iid: s.status for iid, s in found.items() if s.instalment.year is None} == {
        "prepayment": "due"
    } | dict.fromkeys(("design", "acceptance", "retention"), "waiting")
    assert {s.status for s in found.values() if s.instalment.year} == {"projected"}
    after = stand(document(EXAMPLE), Position(D("2027-01-28")))
    assert {iid: s.status for iid, s in after.items() if s.instalment.year} == {
        f"Y{year}-q{q}": "waiting" if year == 1 else "projected"
        for year in (1, 2)
        for q in range(1, 5)
    }
    assert found["Y1-q1"].waiting_for == ()
    assert after["Y1-q1"].waiting_for == (("q1-invoice", "Y1"), ("q1-service-note", "Y1"))
    assert found["prepayment"].due_on == D("2026-02-05")


def test_thirty_days_after_the_invoice_by_the_reading_holidays_only() -> None:
    """A weekend does not move the thirtieth day, a festival does: invoice of 2026-09-01 falls on National Day."""
    papers = received(("q1-service-note", "Y1", "2026-08-30"), ("q1-invoice", "Y1", "2026-09-01"))
    found = stand(document(EXAMPLE), Position(D("2026-09-02"), documents=papers))["Y1-q1"]
    assert (found.due_on, found.status) == (D("2026-10-08"), "due")
    weekend = received(("q1-service-note", "Y1", "2026-05-01"), ("q1-invoice", "Y1", "2026-05-01"))
    assert stand(document(EXAMPLE), Position(D("2026-05-02"), documents=weekend))[
        "Y1-q1"
    ].due_on == D("2026-05-31")


def test_retention_money_is_released_a_year_after_acceptance() -> None:
    """Accepted on 2026-06-30: a year on is 2027-06-30, fifteen working days after that is the deadline."""
    papers = received(("acceptance-certificate", None, "2026-06-30"))
    found = stand(document(EXAMPLE), Position(D("2026-11-22"), documents=papers))
    assert found["retention"].clock.start == D("2027-06-30")
    assert found["retention"].status == "projected"
    assert found["acceptance"].due_on == D("2026-07-20")


# -- what only other contracts have ----------------------------------------------------------------


def other(after: str, unit: str = "calendar-day", days: int = 10, **extra: Any) -> dict[str, Any]:
    doc = copy.deepcopy(document(SEED))
    doc["instalments"] = [
        {
            "key": "first",
            "title": "甲",
            "share": "50%",
            "due": {"days": days, "unit": unit, "after": after},
        }
        | {"article": "第一条"}
        | extra,
        {
            "key": "second",
            "title": "乙",
            "share": "50%",
            "due": {"days": 5, "unit": "working-day", "after": "signing"},
        }
        | {"article": "第一条"},
    ]
    return doc


@pytest.mark.parametrize(
    ("after", "due_on"),
    [
        ("award-notice", "2025-03-13"),
        ("year-start", "2025-03-17"),  # 15 March is a Saturday
        ("year-end", "2026-03-16"),  # 15 March 2026 is a Sunday
        ("payment:second", "2025-03-17"),  # in year 1 the signing
    ],
)
def test_every_event_starts_days(after: str, due_on: str) -> None:
    """The award notice, the year's ends, another instalment's payment."""
    found = stand(other(after), Position(D("2025-03-06")))["Y1-first"]
    assert str(found.due_on) == due_on


def test_a_start_notice_still_to_come_is_estimated_from_today() -> None:
    """Nobody can have received it before the day looked at."""
    found = stand(other("start-notice"), Position(D("2025-06-02")))["Y1-first"]
    assert (found.status, found.due_on) == ("projected", D("2025-06-12"))
    begun = stand(other("start-notice"), Position(D("2025-06-02"), started_on=D("2025-05-06")))[
        "Y1-first"
    ]
    assert (begun.status, begun.due_on) == ("overdue", D("2025-05-16"))


@pytest.mark.parametrize(
    ("unit", "days", "due_on"), [("month", 1, "2025-04-07"), ("year", 1, "2026-03-05")]
)
def test_months_and_years_end_on_the_corresponding_date(unit: str, days: int, due_on: str) -> None:
    """5 April 2025 is a Saturday in the middle of Qingming, so the month ends on the Monday after it."""
    assert (
        str(stand(other("signing", unit, days), Position(D("2025-03-06")))["Y1-first"].due_on)
        == due_on
    )


@pytest.mark.parametrize(
    ("day_off", "due_on"),
    [("weekend-too", "2025-04-07"), ("holidays-only", "2025-04-07"), ("no", "2025-04-05")],
)
def test_a_day_off_moves_a_deadline_by_its_reading(day_off: str, due_on: str) -> None:
    """The reading day-off: weekends and festivals, festivals only, or not at all."""
    found = stand(other("signing", "month", 1), Position(D("2025-03-06")), day_off=day_off)[
        "Y1-first"
    ]
    assert str(found.due_on) == due_on


@pytest.mark.parametrize(
    ("day_off", "latest"), [("weekend-too", "2027-02-15"), ("holidays-only", "2027-02-15")]
)
def test_a_day_off_in_a_year_without_a_notice_gives_a_window(day_off: str, latest: str) -> None:
    """A last day in the Spring Festival of 2027 is provisional; by what is plausible it moves to mid-February."""
    doc = other("signing", "calendar-day", 704)  # 2025-03-05 + 704 days = 2027-02-07
    deadline = stand(doc, Position(D("2025-03-06")), day_off=day_off)["Y1-first"].deadline
    assert deadline is not None
    assert deadline.window is not None
    assert deadline.raw == D("2027-02-07")
    assert deadline.window.earliest <= deadline.on <= deadline.window.latest
    assert deadline.window.latest <= D(latest)


@pytest.mark.parametrize("day_off", ["weekend-too", "holidays-only"])
@pytest.mark.parametrize(
    ("raw", "on", "latest"),
    [
        ("2027-01-01", "2027-01-04", "2027-01-04"),  # a Friday
        ("2028-01-01", "2028-01-04", "2028-01-04"),  # a Saturday: the Monday is given instead
        ("2027-03-10", "2027-03-10", "2027-03-10"),  # an ordinary Wednesday
    ],
)
def test_a_last_day_in_a_year_without_a_notice_is_provisional(
    day_off: str, raw: str, on: str, latest: str
) -> None:
    """Its very first day too, on which the days before it are settled; and a day that moves nowhere."""
    days = (D(raw) - D("2025-03-05")).days
    doc = other("signing", "calendar-day", days)
    deadline = stand(doc, Position(D("2025-03-06")), day_off=day_off)["Y1-first"].deadline
    assert deadline is not None
    assert (str(deadline.raw), str(deadline.on), deadline.provisional) == (raw, on, True)
    assert deadline.window is not None
    assert deadline.window.latest == D(latest)


def test_the_last_of_two_dates_agreed_holds() -> None:
    """Whether it is the later or the earlier one: the parties put it in the other's place."""
    days = [D("2025-05-20"), D("2025-06-30"), D("2025-04-25")]
    for count in (1, 2, 3):
        talks = tuple(Negotiation("settle", D("2025-04-01"), day, "c#5") for day in days[:count])
        position = Position(D("2025-04-02"), negotiations={"Y1-advance": talks})
        assert stand(document(SEED), position)["Y1-advance"].due_on == days[count - 1]


def test_an_instalment_of_the_contract_can_wait_for_another() -> None:
    """`payment:KEY` of contract scope is that instalment's own payment; unpaid, it is estimated from its deadline."""
    doc = document(EXAMPLE)
    doc["instalments"][1]["due"]["after"] = "payment:prepayment"
    del doc["instalments"][1]["needs"]
    unpaid = stand(doc, Position(D("2026-01-30")))["design"]
    assert (unpaid.status, unpaid.due_on) == ("projected", D("2026-02-24"))
    position = Position(D("2026-02-01"), payments=(paid("2026-01-31", prepayment=38_400_000),))
    assert stand(doc, position)["design"].status == "due"


def test_nothing_can_be_estimated_from_what_waits() -> None:
    """Where an instalment waits for one that waits for papers, there is no date to show."""
    doc = document(EXAMPLE)
    doc["instalments"][0]["due"]["after"] = "payment:design"
    found = stand(doc, Position(D("2026-01-30")))["prepayment"]
    assert (found.status, found.due_on, found.working_days_left) == ("projected", None, None)


def test_contract_scope_alone_shares_the_whole_price() -> None:
    """Without yearly instalments the shares divide the total, and the last takes the remainder."""
    doc = document(EXAMPLE)
    del doc["price"]["years"]
    doc["price"]["total"] = "100.00"
    doc["instalments"] = doc["instalments"][:3]
    for table, share in zip(doc["instalments"], ("33.33%", "33.33%", "33.34%"), strict=True):
        table["share"] = share
    assert [p.amount_fen for p in terms_from(doc).instalments] == [3333, 3333, 3334]


def test_a_price_without_years_is_cut_evenly() -> None:
    """Where the file gives no year's price, the years share alike and the last takes the remainder."""
    doc = document(EXAMPLE)
    del doc["price"]["years"]
    doc["price"]["total"] = "100.01"
    assert terms_from(doc).layers[0].year_fens == (5001, 5000)


# -- lists and obligations -------------------------------------------------------------------------


def test_the_list_and_its_sums() -> None:
    """Due, overdue and waiting are listed, what lies ahead only within the days given, the last included."""
    found = tuple(stand(document(SEED), Position(D("2026-02-17"))).values())
    assert [s.instalment.id for s in due_rows(found, D("2026-02-17"), 29)] == ["Y1-advance"]
    assert [s.instalment.id for s in due_rows(found, D("2026-02-17"), 30)] == [
        "Y1-advance",
        "Y1-balance",
    ]
    rows = due_rows(found, D("2026-02-17"), 37)
    assert sums_of(rows)._asdict() == {
        "outstanding": 49_300_000,
        "payable": 20_300_000,
        "overdue": 20_300_000,
        "waiting": 0,
        "amount": 49_300_000,
        "added": 0,
        "reduced": 0,
        "offset": 0,
        "paid": 0,
        "overpaid": 0,
        "retained": 0,
    }
    ahead = next_instalment(found)
    assert ahead is not None
    assert ahead.instalment.id == "Y1-balance"
    assert next_instalment([]) is None


def test_obligations_by_their_day() -> None:
    """Two and seven working days after signing; the guarantee has no date; done, late, open, overdue."""
    terms = terms_from(document(SEED))
    days = {"file-original": D("2025-03-14"), "publish-contract": D("2025-03-10")}
    done = {key: ObligationKept(obligation=key, on=on) for key, on in days.items()}
    found = obligations_of(sight_of(terms, Position(D("2025-04-01"), done=done), calendar("CN-GX")))
    shown = {
        d.obligation.key: (str(d.deadline.on) if d.deadline else None, d.status) for d in found
    }
    assert shown == {
        "file-original": ("2025-03-14", "done"),
        "publish-contract": ("2025-03-07", "done-late"),
        "performance-guarantee": (None, "open"),
    }
    [late, *_] = obligations_of(sight_of(terms, Position(D("2025-03-15")), calendar("CN-GX")))
    assert (late.status, late.days_overdue) == ("overdue", 1)


@pytest.mark.parametrize(
    ("after", "due_on"),
    [
        ("year-start", "2026-01-28"),
        ("year-end", "2028-02-03"),  # the Spring Festival of 2028 lies in between
        ("award-notice", "2026-01-14"),
        ("start-notice", None),
        ("receipt:design-approval", "2026-03-04"),
        ("receipt:acceptance-certificate", None),
        ("payment:prepayment", "2026-02-04"),
        ("payment:design", None),
    ],
)
def test_an_obligation_follows_any_event_of_the_contract(after: str, due_on: str | None) -> None:
    """Without its event an obligation has no deadline yet."""
    doc = document(EXAMPLE)
    doc["obligations"] = [
        {"key": "x", "title": "事", "who": "both", "article": "一"}
        | {"due": {"days": 2, "unit": "working-day", "after": after}}
    ]
    position = Position(
        D("2026-03-03"),
        documents=received(("design-approval", None, "2026-03-02")),
        payments=(paid("2026-02-02", prepayment=38_400_000),),
    )
    terms = terms_from(doc)
    [found] = obligations_of(sight_of(terms, position, calendar("CN")))
    assert (str(found.deadline.on) if found.deadline else None) == due_on


# -- readings that lateness rests on, and explanations ---------------------------------------------


def resting(doc: dict[str, Any], position: Position) -> dict[str, list[Alternative]]:
    terms = terms_from(doc)
    seen = sight_of(terms, position, calendar(terms.calendar))
    return alternatives(seen, under(doc, position, calendar), doc["calendar"])


def test_lateness_names_the_readings_it_rests_on() -> None:
    """Year 2's lateness rests on later-years alone; year 1's on nothing."""
    found = resting(document(SEED), Position(D("2026-11-22")))
    assert list(found) == ["Y2-advance"]
    assert [(a.reading, a.other, a.status) for a in found["Y2-advance"]] == [
        ("later-years", "previous-year-paid", "projected")
    ]
    assert resting(document(SEED), Position(D("2025-03-20"))) == {}


def test_a_day_late_by_one_calendar_only() -> None:
    """On 2026-04-23 the balance is late by the nation's days and not by Guangxi's."""
    doc = document(SEED)
    doc["readings"] = {"working-day": "national"}
    found = resting(doc, Position(D("2026-04-23"), documents=BOTH))
    assert [(a.reading, a.other, a.due_on) for a in found["Y1-balance"]] == [
        ("working-day", "regional", D("2026-04-24"))
    ]


def test_returns_deliveries_arrivals_and_days_off_matter_where_there_are_any() -> None:
    """Each of these readings is tried only where the facts give it something to change."""
    acts = (
        HandIn("submit", D("2026-03-06"), D("2026-03-07"), "c#1"),
        HandIn("receive", D("2026-03-10"), None, "c#2"),
    )
    documents = {("annual-report", "Y1"): acts, ("year-end-briefing", "Y1"): acts}
    late = Position(D("2026-03-25"), documents=documents)
    assert "Y1-balance" in stand(document(SEED), late)
    returned = (
        *acts,
        HandIn("return", D("2026-03-26"), None, "c#3"),
        HandIn("receive", D("2026-03-27"), None, "c#4"),
    )
    moved = Position(
        D("2026-04-30"),
        documents={("annual-report", "Y1"): returned, ("year-end-briefing", "Y1"): returned},
    )
    assert resting(document(SEED), moved)["Y2-advance"][0].reading == "later-years"
    payments = (paid("2025-04-01", "2025-04-02", Y1_advance=20_000_000),)
    doc = other("signing", "month", 1)
    doc["readings"] = {"day-off": "no"}
    position = Position(D("2025-04-06"), payments=payments, started_on=D("2025-03-10"))
    assert [(a.reading, a.other) for a in resting(doc, position)["Y1-first"]] == [
        ("day-off", "weekend-too")
    ]


def steps(doc: dict[str, Any], position: Position, iid: str) -> dict[str, dict[str, Any]]:
    terms = terms_from(doc)
    seen = sight_of(terms, position, calendar(terms.calendar))
    standing = next(s for s in standings_of(seen) if s.instalment.id == iid)
    sources = dict.fromkeys(terms.readings, "default")
    return {step.step: step.values for step in explain(standing, seen, sources)}


def test_an_explanation_ends_where_the_schedule_does() -> None:
    """The last steps name the deadline, its basis and where the instalment stands."""
    found = steps(document(SEED), Position(D("2026-04-09"), documents=BOTH), "Y1-balance")
    assert found["deadline"] == {"on": D("2026-04-24"), "estimated": False}
    assert found["basis"]["basis"] == "official"
    assert found["verdict"]["working_days_left"] == 9


def test_an_explanation_of_what_waits_says_for_what() -> None:
    """No days run, so there is no deadline among the steps."""
    found = steps(document(SEED), Position(D("2026-03-06")), "Y1-balance")
    assert found["not-running"]["missing"] == ["annual-report", "year-end-briefing"]
    assert "deadline" not in found


def test_an_explanation_tells_plus_moves_payments_and_made_up_days() -> None:
    """A year on from acceptance; a month that ends on a day off; money paid and come back; a Sunday worked."""
    from happened import Refund

    accepted = Position(
        D("2026-11-22"), documents=received(("acceptance-certificate", None, "2026-06-30"))
    )
    assert steps(document(EXAMPLE), accepted, "retention")["plus"]["after"] == D("2026-06-30")
    month = other("signing", "month", 1)
    payment = paid("2025-04-01", Y1_first=100)
    position = Position(
        D("2025-04-02"),
        payments=(payment,),
        refunds=(Refund("c#10", "c#9", D("2025-04-02"), (("Y1-first", 100),)),),
    )
    found = steps(month, position, "Y1-first")
    assert found["moved"] == {"from": D("2025-04-05"), "to": D("2025-04-07"), "roll": None}
    assert (found["payment"]["amount"], found["refund"]["amount"]) == ("1.00", "1.00")
    late = received(
        ("annual-report", "Y1", "2026-04-30"), ("year-end-briefing", "Y1", "2026-04-30")
    )
    assert steps(document(SEED), Position(D("2026-05-06"), documents=late), "Y1-balance")["worked"][
        "from"
    ] == D("2026-05-09")


def test_an_explanation_names_the_readings_that_had_a_say() -> None:
    """The first instalment asks only whose holidays; a later year's asks what starts it."""

    def readings(iid: str, **chosen: str) -> list[str]:
        doc = document(SEED) | {
            "readings": {key.replace("_", "-"): value for key, value in chosen.items()}
        }
        terms = terms_from(doc)
        seen = sight_of(terms, Position(D("2026-04-09")), calendar(terms.calendar))
        standing = next(s for s in standings_of(seen) if s.instalment.id == iid)
        found = explain(standing, seen, dict.fromkeys(terms.readings, "file"))
        return [step.values["reading"] for step in found if step.step == "reading"]

    assert readings("Y1-advance") == ["working-day"]
    assert readings("Y2-advance") == ["later-years", "working-day"]
    assert readings("Y2-advance", later_years="service-year-start") == [
        "later-years",
        "term-start",
        "year-end",
        "working-day",
    ]


def test_an_instalment_of_nothing_holds_nobody_up() -> None:
    """One fen over two halves leaves one of them nothing; what follows the year's payments is then only the other."""
    doc = other("signing")
    doc["price"] = {"total": "0.03", "per_year": "0.01", "article": "第二条"}
    found = stand(
        doc,
        Position(D("2025-04-02"), payments=(paid("2025-04-01", Y1_first=1),)),
        later_years="previous-year-paid",
    )
    assert [found[iid].instalment.amount_fen for iid in ("Y1-first", "Y1-second")] == [1, 0]
    assert found["Y2-first"].clock.start == D("2025-04-01")


def test_a_return_and_a_delivery_are_tried_where_they_are() -> None:
    """A balance late by the receipt that a return took away, and by the day of its delivery."""
    delivered = HandIn("submit", D("2026-03-06"), D("2026-03-07"), "c#1")
    late = HandIn("receive", D("2026-03-20"), None, "c#2")
    documents = {
        ("annual-report", "Y1"): (delivered, late),
        ("year-end-briefing", "Y1"): (delivered, late),
    }
    doc = document(SEED) | {"readings": {"receipt-proof": "delivered"}}
    found = resting(doc, Position(D("2026-03-25"), documents=documents))
    assert ("receipt-proof", "signed") in [(a.reading, a.other) for a in found["Y1-balance"]]
    again = (
        late,
        HandIn("return", D("2026-03-21"), None, "c#3"),
        HandIn("receive", D("2026-03-30"), None, "c#4"),
    )
    doc = document(SEED) | {"readings": {"return": "ignored"}}
    documents = {("annual-report", "Y1"): again, ("year-end-briefing", "Y1"): again}
    found = resting(doc, Position(D("2026-04-08"), documents=documents, started_on=D("2025-03-10")))
    assert ("return", "stops") in [(a.reading, a.other) for a in found["Y1-balance"]]


def test_an_event_still_to_come_is_explained_without_a_date() -> None:
    """Where nothing can be estimated the steps end before any day is counted."""
    doc = document(EXAMPLE)
    doc["instalments"][0]["due"] |= {"after": "payment:design", "plus": "1 month"}
    found = steps(doc, Position(D("2026-01-30")), "prepayment")
    assert found["event"]["on"] is None
    assert "start" not in found
    assert "plus" not in found


def test_a_period_that_ends_on_a_working_day_moves_nowhere() -> None:
    """Twelve days after the signing is a Monday: no step tells of a move."""
    assert "moved" not in steps(other("signing", days=12), Position(D("2025-03-06")), "Y1-first")


def test_by_the_nations_calendar_no_region_is_asked() -> None:
    """Where the contract's calendar is the nation's, lateness cannot rest on a region."""
    doc = document(SEED) | {"calendar": "CN"}
    assert [a.reading for a in resting(doc, Position(D("2026-04-30")))["Y2-advance"]] == [
        "later-years"
    ]


def test_the_paper_that_starts_the_clock_is_needed() -> None:
    """`receipt:KEY` asks for KEY even where `needs` does not name it."""
    doc = document(EXAMPLE)
    doc["instalments"][4]["needs"] = ["q1-service-note"]
    assert terms_from(doc).instalment("Y1-q1").needs == ("q1-service-note", "q1-invoice")  # type: ignore[union-attr]
