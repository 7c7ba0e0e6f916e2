"""`payments due` beside a long record of the service: whole commands, with 50,000 incidents and without.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/long_record.py
[INCIDENTS]` (six facts each). Both stores have the same facts about money; runs alternate, and the ratio of each pair
is taken. What one reads to record an act on an incident is timed inside one process. A benchmark judges nothing.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from svcctl.billing.position import Happening
from svcctl.casebook.kinds import KINDS, Kind, nothing
from svcctl.store.canonical import canonical
from svcctl.store.chain import ChainRow, payload_digest, sealed
from svcctl.store.journal import Journal, open_journal
from svcctl.store.scopes import INCIDENT, MONEY

CONTRACT = "zyfy-his-2025"
ROUNDS = 21
VERBS = ("open", "answer", "classify", "arrive", "restore", "close")
SALT = "0" * 32


class Told(Happening, kw_only=True):
    """An act on an incident, of about the length that one has."""

    record: str
    verb: str
    at: str
    by: str
    title: str


def rows(last: ChainRow, incidents: int) -> Any:
    """The rows of so many incidents behind that one, and what they say."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    for number in range(1, incidents + 1):
        for verb in VERBS:
            body = canonical(
                {
                    "record": f"I-2026-{number:04}",
                    "verb": verb,
                    "at": f"2026-04-{number % 28 + 1:02}T16:30:00+08:00",
                    "by": "检验科",
                    "title": "门诊医生站打不开检验报告，重新登录后仍然如此",
                }
            )
            row = last = sealed(
                ChainRow(
                    last.chain, last.seq + 1, INCIDENT, f"2026-04-{number % 28 + 1:02}",
                    max(now, last.recorded_at), "vendor", payload_digest(SALT, body), last.hash, "",
                )
            )  # fmt: skip
            yield row, body


def lengthen(store: Path, incidents: int) -> float:
    """Put the incidents behind the contract's chain in one go, by the chain's own code; seconds."""
    start = time.perf_counter()
    with closing(open_journal(store, write=True)) as journal, journal.writing():
        last = ChainRow(*journal.driver.execute(journal.sql.LAST, (CONTRACT,)).fetchone())
        for row, body in rows(last, incidents):
            journal.driver.execute(journal.sql.APPEND_EVENT, row)
            journal.driver.execute(journal.sql.APPEND_PAYLOAD, (*row[:2], SALT, body))
    return time.perf_counter() - start


def svcctl(store: Path, *args: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "svcctl", *args, "--store", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


def seconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def command(store: Path, line: str) -> float:
    """How long a whole command takes."""
    return seconds(lambda: svcctl(store, *line.split()))


def looked_at(store: Path, act: Callable[[Journal], object]) -> float:
    """How long a read takes, the opening of the store included; the median of some."""

    def once() -> None:
        with closing(open_journal(store)) as journal, journal.snapshot():
            act(journal)

    return median(seconds(once) for _ in range(5))


def compare(folder: Path, incidents: int) -> None:
    """The same contract without a record of the service and with one."""
    short, long = folder / "short.db", folder / "long.db"
    svcctl(short, "init", "--demo")
    with ExitStack() as stack:  # all of it into the file before it is copied
        stack.enter_context(closing(open_journal(short, write=True))).driver.settle()
    shutil.copy(short, long)
    took = lengthen(long, incidents)
    size = long.stat().st_size / 2**20
    print(f"{incidents * len(VERBS):,} facts appended in {took:.1f} s, {size:.0f} MiB")
    for line in ("payments due", "payments due --format json", "damages assess", "contract show"):
        pairs = [[command(each, line) for each in (short, long)] for _ in range(ROUNDS)]
        ratio = median(many / few for few, many in pairs)
        few, many = (median(each) for each in zip(*pairs, strict=True))
        print(f"{line:28} {few:6.3f} s without, {many:6.3f} s with: {ratio:.2f} x")
    KINDS[INCIDENT] = Kind(Told, nothing)  # this benchmark's own, whatever the program knows
    middle = [f"I-2026-{incidents // 2:04}"]
    reads: dict[str, Callable[[Journal], object]] = {
        "rows, scope of money": lambda journal: journal.rows(CONTRACT, MONEY),
        "facts about one incident": lambda journal: journal.facts_about(CONTRACT, middle),
        "the highest number": lambda journal: journal.highest(CONTRACT, "I-2026-"),
        "length": lambda journal: journal.length(CONTRACT),
        "contracts": lambda journal: journal.contracts(),
        "every row, checked": lambda journal: journal.rows(CONTRACT),
    }
    for name, act in reads.items():
        print(f"{name:28} {looked_at(long, act) * 1000:8.1f} ms")


def main() -> int:
    """Fill two throwaway stores and print what each takes."""
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    print(f"{incidents:,} incidents of {len(VERBS)} facts")
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), incidents)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
