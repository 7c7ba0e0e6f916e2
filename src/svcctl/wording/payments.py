"""What is paid, when and upon which papers: the instalments and deliverables of a contract's words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from svcctl.wording.found import Clause, Question, Reading, Row, Value
from svcctl.wording.moments import EVENTS, FIXED, PAPERS, Moment, moment
from svcctl.wording.numerals import plainly, share_of, sum_of
from svcctl.wording.papers import Paper, papers_of
from svcctl.wording.running import HIDDEN, Run, masked, run_of, sentences
from svcctl.wording.spoken import Token, between, tokens_of
from svcctl.wording.topics import FOREIGN, PAYING, PENALTIES, own, twice

_TOO_LONG = 20000  # signs of payment clauses: beyond, no person wrote them
_PENAL = re.compile("违约金|滞纳金|利息|赔偿|罚款|偿付|逾期付款|逾期支付")
_BOND = re.compile("履约保证金|履约担保|履约保函")
_MONEY = re.compile("支付|付款|付清|拨付|结算")
_WORRY = re.compile("后|前|内|满|起|经|待|每|按|日|月|年|除|扣|比例|之一|%|‰|元")
_PERIODS = {"every-month": "month", "every-quarter": "quarter", "every-half": "half-year"}
_PER_YEAR = {"month": 12, "quarter": 4, "half-year": 2}
_NO_PAYMENT = re.compile(
    "(?:[不未]含税[^，。；\\d]{0,6}|税额|税金|增值税(?:税?额|款)?|[，；](?:合计|共计|总计)|预算(?:金额)?|限价|单价)(?:为|是|:|人民币|\\()*$"
)
_EITHER = re.compile("%(?:\\([^()]*\\))?或者?[^，。；]{0,12}%")
_ODD = re.compile(
    "\\d月[、，][^。；]{0,20}月[^。；]{0,12}各(?:支付|付)|每(?:两|二|四|五|[2459])个月|每(?:周|学期|批|两年|二年)|(?:[二两三四五六七八九十]|\\d)个(?:月|季度)的?[服维运物租][^，。；]{0,4}费"
)
_RHYTHMS = (*_PERIODS, "every-year", "periodic-base", "period-over", "yearly-base")
_COMMON = (
    "acceptance",
    "first-acceptance",
    "final-acceptance",
)  # happens once, whoever waits for it
_AMOUNTS = ("share", "sum", "rest", "all")


class Part(NamedTuple):
    """What one clause says of one payment: its tokens, and the token of how much."""

    run: Run
    tokens: tuple[Token, ...]
    amount: Token
    told: Token | None  # the sum beside a share: 70%（即203000元）
    start: int
    end: int

    def has(self, *kinds: str) -> Token | None:
        """The first token of these kinds."""
        return next((token for token in self.tokens if token.kind in kinds), None)


class _Read(NamedTuple):
    row: dict[str, Value]
    made: dict[str, str]
    papers: list[Paper]
    every: str
    part: Part


def _about(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses that say how the contract is paid."""
    mine = own(clauses) or list(clauses)
    good = [clause for clause in mine if not PENALTIES.search(clause.heading)]
    good = [
        clause
        for clause in good
        if not re.search("保证金|担保|违约|争议|解除|考核|评分", clause.heading)
    ]
    headed = [c for c in good if PAYING.search(c.heading) and _MONEY.search(c.heading + c.text)]
    if any(_pays(clause.text) for clause in headed):
        return headed
    loose = [clause for clause in good if _pays(clause.text)]
    if loose or mine == list(clauses):
        return loose
    rest = [clause for clause in clauses if clause.part and PAYING.search(clause.heading)]
    return rest if len({clause.part for clause in rest if _pays(clause.text)}) == 1 else []


def _pays(text: str) -> bool:
    """Whether a text says that something is paid, how much or how often."""
    for start, end in sentences(text):
        sentence = text[start:end]
        if _MONEY.search(sentence) and not FOREIGN.search(sentence) and not _PENAL.search(sentence):
            tokens = tokens_of(sentence[:2000])
            if any(token.kind in (*_AMOUNTS, "up-to") or _recurs(token) for token in tokens):
                return True
    return False


