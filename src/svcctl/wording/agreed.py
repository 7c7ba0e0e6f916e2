"""What a contract settles for all its terms: periods of the calendar, and days off at the end of a time."""

import re
from collections.abc import Sequence

from svcctl.wording.found import Clause, Reading, Value
from svcctl.wording.running import masked, run_of, sentences
from svcctl.wording.topics import own, twice

_PERIODS = re.compile(
    "按(?:日历|公历|自然)(?:月度?|季度?|半年度?|年度?)(?:分期|结算|支付|付款|计费)"
)
_OF_ALL = re.compile(
    "(?:本合同|合同)(?:约定|规定|中|项下|所称)?的?(?:各项|所有|全部)?(?:期限|期间|日期)"
)
_HOLIDAY = "(?:法定)?(?:节假日|节日|假日)"
_WEEKEND = "(?:普通)?(?:周末|双休日|公休日|休息日|星期六、星期日)"
_STAYS = "[^。；，]{0,6}，?(?:均|一律|也|则)?(?:不(?:予|再)?顺延)"
_ONLY_HOLIDAYS = re.compile(
    rf"{_HOLIDAY}[^。；，]{{0,4}}，?(?:可以?|应|予以|则)?顺延[^。]{{0,16}}{_WEEKEND}{_STAYS}"
)
_NEVER = re.compile(rf"{_HOLIDAY}(?:或|和|及|、|以及)?{_WEEKEND}{_STAYS}")


def read(clauses: Sequence[Clause]) -> Reading:
    """`term.periods`, and `readings.day-off` where the words mean every time of the contract."""
    if twice(clauses):
        return Reading({}, (), ())
    values: dict[str, Value] = {}
    for clause in own(clauses) or clauses:
        run = run_of(clause)
        text, open_choice = masked(run.text)
        if open_choice:
            continue
        if match := _PERIODS.search(text):
            values.setdefault("term.periods", run.value("calendar", *match.span()))
        for start, end in sentences(text, "。\n"):
            if not _OF_ALL.search(text, start, end):
                continue
            for choice, pattern in (("holidays-only", _ONLY_HOLIDAYS), ("no", _NEVER)):
                if match := pattern.search(text, start, end):
                    values.setdefault("readings.day-off", run.value(choice, *match.span()))
    return Reading(values, (), ())
