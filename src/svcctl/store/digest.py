"""SHA-256 in hex, from Python's own module: whoever reads a fact needs it, and OpenSSL loads late."""

try:  # as `random` does; the module's name depends on Python's version
    from _sha2 import sha256  # type: ignore[import-not-found]
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256


def digest(content: bytes) -> str:
    """SHA-256 of bytes, as 64 digits."""
    found: str = sha256(content).hexdigest()
    return found
