"""Small tables on one line, as people write them in a list: unit prices, bands, tiers; both ways.

Each row ends with a semicolon or a line; `read` makes the tables of a text, `tell` the text of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.intake.entry import half_width, parse_date, parse_text
from svcctl.interview import typed

Row = dict[str, Any]
Cell = Callable[[str], str]
_ROWS = re.compile(r"[；;\n]+")
_CELLS = re.compile(r"[，、]|,(?!\d{3}(?:\D|$))")
_KEYED = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\s*[:：]\s*(?=\S)(.*)", re.DOTALL)


class Listed(NamedTuple):
    """How a row is read from its text, and told."""

    read: Callable[[str, int], Row]
    tell: Callable[[Row], str]


def read_rows(kind: str, text: str) -> list[Row]:
    """The tables that a text lists; Refusal for a row that is none."""
    if kind == "bands":  # as a sentence has them, with commas between
        text = re.sub(r"(?<=[%％付0额])\s*[，,、]\s*", "；", text)
    parts = text.split("\n") if "\n" in text else _ROWS.split(text)
    found = [part.strip() for part in parts if part.strip()]
    rows = []
    for at, part in enumerate(found):
        try:
            rows.append(LISTS[kind].read(part, at))
        except (ValueError, IndexError, StopIteration):
            raise Refusal(f"ask.{kind}", text=part) from None
    if not rows:
        raise Refusal(f"ask.{kind}", text=text)
    return rows


def tell_rows(kind: str, rows: Sequence[Row]) -> str:
    """The text of such tables, which reads as them again."""
    told = [LISTS[kind].tell(row) for row in rows]
    return ("\n" if any(_ROWS.search(text) for text in told) else "；").join(told)


def reader(kind: str) -> Callable[[str], str]:
    """The text of such a list as it is kept among the answers."""
    return lambda text: tell_rows(kind, read_rows(kind, text))


# -- what stands in a cell -------------------------------------------------------------------------


def plain_number(text: str) -> str:
    """A number with decimals, ungrouped."""
    bare = half_width(text).replace(",", "").removesuffix("元").strip()
    if not re.fullmatch(r"\d+(\.\d{1,6})?", bare):
        raise ValueError(text)
    return bare


def count(text: str) -> int:
    """A whole number, in figures or characters."""
    found = typed.whole(text.strip())
    if found is None:
        raise ValueError(text)
    return found


def rate(text: str) -> str:
    """A share or a rate with its sign."""
    found = typed.share(text)
    if found is None:
        raise ValueError(text)
    return found


def _sum(text: str) -> str:
    return typed.READ["money"](text)


def retain(text: str) -> str:
    """A share, or a sum in yuan."""
    return typed.share(text) or _sum(text)


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in _CELLS.split(text) if cell.strip()]


def _keyed(text: str, at: int, usual: str) -> tuple[str, str]:
    found = _KEYED.fullmatch(text)
    return (found[1], found[2]) if found else (f"{usual}-{at + 1}", text)


# -- unit prices, parts, renewals ------------------------------------------------------------------

YEARLY = ("每年", "年", "year", "a year", "per year")


def _item(text: str, at: int) -> Row:
    key, rest = _keyed(text, at, "item")
    cells = _cells(rest)
    per = {"per": "year"} if cells[-1].casefold() in YEARLY else {}
    cells = cells[: len(cells) - bool(per)]
    title, unit, price = cells[:3]
    estimate = {"estimate": plain_number(cells[3])} if len(cells) > 3 else {}
    if len(cells) > 4:
        raise ValueError(text)
    return (
        {"key": key, "title": title, "unit": unit, "unit_price": plain_number(price)}
        | estimate
        | per
    )


def _tell_item(row: Row) -> str:
    cells = [_title(row["title"]), row["unit"], row["unit_price"], row.get("estimate", "")]
    cells += ["每年"] if "per" in row else []
    return f"{row['key']}：{'，'.join(cell for cell in cells if cell)}"


def _part(text: str, at: int) -> Row:
    key, rest = _keyed(text, at, "part")
    cells = [re.sub(r"^(\S+) a year$", r"每年\1", cell) for cell in _cells(rest)]
    sums = [cell for cell in cells if re.match(r"(每年)?[\d¥￥]", cell)]
    titles = [cell for cell in cells if cell not in sums]
    named = {"title": titles[0]} if titles else {}
    if len(titles) > 1 or not sums:
        raise ValueError(text)
    if len(sums) > 1:
        return {"key": key} | named | {"years": [_or_nought(each) for each in sums]}
    yearly = sums[0].startswith("每年")
    return (
        {"key": key}
        | named
        | {"per_year" if yearly else "total": _or_nought(sums[0][2 * yearly :])}
    )


def _or_nought(text: str) -> str:
    bare = plain_number(text) if not re.search(r"[万亿]", text) else ""
    return "0.00" if bare and not float(bare) else _sum(text)


def _tell_part(row: Row) -> str:
    sums = row.get("years") or [f"每年{row['per_year']}" if "per_year" in row else row["total"]]
    title = [_title(row["title"])] if "title" in row else []
    return f"{row['key']}：{'，'.join([*title, *sums])}"


def _renewal(text: str, at: int) -> Row:  # noqa: ARG001 (as the others)
    bare = re.sub(r"^(至|到|until|to)\s*", "", text)
    if bare != text:
        return {"to": parse_date(bare)}
    amount, unit = typed.READ["length"](text).split(" ")
    return {f"{unit}s": int(amount)}


def _tell_renewal(row: Row) -> str:
    if "to" in row:
        return f"至{_iso(row['to'])}"
    return f"{row['years']}年" if "years" in row else f"{row['months']}个月"


# -- shares of names -------------------------------------------------------------------------------


def _of_name(name: str, value: str, read: Cell, tell: str, optional: bool = False) -> Listed:
    """Rows such as `财政拨款 60%`: a name, then what it has."""

    def one(text: str, at: int) -> Row:  # noqa: ARG001 (as the others)
        first, _, last = text.rpartition(" ")
        if optional and (not first or typed.share(last) is None):
            return {name: text}
        return {name: first.strip(), value: read(last)}

    return Listed(one, lambda row: tell.format(**row) if value in row else str(row[name]))


def _finding(text: str, at: int) -> Row:  # noqa: ARG001 (as the others)
    """A value and, in the last brackets, the document that says so; brackets may stand in brackets."""
    depth, start = 0, len(text) - 1
    while start >= 0:
        depth += (text[start] in "）)") - (text[start] in "（(")
        if depth <= 0:
            break
        start -= 1
    value, source = text[: max(start, 0)].strip(), text[start + 1 : -1].strip()
    if depth or not value or not source:
        raise ValueError(text)
    return {"value": value, "source": source}


def _tell_finding(row: Row) -> str:
    return f"{row['value']}（{row['source']}）"


def _account(text: str, at: int) -> Row:  # noqa: ARG001 (as the others)
    bank, digits, source = _cells(text)
    return {"bank": bank, "number": digits, "source": source}


# -- scores and delays -----------------------------------------------------------------------------


def _found(pattern: str, text: str) -> re.Match[str]:
    found = re.fullmatch(pattern, half_width(text).replace(" ", ""), re.IGNORECASE)
    if found is None:
        raise ValueError(text)
    return found


_N = r"([\d零一二三四五六七八九十百两]+)"


_PAID = re.compile(
    r"(.*?\D)[:：]?\s*(?:支付|付|pay)?\s*(0|\d+(?:\.\d+)?\s*[%‰]|百分之.+|全额(?:支付|付款|付)?|全部支付"
    r"|不予支付|不支付|不付|in full|nothing)",
    re.IGNORECASE,
)
_NOTHING = ("0", "不予支付", "不支付", "不付", "nothing")
_BELOW = re.compile(r"不足|不满|低于|以下|小于|below|under|less than", re.IGNORECASE)


def _band(text: str, at: int) -> Row:  # noqa: ARG001 (as the others)
    """From which score on which share is paid: 80分（含）以上不足90分的支付80%."""
    found = _PAID.fullmatch(half_width(text).strip())
    if found is None:
        raise ValueError(text)
    scores = [count(each) for each in re.findall(rf"{_N}(?=\s*(?:分|点|以|及|\(|\D|$))", found[1])]
    pay = found[2].casefold()
    full = pay.startswith("全") or pay == "in full"
    whole = "100%" if full else "0%" if pay in _NOTHING else rate(pay)
    below = len(scores) == 1 and _BELOW.search(found[1])
    return {"from": 0 if below else min(scores), "pay": whole}


def _points_off(text: str, at: int) -> Row:  # noqa: ARG001 (as the others)
    promise, _, points = text.rpartition(" ")
    return {
        "promise": promise.strip(),
        "points": plain_number(re.sub(r"(分|points?)$", "", points)),
    }


def _failed(text: str, at: int) -> Row:  # noqa: ARG001 (as the others)
    found = _found(rf"(连续|累计|inarow|running)?{_N}(?:次|个月|times)?(inarow)?", text)
    row = {"failed": count(found[2])}
    running = found[1] in ("连续", "running", "inarow") or found[3]
    return row | ({"in_a_row": True} if running else {})


def _tell_failed(row: Row) -> str:
    kept = "连续" if row.get("in_a_row") else "累计"
    return f"{kept}{row['failed']}次"


def _tier(text: str, at: int) -> Row:  # noqa: ARG001 (as the others)
    found = _found(rf"(?:第|fromday|day)?{_N}(?:天|日)?(?:起|[:：])?(?:每日|按)?(.+)", text)
    return {"from_day": count(found[1]), "rate": rate(found[2])}


def _title(title: Any) -> str:
    return str(title.get("zh") or next(iter(title.values()))) if isinstance(title, dict) else title


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _each(row: str) -> Callable[[Row], str]:
    return lambda found: row.format(**found)


LISTS: dict[str, Listed] = {
    "items": Listed(_item, _tell_item),
    "parts": Listed(_part, _tell_part),
    "renewals": Listed(_renewal, _tell_renewal),
    "payees": _of_name("party", "share", rate, "{party} {share}", optional=True),
    "funds": _of_name("name", "share", rate, "{name} {share}", optional=True),
    "finding": Listed(_finding, _tell_finding),
    "bank-accounts": Listed(_account, _each("{bank}，{number}，{source}")),
    "bands": Listed(_band, _each("{from}分 {pay}")),
    "points-off": Listed(_points_off, _each("{promise} {points}分")),
    "failures": Listed(_failed, _tell_failed),
    "tiers": Listed(_tier, _each("第{from_day}天起 {rate}")),
}


# -- single values that are written in a few words -------------------------------------------------

DURATIONS = {"分钟": "m", "分": "m", "minutes": "m", "m": "m", "小时": "h", "hours": "h", "h": "h"}


def duration(text: str) -> str:
    """How soon: 30分钟, 8小时, 1个工作日."""
    bare = half_width(text).replace(" ", "").casefold()
    for name, unit in DURATIONS.items():
        if bare.endswith(name) and (amount := typed.whole(bare.removesuffix(name))):
            return f"{amount}{unit}"
    found, unit = typed.measured(text)
    if not found or unit not in ("working-day", "calendar-day"):
        raise Refusal("ask.duration", text=text)
    return f"{found} {unit}"


def occurrences(text: str) -> str:
    """How often, within how long: 3次, 12个月内3次."""
    return tell_occurrences(occurrences_of(text))


def occurrences_of(text: str) -> Row:
    """The table that such a text is."""
    bare = half_width(text).replace(" ", "")
    bare = re.sub(r"^(\d+)(?:times)?within(.+)$", r"\2内\1", bare)
    within, mark, often = bare.rpartition("内")
    amount = typed.whole(re.sub(r"次$|times$", "", often))
    if not amount:
        raise Refusal("ask.occurrences", text=text)
    return {"occurrences": amount} | ({"within": typed.span(within)} if mark else {})


def tell_occurrences(row: Row) -> str:
    """The text of such a table."""
    within = f"{typed.span_text(row['within'])}内" if "within" in row else ""
    return f"{within}{row['occurrences']}次"


def _listed(read: Cell, split: str) -> Cell:
    def several(text: str) -> str:
        parts = [part.strip() for part in re.split(split, text) if part.strip()]
        return ",".join(read(part) for part in parts)

    return several


def _hours(text: str) -> str:
    bare = half_width(text).replace(" ", "").replace("至", "-").replace("~", "-")
    return "-".join(f"{int(hour):02}:{minute}" for hour, minute in _times(bare))


def _times(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split("-"):
        found = re.fullmatch(r"(\d{1,2}):(\d\d)", part)
        if found is None:
            raise Refusal("ask.hours-list", text=text)
        yield found[1], found[2]


def _retain(text: str) -> str:
    try:
        return retain(text)
    except ValueError:
        raise Refusal("ask.retain", text=text) from None


def _decimal_rate(text: str) -> str:
    found = typed.share(text)
    if found is None:
        raise Refusal("ask.rate", text=text)
    return found


def _points(text: str) -> str:
    found = typed.whole(re.sub(r"分$", "", text.strip()))
    if found is None:
        raise Refusal("ask.points", text=text)
    return str(found)


def _day_of_year(text: str) -> str:
    found = re.fullmatch(
        r"(?:每年)?(\d{1,2})[月.-](\d{1,2})日?(?:之?前)?", half_width(text).strip()
    )
    if found is None:
        raise Refusal("ask.day-of-year", text=text)
    return f"{int(found[1]):02}-{int(found[2]):02}"


READ: dict[str, Cell] = {kind: reader(kind) for kind in LISTS} | {
    "duration": duration,
    "span": typed.span,
    "occurrences": occurrences,
    "texts": _listed(parse_text, r"[，,、；;]+"),
    "keys": _listed(typed.READ["key"], r"[，,、；;\s]+"),
    "hours-list": _listed(_hours, r"[，,、；;\s]+"),
    "retain": _retain,
    "rate": _decimal_rate,
    "points": _points,
    "day-of-year": _day_of_year,
}
