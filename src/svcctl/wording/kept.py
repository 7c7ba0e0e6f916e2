"""What is kept back of each payment and paid out at the end: 每月预留5%, 服务期满后退还."""

import re
from collections.abc import Sequence
from decimal import Decimal

from svcctl.wording.cuts import KEEPS, Part
from svcctl.wording.deadlines import due_of
from svcctl.wording.found import Question, Value
from svcctl.wording.instalments import Paid
from svcctl.wording.numerals import plainly, share_of, sum_of
from svcctl.wording.papers import papers_of
from svcctl.wording.running import Run
from svcctl.wording.spoken import CONTRACT, Token, tokens_of

TITLE = "预留款"
Told = list[tuple[Paid, list[str]]]


def taken_out(kept: Sequence[tuple[Run, int, int]], told: Told) -> list[Question]:
    """Each payment keeps back what a sentence apart says, and one more pays that out."""
    if not kept:
        return []
    run, start, end = kept[0]
    open_ = [Question("instalments[].retain", "asked.retain", run.line(start))]
    keepers = [at for at, (one, _) in enumerate(told) if one.every != "once"]
    match = KEEPS.search(run.text, start, end)
    if len(kept) > 1 or match is None or len(keepers) != 1:
        return open_
    name = "2" if match["how2"] else ""
    of, how = match["of" + name] or "", match["how" + name]
    amount = share_of(how) or sum_of(how)
    if amount is None or re.search(CONTRACT, of):
        return open_
    at = match.span("how" + name)
    one, _ = told[keepers[0]]
    one.row["retain"] = run.value(amount, *at)
    rest = _paid_out(run, match.start(), match.end(), end, tuple(keepers))
    told.append(rest)
    return []


def _paid_out(
    run: Run, start: int, begin: int, end: int, keepers: tuple[int, ...]
) -> tuple[Paid, list[str]]:
    """The payment of what was kept, with its day where the words behind tell it."""
    tokens = tuple(t for t in tokens_of(run.text, begin, end))
    mark = Token("retention", start, begin, run.text[start:begin])
    part = Part(run, tokens, mark, None, begin, end)
    due = due_of(part, "once")
    row = {f"due.{key}": value for key, value in due.keys.items()}
    row["collects[0]"] = run.value("", start, begin)
    made = {"key": "retention", "title": TITLE, "every": "once"}
    papers = papers_of(tokens, run)
    return Paid(row, made, papers, "once", part, keepers), [due.asks] if due.asks else []


def left_over(told: Told) -> None:
    """每月支付当月服务费的95%，其余5%期满后支付: the whole fee, of which each month keeps 5%."""
    if len(told) != 2:
        return
    (one, asks), (two, open_) = told
    share = one.row.get("share")
    base = one.part.has("periodic-base", "yearly-base")
    apart = one.part.run.clause == two.part.run.clause and two.made.get("every") == "once"
    if one.every == "once" or asks or share is None or base is None or not apart:
        return
    missing = 100 - Decimal(share.value.rstrip("%"))
    amount = two.part.amount
    says = amount.kind == "rest" or share_of(amount.text) == f"{plainly(missing)}%"
    if (
        not (0 < missing < 100)
        or not says
        or not two.part.has("term-over")
        or "asked.base" not in open_
    ):
        return
    run = two.part.run
    words = run.value(f"{plainly(missing)}%", amount.start, amount.end)
    one.row["share"] = one.part.run.value("100%", base.start, base.end)
    one.row["retain"] = words
    row = {key: value for key, value in two.row.items() if key.startswith("due.")}
    row["collects[0]"] = words._replace(value="")
    made = two.made | {"key": "retention", "title": TITLE}
    told[1] = two._replace(row=row, made=made, keeps=(0,)), [a for a in open_ if a != "asked.base"]


def named(reads: Sequence[Paid]) -> None:
    """Name the payments whose kept money another pays out, once all have their handles."""
    for each in reads:
        for at, place in enumerate(each.keeps):
            told: Value = each.row["collects[0]"]
            each.row[f"collects[{at}]"] = told._replace(value=reads[place].made["key"])
