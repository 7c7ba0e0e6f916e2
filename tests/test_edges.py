"""What is typed and what surrounds the program, at their edges: names, empty options, odd terminals."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from svcctl import workspace

Run = Callable[..., tuple[int, str, str]]
OF_NOBODY = "~no-such-user"
RECORD = ("payments", "record", "Y1-advance", "--amount", "500", "--on", "2025-03-20", "--confirm-account")  # fmt: skip


# -- names of files --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", f"{OF_NOBODY}/x", "\udcff"])
def test_names_that_lead_nowhere_are_refused(
    demo_store: Path, run: Run, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A home of somebody unknown, a name without signs, bytes of no alphabet: one line each."""
    monkeypatch.chdir(tmp_path)
    for command in (
        ("payments", "due", "--store", name),
        ("contract", "check", name),
        ("contract", "import", name),
        ("audit", "check-pack", name),
        ("import", "payments", name),
        ("letter", "hand-over", "-o", "a.docx", "--template", name),
        ("payments", "forecast", "--budget", name or OF_NOBODY),
        (*RECORD, "--file", name),
    ):
        code, out, err = run(*command)
        assert (code, out) == (2, ""), (command, err)
        assert len(err.splitlines()) == 1, command
    monkeypatch.setenv("SVCCTL_STORE", f"{OF_NOBODY}.db")
    assert run("payments", "due")[0::2] == (
        2,
        f"svcctl: there is no store {OF_NOBODY}.db. Make one with svcctl init, "
        "or name it with --store.\n",
    )


def test_a_name_beginning_with_a_tilde_is_a_name_where_it_is_nobodys(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As shells have it; the user's own folder is meant everywhere alike."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(tmp_path)
    assert run("payments", "due", "-o", "~/due.csv")[0] == 0
    assert run("payments", "due", "-o", "~nobody-here.csv")[0] == 0
    assert (home / "due.csv").read_bytes() == (tmp_path / "~nobody-here.csv").read_bytes()
    shutil.copy(demo_store, home / "mine.db")
    assert run("payments", "due", "--store", "~/mine.db")[0] == 0
    assert run("payments", "due", "--store", "sqlite:///~/mine.db")[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="names are characters there")
def test_names_in_gb_18030_are_read_and_kept_as_such(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """As old archives unpack on systems that speak UTF-8; bytes of no alphabet are shown as `?`."""
    for name in (b"\xb7\xa2\xc6\xb1.pdf", b"\xd6\xff.pdf"):
        path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
        Path(path).write_bytes(b"%PDF")
        assert run(*RECORD, "--file", path, "--ref", name[:2].hex())[0] == 0
    _, log, _ = run("audit", "log")
    assert "file 发票.pdf" in log
    assert "file ??.pdf" in log
    assert run("audit", "verify")[0] == 0


# -- options ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "option", ["--store", "--contract", "--format", "--lang", "--role", "--actor", "-o"]
)
def test_an_option_with_nothing_behind_it_is_refused(
    demo_store: Path, run: Run, option: str
) -> None:
    """A script whose variable is empty must not get another store, or the screen for a file."""
    code, out, err = run("payments", "due", option, "")
    assert (code, out) == (2, "")
    assert f"nothing stands after {option}" in err
    assert run(*RECORD, option, "")[0] == 2
    assert run("audit", "log", "--format", "csv")[1].count("payment recorded") == 0


def test_days_that_are_swapped_are_refused(demo_store: Path, run: Run) -> None:
    """No working days lie between them, which is no answer to what was meant."""
    code, out, err = run("calendar", "between", "2026-01-01", "2025-12-31")
    assert (code, out) == (2, "")
    assert "2025-12-31 is before 2026-01-01" in err
    assert "0 working days" in run("calendar", "between", "2026-01-01", "2026-01-01")[1]


# -- the terminal ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "columns"), [("1" + "0" * 20, 1000), ("100", 100), ("0", 80), ("-5", 80), ("x", 80)]
)
def test_the_width_that_the_surroundings_say(
    monkeypatch: pytest.MonkeyPatch, said: str, columns: int
) -> None:
    """A line is never spread over more cells than memory has; nonsense is the usual width."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.__stdout__", None)
    monkeypatch.setenv("COLUMNS", said)
    assert workspace.terminal_width() == columns
