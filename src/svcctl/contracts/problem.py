"""One thing wrong in a contract file, or one that it might want to say."""

from typing import Any, NamedTuple


class Problem(NamedTuple):
    """One thing wrong: the key it stands at, and the catalogue key that says what to do."""

    at: str
    key: str
    values: dict[str, Any]
