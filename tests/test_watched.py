"""A date that notices until which day what was worked out from it holds, and records kept as values of JSON."""

import operator
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from svcctl.billing.dates import ONE_DAY, daily
from svcctl.billing.instalment import Coined
from svcctl.billing.packed import pack, unpack
from svcctl.billing.record import Record
from svcctl.billing.watched import (
    OTHER_USES,
    OTHER_USES_OF_TEXT,
    Watch,
    Watched,
    WatchedText,
    plain,
)
from svcctl.billing.working_days import Deadline, Window
from svcctl.i18n import Words

TODAY = date(2026, 3, 2)
AHEAD, BACK = date(2026, 3, 20), date(2026, 2, 20)
COMPARED = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)


def watched(use: Callable[[Any], Any]) -> tuple[Any, date | None]:
    """What comes of a date looked at, and until when."""
    watch = Watch(TODAY)
    return use(Watched(watch)), watch.until


@pytest.mark.parametrize("compare", COMPARED)
@pytest.mark.parametrize("other", [BACK, TODAY - ONE_DAY, TODAY, TODAY + ONE_DAY, AHEAD])
@pytest.mark.parametrize("ahead", [-3, 0, 1, 5])
def test_a_comparison_holds_until_it_comes_out_otherwise(
    compare: Callable[[Any, Any], bool], other: date, ahead: int
) -> None:
    """With a date on either side, with the date so many days on, with its text."""
    shift = timedelta(ahead)
    for use in (
        lambda day: compare(day + shift, other),
        lambda day: compare(other, day + shift),
        lambda day: compare(other, shift + day),
    ):
        found, until = watched(use)
        days = [TODAY + timedelta(n) for n in range(60)]
        otherwise = [day for day in days if use(day) != found]
        assert found == use(TODAY)
        assert until is None or until <= min(otherwise, default=until)
        assert until is not None or not otherwise
    if compare not in (operator.eq, operator.ne):
        text = other.isoformat()
        assert watched(lambda day: compare(day.isoformat(), text)) == watched(
            lambda day: compare(day, other)
        )


def test_the_end_of_time_does_not_come() -> None:
    """Nothing comes out otherwise after the last day that there is."""
    assert watched(lambda day: day <= date.max) == (True, None)


def test_what_is_no_date_is_never_today() -> None:
    """Nor does it bound anything."""
    assert watched(lambda day: day == "2026-03-02") == (False, None)
    assert watched(lambda day: day != 0) == (True, None)


def test_dates_that_move_together_are_held_against_each_other_for_good() -> None:
    """The day after tomorrow is after tomorrow, whatever day it is."""
    assert watched(lambda day: day - ONE_DAY < day < day + ONE_DAY) == (True, None)


@pytest.mark.parametrize("name", [name for name in OTHER_USES if name not in ("__reduce__",)])
def test_any_other_use_holds_for_a_day(name: str) -> None:
    """The text of a date, its weekday, its number: each is another one tomorrow."""
    values: Any = {"__format__": [""], "replace": [2025], "strftime": ["%d"]}.get(name, [])
    found, until = watched(lambda day: getattr(day, name)(*values))
    assert found == getattr(TODAY, name)(*values)
    assert until == TODAY + ONE_DAY


@pytest.mark.parametrize("name", OTHER_USES_OF_TEXT)
def test_any_other_use_of_its_text_holds_for_a_day(name: str) -> None:
    """As of the date."""
    values: Any = {
        "__format__": [""], "__getitem__": [0], "__add__": ["x"], "__eq__": ["x"], "__ne__": ["x"],
        "replace": ["2", "3"], "split": ["-"], "partition": ["-"], "startswith": ["2"],
        "removeprefix": ["2"],
    }.get(name, [])  # fmt: skip
    found, until = watched(lambda day: getattr(day.isoformat(), name)(*values))
    assert found == getattr(TODAY.isoformat(), name)(*values)
    assert until == TODAY + ONE_DAY


def test_days_between_are_others_tomorrow() -> None:
    """On either side; so is the day of the month, and what no date can be."""
    for use in (lambda day: day - BACK, lambda day: AHEAD - day, lambda day: day.day):
        assert watched(use) == (use(TODAY), TODAY + ONE_DAY)
    assert watched(lambda day: day.isoformat() < "never") == (True, TODAY + ONE_DAY)


def test_year_and_month_turn_when_they_turn() -> None:
    """With the first day of the next."""
    assert watched(lambda day: day.year) == (2026, date(2027, 1, 1))
    assert watched(lambda day: day.month) == (3, date(2026, 4, 1))


def test_a_figure_of_each_day_bounds_nothing() -> None:
    """What is held against a date inside it does."""
    assert watched(lambda day: daily(day, lambda: (day - BACK).days)) == (10, None)
    assert watched(lambda day: daily(day, lambda: day < AHEAD and day.day)) == (2, AHEAD)
    assert daily(TODAY, lambda: 3) == 3


def test_a_plain_date_is_a_date() -> None:
    """And stays one."""
    found, until = watched(plain)
    assert (type(found), found, until) == (date, TODAY, None)
    assert plain(AHEAD) is AHEAD
    assert type(watched(lambda day: day.isoformat())[0]) is WatchedText


# -- packed ----------------------------------------------------------------------------------------


def test_a_record_comes_back_as_it_was() -> None:
    """With its dates, lists, tables, and what is as usual."""
    deadline = Deadline(BACK, AHEAD, AHEAD, True, Window(BACK, AHEAD))
    title = Coined("obligation.lodging", {"title": {"zh": "保证金"}, "list": [1, None, (True,)]})
    for each in (deadline, title, Coined("x"), deadline._replace(written=BACK)):
        assert unpack(pack(each), TODAY) == each
    assert pack(Coined("x")) == ["instalment.Coined", "x"]


def test_the_date_looked_at_is_that_on_which_it_is_read() -> None:
    """A day or two after it is not."""
    watch = Watch(TODAY)
    day = Watched(watch)
    assert unpack(pack([day, {"a": day}]), AHEAD) == [AHEAD, {"a": AHEAD}]
    assert watch.until is None
    assert pack(day.isoformat()) == "2026-03-02"
    assert watch.until == TODAY + ONE_DAY
    assert unpack(pack(day + ONE_DAY), AHEAD) == TODAY + ONE_DAY


def test_only_records_of_billing_are_kept() -> None:
    """No text names a class of another room, or something that is no record."""

    class Mine(Record):
        a: int = 1

    for each in (Mine(), 1.5, Words("zh")):
        with pytest.raises(TypeError):
            pack(each)
    for name in ("os.system", "instalment.date", "dates.timedelta", "instalment.None"):
        with pytest.raises(ValueError, match=name):
            unpack([name, "x"], TODAY)
