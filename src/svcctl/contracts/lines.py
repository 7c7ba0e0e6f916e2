"""Which line of a TOML text a key stands on, for the errors that name it."""

import re

_HEADING = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"' ]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")


def key_lines(text: str) -> dict[str, int]:
    """Line numbers from 1 by key path ("instalments[1].share"); a key inside an inline table has its table's line."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _HEADING.match(line):
            prefix = _path(heading[2].replace(" ", ""), heading[1] == "[[", counts)
            found.setdefault(prefix, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{prefix}.{key[1]}" if prefix else key[1], number)
    return found


def _path(name: str, is_list: bool, counts: dict[str, int]) -> str:
    """The path a heading opens; a list's latest table where it stands inside one."""
    path = ""
    parts = name.split(".")
    for index, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        if is_list and index == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
            for inner in [key for key in counts if key.startswith(f"{path}[{counts[path]}]")]:
                del counts[inner]
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def line_of(path: str, lines: dict[str, int]) -> int | None:
    """The line of a key, or of the nearest table around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None