def _dropped(sentence: str) -> bool:
    """Whether a sentence is about something else: bid bonds, damages, bonds, the supplier's account."""
    return bool(
        FOREIGN.search(sentence)
        or re.search(r"\d分(?!期|次|批|别)", sentence)
        or _PENAL.search(sentence)
        or (_BOND.search(sentence) and not re.search("收到.{0,12}履约.{0,30}支付", sentence))
        or (
            re.search("开户|账号|账户名|税率|不予支付|不再支付", sentence)
            and not re.search("%.{0,20}支付|支付.{0,20}%", sentence)
        )
    )


def _amounts(tokens: Sequence[Token], run: Run) -> list[tuple[Token, Token | None]]:
    """The tokens of how much, each with the sum told beside it."""
    found: list[tuple[Token, Token | None]] = []
    price: Token | None = None
    for at, token in enumerate(tokens):
        if token.kind not in _AMOUNTS:
            continue
        if token.kind == "share" and _no_payment(token, run):
            continue
        if token.kind == "sum" and (
            _price(tokens, at, run)
            or _no_payment(token, run)
            or (price and _beside(price, token, run))
        ):
            price = token  # the price, its tax, and the same again in words
            continue
        last = found[-1][0] if found else None
        if last and token.kind in ("share", "sum") and _beside(last, token, run):
            found[-1] = (token, None) if last.kind in ("rest", "all") else (last, token)
            continue
        if token.kind == "rest" and _followed(tokens, at, run):
            continue
        if token.kind == "all" and not _whole_sum(tokens, at, found, run):
            continue
        found.append((token, None))
    return found


def _price(tokens: Sequence[Token], at: int, run: Run) -> bool:
    """Whether a sum is the contract's price itself, told before the payments."""
    before = tokens[at - 1] if at else None
    if not before or before.kind not in ("contract-base", "yearly-base"):
        return False
    return not any(
        each.kind in ("pay", "up-to")
        and not re.search("[，。；]", run.text[each.end : before.start])
        for each in tokens[max(0, at - 3) : at - 1]
    )


def _no_payment(token: Token, run: Run) -> bool:
    """Whether a figure is what all comes to, a tax, a price by the piece: 合计…元, 120元/次."""
    before = run.text[max(0, token.start - 16) : token.start]
    if token.kind == "share":
        return bool(re.search("[不未]含[^，。；%]{0,8}$", before))
    piece = re.match("/(?!月|季|年|半年)|每(?:次|人|台|件|平方)", run.text[token.end :])
    return bool(piece or _NO_PAYMENT.search(before))


def _followed(tokens: Sequence[Token], at: int, run: Run) -> bool:
    """Whether 余款 is told in figures right behind: 余款5%, 剩余的30%."""
    after = next((t for t in tokens[at + 1 :] if t.kind in ("share", "sum", "rest")), None)
    if after and re.match("(?:支付)?[:：]|\\(?第", run.text[tokens[at].end :]):
        return True  # a label: 尾款：…
    return after is not None and not re.search(
        "[。；\n]|后|内", run.text[tokens[at].end : after.start]
    )


def _whole_sum(
    tokens: Sequence[Token], at: int, found: Sequence[tuple[Token, Token | None]], run: Run
) -> bool:
    """Whether 付清, 一次性 or 全额 is a payment of its own, and not how another is made."""
    token = tokens[at]
    if token.text == "全部":
        return False
    stop = next(
        (m.start() for m in re.finditer("[。；\n]", run.text) if m.start() >= token.end),
        len(run.text),
    )
    if any(t.kind in ("share", "sum", "rest") and token.end <= t.start < stop for t in tokens):
        return False
    if not found:
        return True
    if found[-1][0].kind == "all":
        return False
    start = found[-2][0].end if len(found) > 1 else 0
    own_day = any(t.kind in _TELLS and start <= t.start < found[-1][0].start for t in tokens)
    return own_day and any(
        t.kind in _TELLS and found[-1][0].end <= t.start < token.start for t in tokens
    )


