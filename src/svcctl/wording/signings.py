"""The days: of signing, from its label or the last page, and of the award notice."""

import re
from collections.abc import Iterable, Sequence

from svcctl.wording import numerals
from svcctl.wording.found import Line, Question, Value
from svcctl.wording.labels import in_rows, labelled
from svcctl.wording.parts import MAIN, SIGNED, Part, of_kinds

LABEL = r"(?:合同|协议)?(?:签订|签署|签约|订立)(?:日期|时间|日)?"
# 签订日期2025年4月25日, 签约日 2025 年 5 月 13 日: told with no sign between
BEHIND = re.compile(
    rf"(?P<made>签订|签署|签约|订立)(?:日期|时间|日)(?:为|是)?\s*(?P<day>{numerals.DATE})(?!\s*的)"
)
# 本合同 or nothing: 劳动合同签订于… tells of another
_THIS = re.compile(
    r"(?:^|[\s，,。；;：:、（(）)】条章\d])(?:本)?(?:合同|协议)?书?(?:由)?(?:甲乙)?(?:双方)?(?:的)?$"
)
# 本合同签于, 签订于 before the day; 签于某县 behind it; 双方签字盖章之日（…）起生效
MADE = (
    re.compile(rf"(?P<made>签订|签署|订立|签)于\s*(?P<day>{numerals.DATE})(?!\s*(?:的|到期|止))"),
    re.compile(
        rf"(?:^|[\s、条])(?P<day>{numerals.DATE})\s*(?:签订?于|签署于|订立于)[\u4e00-\u9fff]{{2,12}}(?:[。，]|$)"
    ),
    re.compile(
        rf"(?:合同|协议)书?自?(?:双方)?[^，。；]{{0,12}}签(?:字|章|署|订)[^，。；（(]{{0,8}}之日"
        rf"[（(]\s*(?:即)?\s*(?P<day>{numerals.DATE})\s*[）)]"
    ),
    re.compile(rf"(?:盖章|签[字章]|公章)[）)][^。；]*?日\s*期\s*[：:]?\s*(?P<day>{numerals.DATE})"),
    re.compile(
        rf"(?:合同|协议)书?[自于]\s*(?P<day>{numerals.DATE})\s*(?:经)?(?:甲乙)?双方(?:签|盖)(?:字|章)"
    ),
)
ANOTHER = re.compile(r"的(?!本)[^，。；]{0,20}(?:协议|合同)")
OTHER = re.compile(r"(?:补充|变更|原|主|另一份|保密|廉政|安全|三方|前期|上期)(?:合同|协议)")
SUPPLEMENT = re.compile(
    r"\s*(?:[（(]?[一二三四五\d]*[）)、.]?)?\s*(?:合同)?(?:补充|变更)(?:合同|协议)(?:书)?"
    r"(?:[（(]?[一二三四五\d]+[）)]?)?\s*"
)
SENTENCE = re.compile(
    rf"(?:本合同|双方|甲乙双方)?[^，。；]{{0,6}}于\s*(?P<day>{numerals.DATE})[^，。；]{{0,12}}(?:签订|签署|订立)"
    rf"|^\s*(?P<first>{numerals.DATE.replace('mark', 'mark_first')})\s*(?:签订|签署|订立)\s*$"
)
# 成交通知书发出日期为2025年5月12日; 通知书发出后30日内 tells no day
AWARDED = re.compile(
    r"(?:成交|中标|中选)通知书(?:的)?(?:发出|签发|印发)?(?:日期|时间|之日)(?:为|是|[：:])?\s*"
    rf"(?P<day>{numerals.DATE})"
)
ALONE = re.compile(rf"[^\w]*(?:日期|时间)?\s*[：:]?\s*(?P<day>{numerals.DATE})\s*")


def signed_on(parts: Sequence[Part]) -> tuple[Value | None, list[Question]]:
    """The day of signing, where every place that names one names the same."""
    main = _before_supplement(of_kinds(parts, MAIN, SIGNED))
    found = [
        *_labelled_days(main, LABEL),
        *_told(main),
        *_behind(main),
        *_on_last_page(main, parts),
    ]
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
        days = numerals.found_days(numerals.narrow(each.text))
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
            if value and not ANOTHER.match(numerals.narrow(line.text), match.end()):
                found.append(Value(value, line, said))
    return found


def _before_supplement(lines: Sequence[Line]) -> list[Line]:
    """The lines above a supplement in the same text: it was signed on a day of its own."""
    at = next((n for n, line in enumerate(lines) if SUPPLEMENT.fullmatch(line.text)), len(lines))
    return list(lines[: at or len(lines)])


def _behind(lines: Iterable[Line]) -> list[Value]:
    """The days that a sentence tells as those of signing; of another agreement they say nothing."""
    found = []
    for line in lines:
        if not re.search("签|订立|章", line.text):
            continue
        text = numerals.narrow(line.text)
        for pattern in (BEHIND, *MADE):
            for match in pattern.finditer(text):
                said = line.text[slice(*match.span("day"))]
                value = numerals.date_of(said)
                before = text[: match.start()]
                if "made" in match.groupdict() and not _THIS.search(before):
                    continue
                if value and not OTHER.search(text[: match.end()].split("。")[-1]):
                    found.append(Value(value, line, said))
    return found


def _on_last_page(lines: Iterable[Line], parts: Sequence[Part]) -> list[Value]:
    """The days on the page that is signed, whatever stands beside them; 9月15日前 is a time limit."""
    page = {id(line) for line in of_kinds(parts, SIGNED)}
    return [
        Value(day.value, line, line.text[day.start : day.end])
        for line in lines
        if id(line) in page
        for day in numerals.found_days(line.text)
        if not re.search(r"有效期|截止|期限|至\s*$", line.text[: day.start])
        and not re.match(
            r"\s*(?:（?含）?)?(?:之?[前后内起]|以[前后]|[至到止])", line.text[day.end :]
        )
    ]


def award_notice_on(parts: Sequence[Part]) -> tuple[Value | None, list[Question]]:
    """The day under the award notice, the only line of it that is a date alone, or as it is told."""
    found = []
    for line in (each for each in of_kinds(parts, MAIN) if "通知书" in each.text):
        for named in AWARDED.finditer(numerals.narrow(line.text)):
            said = line.text[slice(*named.span("day"))]
            if day := numerals.date_of(said):
                found.append(Value(day, line, said))
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
