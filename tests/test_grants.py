"""Who may what on a server: each role logs in and tries, through svcctl and through plain SQL."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import Run
from servers import Postgres
from svcctl import workspace
from svcctl.casebook.kinds import KINDS
from svcctl.store.postgres_guards import kind_rights
from towns import MINE, OTHERS, PAY, SUBMIT, Town, appending

# -- through svcctl --------------------------------------------------------------------------------


def test_finance_records_as_its_handle(town: Town, run: Run) -> None:
    """Role and actor are those granted; another that is typed is refused."""
    store = ("--store", town.url("fin"))
    code, out, err = run(*PAY, "500", *store)
    assert code == 0, err
    assert "(by finance)" in out
    assert "records as finance, not as boss" in run(*PAY, "500", *store, "--actor", "boss")[2]
    assert "cannot look as supplier" in run("payments", "due", *store, "--role", "supplier")[2]
    code, out, err = run("audit", "verify", "--format", "json", *store)
    assert (code, json.loads(out)["ok"], "hidden" in json.loads(out)) == (0, True, False)
    assert (
        run("contract", "import", workspace.shipped("contracts") / "example-renewals.toml", *store)[
            0
        ]
        == 0
    )


def test_a_vendor_adds_to_its_own_and_sees_no_more(town: Town, run: Run) -> None:
    """It hands in and takes back, is told what is owed, and knows no other contract."""
    store = ("--store", town.url("ven"))
    code, out, err = run("payments", "due", *store, "--format", "json")
    assert code == 0, err
    assert {row["contract"] for row in json.loads(out)["instalments"]} == {MINE}
    code, out, err = run(*SUBMIT, MINE, *store, "--format", "json")
    assert code == 0, err
    event = json.loads(out)["events"][0]["event"] if "events" in out else f"{MINE}#4"
    assert run("audit", "retract", event, "--reason", "typo", *store)[0] == 0
    for refused in (
        (*SUBMIT, OTHERS),
        (*PAY, "100"),
        ("reports", "receive", "--year", "1", "--all", "--on", "2026-03-10", "--contract", MINE),
        ("audit", "retract", f"{MINE}#2", "--reason", "not mine"),
        ("store", "grant", "nobody", "--role", "auditor"),
    ):
        before = town.tables()
        code, _, err = run(*refused, *store)
        assert (code, err.count("\n")) == (2, 1), refused
        assert town.tables() == before
    code, out, err = run("audit", "verify", *store)
    assert (code, err) == (0, "")
    assert "hidden from this login" in out
    assert OTHERS not in out


def test_an_auditor_reads_all_and_writes_nothing(town: Town, run: Run) -> None:
    """Every answer, no fact."""
    store = ("--store", town.url("aud"))
    before = town.tables()
    for command in (
        "payments due",
        "audit log",
        "audit verify",
        "damages assess",
        "export journal --format json",
    ):
        code, _, err = run(*command.split(), *store)
        assert code == 0, err
    for command in ((*PAY, "100"), (*SUBMIT, MINE)):
        assert run(*command, *store)[0] == 2
    assert town.tables() == before


@pytest.mark.parametrize(
    "command",
    [
        "payments schedule",
        "payments due",
        "damages assess",
        "obligations list",
        "payments forecast",
    ],
)
def test_what_is_hidden_changes_no_date_sum_or_state(still: Town, run: Run, command: str) -> None:
    """A supplier is told of its contract what the office is told, but for what it has found between the papers."""
    asked = (*command.split(), "--contract", MINE, "--format", "json", "--as-of", "2027-01-01")
    answers = []
    for login, *more in (("ven",), ("postgres", "--role", "supplier")):
        code, out, err = run(*asked, *more, "--store", still.url(login))
        assert code == 0, err
        answers.append(
            json.loads(
                out,
                object_hook=lambda found: (
                    found | {"findings": None} if "findings" in found else found
                ),
            )
        )
    assert answers[0] == answers[1]


def test_a_login_is_let_in_once_and_out_again(town: Town, run: Run) -> None:
    """One role a login, none for who keeps the store; each grant is listed as what makes it again."""
    store = ("--store", town.url("postgres"))
    code, out, _ = run("store", "grant", "--list", *store)
    assert code == 0
    assert f"store grant ven --role vendor --as liuzhou --contract {MINE} --store" in out
    for args, why in (
        (("ven", "--role", "finance"), "ven is vendor already"),
        (("postgres", "--role", "auditor"), "keeps the store"),
        (("ghost", "--role", "auditor"), "no login ghost"),
        (("nobody", "--role", "vendor"), "needs --contract"),
        (("nobody", "--role", "auditor", "--contract", MINE), "needs --contract"),
        (("nobody", "--role", "vendor", "--contract", "x"), "no contract x"),
        (("nobody", "--role", "boss"), "--role"),
        ((), "Name a login"),
        (("--revoke", "nobody"), "was granted nothing"),
    ):
        code, _, err = run("store", "grant", *args, *store)
        assert (code, why in err) == (2, True), err
    assert run("store", "grant", "--revoke", "ven", *store)[0] == 0
    assert "was granted nothing" in run("payments", "due", "--store", town.url("ven"))[2]
    code, out, _ = run(
        "store",
        "grant",
        "ven",
        "--role",
        "vendor",
        "--contract",
        MINE,
        "--contract",
        OTHERS,
        *store,
        "--format",
        "json",
    )
    assert json.loads(out)["grants"][0]["contracts"] == [OTHERS, MINE]
    assert run("audit", "verify", *store)[0] == 0


def test_a_grant_says_what_it_opens_and_what_to_hand_over(town: Town, run: Run) -> None:
    """In both languages, with an address that bears the login's name; who may not grant is told who may."""
    who = ("store", "grant", "nobody", "--role", "auditor", "--store")
    code, out, _ = run(*who, town.url("postgres"))
    assert code == 0
    assert "nobody can read every contract now, and record nothing." in out
    assert f"postgresql://nobody@/{town.database}" in out
    assert "nobody 现在可以查看全部合同" in run(*who, town.url("postgres"), "--lang", "zh")[1]
    assert "this login is finance there" in run(*who, town.url("fin"))[2]


