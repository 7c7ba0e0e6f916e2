"""Numbers, shares, sums, periods and dates as Chinese contracts write them, read or left alone.

Each reader takes a whole spelling and gives a value as a contract file writes it, or None where the
spelling is not one of a single meaning (一百二, 十百, 12,34). `found_…` gives all that stand in a text,
with their places; what cannot be read is left out, so a figure is never half a figure.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from svcctl.billing.capitals import read_capitals

_WIDE = str.maketrans("０１２３４５６７８９％．，－／：（）￥‱", "0123456789%.,-/:()¥‱")
_CAPITALS = str.maketrans(
    "壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億两兩〇", "一二二三三三四五六六七八九十百千万亿二二零"
)
_DIGIT = {sign: value for value, sign in enumerate("零一二三四五六七八九")}

_CHINESE = "零〇一二三四五六七八九十百千万亿两兩壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億"
_FIGURE = r"(?:\d{1,3}(?:[,，]\d{3}){1,5}(?![\d])|\d{1,15})(?:[.．]\d{1,6})?"
_HAN = f"[{_CHINESE}]{{1,24}}"
_GAP = r"[ \t\u3000\xa0]{0,3}"
# a number with its repetition in brackets: 三十（30）, 30（三十）
NUMBER = (
    rf"(?:(?<![\d.．])\d{{1,6}}(?:{_GAP}[（(]{_GAP}{_HAN}{_GAP}[）)])?"
    rf"|(?<![{_CHINESE}]){_HAN}(?:{_GAP}[（(]{_GAP}\d{{1,6}}{_GAP}[）)])?)"
)
_UNITS = {
    "working-day": "工作日",
    "calendar-day": "日历日|日历天|自然日|天|日",
    "week": "周|星期",
    "month": "自然月|日历月|月",
    "quarter": "季度",
    "year": "自然年|周年|年",
}
PERIOD = (
    rf"(?P<length>{NUMBER}){_GAP}个?{_GAP}(?:法定)?(?P<unit>工作日|日历日|日历天|自然日|自然月|日历月|自然年"
    r"|周年|星期|季度|天|日|周|月|年)(?P<days>[（(](?:日历[日天]|自然日|含节假日|工作日)[）)])?"
)
PERIOD_INSIDE = re.sub(r"\?P<[a-z]+>", "?:", PERIOD)  # the same within another pattern
SHARE = (
    rf"(?:百分之{_GAP}{_HAN}(?:点{_HAN})?|百分之{_GAP}\d{{1,3}}(?:[.．]\d{{1,4}})?"
    rf"|[千万]分之{_GAP}(?:{_HAN}(?:点{_HAN})?|\d{{1,3}}(?:[.．]\d{{1,4}})?)"
    rf"|(?<![\d.．])(?<!\d[,，])\d{{1,3}}(?:[.．]\d{{1,4}})?{_GAP}[%％‰‱])"
)
_CAPITAL_SIGNS = "零〇壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟万萬亿億两兩"
SUM_IN_WORDS = (
    rf"[{_CAPITAL_SIGNS}]{{2,24}}(?:[元圆圓](?:[{_CAPITAL_SIGNS}]{{1,2}}角)?零?(?:[{_CAPITAL_SIGNS}]分)?[整正]?"
    r"|[整正])"
)
SUM = (
    rf"(?:[¥￥]{_GAP}(?:{_FIGURE}){_GAP}(?:[万亿]?元)?|(?<![\d.．,，])(?:{_FIGURE}){_GAP}(?:[万亿]{_GAP})?[元圆]"
    rf"|{SUM_IN_WORDS}|(?<![{_CHINESE}])[{_CHINESE}]{{1,24}}元整?)"
)
_YEAR = r"(?:(?:19|20)\d{2}|[一二][零〇一二三四五六七八九]{3})"
DATE = (
    rf"(?:{_YEAR}{_GAP}年{_GAP}(?:\d{{1,2}}|[一二三四五六七八九十〇零]{{1,3}}){_GAP}月{_GAP}"
    rf"(?:\d{{1,2}}|[一二三四五六七八九十廿〇零]{{1,3}}){_GAP}[日号]"
    r"|(?<!\d)(?:19|20)\d{2}(?:[-－]\d{1,2}[-－]|[./．]\d{1,2}[./．])\d{1,2}(?!\d))"
)


class Found(NamedTuple):
    """A value and the piece of text that it was read from."""

    value: str
    start: int
    end: int


class Period(NamedTuple):
    """A length of time: 15 working days, 6 months."""

    length: int
    unit: str  # working-day, calendar-day, month, year


def narrow(text: str) -> str:
    """The same text with figures and their signs of ordinary width, sign for sign."""
    return text.translate(_WIDE)


def _bare(text: str) -> str:
    return re.sub(r"[ \t\u3000\xa0]", "", narrow(text))


def _section(signs: str) -> int | None:
    """A number below ten thousand in Chinese, told whole: 一千零五, 十五; None for 一百二 or 十百."""
    match = re.fullmatch(
        r"(?:([一二三四五六七八九])千)?(零?)(?:([一二三四五六七八九])百)?(零?)"
        r"(?:([一二三四五六七八九])?(十))?(零?)([一二三四五六七八九])?",
        signs,
    )
    if not match or not signs.strip("零"):
        return None
    thousand, _, hundred, gap, tens, ten, gap_too, unit = match.groups()
    higher = hundred or thousand
    if higher and unit and not ten and not (gap or gap_too or match[2]):
        return None  # 一百二: 102 or 120
    value = 1000 * _DIGIT[thousand or "零"] + 100 * _DIGIT[hundred or "零"]
    value += 10 * (_DIGIT[tens] if tens else 1) if ten else 0
    return value + _DIGIT[unit or "零"]


def _chinese(signs: str) -> int | None:
    """A whole number in Chinese signs, ordinary or in capitals; None where it is malformed."""
    text = signs.translate(_CAPITALS)
    if text == "零":
        return 0
    if len(text) > 1 and all(sign in _DIGIT for sign in text):
        # 二〇二五 is a year or a number by its figures; 零五 is neither
        return int("".join(str(_DIGIT[sign]) for sign in text)) if text[0] != "零" else None
    total = 0
    for mark, weight in (("亿", 10**8), ("万", 10**4)):
        head, found, rest = text.partition(mark)
        if not found:
            continue
        value = _section(head)
        if value is None or mark in rest:
            return None
        total, text = total + value * weight, rest
        if not text:
            return total
    value = _section(text)
    return None if value is None else total + value


def whole(text: str) -> int | None:
    """A whole number in figures or Chinese; with its repetition in brackets only if both agree."""
    bare = _bare(text)
    first, bracket, second = bare.partition("(")
    value = int(first) if first.isascii() and first.isdigit() else _chinese(first)
    if bracket and value is not None:
        again = second.removesuffix(")")
        other = int(again) if again.isascii() and again.isdigit() else _chinese(again)
        return value if other == value else None
    return value


def _decimal(text: str) -> Decimal | None:
    """A number with figures after the point, in figures or Chinese (零点五)."""
    if re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", text):
        return Decimal(text)
    whole, point, rest = text.partition("点")
    value = _chinese(whole)
    if value is None or (point and not rest):
        return None
    figures = [_DIGIT.get(sign.translate(_CAPITALS)) for sign in rest]
    if None in figures:
        return None
    return Decimal(f"{value}.{''.join(map(str, figures))}" if point else value)


def plainly(value: Decimal) -> str:
    """A decimal without exponent and trailing noughts."""
    told = f"{value:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def share_of(text: str) -> str | None:
    """70%, ７０％ and 百分之七十 as 70%; 千分之三 as 3‰; 万分之五 and 5‱ as 0.5‰."""
    bare = _bare(text)
    if match := re.fullmatch(r"([百千万])分之(.+)", bare):
        told, sign = match[2], {"百": "%", "千": "‰", "万": "‱"}[match[1]]
    elif match := re.fullmatch(r"(\d{1,3}(?:\.\d{1,4})?)([%‰‱])", bare):
        told, sign = match[1], match[2]
    else:
        return None
    value = _decimal(told)
    if value is None:
        return None
    if sign == "‱":
        value, sign = value / 10, "‰"
    return plainly(value) + sign


def sum_of(text: str) -> str | None:
    """A sum in yuan with two decimals: ¥870,000.00, 8.7万元, 捌拾柒万元整, 八十七万元."""
    bare = _bare(text).removeprefix("人民币").replace("，", ",")
    if match := re.fullmatch(r"¥?([\d,]+(?:\.\d+)?)([万亿])?[元圆]?整?", bare):
        if not re.fullmatch(_FIGURE, match[1]):
            return None
        value = Decimal(match[1].replace(",", "")) * {"万": 10**4, "亿": 10**8}.get(
            match[2] or "", 1
        )
        return f"{value:.2f}" if value == value.quantize(Decimal("0.01")) else None
    if re.search("[壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟]", bare):
        try:
            return f"{Decimal(read_capitals(bare)) / 100:.2f}"
        except ValueError:
            return None
    whole = _chinese(re.sub("[元圆]整?$", "", bare))
    return None if whole is None else f"{Decimal(whole):.2f}"


def date_of(text: str) -> str | None:
    """A date as 2025-03-05, in figures, with points or strokes, or in Chinese signs."""
    bare = _bare(text)
    match = re.fullmatch(r"(.{4})[年./-](.{1,3})[月./-](.{1,3}?)[日号]?", bare)
    if not match:
        return None
    parts = [whole(part.replace("廿", "二十")) for part in match.groups()]
    # 二零二五年零三月零五日
    for at in (1, 2):
        if parts[at] is None:
            parts[at] = whole(match[at + 1].lstrip("零〇"))
    try:
        return date(*[part or 0 for part in parts]).isoformat()
    except ValueError:
        return None


def period_of(text: str) -> Period | None:
    """15个工作日, 三十日, 6个月, 一年; weeks are seven days, 半年 six months; 半个月 is left alone."""
    bare = _bare(text)
    if bare == "半年":
        return Period(6, "month")
    match = re.fullmatch(PERIOD, bare)
    length = whole(match["length"]) if match else None
    if not match or not length:
        return None
    if match["days"] and match["unit"] in ("日", "天"):
        return Period(length, "working-day" if "工作" in match["days"] else "calendar-day")
    unit = next(key for key, names in _UNITS.items() if re.fullmatch(names, match["unit"]))
    if unit in {"week", "quarter"}:
        return Period(length * 7, "calendar-day") if unit == "week" else Period(length * 3, "month")
    return Period(length, unit)


def _found(pattern: str, reader: Callable[[str], str | None], text: str) -> Iterator[Found]:
    for match in re.finditer(pattern, text):
        value = reader(match[0])
        if value is not None:
            yield Found(value, match.start(), match.end())


def found_shares(text: str) -> list[Found]:
    """Every share that stands in a text."""
    return list(_found(SHARE, share_of, text))


def found_sums(text: str) -> list[Found]:
    """Every sum of money that stands in a text, in figures or in words."""
    return list(_found(SUM, sum_of, text))


def found_days(text: str) -> list[Found]:
    """Every date that stands in a text."""
    return list(_found(DATE, date_of, text))
