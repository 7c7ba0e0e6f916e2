"""Making a store: tables from the SQLModel metadata, triggers, and the version that says which svcctl made it."""

import sqlite3
from hashlib import sha256
from pathlib import Path

from svcctl.store import sql
from svcctl.store.canonical import canonical
from svcctl.store.chain import GENESIS


def create_schema(path: Path) -> None:
    """Tables, triggers, WAL and version in an empty file; SQLAlchemy is imported only here."""
    from sqlalchemy import create_engine
    from sqlmodel import SQLModel

    from svcctl.store import tables

    assert tables.EventRow.metadata is SQLModel.metadata  # importing the tables registers them
    engine = create_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    with engine.begin() as connection:
        for trigger in sql.triggers(GENESIS):
            connection.exec_driver_sql(trigger)
        connection.exec_driver_sql(f"PRAGMA application_id = {sql.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {sql.SCHEMA_VERSION}")
    engine.dispose()
    connection_wal = sqlite3.connect(path)
    connection_wal.execute("PRAGMA journal_mode = WAL")
    connection_wal.close()


def schema_digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over the text of every table, index and trigger: a missing guard shows."""
    rows = [list(row) for row in connection.execute(sql.SCHEMA)]
    return sha256(canonical(rows).encode()).hexdigest()
