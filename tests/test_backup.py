"""`store backup`: a copy with what stands in the log, checked before it is called a backup."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from json import loads
from pathlib import Path

import pytest

from conftest import Run
from test_journal import CONTRACT, EARLIER, PAY, add, note, stored, whole

MOMENT = datetime(2026, 11, 26, 7, 45, 5, tzinfo=UTC)  # 15:45:05 in China


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("svcctl.workspace.now", lambda: MOMENT)


def test_a_backup_has_what_a_plain_copy_lacks(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """While a reader keeps the log from being emptied, the last facts are not in the file: but in the backup."""
    reader = sqlite3.connect(demo_store, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchall()
    assert run(*PAY, "--amount", "1000")[0] == 0
    plain = tmp_path / "plain.db"
    plain.write_bytes(demo_store.read_bytes())
    code, out, _ = run("store", "backup", "--format", "json")
    reader.close()
    made = demo_store.with_name("store-20261126-154505.db")
    found = loads(out)
    assert (code, found["backup"], found["contracts"], found["events"]) == (0, str(made), 1, 2)
    assert stored(made) == stored(demo_store) != stored(plain)
    assert found["heads"][0].startswith(f"{CONTRACT}@2:")
    assert made.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.glob("*store*")) == [made.name, "store.db"]
    assert whole(made)


def test_a_backup_goes_where_it_is_told_and_over_nothing(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into the folder named; a second one in the same second is refused; no folder, no backup."""
    folder = tmp_path / "stick"
    code, out, err = run("store", "backup", "--to", folder)
    assert (code, out) == (2, "")
    assert str(folder) in err
    folder.mkdir()
    assert run("store", "backup", "--to", folder)[0] == 0
    before = stored(folder / "store-20261126-154505.db")
    assert run("store", "backup", "--to", folder)[0] == 2
    assert [path.name for path in folder.iterdir()] == ["store-20261126-154505.db"]
    assert stored(folder / "store-20261126-154505.db") == before
    monkeypatch.setattr("svcctl.workspace.now", lambda: MOMENT + timedelta(seconds=1))
    monkeypatch.setattr(os, "link", _no_links)
    for language, said in (("en", "verified"), ("zh", "已校验")):
        code, out, _ = run("store", "backup", "--to", folder, "--lang", language)
        assert (code, said in out, "store@1:" in out) == (0, True, True)
        (folder / "store-20261126-154506.db").unlink()


def _no_links(*_: Path) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_changed_store_is_not_called_backed_up(demo_store: Path, run: Run) -> None:
    """The copy is checked: where it is not what was recorded, exit 1, where, and no file."""
    add(demo_store, note("first"), EARLIER)
    with sqlite3.connect(demo_store) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("UPDATE event SET actor = 'x' WHERE seq = 2 AND chain = ?", (CONTRACT,))
    connection.close()
    code, out, _ = run("store", "backup")
    assert code == 1
    assert f"{CONTRACT}#2" in out
    assert [path.name for path in demo_store.parent.glob("*store*")] == ["store.db"]
