"""A seal to be witnessed outside: all heads in a file, and the signatures that lie beside it."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import read_file
from svcctl.desk.signing import NAMESPACE, signer_without_openssh
from svcctl.store.verdict import Broken

# the format; one with heads by a second hash opens with another number: a program that would pass
# over half of what it is told to check refuses it
FIRST, SECOND = "svcctl seal 1", "svcctl seal 2"
SM3 = "sm3 "  # opens the line of a head by that hash
PATIENCE = 60  # seconds for a signature to be checked


class SealFile(Record):
    """What a seal's file says: the heads, and those by SM3 where it has them."""

    heads: tuple[str, ...]
    sm3: tuple[str, ...]


def seal_text(moment: str, heads: Sequence[str], sm3: Sequence[str] = ()) -> str:
    """The file: its format, the moment, a head a line; the same bytes for the same heads."""
    lines = [f"{SM3}{head}" for head in sm3]
    return "\n".join([SECOND if sm3 else FIRST, moment, *heads, *lines, ""])


def read_seal(path: str) -> SealFile:
    """The heads in a seal's file; Refusal where it is none."""
    _, content = read_file(path)
    first, *rest = content.decode("utf-8", "replace").splitlines() or [""]
    if first.strip("\ufeff") not in (FIRST, SECOND) or len(rest) < 2:
        raise Refusal("seal.not-a-seal", path=path)
    lines = [line.strip() for line in rest[1:] if line.strip()]
    return SealFile(
        tuple(line for line in lines if not line.startswith(SM3)),
        tuple(line.removeprefix(SM3) for line in lines if line.startswith(SM3)),
    )


def signed(path: str, allowed: str) -> Iterator[str | Broken]:
    """Who signed a seal's file, by each signature FILE.sig or FILE.NAME.sig beside it.

    `allowed` is a file of keys and whose they are, as ssh-keygen takes it (ALLOWED SIGNERS).
    """
    file, content = read_file(path)
    keys, _ = read_file(allowed)
    for signature in sorted(file.parent.glob(f"{_plain(file.name)}*.sig")):
        try:
            who = _signer(signature, keys, content)
        except OSError as error:
            # a desk without OpenSSH: what this program can sign it can check
            who = signer_without_openssh(signature, keys, content, error)
        yield who or Broken(signature.name, "signature")


def _signer(signature: Path, keys: Path, content: bytes) -> str:
    """Whose signature it is, by OpenSSH; nothing where it is nobody's in the list, or of another file."""
    common = ["-f", str(keys), "-s", str(signature)]
    names = _ssh_keygen("find-principals", common, b"").splitlines()
    who = next(iter(names), "")
    given = ["-I", who, "-n", NAMESPACE, *common]
    return who if who and _ssh_keygen("verify", given, content) else ""


def _plain(name: str) -> str:
    """A name in which no sign stands for others."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _ssh_keygen(verb: str, options: Sequence[str], content: bytes) -> str:
    """What OpenSSH's tool answers; nothing where it says no, OSError where there is none."""
    try:
        done = subprocess.run(
            ["ssh-keygen", "-Y", verb, *options],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal("seal.no-tool", error=error) from None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
