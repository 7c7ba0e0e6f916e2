"""Holiday notices: read as published, written from calendars and read back, refused whole where one thing is wrong."""

import io
import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from notices import STYLES, Holiday, Style, consistent, holidays, written
from profiles import examples
from svcctl import workspace
from svcctl.almanac.adopt import notice_fact, shipped_facts
from svcctl.almanac.notice import HolidayNotice, read_notice
from svcctl.almanac.official import official_years
from svcctl.billing.position import CalendarDays
from svcctl.billing.refusal import Refusal
from svcctl.billing.years import calendar_from

Run = Callable[..., tuple[int, str, str]]
PUBLISHED = Path(__file__).parents[2] / "shared" / "reference" / "notices"
NEWEST = Style("周", "full", "至", True, False, 1)
STYLES_SEEN = [
    NEWEST,
    Style("", "full", "至", True, False, 0),
    Style("", "half", "—", True, True, 2),
]


def days_of(notice: HolidayNotice) -> tuple[set[date], set[date]]:
    """The weekdays off and the weekend days worked."""
    off = {day for item in notice.items for day in item.off if day.weekday() < 5}
    return off, {day for item in notice.items for day in item.worked}


def days_wanted(found: list[Holiday]) -> tuple[set[date], set[date]]:
    off = {day for holiday in found for day in holiday.off if day.weekday() < 5}
    return off, {day for holiday in found for day in holiday.worked}


# -- read back ------------------------------------------------------------------------------------------


@pytest.mark.lives
@examples(200)
@given(holidays(), STYLES)
def test_what_a_notice_says_is_read(case: tuple[int, list[Holiday]], style: Style) -> None:
    """Any year arranged by the law, written in any of the forms, is read day by day as it was arranged."""
    year, found = case
    assume(consistent(found))
    notice = read_notice(written(year, found, style))
    assert days_of(notice) == days_wanted(found)
    assert (notice.year, notice.number, notice.issued_on) == (
        year,
        "国办发明电〔2026〕9号",
        date(year - 1, 11, 4),
    )
    assert [item.name for item in notice.items] == [holiday.name for holiday in found]


@pytest.mark.lives
@examples(300)
@given(holidays(), STYLES, st.data())
def test_a_notice_is_never_half_read(
    case: tuple[int, list[Holiday]], style: Style, data: st.DataObject
) -> None:
    """Characters changed, lost or added, sentences lost, doubled or moved: it is refused, or it says what it said."""
    year, found = case
    assume(consistent(found))
    text = written(year, found, style)
    broken = data.draw(mutations(text))
    try:
        notice = read_notice(broken)
    except Refusal:
        return
    assert notice.year == year or broken.count(str(year)) < text.count(str(year))
    if notice.year == year:
        assert days_of(notice) == days_wanted(found)


@st.composite
def mutations(draw: Callable[..., Any], text: str) -> str:
    """The text with one thing wrong with it."""
    kind = draw(
        st.sampled_from(
            ["change", "lose", "add", "lose-sentence", "double-sentence", "swap-sentences"]
        )
    )
    if kind.endswith(("sentence", "sentences")):
        parts = text.split("。")
        at = draw(st.integers(0, len(parts) - 2))
        if kind == "lose-sentence":
            del parts[at]
        elif kind == "double-sentence":
            parts.insert(at, parts[at])
        else:
            parts[at], parts[at + 1] = parts[at + 1], parts[at]
        return "。".join(parts)
    at = draw(st.integers(0, len(text) - 1))
    sign = draw(st.sampled_from("0123456789月日年至、，。（）周星期一二三六上班放假共天 x"))
    return text[:at] + {"change": sign, "lose": "", "add": sign + text[at]}[kind] + text[at + 1 :]


