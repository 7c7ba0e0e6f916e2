"""The figures of a contract's clauses that nothing proposed and nothing asked has read: they are asked.

A sum, a share, a length of time, a day, a score, a number of times or a renewal is read where it stands
within the words of a proposed value, or in a line that something is asked about. What is left over
becomes one question for each article, with its words; what is harmless stands in `HARMLESS`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from svcctl.wording.accounted import Span, spans_of
from svcctl.wording.found import Clause, Line, Question, Value
from svcctl.wording.numerals import DATE, NUMBER, SHARE, SUM, date_of, period_of, sum_of, whole
from svcctl.wording.running import Run, masked, run_of, sentences
from svcctl.wording.topics import own

AT_MOST = 5  # figures that a question quotes
_BEFORE = 14  # signs before a figure that tell what it is about
_SHORT = 8  # signs of words that may stand twice in a line and be read once
_EDGES = "，。；、:!?\n\0()|】"
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
            rf"{NUMBER}(?:人次|次|倍)(?![性日月年])",
            r"7[×xX*]24|5[×xX*]8|\d{1,2}:\d{2}",
            "(?:当|次|下|每|本)?个?(?:月|季度?|年度?)[底末]",
            "(?:全部|全额|另行|照价)[^，。；]{0,3}赔偿|赔偿[^，。；]{0,4}损失|承担[^，。；]{0,6}(?:赔偿责任|损失)",
            "续约|续签|续展|自动延[续长]|自动顺延|展期[一二两\\d]",
        )
    )
)

# what is no term of the contract file, whatever figure stands in it
HARMLESS = (
    # numbers of articles and paragraphs, papers by name, copies
    r"第[\d一二三四五六七八九十百零.]{1,8}(?:条|款|项|章|节|部分|页|卷|包|标段|阶段|期|批|季度?|学期|轮|届)",
    rf"第{NUMBER}个?(?:年度?|次|月|服务年度?)(?!起)",
    r"(?:^|\n)(?:\d{1,2}(?:\.\d{1,3})*|[一二三四五六七八九十]{1,3})[.、)]",
    r"《[^《》]*》(?:\([^()]*\))?",
    r"\(?[\u4e00-\u9fff]{1,6}[〔\[](?:19|20)\d{2}[〕\]]\d+号\)?",
    r"(?:GB|WS|DB|JGJ|CJJ|HJ|ISO|YY|TSG)[/A-Z]*[\d.-]*",
    r"(?:一|1)式[^，。；]{1,24}份|[执留备持][^，。；]{0,8}份",
    # a year by itself, or of a name: 2025年度, 2025—2026年
    rf"(?:19|20)\d{{2}}(?:[-—~至]+(?:19|20)\d{{2}})?年(?!{_MONTH})(?:度)?",
    # who signed when: that it was not read is asked already
    rf"(?:^|\n)(?:{DATE.replace('mark', 'mark_alone')})(?=\n|$)",
    rf"(?:签订|签署|签约|订立|签于|签字)(?:日期?|时间|于|日|[^，。；\d]{{0,8}}之日\()?[:】]?(?:{DATE.replace('mark', 'mark_on')})",
    rf"(?:{DATE.replace('mark', 'mark_at')})(?:由|在|于|，)?[^，。；]{{0,12}}(?:签订|签署|签约|订立|签于)",
    # taxes, insurance, capital and what others pay
    r"(?:税率|征收率|增值税|税金|税费)[^，。；\d]{0,10}[\d.]+%|[\d.]+%的?(?:税率|增值税|税金|专用发票)",
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
    rf"保密[^。；]{{0,24}}{NUMBER}个?(?:年|月)(?![\d一二三四五六七八九十]{{0,3}}月)",
    # how good the work is to be, where nothing follows from it, and how a contract is given up
    rf"(?:率|比例|误差|差错|可用性)(?:应|须|不得|均)*(?:不低于|不高于|不小于|不大于|不超过|低于|高于|超过|达到?|按)(?:{SHARE})(?=[，。；、)/\n的以]|$)(?!的，)",
    rf"按不(?:低|少)于(?:{SHARE})的比例",
    rf"(?:解除|终止|退出|不能继续履行|解约)[^。；]{{0,14}}提前[^，。；]{{0,3}}{NUMBER}个?(?:工作日|日|天|月)",
    rf"提前{NUMBER}个?(?:工作日|日|天|月)[^。；]{{0,12}}(?:解除|终止|退出|解约)",
    # what is of the law or of trade, and no term of these parties
    r"(?:国家|法定|政府)[^，。；]{0,12}(?:规定|标准)[^，。；]{0,6}\d+(?:小时|日|天)",
    r"(?:投标|磋商|响应|谈判|竞标|报价)(?:文件|有效期)?[^，。；]{0,6}有效期?[^，。；]{0,8}[日天]",
    r"(?:投标|磋商|响应|谈判|竞标|报价)保证金[^。；]*|(?:代理|中标|成交)服务费[^。；]*",
    r"(?:根据|依据|依照|按照?)《[^》]*(?:法|法典|条例)》[^。；]*应当?[^。；]*",
    r"(?:年满|不满|满|超过|不超过)\d{2}周?岁",
)
_HARMLESS = tuple(re.compile(each) for each in HARMLESS)
_FORCE = re.compile("签署|签订|落款")

# which part of the contract file a clause is about: by its own words, by its heading, by any sum or day
_TABLES = (
    ("term.renewals", "续约|续签(?!年度)|续展|自动延[续长]|自动顺延"),
    ("damages", "违约|索赔|误期|处罚|罚则|赔偿|罚款?|扣除|扣[减罚款]|逾期|延误|迟延|延迟"),
    ("instalments", "(?:扣留|预留|留存|暂扣)[^，。；]{0,12}元"),
    ("guarantees", "履约(?:保证金|担保|保函)|保证金|质保金|保函"),
    ("assessments", "考核|考评|评价|评估|评分|绩效|得分|满意率|满分|\\d分(?!钟)"),
    ("price.items", "单价|元/|每[人株件套页卷条吨栋村车床点个][^，。；]{0,6}元"),
    ("instalments", "付款|支付|结算|拨付|款项|尾款|首款|预付|进度款|费用清单|[内前后]付|付[至清]"),
    ("service_levels", "响应|服务(?:水平|等级|标准|级别)|故障|恢复|到[场馆]|时效|报修|可用性"),
    ("service_plan", "每(?:周|月|季度?|半年|年|学期|个)[^，。；]{0,16}次|巡检|巡查|抽[检查样]"),
    (
        "term",
        r"(?:服务|合同|履行|经营)期(?![满内间])|(?:^|[.、 ])期限|期限[自为是:]|[日时]起?至(?:(?:19|20)\d\d年|\d{1,2}月)",
    ),
    ("price", "价款|价格|合同[总金]?[价额]|总[价额]|合计|预算|服务费"),
)
_SURE = 6  # these words tell more than the heading of an article does, the others less
_GENERAL = (("price", "元"), ("obligations", "日|天|周|月|年|时|分钟"))
_NAMES = {table.split(".")[0] for table, _ in (*_TABLES, *_GENERAL)}
_BY_WORDS = tuple((table, re.compile(words)) for table, words in _TABLES)
_BY_KIND = tuple((table, re.compile(words)) for table, words in _GENERAL)
# a row of a table: its cells stand in lines of their own, between bars or behind spaces
_SAYS = re.compile("[，。；]")
_CELL = re.compile(
    r"(?<![^\n| \u4e00-\u9fff])(?:\d{1,3}(?:,\d{3})+|\d{3,9}|\d+(?=\.\d))(?:\.\d{1,4})?(?=[\n| ]|$)"
)
# of a paragraph, or what is left of it: 第十条, 7.2, 3.
_NUMBER_OF = re.compile(
    r"(?:第?[\d一二三四五六七八九十.]*[条、.) ]+(?:\d{1,2}(?=[\u4e00-\u9fff]))?)*"
)
_UNIT = re.compile("[百千万亿]+元")  # of the head of a table
_NUMBERED = re.compile(r"[\d一二两三四五六七八九十]")
_BELOW = re.compile("(?:低于|不[足满到]|未[达到满]+|[至到~—-]+第?)$")
_ABOVE = re.compile("内?以[下内]|[至到~—-]")
_RENEWED = re.compile("续约|续签|续展|自动延[续长]|自动顺延")
_RESTATED = re.compile("[，(]?(?:即|共?计|合计|为|是|人民币|大写|小写|[:¥(+=])*")
# what stands behind a figure and belongs to it
_BEHIND = re.compile("(?:以?[内上下前后]|之?[内前后])?")
# what a contract must have and has no line: the figures show the place
_OF_LACKING = {
    "price.total": ("price", re.compile("[元圆整]|¥")),
    "term": ("term", re.compile("年|月")),
}
_NOT_OF_IT = re.compile("%|每|次|[时分]$")


class _Left(NamedTuple):
    """What of a clause nobody read: its words, and the line of the first of them."""

    clause: Clause
    words: tuple[str, ...]
    line: Line
    about: str  # the sentences in which they stand


def with_unread(
    clauses: Sequence[Clause], proposed: Mapping[str, Value], asked: Sequence[Question]
) -> tuple[Question, ...]:
    """What is asked, and one question more for what an article says that nothing has read.

    Where a sum or a term that was not found stands there, its question gets the place.
    """
    known = _known(proposed)
    lefts = []
    for clause in own(clauses):
        run = run_of(clause)
        found = list(_left(run, proposed, asked, known))
        if found:
            about = _sentences(run.text, found)
            lefts.append(_Left(clause, _quotes(run, found), run.line(found[0][0]), about))
    placed, rest = _placed(asked, _renewed_once(lefts, proposed))
    return (*placed, *(_question(group, proposed) for group in _grouped(rest)))


def _renewed_once(lefts: Iterable[_Left], proposed: Mapping[str, Value]) -> list[_Left]:
    """Without the words of a renewal alone, where something else tells of the renewal."""
    told = any(path.startswith("term.renewals") for path in proposed)
    kept = []
    for each in lefts:
        bare = all(_RENEWED.search(said) and not _NUMBERED.search(said) for said in each.words)
        if not (bare and told):
            kept.append(each)
        told = told or _table(each) == "term.renewals"
    return kept


def _placed(
    asked: Iterable[Question], lefts: Sequence[_Left]
) -> tuple[list[Question], list[_Left]]:
    """Questions about what was not found, with the first line that has such figures and no others."""
    rest, placed = list(lefts), []
    for question in asked:
        table, kind = _OF_LACKING.get(question.key, ("", None))
        place = next(
            (
                each
                for each in rest
                if question.line is None
                and kind
                and _table(each) == table
                and all(kind.search(said) and not _NOT_OF_IT.search(said) for said in each.words)
            ),
            None,
        )
        if place is not None:
            rest.remove(place)
            question = question._replace(line=place.line)
        placed.append(question)
    return placed, rest


# -- the figures of a clause -----------------------------------------------------------------------


def figures(text: str) -> list[Span]:
    """Where figures that matter stand in a run; those of harmless contexts are none."""
    text = masked(text)[0]
    harmless = [m.span() for each in _HARMLESS for m in each.finditer(text)]
    return [
        match.span()
        for match in _FIGURE.finditer(text)
        if not any(a <= match.start() and match.end() <= b for a, b in harmless)
        and not _UNIT.fullmatch(match[0])
    ]


def _cells(run: Run, known: set[Line]) -> Iterator[Span]:
    """Bare figures in rows of a table of which nothing is known: their unit stands in its head."""
    for row, line in enumerate(run.clause.lines):
        mine = [at for at, (of, _) in enumerate(run.places) if of == row]
        if line in known or not mine or _SAYS.search(run.text, mine[0], mine[-1] + 1):
            continue
        cells = [m.span() for m in _CELL.finditer(run.text, mine[0], mine[-1] + 1)]
        if len(cells) > 1:
            yield from cells


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class _Known(NamedTuple):
    """What is proposed: told once more it says nothing new."""

    sums: frozenset[Decimal]
    days: frozenset[str]
    months: int  # of the term; 0 where it is not known

    def has(self, said: str) -> bool:
        """Whether a figure is one of these, or the share of one month of such a sum."""
        amount, length = sum_of(said), period_of(said)
        if amount is not None:
            return Decimal(amount) in self.sums or Decimal(amount) * 12 in self.sums
        if length is not None and length.unit in ("month", "year"):
            return length.length * (12 if length.unit == "year" else 1) == self.months > 0
        return date_of(said) in self.days


def _known(proposed: Mapping[str, Value]) -> _Known:
    said = {path: value.value for path, value in proposed.items()}
    sums = [each for each in said.values() if re.fullmatch(r"\d+\.\d\d", each)]
    days = [each for each in said.values() if re.fullmatch(r"\d{4}-\d\d-\d\d", each)]
    months = int(said.get("term.months", 0)) + 12 * int(said.get("term.years", 0))
    if {"term.from", "term.to"} <= said.keys():
        first, last = (date.fromisoformat(said[f"term.{each}"]) for each in ("from", "to"))
        after = last + timedelta(days=1)
        months = (after.year - first.year) * 12 + after.month - first.month
    return _Known(frozenset(map(Decimal, sums)), frozenset(days), months)


def _read(run: Run, proposed: Mapping[str, Value]) -> list[Span]:
    """Where the words of values stand that were read of this clause.

    Words that several rows have are read as often as rows have them, from the first on.
    """
    found: list[Span] = []
    for row, line in enumerate(run.clause.lines):
        mine = [(path, each) for path, each in proposed.items() if each.line == line]
        often = Counter((re.sub(r".*\]", "", path), each.words) for path, each in mine)
        words = {each.words: each for _, each in mine}
        for said, value in words.items():
            times = max(count for (_, each), count in often.items() if each == said)
            places = [
                span
                for span in spans_of([value], run.text)
                if any(at == row for at, _ in run.places[slice(*span)])
            ]
            found += places[:times] if len(said) <= _SHORT else places
    return found


def _left(
    run: Run, proposed: Mapping[str, Value], asked: Sequence[Question], known: _Known
) -> Iterator[Span]:
    """The figures that nothing read: not even as what is read, said again in another way."""
    found = figures(run.text)
    lines = {value.line for value in proposed.values()}
    if not any(each.line in run.clause.lines for each in asked):
        cells = _cells(run, lines)
        found = sorted([*found, *(c for c in cells if not any(_meet(c, each) for each in found))])
    read = _read(run, proposed)
    bounds = {_number(run.text[slice(*each)]) for each in read} - {0}
    read += list(_asked(run, asked))
    for start, end in found:
        if any(_meet((start, end), each) for each in read):
            continue
        said = run.text[start:end]
        again = any(b <= start and _RESTATED.fullmatch(run.text[b:start]) for _, b in read)
        if again:
            read.append((start, end))
        elif not known.has(said) and not _bounds(run.text, start, end, bounds):
            yield start, end


def _number(said: str) -> int:
    """The whole number that words begin with, behind 第 or 自第; 0 where they do not."""
    found = re.match(rf"自?第?({NUMBER})", said)
    return (whole(found[1]) or 0) if found else 0


def _bounds(text: str, start: int, end: int, read: set[int]) -> bool:
    """Whether a figure is only the other side of one that is read: 低于90分 beside 90分及以上."""
    if not _BELOW.search(text[:start]) and not _ABOVE.match(text, end):
        return False
    number = _number(text[start:end])
    return number in read or number + 1 in read


def _asked(run: Run, asked: Iterable[Question]) -> Iterator[Span]:
    """What a question is about: the sentences that it quotes, or those of its line that are of its table."""
    for row, line in enumerate(run.clause.lines):
        mine = [at for at, (of, _) in enumerate(run.places) if of == row]
        within = [
            (max(start, mine[0]), min(stop, mine[-1] + 1))
            for start, stop in (sentences(run.text) if mine else ())
            if start <= mine[-1] and mine[0] < stop
        ]
        tables = list(_tables([run.text[slice(*each)] for each in within]))
        for question in asked:
            if question.line != line:
                continue
            said = [Value("", line, each) for each in question.values.values() if len(each) > 2]
            told = spans_of(said, run.text)
            quoted = [each for each in within if any(_meet(each, place) for place in told)]
            table = re.split(r"[.\[]", question.key)[0]
            alike = [
                each
                for each, about in zip(within, tables, strict=True)
                if len(within) == 1 or table in about or table not in _NAMES
            ]
            yield from quoted or alike


def _tables(said: Iterable[str]) -> Iterator[set[str]]:
    """Which parts of the contract file sentences are about; one that names none is about the last's."""
    about: set[str] = set()
    for sentence in said:
        found = {name.split(".")[0] for name, words in _BY_WORDS if words.search(sentence)}
        about = found or about or {"obligations"}
        yield about


