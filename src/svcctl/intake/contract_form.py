"""A contract read from the workbook form: its document, and every error by sheet and cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Any, NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import READING_CHOICES
from svcctl.contracts.check import problems, reminders
from svcctl.contracts.form import plain
from svcctl.contracts.kinds import KINDS
from svcctl.contracts.problem import Problem
from svcctl.contracts.read import ContractFile, FileError
from svcctl.contracts.sheets import (
    EN,
    OF_EVENTS,
    READINGS,
    REFERS,
    WHOLE,
    Column,
    SheetForm,
    choice_words,
    heading,
    parent_heading,
    sheet_forms,
    sheet_name,
)
from svcctl.i18n import Words
from svcctl.intake.entry import half_width
from svcctl.intake.form_cells import Figure, Unworked, form_sheets
from svcctl.intake.form_rows import NO_ENGLISH, example_rows, reading_word
from svcctl.intake.form_values import Unreadable, days_with_unit, value_of
from svcctl.intake.sheets import Line, Sheet

HEADINGS_BY = 30  # lines, before which the headings of a sheet stand
KEPT = 15  # digits of a number that a spreadsheet keeps
NOWHERE = 10**6  # the place of a column that a sheet has not
NAMES = ("key", "title", "name")  # columns by which other sheets mean a row
# what rows without a key of their own are called; those of other sheets as the sheet is
KEYS = {"deliverables": "paper", "instalments": "fee", "obligations": "duty",
        "guarantees": "bond", "damages": "penalty"}  # fmt: skip
Cells = dict[int, str]  # by the number of their column in the form


class Row(NamedTuple):
    """A filled-in row: its table, its cells, where each stands, whose it is."""

    table: dict[str, Any]
    cells: Cells
    at: dict[int, str]
    belongs: str
    first: str  # the cell that stands for the row
    called: str = ""  # what its key's cell says where that is no key


class Head(NamedTuple):
    """The headings of a sheet: their line, the form's columns by their place, whose, the mark."""

    number: int
    headings: list[str]
    columns: dict[int, int]
    whose: int
    mark: int


def read_form(name: str, content: bytes, calendars: Iterable[str]) -> ContractFile:
    """The document that a filled-in form makes, with every error in it."""
    return filled_in(name, content, calendars)[1]


def filled_in(
    name: str, content: bytes, calendars: Iterable[str]
) -> tuple[dict[str, Any], ContractFile]:
    """What the cells make, with days as days, beside what a contract file of it would be."""
    form = _Form(name, form_sheets(name, content))
    form.read()
    document = form.document
    found = problems(document, calendars)
    if form.wrong:
        # what a cell should have said is not there: what must agree with it cannot be looked at
        told = {problem.at for problem, _ in form.wrong}
        found = [p for p in found if p.key == "file.missing-key" and p.at not in told]
    errors = tuple(form.placed(found))
    bare = plain(document)
    unsaid = () if errors or form.wrong else tuple(form.placed(reminders(bare)))
    wrong = tuple(FileError(name, None, problem, cell) for problem, cell in form.wrong)
    return document, ContractFile(name, content, bare, (*wrong, *errors), unsaid)


