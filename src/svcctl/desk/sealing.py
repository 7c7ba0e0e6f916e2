"""A seal to be witnessed outside: all heads in a file, and the signatures that lie beside it."""

import subprocess
from collections.abc import Iterator, Sequence

from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import read_file
from svcctl.store.verdict import Broken

FIRST = "svcctl seal 1"  # the format; another one opens with another number
NAMESPACE = "svcctl"  # of signatures, so that one made for another purpose is none here
PATIENCE = 60  # seconds for a signature to be checked


def seal_text(moment: str, heads: Sequence[str]) -> str:
    """The file: its format, the moment, a head a line; the same bytes for the same heads."""
    return "\n".join([FIRST, moment, *heads, ""])


def heads_in(path: str) -> list[str]:
    """The heads in a seal's file; Refusal where it is none."""
    _, content = read_file(path)
    first, *rest = content.decode("utf-8", "replace").splitlines() or [""]
    if first.strip("\ufeff") != FIRST or len(rest) < 2:
        raise Refusal("seal.not-a-seal", path=path)
    return [line.strip() for line in rest[1:] if line.strip()]


def signed(path: str, allowed: str) -> Iterator[str | Broken]:
    """Who signed a seal's file, by each signature FILE.sig or FILE.NAME.sig beside it.

    `allowed` is a file of keys and whose they are, as ssh-keygen takes it (ALLOWED SIGNERS).
    """
    file, content = read_file(path)
    keys, _ = read_file(allowed)
    for signature in sorted(file.parent.glob(f"{_plain(file.name)}*.sig")):
        common = ["-f", str(keys), "-s", str(signature)]
        names = _ssh_keygen("find-principals", common, b"").splitlines()
        who = next(iter(names), "")
        given = ["-I", who, "-n", NAMESPACE, *common]
        if who and _ssh_keygen("verify", given, content):
            yield who
        else:
            yield Broken(signature.name, "signature")


def _plain(name: str) -> str:
    """A name in which no sign stands for others."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _ssh_keygen(verb: str, options: Sequence[str], content: bytes) -> str:
    """What OpenSSH's tool answers; nothing where it says no."""
    try:
        done = subprocess.run(
            ["ssh-keygen", "-Y", verb, *options],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refusal("seal.no-tool", error=error) from None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
