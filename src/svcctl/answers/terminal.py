"""An answer on a terminal: as many columns as fit, words folded, no code, date or sum ever cut."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from svcctl.answers.answer import Answer, Column
from svcctl.answers.width import cells, pad, wrap
from svcctl.answers.writers import GAP, WORDY, as_text, cell_text
from svcctl.billing.printable import printable
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.grouped import Band

FOLDED = ("text", "lines", "mark")
FLOORS = (12, 8)  # cells that a column of words keeps; the fewer where nothing else gives way
BOLD, PLAIN = "\033[1m", "\033[0m"
Rows = Sequence[Sequence[str]]


def on_terminal(report: Answer, words: Words, width: int, colours: bool) -> list[str]:
    """The report in lines that fit the terminal; commands stay on one line, to be copied."""
    told = _told(report, words)
    if report.narrow and _whole(told) > width:
        report = report.narrow
        told = _told(report, words)
    lines = _wrapped(report.head, width)
    if len(told) > 1:
        lines += _table(told, report.columns, width, colours, _bands(report, words))
    return lines + _wrapped(report.foot, width)


def stacked(reports: Sequence[Answer], words: Words, width: int | None, colours: bool) -> list[str]:
    """Several tables one under another, each as wide as it likes; in a pipe every value whole."""
    lines = []
    for report in reports:
        lines += on_terminal(report, words, width, colours) if width else as_text(report, words)
    return lines


def _bands(report: Answer, words: Words) -> "Sequence[Band]":
    if report.groups is None:
        return ()
    from svcctl.answers.grouped import bands_of

    return bands_of(report, words)


def _told(report: Answer, words: Words) -> list[list[str]]:
    """The headings and the rows as they are written."""
    rows = [
        [cell_text(cell, column) for cell, column in zip(row, report.columns, strict=True)]
        for row in report.rows()
    ]
    return [[words(column.heading) for column in report.columns], *rows]


def _whole(told: Rows) -> int:
    """The cells the table takes across with every value on one line."""
    widths = [max(map(cells, texts)) for texts in zip(*told, strict=True)]
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _table(
    whole: Rows, columns: Sequence[Column], width: int, colours: bool, bands: "Sequence[Band]"
) -> list[str]:
    """Headings, a rule, the rows; a paragraph a row where not even the least of columns fits.

    Groups stand each under its name, over its sub-totals.
    """
    for floor, kept in _views(columns):
        part = [columns[i] for i in kept]
        told = [[row[i] for i in kept] for row in (*whole, *(band.sums for band in bands))]
        if _least(told, part, floor) <= width:
            widths = _widths(told, part, width, floor)
            first, *others = (_lines(row, part, widths) for row in told)
            rule = "-" * (sum(widths) + len(GAP) * (len(widths) - 1))
            heads = [f"{BOLD}{line}{PLAIN}" for line in first] if colours else first
            return [*heads, rule, *_body(others, bands, width)]
    return _in_paragraphs(whole, width, bands)


def _body(rows: Rows, bands: "Sequence[Band]", width: int) -> list[str]:
    """The lines of rows, the last of them those of sub-totals where there are groups."""
    if not bands:
        return [line for lines in rows for line in lines]
    from svcctl.answers.grouped import in_bands

    count = len(rows) - len(bands)
    return [*in_bands(bands, rows[:count], [line for [line] in rows[count:]], width)]


def _in_paragraphs(whole: Rows, width: int, bands: "Sequence[Band]") -> list[str]:
    headings, *rows = whole
    if not bands:
        return _paragraphs(headings, rows, width)
    lines, first = [], 0
    for band in bands:
        part = rows[first : first + band.size]
        lines += [*wrap(band.name, width), *_paragraphs(headings, part, width)]
        sums = [(head, sum_) for head, sum_ in zip(headings, band.sums, strict=True) if sum_]
        lines += [band.label, *(f"{head}{GAP}{sum_}" for head, sum_ in sums)]
        first += band.size
    return lines


def _views(columns: Sequence[Column]) -> list[tuple[int, list[int]]]:
    """What is tried in turn: all columns, then without the most spare; in the end, words closer."""
    kept = list(range(len(columns)))
    spare = sorted((i for i in kept if columns[i].spare), key=lambda i: (columns[i].spare, i))
    found = [(FLOORS[0], kept)]
    while spare:
        gone = spare.pop()
        kept = [i for i in kept if i != gone]
        found.append((FLOORS[0], kept))
    return [*found, *((floor, kept) for floor in FLOORS[1:])]


def _least(told: Rows, columns: Sequence[Column], floor: int) -> int:
    """The cells a table needs across when its columns of words are folded as far as they may be."""
    return sum(_floors(told, columns, floor)) + len(GAP) * (len(columns) - 1)


def _floors(told: Rows, columns: Sequence[Column], floor: int) -> list[int]:
    """The cells each column needs: its widest value, or where words fold, its longest word."""
    return [
        max(
            cells(line)
            for text in texts
            for line in _folded(text, column, max(floor, column.least))
        )
        for column, texts in zip(columns, zip(*told, strict=True), strict=True)
    ]


def _folded(text: str, column: Column, width: int) -> list[str]:
    return (wrap(text, width) if column.kind in FOLDED else [text]) or [""]


def _widths(told: Rows, columns: Sequence[Column], width: int, floor: int) -> list[int]:
    """Widths so that the table fits, or as near as it can: the widest words give way first."""
    least = _floors(told, columns, floor)
    widths = [max(map(cells, texts)) for texts in zip(*told, strict=True)]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room:
        folding = [i for i, cells_wide in enumerate(widths) if cells_wide > least[i]]
        if not folding:
            break
        widths[max(folding, key=widths.__getitem__)] -= 1
    return widths


def _lines(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """One row as lines, its words folded, numbers to the right."""
    folded = [_folded(*each) for each in zip(row, columns, widths, strict=True)]
    lines = []
    for at in range(max(map(len, folded))):
        parts = [
            pad(texts[at] if at < len(texts) else "", wide, column.kind not in WORDY)
            for texts, column, wide in zip(folded, columns, widths, strict=True)
        ]
        lines.append(GAP.join(parts).rstrip())
    return lines


def folded_rows(
    headings: Sequence[str], rows: Rows, columns: Sequence[Column], width: int
) -> list[list[str]]:
    """The rows, their words folded so that the table fits, as a row a line."""
    widths = _widths([headings, *rows], columns, width, FLOORS[0])
    found = []
    for row in rows:
        folded = [_folded(*each) for each in zip(row, columns, widths, strict=True)]
        deepest = max(map(len, folded))
        found += [
            [texts[at] if at < len(texts) else "" for texts in folded] for at in range(deepest)
        ]
    return found


def _paragraphs(headings: Sequence[str], rows: Rows, width: int) -> list[str]:
    """A line for each value of a row that has one, a rule between rows."""
    lead = max(map(cells, headings)) + len(GAP)
    rule = "-" * width
    lines = []
    for row in rows:
        lines.append(rule)
        for heading, text in zip(headings, row, strict=True):
            lines += wrap(pad(heading, lead) + text, width, " " * lead) if text else []
    return lines


def _wrapped(lines: Sequence[str], width: int) -> list[str]:
    """Sentences at the terminal's width; a command stays on one line, so that it can be copied."""
    found = []
    for line in map(printable, lines):
        found += (
            [line]
            if line.lstrip().startswith("svcctl ")
            else wrap(line, width, " " * _indent(line))
        )
    return found


def _indent(line: str) -> int:
    number = re.match(r"\s*(\d+\. )?", line)
    return number.end() if number else 0
