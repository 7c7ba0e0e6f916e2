"""One clause about payments cut into the payments that it names, each with its own words."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from svcctl.wording.amounts import amounts_of
from svcctl.wording.consortium import OF_EACH, shared_out
from svcctl.wording.found import Clause, Line, Question
from svcctl.wording.moments import TELLS
from svcctl.wording.numerals import SHARE, SUM
from svcctl.wording.running import HIDDEN, Run, masked, run_of, sentences
from svcctl.wording.spoken import Token, tokens_of
from svcctl.wording.topics import FOREIGN

PENAL = re.compile("违约金|解约|滞纳金|利息|赔偿|罚款|偿付|(?:逾期|延期|迟延|延迟)(?:付款|支付)")
# 首月不足整月的，按实际天数计算: how a begun month counts
_PRORATED = re.compile(
    "[^，。；%元]{0,12}不足(?:整|一个?|1个?)?月(?:的|时)?，?(?:按|以)[^，。；%元]{0,8}天数?[^，。；%元]{0,6}"
)
_BOND = re.compile("履约保证金|履约担保|履约保函")
_EITHER = re.compile("%(?:\\([^()]*\\))?或者?[^，。；]{0,12}%")
_ODD = re.compile(
    "\\d月[、，][^。；]{0,20}月[^。；]{0,12}各(?:支付|付)|每(?:两|二|四|五|[2459])个月|每(?:周|学期|批|两年|二年)|(?:[二两三四五六七八九十]|\\d)个(?:月|季度)的?[服维运物租][^，。；]{0,4}费"
)

_LEFT_OPEN = (
    (_EITHER, "asked.option"),
    (_ODD, "asked.rhythm"),
    (re.compile("(?:固定|浮动|绩效|考核|变动|基本)部分"), "asked.scored"),
)
_KEPT_AS = "(?:质量?保证金|质保金|保证金|保留金|考核金|预留金|预留款|风险金|尾款)"
# 每月预留5%作为质量保证金, 当月服务费的5%作为质保金由甲方暂扣
KEEPS = re.compile(
    rf"(?:扣留|预留|暂扣|暂留|留存|保留|扣下|留取|扣取|扣除)(?P<of>[^，。；%_]{{0,16}}?)(?P<how>{SHARE}|{SUM}|_{{2,}}%?)[^，。；]{{0,4}}?(?:作为?|为|的)?[^，。；]{{0,4}}?{_KEPT_AS}"
    rf"|(?:每期|每次|每笔|各期|当[月季期]|每[个]?[月季])(?P<of2>[^，。；%_]{{0,16}}?)(?P<how2>{SHARE}|_{{2,}}%?)(?:作为?|为)[^，。；]{{0,4}}?{_KEPT_AS}[^。；]{{0,8}}?(?:扣留|预留|暂扣|暂留|留存)"
)
_EACH_TIME = re.compile(
    "每期|每次|每笔|各期|各次|每个?月|每个?季|每年|当月|当季|当期|当年|本期|按月|按季|逐月"
)
_THEIRS = re.compile("工资|薪酬|员工|(?:乙方|供应商)[^，。；甲]{0,12}(?:预留|保留|留存|扣留)")
_GOES_ON = re.compile(f"(?:该|上述|所|该等|预留的?|扣留的?|暂扣的?)*(?:{_KEPT_AS}|预留|扣留|暂扣)")
_RHYTHMS = (
    "every-month",
    "every-quarter",
    "every-half",
    "every-year",
    "periodic-base",
    "period-over",
    "yearly-base",
)


class Part(NamedTuple):
    """What one clause says of one payment: its tokens, and the token of how much."""

    run: Run
    tokens: tuple[Token, ...]
    amount: Token
    told: Token | None  # the sum beside a share: 70%（即203000元）
    start: int
    end: int
    title: str = ""  # what a table calls it

    def has(self, *kinds: str) -> Token | None:
        """The first token of these kinds."""
        return next((token for token in self.tokens if token.kind in kinds), None)


# 超预算部分须经甲方书面同意后方予结算: neither a sum nor a paper of a payment
_BEYOND = re.compile(
    "(?:超过?|超出)[^，。；%]{0,16}(?:部分|的(?=，))[^。；]{0,12}(?:同意|批准|认可|审批|书面)|预算外[^。；]{0,16}(?:同意|批准|认可|审批)"
)
_SUPPLIER = "乙方|供应商|成交人|中标人|服务商|受托方|受托人|服务方|供方|承包人|承包方|派遣单位|派遣方|物业公司"
_PURCHASER = "甲方|采购人|采购单位|委托方|委托人|买方|需方|发包人|用工单位|招标人"
# 乙方须在每月15日前发放工资: what the supplier pays is no payment of the contract
_THEY_PAY = re.compile(
    rf"(?:^|[，。；:、\d)由])(?:{_SUPPLIER})(?!的)[^，。；后凭经完请求收取款费额价得时]{{0,20}}?(?:支付|发放|代发|代缴|缴纳|垫付|付给)(?!申请|条件|请求|通知|凭证)"
)
_WAGES = re.compile(
    "(?:支付|发放|代发|付给)[^，。；]{0,10}(?:工资|薪酬|薪资|劳动报酬|奖金)|(?:工资|薪酬|薪资|劳动报酬)[^，。；]{0,10}(?:发放|支付)"
)
# 供应商未按通知到场的，每迟一日支付800元: what a breach costs
_THEY_FAIL = re.compile(
    rf"(?:{_SUPPLIER})[^，。；]{{0,16}}(?:未|不|逾期|迟|擅自|拒|漏|违反)[^，。；]{{0,20}}，[^。；]{{0,16}}(?:支付|扣|承担|付给)"
)
_WE_PAY = re.compile(
    rf"(?:{_PURCHASER})(?!未|不|没|逾期|迟|延|拖)[^，。；未不]{{0,24}}(?:支付|[拨划]?付|结算|结清)"
)


def _paid_by_supplier(sentence: str) -> bool:
    """Whether a sentence only tells what the supplier pays: wages, dues, fees to others."""
    if _WE_PAY.search(sentence):
        return False
    return bool(
        _THEY_PAY.search(sentence) or _THEY_FAIL.search(sentence) or _WAGES.search(sentence)
    )


def stands_apart(sentence: str) -> bool:
    """Whether a sentence is about something else: bid bonds, damages, bonds, the supplier's account."""
    return bool(
        FOREIGN.search(sentence)
        or _BEYOND.search(sentence)
        or _paid_by_supplier(sentence)
        or re.search(r"\d分(?!期|次|批|别)", sentence)
        or PENAL.search(sentence)
        or _PRORATED.fullmatch(sentence)
        or (_BOND.search(sentence) and not re.search("收到.{0,12}履约.{0,30}支付", sentence))
        or (
            re.search("开户|账号|账户名|税率|不予支付|不再支付", sentence)
            and not re.search("%.{0,20}支付|支付.{0,20}%", sentence)
        )
    )


