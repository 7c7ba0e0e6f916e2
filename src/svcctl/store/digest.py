"""SHA-256 in hex: Python's own for a few facts, OpenSSL's, which loads late, for many."""

try:  # as `random` does; the module's name depends on Python's version
    from _sha2 import sha256  # type: ignore[import-not-found]
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256

by = [sha256]  # what it is worked out by from now on


def digest(content: bytes) -> str:
    """SHA-256 of bytes, as 64 digits."""
    found: str = by[0](content).hexdigest()
    return found


def expect_many() -> None:
    """From here on by OpenSSL: loading it takes as long as hashing some thousand facts saves."""
    from hashlib import sha256 as quicker

    by[0] = quicker


def files_named(body: str | None) -> list[str]:
    """The digests of the files that a fact refers to; none where it says nothing readable."""
    if not isinstance(body, str) or '"files"' not in body:
        return []  # most name none, and reading what they say takes as long as all the rest
    import json

    try:
        found = [file["sha256"] for file in json.loads(body).get("files", [])]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []
    return [name for name in found if isinstance(name, str)]
