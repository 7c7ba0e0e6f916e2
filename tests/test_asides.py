"""What is the office's own in an open fact stands apart: who reads it, what keeps it whole, what of before stays."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import Run
from servers import Postgres
from svcctl import workspace
from svcctl.casebook.kinds import KINDS
from svcctl.casebook.payloads import APART, Unknown, Unreadable, decode, joined, parted
from svcctl.cli import main
from svcctl.store.place import Server
from svcctl.store.postgres import open_server
from test_doubting import append
from test_verify import forged
from towns import MINE, PAY, SUBMIT, Town, appending

OLD = Path(__file__).parent / "fixtures" / "store-2026-11-24.db"
PAID = (*PAY, "1000", "--note", "spoken with the mayor")
SECRETS = ("spoken with the mayor", "general budget", "B-17", "payee-account")
COLUMNS = (MINE, 1, "payment-recorded", "2025-03-20", "2026-01-01T00:00:00.000000Z", "finance")


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def problems(run: Run, *more: str) -> list[tuple[str, str]]:
    code, out, err = run("audit", "verify", "--format", "json", *more)
    found = json.loads(out)
    assert (code, err) == (1 if found["problems"] else 0, "")
    return [(each["at"], each["what"]) for each in found["problems"]]


# -- parted and joined -----------------------------------------------------------------------------


def test_what_is_parted_is_joined_again() -> None:
    """Whatever stands where: lists of tables, tables that become empty, nothing at all."""
    terms = {
        "office": {"fund_source": [{"name": "a", "share": "1"}], "budget_item": "x"},
        "instalments": [{"key": "a"}, {"key": "b", "fund_source": "y"}],
        "findings": [{"about": "price"}],
        "title": "t",
    }
    for payload in ({"note": "n", "terms": terms}, {"terms": {"title": "t"}}, {"terms": 7}, {}):
        shown, inner = parted("contract-imported", payload)
        assert joined({**shown, APART: "digest"}, inner) == payload
        assert not any(secret in str(shown) for secret in ("'x'", "'y'", "'n'", "price", "share"))
    assert parted("contract-imported", {"note": "n", "terms": terms})[0] == {
        "terms": {"office": {}, "instalments": [{"key": "a"}, {"key": "b"}], "title": "t"}
    }


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        (None, Unreadable),  # it says that more stands apart, and nothing does
        ({"parts": []}, Unreadable),  # over what all can read
        ({"parts.0.fen": 7}, Unreadable),
        ({"parts.x.note": "n"}, Unreadable),
        ({"parts.9.note": "n"}, Unreadable),
        ({"ref.note": "n"}, Unreadable),
        ({"nowhere.note": "n"}, Unreadable),
        ({"voucher": "7"}, Unknown),  # of what all can read, by a version that may hide it
        ({"note": 7}, Unreadable),
    ],
)
def test_what_stands_apart_changes_nothing_that_is_open(inner: Any, why: type[Exception]) -> None:
    """Else a fact would say one thing to the office and another to the supplier."""
    payload = {"parts": [{"instalment": "Y1-advance", "fen": 1}], "ref": "1", APART: "0" * 64}
    assert not decode(COLUMNS, payload, {"note": "n"}).closed
    assert decode(COLUMNS, payload, {}).closed
    with pytest.raises(why):
        decode(COLUMNS, payload, inner)


def test_every_kind_says_what_is_the_offices_own() -> None:
    """A note wherever a supplier reads a fact of the office; no kind has a key of that name."""
    for name, kind in KINDS.items():
        own = name.startswith(("store-", "service-")) or kind.vendor == "hidden"
        assert own or "note" in kind.internal, name
        assert APART not in kind.says._fields
        assert {path.partition(".")[0] for path in kind.internal} <= {"note", "reason", "terms"}


# -- in a file -------------------------------------------------------------------------------------


def test_a_file_keeps_notes_apart_and_shows_them(demo_store: Path, run: Run) -> None:
    """Who has the file sees all as ever; nothing of it stands in the payload."""
    assert run(*PAID)[0] == 0
    told = str(rows(demo_store, "SELECT * FROM payload"))
    assert "mayor" not in told
    assert "payee-account" not in told
    assert rows(demo_store, "SELECT chain, seq, body FROM aside WHERE seq = 2") == [
        (MINE, 2, '{"note":"spoken with the mayor"}')
    ]
    assert "spoken with the mayor" in run("audit", "log")[1]
    assert '"aside"' not in run("audit", "log", "--format", "json")[1]
    assert json.loads(run("contract", "findings", "--format", "json")[1])["findings"]
    assert problems(run) == []
    shipped = str(workspace.shipped("contracts") / f"{MINE}.toml")
    told = json.loads(run("contract", "import", shipped, "--format", "json")[1])
    assert told["imported"][0]["already"] is True


@pytest.mark.parametrize(
    ("statement", "what", "answers"),
    [
        ("UPDATE aside SET body = replace(body, 'mayor', 'nayor') WHERE seq = 2", "aside", False),
        ("UPDATE aside SET salt = replace(salt, substr(salt, 1, 1), 'x') WHERE seq = 2", "aside", False),
        ("UPDATE aside SET body = CAST(x'ff' AS TEXT) WHERE seq = 2", "aside", False),
        ("DELETE FROM aside WHERE seq = 2", "aside-missing", False),
        (f"INSERT INTO aside VALUES ('{MINE}', 3, 's', 'b')", "aside-stray", True),
    ],
)  # fmt: skip
def test_what_stands_apart_is_checked(
    demo_store: Path, run: Run, statement: str, what: str, answers: bool
) -> None:
    """A byte of it flipped, all of it gone, more of it than recorded: named, and nothing built on it."""
    assert run(*PAID)[0] == 0
    assert run(*PAY, "1")[0] == 0
    forged(demo_store, statement)
    assert problems(run) == [(f"{MINE}#{3 if answers else 2}", what)]
    code, _, err = run("payments", "due")
    assert (code, f"{MINE}#2" in err) == ((0, False) if answers else (1, True))
    assert run("store", "copy", str(demo_store), str(demo_store.with_name("c.db")))[0] == (
        not answers
    )


def test_a_changed_payload_is_told_once(demo_store: Path, run: Run) -> None:
    """Of one that cannot be read it is not known that anything stands apart."""
    assert run(*PAID)[0] == 0
    forged(demo_store, f"UPDATE payload SET body = 'x' WHERE seq = 2 AND chain = '{MINE}'")
    assert problems(run) == [(f"{MINE}#2", "payload")]


def test_nothing_is_changed_where_it_stands(demo_store: Path) -> None:
    """No update, no removal, no second row in the place of a first."""
    with closing(sqlite3.connect(demo_store)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for statement in (
            "UPDATE aside SET body = ''",
            "DELETE FROM aside",
            f"INSERT OR REPLACE INTO aside VALUES ('{MINE}', 1, '', '')",
            "INSERT INTO aside VALUES ('nowhere', 1, '', '')",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)


def test_a_payload_that_promises_what_never_was(demo_store: Path, run: Run) -> None:
    """In a file it is a break: somebody who has it took something away."""
    body = '{"aside":"' + "0" * 64 + '","confirmed_by":"finance","parts":[{"fen":1,"instalment":"Y1-advance"}]}'  # fmt: skip
    append(demo_store, "payment-recorded", body)
    assert problems(run) == [(f"{MINE}#2", "aside-missing")]


def test_what_is_apart_has_one_spelling_too(demo_store: Path, run: Run) -> None:
    """A blank in it, and hashes of one's own making: read all the same, and named."""
    from svcctl.store.chain import payload_digest

    apart = '{"note": "x"}'
    part = '"parts":[{"fen":1,"instalment":"Y1-advance"}]'
    for seq, text in ((2, apart), (3, "[1]"), (4, '{"parts":[]}')):
        digest = payload_digest("", text)
        append(demo_store, "payment-recorded", f'{{"aside":"{digest}","confirmed_by":"b",{part}}}')
        forged(demo_store, f"INSERT INTO aside VALUES ('{MINE}', {seq}, '', '{text}')")
    out = json.loads(run("audit", "verify", "--format", "json")[1])
    told = {(each["at"], each["what"]) for each in (*out["doubts"], *out["problems"])}
    assert {(f"{MINE}#2", "spelling"), (f"{MINE}#3", "nonsense")} <= told
    assert (f"{MINE}#4", "nonsense") in told


