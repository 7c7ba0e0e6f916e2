"""The rows of the form's sheets: what a document puts into them, and the examples that stand there."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from svcctl.contracts.described import ends
from svcctl.contracts.examples import EXAMPLES
from svcctl.contracts.sheets import (
    EN,
    KEY,
    READINGS,
    WHOLE,
    Column,
    SheetForm,
    choice_words,
    tables,
    value_at,
)
from svcctl.i18n import Words
from svcctl.intake.form_values import cell_of

NO_ENGLISH = "-"  # a title that has a table of its own, with Chinese alone in it
DATES = ("date", "dates")


def rows_of(document: Mapping[str, Any], sheet: SheetForm, words: Words) -> list[list[Any]]:
    """What a document puts into a sheet: a row a table, whose it is first, None where nothing is."""
    found = []
    for _, table, outer in tables(document, sheet.path):
        cells = [cell(table, column, words) for column in sheet.columns]
        found.append([reference(outer, words), *cells] if sheet.parent else cells)
    return found


def lines_of(document: Mapping[str, Any], sheet: SheetForm, words: Words) -> list[Any]:
    """What a document puts into the lines of the contract's own sheet."""
    return [cell(document, column, words) for column in sheet.columns]


def readings_of(document: Mapping[str, Any], words: Words) -> dict[str, str]:
    """The readings of a document, in words."""
    return {
        key: reading_word(key, choice, words) for key, choice in document.get(READINGS, {}).items()
    }


def reading_word(key: str, choice: str, words: Words) -> str:
    """A choice of a reading in words; a regime of service levels by its name."""
    known = f"reading.{key}.{choice}"
    return words(known) if known in words else choice


def cell(table: Mapping[str, Any], column: Column, words: Words) -> Any:
    """What a table puts into one of its columns."""
    value = value_at(table, column.path)
    if value is None:
        return None
    if column.field.kind == "title":
        return _title(value, column)
    if column.field.kind == "after":
        return _event(value, column, words)
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return None  # several sources of funds have a sheet of their own
    if column.field.kind in DATES:
        value = _dated(value)
    return cell_of(value, column, words)


def _dated(value: Any) -> Any:
    if isinstance(value, list):
        return [_dated(each) for each in value]
    return date.fromisoformat(value) if isinstance(value, str) else value


def _title(value: Any, column: Column) -> str | None:
    if isinstance(value, str):
        return None if column.part == EN else value
    if column.part == EN:
        english: str | None = value.get("en", NO_ENGLISH if "zh" in value else None)
        return english
    found: str | None = value.get("zh")
    return found


def _event(value: str, column: Column, words: Words) -> str | None:
    """An event's word, or beside it the key of what it is about."""
    word, mark, key = value.partition(":")
    if column.part == KEY:
        return key or None
    return choice_words(column, words)[f"{word}:KEY" if mark else word]


def reference(table: Mapping[str, Any], words: Words) -> str | None:
    """By what a row of another sheet is named: its key, or what stands for it."""
    if table is None or "format" in table:
        return None
    named: str = table.get("key") or table.get("name") or words(f"about.{table['about']}")
    return named


# -- examples --------------------------------------------------------------------------------------


def example_of(path: str) -> Any:
    """The example of a key, as a contract file has it."""
    text = EXAMPLES[next(end for end in ends(path) if end in EXAMPLES)]
    key = path.rpartition(".")[2]
    return tomllib.loads(text if text.endswith("\n") else f"{key} = {text}")[key]


def example_rows(sheet: SheetForm, words: Words) -> list[list[Any]]:
    """The rows that show how a sheet is filled in, and are not read."""
    shown = example_of(sheet.path)
    if isinstance(shown, str):
        return []
    inside = [each for each in shown if isinstance(each, Mapping)]
    rows = []
    for table in inside:
        cells = [cell(table, column, words) for column in sheet.columns]
        rows.append([_example_parent(sheet, words), *cells] if sheet.parent else cells)
    return rows


def _example_parent(sheet: SheetForm, words: Words) -> str | None:
    if sheet.parent == WHOLE:
        return None
    outer = example_of(sheet.parent)
    return reference(outer[-1], words) if isinstance(outer, list) else None


def example_cell(column: Column, words: Words) -> Any:
    """The example of one line of the contract's own sheet."""
    if column.part:
        return None
    value = example_of(column.about)
    if isinstance(value, list) and isinstance(value[0], Mapping):
        return None
    nested = value
    for key in reversed(column.path.split(".")):
        nested = {key: nested}
    return cell(nested, column, words)
