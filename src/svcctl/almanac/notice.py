"""Reading a holiday notice as published: days off and days worked, checked against itself."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html.parser import HTMLParser
from typing import NamedTuple
from unicodedata import normalize

from svcctl.almanac.statutory import lunar_day, statutory_days
from svcctl.billing.dates import ONE_DAY
from svcctl.billing.refusal import Refusal

SATURDAY = 5
YEARS = range(2000, 2100)  # that the lunar calendar is known for, and notices are about
SEVEN = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
BEFORE_2008 = ("元旦", "春节", "劳动节", "国庆节")
CALLED = {
    "五一": "劳动节",
    "十一": "国庆节",
    "清明": "清明节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}
NUMERALS = {text: number for number, text in enumerate("一二三四五六七八九十", 1)}


class Holiday(NamedTuple):
    """One festival, or two that share a holiday: its days off, and the weekend days worked."""

    name: str
    off: tuple[date, ...]
    worked: tuple[date, ...]
    lengthened: bool = (
        False  # `off` is the new last day of a holiday that a notice before had settled
    )


class HolidayNotice(NamedTuple):
    """What a notice settles: a `change` only the days it names, an arrangement its whole year."""

    year: int
    number: str
    issued_on: date | None
    change: bool
    items: tuple[Holiday, ...]


# -- the text --------------------------------------------------------------------------------------


class _VisibleText(HTMLParser):
    """The text of a page, without what browsers do not show."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Scripts and styles are hidden; anything else parts what stands beside it."""
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """The end of what is hidden."""
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        """Text that is shown."""
        if not self.hidden:
            self.parts.append(data)


def plain_text(text: str) -> str:
    """The notice as one line: without tags, blanks and line breaks, signs and digits half-width."""
    if re.search(r"<(p|div|html|body|br)\b", text, re.IGNORECASE):
        page = _VisibleText()
        page.feed(text)
        text = "".join(page.parts)
    return "".join(normalize("NFKC", text).split())


# -- dates -----------------------------------------------------------------------------------------

_DATE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_MARK = "\ue000"  # stands for a date that has been read; private, so that no text has it
_DAYS = rf"{_MARK}(?:(?:至|到|[-—–~]+|、|和|及|,){_MARK})*"


class Sentence:
    """A sentence with its dates read: a mark for each in the text, the dates, what parts them."""

    def __init__(self, text: str, dates: "Dates") -> None:
        self.text = text
        self.days: list[date] = []
        marked, at = "", 0
        for found in _DATE.finditer(text):
            marked += text[at : found.start()] + _MARK
            self.days.append(dates.read(found, text))
            at = found.end()
        self.marked = re.sub(r"\([^()]*\)", "", marked + text[at:])

    def clauses(self) -> Iterator[tuple[str, list[date]]]:
        """Each clause with its own dates; commas between dates of one list do not part them."""
        taken = 0
        for clause in re.split(rf",(?!{_MARK}(?:,|、|{_MARK})*$)", self.marked):
            count = clause.count(_MARK)
            if clause:
                yield clause, self.days[taken : taken + count]
            taken += count


class Dates:
    """Reads dates whose year and month may have been left out, near the festival they are about."""

    def __init__(self, near: date) -> None:
        self.near = near
        self.months: list[tuple[int, int]] = []  # that the item has named, the last one first

    def read(self, found: re.Match[str], sentence: str) -> date:
        """The day; Refusal where there is none, or its printed weekday is another day's."""
        year, month, day, note = found.groups()
        candidates = self._candidates(year, month, int(day))
        if not candidates:
            raise Refusal("notice.no-such-day", day=found[0], sentence=sentence)
        read = min(candidates, key=lambda each: abs(each - self.near))
        weekday = _WEEKDAY.search(note or "")
        if weekday and "一二三四五六日".index(weekday[1].replace("天", "日")) != read.weekday():
            raise Refusal("notice.weekday", day=found[0], sentence=sentence)
        named = (read.year, read.month)
        self.months = [named, *(each for each in self.months if each != named)]
        return read

    def _candidates(self, year: str | None, month: str | None, day: int) -> list[date]:
        """The days meant: without a month, that of the item's last one that has such a day."""
        if month is None:
            return [found for y, m in self.months if (found := _valid(y, m, day))][:1]
        years = [int(year)] if year else [self.near.year + i for i in (-1, 0, 1)]
        return [found for y in years if (found := _valid(y, int(month), day))]


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _expanded(clause: str, days: Sequence[date], sentence: str) -> list[date]:
    """The days a list names, spans filled in; Refusal where a span runs backwards."""
    marks = re.findall(rf"{_MARK}(至|到|[-—–~]+|、|和|及|,)?", clause)
    found: list[date] = []
    spanning = False
    for day, after in zip(days, marks, strict=True):
        if spanning and not found[-1] < day <= found[-1] + 31 * ONE_DAY:
            raise Refusal("notice.span", sentence=sentence)
        while spanning and found[-1] + ONE_DAY < day:
            found.append(found[-1] + ONE_DAY)
        found.append(day)
        spanning = after in ("至", "到") or (bool(after) and after not in ("、", "和", "及", ","))
    return found


