"""When an instalment is due by the rules of `due`, in contracts as a finance office writes them."""

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from happened import Negotiation, Termination
from svcctl import workspace
from svcctl.billing.explain import explain
from svcctl.billing.forecast import forecast
from svcctl.billing.obligations import obligations_of
from svcctl.billing.position import Position
from svcctl.billing.readings import readings_used
from svcctl.billing.schedule import Sight, Standing, sight_of, standings_of
from svcctl.billing.terms import DEFAULT_READINGS, terms_from
from svcctl.contracts.check import problems
from svcctl.contracts.form import plain
from test_schedule import D, calendar, paid, received

HEAD = """
format = 1
id = "made"
title = "服务合同"
currency = "CNY"
calendar = "CN"
signed_on = 2025-05-15
[price]
total = "{total}"
per_year = "{year}"
article = "1"
[term]
years = {years}
starts = "{starts}"
article = "2"
[[parties]]
role = "purchaser"
name = "甲"
[[parties]]
role = "supplier"
name = "乙"
size = "small"
"""


def contract(
    *instalments: tuple[str, str, str],
    years: int = 1,
    starts: str = "signing",
    more: str = "",
    signed: str = "",
) -> dict[str, Any]:
    """A contract of 1,000.00 a year; instalments are key, share, and the rest in TOML."""
    text = HEAD.format(total=f"{years * 1000}.00", year="1000.00", years=years, starts=starts)
    text = text.replace("signed_on = 2025-05-15", f"signed_on = {signed or '2025-05-15'}")
    papers = dict.fromkeys(
        key for _, _, rest in instalments for key in tomllib.loads(rest).get("needs", ())
    )
    once = all("scope" in rest for _, _, rest in instalments)
    for key in papers:
        every = "once" if once else "service-year"
        text += (
            f'[[deliverables]]\nkey = "{key}"\ntitle = "{key}"\nevery = "{every}"\narticle = "3"\n'
        )
    for key, share, rest in instalments:
        text += f'[[instalments]]\nkey = "{key}"\ntitle = "{key}"\nshare = "{share}"\n{rest}\narticle = "3"\n'
    document = tomllib.loads(text + more)
    assert problems(document, ["CN"]) == []
    return plain(document)  # type: ignore[no-any-return]


def look(doc: dict[str, Any], as_of: str, **facts: Any) -> Sight:
    terms = terms_from(doc)
    return sight_of(terms, Position(D(as_of), **facts), calendar("CN"))


def stand(doc: dict[str, Any], as_of: str, **facts: Any) -> dict[str, Standing]:
    return {s.instalment.id: s for s in standings_of(look(doc, as_of, **facts))}


def ended(on: str) -> Any:
    return Termination(D(on), "agreed", False, "c#7")


def dates(doc: dict[str, Any], as_of: str, **facts: Any) -> dict[str, str]:
    return {iid: f"{s.due_on} {s.status}" for iid, s in stand(doc, as_of, **facts).items()}


# -- the cases -------------------------------------------------------------------------------------


def test_07_fixed_months_are_listed_days() -> None:
    """Case 07: half in November, half next May, on the days listed though they are Sundays."""
    rows = [
        ("november", "50%", 'due = { on = [2025-11-30, 2026-11-30], roll = "no" }'),
        ("may", "50%", 'due = { on = [2026-05-31, 2027-05-31], roll = "no" }'),
    ]
    assert dates(contract(*rows, years=2), "2025-11-30") == {
        "Y1-november": "2025-11-30 due",
        "Y1-may": "2026-05-31 projected",
        "Y2-november": "2026-11-30 projected",
        "Y2-may": "2027-05-31 projected",
    }
    rolled = [(key, share, rest.replace(', roll = "no"', "")) for key, share, rest in rows]
    found = stand(contract(*rolled, years=2), "2025-12-01")
    assert [str(s.due_on) for s in found.values()][:2] == ["2025-12-01", "2026-06-01"]
    assert found["Y1-november"].status == "due"


