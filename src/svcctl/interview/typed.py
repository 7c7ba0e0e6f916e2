"""What is typed as an answer, read by the kind of its question; what is unclear is refused."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from svcctl.billing.money import yuan
from svcctl.billing.refusal import Refusal
from svcctl.contracts.kinds import KINDS
from svcctl.contracts.meant import SAID
from svcctl.intake.entry import half_width, parse_date, parse_money, parse_text

FIGURES = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
FIGURES |= {sign: at for at, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
UNITS = {
    "working-day": "个工作日 工作日 workingdays workingday businessdays businessday",
    "calendar-day": "个自然日 自然日 个日历日 日历日 日历天 日 天 calendardays calendarday days day d",
    "month": "个月 月 months month",
    "year": "年 个年度 years year",
}
OF = {"百分之": "%", "千分之": "‰"}
RATE = re.compile(r"(\d+(?:\.\d+)?)\s*([%‰])")
LIST = re.compile(r"[、;；\s]+|,\s+|，")
BLANK = "blank"  # the original has a place for it, and nothing in it
BLANKS = (BLANK, "空白", "留空", "原件空白")
SKIPPED = ("-", "skip", "none", "跳过", "无", "没有", "不填")
YES = ("y", "yes", "是", "有", "对", "好", "要", "还有", "true", "存")
NO = ("n", "no", "否", "没有", "无", "不", "不要", "没了", "false", "不存")
ONCE = ("once", "一次性", "每次", "按次", "一次")
EACH = {"day": 1, "每日": 1, "每天": 1, "按日": 1, "按天": 1, "week": 7, "每周": 7}
REST = ("rest", "余下", "其余", "余款", "剩下", "剩余", "全部", "all")
COLLECTED = ("collects", "付还留存", "留存", "退还留存", "返还留存", "what was kept back")
SETTLED = ("settled", "结算", "据实结算", "按结算", "核定")


def whole(text: str) -> int | None:
    """A whole number in figures or characters: 15, 三十, 一百二十; None for any other."""
    bare = half_width(text)
    if re.fullmatch(r"[0-9]{1,5}", bare):
        return int(bare)
    found, figure = 0, None
    for sign in text.strip():
        if sign in FIGURES:
            figure = FIGURES[sign]
        elif sign in TENS:
            found, figure = found + (1 if figure is None else figure) * TENS[sign], 0
        else:
            return None
    return None if figure is None else found + figure


def share(text: str) -> str | None:
    """A share or a rate: 70%, 百分之七十, 万分之五, 0.5‰; None for any other."""
    bare = half_width(text).replace(" ", "")
    if found := RATE.fullmatch(bare):
        return "".join(found.groups())
    for words, mark in OF.items():
        rest = bare.removeprefix(words)
        if rest != bare and (number := _decimal(rest)):
            return f"{number}{mark}"
    if bare.startswith("万分之") and (number := _decimal(bare[3:])):
        return f"{(Decimal(number) / 10).normalize():f}‰"  # as contract files and drafts have it
    return None


def _decimal(text: str) -> str | None:
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return text
    head, point, tail = text.partition("点")
    number = whole(head)
    if number is None or (point and any(sign not in FIGURES for sign in tail)):
        return None
    return f"{number}.{''.join(str(FIGURES[sign]) for sign in tail)}" if tail else str(number)


def choice_of(text: str, choices: Sequence[str], labels: Mapping[str, str]) -> str:
    """A choice by its number, its name, its label or a usual word for it."""
    bare = half_width(text).casefold()
    if bare.isdecimal() and 1 <= int(bare) <= len(choices) and bare not in choices:
        return choices[int(bare) - 1]
    for value in choices:
        called = (value.casefold(), labels.get(value, "").casefold(), *SAID.get(value, "").split())
        if bare in called or text.strip() in called:
            return value
    near = [
        value for value in choices if bare and labels.get(value, "").casefold().startswith(bare)
    ]
    if len(near) == 1:
        return near[0]
    told = [f"{at} {labels.get(value, value)}" for at, value in enumerate(choices, 1)]
    raise Refusal("ask.choice", text=text, choices=told)


def choices_of(text: str, choices: Sequence[str], labels: Mapping[str, str]) -> str:
    """Several choices, joined by commas."""
    found = [choice_of(each, choices, labels) for each in re.split(r"[,，、\s]+", text) if each]
    return ",".join(dict.fromkeys(found))


def yes_or_no(text: str) -> str:
    """Yes or no, in either language."""
    bare = half_width(text).casefold()
    if bare in YES or bare in NO:
        return "yes" if bare in YES else "no"
    raise Refusal("ask.yes-no", text=text)


# -- values ----------------------------------------------------------------------------------------


def _text(text: str) -> str:
    found = parse_text(text)
    if not found.strip():
        raise Refusal("ask.text")
    return found.strip()


def _key(text: str) -> str:
    bare = half_width(text).lower().replace("_", "-").replace(" ", "-")
    if not KINDS["id"].holds(bare):
        raise Refusal("ask.key", text=text)
    return bare


def _day(text: str) -> str:
    return parse_date(text).isoformat()


def _money(text: str) -> str:
    return yuan(parse_money(text))


def _several(read: Callable[[str], str]) -> Callable[[str], str]:
    def listed(text: str) -> str:
        if not text.strip():
            raise Refusal("ask.text")
        return ",".join(read(each) for each in LIST.split(text.strip()) if each)

    return listed


def _moneys(text: str) -> str:
    found = re.sub(r"(?<!\.\d\d),(?=\d{3}(\D|$))", "", half_width(text))  # 290,000.00 is one sum
    return _several(_money)(found.replace(",", " "))


def _days(text: str) -> str:
    return _several(_day)(half_width(text).replace(",", " "))


def _length(text: str) -> str:
    """A term: 三年, 36个月."""
    number, unit = measured(text)
    if number and unit in ("year", "month") and number < (100 if unit == "year" else 1200):
        return f"{number} {unit}"
    raise Refusal("ask.length", text=text)


def _deadline(text: str) -> str:
    """So many days: 15个工作日; 15 alone leaves open of what kind; 1年后15日 moves the event first."""
    moved, mark, rest = half_width(text).replace("后再", "后").partition(_later(text))
    if mark and rest.strip("之内以 "):
        return f"{span(re.sub('^满', '', moved.strip()))} + {_deadline(rest)}"
    number, unit = measured(re.sub(r"(之?内|以内|之?后|前)+$", "", half_width(text)))
    if not number or number > 36500:
        raise Refusal("ask.deadline", text=text)
    return f"{number} {unit}".strip()


def _later(text: str) -> str:
    """What stands between how far the event is moved and the days that are counted then."""
    return next((mark for mark in (" + ", "后", "再", " later ") if mark in text), " + ")


def span(text: str) -> str:
    """How far apart, or how much later: 3个月, 1年, 20天."""
    found, unit = measured(text)
    if not found or unit not in ("calendar-day", "month", "year"):
        raise Refusal("ask.span", text=text)
    name = unit.removeprefix("calendar-")
    return f"{found} {name}" if found == 1 else f"{found} {name}s"


def span_text(value: str) -> str:
    """A length of time in characters."""
    amount, _, unit = value.partition(" ")
    return amount + {"day": "天", "month": "个月", "year": "年"}[unit.removesuffix("s")]


def measured(text: str) -> tuple[int | None, str]:
    """A number and its unit; no number where none can be read, no unit where none is there."""
    bare = half_width(text).replace(" ", "").replace("-", "").casefold()
    for unit, names in UNITS.items():
        for name in names.split():
            if bare.endswith(name) and (number := whole(bare.removesuffix(name))) is not None:
                return number, unit
    return whole(bare), ""


def _count(text: str) -> str:
    number, unit = measured(text)
    if not number or unit not in ("", "calendar-day") or number > 36500:
        raise Refusal("ask.count", text=text)
    return str(number)


def _day_of_month(text: str) -> str:
    if found := re.fullmatch(r"(?:前|第|first)?(.+?)(?:个)?(工作日|working-?days?)", _bare(text)):
        number = whole(found[1])
        if number is None or not 1 <= number <= 15:
            raise Refusal("ask.first-days", text=text)
        return f"{number} working-day"
    if "末" in text or "底" in text or half_width(text).casefold() == "last":
        return "31"
    number = whole(re.sub(r"[日号]$", "", text.strip()))
    if number is None or not 1 <= number <= 31:
        raise Refusal("ask.day-of-month", text=text)
    return str(number)


def _bare(text: str) -> str:
    return half_width(text).replace(" ", "").casefold()


def _much(text: str) -> str:
    """A share, a sum, the rest, as settled; several, up to a share, what was kept back."""
    bare = half_width(text).casefold()
    if bare in COLLECTED:
        return "collects"
    found = re.fullmatch(r"(?:累计)?(?:付)?(?:至|到|up-?to)(.+)", _bare(text))
    if found and (limit := share(found[1])):
        return f"up-to {limit}"
    if (parts := _apart(text)) and len(parts) > 1:
        return ",".join(_share_or_sum(part) for part in parts)
    return _share_or_sum(text)


def _apart(text: str) -> list[str]:
    grouped = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", half_width(text)) if "." in text else text
    return [part for part in re.split(r"[,，、；;\s]+", grouped.strip()) if part]


def _share_or_sum(text: str) -> str:
    bare = half_width(text).casefold()
    if bare in REST or bare in SETTLED:
        return "rest" if bare in REST else "settled"
    if found := share(text):
        return found
    if re.fullmatch(r"[0-9]{1,2}|100", bare):
        raise Refusal("ask.share-or-sum", text=text)
    try:
        return _money(re.sub(r"/?(每次|次|元/次)$", "", bare))
    except Refusal:
        raise Refusal("ask.much", text=text) from None


def _per(text: str) -> str:
    bare = half_width(text).casefold().replace(" ", "")
    if bare in ONCE:
        return "once"
    if bare in EACH:
        return str(EACH[bare])
    number, unit = measured(re.sub(r"^(每|按|every)", "", bare))
    if not number or unit not in ("", "calendar-day"):
        raise Refusal("ask.per", text=text)
    return str(number)


READ: dict[str, Callable[[str], str]] = {
    "title": _text,
    "text": _text,
    "blank": lambda text: BLANK if text.strip().casefold() in BLANKS else _text(text),
    "id": _key,
    "key": _key,
    "date": _day,
    "dates": _days,
    "money": _money,
    "money-list": _moneys,
    "length": _length,
    "deadline": _deadline,
    "count": _count,
    "day-of-month": _day_of_month,
    "much": _much,
    "per": _per,
}
