"""A week of a bureau played on PostgreSQL: many clients at once, killed and cut off, and nothing lost.

`python tools/bureau_week.py [--contracts 10000] [--clients 16] [--acts 120]` starts a server of its own (Debian's
package), grants a login to each client, and lets them record for seven days; each day clients are killed in
mid-command and the server falls over once. After each day every fact that was acknowledged has to be there, none
twice, and the whole store has to verify. Figures are printed; the exit code says whether anything was lost.
"""

import argparse
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SEED = ROOT / "data" / "contracts" / "zyfy-his-2025.toml"
BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
AS_OF = "2026-11-27"
VENDORS = 6  # of sixteen clients; the rest but for one auditor are finance
FORK = get_context("fork")
LOOKS = 10  # acts of finance between two looks at what is due
TRIES = 120  # half a second each
# what is said while the server is away, or another is before one: the same command is sent again
AWAY = ("cannot be opened", "not reached", "was lost", "in use", "recording")


class Server:
    """A server in a folder of its own, which can fall over and come back."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.data = folder / "data"
        self.run("initdb", "-D", self.data, "-U", "keeper", "-A", "trust", "-E", "UTF8", "-k")
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(
                f"port = {port}\nunix_socket_directories = '{folder}'\nlisten_addresses = ''\n"
                "max_connections = 60\n"
            )

    def run(self, program: str, *arguments: object) -> str:
        """A program of the server, as somebody who is not root."""
        command = [str(BIN[-1] / program), *map(str, arguments)]
        if os.name == "posix" and os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/tmp")
        return done.stdout

    def start(self) -> None:
        """Up, and answering."""
        log = self.folder / "log"
        self.run("pg_ctl", "-D", self.data, "-l", log, "-w", "-s", "start")

    def fall_over(self) -> None:
        """Down without a word to anybody, and up again by its log."""
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-s", "stop")
        self.start()

    def stop(self) -> None:
        """Down for good."""
        self.run("pg_ctl", "-D", self.data, "-m", "fast", "-s", "stop")

    def url(self, login: str) -> str:
        """The store as that login opens it."""
        return f"postgresql://{login}@/bureau?host={self.folder}&port={self.port}"

    def sql(self, text: str, database: str = "bureau") -> str:
        """What psql answers the keeper."""
        return self.run(
            "psql", "-h", self.folder, "-p", self.port, "-U", "keeper", "-d", database, "-Atqc", text
        )  # fmt: skip


def svcctl(store: str, *arguments: str) -> tuple[int, str, str]:
    """A command in this process: its code, what it printed, what it complained of."""
    from svcctl.cli import main

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*arguments, "--store", store, "--lang", "en"])
    return code, out.getvalue(), err.getvalue()


# -- the clients -----------------------------------------------------------------------------------


def client(number: int, store: str, role: str, chains: list[str], acts: int, day: int, folder: Path) -> None:  # fmt: skip
    """Record so many facts, each under a key, and note each that was acknowledged."""
    chance = random.Random(f"{number} {day} {os.getpid()}")
    noted = (folder / f"client-{number:02d}").open("a", encoding="utf-8")
    for act in range(acts):
        chain = chance.choice(chains)
        key = f"{day}-{number}-{os.getpid()}-{act}"
        words = _finance(chance, key) if role == "finance" else _vendor(chance, key)
        noted.write(f"try {chain} {key}\n")
        noted.flush()
        begun = time.perf_counter()
        event = _until_done(store, [*words, "--contract", chain, "--key", key], noted)
        noted.write(f"took record {time.perf_counter() - begun:.3f}\n")
        if role == "finance" and act % LOOKS == 0:
            _look(store, noted)
        if event:
            noted.write(f"done {chain} {key} {event}\n")
            noted.flush()
            os.fsync(noted.fileno())


def _look(store: str, noted: Any) -> None:
    """What is due next of all contracts; whatever the server is at."""
    begun = time.perf_counter()
    code, _, err = svcctl(store, "payments", "due", "--limit", "50", "--format", "json")
    noted.write(f"took list {time.perf_counter() - begun:.3f}\n")
    if code and not any(sign in err for sign in AWAY):
        noted.write(f"refused {err.splitlines()[:1]}\n")


def _until_done(store: str, words: list[str], noted: Any) -> str:
    """The event recorded; the same command again as long as the server is away."""
    for _ in range(TRIES):
        code, out, err = svcctl(store, *words, "--format", "json")
        if code == 0:
            told = json.loads(out)
            return str(told.get("already") or told["recorded"][0]["event"])
        if any(sign in err for sign in AWAY):
            time.sleep(0.5)
            continue
        noted.write(f"refused {err.splitlines()[:1]}\n")
        return ""
    noted.write("gave-up\n")
    return ""


def _finance(chance: random.Random, key: str) -> list[str]:
    fen = chance.randrange(100, 20_000)
    return [
        "payments", "record", "Y1-advance", "--amount", f"{fen / 100:.2f}", "--on", "2025-03-25",
        "--ref", key, "--confirm-account",
    ]  # fmt: skip


def _vendor(chance: random.Random, key: str) -> list[str]:
    day = f"2025-{chance.randrange(4, 12):02d}-{chance.randrange(1, 28):02d}"
    return ["letter", "sent", "Y1-advance", "--means", "EMS", "--on", day, "--doc", key]


def reader(number: int, store: str, chains: list[str], looks: int, day: int, folder: Path) -> None:
    """Look at contracts all day long: a chain that does not verify is half a command seen."""
    chance = random.Random(f"reader {number} {day}")
    noted = (folder / f"reader-{number:02d}").open("a", encoding="utf-8")
    for _ in range(looks):
        code, _, err = svcctl(
            store, "payments", "due", "--contract", chance.choice(chains), "--format", "json"
        )
        noted.write(f"{code} {err.splitlines()[:1] if code else ''}\n")
        noted.flush()


# -- the week --------------------------------------------------------------------------------------


def fill(store: str, contracts: int) -> list[str]:
    """So many contracts, each with its terms and the day it began."""
    from svcctl import workspace
    from svcctl.billing.position import Started
    from svcctl.casebook.kinds import Imported
    from svcctl.contracts.form import plain
    from svcctl.store.journal import open_journal
    from svcctl.store.place import Server as Address

    document = plain(tomllib.loads(SEED.read_text(encoding="utf-8")))
    chains = [f"c-{number:06d}" for number in range(contracts)]
    now = workspace.recorded_now()  # of another moment each would be marked as in doubt
    journal = open_journal(Address(store), write=True)
    for first in range(0, contracts, 500):
        with journal.writing():
            journal.opened = True  # one seal for all of them comes with the first command
            for chain in chains[first : first + 500]:
                terms = Imported(on=date(2025, 3, 5), terms=document | {"id": chain})
                journal.append(chain, [terms, Started(on=date(2025, 3, 10))], "purchaser", now)
    journal.close()
    return chains


def play(server: Server, options: argparse.Namespace, chains: list[str], folder: Path) -> int:
    """Seven days; how many facts were lost, doubled or half done."""
    roles = ["finance"] * (options.clients - VENDORS - 1) + ["vendor"] * VENDORS + ["auditor"]
    logins = [f"{role}{number}" for number, role in enumerate(roles)]
    shares = _shares(roles, chains)
    for login, role, share in zip(logins, roles, shares, strict=True):
        server.sql(f"CREATE ROLE {login} LOGIN")
        own = (
            [word for chain in share for word in ("--contract", chain)] if role == "vendor" else []
        )
        code, _, err = svcctl(server.url("keeper"), "store", "grant", login, "--role", role, *own)
        if code:
            raise SystemExit(err)
    wrong = 0
    for day in range(1, options.days + 1):
        begun = time.perf_counter()
        killed = _day(server, options, list(zip(logins, roles, shares, strict=True)), day, folder)
        wrong += _judged(server, folder, day, killed, time.perf_counter() - begun)
    return wrong


def _shares(roles: list[str], chains: list[str]) -> list[list[str]]:
    """Finance has all; each vendor some of its own, few enough to meet others there."""
    found = []
    for number, role in enumerate(roles):
        found.append(chains if role != "vendor" else chains[number :: len(roles)][:200])
    return found


def _day(server: Server, options: argparse.Namespace, clients: Any, day: int, folder: Path) -> int:
    """One day: all at work, some killed and begun again, the server down once."""
    chance = random.Random(day)

    def begin(number: int) -> Any:
        login, role, share = clients[number]
        if role == "auditor":
            arguments = (number, server.url(login), share, options.acts, day, folder)
            made = FORK.Process(target=reader, args=arguments)
        else:
            # few contracts are in everybody's hands, most in one's: both kinds of meeting happen
            busy = [*share[:20], *chance.sample(share, min(len(share), 400))]
            made = FORK.Process(
                target=client,
                args=(number, server.url(login), role, busy, options.acts, day, folder),
            )
        made.start()
        return made

    at_work = [begin(number) for number in range(len(clients))]
    killed, fallen = 0, False
    while any(each.is_alive() for each in at_work):
        time.sleep(chance.uniform(0.3, 1.5))
        number = chance.randrange(len(at_work))
        if at_work[number].is_alive() and killed < options.kills:
            os.kill(at_work[number].pid, signal.SIGKILL)
            at_work[number].join()
            at_work[number] = begin(number)
            killed += 1
        elif not fallen and killed > options.kills // 2:
            server.fall_over()
            fallen = True
    return killed


def _judged(server: Server, folder: Path, day: int, killed: int, seconds: float) -> int:
    """What a day came to: what was acknowledged against what stands there."""
    tried: dict[str, str] = {}
    done: dict[str, str] = {}
    took: dict[str, list[float]] = {}
    refused = 0
    for path in sorted(folder.glob("client-*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            word, *rest = line.split()
            if word == "try":
                tried[rest[1]] = rest[0]
            elif word == "done" and len(rest) == 3:
                done[rest[1]] = rest[2]
            elif word == "took" and len(rest) == 2:
                took.setdefault(rest[0], []).append(float(rest[1]))
            else:
                refused += 1
    stand = dict(
        line.split("|", 1) for line in server.sql("SELECT key, chain||'#'||seq FROM command_key").split()
    )  # fmt: skip
    told = server.sql(
        "SELECT coalesce(p.body::json->>'ref', p.body::json->>'doc'), count(*) FROM payload p "
        "WHERE p.body LIKE '%\"ref\"%' OR p.body LIKE '%\"doc\"%' GROUP BY 1 HAVING count(*) > 1"
    ).split()
    lost = [key for key, event in done.items() if stand.get(key) != event]
    strange = [key for key in stand if key not in tried]
    half = sum(
        not line.startswith("0")
        for path in folder.glob("reader-*")
        for line in path.read_text(encoding="utf-8").splitlines()
        if not any(sign in line for sign in AWAY)
    )
    code, out, _ = svcctl(server.url("keeper"), "audit", "verify", "--hashes", "--format", "json")
    found = json.loads(out)
    print(
        f"day {day}: {seconds:.0f} s, {len(tried)} commands so far, {len(done)} acknowledged, {killed} clients "
        f"killed, 1 fall of the server; {len(stand) - len(done)} recorded and never acknowledged, {refused} "
        f"refused; lost {len(lost)}, doubled {len(told)}, of nobody {len(strange)}, half seen {half}, "
        f"verify {'ok' if code == 0 else found}",
        flush=True,
    )
    for what, times in sorted(took.items()):
        times.sort()
        print(
            f"  {what}: {len(times)}, median {times[len(times) // 2]:.2f} s, "
            f"95 % {times[len(times) * 95 // 100]:.2f} s, longest {times[-1]:.2f} s",
            flush=True,
        )
    return len(lost) + len(told) + len(strange) + half + code


def main() -> int:
    """Set up, play, take down."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--contracts", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--acts", type=int, default=120)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--port", type=int, default=54329)
    options = parser.parse_args()
    if not BIN:
        print("PostgreSQL's server is not installed here", file=sys.stderr)
        return 2
    os.environ["SVCCTL_LANG"] = "en"
    folder = Path(tempfile.mkdtemp(prefix="bureau-", dir="/tmp"))
    if os.name == "posix" and os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    folder.chmod(0o755)
    server = Server(folder, options.port)
    server.start()
    try:
        server.sql("CREATE DATABASE bureau", "postgres")
        begun = time.perf_counter()
        code, _, err = svcctl(server.url("keeper"), "init")
        if code:
            raise SystemExit(err)
        chains = fill(server.url("keeper"), options.contracts)
        print(f"{len(chains)} contracts filled in {time.perf_counter() - begun:.0f} s", flush=True)
        code, _, err = svcctl(server.url("keeper"), "store", "rebuild")  # as the manual says
        if code:
            raise SystemExit(err)
        print(f"and worked out, {time.perf_counter() - begun:.0f} s", flush=True)
        notes = Path(tempfile.mkdtemp(prefix="bureau-notes-"))
        return 1 if play(server, options, chains, notes) else 0
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
