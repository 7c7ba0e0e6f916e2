"""Making a store: tables from the SQLModel metadata, triggers, and the version that says which svcctl made it."""

import sqlite3
from hashlib import sha256
from pathlib import Path

from svcctl.store import sql
from svcctl.store.canonical import canonical
from svcctl.store.chain import GENESIS


def create_schema(path: Path) -> None:
    """Tables, triggers, WAL and version in an empty file; sqlite3.Error where that fails."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlmodel import SQLModel

    from svcctl.store import tables

    assert tables.EventRow.metadata is SQLModel.metadata  # importing the tables registers them
    # a creator, not a URL: a path may hold signs that a URL would read otherwise
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path))
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        SQLModel.metadata.create_all(engine)
        with engine.begin() as connection:
            for statement in (
                *sql.triggers(GENESIS),
                f"PRAGMA application_id = {sql.APPLICATION_ID}",
                f"PRAGMA user_version = {sql.SCHEMA_VERSION}",
            ):
                connection.exec_driver_sql(statement)
    except DBAPIError as error:
        raise sqlite3.OperationalError(str(error.orig)) from error
    finally:
        engine.dispose()


def schema_digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over the text of every table, index and trigger: a missing guard shows."""
    rows = [list(row) for row in connection.execute(sql.SCHEMA)]
    return sha256(canonical(rows).encode()).hexdigest()
