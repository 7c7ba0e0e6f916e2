"""The price: the total in figures and in words, each year's sum; what differs is told."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from svcctl.wording import numerals
from svcctl.wording.found import Line, Question, Value
from svcctl.wording.labels import in_rows
from svcctl.wording.options import is_amended

# what may stand between a name and its sum
BETWEEN = (
    r"(?:\s|[（(](?:人民币|大写|小写|不?含税|金额|单位|[：:、/，\s元]|固定(?:总价|价|不变)?|包干(?:价)?|税率[^）)]{0,6})+[）)]|为|是|即|计|暂定|暂估|暂计|共计|合计|总计"
    r"|人民币|大写|小写|金额|含税|[¥￥](?=\s*[：:])|[：:，,、（(])*"
)
TOTAL = (
    r"(?:合同(?:的)?(?:暂定)?(?:含税)?(?:总)?(?:金额|价款|总价款|总价|价格|价|费用|额)"
    r"|(?:项目|服务|本合同)(?:费|费用|服务费)?(?:的)?总(?:金额|价款|价|费用|额)"
    r"|(?:服务|运维|维护|物业)(?:管理)?(?:服务)?费(?:用)?(?:总额|总计|合计|共计)"
    r"|总(?:金额|价款|价|费用)|价税合计|(?:成交|中标|中选)(?:总)?(?:金额|价格|价)|签约合同价|签约酬金)"
)
YEARLY = (
    r"(?:(?:其中)?[，,]?\s*(?:每年|每一?年度|(?<![学一二两三四五六七八九十])(?<!(?<!\d)\d)年度?|每服务年度)(?:的)?(?:合同)?[^\s，。；：、每年]{0,8}?"
    r"(?:服务费|维护费|运维费|费用|服务费用|金额|费|价款)(?:金额|总额|用)?)"
)
WORDED = re.compile(r"[壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟]")
NOT_WHOLE = re.compile(
    r"(?:不含税|税额|税金|增值税|其中|扣除|违约|罚|保证金|预算|控制价|限价)[^。；]{0,6}$"
    r"|(?:预计|预估|估算|测算|计划|控制)的?$"  # an estimate is not agreed
)
# 36万元/年, 120元/人次, 3万元每月: a price by the piece, not the whole
PIECE = re.compile(r"\s*(?:[/／](?!\s*(?:[¥￥大（(]|人民币))|[×xX*]|每(?:年|月|季|人|次|天|日))")
# 仅为测算，不构成付款承诺: no price at all
NO_PRICE = re.compile("测算|不构成|不作为|不代表|仅供|仅作|参考")
CEILING = re.compile(
    r"据实结算|按实结算|实际发生|最高不超过|不超过|上限|暂定|暂估|暂计|预计|预估|估算|最高限价|包干以外"
)


_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")


def plain(text: str) -> str:
    """The same text with figures of ordinary width, sign for sign."""
    return text.translate(_WIDE)


class Named(NamedTuple):
    """A sum behind a name: in figures, in words, or both."""

    figures: Value | None
    words: Value | None
    line: Line
    total: bool

    @property
    def amounts(self) -> set[str]:
        """What figures and words come to."""
        return {each for each in (self.money, self.in_words) if each}

    @property
    def money(self) -> str:
        """The figures as a contract file has them."""
        return self.figures.value if self.figures else ""

    @property
    def in_words(self) -> str:
        """What the words come to."""
        return numerals.sum_of(self.words.words) or "" if self.words else ""


def sums(lines: Iterable[Line], name: str, total: bool = True) -> Iterator[Named]:
    """Every sum behind a name of that form, with its repetition in words or figures."""
    pattern = re.compile(
        rf"(?P<name>{name}){BETWEEN}(?P<first>{numerals.SUM})"
        rf"(?:{BETWEEN}(?P<second>{numerals.SUM}))?"
    )
    for line in lines:
        for match in pattern.finditer(plain(line.text)):
            if NOT_WHOLE.search(line.text[: match.start("name")]):
                continue
            if NO_PRICE.search(re.split("[。；;]", line.text[match.end() :])[0]):
                continue
            if "不含税" in line.text[match.start() : match.start("first")] or PIECE.match(
                line.text[match.end("first") :]
            ):
                continue
            yield _named(match, line, total)


def _in_forms(lines: Sequence[Line]) -> Iterator[Named]:
    """The total in a form: 合同金额（元） in one cell, the figures alone in the next."""
    unit_told = re.compile(
        rf"{TOTAL}\s*(?:[（(](?:人民币)?[：:/，\s]*(?:单位)?[：:]?(?P<unit>万?元)[）)]\s*[：:]\s*(?P<sum>[\d,，.]+)"
        rf"|[：:]\s*(?P<first>[\d,，.]+)\s*[（(](?:单位[：:])?(?P<behind>万?元)[）)])(?:\s*$|[，。；])"
    )
    for line in lines:
        for match in unit_told.finditer(line.text):
            figures = (match["sum"] or match["first"]).rstrip(",，.")
            value = numerals.sum_of(figures + (match["unit"] or match["behind"]))
            if value and not NOT_WHOLE.search(line.text[: match.start()]):
                yield Named(Value(value, line, figures), None, line, True)
    for each in in_rows(
        lines, rf"{TOTAL}\s*[（(](?:人民币)?[：:/，\s]*(?:单位)?[：:]?(?:万)?元[）)]"
    ):
        unit = "万元" if "万元" in each.label else "元"
        value = numerals.sum_of(f"{each.text.removesuffix(unit)}{unit}")
        if value and re.fullmatch(r"[\d,，.]+(?:万?元)?", each.text):
            yield Named(Value(value, each.line, each.text), None, each.line, True)


def _named(match: re.Match[str], line: Line, total: bool) -> Named:
    figures = words = None
    for group in ("first", "second"):
        said = line.text[slice(*match.span(group))] if match[group] else ""
        value = numerals.sum_of(said) if said else None
        if value is None:
            continue
        if WORDED.search(said):
            words = words or Value(said, line, said)
        else:
            figures = figures or Value(value, line, said)
    return Named(figures, words, line, total)


def price(
    lines: Sequence[Line], articles: Container[int]
) -> tuple[dict[str, Value], list[Question]]:
    """The values under `price.` in the contract itself; `articles` are the ids of articles' lines."""
    found = [each for each in [*sums(lines, TOTAL), *_in_forms(lines)] if each.amounts]
    open_: list[Question] = []
    values: dict[str, Value] = {}
    kept = [each for each in found if not _changes(each.line.text)]
    gone = [each.line for each in found if each not in kept]
    gone += [line for line in lines if found and _is_put_anew(line.text)]
    if gone:
        return {}, [Question("price.total", "wording.ask.amended", gone[0])]
    for each in kept:
        if _in_ten_thousands(each, lines):
            return {}, [Question("price.total", "wording.ask.unit", each.line)]
        if len(each.amounts) > 1:
            told = {"figures": each.money, "words": each.words.words if each.words else ""}
            return {}, [Question("price.total", "wording.ask.words-differ", each.line, told)]
    amounts = {amount for each in kept for amount in each.amounts}
    if len(amounts) > 1:
        told = {"sums": "、".join(sorted(amounts))}
        return {}, [Question("price.total", "wording.ask.totals", kept[-1].line, told)]
    if not amounts:
        by_years = _of_years(lines)
        if by_years is None:
            return {}, [Question("price.total", "wording.ask.total")]
        return {"price.total": by_years[0], "price.per_year": by_years[1]}, []
    kept.sort(key=lambda each: id(each.line) not in articles)  # what an article says comes first
    best = next((each for each in kept if each.figures and each.words), kept[0])
    [amount] = amounts
    shown = best.figures or best.words
    assert shown is not None
    values["price.total"] = shown._replace(value=amount)
    if best.words:
        values["price.total_in_words"] = best.words
    if CEILING.search(best.line.text):
        open_.append(Question("price.kind", "wording.ask.ceiling", best.line))
    return values, open_


