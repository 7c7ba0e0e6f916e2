"""Lists from beside the journal: the same to the letter as from it, whatever was done to them in between."""

import io
import json
import os
import shutil
import sqlite3
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from svcctl import workspace
from svcctl.cli import main
from svcctl.desk import bands
from svcctl.store import sqlite, sqlite_schema
from svcctl.store.band import Band
from svcctl.workspace import SHANGHAI

OLD = Path(__file__).parent / "fixtures" / "store-2026-11-24.db"
DAY = datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
Said = tuple[int, str, str]
QUESTIONS = [
    line.split()
    for line in (
        "payments due --format json",
        "payments due --format json --fail-if-overdue --role supplier",
        "payments due --limit 5 --format json",
        "payments due --limit 5",
        "payments due --limit 4 --format table --lang en --role supplier",
        "payments due --limit 6 --format csv --lang en",
        "payments due --limit 3 --group-by month --fail-if-overdue --format json",
        "payments due --supplier 通信 --format json",
        "payments due --search 运维 --within 60 --format json",
        "payments due --sort amount --limit 7 --format json",
        "payments due --month 2026-03 --sort contract",
        "payments due --within 300 --format json",
        "payments due --supplier nobody",
        "payments due --supplier nobody --format json",
        "payments due --status 逾期未付 --search 2 --format json --fail-if-overdue",
        "payments due --until 2026-04-30 --sort date --format json --role supplier",
        "contract list",
        "contract list --format json",
        "contract list --sort amount --limit 3 --format csv",
        "contract list --group-by department --role supplier",
        "obligations list",
        "obligations list --format json",
        "obligations list --status overdue --format json",
        "obligations list --format csv --lang en --role supplier",
        "remind",
        "remind --days 40 --format json",
        "remind --days 3 --format csv --lang en --role supplier --fail-if-any",
        "remind --days 200 --format json",
        "payments forecast --by month --format json",
        "payments forecast --by year",
        "payments forecast --by quarter --format csv --lang en --role supplier",
        "payments due",
        "payments due --format table --lang en --role supplier --fail-if-overdue",
        "payments due --search 运维 --status overdue --status waiting",
        "payments due --group-by month --limit 9 --format table",
        "payments due --group-by supplier --sort amount --limit 9 --role supplier",
        "payments due --fund 财政 --within 62 --lang en",
        "payments due --limit 2000 --fail-if-overdue",
    )
]
FEW = [QUESTIONS[at] for at in (0, 2, 16, 21, 25, 28)]


class Office:
    """A store of thirty contracts whose lists are asked with and without what stands beside them."""

    def __init__(self, store: Path, patch: pytest.MonkeyPatch) -> None:
        self.store, self.patch, self.moment = store, patch, DAY
        patch.setattr(workspace, "now", lambda: self.moment)
        patch.setattr(bands, "FEW", 0)

    def run(self, *args: str) -> Said:
        """What a command answers."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*args, "--store", str(self.store)])
        return code, out.getvalue(), err.getvalue()

    def from_journal(self, *args: str) -> Said:
        """What it answers where nothing stands beside the journal."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bands, "are_asked", lambda _: False)
            return self.run(*args)

    def same(self, questions: list[list[str]] = FEW) -> None:
        """Every answer is that of the journal."""
        for question in questions:
            assert self.run(*question) == self.from_journal(*question), question

    def do(self, line: str) -> None:
        """What has to be done."""
        self.moment += timedelta(minutes=1)
        code, _, err = self.run(*line.split())
        assert code == 0, err

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """What a program that knows the file says to it, or asks."""
        with closing(sqlite3.connect(self.store, isolation_level=None)) as connection:
            return connection.execute(statement, values).fetchall()


