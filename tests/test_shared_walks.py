"""A walk that several programs share gives the bytes that one gives, and fails as one does."""

import io
import os
import pickle
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from shared_work import lengths
from svcctl.answers.damages import assessment_json, owed
from svcctl.answers.writers import as_json
from svcctl.billing.position import Annotation
from svcctl.billing.refusal import Refusal
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.desk import bands, from_each
from svcctl.desk.desk import desk_from
from svcctl.desk.looking import Look, read_cases
from svcctl.store import sharing, sharing_helper
from svcctl.store import verify as verifying
from svcctl.store.bands import Bands
from svcctl.store.journal import open_journal
from svcctl.store.scopes import ALL
from svcctl.store.walking import Found, Walk

CHAINS, NOW = 8, "2099-01-01T00:00:00.000000Z"


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Path:
    """Some chains with three facts each."""
    path = tmp_path / "store.db"
    assert run("init", "--demo", "--store", str(path))[0] == 0
    with closing(open_journal(path, write=True)) as journal, journal.writing():
        for at in range(CHAINS):
            notes = [Annotation(on=date(2026, 3, 2), target=f"c{at}#1", note="补")] * 3
            journal.append(f"c{at}", notes, "finance", NOW)
    return path


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Helpers find this module, and small stores are shared too."""
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    monkeypatch.setenv("PYTHONPATH", path)
    monkeypatch.setenv("SVCCTL_CORES", "2")
    monkeypatch.setattr(verifying, "MANY", 1)
    monkeypatch.setattr(verifying, "A_PART", 4)


def walk(store: Path, **told: Any) -> Iterator[tuple[str, int]]:
    """The lengths of all chains, shared."""
    with closing(open_journal(store)) as journal, journal.snapshot():
        told["parent"] = os.getpid()
        yield from sharing.shared(journal, lengths, told, journal.contracts()[:CHAINS])


EXPECTED = [(f"c{at}", 3) for at in range(CHAINS)]


def test_parts_come_in_their_order_from_helpers(store: Path) -> None:
    """Each part is a helper's, and stands in its place."""
    assert list(walk(store)) == EXPECTED
    assert list(walk(store, mark=100)) == [(chain, count + 100) for chain, count in EXPECTED]


