"""Guarantees: lodged, given back, claimed, told by when; in no total of payments; money and letters."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journal_facts as facts
from office import Office
from profiles import examples
from svcctl import workspace
from svcctl.billing.guarantees import accounts, guarantee_rows
from svcctl.billing.obligations import event_on
from svcctl.billing.schedule import lodged_on, sight_of
from svcctl.billing.terms import Terms, terms_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.moving import dates_moved
from svcctl.casebook.replay import position
from svcctl.contracts.read import read_contract
from svcctl.desk.desk import desk_from
from svcctl.desk.looking import read_case

CASES = Path(__file__).parent / "cases"
NOON = datetime(2029, 1, 4, 12, tzinfo=workspace.SHANGHAI)
BOND = "performance-bond"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("SVCCTL_LANG", "en")
    return Office(tmp_path, NOON, tmp_path)


@pytest.fixture
def bond_first(office: Office) -> Office:
    """Case 29 as it was signed."""
    office.do("init", CASES / "29-bond-first.toml")
    return office


@pytest.fixture
def accepted(bond_first: Office) -> Office:
    """Case 29 with its bond and the acceptance in, so that 17,500.00 go back by 2026-04-01."""
    bond_first.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    bond_first.do("reports receive --document acceptance --on 2026-03-02")
    return bond_first


def rows(office: Office, day: str, more: str = "") -> dict[str, Any]:
    """The rows of the due list by their short ids."""
    found = office.json(f"payments due --as-of {day} {more}")["instalments"]
    return {row["id"].partition(":")[2]: row for row in found}


def told(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["status"], row["outstanding"], row["due_on"]


# -- two contracts out of the real ones ------------------------------------------------------------


def test_case_29_half_is_due_once_bond_and_invoice_are_in(bond_first: Office) -> None:
    """A 5 % bond of 17,500.00 by 2025-11-18; the later of bond and invoice starts the 15 working days."""
    office = bond_first
    [duty] = office.json("obligations list --as-of 2025-11-04")["obligations"]
    assert (duty["due_on"], duty["who"], duty["status"]) == ("2025-11-18", "supplier", "open")
    assert "17,500.00" in duty["title"]
    office.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    office.do("reports receive --document invoice --on 2025-11-20")
    assert told(rows(office, "2025-11-21")["first"]) == ("due", "175000.00", "2025-12-11")
    [duty] = office.json("obligations list --as-of 2025-11-21")["obligations"]
    assert (duty["status"], duty["done_on"]) == ("done", "2025-11-14")


def test_case_29_the_bond_may_come_last(bond_first: Office) -> None:
    """While the bond is missing nothing is due, whatever else is in; from its day the days run."""
    office = bond_first
    office.do("reports receive --document invoice --on 2025-11-06")
    assert rows(office, "2025-11-07")["first"]["status"] == "projected"
    office.do(f"guarantee lodge {BOND} --amount 17499.99 --on 2025-11-10 --ref B1")
    assert rows(office, "2025-11-11")["first"]["status"] == "projected"
    office.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B2")  # the fen that is missing
    assert told(rows(office, "2025-11-15")["first"]) == ("due", "175000.00", "2025-12-05")


def test_case_12_half_of_the_bond_goes_back_after_each_year(office: Office) -> None:
    """200,000.00 by 2025-11-18 once completion and bond are in; 50,000.00 back in each warranty year."""
    office.do("init", CASES / "12-university-system.toml")
    office.do("reports receive --document module-a --on 2025-07-01")
    office.do("reports receive --document module-b --on 2025-08-15")
    office.do("reports receive --document completion --on 2025-10-20")
    office.do("guarantee lodge bond --on 2025-10-28 --ref B1")
    found = rows(office, "2025-10-28")
    assert found["a"]["due_on"] == "2025-07-22"
    assert found["a"]["amount"] == "300000.00"
    assert (found["b"]["due_on"], found["b"]["amount"]) == ("2025-09-05", "200000.00")
    assert told(found["completed"]) == ("due", "200000.00", "2025-11-18")
    back = rows(office, "2025-10-28", "--within 3650")
    assert told(back["bond/1"]) == ("projected", "50000.00", "2026-11-03")
    assert told(back["bond/2"]) == ("projected", "50000.00", "2027-11-03")
    assert rows(office, "2026-10-19", "--within 0").keys().isdisjoint({"bond/1", "bond/2"})
    assert told(rows(office, "2026-10-20")["bond/1"]) == ("due", "50000.00", "2026-11-03")
    assert rows(office, "2026-11-04")["bond/1"]["status"] == "overdue"


# -- money ----------------------------------------------------------------------------------------


def test_what_goes_back_is_in_no_total_of_payments(accepted: Office) -> None:
    """Its row is of a kind of its own, with totals of its own; the forecast and the schedule have none of it."""
    found = accepted.json("payments due --as-of 2026-04-20")
    kinds = {row["id"]: row["kind"] for row in found["instalments"]}
    assert kinds[f"bond-first:{BOND}/1"] == "guarantee"
    assert {kinds["bond-first:first"], kinds["bond-first:rest"]} == {"instalment"}
    assert found["guarantees"] == {"outstanding": "17500.00", "overdue": "17500.00"}
    assert (found["outstanding"], found["amount"]) == ("350000.00", "350000.00")
    schedule = accepted.json("payments schedule --as-of 2026-04-20")
    assert {row["kind"] for row in schedule["instalments"]} == {"instalment"}
    assert schedule["guarantees"] == found["guarantees"]
    [period] = accepted.json("payments forecast --by year --as-of 2026-04-20")["periods"]
    assert sum(float(period[key]) for key in ("certain", "provisional")) == 350000


def test_it_is_due_then_overdue_then_returned_late(accepted: Office) -> None:
    """Due from the acceptance on, overdue after 2026-04-01, returned late; a list script may stop at it."""
    assert f"{BOND}/1" not in rows(accepted, "2026-03-01", "--within 90")
    assert told(rows(accepted, "2026-03-02")[f"{BOND}/1"]) == ("due", "17500.00", "2026-04-01")
    late = rows(accepted, "2026-04-03")[f"{BOND}/1"]
    assert (late["status"], late["days_overdue"]) == ("overdue", 2)
    pay = "--confirm-account --ref V"
    accepted.do(f"payments record rest --amount 175000 --on 2026-03-20 {pay}")
    assert (
        accepted.run(*["payments", "due", "--as-of", "2026-04-03", "--fail-if-overdue"]).code == 1
    )
    accepted.do(f"guarantee return {BOND} --on 2026-04-08 --ref R1")
    assert f"{BOND}/1" not in rows(accepted, "2026-04-08")
    [held] = accepted.json("guarantee list --as-of 2026-04-08")["guarantees"]
    [row] = held["returns"]
    assert (row["status"], row["paid"], row["days_late"]) == ("paid-late", "17500.00", 7)
    assert (held["lodged"], held["returned"], held["held"]) == ("17500.00", "17500.00", "0.00")


def test_what_was_claimed_does_not_go_back(accepted: Office) -> None:
    """What the purchaser kept is not owed; when all was kept nothing is left to give back."""
    accepted.do(f"guarantee claim {BOND} --amount 2500 --on 2026-03-05 --reason late")
    assert told(rows(accepted, "2026-03-06")[f"{BOND}/1"]) == ("due", "15000.00", "2026-04-01")
    accepted.do(f"guarantee claim {BOND} --amount 15000 --on 2026-03-09")
    assert f"{BOND}/1" not in rows(accepted, "2026-03-10")
    [held] = accepted.json("guarantee list --as-of 2026-03-10")["guarantees"]
    assert [row["status"] for row in held["returns"]] == ["cancelled"]


def test_after_a_claim_the_rows_add_up_to_what_is_held(office: Office) -> None:
    """Half went back, then something is claimed: what is still to go back is what is still there."""
    office.do("init", CASES / "12-university-system.toml")
    office.do("reports receive --document completion --on 2025-10-20")
    office.do("guarantee lodge bond --on 2025-10-28 --ref B1")
    office.do("guarantee return bond --on 2026-10-21 --ref R1")  # half, which is due
    office.do("guarantee claim bond --amount 30000 --on 2026-11-02")
    [held] = office.json("guarantee list --as-of 2026-11-03")["guarantees"]
    assert (held["held"], [row["outstanding"] for row in held["returns"]]) == (
        "20000.00",
        ["0.00", "20000.00"],
    )


def test_before_it_is_lodged_it_is_told_what_will_go_back(bond_first: Office) -> None:
    """Projected, with the sum to be lodged; with the trigger come and nothing there it has no date."""
    bond_first.do("reports receive --document acceptance --on 2026-03-02")
    [held] = bond_first.json("guarantee list --as-of 2026-03-10")["guarantees"]
    [row] = held["returns"]
    assert (row["status"], row["amount"], row["due_on"], row["form"]) == (
        "projected",
        "17500.00",
        None,
        None,
    )
    assert f"{BOND}/1" not in rows(bond_first, "2026-03-10", "--within 900")
    # lodged late, it is late from nobody's side before it was there
    bond_first.do(f"guarantee lodge {BOND} --on 2026-05-06 --ref B1")
    assert told(rows(bond_first, "2026-05-07")[f"{BOND}/1"]) == ("due", "17500.00", "2026-06-05")


def test_a_missing_paper_is_waited_for_once_the_term_is_over(bond_first: Office) -> None:
    """While the term runs nobody has to ask; from its end on the row says which paper is missing."""
    bond_first.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    assert f"{BOND}/1" not in rows(bond_first, "2026-11-03")
    row = rows(bond_first, "2026-11-04")[f"{BOND}/1"]
    assert (row["status"], row["waiting_for"], row["due_on"]) == ("waiting", ["acceptance"], None)


def test_a_day_that_comes_before_its_event_is_its_own_trigger(
    office: Office, tmp_path: Path
) -> None:
    """Back by the 20th of the month before the term ends, 2026-11-03: due on 20 October, overdue after it."""
    text = (CASES / "29-bond-first.toml").read_text(encoding="utf-8")
    old = 'days = 30, unit = "calendar-day", after = "receipt:acceptance"'
    assert old in text
    file = tmp_path / "before.toml"
    before = text.replace(old, 'day = 20, month = "previous", after = "term-end"')
    file.write_text(before, encoding="utf-8")
    office.do("init", file)
    office.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    assert told(rows(office, "2026-10-19")[f"{BOND}/1"])[0] == "projected"
    assert told(rows(office, "2026-10-20")[f"{BOND}/1"]) == ("due", "17500.00", "2026-10-20")
    assert rows(office, "2026-10-21")[f"{BOND}/1"]["days_overdue"] == 1


def test_an_early_end_sends_the_bond_back(bond_first: Office) -> None:
    """What has not happened by the end is not waited for: the days count from the end's own.

    Thirty days end on the Dragon Boat festival, so that the next working day is the last one.
    """
    bond_first.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    bond_first.do("contract terminate --on 2026-05-20 --reason agreed")
    assert told(rows(bond_first, "2026-05-20")[f"{BOND}/1"]) == ("due", "17500.00", "2026-06-22")


def test_a_file_is_not_closed_while_a_bond_is_held(accepted: Office) -> None:
    """Held money is named among what is open; once it went back it is not."""
    said = accepted.run(*["contract", "close", "--on", "2026-12-01"])
    assert said.code == 2
    assert f"Performance bond ({BOND}) has not gone back: 17,500.00" in said.err
    accepted.do(f"guarantee return {BOND} --on 2026-04-08 --ref R1")
    assert f"guarantee {BOND}" not in accepted.run(*["contract", "close", "--on", "2026-12-01"]).err


def test_a_raised_price_asks_for_more_and_undoes_nothing(
    bond_first: Office, tmp_path: Path
) -> None:
    """The bond was whole on its day: what fell due by it stays due; from the supplement on more is asked for."""
    bond_first.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    bond_first.do("reports receive --document invoice --on 2025-11-20")
    text = (CASES / "29-bond-first.toml").read_text(encoding="utf-8")
    raised = tmp_path / "raised.toml"
    raised.write_text(text.replace("350000.00", "380000.00"), encoding="utf-8")
    bond_first.do(
        "contract amend --signed-on 2026-01-05 --approved-on 2026-01-05 --filed-on 2026-01-05"
        " --approval-ref R",
        raised,
    )
    assert told(rows(bond_first, "2026-01-06")["first"]) == ("overdue", "175000.00", "2025-12-11")
    [held] = bond_first.json("guarantee list --as-of 2026-01-06")["guarantees"]
    assert (held["amount"], held["held"]) == ("19000.00", "17500.00")
    bond_first.do(f"guarantee lodge {BOND} --on 2026-01-08 --ref B2")
    assert bond_first.json("guarantee list")["guarantees"][0]["held"] == "19000.00"
    dropped = tmp_path / "dropped.toml"
    cut = text[: text.index("[[guarantees]]")] + text[text.index("[[instalments]]") :]
    dropped.write_text(cut.replace("lodged:performance-bond", "signing"), encoding="utf-8")
    bond_first.do(
        "contract amend --signed-on 2026-02-05 --approved-on 2026-02-05 --filed-on 2026-02-05"
        " --approval-ref R",
        dropped,
    )
    assert bond_first.json("guarantee list")["guarantees"][0]["held"] == "19000.00"


# -- letters --------------------------------------------------------------------------------------


def letter(office: Office, until: str, more: str = "--on 2025-11-14 --ref L1") -> None:
    office.do(f"guarantee lodge {BOND} --form letter --valid-until {until} {more}")


def test_a_letter_is_no_money_and_goes_back_as_paper(bond_first: Office) -> None:
    """Its row has the amount nought and says that it is a letter; it is overdue and returned all the same."""
    letter(bond_first, "2027-01-29")
    bond_first.do("reports receive --document acceptance --on 2026-03-02")
    row = rows(bond_first, "2026-04-03")[f"{BOND}/1"]
    assert (row["form"], row["amount"], row["outstanding"]) == ("letter", "0.00", "0.00")
    assert (row["status"], row["valid_until"]) == ("overdue", "2027-01-29")
    due = bond_first.json("payments due --as-of 2026-04-03")
    assert due["guarantees"] == {"outstanding": "0.00", "overdue": "0.00"}
    assert "letter of" in bond_first.run(*["contract", "close", "--on", "2026-12-01"]).err
    bond_first.do(f"guarantee return {BOND} --on 2026-04-07")
    [held] = bond_first.json("guarantee list --as-of 2026-04-07")["guarantees"]
    assert (held["held"], held["letters"], held["returns"][0]["status"]) == (
        "0.00",
        [],
        "paid-late",
    )


@pytest.mark.parametrize(
    ("day", "note"), [("2026-01-29", ""), ("2026-01-30", "in 30 days"), ("2026-03-02", "1 day ago")]
)
def test_a_letter_that_runs_out_is_warned_of_thirty_days_ahead(
    bond_first: Office, day: str, note: str
) -> None:
    """From 30 days before its last day on, and ever after while it is held; not where it is long enough."""
    letter(bond_first, "2026-03-01")
    bond_first.do("reports receive --document invoice --on 2025-11-20")
    said = bond_first.do(f"payments due --as-of {day}").out
    assert ("L1" in said) == bool(note)
    assert note in said
    assert (
        bool(note)
        == bond_first.json(f"guarantee list --as-of {day}")["guarantees"][0]["letters"][0][
            "runs_out"
        ]
    )


def test_a_letter_long_enough_is_no_reason_to_warn(bond_first: Office) -> None:
    """It is to go back by 2026-04-01 and valid until then."""
    letter(bond_first, "2026-04-01")
    bond_first.do("reports receive --document acceptance --on 2026-03-02")
    assert "L1" not in bond_first.do("guarantee list --as-of 2026-03-25").out


def test_an_extension_takes_the_place_of_the_letter_that_runs_out(bond_first: Office) -> None:
    """Another letter of the same sum, valid for longer: held is one of them, and nobody records a return."""
    letter(bond_first, "2026-03-01")
    letter(bond_first, "2027-03-01", "--on 2026-02-10 --ref L2")
    [held] = bond_first.json("guarantee list --as-of 2026-02-10")["guarantees"]
    assert (held["held"], [each["ref"] for each in held["letters"]]) == ("17500.00", ["L2"])
    shorter = f"guarantee lodge {BOND} --form letter --valid-until 2026-05-01 --on 2026-02-11"
    assert "only 0.00" in bond_first.run(*shorter.split()).err


def test_an_extension_leaves_the_other_letter_where_it_is(bond_first: Office) -> None:
    """Of two letters that make the sum, a longer one takes the place of the one that runs out first."""
    letter(bond_first, "2026-03-01", "--amount 7500 --on 2025-11-12 --ref L1")
    letter(bond_first, "2026-04-01", "--amount 10000 --on 2025-11-14 --ref L2")
    letter(bond_first, "2027-03-01", "--amount 7500 --on 2026-02-10 --ref L3")
    [held] = bond_first.json("guarantee list --as-of 2026-02-10")["guarantees"]
    assert [each["ref"] for each in held["letters"]] == ["L2", "L3"]
    assert held["held"] == "17500.00"


def test_what_has_gone_back_asks_for_no_longer_letter(office: Office) -> None:
    """Half goes back with completion, half a year later: the letter of the first half was enough for it."""
    office.do("init", CASES / "12-university-system.toml")
    office.do("reports receive --document completion --on 2025-10-20")
    lodge = "guarantee lodge bond --form letter --amount 50000"
    office.do(f"{lodge} --on 2025-10-28 --valid-until 2026-12-31 --ref L1")
    office.do(f"{lodge} --on 2025-10-28 --valid-until 2027-06-30 --ref L2")
    office.do("guarantee return bond --amount 60000 --on 2026-10-21")
    # 40,000.00 of the second half are left, until 2027-11-03: the one that is held runs out before
    [held] = office.json("guarantee list --as-of 2027-06-01")["guarantees"]
    assert [(each["amount"], each["runs_out"]) for each in held["letters"]] == [("40000.00", True)]
    office.do("guarantee return bond --amount 40000 --on 2027-06-02")
    assert "L2" not in office.do("guarantee list --as-of 2027-06-20").out


def test_money_and_letters_are_kept_apart(bond_first: Office) -> None:
    """Part of each: what goes back or is kept says which, and each row knows both."""
    bond_first.do(f"guarantee lodge {BOND} --amount 10000 --on 2025-11-12 --ref B1")
    letter(bond_first, "2027-03-01", "--amount 7500 --on 2025-11-14 --ref L1")
    bond_first.do("reports receive --document acceptance --on 2026-03-02")
    row = rows(bond_first, "2026-03-10")[f"{BOND}/1"]
    assert (row["form"], row["outstanding"]) == ("both", "10000.00")
    unsaid = bond_first.run(*f"guarantee return {BOND} --on 2026-03-20".split())
    assert "--form cash or --form letter" in unsaid.err
    bond_first.do(f"guarantee claim {BOND} --form letter --amount 500 --on 2026-03-11")
    bond_first.do(f"guarantee return {BOND}/1 --form cash --on 2026-03-20 --ref R1")
    row = rows(bond_first, "2026-03-20")[f"{BOND}/1"]
    assert (row["form"], row["outstanding"], row["status"]) == ("letter", "0.00", "due")
    bond_first.do(f"guarantee return {BOND} --on 2026-03-21")
    [held] = bond_first.json("guarantee list --as-of 2026-03-21")["guarantees"]
    assert held["returns"][0]["status"] == "paid"
    assert held["returns"][0]["paid_on"] == "2026-03-21"


# -- what cannot be true --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("lodge BOND --amount 0.01 --on 2025-11-17", "only 0.00"),
        ("lodge BOND --on 2025-11-17", "only 0.00"),
        ("lodge money --amount 1", "there is no guarantee money; there are: performance-bond"),
        ("lodge BOND --amount 1 --override", "--reason"),
        ("return BOND --amount 17500.01 --on 2025-11-17", "17,500.00 of performance-bond was held"),
        ("return BOND --amount 1 --on 2025-11-13", "0.00 of performance-bond was held"),
        ("return BOND --amount 1 --form letter --on 2025-11-17", "0.00 of performance-bond"),
        ("return BOND --on 2025-11-17", "say --amount"),
        ("claim BOND --amount 17500.01 --on 2025-11-17", "cannot be kept"),
        ("claim BOND --on 2025-11-17", "--amount"),
        ("claim BOND --amount 0 --on 2025-11-17", "more than"),
    ],
)
def test_what_cannot_be_is_refused(bond_first: Office, command: str, told: str) -> None:
    """No more lodged than is asked for, no more kept or given back than is held; exit 2, one line."""
    bond_first.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    said = bond_first.run("guarantee", *command.replace("BOND", BOND).split())
    assert said.code == 2, said
    assert told in said.err
    assert said.err.count("\n") <= 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("--ref B1", "is recorded for performance-bond already"),
        ("--valid-until 2025-11-13 --form letter", "before it was lodged"),
        ("--valid-until 2026-11-13 --form cash", "for a letter add --form letter"),
    ],
)
def test_what_is_lodged_twice_or_makes_no_sense_is_refused(
    bond_first: Office, more: str, told: str
) -> None:
    """The same number twice is the same money twice; money has no last day, and a letter none before it came."""
    bond_first.do(f"guarantee lodge {BOND} --amount 10000 --on 2025-11-12 --ref B1")
    said = bond_first.run(*f"guarantee lodge {BOND} --on 2025-11-14 {more}".split())
    assert (said.code, told in said.err) == (2, True), said.err


def test_money_that_came_in_beyond_what_was_asked_for_is_recorded(bond_first: Office) -> None:
    """With a reason, marked; all of it goes back."""
    over = f"guarantee lodge {BOND} --amount 18000 --on 2025-11-14 --override --reason slip"
    assert "override" in bond_first.do(over).out
    assert bond_first.json("guarantee list")["guarantees"][0]["held"] == "18000.00"


def test_other_commands_point_to_those_of_guarantees(accepted: Office) -> None:
    """A bond is paid back by no payment, and lodging it is no duty that somebody ticks off."""
    pay = f"payments record {BOND}/1 --amount 17500 --on 2026-03-20 --ref V"
    assert "svcctl guarantee return performance-bond" in accepted.run(*pay.split()).err
    done = accepted.run(*f"obligations done {BOND}-lodging --on 2026-03-20".split())
    assert "svcctl guarantee lodge performance-bond" in done.err


def test_each_fact_is_taken_back_as_any_other(accepted: Office) -> None:
    """Retracted, it leaves everything as it was; what rests on it is refused then."""
    before = accepted.json("guarantee list"), accepted.json("payments due")
    accepted.do(f"guarantee claim {BOND} --amount 1000 --on 2026-03-05 --reason late")
    accepted.do(f"guarantee return {BOND} --on 2026-03-20 --ref R1")
    said = accepted.run(*["audit", "retract", "bond-first#2", "--reason", "wrong"])
    assert (said.code, "was held" in said.err) == (2, True)
    accepted.do("audit retract bond-first#5 bond-first#4 --reason wrong")
    assert (accepted.json("guarantee list"), accepted.json("payments due")) == before
    log = accepted.do("audit log").out
    for told in ("guarantee lodged", "guarantee kept", "guarantee given back", "Performance bond"):
        assert told in log


def test_giving_back_early_is_told(accepted: Office) -> None:
    """It is recorded all the same: the purchaser may."""
    early = f"guarantee return {BOND} --amount 100 --on 2026-02-10 --ref R1"
    assert "not due to go back yet" in accepted.do(early).out


def test_the_list_is_told_in_both_languages(accepted: Office, monkeypatch: Any) -> None:
    """Sums, dates and states, for the purchaser and for the supplier; under several contracts too."""
    accepted.do("contract import", CASES / "12-university-system.toml")
    for lang, heading in (("zh", "应退保证金"), ("en", "Guarantees to give back")):
        said = accepted.do(f"payments due --as-of 2026-04-20 --lang {lang}").out
        assert heading in said
        assert f"bond-first:{BOND}/1" in said
        assert f"svcctl guarantee return bond-first:{BOND} --amount 17500.00" in said
    monkeypatch.setattr(workspace, "terminal_width", lambda: 60)
    narrow = accepted.do("payments due --as-of 2026-04-20 --lang zh --contract bond-first").out
    assert "逾期未退" in narrow
    assert (
        "可收回的保证金"
        in accepted.do("payments due --as-of 2026-04-20 --lang zh --role supplier").out
    )
    csv = accepted.do("payments due --as-of 2026-04-20 --format csv").out
    assert f"bond-first:{BOND}/1" in csv


def test_a_workbook_counts_no_bond_in_its_total(accepted: Office, tmp_path: Path) -> None:
    """Under the list's total the returns are told in sentences."""
    from openpyxl import load_workbook

    accepted.do("payments due --as-of 2026-04-20 -o", tmp_path / "due.xlsx")
    sheet = load_workbook(tmp_path / "due.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert 367_500 not in cells
    assert 350_000 in cells
    assert any("17,500.00" in str(cell) for cell in cells)


def test_both_books_must_agree_on_a_guarantee(accepted: Office) -> None:
    """What was lodged, kept and given back is seen by both sides."""
    told = accepted.json("export facts")["rows"]
    [row] = [each for each in told if each["kind"] == "guarantee-lodged"]
    assert (row["about"], row["amount"], row["on"]) == (BOND, "17500.00", "2025-11-14")


# -- a slow ledger --------------------------------------------------------------------------------

SIGNED = date(2025, 3, 3)
Move = tuple[str, str, int, int]  # act, form, fen, day after the signing
moves = st.tuples(
    st.sampled_from(["lodge", "lodge", "return", "claim"]),
    st.sampled_from(["cash", "cash", "letter"]),
    st.integers(1, 10_000_000) | st.sampled_from([2_500_000, 5_000_000, 10_000_000]),
    st.integers(0, 1000),
)


def system() -> Terms:
    path = CASES / "12-university-system.toml"
    return terms_from(read_contract(path.name, path.read_bytes(), ["CN"]).document)


def recorded(drawn: list[Move]) -> list[Fact]:
    """The moves that may be true together, in the order of time."""
    found: list[Fact] = []
    kinds = {"lodge": "lodged", "return": "returned", "claim": "claimed"}
    for act, form, fen, after in sorted(drawn, key=lambda move: move[3]):
        payload = {"guarantee": "bond", "fen": fen} | ({"form": form} if form != "cash" else {})
        on = (SIGNED + timedelta(days=after)).isoformat()
        at = f"2029-01-01T00:00:{len(found):02}.000000Z"
        fact = facts.fact("c", len(found) + 1, f"guarantee-{kinds[act]}", on, at, "f", payload)
        if not facts.objected([*found, fact], system()):
            found.append(fact)
    return found


@pytest.mark.lives
@given(st.lists(moves, max_size=12), st.integers(0, 1100))
@examples(60)
def test_every_account_agrees_with_a_slow_ledger(drawn: list[Move], after: int) -> None:
    """Coin by coin: each fen lodged lies in a drawer until it is kept or goes back; the rows are what is owed."""
    holding, on = recorded(drawn), SIGNED + timedelta(days=after)
    sight = sight_of(system(), position(holding, on), facts.shipped("CN"))
    drawers: dict[str, list[int]] = {"cash": [], "letter": []}
    gone = {"cash": 0, "letter": 0}
    kept = {"cash": 0, "letter": 0}
    full: date | None = None
    for fact in holding:
        says: Any = fact.says
        if says.on > on:
            continue
        drawer = drawers[says.form]
        if says.act == "lodge":
            drawer.append(says.fen)
        else:
            (gone if says.act == "return" else kept)[says.form] += says.fen
            left = says.fen
            while left:
                taken = min(left, drawer[0])
                drawer[0] -= taken
                left -= taken
                if not drawer[0]:
                    drawer.pop(0)
        if not full and sum(map(sum, drawers.values())) + sum(kept.values()) >= 10_000_000:
            full = says.on
    account, rows_ = accounts(sight)["bond"], guarantee_rows(sight)
    for form in ("cash", "letter"):
        purse = account.purse(form)
        assert purse.held == sum(drawers[form]) >= 0
        assert (purse.claimed, purse.returned) == (kept[form], gone[form])
        parts = [getattr(row, form) for row in rows_]
        if account.first_on:
            assert sum(part.fen for part in parts) == purse.to_return
            assert sum(part.left for part in parts) == purse.held
            assert all(0 <= part.back <= part.fen for part in parts)
    assert account.full_on == full
    for row in rows_:
        open_ = row.cash.left or row.letter.left
        assert (row.status in ("paid", "paid-late")) == bool(
            account.first_on and not open_ and (row.cash.fen or row.letter.fen)
        )
    assert account.held <= 10_000_000


def test_what_nobody_agreed_on_is_known_nowhere() -> None:
    """No guarantee, nothing lodged; a day that the contract names goes by no event; a move of none rests on nothing."""
    terms = system()
    sight = sight_of(terms, position([], SIGNED), facts.shipped("CN"))
    assert lodged_on("none", sight) is None
    assert event_on("", sight) == SIGNED
    payload = {"guarantee": "none", "fen": 100}
    fact = facts.fact(
        "c", 1, "guarantee-lodged", "2025-03-04", "2029-01-01T00:00:00.000000Z", "f", payload
    )
    assert [objection.key for objection in facts.objected([fact], terms)] == ["guarantee.unknown"]


def test_a_guarantee_that_goes_back_at_no_date_is_held_all_the_same(
    office: Office, tmp_path: Path
) -> None:
    """Beside another one: its own account, no row; a notice of holidays looks at the returns of both."""
    text = (CASES / "29-bond-first.toml").read_text(encoding="utf-8")
    kept = '\n[[guarantees]]\nkey = "kept"\nwho = "supplier"\namount = "100.00"\narticle = "7"\n'
    file = tmp_path / "two.toml"
    file.write_text(text + kept, encoding="utf-8")
    office.do("init", file)
    office.do("guarantee lodge kept --on 2025-11-14 --ref K1")
    office.do(f"guarantee lodge {BOND} --on 2025-11-14 --ref B1")
    office.do("reports receive --document acceptance --on 2026-03-02")
    found = {each["key"]: each for each in office.json("guarantee list")["guarantees"]}
    assert (found["kept"]["held"], found["kept"]["returns"]) == ("100.00", [])
    case = read_case(desk_from(store=str(office.store)))
    assert dates_moved(case, None)[0][-1].id == f"bond-first:{BOND}/1"


def test_a_missing_paper_is_not_waited_for_while_force_majeure_lengthens_the_term(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty days lost in June: the months stay cut to 31 December, the term ends on 20 January 2026."""
    monkeypatch.setenv("SVCCTL_LANG", "en")
    text = (Path(__file__).parent / "real" / "everything.toml").read_text(encoding="utf-8")
    file = tmp_path / "lengthened.toml"
    paper = (
        '\n[[deliverables]]\nkey = "acceptance"\ntitle = "验收书"\nevery = "once"\narticle = "四"\n'
    )
    bond = (
        '\n[[guarantees]]\nkey = "bond"\ntitle = "保证金"\nwho = "supplier"\nshare = "5%"\narticle = "五"\n'
        'returns = [{ share = "100%", due = { days = 30, unit = "calendar-day", after = "receipt:acceptance" } }]\n'
    )
    law = '\n[force_majeure]\nwho = "both"\narticle = "六"\n'
    file.write_text(text + paper + bond + law, encoding="utf-8")
    office = Office(tmp_path, datetime(2027, 1, 4, tzinfo=workspace.SHANGHAI), tmp_path)
    office.do("init", file)
    office.do("guarantee lodge bond --on 2025-01-02 --ref B1")
    office.do("force-majeure begin --on 2025-06-01")
    office.do("force-majeure end FM1 --on 2025-06-20")

    def status(day: str) -> str:
        [returned] = office.json(f"guarantee list --as-of {day}")["guarantees"][0]["returns"]
        return str(returned["status"])

    assert [status(day) for day in ("2026-01-20", "2026-01-21")] == ["projected", "waiting"]
