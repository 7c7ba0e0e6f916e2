"""Single bits flipped in what a server keeps beside the journal: no list may be wrong without a warning.

Run it as `python benchmarks/flips_there.py [FLIPS]`: it starts a server of its own with the invented office of thirty
contracts, changes one bit of one column of one row by the owner's SQL, asks one list, and undoes it.
"""

import io
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psycopg

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import demo_office

from flips_there import COLUMNS, Said, flipped, judged
from servers import running
from svcctl import workspace
from svcctl.cli import main as run
from svcctl.desk import bands
from svcctl.workspace import SHANGHAI

DAY = datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
QUESTIONS = (
    "payments due --format json",
    "obligations list --format json",
    "contract list --format json",
    "payments due --limit 5 --format json",
)


def asked(place: str, question: str) -> Said:
    """What a command answers."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*question.split(), "--store", place, "--lang", "en"])
    return code, out.getvalue(), err.getvalue()


def made(folder: Path, place: str) -> None:
    """The office on the server."""
    demo_office.made(folder / "office.db")
    workspace.now = lambda: DAY
    bands.FEW = 0
    copied = run(["store", "copy", str(folder / "office.db"), place, "--lang", "en"])
    assert copied == 0


def main() -> int:
    """Flip, ask, count."""
    flips = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chance, told = Random(17), Counter[str]()
    with running() as server, TemporaryDirectory() as name:
        place = server.url(database := server.database())
        made(Path(name), place)
        truth = [asked(place, question) for question in QUESTIONS]
        places = [(table, column) for table, names in COLUMNS.items() for column in names]
        with psycopg.connect(server.url(database), autocommit=True) as connection:
            for at in range(flips):
                which, (table, column) = at % len(QUESTIONS), chance.choice(places)
                with flipped(connection, chance, table, column) as is_other:
                    if not is_other:
                        told["the server has no such value"] += 1
                        continue
                    verdict = judged(truth[which], asked(place, QUESTIONS[which]), truth[0])
                    told[verdict] += 1
                    if verdict in ("WRONG", "refused"):
                        print(f"{verdict}: {table}.{column}, {QUESTIONS[which]}")
    for verdict, count in told.most_common():
        print(f"{count:6} {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
