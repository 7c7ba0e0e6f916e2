"""An xlsx read by its XML: values as a sheet shows them, merged cells, formulas without results."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import IO, NamedTuple
from zipfile import ZipFile

from svcctl.intake.sheets import LARGEST, Bounds, Line, Sheet, Span

XML = 256 * 2**20  # bytes of XML that a workbook may unfold to
ELEMENTS = 12_000_000  # two for a cell with a value
DEEPEST = 50  # elements inside one another
CHUNK = 1 << 16
LONGEST_TAG = 16  # chunks that may go by without an event: attributes are kept whole
# by ECMA-376 18.8.30: numbers of formats that are dates, the Chinese ones included
MOMENT = 22  # the one of them that shows the hour
DATE_FORMATS = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58))
SHARE_FORMATS = frozenset((9, 10))
DAYS, SHARE = ("day", "moment"), "share"
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
NAMED = re.compile(r"([A-Z]+)(\d+)")
Attributes = dict[str, str]


class Piece(NamedTuple):
    """An element of a kind that was asked for: its name, attributes, and the text inside."""

    name: str
    given: Attributes
    text: str


class Found(NamedTuple):
    """What the workbook says of a sheet: its name, where it lies, whether it is shown."""

    name: str
    path: str
    shown: bool


class Cell:
    """A cell while it is read."""

    def __init__(self, given: Attributes) -> None:
        self.place = given.get("r", "")
        self.kind = given.get("t", "n")
        self.style = int(given.get("s") or 0)
        self.value: str | None = None
        self.formula: str | None = None
        self.inline = ""


def sheets(
    content: bytes, bounds: Bounds, times: bool = False, reads: "type[Reader] | None" = None
) -> Iterator[Sheet]:
    """The sheets that are shown; errors of zip, XML and values go through to the caller.

    Of a moment the day alone, or with `times` all of it where the cell shows the hour; `reads` where
    a cell is more than the text it shows.
    """
    with ZipFile(BytesIO(content)) as archive:
        opened = _Parts(archive, bounds)
        book = opened.linked("", "officeDocument")[0]
        found, since_1904 = _listed(opened, book)
        strings = [text for path in opened.linked(book, "sharedStrings")
                   for text in _strings(opened, path, bounds)]  # fmt: skip
        dates = [style for path in opened.linked(book, "styles")
                 for style in _date_styles(opened, path)]  # fmt: skip
        for each in found:
            if each.shown:
                reader = (reads or Reader)(strings, dates, since_1904, bounds, times)
                opened.parse(each.path, reader.start, reader.end, reader.said)
                yield Sheet(each.name, reader.lines, tuple(reader.merged))


class _Parts:
    """The parts of the package, by their names and relations, no more bytes than allowed."""

    def __init__(self, archive: ZipFile, bounds: Bounds) -> None:
        self.archive, self.bounds = archive, bounds
        self.names = {name.lower(): name for name in archive.namelist()}
        self.left = XML
        self.elements = 0
        self.depth = 0
        self.silent = 0  # chunks since the last event

    def parse(
        self,
        path: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        said: Callable[[str], None],
    ) -> None:
        """Read a part from start to end; names come without their namespaces."""
        from xml.parsers.expat import ParserCreate

        parser = ParserCreate()
        parser.buffer_text = True

        def started(name: str, given: Attributes) -> None:
            self._count()
            start(name.rpartition(":")[2], given)

        def ended(name: str) -> None:
            self.depth -= 1
            end(name.rpartition(":")[2])

        def told(text: str) -> None:
            self.silent = 0
            said(text)

        def no_doctype(*_: object) -> None:
            raise ValueError("DOCTYPE")  # entities are the other way to a bomb

        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = told
        parser.StartDoctypeDeclHandler = no_doctype
        with self.archive.open(self.names[path.lower()]) as part:
            for chunk in self._chunks(part):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _count(self) -> None:
        """One more element: empty ones cost memory too, and no byte of text."""
        self.silent = 0
        self.elements += 1
        self.depth += 1
        if self.elements > ELEMENTS or self.depth > DEEPEST:
            raise self.bounds.swollen()

    def _chunks(self, part: IO[bytes]) -> Iterator[bytes]:
        while chunk := part.read(CHUNK):
            self.left -= len(chunk)
            self.silent += 1
            if self.left < 0 or self.silent > LONGEST_TAG:
                raise self.bounds.swollen()
            yield chunk

    def pieces(self, path: str, *wanted: str) -> list[Piece]:
        """All elements of some names in a small part."""
        found: list[Piece] = []

        def start(name: str, given: Attributes) -> None:
            if name in wanted:
                if len(found) > LARGEST:
                    raise self.bounds.swollen()
                found.append(Piece(name, given, ""))

        self.parse(path, start, lambda _: None, lambda _: None)
        return found

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each relation of a part ("" for the whole package)."""
        folder = dirname(path)
        rels = join(folder, "_rels", f"{path.rpartition('/')[2]}.rels")
        if rels.lower() not in self.names:
            return {}
        return {
            each.given["Id"]: (
                each.given.get("Type", "").rpartition("/")[2],
                normpath(join("/", folder, each.given["Target"])).lstrip("/"),
            )
            for each in self.pieces(rels, "Relationship")
        }

    def linked(self, path: str, kind: str) -> list[str]:
        """The parts of one kind that a part is related to."""
        return [target for found, target in self.relations(path).values() if found == kind]


