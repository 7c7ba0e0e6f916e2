"""Care of the store: a backup that is whole, checked, and says its heads."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from svcctl import workspace
from svcctl.answers import audit as told
from svcctl.billing.refusal import Refusal
from svcctl.commands.copying import copy
from svcctl.commands.grants import grant
from svcctl.desk.desk import Desk
from svcctl.desk.options import text
from svcctl.desk.showing import check_output, show
from svcctl.store.journal import open_journal
from svcctl.store.leftovers import sweep_beside
from svcctl.store.own_names import MAKING
from svcctl.store.sqlite import open_file, refusing
from svcctl.store.verdict import StoreVerdict


def backup(desk: Desk, to: Annotated[str, text("--to", "opt.backup-to", "DIR")] = "") -> int:
    """A copy of the store with all that was recorded, checked; exit 1 where it is not sound."""
    check_output(desk)
    path = desk.store_path
    folder = Path(to).expanduser() if to else path.parent
    moment = workspace.now().astimezone(workspace.SHANGHAI)
    target = folder / f"{path.stem}-{moment:%Y%m%d-%H%M%S}{path.suffix or '.db'}"
    sweep_beside(folder / path.name)
    try:
        found = _make(path, target)
    except OSError as error:
        raise Refusal("output.failed", path=target, error=error) from None
    if found.broken:
        show(desk, told.verdict(found, False, desk.words))
        return 1
    show(desk, told.backed_up(str(target), found, desk.words))
    return 0


def _make(path: Path, target: Path) -> StoreVerdict:
    """The copy beside its place, checked, and moved there where it is sound."""
    from svcctl.store.verify import verify

    source = open_file(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}{MAKING}", dir=target.parent)
        os.close(handle)
        made = Path(name)
        try:
            # not the file as it lies there: what was recorded last may still be in the log beside
            # it
            with refusing(target):
                source.copy_to(made)
            copy = open_journal(made)
            try:
                found = verify(copy)
            finally:
                copy.close()
            if not found.broken:
                _put(made, target)
            return found
        finally:
            for end in ("", "-wal", "-shm"):
                made.with_name(made.name + end).unlink(missing_ok=True)
    finally:
        source.close()


def _put(made: Path, target: Path) -> None:
    """Into place, never over a file that is there."""
    if target.exists():
        raise FileExistsError(target)
    with suppress(OSError):
        os.link(made, target)
        return
    made.rename(target)  # a file system without links


VERBS = {"backup": backup, "copy": copy, "grant": grant}