def test_a_file_of_before_goes_on_as_it_is(tmp_path: Path, run: Run) -> None:
    """Read and added to as ever; upgraded, its facts stay and later ones have their notes apart."""
    old = tmp_path / "old.db"
    shutil.copy2(OLD, old)
    store = ("--store", str(old))
    paper = ("evidence", "add", f"{MINE}:Y1-advance", "--kind", "contract", "--file", __file__)
    assert run(*paper, "--note", "of before", *store)[0] == 0
    before = rows(old, "SELECT * FROM event JOIN payload USING (chain, seq) ORDER BY 1, 2")
    assert run("store", "upgrade", *store)[0] == 0
    assert rows(old, "SELECT * FROM event JOIN payload USING (chain, seq) ORDER BY 1, 2") == before
    assert rows(old, "PRAGMA user_version") == [(3,)]
    assert rows(old, "SELECT * FROM aside") == []
    assert run(*paper, "--note", "of later", *store)[0] == 0
    assert [body for *_, body in rows(old, "SELECT * FROM aside")] == ['{"note":"of later"}']
    out = run("audit", "log", *store)[1]
    assert ("of before" in out, "of later" in out) == (True, True)
    assert problems(run, *store) == []
    # into one of before nothing goes that it has no place for
    target = tmp_path / "target.db"
    shutil.copy2(OLD, target)
    code, _, err = run("store", "copy", str(old), str(target), "--lang", "en")
    assert (code, "store upgrade" in err) == (2, True)
    assert run("store", "upgrade", "--store", str(target))[0] == 0
    assert run("store", "copy", str(old), str(target))[0] == 0
    assert rows(target, "SELECT * FROM aside") == rows(old, "SELECT * FROM aside")