class _Form:
    """The sheets of one workbook while they are read."""

    def __init__(self, name: str, sheets: Sequence[Sheet]) -> None:
        self.name = name
        self.words = Words("zh")  # the form is Chinese in whatever language is spoken
        self.not_read = [self.words(f"form.mark.{name}") for name in ("example", "told")]
        self.document: dict[str, Any] = {}
        self.wrong: list[tuple[Problem, str]] = []
        self.places: dict[str, str] = {}
        self.rows: dict[str, list[Row]] = {}
        by_name = {_bare(sheet.name): sheet for sheet in sheets}
        named = {_bare(sheet_name(form.path, self.words)): form for form in sheet_forms()}
        if not by_name.keys() & named.keys():
            raise Refusal("form.none", path=name)
        self.sheets = {named[key].path: by_name[key] for key in by_name if key in named}
        for key, sheet in by_name.items():
            if key not in named:
                self._refuse_renamed(sheet)

    def _refuse_renamed(self, sheet: Sheet) -> None:
        """A sheet of the form under another name would be lost without a word."""
        full = []
        for form in sheet_forms():
            wanted = {_bare(heading(form, column, self.words)) for column in form.columns}
            _, most = _heading_line(sheet.lines, wanted)
            if form.path != WHOLE and most == len(wanted) > 2:
                full.append((most, sheet_name(form.path, self.words)))
        if full:
            self._amiss("", "form-wrong.sheet-renamed", f"{sheet.name}!A1", name=max(full)[1])

    def read(self) -> None:
        """Fill the document from every sheet."""
        for form in sheet_forms():
            if form.path not in (WHOLE, READINGS):
                self.rows[form.path] = _keyed(form, list(self._rows(form)))
        self._whole()
        for form in sheet_forms():
            for row in self.rows.get(form.path, ()):
                self._fill(form, row)
        self._readings()

    def placed(self, found: Iterable[Problem]) -> Iterator[FileError]:
        """Problems by the cells in which they are put right."""
        for problem in found:
            yield FileError(self.name, None, problem, self.cell_of(problem.at))

    # -- the sheet of the contract ---------------------------------------------------------------

    def _whole(self) -> None:
        form = sheet_forms()[0]
        # the one version, and the one table that is always there
        self.document |= {"format": 1, "price": {}}
        labels = {_bare(heading(form, c, self.words)): n for n, c in enumerate(form.columns)}
        sheet = self.sheets.get(WHOLE, Sheet(sheet_name(WHOLE, self.words), []))
        cells: Cells = {}
        at: dict[int, str] = {}
        for number, line in sheet.lines:
            value = line[1] if len(line) > 1 else ""
            place = labels.get(_bare(line[0]))
            if place is not None:
                cells[place], at[place] = value, f"{sheet.name}!B{number}"
            elif value.strip() and _bare(value) != _bare(self.words("form.fill")):
                self._amiss("", "form-wrong.unknown-line", f"{sheet.name}!A{number}", value=line[0])
        row = Row(self.document, cells, at, "", f"{sheet.name}!A1")
        self._fill(form, row)

    def _readings(self) -> None:
        sheet = self.sheets.get(READINGS)
        known = {_bare(self.words(f"reading.{key}")): key for key in READING_CHOICES}
        for number, line in sheet.lines if sheet else ():
            key, value = known.get(_bare(line[0])), line[1].strip() if len(line) > 1 else ""
            if key is None:
                continue
            assert sheet is not None
            self.places[f"readings.{key}"] = cell = f"{sheet.name}!B{number}"
            if isinstance(line[1] if len(line) > 1 else "", Unworked):
                self._amiss(f"readings.{key}", "form-wrong.formula", cell, value=value)
            elif value:
                words = {reading_word(key, c, self.words): c for c in READING_CHOICES[key]}
                self.document.setdefault(READINGS, {})[key] = words.get(value, value)

    # -- sheets of tables ------------------------------------------------------------------------

    def _rows(self, form: SheetForm) -> Iterator[Row]:
        sheet = self.sheets.get(form.path)
        head = self._head(form, sheet) if sheet else None
        if sheet is None or head is None:
            return
        first = head.number + 1
        for below, cells in sheet.lines:
            if below <= head.number:
                continue
            mark = _at(cells, head.mark).strip()
            if mark in self.not_read:
                first = below + 1
                if not self._is_as_given(form, head, (below, cells), mark):
                    cell = f"{sheet.name}!{_letters(head.mark)}{below}"
                    self._amiss("", "form-wrong.example-changed", cell, mark=mark)
                continue
            self._refuse_unread(sheet, head, (below, cells))
            if any(_at(cells, place).strip() for place in (*head.columns, head.whose)):
                yield _row(sheet.name, head, below, cells)
        self.places[form.path] = f"{sheet.name}!{_letters(min(head.columns))}{first}"

    def _head(self, form: SheetForm, sheet: Sheet) -> Head | None:
        """Where the headings of a sheet stand; None where it has none."""
        names = [_bare(heading(form, column, self.words)) for column in form.columns]
        belongs = _bare(parent_heading(form, self.words)) if form.parent else ""
        (number, line), most = _heading_line(sheet.lines, {*names, belongs} - {""})
        if most < min(2, len(names)):
            self._amiss(form.path, "form-wrong.no-headings", f"{sheet.name}!A1", heading=names[0])
            return None
        bare = [_bare(each) for each in line]
        columns = {place: names.index(each) for place, each in enumerate(bare) if each in names}
        mark = _bare(self.words("form.mark"))
        whose = bare.index(belongs) if belongs and belongs in bare else NOWHERE
        return Head(number, line, columns, whose, bare.index(mark) if mark in bare else NOWHERE)

    def _refuse_unread(self, sheet: Sheet, head: Head, line: Line) -> None:
        """What stands under no heading of the form would be lost without a word."""
        number, cells = line
        for place, text in enumerate(cells):
            if place not in (*head.columns, head.whose, head.mark) and text.strip():
                cell = f"{sheet.name}!{_letters(place)}{number}"
                self._amiss("", "form-wrong.unknown-column", cell, value=_at(head.headings, place))

    def _is_as_given(self, form: SheetForm, head: Head, line: Line, mark: str) -> bool:
        """Whether a line that is not read says what it said: a contract written over it is one."""
        number, cells = line
        found = {n: _at(cells, place).strip() for place, n in head.columns.items()}
        if mark == self.words("form.mark.told"):
            begins = tuple(self.words(f"form.{name}") for name in ("required", "optional"))
            told = all(text.startswith(begins) for text in found.values() if text)
            return told and number == head.number + 1
        shift = 1 if form.parent else 0
        return any(
            all(text in ("", _text(example[n + shift])) for n, text in found.items())
            for example in example_rows(form, self.words)
        )

    # -- rows to tables ----------------------------------------------------------------------------

    def _fill(self, form: SheetForm, row: Row) -> None:
        path = self._path(form, row)
        if path is None:
            return
        if path:
            self.places[path] = row.first
        for number, column in enumerate(form.columns):
            at = f"{path}.{column.path}".strip(".")
            if number in row.at and not column.part:
                self.places[at] = row.at[number]
        for number, column in enumerate(form.columns):
            if column.part:
                continue
            at = f"{path}.{column.path}".strip(".")
            beside = number + 1 if column.field.kind in ("title", "after") else None
            texts = row.cells.get(number, ""), row.cells.get(beside or -1, "")
            if not any(text.strip() for text in texts):
                continue
            try:
                self._put(row, column, texts)
            except Unreadable as error:
                filled = number if texts[0].strip() or beside is None else beside
                values = error.values_told | {"heading": heading(form, column, self.words)}
                cell = row.at.get(filled, row.first)
                self._amiss(at, error.key, cell, **values)

    def _path(self, form: SheetForm, row: Row) -> str | None:
        """The row's path in the document, in which its table is put; None where it belongs to none."""
        outer, name = self.document, form.path
        prefix = ""
        if form.parent:
            rows = self.rows[form.parent]
            found = [
                n for n, each in enumerate(rows) if self._is_meant(form.parent, each, row.belongs)
            ]
            if len(found) != 1:
                values = {"value": row.belongs, "sheet": sheet_name(form.parent, self.words)}
                key = (
                    "form-wrong.belongs-none"
                    if row.belongs.strip()
                    else "form-wrong.belongs-unsaid"
                )
                self._amiss("", key, row.first, **values)
                return None
            outer, prefix = rows[found[0]].table, f"{form.parent}[{found[0]}]."
            name = form.path.removeprefix(f"{form.parent}.")
        *inside, last = name.split(".")
        for key in inside:
            outer = outer.setdefault(key, {})
        if not name:
            return ""
        if isinstance(outer.get(last), str):  # one name of a source, and several in their own sheet
            self._amiss(f"{prefix}{name}", "form-wrong.funds-twice", row.first)
            return None
        listed = outer.setdefault(last, [])
        listed.append(row.table)
        return f"{prefix}{name}[{len(listed) - 1}]"

    def _names(self, path: str, row: Row) -> list[str]:
        """By what a row may be meant in another sheet, its key first."""
        form = next(form for form in sheet_forms() if form.path == path)
        found = [row.cells.get(n, "").strip() for name in NAMES
                 for n, column in enumerate(form.columns) if column.path == name]  # fmt: skip
        for n, column in enumerate(form.columns):
            if column.path in ("role", "about"):  # what stands for a key where there is none
                found += self._stands_for(column, row.cells.get(n, "").strip())
        return [name for name in (*found, row.called) if name]

    def _stands_for(self, column: Column, said: str) -> list[str]:
        """A role or a subject as it is written, as the file has it, by its word."""
        try:
            value = value_of(said, column, self.words)
        except Unreadable:
            return [said]
        about = [self.words(f"about.{value}")] if column.path == "about" else []
        return [said, value, choice_words(column, self.words)[value], *about]

    def _is_meant(self, path: str, row: Row, said: str) -> bool:
        wanted, names = _folded(said), self._names(path, row)
        if not wanted or not names:
            return False
        keys = [_folded(self._names(path, each)[0]) for each in self.rows[path]
                if self._names(path, each)]  # fmt: skip
        if wanted in keys:  # a key goes before another row's name
            return wanted == _folded(names[0])
        return wanted in {_folded(name) for name in names}

    def _key_of(self, path: str, said: str) -> str:
        """The key of the row that is meant, by its key or its name."""
        found = [row for row in self.rows[path] if self._is_meant(path, row, said)]
        if len(found) == 1:
            form = next(form for form in sheet_forms() if form.path == path)
            at = {column.path: n for n, column in enumerate(form.columns) if not column.part}
            key = found[0].cells.get(at["key"], "").strip()
            if key or "role" not in at:
                return _folded(key)
            return str(value_of(found[0].cells[at["role"]], form.columns[at["role"]], self.words))
        if KINDS["key"].holds(_folded(said)):
            return _folded(said)  # the checks say which there are
        raise Unreadable("form-wrong.no-row", value=said, sheet=sheet_name(path, self.words))

    # -- cells -------------------------------------------------------------------------------------

    def _put(self, row: Row, column: Column, texts: tuple[str, str]) -> None:
        """One value into its table."""
        for text in texts:
            if isinstance(text, Unworked):
                raise Unreadable("form-wrong.formula", value=str(text))
        value = self._value(column, texts)
        table = row.table
        *inside, last = column.path.split(".")
        for key in inside:
            table = table.setdefault(key, {})
        if isinstance(value, tuple):  # a number of days with its unit
            value, unit = value
            if table.setdefault("unit", unit) != unit:
                raise Unreadable("form-wrong.units", value=texts[0])
        elif last == "unit" and table.get("unit", value) != value:
            raise Unreadable("form-wrong.units", value=texts[0])
        table[last] = value

    def _value(self, column: Column, texts: tuple[str, str]) -> Any:
        text, beside = texts
        kind, last = column.field.kind, column.path.rpartition(".")[2]
        if kind == "title":
            return _title(text, beside)
        if kind == "after":
            return self._event(column, text, beside)
        if last == "number" and isinstance(text, Figure) and len(re.sub(r"\D", "", text)) > KEPT:
            raise Unreadable("form-wrong.number-cut", value=str(text))
        if last in REFERS and kind in ("key", "keys"):
            return self._referred(REFERS[last], kind, text.strip())
        if last == "days" and column.about.startswith("due.") and (found := days_with_unit(text)):
            number, unit = found
            return value_of(number, column, self.words), unit
        return value_of(text, column, self.words)

    def _referred(self, path: str, kind: str, text: str) -> Any:
        if kind == "key":
            return self._key_of(path, text)
        if len([row for row in self.rows[path] if self._is_meant(path, row, text)]) == 1:
            return [self._key_of(path, text)]
        settled = self.words("form-value.settlement")
        parts = [part for part in re.split(r"[;；、，,\n]+|(?<=[a-z0-9])\s+", text) if part.strip()]
        return ["settlement" if part.strip() == settled else self._key_of(path, part.strip())
                for part in parts]  # fmt: skip

    def _event(self, column: Column, text: str, beside: str) -> str:
        """An event: of a paper, a payment, a guarantee with the key of the cell beside."""
        head, _, tail = re.sub("[：:]", ":", text.strip()).partition(":")
        said, named = (head.strip(), tail.strip()) if tail else (text.strip(), beside.strip())
        event: str = value_of(said, column, self.words) if said else ""
        word, mark, _ = event.partition(":")
        if tail and word in OF_EVENTS:
            mark = ":"
        if bool(mark) != bool(named) or not event:
            raise Unreadable(
                "form-wrong.event-key" if mark else "form-wrong.event-alone", value=said or named
            )
        if not mark:
            return event
        if word == "receipt" and named in (self.words("form-value.settlement"), "settlement"):
            return "receipt:settlement"
        return f"{word}:{self._key_of(OF_EVENTS[word], named)}"

    # -- errors ------------------------------------------------------------------------------------

    def _amiss(self, at: str, key: str, cell: str, **values: Any) -> None:
        self.wrong.append((Problem(at, key, values), cell))

    def cell_of(self, at: str) -> str:
        """The cell in which a problem is put right: its own, one inside it, else one around it."""
        while at:
            if at in self.places:
                return self.places[at]
            inside = [
                cell for path, cell in self.places.items() if path.startswith((f"{at}.", f"{at}["))
            ]
            if inside:
                return inside[0]
            at = at[: max(at.rfind("."), at.rfind("["), 0)]
        return f"{sheet_name(WHOLE, self.words)}!A1"


