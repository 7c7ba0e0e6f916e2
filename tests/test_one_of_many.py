"""What concerns one contract reads one, however many there are: in a file and on a server."""

from collections.abc import Sequence
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.store.journal import Journal

MINE = "zyfy-his-2025"
ASKS = [
    line.split()
    for line in (
        "payments record Y1-advance --amount 1000 --on 2025-03-20 --confirm-account",
        "payments record zyfy-his-2025:Y1-advance --amount 1 --on 2025-03-20 --confirm-account",
        "reports receive --document annual-report --year 1 --on 2026-03-10",
        "explain Y1-advance",
        "payments due --format json",
        "payments schedule",
        "contract list",
        "invoice add 25117000000012345678 --for Y1-advance=1000 --net 1000 --tax 0 --on 2025-03-20",
    )
]
# of all chains at once, and of the store's own all that its seals name
OF_ALL = {"CONTRACT_CHAINS", "HEADS", "HEAD_CHAINS", "HEADS_ASTRAY", "COUNT", "LENGTHS"}


def test_what_concerns_one_contract_reads_one(
    either_store: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No list of all contracts, no chain of another, no seal: an id is looked up by itself."""
    other = workspace.shipped("contracts") / "example-milestones.toml"
    assert run("contract", "import", str(other))[0] == 0
    monkeypatch.setattr(Journal, "_sealed_on", lambda *_: True)  # a day is opened once
    read: list[tuple[str, Sequence[Any]]] = []
    whole = Journal._read

    def told(journal: Journal, name: str, values: Sequence[Any]) -> list[Any]:
        read.append((name, values))
        return whole(journal, name, values)

    monkeypatch.setattr(Journal, "_read", told)
    for words in ASKS:
        read.clear()
        named = [] if f"{MINE}:" in " ".join(words) else ["--contract", MINE]
        code, _, err = run(*words, *named)
        assert code == 0, err
        assert not {name for name, _ in read} & OF_ALL, words
        chains = {value for _, values in read for value in values[:1]}
        assert "example-milestones" not in chains
        assert ("ROWS_OF", ("store",)) not in read


def test_a_name_that_is_no_id_is_sought_among_all(either_store: str, run: Run) -> None:
    """By its title, its number, a part of one; of what nobody has it is said what there is."""
    other = workspace.shipped("contracts") / "example-milestones.toml"
    assert run("contract", "import", str(other))[0] == 0
    code, out, err = run("payments", "due", "--contract", "ZYFY-HIS-2025", "--format", "json")
    assert (code, MINE in out) == (0, True), err
    code, _, err = run("payments", "due", "--contract", "store")
    assert (code, MINE in err) == (2, True)
