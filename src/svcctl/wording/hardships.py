"""Force majeure and appraisal: whose term is extended, from when the parties talk, who pays the expert."""

import re
from collections.abc import Sequence

from svcctl.wording.found import Clause, Question, Reading, Value
from svcctl.wording.numerals import NUMBER, period_of
from svcctl.wording.running import Run, article_of, masked, run_of
from svcctl.wording.topics import own, twice

_PURCHASER = "甲方|采购人|采购单位|采购方|买方|委托方"
_SUPPLIER = "乙方|成交供应商|中标供应商|供应商|中标人|服务商|卖方|受托方"
_EITHER = "任何一方|任一方|一方|双方|甲乙双方"
_WHO = re.compile(
    f"(?:(?P<both>{_EITHER})|(?P<s>{_SUPPLIER})|(?P<p>{_PURCHASER}))(?:中的?(?:任何)?一方)?[^，。；\n]{{0,8}}(?:因|由于|遭受|遭遇|受|发生|遇)[^，。；\n]{{0,10}}不可抗力"
)
_EXTENDS = re.compile("延长|顺延|延期|相应推迟")
_LASTS = re.compile(
    rf"(?:不可抗力|事件|影响)[^，。；\n]{{0,16}}?(?:延续|持续|超过|达)(?:时间)?(?:超过|达到?|满)?(?P<days>(?:{NUMBER})个?(?:天|日|日历天))(?P<over>\([^)]*\))?(?P<more>以上|\(含\)以上|的|时|后)?"
)
_FEE = re.compile("鉴定费用?|检测费用?|检验费用?")


def _force_majeure(clauses: Sequence[Clause]) -> tuple[dict[str, Value], list[Question]]:
    """Who, and the day from which the parties negotiate."""
    values: dict[str, Value] = {}
    questions: list[Question] = []
    for clause in clauses:
        if "不可抗力" not in clause.heading + clause.text:
            continue
        run = run_of(clause)
        run = run._replace(text=masked(run.text)[0])
        if "force_majeure.who" not in values:
            values |= _who(run)
        if "force_majeure.negotiate_from_day" not in values:
            found, asks = _lasts(run)
            values |= found
            questions += (
                [Question("force_majeure.negotiate_from_day", asks, clause.lines[0])]
                if asks
                else []
            )
        if values and "force_majeure.article" not in values:
            article = article_of(run)
            if article:
                told = article["article"]
                values["force_majeure.article"] = told._replace(value=clause.root or told.value)
    if "force_majeure.negotiate_from_day" in values and "force_majeure.who" not in values:
        line = values["force_majeure.negotiate_from_day"].line
        questions.append(Question("force_majeure.who", "asked.force-majeure", line))
    return values, questions


def _who(run: Run) -> dict[str, Value]:
    for sentence in re.finditer("[^。；\n]+", run.text):
        match = _WHO.search(sentence[0])
        others = {each.lastgroup for each in _WHO.finditer(run.text)} - {"both"}
        if len(others) > 1:  # each side's own time is extended by its own words
            return {}
        if match and _EXTENDS.search(sentence[0]) and match.lastgroup != "p":
            who = "both" if match["both"] else "supplier"
            name = match.span("both" if match["both"] else "s")
            start = sentence.start()
            return {"force_majeure.who": run.value(who, start + name[0], start + match.end())}
    return _either(run)


def _either(run: Run) -> dict[str, Value]:
    """任何一方…应通知对方。履行期限相应延长: both, where the extension names no party of its own."""
    told = [match[0] for match in re.finditer("[^。；\n]+", run.text) if _EXTENDS.search(match[0])]
    match = _WHO.search(run.text)
    if not match or not match["both"] or not told:
        return {}
    if any(re.search(f"{_PURCHASER}|{_SUPPLIER}", each) for each in told):
        return {}
    return {"force_majeure.who": run.value("both", match.start("both"), match.end())}


def _lasts(run: Run) -> tuple[dict[str, Value], str]:
    for sentence in re.finditer("[^。；\n]+", run.text):
        match = _LASTS.search(sentence[0])
        if not match or "协商" not in sentence[0]:
            continue
        length = period_of(match["days"])
        if not length or length.unit != "calendar-day":
            return {}, "asked.force-majeure"
        # 一百二十天以上 begins with the 120th day; 超过一百二十天 with that day or the next
        if "超过" in match[0]:
            return {}, "asked.force-majeure"
        value = str(length.length)
        start = sentence.start()
        return {
            "force_majeure.negotiate_from_day": run.value(
                value, start + match.start("days"), start + match.end()
            )
        }, ""
    return {}, ""


def _appraisal(clauses: Sequence[Clause]) -> tuple[dict[str, Value], list[Question]]:
    """Who pays for an appraisal that finds the service in order, and who for one that does not."""
    for clause in clauses:
        run = run_of(clause)
        if not _FEE.search(run.text):
            continue
        values: dict[str, Value] = {}
        for sentence in re.finditer("[^。；\n]+", run.text):
            text, start = sentence[0], sentence.start()
            if not _FEE.search(text):
                continue
            if re.search("除外|除非|但", text):
                return {}, [Question("appraisal", "asked.appraisal", clause.lines[0])]
            payer = re.search(
                f"由(?P<p>{_PURCHASER})(?:承担|负担|支付)|由(?P<s>{_SUPPLIER})(?:承担|负担|支付)",
                text,
            )
            wrong = re.search("不符合|不合格|未达到|不达标|存在(?:质量)?问题", text)
            right = re.search(
                "(?<!不)符合|(?<!不)合格|达到(?:要求|标准)|没有问题|无(?:质量)?问题", text
            )
            if not payer or bool(wrong) == bool(right):
                continue
            name = "not_in_order" if wrong else "in_order"
            who = "purchaser" if payer["p"] else "supplier"
            if f"appraisal.{name}" in values:
                return {}, [Question("appraisal", "asked.appraisal", clause.lines[0])]
            values[f"appraisal.{name}"] = run.value(
                who, start + payer.start() + 1, start + payer.end()
            )
        if len(values) == 2:
            article = article_of(run)
            return values | ({"appraisal.article": article["article"]} if article else {}), []
        if values:
            return {}, [Question("appraisal", "asked.appraisal", clause.lines[0])]
    return {}, []


def read(clauses: Sequence[Clause]) -> Reading:
    """force_majeure and appraisal."""
    if twice(clauses):
        return Reading({}, (), ())
    mine = own(clauses) or list(clauses)
    values, questions = _force_majeure(mine)
    fees, asked = _appraisal(mine)
    return Reading(values | fees, (), (*questions, *asked))
