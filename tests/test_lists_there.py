"""Lists on a server: the same answers with and without what finance keeps, whoever asks and whatever happens."""

import json
import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

from flips_there import COLUMNS, flipped, judged
from older_servers import made_older
from servers import Postgres
from svcctl import workspace
from svcctl.answers.banded import shown
from svcctl.cli import main
from svcctl.desk import bands
from svcctl.store import postgres_schema
from svcctl.store.place import Server
from svcctl.store.postgres import open_server
from svcctl.store.postgres_schema import OF_BEFORE
from test_lists_kept import FEW, OLD, QUESTIONS, Office

FORK = get_context("fork")
EVIDENCE = f"evidence add zyfy-his-2025:Y1-advance --kind contract --file {__file__} --note"


class There(Office):
    """The office on a server, asked by a login."""

    def __init__(self, server: Postgres, database: str, patch: pytest.MonkeyPatch) -> None:
        super().__init__(Path(), patch)
        self.server, self.database = server, database
        self.of("fin3")

    def of(self, login: str) -> "There":
        """Asked by another login from here on."""
        self.store: Any = self.server.url(self.database, login)
        return self

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """What a superuser says to the server."""
        assert not values
        return self.server.sql(statement, self.database)


@pytest.fixture(scope="module")
def grown(postgres: Postgres, office_original: Path) -> str:
    """The invented office on a server, with a login of each role."""
    name = postgres.database()
    place = ["--lang", "en", "--store", postgres.url(name)]
    copied = office_original.with_name("copied.db")
    shutil.copy2(office_original, copied)
    assert main(["store", "copy", str(copied), postgres.url(name), "--lang", "en"]) == 0
    for login, role in (("fin3", "finance"), ("ven3", "vendor"), ("aud3", "auditor")):
        postgres.login(login)
        own = ["--contract", first(postgres, name)] if role == "vendor" else []
        assert main(["store", "grant", login, "--role", role, *own, *place]) == 0
    postgres.login("elsewhere")
    postgres.sql("GRANT svcctl_finance TO elsewhere")
    return name


def first(postgres: Postgres, name: str) -> str:
    """The contract that the supplier sees."""
    query = "SELECT min(chain) FROM chain_head WHERE chain NOT IN ('calendar', 'store')"
    return str(postgres.sql(query, name)[0][0])


@pytest.fixture
def office(postgres: Postgres, grown: str, monkeypatch: pytest.MonkeyPatch) -> There:
    """A fresh copy of it."""
    return There(postgres, postgres.database(grown), monkeypatch)


def stale(office: There) -> int:
    query = "SELECT count(*) FROM chain_head WHERE seq <> banded_seq AND chain NOT IN ('calendar', 'store')"
    return int(str(office.sql(query)[0][0]))


def test_every_list_is_the_journals(office: There) -> None:
    """In each format, for each side, narrowed or not; kept, and asked again."""
    office.same(QUESTIONS[::2])
    assert stale(office) == 0
    assert office.sql("SELECT count(*) FROM band WHERE list = 'contract'") == [(30,)]
    assert office.sql("SELECT count(*) > 0 FROM band WHERE list = 'note'") == [(True,)]
    office.moment = office.moment.replace(month=4, day=9)
    office.same()


