"""The days: of signing, from its label or the last page, and of the award notice."""

import re
from collections.abc import Iterable, Sequence

from svcctl.wording import numerals
from svcctl.wording.found import Line, Question, Value
from svcctl.wording.labels import in_rows, labelled
from svcctl.wording.parts import MAIN, SIGNED, Part, of_kinds

LABEL = r"(?:合同|协议)?(?:签订|签署|签约|订立)(?:日期|时间|日)?"
SENTENCE = re.compile(
    rf"(?:本合同|双方|甲乙双方)?[^，。；]{{0,6}}于\s*(?P<day>{numerals.DATE})[^，。；]{{0,12}}(?:签订|签署|订立)"
    rf"|^\s*(?P<first>{numerals.DATE.replace('mark', 'mark_first')})\s*(?:签订|签署|订立)\s*$"
)
ALONE = re.compile(rf"[^\w]*(?:日期|时间)?\s*[：:]?\s*(?P<day>{numerals.DATE})\s*")


def signed_on(parts: Sequence[Part]) -> tuple[Value | None, list[Question]]:
    """The day of signing, where every place that names one names the same."""
    main = of_kinds(parts, MAIN, SIGNED)
    found = [*_labelled_days(main, LABEL), *_told(main), *_on_last_page(parts)]
    days = sorted({each.value for each in found})
    if len(days) == 1:
        return found[0], []
    if not days:
        return None, [Question("signed_on", "wording.ask.signed")]
    line = next(each.line for each in reversed(found) if each.value != found[0].value)
    return None, [
        Question("signed_on", "wording.ask.signed-twice", line, {"days": "、".join(days)})
    ]


def _labelled_days(lines: Sequence[Line], label: str) -> list[Value]:
    found = []
    for each in [*labelled(lines, label), *in_rows(lines, label)]:
        days = numerals.found_days(each.text)
        if len(days) == 1:
            said = each.text[days[0].start : days[0].end]
            found.append(Value(days[0].value, each.line, said))
    return found


def _told(lines: Iterable[Line]) -> list[Value]:
    found = []
    for line in lines:
        for match in SENTENCE.finditer(numerals.narrow(line.text)):
            said = line.text[slice(*match.span("day" if match["day"] else "first"))]
            value = numerals.date_of(said)
            if value:
                found.append(Value(value, line, said))
    return found


def _on_last_page(parts: Sequence[Part]) -> list[Value]:
    """The days on the page that is signed, whatever stands beside them."""
    return [
        Value(day.value, line, line.text[day.start : day.end])
        for line in of_kinds(parts, SIGNED)
        for day in numerals.found_days(line.text)
        if not re.search(r"有效期|截止|期限|至\s*$", line.text[: day.start])
    ]


def award_notice_on(parts: Sequence[Part]) -> tuple[Value | None, list[Question]]:
    """The day under the award notice: the only line of it that is a date alone."""
    found = []
    for line in of_kinds(parts, "award"):
        match = ALONE.fullmatch(line.text)
        value = numerals.date_of(match["day"]) if match else None
        if match and value:
            found.append(Value(value, line, match["day"]))
    days = {each.value for each in found}
    if len(days) == 1:
        return found[-1], []
    if found:
        told = {"days": "、".join(sorted(days))}
        return None, [Question("award_notice_on", "wording.ask.award-twice", found[-1].line, told)]
    awards = of_kinds(parts, "award")
    asked = [Question("award_notice_on", "wording.ask.award", awards[0])] if awards else []
    return None, asked
