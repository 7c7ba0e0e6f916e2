"""The same commands on a file and on a server: the same answers, but for the place."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from servers import Postgres
from svcctl.billing.refusal import Refusal
from svcctl.store.journal import open_journal
from svcctl.store.place import Server
from svcctl.store.verify import verify
from test_transcripts import papers
from transcript import FOLDER, Player

CONTRACT = "zyfy-his-2025"
PAY = ("payments", "record", "Y1-advance", "--on", "2025-03-20", "--confirm-account")


class There(Player):
    """Plays on a server what was written of a file."""

    def __init__(self, folder: Path, lang: str, patch: Any, url: str) -> None:
        super().__init__(folder, lang, patch)
        self.url = url
        patch.setenv("SVCCTL_STORE", url)

    def _shown(self, text: str) -> list[str]:
        return [line.replace(self.url, "store.db") for line in super()._shown(text)]


@pytest.mark.parametrize("name", ["life.zh.txt", "changes.en.txt", "damages.en.txt"])
def test_a_life_on_a_server_is_told_as_in_a_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres: Postgres
) -> None:
    """Line by line what was written of the same life in a file; only `init` words the place its own way."""
    papers(tmp_path)
    written = (FOLDER / name).read_text(encoding="utf-8")
    url = postgres.url(postgres.database())
    played = There(tmp_path, name.split(".")[1], monkeypatch, url).play(written)

    def told(text: str) -> list[str]:
        place = ("Made the store", "已建立登记簿", "已在 store.db")
        return [line for line in text.splitlines() if not line.startswith(place)]

    assert told(played) == told(written)


def test_facts_files_and_heads_are_kept_alike(either_store: str, run: Run, tmp_path: Path) -> None:
    """What was recorded verifies, its file is given back, its head stands; a wrong head does not."""
    slip = tmp_path / "slip.pdf"
    slip.write_bytes(b"%PDF-1.4 slip")
    code, out, err = run(*PAY, "--amount", "1000", "--file", slip, "--format", "json")
    assert code == 0, err
    code, out, err = run("audit", "verify", "--format", "json")
    verdict = json.loads(out)
    assert (code, verdict["ok"], verdict["events"]) == (0, True, 2), out + err
    head = verdict["head"]
    assert run("audit", "verify", "--head", head)[0] == 0
    assert run("audit", "verify", "--head", f"{CONTRACT}@2:{'0' * 64}")[0] == 1
    assert run("audit", "seal", "-o", tmp_path / "seal.txt")[0] == 0
    assert run("audit", "verify", "--seal", tmp_path / "seal.txt")[0] == 0
    code, out, err = run("export", "audit-pack", "-o", tmp_path / "pack.zip")
    assert code == 0, err
    assert run("audit", "check-pack", tmp_path / "pack.zip")[0] == 0


def test_a_store_is_made_once(either_store: str, run: Run) -> None:
    """`init` refuses a place that has one, and the one that is there is not touched."""
    code, _, err = run("init")
    assert code == 2
    assert "is there already" in err
    assert run("audit", "verify")[0] == 0


def spoil_file(store: str, statement: str) -> None:
    connection = sqlite3.connect(store)
    for [name] in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE event SET actor = 'other' WHERE chain = 'zyfy-his-2025' AND seq = 2", "#2"),
        (
            "UPDATE payload SET body = replace(body, '100000', '100001') WHERE seq = 2 AND chain = 'zyfy-his-2025'",
            "#2",
        ),
        ("DELETE FROM payload WHERE chain = 'zyfy-his-2025' AND seq = 2", "#2"),
    ],
)
def test_what_was_changed_is_found_and_nothing_is_answered(
    either_store: str, run: Run, postgres: Postgres, statement: str, what: str
) -> None:
    """A superuser can do anything on a server, whoever has it with a file: `verify` names the fact."""
    assert run(*PAY, "--amount", "1000")[0] == 0
    if "://" in either_store:
        name = either_store.split("@/")[1].split("?")[0]
        postgres.sql(f"SET session_replication_role = replica; {statement}", name)
    else:
        spoil_file(either_store, statement)
    code, out, _ = run("audit", "verify")
    assert code == 1
    assert f"{CONTRACT}{what}" in out
    assert run("payments", "due")[0] == 1


def test_a_guard_that_is_gone_is_missed(postgres: Postgres, demo_database: str, run: Run) -> None:
    """Tables, functions, triggers, policies and rights are what this version makes."""
    for spoil in (
        "DROP TRIGGER event_no_update ON event",
        "GRANT INSERT ON event TO svcctl_vendor",
        "ALTER TABLE payload DISABLE ROW LEVEL SECURITY",
        "UPDATE kind_right SET appends = true WHERE role = 'vendor' AND kind = 'payment-recorded'",
    ):
        name = postgres.database(demo_database)
        postgres.sql(spoil, name)
        code, out, _ = run("audit", "verify", "--store", postgres.url(name))
        assert (code, "triggers were changed" in out) == (1, True), spoil


# -- opening ---------------------------------------------------------------------------------------


def refused(run: Run, url: str) -> str:
    code, out, err = run("payments", "due", "--store", url)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert "hunter2" not in err
    return err


def test_who_cannot_come_in_is_told_why(postgres: Postgres, demo_database: str, run: Run) -> None:
    """In one line, and no password in it."""
    at = f"?host={postgres.folder}"
    assert "svcctl init" in refused(run, postgres.url(postgres.database()))
    assert "no such database" in refused(run, f"postgresql://postgres:hunter2@/nowhere{at}")
    assert "is not reached" in refused(
        run, "postgresql://postgres:hunter2@/x?host=/nowhere&password=hunter2"
    )
    assert "no address" in refused(run, "postgresql://postgres:hunter2@[/x")
    assert "no address" in refused(run, "postgresql://u:hunter2@h/x?nosuchoption=hunter2")
    stranger = postgres.login("stranger")
    assert "was granted nothing" in refused(
        run, f"postgresql://{stranger}:hunter2@/{demo_database}{at}"
    )
    newer = postgres.database(demo_database)
    postgres.sql("INSERT INTO store_version VALUES (99)", newer)
    assert "newer version (99)" in refused(run, postgres.url(newer))
    assert "mysql" in refused(run, "mysql://x:hunter2@/y")


def test_the_next_command_is_told_without_the_password(
    postgres: Postgres, demo_database: str, run: Run
) -> None:
    """What is to be typed next goes into logs."""
    name = postgres.database(demo_database)
    url = f"postgresql://postgres:hunter2@/{name}?host={postgres.folder}&sslpassword=hunter2"
    code, out, err = run(*PAY, "--amount", "1000", "--store", url)
    assert code == 0, err
    assert f"postgresql://postgres@/{name}?host=" in out
    assert "hunter2" not in out + err
    assert "hunter2" not in repr(Server(url))


def test_a_server_that_goes_away_and_comes_back(
    demo_database: str, postgres: Postgres, run: Run
) -> None:
    """In mid-command it is a refusal, nothing is half recorded, and the next command goes on."""
    url = postgres.url(postgres.database(demo_database))
    journal = open_journal(Server(url), write=True)

    def cut_off() -> None:
        with journal.writing():
            journal.hold(CONTRACT)
            hung_up = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%hold%'"
            )
            assert postgres.sql(f"{hung_up} AND pid <> pg_backend_pid()") == [(True,)]
            journal.rows(CONTRACT)

    with pytest.raises(Refusal, match="server-gone"):
        cut_off()
    journal.close()
    assert run("audit", "verify", "--store", url)[0] == 0


def test_a_text_that_a_server_cannot_keep_is_refused(
    postgres: Postgres, demo_database: str, run: Run
) -> None:
    """Python has NUL and half characters, PostgreSQL has not."""
    from svcctl import workspace
    from test_journal import note

    journal = open_journal(Server(postgres.url(postgres.database(demo_database))), write=True)
    for text, key in (("a\0b", "store.nul"), ("a\\\0b", "store.nul")):
        with pytest.raises(Exception, match=key), journal.writing():
            journal.append(CONTRACT, [note(text)], "finance", workspace.recorded_now())
    with journal.writing():
        journal.append(
            CONTRACT, [note(r"\u0000 as it is written")], "finance", workspace.recorded_now()
        )
    assert not verify(journal).broken
    journal.close()


def test_who_owns_a_database_makes_a_store_in_it(postgres: Postgres, run: Run) -> None:
    """No superuser is needed, only the right to make roles; without it nothing is left behind."""
    for name, right, code in (("owner", "CREATEROLE", 0), ("tenant", "NOCREATEROLE", 2)):
        postgres.login(name)
        postgres.sql(f"ALTER ROLE {name} {right}")
        database = postgres.database()
        postgres.sql(f"ALTER DATABASE {database} OWNER TO {name}")
        if code:  # as on a server where nobody has made a store yet, or somebody else has
            postgres.sql("REVOKE svcctl_owner FROM tenant")
        found, _, err = run("init", "--demo", "--store", postgres.url(database, name))
        assert found == code, err
        if code:
            assert "CREATEROLE" in err
            assert postgres.sql("SELECT 1 FROM pg_class WHERE relname = 'event'", database) == []
        else:
            assert run(*PAY, "--amount", "1000", "--store", postgres.url(database, name))[0] == 0
            assert run("audit", "verify", "--store", postgres.url(database, name))[0] == 0
