"""`audit verify`: whatever was changed, taken away or added behind svcctl's back is found and named."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from json import loads
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from office import Office
from svcctl.billing.position import Annotation, File
from svcctl.casebook.kinds import HeadsSealed
from svcctl.casebook.payloads import encode
from svcctl.cli import main
from svcctl.store import chain, sql, sqlite, sqlite_schema, walking
from svcctl.store import verify as verifying
from svcctl.store.journal import open_journal
from svcctl.store.seals import each_seal, root_of
from test_store_refusals import PAY

CONTRACT = "zyfy-his-2025"
KEYS = {"event": ("chain", "seq"), "payload": ("chain", "seq"), "evidence": ("digest",)}


@pytest.fixture(scope="module")
def lived_in(demo_original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two payments, each with evidence of its own."""
    folder = tmp_path_factory.mktemp("lived-in")
    path = Path(shutil.copy2(demo_original, folder / "store.db"))
    for number in (1, 2):
        slip = folder / f"slip-{number}.txt"
        slip.write_text(f"slip {number}")
        assert (
            main(
                [
                    *PAY,
                    "--ref",
                    str(number),
                    "--file",
                    str(slip),
                    "--store",
                    str(path),
                    "--lang",
                    "en",
                ]
            )
            == 0
        )
    return path


@pytest.fixture
def store(lived_in: Path, tmp_path: Path, surroundings: None) -> Path:
    """A fresh copy of the store with two payments; SVCCTL_STORE names it."""
    return Path(shutil.copy2(lived_in, tmp_path / "store.db"))


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for a forger: the guards are away, and back as they were afterwards."""
    connection = sqlite3.connect(path, isolation_level=None)
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
    ).fetchall()
    try:
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, text in guards:
            connection.execute(text)
    finally:
        connection.close()


def forged(path: Path, *statements: str) -> None:
    """Change the store behind the guards' back."""
    with unguarded(path) as connection:
        for statement in statements:
            connection.execute(statement)


def verdict(run: Run, *head: str) -> dict[str, Any]:
    """What `audit verify` answers; its exit code, and its first line of words, fit the answer."""
    code, out, err = run("audit", "verify", "--format", "json", *head)
    assert err == ""
    found: dict[str, Any] = loads(out)
    assert code == (0 if found["ok"] else 1)
    assert found["ok"] is (found["problems"] == []) is (found["broken_at"] is None)
    if not found["ok"]:
        assert found["broken_at"] == found["problems"][0]["at"]
    return found


def problems(run: Run, *head: str) -> list[tuple[str, str]]:
    """Where and what `audit verify` finds."""
    return [(problem["at"], problem["what"]) for problem in verdict(run, *head)["problems"]]


def contents(path: Path) -> list[Any]:
    """Every row of every table."""
    connection = sqlite3.connect(path)
    try:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in sqlite.TABLES
        ]
    finally:
        connection.close()


# -- what stands -----------------------------------------------------------------------------------


def test_a_store_as_it_was_recorded(store: Path, run: Run) -> None:
    """An untouched store verifies, and says how many contracts and facts there are, and the heads."""
    found = verdict(run)
    hashes = {(row[0], row[1]): row[8] for row in contents(store)[0]}
    assert found == {
        "ok": True,
        "contracts": 1,
        "events": 3,
        "head": f"{CONTRACT}@3:{hashes[CONTRACT, 3]}",
        "calendar_head": f"calendar@6:{hashes['calendar', 6]}",
        "store_head": f"store@3:{hashes['store', 3]}",
        "broken_at": None,
        "problems": [],
        "doubts": [],
    }


def test_in_words(store: Path, run: Run) -> None:
    """People read that all is as recorded and the head, or where it is not, in both languages."""
    hashes = {(row[0], row[1]): row[8] for row in contents(store)[0]}
    for language in ("en", "zh"):
        code, out, err = run("audit", "verify", "--lang", language)
        assert (code, err) == (0, "")
        assert f"{CONTRACT}@3:{hashes[CONTRACT, 3]}" in out
    forged(store, "UPDATE event SET actor = 'x' WHERE kind = 'payment-recorded' AND seq = 2")
    for language in ("en", "zh"):
        code, out, err = run("audit", "verify", "--lang", language)
        assert (code, err) == (1, "")
        assert len(out.splitlines()) == 2
        assert f"{CONTRACT}#2" in out.splitlines()[1]


