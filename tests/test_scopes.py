"""Who counts money reads the facts about money: a long record of the service changes neither answer nor trust."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.billing.position import Happening
from svcctl.billing.refusal import Refusal
from svcctl.casebook import kinds
from svcctl.casebook.kinds import Kind
from svcctl.store import scopes, sql, sqlite_schema
from svcctl.store.chain import GENESIS
from svcctl.store.journal import Changed, Journal, open_journal
from svcctl.store.scopes import ACT, ALL, INCIDENT, MONEY, SERVICE
from test_journal import CONTRACT, PAY, add

ROOT = Path(__file__).parents[1]
OLD = Path(__file__).parent / "fixtures" / "store-2026-11-24.db"
FOREIGN = ("aaa", "service-bill", "service-incident-more", "zzz")
LIST = (
    "日期,摘要,借方发生额,贷方发生额\n2025-03-20,付首期款,203000.00,\n2025-03-21,退回,,203000.00\n"
)


class Told(Happening, kw_only=True):
    """An act on a record of the service."""

    record: str
    verb: str = "open"


class Done(Told, kw_only=True):
    """An act on another record than an incident."""


class Blessed(Told, kw_only=True):
    """A fact of a kind that this version does not have."""


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of the service record, as far as the journal minds them."""
    for name, says in ((INCIDENT, Told), (ACT, Done)):
        monkeypatch.setitem(kinds.KINDS, name, Kind(says, kinds.nothing))
        monkeypatch.setitem(kinds.NAMES, says, name)


def told(record: str, verb: str = "open") -> Told:
    says = Told if record.startswith("I-") else Done
    return says(on=date(2025, 3, 20), record=record, verb=verb)


def served_with(path: Path, *records: str) -> None:
    """Record acts of the service in one go."""
    journal = open_journal(path, write=True)
    with journal.writing():
        journal.append(
            CONTRACT, [told(each) for each in records], "vendor", workspace.recorded_now()
        )
    journal.close()


@pytest.fixture
def store(demo_store: Path, run: Run) -> Path:
    """A contract with a payment (5) and its note (7) amid the service: nine facts, the last an incident."""
    served_with(demo_store, "I-2026-0001", "C-2026-0001", "I-2026-0002")  # 2 to 4
    assert run(*PAY, "--amount", "203000")[0] == 0  # 5
    served_with(demo_store, "I-2026-0001")  # 6
    assert run("payments", "annotate", f"{CONTRACT}#5", "--voucher", "4711")[0] == 0  # 7
    served_with(demo_store, "I-2026-0010", "I-2025-0099")  # 8, 9
    return demo_store


@contextmanager
def forging(path: Path) -> Iterator[sqlite3.Connection]:
    """The store without its guards, which are back afterwards."""
    connection = sqlite3.connect(path, isolation_level=None)
    for text in sqlite_schema.triggers(GENESIS):
        connection.execute(f"DROP TRIGGER {text.split()[2]}")
    yield connection
    for text in sqlite_schema.triggers(GENESIS):
        connection.execute(text)
    connection.close()


def forged(path: Path, *statements: str) -> None:
    with forging(path) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def opened(path: Path) -> Iterator[Journal]:
    journal = open_journal(path)
    with journal.snapshot():
        yield journal
    journal.close()


def seqs(path: Path, *scope: Any) -> list[int]:
    with opened(path) as journal:
        return [fact.seq for fact in journal.facts(CONTRACT, *scope)]


def sound(run: Run) -> bool:
    """Whether `audit verify` finds all as it was recorded."""
    return run("audit", "verify")[0] == 0


# -- what is read ----------------------------------------------------------------------------------


def test_a_scope_leaves_out_what_it_names(store: Path) -> None:
    """Money leaves out both kinds of the service, the service its incidents; the last fact is no exception."""
    assert seqs(store, MONEY) == [1, 5, 7]
    assert seqs(store, SERVICE) == [1, 3, 5, 7]
    assert seqs(store) == seqs(store, ALL) == [*range(1, 10)]
    with opened(store) as journal:
        assert journal.length(CONTRACT) == 9
        assert journal.length("nothing") == 0
        assert journal.rows("nothing", MONEY) == []


