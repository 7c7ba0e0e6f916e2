"""What is wrong in a cell of the form, in the words of the form and not of a contract file."""

import re
from functools import cache

from svcctl.contracts.form import FORM, Field
from svcctl.contracts.problem import Problem
from svcctl.contracts.sheets import (
    READINGS,
    WHOLE,
    Column,
    SheetForm,
    choice_words,
    heading,
    name_of,
    sheet_forms,
    sheet_name,
)
from svcctl.i18n import Words
from svcctl.intake.form_rows import example_of, example_rows

_TABLE = re.compile(r"\[+([a-z_.]+)\]+")
_PAIR = re.compile(r'([a-z_]+) = "?([^"，。；、\s]+)"?')
_GAP = re.compile(r"(?<=」) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=「)")  # of a key in Latin
_TWICE = re.compile(r"(\w{2,})（\1）")  # a value in words, and its own words
_BARE = re.compile(r'(?<![\w:.#-])"?([a-z]+(?:[_-][a-z]+)*)"?(?![\w:#-])', re.ASCII)


def told(problem: Problem, words: Words) -> str:
    """The sentence of a problem, for whoever fills in the form."""
    values = problem.values
    if problem.key.startswith("form-wrong.kind."):
        such = words(f"form-hint.{problem.key.removeprefix('form-wrong.kind.')}")
        return words("form-wrong.unread", **values, such=such)
    if problem.key.startswith("form-wrong."):
        return words(problem.key, **{"heading": "", **values})
    if problem.key == "file.missing-key":
        return _missing(problem, words)
    return _in_form_words(problem, words(problem.key, **values))


def _missing(problem: Problem, words: Words) -> str:
    path = bare_path(problem.at)
    zh = Words("zh")
    if column := column_of(path):
        form, found = column
        values = {"heading": heading(form, found, zh), "such": _such(form, found, zh)}
        if found.field.kind == "after":
            period = choice_words(found, zh)["period-end"]
            return words("form.missing-after", **values, period=period)
        return words("form.missing", **values)
    field = _field(path)
    key = (
        "form.missing-rows"
        if field is not None and field.kind == "tables"
        else "form.missing-lines"
    )
    name = sheet_name(path, zh) if key == "form.missing-rows" else name_of(path, zh)
    return words(key, heading=name)


def _such(form: SheetForm, column: Column, words: Words) -> str:
    """The example of a column: that of its sheet, else that of its key."""
    place = form.columns.index(column) + (1 if form.parent else 0)
    rows = example_rows(form, words) if form.path not in (WHOLE, READINGS) else []
    shown = next((row[place] for row in rows if row[place] is not None), None)
    if shown is None and column.field.kind != "after":
        known = choice_words(column, words)
        example = example_of(column.about)
        shown = known.get(str(example).lower(), known.get(str(example), example))
    return f"{shown:.2f}" if isinstance(shown, float) else str(shown)


def bare_path(at: str) -> str:
    """A path without the numbers of its rows."""
    return re.sub(r"\[\d+\]", "", at)


def column_of(path: str) -> tuple[SheetForm, Column] | None:
    """The column in which a key of a contract file stands."""
    for form in sheet_forms():
        for column in form.columns:
            if f"{form.path}.{column.path}".strip(".") == path:
                return form, column
    return None


def _field(path: str) -> Field | None:
    fields, field = FORM, None
    for key in path.split("."):
        field = fields.get(key)
        if field is None:
            return None
        fields = dict(field.fields or {})
    return field


# -- keys and values of the contract file, by the names they have in the form ----------------------


def _in_form_words(problem: Problem, sentence: str) -> str:
    sheet = next(iter(_sheet_of(bare_path(problem.at))), sheet_forms()[0])
    keys, values = _keys(sheet.path), _values()

    def table(found: re.Match[str]) -> str:
        path = found[1]
        return f"「{name_of(path, Words('zh'))}」" if path.split(".")[0] in FORM else found[0]

    def pair(found: re.Match[str]) -> str:
        key = keys.get(found[1])
        said = values.get(found[2], found[2])
        return f"「{key}」填「{said}」" if key else found[0]

    def bare(found: re.Match[str]) -> str:
        key = keys.get(found[1])
        return f"「{key}」" if key else values.get(found[1], found[0])

    told = _BARE.sub(bare, _PAIR.sub(pair, _TABLE.sub(table, sentence)))
    return _GAP.sub("", _TWICE.sub(r"\1", told))


def _sheet_of(path: str) -> list[SheetForm]:
    """The sheet in which a path stands, the innermost."""
    inside = [
        form for form in sheet_forms() if form.path and f"{path}.".startswith(f"{form.path}.")
    ]
    return sorted(inside, key=lambda form: -len(form.path))


@cache
def _keys(path: str) -> dict[str, str]:
    """Headings by the last part of their keys: those of the sheet first, then of the others."""
    zh = Words("zh")
    own = next(form for form in sheet_forms() if form.path == path)
    found: dict[str, str] = {}
    for form in (own, *sheet_forms()):
        for column in form.columns:
            if not column.part:
                found.setdefault(column.path.rpartition(".")[2], heading(form, column, zh))
    for name in FORM:
        found.setdefault(name, name_of(name, zh))
    return found | {key: name_of(f"due.{key}", zh) for key in ("on", "after", "days", "unit")}


@cache
def _values() -> dict[str, str]:
    """Words of choices by the values of a contract file."""
    zh = Words("zh")
    found: dict[str, str] = {}
    for form in sheet_forms():
        for column in form.columns:
            for value, word in choice_words(column, zh).items():
                found.setdefault(value.removesuffix(":KEY"), word)
    return found
