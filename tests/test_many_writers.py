"""Many at once: none lost, none doubled, chains unforked, nothing half seen; who has other contracts does not wait."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from psycopg.errors import IntegrityConstraintViolation

from conftest import Run
from servers import Postgres
from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.store import postgres_waiting
from svcctl.store.journal import Journal, open_journal
from svcctl.store.place import Server
from svcctl.store.postgres_failures import behind_another
from svcctl.store.verify import verify
from test_journal import CONTRACT, note
from test_store_refusals import PAY

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))


def test_sixteen_write_to_a_server_at_once(postgres: Postgres, demo_database: str) -> None:
    """On two contracts: each fact stands once, behind the one before it, whoever came between."""
    place = Server(postgres.url(postgres.database(demo_database)))
    failed: list[Exception] = []

    def write(number: int) -> None:
        try:
            journal = open_journal(place, write=True)
            for turn in range(4):
                chain = (CONTRACT, f"new-{turn}")[number % 2]
                for _ in range(20):
                    try:
                        with journal.writing():
                            journal.rows(chain)
                            journal.append(
                                chain,
                                [note(f"{number}-{turn}"), note("with it")],
                                "x",
                                workspace.recorded_now(),
                            )
                        break
                    except Refusal as refusal:
                        if refusal.key != "store.contended":
                            raise
            journal.close()
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=write, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    journal = open_journal(place)
    verdict = verify(journal)
    with journal.snapshot():
        facts = [fact for chain in journal.contracts() for fact in journal.facts(chain)]
    journal.close()
    assert verdict.broken == ()
    said = [fact.payload["note"] for fact in facts if "note" in fact.payload]
    assert sorted(said[::2]) == sorted(
        f"{number}-{turn}" for number in range(16) for turn in range(4)
    )
    assert set(said[1::2]) == {"with it"}


@contextmanager
def recording(place: Server, chain: str) -> Iterator[Journal]:
    """Somebody in the middle of recording."""
    journal = open_journal(place, write=True)
    try:
        with journal.writing():
            journal.rows(chain)
            journal.append(chain, [note("slow")], "x", workspace.recorded_now())
            yield journal
    finally:
        journal.close()


def test_who_is_second_with_a_new_chain_begins_again(
    postgres: Postgres, demo_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There was nothing to lock when both looked: it is told as somebody who was first, not as a fault."""
    place = Server(postgres.url(postgres.database(demo_database)))
    first, second = open_journal(place, write=True), open_journal(place, write=True)
    append = second.driver.append

    def late(*rows: Any) -> None:
        with first.writing():
            first.append("new", [note("first")], "x", workspace.recorded_now())
        append(*rows)

    monkeypatch.setattr(second.driver, "append", late)
    try:
        with pytest.raises(Refusal) as refused, second.writing():
            second.append("new", [note("second")], "x", workspace.recorded_now())
        assert refused.value.key == "store.contended"
        assert [fact.payload["note"] for fact in second.facts("new")] == ["first"]
    finally:
        first.close()
        second.close()


def test_a_chain_that_grew_between_the_look_and_the_row_is_no_fault() -> None:
    """The server's guard says it where both looked before there was anything; other refusals stay."""
    place = Server("postgresql://nowhere")
    with pytest.raises(Refusal) as refused, behind_another(place):
        raise IntegrityConstraintViolation("append-only: event")
    assert refused.value.key == "store.contended"
    with pytest.raises(IntegrityConstraintViolation), behind_another(place):
        raise IntegrityConstraintViolation("append-only: payload")


def test_other_contracts_are_not_waited_for(
    postgres: Postgres, demo_database: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one is recorded in, another takes facts, a notice is read, all answer; the same one waits, and is told for whom."""
    monkeypatch.setattr(postgres_waiting, "SILENT", 0.2)
    monkeypatch.setattr(postgres_waiting, "PATIENCE", 1)
    url = postgres.url(postgres.database(demo_database))
    monkeypatch.setenv("SVCCTL_STORE", url)
    example = workspace.shipped("contracts") / "example-milestones.toml"
    with recording(Server(url), CONTRACT) as busy:
        assert run("contract", "import", example)[0] == 0
        assert run("payments", "due")[0] == 0
        code, _, err = run(*PAY, "--contract", CONTRACT)
        waiting, refused = err.splitlines()
        assert code == 2
        assert "another is recording" in waiting
        pid = busy.driver.connection.info.backend_pid
        assert f"{CONTRACT} in {url} is held by postgres ({pid})" in refused
    assert run(*PAY, "--contract", CONTRACT)[0] == 0
    assert run("audit", "verify")[0] == 0


def test_a_command_sent_twice_is_done_once(either_store: str, run: Run) -> None:
    """By its key, and whoever signs it: the second is told which fact the first became."""
    for args in (
        PAY,
        (
            "incident",
            "open",
            "--system",
            "emr",
            "--level",
            "SIS1",
            "--at",
            "2026-04-16 16:30",
            "--title",
            "x",
        ),
    ):
        first, second, other, typed = (
            run(*args, *more)
            for more in (
                ("--key", args[0]),
                ("--key", args[0]),
                ("--key", f"{args[0]}-2"),
                ("--key", args[0], "--actor", "office"),
            )
        )
        assert (first[0], second[0], other[0], typed[0]) == (0, 0, 0, 0), first
        assert second[1].startswith(f"Recorded already (--key {args[0]}): {CONTRACT}#")
        assert "already" not in other[1] + typed[1]
    assert run(*PAY, "--key", " x")[0] == 2
    code, out, err = run(*PAY, "--note", "y", "--key", PAY[0])  # what was typed is not the same
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"{CONTRACT}#2" in err
    code, out, _ = run("audit", "verify")
    assert (code, "7 facts" in out) == (0, True), out


def test_the_same_key_at_once(postgres: Postgres, demo_database: str) -> None:
    """Eight send one command: one is recorded, the others are told so."""
    place = Server(postgres.url(postgres.database(demo_database)))
    told: list[Any] = []

    def write() -> None:
        journal = open_journal(place, write=True)
        try:
            with journal.writing():
                journal.go_by_key("k", "x", "typed")
                journal.rows(CONTRACT)
                told.append(
                    journal.append(CONTRACT, [note("once")], "x", workspace.recorded_now())[0].id
                )
        except Refusal as refusal:
            told.append(refusal.key)
        finally:
            journal.close()

    threads = [Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["key.done"] * 7 + [f"{CONTRACT}#2"]


def test_a_store_of_before_keeps_no_keys(tmp_path: Path, run: Run) -> None:
    """What it lacks is said, and nothing is recorded."""
    import shutil

    old = shutil.copyfile(
        Path(__file__).parent / "fixtures" / "store-2026-11-24.db", tmp_path / "old.db"
    )
    code, _, err = run(*PAY, "--key", "k", "--store", old)
    assert code == 2
    assert "keeps no keys" in err


@pytest.mark.parametrize("kind", ["file", "server"])
def test_processes_side_by_side(kind: str, tmp_path: Path, postgres: Postgres) -> None:
    """The trial of tools/many_writers.py, in short."""
    import many_writers

    store = str(tmp_path / "many.db") if kind == "file" else postgres.url(postgres.database())
    found = many_writers.played(store, writers=3, each=2, count=2, readers=1)
    assert (found["sent"], found["recorded"]) == (6, 6)
    assert [found[name] for name in ("refused", "doubled", "broken", "half_seen")] == [0] * 4
