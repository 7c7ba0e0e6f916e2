"""The lists of an office of 500 contracts with some 6,000 instalments: whole commands, beside reading the same facts.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/office.py
[CONTRACTS]`. The facts are read by a bare script as JSON, which no list can do without. A benchmark judges nothing.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from office_contracts import CONTRACTS, file_of

BIN = Path(sys.executable).parent
AS_OF = ("--as-of", "2026-03-02")
ROUNDS = 5
READ = """
import json, sqlite3, sys
for (body,) in sqlite3.connect(sys.argv[1]).execute("select body from payload"):
    json.loads(body)
"""
COMMANDS = (
    "payments due --supplier 通信",
    "payments due --month 2026-03 --limit 20",
    "payments due --group-by department",
    "payments due",
    "payments due --format json",
    "payments schedule",
    "payments plan --by quarter",
    "payments forecast --by month",
    "contract list",
    "remind",
    "export overview -o overview.html",
)


def fill(folder: Path, contracts: int) -> Path:
    """A store of so many contracts, two thirds of them paid by the month."""
    monthly = [each for each in CONTRACTS if each.kind in ("calendar-month", "scored", "counted")]
    others = [each for each in CONTRACTS if each not in monthly]
    paths = []
    for number in range(contracts):
        kind = monthly if number % 20 else others
        contract = kind[number % len(kind)]
        path = folder / f"{number}.toml"
        path.write_text(
            file_of(number, contract)
            .replace(f'id = "{contract.id}"', f'id = "{contract.id}-{number}"', 1),
            encoding="utf-8",
        )  # fmt: skip
        paths.append(str(path))
    store = folder / "store.db"
    svcctl(folder, "init", *paths)
    return store


def svcctl(folder: Path, *args: str) -> str:
    """What a command prints."""
    command = [str(BIN / "svcctl"), *args, "--store", "store.db"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout


def seconds(act: list[str], folder: Path) -> float:
    """How long a whole command takes."""
    start = time.perf_counter()
    subprocess.run(act, cwd=folder, capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> int:
    """Fill a throwaway store and print what each list takes."""
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = fill(folder, contracts)
        rows = json.loads(svcctl(folder, "payments", "schedule", *AS_OF, "--format", "json"))["instalments"]  # fmt: skip
        print(f"{contracts} contracts, {len(rows)} instalments")
        bare = [sys.executable, "-c", READ, str(store)]
        for line in COMMANDS:
            command = [str(BIN / "svcctl"), *line.split(), *AS_OF, "--store", "store.db"]
            pairs = [(seconds(command, folder), seconds(bare, folder)) for _ in range(ROUNDS)]
            took, ratio = median(a for a, _ in pairs), median(a / b for a, b in pairs)
            print(f"{line:45} {took:6.2f} s  {ratio:5.1f} x reading the facts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
