"""Workbooks of other kinds (.xls, .xlsb, .ods) read in a process of its own, which may die of them."""

import json
import subprocess
import sys
from typing import Any

from svcctl.billing.refusal import Refusal
from svcctl.intake.sheets import Bounds, Sheet, Span

READER = "svcctl.intake.apart_reader"
MEMORY = 1024  # MiB of memory that such a file may take, where the system can hold a process to it
SECONDS = 60


def sheets(content: bytes, bounds: Bounds, times: bool = False) -> list[Sheet]:
    """The sheets that are shown; Refusal where the reader refuses, or ends without an answer.

    A small file may unfold to more than a machine holds, and calamine does not count: nothing
    that happens to the reader happens to svcctl.
    """
    limits = {"mib": MEMORY, "seconds": SECONDS}
    # -P: a module that lies in the folder where one happens to work is not the reader's
    command = [sys.executable, "-P", "-m", READER, str(MEMORY), str(SECONDS)]
    command += ["times"] if times else []
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise Refusal("table.limits", path=bounds.path, **limits) from None
    if ended.returncode:
        raise Refusal("table.limits", path=bounds.path, **limits)
    said = json.loads(ended.stdout)
    if refused := said.get("refused"):
        raise Refusal(refused, **(said["values"] | {"path": bounds.path}))
    return [_sheet(each) for each in said["sheets"]]


def _sheet(given: Any) -> Sheet:
    name, lines, merged = given
    return Sheet(name, [(n, cells) for n, cells in lines], tuple(Span(*each) for each in merged))