def _of_years(lines: Iterable[Line]) -> tuple[Value, Value] | None:
    """每年12万元，两年共24万元: what is paid in all and for a year, where one is the other by years."""
    pattern = re.compile(
        rf"每年(?:人民币|共|合计|为|计|[：:¥￥\s])*(?P<year>{numerals.SUM})[^。；;]{{0,24}}?"
        rf"(?P<count>[一二两三四五]|\d)年(?:总)?(?:共计|合计|总计|共)(?:人民币|为|[：:\s])*(?P<all>{numerals.SUM})"
    )
    found = []
    for line in lines:
        for match in pattern.finditer(line.text):
            year, whole = numerals.sum_of(match["year"]), numerals.sum_of(match["all"])
            count = numerals.whole(match["count"])
            if not (year and whole and count) or NO_PRICE.search(line.text + match[0]):
                continue
            if Decimal(year) * count == Decimal(whole) and not CEILING.search(line.text):
                found.append((Value(whole, line, match["all"]), Value(year, line, match["year"])))
    return found[0] if len({whole.value for whole, _ in found}) == 1 else None


def put_anew(lines: Iterable[Line]) -> Line | None:
    """The first line that puts another total in the place of one."""
    return next((line for line in lines if _is_put_anew(line.text)), None)


def _is_put_anew(text: str) -> bool:
    """合同金额由…变更为…: another total in the place of the one that stands elsewhere."""
    return is_amended(text) and bool(
        re.search(rf"{TOTAL}\s*(?:由|从|自|变更|调整|修改|更改|增加|减少)[^。；]{{0,40}}为", text)
    )


