"""`damages assess` over a store of many contracts: contracts a second.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/damages.py
[CONTRACTS]` (10,000 contracts with ten facts each unless a number is given). A benchmark judges nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from svcctl.contracts.form import plain
from svcctl.store.journal import Draft, open_journal

BIN = Path(sys.executable).parent
SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
AS_OF = "2026-06-01"


def facts(contract: str, document: dict[str, object]) -> list[Draft]:
    """One contract's ten facts: part payments, late ones, two breaches, a failed negotiation."""
    paid = [
        {"parts": [{"instalment": "Y1-advance", "fen": fen}], "ref": str(number)}
        for number, fen in enumerate((10_000_000, 5_000_000, 5_300_000), 1)
    ]
    refused = {"breach": "B2", "rule": "late-acceptance", "by": "purchaser"}
    return [
        Draft(contract, "contract-imported", "2025-03-05", {"terms": document | {"id": contract}}),
        Draft(contract, "contract-started", "2025-03-10", {}),
        Draft(contract, "payment-recorded", "2025-03-25", paid[0]),
        Draft(contract, "payment-recorded", "2025-03-28", paid[1]),
        Draft(contract, "payment-recorded", "2025-04-10", paid[2]),
        Draft(contract, "negotiation-opened", "2025-03-27", {"subjects": ["Y1-advance"]}),
        Draft(contract, "negotiation-failed", "2025-03-28", {"subjects": ["Y1-advance"]}),
        Draft(
            contract,
            "breach-recorded",
            "2025-06-01",
            {"breach": "B1", "rule": "quality", "by": "supplier"},
        ),
        Draft(contract, "breach-recorded", "2025-07-01", refused),
        Draft(contract, "breach-ended", "2025-09-01", {"breach": "B2"}),
    ]


def fill(store: Path, contracts: int) -> None:
    """Write the facts, a thousand contracts a transaction."""
    document = plain(tomllib.loads(SEED.read_text(encoding="utf-8")))
    document.pop("service_levels", None)
    journal = open_journal(store, write=True)
    for start in range(0, contracts, 1000):
        with journal.writing():
            for number in range(start, min(start + 1000, contracts)):
                journal.append(
                    facts(f"c-{number:06d}", document), "benchmark", "2026-05-01T00:00:00.000000Z"
                )
    journal.close()


def timed(command: list[str]) -> tuple[float, str]:
    """Seconds of a whole command, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return time.perf_counter() - start, done.stdout


def main() -> int:
    """Fill a throwaway store, assess it, and print what it took."""
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        svcctl = [str(BIN / "svcctl"), "--store", str(store)]
        subprocess.run(
            [*svcctl, "init"],
            check=True,
            capture_output=True,
            env=os.environ | {"SVCCTL_LANG": "en"},
        )
        fill(store, contracts)
        taken, shown = timed([*svcctl, "damages", "assess", "--as-of", AS_OF, "--format", "json"])
        found = json.loads(shown)
        print(
            f"{contracts} contracts, {contracts * 10} facts, {len(found['lines'])} lines of damages"
        )
        print(
            f"owed by the purchaser {found['owed_by']['purchaser']}, by the supplier {found['owed_by']['supplier']}"
        )
        print(f"damages assess as JSON: {taken:.1f} s, {contracts / taken:.0f} contracts a second")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
