"""The examination of machine and store: what it finds, what it says to do, that it changes nothing."""

import json
import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.answers.doctor import listed
from svcctl.desk import examining_machine, examining_store
from svcctl.desk.desk import desk_from
from svcctl.i18n import LANGUAGES, Words, subject

Look = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def look(run: Run) -> Look:
    """Examine, and what was found by what was looked at (of several the last)."""

    def call(*args: object) -> tuple[int, dict[str, Any]]:
        code, out, _ = run("doctor", "--format", "json", *args)
        return code, {each["check"]: each for each in json.loads(out)["checks"]}

    return call


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder with its bytes and when it was changed."""
    files = [path for path in folder.iterdir() if path.is_file()]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


# -- the store -------------------------------------------------------------------------------------


def test_without_a_store_it_says_how_to_begin(look: Look, tmp_path: Path) -> None:
    code, found = look()
    assert (code, found["store"]["found"], found["store"]["state"]) == (0, "none", "warning")
    assert "svcctl init --demo" in found["store"]["words"][-1]
    assert found["calendar"]["found"] in ("known", "awaited", "behind")
    assert state_of(tmp_path) == {}


def test_a_sound_store_is_counted_and_left_as_it_is(look: Look, demo_store: Path) -> None:
    before, folder = state_of(demo_store.parent), demo_store.parent.stat().st_mtime_ns
    code, found = look()
    assert (code, found["store"]["values"]) == (0, {"contracts": 1, "events": 1})
    assert (found["schema"]["found"], found["rights"]["found"]) == ("current", "writing")
    assert state_of(demo_store.parent) == before
    assert demo_store.parent.stat().st_mtime_ns == folder


def test_a_log_that_somebody_left_is_read_and_left(look: Look, demo_store: Path) -> None:
    other = sqlite3.connect(demo_store)
    other.execute("PRAGMA user_version")
    other.execute("BEGIN IMMEDIATE")
    before = state_of(demo_store.parent)
    assert look()[1]["store"]["found"] == "sound"
    assert state_of(demo_store.parent) == before
    other.rollback()
    other.close()


@pytest.mark.parametrize("damage", ["bytes", "cut", "text", "empty"])
def test_a_damaged_store_is_told_and_left(damage: str, look: Look, demo_store: Path) -> None:
    whole = demo_store.read_bytes()
    at = whole.index(b"zyfy-his-2025")
    damaged = {
        "bytes": whole[:at] + b"XXXX" + whole[at + 4 :],
        "cut": whole[: len(whole) // 3],
        "text": b"no store at all\n",
        "empty": b"",
    }[damage]
    demo_store.write_bytes(damaged)
    code, found = look()
    assert (code, found["store"]["state"]) == (1, "problem")
    assert found["store"]["do"]
    assert demo_store.read_bytes() == damaged
    assert [path.name for path in demo_store.parent.glob("store.db*")] == ["store.db"]


def test_a_changed_fact_is_placed(look: Look, demo_store: Path) -> None:
    with sqlite3.connect(demo_store) as store:
        store.execute("DROP TRIGGER IF EXISTS event_no_update")
        names = [row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]  # fmt: skip
        for name in names:
            store.execute(f'DROP TRIGGER "{name}"')
        store.execute("UPDATE event SET actor = 'somebody' WHERE chain = 'zyfy-his-2025'")
    store.close()
    code, found = look()
    assert (code, found["store"]["found"]) == (1, "broken")
    assert "salvage" in found["store"]["words"][-1]


def test_a_server_out_of_reach_and_a_scheme_that_is_none(look: Look) -> None:
    code, found = look("--store", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    assert (code, found["store"]["found"], found["place"]["found"]) == (1, "closed", "server")
    assert "client" in found
    code, found = look("--store", "mysql://x/y")
    assert (code, found["store"]["found"]) == (1, "elsewhere")


def test_a_backup_beside_it_is_fresh_or_old(look: Look, run: Run, demo_store: Path) -> None:
    assert look()[1]["backup"]["found"] == "none"
    assert run("store", "backup")[0] == 0
    assert look()[1]["backup"]["found"] == "fresh"
    [made] = demo_store.parent.glob("store-*.db")
    made.rename(made.with_name("store-20200101-120000.db"))
    found = look()[1]["backup"]
    assert (found["found"], found["state"]) == ("old", "warning")
    assert "svcctl store backup" in found["words"][-1]


def test_a_clock_behind_the_last_fact(
    look: Look, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert look()[1]["clock"]["found"] == "plausible"
    now = datetime.now(UTC)
    monkeypatch.setattr(workspace, "now", lambda: now - timedelta(days=2))
    code, found = look()
    assert (code, found["clock"]["found"]) == (1, "behind")


@pytest.mark.parametrize(
    ("today", "found", "code"),
    [
        (date(2026, 5, 1), "known", 0),
        (date(2026, 11, 1), "awaited", 0),
        (date(2027, 1, 1), "behind", 1),
    ],
)
def test_the_next_year_of_the_calendar(
    today: date,
    found: str,
    code: int,
    look: Look,
    demo_store: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workspace, "today", lambda: today)
    got, checks = look()
    assert (got, checks["calendar"]["found"]) == (code, found)
    assert checks["calendar"]["values"]["calendar"] == "CN-GX"  # the contract's own, too


def test_drive_rights_and_room(
    look: Look, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining_store, "is_shared", lambda path: True)
    monkeypatch.setattr(os, "access", lambda path, mode: mode == os.R_OK)
    for free, found in ((50 << 20, "out"), (500 << 20, "low"), (5 << 30, "enough")):
        usage = SimpleNamespace(free=free)
        monkeypatch.setattr(shutil, "disk_usage", lambda path, usage=usage: usage)
        code, checks = look()
        assert checks["room"]["found"] == found
    assert (code, checks["drive"]["found"], checks["rights"]["found"]) == (1, "shared", "reading")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert look()[1]["rights"]["found"] == "none"


def test_a_folder_that_is_not_there(look: Look, tmp_path: Path) -> None:
    place = tmp_path / "away" / "store.db"
    code, found = look("--store", place)
    assert (code, found["rights"]["found"]) == (0, "writing")  # of the folder above
    assert not place.parent.exists()


# -- the machine -----------------------------------------------------------------------------------


def test_versions_and_what_is_missing(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    found = look()[1]
    assert found["python"]["values"]["python"] == ".".join(map(str, sys.version_info[:3]))
    assert any(each.startswith("typer ") for each in found["packages"]["values"]["packages"])
    whole = metadata.version

    def version(name: str) -> str:
        if name == "typer":
            raise metadata.PackageNotFoundError(name)
        return whole(name)

    monkeypatch.setattr(metadata, "version", version)
    code, found = look()
    assert (code, found["packages"]["values"]["missing"]) == (1, ["typer"])
    monkeypatch.setattr(examining_machine, "OLDEST", (9, 9))
    assert look()[1]["python"]["state"] == "problem"


def test_fonts_office_and_command(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    names = iter(["", "simsun noto sans cjk sc", "fangsong simsun simhei", None])
    monkeypatch.setattr(examining_machine, "font_names", lambda: next(names))
    monkeypatch.setattr(workspace, "office_program", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    found = [look()[1] for _ in range(4)]
    assert [each["fonts"]["found"] for each in found] == ["none", "others", "all", "unknown"]
    assert found[1]["fonts"]["values"]["missing"] == ["仿宋", "黑体"]
    assert (found[0]["office"]["found"], found[0]["command"]["found"]) == ("none", "astray")


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_each_system_has_its_own_advice(
    system: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "office_program", lambda: None)
    monkeypatch.setattr(examining_machine, "system", lambda: {"darwin": "macos", "win32": "windows"}.get(system, system))  # fmt: skip
    sign = {"linux": "apt install", "darwin": "brew install", "win32": "winget install"}[system]
    assert sign in look()[1]["office"]["words"][-1]
    keys = {key for key in subject("doctor") if key.startswith("advice.office-")}
    assert len(keys) == 3


def test_signs_and_completion(look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.setenv("LC_ALL", "POSIX")
    found = look()[1]
    assert (found["completion"]["found"], found["signs"]["state"]) == ("none", "warning")
    (tmp_path / ".bash_completions").mkdir()
    (tmp_path / ".bash_completions" / "svcctl.sh").write_text("_SVCCTL_COMPLETE", encoding="utf-8")
    assert look()[1]["completion"]["found"] == "there"
    monkeypatch.setenv("SHELL", "/bin/odd")
    assert look()[1]["completion"]["found"] == "unknown"
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding="ascii"))
    assert examining_machine._signs().told == "signs.narrow"


def test_the_screen(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    for width, told in ((None, "screen.none"), (60, "screen.narrow"), (120, "screen.wide")):
        monkeypatch.setattr(workspace, "terminal_width", lambda width=width: width)
        assert examining_machine._screen().told == told
    for took, told in ((None, "cells.unknown"), (4, "cells.two"), (2, "cells.other")):
        monkeypatch.setattr(examining_machine, "cells_taken", lambda took=took: took)
        assert [each.told for each in examining_machine._cells()] == [told]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("column", "took"), [(5, 4), (3, 2), (None, None)])
def test_a_terminal_is_asked_where_it_stands(
    column: int | None, took: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer, inner = os.openpty()
    monkeypatch.setattr(sys, "stdin", os.fdopen(os.dup(inner), encoding="utf-8"))
    monkeypatch.setattr(sys, "stdout", os.fdopen(inner, "w", encoding="utf-8"))
    monkeypatch.setattr(examining_machine, "PATIENCE", 0.5 if column else 0.05)

    def terminal() -> None:
        said = b""
        while b"\033[6n" not in said:
            said += os.read(outer, 64)
        if column:
            os.write(outer, b"\033[7;%dR" % column)

    answering = threading.Thread(target=terminal)
    answering.start()
    try:
        assert examining_machine.cells_taken() == took
    finally:
        answering.join()
        sys.stdin.close()
        sys.stdout.close()
        os.close(outer)


def test_in_words(run: Run, demo_store: Path) -> None:
    code, out, _ = run("自检", "--lang", "zh")
    assert (code, "备份" in out) == (0, True)
    desk = desk_from(store=str(demo_store))
    found = [*examining_store.examined(desk), *examining_machine.examined(desk)]
    for lang in LANGUAGES:
        rows = listed(found, Words(lang)).rows()
        assert all("{" not in str(cell) for row in rows for cell in row)
