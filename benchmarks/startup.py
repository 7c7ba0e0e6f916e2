"""Whole commands beside the imports they cannot do without: interleaved pairs, ratios as medians.

Run it with the interpreter of an environment into which svcctl was installed (not an editable one, so that
bytecode is compiled): `make bench`, or `python benchmarks/startup.py [PAIRS]`. A benchmark judges nothing; the
targets are printed beside what was measured.
"""

import os
import pty
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

BIN = Path(sys.executable).parent
SVCCTL = str(BIN / "svcctl")
PYTHON = sys.executable
FACTS = (
    "contract start --on 2025-03-10",
    "obligations done file-original --on 2025-03-12",
    "payments record Y1-advance --amount 100000 --on 2025-03-25 --ref 1 --confirm-account",
    "payments record Y1-advance --amount 103000 --on 2025-03-28 --ref 2 --confirm-account",
    "reports submit --year 1 --all --on 2026-03-30",
    "reports receive --year 1 --all --on 2026-04-08",
    "payments record Y1-balance --amount 87000 --on 2026-04-21 --ref 3 --confirm-account",
)


class Row(NamedTuple):
    """One comparison: what, beside what, and the ratio that is wanted at most."""

    what: str
    command: list[str]
    beside: list[str]
    target: float
    terminal: bool = False


def rows(store: Path) -> list[Row]:
    """What performance is felt by."""
    due = [SVCCTL, "payments", "due"]
    imports = [PYTHON, "-c", "import typer, sqlite3"]
    table = [PYTHON, "-c", "import typer, sqlite3, rich.table"]
    alone = [PYTHON, "-c", "import typer"]
    found = [Row("payments due, in a pipe / import typer, sqlite3", due, imports, 1.4)]
    if (BIN / "sqlite-utils").exists():
        query = [
            str(BIN / "sqlite-utils"),
            "query",
            str(store),
            "select * from event join payload using (chain, seq)",
        ]
        found.append(Row("payments due, in a pipe / sqlite-utils query", due, query, 0.65))
    found += [
        Row(
            "payments due, on a terminal / import typer, sqlite3, rich.table", due, table, 1.3, True
        ),
        Row("--version / import typer", [SVCCTL, "--version"], alone, 1.3),
        Row("--help / import typer", [SVCCTL, "--help"], alone, 1.3),
        Row("payments due --help / import typer", [*due, "--help"], alone, 1.3),
        Row("completion / import typer", [SVCCTL], alone, 1.3),
    ]
    return found


def seconds(command: list[str], terminal: bool, extra: dict[str, str]) -> float:
    """How long one run takes, its output thrown away; on a pseudo terminal where one is wanted."""
    environment = os.environ | extra
    if terminal:
        main, side = pty.openpty()
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=side, stderr=side, env=environment)
        os.close(side)
        try:
            while os.read(main, 65536):
                pass
        except OSError:
            pass  # the other end is closed: the command is done
        process.wait()
        took = time.perf_counter() - begun
        os.close(main)
        return took
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, env=environment, check=False)
    return time.perf_counter() - begun


def ratios(row: Row, pairs: int) -> list[float]:
    """The ratio of each pair, after two that are not counted."""
    extra = {}
    if row.what.startswith("completion"):
        extra = {"_SVCCTL_COMPLETE": "complete_bash", "COMP_WORDS": "svcctl pay", "COMP_CWORD": "1"}
    found = []
    for number in range(pairs + 2):
        first = seconds(row.command, row.terminal, extra)
        second = seconds(row.beside, row.terminal, {})
        if number >= 2:
            found.append(first / second)
    return found


def main() -> int:
    """Make a store with a dozen facts, measure, print."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        os.environ |= {"SVCCTL_STORE": str(store), "SVCCTL_LANG": "zh"}
        for words in ("init --demo", *FACTS):
            subprocess.run([SVCCTL, *words.split()], check=True, stdout=subprocess.DEVNULL)
        print(f"{'what':<66} target  median     min     max  ({pairs} pairs)")
        for row in rows(store):
            found = ratios(row, pairs)
            print(
                f"{row.what:<66} {row.target:>6} {median(found):>7.2f} {min(found):>7.2f} {max(found):>7.2f}"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
