"""The wheel: the same bytes each time, everything in it, and a program that runs without the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two wheels, built one after the other."""
    found = []
    for name in ("first", "second"):
        out = tmp_path_factory.mktemp(name)
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=ROOT, check=True,
                       capture_output=True, env=os.environ | {"SOURCE_DATE_EPOCH": "1764288000"})  # fmt: skip
        found += out.iterdir()
    return found


def test_two_wheels_are_the_same_bytes(wheels: list[Path]) -> None:
    first, second = wheels
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_has_whatever_ships(wheels: list[Path]) -> None:
    """Each file of `data/` and each module, and nothing that a run leaves behind."""
    names = set(zipfile.ZipFile(wheels[0]).namelist())
    kept = subprocess.run(["git", "ls-files", "data", "src/svcctl"], cwd=ROOT, check=True, capture_output=True, text=True)  # fmt: skip
    shipped = {name.removeprefix("src/") for name in kept.stdout.splitlines() if name[0] == "s"}
    shipped |= {f"svcctl/{name}" for name in kept.stdout.splitlines() if name[0] == "d"}
    assert {name for name in shipped if (ROOT / _source(name)).is_file()} - names == set()
    assert not [name for name in names if "__pycache__" in name]
    assert "svcctl/py.typed" in names


def _source(name: str) -> str:
    return name.removeprefix("svcctl/") if name.startswith("svcctl/data/") else f"src/{name}"


def test_the_wheel_runs_by_itself(wheels: list[Path], tmp_path: Path) -> None:
    """What it needs of files (calendars, contracts, templates) is found in the package."""
    zipfile.ZipFile(wheels[0]).extractall(tmp_path / "packages")
    env = os.environ | {"PYTHONPATH": str(tmp_path / "packages"), "SVCCTL_LANG": "en", "SVCCTL_STORE": "store.db"}  # fmt: skip
    env.pop("COVERAGE_PROCESS_START", None)

    def run(*args: str) -> str:
        done = subprocess.run([sys.executable, *args], cwd=tmp_path, env=env, capture_output=True, text=True,
                              encoding="utf-8", check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("-c", "import svcctl; print(svcctl.__file__)").startswith(str(tmp_path))
    version = run("-m", "svcctl", "--version")
    assert version.split()[1] in wheels[0].name
    assert "6 instalments" in run("-m", "svcctl", "init", "--demo")
    assert "203,000.00" in run("-m", "svcctl", "payments", "due", "--as-of", "2026-04-09")
    run("-m", "svcctl", "letter", "negotiation", "Y1-advance", "-o", "letter.docx")
    assert (tmp_path / "letter.docx").stat().st_size > 10_000
