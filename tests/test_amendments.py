"""Amendments and the closing of a file: what was due stays due, what is added is never born late, nothing is lost."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auditor import audit
from journal_facts import AMENDED, IMPORTED, fact
from lives import cases, in_yuan
from profiles import examples
from svcctl.billing.amending import added_by, beyond_a_tenth
from svcctl.billing.schedule import schedule
from svcctl.billing.terms import Terms, terms_from
from svcctl.casebook.case import case_from
from svcctl.casebook.replay import effective, position
from svcctl.contracts.check import problems
from svcctl.contracts.form import plain
from test_auditor import calendars, events, working_days

Run = Callable[..., tuple[int, str, str]]
SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
SIGNED, APPROVED, FILED = (
    ("--signed-on", "2026-06-10"),
    ("--approved-on", "2026-06-12"),
    ("--filed-on", "2026-06-15"),
)
SUPPLEMENT = (*SIGNED, *APPROVED, "--approval-ref", "CZ-5", *FILED)


def in_force(day: str) -> tuple[str, ...]:
    """Signed, approved and filed on one day."""
    return ("--signed-on", day, "--approved-on", day, "--approval-ref", "CZ-6", "--filed-on", day)


def do(run: Run, *args: str) -> dict[str, Any]:
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


def supplement(folder: Path, years: tuple[str, ...], total: str, *changes: tuple[str, str]) -> str:
    """The seed contract with other prices for its years."""
    text = SEED.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^total = .*$", f'total = "{total}"', text)
    text = re.sub(r"(?m)^total_in_words = .*\n", "", text)
    text = re.sub(r"(?m)^per_year = .*$", f"years = {json.dumps(years)}", text)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = folder / f"supplement-{total}-{len(changes)}.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def raised(tmp_path: Path) -> str:
    """Year 2 raised by 46,000.00."""
    return supplement(tmp_path, ("290000.00", "336000.00", "290000.00"), "916000.00")


@pytest.fixture
def paid(demo_store: Path, run: Run) -> None:
    """Both first instalments paid on their last day."""
    for year, on in ((1, "2025-03-26"), (2, "2026-03-26")):
        args = ("--amount", "203000", "--on", on, "--ref", f"r{year}", "--confirm-account")
        do(run, "payments", "record", f"Y{year}-advance", *args)


def instalments(run: Run, as_of: str) -> dict[str, dict[str, Any]]:
    found = do(run, "payments", "schedule", "--as-of", as_of)["instalments"]
    return {entry["id"].partition(":")[2]: entry for entry in found}


# -- what an amendment does ----------------------------------------------------------------------------


def test_a_rise_of_what_had_fallen_due_gets_as_many_days_from_the_amendment(
    run: Run, paid: None, raised: str
) -> None:
    """32,200.00 more of an instalment paid in March are an instalment of their own, due 15 working days on."""
    do(run, "contract", "amend", raised, *SUPPLEMENT)
    found = instalments(run, "2026-06-15")
    first, rise, balance = found["Y2-advance"], found["Y2-advance-A1"], found["Y2-balance"]
    assert (first["amount"], first["status"], first["due_on"], first["days_late"]) == (
        "203000.00",
        "paid",
        "2026-03-26",
        0,
    )
    assert (rise["amount"], rise["status"], rise["due_on"]) == ("32200.00", "due", "2026-07-07")
    assert (rise["year"], rise["key"], rise["working_days_left"]) == (2, "advance", 15)
    assert balance["amount"] == "100800.00"
    assert sum(float(entry["amount"]) for entry in found.values()) == 916000


def test_a_dropped_year_on_which_money_stands_is_overpaid(
    run: Run, demo_store: Path, tmp_path: Path
) -> None:
    """The new terms have no third year: what was paid on it is to come back, what was not is gone."""
    args = ("--amount", "1000", "--on", "2026-03-01", "--ref", "r", "--confirm-account")
    do(run, "payments", "record", "Y3-balance", *args)
    two = supplement(
        tmp_path, ("290000.00", "290000.00"), "580000.00", ("years = 3\n", "years = 2\n")
    )
    do(run, "contract", "amend", two, *SUPPLEMENT)
    found = instalments(run, "2026-07-01")
    assert "Y3-advance" not in found
    assert (found["Y3-balance"]["amount"], found["Y3-balance"]["overpaid"]) == ("0.00", "1000.00")
    assert do(run, "explain", "Y3-balance", "--as-of", "2026-07-01")["steps"]
    do(run, "contract", "terminate", "--on", "2026-08-01", "--reason", "end", "--pro-rata")
    assert instalments(run, "2026-09-01")["Y3-balance"]["overpaid"] == "1000.00"


def test_earlier_facts_keep_the_terms_of_their_day(run: Run, paid: None, raised: str) -> None:
    """The day before an amendment is in force, every answer is what it was."""
    commands = [("payments", "schedule"), ("damages", "assess"), ("contract", "show"), ("contract", "readings"),
                ("obligations", "list")]  # fmt: skip
    before = [do(run, *command, "--as-of", "2026-06-14") for command in commands]
    do(run, "contract", "amend", raised, *SUPPLEMENT)
    assert [do(run, *command, "--as-of", "2026-06-14") for command in commands] == before
    assert do(run, "contract", "show")["amendments"][0]["added"] == "46000.00"


def test_it_is_in_force_from_the_last_of_the_three(run: Run, paid: None, raised: str) -> None:
    """Signed, approved and filed: the last day counts, whichever it is."""
    found = do(run, "contract", "amend", raised, "--signed-on", "2026-06-20", "--approved-on", "2026-06-12",
               "--approval-ref", "CZ-5", "--filed-on", "2026-06-15", "--dry-run")  # fmt: skip
    assert found["would_record"][0]["happened_on"] == "2026-06-20"


def test_a_change_notice_is_to_be_published_within_two_working_days(
    run: Run, paid: None, raised: str
) -> None:
    """财办库〔2023〕243号; the obligation is kept like any other."""
    do(run, "contract", "amend", raised, *SUPPLEMENT)
    duty = {
        d["key"]: d for d in do(run, "obligations", "list", "--as-of", "2026-06-17")["obligations"]
    }
    assert (duty["amendment-1-notice"]["due_on"], duty["amendment-1-notice"]["status"]) == (
        "2026-06-17",
        "open",
    )
    do(run, "obligations", "done", "amendment-1-notice", "--on", "2026-06-16")
    duty = {d["key"]: d for d in do(run, "obligations", "list")["obligations"]}
    assert duty["amendment-1-notice"]["status"] == "done"


def test_what_is_lowered_comes_off_on_the_day_of_the_amendment(
    run: Run, paid: None, tmp_path: Path
) -> None:
    """A paid instalment lowered is overpaid from that day on, and the payment of its day stays right."""
    lowered = supplement(tmp_path, ("290000.00", "190000.00", "290000.00"), "770000.00")
    do(run, "contract", "amend", lowered, *SUPPLEMENT)
    first = instalments(run, "2026-06-15")["Y2-advance"]
    assert (first["amount"], first["paid"], first["overpaid"], first["status"]) == (
        "133000.00",
        "203000.00",
        "70000.00",
        "paid",
    )
    assert instalments(run, "2026-06-14")["Y2-advance"]["overpaid"] == "0.00"
    assert instalments(run, "2026-06-15")["Y2-balance"]["amount"] == "57000.00"


def test_a_sum_unpaid_until_it_was_lowered_was_late_until_then(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """3,000.00 short since March, let fall in June: paid in full by the amendment, late until then."""
    args = ("--amount", "200000", "--on", "2026-03-26", "--ref", "r", "--confirm-account")
    do(run, "payments", "record", "Y2-advance", *args)
    price = in_yuan((20000000 * 10 + 6) // 7)  # 70 % of it is 200,000.00
    lowered = supplement(
        tmp_path, ("290000.00", price, "290000.00"), in_yuan(58000000 + (20000000 * 10 + 6) // 7)
    )
    do(run, "contract", "amend", lowered, *SUPPLEMENT)
    first = instalments(run, "2026-06-20")["Y2-advance"]
    assert (first["status"], first["paid_on"], first["days_late"]) == (
        "paid-late",
        "2026-06-15",
        81,
    )
    steps = do(run, "explain", "Y2-advance", "--as-of", "2026-06-20")["steps"]
    [told] = [step for step in steps if step["step"] == "lowered"]
    assert (told["since"], told["before"], told["amount"], told["by"]) == (
        "2026-06-15",
        "203000.00",
        "200000.00",
        "3000.00",
    )


def test_a_shorter_period_does_not_make_late_what_lies_ahead(
    run: Run, paid: None, tmp_path: Path
) -> None:
    """From 10 working days to 2 while 4 are left: the old date stays, since the new one is over already."""
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-06-08")
    shorter = supplement(tmp_path, ("290000.00",) * 3, "870000.00",
                         ('due = { days = 10, unit = "working-day", after = "receipt" }',
                          'due = { days = 2, unit = "working-day", after = "receipt" }'))  # fmt: skip
    assert instalments(run, "2026-06-15")["Y1-balance"]["due_on"] == "2026-06-23"
    do(run, "contract", "amend", shorter, *SUPPLEMENT)
    assert (
        instalments(run, "2026-06-15")["Y1-balance"]["due_on"] == "2026-06-17"
    )  # two days from the amendment
    do(run, "explain", "Y1-balance", "--as-of", "2026-06-15")
    assert instalments(run, "2026-06-15")["Y1-balance"]["status"] == "due"


def test_a_new_date_on_the_day_itself_is_counted_anew(run: Run, paid: None, tmp_path: Path) -> None:
    """Five working days from the receipt would end on the day the amendment is in force: nobody can keep that date."""
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-06-08")
    rule = 'due = { days = %s, unit = "working-day", after = "receipt" }'
    shorter = supplement(tmp_path, ("290000.00",) * 3, "870000.00", (rule % 10, rule % 5))
    do(run, "contract", "amend", shorter, *SUPPLEMENT)
    assert instalments(run, "2026-06-15")["Y1-balance"]["due_on"] == "2026-06-23"


def test_the_old_date_that_lies_ahead_comes_before_a_new_count(
    run: Run, paid: None, tmp_path: Path
) -> None:
    """Eight days would be over the day it is in force: eight more from there, but not beyond the date there was."""
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-06-03")
    rule = 'due = { days = %s, unit = "working-day", after = "receipt" }'
    shorter = supplement(tmp_path, ("290000.00",) * 3, "870000.00", (rule % 10, rule % 8))
    assert instalments(run, "2026-06-15")["Y1-balance"]["due_on"] == "2026-06-17"
    do(run, "contract", "amend", shorter, *SUPPLEMENT)
    assert instalments(run, "2026-06-15")["Y1-balance"]["due_on"] == "2026-06-17"
    told = do(run, "explain", "Y1-balance", "--as-of", "2026-06-15")["steps"]
    assert next(s for s in told if s["step"] == "kept-date")["on"] == "2026-06-17"


def test_a_deadline_on_the_day_itself_has_come(demo_store: Path, run: Run, raised: str) -> None:
    """In force on the last day of Y2-advance: that sum stays due today, the rise has its 15, over 三月三."""
    do(run, "contract", "amend", raised, *in_force("2026-03-26"))
    rows = instalments(run, "2026-03-26")
    assert (rows["Y2-advance"]["amount"], rows["Y2-advance"]["due_on"]) == (
        "203000.00",
        "2026-03-26",
    )
    assert (rows["Y2-advance-A1"]["amount"], rows["Y2-advance-A1"]["due_on"]) == (
        "32200.00",
        "2026-04-21",
    )


def duties_and_findings(text: str) -> str:
    """The contract file without one of its obligations and one of its findings."""
    for table, key in (("obligations", "file-original"), ("findings", "payee-account")):
        text, count = re.subn(rf'(?s)\[\[{table}\]\]\nkey = "{key}".*?(?=\n\[)', "", text)
        assert count == 1, key
    return text


def test_what_was_kept_or_settled_stays_though_the_new_terms_do_not_name_it(
    run: Run, paid: None, tmp_path: Path
) -> None:
    """A duty done and a finding settled are shown as before; those still open go with the old terms."""
    fewer = tmp_path / "fewer.toml"
    fewer.write_text(duties_and_findings(SEED.read_text(encoding="utf-8")), encoding="utf-8")

    def told() -> tuple[set[str], set[str]]:
        duties = do(run, "obligations", "list")["obligations"]
        findings = do(run, "contract", "findings")["findings"]
        settled = {each["key"] for each in findings if each["settled"]}
        return {each["key"] for each in duties if each["status"] == "done"}, settled

    do(run, "obligations", "done", "file-original", "--on", "2025-03-14")
    args = ("--value", "1", "--doc", "letter", "--on", "2026-02-02")
    do(run, "contract", "findings", "settle", "payee-account", *args)
    assert told() == ({"file-original"}, {"payee-account"})
    amendment = do(run, "contract", "amend", str(fewer), *SUPPLEMENT)["recorded"][0]["event"]
    assert told() == ({"file-original"}, {"payee-account"})
    assert "payee-account" in {f["key"] for f in do(run, "contract", "findings")["findings"]}
    do(run, "audit", "retract", amendment, "--reason", "wrong")
    assert told() == ({"file-original"}, {"payee-account"})


def test_what_is_open_goes_with_the_terms_that_named_it(
    run: Run, paid: None, tmp_path: Path
) -> None:
    """Nobody has to keep a duty, or settle a finding, that the new terms do not have; the others stand once."""
    do(run, "obligations", "done", "publish-contract", "--on", "2025-03-07")
    fewer = tmp_path / "fewer.toml"
    fewer.write_text(duties_and_findings(SEED.read_text(encoding="utf-8")), encoding="utf-8")
    do(run, "contract", "amend", str(fewer), *SUPPLEMENT)
    duties = [each["key"] for each in do(run, "obligations", "list")["obligations"]]
    findings = {each["key"] for each in do(run, "contract", "findings")["findings"]}
    assert len(set(duties)) == len(duties)
    assert "file-original" not in duties
    assert "payee-account" not in findings


def without_balance(folder: Path) -> str:
    """The whole fee in one instalment a year."""
    text = SEED.read_text(encoding="utf-8").replace('share = "70%"', 'share = "100%"')
    text, count = re.subn(r'(?s)\[\[instalments\]\]\nkey = "balance".*?(?=\n\[)', "", text)
    assert count == 1
    path = folder / "without-balance.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_an_instalment_that_is_dropped(run: Run, paid: None, tmp_path: Path) -> None:
    """What had fallen due or was paid stands at nought with what comes back; the rest is gone."""
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-03-10")
    args = ("--amount", "87000", "--on", "2026-03-24", "--ref", "r3", "--confirm-account")
    do(run, "payments", "record", "Y1-balance", *args)
    do(run, "contract", "amend", without_balance(tmp_path), *SUPPLEMENT)
    before, after = instalments(run, "2026-06-14"), instalments(run, "2026-06-15")
    assert set(before) - set(after) == {"Y2-balance", "Y3-balance"}
    dropped = after["Y1-balance"]
    assert before["Y1-balance"]["amount"] == dropped["paid"] == dropped["overpaid"] == "87000.00"
    assert (dropped["amount"], dropped["due_on"]) == ("0.00", before["Y1-balance"]["due_on"])
    assert dropped["days_late"] == before["Y1-balance"]["days_late"]
    assert after["Y3-advance"]["amount"] == "290000.00"
    assert (after["Y1-advance"]["amount"], after["Y1-advance-A1"]["amount"]) == (
        "203000.00",
        "87000.00",
    )
    steps = do(run, "explain", "Y1-balance", "--as-of", "2026-06-15")["steps"]
    assert [s["share"] for s in steps if s["step"] == "amount"] == ["0%"]


def test_a_reading_agreed_upon_moves_only_what_had_not_fallen_due(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """The parties agree that later years count from the service year; year 2's advance was due already."""
    do(run, "contract", "start", "--on", "2025-04-01")
    changed = ("[[parties]]", '[readings]\nlater-years = "service-year-start"\n\n[[parties]]')
    text = SEED.read_text(encoding="utf-8").replace(*changed, 1)
    agreed = tmp_path / "agreed.toml"
    agreed.write_text(text, encoding="utf-8")
    before = instalments(run, "2026-06-14")
    do(run, "contract", "amend", str(agreed), *SUPPLEMENT)
    after = instalments(run, "2026-06-15")
    assert after["Y2-advance"]["due_on"] == before["Y2-advance"]["due_on"] == "2026-03-26"
    assert before["Y3-advance"]["due_on"] == "2027-03-26"
    assert after["Y3-advance"]["due_on"] > "2027-04-15"


