"""The schema of a store in a file: tables, indexes, the triggers that guard them."""

import sqlite3
from pathlib import Path

from svcctl.store import sql
from svcctl.store.sqlite import (
    APPLICATION_ID,
    FIRST_WITH_LISTS,
    SCHEMA_VERSION,
    TABLES,
    SQLiteDriver,
)


def create_schema(path: Path) -> None:
    """Tables, triggers, WAL and version in an empty file; sqlite3.Error where that fails."""
    from svcctl.store.chain import GENESIS

    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        for statement in (
            "BEGIN",
            *sql.CREATE,
            *sql.INDEXES,
            *triggers(GENESIS),
            *sql.CREATE_ASIDE,
            *sql.INDEXES_ASIDE,
            *triggers_aside(),
            *sql.CREATE_APART,
            *triggers_apart(),
            f"PRAGMA application_id = {APPLICATION_ID}",
            f"PRAGMA user_version = {SCHEMA_VERSION}",
            "COMMIT",
        ):
            connection.execute(statement)
    finally:
        connection.close()


def upgrade(driver: SQLiteDriver) -> None:
    """Give a store of before what it has not; inside `writing`. No fact is touched."""
    if driver.version < FIRST_WITH_LISTS:
        driver.index()
        for statement in (*sql.CREATE_ASIDE, *sql.INDEXES_ASIDE, *triggers_aside()):
            driver.execute(statement)
        driver.execute(sql.HEADS_FILL)
    for statement in (*sql.CREATE_APART, *triggers_apart()):
        driver.execute(statement)
    driver.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    driver.is_of(SCHEMA_VERSION)


_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
_CHAIN_GUARD = """CREATE TRIGGER event_append BEFORE INSERT ON event WHEN
NEW.seq IS NOT 1 + coalesce((SELECT max(seq) FROM event WHERE chain = NEW.chain), 0)
OR NEW.prev_hash IS NOT
  coalesce((SELECT hash FROM event WHERE chain = NEW.chain ORDER BY seq DESC LIMIT 1), '{genesis}')
OR NEW.recorded_at < coalesce((SELECT \
recorded_at FROM event WHERE chain = NEW.chain ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'append-only: event'); END"""


def triggers(genesis: str) -> list[str]:
    """The triggers that allow rows at the end of a chain and nothing else, REPLACE included."""
    guards = [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        + _REFUSE.format(table=table)
        for table in TABLES
        for act in ("UPDATE", "DELETE")
    ]
    guards.append(_CHAIN_GUARD.format(genesis=genesis))
    guards += [_once("payload", OF_FACT), _once("evidence", "digest = NEW.digest")]
    return guards


def triggers_apart() -> list[str]:
    """The triggers of what is the office's own, which is added with its fact and never again."""
    guards = [
        f"CREATE TRIGGER aside_no_{act.lower()} BEFORE {act} ON aside "
        + _REFUSE.format(table="aside")
        for act in ("UPDATE", "DELETE")
    ]
    return [*guards, _once("aside", OF_FACT)]


OF_FACT = "chain = NEW.chain AND seq = NEW.seq"


def _once(table: str, same: str) -> str:
    """The trigger that lets no row take the place of another, by REPLACE neither."""
    return (
        f"CREATE TRIGGER {table}_append BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {_REFUSE.format(table=table)}"
    )


# SQLite keeps the heads itself: so they are right whatever program appends
_NEW_HEAD = """CREATE TRIGGER event_head AFTER INSERT ON event BEGIN
INSERT INTO chain_head (chain, seq, hash, recorded_at, banded_seq, \
banded_from, banded_until, banded_on, sealed_seq)
VALUES (NEW.chain, NEW.seq, NEW.hash, NEW.recorded_at, 0, '', '', '', 0)
ON CONFLICT (chain) DO UPDATE SET
seq = excluded.seq, hash = excluded.hash, recorded_at = excluded.recorded_at; END"""


def triggers_aside() -> list[str]:
    """The triggers of the tables beside the journal: heads follow, a key is given once."""
    guards = [
        f"CREATE TRIGGER command_key_no_{act.lower()} BEFORE {act} ON command_key "
        + _REFUSE.format(table="command_key")
        for act in ("UPDATE", "DELETE")
    ]
    return [_NEW_HEAD, *guards]