@examples(200)
@given(
    st.text(
        st.sampled_from(
            "一二、：元旦春节1月日至放假（）周五共3天。上班调休2026年关于的通知国务院\n"
        ),
        max_size=200,
    )
)
def test_noise_is_refused(text: str) -> None:
    """No text makes the reader stumble."""
    for festivals in ([], ["壮族三月三"], ["开斋节", "古尔邦节"]):
        try:
            read_notice(text, festivals)
        except Refusal:
            continue


# -- the years that were ---------------------------------------------------------------------------------


def of_history(year: int) -> list[Holiday]:
    """A year's holidays as the calendar that ships has them, each make-up day with the nearest holiday."""
    entries = official_years().years
    blocks: dict[str, list[date]] = {}
    for text, count, name in entries[str(year)]["off"]:
        first = date.fromisoformat(text)
        blocks.setdefault(name, []).extend(first + timedelta(days=i) for i in range(count))
    blocks = {
        name: [day for day in days if abs((day - days[0]).days) < 60]
        for name, days in blocks.items()
    }
    worked: dict[str, list[date]] = {name: [] for name in blocks}
    for text in entries[str(year)]["worked"]:
        made_up = date.fromisoformat(text)
        nearest = min(
            blocks, key=lambda name: min(abs((day - made_up).days) for day in blocks[name])
        )
        worked[nearest].append(made_up)
    if set(blocks.get("中秋节", ())) <= set(days_between(blocks["国庆节"])):  # one holiday for both
        blocks["国庆节、中秋节"] = sorted(blocks.pop("国庆节") + blocks.pop("中秋节"))
        worked["国庆节、中秋节"] = sorted(worked.pop("国庆节") + worked.pop("中秋节"))
    return [Holiday(name, tuple(days), tuple(worked[name])) for name, days in blocks.items()]


def days_between(days: list[date]) -> list[date]:
    return [days[0] + timedelta(days=i) for i in range((days[-1] - days[0]).days + 1)]


@pytest.mark.parametrize("style", STYLES_SEEN, ids=["newest", "middle", "long"])
@pytest.mark.parametrize("year", [2010, 2013, 2014, 2016, 2021, 2022, 2024, 2025, 2026])
def test_years_that_were_are_read_back(year: int, style: Style) -> None:
    """The calendars of past years, written as notices, are read as chinese-calendar has them."""
    found = of_history(year)
    off, worked = days_of(read_notice(written(year, found, style._replace(long=False))))
    for i in range(365):
        day = date(year, 1, 1) + timedelta(days=i)
        assert (
            day in worked or (day.weekday() < 5 and day not in off)
        ) == chinese_calendar.is_workday(day), day


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published notices are not at hand")
@pytest.mark.parametrize(
    ("name", "number", "issued"),
    [
        ("CN-2025.txt", "国办发明电〔2024〕12号", "2024-11-12"),
        ("CN-2026.txt", "国办发明电〔2025〕7号", "2025-11-04"),
    ],
)
def test_published_notices_are_read_without_a_word_changed(
    name: str, number: str, issued: str
) -> None:
    """The State Council's own text, day by day as chinese-calendar has the year."""
    notice = read_notice((PUBLISHED / name).read_text(encoding="utf-8"))
    assert (notice.number, str(notice.issued_on)) == (number, issued)
    off, worked = days_of(notice)
    for i in range(365):
        day = date(notice.year, 1, 1) + timedelta(days=i)
        assert (
            day in worked or (day.weekday() < 5 and day not in off)
        ) == chinese_calendar.is_workday(day), day


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published notices are not at hand")
def test_the_published_notice_of_guangxi_is_read(demo_store: Path, run: Run) -> None:
    """Two days of 2024, which the region's table has too: nothing moves."""
    found = do(run, "calendar", "import", str(PUBLISHED / "CN-GX-2024.txt"), "--region", "CN-GX")
    assert (found["days_off"], found["moved"]) == (["2024-04-11", "2024-04-12"], [])


# -- changes to an earlier notice ---------------------------------------------------------------------------

