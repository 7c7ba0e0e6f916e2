"""What the payments of a contract come to: the rest gets its share, what does not add up is asked."""

import re
from collections.abc import Sequence
from decimal import Decimal

from svcctl.wording.found import Question
from svcctl.wording.instalments import Paid
from svcctl.wording.numerals import plainly, share_of, sum_of
from svcctl.wording.shares import PER_YEAR


def finish(reads: list[Paid], questions: list[Question]) -> list[Paid]:
    """余款 gets what is missing to the whole; shares that do not make it are told."""
    for scope in ("once", "recurring"):
        group = [r for r in reads if (r.every == "once") == (scope == "once")]
        if not group:
            continue
        _unlike(group, questions)
        _cleared(group, questions)
        known = [Decimal(r.row["share"].value[:-1]) for r in group if "share" in r.row]
        upto = [Decimal(r.row["up_to"].value[:-1]) for r in group if "up_to" in r.row]
        total = max([sum(known, Decimal(0)), *upto])
        open_rows = [r for r in group if not {"share", "up_to", "amount"} & set(r.row)]
        for each in group:
            _rest(each, total, open_rows, upto, known, group, questions)
        _whole(group, reads, questions)
    return reads


def _cleared(group: Sequence[Paid], questions: list[Question]) -> None:
    """Leave 结清 behind sums open: it is what is left of them, not all of the price."""
    others = any(
        {"amount", "share", "up_to"} & set(each.row) and each.part.amount.kind != "all"
        for each in group
    )
    for each in group:
        if others and each.part.amount.kind == "all" and "share" in each.row:
            line = each.row.pop("share").line
            questions.append(Question("instalments[].share", "asked.rest", line))


def _rest(
    each: Paid,
    total: Decimal,
    open_rows: list[Paid],
    upto: list[Decimal],
    known: list[Decimal],
    group: Sequence[Paid],
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


def _unlike(group: Sequence[Paid], questions: list[Question]) -> None:
    """Leave shares open whose sums beside them are not of one total: 30%即3万元, 30%即4万元."""
    both = [
        (each, Decimal(sum_of(re.sub("[()（）:：大小写]|人民币", "", each.part.told.text)) or 0))
        for each in group
        if "share" in each.row and each.part.told and each.part.amount.kind == "share"
    ]
    shares = [(Decimal(each.row["share"].value[:-1]), total) for each, total in both]
    wholes = {total / share for share, total in shares if total and share}
    if wholes and max(wholes) - min(wholes) > max(wholes) * Decimal("0.005"):
        for each, _ in both:
            line = each.row.pop("share").line
        questions.append(Question("instalments[].share", "asked.share-sums", line))


def _whole(group: list[Paid], reads: list[Paid], questions: list[Question]) -> None:
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


def converted(told: Sequence[tuple[Paid, list[str]]]) -> None:
    """Leave a period's share open that was told of the contract while a part is paid once."""
    once = any("share" in one.row and one.every == "once" for one, _ in told)
    for one, asks in told:
        share, amount = one.row.get("share"), one.part.amount
        told_of_all = once and one.every in PER_YEAR and amount.kind == "share"
        if share and told_of_all and share.value != share_of(amount.text):
            del one.row["share"]
            asks.append("asked.base")


def one_sum_each(
    told: list[tuple[Paid, list[str]]],
) -> tuple[list[tuple[Paid, list[str]]], list[Question]]:
    """The payments without those of one rhythm that name several sums: one may be a total of them."""
    several = {
        every
        for every in (*PER_YEAR, "service-year")
        if sum("amount" in one.row and one.every == every for one, _ in told) > 1
    }
    gone = [one for one, _ in told if one.every in several and "amount" in one.row]
    kept = [each for each in told if all(each[0] is not one for one in gone)]
    lines = [one.part.run.line(one.part.amount.start) for one in gone[-1:]]
    return kept, [Question("instalments", "asked.several-sums", line) for line in lines]


def of_one_base(told: Sequence[tuple[Paid, list[str]]]) -> None:
    """Leave 余3% open behind 付至审定金额的97%: it is of that sum, not of the price."""
    clause = None
    for one, asks in told:
        run, amount = one.part.run, one.part.amount
        left = re.search("(?:余|剩余|其余|余下)(?:款|的|下的?)?$", run.text[: amount.start])
        if run.clause is clause and left and "share" in one.row and "asked.base" not in asks:
            del one.row["share"]
            asks.append("asked.base")
        clause = run.clause if "asked.base" in asks else clause if run.clause is clause else None
