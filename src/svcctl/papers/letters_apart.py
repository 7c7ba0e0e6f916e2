"""Letters by a template that a user wrote, filled in by a process of its own, which may die of it."""

import json
import pickle
import subprocess
import sys
from datetime import datetime
from typing import Any

from svcctl.billing.refusal import Refusal

FILLER = "svcctl.papers.letters_filler"
MEMORY = 1024  # MiB that filling in may take, where the system can hold a process to it
PATIENCE = 60  # seconds, where it cannot hold one to its time


def letter(template: bytes, name: str, kind: str, values: dict[str, Any], stamp: datetime) -> bytes:
    """As `letters.letter`; Refusal where the filler refuses, or ends without an answer.

    Whoever wrote the template may have written a text that is as long as the memory, or sums that
    end tomorrow: nothing that happens to the filler happens to svcctl.
    """
    asked = pickle.dumps((template, name, kind, pickle.dumps(values), stamp))
    # -P: a module that lies in the folder where one happens to work is not the filler's
    command = [sys.executable, "-P", "-m", FILLER, str(MEMORY)]
    try:
        ended = subprocess.run(command, input=asked, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Refusal("letter.limits", path=name, mib=MEMORY) from None
    how, said = ended.stdout[:1], ended.stdout[1:]
    if ended.returncode or not said:
        raise Refusal("letter.limits", path=name, mib=MEMORY)
    if how == b"R":
        refused = json.loads(said)
        raise Refusal(refused["key"], **refused["values"])
    return said