LABOUR_DAY = """国务院办公厅关于调整2019年劳动节假期安排的通知
国办发明电〔2019〕3号
现将2019年劳动节放假安排调整如下。
2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。
国务院办公厅
2019年3月22日"""
LENGTHENED = """国务院办公厅关于延长2020年春节假期的通知
国办发明电〔2020〕1号
现将延长春节假期的具体安排通知如下。
一、延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。
二、各地学校推迟开学，具体时间另行通知。
国务院办公厅
2020年1月26日"""
PARADE = """国务院关于某某纪念日调休放假的通知
国发明电〔2015〕1号
2015年9月3日全国放假1天。特作如下调休：
9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。
国务院
2015年5月13日"""


def as_first_published(year: int) -> dict[str, Any]:
    """The year as it stood before a later notice changed it."""
    entry = official_years().years[str(year)]
    before = {
        2015: ({"2015-09-03", "2015-09-04", "2015-09-05"}, {"2015-09-06"}, set()),
        2019: ({"2019-05-02", "2019-05-03", "2019-05-04"}, {"2019-04-28", "2019-05-05"}, set()),
        2020: ({"2020-01-31", "2020-02-01", "2020-02-02"}, set(), {"2020-02-01"}),
    }
    off, worked, again = before[year]
    days = {
        date.fromisoformat(text) + timedelta(days=i): name
        for text, n, name in entry["off"]
        for i in range(n)
    }
    kept = [[day.isoformat(), 1, name] for day, name in days.items() if day.isoformat() not in off]
    made_up = sorted({*entry["worked"], *again} - worked)
    return {"off": kept, "worked": made_up, "source": "first"}


@pytest.mark.parametrize(("year", "text"), [(2015, PARADE), (2019, LABOUR_DAY), (2020, LENGTHENED)])
def test_a_later_change_sets_only_the_days_it_names(year: int, text: str) -> None:
    """2015, 2019, 2020: the year as first published, then the change, is the year as it was."""
    years = {str(y): official_years().years[str(y)] for y in (year - 1, year + 1)}
    years |= {str(year): as_first_published(year)}
    issued = f"{year - 1}-12-01"
    nation = CalendarDays(calendar="CN", basis="official", issued_on=issued, years=years)
    notice = read_notice(text)
    assert notice.change
    change = notice_fact(notice, "CN", as_first_published(year), str(notice.issued_on), "change")
    for payloads in ([nation, change], [change, nation]):  # however they were recorded
        calendar = calendar_from(payloads, "CN")
        days = [date(year, 1, 1) + timedelta(days=i) for i in range(365)]
        wrong = [
            day for day in days if calendar.is_working_day(day) != chinese_calendar.is_workday(day)
        ]
        assert wrong == []
    older = notice_fact(notice, "CN", as_first_published(year), f"{year - 1}-01-01", "change")
    untouched = calendar_from([nation, older], "CN")
    days = [date(year, 1, 1) + timedelta(days=i) for i in range(365)]
    assert any(untouched.is_working_day(day) != chinese_calendar.is_workday(day) for day in days)


def test_a_change_moves_days_that_were_off() -> None:
    """A holiday put elsewhere leaves its old days worked."""
    entry = {"off": [["2019-05-01", 3, "劳动节"]], "worked": [], "source": "first"}
    moved = LABOUR_DAY.replace("5月1日至4日放假调休，共4天", "4月29日至5月1日放假调休，共3天")
    moved = moved.replace(
        "4月28日（星期日）、5月5日（星期日）", "4月27日（星期六）、4月28日（星期日）"
    )
    fact = notice_fact(read_notice(moved), "CN", entry, "2019-03-22", "change")
    nation = CalendarDays(
        calendar="CN", basis="official", issued_on="2018-12-06", years={"2019": entry}
    )
    calendar = calendar_from([nation, fact], "CN")
    worked = [calendar.is_working_day(date(2019, 4, 27) + timedelta(days=i)) for i in range(8)]
    assert worked == [True, True, False, False, False, True, True, False]  # 27 Apr to 4 May


