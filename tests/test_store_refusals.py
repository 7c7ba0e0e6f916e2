"""What svcctl says where a store cannot be used, and that nothing is recorded, nor left behind, when it says so."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from json import loads
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl.billing.position import Annotation
from svcctl.billing.refusal import Refusal
from svcctl.store import own_copy, sql, sqlite, sqlite_schema
from svcctl.store.chain import ChainRow, payload_digest, sealed
from svcctl.store.journal import open_journal
from svcctl.store.verify import verify

CONTRACT = "zyfy-his-2025"
CONTRACTS = Path(__file__).parents[1] / "data" / "contracts"
PAY = (
    "payments",
    "record",
    "Y1-advance",
    "--on",
    "2025-03-20",
    "--confirm-account",
    "--amount",
    "1000",
)
READS = (("payments", "due"), ("audit", "log"), ("audit", "verify"), (*PAY, "--dry-run"))
Spoil = Callable[[Path], None]


def refused(answer: tuple[int, str, str], *words: str, code: int = 2) -> None:
    """Exit code 2, nothing on stdout, and one or two lines on stderr that say these words."""
    found, out, err = answer
    assert (found, out) == (code, "")
    assert err.startswith("svcctl: ")
    assert err.endswith("\n")
    assert err.count("\n") <= 2
    assert "Traceback" not in err
    for word in words:
        assert word in err


def rows(path: Path) -> list[Any]:
    """Every row of every table."""
    connection = sqlite3.connect(path)
    try:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in sqlite.TABLES
        ]
    finally:
        connection.close()


def whole(path: Path) -> bool:
    """Whether the store verifies."""
    journal = open_journal(path)
    try:
        return verify(journal).broken == ()
    finally:
        journal.close()


# -- no store, or none of svcctl's -----------------------------------------------------------------


def a_text(path: Path) -> None:
    path.write_text("付款计划\n" * 500, encoding="utf-8")


def a_short_text(path: Path) -> None:
    path.write_text("x")


def an_empty_file(path: Path) -> None:
    path.touch()


def another_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE event (chain, seq)")
    connection.close()


def a_folder(path: Path) -> None:
    path.mkdir()


def nothing(path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (a_text, "is not a store of svcctl"),
        (a_short_text, "is not a store of svcctl"),
        (an_empty_file, "is not a store of svcctl"),
        (another_database, "is not a store of svcctl"),
        (a_folder, "there is no store"),
        (nothing, "there is no store"),
    ],
)
def test_what_is_no_store(tmp_path: Path, run: Run, make: Spoil, words: str) -> None:
    """Every command says that there is no store, or that this is none; the file stays as it was, and alone."""
    path = tmp_path / "store.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for command in (*READS, PAY, ("contract", "import", CONTRACTS / "example-milestones.toml")):
        refused(run(*command), words, str(path), "--store")
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [found.name for found in tmp_path.iterdir()] == ["store.db"][: path.exists()]


@pytest.mark.parametrize("make", [a_text, an_empty_file, another_database, a_folder])
def test_init_leaves_what_is_there(tmp_path: Path, run: Run, make: Spoil) -> None:
    """`init` touches nothing that has the name of the store to be made."""
    path = tmp_path / "store.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    refused(run("init", "--demo"), "is there already", str(path))
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [found.name for found in tmp_path.iterdir()] == ["store.db"]


def test_init_leaves_a_store(demo_store: Path, run: Run) -> None:
    """A second `init` does not touch the store of the first."""
    before = demo_store.read_bytes()
    refused(run("init"), "is there already")
    assert demo_store.read_bytes() == before


def test_a_store_of_a_newer_version(demo_store: Path, run: Run) -> None:
    """A store that a newer svcctl made is neither read nor written."""
    connection = sqlite3.connect(demo_store)
    connection.execute(f"PRAGMA user_version = {sqlite.SCHEMA_VERSION + 1}")
    connection.close()
    before = demo_store.read_bytes()
    for command in (*READS, PAY):
        refused(run(*command), f"({sqlite.SCHEMA_VERSION + 1})", "Upgrade svcctl")
    assert demo_store.read_bytes() == before


def test_a_store_without_its_table(demo_store: Path, run: Run) -> None:
    """A store that lost a table is refused by those who read it, and broken to `audit verify`."""
    connection = sqlite3.connect(demo_store)
    connection.execute("DROP TABLE payload")
    connection.close()
    for command in (("payments", "due"), ("audit", "log"), PAY):
        refused(run(*command), str(demo_store))
    assert run("audit", "verify")[0] == 1


@pytest.mark.parametrize("body", ["NULL", "'no JSON'", "x'ff'", "''"])
def test_a_fact_that_cannot_be_read(demo_store: Path, run: Run, body: str) -> None:
    """Where what a fact says cannot be read, commands refuse and point to `audit verify`, which names the fact."""
    connection = sqlite3.connect(demo_store)
    connection.execute("DROP TRIGGER payload_no_update")
    connection.execute("DROP TRIGGER payload_no_delete")
    if body == "NULL":
        connection.execute(f"DELETE FROM payload WHERE chain = '{CONTRACT}'")
    else:
        connection.execute(f"UPDATE payload SET body = {body} WHERE chain = '{CONTRACT}'")
    connection.commit()
    connection.close()
    before = rows(demo_store)
    for command in (("payments", "due"), ("audit", "log"), PAY):
        refused(
            run(*command), f"{CONTRACT}#1", "not what was recorded", "svcctl audit verify", code=1
        )
    assert rows(demo_store) == before
    code, out, _ = run("audit", "verify", "--format", "json")
    assert code == 1
    assert f"{CONTRACT}#1" in {problem["at"] for problem in loads(out)["problems"]}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payload SET body = '[]'",
        "UPDATE payload SET body = '{}'",
        "UPDATE payload SET body = '\"x\"'",
        "UPDATE payload SET body = CAST(x'ff' AS TEXT)",
        "UPDATE event SET kind = 'unheard-of'",
        "UPDATE event SET recorded_at = x'01'",
        "UPDATE event SET recorded_at = 'yesterday'",
        "UPDATE event SET happened_on = '2025-03-0;'",
        "UPDATE event SET kind = CAST(x'ff' AS TEXT)",
    ],
)
@pytest.mark.parametrize("chain", [CONTRACT, "calendar"])
def test_a_fact_that_makes_no_sense(demo_store: Path, run: Run, statement: str, chain: str) -> None:
    """However a fact was spoilt, no command ends in a traceback, and `audit verify` finds it."""
    connection = sqlite3.connect(demo_store)
    for name in ("payload_no_update", "event_no_update"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(f"{statement} WHERE chain = '{chain}'")
    connection.commit()
    connection.close()
    assert run("audit", "verify")[0] == 1
    for command in (("payments", "due"), ("audit", "log"), ("audit", "late"), PAY):
        if (command, chain) == (("audit", "log"), "calendar"):
            continue  # it lists the facts of contracts, and these stand
        refused(run(*command), f"{chain}#1 in", "not what was recorded", code=1)


# -- a store that others hold, or that can only be read --------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits longer than a moment for a lock."""
    monkeypatch.setattr(
        sqlite, "READ_PRAGMAS", ("PRAGMA busy_timeout = 10", *sqlite.READ_PRAGMAS[1:])
    )
    monkeypatch.setattr(
        sqlite, "WRITE_PRAGMAS", ("PRAGMA busy_timeout = 10", *sqlite.WRITE_PRAGMAS[1:])
    )


