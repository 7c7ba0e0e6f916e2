"""Assessments: from which score the whole fee is paid, what less points cost, and when it has failed."""

import re
from collections.abc import Sequence
from decimal import Decimal

from svcctl.wording.found import Clause, Question, Reading, Row, Value
from svcctl.wording.numerals import SHARE, SUM, plainly, share_of, sum_of, whole
from svcctl.wording.running import Run, article_of, masked, run_of, sentences
from svcctl.wording.topics import own, twice

_ABOUT = re.compile("考核|评分|得分|考评|评价")
_POINTS = r"\d{1,3}(?:\.\d)?"
_PAID = "(?:按|支付|付)"
_LESSENED = "(?:扣减|扣除|扣罚|核减|减付|少付|扣)"
_FROM = rf"(?P<low>{_POINTS})分?(?:\(含\))?(?:[~～至到—\-]+(?P<high>{_POINTS})分?(?:\((?:不含|含)\))?|(?:及|\(含\)|含)?以上(?:\(含\)?)?|\(含\)及?以上)"
_BAND = re.compile(
    rf"(?:得分|分数|考核|评分|总分)?(?:结果|成绩|达到|在|为|≥|>=)*{_FROM}(?:的|，|:|、|\(?[优良中合格秀好差不]{{1,3}}\)?)*(?:全额支付|不扣款|不扣减|{_PAID}[^，。；\n%\d]{{0,14}}(?P<pay>{SHARE})|{_LESSENED}[^，。；\n%\d]{{0,14}}(?P<less>{SHARE})|[^，。；\n%\d]{{0,10}}全额)"
)
_BELOW = re.compile(
    rf"(?:(?:低于|不足|不满|<)(?P<low>{_POINTS})分(?:以下)?|(?P<low2>{_POINTS})分以下)(?:的|，|:)*(?:为不合格)?[，]?(?:{_PAID}[^，。；\n%\d]{{0,14}}(?P<pay>{SHARE})|{_LESSENED}[^，。；\n%\d]{{0,14}}(?P<less>{SHARE}))"
)
_OF_WHOLE = re.compile("总费用|合同总?(?:价|额|金额|费用|款)|总价|总额|总金额|全部(?:服务)?费")
_FULL = re.compile(
    rf"(?P<low>{_POINTS})分(?:\(含\))?(?:及|含)?以上(?:\(含[^()]{{0,6}}\))?(?:的|，)*[^，。；\n\d]{{0,8}}(?:全额支付|不扣款|足额支付|支付全[额部])"
)
_LESS = re.compile(
    rf"(?:每(?:低|少|降低|减少|扣)(?:1|一)分)(?:的|，)*[^，。；\n\d]{{0,12}}?(?:扣除?|扣减|少付|核减|扣罚|减付)[^，。；\n\d%]{{0,14}}(?:(?P<share>{SHARE})|(?P<sum>{SUM}))"
)
_FAILS = re.compile(
    rf"(?:低于|不足|不满)(?P<low>{_POINTS})分(?:的|，)*(?:视?为|属于?|即为?)?(?:考核)?不合格|(?P<low2>{_POINTS})分以下(?:的|，|\(不含[^()]{{0,6}}\))*(?:视?为|属于?|即为?)?(?:考核)?不合格"
)
_TIMES = r"(?P<row>连续|累计)(?:出现)?(?P<count>\d{1,2}|[一二两三四五六七八九十])(?P<unit>次|个月|个季度|个?半年|个?年度)(?:及|\(含\)|含)?(?P<more>以上)?(?:的)?(?:月度|季度)?(?:考核|考评|评价)?(?:结果|得分)?(?:均|都)?(?:为)?"
_FAILED = re.compile(rf"{_TIMES}不合格")
_ENDS = re.compile("(?:解除|终止)(?:本)?(?:服务)?合同")
_UNITS = {"month": "个月", "quarter": "个季度"}
_EVERY = (("month", "每月|月度|按月|当月"), ("quarter", "每季|季度|按季|当季"), ("half-year", "每半年|半年度"), ("service-year", "每年|年度"))  # fmt: skip


def _bands(run: Run, text: str) -> tuple[list[tuple[str, dict[str, Value]]], str]:
    """Bands of scores, each from its lower end; the last one only where its words name none below."""
    found: list[tuple[str, dict[str, Value]]] = []
    for match in _BAND.finditer(text):
        found.append((match["low"], _band(run, match, match["low"], match.span("low"))))
    below = list(_BELOW.finditer(text))
    if len(found) < 2 or len(below) > 1:
        return [], ""
    lows = [float(low) for low, _ in found]
    if lows != sorted(lows, reverse=True) or len(set(lows)) != len(lows):
        return [], "asked.bands"
    for match in below:
        if float(match["low"] or match["low2"]) != lows[-1]:
            return [], "asked.bands"
        found.append(("0", _band(run, match, "0", match.span())))
    if any(band["pay"].value == "" for _, band in found):
        return [], "asked.bands"
    of_whole = any(_OF_WHOLE.search(each[0]) for each in (*_BAND.finditer(text), *below))
    if of_whole or found[0][1]["pay"].value != "100%" or found[-1][0] != "0":
        return [], "asked.bands"  # shares of another sum than is assessed, or a score left out
    return found, ""


def _band(run: Run, match: re.Match[str], low: str, at: tuple[int, int]) -> dict[str, Value]:
    """From which score a share is paid, or what is taken off it; all of it where neither is told."""
    name = next((each for each in ("pay", "less") if match[each]), "")
    pay = share_of(match[name]) if name else "100%"
    if name == "less":
        pay = plainly(100 - Decimal(pay[:-1])) + "%" if pay and pay[-1] == "%" else None
    told = match.span(name) if name else match.span()
    return {"from": run.value(low, *at), "pay": run.value(pay or "", *told)}


