"""Payments whose words are all accounted for; what a word left over could change is asked."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from svcctl.wording.accounted import Doubt, Left, Span, apart, left, spans_of
from svcctl.wording.cuts import stands_apart
from svcctl.wording.found import Question
from svcctl.wording.instalments import Paid
from svcctl.wording.moments import EVENTS
from svcctl.wording.numerals import NUMBER, SHARE, share_of, whole
from svcctl.wording.running import Run, sentences
from svcctl.wording.spoken import Token

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
_SIGN = {
    "month": "[每按逐当本该上]?一?个?月(?:度|份)?",
    "quarter": "[每按逐当本该上]?一?个?季度?",
    "half-year": "[每按逐当本该上]?一?个?半年度?",
    "service-year": "(?:[每按逐当本该]一?个?[^，。；]{0,4}|(?<!半))年度?(?!终|末)",
}
# a sum that a person settles may change by what these words say
_SETTLED = ("measured", "changed", "estimate", "score", "compared", "percent", "money")
# of sentences that stand over all payments only these are asked about
_OVER = ("measured", "changed", "later", "reference")
_APART = re.compile("(?:缴纳|交纳|提交)[^，。；]{0,16}(?:保证金|保函|担保)")
_OF_MONEY = re.compile("费|款|金额|结算|支付|价")


def guarded(told: Sequence[tuple[Paid, list[str]]]) -> list[Question]:
    """Take out of each payment what a word that nobody used could change, and ask about it."""
    questions = []
    over = {id(one.part.run.clause): _over(one.part.run, told) for one, _ in told}
    for at, (one, _) in enumerate(told):
        lefts = list(_own(one, _beside(one, told)))
        if not _fixed(one):
            lefts += over[id(one.part.run.clause)]
        if "settled" in one.row:
            lefts = [each for each in lefts if each.kind not in _SETTLED]
        kept, doubts = apart(one.row, lefts, TABLE)
        one.row.clear()
        one.row.update(kept)
        questions += [_question(doubt, at, one) for doubt in doubts]
    return questions


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
        used += _labels(text, parts)
        if own := _SIGN.get(one.every):  # 上季度 beside 每季度 is the same quarter
            used += [match.span() for match in re.finditer(own, text)]
        behind = one.part.amount.end - start if _fixed(one) else len(text)
        for each in left(text, used, TABLE):
            if each.kind == "season" and not _named(one):
                each = each._replace(kind="rhythm")
            if each.kind != "measured" or each.start < behind:
                yield each


def _named(one: Paid) -> bool:
    """Whether a payment names its own rhythm, and has it not from the one before."""
    sign = _SIGN.get(one.every)
    return sign is not None and any(
        token.kind in _RHYTHMS and re.search(sign, token.text) for token in one.part.tokens
    )


def _beside(one: Paid, told: Sequence[tuple[Paid, list[str]]]) -> int:
    """How many payments of one rhythm there are."""
    return sum(each.every == one.every for each, _ in told)


def _labels(text: str, parts: int) -> Iterator[Span]:
    """What only counts the payments: 第二期, 第1笔."""
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
    own = [span for one, _ in told if one.part.run.clause == run.clause for span in _told_in(one)]
    found = []
    for start, end in sentences(run.text):
        text = run.text[start:end]
        inside = any(begin < end and start < stop for begin, stop in own)
        if inside or stands_apart(text) or _APART.search(text) or not _OF_MONEY.search(text):
            continue
        found += [each for each in left(text, (), TABLE) if each.kind in _OVER]
    return found


def _read(one: Paid, parts: int) -> Iterator[Token]:
    """The tokens of a payment that say what was read of it."""
    part = one.part
    yield part.amount
    if part.told:
        yield part.told
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