@pytest.fixture
def office(office_original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A fresh copy of it."""
    return Office(Path(shutil.copy2(office_original, tmp_path / "kept.db")), monkeypatch)


def test_every_list_is_the_journals(office: Office) -> None:
    """In each format, for each side, narrowed or not; asked again it is still the same."""
    office.same(QUESTIONS)
    assert office.sql("SELECT count(*) FROM band WHERE list = 'contract'") == [(30,)]
    office.same(FEW)


@pytest.mark.parametrize("days", [9, 62])
def test_lists_of_a_later_day_are_the_journals(office: Office, days: int) -> None:
    """What was kept holds, or is made anew; figures that grow with each day are those of the day."""
    office.run("payments", "due", "--limit", "1", "--format", "json")
    office.moment += timedelta(days=days)
    office.same()


def test_lists_of_an_earlier_day_are_the_journals(office: Office) -> None:
    """Where the clock was set back."""
    office.run("payments", "due", "--limit", "1", "--format", "json")
    office.moment -= timedelta(days=20)
    office.same()


def test_what_is_recorded_stands_in_the_lists_at_once(office: Office) -> None:
    """A payment, a notice, a contract that is new: by the number of its last fact each is found."""
    office.same([FEW[0]])
    rows = office.run(
        *["payments", "due", "--status", "overdue", "--limit", "1", "--format", "json"]
    )[1]
    [row] = json.loads(rows)["instalments"]
    paid = f"payments record {row['id']} --amount {row['outstanding']} --on 2026-03-02 --ref X1"
    office.do(paid + " --override --reason 测试" if row["findings"] else paid)
    assert row["id"] not in office.run(*FEW[0])[1]
    office.same()
    shipped = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
    office.do(f"contract import {shipped}")
    office.same()


@examples(3)
@given(data=st.data())
def test_whatever_is_done_in_between_stands_in_the_lists(
    office_original: Path, data: st.DataObject
) -> None:
    """Money, money taken back, days that pass, in any order."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as name:
        office = Office(Path(shutil.copy2(office_original, Path(name) / "kept.db")), patch)
        paid: list[str] = []
        for what in data.draw(st.lists(st.sampled_from(["pay", "back", "wait"]), max_size=4)):
            if what == "pay":
                rows = json.loads(office.run(*QUESTIONS[0])[1])["instalments"]
                row = data.draw(st.sampled_from([r for r in rows if r["kind"] == "instalment"]))
                on = f"{office.moment:%Y-%m-%d}"
                line = f"payments record {row['id']} --amount 1.00 --on {on} --ref X --override"
                office.do(f"{line} --reason 测试 --format json")
                paid.append(row["contract"])
            elif what == "back" and paid:
                contract = paid.pop()
                query = "SELECT max(seq) FROM event WHERE chain = ?"
                office.do(
                    f"audit retract {contract}#{office.sql(query, contract)[0][0]} --reason 误"
                )
            else:
                office.moment += timedelta(days=data.draw(st.integers(1, 50)))
            office.same(FEW[:2])
        office.same()


def stale(office: Office) -> int:
    """How many contracts' rows are not those of their last facts."""
    query = "SELECT count(*) FROM chain_head WHERE seq <> banded_seq AND chain NOT IN (?, ?)"
    [[found]] = office.sql(query, "calendar", "store")
    assert isinstance(found, int)
    return found


def test_nobody_waits_for_a_lock(office: Office) -> None:
    """While another records lists are worked out and not kept; afterwards they are."""
    with closing(sqlite3.connect(office.store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        office.same()
        other.execute("ROLLBACK")
    assert stale(office) == 30
    office.same([FEW[0]])
    assert stale(office) == 0


@pytest.mark.skipif(os.getuid() == 0, reason="root writes everywhere")
def test_a_store_that_cannot_be_written_has_lists(office: Office) -> None:
    """They are worked out, and not kept."""
    office.store.chmod(0o400)
    office.same()


def test_some_are_kept_and_some_are_not(office: Office) -> None:
    """What one may not write is laid over what was kept."""
    office.same([FEW[0]])
    office.sql("UPDATE chain_head SET banded_seq = 0 WHERE chain LIKE '%a%'")
    with closing(sqlite3.connect(office.store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        office.same()
        other.execute("ROLLBACK")


def test_past_days_and_one_contract_are_asked_of_the_journal(office: Office) -> None:
    """Nothing is kept for them."""
    for line in ("payments due --as-of 2026-01-05", "contract list --known-at 2026-02-01",
                 f"payments due --limit 2 --format xlsx -o {office.store.with_name('x.xlsx')}"):  # fmt: skip
        office.run(*line.split())
    assert stale(office) == 30


def test_without_lists_nothing_is_lost(office: Office) -> None:
    """They are made anew by whoever asks, or by `store rebuild`."""
    office.same([FEW[0]])
    kept = office.sql("SELECT chain, list, place, text FROM band ORDER BY 1, 2, 3")
    office.sql("DELETE FROM band")
    office.do("store rebuild")
    assert office.sql("SELECT chain, list, place, text FROM band ORDER BY 1, 2, 3") == kept
    office.sql("DELETE FROM band")
    office.sql("UPDATE chain_head SET banded_seq = 0")
    office.same()


# -- notes on contracts of a list ------------------------------------------------------------------

NOTED = [line.split() for line in ("payments due --limit 9", "payments due --status overdue")]


def test_notes_are_worked_out_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are kept for each language and reader, and hold for days; a fact more, and they are anew."""
    from svcctl.desk import due_noted

    def anew(*_: object) -> None:
        raise AssertionError

    both = [*NOTED, [*NOTED[1], "--lang", "en", "--role", "supplier"]]
    office.same(both)
    office.same(both)
    with monkeypatch.context() as patch:
        patch.setattr(due_noted, "noted", anew)
        office.same([both[1], both[2]])
    whole = office.sql("SELECT count(*) FROM band WHERE list = 'note'")
    rows = json.loads(office.run(*NOTED[1], "--format", "json")[1])["instalments"]
    [row] = [row for row in rows if not row["findings"]][:1]
    office.do(f"payments record {row['id']} --amount 1 --on 2026-03-02 --ref X1")
    office.run("payments", "due", "--limit", "1", "--format", "json")
    assert office.sql("SELECT count(*) FROM band WHERE list = 'note'") < whole
    office.same(both)
    office.moment += timedelta(days=1)
    office.same(both)


def test_changed_notes_are_told(office: Office) -> None:
    """Whatever of them was changed is not shown; what fits its marks is found by who checks."""
    office.same(NOTED)
    office.sql("UPDATE band SET body = replace(body, 'svcctl', 'svcct1') WHERE list = 'note'")
    for question in NOTED:
        code, out, err = office.run(*question)
        assert (code, out) == office.from_journal(*question)[:2]
        assert "store rebuild" in err
    office.do("store rebuild")
    office.same(NOTED)
    assert office.run("audit", "verify")[0] == 0
    from svcctl.store.band import Made, marked

    columns = ", ".join(Band._fields)
    row = Band(*office.sql(f"SELECT {columns} FROM band WHERE body LIKE '%svcctl explain%'")[0])  # type: ignore[arg-type]
    made = "SELECT banded_seq, banded_from, banded_until, banded_on FROM chain_head WHERE chain = ?"
    body = row.body.replace("svcctl", "svcct1")
    other = marked(row._replace(body=body), Made(*office.sql(made, row.chain)[0]))  # type: ignore[arg-type]
    office.sql(
        "UPDATE band SET body = ?, mark = ?, text_mark = ? WHERE list = ? AND chain = ? AND place = ?",
        *(other.body, other.mark, other.text_mark, *row[:3]),
    )
    assert '"list"' in office.run("audit", "verify", "--format", "json")[1]


# -- what was changed ------------------------------------------------------------------------------


def test_a_changed_row_is_told_and_not_shown(office: Office) -> None:
    """Whichever column of whichever list: the answer is the journal's, with a warning."""
    office.same([FEW[0]])
    whole = office.store.read_bytes()
    told = {which: office.from_journal(*FEW[which])[:2] for which in (0, 1)}
    for column in Band._fields[2:]:
        which = int(column == "body")  # a list of everything for scripts shows, and reads, none
        office.store.write_bytes(whole)
        office.sql(f"UPDATE OR REPLACE band SET {column} = {column} || '1'")
        said = office.run(*FEW[which])
        assert said[:2] == told[which], column
        assert "store rebuild" in said[2], column
        if column in ("state", "since", "outstanding", "text_mark", "text"):
            office.sql(f"UPDATE OR REPLACE band SET {column} = x'00'")
            assert office.run(*FEW[which])[:2] == told[which], column
    for question in FEW[1:]:
        code, out, err = office.run(*question)
        assert (code, out) == office.from_journal(*question)[:2]
        assert "store rebuild" in err


def test_a_lost_row_is_told(office: Office) -> None:
    """A list of everything counts its rows."""
    office.same([FEW[0]])
    office.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = office.store.read_bytes()
    for kind, question in (("due", FEW[0]), ("duty", FEW[3]), ("contract", FEW[2])):
        answer = office.from_journal(*question)[:2]
        office.store.write_bytes(whole)
        office.sql("DELETE FROM band WHERE list = ? AND place < 3 AND chain > 'g'", kind)
        said = office.run(*question)
        assert said[:2] == answer
        assert "store rebuild" in said[2]


def test_a_changed_head_is_told(office: Office) -> None:
    """Where the head of a chain says that nothing came after what was kept."""
    office.same([FEW[0]])
    office.sql("UPDATE chain_head SET seq = seq + 1, banded_seq = banded_seq + 1")
    for question in FEW:
        code, out, err = office.run(*question)
        assert (code, out) == office.from_journal(*question)[:2]
        assert "store rebuild" in err


def test_a_contract_that_lists_no_longer_know_is_told(office: Office) -> None:
    """Its facts are there; what stands beside them was taken out, rows and head."""
    office.same([FEW[0]])
    for which in ("min", "max"):
        [[chain]] = office.sql(f"SELECT {which}(chain) FROM band")
        office.sql("DELETE FROM band WHERE chain = ?", chain)
        office.sql("DELETE FROM chain_head WHERE chain = ?", chain)
        code, out, err = office.run(*FEW[0])
        assert (code, out) == office.from_journal(*FEW[0])[:2]
        assert "store rebuild" in err


def test_a_list_that_says_something_else_is_found_by_who_checks(office: Office) -> None:
    """A row that fits its marks, and not the journal; what a program did that knows how they are made."""
    office.same([FEW[0]])
    assert office.run("audit", "verify")[0] == 0
    from svcctl.store.band import Made, marked

    columns = ", ".join(Band._fields)
    found = office.sql(f"SELECT {columns} FROM band WHERE list = 'duty' LIMIT 1")
    row = Band(*found[0])  # type: ignore[arg-type]
    query = (
        "SELECT banded_seq, banded_from, banded_until, banded_on FROM chain_head WHERE chain = ?"
    )
    made = Made(*office.sql(query, row.chain)[0])  # type: ignore[arg-type]
    other = marked(row._replace(text=row.text.replace('"status": "', '"status": "un')), made)
    office.sql(
        "UPDATE band SET text = ?, text_mark = ? WHERE list = ? AND chain = ? AND place = ?",
        *(other.text, other.text_mark, *row[:3]),
    )
    code, out, _ = office.run("audit", "verify", "--format", "json")
    assert code == 1
    assert '"list"' in out
    office.do("store rebuild")
    assert office.run("audit", "verify")[0] == 0


# -- a store of before -----------------------------------------------------------------------------


@pytest.fixture
def of_before(office: Office) -> Office:
    """A store that a version of before has made."""
    shutil.copy2(OLD, office.store)
    return office


def test_a_store_of_before_goes_on_without_lists(of_before: Office) -> None:
    """It answers as ever, and says what to run where lists are asked for."""
    of_before.same(FEW[:2])
    code, _, err = of_before.run("store", "rebuild")
    assert code == 2
    assert "store upgrade" in err


def test_a_store_is_upgraded_once_after_a_backup(of_before: Office) -> None:
    """All heads are there, the lists are right, the backup is the store as it was."""
    before = of_before.sql("SELECT chain, seq, hash FROM event ORDER BY 1, 2")
    of_before.moment = datetime(2026, 11, 28, 10, tzinfo=SHANGHAI)
    of_before.do("store upgrade")
    [backup] = of_before.store.parent.glob("kept-*.db")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert (
            connection.execute("SELECT chain, seq, hash FROM event ORDER BY 1, 2").fetchall()
            == before
        )
    heads = of_before.sql("SELECT chain, max(seq), hash FROM event GROUP BY chain")
    assert of_before.sql("SELECT chain, seq, hash FROM chain_head ORDER BY 1") == heads
    of_before.same()
    assert stale(of_before) == 0
    of_before.do("store upgrade")
    assert [*of_before.store.parent.glob("kept-*.db")] == [backup]
    assert of_before.run("audit", "verify")[0] == 0


def test_an_upgrade_that_stops_leaves_the_store_as_it_was(
    of_before: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it holds before all of it does."""
    schema = of_before.sql(sqlite.SCHEMA)
    monkeypatch.setattr(sqlite_schema, "triggers_aside", lambda: ["CREATE TRIGGER x"])
    assert of_before.run("store", "upgrade")[0] != 0
    assert of_before.sql(sqlite.SCHEMA) == schema
    assert of_before.sql("PRAGMA user_version") == [(1,)]


# -- what is left out ------------------------------------------------------------------------------


def put_in(office: Office, kind: str, chains: int) -> None:
    """Facts that nobody can read, one at the end of each of some contracts, as SQL may add them."""
    from test_doubting import append

    found = office.sql(f"SELECT DISTINCT chain FROM band ORDER BY 1 LIMIT {chains}")
    for [chain] in found:
        append(office.store, kind, "[]", to=str(chain))


def test_facts_that_count_for_nothing_are_named_beside_lists_too(office: Office) -> None:
    """The same words as beside the journal's answer, whether rows are made or are there already."""
    office.same([FEW[0]])
    for kind, chains in (("payment-recorded", 2), ("service-act", 1), ("breach-recorded", 5)):
        put_in(office, kind, chains)
        for question in (*FEW, FEW[0], FEW[3]):
            said = office.run(*question)
            assert said == office.from_journal(*question), question
            assert "counts for nothing" in said[2]
    assert office.run(*FEW[3])[2].splitlines()[-1] != office.run(*FEW[0])[2].splitlines()[-1]
    office.do("store rebuild")
    office.same([FEW[0]])
    # to a file only svcctl adds, and it would not have added these
    assert office.run("audit", "verify", "--format", "json")[0] == 1


def test_long_lists_wait_in_a_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is too long to be held is written all the same, in the same lines."""
    from svcctl.answers import due_lines, flowing, held_rows
    from svcctl.desk import due_noted, kept

    for module, name in (
        *((held_rows, "LARGEST_HELD"), (kept, "LARGEST_HELD"), (flowing, "LINES")),
        *((due_lines, "LARGEST_HELD"), (due_noted, "TOGETHER")),
    ):
        monkeypatch.setattr(module, name, 3)
    office.same([QUESTIONS[at] for at in (0, 20, 21, 23, 31)])