# -- sentences -------------------------------------------------------------------------------------


class ItemReader:
    """What the sentences of one item have said so far."""

    def __init__(self) -> None:
        self.off: list[date] = []
        self.worked: list[date] = []
        self.moved: list[date] = []
        self.joined = False
        self.lengthened = False
        self.counts: list[tuple[int, str]] = []
        self.checks: list[tuple[date, str]] = []  # days that must turn out to be off
        self.resumed: list[tuple[date, str]] = []


_REST = "(?:放假调休|调休放假|放假公休|放假|补休|调休|公休|休息)"
_COUNT = r"(?:共)?([0-9]{1,3}|[一二三四五六七八九十])天"
_CLAUSES: tuple[tuple[str, str], ...] = (
    (
        rf"(?:其中)?(?:将)?({_DAYS})(?:[两二三四五]个)?公休日(?:及\w+节)?(?:分别)?调(?:至|到)({_DAYS})",
        "moved",
    ),
    (rf"(?:原定|原)?({_DAYS})上班(?:调整|改)(?:为|至|到)({_DAYS})上班", "swapped"),
    (rf"(?:其中)?({_DAYS})为(?:\w*节)?(?:法定(?:节)?假日|公休日)", "checked"),
    (rf"({_DAYS})照常公休", "checked"),
    (rf"延长(?:\d{{4}}年)?\w+假期(?:至|到)({_DAYS})", "lengthened"),
    (rf"({_DAYS})起(?:正常)?上班", "resumed"),
    (rf"(?:其中)?(?:全国)?({_DAYS})(?:起)?(?:全国|全区)?{_REST}(?:{_COUNT})?", "off"),
    (rf"({_DAYS})(?:不上班|不再上班)", "off"),
    (rf"({_DAYS})(?:正常|照常)?上班", "worked"),
    (_COUNT, "count"),
    (r"与(?:周末|\w+节)连休(?:\d+天)?", "joined"),
    (r"不调休|不再调休|其中", "nothing"),
)
_ARRANGES = re.compile(rf"{_MARK}|放假|上班|调休|补休")
_ADVICE = ("鼓励", "有条件", "倡导")


def _say(sentence: Sentence, reading: ItemReader) -> None:
    """Take in one sentence; Refusal where a part of it is of no known form."""
    for clause, days in sentence.clauses():
        for pattern, what in _CLAUSES:
            found = re.fullmatch(pattern, clause)
            if found:
                _SAYS[what](reading, found, days, sentence.text)
                break
        else:
            raise Refusal(
                "notice.sentence", clause=clause.replace(_MARK, "□"), sentence=sentence.text
            )


def _off(reading: ItemReader, found: re.Match[str], days: list[date], sentence: str) -> None:
    expanded = _expanded(found[1], days, sentence)
    reading.off += expanded
    if found.re.groups > 1 and found[2]:
        reading.counts.append((_number(found[2]), sentence))


def _lengthened(reading: ItemReader, found: re.Match[str], days: list[date], sentence: str) -> None:
    reading.off += _expanded(found[1], days, sentence)
    reading.lengthened = True


def _moved(reading: ItemReader, found: re.Match[str], days: list[date], sentence: str) -> None:
    count = found[1].count(_MARK)
    reading.moved += _expanded(found[1], days[:count], sentence)
    reading.checks += [(day, sentence) for day in _expanded(found[2], days[count:], sentence)]


def _swapped(reading: ItemReader, found: re.Match[str], days: list[date], sentence: str) -> None:
    count = found[1].count(_MARK)
    reading.off += _expanded(found[1], days[:count], sentence)
    reading.worked += _expanded(found[2], days[count:], sentence)


def _checked(reading: ItemReader, found: re.Match[str], days: list[date], sentence: str) -> None:
    reading.checks += [(day, sentence) for day in _expanded(found[1], days, sentence)]


