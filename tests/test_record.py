"""A record never changes, and holds its fields and nothing else."""

from typing import Any

import pytest

from svcctl.billing.record import MANY, Record


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


class Part(Record):
    """A sum that is made often enough to be made by a function of its own."""

    fen: int
    day: str = "2026-01-01"


def test_a_record_made_often_is_the_same_as_one_made_once() -> None:
    """Values by place and by name, defaults, what is lacking or too much, and classes behind it."""
    first = Part(1, day="2026-02-01")
    many = [Part(fen) for fen in range(2 * MANY)]
    assert Part.__init__ is not Record.__init__
    assert [each.fen for each in many] == [*range(2 * MANY)]
    assert many[-1] == Part(fen=2 * MANY - 1, day="2026-01-01")
    assert Part(1, "2026-02-01") == first
    assert vars(Part(1)) == {"fen": 1, "day": "2026-01-01"}
    wrong: Any
    for wrong in ({}, {"fen": 1, "yuan": 1}):
        with pytest.raises(TypeError):
            Part(**wrong)
    with pytest.raises(TypeError):
        Part(1, "2026-02-01", 2)  # type: ignore[call-arg]

    class Noted(Record, kw_only=True):
        day: str = "2026-01-01"
        note: str

    noted = [Noted(note=f"{number}") for number in range(2 * MANY)]
    assert vars(noted[-1]) == {"day": "2026-01-01", "note": f"{2 * MANY - 1}"}
    assert Noted.__init__ is not Record.__init__

    class Titled(Part):
        title: str  # type: ignore[misc]

    assert vars(Titled(1, "2026-02-01", "x")) == {"fen": 1, "day": "2026-02-01", "title": "x"}
    made = [Titled(fen, title="x") for fen in range(2 * MANY)]  # a default before a field without
    assert made[-1] == Titled(2 * MANY - 1, "2026-01-01", "x")


class Doubled(Record):
    """A record that is made in a way of its own."""

    fen: int

    def __init__(self, fen: int) -> None:
        super().__init__(2 * fen)


def test_a_way_of_its_own_to_be_made_stays() -> None:
    """However many are made."""
    assert {Doubled(7).fen for _ in range(2 * MANY)} == {14}
