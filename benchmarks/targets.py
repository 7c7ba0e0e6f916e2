"""The targets of size that no other benchmark measures: fifty of 600,000 due, deriving, listing, exporting, one contract.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/targets.py [CONTRACTS
[WIDE]]`. CONTRACTS (10,000) are real ones; for WIDE (100,000, of six instalments) their rows of lists are copied. Runs
alternate, the ratio of each pair is taken. What is wanted stands beside what was measured. A benchmark judges nothing.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median

from lists import Cost, cost, fill, svcctl, widened

ROUNDS = 9
EXPORTS = 2_000  # contracts whose schedule is exported
# every fact of the store, decoded: what no export can do without
SCAN = """
import json, sqlite3, sys
for *_, body in sqlite3.connect(sys.argv[1]).execute("select e.*, body from event e join payload using (chain, seq)"):
    json.loads(body)
"""
ONE = {  # what needs one contract reads one: each act, and a second one that differs
    "explain": "explain Y1-advance --contract {id} --format json",
    "calendar add": "calendar add 2026-03-02 15 --contract {id} --format json",
    "payments record": "payments record Y1-advance --amount 1.{n:02} --on 2025-03-25 --ref r{n} --confirm-account --contract {id}",
    "reports receive (tried, not recorded)": "reports receive --document annual-report --year 1 --doc d{n} --on 2026-03-{n:02} --dry-run --contract {id}",
}


def told(what: str, ratio: float, wanted: str, more: str = "") -> None:
    """One line: what, the ratio, what is wanted."""
    print(f"{what:72} {ratio:6.2f}   wanted {wanted}  {more}", flush=True)


def pairs(ours: Callable[[int], Cost], theirs: Callable[[int], Cost], rounds: int = ROUNDS) -> tuple[float, float, float]:  # fmt: skip
    """Ratios of CPU and of the clock, and how many MiB more, in the median of alternating runs."""
    seen = [(ours(at), theirs(at)) for at in range(rounds)]
    return (
        median(a.cpu / b.cpu for a, b in seen),
        median(a.clock / b.clock for a, b in seen),
        median(a.mib - b.mib for a, b in seen),
    )


def first_fifty(broad: Path, one: Path) -> None:
    """Target 5."""
    line = "payments due --limit 50 --format json"
    cpu, clock, more = pairs(lambda _: svcctl(broad, line), lambda _: svcctl(one, line))
    told("5 the first 50 of all due, beside the same of one contract", cpu, "1.2", f"{clock:.2f} by the clock, {more:+.0f} MiB (5)")  # fmt: skip


def derived(one: Path, broad: Path) -> None:
    """Target 6: in one process, as many instalments worked out as are fetched."""
    from svcctl.billing.schedule import schedule
    from svcctl.desk.desk import desk_from
    from svcctl.desk.looking import looking

    with looking(desk_from(store=str(one), as_of=date(2026, 4, 9))) as look:
        [case] = look.cases()
    begun = time.process_time()
    with closing(sqlite3.connect(broad)) as connection:
        rows = connection.execute("SELECT * FROM band WHERE list = 'due'").fetchall()
    fetched = time.process_time() - begun
    begun, count = time.process_time(), 0
    while count < len(rows):
        count += len(schedule(case.terms, case.position, case.calendar))
    worked_out = time.process_time() - begun
    told(f"6 {count:,} instalments worked out, beside fetching as many rows", worked_out / fetched, "1", f"{worked_out:.1f} s, {fetched:.1f} s")  # fmt: skip


def listed(many: Path) -> None:
    """Target 7: a thousand rows in columns, beside the same as they are kept."""
    line = "payments due --limit 1000"
    cpu, clock, more = pairs(
        lambda _: svcctl(many, line), lambda _: svcctl(many, f"{line} --format json")
    )
    told("7 1,000 rows listed plain, beside the same as JSON, which is kept", cpu, "1.3", f"{clock:.2f} by the clock, {more:+.0f} MiB")  # fmt: skip


def exported(folder: Path) -> None:
    """Target 8: the schedule of many contracts, beside a scan of their facts."""
    (own := folder / "exported").mkdir()
    store = fill(own, EXPORTS)
    for form, wanted in (("jsonl", "2"), ("csv", "3")):
        target = folder / f"schedule.{form}"
        cpu, clock, _ = pairs(
            lambda _, form=form, target=target: svcctl(store, f"export schedule --format {form} -o {target}"),
            lambda _: cost(sys.executable, "-c", SCAN, str(store)),
            3,
        )  # fmt: skip
        rows = EXPORTS * 6  # instalments: a cell may have lines
        told(f"8 {rows:,} rows of the schedule as {form}, beside decoding every fact", cpu, wanted, f"{clock:.2f} by the clock")  # fmt: skip


def of_one(one: Path, many: Path) -> None:
    """Target 13: acts on one contract of many, beside the same where there is no other."""
    for name, line in ONE.items():
        cpu, clock, _ = pairs(
            lambda at, line=line: svcctl(many, line.format(id="c000000", n=at + 10)),
            lambda at, line=line: svcctl(one, line.format(id="c000000", n=at + 10)),
        )
        told(f"13 {name}, in a store of many, beside a store of one", cpu, "1.2", f"{clock:.2f} by the clock")  # fmt: skip


def main() -> int:
    """Fill throwaway stores and print what was wanted and what was measured."""
    given = [int(each) for each in sys.argv[1:]]
    contracts, wide = (*given, *(10_000, 100_000)[len(given) :])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, many = fill(folder, 1), fill(folder, contracts)
        for store in (one, many):
            svcctl(store, "payments due --limit 1")
        broad = widened(many, wide)
        first_fifty(broad, one)
        listed(many)
        for store in (one, many):
            svcctl(store, "contract start --on 2025-03-10 --contract c000000")
        derived(one, broad)
        broad.unlink()
        exported(folder)
        of_one(one, many)
    return 0


if __name__ == "__main__":
    sys.exit(main())
