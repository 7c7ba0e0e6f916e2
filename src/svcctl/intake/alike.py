"""Names as they are compared: what typing, case and the way numbers are written leave alike."""

import re
from functools import lru_cache

from svcctl.intake.entry import figure, half_width

ORDINAL = r"第([一二三四五六七八九十]{1,3})(?=[年季个期月次笔批条款项半])"


@lru_cache(2**15)  # contracts of an office have the same names over and over
def bare(text: str) -> str:
    """What matters in a name: no case, no blanks, half-width signs, ordinals in digits."""
    return re.sub(ORDINAL, _in_digits, "".join(half_width(text).casefold().split()))


def _in_digits(found: re.Match[str]) -> str:
    try:
        return f"第{figure(found[1])}"
    except ValueError:  # 第十十 is no number
        return found[0]
