"""A command at a pseudo-terminal, to which a person types line after line, each once it is asked for."""

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Sequence

CTRL_C = "\x03"
PATIENCE = 8  # seconds of silence after the last line that was typed
LONGEST = 60  # seconds that such a walk may take on a slow machine


def at_a_terminal(
    *args: str, typed: Sequence[str], after: str, lang: str = "zh", columns: int = 100
) -> tuple[int, str]:
    """The exit code and all that was shown; a line is typed each time that `after` is shown again."""
    pid, screen = pty.fork()
    if pid == 0:
        told = {"SVCCTL_LANG": lang, "TERM": "dumb", "COLUMNS": str(columns), "NO_COLOR": "1"}
        command = [sys.executable, "-m", "svcctl", *args]
        os.execve(sys.executable, command, {**os.environ, **told})
    shown, answered, silent, until = b"", 0, 0, time.monotonic() + LONGEST
    while time.monotonic() < until and silent < PATIENCE:
        if not select.select([screen], [], [], 1)[0]:
            silent += answered == len(typed)
            # Python's readline does not notice one that comes while it shows what it asks
            if silent and typed[-1:] == [CTRL_C]:
                os.write(screen, CTRL_C.encode())
            continue
        try:
            part = os.read(screen, 65536)
        except OSError:
            break
        if not part:
            break
        shown, silent = shown + part, 0
        if answered < len(typed) and _said(shown).count(after) > answered:
            line = typed[answered]
            os.write(screen, (line if line == CTRL_C else f"{line}\n").encode())
            answered += 1
    if time.monotonic() >= until or silent >= PATIENCE:  # it asks more than there are answers
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(screen)
    return os.waitstatus_to_exitcode(status), _said(shown)


def _said(shown: bytes) -> str:
    return shown.decode(errors="ignore").replace("\r\n", "\n")
