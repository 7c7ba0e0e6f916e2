"""Looking at the machine: signs, screen, fonts, the programs that papers are made with, versions."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from svcctl import workspace
from svcctl.answers.doctor import OK, PROBLEM, WARNING, Examined
from svcctl.desk.desk import Desk
from svcctl.store.place import SCHEMES
from svcctl.version import __version__

OLDEST = (3, 11)
NARROW = 80  # columns below which lists are told in paragraphs
PATIENCE = 0.3  # seconds for a terminal to say where it stands
WIDE = "中文"  # four cells
FONTS = {  # that letters are set in: names by which systems know them
    "仿宋": ("FangSong", "仿宋", "STFangsong", "simfang"),
    "宋体": ("SimSun", "宋体", "Songti", "STSong", "simsun"),
    "黑体": ("SimHei", "黑体", "Heiti", "STHeiti", "simhei"),
}
ANY_CHINESE = ("CJK", "WenQuanYi", "PingFang", "YaHei", "Noto Serif SC", "Noto Sans SC", "Fandol")
FOLDERS = ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts")
SYSTEMS = {"win32": "windows", "darwin": "macos"}
SHELLS = ("bash", "zsh", "fish", "pwsh", "powershell")


def examined(desk: Desk) -> Iterator[Examined]:
    """Versions, command, completion, signs, screen, fonts, office program, what a server needs."""
    yield from _versions()
    yield _command()
    yield _completion()
    yield _signs()
    yield _screen()
    if desk.format == "table" and desk.output is None:  # else nothing but the answer is written
        yield from _cells()
    yield _fonts()
    yield _office()
    if desk.store.partition("://")[0] in SCHEMES:
        yield _client()


def system() -> str:
    """What the machine runs: linux, macos, windows."""
    return SYSTEMS.get(sys.platform, "linux")


def by_system(advice: str) -> str:
    """The key of an advice that is another one on each system."""
    return f"{advice}-{system()}"


# -- the program -----------------------------------------------------------------------------------


def _versions() -> Iterator[Examined]:
    from importlib.metadata import PackageNotFoundError, requires, version

    python = ".".join(map(str, sys.version_info[:3]))
    values = {"python": python, "oldest": ".".join(map(str, OLDEST))}
    if sys.version_info[:2] < OLDEST:
        yield Examined("python.old", PROBLEM, "python", values)
    else:
        yield Examined("python.fits", OK, values=values)
    found, missing = [], []
    with suppress(PackageNotFoundError):
        for line in requires("svcctl") or ():
            name = re.split(r"[\s<>=!~;\[(]", line, maxsplit=1)[0]
            if "extra ==" in line or ";" in line:  # what a part or another system alone needs
                continue
            try:
                found.append(f"{name} {version(name)}")
            except PackageNotFoundError:
                missing.append(name)
    yield _packages(found, missing)


def _packages(found: list[str], missing: list[str]) -> Examined:
    values = {"svcctl": __version__, "count": len(found), "packages": found, "missing": missing}
    if missing:
        return Examined("packages.missing", PROBLEM, "install", values)
    return Examined("packages.whole", OK, values=values)


def _command() -> Examined:
    """Whether the command is found by its name, as guides have it typed."""
    import shutil

    path = shutil.which("svcctl")
    if path is None:
        return Examined("command.astray", WARNING, "path", {"python": sys.executable})
    return Examined("command.found", OK, values={"path": path})


def _completion() -> Examined:
    """Whether the shell that is used knows how to complete; to have it is no must."""
    shell = shell_used()
    if not shell:
        return Examined("completion.unknown", OK, "completion")
    with suppress(OSError):
        for path, sign in completion_files(shell):
            if path.is_file() and sign in path.read_text(encoding="utf-8", errors="replace"):
                return Examined("completion.there", OK, values={"shell": shell})
    return Examined("completion.none", OK, "completion", {"shell": shell})


def shell_used() -> str:
    """The shell that somebody works in, as far as the environment says so."""
    if system() == "windows":
        return "pwsh" if os.environ.get("PSMODULEPATH") else ""
    name = Path(os.environ.get("SHELL", "")).name
    return name if name in SHELLS else ""


def completion_files(shell: str) -> Sequence[tuple[Path, str]]:
    """Where Typer puts a completion, and what of it stands there."""
    home = Path.home()
    places = {
        "bash": [home / ".bash_completions/svcctl.sh"],
        "zsh": [home / ".zfunc/_svcctl"],
        "fish": [home / ".config/fish/completions/svcctl.fish"],
    }
    profiles = [home / "Documents/PowerShell/Microsoft.PowerShell_profile.ps1",
                home / "Documents/WindowsPowerShell/Microsoft.PowerShell_profile.ps1",
                home / ".config/powershell/Microsoft.PowerShell_profile.ps1"]  # fmt: skip
    return [(path, "_SVCCTL_COMPLETE") for path in places.get(shell, profiles)]


# -- signs and screen ------------------------------------------------------------------------------


def _signs() -> Examined:
    """Whether what is written can hold Chinese signs, and which language is spoken."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower()
    lang = next((os.environ[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(n)), "-")
    values = {"encoding": encoding or "-", "locale": lang, "lang": workspace.language()}
    try:
        WIDE.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return Examined("signs.narrow", PROBLEM, by_system("signs"), values)
    posix = lang.split(".")[0] in ("C", "POSIX") and "utf" not in lang.lower()
    if posix and system() != "windows":
        return Examined("signs.bare", WARNING, by_system("signs"), values)
    return Examined("signs.whole", OK, values=values)


def _screen() -> Examined:
    width = workspace.terminal_width()
    if width is None:
        return Examined("screen.none", OK)
    if width < NARROW:
        return Examined("screen.narrow", WARNING, "screen", {"width": width, "wished": NARROW})
    return Examined("screen.wide", OK, values={"width": width})


def _cells() -> Iterator[Examined]:
    """Whether a Chinese sign takes two cells, by where the terminal says that it stands behind it."""
    if workspace.terminal_width() is None:
        return
    took = cells_taken()
    if took is None:
        yield Examined("cells.unknown", OK)
    elif took == 2 * len(WIDE):
        yield Examined("cells.two", OK)
    else:
        yield Examined("cells.other", WARNING, "cells", {"took": took, "wished": 2 * len(WIDE)})


def cells_taken() -> int | None:
    """How many cells two Chinese signs take; None where the terminal does not say."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    place = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(place)
        tty.setcbreak(place)
        try:
            sys.stdout.write("\r" + WIDE + "\033[6n")
            sys.stdout.flush()
            said = _answer(place)
            sys.stdout.write("\r\033[K")
            sys.stdout.flush()
        finally:
            termios.tcsetattr(place, termios.TCSANOW, before)
    except (OSError, termios.error):
        return None
    found = re.search(rb"\033\[\d+;(\d+)R", said)
    return int(found[1]) - 1 if found else None


def _answer(place: int) -> bytes:
    """What a terminal answers within its patience."""
    import select

    said = b""
    while not said.endswith(b"R") and select.select([place], [], [], PATIENCE)[0]:
        piece = os.read(place, 32)
        if not piece:
            break
        said += piece
    return said


# -- what papers need ------------------------------------------------------------------------------


def _fonts() -> Examined:
    """Which of the fonts of official letters there are, and whether any Chinese ones are."""
    known = font_names()
    if known is None:
        return Examined("fonts.unknown", OK)
    missing = [
        font for font, names in FONTS.items() if not any(name.lower() in known for name in names)
    ]
    if len(missing) == len(FONTS) and not any(name.lower() in known for name in ANY_CHINESE):
        return Examined("fonts.none", WARNING, by_system("fonts"), {"missing": missing})
    if missing:
        return Examined("fonts.others", OK, values={"missing": missing})
    return Examined("fonts.all", OK)


def font_names() -> str | None:
    """The names of the fonts there are, in one text; None where the machine cannot be asked."""
    import shutil
    from subprocess import SubprocessError, run

    if listing := shutil.which("fc-list"):
        command = [listing, ":lang=zh", "family"]
        with suppress(OSError, SubprocessError):
            told = run(command, capture_output=True, timeout=5, check=True)
            return told.stdout.decode("utf-8", "replace").lower()
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    folders = [windows] if system() == "windows" else [Path(each).expanduser() for each in FOLDERS]
    there = [folder for folder in folders if folder.is_dir()]
    names = [path.name.lower() for folder in there for path in folder.rglob("*.*")]
    return " ".join(names) if there else None


def _office() -> Examined:
    program = workspace.office_program()
    if program is None:
        return Examined("office.none", WARNING, by_system("office"))
    return Examined("office.there", OK, values={"path": program})


def _client() -> Examined:
    """What a store on a server needs: its driver, and the program that backs servers up."""
    import shutil
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        return Examined("client.none", PROBLEM, "install", {"missing": ["psycopg"]})
    if shutil.which("pg_dump") is None:
        return Examined("client.bare", WARNING, by_system("client"))
    return Examined("client.whole", OK)
