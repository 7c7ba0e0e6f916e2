"""What a run that was killed left behind goes a day later, unless somebody has it open."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.store.leftovers import STALE, sweep_beside, sweep_folders

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is another there")

PAY = ("payments", "record", "Y1-advance", "--amount", "100", "--on", "2025-03-20", "--confirm-account", "--ref", "V1")  # fmt: skip
WAITS = "print('there', flush=True); time.sleep(120)"
INIT = f"""
import sys, time
import svcctl.commands.init as made
from svcctl.cli import main
def load(*_):
    {WAITS}
made.load = load
sys.exit(main(["init", "--demo", "--store", sys.argv[1]]))
"""
READER = f"""
import os, sys, time
os.access = lambda *_, **__: False
from pathlib import Path
from svcctl.store.journal import open_journal
journal = open_journal(Path(sys.argv[1]))
journal.facts("calendar")
{WAITS}
"""
BACKUP = f"""
import sys, time
import svcctl.store.keeping as made
from svcctl.cli import main
def put(*_):
    {WAITS}
made.put = put
sys.exit(main(["store", "backup", "--store", sys.argv[1]]))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go, in this process and in those it starts."""
    found = tmp_path / "temporary"
    found.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(found))
    return found


@contextmanager
def amid(code: str, store: Path, folder: Path) -> Iterator[None]:
    """While a process is in the middle of it; then it is killed, so that nothing of it clears up."""
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(store)],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"there\n"
        try:
            yield
        finally:
            child.send_signal(signal.SIGKILL)


def age(files: list[Path]) -> None:
    """As if two days had gone by since they were written to."""
    for file in files:
        moment = file.stat().st_mtime - 2 * STALE
        os.utime(file, (moment, moment))


def hidden(store: Path) -> list[Path]:
    return [path for path in store.parent.iterdir() if path.name.startswith(".store")]


def within(folder: Path) -> list[Path]:
    return [folder, *folder.rglob("*")] if list(folder.iterdir()) else []


def of_today(run: Run, store: Path) -> None:
    """The first entry of a day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "now", lambda: datetime.now(UTC) + timedelta(days=1))
        code, _, err = run(*PAY, "--store", store)
    assert code == 0, err


def another_init(run: Run, store: Path) -> None:
    assert run("init", "--demo", "--store", store)[0] == 0


def another_backup(run: Run, store: Path) -> None:
    assert run("store", "backup", "--store", store)[0] == 0


@pytest.mark.parametrize(("code", "then"), [(INIT, another_init), (BACKUP, another_backup), (BACKUP, of_today)])  # fmt: skip
def test_what_was_half_made_goes(
    run: Run, tmp_path: Path, folder: Path, code: str, then: Callable[[Run, Path], None]
) -> None:
    """A store or a backup that was never finished, with its log: not while it is being made, nor the same day."""
    store = tmp_path / "county" / "store.db"
    if code == BACKUP:
        another_init(run, store)
    else:
        store.parent.mkdir()
    mine = store.parent / ".store.db.20261127"
    mine.write_text("a copy made by hand")
    age([mine])
    with amid(code, store, folder):
        left = [path for path in hidden(store) if path != mine]
        assert left
        if code == INIT:  # a backup is whole by then, and closed
            assert len(left) == 3
            age(left)
            sweep_beside(store)
            assert [path for path in left if not path.exists()] == []
    made = [path for path in hidden(store) if path != mine]
    for path in made:
        os.utime(path)
    sweep_beside(store)
    assert [path for path in hidden(store) if path != mine] == made
    age(made)
    then(run, store)
    assert hidden(store) == [mine]
    assert run("audit", "verify", "--store", store)[0] == 0


def test_what_a_reader_copied_goes(
    demo_store: Path, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of one's own: not while its reader has it open, however long; then with the next reader."""
    kept = folder / "svcctl-20261127"  # a folder of somebody's own, with a store in it
    kept.mkdir()
    (kept / "store.db").write_bytes(demo_store.read_bytes())
    age([kept / "store.db", kept])
    with amid(READER, demo_store, folder):
        [copied] = [each for each in folder.glob(".svcctl-*") if each != kept]
        age(within(copied))
        sweep_folders()
        assert (copied / "store.db").exists()
    assert (copied / "store.db").exists()
    age(within(copied)[:1])  # the folder was looked into meanwhile
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert run("payments", "due")[0] == 0
    assert list(folder.iterdir()) == [kept]
    assert demo_store.exists()


def test_a_store_in_its_place_loses_its_first_name_only(run: Run, tmp_path: Path) -> None:
    """Killed between the two names that a store has for a moment, it stays what it is."""
    store = tmp_path / "county" / "store.db"
    another_init(run, store)
    first = store.with_name(".store.db.svcctl-making-abcdefgh")
    os.link(store, first)
    age([first])
    of_today(run, store)
    assert (hidden(store), run("audit", "verify", "--store", store)[0]) == ([], 0)


def test_a_clock_far_ahead_makes_nothing_old(
    demo_store: Path, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another run has just begun is not taken for a leftover by one whose clock is years ahead."""
    begun = folder / ".svcctl-own-abcdefgh"
    begun.mkdir()
    monkeypatch.setattr(workspace, "now", lambda: datetime(2031, 1, 1, tzinfo=UTC))
    assert run(*PAY, "--store", demo_store)[0] == 0
    assert begun.is_dir()
    age([begun])
    sweep_folders()
    assert not begun.exists()
