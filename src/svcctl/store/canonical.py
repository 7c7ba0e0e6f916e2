"""Canonical JSON (RFC 8785) of what facts are made of: texts, integers, booleans, lists, tables."""

import json
from collections.abc import Iterable
from typing import Any

LARGEST_INTEGER = 2**53 - 1  # RFC 8785 numbers are IEEE doubles
# RFC 8785 sorts keys by UTF-16 and escapes as little as it may; for keys in ASCII and values without
# floats json does the same, so any program can hash it again. Made once: json.dumps makes one a call
_SPELLED = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode

_LISTS = (list, tuple)


def canonical(value: Any) -> str:
    """The one spelling; TypeError for float, null or a key not ASCII, ValueError beyond 2^53."""
    _check(value)
    return _SPELLED(value)


def _check(value: Any) -> None:
    if isinstance(value, str):
        value.encode("utf-8")  # refuses lone surrogates
    elif isinstance(value, dict):
        for key in value:
            if not isinstance(key, str) or not key.isascii():
                raise TypeError(f"key {key!r}")
        _check_each(value.values())
    elif isinstance(value, _LISTS):
        for (
            item
        ) in value:  # most are days of a calendar, many thousand in a store: no call for each
            if type(item) is not str or not item.isascii():
                _check(item)
    elif isinstance(value, int):
        # true is an int here and passes: JSON writes it as a word
        if abs(value) > LARGEST_INTEGER:
            raise ValueError(value)
    else:
        # floats are spelled differently by different languages, and null is left out rather than
        # written: what is not said has one form only
        raise TypeError(f"{type(value).__name__} {value!r}")


def _check_each(items: Iterable[Any]) -> None:
    # most are days of calendars, many thousand in a store: no call for each of them
    for item in items:
        if type(item) is not str or not item.isascii():
            _check(item)