def _resumed(reading: ItemReader, found: re.Match[str], days: list[date], sentence: str) -> None:
    reading.resumed += [(day, sentence) for day in _expanded(found[1], days, sentence)]


def _worked(reading: ItemReader, found: re.Match[str], days: list[date], sentence: str) -> None:
    reading.worked += _expanded(found[1], days, sentence)


def _count(reading: ItemReader, found: re.Match[str], _days: list[date], sentence: str) -> None:
    reading.counts.append((_number(found[1]), sentence))


def _joined(reading: ItemReader, *_: object) -> None:
    reading.joined = True


def _nothing(*_: object) -> None:
    """Nothing to take in."""


_SAYS: dict[str, Callable[[ItemReader, re.Match[str], list[date], str], None]] = {
    "off": _off,
    "lengthened": _lengthened,
    "moved": _moved,
    "swapped": _swapped,
    "checked": _checked,
    "resumed": _resumed,
    "worked": _worked,
    "count": _count,
    "joined": _joined,
    "nothing": _nothing,
}


def _number(text: str) -> int:
    return NUMERALS[text] if text in NUMERALS else int(text)


# -- items -----------------------------------------------------------------------------------------

_PLAIN = "元旦|春节|清明节?|国际劳动节|劳动节|端午节?|中秋节?|国庆节?"
_FESTIVAL = rf"(?:“?(?:五一|十一)”?(?:国际劳动节)?|{_PLAIN})"
_HEADING = re.compile(
    rf"[一二三四五六七八九十]{{1,2}}、({_FESTIVAL}(?:(?:、|和|及|与){_FESTIVAL})*):"
)
_SIGNED = re.compile(
    r"([〇○零一二三四五六七八九\d]{4})年([一二三四五六七八九十\d]{1,3})月([一二三四五六七八九十\d]{1,3})日"
)
_TITLE = re.compile(r"关于(?:延长|调整)?(\d{4})年")
_CHANGE = re.compile(r"关于(?:延长|调整)(\d{4})年\w{2,4}(?:假期|放假)|调休放假的通知")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}[〔\[(【](?:19|20)\d{2}[〕\])】]\d+号")


def read_notice(
    text: str, festivals: Sequence[str] = (), extra_days: bool = False
) -> HolidayNotice:
    """What a notice settles; `festivals` are a region's own, for its notice.

    Every notice since 2008 takes off as many weekdays, less those made up, as the law gives days;
    one that does not is read with `extra_days` only.

    Refusal, with the sentence, where anything in it does not fit: a count, a weekday, a make-up
    day, a statutory day that stays uncovered, a form that is not known.
    """
    line = plain_text(text)
    headings = list(_HEADING.finditer(line))
    if festivals:
        return _regional(line, festivals)
    if headings:
        return _arrangement(line, headings, extra_days)
    if _CHANGE.search(line):
        return _changed(line)
    raise Refusal("notice.not-one")


def _arrangement(line: str, headings: list[re.Match[str]], extra_days: bool) -> HolidayNotice:
    """A year's arrangement: each festival once, each statutory day covered, nothing left over."""
    year = _year_of(line[: headings[0].start()])
    items: list[Holiday] = []
    rest = ""
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        body = line[heading.end() : following.start() if following else len(line)]
        said, rest = _split(body, whole=following is not None)
        names = _names(heading[1])
        items.append(_item("、".join(names), said, year))
    if _left_over(rest):
        raise Refusal("notice.left-over", sentence=_left_over(rest))
    _check_festivals(items, year)
    if year >= 2008:
        _check_law(items, year, extra_days)
    return HolidayNotice(year, _number_of(line), _issued_on(rest, line), False, tuple(items))


def _changed(line: str) -> HolidayNotice:
    """A later change: one festival lengthened, moved or added; it settles the days it names."""
    year = _year_of(line)
    title, _, rest = line.partition("的通知")
    added = re.search(r"关于(.+?)(?:调休放假|放假调休)$", title)
    names = [name for name in SEVEN if name in title] or [added[1] if added else "放假"]
    _, _, told = rest.partition("如下")
    item = _item(
        names[0], [_bare(text) for text in _sentences(told or rest) if _arranges(text)], year
    )
    return HolidayNotice(year, _number_of(line), _issued_on(rest, line), True, (item,))


