"""Commands of the service record beside a bare scan of the same facts: a contract with 50,000 incidents of a year.

Run it with the interpreter of an environment into which svcctl was installed: `python
benchmarks/service_record.py [INCIDENTS]` (five facts each; a thousandth of them is left open). Whole commands, each
followed by the scan that it is held against: rows of the contract by plain SQL, their payloads through `json.loads`.
The ratio of each pair is taken. A benchmark judges nothing.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from svcctl.billing.service_acts import IncidentAct, day_and_time
from svcctl.casebook.payloads import encode
from svcctl.store.canonical import canonical
from svcctl.store.chain import ChainRow, payload_digest, sealed
from svcctl.store.journal import open_journal
from svcctl.store.scopes import INCIDENT

CONTRACT = "zyfy-his-2025"
ROUNDS = 5
FIRST = datetime.fromisoformat("2025-03-10T00:07:00")
SALT = "0" * 32
LEFT_OPEN = 1000  # one of so many
SYSTEMS = ("outpatient", "core", "clinical", "emr", "lis", "pacs")
BARE = """
import json, sqlite3, sys
with sqlite3.connect(sys.argv[1]) as store:
    rows = store.execute(
        "SELECT e.*, p.salt, p.body FROM event AS e JOIN payload AS p ON p.chain = e.chain AND"
        " p.seq = e.seq WHERE e.chain = ? ORDER BY e.seq", (sys.argv[2],))
    for row in rows:
        json.loads(row[-1])
"""


def acts(incidents: int) -> Iterator[IncidentAct]:
    """Five acts of each incident, an hour and more in all; some are not closed."""
    step = timedelta(days=358) / incidents
    for number in range(1, incidents + 1):
        record, at = f"I-2025-{number:04}", FIRST + step * number
        at = at.replace(microsecond=0)
        level, system = f"SIS{number % 3 + 2}", SYSTEMS[number % len(SYSTEMS)]
        told = {"title": "门诊医生站打不开检验报告，重新登录后仍然如此", "systems": (system,)}
        says = {"level": [level], "via": "phone", "kind": "fault"}
        by = {"by": "检验科", "side": "supplier", "source": "ticket"}
        yield IncidentAct(record=record, verb="open", says=says, **told, **by, **day_and_time(at))
        for verb, minutes in (("answer", 20), ("arrive", 75), ("restore", 110), ("close", 150)):
            if number % LEFT_OPEN == 0:
                verb = "escalate"
            moment = at + timedelta(minutes=minutes)
            own = {"to": "技术总监"} if verb == "escalate" else None
            yield IncidentAct(record=record, verb=verb, says=own, **by, **day_and_time(moment))


def lengthen(store: Path, incidents: int) -> None:
    """Put the incidents behind the contract's chain in one go, by the chain's own code."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with closing(open_journal(store, write=True)) as journal, journal.writing():
        journal.driver.index()
        last = ChainRow(*journal.driver.execute(journal.sql.LAST, (CONTRACT,)).fetchone())
        for act in acts(incidents):
            body = canonical(encode(act))
            last = sealed(
                ChainRow(
                    last.chain, last.seq + 1, INCIDENT, act.on.isoformat(),
                    max(now, last.recorded_at), "vendor", payload_digest(SALT, body), last.hash, "",
                )
            )  # fmt: skip
            journal.driver.execute(journal.sql.APPEND_EVENT, last)
            journal.driver.execute(journal.sql.APPEND_PAYLOAD, (*last[:2], SALT, body))


def ran(words: list[str]) -> float:
    """How long a program takes; it has to end well."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], capture_output=True, check=True)
    return time.perf_counter() - start


def command(store: Path, line: str) -> float:
    """How long a whole command takes."""
    return ran(["-m", "svcctl", *line.split(), "--role", "supplier", "--store", str(store)])


def compare(folder: Path, incidents: int) -> None:
    """Each command beside the bare scan of the same store, or of the store without incidents."""
    short, long = folder / "short.db", folder / "long.db"
    command(short, "init --demo")
    command(short, "contract start --received-on 2025-03-10")
    with closing(open_journal(short, write=True)) as journal:  # all of it into the file
        journal.driver.settle()
    shutil.copy(short, long)
    start = time.perf_counter()
    lengthen(long, incidents)
    print(f"made in {time.perf_counter() - start:.1f} s, {long.stat().st_size / 2**20:.0f} MiB")
    bare = ["-c", BARE, str(long), CONTRACT]
    middle = f"I-2025-{incidents // 2:04}"
    opened = "incident open --system lis --level SIS2 --title 仪器接口中断"
    for line in (
        "incident list --at-risk",
        f"incident show {middle}",
        f"{opened} --dry-run",
        opened,
        f"incident confirm {middle} --side purchaser",
        "incident list --limit 50",
        "service scorecard --year 1",
        "service todo",
    ):
        pairs = [(command(long, line), ran(bare)) for _ in range(ROUNDS)]
        told(line, pairs, "bare scan")
    for line in ("payments due", "payments due --format json"):
        pairs = [(command(long, line), command(short, line)) for _ in range(ROUNDS * 3)]
        told(line, pairs, "without")


def told(line: str, pairs: list[tuple[float, float]], than: str) -> None:
    """A line of the report."""
    mine, other = (median(each) for each in zip(*pairs, strict=True))
    ratio = median(first / second for first, second in pairs)
    print(f"{line[:44]:44} {mine:7.3f} s, {than} {other:6.3f} s: {ratio:5.2f} x", flush=True)


def main() -> int:
    """Fill a throwaway store and print what each command takes."""
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    print(f"{incidents:,} incidents of five facts, one of {LEFT_OPEN:,} left open")
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), incidents)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