def test_a_head_is_good_for_ever(store: Path, run: Run) -> None:
    """A head noted down verifies however many facts follow; so do several at once, of any chain."""
    found = verdict(run)
    noted = f"{found['head']}, {found['calendar_head']},"
    assert verdict(run, "--head", noted)["ok"]
    for number in ("3", "4"):
        assert run(*PAY, "--ref", number)[0] == 0
    assert verdict(run, "--head", noted)["events"] == 5
    assert verdict(run, "--head", f"{verdict(run)['head']},{noted}")["ok"]


def test_a_head_from_paper(store: Path, run: Run) -> None:
    """The first 16 digits are enough, in capitals too; a digit that differs is found."""
    place, _, digest = verdict(run)["head"].rpartition(":")
    for noted in (f"{place}:{digest[:16]}", f"{place}:{digest[:16].upper()}"):
        assert verdict(run, "--head", noted)["ok"]
    wrong = f"{place}:{'0' if digest[0] != '0' else '1'}{digest[1:16]}"
    assert problems(run, "--head", wrong) == [(f"{CONTRACT}#3", "head")]


def test_what_the_heads_given_say_nothing_of(store: Path, run: Run) -> None:
    """Whoever brings heads is told of chains that none of them is of; of none brought, nothing."""
    found = verdict(run)
    assert "uncovered" not in found
    assert verdict(run, "--head", found["head"])["uncovered"] == ["calendar", "store"]
    every = ",".join(found[key] for key in ("head", "calendar_head", "store_head"))
    assert verdict(run, "--head", every)["uncovered"] == []
    for language, said in (("en", "say nothing of calendar, store"), ("zh", "calendar、store")):
        out = run("audit", "verify", "--head", found["head"], "--lang", language)[1]
        assert said in out.splitlines()[-1]


def test_the_heads_of_another_time(store: Path, run: Run) -> None:
    """`--known-at` asks for the heads and counts of that time; the check is of all there is."""
    rows = [row for row in contents(store)[0] if row[0] == CONTRACT]
    found = verdict(run, "--known-at", rows[1][4])
    assert (found["head"], found["events"]) == (f"{CONTRACT}@2:{rows[1][8]}", 2)
    forged(store, f"UPDATE event SET actor = 'x' WHERE chain = '{CONTRACT}' AND seq = 3")
    assert problems(run, "--known-at", rows[1][4]) == [(f"{CONTRACT}#3", "hash")]


def test_a_schema_that_the_first_fact_vouches_for(demo_store: Path, run: Run) -> None:
    """Guards made idle and their digest put into the store's own chain, its hashes rebuilt: found."""
    with unguarded(demo_store) as connection:
        connection.execute("CREATE TRIGGER helper AFTER INSERT ON event BEGIN SELECT 1; END")
    with sqlite3.connect(demo_store) as connection:
        own = sqlite.SQLiteDriver(connection, demo_store).schema_digest()
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        texts = dict(guards.fetchall())
        row, salt, body = first_of_the_store(connection)
        for name in texts:
            connection.execute(f"DROP TRIGGER {name}")
        said = body.replace(loads(body)["schema_sha256"], own)
        row = chain.sealed(row._replace(payload_digest=chain.payload_digest(salt, said)))
        connection.execute("UPDATE payload SET body = ? WHERE chain = 'store'", (said,))
        connection.execute(
            "UPDATE event SET payload_digest = ?, hash = ? WHERE chain = 'store'",
            (row.payload_digest, row.hash),
        )
        for text in texts.values():
            connection.execute(text)
        assert sqlite.SQLiteDriver(connection, demo_store).schema_digest() == own
    connection.close()
    assert problems(run) == [("store", "schema")]


def first_of_the_store(connection: sqlite3.Connection) -> tuple[chain.ChainRow, str, str]:
    *row, salt, body = connection.execute(sql.ROWS_OF, ("store",)).fetchone()
    return chain.ChainRow(*row), salt, body


# -- one byte --------------------------------------------------------------------------------------

COLUMNS = [
    *(("event", column) for column in chain.ChainRow._fields),
    *(("payload", column) for column in ("chain", "seq", "salt", "body")),
    *(("evidence", column) for column in ("digest", "content")),
]


