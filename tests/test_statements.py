"""The store described once: statements rendered for both dialects, run by both; a store of before reads the same."""

import importlib.util
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
import pytest

from conftest import Run
from servers import Postgres
from svcctl.store import postgres_sql, sql, sqlite, sqlite_schema
from svcctl.store.chain import GENESIS
from svcctl.store.place import Server
from svcctl.store.postgres import open_server
from svcctl.store.postgres_failures import failure
from svcctl.store.postgres_schema import SCHEMA_SHA256, make

ROOT = Path(__file__).parent.parent
OLD = Path(__file__).parent / "fixtures" / "store-2026-11-24.db"
TOLD = json.loads(OLD.with_suffix(".json").read_text(encoding="utf-8"))


def renderer() -> ModuleType:
    """The tool that writes the statements."""
    spec = importlib.util.spec_from_file_location("t", ROOT / "tools" / "store_statements.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.mark.parametrize("name", ["sql.py", "postgres_sql.py"])
def test_the_statements_are_what_the_description_renders(name: str) -> None:
    """Nothing is edited by hand, and nothing has been forgotten."""
    found = (ROOT / "src" / "svcctl" / "store" / name).read_text(encoding="utf-8")
    assert found == renderer().rendered(name)


def every_guard() -> list[str]:
    """The triggers of a new file."""
    return [
        *sqlite_schema.triggers(GENESIS),
        *sqlite_schema.triggers_apart(),
        *sqlite_schema.triggers_aside(),
    ]


def test_a_new_file_has_the_tables_of_the_description(tmp_path: Path) -> None:
    """What creates a file and what is rendered are one."""
    path = tmp_path / "s.db"
    path.touch()
    sqlite_schema.create_schema(path)
    with sqlite3.connect(path) as connection:
        made = [
            row[0] for row in connection.execute(sqlite.SCHEMA.replace("type, name, sql", "sql"))
        ]
    tables = {" ".join(text.split()) for text in made if text.startswith("CREATE TABLE")}
    assert tables == {
        " ".join(text.split()) for text in (*sql.CREATE, *sql.CREATE_APART, *sql.CREATE_ASIDE)
    }
    guards = {" ".join(text.split()) for text in made if text.startswith("CREATE TRIGGER")}
    assert guards == {" ".join(text.split()) for text in every_guard()}


def test_a_new_file_is_made_as_those_of_before(tmp_path: Path) -> None:
    """Letter by letter: the digest of the schema stands in each store's first fact."""
    path = tmp_path / "s.db"
    path.touch()
    sqlite_schema.create_schema(path)
    index = ("index", "event_by_kind", sql.INDEXES[0].replace("IF NOT EXISTS ", ""))
    beside = ("aside", "band", "chain_head", "command_key", "event_head")
    journal = [row for row in columns(path, sqlite.SCHEMA) if not row[1].startswith(beside)]
    assert journal == [index, *columns(OLD, sqlite.SCHEMA)]


# -- PostgreSQL ------------------------------------------------------------------------------------


def columns(store: Path, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    with sqlite3.connect(store) as connection:
        return connection.execute(statement, values).fetchall()


@pytest.fixture(scope="module")
def filled(postgres: Postgres) -> Iterator[Any]:
    """A database with every fact of a real store in it, put there by its keeper."""
    server = open_server(Server(postgres.url(postgres.database())), make=True)
    with server.writing():
        make(server.connection, server.path)
        for digest, content in columns(OLD, sql.EVIDENCE):
            for [chain] in columns(
                OLD, "SELECT DISTINCT chain FROM payload WHERE instr(body, ?)", (digest,)
            ):
                server.keep(chain, digest, content)
        for *row, salt, body in columns(OLD, sql.ROWS):
            server.append([tuple(row)], [(row[0], row[1], salt, body)])
    yield server
    server.close()


def test_a_store_goes_into_postgresql_and_reads_the_same(filled: Any) -> None:
    """Every statement runs there; every fact of a real store is appended and read back alike, chain by chain."""
    here = columns(OLD, sql.ROWS)
    assert filled.read(postgres_sql.ROWS) == here
    chain, seq = here[-1][0], here[-1][1]
    for name, values in {
        "LAST_SAID": (chain,), "ROWS_OF": (chain,), "COUNT": (), "STRAY_PAYLOADS": (),
        "CONTRACT_CHAINS": (), "HASH_OF": (chain, seq), "HEADS": (), "WRITER_OF": (chain, seq), "LAST": (chain,),
        "ROWS_BUT": (chain, chain, "a", chain, "a", "b", chain, "b", chain), "ROW_AT": (chain, seq),
        "NAMING": (chain, '"amount"'), "LENGTH": (chain,), "LENGTHS": (), "COUNT_OF": (chain,),
        "HIGHEST": ("Y", "Y", chain, "Y"), "LAST_OF_KIND": ("store", "store-used"),
        "HEAD_BY": (chain, "9999"), "STORE_LIFE": (), "SAYING": ('"amount":',), "TWO_CONTRACTS": (), "EVIDENCE_CONTENT": ("none",),
    }.items():  # fmt: skip
        assert filled.read(getattr(postgres_sql, name), values) == columns(
            OLD, getattr(sql, name), values
        ), name
    assert filled.read(postgres_sql.ASIDES) == filled.read(postgres_sql.ASIDES_OF, (chain,)) == []
    assert {row[1:] for row in filled.read(postgres_sql.EVIDENCE)} == set(
        columns(OLD, sql.EVIDENCE)
    )
    named = set(
        re.findall(r"^([A-Z_]+) = ", Path(postgres_sql.__file__).read_text(encoding="utf-8"), re.M)
    )
    assert named - set(dir(sql)) == {"BAND_TAKE"}  # a file has one lock for all


def test_what_guards_a_server_is_what_the_version_says(filled: Any) -> None:
    """The digest that `verify` holds every store to; whoever changes a guard changes it too."""
    assert filled.schema_digest() == SCHEMA_SHA256


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE event SET actor = 'x' WHERE seq = 1",
        "DELETE FROM payload",
        "TRUNCATE chain_evidence",
        "INSERT INTO event SELECT chain, 99, kind, happened_on, recorded_at, actor, payload_digest,"
        " hash, 'x' FROM event WHERE chain = 'store' AND seq = 1",
    ],
)  # fmt: skip
def test_postgresql_refuses_what_is_not_an_append(filled: Any, spoil: str) -> None:
    """Nothing there is changed, taken away, or put in anywhere but at the end, by the owner neither."""
    with pytest.raises(psycopg.IntegrityError, match="append-only"):
        filled.execute(spoil)


