"""How much is owed for a breach: the rate or the sum, of what, how often, and up to what."""

import re
from collections.abc import Sequence

from svcctl.wording.breaches import (
    BEYOND_LOSS,
    CAP,
    CAP_SUM,
    DELAY,
    PENALTY,
    PURCHASER,
    SUPPLIER,
    Piece,
)
from svcctl.wording.found import Value
from svcctl.wording.numerals import NUMBER, PERIOD_INSIDE, SHARE, SUM, share_of, sum_of, whole
from svcctl.wording.reserved import BASE_BEFORE
from svcctl.wording.spoken import CONTRACT
from svcctl.wording.tiers import Tier, tiers_of

PER = re.compile(
    rf"每(?![少缺])[^，。；\n\d一二两三四五六七八九十月次人例起项每%‰]{{0,6}}(?:{NUMBER})?个?(?P<what>天|日|周|星期|月)|按(?P<by>日|天|周)|[/／](?P<a>日|天|周)|(?P<daily>日)(?=(?:{SHARE}|违约金))"
)
_SPAN = rf"(?:{NUMBER})?个?(?:周|星期|月|天|日)"
BEGUN = re.compile(
    rf"(?:不足|不满)(?P<than>{_SPAN})(?:的)?(?:部分)?[，]?(?:(?:也|均|仍)?(?:按照?|视为|以)(?P<as>{_SPAN})(?:计|的?标准|$|[，。；])"
    rf"|(?P<rata>(?:按|以)(?:照)?(?:实际)?(?:逾期|迟延)?(?:天数|日|天|比例)(?:数)?(?:折算|计算|比例))|(?P<none>不计(?:算)?(?:违约金)?))"
)
_POOLED = re.compile("违约金(?:的)?(?:总|累计|合计)|累计|合计|总计|共计|总和|总额|总金额")
# 全年累计, 当月扣款累计: a cap that begins anew, which no file can say
_WITHIN = re.compile(
    "(?:全年|每年|当年|年度|一年内|全月|每月|当月|月度|每季度?|当季度?)(?:内)?(?:扣款|扣减|扣罚|罚款|赔偿|违约金)?(?:总额|累计|合计)?$"
)
_BASES = (
    ("instalment", "当月(?:服务|物业|维护)?(?:费用?|款)|当季度?(?:服务|物业|维护)?(?:费用?|款)|当期(?:应付)?(?:服务)?(?:款项?|费用?|价款)|该期(?:应付)?(?:款项?|费用?)|该月(?:服务)?费用?|该季度(?:服务)?费用?"),
    ("amount-overdue", "(?:逾期|延期|延付|欠缴|迟延支付|迟延|拖欠|欠付|未付|应付未付|未支付|到期未付|未按时支付|未按期支付|尚未支付|延迟|应付而未付|迟付|未足额支付)(?:支付|付款)?(?:部分)?的?(?:应付)?(?:合同|服务)?(?:款项?|金额|价款|货款|费用|费|部分|款额|总额|额)(?:金额|总额|部分|总金额)?|欠款(?:金额|总额)?|应付款项?|应付金额"),
    ("amount-in-breach", "违约(?:部分|款)(?:的)?(?:款|金|价)?额?|(?:未|迟延|逾期|延迟|延期)(?:交付|履行|提供|完成)(?:服务)?(?:部分)?的?(?:服务|合同)?(?:部分)?的?(?:价款|金额|款项|费用|价值|合同价款)|(?:违约|不合格|未履行|未完成)(?:服务)?(?:部分)(?:的)?(?:价款|金额|款项|费用|合同金额)"),
    ("year-price", "(?:当年|年度|年|该年度|本年度|当年度|每年)(?:的)?(?:合同|服务|维护|运维|物业|顾问|保洁|养护|维保|管理)?(?:服务)?(?:费用?|金额|价款?|总价|总额|总金额|款项?)"),
    ("contract-price", rf"本?{CONTRACT}|本?合同(?:约定)?(?:总)?(?:服务)?(?:费用?|价款?|金额|款)|服务费总额"),
)  # fmt: skip
_BASE = re.compile("|".join(f"(?P<B{at}>{found})" for at, (_, found) in enumerate(_BASES)))
TERMINATE = re.compile(
    rf"(?:逾期|延期|迟延|延迟|累计|拖延|超期|迟)?(?:支付|付款|交付|履行|提供)?(?:时间|天数|的)?(?P<over>超过|满|达到?|达|逾)(?P<days>{PERIOD_INSIDE})(?:以上|仍[^，。；\n]{{0,12}}|的|后|时|未[^，。；\n]{{0,10}})*[，]?(?P<who>{PURCHASER}|{SUPPLIER}|对方|另一方|守约方)?(?:有权|可以?|可以选择)(?:单方面?)?(?:书面通知[^，。；\n]{{0,6}})?(?:解除|终止)"
)
# 逾期超过30日的，乙方有权暂停服务: costs nothing
STOPS = re.compile(
    rf"，?(?:逾期|延期|迟延|延迟|累计)?[^，。；\n\d]{{0,6}}(?:超过|满|达到?)(?:{PERIOD_INSIDE})(?:以上|仍未支付|的|后|时)*，?(?:{SUPPLIER}|{PURCHASER}|守约方|对方)(?:有权|可以?)(?:暂停|中止|停止)[^，。；\n\d]{{0,12}}"
)
# a further tier that names no base of its own: 自第11日起每日按0.3%
_NO_BASE = re.compile(
    "(?:起|部分|后|的)，?(?:每?(?:逾期)?[一1]?[日天周]|按|以|提高|增加|上浮|调整|到|至|为|，)*$"
)
EACH = re.compile(
    r"每(?:人每)?(?:发生|出现|发现|有|违反)?(?:一|1)?(?:人次|课次|次|起|例|项|件|处)(?!每)|[/每](?:人次|次|起)"
)
_PER_HEAD = re.compile(r"每(?:缺|少|有|差)?(?:一|1|\d)?(?:名|个)?(?:人|岗|台|处|户|辆)")
EACH_TIME = re.compile(
    rf"(?:每(?:发生|出现|发现|有|违反)?(?:一|1)?(?:次|起|例|人次|项|件|处)|(?:一|1)次)(?:[^，。；\n\d]{{0,12}}?)(?P<sum>{SUM})|(?P<sum2>{SUM})[/每](?:次|起|例|人次)"
)


