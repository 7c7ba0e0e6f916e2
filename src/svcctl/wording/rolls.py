"""What a day does that falls on a day off, where the words say so: 遇休息日顺延, 提前, 不顺延."""

import re
from collections.abc import Mapping

from svcctl.wording.found import Value
from svcctl.wording.running import Run

_ROLL = (
    ("no", "不(?:予)?顺延"),
    ("back", "(?:提前|提早)(?:到|至)?|前移"),
    ("forward", "顺延|推迟|延后"),
)
_DAY_OFF = (
    "(?:遇|逢|为|是)(?:有)?(?:法定)?(?:节假日或休息日|休息日或节假日|节假日|休息日|双休日|周末|公休日)"
    "[^。；\\n]{0,8}?"
)
_ANY_DAY_OFF = re.compile("休息|周末|双休|公休")


def roll_of(text: str) -> tuple[str, int, int] | None:
    """`roll` and where it is told; nothing of holidays alone, which leaves weekends open."""
    for roll, words in _ROLL:
        if match := re.search(_DAY_OFF + f"(?:{words})", text):
            return (roll, *match.span()) if _ANY_DAY_OFF.search(match[0]) else None
    return None


def rolled(text: str, run: Run, keys: Mapping[str, Value], start: int = 0) -> dict[str, Value]:
    """The key `roll` beside the keys of a day that is no working day."""
    unit = keys.get("unit")
    if "working_day" in keys or (unit is not None and unit.value == "working-day"):
        return {}
    found = roll_of(text)
    return {"roll": run.value(found[0], start + found[1], start + found[2])} if found else {}
