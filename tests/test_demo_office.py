"""The invented office of thirty contracts: its files are what the script writes, and its store can be made."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from svcctl import workspace
from svcctl.cli import main
from svcctl.contracts.read import read_contract
from svcctl.desk.files import shipped_calendars

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the office, written anew elsewhere."""
    import demo_office

    monkeypatch.setattr(demo_office, "FOLDER", tmp_path)
    monkeypatch.setattr(demo_office, "HISTORY", tmp_path / "history.txt")
    monkeypatch.setattr(demo_office, "BUDGET", tmp_path / "budget.csv")
    monkeypatch.setattr(workspace, "now", workspace.now)  # the script turns the clock
    demo_office.write_files()
    return tmp_path


def test_the_files_of_the_office_are_the_scripts(written: Path) -> None:
    """Whoever runs tools/demo_office.py has nothing to commit."""
    kept = ROOT / "data" / "demo" / "office"
    assert {each.name for each in kept.iterdir()} == {each.name for each in written.iterdir()}
    for path in written.iterdir():
        assert path.read_bytes() == (kept / path.name).read_bytes(), path.name


def test_the_office_is_what_it_says() -> None:
    """Thirty contracts of one purchaser with seven suppliers; yearly to monthly, bonds, scores; no errors."""
    files = sorted((ROOT / "data" / "demo" / "office").glob("*.toml"))
    found = [read_contract(each.name, each.read_bytes(), shipped_calendars()) for each in files]
    assert not any(each.errors for each in found)
    documents = [each.document for each in found]
    assert len(documents) == 30
    parties = [party for document in documents for party in document["parties"]]
    assert Counter(party["role"] for party in parties) == {"purchaser": 30, "supplier": 30}
    assert len({party["name"] for party in parties if party["role"] == "supplier"}) == 7
    assert len({party["name"] for party in parties if party["role"] == "purchaser"}) == 1
    turns = {table["every"] for document in documents for table in document["instalments"]}
    assert turns == {"once", "service-year", "half-year", "quarter", "month"}
    assert sum("guarantees" in document for document in documents) == 9
    assert sum("assessments" in document for document in documents) == 3


def test_a_store_of_the_office_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that happened until the end of February 2026 is recorded, at the times when it happened."""
    import demo_office

    monkeypatch.setattr(workspace, "now", workspace.now)
    store = tmp_path / "store.db"
    demo_office.made(store)
    assert main(["audit", "verify", "--store", str(store)]) == 0
