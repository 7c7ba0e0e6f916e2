"""A contract file proposed from the contract's own words."""

import sys
from typing import TYPE_CHECKING, Annotated

from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import Desk, read_file, usual_format
from svcctl.desk.options import argument
from svcctl.desk.showing import check_output, show, write_bytes

if TYPE_CHECKING:
    from svcctl.wording.found import Line

LARGEST = 64 << 20  # bytes of one file: a scan with its text layer has some of them
FilesOrInput = Annotated[list[str], argument("FILE...", "arg.papers")]


def draft(desk: Desk, files: FilesOrInput) -> int:
    """Read a contract's papers and propose a contract file; exit 1 while something is open."""
    from svcctl.answers.drafted import answered, toml
    from svcctl.desk.files import shipped_calendars
    from svcctl.wording.drafting import draft as drafted

    screen = desk
    if desk.output is not None:
        check_output(desk._replace(format="plain", typed_format=False), ("plain",), kind="toml")
        screen = desk._replace(output=None, format=_screen_format(desk))
    names, lines = [], []
    for each in files:
        name, content = _read(each)
        names.append(name)
        lines += _lines(name, content)
    made = drafted(lines, shipped_calendars())
    if desk.output is not None:
        write_bytes(desk, toml(made, names, desk.words).encode())
    written = str(desk.output) if desk.output is not None else ""
    show(screen, answered(made, names, desk.words, written))
    return 1 if made.questions else 0


def _screen_format(desk: Desk) -> str:
    return desk.format if desk.typed_format else usual_format(None)


def _read(text: str) -> tuple[str, bytes]:
    """A file's name and bytes; `-` is what comes through the pipe."""
    if text == "-":
        content = sys.stdin.buffer.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Refusal("file.too-large", path=text, mib=LARGEST >> 20)
        return "-", content
    path, content = read_file(text, LARGEST)
    return path.name, content


def _lines(name: str, content: bytes) -> "list[Line]":
    from svcctl.wording.documents import lines_of

    return lines_of(name, content)
