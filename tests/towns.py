"""A store on a server with a login of each role: to be worked on, or to be left as it is."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from servers import Postgres
from svcctl import workspace
from svcctl.cli import main
from svcctl.store.chain import ChainRow, payload_digest, sealed
from svcctl.store.place import Server
from svcctl.store.postgres import open_server

MINE, OTHERS = "zyfy-his-2025", "example-milestones"
PAY = (
    "payments",
    "record",
    f"{MINE}:Y1-advance",
    "--on",
    "2025-03-20",
    "--confirm-account",
    "--amount",
)
SUBMIT = (
    "reports",
    "submit",
    "--year",
    "1",
    "--document",
    "annual-report",
    "--on",
    "2026-03-10",
    "--contract",
)


class Town:
    """A store on a server with two contracts, and a login of each role."""

    def __init__(self, server: Postgres, database: str) -> None:
        self.server, self.database = server, database

    def url(self, login: str) -> str:
        return self.server.url(self.database, login)

    def tables(self) -> list[Any]:
        """Everything in the store, to see that nothing was changed."""
        names = (
            "event",
            "payload",
            "chain_evidence",
            "chain_head",
            "command_key",
            "grantee",
            "grantee_chain",
            "aside",
            "sealed",
        )
        return [
            self.server.sql(f"SELECT * FROM {name} ORDER BY 1, 2", self.database) for name in names
        ]


@pytest.fixture(scope="session")
def grown(postgres: Postgres, demo_database: str) -> str:
    """A database with two contracts, a payment in each, a settled finding, and three logins let in."""
    name = postgres.database(demo_database)
    for login in ("fin", "ven", "aud", "nobody"):
        postgres.login(login)
    store = ("--store", postgres.url(name), "--lang", "en")
    example = workspace.shipped("contracts") / f"{OTHERS}.toml"
    for command in (
        ("contract", "import", str(example)),
        (*PAY, "1000"),
        (
            "contract",
            "findings",
            "settle",
            "payee-account",
            "--value",
            "1",
            "--contract",
            MINE,
            "--doc",
            "letter",
        ),
        ("store", "grant", "fin", "--role", "finance"),
        ("store", "grant", "ven", "--role", "vendor", "--contract", MINE, "--as", "liuzhou"),
        ("store", "grant", "aud", "--role", "auditor"),
    ):
        assert main([*command, *store]) == 0, command
    return name


@pytest.fixture
def town(postgres: Postgres, grown: str) -> Town:
    """A fresh copy of it, or of what a module that has one of its own calls `grown`."""
    return Town(postgres, postgres.database(grown))


@pytest.fixture(scope="module")
def still(postgres: Postgres, grown: str) -> Iterator[Town]:
    """A copy that nothing may happen to."""
    found = Town(postgres, postgres.database(grown))
    before = found.tables()
    yield found
    assert found.tables() == before
    keeper = open_server(Server(found.url("postgres")))
    assert keeper.schema_holds("")  # rights and guards too
    keeper.close()


def appending(town: Town, chain: str, kind: str, body: str, login: str, **forced: Any) -> None:
    """A fact put in by hand, well-formed but for what is forced."""
    with psycopg.connect(town.url(login)) as connection:
        last = connection.execute(
            "SELECT seq, hash, recorded_at FROM chain_head WHERE chain = %s", (chain,)
        ).fetchone() or (0, "0" * 64, "")
        [[moment]] = connection.execute("SELECT utc(clock_timestamp())").fetchall()
        salt = "0" * 32
        row = ChainRow(chain, last[0] + 1, kind, "2026-01-05", max(moment, last[2]),
                       {"ven": "liuzhou", "fin": "finance", "aud": "auditor"}.get(login, login),
                       payload_digest(salt, body), last[1], "")  # fmt: skip
        row = sealed(
            row._replace(**{k: v for k, v in forced.items() if k in row._fields and k != "hash"})
        )
        row = row._replace(hash=forced.get("hash", row.hash))
        apart = forced.get("apart", ())  # salt and text of what stands apart
        connection.execute(
            f"SELECT append(ROW({', '.join(['%s'] * 9)})::event, %s, %s{', %s' * len(apart)})",
            (*row, salt, forced.get("said", body), *apart),
        )
