"""A cell of the workbook form and the value of a contract file that it stands for, both ways."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from svcctl.billing.money import yuan
from svcctl.billing.printable import printable
from svcctl.billing.refusal import Refusal
from svcctl.contracts.kinds import KINDS
from svcctl.contracts.meant import SAID
from svcctl.contracts.sheets import Column, choice_words
from svcctl.i18n import Words
from svcctl.intake.entry import half_width, parse_date, parse_money_or_nought

MARK = 15  # digits that a number in a cell keeps
LIST = "；"  # between the values of a cell that holds several
NUMBERS = ("version", "count", "years", "points", "day-of-month", "first-days")
CHOSEN = ("calendar", "boolean", "false", "after")
_BREAKS = re.compile(r"[\r\n]+")
# a comma groups thousands where three digits follow it, and parts two values where none do
_SUMS = re.compile(r"[;；、，\s]+|(?<=\.\d\d),|,(?!\d{3}(?!\d))")
_DIGITS = "零一二三四五六七八九"
_SCALES = {"十": 10, "百": 100, "千": 1000}
_PARTS = {"百": "%", "千": "‰", "万": "‰"}
_NUMBER = rf"(\d+|[{_DIGITS}〇两十百千半]+)"
_SPANS = {
    "年": "year", "个年": "year", "周年": "year",
    "个月": "month", "月": "month", "天": "day", "日": "day",
    "个自然日": "calendar-day", "自然日": "calendar-day",
}  # fmt: skip
_DURATIONS = {
    "分钟": "m", "分": "m", "小时": "h", "个小时": "h", "个钟头": "h",
    "个工作日": " working-day", "工作日": " working-day",
}  # fmt: skip
_UNITS = {
    "个工作日": "working-day", "工作日": "working-day",
    "天": "calendar-day", "日": "calendar-day", "自然日": "calendar-day",
    "个自然日": "calendar-day", "日历天": "calendar-day", "个日历日": "calendar-day",
    "月": "month", "个月": "month", "年": "year",
}  # fmt: skip
# what may stand behind a whole number, by the last part of its key
_COUNTED = {
    "years": "年 个年度 个服务年度",
    "months": "个月 月",
    "day": "日 号",
    "working_day": "个工作日 工作日",
    "severity": "级",
    "engineers": "人 名",
    "failed": "次",
    "occurrences": "次",
    "full_from": "分",
    "fail_below": "分",
    "from": "分",
}
_OF_DAYS = "天 日"  # and of all other keys
Read = Callable[[str], Any]


class Unreadable(Exception):
    """A cell that says nothing of what its column holds; `key` names what is told of it."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key, self.values_told = key, values


def value_of(text: str, column: Column, words: Words) -> Any:
    """The value that a cell stands for; Unreadable where it stands for none."""
    kind = column.field.kind.removesuffix("-or-tables")
    bare = text.strip()
    if column.field.choices or kind in CHOSEN:
        return _chosen(bare, column, words)
    if kind == "blank" and bare == words("form-value.blank"):
        return ""
    if kind in _TEXTS and KINDS[kind].holds(bare):
        return bare
    found = _count(bare, column) if kind in NUMBERS else _READ[kind](bare)
    if not KINDS[kind].holds(found):
        raise Unreadable(f"form-wrong.kind.{kind}", value=bare)
    return found


def cell_of(value: Any, column: Column, words: Words) -> Any:
    """What is put into a cell for a value: a number, a date or a text, which read the same."""
    kind = column.field.kind.removesuffix("-or-tables")
    if column.field.choices or kind in CHOSEN:
        said = str(value).lower() if isinstance(value, bool) else value
        return choice_words(column, words).get(said, value)
    if kind == "blank" and value == "":
        return words("form-value.blank")
    shown = _SHOW.get(kind, str)(value)
    typed = _as_read(shown)
    try:
        same = value_of(typed, column, words) == value
    except Unreadable:
        same = False
    # what people would not write so stands as the file has it; texts with signs between them, a line
    # each, and the last line says that they are several
    if same:
        return shown
    return "\n".join((*value, LIST)) if isinstance(value, list) else str(value)


def _as_read(shown: Any) -> str:
    """What a reader of the workbook finds in a cell."""
    if isinstance(shown, date):
        return shown.isoformat()
    return f"{shown:.{MARK}g}" if isinstance(shown, float) else str(shown)


# -- choices ---------------------------------------------------------------------------------------