@pytest.mark.parametrize(
    ("days", "first", "second", "on"),
    [
        (15, "2025-04-25", "2025-04-30", "2025-05-26"),  # 04: the list, then the invoice
        (15, "2025-09-18", "2025-09-01", "2025-10-15"),  # 04: the acceptance after the invoice
        (15, "2026-09-25", "2026-10-09", "2026-10-29"),  # 04: the last part
        (20, "2025-07-30", "2025-07-25", "2025-08-27"),  # 14: both reports, and the invoice
        (10, "2025-04-20", "2025-03-20", "2025-05-06"),  # 22: by the invoice
        (10, "2026-01-15", "2026-01-09", "2026-01-29"),  # 22: by the acceptance
        (15, "2025-11-14", "2025-11-20", "2025-12-11"),  # 29: bond and invoice
    ],
)
def test_04_14_22_29_whichever_paper_comes_later(
    days: int, first: str, second: str, on: str
) -> None:
    """Cases 04, 14, 22 and 29: so many working days from the last of two papers."""
    due = f'due = {{ days = {days}, unit = "working-day", after = "receipt" }}'
    rest = f'scope = "contract"\nneeds = ["one", "two"]\n{due}'
    doc = contract(("fee", "100%", rest), signed="2025-03-01")
    found = stand(doc, on, documents=received(("one", None, first), ("two", None, second)))
    assert (str(found["fee"].due_on), found["fee"].status) == (on, "due")


def test_27_half_at_the_terms_end() -> None:
    """Case 27: 30 days from the approval; ten working days from the end of a year from 2025-05-01."""
    approved = 'needs = ["ok"]\nyear_over = false\ndue = { days = 30, unit = "calendar-day", after = "receipt" }'
    end = 'due = { days = 10, unit = "working-day", after = "term-end" }'
    doc = contract(("first", "50%", approved), ("rest", "50%", end), signed="2025-05-01")
    found = dates(doc, "2026-05-02", documents=received(("ok", "Y1", "2025-06-10")))
    assert found == {"Y1-first": "2025-07-10 overdue", "Y1-rest": "2026-05-18 due"}


def monthly(first: str, last: str, *instalments: tuple[str, str, str]) -> dict[str, Any]:
    """A year from day to day, signed before it, of which each month is paid."""
    rows = [(key, share, f'every = "month"\n{rest}') for key, share, rest in instalments]
    doc = contract(*rows, signed="2024-12-20")
    doc["term"] = {"from": first, "to": last, "article": "2"}
    for paper in doc.get("deliverables", ()):
        paper["every"] = "month"
    assert problems(as_dates(doc), ["CN"]) == []
    return doc


def as_dates(doc: dict[str, Any]) -> dict[str, Any]:
    """The document as TOML was read."""
    days = {key: D(doc["term"][key]) for key in ("from", "to")}
    return doc | {"signed_on": D(doc["signed_on"]), "term": doc["term"] | days}


def test_02_the_twentieth_of_each_month() -> None:
    """Case 02: 70 % on the 20th of each month; 30 % on the next month's, once the assessment is in."""
    doc = monthly(
        "2025-09-01", "2026-08-31",
        ("fee", "70%", 'due = { day = 20, month = "same", after = "period-start" }'),
        ("rest", "30%", 'needs = ["note"]\ndue = { day = 20, month = "next", after = "period-start" }'),
    )  # fmt: skip
    papers = received(("note", "Y1-M01", "2025-10-09"), ("note", "Y1-M02", "2025-11-21"))
    found = stand(doc, "2025-11-25", documents=papers)
    assert [str(found[f"Y1-M{number:02}-fee"].due_on) for number in (1, 2, 6)] == [
        "2025-09-22", "2025-10-20", "2026-02-24",
    ]  # fmt: skip
    assert [str(found[f"Y1-M{number:02}-rest"].due_on) for number in (1, 2)] == [
        "2025-10-20", "2025-12-22",
    ]  # fmt: skip


def test_09_18_by_a_day_of_the_month_after() -> None:
    """Cases 09 and 18: January's by 15 February 2025, a Saturday; July's in August's first days."""
    fifteenth = 'due = { day = 15, month = "next", after = "period-end" }'
    first_days = 'due = { working_day = 5, month = "next", after = "period-end" }'
    doc = monthly(
        "2025-01-01", "2025-12-31", ("heads", "50%", fifteenth), ("meals", "50%", first_days)
    )
    found = stand(doc, "2025-03-01")
    assert str(found["Y1-M01-heads"].due_on) == "2025-02-17"
    assert str(found["Y1-M07-meals"].due_on) == "2025-08-07"


def test_24_by_invoice_and_confirmation() -> None:
    """Case 24: ten working days from the later of the two, though the month is long over."""
    due = (
        'needs = ["invoice", "note"]\ndue = { days = 10, unit = "working-day", after = "receipt" }'
    )
    doc = monthly("2025-07-01", "2026-06-30", ("fee", "100%", due))
    papers = received(("invoice", "Y1-M01", "2025-08-05"), ("note", "Y1-M01", "2025-08-07"))
    assert dates(doc, "2025-08-08", documents=papers)["Y1-M01-fee"] == "2025-08-21 due"