def test_who_may_not_keep_lists_works_them_out(office: There) -> None:
    """A supplier, an auditor, finance of another store: none reads or writes a row; the answers stand."""
    office.same([FEW[0]])
    for login in ("ven3", "aud3"):
        office.of(login).same([FEW[0], FEW[2]])
        code, _, err = office.run("store", "rebuild", "--lang", "en")
        assert (code, "kept by logins of finance" in err) == (2, True)
        for statement in (
            "SELECT 1 FROM band", "DELETE FROM band", "INSERT INTO band SELECT * FROM band",
            "UPDATE chain_head SET banded_seq = 0",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                office.server.sql(statement, office.database, login)
    assert office.server.sql("SELECT count(*) FROM band", office.database, "elsewhere") == [(0,)]
    for statement in (
        "UPDATE band SET paid = 0", "TRUNCATE band", "UPDATE chain_head SET seq = 9",
        "UPDATE chain_head SET hash = ''",
    ):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            office.server.sql(statement, office.database, "fin3")


def test_what_cannot_be_kept_is_laid_over(office: There) -> None:
    """Where nothing can be written, all of it; and nothing where too much would have to be."""
    office.sql("REVOKE INSERT ON band FROM svcctl_finance")
    try:
        office.same(QUESTIONS[::4])
        assert office.sql("SELECT count(*) FROM band") == [(0,)]
        office.patch.setattr(bands, "MOST_LAID", 29)
        office.same()
    finally:  # groups are of the whole server, rights of one database: nothing is left elsewhere
        office.sql("GRANT INSERT ON band TO svcctl_finance")


def test_nobody_waits_for_who_records(office: There) -> None:
    """A chain that another has is worked out and not kept; what was kept of it before is not shown."""
    office.same([FEW[0]])
    chain = first(office.server, office.database)
    office.sql("UPDATE chain_head SET banded_seq = 0 WHERE chain < 'h'")
    waiting = stale(office)
    with psycopg.connect(office.store) as other:
        other.execute("SELECT hold(%s, true)", (chain,))
        office.same(QUESTIONS[1::4])
        assert (stale(office), waiting > 1) == (1, True)
    office.same([FEW[0]])
    assert stale(office) == 0


def test_what_is_recorded_stands_in_the_lists_at_once(office: There) -> None:
    """By finance, by a supplier, a contract that is new."""
    office.same([FEW[0]])
    shipped = workspace.shipped("contracts") / "zyfy-his-2025.toml"
    office.do(f"contract import {shipped}")
    assert stale(office) == 1
    assert "zyfy-his-2025" in office.run(*FEW[2])[1]
    office.do(
        "payments record zyfy-his-2025:Y1-advance --amount 1 --on 2025-03-20 --confirm-account"
    )
    assert stale(office) == 1
    office.same()


def test_without_lists_nothing_is_lost(office: There) -> None:
    """They are made anew by whoever asks, or by `store rebuild`; one that is wrong is told and found."""
    office.same([FEW[0]])
    query = "SELECT chain, list, place, text FROM band ORDER BY 1, 2, 3"
    kept = office.sql(query)
    office.sql("DELETE FROM band")
    code, out, err = office.run(*FEW[0])
    assert (code, out) == office.from_journal(*FEW[0])[:2]
    assert "store rebuild" in err
    office.do("store rebuild")
    assert office.sql(query) == kept
    office.sql("UPDATE band SET outstanding = outstanding + 1 WHERE list = 'due'")
    code, out, _ = office.run("store", "check", "--format", "json")
    assert (code, '"list"' in out) == (1, True)
    office.do("store rebuild")
    assert office.run("store", "check")[0] == 0


def test_a_flipped_bit_is_told(office: There) -> None:
    """In each column, by the owner's SQL: the answer is the journal's, or there is a warning."""
    questions = [FEW[0], FEW[1], FEW[3], QUESTIONS[17]]
    truth = [office.run(*question) for question in questions]
    told: Counter[str] = Counter()
    with psycopg.connect(office.server.url(office.database), autocommit=True) as connection:
        places = [(table, column) for table, names in COLUMNS.items() for column in names]
        for at, place in enumerate(places):
            with flipped(connection, Random(at), *place) as is_other:
                which = at % len(questions)
                if is_other:
                    told[judged(truth[which], office.run(*questions[which]), truth[0])] += 1
    assert told["WRONG"] + told["refused"] == 0, told
    assert told["right, with a warning"] > 5
    office.same([FEW[0]])


# -- a schema of before ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def old_grown(postgres: Postgres) -> str:
    """A store of before on a server, with a login of finance."""
    name = postgres.database()
    assert main(["store", "copy", str(OLD), postgres.url(name), "--lang", "en"]) == 0
    place = ["--lang", "en", "--store", postgres.url(name)]
    postgres.login("fin3")
    assert main(["store", "grant", "fin3", "--role", "finance", *place]) == 0
    return name


@pytest.fixture(params=[2, 3])
def before(
    postgres: Postgres, old_grown: str, monkeypatch: pytest.MonkeyPatch, request: Any
) -> tuple[There, int]:
    """A fresh copy of it, as each version of before made such stores."""
    name = postgres.database(old_grown)
    made_older(postgres, name, request.param)
    return There(postgres, name, monkeypatch), request.param


def test_a_server_of_before_is_upgraded_by_its_keeper(before: tuple[There, int]) -> None:
    """It answers and records as ever; in one transaction it gets what a new one has."""
    office, version = before
    driver = open_server(Server(office.store))
    assert (driver.lists, driver.asides) == (version > 2, False)
    assert driver.schema_digest() == OF_BEFORE[version]
    driver.close()
    office.same(FEW[:2])
    office.do(f"{EVIDENCE} shown")
    assert office.run("audit", "verify")[0] == 0
    refused = [("rebuild", "store upgrade"), ("upgrade", "svcctl_owner")][version - 2 :]
    for words, sign in refused:
        code, _, err = office.run("store", words, "--lang", "en")
        assert (code, sign in err) == (2, True)
    office.of("postgres").sql("CREATE FUNCTION odd() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    code, _, err = office.run("store", "upgrade", "--lang", "en")
    assert code == 2
    office.sql("DROP FUNCTION odd()")
    code, out, _ = office.run("store", "upgrade", "--format", "json")
    told = json.loads(out)
    assert (code, told["from"], told["to"]) == (0, version, 4)
    assert office.run("audit", "verify")[0] == 0
    office.do("store upgrade")
    assert office.sql("SELECT * FROM aside") == []
    office.do(f"{EVIDENCE} kept")
    assert "kept" in str(office.sql("SELECT body FROM aside"))
    assert office.run("audit", "verify")[0] == 0
    office.of("fin3").same()
    assert stale(office) == 0


def test_an_upgrade_that_stops_leaves_the_server_as_it_was(
    before: tuple[There, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what came out is not what this version makes, and where the last statement fails."""
    office, version = before
    office.of("postgres")
    monkeypatch.setattr(postgres_schema, "SCHEMA_SHA256", "another")
    code, _, err = office.run("store", "upgrade", "--lang", "en")
    assert (code, "nothing was changed" in err) == (2, True)
    monkeypatch.setattr(postgres_schema, "triggers", lambda: ["CREATE TRIGGER x"])
    assert office.run("store", "upgrade")[0] == 2
    driver = open_server(Server(office.store))
    assert (driver.version, driver.schema_digest()) == (version, OF_BEFORE[version])
    driver.close()


# -- many at once ----------------------------------------------------------------------------------


def held_against_the_journal(current: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Lists of a view, each contract's rows compared with what the journal of that view says."""

    def checked(look: Any) -> Any:
        found = current(look)
        assert found is not None
        day, named = look.desk.today, look.calendars()
        for each in bands.worked(look, found, look.journal.contracts()):
            kept = list(found.read("BAND_CHAIN", each.chain))
            assert shown(kept, day, named) == shown(each.rows, day, named)
        return found

    return checked


def write(office: There, chain: str, number: int) -> None:
    """Payments of one fen, one after another."""
    for at in range(6):
        words = f"payments record {chain} --amount 0.01 --on 2026-03-02 --ref {number}-{at} --override --reason 测"
        code, _, err = office.run(*words.split())
        if code:
            print(err)
            os._exit(1)
    os._exit(0)


def read(office: There) -> None:
    """Lists, asked as long as others write."""
    try:
        office.patch.setattr(bands, "current", held_against_the_journal(bands.current))
        for question in (FEW[0], FEW[1], FEW[2]) * 3:
            code, _, err = office.run(*question)
            assert (code, err) == (0, "")
    except BaseException as error:
        print(error)
        os._exit(1)
    os._exit(0)


@contextmanager
def at_work(started: list[Any]) -> Iterator[None]:
    for each in started:
        each.start()
    try:
        yield
    finally:
        for each in started:
            each.join(120)
            if each.is_alive():
                os.kill(each.pid, signal.SIGKILL)


def test_who_reads_while_four_write_sees_no_wrong_row(office: There) -> None:
    """Each list in one view of the store says what the journal says there, kept, laid over, or new."""
    rows = json.loads(office.run(*FEW[0])[1])["instalments"]
    free = [row["id"] for row in rows if row["kind"] == "instalment" and row["outstanding"] > "1"]
    writers = [
        FORK.Process(target=write, args=(office, free[at % 3], at), daemon=True) for at in range(4)
    ]
    readers = [FORK.Process(target=read, args=(office,), daemon=True) for _ in range(2)]
    with at_work([*writers, *readers]):
        pass
    assert [each.exitcode for each in (*writers, *readers)] == [0] * 6
    office.same()