def test_a_locked_store(demo_store: Path, run: Run, impatient: None) -> None:
    """While another program writes, recording is refused in time, and reading goes on."""
    before = rows(demo_store)
    other = sqlite3.connect(demo_store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for command in (PAY, ("contract", "import", CONTRACTS / "example-milestones.toml")):
        refused(run(*command), "in use", str(demo_store))
    for command in READS:
        code, out, err = run(*command)
        assert (code, err) == (0, "")
        assert out
    other.close()
    assert rows(demo_store) == before
    assert run(*PAY)[0] == 0


@pytest.fixture
def not_writable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system says of every file that it may not be written."""
    real = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode, **more: mode != os.W_OK and real(path, mode, **more)
    )


def test_a_store_said_to_be_read_only(demo_store: Path, run: Run, not_writable: None) -> None:
    """Where the file may not be written, recording is refused, reading is not, and no file is made beside it."""
    before = demo_store.read_bytes()
    refused(run(*PAY), "can only be read", str(demo_store))
    for command in READS:
        code, out, err = run(*command)
        assert (code, err) == (0, "")
        assert out
    assert demo_store.read_bytes() == before
    assert [path.name for path in demo_store.parent.iterdir()] == ["store.db"]


def test_the_latest_facts_are_read_too(demo_store: Path, run: Run, not_writable: None) -> None:
    """Someone who may only read a store that another has open sees what is still in its -wal alone."""
    row = ChainRow(*next(row for row in rows(demo_store)[0] if row[0] == CONTRACT))._replace(
        seq=2, kind="obligation-done"
    )
    said = payload_digest("", '{"obligation":"x"}')
    after = sealed(row._replace(prev_hash=row.hash, payload_digest=said))
    writer = sqlite3.connect(demo_store, isolation_level=None)
    writer.executescript("PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE")
    writer.execute(sql.APPEND_EVENT, after)
    writer.execute(sql.APPEND_PAYLOAD, (CONTRACT, 2, "", '{"obligation":"x"}'))
    writer.execute("COMMIT")
    journal = open_journal(demo_store)
    assert [event.seq for event in journal.facts(CONTRACT)] == [1, 2]
    journal.close()
    writer.close()


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Permissions bind inside: the superuser is nobody for a while, anyone else stays who they are."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def public_store(demo_store: Path) -> Iterator[Path]:
    """A store in a folder that everybody may enter and nobody may change."""
    with tempfile.TemporaryDirectory(prefix="svcctl-") as name:
        path = Path(shutil.copy2(demo_store, Path(name) / "store.db"))
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


def test_a_store_in_a_folder_that_can_only_be_read(public_store: Path, run: Run) -> None:
    """An auditor reads a closed store from a read-only folder; recording there is refused."""
    commands = [(*command, "--store", public_store) for command in READS]
    answers = [run(*command) for command in commands]  # imports what the commands need
    with an_ordinary_user():
        assert [run(*command) for command in commands] == answers
        refused(run(*PAY, "--store", public_store), "can only be read")
    assert {code for code, _, _ in answers} == {0}
    assert [path.name for path in public_store.parent.iterdir()] == ["store.db"]


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555)])
def test_a_file_or_a_folder_that_can_only_be_read(
    public_store: Path, run: Run, file: int, folder: int
) -> None:
    """Either of the two is enough to refuse recording, and not enough to keep anyone from reading."""
    public_store.chmod(file)
    public_store.parent.chmod(folder)
    due = ("payments", "due", "--store", public_store)
    before = run(*due)
    with an_ordinary_user():
        refused(run(*PAY, "--store", public_store), "can only be read")
        assert run(*due) == before
    assert whole(public_store)


def test_a_store_that_may_not_be_read(public_store: Path, run: Run) -> None:
    """A store of somebody else's is refused with what to do."""
    public_store.chmod(0o000)
    assert run("payments", "due", "--store", public_store)[0] in (0, 2)
    with an_ordinary_user():
        refused(run("payments", "due", "--store", public_store), "Check the permissions")
        refused(run(*PAY, "--store", public_store), str(public_store))


# -- a full disk -----------------------------------------------------------------------------------

SMALL_DISK = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from svcctl.cli import main
sys.exit(main(sys.argv[2:]))
"""


def on_a_small_disk(size: int, *arguments: object) -> tuple[int, str, str]:
    """The command, in a process whose files cannot grow beyond so many bytes."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", SMALL_DISK, str(size), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("size", [0, 4096, 12_000, 200_000])
def test_recording_on_a_full_disk(demo_store: Path, run: Run, tmp_path: Path, size: int) -> None:
    """Wherever the disk ends, in the first page or amid the evidence, the person is told, and nothing is half done."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF" * 3_000_000)
    before = rows(demo_store)
    refused(on_a_small_disk(size, *PAY, "--file", scan), "may be full", "nothing was recorded")
    assert rows(demo_store) == before
    assert whole(demo_store)
    assert run(*PAY, "--file", scan)[0] == 0
    assert whole(demo_store)


def test_recording_with_no_pages_left(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """A database that may not grow refuses the evidence and with it the fact."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF" * 50_000)
    before = rows(demo_store)
    pages = demo_store.stat().st_size // 4096
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            sqlite, "WRITE_PRAGMAS", (*sqlite.WRITE_PRAGMAS, f"PRAGMA max_page_count = {pages}")
        )
        refused(run(*PAY, "--file", scan), "is full")
    assert rows(demo_store) == before
    assert whole(demo_store)