def test_a_note_that_is_lost_costs_nothing_else(demo_store: Path, tmp_path: Path, run: Run) -> None:
    """Salvaged, all else that the fact says is there; what is gone stays on record, copied too."""
    assert run(*PAID)[0] == 0
    (tmp_path / "b").mkdir()
    assert run("store", "backup", "--to", str(tmp_path / "b"))[0] == 0
    [backup] = (tmp_path / "b").iterdir()
    content = backup.read_bytes().replace(b"spoken with the mayor", b"spoken with the nayor")
    (tmp_path / "damaged.db").write_bytes(content)
    new = ("--store", str(tmp_path / "new.db"))
    damaged = ("--store", str(tmp_path / "damaged.db"), "--format", "json")
    code, out, _ = run("store", "salvage", "--to", str(tmp_path / "new.db"), *damaged)
    told = json.loads(out)
    assert (code, told["asides_lost"], told["problems"]) == (1, [f"{MINE}#2"], [])
    assert (problems(run, *new), run("payments", "due", *new)[0]) == ([], 0)
    assert "internal notes are not shown" in run("audit", "log", *new, "--lang", "en")[1]
    again = ("--store", str(tmp_path / "again.db"))
    assert run("store", "copy", str(tmp_path / "new.db"), str(tmp_path / "again.db"))[0] == 0
    assert problems(run, *again) == []


