"""`damages assess`: a store of many contracts, and deep ones with ten years of late instalments or open breaches.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/damages.py
[CONTRACTS]` (10,000 contracts with ten facts each unless a number is given). Whole commands, each followed by the peer
that it is held against: of many contracts a bare scan of the same rows, their payloads through `json.loads`; of a deep
one the command that only starts, `svcctl --version`, and a bare loop over every day of every delay (what is added up
and nothing else). The ratio of each pair is taken. A benchmark judges nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

from deep_contracts import AS_OF, OF_ALL, RULES, late_instalments, open_breaches

from svcctl.billing.position import (
    Breach,
    BreachEnded,
    Happening,
    Payment,
    Started,
    TalksFailed,
    TalksOpened,
)
from svcctl.casebook.kinds import Imported
from svcctl.contracts.form import plain
from svcctl.store.journal import open_journal

SVCCTL = [sys.executable, "-m", "svcctl"]
SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
MANY_AS_OF = "2026-06-01"
ROUNDS = 5
SCAN = """
import json, sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(
        "SELECT e.*, p.salt, p.body FROM event AS e JOIN payload AS p ON p.chain = e.chain AND"
        " p.seq = e.seq ORDER BY e.chain, e.seq"):
    json.loads(row[-1])
"""
WALK = """
import json, sys
from datetime import date, timedelta
total, day = 0, timedelta(days=1)
for first, last, fen in json.loads(sys.argv[1]):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    while first <= last:
        total += fen
        first += day
"""


def on(text: str) -> date:
    """A day as people write it."""
    return date.fromisoformat(text)


def facts(contract: str, document: dict[str, Any]) -> list[Happening]:
    """One contract's ten facts: part payments, late ones, two breaches, a failed negotiation."""
    paid = [("2025-03-25", 10_000_000), ("2025-03-28", 5_000_000), ("2025-04-10", 5_300_000)]
    subjects = ("Y1-advance",)
    return [
        Imported(on=on("2025-03-05"), terms=document | {"id": contract}),
        Started(on=on("2025-03-10")),
        *(
            Payment(on=on(day), parts=((subjects[0], fen),), ref=str(number))
            for number, (day, fen) in enumerate(paid, 1)
        ),
        TalksOpened(on=on("2025-03-27"), subjects=subjects),
        TalksFailed(on=on("2025-03-28"), subjects=subjects),
        Breach(on=on("2025-06-01"), id="B1", rule="quality", by="supplier"),
        Breach(on=on("2025-07-01"), id="B2", rule="late-acceptance", by="purchaser"),
        BreachEnded(on=on("2025-09-01"), breach="B2"),
    ]


def put(store: Path, chains: Sequence[tuple[str, list[Happening]]]) -> None:
    """Write the facts of those contracts in one transaction."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")  # an earlier one would be doubted
    journal = open_journal(store, write=True)
    with journal.writing():
        for name, says in chains:
            journal.append(name, says, "benchmark", now)
    journal.close()


def fill(store: Path, contracts: int) -> None:
    """Write the contracts, a thousand a transaction."""
    document = plain(tomllib.loads(SEED.read_text(encoding="utf-8")))
    document.pop("service_levels", None)
    for start in range(0, contracts, 1000):
        names = [f"c-{n:06d}" for n in range(start, min(start + 1000, contracts))]
        put(store, [(name, facts(name, document)) for name in names])


def new_store(path: Path) -> Path:
    """A store without contracts."""
    command = [*SVCCTL, "init", "--store", str(path)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"SVCCTL_LANG": "en"})
    return path


def timed(command: Sequence[str]) -> tuple[float, str]:
    """CPU seconds of a whole command, and what it printed."""
    before = os.times()
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    after = os.times()
    return after[2] + after[3] - before[2] - before[3], done.stdout


def paired(command: Sequence[str], *peers: Sequence[str], rounds: int = ROUNDS) -> list[float]:
    """CPU seconds of a command, and how many times those of each peer it takes, as medians."""
    runs = [[timed(each)[0] for each in (command, *peers)] for _ in range(rounds)]
    ratios = [median(run[0] / run[at] for run in runs) for at in range(1, len(peers) + 1)]
    return [median(run[0] for run in runs), *ratios]


def deep(folder: Path, name: str, says: list[Happening], entry: Sequence[str]) -> None:
    """Assess one deep contract, and record a fact of it."""
    store = new_store(folder / "deep.db")
    put(store, [("deep", says)])
    asked = ["--store", str(store), "--as-of", AS_OF.isoformat()]
    assess = [*SVCCTL, "damages", "assess", *asked, "--format", "json"]
    start = time.perf_counter()
    lines = json.loads(timed(assess)[1])["lines"]
    rounds = 1 if time.perf_counter() - start > 5 else ROUNDS
    spans = json.dumps([(each["from"], each["to"], 1) for each in lines if each["from"]])
    version, walk = [*SVCCTL, "--version"], [sys.executable, "-c", WALK, spans]
    took, started, walked = paired(assess, version, walk, rounds=rounds)
    recorded, of_version = paired([*SVCCTL, *entry, "--dry-run", "--store", str(store)], version, rounds=rounds)  # fmt: skip
    print(
        f"{name:38} {len(lines):4} lines: assess {took:6.2f} s, {started:6.1f} x --version,"
        f" {walked:6.2f} x a walk of the days; record {recorded:6.2f} s, {of_version:6.1f} x --version",
        flush=True,
    )
    store.unlink()


def all_deep(folder: Path) -> None:
    """Forty and four hundred late instalments under each kind of rule, and many open breaches."""
    paid = ["payments", "record", "Y9-Q4-fee-0", "--amount", "1.00", "--on", "2025-05-30", "--ref", "x"]  # fmt: skip
    for fees in (1, 10):
        for name, rule in RULES.items():
            says = late_instalments("deep", fees, rule)
            deep(folder, f"{40 * fees} late, {name}", says, paid)
    ended = ["breach", "end", "B7", "--on", "2025-05-30"]
    caps = {"cap of the price": OF_ALL, "cap of each sum": OF_ALL | {"of": "amount-in-breach"},
            "waivers return": OF_ALL | {"waiver_returns": True}}  # fmt: skip
    for count in (40, 400):
        for name, cap in caps.items():
            deep(folder, f"{count} open breaches, {name}", open_breaches("deep", count, cap), ended)


def many(folder: Path, contracts: int) -> None:
    """Assess every contract of a large store."""
    store = new_store(folder / "many.db")
    fill(store, contracts)
    command = [*SVCCTL, "--store", str(store), "damages", "assess", "--as-of", MANY_AS_OF]
    taken, shown = timed([*command, "--format", "json"])
    bare = timed([sys.executable, "-c", SCAN, str(store)])[0]
    found = json.loads(shown)
    print(f"{contracts} contracts, {contracts * 10} facts, {len(found['lines'])} lines of damages")
    sums = found["owed_by"]
    print(f"owed by the purchaser {sums['purchaser']}, by the supplier {sums['supplier']}")
    print(
        f"damages assess as JSON: {taken:.1f} s, {contracts / taken:.0f} contracts a second,"
        f" {taken / bare:.1f} x a bare scan of the same facts"
    )


def main() -> int:
    """Fill throwaway stores, assess them, and print what it took."""
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        all_deep(Path(name))
        many(Path(name), contracts)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