@pytest.mark.parametrize(
    "command",
    ["payments due", "payments due --format json", "damages assess", "explain Y1-advance"],
)
def test_money_is_counted_as_without_the_service(demo_store: Path, run: Run, command: str) -> None:
    """To the byte."""
    before = run(*command.split(), "--as-of", "2025-06-01")
    served_with(demo_store, *(f"I-2026-{number:04}" for number in range(1, 30)), "C-2026-0001")
    assert run(*command.split(), "--as-of", "2025-06-01") == before


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("last", [True, False])
def test_a_kind_that_nobody_knows_is_met_in_every_scope(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str, last: bool
) -> None:
    """However it is spelled: before, between and behind those that are left out."""
    with monkeypatch.context() as future:
        future.setitem(kinds.KINDS, name, Kind(Blessed, kinds.nothing))
        future.setitem(kinds.NAMES, Blessed, name)
        add(demo_store, Blessed(on=date(2025, 3, 20), record="I-2026-0001"))
    if not last:
        served_with(demo_store, "I-2026-0001", "I-2026-0001")
    for scope in (MONEY, SERVICE, ALL):
        with opened(demo_store) as journal, pytest.raises(Refusal) as refused:
            journal.facts(CONTRACT, scope)
        assert refused.value.key == "store.newer-fact"
        assert refused.value.values["event"] == f"{CONTRACT}#2"
    assert run("payments", "due")[0] == 2


def test_the_index_is_what_is_read(store: Path) -> None:
    """SQLite finds the rows by their kind, and counts the index, not the rows."""
    values = {
        "ROWS_BUT": (
            CONTRACT,
            CONTRACT,
            ACT,
            CONTRACT,
            ACT,
            INCIDENT,
            CONTRACT,
            INCIDENT,
            CONTRACT,
        ),
        "ANY_BETWEEN": (CONTRACT, ACT, INCIDENT),
        "COUNT_OF": (CONTRACT,),
        "COUNT": (),
    }
    with sqlite3.connect(store) as connection:
        plans = {
            name: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {getattr(sql, name)}", given)]
            for name, given in values.items()
        }  # fmt: skip
    by_kind = "event USING COVERING INDEX event_by_kind"
    for bound in ("kind<?", "kind>? AND kind<?", "kind>?"):
        assert f"SEARCH {by_kind} (chain=? AND {bound})" in plans["ROWS_BUT"]
    assert "SEARCH e USING PRIMARY KEY (chain=? AND seq=?)" in plans["ROWS_BUT"]
    assert plans["ANY_BETWEEN"] == [f"SEARCH {by_kind} (chain=? AND kind>? AND kind<?)"]
    assert plans["COUNT_OF"] == [f"SEARCH {by_kind} (chain=? AND kind>?)"]
    assert plans["COUNT"] == [f"SCAN {by_kind}"]


# -- what is relied on -----------------------------------------------------------------------------

AT = f"WHERE chain = '{CONTRACT}' AND seq ="
HARM = {
    "a column": (5, [f"UPDATE event SET actor = 'x' {AT} 5"]),
    "what it says": (5, [f"UPDATE payload SET body = '{{}}' {AT} 5"]),
    "its payload is gone": (5, [f"DELETE FROM payload {AT} 5"]),
    "its row is gone": (5, [f"DELETE FROM event {AT} 5"]),
    "all of it is gone": (7, [f"DELETE FROM payload {AT} 7", f"DELETE FROM event {AT} 7"]),
    "what it follows": (4, [f"UPDATE event SET hash = 'x' {AT} 4"]),
    "the one before is gone": (6, [f"DELETE FROM payload {AT} 6", f"DELETE FROM event {AT} 6"]),
    "the first": (1, [f"DELETE FROM payload {AT} 1", f"DELETE FROM event {AT} 1"]),
    "its number": (5, [f"UPDATE event SET seq = 'five' {AT} 5"]),
    "bytes that are no text": (5, [f"UPDATE event SET actor = CAST(x'ff' AS TEXT) {AT} 5"]),
    "the moment of the one before": (4, [f"UPDATE event SET recorded_at = x'ff' {AT} 4"]),
    "the last": (9, [f"UPDATE event SET actor = 'x' {AT} 9"]),
    "cut off": (9, [f"DELETE FROM event {AT} 9"]),
}