@pytest.mark.parametrize(
    ("login", "database", "zh", "en"),
    [
        ("postgres", "nowhere", "没有这个数据库", "no such database"),
        ("ghost", "postgres", "没有这个账号", "no such login"),
    ],
)
def test_what_is_not_on_the_server_is_told_in_words(
    postgres: Postgres, run: Run, login: str, database: str, zh: str, en: str
) -> None:
    """What is missing, and what to do, in the reader's language and not the server's."""
    for language, words in (("zh", zh), ("en", en)):
        url = postgres.url(database, login)
        code, _, err = run("payments", "due", "--store", url, "--lang", language)
        assert (code, words in err, "FATAL" in err) == (2, True, False)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_server_that_is_not_there(run: Run, tmp_path: Path, lang: str) -> None:
    """No socket, no port: told in words."""
    for place in (f"?host={tmp_path}", "?host=127.0.0.1&port=1"):
        code, _, err = run("payments", "due", "--store", f"postgresql:///x{place}", "--lang", lang)
        assert (code, {"zh": "连不上", "en": "is not reached"}[lang] in err) == (2, True), err


def test_a_file_has_no_logins(demo_store: Path, run: Run) -> None:
    """That is said plainly, and who the witness is."""
    code, _, err = run("store", "grant", "x", "--role", "finance")
    assert code == 2
    assert "whoever has it can do anything" in err
    assert "heads kept outside are the witness" in err


# -- through plain SQL -----------------------------------------------------------------------------


def test_a_well_formed_fact_goes_in_by_hand(town: Town, run: Run) -> None:
    """What the attempts below differ from by one thing each."""
    body = '{"document":"annual-report","year":1}'
    appending(town, MINE, "report-submitted", body, "ven")
    assert run("audit", "verify", "--store", town.url("postgres"))[0] == 0


