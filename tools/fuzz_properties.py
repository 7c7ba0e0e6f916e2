"""What must hold of a command whatever it was given: exit codes, words, files, stores."""

import io
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from unicodedata import category
from zipfile import ZipFile

from fuzz_changes import MARK

STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
REFUSAL_LINES = 2
PLAIN_NUMBER = re.compile(r"[-+]?[\d.,]*\d%?")
LOWER = MARK.lower()
WRITTEN = ("word/document", "word/header", "word/footer")  # parts of a letter that are filled in


class Said(NamedTuple):
    """What a command answered: its code, and the text of both streams."""

    code: int
    out: str
    err: str


def steering(text: str) -> set[str]:
    """The signs of a text that steer a screen or are not seen, but for the ends of its lines."""
    return {s for s in text.replace("\r\n", "\n").replace("\n", "") if category(s) in STEERING}


def of_words(said: Said, args: tuple[str, ...]) -> Iterator[str]:
    """Faults of code, refusal and screen."""
    if said.code not in (0, 1, 2):
        yield f"exit {said.code}"
    if "Traceback" in said.err:
        yield "traceback"
    if signs := steering(said.err):
        yield f"stderr steers: {sorted(map(ascii, signs))}"
    text = said.out.replace("\t,", ",").replace('\t"', '"').replace("\t\r\n", "\r\n")
    if signs := steering(text):
        yield f"stdout steers: {sorted(map(ascii, signs))}"
    listing = "contract" in args or "init" in args  # prints a line for each error of a file
    if said.code == 2 and not listing and len(said.err.splitlines()) > REFUSAL_LINES:
        yield f"refusal of {len(said.err.splitlines())} lines"
    if said.code == 2 and not said.err.strip():
        yield "refusal without words"


# -- files -----------------------------------------------------------------------------------------


def of_file(path: Path) -> Iterator[str]:
    """Faults of a file that a command wrote, by the end of its name."""
    check = {".csv": _csv, ".html": _html, ".xlsx": _office, ".docx": _office, ".ics": _ics}
    if found := check.get(path.suffix):
        yield from (f"{path.suffix[1:]}: {each}" for each in found(path))


def _csv(path: Path) -> Iterator[str]:
    import csv

    csv.field_size_limit(10**9)
    for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
        for cell in row:
            if cell[:1] in tuple("=+-@\t\r") and not (PLAIN_NUMBER.fullmatch(cell) or cell == "-"):
                yield f"formula {cell[:40]!a}"


class _Page(HTMLParser):
    """Looks for tags, attributes, scripts and styles that an input brought."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Its name, its attributes' names, where a link leads."""
        self.inside = tag if tag in ("script", "style") else ""
        names = [tag, *(name for name, _ in attrs)]
        if any(LOWER in name for name in names):
            self.found.append(f"markup {tag}")
        for name, value in attrs:
            if name in ("href", "src", "action") and LOWER in (value or "").lower():
                self.found.append(f"link {value}")

    def handle_endtag(self, _tag: str) -> None:
        """Out of a script."""
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """A script's or a style's text."""
        if self.inside and MARK in data:
            self.found.append(f"in {self.inside}")


def _html(path: Path) -> Iterator[str]:
    page = _Page()
    text = path.read_text("utf-8")
    page.feed(text)
    page.close()
    yield from page.found
    if signs := steering(text.replace("\t", "")):
        yield f"steers: {sorted(map(ascii, signs))}"


def _office(path: Path) -> Iterator[str]:
    from xml.parsers.expat import ExpatError, ParserCreate

    with ZipFile(path) as archive:
        for name in archive.namelist():
            # of a letter what is filled in; its template's other parts are as whoever wrote it left them
            letter = path.suffix == ".docx" and not name.startswith(WRITTEN)
            if letter or not name.endswith((".xml", ".rels")):
                continue
            content = archive.read(name)
            try:
                ParserCreate().Parse(content, True)
            except ExpatError as error:
                yield f"{name} {error}"
            text = content.decode("utf-8")
            own = ".own" in path.suffixes  # a template's own words are its writer's
            if not own and re.search(rf"</?{MARK}|<f[^>]*>[^<]*{MARK}", text):
                yield f"{name} markup or formula"
            if name.endswith(".rels") and MARK in text:
                yield f"{name} link"
            if not own and (signs := steering(text.replace("\t", ""))):
                yield f"{name} steers: {sorted(map(ascii, signs))}"


def _ics(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(MARK):
            yield "line"


# -- the store -------------------------------------------------------------------------------------


def facts(path: Path) -> int:
    """How many facts the store has; -1 where it is none."""
    if not path.exists():
        return -1
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
            return int(store.execute("SELECT count(*) FROM event").fetchone()[0])
    except sqlite3.Error:
        return -1
    finally:
        if "store" in locals():
            store.close()
