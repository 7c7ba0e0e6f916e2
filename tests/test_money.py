"""Sums in whole fen: read, written, and cut into parts that add up to them."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcctl.billing.money import (
    ONE,
    cut,
    fen,
    grouped,
    parse_share,
    parse_sum,
    portions,
    share_of,
    yuan,
)
from svcctl.billing.refusal import Refusal
from svcctl.intake.entry import parse_money

SUMS = st.integers(0, 10**15)
SHARES = st.integers(0, ONE)
WEIGHTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=12).filter(any)


def half_up(amount: int, part: int, whole: int) -> int:
    with localcontext() as context:
        context.prec = 60
        return int((Decimal(amount) * part / whole).quantize(Decimal(1), ROUND_HALF_UP))


# -- shares and parts --------------------------------------------------------------------------------------


@given(SUMS, SHARES)
def test_a_share_is_rounded_half_up(amount: int, share: int) -> None:
    """A share of a sum is what decimal arithmetic makes of it, half a fen upwards."""
    assert share_of(amount, share) == half_up(amount, share, ONE)


@pytest.mark.parametrize(
    ("amount", "share", "part"),
    [
        (29_000_000, "70%", 20_300_000),
        (87_000_000, "3%", 2_610_000),
        (87_000_000, "0.5‰", 43_500),
        (1, "50%", 1),
        (1, "49.99999999%", 0),
        (3, "50%", 2),
        (100, "33.33333333%", 33),
        (10**15, "0.00000001%", 100_000),
    ],
)
def test_shares_of_a_contract(amount: int, share: str, part: int) -> None:
    """70 % of 290,000.00 yuan is 203,000.00; half a fen is one fen."""
    assert share_of(amount, parse_share(share)) == part


@given(SUMS, WEIGHTS)
def test_parts_add_up_however_a_sum_is_cut(amount: int, weights: list[int]) -> None:
    """However a sum is cut, as many parts as weights add up to it and none is negative."""
    parts = cut(amount, weights)
    assert len(parts) == len(weights)
    assert sum(parts) == amount
    assert min(parts) >= 0


@given(SUMS, WEIGHTS)
def test_the_last_part_takes_the_remainder(amount: int, weights: list[int]) -> None:
    """Every part but the last is its proportion half up, or all that is left; the last is what remains."""
    left = amount
    *parts, last = cut(amount, weights)
    for part, weight in zip(parts, weights, strict=False):
        assert part == min(half_up(amount, weight, sum(weights)), left)
        left -= part
    assert last == left


@given(SUMS, st.lists(SHARES, max_size=12))
def test_portions_never_take_more_than_there_is(amount: int, shares: list[int]) -> None:
    """Shares taken off a sum one by one are half up, none negative, together never more than it."""
    parts = portions(amount, shares)
    assert len(parts) == len(shares)
    assert sum(parts) <= amount
    left = amount
    for part, share in zip(parts, shares, strict=True):
        assert part == min(half_up(amount, share, ONE), left)
        left -= part


def test_cuts_of_small_sums() -> None:
    """Three equal parts of a yuan leave a fen for the last; half a fen each way goes to the first."""
    assert cut(100, [1, 1, 1]) == (33, 33, 34)
    assert cut(1, [1, 1]) == (1, 0)
    assert cut(2, [1, 1, 1, 1]) == (1, 1, 0, 0)
    assert cut(100, (weight for weight in (70, 30))) == (70, 30)
    assert cut(5, [3]) == (5,)
    assert portions(1, [ONE // 2, ONE // 2]) == (1, 0)
    assert portions(100, []) == ()


# -- writing and reading back ------------------------------------------------------------------------------


@given(st.integers(-(10**17), 10**17))
def test_a_sum_written_is_read_back(amount: int) -> None:
    """Whole fen survive being written as yuan, and the two ways of writing differ by commas alone."""
    assert fen(yuan(amount)) == amount
    assert grouped(amount).replace(",", "") == yuan(amount)
    assert Decimal(yuan(amount)) * 100 == amount
    assert grouped(amount) == f"{Decimal(amount) / 100:,.2f}"
    assert parse_sum(grouped(abs(amount))) == abs(amount)


@given(st.integers(1, 10**15 - 1))
def test_a_sum_may_be_typed_in_many_ways(amount: int) -> None:
    """With or without thousands, sign and unit, in full-width digits or in 万, it is the same sum."""
    wide = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    plain, thousands = yuan(amount), grouped(amount)
    for text in (
        plain,
        thousands,
        f"￥{thousands}",
        f"¥ {plain}",
        f"{thousands}元",
        f" {plain} 元 ",
    ):
        assert parse_money(text) == amount
        assert parse_money(text.translate(wide)) == amount
    whole, rest = divmod(amount, 10**6)
    assert parse_money(f"{whole}.{rest:06d}万") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("203000", 20_300_000),
        ("203,000.00", 20_300_000),
        ("￥203,000元", 20_300_000),
        ("¥203000", 20_300_000),
        ("20.3万", 20_300_000),
        ("20.3万元", 20_300_000),
        ("1,000万", 10**9),
        ("1.5亿", 15 * 10**9),
        ("２０３０００", 20_300_000),
        ("２０３，０００．５", 20_300_050),
        ("203，000", 20_300_000),
        ("0.01", 1),
        ("0.000001万", 1),
        ("203000.5", 20_300_050),
        ("9999999999999.99", 10**15 - 1),
    ],
)
def test_sums_as_people_type_them(text: str, amount: int) -> None:
    """Thousands, signs, units, 万 and 亿, and the digits of a Chinese keyboard are understood."""
    assert parse_money(text) == amount


AMBIGUOUS = [
    "1,23", "1,2345", "12,34,567", "1,,000", ",000", "1,000,", "1234,567", "0,5",
    "1.5,000", "1,000.5,0", "1.000,50", "0,001",
    "203000.", ".5", "1.234", "203.000", "1.2.3", "0.0000001万",
    "1e5", "0x10", "1_000", "+5", "--5", "- 5", "203 000",
    "", " ", "-", "万", "亿", "元", "￥", "￥元", "1万万", "一万", "人民币5元", "5元整", "USD 5",
    "١٢", "203000¹", "20³",
]  # fmt: skip


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_ambiguous_sums_are_refused(text: str) -> None:
    """Commas out of place, a third decimal, a point without digits and other guesses are refused."""
    with pytest.raises(ValueError):
        parse_sum(text)
    with pytest.raises(Refusal) as refusal:
        parse_money(text)
    assert (refusal.value.key, refusal.value.values) == ("entry.sum", {"text": text})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0", "entry.sum-nought"),
        ("0.00", "entry.sum-nought"),
        ("-5", "entry.sum-nought"),
        ("￥-1,000", "entry.sum-nought"),
        ("10000000000000", "entry.sum-large"),
        ("10万亿", "entry.sum"),
        ("100000亿", "entry.sum-large"),
    ],
)
def test_sums_out_of_range_are_refused(text: str, key: str) -> None:
    """Nought, less than nought, and ten million million yuan are no payments."""
    with pytest.raises(Refusal) as refusal:
        parse_money(text)
    assert (refusal.value.key, refusal.value.values) == (key, {"text": text})


@pytest.mark.parametrize(
    ("text", "amount"),
    [("870000.00", 87_000_000), ("0.10", 10), ("1", 100), ("1.5", 150), ("-0.05", -5)],
)
def test_sums_of_a_contract_file(text: str, amount: int) -> None:
    """A contract file writes yuan plainly."""
    assert fen(text) == amount


@pytest.mark.parametrize(
    "text", ["", "-", "1,000.00", " 1", "1 ", "1.001", ".5", "1.", "+1", "--1", "1e2", "١", "１"]
)
def test_contract_files_know_one_way_to_write_a_sum(text: str) -> None:
    """Anything but digits, a point and at most two decimals is no sum of a contract file."""
    with pytest.raises(ValueError):
        fen(text)


# -- shares ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("70%", 7 * ONE // 10),
        ("70％", 7 * ONE // 10),
        ("70 %", 7 * ONE // 10),
        ("100%", ONE),
        ("0%", 0),
        ("0.5‰", ONE // 2000),
        ("33.33333333%", 3_333_333_333),
        ("0.0000001‰", 1),
        ("3.000000000000%", 3 * ONE // 100),
    ],
)
def test_shares_as_a_contract_writes_them(text: str, share: int) -> None:
    """Per cent and per mille, to ten decimals of the whole, exactly."""
    assert parse_share(text) == share


@given(SHARES)
def test_a_share_written_is_read_back(share: int) -> None:
    """A share is exact to ten decimals, whether in per cent or in per mille."""
    assert parse_share(f"{share // 10**8}.{share % 10**8:08d}%") == share
    assert parse_share(f"{share // 10**7}.{share % 10**7:07d}‰") == share


@pytest.mark.parametrize(
    "text", ["", "%", "70", "0.7", "70%%", "5.%", ".5%", "1e1%", "0.000000001%", "0.00000001‰"]
)
def test_a_share_without_its_mark_or_too_fine_is_none(text: str) -> None:
    """A bare number could be per cent or a fraction; what cannot be held exactly is not rounded."""
    with pytest.raises(ValueError):
        parse_share(text)
