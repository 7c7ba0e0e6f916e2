"""How long the service runs, and from when: years, months, or two dates; signing or a notice."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from svcctl.wording import numerals
from svcctl.wording.found import Clause, Line, Question, Value
from svcctl.wording.options import is_amended
from svcctl.wording.renewals import renewals

HEADING = re.compile(r"期限|服务期|合同期|服务时间|履行期间|有效期")
CUE = re.compile(
    r"(?:合同|服务|履行|履约|运维|维护|维保|养护|管养|处置|监理|保洁|委托|物业|租赁)(?:的)?(?:服务|履行)?(?:期限|期间|周期|时间|年限|期)"
    r"|合同有效期|服务年限|聘期|租期|承包期限?|配送期限?"
)
PLAINLY = re.compile(
    rf"(?:{CUE.pattern})(?:为|是|共计|共|总计|[：:])*\s*(?P<span>{numerals.PERIOD})(?![^，。；]{{0,4}}[内前])"
)
OTHER = re.compile(
    r"质保|保修|保证期|保密|付款|支付|整改|响应|工期|缺陷|试运行|争议|诉讼|逾期|不可抗力|通知后|档案"
    r"|保证金|保函|担保|押金|质量保证|退还|返还|尾款|余款|竞业|备份|索赔|违约|库存|留存|保存"
)
# 合同期满六个月后退还: of what is over, and what is done then
_OVER = re.compile(r"(?:届?满|到期|结束|终止|完成|完毕|合格|通过)[后的前]?\s*$")
_DONE = re.compile(r"[后内][^，。；;]{0,20}(?:退|还|付|提交|交付|完成|移交)")
_WITHIN = re.compile(r"\s*(?:限)?(?:届?满|内|结束|终止|到期|之?后|前|中)")
FROM_TO = re.compile(
    rf"(?P<from>{numerals.DATE.replace('mark', 'mark_from')})\s*(?:零时|0时)?\s*(?:起|开始|始)?\s*(?P<length>(?:共)?{numerals.PERIOD_INSIDE})?[，,]?\s*(?:至|到|—+|-+|－+|~|～)\s*"
    rf"(?P<to>{numerals.DATE.replace('mark', 'mark_to')})"
)
NOTICE = re.compile(
    r"(?:接到|收到|接|按|依)[^，。；]{0,12}通知|通知[^，。；]{0,12}(?:之日|进场|开展|开始)"
)
SIGNING = re.compile(
    r"(?:自|从|于)?[^，。；]{0,8}(?:签订|签署|签字|签约)[^，。；]{0,6}(?:之日|日|后)?起"
)
EFFECTIVE = re.compile(r"自?(?:本)?合同生效之日起")
SIGNED_IS_EFFECTIVE = re.compile(
    r"(?:签字|签订|签署|签章|盖章)[^，。；、审批备案公证]{0,8}(?:之日起|后|即)\s*生效"
)
# how long a renewal is, or how often there is a call for offers, is not how long the term is
_RENEWS = re.compile(r"续签|续约|一招\s*$")
Found = tuple[dict[str, Value], list[Question]]


def term(clauses: Sequence[Clause], everything: Sequence[Line]) -> Found:
    """The values under `term.`: from the article that is about it, else from wherever it is told."""
    of_articles = [
        line for clause in clauses if _is_headed(clause.heading) for line in clause.lines
    ]
    told = [line for line in everything if CUE.search(line.text)]
    for where in (of_articles, told):
        values, questions = _read(where, everything, cued=where is told)
        if values or questions:
            break
    else:
        return {}, [Question("term", "wording.ask.term")]
    other = _elsewhere(values, told)
    if other is not None:
        said = {"spans": f"{values[_length_key(values)].words}、{other.words}"}
        values, questions = {}, [Question("term", "wording.ask.terms", other.line, said)]
    spoken = {id(line): line for line in [*of_articles, *told]}
    renewed, asked = renewals(list(spoken.values()), values)
    return values | renewed, [*questions, *asked]


def _is_headed(heading: str) -> bool:
    """Whether an article is about the term: 合同期限, and no 保密期限."""
    return bool(HEADING.search(heading)) and (
        bool(CUE.search(heading)) or not OTHER.search(heading)
    )


def _length_key(values: dict[str, Value]) -> str:
    return next((key for key in ("term.years", "term.months") if key in values), "")


def _elsewhere(values: dict[str, Value], told: Sequence[Line]) -> Value | None:
    """Another length that the contract gives its term in so many words."""
    key = _length_key(values)
    if not key:
        return None
    months = _months(key.removeprefix("term."), values[key])
    for line in told:
        for match in PLAINLY.finditer(line.text):
            length = numerals.period_of(match["span"])
            if length is None or length.unit not in ("year", "month"):
                continue
            if length.length * (12 if length.unit == "year" else 1) != months:
                return Value(str(length.length), line, match["span"])
    return None


def _read(lines: Sequence[Line], everything: Sequence[Line], *, cued: bool) -> Found:
    gone = next(
        (line for line in lines if is_amended(line.text) and re.search(r"\d年|月", line.text)), None
    )
    if gone is not None:
        return {}, [Question("term", "wording.ask.amended", gone)]
    dates = _dates(lines)
    if len({(one.value, other.value) for one, other in dates}) > 1:
        told = {"spans": "、".join(f"{one.value}～{other.value}" for one, other in dates)}
        return {}, [Question("term", "wording.ask.terms", dates[1][0].line, told)]
    if dates:
        one, other = dates[0]
        if one.value >= other.value:
            return {}, [Question("term", "wording.ask.term-order", one.line)]
        return {"term.from": one, "term.to": other}, []
    return _length(lines, everything, cued=cued)


def _dates(lines: Iterable[Line]) -> list[tuple[Value, Value]]:
    found = []
    for line in lines:
        for match in FROM_TO.finditer(numerals.narrow(line.text)):
            first, last = (line.text[slice(*match.span(name))] for name in ("from", "to"))
            one, other = numerals.date_of(first), numerals.date_of(last)
            if match["length"] and one and other and not _agrees(match["length"], one, other):
                continue
            if one and other and not OTHER.search(line.text[: match.start()][-12:]):
                found.append((Value(one, line, first), Value(other, line, last)))
    return found


def _agrees(length: str, first: str, last: str) -> bool:
    """Whether 三年 is as long as from the one day to the other."""
    told = re.search(numerals.PERIOD, length)
    period = numerals.period_of(told[0]) if told else None
    if period is None or period.unit not in ("year", "month"):
        return False
    one, after = date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    months = (after.year - one.year) * 12 + after.month - one.month
    return one.day == after.day and months == period.length * (12 if period.unit == "year" else 1)


def _speaks_of_it(text: str, start: int, end: int, *, cued: bool) -> bool:
    """Whether the sentence around a period is about the term, where no heading says so."""
    before = re.split(r"[。；;]", text[:start])[-1]
    behind = re.split(r"[。；;]", text[end:])[0]
    if OTHER.search(before) or _OVER.search(before) or _DONE.match(behind.strip()):
        return False
    if not cued:
        return True
    sentence = before + text[start:end] + behind
    return any(not _WITHIN.match(sentence, match.end()) for match in CUE.finditer(sentence))


def _spoken_of(text: str, *, cued: bool) -> list[re.Match[str]]:
    """The periods of a line that may be the term's."""
    found = re.finditer(numerals.PERIOD, text)
    return [match for match in found if _speaks_of_it(text, *match.span(), cued=cued)]


