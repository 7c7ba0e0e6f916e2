"""A record never changes, and holds its fields and nothing else."""

import pytest

from svcctl.billing.record import Record


class Sum(Record):
    """A sum with its day."""

    fen: int
    day: str = "2026-01-01"


def test_a_record_with_a_value_changed_is_another() -> None:
    """The first stays as it was."""
    first = Sum(100)
    assert first._replace(day="2026-02-01") == Sum(100, "2026-02-01")
    assert first == Sum(fen=100, day="2026-01-01")


def test_what_is_no_field_is_refused() -> None:
    """A name that a record lacks is a mistake of ours, told at once."""
    with pytest.raises(TypeError, match="has the fields fen, day"):
        Sum(100)._replace(yuan=1)
