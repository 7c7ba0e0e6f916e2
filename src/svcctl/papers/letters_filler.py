"""What runs apart: a template and its values on stdin, the letter on stdout, within limits of its own."""

import json
import pickle
import sys
from contextlib import suppress
from time import process_time

from svcctl.billing.refusal import Refusal
from svcctl.papers.letters import letter

LARGEST = 32 << 20  # bytes of a letter
# how many times as long as its own start the filling may take, so that a slow machine has longer:
# at all, and for each MiB of values; the longest letters that ship take one and one
TIMES, FOR_EACH_MIB = 5, 12


def main(mib: str) -> None:
    """Answer what stands on stdin: D and the document, or R and why it is refused."""
    import docxtpl  # noqa: F401 (loading it is a part of the start)

    template, name, kind, values, stamp = pickle.load(sys.stdin.buffer)
    _limit(int(mib), process_time() * (TIMES + FOR_EACH_MIB * len(values) / 2**20))
    try:
        made = letter(template, name, kind, pickle.loads(values), stamp)
        if len(made) > LARGEST:
            raise Refusal("letter.limits", path=name, mib=mib)
        answer = b"D" + made
    except Refusal as refusal:
        told = {"key": refusal.key, "values": refusal.values}
        answer = b"R" + json.dumps(told).encode()
    sys.stdout.buffer.write(answer)


def _limit(mib: int, seconds: float) -> None:
    """Hold this process to its memory and time, where the system can; it writes no file."""
    try:
        import resource
        from signal import ITIMER_PROF, setitimer
    except ImportError:  # Windows: the patience of whoever waits is all
        return
    setitimer(ITIMER_PROF, seconds)  # ends the process, whatever a library is at
    for name, most in {"AS": mib << 20, "DATA": mib << 20, "CORE": 0, "FSIZE": 0}.items():
        with suppress(AttributeError, OSError, ValueError):  # a system without it, or with less
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