def _beside(first: Token, second: Token, run: Run) -> bool:
    """Whether a sum only tells in yuan what stands before it."""
    gap = run.text[first.end : second.start]
    return second.kind == "sum" and bool(
        re.fullmatch(
            "[，(（]?(?:即|计|共计|合计|为|约为|金额为|:|：|人民币|\\)|的?服务费|款)*[，(:]?", gap
        )
    )


class _Cut(NamedTuple):
    """A clause's payments, what it says of all of them, and what is asked."""

    parts: list[Part]
    common: list[tuple[Run, list[Token]]]
    asked: list[Question]
    when: Part | None = None  # by when is paid, where no sum stands beside it


def _parts(clause: Clause) -> _Cut:
    """The payments of one clause."""
    run = run_of(clause)
    text, open_choice = masked(run.text)
    run = run._replace(text=text)
    if open_choice:
        return _Cut([], [], [Question("instalments", "asked.option", clause.lines[0])])
    spans, common, asked = _sorted(run)
    tokens = [token for span in spans for token in tokens_of(text, *span)]
    kinds = {token.kind for token in tokens}
    told = "。".join(text[start:end] for start, end in spans)
    if _EITHER.search(told) or _ODD.search(told):
        asks = "asked.option" if _EITHER.search(told) else "asked.rhythm"
        return _Cut([], common, [*asked, Question("instalments", asks, clause.lines[0])])
    if "amended" in kinds:
        return _Cut([], [], [Question("instalments", "asked.amended", clause.lines[0])])
    if "not-paid" in kinds and not kinds & {"share", "sum"}:
        return _Cut([], common, asked)
    amounts: Sequence[tuple[Token, Token | None]]
    amounts = _amounts([t for t in tokens if not _again(t, tokens, run)], run)
    if not amounts and kinds & {"pay", "all"}:
        amounts = [(t, None) for t in tokens if _recurs(t)][-1:]
    when = _when(run, tokens, spans) if not amounts else None
    return _Cut(list(_cut(run, tokens, amounts, spans)), common, asked, when)


