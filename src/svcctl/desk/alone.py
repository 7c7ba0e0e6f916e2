"""`svcctl` alone: the reminder of the week once there is a store, else the help."""

from collections.abc import Container, Sequence
from itertools import pairwise

from svcctl import workspace


def command(typed: Sequence[str]) -> list[str]:
    """What is meant by options of every command without one."""
    named = [text.partition("=")[2] for text in typed if text.startswith("--store=")]
    named += [after for text, after in pairwise(typed) if text == "--store"]
    name = (named[-1] if named else "") or workspace.environment("STORE")
    path = name.removeprefix("sqlite:///")
    # another database is refused by the command, as ever
    there = "://" in path or workspace.is_there(path)
    return ["remind", *typed] if there else []


def told(typed: Sequence[str], files: Container[str] = ("-o", "--output", "--format")) -> bool:
    """Whether a person reads the answer, and not a program or a file."""
    return not any(text.partition("=")[0] in files for text in typed)
