"""Many writers on one store: none lost, none doubled, no chain forked, no reader sees half a command.

`python tools/many_writers.py STORE [--writers 16] [--each 100] [--contracts 16]` makes a store in an
empty place, has processes record payments in it, each sent twice by its key, while readers look, and
prints what was found and at which rate. STORE is a path or postgresql://….
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from svcctl import workspace
from svcctl.casebook.kinds import OWN_CHAINS
from svcctl.cli import main
from svcctl.desk.desk import desk_from
from svcctl.store.journal import Journal, open_journal
from svcctl.store.verify import verify

SEED = "zyfy-his-2025"
Waited = tuple[int, float, float]  # how many were refused, seconds in all, the longest of one


def contracts(count: int, folder: Path) -> list[str]:
    """Contract files like the one that ships, each with an id of its own."""
    text = (workspace.shipped("contracts") / f"{SEED}.toml").read_text(encoding="utf-8")
    found = []
    for number in range(count):
        file = folder / f"c{number:03}.toml"
        file.write_text(text.replace(SEED, f"c{number:03}"), encoding="utf-8")
        found.append(str(file))
    return found


def said(*args: str) -> int:
    """The exit code of a command run in this process."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return main(list(args))


def write(store: str, number: int, each: int, count: int) -> Waited:
    """Record payments of a fen on contracts in turn, two by two, each sent twice."""
    refused, longest, begun = 0, 0.0, time.perf_counter()
    for place in range(each):
        contract = f"c{(number + place) % count:03}"
        for _ in range(2):
            since = time.perf_counter()
            refused += said(
                "payments", "record", "--for", "Y1-advance=0.01", "--for", "Y2-advance=0.01",
                "--on", "2026-05-01", "--contract", contract, "--confirm-account",
                "--amount", "0.02", "--key", f"w{number}-{place}", "--store", store,
            )  # fmt: skip
            longest = max(longest, time.perf_counter() - since)
    return refused, time.perf_counter() - begun, longest


def watch(store: str, until: float) -> int:
    """How often a reader saw a chain whose facts do not follow from each other, or a wrong count."""
    wrong = 0
    while time.time() < until:
        journal = open_journal(desk_from(store=store).store_place)
        try:
            with journal.snapshot():
                for chain in journal.contracts():
                    wrong += len(journal.rows(chain)) != journal.length(chain)
        finally:
            journal.close()
        time.sleep(0.05)
    return wrong


def found_in(store: str) -> tuple[Counter[str], int, list[Any]]:
    """How many payments each contract has, how many of all are there twice, what does not verify."""
    journal: Journal = open_journal(desk_from(store=store).store_place)
    try:
        broken = list(verify(journal).broken)
        with journal.snapshot():
            facts = [
                f
                for c in journal.contracts()
                for f in journal.facts(c)
                if f.chain not in OWN_CHAINS
            ]
            keys = journal.driver.read("SELECT key, count(*) FROM command_key GROUP BY key")
    finally:
        journal.close()
    paid = Counter(fact.chain for fact in facts if fact.kind == "payment-recorded")
    return paid, sum(count - 1 for _, count in keys), broken


def played(store: str, writers: int, each: int, count: int, readers: int = 2) -> dict[str, Any]:
    """Make the store, write, look meanwhile, count."""
    with tempfile.TemporaryDirectory() as folder:
        assert said("init", *contracts(count, Path(folder)), "--store", store) == 0
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with context.Pool(writers + readers) as pool:
        begun = time.perf_counter()
        work = pool.starmap_async(write, [(store, n, each, count) for n in range(writers)])
        seen = 0
        while not work.ready():
            seen += sum(pool.starmap(watch, [(store, time.time() + 1)] * readers))
        waited, seconds = work.get(), time.perf_counter() - begun
    paid, doubled, broken = found_in(store)
    return {
        "sent": writers * each, "recorded": paid.total(), "refused": sum(w[0] for w in waited),
        "doubled": doubled, "broken": len(broken), "half_seen": seen,
        "facts_a_second": round(writers * each / seconds, 1),
        "longest_seconds": round(max(w[2] for w in waited), 2),
    }  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    """Play, and print the figures; 1 where anything is lost, doubled, forked or seen by half."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("store")
    for name, usual in (("writers", 16), ("each", 100), ("contracts", 16)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    wish = asked.parse_args(arguments)
    found = played(wish.store, wish.writers, wish.each, wish.contracts)
    print(found)
    whole = found["sent"] == found["recorded"]
    return (
        0
        if whole and not any(found[k] for k in ("doubled", "broken", "half_seen", "refused"))
        else 1
    )


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
