"""What svcctl refuses to do: a catalogue key and the values that say what, where and what to do."""

from typing import Any


class Refusal(Exception):
    """A request that cannot be carried out; `key` names its sentence, `values` fill it."""

    code = 2  # what svcctl exits with

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values