def test_a_pack_has_what_stands_apart(demo_store: Path, tmp_path: Path, run: Run) -> None:
    """A file of its own beside the payload, checked against it; taken out, that is told."""
    from zipfile import ZipFile

    assert run(*PAID)[0] == 0
    pack = tmp_path / "p.zip"
    assert run("export", "audit-pack", "-o", str(pack))[0] == 0
    with ZipFile(pack) as archive:
        member = archive.read(f"journal/{MINE}/000002.aside").decode()
        assert member.endswith('\n{"note":"spoken with the mayor"}')
        members = {name: archive.read(name) for name in archive.namelist()}
    assert run("audit", "check-pack", str(pack))[0] == 0
    from svcctl.pack.check import _asides

    for name, new, found in (
        ("2", members[f"journal/{MINE}/000002.aside"] + b" ", ("000002.aside", "aside")),
        ("3", None, ("", "")),
    ):
        other = tmp_path / f"{name}.zip"
        with ZipFile(other, "w") as archive:
            for each, content in members.items():
                changed = new if each.endswith("000002.aside") else content
                if changed is not None:
                    archive.writestr(each, changed)
        with ZipFile(other) as archive:
            flaws, closed = _asides(archive, set(archive.namelist()))
        assert [(flaw.at.rpartition("/")[2], flaw.what) for flaw in flaws] == [found][
            : bool(found[0])
        ]
        assert closed == (new is None)


# -- on a server -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def grown(postgres: Postgres, demo_database: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with a payment that has a note, a contract with a budget, and three logins."""
    name = postgres.database(demo_database)
    for login in ("fin", "ven", "aud"):
        postgres.login(login)
    store = ("--store", postgres.url(name), "--lang", "en")
    example = (workspace.shipped("contracts") / "example-milestones.toml").read_text("utf-8")
    paid = tmp_path_factory.mktemp("c") / "budget.toml"
    office = '\n[office]\nfund_source = "general budget"\nbudget_item = "B-17"\n'
    paid.write_text(example + ("" if "[office]" in example else office), encoding="utf-8")
    for command in (
        ("contract", "import", str(paid)),
        PAID,
        ("store", "grant", "fin", "--role", "finance"),
        ("store", "grant", "ven", "--role", "vendor", "--contract", MINE, "--contract",
         "example-milestones", "--as", "liuzhou"),
        ("store", "grant", "aud", "--role", "auditor"),
    ):  # fmt: skip
        assert main([*command, *store]) == 0, command
    return name


def seen(town: Town, login: str, table: str) -> str:
    """All that a login reads of a table."""
    with psycopg.connect(town.url(login)) as connection:
        return str(connection.execute(f"SELECT * FROM {table}").fetchall())


@pytest.mark.parametrize("login", ["fin", "aud", "ven"])
def test_who_sees_what_by_sql(still: Town, login: str) -> None:
    """Finance and auditor all; a supplier no row of what stands apart, in no table a word of it."""
    with psycopg.connect(still.url(login)) as connection:
        count = connection.execute("SELECT count(*) FROM aside").fetchone()
    assert count == ((0,) if login == "ven" else (3,))
    tables = ("event", "payload", "aside", "chain_evidence", "chain_head", "command_key")
    told = "".join(seen(still, login, table) for table in tables)
    for secret in SECRETS:
        assert (secret in told) == (login != "ven"), secret
    assert (f"{MINE}" in seen(still, login, "chain_evidence")) == (login != "ven")


@pytest.mark.parametrize("login", ["fin", "aud", "ven"])
def test_who_sees_what_by_svcctl(still: Town, run: Run, login: str) -> None:
    """All verify the chain; a supplier is told in words what it is not shown, in both languages."""
    store = ("--store", still.url(login), "--lang", "en")
    code, out, err = run("audit", "verify", "--format", "json", *store)
    told = json.loads(out)
    hidden = (told.get("closed"), told.get("closed_files"))
    assert (code, err, told["ok"]) == (0, "", True)
    assert hidden == ((3, 2) if login == "ven" else (None, None))
    said = run("audit", "verify", *store)[1]
    assert ("internal notes that are not shown to this login" in said) == (login == "ven")
    zh = run("audit", "verify", "--store", still.url(login), "--lang", "zh")[1]
    assert ("有 3 处内部说明不对此账号开放" in zh) == (login == "ven")
    log = run("audit", "log", *store)[1]
    assert ("mayor" in log, "internal notes are not shown" in log) == (
        login != "ven",
        login == "ven",
    )
    findings = run("contract", "findings", *store)[1]
    assert ("payee-account" in findings) == (login != "ven")
    due = run("payments", "due", "--format", "json", *store)[1]
    assert ("general budget" in due) == (login != "ven")


