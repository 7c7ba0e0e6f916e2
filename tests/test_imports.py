"""What a command imports, since that is what its start costs."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

READING = (
    "payments due",
    "payments schedule",
    "explain Y1-advance",
    "reports status",
    "obligations list",
    "contract list",
    "contract findings",
    "audit log",
    "calendar add 2025-03-05 15",
)
DRIVER = """
import sys
from svcctl.cli import main
code = main(sys.argv[1:])
print("\\nMODULES", *sys.modules)
sys.exit(code)
"""
NOT_TO_READ = {
    "sqlalchemy",
    "sqlmodel",
    "pydantic",
    "rich",
    "holidays",
    "chinese_calendar",
    "lunardate",
    "platformdirs",
    "tomllib",
    "dateutil",
    "secrets",
}


def modules(*args: str) -> set[str]:
    """The modules in memory after one command in a pipe."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, *args], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("MODULES")[2].split())


@pytest.mark.parametrize("command", READING)
def test_reading_starts_light(demo_store: Path, command: str) -> None:
    """A command that only reads imports no ORM, no validator, no table printer, no holiday library."""
    assert modules(*command.split()) & NOT_TO_READ == set()


@pytest.mark.parametrize("args", [("--version",), ("--help",)])
def test_help_imports_no_command(args: tuple[str, ...]) -> None:
    """The nouns are listed without importing one of them, and without SQLite."""
    found = modules(*args)
    assert {name for name in found if name.startswith("svcctl.commands")} == set()
    assert "sqlite3" not in found


def test_alone_without_a_store_imports_no_command() -> None:
    """The help that stands for it starts as fast; where there is a store only the reminder is loaded."""
    found = modules()
    assert {name for name in found if name.startswith("svcctl.commands")} == set()
    assert not found & (NOT_TO_READ | {"sqlite3", "svcctl.billing.terms"})


def test_alone_loads_what_the_reminder_does(demo_store: Path) -> None:
    """No more, but for the words of its last line."""
    more = modules() - modules("remind")
    assert more == {"svcctl.desk.alone", "svcctl.i18n.words.help"}


def test_a_noun_lists_its_verbs_from_its_own_module() -> None:
    """No other noun is imported for it."""
    found = modules("payments", "--help")
    commands = {name for name in found if name.startswith("svcctl.commands.")}
    assert commands == {"svcctl.commands.payments"}


def test_a_command_loads_the_words_that_it_says(demo_store: Path) -> None:
    """The due list loads its own words and what every list needs; help loads the help alone."""
    start = "svcctl.i18n.words."
    due = {name for name in modules("payments", "due") if name.startswith(start)}
    assert due == {f"{start}{name}" for name in ("columns", "common", "due", "readings")}
    told = {name for name in modules("--help") if name.startswith(start)}
    assert told == {f"{start}help", f"{start}help_service"}


def test_recording_imports_no_orm(demo_store: Path) -> None:
    """Recording a fact goes through the driver."""
    found = modules("reports", "receive", "--year", "1", "--all", "--on", "2026-04-08")
    assert found & {"sqlalchemy", "sqlmodel", "pydantic", "rich"} == set()


def test_typer_brings_no_pydantic() -> None:
    """From 0.29 on typer imports pydantic at every start: the pin stays until a release does not."""
    project = tomllib.loads(
        (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    )
    [typer] = [line for line in project["project"]["dependencies"] if line.startswith("typer")]
    assert re.search(r">=0\.28,<0\.29$", typer)
    code = "import typer, sys; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