@pytest.mark.parametrize("size", [0, 4096, 20_000, 60_000])
def test_init_on_a_full_disk(tmp_path: Path, size: int) -> None:
    """Wherever the disk ends, `init` says so and leaves no file behind."""
    folder = tmp_path / "county"
    folder.mkdir()
    refused(on_a_small_disk(size, "init", "--demo", "--store", folder / "store.db"), str(folder))
    assert list(folder.iterdir()) == []


def test_an_error_without_a_name(demo_store: Path) -> None:
    """What SQLite says that svcctl has no words for is passed on as SQLite says it."""
    journal = open_journal(demo_store)

    def wrong() -> None:
        with journal.snapshot():
            journal.driver.connection.execute("SELECT nonsense()")

    with pytest.raises(Refusal) as caught:
        wrong()
    journal.close()
    assert caught.value.key == "store.failed"
    assert "nonsense" in caught.value.values["error"]


# -- init: all or nothing --------------------------------------------------------------------------


def test_a_bad_contract_file_leaves_no_store(tmp_path: Path, run: Run) -> None:
    """Where the second of two contract files has errors, there is no store, and no trace of one."""
    bad = tmp_path / "bad.toml"
    bad.write_text('id = "bad"\n', encoding="utf-8")
    path = tmp_path / "county" / "store.db"
    code, out, err = run("init", CONTRACTS / "example-milestones.toml", bad, "--store", path)
    assert (code, out) == (2, "")
    assert "bad.toml" in err
    assert not path.parent.exists()


