"""Change the arithmetic at random places and see whether a test goes red: `tools/mutants.py [COUNT] [PATH ...]`.

Works on a copy of what git keeps, so that a run that is broken off leaves nothing behind here.
Prints each change that no test saw; exit 1 where there is one. PATHs are files or folders under
`src/svcctl`, `billing` and `casebook` unless given.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cosmic_ray.work_db import use_db

ROOT = Path(__file__).parent.parent
PATHS = ("billing", "casebook")
COUNT = 60
TESTS = "-m pytest -q -x -p no:cacheprovider --hypothesis-profile quick -m 'not slow'"
LONGEST_SECONDS = 600  # a change that makes the tests run for ever is seen by that


def copied(folder: Path) -> None:
    """The project as git keeps it."""
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in kept:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)


def config(paths: list[str]) -> str:
    """What cosmic-ray is told."""
    modules = ", ".join(f'"src/svcctl/{path}"' for path in paths)
    return (
        "[cosmic-ray]\n"
        f"module-path = [{modules}]\n"
        f"timeout = {LONGEST_SECONDS}\n"
        "excluded-modules = []\n"
        f'test-command = "{sys.executable} {TESTS}"\n'
        "[cosmic-ray.distributor]\n"
        'name = "local"\n'
    )


def sampled(session: Path, count: int) -> None:
    """Keep so many of the changes that can be made, chosen at random."""
    with use_db(str(session)) as database:
        items = list(database.work_items)
        chosen = random.sample(items, min(count, len(items)))
        database.clear()
        database.add_work_items(chosen)
    print(f"{len(chosen)} of {len(items)} possible changes", flush=True)


def main() -> int:
    """Copy, choose, run, tell."""
    told = sys.argv[1:]
    count = int(told.pop(0)) if told and told[0].isdecimal() else COUNT
    tool = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copied(folder)
        (folder / "mutants.toml").write_text(config(told or list(PATHS)), encoding="utf-8")
        env = {**os.environ, "PYTHONPATH": str(folder / "src")}

        def run(program: str, *args: str) -> str:
            return subprocess.run(
                [str(tool / program), *args],
                cwd=folder, env=env, check=True, stdout=subprocess.PIPE, text=True,
            ).stdout  # fmt: skip

        # where the tests are red as it is, every change would count as seen
        run("cosmic-ray", "baseline", "mutants.toml")
        run("cosmic-ray", "init", "mutants.toml", "session.sqlite")
        sampled(folder / "session.sqlite", count)
        run("cosmic-ray", "exec", "mutants.toml", "session.sqlite")
        report = run("cr-report", "session.sqlite", "--show-diff", "--surviving-only")
    print(report)
    return 1 if "SURVIVED" in report else 0


if __name__ == "__main__":
    raise SystemExit(main())
