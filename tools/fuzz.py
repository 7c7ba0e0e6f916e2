"""Hostile input of every kind, run in processes that may die of it; each fault is told with its input.

`python tools/fuzz.py --inputs 100000` runs that many; `--kind KIND` (several times) some kinds alone;
`--again KIND:SEED --keep DIR` runs one again, says all, and keeps its files.
"""

import argparse
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import fuzz_kinds as kinds
import fuzz_samples as samples

SECONDS = 2.0  # of CPU that an input may take
PATIENCE = 90  # seconds without a word, after which a worker hangs
LIFE = 1500  # inputs, after which a worker is another one
SHOWN = 3  # inputs told of each fault


class Tally:
    """What came of the inputs: by kind and refusal, and the faults with the first inputs of each."""

    def __init__(self) -> None:
        self.ended: dict[str, Counter[str]] = defaultdict(Counter)
        self.faults: dict[str, list[str]] = defaultdict(list)
        self.slowest: dict[str, tuple[float, int]] = {}
        self.seconds: Counter[str] = Counter()

    def add(self, kind: str, seed: int, result: dict[str, Any]) -> None:
        """One input's result."""
        self.ended[kind][result["ended"]] += 1
        self.seconds[kind] += result["seconds"]
        self.slowest[kind] = max(self.slowest.get(kind, (0.0, 0)), (result["seconds"], seed))
        for fault in result["faults"]:
            self.faults[fault].append(f"{kind}:{seed}")
            if len(self.faults[fault]) <= SHOWN:
                print(f"{self.inputs}: {kind}:{seed} {fault}", flush=True)
        if self.inputs % 1000 == 0:
            print(self.inputs, flush=True)

    @property
    def inputs(self) -> int:
        """How many there were."""
        return sum(ended.total() for ended in self.ended.values())

    def told(self, whole: bool) -> Iterator[str]:
        """The figures as lines."""
        for kind, ended in sorted(self.ended.items()):
            slow, seed = self.slowest[kind]
            mean = 1000 * self.seconds[kind] / ended.total()
            refused = sum(n for name, n in ended.items() if name.startswith("2 "))
            yield (
                f"{kind:12} {ended.total():7} inputs  done {ended['0']:6}  no {ended['1']:6}  refused "
                f"{refused:6} in {sum(n.startswith('2 ') for n in ended)} ways  "
                f"mean {mean:.0f} ms  slowest {slow:.2f} s (:{seed})"
            )
            if whole:
                yield from (f"    {n:7} {name}" for name, n in ended.most_common())
        yield f"{self.inputs} inputs, {sum(map(len, self.faults.values()))} faults of {len(self.faults)} kinds"
        for fault, where in sorted(self.faults.items(), key=lambda each: -len(each[1])):
            yield f"FAULT {len(where)} x {fault}   {' '.join(where[:SHOWN])}"


class Worker:
    """A process that runs inputs; it says which before it runs each, so that its death tells."""

    def __init__(self, folder: Path, given: Path) -> None:
        command = [
            sys.executable,
            str(Path(__file__).with_name("fuzz_worker.py")),
            str(folder),
            str(given),
        ]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.running: tuple[str, int] | None = None
        self.done = 0
        self.since = time.monotonic()

    def give(self, kind: str, seed: int) -> None:
        """The next input."""
        self.running, self.since = (kind, seed), time.monotonic()
        assert self.process.stdin
        self.process.stdin.write(f"{kind} {seed}\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """Its result; that of a process that died where it did."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        if line:
            self.done += 1
            found: dict[str, Any] = json.loads(line)
            return found
        code = self.process.wait()
        why = "over the time" if code == -27 else f"died of {code}"  # SIGPROF
        return {"ended": why, "faults": [why], "seconds": SECONDS}

    def stop(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()


def plan(inputs: int, first: int, chosen: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Which inputs to run: of each kind its share, mixed."""
    weights = {
        name: weight for name, (_, weight) in kinds.KINDS.items() if not chosen or name in chosen
    }
    total = sum(weights.values())
    due = dict.fromkeys(weights, 0.0)
    counts = Counter[str]()
    for _ in range(inputs):
        for name, weight in weights.items():
            due[name] += weight / total
        name = max(due, key=lambda each: due[each])
        due[name] -= 1
        yield name, first + counts[name]
        counts[name] += 1


def run(
    wanted: Iterator[tuple[str, int]], given: Path, workers: int, tally: Tally, until: float
) -> None:
    """Run the inputs in so many processes."""
    with tempfile.TemporaryDirectory(dir=_memory()) as place:
        hands = [_begin(Path(place), given) for _ in range(workers)]
        busy = [hand for hand in hands if _next(hand, wanted)]
        while busy:
            for hand in _ready(busy):
                kind, seed = hand.running or ("", 0)
                result = hand.answer()
                tally.add(kind, seed, result)
                if hand.process.poll() is not None or hand.done >= LIFE:
                    hand.stop()
                    busy.remove(hand)
                    hand = _begin(Path(place), given)
                    busy.append(hand)
                if time.monotonic() > until or not _next(hand, wanted):
                    hand.stop()
                    busy.remove(hand)


def _begin(place: Path, given: Path) -> Worker:
    return Worker(Path(tempfile.mkdtemp(dir=place)), given)


def _next(hand: Worker, wanted: Iterator[tuple[str, int]]) -> bool:
    for kind, seed in wanted:
        hand.give(kind, seed)
        return True
    hand.stop()
    return False


def _ready(busy: Sequence[Worker]) -> list[Worker]:
    streams = {hand.process.stdout: hand for hand in busy}
    while True:
        found, _, _ = select.select([*streams], [], [], 1)
        late = [hand for hand in busy if time.monotonic() - hand.since > PATIENCE]
        for hand in late:
            hand.process.kill()
        if found or late:
            return [streams[stream] for stream in found] or late


def _memory() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--kind", action="append", default=[], choices=kinds.KINDS)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=600)
    parser.add_argument(
        "--samples", type=Path, help="a folder that keeps the samples for the next run"
    )
    parser.add_argument("--short", action="store_true", help="samples without a year of service")
    parser.add_argument("--whole", action="store_true", help="each refusal with its count")
    parser.add_argument("--again", help="KIND:SEED, one input")
    parser.add_argument("--keep", type=Path, help="where its files are kept")
    return parser.parse_args()


def main() -> int:
    """Exit code 1 where something broke."""
    told = _arguments()
    with tempfile.TemporaryDirectory() as made:
        given = told.samples or Path(made)
        if not (given / "signers").exists():
            given.mkdir(parents=True, exist_ok=True)
            kinds.made_samples(given, service=not told.short)
        if told.again:
            from fuzz_worker import again

            kind, _, seed = told.again.partition(":")
            return again(kind, int(seed), samples.read(given), told.keep)
        tally = Tally()
        wanted = plan(told.inputs, told.first, told.kind)
        run(wanted, given, told.workers, tally, time.monotonic() + 60 * told.minutes)
        print("\n".join(tally.told(told.whole)))
        return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