def test_the_last_day_of_receipt_goes_by_the_whole_rule() -> None:
    """What papers may come by a day goes by the event and `plus` too; without days agreed none is asked."""
    from svcctl.billing.schedule import due_if_received

    plus = 'needs = ["note"]\ndue = { days = 5, unit = "calendar-day", after = "year-end", plus = "1 month" }'
    sight = look(contract(("fee", "100%", plus)), "2026-05-20")
    [found] = standings_of(sight)
    assert str(due_if_received(found, D("2026-05-21"), sight)) == "2026-06-22"
    assert str(due_if_received(found, D("2026-07-01"), sight)) == "2026-07-06"


W3 = [
    ("begin", "40%", 'due = { days = 10, unit = "calendar-day", after = "year-start" }'),
    (
        "q1",
        "20%",
        'due = { days = 7, unit = "calendar-day", after = "year-start", plus = "3 months" }',
    ),
    ("q4", "40%", 'due = { days = 7, unit = "calendar-day", after = "year-end" }'),
]


def test_w3_both_years_count_from_their_first_day() -> None:
    """Under `day-before` year 2 no longer counts from the last day of year 1 (C-W3)."""
    doc = contract(*W3, years=2, starts="start-notice")
    doc["readings"] = {"year-end": "day-before", "day-off": "no"}
    found = dates(doc, "2025-06-20", started_on=D("2025-06-16"))
    assert [text.split()[0] for text in found.values()] == [
        "2025-06-26", "2025-09-22", "2026-06-22", "2026-06-26", "2026-09-22", "2027-06-22",
    ]  # fmt: skip
    doc["readings"]["year-end"] = "corresponding-date"
    found = dates(doc, "2025-06-20", started_on=D("2025-06-16"))
    assert [text.split()[0] for text in found.values()] == [
        "2025-06-26", "2025-09-23", "2026-06-23", "2026-06-26", "2026-09-23", "2027-06-23",
    ]  # fmt: skip


def test_w8_the_first_working_days_of_the_month_after() -> None:
    """W8: within the first five working days of the month after: 2025-08-07, not a day later."""
    rest = 'due = { working_day = 5, month = "next", after = "year-start" }'
    doc = contract(("july", "100%", rest), starts="start-notice")
    found = stand(doc, "2025-08-01", started_on=D("2025-07-01"))["Y1-july"]
    assert (str(found.due_on), found.status, found.working_days_left) == ("2025-08-07", "due", 4)
    end = 'due = { working_day = 5, month = "next", after = "period-end" }'
    found = stand(contract(("y", "100%", end)), "2026-05-01")["Y1-y"]
    assert str(found.due_on) == "2026-06-05"


# -- a start that lies ahead, and a notice of another day --------------------------------------------

TODAY = date(2026, 9, 1)
BY_NOTICE = [
    ("ahead", "50%", 'due = { days = 10, unit = "calendar-day", after = "year-start" }'),
    ("notice", "50%", 'due = { days = 5, unit = "calendar-day", after = "start-notice" }'),
]


def begun(run: Run, tmp_path: Path, *args: object) -> Any:
    """A contract of two years signed on 2025-05-15, whose start is recorded; what the answer says."""
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def by_notice(run: Run, tmp_path: Path, surroundings: None) -> None:
    text = HEAD.format(total="1000.00", year="500.00", years=2, starts="start-notice")
    for key, share, rest in BY_NOTICE:
        text += f'[[instalments]]\nkey = "{key}"\ntitle = "{key}"\nshare = "{share}"\n{rest}\narticle = "3"\n'
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    assert run("init")[0] == 0
    assert run("contract", "import", tmp_path / "c.toml")[0] == 0


def due_days(run: Run, as_of: str) -> dict[str, str]:
    rows = json.loads(run("payments", "schedule", "--as-of", as_of, "--format", "json")[1])
    return {row["id"].split(":")[1]: row["due_on"] for row in rows["instalments"]}


