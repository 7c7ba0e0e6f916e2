"""Text that a page lays out by places: rows to lines, lines broken by the page's width joined."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from svcctl.wording.found import Line

# what begins a line of its own, however full the one before it is
STARTS = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百\d]+[条章节款]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、|\d{1,2}[、．]|\d{1,2}(?:\.\d{1,2})+\s|\d{1,2}\.(?!\d)"
    r"|[①-⑳a-zA-Z][)）、]?\s|[a-zA-Z][)）、]|[-●◆■✓➤•]\s?|附件|附表"
    r"|(?:[甲乙丙丁]方|开户|账|帐|户名|地址|电话|联系|邮|传真|日期|项目|合同|采购|法定|委托|单位|税号|附)"
    r"[^\s：:，。；]{0,12}[：:])"
)
PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–~]?\s*\d{1,3}\s*[-—–~]?|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+)\s*"
)
SLACK = 2.0  # letters: rows are set wider and narrower by as much
ENDS = ("。", "；", "：", ";", ":")  # after these a row carries on only where it is quite full
LABELLED = re.compile(r"[：:]")
NARROW = 0.9  # of the widest page's rows: what a page of short lines does not show
REPEATED = 3  # pages with the same line at their edge: a running head or foot
TOKEN = re.compile(
    r"[（(“‘《〈【¥￥]*[!-~]*[^!-~\s]?[，。；：、）”》！？]?"
)  # what no row is broken in


class Piece(NamedTuple):
    """Letters that stand together: where they begin and end, how far down, how large."""

    text: str
    left: float
    right: float
    top: float
    size: float


class Row(NamedTuple):
    """The pieces at one height, from left to right; `cells` where they are a row of a table."""

    pieces: tuple[Piece, ...]
    cells: bool = False

    @property
    def text(self) -> str:
        """Its words: a tab between the cells of a table, white between pieces without lines.

        What stands beside each other once is no table.
        """
        return ("\t" if self.cells else "    ").join(piece.text for piece in self.pieces)


def joined(pages: Sequence[tuple[str, list[Row]]], name: str) -> list[Line]:
    """The lines of a document by the pages on which they begin, without heads and feet."""
    edges = _edges([rows for _, rows in pages])
    widest = max((_margins(rows)[1] for _, rows in pages), default=0.0)
    found: list[Line] = []
    before: Row | None = None
    for place, rows in pages:
        kept = [row for at, row in enumerate(rows) if not _is_edge(row, at, len(rows), edges)]
        left, right = _margins(kept)
        right = max(right, NARROW * widest)
        kept = _columns_joined(kept, right)
        for at, row in enumerate(kept):
            if before is not None and not at and _same_row(before, row):
                found[-1] = found[-1]._replace(text=_over_the_page(found[-1].text, row))
            elif before is not None and found and _goes_on(before, row, left, right):
                found[-1] = found[-1]._replace(text=_tied(found[-1].text, row.text))
            else:
                found.append(Line(name, place, row.text))
            before = row
    return found


def _columns_joined(rows: Iterable[Row], right: float) -> list[Row]:
    """Rows of tables without lines: what the width of a column broke is joined, then cells are made."""
    found: list[Row] = []
    for row in rows:
        columns = _columns_of(row, found[-1], right) if found else None
        if columns is None:
            found.append(row)
            continue
        pieces = list(found[-1].pieces)
        for column, piece in zip(columns, row.pieces, strict=True):
            last = pieces[column]
            text = _tied(last.text, piece.text)
            pieces[column] = last._replace(text=text, right=piece.right, top=piece.top)
        found[-1] = found[-1]._replace(pieces=tuple(pieces))
    return _in_cells(found)


def _columns_of(row: Row, before: Row, right: float) -> list[int] | None:
    """The columns of the row before that this one carries on; None where it is a row of its own.

    It carries on a column that is full, or, on a page that is signed, what stands behind a label.
    """
    if row.cells or before.cells or len(before.pieces) < 2:
        return None
    columns = []
    for piece in row.pieces:
        at = _column(piece, before.pieces)
        if at < 0 or not 0 < piece.top - before.pieces[at].top < 2.2 * piece.size:
            return None
        last = before.pieces[at]
        behind = LABELLED.search(last.text) and not LABELLED.search(piece.text)
        end = before.pieces[at + 1].left if at + 1 < len(before.pieces) else right
        head = _width_of(TOKEN.match(piece.text), piece.size)
        if not behind and last.right + head + SLACK * piece.size < end:
            return None
        columns.append(at)
    return columns


def _column(piece: Piece, columns: Sequence[Piece]) -> int:
    """Which of the columns begins where a piece does; -1 where none."""
    near = (at for at, each in enumerate(columns) if abs(each.left - piece.left) < piece.size)
    return next(near, -1)


def _in_cells(rows: Sequence[Row]) -> list[Row]:
    """Rows whose pieces stand in the columns of a row above them, as rows of a table."""
    found = list(rows)
    heading: int | None = None
    for at, row in enumerate(rows):
        if row.cells or len(row.pieces) < 2:
            heading = None if row.cells or heading is None or len(row.pieces) == 1 else heading
            continue
        columns = (
            [_column(piece, rows[heading].pieces) for piece in row.pieces]
            if heading is not None
            else [-1]
        )
        if heading is None or min(columns) < 0:
            heading = at
            continue
        width = len(rows[heading].pieces)
        blank = row.pieces[0]._replace(text="")
        cells = [blank] * width
        for column, piece in zip(columns, row.pieces, strict=True):
            cells[column] = piece
        found[heading] = rows[heading]._replace(cells=True)
        found[at] = Row(tuple(cells), cells=True)
    return found


def _margins(rows: Iterable[Row]) -> tuple[float, float]:
    pieces = [piece for row in rows if not row.cells for piece in row.pieces]
    if not pieces:
        return 0.0, 0.0
    return min(piece.left for piece in pieces), max(piece.right for piece in pieces)


def _goes_on(before: Row, row: Row, left: float, right: float) -> bool:
    """Whether a row carries on the line before it: that one is full, this one begins nothing."""
    if before.cells or row.cells or len(row.pieces) > 1 or len(before.pieces) > 1:
        return False
    last, first = before.pieces[-1], row.pieces[0]
    head = _width_of(TOKEN.match(first.text), first.size)
    slack = 0.0 if last.text.endswith(ENDS) else SLACK
    full = last.right + head + slack * first.size > right
    indented = first.left > left + 1.2 * first.size
    return full and not indented and not STARTS.match(first.text)


def _same_row(before: Row, row: Row) -> bool:
    """Whether the first row of a page is the rest of the table row that ended the page before."""
    if not (before.cells and row.cells) or len(before.pieces) != len(row.pieces):
        return False
    said = [at for at, piece in enumerate(row.pieces) if piece.text]
    return len(said) == 1 and bool(re.search(r"[^。；;\s]$", before.pieces[said[0]].text))


def _over_the_page(text: str, row: Row) -> str:
    pairs = zip(text.split("\t"), row.pieces, strict=False)
    return "\t".join(_tied(cell, piece.text) if piece.text else cell for cell, piece in pairs)


def _width_of(token: re.Match[str] | None, size: float) -> float:
    """What the head of a row would have taken at the end of the row before it."""
    return sum(size * (0.5 if sign.isascii() else 1.0) for sign in (token[0] if token else ""))


def _tied(text: str, more: str) -> str:
    """Two halves of a line; a space only between Latin words."""
    latin = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii()
    return f"{text} {more}" if latin and more[:1].isalpha() else text + more


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "#", "".join(row.text.split()))


def _edges(pages: Sequence[list[Row]]) -> set[str]:
    """The lines that stand at the head or the foot of several pages."""
    counted = Counter(
        shape for rows in pages for shape in {_shape(row) for row in (*rows[:1], *rows[-1:])}
    )
    return {shape for shape, times in counted.items() if times >= REPEATED}


def _is_edge(row: Row, at: int, count: int, edges: set[str]) -> bool:
    if at not in (0, count - 1) or row.cells:
        return False
    return _shape(row) in edges or bool(PAGE_NUMBER.fullmatch(row.text))