@pytest.mark.parametrize(
    ("chain", "kind", "login", "forced"),
    [
        (OTHERS, "report-submitted", "ven", {}),
        ("nowhere", "report-submitted", "ven", {}),
        (MINE, "payment-recorded", "ven", {}),
        (MINE, "report-received", "ven", {}),
        (MINE, "contract-imported", "ven", {}),
        ("store", "store-used", "ven", {}),
        ("store", "store-sealed", "fin", {}),
        ("store", "report-submitted", "ven", {}),
        ("calendar", "calendar-notice", "ven", {}),
        ("calendar", "payment-recorded", "fin", {}),
        ("new-one", "payment-recorded", "fin", {}),
        (MINE, "calendar-notice", "fin", {}),
        (MINE, "report-submitted", "aud", {}),
        (MINE, "report-submitted", "nobody", {}),
        (MINE, "no-such-kind", "fin", {}),
        (MINE, "report-submitted", "ven", {"actor": "finance"}),
        (MINE, "payment-recorded", "fin", {"actor": "liuzhou"}),
        (MINE, "report-submitted", "ven", {"hash": "f" * 64}),
        (MINE, "report-submitted", "ven", {"prev_hash": "0" * 64}),
        (MINE, "report-submitted", "ven", {"seq": 9}),
        (MINE, "report-submitted", "ven", {"seq": 1}),
        (MINE, "report-submitted", "ven", {"recorded_at": "2020-01-01T00:00:00.000000Z"}),
        (MINE, "report-submitted", "ven", {"recorded_at": "2999-01-01T00:00:00.000000Z"}),
        (MINE, "report-submitted", "ven", {"happened_on": "2026-02-30"}),
        (MINE, "report-submitted", "ven", {"happened_on": "soon"}),
        (MINE, "report-submitted", "ven", {"said": '{"year":2}'}),
        (MINE, "report-submitted", "ven", {"said": None}),
        (MINE, "fact-retracted", "ven", {}),
    ],
)  # fmt: skip
def test_a_fact_that_is_not_ones_own_is_refused(
    still: Town, chain: str, kind: str, login: str, forced: dict[str, Any]
) -> None:
    """Foreign chain, foreign kind, typed actor, false hash, place, moment, day, and a fact without a payload."""
    body = '{"document":"annual-report","year":1}'
    if kind == "fact-retracted":
        body = f'{{"event":"{MINE}#2","reason":"not mine"}}'
    with pytest.raises(psycopg.Error):
        appending(still, chain, kind, body, login, **forced)