def _chosen(text: str, column: Column, words: Words) -> Any:
    """The value of the list that a cell names: by its word, by what people call it, or as it is."""
    known = choice_words(column, words)
    bare = half_width(text).strip("。")
    found = [value for value, word in known.items() if bare in (word, half_width(word), value)]
    found = found or [v for v in known if bare.lower() in SAID.get(v, "").lower().split()]
    found = found or [v for v in known if _rhythm(bare) in map(_rhythm, SAID.get(v, "").split())]
    if column.field.kind == "false" and bare in SAID["true"].split():
        found = ["false"]  # yes: none was agreed
    if column.field.kind == "calendar" and KINDS["calendar"].holds(bare):
        found = [bare]
    if len(found) != 1:
        raise Unreadable("form-wrong.choice", value=text, known=list(known.values()))
    if column.field.kind in ("boolean", "false"):
        return found[0] == "true"
    return found[0]


def _rhythm(text: str) -> str:
    """按季度, 每季度: how often, without the word before it."""
    return text.lstrip("按每")


# -- numbers ---------------------------------------------------------------------------------------


def chinese_number(text: str) -> int:
    """三, 十二, 一百二十, 两千: a whole number in Chinese signs; ValueError for what is none."""
    whole, digit = 0, 0
    for sign in text.replace("〇", "零").replace("两", "二"):
        if sign in _SCALES:
            whole += (digit or 1) * _SCALES[sign]
            digit = 0
        elif digit and sign != "零":
            raise ValueError(text)
        else:
            digit = _DIGITS.index(sign)
    return whole + digit


def _whole(text: str) -> int:
    return int(text) if text.isascii() else chinese_number(text)


def _count(text: str, column: Column) -> int:
    """15, 三, 3年, 第31天: a whole number with what it counts behind it."""
    found = re.fullmatch(rf"第?{_NUMBER}\s*(\D*)", half_width(text))
    suffixes = _COUNTED.get(column.path.rpartition(".")[2], _OF_DAYS).split()
    if not found or "半" in found[1] or found[2].strip() not in ("", *suffixes) or len(text) > 20:
        raise Unreadable(f"form-wrong.kind.{column.field.kind}", value=text)
    try:
        return _whole(found[1])
    except ValueError:
        raise Unreadable(f"form-wrong.kind.{column.field.kind}", value=text) from None


def days_with_unit(text: str) -> tuple[str, str] | None:
    """15个工作日 as its number and its unit; None where no unit stands behind a number."""
    found = re.fullmatch(rf"{_NUMBER}\s*(\D+)", half_width(text))
    unit = _UNITS.get(found[2].strip()) if found else None
    return (found[1], unit) if found and unit else None


def _decimal(text: str) -> str:
    """A quantity: thousands are not grouped in the file."""
    bare = half_width(text)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    return bare


# -- sums and shares -------------------------------------------------------------------------------


def _money(text: str) -> str:
    if KINDS["money"].holds(text):
        return text
    try:
        return yuan(parse_money_or_nought(text))
    except Refusal:
        raise Unreadable("form-wrong.kind.money", value=text) from None


def _share(text: str) -> str:
    """70%, 70 ％, 千分之三, 万分之五; a bare number is none: 0.7 is 70% to some, 0.7% to others."""
    if KINDS["rate-or-nought"].holds(text):
        return text
    bare = half_width(text)
    if found := re.fullmatch(r"([百千万])分之([\d.]+|[零一二三四五六七八九十百两〇]+)", bare):
        mark = _PARTS[found[1]]
        try:
            number = found[2] if found[2].isascii() else str(chinese_number(found[2]))
        except ValueError:
            raise Unreadable("form-wrong.kind.share", value=text) from None
        return _tenth(number) + mark if found[1] == "万" else number + mark
    if re.fullmatch(r"\d+(\.\d+)?", bare):
        raise Unreadable("form-wrong.share-bare", value=text, such=f"{bare}%")
    return bare.replace(" ", "")


def _tenth(number: str) -> str:
    """A number of ten thousandths in thousandths."""
    whole, _, decimals = number.partition(".")
    return f"{whole[:-1] or '0'}.{whole[-1]}{decimals}".rstrip("0").rstrip(".")


def _retain(text: str) -> str:
    bare = half_width(text)
    shared = bare.endswith(("%", "‰")) or "分之" in bare
    return _share(text) if shared else _money(text)


# -- times -----------------------------------------------------------------------------------------


def _date(text: str) -> date:
    try:
        return parse_date(text)
    except Refusal:
        raise Unreadable("form-wrong.kind.date", value=text) from None


