"""The form of a contract file as sheets of a workbook: one for the contract, one a list of tables.

Nothing of the form is left out: what is one value is a cell, what is a list of tables is a sheet
whose rows say to which row of another sheet they belong.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from svcctl.contracts.described import FAMILIES, Says, said
from svcctl.contracts.form import DUE, FORM, Field
from svcctl.contracts.kinds import AFTER, OF_KEYS
from svcctl.contracts.meant import OF_KINDS

WHOLE, READINGS = "", "readings"  # the sheets with a line a key
# the sheets as they follow one another: what every contract has, what many have, what few have
NEEDED = (WHOLE, "parties", "instalments")
USUAL = (
    "parties.accounts",
    "deliverables",
    "damages",
    "obligations",
    "guarantees",
    "guarantees.returns",
)
SELDOM = (
    "price.items",
    "price.parts",
    "term.renewals",
    "instalments.payees",
    "instalments.fund_source",
    "office.fund_source",
    "damages.tiers",
    "assessments",
    "assessments.bands",
    "assessments.points_off",
    "assessments.terminate_after",
    "service_levels",
    "service_plan",
    "services",
    "systems",
    "findings",
    "findings.values",
    READINGS,
    "clauses",
)
ORDER = (*NEEDED[:2], "parties.accounts", "deliverables", "instalments", *USUAL[2:], *SELDOM)
# columns that few contracts fill in, of the sheets that are wider than a page
RARE = {
    "instalments": "title/en shares amounts up_to settled part collects assessment due.day "
    "due.working_day due.month due.date due.on due.agreed due.plus due.roll scope year_over payee "
    "fund_source evidence require_evidence",
    "damages": "cap.amount cap.waiver_returns terminate_after_days terminate_when "
    "terminate_after.occurrences terminate_after.within deduct",
    "obligations": "title/en due.working_day due.date due.on due.agreed due.plus due.roll",
    "guarantees": "title/en lodge.day lodge.working_day lodge.month lodge.date lodge.on "
    "lodge.agreed lodge.plus lodge.roll",
    "guarantees.returns": "due.day due.working_day due.month due.date due.on due.agreed due.roll",
    "service_levels": "title/en restore_from dispatch_hours waits engineers",
}
# keys that name rows of another sheet
REFERS = {
    "part": "price.parts",
    "collects": "instalments",
    "party": "parties",
    "payee": "parties",
    "assessment": "assessments",
    "needs": "deliverables",
    "breach": "damages",
}
OF_EVENTS = dict(zip(OF_KEYS, ("deliverables", "instalments", "guarantees"), strict=True))
EN, KEY = "en", "key"  # the second cell of a title, of an event
SAYING = (
    "form-key",
    *FAMILIES,
)  # of words: the form's own, else what the contract file's keys have


class Column(NamedTuple):
    """A key of a table: its path in the row, what it holds, which of its two cells this is."""

    path: str
    field: Field
    about: str  # the path under which words speak of it
    part: str = ""

    @property
    def own_key(self) -> bool:
        """Whether it is what a row is called by others, which the form makes where it is left out."""
        return self.path == "key" and self.field.required


class SheetForm(NamedTuple):
    """A sheet: the tables it holds by their path in the file, their columns, whose rows they are."""

    path: str
    columns: tuple[Column, ...]
    parent: str = ""


@cache
def sheet_forms() -> tuple[SheetForm, ...]:
    """Every sheet of the form, in the order of the workbook."""
    found = {sheet.path: sheet for sheet in _sheets(WHOLE, FORM, "")}
    return tuple(found[path] for path in ORDER)


def _sheets(path: str, fields: Mapping[str, Field], parent: str) -> Iterator[SheetForm]:
    """The sheet of some tables, and those of the lists inside them."""
    # what belongs to the one contract need not say so: the parent is a list, or none
    columns = list(_columns(path, fields, ""))
    if path == WHOLE:  # what stands in no table comes first, as in the file
        columns.sort(key=lambda column: "." in column.path)
    yield SheetForm(path, tuple(columns), parent)
    if path == WHOLE:
        yield SheetForm(READINGS, ())
    for inside, field in _lists(fields, ""):
        yield from _sheets(f"{path}.{inside}".strip("."), field.fields or {}, path)


def _columns(path: str, fields: Mapping[str, Field], at: str) -> Iterator[Column]:
    for key, field in fields.items():
        place = f"{at}.{key}".strip(".")
        # when something is due is said in the same way wherever it is
        about = f"due.{key}" if fields is DUE else f"{path}.{place}".strip(".")
        if field.kind == "table":
            yield from _columns(path, field.fields or {}, place)
        elif field.kind not in ("tables", "readings"):
            yield Column(place, field, about)
            second = {"title": EN, "after": KEY}.get(field.kind)
            if second:
                yield Column(place, field, about, second)


def _lists(fields: Mapping[str, Field], at: str) -> Iterator[tuple[str, Field]]:
    for key, field in fields.items():
        place = f"{at}.{key}".strip(".")
        if field.kind == "table":
            yield from _lists(field.fields or {}, place)
        elif field.kind in ("tables", "text-or-tables"):
            yield place, field


def is_rare(sheet: SheetForm, column: Column) -> bool:
    """Whether few contracts fill a column in."""
    name = f"{column.path}/{column.part}".removesuffix("/")
    return name in RARE.get(sheet.path, "").split()


# -- words -----------------------------------------------------------------------------------------


def sheet_name(path: str, words: Says) -> str:
    """What the sheet is called."""
    if (own := f"form-name.{path}") in words:
        return words(own)
    return name_of(path, words) if path else words("form-name.contract")


def name_of(path: str, words: Says) -> str:
    """What a key is called: what stands before the colon of what is said of it."""
    return said(path, words, SAYING).partition("：")[0].partition(":")[0]


def heading(sheet: SheetForm, column: Column, words: Says) -> str:
    """The heading of a column, or of a line; two of one name take the names of their tables too."""
    if column.part == KEY:
        return words("form.after-key")
    name = name_of(column.about, words)
    if sheet.path == WHOLE and column.path.endswith(".article"):
        name = name_of(column.path.partition(".")[0], words) + name
    return words("form.in-english", name=name) if column.part == EN else name


def parent_heading(sheet: SheetForm, words: Says) -> str:
    """The heading of the column that says to which row of another sheet a row belongs."""
    return words("form.belongs", name=name_of(sheet.parent, words))


def choices(column: Column) -> tuple[str, ...]:
    """The values that a column chooses from, as the file writes them."""
    if column.field.kind == "after":
        return (*AFTER, *(f"{word}:KEY" for word in OF_KEYS))
    return column.field.choices or OF_KINDS.get(column.field.kind, ())


def choice_words(column: Column, words: Says) -> dict[str, str]:
    """The values of a column, each with its short word in the drop-down list."""
    if column.field.kind == "false":
        return {"false": words("form-value.not-agreed")}
    found: dict[str, str] = {}
    for value in choices(column):
        about = "boolean" if column.field.kind == "boolean" else column.about
        text = said(f"{about}.{value}", words, ("form-value", "key-value"))
        found[value] = short(text)
    return found


def short(text: str) -> str:
    """The first words of an explanation, without what stands in brackets."""
    for mark in "，；：":
        text = text.partition(mark)[0]
    before, _, after = text.partition("（")
    return before + after.partition("）")[2]


def tables(document: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any, Any]]:
    """The tables of a sheet with their paths (`instalments[0].payees[1]`), and those they are in."""
    parts = path.split(".")
    here: list[tuple[str, Any, Any]] = [("", document, None)]
    for part in parts:
        here = list(_inside(here, part))
    yield from here


def _inside(here: Sequence[tuple[str, Any, Any]], part: str) -> Iterator[tuple[str, Any, Any]]:
    for at, table, outer in here:
        value = table.get(part)
        place = f"{at}.{part}".strip(".")
        if isinstance(value, list):
            # of the tables that a list holds, the one around them is who they belong to
            yield from ((f"{place}[{n}]", each, table) for n, each in enumerate(value))
        elif isinstance(value, Mapping):
            yield place, value, outer


def value_at(table: Mapping[str, Any], path: str) -> Any:
    """What stands in a table under a path of keys; None where nothing does."""
    for key in path.split("."):
        if not isinstance(table, Mapping) or key not in table:
            return None
        table = table[key]
    return table
