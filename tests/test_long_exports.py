"""Exports of many contracts: row by row, in one look, whole or not at all; and what a person who waits sees."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from svcctl import workspace
from svcctl.answers import writers
from svcctl.billing.refusal import Refusal
from svcctl.papers import exhibits, spool, xlsx
from svcctl.papers.spool import Spool
from test_exports import KINDS, rows_of
from test_exports import lived as lived

Run = Callable[..., tuple[int, str, str]]
SECOND = Path(__file__).parents[1] / "data" / "contracts" / "example-milestones.toml"
posix = pytest.mark.skipif(
    sys.platform == "win32", reason="a system with devices and pseudo terminals"
)
WATCHED = """
import sys
from svcctl.cli import main
from svcctl.desk import progress
progress.PATIENCE = float(sys.argv[1])
code = main(sys.argv[2:])
print("rich" if "rich" in sys.modules else "bare", file=sys.stdout)
sys.exit(code)
"""


@pytest.fixture
def two(lived: Path, run: Run) -> Path:
    """A store of two contracts; the folder it lies in."""
    assert run("contract", "import", SECOND)[0] == 0
    return lived


@pytest.mark.parametrize("kind", KINDS)
def test_json_lines_are_rows_and_nothing_else(two: Path, run: Run, kind: str) -> None:
    """An object a line, those of the JSON; what stands in a foot goes to stderr."""
    code, out, err = run(
        "export", kind, "--format", "jsonl", "--as-of", "2026-06-01", "--lang", "en"
    )
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == rows_of(run, kind)
    assert "journal zyfy-his-2025@12:" in err
    assert ("Finding (stop)" in err) is (kind == "schedule")
    target = two / f"{kind}.jsonl"
    assert run("export", kind, "-o", target, "--as-of", "2026-06-01", "--lang", "en")[:2] == (0, "")
    assert target.read_text(encoding="utf-8") == out


def test_a_list_longer_than_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit lies in a file, comes back the same, as often as it is asked for; a full disk is refused."""
    monkeypatch.setattr(spool, "IN_MEMORY", 100)
    kept: Spool[list[Any]] = Spool()
    items = [[number, None, "款" * 20] for number in range(50)]
    for item in items:
        kept.append(item)
    assert (list(kept), list(kept), len(kept)) == (items, items, 50)
    kept.close()
    full: Spool[str] = Spool()
    full.close()

    class Full:
        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

    full._file = Full()
    with pytest.raises(Refusal) as refused:
        full.append("x")
    assert refused.value.key == "export.no-room"


