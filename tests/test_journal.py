"""The journal: what the database itself refuses, how facts are added, and what several writers do to one file."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from json import dumps, loads
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from conftest import Run
from svcctl import workspace
from svcctl.billing.position import Annotation, Happening
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import Fact
from svcctl.store import sql, sqlite, sqlite_schema, tables
from svcctl.store.chain import ChainRow, payload_digest, sealed
from svcctl.store.journal import open_journal
from svcctl.store.sqlite import SQLiteDriver
from svcctl.store.sqlite_schema import create_schema
from svcctl.store.verify import verify

BESIDE = ("band", "chain_head", "command_key")
CONTRACT = "zyfy-his-2025"
PAY = ("payments", "record", "Y1-advance", "--on", "2025-03-20", "--confirm-account")
EARLIER, LATER = "2000-01-01T00:00:00.000000Z", "2099-01-01T00:00:00.000000Z"


def note(text: str) -> Annotation:
    return Annotation(on=date(2025, 3, 20), target=f"{CONTRACT}#2", note=text)


def add(path: Path, says: Happening, now: str | None = None, chain: str = CONTRACT) -> Fact:
    journal = open_journal(path, write=True)
    try:
        with journal.writing():
            moment = now or workspace.recorded_now()
            return journal.append(chain, [says], "finance", moment)[0]
    finally:
        journal.close()


def stored(path: Path) -> list[Any]:
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


@pytest.fixture
def raw(demo_store: Path) -> Iterator[sqlite3.Connection]:
    """A connection that knows nothing of svcctl, to a store with two facts of one contract."""
    add(demo_store, note("first"))
    connection = sqlite3.connect(demo_store, isolation_level=None)
    yield connection
    connection.close()


# -- the schema ------------------------------------------------------------------------------------


def test_the_tables_are_those_of_the_metadata(raw: sqlite3.Connection) -> None:
    """The migrated tables have the columns, types, keys, constraints and options of the SQLModel metadata."""
    listed = {
        row[1]: row for row in raw.execute("PRAGMA table_list") if not row[1].startswith("sqlite_")
    }
    assert tables.EventRow.metadata is SQLModel.metadata  # importing the tables registers them
    every = SQLModel.metadata.tables.items()
    here = {name: table for name, table in every if table.info.get("only") != "postgresql"}
    assert set(listed) == set(here) == {*sqlite.TABLES, "aside", *BESIDE}
    for name, table in here.items():
        keys = [column.name for column in table.primary_key]
        defined = [
            (
                c.name,
                str(c.type.compile()),
                int(not c.nullable),
                keys.index(c.name) + 1 if c.primary_key else 0,
            )
            for c in table.columns
        ]
        found = raw.execute(f"PRAGMA table_info({name})").fetchall()
        assert [
            (column, kind, required, key) for _, column, kind, required, _, key in found
        ] == defined
        assert bool(listed[name][4]) is not table.dialect_kwargs["sqlite_with_rowid"]
        assert uniques(raw, name) == sorted(
            [c.name for c in constraint.columns]
            for constraint in table.constraints
            if type(constraint).__name__ == "UniqueConstraint"
        )
        foreign = [
            (row[2], row[3], row[4]) for row in raw.execute(f"PRAGMA foreign_key_list({name})")
        ]
        assert sorted(foreign) == sorted(
            (k.column.table.name, k.parent.name, k.column.name) for k in table.foreign_keys
        )


def uniques(connection: sqlite3.Connection, table: str) -> list[list[str]]:
    """The columns of each UNIQUE constraint of a table."""
    indexes = connection.execute(f"PRAGMA index_list({table})").fetchall()
    names = [name for _, name, unique, origin, _ in indexes if unique and origin == "u"]
    return sorted(
        [row[2] for row in connection.execute(f"PRAGMA index_info('{name}')")] for name in names
    )


def test_a_row_has_the_columns_of_its_table(raw: sqlite3.Connection) -> None:
    """The SQL, the row and the metadata name the same columns in the same order."""
    names = tuple(column.name for column in SQLModel.metadata.tables["event"].columns)
    assert (
        names
        == ChainRow._fields
        == tuple(row[1] for row in raw.execute("PRAGMA table_info(event)"))
    )
    assert tuple(column[0] for column in raw.execute(sql.LAST, (CONTRACT,)).description) == names


def test_every_new_store_has_the_same_schema(tmp_path: Path) -> None:
    """Making the schema twice gives one digest; a trigger less gives another."""
    digests = []
    for name in ("one.db", "two.db"):
        (tmp_path / name).touch()
        create_schema(tmp_path / name)
        connection = sqlite3.connect(tmp_path / name)
        digests.append(SQLiteDriver(connection, tmp_path).schema_digest())
        connection.execute("DROP TRIGGER event_no_update")
        digests.append(SQLiteDriver(connection, tmp_path).schema_digest())
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (sqlite.SCHEMA_VERSION,)
        connection.close()
    assert digests[:2] == digests[2:]
    assert digests[0] != digests[1]


# -- append-only, by the database itself -----------------------------------------------------------

NEXT = """INSERT {how} INTO event SELECT chain, {seq}, kind, happened_on, {at}, 'x', payload_digest, {prev}, 'h'
FROM event WHERE chain = 'zyfy-his-2025' AND seq = 2"""


def following(how: str = "", seq: str = "3", at: str = "recorded_at", prev: str = "hash") -> str:
    """An INSERT of the fact after the second, with one thing wrong."""
    return NEXT.format(how=how, seq=seq, at=at, prev=prev)


REFUSED = [
    *(
        statement
        for table, column, key in (
            ("event", "actor", "chain, seq"),
            ("payload", "body", "chain, seq"),
            ("evidence", "content", "digest"),
        )
        for statement in (
            f"UPDATE {table} SET {column} = 'x'",
            f"UPDATE {table} SET {column} = {column}",
            f"UPDATE OR IGNORE {table} SET {column} = 'x'",
            f"UPDATE OR REPLACE {table} SET {column} = 'x'",
            f"UPDATE {table} SET {key.partition(', ')[0]} = 'x'",
            f"DELETE FROM {table}",
            f"DELETE FROM {table} WHERE 1 = 1",
            f"INSERT INTO {table} SELECT * FROM {table}",
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            f"INSERT OR IGNORE INTO {table} SELECT * FROM {table}",
            f"INSERT OR FAIL INTO {table} SELECT * FROM {table}",
            f"INSERT OR ROLLBACK INTO {table} SELECT * FROM {table}",
            f"REPLACE INTO {table} SELECT * FROM {table}",
            f"INSERT INTO {table} SELECT * FROM {table} WHERE 1 ON CONFLICT ({key}) DO UPDATE SET {column} = 'x'",
            f"INSERT INTO {table} SELECT * FROM {table} WHERE 1 ON CONFLICT DO NOTHING",
        )
    ),
    "DELETE FROM event WHERE chain = 'zyfy-his-2025' AND seq = 2",
    "DELETE FROM payload WHERE chain = 'zyfy-his-2025' AND seq = 2",
    "REPLACE INTO evidence SELECT digest, x'00' FROM evidence",
    *(
        following(how, **wrong)
        for how in ("", "OR REPLACE", "OR IGNORE")
        for wrong in (
            {"seq": "4"},
            {"seq": "2"},
            {"seq": "1"},
            {"seq": "0"},
            {"seq": "-1"},
            {"seq": "NULL"},
            {"seq": "3.5"},
            {"prev": "prev_hash"},
            {"prev": "'x'"},
            {"prev": "NULL"},
            {"prev": f"'{'0' * 64}'"},
            {"at": f"'{EARLIER}'"},
            {"at": "''"},
            {"at": "substr(recorded_at, 1, 19)"},
        )
    ),
    following(at="NULL"),
    following("OR REPLACE", at="NULL"),
    "INSERT INTO event SELECT 'new', 2, kind, happened_on, recorded_at, actor, payload_digest, prev_hash, hash "
    "FROM event WHERE chain = 'zyfy-his-2025' AND seq = 1",
    "INSERT INTO event SELECT 'new', 1, kind, happened_on, recorded_at, actor, payload_digest, hash, hash "
    "FROM event WHERE chain = 'zyfy-his-2025' AND seq = 1",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_to_change_the_past(
    raw: sqlite3.Connection, demo_store: Path, statement: str
) -> None:
    """Whatever program tries: rows are neither changed, removed, replaced nor put anywhere but at the end."""
    before = stored(demo_store)
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    assert not raw.in_transaction
    assert stored(demo_store) == before


def test_the_database_takes_the_next_fact(raw: sqlite3.Connection, demo_store: Path) -> None:
    """What the guards let through is the fact that follows, at the same moment or later, and a chain's first."""
    raw.execute(following())
    raw.execute(
        "INSERT INTO event SELECT 'new', 1, kind, happened_on, recorded_at, actor, payload_digest, prev_hash, hash "
        "FROM event WHERE chain = 'zyfy-his-2025' AND seq = 1"
    )
    assert len(stored(demo_store)[0]) == 13