def _one(clause: Clause) -> tuple[Row | None, str]:
    run = run_of(clause)
    text, open_choice = masked(run.text)
    if not _ABOUT.search(text + clause.heading) or "分" not in text:
        return None, ""
    if open_choice or re.search("__|[Xx×]{2,}|改为|调整为", text):
        return (None, "asked.bands") if re.search(f"{_POINTS}分", text) else (None, "")
    values: dict[str, Value] = {}
    every = [(key, match) for key, words in _EVERY if (match := re.search(words, text))]
    if len(every) == 1:
        values["every"] = run.value(every[0][0], *every[0][1].span())
    bands, asks = _bands(run, text)
    if asks:
        return None, asks
    if _more_scores(text, bands=bool(bands)):
        return None, "asked.bands"
    for at, (_, band) in enumerate(bands):
        values |= {f"bands[{at}].{key}": value for key, value in band.items()}
    if not bands:
        less, asks = _less(run, text)
        if asks:
            return None, asks
        values |= less
    values |= _fails(run, text)
    ends, asks = _ends(run, text, values["every"].value if "every" in values else "")
    values |= ends
    told = {"full_from", "bands[0].from", "fail_below"} & set(values)
    if not told:
        unread = re.search(f"{_POINTS}分", text) and re.search(f"{_LESSENED}[^。；]*{SHARE}", text)
        return None, asks or ("asked.bands" if unread else "")
    made = {"key": "assessment", "title": "考核"}
    return Row("assessments", values | article_of(run), made), asks


def _more_scores(text: str, *, bands: bool) -> bool:
    """Whether scores cost something in words that no pattern reads: 80分以上的支付80%."""
    if bands:
        rest = _FAILS.sub("", _BELOW.sub("", _BAND.sub("", text)))
        return bool(re.search(f"{_POINTS}分[^。；，]{{0,12}}(?:不扣|全额|足额|支付|付|扣)", rest))
    for pattern in (_FULL, _LESS, _FAILS):
        text = pattern.sub("", text)
    costs = f"(?:{_LESSENED}|{_PAID}|支付)[^。；]{{0,14}}(?:{SHARE}|{SUM})|不予支付"
    return any(
        re.search(f"{_POINTS}分|每[^，。；]{{0,8}}分", sentence) and re.search(costs, sentence)
        for sentence in re.split("[。；\n]", text)
    )


def _less(run: Run, text: str) -> tuple[dict[str, Value], str]:
    """The score of the whole fee, and what a point below takes off."""
    full, less = list(_FULL.finditer(text)), list(_LESS.finditer(text))
    if len(full) != 1 or len(less) > 1:
        return {}, "asked.bands" if full or less else ""
    if not less and re.search("每(?:低|少|差|扣)?(?:一|1)?个?分[^，。；]{0,8}[扣减]", text):
        return {}, "asked.bands"  # 低于85分每分扣2000元
    values = {"full_from": run.value(full[0]["low"], *full[0].span("low"))}
    if less:
        name = "share" if less[0]["share"] else "sum"
        told = share_of(less[0]["share"]) if name == "share" else sum_of(less[0]["sum"])
        if told is None:
            return {}, "asked.bands"
        values["less_per_point"] = run.value(told, *less[0].span(name))
    return values, ""


def _fails(run: Run, text: str) -> dict[str, Value]:
    """Below which score it has failed."""
    found = list(_FAILS.finditer(text))
    if len(found) != 1:
        return {}
    name = "low" if found[0]["low"] else "low2"
    return {"fail_below": run.value(found[0][name], *found[0].span(name))}


def _ends(run: Run, text: str, every: str) -> tuple[dict[str, Value], str]:
    """How often it may fail before the contract can be ended; within a year cannot be written."""
    values: dict[str, Value] = {}
    at = 0
    for begin, end in sentences(text):
        sentence = text[begin:end]
        if not (_ENDS.search(sentence) and "不合格" in sentence):
            continue
        found = list(_FAILED.finditer(sentence))
        if not found or re.search("年内|年度内|每年|期内|其中|全年", sentence):
            return {}, "asked.failed"
        for match in found:
            count = whole(match["count"])
            if not count or match["unit"] not in ("次", _UNITS.get(every)):
                return {}, "asked.failed"
            name = f"terminate_after[{at}]"
            values[f"{name}.failed"] = run.value(
                str(count), begin + match.start("count"), begin + match.end("unit")
            )
            if match["row"] == "连续":
                said = begin + match.start("row")
                values[f"{name}.in_a_row"] = run.value("true", said, said + 2)
            at += 1
    return values, ""


def read(clauses: Sequence[Clause]) -> Reading:
    """The assessment of a contract, where one clause alone sets it."""
    if twice(clauses):
        return Reading({}, (), ())
    rows: list[Row] = []
    questions: list[Question] = []
    for clause in own(clauses) or clauses:
        row, asks = _one(clause)
        at = f"assessments[{len(rows)}].terminate_after" if row else "assessments"
        rows += [row] if row else []
        if asks and (at, asks) not in {
            (each.key, each.asks) for each in questions
        }:  # once is enough
            questions.append(Question(at, asks, clause.lines[0]))
    if len(rows) > 1:
        return Reading(
            {},
            (),
            (
                Question(
                    "assessments",
                    "asked.bands",
                    rows[0].values["article"].line if "article" in rows[0].values else None,
                ),
            ),
        )
    return Reading({}, tuple(rows), tuple(questions))