# what may stand behind a base: 合同总价中服务费的10% is another
_BEHIND = re.compile(
    "(?:总额|金额|款|费用?)?(?:\\([^()]*\\))?的?(?:每(?:逾期|延期|迟延)?[一1]?[日天周]|按[日天]|日|之|为|:|乘以|[x×*])?的?"
)


def _base(text: str, before: int) -> tuple[str, int, int] | None:
    """The base that is named last before a share."""
    last = None
    for match in _BASE.finditer(text, max(0, before - 40), before):
        last = match
    if last is None or not _BEHIND.fullmatch(text, last.end(), before):
        return None
    kind = _BASES[int((last.lastgroup or "B0")[1:])][0]
    before_it = text[: last.start()]
    late = kind == "amount-overdue" and re.search("(?:逾期|到期|应付|应支付|尚|所)$", before_it)
    if not late and not BASE_BEFORE.search(before_it):
        return None
    return kind, last.start(), last.end()


def cap_of(piece: Piece) -> tuple[dict[str, Value], list[tuple[int, int]], str]:
    """The cap, the places that it takes up, and what is asked."""
    text = piece.text
    caps = list(CAP.finditer(text))
    sums = list(CAP_SUM.finditer(text))
    spans = [match.span() for match in (*caps, *sums)]
    if not spans:
        return {}, [], ""
    if len(spans) > 1:
        return {}, spans, "asked.cap"
    match = (caps or sums)[0]
    start, end = match.span()
    if _WITHIN.search(text[:start]):
        return {}, spans, "asked.cap"
    pooled = match["pool"] or match["pool2"] or _is_pooled(text, match)
    pool = piece.value("contract" if pooled else "breach", start, end)
    if not caps:
        value = sum_of(match["sum"].replace("人民币", ""))
        told = {"cap.amount": piece.value(value or "", match.start("sum"), match.end("sum"))}
        return (told | {"cap.pool": pool} if value else {}), spans, "" if value else "asked.cap"
    value = share_of(match["share"])
    base = _base(text, match.start("share"))
    if not base or not value or re.search("投标|损失|违约金总额$", match["of"]):
        return {}, spans, "asked.cap"
    return (
        {
            "cap.share": piece.value(value, match.start("share"), match.end("share")),
            "cap.of": piece.value(base[0], base[1], base[2]),
            "cap.pool": pool,
        },
        spans,
        "",
    )


