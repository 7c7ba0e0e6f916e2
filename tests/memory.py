"""Where tests write: a store syncs its file at every fact, which on a disk takes longer than the fact."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30  # bytes; a whole run needs a tenth of it


def roomy() -> bool:
    """Whether there is a file system in memory that programs may be started from, with room."""
    if os.name != "posix" or not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return False
    runs = not os.statvfs(MEMORY).f_flag & getattr(os, "ST_NOEXEC", 8)
    return runs and shutil.disk_usage(MEMORY).free > ROOM


def write_there() -> None:
    """Temporary folders of this run and of what it starts stand in memory; not where TMPDIR is set."""
    if "TMPDIR" not in os.environ and "PYTEST_DEBUG_TEMPROOT" not in os.environ and roomy():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = str(MEMORY)
