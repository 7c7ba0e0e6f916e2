"""Every instalment's sum, cut from the price by hand-worked examples: lists, ceilings, parts, renewals."""

import tomllib
from datetime import date
from typing import Any

import pytest

from happened import Negotiation, Payment, Termination
from journal_facts import fact, objected
from svcctl.billing.assessing import scores_of
from svcctl.billing.explain import explain
from svcctl.billing.obligations import obligations_of
from svcctl.billing.position import Lodged, Position, Scored
from svcctl.billing.schedule import sight_of, standings_of
from svcctl.billing.terms import DEFAULT_READINGS, READING_CHOICES, Terms, chosen_under, terms_from
from svcctl.contracts.check import problems
from svcctl.contracts.form import plain
from test_schedule import D, calendar, received
from test_settling import HEAD, YEAR

Sums = dict[str, str]
TWO_YEARS = "from = 2025-01-01\nto = 2026-12-31\n"
RENEWED = YEAR + "renewals = [{ years = 1 }]\n"
DUE = 'due = { days = 10, unit = "working-day", after = "period-end" }\narticle = "三"\n'
AT_END = DUE.replace("period-end", "term-end")


def instalment(key: str, every: str, how: str, due: str = "") -> str:
    due = due or (AT_END if every == "once" else DUE)
    return f'[[instalments]]\nkey = "{key}"\ntitle = "{key}"\nevery = "{every}"\n{how}\n{due}'


def terms(text: str) -> Terms:
    document = tomllib.loads(text)
    assert problems(document, ["CN"]) == []
    return terms_from(plain(document))


def sums(text: str) -> Sums:
    return {row.id: f"{row.amount_fen / 100:.2f}" for row in terms(text).instalments}


def price(total: str, more: str = "") -> str:
    return f'[price]\ntotal = "{total}"\narticle = "二"\n{more}'


def test_sums_once_in_yuan_and_as_a_list_of_one() -> None:
    """An entry of `amounts` for what comes once is its sum; the year takes what is left."""
    found = sums(
        HEAD
        + YEAR
        + price("1000.00")
        + instalment("first", "once", 'amount = "100.00"')
        + instalment("second", "once", 'amounts = ["200.00"]')
        + instalment("fee", "quarter", 'share = "100%"')
    )
    assert (found["first"], found["second"]) == ("100.00", "200.00")
    assert [found[f"Y1-Q{n}-fee"] for n in range(1, 5)] == ["175.00"] * 4


def test_up_to_a_share_of_each_year_after_sums_in_yuan() -> None:
    """A year of 600.00: 100.00 first, up to 80 % of the year is 380.00, up to the whole 120.00."""
    found = sums(
        HEAD
        + TWO_YEARS
        + price("1200.00")
        + instalment("first", "service-year", 'amount = "100.00"')
        + instalment("most", "service-year", 'up_to = "80%"')
        + instalment("rest", "service-year", 'up_to = "100%"')
    )
    for year in (1, 2):
        assert [found[f"Y{year}-{key}"] for key in ("first", "most", "rest")] == [
            "100.00", "380.00", "120.00",
        ]  # fmt: skip


def test_shares_laid_out_over_the_term_and_the_renewal_goes_on_as_the_last_year() -> None:
    """Eight shares, four a year: those of the second year stand for the renewal's quarters."""
    text = TWO_YEARS + "renewals = [{ years = 1 }]\n"
    listed = '["25%", "25%", "25%", "25%", "40%", "30%", "20%", "10%"]'
    found = sums(
        HEAD + text + price("2000.00") + instalment("fee", "quarter", f"shares = {listed}")
    )
    assert [found[f"Y1-Q{n}-fee"] for n in range(1, 5)] == ["250.00"] * 4
    for year in (2, 3):
        assert [found[f"Y{year}-Q{n}-fee"] for n in range(1, 5)] == [
            "400.00", "300.00", "200.00", "100.00",
        ]  # fmt: skip