def _row(name: str, head: Head, number: int, cells: list[str]) -> Row:
    at = {n: f"{name}!{_letters(place)}{number}" for place, n in head.columns.items()}
    belongs = _at(cells, head.whose)
    first = head.whose if head.whose != NOWHERE else min(head.columns)
    values = {n: _at(cells, place) for place, n in head.columns.items()}
    return Row({}, values, at, belongs, f"{name}!{_letters(first)}{number}")


def _keyed(form: SheetForm, rows: Sequence[Row]) -> list[Row]:
    """Each row with a key: one is made where none is written, or where it is a word of Chinese."""
    place = next((n for n, column in enumerate(form.columns) if column.own_key), None)
    if place is None:
        return list(rows)
    taken = {_folded(row.cells.get(place, "")) for row in rows}
    found = []
    for row in rows:
        text = row.cells.get(place, "").strip()
        if not text or (not text.isascii() and not KINDS["key"].holds(_folded(text))):
            row.cells[place] = _free(KEYS.get(form.path) or _singular(form.path), taken)
            taken.add(row.cells[place])
            row = row._replace(called=text)
        found.append(row)
    return found


def _singular(path: str) -> str:
    return path.rpartition(".")[2].removesuffix("s").replace("_", "-")


def _free(base: str, taken: set[str]) -> str:
    return next(key for key in chain([base], (f"{base}-{n}" for n in count(2))) if key not in taken)


def _title(text: str, english: str) -> Any:
    """A title in one language, or in two; `-` for English says that it has a table all the same."""
    zh, en = text.strip(), english.strip()
    if not en:
        return zh
    return {key: said for key, said in (("zh", zh), (EN, en)) if said and said != NO_ENGLISH}


def _heading_line(lines: Sequence[Line], wanted: set[str]) -> tuple[Line, int]:
    """The line that has the most of some headings, and how many."""
    counted = [
        (len({_bare(cell) for cell in line[1]} & wanted), line) for line in lines[:HEADINGS_BY]
    ]
    most = max((count for count, _ in counted), default=0)
    return next(((line, most) for count, line in counted if count == most), ((0, []), 0))


def _bare(text: str) -> str:
    """A heading without what spreadsheets and people put around it."""
    return re.sub(r"[\s*＊]", "", half_width(text))


def _folded(text: str) -> str:
    return re.sub(r"\s", "", half_width(text)).lower()


def _text(value: Any) -> str:
    """A cell of an example as it is read again."""
    if value is None:
        return ""
    return f"{value:.{KEPT}g}" if isinstance(value, float) else str(value)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _letters(place: int) -> str:
    """The letters of a column, from 0."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)
