"""Notices written from calendars, in the forms that notices have had: for the reader of notices to read back."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from svcctl.almanac.arrangements import national
from svcctl.almanac.statutory import statutory_days

DAY = timedelta(days=1)
NUMERALS = "一二三四五六七八九十"
WEEKDAYS = "一二三四五六日"
FULL_WIDTH = str.maketrans("0123456789()", "０１２３４５６７８９（）")
Draw = Any


class Holiday(NamedTuple):
    """One item of a notice: its name, its days off in order, the weekend days worked."""

    name: str
    off: tuple[date, ...]
    worked: tuple[date, ...]


def arranged(year: int, choices: list[int]) -> list[Holiday]:
    """A year arranged by the law, each festival in one of the ways thought possible."""
    found = []
    for festival, choice in zip(national(year, statutory_days(year)), choices, strict=False):
        picked = festival.arrangements[choice % len(festival.arrangements)]
        days = set(picked.off)
        block = sorted(
            days | {day for day in festival.days if day.weekday() > 4 and day not in picked.worked}
        )
        whole = [block[0] + i * DAY for i in range((block[-1] - block[0]).days + 1)]
        if (
            set(whole)
            - days
            - {day for day in whole if day.weekday() > 4 and day not in picked.worked}
        ):
            whole = block
        found.append(Holiday(festival.name, tuple(whole), picked.worked))
    return found


@st.composite
def holidays(draw: Draw) -> tuple[int, list[Holiday]]:
    """A year and its holidays, no day of which stands twice."""
    year = draw(st.integers(2009, 2045))
    found = arranged(year, draw(st.lists(st.integers(0, 30), min_size=7, max_size=7)))
    return year, found


def consistent(found: list[Holiday]) -> bool:
    """Whether no day stands twice and every block runs through, as in a notice that could have been published."""
    off = [day for holiday in found for day in holiday.off]
    worked = [day for holiday in found for day in holiday.worked]
    runs = all(
        b - a == DAY
        for holiday in found
        for a, b in zip(holiday.off, holiday.off[1:], strict=False)
    )
    return len({*off, *worked}) == len(off) + len(worked) and runs


class Style(NamedTuple):
    """How a notice is written."""

    weekday: str  # 周 | 星期 | nothing on days off
    brackets: str  # half or full
    apart: str  # what stands between the two days of a span
    counted: bool  # 共N天
    long: bool  # the form before 2010, which says what becomes of each day
    noise: int  # what stands around the text


STYLES = st.builds(
    Style,
    st.sampled_from(["周", "星期", ""]),
    st.sampled_from(["half", "full"]),
    st.sampled_from(["至", "—", "-", "～"]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 3),
)


def written(
    year: int, found: list[Holiday], style: Style, number: str = "国办发明电〔2026〕9号"
) -> str:
    """The notice."""
    items = [
        f"{NUMERALS[i]}、{each.name}：{item(each, year, style)}" for i, each in enumerate(found)
    ]
    title = (
        f"国务院办公厅关于{year}年\n部分节假日安排的通知"
        if style.noise
        else f"国务院办公厅关于{year}年部分节假日安排的通知"
    )
    names = "、".join(each.name for each in found)
    lead = f"各省、自治区、直辖市人民政府：\n现将{year}年{names}放假调休日期的具体安排通知如下。"
    tail = f"节假日期间，各地区、各部门要安排好值班和安全工作。\n国务院办公厅\n{year - 1}年11月4日"
    text = "\n".join([title, number, lead, *items, tail])
    if style.noise == 1:
        text = f"首页 > 政策\n索引号：000014349\n发布日期：{year - 1}年11月5日\n{text}\n扫一扫在手机打开当前页\n版权所有"
    if style.noise == 2:
        text = "\n　　".join(text.splitlines()).replace("，", "， ")
    if style.noise == 3:
        body = "".join(f"<p>{line}</p>" for line in text.splitlines())
        text = f"<html><head><script>var a='1月9日放假';</script></head><body>{body}</body></html>"
    return (
        text.translate(FULL_WIDTH)
        if style.brackets == "full"
        else text.replace("（", "(").replace("）", ")")
    )


def item(each: Holiday, year: int, style: Style) -> str:
    """What one item says after its heading."""
    first, last = each.off[0], each.off[-1]
    span = day(first, year, style)
    if first != last:
        same = first.month == last.month and first.year == last.year
        span += style.apart + (
            day(last, year, style, "day") if same else day(last, first.year, style)
        )
    count = f"，共{len(each.off)}天" if style.counted or len(each.off) == 1 else ""
    text = f"{span}放假{'调休' if each.worked and not style.long else ''}{count}。"
    if style.long:
        return text + long_form(each, year, style.counted)
    if each.worked:
        text += (
            "、".join(
                day(d, year, style._replace(weekday=style.weekday or "星期")) for d in each.worked
            )
            + "上班。"
        )
    return text


def long_form(each: Holiday, year: int, again: bool) -> str:
    """其中 …: which days are statutory, which weekends stay off, which are moved where; 2008 did not say 上班 again."""
    lawful = [
        d
        for d, names in statutory_days(year).items()
        if set(names.split("、")) & set(each.name.split("、"))
    ]
    style = Style("星期", "full", "至", True, True, 0)

    def listed(days: list[date]) -> str:
        return "、".join(day(d, year, style) for d in days)

    weekend = [d for d in each.off if d.weekday() > 4]
    moved_to = [d for d in each.off if d.weekday() < 5 and d not in lawful]
    in_lieu = [
        d for d in lawful if d.weekday() > 4
    ]  # a statutory day on a weekend gives its weekend day away
    origin = sorted([*each.worked, *in_lieu])
    parts = [f"{listed(lawful)}为法定节假日"]
    stay = [d for d in weekend if d not in lawful]
    if stay:
        parts.append(f"{listed(stay)}照常公休")
    moved = bool(origin) and len(origin) == len(moved_to)
    if moved:
        parts.append(f"{listed(origin)}公休日调至{listed(moved_to)}")
    if each.worked and (again or not moved):
        parts.append(f"{listed(list(each.worked))}上班")
    return "其中，" + "，".join(parts) + "。"


def day(found: date, year: int, style: Style, only: str = "") -> str:
    """A date as notices write it: its year where it is another one's, its weekday in brackets."""
    text = f"{found.day}日" if only else f"{found.month}月{found.day}日"
    if found.year != year and not only:
        text = f"{found.year}年{text}"
    return text + (f"（{style.weekday}{WEEKDAYS[found.weekday()]}）" if style.weekday else "")
