"""Work on chains that helpers of a shared walk can be given; it loads nothing of the tests."""

import os
from collections.abc import Callable
from typing import Any

from svcctl.billing.refusal import Refusal
from svcctl.store.journal import Journal


def lengths(journal: Journal, told: dict[str, Any]) -> Callable[[str], tuple[str, int]]:
    """How many facts a chain has, but for chains that fail here, or in a helper alone."""

    def length(chain: str) -> tuple[str, int]:
        apart = os.getpid() != told["parent"]
        if chain == told.get("refused"):
            raise Refusal("store.damaged", path=chain)
        if apart and chain == told.get("dies"):
            os._exit(3)
        assert all(at < 4 for at in (row.seq for row, *_ in journal.rows(chain)))
        return chain, journal.length(chain) + apart * told.get("mark", 0)

    return length