class Cut(NamedTuple):
    """A clause's payments, what it says of all of them, and what is asked."""

    parts: list[Part]
    common: list[tuple[Run, list[Token]]]
    asked: list[Question]
    when: Part | None = None  # by when is paid, where no sum stands beside it
    kept: tuple[tuple[Run, int, int], ...] = ()  # what is kept back of each payment, and until when
    of_table: bool = False


def cut_of(clause: Clause) -> Cut:
    """The payments of one clause."""
    return cut_of_run(run_of(clause))


def cut_of_run(run: Run) -> Cut:
    """The payments of a clause, or of a sentence made of the cells of a row."""
    text, open_choice = masked(run.text)
    run = run._replace(text=text)
    first = run.line(0)
    if open_choice:
        return Cut([], [], [Question("instalments", "asked.option", first)])
    kept, rest = _kept(run)
    cut = _cut_of(rest, first)
    return cut._replace(kept=kept)


def _cut_of(run: Run, first: Line) -> Cut:
    """The payments of a run of words that keeps nothing back."""
    text = run.text
    spans, common, asked = _sorted(run)
    tokens = [token for span in spans for token in tokens_of(text, *span)]
    kinds = {token.kind for token in tokens}
    told = "。".join(text[start:end] for start, end in spans)
    odd = next((asks for words, asks in _LEFT_OPEN if words.search(told)), "")
    if odd:
        return Cut([], common, [*asked, Question("instalments", odd, first)])
    if "amended" in kinds:
        return Cut([], [], [Question("instalments", "asked.amended", first)])
    if "not-paid" in kinds and not kinds & {"share", "sum"}:
        return Cut([], common, asked)
    amounts: Sequence[tuple[Token, Token | None]]
    amounts = amounts_of([t for t in tokens if not _again(t, tokens, run)], run)
    if not amounts and kinds & {"pay", "all", "settles"}:
        amounts = [(t, None) for t in tokens if recurs(t)][-1:]
    when = _when(run, tokens, spans) if not amounts else None
    return Cut(list(_pieces(run, tokens, amounts, spans)), common, asked, when)


def _kept(run: Run) -> tuple[tuple[tuple[Run, int, int], ...], Run]:
    """The pieces that say what is kept back of each payment, and the run with those hidden."""
    found: list[tuple[Run, int, int]] = []
    for start, end in sentences(run.text):
        text = run.text[start:end]
        match = KEEPS.search(text)
        if match and _EACH_TIME.search(text[: match.end()]) and not _THEIRS.search(text):
            begin = start + text.rfind("，", 0, match.start()) + 1
            found.append((run, begin, end))
        elif found and found[-1][2] == start - 1 and _GOES_ON.match(text):
            found[-1] = (run, found[-1][1], end)
    signs = list(run.text)
    for _, start, end in found:
        signs[start:end] = HIDDEN * (end - start)
    return tuple(found), run._replace(text="".join(signs))


