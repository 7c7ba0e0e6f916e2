"""What goes wrong beyond a refusal: an answer that got lost, or a fault of the program."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from typing import NoReturn

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.i18n import Words
from svcctl.version import __version__

UNWRITTEN, INTERRUPTED = 3, 130
SHOWN = 3  # facts named one by one; of more, the first and the last


class Failed(Exception):
    """What stopped a command is its cause; `recorded` is what it had recorded by then."""

    def __init__(self, recorded: Sequence[str]) -> None:
        super().__init__(*recorded)
        self.recorded = recorded


def stopped(error: BaseException, recorded: Sequence[str]) -> NoReturn:
    """Raise what stopped a command with what it had recorded; an empty refusal stays one."""
    interrupted = isinstance(error, KeyboardInterrupt) and not error.args
    if (isinstance(error, Refusal) or interrupted) and not recorded:
        raise error
    raise Failed(recorded) from error


def failure(error: BaseException, words: Words, args: Sequence[str]) -> int:
    """Say what went wrong and what is recorded all the same; the exit code."""
    recorded: Sequence[str] = ()
    cause = error
    if isinstance(error, Failed):
        recorded, cause = error.recorded, error.__cause__ or error
    kept = words("failed.recorded", what=_named(recorded, words)) if recorded else ""
    if isinstance(cause, BrokenPipeError) and not recorded:
        return _silent(0)  # the reader went away: nothing to say, and nobody to say it to
    if isinstance(cause, KeyboardInterrupt):
        return complain(kept, INTERRUPTED if not cause.args else 128 + int(cause.args[0]))
    if isinstance(cause, Refusal):
        why = words(f"refusal.{cause.key}", **cause.values)
        return complain(kept + words("failed.unwritten", why=why), UNWRITTEN)
    if isinstance(cause, OSError) and cause.filename is None:  # of a stream, not of a file
        return complain(kept + words("failed.unwritten", why=cause), UNWRITTEN)
    return complain(kept + _stumbled(cause, words, args), UNWRITTEN)


def complain(text: str, code: int) -> int:
    """One or two lines to whoever reads what goes wrong, if anybody can; the exit code."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
    return _silent(code)


def _silent(code: int) -> int:
    """Let go of what the streams could not write, so that the program's end does not try again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code


def _named(recorded: Sequence[str], words: Words) -> str:
    if len(recorded) <= SHOWN:
        return words("list.separator").join(recorded)
    return words("failed.several", first=recorded[0], last=recorded[-1], count=len(recorded))


def _stumbled(error: BaseException, words: Words, args: Sequence[str]) -> str:
    """The words for a fault of the program, once a report of it lies where it can be sent from."""
    path = (
        workspace.reports_folder() / f"stumble-{workspace.recorded_now()[:19].replace(':', '')}.txt"
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report(error, args), encoding="utf-8")
    except OSError as trouble:
        return words("failed.stumbled-unsaved", path=path, error=trouble)
    return words("failed.stumbled", path=path)


def report(error: BaseException, args: Sequence[str]) -> str:
    """What helps to mend a fault: versions, the command without its values, where it happened.

    No fact, no name: what an exception says may quote what was typed or recorded, so only its kind
    is told.
    """
    lines = [
        f"svcctl {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        f"command: {' '.join(_bare(args))}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__qualname__)
        lines += [f"  {place}" for place in _places(cause)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def _bare(args: Sequence[str]) -> list[str]:
    """Noun, verb and the names of the options typed."""
    names = [text.partition("=")[0] for text in args if text.startswith("--")]
    words = [text for text in args[:2] if text.isascii() and text.replace("-", "").isalpha()]
    return ["svcctl", *(word for word in words if word not in names), *names]


def _places(error: BaseException) -> Iterator[str]:
    """The functions that the fault went through, outermost first, without the machine's folders."""
    for frame, line in walk_tb(error.__traceback__):
        code = frame.f_code
        place = Path(code.co_filename)
        yield f"{place.parent.name}/{place.name}:{line} {code.co_name}"
