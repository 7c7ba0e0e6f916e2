"""A store behind PgBouncer, which gives each transaction another connection of the server."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from threading import Thread

import psycopg
import pytest

from conftest import Run
from servers import NEEDED, Postgres
from svcctl.store.journal import open_journal
from svcctl.store.place import Server
from test_journal import CONTRACT, note

BOUNCER = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin")
WRITERS, FACTS = 4, 10


@pytest.fixture(scope="module")
def pooled(postgres: Postgres, demo_database: str) -> Iterator[str]:
    """The address of a store by way of a pool of two connections."""
    if BOUNCER is None:
        if NEEDED:
            pytest.fail("no PgBouncer at hand: install Debian's package pgbouncer")
        pytest.skip("no PgBouncer at hand")
    database = postgres.database(demo_database)
    for login in ("fin", "ven"):
        postgres.login(login)
    folder = postgres.folder
    (folder / "users").write_text('"postgres" ""\n"fin" ""\n"ven" ""\n')
    (folder / "pool.ini").write_text(
        f"[databases]\n* = host={folder} port=5432\n[pgbouncer]\nlisten_addr =\n"
        f"unix_socket_dir = {folder}\nlisten_port = 6543\nauth_type = trust\n"
        f"auth_file = {folder}/users\npool_mode = transaction\ndefault_pool_size = 2\n"
    )
    process = subprocess.Popen([*postgres.as_server, BOUNCER, "-q", str(folder / "pool.ini")])
    url = postgres.url(database) + "&port=6543"
    try:
        for _ in range(100):
            if (folder / ".s.PGSQL.6543").exists():
                break
            time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait()


def test_commands_are_answered_through_a_pool(pooled: str, run: Run) -> None:
    """Reading, recording, granting, verifying; each login in a pool of its own is who it is."""
    store = ("--store", pooled)
    pay = ("payments", "record", "Y1-advance", "--on", "2025-03-20", "--confirm-account")
    for command in (
        ("store", "grant", "fin", "--role", "finance"),
        ("store", "grant", "ven", "--role", "vendor", "--contract", CONTRACT),
        (*pay, "--amount", "1000"),
        ("payments", "due"),
        ("audit", "verify"),
    ):
        code, _, err = run(*command, *store)
        assert code == 0, err
    theirs = pooled.replace("//postgres@", "//fin@")
    code, out, err = run(*pay, "--amount", "2000", "--store", theirs)
    assert (code, "finance" in out) == (0, True), err
    assert run(*pay, "--amount", "1", "--store", pooled.replace("//postgres@", "//ven@"))[0] == 2


def test_four_write_through_a_pool_of_two(pooled: str) -> None:
    """None lost, and nothing is left set on a connection that another gets next."""
    failed: list[Exception] = []

    def write() -> None:
        try:
            journal = open_journal(Server(pooled), write=True)
            for _ in range(FACTS):
                with journal.writing():
                    journal.append(CONTRACT, [note("by pool")], "finance", "2026-11-28T00:00:00Z")
            journal.close()
        except Exception as error:
            failed.append(error)

    journal = open_journal(Server(pooled))
    before = journal.length(CONTRACT)
    threads = [Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert journal.length(CONTRACT) == before + WRITERS * FACTS
    journal.close()
    with psycopg.connect(pooled, autocommit=True, prepare_threshold=None) as connection:
        assert connection.execute("SHOW lock_timeout").fetchone() == ("0",)
