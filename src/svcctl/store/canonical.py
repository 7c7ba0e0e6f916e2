"""Canonical JSON (RFC 8785) of the values facts are made of: strings, integers, booleans, lists and tables of them."""

import json
from typing import Any

LARGEST_INTEGER = 2**53 - 1  # RFC 8785 numbers are IEEE doubles


def canonical(value: Any) -> str:
    """The one spelling of a value; TypeError for a float, null, or a key that is not ASCII, ValueError beyond 2^53."""
    _check(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise TypeError(f"key {key!r}")
            _check(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item)
    elif isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise ValueError(value)
    elif isinstance(value, str):
        value.encode("utf-8")  # refuses lone surrogates
    else:
        raise TypeError(f"{type(value).__name__} {value!r}")
