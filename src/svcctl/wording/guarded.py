"""Payments whose words are all accounted for; what a word left over could change is asked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from svcctl.wording.accounted import WHOLE, Left, apart
from svcctl.wording.amounts import AMOUNTS
from svcctl.wording.cuts import Part
from svcctl.wording.deeds import paid_by_deeds, perhaps_by_deeds
from svcctl.wording.found import Clause, Question
from svcctl.wording.instalments import Paid
from svcctl.wording.leftovers import (
    APART,
    PAYS,
    TABLE,
    heading,
    of_when,
    over_all,
    own_words,
    passed_on,
    told_in,
)
from svcctl.wording.lexicon import TOUCHES

Told = list[tuple[Paid, list[str]]]
# a sum that a person settles may change by what these words say
_SETTLED = (
    "measured",
    "changed",
    "estimate",
    "score",
    "compared",
    "percent",
    "money",
    "deferred",
    "unread",
)
FEE = re.compile("(?!服务|合同|当月|当季|当期|当年|本期|该项)[\u4e00-\u9fff]{2}费(?!率|用于|者)")


def guarded(told: Told, clauses: Sequence[Clause], whens: Sequence[Part] = ()) -> list[Question]:
    """Take out of each payment what a word that nobody used could change, and ask about it."""
    reads = [one for one, _ in told]
    paid_by_deeds(reads, clauses)
    lefts = _all_lefts(reads, clauses)
    if len(reads) == 1:
        for when in _loose(whens, reads[0]):
            lefts[0] += of_when(when, reads[0])
    passed_on(reads, lefts)
    questions = []
    for at, one in enumerate(reads):
        spare = {"share": _SETTLED} if "settled" in one.row else {}
        kept, doubts = apart(one.row, lefts[at], TABLE, spare)
        if one.every == "once" and not one.papers and set(kept) <= {"settled", "article", "every"}:
            kept.pop("settled", None)  # a row of which no more is left is none that was read
        one.row.clear()
        one.row.update(kept)
        line = one.part.run.line(one.part.amount.start)
        questions += [doubt.question(TABLE, at, line) for doubt in doubts]
    return [*questions, *_let_go(told)]


def _loose(whens: Sequence[Part], one: Paid) -> list[Part]:
    """The clauses that tell a day alone and were not read as this payment's."""
    return [
        when
        for when in whens
        if when.run is not one.part.run
        and when.has("period", "due-day", "received")
        and not APART.search(when.run.text, when.start, when.end)
    ]


def _all_lefts(reads: Sequence[Paid], clauses: Sequence[Clause]) -> list[list[Left]]:
    """The words left over that could change each payment."""
    gone = [one for one in reads if _is_gone(one)]
    held = [one for one in reads if all(one is not other for other in gone)]
    over = {id(one.part.run.clause): over_all(one.part.run, held) for one in reads}
    fees = {name for one in reads for name in _fees(one)}
    fees = set() if _priced(fees, clauses) else fees
    found = []
    deeds = perhaps_by_deeds(clauses) if any(_of_fee(one) for one in reads) else ""
    for one in reads:
        alike = [each for each in reads if each.every == one.every]
        # 分两次: those that a condition may undo are not counted
        parts = sum(each is one or any(each is other for other in held) for each in alike)
        lefts = [*own_words(one, parts), *heading(one), *_of_clause(one, over)]
        lefts += _by_itself(one, [each for each in alike if not each.keeps], fees)
        if deeds and _of_fee(one):
            lefts.append(Left("measured", deeds, 0, 0))
        if one.keeps:  # it gives back what others kept
            lefts = [each for each in lefts if each.kind not in ("changed", "measured", "unread")]
        found.append(lefts)
    return found


def _of_fee(one: Paid) -> bool:
    """Whether all of a fee is paid, of which no sum is told."""
    kind = one.part.amount.kind
    return "share" in one.row and kind != "share" and (one.every != "once" or kind == "all")


def _of_clause(one: Paid, over: Mapping[int, list[Left]]) -> list[Left]:
    """What the other sentences of its clause say that could change a payment."""
    said = over[id(one.part.run.clause)]
    if one.every == "once":
        said = [each for each in said if each.kind != "first"]
    if not _fixed(one):
        return said
    # what is set off later is the others' loss, not the advance's
    calm = ("measured", "changed") if one.part.has("advance") else ("measured",)
    return [each for each in said if each.kind not in calm]


def _by_itself(one: Paid, alike: Sequence[Paid], fees: set[str]) -> list[Left]:
    """What is wrong with a payment as it was read, whatever words are left."""
    amount, found = one.part.amount, []
    if _unpaid(one):
        found.append(Left("unpaid", amount.text, 0, 0))
    if one.every != "once" and len(alike) > 1 and amount.kind not in AMOUNTS[:3]:
        found.append(Left("whole", amount.text, 0, 0))  # all of a fee that others share
    if len(fees) > 1 and "amount" not in one.row:  # of which fee, or of all, no word says
        found += [Left("fee", name, 0, 0) for name in _fees(one)]
    return found


def _is_gone(one: Paid) -> bool:
    """Whether a word left over takes the whole row: 提前终止的，支付80%."""
    lefts = own_words(one, 0)
    return any(WHOLE in TOUCHES[TABLE].get(each.kind, ()) for each in lefts)


def _let_go(told: Told) -> Iterator[Question]:
    """A payment of what others kept pays out nothing where what they keep is not proposed."""
    for at, (one, asks) in enumerate(told):
        keeps = all("retain" in told[place][0].row for place in one.keeps)
        if not one.keeps or (keeps and "collects[0]" in one.row):
            continue
        row = {key: value for key, value in one.row.items() if not key.startswith("collects")}
        told[at] = one._replace(row=row, keeps=()), asks
        for place in one.keeps:
            told[place][0].row.pop("retain", None)
        line = one.part.run.line(one.part.amount.start)
        yield Question(f"{TABLE}[{at}].collects", "asked.retain", line)


def _fees(one: Paid) -> list[str]:
    """The fees that the sentences of a payment name: 安装费, 检测费."""
    text = one.part.run.text
    return [m[0] for span in told_in(one) for m in FEE.finditer(text, *span)]


def _priced(fees: Iterable[str], clauses: Sequence[Clause]) -> bool:
    """Whether each fee has its sum in the contract: then it is a part of the price, and read so."""
    text = "\n".join(clause.text for clause in clauses)
    return all(re.search(f"{fee}用?[^，。；%]{{0,8}}\\d", text) for fee in fees)


def _unpaid(one: Paid) -> bool:
    """Whether no word says that a sum is paid, nor when: 总价…元，即每月85,000元."""
    part, amount = one.part, one.part.amount
    dated = any(key.startswith("due.") for key in one.row) or one.papers
    if amount.kind not in ("sum", "share") or dated:
        return False
    text = part.run.text
    begin = max(text.rfind(mark, 0, amount.start) for mark in "。；\n") + 1
    end = re.compile("[，。；\\n]|$").search(text, amount.end)
    said = text[begin : end.start() if end else None]
    return not PAYS.search(said)


def _fixed(one: Paid) -> bool:
    """Whether a payment is a share of the price, or a sum, that is paid once: 合同总价的30%."""
    amount, tokens = one.part.amount, one.part.tokens
    of_price = any(t.kind == "contract-base" and 0 <= amount.start - t.end <= 2 for t in tokens)
    base = amount.kind == "sum" or (amount.kind == "share" and of_price) or "up_to" in one.row
    return one.every == "once" and base
