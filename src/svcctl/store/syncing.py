"""Names and bytes on the disk, so that they are there after a power cut."""

import os
from contextlib import suppress
from pathlib import Path


def sync(path: Path) -> None:
    """A file or a folder as it is now, on the disk; where a system lets folders be synced."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
