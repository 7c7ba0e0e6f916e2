"""Answers in a file: TOML, lines `question = answer`, or bare answers in the order of the questions."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from svcctl.billing.refusal import Refusal

_KEYED = re.compile(r'\s*"?([a-z_]+(?:\[\d+\])?(?:\.[a-z_-]+)?)"?\s*[=＝]\s*(.*?)\s*')
FROM = "--from"  # the file that the kept answers go by
WITHOUT = "--without"  # rows of that file that were left out, one after the other


ROW_OF = re.compile(r"[a-z_]+\[\d+\]")


class Given(NamedTuple):
    """What a file of answers says: by question, or one after the other as they would be typed."""

    by_path: dict[str, str]
    in_order: tuple[str, ...] = ()
    start: str = ""
    without: tuple[str, ...] = ()


def given_in(name: str, text: str) -> Given:
    """The answers of a file; Refusal for a line that is none."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError):
        return _lines(name, text)
    found = dict(_flat(table, ""))
    start, gone = found.pop(FROM, ""), found.pop(WITHOUT, "")
    return Given(found, (), start, tuple(ROW_OF.findall(gone)))


def _flat(table: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        path = f"{at}.{key}" if at else key
        if isinstance(value, dict):
            yield from _flat(value, path)
        elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            for row, each in enumerate(value):
                yield from _flat(each, f"{path}[{row}]")
        else:
            yield path, _typed(value)


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(_typed, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _lines(name: str, text: str) -> Given:
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1)]
    said = [(at, line) for at, line in lines if line.strip() and not line.lstrip().startswith("#")]
    found = [(at, _KEYED.fullmatch(line)) for at, line in said]
    if not any(match for _, match in found):
        return Given({}, tuple(line.strip() for _, line in lines))
    by_path: dict[str, str] = {}
    for at, match in found:
        if match is None:
            raise Refusal("ask.lines", file=name, line=at)
        by_path[match[1]] = match[2].strip("\"'「」“”")
    return Given(by_path)


def answer_lines(
    answers: Mapping[str, str], start: str, head: str, without: Sequence[str] = ()
) -> str:
    """The answers as a file that `given_in` reads again."""
    from tomlkit import comment, document, dumps, string

    made = document()
    made.add(comment(head))
    if start:
        made.append(_quoted(FROM), string(start))
    if without:
        made.append(_quoted(WITHOUT), string(",".join(without)))
    for path, text in answers.items():
        made.append(_quoted(path), string(text))
    return dumps(made)


def _quoted(path: str) -> Any:
    from tomlkit.items import KeyType, SingleKey

    return SingleKey(path, t=KeyType.Basic)


def paths_near(path: str, known: Sequence[str]) -> list[str]:
    """The questions that were probably meant."""
    from difflib import get_close_matches

    bare = re.sub(r"\[\d+\]", "", path)
    return get_close_matches(bare, known, 3, 0.5) or list(known)[:5]
