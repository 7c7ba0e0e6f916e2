"""Reading a contract file: TOML to a plain document of strings, integers and booleans, with its problems and lines."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from svcctl.billing.terms import Document
from svcctl.contracts.check import Problem, problems
from svcctl.contracts.lines import key_lines, line_of


class FileError(NamedTuple):
    """One error of a contract file, with its line from 1 where it has one."""

    file: str
    line: int | None
    problem: Problem


class ContractFile(NamedTuple):
    """What a contract file says, or what is wrong with it."""

    name: str
    content: bytes
    document: Document
    errors: tuple[FileError, ...]


def read_contract(name: str, content: bytes, calendars: Iterable[str]) -> ContractFile:
    """The document in the file's bytes, with every error in it."""
    try:
        text = content.decode("utf-8-sig")
        document = _plain(tomllib.loads(text))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return ContractFile(name, content, {}, (FileError(name, line, Problem("", "file.not-utf8", {})),))
    except tomllib.TOMLDecodeError as error:
        return ContractFile(name, content, {}, (_syntax(name, text, str(error)),))
    lines = key_lines(text)
    found = (FileError(name, line_of(p.at, lines), p) for p in problems(document, calendars))
    return ContractFile(name, content, document, tuple(sorted(found, key=lambda error: error.line or 0)))


def _plain(value: Any) -> Any:
    """TOML's dates as ISO text; everything else as it is."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _syntax(name: str, text: str, message: str) -> FileError:
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(place[1]) if place else text.count("\n") + 1
    reason = message.partition(" (at")[0]
    return FileError(name, line, Problem("", "file.syntax", {"reason": reason}))
