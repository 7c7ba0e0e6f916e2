"""An office for tests: a store in a folder of its own, a clock that ticks with each command, papers at hand."""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from svcctl import workspace
from svcctl.cli import main

CONTRACT = "zyfy-his-2025"
Answer = dict[str, Any]


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


class Office:
    """A store, its clock, and a folder of papers; commands are run in this process."""

    def __init__(self, folder: Path, moment: datetime, papers: Path) -> None:
        self.moment, self.papers = moment, papers
        self.store = folder / "store.db"
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, *args: object) -> Said:
        """Run a command, a second after the last one; PAPERS stands for the folder of papers."""
        self.moment += timedelta(seconds=1)
        texts = [str(arg).replace("PAPERS", str(self.papers)) for arg in args]
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(workspace, "now", lambda: self.moment)
            code = main([*texts, "--store", str(self.store)])
        return Said(code, out.getvalue(), err.getvalue())

    def do(self, command: str, *more: object) -> Said:
        """Run what has to be done."""
        said = self.run(*command.split(), *more)
        assert said.code == 0, f"{command}: {said.err}"
        return said

    def json(self, command: str, *more: object) -> Answer:
        """The answer of a command as scripts read it."""
        found: Answer = json.loads(self.do(command, *more, "--format", "json").out)
        return found

    def copy(self, folder: Path) -> "Office":
        """The same office as it is now, elsewhere."""
        other = Office(folder, self.moment, self.papers)
        shutil.copy2(self.store, other.store)
        return other
