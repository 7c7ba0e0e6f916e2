"""Payments whose words are all accounted for; what a word left over could change is asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from svcctl.wording.accounted import WHOLE, Doubt, Left, Span, apart, left, spans_of
from svcctl.wording.cuts import stands_apart
from svcctl.wording.found import Clause, Question, Value
from svcctl.wording.instalments import Paid
from svcctl.wording.lexicon import TOUCHES
from svcctl.wording.moments import EVENTS
from svcctl.wording.numerals import NUMBER, SHARE, share_of, whole
from svcctl.wording.running import Run, run_of, sentences
from svcctl.wording.shares import PER_YEAR
from svcctl.wording.spoken import Token
from svcctl.wording.topics import PENALTIES, own

TABLE = "instalments"
# what a token of these kinds says is read wherever it stands
_SAFE = (
    *EVENTS, "pay", "taker", "giver", "service", "contract-base", "advance", "retention", "each",
    "rest", "percent-of-rest", "up-to", "warranty", "warranty-over", "no-fault", "rolled", "full",
    "within", "later", "before", "hidden", "tax", "sum", "share", "year-name", "term-length",
)  # fmt: skip
# what the reader of days judged, where it gave a day
_DATED = (
    "period",
    "date",
    "month-days",
    "due-day",
    "accepted",
    "assessed",
    "first-year",
    "nth-year",
)
_RHYTHMS = (
    "every-month", "every-quarter", "every-half", "every-year", "period-over", "year-over",
    "periodic-base", "yearly-base", "period-starts", "due-day", "first-year",
)  # fmt: skip
_NUMBER = re.compile("[分次期批笔支付清款]")
_LABEL = re.compile(rf"第({NUMBER})[期笔次]")
_OF_YEAR = re.compile(rf"(?:每[^，。；]{{0,4}}|全)年度?[^，。；]{{0,8}}?分({NUMBER})[期次笔]")
_SIGN = {
    "month": "[每按逐当本该上]?一?个?月(?:度|份)?",
    "quarter": "[每按逐当本该上]?一?个?季度?",
    "half-year": "[每按逐当本该上]?一?个?半年度?",
    "service-year": "(?:[每按逐当本该]一?个?[^，。；]{0,4}|(?<!半))年度?(?!终|末)",
}
# a sum that a person settles may change by what these words say
_SETTLED = ("measured", "changed", "estimate", "score", "compared", "percent", "money")
_PAYS = re.compile("付|拨|结算|结清|余款|尾款|首款|定金|质保金|保证金|款:")
# of the head of a sentence that names several payments
_HEADS = ("of_what", "ended", "other", "example", "each", "estimate")
# of sentences that stand over all payments only these are asked about
_OVER = ("measured", "changed", "later", "reference")
_APART = re.compile("(?:缴纳|交纳|提交)[^，。；]{0,16}(?:保证金|保函|担保)")
_DEEDS = re.compile(
    "据实结算|按实结算|按照?实际[^，。；]{1,14}(?:结算|计费|计价|支付)|以实际[^，。；]{1,14}(?:结算|为准)"
    r"|[\d.]+元/[^月年季天日，。；]{1,4}(?:计费|计取|结算|计算)"
)
# what is paid by deeds beside the fee
_BESIDE = re.compile(
    "差旅|材料|配件|耗材|食材|加班|零星|水电|鉴定|首月|末月|不足|天数|另行|除外|另计"
)
_FEE = re.compile("(?!服务|合同|当月|当季|当期|当年|本期|该项)[\u4e00-\u9fff]{2}费(?!率|用于|者)")
_OF_MONEY = re.compile("费|款|金额|结算|支付|价")


def guarded(told: Sequence[tuple[Paid, list[str]]], clauses: Sequence[Clause]) -> list[Question]:
    """Take out of each payment what a word that nobody used could change, and ask about it."""
    questions = []
    _by_deeds([one for one, _ in told], clauses)
    over = {id(one.part.run.clause): _over(one.part.run, told) for one, _ in told}
    fees = {name for one, _ in told for name in _fees(one)}
    fees = set() if _priced(fees, clauses) else fees
    for at, (one, _) in enumerate(told):
        lefts = [*_own(one, _beside(one, told)), *_head(one)]
        if not _fixed(one):
            lefts += over[id(one.part.run.clause)]
        if _unpaid(one):
            lefts.append(Left("unpaid", one.part.amount.text, 0, 0))
        if len(fees) > 1 and "amount" not in one.row:  # of which fee, or of all, no word says
            lefts += [Left("fee", name, 0, 0) for name in _fees(one)]
        if "settled" in one.row:
            lefts = [each for each in lefts if each.kind not in _SETTLED]
        kept, doubts = apart(one.row, lefts, TABLE)
        one.row.clear()
        one.row.update(kept)
        questions += [_question(doubt, at, one) for doubt in doubts]
    return questions


def _by_deeds(reads: Sequence[Paid], clauses: Sequence[Clause]) -> None:
    """What is paid of each period's fee is settled where the contract says that deeds are paid."""
    again = [one for one in reads if one.every != "once"]
    said = _measured(clauses) if len(again) == 1 and again[0].every in PER_YEAR else None
    if not said or "share" not in again[0].row or "settled" in again[0].row:
        return
    again[0].row["settled"] = said
    if again[0].part.amount.kind != "share":
        del again[0].row["share"]