def test_a_supplier_makes_no_pack(still: Town, tmp_path: Path, run: Run) -> None:
    """It would not be whole, and whoever got it would take it for all there is."""
    pack = ("export", "audit-pack", "-o", str(tmp_path / "p.zip"), "--lang", "en", "--store")
    code, _, err = run(*pack, still.url("ven"))
    assert (code, "would not be whole" in err, list(tmp_path.glob("p*"))) == (2, True, [])


def without(found: Any) -> Any:
    """An answer without what is the office's own."""
    if isinstance(found, dict):
        gone = ("findings", "fund_source", "budget_item", "budget_project", "note", "reason")
        return {key: without(value) for key, value in found.items() if key not in gone}
    return [without(each) for each in found] if isinstance(found, list) else found


@pytest.mark.parametrize("command", ["payments due", "payments schedule", "payments forecast"])
def test_a_supplier_is_told_the_same_dates_and_sums(still: Town, run: Run, command: str) -> None:
    """What stands apart is in no answer, and changes none."""
    asked = (*command.split(), "--contract", MINE, "--format", "json", "--as-of", "2027-01-01")
    answers = [
        json.loads(run(*asked, *more, "--store", still.url(login))[1])
        for login, *more in (("ven",), ("postgres", "--role", "supplier"))
    ]
    assert without(answers[0]) == without(answers[1])


def test_a_suppliers_own_word_stays_its_own(town: Town, run: Run) -> None:
    """What it notes it reads again, and so does everybody; it cannot put anything apart."""
    assert run(*SUBMIT, MINE, "--note", "by courier", "--store", town.url("ven"))[0] == 0
    for login in ("ven", "aud"):
        assert "by courier" in run("audit", "log", "--store", town.url(login))[1]
    said = '{"document":"annual-report","year":2}'
    with psycopg.connect(town.url("ven")) as connection, pytest.raises(psycopg.Error) as why:
        connection.execute("INSERT INTO aside VALUES ('x', 1, '', '')")
    assert why.value.sqlstate == "42501"
    for more, code in ((("s", "{}"), "42501"), ((None, "{}"), "42501")):
        with pytest.raises(psycopg.Error) as why:
            appending(town, MINE, "report-submitted", said, "ven", apart=more)
        assert why.value.sqlstate == code
    for body in ('{"aside":null,"document":"x"}', '{"aside":"' + "0" * 64 + '","document":"x"}'):
        with pytest.raises(psycopg.Error) as why:
            appending(town, MINE, "report-submitted", body, "ven")
        assert why.value.sqlstate == "23514"


@pytest.mark.parametrize(
    ("body", "apart"),
    [
        ('{"aside":"' + "0" * 64 + '"}', ("s", '{"note":"x"}')),
        ("{}", ("s", '{"note":"x"}')),
        ('{"aside":"' + "0" * 64 + '"}', (None, None)),
    ],
)
def test_nobody_puts_apart_what_its_fact_has_no_digest_of(
    still: Town, body: str, apart: tuple[str | None, str | None]
) -> None:
    """The database works it out again; who keeps the store is held to it as well, where there is any."""
    for login in ("fin", "postgres")[: 1 + bool(apart[1])]:
        with pytest.raises(psycopg.Error) as why:
            appending(still, MINE, "payment-recorded", body, login, apart=apart)
        assert why.value.sqlstate == "23514"


