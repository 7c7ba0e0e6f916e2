"""Tables that people hand in: rows of a csv or xlsx as text, by banks' and ledgers' headings."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from unicodedata import normalize

from svcctl.billing.refusal import Refusal

TITLES = 30  # lines that may stand above the headings
LARGEST = 200_000  # rows
ENCODINGS = ("utf-8-sig", "gb18030")  # what Chinese banks and Excel write
SUMS = ("amount", "debit", "credit")  # the columns that hold money, by whatever heading
SUM_LINES = re.compile("合计|小计|总计|累计|本页|承前|余额|total|balance", re.IGNORECASE)
YUAN = ("元", "人民币元", "人民币", "rmb", "cny", "yuan", "¥")
TEN_THOUSANDS = ("万元", "人民币万元", "万元人民币", "万")
A_UNIT = re.compile(
    r"元|万|千|亿|币|usd|hkd|eur|jpy|gbp"
)  # what is in brackets after a heading and no kind of sum
STATED = re.compile(r"单位:\s*(?:人民币)?\s*([万千百亿美港欧日]{0,2}元)(?!\w)")
Headings = Mapping[str, Sequence[str]]
Required = Sequence[Sequence[str]]


class SheetRow(NamedTuple):
    """One row: its number as a spreadsheet shows it, and what stands in the columns asked for."""

    number: int
    cells: dict[str, str]
    units: Mapping[str, str] = {}  # 万 for each column of sums in ten thousands of yuan


def read_table(name: str, content: bytes, headings: Headings, required: Required) -> list[SheetRow]:
    """The rows under the first line that has the headings required; Refusal where there is none.

    `headings` names, for each column asked for, what it may be called; of each group in `required`
    one column is enough. Rows that are empty in all of these are left out. A unit of money is taken
    from a heading's brackets, else from a line above; Refusal where it is neither the yuan nor ten
    thousand of them.
    """
    lines = _numbered(_lines(name, content), name)
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    stated = ""
    rows: list[SheetRow] = []
    for number, line in lines:
        if not columns:
            columns = _columns(line, headings, required)
            if columns:
                units = {
                    key: _unit(name, line[columns[key]], stated) for key in SUMS if key in columns
                }
            elif number >= TITLES:
                break
            else:
                stated = _stated(line) or stated
            continue
        cells = {key: line[at].strip() for key, at in columns.items() if at < len(line)}
        if any(cells.get(key) for keys in required for key in keys):
            rows.append(SheetRow(number, cells, units))
    if not columns:
        wanted = "; ".join(" / ".join(_names(headings[key]) for key in keys) for keys in required)
        raise Refusal("table.headings", path=name, wanted=wanted)
    return rows


def _names(names: Sequence[str]) -> str:
    """What a column is called in Chinese and in English, for people who have to name one."""
    return f"{names[0]} ({names[-1]})"


def _numbered(lines: Iterable[list[str]], name: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines, 1):
        if number > LARGEST:
            raise Refusal("table.large", path=name, rows=LARGEST)
        yield number, line


def _columns(line: Sequence[str], headings: Headings, required: Required) -> dict[str, int]:
    """Where each column stands, if this line holds the headings; a name listed earlier wins."""
    at: dict[str, int] = {}
    for place, cell in enumerate(line):
        at.setdefault(_bare(cell), place)
    found = {}
    for key, names in headings.items():
        places = [at[_bare(name)] for name in names if _bare(name) in at]
        if places:
            found[key] = places[0]
    return found if all(any(key in found for key in keys) for keys in required) else {}


def _stated(line: Sequence[str]) -> str:
    """The unit that a line above the headings names: 单位：万元."""
    match = STATED.search(normalize("NFKC", " ".join(line)))
    return match[1] if match else ""


def _unit(name: str, heading: str, stated: str) -> str:
    """What is put behind a column's sums: nothing, or 万; a heading's unit goes first."""
    own = (
        "".join(normalize("NFKC", heading).split())
        .lower()
        .partition("(")[2]
        .rstrip(")")
        .removeprefix("单位:")
    )
    unit = own if A_UNIT.search(own) else stated
    if unit in TEN_THOUSANDS:
        return "万"
    if unit and unit not in YUAN:
        raise Refusal("table.unit", path=name, unit=unit)
    return ""


def _bare(heading: str) -> str:
    """A heading without spaces, width and unit: 金额（元） is 金额."""
    text = "".join(normalize("NFKC", heading).split()).lower()
    return text.partition("(")[0] or text


def _lines(name: str, content: bytes) -> Iterator[list[str]]:
    if name.lower().endswith((".xlsx", ".xlsm")):
        return _of_workbook(name, content)
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        return _of_text(name, content)
    raise Refusal("table.kind", path=name)


def _of_text(name: str, content: bytes) -> Iterator[list[str]]:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refusal("table.encoding", path=name)
    if "\0" in text:
        raise Refusal("table.encoding", path=name)
    sample = "\n".join(text.splitlines()[:TITLES])
    delimiter = max(",\t;", key=sample.count)
    try:
        for line in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            yield [_typed(cell) for cell in line]
    except csv.Error as error:
        raise Refusal("table.broken", path=name, error=str(error)) from None


def _typed(cell: str) -> str:
    """A cell without what banks wrap numbers in so that Excel keeps them: ="0123", a tab."""
    bare = cell.strip()
    return bare[2:-1] if bare.startswith('="') and bare.endswith('"') else bare.removeprefix("'")


def _of_workbook(name: str, content: bytes) -> Iterator[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = next(
            (each for each in book.worksheets if each.sheet_state == "visible"), book.worksheets[0]
        )
        sheet.reset_dimensions()  # some programs write wrong ones
        for line in sheet.iter_rows(values_only=True):
            yield [_of_cell(cell) for cell in line]
    except (BadZipFile, KeyError, ValueError, IndexError, TypeError, OSError, SyntaxError) as error:
        raise Refusal("table.broken", path=name, error=str(error)) from None


def _of_cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(
        cell, float
    ):  # 0.1 + 0.2 as the sheet shows it, with no more digits than a float carries
        return f"{Decimal(f'{cell:.15g}').normalize():f}"
    return str(cell).strip()
