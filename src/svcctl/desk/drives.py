"""Whether a store lies on a network drive, where SQLite's log holds for one machine at a time."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from svcctl.desk.desk import Desk

Mount = tuple[PurePosixPath, str]  # where a file system begins, and its kind
# what is read by more machines than one, or by a virtual machine and its host
SHARED = (
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4",
    "smb3", "smbfs", "vboxsf", "webdav", "fuse.ceph", "fuse.davfs", "fuse.glusterfs", "fuse.rclone",
    "fuse.sshfs", "fuse.vmhgfs-fuse",
)  # fmt: skip
ROOT = PurePosixPath("/")
DRIVE_REMOTE = 4  # of GetDriveTypeW
PATIENCE = 5  # seconds that macOS may take to list what is mounted


def warn(desk: Desk) -> None:
    """Tell, on stderr, that the store lies where several machines can damage it."""
    place = desk.store_place
    if not isinstance(place, Path) or not is_shared(place):
        return
    from svcctl.desk.failing import complain

    complain(desk.words("store.network", path=place) + "\n", 0)


def is_shared(path: Path) -> bool:
    """Whether the machine says so; not where it cannot be asked."""
    with suppress(OSError, ValueError):
        real = path.resolve()
        if sys.platform == "win32":
            return shared_on_windows(str(real), _drive_kind)
        listed = _of_macos() if sys.platform == "darwin" else _of_linux()
        return shared_on_posix(real.as_posix(), listed)
    return False


def shared_on_posix(path: str, mounts: Iterable[Mount]) -> bool:
    """Whether the innermost file system around a path, of several there the last, is shared."""
    place = PurePosixPath(path)
    around = [(len(at.parts), kind) for at, kind in mounts if place.is_relative_to(at)]
    depth = max((parts for parts, _ in around), default=0)
    kinds = [kind for parts, kind in around if parts == depth]
    # what a machine starts from is its own, whatever it is called: some sandboxes call it 9p
    return depth > len(ROOT.parts) and kinds[-1] in SHARED


def shared_on_windows(path: str, kind: Callable[[str], int]) -> bool:
    r"""Whether a path is of another machine (\\server\share), or of a drive that is."""
    drive = PureWindowsPath(path).drive
    if drive.upper().startswith("\\\\?\\UNC\\"):
        return True
    bare = drive.removeprefix("\\\\?\\")
    return bare.startswith("\\\\") or (bool(bare) and kind(bare + "\\") == DRIVE_REMOTE)


def mounts_of_linux(text: str) -> Iterator[Mount]:
    """What /proc/self/mountinfo lists (proc(5)): the fifth field, and the first behind the dash."""
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) > 4 and kinds[0]:
            yield PurePosixPath(_plain(fields[4])), kinds[0]


def mounts_of_macos(text: str) -> Iterator[Mount]:
    """What `mount` lists there: //office@server/share on /Volumes/share (smbfs, nodev)."""
    for line in text.splitlines():
        if found := re.search(r" on (/.*) \(([\w.]+)[,)][^(]*$", line):
            yield PurePosixPath(found[1]), found[2]


def _plain(field: str) -> str:
    r"""A path without the escapes that blanks are written as: \040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


def _of_linux() -> list[Mount]:
    text = Path("/proc/self/mountinfo").read_bytes().decode("utf-8", "surrogateescape")
    return list(mounts_of_linux(text))


def _of_macos() -> list[Mount]:
    from subprocess import SubprocessError, run

    try:
        listed = run(["/sbin/mount"], capture_output=True, timeout=PATIENCE, check=True)
    except SubprocessError as error:
        raise OSError(*error.args) from None
    return list(mounts_of_macos(os.fsdecode(listed.stdout)))


def _drive_kind(drive: str) -> int:
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(drive))  # type: ignore[attr-defined,unused-ignore]
