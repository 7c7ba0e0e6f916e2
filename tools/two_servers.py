"""Spread a journal over two PostgreSQL servers: what partitions refuse, what contracts side by side bring.

`python tools/two_servers.py` starts two throwaway servers on this machine and prints what it finds.
"""

import sys
import tempfile
import time
from multiprocessing import Process
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from servers import Postgres, running
from svcctl import workspace
from svcctl.billing.position import Annotation
from svcctl.cli import main
from svcctl.store.journal import open_journal
from svcctl.store.place import Server

CONTRACTS, FACTS, WRITERS = 16, 25, 8

FOREIGN = """
CREATE EXTENSION postgres_fdw;
CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '{host}', dbname 'postgres');
CREATE USER MAPPING FOR PUBLIC SERVER other OPTIONS (user 'postgres');
CREATE TABLE head (chain text, seq int) PARTITION BY HASH (chain);
CREATE TABLE head_0 PARTITION OF head FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE FOREIGN TABLE head_1 PARTITION OF head FOR VALUES WITH (MODULUS 2, REMAINDER 1) SERVER other;
"""
TRIED = {
    "insert": "INSERT INTO head SELECT 'c' || n, 1 FROM generate_series(1, 20) n",
    "lock a row": "SELECT seq FROM head WHERE chain = 'c1' FOR UPDATE",
    "lock, leaving out what is locked": "SELECT seq FROM head FOR UPDATE SKIP LOCKED",
    "update": "UPDATE head SET seq = seq + 1",
    "primary key": "ALTER TABLE head ADD PRIMARY KEY (chain)",
    "on conflict": "INSERT INTO head VALUES ('c1', 1) ON CONFLICT (chain) DO NOTHING",
    "row level security on the far half": "ALTER TABLE head_1 ENABLE ROW LEVEL SECURITY",
    "trigger against TRUNCATE there": "CREATE TRIGGER t BEFORE TRUNCATE ON head_1 "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
}


def tried(one: Postgres, two: Postgres) -> None:
    """What a table that lies half on another server can, and what the server says where it cannot."""
    two.sql("CREATE TABLE head_1 (chain text, seq int)")
    with psycopg.connect(one.url("postgres"), autocommit=True) as connection:
        connection.execute(FOREIGN.format(host=two.folder).encode())
        for what, statement in TRIED.items():
            try:
                connection.execute(statement.encode())
                print(f"{what}: yes")
            except psycopg.Error as error:
                print(f"{what}: no, {str(error).splitlines()[0]}")


def chains(half: int, halves: int) -> list[str]:
    """The contracts of one of the servers."""
    return [f"c{n}" for n in range(CONTRACTS) if n % halves == half]


def write(url: str, names: list[str]) -> None:
    """Facts by one client, each command a transaction."""
    journal = open_journal(Server(url), write=True)
    for turn in range(FACTS):
        for name in names:
            with journal.writing():
                today = workspace.today()
                fact = Annotation(on=today, target=f"{name}#1", note=str(turn))
                journal.append(name, [fact], "keeper", workspace.recorded_now())
    journal.close()


def played(urls: list[str]) -> float:
    """How many facts a second eight clients write, their contracts spread over these stores."""
    each = WRITERS // len(urls)
    clients = []
    for half, url in enumerate(urls):
        own = chains(half, len(urls))
        clients += [Process(target=write, args=(url, own[n::each])) for n in range(each)]
    began = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return CONTRACTS * FACTS / (time.perf_counter() - began)


def store(server: Postgres) -> str:
    """A new store there."""
    url = str(server.url(server.database()))
    assert main(["init", "--store", url, "--lang", "en"]) == 0
    return url


def spread() -> None:
    """Try partitions, then contracts side by side; measure, verify, and bring all into one file."""
    with running() as one, running() as two, tempfile.TemporaryDirectory() as folder:
        tried(one, two)
        rates = {
            len(urls): (played(urls), urls) for urls in ([store(one)], [store(one), store(two)])
        }
        print(f"one server {rates[1][0]:.0f} facts a second, two {rates[2][0]:.0f}: "
              f"{rates[2][0] / rates[1][0]:.2f} x")  # fmt: skip
        target = str(Path(folder) / "all.db")
        for url in rates[2][1]:
            print(
                "verify", main(["audit", "verify", "--hashes", "--store", url, "--format", "json"])
            )
            print("copy", main(["store", "copy", url, target, "--lang", "en"]))
        journal = open_journal(Path(target))
        counts = {name: journal.length(name) for name in journal.contracts()}
        journal.close()
        assert counts == dict.fromkeys(chains(0, 1), FACTS), counts
        print(
            "check of the copy",
            main(["audit", "verify", "--hashes", "--store", target, "--format", "json"]),
        )


if __name__ == "__main__":
    spread()
