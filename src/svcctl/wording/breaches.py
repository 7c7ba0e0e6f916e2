"""The sentences about breaches: which there are, who pays by them, and of what kind each is."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from svcctl.wording.found import Clause, Value
from svcctl.wording.numerals import NUMBER, SHARE, SUM
from svcctl.wording.reserved import ROLES_ELSEWHERE, has_others
from svcctl.wording.running import Run, masked, run_of
from svcctl.wording.tiers import goes_on
from svcctl.wording.topics import FOREIGN

PURCHASER = "甲方|采购人|采购单位|采购方|买方|委托方|招标人|需方|发包人|委托人|业主"
SUPPLIER = "乙方|成交供应商|中标供应商|供应商|中标人|服务商|卖方|受托方|服务方|供方|承包人|成交人|承包方|受托人|服务单位"
_EITHER = "任何一方|任一方|违约方|一方"
PENALTY = "违约金|滞纳金|逾期利息|罚款|罚金|违约款|利息"
CAP = re.compile(
    rf"(?P<pool>累计|合计|总计|总额|共计|总和)?(?:的)?(?:违约金|滞纳金|赔偿|罚款|扣款|利息)?(?:金额|数额)?(?P<pool2>累计|合计|总计|总额|总数|总和|总金额)?(?:均|都|各|亦|也|应)*(?:最高|最多)?(?:不得?超过|以不超过|不高于|最高为|最高|上限为|上限是|至多|(?<!处)以(?=[^，。；\n]{{0,40}}(?:为限|为上限|封顶)))(?P<of>[^，。；\n%‰]{{0,20}}?)的?(?P<share>{SHARE})(?:为限|为上限|封顶)?"
)
CAP_SUM = re.compile(
    rf"(?P<pool>累计|合计|总计|总额|共计)?(?:的)?(?:违约金|滞纳金|赔偿|罚款|扣款)?(?:金额|数额)?(?P<pool2>累计|合计|总计|总额|总数|总和|总金额)?(?:均|都|各|亦|也|应)*(?:最高|最多)?(?:不得?超过|不高于|最高为|最高|上限为|至多)(?:人民币)?(?P<sum>{SUM})"
)
_NOT_OURS = re.compile(f"投标|国家(?:有关)?规定[^，。；]{{0,8}}罚款|{FOREIGN.pattern}")
INCLUDED = re.compile(
    r"损失[^，。；\n]{0,6}(?:超过|超出|大于|高于)违约金|违约金(?:金额)?(?:不足以?|低于|不能)(?:弥补|补偿|覆盖|抵偿)?[^，。；\n]{0,20}损失"
    r"|(?:超出|超过|高于|大于)违约金[^，。；\n]{0,6}损失|(?:超出|超过|大于|高于)违约金(?:金额|数额)?的?部分|损失[^，。；\n]{0,20}(?:超出|超过|不足)(?:的)?部分"
)
# 每延期一日支付应付款的0.05%, without a name for it
LATE_RATE = re.compile(
    rf"(?:逾期|延期|迟延|延迟|迟付)[^。；\n]{{0,24}}每[^，。；\n\d]{{0,6}}[日天][^。；\n]{{0,8}}付[^。；\n]{{0,16}}{SHARE}"
)
# 违约金不足以弥补损失的，还应赔偿超出部分
BEYOND_LOSS = re.compile(
    "损失[^。；\\n]{0,20}(?:超出|超过|不足|差额)的?部分|(?:超出|超过)违约金的?部分"
)
DELAY = re.compile("逾期|延期|迟延|延迟|延误|拖延|超期")
_PAYS = "(?:支付|付款|汇款|划款|划付|拨付|拨款|转账|付费)"
KINDS = (
    ("late-payment", rf"(?:逾期|延期|迟延|延迟|未按[^，。；]{{0,8}}|不能按[^，。；]{{0,6}}|不按[^，。；]{{0,6}}|无故拖延|拖欠|拖延|未及时){_PAYS}|(?:支付|付款)(?:逾期|迟延|延迟)的|逾期[^，。；退返还]{{0,8}}款|拖欠[^，。；]{{0,10}}(?:款|费)|未按[^，。；]{{0,14}}(?:支付|付款)|滞纳金"),
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


class Piece(NamedTuple):
    """One sentence of a clause that may hold a rule."""

    run: Run
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.run.text[self.start : self.end]

    def value(self, value: str, start: int, end: int) -> Value:
        """A value with the words at places of the piece."""
        return self.run.value(value, self.start + start, self.start + end)


_OF_ALL = re.compile("以上|上述|前述|各项|所有|全部违约金|本[条款]")


def pieces_of(clause: Clause) -> tuple[list[Piece], bool]:
    """The sentences of a clause that each hold one rule; what only goes on is kept with its rule."""
    run = run_of(clause)
    text, open_choice = masked(run.text)
    run = run._replace(text=text)
    found: list[Piece] = []
    for match in re.finditer("[^。；\n]+", text):
        piece = Piece(run, match.start(), match.end())
        further = (
            found
            and not states(piece.text)
            and re.search("解除|终止|损失|不足一|不得?超过|为限|上限|协商", piece.text)
        )
        if further and _OF_ALL.search(piece.text) and sum(states(p.text) for p in found) > 1:
            found.append(piece)  # of all the rules before, not of the last
        elif (further and states(found[-1].text)) or _is_tier(found, piece):
            found[-1] = found[-1]._replace(end=match.end())
        else:
            found.append(piece)
    return found, open_choice


def _is_tier(found: Sequence[Piece], piece: Piece) -> bool:
    """Whether a sentence goes on with the days of delay of the one before, whose party it does not name."""
    named = re.search(f"(?<![向给对由])(?:{PURCHASER}|{SUPPLIER}|{_EITHER})", piece.text)
    if not found or named:
        return False
    days = re.search(f"第?{NUMBER}个?(?:工作)?[日天]", piece.text) and DELAY.search(found[-1].text)
    more = days and states(found[-1].text) and re.search(f"{SHARE}|{SUM}", piece.text)
    return bool(more) or goes_on(found[-1].text, piece.text)


def states(text: str) -> bool:
    """Whether a sentence sets a rate, a sum or a loss to be paid."""
    if _NOT_OURS.search(text):
        return False
    capless = CAP.sub("", text)
    rated = re.search(SHARE, capless) and re.search(f"{PENALTY}|偿付|赔偿|扣|支付", capless)
    fixed = re.search(SUM, CAP_SUM.sub("", text)) and re.search(f"{PENALTY}|扣|赔偿|支付", text)
    return bool(rated or fixed or LATE_RATE.search(text))


def only_loss(text: str) -> bool:
    """Whether a sentence has a loss made good, and says no more than that."""
    return bool(
        re.search(
            "全部(?:法律)?责任|赔偿.{0,16}损失|损失.{0,10}(?:赔偿|承担)|承担.{0,16}(?:赔偿|损失).{0,6}",
            text,
        )
        and not _NOT_OURS.search(text)
    )


_NAMED = re.compile(
    rf"(?<![向给对由经得与被受为按收到和或及知])(?:(?P<p>{PURCHASER})|(?P<s>{SUPPLIER})|(?P<e>{_EITHER}))"
    "|(?P<o>其他违约|其它违约|其余违约)"
)
_ROLES = {"p": "purchaser", "s": "supplier", "e": "breaching-party", "o": "breaching-party"}
# 甲方有权解除合同, 甲方发现乙方…的: who may, or finds, is not who breaks
_LOOKS_ON = re.compile(
    rf"(?:{PURCHASER}|{SUPPLIER}|守约方|对方)(?:均|都|也)?(?:有权|可以?|发现|检查|抽查|巡查|认定|查实|通知|书面|要求|提出|催告|验收|接到|收到|组织|认为|同意|批准|许可)"
)
_AT_FAULT = "[^，。；\\n]{0,12}?(?:逾期|延期|迟延|延迟|拖延|拖欠|未|不按|不能|不履行|违反|违约|擅自|拒|无故)"
# what may stand before who is in breach: 2．如因, 自…起
_LEADS = re.compile(
    r"(?:[(（]?[\d一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}[)）、.．]|[①-⑳]|[\d.]+|第?[一二三四五六七八九十\d]+[条款项]|[如若当凡因但且并的除]|如果|若因|由于|对于?|此外|另外|同时|一旦|每|其中|合同[^，。；]{0,8}[内间中]|本合同|服务期[限间]?[内间中]?|[^，。；]{1,10}:)*"
)
_PAYS_IT = re.compile(
    rf"(?:(?<![向给对])由|(?<![向给对由与和]))(?:(?P<p>{PURCHASER})|(?P<s>{SUPPLIER})|(?P<e>{_EITHER}))(?:应当?|须|需|还|每[天日]|按[^，。；]{{0,30}})*(?:负责)?(?:向|支付|偿付|承担|赔偿)(?!.{{0,4}}方支付)"
)


def payer_of(piece: Piece) -> tuple[str, int, int] | None:
    """Who pays: who is late or in breach, as the sentence names them first."""
    text = piece.text
    names = [name for name in _NAMED.finditer(text) if not _LOOKS_ON.match(text, name.start())]
    docked = re.search(
        rf"扣(?:款|除|罚|减|付)?(?:人民币)?(?={SUM}|{SHARE}|[^，。；]{{0,12}}(?:服务|物业)?费)",
        text,
    )
    if has_others(text) or _several_at_fault(text):
        return None
    if not names:
        return _headed(piece) or _unnamed(text, docked)
    paid = _PAYS_IT.search(text)
    first = names[0]
    if not _LEADS.fullmatch(re.split("[，。；\n]", text[: first.start()])[-1]):
        return (_ROLES[paid.lastgroup or "e"], *paid.span(paid.lastgroup or 0)) if paid else None
    who = _ROLES[first.lastgroup or "e"]
    if docked and who == "purchaser" and not paid:
        return None
    if paid:
        pays = _ROLES[paid.lastgroup or "e"]
        # 甲方有权要求乙方支付: the one asked pays
        asks = re.search(f"(?:{PURCHASER}|{SUPPLIER})(?:有权|可以?)(?:要求|向|扣)", text)
        if pays != who and not asks and "breaching-party" not in (pays, who):
            return None
        if asks and pays != who:
            return pays, paid.start(), paid.start() + 2
    elif re.search(f"(?:{PURCHASER})(?:有权|可以?)[^，。；]{{0,8}}(?:扣|要求)", text):
        return "supplier", first.start(), first.end()
    return who, first.start(), first.end()


# 六、乙方违约：
_HEADED = re.compile(
    rf"[^\w]*(?:第?[\d一二三四五六七八九十.]+[条款]?)?[、.．\s]*(?:(?P<p>{PURCHASER})|(?P<s>{SUPPLIER}))的?违约(?:责任|情形|行为)?(?:如下|为|处理)?[:：]?\s*"
)


def _headed(piece: Piece) -> tuple[str, int, int] | None:
    """Who pays where the heading alone says whose breaches these are."""
    clause = piece.run.clause
    heads = [clause.heading, *(line.text for line in clause.lines[:1])]
    found = next((match for head in heads if (match := _HEADED.fullmatch(head))), None)
    verb = re.search("支付|偿付|扣|赔偿|承担", piece.text)
    return (_ROLES[found.lastgroup or "s"], *verb.span()) if found and verb else None


# what only who serves can fail to do
_SERVES = re.compile("交货|供货|配送|送货|漏[检修做巡]|[脱缺睡]岗|到场|巡[检查]|保养")


def _unnamed(text: str, docked: re.Match[str] | None) -> tuple[str, int, int] | None:
    """Who pays where no side is named: what is docked is the supplier's, who pays late the purchaser."""
    if docked:
        return None if re.search("工资|薪酬|奖金", text) else ("supplier", *docked.span())
    served = _SERVES.search(text)
    if served and not re.search(f"{SUPPLIER}|{PURCHASER}|双方|{ROLES_ELSEWHERE}", text):
        return "supplier", *served.span()
    late = re.search(KINDS[0][1], text)
    odd = re.search(f"{SUPPLIER}|双方|租|{ROLES_ELSEWHERE}", text)
    return ("purchaser", *late.span()) if late and not odd else None


