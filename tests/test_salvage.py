"""`store salvage`: every chain that a damage leaves alone is rescued whole, nothing false ever is, and all that is missing is named."""

import random
from datetime import date
from pathlib import Path

import pytest

from damaged import DAMAGES, Original, Rows, made, names, rows_of
from svcctl.store.outcomes import Salvaged
from svcctl.store.salvage import Who, salvage

WHO = Who(
    actor="finance",
    now="2026-11-28T08:00:00.000000Z",
    today=date(2026, 11, 28),
    version="1",
    adopted=lambda: (),
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    return made(tmp_path_factory.mktemp("original") / "store.db")


def rescued(folder: Path, content: bytes) -> tuple[Salvaged | None, Rows]:
    """What comes of a file with those bytes, and the rows of the new store."""
    path, target = folder / "damaged.db", folder / "rescued.db"
    path.write_bytes(content)
    target.unlink(missing_ok=True)
    found = salvage(path, target, WHO)
    return found, rows_of(target) if found else {"event": [], "payload": [], "evidence": []}


def of(rows: Rows, table: str, chain: str) -> list[object]:
    return [row for row in rows[table] if row[0] == chain]


def test_a_whole_store_is_rescued_whole(original: Original, tmp_path: Path) -> None:
    """Where nothing is missing the new store has the same rows, and no fact more."""
    found, rows = rescued(tmp_path, original.content)
    assert found
    assert found.whole
    assert rows == original.rows


@pytest.mark.parametrize("seed", range(10))
def test_single_damages(original: Original, tmp_path: Path, seed: int) -> None:
    """Whatever a single damage hits: chains beside it are whole, what is rescued is true, what is missing is told."""
    dice = random.Random(seed)
    for _ in range(36):
        content = bytearray(original.content)
        begin, end = dice.choice(DAMAGES)(content, dice)
        check(original, tmp_path, bytes(content), begin, end)


def check(original: Original, folder: Path, content: bytes, begin: int, end: int) -> None:
    found, rows = rescued(folder, content)
    untouched = [chain for chain in names(7) if original.untouched(chain, begin, end)]
    missing = False
    for chain in (*names(7), "store"):
        for table in ("event", "payload"):
            there, was = of(rows, table, chain), of(original.rows, table, chain)
            if chain == "store":
                there = [row for row in there if row in was]
            assert there == was[: len(there)]
            assert there == was or chain not in untouched
            missing = missing or there != was
    assert set(rows["evidence"]) <= set(original.rows["evidence"])
    missing = missing or rows["evidence"] != original.rows["evidence"]
    if found is None:
        assert not untouched
        return
    assert found.verdict.broken == ()
    assert found.whole <= (not missing)
    told = {cut.chain: cut.kept for cut in found.cuts}
    if end - begin <= 4096 and len(content) == len(original.content):
        # one page at most: other pages tell of every fact that stood on it
        kept = {chain: len(of(rows, "event", chain)) for chain in names(7)}
        assert {c: n for c, n in kept.items() if n < 9} == {
            c: n for c, n in told.items() if c != "store"
        }