def _day_of_year(text: str) -> str:
    """06-30, 6月30日; or a day of some year, which a spreadsheet makes of 6-30."""
    bare = half_width(text)
    found = re.fullmatch(r"(?:\d{4}-)?(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?", bare)
    if not found:
        raise Unreadable("form-wrong.kind.day-of-year", value=text)
    return f"{int(found[1]):02}-{int(found[2]):02}"


def _span(text: str) -> str:
    """3个月, 1年, 半年, 10日."""
    return _length(text, _SPANS, "form-wrong.kind.span")


def _duration(text: str) -> str:
    """30分钟, 8小时, 半小时, 1个工作日, 6个月."""
    return _length(
        text, _DURATIONS | {k: f" {v}" for k, v in _SPANS.items()}, "form-wrong.kind.duration"
    )


def _length(text: str, units: Mapping[str, str], wrong: str) -> str:
    bare = half_width(text)
    halves = {"半年": "6 months", "半小时": "30m", "半个小时": "30m"}
    if bare in halves:
        return halves[bare]
    found = re.fullmatch(rf"{_NUMBER}\s*(\D+)", bare)
    if not found or "半" in found[1] or found[2].strip() not in units:
        return bare
    try:
        number, unit = _whole(found[1]), units[found[2].strip()]
    except ValueError:
        raise Unreadable(wrong, value=text) from None
    many = "s" if number > 1 and unit.lstrip() in _SPANS.values() else ""
    joined = unit if wrong.endswith("duration") else f" {unit}"
    return f"{number}{joined}{many}"


def _hours(text: str) -> list[str]:
    bare = re.sub(r"\s*[-~至到—–]+\s*", "-", half_width(text))
    parts = [part for part in re.split(r"[;,、\s]+", bare) if part]
    return [re.sub(r"(?<![\d:])(\d):", r"0\1:", part) for part in parts]


# -- lists -----------------------------------------------------------------------------------------


def _list(one: Read, between: re.Pattern[str]) -> Read:
    def read(text: str) -> list[Any]:
        return [one(part) for part in between.split(text) if part]

    return read


def _dates(text: str) -> list[date]:
    parts = re.split(r"[;；、，,\n]+|(?<=[\d日号])\s+(?=\d)", text)
    return [_date(part) for part in parts if part.strip()]


def _texts(text: str) -> list[str]:
    lines = _BREAKS.split(text) if _BREAKS.search(text) else re.split("[;；]", text)
    return [printable(line.strip()) for line in lines if line.strip(" ;；")]


def _shares(text: str) -> list[str]:
    return [_share(part) for part in re.split(r"[;；、，,\n]+|(?<=[%％‰])\s+", text) if part]


def _key(text: str) -> str:
    return half_width(text).lower()


def _text(text: str) -> str:
    return printable(text)


_TEXTS = (
    "id", "key", "text", "blank", "title", "money", "share", "rate", "rate-or-nought", "retain",
    "decimal", "points-off", "span", "duration",
)  # fmt: skip
_READ: dict[str, Read] = {
    **dict.fromkeys(("share", "rate", "rate-or-nought"), _share),
    **dict.fromkeys(("decimal", "points-off"), _decimal),
    **dict.fromkeys(("id", "key"), _key),
    **dict.fromkeys(("text", "blank", "title"), _text),
    "texts": _texts,
    "money": _money,
    "money-list": _list(_money, _SUMS),
    "share-list": _shares,
    "retain": _retain,
    "date": _date,
    "dates": _dates,
    "day-of-year": _day_of_year,
    "keys": _list(_key, re.compile(r"[;；、，,\s]+")),
    "span": _span,
    "duration": _duration,
    "hours-list": _hours,
}


# -- what is written -------------------------------------------------------------------------------


def _worded(units: Mapping[str, str]) -> Callable[[str], str]:
    """A length of time in Chinese words."""

    def show(value: str) -> str:
        found = re.fullmatch(r"(\d+) ?([a-z-]+?)s?", value)
        return f"{found[1]}{units.get(found[2], '?')}" if found else value

    return show


_SPAN_WORDS = {"year": "年", "month": "个月", "day": "天", "calendar-day": "个自然日"}
_DURATION_WORDS = _SPAN_WORDS | {"m": "分钟", "h": "小时", "working-day": "个工作日"}
_SHOW: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(NUMBERS, int),
    **dict.fromkeys(("money-list", "share-list", "hours-list", "texts"), LIST.join),
    "money": float,
    "keys": "、".join,
    "date": lambda value: value if isinstance(value, date) else date.fromisoformat(value),
    "dates": lambda value: LIST.join(str(each) for each in value),
    "span": _worded(_SPAN_WORDS),
    "duration": _worded(_DURATION_WORDS),
}
