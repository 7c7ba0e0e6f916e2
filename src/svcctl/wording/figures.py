"""The figures of a clause that a contract file could have, and the contexts in which they are none.

Sums, shares, lengths of time, days, scores, numbers of times, renewals and what is owed for a loss, in
any writing. `HARMLESS` is the one place that says which of them are no terms of these two parties.
"""

import re
from collections.abc import Iterator

from svcctl.wording.accounted import Span
from svcctl.wording.numerals import DATE, NUMBER, SHARE, SUM
from svcctl.wording.running import masked

_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月"
_FIGURE = re.compile(
    "|".join(
        (
            DATE.replace("mark", "mark_of"),
            rf"{_MONTH}(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]|底|末|[上中下]旬)?(?!个)",
            SHARE,
            SUM,
            rf"{NUMBER}个?(?:百分点|工作日|日历[日天]|自然[日天月年]|周年|星期|季度|小时|分钟|月|年度?|天|日|周|时(?!期|段|代|间)|秒)",
            rf"{NUMBER}分(?![之钟期次项包批别为成公支阶类级部配摊担析])",
            rf"{NUMBER}(?:人次|次|倍|场(?![所地景馆]))(?![性日月年])",
            r"7[×xX*]24|5[×xX*]8|\d{1,2}:\d{2}",
            "(?:当|次|下|每|本)?个?(?:月|季度?|年度?)[底末]",
            "(?:全部|全额|另行|照价)[^，。；]{0,3}赔偿|赔偿[^，。；]{0,4}损失|承担[^，。；]{0,6}(?:赔偿责任|损失)",
            "续约|续签|续展|自动延[续长]|自动顺延|展期[一二两\\d]",
        )
    )
)

