"""One payment read, and the rows of the contract file for it and the papers it waits for."""

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from svcctl.wording.cuts import Part
from svcctl.wording.deadlines import due_of, on_its_own
from svcctl.wording.found import Question, Row, Value
from svcctl.wording.papers import Paper, papers_of, part_of_name
from svcctl.wording.rhythm import rhythm_of
from svcctl.wording.running import article_of
from svcctl.wording.shares import how_much
from svcctl.wording.spoken import Token

_COMMON = (
    "acceptance",
    "first-acceptance",
    "final-acceptance",
)  # happens once, whoever waits for it
# of what an acceptance is, before its word
_THING = re.compile("[\u4e00-\u9fff]{0,8}$")
_PLAIN = re.compile(
    "^.*(?:后|经|待|自|在|且|并|由|年|通过)|甲方|采购人|项目|系统|服务|全部|整体|组织|完成|最终|上线|交付|进行|及|[的于]"
)


# which of several acceptances is meant, by the round or the part of the work: 上半年报告经…验收
_ROUND = re.compile(
    r"上半年|下半年|[一二三四1-4]季度?|第[一二三四五六七八九十\d]{1,3}个?(?:阶段|期|批|轮|季度|年度?|次|部分|标段|包|子?项)|(?<![\u4e00-\u9fff\d])[一二三四]期|首[批期轮]|前期|中期|后期|末期|(?<![\u4e00-\u9fff\d])[A-D甲乙](?:部分|包|段)|[一二三四]标段|\d{4}年度"
)


class Paid(NamedTuple):
    """One payment as it was read: its keys, what was made up for it, its papers and how often it comes."""

    row: dict[str, Value]
    made: dict[str, str]
    papers: list[Paper]
    every: str
    part: Part
    keeps: tuple[int, ...] = ()  # of which payments it pays out what they kept: places in the list
    beside: Part | None = None  # what says how much, where another clause says when


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


def paid(part: Part, yearly: bool, at: int, before: str) -> tuple[Paid, list[str]]:
    """One instalment, and what of it is asked."""
    every, word = rhythm_of(part, yearly, before)
    row, asks = how_much(part, every) if every else ({}, "asked.base")
    every = every or "once"
    asked = [asks] if asks else []
    if every != "service-year" and (word is not None or every != "once"):
        word = word or part.amount
        row["every"] = part.run.value(every, word.start, word.end)
    part = on_its_own(part)
    due = due_of(part, every)
    if part_of_name(part.tokens, part.run):  # the day may run from what is not that paper
        due = due._replace(keys={}, asks="asked.due-unclear")
    if due.asks and due.asks not in asked:
        asked.append(due.asks)
    row |= {f"due.{key}": value for key, value in due.keys.items()}
    papers = papers_of(part.tokens, part.run)
    key, title = _names(part, every, at)
    made = {"key": key, "title": part.title or title}
    if every == "once" and "every" not in row:
        made["every"] = "once"
    settles = part.has("settles", "deducted")
    # 审定金额的97%: how much of it is asked already
    if settles and not (asks == "asked.base" and settles.end == part.amount.start):
        row["settled"] = part.run.value("true", settles.start, settles.end)
        if _starts_the_clock(part, settles, row):
            row["needs.settlement"] = part.run.value("settlement", settles.start, settles.end)
        row.pop("share", None) if part.amount.kind not in ("share",) else None
    return Paid(row, made, papers, every, part), asked


def _starts_the_clock(part: Part, token: Token, row: Mapping[str, Value]) -> bool:
    """Whether the settlement is waited for: not where a day is fixed, or days run from something else."""
    after = row.get("due.after")
    behind = any(
        a.kind == "period" and b.kind == "within" and b.start == a.end and b.end <= token.start
        for a, b in itertools.pairwise(part.tokens)
    )
    return after is not None and after.value == "receipt" and not behind


def keyed(reads: Sequence[Paid]) -> None:
    """Handles that are unique, those of papers too where several payments wait for one's own."""
    seen: dict[str, int] = {}
    for each in reads:
        key = each.made["key"]
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            each.made["key"] = f"{key}-{seen[key]}"


def rows_of(reads: Sequence[Paid], base: Sequence[Question]) -> tuple[list[Row], list[Question]]:
    """The rows of the file: papers first, then the payments."""
    users: dict[str, int] = {}
    for each in reads:
        for paper in each.papers:
            users[paper.key] = users.get(paper.key, 0) + 1
    several = _of_several_things(reads)
    deliverables: dict[str, Row] = {}
    instalments: list[Row] = []
    for each in reads:
        handles = {}
        for paper in each.papers:
            common = users[paper.key] == 1 or (paper.key in _COMMON and paper.key not in several)
            key = paper.key if common else f"{each.made['key']}-{paper.key}"
            handles[paper.key] = key
            deliverables.setdefault(key, _deliverable(paper, key, each))
        instalments.append(_instalment(each, handles))
    return [*deliverables.values(), *instalments], list(base)


def _of_several_things(reads: Sequence[Paid]) -> set[str]:
    """The papers that are of one kind but of different things: 基础验收, 主体结构验收."""
    things: dict[str, set[str]] = {}
    rounds: dict[str, set[str]] = {}
    for each in reads:
        for paper in each.papers:
            if paper.key in _COMMON:
                match = _THING.search(each.part.run.text, 0, paper.token.start)
                things.setdefault(paper.key, set()).add(_PLAIN.sub("", match[0] if match else ""))
                rounds.setdefault(paper.key, set()).add(_round(each.part, paper.token))
    told = (*things.items(), *rounds.items())
    return {key for key, names in told if len(names - {""}) > 1}


def _round(part: Part, token: Token) -> str:
    """Which round or part of the work the words before an acceptance name."""
    text = part.run.text
    begin = max(text.rfind(mark, 0, token.start) for mark in "，。；:\n") + 1
    return "".join(_ROUND.findall(text[begin : token.end]))


def _deliverable(paper: Paper, key: str, each: Paid) -> Row:
    values: dict[str, Value] = {}
    made = {"key": key}
    if paper.title:
        values["title"] = paper.title
    else:
        made["title"] = paper.made
    run, token = each.part.run, paper.token
    values["every"] = run.value(each.every, token.start, token.end)
    return Row("deliverables", values | article_of(run), made)


def _instalment(each: Paid, handles: Mapping[str, str]) -> Row:
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
