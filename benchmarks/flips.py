"""Single bytes flipped in what stands beside the journal: no list may be wrong without a warning.

Run it as `python benchmarks/flips.py [FLIPS]`. The store is the invented office of thirty contracts; each flip is of
one bit, in a page of the file that belongs to the lists, their heads or their indexes. Of each the due list of
everything, a limited one and the obligations are asked, in one process. A limited list answers for the rows that it
shows: rows of the journal that it misses are counted apart.
"""

import io
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import demo_office

from svcctl import workspace
from svcctl.cli import main as run
from svcctl.desk import bands
from svcctl.workspace import SHANGHAI

DAY = datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
QUESTIONS = [
    ["payments", "due", "--format", "json"],
    ["obligations", "list", "--format", "json"],
    ["contract", "list", "--format", "json"],
    ["payments", "due"],
    ["payments", "due", "--limit", "5", "--format", "json"],
]
BESIDE = "band%", "chain_head%"


def asked(store: Path, question: list[str]) -> tuple[int, str, str]:
    """What a command answers."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*question, "--store", str(store)])
    return code, out.getvalue(), err.getvalue()


def pages(store: Path) -> tuple[int, list[int]]:
    """The size of a page, and the pages of what stands beside the journal."""
    with closing(sqlite3.connect(store)) as connection:
        [[size]] = connection.execute("PRAGMA page_size")
        query = "SELECT DISTINCT pageno FROM dbstat WHERE name LIKE ? OR name LIKE ?"
        return size, [row[0] for row in connection.execute(query, BESIDE)]


def judged(whole: tuple[int, str, str], found: tuple[int, str, str], limited: bool) -> str:
    """Right, warned of, or wrong."""
    if found[2]:
        return "right, with a warning" if found[:2] == whole[:2] else "refused"
    if found == whole:
        return "right"
    if limited and {r["id"] for r in rows(found)} != {r["id"] for r in rows(whole)}:
        # each row is right; that none is missing is what lists of everything say
        every = {json.dumps(r, sort_keys=True) for r in rows(asked_whole)}
        if all(json.dumps(r, sort_keys=True) in every for r in rows(found)):
            return "limited: other rows, each right"
    return "limited: counts" if limited and rows(found) == rows(whole) else "WRONG"


def rows(said: tuple[int, str, str]) -> list[dict[str, object]]:
    """The rows of a due list."""
    found: list[dict[str, object]] = json.loads(said[1]).get("instalments", [])
    return found


asked_whole: tuple[int, str, str] = (0, "{}", "")


def main() -> int:
    """Flip, ask, count."""
    global asked_whole
    flips = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    chance = random.Random(17)
    os.environ["SVCCTL_LANG"] = "en"
    with tempfile.TemporaryDirectory() as name:
        store, copy = Path(name) / "store.db", Path(name) / "copy.db"
        demo_office.made(store)
        workspace.now = lambda: DAY
        bands.FEW = 0
        truth = [asked(store, question) for question in QUESTIONS]
        asked_whole = truth[0]
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size, numbers = pages(store)
        told: Counter[str] = Counter()
        whole = store.read_bytes()
        for at in range(flips):
            place = (chance.choice(numbers) - 1) * size + chance.randrange(size)
            changed = bytearray(whole)
            changed[place] ^= 1 << chance.randrange(8)
            for end in ("", "-wal", "-shm"):
                copy.with_name(copy.name + end).unlink(missing_ok=True)
            copy.write_bytes(changed)
            which = at % len(QUESTIONS)
            found = asked(copy, QUESTIONS[which])
            verdict = judged(truth[which], found, which == len(QUESTIONS) - 1)
            told[verdict] += 1
            if verdict == "WRONG":
                shutil.copy2(copy, f"/tmp/flip-{place}.db") if os.environ.get("KEEP") else None
                print(f"wrong: byte {place}, {' '.join(QUESTIONS[which])}")
    for verdict, count in told.most_common():
        print(f"{count:6} {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