# -- refusals ----------------------------------------------------------------------------------------------


def newest(*changes: tuple[str, str]) -> str:
    """A notice of 2027 in the newest form, changed."""
    found = holidays_of_2027()
    text = (
        written(2027, found, NEWEST._replace(brackets="half", noise=0))
        .replace("(", "（")
        .replace(")", "）")
    )
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def holidays_of_2027() -> list[Holiday]:
    from notices import arranged

    return arranged(2027, [0] * 7)


SWEEPING = "4月3日（周六）至{}日（周{}）放假，共{}天"


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("共9天", "共8天", "count"),
        ("1月1日（周五）", "1月1日（周六）", "weekday"),
        ("2月14日（周日）上班", "2月15日（周一）上班", "made-up"),
        ("二、春节", "二、重阳节", "sentence"),
        ("二、春节：", "二、元旦：", "missing"),
        ("三、清明节：", "三、", "sentence"),
        (SWEEPING.format(5, "一", 3), SWEEPING.format(4, "日", 2), "uncovered"),
        ("6月9日（周三）放假", "6月31日放假", "no-such-day"),
        ("至5日（周一）", "至2日", "span"),
        ("放假，共3天。", "照旧，共3天。", "sentence"),
        ("、2月14日（周日）上班", "上班", "unbalanced"),
        ("节假日期间，", "另外，10月8日（周五）放假。节假日期间，", "sentence"),
        ("节假日期间，", "祝大家愉快。10月8日（周五）放假。节假日期间，", "left-over"),
        ("1月1日（周五）至3日", "1月3日（周日）上班，1月1日（周五）至3日", "both"),
        ("9月15日（周三）放假，共1天", "10月1日放假，共1天", "day-twice"),
        ("端午节：6月9日（周三）放假，共1天。", "端午节：共1天。", "no-days"),
    ],
)
def test_what_does_not_fit_is_refused_whole(before: str, after: str, key: str) -> None:
    """Each check names what is wrong, and the sentence."""
    with pytest.raises(Refusal) as refusal:
        read_notice(newest((before, after)))
    assert refusal.value.key == f"notice.{key}"


NO_SWEEPING = (("三、清明节", "三、端午节"), ("4月3日（周六）至5日（周一）", "6月5日至7日"))
SPRING_AGAIN = (("节假日期间，", "八、春节：2月15日放假。节假日期间，"),)


@pytest.mark.parametrize(("changes", "key"), [(NO_SWEEPING, "missing"), (SPRING_AGAIN, "twice")])
def test_each_festival_stands_there_once(changes: tuple[tuple[str, str], ...], key: str) -> None:
    """One missing, one twice."""
    with pytest.raises(Refusal) as refusal:
        read_notice(newest(*changes))
    assert refusal.value.key == f"notice.{key}"


@pytest.mark.parametrize(
    "said", ["1月1日（星期五）为法定节假日，1月4日（星期一）照常公休", "1月5日（星期二）起正常上班"]
)
def test_what_is_said_twice_must_agree(said: str) -> None:
    """A day that is called off elsewhere, a return to work on another day than the one after."""
    with pytest.raises(Refusal) as refusal:
        read_notice(newest(("至3日（周日）放假，共3天。", f"至3日（周日）放假，共3天。{said}。")))
    assert refusal.value.key == "notice.contradicts"


