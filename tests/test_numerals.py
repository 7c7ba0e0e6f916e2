"""Numbers, shares, sums, periods and dates in the spellings of Chinese contracts."""

import pytest

from svcctl.wording.numerals import (
    date_of,
    found_days,
    found_shares,
    found_sums,
    period_of,
    share_of,
    sum_of,
    whole,
)

NUMBERS = {
    "十五": 15,
    "一百二十": 120,
    "１５": 15,
    "三十(30)": 30,
    "30（三十）": 30,
    "三十（31）": None,
    "一百二": None,
    "一百零二": 102,
    "一万二千": 12000,
    "二〇二五": 2025,
    "叁拾": 30,
    "十百": None,
    "零五": None,
}
SHARES = {
    "70%": "70%",
    "７０ ％": "70%",
    "百分之七十": "70%",
    "百分之零点五": "0.5%",
    "千分之三": "3‰",
    "千分之一": "1‰",
    "万分之五": "0.5‰",
    "5‱": "0.5‰",
    "0.05%": "0.05%",
    "2.50%": "2.5%",
    "七成": None,
}
SUMS = {
    "¥870000.00元": "870000.00",
    "1,280,000.00元": "1280000.00",
    "1，280，000元": "1280000.00",
    "12,34元": None,
    "87万元": "870000.00",
    "8.7 万元": "87000.00",
    "捌拾柒万元整": "870000.00",
    "人民币贰拾玖万圆整": "290000.00",
    "八十七万元": "870000.00",
    "捌柒万元整": None,
    "五百元": "500.00",
}
DAYS = {
    "2025年3月5日": "2025-03-05",
    "2025 年 03 月 05 日": "2025-03-05",
    "2025-03-05": "2025-03-05",
    "2025.3.5": "2025-03-05",
    "二〇二五年三月五日": "2025-03-05",
    "二零二五年十二月三十一日": "2025-12-31",
    "2025年2月30日": None,
}
PERIODS = {
    "15个工作日": (15, "working-day"),
    "15（十五）个工作日": (15, "working-day"),
    "三十日": (30, "calendar-day"),
    "30 天": (30, "calendar-day"),
    "10个日历日": (10, "calendar-day"),
    "6个月": (6, "month"),
    "一年": (1, "year"),
    "两周": (14, "calendar-day"),
    "半年": (6, "month"),
    "半个月": None,
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_a_number_is_read_whole_or_not_at_all(text: str, value: int | None) -> None:
    """In figures, in Chinese, in capitals; what has two meanings has none."""
    assert whole(text) == value


@pytest.mark.parametrize(("text", "value"), SHARES.items())
def test_a_share_is_written_as_a_contract_file_writes_it(text: str, value: str | None) -> None:
    """Hundredths with %, thousandths with ‰, ten-thousandths as tenths of them."""
    assert share_of(text) == value


@pytest.mark.parametrize(("text", "value"), SUMS.items())
def test_a_sum_has_two_decimals(text: str, value: str | None) -> None:
    """Grouped, in ten thousands, in capitals; a slip of the pen is no sum."""
    assert sum_of(text) == value


@pytest.mark.parametrize(("text", "value"), DAYS.items())
def test_a_date_is_one_of_the_calendar(text: str, value: str | None) -> None:
    """Whatever its spelling; 30 February is none."""
    assert date_of(text) == value


@pytest.mark.parametrize(("text", "value"), PERIODS.items())
def test_a_period_says_which_days_it_counts(text: str, value: tuple[int, str] | None) -> None:
    """日 and 天 are calendar days, 工作日 working days."""
    assert period_of(text) == value


def test_what_stands_in_a_text_is_found_with_its_place() -> None:
    """Shares, sums and dates, each as the piece of text that it was read from."""
    text = "合同总价（大写）捌拾柒万元整（¥870,000.00元），2025年3月5日前付百分之七十，余30%"
    assert [text[at.start : at.end] for at in found_sums(text)] == ["捌拾柒万元整", "¥870,000.00元"]
    assert {at.value for at in found_sums(text)} == {"870000.00"}
    assert [at.value for at in found_shares(text)] == ["70%", "30%"]
    assert [text[at.start : at.end] for at in found_days(text)] == ["2025年3月5日"]
