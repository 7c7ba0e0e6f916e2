"""Kills, power cuts and full disks in mid-write, over and over: the store stays sound, and every fact said to be recorded is there.

python tools/crashes.py kills 10000 [DIR]    # SIGKILL at any moment of recording
python tools/crashes.py cuts 100000 [DIR]    # power cuts: what was not synced is lost (needs strace)
python tools/crashes.py full 400 [DIR]       # files that may not grow beyond a limit
python tools/crashes.py damages 5000 [DIR]   # single damages, rescued with `store salvage`
"""

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from svcctl.billing.position import Annotation, File
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import StoreCreated
from svcctl.store.journal import Journal, open_journal
from svcctl.store.sqlite import SCHEMA_VERSION, refusing
from svcctl.store.sqlite_schema import create_schema
from svcctl.store.verify import verify

DAY = date(2026, 3, 2)
CHAINS = ("first", "second")
Ack = tuple[str, int, str]  # a fact that was said to be recorded: chain, number, hash
FACTS = 30  # after so many kills a store is begun anew, so that checking stays quick


def made(path: Path) -> None:
    """A store with its first fact."""
    create_schema(path)
    journal = open_journal(path, write=True)
    with journal.writing():
        digest = journal.driver.schema_digest()
        said = StoreCreated(on=DAY, schema=SCHEMA_VERSION, schema_sha256=digest, version="1")
        journal.append("store", [said], "finance", _moment(0))
    journal.driver.settle()
    journal.close()


def _moment(number: int) -> str:
    moment = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=number)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


# -- what is being recorded ------------------------------------------------------------------------


def record(journal: Journal, number: int, dice: random.Random) -> list[Ack]:
    """One command: one fact or several of a chain, now and then with a file; all of it or nothing."""
    chain, count = dice.choice(CHAINS), dice.choice((1, 1, 2, 4))
    files: tuple[File, ...] = ()
    with journal.writing():
        if dice.random() < 0.2:
            content = f"paper {number} ".encode() * dice.choice((5, 2000))
            files = (File("paper.pdf", journal.keep(content, chain), len(content)),)
        said = [
            Annotation(
                on=DAY,
                target=f"{chain}#1",
                voucher=f"{place} of {count}",
                note="x" * dice.choice((10, 300, 9000)),
                files=files if place == 1 else (),
            )
            for place in range(1, count + 1)
        ]
        facts = journal.append(chain, said, "finance", _moment(number))
        hashes = [
            journal.driver.execute(journal.sql.HASH_OF, (fact.chain, fact.seq)).fetchone()[0]
            for fact in facts
        ]
    return [(fact.chain, fact.seq, each) for fact, each in zip(facts, hashes, strict=True)]


def working(path: Path, dice: random.Random, tell: Callable[[str], object], most: int) -> None:
    """Commands one after the other, each told of when it begins and when it has recorded."""
    journal: Journal | None = None
    for number in range(most):
        tell("begins\n")
        if journal is None:
            journal = open_journal(path, write=True)
            journal.driver.execute(f"PRAGMA wal_autocheckpoint = {dice.choice((6, 1000))}")
        told = record(journal, number + 1, dice)
        tell("".join(f"{chain} {seq} {its_hash}\n" for chain, seq, its_hash in told))
        if dice.random() < 0.6:  # as a command does when it ends: the log goes into the file
            journal.close()
            journal = None


# -- what must hold afterwards ---------------------------------------------------------------------


def wrong(path: Path, acknowledged: list[Ack]) -> list[str]:
    """What is not as it must be: unsound, a fact that was acknowledged lost, half a command."""
    try:
        journal = open_journal(path)
    except Refusal as refusal:
        return [refusal.key]
    try:
        with refusing(path):
            return list(_wrong(journal, acknowledged))
    except Refusal as refusal:
        return [refusal.key]
    finally:
        journal.close()


