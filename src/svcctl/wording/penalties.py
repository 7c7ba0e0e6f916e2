"""Damages: who pays what to whom for which breach, of what base, up to what, and beside which loss."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from svcctl.wording.found import Clause, Question, Reading, Row, Value
from svcctl.wording.numerals import (
    NUMBER,
    PERIOD,
    PERIOD_INSIDE,
    SHARE,
    SUM,
    period_of,
    share_of,
    sum_of,
    whole,
)
from svcctl.wording.running import Run, article_of, masked, run_of
from svcctl.wording.spoken import CONTRACT
from svcctl.wording.tiers import Tier, goes_on, marks_of, tiers_of
from svcctl.wording.topics import FOREIGN, PENALTIES, own, twice

_PURCHASER = "甲方|采购人|采购单位|采购方|买方|委托方|招标人|需方|发包人|委托人|业主"
_SUPPLIER = "乙方|成交供应商|中标供应商|供应商|中标人|服务商|卖方|受托方|服务方|供方|承包人|成交人|承包方|受托人|服务单位"
_EITHER = "任何一方|任一方|违约方|一方"
_PENALTY = "违约金|滞纳金|逾期利息|罚款|罚金|违约款|利息"
_TOO_LONG = 60000

_PER = re.compile(
    rf"每[^，。；\n\d一二两三四五六七八九十月次人例起项每%‰]{{0,6}}(?:{NUMBER})?个?(?P<what>天|日|周|星期|月)|按(?P<by>日|天|周)|(?P<daily>日)(?=(?:{SHARE}|违约金))"
)
_SPAN = rf"(?:{NUMBER})?个?(?:周|星期|月|天|日)"
_BEGUN = re.compile(
    rf"(?:不足|不满)(?P<than>{_SPAN})(?:的)?(?:部分)?[，]?(?:(?:也|均|仍)?(?:按照?|视为|以)(?P<as>{_SPAN})(?:计|的?标准|$|[，。；])"
    rf"|(?P<rata>(?:按|以)(?:照)?(?:实际)?(?:逾期|迟延)?(?:天数|日|天|比例)(?:数)?(?:折算|计算|比例))|(?P<none>不计(?:算)?(?:违约金)?))"
)
_CAP = re.compile(
    rf"(?P<pool>累计|合计|总计|总额|共计|总和)?(?:的)?(?:违约金|滞纳金|赔偿|罚款|扣款|利息)?(?:金额|数额)?(?P<pool2>累计|合计|总计|总额|总数|总和|总金额)?(?:最高|最多)?(?:不得?超过|以不超过|不高于|最高为|最高|上限为|上限是|至多|(?<!处)以(?=[^，。；\n]{{0,40}}(?:为限|为上限|封顶)))(?P<of>[^，。；\n%‰]{{0,20}}?)的?(?P<share>{SHARE})(?:为限|为上限|封顶)?"
)
# 全年累计, 当月扣款累计: a cap that begins anew, which no file can say
_WITHIN = re.compile(
    "(?:全年|每年|当年|年度|一年内|全月|每月|当月|月度|每季度?|当季度?)(?:内)?(?:扣款|违约金)?(?:总额)?$"
)
_CAP_SUM = re.compile(
    rf"(?P<pool>累计|合计|总计|总额|共计)?(?:的)?(?:违约金|滞纳金|赔偿|罚款|扣款)?(?:金额|数额)?(?P<pool2>累计|合计|总计|总额|总数|总和|总金额)?(?:最高|最多)?(?:不得?超过|不高于|最高为|最高|上限为|至多)(?:人民币)?(?P<sum>{SUM})"
)
_BASES = (
    ("instalment", "当月(?:服务|物业|维护)?(?:费用?|款)|当季度?(?:服务|物业|维护)?(?:费用?|款)|当期(?:应付)?(?:服务)?(?:款项?|费用?|价款)|该期(?:应付)?(?:款项?|费用?)|该月(?:服务)?费用?|该季度(?:服务)?费用?"),
    ("amount-overdue", "(?:逾期|延期|迟延|拖欠|欠付|未付|应付未付|未支付|到期未付|未按时支付|未按期支付|尚未支付|延迟|应付而未付|迟付|未足额支付)(?:支付|付款)?(?:部分)?的?(?:应付)?(?:合同|服务)?(?:款项?|金额|价款|费用|费|部分|款额|总额)(?:金额|总额|部分|总金额)?|欠款(?:金额|总额)?|应付款项?"),
    ("amount-in-breach", "违约(?:部分|款)(?:的)?(?:款|金|价)?额?|(?:未|迟延|逾期|延迟|延期)(?:交付|履行|提供|完成)(?:服务)?(?:部分)?的?(?:服务|合同)?(?:部分)?的?(?:价款|金额|款项|费用|价值|合同价款)|(?:违约|不合格|未履行|未完成)(?:服务)?(?:部分)(?:的)?(?:价款|金额|款项|费用|合同金额)"),
    ("year-price", "(?:当年|年度|年|该年度|本年度|当年度|每年)(?:的)?(?:合同|服务|维护|运维|物业)?(?:服务)?(?:费用?|金额|价款?|总价|总额|总金额|款项?)"),
    ("contract-price", rf"本?{CONTRACT}|本?合同(?:约定)?(?:总)?(?:服务)?(?:费用?|价款?|金额|款)|服务费总额"),
)  # fmt: skip
_BASE = re.compile("|".join(f"(?P<B{at}>{found})" for at, (_, found) in enumerate(_BASES)))
_RATE = re.compile(rf"(?P<of>[^，。；\n%‰]{{0,30}}?)(?P<share>{SHARE})")
_TERMINATE = re.compile(
    rf"(?:逾期|延期|迟延|延迟|累计|拖延|超期|迟)?(?:支付|付款|交付|履行|提供)?(?:时间|天数|的)?(?P<over>超过|满|达到?|达|逾)(?P<days>{PERIOD_INSIDE})(?:以上|仍[^，。；\n]{{0,12}}|的|后|时|未[^，。；\n]{{0,10}})*[，]?(?P<who>{_PURCHASER}|{_SUPPLIER}|对方|另一方|守约方)?(?:有权|可以?|可以选择)(?:单方面?)?(?:书面通知[^，。；\n]{{0,6}})?(?:解除|终止)"
)
# a further tier that names no base of its own: 自第11日起每日按0.3%
_NO_BASE = re.compile(
    "(?:起|部分|后|的)，?(?:每?(?:逾期)?[一1]?[日天周]|按|以|提高|增加|上浮|调整|到|至|为|，)*$"
)
_REACHED = re.compile(
    rf"(?:达到?|超过|满)(?:前述|上述|该|违约金|扣款|累计)*(?:上限|限额|最高限额|最高额)(?:的|时|后)?[，]?(?:{_PURCHASER}|{_SUPPLIER}|对方|另一方|守约方)?(?:可以?|有权)[^，。；]{{0,6}}(?:解除|终止)"
)
_GATE = re.compile(
    "(?:经)?(?:双方)?协商(?:仍)?(?:不成|未果|不能达成一致|无法达成一致|不一致|达不成一致)"
)
_NOT_OURS = re.compile(f"投标|国家(?:有关)?规定[^，。；]{{0,8}}罚款|{FOREIGN.pattern}")
_LOSS = re.compile(
    r"(?P<beside>(?:并|且|还应?|同时|另|此外|并应?|并须)(?:应当?|须|需)?(?:负责)?(?:承担|赔偿|偿付)[^，。；\n]{0,20}(?:损失|损害))|违约方(?:应当?|须|需)?(?:承担|赔偿)[^，。；\n]{0,20}(?:损失)"
)
_INCLUDED = re.compile(
    r"违约金(?:金额)?(?:不足以?|低于|不能)(?:弥补|补偿|覆盖|抵偿)?[^，。；\n]{0,20}损失"
)
_ONLY = re.compile(
    r"(?:赔偿|承担)[^，。；\n]{0,24}(?:全部|一切|直接|经济|由此|相应)?[^，。；\n]{0,12}(?:损失|责任)"
)
_EACH = re.compile(
    r"每(?:人每)?(?:发生|出现|发现|有|违反)?(?:一|1)?(?:人次|次|起|例|项|件|处)(?!每)|[/每](?:人次|次|起)"
)
_PER_HEAD = re.compile(r"每(?:缺|少|有|差)?(?:一|1|\d)?(?:名|个)?(?:人|岗|台|处|户|辆)")
# 每次扣500元, under whatever heading
_DOCKED = re.compile(
    rf"每(?:人每)?(?:发生|出现|发现)?(?:一|1)?(?:人次|次|起|例|处)[^，。；\n\d]{{0,6}}(?:扣|处罚|罚款)[^，。；\n\d]{{0,4}}{SUM}"
)
# 每延期一日支付应付款的0.05%, without a name for it
_LATE_RATE = re.compile(
    rf"(?:逾期|延期|迟延|延迟|迟付)[^。；\n]{{0,24}}每[^，。；\n\d]{{0,6}}[日天][^。；\n]{{0,8}}付[^。；\n]{{0,16}}{SHARE}"
)
# money taken off or paid for a breach, in a form that no rule reads: asked, never left out
_TAKES = re.compile(
    rf"(?:扣(?:除|减|罚|款|发)?|减收|减免|减半|处罚|罚款|处以|加收)[^，。；\n]{{0,14}}(?:{SUM}|{SHARE}|[\d二两三]倍|当日)|(?:{SHARE}|{SUM}|[\d二两三]倍)的?(?:扣款|扣减|罚款|补偿|赔偿)"
    rf"|退还[^，。；\n]{{0,12}}{SHARE}|赔偿[^，。；\n]{{0,6}}{SUM}|双倍|[2两二三]倍返还|费用?(?:减半|不予支付)|(?:{SHARE}|[一二两三\d]个月[^，。；\n]{{0,8}})(?:作为)?的?(?:补偿|违约金)"
)
_KEPT = re.compile("保证金|质保金|保留金|尾款|预付款|税|下浮|工资|\\d分")
_SCORED = re.compile("考核|评分|考评|付款|支付|结算")
_EACH_TIME = re.compile(
    rf"(?:每(?:发生|出现|发现|有|违反)?(?:一|1)?(?:次|起|例|人次|项|件|处)|(?:一|1)次)(?:[^，。；\n\d]{{0,12}}?)(?P<sum>{SUM})|(?P<sum2>{SUM})[/每](?:次|起|例|人次)"
)
_MARKET = re.compile("LPR|市场报价利率|同期[^，。；]{0,12}利率|贷款利率|存款利率|基准利率")
_UNREADABLE = re.compile(
    r"双倍|[二两三]倍|__|[Xx×]{2,}|%[~～至—\-]|(?<![\d一二三四五六七八九十百])%"
)
_KINDS = (
    ("late-payment", r"(?:逾期|延期|迟延|延迟|未按[^，。；]{0,8}|不能按[^，。；]{0,6}|不按[^，。；]{0,6}|无故拖延|拖欠|拖延|未及时)(?:支付|付款)|(?:支付|付款)(?:逾期|迟延|延迟)的|逾期[^，。；]{0,8}款|拖欠[^，。；]{0,10}(?:款|费)|未按[^，。；]{0,14}(?:支付|付款)|滞纳金"),
    ("late-acceptance", "(?:延期|逾期|迟延|拒绝|拒不)(?:接受|接收|验收)"),
    ("infringement", "侵犯|侵权|知识产权"),
    ("confidentiality", "保密|泄露|泄密"),
    ("late-delivery", "(?:逾期|延期|迟延|延迟|未按[^，。；]{0,8})(?:交付|提供服务|完成|履行|开展|进场|交货)"),
    ("late-response", "响应(?!文件)|到场|到达现场"),
    ("late-report", "报告"),
    ("service-promise", "(?:服务)?承诺"),
    ("quality", "质量|不合格|不符合"),
    ("complaint", "投诉"),
    ("subcontracting", "转包|分包|转让"),
    ("termination", "解除|终止|擅自"),
    ("other-breach", "其他违约|其它违约|其余违约"),
)  # fmt: skip


class _Piece(NamedTuple):
    run: Run
    start: int
    end: int
    lead: str  # the words of the sentence before, that say of whom this one speaks

    @property
    def text(self) -> str:
        """Its words."""
        return self.run.text[self.start : self.end]

    def value(self, value: str, start: int, end: int) -> Value:
        """A value with the words at places of the piece."""
        return self.run.value(value, self.start + start, self.start + end)


def _pieces(clause: Clause) -> tuple[list[_Piece], bool]:
    """The sentences of a clause that each hold one rule; what only goes on is kept with its rule."""
    run = run_of(clause)
    text, open_choice = masked(run.text)
    run = run._replace(text=text)
    found: list[_Piece] = []
    for match in re.finditer("[^。；\n]+", text):
        piece = _Piece(run, match.start(), match.end(), "")
        further = (
            found
            and not _states(piece.text)
            and re.search("解除|终止|损失|不足一|不得?超过|为限|上限|协商", piece.text)
        )
        if (further and _states(found[-1].text)) or _is_tier(found, piece):
            found[-1] = found[-1]._replace(end=match.end())
        else:
            found.append(piece)
    return found, open_choice


def _is_tier(found: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether a sentence goes on with the days of delay of the one before, whose party it does not name."""
    named = re.search(f"(?<![向给对由])(?:{_PURCHASER}|{_SUPPLIER}|{_EITHER})", piece.text)
    return bool(found) and not named and goes_on(found[-1].text, piece.text)