# numbers, shares and days as a harmless context has them: that it is one is all that matters there
_SOME = "[\\d一二两三四五六七八九十百零〇]{1,6}"
_PART = "(?:[\\d.]{1,6}[%‰]|[百千万]分之[\\d.一二三四五六七八九十点]{1,6})"
_DAY = rf"(?:[\d一二三四五六七八九零〇]{{4}}年{_SOME}月{_SOME}[日号]|20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})"
# what is no term of the contract file, whatever figure stands in it
HARMLESS = (
    # numbers of articles and paragraphs, papers by name, copies
    r"第[\d一二三四五六七八九十百零.]{1,8}(?:条|款|项|章|节|部分|页|卷|包|标段|阶段|期|批|季度?|学期|轮|届)",
    rf"第{_SOME}个?(?:年度?|次|月|服务年度?)(?!起)",
    r"(?:^|\n)(?:\d{1,2}(?:\.\d{1,3})*|[一二三四五六七八九十]{1,3})[.、)]",
    r"《[^《》]*》(?:\([^()]*\))?",
    r"\(?[\u4e00-\u9fff]{1,6}[〔\[](?:19|20)\d{2}[〕\]]\d+号\)?",
    r"(?:GB|WS|DB|JGJ|CJJ|HJ|ISO|YY|TSG)[/A-Z]*[\d.-]*",
    r"(?:一|1)式[^，。；]{1,24}份|[执留备持][^，。；]{0,8}份",
    # a year by itself, or of a name: 2025年度, 2025—2026年
    rf"(?:19|20)\d{{2}}(?:[-—~至]+(?:19|20)\d{{2}})?年(?!{_MONTH})(?:度)?",
    # who signed when: that it was not read is asked already
    rf"(?:^|\n)(?:{_DAY})(?=\n|$)",
    rf"(?:签订|签署|签约|订立|签于|签字)(?:日期?|时间|于|日|[^，。；\d]{{0,8}}之日\()?[:】]?(?:{_DAY})",
    rf"(?:{_DAY})(?:由|在|于|，)?[^，。；]{{0,12}}(?:签订|签署|签约|订立|签于)",
    # taxes, insurance, capital and what others pay
    r"(?:税率|征收率|增值税|税金|税费)[^，。；\d]{0,10}[\d.]{1,6}%|[\d.]{1,6}%的?(?:税率|增值税|税金|专用发票)",
    r"(?:保额|保险金额|投保|赔偿限额|责任限额|意外险|责任险)[^。；]{0,30}?(?:元|万|%)[^，。；]{0,4}",
    r"注册资[金本][^，。；]{0,20}元",
    # the last row of a table: what it comes to is asked of the price
    r"(?<![\u4e00-\u9fff])(?:合计|总计|小计)(?:[|\n][^|\n，。；]*){1,6}",
    # what is one by the way: 每逾期一日, 一次性, 任何一次
    r"(?:每|按)(?:擅自更换|更换|投诉|逾期|迟延|延迟|延误|延期|拖延|拖欠|推迟|晚|超过?|超出|发生|出现|发现|违反|违约|少|低|缺|增加|减少|迟)[^，。；\d]{0,6}(?:一|1|\(1\))个?(?:百分点|人次|工作日|日|天|周|月|小时|分钟|次|分|年)",
    r"(?:每|任何|其中|同)(?:一|1)个?(?:日|天|次|年|月)|一次性|(?:支付|付款|结算|付|结)一次|一次付清|分(?:\d|[一二两三四五六七八九十]){1,2}(?:次|期|笔|批)|一年一[签招]",
    r"[前后上下次](?:一|1)个?(?:工作日|日|天|周|月|季度|年度?)|不[足满](?:一|1)个?(?:日|天|周|月|季度|年)|(?:一|1)年的(?:价格|费用)",
    r"(?:一|两|二|三|数)年(?:来|前)|近[一二三四五两\d]+年",
    r"(?:有效期|保存|保管|存档|留存|质控记录|档案)[^，。；]{0,10}(?:年|月|日)(?!前)",
    rf"保密[^。；]{{0,24}}{_SOME}个?(?:年|月)(?![\d一二三四五六七八九十]{{0,3}}月)",
    # how good the work is to be, where nothing follows from it, and how a contract is given up
    rf"(?:率|比例|误差|差错|可用性)(?:应|须|不得|均)*(?:不低于|不高于|不小于|不大于|不超过|低于|高于|超过|达到?|按)(?:{_PART})(?=[，。；、)/\n的以]|$)(?!的，)",
    rf"按不(?:低|少)于(?:{_PART})的比例",
    rf"(?:解除|终止|退出|不能继续履行|解约)[^。；]{{0,14}}提前[^，。；]{{0,3}}{_SOME}个?(?:工作日|日|天|月)",
    rf"提前{_SOME}个?(?:工作日|日|天|月)[^。；]{{0,12}}(?:解除|终止|退出|解约)",
    # who works there, and how old a car may be
    r"24小时(?:不间断)?(?:有人)?(?:值班|值守|专人|监控|巡逻|轮班|在岗)",
    rf"(?:车龄|年龄|工龄|工作年限|从业)[^，。；]{{0,8}}年|{_SOME}年(?:及?以上)?[^，。；]{{0,8}}(?:经验|资历|经历)",
    # what is of the law or of trade, and no term of these parties
    r"(?:国家|法定|政府)[^，。；]{0,12}(?:规定|标准)[^，。；]{0,6}\d+(?:小时|日|天)",
    r"(?:投标|磋商|响应|谈判|竞标|报价)(?:文件|有效期)?[^，。；]{0,6}有效期?[^，。；]{0,8}[日天]",
    r"(?:投标|磋商|响应|谈判|竞标|报价)保证金[^。；]*|(?:代理|中标|成交)服务费[^。；]*",
    r"(?:根据|依据|依照|按照?)《[^》]*(?:法|法典|条例)》[^。；]*应当?[^。；]*",
    r"(?:年满|不满|满|超过|不超过)\d{2}周?岁",
)
_HARMLESS = tuple(re.compile(each) for each in HARMLESS)

_UNIT = re.compile("[百千万亿]+元")  # of the head of a table
# a row of a table: its cells stand in lines of their own, between bars or behind spaces
_SAYS = re.compile("[，。；]")
_CELL = re.compile(
    r"(?<![^\n| \u4e00-\u9fff])(?:\d{1,3}(?:,\d{3})+|\d{3,9}|\d+(?=\.\d))(?:\.\d{1,4})?(?=[\n| ]|$)"
)


def figures(text: str) -> list[Span]:
    """Where figures that matter stand in a run; those of harmless contexts are none."""
    text = masked(text)[0]
    harmless = bytearray(len(text))
    for each in _HARMLESS:
        for found in each.finditer(text):
            harmless[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return [
        found.span()
        for found in _FIGURE.finditer(text)
        if not all(harmless[found.start() : found.end()]) and not _UNIT.fullmatch(found[0])
    ]


def cells(text: str, start: int, end: int) -> Iterator[Span]:
    """Bare figures of a row of a table: their unit stands in its head."""
    if not _SAYS.search(text, start, end):
        found = [each.span() for each in _CELL.finditer(text, start, end)]
        yield from found if len(found) > 1 else ()