def _wrong(journal: Journal, acknowledged: list[Ack]) -> Iterator[str]:
    yield from (f"{each.at} {each.what}" for each in verify(journal).broken)
    for chain, seq, its_hash in acknowledged:
        row = journal.driver.execute(journal.sql.HASH_OF, (chain, seq)).fetchone()
        if row is None or row[0] != its_hash:
            yield f"{chain}#{seq} lost"
    for chain in CHAINS:
        facts = journal.facts(chain)
        if facts:
            place, _, count = facts[-1].payload["voucher"].partition(" of ")
            yield from [f"{facts[-1].id} half"] * (place != count)


# -- kill -9 ---------------------------------------------------------------------------------------


class Killed(NamedTuple):
    """One kill: whether it fell amid a command, what had been acknowledged, how long it took."""

    amid: bool
    acknowledged: list[Ack]


def kill_once(path: Path, dice: random.Random, longest: float = 0.012) -> Killed:
    """A process that records, killed a moment after one of its first commands began."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            working(path, dice, lambda text: os.write(writing, text.encode()), 1000)
        finally:
            os._exit(1)
    os.close(writing)
    begun, said = dice.randrange(1, 5), b""
    while said.count(b"begins") < begun and (more := os.read(reading, 2**16)):
        said += more
    time.sleep(dice.random() * longest)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 2**16):
        said += more
    os.close(reading)
    lines = said.decode().splitlines()
    acknowledged = [(c, int(n), h) for c, n, h in (x.split() for x in lines if x != "begins")]
    return Killed(lines[-1:] == ["begins"], acknowledged)


def _warm(folder: Path) -> None:
    """Record once, so that what is forked has loaded all that recording needs."""
    made(folder / "warm.db")
    working(folder / "warm.db", random.Random(1), lambda _: None, 3)


def kills(count: int, folder: Path, seed: int = 1) -> Counter[str]:
    """So many kills; what came of them."""
    _warm(folder)
    told: Counter[str] = Counter()
    dice = random.Random(seed)
    path, acknowledged = folder / "store.db", []
    for number in range(count):
        if number % FACTS == 0:
            for each in folder.glob("store.db*"):
                each.unlink()
            made(path)
            acknowledged = []
        killed = kill_once(path, random.Random(dice.random()))
        acknowledged += killed.acknowledged
        told["kills"] += 1
        told["amid a command"] += killed.amid
        told["facts acknowledged"] += len(killed.acknowledged)
        told["with a log left"] += path.with_name("store.db-wal").exists()
        for each in wrong(path, acknowledged):
            told[f"WRONG {each}"] += 1
    return told


# -- power cuts ------------------------------------------------------------------------------------
# What the process asked of the system is recorded with strace. A cut may fall before any of these
# calls. Of what was written since a file was last synced any sectors may have reached the disk, in
# any order, some of them torn; of names made or removed since their folder was last synced those
# before any point. It cannot show a disk that lies about syncing, nor damage to what was synced.

SECTOR = 512


class Call(NamedTuple):
    """Something asked of the system: write, truncate, sync, create, unlink, or a word of ours."""

    what: str
    name: str
    at: int = 0
    data: bytes = b""


class Inode:
    """A file: what is on the disk for sure, and what was written since."""

    def __init__(self, content: bytes = b"") -> None:
        self.durable = bytearray(content)
        self.pending: list[Call] = []

    def sync(self) -> None:
        """All that was written is on the disk."""
        for call in self.pending:
            _apply(self.durable, call)
        self.pending = []

    def after_cut(self, dice: random.Random) -> bytes:
        """What may be found on the disk."""
        content = bytearray(self.durable)
        mode = dice.choice(("none", "all", "some", "some", "first", "torn"))
        calls = [] if mode == "none" else self.pending
        if mode == "first":
            calls = calls[: dice.randrange(len(calls) + 1)]
        for call in calls:
            if call.what == "truncate" or mode in ("all", "first"):
                _apply(content, call)
                continue
            for at in range(0, len(call.data), SECTOR):
                if dice.random() < 0.7:
                    piece = call.data[at : at + SECTOR]
                    if mode == "torn" and dice.random() < 0.1:
                        piece = piece[: dice.randrange(len(piece))] + dice.randbytes(7)
                        piece = piece[:SECTOR]
                    _apply(content, Call("write", call.name, call.at + at, piece))
        return bytes(content)


def _apply(content: bytearray, call: Call) -> None:
    if call.what == "truncate":
        del content[call.at :]
        content.extend(bytes(call.at - len(content)))
        return
    content.extend(bytes(max(call.at - len(content), 0)))
    content[call.at : call.at + len(call.data)] = call.data


class Disk:
    """The store's folder as the calls change it."""

    def __init__(self, path: Path) -> None:
        self.durable = {path.name: Inode(path.read_bytes())}
        self.names = dict(self.durable)
        self.steps: list[dict[str, Inode]] = []  # names since the folder was synced
        self.acknowledged: list[Ack] = []

    def do(self, call: Call) -> None:
        """One call that succeeded."""
        if call.what == "says":
            words = [line.split() for line in call.data.decode().splitlines() if line != "begins"]
            self.acknowledged += [(chain, int(seq), its_hash) for chain, seq, its_hash in words]
        elif call.what == "sync-folder":
            self.durable, self.steps = dict(self.names), []
        elif call.what == "sync":
            self.names[call.name].sync()
        elif call.what == "unlink":
            self.names = {name: node for name, node in self.names.items() if name != call.name}
            self.steps.append(self.names)
        elif call.what == "create":
            if call.name not in self.names:
                self.names = self.names | {call.name: Inode()}
                self.steps.append(self.names)
        else:
            self.names[call.name].pending.append(call)

    def after_cut(self, dice: random.Random) -> dict[str, bytes]:
        """What may be found, by name."""
        names = dice.choice([self.durable, *self.steps])
        return {name: node.after_cut(dice) for name, node in names.items()}