def _measured(clauses: Sequence[Clause]) -> Value | None:
    """The words that say that what was done in fact is paid: 按实际发车日结算."""
    for clause in own(clauses):
        if PENALTIES.search(clause.heading):
            continue
        run = run_of(clause)
        for start, end in sentences(run.text):
            match = _DEEDS.search(run.text, start, end)
            if match and not _BESIDE.search(run.text, start, end):
                return run.value("true", *match.span())
    return None


def _fees(one: Paid) -> list[str]:
    """The fees that the sentences of a payment name: 安装费, 检测费."""
    text = one.part.run.text
    return [m[0] for span in _told_in(one) for m in _FEE.finditer(text, *span)]


def _priced(fees: Iterable[str], clauses: Sequence[Clause]) -> bool:
    """Whether each fee has its sum in the contract: then it is a part of the price, and read so."""
    text = "\n".join(clause.text for clause in clauses)
    return all(re.search(f"{fee}用?[^，。；%]{{0,8}}\\d", text) for fee in fees)


def _unpaid(one: Paid) -> bool:
    """Whether no word says that a sum is paid, nor when: 总价…元，即每月85,000元."""
    part, amount = one.part, one.part.amount
    if amount.kind != "sum" or any(key.startswith("due.") for key in one.row):
        return False
    text = part.run.text
    begin = max(text.rfind(mark, 0, amount.start) for mark in "。；\n") + 1
    comma = text.find("，", amount.end)
    said = text[begin : comma if comma >= 0 else len(text)]
    return not _PAYS.search(said)


def _fixed(one: Paid) -> bool:
    """Whether a payment is a share of the price, or a sum, that is paid once: 合同总价的30%."""
    amount, tokens = one.part.amount, one.part.tokens
    of_price = any(t.kind == "contract-base" and 0 <= amount.start - t.end <= 2 for t in tokens)
    base = amount.kind == "sum" or (amount.kind == "share" and of_price) or "up_to" in one.row
    return one.every == "once" and base


def _question(doubt: Doubt, at: int, one: Paid) -> Question:
    return doubt.question(TABLE, at, one.part.run.line(one.part.amount.start))


def _own(one: Paid, parts: int) -> Iterator[Left]:
    """What is left of the sentences that tell this payment."""
    part = one.part
    for start, end in _told_in(one):
        text = part.run.text[start:end]
        used = spans_of(one.row.values(), text)
        used += spans_of([p.title for p in one.papers if p.title], text)
        used += [(t.start - start, t.end - start) for t in _read(one, parts)]
        used += _labels(text, parts, one.every)
        if same := _SIGN.get(one.every):  # 上季度 beside 每季度 is the same quarter
            used += [match.span() for match in re.finditer(same, text)]
        behind = one.part.amount.end - start if _fixed(one) else len(text)
        for each in left(text, used, TABLE):
            if each.kind == "season" and not _named(one):
                each = each._replace(kind="rhythm")
            if each.kind != "measured" or each.start < behind:
                yield each


def _head(one: Paid) -> list[Left]:
    """What the head of a sentence says of all payments in it: 应急期间的费用，先付50%，余下50%…."""
    text, start = one.part.run.text, one.part.start
    begin = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    comma = text.find("，", begin, start)
    head = text[begin : comma + 1] if comma >= 0 else ""
    return [each for each in left(head, (), TABLE) if each.kind in _HEADS]