ATTEMPTS = [
    "INSERT INTO event SELECT * FROM event LIMIT 1",
    "INSERT INTO event SELECT chain, seq + 90, kind, happened_on, recorded_at, actor, payload_digest, hash, prev_hash FROM event",
    "INSERT INTO payload VALUES ('zyfy-his-2025', 90, 'x', '{}')",
    "INSERT INTO event SELECT * FROM event ON CONFLICT (chain, seq) DO UPDATE SET actor = 'x'",
    "UPDATE event SET actor = 'x'",
    "UPDATE payload SET body = '{}'",
    "UPDATE chain_head SET seq = 1",
    "UPDATE chain_head SET hash = 'x'",
    "DELETE FROM event",
    "DELETE FROM payload",
    "DELETE FROM chain_head",
    "TRUNCATE event CASCADE",
    "TRUNCATE payload, chain_evidence",
    "COPY event FROM STDIN",
    "COPY event FROM PROGRAM 'true'",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SET ROLE svcctl_owner",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "LOCK TABLE event IN ACCESS EXCLUSIVE MODE",
    "LOCK TABLE chain_head IN EXCLUSIVE MODE",
    "ALTER TABLE event DISABLE TRIGGER ALL",
    "ALTER TABLE event DISABLE ROW LEVEL SECURITY",
    "SET session_replication_role = replica",
    "DROP TABLE payload",
    "DROP TRIGGER event_no_update ON event",
    "DROP POLICY vendor ON event",
    "CREATE TABLE public.mine (x int)",
    "CREATE OR REPLACE FUNCTION public.my_role() RETURNS text LANGUAGE sql AS 'SELECT ''finance'''",
    "ALTER FUNCTION append(event, text, text) SECURITY INVOKER",
    "CREATE POLICY mine ON event USING (true)",
    "GRANT svcctl_finance TO ven",
    "GRANT INSERT ON event TO ven",
    "INSERT INTO grantee VALUES (session_user, 'finance', 'boss')",
    "UPDATE grantee SET role = 'finance'",
    "DELETE FROM grantee_chain",
    "SELECT * FROM grantee",
    "SELECT * FROM grantee_chain",
    "SELECT * FROM sealed",
    "INSERT INTO kind_right VALUES ('vendor', 'payment-recorded', true, true)",
    "UPDATE kind_right SET appends = true",
    "INSERT INTO store_version VALUES (99)",
    "SELECT put(ROW('a',1,'k','d','t','a','p','h','h')::event, 's', 'b')",
    "SELECT own_fact('store-sealed', 'x', '{}')",
    "SELECT may('zyfy-his-2025', NULL)",
    "SELECT hold('example-milestones-2', true) FROM my_no_such",
    "SELECT keep('zyfy-his-2025', 1, encode(sha256('x'), 'hex'), 'x')",
    "SELECT note_key('zyfy-his-2025', 'purchaser', 'k', 2, 't')",
    "SELECT used('1; DROP TABLE event')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_read_file('/etc/passwd')",
    "ALTER ROLE ven SUPERUSER",
    "ALTER ROLE ven BYPASSRLS",
    "CREATE ROLE another SUPERUSER",
    "SELECT * FROM event FOR UPDATE",
    "SELECT * FROM event FOR SHARE",
    "CREATE TRIGGER mine BEFORE INSERT ON event EXECUTE FUNCTION append_only()",
    "CREATE RULE mine AS ON INSERT TO event DO INSTEAD NOTHING",
    "ALTER TABLE event OWNER TO ven",
    "REINDEX TABLE event",
    "VACUUM FULL event",
]


@pytest.mark.parametrize("login", ["fin", "ven", "aud", "nobody"])
def test_plain_sql_changes_nothing(still: Town, login: str) -> None:
    """Some sixty attempts each; the few that change no row are counted too."""
    harmless = []
    for statement in ATTEMPTS:
        connection = psycopg.connect(still.url(login), autocommit=True)
        try:
            done = connection.execute(statement)
            harmless.append((statement, done.rowcount))
        except psycopg.Error:
            pass
        finally:
            connection.close()
    # these warn, where others fail
    warned = ("VACUUM", "GRANT INSERT")
    assert [each for each in harmless if not each[0].startswith(warned)] == []


def test_rows_of_others_are_not_there(still: Town) -> None:
    """Of every table, by counting, by joins, by functions; a held chain tells nothing of whether it exists."""
    seen = {}
    for login in ("fin", "ven", "aud"):
        with psycopg.connect(still.url(login)) as connection:
            seen[login] = {
                table: {row[0] for row in connection.execute(f"SELECT DISTINCT chain FROM {table}")}
                for table in ("event", "payload", "chain_head", "chain_evidence")
            }
            kinds = connection.execute(
                "SELECT DISTINCT kind FROM event JOIN payload USING (chain, seq)"
            ).fetchall()
        told = {kind for [kind] in kinds}
        assert ("finding-settled" in told) == (login != "ven")
        assert ("store-granted" in told) == (login != "ven")
    assert seen["ven"]["event"] == {MINE, "calendar", "store"}
    assert seen["fin"] == seen["aud"]
    assert OTHERS in seen["fin"]["chain_evidence"] > seen["ven"]["chain_evidence"]
    whys = []
    for chain in (OTHERS, "nowhere"):
        with psycopg.connect(still.url("ven")) as connection, pytest.raises(psycopg.Error) as why:
            connection.execute("SELECT hold(%s, true)", (chain,))
        whys.append(str(why.value))
    assert whys[0] == whys[1]