def _is_pooled(text: str, cap: re.Match[str]) -> bool:
    """Whether the words of a cap, or what stands before it, count all together: 违约金总额均不超过."""
    before = re.split("[，。；\n]", text[: cap.start()])[-1]
    words = cap[0][: cap.start("share" if "share" in cap.groupdict() else "sum") - cap.start()]
    return bool(_POOLED.search(before) or _POOLED.search(re.split("超过|高于|为", words)[0]))


def _per(piece: Piece, before: int) -> tuple[dict[str, Value], str]:
    """How often the rate falls due: by the day, by the week; a begun week only where it is said."""
    text = piece.text
    found = [
        m for m in PER.finditer(text) if m.start() < before + 12 and _is_beside(m, text, before)
    ]
    if not found:
        return {}, ""
    match = found[-1]
    what = match["what"] or match["by"] or match["a"] or match["daily"]
    count = re.search(NUMBER, match[0])
    times = whole(count[0]) if count else 1
    if not times or what.endswith("月"):
        return {}, "asked.per"
    days = times * (7 if what in ("周", "星期") else 1)
    begun = BEGUN.search(text)
    if days > 1 and not begun:
        return {}, "asked.part"
    part = _part(begun, days) if begun and days > 1 else "whole"
    at = begun if begun and days > 1 else match
    if not part:
        return {}, "asked.part"
    return {
        "per.days": piece.value(str(days), *match.span()),
        "per.part": piece.value(part, *at.span()),
    }, ""


def _is_beside(per: re.Match[str], text: str, before: int) -> bool:
    """Whether 每日 tells how often this is owed: 未按每日两次巡检的，按… tells something else."""
    bare = re.fullmatch("每(?:[一1]个?)?[日天周月]", per[0])
    return not bare or "，" not in text[per.end() : before]


def _part(begun: re.Match[str], days: int) -> str:
    """What a begun period counts: the whole, its days, nothing; none where another period is named."""
    if _days(begun["than"]) != days:
        return ""
    if begun["as"]:
        return "started" if _days(begun["as"]) == days else ""
    return "pro-rata" if begun["rata"] else "whole"


def _days(text: str) -> int | None:
    """The days of 一周, 7日, 30天; a month has no number of days."""
    count = re.match(NUMBER, text)
    times = whole(count[0]) if count else 1
    if not times or text.endswith("月"):
        return None
    return times * (7 if text.endswith(("周", "星期")) else 1)


def how_much(piece: Piece, caps: Sequence[tuple[int, int]]) -> tuple[dict[str, Value], str]:
    """Rate and base, or the sum of each time."""
    text = piece.text
    free = [
        match
        for match in re.finditer(SHARE, text)
        if not any(start <= match.start() < end for start, end in caps)
    ]
    sums = [
        match
        for match in re.finditer(SUM, text)
        if not any(start <= match.start() < end for start, end in caps)
    ]
    tiers = tiers_of(text, [*caps, *_ends_or_stops(text)])
    if tiers is None:
        return {}, "asked.tiers"
    if tiers:
        return ({}, "asked.tiers") if sums else _tiered(piece, tiers, free)
    if len(free) == 1 and not sums:
        return _rate(piece, free[0])
    if not free and (len(sums) == 1 or _told_twice(text, sums)):
        return _fixed(piece, sums[-1])
    return {}, "asked.rates" if free or sums else ""