@pytest.mark.parametrize("how", HARM)
def test_a_row_that_is_not_what_was_recorded_is_refused(store: Path, run: Run, how: str) -> None:
    """Among those left out too, where one is gone or is built on; the place is told as by a whole reading."""
    at, statements = HARM[how]
    forged(store, *statements)
    for scope in (MONEY, SERVICE, ALL):
        with opened(store) as journal, pytest.raises(Changed) as refused:
            journal.rows(CONTRACT, scope)
        assert refused.value.values["event"] == f"{CONTRACT}#{at}"
    assert run("payments", "due")[0] == 1


def test_a_money_row_at_the_end_that_was_cut_off(store: Path, run: Run) -> None:
    """What it said is still there."""
    assert run("payments", "annotate", f"{CONTRACT}#5", "--voucher", "4712")[0] == 0
    forged(store, f"DELETE FROM event {AT} 10")
    code, _, err = run("payments", "due")
    assert code == 1
    assert f"{CONTRACT}#10" in err


def test_a_row_gone_from_another_chain_stops_nobody(store: Path) -> None:
    """Each chain is counted by itself then."""
    for _ in range(3):
        add(store, told("I-2026-0001"), chain="x")
    forged(
        store,
        *(f"DELETE FROM {table} WHERE chain = 'x' AND seq = 2" for table in ("payload", "event")),
    )
    assert seqs(store, MONEY) == [1, 5, 7]
    with opened(store) as journal, pytest.raises(Changed):
        journal.rows("x", MONEY)


