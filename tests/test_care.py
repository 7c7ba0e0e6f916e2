"""Care of the store: checked, backups kept by age, restored, moved; killed, cut off and full in mid-write."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from json import loads
from pathlib import Path

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.casebook import kinds
from svcctl.desk import checking
from svcctl.store import keeping
from svcctl.store.journal import Journal
from svcctl.store.keeping import Ages, kept, verified
from svcctl.store.verdict import Broken
from test_journal import CONTRACT, add, note, stored
from test_store_refusals import refused

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import crashes

PAY = ("payments", "record", "Y1-advance", "--on", "2025-03-20", "--confirm-account", "--ref", "V1")
FIRST = datetime(2026, 11, 26, 7, 45, 5, tzinfo=UTC)  # 15:45:05 in China


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock so many days after a Thursday in November."""

    def to(days: int) -> None:
        monkeypatch.setattr(workspace, "now", lambda: FIRST + timedelta(days=days))

    to(0)
    return to


def spoilt(path: Path, statement: str) -> None:
    """A store changed past its guards."""
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    connection.close()


def heads(path: Path) -> dict[str, str]:
    return verified(path).heads


# -- check -----------------------------------------------------------------------------------------


def test_a_sound_store(demo_store: Path, run: Run) -> None:
    code, out, _ = run("store", "check", "--format", "json")
    assert code == 0
    assert loads(out) == {"ok": True, "contracts": 1, "events": 1, "problems": [], "doubts": []}


def test_what_is_wrong_is_named_with_what_to_do(demo_store: Path, run: Run) -> None:
    spoilt(demo_store, f"UPDATE event SET actor = 'x' WHERE chain = '{CONTRACT}'")
    code, out, _ = run("store", "check", "--format", "json")
    assert (code, loads(out)["ok"]) == (1, False)
    assert {"at": f"{CONTRACT}#1", "what": "hash"} in loads(out)["problems"]
    for language in ("zh", "en"):
        code, out, _ = run("store", "check", "--lang", language)
        assert code == 1
        assert f"{CONTRACT}#1" in out
        assert "svcctl store restore" in out
        assert "svcctl store salvage --to" in out


