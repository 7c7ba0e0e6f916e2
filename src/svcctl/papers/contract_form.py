"""The contract form as a workbook: blank or filled in, with lists to choose from and explanations."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from math import ceil
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

from svcctl.answers.width import cells
from svcctl.billing.dates import EARLIEST, LATEST
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import DEFAULT_READINGS, READING_CHOICES
from svcctl.contracts.described import said
from svcctl.contracts.sheets import (
    EN,
    KEY,
    NEEDED,
    READINGS,
    REFERS,
    SAYING,
    USUAL,
    WHOLE,
    Column,
    SheetForm,
    choice_words,
    heading,
    is_rare,
    name_of,
    parent_heading,
    sheet_forms,
    sheet_name,
)
from svcctl.i18n import Words
from svcctl.intake.form_rows import (
    example_cell,
    example_rows,
    lines_of,
    reading_word,
    readings_of,
    rows_of,
)
from svcctl.intake.form_values import NUMBERS
from svcctl.papers.spool import IN_MEMORY
from svcctl.papers.stamped import restamp
from svcctl.papers.xlsx import ACROSS, COUNT, DATE, FONT, MONEY

PREPARED = 300  # rows with lists to choose from; more can be copied down
RULED = 12  # blank rows with lines round their cells
LONGEST = 32_767  # signs of a cell
TITLE, MESSAGE = 32, 255  # signs of what is shown beside a cell
HEAD = 3  # the row of headings, from 0; above it the title, what the sheet is for, groups
NARROW, WIDE, LINE = 12, 30, 15.0
# characters of a table that still fits one page across, made smaller
SHRUNK = 250
COLOURS = {"form.needed": "#C00000", "form.usual": "#2F75B5", "form.seldom": "#A6A6A6"}
GUIDE = 9  # lines of the guide
MANY = ("keys", "key")  # rows of other sheets, which may be meant by their names too


class Span(NamedTuple):
    """The list of a choice on the hidden sheet."""

    source: str
    width: int


def write_form(document: Mapping[str, Any] | None, stamp: datetime, target: IO[bytes]) -> None:
    """The form as xlsx, filled in with a document where there is one; the same bytes twice."""
    from xlsxwriter import Workbook

    with SpooledTemporaryFile(IN_MEMORY) as made:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(made, options)
        words = Words("zh")
        title = words("form.title")
        book.set_properties(
            {"title": title, "author": "svcctl", "created": stamp.replace(tzinfo=None)}
        )
        _Book(book, document, words).write()
        book.close()
        restamp(made, target, stamp)


def when_filled(sheet: SheetForm) -> str:
    """Whether every contract fills a sheet in, many do, or few."""
    if sheet.path in NEEDED:
        return "form.needed"
    return "form.usual" if sheet.path in USUAL else "form.seldom"


class _Book:
    """The workbook while it is written."""

    def __init__(self, book: Any, document: Mapping[str, Any] | None, words: Words) -> None:
        self.book, self.document, self.words = book, document, words
        self.lists: dict[tuple[str, ...], Span] = {}

    def write(self) -> None:
        """Every sheet, the guide first and the lists, which are hidden, last."""
        guide = self._sheet(self.words("form.guide"))
        sheets = [(form, self._sheet(sheet_name(form.path, self.words))) for form in sheet_forms()]
        self.options = self.book.add_worksheet(self.words("form.options"))
        self._guide(guide)
        for form, sheet in sheets:
            sheet.set_tab_color(COLOURS[when_filled(form)])
            if form.path == WHOLE:
                self._whole(form, sheet)
            elif form.path == READINGS:
                self._readings(sheet)
            else:
                self._table(form, sheet)
        self.options.hide()
        guide.activate()

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer(f"&C&8{self.words('xlsx.page')}")
        return sheet

    @cached_property
    def styles(self) -> dict[str, Any]:
        """The formats of cells by what is in them."""
        plain: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        boxed = plain | {"border": 1, "border_color": "#BFBFBF"}
        grey = boxed | {"font_color": "#7F7F7F", "bg_color": "#F2F2F2"}
        head = boxed | {"bold": True, "align": "center", "text_wrap": True}
        kinds: dict[str, dict[str, Any]] = {
            "text": {"num_format": "@", "text_wrap": True},
            "money": {"num_format": MONEY},
            "count": {"num_format": COUNT, "align": "center"},
            "date": {"num_format": DATE, "align": "center"},
        }
        formats = {
            "title": plain | {"font_size": 16, "bold": True},
            "plain": plain | {"text_wrap": True},
            "link": plain | {"font_color": "#0563C1", "underline": 1},
            "band": head | {"bg_color": "#DDEBF7", "align": "left"},
            "head": head | {"bg_color": "#EDEDED"},
            "must": head | {"bg_color": "#FCE4D6"},
            "group": plain
            | {"bold": True, "bg_color": "#DDEBF7", "border": 1, "border_color": "#BFBFBF"},
            "told": grey | {"text_wrap": True},
            **{f"grey-{kind}": grey | given for kind, given in kinds.items()},
            **{kind: boxed | given for kind, given in kinds.items()},
            **{f"bare-{kind}": plain | given for kind, given in kinds.items()},
        }
        return {name: self.book.add_format(given) for name, given in formats.items()}

    # -- the guide -------------------------------------------------------------------------------

    def _guide(self, sheet: Any) -> None:
        words, styles = self.words, self.styles
        for place, width in enumerate((20, 10, 100)):
            sheet.set_column(place, place, width)
        sheet.write_string(0, 0, words("form.title"), styles["title"])
        for number in range(1, GUIDE + 1):
            text = f"{number}. {words(f'form.guide.{number}')}"
            sheet.merge_range(number, 0, number, 2, text, styles["plain"])
            sheet.set_row(number, LINE * ceil(cells(text) / 138) + 3)
        row = GUIDE + 2
        for place, key in enumerate(("form.sheet", "form.when", "form.for")):
            sheet.write_string(row, place, words(key), styles["head"])
        for form in sheet_forms():
            row += 1
            name = sheet_name(form.path, words)
            sheet.write_url(row, 0, f"internal:'{name}'!A1", styles["link"], name)
            sheet.write_string(row, 1, words(when_filled(form)), styles["text"])
            sheet.write_string(row, 2, self._purpose(form), styles["text"])
            sheet.set_row(row, LINE * ceil(cells(self._purpose(form)) / 108) + 2)
        sheet.fit_to_pages(1, 1)

    def _purpose(self, form: SheetForm) -> str:
        if form.path == WHOLE:
            return self.words("form.whole-for")
        return said(form.path, self.words, SAYING).partition("：")[2]

    # -- lines, a key each -----------------------------------------------------------------------

    def _whole(self, form: SheetForm, sheet: Any) -> None:
        self._line_heads(sheet, form, "form.example")
        filled = lines_of(self.document, form, self.words) if self.document else None
        row, before = HEAD, ""
        for number, column in enumerate(form.columns):
            group = column.path.partition(".")[0] if "." in column.path else ""
            if group and group != before:
                for place in range(4):
                    text = name_of(group, self.words) if place == 0 else ""
                    sheet.write_string(row, place, text, self.styles["group"])
                row += 1
            before = group
            value = filled[number] if filled else _preset(column, self.words)
            example = example_cell(column, self.words)
            self._line(sheet, row, form, column, value, example)
            row += 1
        sheet.print_area(0, 0, row - 1, 3)
        sheet.fit_to_pages(1, 1)

    def _line(
        self, sheet: Any, row: int, form: SheetForm, column: Column, value: Any, example: Any
    ) -> None:
        must = _required(column)
        name = heading(form, column, self.words) + ("*" if must else "")
        sheet.write_string(row, 0, name, self.styles["must" if must else "head"])
        self._put(sheet, row, 1, value, _style(column), column.path)
        self._put(sheet, row, 2, example, f"grey-{_style(column)}", column.path)
        text = self._meaning(column)
        sheet.write_string(row, 3, text, self.styles["told"])
        sheet.set_row(row, LINE * max(ceil(cells(text) / 74), ceil(cells(name) / 22)) + 3)
        self._validate(sheet, (row, 1, row, 1), form, column)

    def _line_heads(self, sheet: Any, form: SheetForm, third: str) -> None:
        for place, width in enumerate((24, 34, 26, 78)):
            sheet.set_column(place, place, width)
        self._title(sheet, form)
        for place, key in enumerate(("form.item", "form.fill", third, "form.meaning")):
            sheet.write_string(HEAD - 1, place, self.words(key), self.styles["head"])
        sheet.freeze_panes(HEAD, 1)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD - 1)

    def _readings(self, sheet: Any) -> None:
        form = next(form for form in sheet_forms() if form.path == READINGS)
        self._line_heads(sheet, form, "form.default")
        filled = readings_of(self.document or {}, self.words)
        for row, (key, choices) in enumerate(READING_CHOICES.items(), HEAD):
            said_of = [reading_word(key, choice, self.words) for choice in choices]
            label = self.words(f"reading.{key}")
            sheet.write_string(row, 0, label, self.styles["head"])
            self._put(sheet, row, 1, filled.get(key), "text", f"readings.{key}")
            default = reading_word(key, DEFAULT_READINGS[key], self.words)
            sheet.write_string(row, 2, default, self.styles["grey-text"])
            text = " / ".join(said_of)
            sheet.write_string(row, 3, text, self.styles["told"])
            sheet.set_row(row, LINE * max(ceil(cells(label) / 22), 1) + 3)
            open_ = key == "severity"  # one of the contract's own regimes, too
            self._list(sheet, (row, 1, row, 1), said_of, label, text, not open_)

    # -- tables ----------------------------------------------------------------------------------

    def _table(self, form: SheetForm, sheet: Any) -> None:
        words = self.words
        heads = [*([parent_heading(form, words)] if form.parent else []),
                 *(heading(form, column, words) for column in form.columns)]  # fmt: skip
        shift = 2 if form.parent else 1
        rows = rows_of(self.document, form, words) if self.document else []
        examples = [] if rows else example_rows(form, words)
        self._title(sheet, form)
        self._heads(form, sheet, heads, shift)
        self._columns(form, sheet, rows, heads)
        styles = ["text"] * (shift - 1) + [_style(column) for column in form.columns]
        row = HEAD + 2
        for given in examples:
            self._row(sheet, row, given, [f"grey-{style}" for style in styles], form)
            sheet.write_string(row, 0, words("form.mark.example"), self.styles["told"])
            row += 1
        first = row
        for given in rows:
            self._row(sheet, row, given, styles, form)
            row += 1
        for _ in range(RULED):
            self._row(sheet, row, [None] * len(heads), styles, form)
            row += 1
        area = first, max(first + PREPARED, row)
        if form.parent:
            self._refer(sheet, (area[0], 1, area[1], 1), form.parent, heads[0], self._belongs(form))
        for place, column in enumerate(form.columns, shift):
            self._validate(sheet, (area[0], place, area[1], place), form, column)
        sheet.print_area(0, 0, row - 1, len(heads))

    def _belongs(self, form: SheetForm) -> str:
        values = {"sheet": sheet_name(form.parent, self.words)}
        return self.words("form.belongs-help", **values)

    def _heads(self, form: SheetForm, sheet: Any, heads: Sequence[str], shift: int) -> None:
        words, styles = self.words, self.styles
        sheet.write_string(HEAD, 0, words("form.mark"), styles["head"])
        sheet.write_string(HEAD + 1, 0, words("form.mark.told"), styles["told"])
        for place, name in enumerate(heads, 1):
            column = form.columns[place - shift] if place >= shift else None
            must = column is None or _required(column)
            sheet.write_string(HEAD, place, name + ("*" if must else ""),
                               styles["must" if must else "head"])  # fmt: skip
            hint = self._hint(column) if column else words("form-hint.text")
            told = f"{words('form.required' if must else 'form.optional')}。{hint}"
            sheet.write_string(HEAD + 1, place, told, styles["told"])
        sheet.set_row(HEAD, LINE * 2)
        sheet.set_row(HEAD + 1, LINE * 4)
        self._bands(form, sheet, shift)
        sheet.freeze_panes(HEAD + 1, shift + 1)
        sheet.repeat_rows(HEAD)

    def _columns(
        self, form: SheetForm, sheet: Any, rows: Sequence[Sequence[Any]], heads: Sequence[str]
    ) -> None:
        """How wide columns are; those that few contracts fill in, and this one does not, are folded."""
        shift = len(heads) - len(form.columns)
        sheet.set_column(0, 0, 6)
        seen, folded = 6.0, False
        for place, name in enumerate(heads):
            column = form.columns[place - shift] if place >= shift else None
            width = _width(column, name, self.words)
            look = self.styles["bare-" + (_style(column) if column else "text")]
            bare = all(row[place] is None for row in rows)
            fold = column is not None and bare and is_rare(form, column)
            options = {"level": 1, "hidden": True} if fold else {"collapsed": folded}
            sheet.set_column(place + 1, place + 1, width, look, options)
            seen, folded = seen + (0 if fold else width), fold
        if folded:
            sheet.set_column(len(heads) + 1, len(heads) + 1, NARROW, None, {"collapsed": True})
        across = 1 if seen <= SHRUNK else ceil(seen / ACROSS)
        sheet.fit_to_pages(across, 0)
        if across > 1:
            sheet.repeat_columns(0, shift + 1)

    def _bands(self, form: SheetForm, sheet: Any, shift: int) -> None:
        """Above the headings what columns beside one another are about: when it is paid, the cap."""
        groups = [column.path.rpartition(".")[0] for column in form.columns]
        place = 0
        while place < len(groups):
            end = place
            while end + 1 < len(groups) and groups[end + 1] == groups[place]:
                end += 1
            if groups[place]:
                text = name_of(f"{form.path}.{groups[place]}", self.words)
                where = HEAD - 1, place + shift, HEAD - 1, end + shift
                if end > place:
                    sheet.merge_range(*where, text, self.styles["band"])
                else:
                    sheet.write_string(*where[:2], text, self.styles["band"])
            place = end + 1

    def _title(self, sheet: Any, form: SheetForm) -> None:
        sheet.write_string(0, 0, sheet_name(form.path, self.words), self.styles["title"])
        sheet.set_row(0, 24)
        # beside the purpose, as there is no line to spare above headings that stay in sight
        back = f"internal:'{self.words('form.guide')}'!A1"
        place = 3 if form.path in (WHOLE, READINGS) else 2  # never in a column that is folded
        sheet.write_url(0, place, back, self.styles["link"], self.words("form.back"))
        sheet.write_string(1, 0, self._purpose(form), self.plain)

    @cached_property
    def plain(self) -> Any:
        """Text that runs over the cells beside it."""
        return self.book.add_format({"font_name": FONT, "font_size": 10, "valign": "vcenter"})

    def _row(
        self, sheet: Any, row: int, given: Sequence[Any], styles: Sequence[str], form: SheetForm
    ) -> None:
        for place, (value, style) in enumerate(zip(given, styles, strict=True), 1):
            self._put(sheet, row, place, value, style, f"{form.path} {row + 1}")

    def _put(self, sheet: Any, row: int, place: int, value: Any, style: str, at: str) -> None:
        """A value as what it is; text stays text, whatever sign it begins with."""
        look = self.styles[style]
        if value is None:
            sheet.write_blank(row, place, None, look)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, look)
        elif isinstance(value, int | float):
            sheet.write_number(row, place, value, look)
        else:
            if len(value) > LONGEST:
                raise Refusal("form.long", at=at, most=LONGEST)
            own = style if style.endswith("text") else style.replace(style.split("-")[-1], "text")
            sheet.write_string(row, place, value, self.styles[own])

    # -- what is said of a cell, and what may stand in it ------------------------------------------

    def _hint(self, column: Column) -> str:
        if column.part:
            return self.words(f"form-hint.{'key' if column.part == KEY else 'title'}")
        if column.own_key:
            return self.words("form-hint.own-key")
        kind = "choice" if column.field.choices else column.field.kind.removesuffix("-or-tables")
        return self.words(f"form-hint.{kind}")

    def _meaning(self, column: Column) -> str:
        text = said(column.about, self.words, SAYING).partition("：")[2]
        return self.words("form.english-help") if column.part == EN else text

    def _validate(
        self, sheet: Any, area: tuple[int, int, int, int], form: SheetForm, column: Column
    ) -> None:
        name, text = heading(form, column, self.words), self._meaning(column)
        last = column.path.rpartition(".")[2]
        kind = column.field.kind
        if column.part == KEY:
            self._message(sheet, area, name, self.words("form.after-key-help"))
        elif column.part:
            return
        elif kind in MANY and last in REFERS:
            self._refer(sheet, area, REFERS[last], name, text)
        elif known := choice_words(column, self.words):
            self._list(sheet, area, list(known.values()), name, text, kind != "calendar")
        elif kind == "date":
            options = {"validate": "date", "criteria": "between",
                       "minimum": EARLIEST, "maximum": LATEST}  # fmt: skip
            self._message(sheet, area, name, text, options)
        elif kind == "money":
            options = {"validate": "decimal", "criteria": ">=", "value": 0}
            self._message(sheet, area, name, text, options)
        else:
            self._message(sheet, area, name, text)

    def _message(
        self,
        sheet: Any,
        area: tuple[int, int, int, int],
        name: str,
        text: str,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """What is shown beside a cell while it is filled in."""
        given = {"validate": "any", "error_type": "warning", **(options or {})}
        given |= {"input_title": name[:TITLE], "input_message": _cut(text)}
        sheet.data_validation(*area, given)

    def _list(
        self,
        sheet: Any,
        area: tuple[int, int, int, int],
        known: Sequence[str],
        name: str,
        text: str,
        closed: bool,
    ) -> None:
        options: dict[str, Any] = {"validate": "list", "source": self._source(tuple(known))}
        options |= {"error_type": "stop"} if closed else {"show_error": False}
        self._message(sheet, area, name, text, options)

    def _refer(
        self, sheet: Any, area: tuple[int, int, int, int], path: str, name: str, text: str
    ) -> None:
        """A list of the rows of another sheet; names and several keys may be typed too."""
        form = next(form for form in sheet_forms() if form.path == path)
        by = ("key", "name", "about") if path != "parties" else ("name", "key")
        paths = [column.path for column in form.columns if not column.part]
        wanted = next(key for key in by if key in paths)
        place = next(n for n, c in enumerate(form.columns) if c.path == wanted)
        letter = chr(65 + place + (2 if form.parent else 1))
        # below the line that explains; examples of a blank form stand in the list as examples do
        source = (
            f"='{sheet_name(path, self.words)}'!${letter}${HEAD + 3}:${letter}${HEAD + PREPARED}"
        )
        self._message(sheet, area, name, text,
                      {"validate": "list", "source": source, "show_error": False})  # fmt: skip

    def _source(self, known: tuple[str, ...]) -> str:
        """Where the words of a list stand on the hidden sheet."""
        if known not in self.lists:
            place = len(self.lists)
            for row, word in enumerate(known):
                self.options.write_string(row, place, word)
            letter = _letters(place)
            name = self.words("form.options")
            source = f"='{name}'!${letter}$1:${letter}${len(known)}"
            self.lists[known] = Span(source, max(map(cells, known)))
        return self.lists[known].source


def _required(column: Column) -> bool:
    """Whether a row cannot do without it; a table that may be left out has nothing that must be."""
    inside = "." in column.path and not column.path.startswith("price.")
    return column.field.required and not (column.part or column.own_key or inside)


def _style(column: Column) -> str:
    kind = column.field.kind
    if kind in ("date", "money"):
        return kind
    return "count" if kind in NUMBERS and not column.path.endswith("days") else "text"


def _preset(column: Column, words: Words) -> Any:
    """What stands in a blank form already: the one version, the one currency."""
    if column.path == "format":
        return 1
    return words("form-value.currency.CNY") if column.path == "currency" else None


def _width(column: Column | None, name: str, words: Words) -> float:
    """A column as wide as its words ask, within what a page bears."""
    if column is None:
        return 18
    longest = max((cells(word) for word in choice_words(column, words).values()), default=0)
    least = {"title": 24, "text": 20, "money": 15, "date": 12, "keys": 22, "money-list": 24,
             "dates": 24, "texts": 24, "key": 16, "text-or-tables": 16}  # fmt: skip
    wanted = max(longest + 4, ceil(cells(name) / 2) + 3, least.get(column.field.kind, NARROW))
    return min(wanted, WIDE)


def _cut(text: str) -> str:
    return text if len(text) <= MESSAGE else text[: MESSAGE - 2] + ".."


def _letters(place: int) -> str:
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)