def _ends_or_stops(text: str) -> list[tuple[int, int]]:
    """Where days of delay are told after which something else than money follows."""
    found = [match.span() for match in TERMINATE.finditer(text)]
    found += [match.span() for match in STOPS.finditer(text)]
    return found + [match.span() for match in BEYOND_LOSS.finditer(text)]


def _rate(piece: Piece, match: re.Match[str]) -> tuple[dict[str, Value], str]:
    text = piece.text
    value = share_of(match[0])
    base = _base(text, match.start())
    if base is None:
        tail = (
            _BASE.match(text, match.end() + 1)
            if text[match.end() : match.end() + 1] == "的"
            else None
        )
        base = (
            None if tail is None else (_BASES[int((tail.lastgroup or "B0")[1:])][0], *tail.span())
        )
    if value is None or base is None:
        return {}, "asked.damages-base"
    per, asks = _per(piece, match.start())
    if asks or (not per and DELAY.search(text)):
        return {}, asks or "asked.per"  # a rate of each day whose day no word names
    return {"rate": piece.value(value, *match.span()), **per, "base": piece.value(*base)}, ""


def _tiered(
    piece: Piece, tiers: Sequence[Tier], shares: Sequence[re.Match[str]]
) -> tuple[dict[str, Value], str]:
    """The rate of the first days of delay and those that follow, of one base and by the same time."""
    values, asks = _rate(piece, shares[0])
    if asks or "per.days" not in values:
        return {}, asks or "asked.per"
    for match in shares[1:]:
        row, asks = _rate(piece, match)
        same = asks == "asked.damages-base" and _NO_BASE.search(piece.text[: match.start()])
        if (asks and not same) or any(
            row[key].value != values[key].value for key in ("base", "per.days", "per.part") if row
        ):
            return {}, "asked.tiers"
    if tiers[0].share is None:
        values["rate"] = piece.value("0%", *tiers[0].day)
    for at, tier in enumerate(tiers[1:]):
        day, share = tier.day, tier.share or tier.day
        values[f"tiers[{at}].from_day"] = piece.value(str(tier.from_day), *day)
        rate = share_of(piece.text[slice(*share)]) or ""
        values[f"tiers[{at}].rate"] = piece.value(rate, *share)
    return values, ""


def _told_twice(text: str, sums: Sequence[re.Match[str]]) -> bool:
    """Whether two sums are one, in words and in figures: 伍佰元整（¥500.00）."""
    if len(sums) != 2:
        return False
    between = text[sums[0].end() : sums[1].start()]
    same = sum_of(sums[0][0]) == sum_of(sums[1][0]) is not None
    return same and bool(re.fullmatch("[(（](?:小写|大写|即|人民币|RMB|:|：)*", between))


def _fixed(piece: Piece, match: re.Match[str]) -> tuple[dict[str, Value], str]:
    text = piece.text
    value = sum_of(match[0])
    # 每次最高不超过 after it is the cap's
    each = EACH.search(text, 0, match.end()) or EACH.match(text, match.end())
    if (each or _PER_HEAD.search(text, 0, match.end())) and PER.search(text):
        return {}, "asked.rates"  # of a range, or by heads and days, no one sum is known
    per, asks = _per(piece, match.start())
    if (
        value is None
        or asks
        or (
            not each
            and not per
            and not re.search(
                f"支付[^，。；]{{0,14}}(?:{PENALTY})|(?:{PENALTY})[^，。；]{{0,6}}$",
                text[: match.end()],
            )
        )
    ):
        return {}, asks or "asked.rates"
    return {"amount": piece.value(value, *match.span())} | per, ""