def flipped(value: Any, at: float) -> Any:
    """The value with its lowest bit flipped in one place, from 0.0, its first byte, to 1.0, its last."""
    if isinstance(value, int):
        return value ^ 64
    content = bytearray(value if isinstance(value, bytes) else value.encode())
    content[int(at * (len(content) - 1))] ^= 1
    return bytes(content)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_one_flipped_byte_is_found_and_named(
    store: Path, run: Run, table: str, column: str
) -> None:
    """One changed byte of any column of any row is found, and the fact it belongs to is named."""
    keys = ", ".join(KEYS[table])
    connection = sqlite3.connect(store)
    rows = connection.execute(f"SELECT {keys}, {column} FROM {table} ORDER BY {keys}").fetchall()
    connection.close()
    assert len(rows) >= 3
    untouched = store.read_bytes()
    for *key, value in rows:
        for at in (0.0, 0.5, 1.0):
            store.write_bytes(untouched)
            changed = flipped(value, at)
            kind = (
                "blob"
                if isinstance(value, bytes)
                else "integer"
                if isinstance(value, int)
                else "text"
            )
            where = " AND ".join(f"{name} = ?" for name in KEYS[table])
            with unguarded(store) as connection:
                connection.execute(
                    f"UPDATE {table} SET {column} = CAST(? AS {kind}) WHERE {where}",
                    (changed, *key),
                )
            places = {place for place, _ in problems(run)}
            assert places & names(table, key, store), (key, at)


def names(table: str, key: list[Any], path: Path) -> set[str]:
    """What a broken row may be called: its fact, or the store, where it is the first fact or belongs to none."""
    if table != "evidence":
        return {f"{key[0]}#{key[1]}"} | ({"store"} if key[0] == "store" else set())
    return {f"{CONTRACT}#{seq}" for seq in (1, 2, 3)}


@pytest.mark.parametrize("column", ["kind", "actor", "salt", "body", "recorded_at", "happened_on"])
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_byte_that_is_no_text_is_found_and_named(
    store: Path, run: Run, column: str, seq: int
) -> None:
    """A byte that no text can hold makes the fact unreadable; that fact is named, not the one before it."""
    table = "payload" if column in ("salt", "body") else "event"
    forged(
        store,
        f"UPDATE {table} SET {column} = CAST(CAST({column} AS BLOB) || x'ff' AS TEXT) "
        f"WHERE chain = '{CONTRACT}' AND seq = {seq}",
    )
    assert verdict(run)["broken_at"] == f"{CONTRACT}#{seq}"


def test_a_head_that_is_no_text_is_shown(store: Path, run: Run) -> None:
    """The last fact's hash has a byte that no text can hold: the answer is no, and can be printed."""
    forged(store, f"UPDATE event SET hash = CAST(CAST(hash AS BLOB) || x'8f' AS TEXT) WHERE chain = '{CONTRACT}' "
                  f"AND seq = (SELECT max(seq) FROM event WHERE chain = '{CONTRACT}')")  # fmt: skip
    assert "udc8f" in verdict(run)["head"]


@pytest.mark.parametrize("value", ["x'01'", "1.5", "'one'", "9223372036854775807", "-1"])
@pytest.mark.parametrize("table", ["event", "payload"])
def test_a_number_that_is_none(store: Path, run: Run, table: str, value: str) -> None:
    """Where a fact's number became bytes, a fraction, a word or immense, the chain is broken, without a traceback."""
    forged(store, f"UPDATE {table} SET seq = {value} WHERE chain = '{CONTRACT}' AND seq = 2")
    found = problems(run)
    assert any(place.startswith(f"{CONTRACT}#") for place, _ in found)


@pytest.mark.parametrize("column", ["chain", *chain.ChainRow._fields[2:]])
def test_bytes_instead_of_text(store: Path, run: Run, column: str) -> None:
    """The same bytes kept as bytes are not what was recorded."""
    forged(
        store,
        f"UPDATE event SET {column} = CAST({column} AS BLOB) WHERE chain = '{CONTRACT}' AND seq = 3",
    )
    assert not verdict(run)["ok"]


