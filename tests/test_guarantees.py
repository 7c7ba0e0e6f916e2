"""Guarantees: lodged, given back, claimed, told by when; in no total of payments; money and letters."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from office import Office
from svcctl import workspace

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
