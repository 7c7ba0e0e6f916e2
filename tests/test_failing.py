"""What goes wrong beyond a refusal: full and closed outputs, faults of the program, dates at the calendar's ends."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from svcctl.cli import CHINESE, NOUNS, verbs
from svcctl.desk import showing
from svcctl.desk.acts import Act
from svcctl.desk.failing import report

PAID = ("payments", "record", "Y1-advance", "--amount", "50000", "--on", "2025-03-18", "--ref", "V-1")  # fmt: skip
LATE = ("9999-12-31", "2108-01-01", "0001-01-01", "1979-12-31")


def shell(command: str, store: Path, lang: str = "en") -> tuple[int, str]:
    """Run it as a user's shell does: exit code, and what it wrote to stderr."""
    environment = os.environ | {"SVCCTL_STORE": str(store), "SVCCTL_LANG": lang}
    program = f"{sys.executable} -m svcctl"
    done = subprocess.run(
        ["bash", "-c", command.replace("svcctl", program)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def events(run: Run) -> list[str]:
    """The facts of the demo contract, by their ids."""
    code, out, _ = run("audit", "log", "--format", "json")
    assert code == 0
    return [row["event"] for row in json.loads(out)["events"]]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("outlet", [">/dev/full", ">&-", "2>&- >/dev/full"])
def test_an_answer_that_cannot_be_written_says_what_was_recorded(
    demo_store: Path, run: Run, outlet: str
) -> None:
    """A full or closed output: exit 3, the fact named that stands all the same; nothing that denies it."""
    code, said = shell(f"svcctl {' '.join(PAID)} --confirm-account {outlet}", demo_store)
    assert code == 3
    if "2>&-" not in outlet:
        assert said.startswith("svcctl: recorded zyfy-his-2025#2.\nsvcctl: the answer could not be")
    assert events(run) == ["zyfy-his-2025#1", "zyfy-his-2025#2"]
    code, said = shell(f"svcctl payments due {outlet}", demo_store)
    assert code == 3
    assert "recorded" not in said
    assert len(said.splitlines()) <= 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_help_and_refusals_on_closed_and_full_outputs(demo_store: Path) -> None:
    """What nobody can read changes no exit code: 3 for an answer, 2 for a refusal."""
    for words in ("--version", "--help", "payments --help"):
        assert shell(f"svcctl {words} >/dev/full", demo_store)[0] == 3
    for outlet in ("2>/dev/full", "2>&-"):
        assert shell(f"svcctl payments nothing {outlet}", demo_store) == (2, "")


def test_a_reader_that_goes_away_is_no_failure(demo_store: Path) -> None:
    """`| head -1` and `| true` end a reading command quietly with 0."""
    quiet = "svcctl calendar show 2026 --format json | true; exit ${PIPESTATUS[0]}"
    assert shell(quiet, demo_store) == (0, "")


def test_a_fault_of_the_program_is_told_as_such(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never called damage: exit 3, the store unharmed, a report without anything recorded."""

    def faulty(*_: object) -> None:
        raise KeyError("203,000.00 for Liuzhou")

    monkeypatch.setattr("svcctl.answers.due_list.due_rows", faulty)
    code, out, err = run("payments", "due", "--as-of", "2025-03-20", "--contract=zyfy-his-2025")
    assert (code, out) == (3, "")
    first, second = err.splitlines()
    assert first == "svcctl has stumbled; your store is unharmed."
    told = Path(second.partition(": ")[2]).read_text(encoding="utf-8")
    assert "command: svcctl payments due --as-of --contract" in told
    assert "commands/payments.py:" in told
    assert "KeyError" in told
    assert not [word for word in ("203,000.00", "Liuzhou", "2025", "zyfy") if word in told]
    assert run("audit", "verify")[0] == 0


def test_a_fault_after_recording_says_what_was_recorded(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands is said first, so that nobody records it twice."""
    monkeypatch.setattr("svcctl.desk.acts.told", lambda *_: 1 / 0)
    code, _, err = run(*PAID, "--confirm-account")
    assert code == 3
    assert err.splitlines()[:2] == [
        "svcctl: recorded zyfy-his-2025#2.",
        "svcctl has stumbled; your store is unharmed.",
    ]
    assert events(run) == ["zyfy-his-2025#1", "zyfy-his-2025#2"]


def test_interrupted_after_recording_says_what_was_recorded(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the answer is worked out: exit 130 as ever, and the fact that stands."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("svcctl.desk.acts.show", interrupted)
    code, _, err = run(*PAID, "--confirm-account")
    assert (code, err) == (130, "svcctl: recorded zyfy-his-2025#2.\n")
    monkeypatch.setattr(Act, "record", interrupted)
    assert run(*PAID)[0::2] == (130, "")


def test_an_output_file_that_cannot_be_written_after_recording(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal that comes after the fact was recorded is told as an answer lost, not as a refusal."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", None)

    monkeypatch.setattr(showing, "write_bytes", full)
    code, _, err = run(*PAID, "--confirm-account", "-o", tmp_path / "answer.json")
    assert code == 3
    assert err == (
        "svcctl: recorded zyfy-his-2025#2.\n"
        "svcctl: the answer could not be written: the disk is full\n"
    )


def test_many_facts_are_named_by_the_first_and_the_last(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A command that records many says how many; `init` says where the store lies that it made."""
    monkeypatch.setattr("svcctl.commands.init.show", lambda *_: 1 / 0)
    code, _, err = run("init", "--demo")
    assert (code, err.splitlines()[0]) == (3, f"svcctl: recorded {tmp_path / 'store.db'}.")
    handed = tmp_path / "a.pdf"
    handed.write_bytes(b"%PDF")
    monkeypatch.setattr("svcctl.desk.acts.told", lambda *_: 1 / 0)
    monkeypatch.setattr("svcctl.desk.failing.SHOWN", 1)
    report_all = ("reports", "receive", "--year", "1", "--all", "--on", "2026-04-08")
    code, _, err = run(*report_all, "--file", handed)
    assert (code, err.splitlines()[0]) == (
        3,
        "svcctl: recorded zyfy-his-2025#2 to zyfy-his-2025#3 (2 in all).",
    )


def test_where_no_report_can_be_left_that_is_said(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The fault itself is told all the same."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr("svcctl.workspace.reports_folder", lambda: tmp_path / "file" / "reports")
    monkeypatch.setattr("svcctl.answers.due_list.due_rows", lambda *_: 1 / 0)
    code, _, err = run("payments", "due")
    assert code == 3
    assert err.startswith("svcctl has stumbled; your store is unharmed. No report could be written")


def test_a_report_follows_causes_and_tells_no_values() -> None:
    """Each exception on the way with the places it went through; an option's value never, however it was typed."""
    try:
        try:
            raise ValueError("secret")
        except ValueError as error:
            raise RuntimeError("secret") from error
    except RuntimeError as error:
        told = report(error, ["payments", "record", "--note=secret", "--ref", "secret", "秘密"])
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "secret" not in told
    assert "command: svcctl payments record --note --ref" in told


EVERY = [(noun, verb) for noun in NOUNS for verb in verbs(noun) if noun != "init"]


@pytest.mark.parametrize("day", LATE)
def test_every_command_refuses_dates_at_the_ends_of_the_calendar(
    demo_store: Path, run: Run, day: str
) -> None:
    """`--as-of 9999-12-31`, "for ever" in other programs, is refused in words by all of them."""
    for noun, verb in EVERY:
        code, _, err = run(*filter(None, (noun, verb)), "--as-of", day)
        assert code == 2, (noun, verb, err)
        assert "Traceback" not in err
    assert "1980 to 2107" in run(*CHINESE["应付"], "--as-of", day)[2]


@pytest.mark.lives
def test_the_furthest_days_work(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the first and the last day that is understood every list still answers, or refuses in words."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    run("force-majeure", "begin", "--on", "2025-07-01")
    run("breach", "record", "quality", "--on", "2025-07-01", "--amount", "10000")
    for noun, verb in EVERY:
        for day in ("1980-01-01", "2107-12-31"):
            code, _, err = run(*filter(None, (noun, verb)), "--as-of", day)
            assert code in (0, 1, 2), (noun, verb, err)


@pytest.mark.parametrize("measured", ["", "sys.setprofile(lambda *_: None); "])
def test_the_program_ends_at_once_but_for_what_waits_for_its_end(measured: str) -> None:
    """What was registered for the end is done, output whole, the code kept; measured, Python ends."""
    script = (
        "import atexit, sys; atexit.register(print, 'cleared'); from svcctl.__main__ import run; "
        f"sys.argv = ['svcctl', '--version']; {measured}code = run(); print('python'); sys.exit(7)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    first, *rest = done.stdout.splitlines()
    assert first.startswith("svcctl ")
    assert (done.returncode, rest) == ((7, ["python", "cleared"]) if measured else (0, ["cleared"]))