def test_a_payment_is_held_against_the_amount_of_its_day(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """203,000.00 was owed until the day before; from the day of the amendment on, 133,000.00."""
    lowered = supplement(tmp_path, ("290000.00", "190000.00", "290000.00"), "770000.00")
    do(run, "contract", "amend", lowered, *SUPPLEMENT)
    pay = (
        "payments",
        "record",
        "Y2-advance",
        "--amount",
        "203000",
        "--ref",
        "r",
        "--confirm-account",
        "--on",
    )
    assert "133,000.00" in refused(run, *pay, "2026-06-15")
    do(run, *pay, "2026-06-14")


def test_a_second_amendment_rests_on_the_first(
    run: Run, paid: None, raised: str, tmp_path: Path
) -> None:
    """What the first one raised and was not yet due takes up the second rise; what was due does not move."""
    do(run, "contract", "amend", raised, *SUPPLEMENT)
    again = supplement(tmp_path, ("290000.00", "346000.00", "290000.00"), "926000.00")
    days = (
        "--signed-on",
        "2026-07-01",
        "--approved-on",
        "2026-07-01",
        "--approval-ref",
        "CZ-6",
        "--filed-on",
        "2026-07-01",
    )
    found = do(run, "contract", "amend", again, *days)
    assert found["warnings"] == []
    rows = instalments(run, "2026-07-01")
    assert (rows["Y2-advance-A1"]["amount"], rows["Y2-advance-A1"]["due_on"]) == (
        "39200.00",
        "2026-07-07",
    )
    third = supplement(tmp_path, ("290000.00", "396000.00", "290000.00"), "976000.00")
    later = (
        "--signed-on",
        "2026-08-03",
        "--approved-on",
        "2026-08-03",
        "--approval-ref",
        "CZ-7",
        "--filed-on",
        "2026-08-03",
    )
    found = do(run, "contract", "amend", third, *later, "--lang", "en")
    assert [each["warning"] for each in found["warnings"]] == ["beyond-a-tenth"]
    rows = instalments(run, "2026-08-03")
    assert (rows["Y2-advance-A1"]["amount"], rows["Y2-advance-A3"]["amount"]) == (
        "39200.00",
        "35000.00",
    )
    assert rows["Y2-advance-A3"]["due_on"] == "2026-08-24"
    code, out, _ = run("contract", "show", "--lang", "en")
    assert code == 0
    assert "more than 10 %" in out


@pytest.mark.parametrize(
    ("before", "after", "beyond"),
    [(87000000, 95700000, False), (87000000, 95700001, True), (100, 90, False)],
)
def test_exactly_a_tenth_is_not_beyond_it(before: int, after: int, beyond: bool) -> None:
    """不得超过百分之十: the tenth itself is allowed; what lowers the price makes no room."""
    layer = terms_from(plain_seed()).layers[0]
    layers = (layer._replace(total_fen=before), layer._replace(total_fen=after))
    assert beyond_a_tenth(layers) is beyond
    up_and_down = (*layers, layer._replace(total_fen=before), layer._replace(total_fen=after))
    assert added_by(up_and_down) == 2 * max(after - before, 0) + max(before - after, 0)


def plain_seed() -> dict[str, Any]:
    from svcctl.contracts.read import read_contract

    return read_contract("seed", SEED.read_bytes(), ["CN", "CN-GX"]).document


def test_damages_take_the_price_of_their_days(demo_store: Path, run: Run, raised: str) -> None:
    """The rate of a day is of the price in force on it: 26,100.00 before, 27,480.00 after."""
    do(run, "contract", "amend", raised, *SUPPLEMENT)
    do(run, "breach", "record", "late-acceptance", "--on", "2026-06-13", "--by", "purchaser")
    found = do(run, "damages", "assess", "--as-of", "2026-06-16")["lines"]
    line = next(entry for entry in found if entry["breach"].endswith(":B1"))
    assert [step["amount"] for step in line["steps"]] == ["26100.00", "54960.00"]
    assert [step["base"] for step in line["steps"]] == ["870000.00", "916000.00"]
    assert line["amount"] == "45800.00"  # 5 % of the price in force


def test_a_reading_tried_takes_the_amendment_with_it(run: Run, paid: None, raised: str) -> None:
    """Under another reading the amendment meets other deadlines: sums still add up to the price."""
    do(run, "contract", "amend", raised, *SUPPLEMENT)
    found = {
        r["key"]: r for r in do(run, "contract", "readings", "--as-of", "2026-06-20")["readings"]
    }
    paid_before = next(
        o for o in found["later-years"]["others"] if o["choice"] == "previous-year-paid"
    )
    moved = {
        (c["id"].partition(":")[2], c["what"]): (c["before"], c["after"])
        for c in paid_before["changes"]
    }
    assert moved["Y2-advance", "amount"] == (
        "203000.00",
        "235200.00",
    )  # not due by that reading: one instalment
    assert moved["Y2-advance-A1", "amount"] == ("32200.00", None)


def test_an_instalment_that_was_not_there_before(run: Run, paid: None, tmp_path: Path) -> None:
    """A third instalment from the amendment on: no deadline of it passes before it is in force, whichever year."""
    extra = 'share = "20%"\ndue = { days = 5, unit = "working-day", after = "year-start" }\narticle = "补充"\n'
    new = (
        ('share = "30%"', 'share = "10%"'),
        ("[[damages]]", f'[[instalments]]\nkey = "extra"\ntitle = "追加"\n{extra}\n[[damages]]'),
    )
    path = supplement(tmp_path, ("290000.00",) * 3, "870000.00")
    text = Path(path).read_text(encoding="utf-8")
    for before, after in new:
        text = text.replace(before, after, 1)
    Path(path).write_text(text, encoding="utf-8")
    do(run, "contract", "amend", path, *SUPPLEMENT)
    rows = instalments(run, "2026-06-15")
    assert {rows[f"Y{year}-extra"]["due_on"] for year in (1, 2)} == {
        "2026-06-23"
    }  # 5 working days over 端午节
    assert rows["Y3-extra"]["status"] == "projected"
    assert sum(float(row["amount"]) for row in rows.values()) == 870000


# -- refusals ---------------------------------------------------------------------------------------------


def refused(run: Run, *args: str) -> str:
    code, out, err = run(*args, "--lang", "en")
    assert (code, out) == (2, "")
    return err


@pytest.mark.parametrize("left_out", [0, 2, 4, 6])
def test_with_one_of_the_papers_missing_it_is_refused(
    run: Run, paid: None, raised: str, left_out: int
) -> None:
    """Signed, approved with its number, filed: all of them."""
    args = SUPPLEMENT[:left_out] + SUPPLEMENT[left_out + 2 :]
    assert SUPPLEMENT[left_out] in refused(run, "contract", "amend", raised, *args)


def test_what_an_amendment_may_not_do(run: Run, paid: None, raised: str, tmp_path: Path) -> None:
    """Nothing is half done: each refusal leaves the journal as it was."""

    def changed(*pair: tuple[str, str]) -> str:
        return supplement(tmp_path, ("290000.00",) * 3, "870000.00", *pair)

    def amend(file: str, *args: str) -> str:
        return refused(run, "contract", "amend", file, *(args or SUPPLEMENT))

    assert "signed_on" in amend(changed(("signed_on = 2025-03-05", "signed_on = 2025-03-06")))
    assert "calendar" in amend(changed(('calendar = "CN-GX"', 'calendar = "CN"')))
    assert "before the contract was signed" in amend(
        raised, "--signed-on", "2025-03-01", *SUPPLEMENT[2:]
    )
    assert "2026-12-01" in amend(raised, *SUPPLEMENT[:-1], "2026-12-01")
    one = supplement(tmp_path, ("870000.00",), "870000.00", ("years = 3", "years = 1"))
    assert "year 2 has begun" in amend(one)
    assert "zyfy-his-2025" in amend(str(SEED))  # nothing is amended
    do(run, "contract", "terminate", "--on", "2026-06-01", "--reason", "agreed")
    assert "terminated on 2026-06-01" in amend(raised)
    assert do(run, "audit", "log")["events"][-1]["kind"] == "contract-terminated"


def test_a_payment_of_the_rise_holds_the_amendment(run: Run, paid: None, raised: str) -> None:
    """While money rests on what an amendment added, it is not taken back."""
    event = do(run, "contract", "amend", raised, *SUPPLEMENT)["recorded"][0]["event"]
    args = ("--amount", "32200", "--on", "2026-07-07", "--ref", "r3", "--confirm-account")
    paid_event = do(run, "payments", "record", "Y2-advance-A1", *args)["recorded"][0]["event"]
    assert "Y2-advance-A1" in refused(run, "audit", "retract", event, "--reason", "wrong")
    do(run, "payments", "reverse", paid_event, "--reason", "wrong")
    do(run, "audit", "retract", event, "--reason", "wrong")
    assert "Y2-advance-A1" not in instalments(run, "2026-07-07")


def test_terms_typed_wrongly_are_put_right_layer_by_layer(
    run: Run, paid: None, raised: str, tmp_path: Path
) -> None:
    """Where there is an amendment, a correction says which terms it puts right."""
    event = do(run, "contract", "amend", raised, *SUPPLEMENT)["recorded"][0]["event"]
    right = supplement(tmp_path, ("290000.00", "330000.00", "290000.00"), "910000.00")
    assert event in refused(run, "contract", "correct", right, "--reason", "typed wrongly")
    assert "same as the file" in refused(
        run, "contract", "correct", raised, "--of", event, "--reason", "none"
    )
    assert "does not record" in refused(
        run, "contract", "correct", right, "--of", "#2", "--reason", "none"
    )
    do(run, "contract", "correct", right, "--of", event, "--reason", "typed wrongly")
    rows = instalments(run, "2026-06-15")
    assert (rows["Y2-advance"]["amount"], rows["Y2-advance-A1"]["amount"]) == (
        "203000.00",
        "28000.00",
    )
    first = "zyfy-his-2025#1"
    original = supplement(tmp_path, ("290000.00",) * 3, "870000.00", ("第七条", "第 七 条"))
    do(run, "contract", "correct", original, "--of", first, "--reason", "article")
    assert instalments(run, "2026-06-14")["Y2-advance"]["article"] == "第 七 条"
    assert instalments(run, "2026-06-15")["Y2-balance"]["article"] == "第七条"


# -- closing ----------------------------------------------------------------------------------------------


def test_closing_lists_what_is_open_and_refuses(demo_store: Path, run: Run) -> None:
    """Nothing is recorded; each open thing stands in a line of its own."""
    do(run, "negotiation", "open", "--on", "2025-03-27")
    do(
        run,
        "dispute",
        "open",
        "Y1-advance",
        "--amount",
        "1000",
        "--on",
        "2025-03-28",
        "--reason",
        "scope",
    )
    do(run, "breach", "record", "service-promise", "--on", "2025-05-01")
    do(run, "breach", "record", "late-acceptance", "--on", "2025-05-02")
    do(run, "force-majeure", "begin", "--on", "2025-06-01")
    do(run, "damages", "waive", "service-promise/B1", "--reason", "goodwill", "--on", "2025-06-01")
    code, out, err = run("contract", "close", "--lang", "en")
    assert (code, out) == (2, "")
    for text in ("Y1-advance is not paid in full: 203,000.00", "the term is not over", "finding payee account (payee-account)",
                 "breach B2 has not ended", "force majeure FM1 has not ended", "the dispute about Y1-advance",
                 "the negotiation about Y1-advance", "(fm1-notice) is not done", "the waiver of service-promise/B1",
                 "it was not closed"):  # fmt: skip
        assert text in err
    assert "breach B1" not in err  # what is owed once does not last
    assert do(run, "audit", "log")["events"][-1]["kind"] == "damages-waived"


def test_what_is_overpaid_keeps_a_file_open(run: Run, paid: None, tmp_path: Path) -> None:
    """Money that has to come back is one of the things that are open."""
    lowered = supplement(tmp_path, ("290000.00", "190000.00", "290000.00"), "770000.00")
    do(run, "contract", "amend", lowered, *SUPPLEMENT)
    assert "Y2-advance is overpaid: 70,000.00" in refused(run, "contract", "close")


def test_a_closed_file_takes_nothing_but_papers_until_the_closing_is_taken_back(
    demo_store: Path, run: Run
) -> None:
    """Closed with a reason though something was open; kept for 15 years; opened again by taking it back."""
    assert "--override needs --reason" in refused(run, "contract", "close", "--override")
    closed = do(
        run,
        "contract",
        "close",
        "--on",
        "2026-04-30",
        "--override",
        "--reason",
        "merged",
        "--lang",
        "en",
    )
    [warning] = closed["warnings"]
    assert (warning["warning"], warning["until"]) == ("keep-until", "2041-04-30")
    assert do(run, "contract", "show")["closed_on"] == "2026-04-30"
    _, out, _ = run("contract", "show", "--lang", "en")
    assert "file closed on 2026-04-30; keep until 2041-04-30" in out
    assert "takes no further facts" in refused(run, "contract", "start", "--on", "2025-03-10")
    do(run, "evidence", "add", "Y1-advance", "--kind", "invoice", "--file", str(SEED))
    do(run, "audit", "retract", closed["recorded"][0]["event"], "--reason", "too early")
    do(run, "contract", "start", "--on", "2025-03-10")


# -- whole lives --------------------------------------------------------------------------------------------


@st.composite
def amended_cases(
    draw: Callable[..., Any],
) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]], date, date]:
    """A life, other prices and periods for it, the day these came into force, and a day to look at."""
    contract, facts, as_of = draw(cases())
    new = deepcopy(contract)
    years = new["term"]["years"]
    total = round(float(contract["price"]["total"]) * 100)
    if "per_year" in new["price"] or "years" in new["price"]:
        prices = [draw(st.integers(1, 3 * total)) for _ in range(years)]
        new["price"].pop("per_year", None)
        new["price"] |= {
            "years": [in_yuan(price) for price in prices],
            "total": in_yuan(sum(prices)),
        }
    else:
        new["price"]["total"] = in_yuan(draw(st.integers(1, 3 * total)))
    new["price"].pop("total_in_words", None)
    for table in new["instalments"]:
        if "days" in table["due"] and draw(st.booleans()):
            table["due"] = table["due"] | {
                "days": draw(st.integers(1, 40 if table["due"]["unit"].endswith("day") else 3))
            }
    since = max(as_of - timedelta(days=draw(st.integers(0, 400))), contract["signed_on"])
    return contract, new, facts, since, max(as_of, since)