def _sentences(text: str, found: Iterable[Span]) -> str:
    """The sentences in which figures stand."""
    kept = [
        text[start:end]
        for start, end in sentences(text)
        if any(start <= at < end for at, _ in found)
    ]
    return "。".join(kept)


def _quotes(run: Run, found: Iterable[Span]) -> tuple[str, ...]:
    """The figures with the words before them in their piece, as they stand in the text."""
    quoted: list[Span] = []
    for start, end in found:
        begin = max(run.text.rfind(mark, 0, start) for mark in _EDGES) + 1
        begin = max(begin, start - _BEFORE)
        begin += len(_NUMBER_OF.match(run.text[begin:start])[0])  # type: ignore[index]
        end = _BEHIND.match(run.text, end).end()  # type: ignore[union-attr]
        if quoted and (begin <= quoted[-1][1] or _joins(run.text[quoted[-1][1] : start])):
            quoted[-1] = (quoted[-1][0], end)
        else:
            quoted.append((begin, end))
    return tuple(run.words(*span)[1].strip() for span in quoted)


def _joins(between: str) -> bool:
    """Whether what is between two figures makes one of them: 30%(即30万元), 5日至8日."""
    return (
        re.fullmatch("[(，]?(?:即|共?计|合计|人民币|大写|小写|[:¥(])*|[至到~—-]+", between)
        is not None
    )