def test_a_start_that_lies_ahead(run: Run, tmp_path: Path, by_notice: None) -> None:
    """Told in 2026-11 for 2027-01-01: the year counts from there, the notice from the day it came."""
    told = begun(
        run, tmp_path, "contract", "start", "--on", "2027-01-01", "--received-on", "2026-11-20"
    )
    [fact] = told["recorded"]
    assert fact["happened_on"] == "2026-11-20"
    assert due_days(run, "2026-11-21") == {
        "Y1-ahead": "2027-01-11",
        "Y1-notice": "2026-11-25",
        "Y2-ahead": "2028-01-11",
        "Y2-notice": "2027-11-25",
    }
    shown = begun(run, tmp_path, "contract", "list", "--as-of", "2026-11-21")["contracts"][0]
    assert (shown["started_on"], shown["notice_on"]) == ("2027-01-01", "2026-11-20")
    text = run("contract", "show", "--lang", "zh", "--as-of", "2026-11-21")[1]
    assert "收到服务开始通知：2026-11-20，服务自 2027-01-01 起算" in text
    # before the notice came nobody knew of the start
    assert due_days(run, "2026-11-19")["Y1-ahead"] != "2027-01-11"


def test_a_start_ahead_is_known_today(
    run: Run, tmp_path: Path, by_notice: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --received-on a notice of a start to come came today; one of the past on its day."""
    monkeypatch.setattr(workspace, "today", lambda: TODAY)
    ahead = str(TODAY + timedelta(40))
    [fact] = begun(run, tmp_path, "contract", "start", "--on", ahead)["recorded"]
    assert fact["happened_on"] == str(TODAY)
    assert run("audit", "retract", fact["event"], "--reason", "x")[0] == 0
    [fact] = begun(run, tmp_path, "contract", "start", "--on", "2025-07-01")["recorded"]
    assert fact["happened_on"] == "2025-07-01"


def test_service_before_the_notice_and_the_signing(
    run: Run, tmp_path: Path, by_notice: None
) -> None:
    """Service from 1 May, signed on the 15th, notice on the 20th: taken, told, no date before the signing."""
    args = ("contract", "start", "--on", "2025-05-01", "--received-on", "2025-05-20")
    told = begun(run, tmp_path, *args)
    assert "before the signing" in str(told["warnings"]) or "签订" in str(told["warnings"])
    days = due_days(run, "2025-05-21")
    # ten days from 1 May are over on the 11th, before the signing: ten days from the signing, a Sunday
    assert (days["Y1-ahead"], days["Y1-notice"]) == ("2025-05-26", "2025-05-26")
    assert run("contract", "start", "--on", "2025-05-01")[0] == 2  # there is one already


def test_the_other_book_has_the_same_start(run: Run, tmp_path: Path, by_notice: None) -> None:
    """`export facts` says from when service counts, and a book that says otherwise differs."""
    begun(run, tmp_path, "contract", "start", "--on", "2027-01-01", "--received-on", "2026-11-20")
    file = tmp_path / "theirs.json"
    assert run("export", "facts", "--format", "json", "-o", file)[0] == 0
    compared = begun(run, tmp_path, "compare", "facts", file)
    assert compared["differences"] == []
    file.write_text(file.read_text("utf-8").replace("2027-01-01", "2027-02-01"), "utf-8")
    [differs] = json.loads(run("compare", "facts", file, "--format", "json")[1])["differences"]
    assert (differs["state"], differs["ours"]["service_from"]) == ("differs", "2027-01-01")
    assert {change["id"] for change in differs["moved"]} >= {"made:Y1-ahead"}


# -- before the event, before the signing ----------------------------------------------------------


def test_what_is_paid_ahead_is_due_before_its_event() -> None:
    """每月25日前付下月: on the day of the month before, and late from the day after, though the year has not begun."""
    rest = 'due = { day = 25, month = "previous", after = "year-start" }'
    doc = contract(("fee", "100%", rest), years=2)
    assert dates(doc, "2026-04-24")["Y2-fee"] == "2026-04-27 projected"
    assert dates(doc, "2026-04-27")["Y2-fee"] == "2026-04-27 due"
    assert dates(doc, "2026-04-28")["Y2-fee"] == "2026-04-27 overdue"


def test_nothing_is_due_before_the_signing() -> None:
    """Days from an award notice that would be over before the signing run from the signing."""
    rest = 'due = { days = 3, unit = "working-day", after = "signing" }'
    doc = contract(("fee", "100%", rest)) | {"award_notice_on": "2025-05-01"}
    doc["instalments"][0]["due"]["after"] = "award-notice"
    sight = look(doc, "2025-05-16")
    [found] = standings_of(sight)
    assert str(found.due_on) == "2025-05-20"
    steps = {
        step.step: step.values
        for step in explain(found, sight, dict.fromkeys(DEFAULT_READINGS, "default"))
    }
    assert (steps["put-off"]["why"], str(steps["put-off"]["from"])) == ("signing", "2025-05-08")


def test_an_obligation_may_lie_before_the_signing() -> None:
    """What is to be kept before the contract is signed keeps its own day; a listed day is one, too."""
    more = """
[[obligations]]
key = "sign"
title = "签订合同"
who = "both"
due = { days = 3, unit = "calendar-day", after = "award-notice" }
article = "9"
[[obligations]]
key = "file"
title = "备案"
who = "purchaser"
due = { on = [2025-06-30] }
article = "9"
[[obligations]]
key = "hand-over"
title = "移交"
who = "supplier"
due = { day = 31, month = "same", after = "term-end", roll = "back" }
article = "9"
[[obligations]]
key = "begin"
title = "开始"
who = "supplier"
due = { days = 1, unit = "month", after = "year-start" }
article = "9"
"""
    rest = "due = { on = [2025-06-30] }"
    doc = contract(("fee", "100%", rest), more=more.replace("award-notice", "signing"))
    doc |= {"award_notice_on": "2025-05-01"}
    doc["obligations"][0]["due"]["after"] = "award-notice"
    found = {o.obligation.key: o.deadline for o in obligations_of(look(doc, "2025-05-16"))}
    assert {key: str(d.on) for key, d in found.items() if d} == {
        "sign": "2025-05-06",
        "file": "2025-06-30",
        "hand-over": "2026-05-29",
        "begin": "2025-06-16",
    }


# -- with papers -----------------------------------------------------------------------------------

MONTHLY = 'needs = ["note"]\ndue = { day = 15, month = "next", after = "year-end" }'
DATED = 'needs = ["note"]\ndue = { date = "06-30", after = "year-start", roll = "no" }'


def test_beside_a_day_of_the_month_a_late_paper_waits_for_the_next() -> None:
    """The year is over on 2026-05-15, the 15th of June is due; a note of 20 June makes it 15 July."""
    doc = contract(("fee", "100%", MONTHLY))
    assert dates(doc, "2026-05-10") == {"Y1-fee": "2026-06-15 projected"}
    assert dates(doc, "2026-05-16") == {"Y1-fee": "None waiting"}
    late = {"documents": received(("note", "Y1", "2026-06-20"))}
    assert dates(doc, "2026-06-20", **late) == {"Y1-fee": "2026-07-15 due"}
    early = {"documents": received(("note", "Y1", "2026-01-20"))}
    assert dates(doc, "2026-02-01", **early) == {"Y1-fee": "2026-06-15 projected"}


def test_beside_a_day_of_the_year_the_end_of_the_year_is_not_waited_for() -> None:
    """30 June 2025 of a year from May: projected until that day without its note, waiting from the next."""
    doc = contract(("fee", "100%", DATED))
    assert dates(doc, "2025-06-30") == {"Y1-fee": "2025-06-30 projected"}
    assert dates(doc, "2025-07-01") == {"Y1-fee": "None waiting"}
    late = {"documents": received(("note", "Y1", "2025-07-08"))}
    assert dates(doc, "2025-07-08", **late) == {"Y1-fee": "2025-07-08 due"}
    assert dates(doc, "2025-07-09", **late) == {"Y1-fee": "2025-07-08 overdue"}


def test_a_day_that_hangs_on_a_missing_paper_is_not_foreseen() -> None:
    """The first 30 June after a receipt: while the paper is missing there is no such day."""
    doc = contract(("fee", "100%", 'needs = ["note"]\ndue = { date = "06-30", after = "receipt" }'))
    assert dates(doc, "2025-06-01") == {"Y1-fee": "None waiting"}
    there = {"documents": received(("note", "Y1", "2025-07-08"))}
    assert dates(doc, "2025-07-08", **there) == {"Y1-fee": "2026-06-30 due"}


# -- no number of days agreed ----------------------------------------------------------------------

OPEN = 'needs = ["note"]\nyear_over = false\ndue = { after = "receipt", agreed = false }'
IN = {"documents": received(("note", "Y1", "2025-07-08"))}


def test_without_days_agreed_nothing_is_ever_late() -> None:
    """Due since its paper came, without a date, and never overdue; a date comes by agreement only."""
    doc = contract(("fee", "100%", OPEN))
    assert dates(doc, "2025-06-01") == {"Y1-fee": "None projected"}
    assert dates(doc, "2026-05-16") == {"Y1-fee": "None waiting"}
    assert dates(doc, "2027-06-01", **IN) == {"Y1-fee": "None due"}
    talks = {"Y1-fee": (Negotiation("settle", D("2025-08-01"), D("2025-09-30"), "c#5"),)}
    agreed = stand(doc, "2025-10-01", negotiations=talks, **IN)["Y1-fee"]
    assert (str(agreed.due_on), agreed.status, agreed.days_overdue) == ("2025-09-30", "overdue", 1)
    settled = stand(doc, "2027-06-01", payments=(paid("2027-05-01", Y1_fee=100000),), **IN)
    assert (settled["Y1-fee"].status, settled["Y1-fee"].days_late) == ("paid", None)


def test_without_days_agreed_the_forecast_takes_the_laws_day() -> None:
    """Thirty days after the delivery, by Order 802; where it does not apply, the day of the trigger."""
    doc = contract(("fee", "100%", OPEN))
    assert [p.period for p in forecast([look(doc, "2025-07-10", **IN)], "month")] == ["2025-08"]
    doc["parties"][1].pop("size")
    assert [p.period for p in forecast([look(doc, "2025-07-10", **IN)], "month")] == ["2025-07"]


def test_an_instalment_after_an_open_one_is_foreseen() -> None:
    """What follows the payment of one without a date is expected from its trigger on."""
    after = 'due = { days = 5, unit = "calendar-day", after = "payment:fee" }'
    doc = contract(("fee", "60%", OPEN), ("rest", "40%", after), years=2)
    found = stand(doc, "2025-07-10", **IN)
    assert (found["Y2-rest"].status, str(found["Y2-rest"].due_on)) == ("projected", "2025-07-15")


# -- the term's end, readings ----------------------------------------------------------------------


def test_an_early_end_does_not_trigger_what_is_paid_at_the_terms_end() -> None:
    """The early end is the term's last day, but triggers no instalment of the year that ran."""
    end = 'due = { days = 10, unit = "working-day", after = "term-end" }'
    doc = contract(("fee", "100%", end), years=2)
    stop = ended("2026-09-01")
    found = dates(doc, "2026-09-02", termination=stop)
    assert found == {"Y1-fee": "2026-09-15 due", "Y2-fee": "None cancelled"}
    last = ended("2027-05-15")
    assert dates(doc, "2027-05-16", termination=last)["Y2-fee"] == "2027-05-28 due"


@pytest.mark.parametrize(
    ("rest", "reading"),
    [
        ("due = { on = [2025-11-30] }", ["day-off"]),
        ('due = { on = [2025-11-30], roll = "no" }', []),
        ('due = { after = "signing", agreed = false }', []),
        ('due = { working_day = 2, month = "next", after = "signing" }', ["working-day"]),
    ],
)
def test_a_reading_is_named_only_where_it_has_a_say(rest: str, reading: list[str]) -> None:
    """What the file itself says of days off leaves nothing to read."""
    doc = contract(("fee", "100%", rest))
    [found] = standings_of(look(doc, "2025-06-01"))
    assert readings_used(found, terms_from(doc)) == reading


# -- true arithmetic -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        (MONTHLY, "papers"),
        ('needs = ["note"]\ndue = { day = 15, month = "next", after = "year-start" }', "papers"),
        ('due = { day = 5, month = "same", after = "signing" }', "signing"),
    ],
)
def test_each_postponement_is_explained(rest: str, why: str) -> None:
    """The day that the rule names, what came after it, and the day that counts."""
    sight = look(
        contract(("fee", "100%", rest)),
        "2026-06-20",
        documents=received(("note", "Y1", "2026-06-20")),
    )
    [found] = standings_of(sight)
    steps = {
        s.step: s.values for s in explain(found, sight, dict.fromkeys(DEFAULT_READINGS, "default"))
    }
    put_off = steps["put-off"]
    assert put_off["why"] == why
    assert put_off["from"] == steps["rule"]["on"]
    assert put_off["to"] == (found.deadline and found.deadline.raw)
    assert put_off["from"] < put_off["since"] <= put_off["to"]


