"""人民币大写: the examples printed in the rule, another library's opinion, and there and back again."""

import cn2an
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from svcctl.billing.capitals import capitals, read_capitals
from svcctl.billing.money import yuan

# 支付结算办法, appendix 1 (正确填写票据和结算凭证的基本规定): what the rule prints, its first form first.
PRINTED = {
    "1409.50": ("人民币壹仟肆佰零玖元伍角",),
    "6007.14": ("人民币陆仟零柒元壹角肆分",),
    "1680.32": ("人民币壹仟陆佰捌拾元零叁角贰分", "人民币壹仟陆佰捌拾元叁角贰分"),
    "107000.53": ("人民币壹拾万柒仟元零伍角叁分", "人民币壹拾万零柒仟元伍角叁分"),
    "16409.02": ("人民币壹万陆仟肆佰零玖元零贰分",),
    "325.04": ("人民币叁佰贰拾伍元零肆分",),
}
# The rule in words: 整 or 正 after 元, allowed after 角; 零 for noughts inside, optional before a thousand.
ACCEPTED = {
    "0.00": ("人民币零元整",),
    "0.01": ("人民币壹分", "人民币零元零壹分"),
    "0.10": ("人民币壹角", "人民币壹角整", "人民币壹角正"),
    "0.55": ("人民币伍角伍分",),
    "1.00": ("人民币壹元整", "人民币壹元正", "人民币壹圆整"),
    "1.01": ("人民币壹元零壹分",),
    "1.10": ("人民币壹元壹角", "人民币壹元壹角整"),
    "10.00": ("人民币壹拾元整",),
    "10.50": ("人民币壹拾元零伍角", "人民币壹拾元伍角", "人民币壹拾元伍角整"),
    "100.00": ("人民币壹佰元整",),
    "1001.00": ("人民币壹仟零壹元整",),
    "10010.00": ("人民币壹万零壹拾元整", "人民币壹万零壹拾元正"),
    "100000.00": ("人民币壹拾万元整",),
    "101000.00": ("人民币壹拾万壹仟元整", "人民币壹拾万零壹仟元整"),
    "203000.00": ("人民币贰拾万叁仟元整", "人民币贰拾万零叁仟元整"),
    "290000.00": ("人民币贰拾玖万元整",),
    # the rule: sums in traditional characters (such as 貳、陸、億、萬、圓) are to be taken too
    "870000.00": ("人民币捌拾柒万元整", "人民币捌拾柒万圆整", "捌拾柒萬圓整"),
    "236260000.00": ("人民币贰亿叁仟陆佰贰拾陆万元整", "人民币貳億參仟陸佰貳拾陸萬圓正"),
    "10005000.00": ("人民币壹仟万伍仟元整", "人民币壹仟万零伍仟元整"),
    "100001000.00": ("人民币壹亿零壹仟元整",),
    "100000000.00": ("人民币壹亿元整",),
    "1000000000001.00": ("人民币壹万亿零壹元整",),
    "1000100000000.00": ("人民币壹万零壹亿元整",),
    "9999999999999999.99": (
        "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    ),
}  # fmt: skip
FEN = st.one_of(
    st.integers(0, 10**18 - 1), st.integers(0, 18).flatmap(lambda n: st.integers(0, 10**n - 1))
)


def in_fen(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.mark.parametrize("sum_", PRINTED | ACCEPTED)
def test_sums_are_written_as_the_rule_prints_them(sum_: str) -> None:
    """Where the rule prints two forms, the first is written."""
    assert capitals(in_fen(sum_)) == (PRINTED | ACCEPTED)[sum_][0]


@pytest.mark.parametrize(
    ("sum_", "text"), [(s, t) for s, forms in (PRINTED | ACCEPTED).items() for t in forms]
)
def test_every_form_the_rule_allows_is_read(sum_: str, text: str) -> None:
    """A form that the rule allows is the same sum, with 人民币 before it or not, blanks around it or not."""
    for written in (
        text,
        text.removeprefix("人民币"),
        f" {text} ",
        text.replace("人民币", "人民币 "),
    ):
        assert read_capitals(written) == in_fen(sum_)


@given(FEN)
@example(0)
@example(10**18 - 1)
@example(10**15 + 10**9 + 1)
def test_a_sum_in_capitals_is_read_back(amount: int) -> None:
    """Every sum below ten thousand million million yuan survives being written in capitals."""
    assert read_capitals(capitals(amount)) == amount


@given(FEN)
def test_capitals_keep_to_the_rule(amount: int) -> None:
    """整 after 元 alone, never two 零 in a row, no 零 before a unit, and nothing but capitals."""
    text = capitals(amount).removeprefix("人民币")
    assert text.endswith("整") == (amount % 100 == 0)
    assert set(text) <= set("零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整")
    assert "零零" not in text
    assert not any(f"零{unit}" in text for unit in "拾佰仟万亿角分")
    assert "零元" not in text or amount == 0


@given(FEN)
def test_different_sums_look_different(amount: int) -> None:
    """No two sums share their capitals: a fen more is another text."""
    assert amount == 10**18 - 1 or capitals(amount) != capitals(amount + 1)


@given(st.integers(1, 10**18 - 1))
@example(10_700_053)
@example(100_001_000_00)
def test_cn2an_agrees(amount: int) -> None:
    """cn2an writes the same, or drops a 零 that the rule leaves to choice: both are read as the same sum."""
    other = cn2an.an2cn(yuan(amount), "rmb")
    assert read_capitals(other) == amount
    assert other.replace("零", "") == capitals(amount).removeprefix("人民币").replace("零", "")


@given(st.integers(1, 10**16 - 1))
def test_cn2an_reads_whole_yuan(amount: int) -> None:
    """What is written for whole yuan, cn2an reads as the same number."""
    whole = capitals(amount * 100).removeprefix("人民币").removesuffix("元整")
    assert cn2an.cn2an(whole, "smart") == amount


@pytest.mark.parametrize("amount", [-1, 10**18])
def test_sums_without_capitals(amount: int) -> None:
    """Less than nought, and ten thousand million million yuan or more, have none."""
    with pytest.raises(ValueError):
        capitals(amount)


BAD = [
    "", " ", "人民币", "整", "元", "元整", "角", "分", "万元", "亿元整",
    "壹", "壹拾", "捌拾柒万", "870000", "870000元", "捌拾柒万元0角", "人民币人民币壹元整",
    "壹 元", "壹千元", "壹百元", "壹块整", "廿元", "壹元整壹角", "壹元元", "壹元贰元",
    "壹元贰", "壹元角", "壹元贰叁角", "壹元贰分叁角", "壹元贰角叁角", "壹元零角", "壹元零零壹分",
    "壹贰元整", "壹壹拾元", "捌捌拾柒万元整", "壹元整整",
    "壹拾拾元", "壹拾壹拾元", "贰佰叁佰元", "壹拾贰佰元", "壹佰仟元", "零佰元", "壹万零仟元",
    "壹万万元", "壹万贰万元", "壹亿亿元", "壹亿贰亿元", "壹万亿亿元",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_sum_in_capitals_is_refused(text: str) -> None:
    """Digits without a place, places twice or out of order, no unit, other signs: a slip is no sum."""
    with pytest.raises(ValueError):
        read_capitals(text)


def skeleton(text: str, amount: int) -> str:
    """The capitals without what the rule leaves to choice."""
    kept = text.translate(str.maketrans("", "", "零整")).replace("壹拾", "拾")
    return kept if amount >= 100 else kept.replace("元", "")


@given(st.text("零壹贰叁拾佰仟万亿元角分整", max_size=14))
def test_what_is_read_is_a_way_to_write_the_sum(text: str) -> None:
    """Whatever is read from a jumble differs from the sum's own capitals in 零, 整 and the 壹 of 拾 alone."""
    try:
        amount = read_capitals(text)
    except ValueError:
        return
    assert skeleton(text, amount) == skeleton(capitals(amount).removeprefix("人民币"), amount)
