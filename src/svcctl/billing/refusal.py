"""What svcctl refuses to do: a catalogue key and the values that say what, where and what to do."""

from collections.abc import Sequence
from typing import Any


class Refusal(Exception):
    """A request that cannot be carried out; `key` names its sentence, `values` fill it."""

    code = 2  # what svcctl exits with

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class Several(Refusal):
    """A name that several things have: who sits at a terminal can be asked which one is meant.

    `asked` is what was typed, `offers` are the ids that it may mean, each with its title.
    """

    def __init__(
        self, key: str, asked: str, offers: Sequence[tuple[str, str]], **values: Any
    ) -> None:
        super().__init__(key, **values)
        self.asked = asked
        self.offers = offers