def _regional(line: str, festivals: Sequence[str]) -> HolidayNotice:
    """A region's notice: of one festival, or of the year, of which its own are read."""
    year = _year_of(line)
    if _HEADING.search(line):
        return _own_items(line, festivals, year)
    before, _, after = line.partition("的通知")
    rest = after or before
    said = [_bare(text) for text in _sentences(rest) if _arranges(text)]
    if not said:
        raise Refusal("notice.not-one")
    item = _item(festivals[0], said, year, whole=False)
    return HolidayNotice(year, _number_of(line), _issued_on(rest, line), False, (item,))


def _own_items(line: str, festivals: Sequence[str], year: int) -> HolidayNotice:
    """What a region's yearly notice says of its own festivals; other items are the nation's."""
    known = "|".join([_FESTIVAL, *festivals])
    heading = re.compile(
        rf"[一二三四五六七八九十]{{1,2}}、((?:{known})(?:(?:、|和|及|与)(?:{known}))*):"
    )
    headings = list(heading.finditer(line))
    items: list[Holiday] = []
    rest = ""
    for found, following in zip(headings, [*headings[1:], None], strict=True):
        body = line[found.end() : following.start() if following else len(line)]
        said, rest = _split(body, whole=following is not None)
        own = [name for name in festivals if name in found[1]]
        if own:
            near = _anchor(_names(found[1])[0], year) if re.match(_FESTIVAL, found[1]) else None
            items.append(_item("、".join(own), said, year, whole=False, near=near))
    if not items:
        raise Refusal("notice.national")
    if _left_over(rest):
        raise Refusal("notice.left-over", sentence=_left_over(rest))
    return HolidayNotice(year, _number_of(line), _issued_on(rest, line), False, tuple(items))


def _item(
    name: str, said: Sequence[str], year: int, whole: bool = True, near: date | None = None
) -> Holiday:
    """What an item's sentences settle; `whole`: the weekend a holiday runs into belongs to it."""
    reading = ItemReader()
    dates = Dates(near or _anchor(name, year))
    for text in said:
        if not text.startswith(_ADVICE):
            _say(Sentence(text, dates), reading)
    if not reading.off:
        raise Refusal("notice.no-days", name=name)
    found = _settled(name, reading, "。".join(said))
    return found if whole else found._replace(off=tuple(sorted(set(reading.off))))


def _settled(name: str, reading: ItemReader, sentence: str) -> Holiday:
    """The days off and worked that the sentences agree upon."""
    named = set(reading.off)
    worked = {day for day in (*reading.worked, *reading.moved) if day not in named}
    both = named.intersection(reading.worked)
    if both:
        raise Refusal("notice.both", day=min(both), sentence=sentence)
    on_weekdays = [day for day in sorted(worked) if day.weekday() < SATURDAY]
    if on_weekdays:
        raise Refusal("notice.made-up", day=on_weekdays[0], sentence=sentence)
    off = named | (_weekend_beside(named, worked) if reading.joined else set())
    _agree(reading, named, off)
    return Holiday(name, tuple(sorted(off)), tuple(sorted(worked)), reading.lengthened)


def _agree(reading: ItemReader, named: set[date], off: set[date]) -> None:
    """What the sentences say twice is the same: how many days, which are off, when work goes on."""
    for day, said in reading.checks:
        if day not in off:
            raise Refusal("notice.contradicts", day=day, sentence=said)
    for count, said in reading.counts:
        if count not in (len(off), len(named)):
            raise Refusal("notice.count", count=count, days=len(off), sentence=said)
    for day, said in reading.resumed:
        if max(off) + ONE_DAY != day:
            raise Refusal("notice.contradicts", day=day, sentence=said)


def _weekend_beside(off: set[date], worked: set[date]) -> set[date]:
    """The weekend days that touch the days off and are not worked."""
    found: set[date] = set()
    for step in (ONE_DAY, -ONE_DAY):
        day = (max(off) if step == ONE_DAY else min(off)) + step
        while day.weekday() >= SATURDAY and day not in worked:
            found.add(day)
            day += step
    return found


def _check_festivals(items: Sequence[Holiday], year: int) -> None:
    """Each festival of the year once, no day twice, and each statutory day off."""
    names = [name for item in items for name in item.name.split("、")]
    wanted = SEVEN if year >= 2008 else BEFORE_2008
    missing = [name for name in wanted if name not in names]
    if missing:
        raise Refusal("notice.missing", names=missing)
    if len(set(names)) != len(names):
        raise Refusal("notice.twice", names=[name for name in wanted if names.count(name) > 1])
    off = [day for item in items for day in item.off]
    worked = [day for item in items for day in item.worked]
    again = [day for day in sorted(set(off)) if off.count(day) > 1 or day in worked]
    if again or len(set(worked)) != len(worked):
        raise Refusal("notice.day-twice", day=again[0] if again else worked[0])