def test_a_workbook_goes_on_in_a_next_sheet(
    two: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a sheet is full the next has the same head; numbers go on, the totals stand once, at the end."""
    target = two / "t.xlsx"
    asked = ("--as-of", "2026-06-01", "--known-at", "2030-01-01")
    assert run("export", "schedule", "-o", target, *asked)[0] == 0
    whole = openpyxl.load_workbook(target)
    monkeypatch.setattr(xlsx, "LAST", 12)
    assert run("export", "schedule", "-o", target, *asked)[0] == 0
    parts = openpyxl.load_workbook(target)
    tables = [sheet for sheet in parts.worksheets if sheet.title.startswith("付款计划表")]
    assert [sheet.title for sheet in tables[:2]] == ["付款计划表", "付款计划表 (2)"]
    assert any(sheet.title == "期限计算过程 (2)" for sheet in parts.worksheets)
    for sheet in tables:
        assert [cell.value for cell in sheet[3]] == [cell.value for cell in whole.worksheets[0][3]]
        assert sheet.max_row <= 12
        assert sheet.row_dimensions[3].height == whole.worksheets[0].row_dimensions[3].height
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("D4", "$3:$3")
    split = [
        row for sheet in tables for row in sheet.iter_rows(min_row=4, values_only=True) if any(row)
    ]
    assert split == [
        row for row in whole.worksheets[0].iter_rows(min_row=4, values_only=True) if any(row)
    ]
    assert [row[0] for row in split].count("合计") == 1
    steps = [sheet for sheet in parts.worksheets if sheet.title.startswith("期限")]
    assert [cell for sheet in steps for (cell,) in sheet.iter_rows(values_only=True) if cell] == [
        cell for (cell,) in whole.worksheets[1].iter_rows(values_only=True) if cell
    ]


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl", "xlsx"])
def test_all_or_nothing(two: Path, run: Run, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """Refused at the second contract: nothing on stdout, the old file as it was, no leftover beside it."""
    target = two / f"old.{suffix}"
    target.write_bytes(b"old")
    of = exhibits.Making.of

    def refusing(making: exhibits.Making, case: Any) -> exhibits.Added:
        if case.id != SECOND.stem:
            raise Refusal("store.damaged", path=two)
        return of(making, case)

    monkeypatch.setattr(exhibits.Making, "of", refusing)
    before = sorted(two.iterdir())
    assert run("export", "schedule", "-o", target, "--as-of", "2026-06-01")[:2] == (2, "")
    assert (target.read_bytes(), sorted(two.iterdir())) == (b"old", before)
    if suffix != "xlsx":
        assert run("export", "schedule", "--format", suffix, "--as-of", "2026-06-01")[:2] == (2, "")


def test_a_disk_that_fills_up(two: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the file is written: refused in a line, the old file as it was, no leftover."""
    target = two / "old.csv"
    target.write_bytes(b"old")

    def full(_: object, __: object, ___: object, ____: object, out: Any) -> None:
        out.write("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writers, "write_csv_lines", full)
    before = sorted(two.iterdir())
    code, out, err = run("export", "schedule", "-o", target)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "the disk is full" in err
    assert (target.read_bytes(), sorted(two.iterdir())) == (b"old", before)


@posix
def test_links_devices_and_rights_stay(two: Path, run: Run) -> None:
    """Behind a link its file is written; a device is written to and never replaced; the usual rights for a new file."""
    real, link, fifo = two / "real.csv", two / "link.csv", two / "pipe"
    real.write_bytes(b"old")
    link.symlink_to(real)
    assert run("export", "schedule", "-o", link)[0] == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"\xef\xbb\xbf")
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(real.stat().st_mode) == 0o666 & ~umask
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("payments", "schedule", "--format", "csv", "-o", fifo)[0] == 0
        assert stat.S_ISFIFO(fifo.stat().st_mode)
        assert os.read(reader, 3) == b"\xef\xbb\xbf"
    finally:
        os.close(reader)


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx"])
def test_one_look(two: Path, run: Run, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """What is recorded while an export reads is not in it, also not of a contract that it reads later."""
    # by a moment yet to come: no fact is left out for its time, and each paper prints the same one
    asked = ("export", "payments", "--as-of", "2026-06-01", "--known-at", "2040-01-01", "-o")
    assert run(*asked, two / f"a.{suffix}")[0] == 0
    of = exhibits.Making.of
    command = [sys.executable, "-m", "svcctl", "payments", "record", "zyfy-his-2025:Y2-advance", "--amount", "1",
               "--on", "2026-04-01", "--ref", "9", "--confirm-account"]  # fmt: skip
    recorded = []

    def meanwhile(making: exhibits.Making, case: Any) -> exhibits.Added:
        if not recorded:
            recorded.append(subprocess.run(command, check=True, capture_output=True))
        return of(making, case)

    monkeypatch.setattr(exhibits.Making, "of", meanwhile)
    assert run(*asked, two / f"b.{suffix}")[0] == 0
    assert (two / f"a.{suffix}").read_bytes() == (two / f"b.{suffix}").read_bytes()
    assert run(*asked, two / f"c.{suffix}")[0] == 0
    assert (two / f"a.{suffix}").read_bytes() != (two / f"c.{suffix}").read_bytes()


# -- what a person who waits sees --------------------------------------------------------------------


def on_terminal(*args: str, patience: str = "0") -> tuple[str, str]:
    """What a command writes to stdout (a pipe), and to stderr, which is a terminal."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    try:
        done = subprocess.run([sys.executable, "-c", WATCHED, patience, *args], stdout=subprocess.PIPE, stderr=theirs,
                              env=os.environ | {"TERM": "xterm"}, encoding="utf-8", check=True)  # fmt: skip
        os.close(theirs)
        seen = b""
        while chunk := _read(ours):
            seen += chunk
    finally:
        os.close(ours)
    return done.stdout, seen.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so where the other end is closed
        return b""


@posix
@pytest.mark.parametrize(
    ("command", "sign"),
    [
        ("export payments --format csv", "Contracts"),
        ("export payments --format csv", "Writing"),
        ("damages assess --format csv", "Contracts"),
        ("audit verify", "Facts"),
    ],
)
def test_a_bar_where_a_person_waits(two: Path, command: str, sign: str) -> None:
    """On a terminal, with how many of how many; gone when done; the answer is the same as without it."""
    moment = datetime.now(workspace.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")  # a paper carries it
    asked = (*command.split(), "--as-of", "2026-06-01", "--known-at", moment)
    out, seen = on_terminal(*asked)
    assert sign in seen
    assert "\x1b[2K" in seen
    quiet, silence = on_terminal(*asked, patience="60")
    assert silence == ""
    assert quiet.splitlines() == [*out.splitlines()[:-1], "bare"]


@posix
def test_a_bar_while_a_notice_moves_dates(two: Path, tmp_path: Path) -> None:
    """What an import moves is looked for in every contract; the answer is the same as without the bar."""
    from test_notices import newest

    path = tmp_path / "CN-2027.txt"
    path.write_text(newest(), encoding="utf-8")
    command = (
        "calendar",
        "import",
        str(path),
        "--issued-on",
        "2026-11-20",
        "--as-of",
        "2026-11-23",
        "--dry-run",
    )
    out, seen = on_terminal(*command)
    assert "Contracts" in seen
    quiet, silence = on_terminal(*command, patience="60")
    assert silence == ""
    assert quiet.splitlines() == [*out.splitlines()[:-1], "bare"]


def test_no_bar_in_a_pipe(two: Path) -> None:
    """Nothing on stderr, however long it takes, and no library for bars."""
    done = subprocess.run([sys.executable, "-c", WATCHED, "0", "export", "payments", "--format", "csv"],
                          capture_output=True, encoding="utf-8", check=True)  # fmt: skip
    assert (done.stderr, done.stdout.splitlines()[-1]) == ("", "bare")