# -- the questions ---------------------------------------------------------------------------------


def _grouped(lefts: Iterable[_Left]) -> Iterator[list[_Left]]:
    """What is left of one article together, as far as a question can quote it."""
    group: list[_Left] = []
    for each in lefts:
        alike = bool(group) and _root(each) == _root(group[0])
        count = sum(len(one.words) for one in group) + len(each.words)
        if alike and count <= AT_MOST and _table(each) == _table(group[0]):
            group.append(each)
            continue
        if group:
            yield group
        group = [each]
    if group:
        yield group


def _root(left: _Left) -> tuple[str, str, str]:
    return left.clause.part, left.clause.root, left.clause.heading


def _table(left: _Left) -> str:
    """The part of the contract file that an article is about."""
    heading = left.clause.heading
    tried = (
        (left.about, _BY_WORDS[:_SURE]), (heading, _BY_WORDS),
        (left.about, _BY_WORDS), (left.about, _BY_KIND),
    )  # fmt: skip
    for said, tables in tried:
        for table, words in tables:
            if words.search(said):
                return table
    return "clauses"


def _question(group: Sequence[_Left], proposed: Mapping[str, Value]) -> Question:
    words = list(dict.fromkeys(each for one in group for each in one.words))
    asks = "asked.unread" if len(words) <= AT_MOST else "asked.unread-more"
    told = {"words": "、".join(words[:AT_MOST])}
    return Question(_key(_table(group[0]), proposed), asks, group[0].line, told)


def _key(table: str, proposed: Mapping[str, Value]) -> str:
    """The key; of payments one row more: a row that lacks its sum has a question of its own."""
    if table != "instalments":
        return table
    rows = {int(found[1]) for path in proposed if (found := re.match(r"instalments\[(\d+)", path))}
    return f"instalments[{max(rows) + 1}]" if rows else table