def _named(one: Paid) -> bool:
    """Whether a payment names its own rhythm, and has it not from the one before."""
    sign = _SIGN.get(one.every)
    return sign is not None and any(
        token.kind in _RHYTHMS and re.search(sign, token.text) for token in one.part.tokens
    )


def _beside(one: Paid, told: Sequence[tuple[Paid, list[str]]]) -> int:
    """How many payments of one rhythm there are, without those that a condition may undo."""
    alike = [each for each, _ in told if each.every == one.every]
    gone = [each for each in alike if each is not one and _is_gone(each)]
    return len(alike) - len(gone)


def _is_gone(one: Paid) -> bool:
    """Whether a word left over takes the whole row: 提前终止的，支付80%."""
    lefts = list(_own(one, 0))
    return any(WHOLE in TOUCHES[TABLE].get(each.kind, ()) for each in lefts)


def _labels(text: str, parts: int, every: str) -> Iterator[Span]:
    """What only counts the payments: 第二期, 第1笔, 每年度分四期 of what is paid by the quarter."""
    for match in _OF_YEAR.finditer(text):
        if whole(match[1]) == PER_YEAR.get(every):
            yield match.span()
    for match in _LABEL.finditer(text):
        if (whole(match[1]) or parts + 1) <= parts:
            yield match.span()


def _told_in(one: Paid) -> list[Span]:
    """The pieces of sentences in which something of a payment was read."""
    part = one.part
    text = part.run.text[part.start : part.end]
    found = []
    places = [part.amount.start - part.start]
    for key, value in one.row.items():
        places += [start for start, _ in spans_of([value], text)[:1] if key != "article"]
    for start, end in sentences(text):
        if any(start <= place < end for place in places):
            found.append((part.start + start, part.start + end))
    return found


def _over(run: Run, told: Sequence[tuple[Paid, list[str]]]) -> list[Left]:
    """What the sentences of a clause say that tell no payment of their own."""
    mine = [span for one, _ in told if one.part.run.clause == run.clause for span in _told_in(one)]
    found = []
    for start, end in sentences(run.text):
        text = run.text[start:end]
        inside = any(begin < end and start < stop for begin, stop in mine)
        if inside or stands_apart(text) or _APART.search(text) or not _OF_MONEY.search(text):
            continue
        found += [each for each in left(text, (), TABLE) if each.kind in _OVER]
    return found


def _read(one: Paid, parts: int) -> Iterator[Token]:
    """The tokens of a payment that say what was read of it."""
    part = one.part
    end = part.told.end if part.told else part.amount.end
    start = part.amount.start - part.run.text[: part.amount.start].endswith("即")
    yield part.amount._replace(start=start, end=end)  # 30%，即10万元
    yield from (paper.token for paper in one.papers if paper.title is None)
    dated = any(key.startswith("due.") for key in one.row)
    for token in part.tokens:
        if token.kind in _SAFE or (dated and token.kind in _DATED) or _fits(token, one, parts):
            yield token


def _fits(token: Token, one: Paid, parts: int) -> bool:
    """Whether a token agrees with what was read: the same rhythm, as many payments."""
    kind, sign = token.kind, _SIGN.get(one.every)
    if kind in _RHYTHMS and sign:
        of_year = kind == "yearly-base" and 0 <= one.part.amount.start - token.end <= 1
        return of_year or bool(re.search(sign, token.text))
    if kind in ("settles", "deducted"):
        return "settled" in one.row
    return (
        (kind == "times" and whole(_NUMBER.sub("", token.text)) == parts)
        or (kind == "each-payment" and sign is not None)
        or (kind == "same-again" and one.every == "service-year")
        or (kind == "docked" and _makes_whole(token, one))
    )


def _makes_whole(token: Token, one: Paid) -> bool:
    """Whether what is kept back is what the share leaves: 支付97%，预留3%作为质量保证金."""
    share = one.row.get("share")
    figure = re.search(SHARE, token.text)
    kept = share_of(figure[0]) if figure else None
    if share is None or not kept or not kept.endswith("%"):
        return False
    return Decimal(share.value[:-1]) + Decimal(kept[:-1]) == 100
