"""The lines of an OFD (GB/T 33190): text by its places on the page, pages in their order."""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from svcctl.wording.found import Line
from svcctl.wording.laid_out import Piece, Row, joined
from svcctl.wording.safe_xml import tree_of

PAGE = re.compile(r"(?:^|/)Doc_(\d+)/Pages/Page_(\d+)/Content\.xml$", re.IGNORECASE)
MOST_PAGES = 500
SIZE = 3.5  # millimetres of a letter where a text object names none


def lines(archive: ZipFile, name: str) -> list[Line]:
    """The lines; errors of zip and XML go through to the caller."""
    found = [
        (int(m[1]), int(m[2]), part) for part in archive.namelist() if (m := PAGE.search(part))
    ]
    pages = [
        (f"第{at}页", _rows(tree_of(archive, part)))
        for at, (_, _, part) in enumerate(sorted(found)[:MOST_PAGES], 1)
    ]
    return joined(pages, name)


def _rows(page: Element) -> list[Row]:
    pieces = sorted(_pieces(page), key=lambda piece: (round(piece.top / 2), piece.left))
    return [Row(tuple(row)) for _, row in groupby(pieces, key=lambda piece: round(piece.top / 2))]


def _pieces(page: Element) -> Iterator[Piece]:
    for element in page.iter():
        if element.tag.rpartition("}")[2] != "TextObject":
            continue
        left, top, width, *_ = _numbers(element.get("Boundary", ""), 3)
        size = _numbers(element.get("Size", ""), 1)[0] or SIZE
        text = "".join(
            code.text or "" for code in element if code.tag.rpartition("}")[2] == "TextCode"
        )
        if text.strip():
            yield Piece(text.strip(), left, left + (width or size * len(text)), top, size)


def _numbers(text: str, most: int) -> list[float]:
    found = [float(n) for n in re.findall(r"-?\d{1,6}(?:\.\d{1,6})?", text)]
    return [*found, *[0.0] * most][: max(most, len(found))]