def test_parts_in_a_renewal() -> None:
    """What is done once is not done again; a part by the year goes on, one of years as written."""
    parts = """
    [[price.parts]]
    key = "build"
    total = "300.00"
    [[price.parts]]
    key = "run"
    per_year = "120.00"
    [[price.parts]]
    key = "help"
    years = ["80.00", "90.00"]
    """
    text = HEAD + RENEWED + price("500.00", parts)
    for key in ("build", "run", "help"):
        text += instalment(key, "half-year", f'share = "100%"\npart = "{key}"')
    found = sums(text)
    assert [found[f"Y1-H{n}-build"] for n in (1, 2)] == ["150.00", "150.00"]
    assert "Y2-H1-build" not in found or found["Y2-H1-build"] == "0.00"
    assert [found[f"Y2-H{n}-run"] for n in (1, 2)] == ["60.00", "60.00"]
    assert [found[f"Y2-H{n}-help"] for n in (1, 2)] == ["45.00", "45.00"]


def test_a_renewal_of_another_length_costs_by_its_months() -> None:
    """A year of 1,200.00, then half a year: 600.00; written prices hold."""
    term = YEAR + "renewals = [{ months = 6 }]\n"
    fee = instalment("fee", "month", 'share = "100%"')
    assert sums(HEAD + term + price("1200.00") + fee)["Y2-M01-fee"] == "100.00"
    written = price("1200.00", 'years = ["1200.00", "660.00"]\n')
    assert sums(HEAD + term + written + fee)["Y2-M01-fee"] == "110.00"


def test_a_renewal_is_rounded_once_and_costs_a_year_what_a_year_costs() -> None:
    """Twice 100.01 for a year in two calendar years, 50.01 and 150.01; by 100.00 a year it is 100.00."""
    fee = instalment("fee", "service-year", 'share = "100%"')
    half = 'from = 2025-04-01\nto = 2025-09-30\nperiods = "calendar"\nrenewals = [{ years = 1 }]\n'
    found = sums(HEAD + half + price("100.01") + fee)
    assert found == {"Y1-fee": "100.01", "Y2-fee": "50.01", "Y3-fee": "150.01"}
    longer = "from = 2025-01-01\nto = 2026-05-31\nrenewals = [{ years = 1 }]\n"
    found = sums(HEAD + longer + price("141.67", 'per_year = "100.00"\n') + fee)
    assert found == {"Y1-fee": "100.00", "Y2-fee": "41.67", "Y3-fee": "100.00"}


def test_by_the_calendar_pieces_weigh_their_days() -> None:
    """From 16 June to 15 August, 1,240.00: 15/30, 1 and 15/31 of a month."""
    term = 'from = 2025-06-16\nto = 2025-08-15\nperiods = "calendar"\n'
    found = sums(HEAD + term + price("1845.00") + instalment("fee", "month", 'share = "100%"'))
    assert found == {"Y1-M06-fee": "465.00", "Y1-M07-fee": "930.00", "Y1-M08-fee": "450.00"}


# -- none agreed ------------------------------------------------------------------------------------

NOTE = '[[deliverables]]\nkey = "note"\ntitle = "验收单"\nevery = "once"\narticle = "三"\n'
OPEN = (
    HEAD.replace('name = "乙方公司"', 'name = "乙方公司"\nsize = "small"')
    + YEAR
    + price("1000.00")
    + NOTE
    + instalment(
        "fee",
        "once",
        'share = "100%"\nneeds = ["note"]',
        'due = { after = "receipt", agreed = false }\narticle = "三"\n',
    )
)


@pytest.mark.parametrize(
    ("named", "wanted"), [(True, {"rule", "by-law", "agreed"}), (False, {"rule", "by-law"})]
)
def test_where_no_days_are_agreed_the_law_and_talks_are_told(named: bool, wanted: set[str]) -> None:
    """Order 802's day beside it; a date that the parties named afterwards counts."""
    known = terms(OPEN)
    talks = (
        {"fee": (Negotiation("settle", date(2025, 3, 1), date(2025, 4, 1), "c#3"),)}
        if named
        else {}
    )
    papers = received(("note", None, "2025-02-10"))
    where = Position(D("2025-03-02"), documents=papers, negotiations=talks)
    sight = sight_of(known, where, calendar("CN"))
    [found] = standings_of(sight)
    steps = {
        step.step for step in explain(found, sight, dict.fromkeys(DEFAULT_READINGS, "default"))
    }
    assert wanted <= steps
    assert ("agreed" in steps) is named
    assert str(found.due_on) == ("2025-04-01" if named else "None")


