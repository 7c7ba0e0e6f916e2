"""Wheel, source archive, zipapp and list of parts (SBOM): made byte for byte alike, and tried.

`build` makes wheel and sdist twice and compares them; `try` installs the wheel with pip, pipx and
uv, each into a folder of its own, and runs it there; `zipapp` and `sbom` make one file each. All
end in dist/. Packages come from the index that pip is set up with, at the versions of the lock.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
LOCK = ROOT / "requirements.lock"
BIN = "Scripts" if os.name == "nt" else "bin"
TRIED = (  # what needs each kind of file that ships: calendars, contracts, templates, schemas
    "--version",
    "init --demo",
    "payments due --as-of 2026-04-09",
    "explain Y1-advance --as-of 2026-04-09 --format json",
    "contract schema",
    "contract coverage",
    "export schedule -o schedule.xlsx",
    "letter negotiation Y1-advance -o letter.docx --as-of 2026-04-09",
)


def run(*args: str | Path, **settings: str) -> str:
    """What a program prints; where it fails the tool ends with what it said."""
    done = subprocess.run([str(each) for each in args], env=os.environ | settings, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # fmt: skip
    if done.returncode:
        sys.exit(f"{' '.join(map(str, args))}\n{done.stdout}")
    return done.stdout


def epoch() -> str:
    """The time that files are stamped with: SOURCE_DATE_EPOCH, else that of the last commit."""
    return os.environ.get("SOURCE_DATE_EPOCH") or run("git", "-C", ROOT, "log", "-1", "--format=%ct").strip()  # fmt: skip


def sha256(path: Path) -> str:
    """The digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wheel() -> Path:
    """The wheel in dist/, built where there is none."""
    if not list(DIST.glob("*.whl")):
        build()
    [found] = DIST.glob("*.whl")
    return found


def build() -> None:
    """Wheel and sdist into dist/, made twice; the tool ends where a byte differs."""
    with TemporaryDirectory() as folder:
        digests = []
        for name in ("first", "second"):
            out = Path(folder) / name
            run(sys.executable, "-m", "build", "--outdir", out, ROOT, SOURCE_DATE_EPOCH=epoch())
            digests.append({path.name: sha256(path) for path in sorted(out.iterdir())})
        if digests[0] != digests[1]:
            sys.exit(f"two builds differ: {digests}")
        shutil.rmtree(DIST, ignore_errors=True)
        shutil.copytree(out, DIST)
    for name, digest in digests[0].items():
        print(f"{digest}  {name}")


# -- tried -----------------------------------------------------------------------------------------


def _by_pip(folder: Path) -> Path:
    venv.create(folder / "venv", with_pip=True)
    run(folder / "venv" / BIN / "python", "-m", "pip", "install", "-q", "-c", LOCK, wheel())
    return folder / "venv" / BIN / "svcctl"


def _by_pipx(folder: Path) -> Path:
    places = {"PIPX_HOME": str(folder / "home"), "PIPX_BIN_DIR": str(folder / "bin")}
    run(sys.executable, "-m", "pipx", "install", "--pip-args", f"-c {LOCK}", wheel(), **places)
    return folder / "bin" / "svcctl"


def _by_uv(folder: Path) -> Path:
    places = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    run(sys.executable, "-m", "uv", "tool", "install", "-q", "--python", sys.executable,
        "-c", LOCK, wheel(), **places)  # fmt: skip
    return folder / "bin" / "svcctl"


def tried(program: Sequence[str | Path], folder: Path) -> None:
    """The commands, in an empty folder, with nothing of the checkout or of this Python in reach."""
    rest = ("PYTHONPATH", "VIRTUAL_ENV", "SVCCTL_STORE")
    bare = {name: value for name, value in os.environ.items() if name not in rest}
    bare |= {"SVCCTL_STORE": str(folder / "store.db"), "SVCCTL_LANG": "zh"}
    for command in TRIED:
        done = subprocess.run([*map(str, program), *command.split()], cwd=folder, env=bare, text=True, encoding="utf-8",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # fmt: skip
        if done.returncode or not done.stdout.strip():
            sys.exit(f"{program[-1]} {command}: {done.returncode}\n{done.stdout}")


def try_all() -> None:
    """The wheel installed by each of the three, and run; how long each took."""
    ways: tuple[Callable[[Path], Path], ...] = (_by_pip, _by_pipx, _by_uv)
    for way in ways:
        with TemporaryDirectory() as folder:
            began = perf_counter()
            program = way(Path(folder))
            installed = perf_counter()
            tried([program], Path(folder))
            name = way.__name__.removeprefix("_by_")
            ran = perf_counter() - installed
            print(f"{name}: installed in {installed - began:.1f} s, {len(TRIED)} commands in {ran:.1f} s")  # fmt: skip


# -- one file each ---------------------------------------------------------------------------------


def zipapp() -> None:
    """`dist/svcctl.pyz`: everything for this system and this version of Python, and tried."""
    out = DIST / "svcctl.pyz"
    source = wheel()
    run(sys.executable, "-m", "shiv", "-o", out, "--reproducible", "-p", "/usr/bin/env python3",
        "-c", "svcctl", "--compressed", source, "--constraint", LOCK, SOURCE_DATE_EPOCH=epoch())  # fmt: skip
    with TemporaryDirectory() as folder:
        os.environ["SHIV_ROOT"] = folder
        began = perf_counter()
        tried([sys.executable, out], Path(folder))
        print(f"{out.name}: {out.stat().st_size / 2**20:.0f} MiB, unpacked and run in {perf_counter() - began:.1f} s")  # fmt: skip


def sbom() -> None:
    """`dist/svcctl.cdx.json`: what is installed beside svcctl to run it (CycloneDX)."""
    out = DIST / "svcctl.cdx.json"
    source = wheel()
    with TemporaryDirectory() as folder:
        venv.create(folder)
        python = Path(folder) / BIN / "python"
        run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "-c", LOCK, source)
        run(sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--validate",
            "--pyproject", ROOT / "pyproject.toml", "-o", out, python, SOURCE_DATE_EPOCH=epoch())  # fmt: skip
    print(f"{out.name}: {sha256(out)}")


if __name__ == "__main__":
    asked = {"build": build, "try": try_all, "zipapp": zipapp, "sbom": sbom}
    for step in sys.argv[1:] or ["build", "try"]:
        asked[step]()