def _length(lines: Iterable[Line], everything: Sequence[Line], *, cued: bool) -> Found:
    found: list[tuple[str, Value]] = []
    for line in lines:
        for match in _spoken_of(line.text, cued=cued):
            length = numerals.period_of(match[0])
            sentence = re.split(r"[。；;]", line.text[: match.start()])[-1]
            if length is None or length.unit not in ("year", "month"):
                continue
            if _RENEWS.search(sentence) or re.match(
                r"\s*(?:\d{1,2}|[一二三四五六七八九十]+)\s*月|内|以内|前|以上|后的|度|一[签招]",
                line.text[match.end() :],
            ):
                continue
            if length.unit == "month" and not re.search(r"个|自然|日历", match[0]):
                continue  # 4月 is a month of the calendar
            if re.search(r"第\s*$|每\s*$", line.text[: match.start()]):
                continue
            key = "years" if length.unit == "year" else "months"
            found.append((key, Value(str(length.length), line, match[0])))
    lengths = {_months(key, value) for key, value in found}
    if len(lengths) > 1:
        told = {"spans": "、".join(dict.fromkeys(value.words for _, value in found))}
        return {}, [Question("term", "wording.ask.terms", found[-1][1].line, told)]
    if not found:
        return {}, []
    key, value = found[0]
    return _begun(key, value, everything)


def _begun(key: str, value: Value, everything: Sequence[Line]) -> Found:
    """A length with what it counts from: a day, the signing, a notice."""
    if dated := _from_a_day(value, _months(key, value)):
        return dated, []
    starts = _starts(value.line, everything)
    if starts:
        return {f"term.{key}": value, "term.starts": starts}, []
    asked = Question("term.starts", "wording.ask.starts", value.line)
    return {f"term.{key}": value}, [asked]


def _months(key: str, value: Value) -> int:
    return int(value.value) * (12 if key == "years" else 1)


def _from_a_day(length: Value, months: int) -> dict[str, Value]:
    """自2025年2月1日起一年: from that day to the day before the corresponding one."""
    line, period = length.line, re.escape(length.words)
    told = re.search(
        rf"自?\s*(?P<day>{numerals.DATE})\s*(?:零时|0时)?\s*(?:起|开始)(?:计算|计|算)?[，,]?\s*(?:为期|期限为?|共计?|计)?\s*{period}"
        rf"|{period}[，,（(]\s*自\s*(?P<behind>{numerals.DATE.replace('mark', 'mark_behind')})\s*(?:零时|0时)?\s*(?:起|开始)(?:计算|计|算)?\s*(?:[）)。，；]|$)",
        line.text,
    )
    other = re.search("签订|签署|签字|通知|验收|进场|生效", line.text)
    if not told or other or len(numerals.found_days(line.text)) != 1:
        return {}
    first = numerals.date_of(told["day"] or told["behind"])
    last = _last(first, months) if first else None
    if not first or not last:
        return {}
    said = told["day"] or told["behind"]
    return {"term.from": Value(first, line, said), "term.to": Value(last, line, told[0])}


def _last(first: str, months: int) -> str | None:
    """The day before the corresponding one; none where a month has no such day."""
    day = date.fromisoformat(first)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return (date(year, month + 1, day.day) - timedelta(days=1)).isoformat()
    except ValueError:
        return None


def _starts(line: Line, everything: Iterable[Line]) -> Value | None:
    """From the notice where one is spoken of, else from the signing; other days are asked about."""
    notice, signing = NOTICE.search(line.text), SIGNING.search(line.text)
    if notice:
        return Value("start-notice", line, notice[0])
    if signing and not re.search(r"验收|进场|开工|上线|交接|生效", line.text):
        return Value("signing", line, signing[0])
    force = EFFECTIVE.search(line.text)
    if force and any(SIGNED_IS_EFFECTIVE.search(each.text) for each in everything):
        return Value("signing", line, force[0])
    return None
