"""Payments that read well but for a word beside them: a season, an unread condition, another base."""

import re
from collections.abc import Iterator, Sequence

from svcctl.wording.cuts import Part
from svcctl.wording.found import Clause, Question
from svcctl.wording.guarded import FEE, Told
from svcctl.wording.instalments import Paid
from svcctl.wording.lexicon import KEYS
from svcctl.wording.moments import TELLS
from svcctl.wording.running import run_of
from svcctl.wording.spoken import Token

TABLE = "instalments"
_BRIEF = ("month", "quarter", "half-year")
# a 季 that is no quarter: how long the baths are open, the heating is on, the trade is good
_SEASON = re.compile(
    "运营季|运行季|开放季|经营季|[采供]暖季|供热季|供冷季|制冷季|[旺淡汛雨旱]季|季节"
)
_QUARTER = re.compile("季度")
_AND = re.compile("并且|以及|同时|[且并、及和]")
_OF_PART = re.compile("每(?:个?月|季|半年)")
# what is accepted was finished before
_FINISHED = re.compile(
    "(?:本|合同|全部|所有|各项|项目|工程|服务|系统|设备|工作|内容|任务|安装|调试|平台|软件|施工|的)*(?:完成|完毕|结束|上线|交付|竣工)后?"
)
_FEW = 3  # signs that are no condition by themselves
# 终验合格之日起第一年为免费质保期: from when a time runs that is none of the payment
_NAMES_A_TIME = re.compile("[^。；\n]{0,12}为[^。；，\n]{0,8}(?:期|年度)(?=[。；，\n])")
_BASES = ("contract-base", "yearly-base", "periodic-base")


def doubted(told: Told, clauses: Sequence[Clause]) -> Iterator[Question]:
    """Take out of each payment what a word beside it leaves in doubt, and ask about it."""
    seasonal = any(_SEASON.search(clause.heading + clause.text) for clause in clauses)
    for at, (one, asks) in enumerate(told):
        odd, unread = _odd_rhythm(one, seasonal), _unread_condition(one.part)
        gone = [
            paper for paper in one.papers if odd or unread or _names_a_time(one.part, paper.token)
        ]
        groups = ("every", "share", "due") if odd else ("due",) if unread or gone else ()
        words = odd or unread or (gone[0].token.text if gone else "")
        yield from _asked(one, at, groups, words)
        if gone:
            kept = [paper for paper in one.papers if paper not in gone]
            told[at] = one._replace(papers=kept), asks
            read = "、".join(dict.fromkeys(paper.token.text for paper in gone))
            yield _question(one, at, "needs", words, "" if read == words else read)
    _of_another_base(told)


def _asked(one: Paid, at: int, groups: Sequence[str], words: str) -> Iterator[Question]:
    """Take those groups of keys out of a row, and ask about each that it had."""
    for group in groups:
        keys = KEYS[TABLE][group]
        mine = [key for key in one.row if key.split(".")[0].split("[")[0] in keys]
        read = "、".join(dict.fromkeys(one.row.pop(key).words for key in mine))
        if mine:
            yield _question(one, at, group, words, "" if read == words else read)


def _question(one: Paid, at: int, key: str, words: str, read: str) -> Question:
    """What is asked of one key: the words in doubt, and those read where they are others."""
    line = one.part.run.line(one.part.amount.start)
    asks = "asked.left-read" if read else "asked.left"
    return Question(f"{TABLE}[{at}].{key}", asks, line, {"words": words, "read": read})


def _odd_rhythm(one: Paid, seasonal: bool) -> str:
    """The words that leave open how often is paid: 每季 of a season, 每季7月15日前."""
    if one.every not in _BRIEF:
        return ""
    for token in one.part.tokens:
        if token.kind == "due-day" and token.part("dd_month") and _OF_PART.match(token.text):
            return token.text
    run = one.part.run
    if one.every == "quarter" and seasonal and not _QUARTER.search(run_of(run.clause).text):
        word = one.row.get("every")
        return word.words if word else "季"
    return ""


def _names_a_time(part: Part, token: Token) -> bool:
    """Whether an acceptance only tells from when a time runs, which is not when is paid."""
    return token.text.endswith("起") and bool(_NAMES_A_TIME.match(part.run.text, token.end))


def _unread_condition(part: Part) -> str:
    """What of a list of conditions before the days of a payment is no paper or event that was read."""
    text = part.run.text
    known = [token for token in part.tokens if token.kind in (*TELLS, "warranty", "no-fault")]
    length = next((t for t in known if t.kind == "period" and t.end <= part.amount.start), None)
    if length is None:
        return ""
    begin = max(text.rfind(mark, part.start, length.start) for mark in "，。；:\n") + 1
    heads = [t.end for t in part.tokens if t.kind == "number" and t.end <= length.start]
    begin = max(begin, part.start, *heads)
    places = [begin]
    for match in _AND.finditer(text, begin, length.start):
        places += [match.start(), match.end()]
    places.append(length.start)
    if len(places) == 2:
        return ""
    for start, end in zip(places[::2], places[1::2], strict=True):
        read = any(token.start < end and start < token.end for token in known)
        if read or end - start <= _FEW or _accepted_then(part, start, end):
            continue
        return text[start:end]
    return ""


def _accepted_then(part: Part, start: int, end: int) -> bool:
    """Whether a piece says only that the work was finished, which is accepted next: 系统上线并经验收."""
    after = next((t for t in part.tokens if t.start >= end), None)
    accepted = after is not None and after.kind == "accepted" and "验" in after.text
    return accepted and bool(_FINISHED.fullmatch(part.run.text, start, end))


def _of_another_base(told: Told) -> None:
    """Leave shares open that name no base where others of the article, or two fees, have their own."""
    fees = {fee for one, _ in told for fee in FEE.findall(one.part.run.clause.heading)}
    others = {
        one.part.run.clause.heading
        for one, asks in told
        if "asked.base" in asks and one.part.amount.kind == "share"
    }
    for one, asks in told:
        doubtful = len(fees) > 1 or one.part.run.clause.heading in others
        if doubtful and "share" in one.row and not _names_base(one.part) and not one.keeps:
            del one.row["share"]
            if "asked.base" not in asks:
                asks.append("asked.base")


def _names_base(part: Part) -> bool:
    """Whether a share says of what it is: of the price, of a year's or a period's."""
    start = part.amount.start
    return any(t.kind in _BASES and 0 <= start - t.end <= 2 for t in part.tokens)
