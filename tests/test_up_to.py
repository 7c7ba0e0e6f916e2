"""付至 in a year beside what is paid once, by hand-worked sums."""

from test_settling import FEE, HEAD, ONCE, PRICE, YEAR, Do, do, row

__all__ = ["do"]
PLAIN = FEE.replace("settled = true\n", "").replace('"month"', '"service-year"')
WHOLE = ONCE.replace('"fee"', '"whole"').replace("100%", "20%").replace("settled = true\n", "")
FIRST = FEE.replace('"month"', '"service-year"').replace('"fee"', '"first"').replace("100%", "50%")
UP_TO = PLAIN.replace('"fee"', '"up-to"').replace('share = "100%"', 'up_to = "80%"')
LAST = PLAIN.replace('"fee"', '"last"').replace("100%", "20%")


def test_up_to_a_share_of_the_year_is_of_what_its_shares_divide(do: Do) -> None:
    """24,000.00 once; of 96,000.00 a half, up to 80 %, the rest; 4,800.00 less of the half moves only that."""
    do("", HEAD + YEAR + PRICE + WHOLE + FIRST + UP_TO + LAST)

    def sums() -> list[str]:
        return [row(do, name)["amount"] for name in ("whole", "Y1-first", "Y1-up-to", "Y1-last")]

    assert sums() == ["24000.00", "48000.00", "28800.00", "19200.00"]
    do("payments settle Y1-first --deduct 4800 --on 2026-01-05")
    # 80 % of 91,200.00 are 72,960.00, less the 43,200.00 before
    assert sums() == ["24000.00", "48000.00", "29760.00", "19200.00"]