def _states(text: str) -> bool:
    """Whether a sentence sets a rate, a sum or a loss to be paid."""
    if _NOT_OURS.search(text):
        return False
    capless = _CAP.sub("", text)
    rated = re.search(SHARE, capless) and re.search(f"{_PENALTY}|偿付|赔偿|扣|支付", capless)
    fixed = re.search(SUM, _CAP_SUM.sub("", text)) and re.search(f"{_PENALTY}|扣|赔偿|支付", text)
    return bool(rated or fixed or _LATE_RATE.search(text))


def _only_loss(text: str) -> bool:
    return bool(
        re.search(
            "全部(?:法律)?责任|赔偿.{0,16}损失|损失.{0,10}(?:赔偿|承担)|承担.{0,16}(?:赔偿|损失).{0,6}",
            text,
        )
        and not _NOT_OURS.search(text)
    )


def _payer(piece: _Piece) -> tuple[str, int, int] | None:
    """Who pays: who is late or in breach, as the sentence names them first."""
    text = piece.text
    pattern = (
        f"(?<![向给对由])(?:(?P<p>{_PURCHASER})|(?P<s>{_SUPPLIER})|(?P<e>{_EITHER}))"
        "|(?P<o>其他违约|其它违约|其余违约)"
    )
    names = list(re.finditer(pattern, text))
    ends = rf"(?:{_PURCHASER}|{_SUPPLIER}|守约方|对方)(?:均|都)?(?:有权|可以?)[^，。；]{{0,10}}(?:解除|终止)"
    # 甲方有权解除合同，并按…支付违约金: who may end it is not who pays
    names = [name for name in names if not re.match(ends, text[name.start() :])]
    docked = re.search(
        rf"扣(?:款|除|罚|减|付)?(?:人民币)?(?={SUM}|{SHARE}|[^，。；]{{0,12}}(?:服务|物业)?费)",
        text,
    )
    if not names and docked:  # what is docked comes off the supplier's pay
        return "supplier", *docked.span()
    if not names:
        late = re.search(_KINDS[0][1], text)  # who pays late is whoever pays
        return ("purchaser", *late.span()) if late and not re.search(f"{_SUPPLIER}", text) else None
    paid = re.search(
        f"(?<![向给对由])(?:(?P<a>{_PURCHASER})|(?P<b>{_SUPPLIER})|(?P<c>{_EITHER}))(?:应当?|须|需|每[天日]|按[^，。；]{{0,30}})*(?:向|支付|偿付|承担|赔偿)(?!.{{0,4}}方支付)",
        text,
    )
    first = names[0]
    name = {"p": "purchaser", "s": "supplier", "e": "breaching-party", "o": "breaching-party"}
    who = name[first.lastgroup or "e"]
    if paid:
        pays = {"a": "purchaser", "b": "supplier", "c": "breaching-party"}[paid.lastgroup or "c"]
        # 甲方有权要求乙方支付: the one asked pays
        asks = re.search(f"(?:{_PURCHASER}|{_SUPPLIER})(?:有权|可以?)(?:要求|向|扣)", text)
        if pays != who and not asks and "breaching-party" not in (pays, who):
            return None
        if asks and pays != who:
            return pays, paid.start(), paid.start() + 2
    elif re.search(f"(?:{_PURCHASER})(?:有权|可以?)[^，。；]{{0,8}}(?:扣|要求)", text):
        return "supplier", first.start(), first.end()
    return who, first.start(), first.end()