def test_the_end_of_the_year_may_put_off_a_day() -> None:
    """A paper in hand early, and a day of the month before the year is over."""
    rest = 'needs = ["note"]\ndue = { day = 15, month = "next", after = "signing" }'
    sight = look(
        contract(("fee", "100%", rest)),
        "2026-06-20",
        documents=received(("note", "Y1", "2025-06-20")),
    )
    [found] = standings_of(sight)
    steps = {
        s.step: s.values for s in explain(found, sight, dict.fromkeys(DEFAULT_READINGS, "default"))
    }
    assert (steps["put-off"]["why"], steps["put-off"]["since"]) == ("year", date(2026, 5, 15))
    assert str(found.due_on) == "2026-05-15"


def test_a_later_amendment_did_not_move_what_the_signing_moved(
    tmp_path: Path, run: Run, surroundings: None
) -> None:
    """The 5th, signed on 15 May: 5 June. A supplement of 20 May changes the sum, and no day."""

    def do(*args: object) -> Any:
        code, out, err = run(*args, "--format", "json")
        assert code == 0, err
        return json.loads(out)

    rest = 'due = { day = 5, month = "same", after = "signing" }'
    for total in ("1000.00", "900.00"):
        text = HEAD.format(total=total, year=total, years=1, starts="signing")
        text += (
            f'[[instalments]]\nkey = "fee"\ntitle = "fee"\nshare = "100%"\n{rest}\narticle = "3"\n'
        )
        (tmp_path / f"{total}.toml").write_text(text, encoding="utf-8")
    do("init")
    do("contract", "import", tmp_path / "1000.00.toml")
    do("contract", "amend", tmp_path / "900.00.toml", "--signed-on", "2025-05-20", "--approved-on", "2025-05-20",
       "--approval-ref", "1", "--filed-on", "2025-05-20")  # fmt: skip
    answer = do("explain", "Y1-fee", "--as-of", "2025-05-21")
    [put_off] = [step for step in answer["steps"] if step["step"] == "put-off"]
    assert (answer["due_on"], put_off["why"]) == ("2025-06-05", "signing")


