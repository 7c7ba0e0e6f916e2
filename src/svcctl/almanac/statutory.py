"""The public holidays fixed by law, and days of the lunar calendar, before any notice."""

from datetime import date
from functools import cache

# 全国年节及纪念日放假办法 art. 2. The library names 除夕 apart where the law of the year lists it,
# and writes days in lieu, days moved by a notice and one-off extensions under other names, which
# are thereby left out.
FESTIVALS = {
    "元旦": "元旦",
    "农历除夕": "春节",
    "春节": "春节",
    "清明节": "清明节",
    "劳动节": "劳动节",
    "端午节": "端午节",
    "中秋节": "中秋节",
    "国庆节": "国庆节",
}


def statutory_days(year: int) -> dict[date, str]:
    """The statutory days of a year by the law of then; "国庆节、中秋节" for a day that is both.

    Raises ValueError where the library does not know all seven festivals of the year.
    """
    from holidays import country_holidays

    library = country_holidays("CN", years=year, language="zh_CN")
    found = {}
    for day in sorted(library):
        names = {FESTIVALS[name] for name in library.get_list(day) if name in FESTIVALS}
        if day.year == year and names:
            found[day] = "、".join(sorted(names, reverse=True))
    missing = set(FESTIVALS.values()) - {
        name for names in found.values() for name in names.split("、")
    }
    if missing:
        raise ValueError(f"{year}: {'、'.join(sorted(missing))}")
    return found


def lunar_day(year: int, month: int, day: int) -> date:
    """The date of a day of the lunar year beginning in `year`, in an ordinary month."""
    from lunardate import LunarDate

    found: date = LunarDate(year, month, day).to_solar_date()
    return found


def feast_days(year: int, feast: str) -> list[date]:
    """The first day of an Islamic feast by Turkey's reckoning; the crescent may be a day later."""
    days = [day for day, names in _turkish(year) if any(name.startswith(feast) for name in names)]
    return [
        day
        for day in days
        if day.year == year and date.fromordinal(day.toordinal() - 1) not in days
    ]


@cache
def _turkish(year: int) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """Turkey's holidays by day: several regions keep its feasts, and a table takes a while to make."""
    from holidays import country_holidays

    library = country_holidays("TR", years=year, language="en_US")
    return tuple((day, tuple(library.get_list(day))) for day in sorted(library))
