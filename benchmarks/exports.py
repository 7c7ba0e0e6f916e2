"""`export schedule` over a store of many instalments: seconds and MiB, beside a bare writer of the same rows.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/exports.py
[INSTALMENTS]` (100,000 in contracts of 40 unless a number is given). A tenth of them comes first: where memory is flat
both take the same. A benchmark judges nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from datetime import date
from pathlib import Path

from svcctl.billing.position import Payment, Started
from svcctl.casebook.kinds import Imported
from svcctl.contracts.form import plain
from svcctl.store.journal import open_journal

SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
AS_OF = "2026-06-01"
A_CONTRACT = 40  # instalments
FORMATS = ("csv", "jsonl", "xlsx")
# one command in a process of its own, then the most memory that it held at one time (KiB on Linux, bytes on macOS)
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024))
sys.exit(code)
"""
BARE = """
import csv, json, sys
source, kind, target = sys.argv[1:]
rows = map(json.loads, open(source, encoding="utf-8"))
if kind == "csv":
    with open(target, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(row.values() for row in rows)
elif kind == "jsonl":
    with open(target, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\\n" for row in rows)
else:
    from xlsxwriter import Workbook
    book = Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, [json.dumps(v) if isinstance(v, (list, dict)) else v for v in row.values()])
    book.close()
"""


def document() -> dict[str, object]:
    """The seed contract with forty instalments: ten a year over four years."""
    found: dict[str, object] = plain(tomllib.loads(SEED.read_text(encoding="utf-8")))
    first = found["instalments"][0]  # type: ignore[index]
    due = {"days": 15, "unit": "working-day", "after": "year-start"}
    parts = [
        first | {"key": f"part-{number}", "share": "10%", "due": due}
        for number in range(A_CONTRACT // 4)
    ]
    for name in ("service_levels", "service_plan", "damages", "findings"):
        found.pop(name, None)
    term = found["term"] | {"years": 4}  # type: ignore[operator]
    price = {"total": "1160000.00", "per_year": "290000.00", "article": "第二条"}
    return found | {"instalments": parts, "term": term, "price": price}


def fill(store: Path, contracts: int) -> None:
    """Write the contracts, a thousand a transaction, each with its start and two payments."""
    terms = document()
    journal = open_journal(store, write=True)
    for start in range(0, contracts, 1000):
        with journal.writing():
            for number in range(start, min(start + 1000, contracts)):
                name = f"c-{number:06d}"
                signed, started, paid = date(2025, 3, 5), date(2025, 3, 10), date(2025, 3, 25)
                parts = [(f"Y1-part-{part}", 2_900_000) for part in range(2)]
                says = [
                    Imported(on=signed, terms=terms | {"id": name}),
                    Started(on=started),
                    *(Payment(on=paid, parts=(part,), ref="1") for part in parts),
                ]
                journal.append(name, says, "benchmark", "2026-05-01T00:00:00.000000Z")
    journal.close()


def measured(command: list[str]) -> tuple[float, int]:
    """Seconds of a whole command, and its peak in MiB."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=True
    )
    return time.perf_counter() - start, int(done.stdout)


def compare(folder: Path, instalments: int) -> None:
    """Fill a store, export it in each format, and write the same rows with nothing but the format's library."""
    store, rows = folder / f"{instalments}.db", folder / f"{instalments}.jsonl"
    svcctl = [sys.executable, "-m", "svcctl", "--store", str(store)]
    subprocess.run(
        [*svcctl, "init"], check=True, capture_output=True, env=os.environ | {"SVCCTL_LANG": "en"}
    )
    fill(store, instalments // A_CONTRACT)
    for form in ("jsonl", *(each for each in FORMATS if each != "jsonl")):
        target = folder / f"{instalments}.{form}"
        taken, peak = measured(
            [*svcctl, "export", "schedule", "--as-of", AS_OF, "--format", form, "-o", str(target)]
        )
        bare_target = folder / f"bare.{form}"
        bare, bare_peak = measured([sys.executable, "-c", BARE, str(rows), form, str(bare_target)])
        print(
            f"{instalments:>9,} {form:>6}: {taken:6.1f} s {peak:5} MiB  bare writer {bare:6.1f} s {bare_peak:5} MiB"
            f"  ({target.stat().st_size / 2**20:.1f} MiB written)",
            flush=True,
        )
    with rows.open(encoding="utf-8") as file:
        assert json.loads(next(file))["contract"] == "c-000000"


def main() -> int:
    """A tenth of the instalments, then all of them."""
    instalments = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for count in (instalments // 10, instalments):
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder), count)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