@pytest.mark.parametrize("login", ["fin", "aud", "ven", "postgres"])
def test_no_login_changes_what_stands_apart(still: Town, login: str) -> None:
    """Not even who keeps the store."""
    for statement in (
        "UPDATE aside SET body = ''",
        "DELETE FROM aside",
        "TRUNCATE aside",
        "INSERT INTO aside VALUES ('x', 1, '', '')",
    ):
        with psycopg.connect(still.url(login)) as connection, pytest.raises(psycopg.Error):
            connection.execute(statement)


def test_a_supplier_that_promises_stops_nobody(town: Town, run: Run) -> None:
    """On a server of before it could write that more stands apart: it counts for nothing, and is named."""
    body = '{"aside":"' + "0" * 64 + '","document":"annual-report","year":1}'
    appending(town, MINE, "report-submitted", body, "postgres", actor="liuzhou")
    asked = ("payments", "due", "--format", "json", "--store", town.url("fin"))
    code, out, err = run(*asked)
    assert (code, f"{MINE}#3" in err, bool(json.loads(out)["instalments"])) == (0, True, True)
    out = run("audit", "verify", "--format", "json", "--store", town.url("postgres"))[1]
    told = {(each["at"], each["what"]) for each in json.loads(out)["doubts"]}
    assert {(f"{MINE}#3", "aside-missing"), (f"{MINE}#3", "nonsense")} <= told


def test_a_store_goes_over_and_back_with_what_stands_apart(
    town: Town, tmp_path: Path, run: Run, postgres: Postgres
) -> None:
    """To a file, and from it to another server: rows the same, again adds none."""
    query = "SELECT chain, seq, salt, body FROM aside ORDER BY 1, 2"
    here = town.server.sql(query, town.database)
    assert len(here) == 3
    file, other = tmp_path / "f.db", postgres.database()
    assert run("store", "copy", town.url("postgres"), str(file))[0] == 0
    assert rows(file, query) == here
    assert run("store", "copy", str(file), postgres.url(other))[0] == 0
    assert postgres.sql(query, other) == here
    assert run("store", "copy", str(file), postgres.url(other))[0] == 0
    for store in (str(file), postgres.url(other)):
        assert problems(run, "--store", store) == []


def test_what_is_gone_on_a_server_is_a_break(town: Town, run: Run) -> None:
    """For whoever may read it; a supplier's check does not depend on it."""
    for statement in ("ALTER TABLE aside DISABLE TRIGGER USER", "DELETE FROM aside WHERE seq = 2"):
        town.server.sql(statement, town.database)
    found = problems(run, "--store", town.url("postgres"))
    assert [each for each in found if each[1] != "schema"] == [(f"{MINE}#2", "aside-missing")]
    code, _, err = run("payments", "schedule", "--contract", MINE, "--store", town.url("aud"))
    assert (code, f"{MINE}#2" in err) == (1, True)
    keeper = open_server(Server(town.url("postgres")))
    assert (keeper.asides, keeper.closed) == (True, False)
    keeper.close()


def test_a_grant_lists_what_would_show(postgres: Postgres, tmp_path: Path, run: Run) -> None:
    """Facts of before that carry a note, a reason, a budget or findings; no later ones."""
    name = postgres.database()
    postgres.login("ven")
    assert run("store", "copy", str(OLD), postgres.url(name))[0] == 0
    grant = ("store", "grant", "ven", "--role", "vendor", "--contract", MINE)
    code, out, _ = run(*grant, "--store", postgres.url(name), "--format", "json")
    assert code == 0
    before = json.loads(out)["notes"]
    assert before > 0
    paper = ("evidence", "add", f"{MINE}:Y1-advance", "--kind", "contract", "--file", __file__)
    assert run(*paper, "--note", "x", "--store", postgres.url(name))[0] == 0
    again = json.loads(run(*grant, "--store", postgres.url(name), "--format", "json")[1])
    assert again["notes"] == before
