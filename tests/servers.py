"""A throwaway PostgreSQL server for a run of tests, and stores in it, each a copy of one made once."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if os.name == "posix" else []
NEEDED = os.environ.get("CI") or os.environ.get("SVCCTL_NEEDS_POSTGRESQL")


class Postgres:
    """A server in a folder, reached by a socket there; whoever is root runs it as another."""

    def __init__(self, folder: Path, durable: bool = False) -> None:
        self.folder, self.data = folder, folder / "data"
        self.durable = durable  # as one that is killed has to be
        self.numbers = count(1)
        self.as_server = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.as_server:
            shutil.chown(folder, "postgres")

    def tool(self, name: str, *args: str) -> None:
        env = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [*self.as_server, str(PROGRAMS[-1] / name), *args],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=self.folder, env=env,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        if not self.data.exists():
            self.tool(
                "initdb",
                "-D",
                str(self.data),
                "-A",
                "trust",
                "-E",
                "UTF8",
                "-U",
                "postgres",
                "--no-sync",
            )
        quick = (
            "" if self.durable else "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        options = f"-k {self.folder} -c listen_addresses= -c max_connections=100 {quick}"
        # the log goes to a file: a server that held our pipe would never let it end
        log = str(self.folder / "log")
        self.tool("pg_ctl", "-D", str(self.data), "-w", "-l", log, "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        self.tool("pg_ctl", "-D", str(self.data), "-w", "-m", how, "stop")

    def url(self, database: str, login: str = "postgres") -> str:
        return f"postgresql://{login}@/{database}?host={self.folder}"

    def sql(self, statement: str, database: str = "postgres", login: str = "postgres") -> list[Any]:
        """The rows of one statement, if it has any."""
        with psycopg.connect(self.url(database, login), autocommit=True) as connection:
            found = connection.execute(statement)
            return found.fetchall() if found.description else []

    def database(self, template: str = "template0") -> str:
        """A new database, a copy of another."""
        name = f"s{next(self.numbers)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def login(self, name: str) -> str:
        """A login that was granted nothing yet; roles are the whole server's."""
        if not self.sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):
            self.sql(f"CREATE ROLE {name} LOGIN")
        return name


@contextmanager
def running(durable: bool = False) -> Iterator[Postgres]:
    """A server of its own, gone afterwards."""
    if not PROGRAMS:
        if NEEDED:
            pytest.fail("no PostgreSQL at hand: install Debian's package postgresql")
        pytest.skip("no PostgreSQL at hand")
    # a socket's path must be short; in memory a database is copied in a tenth of the time
    memory = Path("/dev/shm")
    room = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30
    place = memory if room and not durable else Path("/tmp")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=place))
    server = Postgres(folder, durable)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
