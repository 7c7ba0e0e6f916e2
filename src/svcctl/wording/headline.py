"""The price where nothing calls it the total: the one sum told of a price in figures and in words."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from svcctl.wording import numerals
from svcctl.wording.found import Line, Question, Value
from svcctl.wording.sums import BETWEEN, CEILING, PIECE, plain

_FIGURES, _WORDS = rf"(?=[¥￥\d]){numerals.SUM}", numerals.SUM_IN_WORDS
PAIR = re.compile(
    rf"(?P<first>{_FIGURES}){BETWEEN}(?P<second>{_WORDS})"
    rf"|(?P<words>{_WORDS}){BETWEEN}(?P<figures>{_FIGURES})"
)
PRICE = re.compile(r"费(?!率)|价|金额|总额|款项|报酬|酬金|租金")
HEADING = re.compile(
    r"\s*(?:第[^条章]{1,4}[条章]|[（(]?[\d一二三四五六七八九十]{1,3}(?:\.\d+)*[）)、.．\s])?\s*"
    r"(?:本|合同|服务|项目|委托|采购|技术)*(?:总)?(?:金额|价款|价格|费用|报酬|酬金|经费|总价)"
    r"(?:[及与和、](?:其)?(?:支付|付款|结算)(?:方式|办法)?)?[：:]?[\s☑■√]*(?:固定总价|总价包干)?\s*"
)
# a sum of something else, a part, or the most that it may come to
OTHER = re.compile(
    "保证金|保函|担保|违约|罚|赔|补偿|预付|首付|首期|首笔|尾款|定金|押金|上限|超过|最高|不高于|限额|限价|封顶|预算"
    "|控制|预计|预估|估算|暂[定估列]|约|保额|保险金额|注册|奖|扣|补贴|补助|质保|备用|营业|投资|造价|标的|其中|支付|缴"
    "|交纳|退还|贷款|销售|收入|业绩|原|增加|减少|变更|调整|第[一二三四五]期|参考|测算|节省|节约|市场价|评估价|不含税"
)
ADDED = re.compile("另(?:外|行)?(?:支付|加|计费|付)|此外")
# 三年合计, 两年服务费共: all years of it together
ALL_YEARS = re.compile(
    r"(?P<count>[一二两三四五六七八九十]|(?<!\d)\d)\s*年(?:期)?[\u4e00-\u9fff]{0,8}?(?:总|合计|共计|总计|共)"
)
PART_YEAR = re.compile("第[一二三四五]年|首年")
UNIT = re.compile(r"每(?!一?年)|单价|[月季]|[/／]|人次|日")
_NAME = (
    r"(?:本|合同|服务|项目|委托|采购|技术|全部|全?学?年|每年)*(?:总)?"
    r"(?:价格?|价款|费用|服务费|金额|报酬|酬金|经费|(?P<fee>(?!服务)[\u4e00-\u9fff]{1,5}?)(?:费用?|租金))"
)
_BETWEEN = (
    r"(?:[：:，,、\s（(）)☑■√¥￥]|为|是|即|计|总价|总额|总计|共计|共|总|合计|人民币|大写|小写|金额|含税价?|包干价?|固定"
    r"|每年|全年|按[^，。；]{1,8}计算为|[\d,，.]+元?\s*[＋+×*＝=]\s*)*+"
)
_NUMBERED = r"\s*(?:第[^条章，。]{1,5}[条章]|[（(]?(?:[\d一二三四五六七八九十]{1,3}(?:\.\d+)*)[）)、.．\s])?\s*"
# what may stand before the sum of a price, and nothing else
CALLED = re.compile(rf"(?:{_NUMBERED}|.*[，])\s*{_NAME}{_BETWEEN}")
ADDED_UP = re.compile(r"(?:.*[，,＝=])?\s*(?:共计|合计|总计|总共|共)(?:人民币|为|是|计|[：:\s])*")
YEARS_UP = re.compile(
    rf"(?:.*[，。；：:])?{_NUMBERED}[一二两三四五六七八九十\d]年(?:期)?(?:服务费|费用|租金|租费|价款)?(?:总额?|合计|共计|总计|共)+"
    r"(?:人民币|为|是|计|[：:\s])*"
)
BEGINS = re.compile(rf"{_NUMBERED}{_NAME}(?:[：:]|每|为|按|[，])")
# 起, 左右, 加提成 behind a sum make it another
ENDS = re.compile(r"\s*[）)]*+\s*(?:$|[。，；;,、]|[（(](?:含|包|税率|大写|小写|人民币|[¥￥\d]))")
# the sum comes again and again, or more is paid, or somebody else pays
AGAIN = re.compile(
    r"^[）)]?\s*每|每(?:季|月|次|半年|批|期)[^，。]{0,8}(?:付|结|次)|超[过出]部分|由(?:乙方|供应商|受托|承包)[^，。]{0,4}承担"
)
_BESIDE = re.compile(r"每|即|其中|付|预算|扣|单次|包括|含|＋|×|限")
FEE = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{1,6}}费)(?:用)?(?:[：:为是计共合]|人民币|\s)*(?P<sum>{numerals.SUM})"
)
ONE_YEAR = 1
CAPPED = re.compile("最高|上限|限额|封顶|不超过|不得超过")
ESTIMATED = re.compile("预算|控制|预计|预估|估算|计划")
DEBT = re.compile("保证金|保函|违约|赔|罚|扣|保额|保险金额")


class Whole(NamedTuple):
    """A sum in figures and in words, and what is said before it in its line."""

    figures: Value
    words: Value
    before: str
    after: str

    @property
    def amounts(self) -> set[str]:
        """What figures and words come to."""
        return {each for each in (self.figures.value, self.words.value) if each}


def whole(lines: Sequence[Line], years: int, title: str) -> tuple[dict[str, Value], list[Question]]:
    """The total, where one sum alone can be it; two that could be are told, none is taken."""
    pairs = list(_pairs(lines))
    found = [each for each in pairs if _is_price(each, years, title)]
    differing = next((each for each in found if len(each.amounts) > 1), None)
    if differing:
        return {}, [_differ(differing)]
    amounts = {amount for each in found for amount in each.amounts}
    if len(amounts) > 1:
        told = {"sums": "、".join(sorted(amounts, key=Decimal))}
        return {}, [Question("price.total", "wording.ask.totals", found[-1].figures.line, told)]
    if not amounts:
        return {}, _limits(pairs)
    if _has_other_fees(lines, found[0]):
        return {}, []
    best = found[0]
    values = {"price.total": best.figures}
    values["price.total_in_words"] = best.words._replace(value=best.words.words)
    line = best.figures.line
    if CEILING.search(line.text):
        return values, [Question("price.kind", "wording.ask.ceiling", line)]
    return values, []


def _differ(each: Whole) -> Question:
    told = {"figures": each.figures.value, "words": each.words.words}
    return Question("price.total", "wording.ask.words-differ", each.figures.line, told)


def _limits(pairs: Sequence[Whole]) -> list[Question]:
    """Where the only sum is the most that is paid, or an estimate: that it is no total."""
    for each in pairs:
        sentence = re.split("[。；;]", each.before)[-1]
        behind = each.after.split("。")[0]
        limited = CAPPED.search(sentence + behind) or ESTIMATED.search(sentence)
        if UNIT.search(re.split("[，]", sentence)[-1]) or DEBT.search(sentence):
            continue
        if limited and PRICE.search(each.before):
            if len(each.amounts) > 1:
                return [_differ(each)]
            told = {"sum": each.figures.words}
            return [Question("price.total", "wording.ask.limit", each.figures.line, told)]
    return []


def _pairs(lines: Sequence[Line]) -> Iterator[Whole]:
    heading = ""
    for line in lines:
        text = plain(line.text)
        for match in PAIR.finditer(text) if re.search("[元圆整]", text) else ():
            groups = ("first", "second") if match["first"] else ("figures", "words")
            if PIECE.match(text[min(match.end(group) for group in groups) :]):
                continue
            values = []
            for group in groups:
                said = line.text[slice(*match.span(group))]
                values.append(Value(numerals.sum_of(said) or "", line, said))
            before = text[: match.start()]
            if heading and not PRICE.search(before):
                before = f"{heading}：{before}" if len(before.strip()) < 12 else before
            yield Whole(values[0], values[1], before, text[match.end() :])
        if text.strip():
            heading = text.strip() if HEADING.fullmatch(text) else ""


def _is_price(each: Whole, years: int, title: str) -> bool:
    """Whether it can be the price of the contract: of all of it, and of nothing else."""
    sentence, behind = re.split("[。；;]", each.before)[-1], each.after.split("。")[0]
    if not PRICE.search(each.before) or not each.figures.value or not each.words.value:
        return False
    if OTHER.search(sentence) or OTHER.search(re.split("[，；;,]", behind)[0]):
        return False
    if (
        not ENDS.match(each.after)
        or ADDED.search(each.after)
        or CAPPED.search(behind)
        or AGAIN.search(behind)
    ):
        return False
    if PIECE.match(each.after.lstrip("）) ")):
        return False
    if YEARS_UP.fullmatch(each.before):
        several = ALL_YEARS.search(sentence)
        return not years or (several is not None and numerals.whole(several["count"]) == years)
    return _is_of_all(sentence, behind, years, title)


def _is_of_all(sentence: str, behind: str, years: int, title: str) -> bool:
    """Whether the words before a sum call it the price, or add up what the price is made of."""
    called = CALLED.fullmatch(sentence)
    begun = BEGINS.match(sentence) if ADDED_UP.fullmatch(sentence) else None
    named = called or begun
    if named is None or not _is_served(named["fee"] or "", title):
        return False
    clause = re.split(r"[，]|,(?!\d{3})", sentence)[-1].replace("学年", "")
    if UNIT.search(clause) or PART_YEAR.search(clause) or _has_more(behind):
        return False
    return "年" not in clause or years == ONE_YEAR


def _is_served(fee: str, title: str) -> bool:
    """Whether a fee of its own name (测绘费) is for what the contract is about."""
    signs = [sign for sign in re.sub("[全学年]", "", fee) if sign not in "服务合同"]
    return sum(sign in title for sign in signs) * 2 >= len(signs)


def _has_more(behind: str) -> bool:
    """Whether another sum follows that is no part of it and no payment of it."""
    for match in re.finditer(numerals.SUM, behind):
        before = behind[: match.start()].split("，")[-1]
        limit = re.match("以[上下内]", behind[match.end() :])
        if not _BESIDE.search(before) and not limit:
            return True
    return False


def _has_other_fees(lines: Sequence[Line], price: Whole) -> bool:
    """Whether another fee has its own sum: then it is not told that this one is all of it."""
    clause = re.split("[。；]", price.before)[-1]
    if re.search("总价|总额|价格|价款|总费用|合同", clause) or ALL_YEARS.search(clause):
        return False
    own = re.findall("[\u4e00-\u9fff]{1,3}费", clause) or ["费"]
    for line in lines:
        text = plain(line.text)
        for match in FEE.finditer(text):
            sentence = re.split("[。；;]", text[: match.start()])[-1] + match["name"]
            if OTHER.search(sentence) or "每" in sentence or PIECE.match(text[match.end() :]):
                continue
            if not any(match["name"].endswith(name[-3:]) for name in own):
                return True
    return False
