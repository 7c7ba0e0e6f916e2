"""What runs apart: a workbook on stdin, its sheets on stdout as JSON, within limits of its own."""

import json
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from svcctl.billing.refusal import Refusal
from svcctl.intake.cell_marks import Marks, marks_of
from svcctl.intake.sheets import Bounds, Line, Sheet, Span
from svcctl.intake.workbooks import decimal

HALF_A_SECOND = timedelta(milliseconds=500)  # fractions of a day are never quite a second


def main(mib: str, seconds: str, times: str = "") -> None:
    """Answer what stands on stdin: sheets, or why they are refused; with `times` moments whole."""
    _limit(int(mib), int(seconds))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), bool(times)), ensure_ascii=True))


def _limit(mib: int, seconds: int) -> None:
    """Hold this process to its memory and time, where the system can; it writes no file."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of whoever waits is all
        return
    limits = {"AS": mib << 20, "DATA": mib << 20, "CPU": seconds, "CORE": 0, "FSIZE": 0}
    for name, most in limits.items():
        with suppress(AttributeError, OSError, ValueError):  # a system without it, or with less
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def answer(content: bytes, times: bool = False) -> dict[str, Any]:
    """The sheets that are shown, or the key and values of a refusal."""
    from python_calamine import PasswordError

    try:
        return {"sheets": list(sheets(content, times))}
    except Refusal as refusal:
        return {"refused": refusal.key, "values": refusal.values}
    except PasswordError:
        return {"refused": "table.password", "values": {}}
    except MemoryError:
        raise
    except BaseException as error:  # a panic of the Rust library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return {"refused": "table.broken", "values": {"error": type(error).__name__}}


def sheets(content: bytes, times: bool = False) -> Iterable[Sheet]:
    """Each sheet that is shown, with what calamine does not tell put into its cells."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    bounds = Bounds("")
    with CalamineWorkbook.from_object(BytesIO(content)) as book:
        marks = marks_of(content, book.sheet_names)
        for told in book.sheets_metadata:
            is_shown = told.visible == SheetVisibleEnum.Visible
            if is_shown and told.typ == SheetTypeEnum.WorkSheet:
                found = book.get_sheet_by_name(told.name)
                marked = marks.get(told.name, Marks())
                spans = found.merged_cell_ranges
                merged = marked.merged if spans is None else [_span(*each) for each in spans]
                down = tuple(span for span in merged if span.bottom > span.top)
                rows = ([shown(value, times) for value in row] for row in found.iter_rows())
                yield Sheet(told.name, _lines(rows, marked.cells, bounds), down)


def _span(first: tuple[int, int], last: tuple[int, int]) -> Span:
    return Span(first[0] + 1, first[1], last[0] + 1, last[1])


def _lines(
    rows: Iterable[list[str]], marks: Mapping[tuple[int, int], str], bounds: Bounds
) -> list[Line]:
    found = []
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in marks.items():
        by_row.setdefault(row, []).append((column, text))
    for number, cells in enumerate(rows):
        for column, text in by_row.get(number, ()):
            bounds.column(column)
            cells += [""] * (column + 1 - len(cells))
            cells[column] = cells[column] or text
        if line := bounds.line(number + 1, cells):
            found.append(line)
    return found


def shown(value: Any, times: bool = False) -> str:
    """A value as text; of a moment its day, or with `times` all of it, as the reader of xlsx."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return decimal(repr(value))
    if isinstance(value, datetime):
        return (
            (value + HALF_A_SECOND).isoformat(timespec="seconds")
            if times
            else value.date().isoformat()
        )
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
