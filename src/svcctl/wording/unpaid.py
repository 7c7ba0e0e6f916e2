"""Rows of payments that are none, or only half of one: what was left of them is asked, and no row stands."""

import re
from collections.abc import Mapping, Sequence

from svcctl.wording.cuts import stands_apart
from svcctl.wording.found import Question
from svcctl.wording.instalments import Paid

# a handle, an article, a rhythm alone say neither how much nor when nor upon what
_BARE = {"article"}
_SUMS = {"share", "amount", "up_to", "settled", "retain", "rest"}
_PAYS = re.compile(
    "支付|付款|付清|[付拨]至|付到|拨付|划付|结清|结算|预付|付(?=[\\d合总暂余全百])|余|尾款"
)
# what tells a price, not a payment: 按核减额的3%计取, 下浮6%结算, 另计
_PRICES = re.compile("计[取收费]|收取|下浮|优惠|折扣|另计|另行?计|修复|超[过出]的?部分|标准")
_AT = re.compile(r"instalments\[(\d+)\]")


def without_phantoms(
    reads: Sequence[Paid], questions: Sequence[Question]
) -> tuple[list[Paid], list[Question]]:
    """The payments of which something was read, and the questions with their new places."""
    gone = {at: -1 for at, one in enumerate(reads) if _is_bare(one)}
    gone |= _halves(reads, gone)
    kept = [at for at in range(len(reads)) if at not in gone]
    places = {at: now for now, at in enumerate(kept)}
    asked = [_placed(each, places, gone) for each in questions]
    return [reads[at] for at in kept], asked


def _is_bare(one: Paid) -> bool:
    """Whether nothing was read of what may be no payment at all: a scale of fees, a discount, a repair.

    A payment that is one keeps its place: what follows it is counted from there.
    """
    if set(one.row) - _BARE or one.papers or one.keeps:
        return False
    text, amount = one.part.run.text, one.part.amount
    begin = max(text.rfind(mark, 0, amount.start) for mark in "。；\n") + 1
    end = re.compile("[。；\\n]|$").search(text, amount.end)
    said = text[begin : end.start() if end else None]
    return not _PAYS.search(said) or bool(_PRICES.search(said)) or stands_apart(said)


def _halves(reads: Sequence[Paid], gone: Mapping[int, int]) -> dict[int, int]:
    """What only says again when a sum of another clause is paid, by the place of that sum.

    4.1 每季度78,000元 and 4.2 每季度结束后15日前支付上季度维保费 are one payment.
    """
    found: dict[int, int] = {}
    for at, one in enumerate(reads):
        if at in gone or one.every == "once" or _SUMS & set(one.row) or one.keeps:
            continue
        whole = [
            place
            for place, other in enumerate(reads)
            if place != at
            and place not in gone
            and other.every == one.every
            and other.part.run.clause != one.part.run.clause
            and _SUMS & set(other.row)
            and not any(key.startswith("due.") for key in other.row)
        ]
        if len(whole) == 1:
            found[at] = whole[0]
    return found


def _placed(question: Question, places: Mapping[int, int], gone: Mapping[int, int]) -> Question:
    """A question about the row where it stands now; of a row that is gone, about what it belongs to."""
    match = _AT.match(question.key)
    if not match:
        return question
    at, rest = int(match[1]), question.key[match.end() :]
    if at in places:
        return question._replace(key=f"instalments[{places[at]}]{rest}")
    of = gone.get(at, -1)
    if of in places:
        return question._replace(key=f"instalments[{places[of]}].due")
    return question._replace(key="instalments")
