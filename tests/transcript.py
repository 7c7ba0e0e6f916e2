"""Transcripts: command lines with what they print, run again at the times they say, and compared."""

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from svcctl import workspace
from svcctl.cli import main

FOLDER = Path(__file__).parent / "transcripts"


class Step(NamedTuple):
    """One line of a transcript that is acted on: a comment (#), a clock (@), a terminal width (!), or a command ($)."""

    mark: str
    text: str


def steps(text: str) -> Iterator[Step]:
    """The lines of a transcript that are acted on; everything else is what a command printed."""
    for line in text.splitlines():
        if line[:2] in ("# ", "@ ", "$ ", "! "):
            yield Step(line[0], line[2:])


class Player:
    """Plays a transcript in an empty folder, in one language, at the times it says."""

    def __init__(self, folder: Path, lang: str, patch: Any) -> None:
        self.folder = folder
        self.patch = patch
        for name in ("STORE", "LANG", "ROLE", "ACTOR"):
            patch.delenv(f"SVCCTL_{name}", raising=False)
        patch.setenv("SVCCTL_STORE", "store.db")
        patch.setenv("SVCCTL_LANG", lang)
        patch.chdir(folder)

    def play(self, text: str) -> str:
        """The transcript as it comes out now."""
        lines: list[str] = []
        for step in steps(text):
            if step.mark in "#@" and lines and not lines[-1].startswith("#"):
                lines.append("")
            lines.append(f"{step.mark} {step.text}")
            if step.mark == "@":
                moment = datetime.fromisoformat(step.text).replace(tzinfo=workspace.SHANGHAI)
                self.patch.setattr(workspace, "now", lambda moment=moment: moment)
            elif step.mark == "!":
                width = None if step.text == "pipe" else int(step.text)
                self.patch.setattr(workspace, "terminal_width", lambda width=width: width)
            elif step.mark == "$":
                lines += self.run(step.text)
        return "\n".join(lines) + "\n"

    def run(self, command: str) -> list[str]:
        """What one command line prints: its output, its errors behind "! ", and its exit code where it is not 0."""
        program, *args = shlex.split(command)
        assert program == "svcctl", command
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(args)
        lines = self._shown(out.getvalue())
        lines += [f"[stderr] {line}" for line in self._shown(err.getvalue())]
        return lines + ([f"[exit {code}]"] if code else [])

    def _shown(self, text: str) -> list[str]:
        """What was printed, without what differs from run to run: the folder, and salted hashes."""
        return re.sub(
            r"\b[0-9a-f]{64}\b", "<sha256>", text.replace(str(self.folder), ".")
        ).splitlines()