def test_what_was_cancelled_has_no_day_by_law() -> None:
    """What nobody owes has no limit."""
    from svcctl.billing.law.statute import by_law

    stop: Any = Termination(date(2025, 3, 1), "agreed", False, "c#7")
    sight = sight_of(terms(OPEN), Position(D("2025-06-01"), termination=stop), calendar("CN"))
    [found] = standings_of(sight)
    assert found.status == "cancelled"
    assert by_law(found, sight) is None


def test_where_the_paper_is_missing_no_day_is_told() -> None:
    """Nothing can be asked for yet: neither a day nor the law's."""
    from svcctl.billing.law.statute import by_law

    sight = sight_of(terms(OPEN), Position(D("2025-03-02")), calendar("CN"))
    [found] = standings_of(sight)
    steps = [
        step.step for step in explain(found, sight, dict.fromkeys(DEFAULT_READINGS, "default"))
    ]
    assert found.status == "waiting"
    assert "by-law" not in steps
    agreed = terms(HEAD + YEAR + price("1000.00") + instalment("fee", "once", 'share = "100%"'))
    dated = sight_of(agreed, Position(D("2025-03-02")), calendar("CN"))
    assert by_law(standings_of(dated)[0], dated) is None


# -- what stands apart ------------------------------------------------------------------------------


def test_up_to_a_share_among_the_shares_of_a_year() -> None:
    """30 %, up to 80 % and up to 100 %: the missing 50 % and 20 % stand among the shares."""
    found = sums(
        HEAD
        + TWO_YEARS
        + price("2000.00")
        + instalment("first", "service-year", 'share = "30%"')
        + instalment("most", "service-year", 'up_to = "80%"')
        + instalment("rest", "service-year", 'up_to = "100%"')
    )
    assert [found[f"Y2-{key}"] for key in ("first", "most", "rest")] == [
        "300.00",
        "500.00",
        "200.00",
    ]


def test_years_agreed_as_nothing_make_no_row_and_divide_nothing() -> None:
    """A part whose years are all 0.00 takes nothing of the other."""
    parts = """
    [[price.parts]]
    key = "free"
    years = ["0.00", "0.00"]
    [[price.parts]]
    key = "run"
    years = ["100.00", "100.00"]
    """
    text = HEAD + TWO_YEARS + price("200.00", parts)
    for key in ("free", "run"):
        text += instalment(key, "service-year", f'share = "100%"\npart = "{key}"')
    found = sums(text)
    assert {found.get(f"Y{year}-free", "0.00") for year in (1, 2)} == {"0.00"}
    assert [found[f"Y{year}-run"] for year in (1, 2)] == ["100.00", "100.00"]


MONTHLY_NOTE = NOTE.replace('every = "once"', 'every = "month"')


def test_what_stands_later_in_the_file_is_paid_the_period_before() -> None:
    """February's advance waits for January's rest; January's for the signing."""
    ahead = 'due = { days = 5, unit = "calendar-day", after = "payment:rest", roll = "no" }\narticle = "三"\n'
    text = HEAD + YEAR + price("1200.00") + instalment("ahead", "month", 'share = "30%"', ahead)
    text += instalment("rest", "month", 'share = "70%"')
    paid = (Payment("made#2", date(2025, 2, 7), None, (("Y1-M01-rest", 7000),)),)
    sight = sight_of(terms(text), Position(D("2025-02-08"), payments=paid), calendar("CN"))
    found = {s.instalment.id: (s.status, str(s.due_on)) for s in standings_of(sight)}
    assert found["Y1-M02-ahead"] == ("due", "2025-02-12")
    assert found["Y1-M01-ahead"] == ("overdue", "2025-01-06")
    assert found["Y1-M03-ahead"][0] == "projected"


def test_a_score_without_its_assessment_is_left_alone() -> None:
    """A correction may have taken the assessment out of the file."""
    fee = instalment("fee", "month", 'share = "100%"')
    score: Any = Scored(
        on=date(2025, 2, 1), event="made#2", assessment="x", period="Y1-M01", score="1"
    )
    where = Position(D("2025-02-08"), scores=(score,))
    assert (
        scores_of(sight_of(terms(HEAD + YEAR + price("12.00") + fee), where, calendar("CN"))) == []
    )


