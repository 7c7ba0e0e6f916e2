"""Rows as lines that stand ready, of csv or JSON: what many rows say alike is written out once."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from svcctl.answers.answer import Column
from svcctl.answers.writers import WORDY, csv_line, json_text, wordy_cell
from svcctl.billing.money import yuan
from svcctl.i18n import Words

ALIKE = 4096  # texts kept as they were written: titles, articles, dates
FEW = 4  # keys of a rule or a window
Line = Callable[[Any], str]


def lines_of(form: str, columns: Sequence[Column], words: Words) -> Line:
    """What makes an item a line: an object of JSON, or a row of a csv."""
    return json_row(columns, words) if form == "jsonl" else csv_row(columns, words)


def json_row(columns: Sequence[Column], words: Words) -> Line:
    """What writes an item as an object in a line of its own, its keys sorted."""
    ordered = sorted(columns, key=lambda column: column.key)
    form = "{" + ", ".join(f'"{column.key}": %s' for column in ordered) + "}\n"
    written = Written(json_text())
    sums = Written(written.others)
    sums[int] = lru_cache(ALIKE)(lambda fen: f'"{yuan(fen)}"')
    parts = [
        (column.plain, column.cell or column.of, sums if column.kind == "money" else written)
        for column in ordered
    ]

    def line(item: Any) -> str:
        values = [
            told[type(value := plain(item) if plain else cell(item, words))](value)
            for plain, cell, told in parts
        ]
        return form % tuple(values)

    return line


class Written(dict[type, Callable[[Any], str]]):
    """How values are written as JSON, by their kinds: texts once, however many rows say them."""

    def __init__(self, others: Callable[[Any], str]) -> None:
        text = lru_cache(ALIKE)(others)
        self.others = others
        self[str], self[int], self[type(None)] = text, str, lambda _: "null"
        self[list], self[dict] = self._array, self._object

    def _array(self, items: list[Any]) -> str:
        return f"[{', '.join([self[type(each)](each) for each in items])}]" if items else "[]"

    def _object(self, table: dict[str, Any]) -> str:
        if len(table) > FEW:  # what is large, a payload, is quicker as a whole
            return self.others(table)
        parts = [f"{self[str](key)}: {self[type(table[key])](table[key])}" for key in sorted(table)]
        return f"{{{', '.join(parts)}}}"

    def __missing__(self, _: type) -> Callable[[Any], str]:
        return self.others


def csv_row(columns: Sequence[Column], words: Words) -> Line:
    """What writes an item as a row of a csv."""
    joined = csv_line()
    text, sums = lru_cache(ALIKE)(wordy_cell), lru_cache(ALIKE)(yuan)
    parts = [
        (column.cell or column.of, sums if kind == "money" else text if kind in WORDY else str)
        for column in columns
        for kind in [column.kind]
    ]

    def line(item: Any) -> str:
        values = [
            "" if (value := cell(item, words)) is None else told(value) for cell, told in parts
        ]
        return str(joined(values))

    return line