RISES = [  # the rule of a first instalment, and the day of a rise of 2025-06-20 and why it is not the first one's
    ('due = { day = 5, month = "same", after = "signing" }', "2025-07-07", "amendment"),
    ('due = { day = 25, month = "same", after = "signing" }', "2025-06-25", None),
    ('due = { date = "06-10", after = "signing" }', None, None),
    ("due = { on = [2025-06-10] }", None, None),
]


@pytest.mark.parametrize(("rest", "due_on", "why"), RISES)
def test_the_day_of_a_rise(
    rest: str, due_on: str | None, why: str | None, tmp_path: Path, run: Run, surroundings: None
) -> None:
    """A day of the month that is gone is the next month's; a day of the year that is gone is none."""

    def do(*args: object) -> Any:
        code, out, err = run(*args, "--format", "json")
        assert code == 0, err
        return json.loads(out)

    for total in ("1000.00", "1500.00"):
        text = HEAD.format(total=total, year=total, years=1, starts="signing")
        text += (
            f'[[instalments]]\nkey = "fee"\ntitle = "fee"\nshare = "100%"\n{rest}\narticle = "3"\n'
        )
        (tmp_path / f"{total}.toml").write_text(text, encoding="utf-8")
    do("init")
    do("contract", "import", tmp_path / "1000.00.toml")
    do("contract", "amend", tmp_path / "1500.00.toml", "--signed-on", "2025-06-20", "--approved-on", "2025-06-20",
       "--approval-ref", "1", "--filed-on", "2025-06-20")  # fmt: skip
    found = do("payments", "schedule", "--as-of", "2025-06-20")["instalments"]
    rise = next(row for row in found if row["id"].endswith("-A1"))
    assert (rise["amount"], rise["due_on"]) == ("500.00", due_on)
    steps = do("explain", rise["id"], "--as-of", "2025-06-20")["steps"]
    assert [step["why"] for step in steps if step["step"] == "put-off"] == [why] * (why is not None)