def test_failures_of_postgresql_have_words() -> None:
    """By SQLSTATE, else by its class, else as it was put."""
    assert failure("53100") == "store.full"
    assert failure("58030") == "store.disk"
    assert failure("22012") == "store.failed"


OF_THE_AMOUNT = {"amount": 1, "added": 1, "reduced": -1, "conceded": 1}


# -- a store of before -----------------------------------------------------------------------------

LATE = "zyfy-his-2025:late-payment"
# what was told wrongly then: a cap that an amendment raised was given to a delay of before it, and a
# delay after a date agreed on had no line of its own
RAISED = {f"{LATE}/Y1-advance": ["43500.00", None], f"{LATE}/Y2-advance/2": ["1500.00", None]}


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that the version of 2026-11-24 wrote, of a varied life."""
    path = tmp_path / "old.db"
    shutil.copyfile(OLD, path)
    monkeypatch.setenv("SVCCTL_STORE", str(path))
    return path


@pytest.mark.parametrize("day", [key for key in TOLD if key.startswith("20")])
def test_a_store_of_before_answers_the_same(old: Path, run: Run, day: str) -> None:
    """Sums, dates and statuses of each instalment and line of damages, as they were told then."""
    code, out, err = run("payments", "schedule", "--as-of", day, "--format", "json")
    assert code == 0, err
    # then an early end changed the amount itself, and what a settled dispute took off was told nowhere
    found = {
        row["id"]: [
            f"{sum(sign * Decimal(row.get(key, 0)) for key, sign in OF_THE_AMOUNT.items()):.2f}",
            *(row[key] for key in ("paid", "outstanding", "due_on", "status")),
        ]
        for row in json.loads(out)["instalments"]
    }
    told_then = TOLD[day]["instalments"]
    # then papers of a year that still ran were waited for; now the sum is expected at the year's end
    for key in found.keys() & told_then.keys():
        if found[key][-1] == "projected" and told_then[key][-2:] == [None, "waiting"]:
            assert found[key][-2] > day
            found[key][-2:] = [None, "waiting"]
    assert found == told_then
    _, out, _ = run("damages", "assess", "--as-of", day, "--format", "json")
    lines = {line["id"]: [line["amount"], line.get("open")] for line in json.loads(out)["lines"]}
    told = dict(TOLD[day]["damages"])
    if day > "2026-05":
        told[f"{LATE}/Y2-advance/2"] = told.pop(f"{LATE}/Y2-advance")
        told |= RAISED if day > "2026-06" else {}
    assert lines == told


def test_a_store_of_before_hashes_the_same(old: Path, run: Run) -> None:
    """The chains check, their heads are those of then, and its bytes are left alone by reading."""
    before = sha256(old.read_bytes()).hexdigest()
    code, out, err = run("audit", "verify", "--format", "json")
    assert code == 0, out + err
    found = json.loads(out)
    assert {key: found[key] for key in TOLD["verify"]} == TOLD["verify"]
    assert sha256(old.read_bytes()).hexdigest() == before