@pytest.mark.lives
def test_bytes_flipped_in_the_file(store: Path, run: Run) -> None:
    """Wherever bytes of the file flip: no traceback, and where `verify` is content, not one fact has changed."""
    chance = random.Random(7)
    untouched, before = store.read_bytes(), contents(store)
    places = [chance.randrange(len(untouched)) for _ in range(150)] + [
        chance.randrange(4096) for _ in range(90)
    ]
    for place in places:
        content = bytearray(untouched)
        content[place] ^= chance.randrange(1, 256)
        store.write_bytes(content)
        for leftover in store.parent.glob("store.db-*"):
            leftover.unlink()
        code, out, err = run("audit", "verify", "--format", "json")
        assert code in (0, 1, 2), place
        assert err.count("\n") == (1 if code == 2 else 0), place
        if code == 0:
            assert contents(store) == before, place
        elif code == 1:
            assert loads(out)["broken_at"], place


def test_a_file_cut_short(store: Path, run: Run) -> None:
    """A file that lost its end is broken or no store at all, without a traceback; lost padding changes no fact."""
    untouched, before = store.read_bytes(), contents(store)
    for size in (
        1,
        16,
        99,
        100,
        512,
        4095,
        4096,
        4097,
        20_000,
        len(untouched) // 2,
        len(untouched) - 1,
    ):
        store.write_bytes(untouched[:size])
        for leftover in store.parent.glob("store.db-*"):
            leftover.unlink()
        code, _, err = run("audit", "verify")
        assert code in (1, 2) or contents(store) == before, size
        assert err.count("\n") == (1 if code == 2 else 0), size


def test_a_file_without_its_second_half(store: Path, run: Run) -> None:
    """Whoever reads is sent to `audit verify`, which says that the file is damaged and sends nobody anywhere."""
    content = store.read_bytes()
    store.write_bytes(content[: len(content) // 2])
    assert run("payments", "due")[0] in (1, 2)
    code, out, err = run("audit", "verify")
    assert (code, err) == (1, "")
    assert "the database file is damaged" in out
    assert problems(run) == [("store", "structure")]


# -- guards, tails, content ------------------------------------------------------------------------


def guards() -> list[str]:
    return [text.split()[2] for text in sqlite_schema.triggers("0" * 64)]


@pytest.mark.parametrize("name", guards())
def test_a_guard_that_went_missing(store: Path, run: Run, name: str) -> None:
    """A dropped trigger is found, and so is one that was put back with another text."""
    connection = sqlite3.connect(store)
    text = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    connection.execute(f"DROP TRIGGER {name}")
    connection.commit()
    assert problems(run) == [("store", "schema")]
    connection.execute(
        text.replace("RAISE(ABORT, 'append-only", "RAISE(IGNORE) WHERE ('append-only")
    )
    connection.commit()
    assert problems(run) == [("store", "schema")]
    connection.execute(f"DROP TRIGGER {name}")
    connection.execute(text)
    connection.close()
    assert problems(run) == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER helper AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE TABLE other (a)",
        "CREATE VIEW facts AS SELECT * FROM event",
        "CREATE INDEX by_kind ON event (kind)",
        "ALTER TABLE evidence ADD COLUMN name TEXT",
    ],
)
def test_a_schema_with_something_added(store: Path, run: Run, statement: str) -> None:
    """A trigger, table, view, index or column that svcctl did not make is found."""
    connection = sqlite3.connect(store)
    connection.execute(statement)
    connection.close()
    assert ("store", "schema") in problems(run)


AUTOMATIC = "WHERE name = 'sqlite_autoindex_event_2'"
HIDING = {
    "gone": [f"DELETE FROM sqlite_master {AUTOMATIC}"],
    "of another name": [f"UPDATE sqlite_master SET name = 'sqlite_autoindex_event_3' {AUTOMATIC}"],
    "nowhere": [f"UPDATE sqlite_master SET rootpage = 0 {AUTOMATIC}"],
    "another's pages": [
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = "
        f"'evidence') {AUTOMATIC}"
    ],
    "emptied": [  # what is read by it alone sees no fact
        "CREATE TABLE z (a, b, c, PRIMARY KEY (a, b, c)) WITHOUT ROWID",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'z') "
        + AUTOMATIC,
        "DELETE FROM sqlite_master WHERE name = 'z'",
    ],
    "one more": ["INSERT INTO sqlite_master VALUES ('index', 'sqlite_autoindex_payload_1', 'payload', 3, NULL)"],
    "a table of no text": ["INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 3, NULL)"],
}  # fmt: skip


