"""Which line of a TOML text a key stands on, for the errors that name it."""

import re
from typing import Any

DEEPEST = 100  # parts of a key; no form of ours has more than three
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")
_HEADING = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"' ]+?)\s*\]\]?\s*(#.*)?$")
_PART = r"""(?:[A-Za-z0-9_\-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_LONG = re.compile(r'"""|\'\'\'')


def table_of(text: str) -> dict[str, Any]:
    """The text as TOML; ValueError, with the line where it is known, for what is none."""
    import tomllib

    if line := too_deep(text):
        raise ValueError(f"line {line}")
    try:
        return tomllib.loads(text)
    except RecursionError:  # lists in lists; TOML's own errors are ValueErrors
        raise ValueError("nested") from None


def too_deep(text: str) -> int:
    """The first line with a key of too many parts, or 0: tables in tables cost their square."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > DEEPEST and _STRINGS.sub("", line).count(".") > DEEPEST:
            return number
    return 0


def key_lines(text: str) -> dict[str, int]:
    """Line numbers from 1 by key path ("instalments[1].share"); inline keys have their table's."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix, inside = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        begun, inside = inside, _still_inside(line, inside)
        if begun:
            continue
        if heading := _HEADING.match(line):
            prefix = _path(_bare(heading[2]), heading[1] == "[[", counts)
            found.setdefault(prefix, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{prefix}.{_bare(key[1])}" if prefix else _bare(key[1]), number)
    return found


def _still_inside(line: str, mark: str) -> str:
    """The quotes of the long string that is open at the end of a line, if one is."""
    for quotes in _LONG.findall(line):
        mark = "" if mark == quotes else mark or quotes
    return mark


def _bare(name: str) -> str:
    return re.sub(r"[\"' ]", "", name)


def _path(name: str, is_list: bool, counts: dict[str, int]) -> str:
    """The path a heading opens; a list's latest table where it stands inside one."""
    path = ""
    parts = name.split(".")
    for index, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        if is_list and index == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def line_of(path: str, lines: dict[str, int]) -> int | None:
    """The line of a key, of the first table of a list, or of the nearest table around it."""
    while path:
        for place in (path, f"{path}[0]"):
            if place in lines:
                return lines[place]
        dotted = [line for place, line in lines.items() if place.startswith(f"{path}.")]
        if dotted:
            return min(dotted)
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None