def _listed(parts: _Parts, book: str) -> tuple[list[Found], bool]:
    """The sheets in their order, and whether days count from 1904."""
    relations, found, since_1904 = parts.relations(book), [], False
    for each in parts.pieces(book, "sheet", "workbookPr"):
        if each.name == "workbookPr":
            since_1904 = each.given.get("date1904") in ("1", "true")
            continue
        reference = next((v for k, v in each.given.items() if k.rpartition(":")[2] == "id"), "")
        kind, path = relations[reference]
        if kind == "worksheet":  # a chart has a sheet of its own
            shown = each.given.get("state", "visible") == "visible"
            found.append(Found(each.given.get("name", ""), path, shown))
    return found, since_1904


def _strings(parts: _Parts, path: str, bounds: Bounds) -> list[str]:
    """The shared strings; readings set above Chinese signs (rPh) are no part of them."""
    found: list[str] = []
    state = {"keep": False, "ruby": False}

    def start(name: str, _: Attributes) -> None:
        if name == "si":
            bounds.text(1)
            found.append("")
        state["ruby"] |= name == "rPh"
        state["keep"] = name == "t" and not state["ruby"]

    def end(name: str) -> None:
        state["ruby"] &= name != "rPh"
        state["keep"] = False

    def said(text: str) -> None:
        if state["keep"] and found:
            bounds.text(len(text))
            found[-1] += text

    parts.parse(path, start, end, said)
    return found


def _date_styles(parts: _Parts, path: str) -> list[str]:
    """For each style of cells, what it shows of a number: a day, a moment, a share, or "" itself."""
    codes: dict[str, str] = {}
    found: list[str] = []
    inside = False
    for each in parts.pieces(path, "numFmt", "cellXfs", "cellStyles", "dxfs", "xf"):
        if each.name == "numFmt":
            codes[each.given.get("numFmtId", "")] = each.given.get("formatCode", "")
        elif each.name == "xf" and inside:
            number = each.given.get("numFmtId", "0")
            code = QUOTED.sub("", codes.get(number, "")).lower().partition(";")[0]
            is_date = bool(re.search("[yd]", code)) or int(number) in DATE_FORMATS
            with_hour = "h" in code or int(number) == MOMENT
            plain = SHARE if "%" in code or int(number) in SHARE_FORMATS else ""
            found.append(("moment" if with_hour else "day") if is_date else plain)
        else:
            inside = each.name == "cellXfs"
    return found


