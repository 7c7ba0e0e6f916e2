"""Network drives: told from what a machine lists, warned of once, never in the way."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl.desk import drives
from svcctl.desk.drives import mounts_of_linux, mounts_of_macos, shared_on_posix, shared_on_windows

# as proc(5) describes it: some lines have optional fields before the dash, some none
LINUX = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /home rw - btrfs /dev/sdb1 rw
31 22 0:40 / /mnt/finance rw,nosuid shared:9 master:1 - nfs4 server:/export rw,vers=4.2
32 22 0:41 / /mnt/finance/local rw - ext4 /dev/sdc1 rw
33 22 0:42 / /mnt/shared\040files rw - cifs //server/share rw
34 22 0:43 / /mnt/key rw - fuse.sshfs office@server:/ rw
35 22 0:44 / /mnt/over rw - ext4 /dev/sdd1 rw
36 35 0:45 / /mnt/over rw - smb3 //server/over rw
37 22 0:46 / /mnt/c rw - 9p C:\134 rw
"""
SANDBOX = "1 0 0:1 / / rw - 9p none rw\n2 1 0:2 / /tmp rw - tmpfs none rw\n"
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//office@server/finance on /Volumes/finance (2025) (smbfs, nodev, nosuid, mounted by office)
server:/export on /Volumes/export (nfs)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


@pytest.mark.parametrize(("path", "shared"), [
    ("/s.db", False), ("/home/office/s.db", False), ("/mnt/finance/2025/s.db", True), ("/mnt/finance", True),
    ("/mnt/finance/local/s.db", False), ("/mnt/finance2/s.db", False), ("/mnt/shared files/s.db", True),
    ("/mnt/key/s.db", True), ("/mnt/over/s.db", True), ("/mnt/c/Users/s.db", True),
])  # fmt: skip
def test_the_innermost_file_system_counts(path: str, shared: bool) -> None:
    """Whole names of folders, blanks unescaped, of two at one place the later."""
    assert shared_on_posix(path, mounts_of_linux(LINUX)) is shared


@pytest.mark.parametrize("path", ["/work/s.db", "/tmp/s.db"])
def test_what_a_machine_starts_from_is_its_own(path: str) -> None:
    """A sandbox's root may be called 9p, and is no network drive."""
    assert not shared_on_posix(path, mounts_of_linux(SANDBOX))


@pytest.mark.parametrize(("path", "shared"), [
    ("/Users/office/s.db", False), ("/Volumes/finance (2025)/s.db", True), ("/Volumes/export/s.db", True),
    ("/System/Volumes/Data/home/s.db", False),
])  # fmt: skip
def test_what_macos_lists(path: str, shared: bool) -> None:
    """A volume's name may have blanks and brackets."""
    assert shared_on_posix(path, mounts_of_macos(MACOS)) is shared


@pytest.mark.parametrize("text", ["", "nonsense\n", "1 2 3 - \n", "a on b (c)\n"])
def test_a_list_that_nobody_understands_says_nothing(text: str) -> None:
    """No warning, and no stumble."""
    for read in (mounts_of_linux, mounts_of_macos):
        assert not shared_on_posix("/mnt/x/s.db", read(text))


@pytest.mark.parametrize(("path", "shared"), [
    ("C:\\svcctl\\s.db", False), ("Z:\\svcctl\\s.db", True), ("\\\\server\\share\\s.db", True),
    ("\\\\?\\UNC\\server\\share\\s.db", True), ("\\\\?\\C:\\s.db", False), ("\\\\?\\Z:\\s.db", True),
])  # fmt: skip
def test_drives_of_windows(path: str, shared: bool) -> None:
    """Names of other machines, and letters that stand for one; DRIVE_FIXED is 3, DRIVE_REMOTE 4."""
    asked = {"C:\\": 3, "Z:\\": 4}
    assert shared_on_windows(path, asked.__getitem__) is shared


@pytest.fixture
def on_a_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """Wherever the tests' stores lie is a network drive; each look is noted."""
    looks: list[Any] = []

    def listed() -> list[Any]:
        looks.append(1)
        return list(mounts_of_linux(f"1 0 0:1 / {tmp_path} rw - nfs4 server:/ rw"))

    monkeypatch.setattr(drives, "_of_linux", listed)
    monkeypatch.setattr(drives.sys, "platform", "linux")
    return looks


PAY = ("payments", "record", "Y1-advance", "--amount", "100", "--on", "2025-03-20", "--confirm-account")  # fmt: skip


@pytest.mark.parametrize(("lang", "told"), [("en", "is on a network drive"), ("zh", "在网络盘上")])
def test_a_store_on_a_share_is_warned_of_and_made(
    run: Run, on_a_share: list[Any], tmp_path: Path, lang: str, told: str
) -> None:
    """`init` says so on stderr, in one line; JSON stays as it is."""
    code, out, err = run("init", "--demo", "--lang", lang, "--format", "json")
    assert (code, sorted(json.loads(out))) == (0, ["imported", "store"])
    assert told in err
    assert str(tmp_path / "store.db") in err
    assert err.count("\n") == 1


def test_the_first_who_records_on_a_day_is_warned(
    demo_store: Path, run: Run, on_a_share: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store moved to a share says so once a day; a trial and readers do not look at all."""
    from datetime import UTC, datetime

    from svcctl import workspace

    monkeypatch.setattr(workspace, "now", lambda: datetime(2027, 5, 4, 3, tzinfo=UTC))
    for reads in (("payments", "due"), ("audit", "verify"), (*PAY, "--ref", "V0", "--dry-run")):
        assert run(*reads)[0] == 0
    assert on_a_share == []
    heard = [run(*PAY, "--ref", f"V{number}")[2].count("network drive") for number in range(3)]
    assert heard == [1, 0, 0]
    monkeypatch.setattr(workspace, "now", lambda: datetime(2027, 5, 5, 3, tzinfo=UTC))
    assert "network drive" in run(*PAY, "--ref", "V9")[2]


def test_a_machine_that_cannot_be_asked_is_not_in_the_way(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No list of what is mounted: no warning, and the store is made."""

    def fails() -> list[Any]:
        raise FileNotFoundError(2, "No such file")

    monkeypatch.setattr(drives, "_of_linux", fails)
    monkeypatch.setattr(drives.sys, "platform", "linux")
    assert run("init")[::2] == (0, "")