def test_one_core_starts_no_helper(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SVCCTL_CORES=1 keeps all in one process; nonsense is no number of cores."""
    monkeypatch.setenv("SVCCTL_CORES", "1")
    assert list(walk(store, mark=100)) == EXPECTED
    for text, least in (("0", 1), ("99", sharing.MOST)):
        monkeypatch.setenv("SVCCTL_CORES", text)
        assert sharing.cores() == least
    monkeypatch.setenv("SVCCTL_CORES", "two")
    assert 1 <= sharing.cores() <= sharing.MOST
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert 1 <= sharing.cores() <= sharing.MOST


def test_what_a_helper_does_not_answer_is_worked_out_here(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A helper that dies takes nothing with it; nor one that cannot be started at all."""
    found = list(walk(store, dies="c3", mark=100))
    assert [chain for chain, _ in found] == [chain for chain, _ in EXPECTED]
    assert [count for _, count in found] == [103, 103, 103, 3, 103, 3, 103, 3]
    monkeypatch.setattr(sharing, "HELPER", "svcctl.no_such_module")
    assert list(walk(store, mark=100)) == EXPECTED

    def none(*_: Any, **__: Any) -> None:
        raise OSError

    monkeypatch.setattr(sharing.subprocess, "Popen", none)
    assert list(walk(store, mark=100)) == EXPECTED


def test_a_refusal_is_the_one_of_one_core(store: Path) -> None:
    """What came before it was answered, and it is raised where it stands."""
    found = []
    with pytest.raises(Refusal) as refused:
        found += walk(store, refused="c5", mark=100)
    walked = walk(store, refused="c5")
    with pytest.raises(Refusal):
        found += [next(walked) for _ in range(CHAINS)]
    assert (refused.value.key, refused.value.values) == ("store.damaged", {"path": "c5"})


def test_helpers_that_see_another_view_are_not_listened_to(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fact that came between the two views."""
    started = sharing.subprocess.Popen

    def late(*args: Any, **named: Any) -> Any:
        with closing(open_journal(store, write=True)) as journal, journal.writing():
            note = Annotation(on=date(2026, 3, 2), target="c1#1", note="又")
            journal.append("c1", [note], "finance", NOW)
        return started(*args, **named)

    monkeypatch.setattr(sharing.subprocess, "Popen", late)
    assert list(walk(store, mark=100)) == EXPECTED


def test_what_was_relied_on_and_not_read_comes_with_the_parts(store: Path) -> None:
    """Whoever asks for a head afterwards does not go over the chain again."""
    with closing(open_journal(store)) as journal, journal.snapshot():
        told = {"parent": os.getpid()}
        assert (
            len(list(sharing.shared(journal, lengths, told, journal.contracts()[:CHAINS])))
            == CHAINS
        )
        assert journal.relied_on["c1"] == {ALL}


def test_the_other_end(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A helper tells what it sees, then part for part, with what it met and relied on."""
    monkeypatch.setenv("SVCCTL_CORES", "1")
    with closing(open_journal(store)) as journal, journal.snapshot():
        view = journal.driver.view()
    asked = (store, view, lengths, {"parent": 0}, ["c1", "c2"])

    class Ends:
        buffer = io.BytesIO(pickle.dumps(asked))

    class Said:
        buffer = io.BytesIO()

    monkeypatch.setattr(sharing_helper.sys, "stdin", Ends)
    monkeypatch.setattr(sharing_helper.sys, "stdout", Said)
    assert sharing_helper.main() == 0
    Said.buffer.seek(0)
    assert pickle.load(Said.buffer) == view
    assert pickle.load(Said.buffer) == (("c1", 3), {}, {"c1": {ALL}})
    assert pickle.load(Said.buffer) == (("c2", 3), {}, {"c2": {ALL}})


# -- verify ----------------------------------------------------------------------------------------

DAMAGES = (
    "SELECT 1",
    "UPDATE event SET actor = 'x' WHERE chain = 'c2' AND seq = 2",
    "UPDATE payload SET body = '{}' WHERE chain = 'c6' AND seq = 1",
    "DELETE FROM event WHERE chain = 'c4'",
    "UPDATE event SET chain = x'63' WHERE chain = 'c7' AND seq = 3",
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_verify_says_by_two_cores_what_it_says_by_one(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """Byte for byte, with noted heads, of a whole store and of damaged ones."""
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        for [name] in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():  # fmt: skip
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(damage)
    heads = f"c1@3:{'0' * 16},c9@1:{'0' * 16}"
    line = ("audit", "verify", "--store", str(store), "--head", heads, "--format", "json")
    found = []
    for cores in ("2", "1"):
        monkeypatch.setenv("SVCCTL_CORES", cores)
        found.append(run(*line)[:2])
    assert found[0] == found[1]


# -- contracts -------------------------------------------------------------------------------------

CONTRACTS = Path(__file__).parents[1] / "data" / "contracts"


@pytest.fixture
def contracts(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five contracts, one of them late with a payment; whoever goes over them has helpers."""
    path = tmp_path / "contracts.db"
    assert run("init", "--store", str(path))[0] == 0
    text = (CONTRACTS / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    for at in range(5):
        file = tmp_path / f"{at}.toml"
        file.write_text(text.replace('id = "zyfy-his-2025"', f'id = "k{at}"', 1), encoding="utf-8")
        assert run("contract", "import", str(file), "--store", str(path))[0] == 0
    assert run("contract", "start", "--contract", "k3", "--on", "2025-03-10", "--store", str(path))[0] == 0  # fmt: skip
    monkeypatch.setattr(from_each, "MANY", 2)
    monkeypatch.setattr(from_each, "A_PART", 2)
    monkeypatch.setattr(bands, "MANY", 2)
    monkeypatch.setattr(bands, "FEW", 2)
    return path


LINES = (
    "damages assess --as-of 2026-06-01 --format json",
    "damages assess --as-of 2025-03-01 --format json",
    "audit verify --format json",
    "export schedule --format csv --as-of 2026-06-01 --known-at 2040-01-01",
    "export schedule --format jsonl --as-of 2026-06-01 --known-at 2040-01-01",
    "export obligations --format csv --as-of 2026-06-01 --known-at 2040-01-01",
    "export service --format json --as-of 2026-06-01 --known-at 2040-01-01",
)


@pytest.mark.parametrize("line", LINES)
def test_contracts_say_by_two_cores_what_they_say_by_one(
    run: Run, contracts: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Byte for byte; and the helpers were there."""
    found, asked = [], []
    helper = sharing._helper
    monkeypatch.setattr(sharing, "_helper", lambda *told: asked.append(1) or helper(*told))
    for cores in ("2", "1"):
        monkeypatch.setenv("SVCCTL_CORES", cores)
        found.append(run(*line.split(), "--store", str(contracts)))
    assert found[0] == found[1]
    assert len(asked) in (2, 4, 6)
    assert "k4" in found[0][1] or "2025-03-01" in line


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_file_made_by_two_cores_is_that_of_one(
    run: Run, contracts: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """Byte for byte: rows, findings, steps and totals."""
    found = []
    for cores in ("2", "1"):
        monkeypatch.setenv("SVCCTL_CORES", cores)
        asked = ("--as-of", "2026-06-01", "--known-at", "2040-01-01", "--store", str(contracts))
        target = contracts.with_name(f"{cores}.{suffix}")
        assert run("export", "schedule", "-o", str(target), *asked)[:2] == (0, "")
        found.append(target.read_bytes())
    assert found[0] == found[1]


def test_the_answer_for_scripts_is_that_of_all_contracts_together(
    run: Run, contracts: Path
) -> None:
    """What each contract adds, joined, is what `assessment_json` makes of all of them."""
    line = ("damages", "assess", "--as-of", "2026-06-01", "--store", str(contracts))
    told = run(*line, "--format", "json")[1]
    desk = desk_from(store=str(contracts), as_of=date(2026, 6, 1))
    rows = [each for case in read_cases(desk) for each in owed(case)]
    assert told == as_json(assessment_json(date(2026, 6, 1), rows))


def band_rows(store: Path) -> list[Any]:
    """Everything that the lists beside the journal keep."""
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute("SELECT * FROM band ORDER BY list, chain, place").fetchall()


def test_lists_made_by_two_cores_are_those_of_one(
    run: Run, contracts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row for row; a list that was changed is found by helpers too."""
    kept = []
    for cores in ("2", "1"):
        monkeypatch.setenv("SVCCTL_CORES", cores)
        assert run("store", "rebuild", "--store", str(contracts))[0] == 0
        kept.append(band_rows(contracts))
    assert kept[0] == kept[1]
    assert len({row[1] for row in kept[0]}) == 5
    with closing(sqlite3.connect(contracts)) as connection:
        connection.execute("UPDATE band SET amount = amount + 1 WHERE chain = 'k2'")
        connection.commit()
    found = []
    for cores in ("2", "1"):
        monkeypatch.setenv("SVCCTL_CORES", cores)
        found.append(run("audit", "verify", "--store", str(contracts), "--format", "json")[:2])
    assert found[0] == found[1]
    assert '"k2"' in found[0][1]


def test_lists_that_cannot_be_kept_are_left(
    contracts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another records, what was worked out is dropped, and nothing is begun behind it."""
    made: list[int] = []
    monkeypatch.setattr(Bands, "keep", lambda _, found: made.append(len(found)) and False)
    desk = desk_from(store=str(contracts))
    monkeypatch.setattr(bands, "BATCH", 2)
    with closing(open_journal(contracts, write=True)) as journal:
        bands.renewed(Look(desk, journal))
    assert made == [2]


def test_parts_walked_here_tell_what_the_whole_walk_does(store: Path) -> None:
    """Between any names of chains, in one process: structure, heads, counts; a name with a quote too."""
    with closing(open_journal(store, write=True)) as journal, journal.writing():
        note = Annotation(on=date(2026, 3, 2), target="c0#1", note="补")
        journal.append("quoted", [note], 'office "east"', NOW)
    with closing(open_journal(store)) as journal, journal.snapshot():
        whole = Walk(journal.driver, verifying.own_facts(journal), {}, NOBODY_KNEW_LATER)
        whole.go(journal.driver.stream(journal.driver.sql.ROWS))
        part = verifying.by_parts(journal, ({}, NOBODY_KNEW_LATER))
        found = Found()
        for ends in (None, *verifying._ranges(journal.driver)):
            found.join(part(ends))
    assert whole.heads["quoted"][0] == 1
    assert (found.rows, found.heads, found.events) == (whole.rows, whole.heads, whole.events)
    assert (found.broken, found.doubts) == (whole.broken, whole.doubts)
