"""The lines of a PDF that has a text layer; pictures of pages are refused in words."""

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from svcctl.billing.refusal import Refusal
from svcctl.wording.found import Line
from svcctl.wording.laid_out import Piece, Row, joined

MOST_PAGES = 500
APART = 1.6  # letters of white that part two columns
LETTERS = 20  # fewer of them are a stamp or a page number, not a contract


def lines(content: bytes, name: str) -> list[Line]:
    """The lines; Refusal where it is locked, damaged, too long, or has no text."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts on the screen
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            if len(document.pages) > MOST_PAGES:
                raise Refusal("wording.pages", file=name, most=MOST_PAGES)
            pages = [(f"第{at}页", _rows(page)) for at, page in enumerate(document.pages, 1)]
    except Refusal:
        raise
    except Exception as error:
        locked = "assword" in f"{type(error).__name__} {error!r}"
        raise Refusal("wording.locked" if locked else "wording.broken", file=name) from None
    if sum(len(row.text) for _, rows in pages for row in rows) < LETTERS:
        raise Refusal("wording.pdf-pictures", file=name)
    return joined(pages, name)


def _rows(page: Any) -> list[Row]:
    """The rows of a page from top to bottom, those of ruled tables cell by cell."""
    try:
        tables = [table for table in page.find_tables() if len(table.rows) * len(table.cells) > 1]
        boxes = [table.bbox for table in tables]
        found = [(row.bbox[1], _cells(page, row)) for table in tables for row in table.rows]
        letters = [char for char in page.chars if not _inside(char, boxes)]
        found += [(row.pieces[0].top, row) for row in _outside(letters)]
    finally:
        page.close()  # what was read of a page is not kept while the others are
    return [row for _, row in sorted(found, key=lambda each: each[0]) if row.text.strip()]


def _inside(char: dict[str, Any], boxes: Iterable[tuple[float, ...]]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(x0 <= across <= x1 and top <= down <= end for x0, top, x1, end in boxes)


def _cells(page: Any, row: Any) -> Row:
    pieces = []
    for cell in row.cells:
        if cell is None:  # covered by a cell beside or above it
            continue
        letters = [char for char in page.chars if _inside(char, [cell])]
        pieces.append(Piece(_in_cell(letters, cell[2]), cell[0], cell[2], cell[1], 0.0))
    return Row(tuple(pieces), cells=True)


def _in_cell(letters: list[dict[str, Any]], right: float) -> str:
    """The words of a cell: rows that its width broke are tied, others keep a space between."""
    text, full = "", True
    for row in _outside(letters):
        last = row.pieces[-1]
        text += ("" if full or not text else " ") + " ".join(piece.text for piece in row.pieces)
        full = last.right > right - 2.5 * last.size
    return text.strip()


def _outside(letters: list[dict[str, Any]]) -> Iterator[Row]:
    """Letters as rows: those at one height, parted where white stands between columns."""
    for line in _heights(letters):
        pieces: list[Piece] = []
        for char in sorted(line, key=lambda each: float(each["x0"])):
            pieces = _added(pieces, char)
        kept = tuple(
            piece._replace(text=piece.text.strip()) for piece in pieces if piece.text.strip()
        )
        if kept:
            yield Row(kept)


def _heights(letters: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    line: list[dict[str, Any]] = []
    for char in sorted(letters, key=lambda each: (float(each["bottom"]), float(each["x0"]))):
        if line and float(char["bottom"]) - float(line[-1]["bottom"]) > float(char["size"]) * 0.4:
            yield line
            line = []
        line.append(char)
    if line:
        yield line


def _added(pieces: list[Piece], char: dict[str, Any]) -> list[Piece]:
    """A letter put to the piece that it carries on, or begun as one of its own."""
    text, left, right = str(char["text"]), float(char["x0"]), float(char["x1"])
    size, top = float(char["size"]), float(char["top"])
    if pieces and left - pieces[-1].right <= APART * size:
        last = pieces[-1]
        gap = " " if left - last.right > 0.22 * size and not last.text.endswith(" ") else ""
        if text.strip() or text == " ":
            pieces[-1] = Piece(
                last.text + gap + text, last.left, max(right, last.right), last.top, size
            )
        return pieces
    return [*pieces, Piece(text, left, right, top, size)] if text.strip() else pieces