def test_other_readings_of_a_calendar_cut_move_its_pieces() -> None:
    """The last month of the term is one day shorter where the term ends on the day before."""
    term = 'months = 2\nstarts = "signing"\nperiods = "calendar"\n'
    text = HEAD.replace("2025-01-01", "2025-01-10") + term + price("1000.00")
    document = plain(tomllib.loads(text + instalment("fee", "month", 'share = "100%"')))
    before = chosen_under(
        terms_from(document), document, DEFAULT_READINGS | {"year-end": "day-before"}, None
    )
    assert [row.amount_fen for row in before.instalments] != [
        row.amount_fen for row in terms_from(document).instalments
    ]


def test_a_term_by_dates_has_the_same_pieces_under_every_reading() -> None:
    """A day over eighteen months is a half-year of its own; counted otherwise it is none, and no sum of it."""
    term = "from = 2025-01-01\nto = 2026-07-01\n"
    fee = instalment(
        "fee", "half-year", 'share = "100%"', DUE.replace("period-end", "period-start")
    )
    document = plain(tomllib.loads(HEAD + term + price("1000.00") + fee))
    for reading, choices in READING_CHOICES.items():
        for choice in choices:
            under = chosen_under(
                terms_from(document), document, DEFAULT_READINGS | {reading: choice}, None
            )
            sight = sight_of(under, Position(D("2025-01-03")), calendar("CN"))
            assert {row.period for row in under.instalments} <= sight.periods.keys()
            assert len(standings_of(sight)) == len(under.instalments)
            assert sum(row.amount_fen for row in under.instalments) == 100_000


@pytest.mark.parametrize(
    ("kind", "payload", "key"),
    [
        ("instalment-settled", {"instalment": "Y9-fee", "fen": 1}, "payment.unknown-instalment"),
        ("report-received", {"document": "note", "period": "Y1-M13"}, "report.no-period"),
        ("contract-renewed", {}, "renew.none-left"),
    ],
)
def test_a_journal_that_says_what_cannot_be_is_objected_to(
    kind: str, payload: dict[str, Any], key: str
) -> None:
    """Whatever wrote it: names, periods and renewals that the contract has not."""
    text = HEAD + YEAR + price("12.00") + MONTHLY_NOTE
    known = terms(text + instalment("fee", "month", 'share = "100%"\nneeds = ["note"]'))
    told = fact("made", 2, kind, "2025-02-01", "2026", "tester", payload)
    assert key in [each.key for each in objected([told], known)]


def test_an_obligation_after_a_paper_counts_from_it() -> None:
    """Seven days after the acceptance note is in; until then it has no day."""
    duty = (
        '[[obligations]]\nkey = "file"\ntitle = "备案"\nwho = "purchaser"\narticle = "五"\n'
        'due = { days = 7, unit = "calendar-day", after = "receipt:note", roll = "no" }\n'
    )
    known = terms(OPEN + duty)
    papers = received(("note", None, "2025-02-10"))
    sight = sight_of(known, Position(D("2025-03-02"), documents=papers), calendar("CN"))
    [found] = obligations_of(sight)
    assert found.deadline is not None
    assert str(found.deadline.on) == "2025-02-17"


def test_an_obligation_after_a_bond_counts_from_the_day_it_was_lodged() -> None:
    """Two days after the bond; until then it has no day."""
    bond = (
        '[[guarantees]]\nkey = "bond"\ntitle = "履约保证金"\nwho = "supplier"\n'
        'amount = "10.00"\nlodge = { days = 10, unit = "calendar-day", after = "signing" }\narticle = "六"\n'
        'returns = [{ share = "100%", due = { days = 10, unit = "calendar-day", after = "term-end" } }]\n'
        '[[obligations]]\nkey = "file"\ntitle = "备案"\nwho = "purchaser"\narticle = "五"\n'
        'due = { days = 2, unit = "calendar-day", after = "lodged:bond", roll = "no" }\n'
    )
    known = terms(OPEN + bond)
    lodged: Any = Lodged(
        on=date(2025, 1, 7), event="made#2", guarantee="bond", fen=1000, form="cash"
    )
    for deposits, day in (((), "None"), ((lodged,), "2025-01-09")):
        sight = sight_of(known, Position(D("2025-03-02"), deposits=deposits), calendar("CN"))
        found = {each.obligation.key: each for each in obligations_of(sight)}["file"]
        assert str(found.deadline.on if found.deadline else None) == day