@pytest.mark.parametrize("how", HIDING)
def test_nothing_hides_in_what_has_no_text(store: Path, run: Run, how: str) -> None:
    """The index that SQLite makes by itself is not in the digest of the schema, and is checked all the same."""
    connection = sqlite3.connect(store, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    for statement in HIDING[how]:
        connection.execute(statement)
    connection.close()
    code, out, _ = run("audit", "verify", "--format", "json")
    assert code == 1
    assert {each["at"] for each in loads(out)["problems"]} >= {"store"}


def tail_cut(path: Path) -> None:
    forged(
        path,
        *(
            f"DELETE FROM {table} WHERE chain = '{CONTRACT}' AND seq = 3"
            for table in ("payload", "event")
        ),
        f"DELETE FROM evidence WHERE digest = '{sha256(b'slip 2').hexdigest()}'",
    )


def test_a_tail_cut_off_is_found_by_a_head(store: Path, run: Run) -> None:
    """A chain does not notice that its last fact is gone; a head noted down before does."""
    noted = verdict(run)["head"]
    tail_cut(store)
    assert verdict(run)["events"] == 2
    assert problems(run, "--head", noted) == [(f"{CONTRACT}#3", "cut-off")]


def test_a_tail_written_anew_is_found_by_a_head(store: Path, run: Run) -> None:
    """A last fact that was taken away and recorded differently has another hash than the one noted down."""
    noted = verdict(run)["head"]
    tail_cut(store)
    assert run(*PAY, "--ref", "other")[0] == 0
    assert verdict(run)["ok"]
    assert problems(run, "--head", noted) == [(f"{CONTRACT}#3", "head")]


def test_a_contract_taken_away_whole_is_found_by_a_head(store: Path, run: Run) -> None:
    """A store from which a contract vanished without a trace does not verify against the contract's head."""
    noted = verdict(run)["head"]
    forged(
        store,
        *(
            f"DELETE FROM {table} WHERE chain = '{CONTRACT}'"
            for table in ("aside", "payload", "event")
        ),
        "DELETE FROM evidence",
    )
    assert verdict(run)["contracts"] == 0
    assert problems(run) == [("store#3", "seal")]  # and so by the seal that knew its first fact
    assert problems(run, "--head", noted) == [("store#3", "seal"), (f"{CONTRACT}#3", "cut-off")]


def test_every_noted_head_counts(store: Path, run: Run) -> None:
    """Of two heads for one fact both are checked: a false one is not hidden by a true one, in either order."""
    true = verdict(run)["head"]
    false = f"{true[:-1]}{'0' if true[-1] != '0' else '1'}"
    for noted in (false, f"{true},{false}", f"{false},{true}"):
        assert problems(run, "--head", noted) == [(f"{CONTRACT}#3", "head")]


@pytest.mark.parametrize(
    "noted",
    [
        "x",
        "x@1",
        "x:ff",
        "@1:ff",
        "x@:ff",
        "x@1:",
        "x@one:ff",
        "x@-1:ff",
        "x@1.0:ff",
        "x@²:ff",
        f"x@{'9' * 5000}:ff",
    ],
)
def test_a_head_that_is_none(store: Path, run: Run, noted: str) -> None:
    """What does not look like CHAIN@SEQ:HASH is refused, alone and beside a good one."""
    good = verdict(run)["head"]
    for text in (noted, f"{good},{noted}"):
        code, out, err = run("audit", "verify", "--head", text)
        assert (code, out) == (2, "")
        assert err.startswith("svcctl: ")
        assert err.count("\n") == 1


def test_the_calendar_of_the_store_by_a_head(store: Path, run: Run) -> None:
    """A calendar fact taken away is found by the calendar's head."""
    noted = verdict(run)["calendar_head"]
    forged(
        store,
        *(
            f"DELETE FROM {table} WHERE chain = 'calendar' AND seq = 6"
            for table in ("payload", "event")
        ),
    )
    assert problems(run) == [("store#3", "seal")]
    assert problems(run, "--head", noted) == [("store#3", "seal"), ("calendar#6", "cut-off")]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            f"DELETE FROM payload WHERE chain = '{CONTRACT}' AND seq = 2",
            [(f"{CONTRACT}#2", "payload-missing"), ("store", "evidence-stray")],
        ),
        (
            "DELETE FROM payload WHERE chain = 'calendar' AND seq = 6",
            [("calendar#6", "payload-missing")],
        ),
        (
            "DELETE FROM payload WHERE chain = 'store' AND seq = 1",
            [("store", "schema"), ("store#1", "payload-missing")],
        ),
        (
            "UPDATE payload SET body = '[]' WHERE chain = 'store' AND seq = 1",
            [("store", "schema"), ("store#1", "payload")],
        ),
        (
            "UPDATE payload SET body = '{}' WHERE chain = 'store' AND seq = 1",
            [("store", "schema"), ("store#1", "payload")],
        ),
        (
            "UPDATE payload SET body = '{' WHERE chain = 'store' AND seq = 1",
            [("store", "schema"), ("store#1", "payload")],
        ),
        (
            "DELETE FROM event WHERE chain = 'store' AND seq = 1",
            [("store", "schema"), ("store#1", "stray"), ("store#2", "link")],
        ),
        (
            "DELETE FROM event WHERE chain = 'calendar' AND seq = 6",
            [("calendar#6", "stray"), ("store#3", "seal")],
        ),
        ("INSERT INTO payload VALUES ('nobody', 1, '', '{}')", [("nobody#1", "stray")]),
        (
            f"INSERT INTO evidence VALUES ('{sha256(b'x').hexdigest()}', x'78')",
            [("store", "evidence-stray")],
        ),
        ("INSERT INTO evidence VALUES ('x', x'78')", [("store", "evidence")]),
        (
            f"DELETE FROM evidence WHERE digest = '{sha256(b'slip 1').hexdigest()}'",
            [(f"{CONTRACT}#2", "evidence-missing")],
        ),
        (
            f"UPDATE evidence SET content = 'slip 1' WHERE digest = '{sha256(b'slip 1').hexdigest()}'",
            [(f"{CONTRACT}#2", "evidence")],
        ),
        (
            f"UPDATE payload SET body = 'no JSON' WHERE chain = '{CONTRACT}' AND seq = 2",
            [(f"{CONTRACT}#2", "payload"), ("store", "evidence-stray")],
        ),
        (
            f"""UPDATE payload SET body = '{{"files":[1]}}' WHERE chain = '{CONTRACT}' AND seq = 2""",
            [(f"{CONTRACT}#2", "payload"), ("store", "evidence-stray")],
        ),
        (
            f"DELETE FROM event WHERE chain = '{CONTRACT}' AND seq = 2",
            [(f"{CONTRACT}#2", "stray"), (f"{CONTRACT}#3", "link"), ("store", "evidence-stray")],
        ),
    ],
)
def test_content_and_evidence(
    store: Path, run: Run, statement: str, found: list[tuple[str, str]]
) -> None:
    """Content or evidence that is gone, changed, or belongs to no fact is found; no fact that stands is blamed."""
    forged(store, statement)
    assert problems(run) == found