class Reader:
    """The lines of one sheet, cell by cell."""

    def __init__(
        self,
        strings: list[str],
        dates: list[str],
        since_1904: bool,
        bounds: Bounds,
        times: bool = False,
    ) -> None:
        self.strings, self.dates, self.bounds, self.times = strings, dates, bounds, times
        self.day_nought = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        self.lines: list[Line] = []
        self.merged: list[Span] = []
        self.number = 0
        self.row: list[str] = []
        self.cell: Cell | None = None
        self.text: list[str] | None = None
        self.ruby = False

    def start(self, name: str, given: Attributes) -> None:
        """An element opens."""
        if name == "row":
            self.number = int(given.get("r") or self.number + 1)
            self.row = []
        elif name == "c":
            self.cell = Cell(given)
        elif name in ("v", "f", "t"):
            self.text = [] if not self.ruby else None
        elif name == "rPh":
            self.ruby = True
        elif name == "mergeCell":
            span = _span(given["ref"])
            if span.bottom > span.top:  # cells merged side by side are one column's
                if len(self.merged) > LARGEST:
                    raise self.bounds.swollen()
                self.merged.append(span)

    def said(self, text: str) -> None:
        """Text between two elements."""
        if self.text is not None:
            self.bounds.text(len(text))
            self.text.append(text)

    def end(self, name: str) -> None:
        """An element closes."""
        if name == "row":
            if line := self.bounds.line(self.number, self.row):
                self.lines.append(line)
        elif name == "c" and self.cell is not None:
            self._put(self.cell)
            self.cell = None
        elif name == "rPh":
            self.ruby = False
        elif self.text is not None and name in ("v", "f", "t"):
            self._take(name, "".join(self.text))
            self.text = None

    def _take(self, name: str, text: str) -> None:
        if self.cell is None:
            return
        if name == "v":
            self.cell.value = text
        elif name == "f":
            self.cell.formula = text
        else:
            self.cell.inline += text

    def _put(self, cell: Cell) -> None:
        place = _column(cell.place) if cell.place else len(self.row)
        self.bounds.column(place)
        self.row += [""] * (place + 1 - len(self.row))
        self.row[place] = self._shown(cell)

    def _shown(self, cell: Cell) -> str:
        """The value as text; of a formula that nobody has worked out, the formula."""
        if cell.formula is not None and not cell.value and cell.kind != "str":
            return f"={cell.formula}"
        if cell.kind == "inlineStr":
            return cell.inline.strip()
        if not cell.value:
            return ""
        if cell.kind == "s":
            return self.strings[int(cell.value)].strip()
        if cell.kind == "n":
            style = self.dates[cell.style] if cell.style < len(self.dates) else ""
            return self._day(cell.value, style) if style in DAYS else decimal(cell.value)
        whole = self.times or cell.kind != "d"
        return cell.value.strip() if whole else cell.value.strip()[:10]

    def _day(self, value: str, style: str) -> str:
        serial = int(float(value))
        if self.day_nought.year == 1899 and serial < 60:  # day 60 of 1900 is one that never was
            serial += 1
        try:
            day = self.day_nought + timedelta(days=serial)
        except OverflowError:
            return decimal(value)
        seconds = round(86_400 * (float(value) % 1)) if self.times else 0
        if seconds or (self.times and style == "moment"):
            return (datetime.combine(day, time()) + timedelta(seconds=seconds)).isoformat()
        return day.isoformat()


def decimal(value: str) -> str:
    """0.1 + 0.2 as the sheet shows it, with no more digits than a float carries."""
    bare = value.strip()
    if bare.lstrip("-").isdigit():
        return bare  # some programs write more digits than a float carries: they are meant
    return f"{Decimal(f'{float(bare):.15g}').normalize():f}"


def _column(place: str) -> int:
    match = NAMED.fullmatch(place.replace("$", ""))
    if not match or len(match[1]) > 3:
        raise ValueError(place)
    found = 0
    for letter in match[1]:
        found = found * 26 + ord(letter) - 64
    return found - 1


def _span(reference: str) -> Span:
    first, _, last = reference.replace("$", "").partition(":")
    last = last or first
    rows = [int(NAMED.fullmatch(place)[2]) for place in (first, last)]  # type: ignore[index]
    return Span(rows[0], _column(first), rows[1], _column(last))