def _base(text: str, before: int) -> tuple[str, int, int] | None:
    """The base that is named last before a share."""
    last = None
    for match in _BASE.finditer(text, max(0, before - 40), before):
        last = match
    if last is None or before - last.end() > 6 or re.search("[，。；]", text[last.end() : before]):
        return None
    return _BASES[int((last.lastgroup or "B0")[1:])][0], last.start(), last.end()


def _caps(piece: _Piece) -> tuple[dict[str, Value], list[tuple[int, int]], str]:
    """The cap, the places that it takes up, and what is asked."""
    text = piece.text
    caps = list(_CAP.finditer(text))
    sums = list(_CAP_SUM.finditer(text))
    spans = [match.span() for match in (*caps, *sums)]
    if not spans:
        return {}, [], ""
    if len(spans) > 1:
        return {}, spans, "asked.cap"
    match = (caps or sums)[0]
    start, end = match.span()
    if _WITHIN.search(text[:start]):
        return {}, spans, "asked.cap"
    pooled = match["pool"] or match["pool2"]
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


def _per(piece: _Piece, before: int) -> tuple[dict[str, Value], str]:
    """How often the rate falls due: by the day, by the week; a begun week only where it is said."""
    text = piece.text
    found = [match for match in _PER.finditer(text) if match.start() < before + 12]
    if not found:
        return {}, ""
    match = found[-1]
    what = match["what"] or match["by"] or match["daily"]
    count = re.search(NUMBER, match[0])
    times = whole(count[0]) if count else 1
    if not times or what.endswith("月"):
        return {}, "asked.per"
    days = times * (7 if what in ("周", "星期") else 1)
    begun = _BEGUN.search(text)
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


