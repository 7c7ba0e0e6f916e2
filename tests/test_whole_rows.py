"""The quick way through a row says "whole" of no row in which the long way finds something."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from svcctl.store.chain import (
    GENESIS,
    ChainRow,
    Stored,
    flaws,
    holds,
    payload_digest,
    sealed,
    stands,
)

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
    earlier = None if before is None else (*before, SALT, BODY)
    assert stands(columns_of(stored), earlier) <= (not list(flaws(stored, before)))


def columns_of(stored: Stored) -> tuple[Any, ...]:
    """A row as it is read, with its payload."""
    row, salt, body = stored
    return (*row, salt, body)


def test_whole_rows_take_the_quick_way() -> None:
    """Of rows as recorded nothing more is asked."""
    first, second = columns_of((FIRST, SALT, BODY)), columns_of((SECOND, SALT, BODY))
    assert stands(first, None)
    assert stands(second, first)
    assert not stands(second, None)
    assert not stands((None, *second[1:]), first)
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


@given(st.text(max_size=6))
def test_a_row_with_any_text_is_whole_by_the_quick_way_or_looked_into(actor: str) -> None:
    """What JSON escapes is left to the longer way, which says "whole" of it."""
    row = sealed(FIRST._replace(actor=actor))
    if stands((*row, SALT, BODY), None):
        assert not {'"', "\\"} & set(actor)
    assert not list(flaws((row, SALT, BODY), None))


def test_no_row_passes_for_another_with_its_signs_shifted() -> None:
    """Two columns that make the same text as two others do, by quotation marks within them."""
    row = sealed(FIRST._replace(kind="a", happened_on='b","c'))
    shifted = row._replace(kind='a","b', happened_on="c")
    assert not stands((*shifted, SALT, BODY), None)
    assert not stands((*row, SALT, BODY), None)
    assert holds((row, SALT, BODY), None)
