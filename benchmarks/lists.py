"""Lists of all contracts: one contract against 100,000, everything against a bare scan, first answers, memory.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/lists.py
[CONTRACTS [WIDE]]`. CONTRACTS (10,000) are real ones, whose facts are recorded; for WIDE (100,000) their rows of
lists are copied under other names, as a list that is cut off reads nothing else. Runs alternate, the ratio of each
pair is taken, CPU and clock apart. A benchmark judges nothing.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import NamedTuple

from svcctl.store.band import Band, Made, marked, summed

CONTRACT = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
TODAY = (
    "import svcctl.workspace as w; from datetime import date; w.today = lambda: date(2026, 4, 9);"
)
RUN = TODAY + "import sys; from svcctl.cli import main; sys.exit(main(sys.argv[1:]))"
SCAN = """
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("select * from band where list = 'due' or list = 'back'"):
    pass
"""
COMMANDS = (
    "payments due --format json",
    "payments due --supplier 中联 --format json",
    "payments due --supplier 中联",
    "payments due --limit 50",
    "payments due --limit 50 --format json",
    "contract list",
    "contract list --format json",
    "obligations list",
    "obligations list --format json",
    "remind",
)
ROUNDS, BATCH = 5, 500


class Cost(NamedTuple):
    """What a process took: seconds of CPU and of the clock, the most memory in MiB."""

    cpu: float
    clock: float
    mib: float


def cost(*command: str) -> Cost:
    """Run a program and measure it."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    clock = time.perf_counter() - start
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


def svcctl(store: Path, line: str) -> Cost:
    """What a command takes on the day that is looked at."""
    return cost(sys.executable, "-c", RUN, *line.split(), "--store", str(store))


def fill(folder: Path, contracts: int) -> Path:
    """A store of so many contracts like the one that ships."""
    text, store = CONTRACT.read_text(encoding="utf-8"), folder / f"of-{contracts}.db"
    for first in range(0, contracts, BATCH):
        paths = []
        for number in range(first, min(first + BATCH, contracts)):
            path = folder / f"{number}.toml"
            path.write_text(text.replace('id = "zyfy-his-2025"', f'id = "c{number:06}"', 1), encoding="utf-8")  # fmt: skip
            paths.append(str(path))
        verb = "contract import" if first else "init"
        svcctl(store, f"{verb} {' '.join(paths)}")
    return store


def widened(store: Path, wide: int) -> Path:
    """A store whose lists have so many contracts: the rows of one, under other names."""
    target = Path(shutil.copy2(store, store.with_name(f"wide-{wide}.db")))
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("DROP TRIGGER event_append")
        heads = "seq, hash, recorded_at, banded_seq, banded_from, banded_until, banded_on"
        [head] = connection.execute(f"SELECT {heads} FROM chain_head WHERE chain = 'c000000'")
        rows = [
            Band(*row) for row in connection.execute("SELECT * FROM band WHERE chain = 'c000000'")
        ]
        [last] = connection.execute(
            "SELECT * FROM event WHERE chain = 'c000000' ORDER BY seq DESC LIMIT 1"
        )
        made = Made(*head[3:])
        for number in range(wide):
            chain = f"w{number:06}"
            mine = [marked(row._replace(chain=chain, text=row.text.replace("c000000", chain), number=row.number.replace("c\x01006000000", f"w\x01{number:06}")), made) for row in rows if row.list in ("due", "back")]  # fmt: skip
            [whole] = [row for row in rows if row.list == "contract"]
            mine.append(marked(summed(chain, mine, whole.body, whole.text), made))
            connection.executemany(f"INSERT INTO band VALUES ({', '.join('?' * 21)})", mine)
            connection.execute(
                f"INSERT INTO event VALUES ({', '.join('?' * 9)})", (chain, *last[1:])
            )
            connection.execute(f"UPDATE chain_head SET ({heads}) = ({', '.join('?' * 7)}) WHERE chain = ?", (*head, chain))  # fmt: skip
        connection.commit()
    return target


def told(name: str, ours: list[Cost], theirs: list[Cost]) -> None:
    """Medians, and the ratios of pairs."""
    pairs = list(zip(ours, theirs, strict=True))
    ratios = [median(a[at] / b[at] for a, b in pairs) for at in (0, 1)]
    mine = Cost(*(median(each[at] for each in ours) for at in range(3)))
    print(f"{name:58} {mine.cpu:6.2f} s CPU {mine.clock:6.2f} s {mine.mib:5.0f} MiB"
          f"  {ratios[0]:5.2f} x CPU {ratios[1]:5.2f} x clock")  # fmt: skip


def main() -> int:
    """Fill throwaway stores and print what lists of them take."""
    contracts, wide = (int(a) for a in (*sys.argv[1:], "10000", "100000")[: len(sys.argv) - 1 or 2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 100_000)  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, many = fill(folder, 1), fill(folder, contracts)
        first = svcctl(many, "payments due --limit 1 --format json")
        print(f"first answer over {contracts}: {first.cpu:.1f} s CPU, {first.mib:.0f} MiB")
        for line in ("payments due --limit 50", "payments due --supplier 中联"):
            noted = svcctl(many, line)  # what is told beneath the rows is worked out, and kept
            print(f"{line}, the first time: {noted.cpu:.1f} s CPU, {noted.mib:.0f} MiB")
        for line in COMMANDS:
            runs = [(svcctl(many, line), cost(sys.executable, "-c", SCAN, str(many))) for _ in range(ROUNDS)]  # fmt: skip
            told(f"{line}, {contracts}, against a bare scan", *map(list, zip(*runs, strict=True)))
        broad = widened(many, wide)
        for line in ("payments due --limit 50 --format json", "payments due --limit 50"):
            runs = [(svcctl(broad, line), svcctl(one, line)) for _ in range(3 * ROUNDS)]
            told(f"{line}, {wide} against one", *map(list, zip(*runs, strict=True)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