def _how_much(piece: _Piece, caps: Sequence[tuple[int, int]]) -> tuple[dict[str, Value], str]:
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
    tiers = tiers_of(text, [*caps, *(match.span() for match in _TERMINATE.finditer(text))])
    if tiers is None:
        return {}, "asked.tiers"
    if tiers:
        return ({}, "asked.tiers") if sums else _tiered(piece, tiers, free)
    if len(free) == 1 and not sums:
        return _rate(piece, free[0])
    if not free and len(sums) == 1:
        return _fixed(piece, sums[0])
    return {}, "asked.rates" if free or sums else ""


def _rate(piece: _Piece, match: re.Match[str]) -> tuple[dict[str, Value], str]:
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
    if re.match("\\(含\\)以|以[上下]|[至到~～-]", text[match.end() :]):
        return {}, "asked.rates"  # 5%以上10%以下 is no rate
    per, asks = _per(piece, match.start())
    if asks:
        return {}, asks
    return {"rate": piece.value(value, *match.span()), **per, "base": piece.value(*base)}, ""


def _tiered(
    piece: _Piece, tiers: Sequence[Tier], shares: Sequence[re.Match[str]]
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


def _fixed(piece: _Piece, match: re.Match[str]) -> tuple[dict[str, Value], str]:
    text = piece.text
    value = sum_of(match[0])
    # 每次最高不超过 after it is the cap's
    each = _EACH.search(text, 0, match.end()) or _EACH.match(text, match.end())
    bound = re.search("[至到~～—-]$|不低于|不少于|至少|最低", text[: match.start()]) or re.match(
        "以[上下]|左右|起|[至到~～—-]", text[match.end() :]
    )
    if bound or ((each or _PER_HEAD.search(text, 0, match.end())) and _PER.search(text)):
        return {}, "asked.rates"  # of a range, or by heads and days, no one sum is known
    per, asks = _per(piece, match.start())
    if (
        value is None
        or asks
        or (
            not each
            and not per
            and not re.search(
                f"支付[^，。；]{{0,14}}(?:{_PENALTY})|(?:{_PENALTY})[^，。；]{{0,6}}$",
                text[: match.end()],
            )
        )
    ):
        return {}, asks or "asked.rates"
    return {"amount": piece.value(value, *match.span())} | per, ""


def _terminates(piece: _Piece, caps: Mapping[str, Value]) -> tuple[dict[str, Value], str]:
    """The days of delay after which the other may end it: 超过60天 only, 满60天 is another number."""
    text = piece.text
    if not re.search("解除|终止", text):
        return {}, ""
    if (reached := _REACHED.search(text)) and not _TERMINATE.search(text):
        if not caps:
            return {}, "asked.termination"
        return {"terminate_when": piece.value("cap", *reached.span())}, ""
    found = list(_TERMINATE.finditer(text))
    if len(found) != 1:
        return {}, "asked.termination" if re.search(PERIOD, text) else ""
    match = found[0]
    length = period_of(match["days"])
    if not length or length.unit != "calendar-day" or match["over"] not in ("超过", "逾"):
        return {}, "asked.termination"
    if re.match("以上", text[match.end("days") :]):
        return {}, "asked.termination"
    value = piece.value(str(length.length), match.start("over"), match.end("days"))
    return {"terminate_after_days": value}, ""


def _unexplained(piece: _Piece) -> bool:
    """Whether a figure stands in the sentence that the rule does not use."""
    text = piece.text
    used: set[int] = set()
    for pattern in (
        SHARE,
        SUM,
        _PER.pattern,
        _TERMINATE.pattern,
        _BEGUN.pattern,
        _CAP.pattern,
        _EACH_TIME.pattern,
    ):
        for match in re.finditer(pattern, text):
            used.update(range(*match.span()))
    for mark in marks_of(text, ()):
        used.update(range(mark.start, mark.end))
    left = "".join(sign for at, sign in enumerate(text) if at not in used)
    left = re.sub(
        r"第\d+[条款项]|第[一二三四五六七八九十]+[条款项]|\d+[、.]|7[x×*]24|\(\d+\)|①-⑳", "", left
    )
    return bool(re.search(r"\d", re.sub(r"^\s*\d{1,2}[、.．)]|^\d+(?:\.\d+)+", "", left))) or bool(
        re.search(f"(?:{NUMBER})(?:个工作日|天|日内|小时|个月)", left)
    )


def _says_nothing(text: str) -> bool:
    """Whether a sentence about a breach asks no sum: it excuses one, or says what the law says."""
    excused = re.search(
        "不(?:承担|支付|收取|计|予)[^，。；]{0,10}(?:违约金|滞纳金|责任|利息|赔偿)|无需|免除|免于|不视为",
        text,
    )
    return bool(excused) or bool(
        _INCLUDED.search(text) and not re.search(f"{SHARE}|{SUM}", text)
    )  # the law's own rule, and the file's default


def _rule(piece: _Piece) -> tuple[Row | None, list[str]]:
    """One rule of damages, or what is asked."""
    text = piece.text
    if _UNREADABLE.search(text):
        return None, ["asked.damages"]
    caps, spans, asks = _caps(piece)
    if _says_nothing(text) and (tiers_of(text, spans) == [] or not re.search(SHARE, text)):
        return None, []
    who = _payer(piece)
    if who is None:
        return None, ["asked.payer"]
    row, asks_too = _how_much(piece, spans)
    stops, asks_stop = _terminates(piece, caps)
    asked = [each for each in (asks, asks_too, asks_stop) if each]
    if asks or asks_too or (not row and not _only_loss(text)):
        return None, asked or ["asked.damages"]
    if _unexplained(piece):
        return None, ["asked.damages-figures"]
    kind = _kind(text, who[0])
    late = re.search(_KINDS[0][1], text)
    paying = kind == "late-payment" and late and who[0] == "purchaser"
    purpose = "late-payment" if paying else "recorded-breach"
    if not paying and "base" in row and row["base"].value == "amount-overdue":
        row["base"] = row["base"]._replace(value="amount-in-breach")
    span = late.span() if kind == "late-payment" and late else (who[1], who[2])
    values = {"payer": piece.value(who[0], who[1], who[2]), "for": piece.value(purpose, *span)}
    values |= row | caps
    if gate := _GATE.search(text):
        values["gate"] = piece.value("negotiation-failed", *gate.span())
    values |= stops | _loss(piece, bool(row)) | _deduct(piece)
    made = {"key": kind} | ({"loss": "included"} if row and "loss" not in values else {})
    return Row("damages", values | article_of(piece.run), made), asked


def _kind(text: str, payer: str) -> str:
    """A handle by what the breach is."""
    for key, words in _KINDS:
        if key == "late-payment" and payer != "purchaser":
            continue
        if re.search(words, text):
            return key
    return "breach"


def _loss(piece: _Piece, rated: bool) -> dict[str, Value]:
    """Whether a loss is owed beside, as far as it goes beyond, or alone."""
    text = piece.text
    if included := _INCLUDED.search(text):
        return {"loss": piece.value("included", *included.span())} if rated else {}
    if rated and (beside := _LOSS.search(text)):
        return {"loss": piece.value("beside", *beside.span())}
    return {}


def _deduct(piece: _Piece) -> dict[str, Value]:
    """Whether it may be taken off a payment."""
    found = re.search(
        "(?:从|在)[^，。；]{0,16}(?:款|费用?|金)(?:项)?中?(?:直接)?(?:扣除|扣减|抵扣|扣)|(?:直接|予以)?(?:扣除|扣减|抵扣)[^，。；]{0,4}(?:服务费|合同款|当月)",
        piece.text,
    )
    return {"deduct": piece.value("true", *found.span())} if found else {}


def _about(clauses: Sequence[Clause]) -> list[Clause]:
    mine = own(clauses) or list(clauses)
    headed = [clause for clause in mine if PENALTIES.search(clause.heading)]
    rest = [
        clause
        for clause in mine
        if clause not in headed
        and (
            re.search("违约金|滞纳金|偿付|逾期利息|LPR|市场报价利率", clause.text)
            or _LATE_RATE.search(clause.text)
            or (_MARKET.search(clause.text) and re.search("逾期|延期|迟延|拖欠", clause.text))
            or (
                (_DOCKED.search(clause.text) or _TAKES.search(clause.text))
                and not _SCORED.search(clause.heading)
            )
        )
        and not re.search("保证金|担保", clause.heading)
    ]
    return [clause for clause in mine if clause in headed or clause in rest]


def _plain(text: str) -> bool:
    """Whether a sentence is a rule of damages under whatever heading, without calling it so."""
    return bool(_DOCKED.search(text) or _LATE_RATE.search(text))


def _rules(clause: Clause, headed: bool) -> Iterator[tuple[Row | None, list[str], Clause]]:
    pieces, open_choice = _pieces(clause)
    if open_choice:
        yield None, ["asked.option"], clause
        return
    for piece in pieces:
        if re.search("改为|修改为|变更为|调整为", piece.text) and re.search(SHARE, piece.text):
            yield None, ["asked.amended"], clause
        elif _MARKET.search(piece.text) and re.search("逾期|延期|迟延|拖欠|违约", piece.text):
            yield None, ["asked.lpr"], clause
        elif (
            _states(piece.text)
            and (headed or re.search(_PENALTY, piece.text) or _plain(piece.text))
        ) or (headed and _only_loss(piece.text)):
            yield (*_rule(piece), clause)
        elif _TAKES.search(piece.text) and not _KEPT.search(piece.text):
            yield None, ["asked.damages"], clause


def read(clauses: Sequence[Clause]) -> Reading:
    """The rules of damages in the order of the text."""
    if second := twice(clauses):
        return Reading({}, (), (Question("damages", "asked.two-contracts", second.lines[0]),))
    about = _about(clauses)
    if sum(len(clause.text) for clause in about) > _TOO_LONG:
        return Reading({}, (), (Question("damages", "asked.too-long", about[0].lines[0]),))
    rows: list[Row] = []
    questions: list[Question] = []
    keys: dict[str, int] = {}
    for clause in about:
        for row, asked, where in _rules(clause, bool(PENALTIES.search(clause.heading))):
            at = f"damages[{len(rows)}]" if row else "damages"
            questions += [Question(at, each, where.lines[0]) for each in asked]
            if row:
                key = row.made["key"]
                keys[key] = keys.get(key, 0) + 1
                made = dict(row.made) | ({"key": f"{key}-{keys[key]}"} if keys[key] > 1 else {})
                rows.append(row._replace(made=made))
    return Reading({}, tuple(rows), tuple(questions))