def test_a_fact_dated_back(store: Path, run: Run) -> None:
    """A fact with a whole hash that claims to have been recorded before the one ahead of it is found."""
    with unguarded(store) as connection:
        row = chain.ChainRow(*connection.execute(sql.LAST, (CONTRACT,)).fetchone())
        early = row._replace(recorded_at="2000-01-01T00:00:00.000000Z")
        connection.execute(
            "UPDATE event SET recorded_at = ?, hash = ? WHERE chain = ? AND seq = 3",
            (early.recorded_at, chain.row_hash(early), CONTRACT),
        )
    assert problems(run) == [(f"{CONTRACT}#3", "time")]


def test_a_fact_put_in_between(store: Path, run: Run) -> None:
    """A fact inserted by a program that shifts the later ones breaks the link of what followed."""
    with unguarded(store) as connection:
        row = chain.ChainRow(*connection.execute(sql.LAST, (CONTRACT,)).fetchone())
        for table in ("event", "payload"):
            connection.execute(f"UPDATE {table} SET seq = 4 WHERE chain = '{CONTRACT}' AND seq = 3")
        between = chain.ChainRow(*row[:-1], "")._replace(kind="payment-annotated")
        between = between._replace(
            payload_digest=chain.payload_digest("", "{}"),
            recorded_at=row.recorded_at,
            prev_hash=row.prev_hash,
        )
        connection.execute("DELETE FROM event WHERE seq = 4")
        connection.execute(sql.APPEND_EVENT, between._replace(hash=chain.row_hash(between)))
        connection.execute(sql.APPEND_PAYLOAD, (CONTRACT, 3, "", "{}"))
        moved = row._replace(seq=4)
        connection.execute(
            sql.APPEND_EVENT, moved._replace(hash=chain.row_hash(moved), prev_hash="0")
        )
    assert (f"{CONTRACT}#4", "link") in problems(run)


