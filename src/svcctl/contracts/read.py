"""Reading a contract file: TOML to strings, integers and booleans, with problems and lines."""

import re
import tomllib
from collections.abc import Iterable
from typing import NamedTuple

from svcctl.billing.terms import Document
from svcctl.contracts.check import problems, reminders
from svcctl.contracts.form import plain
from svcctl.contracts.lines import DEEPEST, key_lines, line_of, too_deep
from svcctl.contracts.meant import slip
from svcctl.contracts.problem import Problem


class FileError(NamedTuple):
    """One error of a contract file, with its line from 1 or its cell (`付款!D7`), where it has one."""

    file: str
    line: int | None
    problem: Problem
    cell: str = ""


class ContractFile(NamedTuple):
    """What a contract file says, or what is wrong with it."""

    name: str
    content: bytes
    document: Document
    errors: tuple[FileError, ...]
    reminders: tuple[FileError, ...] = ()  # what it might want to say; nothing is wrong with it


BOM = b"\xef\xbb\xbf"
TOML_SAYS = {  # how the messages of tomllib begin, and what is told of each in the reader's language
    "Expected '='": "equals",
    "Cannot overwrite": "twice",
    "Duplicate inline": "twice",
    "Cannot declare": "table-twice",
    "Cannot redefine": "table-twice",
    "Cannot mutate": "table-twice",
    "Unclosed": "bracket",
    "Expected ']": "bracket",
    "Unterminated": "quote",
    "Expected '\"": "quote",
    "Expected \"'": "quote",
    "Illegal character": "quote",  # a line that ends inside a text, or a sign that nobody sees
    "Unescaped": "backslash",
    "Invalid hex": "backslash",
    "Escaped character": "backslash",
    "Expected newline": "line",
    "Invalid date": "date",
    "Invalid value": "value",
    "Invalid statement": "statement",
    "Invalid initial": "statement",
}


def read_contract(name: str, content: bytes, calendars: Iterable[str]) -> ContractFile:
    """The document in the file's bytes, with every error in it."""
    try:
        text = content.removeprefix(BOM).decode()
        if line := too_deep(text):
            deep = Problem("", "file.deep", {"depth": DEEPEST})
            return ContractFile(name, content, {}, (FileError(name, line, deep),))
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return ContractFile(
            name, content, {}, (FileError(name, line, Problem("", "file.not-utf8", {})),)
        )
    except (
        ValueError,
        RecursionError,
    ) as error:  # tomllib's own errors are ValueErrors, as is a number of 5000 digits
        return ContractFile(name, content, {}, (_syntax(name, text, str(error)),))
    lines = key_lines(text)

    def placed(found: Iterable[Problem]) -> tuple[FileError, ...]:
        with_lines = (FileError(name, line_of(p.at, lines), p) for p in found)
        return tuple(sorted(with_lines, key=lambda error: error.line or 0))

    errors = placed(problems(document, calendars))
    bare = plain(document)
    unsaid = () if errors else placed(reminders(bare))
    return ContractFile(name, content, bare, errors, unsaid)


def _syntax(name: str, text: str, message: str) -> FileError:
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(place[1]) if place else max(text.rstrip("\n").count("\n") + 1, 1)
    if found := slip(text.split("\n")[line - 1]):
        return FileError(name, line, Problem("", found.key, found.values))
    reason = message.partition(" (at")[0]
    for begins, kind in TOML_SAYS.items():
        if reason.startswith(begins):
            return FileError(name, line, Problem("", f"file.toml-{kind}", {}))
    return FileError(name, line, Problem("", "file.syntax", {}))