def test_content_needs_its_fact(demo_store: Path) -> None:
    """Where the driver keeps foreign keys, as svcctl does, content without a fact is refused."""
    journal = open_journal(demo_store, write=True)
    with pytest.raises(sqlite3.IntegrityError):
        journal.driver.connection.execute(sql.APPEND_PAYLOAD, (CONTRACT, 7, "", "{}"))
    journal.close()


def test_a_chain_cannot_fork(raw: sqlite3.Connection) -> None:
    """Even without the guards two facts cannot follow one: the table itself holds each link once."""
    raw.execute("DROP TRIGGER event_append")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        raw.execute(following(prev="prev_hash"))


# -- adding facts ----------------------------------------------------------------------------------


def test_the_chains_by_hand(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Every chain follows from its rows by SHA-256 alone, as the docstrings define it."""
    slip = tmp_path / "slip.txt"
    slip.write_text("回单", encoding="utf-8")
    for number in range(3):
        assert (
            run(
                *PAY,
                "--amount",
                "1000",
                "--ref",
                number,
                "--note",
                '引号 "\\" 与\t制表',
                "--file",
                slip,
            )[0]
            == 0
        )
    events, payloads, evidence = stored(demo_store)
    said = {(chain, seq): (salt, body) for chain, seq, salt, body in payloads}
    assert len(events) == len(said) == 13
    last: dict[str, tuple[int, str, str]] = {}
    for chain, seq, kind, happened_on, recorded_at, actor, digest, prev_hash, its_hash in events:
        seq_before, hash_before, time_before = last.get(chain, (0, "0" * 64, ""))
        salt, body = said[chain, seq]
        columns = ['"svcctl-event-1"', f'"{chain}"', str(seq)]
        columns += [
            f'"{text}"' for text in (kind, happened_on, recorded_at, actor, digest, prev_hash)
        ]
        assert (seq, prev_hash) == (seq_before + 1, hash_before)
        assert recorded_at >= time_before
        assert len(salt) == 32
        assert digest == sha256(salt.encode() + b"\n" + body.encode()).hexdigest()
        assert its_hash == sha256(("[" + ",".join(columns) + "]").encode()).hexdigest()
        assert body == dumps(loads(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        last[chain] = seq, its_hash, recorded_at
    assert {chain: seq for chain, (seq, _, _) in last.items()} == {
        "calendar": 6,
        CONTRACT: 4,
        "store": 3,
    }
    assert all(digest == sha256(content).hexdigest() for digest, content in evidence)
    assert len({salt for salt, _ in said.values()}) == len(said)


def test_facts_are_read_back_as_they_were_added(demo_store: Path) -> None:
    """What `append` returns is what `facts` finds, in the order recorded."""
    added = [add(demo_store, note(text)) for text in ("一", "two", "three")]
    journal = open_journal(demo_store)
    assert journal.facts(CONTRACT)[1:] == added
    assert [event.id for event in added] == [f"{CONTRACT}#{seq}" for seq in (2, 3, 4)]
    assert journal.facts("nobody") == []
    assert journal.contracts() == [CONTRACT]
    journal.close()


def test_one_transaction_adds_to_several_chains(demo_store: Path) -> None:
    """Drafts of several chains, several of one, go to the ends of their own chains."""
    journal = open_journal(demo_store, write=True)
    with journal.writing():
        added = [
            journal.append(chain, [note(text)], "x", LATER)[0]
            for chain, text in ((CONTRACT, "a"), ("other", "b"), (CONTRACT, "c"), ("other", "d"))
        ]
    assert [event.id for event in added] == [f"{CONTRACT}#2", "other#1", f"{CONTRACT}#3", "other#2"]
    assert journal.contracts() == ["other", CONTRACT]
    journal.close()
    assert whole(demo_store)


def test_evidence_is_kept_once(demo_store: Path) -> None:
    """The same bytes handed in twice are kept once, under their SHA-256."""
    journal = open_journal(demo_store, write=True)
    with journal.writing():
        assert (
            journal.keep(b"slip", CONTRACT)
            == journal.keep(b"slip", CONTRACT)
            == sha256(b"slip").hexdigest()
        )
    journal.close()
    assert [
        content
        for digest, content in stored(demo_store)[2]
        if digest == sha256(b"slip").hexdigest()
    ] == [b"slip"]


def test_the_time_of_recording_never_goes_back(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock that was set back repeats the last moment; one that runs is taken as it is; each chain by itself."""
    moments = iter(["2100-01-01T00:00:00.000000Z", EARLIER, "2100-01-01T00:00:00.000001Z"])
    monkeypatch.setattr(workspace, "recorded_now", lambda: next(moments))
    recorded = []
    for number in range(3):
        code, out, _ = run(*PAY, "--amount", "1000", "--ref", number, "--format", "json")
        assert code == 0
        recorded += [event["recorded_at"] for event in loads(out)["recorded"]]
    assert recorded == ["2100-01-01T00:00:00.000000Z"] * 2 + ["2100-01-01T00:00:00.000001Z"]
    assert add(demo_store, note("a first fact"), EARLIER, "other").recorded_at == EARLIER
    assert whole(demo_store)


def test_a_snapshot_does_not_change(demo_store: Path) -> None:
    """What is recorded meanwhile is seen after the snapshot, not in it."""
    journal = open_journal(demo_store)
    with journal.snapshot():
        before = journal.facts(CONTRACT)
        add(demo_store, note("meanwhile"))
        assert journal.facts(CONTRACT) == before
    assert len(journal.facts(CONTRACT)) == len(before) + 1
    journal.close()


@pytest.mark.parametrize("reason", [ValueError, KeyboardInterrupt, Refusal("fact.future")])
def test_what_fails_half_way_leaves_nothing(demo_store: Path, reason: Any) -> None:
    """Facts and evidence of a transaction that was broken off are not there, and the next one goes through."""
    before = stored(demo_store)
    journal = open_journal(demo_store, write=True)

    def broken_off() -> None:
        with journal.writing():
            journal.keep(b"slip", CONTRACT)
            journal.append(CONTRACT, [note("half")], "x", LATER)
            raise reason

    with pytest.raises(reason if isinstance(reason, type) else Refusal):
        broken_off()
    assert stored(demo_store) == before
    with journal.writing():
        journal.append(CONTRACT, [note("whole")], "x", LATER)
    journal.close()
    assert whole(demo_store)


@pytest.mark.parametrize("spoil", ["INSERT INTO payload VALUES ('nobody', 1, '', '{}')", "COMMIT"])
def test_a_commit_that_fails_is_a_refusal(demo_store: Path, spoil: str) -> None:
    """Where the database refuses the commit itself, the person is told, and the lock is given back."""
    journal = open_journal(demo_store, write=True)

    def spoiled() -> None:
        with journal.writing():
            journal.driver.connection.execute("PRAGMA defer_foreign_keys = ON")
            journal.driver.connection.execute(spoil)

    with pytest.raises(Refusal) as caught:
        spoiled()
    assert caught.value.key == "store.failed"
    assert not journal.driver.connection.in_transaction
    add(demo_store, note("after"))
    journal.close()
    assert whole(demo_store)


# -- the file --------------------------------------------------------------------------------------


def test_pragmas(demo_store: Path) -> None:
    """WAL, a full sync at every commit, foreign keys, and ten seconds or more of patience."""
    for write in (True, False):
        journal = open_journal(demo_store, write)
        asked = {
            name: journal.driver.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        journal.close()
        assert asked.pop("busy_timeout") >= 10_000
        assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def modes(folder: Path) -> dict[str, str]:
    """The permissions of every file there."""
    return {path.name: oct(path.stat().st_mode & 0o777) for path in folder.iterdir()}


def test_nobody_else_reads_the_store(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From its first moment the store is its owner's alone, its -wal and -shm too, whatever the umask."""
    from svcctl.commands import init

    folder = tmp_path / "county"
    seen: list[dict[str, str]] = []

    def watched(real: Any) -> Any:
        def call(*args: Any) -> Any:
            seen.append(modes(folder))
            found = real(*args)
            seen.append(modes(folder))
            return found

        return call

    monkeypatch.setattr(sqlite_schema, "create_schema", watched(sqlite_schema.create_schema))
    monkeypatch.setattr(init, "load", watched(init.load))
    before = os.umask(0)
    try:
        assert run("init", "--demo", "--store", folder / "store.db")[0] == 0
        journal = open_journal(folder / "store.db", write=True)
        with journal.writing():
            journal.append(CONTRACT, [note("now")], "x", LATER)
        seen.append(modes(folder))
        journal.close()
    finally:
        os.umask(before)
    assert set(seen[-1]) == {"store.db", "store.db-wal", "store.db-shm"}
    assert [len(files) for files in seen] == [1, 1, 3, 3, 3]
    assert {mode for files in seen for mode in files.values()} == {"0o600"}


def test_a_missing_path_stays_missing(tmp_path: Path, run: Run) -> None:
    """Looking for a store that is not there, or recording into it, makes no file."""
    for command in (("payments", "due"), ("audit", "verify"), (*PAY, "--amount", "1")):
        assert run(*command)[0] == 2
    for write in (True, False):
        with pytest.raises(Refusal):
            open_journal(tmp_path / "store.db", write)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [True, False])
def test_a_store_that_vanishes_is_not_made_anew(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, write: bool
) -> None:
    """A store taken away between the look and the opening is refused, and no empty file takes its place."""

    def access(path: Path, mode: int) -> bool:
        demo_store.unlink(missing_ok=True)
        return True

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(Refusal) as caught:
        open_journal(demo_store, write)
    assert caught.value.key == "store.cannot-open"
    assert list(demo_store.parent.iterdir()) == []


# -- several processes -----------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from svcctl import workspace
from datetime import date
from svcctl.billing.position import Annotation, File
from svcctl.store.journal import open_journal

journal = open_journal(Path(sys.argv[1]), write=True)
for number in range(int(sys.argv[3])):
    text = f"{sys.argv[2]} {number}"
    with journal.writing():
        files = (File("x", journal.keep(text.encode(), "c"), len(text)),)
        says = Annotation(on=date(2025, 3, 20), target="zyfy-his-2025#2", note=text, files=files)
        [fact] = journal.append("zyfy-his-2025", [says], sys.argv[2], workspace.recorded_now())
    print(fact.seq, text, flush=True)
"""


def started(*arguments: object) -> "subprocess.Popen[str]":
    """A Python process, its answers held."""
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def svcctl(*arguments: object) -> "subprocess.Popen[str]":
    """`python -m svcctl`, as its own process."""
    return started("-m", "svcctl", *arguments)


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    with process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def notes(path: Path) -> dict[int, str]:
    """What each fact of the contract after its import notes."""
    journal = open_journal(path)
    found = {event.seq: event.payload["note"] for event in journal.facts(CONTRACT)[1:]}
    journal.close()
    return found


@pytest.mark.parametrize("writers", [2, 4])
def test_writers_side_by_side_lose_nothing(demo_store: Path, writers: int) -> None:
    """Each fact that a process was told is recorded stands where it was said to, in one unbroken chain."""
    count = 120 // writers
    processes = [
        started("-c", WRITER, demo_store, f"writer-{number}", count) for number in range(writers)
    ]
    answers = [ended(process) for process in processes]
    assert [(code, err) for code, _, err in answers] == [(0, "")] * writers
    said = {
        int(line.split(" ", 1)[0]): line.split(" ", 1)[1]
        for _, out, _ in answers
        for line in out.splitlines()
    }
    assert notes(demo_store) == said
    assert sorted(said) == list(range(2, 2 + writers * count))
    assert whole(demo_store)


@pytest.mark.parametrize("writers", [2, 4])
def test_commands_side_by_side_lose_nothing(demo_store: Path, run: Run, writers: int) -> None:
    """Part payments recorded at the same moment are all there, once each."""
    with_lock = sqlite3.connect(demo_store, isolation_level=None)
    with_lock.execute("BEGIN IMMEDIATE")
    processes = [
        svcctl(*PAY, "--amount", "1000", "--ref", f"R{number}") for number in range(writers * 2)
    ]
    time.sleep(0.3)
    with_lock.execute("ROLLBACK")
    with_lock.close()
    answers = [ended(process) for process in processes]
    assert [(code, err) for code, _, err in answers] == [(0, "")] * len(processes)
    code, out, _ = run("payments", "schedule", "--format", "json")
    assert code == 0
    assert loads(out)["instalments"][0]["paid"] == f"{writers * 2000}.00"
    assert whole(demo_store)


def test_one_instalment_is_paid_once(demo_store: Path, run: Run) -> None:
    """Of two people who record the same payment at the same moment one succeeds, the other is told."""
    with_lock = sqlite3.connect(demo_store, isolation_level=None)
    with_lock.execute("BEGIN IMMEDIATE")
    processes = [svcctl(*PAY, "--amount", "203000") for _ in range(2)]
    time.sleep(0.5)
    assert [process.poll() for process in processes] == [None, None]
    with_lock.execute("ROLLBACK")
    with_lock.close()
    (_, out, quiet), (code, nothing, err) = sorted(ended(process) for process in processes)
    assert (code, quiet, nothing) == (2, "", "")
    assert f"{CONTRACT}#2" in out
    assert err.startswith("svcctl: ")
    assert err.count("\n") <= 2
    assert (
        loads(run("payments", "schedule", "--format", "json")[1])["instalments"][0]["paid"]
        == "203000.00"
    )
    assert whole(demo_store)


def test_a_killed_writer_loses_nothing(demo_store: Path) -> None:
    """Killed at any moment, a writer leaves a whole chain, and every fact that it had been told is recorded."""
    chance = random.Random(20)
    said: dict[int, str] = {}
    for number in range(20):
        with started("-c", WRITER, demo_store, f"life-{number}", 10**6) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            process.kill()
            # not communicate(): it reads past what readline() has taken into the buffer with the first line
            out, err = process.stdout.read(), process.stderr.read()
        assert err == ""
        lines = [line for line in (first + out).splitlines(keepends=True) if line.endswith("\n")]
        said |= {int(line.split(" ", 1)[0]): line.split(" ", 1)[1].rstrip("\n") for line in lines}
        assert whole(demo_store)
    found = notes(demo_store)
    assert said.items() <= found.items()
    assert len(found) - len(said) <= 20
    assert sorted(found) == list(range(2, 2 + len(found)))


# -- whoever reads checks --------------------------------------------------------------------------


def test_one_flipped_byte_gives_no_false_answer(tmp_path: Path, run: Run) -> None:
    """A byte flipped anywhere in the file: the answer is the true one, or none and no traceback."""
    assert run("init", "--demo")[0] == 0
    assert run(*PAY, "--amount", "1000")[0] == 0
    store, asked = tmp_path / "store.db", ("payments", "due", "--as-of", "2025-03-28", "--format")
    untouched, true = store.read_bytes(), run(*asked, "json")
    chance = random.Random(26)
    said = []
    for _ in range(300):
        content, place = bytearray(untouched), chance.randrange(len(untouched))
        content[place] ^= chance.randrange(1, 256)
        store.write_bytes(content)
        for leftover in tmp_path.glob("store.db-*"):
            leftover.unlink()
        answer = run(*asked, "json")
        if answer != true:
            code, out, err = answer
            assert (code in (1, 2), out, err.count("\n")) == (True, "", 1), place
            said.append(code)
    assert len(said) > 100  # the others are in pages that nothing stands in
    assert said.count(1) > 10 * said.count(2)  # and most are told by the fact


ELSEWHERE = {
    "the last fact's row": f"DELETE FROM event WHERE chain = '{CONTRACT}' AND seq = 2",
    "the whole contract": f"DELETE FROM event WHERE chain = '{CONTRACT}'",
    "another's fact": f"UPDATE event SET chain = 'other' WHERE chain = '{CONTRACT}' AND seq = 2",
    "who recorded it": f"UPDATE event SET actor = 'x' WHERE chain = '{CONTRACT}' AND seq = 2",
    "its kind": "UPDATE event SET kind = 'payment-recorded-v2' WHERE kind = 'payment-annotated'",
    "a calendar": "UPDATE payload SET body = replace(body, '2026-01-01', '2026-01-04')",
}


@pytest.mark.parametrize("what", ELSEWHERE)
@pytest.mark.parametrize(
    "command",
    [
        ("payments", "due"),
        ("export", "schedule"),
        ("export", "audit-pack", "-o", "x.zip"),
        (*PAY, "--amount", "1000"),
        ("letter", "reconcile", "-o", "x.docx"),
    ],
)  # fmt: skip
def test_a_changed_store_says_nothing_but_where(
    demo_store: Path, run: Run, what: str, command: tuple[object, ...]
) -> None:
    """Whatever was changed with the guards off: no list, no export, no pack, no further fact; exit 1."""
    add(demo_store, note("first"))
    with sqlite3.connect(demo_store) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for guard in ("event_no_update", "event_no_delete", "payload_no_update", "event_append"):
            connection.execute(f"DROP TRIGGER {guard}")
        connection.execute(ELSEWHERE[what])
    connection.close()
    before = stored(demo_store)
    code, out, err = run(*command)
    assert (code, out, err.count("\n")) == (1, "", 1)
    place = "calendar#" if what == "a calendar" else "other#" if "another" in what else CONTRACT
    assert place in err
    assert "is not what was recorded" in err
    assert stored(demo_store) == before
    assert not list(Path().glob("x.*"))


def test_a_fact_that_nobody_can_read(demo_store: Path, run: Run) -> None:
    """A fact whose hashes hold and whose payload no svcctl would write counts for nothing, and is named."""
    with sqlite3.connect(demo_store) as connection:
        row = ChainRow(*connection.execute(sql.LAST, (CONTRACT,)).fetchone())
        forged = row._replace(seq=2, kind="payment-annotated", prev_hash=row.hash)
        forged = sealed(forged._replace(payload_digest=payload_digest("", "[]")))
        connection.execute(sql.APPEND_EVENT, forged)
        connection.execute(sql.APPEND_PAYLOAD, (CONTRACT, 2, "", "[]"))
    connection.close()
    code, out, err = run("payments", "due")
    assert code == 0
    assert "Y1-advance" in out
    assert f"{CONTRACT}#2" in err


def test_paper_that_was_swapped_is_not_handed_on(demo_store: Path) -> None:
    """Bytes kept under a digest that is not theirs are refused."""
    connection = sqlite3.connect(demo_store)
    for guard in ("evidence_no_update", "evidence_append"):
        connection.execute(f"DROP TRIGGER {guard}")
    connection.execute("UPDATE evidence SET content = x'00'")
    connection.commit()
    digest = connection.execute("SELECT digest FROM evidence").fetchone()[0]
    connection.close()
    journal = open_journal(demo_store)
    with pytest.raises(Refusal) as caught:
        journal.content(digest)
    journal.close()
    assert caught.value.key == "store.changed-file"


def test_a_head_is_of_a_chain_that_was_checked(demo_store: Path) -> None:
    """Whoever asks for a head alone is refused too where its chain is not what was recorded."""
    journal = open_journal(demo_store)
    assert journal.head("nobody", LATER) == ""
    assert journal.head(CONTRACT, EARLIER) == ""
    assert journal.head(CONTRACT, LATER).startswith(f"{CONTRACT}@1:")
    journal.close()
    with sqlite3.connect(demo_store) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("UPDATE event SET actor = 'x' WHERE chain = ?", (CONTRACT,))
    connection.close()
    journal = open_journal(demo_store)
    with pytest.raises(Refusal) as caught:
        journal.head(CONTRACT, LATER)
    journal.close()
    assert caught.value.key == "store.changed"