def of_the_amendment(
    contract: dict[str, Any], new: dict[str, Any], facts: list[dict[str, Any]], since: date
) -> Terms:
    day = since.isoformat()
    payload = {"terms": plain(new), "amendment": 1, "signed_on": day, "approved_on": day, "approval_ref": "1",
               "filed_on": day}  # fmt: skip
    amended = fact("made-up", 10_000, AMENDED, day, "2026", "tester", payload)
    signed = contract["signed_on"].isoformat()
    imported = fact("made-up", 0, IMPORTED, signed, "2025", "tester", {"terms": plain(contract)})
    case = case_from("made-up", effective([imported, *events(facts), amended]), since, calendars())
    assert case is not None
    return case.terms


@pytest.mark.lives
@examples(200)
@given(amended_cases())
def test_nothing_an_amendment_adds_is_born_late(
    case: tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]], date, date],
) -> None:
    """On the day it comes into force no more is overdue than by the old terms; the parts add up to the new price."""
    contract, new, facts, since, _ = case
    assume(problems(new, ["CN", "CN-GX"]) == [])
    terms = of_the_amendment(contract, new, facts, since)
    where = position(effective(events(facts)), since)
    calendar = calendars()(terms.calendar)
    before = {s.instalment.id: s for s in schedule(terms_from(plain(contract)), where, calendar)}
    after = {s.instalment.id: s for s in schedule(terms, where, calendar)}
    assert sum(standing.instalment.amount_fen for standing in after.values()) == terms.total_fen
    for iid, standing in after.items():
        if standing.status == "overdue":
            assert standing.outstanding_fen <= before[iid].outstanding_fen
        assert standing.paid_fen == (before[iid].paid_fen if iid in before else 0)
        assert standing.instalment.amount_fen >= 0