FILE = '"files":[{"name":"x","sha256":"' + "a" * 64 + '","size":1}]'
SAID_BY_HAND = [
    ("report-submitted", '{"document":7}'),
    ("report-submitted", '{"nonsense":true}'),
    ("report-submitted", '{"document":"annual-report","year":1,"x":1}'),
    ("report-submitted", '{"document":"annual-report","year":-1}'),
    ("report-submitted", '{"document":"annual-report","year":1,"files":7}'),
    ("guarantee-lodged", '{"guarantee":"bond","fen":1000000000000000}'),
    ("delivery-proven", f'{{"event":"{MINE}#1","reached_on":"9999-12-31"}}'),
    ("service-act", '{"record":"P-2026-x","side":"supplier","verb":"raise"}'),
    # these can be read: below nought, of a day to come, about a file that nobody handed in
    ("guarantee-lodged", '{"fen":-1,"guarantee":"bond"}'),
    ("evidence-added", '{"evidence":"x",' + FILE + ',"instalment":"Y1-advance"}'),
]


def test_a_fact_that_no_svcctl_records_stops_nobody(town: Town, tmp_path: Path, run: Run) -> None:
    """A login adds within its rights whatever it likes: lists go on without it, `verify` names it."""
    asked = ("payments", "due", "--format", "json", "--store", town.url("postgres"))
    before = json.loads(run(*asked)[1])
    with psycopg.connect(town.url("ven")) as connection:
        connection.execute("SELECT used('99.0')")  # it may say what version it likes
    for kind, body in SAID_BY_HAND:
        appending(town, MINE, kind, body, "ven")
    code, out, err = run(*asked)
    assert (code, json.loads(out)) == (0, before)
    assert err.count(f"{MINE}#") == 3
    last = len(SAID_BY_HAND) + 4
    for store in (town.url("postgres"), str(tmp_path / "copy.db")):
        code, out, _ = run("audit", "verify", "--store", store)
        assert (code, [n for n in range(4, last) if f"  {MINE}#{n}" not in out]) == (0, [])
        code, out, _ = run("audit", "log", "--format", "json", "--store", store)
        assert [each["event"] for each in json.loads(out)["unread"]] == [
            f"{MINE}#{seq}" for seq in range(4, 12)
        ]
        if store == town.url("postgres"):
            assert run("store", "copy", store, str(tmp_path / "copy.db"))[0] == 0


def test_a_seal_in_sql_is_the_seal_of_python(town: Town, run: Run) -> None:
    """Root, count and what moved; verified by Python for many chains."""
    with psycopg.connect(town.url("ven")) as connection:
        assert connection.execute("SELECT seal()").fetchone() == (True,)
    assert run(*PAY, "1", "--store", town.url("fin"))[0] == 0
    with psycopg.connect(town.url("fin")) as connection:
        assert connection.execute("SELECT seal()").fetchone() == (True,)
        assert connection.execute("SELECT seal()").fetchone() == (False,)
    code, out, _ = run("audit", "verify", "--store", town.url("aud"))
    assert code == 0, out


def test_the_rights_in_a_store_are_those_of_the_kinds(still: Town) -> None:
    """The table that `append` asks is rendered from casebook/kinds.py."""
    found = still.server.sql(
        "SELECT role, kind, appends, reads, files FROM kind_right ORDER BY 1, 2", still.database
    )
    assert found == sorted(kind_rights())
    assert {kind for _, kind, *_ in found} == set(KINDS)
    assert {kind.vendor for kind in KINDS.values()} == {"appends", "reads", "hidden"}
