"""Lists of small tables as an English reader sees them; the answers are kept as a Chinese one types them."""

from collections.abc import Callable

from svcctl.i18n import Words
from svcctl.interview.lists import LISTS, Row, occurrences_of, read_rows

OWN = ("payees", "funds")  # names and shares, the same in any language


def shown(kind: str, value: str, words: Words) -> str:
    """A list as it is shown: in English it reads as the same rows when somebody types it again."""
    if words.lang == "zh":
        return value
    if kind == "occurrences":
        return _occurrences(occurrences_of(value), words)
    return words("ask.listed.rows").join(_row(kind, row, words) for row in read_rows(kind, value))


def _row(kind: str, row: Row, words: Words) -> str:
    if kind in OWN:
        return LISTS[kind].tell(row)
    return CELLS[kind](row, words) if kind in CELLS else words(f"ask.listed.{kind}", **row)


def is_list(kind: str) -> bool:
    """Whether answers of that kind are lists of small tables."""
    return kind in LISTS or kind == "occurrences"


def _occurrences(row: Row, words: Words) -> str:
    often = str(row["occurrences"])
    if "within" not in row:
        return often
    return words("ask.listed.within", often=often, span=row["within"])


def _item(row: Row, words: Words) -> str:
    cells = [_title(row["title"]), row["unit"], row["unit_price"], row.get("estimate", "")]
    cells += [words("ask.listed.a-year")] if "per" in row else []
    return f"{row['key']}: {_joined(cells, words)}"


def _part(row: Row, words: Words) -> str:
    yearly = words("ask.listed.yearly", amount=row.get("per_year", ""))
    sums = row.get("years") or [yearly if "per_year" in row else row["total"]]
    title = [_title(row["title"])] if "title" in row else []
    return f"{row['key']}: {_joined([*title, *sums], words)}"


def _joined(cells: list[str], words: Words) -> str:
    return words("ask.listed.cells").join(cell for cell in cells if cell)


def _title(title: str | dict[str, str]) -> str:
    return title if isinstance(title, str) else title.get("en") or next(iter(title.values()))


def _renewal(row: Row, words: Words) -> str:
    if "to" in row:
        return words("ask.listed.until", day=row["to"].isoformat())
    unit = "years" if "years" in row else "months"
    return words(f"ask.listed.{unit}", count=row[unit])


def _failed(row: Row, words: Words) -> str:
    return words(f"ask.listed.{'running' if row.get('in_a_row') else 'failed'}", **row)


CELLS: dict[str, Callable[[Row, Words], str]] = {
    "items": _item,
    "parts": _part,
    "renewals": _renewal,
    "failures": _failed,
}
