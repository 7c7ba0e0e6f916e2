"""Tamper evidence in a store of many chains: seals, proofs, verification, as ratios to a bare scan.

Run it with the interpreter of an environment into which svcctl was installed: `python benchmarks/seals.py [CHAINS]`
(100,000; three facts each). The bare scan reads every row and payload by the same statement and does nothing with
them. Everything runs in this process, in seconds of CPU, the best of two, so that others on the machine count
little. A benchmark judges nothing.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from svcctl.billing.position import Annotation
from svcctl.casebook.payloads import encode
from svcctl.cli import main
from svcctl.store.canonical import canonical
from svcctl.store.chain import GENESIS, ChainRow, payload_digest, sealed
from svcctl.store.journal import Journal, open_journal
from svcctl.store.seals import path_to, root_of

FACTS, ROUNDS, SALT = 3, 2, "0" * 32
NOW, LATER = "2026-03-02T02:00:00.000000Z", "2026-03-03T02:00:00.000000Z"
KIND = "payment-annotated"


def chain_rows(name: str) -> Any:
    """The rows of one chain, and what they say."""
    last = None
    for seq in range(1, FACTS + 1):
        said = Annotation(on=date(2026, 3, 2), target=f"{name}#1", note="记账凭证号后补")
        body = canonical(encode(said))
        before = last.hash if last else GENESIS
        digest = payload_digest(SALT, body)
        last = sealed(ChainRow(name, seq, KIND, "2026-03-02", NOW, "finance", digest, before, ""))
        yield last, body


def fill(store: Path, chains: int) -> None:
    """So many chains in one go by the chain's own code, and a seal over all of them."""
    svcctl("init", "--demo", "--store", str(store))
    with closing(open_journal(store, write=True)) as journal:
        with journal.writing():
            every = [each for at in range(chains) for each in chain_rows(f"c-{at:06}")]
            journal.driver.execute_each(journal.sql.APPEND_EVENT, [row for row, _ in every])
            said = [(*row[:2], SALT, body) for row, body in every]
            journal.driver.execute_each(journal.sql.APPEND_PAYLOAD, said)
        with journal.writing():
            note = Annotation(on=date(2026, 3, 3), target="c-000000#1", note="次日")
            journal.append("c-000000", [note], "finance", LATER)


def svcctl(*args: str) -> str:
    """What a command prints, in this process."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main(list(args))
    if code:
        raise SystemExit(f"{args}: exit {code}")
    return out.getvalue()


def best(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of the fastest of some runs."""
    times = []
    for _ in range(ROUNDS):
        start = clock()
        call()
        times.append(clock() - start)
    return min(times)


def bare(journal: Journal) -> None:
    """Every row and payload read, and nothing done with them."""
    for _ in journal.driver.execute(journal.sql.ROWS):
        pass


def main_figures(store: Path, folder: Path, chains: int) -> None:
    """The table."""
    seal = folder / "seal.txt"
    middle = f"c-{chains // 2:06}#1"
    asked = ("--store", str(store))
    with closing(open_journal(store)) as journal:
        scan = best(lambda: bare(journal))
        heads = [tuple(row) for row in journal.driver.execute(journal.sql.HEADS)]
        figures = {
            "read the heads": best(lambda: journal.driver.read(journal.sql.HEADS)),
            f"root over {len(heads):,} heads": best(lambda: root_of(heads)),
            "root and the path to one": best(lambda: path_to("c-000001", heads)),
        }
    figures |= {
        "audit prove": best(lambda: svcctl("audit", "prove", middle, *asked)),
        "audit seal": best(lambda: svcctl("audit", "seal", "-o", str(seal), *asked)),
        "audit prove --seal": best(
            lambda: svcctl("audit", "prove", middle, "--seal", str(seal), *asked)
        ),
        "audit verify --hashes": best(lambda: svcctl("audit", "verify", "--hashes", *asked)),
    }
    by_sm3 = ("--hash", "sm3", "-o", str(seal))
    figures["audit seal --hash sm3"] = best(lambda: svcctl("audit", "seal", *by_sm3, *asked))
    checked = ("audit", "verify", "--hashes", "--seal", str(seal))
    figures["audit verify --seal, both hashes"] = best(lambda: svcctl(*checked, *asked))
    print(f"{chains:,} chains, {FACTS} facts each; a bare scan takes {scan:.2f} s\n")
    print("| | s | x a bare scan |\n|---|--:|--:|")
    for name, seconds in figures.items():
        print(f"| {name} | {seconds:.2f} | {seconds / scan:.2f} |")
    proof = svcctl("audit", "prove", middle, "--format", "json", *asked)
    document = json.loads(proof)
    lines = (
        f"{len(document['path'])} hashes, {len(document['rows'])} + {len(document['store'])} rows"
    )
    print(
        f"\nA proof has {len(proof.encode()):,} bytes: {lines}. Its check by docs/proof.md:",
        end=" ",
    )
    print(f"{outside(proof, document['ends'], folder):.2f} s as a program of its own.")


def outside(proof: str, end: str, folder: Path) -> float:
    """Seconds of the check in the docs."""
    page = Path(__file__).parents[1] / "docs" / "proof.md"
    text = page.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    (folder / "check.py").write_text(text, encoding="utf-8")
    (folder / "proof.json").write_text(proof, encoding="utf-8")
    (folder / "kept.txt").write_text(end, encoding="utf-8")
    command = [sys.executable, "-I", "check.py", "proof.json", "kept.txt"]
    return best(
        lambda: subprocess.run(command, cwd=folder, check=True, capture_output=True),
        time.perf_counter,
    )


if __name__ == "__main__":
    os.environ["SVCCTL_LANG"] = "en"
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        there = Path(name) / "store.db"
        fill(there, number)
        main_figures(there, Path(name), number)