def _when(run: Run, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Part | None:
    """The clause as the day of a payment whose sum another clause names."""
    heads = (run.text.startswith(":", token.end) for token in tokens)
    tokens = [t for t, head in zip(tokens, heads, strict=True) if t.kind != "pay" or not head]
    pays = [token for token in tokens if token.kind == "pay"]
    if len(pays) != 1 or not spans:
        return None
    return Part(run, tuple(tokens), pays[0], None, spans[0][0], spans[-1][1])


def _sorted(
    run: Run,
) -> tuple[list[tuple[int, int]], list[tuple[Run, list[Token]]], list[Question]]:
    """The sentences that each say what is paid, those about every payment, and papers due before."""
    spans, common, asked = [], [], []
    for start, end in sentences(run.text):
        text = run.text[start:end]
        first = re.search("(?:付款|支付|请款)(?:款项|费用)?之?前[^。；]{0,30}(?:发票|票据)", text)
        if first:
            asked.append(Question("instalments", "asked.invoice-first", run.line(start)))
            stop = max(text.rfind("，", 0, first.start()), 0)
            end, text = start + stop, text[:stop]
        if shared_out(text):  # 其中向牵头人支付70%: who is paid, not how much
            text = text[: max(text.rfind("，", 0, next(OF_EACH.finditer(text)).start()), 0)]
            end = start + len(text)
        if not text or stands_apart(text):
            continue
        tokens = tokens_of(text)
        kinds = {token.kind for token in tokens}
        if "each-payment" in kinds and not kinds & {"share", "sum"}:
            if kinds & {"period", "received", "due-day", "fiscal", "agreed-later"}:
                common.append((run, tokens_of(run.text, start, end)))
        else:
            spans.append((start, end))
    return spans, common, asked


def shared(parts: list[Part], common: Sequence[tuple[Run, list[Token]]]) -> list[Part]:
    """The payments of a clause with what is said of each of them: 以上款项均在收到发票后15日内支付."""
    told = [
        t
        for _, tokens in common
        for t in tokens
        if t.kind in (*TELLS, "within", "blank", "agreed-later")
    ]
    if not told:
        return parts
    one = len({id(run.clause) for run, _ in common}) == 1
    shared = []
    for part in parts:
        here = one and common[0][0].clause == part.run.clause
        shared.append(
            part._replace(tokens=(*part.tokens, *told))
            if here
            else part._replace(tokens=(*part.tokens, Token("agreed-later", part.end, part.end, "")))
        )
    return shared


def _again(token: Token, tokens: Sequence[Token], run: Run) -> bool:
    """Whether a token stands in a sentence that only says 以此类推."""
    start = max(run.text.rfind(mark, 0, token.start) for mark in "。；\n")
    stops = [run.text.find(mark, token.end) for mark in "。；\n"]
    end = min([stop for stop in stops if stop >= 0], default=len(run.text))
    kinds = {t.kind for t in tokens if start < t.start and t.end <= end}
    return "same-again" in kinds and not kinds & {"share", "sum"}


def _pieces(
    run: Run,
    tokens: Sequence[Token],
    amounts: Sequence[tuple[Token, Token | None]],
    spans: Sequence[tuple[int, int]],
) -> Iterator[Part]:
    """Cut a clause into its payments: the words before each sum are its own, the last has the rest."""
    if not amounts:
        return
    first = amounts[0][0].start
    # no day before the first sum: 60%在签订后10日内支付, unless none stands behind the last either
    lead = [t for t in tokens if t.start < first and t.kind in TELLS]
    if not lead and len(amounts) > 1 and not _told_behind(tokens, amounts[-1][0]):
        lead = [amounts[0][0]]
    start = spans[0][0]
    for at, (amount, told) in enumerate(amounts):
        last = at + 1 == len(amounts)
        end = (told or amount).end if lead or last else amounts[at + 1][0].start
        if last:
            end = spans[-1][1]
        elif lead:
            end = _closing(run.text, end, amounts[at + 1][0].start)
        inside = tuple(t for t in tokens if t.start >= start and t.end <= end)
        yield from _by_dates(Part(run, inside, amount, told, start, end))
        start = end


def _by_dates(part: Part) -> Iterator[Part]:
    """于2026年6月30日前、2027年6月30日前各支付50%: as many payments as dates."""
    dates = [token for token in part.tokens if token.kind == "date"]
    if len(dates) < 2 or not part.has("each") or part.has(*_RHYTHMS[:4]):
        yield part
        return
    for date in dates:
        named = (
            t._replace(kind="year-name") if t.kind == "date" and t is not date else t
            for t in part.tokens
        )
        yield part._replace(tokens=tuple(named))


def _told_behind(tokens: Sequence[Token], amount: Token) -> bool:
    """Whether a day or an event is told behind a sum."""
    return any(t.start >= amount.end and t.kind in TELLS for t in tokens)


def _closing(text: str, end: int, limit: int) -> int:
    """Where the words that belong to a sum end: at the next stop, or comma, or after 作为预付款."""
    match = re.compile("[，。；\n]").search(text, end, limit)
    return match.start() if match else end


def recurs(token: Token) -> bool:
    """Whether a token says that something comes again: 每月, 当季服务费."""
    return token.kind in _RHYTHMS or bool(
        token.kind == "due-day" and re.match("每(?:个?月|季)", token.text)
    )