@pytest.mark.lives
@examples(200)
@given(amended_cases())
def test_dates_after_an_amendment_agree_with_the_auditor(
    case: tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]], date, date],
) -> None:
    """What had fallen due goes by the old contract, everything else by the new one; the auditor says when."""
    contract, new, facts, since, as_of = case
    assume(problems(new, ["CN", "CN-GX"]) == [])
    assume(contract.get("readings", {}).get("later-years") != "previous-year-paid")
    terms = of_the_amendment(contract, new, facts, since)
    calendar = calendars()(terms.calendar)
    worked = working_days(terms.calendar)

    def audited(which: dict[str, Any], day: date) -> dict[str, dict[str, Any]]:
        rows = audit(which, facts, worked, lambda on: bool(calendar.festival(on)), day)
        return {row["id"]: row for row in rows}

    then, old, by_new = audited(contract, since), audited(contract, as_of), audited(new, as_of)
    standings = schedule(terms, position(effective(events(facts)), as_of), calendar)
    found = {standing.instalment.id: standing for standing in standings}
    for iid, row in then.items():
        if follows_a_payment(contract, row["key"]):
            continue
        due_on = found[iid].due_on
        if row["due_on"] is not None and row["due_on"] <= since:  # it had fallen due
            assert due_on == old[iid]["due_on"]
        else:
            wanted = by_new[iid]["due_on"]
            assert due_on == wanted or (
                wanted is not None and due_on is not None and wanted <= since < due_on
            )


def follows_a_payment(contract: dict[str, Any], key: str) -> bool:
    table = next(table for table in contract["instalments"] if table["key"] == key)
    return str(table["due"].get("after", "")).startswith("payment:")
