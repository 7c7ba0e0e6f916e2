"""The quick way through a row says "whole" of no row in which the long way finds something."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from svcctl.store.chain import GENESIS, ChainRow, Stored, flaws, holds, payload_digest, sealed

SALT, BODY = "0" * 32, '{"note":"补"}'


def row_behind(before: ChainRow | None) -> ChainRow:
    """A whole row at the end of a chain."""
    seq, link = (before.seq + 1, before.hash) if before else (1, GENESIS)
    digest = payload_digest(SALT, BODY)
    moment = f"2026-03-02T02:00:0{seq}Z"
    return sealed(ChainRow("c", seq, "note", "2026-03-02", moment, "finance", digest, link, ""))


FIRST = row_behind(None)
SECOND = row_behind(FIRST)
ODD = [None, 0, 1, 2, 3, 1.5, "", "c", "\x7f", b"\xff", "\udcff", GENESIS, FIRST.hash, SECOND.hash]


@given(
    st.integers(0, 10), st.sampled_from(ODD), st.booleans(), st.sampled_from([None, FIRST, SECOND])
)
def test_the_quick_way_never_calls_whole_what_is_not(
    place: int, value: Any, renewed: bool, before: ChainRow | None
) -> None:
    """Any column may hold anything, with the hash worked out anew over it or not."""
    columns: list[Any] = [*SECOND, SALT, BODY]
    columns[place] = value
    row = ChainRow._make(columns[:9])
    if renewed and all(isinstance(each, str) for at, each in enumerate(row) if at != 1):
        try:
            row = sealed(row)
        except (TypeError, ValueError):
            return
    stored: Stored = (row, columns[9], columns[10])
    assert holds(stored, before) <= (not list(flaws(stored, before)))


def test_whole_rows_take_the_quick_way() -> None:
    """Of rows as recorded nothing more is asked."""
    assert holds((FIRST, SALT, BODY), None)
    assert holds((SECOND, SALT, BODY), FIRST)


def test_a_time_before_the_row_before_is_looked_into() -> None:
    """A row whose hash holds and whose moment lies before that of the row before it."""
    late = FIRST._replace(recorded_at="2026-03-03T00:00:00Z")
    assert not holds((SECOND, SALT, BODY), sealed(late)._replace(hash=SECOND.prev_hash))


def test_what_is_no_text_is_looked_into() -> None:
    """Bytes, numbers and halves of characters where texts belong."""
    for at, value in ((2, None), (4, b"\xff"), (3, "\udcff")):
        columns: list[Any] = [*SECOND[:at], value, *SECOND[at + 1 :]]
        row = ChainRow._make(columns)
        assert not holds((row, SALT, BODY), FIRST)
