"""Goes over parts of a store's view in a process of its own: the other end of `sharing`."""

import gc
import pickle
import sys
from typing import Any

from svcctl.store.digest import expect_many
from svcctl.store.journal import open_journal


def main() -> int:
    """Answer for each part that is asked for, as long as somebody listens."""
    gc.set_threshold(100_000, 20, 20)  # as the program itself has it
    expect_many()
    path, view, work, told, parts = pickle.load(sys.stdin.buffer)  # from our own program
    journal = open_journal(path)
    try:
        with journal.joining(view) as seen:
            _say(seen)
            made = work(journal, told)
            for part in parts:
                found = made(part)
                _say((found, journal.unread, journal.relied_on))
                journal.unread.clear()
                journal.relied_on.clear()
    finally:
        journal.close()
    return 0


def _say(found: Any) -> None:
    pickle.dump(found, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    raise SystemExit(main())