def test_a_year_with_an_extra_day_is_read_when_asked(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """One make-up day less than the law counts: refused, and read with --extra-days."""
    path = tmp_path / "notice.txt"
    path.write_text(newest(("、2月14日（周日）上班", "上班")), encoding="utf-8")
    code, _, err = run("calendar", "import", str(path), "--lang", "en")
    assert code == 2
    assert "--extra-days" in err
    assert (
        "2027-02-14"
        not in do(run, "calendar", "import", str(path), "--extra-days")["working_weekends"]
    )


# -- the command ----------------------------------------------------------------------------------------------


def do(run: Run, *args: str) -> dict[str, Any]:
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


def refused(run: Run, *args: str) -> str:
    code, out, err = run(*args, "--lang", "en")
    assert (code, out) == (2, "")
    return err


GUANGXI = """广西壮族自治区人民政府办公厅关于2027年“壮族三月三”放假的通知
一、4月8日（星期四）至9日（星期五）放假，与周末连休。
广西壮族自治区人民政府办公厅
2026年11月22日"""


@pytest.fixture
def national(tmp_path: Path) -> str:
    path = tmp_path / "CN-2027.txt"
    path.write_text(newest(("2026年11月4日", "2026年11月20日")), encoding="utf-8")
    return str(path)


@pytest.fixture
def regional(tmp_path: Path) -> str:
    path = tmp_path / "GX-2027.txt"
    path.write_text(GUANGXI, encoding="utf-8")
    return str(path)


def test_the_nation_alone_leaves_guangxi_provisional(
    demo_store: Path, run: Run, national: str, regional: str
) -> None:
    """A national notice settles the nation; with the region's beside it the contract's dates of 2027 are official."""

    def bases() -> list[str]:
        rows = do(run, "payments", "schedule")["instalments"]
        return [row["basis"] for row in rows if row["due_on"] and row["due_on"].startswith("2027")]

    first = do(run, "calendar", "import", national)
    assert (first["year"], first["basis"], first["issued_on"]) == (2027, "official", "2026-11-20")
    assert first["days_off"][:3] == ["2027-01-01", "2027-02-05", "2027-02-08"]
    assert first["working_weekends"] == [
        "2027-01-31",
        "2027-02-14",
        "2027-05-08",
        "2027-09-26",
        "2027-10-09",
    ]
    assert bases() == ["provisional", "provisional"]
    assert do(run, "calendar", "show", "2027", "--calendar", "CN")["basis"] == "official"
    second = do(run, "calendar", "import", regional, "--region", "CN-GX")
    assert second["settled"] == [{"id": "zyfy-his-2025:Y2-balance", "due_on": "2027-03-19"},
                                 {"id": "zyfy-his-2025:Y3-advance", "due_on": "2027-03-26"}]  # fmt: skip
    assert bases() == ["official", "official"]


def test_an_import_says_which_dates_it_moves(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """A longer Spring Festival moves what is counted over it, instalments and obligations alike."""
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-11-20")
    do(run, "negotiation", "open", "Y1-balance", "--on", "2026-11-21")
    path = tmp_path / "notice.txt"
    text = newest(
        (
            "10月1日（周五）至7日（周四）放假调休，共7天",
            "10月1日（周五）至7日（周四）放假调休，共7天",
        )
    )
    path.write_text(text, encoding="utf-8")
    assert do(run, "calendar", "import", str(path), "--dry-run")["moved"] == []
    gx = tmp_path / "gx.txt"
    gx.write_text(
        GUANGXI.replace("4月8日（星期四）至9日（星期五）", "3月18日（星期四）至19日（星期五）"),
        encoding="utf-8",
    )
    found = do(run, "calendar", "import", str(gx), "--region", "CN-GX")
    assert found["moved"] == [
        {
            "id": "zyfy-his-2025:Y2-balance",
            "what": "due_on",
            "before": "2027-03-19",
            "after": "2027-03-23",
        },
        {
            "id": "zyfy-his-2025:Y3-advance",
            "what": "due_on",
            "before": "2027-03-26",
            "after": "2027-03-30",
        },
    ]
    back = do(run, "audit", "retract", found["event"], "--reason", "invented")
    assert [entry["after"] for entry in back["changes"]] == ["2027-03-19", "2027-03-26"]


def test_reading_it_again_is_harmless(demo_store: Path, run: Run, national: str) -> None:
    """The same text twice: nothing is recorded again, and it shows what it reads."""
    first = do(run, "calendar", "import", national)
    again = do(run, "calendar", "import", national)
    assert (again["already"], again["event"]) == (True, first["event"])
    assert again["days_off"] == first["days_off"]
    assert do(run, "calendar", "import", national, "--dry-run")["already"] is True


def test_a_notice_of_a_year_long_official_is_harmless(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """2020 as first published, read today, does not undo what was changed in January 2020; its text is kept."""
    path = tmp_path / "2020.txt"
    first = as_first_published(2020)
    blocks: dict[str, list[date]] = {}
    for text, _, name in first["off"]:
        blocks.setdefault(name, []).append(date.fromisoformat(text))
    made_up = {"春节": ["2020-01-19", "2020-02-01"], "劳动节": ["2020-04-26", "2020-05-09"], "端午节": ["2020-06-28"],
               "国庆节、中秋节": ["2020-09-27", "2020-10-10"]}  # fmt: skip
    blocks["国庆节、中秋节"] = sorted(blocks.pop("国庆节") + blocks.pop("中秋节", []))
    found = [
        Holiday(name, tuple(days), tuple(map(date.fromisoformat, made_up.get(name, ()))))
        for name, days in blocks.items()
    ]
    path.write_text(
        written(2020, found, NEWEST).replace("2019年11月4日", "2019年11月21日"), encoding="utf-8"
    )
    read = do(run, "calendar", "import", str(path))
    assert read["moved"] == []
    assert do(run, "calendar", "add", "2020-01-23", "1", "--calendar", "CN")["end"] == "2020-02-03"
    assert do(run, "audit", "verify")["ok"] is True


def test_a_notice_that_says_what_shipped_becomes_the_source(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """2025 by its own notice, issued before what shipped: the same days, with a better source."""
    path = tmp_path / "2025.txt"
    path.write_text(
        written(2025, of_history(2025), NEWEST, "国办发明电〔2024〕12号"), encoding="utf-8"
    )
    before = do(run, "calendar", "show", "2025", "--calendar", "CN")
    do(run, "calendar", "import", str(path))
    after = do(run, "calendar", "show", "2025", "--calendar", "CN")
    assert (before["source"], after["source"]) == (
        "chinese-calendar 1.11.0",
        "国办发明电〔2024〕12号（2024-11-04）",
    )
    assert (before["days_off"], before["working_weekends"]) == (
        after["days_off"],
        after["working_weekends"],
    )


def test_a_later_notice_wins_and_the_earlier_answer_is_still_to_be_had(
    demo_store: Path, run: Run, national: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By date of issue, not of recording; --known-at still gives what was answered before."""
    nothing_read = workspace.recorded_now()
    changed = tmp_path / "later.txt"
    text = newest(
        ("2026年11月4日", "2026年11月25日"), ("2月14日（周日）上班", "2月27日（周六）上班")
    )
    changed.write_text(text, encoding="utf-8")
    do(run, "calendar", "import", str(changed))
    then = workspace.recorded_now()
    do(run, "calendar", "import", national)  # issued earlier, read later
    shown = do(run, "calendar", "show", "2027", "--calendar", "CN")
    assert "2027-02-27" in shown["working_weekends"]
    assert "2027-02-14" not in shown["working_weekends"]
    before = do(run, "calendar", "show", "2027", "--calendar", "CN", "--known-at", nothing_read)
    assert before["basis"] == "provisional"
    assert (
        do(run, "calendar", "show", "2027", "--calendar", "CN", "--known-at", then)["basis"]
        == "official"
    )


def test_standard_input_and_old_encodings(
    demo_store: Path, run: Run, national: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads a text from a pipe; a page saved in GB 18030 is read as well."""
    text = Path(national).read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    assert do(run, "calendar", "import", "-", "--dry-run")["year"] == 2027
    old = tmp_path / "old.htm"
    old.write_bytes(f"<html><body><p>{text}</p></body></html>".encode("gb18030"))
    assert do(run, "calendar", "import", str(old))["working_weekends"][0] == "2027-01-31"
    bad = tmp_path / "bad.bin"
    bad.write_bytes(b"\xff\xff\xff\x00\x81")
    assert "no text can be read from bad.bin" in refused(run, "calendar", "import", str(bad))


def test_a_region_is_read_as_what_it_is(
    demo_store: Path, run: Run, national: str, regional: str, tmp_path: Path
) -> None:
    """A region's notice without --region, the nation's with it, an unknown region, a year beyond: refused."""
    assert "--region CN-GX" in refused(run, "calendar", "import", regional)
    assert "not a notice of" in refused(run, "calendar", "import", national, "--region", "CN-GX")
    assert "CN-GX" in refused(run, "calendar", "import", regional, "--region", "CN-XX")
    both = tmp_path / "both.txt"
    both.write_text(Path(national).read_text(encoding="utf-8") + "广西壮族自治区", encoding="utf-8")
    assert "State Council" in refused(run, "calendar", "import", str(both), "--region", "CN-GX")
    far = tmp_path / "far.txt"
    far.write_text(
        GUANGXI.replace("2027年“", "2060年“").replace("（星期四）", "").replace("（星期五）", ""),
        encoding="utf-8",
    )
    assert "2060" in refused(run, "calendar", "import", str(far), "--region", "CN-GX")
    letter = tmp_path / "letter.txt"
    letter.write_text("关于召开会议的通知", encoding="utf-8")
    assert "not a holiday notice" in refused(run, "calendar", "import", str(letter))


def test_a_region_turns_a_national_make_up_day_into_a_day_off(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """2017: the nation works on Saturday 1 April, Guangxi a week later."""
    path = tmp_path / "gx2017.txt"
    text = GUANGXI.replace("2027年“", "2017年“").replace("2026年11月22日", "2017年3月1日")
    said = (
        "3月30日（星期四）、31日（星期五）放假，原定4月1日（星期六）上班调整为4月8日（星期六）上班"
    )
    path.write_text(
        text.replace("4月8日（星期四）至9日（星期五）放假，与周末连休", said), encoding="utf-8"
    )
    found = do(run, "calendar", "import", str(path), "--region", "CN-GX")
    assert found["days_off"] == ["2017-03-30", "2017-03-31", "2017-04-01"]
    assert found["working_weekends"] == ["2017-04-08"]
    assert (
        do(run, "calendar", "add", "2017-03-29", "1", "--calendar", "CN-GX")["end"] == "2017-04-05"
    )


def test_without_a_date_of_issue_only_what_agrees_is_taken(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """A text without a date that differs from what stands is refused until its date is given."""
    path = tmp_path / "gx2026.txt"
    text = GUANGXI.replace("2027年“", "2026年“").replace("\n2026年11月22日", "")
    path.write_text(
        text.replace("4月8日（星期四）至9日（星期五）放假", "4月16日至17日放假"), encoding="utf-8"
    )
    assert "--issued-on" in refused(run, "calendar", "import", str(path), "--region", "CN-GX")
    found = do(
        run, "calendar", "import", str(path), "--region", "CN-GX", "--issued-on", "2026-03-01"
    )
    assert found["days_off"] == ["2026-04-16", "2026-04-17"]


def test_what_shipped_cannot_be_taken_back(demo_store: Path, run: Run) -> None:
    """Only notices that were read are retracted from the calendar's chain."""
    assert "calendar#1" in refused(run, "audit", "retract", "calendar#1", "--reason", "no")


def test_the_shipped_calendars_are_unchanged_by_order() -> None:
    """Sorting by date of issue leaves what ships as it was."""
    payloads = list(shipped_facts(workspace.shipped("calendars")))
    for name in ("CN", "CN-GX"):
        one, other = calendar_from(payloads, name), calendar_from(payloads[::-1], name)
        assert all(one.year(year) == other.year(year) for year in one.sources)


NINGXIA = """自治区人民政府办公厅关于2027年部分节假日安排的通知
宁政办发〔2026〕40号
现将宁夏回族自治区2027年部分节假日放假调休日期的具体安排通知如下。
一、元旦：1月1日至3日放假，共3天。
二、开斋节：3月10日（星期三）至11日（星期四）放假。
三、劳动节：5月1日至5日放假调休，共5天。5月8日（星期六）上班。
四、古尔邦节：5月17日、18日放假，共2天。
节假日期间，各地、各部门要安排好值班工作。
宁夏回族自治区人民政府办公厅
2026年12月10日"""


def test_a_region_is_a_data_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ningxia: two feasts of another calendar, known for some years, estimated for the rest, settled by its notice."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "nx.db"))
    seed = workspace.shipped("contracts") / "zyfy-his-2025.toml"
    contract = tmp_path / "nx.toml"
    text = seed.read_text(encoding="utf-8")
    contract.write_text(text.replace('calendar = "CN-GX"', 'calendar = "CN-NX"'), encoding="utf-8")
    do(run, "init", str(contract))
    in_2024 = do(run, "calendar", "show", "2024", "--calendar", "CN-NX")
    assert {"2024-04-10", "2024-04-11", "2024-06-17", "2024-06-18"} <= set(in_2024["days_off"])
    assert in_2024["basis"] == "official"
    assert do(run, "calendar", "show", "2018", "--calendar", "CN-NX")["basis"] == "provisional"
    guess = do(run, "calendar", "show", "2027", "--calendar", "CN-NX")
    assert {"2027-03-10", "2027-03-11"} <= set(guess["days_off"])
    rows = {
        row["key"]: row
        for row in do(run, "payments", "schedule")["instalments"]
        if row["year"] == 2
    }
    assert rows["balance"]["window"] == {"earliest": "2027-03-23", "latest": "2027-03-23"}
    path = tmp_path / "nx.txt"
    path.write_text(NINGXIA, encoding="utf-8")
    found = do(run, "calendar", "import", str(path), "--region", "CN-NX")
    assert found["days_off"] == ["2027-03-10", "2027-03-11", "2027-05-17", "2027-05-18"]
    assert found["number"] == "宁政办发〔2026〕40号"
    national = tmp_path / "CN-2027.txt"
    national.write_text(newest(("2026年11月4日", "2026年11月20日")), encoding="utf-8")
    settled = do(run, "calendar", "import", str(national))["settled"]
    assert [entry["due_on"] for entry in settled] == ["2027-03-23", "2027-03-30"]


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2024, 2025])
def test_feasts_of_the_past_are_among_those_thought_possible(year: int) -> None:
    """Ningxia's own years, held against what its rule would have given."""
    import tomllib

    from svcctl.almanac.arrangements import feast
    from svcctl.almanac.statutory import feast_days

    table = tomllib.loads(
        (workspace.shipped("calendars") / "CN-NX.toml").read_text(encoding="utf-8")
    )
    nation = calendar_from([official_years()], "CN")
    off = {
        day
        for i in range(365)
        if not nation.is_working_day(day := date(year, 1, 1) + timedelta(days=i))
    }
    off = {day for day in off if day.weekday() < 5}
    for festival in table["festivals"]:
        [reckoned] = feast_days(year, festival["feast"])
        possible = [
            choice.off for choice in feast(festival["name"], reckoned, set(), off).arrangements
        ]
        [entry] = [
            e for e in table["years"] if e["year"] == year and e["festival"] == festival["name"]
        ]
        assert tuple(entry["days_off"]) in possible
