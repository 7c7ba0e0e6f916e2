"""A contract's documents as lines: Word, PDF, OFD, web page or text, told by what they are."""

import re
from collections.abc import Callable
from io import BytesIO

from svcctl.billing.refusal import Refusal
from svcctl.wording.found import Line

LARGEST = 64 * 2**20  # bytes of one file
MOST_LINES = 200_000
LONGEST = 20_000  # letters of a line: beyond it nobody wrote it
COMPOUND, ZIP, PDF = b"\xd0\xcf\x11\xe0", b"PK", b"%PDF"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
PAGE = re.compile(
    r"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<html|<head|<body|<div|<table|<p[ >])", re.I
)
RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*")
MARKS = re.compile(r"^(?:#{1,6}|>+)\s+")
BARE = re.compile(r"^(\*\*|__)(.+)\1$")


def lines_of(name: str, content: bytes) -> list[Line]:
    """The lines of a document; Refusal, with what to do, where it is none that can be read."""
    if content.startswith(ZIP):
        found = _of_package(name, content)
    elif content[:1024].lstrip().startswith(PDF):
        from svcctl.wording.of_pdf import lines

        found = lines(content, name)
    else:
        found = _of_text(name, content)
    if len(found) > MOST_LINES or any(len(line.text) > LONGEST for line in found):
        raise Refusal("wording.large", file=name)
    if not any(line.text.strip() for line in found):
        raise Refusal("wording.empty", file=name)
    return found


def _of_package(name: str, content: bytes) -> list[Line]:
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile, ZipFile
    from zlib import error as ZlibError

    try:
        with ZipFile(BytesIO(content)) as archive:
            read = _reader(set(archive.namelist()))
            if read is None:
                raise Refusal("wording.kind", file=name)
            return read(archive, name)
    except (BadZipFile, ParseError, ZlibError, EOFError, KeyError, NotImplementedError, OSError,
            RecursionError, RuntimeError, ValueError):  # fmt: skip
        raise Refusal("wording.broken", file=name) from None


def _reader(parts: set[str]) -> Callable[..., list[Line]] | None:
    if "word/document.xml" in parts:
        from svcctl.wording.of_word import lines

        return lines
    if any(part.upper() == "OFD.XML" for part in parts):
        from svcctl.wording.of_ofd import lines as of_ofd

        return of_ofd
    return None


def _of_text(name: str, content: bytes) -> list[Line]:
    if content.startswith(COMPOUND):
        raise Refusal("wording.doc", file=name)
    if content.startswith(PICTURES):
        raise Refusal("wording.picture", file=name)
    if content.startswith(b"{\\rtf"):
        raise Refusal("wording.doc", file=name)
    text = decoded(name, content)
    if PAGE.match(text) or name.lower().endswith((".html", ".htm")):
        from svcctl.wording.of_html import lines

        return lines(text, name)
    # a form feed ends a page, not a line: lines are counted as every editor counts them
    rows = re.split(r"\r\n|\n|\r", text)
    plain = _of_markdown if name.lower().endswith((".md", ".markdown")) else _of_plain
    return [Line(name, str(at), plain(row)) for at, row in enumerate(rows, 1)]


def decoded(name: str, content: bytes) -> str:
    """Text in UTF-8, UTF-16 or GB 18030, with or without the mark at its beginning."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff").replace("\u00a0", " ").replace("\u200b", "")
    raise Refusal("wording.not-text", file=name)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in content[:4_000]:  # line ends and digits of UTF-16 have noughts, on one side
        even, odd = content[0:4_000:2].count(0), content[1:4_000:2].count(0)
        return ("utf-16-be", "utf-16-le") if even > odd else ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030")


def _of_plain(row: str) -> str:
    """A line as it stands, but for a row drawn with bars: its cells with tabs between them."""
    bare = row.strip()
    return (
        _of_markdown(row) if bare[:1] == bare[-1:] == "|" and bare.count("|") > 2 else row.rstrip()
    )


def _of_markdown(row: str) -> str:
    """A line without the marks of Markdown; a row of a table with tabs between its cells."""
    text = MARKS.sub("", row.rstrip())
    if RULE.fullmatch(text):
        return ""
    if text.startswith("|") and text.endswith("|") and len(text) > 1:
        return "\t".join(cell.strip() for cell in text[1:-1].split("|"))
    bare = BARE.match(text)
    return bare[2] if bare else text