def _changes(text: str) -> bool:
    """Whether a line tells of a total that is no longer, or of what is put on it."""
    more = re.search(rf"(?:{TOTAL}|价款|金额)[^，。；]{{0,4}}(?:增加|减少|调增|调减|追加)", text)
    return is_amended(text) or bool(more) or "原合同" in text


def _in_ten_thousands(each: Named, lines: Sequence[Line]) -> bool:
    """Whether 单位：万元 stands just above a sum whose figures are told in 元."""
    at = next((at for at, line in enumerate(lines) if line is each.line), 0)
    above = "".join(line.text for line in lines[max(0, at - 3) : at + 1])
    figures = each.figures.words if each.figures and not each.words else "万"
    unit = re.search(r"单位\s*[：:]\s*(?:人民币)?万元", above)
    return bool(unit) and "万" not in figures and "元" in figures


def per_year(
    lines: Sequence[Line], total: str, years: int
) -> tuple[dict[str, Value], list[Question]]:
    """What is paid for a year, where the years make the total."""
    each_year = _years(lines)
    if each_year:
        if sum(Decimal(value.value) for value in each_year) == Decimal(total or 0):
            return {f"price.years[{at}]": value for at, value in enumerate(each_year)}, []
        told = {"total": total or "?", "sums": "、".join(value.value for value in each_year)}
        return {}, [Question("price.years", "wording.ask.years", each_year[0].line, told)]
    found = [each for each in sums(lines, YEARLY, total=False) if each.figures or each.words]
    amounts = {amount for each in found for amount in each.amounts}
    if not amounts and total and years and (yearly := _each_year(lines, total, years)):
        return {"price.per_year": yearly}, []
    if len(amounts) != 1:
        asked = (
            [Question("price.per_year", "wording.ask.per-year", found[0].line)] if amounts else []
        )
        return {}, asked
    [amount] = amounts
    value = found[0].figures or found[0].words
    assert value is not None
    if total and years and Decimal(amount) * years != Decimal(total):
        told = {"total": total, "sums": amount}
        return {}, [Question("price.per_year", "wording.ask.years", value.line, told)]
    return {"price.per_year": value._replace(value=amount)}, []


def _each_year(lines: Iterable[Line], total: str, years: int) -> Value | None:
    """每年648,000.00元, where that many years of it make the total."""
    pattern = re.compile(rf"每年(?:人民币|为|计|[：:¥￥\s])*(?P<sum>{numerals.SUM})")
    for line in lines:
        for match in pattern.finditer(line.text):
            value = numerals.sum_of(match["sum"])
            if value and Decimal(value) * years == Decimal(total):
                return Value(value, line, match["sum"])
    return None


def _years(lines: Iterable[Line]) -> list[Value]:
    """第一年…元，第二年…元: each year's sum, where all stand in one line and follow each other."""
    pattern = re.compile(
        rf"第(?P<year>[一二三四五1-5])(?:个)?(?:服务)?年(?:度)?(?:的)?[^，。；\d¥￥]{{0,10}}?{BETWEEN}(?P<sum>{numerals.SUM})"
    )
    for line in lines:
        found = list(pattern.finditer(line.text))
        order = [numerals.whole(match["year"]) for match in found]
        if len(found) > 1 and order == list(range(1, len(found) + 1)) and "支付" not in line.text:
            sums_ = [(numerals.sum_of(match["sum"]), match["sum"]) for match in found]
            return [Value(value, line, said) for value, said in sums_ if value]
    return []
