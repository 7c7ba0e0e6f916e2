"""Walks over whole stores: verify, damages, lists made anew, a bank's list; by one core and by all of them.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/walks.py [CONTRACTS
[PEER]]` (2,000 contracts of ten facts unless a number is given). PEER is the folder `src` of another version, to be held
against. Whole commands, interleaved; of each round the ratios are taken, CPU (helpers included) and clock apart. A
benchmark judges nothing.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from damages import fill, new_store

SVCCTL = [sys.executable, "-m", "svcctl"]
ROUNDS = 5
SCAN = """
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(
        "SELECT e.*, p.salt, p.body FROM event AS e LEFT JOIN payload AS p ON p.chain = e.chain AND"
        " p.seq = e.seq ORDER BY e.chain, e.seq"):
    pass
"""
Run = tuple[list[str], dict[str, str]]  # a command, and what its environment has besides


def cost(run: Run) -> tuple[float, float]:
    """Seconds of CPU and of the clock."""
    command, besides = run
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | besides)
    assert done.returncode in (0, 1), (command, done.stderr[-500:])
    after, clock = os.times(), time.perf_counter() - start
    return after[2] + after[3] - before[2] - before[3], clock


def told(title: str, peer: Run, runs: dict[str, Run], rounds: int = ROUNDS) -> None:
    """The medians of some commands, and how many times the peer's they take."""
    every = [[cost(each) for each in (peer, *runs.values())] for _ in range(rounds)]
    for at, name in enumerate(("(beside)", *runs)):
        cpu, clock = (median(row[at][kind] for row in every) for kind in (0, 1))
        ratios = [median(row[at][kind] / row[0][kind] for row in every) for kind in (0, 1)]
        print(f"{title:34} {name:16} {cpu:7.2f} s CPU {clock:7.2f} s"
              f"  {ratios[0]:5.2f} x CPU {ratios[1]:5.2f} x clock", flush=True)  # fmt: skip


def by_cores(store: Path, line: str) -> dict[str, Run]:
    """A command by one core and by all."""
    command = [*SVCCTL, *line.split(), "--store", str(store)]
    return {"one core": (command, {"SVCCTL_CORES": "1"}), "all cores": (command, {})}


def bank_rows(path: Path, contracts: int, rows: int) -> None:
    """A bank's list: for each of some contracts the rest of its first fee, by the contract's name."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["日期", "金额", "凭证号", "合同编号", "款项"])
        for at in range(min(contracts, rows)):
            writer.writerow(["2026-03-26", "203000.00", f"B{at:05}", f"c-{at:06d}", "Y2-advance"])


def of_a_bank(folder: Path, contracts: int) -> None:
    """A thousand rows over a thousand contracts: held against the store, and tried to be recorded."""
    store, rows = new_store(folder / "bank.db"), folder / "bank.csv"
    fill(store, contracts)
    bank_rows(rows, contracts, contracts)
    asked = [str(rows), "--store", str(store)]
    compare: Run = ([*SVCCTL, "compare", "payments", *asked], {})
    command = [*SVCCTL, "import", "payments", *asked, "--confirm-account"]
    trial: Run = ([*command, "--dry-run"], {})
    told(f"{contracts} rows, beside compare", compare, {"import, a trial": trial}, 3)
    told("the same, recorded", compare, {"import": (command, {})}, 1)


def main() -> int:
    """Fill throwaway stores and print what walks over them take."""
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    peer = {"PYTHONPATH": sys.argv[2]} if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as name:
        store = new_store(Path(name) / "many.db")
        fill(store, contracts)
        scan: Run = ([sys.executable, "-c", SCAN, str(store)], {})
        runs = by_cores(store, "audit verify --hashes")
        if peer:
            runs["before"] = (runs["all cores"][0], peer)
        told("verify --hashes, beside a scan", scan, runs)
        for line in ("audit verify", "damages assess --as-of 2026-06-01 --format json", "store rebuild"):  # fmt: skip
            runs = by_cores(store, line)
            before: Run = (runs["one core"][0], peer or {"SVCCTL_CORES": "1"})
            told(line[:34], before, runs, 3)
        of_a_bank(Path(name), min(contracts, 1_000))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