def _when(run: Run, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Part | None:
    """The clause as the day of a payment whose sum another clause names."""
    heads = (run.text.startswith(":", token.end) for token in tokens)
    tokens = [t for t, head in zip(tokens, heads, strict=True) if t.kind != "pay" or not head]
    pays = [token for token in tokens if token.kind == "pay"]
    if len(pays) != 1 or not spans:
        return None
    return Part(run, tuple(tokens), pays[0], None, spans[0][0], spans[-1][1])


def _recurs(token: Token) -> bool:
    """Whether a token says that something comes again: 每月, 当季服务费."""
    return token.kind in _RHYTHMS or bool(
        token.kind == "due-day" and re.match("每(?:个?月|季)", token.text)
    )


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
        if not text or _dropped(text):
            continue
        tokens = tokens_of(text)
        kinds = {token.kind for token in tokens}
        if "each-payment" in kinds and not kinds & {"share", "sum"}:
            if kinds & {"period", "received", "due-day", "fiscal", "agreed-later"}:
                common.append((run, tokens_of(run.text, start, end)))
        else:
            spans.append((start, end))
    return spans, common, asked


def _shared(parts: list[Part], common: Sequence[tuple[Run, list[Token]]]) -> list[Part]:
    """The payments of a clause with what is said of each of them: 以上款项均在收到发票后15日内支付."""
    told = [
        t
        for _, tokens in common
        for t in tokens
        if t.kind in (*_TELLS, "within", "blank", "agreed-later")
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


def _cut(
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
    lead = [t for t in tokens if t.start < first and t.kind in _TELLS]
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
        yield Part(run, inside, amount, told, start, end)
        start = end


def _told_behind(tokens: Sequence[Token], amount: Token) -> bool:
    """Whether a day or an event is told behind a sum."""
    return any(t.start >= amount.end and t.kind in _TELLS for t in tokens)


_TELLS = (*EVENTS, *PAPERS, *FIXED, "period", "installation", "fiscal")


def _closing(text: str, end: int, limit: int) -> int:
    """Where the words that belong to a sum end: at the next stop, or comma, or after 作为预付款."""
    match = re.compile("[，。；\n]").search(text, end, limit)
    return match.start() if match else end


def _rhythm(part: Part, yearly: bool, before: str) -> tuple[str, Token | None]:
    """How often the payment comes: once, or in each year, half-year, quarter or month."""
    for kind, every in _PERIODS.items():
        token = part.has(kind)
        if token and part.run.text[token.start - 1 : token.start] != "满":
            return every, token
    named = [t for t in part.tokens if t.kind in ("period-over", "periodic-base", "due-day")]
    for over in named:
        if over.kind == "period-over" and re.match(
            "(?:第一|首)个?(?:服务)?(?:季|月|半年)", over.text
        ):
            return "", None  # 第一季度末 comes once, of which year no token says
        match = re.search("月|季|半年", over.text)
        if match and (over.kind != "due-day" or re.match("每(?:个?月|季)", over.text)):
            return {"月": "month", "季": "quarter", "半年": "half-year"}[match[0]], over
    token = part.has("every-year", "yearly-base", "year-over", "first-year", "period-over")
    if token or yearly:
        return "service-year", token
    if part.has("due-day") and re.match("每年", (part.has("due-day") or part.amount).text):
        return "service-year", part.has("due-day")
    base = part.has("contract-base")
    if base is None and before not in ("", "once"):
        # 每月支付70%，其余30%…: of the same month, unless it waits for something that comes once
        return ("" if part.has("term-over", "accepted", "warranty") else before), None
    return "once", base


def _base_of(part: Part) -> str:
    """What the share is of: contract, year, period, or nothing named; `other` where it is unknown."""
    before = [t for t in part.tokens if t.end <= part.amount.start]
    gap = part.run.text[before[-1].end if before else part.start : part.amount.start]
    kind = before[-1].kind if before and len(gap) <= 3 and not re.search("[，。]", gap) else ""
    known = {
        "contract-base": "contract",
        "yearly-base": "year",
        "periodic-base": "period",
        "service": "",
        "pay": "",
        "up-to": "",
        "rest": "",
        "percent-of-rest": "rest",
        "retention": "",
        "advance": "",
        "each": "",
    }
    if kind in known:
        return known[kind]
    if kind == "settles" or (gap.endswith("的") and len(gap.strip("，。的")) > 0):
        return "other"
    return "" if kind else ("other" if gap.rstrip("的:为（(") != "" and gap.endswith("的") else "")


def _how_much(part: Part, every: str) -> tuple[dict[str, Value], str]:
    """share, amount or up_to with its words, or what is asked."""
    amount, run = part.amount, part.run
    base = _base_of(part) if amount.kind == "share" else ""
    if part.has("blank"):
        return {}, "asked.blank"
    if base == "other" or (part.has("bound") and _bounded(part)):
        return {}, "asked.base" if base == "other" else "asked.bound"
    if amount.kind == "share":
        value = share_of(amount.text)
        if value is None:
            return {}, "asked.base"
        if (up_to := part.has("up-to")) and up_to.end == amount.start:
            return {"up_to": run.value(value, up_to.start, amount.end)}, ""
        if not value.endswith("%"):
            return {}, "asked.base"
        return _of_base(value, base, every, part)
    if amount.kind == "sum":
        return _sum(part)
    if amount.kind == "rest":
        return {"rest": run.value("rest", amount.start, amount.end)}, ""
    return {"share": run.value("100%", amount.start, amount.end)}, ""


def _bounded(part: Part) -> bool:
    """Whether an upper or lower bound stands before the figure."""
    return any(
        t.kind == "bound"
        and (0 <= part.amount.start - t.end < 12 or 0 <= t.start - part.amount.end < 3)
        for t in part.tokens
    )


def _sum(part: Part) -> tuple[dict[str, Value], str]:
    value = sum_of(re.sub("[()（）:：大小写人民币]", "", part.amount.text).replace("人民币", ""))
    other = sum_of(re.sub("[()（）:：大小写人民币]", "", part.told.text)) if part.told else value
    if value is None or other != value:
        return {}, "asked.sums-differ"
    return {"amount": part.run.value(value, part.amount.start, part.amount.end)}, ""


def _of_base(value: str, base: str, every: str, part: Part) -> tuple[dict[str, Value], str]:
    """A share as the file counts it, where the text's base fits the rhythm."""
    amount, run = part.amount, part.run
    told = run.value(value, amount.start, amount.end)
    parts = _PER_YEAR.get(every)
    if parts and base != "period":
        whole = Decimal(value[:-1]) * parts
        if base in ("contract", "year", "") and whole == 100:
            return {"share": told._replace(value="100%")}, ""
        return {}, "asked.base"
    if every == "service-year" and base == "contract":
        return {}, "asked.base"
    if every == "once" and base in ("year", "period"):
        return {}, "asked.base"
    if base == "rest":
        return {"of-rest": told}, ""
    return {"share": told}, ""


def _names(part: Part, every: str, at: int) -> tuple[str, str]:
    """A handle and a title for an instalment."""
    if token := part.has("retention"):
        return "retention", "质保金"
    if every == "month":
        return "fee", "月度服务费"
    if every == "quarter":
        return "fee", "季度服务费"
    if every == "half-year":
        return "fee", "半年服务费"
    if token := part.has("advance"):
        return "advance", token.text
    if part.amount.kind in ("rest",) or part.has("percent-of-rest"):
        return "balance", "余款"
    accepted = part.has("accepted")
    if accepted and "验" in accepted.text and every == "once":
        return "acceptance", "验收款"
    if at == 0 and part.has("signed", "awarded", "effective", "start-notice"):
        return "advance", "首期款"
    return f"part-{at + 1}", f"第{at + 1}期款"


def _read(part: Part, yearly: bool, at: int, before: str) -> tuple[_Read, list[str]]:
    """One instalment, and what of it is asked."""
    every, word = _rhythm(part, yearly, before)
    row, asks = _how_much(part, every) if every else ({}, "asked.base")
    every = every or "once"
    asked = [asks] if asks else []
    if every != "service-year" and (word is not None or every != "once"):
        word = word or part.amount
        row["every"] = part.run.value(every, word.start, word.end)
    part = _before(part)
    due = _due(part, every)
    if due.asks and due.asks not in asked:
        asked.append(due.asks)
    row |= {f"due.{key}": value for key, value in due.keys.items()}
    papers = papers_of(part.tokens, part.run)
    key, title = _names(part, every, at)
    made = {"key": key, "title": title}
    if every == "once" and "every" not in row:
        made["every"] = "once"
    settles = part.has("settles", "deducted")
    # 审定金额的97%: how much of it is asked already
    if settles and not (asks == "asked.base" and settles.end == part.amount.start):
        row["settled"] = part.run.value("true", settles.start, settles.end)
        row["needs.settlement"] = part.run.value("settlement", settles.start, settles.end)
        row.pop("share", None) if part.amount.kind not in ("share",) else None
    return _Read(row, made, papers, every, part), asked


def _before(part: Part) -> Part:
    """The payment without the papers that are only named behind it: 支付30%，乙方同时开具发票."""
    clocked = any(t.kind in _TELLS and t.end <= part.amount.start for t in part.tokens)
    if not clocked:
        return part
    kept = [t for t in part.tokens if t.kind != "handed" or t.start < part.amount.start]
    return part._replace(tokens=tuple(kept), end=_reach(part, kept))


def _reach(part: Part, kept: Sequence[Token]) -> int:
    """Where the words of a payment end once a trailing paper is left out."""
    dropped = [t.start for t in part.tokens if t not in kept]
    return min(dropped) if dropped else part.end


def _due(part: Part, every: str) -> Moment:
    """By when, unless words that no token explains could change it."""
    text = part.run.text
    rest = between(part.tokens, text, part.start, part.end)
    found = moment([t for t in part.tokens if t.kind != "hidden"], part.run, every)
    if not found.asks and (_WORRY.search(_harmless(rest)) or "申请\n" in rest or _loose(part)):
        return Moment({}, "asked.due-unclear")
    return found


def _loose(part: Part) -> bool:
    """Whether 后, 前 or 内 stands behind words that are none of the known events."""
    ends = {token.end for token in part.tokens if token.kind in (*_TELLS, "warranty")}
    return any(
        token.kind in ("later", "before", "within", "warranty-over") and token.start not in ends
        for token in part.tokens
    )


def _harmless(rest: str) -> str:
    return re.sub(
        "日常|每一?(?:次|笔|期)|按照?(?:本?合同|约定|规定|上述|如下|以下)[^\n]{0,6}|年份|月份|前述|内容|国内|按时|按期|前提|先后|后续|满意度|满足",
        "",
        rest.replace(HIDDEN, ""),
    )


def _finish(reads: list[_Read], questions: list[Question]) -> list[_Read]:
    """余款 gets what is missing to the whole; shares that do not make it are told."""
    for scope in ("once", "recurring"):
        group = [r for r in reads if (r.every == "once") == (scope == "once")]
        if not group:
            continue
        _unlike(group, questions)
        known = [Decimal(r.row["share"].value[:-1]) for r in group if "share" in r.row]
        upto = [Decimal(r.row["up_to"].value[:-1]) for r in group if "up_to" in r.row]
        total = max([sum(known, Decimal(0)), *upto])
        open_rows = [r for r in group if not {"share", "up_to", "amount"} & set(r.row)]
        for each in group:
            _rest(each, total, open_rows, upto, known, group, questions)
        _whole(group, reads, questions)
    return reads


def _rest(
    each: _Read,
    total: Decimal,
    open_rows: list[_Read],
    upto: list[Decimal],
    known: list[Decimal],
    group: Sequence[_Read],
    questions: list[Question],
) -> None:
    """The share of one that is paid what is left."""
    row = each.row
    if "of-rest" in row:
        told = row.pop("of-rest")
        if len(open_rows) == 1 and total + Decimal(told.value[:-1]) == 100:
            row["share"] = told
        else:
            questions.append(Question("instalments[].share", "asked.base", told.line))
        return
    told_rest = row.pop("rest", None)
    if told_rest is None:
        return
    after_up_to = bool(upto) and known and total != max(upto)
    if len(open_rows) == 1 and group[-1] is each and any("amount" in r.row for r in group):
        row["up_to"] = told_rest._replace(value="100%")
    elif len(open_rows) == 1 and 0 < total < 100 and not after_up_to:
        row["share"] = told_rest._replace(value=plainly(100 - total) + "%")
    else:
        questions.append(Question("instalments[].share", "asked.rest", told_rest.line))


def _unlike(group: Sequence[_Read], questions: list[Question]) -> None:
    """Leave shares open whose sums beside them are not of one total: 30%即3万元, 30%即4万元."""
    both = [
        (each, Decimal(sum_of(re.sub("[()（）:：大小写]|人民币", "", each.part.told.text)) or 0))
        for each in group
        if "share" in each.row and each.part.told and each.part.amount.kind == "share"
    ]
    wholes = {total / Decimal(each.row["share"].value[:-1]) for each, total in both if total}
    if wholes and max(wholes) - min(wholes) > max(wholes) * Decimal("0.005"):
        for each, _ in both:
            line = each.row.pop("share").line
        questions.append(Question("instalments[].share", "asked.share-sums", line))


def _whole(group: list[_Read], reads: list[_Read], questions: list[Question]) -> None:
    """Tell where the shares of all do not make the whole."""
    if any(not {"share", "up_to"} & set(r.row) for r in group) or (
        len(group) != len(reads) and group[0].every != "once"
    ):
        return
    total = sum((Decimal(r.row["share"].value[:-1]) for r in group if "share" in r.row), Decimal(0))
    upto = [Decimal(r.row["up_to"].value[:-1]) for r in group if "up_to" in r.row]
    if upto:
        last = max(at for at, r in enumerate(group) if "up_to" in r.row)
        after = [Decimal(r.row["share"].value[:-1]) for r in group[last + 1 :] if "share" in r.row]
        total = max(upto) + sum(after, Decimal(0))
    mixed = len(group) != len(reads)
    if (mixed and total >= 100) or (not mixed and total != 100):
        line = group[-1].part.run.line(group[-1].part.amount.start)
        questions.append(
            Question("instalments", "asked.shares", line, {"total": plainly(total) + "%"})
        )


def _yearly(parts: Sequence[Part]) -> bool:
    """Whether the clause sets an example year for all: 第一年…以此类推, 每年."""
    kinds = {token.kind for part in parts for token in part.tokens}
    return "same-again" in kinds or bool(
        "every-year" in kinds and "contract-base" not in kinds and not kinds & set(_PERIODS)
    )


def _keyed(reads: Sequence[_Read]) -> None:
    """Handles that are unique, those of papers too where several payments wait for one's own."""
    seen: dict[str, int] = {}
    for each in reads:
        key = each.made["key"]
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            each.made["key"] = f"{key}-{seen[key]}"


def _rows(reads: Sequence[_Read], base: Sequence[Question]) -> tuple[list[Row], list[Question]]:
    """The rows of the file: papers first, then the payments."""
    users: dict[str, int] = {}
    for each in reads:
        for paper in each.papers:
            users[paper.key] = users.get(paper.key, 0) + 1
    deliverables: dict[str, Row] = {}
    instalments: list[Row] = []
    for each in reads:
        handles = {}
        for paper in each.papers:
            common = users[paper.key] == 1 or paper.key in _COMMON
            key = paper.key if common else f"{each.made['key']}-{paper.key}"
            handles[paper.key] = key
            deliverables.setdefault(key, _deliverable(paper, key, each))
        instalments.append(_instalment(each, handles))
    return [*deliverables.values(), *instalments], list(base)


def article_of(run: Run) -> dict[str, Value]:
    """The article of a row, with the words of its number where the text has them."""
    clause = run.clause
    if not clause.article:
        return {}
    line = clause.head or clause.lines[0]
    root = re.match(r"\s*[#*\- ]*(第\s*[^\s条]{1,6}\s*条|[^\s、.．]{1,4}[、.．])", line.text)
    words = root[1] if root else line.text.strip()[:12]
    return {"article": Value(clause.article, line, words)}


def _deliverable(paper: Paper, key: str, each: _Read) -> Row:
    values: dict[str, Value] = {}
    made = {"key": key}
    if paper.title:
        values["title"] = paper.title
    else:
        made["title"] = paper.made
    run, token = each.part.run, paper.token
    values["every"] = run.value(each.every, token.start, token.end)
    return Row("deliverables", values | article_of(run), made)


def _instalment(each: _Read, handles: Mapping[str, str]) -> Row:
    values = {key: value for key, value in each.row.items() if not key.startswith("needs.")}
    run, at = each.part.run, 0
    for paper in each.papers:
        value = run.value(handles[paper.key], paper.token.start, paper.token.end)
        values[f"needs[{at}]"] = paper.title._replace(value=value.value) if paper.title else value
        at += 1
    if "needs.settlement" in each.row:
        values[f"needs[{at}]"] = each.row["needs.settlement"]
    if "due.plus" in values and values["due.after"].value == "receipt":
        plus = next(t for t in each.part.tokens if t.kind == "period")
        before = [p for p in each.papers if p.token.start <= plus.start] or each.papers
        values["due.after"] = run.value(
            f"receipt:{handles[before[-1].key]}", before[-1].token.start, before[-1].token.end
        )
    return Row("instalments", values | article_of(run), each.made)


def read(clauses: Sequence[Clause]) -> Reading:
    """The instalments of a contract and the papers that they wait for."""
    if second := twice(clauses):
        return Reading({}, (), (Question("instalments", "asked.two-contracts", second.lines[0]),))
    about = _about(clauses)
    if sum(len(clause.text) for clause in about) > _TOO_LONG:
        return Reading({}, (), (Question("instalments", "asked.too-long", about[0].lines[0]),))
    parts: list[Part] = []
    questions: list[Question] = []
    common: list[tuple[Run, list[Token]]] = []
    whens: list[Part] = []
    for clause in about:
        cut = _parts(clause)
        parts += cut.parts
        common += cut.common
        questions += cut.asked
        whens += [cut.when] if cut.when else []
    yearly = _yearly(parts)
    told: list[tuple[_Read, list[str]]] = []
    for at, part in enumerate(_shared(parts, common)):
        same = told and told[-1][0].part.run.clause == part.run.clause
        told.append(_read(part, yearly, at, told[-1][0].every if same else ""))
    _joined(told, whens)
    _converted(told)
    told, several = _one_sum_each(told)
    questions += several
    for at, (one, asks) in enumerate(told):
        line = one.part.run.line(one.part.amount.start)
        questions += [Question(_path(at, ask), ask, line) for ask in asks]
    reads = [one for one, _ in told]
    _finish(reads, questions)
    _keyed(reads)
    if not parts and not questions:
        questions.append(Question("instalments", "asked.no-payments"))
    rows, questions = _rows(reads, questions)
    return Reading({}, tuple(rows), tuple(questions))


def _converted(told: Sequence[tuple[_Read, list[str]]]) -> None:
    """Leave a period's share open that was told of the contract while a part is paid once."""
    once = any("share" in one.row and one.every == "once" for one, _ in told)
    for one, asks in told:
        share, amount = one.row.get("share"), one.part.amount
        told_of_all = once and one.every in _PER_YEAR and amount.kind == "share"
        if share and told_of_all and share.value != share_of(amount.text):
            del one.row["share"]
            asks.append("asked.base")


def _joined(told: list[tuple[_Read, list[str]]], whens: Sequence[Part]) -> None:
    """Give the only payment its day where another clause tells that alone: 收到发票后20日内支付."""
    summed = [at for at, (one, _) in enumerate(told) if "amount" in one.row]
    if len(summed) != 1 or len(told) != 1 or len(whens) != 1:
        return
    one, asks = told[0]
    every, word = _rhythm(whens[0], yearly=False, before=one.every)
    due = _due(whens[0], one.every)
    if asks != ["asked.due-event"] or due.asks or every != one.every:
        return
    row = one.row | {f"due.{key}": value for key, value in due.keys.items()}
    part = whens[0]._replace(amount=word or whens[0].amount)
    papers = papers_of(part.tokens, part.run)
    told[0] = one._replace(row=row, papers=papers, part=part), []


def _one_sum_each(
    told: list[tuple[_Read, list[str]]],
) -> tuple[list[tuple[_Read, list[str]]], list[Question]]:
    """The payments without those of one rhythm that name several sums: one may be a total of them."""
    several = {
        every
        for every in (*_PER_YEAR, "service-year")
        if sum("amount" in one.row and one.every == every for one, _ in told) > 1
    }
    gone = [one for one, _ in told if one.every in several and "amount" in one.row]
    kept = [each for each in told if all(each[0] is not one for one in gone)]
    lines = [one.part.run.line(one.part.amount.start) for one in gone[-1:]]
    return kept, [Question("instalments", "asked.several-sums", line) for line in lines]


def _path(at: int, asks: str) -> str:
    return f"instalments[{at}].{'due' if asks.startswith('asked.due') else 'share'}"