def test_a_write_during_the_check(store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recorded, with evidence, while `verify` reads is no fault of the store."""
    stands = chain.stands
    busy = [True]

    def stood(row: Sequence[Any], before: Sequence[Any] | None) -> bool:
        if busy:
            busy.clear()
            journal = open_journal(store, write=True)
            with journal.writing():
                kept = File("x", journal.keep(b"meanwhile", CONTRACT), 9)
                target = f"{CONTRACT}#2"
                says = Annotation(on=date(2025, 3, 20), target=target, files=(kept,))
                journal.append(CONTRACT, [says], "finance", "2099-01-01T00:00:00.000000Z")
            journal.close()
        return stands(row, before)

    with monkeypatch.context() as patch:
        patch.setattr(walking, "stands", stood)
        found = problems(run)
    assert found == []
    assert verdict(run)["events"] == 4


def test_whoever_watches_is_told_how_many_rows_there_are(store: Path) -> None:
    """A bar needs the number before the rows, and must not lose one of them."""
    seen: list[int] = []

    def follow(rows: Iterable[Any], count: Callable[[], int]) -> Iterable[Any]:
        seen.append(count())
        found = list(rows)
        seen.append(len(found))
        return found

    journal = open_journal(store)
    try:
        assert verifying.verify(journal, follow=follow).broken == ()
    finally:
        journal.close()
    assert seen[0] == seen[1] > 1


# -- one order over chains, and the clock ----------------------------------------------------------

DAY_1, DAY_2 = datetime(2026, 3, 2, 2, tzinfo=UTC), datetime(2026, 3, 3, 2, tzinfo=UTC)
MILESTONES = Path(__file__).parents[1] / "data" / "contracts" / "example-milestones.toml"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A store made one morning in March."""
    found = Office(tmp_path / "office", DAY_1, tmp_path)
    found.do("init --demo")
    return found


def pay(office: Office, number: int) -> None:
    office.do(" ".join(PAY), "--ref", number, "--contract", CONTRACT)


def seals(office: Office) -> list[dict[str, int]]:
    """How many facts of each chain every seal covers."""
    journal = open_journal(office.store)
    facts = journal.facts("store")
    journal.close()
    return [moved for _, _, moved in each_seal(facts)]


def doubts(office: Office) -> list[tuple[str, str]]:
    """Where and what `audit verify` doubts; the chains hang together."""
    found = office.json("audit verify")
    assert found["ok"]
    return [(each["at"], each["what"]) for each in found["doubts"]]


def test_a_seal_a_day_and_before_each_contract(office: Office) -> None:
    """The first fact of a day, and the first of a contract, come after a seal of all that moved."""
    assert seals(office) == []
    for number in (1, 2):
        pay(office, number)
    assert seals(office) == [{"calendar": 6, CONTRACT: 1}]  # one, before the day's first payment
    office.do("contract import", MILESTONES)
    assert seals(office)[1:] == [{CONTRACT: 3}]
    office.moment = DAY_2
    pay(office, 3)
    assert seals(office)[2:] == [{"example-milestones": 1}]
    assert doubts(office) == []


def test_a_seal_by_hand(office: Office) -> None:
    """The Merkle root of RFC 9162 over three heads in the order of their names: ((calendar, example), zyfy)."""
    office.do("contract import", MILESTONES)
    pay(office, 1)
    office.moment = DAY_2
    pay(office, 2)
    rows = {(row[0], row[1]): row[8] for row in contents(office.store)[0]}
    leaves = [
        sha256(b"\x00" + f"{name}@{seq}:{rows[name, seq]}".encode()).digest()
        for name, seq in (("calendar", 6), ("example-milestones", 1), (CONTRACT, 2))
    ]
    pair = sha256(b"\x01" + leaves[0] + leaves[1]).digest()
    journal = open_journal(office.store)
    _, told, moved = list(each_seal(journal.facts("store")))[-1]
    journal.close()
    assert told.root == sha256(b"\x01" + pair + leaves[2]).hexdigest()
    assert (told.chains, moved) == (3, {CONTRACT: 2, "example-milestones": 1})
    assert encode(told) == {"chains": 3, "root": told.root}  # it names no contract


def test_a_seal_of_before_has_its_list_in_it(office: Office) -> None:
    """Such a seal is read, checked and gone on from as one with its list beside it."""
    journal = open_journal(office.store, write=True)
    with journal.writing():
        [calendar, contract] = journal.driver.execute(journal.sql.HEADS).fetchall()
        moved = {"calendar": calendar[1], CONTRACT: contract[1]}
        root = root_of([calendar, contract])
        said = HeadsSealed(on=DAY_1.date(), chains=2, root=root, moved=moved)
        journal._append("store", [said], "purchaser", f"{DAY_1:%Y-%m-%dT%H:%M:%S.%fZ}")
    journal.close()
    pay(office, 1)
    office.moment = DAY_2
    pay(office, 2)
    assert seals(office) == [moved, {CONTRACT: 2}]
    assert doubts(office) == []
    rebuilt(office.store, CONTRACT, lambda body: body.replace("GLZC2025", "GLZC2024"))
    found = loads(office.run("audit", "verify", "--format", "json").out)
    assert [each["what"] for each in found["problems"]] == ["seal", "seal"]


def test_a_chain_written_anew_does_not_fit_its_seal(office: Office) -> None:
    """Every hash rebuilt, from the first fact to the last: only the seal tells."""
    for number in (1, 2):
        pay(office, number)
    rebuilt(office.store, CONTRACT, lambda body: body.replace("GLZC2025", "GLZC2024"))
    found = office.run("audit", "verify", "--format", "json")
    assert found.code == 1
    assert loads(found.out)["problems"] == [{"at": "store#3", "what": "seal"}]


def rebuilt(path: Path, its: str, change: Callable[[str], str]) -> None:
    """A chain whose payloads were changed and all hashes made to fit."""
    with unguarded(path) as connection:
        before = chain.GENESIS
        for *columns, salt, body in connection.execute(sql.ROWS_OF, (its,)).fetchall():
            said = change(body)
            row = chain.ChainRow(*columns)._replace(
                payload_digest=chain.payload_digest(salt, said), prev_hash=before
            )
            before = chain.row_hash(row)
            connection.execute(
                "UPDATE payload SET body = ? WHERE chain = ? AND seq = ?", (said, its, row.seq)
            )
            connection.execute(
                "UPDATE event SET payload_digest = ?, prev_hash = ?, hash = ? WHERE chain = ? "
                "AND seq = ?",
                (row.payload_digest, row.prev_hash, before, its, row.seq),
            )


def test_a_contract_put_in_with_a_clock_of_last_month(office: Office) -> None:
    """A journal "recorded in February" in a store of March: marked when it is recorded, and found by the seal."""
    pay(office, 1)
    office.moment = datetime(2026, 2, 1, 2, tzinfo=UTC)
    office.do("contract import", MILESTONES)
    assert ("example-milestones#1", "clock") in doubts(office)
    assert ("example-milestones#1", "unsealed") in doubts(office)
    with unguarded(office.store) as connection:  # the marks taken out: the seals still tell
        for table in ("payload", "event"):
            connection.execute(f"DELETE FROM {table} WHERE chain = 'store' AND seq > 5")
    assert doubts(office) == [("example-milestones#1", "unsealed")]


@pytest.mark.parametrize(
    ("clock", "marked"),
    [
        (timedelta(minutes=-9), False),
        (timedelta(minutes=-11), True),
        (timedelta(days=-300), True),
        (timedelta(days=731), False),
        (timedelta(days=732), True),
        (timedelta(days=4000), True),
    ],
)
def test_a_clock_that_is_not_believed(office: Office, clock: timedelta, marked: bool) -> None:
    """Recorded all the same; with the last fact's moment, or its own; seen in log, late and verify."""
    pay(office, 1)
    last = office.moment
    office.moment = last + clock - timedelta(seconds=1)  # a command adds one
    pay(office, 2)
    office.moment = last + timedelta(days=4500)
    [shown] = [e for e in office.json("audit log")["events"] if e["event"] == f"{CONTRACT}#3"]
    moment = (last + clock).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert shown.get("clock") == (moment if marked else None)
    assert shown["recorded_at"] == max(moment, last.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    assert ((f"{CONTRACT}#3", "clock") in doubts(office)) is marked
    late = {each["event"] for each in office.json("audit late --over 9999")["events"]}
    assert (f"{CONTRACT}#3" in late) is marked
    said = office.do("audit log --lang zh --format plain").out
    assert ("时钟可疑" in said) is marked