def test_a_check_more(demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept beside the journal is checked by one more of a list."""
    monkeypatch.setattr(checking, "CHECKS", (*checking.CHECKS, lambda _: [Broken("x", "link")]))
    code, out, _ = run("store", "check", "--format", "json")
    assert (code, loads(out)["problems"]) == (1, [{"at": "x", "what": "link"}])


# -- backups by age --------------------------------------------------------------------------------

TODAY = date(2026, 11, 26)


def days_kept(ages: Ages, ago: list[int], unsound: tuple[int, ...] = ()) -> list[int]:
    """Of backups of so many days ago those that are kept; some are not sound."""
    moments = [datetime.combine(TODAY, datetime.min.time()) - timedelta(days=n) for n in ago]
    backups = [(moment, Path(str(n))) for moment, n in zip(moments, ago, strict=True)]
    keep = kept(backups, ages, TODAY, lambda path: int(str(path)) not in unsound)
    return sorted(int(str(path)) for path in keep)


def test_which_backups_are_kept() -> None:
    """All of the last days, the newest of a week from Monday, the newest of a month; never too few."""
    ages = Ages(days=3, weeks=3, months=3)
    # today is a Thursday: weeks begin 3, 10 and 17 days ago, months 25, 56 and 86
    assert days_kept(ages, list(range(120))) == [0, 1, 2, 4, 11, 26, 57]
    assert days_kept(Ages(days=1, weeks=0, months=0), [0, 1, 2]) == [0]
    assert days_kept(Ages(days=1, weeks=0, months=0), [400, 500]) == [400]
    assert days_kept(Ages(days=1, weeks=0, months=0), [-2, 0]) == [-2, 0]


def test_what_is_not_sound_takes_no_place() -> None:
    """The newest sound one of a week, of a month, of all: not one that cannot be restored."""
    ages = Ages(days=1, weeks=2, months=0)
    assert days_kept(ages, [0, 4, 5, 6], unsound=(4,)) == [0, 5]
    assert days_kept(Ages(days=1, weeks=0, months=0), [5, 6, 7], unsound=(5,)) == [6]


def test_older_backups_go(demo_store: Path, run: Run, clock: Callable[[int], None]) -> None:
    """What goes is told; a file of the same name that is none of them, or has facts of its own, stays."""
    for day in range(0, 4):
        clock(day)
        assert run("store", "backup")[0] == 0
    folder = demo_store.parent
    other = folder / "store-20200101-000000.db"
    other.write_text("not a store")
    ahead = folder / "store-20200102-000000.db"
    shutil.copy(demo_store, ahead)
    add(ahead, note("here alone"))
    used = folder / "store-20200103-000000.db"
    shutil.copy(demo_store, used)
    used.with_name(used.name + "-wal").write_bytes(b"")
    mine = folder / "store-20200104-000000-mine.db"
    shutil.copy(demo_store, mine)
    clock(5)
    code, out, _ = run("store", "backup", "--keep", "3,0,0", "--format", "json")
    found = loads(out)
    assert code == 0
    gone = [folder / f"store-202611{day}-154505.db" for day in (28, 27, 26)]
    assert found["removed"] == [str(path) for path in gone]
    assert found["left"] == [str(path) for path in (used, ahead, other)]
    there = {path.name for path in folder.glob("store*.db")}
    assert there >= {path.name for path in (other, ahead, used, mine, demo_store)}
    assert {"store-20261129-154505.db", "store-20261201-154505.db"} <= there
    assert not any(path.exists() for path in gone)
    clock(6)
    for language, said in (("zh", "未删除"), ("en", "alone")):
        clock(6 + len(language + said))
        assert said in run("store", "backup", "--keep", "1,0,0", "--lang", language)[1]


@pytest.mark.parametrize("text", ["", "x", "0", "7", "14,8", "0,0,0", "1,2,3,4", "-1", "1.5"])
def test_ages_that_are_none(demo_store: Path, run: Run, text: str) -> None:
    code, out, err = run("store", "backup", f"--keep={text}")
    assert (code, out) == ((2, "") if text else (0, out))
    assert not text or "--keep" in err


# -- restore ---------------------------------------------------------------------------------------


def test_a_backup_with_its_log(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """What stands in a log beside the backup is restored too, and neither of them is touched."""
    writer = sqlite3.connect(demo_store, isolation_level=None)
    writer.execute("BEGIN")
    writer.execute("SELECT count(*) FROM event").fetchall()  # it keeps the log from being emptied
    assert run(*PAY, "--amount", "1000")[0] == 0
    folder = tmp_path / "stick"
    folder.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{demo_store}{end}", folder / f"backup.db{end}")
    writer.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    target = tmp_path / "again.db"
    code, out, _ = run(
        "store", "restore", folder / "backup.db", "--store", target, "--format", "json"
    )
    assert (code, loads(out)["events"], loads(out)["moved_to"]) == (0, 2, None)
    assert loads(out)["heads"][0].startswith(f"{CONTRACT}@2:")
    assert stored(target) == stored(demo_store)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.glob("*again*")) == ["again.db"]


def test_a_backup_that_keeps_no_log(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Set to another mode by whoever read it, the store keeps a log again where it is restored."""
    connection = sqlite3.connect(demo_store)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    assert run("store", "restore", demo_store, "--store", tmp_path / "again.db")[0] == 0
    assert (tmp_path / "again.db").read_bytes()[18:20] == b"\2\2"


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_never_over_a_file(demo_store: Path, run: Run, tmp_path: Path, end: str) -> None:
    """Neither over a store nor beside a log of another one, which would be taken for its own."""
    taken = tmp_path / f"again.db{end}"
    taken.write_text("mine")
    refused(run("store", "restore", demo_store, "--store", tmp_path / "again.db"), str(taken))
    refused(run("store", "salvage", "--to", tmp_path / "again.db"), str(taken))
    refused(run("store", "move", tmp_path / "again.db"), str(taken)) if end else None
    refused(run("init", "--store", tmp_path / "again.db"), str(taken))
    assert taken.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.glob("*again*")) == [taken.name]


