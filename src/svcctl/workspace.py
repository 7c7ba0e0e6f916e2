"""What svcctl asks the machine, and only here: paths, today, the language, the role."""

import os
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

SHANGHAI = timezone(
    timedelta(hours=8), "Asia/Shanghai"
)  # China has kept UTC+8 without summer time since 1991
ROLES = ("purchaser", "supplier", "auditor")
LANGUAGES = ("zh", "en")
WIDEST = 1000  # columns of a terminal that a line is spread over


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today in China."""
    return now().astimezone(SHANGHAI).date()


def recorded_now() -> str:
    """This moment as the journal writes it: UTC, of one length, so that text sorts by time."""
    return stamp(now())


def last_second() -> str:
    """The end of the last whole second, which is what `--known-at` makes of its digits."""
    return stamp(now().replace(microsecond=0) - timedelta(microseconds=1))


def local_time(recorded_at: str) -> str:
    """A moment of the journal as people in China read it."""
    moment = datetime.fromisoformat(recorded_at.replace("Z", "+00:00")).astimezone(SHANGHAI)
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def stamp(moment: datetime) -> str:
    """A moment as the journal writes it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def language() -> str:
    """SVCCTL_LANG, else Chinese where the locale is Chinese, else English."""
    asked = os.environ.get("SVCCTL_LANG", "")
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "zh" if os.environ[name].lower().startswith("zh") else "en"
    return "zh" if sys.platform == "win32" and _windows_is_chinese() else "en"


def _windows_is_chinese() -> bool:
    import locale

    return (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))


def environment(name: str) -> str:
    """A setting from the environment, "SVCCTL_" before its name."""
    return os.environ.get(f"SVCCTL_{name}", "")


def default_store() -> Path:
    """One file in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("svcctl", appauthor=False) / "store.db"


def is_there(store: str) -> bool:
    """Whether there is a file of that name, or without a name the one in the user's folder."""
    try:
        return (Path(store).expanduser() if store else default_store()).exists()
    except (RuntimeError, OSError):  # of somebody who is not known, or too long for a name
        return False


def profiles_folder() -> Path:
    """Where the columns of banks' lists are kept once they were confirmed."""
    from platformdirs import user_config_path

    return user_config_path("svcctl", appauthor=False) / "profiles"


def reports_folder() -> Path:
    """Where reports of faults of the program lie until somebody sends or deletes them."""
    from platformdirs import user_log_path

    return user_log_path("svcctl", appauthor=False)


def shipped(folder: str) -> Path:
    """A folder of the data that ships: in the package when installed, else in the checkout."""
    package = Path(__file__).parent
    inside = package / "data" / folder
    return inside if inside.is_dir() else package.parents[1] / "data" / folder


def office_program() -> Path | None:
    """LibreOffice, which makes PDFs: on the path, else where it is usually installed."""
    import shutil

    # on Windows soffice.exe is gone before its work is done, soffice.com waits for it
    names = ("soffice.com", "soffice") if sys.platform == "win32" else ("soffice", "libreoffice")
    found = [Path(path) for name in names if (path := shutil.which(name))]
    return next((path for path in (*found, *_usual_places()) if path.is_file()), None)


def _usual_places() -> list[Path]:
    """Where its installers put it without telling the path."""
    if sys.platform == "darwin":
        inside = Path("Applications/LibreOffice.app/Contents/MacOS/soffice")
        return [Path("/") / inside, Path.home() / inside]
    if sys.platform == "win32":
        folders = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)")]
        inside = Path("LibreOffice/program/soffice.com")
        return [Path(folder) / inside for folder in folders if folder]
    return [*sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)]


def terminal_width() -> int | None:
    """The columns of the terminal, or None where the output goes to a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)  # COLUMNS may say anything


def colours() -> bool:
    """Whether colours may be used: a terminal, and NO_COLOR not set (no-color.org)."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def watched() -> bool:
    """Whether somebody sees what goes to stderr while it is written."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def seconds() -> float:
    """Seconds that only go forward, to tell how long something takes."""
    from time import monotonic

    return monotonic()


def interactive() -> bool:
    """Whether a person is there to be asked: typing at a terminal and reading one."""
    return sys.stdin.isatty() and sys.stderr.isatty()