def test_a_day_moved_back_is_payable_on_the_day_it_was_moved_to() -> None:
    """Sunday 30 November becomes Friday 28: due that day, not foreseen until the Sunday."""
    doc = contract(("fee", "100%", 'due = { on = [2025-11-30], roll = "back" }'))
    assert dates(doc, "2025-11-27")["Y1-fee"] == "2025-11-28 projected"
    assert dates(doc, "2025-11-28")["Y1-fee"] == "2025-11-28 due"
    assert dates(doc, "2025-11-29")["Y1-fee"] == "2025-11-28 overdue"


# -- no term ---------------------------------------------------------------------------------------

NO_TERM = """
format = 1
id = "survey"
title = "测绘服务合同"
currency = "CNY"
calendar = "CN"
signed_on = 2025-03-05
[[parties]]
role = "purchaser"
name = "某局"
[[parties]]
role = "supplier"
name = "某测绘院"
[price]
total = "100000.00"
article = "二"
[[deliverables]]
key = "draft"
title = "成果"
every = "once"
article = "三"
[[instalments]]
key = "advance"
title = "预付款"
every = "once"
share = "30%"
due = { days = 10, unit = "working-day", after = "signing" }
article = "四"
[[instalments]]
key = "final"
title = "尾款"
every = "once"
share = "70%"
due = { days = 15, unit = "working-day", after = "receipt:draft" }
article = "四"
[[guarantees]]
key = "bond"
title = "履约保证金"
who = "supplier"
share = "5%"
lodge = { days = 5, unit = "working-day", after = "signing" }
returns = [{ share = "100%", due = { days = 30, unit = "calendar-day", after = "receipt:draft" } }]
article = "五"
"""