def _check_law(items: Sequence[Holiday], year: int, extra_days: bool) -> None:
    """Each statutory day is off (办法 art. 2), and there are as many as the law gives (art. 6).

    Not each festival: the notice of 2015 made up a Sunday of 中秋节 by a day more of 国庆节.
    """
    off = {day for item in items for day in item.off}
    lawful = 0
    for day, names in statutory_days(year).items():
        if day not in off:
            raise Refusal("notice.uncovered", day=day, name=names)
        lawful += len(names.split("、"))
    days = sum(day.weekday() < SATURDAY for day in off) - sum(len(item.worked) for item in items)
    if days != lawful and not extra_days:
        raise Refusal("notice.unbalanced", days=days, lawful=lawful)


# -- pieces ----------------------------------------------------------------------------------------


def _names(heading: str) -> list[str]:
    found = re.findall(_FESTIVAL, heading)
    bare = [re.sub(r"[“”]|国际", "", name) for name in found]
    bare = [name.removesuffix("劳动节") if name.startswith("五一") else name for name in bare]
    return [CALLED.get(name, name) for name in bare]


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[。;!]", text) if part]


def _bare(text: str) -> str:
    """A sentence without what leads up to it and its item's number."""
    return re.sub(r"^(?:.*:)?(?:[一二三四五六七八九十]{1,2}、)?", "", text)


def _arranges(text: str) -> bool:
    """Whether a sentence sets days: it has a date and says what becomes of it."""
    return bool(_DATE.search(text)) and bool(re.search("放假|上班|补休|调休|调至|假期至", text))


def _split(body: str, whole: bool) -> tuple[list[str], str]:
    """The sentences of an item, and what follows the last one of the last item."""
    sentences = _sentences(body)
    said: list[str] = []
    for at, text in enumerate(sentences):
        if not whole and not _arranges(text) and not _only_about_days(text):
            return said, "。".join(sentences[at:])
        said.append(text)
    return said, ""


def _only_about_days(text: str) -> bool:
    """Whether a sentence belongs to an item though it sets no day: 其中, 1月1日为法定节假日."""
    return bool(_DATE.match(text.removeprefix("其中").lstrip(","))) and "法定" in text


def _left_over(rest: str) -> str:
    """A sentence after the last item that sets days all the same."""
    return next(
        (text for text in _sentences(rest) if _arranges(text) and not text.startswith(_ADVICE)), ""
    )


def _year_of(text: str) -> int:
    """The year a notice is about: in its title, else the first in its text."""
    found = _TITLE.search(text) or re.search(r"(?<!〔)(20\d{2})年", text)
    if not found or int(found[1]) not in YEARS:
        raise Refusal("notice.no-year")
    return int(found[1])


def _number_of(text: str) -> str:
    found = _NUMBER.search(text)
    return re.sub(r"^.*(?:的通知|文号|发文字号)", "", found[0]) if found else ""


def _issued_on(rest: str, line: str) -> date | None:
    """The day it was signed: the last date after the text, else the page's 成文日期."""
    page = re.search(r"成文日期:?(\d{4})年(\d{1,2})月(\d{1,2})日", line)
    found = [page] if page else list(_SIGNED.finditer(rest))
    for match in reversed(found):
        year = int(
            "".join("0" if sign in "〇○零" else str(NUMERALS.get(sign, sign)) for sign in match[1])
        )
        day = _valid(year, _chinese(match[2]), _chinese(match[3]))
        if day:
            return day
    return None


def _chinese(text: str) -> int:
    """A number up to 31 as old notices write it: 十二, 二十一."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = NUMERALS.get(ones, 0)
    return value + (10 * NUMERALS.get(tens, 1) if ten else 0)


def _anchor(name: str, year: int) -> date:
    """A day near which an item's dates lie."""
    first = name.split("、")[0]
    fixed = {"元旦": (1, 1), "清明节": (4, 5), "劳动节": (5, 1), "国庆节": (10, 1)}
    lunar = {"春节": (1, 1), "端午节": (5, 5), "中秋节": (8, 15)}
    if first in fixed:
        return date(year, *fixed[first])
    return lunar_day(year, *lunar[first]) if first in lunar else date(year, 7, 1)