def test_a_backup_that_is_not_sound(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Said where, exit 1, and nothing is left; a file that is no store is refused."""
    spoilt(demo_store, f"UPDATE event SET actor = 'x' WHERE chain = '{CONTRACT}'")
    code, out, _ = run("store", "restore", demo_store, "--store", tmp_path / "again.db")
    assert (code, f"{CONTRACT}#1" in out) == (1, True)
    text = tmp_path / "text.db"
    text.write_text("付款计划\n" * 500, encoding="utf-8")
    refused(run("store", "restore", text, "--store", tmp_path / "again.db"), "not a store")
    refused(run("store", "restore", tmp_path, "--store", tmp_path / "again.db"), "folder")
    refused(run("store", "restore", "none.db", "--store", tmp_path / "again.db"), "none.db")
    assert list(tmp_path.glob("*again*")) == []


def test_a_disk_that_does_not_keep_what_it_is_given(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verified again where it stands: what is not the same then is no store."""

    def put(made: Path, target: Path) -> None:
        content = bytearray(made.read_bytes())
        content[content.index(b"contract-imported")] = 0x58
        target.write_bytes(content)

    monkeypatch.setattr(keeping, "put", put)
    assert run("store", "restore", demo_store, "--store", tmp_path / "again.db")[0] == 1
    assert not (tmp_path / "again.db").exists()


# -- move ------------------------------------------------------------------------------------------


def test_a_store_that_moved(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """It lives on there with the same heads; here it can be read, is sound, and records nothing."""
    before, target = heads(demo_store), tmp_path / "new" / "store.db"
    target.parent.mkdir()
    code, out, _ = run("store", "move", target.parent, "--format", "json")
    assert (code, loads(out)["moved_to"]) == (0, str(target))
    assert heads(target) == before
    rows = stored(demo_store)
    for language in ("zh", "en"):
        code, out, err = run(*PAY, "--amount", "1000", "--lang", language)
        assert (code, out) == (2, "")
        assert str(target) in err
        assert "svcctl store restore" in err
    refused(run("store", "move", tmp_path / "third.db"), str(target))
    assert stored(demo_store) == rows
    assert not (tmp_path / "third.db").exists()
    for command in (("payments", "due"), ("audit", "log"), ("store", "check"), ("store", "backup")):
        assert run(*command)[0] == 0
    assert run(*PAY, "--amount", "1000", "--dry-run")[0] == 0
    assert run(*PAY, "--amount", "1000", "--store", target)[0] == 0


def test_an_older_program_records_nothing_there_either(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not know the fact by which the store is closed, and builds on nothing that it does not know."""
    assert run("store", "move", tmp_path / "new.db")[0] == 0
    older = {name: kind for name, kind in kinds.KINDS.items() if name != "store-moved"}
    monkeypatch.setattr("svcctl.casebook.payloads.KINDS", older)
    rows = stored(demo_store)
    refused(run(*PAY, "--amount", "1000"), "newer svcctl")
    assert run("payments", "due")[0] == 0
    assert stored(demo_store) == rows


def test_a_move_that_was_cut_short_is_done_again(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """A copy with the very facts is taken for the one of the first try; no other file is."""
    target = tmp_path / "new.db"
    shutil.copy(demo_store, target)
    add(demo_store, note("later"))
    refused(run("store", "move", target), "is there already")
    refused(run("store", "move", demo_store), "is there already")
    assert run(*PAY, "--amount", "1000")[0] == 0
    target.unlink()
    assert run("store", "backup", "--to", tmp_path / "nowhere")[0] == 2
    shutil.copy(demo_store, target)
    assert run("store", "move", target)[0] == 0
    refused(run(*PAY[:-1], "V2", "--amount", "2000"), str(target))


def test_a_move_that_fails_leaves_one_store(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the one that is left cannot be closed, the copy goes."""

    def append(*_: object) -> None:
        raise Refusal("store.full", path=demo_store)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", append)
        refused(run("store", "move", tmp_path / "new.db"), "full")
    assert not (tmp_path / "new.db").exists()
    assert run(*PAY, "--amount", "1000")[0] == 0
    spoilt(demo_store, f"UPDATE event SET actor = 'x' WHERE chain = '{CONTRACT}'")
    code, out, _ = run("store", "move", tmp_path / "new.db")
    assert (code, f"{CONTRACT}#1" in out) == (1, True)
    assert not (tmp_path / "new.db").exists()


def test_a_store_is_taken_into_use_again(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Restored as it is it stays closed; with --reopen it records again, and says that it was closed."""
    assert run("store", "move", tmp_path / "lost.db")[0] == 0
    closed, opened = tmp_path / "closed.db", tmp_path / "opened.db"
    for language in ("zh", "en"):
        closed.unlink(missing_ok=True)
        code, out, _ = run("store", "restore", demo_store, "--store", closed, "--lang", language)
        assert (code, "--reopen" in out) == (0, True)
    refused(run(*PAY, "--amount", "1000", "--store", closed), "lost.db")
    assert run("store", "restore", demo_store, "--store", opened, "--reopen")[0] == 0
    assert run(*PAY, "--amount", "1000", "--store", opened)[0] == 0
    assert run("store", "check", "--store", opened)[0] == 0


# -- what a damaged file is told to be -------------------------------------------------------------


def without_its_beginning(content: bytearray) -> None:
    content[:16] = bytes(16)


def without_its_first_page(content: bytearray) -> None:
    content[:4096] = bytes(4096)


def of_no_version(content: bytearray) -> None:
    content[60] ^= 0x40


def of_no_program(content: bytearray) -> None:
    content[70] ^= 1


def cut_off(content: bytearray) -> None:
    del content[9000:]


def cut_off_at_once(content: bytearray) -> None:
    del content[90:]


@pytest.mark.parametrize(
    "damage",
    [
        without_its_beginning,
        without_its_first_page,
        of_no_version,
        of_no_program,
        cut_off,
        cut_off_at_once,
    ],
)
def test_a_damaged_file(demo_store: Path, run: Run, damage: Callable[[bytearray], None]) -> None:
    """Every command says that it is damaged, and by which commands it is helped; a check has it broken."""
    content = bytearray(demo_store.read_bytes())
    damage(content)
    demo_store.write_bytes(content)
    for command in (("payments", "due"), PAY, ("audit", "log")):
        for language in ("en", "zh"):
            code, out, err = run(
                *command, *(["--amount", "1"] if command == PAY else []), "--lang", language
            )
            assert (code, out) == (2, "")
            assert "svcctl store restore" in err
            assert "svcctl store salvage --to" in err
    code, out, _ = run("store", "check", "--format", "json")
    [problem] = loads(out)["problems"]
    assert (code, problem["at"], problem["what"] in ("structure", "unreadable")) == (
        1,
        "store",
        True,
    )
    assert demo_store.read_bytes() == content


def test_a_lost_table_is_a_damage(demo_store: Path, run: Run) -> None:
    spoilt(demo_store, "DROP TABLE payload")
    refused(run("payments", "due"), "svcctl store salvage")


# -- killed, cut off, full -------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a kill leaves there what it leaves anywhere."""
    memory = Path("/dev/shm")
    folder = (memory if memory.is_dir() else tmp_path) / f"svcctl-{os.getpid()}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def traced() -> bool:
    """Whether system calls can be watched: CI installs strace, and a container may forbid it."""
    watch = ["strace", "-o", os.devnull, "true"]
    return bool(shutil.which("strace")) and not subprocess.run(watch, check=False).returncode


def fine(told: dict[str, int]) -> bool:
    return not any(key.startswith("WRONG") for key in told)


@pytest.mark.skipif(os.name == "nt", reason="no fork there")
def test_killed_in_mid_write(room: Path) -> None:
    """After each kill the store is sound, whole commands stand in it, and all that was acknowledged."""
    told = crashes.kills(30, room)
    assert fine(told)
    assert told["amid a command"] > 10
    assert told["facts acknowledged"] > 10


@pytest.mark.skipif(not traced(), reason="strace is not there, or may not watch here")
def test_power_cuts(room: Path) -> None:
    """Whatever of the writes that were not synced is lost, torn or out of order: the same."""
    told = crashes.cuts(150, room, commands=4)
    assert fine(told)
    assert told["facts acknowledged"] > 100


@pytest.mark.skipif(not traced(), reason="strace is not there, or may not watch here")
def test_a_disk_that_does_not_sync_is_found_out(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trial is worth something: where syncing does nothing facts are lost, and it says so."""
    monkeypatch.setattr(crashes.Inode, "sync", lambda _: None)
    assert not fine(crashes.cuts(60, room, commands=3))


@pytest.mark.skipif(os.name == "nt", reason="no limits there")
def test_a_full_disk(room: Path) -> None:
    """Where no file may grow any more recording is refused, and all that was acknowledged stands."""
    told = crashes.full(6, room)
    assert fine(told)
    assert told["store.disk"] + told["store.full"] > 0


def test_a_clock_set_back(demo_store: Path, run: Run, clock: Callable[[int], None]) -> None:
    """What is recorded then stands behind the rest, the store is sound, and the clock is in doubt."""
    clock(10)
    assert run(*PAY, "--amount", "1000")[0] == 0
    clock(-300)
    assert run(*PAY[:-1], "V2", "--amount", "2000")[0] == 0
    code, out, _ = run("store", "check", "--format", "json")
    assert (code, loads(out)["events"], loads(out)["problems"]) == (0, 3, [])
    assert {"at": f"{CONTRACT}#3", "what": "clock"} in loads(out)["doubts"]


@pytest.mark.parametrize("name", ["stick", "stick/", "new.place"])
def test_a_folder_that_is_not_there_is_no_file(
    demo_store: Path, tmp_path: Path, run: Run, name: str
) -> None:
    """A store is moved into a folder or under a file's name of its kind, never to what looks like a folder."""
    refused(run("store", "move", f"{tmp_path}/{name}"), "there is no folder")
    assert not (tmp_path / name).exists()