def test_what_cannot_be_loaded_leaves_no_store(tmp_path: Path, run: Run) -> None:
    """Where loading fails half way, after the calendars and one contract, nothing is left but the empty folder."""
    path = tmp_path / "county" / "store.db"
    example = CONTRACTS / "example-milestones.toml"
    other = tmp_path / "other.toml"
    other.write_text(example.read_text(encoding="utf-8") + "\n# once more\n", encoding="utf-8")
    refused(run("init", "--demo", example, other, "--store", path), "other.toml")
    assert list(path.parent.iterdir()) == []


def test_init_of_two_contracts(tmp_path: Path, run: Run) -> None:
    """All the files named are loaded, in one store and one file."""
    assert run("init", "--demo", CONTRACTS / "example-milestones.toml")[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["store.db"]
    code, out, _ = run("audit", "verify", "--format", "json")
    assert (code, loads(out)["contracts"]) == (0, 2)


def test_init_makes_the_folders(tmp_path: Path, run: Run) -> None:
    """Folders on the way to the store are made; where a file stands in their place, that is said."""
    assert run("init", "--store", tmp_path / "a" / "b" / "store.db")[0] == 0
    refused(
        run("init", "--store", tmp_path / "a" / "b" / "store.db" / "store.db"), "cannot be made"
    )


@pytest.mark.parametrize(
    "name", ["库 一.db", "a#b.db", "a%41.db", "100%.db", "a?b.db", "a?mode=memory", "a;b&c=d.db"]
)
def test_a_store_of_any_name(tmp_path: Path, run: Run, name: str) -> None:
    """Whatever signs its name has, the store is made there and nowhere else, its owner's alone, and opened again."""
    folder = tmp_path / "county"
    path = folder / name
    assert run("init", "--demo", "--store", path)[0] == 0
    assert run(*PAY, "--store", path)[0] == 0
    assert run("audit", "verify", "--store", path)[0] == 0
    assert [found.name for found in folder.iterdir()] == [name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_store_that_appeared_meanwhile(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that another made while this one was being filled is not overwritten."""
    path = tmp_path / "county" / "store.db"
    make = sqlite_schema.create_schema

    def slowly(made: Path) -> None:
        make(made)
        path.write_text("another's")

    monkeypatch.setattr(sqlite_schema, "create_schema", slowly)
    refused(run("init", "--demo", "--store", path), "is there already")
    assert path.read_text() == "another's"
    assert [found.name for found in path.parent.iterdir()] == ["store.db"]


def test_two_inits_at_once(tmp_path: Path) -> None:
    """Of several that make the same store at the same moment one succeeds, and its store is whole."""
    folder = tmp_path / "county"
    command = [
        sys.executable,
        "-m",
        "svcctl",
        "init",
        "--demo",
        "--store",
        str(folder / "store.db"),
    ]
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(3)
    ]
    answers = []
    for process in processes:
        with process:
            out, err = process.communicate(timeout=60)
            answers.append((process.returncode, out, err))
    answers.sort()
    assert [code for code, _, _ in answers] == [0, 2, 2]
    for answer in answers[1:]:
        refused(answer, "is there already")
    assert [path.name for path in folder.iterdir()] == ["store.db"]
    assert whole(folder / "store.db")
    journal = open_journal(folder / "store.db", write=True)
    with journal.writing():
        says = Annotation(on=date(2025, 3, 20), target="other#1")
        journal.append("other", [says], "x", "2099-01-01T00:00:00.000000Z")
    journal.close()


def test_a_store_locked_against_reading_is_not_called_broken(
    demo_store: Path, run: Run, impatient: None
) -> None:
    """`audit verify` of a store that another program keeps to itself is refused; that says nothing about the store."""
    other = sqlite3.connect(demo_store, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    refused(run("audit", "verify"), "in use", str(demo_store))
    other.close()


# -- reading what others write, and where there is no room -----------------------------------------


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that copies for readers go to."""
    folder = tmp_path / "copies"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.lives
def test_a_reader_who_may_not_write_sees_no_half_of_a_change(
    demo_store: Path, run: Run, not_writable: None, copies: Path
) -> None:
    """While somebody records and empties the log over and over, every check finds the store sound."""
    writer = subprocess.Popen(
        [sys.executable, "-c", BUSY, str(demo_store)], stdout=subprocess.PIPE, encoding="utf-8"
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        answers = [run("audit", "verify", "--format", "json") for _ in range(12)]
        writer.kill()
    assert {(code, err) for code, _, err in answers} == {(0, "")}
    seen = [loads(out)["events"] for _, out, _ in answers]
    assert seen == sorted(seen)
    assert seen[0] < seen[-1]
    assert list(copies.iterdir()) == []


BUSY = """
import sys
import time
from datetime import date
from pathlib import Path
from svcctl import workspace
from svcctl.billing.position import Annotation
from svcctl.store.journal import open_journal

count = 0
while True:
    journal = open_journal(Path(sys.argv[1]), write=True)
    for _ in range(3):
        with journal.writing():
            says = Annotation(on=date(2025, 3, 20), target="zyfy-his-2025#1", note="x" * 2000)
            journal.append("zyfy-his-2025", [says], "finance", workspace.recorded_now())
    time.sleep(0.03)
    journal.close()  # the last to let go empties the log into the file
    count += 1
    if count == 1:
        print("begun", flush=True)
"""


def test_a_link_leads_to_the_store_with_its_log(
    demo_store: Path, run: Run, tmp_path: Path, not_writable: None
) -> None:
    """Beside the file stands what was recorded last, not beside a link to it in another folder."""
    link = tmp_path / "elsewhere" / "store.db"
    link.parent.mkdir()
    link.symlink_to(demo_store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "access", lambda *_, **__: True)
        journal = open_journal(demo_store, write=True)
        with journal.writing():
            says = Annotation(on=date(2025, 3, 20), target=f"{CONTRACT}#1")
            journal.append(CONTRACT, [says], "x", "2099-01-01T00:00:00.000000Z")
    code, out, _ = run("audit", "log", "--store", link, "--format", "json")
    journal.close()
    assert (code, len(loads(out)["events"])) == (0, 2)
    assert [path.name for path in link.parent.iterdir()] == ["store.db"]


def test_a_store_on_a_disc_is_read_where_it_is(
    demo_store: Path, run: Run, not_writable: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody can write to is not copied; with a log beside it is, as the log has to be read."""
    real, copies = os.statvfs, []
    monkeypatch.setattr(os, "statvfs", lambda path: _read_only(real(path)))
    monkeypatch.setattr(own_copy, "connect_to_copy", lambda path: copies.append(path))
    assert run("payments", "due")[0] == 0
    assert copies == []
    demo_store.with_name("store.db-wal").touch()
    run("payments", "due")  # stumbles over the copy that is none, and looks once more
    assert set(copies) == {demo_store}


def _read_only(found: os.statvfs_result) -> Any:
    class Disc:
        f_flag = found.f_flag | os.ST_RDONLY

    return Disc


def test_a_copy_that_cannot_be_made(
    demo_store: Path, run: Run, not_writable: None, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No room for it, no right to read, a log that is begun anew all the time: said, and nothing left behind."""

    def refuses(error: OSError) -> Any:
        def copied(*_: Path) -> bool:
            raise error

        return copied

    for copied, words in (
        (refuses(OSError(28, "No space left on device")), "TMPDIR"),
        (refuses(PermissionError(13, "Permission denied")), "Check the permissions"),
        (lambda *_: False, "in use"),
    ):
        monkeypatch.setattr(own_copy, "_copied", copied)
        refused(run("payments", "due"), words)
    assert list(copies.iterdir()) == []


@pytest.mark.parametrize("size", [0, 4096, 12_000])
def test_reading_on_a_full_disk(demo_store: Path, run: Run, size: int) -> None:
    """Where not even SQLite's index of the log finds room, lists are read all the same."""
    for command in (("payments", "due"), ("audit", "log"), ("audit", "verify")):
        assert on_a_small_disk(size, *command) == run(*command)


def test_init_that_cannot_settle(
    tmp_path: Path, run: Run, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts that stay in the log, which is thrown away, are not called a store."""
    from svcctl.commands import init

    load, readers = init.load, []

    def watched(look: Any, files: Any) -> Any:
        reader = sqlite3.connect(
            next(tmp_path.joinpath("county").glob(".store.db.svcctl-making-????????"))
        )
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchall()
        readers.append(reader)
        return load(look, files)

    monkeypatch.setattr(init, "load", watched)
    refused(run("init", "--demo", "--store", tmp_path / "county" / "store.db"), "in use")
    for reader in readers:
        reader.close()
    assert list((tmp_path / "county").iterdir()) == []


def test_init_on_a_disk_of_its_own_that_is_full(tmp_path: Path) -> None:
    """Whatever the room: a whole store, or none and the reason."""
    disk = tmp_path / "disk"
    disk.mkdir()
    answers = set()
    for size in range(120, 520, 40):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)]
        if (
            not shutil.which("mount")
            or subprocess.run(mount, capture_output=True, check=False).returncode
        ):
            pytest.skip("no disk can be made here")
        try:
            command = [sys.executable, "-m", "svcctl", "init", "--demo", "--store", disk / "s.db"]
            code = subprocess.run(command, capture_output=True, check=False).returncode
            answers.add(code)
            assert whole(disk / "s.db") if code == 0 else list(disk.iterdir()) == []
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    assert answers == {0, 2}