def _several_at_fault(text: str) -> bool:
    """Whether a sentence tells of a breach of both: 甲方或乙方逾期…"""
    both = re.search(
        rf"(?:{PURCHASER})(?:和|或者?|与|及|、)(?:{SUPPLIER})|(?:{SUPPLIER})(?:和|或者?|与|及|、)(?:{PURCHASER})",
        text,
    )
    at_fault = {
        kind
        for kind, names in (("p", PURCHASER), ("s", SUPPLIER))
        for match in re.finditer(
            rf"(?<![向给对由经得与被受为按因收到知])(?:{names}){_AT_FAULT}", text
        )
        if not _LOOKS_ON.match(text, match.start())
    }
    return bool(both) or len(at_fault) > 1


def says_nothing(text: str) -> bool:
    """Whether a sentence about a breach asks no sum: it excuses one, or says what the law says."""
    excused = re.search(
        "不(?:承担|支付|收取|计|予)[^，。；]{0,10}(?:违约金|滞纳金|责任|利息|赔偿)|无需|免除|免于|不视为",
        text,
    )
    return bool(excused) or bool(
        INCLUDED.search(text) and not re.search(f"{SHARE}|{SUM}", text)
    )  # the law's own rule, and the file's default


def kind_of(text: str, payer: str) -> str:
    """A handle by what the breach is."""
    for key, words in KINDS:
        if key == "late-payment" and payer != "purchaser":
            continue
        if re.search(words, text):
            return key
    return "breach"