@pytest.fixture
def survey(run: Run, tmp_path: Path, surroundings: None) -> None:
    (tmp_path / "survey.toml").write_text(NO_TERM, encoding="utf-8")
    assert run("init", tmp_path / "survey.toml")[0] == 0


def test_a_contract_without_a_term(run: Run, tmp_path: Path, survey: None) -> None:
    """Ten working days from 5 March are 19 March 2025; fifteen from 10 April 30 April, Sunday the 27th being worked."""
    assert run("reports", "receive", "--document", "draft", "--on", "2025-04-10")[0] == 0
    assert due_days(run, "2025-04-11") == {"advance": "2025-03-19", "final": "2025-04-30"}
    assert "合同没有约定" in run("contract", "show", "--lang", "zh")[1]
    # a paper that is no report is not waited for as a report
    told = run("explain", "final", "--as-of", "2025-04-09", "--lang", "zh")[1]
    assert "待资料" in told
    assert "待报告" not in told
    lodge = "guarantee lodge bond --amount 5000 --on 2025-03-10 --form cash --ref G1"
    assert run(*lodge.split())[0] == 0
    ocds = tmp_path / "o.json"
    args = ("export", "schedule", "--format", "ocds", "--as-of", "2025-04-11", "-o", ocds)
    assert run(*args)[0] == 0
    [contract] = json.loads(ocds.read_text("utf-8"))["contracts"]
    # its last day is that of the bond: thirty days from 10 April, Saturday 10 May, so Monday 12 May
    assert contract["period"]["endDate"].startswith("2025-05-12")


def test_a_contract_without_a_term_is_over_with_its_last_payment(run: Run, survey: None) -> None:
    """While a paper is out nobody knows its end; with all paid and given back it can be closed."""
    for line in (
        "guarantee lodge bond --amount 5000 --on 2025-03-10 --form cash --ref G1",
        "payments record advance --amount 30000 --on 2025-03-19 --ref R1",
        "reports receive --document draft --on 2025-04-10",
        "payments record final --amount 70000 --on 2025-04-29 --ref R2",
    ):
        assert run(*line.split())[0] == 0, line
    code, _, err = run("contract", "close", "--on", "2025-05-13", "--lang", "en")
    assert (code, "5,000.00" in err) == (2, True), err
    back = "guarantee return bond --amount 5000 --on 2025-05-12 --ref G2"
    assert run(*back.split())[0] == 0
    assert run("contract", "close", "--on", "2025-05-13")[0] == 0


def test_a_bond_goes_back_after_a_payment_of_the_whole() -> None:
    """What is paid once may be written with `every` as with the older `scope`."""
    text = NO_TERM.replace('after = "receipt:draft" } }]', 'after = "payment:final" } }]')
    assert not problems(tomllib.loads(text), ("CN",))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('every = "once"\nshare = "30%"', 'share = "30%"', "advance every service-year"),
        ('"signing" }\narticle = "四"', '"year-end" }\narticle = "四"', "advance after year-end"),
        ('title = "成果"\nevery = "once"', 'title = "成果"\nevery = "month"', "draft every month"),
        ('after = "receipt:draft" } }]', 'after = "term-end" } }]', "bond after term-end"),
        ('total = "100000.00"', 'per_year = "100000.00"', "per_year"),
    ],
)
def test_what_goes_by_the_term_needs_one(old: str, new: str, what: str) -> None:
    """Periods, and days counted from a year or the term's end, are told with what to write."""
    assert NO_TERM.count(old) == 1
    [found] = [
        p for p in problems(tomllib.loads(NO_TERM.replace(old, new)), ("CN",)) if p.at == "term"
    ]
    assert (found.key, found.values["what"]) == ("file.needs-term", what)
    assert "from = 2026-01-01" in found.values["such"]
    assert not problems(tomllib.loads(NO_TERM), ("CN",))
