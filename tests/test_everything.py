"""One contract with everything at once, lived through a year and explained to the fen: sums and days worked out by hand."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from invariants import identity, sums_add_up
from office import Office
from svcctl import workspace
from svcctl.desk.desk import desk_from
from svcctl.desk.looking import read_case
from test_arithmetic import explained

FILE = Path(__file__).parent / "real" / "everything.toml"
BOND = """
[[guarantees]]
key = "bond"
title = "履约保证金"
who = "supplier"
share = "5%"
lodge = { days = 10, unit = "working-day", after = "signing" }
returns = [{ share = "100%", due = { days = 30, unit = "calendar-day", after = "term-end" } }]
article = "第五条"
"""
# 24 guard months at 4,000.00 less 0.35 % are 95,664.00, a month 7,972.00: how each month is settled,
# and what 60 % and 40 % of it come to, less 5 % each, half up to the fen
HOW = {
    1: ("--score 80.5", "4339.56", "2893.03"),  # 95.5 % of 7,972.00: 7,613.26
    2: ("--quantity guard=2.5", "5680.05", "3786.70"),  # 9,965.00
    3: ("--quantity guard=1.5 --deduct 123.45", "3337.66", "2225.11"),  # 5,855.55
    4: ("--coefficient 0.9", "4089.64", "2726.42"),  # 7,174.80
} | dict.fromkeys(range(5, 13), ("--quantity guard=2", "4544.04", "3029.36"))
# 5 % of 60 % of each: 228.40, 298.95, 175.67, 215.24 and eight times 239.16; of 40 % of each:
# 152.27, 199.30, 117.11, 143.50 and eight times 159.44
KEPT = {"rest.a": "2831.54", "rest.b": "1887.70"}
FOUND = "94384.61"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The contract loaded, the bond in, and each month of 2025 settled and paid."""
    file = tmp_path / "everything.toml"
    file.write_text(FILE.read_text(encoding="utf-8") + BOND, encoding="utf-8")
    found = Office(tmp_path / "office", datetime(2027, 3, 1, tzinfo=workspace.SHANGHAI), tmp_path)
    found.do("init", file)
    found.do("guarantee lodge bond --on 2024-12-27 --ref B1")
    for month, (how, first, second) in HOW.items():
        name, on = f"Y1-M{month:02}-fee", date(2025 + month // 12, month % 12 + 1, 6)
        found.do(f"reports receive --period Y1-M{month:02} --all --on {on}")
        found.do(f"payments settle {name} {how} --on {on}")
        for payee, sum_ in (("a", first), ("b", second)):
            pay = f"payments record {name}.{payee} --amount {sum_} --ref {month}{payee}"
            found.do(f"{pay} --on {on.replace(day=15)}")
    return found


def rows(office: Office, day: str) -> dict[str, dict[str, Any]]:
    found = office.json(f"payments schedule --as-of {day}")
    # what only a renewal would bring stands in the list, and in no total
    counted = [row for row in found["instalments"] if not row["conditional"]]
    for row in found["instalments"]:
        identity(row)
    sums_add_up(found | {"instalments": counted})
    return {row["id"].partition(":")[2]: row for row in found["instalments"]}


def test_each_month_comes_to_what_was_settled(office: Office) -> None:
    """Twelve months of two payees, paid to the fen; what is kept is paid out to each."""
    found = rows(office, "2026-01-16")
    for month, (_, *sums) in HOW.items():
        for payee, sum_ in zip("ab", sums, strict=True):
            row = found[f"Y1-M{month:02}-fee.{payee}"]
            owed = Decimal(row["amount"]) + Decimal(row["added"]) - Decimal(row["reduced"])
            assert (str(owed), row["outstanding"], row["payee"]) == (sum_, "0.00", payee)
    # ten working days after 31 December 2025: 1 to 3 January are off, Sunday the 4th is worked
    kept = {name: (found[name]["amount"], found[name]["due_on"]) for name in KEPT}
    assert kept == {name: (sum_, "2026-01-15") for name, sum_ in KEPT.items()}
    assert (found["rest.a"]["status"], found["rest.a"]["days_overdue"]) == ("overdue", 1)
    paid = sum(Decimal(sum_) for _, *sums in HOW.values() for sum_ in sums)
    assert str(paid + sum(map(Decimal, KEPT.values()))) == FOUND


def test_every_row_is_explained(office: Office) -> None:
    """Each sentence of each row, in both languages, is read again and holds."""
    for day in (date(2025, 7, 1), date(2026, 1, 16)):
        case = read_case(desk_from(store=str(office.store), as_of=day))
        assert explained(case) == []
    told = " ".join(
        step["words"] for step in office.json("explain Y1-M01-fee.a --lang zh")["steps"]
    )
    assert "80.5" in told
    assert "228.40" in told


def test_the_ceiling_holds_for_both_payees(office: Office) -> None:
    """86,412.61 is settled without December: 13,587.39 is left of 100,000.00, and four guards are 15,944.00."""
    said = office.run(
        "payments", "settle", "Y1-M12-fee", "--quantity", "guard=4", "--on", "2026-01-07"
    )
    assert (said.code, "13,587.39" in said.err) == (2, True), said.err


def test_the_bond_goes_back_and_a_bad_score_allows_an_end(office: Office) -> None:
    """30 days after 31 December 2025 are 30 January 2026; one score below 60 is enough."""
    due = office.json("payments due --as-of 2026-01-16 --within 30d")
    [back] = [row for row in due["instalments"] if row.get("kind") == "guarantee"] or due["returns"]
    assert (back["amount"], back["due_on"]) == ("5000.00", "2026-01-30")
    office.do("assessment record monthly --period Y1-M05 --score 59 --on 2025-06-06")
    found = office.json("assessment list --as-of 2026-01-16")
    assert [each["from"] for each in found["may_terminate"]] == ["2025-06-06"]


def test_a_renewal_puts_off_what_comes_at_the_end(office: Office) -> None:
    """Once it is confirmed the term ends a year later: what is kept and the bond wait, January 2026 is a row of its own."""
    before = rows(office, "2026-01-10")
    assert before["rest.a"]["due_on"] == "2026-01-15"
    assert before["Y2-M01-fee.a"]["conditional"] is True
    office.do("contract renew --on 2025-12-30")
    after = rows(office, "2026-01-16")
    assert (after["rest.a"]["status"], after["rest.b"]["status"]) == ("projected", "projected")
    assert after["Y2-M01-fee.a"]["conditional"] is False
    assert after["Y2-M01-fee.a"]["amount"] == "4544.04"
    # twelve months more, each 239.16 and 159.44
    assert (after["rest.a"]["amount"], after["rest.b"]["amount"]) == ("5701.46", "3800.98")
    [back] = office.json("guarantee list --as-of 2026-01-16")["guarantees"][0]["returns"]
    # 30 January 2027 is a Saturday; whether Sunday will be worked for the Spring Festival is not out yet
    assert back["due_on"] in ("2027-01-31", "2027-02-01")
    case = read_case(desk_from(store=str(office.store), as_of=date(2026, 1, 16)))
    assert explained(case) == []