def traced(path: Path, seed: int, commands: int) -> list[Call]:
    """What recording asks of the system, call by call."""
    log = path.with_name("calls")
    calls = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink"
    # as itself, not as what Python prints: a word of ours goes to standard output unbuffered
    command = [
        "strace", "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={calls}", "-o", str(log),
        sys.executable, __file__, "work", str(path), str(seed), str(commands),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return list(_calls(log, path.parent))


def _calls(log: Path, folder: Path) -> Iterator[Call]:
    for line in log.read_text().splitlines():
        _, _, text = line.partition(" ")
        text = text.strip()
        name, _, rest = text.partition("(")
        if " = -1 " in rest or (
            "store.db" not in rest and "\\x" not in rest and str(folder) not in rest
        ):
            continue
        found = _call(name, rest, folder)
        if found and not found.name.endswith("-shm"):
            yield found


def _call(name: str, rest: str, folder: Path) -> Call | None:
    """A line of strace as one of ours; None for what is no business of the store."""
    if name == "write":
        return Call("says", "", 0, _bytes(rest)) if rest.startswith("1<") else None
    if name in ("openat", "unlink"):
        path = Path(_bytes(rest).decode(errors="replace"))
        if path.parent != folder or not path.name.startswith("store.db"):
            return None
        if name == "unlink":
            return Call("unlink", path.name)
        return Call("create", path.name) if "O_CREAT" in rest else None
    place = (
        bytes.fromhex(rest.partition("<")[2].partition(">")[0].replace("\\x", ""))
        if "<\\x" in rest
        else rest.partition("<")[2].partition(">")[0].encode()
    )
    path = Path(place.decode())
    if path == folder:
        return Call("sync-folder", "")
    if path.parent != folder:
        return None
    if name == "pwrite64":
        return Call(
            "write", path.name, int(rest.rpartition(")")[0].rpartition(",")[2]), _bytes(rest)
        )
    if name == "ftruncate":
        return Call("truncate", path.name, int(rest.rpartition(")")[0].rpartition(",")[2]))
    return Call("sync", path.name)


def _bytes(rest: str) -> bytes:
    return bytes.fromhex(rest.partition('"')[2].partition('"')[0].replace("\\x", ""))


def cuts(count: int, folder: Path, seed: int = 1, commands: int = 14) -> Counter[str]:
    """So many states that a power cut may leave, no two the same; what came of them."""
    told: Counter[str] = Counter()
    dice = random.Random(seed)
    seen: set[int] = set()
    trial = folder / "trial"
    trial.mkdir()
    while told["states"] < count:
        path = folder / f"work{told['runs']}" / "store.db"
        path.parent.mkdir()
        made(path)
        before = Disk(path)
        calls = traced(path, dice.randrange(2**30), commands)
        told["runs"] += 1
        told["calls"] += len(calls)
        told["syncs"] += sum(call.what == "sync" for call in calls)
        disk = before
        each = min(count // 10 // len(calls), 40) + 1
        for call in calls:
            disk.do(call)
            for _ in range(each):
                files = disk.after_cut(dice)
                state = hash(tuple(sorted(files.items())))
                if state in seen or told["states"] >= count:
                    told["seen before"] += state in seen
                    continue
                seen.add(state)
                told["states"] += 1
                told["facts acknowledged"] += len(disk.acknowledged)
                told.update(f"WRONG {x}" for x in _found(trial, files, disk.acknowledged))
    return told


def _found(trial: Path, files: dict[str, bytes], acknowledged: list[Ack]) -> list[str]:
    for each in trial.iterdir():
        each.unlink()
    for name, content in files.items():
        (trial / name).write_bytes(content)
    return wrong(trial / "store.db", acknowledged)


# -- full disks ------------------------------------------------------------------------------------


def full_once(path: Path, dice: random.Random, limit: int) -> tuple[str, list[Ack]]:
    """Recording until no file may grow any more: how it ended, and what was acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            working(path, dice, lambda text: os.write(writing, text.encode()), 60)
            ended = "room enough"
        except Refusal as refusal:
            ended = refusal.key
        except BaseException as error:  # anything else is what we look for
            ended = f"WRONG {type(error).__name__}"
        os.write(writing, f"end {ended}\n".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        lines = pipe.read().splitlines()
    os.waitpid(child, 0)
    acks = [x.split() for x in lines if x != "begins" and not x.startswith("end ")]
    return lines[-1].removeprefix("end "), [(c, int(n), h) for c, n, h in acks]


def full(count: int, folder: Path, seed: int = 1) -> Counter[str]:
    """So many disks that are full sooner or later; what came of them."""
    told: Counter[str] = Counter()
    dice = random.Random(seed)
    path = folder / "store.db"
    for _ in range(count):
        for each in folder.glob("store.db*"):
            each.unlink()
        made(path)
        limit = dice.randrange(40_000, 400_000)
        ended, acknowledged = full_once(path, random.Random(dice.random()), limit)
        told[ended] += 1
        told["facts acknowledged"] += len(acknowledged)
        told.update(f"WRONG {each}" for each in wrong(path, acknowledged))
    return told


# -- damages ---------------------------------------------------------------------------------------


def damages(count: int, folder: Path, seed: int = 1) -> Counter[str]:
    """So many single damages, rescued; what came of them."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    import damaged

    original = damaged.made(folder / "original.db")
    told: Counter[str] = Counter()
    dice = random.Random(seed)
    for _ in range(count):
        told.update(damaged.trial(original, folder, dice))
    return told


def main(what: str, *rest: str) -> int:
    """Run one of the trials, or, for strace to look on, the work itself."""
    if what == "work":
        path, seed, commands = rest
        working(
            Path(path),
            random.Random(int(seed)),
            lambda text: os.write(1, text.encode()),
            int(commands),
        )
        return 0
    # a folder in memory makes it quick; a kill leaves there what it leaves anywhere
    trial = {"kills": kills, "cuts": cuts, "full": full, "damages": damages}[what]
    with tempfile.TemporaryDirectory(dir=rest[1] if len(rest) > 1 else None) as name:
        begun = time.monotonic()
        told = trial(int(rest[0]), Path(name).resolve())
        print(f"{what}: {time.monotonic() - begun:.0f} s")
        for key, value in sorted(told.items()):
            print(f"  {key}: {value}")
    return 1 if any(key.startswith("WRONG") for key in told) else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