def test_of_many_chains_the_store_is_counted_once(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one has lost a row, that one is refused all the same, and no other."""
    monkeypatch.setattr("svcctl.store.journal.FEW", 0)
    add(store, told("I-2026-0001"), chain="y")
    for _ in range(3):
        add(store, told("I-2026-0001"), chain="x")
    with opened(store) as journal:
        assert seqs(store, MONEY) == [1, 5, 7]
        assert [row.seq for row, *_ in journal.rows("y", MONEY)] == []
        assert [row.seq for row, *_ in journal.rows("x", MONEY)] == []
    forged(
        store,
        *(f"DELETE FROM {table} WHERE chain = 'x' AND seq = 2" for table in ("payload", "event")),
    )
    with opened(store) as journal:
        assert [row.seq for row, *_ in journal.rows("y", MONEY)] == []
        with pytest.raises(Changed):
            journal.rows("x", MONEY)


def test_an_index_that_shows_nothing(store: Path, run: Run) -> None:
    """The answer comes from the rows then, and `audit verify` tells of the index."""
    before = run("payments", "due")
    connection = sqlite3.connect(store, isolation_level=None)
    for statement in (
        "PRAGMA writable_schema = ON",
        "CREATE TABLE z (a, b, c, PRIMARY KEY (a, b, c)) WITHOUT ROWID",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'z') "
        "WHERE name = 'event_by_kind'",
        "DELETE FROM sqlite_master WHERE name = 'z'",
    ):
        connection.execute(statement)
    connection.close()
    assert run("payments", "due") == before
    assert not sound(run)


def test_the_head_is_that_of_the_whole_chain(store: Path, run: Run) -> None:
    """Whatever was read; the fact that is the head is checked, at the end and at an earlier time."""
    with opened(store) as journal:
        rows = [row for row, *_ in journal.rows(CONTRACT)]
        whole = [journal.head(CONTRACT, moment) for moment in ("9999", rows[5].recorded_at, "1")]
    assert whole == [f"{CONTRACT}@9:{rows[8].hash}", f"{CONTRACT}@6:{rows[5].hash}", ""]
    with opened(store) as journal:
        journal.rows(CONTRACT, MONEY)
        assert [journal.head(CONTRACT, m) for m in ("9999", rows[5].recorded_at, "1")] == whole
    forged(store, f"UPDATE payload SET body = '{{}}' {AT} 6")
    with opened(store) as journal:
        journal.rows(CONTRACT, MONEY)
        assert journal.head(CONTRACT, "9999") == whole[0]
        with pytest.raises(Changed) as refused:
            journal.head(CONTRACT, rows[5].recorded_at)
    assert refused.value.values["event"] == f"{CONTRACT}#6"
    with opened(store) as journal, pytest.raises(Changed):
        journal.head(CONTRACT, "9999")  # of a chain that nobody has read: all of it


# -- what is recorded ------------------------------------------------------------------------------


def test_what_is_recorded_after_a_part_was_read_goes_to_the_end(store: Path, run: Run) -> None:
    """Its number, on trial too, is that behind all that stands."""
    note = ("payments", "annotate", f"{CONTRACT}#5", "--format", "json", "--voucher")
    trial = json.loads(run(*note, "4712", "--dry-run")[1])
    assert trial["would_record"][0]["event"] == f"{CONTRACT}#10"
    made = json.loads(run(*note, "4712")[1])
    assert made["recorded"][0]["event"] == f"{CONTRACT}#10"
    assert seqs(store, MONEY) == [1, 5, 7, 10]
    assert sound(run)


def test_nothing_is_built_on_an_end_that_was_changed(store: Path, run: Run) -> None:
    """Though the last fact is of the service, and who records money does not read it."""
    forged(store, f"UPDATE event SET happened_on = '2020-01-01' {AT} 9")
    assert run("payments", "annotate", f"{CONTRACT}#5", "--voucher", "4712")[0] == 1
    assert seqs_of_file(store)[-1] == 9


def seqs_of_file(path: Path) -> list[int]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT seq FROM event WHERE chain = ? ORDER BY seq", (CONTRACT,))
        return [row[0] for row in rows]


def test_money_that_came_back_in_one_list_names_its_payment(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """By the number that it gets behind the incidents."""
    served_with(demo_store, *(f"I-2026-{number:04}" for number in range(1, 6)))
    path = tmp_path / "bank.csv"
    path.write_text(LIST, encoding="utf-8")
    given = ("--confirm-account", "--for", "2=Y1-advance", "--refund", "3")
    code, out, err = run("import", "payments", path, *given)
    assert (code, err) == (0, ""), out
    with opened(demo_store) as journal:
        paid, back = journal.facts(CONTRACT, MONEY)[1:]
    assert (paid.seq, back.seq, back.payload["event"]) == (7, 8, f"{CONTRACT}#7")
    assert sound(run)


def test_any_fact_can_be_taken_back(store: Path, run: Run) -> None:
    """One of the service too; and what took it back takes nothing from the money."""
    before = run("payments", "due")
    assert run("audit", "retract", f"{CONTRACT}#6", "--reason", "entered twice")[0] == 0
    assert run("audit", "retract", f"{CONTRACT}#6", "--reason", "again")[0] == 2
    assert run("payments", "due") == before
    assert seqs(store) == [*range(1, 11)]
    assert sound(run)


WHOLE = (
    "audit log", "audit late", "audit retract 5 --reason x", "audit retract --import abcdef0123 --reason x",
    "audit seal -o s.txt", "export journal --format csv", "export facts --format json", "export audit-pack -o p.zip",
    "contract correct c.toml --reason x", "compare facts f.json", "compare payments l.csv",
)  # fmt: skip
OF_MONEY = (
    "payments due", "payments schedule", "damages assess", "explain Y1-advance", "remind", "contract show",
    "contract list", "obligations list", "export schedule --format csv", "invoice list", "payments plan",
)  # fmt: skip


@pytest.mark.parametrize("command", [*WHOLE, *OF_MONEY])
def test_who_reads_all_and_who_reads_money(
    store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A record of the service that was changed where nothing is built on it stops who shows or takes back facts."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "data" / "contracts" / f"{CONTRACT}.toml", "c.toml")
    Path("l.csv").write_text(LIST, encoding="utf-8")
    assert run("export", "facts", "--format", "json", "-o", "f.json")[0] == 0
    forged(store, f"UPDATE event SET actor = 'x' {AT} 2")
    code, _, err = run(*command.split())
    assert (code, f"{CONTRACT}#2" in err) == ((1, True) if command in WHOLE else (0, False)), err
    assert not sound(run)


# -- records ---------------------------------------------------------------------------------------


def test_the_facts_about_some_records(store: Path, run: Run) -> None:
    """With those about money, in the order recorded; a number that begins alike is another record."""

    def about(*records: str) -> list[int]:
        with opened(store) as journal:
            return [fact.seq for fact in journal.facts_about(CONTRACT, records)]

    assert about() == about("I-2026-000", "I-2026-0003") == [1, 5, 7]
    assert about("I-2026-0001") == [1, 2, 5, 6, 7]
    assert about("C-2026-0001", "I-2025-0099") == [1, 3, 5, 7, 9]
    forged(store, f"UPDATE event SET actor = 'x' {AT} 6")
    with pytest.raises(Changed) as refused:
        about("I-2026-0001")
    assert refused.value.values["event"] == f"{CONTRACT}#6"
    assert about("I-2026-0002") == [1, 4, 5, 7]


def test_a_fact_of_another_kind_that_names_a_record_is_met_once(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is among those about money already."""
    monkeypatch.setitem(kinds.KINDS, "zzz", Kind(Blessed, kinds.nothing))
    monkeypatch.setitem(kinds.NAMES, Blessed, "zzz")
    add(store, Blessed(on=date(2025, 3, 20), record="I-2026-0002"))
    with opened(store) as journal:
        found = [fact.seq for fact in journal.facts_about(CONTRACT, ["I-2026-0002"])]
    assert found == [1, 4, 5, 7, 10]


def test_the_highest_number_of_a_letter_and_year(store: Path, run: Run) -> None:
    """As a number, also of what was taken back, and beyond four digits."""

    def highest(prefix: str) -> int:
        with opened(store) as journal:
            return journal.highest(CONTRACT, prefix)

    assert [highest(each) for each in ("I-2026-", "I-2025-", "C-2026-", "P-2026-")] == [
        10,
        99,
        1,
        0,
    ]
    assert run("audit", "retract", f"{CONTRACT}#8", "--reason", "entered twice")[0] == 0
    assert highest("I-2026-") == 10
    served_with(store, "I-2026-10000", "I-2026-9999")
    assert highest("I-2026-") == 10000


def test_money_has_no_records() -> None:
    """A payload's key `record` is what tells a fact of the service: no other kind has it."""
    from svcctl.casebook.payloads import fields

    others = [kind for name, kind in kinds.KINDS.items() if name not in scopes.SERVICE_KINDS]
    assert not [kind for kind in others if "record" in {each.key for each in fields(kind.says)}]


# -- stores of before ------------------------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path, surroundings: None) -> Path:
    """A copy of a store made when there was no index."""
    return Path(shutil.copy(OLD, tmp_path / "store.db"))


def indexes(path: Path) -> Sequence[str]:
    with sqlite3.connect(path) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        return [row[0] for row in connection.execute(query)]


def test_a_store_of_before_has_no_index_and_is_sound(run: Run, old: Path) -> None:
    """It reads and takes money as it did; with its first record of the service it gets one."""
    store = old
    assert indexes(store) == []
    assert sound(run)
    assert run("payments", "due")[0] == 0
    count = len(seqs(store))
    assert len(seqs(store, MONEY)) == count
    assert run("breach", "record", "quality", "--on", "2026-01-05")[0] == 0
    assert indexes(store) == []
    count += 1
    served_with(store, "I-2026-0001", "I-2026-0002")
    assert indexes(store) == ["event_by_kind"]
    assert len(seqs(store, MONEY)) == count
    assert run("audit", "verify", "--hashes")[0] == 0
    assert run("payments", "due")[0] == 0


def test_a_service_fact_not_recorded_leaves_no_index(old: Path) -> None:
    """All holds, or nothing."""
    with pytest.raises(ValueError, match="surrogate"):
        served_with(old, "I-2026-0001", "\ud800")
    assert indexes(old) == []


def test_a_store_that_lost_its_index_was_changed(demo_store: Path, run: Run) -> None:
    """It was made with one; what it says is read all the same."""
    before = run("payments", "due")
    with sqlite3.connect(demo_store) as connection:
        connection.execute("DROP INDEX event_by_kind")
    connection.close()
    assert run("payments", "due") == before
    assert not sound(run)
