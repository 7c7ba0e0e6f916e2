"""Connecting to a server, and asking a store there who the login is."""

from typing import TYPE_CHECKING, Any, NamedTuple

from svcctl.store.place import Server
from svcctl.store.postgres_failures import refusing

if TYPE_CHECKING:
    from psycopg import Connection

SCHEMA_VERSION = 4
FIRST_WITH_LISTS = 3  # the tables are those of a file's 2; only who may keep lists came later
FIRST_WITH_ASIDES = 4
CONNECTING = 10  # seconds that a server may take to answer


class Login(NamedTuple):
    """What a store says of the login that opens it."""

    version: int | None  # of its schema; None where it was never made
    role: str | None  # that was granted
    handle: str | None
    keeper: bool  # whether it keeps the store: it may record as whoever it says
    hidden: list[str]  # kinds of facts of which it may not read what they say
    hidden_files: list[str] | None = None  # kinds of which it may not have the files


def connect(place: Server) -> "Connection[Any]":
    """A connection to that server, to no store in particular."""
    with refusing(place, connecting=True):
        import psycopg
        from psycopg.conninfo import conninfo_to_dict

        given: dict[str, Any] = conninfo_to_dict(place.url)
        given.setdefault("connect_timeout", CONNECTING)
        given.setdefault("application_name", "svcctl")
        # no statement is prepared: a pooler gives each transaction another connection of the server
        return psycopg.connect(
            **given, autocommit=True, prepare_threshold=None, client_encoding="UTF8"
        )


def login_at(connection: "Connection[Any]") -> Login:
    """Who asks, by what the store says."""
    import psycopg

    try:
        row = connection.execute("SELECT * FROM opened()").fetchone()
    except psycopg.errors.UndefinedFunction:
        return Login(None, None, None, False, [])
    assert row is not None  # a function of that kind has one row
    return Login(*row)
