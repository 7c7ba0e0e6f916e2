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
from svcctl.billing.position import Annotation
from svcctl.billing.refusal import Refusal
from svcctl.store import sharing, sharing_helper
from svcctl.store import verify as verifying
from svcctl.store.journal import open_journal
from svcctl.store.scopes import ALL

CHAINS, NOW = 8, "2099-01-01T00:00:00.000000Z"
WORK = "shared_work:lengths"


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
        yield from sharing.shared(journal, WORK, told, journal.contracts()[:CHAINS])


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
            len(list(sharing.shared(journal, WORK, told, journal.contracts()[:CHAINS]))) == CHAINS
        )
        assert journal.relied_on["c1"] == {ALL}


def test_the_other_end(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A helper tells what it sees, then part for part, with what it met and relied on."""
    monkeypatch.setenv("SVCCTL_CORES", "1")
    with closing(open_journal(store)) as journal, journal.snapshot():
        view = journal.driver.view()
    asked = (store, view, WORK, {"parent": 0}, ["c1", "c2"])

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
