"""The lines of a contract's text beside which its terms are shown: plain text, Markdown, Word."""

from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from svcctl.billing.refusal import Refusal
from svcctl.wording.found import Line

ZIP = b"PK"
DOCUMENT = "word/document.xml"
LARGEST = 64 << 20  # bytes of a Word file's text once it is unpacked
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lines_of(name: str, content: bytes) -> list[Line]:
    """The lines of a file, each with its place in it; Refusal where they cannot be read."""
    found = _of_word(name, content) if content.startswith(ZIP) else _of_text(name, content)
    if not any(line.text.strip() for line in found):
        raise Refusal("clauses.no-text", file=name)
    return found


def _of_text(name: str, content: bytes) -> list[Line]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:  # a scan, a picture, an old Word file
            break
        rows = text.splitlines()
        return [Line(name, str(number), row) for number, row in enumerate(rows, 1)]
    raise Refusal("clauses.no-text", file=name)


def _of_word(name: str, content: bytes) -> list[Line]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            if archive.getinfo(DOCUMENT).file_size > LARGEST:
                raise Refusal("clauses.no-text", file=name)
            text = archive.read(DOCUMENT)
        if b"<!DOCTYPE" in text:  # no Word file declares anything: entities that grow without end
            raise Refusal("clauses.no-text", file=name)
        body = fromstring(text).find(f"{WORD}body")
    except (BadZipFile, KeyError, OSError, ParseError, RuntimeError, ValueError):
        raise Refusal("clauses.no-text", file=name) from None
    rows = [_row(block) for block in (body if body is not None else ())]
    told = [text for row in rows for text in row]
    return [Line(name, f"第{number}段", text) for number, text in enumerate(told, 1)]


def _row(block: Element) -> list[str]:
    """The text of a paragraph; of a table a line for each row, tabs between its cells."""
    if block.tag != f"{WORD}tbl":
        return [_text(block)]
    return ["\t".join(map(_text, row.iter(f"{WORD}tc"))) for row in block.iter(f"{WORD}tr")]


def _text(block: Element) -> str:
    marks = {f"{WORD}tab": "\t", f"{WORD}br": " "}
    return "".join(
        each.text or "" if each.tag == f"{WORD}t" else marks.get(each.tag, "")
        for each in block.iter()
    )
