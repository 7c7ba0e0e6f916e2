"""Rows that are written as lines without a table between: letter by letter what the plain writers make of them."""

import json
from io import StringIO
from typing import Any

import pytest

from svcctl.answers.answer import Column, for_scripts, rows_of
from svcctl.answers.ready_rows import lines_of
from svcctl.answers.writers import csv_lines, write_lines
from svcctl.billing.money import yuan
from svcctl.i18n import Words
from svcctl.papers import spool
from svcctl.papers.spool import Texts

VALUES: list[Any] = [
    '首期款, "70%"',
    "=1+1",
    "6222000000001234",
    "two\nlines\x1b[31m\u202e\ud800",
    "\x7f",
    "",
    None,
    0,
    7,
    True,
    ["a", "退\u200b款", None, 3],
    [],
    {"latest": "2026-06-01", "earliest": None, "退": {"b": [True], "a": 1.5}},
    {letter: ord(letter) for letter in "gfedcba"},
]
FORMS = ("code", "text", "date", "lines", "count")


def columns() -> list[Column]:
    """A column of each kind, out of the order of their names, and one of money."""
    return [
        *(Column(f"column.z-{kind}", kind, cell=lambda item, _: item) for kind in FORMS),
        Column("column.amount", "money", cell=lambda item, _: None if item is None else -123456),
        for_scripts("window", lambda item: [item]),
    ]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_an_object_a_line(value: Any) -> None:
    """The keys are sorted, sums are yuan, and what steers a screen is escaped."""
    line = lines_of("jsonl", columns(), Words("en"))
    told = {each.key: each.plain_of(value, Words("en")) for each in columns()}
    if told["amount"] is not None:
        told["amount"] = yuan(told["amount"])
    plain = StringIO()
    write_lines([told], plain)
    assert line(value) == line(value) == plain.getvalue()
    assert json.loads(line(value)) == told


@pytest.mark.parametrize("value", [each for each in VALUES if not isinstance(each, list | dict)], ids=repr)  # fmt: skip
def test_a_row_a_line(value: Any) -> None:
    """As a spreadsheet takes it: nothing runs, no number loses its last digits."""
    cells = columns()[:-1]
    line = lines_of("csv", cells, Words("zh"))
    [plain] = csv_lines(cells, rows_of(cells, [value], Words("zh")))
    assert line(value) == line(value) == plain


def test_texts_come_back_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    """Breaks and halves of characters too, out of a file as out of memory, as often as one likes."""
    kept, texts = Texts(), ["一\r\n二\n", "", "\ud800", "x" * 300]
    monkeypatch.setattr(spool, "IN_MEMORY", 100)
    for each in (kept, Texts()):
        for text in texts:
            each.append(text)
        assert (list(each), list(each), len(each)) == (texts, texts, 4)
        each.close()
