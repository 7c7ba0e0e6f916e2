"""The lines of a Word document: paragraphs and rows of tables in their order, nothing deleted."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from svcctl.wording.found import Line
from svcctl.wording.numbering import Lists, W
from svcctl.wording.safe_xml import tree_of

DOCUMENT, NUMBERING, STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# what is on no printed page: deleted and moved away, or there twice for older programs
GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{COMPATIBILITY}Fallback"}
STRUCK = ("strike", "dstrike", "vanish")
OFF = ("0", "false", "off")
BOXES = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F053": "☒", "F0A8": "□", "F0A3": "□", "F06F": "□"}


def lines(archive: ZipFile, name: str) -> list[Line]:
    """The lines; errors of zip and XML go through to the caller."""
    parts = set(archive.namelist())
    lists = Lists(
        *(tree_of(archive, part) if part in parts else None for part in (NUMBERING, STYLES))
    )
    body = tree_of(archive, DOCUMENT)
    found: list[Line] = []
    for at, text in enumerate(_blocks(body, lists), 1):
        found += [Line(name, f"第{at}段", piece) for piece in text.split("\n")]
    return found


def _blocks(element: Element, lists: Lists) -> Iterator[str]:
    """Paragraphs, and rows of tables with a tab between their cells."""
    for child in element:
        if child.tag == f"{W}p":
            yield _paragraph(child, lists)
        elif child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield "\t".join(_cell(cell, lists) for cell in _cells(child))
        elif child.tag not in GONE:
            yield from _blocks(child, lists)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag not in GONE:
            yield from _cells(child)


def _cell(cell: Element, lists: Lists) -> str:
    """A cell in one piece; of what is merged downwards the first row alone has the words."""
    texts = (text.replace("\n", " ").strip() for text in _blocks(cell, lists))
    return " ".join(text for text in texts if text)


def _paragraph(paragraph: Element, lists: Lists) -> str:
    mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
    text = "".join(_runs(paragraph)).replace("\u00a0", " ").rstrip()
    if mark is not None and not text.strip():  # the whole paragraph was deleted: it counts no more
        return ""
    number = lists.number(paragraph)
    if not number:
        return text
    apart = " " if number[-1].isalnum() else ""
    return f"{number}{apart}{text.lstrip()}"


def _runs(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in GONE:
            continue
        if child.tag == f"{W}r" and _struck(child):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}sym":
            yield BOXES.get(child.get(f"{W}char", "").upper(), "")
        else:
            yield from _runs(child)


def _struck(run: Element) -> bool:
    """Whether a run is struck through or hidden: nobody reads it as agreed."""
    for name in STRUCK:
        found = run.find(f"{W}rPr/{W}{name}")
        if found is not None and found.get(f"{W}val", "1") not in OFF:
            return True
    return False
