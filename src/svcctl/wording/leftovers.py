"""What of the words of each payment no reader used, in its sentences and in those over all of them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from svcctl.wording.accounted import Left, Span, left, spans_of, unread
from svcctl.wording.cuts import Part, stands_apart
from svcctl.wording.instalments import Paid
from svcctl.wording.moments import EVENTS, TELLS
from svcctl.wording.numerals import NUMBER, SHARE, SUM, share_of, whole
from svcctl.wording.running import Run, sentences
from svcctl.wording.shares import PER_YEAR
from svcctl.wording.spoken import Token

TABLE = "instalments"
# a payment of its own for the first year or month, beside those of each
_FIRST_TIME = re.compile("(?:首个?|第一个?)(?:年|季|月)[^。；]{0,40}?(?:付|拨)")
# 2025年首笔款自签约后20日内支付: another day for the first of those that come again
_FIRST = re.compile(
    r"(?:首[笔次期季月批年]|第一[笔次期季批个年]|\d{4}年(?:度)?(?:首|第一))[^。；]{0,40}?(?:付|拨|结算)"
)
# what a token of these kinds says is read wherever it stands
_SAFE = (
    *EVENTS, "pay", "taker", "giver", "service", "contract-base", "advance", "retention", "each",
    "rest", "percent-of-rest", "up-to", "warranty", "warranty-over", "no-fault", "rolled", "full",
    "within", "later", "before", "hidden", "tax", "sum", "share", "year-name", "term-length",
)  # fmt: skip
# who pays what to whom: of no weight where nothing else of a piece was read
_FRAME = ("pay", "taker", "giver", "service", "contract-base", "within", "later", "before", "full")
# what the reader of days judged, where it gave a day
_DATED = ("period", "date", "month-days", "due-day", "accepted", "assessed")
_RHYTHMS = (
    "every-month", "every-quarter", "every-half", "every-year", "period-over", "year-over",
    "periodic-base", "yearly-base", "period-starts", "due-day",
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
# of the head of a sentence that names several payments
_HEADS = ("of_what", "ended", "other", "example", "each", "estimate")
# of sentences that stand over all payments only these are asked about
_OVER = ("measured", "changed", "later", "reference", "deferred", "estimate")
# of a figure behind a payment that is none itself
_OF_BEFORE = (*_OVER, "restated", "compared", "rhythm", "unread", "condition")
APART = re.compile("(?:缴纳|交纳|提交)[^，。；]{0,16}(?:保证金|保函|担保)|押金")
_SAME = re.compile("类推|同上|照此|按此|相同")
# 因…终止的，已付费用不退: of a contract that ends early
_ENDED = re.compile("(?:终止|解除|中止|解约|取消)[^，。；]{0,8}的，")
_REST = re.compile("其余|剩余|余下|余款|余(?=[的\\d])")
_TAIL = re.compile("[，(][^。；\n]*")
_NEXT = re.compile(f"{SHARE}|{SUM}|余|剩|付清|结清")
_STOPS = "，。；\n"
_EDGES = "，。；\n()"


PAYS = re.compile("付|拨|结算|结清|余款|尾款|首款|定金|质保金|保证金|款:")


def own_words(one: Paid, parts: int) -> Iterator[Left]:
    """What is left of the sentences that tell this payment."""
    yield from _of_part(one, parts)
    if one.beside:
        yield from _of_part(one._replace(part=one.beside), parts)


def _of_part(one: Paid, parts: int) -> Iterator[Left]:
    """What is left of the words of one clause that tell a payment."""
    part = one.part
    for start, end in told_in(one):
        text = part.run.text[start:end]
        used = spans_of(one.row.values(), text)
        used += spans_of([p.title for p in one.papers if p.title], text)
        read = list(_read(one, parts))
        used += [(t.start - start, t.end - start) for t in read if t.kind not in _FRAME]
        used += _labels(text, parts, one.every)
        if same := _SIGN.get(one.every):  # 上季度 beside 每季度 is the same quarter
            used += [match.span() for match in re.finditer(same, text)]
        known = [(t.start - start, t.end - start) for t in part.tokens if t.kind in TELLS]
        frame = [(t.start - start, t.end - start) for t in read if t.kind in _FRAME]
        for each in left(text, [*used, *frame], TABLE):
            yield (
                each._replace(kind="rhythm") if each.kind == "season" and not _named(one) else each
            )
        yield from unread(text, [*used, *known], frame, TABLE)


def of_when(when: Part, one: Paid) -> list[Left]:
    """What a clause that tells only a day says of how much is paid."""
    lefts = _of_part(one._replace(part=when, papers=[]), 1)
    return [each for each in lefts if each.kind in _OF_BEFORE and each.kind != "rhythm"]


def heading(one: Paid) -> list[Left]:
    """What the head of a sentence says of all payments in it: 应急期间的费用，先付50%，余下50%…."""
    text, start = one.part.run.text, one.part.start
    begin = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    comma = text.find("，", begin, start)
    head = text[begin : comma + 1] if comma >= 0 else ""
    return [each for each in left(head, (), TABLE) if each.kind in _HEADS]


def passed_on(reads: Sequence[Paid], lefts: Sequence[list[Left]]) -> None:
    """A figure that is no payment tells something of the one before: 支付10%，其中30%作为奖励."""
    for at in range(len(reads) - 1, 0, -1):
        one, before = reads[at], reads[at - 1]
        run, figure = one.part.run, one.part.amount
        if run.clause != before.part.run.clause or not before.part.amount.end <= figure.start:
            continue
        between = run.text[before.part.amount.end : figure.start]
        begin = max(run.text.rfind(mark, 0, figure.start) for mark in _EDGES) + 1
        end = re.compile(f"[{_EDGES}]|$").search(run.text, figure.end)
        piece = run.text[begin : end.start() if end else None]
        if re.search("[。；\n]", between) or PAYS.search(piece) or _REST.match(piece):
            continue
        lefts[at - 1].extend(each for each in lefts[at] if each.kind in _OF_BEFORE)


def over_all(run: Run, reads: Sequence[Paid]) -> list[Left]:
    """What the sentences of a clause say that tell no payment of their own."""
    mine = [span for one in reads if one.part.run.clause == run.clause for span in told_in(one)]
    again = [
        told_in(one) for one in reads if one.part.run.clause == run.clause and one.every != "once"
    ]
    follow = _SAME.search(run.text)
    found = []
    for start, end in sentences(run.text):
        text = run.text[start:end]
        inside = any(begin < end and start < stop for begin, stop in mine)
        others = [spans for spans in again if not any(a < end and start < b for a, b in spans)]
        if inside and others and not follow and (match := _FIRST_TIME.search(text)):
            found.append(Left("first", match[0], *match.span()))
        if inside or stands_apart(text) or APART.search(text) or _ENDED.search(text):
            continue
        found += [each for each in left(text, (), TABLE) if each.kind in _OVER]
        if match := _FIRST.search(text):
            found.append(Left("first", match[0], *match.span()))
    return found


def told_in(one: Paid) -> list[Span]:
    """The pieces of sentences in which something of a payment was read."""
    text = one.part.run.text
    begin, stop = _stretch(one.part)
    places = [one.part.amount.start]
    for key, value in one.row.items():
        said = spans_of([value], text[begin:stop])[:1]
        places += [begin + start for start, _ in said if key != "article"]
    found = []
    for start, end in sentences(text[begin:stop]):
        if any(begin + start <= place < begin + end for place in places):
            found.append((begin + start, begin + end))
    return found


def _stretch(part: Part) -> Span:
    """The words of a payment; what leads to the next sum of its sentence is the next payment's."""
    text, start, end = part.run.text, part.start, part.end
    if text[start : start + 1] not in _STOPS:
        start = max(text.rfind(mark, 0, start) for mark in _STOPS) + 1
    comma = text.rfind("，", part.amount.end, end)
    whole_piece = end >= len(text) or text[end - 1] in _STOPS or text[end] in _STOPS
    end = end if whole_piece or comma < 0 else comma
    tail = _TAIL.match(text, end)
    if tail and not _NEXT.search(tail[0]):
        end = tail.end()  # 支付30%，遇年末顺延；验收后…: said of the 30%
    return start, end


def _labels(text: str, parts: int, every: str) -> Iterator[Span]:
    """What only counts the payments: 第二期, 第1笔, 每年度分四期 of what is paid by the quarter."""
    for match in _OF_YEAR.finditer(text):
        if whole(match[1]) == PER_YEAR.get(every):
            yield match.span()
    for match in _LABEL.finditer(text):
        if (whole(match[1]) or parts + 1) <= parts:
            yield match.span()


def _named(one: Paid) -> bool:
    """Whether a payment names its own rhythm, and has it not from the one before."""
    sign = _SIGN.get(one.every)
    return sign is not None and any(
        token.kind in _RHYTHMS and re.search(sign, token.text) for token in one.part.tokens
    )


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
    if kind == "nth-year" or re.match(
        "首年|第一年|首年度", token.text
    ):  # of one year only, unless the others follow it
        follow = _SAME.search(one.part.run.text)
        return follow is not None or one.part.has("date") is not None
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
